//! What a rule sees: the model, quantities, findings and words.

pub(in crate::rules) use crate::finding::{Finding, Outcomes, Severity};
pub(in crate::rules) use crate::model::{
    Addend, Calculation, Canvas, Fact, Group, Item, Matrix, Metric, Neighbours, Risk, ScenarioKind, SectionKind, Status,
};
pub(in crate::rules) use crate::quantity::equation::{Equation, Expression, Operator};
pub(in crate::rules) use crate::quantity::{
    Entity, Interval, Notation, PercentKind, Period, Quantity, Relation, Statistic, Unit,
};
pub(in crate::rules) use crate::rules::adding::check as check_sums;
pub(in crate::rules) use crate::rules::{Rule, section_name};
pub(in crate::rules) use crate::source::{Damage, Span};
pub(in crate::rules) use crate::syntax::{Problem, ProblemKind};
pub(in crate::rules) use crate::words::{Message, Part, Text};
pub(in crate::rules) use rust_decimal::Decimal;
pub(in crate::rules) use std::collections::{HashMap, HashSet};
