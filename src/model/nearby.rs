//! Numbers that are said together: those of one line, or of the lines that stand under one title.

use crate::extract::vocabulary::begins;
use crate::extract::{Kind, Outline};
use crate::model::fact::Fact;
use crate::quantity::{DataUnit, Relation, TimeUnit, Unit};

/// Under more numbers than this nothing belongs to one thing.
const MOST: usize = 60;

/// A longer line says more than one thing; in bytes.
const LONGEST: usize = 1_000;

/// The facts of each line.
pub(in crate::model) fn lines(facts: &[Fact]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        match groups.last_mut().filter(|g| g.last().is_some_and(|&last| facts[last].entry == fact.entry)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.retain(|g| g.len() <= MOST);
    groups
}

/// The facts of all the lines that stand directly under one title, bullet or key; those of a paragraph belong to the
/// title above it.
pub(in crate::model) fn siblings(outline: &Outline, facts: &[Fact]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut of = std::collections::BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        let entry = &outline.entries[fact.entry];
        let Some(parent) = entry.parent.filter(|_| entry.kind != Kind::Heading) else { continue };
        let group = *of.entry(parent).or_insert_with(|| {
            groups.push((parent, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(at);
    }
    groups.into_iter().map(|(_, group)| group).filter(|g| g.len() <= MOST).collect()
}

/// Whether one of the `reach` words nearest before or behind a number begins like one of `stems`.
pub(in crate::model) fn beside(fact: &Fact, reach: usize, stems: &[&str]) -> bool {
    before(fact, reach, stems) || behind(fact, reach, stems)
}

/// Whether one of the `reach` words nearest before a number begins like one of `stems`.
pub(in crate::model) fn before(fact: &Fact, reach: usize, stems: &[&str]) -> bool {
    begins(fact.before.iter().take(reach), stems)
}

/// Whether one of the `reach` words nearest behind a number begins like one of `stems`.
pub(in crate::model) fn behind(fact: &Fact, reach: usize, stems: &[&str]) -> bool {
    begins(fact.behind.iter().take(reach), stems)
}

/// Whether the words of a line begin like one of `stems` anywhere.
pub(in crate::model) fn line_says(outline: &Outline, fact: &Fact, stems: &[&str]) -> bool {
    let entry = &outline.entries[fact.entry];
    if entry.text.plain.len() > LONGEST {
        return false;
    }
    let texts = [entry.label.as_ref(), Some(&entry.text), entry.comment.as_ref()];
    begins(texts.into_iter().flatten().flat_map(|text| text.words()), stems)
}

/// Bytes that are kept: a size, not of each of something.
pub(in crate::model) fn is_size(fact: &Fact) -> bool {
    matches!(fact.quantity.unit, Unit::Data(DataUnit { bits: false, .. }))
        && fact.quantity.per.is_none()
        && !fact.quantity.increment
        && matches!(fact.quantity.relation, Relation::Equal | Relation::AtMost)
}

/// A duration of a day or more: how far a plan looks ahead, or how long something is kept.
pub(in crate::model) fn is_horizon(fact: &Fact) -> bool {
    let long =
        matches!(fact.quantity.unit, Unit::Duration(TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year));
    long && fact.quantity.relation == Relation::Equal
}
