//! UTF-8 that was once read as a one-byte encoding and saved again: recognised, and taken back.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252, WINDOWS_1254};

use crate::source::places::char_start;

/// A one-byte encoding that UTF-8 was taken for.
pub(super) struct Codec {
    /// As people write it.
    pub(super) name: &'static str,
    /// Whether some of its bytes are no character or an invisible one, which editors drop.
    loses_bytes: bool,
    /// The byte of each character up to U+FFFF; 0 for ASCII and for what the encoding does not have.
    bytes: Vec<u8>,
}

/// What to put in place of damaged characters.
pub(super) struct Repair {
    /// The damaged characters.
    pub(super) damaged: Range<usize>,
    /// What they were; nothing when that is unknown, or invisible.
    pub(super) with: Option<char>,
    /// Whether bytes are lost, so that `with` is a guess.
    pub(super) lost: bool,
}

/// The encoding that explains most of the text as damage; none when the text is sound.
pub(super) fn recognise(text: &str) -> Option<&'static Codec> {
    if text.is_ascii() {
        return None;
    }
    let sample = &text[..char_start(text, SAMPLE)];
    recognise_in(sample).or_else(|| if sample.len() < text.len() { recognise_in(text) } else { None })
}

fn recognise_in(text: &str) -> Option<&'static Codec> {
    let mut best: Option<(Tally, &Codec)> = None;
    for codec in CODECS.iter() {
        let tally = codec.tally(text);
        if best.is_none_or(|(top, _)| tally.explained() > top.explained()) {
            best = Some((tally, codec));
        }
    }
    let (Tally { telling, .. }, codec) = best?;
    (telling >= MIN_COMPLETE && telling >= MIN_PER_DOUBTFUL * codec.doubtful(text)).then_some(codec)
}

impl Codec {
    /// The repairs of `text`, in its order.
    pub(super) fn repairs(&'static self, text: &str) -> impl Iterator<Item = Repair> {
        let mut done = 0;
        self.suspects(text).filter_map(move |suspect| {
            if suspect.range.start < done {
                return None;
            }
            let repair = self.repair(text, suspect)?;
            done = repair.damaged.end;
            Some(repair)
        })
    }

    fn new(name: &'static str, encoding: Option<&'static Encoding>) -> Codec {
        let mut bytes = vec![0; 1 << 16];
        for byte in 0x80..=0xFF_u8 {
            let raw = [byte];
            let decoded = encoding.and_then(|e| e.decode_without_bom_handling(&raw).0.chars().next());
            if let Some(slot) = bytes.get_mut(decoded.unwrap_or(char::from(byte)) as usize) {
                *slot = byte;
            }
        }
        Codec { name, loses_bytes: encoding != Some(MACINTOSH), bytes }
    }

    fn byte(&self, c: char) -> u8 {
        self.bytes.get(c as usize).copied().unwrap_or(0)
    }

    fn suspects<'t>(&'static self, text: &'t str) -> Suspects<'t> {
        Suspects { codec: self, text, at: 0 }
    }

    fn tally(&'static self, text: &str) -> Tally {
        let mut tally = Tally::default();
        for suspect in self.suspects(text) {
            match suspect.sequence {
                Sequence::Complete(_) => {
                    tally.complete += 1;
                    tally.telling += usize::from(is_telling(text, &suspect));
                }
                Sequence::Cut { bytes: [0xEF | 0xF0, ..] } => tally.cut_emoji += 1,
                Sequence::Cut { .. } | Sequence::Lone => {}
            }
        }
        tally
    }

    /// Sequences that lack bytes, or are no such thing; not emoji, as no word begins like them.
    fn doubtful(&'static self, text: &str) -> usize {
        let is_doubtful = |suspect: &Suspect| match suspect.sequence {
            Sequence::Complete(_) | Sequence::Cut { bytes: [0xEF | 0xF0, ..] } => false,
            Sequence::Cut { .. } | Sequence::Lone => true,
        };
        self.suspects(text).filter(is_doubtful).filter_map(|suspect| self.repair(text, suspect)).count()
    }

    fn repair(&self, text: &str, suspect: Suspect) -> Option<Repair> {
        let mut damaged = suspect.range.clone();
        let (with, lost) = match suspect.sequence {
            // A byte order mark in the middle of things says nothing.
            Sequence::Complete('\u{FEFF}') => (None, false),
            Sequence::Complete(c) => (Some(c), false),
            Sequence::Cut { .. } | Sequence::Lone if !self.loses_bytes => return None,
            Sequence::Cut { bytes: [0xE2, 0x80, 0] } => {
                let joins_emoji = text[damaged.end..].chars().next().is_some_and(|c| self.byte(c) == 0xF0);
                (Some(if joins_emoji { ZERO_WIDTH_JOINER } else { '”' }), true)
            }
            Sequence::Cut { bytes } => {
                let symbol = CUT_SYMBOLS.iter().find(|(cut, _)| *cut == bytes).map(|(_, c)| *c);
                if symbol.is_none() {
                    damaged.end = self.end_of_symbol(text, &damaged);
                }
                (symbol, true)
            }
            Sequence::Lone if suspect.lead == 0xC3 => (Some(lost_letter(text, &damaged)?), true),
            // A no-break space that became a plain one leaves its first byte behind.
            Sequence::Lone => {
                let before_space = text[damaged.end..].starts_with(char::is_whitespace);
                (before_space.then_some(None)?, true)
            }
        };
        Some(Repair { damaged, with, lost })
    }

    /// The end of a symbol that is given up: with what belongs to it, and with the space that set it off from the text,
    /// which would keep `**` from opening bold text.
    fn end_of_symbol(&self, text: &str, damaged: &Range<usize>) -> usize {
        let mut end = damaged.end;
        let follows = |end: usize, byte: u8| text[end..].chars().next().filter(|c| self.byte(*c) == byte);
        if let Some(first) = follows(end, 0xEF)
            && let Some(second) = follows(end + first.len_utf8(), 0xB8)
        {
            end += first.len_utf8() + second.len_utf8();
            end += follows(end, 0x8F).map_or(0, char::len_utf8);
        }
        let stands_alone = !text[..damaged.start].ends_with(char::is_alphanumeric);
        if stands_alone && text[end..].starts_with(' ') { end + 1 } else { end }
    }
}

/// A damaged text of more than these bytes shows it here; the rest is read only to be sure that a text is sound.
const SAMPLE: usize = 1 << 20;

/// Fewer complete sequences than this may be chance.
const MIN_COMPLETE: usize = 3;

/// Complete sequences for each doubtful one: with fewer, another encoding or another damage is at work.
const MIN_PER_DOUBTFUL: usize = 3;

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// What is left of frequent symbols whose 8F or 9D is lost.
const CUT_SYMBOLS: &[([u8; 3], char)] =
    &[([0xEF, 0xB8, 0], '\u{FE0F}'), ([0xE2, 0x8C, 0], '❌'), ([0xE2, 0xB1, 0], '⏱'), ([0xE2, 0xB3, 0], '⏳')];

/// In order of preference where two explain a text equally well.
static CODECS: LazyLock<[Codec; 4]> = LazyLock::new(|| {
    [
        Codec::new("Windows-1252", Some(WINDOWS_1252)),
        Codec::new("Mac Roman", Some(MACINTOSH)),
        Codec::new("Windows-1254", Some(WINDOWS_1254)),
        Codec::new("Latin-1", None),
    ]
});

/// What a codec makes of a text.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Complete sequences that tell of damage.
    telling: usize,
    /// All complete sequences.
    complete: usize,
    /// Emoji that lack bytes.
    cut_emoji: usize,
}

impl Tally {
    /// Where two codecs make as much sense of a text, the one that sees the beginning of more emoji is right.
    fn explained(self) -> (usize, usize, usize) {
        (self.telling, self.complete, self.cut_emoji)
    }
}

/// Characters that, taken as bytes, begin like UTF-8.
struct Suspect {
    range: Range<usize>,
    lead: u8,
    sequence: Sequence,
}

enum Sequence {
    /// They are a whole character.
    Complete(char),
    /// They begin a character of three or four bytes; 0 where bytes are missing.
    Cut { bytes: [u8; 3] },
    /// The first byte of two, alone.
    Lone,
}

struct Suspects<'t> {
    codec: &'static Codec,
    text: &'t str,
    at: usize,
}

impl Iterator for Suspects<'_> {
    type Item = Suspect;

    fn next(&mut self) -> Option<Suspect> {
        loop {
            let start = self.at + beyond_ascii(&self.text.as_bytes()[self.at..])?;
            let mut following = self.text[start..].chars();
            let first = following.next()?;
            let lead = self.codec.byte(first);
            self.at = start + first.len_utf8();
            let Some(length) = sequence_length(lead) else { continue };

            let mut bytes = [lead, 0, 0, 0];
            let (mut taken, mut end) = (1, self.at);
            for c in following.take(length - 1) {
                let byte = self.codec.byte(c);
                if byte & 0xC0 != 0x80 {
                    break;
                }
                bytes[taken] = byte;
                taken += 1;
                end += c.len_utf8();
            }
            let whole = if taken == length { assemble(bytes) } else { None };
            let sequence = match whole {
                Some(c) => Sequence::Complete(c),
                None if (2..length).contains(&taken) => Sequence::Cut { bytes: [bytes[0], bytes[1], bytes[2]] },
                None if matches!(lead, 0xC2 | 0xC3) => {
                    end = self.at;
                    Sequence::Lone
                }
                None => continue,
            };
            self.at = end;
            return Some(Suspect { range: start..end, lead, sequence });
        }
    }
}

/// Where the first byte that is not ASCII stands. Whole stretches are passed over at a time.
fn beyond_ascii(bytes: &[u8]) -> Option<usize> {
    const STRETCH: usize = 64;
    let passed = STRETCH * bytes.chunks(STRETCH).take_while(|stretch| stretch.is_ascii()).count();
    let rest = bytes.get(passed..)?;
    rest.iter().position(|b| !b.is_ascii()).map(|at| passed + at)
}

/// The length of a sequence that begins with `lead`, if it is a character one may expect here: Latin, combining and
/// Greek letters, punctuation, symbols and emoji. Others begin with what is common in sound text: “ and — are the
/// first bytes of Cyrillic in Mac Roman, á and ã those of Asian scripts in Windows-1252.
fn sequence_length(lead: u8) -> Option<usize> {
    match lead {
        0xC2..=0xC5 | 0xCC | 0xCE | 0xCF => Some(2),
        0xE2 | 0xEF => Some(3),
        0xF0 => Some(4),
        _ => None,
    }
}

/// The character of a sequence whose bytes are of the right kind; none for overlong ones and control characters.
fn assemble(bytes: [u8; 4]) -> Option<char> {
    let [lead, b1, b2, b3] = bytes.map(u32::from);
    let low = |byte: u32| byte & 0x3F;
    let (code, least) = match lead {
        0xF0.. => ((lead & 0x07) << 18 | low(b1) << 12 | low(b2) << 6 | low(b3), 0x1_0000),
        0xE0.. => ((lead & 0x0F) << 12 | low(b1) << 6 | low(b2), 0x800),
        _ => ((lead & 0x1F) << 6 | low(b1), 0xA0),
    };
    char::from_u32(code).filter(|_| code >= least)
}

/// Whether a complete sequence tells of damage: `n√£o` and `aÃ§` do, `2 × √π`, `≈£500` and `“MAÇÃ”` do not.
fn is_telling(text: &str, suspect: &Suspect) -> bool {
    match suspect.lead {
        0xC3 => {
            let (before, after) = neighbours(text, &suspect.range);
            let touches_a_letter = [before, after].into_iter().flatten().any(|c| c.is_ascii_alphabetic());
            let ends_in_sign = || text[suspect.range.clone()].chars().nth(1).is_some_and(|c| !c.is_alphanumeric());
            let ends_a_capital_word =
                || before.is_some_and(char::is_uppercase) && !after.is_some_and(char::is_alphabetic) && ends_in_sign();
            touches_a_letter && !ends_a_capital_word()
        }
        lead => !matches!(lead, 0xC4 | 0xC5 | 0xCC | 0xCE | 0xCF),
    }
}

/// The letter of which only the first byte, C3, is left; none where `Ã` may be meant. The soft hyphen of `í` (AD) and
/// the undefined bytes of `Í` (8D) and `Á` (81) get lost, and the no-break space of `à` (A0) becomes a plain one.
fn lost_letter(text: &str, damaged: &Range<usize>) -> Option<char> {
    let (before, after) = neighbours(text, damaged);
    let before = before.filter(|c| c.is_alphabetic());
    let after_letter = after.filter(|c| c.is_alphabetic());
    // "ANÁLISE", "MÁXIMO", "PÁGINA", "USUÁRIO", "Áudio": before these letters it is the more frequent by far.
    let capital = |next: char| if "RXGLUrxglu".contains(next) { 'Á' } else { 'Í' };
    match (before, after_letter) {
        (None, None) => after.is_some_and(char::is_whitespace).then_some('à'),
        (None, Some(next)) if next.is_uppercase() || capital(next) == 'Á' => Some(capital(next)),
        (None, Some(_)) => Some(if begins_line(text, damaged.start) { 'Í' } else { 'í' }),
        (Some(last), _) if last.is_lowercase() => Some('í'),
        (Some(_), Some(next)) if next.is_lowercase() => Some('í'),
        (Some(last), _) => {
            let rest: String = text[damaged.end..].chars().take_while(|c| c.is_alphabetic()).take(3).collect();
            match rest.as_str() {
                "" | "O" | "OS" | "E" | "ES" => None,
                "S" if !"AEIOU".contains(last) => None,
                _ => after_letter.map(capital),
            }
        }
    }
}

fn neighbours(text: &str, range: &Range<usize>) -> (Option<char>, Option<char>) {
    (text[..range.start].chars().next_back(), text[range.end..].chars().next())
}

/// Whether nothing but marks and numbers stands before `at` in its line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text[..at].chars().rev().take_while(|c| !matches!(c, '\n' | '\r'));
    !before.take(200).any(|c| c.is_ascii_alphabetic())
}
