//! Numbers that are money only because a title above them speaks of costs, where what they stand among says that they
//! are something else.

use std::collections::{HashMap, HashSet};

use crate::extract::vocabulary::{Word, costs};
use crate::extract::{Entry, Kind, Measure, Outline, Part};
use crate::quantity::parse;
use crate::quantity::{Habits, Statistic, Unit};

/// Takes the unit that a title above suggests from numbers that surely are of something else.
pub(in crate::extract) fn settle(outline: &mut Outline) {
    let names = names_of_rows(outline);
    let mut others = of_mixed_columns(outline);
    others.extend(among_switches(outline));
    let habits = outline.habits;
    for (index, entry) in outline.entries.iter_mut().enumerate() {
        let relative =
            entry.kind == Kind::Key && entry.label.as_ref().is_some_and(|key| names_no_amount(key.title_words()));
        let mut measures = std::mem::take(&mut entry.measures);
        if names.contains(&index) {
            let inherited = |m: &&mut Measure| matches!(m.quantity.unit, Unit::Money(_)) && !is_signed(m, entry);
            measures.iter_mut().filter(inherited).for_each(|measure| forget(measure, entry, habits));
        }
        for measure in measures.iter_mut().filter(|m| m.part == Part::Text && comes_from_above(m, entry)) {
            let money = matches!(measure.quantity.unit, Unit::Money(_));
            let other = money && (others.contains(&index) || counts_what_follows(measure, entry));
            if other || relative {
                forget(measure, entry, habits);
            }
        }
        entry.measures = measures;
    }
}

/// Whether the unit of a number is neither its own nor that of its label, its header or its comment.
fn comes_from_above(measure: &Measure, entry: &Entry) -> bool {
    let own = [&entry.label, &entry.column, &entry.comment].into_iter().flatten().map(|text| text.span);
    let above = measure.unit_from.is_some_and(|from| !own.into_iter().any(|span| span == from));
    above && !is_signed(measure, entry)
}

/// Whether a currency stands beside a number: "$12k" may have which one from above, and is money all the same.
fn is_signed(measure: &Measure, entry: &Entry) -> bool {
    let text = entry.text.plain.get(measure.quantity.range.clone()).unwrap_or("");
    text.contains(['$', '€', '£']) || text.starts_with(char::is_alphabetic) || measure.unit_from.is_none()
}

/// "API (3) | R$ 900": the cells that name the rows of their tables in words.
fn names_of_rows(outline: &Outline) -> HashSet<usize> {
    let worded = |cell: &usize| outline.entries[*cell].text.plain.contains(char::is_alphabetic);
    let names = outline.tables.iter().filter(|grid| grid.header.len() > 1);
    names
        .flat_map(|grid| grid.rows.iter().filter_map(|row| row.get(grid.label_column).copied()))
        .filter(worded)
        .collect()
}

/// Leaves a number with what it says itself.
fn forget(measure: &mut Measure, entry: &Entry, habits: Habits) {
    let title = measure.unit_from.take();
    let quantity = &mut measure.quantity;
    quantity.unit = Unit::Bare;
    if measure.per_from == title {
        quantity.per = None;
        measure.per_from = None;
    }
    parse::settle(quantity, entry.text.plain.get(quantity.figure.clone()).unwrap_or(""), habits);
}

/// "Sessões por usuário | 3" beside "Tráfego por usuário | 10 MB": the cells of columns in which other units are written,
/// and neither money nor a total.
fn of_mixed_columns(outline: &Outline) -> HashSet<usize> {
    let mut cells = HashSet::new();
    let written = |cell: usize| outline.entries[cell].measures.iter().filter(|m| m.unit_from.is_none());
    for grid in &outline.tables {
        for column in (0..grid.header.len()).filter(|&column| column != grid.label_column) {
            let own: Vec<usize> = grid.rows.iter().filter_map(|row| row.get(column).copied()).collect();
            let other = |m: &Measure| matches!(m.quantity.unit, Unit::Data(_) | Unit::Duration(_));
            let billed = |m: &Measure| matches!(m.quantity.unit, Unit::Money(_));
            let summed = |&cell: &usize| {
                outline.entries[cell].measures.iter().any(|m| m.quantity.statistic == Some(Statistic::Total))
            };
            let mixed = own.iter().any(|&cell| written(cell).any(other));
            if mixed && !own.iter().any(|&cell| written(cell).any(billed)) && !own.iter().any(summed) {
                cells.extend(own);
            }
        }
    }
    cells
}

/// `enabled: true` beside `warm_entries: 40`: the keys of mappings that switch something on or off are settings. A mapping
/// that is called a cost itself keeps its amounts.
fn among_switches(outline: &Outline) -> HashSet<usize> {
    const SWITCHES: &[&str] = &["true", "false"];
    let mut below: HashMap<usize, (bool, Vec<usize>)> = HashMap::new();
    for (index, entry) in outline.entries.iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Key) {
        let Some(parent) = entry.parent else { continue };
        let (switched, keys) = below.entry(parent).or_default();
        *switched |= SWITCHES.contains(&entry.text.plain.trim());
        keys.push(index);
    }
    let settings = below.into_iter().filter(|(parent, (switched, _))| *switched && !is_cost(&outline.entries[*parent]));
    // "training_costs" may hold settings of the training; "monthly_costs" is a bill, whatever else it says.
    let titled =
        |keys: &Vec<usize>| keys.first().and_then(|&key| outline.above(key).find(|&at| is_cost(&outline.entries[at])));
    let settings = settings.filter(|(_, (_, keys))| !titled(keys).is_some_and(|at| is_bill(&outline.entries[at])));
    settings.flat_map(|(_, (_, keys))| keys).collect()
}

/// Whether a key is called a cost, and nothing more but per when and in what.
fn is_bill(entry: &Entry) -> bool {
    const BESIDE: &[&str] = &["usd", "brl", "eur", "gbp", "total", "estimated", "estimado", "estimados", "de", "of"];
    let words = entry.label.as_ref().map(|label| label.title_words()).unwrap_or_default();
    let beside = |word: &str| BESIDE.contains(&word) || parse::implied(word, Habits::default()).per.is_some();
    words.iter().filter(|word| !beside(word)).count() <= 1
}

fn is_cost(entry: &Entry) -> bool {
    let money = |name: &str| matches!(parse::implied(name, Habits::default()).unit, Some(Unit::Money(_)));
    entry.label.as_ref().is_some_and(|label| money(&label.plain))
}

/// `backoff_factor`, `page_size`, `autoscaling_target`: keys of numbers that are in no unit of what stands above them.
fn names_no_amount(words: &[Word]) -> bool {
    words.last().is_some_and(|word| costs::RELATIVE.contains(&word.as_str()))
        || words.last().is_some_and(|word| matches!(word.as_str(), "target" | "threshold" | "step"))
            && words.iter().any(|word| matches!(word.as_str(), "scaling" | "autoscaling"))
}

/// "A partir de 20k consultas gratuitas": in a sentence, a number with a noun right behind it is of that noun.
fn counts_what_follows(measure: &Measure, entry: &Entry) -> bool {
    /// Fewer words before a number make a label, not a sentence.
    const SENTENCE: usize = 3;
    if !matches!(entry.kind, Kind::Item | Kind::Paragraph) {
        return false;
    }
    let text = entry.text.plain.as_str();
    let (before, behind) = (text.get(..measure.quantity.range.start), text.get(measure.quantity.range.end..));
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    let noun = behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    noun && before.split_whitespace().count() >= SENTENCE
}
