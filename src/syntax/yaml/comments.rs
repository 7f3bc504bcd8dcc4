//! The comments of YAML, found from the place of what they speak of.
//!
//! They are looked up rather than taken from the parser, which forgets them where it looks ahead far.

use crate::syntax::Inline;
use crate::syntax::inline::Writer;
use crate::syntax::remark::ADDRESS;
use crate::syntax::yaml::Ground;

/// The comment behind a value that ends at `end`, on the same line.
pub(super) fn behind(ground: Ground<'_>, end: usize) -> Option<Inline> {
    let rest = ground.text().get(end..)?;
    let blank = rest.trim_start_matches([' ', '\t', ',']);
    starts_at(ground, end + (rest.len() - blank.len()))
}

/// The comment behind a key that ends at `end`, when its value does not stand on the line.
pub(super) fn behind_key(ground: Ground<'_>, end: usize) -> Option<Inline> {
    let text = ground.text();
    let mut at = blanks_from(text, end);
    if text.as_bytes().get(at) != Some(&b':') {
        return None;
    }
    at = blanks_from(text, at + 1);
    // A tag, an anchor or the sign of a text of many lines may stand between.
    while matches!(text.as_bytes().get(at), Some(b'!' | b'&' | b'|' | b'>')) {
        let word = text.get(at..)?.find(char::is_whitespace)?;
        at = blanks_from(text, at + word);
    }
    starts_at(ground, at)
}

/// The comment on the lines just above the entry whose key begins at `start`, as far as nothing was `read_to` there.
pub(super) fn above(ground: Ground<'_>, start: usize, read_to: usize) -> Option<Inline> {
    let unread = ground.text().get(read_to..start)?;
    let first = unread.rfind('\n')? + 1;
    if !unread[first..].trim_start_matches([' ', '\t', '-', '?']).is_empty() {
        return None;
    }
    let mut from = first;
    while from > 0 {
        let line = unread[..from - 1].rfind('\n').map_or(0, |i| i + 1);
        if !unread[line..from].trim_start().starts_with('#') {
            break;
        }
        from = line;
    }
    // On the line up to which was read, a comment speaks of what stands before it.
    if from == 0 && read_to > 0 && !ground.text()[..read_to].ends_with('\n') {
        from = unread.find('\n')? + 1;
    }
    joined(ground, read_to + from, read_to + first)
}

/// The comment lines between two beginnings of lines, without `#`.
fn joined(ground: Ground<'_>, from: usize, to: usize) -> Option<Inline> {
    let mut writer = Writer::default();
    let mut at = from;
    for line in ground.text().get(from..to)?.split_inclusive('\n') {
        let words = line.trim_start().trim_start_matches('#').trim_start();
        let start = at + (line.len() - words.len());
        if words.starts_with(ADDRESS) {
            at += line.len();
            continue;
        }
        if at > from {
            writer.replaced("\n", ground.span(at - 1..at));
        }
        ground.write(start..start + words.trim_end().len(), &mut writer);
        at += line.len();
    }
    let inline = writer.finish(ground.span(from..from));
    (!inline.is_blank()).then_some(inline)
}

fn blanks_from(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

fn starts_at(ground: Ground<'_>, at: usize) -> Option<Inline> {
    let rest = ground.text().get(at..)?.strip_prefix('#')?;
    let line = rest.lines().next().unwrap_or("");
    let words = line.trim_start_matches('#').trim_start();
    let start = at + 1 + (line.len() - words.len());
    let words = words.trim_end();
    (!words.is_empty() && !words.starts_with(ADDRESS)).then(|| ground.inline(start..start + words.len()))
}
