//! Building an [`Inline`] from left to right, so that plain text and its map to the source grow together.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::Inline;

/// An [`Inline`] in the making.
#[derive(Debug, Default)]
pub(in crate::syntax) struct Writer {
    inline: Inline,
    span: Option<Span>,
    bold: Run,
    link: Run,
}

/// A stretch of marked text that has begun; marks of one kind may stand in each other.
#[derive(Debug, Default)]
struct Run {
    start: u32,
    depth: u32,
}

impl Writer {
    /// Adds text that stands in the source as it is, at byte `at`.
    pub fn text(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        self.step_to(small(at));
        self.inline.plain.push_str(text);
        self.cover(Span::new(at, at + text.len()));
    }

    /// Adds text that stands for something else in the source: an entity, an escape, a line break.
    pub fn replaced(&mut self, text: &str, source: Span) {
        self.cover(source);
        if text.is_empty() {
            return;
        }
        self.step_to(source.start);
        self.inline.plain.push_str(text);
        self.inline.pieces.push((self.len(), source.end));
    }

    /// Whether the sentence in the line that ends here goes on in the next one: it was only wrapped.
    pub fn goes_on(&self, next: &str) -> bool {
        /// Nobody breaks so long a line but where it is full.
        const FULL: usize = 70;
        const LONG: usize = 50;
        /// Words that nothing ends with.
        const OPEN: &[&str] = &[
            "de", "do", "da", "dos", "das", "del", "por", "em", "en", "no", "na", "com", "con", "para", "que", "e",
            "y", "o", "a", "os", "as", "el", "la", "los", "las", "um", "uma", "un", "una", "of", "to", "the", "and",
            "or", "per", "in", "on", "at", "for", "with", "by", "is", "an",
        ];
        /// A label stands at the beginning of its line.
        const LABEL: usize = 40;
        let line = self.inline.plain.rsplit('\n').next().unwrap_or("").trim_end();
        let labelled = next.char_indices().take(LABEL).any(|(at, c)| c == ':' && next[at + 1..].starts_with(' '));
        if line.is_empty() || labelled || line.ends_with(['.', ':', ';', '!', '?', '|']) {
            return false;
        }
        let length = line.chars().count();
        let word = line.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("").to_lowercase();
        let open = OPEN.contains(&word.as_str()) || line.matches('(').count() > line.matches(')').count();
        match next.chars().next() {
            Some(c) if c.is_lowercase() => open || length >= LONG || word.ends_with(|c: char| c.is_ascii_digit()),
            Some(c) if c.is_ascii_digit() || c == '(' => open || length >= FULL,
            _ => false,
        }
    }

    /// Adds inline code: what `source` says between its backticks.
    pub fn code(&mut self, code: &str, source: &str, at: usize) {
        let start = self.len();
        let ticks = source.len() - source.trim_start_matches('`').len();
        let inner = source.get(ticks..source.len().saturating_sub(ticks)).unwrap_or("");
        match inner.find(code) {
            Some(offset) => self.text(code, at + ticks + offset),
            None => self.follow(code, inner, at + ticks),
        }
        self.cover(Span::new(at, at + source.len()));
        if self.len() > start {
            self.inline.code.push(start..self.len());
        }
    }

    /// Widens the span to hold `span`, which may be markup.
    pub fn cover(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |all| all.to(span)));
    }

    /// From here on the text is bold.
    pub fn begin_bold(&mut self) {
        begin(&mut self.bold, self.inline.plain.len());
    }

    /// The bold text ends here.
    pub fn end_bold(&mut self) {
        self.inline.bold.extend(end(&mut self.bold, self.inline.plain.len()));
    }

    /// From here on the text is that of a link.
    pub fn begin_link(&mut self) {
        begin(&mut self.link, self.inline.plain.len());
    }

    /// The text of the link ends here.
    pub fn end_link(&mut self) {
        self.inline.links.extend(end(&mut self.link, self.inline.plain.len()));
    }

    /// Whether there is nothing to read so far.
    pub fn is_blank(&self) -> bool {
        self.inline.is_blank()
    }

    /// What was written; it stands at `fallback` when nothing was.
    pub fn finish(mut self, fallback: Span) -> Inline {
        self.inline.span = self.span.unwrap_or(fallback);
        if self.inline.pieces.is_empty() {
            self.inline.pieces.push((0, self.inline.span.start));
        }
        self.inline
    }

    /// Adds `plain`, each character where it is found again in `source`; markup between is passed over.
    fn follow(&mut self, plain: &str, source: &str, at: usize) {
        let mut cursor = 0;
        for (i, c) in plain.char_indices() {
            let rest = &source[cursor..];
            let passed = match rest.chars().next() {
                Some(s) if s == c => 0,
                Some(s) if c == ' ' && s.is_ascii_whitespace() => {
                    self.replaced(" ", Span::new(at + cursor, at + cursor + 1));
                    cursor += 1;
                    continue;
                }
                // The prefix of a quote or the indentation of a list behind a line break, or `\|` in a table.
                _ => rest.len() - rest.trim_start_matches(['>', ' ', '\t', '\r', '\n', '\\']).len(),
            };
            cursor += passed;
            if source[cursor..].starts_with(c) {
                self.text(&plain[i..i + c.len_utf8()], at + cursor);
                cursor += c.len_utf8();
            } else {
                self.replaced(&plain[i..i + c.len_utf8()], Span::new(at + cursor, at + cursor));
            }
        }
    }

    fn step_to(&mut self, source: u32) {
        let plain = self.len();
        let in_step = self.inline.pieces.last().is_some_and(|&(p, s)| s.saturating_add(plain - p) == source);
        if !in_step {
            self.inline.pieces.push((plain, source));
        }
    }

    fn len(&self) -> u32 {
        small(self.inline.plain.len())
    }
}

fn begin(run: &mut Run, at: usize) {
    if run.depth == 0 {
        run.start = small(at);
    }
    run.depth += 1;
}

fn end(run: &mut Run, at: usize) -> Option<Range<u32>> {
    run.depth = run.depth.saturating_sub(1);
    (run.depth == 0 && run.start < small(at)).then(|| run.start..small(at))
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
