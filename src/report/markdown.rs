//! Markdown, for a comment on a pull request or the summary of a step.

use std::io::{self, Write};

use crate::finding::{Finding, Severity};
use crate::report::layout::clean;
use crate::report::{Brief, Run, severity};
use crate::source::Source;
use crate::words::{Language, Text};

/// Findings that are shown; the hosts of pull requests refuse comments that are too long.
const MOST_FINDINGS: usize = 100;

/// Writes a table of the canvases, then the findings of each, the gravest first. Messages are in `language`, or in that
/// of each canvas; the frame is in `common`.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, language: Option<Language>, common: Language, out: &mut dyn Write) -> io::Result<()> {
    let common = language.unwrap_or(common);
    // By this a pipeline finds its earlier comment again.
    writeln!(out, "<!-- canvas -->")?;
    let titles = [&CANVAS, &SCORE, &ERRORS, &WARNINGS, &ADVICE].map(|title| title.in_language(common));
    writeln!(out, "| {} |\n| --- | ---: | ---: | ---: | ---: |", titles.join(" | "))?;
    for (source, report) in &run.canvases {
        let counts = report.counts();
        let points = report.score.points.map_or_else(String::new, |points| format!("{points} "));
        let before =
            report.since.as_ref().and_then(|since| since.points).filter(|&old| Some(old) != report.score.points);
        let before = before.map_or_else(String::new, |old| format!("{old} → "));
        let score = format!("{before}{points}{}", report.score.grade);
        let name = escaped(source.name());
        writeln!(out, "| {name} | {score} | {} | {} | {} |", counts.errors, counts.warnings, counts.advice)?;
    }
    let mut left = MOST_FINDINGS;
    for (source, report) in &run.canvases {
        left -= findings(source, report, language.unwrap_or(report.canvas.language), left, out)?;
    }
    let more = run.counts().total().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        writeln!(out, "\n{}", MORE.with("count", more).in_language(common))?;
    }
    Ok(())
}

/// Writes at most `most` findings of a canvas and says how many it wrote. Those that were there at a revision before are
/// folded, behind those that are new.
fn findings(
    source: &Source,
    report: &Brief,
    language: Language,
    most: usize,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let old = |index: usize| report.since.as_ref().is_some_and(|since| !since.new.contains(&index));
    let findings = report.outcomes.findings.iter().enumerate();
    let mut sorted: Vec<(bool, &Finding)> = findings.map(|(index, finding)| (old(index), finding)).collect();
    sorted.sort_by_key(|&(old, finding)| (old, std::cmp::Reverse(severity(finding))));
    sorted.truncate(most);
    if !sorted.is_empty() {
        writeln!(out, "\n**{}**\n", escaped(source.name()))?;
    }
    let new = sorted.iter().take_while(|(old, _)| !old).count();
    for (at, (_, finding)) in sorted.iter().enumerate() {
        if at == new {
            let count = OLD.with("count", sorted.len() - new).in_language(language);
            writeln!(out, "\n<details><summary>{count}</summary>\n")?;
        }
        let mark = match severity(finding) {
            Severity::Error => "❌",
            Severity::Warning => "⚠️",
            Severity::Advice => "💡",
        };
        let at = |offset| LINE.with("line", source.place(offset).line as usize).in_language(language);
        let message = escaped(&finding.message.in_language(language));
        writeln!(out, "- {mark} {}: {message} (`{}`)", at(finding.span.start), finding.rule)?;
        for label in &finding.labels {
            writeln!(out, "  - {}: {}", at(label.span.start), escaped(&label.message.in_language(language)))?;
        }
        for message in [&finding.assumption, &finding.help].into_iter().flatten() {
            writeln!(out, "  - {}", escaped(&message.in_language(language)))?;
        }
    }
    if new < sorted.len() {
        writeln!(out, "\n</details>")?;
    }
    Ok(sorted.len())
}

/// Text in which nothing is taken for a mark, a mention or an issue.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '\n' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

static CANVAS: Text = Text { en: "Canvas", pt: "Canvas", es: "Canvas" };
static SCORE: Text = Text { en: "Score", pt: "Nota", es: "Puntuación" };
static ERRORS: Text = Text { en: "Errors", pt: "Erros", es: "Errores" };
static WARNINGS: Text = Text { en: "Warnings", pt: "Avisos", es: "Avisos" };
static ADVICE: Text = Text { en: "Advice", pt: "Conselhos", es: "Consejos" };
static LINE: Text = Text { en: "line {line}", pt: "linha {line}", es: "línea {line}" };
static OLD: Text = Text { en: "Not new: {count}", pt: "Não são novos: {count}", es: "No son nuevas: {count}" };
static MORE: Text = Text { en: "And {count} more.", pt: "E mais {count}.", es: "Y {count} más." };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{self, SHOP};

    fn shown(run: &Run) -> String {
        let mut bytes = Vec::new();
        render(run, Some(Language::En), Language::En, &mut bytes).expect("memory takes it");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn a_table_of_canvases_is_followed_by_the_findings_with_their_lines() {
        let source = Source::new("a|b.md", SHOP.as_bytes());
        let report = samples::report(&source, vec![samples::wrong_total(&source)]);
        let text = shown(&Run { canvases: vec![(source, report)], ..Run::default() });
        assert!(text.contains("| a\\|b.md | 74 C | 1 | 0 | 0 |\n"), "{text}");
        assert!(text.contains("- ❌ line 7: the rows add up to R\\$ 2.500"), "{text}");
        assert!(
            text.contains("(`arithmetic/sum-mismatch`)\n  - line 5: 800 + 1.700\n  - write R\\$ 2.500\n"),
            "{text}"
        );
    }

    #[test]
    fn what_was_there_before_is_folded_behind_what_is_new() {
        let source = Source::new("a.md", SHOP.as_bytes());
        let mut report = samples::report(&source, vec![samples::wrong_total(&source), samples::wrong_total(&source)]);
        let since = crate::report::Since { new: [1].into(), gone: 0, points: Some(80) };
        report.since = Some(since);
        let text = shown(&Run { canvases: vec![(source, report)], ..Run::default() });
        assert!(text.contains("| a.md | 80 → 74 C | 2 |"), "{text}");
        let (new, old) = text.split_once("\n<details><summary>Not new: 1</summary>\n\n").expect("a fold");
        assert!(new.matches("❌").count() == 1 && old.matches("❌").count() == 1, "{text}");
        assert!(old.ends_with("\n\n</details>\n"), "{text}");
    }

    #[test]
    fn a_long_report_says_how_much_is_left_out() {
        let source = Source::new("a.md", SHOP.as_bytes());
        let findings = (0..MOST_FINDINGS + 5).map(|_| samples::wrong_total(&source)).collect();
        let report = samples::report(&source, findings);
        let text = shown(&Run { canvases: vec![(source, report)], ..Run::default() });
        assert!(text.ends_with("\nAnd 5 more.\n"), "{text}");
        assert_eq!(text.matches("❌").count(), MOST_FINDINGS);
    }
}
