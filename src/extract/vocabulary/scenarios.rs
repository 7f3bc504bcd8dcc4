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

/// Words for months, behind a number of them.
pub const MONTHS: &[&str] = &["mes", "meses", "month", "months"];

/// Words for years, behind a number of them.
pub const YEARS: &[&str] = &["ano", "anos", "year", "years", "year", "anios"];
