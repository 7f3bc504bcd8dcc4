//! What a finding is, whatever line it stands on: its rule, its section and the words it is about.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::report::Brief;
use crate::source::Source;
use crate::words::{Language, Message, Part};

/// Longer lines are told apart by their beginnings.
const MOST_CHARACTERS: usize = 160;

/// What two runs know the same finding by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The code of the rule.
    pub rule: String,
    /// The section it stands in; empty outside of all.
    pub section: String,
    /// The line it stands on, without marks, in small letters, and what the message names besides.
    pub text: String,
}

/// The key of a finding of a canvas. Moving lines leaves it as it is.
pub fn key(source: &Source, report: &Brief, finding: &Finding) -> Key {
    let start = finding.span.start;
    let section = report.canvas.sections.iter().find(|s| s.span.start <= start && start < s.span.end);
    let line = source.slice(source.line_span(source.line_of(start)));
    let mut text = normalised(line);
    for name in names(&finding.message) {
        text.push_str(" · ");
        text.push_str(&name);
    }
    Key { rule: finding.rule.to_owned(), section: section.map_or("", |s| s.kind.name()).to_owned(), text }
}

/// A fingerprint for each finding, in their order; of several with one key each has its own.
pub fn fingerprints<'a>(
    source: &Source,
    report: &Brief,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> Vec<String> {
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for finding in findings {
        let key = key(source, report, finding);
        let print = hash([key.rule.as_str(), &key.section, &key.text]);
        let count = seen.entry(key).or_default();
        *count += 1;
        all.push(if *count == 1 { print } else { format!("{print}:{count}") });
    }
    all
}

/// A name for some texts that is the same in every version of the program: 64 bits of FNV-1a.
pub fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// Small letters, figures and signs, without the marks of Markdown and with single spaces.
fn normalised(line: &str) -> String {
    let words =
        line.split(|c: char| c.is_whitespace() || "|*_`#>~\u{fffd}".contains(c)).filter(|word| !word.is_empty());
    let text = words.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    text.chars().take(MOST_CHARACTERS).collect()
}

/// What a message names in words of our own, in English: the section that is missing. Several such findings may stand
/// on one line.
fn names(message: &Message) -> Vec<String> {
    let words = message.values.iter().filter_map(|(_, part)| match part {
        Part::Words(text) => Some(text.in_language(Language::En).to_owned()),
        _ => None,
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{self, SHOP};

    fn key_in(text: &str) -> Key {
        let source = Source::new("a.md", text.as_bytes());
        let finding = samples::wrong_total(&source);
        key(&source, &samples::report(&source, Vec::new()), &finding)
    }

    #[test]
    fn a_finding_keeps_its_key_when_lines_move_and_marks_change() {
        let key = key_in(SHOP);
        assert_eq!((key.section.as_str(), key.text.as_str()), ("costs", "total r$ 2.700"));
        assert_eq!(key_in(&SHOP.replace("| Banco", "| Rede | R$ 0 |\n| Banco")), key);
        assert_eq!(key_in(&SHOP.replace("| Total |", "|  **Total**  |")), key);
        assert_ne!(key_in(&SHOP.replace("| Total |", "| Tudo |")), key);
    }

    #[test]
    fn two_findings_with_one_key_have_two_fingerprints() {
        let source = Source::new("a.md", SHOP.as_bytes());
        let finding = samples::wrong_total(&source);
        let report = samples::report(&source, Vec::new());
        let prints = fingerprints(&source, &report, [&finding, &finding]);
        assert_eq!(prints[1], format!("{}:2", prints[0]));
        assert_eq!(hash(["a"]), "089be207b544f1e4", "known everywhere for good");
    }
}
