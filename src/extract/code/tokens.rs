//! Code taken apart: words, numbers, strings and signs; comments are left out.

/// More of one piece of code is not read; a script in a canvas has a hundredth of it.
const MOST_BYTES: usize = 256 << 10;

/// How a language writes what is no code, and what belongs to its words.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Dialect {
    /// What opens a comment that ends with the line.
    pub comments: &'static [&'static str],
    /// Whether `/* */` is a comment.
    pub blocks: bool,
    /// Signs that belong to words, besides `_` and `$`.
    pub joiners: &'static [char],
}

/// JavaScript, TypeScript, Java, Go and their kin.
pub(in crate::extract) const C_LIKE: Dialect = Dialect { comments: &["//"], blocks: true, joiners: &[] };

/// Python.
pub(in crate::extract) const PYTHON: Dialect = Dialect { comments: &["#"], blocks: false, joiners: &[] };

/// SQL.
pub(in crate::extract) const SQL: Dialect = Dialect { comments: &["--"], blocks: true, joiners: &[] };

/// Properties, INI, TOML, environment files, shells.
pub(in crate::extract) const SETTINGS: Dialect = Dialect { comments: &["#"], blocks: false, joiners: &['.', '-'] };

/// PromQL: recording rules have colons in their names.
pub(in crate::extract) const PROMQL: Dialect = Dialect { comments: &["#"], blocks: false, joiners: &[':'] };

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Kind {
    Word,
    Number,
    /// A string, quotes included.
    Text,
    Sign(char),
}

#[derive(Clone, Copy, Debug)]
pub(in crate::extract::code) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// As much of a piece of code as is read.
pub(in crate::extract) fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The tokens of `text`, in order.
pub(in crate::extract::code) fn tokens(text: &str, dialect: Dialect) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    // Quotes that nothing closes before the end of their line: an apostrophe in text.
    let mut unclosed = [(' ', 0); 2];
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if dialect.comments.iter().any(|mark| rest.starts_with(mark)) {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if dialect.blocks && rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else {
            let apart = unclosed.iter().any(|&(quote, end)| quote == c && at < end);
            let (kind, length) = if apart { (Kind::Sign(c), 1) } else { token(rest, c, dialect) };
            if let (Kind::Sign('"' | '\''), false) = (kind, apart) {
                unclosed[usize::from(c == '"')] = (c, at + rest.find('\n').unwrap_or(rest.len()));
            }
            tokens.push(Token { kind, start: at, end: at + length });
            at += length;
        }
    }
    tokens
}

/// The token that `rest` begins with, and its length in bytes.
fn token(rest: &str, first: char, dialect: Dialect) -> (Kind, usize) {
    match first {
        '"' | '\'' | '`' => match string(rest, first) {
            Some(length) => (Kind::Text, length),
            None => (Kind::Sign(first), 1),
        },
        '0'..='9' => (Kind::Number, number(rest)),
        c if c.is_alphabetic() || c == '_' || c == '$' => {
            let length = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$' || dialect.joiners.contains(&c)))
                .unwrap_or(rest.len());
            (Kind::Word, length)
        }
        c => (Kind::Sign(c), c.len_utf8()),
    }
}

/// The length of a string with its quotes. Only `"""` and backticks go over the end of a line.
fn string(rest: &str, quote: char) -> Option<usize> {
    let triple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
    if triple {
        let end = rest[3..].find(&rest[..3]);
        return Some(end.map_or(rest.len(), |end| end + 6));
    }
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if quote != '`' => return None,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    // An open backtick takes the rest: looking for its end again and again would take for ever.
    (quote == '`').then_some(rest.len())
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while digit(at) || (matches!(bytes.get(at), Some(b'.' | b'_')) && digit(at + 1)) {
        at += 1;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        if digit(at + 1 + sign) {
            at += 1 + sign;
            while digit(at) {
                at += 1;
            }
        }
    }
    at
}
