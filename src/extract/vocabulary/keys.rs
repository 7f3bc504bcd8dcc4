//! Keys that say how to read what stands behind them: names that count nothing, expressions, units of Kubernetes.

use crate::extract::vocabulary::{Word, title_words};
use crate::quantity::{Entity, PercentKind, TimeUnit, Unit};

/// Words that end a key whose value is a name, an address or a number of a thing, never a quantity.
const NAMES: &[&str] = &[
    "port",
    "ports",
    "porta",
    "puerto",
    "image",
    "imagem",
    "imagen",
    "tag",
    "version",
    "versao",
    "uid",
    "gid",
    "uuid",
    "guid",
    "hash",
    "sha",
    "digest",
    "checksum",
    "commit",
    "revision",
    "revisao",
    "url",
    "uri",
    "href",
    "hostname",
    "cidr",
    "ip",
    "schedule",
    "cron",
    "timestamp",
    "color",
    "regex",
    "pattern",
    "phone",
    "telefone",
    "arn",
    "id",
];

/// Keys of Kubernetes, Prometheus and their kin that are read as a whole, as they are written, in lower case.
const WHOLE: &[&str] = &[
    "apiversion",
    "kind",
    "nodeport",
    "runasuser",
    "runasgroup",
    "fsgroup",
    "resourceversion",
    "generation",
    "hash_slots",
    "hash_value",
    "__line__",
    "panelid",
    "schemaversion",
    "gridpos",
    "revisionhistorylimit",
    // What a planner or a hash reckons with is no money.
    "random_page_cost",
    "seq_page_cost",
    "cpu_tuple_cost",
    "cpu_index_tuple_cost",
    "cpu_operator_cost",
    "parallel_setup_cost",
    "parallel_tuple_cost",
    "vacuum_cost_limit",
    "autovacuum_vacuum_cost_limit",
    "jit_above_cost",
    "bcrypt_cost",
];

/// Keys whose value is an expression of a query language.
const EXPRESSIONS: &[&str] = &["expr", "expression", "expressao", "expresion", "query", "promql", "metric_query"];

/// Whether what stands behind this key is a name, an address or an identifier, so that its digits count nothing.
pub fn names_something(key: &str) -> bool {
    let key = key.trim();
    if key.contains(char::is_whitespace) {
        return false;
    }
    if WHOLE.contains(&key.to_ascii_lowercase().as_str()) {
        return true;
    }
    let words = title_words(key);
    words.last().is_some_and(|last| NAMES.contains(&last.as_str())) && !counts(&words)
}

/// Whether what stands behind this key, or under this header, is an expression of a query language.
pub fn holds_an_expression(key: &str) -> bool {
    EXPRESSIONS.contains(&crate::extract::vocabulary::fold(key.trim().trim_end_matches(':')).as_str())
}

/// "images_per_id", "max_ip": the word is counted, not named.
fn counts(words: &[Word]) -> bool {
    const COUNTING: &[&str] = &["per", "por", "max", "min", "total", "count", "num", "number", "limit", "avg", "cost"];
    words.iter().any(|w| COUNTING.contains(&w.as_str()))
}

/// The unit of the bare number behind a key of Kubernetes, which stands under `above`.
pub fn unit(key: &str, above: Option<&str>) -> Option<Unit> {
    let key = key.trim();
    match key {
        "replicas" | "minReplicas" | "maxReplicas" | "replicaCount" | "minReplicaCount" | "maxReplicaCount" => {
            Some(Unit::Count(Entity::Replica))
        }
        "averageUtilization" | "targetCPUUtilizationPercentage" | "targetMemoryUtilizationPercentage" => {
            Some(Unit::Percent(PercentKind::Utilisation))
        }
        "cpu"
            if matches!(
                above.map(str::trim),
                Some("requests" | "limits" | "resources" | "allocatable" | "capacity")
            ) =>
        {
            Some(Unit::Cores)
        }
        // `hpa: {min: 3, max: 12}`
        "min" | "max" | "minimum" | "maximum" | "minimo" | "maximo" | "mínimo" | "máximo" => {
            const SCALERS: &[&str] =
                &["hpa", "autoscaling", "autoscaler", "auto scaling", "autoescala", "autoescalado", "replicas"];
            let scales = |above: &str| SCALERS.contains(&title_words(above).join(" ").as_str());
            above.is_some_and(scales).then_some(Unit::Count(Entity::Replica))
        }
        _ if key.len() > "Seconds".len() && key.ends_with("Seconds") => Some(Unit::Duration(TimeUnit::Second)),
        _ => None,
    }
}

/// Whether a key or a label names the use of a resource that an autoscaler keeps to: `target_cpu`, "CPU alvo".
pub fn names_a_target_of_use(name: &[Word]) -> bool {
    const RESOURCES: &[&str] = &["cpu", "memory", "memoria", "mem", "ram"];
    const TARGETS: &[&str] = &["target", "alvo", "objetivo", "meta", "threshold", "limiar", "umbral"];
    let has = |list: &[&str]| name.iter().filter(|word| list.contains(&word.as_str())).count();
    has(RESOURCES) == 1 && has(TARGETS) == 1 && name.len() == 2 + has(&["de", "of", "del"])
}

/// The unit of the `value` of a scaling policy, by its `type`.
pub fn policy_unit(sort: &str) -> Option<Unit> {
    match sort.trim() {
        "Percent" => Some(Unit::Percent(PercentKind::Share)),
        "Pods" => Some(Unit::Count(Entity::Pod)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_images_and_versions_are_names() {
        for key in
            ["port", "containerPort", "targetPort", "metrics_port", "image", "apiVersion", "runAsUser", "user_id"]
        {
            assert!(names_something(key), "{key}");
        }
    }

    #[test]
    fn an_autoscaler_keeps_to_a_use() {
        for name in
            ["target_cpu", "cpu_target", "targetCPU", "CPU alvo", "Alvo de CPU", "CPU objetivo", "memory_target"]
        {
            assert!(names_a_target_of_use(&title_words(name)), "{name}");
        }
        for name in ["cpu", "target", "cpu_limit", "target_cpu_cores", "CPU alvo do banco", "target_rps"] {
            assert!(!names_a_target_of_use(&title_words(name)), "{name}");
        }
    }

    #[test]
    fn counts_are_not_names() {
        for key in ["replicas", "minReplicas", "averageUtilization", "cost_per_id", "periodSeconds", "Custo por id"] {
            assert!(!names_something(key), "{key}");
        }
    }
}
