//! Words that say what a number measures. Folded: lower case, no accents.

/// How long an answer takes.
pub const LATENCY: &[&str] = &[
    "latencia",
    "latency",
    "resposta",
    "respostas",
    "response",
    "respuesta",
    "respuestas",
    "responder",
    "respond",
    "rtt",
    "carregamento",
    "loading",
];

/// Words right before how long something goes on: "p95 > 2 s (sustained 5 minutes)".
pub const LASTING: &[&str] = &[
    "for",
    "por",
    "durante",
    "during",
    "over",
    "sustained",
    "sostenido",
    "sostenida",
    "sostenidos",
    "sustentado",
    "sustentada",
    "sustentados",
];

/// Durations that are no latencies: settings, windows, lengths of tests.
pub const SETTING: &[&str] = &[
    "timeout",
    "timeouts",
    "ttl",
    "cooldown",
    "interval",
    "intervalo",
    "window",
    "janela",
    "ventana",
    "rampa",
    "ramp",
    "rampup",
    "duration",
    "duracao",
    "duracion",
    "rto",
    "rpo",
    "backup",
    "backups",
    "retention",
    "retencao",
    "retencion",
    "think",
    "sleep",
    "pausa",
    "espera",
    "wait",
    "boot",
    "startup",
    "recovery",
    "recuperacao",
    "recuperacion",
    "deploy",
    "rollback",
    "downtime",
    "indisponibilidade",
    "estabilizacao",
    "stabilization",
    "sessao",
    "session",
    "sesion",
    "expira",
    "expires",
    "cache",
    "refresh",
    "horizonte",
    "prazo",
    "plazo",
    "soak",
    "plateau",
    "antecedencia",
    "lag",
    "atraso",
    "retraso",
    "defasagem",
];

/// The share of time, or of requests, that the system serves.
pub const AVAILABILITY: &[&str] =
    &["disponibilidade", "disponibilidad", "availability", "uptime", "sla", "available", "disponivel", "disponible"];

/// The share of requests that fail.
pub const ERRORS: &[&str] = &[
    "erro", "erros", "error", "errors", "errores", "falha", "falhas", "fallo", "fallos", "failure", "failures",
    "failed", "5xx", "err",
];

/// The share of a resource in use.
pub const UTILISATION: &[&str] = &[
    "cpu",
    "memoria",
    "memory",
    "ram",
    "disco",
    "disk",
    "uso",
    "usage",
    "utilizacao",
    "utilization",
    "utilisation",
    "utilizacion",
    "ocupacao",
    "ocupacion",
    "saturacao",
    "saturation",
    "consumo",
    "carga",
    "pool",
];

/// How words begin for what people use or how, which is no resource: "feature usage", "uso por canal", "padrões de uso".
pub const PRODUCT: &[&str] = &[
    "feature",
    "funcional",
    "function",
    "func",
    "product",
    "produto",
    "canal",
    "canais",
    "channel",
    "device",
    "disposit",
    "pattern",
    "padrao",
    "padroes",
    "patron",
];

/// Data that goes over a line.
pub const TRAFFIC: &[&str] =
    &["egress", "ingress", "trafego", "trafico", "traffic", "transfer", "transferencia", "bandwidth", "banda"];

/// Data that is kept.
pub const KEPT: &[&str] = &[
    "armazenamento",
    "armazenado",
    "armazenados",
    "armazenadas",
    "storage",
    "stored",
    "almacenamiento",
    "almacenado",
    "almacenados",
    "retencao",
    "retencion",
    "retention",
    "backup",
    "backups",
    "disco",
    "disk",
    "crescimento",
    "crecimiento",
    "growth",
    "logs",
    "log",
    "guardado",
    "guardados",
];

/// The share of reads a cache answers.
pub const HIT_RATE: &[&str] = &["hit", "hits", "acerto", "acertos", "aciertos"];

/// What grows, and by how much.
pub const GROWTH: &[&str] =
    &["crescimento", "crescer", "crecimiento", "crecer", "growth", "grow", "aumento", "aumentar", "increase"];

/// How serious an alert is.
pub const SEVERITY: &[&str] = &[
    "warn",
    "warning",
    "aviso",
    "alerta",
    "alert",
    "atencao",
    "atencion",
    "critico",
    "critica",
    "critical",
    "crit",
    "grave",
    "severe",
    "page",
    "pager",
    "pagina",
    "ticket",
    "incident",
    "incidente",
    "emergencia",
    "emergency",
];

/// Words between an alert and the next, more serious one.
pub const LINKING: &[&str] =
    &["e", "y", "and", "ou", "or", "o", "em", "en", "at", "a", "con", "com", "then", "se", "si", "if"];
