//! `SLO: 99,9% mensal`: a share that is nearly all, and of which nothing else is said, is an availability.

use rust_decimal::Decimal;

use crate::extract::vocabulary::targets::{EVERYTHING, OBJECTIVE, SINCE_WHEN};
use crate::extract::vocabulary::{folded_words, title_words};
use crate::extract::{Entry, Measure, Part};
use crate::quantity::{PercentKind, Relation, TimeUnit, Unit};

/// Makes an availability of what a label promises of the system as a whole.
pub(in crate::extract) fn read(measures: &mut [Measure], entry: &Entry) {
    let label = entry.label.as_ref().filter(|_| entry.column.is_none()).map_or("", |label| label.plain.as_str());
    let name = title_words(label.split('(').next().unwrap_or(""));
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
