//! Front matter: the YAML between two `---` at the top of a Markdown document.

use std::ops::Range;

/// Where the front matter stands, and where the text behind it begins.
///
/// Not left to the Markdown parser, which takes any `---` in the document for one.
pub(in crate::syntax) fn find(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let start = first.len();
    let mut at = start;
    let mut has_key = false;
    for line in lines {
        let words = line.trim_end();
        if matches!(words, "---" | "...") {
            return has_key.then_some((start..at, at + line.len()));
        }
        // A heading or a fence: the rule at the top was only a rule.
        if words.starts_with("##") || words.starts_with("```") {
            return None;
        }
        let is_comment = words.starts_with("# ");
        if !has_key && !is_comment {
            has_key = words.ends_with(':') || words.contains(": ");
            if !has_key || words.starts_with(['*', '|', '>']) {
                return None;
            }
        }
        at += line.len();
    }
    None
}
