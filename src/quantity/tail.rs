//! What stands behind a number: its unit, its period, what it is per.

use crate::quantity::figure::Figure;
use crate::quantity::lexicon::{self, Measure, Modifier};
use crate::quantity::number::Sort;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Currency, Each, Entity, Habits, PercentKind, Period, Statistic, TimeUnit, Unit};
use rust_decimal::Decimal;

/// What was read behind a number.
#[derive(Clone, Debug)]
pub(in crate::quantity) struct Tail {
    pub unit: Option<Unit>,
    /// Whether the unit is one that we know, not just the next word.
    pub known: bool,
    pub per: Option<Period>,
    pub each: Option<Each>,
    pub statistic: Option<Statistic>,
    pub increment: bool,
    /// "1 a cada 5 s": what the number is to be multiplied by.
    pub times: Decimal,
    /// A plus behind the unit: `8GB+`.
    pub open: bool,
    /// `500m`: minutes or thousandths of a core.
    pub milli: bool,
    /// `m` that turned out to be "million": `10m users`.
    pub million: bool,
    /// The token behind all that.
    pub next: usize,
}

impl Tail {
    fn empty(next: usize) -> Tail {
        Tail {
            unit: None,
            known: false,
            per: None,
            each: None,
            statistic: None,
            increment: false,
            times: Decimal::ONE,
            open: false,
            milli: false,
            million: false,
            next,
        }
    }

    /// The noun at token `i` with what qualifies it, and what it is per.
    pub(in crate::quantity) fn noun_at(t: &Tokens, i: usize, habits: Habits) -> Tail {
        let mut tail = Tail::empty(i);
        tail.noun(t, i);
        if tail.unit.is_some() {
            tail.read_periods(t, habits);
            tail.settle();
        }
        tail
    }

    /// Just a unit.
    pub(in crate::quantity) fn of(unit: Unit, next: usize) -> Tail {
        Tail { unit: Some(unit), known: true, ..Tail::empty(next) }
    }

    /// Whether it is minutes or more.
    pub(in crate::quantity) fn is_long(&self) -> bool {
        matches!(self.unit, Some(Unit::Duration(unit)) if unit >= TimeUnit::Minute)
    }

    /// How the digits of the number before it are to be understood.
    pub(in crate::quantity) fn sort(&self) -> Sort {
        match &self.unit {
            Some(Unit::Count(_)) => Sort::Count,
            Some(Unit::Money(_)) => Sort::Money,
            Some(Unit::Percent(_) | Unit::Factor) => Sort::Ratio,
            Some(Unit::Cores) => Sort::Measure,
            Some(Unit::Data(unit)) if unit.power == 0 => Sort::Count,
            Some(Unit::Data(unit)) if unit.power >= 3 => Sort::Measure,
            Some(Unit::Data(_)) => Sort::Size,
            Some(Unit::Duration(TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour)) => Sort::Measure,
            Some(Unit::Duration(_)) => Sort::FineMeasure,
            Some(Unit::Bare) | None if self.per.is_some() => Sort::Count,
            Some(Unit::Bare) | None => Sort::Bare,
        }
    }

    /// Reads what follows `figure`. `None` when a word is glued to the number that makes it a name (`15A`, `2FA`).
    pub(in crate::quantity) fn read(t: &Tokens, figure: &Figure, habits: Habits) -> Option<Tail> {
        let mut tail = Tail::empty(figure.next);
        tail.read_unit(t, figure)?;
        if tail.unit.is_none() {
            tail.unit = figure.currency.map(Unit::Money);
            tail.known = figure.currency.is_some();
        }
        tail.read_periods(t, habits);
        tail.settle();
        Some(tail)
    }

    fn read_unit(&mut self, t: &Tokens, figure: &Figure) -> Option<()> {
        let at = t.skip(figure.next);
        let glued = at == figure.next;
        match t.kind(at) {
            Kind::Sign('%') if figure.currency.is_none() => self.take(Unit::Percent(PercentKind::Unknown), at + 1),
            Kind::Sign('×') if glued && figure.currency.is_none() && !t.is_number(t.skip(at + 1)) => {
                self.factor(t, at + 1);
            }
            Kind::Sign('€') if figure.currency.is_none() => self.take(Unit::Money(Currency::Eur), at + 1),
            Kind::Sign('$') if figure.currency.is_none() && !t.is_number(at + 1) => {
                self.take(Unit::Money(Currency::Dollar), at + 1);
            }
            Kind::Sign('-' | '‑') if glued && t.is_word(at + 1) => {
                if figure.currency.is_some() {
                    return Some(());
                }
                match lexicon::measure(t.raw(at + 1), t.word(at + 1)) {
                    Some(Measure::Time(unit)) => self.take(Unit::Duration(unit), at + 2),
                    Some(Measure::Data(unit)) => self.take(Unit::Data(unit), at + 2),
                    Some(Measure::Cores) => self.take(Unit::Cores, at + 2),
                    Some(Measure::Factor) if t.word(at + 1) == "fold" => self.take(Unit::Factor, at + 2),
                    _ => return None,
                }
            }
            Kind::Word => return self.read_word(t, figure, at, glued),
            Kind::Sign('_') if glued => return None,
            _ => {}
        }
        Some(())
    }

    fn read_word(&mut self, t: &Tokens, figure: &Figure, at: usize, glued: bool) -> Option<()> {
        let (raw, word) = (t.raw(at), t.word(at));
        let multiplied = figure.exponent.is_some();
        // "milhões de usuários": the noun stands behind a small word.
        let noun_at = match word {
            "de" | "of" if (multiplied || figure.written.is_millions()) && t.kind(at + 1) == Kind::Space => at + 2,
            _ => at,
        };
        if figure.currency.is_some() {
            // Money has its unit; a word behind it only matters when it is glued: then this is no money.
            return if glued && figure.exponent.is_none() && !matches!(word, "x") { None } else { Some(()) };
        }
        if matches!(word, "por" | "per") && matches!(t.word(t.skip(at + 1)), "cento" | "ciento" | "cent") {
            self.take(Unit::Percent(PercentKind::Unknown), t.skip(at + 1) + 1);
            return Some(());
        }
        if raw == "m" && glued {
            return self.read_m(t, at);
        }
        if raw == "G"
            && glued
            && !matches!(figure.written.value(Sort::Bare, 0, Habits::default()).map(|v| v.value), Some(v) if v < Decimal::from(6))
        {
            self.take(Unit::Data(crate::quantity::DataUnit { bits: false, power: 3, binary: false }), at + 1);
            return Some(());
        }
        if !is_time_of_day_article(t, at, word)
            && let Some(found) = lexicon::measure(raw, word)
        {
            self.measured(t, found, at, glued, figure);
            return Some(());
        }
        if let Some(Measure::Money(currency)) = lexicon::measure(t.raw(noun_at), t.word(noun_at)) {
            self.take(Unit::Money(currency), noun_at + 1);
            return Some(());
        }
        let before = self.next;
        self.noun(t, noun_at);
        if glued && !multiplied && (self.unit.is_none() || !self.known) {
            // A word glued to the digits that is no unit: a name.
            self.next = before;
            return None;
        }
        Some(())
    }

    /// `30m` is minutes, `250m CPU` thousandths of a core, `10m users` millions.
    fn read_m(&mut self, t: &Tokens, at: usize) -> Option<()> {
        let behind = t.skip(at + 1);
        if let Some(Measure::Cores) = lexicon::measure(t.raw(behind), t.word(behind)) {
            self.take(Unit::Cores, behind + 1);
            self.milli = true;
            return Some(());
        }
        let mut noun = Tail::empty(at);
        if behind > at + 1 && t.is_word(behind) {
            noun.noun(t, behind);
        }
        if noun.known {
            self.take(noun.unit.unwrap_or(Unit::Bare), noun.next);
            self.million = true;
            return Some(());
        }
        self.take(Unit::Duration(TimeUnit::Minute), at + 1);
        self.milli = true;
        Some(())
    }

    fn measured(&mut self, t: &Tokens, found: Measure, at: usize, glued: bool, figure: &Figure) {
        let next = at + 1;
        match found {
            Measure::Time(unit) => {
                if figure.exponent.is_none() || t.word(at).len() > 1 {
                    self.take(Unit::Duration(unit), next);
                }
            }
            Measure::Data(mut unit) => {
                // `1.5 Gb/s` is bits, `8Gb` of memory is bytes.
                if matches!(t.raw(at), "Kb" | "Mb" | "Gb" | "kb" | "Tb")
                    && t.is(next, '/')
                    && lexicon::period(t.word(next + 1)) == Some(Period::Second)
                {
                    unit.bits = true;
                }
                self.take(Unit::Data(unit), next);
            }
            Measure::Flow(unit) => {
                self.take(Unit::Data(unit), next);
                self.per = Some(Period::Second);
            }
            Measure::Rate(entity, period) => {
                self.take(Unit::Count(entity), next);
                self.per = Some(period);
            }
            Measure::Money(currency) => self.take(Unit::Money(currency), next),
            Measure::Cores => {
                let mut next = next;
                // "4 vCPU cores", "2 núcleos de CPU"
                let more = t.skip(next);
                if more > next && matches!(lexicon::measure(t.raw(more), t.word(more)), Some(Measure::Cores)) {
                    next = more + 1;
                }
                self.take(Unit::Cores, next);
            }
            Measure::Percent => self.take(Unit::Percent(PercentKind::Unknown), next),
            Measure::Factor => {
                if t.word(at) == "x" && !glued || t.word(at) == "x" && t.is_number(next) {
                    return;
                }
                self.factor(t, next);
            }
        }
    }

    /// `3x` is a factor, unless machines follow (`3x VM`, `2× réplicas`) or a period (`2x ao dia`).
    fn factor(&mut self, t: &Tokens, next: usize) {
        let behind = t.skip(next);
        let word = t.word(behind);
        if behind > next && t.is_word(behind) {
            let machine = matches!(
                lexicon::entity(&lexicon::singular(word)),
                Some(Entity::Instance | Entity::Replica | Entity::Pod | Entity::Node | Entity::Worker)
            );
            if machine {
                self.noun(t, behind);
                return;
            }
            if matches!(word, "vm" | "vms" | "server" | "servers" | "servidor" | "servidores" | "vps") {
                self.take(Unit::Count(Entity::Thing(lexicon::singular(word))), behind + 1);
                return;
            }
            // An instance type: `2× t3.small`.
            if word.len() <= 3 && t.is_number(behind + 1) && t.is(behind + 2, '.') {
                self.take(Unit::Count(Entity::Instance), next);
                return;
            }
        }
        self.take(Unit::Factor, next);
        let mut probe = self.clone();
        if probe.read_period(t, Habits::default()) && probe.per.is_some() {
            self.unit = Some(Unit::Count(Entity::Thing("vez".to_owned())));
        }
    }

    fn take(&mut self, unit: Unit, next: usize) {
        self.unit = Some(unit);
        self.known = true;
        self.next = next;
    }

    /// Reads what is counted: a noun with words that qualify it, before it or behind.
    fn noun(&mut self, t: &Tokens, at: usize) {
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
            Some((entity, place)) => {
                self.take(Unit::Count(entity), place + 1);
                self.qualify(t, seen);
            }
            None => self.thing(t, at),
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
        let word = t.word(i);
        if !is_plain_noun(t, i) {
            if let Some(first) = seen.first() {
                self.lone_qualifier(*first, at + 1);
            }
            return;
        }
        self.unit = Some(Unit::Count(Entity::Thing(lexicon::singular(word))));
        self.known = false;
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

    /// Reads periods and "per each", as many as there are.
    fn read_periods(&mut self, t: &Tokens, habits: Habits) {
        for _ in 0..4 {
            let at = t.skip(self.next);
            if t.is(at, '+') && at == self.next && !t.is_number(at + 1) && !self.open {
                self.open = true;
                self.next += 1;
                continue;
            }
            if !self.read_period(t, habits) {
                break;
            }
        }
        let at = t.skip(self.next);
        if at > self.next
            && matches!(t.word(at), "adicional" | "adicionais" | "adicionales" | "additional" | "extra" | "extras")
        {
            self.increment = true;
            self.next = at + 1;
        }
        if at > self.next
            && self.each.is_none()
            && self.unit.is_some()
            && matches!(t.word(at), "each" | "cada")
            && !t.is_word(t.skip(at + 1))
            && !t.is_number(t.skip(at + 1))
        {
            self.each = Some(Each { count: Decimal::ONE, entity: Entity::Thing(String::new()) });
            self.next = at + 1;
        }
    }

    /// Reads one period or "per each" behind the unit; whether there was one.
    fn read_period(&mut self, t: &Tokens, habits: Habits) -> bool {
        let at = t.skip(self.next);
        let spaced = at > self.next;
        if t.is(at, '/') {
            let i = t.skip(at + 1);
            // "$500 / 1000 users" is a division; "$0.01/10K" is a price.
            if spaced != (i > at + 1) || spaced && t.is_number(i) {
                return false;
            }
            return self.read_per(t, i, habits, true);
        }
        if !spaced {
            return false;
        }
        let i = t.skip(at + 1);
        match t.word(at) {
            "por" | "per" | "cada" | "pro" => {
                let i = if t.word(at) == "por" && t.word(i) == "cada" { t.skip(i + 1) } else { i };
                if t.word(at) == "cada" && !t.is_number(i) && lexicon::period(t.word(i)).is_none() {
                    return false;
                }
                if t.word(at) == "cada" {
                    return self.read_every(t, i, habits);
                }
                if matches!(
                    t.word(i),
                    "default"
                        | "se"
                        | "exemplo"
                        | "ejemplo"
                        | "causa"
                        | "conta"
                        | "favor"
                        | "padrao"
                        | "meio"
                        | "medio"
                        | "volta"
                        | "defecto"
                ) {
                    return false;
                }
                let lasting = t.is_number(i) && t.word(at) == "por" && {
                    // "por 10 minutos" is how long, not how often.
                    Figure::read(t, i).is_some_and(|f| lexicon::time(t.word(t.skip(f.end))).is_some())
                };
                !lasting && self.read_per(t, i, habits, false)
            }
            "every" => self.read_every(t, i, habits),
            "a" | "an" | "ao" | "al" | "à" => {
                if matches!(t.word(i), "cada") {
                    return self.read_every(t, t.skip(i + 1), habits);
                }
                match lexicon::period(t.word(i)) {
                    Some(period) if self.per.is_none() && t.word(i).len() > 2 => {
                        self.per = Some(period);
                        self.next = i + 1;
                        true
                    }
                    _ => false,
                }
            }
            word => match lexicon::periodic(word) {
                Some(period) if self.per.is_none() && !matches!(word, "horario") => {
                    self.per = Some(period);
                    self.next = at + 1;
                    true
                }
                _ => false,
            },
        }
    }

    /// What follows "/" or "por".
    fn read_per(&mut self, t: &Tokens, i: usize, habits: Habits, slash: bool) -> bool {
        if t.is_number(i) {
            return self.read_each_count(t, i, habits, slash);
        }
        if !t.is_word(i) {
            return false;
        }
        let word = t.word(i);
        if let Some(period) = lexicon::period(word) {
            if self.per.is_none() && !(word == "m" && t.is(i + 1, '²')) && !(word.len() == 1 && !slash) {
                self.per = Some(period);
                self.next = i + 1;
                return true;
            }
            return false;
        }
        if self.each.is_some() || self.unit.is_none() && !slash {
            return false;
        }
        if let Some(power) = lexicon::multiplier(t.raw(i), word, false, false) {
            let count = Decimal::from(10_i64.pow(power.min(12)));
            let (entity, next) = each_noun(t, i + 1).unwrap_or((Entity::Thing(String::new()), i + 1));
            self.each = Some(Each { count, entity });
            self.next = next;
            return true;
        }
        match each_noun(t, i) {
            Some((entity, next)) => {
                self.each = Some(Each { count: Decimal::ONE, entity });
                self.next = next;
                true
            }
            None => false,
        }
    }

    /// `/10K`, `per 1,000 requests`, `/1M tokens`.
    fn read_each_count(&mut self, t: &Tokens, i: usize, habits: Habits, slash: bool) -> bool {
        let Some(figure) = Figure::read(t, i) else { return false };
        if self.each.is_some() || figure.currency.is_some() {
            return false;
        }
        let noun = each_noun(t, figure.end);
        let money = matches!(self.unit, Some(Unit::Money(_)));
        if self.unit.is_none() || slash && !money && noun.is_none() {
            return false;
        }
        if let (false, Some(_)) = (money, lexicon::time(t.word(t.skip(figure.end)))) {
            return self.read_every(t, i, habits);
        }
        let Some(count) = figure.value(Sort::Count, habits) else { return false };
        if count.value <= Decimal::ZERO {
            return false;
        }
        let (entity, next) = noun.unwrap_or((Entity::Thing(String::new()), figure.end));
        self.each = Some(Each { count: count.value, entity });
        self.next = next;
        true
    }

    /// "a cada 2 s", "every 5 minutes": so many per second, minute, hour or day that it comes out exact.
    fn read_every(&mut self, t: &Tokens, i: usize, habits: Habits) -> bool {
        if self.per.is_some() || matches!(self.unit, Some(Unit::Duration(_) | Unit::Percent(_))) {
            return false;
        }
        let (count, end) = if t.is_number(i) {
            let Some(figure) = Figure::read(t, i) else { return false };
            let Some(value) = figure.value(Sort::Measure, habits) else { return false };
            (value.value, figure.end)
        } else {
            (Decimal::ONE, i)
        };
        let at = t.skip(end);
        let Some(unit) = lexicon::time(t.word(at)) else {
            return t.is_number(i) && self.read_each_count(t, i, habits, false);
        };
        let Some(length) = count.checked_mul(unit.seconds()) else { return false };
        if length <= Decimal::ZERO {
            return false;
        }
        for period in [Period::Second, Period::Minute, Period::Hour, Period::Day, Period::Week, Period::Year] {
            let Some(times) = period.seconds().checked_div(length) else { continue };
            if times.checked_mul(length) == Some(period.seconds()) {
                self.per = Some(period);
                self.times = times;
                self.next = at + 1;
                return true;
            }
        }
        false
    }

    /// "usuários ativos por mês" are monthly active users, not users arriving each month.
    fn settle(&mut self) {
        if self.unit == Some(Unit::Count(Entity::ActiveUser)) {
            match self.per {
                Some(Period::Month) => self.unit = Some(Unit::Count(Entity::MonthlyActiveUser)),
                Some(Period::Day) => self.unit = Some(Unit::Count(Entity::DailyActiveUser)),
                _ => return,
            }
            self.per = None;
        }
    }
}

/// "8h às 18h" is a clock, but "8 a" no unit either.
fn is_time_of_day_article(t: &Tokens, at: usize, word: &str) -> bool {
    word == "d" && t.is(at + 1, '\'')
}

/// The entity of the noun at `i`, if it is one we know.
fn known_noun(t: &Tokens, i: usize) -> Option<Entity> {
    if t.raw(i) == "nós" || t.raw(i) == "nó" {
        return Some(Entity::Node);
    }
    let word = t.word(i);
    // "tx" and "vu" are only meant when they are not part of a longer name.
    lexicon::entity(&lexicon::singular(word))
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

/// The noun behind "/" or "por", and the token behind it.
fn each_noun(t: &Tokens, i: usize) -> Option<(Entity, usize)> {
    let mut at = t.skip(i);
    if matches!(t.word(at), "de" | "of") {
        at = t.skip(at + 1);
    }
    let word = t.word(at);
    if !t.is_word(at) || lexicon::is_small_word(word) || t.is_number(at + 1) {
        return None;
    }
    if matches!(t.kind(at + 1), Kind::Sign('_')) {
        return None;
    }
    let entity = known_noun(t, at);
    let mut next = at + 1;
    let mut active = Entity::User;
    loop {
        let more = t.skip(next);
        match lexicon::modifier(t.word(more)) {
            Some(Modifier::Active) if more > next => active = Entity::ActiveUser,
            Some(Modifier::Concurrent) if more > next => active = Entity::ConcurrentUser,
            _ => break,
        }
        next = more + 1;
    }
    let entity = match entity {
        Some(Entity::User) => active,
        Some(entity) => entity,
        None => {
            // "per active user"
            if let Some(Modifier::Active | Modifier::Concurrent | Modifier::Plain | Modifier::Added) =
                lexicon::modifier(word)
            {
                let more = t.skip(at + 1);
                if let Some(entity) = known_noun(t, more) {
                    return Some((entity, more + 1));
                }
            }
            Entity::Thing(lexicon::singular(word))
        }
    };
    Some((entity, next))
}
