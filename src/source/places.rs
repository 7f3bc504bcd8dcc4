//! The places of a repaired text in the file on disk, and the transcript that finds them while it writes the text.

use crate::source::encoding::Width;
use crate::source::{Place, Span};

/// How far from a known place another is looked for, character by character.
const REACH: usize = 4096;

/// Where the bytes of a text stand in the file.
#[derive(Clone, Debug)]
pub(super) struct Places {
    width: Width,
    /// Where each line begins in the text.
    lines: Vec<u32>,
    /// Where the text departs from the file, or goes on for long without a known place; in order.
    anchors: Vec<Anchor>,
    /// Where the text begins in the file.
    origin: u32,
    /// Where it ends.
    end: u32,
}

/// From here to the next anchor, the text is as it is on disk.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    text: u32,
    disk: u32,
    /// Of the file on disk, from 1.
    column: u32,
}

impl Places {
    /// The line, from 1, of the byte at `offset`.
    pub(super) fn line_of(&self, offset: u32) -> u32 {
        small(self.lines.partition_point(|start| *start <= offset))
    }

    /// `line` in `text`, without its end; empty, at the end of the text, when there is no such line.
    pub(super) fn line_span(&self, text: &str, line: u32) -> Span {
        let start_of = |line: u32| self.lines.get((line as usize).checked_sub(1)?).copied();
        let Some(start) = start_of(line) else { return Span::new(text.len(), text.len()) };
        let end = start_of(line.saturating_add(1)).map_or(text.len(), |next| next as usize);
        let whole = text.get(start as usize..end).unwrap_or_default();
        let kept = whole.strip_suffix('\n').unwrap_or(whole);
        let kept = kept.strip_suffix('\r').unwrap_or(kept);
        Span::new(start as usize, start as usize + kept.len())
    }

    /// Where the character of `text` that holds `offset` stands in the file.
    pub(super) fn place(&self, text: &str, offset: u32) -> Place {
        let at = char_start(text, offset as usize);
        let line = self.line_of(small(at));
        let line_start = self.lines.get(line as usize - 1).copied().unwrap_or(0);
        let (from, column) = match self.anchor_before(at) {
            Some(anchor) if anchor.text >= line_start => (anchor.text, anchor.column),
            _ => (line_start, 1),
        };
        Place { line, column: column.saturating_add(count(text.get(from as usize..at).unwrap_or_default())) }
    }

    /// The byte of the file at which the character of `text` that holds `offset` begins.
    pub(super) fn disk_offset(&self, text: &str, offset: u32) -> usize {
        let at = char_start(text, offset as usize);
        let (from, disk) = self.anchor_before(at).map_or((0, self.origin), |anchor| (anchor.text, anchor.disk));
        let disk = disk as usize + self.width.of(text.get(from as usize..at).unwrap_or_default());
        disk.min(self.end as usize)
    }

    fn anchor_before(&self, at: usize) -> Option<&Anchor> {
        let after = self.anchors.partition_point(|anchor| anchor.text as usize <= at);
        self.anchors.get(after.checked_sub(1)?)
    }
}

/// Writes a text piece by piece, from a file or in place of what is there.
pub(super) struct Transcript<'a> {
    text: String,
    disk: &'a [u8],
    width: Width,
    origin: usize,
    /// Where the text written so far ends on disk, and in which column.
    at: usize,
    column: u32,
    /// The last known place in the text.
    known: usize,
    anchors: Vec<Anchor>,
    first_stray: Option<usize>,
}

impl<'a> Transcript<'a> {
    /// Of the bytes of `disk` from `origin` on.
    pub(super) fn new(disk: &'a [u8], origin: usize, width: Width, capacity: usize) -> Transcript<'a> {
        Transcript {
            text: String::with_capacity(capacity),
            disk,
            width,
            origin,
            at: origin,
            column: 1,
            known: 0,
            anchors: Vec::new(),
            first_stray: None,
        }
    }

    /// The length of the text so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The first character that stands for bytes that are none.
    pub(super) fn first_stray(&self) -> Option<usize> {
        self.first_stray
    }

    /// Writes what comes next on disk, `decoded`, as it is.
    pub(super) fn keep(&mut self, decoded: &str) {
        if self.width == Width::Utf8WithStrays {
            return self.keep_among_strays(decoded);
        }
        self.keep_straight(decoded);
    }

    /// Writes `with` in place of what comes next on disk, `decoded`.
    pub(super) fn replace(&mut self, decoded: &str, with: Option<char>) {
        let (text_before, disk_before) = (self.text.len(), self.at);
        for c in decoded.chars() {
            self.at += self.length_on_disk(c);
        }
        let columns = count(decoded);
        self.column = self.column.saturating_add(columns);
        self.text.extend(with);
        let expected = self.width.of(self.text.get(text_before..).unwrap_or_default());
        let departs = self.at - disk_before != expected || columns != u32::from(with.is_some());
        if departs || self.text.len() - self.known > REACH {
            self.anchor();
        }
    }

    /// Writes `with` in place of the one character that comes next on disk, `decoded`.
    pub(super) fn substitute(&mut self, decoded: char, with: char) {
        let length = self.length_on_disk(decoded);
        self.at += length;
        self.column = self.column.saturating_add(1);
        self.text.push(with);
        if length != self.width.of_char(with) || self.text.len() - self.known > REACH {
            self.anchor();
        }
    }

    /// The text and its places.
    pub(super) fn finish(self) -> (String, Places) {
        let lines = line_starts(&self.text);
        let Transcript { text, width, origin, mut anchors, .. } = self;
        anchors.shrink_to_fit();
        (text, Places { width, lines, anchors, origin: small(origin), end: small(self.disk.len()) })
    }

    fn keep_among_strays(&mut self, decoded: &str) {
        let mut from = 0;
        let mut ahead = self.at;
        for (start, c) in decoded.char_indices() {
            if self.is_at(c, ahead) {
                ahead += c.len_utf8();
                continue;
            }
            if start > from {
                self.keep_straight(decoded.get(from..start).unwrap_or_default());
            }
            self.substitute(c, c);
            (from, ahead) = (start + c.len_utf8(), self.at);
        }
        self.keep_straight(decoded.get(from..).unwrap_or_default());
    }

    fn keep_straight(&mut self, mut decoded: &str) {
        while !decoded.is_empty() {
            let mut end = char_start(decoded, REACH);
            // The two characters of a line end stay together.
            while decoded[..end].ends_with('\r') && decoded[end..].starts_with(['\r', '\n']) {
                end += 1;
            }
            let (piece, rest) = decoded.split_at(end);
            decoded = rest;
            self.text.push_str(piece);
            self.at += self.width.of(piece);
            if let Some(line_end) = piece.bytes().rposition(|b| matches!(b, b'\n' | b'\r')) {
                self.column = 1 + count(&piece[line_end + 1..]);
                if matches!(self.width, Width::Utf8 | Width::Utf8WithStrays) {
                    self.known = self.text.len() - (piece.len() - line_end - 1);
                }
            } else {
                self.column = self.column.saturating_add(count(piece));
            }
            if self.text.len() - self.known > REACH {
                self.anchor();
            }
        }
    }

    fn anchor(&mut self) {
        self.known = self.text.len();
        self.anchors.push(Anchor { text: small(self.known), disk: small(self.at), column: self.column });
    }

    fn is_at(&self, c: char, disk: usize) -> bool {
        if c.is_ascii() {
            return self.disk.get(disk).is_some_and(|byte| char::from(*byte) == c);
        }
        let mut buffer = [0; 4];
        self.disk.get(disk..).is_some_and(|rest| rest.starts_with(c.encode_utf8(&mut buffer).as_bytes()))
    }

    fn length_on_disk(&mut self, c: char) -> usize {
        if self.width == Width::Utf8WithStrays && !self.is_at(c, self.at) {
            return self.stray_length();
        }
        self.width.of_char(c)
    }

    /// The bytes that are next on disk, and no character.
    fn stray_length(&mut self) -> usize {
        self.first_stray.get_or_insert(self.text.len());
        // A sequence that is none ends within four bytes.
        let ahead = self.disk.get(self.at..).unwrap_or_default();
        let ahead = ahead.get(..4).unwrap_or(ahead);
        ahead.utf8_chunks().next().map_or(0, |chunk| chunk.invalid().len())
    }
}

/// Where the character that holds byte `at` begins; the end of `text` when that is before `at`.
pub(super) fn char_start(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (at.saturating_sub(3)..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            starts.push(small(at + 1));
        }
    }
    starts
}

fn count(text: &str) -> u32 {
    small(text.chars().count())
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
