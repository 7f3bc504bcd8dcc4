//! `canvas rules`: all of them, as a list for people, programs or documents.

use std::fmt::Write;

use serde::Serialize;

use crate::cli::choices::ListFormat;
use crate::report::layout::{Ink, Style};
use crate::report::manual;
use crate::report::terminal::severity_word;
use crate::rules::RULES;
use crate::words::{Language, Text};

/// The list of all rules.
pub fn render(format: ListFormat, style: &Style, language: Language) -> Vec<u8> {
    match format {
        ListFormat::Text => text(style, language),
        ListFormat::Json => json(language),
        ListFormat::Markdown => manual::table(language),
    }
    .into_bytes()
}

fn text(style: &Style, language: Language) -> String {
    let mut out = String::new();
    for (family, rules) in manual::by_family() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&style.paint(Ink::Strong, family));
        out.push('\n');
        for rule in rules {
            let severity = severity_word(rule.severity).in_language(language);
            let severity = style.paint(Ink::Severity(rule.severity), severity);
            // Writing to a string does not fail.
            let _ = writeln!(out, "  {} ({severity})", rule.code);
            out.push_str(&style.hanging(None, "      ", rule.summary.in_language(language)));
        }
    }
    let _ = writeln!(out, "\n{}", MORE.in_language(language));
    out
}

#[derive(Serialize)]
struct Listed {
    rule: &'static str,
    severity: &'static str,
    summary: &'static str,
    why: &'static str,
    source: &'static str,
    sections: Vec<&'static str>,
}

fn json(language: Language) -> String {
    let listed: Vec<Listed> = RULES
        .iter()
        .map(|rule| Listed {
            rule: rule.code,
            severity: rule.severity.name(),
            summary: rule.summary.in_language(language),
            why: rule.why.in_language(language),
            source: rule.source,
            sections: rule.section.iter().map(|section| section.name()).collect(),
        })
        .collect();
    // Texts and numbers always have a JSON form.
    serde_json::to_string_pretty(&listed).unwrap_or_default() + "\n"
}

static MORE: Text = Text {
    en: "`canvas explain RULE` says more about one.",
    pt: "`canvas explain REGRA` diz mais sobre uma delas.",
    es: "`canvas explain REGLA` dice más sobre una de ellas.",
};
