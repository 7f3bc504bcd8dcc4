//! What is taken for granted where a document does not say it.

use rust_decimal::Decimal;

/// Figures that a check may fall back on. A finding that rests on one says so, and is a warning at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// Days in a month, for figures that are shown; what is compared allows for every length of month.
    pub days_per_month: Decimal,
    /// How many times the mean the peak is.
    pub peak_factor: Decimal,
    /// The share of the capacity, in percent, that is to be left at the peak.
    pub headroom: Decimal,
    /// Whether facts about products may be used that the document does not state.
    pub product_facts: bool,
}

impl Default for Assumptions {
    fn default() -> Assumptions {
        Assumptions {
            days_per_month: Decimal::from(30),
            peak_factor: Decimal::from(3),
            headroom: Decimal::from(20),
            product_facts: true,
        }
    }
}
