//! The numbers that stand in the texts of an entry: its label, its text, its comment.

use crate::extract::vocabulary::{says_only_years, scenarios};
use crate::extract::{Entry, Kind, Measure, Outline, Part, ends};
use crate::quantity::parse;
use crate::quantity::{Habits, Notation, Quantity, Statistic};
use crate::syntax::Inline;

/// The numbers of an entry, as they are written.
pub(in crate::extract::context) fn read(entry: &Entry, habits: Habits) -> Vec<Measure> {
    let mut measures = Vec::new();
    let parts = [
        (Part::Label, entry.label.as_ref().filter(|_| entry.kind != Kind::Cell)),
        (Part::Text, Some(&entry.text)),
        (Part::Comment, entry.comment.as_ref()),
    ];
    for (part, text) in parts {
        let Some(text) = text.filter(|t| !t.is_blank()) else { continue };
        // "phase_3: # 2027", "### 2027+": what it is called or remarked is when, not how many.
        if (part != Part::Text || entry.kind == Kind::Heading || names_rows_by_time(entry))
            && says_only_years(&text.plain)
        {
            continue;
        }
        // A key is a name; what number it holds belongs to the name (`10k_users`, `p95`).
        let read = if part == Part::Label && entry.kind == Kind::Key {
            Vec::new()
        } else if part == Part::Text && stands_under_both_ends(entry) {
            both_ends(&text.plain, habits)
        } else if is_slug(&text.plain) {
            parse::slug(text.plain.trim(), habits)
        } else {
            parse::read_under(&text.plain, &listed(entry, part), habits)
        };
        let enumerator = if entry.kind == Kind::Heading { enumerator(&text.plain) } else { 0 };
        let read = read.into_iter().filter(|q| q.range.start >= enumerator);
        measures.extend(read.map(|quantity| placed(quantity, text, part, habits)));
    }
    measures
}

/// Whether several headings are numbered as parts of others: "3.1 Volumes", "3.2 Peak".
pub(in crate::extract::context) fn has_numbered_headings(outline: &Outline) -> bool {
    let headings = outline.entries.iter().filter(|e| e.kind == Kind::Heading).map(|e| e.text.plain.as_str());
    let parts = |title: &&str| {
        let number = title.get(..enumerator(title)).unwrap_or("").trim_end_matches(['.', ')']);
        number.contains('.')
    };
    headings.filter(parts).count() > 1
}

/// How many bytes of a title are its number: "3. ", "2.1 ".
pub(in crate::extract::context) fn enumerator(title: &str) -> usize {
    let number = title.len() - title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ')').len();
    let ends = title[number..].starts_with(' ') || title[..number].ends_with(['.', ')']);
    if number > 0 && ends { number } else { 0 }
}

/// The statistics that the label or the header lists, where a text may list their values.
fn listed(entry: &Entry, part: Part) -> Vec<Statistic> {
    let apart = |text: &Inline| text.plain.contains(['/', ' ']);
    if part != Part::Text || !apart(&entry.text) && entry.text.plain.len() < 3 {
        return Vec::new();
    }
    let names = [&entry.label, &entry.column].into_iter().flatten().filter(|text| apart(text));
    names.map(|text| parse::listed(&text.plain)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// Whether a cell names its row, in a column that says when: "Ano", "Período".
fn names_rows_by_time(entry: &Entry) -> bool {
    let header = |column: &Inline| column.words().iter().all(|word| scenarios::OVER_TIMES.contains(&word.as_str()));
    entry.kind == Kind::Cell && entry.label.is_none() && entry.column.as_ref().is_some_and(header)
}

/// `support_5k_concurrent_users`
fn is_slug(text: &str) -> bool {
    let text = text.trim();
    text.matches('_').count() >= 2 && !text.contains(|c: char| c.is_whitespace() || c.is_uppercase())
}

/// Whether a text opens with two numbers and a slash under a label or a header that names both ends: "3/12" behind "mín/máx".
fn stands_under_both_ends(entry: &Entry) -> bool {
    let text = entry.text.plain.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let slashed = rest.len() < text.len() && rest.trim_start().starts_with('/');
    let named = [entry.label.as_ref().filter(|_| entry.kind != Kind::Cell), entry.column.as_ref()];
    slashed && named.into_iter().flatten().any(|name| ends::names_both_ends(&name.plain))
}

/// The numbers of a text that is read as if the name of both ends stood in it.
fn both_ends(text: &str, habits: Habits) -> Vec<Quantity> {
    const NAME: &str = "min/max ";
    let back =
        |range: &std::ops::Range<usize>| range.start.saturating_sub(NAME.len())..range.end.saturating_sub(NAME.len());
    let read = parse::read(&format!("{NAME}{text}"), habits).into_iter();
    read.map(|q| Quantity { range: back(&q.range), figure: back(&q.figure), ..q }).collect()
}

pub(in crate::extract::context) fn placed(quantity: Quantity, text: &Inline, part: Part, habits: Habits) -> Measure {
    Measure {
        notation: Notation::of(&quantity, &text.plain, habits),
        span: text.span_of(quantity.range.clone()),
        figure: text.span_of(quantity.figure.clone()),
        quantity,
        part,
        unit_from: None,
        per_from: None,
        statistic_from: None,
    }
}
