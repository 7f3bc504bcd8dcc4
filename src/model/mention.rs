//! What each line speaks of, by the words of a lexicon: what rules about absence look for.

use std::sync::LazyLock;

use crate::extract::prompt::Nature;
use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::topics::{ABSENT, TOPICS};
use crate::extract::vocabulary::{Word, title_words};
use crate::extract::{Kind, Outline, SectionSet};
use crate::source::{Span, Spanned};
use crate::words::Language;

pub use crate::extract::vocabulary::topics::Topic;

/// Some topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Topics(u32);

impl Topics {
    /// Adds a topic.
    pub fn insert(&mut self, topic: Topic) {
        self.0 |= 1 << topic as u32;
    }

    /// Whether a topic is among them.
    pub fn contains(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u32) != 0
    }

    /// Whether both have one of `topics` in common.
    pub fn share(self, other: Topics, topics: &[Topic]) -> bool {
        topics.iter().any(|&t| self.contains(t) && other.contains(t))
    }

    /// Those of both.
    pub fn with(self, other: Topics) -> Topics {
        Topics(self.0 | other.0)
    }
}

/// A line that speaks of something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// What it speaks of.
    pub topics: Topics,
    /// What it says there is, or will be: "no queue" speaks of one, and claims none.
    pub claims: Topics,
    /// The sections it stands in.
    pub sections: SectionSet,
    /// Its entry.
    pub entry: usize,
    /// In which form it stands.
    pub kind: Kind,
    /// Whether it is the title of a section, or of a document.
    pub is_title: bool,
    /// Whether it is an item of a list that says what to do: "Migrar para …", "Implement …".
    pub is_action: bool,
    /// Its text, without the label unless there is nothing else.
    pub text: Spanned<String>,
    /// All of it.
    pub span: Span,
}

/// Words of one text that are looked at; more are no sentence.
const WORDS: usize = 3_000;

pub(in crate::model) fn read(outline: &Outline) -> Vec<Mention> {
    let titles: std::collections::BTreeSet<usize> = outline.sections.iter().map(|s| s.entry).collect();
    let mut mentions = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        if matches!(entry.nature, Nature::Instruction) {
            continue;
        }
        let (mut topics, mut claims) = (Topics::default(), Topics::default());
        let absent = entry.nature == Nature::NotApplicable;
        let code = entry.code.iter();
        // "**Monitoring** – p95, warn 3 s": title and content in one line.
        let titled = titles.contains(&index) && !entry.text.is_blank();
        let label = entry.label.iter().filter(|_| !titled);
        for text in label.chain(&entry.column).chain([&entry.text]).chain(&entry.comment).chain(code) {
            let (spoken, claimed) = of(text.phrase_words(), outline.language);
            topics = topics.with(spoken);
            claims = if absent { claims } else { claims.with(claimed) };
        }
        if topics == Topics::default() {
            continue;
        }
        let shown = if entry.text.is_blank() { entry.label.as_ref().unwrap_or(&entry.text) } else { &entry.text };
        mentions.push(Mention {
            topics,
            claims,
            sections: entry.sections,
            entry: index,
            kind: entry.kind,
            is_title: titles.contains(&index) || entry.kind == Kind::Heading,
            is_action: entry.kind != Kind::Cell && entry.ticked.is_none() && is_action(&entry.text.plain),
            text: Spanned::new(shown.plain.trim().to_owned(), shown.span),
            span: entry.span,
        });
    }
    mentions
}

/// Beginnings of words that tell somebody to do something.
const ACTIONS: &[&str] = &[
    "implement",
    "migr",
    "adicion",
    "add",
    "anadir",
    "agregar",
    "mover",
    "move",
    "introdu",
    "separar",
    "split",
    "dividir",
    "reescre",
    "reescri",
    "rewrite",
    "extrair",
    "extract",
    "extraer",
    "trocar",
    "replace",
    "substitu",
    "sustitu",
    "adotar",
    "adopt",
];

fn is_action(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    title_words(first).first().is_some_and(|word| ACTIONS.iter().any(|stem| word.starts_with(stem)))
}

/// What a text speaks of, and what it says there is.
pub(in crate::model) fn of(words: &[Word], language: Language) -> (Topics, Topics) {
    let words = &words[..words.len().min(WORDS)];
    let (mut topics, mut claims) = (Topics::default(), Topics::default());
    for at in 0..words.len() {
        for (_, topic, _) in PHRASES.at(words, at) {
            topics.insert(*topic);
            let absent = |w: &Word| ABSENT.contains(&w.as_str()) || (w == "no" && language != Language::Pt);
            if !words[at.saturating_sub(3)..at].iter().any(absent) {
                claims.insert(*topic);
            }
        }
    }
    (topics, claims)
}

static PHRASES: LazyLock<Phrases<Topic>> = LazyLock::new(|| Phrases::of_lists(TOPICS.iter().copied()));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::vocabulary::phrase_words;

    fn of(text: &str, language: Language) -> (Topics, Topics) {
        super::of(&phrase_words(text), language)
    }

    #[test]
    fn a_line_speaks_of_what_its_words_name() {
        let (topics, claims) = of("Fila SQS com alerta de tempo de resposta", Language::Pt);
        assert!(topics.contains(Topic::Queue) && topics.contains(Topic::Latency));
        assert!(claims.contains(Topic::Queue) && !topics.contains(Topic::Cache));
    }

    #[test]
    fn what_is_denied_is_spoken_of_and_not_claimed() {
        for (text, language) in [
            ("por ora sem uma fila", Language::Pt),
            ("we run without a queue", Language::En),
            ("no hay una cola", Language::Es),
        ] {
            let (topics, claims) = of(text, language);
            assert!(topics.contains(Topic::Queue) && !claims.contains(Topic::Queue), "{text}");
        }
        assert!(of("guardar no cache", Language::Pt).1.contains(Topic::Cache));
    }

    #[test]
    fn a_key_speaks_as_a_phrase_does() {
        let (topics, _) = of("response_time_p95_under_5s", Language::En);
        assert!(topics.contains(Topic::Latency));
        assert!(of("no_memory_leaks", Language::En).0.contains(Topic::Leak));
    }
}
