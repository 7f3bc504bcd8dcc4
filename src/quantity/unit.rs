//! Units: what is counted or measured, per how much time, per how many of what, and which statistic.

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

/// "per 1,000 requests" is `Each { count: 1000, entity: Request }`; "per user" has count 1.
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
