//! The canonical form of a YAML document: `canvas: 1` at its head, and Markdown in the texts of its `notes`.

use std::ops::Range;

use crate::syntax::{Block, Document, Entry, Node, Value, markdown};

/// The key that declares the form.
const DECLARATION: &str = "canvas";

/// The key whose entries hold Markdown, and the keys of the Markdown in each and of where it belongs.
const NOTES: &str = "notes";
const TEXT: &str = "text";
const SECTION: &str = "section";

/// Reads the notes of a document that declares itself, and puts them behind everything else.
pub(super) fn settle(text: &str, document: &mut Document) {
    let Some(Block::Yaml(Node { value: Value::Map(entries), .. })) = document.blocks.first_mut() else { return };
    if !entries.iter().any(declares) {
        return;
    }
    document.declared = true;
    entries.retain(|entry| !declares(entry));
    let mut prose: Vec<Prose> = Vec::new();
    for entry in entries.iter_mut().filter(|entry| entry.key.plain == NOTES) {
        let Value::List(nodes) = &mut entry.node.value else { continue };
        for node in nodes {
            let Value::Map(fields) = &mut node.value else { continue };
            // Where it belongs is a word of the format; the Markdown has a heading of its own.
            fields.retain(|field| field.key.plain != SECTION);
            fields.retain(|field| {
                let read = Prose::of(text, field)
                    .filter(|p| prose.first().is_none_or(|first| first.indentation == p.indentation));
                let keeps = read.is_none();
                prose.extend(read);
                keeps
            });
        }
    }
    read(text, &prose, document);
}

fn declares(entry: &Entry) -> bool {
    entry.key.plain == DECLARATION && matches!(&entry.node.value, Value::Scalar { text, .. } if text.plain == "1")
}

/// A literal block of Markdown.
struct Prose {
    /// Where the line begins that ends in `|`.
    head: usize,
    /// The lines below it.
    lines: Range<usize>,
    /// Blanks in front of each.
    indentation: usize,
}

impl Prose {
    fn of(text: &str, field: &Entry) -> Option<Prose> {
        let behind_key = field.key.span.range().end;
        let start = behind_key + text.get(behind_key..)?.find('\n')? + 1;
        let mark = text.get(behind_key..start)?.trim_start_matches(':').trim();
        let lines = start..field.node.span.range().end;
        let first = text.get(lines.clone())?.lines().find(|line| !line.trim().is_empty())?;
        let head = text.get(..start - 1)?.rfind('\n').map_or(0, |at| at + 1);
        // An explicit mark of the indentation (`|2-`) is counted from the key's column.
        let explicit = mark.trim_start_matches('|').chars().find_map(|c| c.to_digit(10));
        let indentation = match explicit {
            Some(more) => behind_key - field.key.span.range().len() - head + more as usize,
            None => first.len() - first.trim_start_matches(' ').len(),
        };
        let is_markdown = field.key.plain == TEXT && mark.starts_with('|');
        let fits = (2..2 * MARKERS.len() + 4).contains(&indentation) && head + indentation < start;
        (is_markdown && fits).then_some(Prose { head, lines, indentation })
    }
}

/// Reads all notes at once: with everything else blanked out, each is an item of a list, whose depth takes the
/// indentation of the lines away and leaves every byte in its place.
fn read(text: &str, prose: &[Prose], document: &mut Document) {
    let Some(Prose { indentation, .. }) = prose.first() else { return };
    let depth = (indentation / 2).min(MARKERS.len());
    let mut blanked: Vec<u8> = text.bytes().map(|b| if matches!(b, b'\n' | b'\r') { b } else { b' ' }).collect();
    for Prose { head, lines, indentation } in prose {
        for (n, marker) in MARKERS.iter().take(depth).enumerate() {
            blanked[head + indentation - 2 * (depth - n)] = *marker;
        }
        blanked[lines.clone()].copy_from_slice(&text.as_bytes()[lines.clone()]);
    }
    let Ok(blanked) = String::from_utf8(blanked) else { return };
    let read = markdown::document(&blanked);
    let mut blocks = read.blocks;
    for _ in 0..depth {
        blocks = blocks.into_iter().flat_map(unwrapped).collect();
    }
    document.blocks.append(&mut blocks);
    document.problems.extend(read.problems);
    document.anchors.extend(read.anchors);
    document.remarks.extend(read.remarks);
}

/// What the items of a list hold.
fn unwrapped(block: Block) -> Vec<Block> {
    let Block::List(list) = block else { return vec![block] };
    let inside = list.items.into_iter().flat_map(|item| {
        let own = (!item.text.is_blank()).then_some(Block::Paragraph(item.text));
        own.into_iter().chain(item.blocks)
    });
    inside.collect()
}

/// Different ones, as a line of equal ones would be a rule across the page.
const MARKERS: [u8; 6] = *b"*+-*+-";
