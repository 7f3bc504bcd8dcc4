//! Reserves that are said to be so many percent of the costs beside them.

use rust_decimal::Decimal;

use crate::extract::vocabulary::{Word, title_words};
use crate::model::{Canvas, Fact, Group, Matrix, only};
use crate::quantity::{Interval, Relation, Unit};

/// "Contingency (10%): $500", and the costs in its list or column.
pub(in crate::rules) struct Reserve<'c> {
    /// The amount.
    pub amount: &'c Fact,
    /// How many percent it is said to be.
    pub share: &'c Fact,
    /// What it is of: that of which it is so many percent, or all that stands above it or else below.
    pub base: Interval,
    /// The costs that it was held against.
    pub costs: Vec<&'c Fact>,
    /// Whether it is so many percent of anything there is beside it.
    pub holds: bool,
}

const RESERVES: &[&str] = &[
    "buffer",
    "contingencia",
    "contingencias",
    "contingency",
    "contingencies",
    "reserva",
    "reserve",
    "colchon",
    "folga",
    "holgura",
    "imprevistos",
    "imprevisto",
    "safety",
    "seguranca",
    "seguridad",
];
const JOINING: &[&str] = &[
    "de", "da", "do", "del", "of", "for", "para", "the", "la", "el", "y", "e", "and", "margem", "margin", "margen",
    "tecnica", "custo", "cost", "costo", "fund", "fundo", "fondo",
];

/// More money than this is not looked through for what a reserve may be of.
const MOST: usize = 300;

/// Longer lists and tables are data.
const LONGEST: usize = 60;

/// A reserve may be rounded: by a tenth of its percentage, or by a point.
const ROUNDED: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
const POINT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// A cost beside a reserve.
struct Cost<'c> {
    fact: &'c Fact,
    is_total: bool,
}

/// Every reserve that is given in percent and as an amount.
pub(in crate::rules) fn reserves(canvas: &Canvas) -> Vec<Reserve<'_>> {
    // What it is of may stand elsewhere: "10% of all of it", in a list of its own.
    let money = canvas.facts.iter().filter(|f| is_money(f) && f.quantity.each.is_none());
    let elsewhere: Vec<&Fact> = money.take(MOST).collect();
    let mut found: Vec<Reserve> = canvas.groups.iter().filter_map(|group| in_list(canvas, group, &elsewhere)).collect();
    for table in &canvas.tables {
        in_table(canvas, table, &elsewhere, &mut found);
    }
    found
}

fn in_list<'c>(canvas: &'c Canvas, group: &'c Group, elsewhere: &[&Fact]) -> Option<Reserve<'c>> {
    let named = group.items.iter().enumerate().filter(|(_, item)| is_reserve(&item.label));
    let (at, item) = only(named).filter(|_| group.items.len() <= LONGEST)?;
    let (amount, share) = (amount(canvas, &item.facts)?, share(canvas, &item.facts)?);
    let costs = |items: &'c [crate::model::Item]| -> Option<Vec<Cost<'c>>> {
        let mut costs = Vec::new();
        for item in items {
            let money = item.facts.iter().any(|&f| canvas.facts.get(f).is_some_and(is_money));
            if money {
                costs.push(Cost { fact: self::amount(canvas, &item.facts)?, is_total: item.is_total() });
            } else if !group.in_block && item.text.trim().is_empty() {
                // What stands below it is a cost too.
                return None;
            }
        }
        Some(costs)
    };
    judge(amount, share, &costs(&group.items[..at])?, &costs(&group.items[at + 1..])?, elsewhere)
}

fn in_table<'c>(canvas: &'c Canvas, table: &'c Matrix, elsewhere: &[&Fact], found: &mut Vec<Reserve<'c>>) {
    let named = table.rows.iter().enumerate().filter(|(_, row)| is_reserve(&row.label));
    let Some((at, row)) = only(named).filter(|_| table.rows.len() <= LONGEST) else { return };
    let all: Vec<usize> = row.cells.iter().flatten().copied().collect();
    let Some(share) = share(canvas, &all) else { return };
    for column in 0..table.header.len() {
        let costs = |rows: &'c [crate::model::Row]| -> Option<Vec<Cost<'c>>> {
            let filled = rows.iter().filter(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty()));
            filled
                .map(|row| Some(Cost { fact: amount(canvas, row.cells.get(column)?)?, is_total: row.total }))
                .collect()
        };
        let amount = row.cells.get(column).and_then(|cell| amount(canvas, cell));
        let sides = costs(&table.rows[..at]).zip(costs(&table.rows[at + 1..]));
        let judged =
            amount.zip(sides).and_then(|(amount, (above, below))| judge(amount, share, &above, &below, elsewhere));
        found.extend(judged);
    }
}

/// Whether a label names a reserve and nothing else: "reserved instances" are none.
fn is_reserve(label: &str) -> bool {
    let words: Vec<Word> =
        title_words(label).into_iter().filter(|w| !w.starts_with(|c: char| c.is_ascii_digit())).collect();
    let among = |list: &[&str], word: &Word| list.contains(&word.as_str());
    words.iter().any(|w| among(RESERVES, w)) && words.iter().all(|w| among(RESERVES, w) || among(JOINING, w))
}

fn is_money(fact: &Fact) -> bool {
    matches!(fact.quantity.unit, Unit::Money(_))
}

/// The only money among some facts.
fn amount<'c>(canvas: &'c Canvas, facts: &[usize]) -> Option<&'c Fact> {
    let only = only(facts.iter().filter_map(|&f| canvas.facts.get(f)).filter(|f| is_money(f)))?;
    let plain = matches!(only.quantity.relation, Relation::Equal | Relation::Range);
    (plain && only.quantity.each.is_none() && !only.quantity.ambiguous).then_some(only)
}

/// The only percentage among some facts, where it is of nothing in particular.
fn share<'c>(canvas: &'c Canvas, facts: &[usize]) -> Option<&'c Fact> {
    const OF: &[&str] = &["of", "de", "do", "da", "dos", "das", "del", "sobre", "on", "over", "em", "en", "in"];
    const ALL: &[&str] = &["total", "subtotal", "soma", "suma", "sum", "acima", "above", "arriba"];
    let percent = |f: &&Fact| matches!(f.quantity.unit, Unit::Percent(_));
    let only = only(facts.iter().filter_map(|&f| canvas.facts.get(f)).filter(percent))?;
    let mut behind = only.behind.iter().map(Word::as_str);
    let of = behind.next().is_some_and(|w| OF.contains(&w)) && !behind.any(|w| ALL.contains(&w));
    (only.quantity.relation == Relation::Equal && !of).then_some(only)
}

fn judge<'c>(
    amount: &'c Fact,
    share: &'c Fact,
    above: &[Cost<'c>],
    below: &[Cost<'c>],
    elsewhere: &[&Fact],
) -> Option<Reserve<'c>> {
    let alike = |cost: &Cost| {
        let (own, other) = (cost.fact.quantity.per, amount.quantity.per);
        cost.fact.same_currency(amount) && (own == other || own.is_none() || other.is_none())
    };
    if !above.iter().chain(below).all(alike) {
        return None;
    }
    let own = amount.quantity.widened()?;
    let mut bases: Vec<Interval> = Vec::new();
    // Of the last so many above it, and of all of them.
    let mut run = Interval::point(Decimal::ZERO);
    for cost in above.iter().rev() {
        if !cost.is_total {
            run = run.add(&cost.fact.quantity.bounds())?;
            bases.push(run);
        }
    }
    let below_it = below.iter().filter(|cost| !cost.is_total);
    let rest =
        below_it.clone().try_fold(Interval::point(Decimal::ZERO), |sum, c| sum.add(&c.fact.quantity.bounds()))?;
    let together = if below_it.clone().next().is_none() { run } else { run.add(&rest)? };
    let (shown, beside) = bases.last().map_or((rest, below), |all| (*all, above));
    bases.extend([rest, together, together.add(&amount.quantity.bounds())?]);
    for cost in above.iter().chain(below) {
        let bounds = cost.fact.quantity.bounds();
        bases.extend([bounds, bounds.sub(&amount.quantity.bounds())?]);
    }
    let percent = share.quantity.base()?;
    let middle = percent.middle().filter(|p| *p > Decimal::ZERO)?;
    let slack = middle.checked_mul(ROUNDED)?.max(POINT);
    let fits = |base: &&Interval| {
        let due = percent.widened(slack).and_then(|percent| base.mul(&percent));
        base.high.is_some_and(|high| high > Decimal::ZERO)
            && due.is_none_or(|due| !due.apart_by_more_than(&own, Decimal::ZERO))
    };
    let fitting = bases.iter().find(fits).copied();
    let own_list =
        |fact: &Fact| above.iter().chain(below).any(|cost| cost.fact.span == fact.span) || fact.span == amount.span;
    let of_more = |fact: &&Fact| {
        let all = fact.quantity.bounds();
        let more = [Some(all), all.add(&together), all.sub(&amount.quantity.bounds())];
        !own_list(fact) && more.iter().flatten().any(|base| fits(&base))
    };
    // A list with its own total, reserve included, is of nothing else; one with a subtotal is a part of more.
    let is_part = |total: &Cost| title_words(&total.fact.label).iter().any(|word| word.starts_with("subtota"));
    let closed = above.iter().chain(below).filter(|total| !is_part(total)).any(|total| {
        let others = above.iter().chain(below).filter(|c| !c.is_total && c.fact.span != total.fact.span);
        let sum = others.clone().try_fold(amount.quantity.bounds(), |sum, c| sum.add(&c.fact.quantity.bounds()));
        let adds_up = sum.is_some_and(|sum| !sum.disjoint(&total.fact.quantity.bounds(), Decimal::ZERO));
        adds_up && others.count() > 0
    });
    if fitting.is_none() && !closed && elsewhere.iter().copied().any(|fact| of_more(&fact)) {
        return None;
    }
    let something = shown.high.is_some_and(|high| high > Decimal::ZERO);
    let costs = beside.iter().filter(|cost| !cost.is_total).map(|cost| cost.fact).collect();
    something.then_some(Reserve { amount, share, base: fitting.unwrap_or(shown), costs, holds: fitting.is_some() })
}
