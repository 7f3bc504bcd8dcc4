//! One rule, explained, with what it says now about its own bad example.

use std::io::{self, Write};

use crate::report::layout::{Ink, Style, clean};
use crate::report::terminal;
use crate::rules::{Rule, Settings};
use crate::source::Source;
use crate::words::{Language, Text};

/// Writes what the rule is for, a bad and a good example, what it says about the bad one, and how to allow it.
///
/// # Errors
/// Those of `out`.
pub fn render(rule: &'static Rule, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let severity = terminal::severity_word(rule.severity).in_language(language);
    let severity = style.paint(Ink::Severity(rule.severity), severity);
    writeln!(out, "{} ({severity})", style.paint(Ink::Strong, rule.code))?;
    out.write_all(style.hanging(None, "", rule.summary.in_language(language)).as_bytes())?;

    title(&WHY, style, language, out)?;
    out.write_all(style.hanging(None, "  ", rule.why.in_language(language)).as_bytes())?;
    title(&SOURCE, style, language, out)?;
    out.write_all(style.hanging(None, "  ", rule.source).as_bytes())?;
    title(&BAD, style, language, out)?;
    example(rule.bad, out)?;
    title(&SAYS, style, language, out)?;
    says(rule, style, language, out)?;
    // The finding above ends in an empty line.
    writeln!(out, "{}", style.paint(Ink::Strong, GOOD.in_language(language)))?;
    example(rule.good, out)?;
    title(&ALLOW, style, language, out)?;
    writeln!(out, "  canvas check --allow {}", rule.code)?;
    // What is wrong with an allowance cannot be allowed by another.
    if rule.name().starts_with("allowance-") {
        return Ok(());
    }
    let reason = REASON.in_language(language);
    writeln!(out, "    <!-- canvas: allow({}, reason = \"{reason}\") -->", rule.code)?;
    writeln!(out, "    # canvas: allow({}, reason = \"{reason}\")", rule.code)
}

/// What the rule, alone, says about its bad example.
fn says(rule: &'static Rule, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let source = Source::new("example.md", rule.bad.as_bytes());
    let settings = Settings { only: vec![rule.code], ..Settings::default() };
    let report = crate::check(&source, &settings);
    for finding in &report.outcomes.findings {
        terminal::finding(&source, finding, style, language, out)?;
    }
    if report.outcomes.findings.is_empty() { writeln!(out) } else { Ok(()) }
}

fn title(text: &'static Text, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", style.paint(Ink::Strong, text.in_language(language)))
}

fn example(text: &str, out: &mut dyn Write) -> io::Result<()> {
    /// Examples of what is too long are cut.
    const MOST_LINES: usize = 60;
    const MOST_CHARACTERS: usize = 120;
    let lines: Vec<&str> = text.trim_end().lines().collect();
    for line in lines.iter().take(MOST_LINES) {
        let line = clean(line);
        let cut = line.char_indices().nth(MOST_CHARACTERS).map_or(line.clone(), |(at, _)| format!("{}…", &line[..at]));
        writeln!(out, "{}", format!("    {cut}").trim_end())?;
    }
    if lines.len() > MOST_LINES { writeln!(out, "    …") } else { Ok(()) }
}

static WHY: Text = Text { en: "Why", pt: "Por quê", es: "Por qué" };
static SOURCE: Text = Text { en: "Where it comes from", pt: "De onde vem", es: "De dónde viene" };
static BAD: Text = Text { en: "Bad", pt: "Errado", es: "Mal" };
static SAYS: Text = Text { en: "What it says about that", pt: "O que a regra diz disso", es: "Lo que dice de eso" };
static GOOD: Text = Text { en: "Good", pt: "Certo", es: "Bien" };
static REASON: Text = Text { en: "why", pt: "por quê", es: "por qué" };
static ALLOW: Text = Text { en: "To allow it", pt: "Para permitir", es: "Para permitirlo" };

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn every_explanation_shows_what_the_rule_says_now_and_fits_the_page() {
        for rule in crate::rules::RULES {
            let settings = Settings { only: vec![rule.code], ..Settings::default() };
            let report = crate::check(&Source::new("example.md", rule.bad.as_bytes()), &settings);
            for language in Language::ALL {
                let mut out = Vec::new();
                render(rule, &Style::default(), language, &mut out).unwrap();
                let text = String::from_utf8(out).unwrap();
                let shown = text.matches(&format!("[{}]\n", rule.code)).count();
                assert_eq!(shown, report.outcomes.findings.len(), "{text}");
                assert!(text.contains(&format!("  canvas check --allow {}\n", rule.code)), "{text}");
                for line in text.lines().filter(|line| !line.starts_with("    ")) {
                    assert!(line.width() <= 80, "{}: {line}", rule.code);
                }
            }
        }
    }
}
