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

impl Interval {
    /// The sum; an open end stays open. `None` on overflow.
    pub fn add(&self, other: &Interval) -> Option<Interval> {
        let end = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(a), Some(b)) => a.checked_add(b).map(Some),
            _ => Some(None),
        };
        Some(Interval { low: end(self.low, other.low)?, high: end(self.high, other.high)? })
    }

    /// Whether no value of one is within `slack` of a value of the other.
    pub fn apart_by_more_than(&self, other: &Interval, slack: Decimal) -> bool {
        let above = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(low), Some(high)) => low.checked_sub(high).is_some_and(|gap| gap > slack),
            _ => false,
        };
        above(self.low, other.high) || above(other.low, self.high)
    }
}
