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
