//! Every quantity in a piece of text.

use crate::quantity::{Habits, Quantity};

/// Every quantity in `text`, from left to right, without overlaps. Ranges are byte ranges of `text`.
///
/// What is a number but not a quantity (versions, dates, ports, ids, list numbers, cron, clock times) is left out.
pub fn read(text: &str, habits: Habits) -> Vec<Quantity> {
    let _ = (text, habits);
    Vec::new()
}

/// What a label says about the numbers that stand beside it: a column header (`Custo Mensal (R$)`), a key
/// (`requests_per_day`, `latency_p95_ms`), a heading. Everything it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Implied {
    /// The unit that a bare number takes.
    pub unit: Option<crate::quantity::Unit>,
    /// The period that a number without one takes.
    pub per: Option<crate::quantity::Period>,
    /// What it is per.
    pub each: Option<crate::quantity::Each>,
    /// The statistic.
    pub statistic: Option<crate::quantity::Statistic>,
}

/// What `label` implies for the numbers beside it.
pub fn implied(label: &str, habits: Habits) -> Implied {
    let _ = (label, habits);
    Implied::default()
}

/// How `texts` write their unambiguous numbers.
pub fn habits<'a>(texts: impl Iterator<Item = &'a str>, language: crate::words::Language) -> Habits {
    let _ = texts;
    Habits { language, decimal: None }
}

/// What a slug says: `support_5k_concurrent_users`, `response_time_p95_under_5s`. Ranges are byte ranges of the slug.
pub fn slug(text: &str, habits: Habits) -> Vec<Quantity> {
    let _ = (text, habits);
    Vec::new()
}
