//! What a calculation comes to, and whether its author is right.
//!
//! People calculate with plain numbers (`$0.196/hour × 730 = $143.08`) or with units (`500 × 5.2 MB = 2.6 GB`), and
//! drop periods. A result is only called wrong when no way of reading the calculation makes it right.

use std::borrow::Cow;

use crate::quantity::equation::{Equation, Expression, Operator};
use crate::quantity::{Currency, DataUnit, Each, Entity, Interval, PercentKind, Period, Quantity, TimeUnit, Unit};
use rust_decimal::Decimal;

/// With more numbers than this that may be read in two ways, a calculation says nothing.
const MOST_DOUBTFUL: u32 = 4;

/// How the numbers of a calculation are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    form: Form,
    sizes: Sizes,
}

/// What of a number takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As written; units play no part.
    Plain,
    /// In base units, periods and "per GB" included.
    Units,
    /// In base units, without what they are per.
    Amounts,
    /// In base units, but "30 days" is thirty times: `10 h × 6.5 req/s × 30 days`.
    Days,
    /// In base units, without what they are per, and every time only counts: `20 GB/day × 30 days × 12 months`.
    Turns,
}

/// How large a unit of data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sizes {
    /// As it is written.
    Written,
    /// 1,024 of the next smaller one, as many calculate: `10 TB × $0.09/GB = $921.60`.
    Binary,
    /// A bit is as large as a byte: the calculation says the eight itself, `30 KB × 8 = 240 kbit`.
    Alike,
    /// A month is a twelfth of a year: `60 months × 2 = 10 years`.
    Twelfths,
}

/// The seconds of a twelfth of a year of 365 days.
const MONTH: Decimal = Decimal::from_parts(365 * 86_400 / 12, 0, 0, false, 0);

const PLAIN: Reading = Reading::of(Form::Plain, Sizes::Written);
const UNITS: Reading = Reading::of(Form::Units, Sizes::Written);
const TWELFTHS: Reading = Reading::of(Form::Units, Sizes::Twelfths);
const AMOUNTS: Reading = Reading::of(Form::Amounts, Sizes::Written);

/// The ways to take a calculation by which it may be found wrong.
const READINGS: [Reading; 4] = [PLAIN, UNITS, AMOUNTS, Reading::of(Form::Days, Sizes::Written)];

/// A value with its dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Amount {
    interval: Interval,
    dimension: Dimension,
    /// A percentage: added to something else, it is a percentage of it.
    percent: bool,
}

/// Powers of the things that cannot be compared with one another. What is merely counted has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Dimension {
    money: i8,
    data: i8,
    time: i8,
    cores: i8,
}

impl Equation {
    /// What the expression comes to with the numbers as they are written, percentages as fractions. `None` when that
    /// is out of range, or a division by zero.
    pub fn evaluate(&self) -> Option<Interval> {
        self.expression.evaluate(PLAIN, false).map(|amount| amount.interval)
    }

    /// What the expression comes to in the unit of `result`, as that is written. Where it may be taken in several ways,
    /// what comes nearest to the result.
    pub fn evaluate_like(&self, result: &Quantity) -> Option<Interval> {
        let percent = self.in_percent(result);
        let ways = [percent.as_ref(), Some(self)].into_iter().flatten().filter_map(|way| way.as_written(result));
        let off = |value: &Interval| distance(value, &result.bounds()).unwrap_or(Decimal::MAX);
        ways.min_by_key(off)
    }

    /// The same, with every number as it is written.
    fn as_written(&self, result: &Quantity) -> Option<Interval> {
        let one = Quantity { interval: Interval::point(Decimal::ONE), ..result.clone() };
        let mut nearest: Option<(Decimal, Interval)> = None;
        // What is written in decimal units is answered in them, though others come nearer.
        let is_shown = |reading: &Reading| reading.form == Form::Turns && reading.sizes == Sizes::Written;
        let turns = self.expression.favours().filter(is_shown);
        let calendar = self.expression.has(is_calendar) && is_calendar(result);
        let units = if calendar { TWELFTHS } else { UNITS };
        for reading in [units, AMOUNTS].into_iter().chain(turns) {
            let Some(own) = self.expression.evaluate(reading, false) else { continue };
            for stated in reading.of_result() {
                let Some(unit) = Amount::of(&one, stated, false) else { continue };
                let fits = own.dimension == unit.dimension && own.dimension != Dimension::default();
                let Some(value) = own.interval.div(&unit.interval).filter(|_| fits) else { continue };
                let distance = distance(&value, &result.bounds()).unwrap_or(Decimal::MAX);
                if nearest.as_ref().is_none_or(|(least, _)| distance < *least) {
                    nearest = Some((distance, value));
                }
            }
        }
        if let Some((_, value)) = nearest {
            return Some(value);
        }
        if let Some(value) = self.as_size(result) {
            return Some(value);
        }
        let plain = self.evaluate()?;
        if matches!(result.unit, Unit::Percent(_)) { plain.scale(Decimal::ONE_HUNDRED) } else { Some(plain) }
    }

    /// What a size and plain factors come to, in the unit of `result`: `100/min × 5 KB × 60 min × 24 h` is in kilobytes,
    /// whatever the spans of time are.
    fn as_size(&self, result: &Quantity) -> Option<Interval> {
        let own = self.expression.evaluate(Reading::of(Form::Turns, Sizes::Written), false)?;
        let sized = own.dimension == Dimension { data: 1, ..Dimension::default() };
        let Unit::Data(_) = result.unit else { return None };
        own.interval.div(&Interval::point(result.unit.base())).filter(|_| sized)
    }

    /// Whether it comes nearer to its first result than `other` does.
    pub(in crate::quantity) fn is_nearer_than(&self, other: &Equation) -> bool {
        let Some(result) = self.results.first() else { return false };
        let off = |one: &Equation| one.evaluate_like(result).and_then(|value| distance(&value, &result.bounds()));
        match (off(self), off(other)) {
            (Some(own), Some(others)) => own < others,
            (_, others) => others.is_none(),
        }
    }

    /// The same where a factor of 100 only makes a percentage of its result: as a factor of 100%.
    fn in_percent(&self, result: &Quantity) -> Option<Equation> {
        let percent = matches!(result.unit, Unit::Percent(_));
        let expression = if percent { self.expression.with_hundred_percent() } else { None };
        expression.map(|expression| Equation { expression, ..self.clone() })
    }

    /// For each result whether it is right: the first against the expression, every further one also against those
    /// before it. `None` when that cannot be told.
    pub fn verdicts(&self) -> Vec<Option<bool>> {
        let mut verdicts = Vec::with_capacity(self.results.len());
        for (n, result) in self.results.iter().enumerate() {
            let own = self.holds(result);
            let verdict = match n.checked_sub(1).map(|before| &self.results[before]) {
                None => own,
                Some(_) if own == Some(true) => own,
                Some(before) => match converts(before, result) {
                    Some(true) => Some(true),
                    Some(false) if own != Some(true) => Some(false),
                    _ => None,
                },
            };
            verdicts.push(verdict);
        }
        verdicts
    }

    /// Whether the expression comes to `result`, in whatever way its numbers can be taken, with the tolerance of the
    /// last written places and ten percent for "~". `None` when that cannot be told.
    pub fn holds(&self, result: &Quantity) -> Option<bool> {
        let doubtful = self.expression.ambiguous();
        if doubtful > MOST_DOUBTFUL {
            return None;
        }
        let mut verdict = None;
        // Every number that may be read in two ways is tried in both.
        for ways in 0..1_u32 << doubtful {
            let other = (ways > 0).then(|| self.expression.otherwise(ways, &mut 0));
            let expression = other.as_ref().unwrap_or(&self.expression);
            let may_be_rounded = expression.has(|q| !is_exact(q));
            for result in readings(result) {
                for rounded in [false, true].into_iter().take(if may_be_rounded { 2 } else { 1 }) {
                    match comes_to(expression, &result, rounded) {
                        Some(true) => return Some(true),
                        found => verdict = verdict.or(found),
                    }
                }
            }
        }
        // "50 / 10,000 × 100 = 0.5%" says in the calculation what the sign says as well.
        if verdict == Some(false) && self.in_percent(result).is_some_and(|own| own.holds(result) == Some(true)) {
            return Some(true);
        }
        // "Millions: 2 × 3 = 6 M", "12 × 30 = R$ 360 mil": the numbers agree without the letter or the word.
        if let Some((result, multiplier)) = without_multiplier(result).filter(|_| verdict == Some(false)) {
            let agrees = |expression: &Expression| comes_to(expression, &result, false) == Some(true);
            // "30 + 12 + 8 mil = R$ 50 mil": the last one may say it for all.
            let said_once = || self.expression.is_sum().then(|| self.expression.without(multiplier)).flatten();
            if agrees(&self.expression) || said_once().is_some_and(|expression| agrees(&expression)) {
                let money = matches!(result.unit, Unit::Money(_));
                return (money && self.expression.is_bare()).then_some(true);
            }
        }
        // At which rate one currency is turned into another is not written in the calculation.
        verdict.filter(|_| self.expression.has_one_currency(&result.unit) && !self.is_in_pesos(result))
    }

    /// Whether its "$" are dollars and the result is what they are worth in pesos: `$2 + $3 = COP 20,000`. A dollar is worth
    /// many of any.
    fn is_in_pesos(&self, result: &Quantity) -> bool {
        let pesos =
            |unit: &Unit| matches!(unit, Unit::Money(Currency::Ars | Currency::Clp | Currency::Cop | Currency::Mxn));
        let many = || {
            let computed = self.evaluate()?.middle()?.checked_mul(Decimal::TEN)?;
            result.bounds().middle().map(|stated| stated > computed)
        };
        let dollars = self.expression.has(|q| q.unit == Unit::Money(Currency::Dollar));
        pesos(&result.unit) && dollars && !self.expression.has(|q| pesos(&q.unit)) && many() == Some(true)
    }
}

/// The number before its "k", "M" or "mil", and what that multiplies with.
fn without_multiplier(result: &Quantity) -> Option<(Quantity, Decimal)> {
    if result.step < Decimal::TEN {
        return None;
    }
    let multiplier = [3, 6, 9].map(|power| Decimal::from(10_i64.pow(power))).into_iter().find(|m| *m >= result.step)?;
    Some((divided(result, multiplier)?, multiplier))
}

/// The same quantity, so many times smaller.
fn divided(quantity: &Quantity, by: Decimal) -> Option<Quantity> {
    let interval = quantity.interval.div(&Interval::point(by))?;
    Some(Quantity { interval, step: quantity.step.checked_div(by)?, ..quantity.clone() })
}

/// How many times as large one is as the other.
fn distance(one: &Interval, other: &Interval) -> Option<Decimal> {
    let (one, other) = (one.middle()?, other.middle()?);
    let (less, more) = if one < other { (one, other) } else { (other, one) };
    if less <= Decimal::ZERO { None } else { more.checked_div(less) }
}

/// Whether `expression` comes to `result` in any reading: `None` when they cannot be compared.
fn comes_to(expression: &Expression, result: &Quantity, rounded: bool) -> Option<bool> {
    // A product is often cut off where a sum is exact.
    let slack = if expression.is_sum() { result.slack() } else { result.slack().max(result.step) };
    let widened = Quantity { interval: result.bounds().widened(slack)?, ..result.clone() };
    let mut comparable = false;
    let mut only_time_differs = false;
    let mut agrees_by_number = false;
    let mut in_units = None;
    // Where all is per one period, its length plays no part.
    let exact = expression.is_all_per(result.per);
    let taken = |reading: Reading| match reading.sizes {
        Sizes::Written if exact => Reading { sizes: Sizes::Twelfths, ..reading },
        _ => reading,
    };
    let units = taken(UNITS);
    for reading in READINGS.map(taken) {
        let Some(own) = expression.evaluate(reading, rounded) else { continue };
        if reading == units {
            in_units = Some(own);
        }
        let Some(stated) = Amount::of(&widened, reading, false) else { continue };
        let agrees = !own.interval.disjoint(&stated.interval, Decimal::ZERO);
        agrees_by_number |= !own.interval.disjoint(&stated.interval, Decimal::new(1, 1));
        if own.dimension == stated.dimension {
            if agrees {
                return Some(true);
            }
            // Bare numbers take the unit of their result.
            comparable |= reading.form != Form::Plain || expression.is_bare();
        } else {
            only_time_differs |= own.dimension.without_time() == stated.dimension.without_time();
        }
    }
    if expression.favours().map(taken).any(|reading| {
        let own = if reading == units { in_units } else { expression.evaluate(reading, rounded) };
        let Some(own) = own else { return false };
        let agrees = |stated: Amount| {
            own.dimension == stated.dimension && !own.interval.disjoint(&stated.interval, Decimal::ZERO)
        };
        reading.of_result().into_iter().any(|stated| Amount::of(&widened, stated, false).is_some_and(agrees))
    }) {
        return Some(true);
    }
    if expression.is_bare() && expression.is_product() && comes_to_a_size(expression, &widened) {
        return Some(true);
    }
    // "14 h × 60 × 60 × 2 req/s × 30 days": the units are a jumble, but no way of taking the numbers works out.
    let wrong = comparable || only_time_differs && !agrees_by_number;
    wrong.then_some(false)
}

/// Whether plain numbers make so many bytes or bits: `44,100 × 16 × 2 / 8 = 176.4 kB`.
fn comes_to_a_size(expression: &Expression, result: &Quantity) -> bool {
    let Some(own) = expression.evaluate(PLAIN, false) else { return false };
    let Unit::Data(unit) = result.unit else { return false };
    let eight = Decimal::from(if unit.bits { 8 } else { 1 });
    [Sizes::Written, Sizes::Binary].into_iter().any(|sizes| {
        let size = Reading::of(Form::Amounts, sizes).size(&result.unit);
        let stated = size.checked_mul(eight).and_then(|size| result.interval.scale(size));
        stated.is_some_and(|stated| !own.interval.disjoint(&stated, Decimal::ZERO))
    })
}

/// Whether `after` is `before` in another unit or period: `2,600 MB/day = 78 GB/month`.
fn converts(before: &Quantity, after: &Quantity) -> Option<bool> {
    if let (Unit::Money(before), Unit::Money(after)) = (&before.unit, &after.unit)
        && !before.may_be(*after)
    {
        return None;
    }
    let ways: &[Reading] = if is_calendar(before) && is_calendar(after) { &[UNITS, TWELFTHS] } else { &[UNITS] };
    for after in readings(after) {
        for before in readings(before) {
            for way in ways {
                let (own, other) = (Amount::of(&before, *way, true)?, Amount::of(&after, *way, true)?);
                if own.dimension != other.dimension {
                    return None;
                }
                if !own.interval.disjoint(&other.interval, Decimal::ZERO) || are_full_years(&before, &after) {
                    return Some(true);
                }
            }
        }
    }
    Some(false)
}

/// Whether months or years take part in it, of which the one is twelve of the other.
fn is_calendar(quantity: &Quantity) -> bool {
    matches!(quantity.unit, Unit::Duration(TimeUnit::Month | TimeUnit::Year))
        || matches!(quantity.per, Some(Period::Month | Period::Quarter | Period::Year))
}

/// Whether `after` counts the years that are over in so many months: "3,333 months = 277 years".
fn are_full_years(before: &Quantity, after: &Quantity) -> bool {
    let lasts = |q: &Quantity, unit| q.unit == Unit::Duration(unit) && q.per.is_none();
    let years = || Some((before.bounds().value()?.checked_div(12.into())?.floor(), after.bounds().value()?));
    lasts(before, TimeUnit::Month) && lasts(after, TimeUnit::Year) && years().is_some_and(|(full, said)| full == said)
}

impl Expression {
    fn evaluate(&self, reading: Reading, rounded: bool) -> Option<Amount> {
        match self {
            Expression::Number(quantity) => Amount::of(quantity, reading, rounded && !is_exact(quantity)),
            Expression::Binary(left, operator, right) => {
                let left = left.evaluate(reading, rounded)?;
                let right = right.evaluate(reading, rounded)?;
                left.joined(*operator, right)
            }
        }
    }

    /// Further ways to take it, by which it may only be found right.
    fn favours(&self) -> impl Iterator<Item = Reading> {
        let eight = self.has(|q| q.unit == Unit::Bare && q.interval == Interval::point(Decimal::from(8)));
        let data = self.has(|q| matches!(q.unit, Unit::Data(_)));
        // "12 months × 43 min = 8.6 h per year": so many times, and the year is only where it ends.
        let days = self.has(|q| matches!(q.unit, Unit::Duration(unit) if unit >= TimeUnit::Day));
        let turns = data && self.counts_turns();
        let forms = [
            (Form::Units, Sizes::Written, true),
            (Form::Units, Sizes::Binary, data),
            (Form::Units, Sizes::Alike, data && eight),
            (Form::Units, Sizes::Twelfths, self.has(is_calendar)),
            (Form::Days, Sizes::Written, days),
            (Form::Turns, Sizes::Written, turns),
            (Form::Turns, Sizes::Binary, turns),
        ];
        forms.into_iter().filter_map(|(form, sizes, fits)| fits.then_some(Reading::of(form, sizes)))
    }

    /// Whether a size is multiplied by two spans of time, of which one leads to the other: from what it is per to days or
    /// months, and from these to years.
    fn counts_turns(&self) -> bool {
        const STEPS: [u32; 12] = [7, 12, 22, 24, 28, 30, 31, 52, 60, 365, 3_600, 86_400];
        let is_step = |q: &Quantity| {
            q.unit == Unit::Bare && q.per.is_none() && STEPS.iter().any(|s| q.interval == Interval::point((*s).into()))
        };
        let lasts = |of: TimeUnit| move |q: &Quantity| q.unit == Unit::Duration(of);
        let long = |q: &Quantity| matches!(q.unit, Unit::Duration(unit) if unit >= TimeUnit::Hour);
        const UNITS_OF_TIME: [TimeUnit; 5] =
            [TimeUnit::Hour, TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Year];
        let spans = UNITS_OF_TIME.into_iter().filter(|unit| self.has(lasts(*unit))).count();
        let per = UNITS_OF_TIME.into_iter().zip([Period::Hour, Period::Day, Period::Week, Period::Month, Period::Year]);
        let followed = per.filter(|(unit, _)| self.has(lasts(*unit))).any(|(_, p)| self.has(|q| q.per == Some(p)));
        let leads = followed || self.has(is_step);
        let rate = self.has(|q| q.per.is_some());
        self.is_times() && self.has(long) && if rate { leads } else { spans > 1 }
    }

    /// Whether whatever of it is per a period is per `period`, and no span of time takes part.
    fn is_all_per(&self, period: Option<Period>) -> bool {
        let is_other = |q: &Quantity| q.per.is_some_and(|per| Some(per) != period);
        period.is_some() && !self.has(|q| is_other(q) || matches!(q.unit, Unit::Duration(_)))
    }

    /// Whether it only multiplies.
    fn is_times(&self) -> bool {
        match self {
            Expression::Number(_) => true,
            Expression::Binary(left, operator, right) => {
                *operator == Operator::Times && left.is_times() && right.is_times()
            }
        }
    }

    pub(in crate::quantity) fn has(&self, is: impl Fn(&Quantity) -> bool + Copy) -> bool {
        match self {
            Expression::Number(quantity) => is(quantity),
            Expression::Binary(left, _, right) => left.has(is) || right.has(is),
        }
    }

    /// The same with its factor of 100 as 100%.
    fn with_hundred_percent(&self) -> Option<Expression> {
        let is_hundred = |e: &Expression| {
            matches!(e, Expression::Number(q)
                if q.unit == Unit::Bare && q.per.is_none() && q.interval == Interval::point(Decimal::ONE_HUNDRED))
        };
        let percent = |e: &Expression| match e {
            Expression::Number(q) if is_hundred(e) => {
                let unit = Unit::Percent(PercentKind::Unknown);
                Some(Box::new(Expression::Number(Box::new(Quantity { unit, ..(**q).clone() }))))
            }
            _ => None,
        };
        let Expression::Binary(left, operator, right) = self else { return None };
        let again = |one: &Expression| one.with_hundred_percent().map(Box::new);
        match operator {
            Operator::Times => {
                if let Some(left) = percent(left).or_else(|| again(left)) {
                    return Some(Expression::Binary(left, *operator, right.clone()));
                }
                let right = percent(right).or_else(|| again(right))?;
                Some(Expression::Binary(left.clone(), *operator, right))
            }
            Operator::Divided => Some(Expression::Binary(again(left)?, *operator, right.clone())),
            _ => None,
        }
    }

    /// How many of its numbers may be read in two ways.
    fn ambiguous(&self) -> u32 {
        match self {
            Expression::Number(quantity) => u32::from(quantity.ambiguous),
            Expression::Binary(left, _, right) => left.ambiguous() + right.ambiguous(),
        }
    }

    fn is_sum(&self) -> bool {
        match self {
            Expression::Number(_) => true,
            Expression::Binary(left, operator, right) => {
                matches!(operator, Operator::Plus | Operator::Minus) && left.is_sum() && right.is_sum()
            }
        }
    }

    /// Whether the money it holds is of the currency of its result, or some of it and nothing of another is added. What
    /// another currency is worth may be said elsewhere: `US$ 2 × 300 = R$ 3,300`.
    fn has_one_currency(&self, result: &Unit) -> bool {
        let Unit::Money(result) = result else { return true };
        let is_other = |q: &Quantity| matches!(q.unit, Unit::Money(own) if !own.may_be(*result));
        let is_own = |q: &Quantity| matches!(q.unit, Unit::Money(own) if own.may_be(*result));
        !self.has(is_other) || self.has(is_own) && self.adds_none_of(is_other)
    }

    /// Whether nothing it adds is only such a number: `US$ 400 × 5.50 + R$ 1,800` adds what the dollars are worth.
    fn adds_none_of(&self, is_other: impl Fn(&Quantity) -> bool + Copy) -> bool {
        match self {
            Expression::Number(quantity) => !is_other(quantity),
            Expression::Binary(left, Operator::Plus | Operator::Minus, right) => {
                left.adds_none_of(is_other) && right.adds_none_of(is_other)
            }
            _ => true,
        }
    }

    fn is_bare(&self) -> bool {
        match self {
            Expression::Number(quantity) => quantity.unit == Unit::Bare && quantity.per.is_none(),
            Expression::Binary(left, _, right) => left.is_bare() && right.is_bare(),
        }
    }

    /// The same with its numbers in thousands or millions as they stand before that word.
    fn without(&self, multiplier: Decimal) -> Option<Expression> {
        Some(match self {
            Expression::Number(q) if q.step >= Decimal::TEN && q.step <= multiplier => {
                Expression::Number(Box::new(divided(q, multiplier)?))
            }
            Expression::Number(_) => self.clone(),
            Expression::Binary(left, operator, right) => {
                let (left, right) = (left.without(multiplier)?, right.without(multiplier)?);
                Expression::Binary(Box::new(left), *operator, Box::new(right))
            }
        })
    }

    /// The same with some of its ambiguous numbers read the other way: those whose bit is set in `ways`, counted from
    /// `seen` on.
    fn otherwise(&self, ways: u32, seen: &mut u32) -> Expression {
        match self {
            Expression::Number(quantity) if quantity.ambiguous => {
                let other = ways >> *seen & 1 == 1;
                *seen += 1;
                if other { Expression::Number(Box::new(otherwise(quantity))) } else { self.clone() }
            }
            Expression::Number(_) => self.clone(),
            Expression::Binary(left, operator, right) => {
                let left = left.otherwise(ways, seen);
                Expression::Binary(Box::new(left), *operator, Box::new(right.otherwise(ways, seen)))
            }
        }
    }
}

/// What a number may be: what it seems to be, and where it is ambiguous the other thing.
fn readings(quantity: &Quantity) -> impl Iterator<Item = Cow<'_, Quantity>> {
    let other = quantity.ambiguous.then(|| Cow::Owned(otherwise(quantity)));
    std::iter::once(Cow::Borrowed(quantity)).chain(other)
}

/// An ambiguous number with its only mark taken the other way: `1.500` as one and a half, or fifteen hundred.
fn otherwise(quantity: &Quantity) -> Quantity {
    let factor = if quantity.step < Decimal::ONE { Decimal::ONE_THOUSAND } else { Decimal::new(1, 3) };
    let scaled = (quantity.interval.scale(factor), quantity.step.checked_mul(factor));
    match scaled {
        (Some(interval), Some(step)) if quantity.ambiguous => Quantity { interval, step, ..quantity.clone() },
        _ => quantity.clone(),
    }
}

/// Whole numbers and money mean what they say; measures have been rounded, and so have sizes and rates of two digits or
/// more: 86 GB a day may be 86.4. Memory comes in powers of two.
fn is_exact(quantity: &Quantity) -> bool {
    let measured = matches!(quantity.unit, Unit::Data(_)) || quantity.per.is_some();
    let long = || quantity.bounds().low.is_some_and(|low| low >= Decimal::TEN);
    let memory = || quantity.bounds().low.and_then(|low| u64::try_from(low).ok()).is_some_and(u64::is_power_of_two);
    let whole = quantity.step == Decimal::ONE && !(measured && long() && !memory());
    !quantity.approximate && (whole || matches!(quantity.unit, Unit::Money(_)))
}

impl Reading {
    const fn of(form: Form, sizes: Sizes) -> Reading {
        Reading { form, sizes }
    }

    /// How the result may be taken: with its period, or as the amount in one of them: `5 TB × $90/TB = $450/month`.
    fn of_result(self) -> [Reading; 2] {
        [self, Reading { form: Form::Amounts, ..self }]
    }

    /// How many bytes, seconds or ones it takes `unit` for.
    fn size(self, unit: &Unit) -> Decimal {
        match (unit, self.sizes) {
            (Unit::Data(data), Sizes::Binary) => DataUnit { binary: true, ..*data }.bytes(),
            (Unit::Data(data), Sizes::Alike) => DataUnit { bits: false, ..*data }.bytes(),
            (Unit::Duration(TimeUnit::Month), Sizes::Twelfths) => MONTH,
            _ => unit.base(),
        }
    }

    /// How many seconds it takes `period` for.
    fn length(self, period: Period) -> Interval {
        match (period.length(), self.sizes) {
            ((count, TimeUnit::Month), Sizes::Twelfths) => Interval::point(MONTH * Decimal::from(count)),
            ((_, TimeUnit::Year), Sizes::Twelfths) => Interval::point(period.seconds()),
            _ => period.seconds_range(),
        }
    }

    /// How many bytes "per GB" is per.
    fn data_size(self, each: &Each) -> Option<Decimal> {
        let Entity::Thing(name) = &each.entity else { return None };
        let power = match name.as_str() {
            "kb" => 1,
            "mb" => 2,
            "gb" => 3,
            "tb" => 4,
            _ => return None,
        };
        Some(DataUnit { bits: false, power, binary: self.sizes == Sizes::Binary }.bytes())
    }
}

impl Amount {
    fn of(quantity: &Quantity, reading: Reading, rounded: bool) -> Option<Amount> {
        let written = if rounded { quantity.widened()? } else { quantity.bounds() };
        let percent = matches!(quantity.unit, Unit::Percent(_));
        let mut dimension = Dimension::default();
        if reading.form == Form::Plain {
            let interval = if percent { written.scale(Decimal::new(1, 2))? } else { written };
            return Some(Amount { interval, dimension, percent });
        }
        let counted = |unit: TimeUnit| match reading.form {
            Form::Turns => true,
            Form::Days => unit >= TimeUnit::Day,
            _ => false,
        };
        let size = match quantity.unit {
            Unit::Duration(unit) if counted(unit) => Decimal::ONE,
            _ => reading.size(&quantity.unit),
        };
        let mut interval = written.scale(size)?;
        match quantity.unit {
            Unit::Duration(unit) if counted(unit) => {}
            Unit::Money(_) => dimension.money += 1,
            Unit::Data(_) => dimension.data += 1,
            Unit::Duration(_) => dimension.time += 1,
            Unit::Cores => dimension.cores += 1,
            _ => {}
        }
        if let Some(each) = &quantity.each {
            let size = if reading.form == Form::Units { reading.data_size(each) } else { None };
            if let Some(size) = size {
                dimension.data -= 1;
                interval = interval.div(&Interval::point(size))?;
            }
            if each.count != Decimal::ONE {
                interval = interval.div(&Interval::point(each.count))?;
            }
        }
        if let (Some(per), Form::Units | Form::Days) = (quantity.per, reading.form) {
            dimension.time -= 1;
            interval = interval.div(&reading.length(per))?;
        }
        Some(Amount { interval, dimension, percent })
    }

    fn joined(self, operator: Operator, right: Amount) -> Option<Amount> {
        let dimension = self.dimension;
        let (interval, dimension) = match operator {
            Operator::Times => (self.interval.mul(&right.interval)?, dimension.plus(right.dimension, 1)),
            Operator::Divided => (self.interval.div(&right.interval)?, dimension.plus(right.dimension, -1)),
            Operator::Plus | Operator::Minus => {
                // "R$ 100 + 10%" is ten percent of the hundred.
                let other =
                    if right.percent && !self.percent { self.interval.mul(&right.interval)? } else { right.interval };
                if dimension != right.dimension && !right.percent {
                    return None;
                }
                let sum =
                    if operator == Operator::Plus { self.interval.add(&other) } else { self.interval.sub(&other) };
                (sum?, dimension)
            }
        };
        Some(Amount { interval, dimension, percent: self.percent && right.percent })
    }
}

impl Dimension {
    fn without_time(self) -> Dimension {
        Dimension { time: 0, ..self }
    }

    fn plus(self, other: Dimension, sign: i8) -> Dimension {
        let join = |a: i8, b: i8| a.saturating_add(b.saturating_mul(sign));
        Dimension {
            money: join(self.money, other.money),
            data: join(self.data, other.data),
            time: join(self.time, other.time),
            cores: join(self.cores, other.cores),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::quantity::equation::{Equation, read};
    use crate::quantity::{Habits, Interval};
    use crate::words::Language;
    use rust_decimal::Decimal;

    fn read_in(text: &str, language: Language) -> Vec<Equation> {
        read(text, Habits { language, decimal: None })
    }

    /// The verdicts on the only calculation in `text`, as `right`, `wrong` and `?`.
    fn verdicts(text: &str, language: Language) -> String {
        let found = read_in(text, language);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let word = |v: &Option<bool>| match v {
            Some(true) => "right",
            Some(false) => "wrong",
            None => "?",
        };
        found[0].verdicts().iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_factor_of_a_hundred_may_make_the_percentage_of_the_result() {
        for text in [
            "50 / 10,000 × 100 = 0.5%",
            "(720 h - 1 h) / 720 h × 100 = 99.86%",
            "100 × 300 GB / 400 GB = 75%",
            "100 * (1,500 - 1,000) / 1,000 = 50%",
            "($10,000 − $4,000) / $10,000 × 100 = 60%",
            "300 / 400 × 100 / 1 = 75%",
            "3 / 4 × 100% = 75%",
            "3 / 4 = 75%",
            "100 × 5% = 500%",
        ] {
            assert_eq!(verdicts(text, Language::En), "right", "{text}");
        }
        for (text, comes_to) in [("50 / 10,000 × 100 = 5%", "0.5"), ("300 / 400 × 100 = 70%", "75")] {
            assert_eq!(verdicts(text, Language::En), "wrong", "{text}");
            let found = &read_in(text, Language::En)[0];
            let own = found.evaluate_like(&found.results[0]).and_then(|i| i.value()).map(|v| v.normalize().to_string());
            assert_eq!(own.as_deref(), Some(comes_to), "{text}");
        }
    }

    #[test]
    fn a_large_percentage_may_have_its_thousands_grouped() {
        for text in ["$43,128 / $1,152 = 3,744%", "$43,128 / $1,152 = 3,743%", "$1,000 / $890 = 112,360%"] {
            assert_eq!(verdicts(text, Language::En), "right", "{text}");
        }
        assert_eq!(verdicts("$1,000 / $890 = 113,900%", Language::En), "wrong");
        assert_eq!(verdicts("R$ 43.128 / R$ 1.152 = 3.744%", Language::Pt), "right");
        assert_eq!(verdicts("R$ 43.128 / R$ 1.152 = 3.500%", Language::Pt), "wrong");
    }

    #[test]
    fn right_calculations_are_right_however_they_are_written() {
        for (text, language) in [
            ("400 users × 2.5 MB = 1,000 MB/day = 30 GB/month", Language::En),
            ("3.000 x R$ 1,50 = R$ 4.500,00", Language::Pt),
            ("8h × 60 × 60 × 2.5 req/s × 30 days = 2.2M requests", Language::En),
            ("$0.10/hour × 730 = $73.00", Language::En),
            ("(8000-2000)/8000 = 0,75", Language::Pt),
            ("360M tokens × $2.50/M = $900/mo", Language::En),
            ("1.500 × US$ 0,15/M + 300 × US$ 0,60/M = US$ 0,000405", Language::Pt),
            ("20k req × $5/k = $100", Language::En),
            ("40 mi de tokens × US$ 3/mi = US$ 120", Language::Pt),
            ("40 * 0.05 = $2.00 USD", Language::En),
            ("5+20+5 = 30 min", Language::Pt),
            ("50-60 users × 6 requests/min = 5-6 req/sec", Language::En),
            ("400 × $0.085/GB = $34.00", Language::En),
            ("30GB × $0.20/GB = $6.00", Language::En),
            ("200h × 1.5 GB/h = 300 GB", Language::En),
            ("4 × 100Mi + (80 × 20Mi) = 2,000Mi", Language::En),
            ("1M × $0.0075/10K = $0.75", Language::En),
            ("R$ 31.900 - R$ 7.300 = R$ 24.600,00 / mês", Language::Pt),
            ("10 visitas × 500 KB = 5 MB", Language::Es),
            ("R$ 200 + 10% = R$ 220", Language::Pt),
            ("50 clientes @ R$ 500 = R$ 25.000/mês", Language::Pt),
            ("99.9% × 99.9% ≈ 99.8%", Language::En),
            ("6.000 ÷ 4.000/s = 1,5 segundos", Language::Pt),
            ("10 + 20 + 30 => 60", Language::En),
            ("6.000 TX/s × 1.100 B = 6,6 MB/s", Language::Pt),
            ("10h × 2 req/s × 30 days = 2.2M requests", Language::En),
            ("400 usuarios × 2.5 MB = 1,000 MB/día = 30 GB/mes", Language::Es),
            ("3 instances x 2 workers x 2 threads = up to 12 connections", Language::En),
            ("2×20GB = 40GB", Language::En),
            ("6 TB × $0.02/GB = $120/month", Language::En),
            ("6 TB × $0.02/GB = $122.88/month", Language::En),
            ("3 TB × R$ 0,50/GB = R$ 1.500/mês", Language::Pt),
            ("2.040 M tokens × US$ 0,50/M = US$ 1.020/mês", Language::Pt),
            ("3,000,000 tokens × $2/MTok = $6", Language::En),
            ("60,000k calls × $0.10/1M = $6", Language::En),
            ("500 msg/s × 2 KB × 86,400 s = 86.4 GB/day", Language::En),
            ("300 req/s × 20 KB × 8 = 48 Mbps", Language::En),
            ("1,25 Gbps / 8 = 156 MB/s", Language::Pt),
            ("20 eventos/s × 86.400 s × 30 = 51,8 M/mes", Language::Es),
            ("20 eventos/s × 86.400 s × 30 = 51,8 M", Language::Es),
            ("5 days × 43 GB = 217 GB", Language::En),
            ("2.500 k × 30 = 75 M", Language::Pt),
            ("2 M × 3 = 6 M", Language::En),
            ("5 k × 3 = 15 k", Language::En),
            ("1.5 M + 2.5 M = 4 M", Language::En),
            ("(1 M + 2 M) × 2 KB = 6 GB", Language::En),
            ("$2k/month × 12 = $24k/year", Language::En),
        ] {
            assert!(verdicts(text, language).split(' ').all(|v| v == "right"), "{text}: {}", verdicts(text, language));
        }
    }

    #[test]
    fn wrong_calculations_are_wrong() {
        for (text, language) in [
            ("400 users × 2.5 MB = 1,500 MB/day", Language::En),
            ("3.000 x R$ 1,50 = R$ 5.500,00", Language::Pt),
            ("$0.10/hour × 730 = $93.00", Language::En),
            ("5+20+5 = 35 min", Language::Pt),
            ("(12h × 60 × 60 × 0.5 req/s × 30 days) = 4.1M requests", Language::En),
            ("5M × $0.0000004/req = $0.20", Language::En),
            ("400 × $0.085/GB = $44.00", Language::En),
            ("6 TB × $0.02/GB = $150/month", Language::En),
            ("300 req/s × 20 KB × 8 = 64 Mbps", Language::En),
            ("300 req/s × 20 KB = 6 Mbps", Language::En),
            ("500 msg/s × 2 KB × 86,400 s = 96.4 GB/day", Language::En),
            ("3,000,000 tokens × $2/MTok = $60", Language::En),
            ("20 eventos/s × 86.400 s × 30 = 81,8 M/mes", Language::Es),
            ("5 days × 43 GB = 240 GB", Language::En),
            ("3 × 16 GB = 50 GB", Language::En),
            ("$2k/month × 12 = $20k/year", Language::En),
            ("$2k/month × 12 = $26k/month", Language::En),
        ] {
            assert_eq!(verdicts(text, language), "wrong", "{text}");
        }
    }

    #[test]
    fn a_letter_that_only_the_result_carries_leaves_a_doubt() {
        assert_eq!(verdicts("2 × 3 = 6 M", Language::Pt), "?");
        assert_eq!(verdicts("2 M visitas × 3 = 6 M", Language::Pt), "right");
        assert_eq!(verdicts("1.5 M visits + 2.5 M = 4 M", Language::En), "right");
        assert_eq!(verdicts("400 × 10 = 4M", Language::En), "wrong");
    }

    #[test]
    fn a_word_for_thousands_may_stand_on_the_result_alone() {
        for (text, language) in [
            ("12 × 30 + 22 = R$ 382 mil", Language::Pt),
            ("(30 + 12 + 8) mil = R$ 50 mil/mês", Language::Pt),
            ("30 + 12 + 8 mil = R$ 50 mil", Language::Pt),
            ("35 − 28 = R$ 7 mil de folga", Language::Pt),
            ("1,2 + 0,8 = R$ 2 mi/ano", Language::Pt),
            ("0,05 × 1.200 = R$ 60 mil/mês", Language::Pt),
            ("12 × 30 = $360k/year", Language::En),
            ("12 × 3,5 + 8 = 50 mil dólares el primer año", Language::Es),
        ] {
            assert_eq!(verdicts(text, language), "right", "{text}");
        }
        assert_eq!(verdicts("$8 + $5 + $2 = $15k/mo", Language::En), "?");
        for (text, language) in [
            ("12 × 30 + 22 = R$ 392 mil", Language::Pt),
            ("R$ 1.500 × 12 = R$ 18 mi", Language::Pt),
            ("30 + 12 + 8 mil = R$ 60 mil", Language::Pt),
            ("12 × 30 = $380k/year", Language::En),
            ("12 × 3,5 + 8 = 60 mil dólares", Language::Es),
        ] {
            assert_eq!(verdicts(text, language), "wrong", "{text}");
        }
    }

    #[test]
    fn two_spans_of_time_behind_a_size_are_counted() {
        for (text, language) in [
            ("20 GB/dia × 30 dias × 12 meses = 7,2 TB", Language::Pt),
            ("20 GB por dia × 30 dias × 12 meses = 7,2 TB", Language::Pt),
            ("20 GB per day × 30 days × 12 months = 7.2 TB", Language::En),
            ("500 MB/day × 365 days × 2 years = 365 GB", Language::En),
            ("300 MB × 24 h × 30 days = 216 GB", Language::En),
            ("100 GB/month × 12 × 5 years = 6 TB", Language::En),
            ("1,25 GB/día × 365 días × 5 años ≈ 2,3 TB", Language::Es),
        ] {
            assert_eq!(verdicts(text, language), "right", "{text}");
        }
        for (text, language, value) in [
            ("20 GB/dia × 30 dias × 12 meses = 9,2 TB", Language::Pt, "7.2"),
            ("500 MB/day × 365 days × 2 years = 465 GB", Language::En, "365"),
            ("1,25 GB/día × 365 días × 5 años = 3,3 TB", Language::Es, "2.28125"),
        ] {
            assert_eq!(verdicts(text, language), "wrong", "{text}");
            let found = &read_in(text, language)[0];
            let own = found.evaluate_like(&found.results[0]).and_then(|i| i.value());
            assert_eq!(own.map(|v| v.normalize().to_string()).as_deref(), Some(value), "{text}");
        }
        for text in ["10 MB/s × 24 h × 30 days = 7.2 GB", "500 msg/s × 2 KB × 24 h = 24 MB"] {
            assert_eq!(verdicts(text, Language::En), "wrong", "{text}");
        }
    }

    #[test]
    fn a_wrong_conversion_is_found_behind_a_right_product() {
        assert_eq!(verdicts("400 users × 2.5 MB = 1,000 MB/day = 45 GB/month", Language::En), "right wrong");
    }

    #[test]
    fn the_last_term_of_a_running_sum_is_no_calculation_of_its_own() {
        for text in [
            "24 × 20 = 480, mais 6 × 10 do worker = 540",
            "24 × 20 = 480, más 6 × 10 del worker = 540",
            "8 x 12 = 96 plus 3 x 8 for the jobs = 120",
            "8 x 12 = 96, minus 2 x 4 reserved = 88",
            "500 no site, fora os 3 x 40 do lote = 620",
            "40 pods × 1 vCPU and 20 pods × 2 vCPU = 80 vCPU",
            "40 pods × 1 vCPU, 20 pods × 2 vCPU = 80 vCPU",
            "12 × 5 e 4 × 10 = 100",
            "10 × 30 = 300, 4 × 25 = 400",
        ] {
            for equation in read_in(text, Language::En) {
                assert_eq!(equation.verdicts(), [Some(true)], "{text}");
            }
        }
        for text in [
            "10 × 30 = 300, 4 × 25 = 120",
            "leitura com 3 × 20 = 80",
            "10 × 30 = 300; mais tarde: 4 × 25 = 120",
            "read 10 × 30 = 300, write 4 × 25 = 120",
            "10 × 30 = 300 and 4 × 25 = 120",
        ] {
            let wrong = |e: &Equation| e.verdicts() == [Some(false)];
            assert_eq!(read_in(text, Language::En).iter().filter(|e| wrong(e)).count(), 1, "{text}");
        }
    }

    #[test]
    fn what_is_no_calculation_is_left_alone() {
        for text in [
            "x = 5",
            "pool_size=5, max_overflow=10",
            "A = B + C",
            "2x VM = R$ 800",
            "3-10",
            "const total = 5 + items",
            "2025-01-27 = launch",
            "hash_value % 4 = 0",
            "Year 1 = $500",
            "100ms @ 128MB = 0.1 seconds",
            "if a == 5 + 3",
            "n × 500 = 1000",
            "1 vCPU = 1000m CPU",
            "latência p95 <= 200 ms",
            "24/7 suporte",
            "db.t3.small × 2 = ok",
        ] {
            assert_eq!(read_in(text, Language::En), Vec::new(), "{text}");
        }
    }

    #[test]
    fn the_value_is_given_in_the_unit_of_the_result() {
        let found = &read_in("500 users × 6 MB = 2 GB", Language::En)[0];
        assert_eq!(found.evaluate_like(&found.results[0]), Some(Interval::point(Decimal::from(3))));
        assert_eq!(found.evaluate(), Some(Interval::point(Decimal::from(3000))));
    }

    #[test]
    fn the_value_that_is_shown_is_the_one_nearest_to_the_result() {
        for (text, value) in [("$10k/month × 12 = $100k/year", 120_000), ("10 TB × $0.09/GB = $950/month", 900)] {
            let found = &read_in(text, Language::En)[0];
            assert_eq!(found.evaluate_like(&found.results[0]), Some(Interval::point(Decimal::from(value))), "{text}");
        }
    }

    #[test]
    fn brackets_without_end_take_no_time_and_what_stands_in_them_is_read() {
        assert_eq!(read_in(&format!("{}1 + 1 = 2", "(".repeat(100_000)), Language::En).len(), 1);
    }
}
