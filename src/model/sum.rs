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
}

/// How far each of two ends may be stretched.
const TWENTIETH: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

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
}

impl Addend {
    /// How much it is in the unit of a total.
    pub(in crate::model) fn in_unit_of(&self, total: &Quantity) -> Option<Interval> {
        let quantity = self.quantity.as_ref()?;
        quantity.bounds().scale(ratio(&quantity.unit, &total.unit, 1000)?)
    }
}

impl Sum {
    /// The same with other terms.
    pub(in crate::model) fn of(&self, terms: Vec<Addend>) -> Sum {
        Sum { terms, total: self.total.clone(), ..*self }
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
        let quantities = || self.terms.iter().filter_map(|t| t.quantity.as_ref()).chain(std::iter::once(total));
        let steps = quantities().map(|q| q.step.checked_mul(ratio(&q.unit, &total.unit, 1000)?));
        let step = steps.collect::<Option<Vec<Decimal>>>()?.into_iter().max()?;
        let rounding = step.checked_mul(Decimal::from(self.terms.len()))?.checked_div(Decimal::TWO)?;
        if quantities().any(|q| q.approximate) {
            let high = total.bounds().high.or(total.bounds().low)?.abs();
            return high.checked_div(Decimal::TEN).map(|tenth| tenth.max(rounding));
        }
        Some(rounding)
    }

    /// Whether sum and total are ranges of which one end is off by more than a tenth.
    pub fn ends_differ(&self) -> bool {
        let ends = |own: Interval| own.low.zip(own.high).filter(|(low, high)| low < high);
        let total = self.total.quantity.as_ref().and_then(|q| ends(q.bounds()));
        let Some((total, sum)) = total.zip(self.computed().and_then(|sum| ends(sum.ordered()))) else { return false };
        let off = |a: Decimal, b: Decimal| Interval::point(a).disjoint(&Interval::point(b), TWENTIETH);
        off(total.0, sum.0) || off(total.1, sum.1)
    }

    /// Whether it adds up; `None` when that cannot be said.
    pub fn holds(&self) -> Option<bool> {
        let total = self.total.quantity.as_ref()?;
        Some(!self.computed()?.apart_by_more_than(&total.bounds(), self.slack()?))
    }
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
