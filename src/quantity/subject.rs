//! What a limit counts, said before its sign: "Usuários simultâneos > 5.000", "Conexões ≥ 900".

use crate::quantity::lexicon::{self, Measure};
use crate::quantity::parse::Found;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Entity, Habits, Statistic, Unit};
use rust_decimal::Decimal;

/// Gives a bare limit the noun before it, where that is all that its statement has before the sign.
pub(in crate::quantity) fn read(t: &Tokens, found: &mut Found, floor: usize, habits: Habits) {
    /// A noun and two words that qualify it.
    const WORDS: usize = 3;
    let quantity = &found.quantity;
    let signed = matches!(t.kind(found.first), Kind::Sign('<' | '>' | '≤' | '≥'));
    let percentile = matches!(quantity.statistic, Some(Statistic::Percentile(_)));
    if !signed || quantity.unit != Unit::Bare || percentile {
        return;
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
    let Some(before) = t.back(start, floor) else { return noun(t, found, start, habits) };
    let opens = matches!(t.kind(before), Kind::Sign(',' | ';' | ':' | '(' | '|' | '-' | '•'));
    if opens {
        noun(t, found, start, habits);
    }
}

fn noun(t: &Tokens, found: &mut Found, start: usize, habits: Habits) {
    let tail = Tail::noun_at(t, start, habits);
    let Some(Unit::Count(entity)) = &tail.unit else { return };
    // "Conexões > 80" may be a percentage of the pool.
    let share = found.quantity.interval.low.or(found.quantity.interval.high).is_some_and(|v| v <= Decimal::ONE_HUNDRED);
    let whole = t.skip(tail.next) == found.first && !(share && *entity == Entity::Connection);
    if start < found.first && whole && !matches!(entity, Entity::Thing(_)) {
        found.quantity.per = found.quantity.per.or(tail.per);
        found.quantity.unit = Unit::Count(entity.clone());
    }
}
