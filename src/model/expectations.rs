//! What is expected of a canvas from outside of it.

use rust_decimal::Decimal;

use crate::extract::SectionKind;
use crate::quantity::{Currency, Habits, Period, Unit, parse};
use crate::words::Language;

/// What is expected of a canvas from outside of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectations {
    /// The sections it must have; all eight when nothing is said.
    pub required: Option<Vec<SectionKind>>,
    /// What all of a planned system may cost.
    pub budget: Option<Limit>,
}

/// The most that something may cost per time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// As it is written.
    pub written: String,
    /// The amount, in `currency` per `per`.
    pub amount: Decimal,
    /// In which currency.
    pub currency: Currency,
    /// Per which time.
    pub per: Period,
}

impl Limit {
    /// Reads an amount of money per time: `R$ 15.000/mês`, `US$ 3,000/month`. `None` when it is something else.
    pub fn read(written: &str) -> Option<Limit> {
        let habits = parse::habits(std::iter::once(written), Language::default());
        let mut quantities = parse::read(written, habits);
        // Money has no thousandths: three digits behind a mark are thousands.
        if quantities.iter().any(|quantity| quantity.ambiguous) {
            let decimal = Some(if written.contains(',') { '.' } else { ',' });
            quantities = parse::read(written, Habits { decimal, ..habits });
        }
        let [quantity] = quantities.as_slice() else { return None };
        let bounds = quantity.bounds();
        match (&quantity.unit, quantity.per) {
            (Unit::Money(currency), Some(per)) if quantity.each.is_none() => {
                Some(Limit { written: written.trim().to_owned(), amount: bounds.high?, currency: *currency, per })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_the_ways_people_write_them() {
        let amount = |written: &str| Limit::read(written).map(|c| (c.amount.to_string(), c.currency, c.per));
        assert_eq!(amount("R$ 15.000/mês"), Some(("15000".to_owned(), Currency::Brl, Period::Month)));
        assert_eq!(amount("US$ 3,000 per month"), Some(("3000".to_owned(), Currency::Usd, Period::Month)));
        assert_eq!(amount("R$ 15 mil/mês").map(|a| a.0), Some("15000".to_owned()));
        assert_eq!(amount("R$ 15.000"), None, "per what?");
        assert_eq!(amount("15000/month"), None, "in what?");
        assert_eq!(amount("R$ 0,10/usuário/mês"), None, "of one user");
    }
}
