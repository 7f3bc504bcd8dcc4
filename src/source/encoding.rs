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
    /// One byte for each character.
    OneByte,
}

impl Width {
    /// Bytes on disk of `text` that stands there as it is.
    pub(super) fn of(self, text: &str) -> usize {
        match self {
            Width::Utf8 | Width::Utf8WithStrays => text.len(),
            Width::OneByte => text.chars().count(),
            Width::Utf16 => text.chars().map(|c| self.of_char(c)).sum(),
        }
    }

    /// Bytes on disk of `c` that stands there as it is.
    pub(super) fn of_char(self, c: char) -> usize {
        match self {
            Width::Utf8 | Width::Utf8WithStrays => c.len_utf8(),
            Width::OneByte => 1,
            Width::Utf16 => 2 * c.len_utf16(),
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
    /// Whether this may be mojibake, which is sound UTF-8 but for a few slips: a file of something else is not.
    pub(super) fn may_be_mojibake(&self) -> bool {
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
    if let Ok(text) = std::str::from_utf8(body) {
        return Decoded { text: Cow::Borrowed(text), mark, end, width: Width::Utf8, stray_bytes: 0 };
    }
    if mark == 0 && is_one_byte(body) {
        let stray_bytes = body.iter().filter(|b| !b.is_ascii()).count();
        return Decoded { text: Cow::Owned(decode_one_byte(body)), mark, end, width: Width::OneByte, stray_bytes };
    }
    let (text, stray_bytes) = decode_with_strays(body);
    Decoded { text: Cow::Owned(text), mark, end, width: Width::Utf8WithStrays, stray_bytes }
}

/// Whether next to nothing is UTF-8 in `bytes`.
fn is_one_byte(bytes: &[u8]) -> bool {
    let (mut sound, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.get(..utf8_end(bytes, SAMPLE)).unwrap_or(bytes).utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += usize::from(!chunk.invalid().is_empty());
    }
    stray > 4 * sound
}

fn decode_one_byte(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for run in bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
        match std::str::from_utf8(run) {
            Ok(ascii) if run.is_ascii() => text.push_str(ascii),
            _ if run.len() <= LONGEST_RUN => text.extend(run.iter().map(|b| windows_1252(*b).unwrap_or(NO_CHARACTER))),
            _ => text.extend(run.iter().map(|_| NO_CHARACTER)),
        }
    }
    text
}

const NO_CHARACTER: char = char::REPLACEMENT_CHARACTER;

/// The part of a file that shows its encoding.
const SAMPLE: usize = 1 << 20;

/// Accents, quotes and dashes stand alone or in twos and threes among ASCII ("ção", “é”); longer runs are not prose.
const LONGEST_RUN: usize = 3;

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
            [byte] if is_isolated(bytes, at) => text.push(windows_1252(*byte).unwrap_or(NO_CHARACTER)),
            _ => text.push(NO_CHARACTER),
        }
        at += chunk.invalid().len();
        stray_bytes += chunk.invalid().len();
    }
    (text, stray_bytes)
}

fn is_isolated(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(at.saturating_sub(LONGEST_RUN)..at).unwrap_or_default();
    let after = bytes.get(at..).unwrap_or_default();
    let run = before.iter().rev().take_while(|b| !b.is_ascii()).count()
        + after.iter().take(LONGEST_RUN + 1).take_while(|b| !b.is_ascii()).count();
    run <= LONGEST_RUN
}

fn windows_1252(byte: u8) -> Option<char> {
    static HIGH_HALF: LazyLock<Vec<char>> = LazyLock::new(|| {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();
        WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect()
    });
    HIGH_HALF.get(byte.checked_sub(0x80)? as usize).copied().filter(|c| !c.is_control())
}
