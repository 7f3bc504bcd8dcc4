//! A document printed as an indented outline, for comparing.

use std::fmt::Write;

use crate::source::Span;
use crate::syntax::{Block, Document, Inline, Node, ProblemKind, Row, Value};

/// The outline of `document`. Text is printed as it reads; where the words it points at read otherwise, they follow `<`.
pub(super) fn of(document: &Document, source: &str) -> String {
    let mut outline = Outline { source, out: String::new() };
    if let Some(node) = &document.front_matter {
        outline.node("front:", node, 0);
    }
    outline.blocks(&document.blocks, 0);
    for anchor in &document.anchors {
        writeln!(outline.out, "anchor {} < {}", anchor.target, outline.words(anchor.span)).unwrap();
    }
    for problem in &document.problems {
        let what = match &problem.kind {
            ProblemKind::YamlUnparseable(_) => "unparseable".to_owned(),
            ProblemKind::YamlKeyTwice(key) => format!("twice {key}"),
            ProblemKind::TableShape { cells, header } => format!("{cells} cells of {header}"),
            ProblemKind::CutShort(what) => format!("cut {what}"),
        };
        writeln!(outline.out, "problem {what} < {}", outline.words(problem.span)).unwrap();
    }
    outline.out
}

struct Outline<'a> {
    source: &'a str,
    out: String,
}

impl Outline<'_> {
    fn words(&self, span: Span) -> String {
        self.source.get(span.range()).expect("a span fits the source").escape_debug().to_string()
    }

    fn inline(&self, text: &Inline) -> String {
        let plain = text.plain.escape_debug().to_string();
        let words = self.words(text.span_of(0..text.plain.len()));
        let mut out = if plain == words { plain } else { format!("{plain} < {words}") };
        for (name, ranges) in [("bold", &text.bold), ("code", &text.code), ("link", &text.links)] {
            for range in ranges {
                let words = &text.plain[range.start as usize..range.end as usize];
                let pointed = self.words(text.span_of(range.start as usize..range.end as usize));
                assert_eq!(words.chars().next(), pointed.chars().next(), "the {name} words are found again");
                write!(out, " [{name} {words}]").unwrap();
            }
        }
        out
    }

    fn line(&mut self, depth: usize, text: &str) {
        writeln!(self.out, "{}{}", "  ".repeat(depth), text.trim_end()).unwrap();
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        blocks.iter().for_each(|block| self.block(block, depth));
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Heading(heading) => self.line(depth, &format!("h{} {}", heading.level, self.inline(&heading.text))),
            Block::Paragraph(text) => self.line(depth, &format!("p {}", self.inline(text))),
            Block::Comment(text) => self.line(depth, &format!("comment {}", self.inline(text))),
            Block::Break(span) => self.line(depth, &format!("break {}", self.words(*span))),
            Block::Quote(blocks) => {
                self.line(depth, "quote");
                self.blocks(blocks, depth + 1);
            }
            Block::List(list) => {
                for (i, item) in list.items.iter().enumerate() {
                    let mark = if list.ordered { format!("{}.", i + 1) } else { "-".to_owned() };
                    let ticked = item.ticked.map_or("", |ticked| if ticked { " [x]" } else { " [ ]" });
                    self.line(depth, &format!("{mark}{ticked} {}", self.inline(&item.text)));
                    self.blocks(&item.blocks, depth + 1);
                }
            }
            Block::Table(table) => {
                self.row("head", &table.header, depth);
                table.rows.iter().for_each(|row| self.row("row", row, depth));
            }
            Block::Fence(fence) => {
                self.line(depth, &format!("fence {} {}", fence.language, fence.text.plain.escape_debug()));
                fence.yaml.iter().for_each(|node| self.node("yaml:", node, depth + 1));
            }
            Block::Yaml(node) => self.node("yaml:", node, depth),
        }
    }

    fn row(&mut self, name: &str, row: &Row, depth: usize) {
        let cells: Vec<_> = row.cells.iter().map(|cell| self.inline(cell)).collect();
        self.line(depth, &format!("{name} | {}", cells.join(" | ")));
    }

    fn node(&mut self, label: &str, node: &Node, depth: usize) {
        let comment = node.comment.as_ref().map_or(String::new(), |comment| format!(" # {}", self.inline(comment)));
        self.words(node.span);
        match &node.value {
            Value::Scalar { text, quoted } => {
                let quote = if *quoted { "'" } else { "" };
                self.line(depth, &format!("{label} {quote}{}{quote}{comment}", self.inline(text)));
            }
            Value::Alias(name) => self.line(depth, &format!("{label} *{name}{comment}")),
            Value::Missing => self.line(depth, &format!("{label} ?{comment}")),
            Value::List(nodes) => {
                self.line(depth, &format!("{label}{comment}"));
                nodes.iter().for_each(|node| self.node("-", node, depth + 1));
            }
            Value::Map(entries) => {
                self.line(depth, &format!("{label}{comment}"));
                for entry in entries {
                    let comment = entry.comment.as_ref().map_or(String::new(), |c| format!(" ({})", self.inline(c)));
                    self.node(&format!("{}{comment}:", self.inline(&entry.key)), &entry.node, depth + 1);
                }
            }
        }
    }
}
