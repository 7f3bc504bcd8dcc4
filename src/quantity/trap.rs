//! Numbers that are no quantities: versions, dates, ports, ids, list numbers, clock times.

use crate::quantity::bounds::Bounds;
use crate::quantity::figure::Figure;
use crate::quantity::lexicon;
use crate::quantity::number::Sort;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Entity, Habits, Relation, TimeUnit, Unit};
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
        if is_address(t, start, i) {
            dead[start..i].fill(true);
        }
        chunks.push((start, i));
    }
    cron(t, &chunks, &mut dead);
    for i in 0..t.len() {
        if t.is_number(i) {
            kill(&mut dead, i, date_or_clock(t, i));
        } else if t.is(i, '+') || t.is(i, '(') {
            kill(&mut dead, i, phone(t, i));
        } else if t.is_word(i) {
            kill(&mut dead, i, month_first(t, i));
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

/// URLs, e-mail addresses, IP addresses, UUIDs, paths and file names.
fn is_address(t: &Tokens, start: usize, end: usize) -> bool {
    let is_url = (start..end).any(|i| t.is(i, ':') && t.is(i + 1, '/') && t.is(i + 2, '/')) || t.word(start) == "www";
    let is_mail = (start..end).any(|i| {
        t.is(i, '@')
            && i > start
            && t.is_word(i + 1)
            && !t.is_gap(i - 1)
            && (i..end).any(|j| t.is(j, '.') && t.is_word(j + 1))
    });
    let is_ip = (start..end).any(|i| {
        let mut parts = t.raw(i).split('.');
        t.is_number(i)
            && parts.clone().count() == 4
            && parts.all(|p| p.len() <= 3 && p.parse::<u16>().is_ok_and(|n| n < 256))
    });
    let is_uuid = (start..end).filter(|&i| t.is(i, '-')).count() >= 4
        && (start..end).all(|i| match t.kind(i) {
            Kind::Word => t.word(i).bytes().all(|b| b.is_ascii_hexdigit()),
            Kind::Number | Kind::Sign('-' | '"' | '`' | '(' | ')' | '.' | ',') => true,
            _ => false,
        })
        && (start..end).any(|i| t.is_word(i));
    let is_path =
        t.is(start, '/') || t.is(start, '.') && t.is(start + 1, '/') || t.is(start, '~') && t.is(start + 1, '/');
    let is_file = (start..end).any(|i| {
        t.is(i, '.')
            && i > start
            && matches!(
                t.word(i + 1),
                "pdf"
                    | "md"
                    | "yaml"
                    | "yml"
                    | "json"
                    | "csv"
                    | "js"
                    | "ts"
                    | "tsx"
                    | "py"
                    | "sql"
                    | "png"
                    | "jpg"
                    | "txt"
                    | "sh"
                    | "go"
                    | "rs"
                    | "html"
                    | "xml"
                    | "log"
                    | "xlsx"
                    | "docx"
                    | "toml"
                    | "tf"
                    | "java"
                    | "zip"
                    | "gz"
                    | "jmx"
                    | "svg"
                    | "parquet"
                    | "bak"
            )
            && !t.is_word(i + 2)
    });
    is_url || is_mail || is_ip || is_uuid || is_path || is_file
}

/// Cron lines: five fields of digits, `*`, `/`, `,`, `-`, two stars side by side among them.
fn cron(t: &Tokens, chunks: &[(usize, usize)], dead: &mut [bool]) {
    let is_field = |&(start, end): &(usize, usize)| {
        start < end
            && (start..end).all(|i| {
                t.is_number(i) || matches!(t.kind(i), Kind::Sign('*' | '/' | ',' | '-' | '"' | '\'' | '`' | '?'))
            })
    };
    let is_star = |&(start, _): &(usize, usize)| t.is(start, '*');
    let mut i = 0;
    while i < chunks.len() {
        let run = chunks[i..].iter().take_while(|c| is_field(c)).count();
        if run >= 5 && chunks[i..i + run].windows(2).any(|pair| is_star(&pair[0]) && is_star(&pair[1])) {
            dead[chunks[i].0..chunks[i + run - 1].1].fill(true);
        }
        i += run.max(1);
    }
}

/// The token behind the date or clock time that starts with the number at `i`.
fn date_or_clock(t: &Tokens, i: usize) -> Option<usize> {
    let plain = |i: usize, most: usize| {
        t.is_number(i) && t.raw(i).len() <= most && t.raw(i).bytes().all(|b| b.is_ascii_digit())
    };
    if matches!(t.glued(i), Kind::Word) {
        return None;
    }
    // 09:00, 17:30:05, 1:1
    if plain(i, 3) && t.is(i + 1, ':') && plain(i + 2, 3) {
        let end = if t.is(i + 3, ':') && plain(i + 4, 3) { i + 5 } else { i + 3 };
        return Some(end);
    }
    // 2025-01-27, 27/01/2025, 27-01-2025, 2025/01
    for mark in ['-', '/'] {
        if plain(i, 4) && t.is(i + 1, mark) && plain(i + 2, 2) && t.is(i + 3, mark) && plain(i + 4, 4) {
            let time = t.word(i + 5) == "t" && t.is_number(i + 6);
            return Some(if time { i + 7 } else { i + 5 });
        }
        if plain(i, 4) && plain(i + 2, 4) && t.is(i + 1, mark) && !t.is_word(i + 3) {
            let (a, b) = (t.raw(i), t.raw(i + 2));
            if is_year(a) && b.len() == 2 && is_month_number(b) || a.len() == 2 && is_month_number(a) && is_year(b) {
                return Some(i + 3);
            }
        }
    }
    // 24x7, 1920x1080
    if plain(i, 4)
        && matches!(t.raw(i + 1), "x" | "X" | "×")
        && plain(i + 2, 4)
        && !t.is_word(i + 3)
        && !t.is(i + 3, '=')
    {
        return Some(i + 3);
    }
    // 18h30
    if plain(i, 2) && t.word(i + 1) == "h" && plain(i + 2, 2) && !t.is_word(i + 3) {
        return Some(i + 3);
    }
    // 12 de março de 2026, 27 January 2025, 5 mayo
    if plain(i, 2) {
        let mut at = t.skip(i + 1);
        if matches!(t.word(at), "de" | "of" | "th" | "st" | "nd" | "rd") {
            at = t.skip(at + 1);
        }
        if at > i + 1
            && is_month(t.word(at), t.raw(at))
            && t.raw(i).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
        {
            return Some(year_behind(t, at + 1).unwrap_or(at + 1));
        }
    }
    None
}

/// The token behind a date that starts with the month at `i`: "March 2026", "Dec 27, 2025", "jan/2026".
fn month_first(t: &Tokens, i: usize) -> Option<usize> {
    if !is_month(t.word(i), t.raw(i)) {
        return None;
    }
    if let Some(end) = year_behind(t, i + 1) {
        return Some(end);
    }
    let day = t.skip(i + 1);
    if day > i + 1 && t.is_number(day) && t.raw(day).len() <= 2 {
        if let Some(end) = year_behind(t, day + 1) {
            return Some(end);
        }
        let full = t.word(i).len() > 3;
        let alone = !t.is_word(t.skip(day + 1)) && !t.is(day + 1, '%') && !t.is_word(day + 1);
        if full && alone {
            return Some(day + 1);
        }
    }
    None
}

/// The token behind the year at `i`, with "de", "/", "," or a space before it.
fn year_behind(t: &Tokens, i: usize) -> Option<usize> {
    let mut at = i;
    if t.is(at, ',') || t.is(at, '/') || t.is(at, '-') || t.is(at, '.') {
        at += 1;
    }
    at = t.skip(at);
    if matches!(t.word(at), "de" | "del" | "of") {
        at = t.skip(at + 1);
    }
    (at > i && t.is_number(at) && is_year(t.raw(at))).then_some(at + 1)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1990..=2100).contains(&year))
}

fn is_month_number(digits: &str) -> bool {
    digits.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
}

fn is_month(word: &str, raw: &str) -> bool {
    let full = matches!(
        word,
        "janeiro"
            | "fevereiro"
            | "marco"
            | "abril"
            | "maio"
            | "junho"
            | "julho"
            | "agosto"
            | "setembro"
            | "outubro"
            | "novembro"
            | "dezembro"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "enero"
            | "febrero"
            | "marzo"
            | "mayo"
            | "junio"
            | "julio"
            | "septiembre"
            | "setiembre"
            | "octubre"
            | "noviembre"
            | "diciembre"
    );
    let capital = raw.starts_with(char::is_uppercase);
    let short = matches!(
        word,
        "jan"
            | "feb"
            | "fev"
            | "apr"
            | "abr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "ene"
            | "dic"
    );
    // "mar", "set", "out", "may", "dez" and "ago" are words of their own.
    let doubtful = capital && matches!(word, "mar" | "may" | "mai" | "set" | "out" | "dez" | "ago");
    full || short || doubtful
}

/// The token behind a phone number that starts at `i`.
fn phone(t: &Tokens, i: usize) -> Option<usize> {
    let mut at = i + 1;
    let mut digits = 0;
    let mut groups = 0;
    while groups < 8 {
        if t.is_number(at) && t.raw(at).bytes().all(|b| b.is_ascii_digit()) {
            digits += t.raw(at).len();
            groups += 1;
            at += 1;
        } else if matches!(t.kind(at), Kind::Space | Kind::Sign('-' | '(' | ')')) && at - i < 20 {
            at += 1;
        } else {
            break;
        }
    }
    let bracketed = t.is(i, '(') && t.raw(i + 1).len() == 2 && t.is(i + 2, ')');
    let dialled = t.is(i, '+') && (t.is_number(i + 1) || t.is(i + 1, '('));
    let enough =
        if bracketed { groups == 3 && (10..=11).contains(&digits) } else { groups >= 3 && (10..=15).contains(&digits) };
    ((bracketed || dialled) && enough).then_some(at)
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
    let to_clock = matches!(t.raw(behind), "às" | "as") && t.is_number(t.skip(behind + 1));
    let to_las = t.word(behind) == "a" && t.word(t.skip(behind + 1)) == "las";
    // `8h-18h` names hours twice: a time of day. `2-4h` is a length.
    let both = matches!(t.kind(behind), Kind::Sign('-' | '–'))
        && t.is_number(t.skip(behind + 1))
        && t.word(t.skip(behind + 1) + 1) == "h";
    to_clock || to_las || both
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
    let starts = i == 0
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
            return !spaced && !unit || spaced && !unit && t.raw(denominator).len() <= 3 && !large;
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
            || matches!(t.kind(i - 2), Kind::Sign(']'))
            || t.is_word(i - 2) && t.raw(i - 2).starts_with(char::is_lowercase))
}

/// A year, as far as nothing says that it is a count.
fn is_calendar_year(t: &Tokens, figure: &Figure, tail: &Tail) -> bool {
    let i = figure.first;
    if !figure.written.is_plain() || figure.exponent.is_some() || figure.currency.is_some() || figure.open {
        return false;
    }
    if !is_year(t.raw(figure.number)) {
        return false;
    }
    let year: u16 = t.raw(figure.number).parse().unwrap_or(0);
    let sign_before = t.back(i, 0).map(|b| t.kind(b));
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
    let Some(before) = t.back(i, floor) else { return false };
    // "Node.js 20", ".NET 9"
    let word = t.word(before);
    let suffix = word == "js" && before >= 2 && t.is(before - 1, '.');
    // Names that are also things to count need their capital: "Node 18", but "node 3" is numbered anyway.
    suffix
        || matches!(
            word,
            "python"
                | "postgresql"
                | "postgres"
                | "pg"
                | "gemini"
                | "gpt"
                | "claude"
                | "llama"
                | "mistral"
                | "java"
                | "kotlin"
                | "node"
                | "nodejs"
                | "react"
                | "angular"
                | "vue"
                | "kubernetes"
                | "ubuntu"
                | "debian"
                | "alpine"
                | "redis"
                | "mysql"
                | "mariadb"
                | "mongodb"
                | "kafka"
                | "rabbitmq"
                | "nginx"
                | "docker"
                | "php"
                | "laravel"
                | "django"
                | "rails"
                | "ruby"
                | "golang"
                | "go"
                | "rust"
                | "net"
                | "apache"
                | "mpl"
                | "bsd"
                | "gpl"
                | "agpl"
                | "lgpl"
                | "http"
                | "tls"
                | "ssl"
                | "oauth"
                | "windows"
                | "ios"
                | "android"
                | "macos"
                | "tomcat"
                | "elasticsearch"
                | "opensearch"
                | "cassandra"
                | "flask"
                | "fastapi"
                | "spring"
                | "boot"
                | "typescript"
                | "ecmascript"
                | "openapi"
                | "swagger"
                | "terraform"
                | "helm"
                | "swarm"
                | "prometheus"
                | "grafana"
                | "whisper"
                | "sonnet"
                | "opus"
                | "haiku"
                | "wi"
                | "wifi"
                | "bluetooth"
                | "usb"
                | "pci"
                | "cuda"
                | "drupal"
                | "wordpress"
                | "sqlserver"
                | "oracle"
                | "version"
                | "versao"
                | "versoes"
                | "versiones"
                | "versions"
                | "release"
                | "releases"
                | "vitess"
                | "istio"
                | "k"
                | "gp"
                | "ipv"
        )
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
            Kind::Word => return is_numbering(t.word(before)),
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
    matches!(
        word,
        "secao"
            | "secoes"
            | "section"
            | "sections"
            | "seccion"
            | "secciones"
            | "fase"
            | "fases"
            | "phase"
            | "phases"
            | "option"
            | "options"
            | "opcao"
            | "opcoes"
            | "opcion"
            | "opciones"
            | "tier"
            | "tiers"
            | "sprint"
            | "sprints"
            | "semana"
            | "semanas"
            | "week"
            | "weeks"
            | "mes"
            | "meses"
            | "month"
            | "months"
            | "ano"
            | "anos"
            | "year"
            | "years"
            | "dia"
            | "day"
            | "nivel"
            | "niveis"
            | "level"
            | "levels"
            | "passo"
            | "passos"
            | "step"
            | "steps"
            | "paso"
            | "pasos"
            | "cenario"
            | "cenarios"
            | "scenario"
            | "scenarios"
            | "escenario"
            | "escenarios"
            | "item"
            | "itens"
            | "figura"
            | "figure"
            | "tabela"
            | "table"
            | "tabla"
            | "capitulo"
            | "chapter"
            | "etapa"
            | "etapas"
            | "stage"
            | "stages"
            | "zona"
            | "zone"
            | "node"
            | "gateway"
            | "cluster"
            | "parte"
            | "part"
            | "trimestre"
            | "quarter"
            | "camada"
            | "layer"
            | "capa"
            | "categoria"
            | "category"
            | "bloco"
            | "block"
            | "bloque"
            | "modulo"
            | "module"
            | "grupo"
            | "group"
            | "prioridade"
            | "priority"
            | "prioridad"
            | "sev"
            | "severity"
            | "pagina"
            | "page"
            | "linha"
            | "line"
            | "linea"
            | "round"
            | "rodada"
            | "teste"
            | "test"
            | "tests"
            | "prueba"
            | "risco"
            | "risk"
            | "riesgo"
            | "rfc"
            | "iso"
            | "iec"
            | "nist"
            | "lei"
            | "ley"
            | "artigo"
            | "articulo"
            | "article"
            | "issue"
            | "ticket"
            | "pr"
            | "adr"
            | "cve"
            | "id"
            | "numero"
            | "number"
            | "nº"
            | "milestone"
            | "marco"
            | "hito"
            | "epic"
            | "epico"
            | "task"
            | "tarefa"
            | "tarea"
            | "percentil"
            | "percentile"
            | "plano"
            | "plan"
            | "soc"
            | "case"
            | "caso"
            | "exemplo"
            | "example"
            | "ejemplo"
            | "anexo"
            | "appendix"
            | "apendice"
            | "servidor"
            | "server"
            | "shard"
            | "regiao"
            | "region"
            | "rack"
            | "slot"
            | "versao"
            | "onda"
            | "wave"
            | "ola"
            | "horizonte"
            | "horizon"
            | "objetivo"
            | "objective"
            | "okr"
            | "meta"
            | "goal"
            | "criterio"
            | "requisito"
            | "requirement"
            | "estrategia"
            | "strategy"
            | "alternativa"
            | "alternative"
            | "no"
            | "nota"
            | "note"
            | "linhas"
            | "lines"
            | "no."
    )
}
