//! How many replicas bear the peak.

use rust_decimal::Decimal;

use crate::derived::{Derived, Figure, index, is_exact, rounded, shown};
use crate::model::Canvas;
use crate::rules::fleet;
use crate::words::Text;

/// For every component that alone serves what it serves: the replicas that bear its greatest peak and leave the
/// headroom.
pub(in crate::derived) fn replicas(canvas: &Canvas) -> Vec<Derived> {
    let stated = fleet::headroom(canvas);
    let share = stated.map(|(_, share)| share);
    let Some(share) = share.or_else(|| canvas.assumptions.headroom.checked_div(Decimal::ONE_HUNDRED)) else {
        return Vec::new();
    };
    let Some(used) = Decimal::ONE.checked_sub(share).filter(|used| *used > Decimal::ZERO) else { return Vec::new() };
    let percent = |share: Decimal| share.checked_mul(Decimal::ONE_HUNDRED).map(|s| rounded(canvas, s));
    let mut found = Vec::new();
    for (fleet, peaks) in fleet::alone(canvas) {
        let exact = peaks.iter().filter(|p| is_exact(p.fact));
        let Some(peak) = exact.max_by_key(|p| p.low()).filter(|_| is_exact(fleet.each)) else { continue };
        let each = fleet.per_second.checked_mul(used);
        let Some(needed) = each.and_then(|each| peak.low().checked_div(each)) else { continue };
        let (Some(used), Some(headroom)) = (percent(used), percent(share)) else { continue };
        let (Some(peak_at), Some(each_at)) = (index(canvas, peak.fact), index(canvas, fleet.each)) else { continue };
        let value = needed.ceil();
        let message = REPLICAS.with("value", rounded(canvas, value)).with("component", &*fleet.component.name.value);
        let mut from = vec![peak_at, each_at];
        from.extend(stated.and_then(|(fact, _)| index(canvas, fact)));
        found.push(Derived {
            figure: Figure::Replicas,
            value,
            message,
            formula: format!("{} / ({} × {used}%) = {}", shown(peak.fact), shown(fleet.each), rounded(canvas, needed)),
            assuming: if stated.is_some() { Vec::new() } else { vec![HEADROOM.with("headroom", headroom)] },
            scenario: peak.fact.scenario,
            span: fleet.component.name.span,
            from,
        });
    }
    found
}

static REPLICAS: Text = Text {
    en: "replicas of {component} with headroom: {value}",
    pt: "réplicas de {component} com folga: {value}",
    es: "réplicas de {component} con margen: {value}",
};
static HEADROOM: Text =
    Text { en: "a headroom of {headroom}%", pt: "folga de {headroom}%", es: "un margen de {headroom}%" };
