//! HTML inside Markdown: its comments and what a reader sees of the rest.

use std::ops::Range;

use crate::syntax::inline::Writer;
use crate::syntax::{Block, Inline};

/// What stands in a block of HTML, in order: comments, and paragraphs of the text between tags.
pub(in crate::syntax) fn blocks(html: &Inline) -> Vec<Block> {
    let text = html.plain.as_str();
    let mut blocks = Vec::new();
    let mut seen = Writer::default();
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|i| at + i) {
        copy(html, at..open, &mut seen);
        if text[open..].starts_with("<!--") {
            let end = text[open + 4..].find("-->").map_or(text.len(), |i| open + 4 + i);
            paragraph(&mut seen, html, &mut blocks);
            blocks.extend(comment_in(html, open + 4..end));
            at = (end + 3).min(text.len());
            continue;
        }
        let name = tag_name(&text[open..]);
        if name.is_empty() {
            copy(html, open..open + 1, &mut seen);
            at = open + 1;
            continue;
        }
        let Some(close) = text[open..].find('>').map(|i| open + i + 1) else {
            at = open;
            break;
        };
        at = close;
        if name == "br" {
            seen.replaced("\n", html.span_of(open..close));
        } else if matches!(name.as_str(), "style" | "script") && !text[open..].starts_with("</") {
            at = text[close..].find("</").map_or(text.len(), |i| close + i);
        }
    }
    copy(html, at..text.len(), &mut seen);
    paragraph(&mut seen, html, &mut blocks);
    blocks
}

/// A comment, when `html` at byte `at` of the source is one.
pub(in crate::syntax) fn comment(html: &str, at: usize) -> Option<Block> {
    let inner = html.strip_prefix("<!--")?;
    let inner = inner.strip_suffix("-->").unwrap_or(inner);
    comment_in(&Inline::verbatim(inner, at + 4), 0..inner.len())
}

/// Whether `tag` breaks the line: `<br>`, `<br/>`, `<BR clear="all">`.
pub(in crate::syntax) fn is_break(tag: &str) -> bool {
    tag_name(tag) == "br"
}

fn tag_name(tag: &str) -> String {
    let inner = tag.strip_prefix('<').unwrap_or(tag);
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    inner.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '!' | '?')).collect::<String>().to_lowercase()
}

fn comment_in(html: &Inline, range: Range<usize>) -> Option<Block> {
    let words = html.plain.get(range.clone())?;
    let start = range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    Some(Block::Comment(html.part(start..end.max(start))))
}

fn paragraph(seen: &mut Writer, html: &Inline, blocks: &mut Vec<Block>) {
    let text = std::mem::take(seen).finish(html.span);
    let trimmed = text.plain.trim();
    if !trimmed.is_empty() {
        let start = text.plain.len() - text.plain.trim_start().len();
        blocks.push(Block::Paragraph(text.part(start..start + trimmed.len())));
    }
}

/// Copies a range of the plain text, line by line because lines need not be contiguous in the source.
fn copy(html: &Inline, range: Range<usize>, to: &mut Writer) {
    let mut at = range.start;
    for line in html.plain.get(range).unwrap_or("").split_inclusive('\n') {
        to.text(line, html.source_offset(at) as usize);
        at += line.len();
    }
}
