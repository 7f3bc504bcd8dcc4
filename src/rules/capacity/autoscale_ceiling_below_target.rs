use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/autoscale-ceiling-below-target",
    summary: Text {
        en: "an autoscaler that stops before the planned number of replicas",
        pt: "um autoscaling que para antes do número planejado de réplicas",
        es: "un autoescalado que se detiene antes del número previsto de réplicas",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "The plan counts on replicas that the autoscaler never starts. The ceiling is to be raised with the plan.",
        pt: "O plano conta com réplicas que o autoscaling nunca cria. O teto precisa subir junto com o plano.",
        es: "El plan cuenta con réplicas que el autoescalado nunca crea. El techo debe subir con el plan.",
    },
    source: "Kubernetes documentation: Horizontal Pod Autoscaling",
    bad: "\
# Capacity plan
## Infrastructure
```yaml
api:
  replicas_scaled_scenario: 10
  autoscaling:
    min_replicas: 3
    max_replicas: 8
```
",
    good: "\
# Capacity plan
## Infrastructure
```yaml
api:
  replicas_scaled_scenario: 10
  autoscaling:
    min_replicas: 3
    max_replicas: 12
```
",
    check,
};

static STOPS: Text = Text {
    en: "{planned} are planned, the autoscaler stops at {ceiling}",
    pt: "o plano prevê {planned}, mas o autoscaling para em {ceiling}",
    es: "el plan prevé {planned}, pero el autoescalado se detiene en {ceiling}",
};
static PLANNED: Text =
    Text { en: "planned here: {planned}", pt: "planejado aqui: {planned}", es: "previsto aquí: {planned}" };
static HELP: Text = Text {
    en: "raise the ceiling to {planned} at least",
    pt: "aumente o teto para pelo menos {planned}",
    es: "suba el techo a {planned} como mínimo",
};
static HOLDS: Text = Text {
    en: "{planned} are planned, the autoscaler goes up to {ceiling}",
    pt: "o plano prevê {planned}, e o autoscaling vai até {ceiling}",
    es: "el plan prevé {planned}, y el autoescalado llega hasta {ceiling}",
};

static ASSUMED: Text = Text {
    en: "the autoscaler is that of {component}",
    pt: "o autoscaling é de {component}",
    es: "el autoescalado es de {component}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_phases(canvas, out);
    if out.findings.is_empty() && out.passes.is_empty() {
        check_only(canvas, out);
    }
}

/// "API: 6 pods" and "HPA: at most 5 pods", where nothing else runs in so many copies.
fn check_only(canvas: &Canvas, out: &mut Outcomes) {
    let ceiling = |f: &&Fact| is_ceiling(f) && of_everything(f) && f.sections.contains(SectionKind::Infrastructure);
    let Some(ceiling) = only(canvas.facts.iter().filter(ceiling)) else { return };
    let counts =
        |c: &&Component| !c.replicas.is_empty() && !c.facts.iter().any(|&at| canvas.facts[at].span == ceiling.span);
    let Some(component) = only(canvas.components.iter().filter(counts)) else { return };
    let Some(&at) = only(&component.replicas).filter(|&&at| !fleet::is_part(canvas, at)) else { return };
    let (planned, most) = (&canvas.facts[at], ceiling.quantity.bounds().high);
    let whole = planned.quantity.relation == Relation::Equal && planned.quantity.unit == ceiling.quantity.unit;
    let fits = demand::is_count(planned) && !planned.is_remark() && !fleet::is_data(&component.name.value);
    if !whole || !fits || planned.entry == ceiling.entry || planned.scenario != ceiling.scenario {
        return;
    }
    let (plan, stop) = (demand::shown(planned), demand::shown(ceiling));
    if planned.quantity.bounds().low <= most {
        out.pass(ceiling.span, [planned.span], HOLDS.with("planned", plan).with("ceiling", stop));
        return;
    }
    out.find(ceiling.span, STOPS.with("planned", plan.as_str()).with("ceiling", stop.as_str()))
        .severity(Severity::Warning)
        .label(planned.span, PLANNED.with("planned", plan.as_str()))
        .figures(plan.as_str(), stop)
        .help(HELP.with("planned", plan))
        .assuming(ASSUMED.with("component", component.name.value.as_str()));
}

fn check_phases(canvas: &Canvas, out: &mut Outcomes) {
    for ceiling in canvas.facts.iter().filter(|f| is_ceiling(f)) {
        let Some(most) = ceiling.quantity.bounds().high else { continue };
        let planned = canvas
            .facts
            .iter()
            .filter(|f| is_plan(f))
            .filter(|f| f.metric == Metric::Replicas && demand::is_count(f) && f.entry != ceiling.entry)
            .filter(|f| f.scenario.is_some() && !demand::is_current(canvas, f) && !is_ceiling(f))
            .filter(|f| same_phase(canvas, ceiling, f))
            .filter(|f| same_thing(ceiling, f) || of_everything(ceiling) && of_everything(f))
            .filter(|f| f.quantity.bounds().low.is_some())
            .max_by_key(|f| f.quantity.bounds().low);
        let Some(planned) = planned else { continue };
        let least = planned.quantity.bounds().low.unwrap_or_default();
        let (plan, stop) = (demand::shown(planned), demand::shown(ceiling));
        if least <= most {
            out.pass(ceiling.span, [planned.span], HOLDS.with("planned", plan).with("ceiling", stop));
            continue;
        }
        out.find(ceiling.span, STOPS.with("planned", plan.as_str()).with("ceiling", stop.as_str()))
            .label(planned.span, PLANNED.with("planned", plan.as_str()))
            .figures(plan.as_str(), stop)
            .help(HELP.with("planned", plan));
    }
}

/// Where a plan says how many there are to be: sizes, or the phases of the growth.
fn is_plan(fact: &Fact) -> bool {
    let elsewhere = [SectionKind::LoadTest, SectionKind::Costs, SectionKind::Monitoring, SectionKind::Risks];
    let sizes = fact.sections.contains(SectionKind::Infrastructure);
    let phases = [SectionKind::Volumes, SectionKind::Strategies].into_iter().any(|s| fact.sections.contains(s));
    sizes || phases && of_everything(fact) && !elsewhere.into_iter().any(|s| fact.sections.contains(s))
}

/// `max_replicas: 8` of an autoscaler.
fn is_ceiling(fact: &Fact) -> bool {
    if fact.metric != Metric::Replicas && fact.quantity.unit != Unit::Bare {
        return false;
    }
    let most = demand::says(fact, 3, &["max"]) || fact.quantity.statistic == Some(Statistic::Maximum);
    let whole = fact.quantity.bounds().high.is_some_and(|n| n.fract().is_zero() && n > Decimal::ZERO);
    // `auto_scaling` is two words.
    let near = &fact.words[..fact.words.len().min(12)];
    let apart = || near.windows(2).any(|w| w[0] == "auto" && (w[1].starts_with("scal") || w[1].starts_with("escal")));
    most && whole && (apart() || demand::says(fact, 12, &["autoscal", "autoescal", "hpa"]))
}

fn same_phase(canvas: &Canvas, one: &Fact, other: &Fact) -> bool {
    let of = |f: &Fact| f.scenario.and_then(|s| canvas.scenarios.get(s));
    match (of(one), of(other)) {
        (Some(one), Some(other)) => one.same_as(other),
        _ => true,
    }
}

/// Words that every infrastructure has.
const COMMON: &[&str] = &[
    "replica",
    "infra",
    "escenario",
    "cenario",
    "scenario",
    "escal",
    "scal",
    "autoscal",
    "autoescal",
    "hpa",
    "max",
    "auto",
    "min",
    "requisit",
    "requirement",
    "pod",
    "instanc",
    "node",
    "nodo",
    "nos",
    "kubernetes",
    "de",
    "la",
    "el",
    "the",
    "of",
];

fn tells(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !COMMON.iter().any(|c| word.starts_with(c))
}

/// Whether both stand under the same name.
fn same_thing(ceiling: &Fact, planned: &Fact) -> bool {
    ceiling.words.iter().take(12).filter(|w| tells(w)).any(|w| planned.words.iter().take(12).any(|p| p == w))
}

/// Whether nothing beside a number names a part of the system: `infrastructure: instances: 50+` under "Phase 3".
fn of_everything(fact: &Fact) -> bool {
    let phase = |w: &&Word| matches!(w.as_str(), "fase" | "phase" | "etapa" | "stage");
    let beside: Vec<&Word> = fact.words.iter().filter(|w| !w.chars().all(|c| c.is_ascii_digit())).collect();
    let own = beside.iter().copied().take_while(|w| !phase(w)).take(6);
    own.into_iter().all(|w| !tells(w))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn a_ceiling_of_everything_is_held_to_a_phase_of_everything() {
        let says = |max: u8| {
            let text = format!(
                "# Plano\n## Infraestrutura\n```yaml\nauto_scaling:\n  min_instances: 2\n  max_instances: {max}\n```\n### Fase 2: \
                 crescimento\n```yaml\ninfrastructure:\n  instances: 50+\n```\n"
            );
            findings(&super::RULE, &text).len()
        };
        assert_eq!((says(20), says(60)), (1, 0));
    }

    #[test]
    fn the_ceiling_of_a_part_is_not_held_to_the_whole() {
        let text = "# Plano\n## Infraestrutura\n```yaml\nsearch:\n  auto_scaling:\n    max_instances: 20\n```\n### Fase 2: \
                    crescimento\n```yaml\ninfrastructure:\n  instances: 50+\n```\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn the_only_part_with_copies_is_the_one_that_is_scaled() {
        let says = |lines: &str| findings(&super::RULE, &format!("# Canvas\n## Infraestrutura\n{lines}\n"));
        for lines in [
            "- Loja: 9 pods\n- HPA: máximo de 7 pods",
            "- Shop: 9 pods\n- HPA: max 7 pods",
            "- Tienda: 9 pods\n- Autoescalado: máximo de 7 pods",
        ] {
            let said = says(lines);
            assert!(said.len() == 1 && said[0].starts_with("warning"), "{lines}: {said:?}");
            assert_eq!(says(&lines.replace('7', "12")), Vec::<String>::new(), "{lines}");
        }
        for lines in [
            "- Loja: 9 pods\n- Busca: 3 pods\n- HPA: máximo de 7 pods",
            "- Loja: 9 pods\n- HPA da busca: máximo de 7 pods",
            "- Loja: 4 + 5 pods\n- HPA: máximo de 7 pods",
        ] {
            assert_eq!(says(lines), Vec::<String>::new(), "{lines}");
        }
    }
}
