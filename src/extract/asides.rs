//! Amounts that nothing costs: limits of what may be spent, and what one currency is worth in another.

use std::ops::Range;

use crate::extract::Entry;
use crate::extract::vocabulary::{Word, costs, folded_words, has, plain_words, sentence, year};
use crate::quantity::parse;
use crate::quantity::{Each, Entity, Habits, Period, Quantity, Unit};
use crate::source::Span;
use rust_decimal::Decimal;

/// How far before a number the words are looked for that say what it is, in bytes.
const NEAR: usize = 60;

/// What stands between a number and the mark or the number before it.
fn lead<'e>(entry: &'e Entry, quantity: &Quantity) -> &'e str {
    let text = entry.text.plain.as_str();
    let end = quantity.figure.start.min(text.len());
    let from = (end.saturating_sub(NEAR)..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    let before = text.get(from..end).unwrap_or("");
    let mark = |at: usize, c: char| {
        matches!(c, '(' | ')' | ';' | '\n') || matches!(c, ',' | '.') && before[at + 1..].starts_with(' ')
    };
    let start = before.char_indices().rev().find(|&(at, c)| mark(at, c)).map_or(0, |(at, c)| at + c.len_utf8());
    let own = before.get(start..).unwrap_or("");
    // "18,000 / 900,000 uploads a month = $0.02": what is divided has the month.
    own.rfind(|c: char| c.is_ascii_digit() || c == '=').map_or(own, |at| &own[at + 1..])
}

/// Whether nothing but words and signs stands before a number, so that the label speaks of it.
pub(in crate::extract) fn opens(entry: &Entry, quantity: &Quantity) -> bool {
    !entry.text.plain.get(..quantity.figure.start).unwrap_or("").contains(|c: char| c.is_ascii_digit())
}

/// "Total: R$ 9.000 (orçamento R$ 10.000)", "Teto: R$ 12.000": whether the words right before an amount, or its label, say
/// that it is no more than may be spent.
pub fn is_spending_limit(entry: &Entry, quantity: &Quantity) -> bool {
    let label = || entry.label.as_ref().is_some_and(|label| has(&label.plain, costs::BUDGET));
    has(lead(entry, quantity), costs::BUDGET) || opens(entry, quantity) && label()
}

/// "Câmbio: 5,40", "dólar a R$ 5,50", "US$ 1 = R$ 5,40", "R$ 5,40 por dólar": whether a number says what one currency is
/// worth in another.
pub fn is_exchange_rate(entry: &Entry, quantity: &Quantity) -> bool {
    /// No unit of a currency is worth more of another.
    const MOST: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
    /// The words between the name of a rate and the rate: "câmbio de referência a".
    const REACH: usize = 4;
    if !matches!(quantity.unit, Unit::Money(_) | Unit::Bare)
        || quantity.interval.low.or(quantity.interval.high).is_none_or(|value| value <= Decimal::ZERO || value > MOST)
    {
        return false;
    }
    let each = quantity.each.as_ref().is_some_and(|each| {
        matches!(&each.entity, Entity::Thing(thing) if matches!(thing.as_str(), "dolar" | "dollar" | "euro" | "usd" | "eur"))
    });
    let before = lead(entry, quantity);
    let near: Vec<&str> = plain_words(before).collect();
    let named = |words: &[&str]| words.iter().any(|word| has(word, costs::EXCHANGE));
    let label = || entry.label.as_ref().is_some_and(|label| has(&label.plain, costs::EXCHANGE));
    each || named(near.get(near.len().saturating_sub(REACH)..).unwrap_or(&[]))
        || opens(entry, quantity) && label()
        || is_worth_one(entry, quantity)
}

/// "US$ 1 = R$ 5,40": either side.
fn is_worth_one(entry: &Entry, quantity: &Quantity) -> bool {
    let text = entry.text.plain.as_str();
    let one = |side: &str| {
        let digits: String = side.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        let money =
            side.contains(['$', '€', '£']) || has(side, &["usd", "eur", "brl", "gbp", "dolar", "dollar", "euro"]);
        money && matches!(digits.as_str(), "1" | "1,00" | "1.00" | "1,0" | "1.0")
    };
    let side = |range: Range<usize>| text.get(range).unwrap_or("").trim();
    let is_one = one(side(quantity.range.clone())) && side(quantity.range.end..text.len()).starts_with('=');
    let before = side(0..quantity.figure.start);
    let left = before.strip_suffix('=').map(|left| left.trim_end().rsplit(['(', ';', '.', ':']).next().unwrap_or(""));
    is_one || left.is_some_and(|left| plain_words(left).count() <= 3 && one(left))
}

/// "Al año, 177.600 € y 406.800 €", "Per month, 3 million orders": the period that the sentence of a number opens with, and
/// where it stands.
pub(in crate::extract) fn opening_period(
    entry: &Entry,
    quantity: &Quantity,
    habits: Habits,
) -> Option<(Period, Range<usize>)> {
    const OPENING: &[&str] = &["al", "ao", "por", "per", "a", "each", "cada"];
    let counted = match &quantity.unit {
        Unit::Money(_) | Unit::Data(_) => true,
        Unit::Count(entity) => !entity.is_machine() && !entity.is_user(),
        _ => false,
    };
    if !counted || quantity.per.is_some() || quantity.each.is_some() {
        return None;
    }
    let text = entry.text.plain.as_str();
    let start = sentence(text, &quantity.range).start;
    let opening = text.get(start..quantity.figure.start)?;
    let name = &opening[..opening.find(", ")?];
    let words: Vec<Word> = folded_words(name).collect();
    let opens = words.len() == 2 && words.first().is_some_and(|word| OPENING.contains(&word.as_str()));
    let per = opens.then(|| parse::implied(name.trim(), habits).per).flatten()?;
    Some((per, start..start + name.len()))
}

/// "Avisos por mês | 2 por pedido": what a bare number is per, said behind it.
pub(in crate::extract) fn each_behind(entry: &Entry, quantity: &Quantity, habits: Habits) -> Option<Each> {
    let behind = entry.text.plain.get(quantity.range.end..)?;
    let per = [" por ", " per "].into_iter().find_map(|per| behind.strip_prefix(per))?;
    let noun = per.split(|c: char| !c.is_alphanumeric()).next()?;
    let implied = parse::implied(&format!("por {noun}"), habits);
    implied.each.filter(|_| implied.per.is_none())
}

/// "Orçamento anual de R$ 12,5 milhões", "Budget for 2026: $240k": the period of an amount that is said right before it,
/// whatever stands above, and where.
pub(in crate::extract) fn own_period(entry: &Entry, quantity: &Quantity, habits: Habits) -> Option<(Period, Span)> {
    if !matches!(quantity.unit, Unit::Money(_)) || quantity.per.is_some() || quantity.each.is_some() {
        return None;
    }
    let lead = lead(entry, quantity);
    if let Some(per) = parse::implied(lead.trim(), habits).per {
        let end = quantity.figure.start;
        return Some((per, entry.text.span_of(end.saturating_sub(lead.len())..end)));
    }
    // "Custo mensal do orçamento de 2026" is by the month.
    let label = entry.label.as_ref().filter(|label| opens(entry, quantity) && has(&label.plain, costs::BUDGET))?;
    let timed = parse::implied(&label.plain, habits).per.is_some();
    let of_a_year = folded_words(&label.plain).any(|word| year(&word).is_some())
        || label.plain.to_lowercase().ends_with("for the year");
    (of_a_year && !timed).then_some((Period::Year, label.span))
}
