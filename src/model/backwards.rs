//! Ranges written from the greater number to the lesser one: `1500-1300`.

use crate::extract::vocabulary::{fold, plain_words};
use crate::extract::{Entry, Kind, Outline, Part};
use crate::model::fact;
use crate::model::only;
use crate::quantity::{Habits, Unit, parse};
use crate::source::Span;
use rust_decimal::Decimal;

/// A range that runs downwards.
#[derive(Clone, Debug)]
pub struct Backwards {
    /// What it is about.
    pub label: String,
    /// As the document writes it.
    pub written: String,
    /// The same, upwards.
    pub upwards: String,
    /// Both numbers.
    pub span: Span,
}

/// A greater number than this many times the lesser one is no slip.
const MOST: i64 = 10;

/// How many characters are looked at behind the dash: the second number and its unit.
const NEAR: usize = 40;

pub(in crate::model) fn read(outline: &Outline) -> Vec<Backwards> {
    let mut found = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        if matches!(entry.kind, Kind::Code | Kind::Heading) {
            continue;
        }
        found.extend(least_above_most(outline, index));
        for (at, dash) in entry.text.plain.match_indices(['-', '–']) {
            if let Some((range, pair)) = pair(entry, at, dash, outline.habits) {
                let (high, low) = pair;
                found.push(Backwards {
                    label: fact::label(outline, index),
                    written: format!("{high}{dash}{low}"),
                    upwards: format!("{low}{dash}{high}"),
                    span: entry.text.span_of(range),
                });
            }
        }
    }
    found
}

/// `min_replicas: 6` right above `max_replicas: 3`.
fn least_above_most(outline: &Outline, index: usize) -> Option<Backwards> {
    let (first, second) = (&outline.entries[index], outline.entries.get(index + 1)?);
    let both_keys = first.kind == Kind::Key && second.kind == Kind::Key && first.parent == second.parent;
    let name = |entry: &Entry| entry.label.as_ref().filter(|_| both_keys).map(|label| fold(label.plain.trim()));
    let (least, most) = name(first).zip(name(second))?;
    // "min_replicas" and "replicas_maximas": the rest of the name is the same.
    let rest = |name: &str, stems: [&str; 2]| {
        let mut words: Vec<String> = name.split(['_', '-', ' ']).map(str::to_owned).collect();
        let at = words.iter().position(|w| stems.iter().any(|stem| w.starts_with(stem)))?;
        words.remove(at);
        Some(words)
    };
    rest(&least, ["min", "least"]).filter(|words| Some(words) == rest(&most, ["max", "most"]).as_ref())?;
    let value = |entry: &Entry| {
        let only = only(entry.measures.iter().filter(|m| m.part == Part::Text)).filter(|m| !m.quantity.ambiguous)?;
        let unit = only.quantity.unit.clone();
        Some(((only.quantity.base()?.value()?, unit), only.span, entry.text.plain.trim().to_owned()))
    };
    let (((low, of), span, from), ((high, unit), end, to)) = value(first).zip(value(second))?;
    (low > high && of.same_kind(&unit)).then(|| Backwards {
        label: fact::label(outline, index),
        written: format!("{least}: {from}, {most}: {to}"),
        upwards: format!("{least}: {to}, {most}: {from}"),
        span: span.to(end),
    })
}

/// The numbers on both sides of a dash, where they are a range and the first is the greater one.
fn pair<'t>(
    entry: &'t Entry,
    at: usize,
    dash: &str,
    habits: Habits,
) -> Option<(std::ops::Range<usize>, (&'t str, &'t str))> {
    let text = entry.text.plain.as_str();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let (before, behind) = (&text[..at], &text[at + dash.len()..]);
    let high = &before[before.trim_end_matches(is_number).len()..];
    let behind = behind.char_indices().nth(NEAR).map_or(behind, |(end, _)| &behind[..end]);
    let low = behind[..behind.find(|c| !is_number(c)).unwrap_or(behind.len())].trim_end_matches(['.', ',']);
    // "0.003-005" is a slip of another kind; `12-34-56`, `v2-1` and `T-5-3` number something.
    let start = at - high.len();
    let lead = text[..start].chars().next_back();
    let bare = |n: &str| n.is_empty() || !n.starts_with(|c: char| c.is_ascii_digit()) || n.starts_with('0');
    let glued = lead.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '_' | ':' | '.' | '#'));
    if bare(high) || bare(low) || glued {
        return None;
    }
    // "100-50 = 50" computes.
    let rest = &behind[low.len()..];
    let apart = rest.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ',' | ';' | '.' | '%'));
    if !apart || rest.trim_start().starts_with(['=', '+', '*', '×', '/', '-']) {
        return None;
    }
    let first = parse::read(high, habits).into_iter().next()?.interval.value()?;
    let second = parse::read(behind, habits).into_iter().next().filter(|q| q.figure.start == 0)?;
    let less = second.interval.value()?;
    let money = text[..start].trim_end().ends_with(['$', '€', '£']);
    let counts = match second.unit {
        // "24-7" and "9-5" run over midnight.
        Unit::Count(_) => first != Decimal::from(24),
        Unit::Percent(_) | Unit::Data(_) | Unit::Cores => true,
        _ => money || is_value(entry, start..at + dash.len() + low.len()),
    };
    let slip = less < first && less > Decimal::ZERO && less.checked_mul(MOST.into())? >= first;
    (counts && slip).then(|| (start..at + dash.len() + low.len(), (high, low)))
}

/// Whether the range is all that a key of a section says.
fn is_value(entry: &Entry, range: std::ops::Range<usize>) -> bool {
    const CODES: &[&str] = &[
        "tel", "fone", "phone", "cep", "zip", "id", "ticket", "code", "codigo", "cnpj", "cpf", "date", "data", "fecha",
    ];
    let label = entry.label.as_ref().map(|l| fold(&l.plain)).unwrap_or_default();
    let code = plain_words(&label).any(|w| CODES.iter().any(|c| w.starts_with(c)));
    let whole = entry.text.plain.trim() == &entry.text.plain[range];
    entry.kind == Kind::Key && !entry.sections.is_empty() && whole && !label.is_empty() && !code
}
