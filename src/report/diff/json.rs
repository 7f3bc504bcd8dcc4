//! What changed, for programs, with types of its own.

use std::io::{self, Write};

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::Finding;
use crate::model::{Fact, Status};
use crate::report::diff::{Comparison, Side, about, percent_change};
use crate::report::inspect::names;
use crate::report::layout::Style;
use crate::report::severity;
use crate::words::Language;

/// Writes the comparison as one JSON object, messages in `language`.
///
/// # Errors
/// Those of `out`.
pub fn render(comparison: &Comparison, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let Comparison { old, new, .. } = comparison;
    let status = |status: Option<Status>| status.map_or("missing", |status| names::status(status).code);
    let sections = comparison.sections.iter();
    let document = Document {
        version: 1,
        old: version(old),
        new: version(new),
        regression: comparison.is_regression(),
        sections: sections
            .map(|&(kind, before, after)| Section {
                section: kind.name(),
                before: status(before),
                after: status(after),
            })
            .collect(),
        changed: comparison
            .changed
            .iter()
            .map(|(before, after)| Change {
                about: about(new, after, &Style::default(), language),
                before: quantity(old, before, language),
                after: quantity(new, after, language),
                percent: percent_change(&before.quantity, &after.quantity),
            })
            .collect(),
        added: comparison.added.iter().map(|fact| quantity(new, fact, language)).collect(),
        removed: comparison.removed.iter().map(|fact| quantity(old, fact, language)).collect(),
        introduced: comparison.introduced.iter().map(|f| defect(new, f, language)).collect(),
        fixed: comparison.fixed.iter().map(|f| defect(old, f, language)).collect(),
        remaining: comparison.remaining.len(),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

/// The JSON Schema of the comparison, as it is checked in.
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    format!("{:#}\n", serde_json::Value::from(settings.into_generator().into_root_schema_for::<Document>()))
}

fn version<'a>(side: Side<'a>) -> Version<'a> {
    let counts = side.1.counts();
    Version {
        path: side.0.name(),
        score: side.1.score.points,
        grade: side.1.score.grade,
        errors: counts.errors,
        warnings: counts.warnings,
        advice: counts.advice,
    }
}

fn quantity(side: Side, fact: &Fact, language: Language) -> Quantity {
    Quantity {
        about: about(side, fact, &Style::default(), language),
        line: side.0.place(fact.span.start).line,
        text: fact.written.clone(),
    }
}

fn defect(side: Side, finding: &Finding, language: Language) -> Defect {
    Defect {
        rule: finding.rule,
        severity: severity(finding).name(),
        line: side.0.place(finding.span.start).line,
        message: finding.message.in_language(language),
    }
}

/// What `canvas diff --format json` prints. Fields are only ever added; `version` changes if one must go.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "What changed between two versions of a canvas")]
struct Document<'a> {
    /// The version of this format.
    version: u32,
    /// The version before.
    old: Version<'a>,
    /// The version after.
    new: Version<'a>,
    /// Whether the new version has an error that the old one has not, or a lower score.
    regression: bool,
    /// Sections of which there is something else than before.
    sections: Vec<Section>,
    /// Quantities with another value.
    changed: Vec<Change>,
    /// Quantities that only the new version has.
    added: Vec<Quantity>,
    /// Quantities that only the old version has.
    removed: Vec<Quantity>,
    /// Findings that are new, or worse than before.
    introduced: Vec<Defect>,
    /// Findings that are gone.
    fixed: Vec<Defect>,
    /// How many findings both versions have.
    remaining: usize,
}

/// One of the two versions.
#[derive(Serialize, JsonSchema)]
struct Version<'a> {
    /// Its path, or its revision and path.
    path: &'a str,
    /// From 0 to 100; null for an unfilled template.
    #[schemars(range(max = 100))]
    score: Option<u32>,
    /// `A` to `E`, or `N/A`.
    grade: &'static str,
    /// Findings of severity error.
    errors: usize,
    /// Findings of severity warning.
    warnings: usize,
    /// Findings of severity advice.
    advice: usize,
}

/// A section of which there is something else than before.
#[derive(Serialize, JsonSchema)]
struct Section {
    /// Which.
    section: &'static str,
    /// `present`, `not-applicable`, `placeholder`, `empty` or `missing`.
    before: &'static str,
    /// The same, of the new version.
    after: &'static str,
}

/// A quantity with another value.
#[derive(Serialize, JsonSchema)]
struct Change {
    /// What it is about, in words.
    about: String,
    /// As it was.
    before: Quantity,
    /// As it is.
    after: Quantity,
    /// By how many percent it changed, as a decimal number in a string; null for ranges.
    percent: Option<Decimal>,
}

/// A quantity of one version.
#[derive(Serialize, JsonSchema)]
struct Quantity {
    /// What it is about, in words.
    about: String,
    /// Its line.
    line: u32,
    /// Number, unit and period, as the document writes them.
    text: String,
}

/// A finding of one version.
#[derive(Serialize, JsonSchema)]
struct Defect {
    /// The rule that found it.
    rule: &'static str,
    /// `error`, `warning` or `advice`.
    severity: &'static str,
    /// Its line.
    line: u32,
    /// What is wrong.
    message: String,
}
