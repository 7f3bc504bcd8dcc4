//! Infrastructure, strategies, and the proof that both are enough.

use std::collections::BTreeSet;

use crate::extract::vocabulary::{Word, title_words};
use crate::model::{Canvas, Fact, Metric, Role, Saying, SectionKind};
use crate::quantity::{Entity, Unit};
use crate::score::evidence::{Evidence, facts, lines, near, spans, vague};
use crate::score::rubric::Level;

const STORE: &[&str] = &[
    "postgres",
    "mysql",
    "mariadb",
    "mongo",
    "redis",
    "dynamo",
    "aurora",
    "rds",
    "sql",
    "banco",
    "database",
    "datos",
    "dados",
    "db",
    "storage",
    "armazen",
    "almacen",
    "disco",
    "disk",
    "elastic",
    "cassandra",
    "s3",
    "bucket",
    "backup",
];
const LIMIT: &[&str] =
    &["quota", "cota", "cuota", "limit", "teto", "tope", "maxim", "contrat", "permit", "allow", "throttl"];
const SCALING: &[&str] =
    &["scal", "escal", "boot", "cooldown", "startup", "arranque", "inicializ", "partida", "espera", "hpa", "autosc"];
const SPARE: &[&str] =
    &["headroom", "folga", "holgura", "margem", "margen", "lost", "perdid", "menos", "reserv", "spare", "sobra"];
const TRIGGER: &[&str] = &[
    "gargalo",
    "bottleneck",
    "cuello",
    "gatilho",
    "trigger",
    "disparador",
    "quando",
    "when",
    "cuando",
    "acima",
    "above",
    "encima",
    "limiar",
    "umbral",
    "ultrapass",
    "exced",
    "exceed",
    "supera",
    "threshold",
    "until",
    "ate",
    "hasta",
];
const MACHINES: &[&str] = &[
    "replic",
    "instanc",
    "pod",
    "autosc",
    "cluster",
    "maquin",
    "machine",
    "servidor",
    "server",
    "node",
    "nodo",
    "vm",
    "contein",
    "contain",
    "contenedor",
    "worker",
];
/// Kinds of strategies, each with the words that name it.
const KINDS: &[&[&str]] = &[
    &["horizontal", "replic", "autosc", "hpa", "pods", "balanc"],
    &["vertical"],
    &["cach", "redis", "memcached"],
    &["shard", "partic", "partition"],
    &["fila", "queue", "cola", "kafka", "rabbitmq", "sqs", "async", "assinc", "asinc", "mensageria"],
    &["cdn", "cloudfront", "cloudflare", "edge"],
    &["degrad", "circuit", "fallback", "throttl", "limit"],
    &["precomp", "batch", "lote", "pregera"],
    &["serverless", "lambda", "functions"],
    &["index", "indice", "otimiz", "optimi", "compress", "comprim"],
    &["microserv", "microsserv", "modular"],
];
const PARTS: &[&str] = &[
    "api", "web", "banco", "database", "datos", "dados", "servidor", "server", "worker", "servico", "service",
    "servicio", "app", "aplica", "frontend", "backend", "consult", "leitura", "lectura", "read", "imag", "static",
    "estatic", "pod", "postgres", "mysql", "mongo", "redis", "gateway",
];

/// The numbers of what is built: many documents size a component where they say how it scales.
fn built(canvas: &Canvas) -> impl Iterator<Item = &Fact> {
    let sections = [SectionKind::Infrastructure, SectionKind::Strategies];
    canvas.facts.iter().filter(move |f| sections.iter().any(|&section| f.sections.contains(section)))
}

/// A component with its size.
pub(in crate::score) fn sized(canvas: &Canvas) -> Evidence {
    let sizes = canvas.components.iter().flat_map(|c| c.cores.iter().chain(&c.sizes).chain(&c.capacity_each));
    let named = || lines(canvas, SectionKind::Infrastructure).filter(|line| line.says(STORE) || line.says(PARTS));
    let stated = built(canvas).filter(|f| matches!(f.metric, Metric::Cores | Metric::Size));
    let words = || Evidence::words(&[(Level::Vague, spans(named()))]);
    Evidence::figures(facts(canvas, sizes.copied()).into_iter().chain(stated), words)
}

/// How many replicas.
pub(in crate::score) fn replicas(canvas: &Canvas) -> Evidence {
    let ranges = canvas.replicas.iter().flat_map(|range| range.facts.iter());
    let counted = canvas.components.iter().flat_map(|c| c.replicas.iter());
    let machines = |f: &&Fact| {
        matches!(f.metric, Metric::Replicas)
            || matches!(f.metric, Metric::Count | Metric::Population) && counts(f, MACHINES)
    };
    let stated = built(canvas).filter(machines);
    let words = || vague(canvas, SectionKind::Infrastructure, MACHINES);
    Evidence::figures(facts(canvas, ranges.chain(counted).copied()).into_iter().chain(stated), words)
}

/// What one replica serves.
pub(in crate::score) fn capacity_each(canvas: &Canvas) -> Evidence {
    let each = canvas.components.iter().flat_map(|c| c.capacity_each.iter().copied());
    Evidence::figures(facts(canvas, each), Evidence::default)
}

/// The size of what keeps data.
pub(in crate::score) fn data_store(canvas: &Canvas) -> Evidence {
    let keeps = |f: &&Fact| {
        let connections = f.quantity.unit == Unit::Count(Entity::Connection);
        let named = near(f, &["conex", "connection", "conexion"]) && f.metric == Metric::Count;
        connections || named || f.metric == Metric::Size && near(f, STORE)
    };
    let of_components = canvas.components.iter().flat_map(|c| c.connections.iter().copied());
    let stated = built(canvas).filter(keeps);
    let words = || vague(canvas, SectionKind::Infrastructure, STORE);
    Evidence::figures(facts(canvas, of_components).into_iter().chain(stated), words)
}

/// What services outside allow.
pub(in crate::score) fn limits(canvas: &Canvas) -> Evidence {
    let limited = |f: &&Fact| {
        let measured = matches!(
            f.metric,
            Metric::Throughput | Metric::Size | Metric::Bandwidth | Metric::Count | Metric::Population
        );
        measured && near(f, LIMIT)
    };
    let stated = built(canvas).filter(limited);
    Evidence::figures(stated, || vague(canvas, SectionKind::Infrastructure, LIMIT))
}

/// Kinds of strategies, and what each is for.
pub(in crate::score) fn strategy_kinds(canvas: &Canvas) -> Evidence {
    let section = SectionKind::Strategies;
    let found: Vec<&Saying> = lines(canvas, section).filter(|l| KINDS.iter().any(|kind| l.says(kind))).collect();
    let kinds = KINDS.iter().filter(|kind| found.iter().any(|line| line.says(kind))).count();
    let names: BTreeSet<Word> =
        canvas.components.iter().flat_map(|c| title_words(&c.name.value)).filter(|word| word.len() > 3).collect();
    let tied = lines(canvas, section)
        .any(|line| line.says(PARTS) || line.names.iter().chain(&line.words).any(|word| names.contains(word)));
    let all: Vec<_> = found.iter().map(|line| line.span).collect();
    let level = match (kinds, tied) {
        (0 | 1, _) => Level::Vague,
        (_, false) => Level::Specific,
        (_, true) => Level::Verified,
    };
    Evidence::words(&[(level, all)])
}

/// When each strategy starts.
pub(in crate::score) fn strategy_triggers(canvas: &Canvas) -> Evidence {
    let section = SectionKind::Strategies;
    let named: Vec<&Saying> = lines(canvas, section).filter(|line| line.says(TRIGGER)).collect();
    let counted: Vec<_> = named.iter().filter(|line| line.number).map(|line| line.span).collect();
    let level = if counted.len() > 1 { Level::Verified } else { Level::Specific };
    Evidence::words(&[(level, counted), (Level::Vague, named.iter().map(|line| line.span).collect())])
}

/// Numbers of what the system serves in all.
pub(in crate::score) fn capacity_shown(canvas: &Canvas) -> Evidence {
    let served = canvas.components.iter().flat_map(|c| c.capacity_each.iter().chain(&c.rates).copied());
    let counted = Evidence::figures(facts(canvas, served), Evidence::default);
    if replicas(canvas).level == Level::Specific { counted } else { counted.at_most(Level::Vague) }
}

/// What is left when one is lost.
pub(in crate::score) fn headroom(canvas: &Canvas) -> Evidence {
    let spare = |f: &&Fact| {
        let measured = matches!(f.metric, Metric::Throughput | Metric::Utilisation | Metric::Share | Metric::Count);
        measured && near(f, SPARE)
    };
    let stated = built(canvas).filter(spare);
    Evidence::figures(stated, || vague(canvas, SectionKind::Infrastructure, SPARE))
}

/// How fast it scales.
pub(in crate::score) fn autoscale_timing(canvas: &Canvas) -> Evidence {
    let timed = |f: &&Fact| matches!(f.quantity.unit, Unit::Duration(_)) && near(f, SCALING);
    let stated = built(canvas).filter(timed);
    let triggers = facts(canvas, canvas.targets.iter().filter(|t| t.role == Role::Trigger).map(|t| t.fact));
    let words = || vague(canvas, SectionKind::Infrastructure, &["autosc", "hpa"]);
    Evidence::figures(stated, || Evidence::figures(triggers, words).at_most(Level::Vague))
}

/// What dependencies allow, and how long they take.
pub(in crate::score) fn dependencies(canvas: &Canvas) -> Evidence {
    let of_components = canvas.components.iter().flat_map(|c| c.connections.iter().copied());
    let latency = built(canvas).filter(|f| f.metric == Metric::Latency);
    let limited = limits(canvas);
    let counted = Evidence::figures(facts(canvas, of_components).into_iter().chain(latency), Evidence::default);
    if counted.level > limited.level { counted } else { limited }
}

/// Whether what is counted is called like one of `stems`.
fn counts(fact: &Fact, stems: &[&str]) -> bool {
    match &fact.quantity.unit {
        Unit::Count(Entity::Thing(thing)) => stems.iter().any(|stem| thing.starts_with(stem)),
        Unit::Count(_) => matches!(fact.metric, Metric::Replicas),
        _ => false,
    }
}
