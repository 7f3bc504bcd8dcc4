//! What a user, an order or a request costs.

use rust_decimal::Decimal;

use crate::derived::{Derived, Figure, MOST, is_exact, shown};
use crate::extract::vocabulary::{fold, plain_words};
use crate::model::{Bill, Canvas, Fact, Load, SectionKind, Volume, When};
use crate::quantity::{Entity, Notation, Period, Unit};
use crate::words::{Message, Text};

/// The total of a state of the system, by everyone and everything that is counted in the same state.
pub(in crate::derived) fn of_one(canvas: &Canvas) -> Vec<Derived> {
    let mut found: Vec<Derived> = Vec::new();
    for (bill, total) in totals(canvas) {
        let Some(month) = total.quantity.nominal_in_period(Period::Month) else { continue };
        let mut counted: Vec<&Entity> = Vec::new();
        for volume in &canvas.volumes {
            let Some(fact) = canvas.facts.get(volume.fact).filter(|f| is_exact(f)) else { continue };
            let Unit::Count(entity) = &fact.quantity.unit else { continue };
            let Some(count) = count(canvas, volume, fact) else { continue };
            if counted.contains(&entity) || !is_of(canvas, bill, fact) || found.len() >= MOST {
                continue;
            }
            let Some(value) = month.checked_div(count.number).filter(|v| *v > Decimal::ZERO) else { continue };
            counted.push(entity);
            found.push(Derived {
                figure: Figure::UnitCost,
                value,
                message: said(entity, fact).with("value", money(canvas, total, value)),
                formula: format!("{} / {}", shown(total), count.written),
                assuming: count.assuming.into_iter().collect(),
                scenario: fact.scenario,
                span: total.span,
                from: vec![bill.fact, volume.fact],
            });
        }
    }
    found
}

/// The totals by the month or year, of states that have one total.
fn totals(canvas: &Canvas) -> impl Iterator<Item = (&Bill, &Fact)> {
    let fact = |bill: &Bill| canvas.facts.get(bill.fact).filter(|f| is_exact(f));
    let long = |bill: &&Bill| bill.is_total && matches!(bill.per, Period::Month | Period::Year);
    let other = move |bill: &Bill, one: &Bill| {
        let amount = |b: &Bill| fact(b).and_then(|f| f.quantity.nominal_in_period(Period::Month));
        one.when == bill.when && amount(one) != amount(bill)
    };
    let alone = move |bill: &&Bill| !canvas.bills.iter().any(|one| one.is_total && other(bill, one));
    let first = move |bill: &&Bill| {
        canvas.bills.iter().find(|one| one.is_total && one.when == bill.when).is_some_and(|one| one.fact == bill.fact)
    };
    canvas.bills.iter().filter(long).filter(alone).filter(first).filter_map(move |b| Some((b, fact(b)?)))
}

/// Whether a volume is of the state of the system that a total is of.
fn is_of(canvas: &Canvas, bill: &Bill, fact: &Fact) -> bool {
    let scenario = fact.scenario.and_then(|s| canvas.scenarios.get(s));
    match (&bill.when, scenario) {
        (When::Scenario(kind), Some(scenario)) => scenario.kind == *kind,
        (When::Users(users), Some(scenario)) => scenario.population.as_ref() == Some(users),
        (When::Unsaid, None) => true,
        _ => false,
    }
}

/// How many there are in a month.
struct Count {
    number: Decimal,
    written: String,
    assuming: Option<Message>,
}

fn count(canvas: &Canvas, volume: &Volume, fact: &Fact) -> Option<Count> {
    let number = fact.quantity.interval.value().filter(|n| *n > Decimal::ZERO)?;
    let Unit::Count(entity) = &fact.quantity.unit else { return None };
    let whole = fact.quantity.each.is_none() && volume.load != Load::Peak && !volume.at_once;
    let simultaneous = matches!(entity, Entity::ConcurrentUser | Entity::VirtualUser | Entity::Session);
    if !whole || simultaneous || !fact.sections.contains(SectionKind::Volumes) {
        return None;
    }
    let days = canvas.assumptions.days_per_month;
    match fact.quantity.per {
        _ if entity.is_user() => Some(Count { number, written: shown(fact), assuming: None }),
        Some(Period::Month) => Some(Count { number, written: shown(fact), assuming: None }),
        Some(Period::Day) => Some(Count {
            number: number.checked_mul(days)?,
            written: format!("({} × {})", shown(fact), days.normalize()),
            assuming: Some(MONTH.with("days", days.normalize().to_string())),
        }),
        _ => None,
    }
}

fn said(entity: &Entity, fact: &Fact) -> Message {
    match entity {
        entity if entity.is_user() => OF_USER.plain(),
        Entity::Request => OF_REQUEST.plain(),
        Entity::Order => OF_ORDER.plain(),
        Entity::Thing(noun) => OF_ONE.with("what", as_written(noun, fact)),
        _ if fact.notation.behind.trim().is_empty() => UNNAMED.plain(),
        _ => OF_ONE.with("what", fact.notation.behind.trim()),
    }
}

/// A noun in the form that it has beside its number.
fn as_written(noun: &str, fact: &Fact) -> String {
    const STEM: usize = 4;
    let stem: String = noun.chars().take(STEM).collect();
    let texts = [fact.written.as_str(), fact.label.as_str()];
    let mut words = texts.into_iter().flat_map(plain_words);
    words.find(|word| fold(word).starts_with(&stem)).map_or_else(|| noun.to_owned(), str::to_lowercase)
}

/// Money with three digits that say something: `R$ 0,00208`, `R$ 12,50`.
fn money(canvas: &Canvas, like: &Fact, value: Decimal) -> String {
    let usual = Notation::usual(&like.quantity.unit, canvas.habits);
    let own = &like.notation;
    let before = if own.before.trim().is_empty() { usual.before } else { own.before.clone() };
    let marks = Notation { before, behind: "".into(), ..own.clone() };
    let round = if value >= Decimal::ONE { value.round_dp(2) } else { value.round_sf(3).unwrap_or(value) };
    marks.print(round, Some(round.normalize().scale().max(2)))
}

static OF_USER: Text =
    Text { en: "cost per user: {value}", pt: "custo por usuário: {value}", es: "costo por usuario: {value}" };
static OF_REQUEST: Text =
    Text { en: "cost per request: {value}", pt: "custo por requisição: {value}", es: "costo por petición: {value}" };
static OF_ORDER: Text =
    Text { en: "cost per order: {value}", pt: "custo por pedido: {value}", es: "costo por pedido: {value}" };
static UNNAMED: Text = Text { en: "unit cost: {value}", pt: "custo unitário: {value}", es: "costo unitario: {value}" };
static OF_ONE: Text = Text {
    en: "unit cost ({what}): {value}",
    pt: "custo unitário ({what}): {value}",
    es: "costo unitario ({what}): {value}",
};
static MONTH: Text = Text { en: "a month of {days} days", pt: "mês de {days} dias", es: "un mes de {days} días" };
