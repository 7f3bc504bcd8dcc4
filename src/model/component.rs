//! The parts of the infrastructure and their sizes.

use crate::extract::{Outline, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::record::{self, Record};
use crate::quantity::{Each, Entity};
use crate::source::Spanned;

/// A part of the infrastructure. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct Component {
    /// What it is called.
    pub name: Spanned<String>,
    /// How many there are of it.
    pub replicas: Vec<usize>,
    /// What one of them serves per time.
    pub capacity_each: Vec<usize>,
    /// Processor cores.
    pub cores: Vec<usize>,
    /// Memory and storage.
    pub sizes: Vec<usize>,
    /// What it serves per time, all of it.
    pub rates: Vec<usize>,
    /// Connections it opens or accepts.
    pub connections: Vec<usize>,
    /// All numbers about it.
    pub facts: Vec<usize>,
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Component> {
    record::of_section(outline, facts, SectionKind::Infrastructure)
        .into_iter()
        .map(|record| component(facts, record))
        .collect()
}

fn component(facts: &[Fact], record: Record) -> Component {
    let of = |wanted: &dyn Fn(&Fact) -> bool| -> Vec<usize> {
        record.facts.iter().copied().filter(|&at| wanted(&facts[at])).collect()
    };
    let is_each = |f: &Fact| {
        matches!(&f.quantity.each, Some(Each { entity, .. }) if matches!(entity, Entity::Replica | Entity::Pod | Entity::Instance | Entity::Node | Entity::Worker))
            || f.words.iter().take(6).any(|w| w == "cada" || w == "each")
    };
    Component {
        replicas: of(&|f| f.metric == Metric::Replicas),
        capacity_each: of(&|f| f.metric == Metric::Throughput && is_each(f)),
        cores: of(&|f| f.metric == Metric::Cores),
        sizes: of(&|f| f.metric == Metric::Size),
        rates: of(&|f| f.metric == Metric::Throughput && !is_each(f)),
        connections: of(&|f| matches!(&f.quantity.unit, crate::quantity::Unit::Count(Entity::Connection))),
        facts: record.facts,
        name: record.name,
    }
}
