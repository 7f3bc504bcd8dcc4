//! What the rules about capacity have in common: replicas of a component, and what each of them serves.

use rust_decimal::Decimal;

use crate::model::{Canvas, Component, Fact, SectionKind};
use crate::quantity::{Notation, Period, Unit};
use crate::rules::demand;

/// A component with what one replica of it serves.
pub(crate) struct Fleet<'c> {
    /// The component.
    pub component: &'c Component,
    /// The number of replicas.
    pub replicas: &'c Fact,
    /// The most replicas there are to be.
    pub most: Decimal,
    /// What one of them serves.
    pub each: &'c Fact,
    /// The same, per second.
    pub per_second: Decimal,
}

impl Fleet<'_> {
    /// How what it serves is written, without "per replica".
    pub fn unit(&self) -> Notation {
        let each = &self.each.notation;
        let per = [" por ", " per ", " each", " cada", "/replica", "/pod"];
        let end = per.iter().filter_map(|p| each.behind.find(p)).min().unwrap_or(each.behind.len());
        Notation { behind: each.behind.get(..end).unwrap_or("").to_owned(), ..each.clone() }
    }
}

/// The components of which the document says both, as they are planned.
pub(in crate::rules) fn fleets(canvas: &Canvas) -> Vec<Fleet<'_>> {
    canvas.components.iter().filter_map(|c| fleet(canvas, c)).collect()
}

/// The fleets that alone serve what they serve, each with the peaks that are expected of it.
pub(crate) fn alone(canvas: &Canvas) -> Vec<(Fleet<'_>, Vec<demand::Rate<'_>>)> {
    let fleets = fleets(canvas);
    let same = |entity| fleets.iter().filter(|f| demand::entity(f.each) == Some(entity)).count();
    let lone: Vec<bool> = fleets.iter().map(|f| demand::entity(f.each).is_some_and(|e| same(e) == 1)).collect();
    let mut found = Vec::new();
    for (fleet, lone) in fleets.into_iter().zip(lone) {
        let Some(entity) = demand::entity(fleet.each).filter(|_| lone) else { continue };
        let mut peaks = demand::expected(canvas, entity);
        peaks.retain(demand::Rate::is_peak);
        if !peaks.is_empty() {
            found.push((fleet, peaks));
        }
    }
    found
}

/// The share of the capacity that the document says is to be left at the peak, and where it says so.
pub(crate) fn headroom(canvas: &Canvas) -> Option<(&Fact, Decimal)> {
    canvas.facts.iter().find_map(policy)
}

/// "Headroom of 30%", "folga mínima de 30%", as a share of the capacity.
fn policy(fact: &Fact) -> Option<(&Fact, Decimal)> {
    let named = fact.before.iter().take(4).any(|w| matches!(w.as_str(), "headroom" | "folga" | "holgura" | "margen"))
        || fact.behind.first().is_some_and(|w| matches!(w.as_str(), "headroom"))
        || fact.behind.iter().take(2).any(|w| matches!(w.as_str(), "folga" | "holgura"));
    let planned = [SectionKind::Infrastructure, SectionKind::Objective, SectionKind::Strategies];
    let inside = planned.into_iter().any(|s| fact.sections.contains(s));
    let share = fact.quantity.base()?.ordered().low?;
    let possible = share > Decimal::ZERO && share < Decimal::ONE;
    let percent = matches!(fact.quantity.unit, Unit::Percent(_)) && !fact.quantity.increment;
    (named && inside && percent && possible).then_some((fact, share))
}

fn fleet<'c>(canvas: &'c Canvas, component: &'c Component) -> Option<Fleet<'c>> {
    let facts = |of: &[usize]| of.iter().filter_map(|&at| canvas.facts.get(at)).collect::<Vec<&Fact>>();
    let mut each: Vec<&Fact> = facts(&component.capacity_each);
    each.retain(|f| !demand::is_current(canvas, f));
    // Two capacities of one replica are two kinds of load.
    let [each] = each.as_slice() else { return None };
    let replicas = facts(&component.replicas).into_iter().filter(|f| demand::is_count(f));
    let most = |f: &&Fact| f.quantity.bounds().high;
    let replicas = replicas.filter(|f| most(f).is_some()).max_by_key(most)?;
    // "3+ replicas" has no most.
    let open =
        component.replicas.iter().filter_map(|&at| canvas.facts.get(at)).any(|f| f.quantity.bounds().high.is_none());
    let per_second = each.quantity.in_period(Period::Second)?.ordered().high?;
    let positive = per_second > Decimal::ZERO && !open && !demand::is_current(canvas, replicas);
    positive.then_some(Fleet { component, replicas, most: most(&replicas)?, each, per_second })
}
