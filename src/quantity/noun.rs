//! Nouns behind a number: what is counted, with the words that qualify it.

use crate::quantity::lexicon::{self, Modifier};
use crate::quantity::per::for_so_long;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::words;
use crate::quantity::{Entity, Period, Statistic, Unit};

impl Tail {
    /// Reads what is counted: a noun with words that qualify it, before it or behind.
    pub(in crate::quantity) fn noun(&mut self, t: &Tokens, at: usize) {
        let mut seen: Vec<Modifier> = Vec::new();
        let mut i = at;
        let mut noun = None;
        for n in 0..4 {
            let word = t.word(i);
            if !t.is_word(i) || word.is_empty() {
                break;
            }
            let qualifier = lexicon::modifier(word);
            if let Some(entity) = known_noun(t, i) {
                noun = Some((entity, i));
                // "worker nodes": the last of several nouns is what is counted.
                let more = t.skip(i + 1);
                if more > i + 1
                    && let Some(second) = known_noun(t, more)
                {
                    noun = Some((second, more));
                }
                break;
            }
            if lexicon::is_small_word(word) && qualifier.is_none() || n >= 1 && seen.len() < n && n >= 2 {
                break;
            }
            seen.extend(qualifier);
            let gap = t.skip(i + 1);
            if gap == i + 1 {
                break;
            }
            i = gap;
        }
        match noun {
            // "12 request handlers" counts handlers.
            Some((_, place)) if compound(t, place) > place => {
                self.thing(t, compound(t, place));
            }
            Some((entity, place)) => {
                // "720 instance-hours"
                if let Some(end) = for_so_long(t, place + 1) {
                    let amount = format!("{}-{}", t.word(place), lexicon::singular(t.word(end - 1)));
                    self.take(Unit::Count(Entity::Thing(amount)), end);
                    return;
                }
                self.take(Unit::Count(entity), place + 1);
                self.qualify(t, seen);
                self.abbreviated(t);
            }
            None => self.thing(t, at),
        }
    }

    /// "40 pet./s": the full stop of what was cut short.
    fn abbreviated(&mut self, t: &Tokens) {
        if t.is(self.next, '.') && t.is(self.next + 1, '/') {
            self.next += 1;
        }
    }

    /// A noun that is in no table.
    fn thing(&mut self, t: &Tokens, at: usize) {
        let mut i = at;
        let mut seen = Vec::new();
        while let Some(found) = lexicon::modifier(t.word(i)) {
            let gap = t.skip(i + 1);
            // A qualifier alone is no noun, but may say what is meant: "500 simultâneos", "3 adicionais".
            if gap == i + 1 || !t.is_word(gap) || lexicon::is_small_word(t.word(gap)) {
                self.lone_qualifier(found, i + 1);
                return;
            }
            seen.push(found);
            i = gap;
        }
        i = compound(t, i);
        let word = t.word(i);
        if !is_plain_noun(t, i) {
            if let Some(first) = seen.first() {
                self.lone_qualifier(*first, at + 1);
            }
            return;
        }
        self.known = false;
        // "300 GPU-hours"
        if let Some(end) = for_so_long(t, i + 1) {
            let amount = format!("{word}-{}", lexicon::singular(t.word(end - 1)));
            self.unit = Some(Unit::Count(Entity::Thing(amount)));
            self.next = end;
            return;
        }
        self.unit = Some(Unit::Count(Entity::Thing(lexicon::singular(word))));
        self.next = i + 1;
        self.qualify(t, seen);
    }

    fn lone_qualifier(&mut self, found: Modifier, next: usize) {
        match found {
            Modifier::Periodic(period) => self.per = Some(period),
            Modifier::Added => self.increment = true,
            Modifier::Peak => self.statistic = Some(Statistic::Peak),
            Modifier::Mean => self.statistic = Some(Statistic::Mean),
            _ => return,
        }
        self.next = next;
    }

    /// Takes the adjectives behind a noun, and applies all of them.
    fn qualify(&mut self, t: &Tokens, mut seen: Vec<Modifier>) {
        for _ in 0..4 {
            let mut at = t.skip(self.next);
            if at == self.next {
                break;
            }
            if matches!(t.word(at), "e" | "y" | "and") && !seen.is_empty() {
                let more = t.skip(at + 1);
                if matches!(lexicon::modifier(t.word(more)), Some(Modifier::Active | Modifier::Concurrent)) {
                    at = more;
                }
            }
            match lexicon::modifier(t.word(at)) {
                Some(Modifier::Peak | Modifier::Mean) | None => break,
                Some(found) => {
                    seen.push(found);
                    self.next = at + 1;
                }
            }
        }
        let has = |m: Modifier| seen.contains(&m);
        let period = seen.iter().find_map(|m| if let Modifier::Periodic(p) = m { Some(*p) } else { None });
        if has(Modifier::Peak) {
            self.statistic = Some(Statistic::Peak);
        } else if has(Modifier::Mean) {
            self.statistic = Some(Statistic::Mean);
        }
        self.increment |= has(Modifier::Added);
        if self.unit == Some(Unit::Count(Entity::User)) {
            let active = has(Modifier::Active);
            let entity = match period {
                _ if has(Modifier::Concurrent) => Entity::ConcurrentUser,
                _ if has(Modifier::Virtual) => Entity::VirtualUser,
                _ if has(Modifier::Registered) => Entity::RegisteredUser,
                Some(Period::Month) if active => Entity::MonthlyActiveUser,
                Some(Period::Day) if active => Entity::DailyActiveUser,
                _ if active => Entity::ActiveUser,
                _ => Entity::User,
            };
            if period.is_some() && !matches!(entity, Entity::MonthlyActiveUser | Entity::DailyActiveUser) {
                self.per = period;
            }
            self.unit = Some(Unit::Count(entity));
        } else if period.is_some() {
            self.per = period;
        }
    }
}

/// The entity of the noun at `i`, if it is one we know.
pub(in crate::quantity) fn known_noun(t: &Tokens, i: usize) -> Option<Entity> {
    if t.raw(i) == "nós" || t.raw(i) == "nó" {
        return Some(Entity::Node);
    }
    let word = t.word(i);
    if word == "pet" && (t.is(i + 1, '/') || t.is(i + 1, '.') && t.is(i + 2, '/')) {
        return Some(Entity::Request);
    }
    // "tx" and "vu" are only meant when they are not part of a longer name.
    lexicon::entity(&lexicon::singular(word))
}

/// The last word of a compound that starts at `i`: a noun in the singular with one in the plural behind it
/// ("student steps"), as English has them.
fn compound(t: &Tokens, i: usize) -> usize {
    let mut at = i;
    for _ in 0..2 {
        let next = t.skip(at + 1);
        let word = t.word(next);
        let plural =
            word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") && lexicon::modifier(word).is_none();
        // "6 Redis lookups", "12 Jenkins agents": a product is no plural.
        let name = t.word(at);
        let many = name.ends_with('s') && !name.ends_with("is") && !words::PRODUCTS.contains(name);
        if next == at + 1 || many || !plural || !is_plain_noun(t, next) || !is_plain_noun(t, at) {
            break;
        }
        at = next;
    }
    at
}

/// Whether the word at `i` can be the name of something counted.
fn is_plain_noun(t: &Tokens, i: usize) -> bool {
    let (raw, word) = (t.raw(i), t.word(i));
    // `t3`, `user_id`, `k6.io`, `sleep(` are names in code.
    let named = match t.kind(i + 1) {
        Kind::Number | Kind::Sign('_' | '@' | '=' | '$') => true,
        Kind::Sign('.') => !t.is_gap(i + 2),
        Kind::Sign('(') => t.word(i + 2) != "s",
        _ => false,
    };
    word.len() > 1 && !lexicon::is_small_word(word) && !named && lexicon::measure(raw, word).is_none()
}
