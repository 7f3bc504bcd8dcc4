//! What a rule sees: the model, quantities, findings and words.

pub(in crate::rules) use crate::finding::{Finding, Outcomes, Severity};
pub(in crate::rules) use crate::model::{
    Bill, Canvas, Fact, Growth, GrowthGoal, Load, PhaseSize, ReplicaRange, Risk, ScenarioKind, SectionKind, Setting,
    State, Status, Volume, When,
};
pub(in crate::rules) use crate::quantity::{Entity, Interval, Period, Quantity, Unit};
pub(in crate::rules) use crate::rules::adding::check as check_sums;
#[cfg(test)]
pub(in crate::rules) use crate::rules::trial::{findings, passes};
pub(in crate::rules) use crate::rules::{Rule, section_name};
pub(in crate::rules) use crate::source::Damage;
pub(in crate::rules) use crate::syntax::{Problem, ProblemKind};
pub(in crate::rules) use crate::words::{Part, Text};
pub(in crate::rules) use rust_decimal::Decimal;
pub(in crate::rules) use std::collections::BTreeSet;
