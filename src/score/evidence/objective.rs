//! Objective and expected volumes.

use std::collections::BTreeSet;

use crate::extract::vocabulary::Word;
use crate::model::{Canvas, Fact, Load, Metric, Role, ScenarioKind, SectionKind, State, Volume};
use crate::quantity::{Period, Statistic, TimeUnit, Unit};
use crate::score::evidence::{Evidence, facts, lines, near, spans, vague};
use crate::score::rubric::Level;

const GROW: &[&str] =
    &["cresc", "crec", "grow", "escal", "scal", "suport", "support", "soport", "dobr", "duplic", "doubl", "aument"];
const FAST: &[&str] = &["laten", "respo", "rapid", "fast", "veloc", "lent", "slow"];
const UP: &[&str] = &["dispon", "availab", "uptime", "erro", "falh", "fall", "failure", "estav", "stab"];
const MONEY: &[&str] = &["cust", "cost", "orcament", "budget", "presupuest", "barat", "cheap"];
const PEAK: &[&str] = &["pic", "peak", "punta", "sazonal", "seasonal", "estacional"];

/// What is to grow, and to how much.
pub(in crate::score) fn growth(canvas: &Canvas) -> Evidence {
    let of_demand =
        |f: &&Fact| matches!(f.metric, Metric::Growth | Metric::Throughput | Metric::Population | Metric::Count);
    let goals = facts(canvas, canvas.growth_goals.iter().map(|goal| goal.fact));
    let stated = canvas.facts_in(SectionKind::Objective).filter(of_demand);
    Evidence::figures(goals.into_iter().chain(stated), || vague(canvas, SectionKind::Objective, GROW))
}

/// A latency that is promised.
pub(in crate::score) fn latency(canvas: &Canvas) -> Evidence {
    let promised = |with: bool| {
        let of = move |t: &&crate::model::Target| {
            let percentile = matches!(t.statistic, Some(Statistic::Percentile(_)));
            t.role == Role::Objective && t.metric == Metric::Latency && percentile == with
        };
        facts(canvas, canvas.targets.iter().filter(of).map(|t| t.fact))
    };
    let words = || vague(canvas, SectionKind::Objective, FAST);
    Evidence::figures(promised(true), || Evidence::figures(promised(false), words).at_most(Level::Vague))
}

/// An availability or a share of errors that is promised.
pub(in crate::score) fn availability(canvas: &Canvas) -> Evidence {
    let promised = |t: &&crate::model::Target| {
        t.role == Role::Objective && matches!(t.metric, Metric::Availability | Metric::ErrorRate)
    };
    let promised = facts(canvas, canvas.targets.iter().filter(promised).map(|t| t.fact));
    Evidence::figures(promised, || vague(canvas, SectionKind::Objective, UP))
}

/// What it may cost.
pub(in crate::score) fn budget(canvas: &Canvas) -> Evidence {
    let money = |f: &&Fact| matches!(f.metric, Metric::Cost | Metric::UnitCost);
    let budgets = facts(canvas, canvas.budgets.iter().map(|budget| budget.fact));
    let stated = canvas.facts_in(SectionKind::Objective).filter(money);
    Evidence::figures(budgets.into_iter().chain(stated), || vague(canvas, SectionKind::Objective, MONEY))
}

/// By when.
pub(in crate::score) fn horizon(canvas: &Canvas) -> Evidence {
    let sections = [SectionKind::Objective, SectionKind::Volumes];
    let dated = sections.iter().flat_map(|&section| spans(lines(canvas, section).filter(|line| line.date)));
    let months =
        |f: &&Fact| matches!(f.quantity.unit, Unit::Duration(TimeUnit::Month | TimeUnit::Year | TimeUnit::Week));
    let months = sections.iter().flat_map(|&section| canvas.facts_in(section).filter(months)).map(|f| f.span);
    let when = |kind| matches!(kind, ScenarioKind::Horizon(_) | ScenarioKind::Year(_));
    let named = canvas.scenarios.iter().filter(|s| when(s.kind)).map(|s| s.name.span);
    Evidence::words(&[(Level::Verified, dated.chain(months).chain(named).collect())])
}

/// Volumes that are expected, rather than tested, paid or served.
fn expected(canvas: &Canvas) -> impl Iterator<Item = (&Volume, &Fact)> {
    let elsewhere = [
        SectionKind::LoadTest,
        SectionKind::Costs,
        SectionKind::Monitoring,
        SectionKind::Infrastructure,
        SectionKind::Risks,
    ];
    canvas
        .volumes
        .iter()
        .filter_map(|volume| Some((volume, canvas.facts.get(volume.fact)?)))
        .filter(move |(_, fact)| !elsewhere.iter().any(|&section| fact.sections.contains(section)))
}

fn in_state(canvas: &Canvas, states: &[State], growth: impl Iterator<Item = usize>) -> Evidence {
    let stated = expected(canvas).filter(|(volume, _)| states.contains(&volume.state)).map(|(_, fact)| fact);
    let unsaid = expected(canvas).filter(|(volume, _)| volume.state == State::Unsaid).map(|(_, fact)| fact);
    let unsaid = || Evidence::figures(unsaid, Evidence::default).at_most(Level::Vague);
    Evidence::figures(stated.chain(facts(canvas, growth)), unsaid)
}

/// The volume of today.
pub(in crate::score) fn volume_current(canvas: &Canvas) -> Evidence {
    in_state(canvas, &[State::Current, State::Pilot], canvas.growth.iter().map(|g| g.from))
}

/// The volume that is planned for.
pub(in crate::score) fn volume_scaled(canvas: &Canvas) -> Evidence {
    in_state(canvas, &[State::Later], canvas.growth.iter().map(|g| g.to))
}

/// The peak, or how many times the mean it is.
pub(in crate::score) fn volume_peak(canvas: &Canvas) -> Evidence {
    let peaks = expected(canvas).filter(|(volume, _)| volume.load == Load::Peak).map(|(_, fact)| fact);
    let in_volumes = |f: &&Fact| {
        let at_peak = matches!(f.quantity.statistic, Some(Statistic::Peak | Statistic::Maximum));
        let factor = f.metric == Metric::Growth && near(f, PEAK);
        // What is counted by the second or minute is what the system is built for.
        let short = matches!(f.quantity.per, Some(Period::Second | Period::Minute));
        let built_for = short && f.metric == Metric::Throughput && f.quantity.statistic != Some(Statistic::Mean);
        at_peak || factor || built_for
    };
    let stated = canvas.facts_in(SectionKind::Volumes).filter(in_volumes);
    Evidence::figures(peaks.chain(stated), || vague(canvas, SectionKind::Volumes, PEAK))
}

/// A second thing that is counted.
pub(in crate::score) fn volume_second(canvas: &Canvas) -> Evidence {
    let counted: Vec<(&Volume, &Fact)> = expected(canvas).filter(|(volume, _)| volume.state != State::Unsaid).collect();
    let things: BTreeSet<(&[Word], Option<Period>)> =
        counted.iter().map(|(volume, fact)| (volume.subject.as_slice(), fact.quantity.per)).collect();
    let figures = Evidence::figures(counted.iter().map(|(_, fact)| *fact), Evidence::default);
    if things.len() < 2 { Evidence::default() } else { figures }
}

/// How many users, or of whatever else there are some.
pub(in crate::score) fn population(canvas: &Canvas) -> Evidence {
    let there = |f: &&Fact| f.metric == Metric::Population && f.quantity.per.is_none();
    let sections = [SectionKind::Objective, SectionKind::Volumes];
    let people = sections.into_iter().flat_map(|section| canvas.facts_in(section).filter(there));
    let counted =
        expected(canvas).map(|(_, fact)| fact).filter(|f| f.quantity.per.is_none() && f.metric != Metric::Growth);
    Evidence::figures(people.chain(counted), Evidence::default)
}
