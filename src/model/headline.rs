//! Headings that state an amount of money, with the one total of what stands under them.

use std::collections::HashMap;

use crate::extract::vocabulary::fold;
use crate::extract::{Kind, Outline, Part};
use crate::model::fact::Fact;
use crate::model::sums;
use crate::quantity::{Relation, Unit};

/// An amount in a heading and the total under it, as indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Copy, Debug)]
pub struct Headline {
    /// The amount in the heading.
    pub heading: usize,
    /// The total.
    pub total: usize,
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
        let ([amount], Some([total])) = (amounts.as_slice(), totals.get(&heading).map(Vec::as_slice)) else { continue };
        let whole = !facts[*amount].quantity.increment && facts[*amount].quantity.relation != Relation::FromTo;
        let text = &outline.entries[heading].text.plain;
        // "$50 (45% reduction)": what stands in brackets behind the amount says how it compares, not what it is.
        let (before, behind) = text.split_at_checked(facts[*amount].quantity.range.end).unwrap_or((text, ""));
        let name = fold(&format!("{before} {}", behind.split('(').next().unwrap_or("")));
        let other = |word: &str| OTHER.iter().any(|stem| word.starts_with(stem));
        if whole && !name.split(|c: char| !c.is_alphanumeric()).any(other) {
            found.push(Headline { heading: *amount, total: *total });
        }
    }
    found.sort_by_key(|headline| headline.heading);
    found
}
