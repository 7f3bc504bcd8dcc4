//! The language of a document, by the words that only one of the three has.

use std::sync::LazyLock;

use crate::canonical;
use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{self, words, words_of};
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
            for (_, word) in words_of(&text.plain) {
                seen += 1;
                if seen > ENOUGH_WORDS {
                    break 'entries;
                }
                weigh(word, &mut counts);
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
fn weigh(word: &str, counts: &mut [usize; 3]) {
    let lower = word.to_lowercase();
    if lower.contains(['ã', 'õ', 'ç', 'ê', 'ô']) {
        counts[0] += 2;
    }
    if lower.ends_with("dade") || (lower.ends_with("mento") && !lower.ends_with("imento")) {
        counts[0] += 2;
    }
    if lower.ends_with("dad") || lower.ends_with("miento") || lower.ends_with("mientos") {
        counts[2] += 2;
    }
    if lower.contains('ñ') || lower.ends_with("ción") || lower.ends_with("ciones") {
        counts[2] += 2;
    }
    let folded = vocabulary::fold(&lower);
    for (_, language, _) in PHRASES.at(&[folded], 0) {
        counts[match language {
            Language::Pt => 0,
            Language::En => 1,
            Language::Es => 2,
        }] += 1;
    }
}
