//! A quantity in words: its value, what it is per, which statistic, and where each part comes from.

use rust_decimal::Decimal;

use crate::model::{Fact, Scenario, ScenarioKind};
use crate::quantity::{Each, Entity, Notation, Quantity, Relation, Unit};
use crate::report::inspect::names;
use crate::report::layout::Style;
use crate::source::{Source, Span};
use crate::words::{Language, Text};

/// How things are said: in which language, with which signs, about which text.
#[derive(Clone, Copy)]
pub(in crate::report) struct Speaker<'a> {
    pub source: &'a Source,
    pub style: &'a Style,
    pub language: Language,
}

impl Speaker<'_> {
    /// The line of a place.
    pub fn line(&self, span: Span) -> u32 {
        self.source.place(span.start).line
    }

    /// A text without placeholders.
    pub fn say(&self, text: &'static Text) -> &'static str {
        text.in_language(self.language)
    }

    /// Several remarks about one thing.
    pub fn joined(&self, parts: &[String]) -> String {
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(self.style.glyph(" · ", "; "))
    }

    /// Words of the document, quoted.
    pub fn quoted(&self, words: &str) -> String {
        format!("{}{words}{}", self.style.glyph("«", "\""), self.style.glyph("»", "\""))
    }

    /// A fact: `até 400 ms · p95 · latência · cenário atual (da linha 12) · «API»`.
    pub fn fact(&self, fact: &Fact, scenario: Option<&Scenario>) -> String {
        let quantity = &fact.quantity;
        let mut parts = vec![self.measured(fact)];
        if let Some(statistic) = quantity.statistic {
            let words = names::statistic_words(statistic, self.language);
            parts.push(words + &self.from(fact.origins.statistic));
        }
        parts.push(names::metric(fact.metric).words(true, self.language).to_owned());
        if let Some(scenario) = scenario {
            let far = fact.origins.scenario.filter(|&span| self.line(span) != self.line(fact.span));
            parts.push(self.scenario(scenario.kind) + &self.from(far));
        }
        if quantity.increment {
            parts.push(self.say(&INCREMENT).to_owned());
        }
        if quantity.ambiguous {
            parts.push(self.say(&AMBIGUOUS).to_owned());
        }
        if !fact.label.is_empty() {
            parts.push(self.quoted(&fact.label));
        }
        self.joined(&parts)
    }

    /// The value of a fact with unit, period and what it is per, each with the line it is inherited from.
    fn measured(&self, fact: &Fact) -> String {
        let quantity = &fact.quantity;
        let mut text = self.value(quantity, &fact.notation) + &self.from(fact.origins.unit);
        if let Some(per) = quantity.per {
            let what = names::period(per).words(true, self.language);
            text.push_str(&format!(" {}{}", PER.with("what", what).in_language(self.language), {
                self.from(fact.origins.per)
            }));
        }
        if let Some(each) = &quantity.each {
            text.push_str(&format!(" {}", self.each(each, &fact.notation)));
        }
        text
    }

    /// A value with its unit: `~R$ 1.200`, `2–6 réplicas`, `< 400 ms`, `5x`.
    pub fn value(&self, quantity: &Quantity, notation: &Notation) -> String {
        let plain = Notation { before: String::new(), behind: String::new(), ..notation.clone() };
        let digits = |value: Decimal| plain.figure(value, None);
        let (low, high) = (quantity.interval.low, quantity.interval.high);
        let bounded = |sign: &str, end: Option<Decimal>| format!("{sign} {}", end.map_or_else(|| "?".into(), digits));
        let figure = match (quantity.relation, low, high) {
            (Relation::Less, _, _) => bounded("<", high.or(low)),
            (Relation::AtMost, _, _) => bounded(self.style.glyph("≤", "<="), high.or(low)),
            (Relation::More, _, _) => bounded(">", low.or(high)),
            (Relation::AtLeast, _, _) => bounded(self.style.glyph("≥", ">="), low.or(high)),
            (_, Some(low), Some(high)) if low == high => digits(low),
            (Relation::FromTo, Some(low), Some(high)) => {
                format!("{} {} {}", digits(low), self.style.glyph("→", "->"), digits(high))
            }
            (_, Some(low), Some(high)) => format!("{}{}{}", digits(low), self.style.glyph("–", "-"), digits(high)),
            (_, low, high) => bounded(self.style.glyph("≥", ">="), low.or(high)),
        };
        let one = low == Some(Decimal::ONE) && high == Some(Decimal::ONE);
        let with_unit = match &quantity.unit {
            Unit::Bare => format!("{figure} ({})", self.say(&NO_UNIT)),
            Unit::Count(entity) => format!("{figure} {}", self.entity(entity, one)),
            Unit::Money(currency) => format!("{} {figure}", names::currency(*currency).1),
            Unit::Duration(time) => format!("{figure} {}", names::time(*time).words(one, self.language)),
            Unit::Data(data) => format!("{figure} {}", names::data(*data)),
            Unit::Percent(_) => format!("{figure}%"),
            Unit::Factor => format!("{figure}x"),
            Unit::Cores => format!("{figure} {}", self.say(if one { &CORE } else { &CORES })),
        };
        if quantity.approximate { format!("~{with_unit}") } else { with_unit }
    }

    fn entity(&self, entity: &Entity, one: bool) -> String {
        match (entity, names::entity(entity)) {
            (Entity::Thing(noun), _) => noun.clone(),
            (_, Some(name)) => name.words(one, self.language).to_owned(),
            (_, None) => String::new(),
        }
    }

    /// `por usuário`, `por 1.000 requisições`.
    fn each(&self, each: &Each, notation: &Notation) -> String {
        let one = each.count == Decimal::ONE;
        let what = self.entity(&each.entity, one);
        let plain = Notation { before: String::new(), behind: String::new(), decimals: 0, ..notation.clone() };
        let what = if one { what } else { format!("{} {what}", plain.figure(each.count, None)) };
        PER.with("what", what).in_language(self.language)
    }

    /// A scenario by its sort: "cenário atual", "fase 2", "em 6 meses".
    pub fn scenario(&self, kind: ScenarioKind) -> String {
        match kind {
            ScenarioKind::Current => self.say(&CURRENT).to_owned(),
            ScenarioKind::Scaled => self.say(&SCALED).to_owned(),
            ScenarioKind::Phase(n) => PHASE.with("n", n.to_string()).in_language(self.language),
            ScenarioKind::Horizon(1) => self.say(&MONTH).to_owned(),
            ScenarioKind::Horizon(n) => MONTHS.with("n", n.to_string()).in_language(self.language),
            ScenarioKind::Population => self.say(&POPULATION).to_owned(),
        }
    }

    /// ` (da linha 12)` for a part that is inherited.
    fn from(&self, origin: Option<Span>) -> String {
        let line = origin.map(|span| self.line(span).to_string());
        line.map(|line| format!(" ({})", FROM.with("line", line).in_language(self.language))).unwrap_or_default()
    }
}

static FROM: Text = Text { en: "from line {line}", pt: "da linha {line}", es: "de la línea {line}" };
static PER: Text = Text { en: "per {what}", pt: "por {what}", es: "por {what}" };
static NO_UNIT: Text = Text { en: "no unit", pt: "sem unidade", es: "sin unidad" };
static CORE: Text = Text { en: "core", pt: "núcleo", es: "núcleo" };
static CORES: Text = Text { en: "cores", pt: "núcleos", es: "núcleos" };
static INCREMENT: Text = Text { en: "an increment", pt: "acréscimo", es: "incremento" };
static AMBIGUOUS: Text =
    Text { en: "can be read in two ways", pt: "pode ser lido de dois modos", es: "se puede leer de dos modos" };
static CURRENT: Text = Text { en: "current scenario", pt: "cenário atual", es: "escenario actual" };
static SCALED: Text = Text { en: "scaled scenario", pt: "cenário escalado", es: "escenario escalado" };
static PHASE: Text = Text { en: "phase {n}", pt: "fase {n}", es: "fase {n}" };
static MONTH: Text = Text { en: "in one month", pt: "em 1 mês", es: "en 1 mes" };
static MONTHS: Text = Text { en: "in {n} months", pt: "em {n} meses", es: "en {n} meses" };
static POPULATION: Text =
    Text { en: "for so many users", pt: "para um número de usuários", es: "para un número de usuarios" };
