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

static BUSY: Text = Text {
    en: "{workers} at {time} each finish at most {computed}, less than {rate}",
    pt: "{workers} a {time} cada terminam no máximo {computed}, menos que {rate}",
    es: "{workers} a {time} cada uno terminan como máximo {computed}, menos que {rate}",
};
static IDLE: Text = Text {
    en: "{workers} at {time} each finish {computed}, {rate} asked",
    pt: "{workers} a {time} cada terminam {computed}, pedidos {rate}",
    es: "{workers} a {time} cada uno terminan {computed}, pedidos {rate}",
};
static WORKERS: Text = Text { en: "so many", pt: "quantos são", es: "cuántos son" };
static MORE: Text = Text {
    en: "plan at least {enough} workers, or correct the time or the rate",
    pt: "planeje pelo menos {enough} workers, ou corrija o tempo ou a taxa",
    es: "prevea al menos {enough} workers, o corrija el tiempo o la tasa",
};
static ONE: Text = Text {
    en: "a worker does one thing at a time",
    pt: "um worker faz uma coisa de cada vez",
    es: "un worker hace una cosa a la vez",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    in_progress_beside(canvas, out);
    for facts in lines(canvas) {
        workers(&facts, out);
    }
}

/// The facts of each line, and of each short list.
fn lines(canvas: &Canvas) -> Vec<Vec<&Fact>> {
    let lines = canvas.facts.chunk_by(|one, other| one.entry == other.entry);
    let mut found: Vec<Vec<&Fact>> = lines.filter(|l| l.len() > 2).map(|line| line.iter().collect()).collect();
    for group in canvas.groups.iter().filter(|g| g.items.len() <= LIST) {
        let facts = group.items.iter().filter(|item| item.facts.len() == 1).flat_map(|item| &item.facts);
        found.push(facts.filter_map(|&at| canvas.facts.get(at)).collect());
    }
    found
}

/// Longer lists are of many things.
const LIST: usize = 8;

/// Ten percent more may be rounding.
const ROUNDED: Decimal = Decimal::from_parts(11, 0, 0, false, 1);

/// So many workers, each so long busy with one job, against the jobs per time: a worker finishes one after the other.
fn workers(facts: &[&Fact], out: &mut Outcomes) {
    const SEVERAL: &[&str] = &[
        "thread",
        "async",
        "assinc",
        "asinc",
        "concorr",
        "concurr",
        "simult",
        "paralel",
        "parallel",
        "batch",
        "lote",
        "prefetch",
        "corout",
        "goroutine",
        "pool",
    ];
    const LIMIT: &[&str] = &["limit", "quota", "cota", "cuota", "tope"];
    const WORDS: usize = 3;
    let plain = |f: &Fact| f.quantity.relation == Relation::Equal && !f.quantity.ambiguous && !f.quantity.increment;
    let crew =
        only(facts.iter().copied().filter(|f| is_crew(f) && f.quantity.per.is_none() && f.quantity.each.is_none()));
    let rate = only(facts.iter().copied().filter(|f| f.metric == Metric::Throughput && f.quantity.each.is_none()));
    let time = only(facts.iter().copied().filter(|f| matches!(f.quantity.unit, Unit::Duration(_))));
    let (Some(crew), Some(rate), Some(time)) = (crew, rate, time) else { return };
    let (Some(thing), Some(period)) = (demand::entity(rate), rate.quantity.per) else { return };
    let several = [crew, rate, time].into_iter().any(|f| demand::says(f, 40, SEVERAL));
    // A queue keeps a peak for later; the slowest of a hundred says nothing about the others.
    let tail = time.quantity.statistic.is_some_and(|s| s != Statistic::Mean);
    let limit = rate.before.iter().take(WORDS).any(|w| LIMIT.iter().any(|stem| w.starts_with(stem)));
    let bound = rate.quantity.statistic == Some(Statistic::Peak) || limit;
    if several
        || tail
        || bound
        || ![crew, rate, time].into_iter().all(plain)
        || !is_of_one(time, thing)
        || thing.is_user()
    {
        return;
    }
    let value = |f: &Fact| f.quantity.base().and_then(|b| b.value()).filter(|v| *v > Decimal::ZERO);
    let asked = rate.quantity.in_period(period).and_then(|r| r.value());
    let (Some(count), Some(seconds), Some(asked)) = (value(crew), value(time), asked) else { return };
    let most = count.checked_div(seconds).and_then(|each| each.checked_mul(period.seconds()));
    let (Some(most), Some(enough)) = (most, most.and_then(|most| most.checked_mul(ROUNDED))) else { return };
    let computed = rate.notation.print(most.round_dp(1).normalize(), Some(most.round_dp(1).normalize().scale()));
    let message = |text: &'static Text| {
        let message = text.with("workers", demand::shown(crew)).with("time", time.written.as_str());
        message.with("computed", computed.as_str()).with("rate", demand::shown(rate))
    };
    if asked <= enough {
        out.pass(rate.span, [crew.span, time.span], message(&IDLE));
        return;
    }
    let finding = out.find(rate.span, message(&BUSY));
    finding
        .severity(Severity::Warning)
        .label(crew.span, WORKERS.plain())
        .label(time.span, TIME.plain())
        .figures(computed.as_str(), demand::shown(rate))
        .assuming(ONE.plain());
    let needed = asked.checked_div(period.seconds()).and_then(|rate| rate.checked_mul(seconds));
    if let Some(needed) = needed {
        finding.help(MORE.with("enough", needed.ceil().normalize().to_string()));
    }
}

/// Workers and consumers of a queue.
fn is_crew(fact: &Fact) -> bool {
    match demand::entity(fact) {
        Some(Entity::Worker) => true,
        Some(Entity::Thing(name)) => matches!(name.as_str(), "consumidor" | "consumidore" | "consumer"),
        _ => false,
    }
}

/// "2 s per job", "each job takes 2 s".
fn is_of_one(time: &Fact, thing: &Entity) -> bool {
    const TAKES: &[&str] = &["takes", "take", "leva", "levam", "tarda", "tardan", "demora", "demoran", "dura"];
    const NEAR: usize = 2;
    match &time.quantity.each {
        Some(each) => each.count == Decimal::ONE && each.entity == *thing,
        None => time.before.iter().take(NEAR).any(|word| TAKES.contains(&word.as_str())),
    }
}

/// What is said to be in progress, against rate and time in the same line.
fn in_progress_beside(canvas: &Canvas, out: &mut Outcomes) {
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
    // "3 requests per 1.5 s" come, and are not in progress.
    let comes = fact.behind.first().is_some_and(|w| matches!(w.as_str(), "per" | "por" | "every" | "cada"));
    let counted = fact.quantity.per.is_none() && fact.quantity.each.is_none() && !comes;
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
    fn workers_finish_no_more_than_one_after_the_other() {
        let says = |lines: &str| findings(&super::RULE, &format!("# Canvas\n## Infrastructure\n{lines}\n"));
        let found = says("- Queue: 4 workers, 2 s per job → 300 jobs/min");
        assert_eq!(
            found,
            [
                "warning «300 jobs/min» 4 workers at 2 s per job each finish at most 120 jobs/min, less than 300 jobs/min"
            ]
        );
        for line in [
            "- Relatórios: 3 workers processam 90 relatórios/min; cada relatório leva 12 s",
            "- Mensajes: 8 consumidores, cada mensaje tarda 500 ms, 2.000 mensajes/min",
            "- Workers: 4 workers\n- Time: 2 s per job\n- Capacity: 300 jobs/min",
        ] {
            assert_eq!(says(line).len(), 1, "{line}: {:?}", says(line));
        }
        for line in [
            "- Queue: 4 workers, 2 s per job → 120 jobs/min",
            "- Queue: 4 workers, 2 s per job → ~125 jobs/min",
            "- Queue: 4 workers with 8 threads each, 2 s per job, 300 jobs/min",
            "- Queue: 4 workers, timeout of 2 s, 300 jobs/min",
            "- Queue: 4 workers, 2 s per job, peak of 300 jobs/min",
            "- Queue: 4 workers, p95 of 2 s per job, 300 jobs/min",
            "- Fila: 4 workers, 2 s por job, limite de 300 jobs/min",
            "- Queue: 4 workers, 2 s per message, 300 jobs/min",
            "- Queue: 4 to 20 workers, 2 s per job, 300 jobs/min",
            "- Fila: 4 workers, 2 s por lote de 50 jobs, 300 jobs/min",
            "- Queue: 4 workers, 2 s per job at p95, 0.5 s on average, 300 jobs/min",
        ] {
            assert_eq!(says(line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn users_who_think_are_not_in_flight() {
        let text = "# Canvas\n## Volumes\n- 165 req/s at 200 ms from 2,000 concurrent users\n";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
