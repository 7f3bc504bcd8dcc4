//! What a comment behind a value says of the value: `peak: 500  # req/s`, `ttl: 3600  # 1 hour`.

use rust_decimal::Decimal;

use crate::extract::vocabulary::fold;
use crate::extract::{Entry, Kind, Measure, Part};
use crate::quantity::parse::{self, Implied};
use crate::quantity::{Each, Entity, Habits, Quantity, Statistic, TimeUnit, Unit};
use crate::source::Span;

/// What the comment of a key says that its value is of, where that is all it says, or all before the first comma.
pub(in crate::extract) fn unit(entry: &Entry, habits: Habits) -> Option<(Implied, Span)> {
    /// A longer comment is a sentence.
    const LONGEST: usize = 40;
    let comment = entry.comment.as_ref().filter(|_| entry.kind == Kind::Key)?;
    let said = comment.plain.trim();
    let said = said.split([',', ';', '(']).next().unwrap_or("").trim();
    if said.is_empty() || said.len() > LONGEST || said.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Minutes, the least, or metres.
    if matches!(fold(said).as_str(), "min" | "m") {
        return None;
    }
    if let Some(implied) = figure(said, habits) {
        return Some((implied, comment.span));
    }
    // "GPU hours" are hours of GPUs, as "GPU-hours" are.
    let hours =
        [" hours", " horas"].into_iter().find_map(|hours| said.strip_suffix(hours).map(|of| (of, hours.trim())));
    let text = match hours {
        Some((of, hours)) if !of.is_empty() => format!("1 {of}-{hours}"),
        _ => format!("1 {said}"),
    };
    let read = parse::read(&text, habits);
    let one = read.first().filter(|one| one.range == (0..text.len()))?;
    let counted = match &one.unit {
        // "# guess" is no unit; "# licenses" is.
        Unit::Count(Entity::Thing(_)) => said.split_whitespace().any(is_plural),
        Unit::Bare => one.per.is_some(),
        _ => true,
    };
    let unit = Some(one.unit.clone()).filter(|unit| *unit != Unit::Bare);
    let implied = Implied { unit, per: one.per, each: one.each.clone(), written_out: true, ..Implied::default() };
    counted.then_some((implied, comment.span))
}

/// Whether the comment of an entry stands at `span`.
pub(in crate::extract) fn stands_at(entry: &Entry, span: Span) -> bool {
    entry.comment.as_ref().is_some_and(|comment| comment.span == span)
}

/// "# peak", "# each", "# per pod": which figure the value is, or of what there is so much each.
fn figure(said: &str, habits: Habits) -> Option<Implied> {
    let mut words = said.split_whitespace();
    let (first, second, third) = (words.next()?, words.next(), words.next());
    if second.is_none() {
        let each = matches!(fold(first).as_str(), "each" | "cada" | "c/u");
        let unnamed = || Each { count: Decimal::ONE, entity: Entity::Thing(String::new()) };
        let statistic = parse::implied(first, habits).statistic;
        let implied = Implied { each: each.then(unnamed), statistic, ..Implied::default() };
        return (implied != Implied::default()).then_some(implied);
    }
    let per = matches!(fold(first).as_str(), "per" | "por") && third.is_none();
    let implied = parse::implied(said, habits);
    (per && implied.each.is_some() && implied.per.is_none())
        .then(|| Implied { each: implied.each, ..Implied::default() })
}

fn is_plural(word: &str) -> bool {
    let word = fold(word);
    word == "people" || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
}

/// Gives a bare value the unit of time in which it is as long as its comment says: 3600 is an hour in seconds.
pub(in crate::extract) fn settle_lengths(measures: &mut [Measure], entry: &Entry) {
    let Some(comment) = entry.comment.as_ref().filter(|_| entry.kind == Kind::Key) else { return };
    let opens = |m: &&Measure| m.part == Part::Comment && m.quantity.range.start == opening(&comment.plain);
    let Some(said) = measures.iter().find(opens).map(|m| (m.quantity.clone(), m.span)) else { return };
    let mut values = measures.iter_mut().filter(|m| m.part == Part::Text);
    let (Some(value), None) = (values.next(), values.next()) else { return };
    if value.quantity.unit == Unit::Bare
        && value.quantity.per.is_none()
        && let Some(unit) = unit_of(&value.quantity, &said.0)
    {
        value.quantity.unit = Unit::Duration(unit);
        value.quantity.ambiguous = false;
        value.unit_from = Some(said.1);
    }
}

/// `scan_p95: 250ms  # was 410ms`: the time in the comment is the same percentile.
pub(in crate::extract) fn settle_figures(measures: &mut [Measure], entry: &Entry) {
    const BEFORE: &[&str] = &["was", "now", "today", "before", "era", "antes", "hoje", "hoy"];
    let Some(comment) = entry.comment.as_ref().filter(|_| entry.kind == Kind::Key) else { return };
    let opening = comment.plain.split_whitespace().next().map(fold);
    if !opening.is_some_and(|word| BEFORE.contains(&word.as_str())) {
        return;
    }
    let short = |m: &Measure| matches!(m.quantity.unit, Unit::Duration(unit) if unit <= TimeUnit::Second);
    let percentile = |m: &Measure| matches!(m.quantity.statistic, Some(Statistic::Percentile(_)));
    let value = measures.iter().find(|m| m.part == Part::Text && short(m) && percentile(m));
    let Some((statistic, from)) = value.map(|m| (m.quantity.statistic, m.span)) else { return };
    let said = measures.iter_mut().find(|m| m.part == Part::Comment);
    if let Some(said) = said.filter(|m| short(m) && m.quantity.statistic.is_none()) {
        said.quantity.statistic = statistic;
        said.statistic_from = Some(from);
    }
}

/// How many bytes of a comment are blanks.
fn opening(comment: &str) -> usize {
    comment.len() - comment.trim_start().len()
}

/// The unit in which `value` is as long as `said`.
fn unit_of(value: &Quantity, said: &Quantity) -> Option<TimeUnit> {
    let Unit::Duration(unit) = said.unit else { return None };
    let (value, length) = (value.interval.value()?, said.interval.value()?);
    if value <= Decimal::ZERO {
        return None;
    }
    if unit == TimeUnit::Year && length.checked_mul(Decimal::from(12)) == Some(value) {
        return Some(TimeUnit::Month);
    }
    let seconds = length.checked_mul(unit.seconds())?;
    let units = [TimeUnit::Millisecond, TimeUnit::Second, TimeUnit::Minute, TimeUnit::Hour, TimeUnit::Day];
    units.into_iter().find(|unit| value.checked_mul(unit.seconds()) == Some(seconds))
}
