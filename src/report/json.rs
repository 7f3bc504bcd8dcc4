//! The report for programs, with types of its own, so that the inside can change without breaking anybody.

mod score;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::extract::SectionKind;
use crate::finding::{Finding, Pass};
use crate::model::Status;
use crate::report::json::score::Calculation;
use crate::report::{Brief, Run, severity};
use crate::source::{Source, Span};
use crate::words::Language;

/// Writes the report as one JSON object. Messages are in `language`, or in that of each canvas.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, language: Option<Language>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &wire(run, language)).map_err(io::Error::from)?;
    writeln!(out)
}

/// The JSON Schema of the report, as it is checked in.
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Document>();
    let codes: Vec<&str> = crate::rules::RULES.iter().map(|rule| rule.code).collect();
    if let Some(rule) = schema.pointer_mut("/$defs/Code").and_then(|s| s.as_object_mut()) {
        rule.insert("enum".to_owned(), codes.into());
    }
    format!("{:#}\n", serde_json::Value::from(schema))
}

/// What `canvas check --format json` prints. Fields are only ever added; `version` changes if one must go.
///
/// Lines and columns count from 1, columns in Unicode scalar values. An end column is the one behind the last
/// character: the eight characters of `R$ 2.700` from column 31 on end at column 39.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Report of canvas check")]
struct Document<'a> {
    /// The version of this format.
    version: u32,
    /// The program.
    tool: Tool,
    /// All canvases together.
    summary: Summary,
    /// The canvases, ordered by path.
    canvases: Vec<Canvas<'a>>,
}

/// The program that made the report.
#[derive(Serialize, JsonSchema)]
struct Tool {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

/// All canvases together.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// How many canvases were checked.
    canvases: usize,
    /// How many documents were looked at and are not canvases.
    skipped: usize,
    /// Findings of severity error.
    errors: usize,
    /// Findings of severity warning.
    warnings: usize,
    /// Findings of severity advice.
    advice: usize,
    /// Findings that the documents allow, in none of the counts above.
    allowed: usize,
    /// Findings that a baseline knows, in none of the counts above.
    known: usize,
    /// The mean of the scores of the canvases that have one, rounded to the nearest; null when none has.
    score: Option<u32>,
}

/// One canvas.
#[derive(Serialize, JsonSchema)]
struct Canvas<'a> {
    /// Its path, with `/` between folders; characters that cannot be printed are escaped.
    path: &'a str,
    /// Its title; null when it has none.
    title: Option<&'a str>,
    /// The language it is written in.
    language: LanguageCode,
    /// Whether it looks like a canvas; only files that are named explicitly are checked when they do not.
    recognised: bool,
    /// From 0 to 100; null for an unfilled template.
    #[schemars(range(max = 100))]
    score: Option<u32>,
    /// `A` to `E`, or `N/A`.
    grade: &'static str,
    /// What holds the score down; null when nothing does.
    cap: Option<String>,
    /// The part of the checks that apply which could be made, from 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    coverage: f64,
    /// How the score is made up.
    calculation: Calculation,
    /// The eight sections in the order of the template.
    sections: Vec<Section>,
    /// Defects, ordered by line.
    findings: Vec<Defect<'a>>,
    /// Defects that the document allows, each with its reason, ordered by line.
    allowed: Vec<Waived<'a>>,
    /// Defects that a baseline knows, ordered by line.
    known: Vec<Defect<'a>>,
    /// Checks that hold, with their arithmetic.
    passes: Vec<Verified>,
    /// Checks that could not be made, because something is not written down.
    unchecked: Vec<Unchecked>,
}

/// One of the eight sections.
#[derive(Serialize, JsonSchema)]
struct Section {
    /// Which.
    section: &'static str,
    /// The line of its title; null when it is missing.
    line: Option<u32>,
    /// From 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    score: f64,
    /// What is in it.
    status: SectionStatus,
}

/// A defect.
#[derive(Serialize, JsonSchema)]
struct Defect<'a> {
    /// The rule that found it.
    rule: Code,
    /// How much it matters.
    severity: SeverityName,
    /// What is wrong.
    message: String,
    /// The first line.
    line: u32,
    /// The first column.
    column: u32,
    /// The last line.
    end_line: u32,
    /// The column behind the last character.
    end_column: u32,
    /// What follows from the other numbers of the document, in its notation; null when nothing was computed.
    computed: Option<&'a str>,
    /// What the document says; null when nothing was compared.
    stated: Option<&'a str>,
    /// What was taken for granted; null when nothing was.
    assumption: Option<String>,
    /// Every other place it rests on.
    related: Vec<Related>,
    /// What to do; null when that is not for a program to say.
    help: Option<String>,
    /// The repair; null when there is not exactly one.
    fix: Option<Fix<'a>>,
    /// Whether it was not there at the revision of --since; null without it.
    new: Option<bool>,
}

/// A defect that the document allows.
#[derive(Serialize, JsonSchema)]
struct Waived<'a> {
    /// Why, in the author's words.
    reason: &'a str,
    /// The line of the comment that allows it.
    allowed_on: u32,
    /// The defect.
    #[serde(flatten)]
    defect: Defect<'a>,
}

/// Another place that a finding rests on.
#[derive(Serialize, JsonSchema)]
struct Related {
    /// The first line.
    line: u32,
    /// The first column.
    column: u32,
    /// The last line.
    end_line: u32,
    /// The column behind the last character.
    end_column: u32,
    /// A remark; empty when the place speaks for itself.
    message: String,
}

/// A repair: edits that do not overlap.
#[derive(Serialize, JsonSchema)]
struct Fix<'a> {
    /// Whether it can be applied without a person's judgement.
    safe: bool,
    /// The edits.
    edits: Vec<Edit<'a>>,
}

/// The replacement of some bytes of the file, as it is on disk.
#[derive(Serialize, JsonSchema)]
struct Edit<'a> {
    /// The first byte.
    start: usize,
    /// The one behind the last byte.
    end: usize,
    /// What takes their place.
    text: &'a str,
}

/// A check that holds.
#[derive(Serialize, JsonSchema)]
struct Verified {
    /// The rule that made it.
    rule: Code,
    /// The line that was verified.
    line: u32,
    /// Every other line it rests on.
    related_lines: Vec<u32>,
    /// The arithmetic.
    message: String,
}

/// A check that could not be made.
#[derive(Serialize, JsonSchema)]
struct Unchecked {
    /// The rule that would have made it.
    rule: Code,
    /// What is missing.
    message: String,
}

/// The code of a rule, `family/name`. Rules are added in every version.
#[derive(Serialize, JsonSchema)]
struct Code(&'static str);

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum LanguageCode {
    En,
    Pt,
    Es,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum SeverityName {
    Error,
    Warning,
    Advice,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum SectionStatus {
    /// There is content.
    Present,
    /// A reason is given why it does not apply.
    NotApplicable,
    /// There is nothing but prompts and placeholders of a template.
    Placeholder,
    /// There is a title and nothing under it.
    Empty,
    /// There is no such section.
    Missing,
}

fn wire(run: &Run, language: Option<Language>) -> Document<'_> {
    let counts = run.counts();
    Document {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Summary {
            canvases: run.canvases.len(),
            skipped: run.skipped.len(),
            errors: counts.errors,
            warnings: counts.warnings,
            advice: counts.advice,
            allowed: run.canvases.iter().map(|(_, report)| report.outcomes.allowed.len()).sum(),
            known: run.canvases.iter().map(|(_, report)| report.known.len()).sum(),
            score: run.score(),
        },
        canvases: run.canvases.iter().map(|(source, report)| canvas(source, report, language)).collect(),
    }
}

fn canvas<'a>(source: &'a Source, report: &'a Brief, language: Option<Language>) -> Canvas<'a> {
    let language = language.unwrap_or(report.canvas.language);
    let outcomes = &report.outcomes;
    Canvas {
        path: source.name(),
        title: report.canvas.title.as_ref().map(|title| title.value.as_str()),
        language: match report.canvas.language {
            Language::En => LanguageCode::En,
            Language::Pt => LanguageCode::Pt,
            Language::Es => LanguageCode::Es,
        },
        recognised: report.canvas.recognised,
        score: report.score.points,
        grade: report.score.grade,
        cap: report.score.cap.as_ref().map(|cap| cap.in_language(language)),
        coverage: f64::from(report.score.coverage) / 100.0,
        calculation: score::calculation(source, report, language),
        sections: SectionKind::ALL.into_iter().map(|kind| section(source, report, kind)).collect(),
        findings: outcomes
            .findings
            .iter()
            .enumerate()
            .map(|(index, finding)| Defect {
                new: report.since.as_ref().map(|since| since.new.contains(&index)),
                ..defect(source, finding, language)
            })
            .collect(),
        allowed: outcomes
            .allowed
            .iter()
            .map(|allowed| Waived {
                reason: &allowed.reason,
                allowed_on: source.place(allowed.span.start).line,
                defect: defect(source, &allowed.finding, language),
            })
            .collect(),
        known: report.known.iter().map(|finding| defect(source, finding, language)).collect(),
        passes: outcomes.passes.iter().map(|pass| verified(source, pass, language)).collect(),
        unchecked: outcomes
            .unchecked
            .iter()
            .map(|u| Unchecked { rule: Code(u.rule), message: u.missing.in_language(language) })
            .collect(),
    }
}

fn section(source: &Source, report: &Brief, kind: SectionKind) -> Section {
    let found = report.canvas.section(kind);
    Section {
        section: kind.name(),
        line: found.map(|s| source.place(s.title.span.start).line),
        score: f64::from(report.score.sections[kind as usize]) / 100.0,
        status: match found.map(|s| s.status) {
            Some(Status::Present) => SectionStatus::Present,
            Some(Status::NotApplicable) => SectionStatus::NotApplicable,
            Some(Status::Placeholder) => SectionStatus::Placeholder,
            Some(Status::Empty) => SectionStatus::Empty,
            None => SectionStatus::Missing,
        },
    }
}

fn defect<'a>(source: &Source, finding: &'a Finding, language: Language) -> Defect<'a> {
    let labels = finding.labels.iter().map(|l| related(source, l.span, l.message.in_language(language)));
    let places = finding.places.iter().map(|&span| related(source, span, String::new()));
    let (start, end) = (source.place(finding.span.start), source.place(finding.span.end));
    Defect {
        rule: Code(finding.rule),
        severity: match severity(finding) {
            crate::finding::Severity::Error => SeverityName::Error,
            crate::finding::Severity::Warning => SeverityName::Warning,
            crate::finding::Severity::Advice => SeverityName::Advice,
        },
        message: finding.message.in_language(language),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        computed: finding.computed.as_deref(),
        stated: finding.stated.as_deref(),
        assumption: finding.assumption.as_ref().map(|a| a.in_language(language)),
        related: labels.chain(places).collect(),
        help: finding.help.as_ref().map(|h| h.in_language(language)),
        fix: finding.fix.as_ref().map(|fix| Fix {
            safe: fix.safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| Edit {
                    start: source.disk_offset(edit.span.start),
                    end: source.disk_offset(edit.span.end),
                    text: &edit.text,
                })
                .collect(),
        }),
        new: None,
    }
}

fn related(source: &Source, span: Span, message: String) -> Related {
    let (start, end) = (source.place(span.start), source.place(span.end));
    Related { line: start.line, column: start.column, end_line: end.line, end_column: end.column, message }
}

fn verified(source: &Source, pass: &Pass, language: Language) -> Verified {
    let line = source.place(pass.span.start).line;
    let mut related_lines: Vec<u32> = pass.labels.iter().map(|span| source.place(span.start).line).collect();
    related_lines.sort_unstable();
    related_lines.dedup();
    related_lines.retain(|&other| other != line);
    Verified { rule: Code(pass.rule), line, related_lines, message: pass.message.in_language(language) }
}

#[cfg(test)]
mod tests;
