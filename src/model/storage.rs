//! How much can be stored, how much is, and how fast it grows.

use crate::extract::{Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::nearby::{before, behind, beside, is_horizon, is_size, line_says, lines, siblings};
use crate::quantity::{Each, Entity, Period, Unit};

/// A disk, a volume or a quota, with what is to be stored there. Facts are indices of
/// [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct Storage {
    /// How much it holds.
    pub limit: usize,
    /// How much is used.
    pub stock: Option<usize>,
    /// How much comes in per time.
    pub growth: Option<usize>,
    /// For how long it grows, or how long it is kept.
    pub horizon: Option<usize>,
    /// How many copies are kept.
    pub copies: Option<usize>,
    /// What the document itself says that it comes to.
    pub stated: Vec<usize>,
}

/// Beginnings of words for what holds data.
const HOLDERS: &[&str] = &[
    "disco",
    "disk",
    "volumen",
    "volume",
    "ssd",
    "nvme",
    "ebs",
    "storage",
    "armazenam",
    "almacenam",
    "quota",
    "cuota",
    "cota",
    "bucket",
];

/// Beginnings of words for what is held now.
const USED: &[&str] = &[
    "usad", "used", "uso", "use", "using", "hoje", "hoy", "today", "ocupad", "ocupa", "atual", "actual", "current",
    "now",
];

/// Beginnings of words for memory, which is no disk.
const MEMORY: &[&str] = &["ram", "memor", "mem", "heap", "buffer"];

/// Beginnings of words that say that a disk may grow, or that data leaves it.
const LEAVES: &[&str] = &[
    "ampli",
    "expand",
    "autoscal",
    "autogrow",
    "elast",
    "resiz",
    "redimension",
    "archived",
    "archivin",
    "archival",
    "archivad",
    "archivar",
    "arquivad",
    "arquivar",
    "arquivam",
    "frio",
    "cold",
    "tier",
    "compress",
    "compac",
    "glacier",
    "purg",
    "expurg",
    "limpez",
    "cleanup",
    "delet",
    "apag",
];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Storage> {
    let mut stores: Vec<Storage> = lines(facts).iter().filter_map(|group| store(outline, facts, group)).collect();
    for group in siblings(outline, facts) {
        let within = |s: &Storage| group.contains(&s.limit) || s.growth.is_some_and(|g| group.contains(&g));
        if !stores.iter().any(within) {
            stores.extend(store(outline, facts, &group));
        }
    }
    stores
}

fn store(outline: &Outline, facts: &[Fact], group: &[usize]) -> Option<Storage> {
    let planned = |f: &Fact| {
        ![SectionKind::Monitoring, SectionKind::LoadTest, SectionKind::Costs, SectionKind::Risks]
            .into_iter()
            .any(|s| f.sections.contains(s))
    };
    let mut limits: Vec<usize> =
        group.iter().copied().filter(|&at| planned(&facts[at]) && is_limit(outline, &facts[at])).collect();
    // "3 brokers x 1 TB = 3 TB" says one limit.
    if let [.., one, whole] = limits.as_slice()
        && limits.len() == 2
        && results(outline, facts, *one, *whole)
    {
        limits.remove(0);
    }
    let [limit] = limits.as_slice() else { return None };
    let limit = *limit;
    if group.iter().any(|&at| line_says(outline, &facts[at], LEAVES)) {
        return None;
    }
    let only = |wanted: &dyn Fn(&Fact) -> bool| {
        let mut found = group.iter().copied().filter(|&at| at != limit && wanted(&facts[at]));
        (found.next(), found.next())
    };
    let (growth, None) = only(&is_growth) else { return None };
    let (stock, None) = only(&|f| is_size(f) && !is_limit(outline, f) && beside(f, 2, USED)) else { return None };
    let (horizon, None) = only(&is_horizon) else { return None };
    let (copies, _) = only(&is_copies);
    let grows = growth?;
    let stated = group.iter().copied().filter(|&at| at > grows && at != limit && Some(at) != stock).filter(|&at| {
        let fact = &facts[at];
        is_size(fact) && !beside(fact, 2, MEMORY) && is_whole(fact) && fact.entry == facts[grows].entry
    });
    Some(Storage { limit, stock, growth, horizon, copies, stated: stated.collect() })
}

/// Whether the second number is what the first comes to: an equals sign stands between them.
fn results(outline: &Outline, facts: &[Fact], one: usize, whole: usize) -> bool {
    let (one, whole) = (&facts[one], &facts[whole]);
    let text = &outline.entries[one.entry].text.plain;
    one.entry == whole.entry
        && one.part == Part::Text
        && whole.part == Part::Text
        && text.get(one.quantity.range.end..whole.quantity.range.start).is_some_and(|t| t.trim() == "=")
}

/// A size of all, or of one node, as the disks of nodes are given.
fn is_whole(fact: &Fact) -> bool {
    match &fact.quantity.each {
        None => true,
        Some(Each { entity, .. }) => {
            matches!(entity, Entity::Node | Entity::Instance | Entity::Replica)
                || matches!(entity, Entity::Thing(t) if matches!(t.as_str(), "no" | "nodo" | "broker" | "servidor"))
        }
    }
}

fn is_limit(outline: &Outline, fact: &Fact) -> bool {
    is_size(fact)
        && is_whole(fact)
        && fact.part == Part::Text
        && (before(fact, 4, HOLDERS) || behind(fact, 2, HOLDERS) && !goes_on(fact))
        && !is_used(outline, fact)
        && !beside(fact, 2, MEMORY)
}

/// "Disk of 40 GB, 12 GB in use": how full it is now. In "40 GB per node: today 12 GB" that is said of what follows.
fn is_used(outline: &Outline, fact: &Fact) -> bool {
    let text = &outline.entries[fact.entry].text.plain;
    let named =
        fact.part == Part::Text && text.get(fact.quantity.range.end..).is_some_and(|rest| rest.starts_with(':'));
    before(fact, 2, USED) || !named && behind(fact, 2, USED)
}

/// "16 GB and a disk": what follows is another thing.
fn goes_on(fact: &Fact) -> bool {
    fact.behind.first().is_some_and(|w| matches!(w.as_str(), "e" | "y" | "and" | "com" | "con" | "with" | "mais"))
}

fn is_growth(fact: &Fact) -> bool {
    let slow = matches!(fact.quantity.per, Some(Period::Day | Period::Week | Period::Month | Period::Year));
    matches!(fact.quantity.unit, Unit::Data(_)) && slow && fact.quantity.each.is_none()
}

/// "Replication factor 2".
fn is_copies(fact: &Fact) -> bool {
    let counted = matches!(fact.quantity.unit, Unit::Bare | Unit::Factor);
    counted && before(fact, 3, &["replication", "replicacao", "replicacion", "factor", "fator", "copias", "copies"])
}
