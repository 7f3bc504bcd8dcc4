//! What a percentage is a percentage of, and which bare number is a factor, as far as the words beside it tell.

use crate::quantity::parse::Found;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Habits, PercentKind, Period, Quantity, Relation, TimeUnit, Unit, statistic};
use rust_decimal::Decimal;

/// How many tokens the words beside a percentage may be away.
const REACH: usize = 16;

/// Finds the kind of `found`, from token `floor` on.
pub(in crate::quantity) fn read(t: &Tokens, found: &mut Found, floor: usize) {
    if found.quantity.unit == Unit::Bare && multiplies(t, found.first) {
        becomes_factor(t, found);
    }
    if found.quantity.unit != Unit::Percent(PercentKind::Unknown) {
        return;
    }
    let negative = found.quantity.interval.low.or(found.quantity.interval.high).is_some_and(|v| v < Decimal::ZERO);
    let kind = if found.quantity.increment || negative {
        PercentKind::Growth
    } else {
        let up = (is_up(t, found) || succeeds(t, found)).then_some(PercentKind::Availability);
        up.or_else(|| behind(t, found.next))
            .or_else(|| before(t, found.first, floor))
            .unwrap_or_else(|| of(t, found.next))
    };
    found.quantity.unit = Unit::Percent(kind);
}

/// "multiplicar por 4", "multiplied by 4", "crescimento de ×3": the number behind them is a factor.
fn multiplies(t: &Tokens, first: usize) -> bool {
    /// What grows, as words begin.
    const GROWTH: &[&str] = &["cresc", "crec", "grow", "grew", "aument", "increas", "fator", "factor", "escal", "scal"];
    if is_times(t, first) {
        let mut before = t.back(first - 1, 0);
        if before.is_some_and(|b| matches!(t.word(b), "de" | "of" | "by" | "em" | "en" | "in" | "a" | "por")) {
            before = before.and_then(|b| t.back(b, 0));
        }
        return before.is_some_and(|b| GROWTH.iter().any(|stem| t.word(b).starts_with(stem)));
    }
    let by = t.back(first, 0).filter(|&by| matches!(t.word(by), "por" | "by"));
    let verb = by.and_then(|by| t.back(by, 0));
    verb.is_some_and(|verb| t.word(verb).starts_with("multipli"))
}

/// Whether a "×" is glued to the number at `first`, and to nothing before it.
fn is_times(t: &Tokens, first: usize) -> bool {
    let sign = first.wrapping_sub(1);
    let times = t.is(sign, '×') || t.word(sign) == "x";
    times && matches!(t.glued(sign), Kind::End | Kind::Sign('('))
}

/// "De 500 mil para 2 milhões (×4)": a number in brackets behind a change is its factor.
pub(in crate::quantity) fn factor_of_change(t: &Tokens, found: &mut Found, change: Option<&Found>) {
    let Some(change) = change else { return };
    let first = found.first;
    let changes = matches!(change.quantity.relation, Relation::FromTo | Relation::Range);
    if found.quantity.unit == Unit::Bare && changes && is_times(t, first) && t.is(first.wrapping_sub(2), '(') {
        becomes_factor(t, found);
    }
}

/// "21.6 min downtime a month", "43 min fora do ar por mês": the period stands behind what happens in that time.
pub(in crate::quantity) fn period_of_downtime(t: &Tokens, time: &mut Found) {
    if !is_short(&time.quantity) || time.quantity.per.is_some() || time.quantity.each.is_some() {
        return;
    }
    let Some(behind) = downtime(t, time.next) else { return };
    let mut tail = Tail::of(time.quantity.unit.clone(), behind);
    if tail.read_period(t, Habits::default()) {
        time.quantity.per = tail.per;
    }
}

/// The token behind what says that a system is down: "de indisponibilidade", "downtime", "fora do ar".
fn downtime(t: &Tokens, next: usize) -> Option<usize> {
    const DOWN: &[&str] = &[
        "downtime",
        "outage",
        "unavailability",
        "indisponibilidade",
        "indisponibilidad",
        "caida",
        "inactividad",
        "parada",
        "queda",
    ];
    let mut at = t.skip(next);
    if matches!(t.word(at), "de" | "of") {
        at = t.skip(at + 1);
    }
    let (joined, last) = (t.skip(at + 1), t.skip(t.skip(at + 1) + 1));
    match (t.word(at), t.word(joined), t.word(last)) {
        ("fora", "do", "ar") | ("fuera", "de", "servicio" | "linea") => Some(last + 1),
        (word, _, _) if DOWN.contains(&word) => Some(at + 1),
        _ => None,
    }
}

fn is_short(quantity: &Quantity) -> bool {
    matches!(quantity.unit, Unit::Duration(unit) if unit <= TimeUnit::Hour)
}

/// "99,5 %, es decir 3,6 h al mes", "21.6 min a month (99.95%)": what so little time of a month is left of is an
/// availability.
pub(in crate::quantity) fn availability_beside(t: &Tokens, found: &mut Found, last: Option<&mut Found>) {
    let Some(last) = last else { return };
    let ends = |i: usize| matches!(t.kind(i), Kind::Line | Kind::Sign(';' | '|')) || t.is(i, '.') && t.is_gap(i + 1);
    if found.first.saturating_sub(last.next) > REACH || (last.next..found.first).any(ends) {
        return;
    }
    let (time, share) = match found.quantity.unit {
        Unit::Duration(_) => (found, last),
        _ => (last, found),
    };
    let per_long = time.quantity.per.is_some_and(|per| per >= Period::Week);
    let nearly_all = |q: &Quantity| {
        q.interval.low.or(q.interval.high).is_some_and(|v| v >= Decimal::from(99) && v < Decimal::ONE_HUNDRED)
    };
    let unknown = share.quantity.unit == Unit::Percent(PercentKind::Unknown);
    if per_long && is_short(&time.quantity) && unknown && nearly_all(&share.quantity) {
        share.quantity.unit = Unit::Percent(PercentKind::Availability);
    }
}

/// A "×" glued to the number is part of what is written, as the "x" behind another.
fn becomes_factor(t: &Tokens, found: &mut Found) {
    found.quantity.unit = Unit::Factor;
    if is_times(t, found.first) {
        let sign = t.start(found.first - 1);
        found.quantity.range.start = found.quantity.range.start.min(sign);
        found.quantity.figure.start = found.quantity.figure.start.min(sign);
    }
}

/// "Up 99.95% of the time", "no ar em 99,9% do tempo", "disponible el 99,5 % del tiempo".
fn is_up(t: &Tokens, found: &Found) -> bool {
    const UP: &[&str] =
        &["up", "available", "online", "running", "ar", "linea", "disponivel", "disponible", "operacional", "servicio"];
    const SAID: &[&str] = &["em", "en", "el", "o", "por", "for", "at", "least", "pelo", "menos", "al"];
    if !statistic::is_of_time(t, found.next) {
        return false;
    }
    let mut at = found.first;
    for _ in 0..4 {
        let Some(before) = t.back(at, 0) else { return false };
        if !SAID.contains(&t.word(before)) {
            return UP.contains(&t.word(before));
        }
        at = before;
    }
    false
}

/// "99.9% of requests succeed", "99,9% das requisições sem erro", "99,5 % de peticiones exitosas": how many are answered.
fn succeeds(t: &Tokens, found: &Found) -> bool {
    const LEAST: Decimal = Decimal::from_parts(90, 0, 0, false, 0);
    const REQUESTS: &[&str] = &[
        "request",
        "requisic",
        "requisit",
        "peticion",
        "solicitud",
        "respost",
        "respuest",
        "respons",
        "call",
        "chamad",
    ];
    const SUCCESS: &[&str] = &["success", "succeed", "sucesso", "sucedid", "exito"];
    const WITHOUT: &[&str] = &["sem", "sin", "without", "no", "non"];
    const FAILING: &[&str] = &["erro", "error", "falha", "fallo", "failure"];
    let share = found.quantity.interval.low.or(found.quantity.interval.high);
    if !share.is_some_and(|share| share >= LEAST && share < Decimal::ONE_HUNDRED) {
        return false;
    }
    let begins = |i: usize, stems: &[&str]| stems.iter().any(|stem| t.word(i).starts_with(stem));
    let ends = |i: usize| !matches!(t.kind(i), Kind::Word | Kind::Space | Kind::Sign('-'));
    let end = (found.next..found.next + REACH).find(|&i| ends(i)).unwrap_or(found.next + REACH);
    // "99% of requests succeed within 300 ms" is a percentile as well.
    if t.is_number(end) || matches!(t.kind(end), Kind::Sign('<' | '≤' | '~')) {
        return false;
    }
    let clause = || found.next..end;
    let unharmed =
        |i: usize| WITHOUT.contains(&t.word(i)) && (i + 1..end.min(i + 3)).any(|behind| begins(behind, FAILING));
    clause().any(|i| begins(i, REQUESTS)) && clause().any(|i| begins(i, SUCCESS) || unharmed(i))
}

fn behind(t: &Tokens, next: usize) -> Option<PercentKind> {
    for i in next..next + REACH / 2 {
        match t.kind(i) {
            Kind::Space | Kind::Sign('(') => {}
            // "99,9% no ar", "99,9 % en línea"
            Kind::Word
                if matches!(
                    (t.word(i), t.word(t.skip(i + 1))),
                    ("no", "ar") | ("en", "linea") | ("em", "operacao") | ("en", "servicio")
                ) =>
            {
                return Some(PercentKind::Availability);
            }
            Kind::Word => {
                if let Some(kind) = kind_of(t, i) {
                    // "20% CPU reduction"
                    let next = kind_of(t, t.skip(i + 1)).filter(|next| *next == PercentKind::Discount);
                    return Some(next.unwrap_or(kind));
                }
                if matches!(
                    t.word(i),
                    "e" | "y" | "and" | "para" | "for" | "por" | "vs" | "em" | "in" | "en" | "with" | "com"
                ) {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

fn before(t: &Tokens, first: usize, floor: usize) -> Option<PercentKind> {
    for i in (floor.max(first.saturating_sub(REACH))..first).rev() {
        match t.kind(i) {
            Kind::Line | Kind::Sign('|' | ';' | ',') => return None,
            Kind::Sign('.') if t.is_gap(i + 1) => return None,
            Kind::Word => {
                if let Some(kind) = kind_of(t, i) {
                    return Some(kind);
                }
            }
            _ => {}
        }
    }
    None
}

/// "40% do tráfego" is a share.
fn of(t: &Tokens, next: usize) -> PercentKind {
    match t.word(t.skip(next)) {
        "do" | "da" | "dos" | "das" | "of" | "del" => PercentKind::Share,
        "de" if matches!(t.word(t.skip(t.skip(next) + 1)), "los" | "las" | "la") => PercentKind::Share,
        _ => PercentKind::Unknown,
    }
}

fn kind_of(t: &Tokens, i: usize) -> Option<PercentKind> {
    // "Error budget", "orçamento de erros": a share of what may fail.
    let (next, last) = (t.word(t.skip(i + 1)), t.back(i, 0));
    let of = last.filter(|&of| matches!(t.word(of), "de" | "of")).and_then(|of| t.back(of, 0));
    let budget = of.is_some_and(|of| matches!(t.word(of), "orcamento" | "presupuesto"));
    if next == "budget" || budget {
        return Some(PercentKind::Share);
    }
    Some(match t.word(i) {
        "disponibilidade" | "availability" | "disponibilidad" | "uptime" | "sla" | "slo" | "available"
        | "disponivel" | "disponible" => PercentKind::Availability,
        "erro" | "erros" | "error" | "errors" | "errores" | "falha" | "falhas" | "failure" | "failures" | "fallo"
        | "fallos" | "fallas" => PercentKind::ErrorRate,
        "margem" | "margin" | "margen" => PercentKind::Share,
        "hit" | "hits" | "acerto" | "acertos" | "aciertos" => PercentKind::HitRate,
        "cpu" | "cpus" | "memoria" | "memory" | "ram" | "disco" | "disk" | "uso" | "usage" | "utilizacao"
        | "utilization" | "utilizacion" | "ocupacao" | "ocupacion" | "mem" | "pool" => PercentKind::Utilisation,
        "crescimento" | "growth" | "crecimiento" | "aumento" | "increase" | "cresce" | "crescer" | "grow"
        | "crecer" | "mom" | "yoy" | "incremento" => PercentKind::Growth,
        "desconto" | "discount" | "descuento" | "economia" | "savings" | "ahorro" | "saving" | "reducao"
        | "reduction" | "reduccion" | "cheaper" | "off" | "reduzir" | "reduce" | "reducir" | "discounts" => {
            PercentKind::Discount
        }
        _ => return None,
    })
}

/// What the words of a label say that a percentage beside it is of.
pub(in crate::quantity) fn of_label(t: &Tokens) -> Option<PercentKind> {
    let found: Vec<PercentKind> = (0..t.len()).filter_map(|i| kind_of(t, i)).collect();
    let ratio = (0..t.len()).any(|i| {
        [
            "uso",
            "usage",
            "utilizacao",
            "utilization",
            "utilizacion",
            "taxa",
            "tasa",
            "rate",
            "ratio",
            "uptime",
            "disponibilidade",
            "availability",
            "disponibilidad",
            "sla",
            "crescimento",
            "growth",
            "crecimiento",
            "desconto",
            "discount",
            "descuento",
            "percent",
            "pct",
            "util",
            "ocupacao",
        ]
        .contains(&t.word(i))
    });
    let hit = found.contains(&PercentKind::HitRate);
    // "Uso no projeto" is no percentage, "uso de CPU" is.
    let measured = (0..t.len()).any(|i| {
        let word = t.word(i);
        word.starts_with("util")
            || ["cpu", "memory", "memoria", "ram", "disk", "disco", "pool", "storage"].contains(&word)
    });
    let first = found.first().copied().filter(|kind| ratio && (measured || *kind != PercentKind::Utilisation));
    // "Target success rate" is no error rate, under whatever heading.
    let succeeds = (0..t.len()).any(|i| matches!(t.word(i), "sucesso" | "success" | "exito"));
    let succeeded = Some(PercentKind::Share).filter(|_| ratio && succeeds && first.is_none());
    if hit && ratio { Some(PercentKind::HitRate) } else { first.or(succeeded) }
}
