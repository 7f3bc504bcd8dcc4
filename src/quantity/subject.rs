//! What a bare number counts, said before it: "Usuários simultâneos > 5.000", "Conexões ≥ 900", "pool de 20 por réplica".

use crate::quantity::lexicon::{self, Measure};
use crate::quantity::noun::known_noun;
use crate::quantity::parse::Found;
use crate::quantity::per;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Entity, Habits, Period, Relation, Statistic, Unit};
use rust_decimal::Decimal;

/// Gives a bare limit the noun before it, where that is all that its statement has before the sign.
pub(in crate::quantity) fn read(t: &Tokens, found: &mut Found, floor: usize, habits: Habits) {
    /// A noun and two words that qualify it.
    const WORDS: usize = 3;
    let quantity = &found.quantity;
    if quantity.unit == Unit::Bare && quantity.each.is_some() && quantity.per.is_none() {
        of_pool(t, found, floor);
    }
    let quantity = &found.quantity;
    if quantity.unit == Unit::Bare && quantity.relation != Relation::Equal && quantity.per.is_none() {
        of_backlog(t, found, floor);
    }
    let quantity = &found.quantity;
    let signed = matches!(t.kind(found.first), Kind::Sign('<' | '>' | '≤' | '≥'));
    let percentile = matches!(quantity.statistic, Some(Statistic::Percentile(_)));
    if quantity.unit != Unit::Bare || percentile {
        return;
    }
    if !signed {
        return of_verb(t, found, floor);
    }
    let mut start = found.first;
    for _ in 0..WORDS {
        let Some(before) = t.back(start, floor).filter(|&before| t.is_word(before)) else { break };
        start = before;
    }
    // "RPS ≥ 130"
    let word = t.back(found.first, floor).unwrap_or(start);
    if let (Some(Measure::Rate(entity, per)), None) = (lexicon::measure(t.raw(word), t.word(word)), quantity.per) {
        found.quantity.unit = Unit::Count(entity);
        found.quantity.per = Some(per);
        return;
    }
    // "Alert when active users > 8,000": nothing before the conjunction belongs to the noun.
    let mut last = found.first;
    let conjunction = (0..=WORDS).find_map(|_| {
        last = t.back(last, floor)?;
        CONJUNCTIONS.contains(&t.word(last)).then_some(last)
    });
    if let Some(conjunction) = conjunction {
        return noun(t, found, t.skip(conjunction + 1), habits);
    }
    let Some(before) = t.back(start, floor) else { return noun(t, found, start, habits) };
    let opens = matches!(t.kind(before), Kind::Sign(',' | ';' | ':' | '(' | '|' | '-' | '•'));
    if opens {
        noun(t, found, start, habits);
    }
}

/// Words that open the condition that a limit is part of.
const CONJUNCTIONS: &[&str] = &["if", "when", "while", "se", "quando", "si", "cuando", "or", "ou", "and"];

/// "Open connections are 36", "as conexões são 36": how many there are of what a verb has before it.
fn of_verb(t: &Tokens, found: &mut Found, floor: usize) {
    let Some(verb) = t.back(found.first, floor).filter(|&verb| matches!(t.word(verb), "are" | "sao" | "son")) else {
        return;
    };
    let Some(noun) = t.back(verb, floor).filter(|&noun| t.word(noun).ends_with('s')) else { return };
    if let Some(entity) = known_noun(t, noun) {
        found.quantity.unit = Unit::Count(entity);
    }
}

/// "Pool de 20 por réplica", "pool size 10/pod": what a pool holds for each of several machines are connections.
fn of_pool(t: &Tokens, found: &mut Found, floor: usize) {
    /// Tokens between the pool and its size.
    const REACH: usize = 4;
    const JOINS: &[&str] = &[
        "de", "of", "size", "tamanho", "tamano", "max", "maximo", "com", "with", "con", "ate", "hasta", "up", "to",
        "es", "is", "e",
    ];
    /// What else is kept in pools.
    const OTHERS: &[&str] = &["node", "thread", "worker", "agent", "buffer", "disk", "ip", "warm", "object", "memory"];
    let mut at = found.first;
    for _ in 0..REACH {
        let Some(before) = t.back(at, floor) else { return };
        at = before;
        if !JOINS.contains(&t.word(at)) && !matches!(t.kind(at), Kind::Sign(':' | '=' | '_')) {
            break;
        }
    }
    let before = t.back(at, floor).or_else(|| at.checked_sub(1)).map_or("", |before| t.word(before));
    if !matches!(t.word(at), "pool" | "pools") || OTHERS.iter().any(|other| before.starts_with(other)) {
        return;
    }
    if found.quantity.each.as_ref().is_some_and(|each| per::runs(&each.entity)) {
        found.quantity.unit = Unit::Count(Entity::Connection);
    }
}

/// "Consumer lag > 10.000", "profundidade da fila acima de 500": what waits in a queue are messages.
fn of_backlog(t: &Tokens, found: &mut Found, floor: usize) {
    /// Words between the beginning of the statement and its sign.
    const REACH: usize = 6;
    let mut words = Vec::new();
    let mut at = found.first;
    while let Some(before) = t.back(at, floor).filter(|&before| t.is_word(before) && words.len() < REACH) {
        words.push(t.word(before));
        at = before;
    }
    if names_a_backlog(words.into_iter()) {
        found.quantity.unit = Unit::Count(Entity::Message);
        // Three digits behind a mark are thousands of messages.
        found.quantity.ambiguous = false;
    }
}

/// Whether words name how much waits in a queue, and nothing else: "consumer lag", "tamanho da fila", `queue_depth`.
pub(in crate::quantity) fn names_a_backlog<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    const QUEUE: &[&str] = &["fila", "filas", "queue", "queues", "cola", "colas"];
    const STREAM: &[&str] = &[
        "kafka",
        "topic",
        "topics",
        "topico",
        "topicos",
        "consumer",
        "consumers",
        "consumidor",
        "consumidores",
        "offset",
        "rabbitmq",
        "sqs",
    ];
    const LAG: &[&str] = &["lag", "backlog"];
    const LENGTH: &[&str] =
        &["depth", "length", "size", "tamanho", "tamano", "profundidade", "profundidad", "comprimento", "longitud"];
    const BESIDE: &[&str] = &[
        "de", "da", "do", "das", "dos", "del", "la", "las", "of", "the", "in", "em", "en", "max", "maximo", "maxima",
        "maximum", "is", "e", "es", "when", "if", "quando", "cuando", "se", "si",
    ];
    let (mut queue, mut stream, mut lag, mut length) = (false, false, false, false);
    for word in words {
        match word {
            word if QUEUE.contains(&word) => queue = true,
            word if STREAM.contains(&word) => stream = true,
            word if LAG.contains(&word) => lag = true,
            word if LENGTH.contains(&word) => length = true,
            word if BESIDE.contains(&word) => {}
            _ => return false,
        }
    }
    lag && (queue || stream) || length && queue
}

fn noun(t: &Tokens, found: &mut Found, start: usize, habits: Habits) {
    let tail = Tail::noun_at(t, start, habits);
    let Some(Unit::Count(entity)) = &tail.unit else { return };
    // "Conexões > 80" may be a percentage of the pool.
    let share = found.quantity.interval.low.or(found.quantity.interval.high).is_some_and(|v| v <= Decimal::ONE_HUNDRED);
    // "conexiones BD > 360": a name behind the noun says of what.
    let end = t.skip(tail.next);
    let name = t.raw(end);
    let named = name.len() > 1 && name.chars().all(char::is_uppercase) && lexicon::measure(name, t.word(end)).is_none();
    let end = if named { t.skip(end + 1) } else { end };
    let whole = end == found.first && !(share && *entity == Entity::Connection);
    // "Kafka commits > 9K/day": what there is so much of in a time is counted, whatever it is.
    let flows = found.quantity.per.is_some();
    if start < found.first && whole && (flows || !matches!(entity, Entity::Thing(_))) {
        let (entity, per) = match (entity, found.quantity.per.or(tail.per)) {
            (Entity::ActiveUser, Some(Period::Day)) => (Entity::DailyActiveUser, None),
            (Entity::ActiveUser, Some(Period::Month)) => (Entity::MonthlyActiveUser, None),
            (entity, per) => (entity.clone(), per),
        };
        found.quantity.per = per;
        found.quantity.unit = Unit::Count(entity);
    }
}
