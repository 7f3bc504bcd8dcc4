//! Settings of components that are named in YAML: processor and memory limits, sizes of pools, lifetimes.

use crate::extract::vocabulary::Word;
use crate::extract::{Kind, Outline, Part};
use crate::model::fact::Fact;
use crate::model::{replicas, volumes};
use crate::quantity::Unit;
use crate::source::Spanned;

/// A setting of a component, in one place of the document.
#[derive(Clone, Debug)]
pub struct Setting {
    /// What is set, comparable: "limit cpu", "maxconnections".
    pub name: String,
    /// What the component is called there.
    pub component: Spanned<String>,
    /// The same, comparable; where it runs ("staging") belongs to it. Nothing where resources are those of no
    /// component that is named.
    pub key: Vec<Word>,
    /// To what, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// The top of the mapping it stands in.
    pub root: usize,
}

/// Names of single settings, words run together.
const NAMED: &[&str] = &[
    "maxconnections",
    "maxconexoes",
    "maxconexiones",
    "poolsize",
    "maxpoolsize",
    "maximumpoolsize",
    "poolmax",
    "maxmemory",
    "ttl",
    "cachettl",
    "timeout",
    "requesttimeout",
    "workmem",
    "sharedbuffers",
    "replicationfactor",
    "prefetch",
    "maxinflight",
    "batchsize",
    "ratelimit",
    "storagesize",
    "disksize",
];

/// Keys between a setting and its component.
const HOLDERS: &[&str] = &["resources", "recursos", "resource", "config", "configuration", "configuracao", "settings"];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Setting> {
    let mut settings = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        if settings.len() >= volumes::MOST {
            break;
        }
        let entry = &outline.entries[fact.entry];
        // Two say as much as all of them: a line may hold thousands.
        let only = || entry.measures.iter().filter(|m| m.part == Part::Text).take(2).count() == 1;
        if entry.kind != Kind::Key || fact.part != Part::Text || !only() {
            continue;
        }
        settings.extend(setting(outline, fact, at));
    }
    settings
}

fn setting(outline: &Outline, fact: &Fact, at: usize) -> Option<Setting> {
    let (mut bound, mut resource, mut named) = (None, None, None);
    let mut component = None;
    let mut root = fact.entry;
    for index in std::iter::once(fact.entry).chain(outline.above(fact.entry)) {
        let above = &outline.entries[index];
        let words = match above.kind {
            Kind::Key => above.label.as_ref().map(|l| l.title_words()).unwrap_or_default(),
            _ => above.text.title_words(),
        };

        if above.kind != Kind::Key {
            continue;
        }
        root = index;
        if component.is_some() {
            continue;
        }
        let mut others = 0;
        for word in words {
            match word.as_str() {
                "limit" | "limits" | "limite" | "limites" => bound = bound.or(Some("limit")),
                "request" | "requests" => bound = bound.or(Some("request")),
                "cpu" => resource = resource.or(Some("cpu")),
                "memory" | "memoria" | "mem" | "ram" => resource = resource.or(Some("memory")),
                w if HOLDERS.contains(&w) => {}
                _ => others += 1,
            }
        }
        let joined = words.concat();
        if index == fact.entry && NAMED.contains(&joined.as_str()) {
            named = Some(joined);
        } else if others > 0
            && let Some(label) = &above.label
        {
            let key = replicas::key(&label.plain);
            if !key.is_empty() {
                component = Some((Spanned::new(label.plain.trim().to_owned(), label.span), key, index));
            }
        }
    }
    let measured = match resource {
        Some("cpu") => fact.quantity.unit == Unit::Cores,
        Some(_) => matches!(fact.quantity.unit, Unit::Data(_)),
        None => true,
    };
    let name = match (named, bound, resource) {
        (Some(name), ..) => name,
        (None, Some(bound), Some(resource)) if measured => format!("{bound} {resource}"),
        _ => return None,
    };
    let environments = replicas::environments(outline, fact.entry);
    let Some((component, mut key, owner)) = component else {
        let label = outline.entries[root].label.as_ref().filter(|_| bound.is_some() && environments.is_empty())?;
        let component = Spanned::new(label.plain.trim().to_owned(), label.span);
        return (root != fact.entry).then_some(Setting { name, component, key: Vec::new(), fact: at, root });
    };
    key.extend(environments);
    (owner != fact.entry && root != owner).then_some(Setting { name, component, key, fact: at, root })
}
