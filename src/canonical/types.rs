//! The types from which the schema of the canonical canvas is made.
//!
//! What is said of a field is what editors show when it is pointed at, and its examples are what they offer for it.

#![allow(dead_code)]

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A number with its unit, or a few words, as people write them.
struct Quantity;

impl JsonSchema for Quantity {
    fn schema_name() -> Cow<'static, str> {
        "Quantity".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean", "null"] })
    }
}

/// The version of the format.
struct Version;

impl JsonSchema for Version {
    fn schema_name() -> Cow<'static, str> {
        "Version".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": 1 })
    }
}

/// How likely or how bad: in the language of the canvas, and in its way of writing.
struct Degree;

impl JsonSchema for Degree {
    fn schema_name() -> Cow<'static, str> {
        "Degree".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "number"],
            "examples": ["low", "medium", "high", "baixa", "média", "alta", "baja", "media"],
        })
    }
}

/// Quantities or words by name.
type Named = BTreeMap<String, Quantity>;

// What these say would hide what the field says that has them: they have remarks, and no documentation.

// In a line, or with fields of its own.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Either<T> {
    Line(Quantity),
    Fields(T),
}

/// A line, or lines of which each may have a name.
type Nested = Either<Vec<Either<Named>>>;

// In a line, in several, or by name.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Words {
    Line(Quantity),
    Lines(Vec<Either<BTreeMap<String, Nested>>>),
    Named(BTreeMap<String, Either<Named>>),
}

/// A scalability canvas. Quantities are written as people write them, in the language of the canvas.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::canonical) struct Canvas {
    /// The version of this format.
    canvas: Version,
    /// What the canvas is about.
    #[schemars(example = &"Scalability canvas: orders")]
    title: Option<String>,
    /// The team or person accountable for the plan.
    #[schemars(example = &"Checkout team")]
    owner: Option<String>,
    /// When it was last changed.
    #[schemars(example = &"2026-10-05")]
    date: Option<Quantity>,
    /// The version of the plan.
    #[schemars(example = &"1.2")]
    version: Option<Quantity>,
    /// How far the system has to grow, by when, and what must not get worse.
    objective: Option<Objective>,
    /// Who uses it, how much today and how much then, on average and at the peak.
    volumes: Option<Volumes>,
    /// Every component with its size, its replicas and what one replica can take: in a line, or with fields.
    infrastructure: Option<BTreeMap<String, Either<Component>>>,
    /// Each with its component, the bottleneck it relieves and its trigger.
    strategies: Option<Vec<Either<Strategy>>>,
    /// One line per paid component, today and scaled, in one currency.
    costs: Option<Costs>,
    /// What may happen, and what is done about it.
    risks: Option<Vec<Either<Risk>>>,
    /// What is measured, and from which value, for how long, somebody is told.
    monitoring: Option<Monitoring>,
    /// How it is shown, before the horizon, that the scaled volume fits.
    load_test: Option<LoadTest>,
    /// What has no field, as Markdown, each with its section.
    notes: Option<Vec<Note>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Objective {
    /// The objective in words.
    #[schemars(example = &"Sell 10,000 orders a day instead of 2,000 and survive on-sale mornings")]
    summary: Option<String>,
    /// Factor and volume, from what to what.
    #[schemars(example = &"10x, from 1,000 to 10,000 orders/day")]
    growth: Option<Quantity>,
    /// How many times today's volume.
    #[schemars(example = &"5x")]
    growth_factor: Option<Quantity>,
    /// By when.
    #[schemars(example = &"2027-12-31")]
    horizon: Option<Quantity>,
    /// The highest share of requests that may fail.
    #[schemars(example = &"< 0.1%")]
    error_rate: Option<Quantity>,
    /// Percentile and limit.
    #[schemars(example = &"p95 < 800 ms")]
    latency: Option<Quantity>,
    /// The median.
    #[schemars(example = &"< 120 ms")]
    latency_p50: Option<Quantity>,
    /// Of 95% of requests.
    #[schemars(example = &"< 300 ms")]
    latency_p95: Option<Quantity>,
    /// Of 99% of requests.
    #[schemars(example = &"< 800 ms")]
    latency_p99: Option<Quantity>,
    /// Share of time or requests in a month.
    #[schemars(example = &"99.9%")]
    availability: Option<Quantity>,
    /// The highest share of requests that may fail.
    #[schemars(example = &"0.1%")]
    max_error_rate: Option<Quantity>,
    /// What it may cost, with currency and period.
    #[schemars(example = &"R$ 2.000/mês")]
    budget: Option<Quantity>,
    /// What it may cost in a month.
    #[schemars(example = &"3500 EUR")]
    monthly_budget: Option<Quantity>,
    /// Further goals, each in a line.
    #[schemars(example = &["A sale is confirmed in 2 s"])]
    goals: Option<Words>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Volumes {
    /// Today: users, volume per day, peak.
    #[schemars(example = &"1.000 pedidos/dia")]
    current: Option<Words>,
    /// At the horizon.
    #[schemars(example = &"10.000 pedidos/dia")]
    scaled: Option<Words>,
    /// How many times the mean, and when.
    #[schemars(example = &"8x")]
    peak_factor: Option<Quantity>,
    /// Each with its values by scenario: today's, those of the phases, the last.
    metrics: Option<Words>,
}

/// A part of the infrastructure; further fields are allowed.
#[derive(JsonSchema)]
struct Component {
    /// How many there are.
    #[schemars(example = &3)]
    replicas: Option<Quantity>,
    /// The fewest the autoscaler keeps.
    #[schemars(example = &2)]
    min_replicas: Option<Quantity>,
    /// The most it starts.
    #[schemars(example = &8)]
    max_replicas: Option<Quantity>,
    /// What one replica can take.
    #[schemars(example = &"45 requests/s")]
    capacity_per_replica: Option<Quantity>,
    /// Processors of each.
    #[schemars(example = &2)]
    cpu: Option<Quantity>,
    /// Memory of each.
    #[schemars(example = &"4GB")]
    memory: Option<Quantity>,
    /// Its disk.
    #[schemars(example = &"100GB")]
    disk: Option<Quantity>,
    /// Connections it accepts.
    #[schemars(example = &300)]
    max_connections: Option<Quantity>,
    /// What a service of others allows.
    #[schemars(example = &"50 messages/s")]
    quota: Option<Quantity>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Strategy {
    /// What sort: horizontal, vertical, cache, queue, ...
    #[schemars(example = &"horizontal", example = &"cache", example = &"queue")]
    kind: Option<String>,
    /// What is done, in words.
    #[schemars(example = &"More replicas of the API")]
    summary: Option<String>,
    /// What is scaled.
    #[schemars(example = &"api")]
    component: Option<String>,
    /// What it relieves.
    #[schemars(example = &"CPU of the API")]
    bottleneck: Option<String>,
    /// From when on.
    #[schemars(example = &"CPU above 60% for 2 minutes")]
    trigger: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Costs {
    /// Of all amounts.
    #[schemars(example = &"BRL", example = &"USD", example = &"EUR")]
    currency: Option<String>,
    /// Of all amounts.
    #[schemars(example = &"month")]
    period: Option<String>,
    /// Amounts of today by component, with their total.
    current: Option<Either<Named>>,
    /// Amounts at the horizon by component, with their total.
    scaled: Option<Either<Named>>,
    /// Each paid component with its amounts, today's and scaled, in a line; their total is the last of them.
    items: Option<Words>,
    /// The total divided by the volume of the month.
    #[schemars(example = &"US$ 0.012 per order")]
    unit_cost: Option<Either<Named>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Risk {
    /// What may happen.
    #[schemars(example = &"The payment provider rejects calls at the peak")]
    risk: Option<String>,
    /// How likely it is.
    probability: Option<Degree>,
    /// How bad it would be.
    impact: Option<Degree>,
    /// Who looks after it.
    #[schemars(example = &"Payments team")]
    owner: Option<String>,
    /// What is done about it.
    #[schemars(example = &"A queue that sends at most 9 calls/s")]
    mitigation: Option<String>,
    /// When that is done.
    #[schemars(example = &"more than 8 calls/s for 5 min")]
    trigger: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Monitoring {
    /// What measures and shows.
    #[schemars(example = &["Prometheus", "Grafana"])]
    tools: Option<Either<Vec<String>>>,
    /// What is shown.
    dashboards: Option<Either<Vec<String>>>,
    /// When somebody is told: in a line, or with fields.
    alerts: Option<Vec<Either<Alert>>>,
    /// What is watched and when somebody is told of it, in a line for each signal.
    signals: Option<Words>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Alert {
    /// Which of the signals: latency, traffic, errors, saturation, cost.
    #[schemars(example = &"latency", example = &"traffic", example = &"errors", example = &"saturation")]
    signal: Option<String>,
    /// What is measured.
    #[schemars(example = &"latency p95")]
    metric: Option<String>,
    /// From which value on.
    #[schemars(example = &"> 400 ms")]
    threshold: Option<Quantity>,
    /// For how long.
    #[schemars(example = &"10 min")]
    window: Option<Quantity>,
    /// How urgent it is.
    #[schemars(example = &"warning", example = &"page")]
    severity: Option<String>,
    /// What is done then.
    #[schemars(example = &"the team on call adds replicas")]
    action: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LoadTest {
    /// What generates the load.
    #[schemars(example = &"k6")]
    tool: Option<String>,
    /// How load arrives.
    #[schemars(example = &"arrival rate")]
    model: Option<String>,
    /// How much.
    #[schemars(example = &"240 req/s")]
    load: Option<Quantity>,
    /// How long it rises.
    #[schemars(example = &"10 min")]
    ramp: Option<Quantity>,
    /// How long it stays.
    #[schemars(example = &"40 min")]
    plateau: Option<Quantity>,
    /// How long it takes in all.
    #[schemars(example = &"50 min")]
    duration: Option<Quantity>,
    /// When it is passed: the limits of the objective.
    #[schemars(example = &"p95 < 400 ms and error rate < 0.1%")]
    criteria: Option<Words>,
    /// A load for hours.
    #[schemars(example = &"6 h at 120 req/s")]
    soak: Option<Words>,
    /// What is taken down meanwhile.
    #[schemars(example = &"one replica of the API at 200 req/s; errors below 0.1% again within 2 min")]
    failure: Option<Words>,
    /// Each test, where there are several.
    tests: Option<Words>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Note {
    /// The section it belongs to.
    section: NoteSection,
    /// What it says, in Markdown, with its own heading.
    text: String,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum NoteSection {
    Objective,
    Volumes,
    Infrastructure,
    Strategies,
    Costs,
    Risks,
    Monitoring,
    LoadTest,
    Other,
}
