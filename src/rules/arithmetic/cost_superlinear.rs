use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/cost-superlinear",
    summary: Text {
        en: "a cost that grows faster than anything it is paid for",
        pt: "um custo que cresce mais rápido que tudo o que ele paga",
        es: "un costo que crece más rápido que todo lo que paga",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Costs],
    why: Text {
        en: "Growth should make the single request cheaper, or there is a step that the plan ought to name: a second region, \
             standby copies, a dearer plan.",
        pt: "Crescer deveria baratear cada requisição; se não, há um degrau que o plano precisa citar: uma segunda região, \
             réplicas de reserva, um plano mais caro.",
        es: "Crecer debería abaratar cada petición; si no, hay un escalón que el plan debe nombrar: una segunda región, réplicas de reserva, un plan más caro.",
    },
    source: "N. Gunther, Universal Scalability Law; FinOps Foundation, framework: unit economics",
    bad: "\
# Plan
## Volumes
| Metric | Current | Scaled |
|---|---|---|
| Orders per day | 1,000 | 10,000 |
## Costs per month
| Item | Current | Scaled |
|---|---|---|
| Servers | $400 | $6,000 |
| Database | $200 | $3,000 |
| Total | $600 | $9,000 |
",
    good: "\
# Plan
## Volumes
| Metric | Current | Scaled |
|---|---|---|
| Orders per day | 1,000 | 10,000 |
## Costs per month
| Item | Current | Scaled |
|---|---|---|
| Servers | $400 | $2,400 |
| Database | $200 | $1,800 |
| Total | $600 | $4,200 |
",
    check,
};

static FASTER: Text = Text {
    en: "the cost grows {cost}, the volume at most {volume}",
    pt: "o custo cresce {cost}, o volume no máximo {volume}",
    es: "el costo crece {cost}, el volumen como máximo {volume}",
};
static BEFORE: Text = Text { en: "the cost before", pt: "o custo antes", es: "el costo antes" };
static VOLUME: Text =
    Text { en: "what grows most: {volume}", pt: "o que mais cresce: {volume}", es: "lo que más crece: {volume}" };
static HELP: Text = Text {
    en: "say what makes the single request dearer",
    pt: "diga o que encarece cada requisição",
    es: "diga qué encarece cada petición",
};

/// How much faster than the volume a cost may grow without a word.
const FASTER_THAN: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// Rows that give the same thing in two scenarios: before, after, and how many times the first the second is.
struct Growth<'c> {
    before: &'c Fact,
    after: &'c Fact,
    times: Decimal,
}

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let costs = growths(canvas, |fact, total| total && fact.metric == Metric::Cost);
    let volumes =
        growths(canvas, |fact, _| matches!(fact.metric, Metric::Throughput | Metric::Population | Metric::Size));
    for cost in &costs {
        let same = |a: &Fact, b: &Fact| match (a.scenario, b.scenario) {
            (Some(a), Some(b)) => canvas.scenarios[a].same_as(&canvas.scenarios[b]),
            _ => false,
        };
        let fits = |v: &&Growth| same(v.before, cost.before) && same(v.after, cost.after);
        let Some(volume) = volumes.iter().filter(fits).max_by_key(|v| v.times) else { continue };
        if volume.times <= Decimal::ONE || volume.times.checked_mul(FASTER_THAN).is_none_or(|most| cost.times <= most) {
            continue;
        }
        let times = |value: Decimal| format!("{}x", canvas_number(&cost.after.notation, value));
        let message = FASTER.with("cost", times(cost.times)).with("volume", times(volume.times));
        out.find(cost.after.span, message)
            .label(cost.before.span, BEFORE.plain())
            .label(volume.after.span, VOLUME.with("volume", volume.after.label.as_str()))
            .help(HELP.plain());
    }
}

fn canvas_number(notation: &Notation, value: Decimal) -> String {
    Notation { before: "".into(), decimals: 0, ..notation.clone() }.figure(value.round_dp(1).normalize(), None)
}

/// The rows of all tables that give one thing in the current and in another scenario.
fn growths<'c>(canvas: &'c Canvas, wanted: impl Fn(&Fact, bool) -> bool) -> Vec<Growth<'c>> {
    let mut found = Vec::new();
    for row in canvas.tables.iter().flat_map(|table| &table.rows) {
        let facts: Vec<&Fact> = (0..row.cells.len()).filter_map(|c| Some(&canvas.facts[row.only(c)?])).collect();
        let is_current = |f: &Fact| f.scenario.is_some_and(|s| canvas.scenarios[s].kind == ScenarioKind::Current);
        let Some(before) = facts.iter().find(|f| is_current(f) && wanted(f, row.total)) else { continue };
        for after in facts.iter().filter(|f| f.scenario.is_some() && !is_current(f) && wanted(f, row.total)) {
            let value = |f: &Fact| f.quantity.base().and_then(|i| i.value()).filter(|v| *v > Decimal::ZERO);
            let alike = before.quantity.same_kind(&after.quantity) && before.quantity.per == after.quantity.per;
            let times = value(before).zip(value(after)).and_then(|(a, b)| b.checked_div(a));
            if let (true, Some(times)) = (alike, times) {
                found.push(Growth { before, after, times });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    #[test]
    fn one_volume_that_grows_as_fast_explains_the_cost() {
        let text = super::RULE.bad.replace("## Costs", "| Storage | 10 GB | 150 GB |\n## Costs");
        assert!(findings(&super::RULE, &text).is_empty());
    }

    #[test]
    fn without_volumes_nothing_is_said() {
        let text = super::RULE.bad.replace("| Orders per day | 1,000 | 10,000 |\n", "");
        assert!(findings(&super::RULE, &text).is_empty());
    }
}
