//! "min 8, max 20": two numbers that are the ends of one range of machines.

use crate::extract::vocabulary::{Word, fold, folded_words};
use crate::extract::{Entry, Measure, Part};
use crate::quantity::{Entity, Habits, Interval, Notation, Quantity, Relation, Statistic, Unit};
use crate::syntax::Inline;

/// Joins the least and the most that stand side by side in `text`, where they count machines: by their own unit, by the
/// number before them ("4 pods (min 2, max 20)"), or because `scales` says that an autoscaler is spoken of.
pub(in crate::extract) fn join(measures: &mut Vec<Measure>, text: &Inline, scales: impl Fn() -> bool, habits: Habits) {
    let is_end = |m: &Measure, statistic| {
        m.part == Part::Text
            && m.quantity.statistic == Some(statistic)
            && m.statistic_from.is_none()
            && m.quantity.relation == Relation::Equal
    };
    let mut at = 1;
    while at < measures.len() {
        let (least, most) = (&measures[at - 1], &measures[at]);
        let joined = (is_end(least, Statistic::Minimum) && is_end(most, Statistic::Maximum))
            .then(|| {
                let before = at.checked_sub(2).and_then(|before| measures.get(before));
                let unit = unit(least, most, before, text, &scales)?;
                range(&least.quantity, &most.quantity, unit, &text.plain)
            })
            .flatten();
        if let Some(quantity) = joined {
            measures[at - 1] = Measure {
                notation: Notation::of(&quantity, &text.plain, habits),
                span: text.span_of(quantity.range.clone()),
                figure: text.span_of(quantity.figure.clone()),
                quantity,
                part: Part::Text,
                unit_from: least.unit_from.or(most.unit_from),
                per_from: None,
                statistic_from: None,
            };
            measures.remove(at);
        } else {
            at += 1;
        }
    }
}

/// What both ends count.
fn unit(
    least: &Measure,
    most: &Measure,
    before: Option<&Measure>,
    text: &Inline,
    scales: impl Fn() -> bool,
) -> Option<Unit> {
    let machines = |m: &Measure| matches!(&m.quantity.unit, Unit::Count(entity) if entity.is_machine());
    match (&least.quantity.unit, &most.quantity.unit) {
        (one, other) if one == other && machines(least) => Some(one.clone()),
        (Unit::Bare, unit) if machines(most) => Some(unit.clone()),
        (unit, Unit::Bare) if machines(least) => Some(unit.clone()),
        (Unit::Bare, Unit::Bare) => {
            let opens = |m: &&Measure| {
                let between = text.plain.get(m.quantity.range.end..least.quantity.figure.start);
                machines(m) && between.is_some_and(|between| between.trim_start().starts_with('('))
            };
            let counted = before.filter(opens).map(|m| m.quantity.unit.clone());
            counted.or_else(|| scales().then_some(Unit::Count(Entity::Replica)))
        }
        _ => None,
    }
}

/// One range of both, where nothing but what names the ends stands between them.
fn range(least: &Quantity, most: &Quantity, unit: Unit, text: &str) -> Option<Quantity> {
    const JOINING: &[&str] = &["e", "y", "and", "de", "of", "a"];
    let between = text.get(least.range.end..most.figure.start)?;
    let marks = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",./;:=-–".contains(c);
    let joins = |word: &str| word.starts_with("max") || JOINING.contains(&word);
    if !between.chars().all(marks) || !folded_words(between).all(|word| joins(&word)) {
        return None;
    }
    let (low, high) = (least.interval.value()?, most.interval.value()?);
    // "min", "mínimo de" in front of the first number belong to what is read.
    let head = text.get(..least.range.start)?;
    let words = head.trim_end_matches([' ', '.', ':', '=']).rsplit([' ', '(']).next().unwrap_or("");
    let start = if fold(words).starts_with("min") { head.rfind(words)? } else { least.range.start };
    (low <= high).then(|| Quantity {
        interval: Interval::between(low, high),
        relation: Relation::Range,
        step: least.step.max(most.step),
        unit,
        statistic: None,
        range: start..most.range.end,
        figure: least.figure.start..most.figure.end,
        ..least.clone()
    })
}

/// Whether a label names both ends of a range: "mín/máx", "Réplicas (min-max)".
pub(in crate::extract) fn names_both_ends(label: &str) -> bool {
    let words: Vec<Word> = folded_words(label).collect();
    words.windows(2).any(|pair| pair[0].starts_with("min") && pair[1].starts_with("max"))
}

/// Whether the label, the header or the text of an entry names both ends of a range.
pub(in crate::extract) fn names_both(entry: &Entry) -> bool {
    let named = [entry.label.as_ref(), entry.column.as_ref(), Some(&entry.text)];
    named.into_iter().flatten().any(|text| names_both_ends(&text.plain))
}

/// Whether a text speaks of an autoscaler, or of what it starts.
pub(in crate::extract) fn speaks_of_scaling(text: &str) -> bool {
    const STEMS: &[&str] = &["autosc", "autoesc", "escalonam", "escalamien"];
    const WORDS: &[&str] = &[
        "hpa",
        "keda",
        "asg",
        "scaling",
        "replicas",
        "replica",
        "pods",
        "instances",
        "instancias",
        "nodes",
        "workers",
    ];
    folded_words(text).any(|word| STEMS.iter().any(|stem| word.starts_with(stem)) || WORDS.contains(&word.as_str()))
}
