//! GitLab code quality: a list of findings for the merge request.

use std::io::{self, Write};

use serde::Serialize;

use crate::finding::Severity;
use crate::report::{Brief, Run, fingerprint, severity};
use crate::source::Source;
use crate::words::Language;

/// Writes one JSON list. Messages are in `language`, or in that of each canvas.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, language: Option<Language>, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<Issue> = run.canvases.iter().flat_map(|(source, report)| issues(source, report, language)).collect();
    serde_json::to_writer_pretty(&mut *out, &all).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn issues<'a>(source: &'a Source, report: &Brief, language: Option<Language>) -> Vec<Issue<'a>> {
    let language = language.unwrap_or(report.canvas.language);
    let findings = &report.outcomes.findings;
    let prints = fingerprint::fingerprints(source, report, findings);
    findings
        .iter()
        .zip(prints)
        .map(|(finding, print)| Issue {
            description: finding.message.in_language(language),
            check_name: finding.rule,
            // Two findings of one report must never have the same, whatever file they are in.
            fingerprint: fingerprint::hash([source.name(), &print]),
            severity: match severity(finding) {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Advice => "info",
            },
            location: Location {
                path: source.name(),
                lines: Lines { begin: source.place(finding.span.start).line, end: source.place(finding.span.end).line },
            },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::report::samples::{self, SHOP};

    #[test]
    fn the_same_finding_in_two_files_has_two_fingerprints() {
        let canvases = ["a.md", "b.md"].map(|name| {
            let source = Source::new(name, SHOP.as_bytes());
            let report = samples::report(&source, vec![samples::wrong_total(&source), samples::wrong_total(&source)]);
            (source, report)
        });
        let mut bytes = Vec::new();
        render(&Run { canvases: canvases.into(), ..Run::default() }, None, &mut bytes).expect("memory takes it");
        let issues: Vec<Value> = serde_json::from_slice(&bytes).expect("JSON");
        let prints: BTreeSet<String> = issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
        assert_eq!(prints.len(), 4);
        assert_eq!(issues[2]["location"], serde_json::json!({"path": "b.md", "lines": {"begin": 7, "end": 7}}));
        assert_eq!(issues[2]["severity"], "major");
    }
}
