//! The key figures of a canvas, as it states them: growth, peak, cost of a month, cost of one.

use rust_decimal::Decimal;

use crate::extract::vocabulary::{fold, plain_words};
use crate::model::{Canvas, Fact, Load, ScenarioKind, State, When};
use crate::quantity::{Currency, Entity, Notation, Period, Relation, Unit};
use crate::report::inspect::names;

/// The key figures of a canvas; `None` for what it does not state, or not in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// By how much it is to grow.
    pub growth: Option<Figure>,
    /// The greatest planned peak, in things per second.
    pub peak: Option<Figure>,
    /// What the scaled system costs in a month.
    pub monthly_cost: Option<Figure>,
    /// What one user, order or request costs in the scaled system.
    pub unit_cost: Option<Figure>,
}

/// A figure: its value for programs and its words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The value; of a range the middle.
    pub value: Decimal,
    /// Of which money, when it is money.
    pub currency: Option<Currency>,
    /// In the notation of the document: `5x`, `300 req/s`, `R$ 9.000`.
    pub text: String,
}

impl Figures {
    /// The key figures of `canvas`.
    pub fn of(canvas: &Canvas) -> Figures {
        Figures {
            growth: growth(canvas),
            peak: peak(canvas),
            monthly_cost: monthly_cost(canvas),
            unit_cost: unit_cost(canvas),
        }
    }
}

/// The factor that the objective promises; else that of the first volume which is given for now and for later, at its
/// largest.
fn growth(canvas: &Canvas) -> Option<Figure> {
    let promised = canvas.growth_goals.iter().find_map(|goal| {
        let factor = goal.factor.middle()?;
        let like = canvas.facts.get(goal.fact)?;
        Some((factor, like))
    });
    let (factor, like) = promised.or_else(|| {
        let first = canvas.growth.first()?;
        let same = canvas.growth.iter().filter(|g| g.from == first.from);
        let factors = same.filter_map(|g| g.after.middle()?.checked_div(g.before.middle()?));
        Some((factors.max()?, canvas.facts.get(first.to)?))
    })?;
    let value = factor.round_dp(1).normalize();
    let marks = Notation { thousands: like.notation.thousands, ..Notation::usual(&Unit::Factor, canvas.habits) };
    Some(Figure { value, currency: None, text: marks.print(value, None) })
}

/// The greatest rate that is called a peak and is of the planned system; of today's, where none is planned.
fn peak(canvas: &Canvas) -> Option<Figure> {
    let peaks = |current: bool| {
        canvas
            .volumes
            .iter()
            .filter(move |v| v.load == Load::Peak && (v.state <= State::Current) == current)
            .filter_map(|v| canvas.facts.get(v.fact))
            .filter(|f| matches!(f.quantity.per, Some(Period::Second | Period::Minute | Period::Hour)))
            .filter_map(|f| Some((f.quantity.nominal_in_period(Period::Second)?, f)))
            .max_by_key(|(rate, f)| (*rate, std::cmp::Reverse(f.span)))
    };
    let (rate, fact) = peaks(false).or_else(|| peaks(true))?;
    let what = match &fact.quantity.unit {
        Unit::Count(Entity::Request) => " req/s",
        Unit::Count(Entity::Message) => " msg/s",
        _ => "/s",
    };
    let whole = if rate >= Decimal::TEN { rate.round() } else { rate.round_dp(2) }.normalize();
    let usual = Notation::usual(&Unit::Bare, canvas.habits);
    let own = in_a_table(&fact.notation, usual.thousands);
    let marks = Notation { before: "".into(), behind: what.into(), decimals: 0, ..own };
    Some(Figure { value: rate.normalize(), currency: None, text: marks.print(whole, None) })
}

/// How late in the plan a statement is: the later, the greater. `None` where that cannot be told.
fn lateness(when: &When) -> Option<(u8, Decimal)> {
    match when {
        When::Users(users) => Some((2, users.middle()?)),
        When::Scenario(kind) => lateness_of(*kind),
        When::Unsaid => None,
    }
}

fn lateness_of(kind: ScenarioKind) -> Option<(u8, Decimal)> {
    match kind {
        ScenarioKind::Current => Some((0, Decimal::ZERO)),
        ScenarioKind::Phase(n) | ScenarioKind::Horizon(n) => Some((1, Decimal::from(n))),
        ScenarioKind::Year(n) => Some((1, kind.months().map_or(Decimal::from(n), Decimal::from))),
        ScenarioKind::Scaled => Some((3, Decimal::ZERO)),
        ScenarioKind::Population => None,
    }
}

/// The total of the latest scenario, or the only total there is.
fn monthly_cost(canvas: &Canvas) -> Option<Figure> {
    let totals: Vec<(Option<(u8, Decimal)>, &Fact)> = canvas
        .bills
        .iter()
        .filter(|bill| bill.is_total)
        .filter_map(|bill| Some((lateness(&bill.when), canvas.facts.get(bill.fact)?)))
        .collect();
    let fact = latest(&totals)?;
    money(canvas, fact, fact.quantity.nominal_in_period(Period::Month)?)
}

/// The cost of one in the latest scenario, or the only one there is.
fn unit_cost(canvas: &Canvas) -> Option<Figure> {
    let costs = canvas.unit_costs.iter().filter_map(|&at| canvas.facts.get(at));
    let costs: Vec<(Option<(u8, Decimal)>, &Fact)> = costs
        .filter(|f| !matches!(f.quantity.relation, Relation::Less | Relation::AtMost))
        .map(|f| {
            let scenario = f.scenario.and_then(|s| canvas.scenarios.get(s));
            let users = scenario.and_then(|s| Some((2, s.population?.middle()?)));
            (users.or_else(|| scenario.and_then(|s| lateness_of(s.kind))), f)
        })
        .collect();
    let fact = latest(&costs)?;
    let each = fact.quantity.each.as_ref()?;
    let mut figure = money(canvas, fact, fact.quantity.bounds().middle()?)?;
    let one = each.count == Decimal::ONE;
    // Which users they are does not fit into a table.
    let known = if each.entity.is_user() { &Entity::User } else { &each.entity };
    let what = match known {
        // With the accents that it has in the document.
        Entity::Thing(noun) => {
            let texts = [fact.written.as_str(), fact.label.as_str()];
            let mut words = texts.into_iter().flat_map(plain_words);
            words.find(|word| fold(word) == *noun).unwrap_or(noun).to_owned()
        }
        known => names::entity(known).map(|name| name.words(one, canvas.language).to_owned()).unwrap_or_default(),
    };
    if !one {
        let marks = Notation { before: "".into(), behind: " ".into(), decimals: 0, ..fact.notation.clone() };
        figure.text.push_str(&format!("/{}", marks.print(each.count, None)));
    } else if !what.is_empty() {
        figure.text.push('/');
    }
    figure.text.push_str(&what);
    figure.value = fact.quantity.base()?.middle()?.normalize();
    Some(figure)
}

/// The first statement of the latest scenario; without scenarios the only statement.
fn latest<'c>(stated: &[(Option<(u8, Decimal)>, &'c Fact)]) -> Option<&'c Fact> {
    let last = stated.iter().filter_map(|(when, _)| *when).max();
    match (last, stated) {
        (Some(last), _) => stated.iter().find(|(when, _)| *when == Some(last)).map(|(_, fact)| *fact),
        (None, [(_, only)]) => Some(only),
        (None, _) => None,
    }
}

/// How a document writes a number, where nothing else says of which size it is, and others stand above and below it.
fn in_a_table(own: &Notation, thousands: Option<char>) -> Notation {
    Notation { behind: "".into(), exponent: 0, thousands: own.thousands.or(thousands), ..own.clone() }
}

fn money(canvas: &Canvas, fact: &Fact, value: Decimal) -> Option<Figure> {
    let Unit::Money(currency) = fact.quantity.unit else { return None };
    let usual = Notation::usual(&fact.quantity.unit, canvas.habits);
    let own = &fact.notation;
    let before = if own.before.trim().is_empty() { usual.before } else { own.before.clone() };
    let marks = Notation { before, ..in_a_table(own, usual.thousands) };
    Some(Figure { value: value.normalize(), currency: Some(currency), text: marks.print(value, None) })
}
