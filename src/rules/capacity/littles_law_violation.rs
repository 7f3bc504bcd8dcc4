use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/littles-law-violation",
    summary: Text {
        en: "work in progress that rate times duration does not give",
        pt: "requisições em andamento que não batem com taxa vezes duração",
        es: "peticiones en curso que no cuadran con tasa por duración",
    },
    severity: Severity::Error,
    section: &[SectionKind::Volumes, SectionKind::Infrastructure],
    why: Text {
        en: "On average as many requests are in progress as arrive while one of them is served: L = λ × W. Pools, threads and \
             memory are sized by L.",
        pt: "Em média há tantas requisições em andamento quantas chegam enquanto uma é atendida: L = λ × W. Pools, threads e \
             memória são dimensionados por L.",
        es: "De media hay tantas peticiones en curso como llegan mientras se atiende una: L = λ × W. Los pools, los hilos y la \
             memoria se dimensionan con L.",
    },
    source: "Little's law, L = lambda W (Little 1961)",
    bad: "\
# Capacity plan
## Volumes
- A request takes 200 ms; at 165 req/s there are 120 requests in flight
",
    good: "\
# Capacity plan
## Volumes
- A request takes 200 ms; at 165 req/s there are 33 requests in flight
",
    check,
};

/// Means, peaks and queues explain a factor of two, not more.
const FACTOR: Decimal = Decimal::TWO;

/// Work that takes longer than this many seconds is no request.
const LONGEST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// Words beside a number of things that are being worked on at one time.
const IN_PROGRESS: &[&str] = &[
    "andamento",
    "voo",
    "vuelo",
    "flight",
    "simultan",
    "concorren",
    "concurr",
    "curso",
    "inflight",
    "progress",
    "worked",
];

static WRONG: Text = Text {
    en: "{rate} × {time} are {computed} in progress, not {stated}",
    pt: "{rate} × {time} dão {computed} em andamento, não {stated}",
    es: "{rate} × {time} dan {computed} en curso, no {stated}",
};
static RATE: Text = Text { en: "the rate", pt: "a taxa", es: "la tasa" };
static TIME: Text = Text { en: "the time of one", pt: "o tempo de uma", es: "el tiempo de una" };
static HELP: Text = Text {
    en: "write {computed}, or correct the rate or the time",
    pt: "escreva {computed}, ou corrija a taxa ou o tempo",
    es: "escriba {computed}, o corrija la tasa o el tiempo",
};
static HOLDS: Text = Text {
    en: "{rate} × {time} = {computed} in progress",
    pt: "{rate} × {time} = {computed} em andamento",
    es: "{rate} × {time} = {computed} en curso",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for stated in canvas.facts.iter().filter(|f| in_progress(f)) {
        let Some(count) = stated.quantity.base().and_then(|b| b.value()).filter(|c| *c > Decimal::ZERO) else {
            continue;
        };
        let beside = |f: &&Fact| f.entry == stated.entry;
        let rates = canvas.facts.iter().filter(beside).filter(|f| demand::entity(f) == demand::entity(stated));
        let mut pairs = Vec::new();
        for rate in rates.filter(|f| f.metric == Metric::Throughput && f.quantity.each.is_none()) {
            let Some(arrivals) = rate.quantity.in_period(Period::Second).and_then(|r| r.middle()) else { continue };
            for time in canvas.facts.iter().filter(beside).filter(|f| is_time(f)) {
                let Some(seconds) = time.quantity.base().and_then(|b| b.middle()) else { continue };
                let Some(computed) = arrivals.checked_mul(seconds).filter(|c| *c > Decimal::ZERO) else { continue };
                pairs.push((rate, time, computed));
            }
        }
        let near = |computed: Decimal| {
            let ratio = count.checked_div(computed).unwrap_or_default();
            ratio <= FACTOR && ratio.checked_mul(FACTOR).is_some_and(|r| r >= Decimal::ONE)
        };
        let holds = pairs.iter().find(|(_, _, computed)| near(*computed));
        let Some(&(rate, time, computed)) = holds.or(pairs.last()) else { continue };
        let shown = computed.round_dp(1).normalize();
        let shown = stated.notation.figure(shown, Some(shown.scale()));
        let text = if near(computed) { &HOLDS } else { &WRONG };
        let message = text
            .with("rate", rate.written.as_str())
            .with("time", time.written.as_str())
            .with("computed", shown.as_str());
        if near(computed) {
            out.pass(stated.span, [rate.span, time.span], message);
            continue;
        }
        let own = stated.notation.figure(count, None);
        out.find(stated.span, message.with("stated", own.as_str()))
            .label(rate.span, RATE.plain())
            .label(time.span, TIME.plain())
            .figures(shown.as_str(), own)
            .help(HELP.with("computed", shown));
    }
}

fn in_progress(fact: &Fact) -> bool {
    let counted = fact.quantity.per.is_none() && fact.quantity.each.is_none();
    let thing = demand::entity(fact).is_some_and(|e| !e.is_user());
    counted && thing && demand::says(fact, 20, IN_PROGRESS) && fact.quantity.relation == Relation::Equal
}

/// How long one takes: short, and no pause, timeout or window.
fn is_time(fact: &Fact) -> bool {
    let short = fact.quantity.base().and_then(|b| b.high).is_some_and(|s| s <= LONGEST);
    let other =
        &["timeout", "think", "pausa", "ttl", "cada", "every", "janela", "window", "rampa", "ramp", "p95", "p99"];
    matches!(fact.quantity.unit, Unit::Duration(_)) && short && !demand::says(fact, 3, other)
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn users_who_think_are_not_in_flight() {
        let text = "# Canvas\n## Volumes\n- 165 req/s at 200 ms from 2,000 concurrent users\n";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
