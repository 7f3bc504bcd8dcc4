//! JUnit XML: a suite for every canvas, a case for every finding.

use std::io::{self, Write};

use crate::finding::Finding;
use crate::report::layout::clean;
use crate::report::{Brief, Gate, Run, severity};
use crate::source::Source;
use crate::words::Language;

/// Writes the suites. Findings that fail the run are failures, others are cases with a remark; a canvas with neither is
/// one case that passes. Messages are in `language`, or in that of each canvas.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, gate: Gate, language: Option<Language>, out: &mut dyn Write) -> io::Result<()> {
    let suites: Vec<Suite> =
        run.canvases.iter().map(|(source, report)| suite(source, report, gate, language)).collect();
    let total = |number: fn(&Suite) -> usize| suites.iter().map(number).sum::<usize>();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let (tests, failures, skipped) = (total(|s| s.cases.len()), total(|s| s.failures), total(|s| s.skipped));
    writeln!(out, "<testsuites name=\"canvas\" tests=\"{tests}\" failures=\"{failures}\" skipped=\"{skipped}\">")?;
    for Suite { name, cases, failures, skipped } in &suites {
        let tests = cases.len();
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
        )?;
        cases.iter().try_for_each(|case| writeln!(out, "    {case}"))?;
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

struct Suite {
    name: String,
    cases: Vec<String>,
    failures: usize,
    skipped: usize,
}

fn suite(source: &Source, report: &Brief, gate: Gate, language: Option<Language>) -> Suite {
    let language = language.unwrap_or(report.canvas.language);
    let name = escaped(source.name());
    let mut suite = Suite { name: name.clone(), cases: Vec::new(), failures: 0, skipped: 0 };
    for (index, finding) in report.outcomes.findings.iter().enumerate() {
        let message = escaped(&clean(&finding.message.in_language(language)));
        let said = escaped(&details(source, finding, language));
        let inside = if gate.fails(report, index) {
            suite.failures += 1;
            format!("<failure message=\"{message}\" type=\"{}\">{said}</failure>", severity(finding).name())
        } else {
            format!("<system-out>{said}</system-out>")
        };
        suite.cases.push(case(source, finding, &name, &inside));
    }
    for allowed in &report.outcomes.allowed {
        suite.skipped += 1;
        let inside = format!("<skipped message=\"{}\"/>", escaped(&clean(&allowed.reason)));
        suite.cases.push(case(source, &allowed.finding, &name, &inside));
    }
    if suite.cases.is_empty() {
        suite.cases.push(format!("<testcase classname=\"{name}\" name=\"canvas\"/>"));
    }
    suite
}

fn case(source: &Source, finding: &Finding, name: &str, inside: &str) -> String {
    let line = source.place(finding.span.start).line;
    format!(
        "<testcase classname=\"{name}\" name=\"{}:{line}\" file=\"{name}\" line=\"{line}\">{inside}</testcase>",
        finding.rule
    )
}

/// The place, the message, the other places and what to do, a line each.
fn details(source: &Source, finding: &Finding, language: Language) -> String {
    let line = |offset| source.place(offset).line;
    let mut lines = vec![(line(finding.span.start), clean(&finding.message.in_language(language)))];
    lines.extend(finding.labels.iter().map(|l| (line(l.span.start), clean(&l.message.in_language(language)))));
    let mut text: Vec<String> =
        lines.into_iter().map(|(line, message)| format!("{}:{line}: {message}", source.name())).collect();
    let further = [&finding.assumption, &finding.help].into_iter().flatten();
    text.extend(further.map(|message| clean(&message.in_language(language))));
    text.join("\n")
}

/// Text for XML. Characters that XML does not know are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::report::samples::{self, SHOP};

    fn shown(least: Option<Severity>) -> String {
        let source = Source::new("a&b.md", SHOP.as_bytes());
        let report = samples::report(&source, vec![samples::wrong_total(&source)]);
        let mut run = samples::run(&[Some(90)]);
        run.canvases.push((source, report));
        let mut bytes = Vec::new();
        render(&run, Gate { least, only_new: false }, Some(Language::En), &mut bytes).expect("memory takes it");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn a_finding_that_fails_the_run_is_a_failure_and_a_clean_canvas_passes() {
        let text = shown(Some(Severity::Error));
        assert!(text.contains("<testsuites name=\"canvas\" tests=\"2\" failures=\"1\" skipped=\"0\">"), "{text}");
        assert!(text.contains("<testcase classname=\"loja-0.md\" name=\"canvas\"/>"), "{text}");
        assert!(text.contains("file=\"a&amp;b.md\" line=\"7\"><failure message=\"the rows add up to"), "{text}");
        assert!(text.contains("a&amp;b.md:5: 800 + 1.700\nwrite R$ 2.500</failure>"), "{text}");
    }

    #[test]
    fn what_does_not_fail_the_run_is_a_remark() {
        let text = shown(None);
        assert!(text.contains("failures=\"0\"") && text.contains("<system-out>"), "{text}");
        assert!(!text.contains("<failure"), "{text}");
    }
}
