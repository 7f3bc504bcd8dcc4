//! Rows of a bill that are named after machines: "API nodes | 900" says what they cost, not how many there are.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::extract::vocabulary::{Word, costs, folded_words, has, machines, words};
use crate::extract::{Entry, Kind, Outline, list};
use crate::quantity::{Currency, Habits, Quantity, Unit, parse};
use crate::source::Span;

/// What the sections of a document say about their amounts; each is looked through once.
#[derive(Default)]
pub(in crate::extract) struct Bills {
    sections: HashMap<usize, Amounts>,
}

/// The amounts of a section.
#[derive(Default)]
struct Amounts {
    /// What its totals come to.
    totals: Vec<Decimal>,
    /// Where other amounts carry a sign of their own: what stands above them, and the header of their column. A number
    /// beside them that has none is no money.
    signed: HashSet<(Option<usize>, Option<Span>)>,
}

impl Bills {
    /// Whether a bare number in the entry `index`, behind the name of machines in the section that `opener` opens, can be
    /// what they cost: the section has a total of which it is a part that counts, and its other amounts carry no sign
    /// either.
    pub fn hold(&mut self, outline: &Outline, opener: usize, index: usize, number: &Quantity, habits: Habits) -> bool {
        /// Fewer are machines.
        const LEAST: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
        let section = self.section(outline, opener, habits);
        let entry = &outline.entries[index];
        let Some(amount) = amount(number.clone(), &entry.text.plain, habits).filter(|amount| *amount >= LEAST) else {
            return false;
        };
        let counts = |total: &Decimal| {
            amount <= *total && amount.checked_mul(Decimal::ONE_HUNDRED).is_none_or(|hundred| hundred >= *total)
        };
        !section.signed.contains(&place(entry)) && section.totals.iter().any(counts)
    }

    /// Whether the entry `index` is a total, and the amounts beside it, in the section that `opener` opens, carry no sign.
    pub fn total_alone_is_signed(&mut self, outline: &Outline, opener: usize, index: usize, habits: Habits) -> bool {
        let entry = &outline.entries[index];
        let is_total = entry.label.as_ref().is_some_and(|label| list::names_total(&label.plain));
        is_total && !self.section(outline, opener, habits).signed.contains(&place(entry))
    }

    fn section(&mut self, outline: &Outline, opener: usize, habits: Habits) -> &Amounts {
        self.sections.entry(opener).or_insert_with(|| Amounts::of(outline, opener, habits))
    }
}

/// What an entry stands under, and the header of its column.
fn place(entry: &Entry) -> (Option<usize>, Option<Span>) {
    (entry.parent, entry.column.as_ref().map(|column| column.span))
}

impl Amounts {
    fn of(outline: &Outline, opener: usize, habits: Habits) -> Amounts {
        /// A longer text is no amount.
        const LONGEST: usize = 40;
        let mut amounts = Amounts::default();
        for index in outline.subtree(opener) {
            let entry = &outline.entries[index];
            let text = &entry.text.plain;
            if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let above = entry.parent.and_then(|parent| outline.entries[parent].label.as_ref());
            if [entry.label.as_ref(), above].into_iter().flatten().any(|label| list::names_total(&label.plain)) {
                let total = parse::read(text, habits).into_iter().next();
                amounts.totals.extend(total.and_then(|total| amount(total, text, habits)));
            } else if text.contains(['$', '€', '£'])
                && entry.label.as_ref().is_some_and(|label| !has(&label.plain, costs::EXCHANGE))
            {
                amounts.signed.insert(place(entry));
            }
        }
        amounts
    }
}

/// The value that a number has as an amount of money.
fn amount(mut number: Quantity, text: &str, habits: Habits) -> Option<Decimal> {
    if number.unit == Unit::Bare {
        number.unit = Unit::Money(Currency::Dollar);
        let figure = number.figure.clone();
        parse::settle(&mut number, text.get(figure).unwrap_or(""), habits);
    }
    number.interval.value().filter(|_| matches!(number.unit, Unit::Money(_)))
}

/// Whether a name says more than that machines are counted: "API nodes", "EKS (nós)", but not "Number of nodes".
pub(in crate::extract) fn is_more_than_a_count(name: &str) -> bool {
    let names: Vec<Word> = folded_words(name).collect();
    let is = |word: &Word, list: &[&str]| list.contains(&word.as_str());
    let counts = |word: &Word| {
        is(word, machines::HOW_MANY)
            || is(word, costs::MACHINES)
            || is(word, words::JOINING)
            || word.chars().all(|c| c.is_ascii_digit())
    };
    !names.iter().any(|word| is(word, ENDS)) && !names.iter().all(counts)
}

/// Whether a key stands in a mapping of amounts that names their total: `workers: 600` beside `api: 1,120`, `cache: 300` and
/// `total: 2,020`, and beside no price of one. Where the others make the total without it, it counts.
pub(in crate::extract) fn is_among_amounts(outline: &Outline, index: usize, habits: Habits) -> bool {
    /// Fewer beside it are no bill.
    const LEAST: usize = 2;
    let entry = &outline.entries[index];
    let Some(parent) = entry.parent.filter(|_| entry.kind == Kind::Key) else { return false };
    let says = |label: &str, lists: [&[&str]; 2]| {
        folded_words(label).any(|word| lists.iter().any(|list| list.contains(&word.as_str())))
    };
    if entry.label.as_ref().is_none_or(|label| says(&label.plain, [COUNTS, ENDS])) {
        return false;
    }
    let (mut others, mut total) = (Vec::new(), None);
    for at in outline.below(parent).filter(|&at| at != index) {
        let beside = &outline.entries[at];
        let Some(label) = beside.label.as_ref() else { continue };
        let is_total = list::names_total(&label.plain);
        if !is_total && says(&label.plain, [COUNTS, PRICES]) {
            return false;
        }
        let text = beside.text.plain.trim_start();
        let number =
            parse::read(text, habits).into_iter().next().filter(|_| text.starts_with(|c: char| c.is_ascii_digit()));
        let Some(value) = number.and_then(|number| amount(number, text, habits)) else { continue };
        if is_total { total = total.or(Some(value)) } else { others.push(value) }
    }
    let sum = others.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
    others.len() >= LEAST && total.is_some() && sum != total
}

/// Names of what one costs.
const PRICES: &[&str] =
    &["unit", "unitario", "unitaria", "preco", "price", "precio", "tarifa", "rate", "each", "cada", "per", "por"];

/// Names of how many there are.
const COUNTS: &[&str] =
    &["count", "number", "numero", "qty", "qtd", "quantity", "quantidade", "cantidad", "desired", "initial"];

/// Names of the ends of a range.
const ENDS: &[&str] = &["min", "max", "minimo", "maximo", "minimum", "maximum"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;
    use crate::source::Source;

    #[test]
    fn machines_among_the_amounts_of_a_bill_are_one_of_them() {
        let unit = |costs: &str| {
            let text = format!("title: Plan\ncosts:\n  currency: USD\n  period: month\n{costs}");
            let document = crate::syntax::parse(&Source::new("plan.yaml", text.as_bytes()));
            let outline = crate::extract::outline(&document, &Default::default());
            let named =
                |e: &&Entry| e.label.as_ref().is_some_and(|l| matches!(l.plain.as_str(), "workers" | "nós" | "nodos"));
            let entry = outline.entries.iter().find(named).expect("the key");
            entry.measures[0].quantity.unit.clone()
        };
        let is_money = |costs: &str| matches!(unit(costs), Unit::Money(_));
        for name in ["workers", "nós", "nodos"] {
            assert!(is_money(&format!("  api: 1,120\n  {name}: 600\n  cache: 300\n  total: 2,020\n")), "{name}");
            assert!(is_money(&format!("  api: 1,120\n  {name}: 600\n  cache: 300\n  total: 2,220\n")), "{name}");
            // The others make the total.
            assert!(!is_money(&format!("  api: 1,120\n  {name}: 24\n  cache: 300\n  total: 1,420\n")), "{name}");
            // So many at a price.
            assert!(!is_money(&format!("  {name}: 24\n  price: 100\n  support: 600\n  total: 3,000\n")), "{name}");
            assert!(!is_money(&format!("  api: 1,120\n  {name}: 600\n  cache: 300\n")), "{name}");
        }
    }

    #[test]
    fn a_name_is_more_than_a_count_of_machines() {
        for name in ["API nodes", "EKS (nós)", "Redis nodes", "api_nodes", "Workers do Celery"] {
            assert!(is_more_than_a_count(name), "{name}");
        }
        for name in ["Nós", "Number of nodes", "Total de réplicas", "nodes", "API nodes (max)", "min_pods", "vCPUs"] {
            assert!(!is_more_than_a_count(name), "{name}");
        }
    }
}
