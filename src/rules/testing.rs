//! A rule tried on a few lines of Markdown, or on YAML behind "yaml:".

use crate::rules::{Rule, trial};
use crate::words::Language;

fn alone(rule: &'static Rule, text: &str) -> (Source, Outcomes) {
    match text.strip_prefix("yaml:") {
        Some(yaml) => crate::rules::trial::checked(rule, "canvas.yaml", yaml),
        None => crate::rules::trial::checked(rule, "canvas.md", text),
    }
}

/// Each finding as the words it points at and its message in English. A text that starts with "yaml:" is YAML.
pub(in crate::rules) fn findings(rule: &'static Rule, text: &str) -> Vec<String> {
    let (source, outcomes) = trial::run(rule, &titled(text));
    let findings = outcomes.findings.iter();
    findings.map(|f| format!("{}: {}", source.slice(f.span), f.message.in_language(Language::En))).collect()
}

/// The arithmetic of each check that holds.
pub(in crate::rules) fn passes(rule: &'static Rule, text: &str) -> Vec<String> {
    trial::passes(rule, &titled(text))
}

/// A few lines become a document by a title.
fn titled(text: &str) -> String {
    if text.starts_with("yaml:") || text.starts_with('#') { text.to_owned() } else { format!("# Canvas\n\n{text}") }
}
