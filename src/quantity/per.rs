//! What a quantity is per: "/mês", "por usuário", "per 1K tokens", "a cada 2 s".

use crate::quantity::figure::{self, Figure};
use crate::quantity::lexicon::{self, Measure, Modifier};
use crate::quantity::noun::known_noun;
use crate::quantity::number::Sort;
use crate::quantity::parse::Found;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::words;
use crate::quantity::{Each, Entity, Habits, Period, Statistic, Unit};
use rust_decimal::Decimal;

impl Tail {
    /// Reads periods and "per each", as many as there are.
    pub(in crate::quantity) fn read_periods(&mut self, t: &Tokens, habits: Habits) {
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
        self.period_of_whole(t);
        let at = t.skip(self.next);
        if at > self.next
            && matches!(t.word(at), "adicional" | "adicionais" | "adicionales" | "additional" | "extra" | "extras")
        {
            self.increment = true;
            self.next = at + 1;
        }
        if let Some(next) = each_one(t, at).filter(|_| at > self.next && self.each.is_none() && self.unit.is_some()) {
            self.each = Some(Each { count: Decimal::ONE, entity: Entity::Thing(String::new()) });
            self.next = next;
        }
        if at > self.next
            && self.each.is_none()
            && self.unit.is_some()
            && matches!(t.word(at), "each" | "cada")
            && (!t.is_word(t.skip(at + 1)) || matches!(t.word(t.skip(at + 1)), "at" | "with" | "con" | "com"))
            && !t.is_number(t.skip(at + 1))
        {
            self.each = Some(Each { count: Decimal::ONE, entity: Entity::Thing(String::new()) });
            self.next = at + 1;
        }
    }

    /// "500 rolagens de dados/mês", "100 GB egress/month", "$2/GB stored/month": what is counted is said in several
    /// nouns, and the period stands behind the last.
    fn period_of_whole(&mut self, t: &Tokens) {
        /// How many nouns there may be behind the unit.
        const NOUNS: usize = 2;
        let amount = match &self.unit {
            Some(Unit::Count(_)) => true,
            Some(Unit::Data(unit)) => !unit.bits,
            Some(Unit::Money(_)) => self.each.is_some(),
            _ => false,
        };
        let at = t.skip(self.next);
        if self.per.is_some() || !amount || at == self.next {
            return;
        }
        let joined = matches!(t.word(at), "de" | "do" | "da" | "dos" | "das" | "del" | "of");
        let mut noun = if joined { t.skip(at + 1) } else { at };
        for _ in 0..NOUNS {
            let word = t.word(noun);
            let plain = t.is_word(noun) && !lexicon::is_small_word(word) && lexicon::period(word).is_none();
            if !plain || t.is_number(noun + 1) {
                return;
            }
            let mut whole = Tail { next: noun + 1, ..self.clone() };
            // Without a small word only a sign is sure to belong to what stands before the nouns.
            let behind = joined && matches!(self.unit, Some(Unit::Count(_))) || t.is(noun + 1, '/');
            if behind && whole.read_period(t, Habits::default()) && whole.per.is_some() {
                *self = whole;
                return;
            }
            noun = t.skip(noun + 1);
        }
    }

    /// Reads one period or "per each" behind the unit; whether there was one.
    pub(in crate::quantity) fn read_period(&mut self, t: &Tokens, habits: Habits) -> bool {
        let at = t.skip(self.next);
        let spaced = at > self.next;
        if t.is(at, '/') {
            let i = t.skip(at + 1);
            if spaced != (i > at + 1) {
                return false;
            }
            // "aviso 2 s / crítico 4 s" names the next limit.
            let limit = matches!(self.unit, Some(Unit::Duration(_) | Unit::Percent(_)));
            if spaced && limit && t.is_word(i) && t.is_number(t.skip(i + 1)) {
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
                // "por 10 minutos" and "por duas horas" are how long, not how often.
                let end = match lexicon::numeral(t.word(i)) {
                    Some(_) => Some(i + 1),
                    None if t.is_number(i) => Figure::read(t, i).map(|f| f.end),
                    None => None,
                };
                // "por 5m" counts minutes, too.
                let lasts = |end| lexicon::time(t.word(t.skip(end))).is_some() || t.raw(end) == "m";
                let lasting = t.word(at) == "por" && end.is_some_and(lasts);
                !lasting && self.read_per(t, i, habits, false)
            }
            "every" => self.read_every(t, i, habits),
            // "12% a.m.", "41% a.a."
            "a" if matches!(self.unit, Some(Unit::Percent(_))) && t.is(at + 1, '.') && t.is(at + 3, '.') => {
                let period = match t.word(at + 2) {
                    "m" => Some(Period::Month),
                    "a" => Some(Period::Year),
                    _ => None,
                };
                self.per = self.per.or(period);
                self.next = if period.is_some() { at + 4 } else { self.next };
                period.is_some()
            }
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
        // "per 30-day month", "per calendar month".
        let i = match t.word(i) {
            "calendar" => t.skip(i + 1),
            _ => length_of_period(t, i).unwrap_or(i),
        };
        if t.is_number(i) {
            return self.read_each_count(t, i, habits, slash);
        }
        if !t.is_word(i) {
            return false;
        }
        let word = t.word(i);
        let money = matches!(self.unit, Some(Unit::Money(_)));
        let many = if money && slash { lexicon::many(t.raw(i)) } else { None };
        if let (None, Some(period)) = (many, lexicon::period(word)) {
            if self.per.is_none() && (slash || word.len() > 1) {
                self.per = Some(period);
                self.next = i + 1;
                return true;
            }
            return false;
        }
        let spaced = t.kind(i.wrapping_sub(1)) == Kind::Space;
        // "warn 2 s / page 3 s" are two limits.
        let limits = slash && spaced && matches!(self.unit, Some(Unit::Duration(_) | Unit::Percent(_)));
        if self.each.is_some() || limits {
            return false;
        }
        // "20 por réplica" is so many of each; "20 por turno" may be anything.
        let machine = |(entity, _): (Entity, usize)| runs(&entity);
        if self.unit.is_none() && (!slash || spaced) && (slash || !each_noun(t, i).is_some_and(machine)) {
            return false;
        }
        if let Some(power) = many.or_else(|| lexicon::multiplier(t.raw(i), word, false, false)) {
            let count = Decimal::from(10_i64.pow(power.min(12)));
            let (entity, next) = each_noun(t, i + 1).unwrap_or((Entity::Thing(String::new()), i + 1));
            self.each = Some(Each { count, entity });
            self.next = next;
            return true;
        }
        if let (true, Some(each)) = (money, lexicon::many_of(t.raw(i))) {
            self.each = Some(each);
            self.next = i + 1;
            return true;
        }
        match each_noun(t, i) {
            Some((entity, next)) => {
                self.each = Some(Each { count: Decimal::ONE, entity });
                self.next = next;
                // "per vCPU-hour", "/GB-mês": for one, and for so long.
                if let Some(end) = for_so_long(t, next).filter(|_| self.per.is_none()) {
                    self.per = lexicon::period(t.word(end - 1));
                    self.next = end;
                }
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
        // "16 vCPU/128GB" is two sizes.
        let size = t.skip(figure.end);
        let sized = matches!(lexicon::measure(t.raw(size), t.word(size)), Some(Measure::Data(_) | Measure::Cores));
        if slash && sized && !matches!(self.unit, Some(Unit::Money(_))) {
            return false;
        }
        // "($0.06 / 100,000)" and "R$ 5.250 / 2,4 mi pedidos" are divisions; "$0.60 / 1M tokens" is a price.
        let round = figure.mantissa(habits) == Decimal::ONE;
        if slash && t.kind(i.wrapping_sub(1)) == Kind::Space && (noun.is_none() || figure.exponent.is_none() || !round)
        {
            return false;
        }
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
        let unit = match lexicon::measure(t.raw(at), t.word(at)) {
            Some(Measure::Time(unit)) if t.is_number(i) => Some(unit),
            _ => lexicon::time(t.word(at)),
        };
        let Some(unit) = unit else {
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
}

/// "C/u", "apiece": the token behind it.
fn each_one(t: &Tokens, i: usize) -> Option<usize> {
    match t.word(i) {
        "apiece" => Some(i + 1),
        "c" if t.is(i + 1, '/') && t.word(i + 2) == "u" => Some(i + 3),
        _ => None,
    }
}

/// What a quantity is per, said before it.
pub(in crate::quantity) fn before(t: &Tokens, found: &mut Found, floor: usize) {
    each_person(t, found, floor);
    each_priced(t, found, floor);
    mean_of_period(t, found, floor);
}

/// "A média diária é de 1,9 milhão", "the daily average is 1.9 million orders", "promedio mensual de 12 TB": the time that
/// a mean is taken over, said before it.
fn mean_of_period(t: &Tokens, found: &mut Found, floor: usize) {
    const MEAN: &[&str] = &["media", "promedio", "average", "mean"];
    const SAID: &[&str] =
        &["de", "of", "a", "is", "e", "es", "foi", "fue", "was", "fica", "hoje", "hoy", "today", "em", "en"];
    /// Words between the mean and the number.
    const REACH: usize = 4;
    let counted = match &found.quantity.unit {
        Unit::Bare | Unit::Money(_) | Unit::Data(_) => true,
        Unit::Count(entity) => !entity.is_machine() && !entity.is_user(),
        _ => false,
    };
    // "Promedio mensual de 30.000 × 36 MB" is of what that comes to.
    let factor = matches!(t.kind(t.skip(found.next)), Kind::Sign('×' | '*'));
    if !counted || factor || found.quantity.per.is_some() || found.quantity.each.is_some() {
        return;
    }
    let mut at = found.first;
    for _ in 0..REACH {
        let Some(last) = t.back(at, floor) else { return };
        let word = t.word(last);
        let joined = t.back(last, floor).filter(|&before| t.is_word(before));
        let pair = joined.map(|before| (t.word(before), word));
        let over = |(one, other): (&str, &str)| {
            let period = lexicon::periodic(if MEAN.contains(&one) { other } else { one });
            period.filter(|_| MEAN.contains(&one) != MEAN.contains(&other))
        };
        if let Some(period) = pair.and_then(over) {
            found.quantity.per = Some(period);
            found.quantity.statistic = found.quantity.statistic.or(Some(Statistic::Mean));
            return;
        }
        if !(SAID.contains(&word) || t.is(last, ':') || t.is(last, '=')) {
            return;
        }
        at = last;
    }
}

/// "Custo por conversa ≤ R$ 0,25", "cost per order under $0.05": what an amount is per, said right before it.
fn each_priced(t: &Tokens, found: &mut Found, floor: usize) {
    const COST: &[&str] =
        &["custo", "cost", "costo", "coste", "gasto", "preco", "price", "precio", "valor", "tarifa", "fee", "ticket"];
    const SAID: &[&str] = &[
        "de", "of", "a", "is", "e", "es", "em", "en", "at", "hoje", "hoy", "today", "atual", "actual", "fica", "sera",
        "cai", "cae", "baja", "falls", "drops", "from", "no", "nao", "deve", "debe", "must", "stay", "stays", "los",
        "to", "be", "has", "have", "should", "ser", "ficar", "quedar",
    ];
    if !matches!(found.quantity.unit, Unit::Money(_)) || found.quantity.each.is_some() {
        return;
    }
    let mut at = found.first;
    let mut noun = None;
    for _ in 0..6 {
        let Some(back) = t.back(at, floor) else { return };
        at = back;
        if !(t.is(at, ':') || t.is(at, '=') || SAID.contains(&t.word(at))) {
            noun = t.is_word(at).then_some(at);
            break;
        }
    }
    let Some(noun) = noun else { return };
    // "cost per million events", "custo por mil"
    let many = |i: usize| lexicon::multiplier(t.raw(i), t.word(i), false, false).filter(|_| t.raw(i).len() > 1);
    let of_noun = t.back(noun, floor).filter(|&de| matches!(t.word(de), "de" | "of")).unwrap_or(noun);
    let power = many(noun).map(|power| (noun, power));
    let power = power.or_else(|| t.back(of_noun, floor).and_then(|i| Some((i, many(i)?))));
    let first = power.map_or(noun, |(at, _)| at);
    let Some(per) = t.back(first, floor).filter(|&per| matches!(t.word(per), "por" | "per") || t.is(per, '/')) else {
        return;
    };
    let priced = t.back(per, floor).is_some_and(|cost| COST.contains(&t.word(cost)));
    if !priced || lexicon::period(t.word(noun)).is_some() {
        return;
    }
    let count = power.map_or(Decimal::ONE, |(_, power)| Decimal::from(10_i64.pow(power.min(12))));
    let entity = if first == noun && power.is_some() {
        Some(Entity::Thing(String::new()))
    } else {
        each_noun(t, noun).map(|(entity, _)| entity)
    };
    found.quantity.each = entity.map(|entity| Each { count, entity });
}

/// "Cada entregador manda 1 ping a cada 2 s", "each user sends 3 requests per minute": so much per person.
fn each_person(t: &Tokens, found: &mut Found, floor: usize) {
    const REACH: usize = 10;
    if found.quantity.each.is_some() || found.quantity.per.is_none() || !matches!(found.quantity.unit, Unit::Count(_)) {
        return;
    }
    for i in (floor.max(found.first.saturating_sub(REACH))..found.first).rev() {
        if matches!(t.kind(i), Kind::Sign('.' | ';' | ',') | Kind::Line) || t.is_number(i) {
            return;
        }
        if matches!(t.word(i), "cada" | "each" | "every") {
            let noun = t.skip(i + 1);
            let singular = lexicon::singular(t.word(noun));
            let person = words::PEOPLE.contains(singular.as_str());
            let entity = known_noun(t, noun)
                .filter(|entity| entity.is_user())
                .or_else(|| person.then_some(Entity::Thing(singular)));
            found.quantity.each = entity.map(|entity| Each { count: Decimal::ONE, entity });
            return;
        }
    }
}

/// Whether it is one of several that are alike and do the same work: a pod, a task, a process.
pub(in crate::quantity) fn runs(entity: &Entity) -> bool {
    const ALIKE: &[&str] = &[
        "task",
        "tarefa",
        "tarea",
        "process",
        "processo",
        "proceso",
        "server",
        "servidor",
        "vm",
        "container",
        "contenedor",
    ];
    entity.is_machine() || matches!(entity, Entity::Thing(noun) if ALIKE.contains(&noun.as_str()))
}

/// The period behind the number of days that it has: "30-day month".
fn length_of_period(t: &Tokens, i: usize) -> Option<usize> {
    let days = t.is_number(i) && t.is(i + 1, '-') && matches!(t.word(i + 2), "day" | "days");
    let period = t.skip(i + 3);
    (days && lexicon::period(t.word(period)).is_some_and(|p| p != Period::Day)).then_some(period)
}

/// The token behind the period that is glued to a unit with a hyphen: "vCPU-hours", "GB-mês".
pub(in crate::quantity) fn for_so_long(t: &Tokens, i: usize) -> Option<usize> {
    let period = t.is(i, '-') && t.word(i + 1).len() > 2 && lexicon::period(t.word(i + 1)).is_some();
    period.then_some(i + 2)
}

/// The noun behind "/" or "por", and the token behind it.
fn each_noun(t: &Tokens, i: usize) -> Option<(Entity, usize)> {
    let mut at = t.skip(i);
    if matches!(t.word(at), "de" | "of") {
        at = t.skip(at + 1);
    }
    // "R$ 39 / R$ 60" are two prices.
    if figure::currency_sign(t, at).is_some() {
        return None;
    }
    let word = t.word(at);
    // "Por nó" is per node; without its accent it is a small word.
    let entity = known_noun(t, at);
    if !t.is_word(at) || lexicon::is_small_word(word) && entity.is_none() || t.is_number(at + 1) {
        return None;
    }
    if matches!(t.kind(at + 1), Kind::Sign('_')) {
        return None;
    }
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
            // "per cached instance": a word that is in no table qualifies the noun behind it.
            let more = t.skip(at + 1);
            if more > at + 1
                && !word.ends_with('s')
                && let Some(entity) = known_noun(t, more)
            {
                return Some((entity, more + 1));
            }
            Entity::Thing(lexicon::singular(word))
        }
    };
    Some((entity, next))
}
