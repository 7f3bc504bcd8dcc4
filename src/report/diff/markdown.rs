//! What changed, for a pull request.

use std::fmt::Write;

use crate::finding::Finding;
use crate::model::Fact;
use crate::report::diff::{
    Comparison, FIXED, INTRODUCED, LINE, MORE, MOST, QUANTITIES, SAME, SCORE, SECTIONS, Side, about, change, remaining,
    score, status,
};
use crate::report::layout::{Style, clean};
use crate::report::severity;
use crate::report::summary::markdown::text;
use crate::report::terminal::severity_word;
use crate::words::{Language, Text};

/// The report, ending with a line break.
pub fn render(comparison: &Comparison, language: Language) -> String {
    let Comparison { old, new, .. } = comparison;
    let code = |side: Side| format!("`{}`", clean(side.0.name()).replace('`', "'"));
    let mut out = if old.0.name() == new.0.name() {
        format!("### {}\n\n", code(new))
    } else {
        format!("### {} → {}\n\n", code(old), code(new))
    };
    let title = SCORE.in_language(language);
    if old.1.score.points == new.1.score.points {
        let _ = writeln!(out, "**{title}: {}**", score(new));
    } else {
        let gain = comparison.gain().map(|gain| format!(", {gain}")).unwrap_or_default();
        let _ = writeln!(out, "**{title}: {} → {}**{gain}", score(old), score(new));
    }
    if !comparison.sections.is_empty() {
        let _ = writeln!(out, "\n**{}**\n", SECTIONS.in_language(language));
        for &(kind, before, after) in &comparison.sections {
            let name = crate::rules::section_name(kind).in_language(language);
            let _ = writeln!(out, "- {name}: {} → {}", status(before, language), status(after, language));
        }
    }
    quantities(comparison, language, &mut out);
    findings(&INTRODUCED, new, &comparison.introduced, "❌", language, &mut out);
    findings(&FIXED, old, &comparison.fixed, "✅", language, &mut out);
    if comparison.is_same() {
        let _ = writeln!(out, "\n{}", SAME.in_language(language));
    }
    if let Some(remaining) = remaining(comparison, language) {
        let _ = writeln!(out, "\n{remaining}");
    }
    out
}

fn quantities(comparison: &Comparison, language: Language, out: &mut String) {
    let Comparison { old, new, changed, added, removed, .. } = comparison;
    if changed.is_empty() && added.is_empty() && removed.is_empty() {
        return;
    }
    let titles = [&QUANTITY, &BEFORE, &AFTER, &CHANGE].map(|title| title.in_language(language));
    let _ = writeln!(out, "\n**{}**\n", QUANTITIES.in_language(language));
    let _ = writeln!(out, "| {} |\n| --- | ---: | ---: | ---: |", titles.join(" | "));
    let about = |side: Side, fact: &Fact| text(&about(side, fact, &Style::default(), language));
    for (before, after) in changed.iter().take(MOST) {
        let by = change(before, after).unwrap_or_default();
        let _ =
            writeln!(out, "| {} | {} | {} | {by} |", about(new, after), text(&before.written), text(&after.written));
    }
    for fact in added.iter().take(MOST) {
        let _ = writeln!(out, "| {} | | {} | |", about(new, fact), text(&fact.written));
    }
    for fact in removed.iter().take(MOST) {
        let _ = writeln!(out, "| {} | {} | | |", about(old, fact), text(&fact.written));
    }
    let left_out: usize = [changed.len(), added.len(), removed.len()].map(|n| n.saturating_sub(MOST)).iter().sum();
    more(left_out, language, out);
}

fn findings(title: &Text, side: Side, findings: &[&Finding], sign: &str, language: Language, out: &mut String) {
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n**{}**\n", title.in_language(language));
    for finding in findings.iter().take(MOST) {
        let line = LINE.with("line", side.0.place(finding.span.start).line.to_string()).in_language(language);
        let word = severity_word(severity(finding)).in_language(language);
        let message = text(&finding.message.in_language(language));
        let _ = writeln!(out, "- {sign} {message} ({line}, {word} `{}`)", finding.rule);
    }
    more(findings.len().saturating_sub(MOST), language, out);
}

fn more(count: usize, language: Language, out: &mut String) {
    if count > 0 {
        let _ = writeln!(out, "\n… {}", MORE.with("count", count).in_language(language));
    }
}

static QUANTITY: Text = Text { en: "quantity", pt: "quantidade", es: "cantidad" };
static BEFORE: Text = Text { en: "before", pt: "antes", es: "antes" };
static AFTER: Text = Text { en: "after", pt: "depois", es: "después" };
static CHANGE: Text = Text { en: "change", pt: "variação", es: "variación" };
