//! Numbers printed the way a document writes them.

use crate::quantity::number::Written;
use crate::quantity::{Currency, Habits, Interval, Quantity, TimeUnit, Unit};
use crate::words::Language;
use rust_decimal::{Decimal, RoundingStrategy};
use smol_str::{SmolStr, format_smolstr};

/// More decimals than this are never shown unless they are asked for.
const MOST_DECIMALS: u32 = 2;

/// How a number is written: its marks, its decimals, what stands before it and behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notation {
    /// The decimal mark.
    pub decimal: char,
    /// What stands between groups of thousands, if they are grouped.
    pub thousands: Option<char>,
    /// How many decimals are written.
    pub decimals: u32,
    /// What stands before the digits: `R$ `.
    pub before: SmolStr,
    /// What stands behind them, unit and period included: ` GB/mês`, `%`.
    pub behind: SmolStr,
    /// The power of ten that is said elsewhere, in the header of a column: 3 for `6,2` under "R$ mil".
    pub exponent: u32,
}

/// `value` as the document writes `like`, a quantity of its `text`: same marks, same currency, unit and period.
///
/// With `decimals` of `None` there are as many decimals as in `like`, or up to two more where the value has them.
pub fn format(value: Decimal, like: &Quantity, text: &str, habits: Habits, decimals: Option<u32>) -> String {
    Notation::of(like, text, habits).print(value, decimals)
}

impl Notation {
    /// How `quantity` is written in `text`, the text that its ranges point into.
    pub fn of(quantity: &Quantity, text: &str, habits: Habits) -> Notation {
        let mut notation = Notation::usual(&quantity.unit, habits);
        let Some(figure) = text.get(quantity.figure.clone()) else { return notation };
        // "3h36" shows how hours and minutes are written; other minutes need their unit.
        if figure.contains('h') && quantity.unit == Unit::Duration(TimeUnit::Minute) {
            let per = text.get(quantity.figure.end..quantity.range.end).unwrap_or("").trim_end();
            return Notation { behind: format_smolstr!(" min{per}"), ..notation };
        }
        // The last number of a range shows how both are written.
        let is_digit = |c: char| c.is_ascii_digit();
        let (Some(first), Some(last)) = (figure.find(is_digit), figure.rfind(is_digit)) else { return notation };
        let head = figure[..first].trim_start_matches(['-', '−', '+', '~']);
        notation.before = head.into();
        let start = figure[..last]
            .rfind(|c: char| !is_number_char(c))
            .map_or(first, |at| at + figure[at..].chars().next().map_or(1, char::len_utf8));
        notation.learn(figure[start..=last].trim_matches(|c: char| !c.is_ascii_digit()), quantity);
        let behind = text.get(quantity.figure.end..quantity.range.end).unwrap_or("");
        notation.behind = behind.split('(').next().unwrap_or("").trim_end().trim_end_matches(['+', '?']).into();
        notation
    }

    /// How numbers with `unit` are usually written where there is no example.
    pub fn usual(unit: &Unit, habits: Habits) -> Notation {
        let decimal = habits.decimal.unwrap_or(if habits.language == Language::En { '.' } else { ',' });
        let thousands = Some(if decimal == ',' { '.' } else { ',' });
        let (before, behind) = match unit {
            Unit::Money(Currency::Brl) => ("R$ ", ""),
            Unit::Money(Currency::Usd) => ("US$ ", ""),
            Unit::Money(Currency::Eur) => ("€", ""),
            Unit::Money(Currency::Gbp) => ("£", ""),
            Unit::Money(_) => ("$", ""),
            Unit::Percent(_) => ("", "%"),
            Unit::Factor => ("", "x"),
            _ => ("", ""),
        };
        Notation { decimal, thousands, decimals: 0, before: before.into(), behind: behind.into(), exponent: 0 }
    }

    /// The same for a number that its header says is in thousands or millions.
    #[must_use]
    pub fn scaled(mut self, exponent: u32, language: Language) -> Notation {
        self.exponent = exponent;
        self.behind = format_smolstr!("{}{}", self.magnitude(language), self.behind);
        self
    }

    /// The power of ten that is said elsewhere, as a word behind the digits: " mil".
    pub fn magnitude(&self, language: Language) -> &'static str {
        match (self.exponent, language) {
            (3, Language::En) => " thousand",
            (3, _) => " mil",
            (6, Language::En) => " million",
            (6, Language::Pt) => " milhões",
            (6, Language::Es) => " millones",
            _ => "",
        }
    }

    /// `value` with currency, unit and period.
    pub fn print(&self, value: Decimal, decimals: Option<u32>) -> String {
        format!("{}{}", self.figure(value, decimals), self.behind)
    }

    /// All of an interval, with currency, unit and period: `R$ 2.500`, `$71–146/month`, `≥ 50`.
    pub fn span(&self, interval: &Interval) -> String {
        let own = interval.ordered();
        match (own.low, own.high) {
            (Some(low), Some(high)) if low == high => self.print(low, None),
            (Some(low), Some(high)) => format!("{}–{}", self.figure(low, None), self.print(high, None)),
            (Some(low), None) => format!("≥ {}", self.print(low, None)),
            (None, Some(high)) => format!("≤ {}", self.print(high, None)),
            (None, None) => "?".to_owned(),
        }
    }

    /// `value` with its currency, without unit and period: what replaces the figure in the text.
    pub fn figure(&self, value: Decimal, decimals: Option<u32>) -> String {
        let value =
            10_i64.checked_pow(self.exponent).and_then(|scale| value.checked_div(scale.into())).unwrap_or(value);
        let places = decimals.unwrap_or_else(|| {
            let rounded = value.round_dp(MOST_DECIMALS.max(self.decimals)).normalize();
            match (rounded.scale() > self.decimals, self.before.is_empty()) {
                (false, _) => self.decimals,
                (true, true) => rounded.scale(),
                // Money has no decimals or two.
                (true, false) => rounded.scale().max(MOST_DECIMALS),
            }
        });
        // Something is never printed as nothing: 0.000008, not 0.0.
        let vanishes = decimals.is_none() && !value.is_zero() && value.round_dp(places).is_zero();
        let places =
            if vanishes { value.round_sf(2).map_or(places, |short| short.normalize().scale()) } else { places };
        let places = places.min(28);
        let value = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        // Not `{:.2}`: that panics when a large number has no room for the decimals.
        let digits = value.abs().normalize().to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let fraction = format!("{fraction:0<width$}", width = usize::try_from(places).unwrap_or(0));
        let mut out = String::new();
        if value.is_sign_negative() && !value.is_zero() {
            out.push('-');
        }
        out.push_str(&self.before);
        for (n, digit) in whole.chars().enumerate() {
            if let (true, Some(mark)) = (n > 0 && (whole.len() - n) % 3 == 0, self.thousands) {
                out.push(mark);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(self.decimal);
            out.push_str(&fraction);
        }
        out
    }

    /// Takes over the marks of `digits`, the number of `quantity`.
    fn learn(&mut self, digits: &str, quantity: &Quantity) {
        let spaced = digits.chars().find(|c| c.is_whitespace());
        let joined: String = digits.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect();
        let Some(written) = Written::read(&joined) else { return };
        let marks: Vec<char> = joined.chars().filter(|c| !c.is_ascii_digit()).collect();
        let grouped = |mark: char| spaced.unwrap_or(mark);
        match (marks.as_slice(), written.has_decimals()) {
            ([], _) => {
                if joined.len() > 3 {
                    self.thousands = None;
                }
            }
            ([first, .., last], true) => {
                self.set_decimal(*last);
                self.thousands = Some(grouped(*first));
            }
            ([mark], true) => self.set_decimal(*mark),
            ([mark, ..], false) if spaced.is_some() || *mark == '_' => self.thousands = Some(grouped(*mark)),
            ([mark, ..], false) => {
                let whole_step = quantity.step >= Decimal::ONE;
                // "40,000k": only groups leave a doubt in what is multiplied.
                let multiplied = quantity.ambiguous && quantity.step >= Decimal::ONE_THOUSAND;
                if written.is_grouped() || multiplied || whole_step && written.value_is_grouped(quantity) {
                    self.set_decimal(if *mark == '.' { ',' } else { '.' });
                    self.thousands = Some(*mark);
                } else {
                    self.set_decimal(*mark);
                }
            }
        }
        if quantity.step < Decimal::ONE {
            self.decimals = quantity.step.normalize().scale();
        }
    }

    fn set_decimal(&mut self, mark: char) {
        self.decimal = mark;
        self.thousands = Some(if mark == ',' { '.' } else { ',' });
    }
}

fn is_number_char(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '\'' | ' ' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::quantity::{Period, parse};
    use proptest::prelude::*;

    fn habits(language: Language) -> Habits {
        Habits { language, decimal: None }
    }

    fn reprinted(value: &str, like: &str, language: Language) -> String {
        let quantity = parse::read(like, habits(language)).remove(0);
        format(value.parse().unwrap(), &quantity, like, habits(language), None)
    }

    #[test]
    fn a_computed_figure_looks_like_its_neighbours() {
        assert_eq!(reprinted("2500", "~R$ 1.200", Language::Pt), "R$ 2.500");
        assert_eq!(reprinted("1058.05", "$1,057.10", Language::En), "$1,058.05");
        assert_eq!(reprinted("2500", "R$ 1 200/mês", Language::Pt), "R$ 2 500/mês");
        assert_eq!(reprinted("43.2", "40 min", Language::Pt), "43,2 min");
        assert_eq!(reprinted("0.675", "0,63", Language::Pt), "0,68");
        assert_eq!(reprinted("12000", "2500 usuários", Language::Pt), "12000 usuários");
        assert_eq!(reprinted("7300", "R$ 31.900,00", Language::Pt), "R$ 7.300,00");
        assert_eq!(reprinted("-31", "$300-500/mes", Language::Es), "-$31/mes");
    }

    #[test]
    fn what_is_asked_for_decides_about_decimals() {
        let quantity = parse::read("$9", habits(Language::En)).remove(0);
        assert_eq!(format("1234.5".parse().unwrap(), &quantity, "$9", habits(Language::En), Some(3)), "$1,234.500");
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_the_same(cents in 0_i64..100_000_000_000, unit in 0_usize..4, language in 0_usize..3) {
            let language = Language::ALL[language];
            let unit = [Unit::Money(Currency::Brl), Unit::Money(Currency::Usd), Unit::Money(Currency::Eur), Unit::Percent(Default::default())][unit].clone();
            let value = Decimal::new(cents, 2);
            let text = Notation::usual(&unit, habits(language)).print(value, Some(2));
            let found = parse::read(&text, habits(language));
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(found[0].interval.value(), Some(value), "{}", text);
            prop_assert!(found[0].unit.same_kind(&unit), "{}", text);
            prop_assert_eq!(found[0].step, Decimal::new(1, 2));
        }

        #[test]
        fn whole_numbers_of_things_survive_too(count in 0_i64..1_000_000_000, language in 0_usize..3) {
            let language = Language::ALL[language];
            let number = Notation::usual(&Unit::Bare, habits(language)).print(Decimal::from(count), None);
            let text = format!("{number} users/day");
            let found = parse::read(&text, habits(language));
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(found[0].interval.value(), Some(Decimal::from(count)), "{}", text);
            prop_assert_eq!(found[0].per, Some(Period::Day), "{}", text);
        }
    }
}
