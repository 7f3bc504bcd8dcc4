use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/phase-definition-conflict",
    summary: Text { en: "a phase with two sizes", pt: "uma fase com dois tamanhos", es: "una fase con dos tamaños" },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "The name of a phase is what teams plan, buy and test by. When phase 2 ends at 1,000 users in one list and at \
             5,000 in another, each team prepares for a different one.",
        pt: "É pelo nome da fase que as equipes planejam, compram e testam. Quando a fase 2 vai até 1.000 usuários em uma \
             lista e até 5.000 em outra, cada equipe se prepara para uma diferente.",
        es: "Por el nombre de la fase los equipos planifican, compran y prueban. Cuando la fase 2 llega a 1.000 usuarios en \
             una lista y a 5.000 en otra, cada equipo se prepara para una distinta.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning; tolerance: 20% of a bound",
    bad: "\
# Plan
```yaml
titulo: Plan de capacidad
fases:
  fase_1: {usuarios: 400-600}
  fase_2: {usuarios: 600-900}
despliegue:
  fase_1:
    usuarios: 400-600
  fase_2:
    usuarios: 800-2000
```
",
    good: "\
# Plan
```yaml
titulo: Plan de capacidad
fases:
  fase_1: {usuarios: 400-600}
  fase_2: {usuarios: 600-900}
despliegue:
  fase_1:
    usuarios: 400-600
  fase_2:
    usuarios: 600-900
```
",
    check,
};

/// How far a bound of a phase may be off elsewhere, as a share of itself.
const SLACK: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

static WRONG: Text = Text {
    en: "phase {phase} is {one} here and {other} elsewhere",
    pt: "a fase {phase} é {one} aqui e {other} em outro lugar",
    es: "la fase {phase} es {one} aquí y {other} en otra parte",
};
static OTHER: Text = Text { en: "{other} here", pt: "{other} aqui", es: "{other} aquí" };
static HELP: Text = Text {
    en: "define the phases in one place; phases of another plan deserve other names",
    pt: "defina as fases em um só lugar; fases de outro plano merecem outros nomes",
    es: "defina las fases en un solo lugar; las fases de otro plan merecen otros nombres",
};
static HOLDS: Text = Text {
    en: "phase {phase} is {one} wherever it is defined",
    pt: "a fase {phase} é {one} onde quer que seja definida",
    es: "la fase {phase} es {one} dondequiera que se defina",
};

static ALSO: Text = Text {
    en: "phase {phase} too is {one} here and {other} elsewhere",
    pt: "também a fase {phase} é {one} aqui e {other} em outro lugar",
    es: "también la fase {phase} es {one} aquí y {other} en otra parte",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let of = |size: &PhaseSize| &canvas.facts[size.fact];
    let mut lists: Vec<(usize, (usize, usize))> = Vec::new();
    for (at, first) in canvas.phases.iter().enumerate() {
        let same = |s: &&PhaseSize| s.phase == first.phase && s.subject == first.subject;
        if canvas.phases[..at].iter().any(|s| same(&s)) {
            continue;
        }
        // In one part they may be of two regions.
        let apart = |s: &&PhaseSize| s.part != first.part || of(s).sections != of(first).sections;
        let others: Vec<&PhaseSize> = canvas.phases[at + 1..].iter().filter(same).filter(apart).collect();
        let Some(last) = others.last() else { continue };
        let (one, phase) = (of(first), first.phase.to_string());
        let mut differing = others.iter().filter(|s| differ(one, of(s)));
        let Some(differs) = differing.next() else {
            let message = HOLDS.with("phase", phase).with("one", one.written.as_str());
            out.pass(of(last).span, [one.span], message);
            continue;
        };
        let other = of(differs);
        let says = |text: &'static Text| {
            text.with("phase", phase.as_str()).with("one", other.written.as_str()).with("other", one.written.as_str())
        };
        // Two lists of phases that differ are one thing to mend.
        if let Some((finding, _)) = lists.iter().find(|(_, parts)| *parts == (first.part, differs.part)) {
            if let Some(finding) = out.findings.get_mut(*finding) {
                finding.label(other.span, says(&ALSO)).label(one.span, OTHER.with("other", one.written.as_str()));
            }
            continue;
        }
        lists.push((out.findings.len(), (first.part, differs.part)));
        let finding = out.find(other.span, says(&WRONG));
        finding
            .label(one.span, OTHER.with("other", one.written.as_str()))
            .figures(one.written.as_str(), other.written.as_str())
            .help(HELP.plain());
        for further in differing {
            finding.label(of(further).span, OTHER.with("other", of(further).written.as_str()));
        }
    }
}

/// Whether two sizes share no value, or are ranges with different bounds.
fn differ(one: &Fact, other: &Fact) -> bool {
    let (a, b) = (one.quantity.bounds(), other.quantity.bounds());
    if a.disjoint(&b, SLACK) {
        return true;
    }
    let far = |x: Option<Decimal>, y: Option<Decimal>| match (x, y) {
        (Some(x), Some(y)) => Interval::point(x).disjoint(&Interval::point(y), SLACK),
        _ => false,
    };
    let is_range = |f: &Fact| f.quantity.bounds().value().is_none();
    is_range(one) && is_range(other) && (far(a.low, b.low) || far(a.high, b.high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_a_phase_ends_is_not_whom_it_is_for() {
        let text = |line: &str| {
            format!(
                "# Plan\n\n## Volumes\n\n### Phase 1\n\n- Users: 0-100 active users\n\n## Infrastructure\n\n### Phase 1\n\n- {line}\n"
            )
        };
        for line in ["Move on at > 200 active users", "Room for 20K users before the next upgrade"] {
            assert_eq!(findings(&RULE, &text(line)), [""; 0], "{line}");
        }
        assert_eq!(findings(&RULE, &text("Sized for 300-900 active users")).len(), 1);
    }

    #[test]
    fn comments_define_phases_too() {
        let yaml = "roadmap:\n  phase_1: # 1K-10K users\n    database: small\nplan:\n  phase_1:\n    target_users: \"500-5,000\"\n";
        assert_eq!(findings(&RULE, yaml).len(), 1, "{:?}", findings(&RULE, yaml));
    }

    #[test]
    fn one_number_inside_a_range_and_other_figures_of_the_phase_are_no_conflict() {
        let yaml = "roadmap:\n  phase_1: # 1K-10K users\n    database: small\nplan:\n  phase_1:\n    target_users: 5000\n    instances: 2-4\n    weeks: 6-8\n";
        assert!(findings(&RULE, yaml).is_empty(), "{:?}", findings(&RULE, yaml));
    }

    #[test]
    fn regions_have_phases_of_their_own() {
        let yaml = "regions:\n  north:\n    phase_1: {users: 100-500}\n  south:\n    phase_1: {users: 1000-5000}\n";
        assert!(findings(&RULE, yaml).is_empty());
    }

    #[test]
    fn two_numbers_of_one_list_are_two_things() {
        let text = "# Plan\n## Volumes\n- Phase 1: 500 users in the north, 9,000 users in the south\n";
        assert!(findings(&RULE, text).is_empty(), "{:?}", findings(&RULE, text));
    }

    #[test]
    fn two_lists_that_differ_throughout_are_one_finding() {
        let yaml = "roadmap:\n  phase_1: # 1K-10K users\n    database: small\n  phase_2: # 10K-90K users\n    database: large\nplan:\n  \
                    phase_1:\n    target_users: \"500-5,000\"\n  phase_2:\n    target_users: \"5,000-50,000\"\n";
        assert_eq!(findings(&RULE, yaml).len(), 1, "{:?}", findings(&RULE, yaml));
    }
}
