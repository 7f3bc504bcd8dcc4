//! For how many users, or of what else, each numbered phase of the plan is.

use crate::extract::vocabulary::Word;
use crate::extract::{Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::scenario::{Scenario, ScenarioKind};
use crate::model::volumes;
use crate::quantity::{Entity, Relation, Unit};

/// For how many a numbered phase is, in one place of the document.
#[derive(Clone, Debug)]
pub struct PhaseSize {
    /// The number of the phase.
    pub phase: u32,
    /// Of what, as in [`crate::model::Volume::subject`]; all kinds of users are one.
    pub subject: Vec<Word>,
    /// How many, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// The part of the document it stands in: below the title, or the top of the YAML.
    pub part: usize,
}

pub(in crate::model) fn read(
    outline: &Outline,
    facts: &[Fact],
    scenarios: &[Scenario],
    asides: &[bool],
) -> Vec<PhaseSize> {
    let mut sizes = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let Some(ScenarioKind::Phase(phase)) = fact.scenario.map(|s| scenarios[s].kind) else { continue };
        let elsewhere = [SectionKind::LoadTest, SectionKind::Costs, SectionKind::Monitoring, SectionKind::Risks];
        if elsewhere.into_iter().any(|s| fact.sections.contains(s)) {
            continue;
        }
        if fact.quantity.relation == Relation::More || is_room(fact) {
            continue;
        }
        let entry = &outline.entries[fact.entry];
        if volumes::is_crowd(entry) || sizes.len() == volumes::MOST {
            continue;
        }
        let subject = match &fact.quantity.unit {
            Unit::Count(entity) if is_population(entity) => vec![Word::new("user")],
            Unit::Bare if fact.part == Part::Text && fact.quantity.relation == Relation::Range => {
                volumes::subject(entry, fact)
            }
            _ => continue,
        };
        // "por fase" above it says nothing about the number.
        let each = fact.quantity.each.as_ref().is_some_and(|e| !matches!(&e.entity, Entity::Thing(t) if is_phase(t)));
        if subject.is_empty() || each || fact.quantity.per.is_some() || fact.quantity.relation == Relation::FromTo {
            continue;
        }
        let title = |i: &usize| outline.title.as_ref().is_some_and(|t| t.span == outline.entries[*i].text.span);
        let part = outline.above(fact.entry).take_while(|i| !title(i)).last().unwrap_or(fact.entry);
        if asides[fact.entry] {
            continue;
        }
        sizes.push(PhaseSize { phase, subject, fact: at, part });
    }
    sizes
}

/// "Room for 20,000 users before the next upgrade", like "> 500 users", says when a phase ends, and not whom it is for.
fn is_room(fact: &Fact) -> bool {
    const ROOM: &[&str] = &["room", "capacity", "capacidade", "capacidad", "folga", "espaco", "espacio", "margen"];
    let until = fact.behind.first().is_some_and(|word| matches!(word.as_str(), "before" | "antes" | "until" | "hasta"));
    until || fact.before.iter().take(3).any(|word| ROOM.contains(&word.as_str()))
}

fn is_phase(word: &str) -> bool {
    matches!(word, "fase" | "phase" | "etapa" | "stage")
}

fn is_population(entity: &Entity) -> bool {
    entity.is_user() && !matches!(entity, Entity::ConcurrentUser | Entity::VirtualUser)
}
