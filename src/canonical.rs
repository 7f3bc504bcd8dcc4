//! The canonical YAML canvas (`canvas: 1`) as types: what its schema says, and which keys it knows.
//!
//! Nothing is read into these types. A canvas is read as any other YAML is, so that a mistake costs a finding and no more.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde_json::Value as Json;

use crate::source::Spanned;
use crate::syntax::{Block, Document, Node, Value};

/// Where editors find the schema.
pub const SCHEMA_URL: &str = "schemas/canvas.schema.json";

/// The JSON Schema of the canonical canvas.
pub fn schema() -> String {
    format!("{:#}\n", *SCHEMA)
}

/// A key that the canonical canvas does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key, as written.
    pub key: Spanned<String>,
    /// The key that it is probably meant to be.
    pub suggestion: Option<String>,
    /// The keys there are in its place.
    pub known: Vec<String>,
}

/// The keys of a document that declares itself canonical which are not among those of its schema.
pub fn unknown_keys(document: &Document) -> Vec<UnknownKey> {
    let mut unknown = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Yaml(node) if document.declared => compare(node, &SCHEMA, &mut unknown),
            // A canvas may be shown in a document, too.
            Block::Fence(fence) => {
                fence.yaml.iter().filter(|node| declares(node)).for_each(|node| compare(node, &SCHEMA, &mut unknown));
            }
            _ => {}
        }
    }
    unknown
}

/// The keys of a section (`objective`), or of a canvas when it is empty, as the schema has them.
pub fn keys_of(section: &str) -> Vec<&'static str> {
    let place = if section.is_empty() { Some(&*SCHEMA) } else { SCHEMA.pointer(&format!("/properties/{section}")) };
    let properties = place.and_then(|place| shape(place, "object")).and_then(|s| s["properties"].as_object());
    properties.into_iter().flatten().map(|(key, _)| key.as_str()).collect()
}

static SCHEMA: LazyLock<Json> = LazyLock::new(|| {
    let settings = schemars::generate::SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true);
    Json::from(settings.into_generator().into_root_schema_for::<Canvas>())
});

fn compare(node: &Node, schema: &Json, unknown: &mut Vec<UnknownKey>) {
    match &node.value {
        Value::Map(entries) => {
            let Some(shape) = shape(schema, "object") else { return };
            let rest = &shape["additionalProperties"];
            for entry in entries {
                let key = entry.key.plain.trim();
                match shape["properties"].get(key) {
                    Some(schema) => compare(&entry.node, schema, unknown),
                    None if rest == &Json::Bool(false) => unknown.push(stray(&entry.key, shape)),
                    None => compare(&entry.node, rest, unknown),
                }
            }
        }
        Value::List(nodes) => {
            let Some(shape) = shape(schema, "array") else { return };
            nodes.iter().for_each(|node| compare(node, &shape["items"], unknown));
        }
        Value::Scalar { .. } | Value::Alias(_) | Value::Missing => {}
    }
}

fn declares(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|entry| {
        entry.key.plain == "canvas" && matches!(&entry.node.value, Value::Scalar { text, .. } if text.plain == "1")
    })
}

fn stray(key: &crate::syntax::Inline, shape: &Json) -> UnknownKey {
    const LIKE_ENOUGH: f64 = 0.8;
    let known: Vec<String> = shape["properties"].as_object().into_iter().flatten().map(|(k, _)| k.clone()).collect();
    let written = key.plain.trim().to_lowercase().replace([' ', '-'], "_");
    let likeness = |known: &&String| strsim::jaro_winkler(known, &written);
    let nearest = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let suggestion = nearest.filter(|known| likeness(known) >= LIKE_ENOUGH).cloned();
    UnknownKey { key: Spanned::new(key.plain.trim().to_owned(), key.span), suggestion, known }
}

/// The part of a schema that speaks of values of a type, where there are alternatives.
fn shape<'s>(schema: &'s Json, of: &str) -> Option<&'s Json> {
    let is_of = |schema: &Json| match &schema["type"] {
        Json::String(one) => one == of,
        Json::Array(several) => several.iter().any(|one| one == of),
        _ => false,
    };
    if is_of(schema) {
        return Some(schema);
    }
    schema["anyOf"].as_array().into_iter().flatten().find(|alternative| is_of(alternative))
}

/// A number with its unit, as people write it.
struct Quantity;

impl JsonSchema for Quantity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quantity".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["string", "number", "boolean", "null"],
            "examples": ["1.000/dia", "10,000 orders/day", "p95 < 800 ms", "R$ 2.000/mês", "99.9%", 4],
        })
    }
}

/// Quantities or words by name.
type Named = BTreeMap<String, Quantity>;

/// The version of the format.
struct Version;

impl JsonSchema for Version {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Version".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": 1 })
    }
}

/// Something that is described in a line, or with fields of its own.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
enum Either<T> {
    /// In a line.
    Line(Quantity),
    /// With fields.
    Fields(T),
}

/// A scalability canvas. Quantities are written as people write them, in the language of the canvas.
#[derive(JsonSchema)]
#[schemars(title = "Scalability canvas", deny_unknown_fields)]
#[allow(dead_code)]
struct Canvas {
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
    /// Every component with its size, its replicas and what one replica can take.
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
#[allow(dead_code)]
struct Objective {
    /// The objective in words.
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
    error_rate: Option<Quantity>,
    /// Percentile and limit.
    #[schemars(example = &"p95 < 800 ms")]
    latency: Option<Quantity>,
    /// The median.
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
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Volumes {
    /// Today: users, volume per day, peak.
    #[schemars(example = &"1.000 pedidos/dia")]
    current: Option<Either<Named>>,
    /// At the horizon.
    #[schemars(example = &"10.000 pedidos/dia")]
    scaled: Option<Either<Named>>,
    /// How many times the mean, and when.
    #[schemars(example = &"8x")]
    peak_factor: Option<Quantity>,
}

/// A part of the infrastructure; further fields are allowed.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct Component {
    /// How many there are.
    replicas: Option<Quantity>,
    /// The fewest the autoscaler keeps.
    min_replicas: Option<Quantity>,
    /// The most it starts.
    max_replicas: Option<Quantity>,
    /// What one replica can take.
    #[schemars(example = &"45 requests/s")]
    capacity_per_replica: Option<Quantity>,
    /// Processors of each.
    cpu: Option<Quantity>,
    /// Memory of each.
    #[schemars(example = &"4GB")]
    memory: Option<Quantity>,
    /// Its disk.
    #[schemars(example = &"100GB")]
    disk: Option<Quantity>,
    /// Connections it accepts.
    max_connections: Option<Quantity>,
    /// What a service of others allows.
    #[schemars(example = &"50 messages/s")]
    quota: Option<Quantity>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Strategy {
    /// What sort: horizontal, vertical, cache, queue, ...
    #[schemars(example = &"horizontal")]
    kind: Option<String>,
    /// What is scaled.
    component: Option<String>,
    /// What it relieves.
    bottleneck: Option<String>,
    /// From when on.
    #[schemars(example = &"CPU above 60% for 2 minutes")]
    trigger: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Costs {
    /// Of all amounts.
    #[schemars(example = &"USD")]
    currency: Option<String>,
    /// Of all amounts.
    #[schemars(example = &"month")]
    period: Option<String>,
    /// Amounts of today by component, with their total.
    current: Option<Either<Named>>,
    /// Amounts at the horizon by component, with their total.
    scaled: Option<Either<Named>>,
    /// The sum of today.
    total: Option<Quantity>,
    /// The total divided by the volume of the month.
    unit_cost: Option<Quantity>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Risk {
    /// What may happen.
    risk: Option<String>,
    /// How likely it is.
    probability: Option<Degree>,
    /// How bad it would be.
    impact: Option<Degree>,
    /// Who looks after it.
    owner: Option<String>,
    /// What is done about it.
    mitigation: Option<String>,
    /// When that is done.
    trigger: Option<String>,
}

/// A degree, in the language of the canvas.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[allow(dead_code)]
enum Degree {
    Low,
    Medium,
    High,
    Baixa,
    Baixo,
    Média,
    Médio,
    Alta,
    Alto,
    Baja,
    Bajo,
    Media,
    Medio,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Monitoring {
    /// What measures and shows.
    tools: Option<Either<Vec<String>>>,
    /// What is shown.
    dashboards: Option<Either<Vec<String>>>,
    /// When somebody is told.
    alerts: Option<Vec<Either<Alert>>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Alert {
    /// Which of the signals: latency, traffic, errors, saturation, cost.
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
    /// What happens then.
    #[schemars(example = &"page")]
    severity: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
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
    plateau: Option<Quantity>,
    /// How long it takes in all.
    duration: Option<Quantity>,
    /// When it is passed: the limits of the objective.
    criteria: Option<Either<Named>>,
    /// A load for hours.
    soak: Option<Either<Named>>,
    /// What is taken down meanwhile.
    failure: Option<Either<Named>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct Note {
    /// The section it belongs to.
    section: NoteSection,
    /// What it says, in Markdown, with its own heading.
    text: String,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[allow(dead_code)]
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
