//! Whether the parts of the infrastructure are counted and sized.

use crate::extract::vocabulary::wording;
use crate::extract::{Entry, Outline, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::scenario::{Scenario, ScenarioKind};
use crate::model::wording::{Word, is_statement, words};
use crate::quantity::{Relation, Unit};
use crate::source::Spanned;

/// Whether the parts of the infrastructure are counted and sized.
#[derive(Clone, Debug, Default)]
pub struct Sizes {
    /// The first number that counts or sizes a part, as an index of [`crate::model::Canvas::facts`].
    pub first: Option<usize>,
    /// Whether something that is named has a size without a number: a tier, a plan, a function.
    pub by_nature: bool,
    /// Parts in the plural without a number: "múltiplas instâncias".
    pub several: Vec<Spanned<String>>,
    /// How many are added to an unknown number, as indices of [`crate::model::Canvas::facts`].
    pub baseless: Vec<usize>,
}

/// Additions are held against every number of the document.
const MOST: usize = 50;

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact], scenarios: &[Scenario]) -> Sizes {
    let elsewhere = [SectionKind::LoadTest, SectionKind::Costs, SectionKind::Objective];
    let sizes = |f: &Fact| {
        let counted = matches!(f.metric, Metric::Replicas | Metric::Cores);
        let within = f.sections.contains(SectionKind::Infrastructure);
        let measured = f.metric.is_technical() && !matches!(f.metric, Metric::Latency | Metric::Availability)
            || f.metric == Metric::Count;
        // "HPA 4–20" counts replicas without a word for them.
        let scaled = within
            && matches!(f.quantity.unit, Unit::Bare)
            && f.before.iter().take(2).any(|w| matches!(w.as_str(), "hpa" | "keda" | "autoscaling" | "autoescalado"));
        scaled || (within && measured) || (counted && !elsewhere.iter().any(|&s| f.sections.contains(s)))
    };
    let mut found = Sizes { first: facts.iter().position(sizes), ..Sizes::default() };
    for entry in outline.entries.iter().filter(|e| e.sections.contains(SectionKind::Infrastructure)) {
        let mut texts = entry.label.iter().chain([&entry.text]);
        found.by_nature = found.by_nature || texts.any(|t| t.words().iter().any(|w| is_sized_by_nature(w)));
        if is_statement(entry) {
            found.several.extend(several(entry));
        }
    }
    let added = (0..facts.len()).filter(|&at| adds(outline, &facts[at])).take(MOST);
    found.baseless = added.filter(|&at| is_baseless(outline, facts, scenarios, at)).collect();
    found
}

/// A tier, a plan, a function; or the name of a size: "t3.medium", "M40".
fn is_sized_by_nature(word: &str) -> bool {
    let has = |digit: bool| word.chars().any(|c| c.is_ascii_digit() == digit);
    wording::UNSIZED_BY_NATURE.iter().any(|stem| word.starts_with(stem))
        || (has(true) && has(false) && !wording::DIGITS_IN_NAMES.contains(&word))
}

fn several(entry: &Entry) -> Option<Spanned<String>> {
    let all = words(&entry.text);
    let at = all.windows(2).position(|pair| {
        wording::SEVERAL.contains(&pair[0].folded.as_str()) && wording::PARTS.contains(&pair[1].folded.as_str())
    })?;
    let range = all[at].range.start..all[at + 1].range.end;
    Some(Spanned::new(entry.text.plain[range.clone()].to_owned(), entry.text.span_of(range)))
}

/// "Add 2 instances", where nothing says how many there are.
fn is_baseless(outline: &Outline, facts: &[Fact], scenarios: &[Scenario], at: usize) -> bool {
    let fact = &facts[at];
    if !fact.sections.contains(SectionKind::Infrastructure) {
        return false;
    }
    let names = |f: &Fact| {
        let entry = &outline.entries[f.entry];
        let texts = entry.label.iter().chain([&entry.text]).flat_map(words);
        let told = |w: &Word| w.folded.len() > 3 && !wording::PARTS.contains(&w.folded.as_str()) && !is_add(&w.folded);
        texts.filter(told).map(|w| w.folded).collect::<Vec<_>>()
    };
    let own = names(fact);
    let base = |f: &Fact| {
        let now = f.scenario.and_then(|s| scenarios.get(s)).is_some_and(|s| s.kind == ScenarioKind::Current);
        f.metric == Metric::Replicas && !adds(outline, f) && (now || names(f).iter().any(|w| own.contains(w)))
    };
    !facts.iter().any(base)
}

fn is_add(word: &str) -> bool {
    wording::ADD.contains(&word)
}

fn adds(outline: &Outline, fact: &Fact) -> bool {
    if fact.metric != Metric::Replicas || fact.quantity.relation != Relation::Equal || fact.quantity.each.is_some() {
        return false;
    }
    let all = words(&outline.entries[fact.entry].text);
    let conditional = all.iter().any(|w| wording::CONDITIONS.contains(&w.folded.as_str()));
    let before: Vec<&Word> = all.iter().filter(|w| w.range.end <= fact.quantity.range.start).collect();
    let told = before.iter().rev().take(2).any(|w| is_add(&w.folded));
    !conditional && fact.part == crate::extract::Part::Text && (fact.quantity.increment || told)
}
