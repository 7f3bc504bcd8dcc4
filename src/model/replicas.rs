//! How many replicas of each component there are to be, wherever the document says so.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::vocabulary::{Word, fold, machines, title_words, words, words_of};
use crate::extract::{Entry, Kind, Measure, Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::{only, volumes};
use crate::quantity::{Entity, Interval, Quantity, Relation, Statistic, Unit};
use crate::source::Spanned;
use crate::syntax::Inline;
use rust_decimal::Decimal;

/// How many replicas of a component there are to be, in one place of the document.
#[derive(Clone, Debug)]
pub struct ReplicaRange {
    /// What the component is called there.
    pub component: Spanned<String>,
    /// The same, comparable: words without "hpa", "deployment", "service".
    pub key: Vec<Word>,
    /// Nodes and machines are not the replicas that run on them.
    pub machines: bool,
    /// At least.
    pub least: Option<Decimal>,
    /// At most.
    pub most: Option<Decimal>,
    /// Exactly, where no range is given.
    pub fixed: Option<Decimal>,
    /// The numbers, as indices of [`crate::model::Canvas::facts`].
    pub facts: Vec<usize>,
    /// How deep below the title it stands, unless it is an object that has a name of its own: two places of one
    /// depth may be two regions.
    pub depth: Option<usize>,
    /// The scenario, as an index of [`crate::model::Canvas::scenarios`].
    pub scenario: Option<usize>,
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact], asides: &[bool]) -> Vec<ReplicaRange> {
    let objects = objects(outline);
    let mut ranges: Vec<(String, ReplicaRange)> = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        if ranges.len() == volumes::MOST {
            break;
        }
        let Unit::Count(entity) = &fact.quantity.unit else { continue };
        let machines = matches!(entity, Entity::Node);
        if !entity.is_machine() {
            continue;
        }
        let elsewhere = [SectionKind::LoadTest, SectionKind::Costs, SectionKind::Monitoring, SectionKind::Risks];
        let plain = fact.quantity.per.is_none() && fact.quantity.each.is_none() && !fact.quantity.increment;
        if !plain || fact.part != Part::Text || elsewhere.into_iter().any(|s| fact.sections.contains(s)) {
            continue;
        }
        if is_composed(outline, fact.entry) {
            continue;
        }
        let bounds = fact.quantity.bounds();
        let (least, most, fixed) = match (fact.quantity.relation, fact.quantity.statistic) {
            (Relation::Range, None) => (bounds.low, bounds.high, None),
            (Relation::Equal, None) => (None, None, bounds.value()),
            (Relation::Equal, Some(Statistic::Minimum)) => (bounds.value(), None, None),
            (Relation::Equal, Some(Statistic::Maximum)) => (None, bounds.value(), None),
            (Relation::AtMost, None) if ends_a_line(&outline.entries[fact.entry], fact) => (None, bounds.high, None),
            _ => continue,
        };
        let Some((component, place)) = component(outline, fact, &objects) else { continue };
        let mut key = key(&component.value);
        // "11-50 users: 6 instances" names a size, no component.
        if asides[fact.entry] || key.is_empty() || component.value.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        key.extend(environments(outline, fact.entry));
        let found = ranges.iter_mut().rev().take(8).find(|(p, r)| {
            *p == place
                && r.key == key
                && r.scenario == fact.scenario
                && r.machines == machines
                && fits(r, least, most, fixed)
        });
        match found {
            Some((_, range)) => {
                range.least = range.least.or(least);
                range.most = range.most.or(most);
                range.facts.push(at);
            }
            None => {
                let scenario = fact.scenario;
                let depth = (!place.starts_with("object")).then(|| outline.above(fact.entry).count());
                ranges.push((
                    place,
                    ReplicaRange { component, key, machines, least, most, fixed, facts: vec![at], depth, scenario },
                ));
            }
        }
    }
    // Two ranges of one name in one place are of two things.
    let mut times: BTreeMap<(String, Vec<Word>, Option<usize>), usize> = BTreeMap::new();
    for (place, range) in &ranges {
        *times.entry((place.clone(), range.key.clone(), range.scenario)).or_default() += 1;
    }
    let is_only = |(place, range): &(String, ReplicaRange)| {
        times.get(&(place.clone(), range.key.clone(), range.scenario)) == Some(&1)
    };
    ranges.into_iter().filter(is_only).map(|(_, range)| range).collect()
}

/// `deploy: {replicas: 2}` of a compose file: how it runs on one machine, most often not in production.
fn is_composed(outline: &Outline, entry: usize) -> bool {
    let above = outline.entries[entry].parent.and_then(|parent| outline.entries[parent].label.as_ref());
    outline.entries[entry].kind == Kind::Key && above.is_some_and(|label| label.plain.trim() == "deploy")
}

/// Whether a minimum and a maximum stand side by side.
fn fits(range: &ReplicaRange, least: Option<Decimal>, most: Option<Decimal>, fixed: Option<Decimal>) -> bool {
    fixed.is_none()
        && range.fixed.is_none()
        && !(range.least.is_some() && least.is_some())
        && !(range.most.is_some() && most.is_some())
}

/// The name of the component and the place that its numbers share.
fn component(
    outline: &Outline,
    fact: &Fact,
    objects: &BTreeMap<usize, Spanned<String>>,
) -> Option<(Spanned<String>, String)> {
    let entry = &outline.entries[fact.entry];
    let named = |label: &Inline| Spanned::new(label.plain.trim().to_owned(), label.span);
    match entry.kind {
        Kind::Cell => {
            let label = entry.label.as_ref()?;
            Some((named(label), format!("row {}", label.span.start)))
        }
        Kind::Key => {
            let mut at = Some(fact.entry);
            while let Some(index) = at {
                let above = &outline.entries[index];
                if above.kind != Kind::Key {
                    break;
                }
                // What Kubernetes calls an object stands beside what it is.
                if above.label.as_ref().is_some_and(|l| fold(&l.plain) == "spec")
                    && let Some(name) = objects.get(&index)
                {
                    return Some((name.clone(), format!("object {index}")));
                }
                if let Some(label) = above.label.as_ref().filter(|l| !key(&l.plain).is_empty()) {
                    let opens = outline.sections.iter().any(|s| s.entry == index);
                    return (!opens).then(|| (named(label), format!("key {index}")));
                }
                at = above.parent;
            }
            None
        }
        Kind::Item | Kind::Paragraph | Kind::Line if entry.label.is_none() => {
            let name = scaled(entry, fact)?;
            Some((name, format!("entry {}", fact.entry)))
        }
        Kind::Item | Kind::Paragraph | Kind::Line => {
            let label = entry.label.as_ref()?;
            // The first number behind the name is that of the thing; further ones may be of anything, but for the only one
            // that says how many there are at most: "api: 150 req/s per pod, 12 pods, max 16 pods".
            let mut text = entry.measures.iter().filter(|m| m.part == Part::Text);
            let first = text.next()?;
            let most = |m: &Measure| is_most(&m.quantity) && is_machine(m);
            let limit = || most_alone(fact, label) && only(entry.measures.iter().filter(|m| most(m))).is_some();
            (first.span == fact.span || !is_machine(first) && limit())
                .then(|| (named(label), format!("entry {}", fact.entry)))
        }
        Kind::Heading | Kind::Code => None,
    }
}

fn is_machine(measure: &Measure) -> bool {
    matches!(&measure.quantity.unit, Unit::Count(entity) if entity.is_machine())
}

/// Whether nothing stands between a maximum and what is said before it that could name another thing.
fn most_alone(fact: &Fact, label: &Inline) -> bool {
    const AT_MOST: &[&str] =
        &["max", "maximum", "maximo", "maxima", "at", "most", "no", "como", "of", "de", "a", "the"];
    let names: Vec<Word> = title_words(&label.plain);
    let plain = fact.before.iter().all(|w| AT_MOST.contains(&w.as_str()) || names.contains(w));
    plain && is_most(&fact.quantity)
}

fn is_most(quantity: &Quantity) -> bool {
    quantity.statistic == Some(Statistic::Maximum) || quantity.relation == Relation::AtMost
}

/// Whether a line goes on to say something else before it comes to a number.
fn ends_a_line(entry: &Entry, fact: &Fact) -> bool {
    let in_line = matches!(entry.kind, Kind::Item | Kind::Paragraph | Kind::Line) && entry.label.is_some();
    in_line && entry.measures.iter().find(|m| m.part == Part::Text).is_some_and(|first| first.span != fact.span)
}

/// The name of what is scaled where a line has no label: its words up to the number are the verb, the name and words
/// that join them.
fn scaled(entry: &Entry, fact: &Fact) -> Option<Spanned<String>> {
    /// A longer text is a sentence about something.
    const NAME: usize = 3;
    if fact.quantity.relation != Relation::Range {
        return None;
    }
    let before = entry.text.plain.get(..fact.quantity.range.start)?;
    let said: Vec<(Range<usize>, Word)> =
        words_of(before).map(|(at, word)| (at..at + word.len(), fold(word))).collect();
    let scales = said.iter().take(2).any(|(_, word)| machines::SCALING.contains(&word.as_str()));
    let lists = [machines::SCALING, machines::AROUND_A_NAME, words::JOINING];
    let is_name = |(_, word): &&(Range<usize>, Word)| !lists.iter().any(|list| list.contains(&word.as_str()));
    let name: Vec<&Range<usize>> = said.iter().filter(is_name).map(|(range, _)| range).collect();
    let range = name.first()?.start..name.last()?.end;
    let joined = before.get(range.clone())?;
    let plain = joined.split_whitespace().count() == name.len() && name.len() <= NAME;
    (scales && plain && !before.contains(['.', ',', ';', ':', '(']))
        .then(|| Spanned::new(joined.to_owned(), entry.text.span_of(range)))
}

/// What the titles above an entry say about where it runs.
pub(in crate::model) fn environments(outline: &Outline, entry: usize) -> Vec<Word> {
    let titles = outline.above(entry).map(|i| &outline.entries[i]);
    let words = titles.flat_map(|e| title_words(&e.label.as_ref().unwrap_or(&e.text).plain));
    let mut found: Vec<Word> =
        words.filter(|w| machines::ENVIRONMENTS.iter().any(|stem| w.starts_with(stem))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of a name that tell it from others.
pub(in crate::model) fn key(name: &str) -> Vec<Word> {
    let mut words = title_words(name);
    words.retain(|w| !machines::HOW_MANY.contains(&w.as_str()) && !machines::STRUCTURE.contains(&w.as_str()));
    words
}

/// For each `spec` of Kubernetes the name of what it specifies: that of its target, or of its own metadata.
fn objects(outline: &Outline) -> BTreeMap<usize, Spanned<String>> {
    let label_is = |index: usize, name: &str| {
        outline.entries[index].label.as_ref().is_some_and(|l| l.plain.trim().eq_ignore_ascii_case(name))
    };
    let mut objects = BTreeMap::new();
    let mut metadata: Option<(Option<usize>, Spanned<String>)> = None;
    for (index, entry) in outline.entries.iter().enumerate().filter(|(_, e)| e.kind == Kind::Key) {
        let parent = entry.parent;
        let is_name = label_is(index, "name") && !entry.text.is_blank();
        let name = || Spanned::new(entry.text.plain.trim().to_owned(), entry.text.span);
        if is_name && let Some(above) = parent.filter(|&p| label_is(p, "metadata")) {
            metadata = Some((outline.entries[above].parent, name()));
        }
        if label_is(index, "spec")
            && let Some((beside, known)) = &metadata
            && *beside == parent
        {
            objects.insert(index, known.clone());
        }
        // The target of an autoscaler goes before its own name.
        if is_name
            && let Some(target) = parent.filter(|&p| label_is(p, "scaleTargetRef"))
            && let Some(spec) = outline.entries[target].parent
        {
            objects.insert(spec, name());
        }
    }
    objects
}

impl ReplicaRange {
    /// What the document says: a range, or a number as a range of one value.
    pub fn bounds(&self) -> Interval {
        match self.fixed {
            Some(value) => Interval::point(value),
            None => Interval { low: self.least, high: self.most },
        }
    }
}
