//! PromQL: the limit that an alert expression sets, in words, and what is wrong with its form.

mod measured;

mod suspicion;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::scan::{Code, Kind, PROMQL};
use crate::extract::promql::measured::Limit;
use crate::extract::{Entry, vocabulary::keys};
use crate::quantity::Relation;
use crate::syntax::Inline;

pub use crate::extract::promql::suspicion::{Suspicion, suspicions};

/// The limit that an expression compares with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// How the measured value is compared with the limit, the value on the left.
    pub relation: Relation,
    /// What is compared with what, as a person writes it: `p95 > 1 s`, `error rate > 5%`.
    pub text: String,
    /// The bytes of the expression that hold the comparison: sign and number.
    pub range: Range<usize>,
}

/// Bytes of an expression; what is longer is none.
const LONGEST: usize = 4_096;

/// Parentheses inside parentheses that are followed.
const DEEPEST: usize = 16;

/// Words that are no operands.
const KEYWORDS: &[&str] =
    &["by", "without", "on", "ignoring", "group_left", "group_right", "and", "or", "unless", "bool", "offset", "atan2"];

/// Words whose parentheses hold names of labels.
const LABEL_LISTS: &[&str] = &["by", "without", "on", "ignoring", "group_left", "group_right"];

/// What an alert expression compares with a number. `None` when it does not, or joins several comparisons that differ.
pub fn threshold(expr: &str) -> Option<Threshold> {
    if expr.len() > LONGEST {
        return None;
    }
    let code = Code::new(expr, PROMQL);
    in_range(&code, code.all(), 0)
}

/// The metrics that an expression reads, in order, each once.
pub fn metric_names(expr: &str) -> Vec<&str> {
    let code = Code::new(expr, PROMQL);
    let mut names = metrics(&code, code.all());
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(*name));
    names
}

/// Whether a text is an expression of PromQL rather than words, SQL or a single number.
pub fn is_expression(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let code = Code::new(text, PROMQL);
    // A single word is a name.
    if code.len() < 2 {
        return false;
    }
    let mut evidence = false;
    let mut operand = false;
    let mut i = 0;
    while i < code.len() {
        match code.kind(i) {
            Some(Kind::Word) if KEYWORDS.contains(&code.raw(i)) => operand = false,
            // Two operands side by side are words of a language.
            Some(Kind::Word | Kind::Number | Kind::Text) if operand => return false,
            Some(Kind::Word) => {
                evidence |= code.raw(i).contains(['_', ':']) || (code.is(i + 1, '(') && code.touches_next(i));
                operand = true;
            }
            Some(Kind::Number | Kind::Text) => operand = true,
            // Only a window stands in square brackets: `[5m]`, `[$__rate_interval]`.
            Some(Kind::Sign('[')) if !operand || !is_window(&code, i) => return false,
            Some(Kind::Sign('{' | '[')) => {
                evidence = true;
                operand = true;
                i = code.closing(i);
            }
            Some(Kind::Sign(')')) => operand = true,
            Some(Kind::Sign('(' | ',' | '+' | '-' | '*' | '/' | '%' | '^' | '<' | '>' | '=' | '!')) => operand = false,
            Some(Kind::Sign(_)) | None => return false,
        }
        i += 1;
    }
    evidence && operand
}

fn is_window(code: &Code, open: usize) -> bool {
    code.kind(open + 1) == Some(Kind::Number) || code.word(open + 1).starts_with('$')
}

/// Puts what an expression says in place of the expression, which moves to `code`.
pub(in crate::extract) fn settle(entry: &mut Entry) {
    let named = |text: &Option<Inline>| text.as_ref().is_some_and(|t| keys::holds_an_expression(&t.plain));
    let text = &entry.text;
    // A range vector stands nowhere else.
    let ranged = || text.plain.contains('[') && text.plain.contains('(');
    if text.is_blank() || !(named(&entry.label) || named(&entry.column) || ranged()) || !is_expression(&text.plain) {
        return;
    }
    let words = match threshold(&text.plain) {
        Some(found) => Inline::standing_for(&found.text, text.span_of(found.range)),
        None => Inline::standing_for("", text.span),
    };
    entry.code = Some(std::mem::replace(&mut entry.text, words));
}

fn in_range(code: &Code, range: Range<usize>, depth: usize) -> Option<Threshold> {
    if depth > DEEPEST {
        return None;
    }
    let range = without_parentheses(code, range);
    for joins in [&["or"][..], &["and", "unless"][..]] {
        let sides = split_at_words(code, range.clone(), joins);
        if sides.len() < 2 {
            continue;
        }
        let said: Vec<_> =
            sides.into_iter().filter(|side| !is_trivial(code, side)).map(|s| in_range(code, s, depth + 1)).collect();
        let first = said.first()?.clone()?;
        let agree = said.iter().flatten().filter(|t| t.text == first.text).count() == said.len();
        return agree.then_some(first);
    }
    comparison(code, range)
}

/// A comparison of something measured with a number, at the top level of `range`.
fn comparison(code: &Code, range: Range<usize>) -> Option<Threshold> {
    let signs = comparisons(code, range.clone());
    let [sign] = signs.as_slice() else { return None };
    let equal = code.is(sign + 1, '=');
    let relation = match code.kind(*sign)? {
        Kind::Sign('>') if equal => Relation::AtLeast,
        Kind::Sign('>') => Relation::More,
        Kind::Sign('<') if equal => Relation::AtMost,
        Kind::Sign('<') => Relation::Less,
        // `==` and `!=` ask for a state; they set no limit.
        _ => return None,
    };
    let left = range.start..*sign;
    let mut right = sign + 1 + usize::from(equal)..range.end;
    if code.word(right.start) == "bool" {
        right.start += 1;
    }
    let (relation, value, side, place) = match (code.number(left.clone()), code.number(right.clone())) {
        (None, Some(number)) => (relation, number, left, *sign..range.end),
        (Some(number), None) => (flipped(relation), number, right.clone(), range.start..right.start),
        _ => return None,
    };
    let (relation, text) = measured::in_words(code, side, Limit { relation, value })?;
    Some(Threshold { relation, text, range: code.bytes(place) })
}

/// The signs of comparison that stand in no bracket.
fn comparisons(code: &Code, range: Range<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut i = range.start;
    while i < range.end {
        let equal = code.is(i, '=') && code.is(i + 1, '=');
        let unequal = code.is(i, '!') && code.is(i + 1, '=');
        if code.is(i, '>') || code.is(i, '<') || equal || unequal {
            found.push(i);
            i += 1;
        }
        i = code.closing(i).max(i) + 1;
    }
    found
}

/// Says nothing about a limit: no metric, no comparison, or a comparison with zero (there is any traffic at all).
fn is_trivial(code: &Code, side: &Range<usize>) -> bool {
    let side = without_parentheses(code, side.clone());
    let signs = comparisons(code, side.clone());
    let Some(sign) = signs.first() else { return true };
    let behind = sign + 1 + usize::from(code.is(sign + 1, '='));
    metrics(code, side.clone()).is_empty()
        || (signs.len() == 1 && code.number(behind..side.end).is_some_and(|n: Decimal| n.is_zero()))
}

fn split_at_words(code: &Code, range: Range<usize>, words: &[&str]) -> Vec<Range<usize>> {
    let mut sides = Vec::new();
    let mut start = range.start;
    let mut i = range.start;
    while i < range.end {
        if words.contains(&code.word(i)) {
            sides.push(start..i);
            start = i + 1;
            // `and on (instance)`
            if LABEL_LISTS.contains(&code.word(start)) && code.is(start + 1, '(') {
                start = code.closing(start + 1) + 1;
                i = start.saturating_sub(1);
            }
        }
        i = code.closing(i).max(i) + 1;
    }
    sides.push(start.min(range.end)..range.end);
    sides
}

/// `range` without parentheses around all of it.
fn without_parentheses(code: &Code, mut range: Range<usize>) -> Range<usize> {
    while range.len() >= 2 && code.is(range.start, '(') && code.closing(range.start) + 1 == range.end {
        range = range.start + 1..range.end - 1;
    }
    range
}

/// The metrics that stand in `range`.
fn metrics<'t>(code: &Code<'t>, range: Range<usize>) -> Vec<&'t str> {
    let mut names = Vec::new();
    let mut i = range.start;
    while i < range.end {
        let word = code.word(i);
        if code.is(i, '{') || code.is(i, '[') {
            i = code.closing(i).max(i);
        } else if LABEL_LISTS.contains(&word) && code.is(i + 1, '(') {
            i = code.closing(i + 1);
        } else if word == "offset" {
            // Number and unit.
            i += 2;
        } else if !word.is_empty() && !KEYWORDS.contains(&word) && !is_call(code, i) {
            names.push(word);
        }
        i += 1;
    }
    names
}

/// `rate(`, `sum by (pod) (`
fn is_call(code: &Code, i: usize) -> bool {
    code.is(i + 1, '(') || LABEL_LISTS[..2].contains(&code.word(i + 1))
}

fn flipped(relation: Relation) -> Relation {
    match relation {
        Relation::More => Relation::Less,
        Relation::AtLeast => Relation::AtMost,
        Relation::Less => Relation::More,
        Relation::AtMost => Relation::AtLeast,
        other => other,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
