//! Amounts without a sign take the currency of the amounts they stand with: rows of a column whose total says "R$".

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::extract::Outline;
use crate::quantity::{Currency, Unit};
use crate::source::Span;

/// Amounts that may share a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Circle {
    /// The cells of a table.
    Table(usize),
    /// What stands under an entry.
    Under(usize),
}

/// Gives amounts that are money only because of where they stand the one currency that is written around them, in
/// their table, their list or their section.
pub(in crate::extract) fn settle(outline: &mut Outline) {
    let tables: HashMap<usize, usize> = outline
        .tables
        .iter()
        .enumerate()
        .flat_map(|(at, grid)| grid.rows.iter().flatten().map(move |&cell| (cell, at)))
        .collect();
    let openers: BTreeSet<usize> = outline.sections.iter().map(|found| found.entry).collect();
    let mut written: HashMap<Circle, BTreeMap<Currency, Span>> = HashMap::new();
    let mut guessed: Vec<(usize, usize)> = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        for (at, measure) in entry.measures.iter().enumerate() {
            let Unit::Money(currency) = measure.quantity.unit else { continue };
            if is_guess(outline, index, currency, measure.unit_from) {
                guessed.push((index, at));
                continue;
            }
            for circle in circles(outline, index, &tables, &openers) {
                written.entry(circle).or_default().entry(currency).or_insert(measure.span);
            }
        }
    }
    for (index, at) in guessed {
        let around = circles(outline, index, &tables, &openers).find_map(|circle| written.get(&circle));
        let only = around.filter(|found| found.len() == 1).and_then(BTreeMap::first_key_value);
        let Some((&currency, &from)) = only.filter(|(currency, _)| **currency != Currency::Dollar) else { continue };
        let measure = &mut outline.entries[index].measures[at];
        measure.quantity.unit = Unit::Money(currency);
        measure.unit_from = Some(from);
    }
}

/// Where amounts stand that may share the currency of one at `index`, nearest first, up to its section.
fn circles<'a>(
    outline: &'a Outline,
    index: usize,
    tables: &HashMap<usize, usize>,
    openers: &'a BTreeSet<usize>,
) -> impl Iterator<Item = Circle> + 'a {
    let mut inside = true;
    let above = outline.above(index).take_while(move |at| std::mem::replace(&mut inside, !openers.contains(at)));
    tables.get(&index).map(|&at| Circle::Table(at)).into_iter().chain(above.map(Circle::Under))
}

/// Whether an amount is in no currency: what stands above says that it is a cost, and nothing more.
fn is_guess(outline: &Outline, index: usize, currency: Currency, from: Option<Span>) -> bool {
    let Some(from) = from.filter(|_| currency == Currency::Dollar) else { return false };
    let own = [&outline.entries[index].label, &outline.entries[index].column];
    let titles =
        outline.above(index).flat_map(|at| [Some(&outline.entries[at].text), outline.entries[at].label.as_ref()]);
    let source = own.into_iter().map(Option::as_ref).chain(titles).flatten().find(|text| text.span == from);
    source.is_some_and(|text| !text.plain.contains('$') && !text.plain.to_lowercase().contains("peso"))
}
