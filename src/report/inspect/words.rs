//! A quantity in words: its value, what it is per, which statistic, and where each part comes from.

use rust_decimal::Decimal;

use crate::extract::vocabulary::{fold, plain_words};
use crate::model::{Canvas, Fact, Metric, Scenario, ScenarioKind};
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

    /// A fact: `< 400 ms · p95 · latência · cenário atual (da linha 12) · «API»`.
    pub fn fact(&self, fact: &Fact, canvas: &Canvas) -> String {
        let quantity = &fact.quantity;
        let mut parts = vec![self.measured(fact)];
        if let Some(statistic) = quantity.statistic {
            parts.push(names::statistic_words(statistic, self.language) + &self.from(fact, fact.origins.statistic));
        }
        // Replicas, cores and bare numbers have said what they are by their unit.
        if !matches!(fact.metric, Metric::Replicas | Metric::Cores | Metric::Unknown) {
            parts.push(names::metric(fact.metric).words(true, self.language).to_owned());
        }
        if let Some(scenario) = fact.scenario.and_then(|index| canvas.scenarios.get(index)) {
            parts.push(self.scenario(scenario) + &self.from(fact, fact.origins.scenario));
        }
        if quantity.increment {
            parts.push(self.say(&INCREMENT).to_owned());
        }
        if quantity.ambiguous && !is_native(fact, canvas) {
            parts.push(self.say(&AMBIGUOUS).to_owned());
        }
        parts.extend(self.label(fact, canvas));
        self.joined(&parts)
    }

    /// What a fact is about, quoted, unless that is only the title of its section.
    pub fn label(&self, fact: &Fact, canvas: &Canvas) -> Option<String> {
        let is_title = canvas.sections.iter().any(|section| section.title.value.trim() == fact.label);
        (!fact.label.is_empty() && !is_title).then(|| self.quoted(&fact.label))
    }

    /// The value of a fact with unit, period and what it is per, each with the line it is inherited from.
    fn measured(&self, fact: &Fact) -> String {
        let quantity = &fact.quantity;
        // The noun of the document's own, in the number and with the accents that it has there.
        let inherited = fact.origins.unit.map_or("", |span| self.source.slice(span));
        let texts = [fact.written.as_str(), inherited];
        let mut text = self.value(quantity, &fact.notation, &texts) + &self.from(fact, fact.origins.unit);
        if let Some(per) = quantity.per {
            let what = names::period(per).words(true, self.language);
            text.push(' ');
            text.push_str(&PER.with("what", what).in_language(self.language));
            text.push_str(&self.from(fact, fact.origins.per));
        }
        if let Some(each) = &quantity.each {
            text.push(' ');
            text.push_str(&self.each(each, &fact.notation));
        }
        text
    }

    /// A value with its unit: `~R$ 1.200`, `2–6 réplicas`, `< 400 ms`, `5x`. Nouns that the program does not know are
    /// taken from `texts`, where they have their plural.
    pub fn value(&self, quantity: &Quantity, notation: &Notation, texts: &[&str]) -> String {
        let plain = Notation { before: "".into(), behind: "".into(), ..notation.clone() };
        let digits = |value: Decimal| plain.figure(value, None);
        let (low, high) = (quantity.interval.low, quantity.interval.high);
        let end = |end: Option<Decimal>| end.map_or_else(|| "?".to_owned(), digits);
        let (at_most, at_least) = (self.style.glyph("≤ ", "<= "), self.style.glyph("≥ ", ">= "));
        let (sign, figure) = match (quantity.relation, low, high) {
            (Relation::Less, ..) => ("< ", end(high.or(low))),
            (Relation::AtMost, ..) => (at_most, end(high.or(low))),
            (Relation::More, ..) => ("> ", end(low.or(high))),
            (Relation::AtLeast, ..) => (at_least, end(low.or(high))),
            (_, Some(low), Some(high)) if low == high => ("", digits(low)),
            (Relation::FromTo, Some(low), Some(high)) => {
                ("", format!("{} {} {}", digits(low), self.style.glyph("→", "->"), digits(high)))
            }
            (_, Some(low), Some(high)) => {
                ("", format!("{}{}{}", digits(low), self.style.glyph("–", "-"), digits(high)))
            }
            (_, None, Some(high)) => (at_most, digits(high)),
            (_, low, None) => (at_least, end(low)),
        };
        let figure = figure + notation.magnitude(self.language);
        let one = low == Some(Decimal::ONE) && high == Some(Decimal::ONE);
        let with_unit = match &quantity.unit {
            Unit::Bare => format!("{figure} ({})", self.say(&NO_UNIT)),
            Unit::Count(entity) => format!("{figure} {}", self.entity(entity, one, texts)),
            Unit::Money(currency) => format!("{} {figure}", names::currency(*currency).1),
            Unit::Duration(time) => format!("{figure} {}", names::time(*time).words(one, self.language)),
            Unit::Data(data) => format!("{figure} {}", names::data(*data)),
            Unit::Percent(_) => format!("{figure}%"),
            Unit::Factor => format!("{figure}x"),
            Unit::Cores => format!("{figure} {}", self.say(if one { &CORE } else { &CORES })),
        };
        let about = if quantity.approximate { "~" } else { "" };
        format!("{sign}{about}{with_unit}")
    }

    fn entity(&self, entity: &Entity, one: bool, texts: &[&str]) -> String {
        let Entity::Thing(noun) = entity else {
            return names::entity(entity).map(|name| name.words(one, self.language).to_owned()).unwrap_or_default();
        };
        let as_written =
            texts.iter().flat_map(|text| plain_words(text)).find(|word| fold(word).starts_with(noun.as_str()));
        as_written.unwrap_or(noun).to_owned()
    }

    /// `por usuário`, `por 1.000 requisições`, `cada`.
    fn each(&self, each: &Each, notation: &Notation) -> String {
        let one = each.count == Decimal::ONE;
        let what = self.entity(&each.entity, one, &[]);
        if what.is_empty() {
            return self.say(&EACH).to_owned();
        }
        let plain = Notation { before: "".into(), behind: "".into(), decimals: 0, ..notation.clone() };
        let what = if one { what } else { format!("{} {what}", plain.figure(each.count, None)) };
        PER.with("what", what).in_language(self.language)
    }

    /// A scenario by its sort: "cenário atual", "fase 2", "em 6 meses", "1.000 usuários".
    pub fn scenario(&self, scenario: &Scenario) -> String {
        match scenario.kind {
            ScenarioKind::Current => self.say(&CURRENT).to_owned(),
            ScenarioKind::Scaled => self.say(&SCALED).to_owned(),
            ScenarioKind::Phase(n) => PHASE.with("n", n.to_string()).in_language(self.language),
            ScenarioKind::Horizon(0) => self.say(&LAUNCH).to_owned(),
            ScenarioKind::Horizon(1) => self.say(&MONTH).to_owned(),
            ScenarioKind::Horizon(n) => MONTHS.with("n", n.to_string()).in_language(self.language),
            kind @ ScenarioKind::Year(n) if kind.months().is_some() => {
                YEAR_OF_PLAN.with("n", n.to_string()).in_language(self.language)
            }
            ScenarioKind::Year(n) => YEAR.with("n", n.to_string()).in_language(self.language),
            ScenarioKind::Population => self.quoted(&scenario.name.value),
        }
    }

    /// ` (da linha 12)` for a part that is inherited from another line.
    fn from(&self, fact: &Fact, origin: Option<Span>) -> String {
        let line = origin.map(|span| self.line(span)).filter(|&line| line != self.line(fact.span));
        let said = line.map(|line| FROM.with("line", line.to_string()).in_language(self.language));
        said.map(|said| format!(" ({said})")).unwrap_or_default()
    }
}

/// Whether a figure parts its thousands as the language of the document does: "12.300" in Portuguese.
fn is_native(fact: &Fact, canvas: &Canvas) -> bool {
    let mark = if canvas.language == Language::En { ',' } else { '.' };
    fact.quantity.step >= Decimal::ONE && fact.written.contains(mark) && canvas.habits.decimal != Some(mark)
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
static LAUNCH: Text = Text { en: "at launch", pt: "no lançamento", es: "en el lanzamiento" };
static YEAR_OF_PLAN: Text = Text { en: "in year {n}", pt: "no ano {n}", es: "en el año {n}" };
static YEAR: Text = Text { en: "in {n}", pt: "em {n}", es: "en {n}" };
static MONTH: Text = Text { en: "in one month", pt: "em 1 mês", es: "en 1 mes" };
static MONTHS: Text = Text { en: "in {n} months", pt: "em {n} meses", es: "en {n} meses" };
static EACH: Text = Text { en: "each", pt: "cada", es: "cada uno" };
