//! What the tests of the rules share: a rule run alone on a text.

use crate::finding::Outcomes;
use crate::rules::{Rule, Settings};
use crate::source::Source;
use crate::words::Language;

fn alone(rule: &Rule, text: &str) -> (Source, Outcomes) {
    let name = if text.starts_with("yaml:") { "canvas.yaml" } else { "canvas.md" };
    let source = Source::new(name, text.trim_start_matches("yaml:").as_bytes());
    let settings = Settings { only: vec![rule.code], ..Settings::default() };
    let outcomes = crate::check(&source, &settings).outcomes;
    (source, outcomes)
}

/// Each finding as the words it points at and its message in English. A text that starts with "yaml:" is YAML.
pub(in crate::rules) fn findings(rule: &Rule, text: &str) -> Vec<String> {
    let (source, outcomes) = alone(rule, text);
    let shown =
        |f: &crate::finding::Finding| format!("{}: {}", source.slice(f.span), f.message.in_language(Language::En));
    outcomes.findings.iter().map(shown).collect()
}

/// The arithmetic of each check that holds.
pub(in crate::rules) fn passes(rule: &Rule, text: &str) -> Vec<String> {
    alone(rule, text).1.passes.iter().map(|p| p.message.in_language(Language::En)).collect()
}
