//! Figures that stand one behind the other in a line, and what joins them.

use crate::extract::vocabulary::fold;
use crate::extract::{Outline, Part};
use crate::model::fact::Fact;
use crate::syntax::Inline;

/// Two figures of one line with no other figure between them. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct Neighbours {
    /// The one that stands first.
    pub first: usize,
    /// The one behind it.
    pub second: usize,
    /// What stands between them, folded.
    pub between: String,
    /// What stands behind the second, up to the end of its brackets or clause, folded.
    pub behind: String,
    /// What stands before the first in its clause, folded.
    pub before: String,
    /// Whether the second stands in brackets that open behind the first, or in the comment behind it.
    pub aside: bool,
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Neighbours> {
    (1..facts.len()).filter_map(|second| neighbours(outline, facts, second)).collect()
}

fn neighbours(outline: &Outline, facts: &[Fact], second: usize) -> Option<Neighbours> {
    let (one, two) = (&facts[second - 1], &facts[second]);
    if one.entry != two.entry {
        return None;
    }
    let entry = &outline.entries[one.entry];
    let text = |part: Part| -> Option<&Inline> {
        match part {
            Part::Label => entry.label.as_ref(),
            Part::Text => Some(&entry.text),
            Part::Comment => entry.comment.as_ref(),
        }
    };
    let own = text(one.part)?;
    let other = text(two.part)?;
    let before = clause_before(own.plain.get(..one.quantity.range.start)?);
    let behind = clause_behind(other.plain.get(two.quantity.range.end..)?);
    let (between, aside) = match (one.part, two.part) {
        (a, b) if a == b => {
            let between = own.plain.get(one.quantity.range.end..two.quantity.range.start)?;
            let between = &between[..between.floor_char_boundary(NEAR)];
            (between.to_owned(), between.contains('(') && !between.contains(')'))
        }
        (Part::Text, Part::Comment) => (other.plain.get(..two.quantity.range.start)?.to_owned(), true),
        _ => return None,
    };
    let between = fold(&between);
    Some(Neighbours { first: second - 1, second, between, behind: fold(behind), before: fold(before), aside })
}

/// How many bytes of a line are looked at beside a figure.
const NEAR: usize = 200;

fn clause_before(text: &str) -> &str {
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..];
    let parts =
        |(at, c): (usize, char)| matches!(c, ';' | '\n') || (matches!(c, '.' | ',') && text[at + 1..].starts_with(' '));
    let start = text.char_indices().filter(|&c| parts(c)).last().map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}

fn clause_behind(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(NEAR)];
    let parts = |(at, c): (usize, char)| {
        matches!(c, ';' | ')' | '\n') || (matches!(c, '.' | ',') && text[at + 1..].starts_with(' '))
    };
    let end = text.char_indices().find(|&c| parts(c)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
