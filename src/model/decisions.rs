//! By what the data is split over several databases, wherever the document says so.

use crate::extract::vocabulary::{Word, begins, decisions, title_words};
use crate::extract::{Entry, Kind, Outline};
use crate::model::scenario::{Scenario, Scenarios};
use crate::quantity::Interval;
use crate::source::Spanned;
use crate::syntax::Inline;

/// By what the data is split, in one place of the document.
#[derive(Clone, Debug)]
pub struct Split {
    /// By what, as written.
    pub by: Spanned<String>,
    /// The same, comparable.
    pub key: Vec<Word>,
    /// What the words above it name; nothing when it is about all data.
    pub scope: Vec<Word>,
    /// The state of the system it is for.
    pub scenario: Option<Scenario>,
}

/// Splits are compared with each other.
const MOST: usize = 100;

/// Words of one answer.
const LONGEST: usize = 6;

pub(in crate::model) fn read(outline: &Outline) -> Vec<Split> {
    let mut scenarios = Scenarios::default();
    let mut splits = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        if matches!(entry.kind, Kind::Heading | Kind::Code) || splits.len() == MOST {
            continue;
        }
        if !entry.label.iter().chain([&entry.text]).any(names_a_split) {
            continue;
        }
        let Some(by) = by(entry) else { continue };
        let mut key = title_words(&by.value);
        key.retain(|w| !decisions::BY.contains(&w.as_str()));
        // "by user_id hash" and "by user" are one.
        if key.iter().any(|w| !decisions::FILLERS.contains(&w.as_str())) {
            key.retain(|w| !decisions::FILLERS.contains(&w.as_str()));
        } else {
            key.retain(|w| w == "user");
        }
        if key.is_empty() || key.len() > LONGEST {
            continue;
        }
        let scenario = scenarios.of(outline, index, None, None).and_then(|(at, _)| scenarios.found.get(at).cloned());
        splits.push(Split { by, key, scope: scope(outline, index), scenario });
    }
    splits
}

fn names_a_split(text: &Inline) -> bool {
    begins(text.title_words(), decisions::SPLIT)
}

/// `sharding: "By region"`, `shard_key: user_id`, "sharding por cliente".
fn by(entry: &Entry) -> Option<Spanned<String>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let text = &entry.text;
    let mut words = text.plain.split(|c: char| !is_word(c)).filter(|w| !w.is_empty()).map(|w| {
        let at = w.as_ptr() as usize - text.plain.as_ptr() as usize;
        (at, crate::extract::vocabulary::fold(w))
    });
    let is_by = |w: &str| decisions::BY.contains(&w);
    let labelled = entry.label.as_ref().is_some_and(names_a_split);
    let start = if labelled {
        let (at, first) = words.next()?;
        // "Shard by tenant" has said it before the colon.
        let keyed = entry.label.as_ref().is_some_and(|label| {
            let words = label.title_words();
            words.last().is_some_and(|w| is_by(w)) || words.iter().any(|w| w == "chave" || w == "clave")
        });
        match is_by(&first) {
            true => words.next()?.0,
            false if keyed => at,
            false => return None,
        }
    } else {
        words.find(|(_, w)| decisions::SPLIT.iter().any(|s| w.starts_with(s)))?;
        let (_, next) = words.next()?;
        is_by(&next).then_some(())?;
        words.next()?.0
    };
    let rest = text.plain.get(start..)?;
    let end = rest.find([',', ';', '(', '.', ':', '\n']).unwrap_or(rest.len());
    let answer = rest[..end].trim_end();
    // A part that is named in front narrows it: "orders: sharding by region".
    let own = entry.label.as_ref().filter(|_| !labelled && entry.kind != Kind::Key);
    (!answer.is_empty() && own.is_none())
        .then(|| Spanned::new(answer.to_owned(), text.span_of(start..start + answer.len())))
}

/// The words above it, up to the nearest heading, that name a part of the system.
fn scope(outline: &Outline, index: usize) -> Vec<Word> {
    let mut scope = Vec::new();
    for at in outline.above(index) {
        let above = &outline.entries[at];
        let heading = above.kind == Kind::Heading;
        let opens = outline.sections.iter().any(|s| s.entry == at);
        let text = above.label.as_ref().unwrap_or(&above.text);
        if !opens {
            scope.extend(text.title_words().iter().cloned());
        }
        if heading || opens {
            break;
        }
    }
    scope.retain(|w| !decisions::GENERAL.contains(&w.as_str()) && !w.starts_with(|c: char| c.is_ascii_digit()));
    scope.sort_unstable();
    scope.dedup();
    scope
}

impl Split {
    /// Whether both may be for the same data at the same time.
    pub fn same_data(&self, other: &Split) -> bool {
        let apart = |a: Option<Interval>, b: Option<Interval>| {
            a.zip(b).is_some_and(|(a, b)| a.disjoint(&b, rust_decimal::Decimal::ZERO))
        };
        let same_time = match (&self.scenario, &other.scenario) {
            (Some(one), Some(other)) => one.kind == other.kind && !apart(one.population, other.population),
            (None, None) => true,
            _ => false,
        };
        same_time && self.scope == other.scope
    }

    /// Whether one names all that the other does: "region" and "region + user".
    pub fn agrees_with(&self, other: &Split) -> bool {
        let within = |one: &Split, other: &Split| one.key.iter().all(|w| other.key.contains(w));
        within(self, other) || within(other, self)
    }
}
