//! The report for programs, with types of its own, so that the inside can change without breaking anybody.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::extract::SectionKind;
use crate::finding::{Finding, Pass};
use crate::model::Status;
use crate::report::{Report, Run, severity};
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
    /// The eight sections in the order of the template.
    sections: Vec<Section>,
    /// Defects, ordered by line.
    findings: Vec<Defect<'a>>,
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
            score: run.score(),
        },
        canvases: run.canvases.iter().map(|(source, report)| canvas(source, report, language)).collect(),
    }
}

fn canvas<'a>(source: &'a Source, report: &'a Report, language: Option<Language>) -> Canvas<'a> {
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
        sections: SectionKind::ALL.into_iter().map(|kind| section(source, report, kind)).collect(),
        findings: outcomes.findings.iter().map(|finding| defect(source, finding, language)).collect(),
        passes: outcomes.passes.iter().map(|pass| verified(source, pass, language)).collect(),
        unchecked: outcomes
            .unchecked
            .iter()
            .map(|u| Unchecked { rule: Code(u.rule), message: u.missing.in_language(language) })
            .collect(),
    }
}

fn section(source: &Source, report: &Report, kind: SectionKind) -> Section {
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
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::report::samples;

    fn rendered(run: &Run, language: Option<Language>) -> Value {
        let mut out = Vec::new();
        render(run, language, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    fn shop() -> Run {
        let source = Source::new("canvases/loja.md", samples::SHOP.as_bytes());
        let report = samples::report(&source, vec![samples::wrong_total(&source)]);
        Run { canvases: vec![(source, report)], skipped: vec!["notes.md".to_owned()] }
    }

    #[test]
    fn a_finding_names_both_sides_with_end_columns_behind_the_last_character() {
        let report = rendered(&shop(), None);
        assert_eq!(
            report["canvases"][0]["findings"][0],
            json!({
                "rule": "arithmetic/sum-mismatch",
                "severity": "error",
                "message": "as linhas somam R$ 2.500, este total diz R$ 2.700",
                "line": 7, "column": 11, "end_line": 7, "end_column": 19,
                "computed": "R$ 2.500", "stated": "R$ 2.700",
                "assumption": null,
                "related": [
                    { "line": 5, "column": 16, "end_line": 5, "end_column": 22, "message": "800 + 1.700" },
                    { "line": 6, "column": 11, "end_line": 6, "end_column": 19, "message": "" }
                ],
                "help": "escreva R$ 2.500",
                "fix": { "safe": true, "edits": [{ "start": 102, "end": 110, "text": "R$ 2.500" }] }
            })
        );
    }

    #[test]
    fn the_summary_counts_findings_and_documents_passed_over() {
        let report = rendered(&shop(), Some(Language::En));
        assert_eq!(
            report["summary"],
            json!({ "canvases": 1, "skipped": 1, "errors": 1, "warnings": 0, "advice": 0, "score": 74 })
        );
        assert_eq!(report["canvases"][0]["coverage"], json!(0.62));
        assert_eq!(
            report["canvases"][0]["sections"][4],
            json!({ "section": "costs", "line": 2, "score": 0.7, "status": "present" })
        );
        assert_eq!(
            report["canvases"][0]["sections"][5],
            json!({ "section": "risks", "line": null, "score": 0.0, "status": "missing" })
        );
        let message = report["canvases"][0]["findings"][0]["message"].as_str().unwrap();
        assert!(message.starts_with("the rows add up"), "{message}");
    }

    #[test]
    fn what_is_unknown_is_null() {
        let mut run = samples::run(&[None]);
        run.canvases[0].1.canvas.title = None;
        let report = rendered(&run, None);
        assert_eq!(report["canvases"][0]["title"], Value::Null);
        assert_eq!(report["canvases"][0]["score"], Value::Null);
        assert_eq!(report["summary"]["score"], Value::Null);
    }

    #[test]
    fn the_schema_demands_every_field_and_knows_no_others() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let report = rendered(&shop(), None);
        conforms(&schema, &schema, &report, "report");
        let mut odd = report.clone();
        odd["canvases"][0]["findings"][0]["line"] = json!("seven");
        let caught = std::panic::catch_unwind(|| conforms(&schema, &schema, &odd, "report"));
        assert!(caught.is_err(), "a line that is not a number conforms to the schema");
    }

    /// As much of JSON Schema as the report uses.
    fn conforms(root: &Value, schema: &Value, value: &Value, place: &str) {
        if let Some(reference) = schema["$ref"].as_str() {
            return conforms(root, root.pointer(&reference[1..]).unwrap(), value, place);
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            if value.is_null() {
                return assert!(choices.iter().any(|c| c["type"] == "null"), "{place} is null");
            }
            let choice = choices.iter().find(|c| c["type"] != "null").unwrap();
            return conforms(root, choice, value, place);
        }
        if let Some(variants) = schema["oneOf"].as_array() {
            return assert!(variants.iter().any(|v| v["const"] == *value), "{place}: {value}");
        }
        if let Some(choices) = schema["enum"].as_array() {
            return assert!(choices.contains(value), "{place}: {value}");
        }
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(n) if n.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let allowed = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
        assert!(allowed.contains(&json!(kind)), "{place} is {kind}, not {allowed:?}");
        for (i, item) in value.as_array().into_iter().flatten().enumerate() {
            conforms(root, &schema["items"], item, &format!("{place}[{i}]"));
        }
        if let Some(fields) = value.as_object() {
            for name in schema["required"].as_array().unwrap() {
                assert!(fields.contains_key(name.as_str().unwrap()), "{place} lacks {name}");
            }
            for (name, field) in fields {
                assert!(schema["properties"].get(name).is_some(), "{place}.{name} is not in the schema");
                conforms(root, &schema["properties"][name], field, &format!("{place}.{name}"));
            }
        }
    }
}
