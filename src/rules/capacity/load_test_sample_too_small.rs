use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/load-test-sample-too-small",
    summary: Text {
        en: "a load test that sends too few requests for its percentile",
        pt: "um teste de carga que envia requisições de menos para o seu percentil",
        es: "una prueba de carga que envía muy pocas peticiones para su percentil",
    },
    severity: Severity::Warning,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "A percentile rests on the few requests beyond it: of 100 requests the p95 rests on five. With fewer than twenty the \
             result changes from run to run.",
        pt: "Um percentil se apoia nas poucas requisições além dele: de 100 requisições o p95 se apoia em cinco. Com menos de \
             vinte o resultado muda a cada execução.",
        es: "Un percentil se apoya en las pocas peticiones que quedan más allá: de 100 peticiones el p95 se apoya en cinco. Con \
             menos de veinte el resultado cambia en cada ejecución.",
    },
    source: "Google SRE Book, chapter 4; order statistics: the p-quantile of n samples rests on n(1 - p) of them",
    bad: "\
# Capacity plan
## Load test
- k6, 100 requests/hour for 1 hour
- Criteria: p95 < 3 s
",
    good: "\
# Capacity plan
## Load test
- k6, 1,000 requests/hour for 1 hour
- Criteria: p95 < 3 s
",
    check,
};

/// How many samples beyond the percentile make it repeatable.
const BEYOND: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

static SMALL: Text = Text {
    en: "the largest test sends about {sent} requests; {percentile} rests on {beyond} of them",
    pt: "o maior teste envia cerca de {sent} requisições; {percentile} se apoia em {beyond} delas",
    es: "la prueba mayor envía unas {sent} peticiones; {percentile} se apoya en {beyond} de ellas",
};
static RATE: Text = Text { en: "so many in that time", pt: "tantas nesse tempo", es: "tantas en ese tiempo" };
static HELP: Text = Text {
    en: "send at least {enough} requests, or use a lower percentile",
    pt: "envie pelo menos {enough} requisições, ou use um percentil menor",
    es: "envíe al menos {enough} peticiones, o use un percentil menor",
};
static HOLDS: Text = Text {
    en: "the largest test sends about {sent} requests, {beyond} of them above {percentile}",
    pt: "o maior teste envia cerca de {sent} requisições, {beyond} delas acima do {percentile}",
    es: "la prueba mayor envía unas {sent} peticiones, {beyond} de ellas por encima del {percentile}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let criteria = canvas.targets.iter().filter(|t| t.role == Role::Criterion && t.metric == Metric::Latency);
    let percentiles = criteria.filter_map(|t| match t.statistic {
        Some(Statistic::Percentile(tenths)) if tenths >= 500 => Some((tenths, promise::fact(canvas, t)?)),
        _ => None,
    });
    let Some((tenths, criterion)) = percentiles.min_by_key(|(tenths, _)| *tenths) else { return };
    // Users of a test send nobody knows how much.
    if canvas.load_tests.tests.iter().any(|t| t.rates.is_empty()) {
        return;
    }
    let Some((rate, sent)) = canvas.load_tests.tests.iter().filter_map(|t| sent(canvas, t)).max_by_key(|(_, n)| *n)
    else {
        return;
    };
    let share = Decimal::new(i64::from(1000_u16.saturating_sub(tenths)), 3);
    let Some(beyond) = sent.checked_mul(share) else { return };
    let usual = Notation::usual(&Unit::Bare, canvas.habits);
    let round = |n: Decimal| usual.print(n.round_dp(if n < Decimal::TEN { 1 } else { 0 }).normalize(), None);
    let percentile = format!("p{}", Decimal::new(i64::from(tenths), 1).normalize());
    let text = if beyond < BEYOND { &SMALL } else { &HOLDS };
    let message = text.with("sent", round(sent)).with("beyond", round(beyond)).with("percentile", percentile);
    if beyond >= BEYOND {
        out.pass(criterion.span, [rate.span], message);
        return;
    }
    let finding = out.find(criterion.span, message);
    finding.label(rate.span, RATE.plain());
    if let Some(enough) = BEYOND.checked_div(share) {
        finding.help(HELP.with("enough", usual.print(enough.ceil().normalize(), None)));
    }
}

/// The most requests that a test may send: its highest rate over its longest part.
fn sent<'c>(canvas: &'c Canvas, test: &LoadTest) -> Option<(&'c Fact, Decimal)> {
    let rates = test.rates.iter().filter_map(|&at| canvas.facts.get(at));
    let (rate, per_second) = rates
        .filter_map(|f| Some((f, f.quantity.in_period(Period::Second)?.ordered().high?)))
        .max_by_key(|(_, n)| *n)?;
    let seconds = canvas.facts.get(test.duration?)?.quantity.base()?.ordered().high?;
    Some((rate, per_second.checked_mul(seconds)?))
}
