//! How many seconds a document takes a day for, where these are not 86,400: "25B ÷ 100K seconds", "using 10^5 s/day".

use crate::extract::Outline;
use crate::model::calculation::Calculation;
use crate::model::fact::Fact;
use crate::quantity::equation::{Expression, Operator};
use crate::quantity::{Interval, Period, Quantity, TimeUnit, Unit};
use rust_decimal::Decimal;

/// The seconds of a day, as the document rounds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoundedDays(Vec<Decimal>);

/// What a day is rounded to at least and at most.
const LEAST: Decimal = Decimal::from_parts(80_000, 0, 0, false, 0);
const MOST: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// A day.
const DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// Ways to write 100,000 as a power.
const POWERS: &[&str] = &["10^5", "10⁵", "10**5", "1e5"];

/// Words for seconds, or for the day they make.
const SECONDS: &[&str] = &["s", "sec", "secs", "second", "seconds", "seg", "segs", "segundo", "segundos", "day", "dia"];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact], calculations: &[Calculation]) -> RoundedDays {
    let said = facts.iter().filter(|f| f.quantity.unit == Unit::Duration(TimeUnit::Second)).map(|f| &f.quantity);
    let beside = facts.windows(2).filter(|pair| is_beside_a_day(pair)).flatten().map(|f| &f.quantity);
    let divided = calculations.iter().filter_map(|c| divisor(&c.equation.expression));
    let values = said.chain(beside).chain(divided).filter_map(|quantity| quantity.bounds().value());
    let mut found: Vec<Decimal> = values.filter(|n| *n >= LEAST && *n <= MOST && *n != DAY).collect();
    if outline.entries.iter().any(|entry| says_power(&entry.text.plain)) {
        found.push(MOST);
    }
    found.sort_unstable();
    found.dedup();
    RoundedDays(found)
}

/// "86,400 ≈ 100,000".
fn is_beside_a_day(pair: &[Fact]) -> bool {
    let [one, two] = pair else { return false };
    let is_day = |f: &Fact| f.quantity.bounds().value() == Some(DAY);
    let bare = |f: &Fact| f.quantity.unit == Unit::Bare;
    one.entry == two.entry && (is_day(one) && bare(two) || is_day(two) && bare(one))
}

/// What is divided by last, as a plain number or as seconds.
fn divisor(expression: &Expression) -> Option<&Quantity> {
    let Expression::Binary(_, Operator::Divided, right) = expression else { return None };
    let Expression::Number(quantity) = right.as_ref() else { return None };
    let plain = matches!(quantity.unit, Unit::Bare | Unit::Duration(TimeUnit::Second));
    (plain && quantity.per.is_none()).then_some(quantity)
}

/// "10^5 s/day", "÷ 10^5".
fn says_power(text: &str) -> bool {
    text.contains(['5', '⁵'])
        && POWERS.iter().any(|power| {
            text.match_indices(power).any(|(at, _)| {
                let before = text[..at].trim_end();
                let behind = text[at + power.len()..].trim_start_matches([' ', '/']);
                let word = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
                let alone = !before.ends_with(|c: char| c.is_ascii_digit() || c == '.');
                alone && (before.ends_with(['÷', '/']) || SECONDS.contains(&word.as_str()))
            })
        })
}

impl RoundedDays {
    /// Whether a rate per second is that of a volume per day or longer, the day taken for as long as the document says.
    pub fn make(&self, volume: &Quantity, rate: &Quantity, slack: Decimal) -> bool {
        if volume.per < Some(Period::Day) || rate.per != Some(Period::Second) {
            return false;
        }
        let both = || Some((volume.in_period(Period::Day)?.ordered(), rate.widened()?.scale(rate.unit.base())?));
        let Some((daily, stated)) = both() else { return false };
        let per_second = |day: &Decimal| daily.div(&Interval::point(*day));
        self.0.iter().filter_map(per_second).any(|computed| !computed.disjoint(&stated, slack))
    }
}
