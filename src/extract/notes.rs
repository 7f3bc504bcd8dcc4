//! What a line says of all amounts around it: "Valores em R$ mil", `currency: EUR`.

use std::collections::HashMap;

use crate::extract::vocabulary::{Word, costs, fold, folded_words};
use crate::extract::{Entry, Kind, Measure, Outline, Part};
use crate::quantity::parse::{self, Implied};
use crate::quantity::{Habits, Unit};
use crate::source::Span;
use crate::syntax::Inline;

/// What keys of a mapping say about all money in it, `currency: EUR`, `period: monthly`, or a line of text, "Valores em
/// milhares de reais"; by the entry they stand under.
pub(in crate::extract) fn declared(outline: &Outline, habits: Habits) -> HashMap<usize, Vec<(Implied, Span)>> {
    let mut declared: HashMap<usize, Vec<(Implied, Span)>> = HashMap::new();
    for entry in outline.entries.iter().filter(|e| matches!(e.kind, Kind::Key | Kind::Item | Kind::Paragraph)) {
        let Some(parent) = entry.parent else { continue };
        if let Some(implied) = of_all_values(entry, habits) {
            declared.entry(parent).or_default().push((implied, entry.text.span));
        }
        let Some(label) = &entry.label else { continue };
        let name = fold(label.plain.trim());
        let says = |list: &[&str]| list.contains(&name.as_str());
        if !says(costs::CURRENCY) && !says(costs::PERIOD) {
            continue;
        }
        let said = parse::implied(entry.text.plain.trim(), habits);
        let unit = said.unit.filter(|unit| matches!(unit, Unit::Money(_)) && says(costs::CURRENCY));
        let per = said.per.or_else(|| parse::implied(&format!("per {}", entry.text.plain.trim()), habits).per);
        let per = per.filter(|_| says(costs::PERIOD));
        if unit.is_some() || per.is_some() {
            let implied = Implied { unit, per, scale: said.scale, written_out: false, ..Implied::default() };
            declared.entry(parent).or_default().push((implied, entry.text.span));
        }
    }
    declared
}

/// What a line right before a table, or right behind it, says of all its cells; by cell.
pub(in crate::extract) fn of_tables(outline: &Outline, habits: Habits) -> HashMap<usize, (Implied, Span)> {
    let mut noted = HashMap::new();
    for grid in &outline.tables {
        let (Some(&first), Some(&last)) =
            (grid.rows.first().and_then(|row| row.first()), grid.rows.iter().flatten().last())
        else {
            continue;
        };
        let beside = [first.checked_sub(1), first.checked_sub(2), Some(last + 1)].into_iter().flatten();
        let said =
            beside.filter_map(|at| outline.entries.get(at)).filter(|e| e.parent == grid.parent).find_map(|entry| {
                let all =
                    matches!(entry.kind, Kind::Paragraph | Kind::Item).then(|| of_all_values(entry, habits))??;
                Some((all, entry.text.span))
            });
        if let Some(said) = said {
            noted.extend(grid.rows.iter().flatten().map(|&cell| (cell, said.clone())));
        }
    }
    noted
}

/// Whether what is said of all amounts can be said of this number: nothing else says what it counts.
pub(in crate::extract) fn applies(measure: &Measure, entry: &Entry) -> bool {
    let quantity = &measure.quantity;
    let bare = quantity.unit == Unit::Bare && quantity.per.is_none() && quantity.each.is_none();
    let is = |word: &Word, stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let named = |name: &Option<Inline>| name.iter().flat_map(|n| folded_words(&n.plain)).collect::<Vec<_>>();
    let (row, column) = (named(&entry.label), named(&entry.column));
    // "User service" costs; a column of users does not.
    let counted = column.iter().any(|word| is(word, costs::COUNTED))
        || !row.is_empty() && row.iter().all(|word| is(word, costs::COUNTED))
        || row.iter().chain(&column).any(|word| is(word, costs::SHARES));
    bare && measure.part == Part::Text && !counted
}

/// "Valores em R$ mil", "Tabla 2. All figures in thousands of USD": a line about the amounts around it.
fn of_all_values(entry: &Entry, habits: Habits) -> Option<Implied> {
    /// Such a line is short.
    const WORDS: usize = 14;
    /// Words that open it, with the number of the table.
    const OPENING: &[&str] = &[
        "all", "todos", "todas", "os", "as", "los", "las", "the", "obs", "nota", "note", "tabela", "tabla", "table",
        "quadro", "cuadro", "of", "de", "monetary", "dollar", "money",
    ];
    if entry.kind == Kind::Key {
        return None;
    }
    let label = entry.label.as_ref().map_or("", |label| label.plain.as_str());
    // "Montos en USD por mes. Los que llevan ~ son estimados."
    let opening = ["obs.", "tab.", "fig."];
    let text = entry.text.plain.trim();
    let stops = text.match_indices(". ").map(|(at, _)| at).filter(|&at| {
        let word = text[..=at].rsplit(' ').next().unwrap_or("");
        !opening.contains(&fold(word).as_str()) && !word.contains(|c: char| c.is_ascii_digit())
    });
    let text = stops.into_iter().next().and_then(|at| text.get(..at)).unwrap_or(text);
    let said: Vec<Word> = folded_words(label).chain(folded_words(text)).take(WORDS + 1).collect();
    let about = said.iter().position(|word| costs::AMOUNTS.contains(&word.as_str()))?;
    let (opening, rest) = (said.get(..about)?, said.get(about + 1..)?);
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let opens = opening.iter().all(|word| OPENING.contains(&word.as_str()) || number(word));
    let reads = rest.iter().take(2).any(|word| matches!(word.as_str(), "em" | "en" | "in"));
    let digits = rest.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    if !opens || !reads || said.len() > WORDS || digits {
        return None;
    }
    let said = parse::implied(text, habits);
    let unit = said.unit.filter(|unit| matches!(unit, Unit::Money(_)));
    (unit.is_some() || said.scale.is_some()).then(|| Implied {
        unit,
        per: said.per,
        scale: said.scale,
        ..Implied::default()
    })
}
