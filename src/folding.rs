//! Texts cut into words, and words made comparable: in lower case, without accents.

use std::ops::Range;
use std::sync::OnceLock;

use smol_str::SmolStr;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A word in lower case without accents. Nearly all are short enough to be held without a room of their own.
pub type Word = SmolStr;

/// What a word holds without a room of its own, in bytes.
const HELD: usize = 23;

/// `text` in lower case without accents: how words are compared.
pub fn fold(text: &str) -> Word {
    if text.len() <= HELD {
        return fold_word(text);
    }
    if text.is_ascii() {
        return text.to_ascii_lowercase().into();
    }
    fold_long(text)
}

/// The word in lower case without accents.
pub fn fold_word(word: &str) -> Word {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Word::new(word);
    }
    let (mut held, mut end) = ([0; HELD], 0);
    if let Some(room) = held.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        room.copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        return Word::new(str::from_utf8(room).unwrap_or_default());
    }
    for c in word.chars() {
        fold_char(c, |part| {
            if let Some(room) = held.get_mut(end..end + part.len_utf8()) {
                part.encode_utf8(room);
            }
            end += part.len_utf8();
        });
    }
    match held.get(..end).map(str::from_utf8) {
        Some(Ok(folded)) => Word::new(folded),
        _ => fold_long(word),
    }
}

/// What is too long to be folded in place.
fn fold_long(text: &str) -> Word {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, |part| out.push(part)));
    out.into()
}

/// The letters of western Europe (U+00C0 to U+00FF), folded; two of them are signs.
const WESTERN: [char; 64] = [
    'a', 'a', 'a', 'a', 'a', 'a', 'æ', 'c', 'e', 'e', 'e', 'e', 'i', 'i', 'i', 'i', 'ð', 'n', 'o', 'o', 'o', 'o', 'o',
    '×', 'ø', 'u', 'u', 'u', 'u', 'y', 'þ', 'ß', 'a', 'a', 'a', 'a', 'a', 'a', 'æ', 'c', 'e', 'e', 'e', 'e', 'i', 'i',
    'i', 'i', 'ð', 'n', 'o', 'o', 'o', 'o', 'o', '÷', 'ø', 'u', 'u', 'u', 'u', 'y', 'þ', 'y',
];

fn fold_char(c: char, mut put: impl FnMut(char)) {
    if c.is_ascii() {
        return put(c.to_ascii_lowercase());
    }
    if let Some(&letter) = (c as usize).checked_sub(0xc0).and_then(|at| WESTERN.get(at)) {
        return put(letter);
    }
    decompose_canonical(c, |part| {
        if !is_combining_mark(part) {
            part.to_lowercase().for_each(&mut put);
        }
    });
}

/// The words of a text as they stand, with where they begin: letters and digits are words, all else parts them.
pub fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = boundary(text, rest, true);
        if start == text.len() {
            return None;
        }
        rest = boundary(text, start, false);
        Some((start, &text[start..rest]))
    })
}

/// What a byte is part of, as far as it tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Other,
    /// Only the whole character tells.
    Unknown,
}

static CLASSES: [Class; 256] = {
    let mut table = [Class::Unknown; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = if byte.is_ascii_alphanumeric() { Class::Word } else { Class::Other };
        byte += 1;
    }
    table
};

/// Where the next letter or digit stands from `at` on, or the next of what is neither; the end where there is none.
fn boundary(text: &str, mut at: usize, of_word: bool) -> usize {
    let passed = if of_word { Class::Other } else { Class::Word };
    let bytes = text.as_bytes();
    while let Some(next) = bytes[at..].iter().position(|&byte| CLASSES[usize::from(byte)] != passed) {
        at += next;
        match text[at..].chars().next().filter(|_| CLASSES[usize::from(bytes[at])] == Class::Unknown) {
            Some(c) if c.is_alphanumeric() != of_word => at += c.len_utf8(),
            _ => return at,
        }
    }
    text.len()
}

/// The words of a text as they stand.
pub fn plain_words(text: &str) -> impl Iterator<Item = &str> + Clone {
    words_of(text).map(|(_, word)| word)
}

/// The words of a text, folded.
pub fn folded_words(text: &str) -> impl Iterator<Item = Word> {
    plain_words(text).map(fold_word)
}

/// The words of a title, folded: numbers in front, emoji, punctuation and markup are gone; `snake_case`, `kebab-case`
/// and `camelCase` come apart.
pub fn title_words(title: &str) -> Vec<Word> {
    let mut words = phrase_words(title);
    words.drain(..numbers_in_front(&words));
    words
}

/// How many bytes a word takes with the blank behind it; many take more.
const LETTERS: usize = 5;

/// The words of a text as [`title_words`] parts them, with the numbers in front.
pub fn phrase_words(title: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(title.len() / LETTERS + 1);
    for word in plain_words(title) {
        humps(word, |part| words.push(fold_word(part)));
    }
    words
}

fn numbers_in_front(words: &[Word]) -> usize {
    words.iter().take_while(|w| w.bytes().all(|b| b.is_ascii_digit())).count()
}

/// The parts of a word in `camelCase`; a word without capitals inside is its only part.
fn humps<'w>(word: &'w str, mut put: impl FnMut(&'w str)) {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return put(word);
    }
    let mut start = 0;
    let mut after_lower = false;
    for (at, c) in word.char_indices() {
        if after_lower && c.is_uppercase() {
            put(&word[start..at]);
            start = at;
        }
        after_lower = c.is_lowercase();
    }
    put(&word[start..]);
}

/// The words of one text, cut and folded the first time that they are asked for. They are no part of what it is: with
/// or without them, equal texts are equal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words(OnceLock<Parted>);

#[derive(Clone, Debug)]
struct Parted {
    whole: Vec<Word>,
    /// Where each of them begins and ends in the text.
    places: Vec<(u32, u32)>,
    /// With `camelCase` apart, where there is any.
    parts: Option<Vec<Word>>,
}

impl PartialEq for Words {
    fn eq(&self, _: &Words) -> bool {
        true
    }
}

impl Eq for Words {}

impl Words {
    /// Those of [`folded_words`].
    pub(crate) fn whole(&self, text: &str) -> &[Word] {
        &self.of(text).whole
    }

    /// Those of [`phrase_words`].
    pub(crate) fn parts(&self, text: &str) -> &[Word] {
        let words = self.of(text);
        words.parts.as_ref().unwrap_or(&words.whole)
    }

    /// Those of [`title_words`].
    pub(crate) fn of_title(&self, text: &str) -> &[Word] {
        let parts = self.parts(text);
        &parts[numbers_in_front(parts)..]
    }

    /// Those of [`words_of`], each with what it is folded.
    pub(crate) fn placed<'w>(&'w self, text: &'w str) -> impl Iterator<Item = (usize, &'w str, &'w Word)> {
        let words = self.of(text);
        words.places.iter().zip(&words.whole).map(|(&(start, end), folded)| {
            let (start, end) = (start as usize, end as usize);
            (start, text.get(start..end).unwrap_or(""), folded)
        })
    }

    /// Those of [`folded_words`] of a part of the text.
    pub(crate) fn within(&self, text: &str, part: Range<usize>) -> impl DoubleEndedIterator<Item = Word> {
        let words = self.of(text);
        words.among(&part).map(move |at| {
            let (start, end) = words.places[at];
            let own = (start as usize).max(part.start)..(end as usize).min(part.end);
            // The ends of the part may cut a word.
            if own.len() == (end - start) as usize {
                words.whole[at].clone()
            } else {
                fold_word(text.get(own).unwrap_or(""))
            }
        })
    }

    /// The words of a part of the text, where they are known and none of them is cut.
    pub(crate) fn part(&self, part: &Range<usize>) -> Words {
        let Some(words) = self.0.get().filter(|words| words.parts.is_none()) else { return Words::default() };
        let among = words.among(part);
        let within = |&(start, end): &(u32, u32)| part.start <= start as usize && end as usize <= part.end;
        let places = &words.places[among.clone()];
        if !places.first().is_none_or(within) || !places.last().is_none_or(within) {
            return Words::default();
        }
        let moved = |at: u32| at.saturating_sub(small(part.start));
        let places = places.iter().map(|&(start, end)| (moved(start), moved(end))).collect();
        Words(OnceLock::from(Parted { whole: words.whole[among].to_vec(), places, parts: None }))
    }

    fn of(&self, text: &str) -> &Parted {
        self.0.get_or_init(|| {
            let most = text.len() / LETTERS + 1;
            let (mut whole, mut places, mut parts) = (Vec::with_capacity(most), Vec::with_capacity(most), 0);
            for (start, word) in words_of(text) {
                whole.push(fold_word(word));
                places.push((small(start), small(start + word.len())));
                humps(word, |_| parts += 1);
            }
            let parts = (parts != whole.len()).then(|| phrase_words(text));
            Parted { whole, places, parts }
        })
    }
}

impl Parted {
    /// Which words stand in a part of the text, those that its ends cut among them.
    fn among(&self, part: &Range<usize>) -> Range<usize> {
        let first = self.places.partition_point(|&(_, end)| end as usize <= part.start);
        let last = self.places.partition_point(|&(start, _)| (start as usize) < part.end);
        if part.is_empty() { first..first } else { first..last.max(first) }
    }
}

/// No text that is read is as long as what this cannot hold.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
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
    fn words_that_are_kept_are_those_that_are_cut_anew() {
        for text in ["", "  – ", "2. Carga MÁXIMA do loadTest", "ação_rápida ª 10%", "Über 3 straße", "日本 x"]
        {
            let words = Words::default();
            assert_eq!(words.whole(text), folded_words(text).collect::<Vec<_>>(), "{text}");
            assert_eq!(words.parts(text), phrase_words(text), "{text}");
            assert_eq!(words.of_title(text), title_words(text), "{text}");
            let placed: Vec<(usize, &str)> = words.placed(text).map(|(at, word, _)| (at, word)).collect();
            assert_eq!(placed, words_of(text).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn the_words_of_a_part_are_those_of_the_part_alone() {
        for text in ["", "2. Carga MÁXIMA do cache, 10% – ação", "Über 3 straße", "x loadTest y"] {
            let words = Words::default();
            let bounds: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            for (n, &from) in bounds.iter().enumerate() {
                for &to in &bounds[n..] {
                    let part = &text[from..to];
                    let own: Vec<Word> = folded_words(part).collect();
                    assert_eq!(words.within(text, from..to).collect::<Vec<_>>(), own, "{part}");
                    assert!(words.within(text, from..to).rev().eq(own.iter().rev().cloned()), "{part}");
                    assert_eq!(words.part(&(from..to)).whole(part), own, "{part}");
                    assert_eq!(words.part(&(from..to)).parts(part), phrase_words(part), "{part}");
                }
            }
        }
    }

    #[test]
    fn the_table_of_letters_is_what_taking_them_apart_gives() {
        for c in '\u{c0}'..='\u{ff}' {
            let mut apart = String::new();
            decompose_canonical(c, |part| {
                apart.extend(part.to_lowercase().filter(|part| !is_combining_mark(*part)));
            });
            assert_eq!(fold(&c.to_string()), apart, "{c}");
        }
    }

    #[test]
    fn words_stand_where_they_are_said_to_stand() {
        let text = "Ação: 10 RPS (pico)";
        let found: Vec<(usize, &str)> = words_of(text).collect();
        assert_eq!(found, [(0, "Ação"), (8, "10"), (11, "RPS"), (16, "pico")]);
        assert_eq!(words_of(" …").next(), None);
    }
}
