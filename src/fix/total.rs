//! Cost items that nobody added up get a row for their total, written like the last of them.

use crate::finding::{Edit, Fix};
use crate::model::{Addend, Canvas, Untotalled};
use crate::quantity::{Quantity, Unit};
use crate::source::{Source, Span};
use crate::syntax::{Block, Document, Entry, Fence, List, Node, Row, Table, Value};

/// What a total is called, in all three languages.
const TOTAL: &str = "Total";

pub(in crate::fix) fn missing(source: &Source, document: &Document, canvas: &Canvas, at: Span) -> Option<Fix> {
    let [group] = canvas.costs.untotalled.as_slice() else { return None };
    let exact = |item: &Addend| {
        let quantity = item.quantity.as_ref().filter(|_| !item.multiplied);
        quantity.is_some_and(|q| q.interval.value().is_some() && !q.approximate && !q.ambiguous)
    };
    if group.items.first()?.span != at || !group.items.iter().all(exact) {
        return None;
    }
    let edit = match group.sums.as_slice() {
        [sum] => below(source, &document.blocks, group, sum)?,
        sums => document.blocks.iter().find_map(|block| match block {
            Block::Table(table) if holds(table.span, at) => in_columns(source, table, canvas, group, sums),
            _ => None,
        })?,
    };
    Some(Fix { safe: true, edits: vec![edit] })
}

fn below(source: &Source, blocks: &[Block], group: &Untotalled, sum: &str) -> Option<Edit> {
    let first = group.items.first()?.span;
    blocks.iter().find_map(|block| match block {
        Block::Table(table) if holds(table.span, first) => in_table(source, table, group, sum),
        Block::List(list) if holds(list.span, first) => in_list(source, list, group, sum),
        Block::Fence(Fence { yaml, .. }) => yaml.iter().find_map(|node| in_mapping(source, node, group, sum)),
        Block::Yaml(node) => in_mapping(source, node, group, sum),
        _ => None,
    })
}

/// A row for a table with one column of money.
fn in_table(source: &Source, table: &Table, group: &Untotalled, sum: &str) -> Option<Edit> {
    let figure = group.items.first()?.span;
    let column = table.rows.iter().find_map(|row| row.cells.iter().position(|cell| holds(cell.span, figure)))?;
    if table.rows.len() != group.items.len() {
        return None;
    }
    let fits = |row: &Row, item: &Addend| row.cells.get(column).is_some_and(|cell| holds(cell.span, item.span));
    let every_row = table.rows.iter().zip(&group.items).all(|(row, item)| fits(row, item));
    every_row.then(|| row_below(source, table, &[(column, sum)]))?
}

/// A row for a table with several columns of money: today's and the planned, or one for each phase.
fn in_columns(source: &Source, table: &Table, canvas: &Canvas, group: &Untotalled, sums: &[String]) -> Option<Edit> {
    let money: Vec<usize> = (0..table.header.cells.len()).filter(|&at| is_money(table, at, canvas)).collect();
    let first = table.rows.first()?.cells.get(*money.first()?)?;
    if money.len() != sums.len()
        || table.rows.len() != group.items.len()
        || !holds(first.span, group.items.first()?.span)
    {
        return None;
    }
    let cells: Vec<(usize, &str)> = money.into_iter().zip(sums.iter().map(String::as_str)).collect();
    row_below(source, table, &cells)
}

/// Whether every row has one exact amount of money in a column.
fn is_money(table: &Table, column: usize, canvas: &Canvas) -> bool {
    let behind = canvas.facts.partition_point(|fact| fact.span.start < table.span.start);
    table.rows.iter().filter_map(|row| row.cells.get(column)).all(|cell| {
        let inside = canvas.facts[behind..].iter().take_while(|fact| fact.span.start < table.span.end);
        let amounts: Vec<&Quantity> =
            inside.filter(|fact| holds(cell.span, fact.span)).map(|fact| &fact.quantity).collect();
        matches!(amounts.as_slice(), [one] if matches!(one.unit, Unit::Money(_)) && one.interval.value().is_some() && !one.approximate && !one.ambiguous)
    })
}

/// A row behind the last one, with what `cells` say in their columns.
fn row_below(source: &Source, table: &Table, cells: &[(usize, &str)]) -> Option<Edit> {
    let width = table.header.cells.len();
    let (start, last) = super::line_at(source, table.rows.last()?.span.start);
    let has_name = cells.iter().all(|(column, _)| *column > 0);
    if !has_name || !last.starts_with('|') || table.rows.iter().any(|row| row.cells.len() != width) {
        return None;
    }
    let cell = |at: usize| cells.iter().find(|(column, _)| *column == at).map_or("", |(_, sum)| sum);
    let row: String = (0..width).map(|at| format!("| {} ", if at == 0 { TOTAL } else { cell(at) })).collect();
    Some(line_behind(start + last.len(), &format!("{row}|").replace("|  ", "| ")))
}

fn in_list(source: &Source, list: &List, group: &Untotalled, sum: &str) -> Option<Edit> {
    let inside = |item: &Addend| {
        list.items.iter().position(|i| i.text.span.start <= item.span.start && item.span.end <= i.text.span.end)
    };
    // Every item of the list is a term, and none has more below it.
    let places: Option<Vec<usize>> = group.items.iter().map(inside).collect();
    if list.ordered || places?.len() != list.items.len() || list.items.iter().any(|i| !i.blocks.is_empty()) {
        return None;
    }
    copied(source, group, sum, TOTAL)
}

fn in_mapping(source: &Source, node: &Node, group: &Untotalled, sum: &str) -> Option<Edit> {
    match &node.value {
        Value::Map(entries) => {
            let is_item = |entry: &Entry| {
                matches!(entry.node.value, Value::Scalar { .. })
                    && group
                        .items
                        .iter()
                        .any(|item| item.span.start >= entry.key.span.end && item.span.end <= entry.node.span.end)
            };
            if entries.len() == group.items.len() && entries.iter().all(is_item) {
                return copied(source, group, sum, "total");
            }
            entries.iter().find_map(|entry| in_mapping(source, &entry.node, group, sum))
        }
        Value::List(nodes) => nodes.iter().find_map(|node| in_mapping(source, node, group, sum)),
        _ => None,
    }
}

/// The line of the last item once more, with the name and the figure of the total.
fn copied(source: &Source, group: &Untotalled, sum: &str, name: &str) -> Option<Edit> {
    let last = group.items.last()?;
    let (start, line) = super::line_at(source, last.span.start);
    let figure = last.span.range().start.checked_sub(start)?;
    let label = line.get(..figure)?.find(last.label.as_str()).filter(|_| !last.label.is_empty())?;
    let (before, between) = (line.get(..label)?, line.get(label + last.label.len()..figure)?);
    // What stands behind the figure is a remark on that item; a quote or emphasis is closed again.
    let behind = line.get(last.span.range().end - start..)?;
    let closing: String = behind.chars().take_while(|c| matches!(c, '"' | '\'' | '*' | '`' | '_')).collect();
    Some(line_behind(start + line.len(), &format!("{before}{name}{between}{sum}{closing}")))
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn line_behind(at: usize, line: &str) -> Edit {
    Edit { span: Span::new(at, at), text: format!("\n{line}") }
}
