//! A row with too few cells gets empty ones, where there is only one way to put each value under its header.

use crate::finding::{Edit, Fix};
use crate::quantity::{Habits, Unit, parse};
use crate::source::Span;
use crate::syntax::{Block, Document, Inline, Row, Table};

/// What sort of thing a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sort {
    Text,
    Number(Unit),
}

/// More ways than this are not tried; two are one too many.
const MOST_COLUMNS: usize = 12;

pub(in crate::fix) fn complete(document: &Document, span: Span) -> Option<Fix> {
    let (table, row) = find(&document.blocks, span)?;
    let columns: Vec<Option<Sort>> = (0..table.header.cells.len()).map(|c| column(table, c)).collect();
    if row.cells.len() >= columns.len() || columns.len() > MOST_COLUMNS {
        return None;
    }
    let cells: Vec<Option<Sort>> = row.cells.iter().map(sort).collect();
    let mut ways = Vec::new();
    place(&cells, &columns, 0, &mut Vec::new(), &mut ways);
    let [way] = ways.as_slice() else { return None };

    let mut edits: Vec<Edit> = Vec::new();
    let mut next = 0;
    for (cell, &at) in row.cells.iter().zip(way) {
        if at > next {
            edits.push(insertion(cell.span.start, "| ".repeat(at - next)));
        }
        next = at + 1;
    }
    let (last, behind) = (row.cells.last()?, columns.len() - next);
    if behind > 0 {
        edits.push(insertion(last.span.end, " |".repeat(behind)));
    }
    Some(Fix { safe: true, edits })
}

fn insertion(at: u32, text: String) -> Edit {
    Edit { span: Span { start: at, end: at }, text }
}

/// The ways to put `cells`, from the one at `done.len()` on, under `columns` from `from` on.
fn place(
    cells: &[Option<Sort>],
    columns: &[Option<Sort>],
    from: usize,
    done: &mut Vec<usize>,
    ways: &mut Vec<Vec<usize>>,
) {
    if ways.len() > 1 {
        return;
    }
    let Some(cell) = cells.get(done.len()) else {
        ways.push(done.clone());
        return;
    };
    let left = cells.len() - done.len();
    for (at, column) in columns.iter().enumerate().take((columns.len() + 1).saturating_sub(left)).skip(from) {
        let fits = match (cell, column) {
            (Some(cell), Some(column)) => cell == column,
            // An empty cell may stand anywhere, and anything under a header that says nothing.
            _ => true,
        };
        if fits {
            done.push(at);
            place(cells, columns, at + 1, done, ways);
            done.pop();
        }
    }
}

/// What all whole rows have in a column; nothing where they differ or leave it empty.
fn column(table: &Table, column: usize) -> Option<Sort> {
    let whole = table.rows.iter().filter(|row| row.cells.len() == table.header.cells.len());
    let mut sorts = whole.filter_map(|row| sort(row.cells.get(column)?));
    let first = sorts.next()?;
    sorts.all(|other| other == first).then_some(first)
}

fn sort(cell: &Inline) -> Option<Sort> {
    if cell.is_blank() {
        return None;
    }
    let starts_with_words = cell.plain.trim_start().starts_with(char::is_alphabetic);
    let found = parse::read(&cell.plain, Habits::default());
    match found.first() {
        Some(first) if !starts_with_words || matches!(first.unit, Unit::Money(_)) => {
            Some(Sort::Number(first.unit.clone()))
        }
        _ => Some(Sort::Text),
    }
}

fn find(blocks: &[Block], span: Span) -> Option<(&Table, &Row)> {
    blocks.iter().find_map(|block| match block {
        Block::Table(table) => table.rows.iter().find(|row| row.span == span).map(|row| (table, row)),
        Block::Quote(blocks) => find(blocks, span),
        Block::List(list) => list.items.iter().find_map(|item| find(&item.blocks, span)),
        _ => None,
    })
}
