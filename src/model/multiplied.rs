//! Amounts of money that stand in a product which nobody worked out: "3 x $30", "R$ 30 × 4 nós".

use std::borrow::Cow;

use crate::extract::{Entry, Measure, Part};
use crate::quantity::{Period, Unit};
use rust_decimal::Decimal;

/// More factors than this are no price of a row.
const MOST: usize = 4;

/// What stands between two numbers of a text.
enum Between {
    Times,
    /// A product of something that is no number, or a quotient.
    Unclear,
    Else,
}

/// The amount with what it is multiplied by: $90 for the "$30" of "3 x $30". `None` where it is not certain what the
/// product comes to, as in "$0.10 × 730 h".
pub(in crate::model) fn whole<'e>(entry: &Entry, amount: &'e Measure) -> Option<Cow<'e, Measure>> {
    let own = &amount.quantity;
    if !matches!(own.unit, Unit::Money(_)) || amount.part != Part::Text {
        return Some(Cow::Borrowed(amount));
    }
    let factors = factors(entry, amount)?;
    if factors.is_empty() {
        return Some(Cow::Borrowed(amount));
    }
    let mut quantity = own.clone();
    for factor in &factors {
        if !counts(factor, amount) {
            return None;
        }
        quantity.interval = quantity.interval.mul(&factor.quantity.bounds())?;
        quantity.approximate |= factor.quantity.approximate;
    }
    Some(Cow::Owned(Measure { quantity, ..amount.clone() }))
}

/// Whether an amount stands in a product, be it certain what that comes to or not.
pub(in crate::model) fn is_factor(entry: &Entry, amount: &Measure) -> bool {
    !matches!(whole(entry, amount), Some(Cow::Borrowed(_)))
}

fn factors<'e>(entry: &'e Entry, amount: &Measure) -> Option<Vec<&'e Measure>> {
    let text = entry.text.plain.as_str();
    let others = || entry.measures.iter().filter(|m| m.part == Part::Text);
    let range = |m: &Measure| m.quantity.range.clone();
    let mut found = Vec::new();
    let mut start = amount.quantity.range.start;
    loop {
        let before = others().filter(|m| range(m).end <= start).max_by_key(|m| range(m).end);
        // "5x" is written in one.
        let glued = before.is_some_and(|m| {
            m.quantity.unit == Unit::Factor && text.get(range(m).end..start).is_some_and(|gap| gap.trim().is_empty())
        });
        let gap = text.get(before.map_or(0, |m| range(m).end)..start)?;
        match between(gap) {
            _ if glued => {}
            Between::Times => {}
            Between::Unclear => return None,
            Between::Else => break,
        }
        let before = before.filter(|_| found.len() < MOST)?;
        found.push(before);
        start = range(before).start;
    }
    let mut end = amount.quantity.range.end;
    loop {
        let behind = others().filter(|m| range(m).start >= end).min_by_key(|m| range(m).start);
        let gap = text.get(end..behind.map_or(text.len(), |m| range(m).start))?;
        // "$30*" has a note somewhere.
        let note = behind.is_none() && gap.trim_start().starts_with('*');
        match between(gap) {
            _ if note => break,
            Between::Times => {}
            Between::Unclear => return None,
            Between::Else => break,
        }
        let behind = behind.filter(|_| found.len() < MOST)?;
        found.push(behind);
        end = range(behind).end;
    }
    Some(found)
}

/// What a gap between two numbers says: a few words, a sign and nothing else is a product.
fn between(gap: &str) -> Between {
    /// "3 managed web servers × $30".
    const WORDS: usize = 4;
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_sign = |at: usize, c: char| match c {
        '×' | '✕' | '✖' | '∗' | '*' | '÷' => true,
        'x' | 'X' => !letter(gap[..at].chars().next_back()) && !letter(gap[at + 1..].chars().next()),
        _ => false,
    };
    let Some((at, sign)) = gap.char_indices().find(|&(at, c)| is_sign(at, c)) else { return Between::Else };
    let (before, behind) = (&gap[..at], gap[at + sign.len_utf8()..].trim());
    // "2 x large, $60" is what both cost.
    if behind.contains([',', ';', ':', '=', '—', '–', '|']) {
        return Between::Else;
    }
    // What a bracket, a comma or an equals sign parts from the number is another matter.
    let joined = |text: &str| text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '/'));
    if !joined(before) || before.split_whitespace().count() > WORDS {
        // A product right before the amount is one of something that cannot be read.
        return if behind.is_empty() { Between::Unclear } else { Between::Else };
    }
    if sign != '÷' && behind.is_empty() { Between::Times } else { Between::Unclear }
}

/// Whether a number says how many there are of what an amount is the price of.
fn counts(factor: &Measure, amount: &Measure) -> bool {
    const YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);
    let (own, count) = (&amount.quantity, &factor.quantity);
    // What the header says of the column is said of the amount.
    let plain = factor.unit_from.is_some() || matches!(count.unit, Unit::Bare | Unit::Count(_) | Unit::Factor);
    let bare = (count.per.is_none() || factor.per_from.is_some()) && count.each.is_none() && own.each.is_none();
    // "R$ 30/month x 12" may be of twelve months, "$4/day × 30" surely is of thirty days.
    let of_time = match own.per {
        Some(Period::Month) => amount.per_from.is_none() && count.interval.value() == Some(YEAR),
        Some(Period::Year) | None => false,
        Some(_) => true,
    };
    plain && bare && !of_time
}
