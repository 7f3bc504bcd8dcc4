//! Several canvases at a glance, one row each: for a terminal, a document, a spreadsheet and programs.

pub mod csv;

pub mod json;

pub mod markdown;

pub mod terminal;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::model::{SectionKind, Status};
use crate::quantity::{Currency, Habits, Notation, Unit};
use crate::report::figures::{Figure, Figures};
use crate::report::{Counts, Run};
use crate::words::{Language, Text};

/// All rows, and what they come to.
#[derive(Debug)]
pub struct Summary<'a> {
    /// One row for each canvas.
    pub rows: Vec<Row<'a>>,
    /// All findings.
    pub counts: Counts,
    /// The mean of the scores there are.
    pub score: Option<u32>,
    /// What all scaled systems together cost in a month, where each is known and in the same money.
    pub monthly_cost: Option<Figure>,
}

/// One canvas.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// The language it is written in.
    pub language: Language,
    /// From 0 to 100; `None` for an unfilled template.
    pub score: Option<u32>,
    /// `A` to `E`, or `N/A`.
    pub grade: &'static str,
    /// What is in each of the eight sections; `None` for one that is missing.
    pub sections: [Option<Status>; 8],
    /// Its findings.
    pub counts: Counts,
    /// What it states about growth, load and money.
    pub figures: &'a Figures,
}

/// What the rows are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The path.
    #[default]
    Path,
    /// The score, the lowest first.
    Score,
    /// The errors, then the warnings, the most first.
    Errors,
    /// The warnings, the most first.
    Warnings,
    /// The growth, the fastest first.
    Growth,
    /// The peak, the highest first.
    Peak,
    /// The monthly cost, the highest first; by currency.
    Cost,
}

impl<'a> Summary<'a> {
    /// The rows of `run`, in this order; those without the figure come last, those that are alike stay as they are.
    pub fn of(run: &'a Run, order: Order) -> Summary<'a> {
        let mut rows: Vec<Row> = run.canvases.iter().map(|(source, report)| row(source.name(), report)).collect();
        let most = |figure: &Option<Figure>| {
            let known = figure.as_ref().map(|f| (f.currency, Reverse(f.value)));
            (known.is_none(), known)
        };
        match order {
            Order::Path => {}
            Order::Score => rows.sort_by_key(|row| (row.score.is_none(), row.score)),
            Order::Errors => rows.sort_by_key(|row| Reverse((row.counts.errors, row.counts.warnings))),
            Order::Warnings => rows.sort_by_key(|row| Reverse(row.counts.warnings)),
            Order::Growth => rows.sort_by_key(|row| most(&row.figures.growth)),
            Order::Peak => rows.sort_by_key(|row| most(&row.figures.peak)),
            Order::Cost => rows.sort_by_key(|row| most(&row.figures.monthly_cost)),
        }
        let monthly_cost = total_cost(run, &rows);
        Summary { rows, counts: run.counts(), score: run.score(), monthly_cost }
    }
}

fn row<'a>(path: &'a str, report: &'a crate::report::Brief) -> Row<'a> {
    let canvas = &report.canvas;
    Row {
        path,
        title: canvas.title.as_ref().map(|title| title.value.as_str()),
        language: canvas.language,
        score: report.score.points,
        grade: report.score.grade,
        sections: SectionKind::ALL.map(|kind| canvas.section(kind).map(|section| section.status)),
        counts: report.counts(),
        figures: &report.figures,
    }
}

/// The sum of all costs of a month, when every canvas has one and all are of one currency.
fn total_cost(run: &Run, rows: &[Row]) -> Option<Figure> {
    let costs: Vec<&Figure> = rows.iter().map(|row| row.figures.monthly_cost.as_ref()).collect::<Option<_>>()?;
    let currency: Currency = costs.first()?.currency?;
    if costs.iter().any(|cost| cost.currency != Some(currency)) {
        return None;
    }
    let value = costs.iter().try_fold(Decimal::ZERO, |sum, cost| sum.checked_add(cost.value))?;
    let habits = run.canvases.first().map(|(_, report)| report.canvas.habits);
    let habits = habits.unwrap_or(Habits { language: Language::En, decimal: None });
    let text = Notation::usual(&Unit::Money(currency), habits).print(value, None);
    Some(Figure { value, currency: Some(currency), text })
}

/// The sign for what is in a section, and the one where only ASCII can be shown.
fn sign(status: Option<Status>) -> (&'static str, &'static str) {
    match status {
        Some(Status::Present) => PRESENT,
        Some(Status::NotApplicable) => NOT_APPLICABLE,
        Some(Status::Empty | Status::Placeholder) => EMPTY,
        None => MISSING,
    }
}

const PRESENT: (&str, &str) = ("✔", "+");
const EMPTY: (&str, &str) = ("○", "o");
const NOT_APPLICABLE: (&str, &str) = ("–", "-");
const MISSING: (&str, &str) = ("✘", "x");

/// What the signs mean, in the order in which they are explained.
static LEGEND: [((&str, &str), Text); 4] = [
    (PRESENT, Text { en: "filled in", pt: "preenchida", es: "rellena" }),
    (EMPTY, Text { en: "empty", pt: "vazia", es: "vacía" }),
    (NOT_APPLICABLE, Text { en: "does not apply", pt: "não se aplica", es: "no aplica" }),
    (MISSING, Text { en: "missing", pt: "ausente", es: "ausente" }),
];

/// What stands where there is nothing to show.
const NOTHING: &str = "–";

static CANVAS: Text = Text { en: "canvas", pt: "canvas", es: "canvas" };
static SCORE: Text = Text { en: "score", pt: "nota", es: "puntos" };
static SECTIONS: Text = Text { en: "sections", pt: "seções", es: "secciones" };
static ERRORS: Text = Text { en: "errors", pt: "erros", es: "errores" };
static WARNINGS: Text = Text { en: "warnings", pt: "avisos", es: "avisos" };
static GROWTH: Text = Text { en: "growth", pt: "aumento", es: "aumento" };
static PEAK: Text = Text { en: "peak", pt: "pico", es: "pico" };
static MONTHLY_COST: Text = Text { en: "cost per month", pt: "custo por mês", es: "costo por mes" };
static UNIT_COST: Text = Text { en: "unit cost", pt: "custo unitário", es: "costo unitario" };
static ALL: Text = Text { en: "{count} canvases", pt: "{count} canvas", es: "{count} canvas" };

static MEAN: Text = Text { en: "mean", pt: "média", es: "media" };

/// The remarks below a table: the eight sections in order, and what the signs mean.
fn explained(language: Language, unicode: bool) -> String {
    let names = SectionKind::ALL.map(|kind| crate::rules::section_name(kind).in_language(language)).join(", ");
    let signs = LEGEND
        .iter()
        .map(|((sign, ascii), word)| format!("{} {}", if unicode { sign } else { ascii }, word.in_language(language)));
    format!("{names}; {}", signs.collect::<Vec<_>>().join(", "))
}
