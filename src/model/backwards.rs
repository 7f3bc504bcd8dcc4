//! Ranges written from the greater number to the lesser one: `1500-1300`.

use crate::extract::{Kind, Outline, Part};
use crate::model::fact::Fact;
use crate::quantity::{Relation, Unit, parse};
use crate::source::Span;
use rust_decimal::Decimal;

/// A range that runs downwards.
#[derive(Clone, Debug)]
pub struct Backwards {
    /// What it is about.
    pub label: String,
    /// As the document writes it.
    pub written: String,
    /// The same, upwards.
    pub upwards: String,
    /// Both numbers.
    pub span: Span,
}

/// A greater number than this many times the lesser one is no slip.
const MOST: i64 = 10;

/// How many bytes are looked at behind the dash: the second number and its unit.
const NEAR: usize = 40;

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Backwards> {
    facts.iter().filter_map(|fact| backwards(outline, fact)).collect()
}

fn backwards(outline: &Outline, fact: &Fact) -> Option<Backwards> {
    let entry = &outline.entries[fact.entry];
    let plain = fact.quantity.relation == Relation::Equal && fact.part == Part::Text && entry.kind != Kind::Code;
    let high = fact.quantity.interval.value().filter(|v| plain && *v > Decimal::ZERO)?;
    let text = &entry.text.plain;
    let figure = fact.quantity.figure.clone();
    let rest = text.get(figure.end..)?;
    let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–'))?;
    let at = figure.end + dash.len_utf8();
    let behind = text.get(at..)?;
    let behind = &behind[..behind.floor_char_boundary(NEAR)];
    let digits = behind.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(behind.len());
    let number = behind[..digits].trim_end_matches(['.', ',']);
    let next = behind[number.len()..].chars().next();
    // "100-50 = 50" computes, "12-34-56" is a number of something, "0.003-005" is a slip of another kind.
    let apart = next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ',' | ';' | '.' | '%'));
    let computes = behind[number.len()..].trim_start().starts_with(['=', '+', '*', '×', '/', '-']);
    if number.is_empty() || number.starts_with('0') || !apart || computes {
        return None;
    }
    let second = parse::read(behind, outline.habits).into_iter().next().filter(|q| q.figure.start == 0)?;
    let low = second.interval.value()?;
    // Times of the day and "24-7" run over midnight; codes and telephone numbers count nothing.
    let named = match (&fact.quantity.unit, &second.unit) {
        (Unit::Bare, Unit::Count(_)) => high != Decimal::from(24),
        (Unit::Bare, _) => false,
        _ => true,
    };
    if !named || low >= high || low <= Decimal::ZERO || low.checked_mul(MOST.into())? < high {
        return None;
    }
    let first = text.get(figure.clone())?;
    Some(Backwards {
        label: fact.label.clone(),
        written: format!("{first}{dash}{number}"),
        upwards: format!("{number}{dash}{first}"),
        span: entry.text.span_of(figure.start..at + number.len()),
    })
}
