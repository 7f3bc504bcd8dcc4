//! Cost items that nobody added up get a row for their total, written like the last of them.

use crate::finding::{Edit, Fix};
use crate::model::{Addend, Canvas, Untotalled};
use crate::source::{Source, Span};
use crate::syntax::{Block, Document, Entry, Fence, Inline, List, Node, Table, Value};

/// What a total is called, in all three languages.
const TOTAL: &str = "Total";

pub(in crate::fix) fn missing(source: &Source, document: &Document, canvas: &Canvas, at: Span) -> Option<Fix> {
    let [group] = canvas.costs.untotalled.as_slice() else { return None };
    let [sum] = group.sums.as_slice() else { return None };
    let exact = |item: &Addend| {
        item.quantity.as_ref().is_some_and(|q| q.interval.value().is_some() && !q.approximate && !q.ambiguous)
    };
    if group.items.first()?.span != at || !group.items.iter().all(exact) {
        return None;
    }
    let edit = below(source, &document.blocks, group, sum)?;
    Some(Fix { safe: true, edits: vec![edit] })
}

fn below(source: &Source, blocks: &[Block], group: &Untotalled, sum: &str) -> Option<Edit> {
    let first = group.items.first()?.span;
    let holds = |span: Span| span.start <= first.start && first.end <= span.end;
    blocks.iter().find_map(|block| match block {
        Block::Table(table) if holds(table.span) => in_table(source, table, group, sum),
        Block::List(list) if holds(list.span) => in_list(source, list, group, sum),
        Block::Fence(Fence { yaml, .. }) => yaml.iter().find_map(|node| in_mapping(source, node, group, sum)),
        Block::Yaml(node) => in_mapping(source, node, group, sum),
        _ => None,
    })
}

fn in_table(source: &Source, table: &Table, group: &Untotalled, sum: &str) -> Option<Edit> {
    let figure = group.items.first()?.span;
    let in_cell = |cell: &Inline, span: Span| cell.span.start <= span.start && span.end <= cell.span.end;
    let column = table.rows.iter().find_map(|row| row.cells.iter().position(|cell| in_cell(cell, figure)))?;
    let every_row = table.rows.len() == group.items.len()
        && table.rows.iter().zip(&group.items).all(|(row, item)| {
            row.cells.len() == table.header.cells.len()
                && row.cells.get(column).is_some_and(|cell| in_cell(cell, item.span))
        });
    let (start, last) = super::line_at(source, table.rows.last()?.span.start);
    if !every_row || column == 0 || !last.starts_with('|') {
        return None;
    }
    let cells = (0..table.header.cells.len()).map(|c| match c {
        0 => TOTAL,
        c if c == column => sum,
        _ => "",
    });
    let row: String = cells.map(|cell| format!("| {cell} ")).collect();
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

fn line_behind(at: usize, line: &str) -> Edit {
    Edit { span: Span::new(at, at), text: format!("\n{line}") }
}
