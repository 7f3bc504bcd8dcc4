//! Which findings of one version are which of the other.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use crate::finding::Finding;
use crate::model::SectionKind;
use crate::report::diff::Side;
use crate::report::severity;

/// Findings by what became of them, in the order of their documents.
pub(super) struct Problems<'a> {
    pub fixed: Vec<&'a Finding>,
    pub introduced: Vec<&'a Finding>,
    pub remaining: Vec<&'a Finding>,
}

/// A finding remains when the other version has one of the same rule and severity with the same words, or in the same
/// line but for its numbers, or else in the same section.
pub(super) fn compare<'a>(old: Side<'a>, new: Side<'a>) -> Problems<'a> {
    let mut before: Vec<&Finding> = old.1.outcomes.findings.iter().collect();
    let mut after: Vec<&Finding> = new.1.outcomes.findings.iter().collect();
    let mut remaining = Vec::new();
    pair(&mut before, &mut after, &mut remaining, |_, f| f.message.in_language(crate::words::Language::En), (old, new));
    pair(&mut before, &mut after, &mut remaining, line, (old, new));
    pair(&mut before, &mut after, &mut remaining, section, (old, new));
    remaining.sort_by_key(|finding| finding.span);
    Problems { fixed: before, introduced: after, remaining }
}

/// Takes the findings out that agree in what `by` says of them.
fn pair<'a, K: Hash + Eq>(
    before: &mut Vec<&'a Finding>,
    after: &mut Vec<&'a Finding>,
    remaining: &mut Vec<&'a Finding>,
    by: impl Fn(Side<'a>, &'a Finding) -> K,
    (old, new): (Side<'a>, Side<'a>),
) {
    let mut known: HashMap<_, VecDeque<usize>> = HashMap::new();
    for (at, finding) in before.iter().enumerate() {
        known.entry((finding.rule, severity(finding), by(old, finding))).or_default().push_back(at);
    }
    let mut gone = vec![true; before.len()];
    after.retain(|finding| {
        let key = (finding.rule, severity(finding), by(new, finding));
        let Some(at) = known.get_mut(&key).and_then(VecDeque::pop_front) else { return true };
        gone[at] = false;
        remaining.push(finding);
        false
    });
    let mut gone = gone.into_iter();
    before.retain(|_| gone.next().unwrap_or(true));
}

/// The line of a finding without its numbers.
fn line(side: Side, finding: &Finding) -> String {
    let source = &side.0;
    let line = source.slice(source.line_span(source.line_of(finding.span.start)));
    line.chars().filter(|c| !c.is_ascii_digit() && !matches!(c, '.' | ',')).collect()
}

fn section(side: Side, finding: &Finding) -> Option<SectionKind> {
    let holds = |span: crate::source::Span| span.start <= finding.span.start && finding.span.start < span.end;
    side.1.canvas.sections.iter().find(|section| holds(section.span)).map(|section| section.kind)
}
