//! What the rules about capacity have in common: replicas of a component, and what each of them serves.

use rust_decimal::Decimal;

use crate::extract::Part;
use crate::extract::vocabulary::{begins, fold, title_words};
use crate::model::{Canvas, Component, Fact, Metric, Neighbours, SectionKind, Word};
use crate::quantity::{Entity, Notation, Period, Relation, Statistic, Unit};
use crate::rules::demand;

/// A component with what one replica of it serves.
pub(crate) struct Fleet<'c> {
    /// The component.
    pub component: &'c Component,
    /// The number of replicas.
    pub replicas: &'c Fact,
    /// The most replicas there are to be.
    pub most: Decimal,
    /// What one of them serves.
    pub each: &'c Fact,
    /// The same, per second.
    pub per_second: Decimal,
}

impl Fleet<'_> {
    /// How what it serves is written, without "per replica".
    pub fn unit(&self) -> Notation {
        let each = &self.each.notation;
        let text = each.behind.as_str();
        let per = [" por ", " per ", "/"].iter().flat_map(|p| text.match_indices(p));
        let one = per.filter(|(at, p)| names_one(text.get(at + p.len()..).unwrap_or(""))).map(|(at, _)| at);
        let each_word = [" each", " cada"].iter().filter_map(|p| text.find(p));
        let end = one.chain(each_word).min().unwrap_or(text.len());
        Notation { behind: text.get(..end).unwrap_or("").into(), ..each.clone() }
    }

    /// What all of them serve, in the unit of what one serves.
    pub fn own(&self, count: Decimal) -> Option<Decimal> {
        self.each.quantity.bounds().high?.checked_mul(count)
    }
}

/// Whether a text begins with one of several that are alike: "replica", "nó".
fn names_one(text: &str) -> bool {
    let word = fold(text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(""));
    ["replica", "pod", "instan", "node", "nodo", "worker", "server", "servid", "maquina", "machine", "vm", "container"]
        .iter()
        .any(|w| word.starts_with(w))
        || word == "no"
}

/// The components of which the document says both, as they are planned.
pub(in crate::rules) fn fleets(canvas: &Canvas) -> Vec<Fleet<'_>> {
    let mut found: Vec<Fleet> = canvas.components.iter().filter_map(|c| fleet(canvas, c, c)).collect();
    // "API: 4 replicas" in one line, "Capacity per replica: 250 req/s" in another. Where a line counts its own, those of
    // another one are another's.
    let uncounted = |c: &&Component| c.replicas.is_empty() && counts(canvas, c).is_none();
    let measured: Vec<&Component> =
        canvas.components.iter().filter(|c| is_of_others(canvas, c)).filter(uncounted).collect();
    if measured.is_empty() {
        return found;
    }
    let counted: Vec<&Component> = canvas
        .components
        .iter()
        .filter(|c| c.capacity_each.is_empty() && counts(canvas, c).is_some())
        .filter(|c| answers(&c.name.value) && !is_of_data(canvas, c))
        .collect();
    for capacity in &measured {
        let mut named = counted.iter().filter(|c| is_named(&c.name.value, &capacity.name.value));
        let pair = match (named.next(), named.next()) {
            (Some(only), None) => Some(only),
            (None, _) if measured.len() == 1 && counted.len() == 1 && found.is_empty() => counted.first(),
            _ => None,
        };
        found.extend(pair.and_then(|of| fleet(canvas, of, capacity)));
    }
    found
}

/// Whether the line that counts a component without a name of its own speaks of what keeps data: "RabbitMQ, 3 nodes".
fn is_of_data(canvas: &Canvas, component: &Component) -> bool {
    let lines = facts(canvas, &component.replicas).into_iter().filter_map(|f| canvas.line_of(f));
    lines.into_iter().any(|line| line.words.iter().chain(&line.names).any(|word| is_data(word)))
}

/// Whether what a component says that one bears may be said of what another line counts: "60 shards of 1,000 events/s
/// each" counts its own.
fn is_of_others(canvas: &Canvas, component: &Component) -> bool {
    let Some(each) = each(canvas, component) else { return false };
    let before = facts(canvas, &component.facts).into_iter().rfind(|f| f.span.end <= each.span.start);
    !before.is_some_and(|f| f.entry == each.entry && f.metric == Metric::Count)
}

/// The fleets that alone serve what they serve, each with the peaks that are expected of it.
pub(crate) fn alone(canvas: &Canvas) -> Vec<(Fleet<'_>, Vec<demand::Rate<'_>>)> {
    // What takes its work from a queue is held to the mean.
    let fleets: Vec<Fleet> = fleets(canvas).into_iter().filter(|f| !follows(&f.component.name.value)).collect();
    let same = |entity| fleets.iter().filter(|f| demand::entity(f.each) == Some(entity)).count();
    let lone: Vec<bool> = fleets.iter().map(|f| demand::entity(f.each).is_some_and(|e| same(e) == 1)).collect();
    let mut found = Vec::new();
    for (fleet, lone) in fleets.into_iter().zip(lone) {
        let Some(entity) = demand::entity(fleet.each).filter(|_| lone) else { continue };
        let mut peaks = demand::expected(canvas, entity);
        peaks.retain(demand::Rate::is_peak);
        if !peaks.is_empty() && serves(canvas, fleet.component, entity, &peaks) {
            found.push((fleet, peaks));
        }
    }
    found
}

/// The components whose capacity the document states as a whole, with the peaks that are expected of them.
pub(in crate::rules) fn stated(canvas: &Canvas) -> Vec<(&Fact, Vec<demand::Rate<'_>>)> {
    let mut found = Vec::new();
    for component in &canvas.components {
        let Some(total) = total(canvas, component).filter(|_| answers(&component.name.value)) else { continue };
        let Some(entity) = demand::entity(total) else { continue };
        let mut peaks = demand::expected(canvas, entity);
        peaks.retain(|p| p.is_peak() && p.fact.span != total.span);
        if !peaks.is_empty() && serves(canvas, component, entity, &peaks) {
            found.push((total, peaks));
        }
    }
    // Of two totals one may be of another part.
    let entities: Vec<_> = found.iter().map(|(total, _)| demand::entity(total)).collect();
    let only = |total: &Fact| entities.iter().filter(|e| **e == demand::entity(total)).count() == 1;
    found.retain(|(total, _)| only(total));
    found
}

/// What all replicas of a component serve together, as the document says it; of several the most.
pub(in crate::rules) fn total<'c>(canvas: &'c Canvas, component: &Component) -> Option<&'c Fact> {
    const TOTAL: &[&str] =
        &["total", "teto", "techo", "tope", "ceiling", "juntas", "juntos", "together", "entre", "capac", "maxim"];
    const LOST: &[&str] =
        &["menos", "less", "lost", "minus", "cai", "cae", "falha", "falla", "fail", "without", "sem", "sin"];
    const PAST: &[&str] = &["antes", "before", "hoje", "hoy", "today", "previous", "anterior"];
    let mut totals = facts(canvas, &component.rates);
    totals.retain(|f| {
        let around: Vec<&Word> = f.before.iter().take(4).chain(f.behind.iter().take(3)).collect();
        let label = title_words(&f.label);
        let says = |stems: &[&str]| begins(&around, stems) || begins(&label, stems);
        let named = f.quantity.statistic == Some(Statistic::Total) || says(TOTAL);
        let plain = f.part == Part::Text && matches!(f.quantity.relation, Relation::Equal | Relation::AtMost);
        plain
            && named
            && !says(LOST)
            && !says(PAST)
            && f.quantity.statistic != Some(Statistic::Peak)
            && !demand::is_current(canvas, f)
    });
    totals.into_iter().max_by_key(|f| f.quantity.in_period(Period::Second).and_then(|i| i.ordered().high))
}

/// Whether a fact counts replicas of one thing: no sum over several, nothing that is added.
fn is_size(fact: &Fact) -> bool {
    let near = fact.before.iter().take(3).chain(fact.behind.first()).any(|w| w.starts_with("total"));
    let total = near || fact.quantity.statistic == Some(Statistic::Total) || fold(&fact.label).contains("total");
    fact.quantity.per.is_none() && fact.quantity.each.is_none() && !fact.quantity.increment && !total
}

/// Beginnings of the names of parts that answer what comes from outside.
const FRONT: &[&str] = &[
    "api",
    "web",
    "app",
    "aplic",
    "front",
    "back",
    "servid",
    "server",
    "gateway",
    "site",
    "portal",
    "plataforma",
    "platform",
    "sistema",
    "system",
    "monolit",
    "cluster",
];

/// Beginnings of names that tell of no part: of everything, unless a part is named beside them.
const WHOLE: &[&str] = &["horizontal", "capac", "replica", "pod", "instanc"];

/// Beginnings of the names of parts that see only some of it.
const PARTS: &[&str] = &[
    "search", "busca", "busqueda", "auth", "login", "autentic", "report", "relator", "informe", "image", "imag",
    "admin", "notif", "pag", "payment", "checkout", "factur", "fatur", "billing", "upload", "export", "webhook",
    "mail", "correo", "recom", "batch", "model", "modelo", "infer", "ml", "ia", "ai", "llm", "write", "read", "escrit",
    "leitura", "lectura", "gravac",
];

/// Whether a component is a stream that all of what is counted goes through: by its name, or by the shards it has.
fn is_stream(canvas: &Canvas, component: &Component, entity: &Entity) -> bool {
    const STREAMS: &[&str] = &["kinesis", "eventhub"];
    let words = title_words(&component.name.value);
    let shards = |f: &&Fact| matches!(&f.quantity.unit, Unit::Count(Entity::Thing(noun)) if noun.starts_with("shard"));
    let is_split = || !begins(&words, PARTS) && facts(canvas, &component.facts).iter().any(shards);
    let named = begins([words.concat()], STREAMS);
    *entity != Entity::Request && !is_data(&component.name.value) && (named || is_split())
}

/// Whether peaks are those of a fleet: one bears its name, or all that comes goes through it.
fn serves(canvas: &Canvas, component: &Component, entity: &Entity, peaks: &[demand::Rate]) -> bool {
    let name = &component.name;
    if peaks.iter().any(|p| is_named(&name.value, &p.fact.label)) || is_stream(canvas, component, entity) {
        return true;
    }
    let words = title_words(&name.value);
    let begins = |stems: &[&str]| {
        words.iter().any(|w| stems.iter().any(|s| if s.len() > 2 { w.starts_with(s) } else { w == s }))
    };
    if begins(FRONT) || begins(WHOLE) && !begins(PARTS) {
        return true;
    }
    // Beside another part whose capacity nobody knows it may be the smaller one.
    let alike = |c: &Component| each(canvas, c).is_none_or(|e| demand::entity(e) == Some(entity));
    let others = canvas.components.iter().filter(|c| {
        let value = &c.name.value;
        answers(value) && !is_named(value, &name.value) && counts(canvas, c).is_some() && alike(c)
    });
    !begins(PARTS) && others.filter(|c| c.name.span != name.span).count() == 0
}

/// Words that say no more than that something is there.
const GENERAL: &[&str] = &[
    "capacidade",
    "capacidad",
    "capacity",
    "replica",
    "replicas",
    "instance",
    "instances",
    "instancias",
    "pods",
    "throughput",
    "measured",
    "requests",
    "request",
    "solicitudes",
    "requisicoes",
    "second",
    "segundo",
    "pico",
    "peak",
    "total",
    "scaled",
    "escalado",
    "cenario",
    "escenario",
    "scenario",
    "target",
    "atual",
    "actual",
    "current",
    "fase",
    "phase",
    "por",
    "per",
    "the",
    "for",
    "each",
    "cada",
    "com",
    "con",
    "all",
];

/// Whether two names share a word that tells parts of a system apart.
pub(in crate::rules) fn is_named(one: &str, other: &str) -> bool {
    let other = title_words(other);
    title_words(one).iter().any(|w| w.len() > 2 && !GENERAL.contains(&w.as_str()) && other.contains(w))
}

/// Whether a component keeps data rather than serves requests.
pub(in crate::rules) fn is_data(name: &str) -> bool {
    const DATA: &[&str] = &[
        "postgres",
        "mysql",
        "redis",
        "kafka",
        "banco",
        "database",
        "base",
        "cache",
        "mongo",
        "rabbit",
        "oracle",
        "sql",
        "elastic",
        "opensearch",
        "cassandra",
        "dynamo",
        "storage",
        "armazen",
        "almacen",
        "disco",
        "disk",
        "conex",
        "connect",
        "pool",
    ];
    let name = fold(name);
    DATA.iter().any(|d| name.contains(d))
}

/// Whether a line speaks of how something grows rather than of a part.
fn is_policy(name: &str) -> bool {
    let name = fold(name).replace([' ', '_', '-'], "");
    ["autoscal", "autoescal", "hpa", "escalonamento", "escaladoauto", "keda"].iter().any(|w| name.starts_with(w))
}

/// Whether a component answers what comes from outside as it comes.
fn answers(name: &str) -> bool {
    !is_data(name) && !follows(name) && !is_policy(name)
}

/// Whether a component takes its work from a queue, in its own time.
pub(in crate::rules) fn follows(name: &str) -> bool {
    const CONSUMERS: &[&str] = &[
        "consum",
        "worker",
        "enrich",
        "process",
        "procesa",
        "trabajador",
        "trabalhador",
        "queue",
        "fila",
        "cola",
        "cron",
    ];
    let name = name.to_lowercase();
    CONSUMERS.iter().any(|w| name.contains(w))
}

fn facts<'c>(canvas: &'c Canvas, of: &[usize]) -> Vec<&'c Fact> {
    of.iter().filter_map(|&at| canvas.facts.get(at)).collect()
}

/// What one replica serves. Two capacities of one replica are two kinds of load.
fn each<'c>(canvas: &'c Canvas, component: &Component) -> Option<&'c Fact> {
    let mut each = facts(canvas, &component.capacity_each);
    each.retain(|f| !demand::is_current(canvas, f));
    let [each] = each.as_slice() else { return None };
    Some(each)
}

/// The most replicas that are planned of a component; what is measured with so many stands in comments.
fn counts<'c>(canvas: &'c Canvas, component: &Component) -> Option<(&'c Fact, Decimal)> {
    let mut replicas = facts(canvas, &component.replicas);
    replicas.retain(|f| !f.is_remark());
    // "3+ replicas" has no most.
    let open = replicas.iter().any(|f| f.quantity.bounds().high.is_none());
    let most = |f: &&Fact| f.quantity.bounds().high;
    let replicas = replicas.into_iter().filter(|f| is_size(f)).max_by_key(most)?;
    let chosen = component.replicas.iter().find(|&&at| canvas.facts[at].span == replicas.span);
    let part = chosen.is_some_and(|&at| is_part(canvas, at));
    let planned = !open && !part && !demand::is_current(canvas, replicas);
    planned.then_some(replicas).zip(most(&replicas))
}

/// Whether a number of replicas is one of several that make up all of them, or what is needed rather than what runs:
/// "3 replicas in Recife and 2 in Natal", "3 on demand + 2 spot", "5 needed, 7 running".
pub(in crate::rules) fn is_part(canvas: &Canvas, at: usize) -> bool {
    const PLUS: &[&str] = &["mais", "mas", "plus"];
    const AND: &[&str] = &["e", "y", "and"];
    const NEEDED: &[&str] = &["needed", "required", "necess", "neces", "exigid", "requerid"];
    let Some(own) = canvas.facts.get(at) else { return false };
    let added = |pair: &Neighbours| {
        let (first, second) = (&canvas.facts[pair.first], &canvas.facts[pair.second]);
        let other = if pair.first == at { second } else { first };
        if other.scenario != own.scenario || other.quantity.per.is_some() {
            return false;
        }
        let last = pair.between.split(|c: char| c.is_whitespace() || c == '(').rfind(|w| !w.is_empty()).unwrap_or("");
        let counts = matches!(other.quantity.unit, Unit::Bare | Unit::Count(_));
        // "Measured with 4 and 8 replicas" lists sizes.
        let further = matches!(first.quantity.unit, Unit::Count(_)) && second.quantity.unit == Unit::Bare;
        counts && (last.ends_with('+') || PLUS.contains(&last)) || further && AND.contains(&last)
    };
    // "2 × 3 replicas": so many in each of two zones.
    let multiplied = |pair: &Neighbours| {
        pair.second == at
            && matches!(pair.between.trim(), "x" | "×" | "*")
            && matches!(canvas.facts[pair.first].quantity.unit, Unit::Bare | Unit::Count(_) | Unit::Factor)
    };
    let needed = own.behind.first().is_some_and(|w| NEEDED.iter().any(|stem| w.starts_with(stem)));
    needed || canvas.neighbours_in(at.saturating_sub(1)..at + 2).iter().any(|pair| added(pair) || multiplied(pair))
}

/// The share of the capacity that the document says is to be left at the peak, and where it says so.
pub(crate) fn headroom(canvas: &Canvas) -> Option<(&Fact, Decimal)> {
    canvas.facts.iter().find_map(policy)
}

/// "Headroom of 30%", "folga mínima de 30%", as a share of the capacity.
fn policy(fact: &Fact) -> Option<(&Fact, Decimal)> {
    let named = fact.before.iter().take(4).any(|w| matches!(w.as_str(), "headroom" | "folga" | "holgura" | "margen"))
        || fact.behind.first().is_some_and(|w| matches!(w.as_str(), "headroom"))
        || fact.behind.iter().take(2).any(|w| matches!(w.as_str(), "folga" | "holgura"));
    // "10 replicas, plus 40% headroom = 14" is computed with what is needed, and has its own result.
    let added =
        fact.before.first().is_some_and(|w| matches!(w.as_str(), "plus" | "mais" | "mas" | "adding" | "somando"));
    let planned = [SectionKind::Infrastructure, SectionKind::Objective, SectionKind::Strategies];
    let inside = planned.into_iter().any(|s| fact.sections.contains(s));
    let share = fact.quantity.base()?.ordered().low?;
    let possible = share > Decimal::ZERO && share < Decimal::ONE;
    let percent = matches!(fact.quantity.unit, Unit::Percent(_)) && !fact.quantity.increment;
    (named && !added && inside && percent && possible).then_some((fact, share))
}

fn fleet<'c>(canvas: &'c Canvas, component: &'c Component, measured: &'c Component) -> Option<Fleet<'c>> {
    let each = each(canvas, measured)?;
    let (replicas, most) = counts(canvas, component)?;
    let per_second = match demand::is_crowd(each) {
        true => each.quantity.bounds().high?,
        false => each.quantity.in_period(Period::Second)?.ordered().high?,
    };
    (per_second > Decimal::ZERO).then_some(Fleet { component, replicas, most, each, per_second })
}
