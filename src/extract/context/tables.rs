//! What a table or a list says of all that stands in it.

use std::collections::{HashMap, HashSet};

use crate::extract::vocabulary::{Word, begins, fold, folded_words, has};
use crate::extract::{Kind, Outline, ends};
use crate::quantity::parse;
use crate::quantity::{Entity, Habits, Unit};
use crate::source::Span;
use crate::syntax::Inline;

/// Which entries are cells of tables of two columns: there a row is a label and its value, as a bullet is.
pub(in crate::extract::context) fn paired(outline: &Outline) -> Vec<bool> {
    let mut paired = vec![false; outline.entries.len()];
    for grid in outline.tables.iter().filter(|grid| grid.header.len() == 2) {
        grid.rows.iter().flatten().for_each(|&cell| paired[cell] = true);
    }
    paired
}

/// The header of the column of names, for all other cells of its table, where that says in which currency they are.
pub(in crate::extract::context) fn corners(outline: &Outline, habits: Habits) -> HashMap<usize, &Inline> {
    let mut corners = HashMap::new();
    for grid in &outline.tables {
        let Some(corner) = grid.header.get(grid.label_column) else { continue };
        let implied = parse::implied(&corner.plain, habits);
        if implied.written_out && implied.each.is_none() && matches!(implied.unit, Some(Unit::Money(_))) {
            let cells = grid.rows.iter().flat_map(|row| row.iter().enumerate());
            let others = cells.filter(|(column, _)| *column != grid.label_column);
            corners.extend(others.map(|(_, cell)| (*cell, corner)));
        }
    }
    corners
}

/// The nouns that keys of amounts are per, by the entry they stand under.
pub(in crate::extract::context) fn counted(outline: &Outline, habits: Habits) -> HashMap<usize, Vec<Word>> {
    let mut counted: HashMap<usize, Vec<Word>> = HashMap::new();
    for entry in outline.entries.iter().filter(|e| e.kind == Kind::Key) {
        let (Some(parent), Some(label)) = (entry.parent, &entry.label) else { continue };
        let name = fold(label.plain.trim());
        if !["por_", "per_", "por ", "per "].iter().any(|per| name.contains(per)) {
            continue;
        }
        if let Some(Entity::Thing(noun)) = parse::implied(label.plain.trim(), habits).each.map(|each| each.entity) {
            counted.entry(parent).or_default().push(noun.into());
        }
    }
    counted
}

/// Cells that say how many replicas of a component there are at least and at most: tables with both columns, and one of
/// what each of them has.
pub(in crate::extract::context) fn ends_of_fleets(outline: &Outline) -> HashSet<usize> {
    const HAS: &[&str] = &["cpu", "vcpu", "cpus", "vcpus", "ram", "memoria", "memory", "mem"];
    let mut cells = HashSet::new();
    for grid in &outline.tables {
        let named = |stem: &str, at: usize| {
            let mut words = grid.header.get(at).into_iter().flat_map(|header| folded_words(&header.plain));
            words.next().is_some_and(|word| word.starts_with(stem)) && words.next().is_none()
        };
        let of = |stem: &str| (0..grid.header.len()).find(|&at| named(stem, at));
        let sized = grid.header.iter().any(|h| has(&h.plain, HAS));
        if let Some(both) = (0..grid.header.len()).find(|&at| sized && ends::names_both_ends(&grid.header[at].plain)) {
            cells.extend(grid.rows.iter().filter_map(|row| row.get(both)));
        }
        if let (Some(least), Some(most), true) = (of("min"), of("max"), sized) {
            let ends = grid.rows.iter().flat_map(|row| [row.get(least), row.get(most)]);
            cells.extend(ends.flatten().copied());
        }
    }
    cells
}

/// Where names stand that are one size among others: "Mediana" beside "Pequeña" and "Grande" is no median.
pub(in crate::extract::context) fn sizes(outline: &Outline) -> HashSet<Span> {
    const ENDS: &[&str] = &["pequen", "small", "grand", "large", "micro", "enterprise", "startup", "starter"];
    const MIDDLE: &[&str] = &["mediana", "mediano", "media", "medio", "medianas", "medianos", "medias", "medios"];
    /// A longer name says more than a size.
    const LONGEST: usize = 3;
    let mut beside: HashMap<Option<usize>, (bool, Vec<Span>)> = HashMap::new();
    for entry in &outline.entries {
        let own = if entry.kind == Kind::Heading { Some(&entry.text) } else { entry.label.as_ref() };
        let Some(name) = own.filter(|name| name.words().len() <= LONGEST) else { continue };
        let (ends, middle) = beside.entry(entry.parent).or_default();
        *ends |= begins(name.words(), ENDS);
        if name.words().iter().any(|word| MIDDLE.contains(&word.as_str())) {
            middle.push(name.span);
        }
    }
    beside.into_values().filter(|(ends, _)| *ends).flat_map(|(_, middle)| middle).collect()
}
