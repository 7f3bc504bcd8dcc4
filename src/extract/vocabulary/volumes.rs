//! Words beside a number of users, orders or requests that do not say what is counted. Folded: lower case, no accents.

/// Words that join others, and words for more or less.
pub const JOINING: &[&str] = &[
    "de", "do", "da", "dos", "das", "del", "la", "el", "los", "las", "the", "of", "a", "o", "os", "as", "e", "y", "and",
    "en", "em", "in", "no", "na", "nos", "nas", "por", "per", "para", "for", "to", "from", "com", "con", "with", "un",
    "una", "um", "uma", "al", "ao", "aos", "que", "is", "are", "by", "at", "on", "se", "sao", "son", "mil", "k", "cerca",
    "aproximadamente", "about", "approx", "around", "ate", "until", "hasta", "antes", "before", "x", "vezes", "veces",
    "times", "numero", "number", "quantidade", "quantity", "cantidad", "qtd", "valor", "value", "volume", "volumes",
    "volumen", "fold", "our", "nosso", "nossa", "seu", "sua", "su",
];

/// Words for periods and dates.
pub const TIME: &[&str] = &[
    "dia", "dias", "day", "days", "daily", "diario", "diarios", "diaria", "diarias", "diariamente", "mes", "meses", "month",
    "months", "monthly", "mensal", "mensais", "mensual", "mensuales", "semana", "semanas", "week", "weekly", "semanal",
    "ano", "anos", "year", "years", "yearly", "anual", "annual", "hora", "horas", "hour", "hours", "hourly", "minuto",
    "minutos", "minute", "minutes", "min", "segundo", "segundos", "second", "seconds", "seg", "sec", "s", "h", "d", "m",
    "rps", "qps", "rpm", "q1", "q2", "q3", "q4", "jan", "fev", "feb", "mar", "abr", "apr", "mai", "may", "jun", "jul",
    "ago", "aug", "set", "sep", "sept", "out", "oct", "nov", "dez", "dic", "dec", "janeiro", "fevereiro", "marco", "abril",
    "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "enero", "febrero", "marzo", "mayo",
    "junio", "julio", "septiembre", "octubre", "noviembre", "diciembre", "semestre", "trimestre", "quarter", "prazo",
    "fim", "final", "end",
];

/// Words for a figure of a distribution.
pub const STATISTIC: &[&str] = &[
    "media", "medio", "medios", "medias", "mean", "average", "avg", "promedio", "pico", "picos", "peak", "peaks", "maximo",
    "maxima", "max", "total", "totais", "totales",
];

/// Words for the state of a system, beside those of [`crate::extract::vocabulary::scenarios`].
pub const STATE: &[&str] = &["cenario", "cenarios", "scenario", "scenarios", "escenario", "escenarios", "meta", "objetivo", "goal", "target", "esperado", "esperada", "esperados", "expected"];

/// Words that say no more than that the system grows.
pub const GENERAL: &[&str] = &[
    "sistema", "system", "plataforma", "platform", "servico", "service", "servicio", "aplicacao", "application", "app",
    "aplicacion", "carga", "load", "demanda", "demand", "capacidade", "capacity", "capacidad", "fator", "factor",
    "crescimento", "crecimiento", "growth", "escala", "scale", "escalabilidade", "escalabilidad", "scalability",
    "negocio", "business", "operacao", "operation", "operacion", "mais", "mas", "more", "base", "produto", "product",
    "producto", "o", "tudo", "everything", "todo", "maior", "mayor", "bigger", "larger",
];

/// Beginnings of the words that say that something is to grow.
pub const GROWS: &[&str] = &[
    "cresc", "crec", "grow", "scale", "scaling", "escal", "suport", "soport", "support", "handle", "handling", "atend",
    "atien", "multiplic", "aument", "increas", "serve", "absorb", "ampli", "expan", "dobr", "doubl", "triplic", "tripl",
    "duplic", "quadrupl", "alcan", "chegar", "llegar", "reach", "fator", "factor",
];

/// Beginnings of words for what is meant to shrink, or grows with something else than demand.
pub const NOT_DEMAND: &[&str] = &[
    "custo", "cost", "coste", "preco", "price", "precio", "latenc", "respost", "respons", "respuest", "error", "erro",
    "falh", "fail", "fallo", "churn", "cancel", "tempo", "time", "tiempo", "manual", "incident", "chamado", "ticket",
    "folga", "headroom", "margem", "margin", "margen", "desist", "abandon", "duplicad", "atras", "delay", "retras",
    "economi", "saving", "ahorro", "throughput", "replica", "instanc", "pod", "node", "server", "servidor", "peak", "pico",
    "miss", "retry", "backlog", "faster", "rapid", "cheaper", "barat", "receita", "revenue", "ingreso",
];
