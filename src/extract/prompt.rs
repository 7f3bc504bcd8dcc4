//! Real content, prompts of a template, placeholders and reasons for absence, told apart.

use crate::extract::vocabulary::{Word, fold, words, words_of};
use crate::extract::{Entry, Kind, Outline};
use crate::syntax::Inline;

/// What a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    /// Nothing at all.
    Blank,
    /// Something to fill in.
    Placeholder,
    /// A template's instruction to its reader.
    Instruction,
    /// A template's example.
    Example,
    /// That something does not apply.
    NotApplicable,
    /// Content.
    #[default]
    Content,
}

/// The lines of a section, counted by nature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// Lines with content.
    pub content: u32,
    /// Things to fill in.
    pub placeholders: u32,
    /// Instructions of a template.
    pub instructions: u32,
    /// Examples of a template.
    pub examples: u32,
    /// Statements that something does not apply.
    pub not_applicable: u32,
}

impl Filling {
    /// Adds the counts of another.
    pub fn add(&mut self, other: Filling) {
        self.content += other.content;
        self.placeholders += other.placeholders;
        self.instructions += other.instructions;
        self.examples += other.examples;
        self.not_applicable += other.not_applicable;
    }
}

impl From<Nature> for Filling {
    /// One line, counted.
    fn from(nature: Nature) -> Filling {
        let mut filling = Filling::default();
        match nature {
            Nature::Blank => {}
            Nature::Placeholder => filling.placeholders = 1,
            Nature::Instruction => filling.instructions = 1,
            Nature::Example => filling.examples = 1,
            Nature::NotApplicable => filling.not_applicable = 1,
            Nature::Content => filling.content = 1,
        }
        filling
    }
}

/// No phrase that tells what a line is is as long, in bytes.
const LONGEST_PHRASE: usize = 64;

/// Notes in every entry what it is, and what in it is still to be filled in.
pub(in crate::extract) fn mark(outline: &mut Outline) {
    for entry in &mut outline.entries {
        entry.placeholder = placeholder(&entry.text).filter(|range| !is_state(entry, range));
        entry.nature = nature(entry);
    }
}

/// What every entry is; what stands under an instruction or an example is one too.
pub(in crate::extract) fn natures(outline: &Outline) -> Vec<Nature> {
    let mut natures: Vec<Nature> = Vec::with_capacity(outline.entries.len());
    for entry in &outline.entries {
        let above = entry.parent.map(|p| natures[p]).filter(|n| matches!(n, Nature::Instruction | Nature::Example));
        natures.push(above.unwrap_or(entry.nature));
    }
    natures
}

/// What an entry is, by its own words.
fn nature(entry: &Entry) -> Nature {
    if matches!(entry.kind, Kind::Code) {
        return Nature::Content;
    }
    if let Some(label) = entry.label.as_ref().map(|l| fold(l.plain.trim())) {
        if words::INSTRUCTION.contains(&label.as_str()) {
            return Nature::Instruction;
        }
        if words::EXAMPLE.contains(&label.as_str()) {
            return Nature::Example;
        }
    }
    let text = entry.text.plain.trim();
    if text.is_empty() || !text.chars().any(char::is_alphanumeric) {
        return if entry.placeholder.is_some() { Nature::Placeholder } else { Nature::Blank };
    }
    if is_not_applicable(text) {
        return Nature::NotApplicable;
    }
    match &entry.placeholder {
        Some(range) if is_most_of(range, text) => Nature::Placeholder,
        _ => Nature::Content,
    }
}

fn is_most_of(range: &std::ops::Range<usize>, text: &str) -> bool {
    range.len() * 2 >= text.len()
}

/// Whether a text says that something does not apply, with or without a reason behind it.
pub fn is_not_applicable(text: &str) -> bool {
    let text = text.trim();
    // Most texts begin like none of the phrases.
    let begins = |phrase: &&str| phrase.starts_with(|c: char| text.starts_with([c, c.to_ascii_uppercase()]));
    if !words::NOT_APPLICABLE.iter().any(begins) {
        return false;
    }
    let start = (0..=text.len().min(LONGEST_PHRASE)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let folded = fold(&text[..start]);
    words::NOT_APPLICABLE.iter().any(|phrase| {
        folded.strip_prefix(phrase).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// The first thing to fill in, as a range of the plain text: `[Data]`, `<nome>`, `TBD`, `_(preencher: ...)_`,
/// "a ser definida". Boxes of task lists, links, footnotes and code are none.
pub fn placeholder(text: &Inline) -> Option<std::ops::Range<usize>> {
    let plain = &text.plain;
    bracketed(text).or_else(|| {
        let trimmed = plain.trim().trim_end_matches('.');
        let start = plain.len() - plain.trim_start().len();
        let is_short = trimmed.len() <= LONGEST_PHRASE;
        let folded = if is_short { fold(trimmed) } else { Word::default() };
        if words::PLACEHOLDER.contains(&folded.as_str()) && folded != "todo" {
            return Some(start..start + trimmed.len());
        }
        let marked = plain.bytes().any(|b| matches!(b, b'T' | b'F' | b'X'));
        words_of(if marked { plain } else { "" }).find_map(|(at, word)| {
            let behind = &plain[at + word.len()..];
            let marks = match word {
                "TBD" | "FIXME" | "XXX" | "XXXX" | "TBA" => true,
                // "todo" is a word of Portuguese and Spanish, in capitals too.
                "TODO" => behind.is_empty() || behind.starts_with([':', '(', ')', ']']),
                _ => false,
            };
            (marks && !is_in(&text.code, at)).then_some(at..at + word.len())
        })
    })
}

/// Whether what stands there is how far something has come: "Pendente" in a column "Status".
fn is_state(entry: &Entry, at: &std::ops::Range<usize>) -> bool {
    let said = |name: &&Inline| name.words().iter().any(|word| words::STATUS.contains(&word.as_str()));
    let in_words = entry.text.plain.get(at.clone()).is_some_and(|text| text.starts_with(char::is_alphabetic));
    in_words && entry.column.iter().chain(&entry.label).filter(said).count() > 0
}

/// No prompt in brackets is as long, in bytes.
const LONGEST_PROMPT: usize = 400;

fn is_in(ranges: &[std::ops::Range<u32>], at: usize) -> bool {
    ranges.iter().any(|r| (r.start as usize..r.end as usize).contains(&at))
}

fn bracketed(text: &Inline) -> Option<std::ops::Range<usize>> {
    let plain = &text.plain;
    for (open, c) in plain.match_indices(['[', '<', '{', '(']) {
        let (c, close) = match c {
            "[" => ('[', ']'),
            "<" => ('<', '>'),
            "{" => ('{', '}'),
            _ => ('(', ')'),
        };
        if is_in(&text.code, open) || is_in(&text.links, open) {
            continue;
        }
        let window = (open + 1..=plain.len().min(open + LONGEST_PROMPT)).rev().find(|&at| plain.is_char_boundary(at));
        let Some(length) = plain[open + 1..window.unwrap_or(open + 1)].find(close) else { continue };
        let inside = &plain[open + 1..open + 1 + length];
        let behind = plain[open + length + 2..].chars().next();
        let folded = fold(inside.trim().trim_matches(['_', '.', '…']));
        let first = folded.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let prompt = ["preencher", "completar", "fill"].contains(&first);
        let hit = match c {
            // A prompt in brackets is one whatever follows; a bare noun only when it is the whole of it.
            '(' => prompt && (inside.contains(':') || folded.len() < 40),
            '<' => words::BRACKETED.contains(&folded.as_str()) || prompt,
            '[' if behind == Some('(') || behind == Some('[') => false,
            _ => {
                prompt
                    || words::BRACKETED.contains(&folded.as_str())
                    || (words::BRACKETED.contains(&first) && inside.contains(' '))
            }
        };
        if hit {
            return Some(open..open + length + 2);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        placeholder(&Inline::verbatim(text, 0)).map(|r| &text[r])
    }

    #[test]
    fn what_is_still_to_be_written_is_seen() {
        assert_eq!(found("Responsável: [Nome]"), Some("[Nome]"));
        assert_eq!(found("(preencher: volume de hoje)"), Some("(preencher: volume de hoje)"));
        assert_eq!(found("A ser definida."), Some("A ser definida"));
        assert_eq!(found("custo TBD"), Some("TBD"));
        assert_eq!(found("<nome>"), Some("<nome>"));
    }

    #[test]
    fn brackets_that_mean_something_else_are_left_alone() {
        for text in [
            "[1]",
            "rate(x[5m])",
            "todo o tráfego",
            "regions: [a, b]",
            "p95 <2 s> ",
            "(veja o anexo)",
            "[ ]",
            "vale para TODO o sistema",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_reason_for_absence_is_not_a_gap() {
        assert!(is_not_applicable("N/A (extensão local)"));
        assert!(is_not_applicable("Não se aplica: sem servidor"));
        assert!(!is_not_applicable("nativo"));
    }
}
