//! What the tests of the rules share: a rule run alone on a text.

use crate::finding::Outcomes;
use crate::rules::Rule;
use crate::source::Source;
use crate::words::Language;

fn alone(rule: &'static Rule, text: &str) -> (Source, Outcomes) {
    match text.strip_prefix("yaml:") {
        Some(yaml) => crate::rules::trial::checked(rule, "canvas.yaml", yaml),
        None => crate::rules::trial::checked(rule, "canvas.md", text),
    }
}

/// Each finding as the words it points at and its message in English. A text that starts with "yaml:" is YAML.
pub(in crate::rules) fn findings(rule: &'static Rule, text: &str) -> Vec<String> {
    let (source, outcomes) = alone(rule, text);
    let shown =
        |f: &crate::finding::Finding| format!("{}: {}", source.slice(f.span), f.message.in_language(Language::En));
    outcomes.findings.iter().map(shown).collect()
}

/// The arithmetic of each check that holds.
pub(in crate::rules) fn passes(rule: &'static Rule, text: &str) -> Vec<String> {
    alone(rule, text).1.passes.iter().map(|p| p.message.in_language(Language::En)).collect()
}
