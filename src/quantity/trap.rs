//! Numbers that are no quantities: versions, dates, ports, ids, list numbers, clock times.

use crate::quantity::bounds::Bounds;
use crate::quantity::figure::Figure;
use crate::quantity::lexicon;
use crate::quantity::number::Sort;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Entity, Habits, Relation, TimeUnit, Unit};
use crate::quantity::{address, date, words};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Which tokens belong to an address, a date, a clock time, a cron line, a phone number, a percentile.
pub(in crate::quantity) fn dead(t: &Tokens) -> Vec<bool> {
    let mut dead = vec![false; t.len()];
    let mut chunks: Vec<(usize, usize)> = Vec::new();
    let mut i = 0;
    while i < t.len() {
        if t.is_gap(i) {
            if t.kind(i) == Kind::Line {
                chunks.push((i, i));
            }
            i += 1;
            continue;
        }
        let start = i;
        while !t.is_gap(i) {
            i += 1;
        }
        if address::is_address(t, start, i) {
            dead[start..i].fill(true);
        }
        chunks.push((start, i));
    }
    if !(0..t.len()).any(|i| t.is_number(i)) {
        return dead;
    }
    address::cron(t, &chunks, &mut dead);
    for i in 0..t.len() {
        if t.is_number(i) {
            kill(&mut dead, i, date::date_or_clock(t, i));
        } else if t.is(i, '+') || t.is(i, '(') {
            kill(&mut dead, i, address::phone(t, i));
        } else if t.is_word(i) {
            kill(&mut dead, i, date::month_first(t, i));
            kill(&mut dead, i, percentile(t, i));
        }
    }
    dead
}

fn kill(dead: &mut [bool], from: usize, to: Option<usize>) {
    if let Some(to) = to {
        let to = to.min(dead.len());
        if from < to {
            dead[from..to].fill(true);
        }
    }
}

/// The token behind the number of a percentile: `p(95)`, `quantile(0.95`, "percentil 95".
fn percentile(t: &Tokens, i: usize) -> Option<usize> {
    if !matches!(t.word(i), "p" | "percentil" | "percentile" | "quantile") {
        return None;
    }
    let at = if t.is(i + 1, '(') { i + 2 } else { t.skip(i + 1) };
    if !t.is_number(at) || t.word(i) == "p" && at != i + 2 {
        return None;
    }
    // The statistic is read from these tokens; only the number itself must not be a quantity.
    Some(if t.is(at + 1, ')') { at + 2 } else { at + 1 })
}

/// Whether the number at `i` is the rank of a percentile: `p(95)`, "percentil 95".
pub(in crate::quantity) fn is_rank(t: &Tokens, i: usize) -> bool {
    let at = if t.is(i.wrapping_sub(1), '(') { Some(i - 1) } else { Some(i) };
    at.and_then(|at| t.back(at, 0)).is_some_and(|word| percentile(t, word).is_some())
}

/// Whether the number is glued to something behind it that makes it part of a name: `1.example`, `10_users`, keycaps.
pub(in crate::quantity) fn is_named_behind(t: &Tokens, figure: &Figure) -> bool {
    t.is(figure.end, '\u{fe0f}')
        || t.is(figure.end, '\u{20e3}')
        || (t.is(figure.end, '_') || t.is(figure.end, '.')) && t.is_word(figure.end + 1)
}

/// Whether the number is glued to something that makes it part of a name: `t3`, `gpt-4`, `#12`, `db_1`.
pub(in crate::quantity) fn is_name(t: &Tokens, figure: &Figure) -> bool {
    let i = figure.first;
    if is_named_behind(t, figure) {
        return true;
    }
    let before = i.wrapping_sub(2);
    match t.glued(i) {
        Kind::Word => !(matches!(t.word(i - 1), "x") && i >= 2 && t.is_number(before)),
        Kind::Number => true,
        Kind::Sign('_' | '#' | '.' | '\\' | '&' | '^' | '%' | '@' | '{') => true,
        // `list[0]`, "N+1 queries"
        Kind::Sign('[' | '+') => i >= 2 && t.is_word(before),
        Kind::Sign('-' | '–' | '−' | '‑' | '—') => {
            i >= 2 && matches!(t.kind(before), Kind::Word | Kind::Number | Kind::Sign(')' | ']' | '.'))
        }
        Kind::Sign('/') => {
            // `16GB/8 vCPU` goes on, `api/100` does not.
            i < 2
                || t.is_gap(before)
                || t.is_word(before)
                    && !(i >= 3 && t.is_number(i - 3))
                    && !(i >= 4 && t.kind(i - 3) == Kind::Space && t.is_number(i - 4))
        }
        _ => false,
    }
}

/// Whether what was read as `figure` with `tail` is no quantity after all, by what stands around it.
pub(in crate::quantity) fn is_no_quantity(
    t: &Tokens,
    figure: &Figure,
    tail: &Tail,
    bounds: &Bounds,
    floor: usize,
    range: bool,
) -> bool {
    let measured = tail.known || tail.per.is_some() || tail.each.is_some();
    if is_clock(t, figure, tail) || is_window(t, figure, tail) {
        return true;
    }
    if measured {
        let neighbour = lexicon::entity(&lexicon::singular(t.word(t.skip(figure.end))));
        let far = matches!(tail.unit, Some(Unit::Count(_))) && neighbour.is_none() && tail.per.is_none();
        // "PostgreSQL 15 single instance": what is counted does not follow directly.
        return far && figure.exponent.is_none() && is_versioned(t, figure.first, floor);
    }
    let bounded = bounds.relation != Relation::Equal || bounds.approximate || bounds.increment;
    let whole_text =
        figure.first == 0 && tail.next >= t.len() || figure.first == 1 && t.is_gap(0) && t.skip(tail.next) >= t.len();
    if is_list_number(t, figure, tail) || is_score(t, figure, tail) || is_port(t, figure) {
        return true;
    }
    // `12.345.678-9`, and `10-3` where it is no range.
    let numbered_on = !range && figure.currency.is_none() && t.is(figure.end, '-') && t.is_number(figure.end + 1);
    if is_in_code(t, figure) || numbered_on {
        return true;
    }
    // "MySQL 8 mil" is what it costs, or serves: no version is in thousands, but for names ("Llama 70B").
    if figure.exponent.is_some() && t.is_word(figure.end - 1) && t.raw(figure.end - 1).len() > 1 {
        return false;
    }
    if bounded && bounds.relation != Relation::AtMost {
        return is_versioned(t, bounds.first, floor);
    }
    is_versioned(t, figure.first, floor)
        || is_numbered(t, figure.first)
        || !(whole_text && tail.unit.is_none()) && is_calendar_year(t, figure, tail)
        || is_status(t, figure, tail, whole_text)
        || matches!(t.word(t.skip(figure.end)), "am" | "pm")
        || range && is_numbered(t, bounds.first)
}

/// `VARCHAR(255)`, `hash % 4`.
fn is_in_code(t: &Tokens, figure: &Figure) -> bool {
    let i = figure.first;
    let typed = t.is(i.wrapping_sub(1), '(')
        && t.raw(i.wrapping_sub(2)).len() > 3
        && t.raw(i.wrapping_sub(2)).bytes().all(|b| b.is_ascii_uppercase());
    let modulo = t.back(i, 0).filter(|&b| t.is(b, '%')).and_then(|b| t.back(b, 0)).is_some_and(|b| t.is_word(b));
    typed || modulo
}

/// "8h às 18h", "a las 18h".
fn is_clock(t: &Tokens, figure: &Figure, tail: &Tail) -> bool {
    let hours = tail.unit == Some(Unit::Duration(TimeUnit::Hour));
    let before = t.back(figure.first, 0).map_or("", |b| t.raw(b));
    if matches!(before, "às" | "Às" | "as" | "las" | "à") && (hours || tail.unit.is_none()) && figure.written.is_plain()
    {
        return true;
    }
    if !hours || t.word(figure.end) != "h" {
        return false;
    }
    let behind = t.skip(figure.end + 1);
    let joined = matches!(t.kind(behind), Kind::Sign('-' | '–'))
        || matches!(t.word(behind), "a" | "as" | "ate" | "hasta" | "to");
    let mut second = t.skip(behind + 1);
    if t.word(second) == "las" {
        second = t.skip(second + 1);
    }
    // "entre 20h e 22h", "entre 8h e 12h", but not "leva entre 8h e 12h"
    let between = matches!(t.word(behind), "e" | "y" | "and")
        && t.back(figure.first, 0).is_some_and(|b| matches!(t.word(b), "entre" | "between"))
        && t.raw(second)
            .parse::<u8>()
            .is_ok_and(|hour| (13..24).contains(&hour) || hour < 24 && !is_lasting(t, figure));
    if !(joined || between) || !t.is_number(second) {
        return false;
    }
    // "das 8h às 18h" and `8h-18h` are times of day, "2h a 4h" is a length.
    let evening =
        between || t.word(second + 1) == "h" && t.raw(second).parse::<u8>().is_ok_and(|hour| (12..=24).contains(&hour));
    evening || matches!(t.raw(behind), "às" | "as") || t.word(behind + 2) == "las"
}

/// Whether a word before the number says how long something takes.
fn is_lasting(t: &Tokens, figure: &Figure) -> bool {
    const REACH: usize = 12;
    const LASTING: &[&str] = &[
        "lev", "dur", "demor", "tard", "tak", "last", "temp", "tiemp", "time", "rto", "rpo", "jan", "vent", "wind",
        "ttl", "espera", "wait", "recup", "recov", "rest",
    ];
    (figure.first.saturating_sub(REACH)..figure.first).any(|i| LASTING.iter().any(|stem| t.word(i).starts_with(stem)))
}

/// `[5m]`, `[1h:5m]`.
fn is_window(t: &Tokens, figure: &Figure, tail: &Tail) -> bool {
    matches!(tail.unit, Some(Unit::Duration(_)))
        && t.glued(figure.first) == Kind::Sign('[')
        && matches!(t.kind(tail.next), Kind::Sign(']' | ':'))
}

/// `1.`, `2)`, `1.1 Title`, `3 - Title` at the start of a line.
fn is_list_number(t: &Tokens, figure: &Figure, tail: &Tail) -> bool {
    let i = figure.first;
    let boxed = t.back(i, 0).is_some_and(|b| matches!(t.kind(b), Kind::Sign('│' | '║' | '┃' | '├' | '└')));
    // "1. extract_users 2. extract_orders": a list whose lines were folded into one.
    let goes_on = t.raw(0) == "1" && t.is(1, '.') && t.is_gap(2) && t.raw(figure.number).len() <= 2;
    let folded = goes_on && figure.written.is_plain() && t.is(figure.end, '.') && t.is_word(t.skip(figure.end + 1));
    let starts = boxed
        || folded
        || i == 0
        || t.kind(i - 1) == Kind::Line
        || t.kind(i - 1) == Kind::Space && (i == 1 || t.kind(i.wrapping_sub(2)) == Kind::Line);
    if !starts || figure.currency.is_some() || figure.negative {
        return false;
    }
    let next = figure.end;
    let small = t.raw(figure.number).len() <= 5;
    let dotted = (t.is(next, '.') || t.is(next, ')')) && t.is_gap(next + 1) && t.kind(next + 1) != Kind::End;
    let word = t.skip(next);
    let titled = |i: usize| t.raw(i).starts_with(char::is_uppercase);
    let numbered = figure.written.has_decimals()
        && word > next
        && titled(word)
        && t.raw(figure.number).split(['.', ',']).all(|part| part.len() <= 2 && part != "0" && part != "00");
    let dashed = figure.written.is_plain()
        && t.kind(next) == Kind::Space
        && matches!(t.kind(next + 1), Kind::Sign('-' | '–' | '—'))
        && t.kind(next + 2) == Kind::Space
        && t.is_word(next + 3);
    small && figure.exponent.is_none() && (dotted || numbered || dashed) && tail.per.is_none()
}

/// `3,5 / 10`, `5/5`, `12/32`.
fn is_score(t: &Tokens, figure: &Figure, tail: &Tail) -> bool {
    if figure.currency.is_some() || figure.exponent.is_some() {
        return false;
    }
    let large = figure.mantissa(Habits::default()) > Decimal::ONE_HUNDRED;
    let slash = t.back(figure.first, 0).filter(|&s| t.is(s, '/'));
    if let Some(numerator) = slash.and_then(|s| t.back(s, 0)) {
        let spaced = t.kind(figure.first - 1) == Kind::Space;
        if t.is_number(numerator) && !(spaced && large) {
            return true;
        }
    }
    let at = t.skip(tail.next);
    if t.is(at, '/') && tail.next == figure.next {
        let denominator = t.skip(at + 1);
        let spaced = at > tail.next;
        if t.is_number(denominator) {
            let unit = t.is_word(denominator + 1) || t.is(denominator + 1, '%');
            return !unit && (!spaced || t.raw(denominator).len() <= 3 && !large);
        }
    }
    false
}

/// "porta 5432", `host:8080`, `redis:7`.
fn is_port(t: &Tokens, figure: &Figure) -> bool {
    if figure.currency.is_some() || !figure.written.is_plain() {
        return false;
    }
    let i = figure.first;
    let word = t.back(i, 0).map_or("", |b| t.word(b));
    if matches!(word, "porta" | "portas" | "port" | "ports" | "puerto" | "puertos") {
        return true;
    }
    t.glued(i) == Kind::Sign(':')
        && (i < 2
            || t.is_gap(i - 2)
            || matches!(t.kind(i - 2), Kind::Sign(']' | '>' | '}'))
            || t.is_word(i - 2) && t.raw(i - 2).starts_with(char::is_lowercase))
}

/// A year, as far as nothing says that it is a count.
fn is_calendar_year(t: &Tokens, figure: &Figure, tail: &Tail) -> bool {
    let i = figure.first;
    if !figure.written.is_plain() || figure.exponent.is_some() || figure.currency.is_some() || figure.open {
        return false;
    }
    if !date::is_year(t.raw(figure.number)) {
        return false;
    }
    let year: u16 = t.raw(figure.number).parse().unwrap_or(0);
    let sign_before = t.back(i, 0).map(|b| t.kind(b));
    if t.is(t.skip(figure.end), '|') && matches!(year, 2000 | 2048) {
        return false;
    }
    if matches!(sign_before, Some(Kind::Sign(':' | '=' | '|' | '×' | '*' | '/')))
        && matches!(year, 2000 | 2048 | 2050 | 2100)
    {
        return false;
    }
    if t.glued(i) == Kind::Sign('=') {
        return false;
    }
    match &tail.unit {
        // "2000 clientes" is a count, "2026 roadmap" is not.
        Some(Unit::Count(Entity::Thing(_))) => (2018..=2040).contains(&year),
        _ => true,
    }
}

/// "status 200", "erro 503", "429/503".
fn is_status(t: &Tokens, figure: &Figure, tail: &Tail, whole_text: bool) -> bool {
    let digits = t.raw(figure.number);
    if digits.len() != 3 || !figure.written.is_plain() || figure.exponent.is_some() || figure.currency.is_some() {
        return false;
    }
    let Some(code) = figure.value(Sort::Bare, Habits::default()).and_then(|v| v.value.to_u16()) else { return false };
    if !(100..600).contains(&code) {
        return false;
    }
    let noun = t.word(t.skip(figure.end));
    if matches!(
        noun,
        "ok" | "error"
            | "errors"
            | "erro"
            | "erros"
            | "errores"
            | "responses"
            | "respostas"
            | "respuestas"
            | "too"
            | "not"
            | "service"
    ) && code >= 200
    {
        return true;
    }
    let mut at = figure.first;
    for _ in 0..6 {
        let Some(before) = t.back(at, 0) else { break };
        match t.word(before) {
            "http" | "status" | "codigo" | "code" | "codes" | "codigos" => return true,
            "erro" | "error" | "erros" | "errors" | "errores" => return tail.unit.is_none(),
            "e" | "y" | "and" | "ou" | "or" | "o" | "is" | "com" | "con" | "with" | "return" | "returns"
            | "retorna" => {}
            _ if t.is_number(before)
                || matches!(t.kind(before), Kind::Sign('/' | ',' | '(' | ':' | '=' | '\'' | '"')) => {}
            _ => break,
        }
        at = before;
    }
    let labelled = matches!(t.glued(figure.first), Kind::Sign('=' | '>' | '<'))
        || t.back(figure.first, 0)
            .is_some_and(|b| matches!(t.kind(b), Kind::Sign(':' | '=' | '|' | '×' | '*' | '+' | '-')));
    !whole_text && !labelled && tail.unit.is_none() && matches!(code, 401 | 403 | 404 | 422 | 429 | 502 | 503 | 504)
}

/// Whether the word before token `i` is a product or "version".
fn is_versioned(t: &Tokens, i: usize, floor: usize) -> bool {
    let Some(mut before) = t.back(i, floor) else { return false };
    // "Versión: 1.1" behind other particulars of the document.
    if t.is(before, ':') {
        let named = t.back(before, floor).filter(|&name| matches!(t.word(name), "versao" | "version"));
        let Some(name) = named else { return false };
        before = name;
    }
    // "Node.js 20", ".NET 9"
    let word = t.word(before);
    let suffix = word == "js" && before >= 2 && t.is(before - 1, '.');
    // Names that are also things to count need their capital: "Node 18", but "node 3" is numbered anyway.
    suffix || words::PRODUCTS.contains(word)
}

/// Whether the word before token `i` numbers something: "Fase 2", "Section 3", "RFC 7231", "semanas 1 e 2".
fn is_numbered(t: &Tokens, i: usize) -> bool {
    let mut at = i;
    for _ in 0..8 {
        let Some(before) = t.back(at, 0) else { return false };
        if t.is_number(before) || matches!(t.word(before), "e" | "y" | "and" | "a" | "to" | "ate") {
            at = before;
            continue;
        }
        match t.kind(before) {
            Kind::Word => {
                // "meta 500" is a target, "meta 2" the second one; laws and tickets have longer numbers.
                let short = !t.is_number(i) || t.raw(i).len() <= 2;
                let word = t.word(before);
                // "6 meses   50" ends with a length of time, and another number.
                if t.back(before, 0).is_some_and(|b| t.is_number(b)) {
                    return false;
                }
                return is_numbering(word) && (short || words::LONG_NUMBERED.contains(word));
            }
            Kind::Sign(',' | '/' | '&' | '-' | '–' | '+')
                if at != i || t.back(before, 0).is_some_and(|b| t.is_number(b)) =>
            {
                at = before
            }
            Kind::Sign('º' | '°' | '.') => {
                // "nº 3", "No. 5", "art. 7"
                return before > 0
                    && matches!(t.word(before - 1), "n" | "no" | "nr" | "art" | "num" | "sec" | "fig" | "cap" | "pag");
            }
            _ => return false,
        }
    }
    false
}

fn is_numbering(word: &str) -> bool {
    words::NUMBERED.contains(word)
}
