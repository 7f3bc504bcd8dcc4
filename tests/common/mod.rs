//! Documents of the repository, checked, and findings shown as the words they point at.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use canvas::finding::Finding;
use canvas::report::Report;
use canvas::rules::Settings;
use canvas::source::Source;
use canvas::words::Language;

/// The Markdown and YAML files of a folder, not of those below it, sorted.
pub fn documents(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "md" || e == "yaml"))
        .filter(|path| path.file_name().is_none_or(|n| n != "README.md"))
        .collect();
    files.sort();
    files
}

/// Reads and checks one file as the program does without configuration.
pub fn check(file: &Path) -> (Source, Report) {
    let bytes = std::fs::read(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let source = Source::new(file.to_string_lossy(), &bytes);
    let report = canvas::check(&source, &Settings::default());
    (source, report)
}

/// Checks a text that stands in a test.
pub fn check_text(name: &str, text: &str) -> (Source, Report) {
    let source = Source::new(name, text.as_bytes());
    let report = canvas::check(&source, &Settings::default());
    (source, report)
}

/// `line: severity rule «the words it points at» message`
pub fn shown(source: &Source, finding: &Finding, language: Language) -> String {
    format!(
        "{}: {} {} «{}» {}",
        source.place(finding.span.start).line,
        finding.severity.map_or("?", |s| s.name()),
        finding.rule,
        source.slice(finding.span),
        finding.message.in_language(language)
    )
}

/// The quantities of a document as `canvas inspect --format json` lists them, each with its line: number, unit or
/// currency, period, what it is per, statistic, what it measures.
pub fn quantities(source: &Source, report: &Report) -> Vec<(u64, serde_json::Value, String)> {
    let mut out = Vec::new();
    canvas::report::inspect::json::render(source, report, None, &mut out).expect("no error when writing to memory");
    let understood: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let quantities = understood["quantities"].as_array().expect("a list").clone();
    quantities.into_iter().map(|q| (q["line"].as_u64().unwrap_or(0), q.clone(), reading(&q))).collect()
}

fn reading(quantity: &serde_json::Value) -> String {
    let field = |name: &str| quantity[name].as_str();
    let mut said = match (field("low"), field("high"), field("relation")) {
        (Some(low), Some(high), _) if low == high => low.to_owned(),
        (Some(low), Some(high), Some("rises" | "falls")) => format!("{low}->{high}"),
        (low, high, _) => format!("{}..{}", low.unwrap_or(""), high.unwrap_or("")),
    };
    let unit = field("currency").or(field("unit")).filter(|unit| *unit != "none");
    said.extend(unit.map(|unit| format!(" {unit}")));
    said.extend(field("percent_of").map(|of| format!(" {of}")));
    said.extend(field("per").map(|per| format!("/{per}")));
    if let Some(each) = quantity["each"].as_object() {
        let count = each["count"].as_str().filter(|count| *count != "1").map(|count| format!(" {count}"));
        said.push_str(&format!(" per{} {}", count.unwrap_or_default(), each["entity"].as_str().unwrap_or("each")));
    }
    said.extend(field("statistic").map(|statistic| format!(" {statistic}")));
    said.extend(field("metric").filter(|metric| *metric != "unknown").map(|metric| format!(" [{metric}]")));
    said
}
