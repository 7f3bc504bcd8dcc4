//! Code without its grammar: brackets paired, pairs and arguments parted, constants and calculations followed.

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::tokens::{Token, tokens};

pub(in crate::extract) use crate::extract::code::tokens::{
    C_LIKE, Dialect, Kind, PROMQL, PYTHON, SETTINGS, SQL, beginning,
};

/// Tokens of a calculation; what is longer is none.
pub(in crate::extract) const LONGEST_CALCULATION: usize = 64;

/// Brackets inside brackets of a calculation that are followed.
const DEEPEST: usize = 16;

/// A piece of code, taken apart. Positions are indices of tokens, unless they are called bytes.
pub(in crate::extract) struct Code<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// The closing bracket of each opening one; all other tokens are their own.
    partners: Vec<usize>,
    /// The literals that names are given: `const PEAK = 300`.
    constants: HashMap<&'t str, usize>,
}

/// `key: value`, or `key = value`.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Pair {
    pub key: usize,
    pub value: Range<usize>,
}

impl<'t> Code<'t> {
    pub fn new(text: &'t str, dialect: Dialect) -> Code<'t> {
        let text = beginning(text);
        let mut code = Code { text, tokens: tokens(text, dialect), partners: Vec::new(), constants: HashMap::new() };
        code.partners = partners(&code.tokens);
        for i in 0..code.len() {
            if let Some(literal) = code.literal_of(i) {
                code.constants.entry(&text[code.tokens[i].start..code.tokens[i].end]).or_insert(literal);
            }
        }
        code
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn all(&self) -> Range<usize> {
        0..self.tokens.len()
    }

    pub fn kind(&self, i: usize) -> Option<Kind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    pub fn is(&self, i: usize, sign: char) -> bool {
        self.kind(i) == Some(Kind::Sign(sign))
    }

    /// The token as written.
    pub fn raw(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// The word at `i`; empty when it is something else.
    pub fn word(&self, i: usize) -> &'t str {
        if self.kind(i) == Some(Kind::Word) { self.raw(i) } else { "" }
    }

    /// What stands between the quotes of the string at `i`.
    pub fn text(&self, i: usize) -> Option<&'t str> {
        (self.kind(i) == Some(Kind::Text)).then(|| self.raw(i).trim_matches(['"', '\'', '`']))
    }

    /// A word, or what a string says: how keys are written.
    pub fn name(&self, i: usize) -> &'t str {
        self.text(i).unwrap_or_else(|| self.word(i))
    }

    /// The bracket that closes the one at `i`, or the end of the code.
    pub fn closing(&self, i: usize) -> usize {
        self.partners.get(i).copied().unwrap_or(self.len())
    }

    /// What stands inside the bracket at `i`.
    pub fn inside(&self, i: usize) -> Range<usize> {
        i + 1..self.closing(i).max(i + 1).min(self.len().max(i + 1))
    }

    /// Whether nothing stands between the token at `i` and the next.
    pub fn touches_next(&self, i: usize) -> bool {
        matches!((self.tokens.get(i), self.tokens.get(i + 1)), (Some(one), Some(two)) if one.end == two.start)
    }

    /// Whether the tokens at `i` and `i + 1` stand in one line.
    pub fn same_line(&self, i: usize) -> bool {
        match (self.tokens.get(i), self.tokens.get(i + 1)) {
            (Some(one), Some(two)) => !self.text[one.end..two.start].contains('\n'),
            _ => false,
        }
    }

    /// The bytes of the text that a run of tokens takes up.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len());
        match (self.tokens.get(range.start), end.checked_sub(1).and_then(|i| self.tokens.get(i))) {
            (Some(first), Some(last)) if last.end >= first.start => first.start..last.end,
            (Some(first), _) => first.start..first.start,
            _ => self.text.len()..self.text.len(),
        }
    }

    /// `range` cut at the `separators` that stand in no bracket.
    pub fn split(&self, range: Range<usize>, separators: &[char]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = range.start;
        let mut i = range.start;
        while i < range.end.min(self.len()) {
            if matches!(self.kind(i), Some(Kind::Sign(c)) if separators.contains(&c)) {
                parts.push(start..i);
                start = i + 1;
            }
            i = self.closing(i).max(i) + 1;
        }
        parts.push(start..range.end.min(self.len()).max(start));
        parts.retain(|p| !p.is_empty());
        parts
    }

    /// The pairs of a mapping, or the named arguments of a call.
    pub fn pairs(&self, range: Range<usize>) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for part in self.split(range, &[',', ';']) {
            let named = !self.name(part.start).is_empty();
            if named && (self.is(part.start + 1, ':') || self.is(part.start + 1, '=')) && part.start + 2 < part.end {
                pairs.push(Pair { key: part.start, value: part.start + 2..part.end });
            }
        }
        pairs
    }

    /// The value of `key` among `pairs`.
    pub fn value<'p>(&self, pairs: &'p [Pair], key: &str) -> Option<&'p Pair> {
        pairs.iter().find(|pair| self.name(pair.key) == key)
    }

    /// The number that `range` comes to: a literal, a constant, a calculation with them, a fallback (`__ENV.N || 50`).
    pub fn number(&self, range: Range<usize>) -> Option<Decimal> {
        if range.len() > LONGEST_CALCULATION {
            return None;
        }
        let range = self.fallback(range);
        let mut at = range.start;
        let value = self.sum(&mut at, range.end, 0)?;
        (at == range.end).then_some(value)
    }

    /// The string that `range` is: a literal, a constant, a fallback.
    pub fn string(&self, range: Range<usize>) -> Option<&'t str> {
        if range.len() > LONGEST_CALCULATION {
            return None;
        }
        let range = self.fallback(range);
        if range.len() != 1 {
            return None;
        }
        match self.text(range.start) {
            Some(text) => Some(text),
            None => self.constants.get(self.word(range.start)).and_then(|&i| self.text(i)),
        }
    }

    /// The string that a name was given.
    pub fn constant(&self, name: &str) -> Option<&'t str> {
        self.constants.get(name).and_then(|&i| self.text(i))
    }

    /// What stands behind the last `||` or `??`.
    fn fallback(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len());
        let twice = |i: usize, c: char| self.is(i, c) && self.is(i + 1, c);
        let start = (range.start..end).rev().find(|&i| twice(i, '|') || twice(i, '?')).map_or(range.start, |i| i + 2);
        start.min(end)..end
    }

    fn literal_of(&self, name: usize) -> Option<usize> {
        if self.kind(name) != Some(Kind::Word) || !self.is(name + 1, '=') || self.is(name + 2, '=') {
            return None;
        }
        let is_literal = |i: usize| matches!(self.kind(i), Some(Kind::Number | Kind::Text));
        let goes_on = |i: usize| matches!(self.kind(i), Some(Kind::Sign('+' | '-' | '*' | '/' | '%' | '.' | '(')));
        let at = name + 2;
        if is_literal(at) {
            return (!goes_on(at + 1)).then_some(at);
        }
        let env = self.word(at) == "__ENV" && self.is(at + 1, '.');
        (env && (self.is(at + 3, '|') || self.is(at + 3, '?')) && is_literal(at + 5)).then_some(at + 5)
    }

    fn sum(&self, at: &mut usize, end: usize, depth: usize) -> Option<Decimal> {
        let mut value = self.product(at, end, depth)?;
        while *at < end && (self.is(*at, '+') || self.is(*at, '-')) {
            let plus = self.is(*at, '+');
            *at += 1;
            let next = self.product(at, end, depth)?;
            value = if plus { value.checked_add(next)? } else { value.checked_sub(next)? };
        }
        Some(value)
    }

    fn product(&self, at: &mut usize, end: usize, depth: usize) -> Option<Decimal> {
        let mut value = self.factor(at, end, depth)?;
        while *at < end && (self.is(*at, '*') || self.is(*at, '/')) {
            let times = self.is(*at, '*');
            *at += 1;
            let next = self.factor(at, end, depth)?;
            value = if times { value.checked_mul(next)? } else { value.checked_div(next)? };
        }
        Some(value)
    }

    fn factor(&self, at: &mut usize, end: usize, depth: usize) -> Option<Decimal> {
        if *at >= end || depth > DEEPEST {
            return None;
        }
        let here = *at;
        *at += 1;
        match self.kind(here)? {
            Kind::Number => decimal(self.raw(here)),
            Kind::Word => self.constants.get(self.raw(here)).and_then(|&i| decimal(self.name_or_number(i))),
            Kind::Sign('-') => self.factor(at, end, depth + 1).map(|n| -n),
            Kind::Sign('(') => {
                let inside = self.inside(here);
                let mut within = inside.start;
                let value = self.sum(&mut within, inside.end, depth + 1)?;
                *at = inside.end + 1;
                (within == inside.end).then_some(value)
            }
            Kind::Text => decimal(self.text(here)?),
            Kind::Sign(_) => None,
        }
    }

    fn name_or_number(&self, i: usize) -> &'t str {
        self.text(i).unwrap_or_else(|| self.raw(i))
    }
}

/// A number of code: `1_000`, `0.95`, `1e6`.
pub(in crate::extract) fn decimal(text: &str) -> Option<Decimal> {
    const LONGEST: usize = 40;
    if text.len() > LONGEST || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits: String = text.chars().filter(|&c| c != '_').collect();
    let digits = digits.trim_end_matches('.');
    if digits.contains(['e', 'E']) { Decimal::from_scientific(digits).ok() } else { digits.parse().ok() }
}

fn partners(tokens: &[Token]) -> Vec<usize> {
    let mut partners: Vec<usize> = (0..tokens.len()).collect();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(') => open.push((')', i)),
            Kind::Sign('[') => open.push((']', i)),
            Kind::Sign('{') => open.push(('}', i)),
            // A bracket that fits nothing is passed over.
            Kind::Sign(c) if open.last().is_some_and(|&(closes, _)| closes == c) => {
                if let Some((_, at)) = open.pop() {
                    partners[at] = i;
                }
            }
            _ => {}
        }
    }
    for (_, at) in open {
        partners[at] = tokens.len();
    }
    partners
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_hide_brackets() {
        let code = Code::new("f({ a: '}', /* ) */ b: 2 // }\n}) + 1", C_LIKE);
        assert!(code.is(code.closing(1), ')'));
        let pairs = code.pairs(code.inside(2));
        assert_eq!(pairs.iter().map(|p| code.name(p.key)).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn a_bracket_that_is_never_closed_reaches_to_the_end() {
        let code = Code::new("stages: [ { duration: '5m'", C_LIKE);
        assert_eq!(code.closing(2), code.len());
        assert_eq!(code.inside(2), 3..code.len());
    }

    #[test]
    fn calculations_constants_and_fallbacks_come_to_a_number() {
        let code = Code::new("const N = 40; x(N * 2 + 1); y((1 - 0.999) * 14.4); z(__ENV.N || 50)", C_LIKE);
        let inside = |name: &str| {
            let call = (0..code.len()).find(|&i| code.word(i) == name).unwrap();
            code.number(code.inside(call + 1)).unwrap().normalize().to_string()
        };
        assert_eq!(inside("x"), "81");
        assert_eq!(inside("y"), "0.0144");
        assert_eq!(inside("z"), "50");
    }

    #[test]
    fn brackets_nested_without_end_are_no_calculation() {
        let deep = format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000));
        let code = Code::new(&deep, PROMQL);
        assert_eq!(code.number(code.all()), None);
    }
}
