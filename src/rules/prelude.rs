//! What a rule sees: the model, quantities, findings and words.
#![allow(unused_imports)]

pub(in crate::rules) use crate::extract::vocabulary::{begins, costs as cost_words};
pub(in crate::rules) use crate::finding::*;
pub(in crate::rules) use crate::model::*;
pub(in crate::rules) use crate::quantity::equation::{Equation, Expression, Operator};
pub(in crate::rules) use crate::quantity::*;
pub(in crate::rules) use crate::rules::adding::check as check_sums;
#[cfg(test)]
pub(in crate::rules) use crate::rules::trial::{findings, passes, repairs};
pub(in crate::rules) use crate::rules::{
    Rule, allowance, demand, fleet, multiples, names, need, paid, promise, quota, reserve, section_name, spent, topics,
};
pub(in crate::rules) use crate::source::{Damage, Span, Spanned};
pub(in crate::rules) use crate::syntax::{Problem, ProblemKind, Scope};
pub(in crate::rules) use crate::words::*;
pub(in crate::rules) use rust_decimal::Decimal;
pub(in crate::rules) use std::collections::{BTreeSet, HashMap, HashSet};
