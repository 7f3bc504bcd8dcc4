//! What a key or a label decides by itself about the numbers behind it.

use rust_decimal::Decimal;

use crate::extract::vocabulary::{fold, folded_words, keys, words};
use crate::extract::{Entry, Kind, Measure, Outline, Part, SectionKind, billed, ends};
use crate::quantity::{Entity, Habits, Interval, PercentKind, Quantity, TimeUnit, Unit};
use crate::source::Span;
use crate::syntax::Inline;

/// Decides about the numbers of an entry as far as its key or its label does.
pub(in crate::extract::context) fn decide(
    outline: &Outline,
    index: usize,
    measures: &mut Vec<Measure>,
    habits: Habits,
) {
    let entry = &outline.entries[index];
    if is_version(entry) {
        measures.retain(|m| !names_a_version(&m.quantity));
    }
    if let Some(key) = entry.label.as_ref().filter(|_| entry.kind == Kind::Key) {
        apply_key(outline, index, key, measures, habits);
    }
    nothing_lost(measures, entry);
    if is_pool_of_database(outline, index) {
        let bare = measures.iter_mut().filter(|m| m.part == Part::Text && m.quantity.unit == Unit::Bare);
        bare.for_each(|m| m.quantity.unit = Unit::Count(Entity::Connection));
    }
    if let Some(label) = entry.label.as_ref().filter(|label| keys::names_a_target_of_use(label.title_words())) {
        let scales = || speaks_of_scaling(outline, index);
        uses(measures, label.span, || entry.kind == Kind::Key || scales());
    }
}

/// Whether an entry says which version something is: by its label, or by the header of its column.
fn is_version(entry: &Entry) -> bool {
    [&entry.label, &entry.column].into_iter().flatten().any(|text| {
        let name = fold(text.plain.trim_matches(|c: char| !c.is_alphanumeric()));
        words::VERSION.contains(&name.as_str())
    })
}

/// `1.3` behind "Version": a name, not a number of anything.
fn names_a_version(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Bare && quantity.per.is_none()
}

/// What a key itself decides about the numbers behind it.
fn apply_key(outline: &Outline, index: usize, key: &Inline, measures: &mut Vec<Measure>, habits: Habits) {
    if keys::names_something(&key.plain) {
        // `port: 8080` counts nothing; `cdn_ip: R$ 20/mês` still is money.
        let counts = |q: &Quantity| match &q.unit {
            Unit::Bare => q.per.is_some(),
            Unit::Count(Entity::Thing(_)) => q.per.is_some(),
            _ => true,
        };
        measures.retain(|m| m.part != Part::Text || counts(&m.quantity));
        return;
    }
    let above = outline.above(index).next().and_then(|above| outline.entries[above].label.as_ref());
    let unit = keys::unit(&key.plain, above.map(|l| l.plain.as_str())).or_else(|| policy_unit(outline, index, key));
    let Some(unit) = unit else { return };
    let counts = matches!(&unit, Unit::Count(entity) if entity.is_machine());
    let in_a_bill = counts && outline.entries[index].sections.contains(SectionKind::Costs);
    if in_a_bill && billed::is_among_amounts(outline, index, habits) {
        return;
    }
    for measure in measures.iter_mut().filter(|m| m.part == Part::Text) {
        let quantity = &mut measure.quantity;
        let thousandths = unit == Unit::Cores && quantity.unit == Unit::Duration(TimeUnit::Minute);
        if quantity.unit != Unit::Bare && !thousandths {
            continue;
        }
        if thousandths {
            // `cpu: 500m` is half a core.
            let scaled = |n: Decimal| n.checked_mul(Decimal::new(1, 3));
            quantity.interval =
                Interval { low: quantity.interval.low.and_then(scaled), high: quantity.interval.high.and_then(scaled) };
            quantity.step = scaled(quantity.step).unwrap_or(quantity.step);
        }
        quantity.ambiguous = false;
        quantity.unit = unit.clone();
        measure.unit_from = Some(key.span);
    }
}

/// `value: 100` beside `type: Percent`, in a scaling policy.
fn policy_unit(outline: &Outline, index: usize, key: &Inline) -> Option<Unit> {
    /// Keys of a policy: type, value, periodSeconds.
    const SIBLINGS: usize = 4;
    if key.plain.trim() != "value" {
        return None;
    }
    let parent = outline.entries[index].parent;
    let near = index.saturating_sub(SIBLINGS)..(index + SIBLINGS).min(outline.entries.len());
    outline.entries[near]
        .iter()
        .filter(|e| e.parent == parent && e.label.as_ref().is_some_and(|l| l.plain.trim() == "type"))
        .find_map(|e| keys::policy_unit(&e.text.plain))
}

/// "Pool: 20" of what is named after a database: in its row, or under it. A pool alone may be one of anything.
fn is_pool_of_database(outline: &Outline, index: usize) -> bool {
    /// How far above the database is named at most.
    const NEAR: usize = 2;
    let entry = &outline.entries[index];
    let is_pool = |name: &Inline| matches!(name.words(), [one] if one == "pool");
    let is_database = |name: &Inline| name.words().iter().any(|word| words::DATABASES.contains(&word.as_str()));
    let label = entry.label.as_ref();
    if entry.kind == Kind::Cell {
        let names = [label, entry.column.as_ref()];
        return names.iter().flatten().any(|name| is_pool(name))
            && names.iter().flatten().any(|name| is_database(name));
    }
    let over = |at: usize| {
        let above = &outline.entries[at];
        above.label.as_ref().is_some_and(is_database) || is_database(&above.text)
    };
    label.is_some_and(is_pool) && outline.above(index).take(NEAR).any(over)
}

/// "RPO: 0", "RPO 0 e RTO de 15 min": none is a time in every unit.
fn nothing_lost(measures: &mut [Measure], entry: &Entry) {
    let names = |word: &str| matches!(word, "rpo" | "rto");
    let zero =
        |m: &&mut Measure| m.quantity.unit == Unit::Bare && m.quantity.interval == Interval::point(Decimal::ZERO);
    for measure in measures.iter_mut().filter(|m| m.part == Part::Text).filter(zero) {
        let before = entry.text.plain.get(..measure.quantity.range.start).unwrap_or("");
        let said = folded_words(before).last().is_some_and(|word| names(&word));
        let label = || entry.label.as_ref().is_some_and(|label| label.words().iter().any(|word| names(word)));
        if said || before.trim().is_empty() && label() {
            measure.quantity.unit = Unit::Duration(TimeUnit::Second);
        }
    }
}

/// `target_cpu: 65`: a bare number behind the name of a target is the share of the resource in use.
fn uses(measures: &mut [Measure], from: Span, scales: impl Fn() -> bool) {
    let share = |m: &Measure| {
        let value = m.quantity.interval.low.or(m.quantity.interval.high);
        value.is_some_and(|value| value >= Decimal::TEN && value <= Decimal::ONE_HUNDRED)
    };
    let bare = |m: &Measure| m.part == Part::Text && m.quantity.unit == Unit::Bare && m.quantity.per.is_none();
    if !measures.iter().any(|m| bare(m) && share(m)) || !scales() {
        return;
    }
    for measure in measures.iter_mut().filter(|m| bare(m) && share(m)) {
        measure.quantity.unit = Unit::Percent(PercentKind::Utilisation);
        measure.quantity.ambiguous = false;
        measure.unit_from = Some(from);
    }
}

/// Whether an entry, or what it stands under, speaks of an autoscaler or of what it starts.
pub(in crate::extract::context) fn speaks_of_scaling(outline: &Outline, index: usize) -> bool {
    let entry = &outline.entries[index];
    let own = [Some(&entry.text), entry.label.as_ref(), entry.column.as_ref()].into_iter().flatten();
    let above = outline.above(index).next().map(|at| &outline.entries[at]);
    let above = above.map(|e| e.label.as_ref().unwrap_or(&e.text));
    own.chain(above).any(|text| ends::speaks_of_scaling(&text.plain))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::extract::context::texts::placed;

    /// The units and values left of a bare number behind a key, which stands under others.
    fn read(above: &str, key: &str, value: &str, unit: Unit) -> Vec<(Unit, String)> {
        let mut outline = Outline::default();
        let entry = |label: &str, text: &str, parent| Entry {
            kind: Kind::Key,
            parent,
            label: Some(Inline::verbatim(label, 0)),
            text: Inline::verbatim(text, 20),
            ..Entry::default()
        };
        outline.entries = vec![entry(above, "", None), entry("type", "Percent", Some(0)), entry(key, value, Some(0))];
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        let quantity = Quantity {
            interval: Interval::point(digits.parse().unwrap()),
            relation: crate::quantity::Relation::Equal,
            approximate: false,
            step: Decimal::ONE,
            ambiguous: true,
            unit,
            per: None,
            each: None,
            statistic: None,
            increment: false,
            range: 0..value.len(),
            figure: 0..digits.len(),
        };
        let mut measures = vec![placed(quantity, &outline.entries[2].text, Part::Text, Habits::default())];
        let label = outline.entries[2].label.clone().unwrap();
        apply_key(&outline, 2, &label, &mut measures, Habits::default());
        measures
            .into_iter()
            .map(|m| (m.quantity.unit, m.quantity.interval.low.unwrap().normalize().to_string()))
            .collect()
    }

    #[test]
    fn ports_and_images_count_nothing() {
        assert_eq!(read("ports", "containerPort", "8080", Unit::Bare), []);
        assert_eq!(read("containers", "image", "7-alpine", Unit::Count(Entity::Thing("alpine".to_owned()))), []);
    }

    #[test]
    fn money_behind_a_name_is_still_money() {
        let money = Unit::Money(crate::quantity::Currency::Brl);
        assert_eq!(read("custos", "ip", "R$ 20", money.clone()), [(money, "20".to_owned())]);
    }

    #[test]
    fn a_processor_request_in_thousandths_is_in_cores() {
        let minutes = Unit::Duration(TimeUnit::Minute);
        assert_eq!(read("requests", "cpu", "500m", minutes), [(Unit::Cores, "0.5".to_owned())]);
        assert_eq!(read("limits", "cpu", "2", Unit::Bare), [(Unit::Cores, "2".to_owned())]);
        assert_eq!(read("alerts", "cpu", "80", Unit::Bare), [(Unit::Bare, "80".to_owned())]);
    }

    #[test]
    fn keys_of_kubernetes_give_bare_numbers_their_unit() {
        let unit = |key| read("behavior", key, "60", Unit::Bare)[0].0.clone();
        assert_eq!(unit("stabilizationWindowSeconds"), Unit::Duration(TimeUnit::Second));
        assert_eq!(unit("averageUtilization"), Unit::Percent(crate::quantity::PercentKind::Utilisation));
        assert_eq!(unit("maxReplicas"), Unit::Count(Entity::Replica));
        assert_eq!(unit("value"), Unit::Percent(crate::quantity::PercentKind::Share));
        assert_eq!(unit("threshold"), Unit::Bare);
    }
}
