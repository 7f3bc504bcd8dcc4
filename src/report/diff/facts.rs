//! Which quantities of one version are which of the other.

use std::collections::{HashMap, VecDeque};

use crate::extract::vocabulary::fold;
use crate::model::{Canvas, Fact, ScenarioKind, SectionKind};
use crate::quantity::{Each, Entity, Interval, Period, Relation, Statistic, Unit};

/// Quantities by what became of them, in the order of their documents.
#[derive(Default)]
pub(super) struct Facts<'a> {
    pub changed: Vec<(&'a Fact, &'a Fact)>,
    pub added: Vec<&'a Fact>,
    pub removed: Vec<&'a Fact>,
}

/// What a quantity is of; two versions of one quantity have the same.
#[derive(PartialEq, Eq, Hash)]
struct Subject<'a> {
    label: String,
    section: Option<SectionKind>,
    scenario: Option<ScenarioKind>,
    statistic: Option<Statistic>,
    per: Option<Period>,
    each: Option<&'a Each>,
    sort: u8,
    entity: Option<&'a Entity>,
}

/// Matches the quantities of two versions: those with the same value first, wherever they moved; of the others those of
/// one subject in their order, where both versions have as many of them. Anything else is new or gone.
pub(super) fn compare<'a>(old: &'a Canvas, new: &'a Canvas) -> Facts<'a> {
    let mut groups: HashMap<Subject, [Vec<&Fact>; 2]> = HashMap::new();
    for (at, canvas) in [old, new].into_iter().enumerate() {
        for fact in &canvas.facts {
            groups.entry(subject(canvas, fact)).or_default()[at].push(fact);
        }
    }
    let mut facts = Facts::default();
    for [old, new] in groups.into_values() {
        let (old, new) = without_equals(old, new);
        if old.len() == new.len() {
            facts.changed.extend(old.into_iter().zip(new));
        } else {
            facts.removed.extend(old);
            facts.added.extend(new);
        }
    }
    facts.changed.sort_by_key(|(_, new)| new.span);
    facts.added.sort_by_key(|fact| fact.span);
    facts.removed.sort_by_key(|fact| fact.span);
    facts
}

fn subject<'a>(canvas: &Canvas, fact: &'a Fact) -> Subject<'a> {
    let (sort, entity) = match &fact.quantity.unit {
        Unit::Bare => (0, None),
        Unit::Count(entity) => (1, Some(entity)),
        Unit::Money(_) => (2, None),
        Unit::Duration(_) => (3, None),
        Unit::Data(_) => (4, None),
        Unit::Percent(_) => (5, None),
        Unit::Factor => (6, None),
        Unit::Cores => (7, None),
    };
    Subject {
        label: fold(&fact.label).into(),
        section: fact.sections.iter().next(),
        scenario: fact.scenario.and_then(|index| canvas.scenarios.get(index)).map(|scenario| scenario.kind),
        statistic: fact.quantity.statistic,
        per: fact.quantity.per,
        each: fact.quantity.each.as_ref(),
        sort,
        entity,
    }
}

/// Those of both versions whose value the other one does not have.
fn without_equals<'a>(old: Vec<&'a Fact>, new: Vec<&'a Fact>) -> (Vec<&'a Fact>, Vec<&'a Fact>) {
    let mut equals: HashMap<(Option<Interval>, Relation, &Unit), VecDeque<usize>> = HashMap::new();
    for (at, fact) in new.iter().enumerate() {
        equals.entry(value(fact)).or_default().push_back(at);
    }
    let mut unmatched = vec![true; new.len()];
    let old = old.into_iter().filter(|fact| match equals.get_mut(&value(fact)).and_then(VecDeque::pop_front) {
        Some(at) => {
            unmatched[at] = false;
            false
        }
        None => true,
    });
    let old = old.collect();
    (old, new.into_iter().zip(unmatched).filter_map(|(fact, unmatched)| unmatched.then_some(fact)).collect())
}

fn value(fact: &Fact) -> (Option<Interval>, Relation, &Unit) {
    // The same time or size may be written in another unit; money of another currency is another amount.
    const ANY_SCALE: &Unit = &Unit::Bare;
    let unit = if matches!(fact.quantity.unit, Unit::Money(_)) { &fact.quantity.unit } else { ANY_SCALE };
    (fact.quantity.base(), fact.quantity.relation, unit)
}
