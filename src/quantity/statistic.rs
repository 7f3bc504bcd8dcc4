//! Which figure of a distribution a quantity is: p95, mean, peak, said before or behind it.

use crate::quantity::lexicon::{self, Measure};
use crate::quantity::parse::Found;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{PercentKind, Relation, Statistic, TimeUnit, Unit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How many tokens back a statistic may stand.
const REACH: usize = 32;

/// Finds the statistic of `found`, from token `floor` on.
pub(in crate::quantity) fn read(t: &Tokens, found: &mut Found, floor: usize) {
    if found.quantity.statistic.is_some() {
        return;
    }
    if let Some((statistic, k6)) = before(t, found.first, floor) {
        found.quantity.statistic = Some(statistic);
        if k6 && found.quantity.unit == Unit::Bare {
            // k6 writes thresholds in milliseconds.
            found.quantity.unit = Unit::Duration(TimeUnit::Millisecond);
        }
        return;
    }
    if let Some((statistic, next)) = behind(t, found.next) {
        found.quantity.statistic = Some(statistic);
        found.next = next;
    }
}

fn before(t: &Tokens, first: usize, floor: usize) -> Option<(Statistic, bool)> {
    let mut words = 0;
    let mut soft = true;
    for i in (floor.max(first.saturating_sub(REACH))..first).rev() {
        match t.kind(i) {
            Kind::Line | Kind::Sign('|' | ';' | '!' | '?') => return None,
            // "mín. 8" and "máx. 20" end no sentence.
            Kind::Sign('.') if t.is_gap(i + 1) && !is_short(t, i) => return None,
            Kind::Sign(',' | ')') => soft = soft && t.is(i, ')') && words == 0,
            Kind::Word => {
                if let Some(found) = percentile_at(t, i) {
                    return Some((found, t.is(i + 1, '(')));
                }
                if soft
                    && words <= 12
                    && let Some(found) = named(t, i)
                {
                    return Some((found, false));
                }
                if soft && matches!(t.word(i), "e" | "y" | "and" | "com" | "con" | "with") {
                    soft = false;
                }
                words += 1;
            }
            _ => {}
        }
    }
    None
}

/// Whether the full stop at `i` belongs to "mín." or "máx.", rather than to "30 min."
fn is_short(t: &Tokens, i: usize) -> bool {
    let word = i.wrapping_sub(1);
    matches!(t.word(word), "min" | "max") && named(t, word).is_some()
}

fn behind(t: &Tokens, next: usize) -> Option<(Statistic, usize)> {
    let mut at = t.skip(next);
    if at == next && !t.is(at, '(') {
        return None;
    }
    if t.is(at, '(') {
        at += 1;
    }
    for _ in 0..4 {
        if matches!(
            t.word(at),
            "no" | "em"
                | "en"
                | "at"
                | "in"
                | "on"
                | "de"
                | "na"
                | "of"
                | "el"
                | "la"
                | "o"
                | "the"
                | "como"
                | "hora"
                | "horario"
        ) && t.kind(at + 1) == Kind::Space
        {
            at += 2;
        }
    }
    if let Some(found) = percentile_at(t, at) {
        let end = if t.is_number(at + 1) { at + 2 } else { at + 1 };
        // "50 ms p95: 200 ms": that one belongs to the next number.
        let next = t.is(end, ':') || t.is(end, '=') || t.is_number(t.skip(end)) || limits_next(t, end);
        return (!next).then_some((found, end));
    }
    let found = named(t, at)?;
    let of = t.skip(at + 1);
    if matches!(t.word(of), "de" | "of") && t.is_number(t.skip(of + 1)) {
        // "1.000.000 req/dia (média de 12 req/s)": that one belongs to the next number.
        return None;
    }
    if t.raw(at) == "Max" || t.raw(at) == "MAX" {
        // The name of a plan: "400 Max (R$ 49,90)".
        return None;
    }
    let mut after = t.skip(at + 1);
    if t.is(after, '.') && is_short(t, after) {
        after = t.skip(after + 1);
    }
    if found == Statistic::Peak && t.is_word(after) && !lexicon::is_small_word(t.word(after)) {
        // "4-hour peak window": the peak of something else.
        return None;
    }
    (!t.is(after, ':') && !t.is_number(after)).then_some((found, at + 1))
}

/// "5 s (p99 < 9 s)", "200 ms (p99 até 600 ms)": whether a percentile that ends before `end` has a time of its own.
fn limits_next(t: &Tokens, end: usize) -> bool {
    const BOUNDS: &[&str] = &[
        "ate", "hasta", "under", "below", "abaixo", "debajo", "menor", "menos", "less", "within", "de", "del", "do",
        "of", "a", "que", "than", "em", "en", "por", "to", "up", "no", "maximo", "at", "most",
    ];
    let mut at = t.skip(end);
    let first = at;
    while matches!(t.kind(at), Kind::Sign('<' | '>' | '≤' | '≥' | '=' | '≈' | '~') | Kind::Space)
        || BOUNDS.contains(&t.word(at))
    {
        at += 1;
    }
    let unit = t.skip(at + 1);
    let short =
        matches!(lexicon::measure(t.raw(unit), t.word(unit)), Some(Measure::Time(unit)) if unit < TimeUnit::Minute);
    at > first && t.is_number(at) && short
}

/// The percentile whose word stands at `i`: `p95`, `P99.9`, `p(95)`, "percentil 95", "mediana".
pub(in crate::quantity) fn percentile_at(t: &Tokens, i: usize) -> Option<Statistic> {
    match t.word(i) {
        // "720p30" is how sharp and how fast a picture is.
        "p" if t.is_number(i + 1) && t.glued(i) != Kind::Number => rank(t.raw(i + 1)),
        "p" | "percentil" | "percentile" | "quantile" if t.is(i + 1, '(') => rank(t.raw(i + 2)),
        "percentil" | "percentile" => {
            if t.is_number(t.skip(i + 1)) {
                return rank(t.raw(t.skip(i + 1)));
            }
            // "95th percentile"
            let ordinal = t.back(i, 0)?;
            let number = ordinal.checked_sub(1)?;
            (t.is_word(ordinal) && t.is_number(number)).then(|| rank(t.raw(number))).flatten()
        }
        "mediana" | "median" => (!is_size(t, i)).then_some(Statistic::Percentile(500)),
        _ => None,
    }
}

/// "Mediana empresa", "Escala média", "médio porte": whether the word at `i` says how large something is.
pub(in crate::quantity) fn is_size(t: &Tokens, i: usize) -> bool {
    const SIZED: &[&str] = &[
        "porte",
        "escala",
        "empresa",
        "empresas",
        "organizacao",
        "organizacion",
        "compania",
        "negocio",
        "loja",
        "tienda",
        "cidade",
        "ciudad",
        "escola",
        "escuela",
        "clinica",
        "equipe",
        "equipo",
        "plano",
        "plan",
    ];
    let beside = [Some(t.skip(i + 1)), t.back(i, 0)];
    beside.into_iter().flatten().any(|at| SIZED.contains(&t.word(at)))
}

/// `95` and `0.95` as tenths of a percent.
fn rank(digits: &str) -> Option<Statistic> {
    // "P1" is how urgent something is.
    if digits.len() < 2 {
        return None;
    }
    let value: Decimal = digits.replace(',', ".").parse().ok()?;
    let thousandths = if value < Decimal::ONE { Decimal::ONE_THOUSAND } else { Decimal::TEN };
    let tenths = if value == Decimal::from(999) { Decimal::from(999) } else { value.checked_mul(thousandths)? };
    let tenths = tenths.to_u16()?;
    (1..1000).contains(&tenths).then_some(Statistic::Percentile(tenths))
}

/// Whether the word at `i` says that a number is a peak: not "peak hours", "off-peak", "fora de pico".
pub(in crate::quantity) fn is_peak(t: &Tokens, i: usize) -> bool {
    let hours = matches!(t.word(t.skip(i + 1)), "hour" | "hours" | "season");
    let mut before = t.back(i, 0);
    while let Some(at) = before.filter(|&at| t.is(at, '-') || matches!(t.word(at), "de" | "do")) {
        before = t.back(at, 0);
    }
    let off = before.is_some_and(|at| matches!(t.word(at), "off" | "fora" | "fuera" | "temporada"));
    // "70% do pico", "80% of peak": a part of it.
    let share = before.map(|at| if t.word(at) == "of" { t.back(at, 0).unwrap_or(at) } else { at });
    !hours && !off && !share.is_some_and(|at| t.is(at, '%'))
}

/// "3x the average", "3 vezes a média": a mean that something is a multiple of.
pub(in crate::quantity) fn is_multiplied(t: &Tokens, i: usize) -> bool {
    const ARTICLES: &[&str] = &["the", "a", "o", "la", "el", "of", "da", "do"];
    let before = |at: usize| t.back(at, 0);
    let times = before(i).map(|at| if ARTICLES.contains(&t.word(at)) { before(at).unwrap_or(at) } else { at });
    times.is_some_and(|at| {
        let sign = t.is(at, '×') || matches!(t.word(at), "x" | "times" | "vezes" | "veces");
        sign && before(at).is_some_and(|number| t.is_number(number))
    })
}

/// "(probabilidad media, impacto alto)", "(média/alto)": how likely or grave something is.
pub(in crate::quantity) fn is_level(t: &Tokens, i: usize) -> bool {
    const RATED: &[&str] = &[
        "probabilidade",
        "probabilidad",
        "prob",
        "p",
        "impacto",
        "i",
        "risco",
        "riesgo",
        "severidade",
        "severidad",
        "gravidade",
        "gravedad",
        "prioridade",
        "prioridad",
        "criticidade",
        "criticidad",
    ];
    const LEVELS: &[&str] = &["alta", "alto", "baixa", "baixo", "baja", "bajo", "media", "medio"];
    let skip = |at: usize| t.back(at, 0).filter(|&b| matches!(t.kind(b), Kind::Sign('.' | ':'))).unwrap_or(at);
    let rated = t.back(skip(i), 0).is_some_and(|before| RATED.contains(&t.word(before)));
    let joins = |at: usize| matches!(t.kind(at), Kind::Sign(',' | '/'));
    let opens = t.is(i.wrapping_sub(1), '(') && joins(i + 1) && LEVELS.contains(&t.word(t.skip(i + 2)));
    let closes = t.is(i + 1, ')')
        && t.back(i, 0)
            .filter(|&sign| joins(sign))
            .and_then(|sign| t.back(sign, 0))
            .is_some_and(|b| LEVELS.contains(&t.word(b)));
    rated || opens || closes
}

pub(in crate::quantity) fn named(t: &Tokens, i: usize) -> Option<Statistic> {
    // "Min/max 4/20" names both ends.
    let end = |at: usize, name: &str| t.word(at).starts_with(name);
    if t.is(i + 1, '/') && end(i, "min") && end(i + 2, "max")
        || t.is(i.wrapping_sub(1), '/') && end(i, "max") && end(i.wrapping_sub(2), "min")
    {
        return None;
    }
    Some(match t.word(i) {
        "medio" | "media" | "average" | "avg" | "mean" | "promedio" => {
            // "médio prazo", "media queries"
            let next = t.word(t.skip(i + 1));
            if matches!(next, "prazo" | "plazo" | "queries") || is_size(t, i) || is_level(t, i) {
                return None;
            }
            Statistic::Mean
        }
        "punta" if t.back(i, 0).is_some_and(|before| t.word(before) == "en") => Statistic::Peak,
        "pico" | "picos" | "peak" | "peaks" => is_peak(t, i).then_some(Statistic::Peak)?,
        "maximo" | "maxima" | "max" | "maximum" => Statistic::Maximum,
        "minimo" | "minima" | "minimum" => Statistic::Minimum,
        "min"
            if !t.is_number(i.wrapping_sub(1)) && !t.is_number(i.wrapping_sub(2)) && !t.is(i.wrapping_sub(1), '/') =>
        {
            Statistic::Minimum
        }
        "total" | "totais" | "totales" => Statistic::Total,
        _ => return None,
    })
}

/// "95% das respostas ≤ 3 s" and "< 200 ms para 95% das requisições": the percentage is a percentile of the time.
pub(in crate::quantity) fn percent_of_requests(t: &Tokens, found: &mut Vec<Found>) {
    let mut i = 0;
    while i + 1 < found.len() {
        let (first, second) = (&found[i], &found[i + 1]);
        let near = second.first.saturating_sub(first.next) <= 16
            && (first.next..second.first).all(|n| !matches!(t.kind(n), Kind::Line | Kind::Sign('|' | ';' | '.')));
        // "No ar 99,95% do tempo (21,6 min por mês)": how long something is up, and down.
        let up = [first, second].into_iter().any(|found| is_up(t, found));
        let within = !up && (is_share(t, first) && is_limit(second) || is_share_within(t, first, second));
        let pair = if near && within {
            Some((i, i + 1))
        } else if near && !up && is_limit(first) && is_share(t, second) && is_for(t, first.next, second.first) {
            Some((i + 1, i))
        } else {
            None
        };
        if let Some((share, time)) = pair {
            let rank = found[share].quantity.interval.low.or(found[share].quantity.interval.high);
            if let Some(tenths) = rank.and_then(|r| r.checked_mul(Decimal::TEN)).and_then(|r| r.to_u16()) {
                if found[time].quantity.statistic.is_none_or(|s| !matches!(s, Statistic::Percentile(_))) {
                    found[time].quantity.statistic = Some(Statistic::Percentile(tenths));
                }
                found.remove(share);
            }
        }
        i += 1;
    }
}

/// Whether a share is of the time in which something is up: said so, or of "the time" in a document that goes on with minutes.
fn is_up(t: &Tokens, found: &Found) -> bool {
    found.quantity.unit == Unit::Percent(PercentKind::Availability) && is_of_time(t, found.next)
}

/// "of the time", "do tempo", "del tiempo" at token `next`.
pub(in crate::quantity) fn is_of_time(t: &Tokens, next: usize) -> bool {
    let mut at = t.skip(next);
    for _ in 0..3 {
        match t.word(at) {
            "of" | "the" | "do" | "del" | "de" | "o" | "el" => at = t.skip(at + 1),
            word => return matches!(word, "time" | "tempo" | "tiempo"),
        }
    }
    matches!(t.word(at), "time" | "tempo" | "tiempo")
}

fn is_limit(found: &Found) -> bool {
    matches!(found.quantity.unit, Unit::Duration(unit) if unit <= TimeUnit::Minute)
        && matches!(found.quantity.relation, Relation::Less | Relation::AtMost | Relation::Equal)
}

/// "95% em até 200 ms", "99% under 2 s": a share that is followed by its limit at once, whatever it is of.
fn is_share_within(t: &Tokens, share: &Found, limit: &Found) -> bool {
    let (of, within) = (&share.quantity, &limit.quantity);
    let high = of.interval.value().is_some_and(|v| v >= Decimal::from(90) && v < Decimal::ONE_HUNDRED);
    let unnamed = of.unit == Unit::Percent(PercentKind::Unknown) && of.relation == Relation::Equal && !of.increment;
    let short = matches!(within.unit, Unit::Duration(unit) if unit < TimeUnit::Minute);
    let joined = (share.next..limit.first).all(|i| t.kind(i) == Kind::Space || matches!(t.word(i), "em" | "en" | "in"));
    high && unnamed && short && joined && matches!(within.relation, Relation::Less | Relation::AtMost)
}

/// "95% das requisições", "99% of all responses".
fn is_share(t: &Tokens, found: &Found) -> bool {
    let in_range = found
        .quantity
        .interval
        .low
        .or(found.quantity.interval.high)
        .is_some_and(|v| v >= Decimal::from(50) && v < Decimal::ONE_HUNDRED);
    if !matches!(found.quantity.unit, Unit::Percent(_)) || !in_range || found.quantity.increment {
        return false;
    }
    let mut at = t.skip(found.next);
    for _ in 0..5 {
        match t.word(at) {
            "de" | "das" | "dos" | "do" | "da" | "of" | "all" | "the" | "las" | "los" | "todas" | "todos" | "api"
            | "http" => {
                at = t.skip(at + 1);
            }
            word => {
                return at > found.next + 1
                    && [
                        "requisicoes",
                        "respostas",
                        "chamadas",
                        "casos",
                        "consultas",
                        "operacoes",
                        "requests",
                        "responses",
                        "calls",
                        "cases",
                        "queries",
                        "operations",
                        "peticiones",
                        "respuestas",
                        "llamadas",
                        "solicitudes",
                        "operaciones",
                        "mensagens",
                        "messages",
                        "mensajes",
                        "tempo",
                        "time",
                        "transacoes",
                        "transactions",
                        "transacciones",
                        "pedidos",
                        "orders",
                        "usuarios",
                        "users",
                        "previsoes",
                        "reqs",
                    ]
                    .contains(&word);
            }
        }
    }
    false
}

/// "para", "for", "in" between a time and its share of requests.
fn is_for(t: &Tokens, from: usize, to: usize) -> bool {
    to.saturating_sub(from) <= 5 && (from..to).any(|i| matches!(t.word(i), "para" | "for" | "in" | "em" | "en" | "on"))
}
