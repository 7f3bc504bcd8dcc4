//! Taking over what stands around a number: unit, period, statistic, and the thousands it is in.

use rust_decimal::Decimal;

use crate::extract::vocabulary::{costs, fold, has, words};
use crate::extract::{Entry, Kind, Measure};
use crate::quantity::parse::{self, Implied};
use crate::quantity::{Habits, Notation, PercentKind, TimeUnit, Unit};
use crate::source::Span;
use crate::syntax::Inline;

pub(in crate::extract::context) fn inherit(measure: &mut Measure, sources: &[(Implied, Span)]) {
    let mut fraction = false;
    for (implied, span) in sources {
        let before = &measure.quantity;
        // A word that suggests a percentage ("uso") takes nothing away from a number with another unit: "uso no pico:
        // 40 req/s" still is the peak.
        let suggested = matches!(implied.unit, Some(Unit::Percent(_))) && !implied.written_out;
        let other = !matches!(before.unit, Unit::Bare | Unit::Percent(_));
        // `monthly: 700` under `workers` is what they cost, or do, not how many there are.
        let machines = matches!(&implied.unit, Some(Unit::Count(entity)) if entity.is_machine());
        let paid = machines && before.unit == Unit::Bare && measure.per_from.is_some();
        let after = if suggested && other || paid || fraction {
            before.under(&Implied { unit: None, ..implied.clone() })
        } else {
            before.under(implied)
        };
        let new = |changed: bool, from: &mut Option<Span>| {
            if changed && from.is_none() {
                *from = Some(*span);
            }
        };
        // `minimum_utilization: 0.5` under "costs" is no money.
        fraction |= suggested && after.unit == Unit::Bare && after.ambiguous && !before.ambiguous;
        new(before.unit != after.unit, &mut measure.unit_from);
        new(before.per != after.per, &mut measure.per_from);
        new(before.statistic != after.statistic, &mut measure.statistic_from);
        measure.quantity = after;
    }
}

/// Money under "Mês" and "Ano", or behind them, is per month and per year.
pub(in crate::extract::context) fn per_column(measure: &mut Measure, entry: &Entry) {
    let own = entry.label.as_ref().filter(|_| !matches!(entry.kind, Kind::Cell | Kind::Key));
    let Some(name) = entry.column.as_ref().or(own) else { return };
    let money = matches!(measure.quantity.unit, Unit::Money(_));
    if money && measure.quantity.per.is_none() && measure.quantity.each.is_none() {
        let plain = name.plain.split('(').next().unwrap_or("");
        measure.quantity.per = costs::period_column(&fold(plain.trim()));
        measure.per_from = measure.quantity.per.map(|_| name.span);
    }
}

/// "p95 do checkout | > 1,2 s | 5 min": under "Janela", as behind `window:`, stands for how long, which is no percentile
/// of anything.
pub(in crate::extract::context) fn of_window(measure: &mut Measure, entry: &Entry) {
    let key = entry.label.as_ref().filter(|_| entry.kind == Kind::Key);
    let (Unit::Duration(unit), Some(name)) = (&measure.quantity.unit, entry.column.as_ref().or(key)) else { return };
    if measure.statistic_from.is_none() || measure.statistic_from == Some(name.span) {
        return;
    }
    let may_be = || has(&name.plain, words::HOW_LONG);
    if words::names_a_window(&name.plain) || *unit >= TimeUnit::Minute && may_be() {
        measure.quantity.statistic = None;
        measure.statistic_from = None;
    }
}

/// "Error ratio: < 0.1% of requests": what is behind says of how many, the label what share of them.
pub(in crate::extract::context) fn of_ratio(measure: &mut Measure, entry: &Entry, sources: &[(Implied, Span)]) {
    let label = entry.label.as_ref().filter(|_| entry.kind != Kind::Cell).map(|label| label.span);
    let said = sources.iter().find(|(_, span)| Some(*span) == label).and_then(|(implied, _)| implied.unit.as_ref());
    let low = measure.quantity.bounds().low.is_none_or(|low| low < Decimal::from(50));
    if let (Unit::Percent(PercentKind::Share), Some(Unit::Percent(PercentKind::ErrorRate)), true) =
        (&measure.quantity.unit, said, low)
    {
        measure.quantity.unit = Unit::Percent(PercentKind::ErrorRate);
    }
}

/// Decides again about the only mark of a number whose unit is known by now.
pub(in crate::extract::context) fn settle(measure: &mut Measure, text: &Inline, habits: Habits) {
    let quantity = &mut measure.quantity;
    let before = quantity.interval;
    parse::settle(quantity, text.plain.get(quantity.figure.clone()).unwrap_or(""), habits);
    if quantity.interval != before {
        measure.notation = Notation::of(quantity, &text.plain, habits);
    }
}

/// The power of ten that the nearest of `sources` which says something of the unit gives to a bare number: a whole
/// column in thousands. What has a "k" or "mil" of its own, and what counts something else, is left alone.
pub(in crate::extract::context) fn scale(
    measure: &Measure,
    figure: &str,
    column: Option<Span>,
    sources: &[(Implied, Span)],
) -> Option<u32> {
    if figure.contains(char::is_alphabetic) {
        return None;
    }
    let quantity = &measure.quantity;
    let money = matches!(quantity.unit, Unit::Money(_));
    // "R$/mês" over a column under "Custos (R$ mil)" takes nothing back; "(R$)" in the name of a row does.
    let speaks = |(implied, span): &&(Implied, Span)| match &implied.unit {
        Some(Unit::Money(_)) => money && (implied.scale.is_some() || implied.written_out && column != Some(*span)),
        Some(Unit::Count(_)) => !money && implied.unit.as_ref() == Some(&quantity.unit),
        _ => implied.scale.is_some() && (money || quantity.unit == Unit::Bare),
    };
    let (said, _) = sources.iter().find(speaks)?;
    // "Custo por usuário" under "R$ mil" is none of those thousands.
    said.scale.filter(|_| quantity.each == said.each)
}

/// The power of ten that the header or a title in thousands gives to an amount in a cell that carries its sign once more,
/// "R$ 120" under "Custo (R$ mil)", and who says so.
pub(in crate::extract::context) fn scale_of_signed(
    measure: &Measure,
    figure: &str,
    entry: &Entry,
    sources: &[(Implied, Span)],
) -> Option<(u32, Span)> {
    let quantity = &measure.quantity;
    let whole = entry.text.plain.trim().len() == quantity.figure.len();
    let multiplied = figure.trim_end().ends_with(char::is_alphabetic);
    if entry.kind != Kind::Cell || !whole || multiplied || !matches!(quantity.unit, Unit::Money(_)) {
        return None;
    }
    let (said, from) = sources.iter().find(|(implied, _)| implied.unit.is_some())?;
    let scale = said.scale.filter(|_| said.unit.as_ref() == Some(&quantity.unit) && quantity.each == said.each)?;
    Some((scale, *from))
}

pub(in crate::extract::context) fn multiply(measure: &mut Measure, exponent: u32, habits: Habits) {
    let quantity = &mut measure.quantity;
    let Some(factor) = 10_i64.checked_pow(exponent).map(Decimal::from) else { return };
    if let (Some(interval), Some(step)) = (quantity.interval.scale(factor), quantity.step.checked_mul(factor)) {
        quantity.interval = interval;
        quantity.step = step;
        measure.notation = measure.notation.clone().scaled(exponent, habits.language);
    }
}
