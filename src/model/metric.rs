//! What a number measures, from its unit and the words around it.

use crate::extract::vocabulary::{Word, begins, metrics};
use crate::quantity::{Entity, PercentKind, Period, Quantity, Statistic, TimeUnit, Unit};
use rust_decimal::Decimal;

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// How long an answer takes.
    Latency,
    /// A duration that is set or planned: a timeout, a window, the length of a test.
    Setting,
    /// The share of time or requests that is served.
    Availability,
    /// The share of requests that fail.
    ErrorRate,
    /// The share of a resource in use.
    Utilisation,
    /// The share of reads that a cache answers.
    HitRate,
    /// A share of something else, a discount, a saving.
    Share,
    /// By how much something grows: a factor, or a percentage that is added.
    Growth,
    /// Things per time: requests, orders, messages.
    Throughput,
    /// People, sessions or connections at one time, or in all.
    Population,
    /// Replicas, pods, nodes, instances.
    Replicas,
    /// Money per time.
    Cost,
    /// Money per user, per request, per thousand tokens.
    UnitCost,
    /// Bytes that are kept or held.
    Size,
    /// Bytes or bits per time.
    Bandwidth,
    /// Processor cores.
    Cores,
    /// Anything else that is counted.
    Count,
    /// A number of which nothing is known.
    Unknown,
}

impl Metric {
    /// Whether it is a figure of a running system, rather than of a schedule, a budget or anything else.
    pub fn is_technical(self) -> bool {
        matches!(
            self,
            Metric::Latency
                | Metric::Availability
                | Metric::ErrorRate
                | Metric::Utilisation
                | Metric::HitRate
                | Metric::Throughput
                | Metric::Population
                | Metric::Replicas
                | Metric::Size
                | Metric::Bandwidth
                | Metric::Cores
        )
    }
}

/// What a quantity measures, by its unit, then by the nearest of `words` (nearest first) that decides.
pub fn metric(quantity: &Quantity, words: &[Word]) -> Metric {
    match &quantity.unit {
        Unit::Duration(_) => duration(quantity, words),
        Unit::Percent(kind) => percent(quantity, *kind, words),
        Unit::Factor => Metric::Growth,
        Unit::Money(_) if quantity.each.is_some() => Metric::UnitCost,
        Unit::Money(_) => Metric::Cost,
        Unit::Data(_) if matches!(quantity.per, Some(Period::Second)) => Metric::Bandwidth,
        Unit::Data(_) if quantity.per.is_some() && is_traffic(words) => Metric::Bandwidth,
        Unit::Data(_) => Metric::Size,
        Unit::Cores => Metric::Cores,
        Unit::Count(entity) => count(entity, quantity),
        Unit::Bare => Metric::Unknown,
    }
}

/// "Egress: 12 TB/month" goes over a line, "PDFs: 12 TB/month" are kept: by the nearest word that decides.
fn is_traffic(words: &[Word]) -> bool {
    let is = |word: &Word, list: &[&str]| list.contains(&word.as_str());
    let decides = words.iter().find(|word| is(word, metrics::TRAFFIC) || is(word, metrics::KEPT));
    decides.is_some_and(|word| is(word, metrics::TRAFFIC))
}

fn duration(quantity: &Quantity, words: &[Word]) -> Metric {
    let measured = matches!(quantity.statistic, Some(Statistic::Percentile(_)));
    // "Growth for 18 months. Latency p95": nobody waits weeks for an answer.
    if !measured && matches!(quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Week) {
        return Metric::Setting;
    }
    for word in words {
        if metrics::LATENCY.contains(&word.as_str()) {
            return Metric::Latency;
        }
        if !measured && metrics::SETTING.contains(&word.as_str()) {
            return Metric::Setting;
        }
    }
    if measured { Metric::Latency } else { Metric::Setting }
}

const HALF: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
const NINETY: Decimal = Decimal::from_parts(90, 0, 0, false, 0);

fn percent(quantity: &Quantity, kind: PercentKind, words: &[Word]) -> Metric {
    let most = quantity.bounds();
    match kind {
        PercentKind::Availability => return Metric::Availability,
        PercentKind::ErrorRate => return Metric::ErrorRate,
        PercentKind::HitRate => return Metric::HitRate,
        PercentKind::Growth => return Metric::Growth,
        PercentKind::Utilisation => return Metric::Utilisation,
        PercentKind::Discount | PercentKind::Share => return Metric::Share,
        PercentKind::Unknown => {}
    }
    let lists = [
        (metrics::ERRORS, Metric::ErrorRate),
        (metrics::AVAILABILITY, Metric::Availability),
        (metrics::HIT_RATE, Metric::HitRate),
        (metrics::UTILISATION, Metric::Utilisation),
        (metrics::GROWTH, Metric::Growth),
    ];
    // "Availability 99.9%, rebuffering below 0.5%": nobody promises to serve less than a half, or to fail in nine of ten.
    let fits = |metric: Metric| match metric {
        Metric::Availability => most.low.is_some() || most.high.is_none_or(|high| high >= HALF),
        Metric::ErrorRate => most.low.is_none_or(|low| low < NINETY),
        _ => true,
    };
    // "Pruebas de carga" above a share is where it stands.
    let tests = |word: &Word| word.starts_with("prueba") || word.starts_with("teste");
    let near = |at: usize| {
        [at.checked_sub(2), at.checked_sub(1), at.checked_add(1), at.checked_add(2)]
            .into_iter()
            .flatten()
            .filter_map(|n| words.get(n))
    };
    let is_test = |at: usize, word: &Word| *word == "carga" && near(at).any(tests);
    // `feature_usage` is who uses it, not how much of a resource is in use.
    let product = |word: &Word| begins([word], metrics::PRODUCT);
    let is_product = |at: usize, word: &Word| matches!(word.as_str(), "usage" | "uso") && near(at).any(product);
    let named = |word: &Word| lists.iter().find(|(list, _)| list.contains(&word.as_str())).map(|&(_, metric)| metric);
    let said = words
        .iter()
        .enumerate()
        .filter(|(at, word)| !is_test(*at, word) && !is_product(*at, word))
        .map(|(_, word)| word);
    said.filter_map(named).find(|metric| fits(*metric)).unwrap_or(Metric::Share)
}

fn count(entity: &Entity, quantity: &Quantity) -> Metric {
    match entity {
        // "36.000 per hour" under "workers" is what they do.
        entity if entity.is_machine() && quantity.per.is_none() => Metric::Replicas,
        Entity::User
        | Entity::RegisteredUser
        | Entity::DailyActiveUser
        | Entity::MonthlyActiveUser
        | Entity::ActiveUser
        | Entity::ConcurrentUser
        | Entity::VirtualUser
        | Entity::Connection
            if quantity.per.is_none() =>
        {
            Metric::Population
        }
        _ if quantity.per.is_some() => Metric::Throughput,
        _ => Metric::Count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Habits, parse};

    #[test]
    fn a_low_ceiling_is_no_availability_and_a_high_share_no_error_rate() {
        let read = |text: &str, words: &[&str]| {
            let words: Vec<Word> = words.iter().map(Word::new).collect();
            metric(&parse::read(text, Habits::default()).remove(0), &words)
        };
        assert_eq!(read("below 0.5%", &["rebuffering", "availability"]), Metric::Share);
        assert_eq!(read("below 0.5%", &["errors", "availability"]), Metric::ErrorRate);
        assert_eq!(read("99.9%", &["erro", "disponibilidade"]), Metric::Availability);
        assert_eq!(read("0.1%", &["erro", "disponibilidade"]), Metric::ErrorRate);
        assert_eq!(read("99.9%", &["availability"]), Metric::Availability);
    }
}
