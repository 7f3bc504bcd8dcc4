//! Costs, risks, monitoring and load tests.

use rust_decimal::Decimal;

use crate::model::{Canvas, Fact, Metric, Rating, Role, Saying, ScenarioKind, SectionKind, Target};
use crate::quantity::Unit;
use crate::score::evidence::{Evidence, facts, lines, near, spans, vague};
use crate::score::rubric::Level;
use crate::source::Span;

const COST: &[&str] = &["cust", "cost", "mensal", "mensual", "month", "gratuit", "free", "gratis"];
const TOTAL: &[&str] = &["total"];
/// The four golden signals, each with the words that name it.
const SIGNALS: [&[&str]; 4] = [
    &["laten", "respo", "p95", "p99", "p90", "tempo", "tiempo", "durac", "duration"],
    &[
        "trafeg",
        "trafic",
        "traffic",
        "requis",
        "request",
        "solicit",
        "rps",
        "qps",
        "throughput",
        "vazao",
        "volume",
        "pedidos",
        "pediu",
    ],
    &["erro", "falh", "fall", "failure", "5xx", "dispon", "availab", "uptime"],
    &["satur", "cpu", "memor", "disc", "disk", "conex", "connection", "fila", "queue", "cola", "uso", "util", "pool"],
];
const SOAK: &[&str] = &[
    "soak",
    "resistenc",
    "endurance",
    "estabilid",
    "failure",
    "failover",
    "falh",
    "fall",
    "caos",
    "chaos",
    "stress",
    "estres",
    "longa",
    "longo",
    "prolong",
];

/// Costs by item.
pub(in crate::score) fn cost_items(canvas: &Canvas) -> Evidence {
    let paid = |f: &&Fact| f.metric == Metric::Cost && matches!(f.quantity.unit, Unit::Money(_));
    let items: Vec<&Fact> = canvas.facts_in(SectionKind::Costs).filter(paid).collect();
    let timed = items.iter().filter(|f| f.quantity.per.is_some()).count();
    let words = || vague(canvas, SectionKind::Costs, COST);
    let several = Evidence::figures(items, words);
    if timed >= 2 { several } else { several.at_most(Level::Vague) }
}

/// Their total.
pub(in crate::score) fn cost_total(canvas: &Canvas) -> Evidence {
    let bills = facts(canvas, canvas.bills.iter().filter(|bill| bill.is_total).map(|bill| bill.fact));
    let sums = canvas.sums.iter().filter(|sum| sum.costs).map(|sum| sum.total.span);
    let summed = Evidence::words(&[(Level::Specific, sums.collect())]);
    let named = canvas.facts_in(SectionKind::Costs).filter(|f| f.metric == Metric::Cost && near(f, TOTAL));
    let named = Evidence::figures(named, || vague(canvas, SectionKind::Costs, TOTAL));
    let own = Evidence::figures(bills, Evidence::default);
    if summed.level > Level::Absent { with(summed, own) } else { with(own, named) }
}

fn with(mut one: Evidence, other: Evidence) -> Evidence {
    one.level = one.level.max(other.level);
    one.spans.extend(other.spans);
    one
}

/// The cost of today and of the plan.
pub(in crate::score) fn cost_scenarios(canvas: &Canvas) -> Evidence {
    let paid: Vec<(&Fact, ScenarioKind)> = canvas
        .facts_in(SectionKind::Costs)
        .filter(|f| f.metric == Metric::Cost)
        .filter_map(|f| Some((f, canvas.scenarios.get(f.scenario?)?.kind)))
        .collect();
    let kinds: std::collections::BTreeSet<ScenarioKind> = paid.iter().map(|(_, kind)| *kind).collect();
    let populations = canvas.bills.iter().filter(|b| matches!(b.when, crate::model::When::Users(_))).count();
    let all = Evidence::figures(paid.iter().map(|(fact, _)| *fact), Evidence::default);
    if kinds.len() > 1 || populations > 1 { all } else { all.at_most(Level::Vague) }
}

/// What one user or request costs.
pub(in crate::score) fn unit_cost(canvas: &Canvas) -> Evidence {
    let of_one = |f: &&Fact| {
        let label = f.label.to_lowercase().replace('_', " ");
        let per = [" per ", " por ", " unit"].iter().any(|word| label.contains(word));
        matches!(f.quantity.unit, Unit::Money(_)) && (f.metric == Metric::UnitCost || f.quantity.each.is_some() || per)
    };
    let sections = [SectionKind::Costs, SectionKind::Objective];
    Evidence::figures(sections.into_iter().flat_map(|s| canvas.facts_in(s).filter(of_one)), Evidence::default)
}

/// A budget, and what it is compared with.
pub(in crate::score) fn budget_respected(canvas: &Canvas) -> Evidence {
    let budgets = facts(canvas, canvas.budgets.iter().map(|budget| budget.fact));
    let both = Evidence::figures(budgets, Evidence::default);
    if canvas.bills.is_empty() { both.at_most(Level::Vague) } else { both }
}

/// Three risks with what is done about them.
pub(in crate::score) fn risks_mitigated(canvas: &Canvas) -> Evidence {
    let mitigated: Vec<_> = canvas.risks.iter().filter(|r| r.mitigation.is_some()).map(|r| r.title.span).collect();
    let named = canvas.risks.iter().map(|risk| risk.title.span).collect();
    let level = if mitigated.len() < 3 { Level::Vague } else { Level::Specific };
    Evidence::words(&[(level, mitigated), (Level::Vague, named)])
}

/// Probability and impact.
pub(in crate::score) fn risks_rated(canvas: &Canvas) -> Evidence {
    let said = |has: fn(&Rating) -> bool, stems: &[&str]| {
        let rated = rated(canvas, has);
        if !rated.is_empty() {
            return rated;
        }
        let is_said = |l: &&Saying| l.is_named(stems) && !l.words.is_empty() || is_short(l, stems);
        spans(lines(canvas, SectionKind::Risks).filter(is_said))
    };
    let likely = said(|r| r.probability, &["prob", "likel", "verossim", "chance"]);
    let bad = said(|r| r.impact, &["impact", "sever", "gravid"]);
    let both = if likely.is_empty() || bad.is_empty() { Vec::new() } else { likely.clone() };
    Evidence::words(&[(Level::Verified, both), (Level::Vague, likely), (Level::Vague, bad)])
}

/// The risks that are rated in one way.
fn rated(canvas: &Canvas, has: fn(&Rating) -> bool) -> Vec<Span> {
    canvas.risks.iter().filter(|risk| has(&risk.rating)).map(|risk| risk.title.span).collect()
}

/// "Probabilidade: alta" in a line of its own, or behind the risk.
fn is_short(line: &Saying, stems: &[&str]) -> bool {
    let rated = ["alt", "med", "baix", "baj", "high", "low"];
    let at = line.words.iter().position(|w| stems.iter().any(|stem| w.starts_with(stem)));
    at.is_some_and(|at| line.words.iter().skip(at + 1).take(2).any(|w| rated.iter().any(|r| w.starts_with(r))))
}

fn column(canvas: &Canvas, stems: &[&str]) -> Evidence {
    let named = lines(canvas, SectionKind::Risks).filter(|line| line.is_named(stems) && !line.words.is_empty());
    Evidence::words(&[(Level::Verified, spans(named))])
}

/// Who answers for a risk.
pub(in crate::score) fn risk_owner(canvas: &Canvas) -> Evidence {
    let named = column(canvas, &["owner", "respons", "dono", "dona", "duen", "encargad"]);
    if named.level > Level::Absent {
        return named;
    }
    // "Probability: low | Impact: high | Owner: X" names three things in a line.
    let in_line = canvas.risks.iter().filter(|r| r.rating.owner && r.rating.probability && r.rating.impact);
    Evidence::words(&[(Level::Verified, in_line.map(|risk| risk.title.span).collect())])
}

/// What triggers a mitigation.
pub(in crate::score) fn risk_trigger(canvas: &Canvas) -> Evidence {
    column(canvas, &["trigger", "gatilho", "disparador", "sinal", "signal", "senal", "indicador"])
}

/// Whether what is scarce is among the risks.
pub(in crate::score) fn risk_bottleneck(canvas: &Canvas) -> Evidence {
    const SCARCE: &[&str] = &[
        "gargalo",
        "bottleneck",
        "cuello",
        "cpu",
        "memor",
        "banco",
        "database",
        "datos",
        "dados",
        "quota",
        "cota",
        "cuota",
        "satur",
        "conex",
        "connection",
        "capacid",
        "disco",
        "disk",
        "postgres",
        "mysql",
        "limit",
        "fila",
        "queue",
        "cola",
    ];
    let scarce = lines(canvas, SectionKind::Risks).filter(|line| line.says(SCARCE));
    if canvas.risks.is_empty() { Evidence::default() } else { Evidence::words(&[(Level::Verified, spans(scarce))]) }
}

fn targets(canvas: &Canvas, role: Role) -> impl Iterator<Item = &Target> {
    canvas.targets.iter().filter(move |t| t.role == role)
}

/// The metrics that a promise may be about.
const PROMISED: [Metric; 3] = [Metric::Latency, Metric::Availability, Metric::ErrorRate];

/// Alerts on what is promised.
pub(in crate::score) fn objectives_watched(canvas: &Canvas) -> Evidence {
    let promised = |metric: &Metric| targets(canvas, Role::Objective).any(|t| t.metric == *metric);
    let alerts = targets(canvas, Role::Alert).filter(|t| PROMISED.contains(&t.metric));
    let watching = facts(canvas, alerts.filter(|t| promised(&t.metric)).map(|t| t.fact));
    let unmatched = facts(canvas, targets(canvas, Role::Alert).map(|t| t.fact));
    let words: Vec<&str> = SIGNALS.iter().flat_map(|signal| signal.iter().copied()).collect();
    let words = || vague(canvas, SectionKind::Monitoring, &words);
    Evidence::figures(watching, || Evidence::figures(unmatched, words).at_most(Level::Vague))
}

/// How many of the four golden signals are watched.
pub(in crate::score) fn golden_signals(canvas: &Canvas) -> Evidence {
    let found = |signal: &&[&str]| spans(lines(canvas, SectionKind::Monitoring).filter(|line| line.says(signal)));
    let watched: Vec<_> = SIGNALS.iter().map(found).filter(|spans| !spans.is_empty()).collect();
    let level = match watched.len() {
        4 => Level::Verified,
        3 => Level::Specific,
        _ => Level::Vague,
    };
    Evidence::words(&[(level, watched.concat())])
}

/// Alerts with threshold and window.
pub(in crate::score) fn alert_windows(canvas: &Canvas) -> Evidence {
    let section = SectionKind::Monitoring;
    let limits: Vec<&Target> = targets(canvas, Role::Alert).collect();
    let timed = limits.iter().any(|t| t.window.is_some())
        || canvas
            .facts_in(section)
            .any(|f| near(f, &["window", "janela", "ventana", "for"]) && f.metric == Metric::Setting);
    let alerts = facts(canvas, limits.iter().map(|t| t.fact));
    let words = || vague(canvas, section, &["alert", "alarm", "aviso", "notific"]);
    let mut evidence = Evidence::figures(alerts, words);
    if timed && evidence.level == Level::Specific {
        evidence.level = Level::Verified;
    }
    evidence
}

/// Alerts and the promises they guard.
pub(in crate::score) fn alerts_tight(canvas: &Canvas) -> Evidence {
    objectives_watched(canvas)
}

/// The load of a test.
pub(in crate::score) fn load_tested(canvas: &Canvas) -> Evidence {
    let tests = canvas.load_tests.tests.iter();
    let load = facts(canvas, tests.flat_map(|t| t.users.iter().chain(&t.rates).copied()));
    const TESTS: &[&str] = &["simul", "test", "prueba", "carga", "load", "k6", "jmeter", "locust", "gatling"];
    Evidence::figures(load, || vague(canvas, SectionKind::LoadTest, TESTS))
}

/// Load, ramp and duration.
pub(in crate::score) fn load_profile(canvas: &Canvas) -> Evidence {
    let tests = &canvas.load_tests.tests;
    let lasts = |f: &&Fact| matches!(f.quantity.unit, Unit::Duration(_)) && f.metric != Metric::Latency;
    let stated = canvas.facts_in(SectionKind::LoadTest).filter(lasts);
    let timed: Vec<&Fact> = facts(canvas, tests.iter().filter_map(|t| t.duration)).into_iter().chain(stated).collect();
    let ramped = tests.iter().any(|t| t.ramp.is_some()) || timed.iter().any(|f| near(f, &["ramp", "subida"]));
    let loaded = tests.iter().any(|t| !t.users.is_empty() || !t.rates.is_empty());
    let mut evidence = Evidence::figures(timed, || load_tested(canvas).at_most(Level::Vague));
    match (loaded, ramped) {
        (true, true) if evidence.level == Level::Specific => evidence.level = Level::Verified,
        (true, _) => {}
        (false, _) => evidence = evidence.at_most(Level::Vague),
    }
    evidence
}

/// When the test passes.
pub(in crate::score) fn load_criteria(canvas: &Canvas) -> Evidence {
    let criteria = facts(canvas, targets(canvas, Role::Criterion).map(|t| t.fact));
    const PASSING: &[&str] = &["criter", "aceit", "acept", "accept", "aprov", "pass"];
    Evidence::figures(criteria, || vague(canvas, SectionKind::LoadTest, PASSING))
}

/// What goes on for two hours, in seconds, is long.
const LONG: Decimal = Decimal::from_parts(7_200, 0, 0, false, 0);

/// A long test, or one in which something fails.
pub(in crate::score) fn load_soak(canvas: &Canvas) -> Evidence {
    let named: Vec<_> = lines(canvas, SectionKind::LoadTest).filter(|line| line.says(SOAK)).collect();
    let tests = canvas.load_tests.tests.iter().filter(|t| {
        let name = t.name.value.to_lowercase();
        t.breaks || SOAK.iter().any(|stem| name.contains(stem))
    });
    let named_tests: Vec<_> = tests.map(|t| t.name.span).collect();
    let hours = |f: &&Fact| {
        let lasts = matches!(f.quantity.unit, Unit::Duration(_)) && f.metric != Metric::Latency;
        lasts && f.quantity.base().and_then(|seconds| seconds.low).is_some_and(|seconds| seconds >= LONG)
    };
    let long = canvas.facts_in(SectionKind::LoadTest).filter(hours).map(|f| f.span);
    let counted =
        named.iter().filter(|line| line.number).map(|line| line.span).chain(named_tests).chain(long).collect();
    Evidence::words(&[(Level::Verified, counted), (Level::Vague, named.iter().map(|line| line.span).collect())])
}
