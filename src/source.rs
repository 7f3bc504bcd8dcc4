//! The text of a document and places in it: bytes to text, encoding, damage repaired with a map back to the file.

mod encoding;

mod mojibake;

mod places;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::source::places::{Places, Transcript};

/// A byte range in the text of a [`Source`] (the repaired text, not the file).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, standing at `span`.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

/// A place in the file as it is on disk. Lines and columns count from 1, columns in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
}

/// Something wrong with the bytes of a file that was set right, as far as that is possible, before reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// UTF-8 that was once decoded as `encoding` and saved again.
    Mojibake {
        /// The encoding it was taken for, as people write it ("Mac Roman").
        encoding: &'static str,
        /// Characters that were repaired.
        repaired: usize,
        /// Characters that could only be guessed, or not be repaired at all, because bytes are lost.
        lost: usize,
        /// The first damaged word.
        first: Span,
    },
    /// Bytes that are not UTF-8; they were read as Windows-1252 where that makes sense, else as U+FFFD.
    NotUtf8 {
        /// How many bytes.
        bytes: usize,
        /// The first of them.
        first: Span,
    },
    /// Control characters, NUL included, that were read as spaces.
    ControlCharacters {
        /// How many.
        count: usize,
        /// The first of them.
        first: Span,
    },
    /// The file is longer than what is read of it.
    CutShort {
        /// Bytes that were read.
        kept: usize,
        /// Bytes there are.
        of: usize,
    },
}

/// The text of one document.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    damage: Vec<Damage>,
    places: Places,
    /// What was read, where it differs from the text.
    bytes: Option<Arc<[u8]>>,
}

impl Source {
    /// Reads `bytes`; never fails. `name` is how the document is called in reports (its path).
    pub fn new(name: impl Into<String>, bytes: &[u8]) -> Source {
        read(name.into(), bytes, MAX_BYTES)
    }

    /// How the document is called in reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, repaired: what everything else reads. Lines end as in the file, in "\n", "\r\n" or "\r".
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file as it was read, of at most 64 MiB: [`Damage::CutShort`] says whether there is more.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// The text at `span`; empty when `span` does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// What was wrong with the bytes.
    pub fn damage(&self) -> &[Damage] {
        &self.damage
    }

    /// Where the byte at `offset` of the text stands in the file.
    pub fn place(&self, offset: u32) -> Place {
        self.places.place(&self.text, offset)
    }

    /// The byte of the file that the character at `offset` of the text comes from.
    pub fn disk_offset(&self, offset: u32) -> usize {
        self.places.disk_offset(&self.text, offset)
    }

    /// The line, from 1, of the byte at `offset` of the text. Text and file have the same lines.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.places.line_of(offset)
    }

    /// The given line, from 1, in the text, without its end; empty, at the end of the text, when there is no such line.
    pub fn line_span(&self, line: u32) -> Span {
        self.places.line_span(&self.text, line)
    }
}

/// What is read of a file; a canvas has a thousandth of it.
const MAX_BYTES: usize = 64 << 20;

fn read(name: String, bytes: &[u8], limit: usize) -> Source {
    let decoded = encoding::decode(bytes, limit);
    let kept = bytes.get(..decoded.end).unwrap_or(bytes);
    let codec = if decoded.may_be_mojibake() { mojibake::recognise(&decoded.text) } else { None };
    let mut draft = Draft {
        transcript: Transcript::new(kept, decoded.mark, decoded.width, decoded.text.len()),
        controls: 0,
        first_control: None,
    };
    let (mut repaired, mut lost, mut first_repair) = (0, 0, None);
    let mut done = 0;
    for repair in codec.iter().flat_map(|codec| codec.repairs(&decoded.text)) {
        draft.keep(&decoded.text[done..repair.damaged.start]);
        first_repair.get_or_insert(draft.transcript.len());
        draft.transcript.replace(&decoded.text[repair.damaged.clone()], repair.with);
        done = repair.damaged.end;
        *(if repair.lost { &mut lost } else { &mut repaired }) += 1;
    }
    draft.keep(&decoded.text[done..]);

    let Draft { transcript, controls, first_control } = draft;
    let first_stray = transcript.first_stray();
    let (text, places) = transcript.finish();
    let mut damage = Vec::new();
    if kept.len() < bytes.len() {
        damage.push(Damage::CutShort { kept: kept.len(), of: bytes.len() });
    }
    if decoded.stray_bytes > 0 {
        let first = word_at(&text, first_stray.or_else(|| text.find(|c: char| !c.is_ascii())).unwrap_or(0));
        damage.push(Damage::NotUtf8 { bytes: decoded.stray_bytes, first });
    }
    if let Some(codec) = codec {
        let first = word_at(&text, first_repair.unwrap_or(0));
        damage.push(Damage::Mojibake { encoding: codec.name, repaired, lost, first });
    }
    if let Some(first) = first_control {
        damage.push(Damage::ControlCharacters { count: controls, first: Span::new(first, first + 1) });
    }
    let bytes = (kept != text.as_bytes()).then(|| Arc::from(kept));
    Source { name, text, damage, places, bytes }
}

/// A transcript in which control characters become spaces.
struct Draft<'a> {
    transcript: Transcript<'a>,
    controls: usize,
    first_control: Option<usize>,
}

impl Draft<'_> {
    fn keep(&mut self, decoded: &str) {
        let mut done = 0;
        for (at, control) in decoded.char_indices().filter(|(_, c)| is_unwanted(*c)) {
            if at > done {
                self.transcript.keep(&decoded[done..at]);
            }
            self.first_control.get_or_insert(self.transcript.len());
            self.transcript.substitute(control, ' ');
            self.controls += 1;
            done = at + control.len_utf8();
        }
        self.transcript.keep(&decoded[done..]);
    }
}

/// Control characters of either set steer terminals, and no YAML holds them.
fn is_unwanted(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The word that holds the character at `at`, or follows it; of a longer run, some characters on either side.
fn word_at(text: &str, at: usize) -> Span {
    const MOST: usize = 40;
    let in_word = |c: &char| !c.is_whitespace() && !c.is_ascii_punctuation();
    let length = |word: &mut dyn Iterator<Item = char>| word.take(MOST).map(char::len_utf8).sum::<usize>();
    let before = length(&mut text[..at].chars().rev().take_while(in_word));
    let after = length(&mut text[at..].chars().take_while(in_word));
    if before + after > 0 {
        return Span::new(at - before, at + after);
    }
    let start = at + length(&mut text[at..].chars().take_while(|c| !in_word(c)));
    Span::new(start, start + length(&mut text[start..].chars().take_while(in_word)))
}
