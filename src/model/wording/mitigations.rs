//! Mitigations that name no action.

use crate::extract::vocabulary::wording;
use crate::model::risks::Risk;
use crate::model::wording::{has_digit, words};
use crate::source::Spanned;

/// Longer mitigations say something, if only by their length.
const LONGEST: usize = 5;

pub(in crate::model) fn read(risks: &[Risk]) -> Vec<Spanned<String>> {
    risks.iter().filter_map(|r| r.mitigation.as_ref()).filter(|m| names_no_action(&m.value)).cloned().collect()
}

fn names_no_action(text: &str) -> bool {
    let words = words(text);
    let mut content = words.iter().map(|w| w.folded.as_str()).filter(|w| !wording::LITTLE.contains(w)).peekable();
    let any = content.peek().is_some();
    let content: Vec<&str> = content.collect();
    any && content.len() <= LONGEST && !has_digit(text) && content.iter().all(|w| wording::NO_ACTION.contains(w))
}
