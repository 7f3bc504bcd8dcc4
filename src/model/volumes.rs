//! How much is expected of the system: what is counted, in which state of the system, mean or peak; and how it grows.

use crate::extract::vocabulary::{Word, folded_words, scenarios, title_words, volumes as words, words::JOINING};
use crate::extract::{Entry, Kind, Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::scenario::{self, Scenario, ScenarioKind};
use crate::quantity::{Entity, Interval, MONTHS, PercentKind, Relation, Statistic, Unit};
use rust_decimal::Decimal;

/// A volume: users, orders, requests per time.
#[derive(Clone, Debug)]
pub struct Volume {
    /// Its number, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// What is counted: the nouns about it, folded, singular and sorted, without words of scenario, statistic and time.
    pub subject: Vec<Word>,
    /// The same, of the words beside its own number alone; empty where several numbers of its line count that.
    pub own: Vec<Word>,
    /// Of which state of the system.
    pub state: State,
    /// Mean or peak.
    pub load: Load,
    /// Whether it counts who is there at one time.
    pub at_once: bool,
}

/// Of which state of the system a volume speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A pilot or first version that may not be what is in production.
    Pilot,
    /// As it is.
    Current,
    /// As it is planned.
    Later,
    /// The document does not say.
    Unsaid,
}

/// Which figure of a load a volume is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Load {
    /// The mean.
    Mean,
    /// The peak.
    Peak,
    /// The document does not say.
    Unsaid,
}

/// The same volume now and later.
#[derive(Clone, Debug)]
pub struct Growth {
    /// What is counted, as in [`Volume::subject`].
    pub subject: Vec<Word>,
    /// Now, as an index of [`crate::model::Canvas::facts`].
    pub from: usize,
    /// Later, as an index of [`crate::model::Canvas::facts`]; the same one for "from 2,000 to 5,000 users".
    pub to: usize,
    /// How much it is now, in its unit.
    pub before: Interval,
    /// How much it is later, in the same unit.
    pub after: Interval,
}

/// A growth that the objective promises: "10x", "+150%".
#[derive(Clone, Debug)]
pub struct GrowthGoal {
    /// Its number, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// What is to grow, as in [`Volume::subject`]; empty when nothing in particular.
    pub subject: Vec<Word>,
    /// By which factor.
    pub factor: Interval,
    /// What "grow 150%" may mean too: to 150% of what it was.
    pub or: Option<Interval>,
}

/// Volumes are compared with each other: no canvas has more, and a hostile text must not cost more.
pub(in crate::model) const MOST: usize = 2_000;

/// A line with more numbers is no sentence.
const CROWD: usize = 60;

pub(in crate::model) fn is_crowd(entry: &Entry) -> bool {
    entry.measures.len() > CROWD
}

pub(in crate::model) fn read(
    outline: &Outline,
    facts: &[Fact],
    scenarios: &[Scenario],
    asides: &[bool],
) -> Vec<Volume> {
    let dated = dated_columns(outline);
    let mut volumes = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        if !is_volume(fact) || is_crowd(&outline.entries[fact.entry]) || asides[fact.entry] {
            continue;
        }
        let state = match fact.scenario.map(|s| &scenarios[s]) {
            Some(scenario) => state(scenario),
            None if dated.contains(&fact.entry) || is_target(&outline.entries[fact.entry], fact) => State::Later,
            None => State::Unsaid,
        };
        let subject = subject(&outline.entries[fact.entry], fact);
        if matches!(fact.quantity.unit, Unit::Bare)
            && (fact.sections.contains(SectionKind::Costs)
                || subject.is_empty()
                || state == State::Unsaid
                || is_year(fact)
                || fact.label.is_empty())
        {
            continue;
        }
        let load = match fact.quantity.statistic {
            Some(Statistic::Mean) => Load::Mean,
            Some(Statistic::Peak) => Load::Peak,
            None | Some(Statistic::Total) => Load::Unsaid,
            Some(_) => continue,
        };
        let at_once = at_once(outline, facts, at);
        if volumes.len() == MOST {
            break;
        }
        let own = own(&outline.entries[fact.entry], facts, at, &subject);
        volumes.push(Volume { fact: at, subject, own, state, load, at_once });
    }
    volumes
}

/// "Target: 600 orders a day", a column "Meta".
fn is_target(entry: &Entry, fact: &Fact) -> bool {
    const TARGET: &[&str] =
        &["target", "meta", "metas", "objetivo", "goal", "previsto", "prevista", "forecast", "previsao"];
    let title = if entry.kind == Kind::Cell { &entry.column } else { &entry.label };
    let said = title.as_ref().map(|t| t.words().to_vec()).unwrap_or_default();
    fact.sections.contains(SectionKind::Volumes) && said.iter().any(|w| TARGET.contains(&w.as_str()))
}

/// What is counted, in sections that speak of demand.
fn is_volume(fact: &Fact) -> bool {
    let elsewhere = [
        SectionKind::LoadTest,
        SectionKind::Monitoring,
        SectionKind::Risks,
        SectionKind::Infrastructure,
        SectionKind::Strategies,
    ];
    fact.part == Part::Text
        && fact.quantity.each.is_none()
        && !fact.quantity.increment
        && matches!(fact.quantity.unit, Unit::Count(_) | Unit::Bare)
        && !elsewhere.into_iter().any(|s| fact.sections.contains(s))
}

/// "Concurrent users", or a clause that says "at the same time" of its only number.
fn at_once(outline: &Outline, facts: &[Fact], at: usize) -> bool {
    let fact = &facts[at];
    if fact.quantity.unit == Unit::Count(Entity::ConcurrentUser) {
        return true;
    }
    let entry = &outline.entries[fact.entry];
    let clause = scenario::clause(&entry.text.plain, fact.quantity.range.clone());
    let others = entry.measures.iter().filter(|m| m.part == Part::Text && clause.contains(&m.quantity.range.start));
    let said = entry.label.iter().flat_map(|l| l.words()).cloned();
    let mut said = said.chain(entry.text.words_within(clause.clone()));
    others.count() == 1
        && fact.quantity.per.is_none()
        && said.any(|w| w.starts_with("simult") || w.starts_with("concur"))
}

/// From this length on the beginning of a word tells it from others.
const STEM: usize = 6;

/// Which entries stand in a part that tells of other times, or of plans that were not chosen.
pub(in crate::model) fn asides(outline: &Outline) -> Vec<bool> {
    let tells = |w: &Word| words::ASIDE.iter().any(|stem| w == *stem || (stem.len() >= STEM && w.starts_with(stem)));
    let mut asides: Vec<bool> = Vec::with_capacity(outline.entries.len());
    for entry in &outline.entries {
        let title = match entry.kind {
            Kind::Heading => Some(&entry.text),
            Kind::Key => Some(entry.label.as_ref().unwrap_or(&entry.text)),
            _ => None,
        };
        let above = entry.parent.and_then(|parent| asides.get(parent)).is_some_and(|above| *above);
        asides.push(above || title.is_some_and(|title| title.words().iter().any(tells)));
    }
    asides
}

fn is_year(fact: &Fact) -> bool {
    let value = fact.quantity.interval.low;
    fact.written.len() == 4 && value.is_some_and(|v| v >= Decimal::from(1900) && v < Decimal::from(2200))
}

fn state(scenario: &Scenario) -> State {
    const PILOT: &[&str] = &["piloto", "pilot", "mvp", "baseline", "beta"];
    match scenario.kind {
        ScenarioKind::Current if title_words(&scenario.name.value).iter().any(|w| PILOT.contains(&w.as_str())) => {
            State::Pilot
        }
        ScenarioKind::Current => State::Current,
        ScenarioKind::Scaled | ScenarioKind::Phase(_) | ScenarioKind::Horizon(_) => State::Later,
        kind @ ScenarioKind::Year(_) if kind.months().is_some() => State::Later,
        // The year of the calendar may as well be the one it is, or one that was.
        ScenarioKind::Population | ScenarioKind::Year(_) => State::Unsaid,
    }
}

/// Cells of columns that are headed by a date and stand behind one that is headed "today".
fn dated_columns(outline: &Outline) -> std::collections::HashSet<usize> {
    let mut cells = std::collections::HashSet::new();
    for grid in &outline.tables {
        let headers: Vec<&[Word]> = grid.header.iter().map(|h| h.words()).collect();
        let Some(now) = headers.iter().position(|h| h.iter().any(|w| scenarios::CURRENT.contains(&w.as_str()))) else {
            continue;
        };
        let is_date =
            |words: &[Word]| words.iter().any(|w| w.len() == 4 && w.starts_with("20") && w.parse::<u16>().is_ok());
        for column in (now + 1..headers.len()).filter(|&c| is_date(headers[c])) {
            cells.extend(grid.rows.iter().filter_map(|row| row.get(column)));
        }
    }
    cells
}

/// The nouns about a number: of its label and column; in running text also of its clause.
pub(in crate::model) fn subject(entry: &Entry, fact: &Fact) -> Vec<Word> {
    let mut nouns_about = Vec::new();
    for text in [&entry.label, &entry.column].into_iter().flatten() {
        nouns_about.extend(nouns_among(text.words().iter().cloned()));
    }
    if !matches!(entry.kind, Kind::Cell | Kind::Key) {
        let clause = scenario::clause(&entry.text.plain, fact.quantity.range.clone());
        nouns_about.extend(nouns_among(entry.text.words_within(clause)));
    } else {
        nouns_about.extend(nouns(&fact.written));
    }
    nouns_about.sort_unstable();
    nouns_about.dedup();
    nouns_about
}

/// What a number counts by the words beside it. "20 shops x 40 orders = 800 orders" says how many orders once: what the
/// calculation comes to.
fn own(entry: &Entry, facts: &[Fact], at: usize, subject: &[Word]) -> Vec<Word> {
    let fact = &facts[at];
    if matches!(entry.kind, Kind::Cell | Kind::Key) {
        return subject.to_vec();
    }
    let before = entry.text.plain.get(..fact.quantity.range.start).unwrap_or("");
    let is_result = before.trim_end_matches(['~', '≈', ' ']).ends_with('=');
    let here = |f: &&Fact| f.entry == fact.entry;
    let mut others = facts[..at].iter().rev().take_while(here).chain(facts[at + 1..].iter().take_while(here));
    if !is_result && others.any(|f| f.quantity.unit == fact.quantity.unit) {
        return Vec::new();
    }
    let mut said = fact.written.clone();
    let words = if is_result { [].iter() } else { fact.before.iter() };
    for word in words.chain(&fact.behind) {
        said.push(' ');
        said.push_str(word);
    }
    let mut nouns = nouns(&said);
    nouns.retain(|word| word.chars().count() > 1);
    nouns.sort_unstable();
    nouns.dedup();
    nouns
}

/// The words of a text that say what is counted, folded and in the singular.
pub(in crate::model) fn nouns(text: &str) -> Vec<Word> {
    nouns_among(folded_words(text)).collect()
}

/// Those of some folded words that say what is counted, in the singular.
fn nouns_among(words: impl Iterator<Item = Word>) -> impl Iterator<Item = Word> {
    let lists: [&[&str]; 9] = [
        JOINING,
        words::JOINING,
        words::TIME,
        MONTHS,
        words::STATISTIC,
        words::STATE,
        scenarios::CURRENT,
        scenarios::SCALED,
        scenarios::PHASE,
    ];
    words
        .filter(move |w| !w.starts_with(|c: char| c.is_ascii_digit()) && !lists.iter().any(|l| l.contains(&w.as_str())))
        .map(|w| singular(&w).into())
}

pub(in crate::model) fn singular(word: &str) -> String {
    let stem = word.strip_suffix("oes").map(|s| format!("{s}ao"));
    let stem = stem.or_else(|| word.strip_suffix("iones").map(|s| format!("{s}ion")));
    let abbreviated =
        matches!(word, "req" | "reqs" | "request" | "requests" | "requisicoes" | "solicitudes" | "peticiones");
    match stem {
        _ if abbreviated => "request".to_owned(),
        Some(stem) => stem,
        None if word.len() > 3 => word.trim_end_matches('s').to_owned(),
        None => word.to_owned(),
    }
}

/// What is stated once for now and once or more for later, in one section, and what goes "from 2,000 to 5,000".
pub(in crate::model) fn growth(facts: &[Fact], volumes: &[Volume]) -> Vec<Growth> {
    let mut growth = Vec::new();
    for volume in volumes {
        let fact = &facts[volume.fact];
        let quantity = &fact.quantity;
        if quantity.relation == Relation::FromTo
            && let (Some(low), Some(high)) = (quantity.interval.low, quantity.interval.high)
            && !volume.subject.is_empty()
        {
            growth.push(Growth {
                subject: volume.subject.clone(),
                from: volume.fact,
                to: volume.fact,
                before: Interval::point(low),
                after: Interval::point(high),
            });
        }
        if !matches!(volume.state, State::Current | State::Pilot) {
            continue;
        }
        let alike = |other: &&Volume| {
            let to = &facts[other.fact];
            other.subject == volume.subject
                && other.load == volume.load
                && to.sections == fact.sections
                && to.quantity.per == quantity.per
                && to.quantity.unit == quantity.unit
                && to.quantity.relation != Relation::FromTo
        };
        if fact.sections.contains(SectionKind::Costs) {
            continue;
        }
        // Two values for now mean two things of one name.
        let currents = volumes.iter().filter(alike).filter(|o| o.state <= State::Current).count();
        if currents != 1 || quantity.relation == Relation::FromTo {
            continue;
        }
        for later in volumes.iter().filter(alike).filter(|o| o.state == State::Later) {
            growth.push(Growth {
                subject: volume.subject.clone(),
                from: volume.fact,
                to: later.fact,
                before: quantity.bounds(),
                after: facts[later.fact].quantity.bounds(),
            });
        }
    }
    growth
}

/// Whether the section on volumes gives reasons in words.
pub(in crate::model) fn explained(outline: &Outline) -> bool {
    outline.entries.iter().filter(|e| e.sections.contains(SectionKind::Volumes)).any(|entry| {
        let texts = std::iter::once(&entry.text).chain(&entry.comment);
        let mut words = texts.flat_map(|t| t.words());
        words.any(|w| words::REASON.contains(&w.as_str()))
    })
}

/// Whether a line of the section on volumes, outside its tables, says that something becomes less.
pub(in crate::model) fn fall_explained(outline: &Outline) -> bool {
    let in_words =
        |e: &&Entry| e.sections.contains(SectionKind::Volumes) && !matches!(e.kind, Kind::Cell | Kind::Heading);
    outline.entries.iter().filter(in_words).any(|entry| {
        let texts = entry.label.iter().chain([&entry.text]).chain(&entry.comment);
        let mut words = texts.flat_map(|t| t.words());
        words.any(|w| words::FALLS.iter().any(|stem| w.starts_with(stem)))
    })
}

/// Factors that the objective promises for demand.
pub(in crate::model) fn goals(outline: &Outline, facts: &[Fact]) -> Vec<GrowthGoal> {
    let mut goals = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let growth = matches!(fact.quantity.unit, Unit::Factor | Unit::Percent(PercentKind::Growth));
        if !growth || fact.part != Part::Text || !fact.sections.contains(SectionKind::Objective) {
            continue;
        }
        let entry = &outline.entries[fact.entry];
        if is_crowd(entry) || goals.len() == MOST {
            continue;
        }
        let range = fact.quantity.range.clone();
        let clause = scenario::phrase(&entry.text.plain, range.clone());
        let mut said = entry.label.as_ref().map(|l| l.words().to_vec()).unwrap_or_default();
        said.extend(entry.text.words_within(clause.clone()));
        let begins = |list: &[&str]| said.iter().any(|w| list.iter().any(|stem| w.starts_with(stem)));
        if !begins(words::GROWS) || said.iter().any(|w| words::is_no_demand(w)) {
            continue;
        }
        // "2x a year" comes to 8x in three.
        if fact.quantity.per.is_some() || is_each_time(&said) {
            continue;
        }
        // "Doble factor", "double opt-in": two of something, no growth.
        let word = fact.written.chars().all(char::is_alphabetic);
        if word && fact.behind.first().is_some_and(|w| words::TWOFOLD.iter().any(|stem| w.starts_with(stem))) {
            continue;
        }
        let Some((factor, or)) = factor(fact) else { continue };
        let beside = format!(
            "{} {}",
            entry.text.plain.get(clause.start..range.start).unwrap_or(""),
            entry.text.plain.get(range.end..clause.end).unwrap_or("")
        );
        let mut subject = nouns(&beside);
        let general =
            |w: &Word| words::GENERAL.contains(&w.as_str()) || words::GROWS.iter().any(|stem| w.starts_with(stem));
        subject.retain(|w| !general(w));
        subject.sort_unstable();
        subject.dedup();
        goals.push(GrowthGoal { fact: at, subject, factor, or });
    }
    goals
}

fn is_each_time(said: &[Word]) -> bool {
    let each = |w: &[Word]| {
        matches!(w[0].as_str(), "ao" | "al" | "por" | "per" | "a" | "cada" | "each" | "every")
            && words::TIME.contains(&w[1].as_str())
    };
    said.windows(2).any(each) || said.iter().any(|w| words::EACH_TIME.contains(&w.as_str()))
}

fn factor(fact: &Fact) -> Option<(Interval, Option<Interval>)> {
    let bounds = fact.quantity.bounds();
    if fact.quantity.unit == Unit::Factor {
        return bounds.low.is_none_or(|low| low > Decimal::ONE).then_some((bounds, None));
    }
    let share = bounds.scale(Decimal::new(1, 2))?;
    if share.low.is_none_or(|low| low <= Decimal::ZERO) {
        return None;
    }
    let factor = share.add(&Interval::point(Decimal::ONE))?;
    Some((factor, (!fact.quantity.increment).then_some(share)))
}

impl Growth {
    /// Whether it is of something that a plan wants more of: orders rather than complaints.
    pub fn means_to_grow(&self) -> bool {
        !self.subject.iter().any(|w| words::is_no_demand(w))
    }
}
