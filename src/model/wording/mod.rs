//! What the document says without saying how much, or which.

mod alerts;

mod alternatives;

mod basis;

mod mitigations;

mod notations;

mod sizes;

mod vague;

use std::ops::Range;

use crate::extract::{Entry, Kind, Outline};
use crate::folding;
use crate::model::fact::Fact;
use crate::model::risks::Risk;
use crate::model::scenario::Scenario;
use crate::model::target::Target;
use crate::source::{Span, Spanned};
use crate::syntax::Inline;

pub use crate::model::wording::alerts::Alerts;
pub use crate::model::wording::alternatives::Alternative;
pub use crate::model::wording::basis::Baseless;
pub use crate::model::wording::notations::Notations;
pub use crate::model::wording::sizes::Sizes;

/// What the document says without saying how much, or which.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// Words of quality or quantity in statements without a number.
    pub vague: Vec<Spanned<String>>,
    /// Choices between tools that are still open.
    pub alternatives: Vec<Alternative>,
    /// Mitigations that name no action.
    pub no_actions: Vec<Spanned<String>>,
    /// Whether the parts of the infrastructure are counted and sized.
    pub sizes: Sizes,
    /// Quotas without a number, shares of a budget that is not there, money without currency or period.
    pub baseless: Baseless,
    /// What the alerts leave open.
    pub alerts: Alerts,
    /// Numbers that are written in two ways.
    pub notations: Notations,
}

pub(in crate::model) fn read(
    outline: &Outline,
    facts: &[Fact],
    scenarios: &[Scenario],
    targets: &[Target],
    risks: &[Risk],
) -> Wording {
    Wording {
        vague: vague::read(outline),
        alternatives: alternatives::read(outline),
        no_actions: mitigations::read(risks),
        sizes: sizes::read(outline, facts, scenarios),
        baseless: basis::read(outline, facts),
        alerts: alerts::read(outline, facts, targets),
        notations: notations::read(outline, facts),
    }
}

/// A word of a text, folded, with where it stands.
struct Word {
    range: Range<usize>,
    folded: folding::Word,
}

/// The words of a text in order; letters and digits are words, all else parts them.
fn words(text: &Inline) -> Vec<Word> {
    let words = text.placed_words();
    words.map(|(at, word, folded)| Word { range: at..at + word.len(), folded: folded.clone() }).collect()
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.folded
    }
}

/// Whether an entry is a statement: neither a title nor code, nor something to fill in.
fn is_statement(entry: &Entry) -> bool {
    let plain = entry.code.is_none() && !entry.text.stands_for_code();
    !matches!(entry.kind, Kind::Heading | Kind::Code) && plain && entry.placeholder.is_none()
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// The sentences of a text: parted by full stops, semicolons and line breaks.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let ends = matches!(c, ';' | '\n') || (matches!(c, '.' | '!' | '?') && behind.starts_with([' ', '\n']));
        if ends {
            found.push(start..at);
            start = at + c.len_utf8();
        }
    }
    found.push(start..text.len());
    found.retain(|r| !text[r.clone()].trim().is_empty());
    found
}

/// The cells beside each cell of a table, itself included.
fn rows(outline: &Outline) -> std::collections::HashMap<usize, &[usize]> {
    let rows = outline.tables.iter().flat_map(|t| &t.rows);
    rows.flat_map(|row| row.iter().map(move |&cell| (cell, row.as_slice()))).collect()
}

/// Whether a number stands in an entry, in its row, or below it.
fn is_quantified(outline: &Outline, index: usize, row: Option<&&[usize]>) -> bool {
    let digits = |i: usize| {
        let entry = &outline.entries[i];
        entry.label.iter().chain([&entry.text]).chain(&entry.comment).any(|t| has_digit(&t.plain))
    };
    digits(index) || row.is_some_and(|row| row.iter().any(|&cell| digits(cell))) || outline.subtree(index).any(digits)
}

/// The span of a text without blanks around it.
fn all_of(entry: &Entry) -> Span {
    match &entry.label {
        Some(label) if entry.kind != Kind::Cell => label.span.to(entry.text.span),
        _ => entry.text.span,
    }
}
