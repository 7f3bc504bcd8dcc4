//! Limits on what is measured: objectives, alerts, pass criteria, scaling triggers.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::extract::vocabulary::{self, Word, find_phrase, fold, sentence, targets, title_words};
use crate::extract::{Entry, Kind, Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::scenario::{Scenario, ScenarioKind};
use crate::model::scope::{self, Scope};
use crate::quantity::{Quantity, Relation, Statistic, TimeUnit, Unit, parse};
use crate::syntax::Inline;

/// A limit on what is measured.
#[derive(Clone, Debug)]
pub struct Target {
    /// The limit, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// What it is for.
    pub role: Role,
    /// What is limited.
    pub metric: Metric,
    /// Which figure of the distribution; only for latencies.
    pub statistic: Option<Statistic>,
    /// Where the limit is, in base units: seconds, or a fraction of one.
    pub limit: Decimal,
    /// Which part of the system it is about.
    pub scope: Scope,
    /// Whether it belongs to a test that is meant to hurt, and so is looser on purpose.
    pub eased: bool,
    /// How long the measurement must hold: `por 5 min`, `for: 5m`.
    pub window: Option<Quantity>,
    /// The row of a table it stands in, by the entry of its first cell.
    pub row: Option<usize>,
    /// Whether it is what a contract promises: "SLA: 99.5%", or a line below the title "Service level agreement".
    pub contract: bool,
}

/// What a limit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What is promised.
    Objective,
    /// When somebody is called.
    Alert,
    /// When a load test passes.
    Criterion,
    /// When the system grows.
    Trigger,
}

impl Target {
    /// How many times as much this limit tolerates as `other`, of the same metric: above one it is looser. Where high
    /// is good (availability, hit rate) what is tolerated is what is missing to one.
    pub fn tolerance_over(&self, other: &Target) -> Option<Decimal> {
        let tolerated =
            |t: &Target| if good_is_high(t.metric) { Decimal::ONE.checked_sub(t.limit) } else { Some(t.limit) };
        let (own, other) = (tolerated(self)?, tolerated(other)?);
        if other <= Decimal::ZERO { None } else { own.checked_div(other) }
    }

    /// Whether both limit the same figure of the same thing, as far as metric and statistic tell.
    pub fn same_figure(&self, other: &Target) -> bool {
        self.metric == other.metric && self.statistic == other.statistic
    }
}

/// Whether a metric is better the higher it is.
fn good_is_high(metric: Metric) -> bool {
    matches!(metric, Metric::Availability | Metric::HitRate)
}

/// Metrics that are promised, alerted on and tested.
fn is_limited(metric: Metric) -> bool {
    matches!(metric, Metric::Latency | Metric::Availability | Metric::ErrorRate | Metric::Utilisation | Metric::HitRate)
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact], scenarios: &[Scenario]) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    let rows = rows(outline);
    let opening = opening(outline);
    let answers = scope::parts_answers(facts);
    let explained = explained(outline);
    for (at, fact) in facts.iter().enumerate() {
        if !is_limited(fact.metric) || fact.part == Part::Comment || fact.quantity.increment {
            continue;
        }
        if fact.metric == Metric::Availability && explained.contains(&fact.entry) {
            continue;
        }
        let now = fact.scenario.and_then(|s| scenarios.get(s)).is_some_and(|s| s.kind == ScenarioKind::Current);
        let Some(limit) = limit(fact) else { continue };
        let Some(role) = role(outline, facts, at, now, fact.entry < opening) else { continue };
        let (first, row) = rows.get(&fact.entry).map_or((None, &[][..]), |(first, row)| (Some(*first), row.as_slice()));
        targets.push(Target {
            fact: at,
            role,
            metric: fact.metric,
            statistic: statistic(outline, facts, at, row),
            limit,
            scope: scope::of(outline, facts, at, row, answers),
            eased: role == Role::Criterion && is_eased(outline, fact, row),
            window: window(facts, at),
            row: first,
            contract: is_contract(outline, fact),
        });
    }
    targets
}

/// The cells of tables that tell what each level of availability means: "99.9% | 43 min a month | 8.8 h a year" in row
/// after row. Whoever reads them is promised none of the levels.
fn explained(outline: &Outline) -> HashSet<usize> {
    /// A table of so few rows may list what is promised.
    const FEW: usize = 2;
    let has = |cell: usize, is: fn(&Unit) -> bool| {
        outline.entries.get(cell).is_some_and(|e| e.measures.iter().any(|m| is(&m.quantity.unit)))
    };
    let is_level = |row: &&Vec<usize>| {
        let (share, rest) = row.split_first().unzip();
        let time = |cell: &&usize| has(**cell, |unit| matches!(unit, Unit::Duration(_)));
        share.is_some_and(|&cell| has(cell, |unit| matches!(unit, Unit::Percent(_))))
            && rest.is_some_and(|rest: &[usize]| rest.iter().find(time).is_some())
    };
    let levels = |rows: &[Vec<usize>]| rows.len() >= FEW && rows.iter().filter(is_level).count() == rows.len();
    outline.tables.iter().filter(|t| levels(&t.rows)).flat_map(|t| t.rows.iter().flatten().copied()).collect()
}

/// Whether what stands nearest to a limit and names the kind of its promise names a contract: its clause, its label, its
/// column, the titles above it. "SLA and SLO" names both.
fn is_contract(outline: &Outline, fact: &Fact) -> bool {
    /// Words before the number that may still be about it.
    const NEAR: usize = 4;
    let kind = |words: &[Word]| {
        let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        let phrase = |list: &[&str]| list.iter().any(|phrase| find_phrase(words, phrase).is_some());
        let contract = says(targets::CONTRACT) || phrase(targets::AGREEMENTS);
        let own = says(targets::OWN);
        (contract || own).then_some(contract && !own)
    };
    let before = fact.before.iter().take(NEAR).find_map(|word| kind(std::slice::from_ref(word)));
    let mut titles = std::iter::once(fact.entry).chain(outline.above(fact.entry)).map(|at| &outline.entries[at]);
    let titled = |e: &Entry| {
        let heading = (e.kind == Kind::Heading).then_some(&e.text);
        e.label.iter().chain(&e.column).chain(heading).find_map(|text| kind(text.title_words()))
    };
    before.or_else(|| titles.find_map(titled)).unwrap_or(false)
}

/// The first cell in the row of each cell, and those of words.
fn rows(outline: &Outline) -> HashMap<usize, (usize, Vec<usize>)> {
    /// Rows with more cells say nothing about one of them.
    const CELLS: usize = 12;
    let mut beside = HashMap::new();
    for row in outline.tables.iter().flat_map(|t| &t.rows).filter(|row| row.len() <= CELLS) {
        let words: Vec<usize> = row.iter().copied().filter(|&c| outline.entries[c].measures.is_empty()).collect();
        let Some(&first) = row.first() else { continue };
        beside.extend(row.iter().map(|&cell| (cell, (first, words.clone()))));
    }
    beside
}

/// The first entry of the first section, in a document that has none for the objective: what stands before it says
/// what is wanted.
fn opening(outline: &Outline) -> usize {
    if outline.sections.iter().any(|s| s.kind == SectionKind::Objective) {
        return 0;
    }
    outline.sections.iter().map(|s| s.entry).min().unwrap_or(0)
}

/// "p95 latency by 40% (500 ms to 300 ms)": what is changed so much has said which figure it is.
fn of_change(facts: &[Fact], at: usize) -> Option<Statistic> {
    const REACH: usize = 2;
    let fact = facts.get(at)?;
    let before = facts.get(at.saturating_sub(REACH)..at)?.iter().rev();
    let mut same = before.take_while(|f| f.entry == fact.entry && f.part == fact.part);
    let change = same.find(|f| matches!(f.quantity.unit, Unit::Percent(_)))?;
    let percentile = |s: &Statistic| matches!(s, Statistic::Percentile(_));
    change.quantity.statistic.filter(percentile)
}

fn statistic(outline: &Outline, facts: &[Fact], at: usize, row: &[usize]) -> Option<Statistic> {
    let fact = facts.get(at)?;
    if fact.metric != Metric::Latency {
        return None;
    }
    let of_row =
        || row.iter().find_map(|&cell| parse::implied(&outline.entries[cell].text.plain, outline.habits).statistic);
    let beside = || of_expression(outline, fact.entry);
    let own = fact.quantity.statistic.or_else(|| of_change(facts, at)).or_else(of_row).or_else(beside);
    own.filter(|s| matches!(s, Statistic::Percentile(_) | Statistic::Mean | Statistic::Maximum))
}

/// The percentile that an expression in the mapping of a key computes, where it is the only one: `p95: "histogram_…"`
/// beside `target: 0.5`, `histogram_quantile(0.95, …)`.
fn of_expression(outline: &Outline, entry: usize) -> Option<Statistic> {
    /// A mapping with more in it is of several things.
    const MOST: usize = 16;
    let parent = outline.entries.get(entry).filter(|e| e.kind == Kind::Key)?.parent?;
    let mapping = outline.subtree(parent);
    if mapping.len() > MOST {
        return None;
    }
    let mut found = outline.entries.get(mapping)?.iter().filter_map(|e| {
        let expression = e.code.as_ref().unwrap_or(&e.text).plain.as_str();
        let key = || parse::implied(&e.label.as_ref()?.plain, outline.habits).statistic;
        quantile(expression).or_else(|| key().filter(|_| expression.contains('(')))
    });
    let first = found.next().filter(|s| matches!(s, Statistic::Percentile(_)))?;
    found.all(|other| other == first).then_some(first)
}

/// The percentile of `histogram_quantile(0.95, …)`.
fn quantile(expression: &str) -> Option<Statistic> {
    /// Percentiles are counted in tenths of a percent.
    const WHOLE: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
    let (_, behind) = expression.split_once("histogram_quantile(")?;
    let (share, _) = behind.split_once(',')?;
    let tenths = share.trim().parse::<Decimal>().ok()?.checked_mul(WHOLE)?.normalize();
    let tenths = u16::try_from(tenths).ok().filter(|&n| Decimal::from(n) == tenths && n < 1000)?;
    Some(Statistic::Percentile(tenths))
}

/// Whether the sentence of a criterion, or what stands above it, speaks of failures and stress.
fn is_eased(outline: &Outline, fact: &Fact, row: &[usize]) -> bool {
    let entry = &outline.entries[fact.entry];
    let text = if fact.part == Part::Label { entry.label.as_ref() } else { Some(&entry.text) };
    let plain = text.map_or("", |t| t.plain.as_str());
    let said = title_words(plain.get(sentence(plain, &fact.quantity.range)).unwrap_or(""));
    let hurts = |word: &Word| begins(std::slice::from_ref(word), targets::EASED);
    // "Failures < 1%" are what is counted, where nothing else fails.
    let counted = fact.metric == Metric::ErrorRate
        && fact.before.first().is_some_and(|word| begins(std::slice::from_ref(word), FAILED));
    said.iter().filter(|word| hurts(word)).count() > usize::from(counted)
        || row.iter().any(|&cell| speaks(&outline.entries[cell].text.plain, targets::EASED))
        || lines(outline, fact.entry).any(|e| {
            let heading = (e.kind == Kind::Heading).then_some(&e.text);
            e.label.iter().chain(heading).any(|t| speaks(&t.plain, targets::EASED))
        })
}

/// Words for what fails, as a share of all.
const FAILED: &[&str] = &["falha", "falla", "fallo", "failure"];

/// No promise of availability is below one half.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// The end that bounds: the high one of "< 2 s", the low one of "> 2 s". A range or a change bounds nothing.
fn limit(fact: &Fact) -> Option<Decimal> {
    let base = fact.quantity.base()?;
    // "> 800 ms durante 10 minutos": the minutes are a window.
    let minutes = matches!(fact.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute);
    if minutes && fact.quantity.relation == Relation::Equal {
        return None;
    }
    match fact.quantity.relation {
        Relation::Less | Relation::AtMost => base.high,
        Relation::More | Relation::AtLeast => base.low,
        Relation::Equal => base.value(),
        Relation::Range | Relation::FromTo => None,
    }
    .filter(|limit| *limit > Decimal::ZERO)
    // "99,5%, so 0,5% may be missing": half of the time is no promise.
    .filter(|limit| fact.metric != Metric::Availability || (HALF..Decimal::ONE).contains(limit))
}

/// The entry and what stands above it, up to the nearest heading.
fn lines(outline: &Outline, entry: usize) -> impl Iterator<Item = &Entry> {
    let mut heading = false;
    std::iter::once(entry).chain(outline.above(entry)).map(|i| &outline.entries[i]).take_while(move |e| {
        let go_on = !heading;
        heading = e.kind == Kind::Heading;
        go_on
    })
}

fn says(entry: &Entry, stems: &[&str]) -> bool {
    let texts = entry.label.iter().chain(&entry.column).chain(std::iter::once(&entry.text));
    texts.into_iter().any(|t| speaks(&t.plain, stems))
}

fn speaks(text: &str, stems: &[&str]) -> bool {
    begins(&title_words(text), stems)
}

fn begins(words: &[Word], stems: &[&str]) -> bool {
    vocabulary::begins(words.iter().filter(|word| !is_subject(word)), stems)
}

/// "escalabilidade" is what the document is about.
fn is_subject(word: &str) -> bool {
    word.starts_with("escalabil") || word.starts_with("scalab")
}

/// Beginnings of words for a figure that a stand-in is given.
const MADE: &[&str] = &["simulad", "simulated", "mock", "stub", "artificial", "injetad", "injected", "inyectad"];

fn role(outline: &Outline, facts: &[Fact], at: usize, now: bool, opens: bool) -> Option<Role> {
    let fact = &facts[at];
    let entry = &outline.entries[fact.entry];
    let relation = fact.quantity.relation;
    let upper = matches!(relation, Relation::Less | Relation::AtMost);
    let over = matches!(relation, Relation::More | Relation::AtLeast);
    // "p95 > 2 s" is when it hurts; "p95 < 2 s" is how it should be. Availability is the other way round.
    let (hurts, should) = if good_is_high(fact.metric) { (upper, over) } else { (over, upper) };
    let clause = title_words(&fold(scope::clause(outline, facts, at)));
    let names: Vec<Word> =
        [&entry.label, &entry.column].into_iter().flatten().flat_map(|t| t.title_words()).cloned().collect();
    let near = |stems: &[&str]| begins(&clause, stems) || begins(&names, stems);
    let around = |stems: &[&str]| near(stems) || lines(outline, fact.entry).any(|e| says(e, stems));
    let inside = |section: SectionKind| fact.sections.contains(section);
    if fact.metric == Metric::Utilisation {
        let sized = inside(SectionKind::Infrastructure) || inside(SectionKind::Strategies);
        let shrinks = |words: &[Word]| find_phrase(words, "scale in").is_some() || begins(words, targets::SHRINKING);
        let label = || entry.label.as_ref().map(|label| label.title_words());
        let grows = !should && !shrinks(&clause) && !label().is_some_and(shrinks);
        if inside(SectionKind::Monitoring) || inside(SectionKind::Risks) || near(targets::ALERT) {
            return (hurts
                && !inside(SectionKind::Risks)
                && !near(&["gatilho", "trigger", "disparador", "autoscal", "autoescal"]))
            .then_some(Role::Alert);
        }
        let alerts = around(targets::ALERT) && hurts;
        if alerts && !sized {
            return Some(Role::Alert);
        }
        return (grows
            && !inside(SectionKind::LoadTest)
            && around(targets::SCALING)
            && (sized || near(targets::SCALING) || around(&["autoscal", "autoescal", "hpa"])))
        .then_some(Role::Trigger);
    }
    // "Simulated latency of 300 ms" is set, not reached.
    let made = |w: &Word| MADE.iter().any(|stem| w.starts_with(stem));
    let past = || near(targets::PAST) || speaks(said_before(entry, fact), targets::PAST);
    let past = inside(SectionKind::LoadTest) && relation == Relation::Equal && past();
    if now || past || near(targets::MEASURED) || fact.before.iter().take(3).any(made) {
        return None;
    }
    if is_computed_with(entry, fact) || is_held_against(facts, at) || is_result(outline, fact) {
        return None;
    }
    let told = || says(entry, targets::HEARD);
    if is_band(outline, fact.entry, &[&clause, &names]) && !told() {
        return None;
    }
    let usual = |header: &Inline| header.words().iter().any(|word| targets::USUAL.contains(&word.as_str()));
    if should && entry.column.as_ref().is_some_and(usual) {
        return None;
    }
    let burns = fact.metric == Metric::ErrorRate && (near(targets::BURN) || says(entry, targets::BURN));
    if burns && !hurts {
        return None;
    }
    // "Aprovado se p95 ≤ 2 s" is a verdict wherever it stands.
    if inside(SectionKind::LoadTest) && relation == Relation::Equal && says(entry, &["think", "pausa", "pause"]) {
        // The mean that is set beside the pause of a virtual user is what the rate was computed with.
        let limits = fact.quantity.statistic.is_some_and(|s| s != Statistic::Mean);
        return limits.then_some(Role::Criterion);
    }
    if inside(SectionKind::LoadTest) || speaks_verdict(entry) {
        return (!hurts).then_some(Role::Criterion);
    }
    if hurts && near(&["gatilho", "trigger", "disparador"]) && !near(targets::ALERT) {
        return None;
    }
    if inside(SectionKind::Monitoring) {
        let alert = around(targets::ALERT);
        return match (hurts, should) {
            (true, _) => Some(Role::Alert),
            (_, true) if !alert => Some(Role::Objective),
            _ if near(targets::PROMISE) => Some(Role::Objective),
            (_, false) if near(targets::ALERT) => Some(Role::Alert),
            _ => None,
        };
    }
    if inside(SectionKind::Objective) {
        let alert = || near(targets::ALERT) || window(facts, at).is_some();
        // "Alert limit: 200 ms" beside an objective is none; over which time it is looked at stands elsewhere.
        if !hurts && !should && begins(&names, targets::TELLING) {
            return None;
        }
        return if hurts { alert().then_some(Role::Alert) } else { Some(Role::Objective) };
    }
    if !fact.sections.is_empty() {
        return None;
    }
    if hurts {
        return around(targets::ALERT).then_some(Role::Alert);
    }
    if opens && (should || fact.metric == Metric::Availability) {
        return (!qualifies_a_rate(entry, facts, at)).then_some(Role::Objective);
    }
    (around(targets::PROMISE) || should && (entry.kind == Kind::Key || around(&["criteri"]))).then_some(Role::Objective)
}

/// "Green < 200 ms, yellow 200–500 ms, red > 500 ms": the colours of a panel, of which none is promised and at none of
/// which anybody is told.
fn is_band(outline: &Outline, entry: usize, own: &[&[Word]]) -> bool {
    /// The other colours stand in the same line, list or row.
    const NEAR: usize = 4;
    let names = |words: &[Word], colour: &[&str]| words.iter().any(|w| colour.contains(&w.as_str()));
    if !targets::COLOURS.iter().any(|colour| own.iter().any(|words| names(words, colour))) {
        return false;
    }
    let around = outline.entries.get(entry.saturating_sub(NEAR)..).unwrap_or_default().iter().take(2 * NEAR + 1);
    let texts: Vec<&Inline> = around.flat_map(|e| e.label.iter().chain(&e.column).chain([&e.text])).collect();
    let there = |colour: &&&[&str]| texts.iter().any(|text| names(text.title_words(), colour));
    targets::COLOURS.iter().filter(there).count() > 1
}

/// "50 ms * 500 = 25 s": what a calculation begins with, and what it comes to.
fn is_computed_with(entry: &Entry, fact: &Fact) -> bool {
    const SIGNS: [char; 3] = ['*', '×', '·'];
    let text = if fact.part == Part::Text { entry.text.plain.as_str() } else { "" };
    let behind = text.get(fact.quantity.range.end..).unwrap_or("").trim_start();
    let before = text.get(..fact.quantity.range.start).unwrap_or("").trim_end();
    behind.starts_with(SIGNS) || before.ends_with('=') && said_before(entry, fact).contains(SIGNS)
}

/// "Error rate of 1.3%, above the SLO of 0.5%", "p95: 530 ms (target 400 ms)": the first was measured.
fn is_held_against(facts: &[Fact], at: usize) -> bool {
    const BESIDE: &[&str] = &["above", "below", "over", "under", "acima", "abaixo", "encima", "debajo", "exceeds"];
    const NEAR: usize = 4;
    const NEXT: usize = 2;
    let promises = |words: &mut dyn Iterator<Item = &Word>| vocabulary::begins(words, targets::PROMISE);
    let own = &facts[at];
    if own.quantity.relation != Relation::Equal || promises(&mut own.before.iter().take(NEAR)) {
        return false;
    }
    // "Error rate 4%, well above the SLO for 20 minutes"
    let said: Vec<&Word> = own.behind.iter().take(NEAR + NEXT).collect();
    if said.iter().any(|word| BESIDE.contains(&word.as_str())) && promises(&mut said.into_iter()) {
        return true;
    }
    let share = |fact: &Fact| matches!(fact.quantity.unit, Unit::Percent(_));
    let next = facts.get(at + 1).filter(|next| next.entry == own.entry && next.part == Part::Text);
    let next = next.filter(|next| next.metric == own.metric || share(next) && share(own));
    next.is_some_and(|next| {
        let beside = next.before.iter().take(NEAR).any(|word| BESIDE.contains(&word.as_str()));
        let named = promises(&mut next.before.iter().take(NEXT));
        named || beside && promises(&mut next.before.iter().take(NEAR).chain(next.behind.first()))
    })
}

/// Whether a plain figure stands under a title or a key that says what was measured: "Results", `last_test:`, "Medido em
/// maio", or in a column or row of such.
fn is_result(outline: &Outline, fact: &Fact) -> bool {
    const MEASURED: &[&str] = &[
        "result",
        "finding",
        "outcome",
        "measured",
        "observed",
        "actual",
        "medid",
        "achado",
        "hallazgo",
        "incident",
        "previous",
        "earlier",
        "history",
        "historico",
        "last",
        "anterior",
        "ultim",
        "learned",
        "aprend",
    ];
    let own = &outline.entries[fact.entry];
    if !fact.sections.contains(SectionKind::Objective) && own.column.as_ref().is_some_and(is_after) {
        return true;
    }
    let above = outline.above(fact.entry).map(|at| &outline.entries[at]);
    let titles = above.filter_map(|e| e.label.as_ref().or_else(|| (e.kind == Kind::Heading).then_some(&e.text)));
    let mut names = own.column.iter().chain(line_above(outline, fact.entry)).chain(titles.take(3));
    let tested = fact.sections.contains(SectionKind::LoadTest) && is_ticked(own, fact);
    fact.quantity.relation == Relation::Equal && (tested || names.any(|name| speaks(&name.plain, MEASURED)))
}

/// "After", "Depois (com cache)": a column of what a change has brought.
fn is_after(header: &Inline) -> bool {
    const AFTER: &[&str] = &["after", "depois", "apos", "despues"];
    header.words().first().is_some_and(|word| AFTER.contains(&word.as_str()))
}

/// "Error rate: 0.4% ✅": a figure that was held against what was wanted.
fn is_ticked(entry: &Entry, fact: &Fact) -> bool {
    const TICKS: [char; 5] = ['✅', '✔', '✓', '❌', '✗'];
    let behind = if fact.part == Part::Text { entry.text.plain.get(fact.quantity.range.end..) } else { None };
    behind.is_some_and(|text| text.trim_start().starts_with(TICKS))
}

/// The name of the nearest line before a line of an unmarked block that has only a name: "Results:".
fn line_above(outline: &Outline, entry: usize) -> Option<&Inline> {
    /// A line further away stands over nothing.
    const REACH: usize = 12;
    let own = outline.entries.get(entry).filter(|e| e.kind == Kind::Line)?;
    let before = outline.entries.get(entry.saturating_sub(REACH)..entry)?.iter().rev();
    let mut lines = before.take_while(|e| e.kind == Kind::Line && e.parent == own.parent);
    lines.find(|e| e.text.is_blank() && e.label.is_some())?.label.as_ref()
}

/// "300 req/s (p95 < 17 ms)": how good the answers were at that rate.
fn qualifies_a_rate(entry: &Entry, facts: &[Fact], at: usize) -> bool {
    let own = &facts[at];
    let rate = at.checked_sub(1).map(|before| &facts[before]);
    let rate = rate.filter(|f| (f.entry, f.part, f.metric) == (own.entry, Part::Text, Metric::Throughput));
    let between = rate.and_then(|f| entry.text.plain.get(f.quantity.range.end..own.quantity.range.start));
    between.is_some_and(|text| text.contains('('))
}

/// What stands before a number in its sentence: "último resultado, 25/07: quebrou com 3.650 TPS e p99 de ".
fn said_before<'e>(entry: &'e Entry, fact: &Fact) -> &'e str {
    let text = if fact.part == Part::Text { entry.text.plain.as_str() } else { "" };
    let start = sentence(text, &fact.quantity.range).start;
    text.get(start..fact.quantity.range.start).unwrap_or("")
}

/// Whether a line says when a test passes.
fn speaks_verdict(entry: &Entry) -> bool {
    const VERDICT: &[&str] = &[
        "aprovado se",
        "aprovado com",
        "aprobado si",
        "aprobado con",
        "passes if",
        "pass if",
        "passes when",
        "passa se",
    ];
    /// A longer text is no verdict.
    const LONG: usize = 500;
    if entry.text.plain.len() > LONG {
        return false;
    }
    let words = entry.text.title_words();
    VERDICT.iter().any(|phrase| find_phrase(words, phrase).is_some())
}

/// A duration behind the limit in the same line: "por 5 min", "em 5 minutos", "(5 min)"; or one that the line opens with:
/// "over 5 min below 99%".
fn window(facts: &[Fact], at: usize) -> Option<Quantity> {
    let own = &facts[at];
    let length = |fact: &Fact| {
        let duration = matches!(fact.quantity.unit, Unit::Duration(_)) && fact.metric == Metric::Setting;
        (duration && fact.entry == own.entry).then(|| fact.quantity.clone())
    };
    let first = |before: usize| before.checked_sub(1).is_none_or(|i| facts[i].entry != own.entry);
    let opening = || at.checked_sub(1).filter(|&before| own.before.len() <= 3 && first(before));
    facts.get(at + 1).and_then(length).or_else(|| length(&facts[opening()?]))
}
