//! Reports made by hand, for the tests of this room.

use crate::extract::SectionKind;
use crate::finding::{Finding, Outcomes, Severity};
use crate::model::{Canvas, Confidence, Section, Status};
use crate::report::{Brief, Report, Run};
use crate::score::Score;
use crate::source::{Source, Span, Spanned};
use crate::words::{Language, Text};

/// A costs section with a total that is off.
pub const SHOP: &str = "\
# Loja
## Custos
| Item | Por mês |
|---|---|
| Servidores | R$ 800 |
| Banco | R$ 1.700 |
| Total | R$ 2.700 |
";

pub static WRONG: Text = Text {
    en: "the rows add up to {computed}, this total says {stated}",
    pt: "as linhas somam {computed}, este total diz {stated}",
    es: "las filas suman {computed}, este total dice {stated}",
};
pub static TERMS: Text = Text { en: "800 + 1.700", pt: "800 + 1.700", es: "800 + 1.700" };
pub static HELP: Text = Text { en: "write {figure}", pt: "escreva {figure}", es: "escriba {figure}" };
pub static MONTH: Text = Text { en: "a month of 30 days", pt: "mês de 30 dias", es: "mes de 30 días" };
pub static SMALL: Text = Text { en: "a small thing", pt: "uma coisa pequena", es: "una cosa pequeña" };

/// Where `words` stand in `source`.
pub fn at(source: &Source, words: &str) -> Span {
    let start = source.text().find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

/// The finding about the total of [`SHOP`].
pub fn wrong_total(source: &Source) -> Finding {
    let message = WRONG.with("computed", "R$ 2.500").with("stated", "R$ 2.700");
    let mut finding = Finding::new(at(source, "R$ 2.700"), message);
    finding
        .label(at(source, "R$ 800"), TERMS.plain())
        .figures("R$ 2.500", "R$ 2.700")
        .help(HELP.with("figure", "R$ 2.500"))
        .severity(Severity::Error)
        .fix(at(source, "R$ 2.700"), "R$ 2.500");
    finding.places.push(at(source, "R$ 1.700"));
    finding.rule = "arithmetic/sum-mismatch";
    finding
}

/// A finding of a severity about some words.
pub fn finding(source: &Source, words: &str, severity: Severity) -> Finding {
    let mut finding = Finding::new(at(source, words), SMALL.plain());
    finding.rule = "clarity/small-thing";
    finding.severity = Some(severity);
    finding
}

/// The report on [`SHOP`] with some findings.
pub fn report(source: &Source, findings: Vec<Finding>) -> Brief {
    let canvas = Canvas {
        language: Language::Pt,
        title: Some(Spanned::new("Loja".to_owned(), at(source, "Loja"))),
        recognised: true,
        sections: vec![Section {
            content: None,
            kind: SectionKind::Costs,
            confidence: Confidence::Certain,
            title: Spanned::new("Custos".to_owned(), at(source, "Custos")),
            span: Span::new(7, source.text().len()),
            status: Status::Present,
            of_phase: false,
        }],
        ..Canvas::default()
    };
    let score =
        Score { points: Some(74), grade: "C", coverage: 62, sections: [0, 0, 0, 0, 70, 0, 0, 0], ..Score::default() };
    Report::new(canvas, Outcomes { findings, ..Outcomes::default() }, score).brief(true)
}

/// Clean canvases with these scores.
pub fn run(points: &[Option<u32>]) -> Run {
    let canvases = points.iter().enumerate().map(|(i, &points)| {
        let source = Source::new(format!("loja-{i}.md"), SHOP.as_bytes());
        let mut report = report(&source, Vec::new());
        report.score.points = points;
        (source, report)
    });
    Run { canvases: canvases.collect(), skipped: Vec::new() }
}
