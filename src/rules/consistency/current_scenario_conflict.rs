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

static NOTHING: Text = Text {
    en: "all of it costs {zero} today, and a part of it {part}",
    pt: "hoje tudo custa {zero}, e uma parte custa {part}",
    es: "hoy todo cuesta {zero}, y una parte cuesta {part}",
};
static PART: Text =
    Text { en: "a part of today's cost", pt: "uma parte do custo de hoje", es: "una parte del costo de hoy" };
static NOTHING_HELP: Text = Text {
    en: "write today's cost in both places, or say what is not counted",
    pt: "escreva o custo de hoje nos dois lugares, ou diga o que não entra na conta",
    es: "escriba el costo de hoy en los dos lugares, o diga qué no se cuenta",
};

/// Words of a label that names the cost of everything.
const ALL: &[&str] = &[
    "custo",
    "custos",
    "cost",
    "costs",
    "costo",
    "costos",
    "coste",
    "gasto",
    "gastos",
    "total",
    "mensal",
    "mensual",
    "monthly",
    "anual",
    "annual",
    "yearly",
    "infraestrutura",
    "infraestructura",
    "infrastructure",
    "operacional",
    "operativo",
    "operational",
    "por",
    "per",
    "mes",
    "month",
    "atual",
    "actual",
    "current",
    "de",
    "of",
];

/// Words of a label that names a cost.
const COSTS: &[&str] =
    &["custo", "custos", "cost", "costs", "costo", "costos", "coste", "gasto", "gastos", "bill", "fatura"];

/// A total of nothing beside a part that costs something, both of them today's and per the same time.
fn nothing(canvas: &Canvas, out: &mut Outcomes) {
    let cost = |f: &&Fact| {
        let plain = f.quantity.each.is_none() && !f.quantity.increment && !f.is_remark();
        matches!(f.quantity.unit, Unit::Money(_)) && f.metric == Metric::Cost && plain && demand::is_current(canvas, f)
    };
    let whole = |f: &&Fact| {
        let label = f.label.split(',').next().unwrap_or("").to_lowercase().replace('ê', "e");
        let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
        words.peek().is_some() && words.all(|w| ALL.contains(&w))
    };
    let amount = |f: &Fact| f.quantity.bounds().value();
    for all in canvas.facts.iter().filter(cost).filter(whole).filter(|f| amount(f) == Some(Decimal::ZERO)) {
        let part = canvas.facts.iter().filter(cost).find(|part| {
            let (own, other) = (&all.quantity, &part.quantity);
            let paid = other.bounds().low.is_some_and(|low| low > Decimal::ZERO) && other.relation == Relation::Equal;
            // A price somewhere below "today" may be that of a later step: what is paid is called a cost.
            let called = part.label.split(|c: char| !c.is_alphanumeric()).any(|w| COSTS.contains(&&*w.to_lowercase()));
            paid && called
                && own.per.is_some()
                && own.per == other.per
                && all.same_currency(part)
                && all.entry != part.entry
        });
        let Some(part) = part else { continue };
        let message = NOTHING.with("zero", all.written.as_str()).with("part", part.written.as_str());
        out.find(all.span, message)
            .label(part.span, PART.plain())
            .figures(part.written.as_str(), all.written.as_str())
            .help(NOTHING_HELP.plain());
    }
}

fn check(canvas: &Canvas, out: &mut Outcomes) {
    nothing(canvas, out);
    let of = |volume: &Volume| &canvas.facts[volume.fact];
    let now: Vec<&Volume> =
        canvas.volumes.iter().filter(|v| v.state == State::Current && !v.subject.is_empty()).collect();
    // Several values of one name in one section are values of several things.
    let is_only = |volume: &&&Volume| {
        now.iter().filter(|v| same(of(v), of(volume), v, volume) && of(v).sections == of(volume).sections).count() == 1
    };
    let now: Vec<&Volume> = now.iter().filter(is_only).copied().collect();
    let mut told = BTreeSet::new();
    for (at, first) in now.iter().enumerate() {
        for second in &now[at + 1..] {
            let (one, other) = (of(first), of(second));
            if !same(one, other, first, second) || one.sections == other.sections || told.contains(&second.fact) {
                continue;
            }
            told.insert(second.fact);
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
    fn nothing_in_all_and_something_for_a_part_contradict_each_other() {
        let text = |total: &str, part: &str| {
            format!(
                "# Plan\n## Baseline\n| | Current | In 6 months |\n|---|---|---|\n| Monthly cost | {total} | $50 |\n\n```yaml\nai_projection:\n  {part}\n```\n"
            )
        };
        assert_eq!(findings(&RULE, &text("$0", "current_usage:\n    monthly_cost: \"$90\"")).len(), 1);
        for (total, part) in [
            ("$95", "current_usage:\n    monthly_cost: \"$90\""),
            ("$0", "current_usage:\n    monthly_cost: \"$0\""),
            ("$0", "scaled_usage:\n    monthly_cost: \"$90\""),
            ("$0", "current_usage:\n    after_upgrade: \"$57/month\""),
        ] {
            assert_eq!(findings(&RULE, &text(total, part)), Vec::<String>::new(), "{total} {part}");
        }
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
