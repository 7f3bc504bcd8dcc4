//! How long a promise of availability may be broken.

use rust_decimal::Decimal;

use crate::derived::{Derived, Figure, rounded};
use crate::model::{Canvas, Metric, Role};
use crate::quantity::{Notation, Period, TimeUnit};
use crate::words::Text;

/// The error budget of every promise of availability, each once.
pub(in crate::derived) fn budgets(canvas: &Canvas) -> Vec<Derived> {
    let promises = canvas.targets.iter().filter(|t| t.role == Role::Objective && t.metric == Metric::Availability);
    let mut found: Vec<Derived> = Vec::new();
    for promise in promises {
        let Some(fact) = canvas.facts.get(promise.fact) else { continue };
        // Of a year or a week another budget follows.
        if fact.quantity.per.is_some_and(|per| per != Period::Month) {
            continue;
        }
        let days = canvas.assumptions.days_per_month;
        let day = TimeUnit::Day.seconds().checked_div(TimeUnit::Minute.seconds());
        let share = Decimal::ONE.checked_sub(promise.limit);
        let minutes = share.zip(day).and_then(|(share, day)| share.checked_mul(days)?.checked_mul(day));
        let (Some(value), Some(day)) = (minutes, day) else { continue };
        if found.iter().any(|other| other.value == value) {
            continue;
        }
        let Some(promised) = promise.limit.checked_mul(Decimal::ONE_HUNDRED) else { continue };
        let marks = Notation::usual(&fact.quantity.unit, canvas.habits);
        let promised = marks.print(promised, Some(promised.normalize().scale()));
        let (days, day) = (rounded(canvas, days), rounded(canvas, day));
        found.push(Derived {
            figure: Figure::ErrorBudget,
            value,
            message: BUDGET.with("value", rounded(canvas, value)),
            formula: format!("(100% - {promised}) × {days} × {day} min"),
            assuming: vec![MONTH.with("days", days)],
            scenario: fact.scenario,
            span: fact.span,
            from: vec![promise.fact],
        });
    }
    found
}

static BUDGET: Text = Text {
    en: "error budget: {value} min/month",
    pt: "orçamento de erro: {value} min/mês",
    es: "presupuesto de error: {value} min/mes",
};
static MONTH: Text = Text { en: "a month of {days} days", pt: "mês de {days} dias", es: "un mes de {days} días" };
