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

    /// From `low` to `high`, whichever is written first.
    pub fn between(low: Decimal, high: Decimal) -> Interval {
        Interval { low: Some(low.min(high)), high: Some(low.max(high)) }
    }

    /// The value, when there is only one.
    pub fn value(&self) -> Option<Decimal> {
        if self.low == self.high { self.low } else { None }
    }

    /// The middle, or the only end there is.
    pub fn middle(&self) -> Option<Decimal> {
        match (self.low, self.high) {
            (Some(low), Some(high)) => low.checked_add(high)?.checked_div(Decimal::TWO),
            (low, high) => low.or(high),
        }
    }

    /// The same values with the lesser end first: "from 50 to 10" is written downwards.
    #[must_use]
    pub fn ordered(self) -> Interval {
        match (self.low, self.high) {
            (Some(low), Some(high)) if high < low => Interval { low: Some(high), high: Some(low) },
            _ => self,
        }
    }

    /// Whether `value` is in it.
    pub fn contains(&self, value: Decimal) -> bool {
        let own = self.ordered();
        own.low.is_none_or(|low| low <= value) && own.high.is_none_or(|high| value <= high)
    }

    /// Whether they have no value in common, even when each end moves outwards by `slack` of itself
    /// (0.1 is ten percent).
    pub fn disjoint(&self, other: &Interval, slack: Decimal) -> bool {
        let (a, b) = (self.ordered().stretched(slack), other.ordered().stretched(slack));
        let below = |x: Interval, y: Interval| matches!((x.high, y.low), (Some(high), Some(low)) if high < low);
        below(a, b) || below(b, a)
    }

    /// Whether no value of one comes within the amount `slack` of a value of the other.
    pub fn apart_by_more_than(&self, other: &Interval, slack: Decimal) -> bool {
        let (a, b) = (self.ordered(), other.ordered());
        let above = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low.checked_sub(high).is_some_and(|gap| gap > slack),
            _ => false,
        };
        above(a.low, b.high) || above(b.low, a.high)
    }

    /// The least interval that holds both.
    #[must_use]
    pub fn hull(&self, other: &Interval) -> Interval {
        let (a, b) = (self.ordered(), other.ordered());
        Interval { low: a.low.zip(b.low).map(|(a, b)| a.min(b)), high: a.high.zip(b.high).map(|(a, b)| a.max(b)) }
    }

    /// Both ends moved outwards by the amount `by`. `None` when that is out of range.
    pub fn widened(&self, by: Decimal) -> Option<Interval> {
        let own = self.ordered();
        let by = by.abs();
        Some(Interval {
            low: own.low.map_or(Some(None), |low| low.checked_sub(by).map(Some))?,
            high: own.high.map_or(Some(None), |high| high.checked_add(by).map(Some))?,
        })
    }

    /// The sums of their values. `None` when one is out of range.
    pub fn add(&self, other: &Interval) -> Option<Interval> {
        let (a, b) = (self.ordered(), other.ordered());
        let low = a.low.zip(b.low).map_or(Some(None), |(a, b)| sum(a, b).map(|s| Some(s.down())))?;
        let high = a.high.zip(b.high).map_or(Some(None), |(a, b)| sum(a, b).map(|s| Some(s.up())))?;
        Some(Interval { low, high })
    }

    /// The differences of their values. `None` when one is out of range.
    pub fn sub(&self, other: &Interval) -> Option<Interval> {
        self.add(&other.negated())
    }

    /// The values with their signs changed.
    #[must_use]
    pub fn negated(&self) -> Interval {
        Interval { low: self.high.map(|v| -v), high: self.low.map(|v| -v) }
    }

    /// The products of their values. `None` when one is out of range.
    pub fn mul(&self, other: &Interval) -> Option<Interval> {
        if let (Some(a), Some(b)) = (self.value(), other.value()) {
            let product = product(a, b)?;
            return Some(Interval { low: Some(product.down()), high: Some(product.up()) });
        }
        let (a, b) = (self.ordered(), other.ordered());
        if let (Some(low), Some(high)) = (a.low.zip(b.low), a.high.zip(b.high))
            && !low.0.is_sign_negative()
            && !low.1.is_sign_negative()
        {
            // Nearly all there is: the least of both give the least.
            let (low, high) = (product(low.0, low.1)?, product(high.0, high.1)?);
            return Some(Interval { low: Some(low.down()), high: Some(high.up()) });
        }
        let mut low = End::Above;
        let mut high = End::Below;
        for x in [End::low(a), End::high(a)] {
            for y in [End::low(b), End::high(b)] {
                let (down, up) = x.times(y)?;
                low = low.min(down);
                high = high.max(up);
            }
        }
        Some(Interval { low: low.value(), high: high.value() })
    }

    /// The quotients of their values, rounded outwards. `None` when the divisor may be zero, or out of range.
    pub fn div(&self, other: &Interval) -> Option<Interval> {
        let divisor = other.ordered();
        let positive = divisor.low.is_some_and(|low| low > Decimal::ZERO);
        let negative = divisor.high.is_some_and(|high| high < Decimal::ZERO);
        if !positive && !negative {
            return None;
        }
        if self.value().is_some_and(|v| v.is_zero()) {
            return Some(Interval::point(Decimal::ZERO));
        }
        if let (Some(a), Some(b)) = (self.value(), divisor.value()) {
            let quotient = quotient(a, b)?;
            return Some(Interval { low: Some(quotient.down()), high: Some(quotient.up()) });
        }
        let own = self.ordered();
        if let (Some(low), Some(high)) = (own.low.zip(divisor.high), own.high.zip(divisor.low))
            && positive
            && !low.0.is_sign_negative()
        {
            // Nearly all there is, as in a product.
            let (low, high) = (quotient(low.0, low.1)?, quotient(high.0, high.1)?);
            return Some(Interval { low: Some(low.down()), high: Some(high.up()) });
        }
        let mut low = End::Above;
        let mut high = End::Below;
        for x in [End::low(own), End::high(own)] {
            for y in [divisor.low, divisor.high] {
                let (down, up) = match (x, y) {
                    (End::At(x), Some(y)) => {
                        let q = quotient(x, y)?;
                        (End::At(q.down()), End::At(q.up()))
                    }
                    // Divided by something without bound, it comes as near to zero as one likes.
                    (_, None) => (End::At(Decimal::ZERO), End::At(Decimal::ZERO)),
                    (end, Some(y)) => {
                        let end = if y > Decimal::ZERO { end } else { end.opposite() };
                        (end, end)
                    }
                };
                low = low.min(down);
                high = high.max(up);
            }
        }
        Some(Interval { low: low.value(), high: high.value() })
    }

    /// Every value times `factor`. `None` when one is out of range.
    pub fn scale(&self, factor: Decimal) -> Option<Interval> {
        if factor == Decimal::ONE { Some(self.ordered()) } else { self.mul(&Interval::point(factor)) }
    }

    fn stretched(self, slack: Decimal) -> Interval {
        if slack.is_zero() {
            return self;
        }
        let move_by = |end: Decimal| end.abs().checked_mul(slack.abs());
        Interval {
            low: self.low.and_then(|low| low.checked_sub(move_by(low)?)),
            high: self.high.and_then(|high| high.checked_add(move_by(high)?)),
        }
    }
}

/// An end of an interval; the order of the variants is that of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Below,
    At(Decimal),
    Above,
}

impl End {
    fn low(interval: Interval) -> End {
        interval.low.map_or(End::Below, End::At)
    }

    fn high(interval: Interval) -> End {
        interval.high.map_or(End::Above, End::At)
    }

    fn value(self) -> Option<Decimal> {
        if let End::At(value) = self { Some(value) } else { None }
    }

    fn opposite(self) -> End {
        match self {
            End::Below => End::Above,
            End::Above => End::Below,
            End::At(value) => End::At(-value),
        }
    }

    fn sign(self) -> i8 {
        match self {
            End::Below => -1,
            End::Above => 1,
            End::At(value) if value.is_zero() => 0,
            End::At(value) if value.is_sign_negative() => -1,
            End::At(_) => 1,
        }
    }

    /// The product, rounded down and up.
    fn times(self, other: End) -> Option<(End, End)> {
        if let (End::At(a), End::At(b)) = (self, other) {
            let product = product(a, b)?;
            return Some((End::At(product.down()), End::At(product.up())));
        }
        let end = match self.sign() * other.sign() {
            0 => End::At(Decimal::ZERO),
            1 => End::Above,
            _ => End::Below,
        };
        Some((end, end))
    }
}

/// A result that may have lost digits.
struct Rounded {
    value: Decimal,
    exact: bool,
}

impl Rounded {
    fn down(&self) -> Decimal {
        if self.exact { self.value } else { self.value.checked_sub(self.last_place()).unwrap_or(self.value) }
    }

    fn up(&self) -> Decimal {
        if self.exact { self.value } else { self.value.checked_add(self.last_place()).unwrap_or(self.value) }
    }

    fn last_place(&self) -> Decimal {
        Decimal::new(1, self.value.scale())
    }
}

fn sum(a: Decimal, b: Decimal) -> Option<Rounded> {
    let value = a.checked_add(b)?;
    Some(Rounded { value, exact: value.scale() >= a.scale().max(b.scale()) })
}

fn product(a: Decimal, b: Decimal) -> Option<Rounded> {
    let value = a.checked_mul(b)?;
    let exact = a.is_zero() || b.is_zero() || value.scale() == a.scale() + b.scale();
    Some(Rounded { value, exact })
}

fn quotient(a: Decimal, b: Decimal) -> Option<Rounded> {
    let value = a.checked_div(b)?;
    let back = product(value, b)?;
    Some(Rounded { value, exact: back.exact && back.value == a })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal() -> impl Strategy<Value = Decimal> {
        (any::<i64>(), 0_u32..12).prop_map(|(digits, scale)| Decimal::new(digits, scale))
    }

    fn interval() -> impl Strategy<Value = (Interval, Decimal)> {
        (decimal(), decimal(), 0_u8..4).prop_map(|(a, b, open)| {
            let mut interval = Interval::between(a, b);
            if open == 1 {
                interval.low = None;
            } else if open == 2 {
                interval.high = None;
            }
            (interval, a)
        })
    }

    proptest! {
        #[test]
        fn arithmetic_encloses_what_it_is_made_of((x, a) in interval(), (y, b) in interval()) {
            if let (Some(sum), Some(value)) = (x.add(&y), a.checked_add(b)) {
                prop_assert!(sum.contains(value));
            }
            if let (Some(difference), Some(value)) = (x.sub(&y), a.checked_sub(b)) {
                prop_assert!(difference.contains(value));
            }
            if let (Some(product), Some(value)) = (x.mul(&y), a.checked_mul(b)) {
                prop_assert!(product.contains(value));
            }
            if let (Some(quotient), Some(value)) = (x.div(&y), a.checked_div(b)) {
                prop_assert!(quotient.contains(value));
            }
            prop_assert!(x.hull(&y).contains(a) && x.hull(&y).contains(b));
            prop_assert!(x.widened(Decimal::ONE).is_none_or(|w| w.contains(a)));
        }

        #[test]
        fn intervals_that_share_a_value_are_not_disjoint((x, a) in interval(), (y, b) in interval()) {
            if x.contains(b) || y.contains(a) {
                prop_assert!(!x.disjoint(&y, Decimal::ZERO));
            }
        }
    }

    #[test]
    fn a_third_times_three_holds_one() {
        let third = Interval::point(Decimal::ONE).div(&Interval::point(Decimal::from(3)));
        let one = third.and_then(|t| t.scale(Decimal::from(3)));
        assert!(one.is_some_and(|one| one.contains(Decimal::ONE)));
    }

    #[test]
    fn ten_percent_of_slack_bridges_a_gap_of_ten_percent() {
        let (a, b) = (Interval::point(Decimal::from(100)), Interval::point(Decimal::from(120)));
        assert!(a.disjoint(&b, Decimal::new(5, 2)));
        assert!(!a.disjoint(&b, Decimal::new(1, 1)));
    }

    #[test]
    fn what_is_out_of_range_is_nothing() {
        let most = Interval::point(Decimal::MAX);
        assert_eq!(most.add(&most), None);
        assert_eq!(most.mul(&most), None);
        assert_eq!(most.div(&Interval { low: Some(-Decimal::ONE), high: None }), None);
    }
}
