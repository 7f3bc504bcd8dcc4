//! Markdown and YAML read into one [`Document`], in which every key, value, cell and list item knows its span.

use crate::folding::{Word, Words};
use crate::source::Span;

/// A document: what it says, in order, and what is wrong with its form.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Front matter (`---` at the top of a Markdown document), read as YAML.
    pub front_matter: Option<Node>,
    /// The blocks from top to bottom. A pure YAML document is one or more [`Block::Yaml`].
    pub blocks: Vec<Block>,
    /// Whether it declares itself to be of the canonical form (`canvas: 1`).
    pub declared: bool,
    /// What is wrong with the form.
    pub problems: Vec<Problem>,
    /// Links to a heading of the same document (`#anchor`, without the `#`).
    pub anchors: Vec<Anchor>,
    /// Comments addressed to this program, in order.
    pub remarks: Vec<Remark>,
}

/// Text with its markup taken away and a map back to the source.
///
/// `**10.000** RPS` reads `10.000 RPS`; [`Inline::span_of`] maps a range of the plain text back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// What a reader sees. Line breaks inside a paragraph are `\n`.
    pub plain: String,
    /// Where all of it stands, markup included.
    pub span: Span,
    /// `(offset in plain, offset in the source)`: from there on both run in step, until the next piece.
    pub pieces: Vec<(u32, u32)>,
    /// Byte ranges of `plain` that are bold.
    pub bold: Vec<std::ops::Range<u32>>,
    /// Byte ranges of `plain` that are inline code.
    pub code: Vec<std::ops::Range<u32>>,
    /// Byte ranges of `plain` that are the text of a link.
    pub links: Vec<std::ops::Range<u32>>,
    /// The words of `plain`, once somebody asked for them.
    pub(crate) words: Words,
}

impl Inline {
    /// The words of the plain text, folded.
    pub fn words(&self) -> &[Word] {
        self.words.whole(&self.plain)
    }

    /// The words of the plain text: at which byte each begins, as it stands, and folded.
    pub fn placed_words(&self) -> impl Iterator<Item = (usize, &str, &Word)> {
        self.words.placed(&self.plain)
    }

    /// The words of a part of the plain text, folded.
    pub fn words_within(&self, part: std::ops::Range<usize>) -> impl DoubleEndedIterator<Item = Word> {
        self.words.within(&self.plain, part)
    }

    /// The words of the plain text, folded, with `camelCase` apart.
    pub fn phrase_words(&self) -> &[Word] {
        self.words.parts(&self.plain)
    }

    /// The words of the plain text as a title: folded, with `camelCase` apart, without numbers in front.
    pub fn title_words(&self) -> &[Word] {
        self.words.of_title(&self.plain)
    }

    /// Text that stands in the source as it is.
    pub fn verbatim(text: &str, start: usize) -> Inline {
        Inline {
            plain: text.to_owned(),
            span: Span::new(start, start + text.len()),
            pieces: vec![(0, Span::new(start, start).start)],
            ..Inline::default()
        }
    }

    /// Words for something that the source says in another way, at `span`: every part of them stands for all of it.
    pub fn standing_for(words: &str, span: Span) -> Inline {
        Inline { plain: words.to_owned(), span, ..Inline::default() }
    }

    /// Whether these are words for something that the source says in another way, so that no part of them has a
    /// place of its own, and none can be replaced.
    pub fn stands_for_code(&self) -> bool {
        self.pieces.is_empty() && !self.plain.is_empty()
    }

    /// The offset in the source of the byte at `offset` of the plain text.
    pub fn source_offset(&self, offset: usize) -> u32 {
        self.locate(offset, offset)
    }

    /// Where a byte range of the plain text stands in the source.
    pub fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        if self.stands_for_code() {
            return self.span;
        }
        let start = self.source_offset(range.start);
        if range.is_empty() {
            return Span { start, end: start };
        }
        // The last byte decides the end, so that markup behind the range stays outside.
        let end = self.locate(range.end - 1, range.end);
        Span { start, end: end.max(start) }
    }

    /// The part of the text in `range`, with its own map.
    pub fn part(&self, range: std::ops::Range<usize>) -> Inline {
        if self.stands_for_code() {
            return Inline::standing_for(self.plain.get(range).unwrap_or(""), self.span);
        }
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (from, to) = (at(range.start), at(range.end));
        let cut = |ranges: &[std::ops::Range<u32>]| {
            ranges
                .iter()
                .filter(|r| r.start < to && r.end > from)
                .map(|r| r.start.max(from) - from..r.end.min(to) - from)
                .collect()
        };
        let first = self.pieces.partition_point(|&(plain, _)| plain <= from);
        let last = self.pieces.partition_point(|&(plain, _)| plain < to).max(first);
        let mut pieces = vec![(0, self.source_offset(range.start))];
        pieces.extend(self.pieces[first..last].iter().map(|(plain, source)| (plain - from, *source)));
        Inline {
            plain: self.plain.get(range.clone()).unwrap_or("").to_owned(),
            span: self.span_of(range.clone()),
            pieces,
            bold: cut(&self.bold),
            code: cut(&self.code),
            links: cut(&self.links),
            words: self.words.part(&range),
        }
    }

    /// The source offset of `offset`, counted on from the piece in which the byte at `anchor` stands.
    fn locate(&self, anchor: usize, offset: usize) -> u32 {
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let behind = self.pieces.partition_point(|&(plain, _)| plain <= at(anchor));
        let Some(&(plain, source)) = behind.checked_sub(1).and_then(|i| self.pieces.get(i)) else {
            return self.span.start;
        };
        // What replaces markup may be longer than the markup.
        let limit = self.pieces.get(behind).map_or(self.span.end, |next| next.1.max(source));
        source.saturating_add(at(offset).saturating_sub(plain)).min(limit).min(self.span.end)
    }

    /// Whether there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.plain.trim().is_empty()
    }
}

/// A block of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Inline),
    /// A list, ordered or not.
    List(List),
    /// A table.
    Table(Table),
    /// A fenced or indented block of code.
    Fence(Fence),
    /// A block quote.
    Quote(Vec<Block>),
    /// An HTML comment, without `<!--` and `-->`.
    Comment(Inline),
    /// YAML: a whole document, when the file is YAML.
    Yaml(Node),
    /// A thematic break (`---`).
    Break(Span),
}

impl Block {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Block::Heading(heading) => heading.text.span,
            Block::Paragraph(text) | Block::Comment(text) => text.span,
            Block::List(list) => list.span,
            Block::Table(table) => table.span,
            Block::Fence(fence) => fence.span,
            Block::Quote(blocks) => blocks.first().map_or(Span::default(), Block::span),
            Block::Yaml(node) => node.span,
            Block::Break(span) => *span,
        }
    }
}

/// A heading of a document.
#[derive(Clone, Debug)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// Its text.
    pub text: Inline,
}

/// A list.
#[derive(Clone, Debug)]
pub struct List {
    /// Whether its items are numbered.
    pub ordered: bool,
    /// Its items.
    pub items: Vec<Item>,
    /// Where it stands.
    pub span: Span,
}

/// An item of a list: its own text first, then what is nested in it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Whether the box is ticked, in a task list.
    pub ticked: Option<bool>,
    /// Its own text; blank when the item begins with another block.
    pub text: Inline,
    /// What is nested under it.
    pub blocks: Vec<Block>,
    /// Where it stands, nested blocks included.
    pub span: Span,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The header row.
    pub header: Row,
    /// The rows below it.
    pub rows: Vec<Row>,
    /// Where it stands.
    pub span: Span,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells, as many as were written (neither padded nor cut to the header's).
    pub cells: Vec<Inline>,
    /// Where it stands.
    pub span: Span,
}

/// A block of code.
#[derive(Clone, Debug)]
pub struct Fence {
    /// The language it is marked with, in lower case; empty when it is not marked.
    pub language: String,
    /// The code, line breaks as `\n`, with its map (it is not contiguous inside lists and quotes).
    pub text: Inline,
    /// What the code says, when it is YAML (or JSON marked as YAML): one node per document.
    pub yaml: Vec<Node>,
    /// Where it stands, fences included.
    pub span: Span,
}

/// A node of YAML.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where the value stands (for a map: from its first key to its last value).
    pub span: Span,
    /// The comment behind it on the same line, without `#`.
    pub comment: Option<Inline>,
}

/// The value of a node of YAML.
#[derive(Clone, Debug)]
pub enum Value {
    /// A scalar, as written, without quotes.
    Scalar {
        /// The text.
        text: Inline,
        /// Whether it was quoted.
        quoted: bool,
    },
    /// A mapping, in order; the same key may come twice.
    Map(Vec<Entry>),
    /// A sequence.
    List(Vec<Node>),
    /// A reference to an anchor, by name.
    Alias(String),
    /// A key without a value.
    Missing,
}

/// An entry of a mapping.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Inline,
    /// Its value.
    pub node: Node,
    /// The comment behind the key on its line (`phase_1: # 1K-10K users`), or on the lines just above it.
    pub comment: Option<Inline>,
}

/// A link to a heading of the same document.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// What stands behind the `#`, percent-decoded.
    pub target: String,
    /// The whole link.
    pub span: Span,
}

/// Something wrong with the form of a document.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
}

/// What can be wrong with the form of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// YAML that a YAML parser refuses; it was read line by line. The parser's words are kept.
    YamlUnparseable(String),
    /// The same key twice in one mapping.
    YamlKeyTwice(String),
    /// A row with another number of cells than its header.
    TableShape {
        /// Cells in the row.
        cells: usize,
        /// Cells in the header.
        header: usize,
    },
    /// Nesting deeper, or more of something, than is read; what was left out, in a word ("nesting").
    CutShort(&'static str),
}

mod anchor;

mod fence;

mod front_matter;

mod html;

mod inline;

mod markdown;

mod remark;

mod rewording;

mod table;

mod yaml;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use crate::syntax::remark::{Remark, Scope};

/// Reads a source, as YAML when its name ends in `.yaml` or `.yml`, else as Markdown. Never fails.
pub fn parse(source: &crate::source::Source) -> Document {
    let name = source.name().to_ascii_lowercase();
    if name.ends_with(".yaml") || name.ends_with(".yml") {
        yaml::document(source.text())
    } else {
        markdown::document(source.text())
    }
}

/// As many problems of one document as are kept; what follows is the same again.
const MOST_PROBLEMS: usize = 1_000;

impl Document {
    /// Puts the problems in the order in which a reader meets them, and keeps their number bearable.
    fn settle(mut self) -> Document {
        self.problems.sort_by_key(|problem| problem.span);
        self.problems.truncate(MOST_PROBLEMS);
        self
    }
}
