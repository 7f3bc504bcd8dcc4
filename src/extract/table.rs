//! Tables as grids of entries: each cell knows the label of its row and the header of its column.

use crate::extract::vocabulary::costs;
use crate::extract::{Builder, Entry, Kind};
use crate::source::Span;
use crate::syntax::{Inline, Table};

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The entry it stands under.
    pub parent: Option<usize>,
    /// The headers of its columns.
    pub header: Vec<Inline>,
    /// The rows: the entries of their cells, in the order of the columns.
    pub rows: Vec<Vec<usize>>,
    /// The column whose cells are the labels of the rows.
    pub label_column: usize,
    /// Where it stands.
    pub span: Span,
}

impl Grid {
    /// The cell that says what a row is called.
    pub(crate) fn name_of<'o>(&self, entries: &'o [Entry], row: &[usize]) -> Option<&'o Inline> {
        let mut cells = row.iter().map(|&cell| &entries[cell].text);
        let blank = cells.clone().nth(self.label_column).or(cells.clone().next());
        name_of(&mut cells, self.label_column).or(blank)
    }
}

impl Builder<'_> {
    pub(in crate::extract) fn table(&mut self, table: &Table, above: Option<usize>) {
        let label_column = label_column(table);
        let mut grid = Grid {
            parent: above,
            header: table.header.cells.clone(),
            rows: Vec::with_capacity(table.rows.len()),
            label_column,
            span: table.span,
        };
        for row in &table.rows {
            if self.is_full(row.span) {
                break;
            }
            let label = name_of(&mut row.cells.iter(), label_column);
            let mut cells = Vec::with_capacity(row.cells.len());
            for (column, cell) in row.cells.iter().enumerate() {
                cells.push(self.push(Entry {
                    kind: Kind::Cell,
                    parent: above,
                    label: label.filter(|label| column != label_column && label.span != cell.span).cloned(),
                    text: cell.clone(),
                    column: table.header.cells.get(column).cloned(),
                    span: cell.span,
                    ..Entry::default()
                }));
            }
            grid.rows.push(cells);
        }
        self.outline.tables.push(grid);
    }
}

/// What stands in the column of the labels, or where that is empty what names a total: "| | **Total** | 334 |".
fn name_of<'c>(cells: &mut (impl Iterator<Item = &'c Inline> + Clone), label_column: usize) -> Option<&'c Inline> {
    let own = cells.clone().nth(label_column).filter(|own| !own.is_blank());
    own.or_else(|| cells.find(|cell| names_a_total(cell)))
}

/// Whether a cell says that its row is a total, and no more than that.
fn names_a_total(cell: &Inline) -> bool {
    const WORDS: usize = 3;
    let words = cell.title_words();
    words.len() <= WORDS && words.iter().any(|word| costs::TOTAL.contains(&word.as_str()) || word == "subtotal")
}

/// The first column, unless it only numbers the rows.
fn label_column(table: &Table) -> usize {
    let numbers_rows = |cell: Option<&Inline>| {
        cell.is_some_and(|c| {
            c.is_blank() || c.plain.trim().trim_matches(['#', '.', '*']).chars().all(|c| c.is_ascii_digit())
        })
    };
    let header = table.header.cells.first().map(|c| crate::extract::vocabulary::fold(c.plain.trim()));
    let counts = matches!(header.as_deref(), Some("#" | "" | "n" | "no" | "nº" | "id" | "item"));
    let last_is_total = table.rows.len().saturating_sub(1);
    let all = table.rows.iter().take(last_is_total.max(1)).all(|row| numbers_rows(row.cells.first()));
    usize::from(counts && all && table.header.cells.len() > 1)
}
