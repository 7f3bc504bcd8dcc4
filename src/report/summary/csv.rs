//! The summary as comma-separated values (RFC 4180), for spreadsheets: plain numbers, keys that are never translated.

use crate::extract::SectionKind;
use crate::report::figures::Figure;
use crate::report::inspect::names;
use crate::report::summary::{Row, Summary};

/// The header and one record for each canvas; no totals, which a spreadsheet makes itself.
pub fn render(summary: &Summary) -> String {
    let mut keys = vec!["path", "title", "language", "score", "grade"];
    keys.extend(SectionKind::ALL.map(SectionKind::name));
    keys.extend(["errors", "warnings", "advice", "growth_factor", "peak_per_second"]);
    keys.extend(["monthly_cost", "monthly_cost_currency", "unit_cost", "unit_cost_currency"]);
    let mut out = keys.join(",") + "\r\n";
    for row in &summary.rows {
        let cells: Vec<String> = cells(row).iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn cells(row: &Row) -> Vec<String> {
    let value = |figure: &Option<Figure>| figure.as_ref().map(|f| f.value.to_string()).unwrap_or_default();
    let currency = |figure: &Option<Figure>| {
        figure.as_ref().and_then(|f| f.currency).map(|c| names::currency(c).0.to_owned()).unwrap_or_default()
    };
    let mut cells = vec![
        inert(row.path),
        inert(row.title.unwrap_or_default()),
        row.language.code().to_owned(),
        row.score.map(|points| points.to_string()).unwrap_or_default(),
        row.grade.to_owned(),
    ];
    cells.extend(row.sections.map(|status| status.map_or("missing", |s| names::status(s).code).to_owned()));
    cells.extend([row.counts.errors, row.counts.warnings, row.counts.advice].map(|count| count.to_string()));
    let figures = &row.figures;
    cells.extend([value(&figures.growth), value(&figures.peak)]);
    cells.extend([value(&figures.monthly_cost), currency(&figures.monthly_cost)]);
    cells.extend([value(&figures.unit_cost), currency(&figures.unit_cost)]);
    cells
}

/// A text that no spreadsheet takes for a formula.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
