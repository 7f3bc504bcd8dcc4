//! GitHub workflow commands: an annotation for every finding, on its line.

use std::io::{self, Write};

use crate::finding::{Finding, Severity};
use crate::report::layout::clean;
use crate::report::{Gate, Run, severity};
use crate::source::Source;
use crate::words::Language;

/// Writes one command a line. GitHub shows ten of a severity: what `gate` does not look at would hide what it does, and is
/// left out. Messages are in `language`, or in that of each canvas.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, gate: Gate, language: Option<Language>, out: &mut dyn Write) -> io::Result<()> {
    for (source, report) in &run.canvases {
        let language = language.unwrap_or(report.canvas.language);
        let findings = report.outcomes.findings.iter().enumerate();
        for (_, finding) in findings.filter(|&(index, _)| gate.concerns(report, index)) {
            writeln!(out, "{}", command(source, finding, language))?;
        }
    }
    Ok(())
}

fn command(source: &Source, finding: &Finding, language: Language) -> String {
    let name = match severity(finding) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let (start, end) = (source.place(finding.span.start), source.place(finding.span.end));
    // Columns are only taken where all of it stands on one line.
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    let mut lines = vec![clean(&finding.message.in_language(language))];
    for label in &finding.labels {
        let line = source.place(label.span.start).line;
        lines.push(format!("{}:{line}: {}", source.name(), clean(&label.message.in_language(language))));
    }
    let further = [&finding.assumption, &finding.help].into_iter().flatten();
    lines.extend(further.map(|message| clean(&message.in_language(language))));
    format!(
        "::{name} file={},line={},endLine={}{columns},title={}::{}",
        property(source.name()),
        start.line,
        end.line,
        property(finding.rule),
        data(&lines.join("\n"))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{self, SHOP};

    #[test]
    fn a_finding_is_annotated_on_its_line_with_the_other_place_and_what_to_do() {
        let source = Source::new("100%,a.md", SHOP.as_bytes());
        let shown = command(&source, &samples::wrong_total(&source), Language::Pt);
        assert_eq!(
            shown,
            "::error file=100%25%2Ca.md,line=7,endLine=7,col=11,endColumn=19,title=arithmetic/sum-mismatch::\
             as linhas somam R$ 2.500, este total diz R$ 2.700%0A100%25,a.md:5: 800 + 1.700%0Aescreva R$ 2.500"
        );
    }
}
