//! Closed lists of words that decide what a line is: placeholders, instructions, reasons for absence, languages.
//! Folded: lower case, no accents.

use crate::extract::vocabulary::{folded_words, has};
use crate::words::Language;

/// Words that tell the three languages apart; each stands in one list only.
pub const LANGUAGE: &[(Language, &[&str])] = &[
    (
        Language::Pt,
        &[
            "nao", "sao", "com", "uma", "em", "ou", "dos", "das", "mais", "ate", "mes", "ao", "do", "da", "no", "na",
            "os", "um", "usuarios", "custo", "custos", "objetivo", "testes", "riscos", "pela", "pelo", "cenario", "e",
        ],
    ),
    (
        Language::En,
        &[
            "the", "and", "of", "with", "for", "to", "in", "is", "users", "cost", "costs", "month", "per", "at", "by",
            "are", "on", "from", "we", "risk", "risks", "load", "test", "target", "requests",
        ],
    ),
    (
        Language::Es,
        &[
            "el",
            "los",
            "las",
            "con",
            "y",
            "una",
            "del",
            "hasta",
            "costo",
            "costos",
            "coste",
            "al",
            "es",
            "en",
            "la",
            "un",
            "pruebas",
            "riesgos",
            "carga",
            "usuarios",
            "escenario",
            "mas",
            "se",
            "mensual",
            "por",
            "sin",
        ],
    ),
];

/// First words of a template's instruction.
pub const INSTRUCTION: &[&str] =
    &["instrucoes", "instrucao", "instructions", "instruction", "instrucciones", "instruccion"];

/// Labels of a template's example.
pub const EXAMPLE: &[&str] = &["exemplo", "exemplos", "example", "examples", "ejemplo", "ejemplos"];

/// Names of columns and fields that say how far something has come.
pub const STATUS: &[&str] =
    &["status", "estado", "situacao", "situacion", "state", "progress", "progresso", "progreso", "andamento", "avance"];

/// Texts that stand where something is still to be written.
pub const PLACEHOLDER: &[&str] = &[
    "tbd",
    "todo",
    "tba",
    "fixme",
    "xx",
    "xxx",
    "xxxx",
    "a definir",
    "a ser definido",
    "a ser definida",
    "a ser definidos",
    "a ser definidas",
    "por definir",
    "to be defined",
    "to be determined",
    "to be decided",
    "pendente",
    "pendiente",
    "preencher",
    "a preencher",
    "completar",
    "a completar",
    "fill in",
    "fill me",
    "lorem ipsum",
    "por completar",
    "em definicao",
    "...",
    "…",
    "???",
];

/// Texts inside brackets that stand for something to fill in.
pub const BRACKETED: &[&str] = &[
    "data",
    "date",
    "fecha",
    "nome",
    "name",
    "nombre",
    "responsavel",
    "owner",
    "responsable",
    "valor",
    "value",
    "numero",
    "number",
    "equipe",
    "team",
    "equipo",
    "projeto",
    "project",
    "proyecto",
    "titulo",
    "title",
    "preencher",
    "completar",
    "insert",
    "inserir",
    "insertar",
    "your",
    "seu",
    "sua",
    "su",
    "tbd",
    "todo",
    "xx",
    "xxx",
    "versao",
    "version",
    "link aqui",
    "descricao",
    "description",
    "descripcion",
    "autor",
    "author",
    "empresa",
    "company",
];

/// Texts that say that something does not apply.
pub const NOT_APPLICABLE: &[&str] = &[
    "n/a",
    "na",
    "nao se aplica",
    "nao aplicavel",
    "not applicable",
    "no aplica",
    "does not apply",
    "n.a.",
    "fora de escopo",
    "fora do escopo",
    "out of scope",
    "fuera de alcance",
    "fuera del alcance",
];

/// Titles and labels over what the plan does not aim at.
pub const NO_GOALS: &[&str] = &[
    "non goals",
    "non goal",
    "nongoals",
    "anti goals",
    "not a goal",
    "not goals",
    "out of scope",
    "not in scope",
    "fora do escopo",
    "fora de escopo",
    "nao objetivos",
    "nao e objetivo",
    "nao sao objetivos",
    "nao metas",
    "no objetivos",
    "no es objetivo",
    "no es un objetivo",
    "no son objetivos",
    "fuera de alcance",
    "fuera del alcance",
];

/// Labels and phrases of a mitigation.
pub const MITIGATION: &[&str] = &[
    "mitigacao",
    "mitigacoes",
    "mitigation",
    "mitigations",
    "mitigacion",
    "mitigaciones",
    "mitigar",
    "mitigate",
    "resposta",
    "response",
    "respuesta",
    "contramedida",
    "countermeasure",
    "plano de acao",
    "acao",
    "action",
    "accion",
    "contingencia",
    "contingency",
    "plano de contingencia",
    "solucao",
    "solution",
    "solucion",
    "tratamento",
    "treatment",
    "tratamiento",
    "aceito",
    "aceita",
    "accepted",
    "aceptado",
    "aceptada",
    "accept",
];

/// Labels of a risk.
pub const RISK: &[&str] = &["risco", "riscos", "risk", "risks", "riesgo", "riesgos", "ameaca", "threat", "amenaza"];

/// Beginnings of words for how likely a risk is.
pub const PROBABILITY: &[&str] = &["probab", "likelihood", "chance", "prob", "p"];

/// Beginnings of words for how bad a risk would be.
pub const IMPACT: &[&str] = &["impact", "severi", "gravi", "i"];

/// Beginnings of words that rate a risk in both ways at once.
pub const LEVEL: &[&str] = &["criticidad", "priorid", "priority", "rating", "score", "nivel", "level", "pxi"];

/// Beginnings of words for who looks after a risk.
pub const IN_CHARGE: &[&str] = &[
    "owner",
    "owned",
    "responsave",
    "responsab",
    "responsib",
    "responde",
    "dono",
    "dona",
    "dueno",
    "duena",
    "quem",
    "quien",
    "who",
    "resp",
    "lider",
];

/// Beginnings of words for what shows that a risk comes true.
pub const SIGNAL: &[&str] = &[
    "gatilho",
    "trigger",
    "disparador",
    "sinal",
    "sinais",
    "senal",
    "senales",
    "signal",
    "indica",
    "alert",
    "monitor",
];

/// Words of scales.
pub const SCALE: &[&str] = &[
    "alta", "alto", "high", "media", "medio", "medium", "moderate", "moderada", "baixa", "baixo", "baja", "bajo",
    "low", "critica", "critico", "critical", "p", "i",
];

/// Beginnings of words for what limits growth first.
pub const BOTTLENECK: &[&str] = &["gargalo", "bottleneck", "cuello"];

/// Articles and prepositions: words that join others.
pub const JOINING: &[&str] = &[
    "de", "da", "do", "das", "dos", "del", "la", "el", "los", "las", "o", "a", "os", "as", "of", "the", "for", "para",
    "em", "en", "com", "con", "with",
];

/// Labels of metadata: owner, date, version.
pub const OWNER: &[&str] = &[
    "responsavel",
    "responsaveis",
    "owner",
    "owners",
    "responsable",
    "responsables",
    "autor",
    "autora",
    "autores",
    "author",
    "authors",
    "equipe",
    "team",
    "equipo",
    "squad",
    "maintainer",
    "time",
    "mantido por",
    "maintained by",
    "dono",
    "dona",
    "dri",
    "elaborado por",
    "prepared by",
    "preparado por",
    "resp",
    "gestor",
    "gestora",
    "redacto",
    "redactado por",
    "redactor",
    "redactora",
    "redigido por",
    "elaboro",
    "preparo",
    "escrito por",
    "written by",
    "criado por",
    "created by",
    "creado por",
    "mantenido por",
    "lead",
    "tech lead",
    "lider",
    "lider tecnico",
    "deciders",
    "decider",
    "decisores",
    "contato",
    "contacto",
    "contact",
];
/// See [`OWNER`].
pub const DATE: &[&str] = &[
    "data",
    "date",
    "fecha",
    "data de criacao",
    "created",
    "criado em",
    "creado",
    "updated",
    "atualizado em",
    "ultima atualizacao",
    "last updated",
    "last update",
    "ultima actualizacion",
    "actualizado",
    "revisado em",
    "revisao",
    "reviewed",
    "atualizado",
    "generated",
    "fecha de creacao",
    "publicado",
    "created at",
    "updated at",
];
/// See [`OWNER`].
pub const VERSION: &[&str] = &["versao", "version", "versión", "revision", "rev", "ver", "v", "canvas version"];

/// Headers and keys over how long a limit must be passed before an alert fires.
pub const WINDOW: &[&str] = &[
    "janela", "window", "ventana", "duracao", "duracion", "duration", "durante", "for", "during", "periodo", "period",
];

/// Whether a header or a key is over how long a limit must be passed.
pub fn names_a_window(title: &str) -> bool {
    has(title, WINDOW)
}

/// Headers over how grave, likely or urgent something is.
pub const RANK: &[&str] = &[
    "severidade",
    "severidad",
    "severity",
    "sev",
    "prioridade",
    "prioridad",
    "priority",
    "probabilidade",
    "probabilidad",
    "probability",
    "prob",
    "likelihood",
    "criticidade",
    "criticidad",
    "criticality",
    "gravidade",
    "gravedad",
];

/// Whether a header is over what says nothing of what its row names: a window, a rank.
pub fn stands_alone(header: &str) -> bool {
    names_a_window(header)
        || folded_words(header.split('(').next().unwrap_or("")).all(|word| RANK.contains(&word.as_str()))
            && header.contains(char::is_alphabetic)
}

/// Headers that may be over that, or over a time that is measured.
pub const HOW_LONG: &[&str] = &["tempo", "tiempo", "time", "quanto", "cuanto", "long", "prazo", "plazo"];

/// Names that are nobody who could answer for a canvas.
pub const NOBODY: &[&str] = &["ai assistant", "assistant", "chatgpt", "claude", "copilot", "gemini", "ia", "ai", "bot"];

/// How words for what lasts months, not minutes, begin.
pub const FOR_MONTHS: &[&str] = &[
    "contrat",
    "contract",
    "commitment",
    "compromis",
    "reserved",
    "reservad",
    "savings",
    "horizon",
    "runway",
    "payback",
    "projec",
    "proyec",
    "roadmap",
    "vigenc",
    "licen",
    "retenc",
    "retent",
    "forecast",
    "previs",
];

/// Words right before the time in which something grows: "2x in 18m".
pub const WITHIN: &[&str] = &["em", "en", "in", "within", "over", "next", "proximos", "ate", "hasta"];

/// Beginnings of words for what grows in minutes: a load test, what an autoscaler starts.
pub const IN_MINUTES: &[&str] = &[
    "autosc", "autoesc", "scale", "scali", "escala", "hpa", "keda", "pod", "replica", "instanc", "node", "nodo",
    "worker", "ramp", "spike", "stage", "vu", "test", "pico", "peak", "latenc", "alert", "fila", "queue", "cola",
    "burst", "rajada", "surge",
];

/// What stands between what is usual and its peak: "120 req/s de média, com pico de 300".
pub const PEAK: &[&str] = &[
    "pico", "picos", "peak", "peaks", "peaking", "de", "of", "at", "a", "e", "y", "and", "com", "con", "with", "em",
    "en", "um", "un", "media", "medio", "promedio", "average", "avg", "mean", "on", "up", "to", "ate", "hasta", "por",
    "para",
];

/// Databases, by what they are called and by the names of those that hold a pool of connections.
pub const DATABASES: &[&str] = &[
    "db",
    "database",
    "databases",
    "banco",
    "bd",
    "base",
    "postgres",
    "postgresql",
    "pg",
    "mysql",
    "mariadb",
    "sqlserver",
    "oracle",
    "pgbouncer",
    "hikari",
    "hikaricp",
    "rds",
    "aurora",
    "mongodb",
];
