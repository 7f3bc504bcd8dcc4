//! `SLO: 99,9% mensal`: a share that is nearly all, and of which nothing else is said, is an availability.

use rust_decimal::Decimal;

use crate::extract::vocabulary::targets::{EVERYTHING, OBJECTIVE, QUALITIES, SERVICES, SINCE_WHEN};
use crate::extract::vocabulary::{folded_words, title_words};
use crate::extract::{Entry, Measure, Part};
use crate::quantity::{PercentKind, Relation, TimeUnit, Unit};

/// Makes an availability of what a label promises of the system as a whole, or a line under a title for promises of one of
/// its services.
pub(in crate::extract) fn read(measures: &mut [Measure], entry: &Entry, under_promises: impl Fn() -> bool) {
    of_services(measures, entry, under_promises);
    let Some(label) = entry.label.as_ref().filter(|_| entry.column.is_none()) else { return };
    let name = match label.plain.split_once('(') {
        Some((name, _)) => &title_words(name),
        None => label.title_words(),
    };
    let within = |word: &str, list: &[&str]| list.contains(&word);
    let promises = name.iter().any(|w| within(w, OBJECTIVE));
    if !promises || !name.iter().all(|w| within(w, OBJECTIVE) || within(w, EVERYTHING)) {
        return;
    }
    // "SLO: 99% (respostas < 500 ms)" is a share of the answers.
    let waits = |m: &Measure| {
        m.quantity.statistic.is_some() || matches!(m.quantity.unit, Unit::Duration(unit) if unit <= TimeUnit::Second)
    };
    let text = &entry.text.plain;
    let Some(at) = measures.iter().position(|m| m.part == Part::Text).filter(|_| !measures.iter().any(waits)) else {
        return;
    };
    let quantity = &mut measures[at].quantity;
    let nearly_all = quantity.interval.low.is_some_and(|low| low >= Decimal::from(90) && low < Decimal::ONE_HUNDRED);
    let least = matches!(quantity.relation, Relation::Equal | Relation::AtLeast | Relation::More);
    if quantity.unit != Unit::Percent(PercentKind::Unknown) || !nearly_all || !least {
        return;
    }
    let before = text.get(..quantity.range.start).unwrap_or("");
    let behind = text.get(quantity.range.end..).unwrap_or("");
    let behind = behind.split([',', ';', '(', '\n']).next().unwrap_or("").split(". ").next().unwrap_or("");
    let plain = folded_words(before).all(|w| within(&w, EVERYTHING))
        && folded_words(behind).all(|w| within(&w, SINCE_WHEN) || w.parse::<u16>().is_ok());
    if plain {
        quantity.unit = Unit::Percent(PercentKind::Availability);
    }
}

/// "Billing API: 99.9%" under "SLOs", or behind the availability of another service.
fn of_services(measures: &mut [Measure], entry: &Entry, under_promises: impl Fn() -> bool) {
    const NINETY_NINE: Decimal = Decimal::from_parts(99, 0, 0, false, 0);
    let promised = |m: &Measure| {
        let low = m.quantity.interval.low.filter(|low| *low >= NINETY_NINE && *low < Decimal::ONE_HUNDRED);
        m.part == Part::Text && m.quantity.unit == Unit::Percent(PercentKind::Unknown) && low.is_some()
    };
    let available = |m: &Measure| m.quantity.unit == Unit::Percent(PercentKind::Availability);
    let text = &entry.text.plain;
    for at in 0..measures.len() {
        let quantity = &measures[at].quantity;
        if !promised(&measures[at]) {
            continue;
        }
        let (before, behind) =
            (text.get(..quantity.range.start).unwrap_or(""), text.get(quantity.range.end..).unwrap_or("").trim_start());
        let alone = behind.is_empty() || behind.starts_with(['.', ';', ',', '(', '|', '/']);
        let own = before.rsplit(". ").next().unwrap_or("");
        let label = entry.label.as_ref().map_or("", |label| label.plain.as_str());
        // What stands before the colon of its own sentence, or the label of the line.
        let name = match own.trim_end().strip_suffix(':') {
            Some(name) if at > 0 && measures[..at].iter().any(available) => name,
            _ if own.trim().is_empty() && before.trim().is_empty() && under_promises() => label,
            _ => continue,
        };
        if alone && names_a_service(name) {
            measures[at].quantity.unit = Unit::Percent(PercentKind::Availability);
        }
    }
}

/// "Billing API", "Portal do aluno": whether a name is of something that answers, and of nothing that is measured.
fn names_a_service(name: &str) -> bool {
    const LONGEST: usize = 5;
    let words = title_words(name);
    let is = |word: &str, list: &[&str]| list.contains(&word);
    words.len() <= LONGEST
        && words.iter().any(|word| is(word, SERVICES))
        && !words.iter().any(|word| is(word, QUALITIES))
}
