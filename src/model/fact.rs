//! A quantity with its meaning: what it measures and is about, in which section and scenario.

use crate::extract::vocabulary::{Word, metrics, stops, words};
use crate::extract::{Entry, Kind, Measure, Outline, Part, SectionSet, terms};
use crate::model::cost_role::{self, CostRole};
use crate::model::excluded;
use crate::model::metric::{self, Metric};
use crate::model::scenario::{Scenario, Scenarios};
use crate::model::volumes::is_crowd;
use crate::quantity::Notation;
use crate::quantity::{Currency, Quantity, Relation, Statistic, TimeUnit, Unit};
use crate::source::Span;
use crate::syntax::Inline;

/// A quantity with its meaning.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The number, its unit, period and statistic.
    pub quantity: Quantity,
    /// What it measures.
    pub metric: Metric,
    /// What it is among other amounts, where it is money and no price of one of something.
    pub cost_role: Option<CostRole>,
    /// What it is about, as near as the document says it: a label, the header of its column, its heading.
    pub label: String,
    /// The words around it, folded, nearest first: of its clause, its label, its column, what stands above.
    pub words: Vec<Word>,
    /// The words between it and the number before it in its clause, folded, nearest first; those of the label behind
    /// them, where no number stands between.
    pub before: Vec<Word>,
    /// The words between it and the next number in its clause, folded, nearest first.
    pub behind: Vec<Word>,
    /// The sections it stands in.
    pub sections: SectionSet,
    /// The scenario it speaks of, as an index of [`crate::model::Canvas::scenarios`].
    pub scenario: Option<usize>,
    /// Number, unit and period.
    pub span: Span,
    /// The number alone.
    pub figure: Span,
    /// Number, unit and period, as the document writes them.
    pub written: String,
    /// How the document writes them.
    pub notation: Notation,
    /// The entry it stands in: facts of one entry share it.
    pub entry: usize,
    /// The line it stands in.
    pub line: Span,
    /// Where it stands in its line.
    pub part: Part,
    /// Where each part that is not written beside the number comes from.
    pub origins: Origins,
}

/// Where the parts of a fact come from that are not written beside its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The unit.
    pub unit: Option<Span>,
    /// The period.
    pub per: Option<Span>,
    /// The statistic.
    pub statistic: Option<Span>,
    /// The scenario.
    pub scenario: Option<Span>,
}

impl Fact {
    /// Number and unit as written, with what they are of where only the label says it: `4.000 (Usuários registrados)`.
    pub fn named(&self) -> String {
        let label = self.label.split([',', '(']).next().unwrap_or("").trim();
        match self.origins.unit {
            Some(_) if !label.is_empty() => format!("{} ({label})", self.written),
            _ => self.written.clone(),
        }
    }

    /// Whether it is of each of several things: "20 per pod", "500 on each shard", `connections_per_node`.
    pub fn is_of_each(&self) -> bool {
        const EACH: &[&str] = &["per", "por", "cada", "each", "every"];
        const NEAR: usize = 3;
        let each = |words: &[Word]| words.iter().take(NEAR).any(|w| EACH.contains(&w.as_str()));
        self.quantity.each.is_some() || each(&self.behind) || each(&self.before)
    }

    /// Whether it stands in the comment behind what is said.
    pub fn is_remark(&self) -> bool {
        self.part == Part::Comment
    }

    /// Whether both are money, and may be of one currency. What a label calls a cost may be of any.
    pub fn same_currency(&self, other: &Fact) -> bool {
        let named = |fact: &Fact| fact.origins.unit.is_none() || fact.quantity.unit != Unit::Money(Currency::Dollar);
        match (&self.quantity.unit, &other.quantity.unit) {
            (Unit::Money(one), Unit::Money(two)) => !named(self) || !named(other) || one.may_be(*two),
            _ => false,
        }
    }
}

/// More words than this say nothing about one number.
const WORDS: usize = 40;

/// How far around a number its own words are looked for, in bytes.
const NEAR: usize = 240;

pub(in crate::model) fn read(outline: &Outline) -> (Vec<Fact>, Vec<Scenario>) {
    let mut facts = Vec::new();
    let mut scenarios = Scenarios::default();
    let no_goals = excluded::entries(outline);
    for (index, entry) in outline.entries.iter().enumerate() {
        if entry.measures.is_empty() {
            continue;
        }
        let around = around(outline, index);
        for (at, measure) in entry.measures.iter().enumerate() {
            // "Em 12 meses: 2x a base atual" speaks of then.
            let of_now = measure.quantity.unit == Unit::Factor && entry.label.is_some();
            let range = (measure.part == Part::Text && !of_now).then(|| measure.quantity.range.clone());
            let usual = at.checked_sub(1).and_then(|at| entry.measures.get(at));
            let joined = usual.filter(|usual| is_peak_beside(entry, usual, measure));
            let joined = joined.map(|usual| usual.quantity.range.start..measure.quantity.range.end);
            let scenario = scenarios.of(outline, index, range, joined);
            // "De 4 lojas piloto para 60 lojas" leads from one state to another.
            let leads = |named: Span| measure.span.start <= named.start && named.end <= measure.span.end;
            let scenario =
                scenario.filter(|(_, named)| measure.quantity.relation != Relation::FromTo || !leads(*named));
            let cost_role = cost_role::of(entry, measure);
            let mut words = beside(entry, measure);
            let before = before(entry, measure);
            words.extend(around.iter().cloned());
            words.truncate(WORDS);
            let excluded = no_goals[index] || excluded::follows_name(&entry.text.plain, measure);
            facts.push(Fact {
                metric: if excluded {
                    Metric::Unknown
                } else if is_window(entry, measure, &before) || is_lasting(measure, &before) {
                    Metric::Setting
                } else {
                    metric::metric(&measure.quantity, &words)
                },
                cost_role,
                quantity: Quantity {
                    // "Total: $900, of which $300 for the database": the label speaks of the first one.
                    statistic: statistic(measure, usual, &before, &words)
                        .filter(|s| *s != Statistic::Total || cost_role != Some(CostRole::OfWhich)),
                    ..measure.quantity.clone()
                },
                label: label(outline, index),
                before,
                behind: behind(entry, measure),
                words,
                sections: if excluded { SectionSet::default() } else { entry.sections },
                scenario: scenario.map(|(index, _)| index),
                span: measure.span,
                figure: measure.figure,
                written: written(entry, measure),
                notation: measure.notation.clone(),
                entry: index,
                line: entry.span,
                part: measure.part,
                origins: Origins {
                    unit: measure.unit_from,
                    per: measure.per_from,
                    statistic: measure.statistic_from,
                    scenario: scenario.map(|(_, span)| span),
                },
            });
        }
    }
    same_limit(&mut facts);
    let (scenarios, which) = scenarios.merged();
    for fact in &mut facts {
        fact.scenario = fact.scenario.and_then(|found| which.get(found).copied());
    }
    (facts, scenarios)
}

/// The statistic of a number. "The peak is 6 times the mean: 210 req/s" is of the peak.
fn statistic(measure: &Measure, last: Option<&Measure>, before: &[Word], words: &[Word]) -> Option<Statistic> {
    const TIMES: &[&str] = &["times", "vezes", "veces", "x"];
    const NEAR: usize = 4;
    let stated = measure.quantity.statistic;
    let is_factor = |last: &Measure| last.part == measure.part && last.quantity.unit == Unit::Factor;
    let times = last.is_some_and(is_factor) && before.len() < NEAR;
    let multiple = || times || before.iter().take(NEAR).any(|word| TIMES.contains(&word.as_str()));
    if stated != Some(Statistic::Mean) || !multiple() {
        return stated;
    }
    let peak = words.iter().any(|word| matches!(word.as_str(), "pico" | "peak" | "punta"));
    peak.then_some(Statistic::Peak)
}

/// "120 req/s, pico 300": whether one number is said of the same as the other right before it, at its peak.
fn is_peak_beside(entry: &Entry, usual: &Measure, peak: &Measure) -> bool {
    // "Pico: 108 req/s hoje, 270 req/s em 2028": two peaks are of two days.
    let both = usual.part == Part::Text && peak.part == Part::Text && usual.quantity.statistic != Some(Statistic::Peak);
    let between = || entry.text.plain.get(usual.quantity.range.end..peak.quantity.figure.start).unwrap_or("");
    both && peak.quantity.statistic == Some(Statistic::Peak) && terms::joins(between())
}

/// Whether it is how long a limit must be passed, by the header of its column or the word before it.
fn is_window(entry: &Entry, measure: &Measure, before: &[Word]) -> bool {
    let is_over_it = |column: &Inline| words::names_a_window(&column.plain);
    let lasts = before.first().is_some_and(|word| metrics::LASTING.contains(&word.as_str()));
    let whole = matches!(measure.quantity.relation, Relation::Equal | Relation::AtLeast | Relation::Range);
    matches!(measure.quantity.unit, Unit::Duration(_))
        && (entry.column.as_ref().is_some_and(is_over_it) || whole && measure.part == Part::Text && lasts)
}

/// "800 req/s por 20 min", "for 2 hours": how long it goes on, whatever else is measured there.
fn is_lasting(measure: &Measure, before: &[Word]) -> bool {
    let long = matches!(measure.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute);
    let measured = matches!(measure.quantity.statistic, Some(Statistic::Percentile(_)));
    let said = before.first().is_some_and(|w| matches!(w.as_str(), "por" | "for" | "durante" | "during"));
    long && said && !measured
}

/// "p95 > 250 ms aviso, > 300 ms crítico", "p95: warn 2 s, page 4 s": a second limit behind the first speaks of the same
/// latency.
fn same_limit(facts: &mut [Fact]) {
    for at in 1..facts.len() {
        let (before, behind) = facts.split_at_mut(at);
        // "p95 > 800 ms for 10 min, > 1,500 ms for 5 min": how long the first must be passed stands between them.
        let limit = match before {
            [.., first, window] if lasts(window) && first.entry == window.entry => Some(&*first),
            _ => before.last(),
        };
        let (Some(first), Some(second)) = (limit, behind.first_mut()) else { continue };
        let limits = |f: &Fact| {
            matches!(f.quantity.relation, Relation::Less | Relation::AtMost | Relation::More | Relation::AtLeast)
        };
        let durations = [&first, &&*second].into_iter().all(|f| matches!(f.quantity.unit, Unit::Duration(_)));
        let here = first.entry == second.entry && first.part == second.part;
        let alike = first.quantity.relation == second.quantity.relation && limits(first);
        if here
            && durations
            && (alike || names_severity(&second.before))
            && first.metric == Metric::Latency
            && second.metric == Metric::Setting
        {
            second.metric = Metric::Latency;
            second.quantity.statistic = second.quantity.statistic.or(first.quantity.statistic);
        }
    }
}

/// "for 10 min", "por 5 min": how long a limit must be passed.
pub(in crate::model) fn lasts(fact: &Fact) -> bool {
    matches!(fact.quantity.unit, Unit::Duration(_))
        && fact.quantity.relation == Relation::Equal
        && fact.before.first().is_some_and(|word| metrics::LASTING.contains(&word.as_str()))
}

/// Whether all that is said between two limits is how serious the second is.
fn names_severity(between: &[Word]) -> bool {
    let severe = |word: &Word| metrics::SEVERITY.contains(&word.as_str());
    between.iter().any(severe) && between.iter().all(|word| severe(word) || metrics::LINKING.contains(&word.as_str()))
}

fn text_of(entry: &Entry, part: Part) -> Option<&Inline> {
    match part {
        Part::Label => entry.label.as_ref(),
        Part::Text => Some(&entry.text),
        Part::Comment => entry.comment.as_ref(),
    }
}

fn written(entry: &Entry, measure: &Measure) -> String {
    let text = text_of(entry, measure.part);
    text.and_then(|t| t.plain.get(measure.quantity.range.clone())).unwrap_or("").trim().to_owned()
}

/// How many words may stand between two numbers and still speak of one of them.
const BETWEEN: usize = 8;

fn before(entry: &Entry, measure: &Measure) -> Vec<Word> {
    let Some(text) = text_of(entry, measure.part).filter(|_| !is_crowd(entry)) else { return Vec::new() };
    let start = measure.quantity.range.start;
    let others = entry.measures.iter().filter(|m| m.part == measure.part && m.quantity.range.end <= start);
    let last = others.map(|m| m.quantity.range.end).max();
    let from = (last.unwrap_or(0).max(start.saturating_sub(NEAR))..=start).find(|&at| text.plain.is_char_boundary(at));
    let clause = clause_before(text.plain.get(from.unwrap_or(start)..start).unwrap_or("")).len();
    let label = entry.label.as_ref().filter(|_| last.is_none() && measure.part == Part::Text);
    let label = label.into_iter().flat_map(|label| label.words().iter().rev().cloned());
    text.words_within(start - clause..start).rev().chain(label).take(BETWEEN).collect()
}

fn behind(entry: &Entry, measure: &Measure) -> Vec<Word> {
    let Some(text) = text_of(entry, measure.part).filter(|_| !is_crowd(entry)) else { return Vec::new() };
    let end = measure.quantity.range.end;
    let others = entry.measures.iter().filter(|m| m.part == measure.part && m.quantity.range.start >= end);
    let next = others.map(|m| m.quantity.range.start).min().unwrap_or(text.plain.len());
    let to = (end..=next.min(end + NEAR)).rev().find(|&at| text.plain.is_char_boundary(at));
    let between = text.plain.get(end..to.unwrap_or(end)).unwrap_or("");
    let ends = [between.find([';', '\n']), stops(between).next(), between.find(", ")];
    let stop = ends.into_iter().flatten().min().unwrap_or(between.len());
    text.words_within(end..end + stop).take(BETWEEN).collect()
}

/// What follows the last full stop or semicolon.
fn clause_before(text: &str) -> &str {
    let mark = text.rfind([';', '\n']).map_or(0, |at| at + 1);
    let stop = stops(text).next_back().map_or(0, |at| at + 2);
    text.get(mark.max(stop)..).unwrap_or("")
}

/// The words of the number's own line: what stands before it, nearest first, then what stands behind it.
fn beside(entry: &Entry, measure: &Measure) -> Vec<Word> {
    let Some(text) = text_of(entry, measure.part) else { return Vec::new() };
    let range = &measure.quantity.range;
    let mut words: Vec<Word> = Vec::with_capacity(WORDS);
    words.extend(text.words_within(range.clone()));
    // Words further away say nothing about this number.
    let near = (range.start.saturating_sub(NEAR)..=range.start).find(|&at| text.plain.is_char_boundary(at));
    let said = text.plain.get(near.unwrap_or(range.start)..range.start).unwrap_or("");
    // "Disco > 75%. Perdidas > 0,005%": a share is of what its own sentence names.
    let share = matches!(measure.quantity.unit, Unit::Percent(_));
    let own = clause_before(said);
    let apart = share && own.rsplit(", ").next().is_some_and(|last| last.contains(char::is_alphabetic));
    let said = if share && own.contains(char::is_alphabetic) { own } else { said };
    words.extend(text.words_within(range.start - said.len()..range.start).rev().take(WORDS / 4));
    let far = (range.end..=text.plain.len().min(range.end + NEAR)).rev().find(|&at| text.plain.is_char_boundary(at));
    let said = text.plain.get(range.end..far.unwrap_or(range.end)).unwrap_or("");
    let stop = || {
        let next = said.find(", ").filter(|&at| apart && said[at..].contains(|c: char| c.is_ascii_digit()));
        [said.find(';'), stops(said).next(), next].into_iter().flatten().min()
    };
    let stop = share.then(stop).flatten();
    words.extend(text.words_within(range.end..range.end + stop.unwrap_or(said.len())).take(WORDS / 4));
    words
}

/// The words of the label, the column, the comment and of what stands above, up to the nearest heading.
fn around(outline: &Outline, index: usize) -> Vec<Word> {
    let entry = &outline.entries[index];
    let mut words = Vec::new();
    for text in [&entry.label, &entry.column, &entry.comment].into_iter().flatten() {
        words.extend_from_slice(text.words());
    }
    for above in outline.above(index) {
        let above = &outline.entries[above];
        let heading = above.kind == Kind::Heading;
        if let Some(label) = &above.label {
            words.extend_from_slice(label.words());
        }
        if heading || above.text.plain.len() < 80 {
            words.extend_from_slice(above.text.words());
        }
        if heading || words.len() > WORDS {
            break;
        }
    }
    words
}

/// What an entry is about.
pub(in crate::model) fn label(outline: &Outline, index: usize) -> String {
    let entry = &outline.entries[index];
    let own = entry.label.as_ref().map(|l| l.plain.trim()).filter(|l| !l.is_empty());
    let column = entry.column.as_ref().map(|c| c.plain.trim()).filter(|c| !c.is_empty());
    match (own, column) {
        (Some(own), Some(column)) => format!("{own}, {column}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => outline
            .above(index)
            .find_map(|above| {
                let above = &outline.entries[above];
                match &above.label {
                    Some(label) if !label.is_blank() => Some(label.plain.trim().to_owned()),
                    _ if above.kind == Kind::Heading => Some(above.text.plain.trim().to_owned()),
                    _ => None,
                }
            })
            .unwrap_or_default(),
    }
}
