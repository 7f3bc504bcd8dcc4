//! What each line says in words, label and text apart: for what is claimed without a number.

use crate::extract::prompt::Nature;
use crate::extract::vocabulary::{Word, begins, year};
use crate::extract::{Outline, SectionSet};
use crate::model::Canvas;
use crate::model::fact::Fact;
use crate::quantity::Interval;
use crate::source::Span;
use rust_decimal::Decimal;

/// A line in words, folded.
#[derive(Clone, Debug)]
pub struct Saying {
    /// The sections it stands in.
    pub sections: SectionSet,
    /// The words of its label and of the header of its column.
    pub names: Vec<Word>,
    /// The words of its text.
    pub words: Vec<Word>,
    /// Whether it has a number that means something.
    pub number: bool,
    /// Whether it names a year or a quarter.
    pub date: bool,
    /// Where it stands.
    pub span: Span,
    /// What its words begin with.
    initials: Initials,
}

/// The first letters of some words, of which each has a bit that it may share with others.
#[derive(Clone, Copy, Debug, Default)]
struct Initials(u32);

impl Initials {
    fn of<'w>(words: impl Iterator<Item = &'w Word>) -> Initials {
        Initials(words.fold(0, |bits, word| bits | Initials::bit(word)))
    }

    fn bit(word: &str) -> u32 {
        word.bytes().next().map_or(0, |first| 1 << (first & 31))
    }

    /// Whether a word may begin like `stem`.
    fn may_have(self, stem: &str) -> bool {
        self.0 & Initials::bit(stem) != 0
    }
}

/// Words of one line that are looked at; more are no sentence.
const WORDS: usize = 400;

pub(in crate::model) fn read(outline: &Outline) -> Vec<Saying> {
    let mut sayings = Vec::new();
    for entry in &outline.entries {
        if entry.sections.is_empty() || matches!(entry.nature, Nature::Instruction | Nature::Example) {
            continue;
        }
        if entry.placeholder.is_some() {
            continue;
        }
        let names = entry.label.iter().chain(&entry.column).flat_map(|text| text.title_words()).cloned();
        let words: Vec<Word> = entry.text.title_words().iter().take(WORDS).cloned().collect();
        let is_amount = |year: Decimal| entry.measures.iter().any(|m| m.quantity.interval == Interval::point(year));
        let texts = entry.label.iter().chain(&entry.column).chain(std::iter::once(&entry.text));
        let date = texts.flat_map(|text| text.placed_words()).any(|(_, word, _)| {
            let quarter = matches!(word, "Q1" | "Q2" | "Q3" | "Q4");
            quarter || year(word).is_some_and(|year| !is_amount(year.into()))
        });
        let names: Vec<Word> = names.take(WORDS).collect();
        sayings.push(Saying {
            initials: Initials::of(names.iter().chain(&words)),
            sections: entry.sections,
            names,
            words,
            number: !entry.measures.is_empty(),
            date,
            span: entry.span,
        });
    }
    sayings
}

impl Canvas {
    /// What the line of a fact says.
    pub fn line_of(&self, fact: &Fact) -> Option<&Saying> {
        self.sayings.iter().find(|saying| saying.span == fact.line)
    }
}

impl Saying {
    /// Whether a word of its label or text begins like one of `stems`.
    pub fn says(&self, stems: &[&str]) -> bool {
        let begin = |words: &[Word], stem: &&str| words.iter().any(|word| word.starts_with(*stem));
        let mut stems = stems.iter().filter(|stem| self.initials.may_have(stem));
        stems.any(|stem| begin(&self.names, stem) || begin(&self.words, stem))
    }

    /// Whether a word of its label begins like one of `stems`.
    pub fn is_named(&self, stems: &[&str]) -> bool {
        begins(&self.names, stems)
    }
}
