//! Numbers with units: reading, adding, comparing and printing them. Knows no sections of a canvas.

pub mod interval;

pub mod number;

pub mod unit;

pub mod parse;

pub mod equation;

mod address;

mod bounds;

mod compare;

mod date;

mod evaluate;

mod figure;

mod kind;

mod label;

mod leading;

mod letters;

mod lexicon;

mod listed;

mod notation;

mod noun;

mod per;

mod range;

mod scale;

mod slug;

mod statistic;

mod subject;

mod tail;

mod time;

mod token;

mod trap;

mod words;

use rust_decimal::Decimal;

pub use crate::quantity::compare::{convert_data, convert_time};
pub use crate::quantity::date::{MONTHS, names_a_month};
pub use crate::quantity::interval::Interval;
pub use crate::quantity::lexicon::{numeral, singular};
pub use crate::quantity::notation::{Notation, format};
pub use crate::quantity::unit::{Currency, DataUnit, Each, Entity, PercentKind, Period, Statistic, TimeUnit, Unit};

/// A number with a unit, an interval inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// What the number may be, in `unit` as written (not converted): `3-10` is 3 to 10, `50+` is 50 and more,
    /// `< 2` is up to 2. A plain number is a point, also when it carries "~" (see `approximate`).
    pub interval: Interval,
    /// How the author bounds it.
    pub relation: Relation,
    /// Whether "~", "≈", "cerca de", "about" or the like stands before it, or "(estimado)" behind it.
    pub approximate: bool,
    /// One unit of the last digit that was written, after the multiplier: 1 for `2.500`, 0.01 for `3,40`,
    /// 100000 for `16,5 milhões`. Half of it is the rounding tolerance.
    pub step: Decimal,
    /// Whether the digits could be read in two ways (`1.500` without a unit or context).
    pub ambiguous: bool,
    /// What is counted or measured.
    pub unit: Unit,
    /// Per how much time: `/mês`, `por hora`, `RPS`.
    pub per: Option<Period>,
    /// Per how many of what: `/usuário`, `per 1K tokens`, `por requisição`, `$0.35 per million`.
    pub each: Option<Each>,
    /// Which figure of a distribution it is.
    pub statistic: Option<Statistic>,
    /// Whether it is written as an increment (`+ R$ 800/mês`, `R$ 2.000/mês adicionais`).
    pub increment: bool,
    /// The range of the text that was read: number, unit, period and what bounds it.
    pub range: std::ops::Range<usize>,
    /// The range of the number alone, with currency sign, without unit and period: what a fix replaces.
    pub figure: std::ops::Range<usize>,
}

/// How an author bounds a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Just the number.
    #[default]
    Equal,
    /// `<`, "abaixo de", "menos de", "under".
    Less,
    /// `≤`, "até", "no máximo", "up to", "hasta".
    AtMost,
    /// `>`, "acima de", "mais de", "over".
    More,
    /// `≥`, "no mínimo", "at least", `50+`.
    AtLeast,
    /// `3-10`, "entre 3 e 10".
    Range,
    /// "de 2 para 50", `0→100`, `20 GB → 30 GB`: low is the start and high the end, even when it falls.
    FromTo,
}

/// How a document writes numbers: a tie-break, never stronger than a number's own digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// The language of the document.
    pub language: crate::words::Language,
    /// The decimal mark that its unambiguous numbers use, when they agree.
    pub decimal: Option<char>,
}
