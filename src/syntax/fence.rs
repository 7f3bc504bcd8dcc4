//! Blocks of code inside Markdown: which of them are YAML, and what they say.

use crate::syntax::yaml::{self, Ground};
use crate::syntax::{Inline, Node, Problem};

/// The language in the info string of a fence, in lower case: `YAML title="x"` and `{.yaml}` are both `yaml`.
pub(in crate::syntax) fn language(info: &str) -> String {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':');
    let info = info.trim_start_matches(['{', '.', ' ']);
    info.split(is_end).next().unwrap_or("").to_lowercase()
}

/// What a block of code says, when it is YAML.
///
/// Code that is not marked is only taken for YAML when it can hardly be anything else.
pub(in crate::syntax) fn yaml(language: &str, fenced: bool, text: &Inline, problems: &mut Vec<Problem>) -> Vec<Node> {
    let all = 0..text.plain.len();
    let ground = Ground::within(text);
    match language {
        // A tree that somebody drew is no YAML, whatever is said of it.
        "yaml" | "yml" if is_tree(&text.plain) => yaml::nodes_if_sound(ground, all),
        "yaml" | "yml" => yaml::nodes(ground, all, problems),
        // Examples of JSON are often abridged ("..."); what is no JSON stays code.
        "json" => yaml::nodes_if_sound(ground, all),
        "" if fenced && looks_like_settings(&text.plain) => yaml::nodes_if_sound(ground, all),
        _ => Vec::new(),
    }
}

fn is_tree(code: &str) -> bool {
    code.lines().filter(|line| line.trim_start().starts_with(['├', '└', '│'])).nth(1).is_some()
}

/// Whether every line is `key: value`, `key:` or `- item`, with keys that are identifiers and no sign of a calculation.
fn looks_like_settings(code: &str) -> bool {
    let mut keys = 0;
    for line in code.lines() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let is_item = line.starts_with("- ");
        let words = line.strip_prefix("- ").unwrap_or(line);
        let (key, value) = match words.split_once(": ") {
            Some(pair) => pair,
            None => (words.strip_suffix(':').unwrap_or(""), words),
        };
        let is_key = key.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if !is_key && !is_item || calculates(value) {
            return false;
        }
        keys += usize::from(is_key);
    }
    keys >= 2
}

fn calculates(value: &str) -> bool {
    value.contains(['=', '×', '÷', '≈', '→', '─', '│'])
        || [" * ", " + ", " / ", " x ", "->", "=>"].iter().any(|sign| value.contains(sign))
}
