//! The text in which YAML stands: a whole document, or a fence whose lines are scattered over one.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::Inline;
use crate::syntax::inline::Writer;

/// A text of YAML and where it comes from.
#[derive(Clone, Copy)]
pub(in crate::syntax) struct Ground<'a> {
    text: &'a str,
    map: Option<&'a Inline>,
}

impl<'a> Ground<'a> {
    /// The text of a source, whole.
    pub fn whole(text: &'a str) -> Ground<'a> {
        Ground { text, map: None }
    }

    /// The code of a fence.
    pub fn within(code: &'a Inline) -> Ground<'a> {
        Ground { text: &code.plain, map: Some(code) }
    }

    /// The text.
    pub fn text(self) -> &'a str {
        self.text
    }

    /// Where a byte range of the text stands in the source.
    pub fn span(self, range: Range<usize>) -> Span {
        match self.map {
            Some(map) => map.span_of(range),
            None => Span::new(range.start, range.end),
        }
    }

    /// Where a byte range of the text stands, as text with its map.
    pub fn inline(self, range: Range<usize>) -> Inline {
        let mut writer = Writer::default();
        self.write(range.clone(), &mut writer);
        writer.finish(self.span(range))
    }

    /// Writes a byte range of the text as it stands.
    pub fn write(self, range: Range<usize>, writer: &mut Writer) {
        let Some(map) = self.map else {
            writer.text(self.text.get(range.clone()).unwrap_or(""), range.start);
            return;
        };
        let next = map.pieces.partition_point(|&(plain, _)| plain as usize <= range.start);
        let mut at = range.start;
        for border in map.pieces[next..].iter().map(|&(plain, _)| plain as usize).chain([range.end]) {
            let end = border.min(range.end);
            writer.text(self.text.get(at..end).unwrap_or(""), map.source_offset(at) as usize);
            at = end;
            if border >= range.end {
                break;
            }
        }
    }

    /// The words from `at` to the end of the line: a span that can be seen, in `within`.
    pub fn visible(self, at: usize, within: Range<usize>) -> Span {
        let rest = self.text.get(at..within.end).unwrap_or("");
        let line = rest.lines().next().unwrap_or("").trim_end();
        if !line.is_empty() {
            return self.span(at..at + line.len());
        }
        // The parser stopped where nothing is: what it last read must do.
        let before = self.text.get(within.start..at).unwrap_or("").trim_end();
        let line = before.rsplit('\n').next().unwrap_or("").trim_start();
        self.span(within.start + before.len() - line.len()..within.start + before.len())
    }
}
