//! Rows of tables as they were written: parsers pad short rows and cut long ones.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::{Inline, Problem, ProblemKind, Row, Table};

/// Longest run of backticks that is taken for the fence of inline code.
const LONGEST_TICKS: usize = 32;

/// The cells written in `line`, without the blanks around them, as ranges of `line`.
///
/// A pipe in inline code parts cells (that is the rule of GitHub), unless only then the row does not fit the
/// `columns` of its header: the writer did not mean it so.
pub(in crate::syntax) fn cells(line: &str, columns: Option<usize>) -> Vec<Range<usize>> {
    let plain = split(line, false);
    if columns.is_none_or(|columns| plain.len() == columns) || !line.contains('`') {
        return plain;
    }
    split(line, true)
}

/// Joins the cells that were written with those that a parser read, and reads those it did not with `read`.
pub(in crate::syntax) fn row(
    text: &str,
    span: Span,
    columns: Option<usize>,
    parsed: Vec<(Range<usize>, Inline)>,
    mut read: impl FnMut(Range<usize>) -> Inline,
) -> Row {
    let line = text.get(span.range()).unwrap_or("").trim_end();
    let start = span.start as usize;
    let mut parsed = parsed.into_iter().peekable();
    let cells = cells(line, columns)
        .into_iter()
        .map(|cell| {
            let cell = start + cell.start..start + cell.end;
            while parsed
                .next_if(|(range, _)| range.end < cell.end || range.end <= cell.start && !cell.is_empty())
                .is_some()
            {}
            match parsed.next_if(|(range, _)| trimmed(text, range.clone()) == cell) {
                Some((_, inline)) => inline,
                None => read(cell),
            }
        })
        .collect();
    Row { cells, span: Span::new(start, start + line.len()) }
}

/// The rows that do not have as many cells as their header.
///
/// When all rows leave out the last cell, that is how the table is meant.
pub(in crate::syntax) fn misshapen(table: &Table) -> Vec<Problem> {
    let header = table.header.cells.len();
    if table.rows.iter().all(|row| row.cells.len() + 1 == header) {
        return Vec::new();
    }
    table
        .rows
        .iter()
        .filter(|row| row.cells.len() != header)
        .map(|row| Problem { kind: ProblemKind::TableShape { cells: row.cells.len(), header }, span: row.span })
        .collect()
}

fn split(line: &str, code_is_whole: bool) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let end = line.trim_end().len();
    let mut at = line.len() - line.trim_start().len();
    if bytes.get(at) == Some(&b'|') {
        at += 1;
    }
    let mut cells = Vec::new();
    let mut start = at;
    let mut unclosed = [false; LONGEST_TICKS + 1];
    while at < end {
        match bytes[at] {
            b'\\' => at += 1,
            b'|' => {
                cells.push(trimmed(line, start..at));
                start = at + 1;
            }
            b'`' if code_is_whole => {
                let ticks = run(bytes, at);
                let closed =
                    if ticks > LONGEST_TICKS || unclosed[ticks] { None } else { closing(bytes, at + ticks, ticks) };
                if ticks <= LONGEST_TICKS && closed.is_none() {
                    unclosed[ticks] = true;
                }
                at = closed.unwrap_or(at + ticks) - 1;
            }
            _ => {}
        }
        at += 1;
    }
    if start < end {
        cells.push(trimmed(line, start..end));
    }
    cells
}

/// Behind the next run of exactly `ticks` backticks.
fn closing(bytes: &[u8], mut at: usize, ticks: usize) -> Option<usize> {
    while at < bytes.len() {
        if bytes[at] != b'`' {
            at += 1;
            continue;
        }
        let length = run(bytes, at);
        at += length;
        if length == ticks {
            return Some(at);
        }
    }
    None
}

fn run(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|b| **b == b'`').count()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let cell = text.get(range.clone()).unwrap_or("");
    let start = range.start + (cell.len() - cell.trim_start().len());
    start..start + cell.trim().len()
}
