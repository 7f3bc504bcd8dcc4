//! What an amount of money is among others: an item, a total, a part of another, a discount, a tax, something paid once.

use std::sync::LazyLock;

use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{Word, costs, folded_words};
use crate::extract::{Entry, Measure, Part, is_exchange_rate, is_paid_once, is_spending_limit};
use crate::model::sums;
use crate::quantity::Unit;
use rust_decimal::Decimal;

/// What an amount of money is among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CostRole {
    /// What something costs.
    Item,
    /// What some items come to.
    Subtotal,
    /// What all items come to.
    Total,
    /// A part of another amount: "dos quais", "of which".
    OfWhich,
    /// What is taken off: a discount, a credit, a saving.
    Discount,
    /// A tax.
    Tax,
    /// What is paid once.
    OneOff,
}

/// What words of a label make of the amount behind it.
static NAMES: LazyLock<Phrases<CostRole>> = LazyLock::new(|| {
    Phrases::of_lists([
        (CostRole::OfWhich, costs::OF_WHICH),
        (CostRole::Discount, costs::DISCOUNT),
        (CostRole::Discount, costs::CREDIT),
        (CostRole::Tax, costs::TAX),
    ])
});

/// What an amount behind a label is; none for what is no money, for the price of one of something, for a limit of what may
/// be spent, and for what one currency is worth in another.
pub(in crate::model) fn of(entry: &Entry, measure: &Measure) -> Option<CostRole> {
    let quantity = &measure.quantity;
    if !matches!(quantity.unit, Unit::Money(_)) || quantity.each.is_some() || measure.part != Part::Text {
        return None;
    }
    if is_spending_limit(entry, quantity) || is_exchange_rate(entry, quantity) {
        return None;
    }
    let words = entry.label.as_ref().map(|label| label.words()).unwrap_or_default();
    let label = entry.label.as_ref().map_or("", |label| label.plain.as_str());
    let says = |role: CostRole| NAMES.say(words, role);
    // "Receita: R$ 2 milhões/mês" comes in.
    if costs::INCOME.iter().any(|income| words.first().is_some_and(|word| word == income)) {
        return None;
    }
    let negative = quantity.interval.low.or(quantity.interval.high).is_some_and(|amount| amount < Decimal::ZERO);
    Some(match sums::named_total(label) {
        _ if says(CostRole::OfWhich) || is_part_of_another(entry, measure) => CostRole::OfWhich,
        Some(true) => CostRole::Total,
        Some(false) => CostRole::Subtotal,
        None if negative || says(CostRole::Discount) => CostRole::Discount,
        None if is_paid_once(entry, quantity) => CostRole::OneOff,
        None if says(CostRole::Tax) => CostRole::Tax,
        None => CostRole::Item,
    })
}

/// "R$ 10.000, dos quais R$ 4.000 de banco": what is said of an amount before it in the same sentence.
fn is_part_of_another(entry: &Entry, measure: &Measure) -> bool {
    let text = entry.text.plain.as_str();
    let at = measure.quantity.range.start;
    let money = |m: &&Measure| m.part == Part::Text && matches!(m.quantity.unit, Unit::Money(_));
    let Some(first) = entry.measures.iter().find(money).map(|m| m.quantity.range.end).filter(|end| *end < at) else {
        return false;
    };
    let Some(between) = text.get(first..at) else { return false };
    if between.contains(['\n', ';']) || between.contains(". ") {
        return false;
    }
    let words: Vec<Word> = folded_words(between).collect();
    NAMES.say(&words, CostRole::OfWhich) || words.iter().any(|word| costs::PARTS.contains(&word.as_str()))
}
