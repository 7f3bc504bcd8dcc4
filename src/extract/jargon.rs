//! The words of a team, read as the ones that are known.

use std::ops::Range;

use crate::extract::vocabulary::meanings::Meaning;
use crate::extract::vocabulary::{fold, folded_words, words_of};
use crate::extract::{Kind, Outline};
use crate::quantity::singular;
use crate::syntax::Inline;
use crate::words::Language;

/// Words of a team with what they mean.
#[derive(Clone, Debug, Default)]
pub struct Jargon {
    /// The longest first.
    phrases: Vec<Phrase>,
}

#[derive(Clone, Debug)]
struct Phrase {
    written: String,
    words: Vec<String>,
    meaning: &'static Meaning,
}

impl Jargon {
    /// Adds a word or a phrase; the plural goes without saying. What is said later wins.
    pub fn add(&mut self, written: &str, meaning: &'static Meaning) {
        let words = base_forms(written);
        if words.is_empty() {
            return;
        }
        self.phrases.retain(|known| known.words != words);
        let place = self.phrases.partition_point(|known| known.words.len() >= words.len());
        self.phrases.insert(place, Phrase { written: written.to_owned(), words, meaning });
    }

    /// The words that mean this, as they were written.
    pub fn meaning(&self, meaning: &Meaning) -> impl Iterator<Item = &str> {
        self.phrases.iter().filter(move |known| known.meaning == meaning).map(|known| known.written.as_str())
    }

    /// Reads them wherever a document has them. Code stays as it is.
    pub(in crate::extract) fn read(&self, outline: &mut Outline) {
        if self.phrases.is_empty() {
            return;
        }
        let language = outline.language;
        for entry in outline.entries.iter_mut().filter(|entry| entry.kind != Kind::Code) {
            let texts = [&mut entry.label, &mut entry.comment, &mut entry.column].into_iter().flatten();
            texts.chain([&mut entry.text]).for_each(|text| self.read_in(text, language));
        }
        outline.tables.iter_mut().flat_map(|grid| &mut grid.header).for_each(|text| self.read_in(text, language));
    }

    fn read_in(&self, text: &mut Inline, language: Language) {
        if text.stands_for_code() || text.is_blank() {
            return;
        }
        let words: Vec<Word> = words_of(&text.plain).map(|(at, word)| Word::new(at, word)).collect();
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        let in_code =
            |word: &Word| text.code.iter().any(|code| (code.start as usize..code.end as usize).contains(&word.start));
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let here = self.phrases.iter().find_map(|phrase| {
                let here = words.get(at..at + phrase.words.len())?;
                here.iter().map(|word| &word.base).eq(&phrase.words).then_some((here, phrase.meaning))
            });
            match here.filter(|_| !in_code(first)) {
                Some((here, meaning)) => {
                    let end = here.last().map_or(first.end, |word| word.end);
                    found.push((first.start..end, meaning.word(here.iter().any(|word| word.plural), language)));
                    at += here.len();
                }
                None => at += 1,
            }
        }
        if !found.is_empty() {
            *text = text.with_words(&found);
        }
    }
}

/// A word of a document.
struct Word {
    start: usize,
    end: usize,
    base: String,
    plural: bool,
}

impl Word {
    fn new(start: usize, word: &str) -> Word {
        let folded = fold(word);
        let base = singular(&folded);
        Word { start, end: start + word.len(), plural: base != folded, base }
    }
}

/// The words of a phrase, folded, in the singular: what makes two phrases the same.
pub fn base_forms(phrase: &str) -> Vec<String> {
    folded_words(phrase).map(|word| singular(&word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[(&str, &str)], language: Language, text: &str) -> String {
        let mut jargon = Jargon::default();
        for (word, meaning) in words {
            Meaning::named(meaning).into_iter().for_each(|meaning| jargon.add(word, meaning));
        }
        let mut text = Inline::verbatim(text, 0);
        jargon.read_in(&mut text, language);
        text.plain
    }

    #[test]
    fn singular_plural_capitals_and_accents_are_one_word() {
        let words = [("remessa", "order"), ("Estação", "node")];
        assert_eq!(read(&words, Language::Pt, "Remessas por estacao: 40 remessas"), "pedidos por node: 40 pedidos");
        assert_eq!(read(&words, Language::Pt, "remessas_por_dia"), "pedidos_por_dia");
        assert_eq!(read(&words, Language::Es, "2 ESTAÇÕES"), "2 nodos");
    }

    #[test]
    fn the_longest_phrase_wins_and_parts_of_words_are_left_alone() {
        let words = [("day", "phase"), ("day one", "current"), ("cart", "order")];
        assert_eq!(read(&words, Language::En, "day one, day 2, carton, cart"), "current, phase 2, carton, order");
    }

    #[test]
    fn code_is_left_as_it_is() {
        let mut jargon = Jargon::default();
        Meaning::named("order").into_iter().for_each(|meaning| jargon.add("cart", meaning));
        let mut text = Inline { code: vec![0..5, 6..8], ..Inline::verbatim("carts of 9 carts", 0) };
        jargon.read_in(&mut text, Language::En);
        assert_eq!(text.plain, "carts of 9 orders");
    }

    #[test]
    fn every_word_that_is_put_for_another_is_known() {
        use crate::extract::vocabulary::{costs, meanings::MEANINGS, scenarios};
        use crate::quantity::{Entity, Habits, Unit, parse};
        for meaning in MEANINGS {
            for language in Language::ALL {
                let (one, many) = (meaning.word(false, language), meaning.word(true, language));
                let word = fold(one);
                let list = match meaning.name {
                    "current" => scenarios::CURRENT,
                    "scaled" => scenarios::SCALED,
                    "phase" => scenarios::PHASE,
                    "total" => costs::TOTAL,
                    "subtotal" => costs::SUBTOTAL,
                    "peak" | "mean" => {
                        let read = parse::read(&format!("{one}: 40 req/s"), Habits { language, decimal: None });
                        assert!(read.iter().any(|q| q.statistic.is_some()), "{one}");
                        continue;
                    }
                    _ => {
                        for (n, word) in [(1, one), (9, many)] {
                            let read = parse::read(&format!("{n} {word}"), Habits { language, decimal: None });
                            let known = |q: &crate::quantity::Quantity| matches!(&q.unit, Unit::Count(entity) if !matches!(entity, Entity::Thing(_)));
                            assert!(read.iter().any(known), "{word}");
                        }
                        continue;
                    }
                };
                assert!(list.contains(&word.as_str()), "{word}");
            }
        }
    }
}
