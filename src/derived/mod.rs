//! What follows from the figures of a canvas by arithmetic, each with its formula and what it takes for granted.

mod capacity;

mod cost;

mod load;

mod promise;

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::model::{Canvas, Fact};
use crate::quantity::{Notation, Relation, Unit};
use crate::rules::demand;
use crate::source::Span;
use crate::words::Message;

/// A figure that the canvas need not state, because it follows from others that it does.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Which.
    pub figure: Figure,
    /// How much it is, as exact as a decimal of 28 digits can be; in the unit that [`Figure`] names.
    pub value: Decimal,
    /// The same in words, rounded: `peak rate: 0.56/s`.
    pub message: Message,
    /// What it follows from, with the numbers as the document writes them: `8,000 orders/day / 86,400 s`.
    pub formula: String,
    /// What is taken for granted.
    pub assuming: Vec<Message>,
    /// The state of the system it is of, as an index of [`Canvas::scenarios`].
    pub scenario: Option<usize>,
    /// Where the first of the figures stands that it follows from.
    pub span: Span,
    /// What it follows from, as indices of [`Canvas::facts`].
    pub from: Vec<usize>,
}

/// What may follow from the figures of a canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// Things in a second, on the average of a day.
    MeanRate,
    /// Things in a second at the peak.
    PeakRate,
    /// Requests in progress at the peak, by Little's law.
    Concurrency,
    /// Virtual users that a test without a rate of its own needs to reach the peak.
    VirtualUsers,
    /// Minutes in which a promise may be broken, in a month.
    ErrorBudget,
    /// Money that a user, an order or a request costs.
    UnitCost,
    /// Replicas that bear the peak and leave the headroom.
    Replicas,
}

impl Figure {
    /// Its name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Figure::MeanRate => "mean_rate",
            Figure::PeakRate => "peak_rate",
            Figure::Concurrency => "concurrency",
            Figure::VirtualUsers => "virtual_users",
            Figure::ErrorBudget => "error_budget",
            Figure::UnitCost => "unit_cost",
            Figure::Replicas => "replicas",
        }
    }

    /// What one of it is, for programs; money is in the currency that the canvas writes.
    pub fn unit(self) -> &'static str {
        match self {
            Figure::MeanRate | Figure::PeakRate => "per_second",
            Figure::Concurrency => "requests",
            Figure::VirtualUsers => "virtual_users",
            Figure::ErrorBudget => "minutes_per_month",
            Figure::UnitCost => "money",
            Figure::Replicas => "replicas",
        }
    }
}

/// Nobody reads more of one sort, and a hostile text must not cost more.
const MOST: usize = 40;

/// What follows from the figures of `canvas`, by sort and then in the order of the document. Where a part is missing,
/// or stated in two ways, nothing follows.
pub fn of(canvas: &Canvas) -> Vec<Derived> {
    if !canvas.recognised || canvas.unfilled {
        return Vec::new();
    }
    let sorts = [load::rates(canvas), load::crowds(canvas), promise::budgets(canvas), capacity::replicas(canvas)];
    let mut found: Vec<Derived> = sorts.into_iter().flat_map(|sort| sort.into_iter().take(MOST)).collect();
    found.extend(cost::of_one(canvas).into_iter().take(MOST));
    found
}

/// Whether a number is one, and means what it says.
fn is_exact(fact: &Fact) -> bool {
    let quantity = &fact.quantity;
    let one = quantity.relation == Relation::Equal && quantity.interval.value().is_some();
    one && !quantity.ambiguous && !quantity.increment && !fact.is_remark()
}

/// A fact as a formula names it.
fn shown(fact: &Fact) -> String {
    if fact.quantity.relation == Relation::Equal { fact.named() } else { demand::shown(fact) }
}

/// A number in the notation of the document, as people write it: whole where it is large, else with three digits.
fn rounded(canvas: &Canvas, value: Decimal) -> String {
    let round = if value >= Decimal::ONE_HUNDRED { value.round() } else { value.round_sf(3).unwrap_or(value) };
    let round = round.normalize();
    Notation::usual(&Unit::Bare, canvas.habits).figure(round, Some(round.scale()))
}

/// Whether two facts speak of the same state of the system.
fn same_state(canvas: &Canvas, one: &Fact, other: &Fact) -> bool {
    let scenario = |fact: &Fact| fact.scenario.and_then(|index| canvas.scenarios.get(index));
    match (scenario(one), scenario(other)) {
        (Some(one), Some(other)) => one.same_as(other),
        (None, None) => true,
        _ => false,
    }
}

/// The index of a fact of the canvas.
fn index(canvas: &Canvas, fact: &Fact) -> Option<usize> {
    canvas.facts.iter().position(|f| std::ptr::eq(f, fact))
}
