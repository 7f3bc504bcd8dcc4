//! Dates and clock times: numbers that are no quantities.

use crate::quantity::token::{Kind, Tokens};

/// The names of the months in the three languages, folded.
pub const MONTHS: &[&str] = &[
    "janeiro",
    "fevereiro",
    "marco",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "enero",
    "febrero",
    "marzo",
    "mayo",
    "junio",
    "julio",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// "Levou 6h12", "em 3h45", "no máx. 3h36 fora do ar", "4h12 de atraso": whether the hours and minutes at `i` are how long
/// something takes, by the words around them. They may be a time of day as well.
pub(in crate::quantity) fn lasts(t: &Tokens, i: usize) -> bool {
    const BEFORE: &[&str] = &[
        "em", "en", "in", "durante", "during", "por", "for", "max", "maximo", "maxima", "maximum", "levou", "leva",
        "levam", "levar", "leve", "durou", "dura", "duram", "durar", "duro", "duraron", "demorou", "demora", "demoro",
        "tardo", "tarda", "tardan", "took", "takes", "take", "lasted", "lasts", "foram", "fueron",
    ];
    const LOST: &[&str] = &[
        "atraso",
        "retraso",
        "delay",
        "parada",
        "queda",
        "caida",
        "downtime",
        "outage",
        "indisponibilidade",
        "indisponibilidad",
        "inactividad",
        "espera",
        "duracao",
        "duracion",
        "trabalho",
        "trabajo",
        "execucao",
        "ejecucion",
        "processamento",
        "procesamiento",
    ];
    let mut before = t.back(i, 0);
    while let Some(sign) = before.filter(|&at| matches!(t.kind(at), Kind::Sign('.' | '~' | '≈' | '<' | '≤'))) {
        before = t.back(sign, 0);
    }
    let said = before.is_some_and(|at| BEFORE.contains(&t.word(at)));
    let behind = t.skip(i + 3);
    let of = if matches!(t.word(behind), "de" | "of") { t.skip(behind + 1) } else { behind };
    let down = matches!((t.word(behind), t.word(t.skip(behind + 1))), ("fora", "do") | ("fuera", "de"));
    said || down || LOST.contains(&t.word(of))
}

/// The token behind the date or clock time that starts with the number at `i`.
pub(in crate::quantity) fn date_or_clock(t: &Tokens, i: usize) -> Option<usize> {
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
    // "8-9 am", "Mon 9-11h": from when to when, not how long.
    if plain(i, 2) && (t.is(i + 1, '-') || t.is(i + 1, '–')) && plain(i + 2, 2) {
        const DAYS: &[&str] = &[
            "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "mondays", "friday", "fridays", "seg", "sex",
            "sab", "dom", "lun", "mie", "jue", "vie", "segunda", "segundas", "sexta", "sextas", "lunes", "viernes",
            "sabado", "sabados", "domingo", "domingos", "weekdays",
        ];
        let behind = t.skip(i + 3);
        let of_day = || t.back(i, 0).is_some_and(|day| DAYS.contains(&t.word(day)));
        if matches!(t.word(behind), "am" | "pm") || t.word(i + 3) == "h" && of_day() {
            return Some(behind + 1);
        }
    }
    // 2025-01-27, 27/01/2025, 27-01-2025, 2025/01
    for mark in ['-', '/'] {
        // "10-20-30-40 req/s" are steps.
        let more = t.is(i + 5, mark) && t.is_number(i + 6) || i >= 2 && t.is(i - 1, mark) && t.is_number(i - 2);
        if plain(i, 4) && t.is(i + 1, mark) && plain(i + 2, 2) && t.is(i + 3, mark) && plain(i + 4, 4) && !more {
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
    if plain(i, 2) && t.word(i + 1) == "h" && plain(i + 2, 2) && !t.is_word(i + 3) && !lasts(t, i) {
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
pub(in crate::quantity) fn month_first(t: &Tokens, i: usize) -> Option<usize> {
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

pub(in crate::quantity) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1990..=2100).contains(&year))
}

fn is_month_number(digits: &str) -> bool {
    digits.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
}

fn is_month(word: &str, raw: &str) -> bool {
    // These are words of their own too.
    let doubtful = matches!(word, "mar" | "may" | "mai" | "set" | "out" | "dez" | "ago");
    (names_a_month(word) || word == "sept") && (!doubtful || raw.starts_with(char::is_uppercase))
}

/// Two letters as a number below 1,024.
const fn beginning(first: u8, second: u8) -> usize {
    ((first & 31) as usize) << 5 | (second & 31) as usize
}

/// What the names of the months begin with.
static BEGINNINGS: [bool; 1024] = {
    let mut table = [false; 1024];
    let mut at = 0;
    while at < MONTHS.len() {
        let name = MONTHS[at].as_bytes();
        table[beginning(name[0], name[1])] = true;
        at += 1;
    }
    table
};

/// Whether a folded word is the name of a month in one of the three languages, or its first three letters.
pub fn names_a_month(word: &str) -> bool {
    let [first, second, _, ..] = word.as_bytes() else { return false };
    // Most words begin like none.
    BEGINNINGS[beginning(*first, *second)]
        && MONTHS.iter().any(|month| *month == word || word.len() == 3 && month.starts_with(word))
}
