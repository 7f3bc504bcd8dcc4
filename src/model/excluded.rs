//! What the plan does not aim at: the numbers of "Non-goals" and "Fora do escopo".

use crate::extract::vocabulary::{Word, sentence, title_words, words};
use crate::extract::{Measure, Outline, Part};

/// Words before the colon of a sentence that are looked at.
const NAME: usize = 4;

/// Whether a number stands under such a title or label, or behind it in its own sentence.
pub(in crate::model) fn is_excluded(outline: &Outline, index: usize, measure: &Measure) -> bool {
    let entry = &outline.entries[index];
    let above = outline.above(index).map(|at| &outline.entries[at]);
    let titles = above.map(|above| above.label.as_ref().unwrap_or(&above.text)).chain(&entry.label);
    let mut names = titles.map(crate::syntax::Inline::title_words);
    names.any(is_name) || measure.part == Part::Text && follows_name(&entry.text.plain, &measure.quantity.range)
}

fn is_name(words: &[Word]) -> bool {
    words.len() <= NAME && words::NO_GOALS.iter().any(|name| name.split(' ').eq(words.iter().map(Word::as_str)))
}

/// "Today we break at 350. Fora do escopo: p99 < 100 ms."
fn follows_name(text: &str, range: &std::ops::Range<usize>) -> bool {
    let own = text.get(sentence(text, range).start..range.start).unwrap_or("");
    own.split_once(':').is_some_and(|(name, _)| name.len() <= 40 && is_name(&title_words(name)))
}
