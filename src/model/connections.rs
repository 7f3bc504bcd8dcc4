//! How many connections are allowed, and how many the document says are used.

use crate::extract::{Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::nearby::{before, behind, beside, line_says, lines, siblings};
use crate::model::only;
use crate::quantity::{Entity, Relation, Statistic, Unit};
use rust_decimal::Decimal;

/// A limit of connections, with what is used of it. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct Connections {
    /// How many are allowed.
    pub limit: usize,
    /// How many are used in all, or by one part of the system each.
    pub used: Vec<usize>,
}

const LIMIT: &[&str] = &["max", "limit", "permit", "allow", "aceit", "acept", "accept", "tope", "teto"];
const USED: &[&str] =
    &["usad", "used", "usam", "usan", "using", "use", "uso", "somando", "suman", "total", "todo", "all"];
const CONNECTIONS: &[&str] = &["conex", "connect", "sesion", "sessoes", "sessao"];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Connections> {
    let about = |f: &Fact| line_says(outline, f, CONNECTIONS);
    let mut found: Vec<Connections> = Vec::new();
    for group in lines(facts) {
        found.extend(connections(outline, facts, &group).filter(|c| about(&facts[c.limit])));
    }
    let counted = |f: &Fact| f.part == Part::Text && is_count(f);
    let mut taken = |group: Vec<usize>| {
        if !found.iter().any(|c| group.contains(&c.limit)) {
            found.extend(connections(outline, facts, &group).filter(|c| about(&facts[c.limit])));
        }
    };
    for group in siblings(outline, facts) {
        let said = |f: &Fact| counted(f) && (about(f) || is_pool(outline, f));
        taken(group.into_iter().filter(|&at| said(&facts[at])).collect());
    }
    // "PostgreSQL: max_connections = 300", and under it who opens how many.
    let limits = (0..facts.len()).filter(|&at| counted(&facts[at]) && is_limit(&facts[at]) && about(&facts[at]));
    for limit in limits.take(MOST) {
        let below = |f: &Fact| outline.entries[f.entry].parent == Some(facts[limit].entry);
        let said = |f: &Fact| counted(f) && below(f) && (about(f) || is_pool(outline, f) || sums_up(outline, f));
        let under = (limit + 1..facts.len()).take_while(|&at| {
            outline.above(facts[at].entry).any(|e| e == facts[limit].entry) || facts[at].entry == facts[limit].entry
        });
        let users: Vec<usize> = under.filter(|&at| said(&facts[at])).collect();
        if users.iter().any(|&at| !sums_up(outline, &facts[at])) {
            taken(std::iter::once(limit).chain(users).collect());
        }
    }
    found
}

/// More limits are no plan.
const MOST: usize = 50;

/// "Pools: 10 replicas × 20 = 200", of connections to a database.
fn is_pool(outline: &Outline, fact: &Fact) -> bool {
    const OTHERS: &[&str] = &["thread", "http", "redis", "cache", "kafka", "rabbit", "worker_pool", "node"];
    line_says(outline, fact, &["pool"]) && !line_says(outline, fact, OTHERS)
}

/// Whether a line says nothing but what others come to: "total: 330".
fn sums_up(outline: &Outline, fact: &Fact) -> bool {
    const TOTAL: &[&str] = &["total", "em", "en", "in", "all", "soma", "suma", "sum", "todo", "todos", "tudo"];
    let entry = &outline.entries[fact.entry];
    let words = entry.label.iter().chain([&entry.text]).flat_map(|text| text.words());
    let mut words = words.filter(|word| !word.starts_with(|c: char| c.is_ascii_digit())).peekable();
    words.peek().is_some() && words.all(|word| TOTAL.contains(&word.as_str()))
}

fn connections(outline: &Outline, facts: &[Fact], group: &[usize]) -> Option<Connections> {
    let inside = |f: &Fact| f.sections.contains(SectionKind::Infrastructure) || f.sections.is_empty();
    let numbers: Vec<usize> = group.iter().copied().filter(|&at| inside(&facts[at]) && is_count(&facts[at])).collect();
    let limit = only(numbers.iter().copied().filter(|&at| is_limit(&facts[at])))?;
    let others = || numbers.iter().copied().filter(|&at| at != limit);
    // What the document calls the use, before what it comes to part by part.
    let mut used: Vec<usize> = others().filter(|&at| counts(&facts[at], USED) || beside(&facts[at], 3, USED)).collect();
    if used.is_empty() {
        // "24 × 20 = 480, mais 6 × 10 = 540": of several results of a line the last may hold the others.
        let most = |f: &Fact| f.quantity.bounds().high;
        for at in others().filter(|&at| results(outline, &facts[at])) {
            match used.iter_mut().find(|other| facts[**other].entry == facts[at].entry) {
                Some(other) if most(&facts[*other]) < most(&facts[at]) => *other = at,
                Some(_) => {}
                None => used.push(at),
            }
        }
        // "Together 320 + 80 = 400 connections" is what the others come to.
        let value = |at: usize| most(&facts[at]).unwrap_or_default();
        let all: Decimal = used.iter().map(|&at| value(at)).fold(Decimal::ZERO, Decimal::saturating_add);
        if let Some(&whole) =
            used.iter().find(|&&at| used.len() > 2 && value(at).checked_mul(Decimal::TWO) == Some(all))
        {
            used = vec![whole];
        }
    } else {
        let most = used.iter().copied().max_by_key(|&at| facts[at].quantity.bounds().high);
        used = most.into_iter().collect();
    }
    (!used.is_empty()).then_some(Connections { limit, used })
}

/// Whether what is counted is called one of these: "250 permitidas", "68 used".
fn counts(fact: &Fact, stems: &[&str]) -> bool {
    matches!(&fact.quantity.unit, Unit::Count(Entity::Thing(t)) if stems.iter().any(|stem| t.starts_with(stem)))
}

fn is_count(fact: &Fact) -> bool {
    let unit = matches!(fact.quantity.unit, Unit::Bare | Unit::Count(Entity::Connection | Entity::Session));
    (unit || counts(fact, LIMIT) || counts(fact, USED))
        && fact.quantity.per.is_none()
        && fact.quantity.relation == Relation::Equal
        && !fact.is_of_each()
}

fn is_limit(fact: &Fact) -> bool {
    fact.part == Part::Text
        && !counts(fact, USED)
        && (counts(fact, LIMIT)
            || before(fact, 3, LIMIT)
            || behind(fact, 2, LIMIT)
            || fact.quantity.statistic == Some(Statistic::Maximum))
        && (behind(fact, 1, LIMIT) || !beside(fact, 2, USED))
        && !beside(fact, 3, &["pool"])
}

/// Whether an equals sign stands before it.
fn results(outline: &Outline, fact: &Fact) -> bool {
    let entry = &outline.entries[fact.entry];
    let text = match fact.part {
        Part::Text => Some(&entry.text),
        Part::Comment => entry.comment.as_ref(),
        Part::Label => None,
    };
    text.and_then(|t| t.plain.get(..fact.quantity.range.start)).is_some_and(|t| t.trim_end().ends_with('='))
}
