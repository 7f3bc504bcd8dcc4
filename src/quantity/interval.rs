//! Closed intervals of exact decimals, open ends included.

use rust_decimal::Decimal;

/// All the values a number may have. `None` is an open end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The least value.
    pub low: Option<Decimal>,
    /// The greatest value.
    pub high: Option<Decimal>,
}

impl Interval {
    /// Exactly `value`.
    pub fn point(value: Decimal) -> Interval {
        Interval { low: Some(value), high: Some(value) }
    }

    /// The value, when there is only one.
    pub fn value(&self) -> Option<Decimal> {
        if self.low == self.high { self.low } else { None }
    }
}
