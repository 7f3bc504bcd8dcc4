//! Where "18m" is months, not minutes.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::SectionKind::{Infrastructure, LoadTest, Monitoring};
use crate::extract::vocabulary::{folded_words, sentence, words};
use crate::extract::{Entry, Kind, Measure, Part};
use crate::quantity::{PercentKind, Quantity, Relation, TimeUnit, Unit};

/// Gives numbers that may be minutes their months.
pub(in crate::extract) fn read(measures: &mut [Measure], entry: &Entry) {
    let growing = growing(measures, entry);
    // `for: 5m` of an alert is five minutes.
    let lasts = entry.kind == Kind::Key && entry.label.as_ref().is_some_and(|label| label.plain.trim() == "for");
    for measure in measures.iter_mut().filter(|m| m.quantity.ambiguous) {
        if lasts && measure.quantity.unit == Unit::Duration(TimeUnit::Minute) {
            measure.quantity.ambiguous = false;
        }
        of_months(&mut measure.quantity, entry, &growing);
    }
}

/// "Contrato (12m)", "2x in 18m": what is agreed, kept or planned for is months, where the number is one that people use
/// for them; so is the time in which something grows.
fn of_months(quantity: &mut Quantity, entry: &Entry, growing: &[Range<usize>]) {
    const USUAL: [i64; 5] = [6, 12, 18, 24, 36];
    let minutes = quantity.unit == Unit::Duration(TimeUnit::Minute);
    let usual = || quantity.interval.value().is_some_and(|n| USUAL.iter().any(|&months| n == Decimal::from(months)));
    if !minutes || !usual() {
        return;
    }
    let texts = [Some(&entry.text), entry.label.as_ref(), entry.column.as_ref(), entry.comment.as_ref()];
    let mut said = texts.into_iter().flatten().flat_map(|text| text.words());
    let within = || {
        let before = entry.text.plain.get(..quantity.range.start).unwrap_or("");
        folded_words(before).last().is_some_and(|word| words::WITHIN.contains(&word.as_str()))
    };
    let grows = growing.iter().any(|sentence| sentence.contains(&quantity.range.start)) && within();
    if grows || said.any(|word| words::FOR_MONTHS.iter().any(|stem| word.starts_with(stem))) {
        quantity.unit = Unit::Duration(TimeUnit::Month);
        quantity.ambiguous = false;
    }
}

/// The sentences of a text that say how much something grows over a long time: no load test, no autoscaler.
fn growing(measures: &[Measure], entry: &Entry) -> Vec<Range<usize>> {
    if !measures.iter().any(|m| m.quantity.ambiguous) {
        return Vec::new();
    }
    let short = [Infrastructure, LoadTest, Monitoring].into_iter().any(|kind| entry.sections.contains(kind));
    let grows = |q: &Quantity| {
        let rises = matches!(q.relation, Relation::FromTo | Relation::Range) && matches!(q.unit, Unit::Count(_));
        rises || matches!(q.unit, Unit::Factor | Unit::Percent(PercentKind::Growth))
    };
    let own = measures.iter().filter(|m| m.part == Part::Text && !short && grows(&m.quantity));
    own.map(|m| sentence(&entry.text.plain, &m.quantity.range))
        .filter(|own| {
            let label = entry.label.as_ref().map_or("", |label| label.plain.as_str());
            let said = entry.text.plain.get(own.clone()).unwrap_or("");
            !folded_words(said)
                .chain(folded_words(label))
                .any(|word| words::IN_MINUTES.iter().any(|stem| word.starts_with(stem)))
        })
        .collect()
}
