//! A sum with its total: what its terms come to, and whether that is what the document says.

use crate::quantity::{Interval, Notation, Quantity, Unit};
use crate::source::Span;
use rust_decimal::Decimal;

/// Terms and what they are said to come to, in one unit, currency and period.
#[derive(Clone, Debug)]
pub struct Sum {
    /// What is added.
    pub terms: Vec<Addend>,
    /// What the document says it comes to.
    pub total: Addend,
    /// Whether it is money that is added in the section on costs, or money at all.
    pub costs: bool,
    /// For the total of a row: how many rows of the same table hold and how many do not. A column or list has none.
    pub alike: Option<(usize, usize)>,
    /// Whether its terms are of several currencies or periods, so that they cannot be added as they stand.
    pub(in crate::model) mixed: bool,
    /// Whether every row beside the total takes part, once and as it is written.
    pub as_written: bool,
    /// What has to be assumed for the terms to be those of the total.
    pub doubt: Option<Doubt>,
}

/// What nothing in the document says of a sum that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A row comes to what rows beside it come to: it may be one of them, or their sum.
    Parents,
    /// The total is called after something: "Total CloudWatch".
    Name,
}

/// How far each of two ends may be stretched; further where "~" is written.
const TWENTIETH: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
const TENTH: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// A term of a sum.
#[derive(Clone, Debug)]
pub struct Addend {
    /// What it is called.
    pub label: String,
    /// How much it is; `None` for "free", "included", "-".
    pub quantity: Option<Quantity>,
    /// How it is written.
    pub notation: Notation,
    /// Number, unit and period.
    pub span: Span,
    /// The number alone.
    pub figure: Span,
    /// How its row is set apart from the others.
    pub(in crate::model) mark: Mark,
    /// Whether it is what the number comes to with others that it is multiplied by: $90 for "3 x $30".
    pub multiplied: bool,
}

/// How a row is set apart from others, where its name does not say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::model) struct Mark {
    /// Its name is bold.
    pub bold: bool,
    /// Its name is moved to the right.
    pub inset: bool,
    /// "(optional)": the total may be with it or without it.
    pub optional: bool,
}

impl Addend {
    /// How much it is in the unit of a total.
    pub(in crate::model) fn in_unit_of(&self, total: &Quantity) -> Option<Interval> {
        let quantity = self.quantity.as_ref()?;
        quantity.bounds().scale(ratio(&quantity.unit, &total.unit, 1000)?)
    }
}

impl Sum {
    /// The same with other terms than those that are written beside the total.
    pub(in crate::model) fn of(&self, terms: Vec<Addend>) -> Sum {
        Sum { terms, total: self.total.clone(), as_written: false, ..*self }
    }

    /// Whether it is right; `None` when that cannot be said, or when its terms are columns of which few rows of their
    /// table make a sum.
    pub fn verdict(&self) -> Option<bool> {
        let holds = self.holds()? && !self.ends_differ();
        let columns = self.alike.is_none_or(|(held, failed)| held >= 2 && held >= failed);
        (holds || columns).then_some(holds)
    }

    /// Whether the total or one of the terms is written with "~".
    pub fn is_approximate(&self) -> bool {
        are_approximate(&self.terms) || are_approximate(std::slice::from_ref(&self.total))
    }

    /// What the terms come to, in the unit of the total; `None` when it is out of range.
    ///
    /// Sizes are added as powers of 1000 or of 1024, whichever comes nearer to the total: people mean both by "GB".
    pub fn computed(&self) -> Option<Interval> {
        let decimal = self.added(1000)?;
        let total = self.total.quantity.as_ref()?;
        if !matches!(total.unit, Unit::Data(_)) {
            return Some(decimal);
        }
        let binary = self.added(1024)?;
        let gap = |sum: &Interval| Some(sum.middle()?.checked_sub(total.interval.middle()?)?.abs());
        Some(if gap(&binary) < gap(&decimal) { binary } else { decimal })
    }

    fn added(&self, thousand: u32) -> Option<Interval> {
        let total = self.total.quantity.as_ref()?;
        let mut sum = Interval::point(0.into());
        for term in self.terms.iter().filter_map(|t| t.quantity.as_ref()) {
            sum = sum.add(&term.bounds().scale(ratio(&term.unit, &total.unit, thousand)?)?)?;
        }
        Some(sum)
    }

    /// How far sum and total may be apart, in the unit of the total: half of the last printed place for every term,
    /// a tenth when "~" is written.
    pub fn slack(&self) -> Option<Decimal> {
        let total = self.total.quantity.as_ref()?;
        let rounding = self.rounding(self.terms.len())?;
        if self.is_approximate() {
            let high = total.bounds().high.or(total.bounds().low)?.abs();
            return high.checked_div(Decimal::TEN).map(|tenth| tenth.max(rounding));
        }
        Some(rounding)
    }

    /// How far so many rounded figures and their sum may be apart, in the unit of the total.
    pub(in crate::model) fn rounding(&self, figures: usize) -> Option<Decimal> {
        let total = self.total.quantity.as_ref()?;
        let quantities = self.terms.iter().chain([&self.total]).filter_map(|t| t.quantity.as_ref());
        let steps = quantities.map(|q| q.step.checked_mul(ratio(&q.unit, &total.unit, 1000)?));
        let step = steps.collect::<Option<Vec<Decimal>>>()?.into_iter().max()?;
        step.checked_mul(Decimal::from(figures))?.checked_div(Decimal::TWO)
    }

    /// Whether sum and total are ranges of which one end is off by more than a tenth, or by more than that where "~" is
    /// written.
    pub fn ends_differ(&self) -> bool {
        let ends = |own: Interval| own.low.zip(own.high).filter(|(low, high)| low < high);
        let total = self.total.quantity.as_ref().and_then(|q| ends(q.bounds()));
        let Some((total, sum)) = total.zip(self.computed().and_then(|sum| ends(sum.ordered()))) else { return false };
        let slack = |all: &[Addend]| if are_approximate(all) { TENTH } else { TWENTIETH };
        let (of_sum, of_total) = (slack(&self.terms), slack(std::slice::from_ref(&self.total)));
        let off = |sum: Decimal, total: Decimal| {
            let stretched = |end: Decimal, slack: Decimal| Interval::point(end).widened(end.abs().checked_mul(slack)?);
            let ends = stretched(sum, of_sum).zip(stretched(total, of_total));
            ends.is_some_and(|(sum, total)| sum.disjoint(&total, Decimal::ZERO))
        };
        off(sum.0, total.0) || off(sum.1, total.1)
    }

    /// Whether it adds up; `None` when that cannot be said.
    pub fn holds(&self) -> Option<bool> {
        let total = self.total.quantity.as_ref()?;
        Some(!self.computed()?.apart_by_more_than(&total.bounds(), self.slack()?))
    }
}

fn are_approximate(figures: &[Addend]) -> bool {
    figures.iter().filter_map(|figure| figure.quantity.as_ref()).any(|q| q.approximate)
}

/// How many of `to` one of `from` is.
fn ratio(from: &Unit, to: &Unit, thousand: u32) -> Option<Decimal> {
    if from == to {
        return Some(Decimal::ONE);
    }
    let size = |unit: &Unit| match unit {
        Unit::Data(data) => {
            let mut bytes = if data.bits { Decimal::new(125, 3) } else { Decimal::ONE };
            for _ in 0..data.power {
                bytes = bytes.checked_mul(if data.binary { 1024 } else { thousand }.into())?;
            }
            Some(bytes)
        }
        other => Some(other.base()),
    };
    size(from)?.checked_div(size(to)?)
}
