//! The summary for programs, with types of its own.

use std::io::{self, Write};

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::extract::SectionKind;
use crate::report::figures::Figure;
use crate::report::inspect::names;
use crate::report::summary::{Row, Summary};

/// Writes the summary as one JSON object.
///
/// # Errors
/// Those of `out`.
pub fn render(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: 1,
        summary: Totals {
            canvases: summary.rows.len(),
            errors: summary.counts.errors,
            warnings: summary.counts.warnings,
            advice: summary.counts.advice,
            score: summary.score,
            monthly_cost: figure(&summary.monthly_cost),
        },
        canvases: summary.rows.iter().map(canvas).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

/// The JSON Schema of the summary, as it is checked in.
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    format!("{:#}\n", serde_json::Value::from(settings.into_generator().into_root_schema_for::<Document>()))
}

fn canvas<'a>(row: &Row<'a>) -> Canvas<'a> {
    let sections = SectionKind::ALL.iter().zip(row.sections);
    Canvas {
        path: row.path,
        title: row.title,
        language: row.language.code(),
        score: row.score,
        grade: row.grade,
        sections: sections
            .map(|(kind, status)| Section {
                section: kind.name(),
                status: status.map_or("missing", |status| names::status(status).code),
            })
            .collect(),
        errors: row.counts.errors,
        warnings: row.counts.warnings,
        advice: row.counts.advice,
        growth_factor: figure(&row.figures.growth),
        peak_per_second: figure(&row.figures.peak),
        monthly_cost: figure(&row.figures.monthly_cost),
        unit_cost: figure(&row.figures.unit_cost),
    }
}

fn figure(figure: &Option<Figure>) -> Option<KeyFigure> {
    figure.as_ref().map(|figure| KeyFigure {
        value: figure.value,
        currency: figure.currency.map(|currency| names::currency(currency).0),
        text: figure.text.clone(),
    })
}

/// What `canvas summary --format json` prints. Fields are only ever added; `version` changes if one must go.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Summary of canvases")]
struct Document<'a> {
    /// The version of this format.
    version: u32,
    /// All canvases together.
    summary: Totals,
    /// The canvases, in the order that was asked for.
    canvases: Vec<Canvas<'a>>,
}

/// All canvases together.
#[derive(Serialize, JsonSchema)]
struct Totals {
    /// How many there are.
    canvases: usize,
    /// Findings of severity error.
    errors: usize,
    /// Findings of severity warning.
    warnings: usize,
    /// Findings of severity advice.
    advice: usize,
    /// The mean of the scores of the canvases that have one, rounded to the nearest; null when none has.
    score: Option<u32>,
    /// The sum of the monthly costs; null unless every canvas has one, in the same currency.
    monthly_cost: Option<KeyFigure>,
}

/// One canvas.
#[derive(Serialize, JsonSchema)]
struct Canvas<'a> {
    /// Its path, with `/` between folders.
    path: &'a str,
    /// Its title; null when it has none.
    title: Option<&'a str>,
    /// The language it is written in: `en`, `pt` or `es`.
    language: &'static str,
    /// From 0 to 100; null for an unfilled template.
    #[schemars(range(max = 100))]
    score: Option<u32>,
    /// `A` to `E`, or `N/A`.
    grade: &'static str,
    /// The eight sections in the order of the template.
    sections: Vec<Section>,
    /// Findings of severity error.
    errors: usize,
    /// Findings of severity warning.
    warnings: usize,
    /// Findings of severity advice.
    advice: usize,
    /// By how much the system is to grow; null when the canvas does not say.
    growth_factor: Option<KeyFigure>,
    /// The greatest planned peak; null when the canvas does not say.
    peak_per_second: Option<KeyFigure>,
    /// What the scaled system costs in a month; null when the canvas does not say.
    monthly_cost: Option<KeyFigure>,
    /// What one user, order or request costs in the scaled system; null when the canvas does not say.
    unit_cost: Option<KeyFigure>,
}

/// One of the eight sections.
#[derive(Serialize, JsonSchema)]
struct Section {
    /// Which.
    section: &'static str,
    /// `present`, `not-applicable`, `placeholder`, `empty` or `missing`.
    status: &'static str,
}

/// A figure that the canvas states.
#[derive(Serialize, JsonSchema)]
struct KeyFigure {
    /// The value, exactly, as a decimal number in a string; of a range the middle.
    value: Decimal,
    /// The code of its currency, `$` where that may be several; null when it is no money.
    currency: Option<&'static str>,
    /// The figure in the notation of the canvas.
    text: String,
}
