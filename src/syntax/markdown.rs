//! Markdown read into a document: GFM tables, task lists, front matter, nested lists, fences.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::source::Span;
use crate::syntax::inline::Writer;
use crate::syntax::yaml::Ground;
use crate::syntax::{
    Anchor, Block, Document, Fence, Heading, Inline, Item, List, Problem, ProblemKind, Row, Table, anchor, fence,
    front_matter, html, remark, table, yaml,
};

/// Blocks nested deeper than this are read as if they stood at this depth.
const DEEPEST: usize = 64;

/// Events of the parser that are read; a 35 KB table can make half a million.
const MOST_EVENTS: usize = 3_000_000;

/// Headings, paragraphs and cells that are read: far more than a canvas has, and than is made of them.
const MOST_PASSAGES: usize = 20_000;

/// Reads `text` as Markdown.
pub(in crate::syntax) fn document(text: &str) -> Document {
    let mut document = Document::default();
    let mut body = 0;
    if let Some((matter, end)) = front_matter::find(text) {
        document.remarks = remark::of_yaml(Ground::whole(text), matter.clone(), true);
        let nodes = yaml::nodes(Ground::whole(text), matter, &mut document.problems);
        document.front_matter = nodes.into_iter().next();
        body = end;
    }
    let mut reader = Reader { text, document, frames: vec![Frame::Blocks(Vec::new())], ..Reader::default() };
    for (count, (event, range)) in Parser::new_ext(&text[body..], options()).into_offset_iter().enumerate() {
        let range = range.start + body..range.end + body;
        if count >= MOST_EVENTS || reader.passages >= MOST_PASSAGES {
            reader.cut_short("length", range.start..text.len());
            break;
        }
        reader.event(event, range);
    }
    let mut document = reader.finish();
    remark::of_markdown(text, &mut document);
    document.settle()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// A block that holds others and is not closed yet.
enum Frame {
    Blocks(Vec<Block>),
    Item(Item),
    List(List),
    Table(OpenTable),
}

struct OpenTable {
    table: Table,
    header_read: bool,
    cells: Vec<(Range<usize>, Inline)>,
    comments: Vec<Block>,
}

/// What a run of text is, once it is complete.
#[derive(Clone, Copy)]
enum Role {
    Paragraph,
    Heading(u8),
    Cell,
}

/// A paragraph, heading or cell that is being read.
struct Passage {
    role: Role,
    writer: Writer,
    range: Range<usize>,
    before: Vec<Block>,
    after: Vec<Block>,
}

/// A block of code or HTML that is being read.
struct Raw {
    /// Language, and whether it stands between fences; `None` for HTML.
    code: Option<(String, bool)>,
    writer: Writer,
    range: Range<usize>,
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    document: Document,
    frames: Vec<Frame>,
    /// Blocks that were opened below [`DEEPEST`].
    too_deep: usize,
    passage: Option<Passage>,
    /// Passages that were read.
    passages: usize,
    raw: Option<Raw>,
    /// How many open tags strike out what stands in them: the document no longer says it.
    struck: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(_) | Event::Code(_) if self.struck > 0 => {}
            Event::Text(text) | Event::Html(text) => self.text(&text, range),
            Event::Code(code) => {
                let source = &self.text[range.clone()];
                self.passage(&range).writer.code(&code, source, range.start);
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.line_break(range),
            Event::Rule => {
                self.close_passage();
                let mark = self.text[range.clone()].trim_end().len();
                self.add(Block::Break(Span::new(range.start, range.start + mark)));
            }
            Event::TaskListMarker(ticked) => {
                if let (0, Some(Frame::Item(item))) = (self.too_deep, self.frames.last_mut()) {
                    item.ticked = Some(ticked);
                }
            }
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        match tag {
            Tag::Strong => self.passage(&range).writer.begin_bold(),
            Tag::Link { dest_url, .. } => {
                let writer = &mut self.passage(&range).writer;
                writer.begin_link();
                writer.cover(span);
                if let Some(target) = anchor::target(&dest_url) {
                    self.document.anchors.push(Anchor { target, span });
                }
            }
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Image { .. } => {
                self.struck += usize::from(self.is_struck_out(&range));
                let multiplies = self.multiplies(&range);
                let about = self.is_about(&range);
                let writer = &mut self.passage(&range).writer;
                if multiplies {
                    writer.text("*", range.start);
                }
                if about {
                    writer.text("~", range.start);
                }
                writer.cover(span);
            }
            Tag::Paragraph => self.open_passage(Role::Paragraph, range),
            Tag::Heading { level, .. } => self.open_passage(Role::Heading(level as u8), range),
            Tag::TableCell => self.open_passage(Role::Cell, range),
            Tag::BlockQuote(_) => self.open_frame(Frame::Blocks(Vec::new()), span),
            Tag::List(first) => {
                self.open_frame(Frame::List(List { ordered: first.is_some(), items: Vec::new(), span }), span);
            }
            Tag::Item => {
                let item = Item { ticked: None, text: Inline::default(), blocks: Vec::new(), span };
                self.open_frame(Frame::Item(item), span);
            }
            Tag::Table(_) => {
                let table = Table { header: Row::default(), rows: Vec::new(), span };
                let open = OpenTable { table, header_read: false, cells: Vec::new(), comments: Vec::new() };
                self.open_frame(Frame::Table(open), span);
            }
            Tag::CodeBlock(kind) => {
                let (language, fenced) = match kind {
                    CodeBlockKind::Fenced(info) => (fence::language(&info), true),
                    CodeBlockKind::Indented => (String::new(), false),
                };
                self.open_raw(Some((language, fenced)), range);
            }
            Tag::HtmlBlock => self.open_raw(None, range),
            _ => self.close_passage(),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Strong => {
                if let Some(passage) = &mut self.passage {
                    passage.writer.end_bold();
                    passage.writer.cover(Span::new(range.start, range.end));
                }
            }
            TagEnd::Link => {
                if let Some(passage) = &mut self.passage {
                    passage.writer.end_link();
                }
            }
            TagEnd::Emphasis if self.multiplies(&range) => self.text("*", range.end - 1..range.end),
            TagEnd::Strikethrough => {
                if self.is_about(&range) {
                    self.text("~", range.end - 1..range.end);
                }
                self.struck = self.struck.saturating_sub(usize::from(self.is_struck_out(&range)));
            }
            TagEnd::Emphasis | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Image => {}
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.close_raw(),
            TagEnd::TableHead | TagEnd::TableRow => self.close_row(range),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => self.close_frame(),
            _ => self.close_passage(),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let verbatim = self.text.get(range.clone()) == Some(text);
        let writer = match &mut self.raw {
            Some(raw) => &mut raw.writer,
            None => &mut self.passage(&range).writer,
        };
        if verbatim {
            writer.text(text, range.start);
        } else {
            writer.replaced(text, Span::new(range.start, range.end));
        }
    }

    /// Whether the emphasis at `range` is two products: the stars of `30*15 + 14*5`.
    fn multiplies(&self, range: &Range<usize>) -> bool {
        let around = |at: usize| {
            let before = self.text.get(..at)?.chars().next_back()?;
            let after = self.text.get(at..)?.strip_prefix('*')?.chars().next()?;
            Some((before, after))
        };
        let opens = around(range.start)
            .is_some_and(|(before, after)| (before.is_alphanumeric() || before == ')') && after.is_ascii_digit());
        let closes = range.end.checked_sub(1).and_then(around).is_some_and(|(before, after)| {
            (before.is_alphanumeric() || before == ')') && (after.is_alphanumeric() || matches!(after, '(' | '$'))
        });
        opens && closes
    }

    /// Two tildes strike out; a single one is also "about".
    fn is_struck_out(&self, range: &Range<usize>) -> bool {
        self.text.get(range.clone()).is_some_and(|source| source.starts_with("~~"))
    }

    /// "~R$ 900 (~US$ 160)": whether what the tildes at `range` enclose is only in their way.
    fn is_about(&self, range: &Range<usize>) -> bool {
        self.text.get(range.clone()).is_some_and(|source| source.starts_with('~') && !source.starts_with("~~"))
    }

    /// A line of the source that ends: a sentence goes on behind it, or the next line speaks for itself.
    fn soft_break(&mut self, range: Range<usize>) {
        let next = self.text.get(range.end..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let next = next.trim_start_matches(['>', ' ', '\t']);
        if !self.passage(&range).writer.goes_on(next) {
            return self.line_break(range);
        }
        let at = self.text[range.clone()].find('\n').map_or(range.start, |i| range.start + i);
        self.passage(&range).writer.replaced(" ", Span::new(at, range.end));
    }

    fn line_break(&mut self, range: Range<usize>) {
        let at = self.text[range.clone()].find('\n').map_or(range.start, |i| range.start + i);
        self.passage(&range).writer.replaced("\n", Span::new(at, range.end));
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if html::is_break(tag) {
            self.passage(&range).writer.replaced("\n", Span::new(range.start, range.end));
        } else if let Some(comment) = html::comment(tag, range.start) {
            let passage = self.passage(&range);
            if passage.writer.is_blank() {
                passage.before.push(comment);
            } else {
                passage.after.push(comment);
            }
        }
    }

    /// The passage that is being read; text in a tight list item begins one without notice.
    fn passage(&mut self, range: &Range<usize>) -> &mut Passage {
        self.passage.get_or_insert_with(|| Passage::new(Role::Paragraph, range.clone()))
    }

    fn open_passage(&mut self, role: Role, range: Range<usize>) {
        self.close_passage();
        self.passage = Some(Passage::new(role, range));
    }

    fn close_passage(&mut self) {
        let Some(Passage { role, writer, range, before, after }) = self.passage.take() else { return };
        self.passages += 1;
        let text = without_blanks_around(writer.finish(Span::new(range.start, range.end)));
        if let Role::Cell = role {
            if let Some(Frame::Table(open)) = self.frames.last_mut() {
                open.cells.push((range, text));
                open.comments.extend(before.into_iter().chain(after));
            }
            return;
        }
        before.into_iter().for_each(|comment| self.add(comment));
        match role {
            Role::Heading(level) => self.add(Block::Heading(Heading { level, text })),
            _ if text.is_blank() => {}
            _ => self.add(Block::Paragraph(text)),
        }
        after.into_iter().for_each(|comment| self.add(comment));
    }

    fn open_raw(&mut self, code: Option<(String, bool)>, range: Range<usize>) {
        self.close_passage();
        self.raw = Some(Raw { code, writer: Writer::default(), range });
    }

    fn close_raw(&mut self) {
        let Some(Raw { code, writer, range }) = self.raw.take() else { return };
        let span = Span::new(range.start, range.end);
        let text = writer.finish(span);
        match code {
            Some((language, fenced)) => {
                let yaml = fence::yaml(&language, fenced, &text, &mut self.document.problems);
                if !yaml.is_empty() {
                    let all = 0..text.plain.len();
                    self.document.remarks.extend(remark::of_yaml(Ground::within(&text), all, false));
                }
                self.add(Block::Fence(Fence { language, text, yaml, span }));
            }
            None => html::blocks(&text).into_iter().for_each(|block| self.add(block)),
        }
    }

    fn close_row(&mut self, range: Range<usize>) {
        self.close_passage();
        let (0, Some(Frame::Table(open))) = (self.too_deep, self.frames.last_mut()) else { return };
        let span = Span::new(range.start, range.end);
        let columns = open.header_read.then_some(open.table.header.cells.len());
        let parsed = std::mem::take(&mut open.cells);
        let row = table::row(self.text, span, columns, parsed, |cell| passage_in(self.text, cell));
        if open.header_read {
            open.table.rows.push(row);
        } else {
            open.table.header = row;
            open.header_read = true;
        }
    }

    fn open_frame(&mut self, frame: Frame, span: Span) {
        self.close_passage();
        // A list at the limit still gets its items, a table its rows.
        let limit = if matches!(frame, Frame::Item(_)) { DEEPEST + 1 } else { DEEPEST };
        if self.too_deep > 0 || self.frames.len() > limit {
            if self.too_deep == 0 {
                self.cut_short("nesting", span.range());
            }
            self.too_deep += 1;
        } else {
            self.frames.push(frame);
        }
    }

    fn close_frame(&mut self) {
        self.close_passage();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if self.frames.len() < 2 {
            return;
        }
        match self.frames.pop() {
            Some(Frame::Blocks(blocks)) => self.add(Block::Quote(blocks)),
            Some(Frame::List(list)) => self.add(Block::List(list)),
            Some(Frame::Table(open)) => {
                self.document.problems.extend(table::misshapen(&open.table));
                self.add(Block::Table(open.table));
                open.comments.into_iter().for_each(|comment| self.add(comment));
            }
            Some(Frame::Item(item)) => {
                if let Some(Frame::List(list)) = self.frames.last_mut() {
                    list.items.push(item);
                }
            }
            None => {}
        }
    }

    fn add(&mut self, block: Block) {
        match (self.frames.last_mut(), block) {
            (Some(Frame::Item(item)), Block::Paragraph(text)) if is_without_text(item) => item.text = text,
            (Some(Frame::Item(item)), block) => item.blocks.push(block),
            (Some(Frame::Blocks(blocks)), block) => blocks.push(block),
            (Some(Frame::Table(open)), block) => open.comments.push(block),
            // Nothing stands directly in a list; were it so, it would be an item.
            (Some(Frame::List(list)), block) => {
                let span = list.span;
                list.items.push(Item { ticked: None, text: Inline::default(), blocks: vec![block], span });
            }
            (None, _) => {}
        }
    }

    fn cut_short(&mut self, what: &'static str, range: Range<usize>) {
        let kind = ProblemKind::CutShort(what);
        if !self.document.problems.iter().any(|problem| problem.kind == kind) {
            self.document.problems.push(Problem { kind, span: Span::new(range.start, range.end) });
        }
    }

    fn finish(mut self) -> Document {
        self.close_raw();
        self.close_passage();
        self.too_deep = 0;
        while self.frames.len() > 1 {
            self.close_frame();
        }
        if let Some(Frame::Blocks(blocks)) = self.frames.pop() {
            self.document.blocks = blocks;
        }
        self.document
    }
}

impl Passage {
    fn new(role: Role, range: Range<usize>) -> Passage {
        Passage { role, writer: Writer::default(), range, before: Vec::new(), after: Vec::new() }
    }
}

/// What is left beside a comment that was taken out may begin or end with a blank.
fn without_blanks_around(text: Inline) -> Inline {
    let words = text.plain.trim_matches([' ', '\n']).len();
    if words == text.plain.len() {
        return text;
    }
    let start = text.plain.len() - text.plain.trim_start_matches([' ', '\n']).len();
    Inline { span: text.span, ..text.part(start..start + words) }
}

fn is_without_text(item: &Item) -> bool {
    item.text.plain.is_empty() && item.blocks.iter().all(|block| matches!(block, Block::Comment(_)))
}

/// Reads a piece of one line as running text, whatever it begins with.
fn passage_in(text: &str, range: Range<usize>) -> Inline {
    let span = Span::new(range.start, range.end);
    let cell = text.get(range.clone()).unwrap_or("");
    if !cell.contains(['*', '_', '`', '[', '<', '&', '~', '\\', '!', '\0']) {
        return Inline::verbatim(cell, range.start);
    }
    // A letter in front would change what `_` means, nothing in front would make `- 3` a list.
    let guarded = format!("({cell}");
    let mut reader = Reader { text: &guarded, frames: vec![Frame::Blocks(Vec::new())], ..Reader::default() };
    Parser::new_ext(&guarded, options()).into_offset_iter().for_each(|(event, at)| reader.event(event, at));
    let read = reader.finish().blocks.into_iter().find_map(|block| match block {
        Block::Paragraph(inline) => Some(inline),
        _ => None,
    });
    let Some(read) = read.filter(|inline| inline.plain.starts_with('(')) else {
        return Inline::verbatim(cell, range.start);
    };
    let mut inline = read.part(1..read.plain.len());
    let start = span.start;
    inline.pieces.iter_mut().for_each(|piece| piece.1 = (piece.1 + start).saturating_sub(1));
    inline.span = span;
    inline
}
