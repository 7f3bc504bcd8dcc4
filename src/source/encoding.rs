//! Bytes to characters: byte order marks, UTF-8, UTF-16 and stray Windows-1252.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far one character reaches on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// As in the text: the file is UTF-8.
    Utf8,
    /// As in the text, but for characters that stand for bytes that are not UTF-8.
    Utf8WithStrays,
    /// Two bytes for each UTF-16 unit.
    Utf16,
}

impl Width {
    /// Bytes on disk of `text` that stands there as it is.
    pub(super) fn of(self, text: &str) -> usize {
        match self {
            Width::Utf8 | Width::Utf8WithStrays => text.len(),
            Width::Utf16 => text.chars().map(|c| 2 * c.len_utf16()).sum(),
        }
    }
}

/// The characters of a file.
pub(super) struct Decoded<'a> {
    /// One character for each on disk, and one for each piece of bytes that is none.
    pub(super) text: Cow<'a, str>,
    /// The length of the byte order mark.
    pub(super) mark: usize,
    /// The end of what was read.
    pub(super) end: usize,
    /// How far the characters reach on disk.
    pub(super) width: Width,
    /// Bytes that are not UTF-8.
    pub(super) stray_bytes: usize,
}

impl Decoded<'_> {
    /// Whether this is text at all: a file of something else has strays everywhere.
    pub(super) fn is_prose(&self) -> bool {
        self.stray_bytes <= self.text.len() / 100
    }
}

/// Decodes at most `limit` bytes of a file; cuts between characters.
pub(super) fn decode(bytes: &[u8], limit: usize) -> Decoded<'_> {
    let (mark, utf16) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (3, None),
        [0xFF, 0xFE, ..] => (2, Some(UTF_16LE)),
        [0xFE, 0xFF, ..] => (2, Some(UTF_16BE)),
        _ => (0, None),
    };
    if let Some(encoding) = utf16 {
        let end = utf16_end(bytes, limit, encoding == UTF_16LE);
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..end).unwrap_or_default());
        return Decoded { text, mark, end, width: Width::Utf16, stray_bytes: 0 };
    }
    let end = utf8_end(bytes, limit);
    let body = bytes.get(mark..end).unwrap_or_default();
    match std::str::from_utf8(body) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), mark, end, width: Width::Utf8, stray_bytes: 0 },
        Err(_) => {
            let (text, stray_bytes) = decode_with_strays(body);
            Decoded { text: Cow::Owned(text), mark, end, width: Width::Utf8WithStrays, stray_bytes }
        }
    }
}

fn utf8_end(bytes: &[u8], limit: usize) -> usize {
    if bytes.len() <= limit {
        return bytes.len();
    }
    let is_inside = |at: &usize| bytes.get(*at).is_some_and(|b| b & 0xC0 == 0x80);
    (limit.saturating_sub(3)..=limit).rev().find(|at| !is_inside(at)).unwrap_or(limit)
}

fn utf16_end(bytes: &[u8], limit: usize, little_endian: bool) -> usize {
    if bytes.len() <= limit {
        return bytes.len();
    }
    let end = limit & !1;
    let high_byte = if little_endian { end.checked_sub(1) } else { end.checked_sub(2) };
    let splits_a_pair = high_byte.and_then(|at| bytes.get(at)).is_some_and(|b| (0xD8..=0xDB).contains(b));
    if splits_a_pair { end - 2 } else { end }
}

fn decode_with_strays(bytes: &[u8]) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let (mut at, mut stray_bytes) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        match chunk.invalid() {
            [] => {}
            [byte] if is_isolated(bytes, at) => text.push(windows_1252(*byte).unwrap_or(char::REPLACEMENT_CHARACTER)),
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
        at += chunk.invalid().len();
        stray_bytes += chunk.invalid().len();
    }
    (text, stray_bytes)
}

/// Accents, quotes and dashes stand alone or in twos and threes among ASCII ("ção", “é”); longer runs are not prose.
fn is_isolated(bytes: &[u8], at: usize) -> bool {
    const LONGEST: usize = 3;
    let before = bytes.get(at.saturating_sub(LONGEST)..at).unwrap_or_default();
    let after = bytes.get(at..).unwrap_or_default();
    let run = before.iter().rev().take_while(|b| !b.is_ascii()).count()
        + after.iter().take(LONGEST + 1).take_while(|b| !b.is_ascii()).count();
    run <= LONGEST
}

fn windows_1252(byte: u8) -> Option<char> {
    static HIGH_HALF: LazyLock<Vec<char>> = LazyLock::new(|| {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();
        WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect()
    });
    HIGH_HALF.get(byte.checked_sub(0x80)? as usize).copied().filter(|c| !c.is_control())
}
