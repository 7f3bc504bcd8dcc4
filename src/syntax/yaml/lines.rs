//! YAML that no YAML parser accepts, read line by line: what is indented deeper belongs to what stands above it.

use std::ops::Range;

use crate::syntax::yaml::{DEEPEST, Ground, comments, compose, keys_twice, scalar};
use crate::syntax::{Entry, Inline, Node, Problem, ProblemKind, Value};

/// Columns that a tab counts for: as many as most people indent by.
const TAB: usize = 2;

/// Brackets that do not close within so many lines are taken for words.
const MOST_LINES_IN_BRACKETS: usize = 40;

/// Reads a part of `ground` as far as it makes sense. Nothing that stands there is lost.
pub(super) fn nodes(ground: Ground<'_>, range: Range<usize>, problems: &mut Vec<Problem>) -> Vec<Node> {
    let mut reader = Reader {
        ground,
        problems,
        open: Vec::new(),
        roots: Vec::new(),
        read_to: range.start,
        verbatim: None,
        cut: false,
    };
    let text = ground.text().get(..range.end).unwrap_or("");
    let (mut at, mut read_to) = (range.start, range.start);
    for line in text.get(range.start..).unwrap_or("").split_inclusive('\n') {
        let words = line.trim_ascii_end();
        let content = words.trim_start_matches([' ', '\t', '\u{feff}']);
        let indent = &words[..words.len() - content.len()];
        let column = indent.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum();
        let place = at + indent.len()..at + words.len();
        at += line.len();
        if place.start < read_to {
            continue;
        }
        let end = end_of_brackets(text, place.clone()).unwrap_or(place.end);
        read_to = end;
        reader.line(&text[place.start..end], column, place.start..end);
    }
    reader.close_to(0);
    reader.finish()
}

struct Reader<'a, 'p> {
    ground: Ground<'a>,
    problems: &'p mut Vec<Problem>,
    open: Vec<Open>,
    roots: Vec<Node>,
    /// How far the text is read: comments above a key stand behind that.
    read_to: usize,
    /// The column of the key whose value is the lines below it (`key: |`), and that value's place.
    verbatim: Option<(usize, Range<usize>)>,
    cut: bool,
}

/// A collection that may go on in the next line.
struct Open {
    column: usize,
    value: Collection,
}

enum Collection {
    Map(Vec<Entry>),
    List(Vec<Node>),
}

impl Reader<'_, '_> {
    fn line(&mut self, content: &str, mut column: usize, mut place: Range<usize>) {
        if let Some((key_column, lines)) = &mut self.verbatim {
            if content.is_empty() {
                return;
            }
            if column > *key_column {
                *lines = if lines.start == lines.end { place } else { lines.start..place.end };
                return;
            }
            self.end_verbatim();
        }
        if content.is_empty() || content.starts_with('#') || matches!(content, "---" | "...") {
            return;
        }
        let mut content = content.strip_prefix("--- ").unwrap_or(content);
        place.start = place.end - content.len();
        while let Some(rest) = content.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        {
            if self.open.len() >= DEEPEST {
                self.cut_short(place.clone());
                break;
            }
            self.item(column, place.start);
            content = rest.trim_start();
            column += 1 + rest.len() - content.len();
            place.start = place.end - content.len();
        }
        if content.is_empty() || content.starts_with('#') {
            return;
        }
        match key(content) {
            Some((key, value)) => self.entry(column, place.start, key, value, &place),
            None => self.words(column, place.clone()),
        }
        self.read_to = self.read_to.max(place.end);
    }

    /// A `-` at `column`.
    fn item(&mut self, column: usize, at: usize) {
        self.close_to(column + 1);
        let goes_on = matches!(self.open.last(), Some(Open { column: c, value: Collection::List(_) }) if *c == column);
        if !goes_on {
            self.open.push(Open { column, value: Collection::List(Vec::new()) });
        }
        if let Some(Open { value: Collection::List(nodes), .. }) = self.open.last_mut() {
            nodes.push(missing(self.ground, at + 1));
        }
    }

    /// `key: value` at `column`; `key` and `value` are ranges of the content that begins at `at`.
    fn entry(&mut self, column: usize, at: usize, key: Range<usize>, value: Range<usize>, line: &Range<usize>) {
        self.close_to(column + 1);
        // A list may stand as far left as the key it belongs to; the next key ends it.
        while matches!(self.open.last(), Some(Open { column: c, value: Collection::List(_) }) if *c == column) {
            self.close();
        }
        let (key, value) = (at + key.start..at + key.end, at + value.start..at + value.end);
        let (node, is_verbatim) = self.value(value);
        let comment = comments::behind_key(self.ground, key.end)
            .filter(|_| matches!(node.value, Value::Missing))
            .or_else(|| comments::above(self.ground, key.start, self.read_to.min(key.start)));
        let entry = Entry { key: self.key_text(key), node, comment };
        let has_room = self.open.len() < DEEPEST;
        match self.open.last_mut() {
            Some(Open { column: c, value: Collection::Map(entries) }) if *c == column => entries.push(entry),
            _ if has_room => {
                self.open.push(Open { column, value: Collection::Map(vec![entry]) });
            }
            _ => {
                self.cut_short(line.clone());
                self.attach(Node {
                    span: entry.key.span.to(entry.node.span),
                    value: Value::Map(vec![entry]),
                    comment: None,
                });
            }
        }
        if is_verbatim {
            self.verbatim = Some((column, line.end..line.end));
        }
    }

    /// Words without a key: the value of what stands above, or more of it.
    fn words(&mut self, column: usize, place: Range<usize>) {
        self.close_to(column + 1);
        let (node, is_verbatim) = self.value(place.clone());
        if is_verbatim {
            let list_column = self.open.last().map_or(0, |open| open.column);
            self.verbatim = Some((list_column, place.end..place.end));
            return;
        }
        match self.open.last_mut() {
            Some(Open { column: c, value: Collection::Map(entries) }) if *c == column => {
                let text = match node.value {
                    Value::Scalar { text, .. } => text,
                    _ => self.ground.inline(place),
                };
                let node = Node { value: Value::Missing, span: node.span, comment: node.comment };
                entries.push(Entry { key: text, node, comment: None });
            }
            _ => self.attach(node),
        }
    }

    /// The value that stands at `place`, and whether it is the sign that the lines below are (`|`).
    fn value(&self, place: Range<usize>) -> (Node, bool) {
        let text = self.ground.text().get(place.clone()).unwrap_or("");
        let start = place.start + properties(text);
        let text = self.ground.text().get(start..place.end).unwrap_or("");
        let words = if text.contains('\n') { text } else { without_comment(text) };
        let place = start..start + words.len();
        let comment = comments::behind(self.ground, place.end);
        if words.is_empty() {
            return (missing(self.ground, start), false);
        }
        if is_block_sign(words) {
            return (missing(self.ground, start), true);
        }
        let span = self.ground.span(place.clone());
        let name = words.strip_prefix('*').filter(|name| !name.is_empty() && !name.contains(['*', ' ']));
        if let Some(name) = name {
            return (Node { value: Value::Alias(name.to_owned()), span, comment }, false);
        }
        if closes_as_it_opens(words) {
            let mut read = compose(self.ground, place.clone(), &mut Vec::new()).unwrap_or_default();
            if let (1, Some(node)) = (read.len(), read.pop()) {
                return (Node { comment, ..node }, false);
            }
        }
        let value = Value::Scalar { text: scalar::without_markup(self.ground, place), quoted: false };
        (Node { value, span, comment }, false)
    }

    fn key_text(&self, key: Range<usize>) -> Inline {
        let words = self.ground.text().get(key.clone()).unwrap_or("");
        match words.as_bytes() {
            [b'"', .., b'"'] | [b'\'', .., b'\''] => self.ground.inline(key.start + 1..key.end - 1),
            _ => scalar::without_markup(self.ground, key),
        }
    }

    fn end_verbatim(&mut self) {
        let Some((_, lines)) = self.verbatim.take().filter(|(_, lines)| lines.start < lines.end) else { return };
        let span = self.ground.span(lines.clone());
        self.read_to = self.read_to.max(lines.end);
        self.attach(Node {
            value: Value::Scalar { text: self.ground.inline(lines), quoted: false },
            span,
            comment: None,
        });
    }

    /// Closes what stands at `column` or to the right of it.
    fn close_to(&mut self, column: usize) {
        self.end_verbatim();
        while self.open.last().is_some_and(|open| open.column >= column) {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(Open { value, .. }) = self.open.pop() else { return };
        let node = match value {
            Collection::Map(entries) => {
                keys_twice(&entries, self.problems);
                let span = entries.first().zip(entries.last()).map(|(a, z)| a.key.span.to(z.node.span));
                Node { value: Value::Map(entries), span: span.unwrap_or_default(), comment: None }
            }
            Collection::List(nodes) => {
                let span = nodes.first().zip(nodes.last()).map(|(a, z)| a.span.to(z.span));
                Node { value: Value::List(nodes), span: span.unwrap_or_default(), comment: None }
            }
        };
        self.attach(node);
    }

    /// Makes `node` the value of what stands last, or joins both when it has one already.
    fn attach(&mut self, node: Node) {
        let last = match self.open.last_mut().map(|open| &mut open.value) {
            Some(Collection::Map(entries)) => entries.last_mut().map(|entry| &mut entry.node),
            Some(Collection::List(nodes)) => nodes.last_mut(),
            None => None,
        };
        let is_prose = |node: &Node| matches!(node.value, Value::Scalar { .. });
        match last.or_else(|| self.roots.last_mut().filter(|root| is_prose(root) && is_prose(&node))) {
            Some(last) => join(last, node),
            None => self.roots.push(node),
        }
    }

    fn cut_short(&mut self, place: Range<usize>) {
        if !std::mem::replace(&mut self.cut, true) {
            let span = self.ground.span(place);
            self.problems.push(Problem { kind: ProblemKind::CutShort("nesting"), span });
        }
    }

    fn finish(mut self) -> Vec<Node> {
        self.end_verbatim();
        while !self.open.is_empty() {
            self.close();
        }
        self.roots
    }
}

fn join(last: &mut Node, mut node: Node) {
    if matches!(last.value, Value::Missing) {
        *last = Node { comment: last.comment.take().or(node.comment), ..node };
        return;
    }
    let span = last.span.to(node.span);
    match (&mut last.value, &mut node.value) {
        (Value::Map(entries), Value::Map(more)) => entries.append(more),
        (Value::List(nodes), Value::List(more)) => nodes.append(more),
        (Value::List(nodes), _) => nodes.push(node),
        (Value::Scalar { text, .. }, Value::Scalar { text: more, .. }) => {
            append(text, more);
            last.comment = last.comment.take().or(node.comment);
        }
        (_, Value::List(more)) => {
            let more = std::mem::take(more);
            let before = std::mem::replace(last, node);
            last.value = Value::List([before].into_iter().chain(more).collect());
        }
        _ => {
            let before = std::mem::replace(last, Node { value: Value::Missing, span, comment: None });
            last.value = Value::List(vec![before, node]);
        }
    }
    last.span = span;
}

/// Puts `more` on a new line below `text`.
fn append(text: &mut Inline, more: &Inline) {
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    text.pieces.push((at(text.plain.len()), text.span.end));
    text.plain.push('\n');
    let shift = at(text.plain.len());
    text.plain.push_str(&more.plain);
    text.pieces.extend(more.pieces.iter().map(|(plain, source)| (plain + shift, *source)));
    text.bold.extend(more.bold.iter().map(|r| r.start + shift..r.end + shift));
    text.links.extend(more.links.iter().map(|r| r.start + shift..r.end + shift));
    text.span = text.span.to(more.span);
}

fn missing(ground: Ground<'_>, at: usize) -> Node {
    Node { value: Value::Missing, span: ground.span(at..at), comment: None }
}

/// The key and the value of `key: value`.
fn key(content: &str) -> Option<(Range<usize>, Range<usize>)> {
    if content.starts_with(['[', '{']) && content.ends_with([']', '}']) {
        return None;
    }
    let behind = match content.chars().next() {
        Some(quote @ ('"' | '\'')) => content[1..].find(quote).map_or(0, |i| i + 2),
        _ => 0,
    };
    let ends_key = |i: usize| content[i + 1..].is_empty() || content[i + 1..].starts_with([' ', '\t']);
    let end_of_words = without_comment(content).len();
    let quoted = (behind > 0 && content[behind..].trim_start().starts_with(':'))
        .then(|| content.len() - content[behind..].trim_start().len());
    let colon = quoted
        .filter(|i| ends_key(*i))
        .or_else(|| content[..end_of_words].match_indices(':').map(|(i, _)| i).find(|i| *i > 0 && ends_key(*i)))?;
    let rest = &content[colon + 1..];
    let value = content.len() - rest.trim_start().len();
    Some((0..content[..colon].trim_end().len(), value..content.len()))
}

/// Where the brackets close that the value on this line opens, when they do so on a later line.
fn end_of_brackets(text: &str, line: Range<usize>) -> Option<usize> {
    let open = |words: &str| words.matches(['[', '{']).count();
    let close = |words: &str| words.matches([']', '}']).count();
    let content = text[line.clone()].trim_start_matches(['-', ' ', '\t']);
    let opens = |words: &str| words.starts_with(['[', '{']);
    let value = if opens(content) { content } else { &content[key(content)?.1] };
    if !opens(value) {
        return None;
    }
    let mut depth = open(value).checked_sub(close(value)).filter(|depth| *depth > 0)?;
    let mut end = line.end;
    for next in text[line.end..].split_inclusive('\n').take(MOST_LINES_IN_BRACKETS) {
        depth = (depth + open(next)).saturating_sub(close(next));
        end += next.len();
        if depth == 0 {
            return Some(text[..end].trim_ascii_end().len());
        }
    }
    None
}

/// `text` up to a ` #` outside of quotes.
fn without_comment(text: &str) -> &str {
    let mut quote = None;
    let mut before = b' ';
    for (i, &b) in text.as_bytes().iter().enumerate() {
        match b {
            b'#' if quote.is_none() && matches!(before, b' ' | b'\t') => return text[..i].trim_end(),
            b'"' | b'\'' if quote == Some(b) => quote = None,
            b'"' | b'\'' if quote.is_none() && matches!(before, b' ' | b'\t') => quote = Some(b),
            _ => {}
        }
        before = b;
    }
    text.trim_end()
}

/// Bytes of the tags and anchors (`!!str`, `&name`) in front of a value.
fn properties(text: &str) -> usize {
    let mut rest = text;
    while rest.starts_with(['!', '&']) {
        let end = rest.find([' ', '\t']).unwrap_or(rest.len());
        rest = rest[end..].trim_start();
    }
    text.len() - rest.len()
}

/// Whether the lines below are the value: `|`, `>`, `|-`, `>2`.
fn is_block_sign(words: &str) -> bool {
    words.starts_with(['|', '>']) && words.len() <= 3 && words[1..].chars().all(|c| matches!(c, '+' | '-' | '0'..='9'))
}

/// Whether `words` may be a quoted text or a collection on one line.
fn closes_as_it_opens(words: &str) -> bool {
    let pairs = [('"', '"'), ('\'', '\''), ('[', ']'), ('{', '}')];
    words.len() > 1 && pairs.iter().any(|(open, close)| words.starts_with(*open) && words.ends_with(*close))
}
