//! URLs, addresses, file names, cron lines and phone numbers: numbers that are no quantities.

use crate::quantity::token::{Kind, Tokens};

/// URLs, e-mail addresses, IP addresses, UUIDs, paths and file names.
pub(in crate::quantity) fn is_address(t: &Tokens, start: usize, end: usize) -> bool {
    if end - start == 1 && t.is_word(start) {
        return t.word(start) == "www";
    }
    let is_url = (start..end).any(|i| t.is(i, ':') && t.is(i + 1, '/') && t.is(i + 2, '/')) || t.word(start) == "www";
    let last_dot = (start..end).rev().find(|&i| t.is(i, '.') && t.is_word(i + 1));
    let is_mail =
        last_dot.is_some_and(|dot| (start + 1..dot).any(|i| t.is(i, '@') && t.is_word(i + 1) && !t.is_gap(i - 1)));
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
            && [
                "pdf", "md", "yaml", "yml", "json", "csv", "js", "ts", "tsx", "py", "sql", "png", "jpg", "txt", "sh",
                "go", "rs", "html", "xml", "log", "xlsx", "docx", "toml", "tf", "java", "zip", "gz", "jmx", "svg",
                "parquet", "bak",
            ]
            .contains(&t.word(i + 1))
            && !t.is_word(i + 2)
    });
    is_url || is_mail || is_ip || is_uuid || is_path || is_file
}

/// Cron lines: five fields of digits, `*`, `/`, `,`, `-`, two stars side by side among them.
pub(in crate::quantity) fn cron(t: &Tokens, chunks: &[(usize, usize)], dead: &mut [bool]) {
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

/// The token behind a phone number that starts at `i`.
pub(in crate::quantity) fn phone(t: &Tokens, i: usize) -> Option<usize> {
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
