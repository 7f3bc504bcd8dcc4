//! Tables as rows and columns of facts.

use crate::extract::Outline;
use crate::extract::vocabulary::fold;
use crate::model::fact::Fact;
use crate::model::sums;
use crate::source::Span;

/// A table. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct Matrix {
    /// What it stands under, folded.
    pub title: String,
    /// The headers of its columns, folded.
    pub header: Vec<String>,
    /// The same, as they are written.
    pub names: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The column of the labels.
    pub label_column: usize,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// Where its name stands.
    pub span: Span,
    /// Whether it is the total of the others, or of some.
    pub total: bool,
    /// The facts of each cell.
    pub cells: Vec<Vec<usize>>,
}

impl Row {
    /// The only fact in a cell.
    pub fn only(&self, column: usize) -> Option<usize> {
        match self.cells.get(column).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        }
    }
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Matrix> {
    let mut of_entry: std::collections::HashMap<usize, Vec<usize>> = std::collections::HashMap::new();
    for (at, fact) in facts.iter().enumerate() {
        if fact.part == crate::extract::Part::Text {
            of_entry.entry(fact.entry).or_default().push(at);
        }
    }
    let mut tables = Vec::with_capacity(outline.tables.len());
    for grid in &outline.tables {
        let row = |cells: &Vec<usize>| {
            let name = grid.name_of(&outline.entries, cells);
            let label = name.map_or("", |text| text.plain.trim());
            Row {
                label: label.to_owned(),
                span: name.map_or(grid.span, |text| text.span),
                total: sums::is_total(label),
                cells: cells.iter().map(|cell| of_entry.get(cell).cloned().unwrap_or_default()).collect(),
            }
        };
        let above = grid.parent.map(|parent| &outline.entries[parent]);
        let title = above.map_or(String::new(), |above| {
            format!("{} {}", above.label.as_ref().map_or("", |l| l.plain.as_str()), above.text.plain)
        });
        tables.push(Matrix {
            title: fold(&title).into(),
            header: grid.header.iter().map(|h| fold(h.plain.trim()).into()).collect(),
            names: grid.header.iter().map(|h| h.plain.trim().to_owned()).collect(),
            rows: grid.rows.iter().map(row).collect(),
            label_column: grid.label_column,
        });
    }
    tables
}
