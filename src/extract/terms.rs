//! What the other numbers of a line say of one: the terms of a sum in money, the most there may be of what is counted.

use crate::extract::vocabulary::{folded_words, words};
use crate::extract::{Measure, Part};
use crate::quantity::{Currency, Statistic, Unit};

/// Gives bare numbers of one text the unit that the number beside them has.
pub(in crate::extract) fn read(measures: &mut [Measure], text: &str) {
    of_own_line(measures);
    for at in 1..measures.len() {
        let (before, behind) = measures.split_at_mut(at);
        let (Some(last), Some(next)) = (before.last(), behind.first_mut()) else { continue };
        if last.part != Part::Text || next.part != Part::Text {
            continue;
        }
        let between = text.get(last.quantity.range.end..next.quantity.range.start).unwrap_or("");
        if is_bound_of(last, next, between) {
            next.quantity.unit = last.quantity.unit.clone();
        } else if is_peak_of(last, next, between) {
            next.quantity.unit = last.quantity.unit.clone();
            next.quantity.per = last.quantity.per;
            next.quantity.each = last.quantity.each.clone();
        } else if matches!(next.quantity.unit, Unit::Money(_)) && between.trim() == "=" {
            terms(before, text, &next.quantity.unit.clone());
        }
    }
}

/// "2 réplicas (máx. 6)": as many of the same at most.
fn is_bound_of(last: &Measure, next: &Measure, between: &str) -> bool {
    let machines = matches!(&last.quantity.unit, Unit::Count(entity) if entity.is_machine());
    let bound = matches!(next.quantity.statistic, Some(Statistic::Maximum | Statistic::Minimum));
    machines
        && bound
        && next.quantity.unit == Unit::Bare
        && between.trim_start().starts_with('(')
        && !between.contains(')')
}

/// "Hoje: 120 req/s, pico 300", "80 orders/min on average (peak 240)": as many of the same in the same time, where there
/// are not fewer at the peak.
fn is_peak_of(last: &Measure, next: &Measure, between: &str) -> bool {
    let rate = matches!(last.quantity.unit, Unit::Count(_)) && last.quantity.per.is_some();
    let peak = next.quantity.statistic == Some(Statistic::Peak) && next.statistic_from.is_none();
    let bare = next.quantity.unit == Unit::Bare && next.quantity.per.is_none() && next.quantity.each.is_none();
    let more = last.quantity.bounds().high.zip(next.quantity.bounds().low).is_some_and(|(usual, peak)| usual <= peak);
    rate && last.quantity.statistic != Some(Statistic::Peak) && peak && bare && more && joins(between)
}

/// Whether nothing stands in `between`, the text between two numbers, but what joins a peak to what is usual.
pub fn joins(between: &str) -> bool {
    let parts = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",(/)~≈<≤".contains(c);
    between.chars().all(parts) && folded_words(between).all(|word| words::PEAK.contains(&word.as_str()))
}

/// "compute 12 mil + MySQL 8 mil = R$ 20 mil": what is added to an amount of money is money.
fn terms(measures: &mut [Measure], text: &str, unit: &Unit) {
    let mut end = None;
    for at in (0..measures.len()).rev() {
        if let Some(next) = end {
            let between = measures.get(at).and_then(|m| text.get(m.quantity.range.end..next)).unwrap_or("");
            if !between.contains('+') || between.contains(['×', '*', '/', '=', ';', '\n']) {
                return;
            }
        }
        let Some(term) = measures.get_mut(at).filter(|m| m.part == Part::Text) else { return };
        // "4 × 200 + 300 = R$ 1.100": which of two factors is money is not said.
        let head = text.get(..term.quantity.range.start).unwrap_or("").trim_end();
        if head.ends_with(['×', '*', '/', 'x']) {
            return;
        }
        match term.quantity.unit {
            Unit::Bare | Unit::Money(Currency::Dollar) if term.quantity.per.is_none() => {
                term.quantity.unit = unit.clone();
            }
            Unit::Money(_) => {}
            _ => return,
        }
        end = Some(term.quantity.range.start);
    }
}

/// "R$ 20 mil/mês: API 12 mil": what a heading calls a cost is in the only currency that its line writes.
fn of_own_line(measures: &mut [Measure]) {
    let written = |m: &Measure| match m.quantity.unit {
        Unit::Money(currency) if m.unit_from.is_none() => Some(currency),
        _ => None,
    };
    let mut currencies = measures.iter().filter_map(written);
    let Some(currency) = currencies.next().filter(|first| currencies.all(|other| other == *first)) else { return };
    // "$5 por mil = R$ 25": a "$" says that it is another.
    let signed = |m: &Measure| m.notation.before.contains('$');
    let suggested =
        |m: &&mut Measure| m.unit_from.is_some() && m.quantity.unit == Unit::Money(Currency::Dollar) && !signed(m);
    measures.iter_mut().filter(suggested).for_each(|m| m.quantity.unit = Unit::Money(currency));
}
