//! Which part of the system a limit is about: the words beside it that narrow it.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::extract::vocabulary::{Word, metrics, stops, targets, title_words};
use crate::extract::{Entry, Kind, Outline, Part};
use crate::model::fact::{Fact, lasts};
use crate::model::metric::Metric;
use crate::quantity::Relation;

/// The words that narrow what a limit is about; none when it is about everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The words, folded.
    pub words: Vec<Word>,
    /// What its row is about, where a column says so: "Operation | Save draft".
    pub subject: Vec<Word>,
}

/// How many letters of a word must agree for two forms of it to be the same.
const STEM: usize = 5;

/// How many numbers further back a sentence may have said what it is about.
const SENTENCE: usize = 4;

impl Scope {
    /// Whether nothing narrows it.
    pub fn is_everything(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether both are about the same thing: about everything, or about something that both name, where neither
    /// names a part of the system that the other does not.
    pub fn same_as(&self, other: &Scope) -> bool {
        if !self.may_be_of(other) {
            return false;
        }
        if self.is_everything() || other.is_everything() {
            return self.is_everything() && other.is_everything();
        }
        let names = |scope: &Scope, word: &str| scope.words.iter().any(|w| alike(w, word));
        let part = |w: &&Word| targets::PARTS.contains(&w.as_str());
        self.words.iter().any(|w| names(other, w))
            && self.words.iter().filter(part).all(|w| names(other, w))
            && other.words.iter().filter(part).all(|w| names(self, w))
    }
}

impl Scope {
    /// Whether other words name what it is narrowed to: "Submission burst" what "submit" is about.
    pub fn is_named_by(&self, words: &[Word]) -> bool {
        !self.is_everything() && self.words.iter().all(|own| words.iter().any(|word| alike(own, word)))
    }

    /// Whether rows that both name what they are about may be about the same: not "Draft service" and "Save draft".
    fn may_be_of(&self, other: &Scope) -> bool {
        let within = |one: &[Word], other: &[Word]| one.iter().all(|word| other.iter().any(|w| alike(w, word)));
        within(&self.subject, &other.subject) || within(&other.subject, &self.subject)
    }
}

fn alike(one: &str, other: &str) -> bool {
    let start = |w: &str| w.chars().take(STEM).collect::<String>();
    one == other || (one.len() >= STEM && other.len() >= STEM && start(one) == start(other))
}

/// The words around a number between its neighbours: of its clause.
pub(in crate::model) fn clause<'o>(outline: &'o Outline, facts: &[Fact], at: usize) -> &'o str {
    let fact = &facts[at];
    let entry = &outline.entries[fact.entry];
    let text = match (fact.part, &entry.label) {
        (Part::Text, _) => &entry.text.plain,
        (Part::Label, Some(label)) => &label.plain,
        _ => return "",
    };
    let range = &fact.quantity.range;
    let beside = |i: Option<usize>| {
        i.and_then(|i| facts.get(i)).filter(|f| f.entry == fact.entry && f.part == fact.part).map(|f| &f.quantity.range)
    };
    let ends = |c: char| matches!(c, ';' | '\n' | '(' | ')' | '|' | ',');
    let floor = beside(at.checked_sub(1)).map_or(0, |r| r.end).min(range.start);
    let before = text.get(floor..range.start).unwrap_or("");
    let start = floor + last_end(before, ends);
    let ceiling = beside(Some(at + 1)).map_or(text.len(), |r| r.start).max(range.end);
    let behind = text.get(range.end..ceiling).unwrap_or("");
    // "search p95 < 350 ms and checkout p95 < 600 ms": what follows a conjunction belongs to the next number.
    let conjunction = [" e ", " y ", " and "].iter().filter_map(|c| behind.find(c)).min().unwrap_or(behind.len());
    let mark = behind.find(|c: char| ends(c) || c == '.').unwrap_or(behind.len());
    let end = range.end + mark.min(conjunction);
    text.get(start..end).unwrap_or("")
}

/// Where the last clause of a text begins: behind a mark, or behind a full stop with a space.
fn last_end(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let mark = text.rfind(&ends).map_or(0, |i| i + 1);
    let stop = stops(text).next_back().map_or(0, |i| i + 2);
    mark.max(stop)
}

/// Whether the first token of an answer has a latency of its own: then "resposta" is no longer any latency.
pub(in crate::model) fn parts_answers(facts: &[Fact]) -> bool {
    const FIRST: &[&str] = &["token", "ttft"];
    let named = |f: &Fact| f.before.iter().any(|word| FIRST.contains(&word.as_str()));
    facts.iter().any(|f| f.metric == Metric::Latency && named(f))
}

/// What narrows the limit `at`; `row` holds the cells beside it that are words, `answers` whether those are apart from
/// their first token.
pub(in crate::model) fn of(outline: &Outline, facts: &[Fact], at: usize, row: &[usize], answers: bool) -> Scope {
    const ANSWER: &[&str] = &["resposta", "respostas", "response", "responses", "respuesta", "respuestas", "answer"];
    let fact = &facts[at];
    let entry = &outline.entries[fact.entry];
    let mut words = Vec::new();
    let mut subject = Vec::new();
    // "checkout: p95 < 400 ms, p99 < 1 s" says once for both what they are about.
    for back in 0..=SENTENCE {
        let Some(before) = at.checked_sub(back).filter(|&b| same_sentence(entry, &facts[b], fact)) else { break };
        // A number of something else between them says something else.
        if matches!(facts[before].metric, Metric::Growth | Metric::Count | Metric::Population | Metric::Throughput) {
            break;
        }
        // "read p95 > 220 ms for 10 min → ticket; > 250 ms": who is told narrows nothing.
        if back > 0 && lasts(&facts[before]) {
            continue;
        }
        narrowing(clause(outline, facts, before), false, &mut words);
        let answer = || fact.before.iter().any(|word| ANSWER.contains(&word.as_str()));
        if back == 0 && answers && fact.metric == Metric::Latency && answer() && words.iter().all(|w| w != "answer") {
            words.push(Word::new("answer"));
        }
        if !words.is_empty() {
            break;
        }
    }
    if fact.part == Part::Text {
        let label = entry.label.as_ref().filter(|_| !has_own_name(entry, fact));
        for text in [label, entry.column.as_ref()].into_iter().flatten() {
            narrowing(&text.plain, false, &mut words);
        }
    }
    for cell in row {
        // What is to be done, or by whom, narrows nothing.
        let cell = &outline.entries[*cell];
        let scope = cell.column.as_ref().is_some_and(|c| names_scope(&c.plain));
        narrowing(&cell.text.plain, !scope, &mut words);
        if subject.is_empty() && cell.column.as_ref().is_some_and(|c| names_subject(&c.plain)) {
            subject = title_words(&cell.text.plain);
        }
    }
    if let Some(code) = &entry.code {
        narrowing(&code.plain, true, &mut words);
    }
    if entry.kind == Kind::Key
        && let Some(parent) = entry.parent
        && outline.entries[parent].kind == Kind::Key
    {
        siblings(outline, parent, fact.entry, &mut words);
    }
    for above in outline.above(fact.entry) {
        if outline.sections.iter().any(|s| s.entry == above) {
            break;
        }
        let above = &outline.entries[above];
        let names_alert = outline_names_alert(above);
        if let Some(label) = &above.label {
            narrowing(&label.plain, names_alert, &mut words);
        }
        if above.kind == Kind::Heading {
            narrowing(&above.text.plain, true, &mut words);
            break;
        }
    }
    words.dedup();
    Scope { words, subject }
}

/// "Tracking: p95 < 200 ms; routes: p95 < 2 s": whether a limit behind another of its line has a name of its own.
fn has_own_name(entry: &Entry, fact: &Fact) -> bool {
    let before = entry.text.plain.get(..fact.quantity.range.start).unwrap_or("");
    let parts = before.rsplit_once(';');
    parts.is_some_and(|(other, own)| other.contains(|c: char| c.is_ascii_digit()) && own.contains(": "))
}

/// The name of an alert describes it in free words: only a part of the system narrows it.
fn outline_names_alert(entry: &Entry) -> bool {
    entry.kind == Kind::Key && entry.text.is_blank()
}

/// Keys and columns that name what a limit beside them is about.
const SCOPES: &[&str] = &[
    "endpoint",
    "service",
    "servico",
    "servicio",
    "component",
    "componente",
    "route",
    "rota",
    "ruta",
    "path",
    "scope",
    "escopo",
    "alcance",
    "metric",
    "metrica",
    "signal",
    "sinal",
    "senal",
    "target",
    "job",
    "operation",
    "operacao",
    "operacion",
    "flow",
    "fluxo",
    "flujo",
    "indicator",
    "indicador",
];

fn names_scope(title: &str) -> bool {
    title_words(title).iter().any(|w| SCOPES.contains(&w.as_str()))
}

/// Whether a column holds what limits are for, rather than what they limit.
fn names_subject(title: &str) -> bool {
    const FIGURES: &[&str] = &["metric", "metrica", "signal", "sinal", "senal", "target", "indicator", "indicador"];
    let words = title_words(title);
    names_scope(title) && !words.iter().any(|w| FIGURES.contains(&w.as_str()))
}

/// `endpoint: /checkout`, `service: search`, `metric: api p95` beside a threshold.
fn siblings(outline: &Outline, parent: usize, own: usize, words: &mut Vec<Word>) {
    for sibling in outline.below(parent).filter(|&i| i != own) {
        let sibling = &outline.entries[sibling];
        if sibling.label.as_ref().is_some_and(|key| names_scope(&key.plain)) {
            narrowing(&sibling.text.plain, false, words);
        }
    }
}

fn same_sentence(entry: &Entry, previous: &Fact, fact: &Fact) -> bool {
    if previous.entry != fact.entry || previous.part != fact.part {
        return false;
    }
    if previous.quantity.range == fact.quantity.range {
        return true;
    }
    let text = if fact.part == Part::Label { entry.label.as_ref() } else { Some(&entry.text) };
    let plain = text.map_or("", |t| t.plain.as_str());
    let between = plain.get(previous.quantity.range.end..fact.quantity.range.start).unwrap_or(".");
    // "; > 250 ms" goes on with what was said.
    let goes_on = between.matches(';').count() == 1 && between.trim_end().ends_with(';') && limits(fact);
    (!between.contains(';') || goes_on) && !between.contains('\n') && !between.contains(". ")
}

fn limits(fact: &Fact) -> bool {
    matches!(fact.quantity.relation, Relation::Less | Relation::AtMost | Relation::More | Relation::AtLeast)
}

static NEUTRAL: LazyLock<HashSet<&str>> = LazyLock::new(|| targets::NEUTRAL.iter().copied().collect());

/// Adds the words of a text that narrow; with `parts` only those that name a part of a system.
fn narrowing(text: &str, parts: bool, words: &mut Vec<Word>) {
    for word in title_words(text) {
        let measure =
            [metrics::LATENCY, metrics::ERRORS, metrics::AVAILABILITY, metrics::UTILISATION, metrics::HIT_RATE]
                .iter()
                .any(|list| list.contains(&word.as_str()))
                && !targets::PARTS.contains(&word.as_str());
        let role = [targets::ALERT, targets::PROMISE, targets::SCALING]
            .iter()
            .any(|list| list.iter().any(|s| word.starts_with(s)));
        let neutral = word.chars().any(|c| c.is_ascii_digit())
            || word.chars().count() < 2
            || measure
            || role
            || NEUTRAL.contains(word.as_str());
        if !neutral && (!parts || targets::PARTS.contains(&word.as_str())) && !words.contains(&word) {
            words.push(word);
        }
    }
}
