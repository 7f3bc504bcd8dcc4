//! Quantities in common units: what they come to per period, and whether two may be compared.

use crate::quantity::{Currency, DataUnit, Each, Entity, Interval, PercentKind, Period, Quantity, TimeUnit, Unit};
use rust_decimal::Decimal;

/// Ten percent: how far off an approximate number may be.
const APPROXIMATE: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

impl Quantity {
    /// Its values as written, the lesser end first.
    pub fn bounds(&self) -> Interval {
        self.interval.ordered()
    }

    /// Half of the last place that is written, or ten percent when the number is approximate; in its own unit.
    pub fn slack(&self) -> Decimal {
        let rounding = self.step.checked_div(Decimal::TWO).unwrap_or(self.step);
        let share = |end: Option<Decimal>| end.and_then(|e| e.abs().checked_mul(APPROXIMATE)).unwrap_or_default();
        if self.approximate { share(self.interval.low).max(share(self.interval.high)).max(rounding) } else { rounding }
    }

    /// Its values, and those it may have been rounded from.
    pub fn widened(&self) -> Option<Interval> {
        self.bounds().widened(self.slack())
    }

    /// Its values in base units: seconds, bytes, cores, one of a thing, one of a currency, hundredths as fractions.
    /// What it is per stays as it is; "per 1,000 requests" becomes per request.
    pub fn base(&self) -> Option<Interval> {
        self.in_base(self.bounds())
    }

    /// Its values in base units during `period`: `None` when it has no period. A month has 28 to 31 days.
    pub fn in_period(&self, period: Period) -> Option<Interval> {
        let own = self.per?;
        let ratio = own.in_one(period)?;
        self.base()?.mul(&ratio)
    }

    /// Its value in base units during `period`, with months of 30 days and years of 365: for figures that are shown.
    pub fn nominal_in_period(&self, period: Period) -> Option<Decimal> {
        let own = self.per?;
        let value = self.base()?.middle()?;
        match own.in_one(period)?.value() {
            Some(ratio) => value.checked_mul(ratio),
            None => value.checked_mul(period.seconds())?.checked_div(own.seconds()),
        }
    }

    /// Whether both measure the same, so that their values may be compared once they are in base units and, for
    /// rates, in the same period.
    pub fn same_kind(&self, other: &Quantity) -> bool {
        self.per.is_some() == other.per.is_some()
            && self.unit.same_kind(&other.unit)
            && self.each.as_ref().map(|e| &e.entity) == other.each.as_ref().map(|e| &e.entity)
    }

    fn in_base(&self, interval: Interval) -> Option<Interval> {
        let scaled = interval.scale(self.unit.base())?;
        match &self.each {
            Some(Each { count, .. }) if *count != Decimal::ONE => scaled.div(&Interval::point(*count)),
            _ => Some(scaled),
        }
    }
}

impl Unit {
    /// How many base units (seconds, bytes, cores, fractions) one of it is.
    pub fn base(&self) -> Decimal {
        match self {
            Unit::Duration(unit) => unit.seconds(),
            Unit::Data(unit) => unit.bytes(),
            Unit::Percent(_) => Decimal::new(1, 2),
            _ => Decimal::ONE,
        }
    }

    /// Whether both measure the same. A "$" may be any dollar or peso; an unknown percentage any percentage.
    pub fn same_kind(&self, other: &Unit) -> bool {
        match (self, other) {
            (Unit::Duration(_), Unit::Duration(_)) | (Unit::Data(_), Unit::Data(_)) => true,
            (Unit::Percent(a), Unit::Percent(b)) => a == b || *a == PercentKind::Unknown || *b == PercentKind::Unknown,
            (Unit::Money(a), Unit::Money(b)) => a.may_be(*b),
            (a, b) => a == b,
        }
    }
}

impl Currency {
    /// Whether both may be the same: "$" is written for several.
    pub fn may_be(self, other: Currency) -> bool {
        let written_as_dollar =
            |c: Currency| !matches!(c, Currency::Brl | Currency::Eur | Currency::Gbp | Currency::Pen);
        self == other
            || self == Currency::Dollar && written_as_dollar(other)
            || other == Currency::Dollar && written_as_dollar(self)
    }
}

impl Entity {
    /// Whether it happens rather than is there: nobody counts people per order.
    pub fn comes_and_goes(&self) -> bool {
        matches!(
            self,
            Entity::Session
                | Entity::Request
                | Entity::Message
                | Entity::Order
                | Entity::Transaction
                | Entity::Query
                | Entity::Event
                | Entity::Interaction
                | Entity::Job
                | Entity::Token
        )
    }

    /// Whether it is a kind of user.
    pub fn is_user(&self) -> bool {
        matches!(
            self,
            Entity::User
                | Entity::RegisteredUser
                | Entity::DailyActiveUser
                | Entity::MonthlyActiveUser
                | Entity::ActiveUser
                | Entity::ConcurrentUser
                | Entity::VirtualUser
        )
    }

    /// Whether it is something that runs the system.
    pub fn is_machine(&self) -> bool {
        matches!(self, Entity::Replica | Entity::Pod | Entity::Node | Entity::Instance | Entity::Worker)
    }
}

impl Period {
    /// How many of it fit into one `period`: exact where the calendar is, else an interval.
    pub fn in_one(self, period: Period) -> Option<Interval> {
        let months = |p: Period| match p {
            Period::Month => Some(1),
            Period::Quarter => Some(3),
            Period::Year => Some(12),
            _ => None,
        };
        match (months(self), months(period)) {
            (Some(own), Some(other)) => Interval::point(Decimal::from(other)).div(&Interval::point(Decimal::from(own))),
            _ => period.seconds_range().div(&self.seconds_range()),
        }
    }
}

/// The number of `to` that `value` of `from` are.
pub fn convert_time(value: Decimal, from: TimeUnit, to: TimeUnit) -> Option<Decimal> {
    value.checked_mul(from.seconds())?.checked_div(to.seconds())
}

/// The number of `to` that `value` of `from` are.
pub fn convert_data(value: Decimal, from: DataUnit, to: DataUnit) -> Option<Decimal> {
    value.checked_mul(from.bytes())?.checked_div(to.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Habits, parse};
    use proptest::prelude::*;

    fn one(text: &str) -> Quantity {
        parse::read(text, Habits::default()).remove(0)
    }

    #[test]
    fn a_daily_rate_is_a_range_of_monthly_ones() {
        let monthly = one("100 requests/day").in_period(Period::Month);
        assert_eq!(monthly, Some(Interval::between(Decimal::from(2800), Decimal::from(3100))));
        assert_eq!(one("100 requests/day").nominal_in_period(Period::Month), Some(Decimal::from(3000)));
    }

    #[test]
    fn a_year_has_twelve_months_whatever_their_length() {
        assert_eq!(one("$10/month").in_period(Period::Year), Some(Interval::point(Decimal::from(120))));
    }

    #[test]
    fn users_are_not_requests_and_a_rate_is_not_a_stock() {
        assert!(!one("10 users").same_kind(&one("10 requests")));
        assert!(!one("10 requests").same_kind(&one("10 requests/day")));
        assert!(one("10 GB/day").same_kind(&one("5 TB/month")));
    }

    #[test]
    fn an_approximate_number_may_be_ten_percent_off() {
        assert_eq!(one("~500 users").slack(), Decimal::from(50));
        assert_eq!(one("500 users").slack(), Decimal::new(5, 1));
        assert_eq!(one("16.5M users").slack(), Decimal::from(50_000));
    }

    proptest! {
        #[test]
        fn conversions_return_what_they_were_given(digits in -1_000_000_i64..1_000_000, from in 2_usize..8, to in 2_usize..8) {
            let units = [
                TimeUnit::Nanosecond, TimeUnit::Microsecond, TimeUnit::Millisecond, TimeUnit::Second, TimeUnit::Minute,
                TimeUnit::Hour, TimeUnit::Day, TimeUnit::Week,
            ];
            let value = Decimal::new(digits, 2);
            let there = convert_time(value, units[from], units[to]);
            let back = there.and_then(|v| convert_time(v, units[to], units[from]));
            prop_assert!(back.is_some_and(|b| (b - value).abs() < Decimal::new(1, 9)));
        }
    }
}
