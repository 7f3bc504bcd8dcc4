//! What stands behind a number: its unit, its period, what it is per.

use crate::quantity::figure::Figure;
use crate::quantity::letters::Letter;
use crate::quantity::lexicon::{self, Measure};
use crate::quantity::number::Sort;
use crate::quantity::per::for_so_long;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Currency, DataUnit, Each, Entity, Habits, PercentKind, Period, Statistic, TimeUnit, Unit};
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
    pub(in crate::quantity) fn empty(next: usize) -> Tail {
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
        if tail.unit == Some(Unit::Factor) && is_repeated(t, figure, tail.next) {
            tail.unit = Some(Unit::Count(Entity::Thing("vez".to_owned())));
        }
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
        if let Some(Letter::Size(power)) = t.letter(at) {
            self.take(Unit::Data(DataUnit { bits: false, power, binary: false }), at + 1);
            return Some(());
        }
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
        // "1º token", "2nd request": which one, not how many.
        if glued && matches!(raw, "º" | "ª" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        if raw == "m" && glued {
            return self.read_m(t, at);
        }
        if raw == "y" && figure.exponent.is_none() && ends_statement(t, at + 1, glued) {
            self.take(Unit::Duration(TimeUnit::Year), at + 1);
            return Some(());
        }
        if raw == "G"
            && glued
            && !matches!(figure.written.value(Sort::Bare, 0, Habits::default()).map(|v| v.value), Some(v) if v < Decimal::from(6))
        {
            self.take(Unit::Data(DataUnit { bits: false, power: 3, binary: false }), at + 1);
            return Some(());
        }
        if let Some(found) = lexicon::measure(raw, word) {
            if matches!(found, Measure::Cores | Measure::Data(_))
                && let Some(end) = for_so_long(t, at + 1)
            {
                let amount = format!("{word}-{}", lexicon::singular(t.word(end - 1)));
                self.take(Unit::Count(Entity::Thing(amount)), end);
                return Some(());
            }
            self.measured(t, found, at, glued, figure);
            return Some(());
        }
        match lexicon::measure(t.raw(noun_at), t.word(noun_at)) {
            Some(Measure::Money(currency)) => {
                self.take(Unit::Money(currency), noun_at + 1);
                return Some(());
            }
            // "2 milhões de TPM"
            Some(Measure::Rate(entity, period)) => {
                self.take(Unit::Count(entity), noun_at + 1);
                self.per = Some(period);
                return Some(());
            }
            _ => {}
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
        // "500m de CPU"
        let of = if matches!(t.word(behind), "de" | "of") { t.skip(behind + 1) } else { behind };
        if let Some(Measure::Cores) = lexicon::measure(t.raw(of), t.word(of)) {
            self.take(Unit::Cores, of + 1);
            self.milli = true;
            return Some(());
        }
        if follows_cpu(t, at.wrapping_sub(1)) || precedes_memory(t, at) {
            self.take(Unit::Cores, at + 1);
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

    pub(in crate::quantity) fn take(&mut self, unit: Unit, next: usize) {
        self.unit = Some(unit);
        self.known = true;
        self.next = next;
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

/// "7y", "(7 y)": whether the "y" before `i` joins nothing to what follows, as it does in Spanish.
fn ends_statement(t: &Tokens, i: usize, glued: bool) -> bool {
    match t.kind(i) {
        Kind::End | Kind::Line | Kind::Sign(',' | '.' | ';' | ')' | '|' | '/') => true,
        Kind::Space => glued || matches!(t.kind(i + 1), Kind::End | Kind::Line | Kind::Sign('|' | '/')),
        _ => false,
    }
}

/// "retry 3x", "tentar 3x": how often something is done, not how much it grows.
fn is_repeated(t: &Tokens, figure: &Figure, next: usize) -> bool {
    let mut before = t.back(figure.first, 0);
    if before.is_some_and(|b| matches!(t.kind(b), Kind::Sign(':' | '='))) {
        before = before.and_then(|b| t.back(b, 0));
    }
    let again = |word: &str| {
        ["retry", "retri", "tentativa", "tentar", "repet", "reintent", "attempt"].iter().any(|s| word.starts_with(s))
    };
    before.is_some_and(|b| again(t.word(b))) || again(t.word(t.skip(next)))
}

/// "500m / 768Mi", "250m/1Gi": the processor and the memory of a container, as Kubernetes writes them.
fn precedes_memory(t: &Tokens, m: usize) -> bool {
    let slash = t.skip(m + 1);
    let size = t.skip(slash + 1);
    t.is(slash, '/') && t.is_number(size) && matches!(t.raw(size + 1), "Mi" | "Gi")
}

/// "CPU 500m", "cpu: request 250m", "CPU=1000m": whether what a processor is given stands right before so many thousandths.
/// Fewer than a hundred may be minutes.
fn follows_cpu(t: &Tokens, number: usize) -> bool {
    const BETWEEN: &[&str] = &["de", "of", "request", "requests", "limit", "limits", "limite", "limites"];
    /// How many words, signs and other thousandths may stand between them: "CPU: request 250m, limit 500m".
    const MOST: usize = 6;
    if t.raw(number).len() < 3 || !t.raw(number).bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut at = number;
    for _ in 0..=MOST {
        let Some(before) = t.back(at, 0) else { return false };
        match t.kind(before) {
            Kind::Sign('=' | ':' | ',') => {}
            Kind::Number if t.word(before + 1) == "m" => {}
            Kind::Word if t.word(before) == "m" || BETWEEN.contains(&t.word(before)) => {}
            _ => return matches!(t.word(before), "cpu" | "cpus" | "vcpu"),
        }
        at = before;
    }
    false
}
