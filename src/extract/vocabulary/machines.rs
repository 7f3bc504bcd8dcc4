//! Words around numbers of machines: keys that say how many, what scales them, where they run, what one of them does.
//! Folded: lower case, no accents.

/// Words of keys for how many machines there are.
pub const HOW_MANY: &[&str] = &[
    "min",
    "max",
    "minimum",
    "maximum",
    "minimo",
    "maximo",
    "count",
    "total",
    "initial",
    "desired",
    "number",
    "numero",
    "de",
    "replicas",
    "replica",
    "instances",
    "instancias",
    "pods",
    "nodes",
    "workers",
    "of",
    "autoscaling",
];

/// Words of keys that say in which case there are so many, beside [`HOW_MANY`].
pub const WHEN: &[&str] = &[
    "minimos",
    "maximos",
    "inicial",
    "today",
    "target",
    "current",
    "atual",
    "actual",
    "hoje",
    "hoy",
    "scaled",
    "escalado",
    "phase",
    "fase",
    "peak",
    "pico",
    "normal",
    "quantidade",
    "cantidad",
    "quantity",
    "qty",
    "qtd",
    "now",
    "later",
    "from",
    "to",
    "para",
    "a",
    "base",
    "limit",
    "limite",
    "n",
    "num",
    "baseline",
    "projected",
    "projetado",
    "proyectado",
    "meta",
    "objetivo",
    "goal",
    "planned",
    "planejado",
    "previsto",
    "prod",
    "production",
    "producao",
    "produccion",
    "staging",
    "dev",
    "homologacao",
    "test",
    "mean",
    "media",
    "avg",
    "off",
    "low",
    "high",
    "start",
    "end",
    "inicio",
    "fim",
    "fin",
    "value",
    "valor",
];

/// Words of keys that hold how many there are, rather than say of what, beside [`HOW_MANY`].
pub const STRUCTURE: &[&str] = &[
    "spec",
    "template",
    "scaling",
    "autoscaler",
    "autoscale",
    "auto",
    "horizontal",
    "vertical",
    "pod",
    "hpa",
    "instance",
    "range",
    "deployment",
    "deploy",
    "service",
    "svc",
    "containers",
    "contenedores",
    "tasks",
    "size",
    "minreplicas",
    "maxreplicas",
    "escalonamento",
    "autoescalado",
    "automatico",
    "servico",
    "servicio",
    "deployments",
    "kubernetes",
    "k8s",
    "cada",
    "each",
    "por",
    "per",
];

/// Words that stand around the name of what is scaled: "Autoscaling dos consumidores de 4 a 20 réplicas".
pub const SCALING: &[&str] = &[
    "autoscaling",
    "autoscale",
    "autoscaler",
    "autoescalado",
    "autoescalamiento",
    "escalonamento",
    "hpa",
    "scale",
    "scales",
    "escalar",
    "escala",
    "escalado",
    "scaling",
];

/// Words that join the name of what is scaled to the rest, beside those that join any.
pub const AROUND_A_NAME: &[&str] = &["from", "between", "entre", "automatico", "automatica", "horizontal", "on"];

/// Beginnings of words for places where a component runs.
pub const ENVIRONMENTS: &[&str] = &[
    "dev", "desenv", "desarr", "stag", "homolog", "qa", "test", "prueba", "prod", "local", "canary", "sandbox",
    "disaster", "secund", "second", "standby", "failover", "region", "regiao",
];

/// Beginnings of words for one of several that are alike.
pub const MACHINES: &[&str] =
    &["servid", "server", "maquina", "machine", "vm", "contain", "contene", "conteiner", "box", "host"];

/// Words of a label or the header of a column for what one of several does: "capacidade unitária", "rated capacity".
pub const UNITARY: &[&str] = &["unitaria", "unitario", "individual", "unit", "unidade", "unidad", "rated", "nominal"];

/// Beginnings of verbs for what a replica does with what comes.
pub const DOES: &[&str] = &[
    "atend", "atiend", "handl", "serv", "sirv", "suport", "soport", "support", "sustain", "sustent", "process",
    "proces", "aguent", "trat", "good", "tak", "recebe", "recibe", "responde", "resuelve",
];

/// Words that may stand between one of several and how much it does.
pub const JOINS: &[&str] = &[
    "uma", "una", "um", "uno", "one", "of", "for", "a", "up", "to", "ate", "hasta", "about", "cerca", "de", "delas",
    "deles", "ellas", "ellos", "them", "can",
];
