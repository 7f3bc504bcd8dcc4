//! How much of the error budget an outage is said to use.

use rust_decimal::Decimal;

use crate::model::{Canvas, Fact, Metric, only};
use crate::quantity::{Interval, Period, Relation, Unit};

/// "A restart of 20 s is 1% of the monthly error budget".
pub(in crate::rules) struct Spent<'c> {
    /// How long the outage is.
    pub outage: &'c Fact,
    /// How much of the budget it is said to use.
    pub stated: &'c Fact,
    /// The availability that the budget comes from.
    pub availability: &'c Fact,
    /// What the availability leaves in thirty days, in seconds.
    pub budget: Decimal,
    /// What the outage uses of that, in percent.
    pub computed: Decimal,
    /// Whether that is what is stated; else the outage was divided by all of a period.
    pub holds: bool,
}

/// Weeks, months, quarters and years, in days. "2% of the budget in 1 h" is an alert and no share of any of them.
const PERIODS: [u16; 7] = [7, 28, 30, 31, 90, 365, 366];

/// How far each of two shares may be rounded.
const ROUNDED: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Figures with their budgets are few; a table of thousands is data.
const MOST: usize = 200;

/// Less is no availability that anybody promises.
const LEAST: Decimal = Decimal::from_parts(9, 0, 0, false, 1);

/// Every outage with its share of the error budget, of documents that promise one availability alone.
pub(in crate::rules) fn spent(canvas: &Canvas) -> Vec<Spent<'_>> {
    // "0.5% unavailable" is what it leaves.
    let promises = |share: Decimal| share >= LEAST && share < Decimal::ONE;
    let value = |f: &Fact| f.quantity.base().and_then(|b| b.value());
    let promised = |f: &&Fact| f.metric == Metric::Availability && value(f).is_some_and(promises);
    let availabilities: Vec<&Fact> = canvas.facts.iter().filter(promised).collect();
    let Some(first) = availabilities.first() else { return Vec::new() };
    if availabilities.iter().any(|other| other.quantity.base() != first.quantity.base()) {
        return Vec::new();
    }
    let left = first.quantity.base().and_then(|a| Interval::point(Decimal::ONE).sub(&a)).and_then(|i| i.middle());
    let month = Decimal::from(30).checked_mul(Period::Day.seconds());
    let Some((left, month)) = left.zip(month) else { return Vec::new() };
    let Some(budget) = month.checked_mul(left) else { return Vec::new() };
    let mut found = Vec::new();
    for (outage, stated) in pairs(canvas).into_iter().take(MOST) {
        let Some(seconds) = outage.quantity.base().and_then(|b| b.middle()).filter(|s| *s < budget) else { continue };
        let share = |whole: Decimal| seconds.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
        let Some(said) = stated.quantity.bounds().value() else { continue };
        let near = |whole: Decimal| {
            let (said, share) = (Interval::point(said), share(whole).map(Interval::point));
            share.is_some_and(|share| !share.disjoint(&said, ROUNDED))
        };
        let whole =
            PERIODS.into_iter().any(|days| Period::Day.seconds().checked_mul(Decimal::from(days)).is_some_and(near));
        let (Some(computed), true) = (share(budget), whole || near(budget)) else { continue };
        let before = availabilities.iter().rev().find(|a| a.span.end <= outage.span.start);
        let availability = before.unwrap_or(first);
        found.push(Spent { outage, stated, availability, budget, computed, holds: near(budget) });
    }
    found
}

/// Outages with their shares: side by side in a row, or one behind the other in a line.
fn pairs(canvas: &Canvas) -> Vec<(&Fact, &Fact)> {
    let mut pairs = Vec::new();
    for row in canvas.tables.iter().flat_map(|table| &table.rows) {
        let facts = || row.cells.iter().flatten().filter_map(|&at| canvas.facts.get(at));
        let outage = only(facts().filter(|f| is_duration(f) && f.quantity.per.is_none()));
        pairs.extend(outage.zip(only(facts().filter(|f| is_of_budget(f)))));
    }
    for pair in &canvas.neighbours {
        let one = canvas.facts.get(pair.first).filter(|f| is_duration(f) && f.quantity.per.is_none());
        let two = canvas.facts.get(pair.second).filter(|f| is_of_budget(f));
        pairs.extend(one.zip(two).filter(|_| !pair.between.contains([';', '.'])));
    }
    pairs
}

fn is_duration(fact: &Fact) -> bool {
    let plain = matches!(fact.quantity.relation, Relation::Equal);
    plain && matches!(fact.quantity.unit, Unit::Duration(_)) && fact.quantity.each.is_none()
}

/// "0.4% of the monthly error budget", of time and not of money.
fn is_of_budget(fact: &Fact) -> bool {
    const OF: &[&str] = &["of", "do", "del", "de", "da"];
    const BUDGET: &[&str] = &["budget", "orcamento", "presupuesto"];
    const WITHIN: usize = 4;
    let of = fact.behind.first().is_some_and(|w| OF.contains(&w.as_str()));
    let budget = fact.behind.iter().take(WITHIN).any(|w| BUDGET.contains(&w.as_str()));
    matches!(fact.quantity.unit, Unit::Percent(_)) && fact.quantity.relation == Relation::Equal && of && budget
}
