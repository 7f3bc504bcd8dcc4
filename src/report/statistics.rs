//! How often each rule speaks, in all canvases of a run.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::finding::{Finding, Severity};
use crate::report::layout::{Ink, Style};
use crate::report::{Run, severity};
use crate::rules::RULES;
use crate::words::Language;

/// A row of the statistics.
struct Row {
    count: usize,
    severity: Severity,
    code: &'static str,
    summary: &'static str,
}

/// Writes a row for each rule with findings and each severity that they have, the most findings first, then in the
/// order of the rules. Findings that are allowed or known to a baseline are not counted.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows(run, language);
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    let width = |text: fn(&Row) -> String| rows.iter().map(|row| text(row).width()).max().unwrap_or(0);
    let (counts, names) = (width(|row| row.count.to_string()), width(|row| row.severity.name().to_owned()));
    for row in rows {
        let head = format!("{:>counts$}  {:<names$}  ", row.count, row.severity.name());
        let said = format!("{}: {}", row.code, row.summary);
        out.write_all(style.hanging(Some(Ink::Severity(row.severity)), &head, &said).as_bytes())?;
    }
    Ok(())
}

fn rows(run: &Run, language: Language) -> Vec<Row> {
    let findings: Vec<&Finding> = run.canvases.iter().flat_map(|(_, report)| &report.outcomes.findings).collect();
    let mut rows = Vec::new();
    for rule in RULES {
        for level in [Severity::Error, Severity::Warning, Severity::Advice] {
            let count = findings.iter().filter(|f| f.rule == rule.code && severity(f) == level).count();
            if count > 0 {
                rows.push(Row { count, severity: level, code: rule.code, summary: rule.summary.in_language(language) });
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;
    use crate::source::Source;

    #[test]
    fn rules_are_counted_in_all_canvases_the_most_findings_first() {
        let source = || Source::new("loja.md", samples::SHOP.as_bytes());
        let small = |source: &Source| {
            let mut finding = samples::finding(source, "Custos", Severity::Advice);
            finding.rule = "completeness/risk-unrated";
            finding
        };
        let mut run = Run::default();
        for sums in [1, 0] {
            let source = source();
            let mut findings = vec![small(&source)];
            findings.extend((0..sums).map(|_| samples::wrong_total(&source)));
            let report = samples::report(&source, findings);
            run.canvases.push((source, report));
        }
        let mut out = Vec::new();
        render(&run, &Style::default(), Language::En, &mut out).expect("memory takes everything");
        let text = String::from_utf8(out).expect("UTF-8");
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("  ")).collect();
        let [first, second] = lines[..] else { panic!("two rows: {text}") };
        assert!(first.starts_with("2  advice  completeness/risk-unrated: "), "{text}");
        assert!(second.starts_with("1  error   arithmetic/sum-mismatch: "), "{text}");
    }
}
