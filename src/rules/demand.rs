//! What the rules about load tests and capacity have in common, and what is derived from it: how much is expected at the peak, and how much is tested.

use rust_decimal::Decimal;

use crate::extract::Part;
use crate::extract::vocabulary::{Word, begins};
use crate::model::{Canvas, Fact, Metric, Neighbours, Saying, ScenarioKind, SectionKind};
use crate::quantity::{Entity, Interval, Period, Relation, Statistic, TimeUnit, Unit};

/// So many things in a second, by one statement of the document.
#[derive(Clone, Copy)]
pub(crate) struct Rate<'c> {
    /// The statement.
    pub fact: &'c Fact,
    /// Things in a second.
    pub per_second: Interval,
}

impl Rate<'_> {
    /// The least it may be.
    pub fn low(&self) -> Decimal {
        self.per_second.low.or(self.per_second.high).unwrap_or_default()
    }

    /// The most it may be.
    pub fn high(&self) -> Decimal {
        self.per_second.high.or(self.per_second.low).unwrap_or_default()
    }

    /// Whether it is said to be of the peak; so many at one time always are.
    pub fn is_peak(&self) -> bool {
        is_crowd(self.fact) || matches!(self.fact.quantity.statistic, Some(Statistic::Peak | Statistic::Maximum))
    }
}

/// Whether a fact counts people at one time.
pub(in crate::rules) fn is_crowd(fact: &Fact) -> bool {
    fact.quantity.unit == Unit::Count(Entity::ConcurrentUser) && fact.quantity.per.is_none()
}

/// So many at one time, in the place of so many in a second.
fn crowd(fact: &Fact) -> Option<Rate<'_>> {
    let stated = is_crowd(fact) && fact.quantity.each.is_none() && !fact.quantity.increment;
    let bounds = fact.quantity.bounds();
    let at_once = Interval { low: bounds.low.or(bounds.high), high: bounds.high.or(bounds.low) };
    (stated && fact.part != Part::Comment).then_some(Rate { fact, per_second: at_once })
}

fn rate(fact: &Fact) -> Option<Rate<'_>> {
    let quantity = &fact.quantity;
    // "Per region" bounds the whole from below; per anything else it is no rate of the whole.
    let whole = quantity.each.as_ref().is_none_or(|e| matches!(&e.entity, Entity::Thing(t) if t.starts_with("regi")));
    let short = matches!(quantity.per, Some(Period::Second | Period::Minute | Period::Hour));
    let stated = !quantity.increment && fact.part != Part::Comment && fact.metric == Metric::Throughput;
    if !(whole && short && stated) {
        return None;
    }
    let per_second = quantity.in_period(Period::Second)?;
    // "From 0 to 450 req/s" arrives at the high end.
    let per_second = match quantity.relation {
        Relation::FromTo => Interval::point(per_second.ordered().high?),
        _ => per_second.ordered(),
    };
    Some(Rate { fact, per_second })
}

/// The value of a fact without the words that bound it: `3 s` for "more than 3 s", the end of "from 100 to 1,000".
pub(crate) fn shown(fact: &Fact) -> String {
    let bounds = fact.quantity.bounds();
    let end = match fact.quantity.relation {
        Relation::More | Relation::AtLeast => bounds.low,
        Relation::Less | Relation::AtMost | Relation::FromTo => bounds.high,
        Relation::Equal | Relation::Range => None,
    };
    // `support_5k_concurrent_users` is read as words.
    end.map_or_else(|| fact.written.clone(), |end| fact.notation.print(end, None)).replace('_', " ")
}

/// The most that a fact states, without the words that bound it: `1,000` for "100 to 1,000".
pub(in crate::rules) fn most(fact: &Fact) -> String {
    match (fact.quantity.relation, fact.quantity.bounds().high) {
        (Relation::Range, Some(high)) => fact.notation.print(high, None).replace('_', " "),
        _ => shown(fact),
    }
}

/// The same, with what it counts where only a label says so: `1,500 (Peak requests/s)`.
pub(in crate::rules) fn named(fact: &Fact) -> String {
    if fact.origins.unit.is_some() { fact.named() } else { shown(fact) }
}

/// What a rate counts.
pub(crate) fn entity(fact: &Fact) -> Option<&Entity> {
    if let Unit::Count(entity) = &fact.quantity.unit { Some(entity) } else { None }
}

/// Whether a fact speaks of the system as it is.
pub(in crate::rules) fn is_current(canvas: &Canvas, fact: &Fact) -> bool {
    fact.scenario.and_then(|s| canvas.scenarios.get(s)).is_some_and(|s| s.kind == ScenarioKind::Current)
}

/// The planned rates of an entity, or today's where nothing is planned; those of the peak, if any is said to be.
pub(crate) fn expected<'c>(canvas: &'c Canvas, of: &Entity) -> Vec<Rate<'c>> {
    let mut rates: Vec<Rate> = canvas
        .facts
        .iter()
        .filter(|f| f.sections.contains(SectionKind::Volumes) || f.sections.contains(SectionKind::Objective))
        .filter(|f| !f.sections.contains(SectionKind::LoadTest) && entity(f) == Some(of))
        .filter(|f| !matches!(f.quantity.statistic, Some(Statistic::Mean | Statistic::Minimum | Statistic::Total)))
        .filter_map(|f| rate(f).or_else(|| crowd(f)))
        // "0-1K RPS" expects nothing yet.
        .filter(|r| r.low() > Decimal::ZERO)
        .collect();
    if rates.iter().any(|r| !is_current(canvas, r.fact)) {
        rates.retain(|r| !is_current(canvas, r.fact));
    }
    if rates.iter().any(Rate::is_peak) {
        rates.retain(Rate::is_peak);
    }
    rates
}

/// The planned means of an entity of which no other rate is planned: no peak is below them.
pub(in crate::rules) fn planned_means<'c>(canvas: &'c Canvas, of: &Entity) -> Vec<Rate<'c>> {
    let planned = |f: &Fact| {
        let mean = f.quantity.statistic == Some(Statistic::Mean) && f.sections.contains(SectionKind::Volumes);
        mean && entity(f) == Some(of) && f.scenario.is_some() && !is_current(canvas, f)
    };
    canvas.facts.iter().filter(|f| planned(f)).filter_map(rate).filter(|r| r.low() > Decimal::ZERO).collect()
}

/// The rates that load tests generate, of an entity. What is tried on one replica, or to see whether anything works
/// at all, says nothing about the whole.
pub(in crate::rules) fn tested<'c>(canvas: &'c Canvas, of: &Entity) -> Vec<Rate<'c>> {
    const PARTIAL: &[&str] = &["smoke", "fumaca", "humo", "sanity"];
    canvas
        .facts
        .iter()
        .filter(|f| f.sections.contains(SectionKind::LoadTest) && entity(f) == Some(of))
        .filter(|f| f.quantity.relation != Relation::Less && (f.quantity.relation != Relation::AtMost || reaches(f)))
        .filter(|f| !f.words.iter().take(8).any(|w| PARTIAL.contains(&w.as_str())))
        .filter_map(rate)
        .filter(|r| r.high() > Decimal::ZERO)
        .collect()
}

/// "Up to 1,600 req/s": how far a test goes, where "≤" would be what it allows.
fn reaches(fact: &Fact) -> bool {
    let written = crate::extract::vocabulary::fold(&fact.written);
    ["ate ", "up to ", "hasta "].iter().any(|word| written.starts_with(word))
}

/// Whether some test states its load in another way than in things per time: as a share or a multiple of the peak, as
/// users with a pace, as a list of steps, as so many in a time. What the largest test comes to is not known then.
pub(in crate::rules) fn is_tested_otherwise(canvas: &Canvas) -> bool {
    let within = |f: &Fact| f.sections.contains(SectionKind::LoadTest);
    let lines = || canvas.sayings.iter().filter(|line| line.sections.contains(SectionKind::LoadTest));
    let rates: Vec<usize> =
        (0..canvas.facts.len()).filter(|&at| within(&canvas.facts[at]) && rate(&canvas.facts[at]).is_some()).collect();
    let rated = |line: &Saying| rates.iter().any(|&at| canvas.facts[at].line == line.span);
    let otherwise = |at: usize| {
        let fact = &canvas.facts[at];
        // What is said beside a rate says the same once more: "180 req/s (120% of the peak)".
        let again = || rates.iter().any(|&rate| are_beside(canvas, rate, at));
        (is_share_of_load(fact) || is_paced(canvas, fact)) && !again()
    };
    (0..canvas.facts.len()).any(|at| within(&canvas.facts[at]) && otherwise(at))
        || lines().any(|line| is_multiple_in_words(line) || lists_steps(line))
        || lines().any(|line| !rated(line) && goes_to_the_peak(canvas, line))
}

const LOAD: &[&str] = &[
    "pico", "peak", "punta", "carga", "load", "volum", "demand", "trafego", "trafico", "traffic", "meta", "target",
    "alvo", "objetiv", "projet", "planej", "planned", "previst", "expected", "esperad", "escalad", "scaled",
];

/// "120% of peak", "1,2x o pico", "20% above the peak", "pico + 20%".
fn is_share_of_load(fact: &Fact) -> bool {
    const OF: &[&str] = &["of", "do", "da", "de", "del", "above", "acima", "sobre", "over", "encima", "por"];
    const NEAR: usize = 4;
    let behind = || begins(fact.behind.iter().take(NEAR), LOAD);
    let before = || fact.quantity.relation == Relation::Equal && begins(fact.before.iter().take(NEAR), LOAD);
    match fact.quantity.unit {
        Unit::Factor => behind() || before(),
        Unit::Percent(_) => {
            let all = fact.quantity.bounds().high.is_some_and(|high| high >= Decimal::ONE_HUNDRED);
            let part = fact.behind.first().is_some_and(|word| OF.contains(&word.as_str()));
            let next = || fact.before.first().is_some_and(|word| begins([word], LOAD));
            let more = before() && (fact.quantity.increment || next());
            more || part && behind() || all && says(fact, 2 * NEAR, LOAD)
        }
        _ => false,
    }
}

/// People with a pace, which make so many requests as they come to; a number per time of nobody knows what; or so many
/// things, of which the line says in which time.
fn is_paced(canvas: &Canvas, fact: &Fact) -> bool {
    const PACE: &[&str] = &["every", "cada", "each", "pausa", "pause", "think", "espera"];
    let timed = || {
        let lasts = |f: &Fact| f.entry == fact.entry && matches!(f.quantity.unit, Unit::Duration(_));
        canvas.facts.iter().any(lasts)
    };
    match (&fact.quantity.unit, fact.quantity.per) {
        (Unit::Count(entity), None) if entity.is_user() || *entity == Entity::VirtualUser => {
            canvas.line_of(fact).is_some_and(|line| line.says(PACE))
        }
        (Unit::Count(Entity::Request | Entity::Message), None) => {
            fact.quantity.relation == Relation::Equal && fact.quantity.each.is_none() && timed()
        }
        (Unit::Bare, Some(Period::Second | Period::Minute)) => true,
        _ => false,
    }
}

/// Whether two facts stand in one clause of a line, the second not outside of brackets that the first stands in.
fn are_beside(canvas: &Canvas, rate: usize, share: usize) -> bool {
    if canvas.facts[rate].entry != canvas.facts[share].entry {
        return false;
    }
    let between = canvas.neighbours_in(rate.min(share)..rate.max(share) + 1);
    const THEN: &[&str] = &[" depois ", " then ", " luego ", " despues ", " after "];
    let apart = |pair: &Neighbours| {
        pair.between.contains([';', '\n'])
            || THEN.iter().any(|word| pair.between.contains(word))
            || pair.between.contains(". ")
            || share < rate && pair.between.contains('(')
    };
    !between.iter().any(apart)
}

/// "El doble del pico", "twice the peak".
fn is_multiple_in_words(line: &Saying) -> bool {
    const TIMES: &[&str] = &["dobro", "doble", "double", "twice", "triplo", "triple"];
    const NEAR: usize = 3;
    let mut times = line.words.iter().enumerate().filter(|(_, word)| TIMES.contains(&word.as_str()));
    times.any(|(at, _)| begins(line.words.iter().skip(at + 1).take(NEAR), LOAD))
}

/// "10/20/30/40 req/s": three numbers in a row, each above the one before it.
fn lists_steps(line: &Saying) -> bool {
    let numbers = |words: &[Word]| words.iter().map(|word| word.parse::<u64>().ok()).collect::<Option<Vec<_>>>();
    line.words.windows(3).filter_map(numbers).any(|steps| steps.is_sorted_by(|one, next| one < next))
}

/// "Carga do cenário escalado por 30 min": a line that names the peak and how long it is held, and no rate.
fn goes_to_the_peak(canvas: &Canvas, line: &Saying) -> bool {
    const PEAK: &[&str] = &["pico", "peak", "punta", "escalad", "scaled"];
    let held =
        |f: &Fact| f.line == line.span && matches!(f.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute);
    begins(&line.words, PEAK) && canvas.facts.iter().any(held)
}

/// Whether a rate is of what the cache and the edge in front of the system let through.
pub(in crate::rules) fn is_at_origin(fact: &Fact) -> bool {
    const ORIGIN: &[&str] = &["origem", "origin", "origen"];
    const BYPASS: &[&str] = &["bypass", "bypassing", "miss", "misses"];
    const NONE: &[&str] = &["sem", "sin", "without", "no"];
    const CACHE: &[&str] = &["cdn", "cache", "caches"];
    const NEAR: usize = 6;
    let label = crate::extract::vocabulary::title_words(&fact.label);
    let behind: Vec<&Word> = fact.behind.iter().take(NEAR).collect();
    let before: Vec<&Word> = fact.before.iter().rev().collect();
    let named = |w: &&Word| ORIGIN.contains(&w.as_str()) || BYPASS.contains(&w.as_str());
    let uncached = |words: &[&Word]| {
        let pairs = words.iter().zip(words.iter().skip(1));
        pairs.into_iter().any(|(no, cache)| NONE.contains(&no.as_str()) && CACHE.contains(&cache.as_str()))
    };
    behind.iter().chain(&before).copied().chain(&label).any(|w| named(&w)) || uncached(&behind) || uncached(&before)
}

/// Whether a rate of a load test may be of a part of it, or of an earlier one: what there is in all is not known.
pub(in crate::rules) fn is_part_of_test(canvas: &Canvas, fact: &Fact) -> bool {
    // "Checkout only: 130 req/s", "one of ten cells".
    const SHARE: &[&str] = &[
        "each",
        "cada",
        "only",
        "somente",
        "apenas",
        "solamente",
        "solo",
        "cell",
        "cells",
        "celula",
        "celulas",
        "celda",
        "celdas",
        "shard",
        "shards",
    ];
    // "Each of 4 generators sends 350 req/s".
    const SENDERS: &[&str] = &[
        "generat", "gerador", "generad", "inject", "injet", "inyect", "machine", "maquina", "agent", "region", "regiao",
    ];
    // What was tested before is not what is to be tested.
    const PAST: &[&str] =
        &["ultimo", "ultima", "last", "latest", "previous", "anterior", "passado", "pasado", "pasada"];
    let line = canvas.line_of(fact);
    let of_senders =
        line.is_some_and(|line| line.says(SENDERS) && line.words.iter().any(|w| matches!(w.as_str(), "each" | "cada")));
    let earlier = fact.before.iter().take(8).chain(fact.behind.iter().take(4)).any(|w| PAST.contains(&w.as_str()));
    of_senders
        || earlier
        || is_multiplied(canvas, fact)
        || fact.words.iter().take(6).any(|w| SHARE.contains(&w.as_str()))
}

/// Whether a rate or a crowd stands right behind a number of things: "5 injectors × 110 req/s" is five times as much.
pub(in crate::rules) fn is_multiplied(canvas: &Canvas, fact: &Fact) -> bool {
    /// " x " and " × ", in bytes.
    const SIGN: std::ops::RangeInclusive<u32> = 3..=4;
    canvas.facts.iter().any(|count| {
        let beside = count.entry == fact.entry && count.span.end < fact.span.start;
        let near = beside && SIGN.contains(&(fact.span.start - count.span.end));
        near && matches!(count.quantity.unit, Unit::Count(_)) && count.quantity.per.is_none()
    })
}

/// The most that the rates of one test may come to, in a second: what one line or one script names may run at once,
/// and so may all of it where the document says so.
pub(in crate::rules) fn together(canvas: &Canvas, rates: &[Rate]) -> Option<Decimal> {
    const AT_ONCE: &[&str] =
        &["both", "simult", "together", "juntos", "juntas", "ambos", "ambas", "parallel", "paralel"];
    let at_once = canvas.sayings.iter().any(|s| s.sections.contains(SectionKind::LoadTest) && s.says(AT_ONCE));
    let script = |fact: &Fact| {
        let is_fact = |&at: &usize| canvas.facts.get(at).is_some_and(|f| f.span == fact.span);
        canvas.load_tests.tests.iter().position(|t| t.in_code && t.rates.iter().any(is_fact))
    };
    let one = |a: &Fact, b: &Fact| at_once || a.entry == b.entry || script(a).is_some_and(|s| script(b) == Some(s));
    let sum = |a: &Rate| {
        let with = rates.iter().filter(|b| one(a.fact, b.fact)).map(Rate::high);
        with.into_iter().try_fold(Decimal::ZERO, |sum, rate| sum.checked_add(rate))
    };
    rates.iter().filter_map(sum).max()
}

/// The kinds of things whose rates are both expected and tested, each once.
pub(in crate::rules) fn entities(canvas: &Canvas) -> Vec<&Entity> {
    let mut found: Vec<&Entity> = Vec::new();
    for fact in canvas.facts.iter().filter(|f| f.sections.contains(SectionKind::LoadTest) && rate(f).is_some()) {
        if let Some(entity) = entity(fact).filter(|e| !found.contains(e)) {
            found.push(entity);
        }
    }
    found
}

/// Whether the document says that a smaller test stands for a larger one.
pub(in crate::rules) fn extrapolates(canvas: &Canvas) -> bool {
    const WORDS: &[&str] =
        &["extrapol", "proporc", "proportion", "reduzid", "reducid", "scaled-down", "fracao", "fraccion"];
    let tests = canvas.facts.iter().filter(|f| f.sections.contains(SectionKind::LoadTest));
    let partly = |w: &Word| WORDS.iter().any(|p| w.starts_with(p));
    tests.into_iter().any(|f| {
        let each = f.quantity.each.is_some() && f.metric == Metric::Throughput;
        each || is_smaller_place(f) || f.words.iter().any(partly)
    })
}

/// "Em ambiente com 50% da capacidade", "staging at 25% of production": the test runs on a part of what is planned.
fn is_smaller_place(fact: &Fact) -> bool {
    const PLACES: &[&str] = &["ambiente", "entorno", "environment", "env", "staging", "homolog", "cluster"];
    const WHOLE: &[&str] = &["capaci", "produc", "tamanho", "tamano", "size"];
    let share = matches!(fact.quantity.unit, Unit::Percent(_));
    share && begins(fact.behind.iter().take(3), WHOLE) && begins(fact.before.iter().take(6), PLACES)
}

/// Whether one of the `reach` words nearest to a fact begins like one of `stems`.
pub(crate) fn says(fact: &Fact, reach: usize, stems: &[&str]) -> bool {
    begins(fact.words.iter().take(reach), stems)
}

/// Whether a fact counts things that are there: no sum over several rows, no rate, nothing that is added.
pub(in crate::rules) fn is_count(fact: &Fact) -> bool {
    // What the sentence goes on to say behind it is of another figure: "8 replicas, 45 req/s each, 360 req/s in total".
    let label = fact.label.to_lowercase();
    let named = label.contains("total") || fact.before.iter().any(|w| w.contains("total"));
    let total = named || fact.quantity.statistic == Some(Statistic::Total);
    fact.quantity.per.is_none() && fact.quantity.each.is_none() && !fact.quantity.increment && !total
}
