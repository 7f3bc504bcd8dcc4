//! Words that say of which time, phase or size of the system a number speaks. Folded: lower case, no accents.

/// The system as it is.
pub const CURRENT: &[&str] = &[
    "atual",
    "atuais",
    "atualmente",
    "hoje",
    "current",
    "currently",
    "today",
    "now",
    "actual",
    "actuales",
    "actualmente",
    "hoy",
    "baseline",
    "piloto",
    "pilot",
    "existente",
    "existing",
    "ahora",
    "agora",
    "mvp",
];

/// What is to come, in a title that also speaks of today: "quanto passa hoje, quanto vai passar".
pub const AHEAD: &[&str] = &[
    "vai", "vao", "va", "van", "will", "sera", "serao", "seran", "amanha", "manana", "tomorrow", "depois", "despues",
    "later", "futuros", "futuras", "adiante", "ahead",
];

/// The system as it is planned.
pub const SCALED: &[&str] = &[
    "escalado",
    "escalada",
    "escalados",
    "scaled",
    "futuro",
    "futura",
    "future",
    "projetado",
    "projetada",
    "projecao",
    "projected",
    "projection",
    "proyectado",
    "proyectada",
    "proyeccion",
    "alvo",
    "planejado",
    "planned",
    "planificado",
];

/// Words that a number follows when it is the number of a phase.
pub const PHASE: &[&str] = &["fase", "phase", "etapa", "stage", "estagio", "onda", "wave", "tier", "nivel", "level"];

/// Words that open what is said of a later, larger system.
pub const WHEN: &[&str] = &["cuando", "quando", "when", "once", "ao", "al", "apos", "after", "upon", "if", "se", "si"];

/// How verbs for becoming so large begin.
pub const GROWN: &[&str] = &[
    "crez",
    "crec",
    "cresc",
    "grow",
    "lleg",
    "cheg",
    "ating",
    "alcan",
    "reach",
    "pasar",
    "pases",
    "pase",
    "passar",
    "passe",
    "passing",
    "superar",
    "supere",
    "ultrapass",
    "exceed",
    "exced",
    "hit",
];

/// Words for months, behind a number of them.
pub const MONTHS: &[&str] = &["mes", "meses", "month", "months"];

/// Numbers in words, behind which months or years follow: `six_months`.
pub const NUMBERS: &[(&str, u32)] = &[
    ("two", 2),
    ("dois", 2),
    ("duas", 2),
    ("dos", 2),
    ("three", 3),
    ("tres", 3),
    ("four", 4),
    ("quatro", 4),
    ("cuatro", 4),
    ("five", 5),
    ("cinco", 5),
    ("six", 6),
    ("seis", 6),
    ("nine", 9),
    ("nove", 9),
    ("nueve", 9),
    ("twelve", 12),
    ("doze", 12),
    ("doce", 12),
    ("eighteen", 18),
    ("dezoito", 18),
    ("dieciocho", 18),
];

/// Words for years, behind a number of them.
pub const YEARS: &[&str] = &["ano", "anos", "year", "years", "year", "anios"];
