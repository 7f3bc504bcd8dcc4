//! SARIF 2.1.0, for code scanning: every rule, and every finding with its places, repair and fingerprint.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Allowed, Finding, Fix, Severity};
use crate::report::{Brief, Run, fingerprint, severity};
use crate::rules::{RULES, Rule};
use crate::source::{Source, Span};
use crate::words::Language;

/// Writes one log with one run. Messages are in `language`, or in that of each canvas; rules in `language`, or English.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, language: Option<Language>, out: &mut dyn Write) -> io::Result<()> {
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: RULES.iter().map(|rule| descriptor(rule, language.unwrap_or(Language::En))).collect(),
    };
    let results = run.canvases.iter().flat_map(|(source, report)| results(source, report, language)).collect();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [SarifRun { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    };
    serde_json::to_writer_pretty(&mut *out, &log).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Words,
    full_description: Words,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
struct Words {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Words,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Repair>,
    /// Given for every result, so that none is taken for suppressed or not by its absence.
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Words>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Repair {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Words>,
    artifact_changes: [Change; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Words,
}

fn descriptor(rule: &Rule, language: Language) -> Descriptor {
    let (summary, why) = (rule.summary.in_language(language), rule.why.in_language(language));
    Descriptor {
        id: rule.code,
        short_description: Words { text: summary.to_owned() },
        full_description: Words { text: why.to_owned() },
        help: Help {
            text: format!("{why} ({})", rule.source),
            markdown: format!("{why}\n\n{}\n\n`canvas explain {}`", rule.source, rule.code),
        },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: Properties { tags: [rule.code.split('/').next().unwrap_or(rule.code)] },
    }
}

/// The findings, those the document allows and those a baseline knows, by place.
fn results(source: &Source, report: &Brief, language: Option<Language>) -> Vec<Outcome> {
    let language = language.unwrap_or(report.canvas.language);
    let open = report.outcomes.findings.iter().enumerate().map(|(index, finding)| {
        let state = report.since.as_ref().map(|since| if since.new.contains(&index) { "new" } else { "unchanged" });
        (finding, Vec::new(), state)
    });
    let unchanged = report.since.as_ref().map(|_| "unchanged");
    let allowed = report.outcomes.allowed.iter().map(|a| (&a.finding, vec![in_source(source, a)], unchanged));
    let known = report.known.iter().map(|finding| {
        (finding, vec![Suppression { kind: "external", justification: None, location: None }], unchanged)
    });
    let mut all: Vec<_> = open.chain(allowed).chain(known).collect();
    all.sort_by_key(|(finding, ..)| finding.span.start);
    let prints = fingerprint::fingerprints(source, report, all.iter().map(|(finding, ..)| *finding));
    all.into_iter()
        .zip(prints)
        .map(|((finding, suppressions, baseline_state), print)| Outcome {
            rule_id: finding.rule,
            rule_index: RULES.iter().position(|rule| rule.code == finding.rule),
            level: level(severity(finding)),
            message: Words { text: message(finding, language) },
            locations: [Location { id: None, physical_location: place(source, finding.span), message: None }],
            related_locations: related(source, finding, language),
            partial_fingerprints: BTreeMap::from([("canvas/v1", print)]),
            fixes: finding.fix.iter().map(|fix| repair(source, finding, fix, language)).collect(),
            suppressions,
            baseline_state,
        })
        .collect()
}

fn in_source(source: &Source, allowed: &Allowed) -> Suppression {
    let location = Location { id: None, physical_location: place(source, allowed.span), message: None };
    Suppression { kind: "inSource", justification: Some(allowed.reason.clone()), location: Some(location) }
}

/// What is wrong, what was taken for granted, what to do.
fn message(finding: &Finding, language: Language) -> String {
    let further = [&finding.assumption, &finding.help];
    let further = further.into_iter().flatten().map(|m| m.in_language(language));
    [finding.message.in_language(language)].into_iter().chain(further).collect::<Vec<_>>().join("; ")
}

fn related(source: &Source, finding: &Finding, language: Language) -> Vec<Location> {
    let labels = finding.labels.iter().map(|l| (l.span, Some(Words { text: l.message.in_language(language) })));
    let places = finding.places.iter().map(|&span| (span, None));
    labels
        .chain(places)
        .enumerate()
        .map(|(i, (span, message))| Location { id: Some(i + 1), physical_location: place(source, span), message })
        .collect()
}

fn repair(source: &Source, finding: &Finding, fix: &Fix, language: Language) -> Repair {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(source, edit.span),
        inserted_content: Words { text: edit.text.clone() },
    });
    Repair {
        description: finding.help.as_ref().map(|help| Words { text: help.in_language(language) }),
        artifact_changes: [Change { artifact_location: artifact(source), replacements: replacements.collect() }],
    }
}

fn place(source: &Source, span: Span) -> PhysicalLocation {
    PhysicalLocation { artifact_location: artifact(source), region: region(source, span) }
}

fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.place(span.start), source.place(span.end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// The path as a URI, relative where the path is.
fn artifact(source: &Source) -> Artifact {
    let mut uri = String::from(if source.name().starts_with('/') { "file://" } else { "" });
    for byte in source.name().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    Artifact { uri }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::samples::{self, SHOP};

    fn log(run: &Run) -> Value {
        let mut bytes = Vec::new();
        render(run, Some(Language::En), &mut bytes).expect("memory takes it");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    #[test]
    fn a_finding_names_both_places_and_its_repair_and_an_allowed_one_is_suppressed() {
        let source = Source::new("planos/a b.md", SHOP.as_bytes());
        let mut report = samples::report(&source, vec![samples::wrong_total(&source)]);
        let finding = samples::finding(&source, "Custos", Severity::Advice);
        report.outcomes.allowed.push(Allowed { finding, reason: "agreed".to_owned(), span: Span::new(0, 1) });
        let log = log(&Run { canvases: vec![(source, report)], ..Run::default() });
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(RULES.len()));
        let (allowed, open) = (&run["results"][0], &run["results"][1]);
        assert_eq!((&allowed["level"], &allowed["suppressions"][0]["kind"]), (&"note".into(), &"inSource".into()));
        assert_eq!(allowed["suppressions"][0]["justification"], "agreed");
        assert_eq!(open["suppressions"], serde_json::json!([]));
        let place = &open["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "planos/a%20b.md");
        assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&7.into(), &11.into()));
        let related: Vec<_> = open["relatedLocations"].as_array().into_iter().flatten().collect();
        let lines: Vec<_> = related.iter().map(|r| &r["physicalLocation"]["region"]["startLine"]).collect();
        assert_eq!(lines, [5, 6]);
        let change = &open["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["insertedContent"]["text"], "R$ 2.500");
    }
}
