//! The words of canvases in Portuguese, English and Spanish, as data.

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

pub use crate::folding::{Word, fold, fold_word, folded_words, phrase_words, plain_words, title_words, words_of};

/// Where the sentence around `range` begins and ends in `text`: a full stop and a blank part two of them.
pub fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.get(..range.start).and_then(|before| stops(before).next_back()).map_or(0, |at| at + 2);
    let end = text.get(range.end..).and_then(|behind| stops(behind).next()).map_or(text.len(), |at| range.end + at);
    start..end
}

/// Where sentences end in `text`: each full stop with a blank behind it.
pub fn stops(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    text.match_indices('.').map(|(at, _)| at).filter(|at| text.as_bytes().get(at + 1) == Some(&b' '))
}

/// Whether one of the words begins like one of `stems`.
pub fn begins(words: impl IntoIterator<Item: AsRef<str>>, stems: &[&str]) -> bool {
    words.into_iter().any(|word| {
        let word = word.as_ref();
        let first = word.bytes().next();
        stems.iter().any(|stem| first == stem.bytes().next() && word.starts_with(stem))
    })
}

/// Whether a text has one of `words`, as a whole word.
pub fn has(text: &str, words: &[&str]) -> bool {
    folded_words(text).any(|word| words.contains(&word.as_str()))
}

/// The year that a word is, where a plan may speak of it.
pub fn year(word: &str) -> Option<u16> {
    word.parse().ok().filter(|year| word.len() == 4 && (2015..=2100).contains(year))
}

/// Whether a text is a year, or years: "2027", "2026+", "2026-2028".
pub fn says_only_years(text: &str) -> bool {
    let text = text.trim().trim_end_matches('+');
    text.starts_with("20") && text.split(['-', '–', '/']).all(|part| year(part.trim()).is_some())
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
