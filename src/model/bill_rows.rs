//! Lists whose items are the rows of a bill, each with its keys: `{name: nodes, qty: 8, price: 400, amount: 3200}`.

use crate::extract::vocabulary::{costs as words, fold, plain_words};
use crate::extract::{Entry, Kind, Measure, Outline, Part, SectionKind};
use crate::model::only;
use crate::model::readings::{Around, settled};
use crate::model::sum::{Addend, Sum};
use crate::model::sums;
use crate::quantity::Unit;

/// Keys of what a row comes to.
const AMOUNTS: &[&str] = &[
    "amount", "valor", "importe", "monto", "total", "subtotal", "cost", "custo", "costo", "coste", "mensal", "monthly",
    "mensual",
];

/// The sums of such lists, where a total stands beside the list or as one of its rows.
pub(in crate::model) fn read(outline: &Outline) -> Vec<Sum> {
    let lists = (0..outline.entries.len()).filter(|&at| is_bill(outline, at));
    lists.filter_map(|list| of_list(outline, list)).collect()
}

fn of_list(outline: &Outline, list: usize) -> Option<Sum> {
    let rows: Vec<usize> = outline.below(list).collect();
    let named = |row: usize| sums::named_total(&row_name(outline, row));
    let (totals, leaves): (Vec<usize>, Vec<usize>) = rows.iter().partition(|&&row| named(row).is_some());
    let (label, total) = match totals.as_slice() {
        [] => beside(outline, list)?,
        [last] if rows.last() == Some(last) && named(*last) == Some(true) => {
            (row_name(outline, *last), amount(outline, *last)?)
        }
        _ => return None,
    };
    let addend = |&row: &usize| Some(sums::addend(&row_name(outline, row), amount(outline, row)?));
    let terms: Vec<Addend> = leaves.iter().map(addend).collect::<Option<_>>()?;
    let agrees = |term: &Addend| term.quantity.as_ref().is_some_and(|q| sums::agrees(q, &total.quantity));
    if terms.len() < 2 || !terms.iter().all(agrees) {
        return None;
    }
    let sum = Sum {
        terms,
        total: sums::addend(&label, total),
        costs: true,
        alike: None,
        mixed: false,
        as_written: true,
        doubt: None,
    };
    let above = name(&outline.entries[list]);
    settled(sum, Around { above: &above, ..Around::default() }, sums::is_apart)
}

/// Whether every item of a list is a row with an amount.
fn is_bill(outline: &Outline, list: usize) -> bool {
    let entry = &outline.entries[list];
    let holder = entry.kind == Kind::Key && entry.text.is_blank() && entry.sections.contains(SectionKind::Costs);
    let mut rows = outline.below(list).peekable();
    let is_row = |row: usize| {
        let row_entry = &outline.entries[row];
        // An item has no key of its own: its name stands behind one of those below it.
        let is_item =
            row_entry.kind == Kind::Key && row_entry.text.is_blank() && row_entry.span.start == row_entry.span.end;
        // `{amount: 3,600}` is the amount 3 and a key "600".
        let cut = || outline.below(row).any(|at| name(&outline.entries[at]).starts_with(|c: char| c.is_ascii_digit()));
        is_item && amount(outline, row).is_some() && !cut()
    };
    holder && rows.peek().is_some() && !sums::is_apart(&name(entry)) && rows.all(is_row)
}

/// The total that stands beside a list, where nothing else stands there that it may be of too.
fn beside(outline: &Outline, list: usize) -> Option<(String, &Measure)> {
    let parent = outline.entries[list].parent?;
    let is_total = |at: &usize| sums::named_total(&name(&outline.entries[*at])) == Some(true);
    let total = only(outline.below(parent).filter(is_total))?;
    let other = |at: usize| {
        let entry = &outline.entries[at];
        let money = entry.measures.iter().any(|m| m.part == Part::Text && matches!(m.quantity.unit, Unit::Money(_)));
        // What is worked out below a total is no part of it.
        at != list && at != total && (is_bill(outline, at) || money && at < total)
    };
    let entry = &outline.entries[total];
    let alone = only(entry.measures.iter().filter(|m| m.part == Part::Text)).filter(|m| sums::is_amount(&m.quantity));
    alone.filter(|_| !outline.below(parent).any(other)).map(|measure| (name(entry), measure))
}

/// What a row comes to: the only amount of it that a key says is one, or the only one at all.
fn amount(outline: &Outline, row: usize) -> Option<&Measure> {
    let money = |at: usize| {
        let entry = &outline.entries[at];
        only(entry.measures.iter().filter(|m| m.part == Part::Text)).filter(|m| sums::is_amount(&m.quantity))
    };
    let says = |at: &usize, list: &[&str]| {
        let label = fold(&name(&outline.entries[*at]));
        label.split(|c: char| !c.is_alphanumeric()).any(|word| list.contains(&word))
    };
    let priced = |at: &usize| plain_words(&fold(&name(&outline.entries[*at]))).any(|w| words::FACTORS.contains(&w));
    let mut stated = outline.below(row).filter(|at| says(at, AMOUNTS) && !priced(at)).filter_map(money);
    match (stated.next(), stated.next()) {
        (Some(one), None) => Some(one),
        (None, _) => only(outline.below(row).filter(|at| !priced(at)).filter_map(money)),
        _ => None,
    }
}

/// What a row is called: what names it, or the first of its keys behind which no number stands.
pub(in crate::model) fn row_name(outline: &Outline, row: usize) -> String {
    let own = name(&outline.entries[row]);
    let first = || {
        let mut texts = outline.below(row).map(|at| outline.entries[at].text.plain.trim());
        texts.find(|text| !text.is_empty() && !text.starts_with(|c: char| c.is_ascii_digit())).unwrap_or("")
    };
    if own.is_empty() { first().to_owned() } else { own }
}

fn name(entry: &Entry) -> String {
    entry.label.as_ref().map_or(String::new(), |label| label.plain.trim().to_owned())
}
