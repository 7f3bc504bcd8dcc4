//! Rates by the second, and by Little's law how many are there at one time.

use rust_decimal::Decimal;

use crate::derived::{Derived, Figure, MOST, index, is_exact, rounded, same_state, shown};
use crate::model::{Canvas, Fact, Load, LoadTest, Metric, Role, SectionKind, Target, Volume, Word};
use crate::quantity::{Entity, Interval, Period, Statistic, TimeUnit, Unit};
use crate::rules::demand;
use crate::words::{Message, Text};

/// The mean and the peak of what is said by the day. A peak that is stated does not follow.
pub(in crate::derived) fn rates(canvas: &Canvas) -> Vec<Derived> {
    let mut found: Vec<Derived> = Vec::new();
    let mut seen: Vec<&Fact> = Vec::new();
    for volume in &canvas.volumes {
        let Some(fact) = canvas.facts.get(volume.fact).filter(|f| is_daily(f, volume)) else { continue };
        let alike = |other: &&Fact| {
            other.quantity.unit == fact.quantity.unit
                && other.quantity.interval == fact.quantity.interval
                && same_state(canvas, other, fact)
        };
        if found.len() >= MOST || seen.iter().any(alike) {
            continue;
        }
        seen.push(fact);
        let Some(mean) = fact.quantity.nominal_in_period(Period::Second) else { continue };
        let seconds = rounded(canvas, Period::Day.seconds());
        let derived = |figure, message: &'static Text, value, formula| Derived {
            figure,
            value,
            message: message.with("value", rounded(canvas, value)),
            formula,
            assuming: Vec::new(),
            scenario: fact.scenario,
            span: fact.span,
            from: vec![volume.fact],
        };
        let formula = format!("{} / {seconds} s", shown(fact));
        found.push(derived(Figure::MeanRate, &MEAN, mean, formula.clone()));
        if states_peak(canvas, fact) {
            continue;
        }
        let Some(factor) = factor(canvas, volume.fact) else { continue };
        let Some(peak) = mean.checked_mul(factor.value) else { continue };
        let mut peak = derived(Figure::PeakRate, &PEAK, peak, format!("{formula} × {}", factor.written));
        peak.assuming = factor.assuming;
        peak.from.extend(factor.from);
        found.push(peak);
    }
    found
}

/// Orders or requests by the day; not who is counted once a day.
fn is_daily(fact: &Fact, volume: &Volume) -> bool {
    const PEOPLE: [&str; 4] = ["ativ", "activ", "unic", "unique"];
    let counted = matches!(&fact.quantity.unit, Unit::Count(entity) if !entity.is_user());
    let whole = fact.quantity.each.is_none() && fact.quantity.per == Some(Period::Day);
    let positive = fact.quantity.interval.value().is_some_and(|v| v > Decimal::ZERO);
    let load = fact.metric == Metric::Throughput && volume.load != Load::Peak && !volume.at_once;
    let planned = fact.sections.contains(SectionKind::Volumes);
    counted && whole && positive && load && planned && is_exact(fact) && !demand::says(fact, 6, &PEOPLE)
}

/// Whether a peak of the same things is stated for the same state of the system, or may be.
fn states_peak(canvas: &Canvas, fact: &Fact) -> bool {
    let short = |f: &Fact| matches!(f.quantity.per, Some(Period::Second | Period::Minute | Period::Hour));
    let peaks = canvas.volumes.iter().filter(|v| v.load == Load::Peak).filter_map(|v| canvas.facts.get(v.fact));
    let mut same = peaks.filter(|p| short(p) && p.quantity.unit == fact.quantity.unit);
    same.any(|p| p.scenario.is_none() || fact.scenario.is_none() || same_state(canvas, p, fact))
}

/// How many times the mean the peak is.
struct PeakFactor {
    value: Decimal,
    written: String,
    from: Option<usize>,
    assuming: Vec<Message>,
}

/// The one factor that is stated for the state of a volume, or the one that is assumed where none is stated at all.
fn factor(canvas: &Canvas, volume: usize) -> Option<PeakFactor> {
    let of = canvas.facts.get(volume)?;
    let named = canvas.facts.iter().enumerate().filter(|(_, f)| {
        f.quantity.unit == Unit::Factor
            && f.quantity.statistic == Some(Statistic::Peak)
            && f.sections.contains(SectionKind::Volumes)
    });
    let profiled = canvas.load_profiles.iter().filter_map(|p| Some((p.factor?, p.volume)));
    let mut stated: Vec<(usize, bool)> = profiled.map(|(factor, of)| (factor, of == Some(volume))).collect();
    stated.extend(named.map(|(at, _)| (at, false)));
    if stated.is_empty() {
        let value = canvas.assumptions.peak_factor;
        let written = rounded(canvas, value);
        let assuming = vec![ASSUMED_FACTOR.with("factor", written.as_str())];
        return Some(PeakFactor { value, written, from: None, assuming });
    }
    stated.retain(|(at, _)| canvas.facts.get(*at).is_some_and(|f| f.scenario.is_none() || same_state(canvas, f, of)));
    if stated.iter().any(|(_, own)| *own) {
        stated.retain(|(_, own)| *own);
    }
    let (at, own) = *stated.first()?;
    let fact = canvas.facts.get(at)?;
    let value = fact.quantity.interval.value()?;
    let agree = |at: usize| canvas.facts.get(at).is_some_and(|f| f.quantity.interval == Interval::point(value));
    let assuming = if own { Vec::new() } else { vec![SAME_FACTOR.plain()] };
    let one = stated.iter().all(|(at, _)| agree(*at));
    one.then(|| PeakFactor { value, written: shown(fact), from: Some(at), assuming })
}

/// The requests in progress at the planned peak, and the virtual users that reach it.
pub(in crate::derived) fn crowds(canvas: &Canvas) -> Vec<Derived> {
    let peaks = demand::expected(canvas, &Entity::Request);
    let exact = peaks.iter().filter(|p| p.is_peak() && is_exact(p.fact));
    let Some(peak) = exact.max_by_key(|p| p.low()) else { return Vec::new() };
    let Some((limit, time)) = response_time(canvas) else { return Vec::new() };
    let tests = canvas.load_tests.tests.iter().filter_map(|test| users(canvas, peak, (limit, time), test));
    concurrency(canvas, peak, (limit, time)).into_iter().chain(tests.take(MOST)).collect()
}

fn concurrency(canvas: &Canvas, peak: &demand::Rate, (limit, time): (&Target, &Fact)) -> Option<Derived> {
    let value = peak.low().checked_mul(limit.limit)?;
    Some(Derived {
        figure: Figure::Concurrency,
        value,
        message: CONCURRENCY.with("value", rounded(canvas, value)),
        formula: format!("{} × {}", shown(peak.fact), duration(time)),
        assuming: vec![AS_SLOW.with("time", duration(time))],
        scenario: peak.fact.scenario,
        span: peak.fact.span,
        from: vec![index(canvas, peak.fact)?, limit.fact],
    })
}

/// A user sends `n` requests, each of which takes its time, and pauses: `n / (n × time + pause)` in a second.
fn users(canvas: &Canvas, peak: &demand::Rate, (limit, time): (&Target, &Fact), test: &LoadTest) -> Option<Derived> {
    let at = test.think?;
    let think = canvas.facts.get(at).filter(|f| is_exact(f))?;
    let pause = think.quantity.base()?.value()?;
    let requests = match test.requests_per_iteration {
        Some(at) => canvas.facts.get(at)?.quantity.bounds().value()?,
        None => Decimal::ONE,
    };
    let round = limit.limit.checked_mul(requests)?.checked_add(pause)?;
    let value = peak.low().checked_mul(round)?.checked_div(requests)?.ceil();
    let (rate, time) = (shown(peak.fact), duration(time));
    let formula = if requests == Decimal::ONE {
        format!("{rate} × ({time} + {})", shown(think))
    } else {
        format!("{rate} × ({requests} × {time} + {}) / {requests}", shown(think))
    };
    Some(Derived {
        figure: Figure::VirtualUsers,
        value,
        message: USERS.with("value", rounded(canvas, value)),
        formula,
        assuming: vec![AS_SLOW.with("time", time)],
        scenario: peak.fact.scenario,
        span: test.name.span,
        from: vec![index(canvas, peak.fact)?, limit.fact, at],
    })
}

/// Whether a limit is of a request that somebody waits for, and not of a job: Little's law takes rate and time of the
/// same thing.
fn is_of_request(canvas: &Canvas, target: &Target) -> bool {
    const LONGEST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
    const JOBS: &[&str] = &[
        "batch",
        "lote",
        "job",
        "tarefa",
        "tarea",
        "task",
        "relatorio",
        "report",
        "reporte",
        "informe",
        "export",
        "import",
        "worker",
        "fila",
        "cola",
        "queue",
        "noturn",
        "nocturn",
        "nightly",
        "cron",
        "rotina",
        "processament",
        "procesamient",
        "pagina",
        "page",
        "lag",
        "replica",
    ];
    let Some(fact) = canvas.facts.get(target.fact) else { return false };
    let one = fact.quantity.each.as_ref().is_none_or(|each| each.entity == Entity::Request);
    let job = |w: &Word| JOBS.iter().any(|stem| w.starts_with(stem));
    one && target.limit < LONGEST && !target.scope.words.iter().any(job)
}

/// The latency that is promised for everything, or for the one thing that any is promised for: its mean, else the
/// lowest percentile.
fn response_time(canvas: &Canvas) -> Option<(&Target, &Fact)> {
    let promised = |t: &&Target| t.role == Role::Objective && t.metric == Metric::Latency;
    let of_request = |t: &&Target| is_of_request(canvas, t);
    let mut limits: Vec<&Target> =
        canvas.targets.iter().filter(promised).filter(|t| t.statistic.is_some()).filter(of_request).collect();
    if limits.iter().any(|t| t.scope.is_everything()) {
        limits.retain(|t| t.scope.is_everything());
    }
    let first = *limits.iter().min_by_key(|t| t.statistic)?;
    let alike = |t: &&Target| t.scope.is_everything() == first.scope.is_everything();
    let one_thing = limits.iter().all(|t| alike(t) && (t.scope.is_everything() || t.scope.same_as(&first.scope)));
    let one_limit = limits.iter().all(|t| t.statistic != first.statistic || t.limit == first.limit);
    let fact = canvas.facts.get(first.fact)?;
    (one_thing && one_limit).then_some((first, fact))
}

/// The limit alone, with its unit also where only the label says it.
fn duration(time: &Fact) -> String {
    let unit = match time.quantity.unit {
        Unit::Duration(TimeUnit::Millisecond) => " ms",
        Unit::Duration(TimeUnit::Second) => " s",
        Unit::Duration(TimeUnit::Minute) => " min",
        _ => "",
    };
    let written = demand::shown(time);
    if time.origins.unit.is_some() { written + unit } else { written }
}

static MEAN: Text = Text { en: "mean: {value}/s", pt: "média: {value}/s", es: "media: {value}/s" };
static PEAK: Text = Text { en: "peak: {value}/s", pt: "pico: {value}/s", es: "pico: {value}/s" };
static CONCURRENCY: Text = Text {
    en: "requests in progress at the peak: {value}",
    pt: "requisições em andamento no pico: {value}",
    es: "peticiones en curso en el pico: {value}",
};
static USERS: Text = Text {
    en: "virtual users to reach the peak: {value}",
    pt: "usuários virtuais para chegar ao pico: {value}",
    es: "usuarios virtuales para llegar al pico: {value}",
};
static ASSUMED_FACTOR: Text = Text {
    en: "a peak of {factor} times the mean",
    pt: "pico de {factor} vezes a média",
    es: "un pico de {factor} veces la media",
};
static SAME_FACTOR: Text = Text {
    en: "the peak factor that is stated for other volumes",
    pt: "o fator de pico informado para outros volumes",
    es: "el factor de pico indicado para otros volúmenes",
};
static AS_SLOW: Text = Text {
    en: "that every request takes {time}, the limit of the objective",
    pt: "que toda requisição leva {time}, o limite do objetivo",
    es: "que cada petición tarda {time}, el límite del objetivo",
};
