//! Repairs that need the text around a finding: what the rules, which see only the model, cannot write themselves.

mod notation;

mod row;

mod stub;

mod total;

use crate::finding::{Edit, Finding, Fix, Outcomes, Severity};
use crate::model::Canvas;
use crate::source::{Damage, Source, Span};
use crate::syntax::Document;

/// Adds repairs to the findings that have none of their own, and writes all of them with the line ends of the document.
pub fn propose(source: &Source, document: &Document, canvas: &Canvas, outcomes: &mut Outcomes) {
    // What is not read of a file cannot be judged.
    if source.damage().iter().any(|damage| matches!(damage, Damage::CutShort { .. })) {
        outcomes.findings.iter_mut().for_each(|finding| finding.fix = None);
        return;
    }
    let line_end = line_end(source.text());
    for finding in &mut outcomes.findings {
        if finding.fix.is_none() {
            finding.fix = proposal(source, document, canvas, finding);
        }
        if line_end != "\n" {
            for edit in finding.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
                edit.text = edit.text.replace("\r\n", "\n").replace('\n', line_end);
            }
        }
    }
}

fn proposal(source: &Source, document: &Document, canvas: &Canvas, finding: &Finding) -> Option<Fix> {
    match finding.rule {
        "hygiene/text-mojibake" | "hygiene/text-not-utf8" => decoded(source),
        "hygiene/table-shape-broken" => row::complete(document, finding.span),
        // What is only advice is said of documents that are no canvases with gaps.
        "completeness/section-missing" if finding.severity == Some(Severity::Error) => {
            stub::missing(source, document, canvas)
        }
        "clarity/number-locale-ambiguous" => notation::unified(source, canvas),
        "completeness/cost-total-missing" => total::missing(source, document, canvas, finding.span),
        _ => None,
    }
}

/// The lines that are not on disk as they were read, written as they were read. Where letters had to be guessed, that
/// needs a person's eye.
fn decoded(source: &Source) -> Option<Fix> {
    // In UTF-16 the line ends are no bytes of their own.
    if source.bytes().contains(&0) {
        return None;
    }
    let guessed = source.damage().iter().any(|damage| match damage {
        Damage::Mojibake { lost, .. } => *lost > 0,
        Damage::NotUtf8 { .. } => true,
        Damage::ControlCharacters { .. } | Damage::CutShort { .. } => false,
    });
    let on_disk = |span: Span| source.bytes().get(source.disk_offset(span.start)..source.disk_offset(span.end));
    let lines = source.line_of(u32::try_from(source.text().len()).unwrap_or(u32::MAX));
    let edits: Vec<Edit> = (1..=lines)
        .map(|line| source.line_span(line))
        .filter(|&span| on_disk(span).is_some_and(|bytes| bytes != source.slice(span).as_bytes()))
        .map(|span| Edit { span, text: source.slice(span).to_owned() })
        .collect();
    (!edits.is_empty()).then_some(Fix { safe: !guessed, edits })
}

fn line_end(text: &str) -> &'static str {
    match text.find(['\r', '\n']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// The text of the line that holds `offset`, and where it begins.
fn line_at(source: &Source, offset: u32) -> (usize, &str) {
    let span = source.line_span(source.line_of(offset));
    (span.range().start, source.slice(span))
}
