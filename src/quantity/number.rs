//! Numbers as people write them in Portuguese, English and Spanish.

use crate::quantity::{Habits, Quantity};
use crate::words::Language;
use rust_decimal::Decimal;

/// More digits than this are an identifier, and more than [`Decimal`] holds exactly.
const MOST_DIGITS: usize = 28;

/// The digits of one number, and what its marks may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::quantity) struct Written {
    /// The digits alone.
    mantissa: i128,
    /// How many digits stand behind the mark, when it is a decimal mark.
    decimals: u32,
    marks: Marks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    /// No mark, or only marks that group thousands.
    Whole,
    /// A decimal mark for certain.
    Decimal(char),
    /// One mark with exactly three digits behind it.
    Either(char),
    /// Groups of thousands only, and this mark certainly groups.
    Grouped(char),
}

/// What a number stands for: it decides whether `1.500` is fifteen hundred or one and a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::quantity) enum Sort {
    /// A number of things that cannot be split.
    Count,
    /// Money.
    Money,
    /// A measure that is often written with decimals: seconds, gigabytes, cores.
    Measure,
    /// Milliseconds: thousands of them are common, decimals too.
    FineMeasure,
    /// Kilobytes and megabytes: hardly anyone splits one in a thousand.
    Size,
    /// A percentage or a factor.
    Ratio,
    /// A number before "k", "M", "milhões".
    Multiplied,
    /// Nothing is known.
    Bare,
}

/// A number that has been decided upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::quantity) struct Value {
    /// Its value.
    pub value: Decimal,
    /// One unit of its last digit.
    pub step: Decimal,
    /// Whether it could also be read otherwise.
    pub ambiguous: bool,
}

impl Written {
    /// Reads digits with marks between them: `1.234,56`, `1_000`, `3,5`. `None` when they are no single number.
    pub(in crate::quantity) fn read(text: &str) -> Option<Written> {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits == 0 || digits > MOST_DIGITS || text.len() > 2 * MOST_DIGITS {
            return None;
        }
        let mut mantissa: i128 = 0;
        for digit in text.bytes().filter(u8::is_ascii_digit) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let (decimals, marks) = match marks.as_slice() {
            [] => (0, Marks::Whole),
            [mark] if matches!(mark, '.' | ',') => {
                let (before, behind) = text.split_once(*mark)?;
                let decimals = u32::try_from(behind.len()).ok()?;
                if behind.len() == 3 && is_first_group(before) {
                    (decimals, Marks::Either(*mark))
                } else {
                    (decimals, Marks::Decimal(*mark))
                }
            }
            [first, .., last] if first != last && matches!(last, '.' | ',') => {
                let (before, behind) = text.rsplit_once(*last)?;
                if !is_grouped(before, *first) {
                    return None;
                }
                (u32::try_from(behind.len()).ok()?, Marks::Decimal(*last))
            }
            [first, ..] => {
                if !is_grouped(text, *first) {
                    return None;
                }
                (0, Marks::Grouped(*first))
            }
        };
        Some(Written { mantissa, decimals, marks })
    }

    /// The mark that certainly divides off decimals, if any, as far as the digits alone tell.
    pub(in crate::quantity) fn decimal_mark(&self) -> Option<char> {
        match self.marks {
            Marks::Decimal(mark) => Some(mark),
            Marks::Grouped('.') => Some(','),
            Marks::Grouped(',') => Some('.'),
            _ => None,
        }
    }

    /// The same for a number of whole thousands: "160.000" is hardly a hundred and sixty.
    pub(in crate::quantity) fn likely_decimal_mark(&self) -> Option<char> {
        match self.marks {
            Marks::Either('.') if self.mantissa % 1000 == 0 => Some(','),
            Marks::Either(',') if self.mantissa % 1000 == 0 => Some('.'),
            _ => self.decimal_mark(),
        }
    }

    /// Whether it carries no mark at all.
    pub(in crate::quantity) fn is_plain(&self) -> bool {
        self.marks == Marks::Whole
    }

    /// Whether it is a million or more, written out: "1.000.000 de pedidos".
    pub(in crate::quantity) fn is_millions(&self) -> bool {
        self.mantissa >= 1_000_000 && matches!(self.marks, Marks::Whole | Marks::Grouped(_))
    }

    /// Whether there is a decimal part for certain.
    pub(in crate::quantity) fn has_decimals(&self) -> bool {
        matches!(self.marks, Marks::Decimal(_))
    }

    /// Whether its marks certainly group thousands.
    pub(in crate::quantity) fn is_grouped(&self) -> bool {
        matches!(self.marks, Marks::Grouped(_))
    }

    /// Whether `quantity` took the only mark for one of thousands: one of its ends is all digits together.
    pub(in crate::quantity) fn value_is_grouped(&self, quantity: &Quantity) -> bool {
        let whole = Decimal::try_from_i128_with_scale(self.mantissa, 0).ok();
        let is_whole = |end: Option<Decimal>| end.map(|e| e.abs()) == whole;
        is_whole(quantity.interval.low) || is_whole(quantity.interval.high)
    }

    /// The number, when it stands for `sort`, times ten to the power of `exponent`.
    pub(in crate::quantity) fn value(&self, sort: Sort, exponent: u32, habits: Habits) -> Option<Value> {
        let (decimals, ambiguous) = match self.marks {
            Marks::Whole | Marks::Grouped(_) => (0, false),
            Marks::Decimal(_) => (self.decimals, false),
            Marks::Either(mark) => {
                let (groups, ambiguous) = self.groups_thousands(mark, sort, habits);
                (if groups { 0 } else { self.decimals }, ambiguous)
            }
        };
        let scale = i128::checked_pow(10, exponent)?;
        let value = exact(self.mantissa.checked_mul(scale)?, decimals)?;
        let step = exact(scale, decimals)?;
        Some(Value { value, step, ambiguous })
    }

    /// Whether the only mark of `d.ddd` groups thousands, and whether that is a guess.
    fn groups_thousands(&self, mark: char, sort: Sort, habits: Habits) -> (bool, bool) {
        let native = match (habits.decimal, habits.language) {
            (Some(decimal), _) => mark != decimal,
            (None, Language::En) => mark == ',',
            (None, _) => mark == '.',
        };
        // "1.500" for one and a half has a needless "00": people group when they write so.
        let round = self.mantissa % 100 == 0;
        match sort {
            // "40,000k" and "1.080 M": nobody ends a decimal in a zero, or divides decimals off by the mark of thousands.
            Sort::Multiplied => {
                let groups = native && (mark == ',' || habits.decimal.is_some() || self.mantissa % 10 == 0);
                (groups, groups)
            }
            // "1.128 attempts" beside "0.4 retries" may be a mean.
            Sort::Count => (true, !native && !round),
            Sort::Money => (native || mark == ',' || habits.language != Language::En || round, !native && mark == '.'),
            Sort::Measure => (native && (mark == ',' || habits.decimal.is_some()), true),
            Sort::FineMeasure => (native && (mark == ',' || round || habits.decimal.is_some()), !native || !round),
            Sort::Size => (native || mark == ',', !native),
            // "A return of 3,744%", "1,500x" may be meant; no share and no availability is as small with three decimals.
            Sort::Ratio => {
                let groups = native && self.mantissa % 1000 == 0;
                (groups, native && !groups && self.mantissa < MOST_DOUBTFUL)
            }
            Sort::Bare => (native || mark == ',', !(native && habits.decimal.is_some())),
        }
    }
}

/// `mantissa` with its last `decimals` digits behind the mark.
fn exact(mantissa: i128, decimals: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(mantissa, decimals).ok()
}

/// From 50 on, `d.ddd` percent has three decimals.
const MOST_DOUBTFUL: i128 = 50_000;

fn is_first_group(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_grouped(text: &str, mark: char) -> bool {
    let mut groups = text.split(mark);
    groups.next().is_some_and(is_first_group)
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str, sort: Sort, language: Language) -> String {
        let habits = Habits { language, decimal: None };
        Written::read(text).and_then(|w| w.value(sort, 0, habits)).map_or("-".to_owned(), |v| v.value.to_string())
    }

    #[test]
    fn three_digits_behind_a_mark_are_thousands_of_things_in_every_language() {
        for language in Language::ALL {
            assert_eq!(read("1.500", Sort::Count, language), "1500");
            assert_eq!(read("1,500", Sort::Count, language), "1500");
        }
    }

    #[test]
    fn both_marks_together_leave_no_doubt() {
        assert_eq!(read("1.234,56", Sort::Bare, Language::En), "1234.56");
        assert_eq!(read("1,234.56", Sort::Bare, Language::Pt), "1234.56");
        assert_eq!(read("1_908.95", Sort::Bare, Language::En), "1908.95");
    }

    #[test]
    fn dotted_numbers_without_groups_of_three_are_no_number() {
        assert_eq!(read("1.0.0", Sort::Bare, Language::En), "-");
        assert_eq!(read("27.01.2025", Sort::Bare, Language::Pt), "-");
        assert_eq!(read("12.345.678", Sort::Bare, Language::Pt), "12345678");
    }

    #[test]
    fn nothing_stands_before_a_mark_but_a_zero_in_a_decimal() {
        assert_eq!(read("0.125", Sort::Count, Language::Pt), "0.125");
        assert_eq!(read("0,002", Sort::Money, Language::Pt), "0.002");
    }

    #[test]
    fn too_many_digits_are_no_number() {
        assert_eq!(read(&"9".repeat(29), Sort::Bare, Language::En), "-");
        assert_eq!(Written::read(&"9".repeat(28)).unwrap().value(Sort::Bare, 9, Habits::default()), None);
    }
}
