//! The language of a document, by the words that only one of the three has.

use std::sync::LazyLock;

use crate::canonical;
use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{Word, words};
use crate::extract::{Kind, Outline};
use crate::syntax::Inline;
use crate::words::Language;

/// Enough text to be sure; more only costs time.
const ENOUGH_WORDS: usize = 3_000;

/// The language that most of its telling words belong to.
pub(in crate::extract) fn of(outline: &Outline) -> Language {
    let mut counts = [0usize; 3];
    let mut seen = 0;
    'entries: for entry in outline.entries.iter().filter(|e| !matches!(e.kind, Kind::Code | Kind::Line)) {
        // The keys of the canonical form are English in every canvas.
        let own = |label: &&Inline| !outline.declared || !canonical::is_key(label.plain.trim());
        let label = entry.label.iter().filter(own).chain(&entry.column);
        for text in label.chain(std::iter::once(&entry.text)).filter(|text| !text.stands_for_code()) {
            for (_, word, folded) in text.placed_words() {
                seen += 1;
                if seen > ENOUGH_WORDS {
                    break 'entries;
                }
                weigh(word, folded, &mut counts);
            }
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    // Portuguese first: among equals it is the most likely.
    let order = [Language::Pt, Language::En, Language::Es];
    if most == 0 {
        return Language::En;
    }
    order.into_iter().zip(counts).find(|(_, n)| *n == most).map_or(Language::En, |(language, _)| language)
}

static PHRASES: LazyLock<Phrases<Language>> = LazyLock::new(|| Phrases::of_lists(words::LANGUAGE.iter().copied()));

/// Counts are in the order Portuguese, English, Spanish.
fn weigh(word: &str, folded: &Word, counts: &mut [usize; 3]) {
    if !word.is_ascii() && word.contains(['ã', 'õ', 'ç', 'ê', 'ô', 'Ã', 'Õ', 'Ç', 'Ê', 'Ô']) {
        counts[0] += 2;
    }
    if folded.ends_with("dade") || (folded.ends_with("mento") && !folded.ends_with("imento")) {
        counts[0] += 2;
    }
    if folded.ends_with("dad") || folded.ends_with("miento") || folded.ends_with("mientos") {
        counts[2] += 2;
    }
    let accented = || !word.is_ascii() && (word.contains(['ñ', 'Ñ']) || word.to_lowercase().ends_with("ción"));
    if folded.ends_with("ciones") || accented() {
        counts[2] += 2;
    }
    for (_, language, _) in PHRASES.at(std::slice::from_ref(folded), 0) {
        counts[match language {
            Language::Pt => 0,
            Language::En => 1,
            Language::Es => 2,
        }] += 1;
    }
}
