//! Calculations written out in text: `500 × 5.2 MB = 2,600 MB/day = 78 GB/month`.

use crate::quantity::{Habits, Quantity};

/// A calculation: an expression, and what the author says it comes to, once or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// What is computed.
    pub expression: Expression,
    /// What it is said to come to, from left to right.
    pub results: Vec<Quantity>,
    /// The byte range of the text it takes up.
    pub range: std::ops::Range<usize>,
}

/// One side of a calculation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A number.
    Number(Box<Quantity>),
    /// Two sides joined.
    Binary(Box<Expression>, Operator, Box<Expression>),
}

/// How two numbers are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`, `−`
    Minus,
    /// `×`, `x`, `*`, `·`, `@`
    Times,
    /// `÷`, `/`
    Divided,
}

/// Every calculation written out in `text`.
pub fn read(text: &str, habits: Habits) -> Vec<Equation> {
    let _ = (text, habits);
    Vec::new()
}
