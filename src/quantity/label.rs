//! What a label says about the numbers beside it: column headers, keys, headings.

use std::cell::OnceCell;

use crate::quantity::figure::currency_sign;
use crate::quantity::lexicon::{self, Measure, Modifier};
use crate::quantity::noun::known_noun;
use crate::quantity::number::{Sort, Written};
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{
    Currency, Each, Entity, Habits, PercentKind, Period, Quantity, Statistic, TimeUnit, Unit, kind, listed, statistic,
    subject, words,
};
use rust_decimal::Decimal;

/// What a label says about the numbers that stand beside it: a column header (`Custo Mensal (R$)`), a key
/// (`requests_per_day`, `latency_p95_ms`), a heading. Everything it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Implied {
    /// The unit that a bare number takes. Money without a currency is [`Currency::Dollar`].
    pub unit: Option<Unit>,
    /// The period that a number without one takes.
    pub per: Option<Period>,
    /// What it is per.
    pub each: Option<Each>,
    /// The statistic.
    pub statistic: Option<Statistic>,
    /// Whether the unit is written out (`(ms)`, `%`, `R$`, `_gb`) rather than suggested by a word.
    pub written_out: bool,
    /// The power of ten that a number without one takes: 3 for "R$ mil" and "(in thousands)".
    pub scale: Option<u32>,
    /// What it gives a number of, and per how much time: "Fase 3 (12.000 pedidos/mes)" is of orders in a month.
    pub rate: Option<(Entity, Period)>,
}

impl Quantity {
    /// The quantity as it is to be understood beside a label that implies `label`: what the number says itself
    /// goes before what the label says.
    #[must_use]
    pub fn under(&self, label: &Implied) -> Quantity {
        let mut own = self.clone();
        match (&self.unit, &label.unit) {
            // `cpu: 500m` is half a core, whatever `500m` would be elsewhere.
            (Unit::Duration(TimeUnit::Minute), Some(Unit::Cores)) if self.ambiguous => {
                let thousandth = Decimal::new(1, 3);
                if let (Some(interval), Some(step)) =
                    (self.interval.scale(thousandth), self.step.checked_mul(thousandth))
                {
                    own.interval = interval;
                    own.step = step;
                    own.unit = Unit::Cores;
                    own.ambiguous = false;
                }
            }
            // 0.999 under "availability" may be a fraction; only a "%" in the label says that it is not.
            (Unit::Bare, Some(Unit::Percent(_))) if !label.written_out && self.is_fraction() => own.ambiguous = true,
            // `desconto: 1800` is money, or anything but a percentage.
            (Unit::Bare, Some(Unit::Percent(kind)))
                if !label.written_out && *kind != PercentKind::Growth && self.is_beyond_a_whole() => {}
            // "Desconto | -90" takes 90 off.
            (Unit::Bare, Some(Unit::Percent(PercentKind::Discount)))
                if !label.written_out && self.bounds().high.is_some_and(|v| v < Decimal::ZERO) => {}
            (Unit::Bare, Some(unit)) => own.unit = unit.clone(),
            (Unit::Percent(PercentKind::Unknown), Some(Unit::Percent(kind))) => own.unit = Unit::Percent(*kind),
            (Unit::Money(Currency::Dollar), Some(Unit::Money(named))) => own.unit = Unit::Money(*named),
            (Unit::Count(Entity::User), Some(Unit::Count(entity))) if entity.is_user() => {
                own.unit = Unit::Count(entity.clone());
            }
            _ => {}
        }
        // "Custo" suggests money without saying which.
        let any_money = |unit: &Unit| {
            !label.written_out && matches!((unit, &own.unit), (Unit::Money(Currency::Dollar), Unit::Money(_)))
        };
        let applies = label.unit.as_ref().is_none_or(|unit| unit.same_kind(&own.unit) || any_money(unit));
        // `volume_por_dia: 172,8 GB`, "Economia/mês | $48k": what the label counts is the amount itself.
        let amount =
            matches!((&label.unit, &own.unit), (Some(Unit::Count(Entity::Thing(_))), Unit::Data(_) | Unit::Money(_)));
        let applies = applies || amount;
        if let (Unit::Count(entity), Some((counted, per)), None) = (&self.unit, &label.rate, self.per)
            && entity == counted
        {
            own.per = Some(*per);
        }
        // `build_hours_per_month: 70`: so long in that time.
        let spent = matches!(own.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute)
            && label.unit.as_ref() == Some(&own.unit);
        let flows = matches!(own.unit, Unit::Bare | Unit::Count(_) | Unit::Money(_) | Unit::Data(_)) || spent;
        if applies && flows {
            if own.per.is_none() {
                own.per = label.per;
            }
            // Tickets are not counted per ticket, nor people per order.
            let people = matches!(&own.unit, Unit::Count(entity) if entity.is_user());
            let counted = label.each.as_ref().is_some_and(|each| {
                own.unit == Unit::Count(each.entity.clone()) || people && each.entity.comes_and_goes()
            });
            if own.each.is_none() && !counted && !spent {
                own.each.clone_from(&label.each);
            }
        }
        // "p99: 640 ms; error rate 0.08%", "p95 > 800 ms | larger machine ($40)"
        let other = matches!(own.unit, Unit::Percent(_) | Unit::Money(_));
        let share = other && matches!(label.statistic, Some(Statistic::Percentile(_)));
        if applies && !share && own.statistic.is_none() {
            own.statistic = label.statistic;
        }
        own
    }

    fn is_beyond_a_whole(&self) -> bool {
        let bounds = self.bounds();
        bounds.low.or(bounds.high).is_some_and(|v| v > Decimal::ONE_HUNDRED)
    }

    fn is_fraction(&self) -> bool {
        let bounds = self.bounds();
        bounds.high.or(bounds.low).is_some_and(|v| v.abs() <= Decimal::ONE)
    }
}

/// What `label` implies for the numbers beside it.
pub fn implied(label: &str, habits: Habits) -> Implied {
    let is_key = label.contains('_') || !label.trim().contains(char::is_whitespace);
    let words = separated(label);
    let label = Label::new(&words, is_key, habits);
    let mut implied = Implied { statistic: label.statistic(), ..Implied::default() };
    let (each, each_at) = label.each();
    implied.each = each;
    implied.per = label.period();
    implied.scale = label.scale();
    implied.rate = label.rate();
    implied.unit = label
        .money()
        .or_else(|| label.percent())
        .or_else(|| label.measured(&mut implied.per))
        .or_else(|| label.counted(&mut implied.per, each_at));
    // "p95 consulta" is how long it takes; "Max VU (p95 < 5 s)" is how many, where that holds.
    if matches!(implied.statistic, Some(Statistic::Percentile(_)))
        && implied.per.is_none()
        && matches!(implied.unit, Some(Unit::Count(_)))
    {
        let opened = words.find('(').is_some_and(|open| label.statistic_before(open).is_none());
        if opened {
            implied.statistic = None;
        } else {
            implied.unit = None;
        }
    }
    implied.written_out = match implied.unit {
        Some(Unit::Money(currency)) => currency != Currency::Dollar || words.contains('$'),
        Some(Unit::Percent(_)) => words.contains('%') || words.contains("percent") || words.contains("pct"),
        Some(Unit::Duration(_) | Unit::Data(_)) => true,
        _ => false,
    };
    implied
}

/// The noun that a label is, with a word that qualifies it at most, where that is in the plural: "Emails", "Correos
/// enviados". What a rate under it counts, when nothing else says so.
pub fn noun(label: &str) -> Option<Entity> {
    let label = separated(label);
    let t = Tokens::new(&label);
    noun_before(&t, t.len())
}

/// The noun that all tokens before `end` are.
fn noun_before(t: &Tokens, end: usize) -> Option<Entity> {
    /// `peak_scans`, "Avg orders": the word before the noun says which figure of it is meant.
    const FIGURES: &[&str] = &["peak", "pico", "avg", "mean", "average", "media", "max", "total"];
    if !(0..end).all(|i| matches!(t.kind(i), Kind::Word | Kind::Space)) {
        return None;
    }
    let words: Vec<usize> = (0..end).filter(|&i| t.is_word(i) && !FIGURES.contains(&t.word(i))).collect();
    let (&first, &last) = words.first().zip(words.last()).filter(|_| words.len() <= 2)?;
    // English qualifies a noun before it.
    let noun = [first, last].into_iter().find(|&i| is_many(t, i))?;
    let singular = lexicon::singular(t.word(noun));
    Some(lexicon::entity(&singular).unwrap_or(Entity::Thing(singular)))
}

/// Whether the word at `i` is a noun in the plural that can be counted.
fn is_many(t: &Tokens, i: usize) -> bool {
    let word = t.word(i);
    let plural = word.len() > 3 && word.ends_with('s') && !["ss", "is", "us"].iter().any(|end| word.ends_with(end));
    let plain = !lexicon::is_small_word(word) && lexicon::modifier(word).is_none() && lexicon::time(word).is_none();
    plural && plain && !words::LIMITS.contains(word) && !words::PRODUCTS.contains(word)
}

/// How the names of times begin.
const TIMES: &[&str] = &[
    "tempo", "tiempo", "time", "dura", "rto", "rpo", "mtt", "interv", "janela", "window", "ventana", "ramp", "warm",
    "aquec", "calent", "soak", "sust", "hold", "cooldown", "espera", "wait", "pausa", "pause", "delay", "atras",
    "retra", "demora", "lag", "ttl", "failover", "recover", "recup", "restor", "restaur", "boot", "startup", "inici",
    "deploy", "rollback", "downtime", "indisp", "outage", "period", "freq", "expir", "drain", "stabil", "estab",
];

/// A label as tokens, its words apart.
pub(in crate::quantity) struct Label<'t> {
    pub(in crate::quantity) t: Tokens<'t>,
    /// The words that stand for themselves, not as part of "30 dias" or "10k_users".
    words: Vec<usize>,
    is_key: bool,
    habits: Habits,
    money: OnceCell<Option<Unit>>,
}

impl<'t> Label<'t> {
    fn new(text: &'t str, is_key: bool, habits: Habits) -> Label<'t> {
        let mut label = Label { t: Tokens::new(text), words: Vec::new(), is_key, habits, money: OnceCell::new() };
        label.words = (0..label.t.len()).filter(|&i| label.t.is_word(i) && !label.follows_number(i)).collect();
        label
    }
}

impl Label<'_> {
    fn words(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.words.iter().copied()
    }

    /// Whether the noun at `i` is all that is named, or what there is a number of: `nos`, `numero_de_nos`.
    fn is_whole(&self, i: usize) -> bool {
        self.words().count() == 1 || self.t.back(i, 0).is_some_and(|before| self.t.word(before) == "de")
    }

    fn follows_number(&self, i: usize) -> bool {
        let plus = self.t.back(i, 0).filter(|&b| self.t.is(b, '+')).unwrap_or(i);
        let Some(before) = self.t.back(plus, 0) else { return false };
        self.t.is_number(before) && self.t.glued(before) != Kind::Word
            || lexicon::multiplier(self.t.raw(before), self.t.word(before), true, false).is_some()
                && self.t.back(before, 0).is_some_and(|number| self.t.is_number(number))
    }

    fn is_per(&self, i: usize) -> bool {
        self.t.is(i, '/') || matches!(self.t.word(i), "per" | "por" | "cada")
    }

    pub(in crate::quantity) fn follows_per(&self, i: usize) -> bool {
        self.t.back(i, 0).is_some_and(|before| self.is_per(before))
    }

    /// Whether what the word is per is a number in the label itself: `Phase 1 ($5/month)`.
    fn follows_priced_number(&self, i: usize) -> bool {
        let Some(mut before) = self.t.back(i, 0).and_then(|per| self.t.back(per, 0)) else { return false };
        // "100 sessions/day"
        if self.t.is_word(before) {
            let Some(number) = self.t.back(before, 0) else { return false };
            before = number;
        }
        let thousands = lexicon::multiplier(self.t.raw(before), self.t.word(before), true, false).is_some();
        self.t.is_number(if thousands { before.saturating_sub(1) } else { before })
    }

    pub(in crate::quantity) fn in_brackets(&self, i: usize) -> bool {
        self.t.is(i.wrapping_sub(1), '(') || self.t.is(i.wrapping_sub(1), '[')
    }

    fn period(&self) -> Option<Period> {
        for i in self.words() {
            if self.follows_per(i)
                && !self.follows_priced_number(i)
                && let Some(period) = lexicon::period(self.t.word(i))
            {
                return Some(period);
            }
            // "In a year" is when, not per what.
            let when = self.t.back(i, 0).is_some_and(|b| matches!(self.t.word(b), "in" | "within" | "after"));
            if matches!(self.t.word(i), "ao" | "al" | "a") && !when {
                let next = self.t.skip(i + 1);
                if let (Some(period), true) = (lexicon::period(self.t.word(next)), self.t.word(next).len() > 2) {
                    return Some(period);
                }
            }
        }
        // "Caché de horarios" keeps timetables.
        let of = |i: usize| self.t.back(i, 0).is_some_and(|before| matches!(self.t.word(before), "de" | "los" | "os"));
        let noun = |i: usize| self.t.word(i) == "horario" || self.t.word(i) == "horarios" && of(i);
        let said = self.words().find_map(|i| lexicon::periodic(self.t.word(i)).filter(|_| !noun(i)));
        said.or_else(|| self.ends_in_period().and_then(|(_, last)| lexicon::period(self.t.word(last))))
    }

    /// What a number in the label counts, and per when: "100 sessions/day".
    fn rate(&self) -> Option<(Entity, Period)> {
        self.words().filter(|&i| self.follows_per(i) && self.follows_priced_number(i)).find_map(|i| {
            let period = lexicon::period(self.t.word(i))?;
            let noun = self.t.back(i, 0).and_then(|per| self.t.back(per, 0)).filter(|&noun| self.t.is_word(noun))?;
            let singular = lexicon::singular(self.t.word(noun));
            Some((lexicon::entity(&singular).unwrap_or(Entity::Thing(singular)), period))
        })
    }

    /// `holerites_mes`, `crescimento_gb_mes`, `custo_ano`: a key that ends in one period, and the word before it, of which
    /// there is so much in that time. `prazo_mes` is none.
    fn ends_in_period(&self) -> Option<(usize, usize)> {
        /// A longer name is none.
        const LONGEST: usize = 40;
        let t = &self.t;
        if t.len() > LONGEST {
            return None;
        }
        let last = self.words().last().filter(|&last| self.is_key && self.is_one_day(last))?;
        let mut before = t.back(last, 0).filter(|&before| t.is_word(before) && !self.follows_per(last))?;
        // `usuarios_ativos_mes`: the noun stands before what qualifies it.
        while lexicon::modifier(t.word(before)).is_some()
            && let Some(noun) = t.back(before, 0).filter(|&noun| t.is_word(noun))
        {
            before = noun;
        }
        let word = t.word(before);
        let plural = word.len() > 3 && word.ends_with('s') && lexicon::modifier(word).is_none();
        let counted = plural && lexicon::time(word).is_none() && !lexicon::is_small_word(word);
        let amount = matches!(self.unit_at(before), Some(Measure::Data(_))) || self.money().is_some();
        (counted || amount || lexicon::entity(&lexicon::singular(word)).is_some()).then_some((before, last))
    }

    fn each(&self) -> (Option<Each>, Option<usize>) {
        let priced = self.money().is_some();
        for i in 0..self.t.len() {
            // "Memória (4 GB por pod)": what is per pod are the 4 GB, not the numbers beside the label.
            let unit = self.t.back(i, 0).filter(|&b| self.t.is_word(b));
            let taken = self.follows_priced_number(i + 1) || unit.is_some_and(|unit| self.follows_number(unit));
            // "Cada transação ocupa 2 KB": what each takes is said in the label itself.
            let clause = self.t.word(i) == "cada" && (i..self.t.len()).any(|n| self.t.is_number(n));
            if !self.is_per(i) || taken || clause {
                continue;
            }
            let mut at = self.t.skip(i + 1);
            let mut count = Decimal::ONE;
            if self.t.is_number(at) {
                let Some(written) = Written::read(self.t.raw(at)) else { continue };
                let power = self.t.skip(at + 1);
                let glued = power == at + 1;
                let exponent = lexicon::multiplier(self.t.raw(power), self.t.word(power), glued, false)
                    .or_else(|| (self.t.raw(power) == "m").then_some(6));
                let Some(value) = written.value(Sort::Count, exponent.unwrap_or(0), self.habits) else { continue };
                count = value.value;
                at = self.t.skip(if exponent.is_some() { power + 1 } else { at + 1 });
            } else if let Some(power) = lexicon::multiplier(self.t.raw(at), self.t.word(at), false, false) {
                count = Decimal::from(10_i64.pow(power.min(12)));
                at = self.t.skip(at + 1);
            }
            if matches!(self.t.word(at), "de" | "of") {
                at = self.t.skip(at + 1);
            }
            if matches!(
                lexicon::modifier(self.t.word(at)),
                Some(Modifier::Active | Modifier::Concurrent | Modifier::Plain)
            ) {
                at = self.t.skip(at + 1);
            }
            // `Monitoring/APM` is a pair of names; only a price, or something we count, is per a word behind "/".
            let named = lexicon::entity(&lexicon::singular(self.t.word(at))).is_some();
            if self.t.is(i, '/') && !named && (count == Decimal::ONE || !self.t.is_word(at)) && !priced {
                continue;
            }
            if self.t.is_word(at)
                && lexicon::period(self.t.word(at)).is_none()
                && (known_noun(&self.t, at).is_some() || !lexicon::is_small_word(self.t.word(at)))
            {
                let entity =
                    known_noun(&self.t, at).unwrap_or_else(|| Entity::Thing(lexicon::singular(self.t.word(at))));
                return (Some(Each { count, entity }), Some(at));
            }
            if count != Decimal::ONE {
                return (Some(Each { count, entity: Entity::Thing(String::new()) }), Some(i));
            }
        }
        (None, None)
    }

    /// Whether the noun at `i` only qualifies the next one: `user_service`, "Instance Class".
    fn is_attribute(&self, i: usize) -> bool {
        let t = &self.t;
        let next = t.skip(i + 1);
        let word = t.word(next);
        next > i + 1
            && !t.word(i).ends_with('s')
            && t.is_word(next)
            && !self.is_per(next)
            && !lexicon::is_small_word(word)
            && lexicon::modifier(word).is_none()
            && lexicon::period(word).is_none()
            && !matches!(word, "count" | "pool" | "number" | "quantity" | "limit" | "volume")
    }

    /// The percentile that stands before a place in the label.
    fn statistic_before(&self, end: usize) -> Option<Statistic> {
        (0..self.t.len()).take_while(|&i| self.t.start(i) < end).find_map(|i| statistic::percentile_at(&self.t, i))
    }

    fn statistic(&self) -> Option<Statistic> {
        let t = &self.t;
        // "RPS (média / pico)" is of no single one.
        if !listed::before(t, t.len(), 0).is_empty() {
            return None;
        }
        if let Some(found) = (0..t.len()).find_map(|i| statistic::percentile_at(t, i)) {
            return Some(found);
        }
        // "Replicas (min-max)" is of neither.
        if self.words().any(|i| self.is_end_of_range(i)) {
            return None;
        }
        self.words().find_map(|i| {
            Some(match t.word(i) {
                "medio" | "media" | "average" | "avg" | "mean" | "promedio" | "medios" | "medias" => {
                    let next = t.word(t.skip(i + 1));
                    let other = matches!(next, "prazo" | "plazo")
                        || statistic::is_size(t, i)
                        || statistic::is_level(t, i)
                        || statistic::is_multiplied(t, i);
                    (!other).then_some(Statistic::Mean)?
                }
                "pico" | "peak" | "picos" => statistic::is_peak(t, i).then_some(Statistic::Peak)?,
                "max" | "maximo" | "maxima" | "maximum" | "maximos" | "maximas" => Statistic::Maximum,
                // `duracao_min` is in minutes.
                "min" if self.is_key && !self.is_least(i) => return None,
                "min" | "minimo" | "minima" | "minimum" | "minimos" if !self.follows_per(i) && !self.in_brackets(i) => {
                    Statistic::Minimum
                }
                "total" | "totais" | "totales" => Statistic::Total,
                _ => return None,
            })
        })
    }

    /// "error_budget_minutes", "orçamento de erro": the budget at `i` is time, or a share of the requests.
    fn is_error_budget(&self, i: usize) -> bool {
        let t = &self.t;
        match t.word(i) {
            // `budget_days` is how long may be worked on something.
            "budget" => {
                t.back(i, 0).is_some_and(|b| matches!(t.word(b), "error" | "latency" | "downtime" | "time"))
                    || matches!(t.word(t.skip(i + 1)), "seconds" | "minutes" | "hours" | "days")
            }
            "orcamento" | "presupuesto" => {
                let of = t.skip(i + 1);
                let what = if t.word(of) == "de" { t.skip(of + 1) } else { of };
                matches!(t.word(what), "erro" | "erros" | "error" | "errores" | "latencia" | "tempo" | "tiempo")
            }
            _ => false,
        }
    }

    /// The currency that it names; [`Currency::Dollar`] where it only speaks of money.
    fn money(&self) -> Option<Unit> {
        self.money.get_or_init(|| self.read_money()).clone()
    }

    /// "Medições reais", "Dados reais": whether a word that may be a currency says of the noun before it that it is no guess.
    fn is_adjective(&self, i: usize) -> bool {
        const BEFORE_MONEY: &[&str] =
            &["em", "de", "mil", "milhao", "milhoes", "milhares", "bilhoes", "por", "e", "ou"];
        let t = &self.t;
        let noun = t.back(i, 0).filter(|&before| t.is_word(before));
        t.word(i) == "reais" && noun.is_some_and(|noun| !BEFORE_MONEY.contains(&t.word(noun)))
    }

    fn read_money(&self) -> Option<Unit> {
        let t = &self.t;
        let signs = (0..t.len()).filter_map(|i| currency_sign(t, i));
        // A price in the label is none of the numbers beside it.
        if let Some((currency, _)) =
            signs.into_iter().find(|(_, next)| !t.is_number(t.skip(*next)) || t.raw(t.skip(*next)) == "000")
        {
            return Some(Unit::Money(currency));
        }
        // `storage_usd_month`: keys write codes small.
        let code = |i: usize| match t.word(i) {
            "usd" => Some(Currency::Usd),
            "brl" => Some(Currency::Brl),
            "eur" => Some(Currency::Eur),
            "gbp" => Some(Currency::Gbp),
            _ => None,
        };
        let named = self
            .words()
            .filter(|&i| !self.is_adjective(i))
            .find_map(|i| lexicon::currency(t.raw(i), t.word(i)).or_else(|| code(i).filter(|_| self.is_key)));
        if let Some(currency) = named.filter(|c| *c != Currency::Dollar) {
            return Some(Unit::Money(currency));
        }
        let priced = self.words().any(|i| {
            !self.follows_per(i)
                && !self.is_error_budget(i)
                && [
                    "custo",
                    "custos",
                    "cost",
                    "costs",
                    "costo",
                    "costos",
                    "coste",
                    "costes",
                    "preco",
                    "precos",
                    "price",
                    "prices",
                    "precio",
                    "precios",
                    "gasto",
                    "gastos",
                    "budget",
                    "orcamento",
                    "presupuesto",
                    "faturamento",
                    "receita",
                    "revenue",
                    "ingresos",
                    "savings",
                    "economia",
                    "ahorro",
                    "investimento",
                    "inversion",
                    "mensalidade",
                    "fee",
                    "spend",
                    "mrr",
                    "arr",
                ]
                .contains(&t.word(i))
        });
        let ratio = (0..t.len()).any(|i| t.is(i, '%'))
            || self.words().any(|i| matches!(t.word(i), "percent" | "pct" | "growth"));
        (priced && !ratio).then_some(Unit::Money(Currency::Dollar))
    }

    fn percent(&self) -> Option<Unit> {
        // "Support (10 %)" is so many percent of something, and says nothing of the amount beside it.
        let behind_a_number = |i: usize| self.t.back(i, 0).is_some_and(|before| self.t.is_number(before));
        let signed = (0..self.t.len()).any(|i| self.t.is(i, '%') && !behind_a_number(i));
        let kind = kind::of_label(&self.t);
        if kind.is_none()
            && !signed
            && !self
                .words()
                .any(|i| matches!(self.t.word(i), "percent" | "pct" | "percentual" | "porcentaje" | "percentage"))
        {
            return None;
        }
        // "memory_usage_mb" names its unit.
        if !signed && self.words().any(|i| matches!(self.unit_at(i), Some(Measure::Data(_)))) {
            return None;
        }
        Some(Unit::Percent(kind.unwrap_or(PercentKind::Unknown)))
    }

    fn unit_at(&self, i: usize) -> Option<Measure> {
        let (raw, word) = (self.t.raw(i), self.t.word(i));
        // The plural of `Table(s)` is no second.
        let plural = word == "s" && self.t.is(i.wrapping_sub(1), '(') && self.t.is_word(i.wrapping_sub(2));
        // "IoT Core" and "Núcleo bancário" are names; "CPU core" is none.
        let cpu = |word: &str| word.starts_with("cpu") || word.starts_with("vcpu");
        let named = matches!(word, "core" | "nucleo") && self.words.len() > 1;
        let named = named && !self.words().any(|at| cpu(self.t.word(at)));
        if plural || named || word == "x" || lexicon::currency(raw, word).is_some() {
            return None;
        }
        lexicon::measure(raw, word)
    }

    /// `consultas_seg_pico`: whether nothing but a statistic follows.
    fn ends_in_statistic(&self, i: usize) -> bool {
        if self.t.skip(i + 1) + 1 < self.t.len() {
            return false;
        }
        let next = self.t.skip(i + 1);
        let statistic = matches!(self.t.word(next), "pico" | "peak" | "max" | "avg" | "media" | "medio" | "mean");
        statistic && self.words().last() == Some(next)
    }

    /// Whether the word before the one at `i` is something we count.
    fn counts_before(&self, i: usize) -> bool {
        let before = self.t.back(i, 0).filter(|&b| self.t.is_word(b));
        before.is_some_and(|b| lexicon::entity(&lexicon::singular(self.t.word(b))).is_some())
    }

    /// Whether the word at `i` is the "min" of "min-max".
    fn is_end_of_range(&self, i: usize) -> bool {
        let t = &self.t;
        let sign = t.skip(i + 1);
        let joined =
            t.is(sign, '-') || t.is(sign, '/') || t.is(sign, '–') || matches!(t.word(sign), "to" | "a" | "e" | "y");
        let next = t.skip(sign + 1);
        t.word(i) == "min" && (joined && t.word(next).starts_with("max") || t.word(sign).starts_with("max"))
    }

    /// Whether a unit of time stands in the singular: one of it, not an amount.
    fn is_one_day(&self, i: usize) -> bool {
        matches!(self.t.word(i), "hora" | "hour" | "dia" | "day" | "semana" | "week" | "mes" | "month" | "ano" | "year")
    }

    /// Whether one of the words before `i` begins like one of `stems`.
    fn begins_before(&self, i: usize, stems: &[&str]) -> bool {
        (0..i).any(|j| stems.iter().any(|stem| self.t.word(j).starts_with(stem)))
    }

    /// Whether a word before `i` names something that lasts: `retencao_mes`, `prazo_dia`.
    fn names_a_time(&self, i: usize) -> bool {
        const LONG: &[&str] = &[
            "reten", "prazo", "plazo", "valid", "idade", "edad", "age", "vida", "life", "horiz", "histor", "guard",
            "keep", "contrat", "commit", "payback", "backup", "arquiv", "archiv", "lead", "sla", "ciclo", "cycle",
        ];
        self.begins_before(i, TIMES) || self.begins_before(i, LONG)
    }

    /// Whether "min" is short for the least there may be, as in `replicas_min`, not for minutes.
    fn is_least(&self, i: usize) -> bool {
        let is_min = self.t.word(i) == "min";
        is_min && !self.begins_before(i, TIMES) && (self.is_key && !self.in_brackets(i) || self.counts_machines(i))
    }

    /// Whether what stands before `i` is something that runs, of which there are so many.
    fn counts_machines(&self, i: usize) -> bool {
        (0..i).any(|j| lexicon::entity(&lexicon::singular(self.t.word(j))).is_some_and(|entity| entity.is_machine()))
    }

    fn measured(&self, per: &mut Option<Period>) -> Option<Unit> {
        let last = self.words().last();
        for i in self.words() {
            if self.follows_per(i) {
                continue;
            }
            match self.unit_at(i) {
                Some(Measure::Rate(entity, period)) => {
                    *per = Some(period);
                    return Some(Unit::Count(entity));
                }
                Some(Measure::Flow(unit)) => {
                    *per = Some(Period::Second);
                    return Some(Unit::Data(unit));
                }
                Some(Measure::Cores) => return Some(Unit::Cores),
                // Letters and small words are units only where units stand: in brackets, or last in a key.
                Some(Measure::Data(unit)) if self.t.word(i).len() > 1 || self.in_brackets(i) => {
                    return Some(Unit::Data(unit));
                }
                // `peak_req_s`: so many in a second.
                Some(Measure::Time(TimeUnit::Second))
                    if self.is_key && (last == Some(i) || self.ends_in_statistic(i)) && self.counts_before(i) =>
                {
                    *per = Some(Period::Second);
                    return self.counted(&mut per.clone(), None);
                }
                // `consultas_dia`, `holerites_mes`: so many in a day.
                Some(Measure::Time(_)) if self.ends_in_period().is_some_and(|(_, end)| end == i) => {
                    let noun = || self.t.back(i, 0).map(|noun| Entity::Thing(lexicon::singular(self.t.word(noun))));
                    return self.counted(per, None).or_else(|| noun().map(Unit::Count));
                }
                // `cost_per_audio_hour`: what it is per, in two words.
                Some(Measure::Time(_))
                    if self.t.back(i, 0).is_some_and(|before| self.follows_per(before))
                        && (self.is_one_day(i)
                            || matches!(self.t.word(i), "minute" | "minuto" | "second" | "segundo")) => {}
                // "Hoje (dia comum)": which day it is.
                Some(Measure::Time(_)) if self.is_one_day(i) && self.t.is_word(self.t.skip(i + 1)) => {}
                // "Replicas (min-max)": the two ends of a range.
                Some(Measure::Time(_)) if self.is_end_of_range(i) => {}
                // `next_year`, `primeiro_mes`: which one, not how many.
                Some(Measure::Time(_)) if self.is_one_day(i) && !self.in_brackets(i) && !self.names_a_time(i) => {}
                Some(Measure::Time(unit))
                    if (self.in_brackets(i) || self.is_key && last == Some(i) && self.t.len() > 1 && i > 0)
                        && !self.is_least(i) =>
                {
                    // "req/min" is handled as a period; "requests (min)" would be one too.
                    return Some(Unit::Duration(unit));
                }
                _ => {}
            }
        }
        None
    }

    fn counted(&self, per: &mut Option<Period>, each_at: Option<usize>) -> Option<Unit> {
        let t = &self.t;
        let has = |wanted: Modifier| self.words().any(|i| lexicon::modifier(t.word(i)) == Some(wanted));
        if self.is_pool_of_connections() {
            return Some(Unit::Count(Entity::Connection));
        }
        if subject::names_a_backlog(self.words().map(|i| t.word(i))) {
            return Some(Unit::Count(Entity::Message));
        }
        let cost_like = self.words().any(|i| {
            [
                "time",
                "tempo",
                "tiempo",
                "latency",
                "latencia",
                "duration",
                "size",
                "tamanho",
                "timeout",
                "limit_by",
                "id",
                "name",
                "type",
                "tipo",
                "nome",
                "rate_limit",
            ]
            .contains(&t.word(i))
        });
        if cost_like {
            return None;
        }
        for i in self.words() {
            if Some(i) == each_at || self.follows_per(i) {
                continue;
            }
            let entity = match t.raw(i) {
                "Nós" | "nós" => Some(Entity::Node),
                // `nos: 4` is "nós" without its accent; elsewhere it means "in the".
                "Nos" | "nos" if self.is_whole(i) => Some(Entity::Node),
                _ => lexicon::entity(&lexicon::singular(t.word(i))),
            };
            let Some(entity) = entity else { continue };
            if self.is_attribute(i) {
                continue;
            }
            let entity = match (entity, *per) {
                (Entity::User, _) if has(Modifier::Concurrent) => Entity::ConcurrentUser,
                (Entity::User, _) if has(Modifier::Virtual) => Entity::VirtualUser,
                (Entity::User, _) if has(Modifier::Registered) => Entity::RegisteredUser,
                (Entity::User, Some(Period::Day)) if has(Modifier::Active) => Entity::DailyActiveUser,
                (Entity::User, Some(Period::Month)) if has(Modifier::Active) => Entity::MonthlyActiveUser,
                (Entity::User, _) if has(Modifier::Active) => Entity::ActiveUser,
                (entity, _) => entity,
            };
            // "Usuários (MAU)": the second name says which.
            let named = |at: usize| lexicon::entity(&lexicon::singular(t.word(at))).filter(Entity::is_user);
            let entity = match entity {
                Entity::User => self.words().filter(|&at| at > i).find_map(named).unwrap_or(Entity::User),
                entity => entity,
            };
            if matches!(entity, Entity::DailyActiveUser | Entity::MonthlyActiveUser) {
                *per = None;
            }
            return Some(Unit::Count(entity));
        }
        if let Some(people) = self.people() {
            return Some(people);
        }
        // `scans_per_parcel`, "Telas / usuário": what is counted for each.
        let sign = each_at.and_then(|each| t.back(each, 0)).filter(|&sign| self.is_per(sign));
        if let Some(counted) = sign.and_then(|per| noun_before(t, t.back(per, 0)? + 1)) {
            return Some(Unit::Count(counted));
        }
        if has(Modifier::Active) && *per == Some(Period::Day) {
            *per = None;
            return Some(Unit::Count(Entity::DailyActiveUser));
        }
        if has(Modifier::Active) && *per == Some(Period::Month) {
            *per = None;
            return Some(Unit::Count(Entity::MonthlyActiveUser));
        }
        // "Itinerários/dia": whatever stands before the period is counted.
        for i in self.words() {
            let next = t.skip(i + 1);
            if self.follows_per(i) || matches!(t.word(i), "total" | "peak" | "pico") {
                continue;
            }
            if self.is_per(next)
                && lexicon::period(t.word(t.skip(next + 1))).is_some()
                && !lexicon::is_small_word(t.word(i))
            {
                let amount = lexicon::time(t.word(i)).map(Unit::Duration);
                // "Visitantes únicos/mês"
                // "Avisos WhatsApp/mês"
                let named = |b: usize| !is_many(t, i) && is_many(t, b);
                let before = t.back(i, 0).filter(|&b| t.is_word(b));
                let noun = before.filter(|&b| lexicon::modifier(t.word(i)).is_some() || named(b)).unwrap_or(i);
                return Some(amount.unwrap_or_else(|| Unit::Count(Entity::Thing(lexicon::singular(t.word(noun))))));
            }
        }
        None
    }
}

impl Label<'_> {
    /// `pool_por_replica`, "Pool size", "Pool de conexões por pod": how many connections a pool holds. "Node pool" and
    /// "Thread pool" hold others.
    fn is_pool_of_connections(&self) -> bool {
        const SIZE: &[&str] = &["size", "tamanho", "tamano", "max", "maximo", "por", "per", "total"];
        const OTHERS: &[&str] = &[
            "pool",
            "pools",
            "de",
            "do",
            "da",
            "del",
            "of",
            "db",
            "database",
            "banco",
            "base",
            "datos",
            "dados",
            "postgres",
            "postgresql",
            "pg",
            "mysql",
            "pgbouncer",
            "hikari",
            "hikaricp",
            "servico",
            "service",
            "servicio",
            "conexao",
            "conexoes",
            "conexion",
            "conexiones",
            "connection",
            "connections",
        ];
        let word = |i: usize| self.t.word(i);
        let named = |list: &[&str]| self.words().any(|i| list.contains(&word(i)));
        named(&["pool", "pools"])
            && named(SIZE)
            && self.words().all(|i| SIZE.contains(&word(i)) || OTHERS.contains(&word(i)) || self.follows_per(i))
    }

    /// "Clientes", "Número de assinantes": people, where nothing else is said.
    fn people(&self) -> Option<Unit> {
        let t = &self.t;
        let mut people = None;
        for i in 0..t.len() {
            let word = t.word(i);
            match t.kind(i) {
                Kind::Word if words::PEOPLE.contains(lexicon::singular(word).as_str()) && people.is_none() => {
                    people = Some(Unit::Count(Entity::Thing(lexicon::singular(word))));
                }
                Kind::Word
                    if lexicon::modifier(word).is_some()
                        || matches!(
                            word,
                            "numero" | "number" | "total" | "qtd" | "quantidade" | "cantidad" | "de" | "of"
                        ) => {}
                Kind::Space | Kind::Sign(_) => {}
                _ => return None,
            }
        }
        people
    }
}

/// The words of a key apart: `maxConnections`, `requests_per_day`, `latency-p95`.
fn separated(label: &str) -> String {
    let mut out = String::with_capacity(label.len() + 8);
    let mut previous = ' ';
    let one_word = !label.trim().contains(char::is_whitespace);
    for c in label.chars() {
        if previous.is_lowercase() && c.is_uppercase() && one_word {
            out.push(' ');
        }
        out.push(if c == '_' || c == '-' && one_word && previous.is_alphabetic() { ' ' } else { c });
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::parse;

    fn label(text: &str) -> Implied {
        implied(text, Habits::default())
    }

    fn beside(name: &str, value: &str) -> Quantity {
        parse::read(value, Habits::default()).remove(0).under(&label(name))
    }

    #[test]
    fn a_key_gives_unit_period_and_statistic() {
        assert_eq!(label("requests_per_day").unit, Some(Unit::Count(Entity::Request)));
        assert_eq!(label("requests_per_day").per, Some(Period::Day));
        assert_eq!(label("latency_p95_ms").unit, Some(Unit::Duration(TimeUnit::Millisecond)));
        assert_eq!(label("latency_p95_ms").statistic, Some(Statistic::Percentile(950)));
        assert_eq!(label("maxConnections").statistic, Some(Statistic::Maximum));
    }

    #[test]
    fn a_price_per_thousand_tokens_keeps_its_thousand() {
        let each = Each { count: Decimal::ONE_THOUSAND, entity: Entity::Token };
        assert_eq!(label("cost_per_1k_tokens").each, Some(each));
    }

    #[test]
    fn a_code_in_a_key_is_money_and_an_error_budget_is_none() {
        let usd = Some(Unit::Money(Currency::Usd));
        let bill = label("storage_usd_month");
        assert_eq!((bill.unit, bill.per, bill.each), (usd.clone(), Some(Period::Month), None));
        let price = label("backup_usd_per_gb_month");
        let gigabyte = Each { count: Decimal::ONE, entity: Entity::Thing("gb".to_owned()) };
        assert_eq!((price.unit, price.per, price.each), (usd, Some(Period::Month), Some(gigabyte)));
        assert_eq!(label("error_budget_minutes_30d").unit, Some(Unit::Duration(TimeUnit::Minute)));
        assert_eq!(label("Orçamento de erro (min)").unit, Some(Unit::Duration(TimeUnit::Minute)));
        assert_eq!(label("Presupuesto de errores (min)").unit, Some(Unit::Duration(TimeUnit::Minute)));
        assert_eq!(label("monthly_budget").unit, Some(Unit::Money(Currency::Dollar)));
    }

    #[test]
    fn what_each_takes_in_the_label_is_not_said_of_the_numbers_beside_it() {
        assert_eq!(label("Cada pedido ocupa 3 KB").each, None);
        assert!(label("Custo de cada pedido").each.is_some());
    }

    #[test]
    fn things_in_a_second_are_no_seconds() {
        let peak = label("pico_req_s");
        assert_eq!((peak.unit, peak.per), (Some(Unit::Count(Entity::Request)), Some(Period::Second)));
        assert_eq!(label("timeout_s").unit, Some(Unit::Duration(TimeUnit::Second)));
    }

    #[test]
    fn the_ends_of_a_range_are_no_minutes() {
        for name in ["Réplicas (mín-máx)", "Replicas (min/max)"] {
            assert_eq!((label(name).unit, label(name).statistic), (Some(Unit::Count(Entity::Replica)), None), "{name}");
        }
    }

    #[test]
    fn one_day_in_a_label_is_no_amount_of_days() {
        assert_eq!(label("Hoje (dia comum)").unit, None);
        assert_eq!(label("Prazo (dias)").unit, Some(Unit::Duration(TimeUnit::Day)));
        let daily = label("consultas_dia");
        assert_eq!((daily.unit, daily.per), (Some(Unit::Count(Entity::Query)), Some(Period::Day)));
    }

    #[test]
    fn one_year_in_a_key_is_no_amount_of_years() {
        for key in ["next_year", "proximo_ano", "proximo_mes", "last_week", "primer_dia", "ano_que_vem"] {
            assert_eq!(label(key).unit, None, "{key}");
        }
        for key in ["retencao_anos", "retencao_ano", "prazo_mes", "janela_dia", "validade_meses"] {
            assert!(matches!(label(key).unit, Some(Unit::Duration(_))), "{key}");
        }
        for key in ["usuarios_ativos_mes", "usuarios_activos_mes", "active_users_month"] {
            let active = label(key);
            assert_eq!((active.unit, active.per), (Some(Unit::Count(Entity::MonthlyActiveUser)), None), "{key}");
        }
        let daily = label("usuarios_ativos_dia");
        assert_eq!((daily.unit, daily.per), (Some(Unit::Count(Entity::DailyActiveUser)), None));
    }

    #[test]
    fn the_least_of_what_is_counted_is_no_minute() {
        for name in ["replicas_min", "memory_min", "API pods (min–max)", "Réplicas (min)", "escalaMin"] {
            assert_eq!(label(name).unit.filter(|unit| matches!(unit, Unit::Duration(_))), None, "{name}");
        }
        for name in ["rto_min", "duracion_media_min", "Duração (min)", "rampUpMin", "Chamadas (min)"] {
            assert_eq!(label(name).unit, Some(Unit::Duration(TimeUnit::Minute)), "{name}");
        }
    }

    #[test]
    fn a_number_in_a_label_is_no_unit() {
        assert_eq!(label("10k_users"), Implied::default());
        assert_eq!(label("Projeção 6 meses"), Implied::default());
    }

    #[test]
    fn a_noun_that_qualifies_another_is_not_counted() {
        for name in
            ["user_service", "Instance Class", "Monitoring/APM", "Phase 1 ($5/month)", "Table(s)", "Pro pricing"]
        {
            assert_eq!(label(name), Implied::default(), "{name}");
        }
        assert_eq!(label("Off-peak").statistic, None);
    }

    #[test]
    fn how_large_a_company_is_is_no_statistic() {
        for text in ["Cenário: média empresa", "Mediana empresa (5.000 usuarios)", "Escala média", "Médio porte"] {
            assert_eq!(label(text).statistic, None, "{text}");
        }
        assert_eq!(label("Latência mediana").statistic, Some(Statistic::Percentile(500)));
        assert_eq!(label("Tamanho médio da imagem").statistic, Some(Statistic::Mean));
    }

    #[test]
    fn what_is_real_is_no_money() {
        for text in ["Medições reais", "Dados reais", "Tráfego e volumes reais", "Métricas reais de produção"] {
            assert_eq!(label(text).unit.filter(|u| matches!(u, Unit::Money(_))), None, "{text}");
        }
        for text in ["em reais", "Valores em reais", "Mil reais", "Reais por mês", "Preço (reais)", "milhões de reais"]
        {
            assert_eq!(label(text).unit, Some(Unit::Money(Currency::Brl)), "{text}");
        }
    }

    #[test]
    fn a_header_in_reais_gives_currency_and_period() {
        let cost = beside("Custo Mensal (R$)", "1200");
        assert_eq!((cost.unit, cost.per), (Unit::Money(Currency::Brl), Some(Period::Month)));
    }

    #[test]
    fn thousandths_of_a_core_are_no_minutes_beside_cpu() {
        let cpu = beside("cpu", "500m");
        assert_eq!((cpu.unit, cpu.interval.value()), (Unit::Cores, Some(Decimal::new(5, 1))));
    }

    #[test]
    fn a_label_for_money_says_nothing_about_users() {
        let users = beside("Custo mensal", "500 users");
        assert_eq!((users.unit, users.per), (Unit::Count(Entity::User), None));
    }

    #[test]
    fn a_fraction_beside_a_rate_stays_a_fraction() {
        assert_eq!(beside("error_rate", "0.05").unit, Unit::Bare);
        assert_eq!(beside("error rate (%)", "0.05").unit, Unit::Percent(PercentKind::ErrorRate));
        for label in ["Support (10%)", "Support (10 %)", "Suporte (10 %)", "IVA 16 %"] {
            assert_eq!(beside(label, "325.00").unit, Unit::Bare, "{label}");
        }
        assert_eq!(beside("share (%)", "325").unit, beside("share %", "325").unit);
    }
}
