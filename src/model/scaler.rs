//! Policies of autoscalers: by how many they grow, and how long they wait in between.

use crate::extract::vocabulary::{Word, title_words};
use crate::extract::{Kind, Outline, Part};
use crate::model::fact::Fact;
use crate::model::only;
use crate::quantity::{Entity, Relation, Statistic, Unit};

/// How an autoscaler grows. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Copy, Debug)]
pub struct Scaler {
    /// How many are added at a time.
    pub step: usize,
    /// How long it waits between two steps.
    pub wait: usize,
    /// The fewest there are.
    pub least: Option<usize>,
    /// The most there may be.
    pub most: usize,
}

/// Policies are looked for around each step.
const MOST: usize = 50;

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Scaler> {
    let steps = (0..facts.len()).filter(|&at| is_step(outline, &facts[at])).take(MOST);
    steps.filter_map(|step| scaler(outline, facts, step)).collect()
}

/// What stands in the smallest mapping, or bullet with its own bullets, that holds all of it.
fn scaler(outline: &Outline, facts: &[Fact], step: usize) -> Option<Scaler> {
    let start = facts[step].entry;
    std::iter::once(start)
        .chain(outline.above(start))
        .take_while(|&holder| outline.entries[holder].kind != Kind::Heading)
        .find_map(|holder| {
            let within = outline.subtree(holder);
            let inside = |f: &Fact| f.entry == holder || within.contains(&f.entry);
            let find = |wanted: &dyn Fn(&Fact) -> bool| {
                // Of two, which one belongs to the step is not said.
                only((0..facts.len()).filter(|&at| inside(&facts[at]) && wanted(&facts[at])))
            };
            let bound = |statistic| {
                find(&|f| {
                    f.quantity.statistic == Some(statistic) && counts(f) && f.quantity.relation == Relation::Equal
                })
            };
            let range = || find(&|f| counts(f) && f.quantity.relation == Relation::Range);
            let wait = find(&|f| is_wait(outline, f))?;
            let most = bound(Statistic::Maximum).or_else(range)?;
            let least = bound(Statistic::Minimum).or_else(range);
            Some(Scaler { step, wait, least, most })
        })
}

fn counts(fact: &Fact) -> bool {
    matches!(&fact.quantity.unit, Unit::Count(entity) if entity.is_machine())
}

/// The words that a number stands under: its own line and the keys above it.
fn names(outline: &Outline, fact: &Fact) -> Vec<Word> {
    let entry = &outline.entries[fact.entry];
    let above = outline.above(fact.entry).filter_map(|at| outline.entries[at].label.as_ref());
    entry.label.iter().chain(above).flat_map(|label| label.title_words()).cloned().collect()
}

fn goes_down(words: &[Word]) -> bool {
    const DOWN: &[&str] = &["down", "in", "descida", "bajada", "abajo", "baixo", "shrink"];
    const STEMS: &[&str] = &["reduz", "reduc", "dimin", "decre"];
    words.iter().any(|w| DOWN.contains(&w.as_str()) || STEMS.iter().any(|stem| w.starts_with(stem)))
}

/// `scaling_adjustment: 2`, "2 replicas per step". A percentage grows with the system and is none.
fn is_step(outline: &Outline, fact: &Fact) -> bool {
    const STEP: &[&str] = &["step", "paso", "passo", "increment", "adjustment", "ajuste"];
    let counted = counts(fact) || fact.quantity.unit == Unit::Bare;
    let positive = fact.quantity.bounds().value().is_some_and(|n| n.is_sign_positive() && !n.is_zero());
    if !counted || !positive || fact.part != Part::Text || fact.quantity.relation != Relation::Equal {
        return false;
    }
    let named = |w: &str| STEP.iter().any(|stem| w.starts_with(stem));
    let per = matches!(&fact.quantity.each, Some(each) if matches!(&each.entity, Entity::Thing(t) if named(t)));
    let own = outline.entries[fact.entry].label.as_ref().map(|l| l.title_words()).unwrap_or_default();
    let key = outline.entries[fact.entry].kind == Kind::Key && own.iter().any(|w| named(w));
    let relative = |parent: usize| {
        outline
            .below(parent)
            .any(|at| title_words(&outline.entries[at].text.plain).iter().any(|w| w.starts_with("percent")))
    };
    (per || key) && !goes_down(&names(outline, fact)) && !outline.entries[fact.entry].parent.is_some_and(relative)
}

fn is_wait(outline: &Outline, fact: &Fact) -> bool {
    const WAIT: &[&str] = &["cooldown", "espera", "wait", "resfriamento", "enfriamiento"];
    if !matches!(fact.quantity.unit, Unit::Duration(_)) {
        return false;
    }
    let words = names(outline, fact);
    let named = |w: &Word| WAIT.iter().any(|stem| w.starts_with(stem));
    (words.iter().any(named) || fact.words.iter().take(4).any(named)) && !goes_down(&words) && !goes_down(&fact.before)
}
