//! Seventy-two documents as busy people write them, half sound, half with planted defects: `tests/blind/README.txt`.
//!
//! They are the judge of the rules, because no rule was written for them.
#![allow(clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use canvas::finding::{Finding, Severity};
use canvas::rules::RULES;
use canvas::source::Source;
use canvas::words::Language;
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    sound: bool,
    #[serde(default)]
    defects: Vec<Defect>,
}

#[derive(Deserialize)]
struct Defect {
    rule: String,
    lines: Vec<u32>,
    why: String,
}

fn expected() -> BTreeMap<String, Expected> {
    let text = std::fs::read_to_string("tests/blind/expected.json").expect("what is expected");
    serde_json::from_str(&text).expect("what is expected is JSON")
}

/// Families that speak of numbers.
fn is_numeric(finding: &Finding) -> bool {
    ["arithmetic/", "consistency/", "capacity/"].iter().any(|family| finding.rule.starts_with(family))
}

fn lines(source: &Source, finding: &Finding) -> Vec<u32> {
    let labels = finding.labels.iter().map(|l| l.span);
    let spans = std::iter::once(finding.span).chain(labels).chain(finding.places.iter().copied());
    spans.flat_map(|s| source.line_of(s.start)..=source.line_of(s.end.max(s.start + 1) - 1)).collect()
}

#[test]
fn sound_documents_get_no_error_or_warning_about_their_numbers() {
    let mut wrong = Vec::new();
    for (name, _) in expected().iter().filter(|(_, e)| e.sound) {
        let (source, report) = common::check(&Path::new("tests/blind").join(name));
        for finding in report.outcomes.findings.iter().filter(|f| is_numeric(f)) {
            if finding.severity >= Some(Severity::Warning) {
                wrong.push(format!("{name}:{}", common::shown(&source, finding, Language::En)));
            }
        }
    }
    assert!(wrong.is_empty(), "false alarms:\n{}", wrong.join("\n"));
}

/// Planted defects that the rules written so far must find, of a hundred.
const LEAST_FOUND: usize = 90;

#[test]
fn planted_defects_are_found() {
    let (mut found, mut planted, mut missed) = (0, 0, Vec::new());
    for (name, expected) in expected().iter().filter(|(_, e)| !e.sound) {
        let (source, report) = common::check(&Path::new("tests/blind").join(name));
        for defect in &expected.defects {
            if !RULES.iter().any(|r| r.code == defect.rule) {
                continue;
            }
            planted += 1;
            let hit = report.outcomes.findings.iter().any(|f| {
                let family = defect.rule.split('/').next().unwrap_or("");
                f.rule.starts_with(family) && lines(&source, f).iter().any(|l| defect.lines.contains(l))
            });
            if hit {
                found += 1;
            } else {
                missed.push(format!("{name}:{:?} {}: {}", defect.lines, defect.rule, defect.why));
            }
        }
    }
    println!("planted defects found: {found} of {planted}\n{}", missed.join("\n"));
    assert!(found * 100 >= planted * LEAST_FOUND, "found {found} of {planted}; missed:\n{}", missed.join("\n"));
}
