//! What the plan does not aim at: the numbers of "Non-goals" and "Fora do escopo".

use crate::extract::vocabulary::{Word, sentence, title_words, words};
use crate::extract::{Measure, Outline, Part};

/// Words before the colon of a sentence that are looked at.
const NAME: usize = 4;

/// Which entries are named so or stand under what is.
pub(in crate::model) fn entries(outline: &Outline) -> Vec<bool> {
    let mut excluded: Vec<bool> = Vec::with_capacity(outline.entries.len());
    for entry in &outline.entries {
        let above = entry.parent.and_then(|parent| excluded.get(parent)).is_some_and(|above| *above);
        let name = entry.label.as_ref().unwrap_or(&entry.text);
        excluded.push(above || may_name(&name.plain) && is_name(name.title_words()));
    }
    excluded
}

/// Whether a number stands behind such a name in its own sentence: "We break at 350. Fora do escopo: p99 < 100 ms."
pub(in crate::model) fn follows_name(text: &str, measure: &Measure) -> bool {
    const LONGEST: usize = 40;
    let range = &measure.quantity.range;
    let own = if measure.part == Part::Text { text.get(sentence(text, range).start..range.start) } else { None };
    let name = own.and_then(|own| own.split_once(':')).map_or("", |(name, _)| name);
    name.len() <= LONGEST && may_name(name) && is_name(&title_words(name))
}

/// Whether a text begins as one of the names does: most do not, and are not taken apart.
fn may_name(text: &str) -> bool {
    let first = text.bytes().find(u8::is_ascii_alphabetic);
    first.is_some_and(|first| matches!(first.to_ascii_lowercase(), b'n' | b'o' | b'f' | b'a'))
}

fn is_name(words: &[Word]) -> bool {
    words.len() <= NAME && words::NO_GOALS.iter().any(|name| name.split(' ').eq(words.iter().map(Word::as_str)))
}
