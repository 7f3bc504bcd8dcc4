//! Figures that stand one behind the other in a line, and what joins them.

use std::collections::HashSet;
use std::ops::Range;

use crate::extract::vocabulary::{Word, fold};
use crate::extract::{Outline, Part};
use crate::model::Canvas;
use crate::model::fact::Fact;
use crate::syntax::Inline;

/// Two figures of one line with no other figure between them. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// The one that stands first.
    pub first: usize,
    /// The one behind it.
    pub second: usize,
    /// What stands between them, folded.
    pub between: Word,
    /// What stands behind the second, up to the end of its brackets or clause, folded.
    pub behind: Word,
    /// What stands before the first in its clause, folded.
    pub before: Word,
    /// Whether the second stands in brackets that open behind the first, or in the comment behind it.
    pub aside: bool,
}

impl Canvas {
    /// The facts of each sentence of a line, as indices of [`Canvas::facts`].
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let ends = |pair: &[u8]| matches!(pair, [b'.' | b'?' | b'!', b' ' | b'\n']);
        let ended = |pair: &&Neighbours| pair.between.as_bytes().windows(2).any(ends);
        let first: HashSet<usize> = self.neighbours.iter().filter(ended).map(|pair| pair.second).collect();
        let (mut found, mut from) = (Vec::new(), 0);
        for at in 1..=self.facts.len() {
            let goes_on = self.facts.get(at).is_some_and(|f| f.entry == self.facts[at - 1].entry);
            if !goes_on || first.contains(&at) {
                found.push(from..at);
                from = at;
            }
        }
        found
    }

    /// Those of the facts in `range` that stand one behind the other.
    pub fn neighbours_in(&self, range: Range<usize>) -> &[Neighbours] {
        // They stand in the order of their facts.
        let from = self.neighbours.partition_point(|pair| pair.first < range.start);
        let to = self.neighbours.partition_point(|pair| pair.second < range.end);
        self.neighbours.get(from..to).unwrap_or(&[])
    }
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
            let between = first(between);
            (between.to_owned(), between.contains('(') && !between.contains(')'))
        }
        (Part::Text, Part::Comment) => (other.plain.get(..two.quantity.range.start)?.to_owned(), true),
        _ => return None,
    };
    let between = fold(&between);
    Some(Neighbours { first: second - 1, second, between, behind: fold(behind), before: fold(before), aside })
}

/// How many characters of a line are looked at beside a figure.
const NEAR: usize = 200;

fn first(text: &str) -> &str {
    text.char_indices().nth(NEAR).map_or(text, |(end, _)| &text[..end])
}

fn last(text: &str) -> &str {
    text.char_indices().rev().nth(NEAR).map_or(text, |(start, _)| &text[start..])
}

fn clause_before(text: &str) -> &str {
    let text = last(text);
    let parts =
        |(at, c): (usize, char)| matches!(c, ';' | '\n') || (matches!(c, '.' | ',') && text[at + 1..].starts_with(' '));
    let start = text.char_indices().rev().find(|&c| parts(c)).map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}

fn clause_behind(text: &str) -> &str {
    let text = first(text);
    let parts = |(at, c): (usize, char)| {
        matches!(c, ';' | ')' | '\n') || (matches!(c, '.' | ',') && text[at + 1..].starts_with(' '))
    };
    let end = text.char_indices().find(|&c| parts(c)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
