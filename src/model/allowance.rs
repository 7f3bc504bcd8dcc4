//! What the author allows the document to say all the same: `canvas: allow(rule, reason = "...")` in a comment.

use std::ops::Range;

use crate::extract::Outline;
use crate::source::{Span, Spanned};
use crate::syntax::{Inline, Remark, Scope};

/// Findings that the author allows.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// The rules or families, as written. None when it names none.
    pub rules: Vec<Spanned<String>>,
    /// Why; without a reason nothing is allowed.
    pub reason: Option<String>,
    /// The findings of which part of the document.
    pub scope: Scope,
    /// Where it stands.
    pub span: Span,
}

pub(in crate::model) fn read(outline: &Outline) -> Vec<Allowance> {
    outline.remarks.iter().filter_map(allowance).collect()
}

/// A remark that is called like `allow`, whatever follows it, is meant as an allowance.
fn allowance(remark: &Remark) -> Option<Allowance> {
    let text = &remark.text;
    let word = text.plain.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.plain.len());
    if !matches!(text.plain[..word].to_lowercase().as_str(), "allow" | "ignore" | "disable" | "permitir") {
        return None;
    }
    let mut allowance = Allowance { rules: Vec::new(), reason: None, scope: remark.scope, span: text.span };
    // Another word for it is taken for a mistake: it names no rule that would then be allowed.
    if &text.plain[..word] != "allow" {
        return Some(allowance);
    }
    let Some(open) = text.plain[word..].find('(').map(|at| word + at + 1) else { return Some(allowance) };
    for part in parts(&text.plain, open) {
        let written = &text.plain[part.clone()];
        match written.split_once('=') {
            Some((name, reason)) if name.trim() == "reason" => {
                let reason = reason.trim().trim_matches(QUOTES).trim();
                allowance.reason = (!reason.is_empty()).then(|| reason.to_owned());
            }
            _ => allowance.rules.extend(trimmed(text, part)),
        }
    }
    Some(allowance)
}

const QUOTES: &[char] = &['"', '\'', '“', '”', '‘', '’', '«', '»'];

/// What stands between commas, as far as the closing bracket; quotes hold together.
fn parts(text: &str, open: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = open;
    let mut quote: Option<char> = None;
    for (at, c) in text[open..].char_indices().map(|(at, c)| (open + at, c)) {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some('"'),
            (None, '“') => quote = Some('”'),
            (None, '«') => quote = Some('»'),
            // An apostrophe inside a word quotes nothing.
            (None, '\'') if text[..at].trim_end().ends_with('=') => quote = Some('\''),
            (None, ',') => {
                parts.push(start..at);
                start = at + 1;
            }
            (None, ')') => {
                parts.push(start..at);
                return parts;
            }
            (None, _) => {}
        }
    }
    parts.push(start..text.len());
    parts
}

fn trimmed(text: &Inline, part: Range<usize>) -> Option<Spanned<String>> {
    let written = &text.plain[part.clone()];
    let is_around = |c: char| c.is_whitespace() || c == '`' || QUOTES.contains(&c);
    let start = part.start + (written.len() - written.trim_start_matches(is_around).len());
    let name = written.trim_matches(is_around);
    (!name.is_empty()).then(|| Spanned::new(name.to_owned(), text.span_of(start..start + name.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(comment: &str) -> (Vec<String>, Option<String>) {
        let remark = Remark { text: Inline::verbatim(comment, 0), scope: Scope::Document };
        let allowance = allowance(&remark).expect("an allowance");
        (allowance.rules.into_iter().map(|r| r.value).collect(), allowance.reason)
    }

    #[test]
    fn rules_and_a_reason_are_read_with_commas_and_brackets_in_quotes() {
        let (rules, reason) =
            read("allow(arithmetic/sum-mismatch, capacity, reason = \"rounded (to tens), as agreed\")");
        assert_eq!(rules, ["arithmetic/sum-mismatch", "capacity"]);
        assert_eq!(reason.as_deref(), Some("rounded (to tens), as agreed"));
        assert_eq!(read("allow(capacity, reason='the team''s')").1.as_deref(), Some("the team''s"));
        assert_eq!(read("allow(capacity, reason = “só em março, até o dia 20”)").0, ["capacity"]);
    }

    #[test]
    fn what_is_left_open_is_read_as_far_as_it_goes() {
        assert_eq!(read("allow(capacity").0, ["capacity"]);
        assert_eq!(read("allow(capacity, reason = \"unclosed").1.as_deref(), Some("unclosed"));
        assert_eq!(read("allow(capacity, reason = \"\")").1, None);
        assert_eq!(read("allow"), (vec![], None));
        assert_eq!(read("disable(capacity)"), (vec![], None));
    }

    #[test]
    fn other_remarks_are_none_of_our_business() {
        let remark = |text| Remark { text: Inline::verbatim(text, 0), scope: Scope::Document };
        assert!(allowance(&remark("version 2 of the template")).is_none());
        assert!(allowance(&remark("")).is_none());
    }
}
