//! What an amount of money is among others: an item, a total, a part of another, a discount, a tax, something paid once.

use crate::extract::vocabulary::{find_phrase, folded_words};
use crate::extract::{Entry, Measure, Part, is_paid_once};
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

const OF_WHICH: &[&str] = &[
    "dos quais",
    "das quais",
    "do qual",
    "da qual",
    "de los cuales",
    "de las cuales",
    "del cual",
    "of which",
    "thereof",
    "incluido em",
    "included in",
    "incluido en",
];
const DISCOUNT: &[&str] = &[
    "desconto",
    "descontos",
    "discount",
    "discounts",
    "descuento",
    "descuentos",
    "credito",
    "creditos",
    "credit",
    "credits",
    "economia",
    "economias",
    "saving",
    "savings",
    "ahorro",
    "ahorros",
    "abatimento",
    "rebate",
    "bonificacion",
    "estorno",
];
const TAX: &[&str] = &[
    "imposto",
    "impostos",
    "tributo",
    "tributos",
    "tax",
    "taxes",
    "impuesto",
    "impuestos",
    "iva",
    "icms",
    "iss",
    "vat",
    "pis",
    "cofins",
    "iof",
    "gst",
];

/// What an amount behind a label is; none for what is no money, and for the price of one of something.
pub(in crate::model) fn of(entry: &Entry, measure: &Measure) -> Option<CostRole> {
    let quantity = &measure.quantity;
    if !matches!(quantity.unit, Unit::Money(_)) || quantity.each.is_some() || measure.part != Part::Text {
        return None;
    }
    let label = entry.label.as_ref().map_or("", |label| label.plain.as_str());
    let words: Vec<String> = folded_words(label).collect();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| find_phrase(&words, phrase).is_some());
    let negative = quantity.interval.low.or(quantity.interval.high).is_some_and(|amount| amount < Decimal::ZERO);
    Some(match sums::named_total(label) {
        _ if says(OF_WHICH) => CostRole::OfWhich,
        Some(whole) if whole => CostRole::Total,
        Some(_) => CostRole::Subtotal,
        None if negative || says(DISCOUNT) => CostRole::Discount,
        None if is_paid_once(entry, quantity) => CostRole::OneOff,
        None if says(TAX) => CostRole::Tax,
        None => CostRole::Item,
    })
}
