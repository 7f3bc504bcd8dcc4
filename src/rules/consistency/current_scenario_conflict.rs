use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/current-scenario-conflict",
    summary: Text {
        en: "two values for the same volume of today",
        pt: "dois valores para o mesmo volume de hoje",
        es: "dos valores para el mismo volumen de hoy",
    },
    severity: Severity::Error,
    section: &[SectionKind::Volumes],
    why: Text {
        en: "Growth, unit costs and sizes are all computed from where the system stands now. When the document gives two \
             starting points, half of its figures rest on the wrong one.",
        pt: "Crescimento, custos unitários e tamanhos são calculados a partir de onde o sistema está hoje. Quando o \
             documento dá dois pontos de partida, metade dos números se apoia no errado.",
        es: "El crecimiento, los costos unitarios y los tamaños se calculan desde donde está hoy el sistema. Cuando el \
             documento da dos puntos de partida, la mitad de sus cifras se apoya en el equivocado.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning; tolerance: 10%",
    bad: "\
# Plano de capacidade
```yaml
titulo: Plan de capacidad
resumen:
  escenario_actual:
    pedidos_por_dia: 1800
volumenes:
  escenario_actual:
    pedidos_por_dia: 1200
```
",
    good: "\
# Plano de capacidade
```yaml
titulo: Plan de capacidad
resumen:
  escenario_actual:
    pedidos_por_dia: 1200
volumenes:
  escenario_actual:
    pedidos_por_dia: 1200
```
",
    check,
};

/// How far each of two figures may be off, as a share of itself: together ten percent.
const SLACK: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

static WRONG: Text = Text {
    en: "today's volume is {one} here and {other} elsewhere",
    pt: "o volume de hoje é {one} aqui e {other} em outro lugar",
    es: "el volumen de hoy es {one} aquí y {other} en otra parte",
};
static OTHER: Text = Text { en: "{other} here", pt: "{other} aqui", es: "{other} aquí" };
static HELP: Text = Text {
    en: "keep one of the two figures, or say what makes them different",
    pt: "fique com um dos dois números, ou diga o que os diferencia",
    es: "quédese con una de las dos cifras, o diga qué las diferencia",
};
static HOLDS: Text = Text {
    en: "today's volume is {one} in both places",
    pt: "o volume de hoje é {one} nos dois lugares",
    es: "el volumen de hoy es {one} en los dos lugares",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let of = |volume: &Volume| &canvas.facts[volume.fact];
    let now: Vec<&Volume> =
        canvas.volumes.iter().filter(|v| v.state == State::Current && !v.subject.is_empty()).collect();
    // Several values of one name in one section are values of several things.
    let is_only = |volume: &Volume| {
        now.iter().filter(|v| same(of(v), of(volume), v, volume) && of(v).sections == of(volume).sections).count() == 1
    };
    let mut told: Vec<usize> = Vec::new();
    for (at, first) in now.iter().enumerate() {
        for second in &now[at + 1..] {
            let (one, other) = (of(first), of(second));
            if !same(one, other, first, second) || one.sections == other.sections || told.contains(&second.fact) {
                continue;
            }
            if !is_only(first) || !is_only(second) {
                continue;
            }
            told.push(second.fact);
            if !one.quantity.bounds().disjoint(&other.quantity.bounds(), SLACK) {
                out.pass(other.span, [one.span], HOLDS.with("one", one.named()));
                continue;
            }
            let message = WRONG.with("one", other.named()).with("other", one.named());
            let finding = out.find(other.span, message);
            finding
                .label(one.span, OTHER.with("other", one.written.as_str()))
                .figures(one.written.as_str(), other.written.as_str())
                .help(HELP.plain());
            if one.quantity.approximate || other.quantity.approximate {
                finding.severity(Severity::Warning);
            }
        }
    }
}

fn same(one: &Fact, other: &Fact, first: &Volume, second: &Volume) -> bool {
    first.subject == second.subject
        && first.load == second.load
        && one.quantity.unit == other.quantity.unit
        && one.quantity.per == other.quantity.per
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_and_a_summary_that_disagree_are_found() {
        let text = "# Plano\n## Resumo\n- Usuários ativos hoje: 400\n## Volumes\n| | Hoje | Meta |\n|---|---|---|\n| Usuários ativos | 250 | 900 |\n";
        assert_eq!(findings(&RULE, text).len(), 1, "{:?}", findings(&RULE, text));
    }

    #[test]
    fn regions_registered_users_and_pilots_are_different_things() {
        let text = "# Plan\n## Volumes\n### North\n- Orders today: 500/day\n### South\n- Orders today: 90/day\n";
        assert!(findings(&RULE, text).is_empty());
        let text = "# Plan\n## Summary\n- Registered users today: 9,000\n## Volumes\n- Active users today: 800\n";
        assert!(findings(&RULE, text).is_empty());
        let text = "# Plan\n## Pilot\n- Orders in the pilot: 50/day\n## Volumes\n- Orders today: 800/day\n";
        assert!(findings(&RULE, text).is_empty());
    }
}
