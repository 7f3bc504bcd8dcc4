//! Mitigations that name no action.

use crate::extract::vocabulary::{Word, folded_words, wording};
use crate::model::risks::Risk;
use crate::model::wording::has_digit;
use crate::source::Spanned;

/// Longer mitigations say something, if only by their length.
const LONGEST: usize = 5;

pub(in crate::model) fn read(risks: &[Risk]) -> Vec<Spanned<String>> {
    risks.iter().filter_map(|r| r.mitigation.as_ref()).filter(|m| names_no_action(&m.value)).cloned().collect()
}

fn names_no_action(text: &str) -> bool {
    let words: Vec<Word> = folded_words(text).collect();
    let mut content = words.iter().map(Word::as_str).filter(|w| !wording::LITTLE.contains(w)).peekable();
    let any = content.peek().is_some();
    let content: Vec<&str> = content.collect();
    any && content.len() <= LONGEST && !has_digit(text) && content.iter().all(|w| wording::NO_ACTION.contains(w))
}
