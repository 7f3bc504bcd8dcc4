//! Load tests: how much load, how long, and when they pass.

use crate::extract::vocabulary::{Word, begins, find_phrase, fold, title_words, words_of};
use crate::extract::{Entry, Kind, Outline, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::record::{self, Record};
use crate::model::saying::Saying;
use crate::quantity::{Entity, Relation, Unit};
use crate::source::{Span, Spanned};
use crate::syntax::Inline;
use rust_decimal::Decimal;
use std::collections::HashSet;

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
    /// How long it takes, the longest part of it.
    pub duration: Option<usize>,
    /// How long it takes to reach the load.
    pub ramp: Option<usize>,
    /// The pause of a user between two requests.
    pub think: Option<usize>,
    /// How long one round of a user takes, its pauses included.
    pub round: Option<usize>,
    /// How many requests one round of a user sends.
    pub requests_per_iteration: Option<usize>,
    /// Whether it is written as code.
    pub in_code: bool,
    /// The heading it stands under, as a number that tests under one heading share.
    pub heading: Option<usize>,
}

/// What all the load tests have in common.
#[derive(Clone, Debug, Default)]
pub struct LoadTests {
    /// The tests.
    pub tests: Vec<LoadTest>,
    /// Scripts of users that pause and send, and that nobody says the number of.
    pub unloaded: Vec<LoadTest>,
    /// Tools named in the section.
    pub tools: Vec<Spanned<String>>,
    /// Numbers that a test is judged by: limits, latencies, shares of errors. Indices of
    /// [`crate::model::Canvas::facts`].
    pub criteria: Vec<usize>,
    /// Whether any line says how many requests a round of a user makes, for all the tests.
    pub rounds: bool,
    /// A line that says in words when a test passes: "no errors", "the SLOs of section 1".
    pub judged_by: Option<Span>,
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
    let records = scripts(outline, record::of_section(outline, facts, SectionKind::LoadTest));
    for record in &records {
        tests.tools.extend(tools(outline, record));
        let test = test(outline, facts, record);
        if !(test.users.is_empty() && test.rates.is_empty()) {
            tests.tests.push(test);
        } else if test.in_code && test.think.is_some() {
            tests.unloaded.push(test);
        }
    }
    let loaded: Vec<Option<usize>> = tests.tests.iter().map(|t| t.heading).collect();
    tests.unloaded.retain(|script| !loaded.contains(&script.heading));
    tests.criteria = (0..facts.len()).filter(|&at| is_criterion(&facts[at])).collect();
    // "Passes with errors < 0.1%" is said by its number.
    let numbered: HashSet<usize> = tests.criteria.iter().map(|&at| facts[at].entry).collect();
    let judges = |(index, entry): &(usize, &Entry)| says_when_it_passes(entry, numbered.contains(index));
    tests.judged_by = outline.entries.iter().enumerate().find(judges).map(|(_, e)| e.span);
    tests
}

/// Numbers about results. How much load there is and for how long judges nothing.
fn is_criterion(fact: &Fact) -> bool {
    let bounded =
        matches!(fact.quantity.relation, Relation::Less | Relation::AtMost | Relation::More | Relation::AtLeast);
    let result = matches!(fact.metric, Metric::Latency | Metric::ErrorRate | Metric::Availability | Metric::HitRate);
    let inside = fact.sections.contains(SectionKind::LoadTest);
    let called = fact.words.iter().any(|w| w.starts_with("criteri") || w.starts_with("threshold"));
    // "Files of more than 1,000 lines" are what is tested.
    let bounded = bounded && !matches!(fact.quantity.unit, Unit::Count(_) | Unit::Bare);
    inside && (bounded || result || called) || called && (bounded || result)
}

/// "Sem erros", "within the objective", a line that is labelled as the criterion.
fn says_when_it_passes(entry: &Entry, numbered: bool) -> bool {
    const PASSING: &[&str] = &[
        "sem erro",
        "sem erros",
        "zero erro",
        "zero erros",
        "nenhum erro",
        "no errors",
        "zero errors",
        "without errors",
        "sin errores",
        "cero errores",
        "ningun error",
        "sem perder",
        "sem perda",
        "sin perder",
        "sin perdida",
        "no lost",
        "slo",
        "slos",
        "sla",
        "objetivo",
        "objetivos",
        "objective",
        "objectives",
        "secao 1",
        "section 1",
        "seccion 1",
        "as metas",
        "a meta",
        "the target",
        "the targets",
        "the goal",
        "las metas",
        "la meta",
        "sem degradar",
        "sin degradar",
    ];
    const VERDICT: &[&str] = &[
        "se aprueba",
        "aprueba si",
        "aprobada si",
        "passa se",
        "passa com",
        "passa quando",
        "passes if",
        "passes when",
        "passes with",
        "pass if",
        "aprovado se",
        "aprovado com",
        "reprova se",
        "fails if",
        "falla si",
    ];
    const CRITERION: &[&str] = &[
        "criterio",
        "criterios",
        "criteria",
        "criterion",
        "aceite",
        "aceitacao",
        "aprovacao",
        "acceptance",
        "passes",
        "pass",
    ];
    if !entry.sections.contains(SectionKind::LoadTest) || entry.kind == Kind::Heading {
        return false;
    }
    let words = entry.text.title_words();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| find_phrase(words, phrase).is_some());
    let names = |label: &Inline| label.title_words().iter().any(|w| CRITERION.contains(&w.as_str()));
    let labelled = entry.label.as_ref().is_some_and(names) && words.len() > 1;
    says(PASSING) || !numbered && (labelled || says(VERDICT))
}

/// Whether any of the lines about load tests says how many requests a round of a user makes.
pub(in crate::model) fn rounds(sayings: &[Saying]) -> bool {
    sayings.iter().any(|saying| saying.sections.contains(SectionKind::LoadTest) && speaks_of_rounds(saying))
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
        round: None,
        requests_per_iteration: None,
        in_code: record.entries.first().is_some_and(|&entry| block(outline, entry).is_some()),
        heading: record
            .entries
            .first()
            .and_then(|&entry| outline.above(entry).find(|&above| outline.entries[above].kind == Kind::Heading)),
    };
    for &at in &record.facts {
        let fact = &facts[at];
        match (&fact.quantity.unit, fact.metric) {
            (Unit::Count(entity), _)
                // "1.520 leitores virtuais" are users whatever they are called.
                if fact.quantity.per.is_none() && (is_user(entity) || fold(&fact.written).contains("virtua")) =>
            {
                test.users.push(at);
            }
            (Unit::Count(Entity::Request), _) if names_requests_of_round(&fact.label) => test.requests_per_iteration = Some(at),
            (Unit::Count(Entity::Request), _) if is_of_round(facts, at, &test) => test.requests_per_iteration = Some(at),
            (Unit::Count(_), Metric::Throughput) => test.rates.push(at),
            (Unit::Duration(_), Metric::Setting) => time(&mut test, facts, at),
            _ => {}
        }
    }
    test
}

/// Words for the time between two requests of a user.
const PAUSE: &[&str] = &["think", "pausa", "sleep", "pause", "wait", "espera", "intervalo"];

/// From this on a pause is said right beside its word, in seconds.
const LONG_PAUSE: Decimal = Decimal::from_parts(300, 0, 0, false, 0);

/// Puts a duration where it belongs. "Within 2 min" is a criterion.
fn time(test: &mut LoadTest, facts: &[Fact], at: usize) {
    let fact = &facts[at];
    if !matches!(fact.quantity.relation, Relation::Equal | Relation::Range) {
        return;
    }
    let near = |words: &[&str]| fact.words.iter().take(6).any(|w| words.contains(&w.as_str()));
    let label = |words: &[&str]| words.iter().any(|w| fold(&fact.label).starts_with(w));
    // "sleep(1), 90 rps, 30m": a pause is short, and stands beside its word.
    let minutes = fact.quantity.base().and_then(|b| b.low).is_some_and(|seconds| seconds >= LONG_PAUSE);
    let far = minutes && !fact.before.iter().take(3).any(|w| PAUSE.contains(&w.as_str()));
    let of_pause = fact.behind.iter().take(2).any(|w| PAUSE.contains(&w.as_str()));
    if label(&["think"]) || of_pause || near(PAUSE) && !far {
        test.think.get_or_insert(at);
    } else if is_round(fact) {
        test.round.get_or_insert(at);
    } else if near(&["rampa", "ramp", "rampup", "rampas", "subida", "aquecimento", "warmup", "descida"]) {
        test.ramp.get_or_insert(at);
    } else {
        let length = |at: usize| facts[at].quantity.base().and_then(|b| b.high);
        if test.duration.is_none_or(|held| length(at) > length(held)) {
            test.duration = Some(at);
        }
    }
}

/// Words for one round of a user, folded.
const ROUND: &[&str] = &[
    "iteracao",
    "iteracoes",
    "iteration",
    "iterations",
    "iteracion",
    "iteraciones",
    "ciclo",
    "ciclos",
    "cycle",
    "cycles",
    "sessao",
    "sessoes",
    "session",
    "sessions",
    "sesion",
    "sesiones",
    "pagina",
    "paginas",
    "page",
    "pages",
    "jornada",
    "jornadas",
    "journey",
    "journeys",
    "visita",
    "visitas",
    "visit",
    "visits",
];

/// "Iterações de 5 segundos", "cada iteración de 1 s", "a cada 140 segundos".
fn is_round(fact: &Fact) -> bool {
    let repeated = fact.before.first().is_some_and(|w| matches!(w.as_str(), "cada" | "every"));
    repeated || fact.before.iter().take(3).any(|w| ROUND.contains(&w.as_str()))
}

/// `requests_per_iteration`, "Requisições por sessão".
fn names_requests_of_round(label: &str) -> bool {
    let words = title_words(label);
    let requests = words.first().is_some_and(|w| REQUESTS.iter().any(|stem| w.starts_with(stem)));
    let mut behind = words.iter().skip_while(|w| !matches!(w.as_str(), "per" | "por")).skip(1);
    requests && behind.next().is_some_and(|w| ROUND.contains(&w.as_str()))
}

/// Beginnings of words for requests.
const REQUESTS: &[&str] = &["request", "requis", "petic", "solicit", "chamada", "llamada", "call"];

/// Whether a line says how many requests each round of a user makes, in digits or in words: "each session makes five
/// requests".
fn speaks_of_rounds(saying: &Saying) -> bool {
    let each = |w: &Word| matches!(w.as_str(), "per" | "por" | "cada" | "each" | "every");
    let words = || saying.names.iter().chain(&saying.words);
    let round = words().zip(words().skip(1)).any(|(one, next)| each(one) && ROUND.contains(&next.as_str()));
    round && saying.says(REQUESTS)
}

/// "2 requests per iteration", "iterações de 5 s com 2 requisições".
fn is_of_round(facts: &[Fact], at: usize, test: &LoadTest) -> bool {
    let fact = &facts[at];
    let per = fact.quantity.each.as_ref().is_some_and(|each| match &each.entity {
        Entity::Session => true,
        Entity::Thing(thing) => ROUND.contains(&thing.as_str()),
        _ => false,
    });
    let joins = |w: &Word| matches!(w.as_str(), "com" | "con" | "with" | "e" | "y" | "and" | "de" | "of");
    let follows = test.round.is_some_and(|round| round + 1 == at && facts[round].entry == fact.entry);
    let each = fact.quantity.each.as_ref().is_none_or(|each| each.entity == Entity::Thing(String::new()));
    // "Each iteration makes 5 requests".
    let words = || fact.before.iter().take(4);
    let made = words().zip(words().skip(1)).any(|(round, each)| {
        matches!(each.as_str(), "cada" | "each" | "every" | "uma" | "una" | "one") && ROUND.contains(&round.as_str())
    });
    fact.quantity.per.is_none() && (per || made && each || follows && each && fact.before.iter().all(joins))
}

/// What one block of code says is one test.
fn scripts(outline: &Outline, records: Vec<Record>) -> Vec<Record> {
    let mut merged: Vec<(Option<usize>, Record)> = Vec::new();
    for mut record in records {
        let block = record.entries.first().and_then(|&entry| block(outline, entry));
        match merged.iter_mut().find(|(held, _)| block.is_some() && *held == block) {
            Some((_, script)) => {
                script.facts.append(&mut record.facts);
                script.entries.append(&mut record.entries);
                script.span = script.span.to(record.span);
            }
            None => merged.push((block, record)),
        }
    }
    merged.into_iter().map(|(_, record)| record).collect()
}

fn block(outline: &Outline, entry: usize) -> Option<usize> {
    std::iter::once(entry).chain(outline.above(entry)).find(|&i| outline.entries[i].kind == Kind::Code)
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
    begins(texts.into_iter().flat_map(|text| text.words()), stems)
}

fn tools(outline: &Outline, record: &Record) -> Vec<Spanned<String>> {
    let mut tools = Vec::new();
    for &index in &record.entries {
        let text = &outline.entries[index].text;
        for (at, word) in words_of(&text.plain) {
            if TOOLS.contains(&word.to_lowercase().as_str()) {
                tools.push(Spanned::new(word.to_owned(), text.span_of(at..at + word.len())));
            }
        }
    }
    tools
}
