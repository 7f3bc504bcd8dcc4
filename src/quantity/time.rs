//! Durations said in several units: `2 min 53 s`, `3h36min`, `1 d 4 h 30 min`.

use crate::quantity::figure::Figure;
use crate::quantity::number::Value;
use crate::quantity::tail::Tail;
use crate::quantity::token::Tokens;
use crate::quantity::{Habits, TimeUnit, Unit};
use rust_decimal::Decimal;

/// All of a duration up to its smaller unit.
pub(in crate::quantity) struct Longer {
    /// In the smaller unit.
    pub value: Value,
    /// What stands behind the smaller part.
    pub tail: Tail,
    /// The token behind its digits.
    pub end: usize,
}

/// The duration of `whole` in the unit of `tail`, when a smaller part of it follows directly: the `53 s` of `2 min 53 s`.
pub(in crate::quantity) fn and_part(t: &Tokens, whole: Decimal, tail: &Tail, habits: Habits) -> Option<Longer> {
    let Some(Unit::Duration(unit @ (TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day))) = tail.unit else {
        return None;
    };
    let at = t.skip(tail.next);
    let plain = tail.per.is_none() && tail.each.is_none() && tail.statistic.is_none() && !tail.open;
    if !plain || !t.is_number(at) || !whole.fract().is_zero() {
        return None;
    }
    let figure = Figure::read(t, at).filter(|f| f.written.is_plain() && f.exponent.is_none() && !f.open)?;
    let part = Tail::read(t, &figure, habits)?;
    let Some(Unit::Duration(smaller @ (TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour))) = part.unit else {
        return None;
    };
    // There are no 80 seconds behind a minute: that is another duration.
    let many = unit.seconds().checked_div(smaller.seconds()).filter(|many| *many > Decimal::ONE)?;
    let value = figure.value(part.sort(), habits).filter(|part| part.value < many)?;
    let value = Value { value: whole.checked_mul(many)?.checked_add(value.value)?, ..value };
    Some(Longer { value, tail: part, end: figure.end })
}
