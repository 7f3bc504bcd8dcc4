//! What belongs together: a row of a table, a mapping, a bullet with what is nested under it.

use crate::extract::{Kind, Outline, SectionKind};
use crate::model::fact::{self, Fact};
use crate::source::{Span, Spanned};

/// Things said about one thing.
#[derive(Clone, Debug)]
pub struct Record {
    /// What the thing is called.
    pub name: Spanned<String>,
    /// What is said about it in numbers, as indices of [`crate::model::Canvas::facts`].
    pub facts: Vec<usize>,
    /// The entries it is made of.
    pub entries: Vec<usize>,
    /// All of it.
    pub span: Span,
}

/// The records of a section, in order.
pub(in crate::model) fn of_section(outline: &Outline, facts: &[Fact], section: SectionKind) -> Vec<Record> {
    let mut roots: Vec<(Root, Record)> = Vec::new();
    let mut at_root = std::collections::BTreeMap::new();
    let row_of = rows(outline);
    for (index, entry) in outline.entries.iter().enumerate() {
        if !entry.sections.contains(section) || entry.kind == Kind::Heading || opens_section(outline, index) {
            continue;
        }
        let root = root(outline, index, &row_of);
        let at = match at_root.get(&root) {
            Some(&at) => at,
            None => {
                at_root.insert(root, roots.len());
                roots.push((
                    root,
                    Record { name: name(outline, root), facts: vec![], entries: vec![], span: entry.span },
                ));
                roots.len() - 1
            }
        };
        let record = &mut roots[at].1;
        record.entries.push(index);
        record.span = record.span.to(entry.span);
    }
    let mut record_of = std::collections::BTreeMap::new();
    for (at, (_, record)) in roots.iter().enumerate() {
        record_of.extend(record.entries.iter().map(|&entry| (entry, at)));
    }
    for (at, fact) in facts.iter().enumerate() {
        if let Some(&record) = record_of.get(&fact.entry) {
            roots[record].1.facts.push(at);
        }
    }
    roots.into_iter().map(|(_, record)| record).collect()
}

/// What an entry belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    Row(usize, usize),
    Entry(usize),
}

fn opens_section(outline: &Outline, index: usize) -> bool {
    outline.sections.iter().any(|s| s.entry == index)
}

/// Whether a key holds all there is in a section that a heading opens: `load_test:` under "8. Load test". It stands for
/// the section then, as the same key at the top of a YAML file does.
fn wraps_section(outline: &Outline, key: usize) -> bool {
    outline.entries[key].parent.is_some_and(|heading| {
        outline.entries[heading].kind == Kind::Heading
            && opens_section(outline, heading)
            && outline.below(heading).count() == 1
    })
}

fn rows(outline: &Outline) -> Vec<Option<(usize, usize)>> {
    let mut row_of = vec![None; outline.entries.len()];
    for (table, grid) in outline.tables.iter().enumerate() {
        for (row, cells) in grid.rows.iter().enumerate() {
            for &cell in cells {
                row_of[cell] = Some((table, row));
            }
        }
    }
    row_of
}

fn root(outline: &Outline, index: usize, row_of: &[Option<(usize, usize)>]) -> Root {
    if let Some((table, row)) = row_of[index] {
        return Root::Row(table, row);
    }
    let mut at = index;
    // Up to the highest bullet, or the mapping that holds plain values, below the title of the section.
    if outline.entries[at].kind == Kind::Key {
        let scalar = !outline.entries[at].text.is_blank();
        if scalar
            && let Some(parent) = outline.entries[at].parent
            && outline.entries[parent].kind == Kind::Key
            && !opens_section(outline, parent)
            && !wraps_section(outline, parent)
        {
            at = parent;
        }
        return Root::Entry(at);
    }
    while let Some(parent) = outline.entries[at].parent {
        let above = &outline.entries[parent];
        if !matches!(above.kind, Kind::Item) || opens_section(outline, parent) {
            break;
        }
        at = parent;
    }
    Root::Entry(at)
}

fn name(outline: &Outline, root: Root) -> Spanned<String> {
    match root {
        Root::Row(table, row) => {
            let grid = &outline.tables[table];
            let cell = grid.rows[row].get(grid.label_column).or(grid.rows[row].first());
            match cell {
                Some(&cell) => {
                    let text = &outline.entries[cell].text;
                    Spanned::new(text.plain.trim().to_owned(), text.span)
                }
                None => Spanned::new(String::new(), grid.span),
            }
        }
        Root::Entry(index) => {
            let entry = &outline.entries[index];
            match &entry.label {
                Some(label) => Spanned::new(label.plain.trim().to_owned(), label.span),
                None => Spanned::new(fact::label(outline, index), entry.span),
            }
        }
    }
}
