//! Limits on what is measured: objectives, alerts, pass criteria, scaling triggers.

use crate::extract::vocabulary::fold;
use crate::extract::{Kind, Outline, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::quantity::{Quantity, Relation, Unit};

/// A limit on what is measured.
#[derive(Clone, Debug)]
pub struct Target {
    /// The limit, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// What it is for.
    pub role: Role,
    /// How long the measurement must hold: `por 5 min`, `for: 5m`.
    pub window: Option<Quantity>,
}

/// What a limit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What is promised.
    Objective,
    /// When somebody is called.
    Alert,
    /// When a load test passes.
    Criterion,
    /// When the system scales.
    Trigger,
}

/// Metrics that are promised, alerted on and tested.
fn is_limited(metric: Metric) -> bool {
    matches!(metric, Metric::Latency | Metric::Availability | Metric::ErrorRate | Metric::Utilisation | Metric::HitRate)
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Target> {
    let mut targets = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        if !is_limited(fact.metric) {
            continue;
        }
        let Some(role) = role(outline, fact) else { continue };
        targets.push(Target { fact: at, role, window: window(facts, at) });
    }
    targets
}

fn role(outline: &Outline, fact: &Fact) -> Option<Role> {
    let relation = fact.quantity.relation;
    let upper = matches!(relation, Relation::Less | Relation::AtMost);
    let over = matches!(relation, Relation::More | Relation::AtLeast);
    let good_is_high = matches!(fact.metric, Metric::Availability | Metric::HitRate);
    // "p95 > 2 s" is when it hurts; "p95 < 2 s" is how it should be. Availability is the other way round.
    let hurts = if good_is_high { upper } else { over };
    let should = if good_is_high { over } else { upper };
    let says = |stems: &[&str]| {
        let entry = &outline.entries[fact.entry];
        let above = outline.above(fact.entry).take(2).map(|i| &outline.entries[i]);
        std::iter::once(entry).chain(above).any(|e| {
            [&e.label, &Some(e.text.clone())].into_iter().flatten().any(|t| {
                fold(&t.plain).split(|c: char| !c.is_alphanumeric()).any(|w| stems.iter().any(|s| w.starts_with(s)))
            })
        })
    };
    let alert = says(&["alert", "alarm", "page", "plantao", "aviso", "warning", "critical", "critico"]);
    let trigger = says(&["autoscal", "scal", "escal", "hpa", "gatilho", "trigger", "disparador"]);
    if fact.sections.contains(SectionKind::LoadTest) {
        return (!hurts && fact.metric != Metric::Utilisation).then_some(Role::Criterion);
    }
    if hurts && trigger && !alert {
        return Some(Role::Trigger);
    }
    if fact.sections.contains(SectionKind::Monitoring) {
        return match (hurts, should) {
            (true, _) => Some(Role::Alert),
            (_, true) if !alert => Some(Role::Objective),
            _ => None,
        };
    }
    if fact.sections.contains(SectionKind::Objective) && fact.metric != Metric::Utilisation {
        return (!hurts).then_some(Role::Objective);
    }
    (should && fact.sections.is_empty() && outline.entries[fact.entry].kind == Kind::Key).then_some(Role::Objective)
}

/// A duration behind the limit in the same line: "por 5 min", "em 5 minutos", "(5 min)".
fn window(facts: &[Fact], at: usize) -> Option<Quantity> {
    let next = facts.get(at + 1)?;
    let same_line = next.entry == facts[at].entry;
    let duration = matches!(next.quantity.unit, Unit::Duration(_));
    (same_line && duration && next.metric == Metric::Setting).then(|| next.quantity.clone())
}
