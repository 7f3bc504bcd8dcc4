//! What a line says of all amounts around it: "Valores em R$ mil", `currency: EUR`.

use std::collections::HashMap;

use crate::extract::vocabulary::{Word, costs, fold, folded_words, stops};
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
    // "Montos en USD por mes. Los que llevan ~ son estimados."
    let opening = ["obs.", "tab.", "fig."];
    let text = entry.text.plain.trim();
    let start = entry.text.plain.len() - entry.text.plain.trim_start().len();
    let stops = stops(text).filter(|&at| {
        let word = text[..=at].rsplit(' ').next().unwrap_or("");
        !opening.contains(&fold(word).as_str()) && !word.contains(|c: char| c.is_ascii_digit())
    });
    let text = stops.into_iter().next().and_then(|at| text.get(..at)).unwrap_or(text);
    let label = entry.label.iter().flat_map(|label| label.words()).cloned();
    let said: Vec<Word> = label.chain(entry.text.words_within(start..start + text.len())).take(WORDS + 1).collect();
    let about = said.iter().position(|word| costs::AMOUNTS.contains(&word.as_str()));
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let speaks = about.is_some_and(|about| {
        let (opening, rest) = (&said[..about], &said[about + 1..]);
        let opens = opening.iter().all(|word| OPENING.contains(&word.as_str()) || number(word));
        let between = rest.iter().position(|word| is_in(word));
        let filler = |word: &Word| costs::AMOUNT_FILLERS.contains(&word.as_str());
        opens && between.is_some_and(|at| at < 2 || rest[..at].iter().all(filler))
    });
    let unlabelled = entry.label.as_ref().is_none_or(|label| label.plain.is_empty());
    let rest = about.filter(|_| speaks).map_or(0, |about| about + 1);
    let digits = said.get(rest..)?.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    if said.len() > WORDS || digits || !(speaks || unlabelled && speaks_of_all(text, habits)) {
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

fn is_in(word: &str) -> bool {
    matches!(word, "em" | "en" | "in")
}

/// "All in EUR per month, VAT excluded", "Todo va en euros al mes", "Em reais por mês": whether a line opens with the
/// currency of everything.
fn speaks_of_all(text: &str, habits: Habits) -> bool {
    const VERBS: &[&str] = &["va", "esta", "is", "are", "figures", "sao", "son"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let word = |at: usize| words.get(at).map_or(Word::default(), |word| fold(word));
    let says_all = costs::ALL.contains(&word(0).as_str());
    let place = if says_all && VERBS.contains(&word(1).as_str()) { 2 } else { usize::from(says_all) };
    if !is_in(&word(place)) {
        return false;
    }
    let Some(&named) = words.get(place + 1) else { return false };
    let currency = parse::implied(named.trim_end_matches([',', '.', ':', ';']), habits);
    let money = matches!(currency.unit, Some(Unit::Money(_))) && currency.written_out;
    // "In dollars we pay more" says nothing of the other amounts.
    let ends = named.ends_with([',', '.', ':', ';']) || words.len() == place + 2;
    let per = parse::implied(words.get(place + 2..).unwrap_or_default().join(" ").as_str(), habits).per;
    money && (says_all || ends || per.is_some() && words.len() <= place + 4)
}
