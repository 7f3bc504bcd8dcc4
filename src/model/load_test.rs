//! Load tests: how much load, how long, and when they pass.

use crate::extract::vocabulary::fold;
use crate::extract::{Outline, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::record::{self, Record};
use crate::quantity::{Entity, Unit};
use crate::source::Spanned;

/// One scenario of a load test. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct LoadTest {
    /// What it is called.
    pub name: Spanned<String>,
    /// Whether it looks for the breaking point rather than for a pass.
    pub breaks: bool,
    /// Users at one time, or virtual users.
    pub users: Vec<usize>,
    /// Requests, or other things, per time.
    pub rates: Vec<usize>,
    /// How long it takes.
    pub duration: Option<usize>,
    /// How long it takes to reach the load.
    pub ramp: Option<usize>,
    /// The pause of a user between two requests.
    pub think: Option<usize>,
}

/// What all the load tests have in common.
#[derive(Clone, Debug, Default)]
pub struct LoadTests {
    /// The tests.
    pub tests: Vec<LoadTest>,
    /// Tools named in the section.
    pub tools: Vec<Spanned<String>>,
}

/// Names of tools that make load, folded.
const TOOLS: &[&str] = &[
    "k6",
    "jmeter",
    "locust",
    "gatling",
    "artillery",
    "vegeta",
    "wrk",
    "wrk2",
    "hey",
    "ab",
    "blazemeter",
    "loadrunner",
    "tsung",
    "siege",
    "bombardier",
    "taurus",
    "oha",
    "autocannon",
    "neoload",
    "pgbench",
    "sysbench",
    "fortio",
    "ghz",
];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> LoadTests {
    let mut tests = LoadTests::default();
    let records = record::of_section(outline, facts, SectionKind::LoadTest);
    for record in &records {
        tests.tools.extend(tools(outline, record));
        let test = test(outline, facts, record);
        if !(test.users.is_empty() && test.rates.is_empty()) {
            tests.tests.push(test);
        }
    }
    tests
}

fn test(outline: &Outline, facts: &[Fact], record: &Record) -> LoadTest {
    let mut test = LoadTest {
        name: record.name.clone(),
        breaks: record
            .entries
            .iter()
            .any(|&e| says(outline, e, &["stress", "estresse", "estres", "break", "ruptura", "limite"])),
        users: Vec::new(),
        rates: Vec::new(),
        duration: None,
        ramp: None,
        think: None,
    };
    for &at in &record.facts {
        let fact = &facts[at];
        match (&fact.quantity.unit, fact.metric) {
            (Unit::Count(entity), _) if fact.quantity.per.is_none() && is_user(entity) => test.users.push(at),
            (Unit::Count(_), Metric::Throughput) => test.rates.push(at),
            (Unit::Duration(_), Metric::Setting) => {
                let near = |words: &[&str]| fact.words.iter().take(6).any(|w| words.contains(&w.as_str()));
                let slot = if near(&["rampa", "ramp", "rampup", "rampas", "subida", "aquecimento", "warmup", "descida"])
                {
                    &mut test.ramp
                } else if near(&["think", "pausa", "sleep", "pause", "wait", "espera", "intervalo"]) {
                    &mut test.think
                } else {
                    &mut test.duration
                };
                slot.get_or_insert(at);
            }
            _ => {}
        }
    }
    test
}

fn is_user(entity: &Entity) -> bool {
    matches!(
        entity,
        Entity::User
            | Entity::ConcurrentUser
            | Entity::VirtualUser
            | Entity::ActiveUser
            | Entity::Session
            | Entity::Connection
    )
}

fn says(outline: &Outline, entry: usize, stems: &[&str]) -> bool {
    let entry = &outline.entries[entry];
    let texts = entry.label.iter().chain(std::iter::once(&entry.text));
    texts
        .into_iter()
        .any(|t| fold(&t.plain).split(|c: char| !c.is_alphanumeric()).any(|w| stems.iter().any(|s| w.starts_with(s))))
}

fn tools(outline: &Outline, record: &Record) -> Vec<Spanned<String>> {
    let mut tools = Vec::new();
    for &index in &record.entries {
        let text = &outline.entries[index].text;
        let mut at = 0;
        for word in text.plain.split(|c: char| !c.is_alphanumeric()) {
            let start = text.plain[at..].find(word).map_or(at, |n| n + at);
            at = start + word.len();
            if TOOLS.contains(&word.to_lowercase().as_str()) {
                tools.push(Spanned::new(word.to_owned(), text.span_of(start..at)));
            }
        }
    }
    tools
}
