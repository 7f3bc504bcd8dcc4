//! One number with its currency sign and multiplier: `R$ 1 200`, `-$16.5M`, `10k+`.

use std::borrow::Cow;

use crate::quantity::letters::Letter;
use crate::quantity::lexicon::{self, Measure};
use crate::quantity::number::{Sort, Value, Written};
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Currency, Habits, Period, words};
use rust_decimal::Decimal;

/// More groups of thousands than this are a list.
const MOST_GROUPS: usize = 8;

/// A number as it stands in a text.
#[derive(Clone, Debug)]
pub(in crate::quantity) struct Figure {
    pub currency: Option<Currency>,
    pub negative: bool,
    pub written: Written,
    /// The power of ten of "k", "mil", "milhões".
    pub exponent: Option<u32>,
    /// A plus behind it: `50+`.
    pub open: bool,
    /// A question mark behind it: `20?`.
    pub unsure: bool,
    /// The first token: sign, currency or number.
    pub first: usize,
    /// The token of the digits.
    pub number: usize,
    /// The token behind number, multiplier and currency.
    pub end: usize,
    /// The token behind `+` and `?`, too.
    pub next: usize,
}

impl Figure {
    /// The value, when the number stands for `sort`.
    pub(in crate::quantity) fn value(&self, sort: Sort, habits: Habits) -> Option<Value> {
        let sort = match (self.exponent, self.currency) {
            (Some(_), _) => Sort::Multiplied,
            (None, Some(_)) => Sort::Money,
            _ => sort,
        };
        let mut value = self.written.value(sort, self.exponent.unwrap_or(0), habits)?;
        if self.negative {
            value.value = -value.value;
        }
        Some(value)
    }

    /// The bare digits' value, to compare two numbers before their multiplier is known.
    pub(in crate::quantity) fn mantissa(&self, habits: Habits) -> Decimal {
        self.written.value(Sort::Multiplied, 0, habits).map_or(Decimal::ZERO, |v| v.value)
    }

    /// Reads the figure that starts at token `i`: a sign, a currency or a number.
    pub(in crate::quantity) fn read(t: &Tokens, i: usize) -> Option<Figure> {
        let mut at = i;
        let mut negative = false;
        let mut currency = None;
        if is_minus(t, at) {
            negative = true;
            at += 1;
        }
        if let Some((found, next)) = currency_sign(t, at) {
            currency = Some(found);
            at = t.skip(next);
            if !negative && is_minus(t, at) {
                negative = true;
                at += 1;
            }
        }
        if !t.is_number(at) {
            return None;
        }
        let number = at;
        let (text, after) = grouped(t, at, currency.is_some());
        let written = Written::read(&text)?;
        at = after;
        let mut exponent = None;
        if let Some((power, next)) = scientific(t, at) {
            exponent = Some(power);
            at = next;
        } else if let Some((power, next)) = multiplier(t, at, currency.is_some()) {
            exponent = Some(power);
            at = next;
        }
        if exponent == Some(0) {
            exponent = None;
        }
        // A code right behind says which "$" it is: "$500 USD".
        let code = t.skip(at);
        if currency.is_some()
            && t.is_word(code)
            && let Some(named) = named_currency(t.raw(code), t.word(code))
        {
            currency = Some(named);
            at = code + 1;
        }
        if written.is_plain() && exponent.is_none() && text.len() > 1 && text.starts_with('0') && currency.is_none() {
            // 007 and 0800 are identifiers.
            return None;
        }
        let end = at;
        let mut open = false;
        let mut unsure = false;
        if t.is(at, '+') && !t.is_number(at + 1) {
            open = true;
            at += 1;
        }
        if t.is(at, '?') {
            unsure = true;
            at += 1;
        }
        Some(Figure { currency, negative, written, exponent, open, unsure, first: i, number, end, next: at })
    }
}

/// Whether a minus sign stands at `i` that belongs to what follows: glued to it, and not to what precedes.
fn is_minus(t: &Tokens, i: usize) -> bool {
    (t.is(i, '-') || t.is(i, '−') || t.is(i, '–'))
        && matches!(t.glued(i), Kind::End | Kind::Sign('(' | '~' | '≈' | ':' | '|' | '='))
        && !t.is_gap(i + 1)
}

/// The currency that starts at `i`, and the token behind it.
pub(in crate::quantity) fn currency_sign(t: &Tokens, i: usize) -> Option<(Currency, usize)> {
    if t.is_word(i) && t.is(i + 1, '$') {
        let currency = match t.raw(i) {
            "R" | "r" => Currency::Brl,
            "US" | "U" | "us" => Currency::Usd,
            "AR" => Currency::Ars,
            "MX" => Currency::Mxn,
            "CL" => Currency::Clp,
            "COL" => Currency::Cop,
            _ => return None,
        };
        return Some((currency, i + 2));
    }
    // The sol of Peru: "S/ 120", "S/. 120", "(S/)"; "S/N" is none.
    if t.raw(i) == "S" && t.is(i + 1, '/') {
        let next = if t.is(i + 2, '.') { i + 3 } else { i + 2 };
        let amount = t.skip(next);
        return (t.is_number(amount) || t.is(amount, ')') || amount >= t.len()).then_some((Currency::Pen, next));
    }
    if t.is_word(i) {
        return match t.raw(i) {
            "BRL" | "USD" | "EUR" | "GBP" | "ARS" | "MXN" | "COP" | "CLP" | "PEN" => {
                lexicon::currency(t.raw(i), "").map(|c| (c, i + 1))
            }
            _ => None,
        };
    }
    match t.kind(i) {
        Kind::Sign('$') if !matches!(t.glued(i), Kind::Word | Kind::Number) => Some((Currency::Dollar, i + 1)),
        Kind::Sign('€') => Some((Currency::Eur, i + 1)),
        Kind::Sign('£') => Some((Currency::Gbp, i + 1)),
        _ => None,
    }
}

fn named_currency(raw: &str, word: &str) -> Option<Currency> {
    lexicon::currency(raw, word).filter(|c| *c != Currency::Dollar)
}

/// The digits at `i` with the groups behind spaces (`1 200` becomes `1_200`), and the token behind them.
///
/// Plain spaces group only money, what is counted, what a calculation comes to, and a number that is all of the text: a
/// list of numbers looks the same.
fn grouped<'t>(t: &Tokens<'t>, i: usize, money: bool) -> (Cow<'t, str>, usize) {
    let alone = t.raw(i);
    if alone.len() > 3 || alone.starts_with('0') || !alone.bytes().all(|b| b.is_ascii_digit()) {
        return (alone.into(), i + 1);
    }
    let mut text = Cow::Borrowed(alone);
    let mut at = i + 1;
    let mut certain = true;
    let mut groups = 0;
    while groups < MOST_GROUPS && t.kind(at) == Kind::Space && t.is_number(at + 1) {
        let space = t.raw(at);
        let group = t.raw(at + 1);
        let whole = group.split(['.', ',']).next().unwrap_or("");
        let narrow = matches!(space, "\u{a0}" | "\u{202f}" | "\u{2009}");
        if whole.len() != 3 || !(narrow || space == " ") || group.matches(['.', ',', '_', '\'']).count() > 1 {
            break;
        }
        certain &= narrow;
        text.to_mut().push('_');
        text.to_mut().push_str(group);
        at += 2;
        groups += 1;
        if whole.len() != group.len() {
            break;
        }
    }
    let whole_text = (groups == 1 || text.ends_with("000")) && is_whole(t, i, at);
    // `1 200/3` and `1 2025-01-27` are no groups.
    let goes_on = !certain && !money && matches!(t.kind(at), Kind::Sign('/' | ':' | '-')) && t.is_number(at + 1);
    let grouped = groups > 0
        && !goes_on
        && (certain
            || money
            || whole_text
            || counts(t, at) && !is_numbered(t, i)
            || is_result(t, i)
            || groups == 1 && is_apart(t, i, at));
    if grouped { (text, at) } else { (alone.into(), i + 1) }
}

/// Whether a number from `i` to `next` stands behind a sign or a bracket, or before a plural: "< 1 000", "(7 558)",
/// "309 393 filas". A phase, a version or a step has a number of its own.
fn is_apart(t: &Tokens, i: usize, next: usize) -> bool {
    let before = t.back(i, 0);
    let mut behind = t.skip(next);
    // "25 000 M lecturas"
    if t.raw(behind) == "M" {
        behind = t.skip(behind + 1);
    }
    let signed =
        before.is_some_and(|at| matches!(t.kind(at), Kind::Sign('<' | '>' | '≤' | '≥' | '~' | '≈' | '(' | '→')));
    let ends = behind >= t.len() || matches!(t.kind(behind), Kind::Sign(')' | '(' | ';' | '|' | '→') | Kind::Line);
    let word = t.word(behind);
    let plural = word.len() >= 4 && word.ends_with('s') && !word.ends_with("ss") && !lexicon::is_small_word(word);
    (signed || before.is_none()) && (ends || plural)
        || plural && !is_numbered(t, i) && before.is_some_and(|at| t.is_word(at) || t.is(at, ':'))
}

/// Whether the digits at `i` number what stands before them: "Fase 2 500 usuarios".
fn is_numbered(t: &Tokens, i: usize) -> bool {
    t.back(i, 0).is_some_and(|at| words::NUMBERED.contains(t.word(at)) || t.is_number(at))
}

/// Whether a number from `i` to `next` is all of the text, or one of the two ends of a range that is: "1 000 – 5 000".
fn is_whole(t: &Tokens, i: usize, next: usize) -> bool {
    let dash = |at: usize| matches!(t.kind(at), Kind::Sign('–' | '—' | '→'));
    let opens = i == 0 || t.back(i, 0).is_some_and(|sign| dash(sign) && t.is_number(0));
    let ends = next == t.len() || {
        let sign = t.skip(next);
        dash(sign) && t.is_number(t.skip(sign + 1)) && t.is_number(t.len() - 1)
    };
    opens && ends
}

/// Whether a number at `i` stands behind the sign of equality of a calculation: "60 × 24 =".
fn is_result(t: &Tokens, i: usize) -> bool {
    const REACH: usize = 8;
    let floor = i.saturating_sub(REACH);
    let Some(sign) = t.back(i, floor).filter(|&at| matches!(t.kind(at), Kind::Sign('=' | '≈'))) else { return false };
    let mut at = sign;
    while let Some(before) = t.back(at, floor) {
        match t.kind(before) {
            Kind::Sign('×' | '*' | '·' | '÷' | '/' | '+') => return true,
            Kind::Sign('=' | '≈') | Kind::Line => return false,
            _ => at = before,
        }
    }
    false
}

/// Whether something that is counted or a unit follows.
fn counts(t: &Tokens, i: usize) -> bool {
    let at = t.skip(i);
    is_unit(t, at)
        || t.is(at, '€')
        || t.is(at, '%')
        || t.is(at, '/') && lexicon::period(t.word(t.skip(at + 1))).is_some()
}

fn is_unit(t: &Tokens, i: usize) -> bool {
    let word = t.word(i);
    lexicon::measure(t.raw(i), word).is_some()
        || lexicon::entity(&lexicon::singular(word)).is_some()
        || lexicon::modifier(word).is_some_and(|m| m != lexicon::Modifier::Plain)
}

/// `e6` behind `1`.
fn scientific(t: &Tokens, i: usize) -> Option<(u32, usize)> {
    let exponent = t.raw(i + 1);
    (t.word(i) == "e" && exponent.len() <= 2 && t.is_number(i + 1) && !t.is_word(i + 2))
        .then(|| exponent.parse().ok().map(|power| (power, i + 2)))
        .flatten()
}

/// The power of ten of the multiplier at `i`, and the token behind it.
fn multiplier(t: &Tokens, i: usize, money: bool) -> Option<(u32, usize)> {
    let at = t.skip(i);
    if !t.is_word(at) {
        return None;
    }
    match t.letter(at) {
        Some(Letter::Size(_)) => return None,
        Some(Letter::Power(power)) => return Some((power, at + 1)),
        None => {}
    }
    // "6b requests", as in "6m requests"
    if at == i && t.raw(at) == "b" && counted(t, at + 1) {
        return Some((9, at + 1));
    }
    // "2 M pedidos": a letter that stands apart multiplies only what is counted, money, or all that a cell holds.
    let alone = i == 1 && at + 1 == t.len() && matches!(t.raw(at), "M" | "k" | "K");
    let paid = matches!(t.kind(t.skip(at + 1)), Kind::Sign('€'));
    // "129,6 M/mes": so many in a month; in a calculation nothing needs to follow.
    let often = t.is(at + 1, '/') && lexicon::period(t.word(at + 2)).is_some_and(|p| p >= Period::Hour);
    let result = matches!(t.raw(at), "M" | "k" | "K") && (often || is_calculated(t, i, at + 1) || goes_on(t, i, at));
    let glued = at == i || t.raw(at).len() == 1 && (alone || paid || result || counted(t, at + 1));
    let power = lexicon::multiplier(t.raw(at), t.word(at), glued, money)?;
    // "mil millones", "mil milhões": a thousand million.
    let second = t.skip(at + 1);
    if power == 3
        && second > at + 1
        && let "millones" | "milhoes" = t.word(second)
    {
        return Some((9, second + 1));
    }
    Some((power, at + 1))
}

/// Whether the number that ends before `i`, with a letter behind it that ends before `next`, is a part of a calculation or
/// what it comes to.
fn is_calculated(t: &Tokens, i: usize, next: usize) -> bool {
    let before = t.back(i, 0).and_then(|number| t.back(number, 0));
    let is_result = before.is_some_and(|sign| matches!(t.kind(sign), Kind::Sign('=' | '≈')));
    let is_last = before.is_some_and(|sign| matches!(t.kind(sign), Kind::Sign('+' | '-' | '−' | '×' | '*')));
    let behind = t.skip(next);
    let joins = || t.is_number(t.skip(behind + 1));
    match t.kind(behind) {
        Kind::Sign('×' | '*' | '·' | '÷' | '=' | '≈') => true,
        Kind::Sign('+' | '-' | '−' | '/') => is_result || joins(),
        Kind::Sign(')') => is_result || is_last,
        Kind::Word => t.word(behind) == "x" && joins(),
        _ => is_result,
    }
}

/// Whether a number that ends before `i`, with a letter at `letter`, is followed by something else than what the letter
/// may be the unit of: "2 M registered", "216 M today, 864 M later", "3 M (est.)"; but not "512 M RAM", nor "5 M of disk".
fn goes_on(t: &Tokens, i: usize, letter: usize) -> bool {
    const OF_MEMORY: &[&str] = &[
        "ram", "memory", "memoria", "mem", "heap", "disk", "disco", "cache", "storage", "swap", "limit", "limite",
        "de", "of", "do", "da", "free", "livre", "libre", "each", "cada", "per", "por", "x",
    ];
    let number = t.back(i, 0);
    // A size of memory is a power of two.
    let size = number.is_some_and(|n| t.raw(n).parse::<u32>().is_ok_and(|n| n >= 64 && n.is_power_of_two()));
    let behind = t.skip(letter + 1);
    let other = match t.kind(behind) {
        Kind::Word => !OF_MEMORY.contains(&t.word(behind)),
        kind => matches!(kind, Kind::Sign('(' | '→' | ';')),
    };
    !size && other
}

/// Whether a space and a noun that we count stand at `i`.
fn counted(t: &Tokens, i: usize) -> bool {
    let mut at = t.skip(i);
    if at > i && matches!(t.word(at), "de" | "of") {
        at = t.skip(at + 1);
    }
    // "57,6 M lecturas": millions of what is in no table, but not "512 M de memória".
    let word = t.word(at);
    let many =
        word.len() >= 4 && word.ends_with('s') && !word.ends_with("ss") && lexicon::measure(t.raw(at), word).is_none();
    let millions = t.raw(i.wrapping_sub(1)) == "M" && many && !lexicon::is_small_word(word);
    // "27,5 M TPM"
    let often = matches!(lexicon::measure(t.raw(at), word), Some(Measure::Rate(..)));
    at > i && (millions || often || lexicon::entity(&lexicon::singular(word)).is_some())
}
