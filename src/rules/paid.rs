//! From how many users on something costs, by a table of costs and by what is said about its paid plan.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::extract::vocabulary::title_words;
use crate::model::{Canvas, Fact, Matrix, Row, only};
use crate::quantity::{Entity, Unit};

/// A table that lets something cost from one number of users on, and words that name another.
pub(in crate::rules) struct PaidFrom<'c> {
    /// What costs: the header of its column.
    pub product: String,
    /// The row of a table in which it is paid for, or is still free, against what is said.
    pub row: &'c Row,
    /// What it costs there.
    pub amount: &'c Fact,
    /// From how many users on it is said to be paid for.
    pub said: Vec<&'c Fact>,
}

/// How far a row may be from what is said before they contradict each other.
const SLACK: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// Words for the plan that costs.
const PAID: &[&str] = &["pago", "paga", "paid", "pro", "upgrade", "requerido", "required", "superar"];

/// Further tables are not looked at.
const TABLES: usize = 60;

/// All such contradictions, one for each column.
pub(in crate::rules) fn contradictions(canvas: &Canvas) -> Vec<PaidFrom<'_>> {
    let mut found = Vec::new();
    for table in canvas.tables.iter().take(TABLES) {
        let Some(sizes) = sizes(canvas, table) else { continue };
        for column in (0..table.header.len()).filter(|&c| c != table.label_column) {
            found.extend(contradiction(canvas, table, column, &sizes));
        }
    }
    found
}

/// For how many users each row is, where every row says so and they grow.
fn sizes(canvas: &Canvas, table: &Matrix) -> Option<Vec<Decimal>> {
    const LEAST: usize = 3;
    // No plan is costed for more sizes than this.
    const MOST: usize = 60;
    const USERS: &[&str] = &["usuarios", "users", "mau", "maus", "clientes", "customers"];
    let header = table.header.get(table.label_column)?;
    let of_users = title_words(header).iter().any(|w| USERS.contains(&w.as_str()));
    let size = |row: &Row| canvas.facts.get(row.only(table.label_column)?)?.quantity.bounds().value();
    let sizes: Vec<Decimal> = table.rows.iter().map(size).collect::<Option<_>>()?;
    (of_users && (LEAST..=MOST).contains(&sizes.len()) && sizes.windows(2).all(|w| w[0] < w[1])).then_some(sizes)
}

fn contradiction<'c>(canvas: &'c Canvas, table: &'c Matrix, column: usize, sizes: &[Decimal]) -> Option<PaidFrom<'c>> {
    let words = title_words(table.header.get(column)?);
    let [product] = words.as_slice() else { return None };
    let amount = |row: &Row| {
        let facts = row.cells.get(column)?.iter().filter_map(|&at| canvas.facts.get(at));
        only(facts.filter(|f| matches!(f.quantity.unit, Unit::Money(_))))
    };
    let amounts: Vec<&Fact> = table.rows.iter().map(amount).collect::<Option<_>>()?;
    let cost = |f: &Fact| f.quantity.bounds().high.is_some_and(|n| n > Decimal::ZERO);
    let first = amounts.iter().position(|f| cost(f)).filter(|&at| at > 0)?;
    // Free again further on: the column follows some other rule.
    if product.len() < 4 || !amounts[first..].iter().all(|f| cost(f)) {
        return None;
    }
    let rows: HashSet<usize> = table.rows.iter().flat_map(|r| r.cells.iter().flatten().copied()).collect();
    let elsewhere = canvas.facts.iter().enumerate().filter(|(at, _)| !rows.contains(at)).map(|(_, fact)| fact);
    let mut said: Vec<&Fact> = elsewhere.filter(|f| is_threshold(f, product)).collect();
    let least = said.iter().filter_map(|f| f.quantity.bounds().low).min()?;
    let early = least > sizes[first].checked_mul(SLACK)?;
    let most = said.iter().filter_map(|f| f.quantity.bounds().high.or(f.quantity.bounds().low)).max()?;
    let late = most.checked_mul(SLACK)? < sizes[first - 1];
    let at = if early { first } else { first - 1 };
    said.retain(|f| f.quantity.bounds().low.is_some_and(|n| n <= least));
    (early || late).then(|| PaidFrom {
        product: table.names.get(column).cloned().unwrap_or_default(),
        row: &table.rows[at],
        amount: amounts[at],
        said,
    })
}

/// "50,000 users → Atlas Pro required": users, beside the product and its paid plan.
fn is_threshold(fact: &Fact, product: &str) -> bool {
    const NEAR: usize = 20;
    // What a plan includes, and what is saved, is not from where on it is paid for.
    const OTHER: &[&str] = &["inclu", "ahorr", "sav", "econom", "optimi", "otimiz", "cache"];
    const UP_TO: &[&str] = &["hasta", "ate", "up"];
    let users = match &fact.quantity.unit {
        Unit::Count(entity) => entity.is_user() && *entity != Entity::ConcurrentUser,
        _ => false,
    };
    let near = || fact.words.iter().take(NEAR);
    let other = || near().any(|w| UP_TO.contains(&w.as_str()) || OTHER.iter().any(|stem| w.starts_with(stem)));
    users
        && !other()
        && fact.quantity.each.is_none()
        && near().any(|w| w == product)
        && near().any(|w| PAID.iter().any(|stem| if stem.len() > 4 { w.starts_with(stem) } else { w == stem }))
}
