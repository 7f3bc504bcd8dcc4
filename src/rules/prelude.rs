//! What a rule sees: the model, quantities, findings and words.

pub(in crate::rules) use crate::finding::{Outcomes, Severity};
pub(in crate::rules) use crate::model::Component;
pub(in crate::rules) use crate::model::LoadTest;
pub(in crate::rules) use crate::model::{Addend, Canvas, Confidence, Risk, Section, SectionKind, Status, Sum};
pub(in crate::rules) use crate::model::{Fact, Metric, Role, Target};
pub(in crate::rules) use crate::quantity::Notation;
pub(in crate::rules) use crate::quantity::Relation;
pub(in crate::rules) use crate::quantity::{Entity, Period, Statistic};
pub(in crate::rules) use crate::quantity::{Interval, Quantity, Unit};
pub(in crate::rules) use crate::rules::adding::check as check_sums;
pub(in crate::rules) use crate::rules::{Rule, section_name};
pub(in crate::rules) use crate::rules::{demand, promise, quota};
pub(in crate::rules) use crate::source::{Damage, Span, Spanned};
pub(in crate::rules) use crate::syntax::{Problem, ProblemKind};
pub(in crate::rules) use crate::words::{Message, Part, Text};
pub(in crate::rules) use rust_decimal::Decimal;
