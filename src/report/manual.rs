//! The rules as documents: the manual beside the rules, and the table of the README.

use std::fmt::Write;

use crate::report::terminal::severity_word;
use crate::rules::{FAMILIES, RULES, Rule};
use crate::words::{Language, Text};

/// What each family looks for.
fn family_summary(family: &str) -> &'static str {
    match family {
        "completeness" => "something a plan needs is not written down",
        "clarity" => "it is written, but nobody could measure or size anything by it",
        "consistency" => "two statements of the document disagree",
        "arithmetic" => "the numbers do not compute",
        "capacity" => "the numbers compute, but physics or a stated limit says no",
        _ => "the document itself is damaged or hard to read",
    }
}

/// The rules by family, in the order of the manual; no family without rules.
pub fn by_family() -> impl Iterator<Item = (&'static str, Vec<&'static Rule>)> {
    FAMILIES.into_iter().filter_map(|family| {
        let rules: Vec<&Rule> = RULES.iter().copied().filter(|r| r.family() == family).collect();
        (!rules.is_empty()).then_some((family, rules))
    })
}

/// The manual: every rule with its reason, its source and its two examples.
pub fn manual() -> String {
    let mut out = String::from(
        "# The rules\n\nWritten by `UPDATE=1 cargo nextest run` from the rules themselves; do not edit.\n\n\
         An error is certain by the document's own numbers, or a must-have that is missing. A warning is what a competent \
         reviewer would ask to change. Advice is an improvement. A rule whose input is not there is silent.\n",
    );
    for (family, rules) in by_family() {
        let _ = write!(out, "\n## {family}: {}\n", family_summary(family));
        for rule in rules {
            let _ = write!(
                out,
                "\n### `{}` ({})\n\n{}{}.\n\n{}\n\nSource: {}.\n\nBad:\n\n{}\nGood:\n\n{}",
                rule.code,
                rule.severity.name(),
                rule.summary.en[..1].to_uppercase(),
                &rule.summary.en[1..],
                rule.why.en,
                rule.source,
                fenced(rule.bad),
                fenced(rule.good),
            );
        }
    }
    out
}

/// All rules as a Markdown table: that of the README, and of `canvas rules --format markdown`.
pub fn table(language: Language) -> String {
    let titles = [&RULE, &SEVERITY, &FINDS].map(|t| t.in_language(language));
    let mut out = format!("| {} |\n| --- | --- | --- |\n", titles.join(" | "));
    for (_, rules) in by_family() {
        for rule in rules {
            let severity = severity_word(rule.severity).in_language(language);
            let summary = rule.summary.in_language(language).replace('|', "\\|");
            let _ = writeln!(out, "| `{}` | {severity} | {summary} |", rule.code);
        }
    }
    out
}

static RULE: Text = Text { en: "rule", pt: "regra", es: "regla" };
static SEVERITY: Text = Text { en: "severity", pt: "gravidade", es: "gravedad" };
static FINDS: Text = Text { en: "finds", pt: "encontra", es: "encuentra" };

/// A block of code that may hold blocks of code.
fn fenced(text: &str) -> String {
    const LONGEST_LINE: usize = 120;
    let fence = if text.contains("```") { "````" } else { "```" };
    let clean: String = text.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect();
    let lines: Vec<String> = clean
        .trim_end()
        .lines()
        .map(|line| match line.char_indices().nth(LONGEST_LINE) {
            Some((at, _)) => format!("{}…", &line[..at]),
            None => line.to_owned(),
        })
        .collect();
    format!("{fence}markdown\n{}\n{fence}\n", lines.join("\n"))
}
