//! How much of the error budget an outage is said to use.

use rust_decimal::Decimal;

use crate::model::{Canvas, Fact, Metric};
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
    /// Whether it uses so much of any budget that the document may mean.
    pub holds: bool,
}

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
    let mut availabilities = canvas.facts.iter().filter(promised);
    let Some(availability) = availabilities.next() else { return Vec::new() };
    if availabilities.any(|other| other.quantity.base() != availability.quantity.base()) {
        return Vec::new();
    }
    let left =
        availability.quantity.base().and_then(|a| Interval::point(Decimal::ONE).sub(&a)).and_then(|i| i.middle());
    let month = Decimal::from(30).checked_mul(Period::Day.seconds());
    let Some((left, budget)) = left.zip(month).and_then(|(left, month)| Some((left, left.checked_mul(month)?))) else {
        return Vec::new();
    };
    let year = Decimal::from(365).checked_mul(Period::Day.seconds()).and_then(|year| year.checked_mul(left));
    // Any other budget that the document states: "3.6 hours/month", "26 s per week".
    let durations = canvas.facts.iter().filter(|f| is_duration(f) && f.quantity.per.is_some()).take(MOST);
    let stated = durations.filter_map(|f| f.quantity.base()?.middle());
    let budgets: Vec<Decimal> = year.into_iter().chain(stated).chain([budget]).collect();
    let mut found = Vec::new();
    for (outage, stated) in pairs(canvas).into_iter().take(MOST) {
        let share = |budget: &Decimal| {
            let seconds = outage.quantity.base().and_then(|b| b.middle())?;
            seconds.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*budget)
        };
        let said = stated.quantity.bounds().value().filter(|said| *said > Decimal::ZERO);
        let (Some(said), Some(computed)) = (said, share(&budget)) else { continue };
        // Half or twice as much may be another window; what is further off is another whole.
        let near = |computed: Decimal| {
            let (twice, double) = (computed.checked_mul(Decimal::TWO), said.checked_mul(Decimal::TWO));
            twice.is_some_and(|twice| said <= twice) && double.is_some_and(|double| computed <= double)
        };
        let holds = budgets.iter().filter_map(share).any(near);
        found.push(Spent { outage, stated, availability, budget, computed, holds });
    }
    found
}

/// Outages with their shares: side by side in a row, or one behind the other in a line.
fn pairs(canvas: &Canvas) -> Vec<(&Fact, &Fact)> {
    let mut pairs = Vec::new();
    for row in canvas.tables.iter().flat_map(|table| &table.rows) {
        let facts = || row.cells.iter().flatten().filter_map(|&at| canvas.facts.get(at));
        let mut outages = facts().filter(|f| is_duration(f) && f.quantity.per.is_none());
        let mut shares = facts().filter(|f| is_of_budget(f));
        if let (Some(outage), None, Some(share), None) = (outages.next(), outages.next(), shares.next(), shares.next())
        {
            pairs.push((outage, share));
        }
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
