//! Headings that state an amount of money, with the one total of what stands under them.

use std::collections::HashMap;

use crate::extract::vocabulary::{Word, fold, folded_words, plain_words};
use crate::extract::{Kind, Outline, Part};
use crate::model::fact::Fact;
use crate::model::sums;
use crate::quantity::{Relation, Unit};

/// An amount in a heading and the total under it, or one in a table of totals and the total of the part that its row
/// names, as indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Copy, Debug)]
pub struct Headline {
    /// The amount in the heading, or in the table.
    pub heading: usize,
    /// The total.
    pub total: usize,
    /// Whether the first stands in a table.
    pub in_table: bool,
}

/// Beginnings of words that make the amount of a heading something else than what all under it costs.
const OTHER: &[&str] = &[
    "budget",
    "orcament",
    "presupuest",
    "limit",
    "teto",
    "techo",
    "tope",
    "max",
    "sav",
    "econom",
    "ahorr",
    "reduc",
    "desconto",
    "discount",
    "descuento",
    "receita",
    "revenue",
    "ingres",
    "preco",
    "price",
    "pricing",
    "precio",
    "plan",
    "antes",
    "before",
    "previous",
    "original",
    "meta",
    "target",
    "goal",
    "objetivo",
    "credit",
];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Headline> {
    let money =
        |f: &Fact| matches!(f.quantity.unit, Unit::Money(_)) && f.quantity.each.is_none() && f.part == Part::Text;
    let mut stated: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut totals: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, fact) in facts.iter().enumerate().filter(|(_, f)| money(f)) {
        let entry = &outline.entries[fact.entry];
        if entry.kind == Kind::Heading {
            // Its currency must be written there: "Costs at 100K" holds no amount.
            if fact.origins.unit.is_none() {
                stated.entry(fact.entry).or_default().push(at);
            }
        } else if entry.label.as_ref().is_some_and(|label| sums::is_total(&label.plain))
            && let Some(heading) = outline.above(fact.entry).find(|&i| outline.entries[i].kind == Kind::Heading)
        {
            totals.entry(heading).or_default().push(at);
        }
    }
    let mut found: Vec<Headline> = Vec::new();
    for (heading, amounts) in stated {
        let ([amount], Some(totals)) = (amounts.as_slice(), totals.get(&heading)) else { continue };
        // "Total cost" beside a "Total" says again what the heading says.
        let bare = |at: &&usize| {
            let label = outline.entries[facts[**at].entry].label.as_ref();
            label.is_some_and(|label| fold(label.plain.trim_matches(|c: char| !c.is_alphabetic())) == "total")
        };
        let closing: Vec<usize> = totals.iter().filter(bare).copied().collect();
        let (([total], _) | (_, [total])) = (totals.as_slice(), closing.as_slice()) else { continue };
        let whole = !facts[*amount].quantity.increment && facts[*amount].quantity.relation != Relation::FromTo;
        let text = &outline.entries[heading].text.plain;
        // "$50 (45% reduction)": what stands in brackets behind the amount says how it compares, not what it is.
        let (before, behind) = text.split_at_checked(facts[*amount].quantity.range.end).unwrap_or((text, ""));
        let name = fold(&format!("{before} {}", behind.split('(').next().unwrap_or("")));
        let other = |word: &str| OTHER.iter().any(|stem| word.starts_with(stem));
        if whole && !plain_words(&name).any(other) {
            found.push(Headline { heading: *amount, total: *total, in_table: false });
        }
    }
    summaries(outline, facts, &mut found);
    found.sort_by_key(|headline| headline.heading);
    found
}

/// The rows of tables whose names are those of headings: the amount in the column of the total, and the last amount
/// under the heading that is called the whole cost.
fn summaries(outline: &Outline, facts: &[Fact], found: &mut Vec<Headline>) {
    /// Words of costs beside "total".
    const COST: &[&str] = &["cost", "custo", "costo", "coste", "gasto"];
    let mut named: HashMap<Vec<Word>, Vec<usize>> = HashMap::new();
    for (index, entry) in outline.entries.iter().enumerate().filter(|(_, e)| e.kind == Kind::Heading) {
        let name = name(&entry.text.plain);
        if !name.is_empty() {
            named.entry(name).or_default().push(index);
        }
    }
    let money = |at: &usize| {
        let fact = &facts[*at];
        // All of a bold line is its label.
        let written = fact.origins.unit.is_none() && fact.part != Part::Comment && fact.quantity.each.is_none();
        matches!(fact.quantity.unit, Unit::Money(_)) && written && !fact.quantity.increment
    };
    let mut whole: HashMap<usize, usize> = HashMap::new();
    let mut of_entry: HashMap<usize, Vec<usize>> = HashMap::new();
    for at in (0..facts.len()).filter(money) {
        of_entry.entry(facts[at].entry).or_default().push(at);
        let entry = &outline.entries[facts[at].entry];
        // A line in bold is a heading; what it states follows its colon.
        let label = match (entry.kind, entry.label.as_ref()) {
            (Kind::Cell, _) => continue,
            (Kind::Heading, _) => entry.text.plain.split(':').next().unwrap_or(""),
            (_, label) => label.map_or("", |l| l.plain.as_str()),
        };
        let costs = |word: Word| COST.iter().any(|stem| word.starts_with(stem));
        if sums::is_total(label) && folded_words(label).any(costs) {
            let above = outline.above(facts[at].entry).filter(|&i| outline.entries[i].kind == Kind::Heading);
            whole.extend(above.map(|heading| (heading, at)));
        }
    }
    for grid in &outline.tables {
        let Some(column) = grid.header.iter().position(|h| sums::is_total(&h.plain)) else { continue };
        for row in &grid.rows {
            let Some(label) = row.get(grid.label_column).map(|&cell| name(&outline.entries[cell].text.plain)) else {
                continue;
            };
            let heading = named.get(&label).map(Vec::as_slice);
            let amount = row.get(column).and_then(|cell| of_entry.get(cell)).map(Vec::as_slice);
            let (Some([heading]), Some([amount])) = (heading, amount) else { continue };
            if let Some(&total) = whole.get(heading).filter(|&&total| facts[total].entry != facts[*amount].entry) {
                found.push(Headline { heading: *amount, total, in_table: true });
            }
        }
    }
}

/// What a heading or a row names, without numbers, what stands in brackets, and "phase".
fn name(text: &str) -> Vec<Word> {
    const PHASE: &[&str] = &["phase", "fase", "etapa", "stage", "tier", "nivel", "cenario", "scenario", "escenario"];
    let bare = text.split('(').next().unwrap_or("");
    folded_words(bare).filter(|w| !w.chars().any(|c| c.is_ascii_digit()) && !PHASE.contains(&w.as_str())).collect()
}
