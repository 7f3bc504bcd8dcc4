//! YAML read into nodes with spans and comments; the only place that knows a YAML library.

mod comments;

mod ground;

mod lines;

mod prose;

mod scalar;

use std::collections::HashSet;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle};

use crate::source::Span;
use crate::syntax::{Block, Document, Entry, Inline, Node, Problem, ProblemKind, Value, remark};

pub(in crate::syntax) use ground::Ground;

/// Collections nested deeper than this are left out.
const DEEPEST: usize = 128;

/// Nodes that are read of one document.
const MOST_NODES: usize = 2_000_000;

/// Reads `text` as YAML.
pub(in crate::syntax) fn document(text: &str) -> Document {
    let mut document = Document::default();
    let nodes = nodes(Ground::whole(text), 0..text.len(), &mut document.problems);
    document.blocks = nodes.into_iter().map(Block::Yaml).collect();
    document.remarks = remark::of_yaml(Ground::whole(text), 0..text.len(), true);
    prose::settle(text, &mut document);
    document.settle()
}

/// Reads a part of `ground`: one node per document in it. What no YAML parser accepts is read line by line.
pub(in crate::syntax) fn nodes(ground: Ground<'_>, range: Range<usize>, problems: &mut Vec<Problem>) -> Vec<Node> {
    let mut nodes = Vec::new();
    for document in documents(ground.text(), range) {
        let known = problems.len();
        match compose(ground, document.clone(), problems) {
            Ok(read) => nodes.extend(read),
            Err(refusal) => {
                problems.truncate(known);
                problems.push(refusal);
                nodes.extend(lines::nodes(ground, document, problems));
            }
        }
    }
    nodes
}

/// Reads a part of `ground`, unless a YAML parser would refuse some of it or find a key twice.
pub(in crate::syntax) fn nodes_if_sound(ground: Ground<'_>, range: Range<usize>) -> Vec<Node> {
    let mut problems = Vec::new();
    let mut nodes = Vec::new();
    for document in documents(ground.text(), range) {
        match compose(ground, document, &mut problems) {
            Ok(read) if problems.is_empty() => nodes.extend(read),
            _ => return Vec::new(),
        }
    }
    nodes
}

/// The documents of a stream: `---` at the beginning of a line always begins one, `...` ends one.
fn documents(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut documents = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    let mut has_content = false;
    for line in text.get(range.clone()).unwrap_or("").split_inclusive('\n') {
        let is_marker = |mark: &str| line.strip_prefix(mark).is_some_and(|rest| rest.trim_start().len() < rest.len());
        let line_start = at;
        at += line.len();
        if is_marker("---") || line == "---" {
            // Directives (`%YAML 1.2`) stand before the marker and belong to the document behind it.
            if has_content {
                documents.push(start..line_start);
                start = line_start;
            }
            has_content = true;
        } else if is_marker("...") || line == "..." {
            documents.push(start..at);
            start = at;
            has_content = false;
        } else if !line.starts_with(['%', '#']) && !line.trim().is_empty() {
            has_content = true;
        }
    }
    documents.push(start..range.end);
    documents
}

/// Reads one document with a YAML parser. `Err` says why it refuses.
fn compose(ground: Ground<'_>, range: Range<usize>, problems: &mut Vec<Problem>) -> Result<Vec<Node>, Problem> {
    let text = ground.text().get(range.clone()).unwrap_or("");
    let options = granit_parser::options! { emit_unresolved_aliases: true, emit_comments: false };
    let mut composer =
        Composer { ground, problems, open: Vec::new(), roots: Vec::new(), deeper: 0, cut: false, read_to: range.start };
    for (count, event) in Parser::new_from_str_with_options(text, options).enumerate() {
        let (event, span) = event.map_err(|error| {
            let at = range.start + error.marker().byte_offset().unwrap_or(0).min(text.len());
            let kind = match error.kind() {
                ErrorKind::RecursionLimitExceeded => ProblemKind::CutShort("nesting"),
                _ => ProblemKind::YamlUnparseable(error.info()),
            };
            Problem { kind, span: ground.visible(at, range.clone()) }
        })?;
        let place = span.byte_range().unwrap_or(0..0);
        let place = range.start + place.start..range.start + place.end;
        if count > 2 * MOST_NODES {
            let span = ground.span(place.start..range.end);
            composer.problems.push(Problem { kind: ProblemKind::CutShort("length"), span });
            break;
        }
        composer.event(event, place);
    }
    while !composer.open.is_empty() {
        composer.close(range.end..range.end);
    }
    Ok(composer.roots)
}

/// Builds the tree. Places are byte ranges of the ground, which only at the end become spans of the source.
struct Composer<'a, 'p> {
    ground: Ground<'a>,
    problems: &'p mut Vec<Problem>,
    open: Vec<Open>,
    roots: Vec<Node>,
    /// Collections that were opened below [`DEEPEST`].
    deeper: usize,
    /// Whether that was reported.
    cut: bool,
    /// How far the text is read: comments above a key stand behind that.
    read_to: usize,
}

/// A collection that is not closed yet.
struct Open {
    start: usize,
    /// Between braces or brackets; else its place is that of what is in it.
    flow: bool,
    content: Content,
    /// Where its last value stands.
    last: Range<usize>,
}

enum Content {
    /// With the key, and its comment, whose value comes next.
    Map(Vec<Entry>, Option<Box<(Inline, Option<Inline>)>>),
    List(Vec<Node>),
}

impl Composer<'_, '_> {
    fn event(&mut self, event: Event<'_>, place: Range<usize>) {
        match event {
            Event::MappingStart(style, ..) => self.start(Content::Map(Vec::new(), None), style, place),
            Event::SequenceStart(style, ..) => self.start(Content::List(Vec::new()), style, place),
            Event::MappingEnd | Event::SequenceEnd => self.close(place),
            _ if self.deeper > 0 => {}
            Event::Scalar(_, ScalarStyle::Plain, ..) if place.is_empty() => self.complete(Value::Missing, place),
            Event::Scalar(text, style, ..) => {
                let value = Value::Scalar {
                    text: scalar::inline(self.ground, &text, place.clone(), style),
                    quoted: matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted),
                };
                self.complete(value, place);
            }
            // `**bold**` is no reference.
            Event::UnresolvedAlias(name) if name.contains('*') => {
                let text = scalar::without_markup(self.ground, place.clone());
                self.complete(Value::Scalar { text, quoted: false }, place);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let written = self.ground.text().get(place.clone()).unwrap_or("");
                self.complete(Value::Alias(written.trim_start_matches('*').to_owned()), place);
            }
            _ => {}
        }
    }

    fn start(&mut self, content: Content, style: StructureStyle, place: Range<usize>) {
        if self.deeper > 0 || self.open.len() >= DEEPEST {
            if self.deeper == 0 && !self.cut {
                self.cut = true;
                let span = self.ground.visible(place.start, 0..self.ground.text().len());
                self.problems.push(Problem { kind: ProblemKind::CutShort("nesting"), span });
            }
            if self.deeper == 0 {
                self.complete(Value::Missing, place.start..place.start);
            }
            self.deeper += 1;
            return;
        }
        let flow = style == StructureStyle::Flow;
        self.open.push(Open { start: place.start, flow, content, last: place.start..place.start });
    }

    fn close(&mut self, place: Range<usize>) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(Open { start, flow, content, .. }) = self.open.pop() else { return };
        let end = if flow { place.end } else { self.read_to.max(start) };
        let (value, inner) = match content {
            Content::Map(entries, _) => {
                keys_twice(&entries, self.problems);
                let span = entries.first().zip(entries.last()).map(|(first, last)| first.key.span.to(last.node.span));
                (Value::Map(entries), span)
            }
            Content::List(nodes) => {
                let span = nodes.first().zip(nodes.last()).map(|(first, last)| first.span.to(last.span));
                (Value::List(nodes), span)
            }
        };
        let span = if flow { None } else { inner };
        self.add(value, span, start..end, flow);
    }

    fn complete(&mut self, value: Value, place: Range<usize>) {
        if matches!(value, Value::Missing) && self.goes_on(place.start) {
            return;
        }
        self.add(value, None, place, true);
    }

    /// `{load: 1,200 req/s}`: what YAML takes for a key without a value, up to `end`, are the thousands of the value before.
    fn goes_on(&mut self, end: usize) -> bool {
        let Some(Open { flow: true, content: Content::Map(entries, key @ Some(_)), last, .. }) = self.open.last_mut()
        else {
            return false;
        };
        let text = self.ground.text();
        let (before, behind) =
            (text.get(last.clone()).unwrap_or(""), text.get(last.end..end).unwrap_or("").trim_ascii_end());
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let leading = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let groups = (1..=3).contains(&leading) && behind.strip_prefix(',').is_some_and(|group| digits(group) == 3);
        let Some(Entry { node: Node { value: Value::Scalar { quoted: false, .. }, .. }, .. }) = entries.last() else {
            return false;
        };
        if !groups {
            return false;
        }
        last.end += behind.len();
        let whole = last.clone();
        *key = None;
        if let Some(entry) = entries.last_mut() {
            let text = self.ground.inline(whole.clone());
            entry.node =
                Node { value: Value::Scalar { text, quoted: false }, span: self.ground.span(whole), comment: None };
        }
        true
    }

    /// Hands a complete node to the collection it stands in. Its span is `span`, else that of its place.
    fn add(&mut self, value: Value, span: Option<Span>, place: Range<usize>, may_have_comment: bool) {
        let text = self.ground.text();
        let written = text.get(place.clone()).unwrap_or("").trim_ascii_end();
        let end = place.start + written.len();
        let span = span.unwrap_or_else(|| self.ground.span(place.start..end));
        if let Some(Open { content: Content::Map(_, key @ None), .. }) = self.open.last_mut() {
            let comment = comments::behind_key(self.ground, end)
                .or_else(|| comments::above(self.ground, place.start, self.read_to));
            let name = match value {
                Value::Scalar { text, .. } => text,
                _ => self.ground.inline(place.start..end),
            };
            *key = Some(Box::new((name, comment)));
            self.read_to = self.read_to.max(end);
            return;
        }
        self.read_to = self.read_to.max(end);
        let comment = if may_have_comment { comments::behind(self.ground, end) } else { None };
        let node = Node { value, span, comment };
        match self.open.last_mut() {
            Some(Open { content: Content::Map(entries, key), last, .. }) => {
                *last = place.start..end;
                if let Some((key, comment)) = key.take().map(|pending| *pending) {
                    entries.push(Entry { key, node, comment });
                }
            }
            Some(Open { content: Content::List(nodes), .. }) => nodes.push(node),
            None if matches!(node.value, Value::Missing) => {}
            None => self.roots.push(node),
        }
    }
}

/// "# Development" and "# Production" above the same key: whether a mapping shows what another one is in another case.
fn shows_another_case(entries: &[Entry], entry: &Entry) -> bool {
    let Some(comment) = entry.comment.as_ref().filter(|_| matches!(entry.node.value, Value::Map(_))) else {
        return false;
    };
    let other = |other: &Entry| other.comment.as_ref().is_some_and(|its| its.plain != comment.plain);
    entries.iter().any(|one| one.key.plain == entry.key.plain && other(one))
}

/// Reports every key that stood in the same mapping before.
fn keys_twice(entries: &[Entry], problems: &mut Vec<Problem>) {
    let twice =
        |entry: &Entry| Problem { kind: ProblemKind::YamlKeyTwice(entry.key.plain.clone()), span: entry.key.span };
    // `<<` merges another mapping in and may come as often as there are such.
    let named = || entries.iter().filter(|entry| entry.key.plain != "<<");
    let meant = |entry: &&Entry| !shows_another_case(entries, entry);
    if entries.len() <= 8 {
        let seen_before = |i: usize, entry: &Entry| named().take(i).any(|other| other.key.plain == entry.key.plain);
        let seen = named().enumerate().filter(|(i, entry)| seen_before(*i, entry)).map(|(_, entry)| entry);
        problems.extend(seen.filter(meant).map(twice));
    } else {
        let mut seen = HashSet::new();
        problems.extend(named().filter(|entry| !seen.insert(entry.key.plain.as_str())).filter(meant).map(twice));
    }
}
