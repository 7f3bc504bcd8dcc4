//! Words of quality or quantity in statements without a number.

use std::sync::LazyLock;

use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::wording;
use crate::extract::{Entry, Kind, Outline, SectionKind, prompt};
use crate::model::wording::{Word, has_digit, is_quantified, is_statement, rows, sentences, words};
use crate::source::Spanned;
use crate::syntax::Inline;

/// Sections in which how much is what counts.
const MEASURED: [SectionKind; 4] =
    [SectionKind::Objective, SectionKind::Volumes, SectionKind::Infrastructure, SectionKind::LoadTest];

pub(in crate::model) fn read(outline: &Outline) -> Vec<Spanned<String>> {
    let rows = rows(outline);
    let mut found = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        let inside = MEASURED.iter().any(|&s| entry.sections.contains(s));
        if !inside || !is_statement(entry) || prompt::is_not_applicable(&entry.text.plain) {
            continue;
        }
        // In running text each sentence stands for itself; a bullet is one statement.
        if entry.kind == Kind::Paragraph {
            let plain = entry.text.plain.as_str();
            let loose = sentences(plain).into_iter().filter(|s| !has_digit(&plain[s.clone()]));
            for sentence in loose.collect::<Vec<_>>() {
                found.extend(first_in(&entry.text.part(sentence)));
            }
        } else {
            found.extend(in_entry(entry).filter(|_| !is_quantified(outline, index, rows.get(&index))));
        }
    }
    found
}

fn in_entry(entry: &Entry) -> Option<Spanned<String>> {
    let label = entry.label.as_ref().filter(|_| entry.kind == Kind::Item);
    first_in(&entry.text).or_else(|| label.and_then(first_in))
}

/// The first such word of a text.
fn first_in(text: &Inline) -> Option<Spanned<String>> {
    let all = words(text);
    let at = (0..all.len()).find_map(|at| Some((at, vague(&all, at)?)));
    let (at, length) = at?;
    let negated = all[at.saturating_sub(2)..at].iter().any(|w| wording::NOT.contains(&w.folded.as_str()));
    if negated {
        return None;
    }
    let range = all[at].range.start..all[at + length - 1].range.end;
    let quoted = text.plain[..range.start].ends_with(['"', '“', '«', '`', '\'']);
    (!quoted).then(|| Spanned::new(text.plain[range.clone()].to_owned(), text.span_of(range)))
}

/// Stems first.
static PHRASES: LazyLock<Phrases<Sort>> =
    LazyLock::new(|| Phrases::of_lists([(Sort::Stem, wording::VAGUE_STEMS), (Sort::Phrase, wording::VAGUE)]));

#[derive(Clone, Copy)]
enum Sort {
    Stem,
    Phrase,
}

/// How many words from `at` on are vague.
fn vague(words: &[Word], at: usize) -> Option<usize> {
    /// Endings of gender and number.
    const ENDING: usize = 4;
    let stem = |stem: &str| words[at].folded.len() - stem.trim_end_matches('*').len() <= ENDING;
    PHRASES.at(words, at).find_map(|(phrase, sort, length)| match sort {
        Sort::Stem => stem(phrase).then_some(1),
        Sort::Phrase => Some(length),
    })
}
