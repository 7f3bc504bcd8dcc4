//! A rule, tried alone on a text: what its own tests look at.

use crate::rules::{Rule, Settings};
use crate::source::Source;
use crate::words::Language;

/// What `rule` says about `text`, each finding as `severity «the words it points at» message`.
pub(in crate::rules) fn findings(rule: &'static Rule, text: &str) -> Vec<String> {
    let (source, outcomes) = run(rule, text);
    let findings = outcomes.findings.iter().map(|f| {
        let severity = f.severity.map_or("", |s| s.name());
        format!("{severity} «{}» {}", source.slice(f.span), f.message.in_language(Language::En))
    });
    findings.collect()
}

/// What `rule` verified in `text`.
pub(in crate::rules) fn passes(rule: &'static Rule, text: &str) -> Vec<String> {
    run(rule, text).1.passes.iter().map(|p| p.message.in_language(Language::En)).collect()
}

/// The repairs that `rule` offers for `text`, edit by edit, as `before → after`.
pub(in crate::rules) fn repairs(rule: &'static Rule, text: &str) -> Vec<String> {
    let (source, outcomes) = run(rule, text);
    let edits = outcomes.findings.iter().filter_map(|f| f.fix.as_ref()).flat_map(|fix| &fix.edits);
    edits.map(|edit| format!("{} → {}", source.slice(edit.span), edit.text)).collect()
}

/// A text without a heading is YAML.
pub(in crate::rules) fn run(rule: &'static Rule, text: &str) -> (Source, crate::finding::Outcomes) {
    let heading = text.starts_with('#') || text.contains("\n#");
    checked(rule, if heading { "trial.md" } else { "trial.yaml" }, text)
}

/// What `rule` says about a document of that name.
pub(in crate::rules) fn checked(rule: &'static Rule, name: &str, text: &str) -> (Source, crate::finding::Outcomes) {
    let source = Source::new(name, text.as_bytes());
    let settings = Settings { only: vec![rule.code], ..Settings::default() };
    let document = crate::syntax::parse(&source);
    let canvas = crate::model::read(&crate::extract::outline(&document, &settings.vocabulary), &source);
    let outcomes = crate::rules::run(&canvas, &settings);
    (source, outcomes)
}
