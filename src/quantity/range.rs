//! Two numbers that are one range: `3-10`, `$300-500/mes`, "de 50 a 500", `20 GB → 30 GB`.

use crate::quantity::bounds::{Bounds, Opening};
use crate::quantity::figure::Figure;
use crate::quantity::lexicon::{self, Measure};
use crate::quantity::number::Value;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Habits, Relation, Unit};
use rust_decimal::Decimal;

/// The second half of a range, and what is known once both are read.
#[derive(Clone, Debug)]
pub(in crate::quantity) struct Span {
    pub high: Figure,
    pub low_value: Value,
    pub high_value: Value,
    /// The unit of both.
    pub tail: Tail,
    pub relation: Relation,
    /// A "~" before the second number.
    pub approximate: bool,
    /// Whether "de", "from" or "entre" belong to it.
    pub opened: bool,
}

/// How two numbers are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// A hyphen or dash without spaces, `~`, `..`.
    Tight,
    /// A dash with spaces.
    Loose,
    /// "a", "to", "até", "hasta"; "e" and "and" behind "entre".
    Word,
    /// `→`, `->`, "para" behind "de".
    Arrow,
}

/// How many times as much is no longer the same amount, grown.
const MANY: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// The range that starts with `low`, if it is one.
pub(in crate::quantity) fn read(
    t: &Tokens,
    low: &Figure,
    tail: &Tail,
    bounds: &Bounds,
    habits: Habits,
    dead: &[bool],
) -> Option<Span> {
    let mut places = vec![low.next];
    if tail.next != low.next {
        places.push(tail.next);
        // "de 2 investidores piloto para 50": a word of the noun phrase that was not understood.
        if bounds.opening != Opening::None && t.is_word(t.skip(tail.next)) {
            places.push(t.skip(tail.next) + 1);
        }
    }
    for place in places {
        let unit = (place >= tail.next && tail.next != low.next).then_some(tail);
        let both = || ends_named(t, low.first).then(|| slash(t, place)).flatten().map(|at| (Link::Tight, at));
        let Some((mut link, at)) = link(t, place, bounds.opening).or_else(both) else { continue };
        if link == Link::Word && bounds.opening == Opening::De && changes(t, bounds.first) {
            link = Link::Arrow;
        }
        if place > tail.next && link != Link::Arrow {
            continue;
        }
        let at = last_step(t, low.first, at).filter(|_| link == Link::Tight).unwrap_or(at);
        if let Some(span) = join(t, low, unit, bounds, link, at, habits, dead) {
            return Some(span);
        }
    }
    None
}

/// The last of the steps of a load, which begin at `first` and go on at `second`: "10-20-40-80 req/s". Only what is counted
/// says that they are no date and no number of a telephone.
fn last_step(t: &Tokens, first: usize, second: usize) -> Option<usize> {
    let number = |i: usize| t.raw(i).parse::<u32>().ok().filter(|_| !t.raw(i).starts_with('0'));
    let mut at = second;
    let mut before = number(first)?;
    loop {
        let value = number(at).filter(|value| *value > before)?;
        before = value;
        if !(t.is(at + 1, '-') && t.is_number(at + 2)) {
            break;
        }
        at += 2;
    }
    let unit = t.skip(at + 1);
    let counts = matches!(lexicon::measure(t.raw(unit), t.word(unit)), Some(Measure::Rate(..)))
        || lexicon::entity(&lexicon::singular(t.word(unit))).is_some();
    (at > second && unit > at + 1 && counts).then_some(at)
}

/// Whether "min/max" stands before the number at `first`: "min/max 4/20 pods", "réplicas (mín/máx): 3/12".
fn ends_named(t: &Tokens, first: usize) -> bool {
    let mut at = t.back(first, 0);
    while let Some(sign) = at.filter(|&at| matches!(t.kind(at), Kind::Sign(':' | '=' | ')' | '.'))) {
        at = t.back(sign, 0);
    }
    let most = at.filter(|&at| t.word(at).starts_with("max"));
    let slash = most.and_then(|most| t.back(most, 0)).filter(|&slash| t.is(slash, '/'));
    slash.and_then(|slash| t.back(slash, 0)).is_some_and(|least| t.word(least).starts_with("min"))
}

/// The number behind a slash.
fn slash(t: &Tokens, place: usize) -> Option<usize> {
    let next = t.skip(t.skip(place) + 1);
    (t.is(t.skip(place), '/') && t.is_number(next)).then_some(next)
}

/// "Pasar de 90.000 a 150.000", "crescer de 2 a 5": whether the verb before "de" says that something becomes another.
fn changes(t: &Tokens, first: usize) -> bool {
    const VERBS: &[&str] = &[
        "pasar",
        "pasa",
        "pasamos",
        "pasando",
        "pasara",
        "pasaremos",
        "passar",
        "passa",
        "passamos",
        "passando",
        "passara",
        "crecer",
        "crece",
        "creciendo",
        "crecera",
        "crecimiento",
        "crescer",
        "cresce",
        "crescendo",
        "crescera",
        "crescimento",
    ];
    let opening = t.back(first, 0);
    let verb = opening.and_then(|opening| t.back(opening, 0));
    verb.is_some_and(|verb| VERBS.contains(&t.word(verb)))
}

/// What joins the number before `place` to the next one, and the token of that one.
fn link(t: &Tokens, place: usize, opening: Opening) -> Option<(Link, usize)> {
    let at = t.skip(place);
    let spaced = at > place;
    let found = match t.kind(at) {
        Kind::Sign('-') if t.is(at + 1, '>') => (Link::Arrow, t.skip(at + 2)),
        Kind::Sign('→' | '⟶' | '➔' | '➜') => (Link::Arrow, t.skip(at + 1)),
        Kind::Sign('-' | '–' | '—' | '‑' | '~' | '−' | '～') => {
            let next = t.skip(at + 1);
            match (spaced, next > at + 1) {
                (false, false) => (Link::Tight, next),
                (true, true) if !t.is(at, '~') && !t.is(at, '—') => (Link::Loose, next),
                _ => return None,
            }
        }
        Kind::Sign('.') if !spaced && t.is(at + 1, '.') => {
            let next = if t.is(at + 2, '.') { at + 3 } else { at + 2 };
            (Link::Tight, next)
        }
        Kind::Word if spaced && t.kind(at + 1) == Kind::Space => {
            let next = at + 2;
            match t.word(at) {
                "a" | "to" | "ate" | "hasta" | "until" if opening == Opening::From => (Link::Arrow, next),
                "a" if t.raw(at) == "a" => (Link::Word, next),
                "to" | "ate" | "hasta" => (Link::Word, next),
                "e" | "y" | "and" if opening == Opening::Between => (Link::Word, next),
                "para" if opening == Opening::De => (Link::Arrow, next),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(found)
}

#[allow(clippy::too_many_arguments)]
fn join(
    t: &Tokens,
    low: &Figure,
    unit: Option<&Tail>,
    bounds: &Bounds,
    link: Link,
    at: usize,
    habits: Habits,
    dead: &[bool],
) -> Option<Span> {
    let mut approximate = false;
    let mut start = at;
    if t.is(start, '~') || t.is(start, '≈') {
        approximate = true;
        start += 1;
    }
    let high = Figure::read(t, start)?;
    if dead.get(high.number).copied().unwrap_or(false) || low.open && link != Link::Arrow {
        return None;
    }
    // `12-34-56` is no range, and neither is a sum: `10 - 3 = 7`.
    if link == Link::Tight && matches!(t.kind(high.next), Kind::Sign('-')) && t.is_number(high.next + 1) {
        return None;
    }
    let mut tail = Tail::read(t, &high, habits)?;
    if matches!(link, Link::Loose) && !loosely_joined(t, low, &tail) {
        return None;
    }
    let mut low = low.clone();
    let mut high = high;
    match (low.currency, high.currency) {
        (Some(currency), None) => {
            if tail.unit.is_some() && tail.known && !matches!(tail.unit, Some(Unit::Money(_))) {
                return None;
            }
            let named = if let Some(Unit::Money(named)) = tail.unit { named } else { currency };
            high.currency = Some(named);
            if !tail.known {
                // What follows money is not what is counted: "$300-500 gastos".
                tail = Tail::read(t, &high, habits)?;
            }
            tail.unit = Some(Unit::Money(named));
        }
        (None, Some(_)) => return None,
        (Some(a), Some(b)) if a != b => return None,
        _ => {}
    }
    // "+1,8 TB/mês → 120 TB": what is added in a month comes to that.
    let added = unit.is_some_and(|first| first.per.is_some()) && bounds.increment && tail.per.is_none();
    if link == Link::Arrow && added && tail.unit.is_some() {
        return None;
    }
    // "R$ 0,35/GB → R$ 6.300/dia": what it comes to is no end of a range.
    let of_one = unit.is_some_and(|first| first.each.is_some() && tail.each.is_none());
    if link == Link::Arrow && of_one && tail.per.is_some() {
        return None;
    }
    if let Some(first) = unit {
        // "9 KB → 1 a 1.5 GB": the second number belongs to the next range.
        if tail.unit.is_none() && self::link(t, high.next, Opening::None).is_some_and(|(_, n)| t.is_number(n)) {
            return None;
        }
        unify(first, &mut tail, link)?;
    }
    // "de 10 para 25 mil": both are thousands, unless the first has a unit of its own or grows too much for that.
    let grows_alike = || {
        let (least, most) = (low.mantissa(habits), high.mantissa(habits));
        least < most
            && (link != Link::Arrow || unit.is_none() && least.checked_mul(MANY).is_some_and(|many| most <= many))
    };
    if low.exponent.is_none()
        && high.exponent.is_some()
        && (low.written.is_plain() || low.written.has_decimals())
        && grows_alike()
    {
        low.exponent = high.exponent;
    }
    let sort = tail.sort();
    let mut low_value = low.value(sort, habits)?;
    let high_value = high.value(sort, habits)?;
    if let Some(first) = unit {
        convert(first, &tail, &mut low_value)?;
    }
    // "3 MB por cliente → 30 GB": what all of them come to. What one needs does not grow as much.
    let many_times = low_value.value.checked_mul(MANY).is_none_or(|many| high_value.value > many);
    if link == Link::Arrow && of_one && many_times {
        return None;
    }
    // "28 mil fotos de 350 KB → 9,8 GB"
    let sizes = matches!(tail.unit, Some(Unit::Data(_)));
    if link == Link::Arrow && sizes && low_value.value.checked_mul(Decimal::ONE_THOUSAND) < Some(high_value.value) {
        return None;
    }
    // "3,456,000 → 40 req/s": so many a day are so many a second. No rate falls to a hundredth.
    let derived = unit.is_none() && tail.per.is_some();
    if link == Link::Arrow && derived && high_value.value.checked_mul(Decimal::ONE_HUNDRED) < Some(low_value.value) {
        return None;
    }
    let relation = if link == Link::Arrow { Relation::FromTo } else { Relation::Range };
    if relation == Relation::Range && low_value.value > high_value.value {
        // "-44 to -55" runs downwards; anything else that does is no range.
        if !(low.negative && high.negative) {
            return None;
        }
        return Some(Span {
            high,
            low_value: high_value,
            high_value: low_value,
            tail,
            relation,
            approximate,
            opened: false,
        });
    }
    if link == Link::Word && low_value.value == high_value.value {
        return None;
    }
    Some(Span { high, low_value, high_value, tail, relation, approximate, opened: bounds.opening != Opening::None })
}

/// A dash with spaces joins two numbers only when nothing is computed or listed.
fn loosely_joined(t: &Tokens, low: &Figure, tail: &Tail) -> bool {
    let behind = t.skip(tail.next);
    let computed = matches!(t.kind(behind), Kind::Sign('=' | '+' | '×' | '*' | '/' | '÷' | '≈'));
    let before = t.back(low.first, 0).is_some_and(|b| matches!(t.kind(b), Kind::Sign('+' | '×' | '*' | '/' | '÷')));
    !computed && !before
}

/// The unit of both halves: they must measure the same.
fn unify(first: &Tail, second: &mut Tail, link: Link) -> Option<()> {
    match (&first.unit, &second.unit) {
        (None, _) => {}
        (Some(_), None) => {
            if link != Link::Arrow && !matches!(first.unit, Some(Unit::Money(_))) {
                return None;
            }
            second.unit = first.unit.clone();
            second.known = first.known;
        }
        (Some(a), Some(b)) => {
            let same = match (a, b) {
                (Unit::Duration(_), Unit::Duration(_)) | (Unit::Data(_), Unit::Data(_)) => true,
                (Unit::Percent(_), Unit::Percent(_)) | (Unit::Money(_), Unit::Money(_)) => true,
                (Unit::Count(x), Unit::Count(y)) => {
                    x == y || x.is_user() && y.is_user() || first.known != second.known && link != Link::Arrow
                }
                _ => a == b,
            };
            if !same {
                return None;
            }
        }
    }
    if second.per.is_none() {
        second.per = first.per;
    } else if first.per.is_some() && first.per != second.per {
        return None;
    }
    if second.each.is_none() {
        second.each.clone_from(&first.each);
    } else if first.each.is_some() && first.each != second.each {
        return None;
    }
    if second.statistic.is_none() {
        second.statistic = first.statistic;
    }
    Some(())
}

/// Brings the low end into the unit of the high end: `500 MB - 1 GB`.
fn convert(first: &Tail, second: &Tail, low: &mut Value) -> Option<()> {
    let (from, to) = match (&first.unit, &second.unit) {
        (Some(Unit::Duration(a)), Some(Unit::Duration(b))) => (a.seconds(), b.seconds()),
        (Some(Unit::Data(a)), Some(Unit::Data(b))) => (a.bytes(), b.bytes()),
        _ => return Some(()),
    };
    let scale = |value: Decimal| value.checked_mul(from)?.checked_div(to);
    low.value = scale(low.value)?;
    low.step = scale(low.step)?;
    Some(())
}
