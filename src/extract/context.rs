//! The numbers of every entry, with what they inherit from label, header, key and heading.

use crate::extract::{Entry, Kind, Measure, Outline, Part};
use crate::quantity::Notation;
use crate::quantity::parse::{self, Implied};
use crate::quantity::{Habits, PercentKind, Quantity, Unit};
use crate::source::Span;
use crate::syntax::Inline;

/// Reads the numbers of every entry.
pub(in crate::extract) fn measure(outline: &mut Outline) {
    outline.habits = parse::habits(outline.entries.iter().map(|e| e.text.plain.as_str()), outline.language);
    let habits = outline.habits;
    for index in 0..outline.entries.len() {
        let entry = &outline.entries[index];
        if entry.kind == Kind::Code {
            continue;
        }
        let mut measures = Vec::new();
        let parts = [
            (Part::Label, entry.label.as_ref().filter(|_| entry.kind != Kind::Cell)),
            (Part::Text, Some(&entry.text)),
            (Part::Comment, entry.comment.as_ref()),
        ];
        for (part, text) in parts {
            let Some(text) = text.filter(|t| !t.is_blank()) else { continue };
            // A key is a name; what number it holds belongs to the name (`10k_users`, `p95`).
            let read = if part == Part::Label && entry.kind == Kind::Key {
                Vec::new()
            } else if is_slug(&text.plain) {
                parse::slug(text.plain.trim(), habits)
            } else {
                parse::read(&text.plain, habits)
            };
            let enumerator = if entry.kind == Kind::Heading { enumerator(&text.plain) } else { 0 };
            let read = read.into_iter().filter(|q| q.range.start >= enumerator);
            measures.extend(read.map(|quantity| placed(quantity, text, part, habits)));
        }
        if measures.iter().any(|m| m.part == Part::Text && is_open(&m.quantity)) {
            let sources = surroundings(outline, index, habits);
            for measure in measures.iter_mut().filter(|m| m.part == Part::Text) {
                inherit(measure, &sources);
            }
        }
        outline.entries[index].measures = measures;
    }
}

/// How many bytes of a title are its number: "3. ", "2.1 ".
fn enumerator(title: &str) -> usize {
    let number = title.len() - title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ')').len();
    let ends = title[number..].starts_with(' ') || title[..number].ends_with(['.', ')']);
    if number > 0 && ends { number } else { 0 }
}

/// `support_5k_concurrent_users`
fn is_slug(text: &str) -> bool {
    let text = text.trim();
    text.matches('_').count() >= 2 && !text.contains(char::is_whitespace)
}

fn placed(quantity: Quantity, text: &Inline, part: Part, habits: Habits) -> Measure {
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

/// Whether something about the quantity may still come from its surroundings.
fn is_open(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Bare || quantity.per.is_none() || quantity.statistic.is_none()
}

/// What the label, the header, the heading imply, nearest first.
fn surroundings(outline: &Outline, index: usize, habits: Habits) -> Vec<(Implied, Span)> {
    let entry: &Entry = &outline.entries[index];
    let mut sources = Vec::new();
    let mut add = |text: &Inline, names_only: bool| {
        let mut implied = parse::implied(&text.plain, habits);
        // "Growth" names a phase more often than a percentage, and the label of a row is a name.
        let growth = matches!(implied.unit, Some(Unit::Percent(PercentKind::Growth)));
        if !implied.written_out && (growth || names_only) {
            implied.unit = None;
        }
        if implied != Implied::default() {
            sources.push((implied, text.span));
        }
    };
    if entry.kind == Kind::Cell {
        entry.column.iter().for_each(|t| add(t, false));
        entry.label.iter().for_each(|t| add(t, entry.column.is_some()));
    } else {
        entry.label.iter().for_each(|t| add(t, false));
    }
    for above in outline.above(index) {
        let above = &outline.entries[above];
        above.label.iter().for_each(|t| add(t, false));
        if above.kind == Kind::Heading {
            add(&above.text, false);
            // The title of the document and of its parts say too little about one number.
            break;
        }
    }
    sources
}

fn inherit(measure: &mut Measure, sources: &[(Implied, Span)]) {
    for (implied, span) in sources {
        let before = &measure.quantity;
        let after = before.under(implied);
        let new = |changed: bool, from: &mut Option<Span>| {
            if changed && from.is_none() {
                *from = Some(*span);
            }
        };
        new(before.unit != after.unit, &mut measure.unit_from);
        new(before.per != after.per, &mut measure.per_from);
        new(before.statistic != after.statistic, &mut measure.statistic_from);
        measure.quantity = after;
    }
}
