//! Every quantity in a piece of text.

use std::borrow::Cow;
use std::cell::LazyCell;

use crate::folding::folded_words;
use crate::quantity::bounds::Bounds;
use crate::quantity::figure::Figure;
use crate::quantity::lexicon;
use crate::quantity::number::{Value, Written};
use crate::quantity::range::{self, Span};
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Entity, Habits, Interval, Quantity, Relation, Statistic, TimeUnit, Unit};
use crate::quantity::{kind, letters, per, statistic, subject, time, trap};
use rust_decimal::Decimal;

pub use crate::quantity::label::{Implied, implied, noun};
pub use crate::quantity::listed::listed;
pub use crate::quantity::slug::slug;

/// Every quantity in `text`, from left to right, without overlaps. Ranges are byte ranges of `text`.
///
/// What is a number but not a quantity (versions, dates, ports, ids, list numbers, cron, clock times) is left out.
pub fn read(text: &str, habits: Habits) -> Vec<Quantity> {
    read_under(text, &[], habits)
}

/// The same beside a label that lists `names`: `100 / 400` under "RPS (média / pico)".
pub fn read_under(text: &str, names: &[Statistic], habits: Habits) -> Vec<Quantity> {
    if !may_hold_one(text) {
        return Vec::new();
    }
    let mut reader = Reader::new(text, habits);
    reader.read_all(names);
    statistic::percent_of_requests(&reader.t, &mut reader.found);
    reader.found.into_iter().map(|found| found.quantity).collect()
}

/// Whether a text has a digit, or a word that can be a number. Most have neither.
fn may_hold_one(text: &str) -> bool {
    let is_number = |word: &str| {
        matches!(word, "mil" | "hora" | "horas" | "hour" | "hours" | "minuto" | "minutos" | "minute" | "minutes")
            || lexicon::factor_word(word).is_some()
            || lexicon::number_word(word).is_some()
    };
    text.bytes().any(|byte| byte.is_ascii_digit()) || folded_words(text).any(|word| is_number(&word))
}

/// Decides again what the only mark of a bare number means, now that the words around it have said what it counts:
/// `1.500` under "Usuários" is no one and a half.
pub fn settle(quantity: &mut Quantity, figure: &str, habits: Habits) {
    if !quantity.ambiguous || !matches!(quantity.unit, Unit::Count(_) | Unit::Money(_)) {
        return;
    }
    let digits = figure.trim_start_matches(['-', '−', '–', '+']);
    let (Some(written), Some(before)) = (Written::read(digits), quantity.interval.value()) else { return };
    if let Some(value) = written.value(Tail::of(quantity.unit.clone(), 0).sort(), 0, habits) {
        let negative = before.is_sign_negative();
        quantity.interval = Interval::point(if negative { -value.value } else { value.value });
        quantity.step = value.step;
        quantity.ambiguous = value.ambiguous;
    }
}

/// How `texts` write their unambiguous numbers: the decimal mark that most of them use, if nearly all agree.
pub fn habits<'a>(texts: impl Iterator<Item = &'a str>, language: crate::words::Language) -> Habits {
    let (mut points, mut commas) = (0_u64, 0_u64);
    // Only a number with a mark in it tells.
    let tells = |text: &&str| text.as_bytes().windows(2).any(|w| w[0].is_ascii_digit() && matches!(w[1], b'.' | b','));
    for text in texts.filter(tells) {
        let tokens = Tokens::new(text);
        let apart = |i: &usize| !matches!(tokens.glued(*i), Kind::Word | Kind::Sign('.' | '-' | '_' | '/' | '#'));
        let marked = (0..tokens.len()).filter(|&i| tokens.is_number(i)).filter(apart);
        let marks = marked.filter_map(|i| Some((i, Written::read(tokens.raw(i))?.likely_decimal_mark()?)));
        let dead = LazyCell::new(|| trap::dead(&tokens));
        for (_, mark) in marks.filter(|(i, _)| !dead[*i]) {
            match mark {
                '.' => points += 1,
                ',' => commas += 1,
                _ => {}
            }
        }
    }
    let decimal = match (points, commas) {
        (p, c) if p >= 2 && p > c * 9 => Some('.'),
        (p, c) if c >= 2 && c > p * 9 => Some(','),
        _ => None,
    };
    Habits { language, decimal }
}

/// A quantity and the tokens it takes up.
#[derive(Clone, Debug)]
pub(in crate::quantity) struct Found {
    pub quantity: Quantity,
    /// The first token, bounds included.
    pub first: usize,
    /// The token behind it.
    pub next: usize,
}

/// Reads numbers from tokens.
pub(in crate::quantity) struct Reader<'t> {
    pub(in crate::quantity) t: Tokens<'t>,
    dead: Vec<bool>,
    pub(in crate::quantity) habits: Habits,
    /// The token behind the last quantity, or behind the last number that is none.
    after: usize,
    found: Vec<Found>,
}

impl<'t> Reader<'t> {
    pub(in crate::quantity) fn new(text: &'t str, habits: Habits) -> Reader<'t> {
        let tokens = Tokens::new(text);
        let mut reader = Reader { dead: trap::dead(&tokens), t: tokens, habits, after: 0, found: Vec::new() };
        if text.contains(['=', '≈']) {
            letters::settle(&mut reader);
        }
        reader
    }

    /// The number at `i` as a part of a calculation, words before token `floor` ignored, and the token behind it.
    pub(in crate::quantity) fn operand(&self, i: usize, floor: usize) -> Option<(Quantity, usize)> {
        let mut first = i;
        while matches!(self.t.kind(first), Kind::Sign('~' | '≈' | '<' | '>' | '≤' | '≥')) {
            first = self.t.skip(first + 1);
        }
        let figure = Figure::read(&self.t, first)?;
        let is_times = |i: usize| matches!(self.t.raw(i), "x" | "X" | "×");
        let times = is_times(figure.number + 1) || is_times(figure.number.wrapping_sub(1));
        let glued_to_word = self.t.glued(figure.first) == Kind::Word && !times;
        if self.dead[figure.number] && !times || glued_to_word || trap::is_named_behind(&self.t, &figure) {
            return None;
        }
        let tail = Tail::read(&self.t, &figure, self.habits)?;
        let bounds = Bounds::before(&self.t, figure.first, floor);
        let span = range::read(&self.t, &figure, &tail, &bounds, self.habits, &self.dead);
        let mut found = match span {
            Some(span) => self.range(&figure, &bounds, &span)?,
            None => self.single(&figure, &bounds, &tail)?,
        };
        kind::read(&self.t, &mut found, floor);
        Some((found.quantity, found.next))
    }

    fn read_all(&mut self, names: &[Statistic]) {
        let mut i = 0;
        while i < self.t.len() {
            let names = if self.found.is_empty() { names } else { &[] };
            let list = || self.listed(i, names, self.after);
            let next = if let Some(list) = self.t.is_number(i).then(list).flatten() {
                let next = list.last().map_or(i + 1, |last| last.next);
                self.after = next;
                self.found.extend(list);
                next
            } else if self.dead[i] {
                // What is before a dead number says nothing about what is behind it, but for a percentile.
                if self.t.is_number(i) && !trap::is_rank(&self.t, i) {
                    self.after = i + 1;
                }
                i + 1
            } else {
                self.number(i).or_else(|| self.word(i)).unwrap_or(i + 1)
            };
            i = next.max(i + 1);
        }
    }

    /// Reads the quantity whose number, sign or currency stands at `i`; the token to go on with.
    fn number(&mut self, i: usize) -> Option<usize> {
        if !matches!(self.t.kind(i), Kind::Number | Kind::Sign(_) | Kind::Word) {
            return None;
        }
        if let Some(found) = self.hours_and_minutes(i) {
            let next = found.next;
            self.push(found);
            return Some(next);
        }
        let figure = Figure::read(&self.t, i)?;
        if trap::is_name(&self.t, &figure) || (figure.number..figure.end).any(|n| self.dead[n]) {
            return self.skip(&figure);
        }
        let Some(tail) = Tail::read(&self.t, &figure, self.habits) else { return self.skip(&figure) };
        let mut bounds = Bounds::before(&self.t, figure.first, self.after);
        if bounds.relation == Relation::More && self.t.word(bounds.first) == "over" && tail.is_long() {
            // "over 10 minutes" is how long something takes.
            bounds.relation = Relation::Equal;
            bounds.first = figure.first;
        }
        let span = range::read(&self.t, &figure, &tail, &bounds, self.habits, &self.dead);
        let last = span.as_ref().map_or(&tail, |s| &s.tail);
        if trap::is_no_quantity(&self.t, &figure, last, &bounds, self.after, span.is_some()) {
            let next = span.as_ref().map_or(figure.next, |s| s.high.next);
            self.after = next;
            return Some(next);
        }
        let found = match span {
            Some(span) => self.range(&figure, &bounds, &span),
            None => self.single(&figure, &bounds, &tail),
        };
        let Some(found) = found else { return self.skip(&figure) };
        let next = found.next;
        self.push(found);
        Some(next)
    }

    fn skip(&mut self, figure: &Figure) -> Option<usize> {
        let is_rank = figure.number > 0 && statistic::percentile_at(&self.t, figure.number - 1).is_some();
        if !is_rank {
            self.after = figure.number + 1;
        }
        Some(figure.number + 1)
    }

    fn push(&mut self, mut found: Found) {
        statistic::read(&self.t, &mut found, self.after);
        kind::read(&self.t, &mut found, self.after);
        per::before(&self.t, &mut found, self.after);
        kind::factor_of_change(&self.t, &mut found, self.found.last());
        kind::period_of_downtime(&self.t, &mut found);
        kind::availability_beside(&self.t, &mut found, self.found.last_mut());
        subject::read(&self.t, &mut found, self.after, self.habits);
        self.after = found.next;
        self.found.push(found);
    }

    pub(in crate::quantity) fn single(&self, figure: &Figure, bounds: &Bounds, tail: &Tail) -> Option<Found> {
        let mut value = scaled(figure, tail, figure.value(tail.sort(), self.habits)?)?;
        let (mut tail, mut end) = (Cow::Borrowed(tail), figure.end);
        while let Some(part) = time::and_part(&self.t, value.value, &tail, self.habits) {
            (value, tail, end) = (part.value, Cow::Owned(part.tail), part.end);
        }
        let (tail, open) = (tail.as_ref(), figure.open || tail.open);
        let relation = match bounds.relation {
            Relation::Equal if open => Relation::AtLeast,
            relation => relation,
        };
        let (low, high) = match relation {
            Relation::Less | Relation::AtMost => (None, Some(value.value)),
            Relation::More | Relation::AtLeast => (Some(value.value), None),
            _ => (Some(value.value), Some(value.value)),
        };
        Some(self.finish(figure, end, bounds, tail, relation, Interval { low, high }, value))
    }

    fn range(&self, figure: &Figure, bounds: &Bounds, span: &Span) -> Option<Found> {
        let tail = &span.tail;
        let low = scaled(figure, tail, span.low_value)?;
        let high = scaled(&span.high, tail, span.high_value)?;
        let value =
            Value { value: low.value, step: low.step.max(high.step), ambiguous: low.ambiguous || high.ambiguous };
        let open = span.high.open || tail.open;
        let interval = Interval { low: Some(low.value), high: (!open).then_some(high.value) };
        let mut found = self.finish(figure, span.high.end, bounds, tail, span.relation, interval, value);
        found.quantity.approximate |= span.approximate || span.high.unsure;
        if span.opened
            && let Some(at) = self.t.back(bounds.first, self.after)
        {
            found.first = at;
            found.quantity.range.start = self.t.start(at);
        }
        Some(found)
    }

    #[allow(clippy::too_many_arguments)]
    fn finish(
        &self,
        figure: &Figure,
        figure_end: usize,
        bounds: &Bounds,
        tail: &Tail,
        relation: Relation,
        interval: Interval,
        value: Value,
    ) -> Found {
        let (approximate_behind, next) = estimated(&self.t, tail.next);
        let quantity = Quantity {
            interval,
            relation,
            approximate: bounds.approximate || figure.unsure || approximate_behind,
            step: value.step,
            ambiguous: value.ambiguous || tail.milli && tail.unit == Some(Unit::Duration(TimeUnit::Minute)),
            unit: tail.unit.clone().unwrap_or(Unit::Bare),
            per: tail.per,
            each: tail.each.clone(),
            statistic: tail.statistic,
            increment: bounds.increment || tail.increment,
            range: self.t.start(bounds.first)..self.t.end_before(next),
            figure: self.t.start(figure.first)..self.t.end_before(figure_end),
        };
        Found { quantity, first: bounds.first, next }
    }

    /// Numbers that are words: "milhares de usuários", "dobrar".
    fn word(&mut self, i: usize) -> Option<usize> {
        let word = self.t.word(i);
        if word.is_empty() {
            return None;
        }
        let (interval, relation, tail, end) = if let Some(factor) = lexicon::factor_word(word) {
            let behind = self.t.kind(i + 1);
            let hyphenated =
                matches!(behind, Kind::Sign('-' | '_')) || matches!(self.t.glued(i), Kind::Sign('_' | '-'));
            let machine = matches!(self.t.word(self.t.skip(i + 1)), "check" | "click" | "quotes" | "buffer");
            // "sem dobrar a janela"
            let denied = self.t.back(i, 0).map_or("", |before| self.t.word(before));
            if hyphenated || machine || matches!(denied, "sem" | "sin" | "without" | "not" | "nao" | "no") {
                return None;
            }
            (Interval::point(Decimal::from(factor)), Relation::Equal, Tail::of(Unit::Factor, i + 1), i + 1)
        } else if let Some(least) = lexicon::number_word(word) {
            let mut least = Decimal::from(least);
            let mut end = i + 1;
            if let Some(more) = self.t.phrase(self.t.skip(end), "de").or_else(|| self.t.phrase(self.t.skip(end), "of"))
            {
                let second = self.t.skip(more);
                if let ("milhares" | "miles" | "thousands", true) = (self.t.word(second), second > more) {
                    least = least.checked_mul(Decimal::ONE_THOUSAND)?;
                    end = second + 1;
                } else if let ("milhoes" | "millones" | "millions", true) = (self.t.word(second), second > more) {
                    least = least.checked_mul(Decimal::from(1_000_000))?;
                    end = second + 1;
                }
            }
            (Interval { low: Some(least), high: None }, Relation::AtLeast, self.counted(end)?, end)
        } else if let Some((amount, unit, end)) = self.spoken_time(i) {
            (Interval::point(amount), Relation::Equal, Tail::of(Unit::Duration(unit), end), end)
        } else if word == "mil"
            && !self.t.back(i, 0).is_some_and(|by| matches!(self.t.word(by), "por" | "per" | "cada"))
        {
            // "Custo por mil mensagens" says of how many it is the cost.
            (Interval::point(Decimal::ONE_THOUSAND), Relation::Equal, self.counted(i + 1)?, i + 1)
        } else {
            return None;
        };
        let bounds = Bounds::before(&self.t, i, self.after);
        let next = tail.next;
        let quantity = Quantity {
            interval,
            relation,
            approximate: bounds.approximate || relation == Relation::AtLeast,
            step: Decimal::ONE,
            ambiguous: false,
            unit: tail.unit.unwrap_or(Unit::Bare),
            per: tail.per,
            each: tail.each,
            statistic: tail.statistic,
            increment: false,
            range: self.t.start(bounds.first)..self.t.end_before(next),
            figure: self.t.start(i)..self.t.end_before(end),
        };
        self.push(Found { quantity, first: bounds.first, next });
        Some(next)
    }

    /// "3h36", "1h30min": so many minutes, where they are no time of day.
    fn hours_and_minutes(&self, i: usize) -> Option<Found> {
        let digits = |at: usize| self.t.raw(at).parse::<u16>().ok().filter(|_| self.t.is_number(at));
        if self.t.word(i + 1) != "h" || self.t.raw(i + 2).len() != 2 || self.dead[i] || self.t.glued(i) == Kind::Word {
            return None;
        }
        let (hours, minutes) = (digits(i)?, digits(i + 2).filter(|minutes| *minutes < 60)?);
        let named = matches!(self.t.word(i + 3), "m" | "min");
        if !named && !crate::quantity::date::lasts(&self.t, i) {
            return None;
        }
        let end = if named { i + 4 } else { i + 3 };
        let mut tail = Tail::of(Unit::Duration(TimeUnit::Minute), end);
        tail.read_periods(&self.t, self.habits);
        let bounds = Bounds::before(&self.t, i, self.after);
        let value = Decimal::from(u32::from(hours) * 60 + u32::from(minutes));
        let (low, high) = match bounds.relation {
            Relation::Less | Relation::AtMost => (None, Some(value)),
            Relation::More | Relation::AtLeast => (Some(value), None),
            _ => (Some(value), Some(value)),
        };
        let quantity = Quantity {
            interval: Interval { low, high },
            relation: bounds.relation,
            approximate: bounds.approximate,
            step: Decimal::ONE,
            ambiguous: false,
            unit: Unit::Duration(TimeUnit::Minute),
            per: tail.per,
            each: tail.each,
            statistic: None,
            increment: false,
            range: self.t.start(bounds.first)..self.t.end_before(tail.next),
            figure: self.t.start(i)..self.t.end_before(end),
        };
        Some(Found { quantity, first: bounds.first, next: tail.next })
    }

    /// Hours and minutes in words: "durante uma hora", "for thirty minutes", "media hora".
    fn spoken_time(&self, i: usize) -> Option<(Decimal, TimeUnit, usize)> {
        let behind = self.t.skip(i + 1);
        let unit = match self.t.word(behind) {
            "hora" | "horas" | "hour" | "hours" => TimeUnit::Hour,
            "minuto" | "minutos" | "minute" | "minutes" => TimeUnit::Minute,
            _ => return None,
        };
        // "Uma hora e meia", "an hour and a half".
        let more = self.t.skip(behind + 1);
        if matches!(self.t.word(more), "e" | "y" | "and")
            && matches!(self.t.word(self.t.skip(more + 1)), "meia" | "media" | "a")
        {
            return None;
        }
        let amount = match self.t.word(i) {
            "meia" | "media" | "half" if unit == TimeUnit::Hour => Decimal::new(5, 1),
            // "Dos minutos" is Portuguese for "of the minutes".
            "dos" if self.habits.language != crate::words::Language::Es => return None,
            word => Decimal::from(lexicon::numeral(word)?),
        };
        Some((amount, unit, behind + 1))
    }

    /// A known noun behind a number word, "de" or "of" between them.
    fn counted(&self, end: usize) -> Option<Tail> {
        let mut at = self.t.skip(end);
        if matches!(self.t.word(at), "de" | "of") {
            at = self.t.skip(at + 1);
        }
        let tail = Tail::noun_at(&self.t, at, self.habits);
        let known = matches!(&tail.unit, Some(Unit::Count(entity)) if !matches!(entity, Entity::Thing(_)));
        known.then_some(tail)
    }
}

/// The value in the unit of `tail`: thousandths of a core, millions, times per period.
fn scaled(figure: &Figure, tail: &Tail, value: Value) -> Option<Value> {
    let factor = if tail.milli && tail.unit == Some(Unit::Cores) && figure.exponent.is_none() {
        Decimal::new(1, 3)
    } else if tail.million {
        Decimal::from(1_000_000)
    } else {
        tail.times
    };
    Some(Value {
        value: value.value.checked_mul(factor)?,
        step: value.step.checked_mul(factor)?,
        ambiguous: value.ambiguous,
    })
}

/// "(estimado)" and the like behind a quantity, and the token behind that.
fn estimated(t: &Tokens, next: usize) -> (bool, usize) {
    let at = t.skip(next);
    let word = |i: usize| {
        matches!(
            t.word(i),
            "estimado"
                | "estimada"
                | "estimados"
                | "estimadas"
                | "estimativa"
                | "estimated"
                | "estimate"
                | "est"
                | "aproximadamente"
                | "aproximado"
                | "aproximada"
                | "aprox"
                | "approx"
                | "approximately"
        )
    };
    if t.is(at, '(') && word(at + 1) {
        let mut close = at + 2;
        if t.is(close, '.') {
            close += 1;
        }
        return if t.is(close, ')') { (true, close + 1) } else { (true, next) };
    }
    if at > next && word(at) && t.word(at) != "est" { (true, at + 1) } else { (false, next) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Each, Statistic};
    use crate::words::Language;

    fn read_with(text: &str, language: Language, decimal: Option<char>) -> Vec<Quantity> {
        read(text, Habits { language, decimal })
    }

    fn texts<'t>(text: &'t str, found: &[Quantity]) -> Vec<(&'t str, &'t str)> {
        found.iter().map(|q| (&text[q.range.clone()], &text[q.figure.clone()])).collect()
    }

    #[test]
    fn hours_and_minutes_may_be_words() {
        let shown = |text: &str, language| {
            let read = read_with(text, language, None);
            read.iter().map(|q| (q.interval.low.unwrap_or_default().to_string(), q.unit.clone())).collect::<Vec<_>>()
        };
        let hours = |n: &str| vec![(n.to_owned(), Unit::Duration(TimeUnit::Hour))];
        assert_eq!(shown("durante una hora", Language::Es), hours("1"));
        assert_eq!(shown("durante dos horas", Language::Es), hours("2"));
        assert_eq!(shown("por duas horas", Language::Pt), hours("2"));
        assert_eq!(shown("por meia hora", Language::Pt), hours("0.5"));
        assert_eq!(shown("for three hours", Language::En), hours("3"));
        assert_eq!(shown("nos últimos dos minutos", Language::Pt), []);
        assert_eq!(shown("uma hora e meia", Language::Pt), []);
        assert_eq!(shown("uma hora o cache enche, uma vez por dia", Language::Pt).len(), 1);
    }

    #[test]
    fn ranges_point_at_the_words_and_at_the_figure() {
        let text = "Custo: + R$ 1.200/mês e pico de até ~50 usuários simultâneos.";
        let found = read_with(text, Language::Pt, None);
        assert_eq!(texts(text, &found), [("+ R$ 1.200/mês", "R$ 1.200"), ("até ~50 usuários simultâneos", "50")]);
    }

    #[test]
    fn the_habits_of_a_document_break_ties_only() {
        let value = |text, language, decimal| read_with(text, language, decimal)[0].interval.value();
        assert_eq!(value("1.500", Language::En, Some(',')), Some(Decimal::from(1500)));
        assert_eq!(value("1.500", Language::En, Some('.')), Some(Decimal::new(15, 1)));
        assert_eq!(value("1.500 users", Language::En, Some('.')), Some(Decimal::from(1500)));
        assert_eq!(value("$9.99", Language::Pt, Some(',')), Some(Decimal::new(999, 2)));
    }

    #[test]
    fn a_number_that_may_be_two_says_so() {
        assert!(read_with("1.500", Language::Pt, None)[0].ambiguous);
        assert!(!read_with("1.500", Language::Pt, Some(','))[0].ambiguous);
        assert!(!read_with("R$ 1.500", Language::Pt, None)[0].ambiguous);
        assert!(!read_with("1.500 usuários", Language::Pt, None)[0].ambiguous);
    }

    #[test]
    fn habits_come_from_numbers_that_leave_no_doubt() {
        let commas = ["R$ 1.234,56", "3,5 GB", "1.000 usuários", "v1.2"];
        assert_eq!(habits(commas.into_iter(), Language::Pt).decimal, Some(','));
        assert_eq!(habits(["3,5 GB", "2.5 GB", "1.0.0"].into_iter(), Language::Pt).decimal, None);
    }

    #[test]
    fn the_step_is_that_of_the_last_written_digit() {
        let step = |text| read_with(text, Language::Pt, None)[0].step;
        assert_eq!(step("2.500 usuários"), Decimal::ONE);
        assert_eq!(step("R$ 3,40"), Decimal::new(1, 2));
        assert_eq!(step("16,5 milhões de usuários"), Decimal::from(100_000));
        assert_eq!(step("1-10K usuários"), Decimal::from(1000));
    }

    #[test]
    fn a_share_of_requests_is_the_percentile_of_their_time() {
        let found = read_with("99,9% das requisições em menos de 800 ms", Language::Pt, None);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].statistic, Some(Statistic::Percentile(999)));
    }

    #[test]
    fn a_price_keeps_what_it_is_per() {
        let found = read_with("$0.35 por milhão de tokens", Language::Pt, None);
        let each = Each { count: Decimal::from(1_000_000), entity: Entity::Token };
        assert_eq!(found[0].each, Some(each));
    }

    #[test]
    fn falling_numbers_keep_their_direction() {
        let found = read_with("de R$ 900 para R$ 400", Language::Pt, None);
        assert_eq!(found[0].relation, Relation::FromTo);
        assert_eq!(found[0].interval.low, Some(Decimal::from(900)));
        assert!(found[0].bounds().contains(Decimal::from(500)));
    }
}
