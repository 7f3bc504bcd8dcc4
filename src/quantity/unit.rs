//! Units: what is counted or measured, per how much time, per how many of what, and which statistic.

use crate::quantity::Interval;
use rust_decimal::Decimal;

/// What a quantity counts or measures, in the scale it is written in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing is said: a bare number.
    Bare,
    /// A count of things.
    Count(Entity),
    /// Money.
    Money(Currency),
    /// Time as an amount: a latency, a timeout, a window.
    Duration(TimeUnit),
    /// Bytes or bits. With a period it is a rate (`125MB/s`, `1.5 Gbps`).
    Data(DataUnit),
    /// Hundredths. A ratio written as a fraction stays [`Unit::Bare`].
    Percent(PercentKind),
    /// A multiple: `10x`, `3,6×`, "10 vezes". "dobrar" is 2.
    Factor,
    /// Processor cores; `500m` is half of one.
    Cores,
}

/// The kinds of things that are counted. Two entities are never the same by accident: users are not requests,
/// and registered users are not concurrent ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Entity {
    User,
    RegisteredUser,
    DailyActiveUser,
    MonthlyActiveUser,
    ActiveUser,
    ConcurrentUser,
    VirtualUser,
    Session,
    Request,
    Message,
    Order,
    Transaction,
    Query,
    Event,
    Interaction,
    Job,
    Connection,
    Instance,
    Replica,
    Pod,
    Node,
    Worker,
    Token,
    /// Input/output operations of storage (IOPS are these per second).
    Io,
    /// Any other noun, lower case, singular as far as that is easy, without accents ("consulta", "itinerario").
    Thing(String),
}

/// A currency. `$` alone may be many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Currency {
    Brl,
    Usd,
    Eur,
    Gbp,
    Ars,
    Mxn,
    Cop,
    Clp,
    Pen,
    /// `$` without anything that decides.
    Dollar,
}

/// A unit of time as an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum TimeUnit {
    Nanosecond,
    Microsecond,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A unit of data: how many bits, decimal (`GB` = 10⁹ bytes) or binary (`GiB`, and `Gi` of Kubernetes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataUnit {
    /// Bits rather than bytes.
    pub bits: bool,
    /// 0 for B, 1 for K, 2 for M, 3 for G, 4 for T, 5 for P.
    pub power: u8,
    /// Powers of 1024 rather than of 1000.
    pub binary: bool,
}

/// What a percentage is a percentage of, as far as it is said beside the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum PercentKind {
    #[default]
    Unknown,
    Share,
    Utilisation,
    Availability,
    ErrorRate,
    /// `+150%`: what is added, so ×2.5.
    Growth,
    Discount,
    HitRate,
}

/// Time that a rate or a cost refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Period {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// "per 1,000 requests" is `Each { count: 1000, entity: Request }`; "per user" has count 1. Where it is not said of what
/// ("4 GB each", "por milhão"), the entity is a `Thing` without a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Each {
    /// How many.
    pub count: Decimal,
    /// Of what.
    pub entity: Entity,
}

/// Which figure of a distribution, or of a time series, a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Statistic {
    Mean,
    /// In tenths of a percent: 500 is the median, 950 is p95, 999 is p99.9.
    Percentile(u16),
    Maximum,
    Minimum,
    Peak,
    Total,
}

impl TimeUnit {
    /// How many seconds it has; a month has 30 days and a year 365.
    pub fn seconds(self) -> Decimal {
        match self {
            TimeUnit::Nanosecond => Decimal::new(1, 9),
            TimeUnit::Microsecond => Decimal::new(1, 6),
            TimeUnit::Millisecond => Decimal::new(1, 3),
            TimeUnit::Second => Decimal::ONE,
            TimeUnit::Minute => Decimal::from(60),
            TimeUnit::Hour => Decimal::from(3_600),
            TimeUnit::Day => Decimal::from(86_400),
            TimeUnit::Week => Decimal::from(604_800),
            TimeUnit::Month => Decimal::from(2_592_000),
            TimeUnit::Year => Decimal::from(31_536_000),
        }
    }
}

impl Period {
    /// The unit of time that is as long, and how many of it.
    pub fn length(self) -> (u8, TimeUnit) {
        match self {
            Period::Second => (1, TimeUnit::Second),
            Period::Minute => (1, TimeUnit::Minute),
            Period::Hour => (1, TimeUnit::Hour),
            Period::Day => (1, TimeUnit::Day),
            Period::Week => (1, TimeUnit::Week),
            Period::Month => (1, TimeUnit::Month),
            Period::Quarter => (3, TimeUnit::Month),
            Period::Year => (1, TimeUnit::Year),
        }
    }

    /// How many seconds it has, nominally: a month has 30 days, a quarter three of them, a year 365 days.
    pub fn seconds(self) -> Decimal {
        let (count, unit) = self.length();
        unit.seconds() * Decimal::from(count)
    }

    /// How many seconds it may have: a month has 28 to 31 days, a quarter 90 to 92, a year 365 to 366.
    pub fn seconds_range(self) -> Interval {
        let days = |low: i64, high: i64| Interval {
            low: Some(Decimal::from(low * 86_400)),
            high: Some(Decimal::from(high * 86_400)),
        };
        match self {
            Period::Month => days(28, 31),
            Period::Quarter => days(90, 92),
            Period::Year => days(365, 366),
            _ => Interval::point(self.seconds()),
        }
    }
}

impl DataUnit {
    /// How many bytes it has; a bit is an eighth of one.
    pub fn bytes(self) -> Decimal {
        let base: i64 = if self.binary { 1024 } else { 1000 };
        let mut size = Decimal::ONE;
        for _ in 0..self.power.min(5) {
            size *= Decimal::from(base);
        }
        if self.bits { size / Decimal::from(8) } else { size }
    }
}
