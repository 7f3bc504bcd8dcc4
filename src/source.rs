//! The text of a document and places in it: bytes to text, encoding, damage repaired with a map back to the file.

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
    /// Bytes that are not UTF-8; they were read as Windows-1252.
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
}

impl Source {
    /// Reads `bytes`; never fails. `name` is how the document is called in reports (its path).
    pub fn new(name: impl Into<String>, bytes: &[u8]) -> Source {
        Source { name: name.into(), text: String::from_utf8_lossy(bytes).into_owned(), damage: Vec::new() }
    }

    /// How the document is called in reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, repaired: what everything else reads.
    pub fn text(&self) -> &str {
        &self.text
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
        let before = self.text.get(..offset as usize).unwrap_or(&self.text);
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
        Place { line, column }
    }

    /// The byte of the file that the byte at `offset` of the text comes from.
    pub fn disk_offset(&self, offset: u32) -> usize {
        offset as usize
    }
}
