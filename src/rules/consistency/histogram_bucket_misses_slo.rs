use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/histogram-bucket-misses-slo",
    summary: Text {
        en: "a histogram without a boundary at the objective",
        pt: "um histograma sem limite no valor do objetivo",
        es: "un histograma sin límite en el valor del objetivo",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Monitoring],
    why: Text {
        en: "Between two boundaries a percentile is interpolated, so nobody can tell whether the objective was kept. With a \
             boundary at the objective the share below it is counted exactly.",
        pt: "Entre dois limites um percentil é interpolado, e ninguém sabe se o objetivo foi cumprido. Com um limite no valor \
             do objetivo, a parte abaixo dele é contada com exatidão.",
        es: "Entre dos límites un percentil se interpola y nadie sabe si el objetivo se cumplió. Con un límite en el valor del \
             objetivo, la parte inferior se cuenta con exactitud.",
    },
    source: "Prometheus documentation: Histograms and summaries",
    bad: "\
# Capacity plan
## Objective
- p95 latency < 200 ms
## Monitoring
- Histogram buckets in seconds: 0.1, 0.5, 1, 2
",
    good: "\
# Capacity plan
## Objective
- p95 latency < 200 ms
## Monitoring
- Histogram buckets in seconds: 0.1, 0.2, 0.5, 1, 2
",
    check,
};

/// Fewer numbers in a line are no list of boundaries.
const LEAST: usize = 3;

/// Boundaries of requests above this are written in milliseconds.
const SECONDS: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

static MISSES: Text = Text {
    en: "no boundary at {objective}: a percentile near it is a guess between its neighbours",
    pt: "nenhum limite em {objective}: um percentil perto dele é um palpite entre os vizinhos",
    es: "ningún límite en {objective}: un percentil cercano es una conjetura entre sus vecinos",
};
static PROMISED: Text = Text { en: "the objective", pt: "o objetivo", es: "el objetivo" };
static HELP: Text = Text {
    en: "add a boundary at {objective}",
    pt: "acrescente um limite em {objective}",
    es: "añada un límite en {objective}",
};
static HOLDS: Text =
    Text { en: "a boundary at {objective}", pt: "um limite em {objective}", es: "un límite en {objective}" };

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let objectives: Vec<&Target> = canvas
        .targets
        .iter()
        .filter(|t| t.role == Role::Objective && t.metric == Metric::Latency)
        .filter(|t| matches!(t.statistic, Some(Statistic::Percentile(_))) && t.scope.is_everything())
        .collect();
    for list in lists(canvas) {
        let Some((low, high, values)) = seconds(&list) else { continue };
        for objective in &objectives {
            let Some(promised) = promise::fact(canvas, objective) else { continue };
            let figure = promise::figure(canvas, objective);
            let span = list[0].span.to(list[list.len() - 1].span);
            if values.contains(&objective.limit) {
                out.pass(span, [promised.span], HOLDS.with("objective", figure));
            } else if low < objective.limit && objective.limit < high {
                out.find(span, MISSES.with("objective", figure.as_str()))
                    .label(promised.span, PROMISED.plain())
                    .help(HELP.with("objective", figure));
                break;
            }
        }
    }
}

/// The lines that list the boundaries of a histogram of latencies.
fn lists(canvas: &Canvas) -> Vec<Vec<&Fact>> {
    let mut lists: Vec<Vec<&Fact>> = Vec::new();
    let bounds = |f: &&Fact| {
        let named =
            f.words.iter().take(20).any(|w| matches!(w.as_str(), "buckets" | "boundaries" | "bucket" | "faixas"));
        let sizes =
            f.words.iter().take(20).any(|w| matches!(w.as_str(), "bytes" | "size" | "tamanho" | "s3" | "storage"));
        let plain = matches!(f.quantity.unit, Unit::Bare | Unit::Duration(_)) && f.quantity.relation == Relation::Equal;
        named && !sizes && plain
    };
    for fact in canvas.facts.iter().filter(bounds) {
        match lists.last_mut() {
            Some(list) if list.iter().any(|f| f.entry == fact.entry || f.label == fact.label) => list.push(fact),
            _ => lists.push(vec![fact]),
        }
    }
    lists.retain(|list| list.len() >= LEAST);
    lists
}

/// The least, the greatest and all boundaries in seconds, when they rise.
fn seconds(list: &[&Fact]) -> Option<(Decimal, Decimal, Vec<Decimal>)> {
    let mut values: Vec<Decimal> = list.iter().map(|f| f.quantity.base()?.value()).collect::<Option<_>>()?;
    let bare = list.iter().all(|f| f.quantity.unit == Unit::Bare);
    if values.windows(2).any(|pair| pair[0] >= pair[1]) {
        return None;
    }
    if bare && values.last().is_some_and(|last| *last > SECONDS) {
        for value in &mut values {
            *value = value.checked_mul(Decimal::new(1, 3))?;
        }
    }
    Some((*values.first()?, *values.last()?, values))
}
