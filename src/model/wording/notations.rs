//! Numbers that are written in two ways: `1.000` and `1,000`, `1.000` and `1.5`.

use crate::extract::{Kind, Outline, Part};
use crate::model::fact::Fact;
use crate::quantity::{Currency, Unit};
use rust_decimal::Decimal;

/// The numbers of each kind, as indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug, Default)]
pub struct Notations {
    /// Thousands parted by points: `12.000`.
    pub thousands_by_points: Vec<usize>,
    /// Thousands parted by commas: `12,000`.
    pub thousands_by_commas: Vec<usize>,
    /// A fraction behind a point: `1.5`.
    pub fraction_by_point: Vec<usize>,
    /// A fraction behind a comma: `1,5`.
    pub fraction_by_comma: Vec<usize>,
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Notations {
    let mut found = Notations::default();
    for (at, fact) in facts.iter().enumerate() {
        let entry = &outline.entries[fact.entry];
        // Code and prices in foreign money keep their own marks.
        let foreign = matches!(fact.quantity.unit, Unit::Money(Currency::Usd | Currency::Dollar));
        let own = matches!(entry.kind, Kind::Paragraph | Kind::Item | Kind::Cell) && fact.part == Part::Text;
        let start = fact.quantity.figure.start;
        let quoted = || entry.text.code.iter().any(|code| (code.start as usize..code.end as usize).contains(&start));
        if !own || foreign || entry.text.stands_for_code() || quoted() {
            continue;
        }
        let Some(figure) = entry.text.plain.get(fact.quantity.figure.clone()) else { continue };
        // "R$ 2,592 milhões" parts no thousands.
        if fact.quantity.step > Decimal::ONE {
            continue;
        }
        if let Some(place) = place(&mut found, figure, &fact.quantity.unit) {
            place.push(at);
        }
    }
    found
}

/// Which kind a figure shows; a single number with a single kind of mark does.
fn place<'n>(found: &'n mut Notations, figure: &str, unit: &Unit) -> Option<&'n mut Vec<usize>> {
    let digits = figure.trim_matches(|c: char| !c.is_ascii_digit());
    if !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let mark = digits.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = digits.split(mark).collect();
    let groups = parts.iter().skip(1).all(|p| p.len() == 3) && parts[0].len() <= 3 && parts[0] != "0";
    let fraction = parts.len() == 2 && parts[1].chars().all(|c| c.is_ascii_digit()) && parts[1].len() != 3;
    // "1.500 s" may be a fraction to three places, and "1.0" without a unit a version; of people there are whole ones.
    let whole = parts.len() > 2 || matches!(unit, Unit::Count(_) | Unit::Money(_));
    let (groups, fraction) = (groups && whole, fraction && *unit != Unit::Bare);
    match (mark, groups, fraction) {
        ('.', true, _) => Some(&mut found.thousands_by_points),
        (',', true, _) => Some(&mut found.thousands_by_commas),
        ('.', _, true) => Some(&mut found.fraction_by_point),
        (',', _, true) => Some(&mut found.fraction_by_comma),
        _ => None,
    }
}

impl Notations {
    /// Two numbers of the document whose marks mean opposite things.
    pub fn clash(&self) -> Option<(usize, usize)> {
        let pairs = [
            (&self.thousands_by_points, &self.thousands_by_commas),
            (&self.thousands_by_points, &self.fraction_by_point),
            (&self.thousands_by_commas, &self.fraction_by_comma),
        ];
        pairs.into_iter().find_map(|(one, other)| one.first().copied().zip(other.first().copied()))
    }
}
