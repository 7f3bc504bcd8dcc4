//! How many instances there may be of everything together, and the lists of services that share them.

use crate::extract::vocabulary::title_words;
use crate::extract::{Kind, Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::replicas::{self, ReplicaRange};
use crate::quantity::{Entity, Relation, Statistic, Unit};
use crate::source::Spanned;

/// A limit on the instances of everything together, with the services whose own limits it covers.
#[derive(Clone, Debug)]
pub struct Ceiling {
    /// What the limit is called.
    pub name: Spanned<String>,
    /// The limit, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// The largest number of each service, as indices of [`crate::model::Canvas::replicas`].
    pub services: Vec<usize>,
}

/// Words of titles that name everything rather than a part.
const EVERYTHING: &[&str] = &[
    "cluster",
    "total",
    "totais",
    "totales",
    "global",
    "geral",
    "general",
    "platform",
    "plataforma",
    "limits",
    "limit",
    "limites",
    "limite",
    "policy",
    "politica",
    "infrastructure",
    "infraestrutura",
    "infraestructura",
    "all",
    "todos",
    "todas",
    "scale",
    "escalabilidade",
    "escalabilidad",
    "scalability",
    "horizontal",
    "out",
    "quota",
    "cota",
    "capacity",
    "capacidade",
    "capacidad",
    "configuracao",
    "configuracion",
    "config",
    "automatico",
    "ceiling",
    "teto",
    "tope",
    "os",
    "the",
    "do",
    "del",
    "da",
    "y",
    "e",
    "and",
    "servicos",
    "services",
    "servicios",
    "together",
    "juntos",
    "somados",
];

/// Words that say it is everything.
const SAYS_SO: &[&str] =
    &["cluster", "total", "global", "plataforma", "platform", "all", "todos", "together", "juntos"];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact], ranges: &[ReplicaRange]) -> Vec<Ceiling> {
    let mut ceilings: Vec<(Entity, Ceiling)> = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let Unit::Count(entity) = &fact.quantity.unit else { continue };
        let counted = matches!(entity, Entity::Instance | Entity::Replica | Entity::Pod | Entity::Worker);
        let most = matches!(
            (fact.quantity.relation, fact.quantity.statistic),
            (Relation::Range, None) | (Relation::Equal, Some(Statistic::Maximum)) | (Relation::AtMost, None)
        );
        let plain = fact.quantity.per.is_none() && fact.quantity.each.is_none() && !fact.quantity.increment;
        let elsewhere = [SectionKind::LoadTest, SectionKind::Costs, SectionKind::Monitoring, SectionKind::Risks];
        if !counted
            || !most
            || !plain
            || fact.part != Part::Text
            || elsewhere.iter().any(|&s| fact.sections.contains(s))
        {
            continue;
        }
        if let Some(name) = of_everything(outline, fact) {
            ceilings.push((entity.clone(), Ceiling { name, fact: at, services: Vec::new() }));
        }
    }
    // Of two ceilings one may be that of another place, or of another time.
    if let [(entity, ceiling)] = ceilings.as_mut_slice() {
        ceiling.services = services(outline, facts, ranges, entity, facts[ceiling.fact].scenario);
    }
    ceilings.into_iter().map(|(_, ceiling)| ceiling).filter(|c| c.services.len() > 1).collect()
}

/// What the limit is called, when nothing above it names a part of the system.
fn of_everything(outline: &Outline, fact: &Fact) -> Option<Spanned<String>> {
    let entry = &outline.entries[fact.entry];
    let general =
        |text: &str| title_words(text).iter().all(|w| EVERYTHING.contains(&w.as_str()) || replicas::key(w).is_empty());
    let says_so = |text: &str| title_words(text).iter().any(|w| SAYS_SO.contains(&w.as_str()));
    let mut name = None;
    let mut said = false;
    for at in std::iter::once(fact.entry).chain(outline.above(fact.entry)) {
        let above = &outline.entries[at];
        if above.kind == Kind::Heading {
            let opens = outline.sections.iter().any(|s| s.entry == at);
            return (opens || general(&above.text.plain))
                .then_some(name)
                .flatten()
                .filter(|_| entry.kind == Kind::Key || said);
        }
        let Some(label) = &above.label else { continue };
        if outline.sections.iter().any(|s| s.entry == at) {
            break;
        }
        if !general(&label.plain) || label.plain.trim() == "spec" {
            return None;
        }
        said |= says_so(&label.plain);
        if !label.title_words().is_empty() {
            name = Some(Spanned::new(label.plain.trim().to_owned(), label.span));
        }
    }
    name.filter(|_| entry.kind == Kind::Key || said)
}

/// The longest list of services that have a largest number of the same kind each.
fn services(
    outline: &Outline,
    facts: &[Fact],
    ranges: &[ReplicaRange],
    entity: &Entity,
    scenario: Option<usize>,
) -> Vec<usize> {
    let mut lists: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (at, range) in ranges.iter().enumerate() {
        let Some(fact) = range.facts.first().and_then(|&f| facts.get(f)) else { continue };
        let same = fact.quantity.unit == Unit::Count(entity.clone());
        let general = range.key.iter().all(|w| EVERYTHING.contains(&w.as_str()));
        if range.most.is_none() || !same || general || fact.scenario != scenario {
            continue;
        }
        let named = |i: &usize| outline.entries[*i].label.as_ref().is_some_and(|l| l.span == range.component.span);
        let own = std::iter::once(fact.entry).chain(outline.above(fact.entry)).find(named);
        let list = own.and_then(|i| outline.entries[i].parent);
        match lists.iter_mut().find(|(parent, _)| *parent == list) {
            Some((_, services)) => services.push(at),
            None => lists.push((list, vec![at])),
        }
    }
    lists.into_iter().map(|(_, services)| services).max_by_key(Vec::len).unwrap_or_default()
}
