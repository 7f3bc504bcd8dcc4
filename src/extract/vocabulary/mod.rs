//! The words of canvases in Portuguese, English and Spanish, as data, and the folding that makes them comparable.

pub mod adding;

pub mod costs;

pub mod decisions;

pub mod keys;

pub mod machines;

pub mod meanings;

pub mod metrics;

pub mod phrases;

pub mod scenarios;

pub mod sections;

pub mod targets;

pub mod topics;

pub mod volumes;

pub mod wording;

pub mod words;

use std::ops::Range;

use smol_str::SmolStr;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A word in lower case without accents. Nearly all are short enough to be held without a room of their own.
pub type Word = SmolStr;

/// The word in lower case without accents.
pub fn fold_word(word: &str) -> Word {
    let is_folded = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if is_folded { Word::new(word) } else { Word::from(fold(word)) }
}

/// `text` in lower case without accents: how words are compared.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    out.extend(part.to_lowercase());
                }
            });
        }
    }
    out
}

/// The words of a title, folded: numbers in front, emoji, punctuation and markup are gone; `snake_case`, `kebab-case`
/// and `camelCase` come apart.
pub fn title_words(title: &str) -> Vec<Word> {
    let mut words = phrase_words(title);
    let numbers = words.iter().take_while(|w| w.chars().all(|c| c.is_ascii_digit())).count();
    words.drain(..numbers);
    words
}

/// The words of a text as [`title_words`] parts them, with the numbers in front.
pub fn phrase_words(title: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (_, word) in words_of(title) {
        let mut start = 0;
        let mut previous_lower = false;
        for (at, c) in word.char_indices() {
            if c.is_uppercase() && previous_lower {
                words.push(fold_word(&word[start..at]));
                start = at;
            }
            previous_lower = c.is_lowercase();
        }
        words.push(fold_word(&word[start..]));
    }
    words
}

/// The words of a text as they stand, with where they begin: letters and digits are words, all else parts them.
pub fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + boundary(&text[rest..], true)?;
        rest = boundary(&text[start..], false).map_or(text.len(), |length| start + length);
        Some((start, &text[start..rest]))
    })
}

/// Where the first letter or digit stands, or the first of what is neither.
fn boundary(text: &str, of_word: bool) -> Option<usize> {
    let ascii = text.bytes().position(|b| !b.is_ascii() || b.is_ascii_alphanumeric() == of_word)?;
    if text.as_bytes()[ascii].is_ascii() {
        return Some(ascii);
    }
    let behind = &text[ascii..];
    behind.find(|c: char| c.is_alphanumeric() == of_word).map(|at| ascii + at)
}

/// The words of a text as they stand.
pub fn plain_words(text: &str) -> impl Iterator<Item = &str> + Clone {
    words_of(text).map(|(_, word)| word)
}

/// The words of a text, folded.
pub fn folded_words(text: &str) -> impl Iterator<Item = Word> {
    plain_words(text).map(fold_word)
}

/// Where the sentence around `range` begins and ends in `text`: a full stop and a blank part two of them.
pub fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.get(..range.start).and_then(|before| before.rfind(". ")).map_or(0, |at| at + 2);
    let end = text.get(range.end..).and_then(|behind| behind.find(". ")).map_or(text.len(), |at| range.end + at);
    start..end
}

/// Whether `words` holds `phrase` (words parted by single spaces) as a run of whole words; where it begins.
pub fn find_phrase(words: &[Word], phrase: &str) -> Option<usize> {
    let begins = |words: &[Word]| {
        let mut rest = phrase;
        for word in words {
            match rest.strip_prefix(word.as_str()) {
                Some("") => return true,
                Some(behind) => match behind.strip_prefix(' ') {
                    Some(behind) => rest = behind,
                    None => return false,
                },
                None => return false,
            }
        }
        false
    };
    (0..words.len()).find(|&at| begins(&words[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_numbers_emoji_and_accents() {
        assert_eq!(
            title_words("3. 🚀 **Estratégias** de Escalabilidade (mensal)"),
            ["estrategias", "de", "escalabilidade", "mensal"]
        );
        assert_eq!(title_words("load_testing_strategy"), ["load", "testing", "strategy"]);
        assert_eq!(title_words("loadTest"), ["load", "test"]);
    }

    #[test]
    fn a_sentence_ends_at_a_full_stop_and_a_blank() {
        let text = "Hoje R$ 1.200. Amanhã R$ 3.400. Depois mais";
        let of = |number: &str| {
            let at = text.find(number).unwrap_or_default();
            &text[sentence(text, &(at..at + number.len()))]
        };
        assert_eq!(of("1.200"), "Hoje R$ 1.200");
        assert_eq!(of("3.400"), "Amanhã R$ 3.400");
        assert_eq!(of("mais"), "Depois mais");
    }

    #[test]
    fn a_phrase_is_found_as_whole_words() {
        let words = title_words("Plano de teste de carga");
        assert_eq!(find_phrase(&words, "teste de carga"), Some(2));
        assert_eq!(find_phrase(&words, "test"), None);
    }
}
