//! What the rules about limits have in common: which promise an alert or a pass criterion belongs to.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::{Canvas, Fact, Metric, Role, Saying, Target};
use crate::quantity::Statistic;

/// A limit further from its promise than this is not a matter of rounding.
pub(in crate::rules) const NEARLY: Decimal = Decimal::from_parts(105, 0, 0, false, 2);

/// More promises on one metric are not about one thing.
const MOST: usize = 40;

/// An alert or a criterion with the promise that it guards.
pub(in crate::rules) struct Guard<'c> {
    /// The tightest limit that guards the promise.
    pub limit: &'c Target,
    /// The promise; of several that it may mean, the loosest.
    pub objective: &'c Target,
    /// How many times as much the limit tolerates as the promise.
    pub ratio: Decimal,
    /// How many limits guard the same promise.
    pub tiers: usize,
    /// Whether the limit does not say which statistic it is, and is taken for that of the promise.
    pub assumed: bool,
}

/// The fact of a target.
pub(in crate::rules) fn fact<'c>(canvas: &'c Canvas, target: &Target) -> Option<&'c Fact> {
    canvas.facts.get(target.fact)
}

/// The limit of a target in the notation of the document: `500 ms`.
pub(in crate::rules) fn figure(canvas: &Canvas, target: &Target) -> String {
    let Some(fact) = fact(canvas, target) else { return String::new() };
    let own = target.limit.checked_div(fact.quantity.unit.base()).unwrap_or(target.limit);
    fact.notation.print(own, None)
}

/// Whether two targets may speak of the same phase: one names none, or both the same.
pub(in crate::rules) fn same_phase(canvas: &Canvas, one: &Target, other: &Target) -> bool {
    let scenario = |t: &Target| fact(canvas, t).and_then(|f| f.scenario).and_then(|s| canvas.scenarios.get(s));
    match (scenario(one), scenario(other)) {
        (Some(one), Some(other)) => one.same_as(other),
        _ => true,
    }
}

/// The promises that `limit` guards, taken as a limit on `metric`: those about the same thing; when it is about
/// everything, those about the one thing that the document promises.
pub(in crate::rules) fn objectives<'c>(canvas: &'c Canvas, limit: &Target, metric: Metric) -> Vec<&'c Target> {
    let statistic = if metric == limit.metric { limit.statistic } else { None };
    let pool: Vec<&Target> = canvas
        .targets
        .iter()
        .filter(|o| o.role == Role::Objective && o.fact != limit.fact && o.metric == metric)
        .filter(|o| o.statistic == statistic && same_phase(canvas, o, limit))
        .collect();
    let named = named_above(canvas, limit, &pool);
    if !named.is_empty() {
        return named;
    }
    let same: Vec<&Target> = pool.iter().copied().filter(|o| o.scope.same_as(&limit.scope)).collect();
    // What virtual users see tells nothing about what runs behind them.
    if limit.role == Role::Criterion && limit.scope.is_everything() && pool.iter().any(|o| is_background(o)) {
        return same;
    }
    let one_thing = || pool.len() <= MOST && pool.iter().all(|o| pool.iter().all(|p| o.scope.same_as(&p.scope)));
    if !same.is_empty() {
        same
    } else if limit.scope.is_everything() && one_thing() {
        pool
    } else {
        Vec::new()
    }
}

/// The promises about one thing that a test keeps to, where what stands above its criterion names that thing: "Scenario
/// 2: exports" over p95 < 3 s, and a promise for exports of 3 s.
fn named_above<'c>(canvas: &Canvas, criterion: &Target, pool: &[&'c Target]) -> Vec<&'c Target> {
    let Some(fact) = fact(canvas, criterion).filter(|_| criterion.role == Role::Criterion) else { return Vec::new() };
    let names = |o: &&&Target| o.scope.is_named_by(&fact.words);
    let keeps = |o: &&&Target| criterion.tolerance_over(o).is_some_and(|ratio| ratio <= NEARLY);
    let narrower = pool.iter().filter(|_| criterion.scope.is_everything());
    narrower.filter(names).filter(keeps).copied().collect()
}

/// Whether a promise is about work that no request waits for: "Worker error rate < 1%".
fn is_background(promise: &Target) -> bool {
    const BACKGROUND: &[&str] = &[
        "worker", "workers", "job", "jobs", "batch", "lote", "lotes", "queue", "queues", "fila", "filas", "cola",
        "colas", "cron", "etl",
    ];
    promise.scope.words.iter().any(|w| BACKGROUND.contains(&w.as_str()))
}

/// The loosest of several promises.
pub(in crate::rules) fn loosest<'c>(objectives: &[&'c Target]) -> Option<&'c Target> {
    objectives.iter().copied().reduce(|a, b| if b.tolerance_over(a).is_some_and(|r| r > Decimal::ONE) { b } else { a })
}

/// For every promise the tightest limit of a role that guards it; each limit once.
pub(in crate::rules) fn guards(canvas: &Canvas, role: Role) -> Vec<Guard<'_>> {
    let mut guards: Vec<Guard> = Vec::new();
    let mut meanings = Meanings::new();
    // Of a cache or a processor nobody is promised anything: an alert may sit anywhere below what is aimed at.
    let promised = |t: &&Target| matches!(t.metric, Metric::Latency | Metric::Availability | Metric::ErrorRate);
    for objective in canvas.targets.iter().filter(|t| t.role == Role::Objective).filter(promised) {
        let mut found: Vec<Guard> = Vec::new();
        for assumed in [false, true] {
            for limit in canvas.targets.iter().filter(|t| t.role == role && !t.eased && t.metric == objective.metric) {
                let Some(guard) = guard(canvas, limit, objective, assumed, &mut meanings) else { continue };
                found.push(guard);
            }
            if !found.is_empty() {
                break;
            }
        }
        let tiers = found.len();
        let tightest = found.into_iter().reduce(|a, b| if b.ratio < a.ratio { b } else { a });
        if let Some(mut guard) = tightest
            && !guards.iter().any(|g| g.limit.fact == guard.limit.fact)
        {
            guard.tiers = tiers;
            guards.push(guard);
        }
    }
    guards
}

/// What limits mean, by their fact and the statistic they are taken for: the facts of the promises, in order, and the
/// loosest of these.
type Meanings<'c> = BTreeMap<(usize, Option<Statistic>), (Vec<usize>, Option<&'c Target>)>;

fn guard<'c>(
    canvas: &'c Canvas,
    limit: &'c Target,
    objective: &Target,
    assumed: bool,
    meanings: &mut Meanings<'c>,
) -> Option<Guard<'c>> {
    let statistic = match (assumed, limit.statistic, objective.statistic) {
        (false, statistic, _) => statistic,
        (true, None, Some(statistic)) => Some(statistic),
        _ => return None,
    };
    let of_another =
        |promised: &Target| another(canvas, limit).is_some_and(|thing| another(canvas, promised) != Some(thing));
    if statistic != objective.statistic || of_another(objective) {
        return None;
    }
    let (facts, loosest) = meanings.entry((limit.fact, statistic)).or_insert_with(|| {
        let meant = objectives(canvas, &Target { statistic, ..limit.clone() }, limit.metric);
        let mut facts: Vec<usize> = meant.iter().map(|o| o.fact).collect();
        facts.sort_unstable();
        (facts, loosest(&meant))
    });
    facts.binary_search(&objective.fact).ok()?;
    let objective = (*loosest).filter(|loosest| !of_another(loosest))?;
    Some(Guard { limit, objective, ratio: limit.tolerance_over(objective)?, tiers: 0, assumed })
}

/// What is measured that is not how long a request takes here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Another {
    /// What others run, or what is said to be outside of what is promised: "partner API p95 (not in our SLO) > 2 s".
    Foreign,
    /// What a browser shows: all of a page, over the network of whoever reads it.
    Page,
    /// How far a copy of the data is behind.
    Lag,
}

fn another(canvas: &Canvas, target: &Target) -> Option<Another> {
    const PAGE: &[&str] = &[
        "rum",
        "lcp",
        "fcp",
        "inp",
        "tti",
        "ttfb",
        "vitals",
        "browser",
        "navegador",
        "page",
        "pageload",
        "pagina",
        "carregamento",
    ];
    const LAG: &[&str] =
        &["lag", "replication", "replicacao", "replicacion", "replica", "standby", "atraso", "retraso", "rezago"];
    const NEAR: usize = 5;
    if is_foreign(canvas, target) {
        return Some(Another::Foreign);
    }
    let fact = fact(canvas, target).filter(|_| target.metric == Metric::Latency)?;
    let label = crate::extract::vocabulary::title_words(&fact.label);
    let words = || fact.before.iter().chain(fact.behind.iter().take(NEAR)).chain(&label).chain(&target.scope.words);
    let says = |list: &[&str]| words().any(|w| list.contains(&w.as_str()));
    if says(PAGE) { Some(Another::Page) } else { says(LAG).then_some(Another::Lag) }
}

/// Whether a limit is of what others run, or is said to be outside of what is promised.
fn is_foreign(canvas: &Canvas, target: &Target) -> bool {
    const OTHERS: &[&str] = &[
        "partner",
        "parceir",
        "fornecedor",
        "proveedor",
        "provider",
        "provedor",
        "vendor",
        "supplier",
        "third",
        "terceir",
        "tercero",
        "externo",
        "externa",
        "external",
    ];
    const PROMISES: &[&str] = &["slo", "slos", "sla", "slas"];
    const OUTSIDE: &[&str] = &["not", "nao", "no", "fora", "fuera", "outside", "sem", "sin", "without"];
    /// "Not part of our SLO".
    const REACH: usize = 5;
    let Some(fact) = fact(canvas, target) else { return false };
    let label = crate::extract::vocabulary::title_words(&fact.label);
    let begins = |w: &str| OTHERS.iter().any(|stem| w.starts_with(stem));
    if fact.before.iter().any(|w| begins(w)) || label.iter().any(|w| begins(w)) {
        return true;
    }
    let excluded = |line: &Saying| {
        line.words.iter().enumerate().any(|(at, word)| {
            let before = line.words.get(at.saturating_sub(REACH)..at).unwrap_or_default();
            PROMISES.contains(&word.as_str()) && before.iter().any(|w| OUTSIDE.contains(&w.as_str()))
        })
    };
    canvas.sayings.iter().any(|line| line.span == fact.line && excluded(line))
}

/// Whether one of two targets is written as an estimate.
pub(in crate::rules) fn approximate(canvas: &Canvas, one: &Target, other: &Target) -> bool {
    [one, other].into_iter().filter_map(|t| fact(canvas, t)).any(|f| f.quantity.approximate)
}

/// `4`, `2,5`: how many times, for a message.
pub(in crate::rules) fn times(canvas: &Canvas, ratio: Decimal) -> String {
    let digits = ratio.round_dp(1).normalize().to_string();
    if canvas.language == crate::words::Language::En { digits } else { digits.replace('.', ",") }
}
