//! Of which time, phase or size of the system a number speaks.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::extract::vocabulary::{
    Word, begins, fold, folded_words, has, keys, scenarios, volumes, words::JOINING, words_of, year,
};
use crate::extract::{Entry, Kind, Measure, Outline, Part, SectionKind};
use crate::model::{instant, only};
use crate::quantity::{Entity, Interval, Quantity, Unit, parse};
use crate::source::{Span, Spanned};
use crate::syntax::Inline;

/// A state of the system that the document gives numbers for.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Which.
    pub kind: ScenarioKind,
    /// The words that name it.
    pub name: Spanned<String>,
    /// How many users it is for, when its name says so.
    pub population: Option<Interval>,
}

/// The sorts of scenarios. They are ordered in time as far as the document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScenarioKind {
    /// As it is.
    Current,
    /// A numbered phase of the plan.
    Phase(u32),
    /// So many months from now; none at the launch.
    Horizon(u32),
    /// In that year of the calendar, or in so many of the plan: the first, the second.
    Year(u16),
    /// As it is planned, without a number or a date.
    Scaled,
    /// For so many users.
    Population,
}

impl ScenarioKind {
    /// How many months from now it is, or ends.
    pub fn months(self) -> Option<u32> {
        /// A later year is one of the calendar.
        const OF_PLAN: u16 = 1_000;
        match self {
            ScenarioKind::Horizon(months) => Some(months),
            ScenarioKind::Year(year) => Some(u32::from(year) * 12).filter(|_| year < OF_PLAN),
            _ => None,
        }
    }
}

impl Scenario {
    /// Whether two names mean the same scenario: by kind and number, or by population.
    pub fn same_as(&self, other: &Scenario) -> bool {
        match (self.kind, other.kind) {
            (ScenarioKind::Population, ScenarioKind::Population) => self.population == other.population,
            (one, two) => {
                one == two
                    && (self.population.is_none() || other.population.is_none() || self.population == other.population)
            }
        }
    }
}

/// How many words the name of a scenario has at most, where it is all that a bullet says.
const NAME: usize = 5;

/// Scenarios while they are collected: each name is read once.
#[derive(Default)]
pub(in crate::model) struct Scenarios<'o> {
    pub found: Vec<Scenario>,
    /// What columns, labels and comments name.
    names: BTreeMap<(Span, &'o str), Option<(usize, Span)>>,
    /// Whether the text of an entry has a word for a scenario at all.
    spoken: BTreeMap<usize, bool>,
    /// What stands at an entry or above it, for all that is under it.
    above: BTreeMap<usize, Option<(usize, Span)>>,
    /// The headers over what is aimed at, beside one that is over what is.
    aims: Option<BTreeSet<Span>>,
    /// The headers over what is at one time, beside those over what is at others.
    times: Option<BTreeMap<Span, ScenarioKind>>,
}

impl<'o> Scenarios<'o> {
    /// The scenario of a number in entry `index`: by the words of its own clause, then by its column, row, label and
    /// what stands above it. `joined` reaches from the number that it is the peak of.
    pub fn of(
        &mut self,
        outline: &'o Outline,
        index: usize,
        range: Option<std::ops::Range<usize>>,
        joined: Option<std::ops::Range<usize>>,
    ) -> Option<(usize, Span)> {
        let entry = &outline.entries[index];
        let later = |range: &std::ops::Range<usize>| {
            scenarios::is_ahead(entry.text.plain.get(phrase(&entry.text.plain, range.clone())).unwrap_or(""))
        };
        let spoken = |names: &mut BTreeMap<usize, bool>| {
            *names.entry(index).or_insert_with(|| entry.text.words().iter().any(|word| is_sign(word)))
        };
        if let Some(range) = range.clone().filter(|_| spoken(&mut self.spoken)) {
            // "R$ 800 hoje e R$ 1.600 escalado": each phrase has its own.
            // "USD 5 hoy y USD 4 después": what comes later is not what the rest of its clause is.
            let ahead = later(&range);
            let rest = (!ahead).then(|| clause(&entry.text.plain, range.clone()));
            let own = std::iter::once(phrase(&entry.text.plain, range)).chain(rest);
            let parts = own.chain(joined.filter(|_| !ahead).map(|range| clause(&entry.text.plain, range)));
            let tests = entry.sections.contains(SectionKind::LoadTest);
            let mut parts = parts.map(|part| entry.text.part(part)).filter(|part| !(tests && is_baseline(part)));
            if let Some(scenario) = parts.find_map(|part| named(&part, outline, true)) {
                return Some(self.note(scenario));
            }
        }
        if range.as_ref().is_some_and(|range| opens_with_a_year(&entry.text.plain, range.start)) {
            return None;
        }
        let other = range.is_some() && has_another_number(entry);
        let comment = entry.comment.as_ref().filter(|_| !other && !says_how_long(entry));
        let own = [entry.column.as_ref(), entry.label.as_ref(), comment];
        for text in own.into_iter().flatten() {
            let key = (text.span, text.plain.as_str());
            let scenario = match self.names.get(&key) {
                Some(known) => *known,
                None => {
                    let aims = self.aims.get_or_insert_with(|| aims(outline)).contains(&text.span);
                    let aimed = || aims.then(|| headed(text, ScenarioKind::Scaled));
                    let times = self.times.get_or_insert_with(|| instant::of_columns(outline));
                    let timed = times.get(&text.span).map(|kind| headed(text, *kind));
                    let is_test = entry.sections.contains(SectionKind::LoadTest) && is_baseline(text);
                    let names_row =
                        entry.kind == Kind::Cell && entry.label.as_ref().is_some_and(|l| l.span == text.span);
                    let own = if names_row { before_brackets(text) } else { Cow::Borrowed(text) };
                    let scenario = timed.or_else(|| named(&own, outline, false)).filter(|_| !is_test).or_else(aimed);
                    let scenario = scenario.map(|scenario| self.note(scenario));
                    self.names.insert(key, scenario);
                    scenario
                }
            };
            // "Hoy: 15 req/s; en la apertura 310 req/s": the label speaks of what stands behind it.
            let now = |found: usize| self.found.get(found).is_some_and(|s| s.kind == ScenarioKind::Current);
            let elsewhere = |r: &std::ops::Range<usize>| opens_elsewhere(&entry.text.plain, r.start) || later(r);
            if scenario.is_some_and(|(found, _)| now(found)) && range.as_ref().is_some_and(elsewhere) {
                return None;
            }
            if scenario.is_some() {
                return scenario;
            }
        }
        let mut scenario = None;
        let mut passed = Vec::new();
        // "Fase 1: uma região (até 1.000 req/s)" speaks of what it names itself.
        let heading = (entry.kind == Kind::Heading).then_some(index);
        for at in heading.into_iter().chain(outline.above(index)) {
            if let Some(known) = self.above.get(&at) {
                scenario = *known;
                break;
            }
            passed.push(at);
            scenario = self.at(outline, at);
            if scenario.is_some() {
                break;
            }
        }
        self.above.extend(passed.into_iter().map(|at| (at, scenario)));
        // "Cuando llegues a 5.000, pasar a M10" under "Hoy" speaks of a later day.
        scenario.filter(|&(found, _)| {
            let now = self.found.get(found).is_some_and(|s| s.kind == ScenarioKind::Current);
            !(now && is_when_grown(&entry.text.plain))
        })
    }

    /// The scenario that the entry `at` names for what stands under it.
    fn at(&mut self, outline: &Outline, at: usize) -> Option<(usize, Span)> {
        let above = &outline.entries[at];
        // "Plan de escalado: tienda" is what the document is called, not a state of the system.
        let is_title = outline.title.as_ref().is_some_and(|title| title.span == above.text.span);
        let heading = (above.kind == Kind::Heading && !is_title).then_some(&above.text);
        // "- Hoje" over the numbers of today.
        let is_name = above.kind == Kind::Item && above.text.plain.split_whitespace().count() <= NAME;
        let item = is_name.then_some(&above.text);
        let texts = [above.label.as_ref(), above.comment.as_ref(), heading, item];
        let mut texts: Vec<Cow<Inline>> = texts.into_iter().flatten().map(Cow::Borrowed).collect();
        // "Plano de teste em ambiente escalado" is what its section is called; "(cenário escalado)" is a remark.
        let mut phase = None;
        if outline.sections.iter().any(|s| s.entry == at) {
            // "Melhorias da fase 2 (500 a 900 usuários)" is the phase, whatever else it is called.
            let numbered =
                texts.iter().filter(|text| !names_phases(text)).filter_map(|text| named(text, outline, false));
            phase = numbered.into_iter().find(|scenario| match scenario.kind {
                ScenarioKind::Phase(_) => true,
                // "Infraestrutura atual" holds what is.
                ScenarioKind::Current => is_of_today(&scenario.name.value),
                _ => false,
            });
            texts = texts.iter().filter_map(|text| in_brackets(text)).map(Cow::Owned).collect();
        }
        let mut scenario = phase.or_else(|| texts.iter().find_map(|text| named(text, outline, false)))?;
        // "current_scale: # 100 users": the comment says how many the key means.
        scenario.population = scenario.population.or_else(|| texts.iter().find_map(|t| population(t, outline)));
        Some(self.note(scenario))
    }

    /// The scenarios, each once, and which of them each of those found is. "Hoy" and "Escenario actual (agosto)" are one
    /// where no other name of its sort says more.
    pub fn merged(self) -> (Vec<Scenario>, Vec<usize>) {
        let details: Vec<Vec<Word>> = self.found.iter().map(detail).collect();
        let mut kept: Vec<(Scenario, Vec<Word>)> = Vec::new();
        let mut which = vec![0; self.found.len()];
        // Those with most to say first, so that a bare name finds the one it may mean.
        let mut order: Vec<usize> = (0..self.found.len()).collect();
        order.sort_by_key(|&i| (details[i].is_empty(), i));
        for index in order {
            let scenario = &self.found[index];
            let alike = |(other, words): &&(Scenario, Vec<Word>)| {
                other.kind == scenario.kind && other.same_as(scenario) && *words == details[index]
            };
            let mut found = only(kept.iter().filter(alike));
            if found.is_none() && details[index].is_empty() {
                found = only(kept.iter().filter(|(other, _)| other.kind == scenario.kind))
                    .filter(|(other, _)| other.same_as(scenario));
            }
            let at = found.and_then(|found| kept.iter().position(|k| std::ptr::eq(k, found)));
            which[index] = at.unwrap_or_else(|| {
                kept.push((scenario.clone(), details[index].clone()));
                kept.len() - 1
            });
            let population = &mut kept[which[index]].0.population;
            *population = population.or(scenario.population);
        }
        // In the order of the text.
        let mut order: Vec<usize> = (0..kept.len()).collect();
        let first = |k: &usize| which.iter().position(|w| w == k);
        order.sort_by_key(first);
        let rank = |k: usize| order.iter().position(|&o| o == k).unwrap_or(0);
        let which = which.iter().map(|&k| rank(k)).collect();
        (order.iter().map(|&k| kept[k].0.clone()).collect(), which)
    }

    fn note(&mut self, scenario: Scenario) -> (usize, Span) {
        let (span, population) = (scenario.name.span, scenario.population);
        let same = |s: &Scenario| s.same_as(&scenario) && fold(&s.name.value) == fold(&scenario.name.value);
        let index = self.found.iter().position(same).unwrap_or_else(|| {
            self.found.push(scenario);
            self.found.len() - 1
        });
        self.found[index].population = self.found[index].population.or(population);
        (index, span)
    }
}

/// `replicas: 1  # 2 in phase 2`: whether the comment opens with another number of the same, of which it speaks.
fn has_another_number(entry: &Entry) -> bool {
    let measure = |part: Part| entry.measures.iter().find(|m| m.part == part);
    let opens = |m: &&Measure| {
        entry.comment.as_ref().is_some_and(|c| c.plain.len() - c.plain.trim_start().len() == m.quantity.range.start)
    };
    let Some((value, said)) = measure(Part::Text).zip(measure(Part::Comment).filter(opens)) else { return false };
    let alike = said.quantity.unit == Unit::Bare || said.quantity.unit == value.quantity.unit;
    alike && said.quantity.interval != value.quantity.interval
}

/// `expires: 1460  # 4 years`: whether an entry is a length of time, so that one in its comment is no horizon.
fn says_how_long(entry: &Entry) -> bool {
    let long = |m: &Measure| m.part == Part::Text && matches!(m.quantity.unit, Unit::Duration(_));
    entry.measures.iter().any(long)
}

/// The headers that are over what is aimed at, in tables with a column for what is.
fn aims(outline: &Outline) -> BTreeSet<Span> {
    let is = |header: &Inline, list: &[&str]| header.words().iter().any(|word| list.contains(&word.as_str()));
    let beside_now = outline.tables.iter().filter(|grid| grid.header.iter().any(|h| is(h, scenarios::CURRENT)));
    let aims = beside_now.flat_map(|grid| &grid.header).filter(|header| {
        let words = header.words();
        words.first().is_some_and(|word| scenarios::AIMS.contains(&word.as_str())) && !is(header, scenarios::CURRENT)
    });
    aims.map(|header| header.span).collect()
}

/// What a column is over, by what its header says beside the others.
fn headed(header: &Inline, kind: ScenarioKind) -> Scenario {
    let name = Spanned::new(header.plain.trim().to_owned(), header.span);
    Scenario { kind, name, population: None }
}

/// "Baseline: 500 VUs" among load tests is a test, not the system as it is.
fn is_baseline(text: &Inline) -> bool {
    text.words().iter().any(|word| word == "baseline")
}

/// The name of a row without a number in brackets: "Falta de cota (hoje 256 vCPU)".
fn before_brackets(text: &Inline) -> Cow<'_, Inline> {
    let open = text.plain.find('(').filter(|open| text.plain[*open..].contains(|c: char| c.is_ascii_digit()));
    match open.filter(|open| has(&text.plain[*open..], scenarios::CURRENT) && *open > 0) {
        Some(open) => Cow::Owned(text.part(0..open)),
        None => Cow::Borrowed(text),
    }
}

/// The words of a name beside those that say of which sort it is, and dates.
fn detail(scenario: &Scenario) -> Vec<Word> {
    const PLAIN: &[&str] = &[
        "cenario",
        "scenario",
        "escenario",
        "estado",
        "state",
        "volume",
        "volumen",
        "system",
        // "Mensal no cenário escalado" says per when, not in which.
        "mensal",
        "mensual",
        "monthly",
        "anual",
        "annual",
        "yearly",
    ];
    let lists = [scenarios::CURRENT, scenarios::SCALED, scenarios::PHASE, scenarios::MONTHS, scenarios::YEARS];
    let says_more = |w: &Word| {
        let number = w.starts_with(|c: char| c.is_ascii_digit());
        !number
            && !instant::is_short(w)
            && !PLAIN.contains(&w.as_str())
            && !lists.iter().any(|l| l.contains(&w.as_str()))
    };
    // A pilot is not what is in production.
    const PILOT: &[&str] = &["piloto", "pilot", "mvp", "baseline"];
    let name = fold(&scenario.name.value);
    let before_brackets = name.split('(').next().unwrap_or("");
    let mut words: Vec<Word> = folded_words(before_brackets).collect();
    let pilot: Vec<Word> = words.iter().filter(|w| PILOT.contains(&w.as_str())).cloned().collect();
    words.retain(says_more);
    words.extend(pilot);
    words.retain(|w| ![JOINING, volumes::JOINING].iter().any(|list| list.contains(&w.as_str())));
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether the clause of a number opens with its own year, behind another clause: "hoje 90 req/s; 2027: 450 req/s".
fn opens_with_a_year(text: &str, number: usize) -> bool {
    /// In bytes.
    const NEAR: usize = 80;
    let from = (number.saturating_sub(NEAR)..=number).find(|&at| text.is_char_boundary(at)).unwrap_or(number);
    let before = text.get(from..number).unwrap_or("");
    let Some((at, _)) = before.rmatch_indices([';', ',']).next() else { return false };
    let name = before.get(at + 1..).and_then(|clause| clause.split_once(':')).map_or("", |(name, _)| name);
    words_of(name).take(NAME).any(|(_, word)| year(word).is_some())
}

/// Whether a clause of its own, behind another, says of when it speaks: "; en la apertura 310 req/s", "en 2 años",
/// "Presupuesto anual: 900", "después".
fn opens_elsewhere(text: &str, number: usize) -> bool {
    const WHEN: &[&str] = &[
        "em", "en", "in", "na", "no", "nas", "nos", "at", "on", "durante", "during", "after", "apos", "tras", "by",
        "ate", "hasta",
    ];
    /// What is said in every scenario: "em média", "at peak".
    const ALWAYS: &[&str] = &[
        "media",
        "average",
        "promedio",
        "pico",
        "picos",
        "peak",
        "total",
        "cada",
        "each",
        "todo",
        "torno",
        "hora",
        "hour",
        "producao",
        "produccion",
        "production",
        "cdn",
        "cache",
        "banco",
        "base",
        "api",
    ];
    /// In bytes.
    const NEAR: usize = 160;
    let from = (number.saturating_sub(NEAR)..=number).find(|&at| text.is_char_boundary(at)).unwrap_or(number);
    let before = text.get(from..number).unwrap_or("");
    let Some(at) = ["; ", ". "].into_iter().filter_map(|mark| before.rfind(mark)).max() else { return false };
    let own = before.get(at + 2..).unwrap_or("");
    let words: Vec<Word> = folded_words(own).take(NAME).collect();
    let opens = words.first().is_some_and(|word| WHEN.contains(&word.as_str()));
    let event = own.contains(':') && scenarios::opens_with_an_event(&words);
    let named = event || own.trim_end().ends_with(':') && before[at..].starts_with(". ");
    (opens && words.len() > 1 && words.len() < NAME && !words.iter().any(|word| ALWAYS.contains(&word.as_str())))
        || named
}

/// The last remark in brackets.
fn in_brackets(text: &Inline) -> Option<Inline> {
    let open = text.plain.rfind('(')?;
    let close = text.plain[open..].find(')').map_or(text.plain.len(), |n| open + n);
    Some(text.part(open + 1..close))
}

/// The clause of a text that a range stands in: commas inside numbers part nothing.
pub(in crate::model) fn clause(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let parts = |at: usize, c: char| {
        matches!(c, ';' | '→' | '\n')
            || (matches!(c, ',' | '.') && text[at + 1..].starts_with(' '))
            || (c == '(' || c == ')')
    };
    let before = text.get(..range.start).unwrap_or("");
    let start = before.char_indices().rev().find(|&(at, c)| parts(at, c)).map_or(0, |(at, c)| at + c.len_utf8());
    let behind = text.get(range.end..).unwrap_or("");
    let end =
        behind.char_indices().find(|&(at, c)| parts(range.end + at, c)).map_or(text.len(), |(at, _)| range.end + at);
    start..end.max(start)
}

/// A clause, cut at its conjunctions: "p95 below 2 s and a budget of $900" holds two.
pub(in crate::model) fn phrase(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let clause = clause(text, range.clone());
    let before = text.get(clause.start..range.start).unwrap_or("");
    let behind = text.get(range.end..clause.end).unwrap_or("");
    let start = cuts(before).last().map_or(0, |cut| cut.end);
    let end = cuts(behind).next().map_or(behind.len(), |cut| cut.start);
    clause.start + start..range.end + end
}

/// Conjunctions that part two statements, with the blanks around them.
fn cuts(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    const CUTS: &[&str] = &["y", "e", "and", "com", "con", "with", "mas", "but", "pero"];
    let blanks = text.match_indices(' ').map(|(at, _)| at);
    blanks
        .clone()
        .zip(blanks.skip(1))
        .filter(|&(at, next)| CUTS.contains(&&text[at + 1..next]))
        .map(|(at, next)| at..next + 1)
}

/// Whether a word alone can name a scenario, or stand behind the number of months that does.
fn is_sign(word: &str) -> bool {
    [scenarios::CURRENT, scenarios::SCALED, scenarios::PHASE].iter().any(|list| list.contains(&word))
        || names_months(word)
}

fn names_months(word: &str) -> bool {
    [scenarios::MONTHS, scenarios::YEARS].iter().any(|list| list.contains(&word))
}

/// The months from now that a clause opens with: "hoje 40 req/s; em 12 meses: 120 req/s", "in two years we expect 300".
fn ahead_of_clause(words: &[(usize, &Word)]) -> Option<u32> {
    let word = |at: usize| words.get(at).map_or("", |(_, w)| w.as_str());
    let at = usize::from(matches!(word(0), "e" | "y" | "and"));
    let number = match (word(at), word(at + 1)) {
        ("dentro", "de") | ("daqui", "a") => at + 2,
        ("em" | "en" | "in" | "within", _) => at + 1,
        _ => return None,
    };
    let written = || scenarios::NUMBERS.iter().find(|(name, _)| *name == word(number)).map(|&(_, n)| n);
    let n = word(number).parse().ok().filter(|n| (1..=120).contains(n)).or_else(written)?;
    // "Em 12 meses de operação" looks back.
    if matches!(word(number + 2), "de" | "of") {
        return None;
    }
    let unit = word(number + 1);
    if scenarios::YEARS.contains(&unit) {
        return Some(n * 12);
    }
    scenarios::MONTHS.contains(&unit).then_some(n)
}

/// The scenario that a text names, if it names one. In running text only words count, not numbers of users.
fn named(text: &Inline, outline: &Outline, running: bool) -> Option<Scenario> {
    // "/prices/current" is an address; "CPU alvo" is what an autoscaler keeps to.
    let names_another =
        || scenarios::compares(&text.plain, text.words()) || keys::names_a_target_of_use(text.title_words());
    if text.plain.trim_start().starts_with('/') || !running && names_another() {
        return None;
    }
    if let Some(kind) = instant::named(text).filter(|_| !running) {
        return Some(headed(text, kind));
    }
    // "12m" at the head of a column, beside "Hoje".
    if let Some(months) = text.plain.trim().strip_suffix('m').filter(|_| !running) {
        let months = months.parse().ok().filter(|months| [6, 12, 18, 24, 36].contains(months));
        if let Some(months) = months {
            return Some(headed(text, ScenarioKind::Horizon(months)));
        }
    }
    let words: Vec<(usize, &Word)> = text.placed_words().map(|(at, _, word)| (at, word)).collect();
    let word = |at: usize| words.get(at).map_or("", |(_, w)| w.as_str());
    let mut kind = None;
    let mut named_by = 0..0;
    // "no cenário atual e no futuro" names no one scenario.
    let speaks_of = |list: &[&str]| words.iter().any(|(_, w)| list.contains(&w.as_str()));
    let ahead = || speaks_of(scenarios::SCALED) || !running && speaks_of(scenarios::AHEAD);
    if speaks_of(scenarios::CURRENT) && ahead() {
        return None;
    }
    if running && let Some(months) = ahead_of_clause(&words) {
        kind = Some(ScenarioKind::Horizon(months));
        named_by = 0..words.iter().position(|(_, word)| names_months(word)).map_or(1, |last| last + 1);
    }
    let agreed = begins(words.iter().map(|(_, word)| word), scenarios::AGREED);
    for at in 0..words.len() {
        if matches!(kind, Some(ScenarioKind::Horizon(_))) {
            break;
        }
        // "$9.99/month" is no horizon: the number stands alone and the unit right behind it.
        let number = |at: usize| {
            let (start, digits) = words.get(at)?;
            let worded = || scenarios::NUMBERS.iter().find(|(word, _)| word == digits).map(|&(_, n)| n);
            let n = digits.parse::<u32>().ok().filter(|&n| n < 1000).or_else(worded)?;
            let before = text.plain[..*start].chars().next_back();
            let behind = text.plain.get(start + digits.len()..).and_then(|rest| rest.chars().next());
            let apart = |c: Option<char>| c.is_none_or(|c| !matches!(c, '.' | ',' | '/' | '$'));
            (apart(before) && apart(behind)).then_some(n)
        };
        // "Tier-1 tickets", "level 2 support" in a sentence are no phases.
        let ranks = running && matches!(word(at), "tier" | "level" | "nivel");
        if scenarios::PHASE.contains(&word(at))
            && !ranks
            && let Some(n) = number(at + 1)
        {
            kind = Some(ScenarioKind::Phase(n));
            named_by = at..at + 2;
            break;
        }
        if let Some(n) = number(at).filter(|_| !agreed) {
            let unit = word(at + 1);
            if scenarios::MONTHS.contains(&unit) && !running {
                kind = Some(ScenarioKind::Horizon(n));
                break;
            }
            if scenarios::YEARS.contains(&unit) && !running {
                kind = Some(ScenarioKind::Horizon(n.saturating_mul(12)));
                break;
            }
        }
        // "Fase piloto em 4 cidades" is still to come.
        let rollout = matches!(word(at), "piloto" | "pilot")
            && (word(at + 1) == "phase" || at.checked_sub(1).is_some_and(|before| word(before) == "fase"));
        if words.get(at).is_some_and(|(start, _)| is_in_an_address(&text.plain[..*start])) {
            continue;
        }
        if scenarios::CURRENT.contains(&word(at)) && !rollout {
            kind = Some(ScenarioKind::Current);
            named_by = at..at + 1;
            break;
        }
        // "Alvo de 60% de CPU" is what an autoscaler keeps to.
        let digits = |at: usize| word(at).starts_with(|c: char| c.is_ascii_digit());
        let kept = running && word(at) == "alvo" && (digits(at + 1) || word(at + 1) == "de" && digits(at + 2));
        if scenarios::SCALED.contains(&word(at)) && kind.is_none() && !kept {
            // "Projeção 6 meses" is the horizon.
            kind = Some(ScenarioKind::Scaled);
            named_by = at..at + 1;
        }
    }
    let population = match running {
        true => None,
        false if kind.is_none() && is_when_grown(&text.plain) => size(text, outline),
        false => population(text, outline),
    };
    let kind = kind.or(population.map(|_| ScenarioKind::Population))?;
    // In running text the word itself is the name, not all that is said beside it.
    let start = words.get(named_by.start).map(|(at, _)| *at);
    let end = named_by.end.checked_sub(1).and_then(|last| words.get(last)).map(|(at, _)| *at);
    let name = match start.zip(end).filter(|_| running && !named_by.is_empty()) {
        Some((start, last)) => {
            let rest = text.plain.get(last..).unwrap_or("");
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            text.part(start..last + length)
        }
        None => text.clone(),
    };
    Some(Scenario { kind, name: Spanned::new(name.plain.trim().to_owned(), name.span), population })
}

/// "Current load", "Infraestrutura atual": whether a short title says of its section that it holds what is.
fn is_of_today(title: &str) -> bool {
    /// A longer title is about more.
    const LONGEST: usize = 3;
    let words: Vec<Word> = folded_words(title).filter(|word| word.parse::<u32>().is_err()).collect();
    let is = |word: Option<&Word>, list: &[&str]| word.is_some_and(|word| list.contains(&word.as_str()));
    // In English an "actual" load is a real one.
    words.len() <= LONGEST
        && (is(words.first(), &["current", "existing"])
            || is(words.last(), &["atual", "atuais", "actual", "actuales", "hoje", "hoy", "today"]))
}

/// "Fases 1 e 2", "Phase 1-3: hardening", "Da fase 1 à fase 2": whether a title is of several phases.
fn names_phases(title: &Inline) -> bool {
    let words = title.words();
    let number = |at: usize| words.get(at).is_some_and(|word| word.parse::<u32>().is_ok());
    let mut phases = (0..words.len()).filter(|&at| scenarios::PHASE.contains(&words[at].as_str()) && number(at + 1));
    let first = phases.next();
    first.is_some_and(|at| {
        let joined =
            words.get(at + 2).is_some_and(|word| matches!(word.as_str(), "e" | "y" | "and" | "a" | "to" | "ate"));
        phases.next().is_some() || number(at + 2) && !title.plain.contains('(') || joined && number(at + 3)
    })
}

/// "GET /orders/current": whether what stands before a word is the beginning of an address.
fn is_in_an_address(before: &str) -> bool {
    let own = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '`' | '(')).next().unwrap_or("");
    own.starts_with('/') || own.contains("://")
}

/// "Cuando crezcas a 1000+", "When we reach 5k stores", "Ao passar de 300 pedidos": whether a text opens with how large
/// the system is to have become.
fn is_when_grown(text: &str) -> bool {
    /// How many words away from the opening its verb stands at most.
    const NEAR: usize = 5;
    let mut opening = words_of(text).map(|(_, word)| fold(word)).take(NEAR + 1);
    let opens = opening.next().is_some_and(|word| scenarios::WHEN.contains(&word.as_str()));
    opens
        && text.contains(|c: char| c.is_ascii_digit())
        && opening.any(|word| scenarios::GROWN.iter().any(|stem| word.starts_with(stem)))
}

/// The only number of a text that counts something, or nothing that is said.
fn size(text: &Inline, outline: &Outline) -> Option<Interval> {
    let read = parse::read(&text.plain, outline.habits);
    let counts = |q: &&Quantity| matches!(q.unit, Unit::Count(_) | Unit::Bare) && q.per.is_none() && q.each.is_none();
    only(read.iter().filter(counts)).map(|one| one.interval)
}

/// `1k_users`, `# 10,000 users`, "1.000 usuários".
fn population(text: &Inline, outline: &Outline) -> Option<Interval> {
    let users = |q: &Quantity| {
        matches!(
            &q.unit,
            Unit::Count(
                Entity::User
                    | Entity::ActiveUser
                    | Entity::RegisteredUser
                    | Entity::MonthlyActiveUser
                    | Entity::DailyActiveUser
            )
        ) && q.per.is_none()
            && q.each.is_none()
    };
    let slug = text.plain.contains('_') && !text.plain.contains(' ');
    let read = if slug { parse::slug(&text.plain, outline.habits) } else { parse::read(&text.plain, outline.habits) };
    only(read.iter().filter(|q| users(q))).map(|one| one.interval)
}
