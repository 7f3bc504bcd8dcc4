//! Text cut into numbers, words, spaces and signs.

use crate::folding::{Word, fold_word};
use crate::quantity::letters::Letter;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::quantity) enum Kind {
    /// Digits, with single `.`, `,`, `_` or `'` between them.
    Number,
    /// Letters.
    Word,
    /// White space within a line.
    Space,
    /// A line break.
    Line,
    /// Any other character.
    Sign(char),
    /// Beyond the text.
    End,
}

/// A piece of the text.
#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    folded: Word,
}

/// The tokens of a text. Every accessor takes any index: outside the text there is [`Kind::End`] and no text.
#[derive(Clone, Debug)]
pub(in crate::quantity) struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token>,
    /// The words that are letters behind a number and stand for something else than they seem to.
    pub(in crate::quantity) letters: Vec<(usize, Letter)>,
}

/// Longer words are never in a table, so that they need not be folded.
const LONGEST_WORD: usize = 40;

impl<'t> Tokens<'t> {
    /// Cuts `text`; linear in its length.
    pub(in crate::quantity) fn new(text: &'t str) -> Tokens<'t> {
        let mut list: Vec<Token> = Vec::with_capacity(text.len() / 3);
        let mut start = 0;
        while let Some(c) = text[start..].chars().next() {
            let kind = match c {
                '0'..='9' => Kind::Number,
                '\n' | '\r' => Kind::Line,
                _ if c.is_whitespace() => Kind::Space,
                _ if is_letter(c) => Kind::Word,
                _ => Kind::Sign(c),
            };
            let behind = start + c.len_utf8();
            let end = match kind {
                Kind::Number => end_of_number(text.as_bytes(), behind),
                Kind::Word => end_of_run(text, behind, |b| b.is_ascii_alphabetic(), is_letter),
                Kind::Space => {
                    let is_blank = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
                    end_of_run(text, behind, |b| b == b' ', is_blank)
                }
                _ => behind,
            };
            let folded = if kind == Kind::Word && end - start <= LONGEST_WORD {
                fold_word(&text[start..end])
            } else {
                Word::default()
            };
            list.push(Token { kind, start, end, folded });
            start = end;
        }
        Tokens { text, list, letters: Vec::new() }
    }

    /// What the word stands for, where its calculation told.
    pub(in crate::quantity) fn letter(&self, i: usize) -> Option<Letter> {
        self.letters.iter().find(|(at, _)| *at == i).map(|(_, letter)| *letter)
    }

    /// How many there are.
    pub(in crate::quantity) fn len(&self) -> usize {
        self.list.len()
    }

    /// What the token is.
    pub(in crate::quantity) fn kind(&self, i: usize) -> Kind {
        self.list.get(i).map_or(Kind::End, |t| t.kind)
    }

    /// The token as written.
    pub(in crate::quantity) fn raw(&self, i: usize) -> &'t str {
        self.list.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// A word in lower case without accents; empty for anything else.
    pub(in crate::quantity) fn word(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |t| &t.folded)
    }

    /// Where the token starts.
    pub(in crate::quantity) fn start(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.text.len(), |t| t.start)
    }

    /// Where the token before `i` ends.
    pub(in crate::quantity) fn end_before(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|i| self.list.get(i)).map_or(0, |t| t.end)
    }

    /// Whether the token is this sign.
    pub(in crate::quantity) fn is(&self, i: usize, sign: char) -> bool {
        self.kind(i) == Kind::Sign(sign)
    }

    /// Whether the token is a number.
    pub(in crate::quantity) fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Kind::Number
    }

    /// Whether the token is a word.
    pub(in crate::quantity) fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Kind::Word
    }

    /// Whether nothing, white space or a line break is there.
    pub(in crate::quantity) fn is_gap(&self, i: usize) -> bool {
        matches!(self.kind(i), Kind::Space | Kind::Line | Kind::End)
    }

    /// `i`, or the token behind the space at `i`.
    pub(in crate::quantity) fn skip(&self, i: usize) -> usize {
        if self.kind(i) == Kind::Space { i + 1 } else { i }
    }

    /// The token before `i`, spaces skipped, not before `floor`.
    pub(in crate::quantity) fn back(&self, i: usize, floor: usize) -> Option<usize> {
        let mut at = i.checked_sub(1)?;
        if self.kind(at) == Kind::Space {
            at = at.checked_sub(1)?;
        }
        (at >= floor).then_some(at)
    }

    /// The token directly before `i`, without any space, or [`Kind::End`].
    pub(in crate::quantity) fn glued(&self, i: usize) -> Kind {
        i.checked_sub(1).map_or(Kind::End, |i| match self.kind(i) {
            Kind::Space | Kind::Line => Kind::End,
            kind => kind,
        })
    }

    /// The token behind the words of `phrase` that start at `i`, with single spaces between them.
    pub(in crate::quantity) fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        for (n, word) in phrase.split(' ').enumerate() {
            if n > 0 {
                if self.kind(at) != Kind::Space {
                    return None;
                }
                at += 1;
            }
            if self.word(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Where the words of `phrase` start when they end right before `i`, spaces allowed, not before `floor`.
    pub(in crate::quantity) fn phrase_before(&self, i: usize, floor: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        for word in phrase.rsplit(' ') {
            at = self.back(at, floor)?;
            if self.word(at) != word {
                return None;
            }
        }
        Some(at)
    }
}

/// The end of the digits that go on at `at`, with single `.`, `,`, `_` or `'` between them.
fn end_of_number(bytes: &[u8], mut at: usize) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    while digit(at) || matches!(bytes.get(at), Some(b'.' | b',' | b'_' | b'\'')) && digit(at + 1) {
        at += 1;
    }
    at
}

/// The end of the characters of one kind that go on at `at`; of most a byte tells.
fn end_of_run(text: &str, mut at: usize, byte: impl Fn(u8) -> bool, character: impl Fn(char) -> bool) -> usize {
    loop {
        let rest = &text[at..];
        at += rest.bytes().position(|b| !byte(b)).unwrap_or(rest.len());
        match text[at..].chars().next() {
            Some(c) if character(c) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}
