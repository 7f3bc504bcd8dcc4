//! Comments addressed to this program, and the part of the document that each speaks of.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::yaml::Ground;
use crate::syntax::{Block, Document, Inline, Item};

/// A comment addressed to this program: `<!-- canvas: ... -->`, in YAML `# canvas: ...`.
#[derive(Clone, Debug)]
pub struct Remark {
    /// What it says, behind the colon.
    pub text: Inline,
    /// What it speaks of.
    pub scope: Scope,
}

/// The part of a document that a remark speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it: the remark stands above everything else.
    Document,
    /// The block or key behind it (under a heading all of its section), or the line it stands on.
    Part(Span),
}

impl Scope {
    /// Whether what begins at `offset` is spoken of.
    pub fn contains(self, offset: u32) -> bool {
        match self {
            Scope::Document => true,
            Scope::Part(span) => span.start <= offset && offset < span.end,
        }
    }
}

/// What such a comment begins with.
pub(in crate::syntax) const ADDRESS: &str = "canvas:";

/// More remarks than this are not read: nobody writes so many by hand.
const MOST_REMARKS: usize = 200;

/// Collects the remarks of Markdown: those of its comments.
pub(in crate::syntax) fn of_markdown(text: &str, document: &mut Document) {
    let mut found = Vec::new();
    walk(text, &document.blocks, Span::new(0, text.len()), true, &mut found);
    found.extend(std::mem::take(&mut document.remarks));
    found.sort_by_key(|remark| remark.text.span);
    found.truncate(MOST_REMARKS);
    document.remarks = found;
}

/// Looks at blocks from the last to the first, so that what follows a comment is known when the comment is met.
fn walk(text: &str, blocks: &[Block], around: Span, outermost: bool, found: &mut Vec<Remark>) {
    // Where the part ends that a heading of each level opens.
    let mut ends = [around.end; 7];
    let mut next = None;
    let first = blocks.iter().position(|block| !matches!(block, Block::Comment(_))).unwrap_or(blocks.len());
    for (index, block) in blocks.iter().enumerate().rev() {
        match block {
            Block::Comment(comment) => {
                let Some(words) = addressed(comment) else { continue };
                let scope = if let Some(line) = line_shared(text, comment.span) {
                    Scope::Part(line)
                } else if outermost && index < first {
                    Scope::Document
                } else {
                    Scope::Part(next.unwrap_or(if outermost { Span::default() } else { around }))
                };
                found.push(Remark { text: words, scope });
                continue;
            }
            Block::List(list) => {
                list.items.iter().for_each(|Item { blocks, span, .. }| walk(text, blocks, *span, false, found));
            }
            Block::Quote(inner) => walk(text, inner, block.span(), false, found),
            _ => {}
        }
        next = Some(match block {
            Block::Heading(heading) => {
                let level = usize::from(heading.level).min(ends.len() - 1);
                let start = heading.text.span.start;
                let part = Span { start, end: ends[level].max(start) };
                ends[level..].fill(start);
                part
            }
            Block::Quote(inner) => inner.last().map_or(block.span(), |last| block.span().to(last.span())),
            _ => block.span(),
        });
        if found.len() > 2 * MOST_REMARKS {
            return;
        }
    }
}

fn addressed(comment: &Inline) -> Option<Inline> {
    let rest = comment.plain.trim_start().strip_prefix(ADDRESS)?;
    let start = comment.plain.len() - rest.trim_start().len();
    Some(comment.part(start..comment.plain.trim_end().len().max(start)))
}

/// The line on which a comment stands, when it stands behind something else.
fn line_shared(text: &str, comment: Span) -> Option<Span> {
    let start = comment.start as usize;
    let from = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(from..start)?.trim_end().trim_end_matches("<!--");
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')');
    if before.trim_start_matches(is_mark).is_empty() {
        return None;
    }
    let length = text.get(from..)?.find('\n').unwrap_or(text.len() - from);
    Some(Span::new(from, from + length))
}

/// The remarks of YAML in a part of `ground`; `at_top` says whether nothing of the document stands above it.
pub(in crate::syntax) fn of_yaml(ground: Ground<'_>, range: Range<usize>, at_top: bool) -> Vec<Remark> {
    let text = ground.text().get(..range.end).unwrap_or("");
    let mut remarks = Vec::new();
    let mut nothing_above = at_top;
    let mut start = range.start;
    for line in text.get(range.start..).unwrap_or("").split_inclusive('\n') {
        let (from, end) = (start, start + line.trim_end().len());
        start += line.len();
        if let Some(words) = comment_of(line).map(|at| from + at..end)
            && remarks.len() < MOST_REMARKS
        {
            let inline = ground.inline(words.clone());
            let own_line = line.trim_start().starts_with('#');
            let scope = match part_at(text, if own_line { start } else { from }) {
                _ if own_line && nothing_above => Scope::Document,
                Some(part) => Scope::Part(ground.span(part)),
                None => Scope::Part(Span::default()),
            };
            remarks.push(Remark { text: inline, scope });
        }
        nothing_above &= is_silent(line);
    }
    remarks
}

/// Where in a line the words of a remark begin.
fn comment_of(line: &str) -> Option<usize> {
    let is_comment = |at: usize| line[..at].chars().next_back().is_none_or(char::is_whitespace);
    line.match_indices('#').filter(|&(at, _)| is_comment(at)).find_map(|(at, _)| {
        let rest = line[at..].trim_start_matches('#').trim_start().strip_prefix(ADDRESS)?.trim_start();
        Some(line.len() - rest.len()).filter(|_| !rest.trim_end().is_empty())
    })
}

/// Whether a line of YAML says nothing.
fn is_silent(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#') || line.starts_with('%') || line == "---"
}

/// The entry of YAML on the first line from `start` on that says something: that line and all that is indented below it.
fn part_at(text: &str, start: usize) -> Option<Range<usize>> {
    /// A part is no longer than this, in lines, or goes to the end.
    const MOST_LINES: usize = 10_000;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut opening: Option<(usize, &str)> = None;
    let mut end = start;
    let mut at = start;
    for (count, line) in text.get(start..)?.split_inclusive('\n').enumerate() {
        let from = at;
        at += line.len();
        if count == MOST_LINES {
            return Some(opening?.0..text.len());
        }
        if is_silent(line) {
            continue;
        }
        match opening {
            None => opening = Some((from + indent(line), line)),
            Some((_, first)) => {
                // A list may stand as far left as the key it belongs to.
                let is_item = |line: &str| line.trim_start().starts_with("- ");
                let below =
                    indent(line) > indent(first) || (indent(line) == indent(first) && is_item(line) && !is_item(first));
                if !below {
                    break;
                }
            }
        }
        end = from + line.trim_end().len();
    }
    opening.map(|(from, _)| from..end.max(from))
}
