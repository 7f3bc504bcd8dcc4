//! What changed, for a person at a terminal.

use crate::finding::{Finding, Severity};
use crate::model::Fact;
use crate::report::diff::{
    Comparison, FIXED, INTRODUCED, LINE, MORE, MOST, QUANTITIES, SAME, SCORE, SECTIONS, Side, about, change, remaining,
    score, status,
};
use crate::report::layout::{Ink, Style};
use crate::report::severity;
use crate::report::terminal::severity_word;
use crate::words::{Language, Text};

/// The report, ending with a line break.
pub fn render(comparison: &Comparison, style: &Style, language: Language) -> String {
    let mut page = Page { comparison, style, language, text: String::new() };
    page.head();
    page.sections();
    page.quantities();
    page.findings(&INTRODUCED, comparison.new, &comparison.introduced, None);
    page.findings(&FIXED, comparison.old, &comparison.fixed, Some(Ink::Good));
    if comparison.is_same() {
        page.text.push_str(&style.hanging(None, "", SAME.in_language(language)));
    }
    if let Some(remaining) = remaining(comparison, language) {
        page.text.push_str(&style.hanging(Some(Ink::Faint), "", &remaining));
    }
    page.text
}

struct Page<'a> {
    comparison: &'a Comparison<'a>,
    style: &'a Style,
    language: Language,
    text: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let (old, new) = (self.comparison.old, self.comparison.new);
        let arrow = self.style.glyph("→", "->");
        let names = format!("{} {arrow} {}", old.0.name(), new.0.name());
        self.text.push_str(&self.style.hanging(None, "", &names));
        let mut said = format!("{}: {}", SCORE.in_language(self.language), score(old));
        if old.1.score.points != new.1.score.points {
            said.push_str(&format!(" {arrow} {}", score(new)));
            said.extend(self.comparison.gain().map(|gain| format!(", {}", self.plain(&gain))));
        }
        let ink = match new.1.score.points.cmp(&old.1.score.points) {
            std::cmp::Ordering::Less => Ink::Severity(Severity::Error),
            std::cmp::Ordering::Equal => Ink::Strong,
            std::cmp::Ordering::Greater => Ink::Good,
        };
        self.text.push_str(&self.style.paint(ink, &said));
        self.text.push_str("\n\n");
    }

    fn sections(&mut self) {
        if self.comparison.sections.is_empty() {
            return;
        }
        self.title(&SECTIONS);
        for &(kind, before, after) in &self.comparison.sections {
            let name = crate::rules::section_name(kind).in_language(self.language);
            let (sign, ink) = if after > before { ("+", Ink::Good) } else { ("-", Ink::Severity(Severity::Warning)) };
            let [before, after] = [before, after].map(|s| status(s, self.language));
            let said = format!("{name}: {before} {} {after}", self.style.glyph("→", "->"));
            self.text.push_str(&self.style.hanging(Some(ink), &format!("  {sign} "), &said));
        }
        self.text.push('\n');
    }

    fn quantities(&mut self) {
        let Comparison { old, new, changed, added, removed, .. } = self.comparison;
        if changed.is_empty() && added.is_empty() && removed.is_empty() {
            return;
        }
        self.title(&QUANTITIES);
        for (before, after) in changed.iter().take(MOST) {
            let arrow = self.style.glyph("→", "->");
            let by = change(before, after).map(|by| format!(" ({})", self.plain(&by))).unwrap_or_default();
            let said = format!("{} {arrow} {}{by}", before.written, after.written);
            self.quantity("~", Ink::Strong, new, after, &said);
        }
        self.more(changed.len());
        for fact in added.iter().take(MOST) {
            self.quantity("+", Ink::Good, new, fact, &fact.written);
        }
        self.more(added.len());
        for fact in removed.iter().take(MOST) {
            self.quantity("-", Ink::Severity(Severity::Warning), old, fact, &fact.written);
        }
        self.more(removed.len());
        self.text.push('\n');
    }

    fn quantity(&mut self, sign: &str, ink: Ink, side: Side, fact: &Fact, said: &str) {
        let line = side.0.place(fact.span.start).line;
        let said = format!("{}: {said}", about(side, fact, self.style, self.language));
        self.text.push_str(&self.style.hanging(Some(ink), &format!("  {sign} {line:>4}  "), &said));
    }

    fn findings(&mut self, title: &'static Text, side: Side, findings: &[&Finding], ink: Option<Ink>) {
        if findings.is_empty() {
            return;
        }
        self.title(title);
        for finding in findings.iter().take(MOST) {
            let severity = severity(finding);
            let line = LINE.with("line", side.0.place(finding.span.start).line.to_string());
            let said = format!(
                "{} ({}, {}[{}])",
                finding.message.in_language(self.language),
                line.in_language(self.language),
                severity_word(severity).in_language(self.language),
                finding.rule,
            );
            let head =
                if ink.is_some() { self.style.glyph("  ✔ ", "  + ") } else { self.style.glyph("  × ", "  x ") };
            self.text.push_str(&self.style.hanging(Some(ink.unwrap_or(Ink::Severity(severity))), head, &said));
        }
        self.more(findings.len());
        self.text.push('\n');
    }

    fn title(&mut self, title: &'static Text) {
        self.text.push_str(&self.style.paint(Ink::Strong, title.in_language(self.language)));
        self.text.push('\n');
    }

    /// How many were not listed.
    fn more(&mut self, count: usize) {
        if count > MOST {
            let more = MORE.with("count", count - MOST).in_language(self.language);
            self.text.push_str(&self.style.hanging(Some(Ink::Faint), "    … ", &more));
        }
    }

    fn plain(&self, signed: &str) -> String {
        if self.style.unicode { signed.to_owned() } else { signed.replace('−', "-").replace('±', "+") }
    }
}
