//! What the other numbers of a line say of one: the terms of a sum in money, the most there may be of what is counted.

use crate::extract::vocabulary::{folded_words, words};
use crate::extract::{Entry, Measure, Part};
use crate::quantity::parse;
use crate::quantity::{Currency, Statistic, TimeUnit, Unit};

/// Gives bare numbers of one text the unit that the number beside them has.
pub(in crate::extract) fn read(measures: &mut [Measure], text: &str) {
    of_own_line(measures);
    for at in 1..measures.len() {
        let (before, behind) = measures.split_at_mut(at);
        if let (Some(first), Some(second)) = (before.last_mut(), behind.first()) {
            pair(first, second, text);
        }
    }
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
        } else if is_same_figure(last, next, between) {
            next.quantity.statistic = last.quantity.statistic;
            next.statistic_from = Some(last.span);
        } else if follows_an_arrow(last, next, between) {
            next.quantity.unit = last.quantity.unit.clone();
        } else if is_said_again(last, next, between) {
            next.quantity.unit = last.quantity.unit.clone();
            next.quantity.each = last.quantity.each.clone();
        } else if is_set_against(last, next, between) {
            next.quantity.unit = last.quantity.unit.clone();
            next.quantity.per = last.quantity.per;
            next.quantity.each = last.quantity.each.clone();
        } else if matches!(next.quantity.unit, Unit::Money(_)) && between.trim() == "=" {
            terms(before, text, &next.quantity.unit.clone());
        }
    }
}

/// "$0.20/$0.80 per 1M tokens": both prices are per what stands behind the second.
fn pair(first: &mut Measure, second: &Measure, text: &str) {
    let between = text.get(first.quantity.range.end..second.quantity.range.start).unwrap_or("");
    let (own, other) = (&mut first.quantity, &second.quantity);
    let money = matches!(own.unit, Unit::Money(_)) && own.unit == other.unit;
    let both = first.part == Part::Text && second.part == Part::Text;
    if both && money && between.trim() == "/" && own.per.is_none() && own.each.is_none() {
        own.per = other.per;
        own.each.clone_from(&other.each);
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

/// "Signups: 900/month": what there is so much of in a time is what the label is.
pub(in crate::extract) fn of_label(measures: &mut [Measure], entry: &Entry) {
    let bare = |m: &Measure| {
        m.part == Part::Text && m.quantity.unit == Unit::Bare && m.quantity.per.is_some() && m.quantity.each.is_none()
    };
    let Some(first) = measures.iter().position(|m| m.part == Part::Text).filter(|&at| bare(&measures[at])) else {
        return;
    };
    let label =
        entry.label.as_ref().filter(|_| entry.text.plain.get(..measures[first].quantity.range.start) == Some(""));
    let Some((entity, from)) = label.and_then(|label| Some((parse::noun(&label.plain)?, label.span))) else { return };
    measures[first].quantity.unit = Unit::Count(entity);
    measures[first].unit_from = Some(from);
}

/// "40 req/s (2.400/min)", "9,000 letters/month = 300/day": as many of the same in another time.
fn is_said_again(last: &Measure, next: &Measure, between: &str) -> bool {
    let rate = matches!(last.quantity.unit, Unit::Count(_)) && last.quantity.per.is_some();
    let bare = next.quantity.unit == Unit::Bare && next.quantity.per.is_some() && next.quantity.each.is_none();
    rate && bare && next.quantity.per != last.quantity.per && matches!(between.trim(), "(" | "=" | "≈")
}

/// "$0.02/GB stored (vs $0.03 elsewhere)", "180 ms (vs 400 before)", "p95 < 800 ms (hoje 1,2 s)": the other is per the
/// same, and in the same unit.
fn is_set_against(last: &Measure, next: &Measure, between: &str) -> bool {
    /// More words between them may be about something else.
    const WORDS: usize = 3;
    let each = next.quantity.each.is_none() || next.quantity.each == last.quantity.each;
    let open = next.quantity.per.is_none() && each;
    let money = |m: &Measure| matches!(m.quantity.unit, Unit::Money(_));
    let alike = match next.quantity.unit {
        Unit::Bare => last.quantity.unit != Unit::Bare,
        _ => money(last) && last.quantity.unit == next.quantity.unit,
    };
    let mut said: Vec<_> = folded_words(between).collect();
    let against = said.pop().is_some_and(|word| matches!(word.as_str(), "vs" | "versus"));
    let against = against && said.len() <= WORDS && !between.contains(['.', ';', '\n']);
    open && alike && (against || is_aside(between))
}

/// "p95 < 800 ms (hoje 1,2 s)": the time in brackets is the same percentile.
fn is_same_figure(last: &Measure, next: &Measure, between: &str) -> bool {
    let short = |m: &Measure| matches!(m.quantity.unit, Unit::Duration(unit) if unit <= TimeUnit::Second);
    let percentile = matches!(last.quantity.statistic, Some(Statistic::Percentile(_)));
    short(last) && short(next) && percentile && next.quantity.statistic.is_none() && is_aside(between)
}

/// "2 pods hoje → 6 pods → 12 em 2027": as many of the same later.
fn follows_an_arrow(last: &Measure, next: &Measure, between: &str) -> bool {
    /// More words between them may be about something else.
    const WORDS: usize = 4;
    let counted = matches!(last.quantity.unit, Unit::Count(_)) && last.quantity.per.is_none();
    let bare = next.quantity.unit == Unit::Bare && next.quantity.per.is_none() && next.quantity.each.is_none();
    let arrow = ["→", "->"].iter().any(|arrow| between.trim_end().ends_with(arrow));
    counted && bare && arrow && !between.contains([';', '(', '\n']) && folded_words(between).count() <= WORDS
}

/// "(hoje", "(was", "(antes": whether all that stands between two numbers opens an aside about another time.
fn is_aside(between: &str) -> bool {
    const WHEN: &[&str] = &[
        "hoje",
        "hoy",
        "today",
        "now",
        "currently",
        "atualmente",
        "actualmente",
        "ahora",
        "agora",
        "was",
        "before",
        "antes",
        "era",
        "vs",
        "previously",
    ];
    between.trim().strip_prefix('(').is_some_and(|aside| {
        let mut words = folded_words(aside);
        words.next().is_some_and(|word| WHEN.contains(&word.as_str())) && words.next().is_none()
    })
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
