//! What units, periods, metrics and states are called: a code for programs, words for people.

use crate::model::{Confidence, CostRole, Metric, Role, ScenarioKind, Status};
use crate::quantity::{Currency, DataUnit, Entity, PercentKind, Period, Relation, Statistic, TimeUnit};
use crate::words::{Language, Text};

/// What something is called.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Name {
    /// For programs; stays as it is.
    pub code: &'static str,
    /// For people, of one.
    pub one: Text,
    /// For people, of several.
    pub many: Text,
}

impl Name {
    /// The words in `language`, for one or for several.
    pub(in crate::report) fn words(&self, one: bool, language: Language) -> &'static str {
        if one { self.one.in_language(language) } else { self.many.in_language(language) }
    }
}

const fn text(en: &'static str, pt: &'static str, es: &'static str) -> Text {
    Text { en, pt, es }
}

/// A name that has no plural, or needs none.
const fn name(code: &'static str, en: &'static str, pt: &'static str, es: &'static str) -> Name {
    Name { code, one: text(en, pt, es), many: text(en, pt, es) }
}

const fn counted(code: &'static str, one: Text, many: Text) -> Name {
    Name { code, one, many }
}

/// The name of a metric.
pub(in crate::report) fn metric(metric: Metric) -> Name {
    match metric {
        Metric::Latency => name("latency", "latency", "latência", "latencia"),
        Metric::Setting => name("setting", "duration", "duração", "duración"),
        Metric::Availability => name("availability", "availability", "disponibilidade", "disponibilidad"),
        Metric::ErrorRate => name("error-rate", "error rate", "taxa de erro", "tasa de error"),
        Metric::Utilisation => name("utilisation", "utilisation", "utilização", "utilización"),
        Metric::HitRate => name("hit-rate", "hit rate", "taxa de acerto", "tasa de acierto"),
        Metric::Share => name("share", "share", "parcela", "proporción"),
        Metric::Growth => name("growth", "growth", "crescimento", "crecimiento"),
        Metric::Throughput => name("throughput", "throughput", "vazão", "tráfico"),
        Metric::Population => {
            name("population", "users or connections", "usuários ou conexões", "usuarios o conexiones")
        }
        Metric::Replicas => name("replicas", "replicas", "réplicas", "réplicas"),
        Metric::Cost => name("cost", "cost", "custo", "costo"),
        Metric::UnitCost => name("unit-cost", "unit cost", "custo unitário", "costo unitario"),
        Metric::Size => name("size", "size", "tamanho", "tamaño"),
        Metric::Bandwidth => name("bandwidth", "bandwidth", "largura de banda", "ancho de banda"),
        Metric::Cores => name("cores", "cores", "núcleos", "núcleos"),
        Metric::Count => name("count", "count", "contagem", "recuento"),
        Metric::Unknown => name("unknown", "meaning unknown", "significado desconhecido", "significado desconocido"),
    }
}

/// The name of a period.
pub(in crate::report) fn period(per: Period) -> Name {
    match per {
        Period::Second => name("second", "second", "segundo", "segundo"),
        Period::Minute => name("minute", "minute", "minuto", "minuto"),
        Period::Hour => name("hour", "hour", "hora", "hora"),
        Period::Day => name("day", "day", "dia", "día"),
        Period::Week => name("week", "week", "semana", "semana"),
        Period::Month => name("month", "month", "mês", "mes"),
        Period::Quarter => name("quarter", "quarter", "trimestre", "trimestre"),
        Period::Year => name("year", "year", "ano", "año"),
    }
}

/// The name of a unit of time; the short ones have symbols for people too.
pub(in crate::report) fn time(unit: TimeUnit) -> Name {
    match unit {
        TimeUnit::Nanosecond => name("nanosecond", "ns", "ns", "ns"),
        TimeUnit::Microsecond => name("microsecond", "µs", "µs", "µs"),
        TimeUnit::Millisecond => name("millisecond", "ms", "ms", "ms"),
        TimeUnit::Second => name("second", "s", "s", "s"),
        TimeUnit::Minute => name("minute", "min", "min", "min"),
        TimeUnit::Hour => name("hour", "h", "h", "h"),
        TimeUnit::Day => counted("day", text("day", "dia", "día"), text("days", "dias", "días")),
        TimeUnit::Week => counted("week", text("week", "semana", "semana"), text("weeks", "semanas", "semanas")),
        TimeUnit::Month => counted("month", text("month", "mês", "mes"), text("months", "meses", "meses")),
        TimeUnit::Year => counted("year", text("year", "ano", "año"), text("years", "anos", "años")),
    }
}

/// The name of an entity; `None` for a noun of the document's own.
pub(in crate::report) fn entity(entity: &Entity) -> Option<Name> {
    let (code, one, many) = match entity {
        Entity::User => ("user", text("user", "usuário", "usuario"), text("users", "usuários", "usuarios")),
        Entity::RegisteredUser => (
            "registered-user",
            text("registered user", "usuário cadastrado", "usuario registrado"),
            text("registered users", "usuários cadastrados", "usuarios registrados"),
        ),
        Entity::DailyActiveUser => (
            "daily-active-user",
            text("daily active user", "usuário ativo no dia", "usuario activo al día"),
            text("daily active users", "usuários ativos no dia", "usuarios activos al día"),
        ),
        Entity::MonthlyActiveUser => (
            "monthly-active-user",
            text("monthly active user", "usuário ativo no mês", "usuario activo al mes"),
            text("monthly active users", "usuários ativos no mês", "usuarios activos al mes"),
        ),
        Entity::ActiveUser => (
            "active-user",
            text("active user", "usuário ativo", "usuario activo"),
            text("active users", "usuários ativos", "usuarios activos"),
        ),
        Entity::ConcurrentUser => (
            "concurrent-user",
            text("concurrent user", "usuário simultâneo", "usuario simultáneo"),
            text("concurrent users", "usuários simultâneos", "usuarios simultáneos"),
        ),
        Entity::VirtualUser => (
            "virtual-user",
            text("virtual user", "usuário virtual", "usuario virtual"),
            text("virtual users", "usuários virtuais", "usuarios virtuales"),
        ),
        Entity::Session => ("session", text("session", "sessão", "sesión"), text("sessions", "sessões", "sesiones")),
        Entity::Request => {
            ("request", text("request", "requisição", "petición"), text("requests", "requisições", "peticiones"))
        }
        Entity::Message => {
            ("message", text("message", "mensagem", "mensaje"), text("messages", "mensagens", "mensajes"))
        }
        Entity::Order => ("order", text("order", "pedido", "pedido"), text("orders", "pedidos", "pedidos")),
        Entity::Transaction => (
            "transaction",
            text("transaction", "transação", "transacción"),
            text("transactions", "transações", "transacciones"),
        ),
        Entity::Query => ("query", text("query", "consulta", "consulta"), text("queries", "consultas", "consultas")),
        Entity::Event => ("event", text("event", "evento", "evento"), text("events", "eventos", "eventos")),
        Entity::Interaction => (
            "interaction",
            text("interaction", "interação", "interacción"),
            text("interactions", "interações", "interacciones"),
        ),
        Entity::Job => ("job", text("job", "tarefa", "tarea"), text("jobs", "tarefas", "tareas")),
        Entity::Connection => {
            ("connection", text("connection", "conexão", "conexión"), text("connections", "conexões", "conexiones"))
        }
        Entity::Instance => {
            ("instance", text("instance", "instância", "instancia"), text("instances", "instâncias", "instancias"))
        }
        Entity::Replica => ("replica", text("replica", "réplica", "réplica"), text("replicas", "réplicas", "réplicas")),
        Entity::Pod => ("pod", text("pod", "pod", "pod"), text("pods", "pods", "pods")),
        Entity::Node => ("node", text("node", "nó", "nodo"), text("nodes", "nós", "nodos")),
        Entity::Worker => ("worker", text("worker", "worker", "worker"), text("workers", "workers", "workers")),
        Entity::Token => ("token", text("token", "token", "token"), text("tokens", "tokens", "tokens")),
        Entity::Io => (
            "io-operation",
            text("I/O operation", "operação de E/S", "operación de E/S"),
            text("I/O operations", "operações de E/S", "operaciones de E/S"),
        ),
        Entity::Thing(_) => return None,
    };
    Some(counted(code, one, many))
}

/// The code of an entity: its name, or the noun of the document.
pub(in crate::report) fn entity_code(of: &Entity) -> String {
    match of {
        Entity::Thing(noun) => noun.clone(),
        known => entity(known).map(|name| name.code.to_owned()).unwrap_or_default(),
    }
}

/// The code of a currency and its sign; `$` alone may be several.
pub(in crate::report) fn currency(currency: Currency) -> (&'static str, &'static str) {
    match currency {
        Currency::Brl => ("BRL", "R$"),
        Currency::Usd => ("USD", "US$"),
        Currency::Eur => ("EUR", "€"),
        Currency::Gbp => ("GBP", "£"),
        Currency::Ars => ("ARS", "ARS"),
        Currency::Mxn => ("MXN", "MXN"),
        Currency::Cop => ("COP", "COP"),
        Currency::Clp => ("CLP", "CLP"),
        Currency::Pen => ("PEN", "PEN"),
        Currency::Dollar => ("$", "$"),
    }
}

/// The symbol of a unit of data: `GB`, `MiB`, `Gbit`.
pub(in crate::report) fn data(unit: DataUnit) -> String {
    let prefix = ["", "K", "M", "G", "T", "P"].get(usize::from(unit.power)).copied().unwrap_or_default();
    let binary = if unit.binary && unit.power > 0 { "i" } else { "" };
    format!("{prefix}{binary}{}", if unit.bits { "bit" } else { "B" })
}

/// The name of what a percentage is of, where that is known.
pub(in crate::report) fn percent(kind: PercentKind) -> Option<&'static str> {
    match kind {
        PercentKind::Unknown => None,
        PercentKind::Share => Some("share"),
        PercentKind::Utilisation => Some("utilisation"),
        PercentKind::Availability => Some("availability"),
        PercentKind::ErrorRate => Some("error-rate"),
        PercentKind::Growth => Some("growth"),
        PercentKind::Discount => Some("discount"),
        PercentKind::HitRate => Some("hit-rate"),
    }
}

/// The code of a statistic: `mean`, `p95`, `p99.9`.
pub(in crate::report) fn statistic_code(statistic: Statistic) -> String {
    match statistic {
        Statistic::Percentile(tenths) if tenths % 10 == 0 => format!("p{}", tenths / 10),
        Statistic::Percentile(tenths) => format!("p{}.{}", tenths / 10, tenths % 10),
        named => statistic_name(named).code.to_owned(),
    }
}

/// The words for a statistic: "mean", "p95".
pub(in crate::report) fn statistic_words(statistic: Statistic, language: Language) -> String {
    match statistic {
        Statistic::Percentile(_) => statistic_code(statistic),
        named => statistic_name(named).words(true, language).to_owned(),
    }
}

fn statistic_name(statistic: Statistic) -> Name {
    match statistic {
        Statistic::Mean => name("mean", "mean", "média", "media"),
        Statistic::Percentile(_) => name("percentile", "percentile", "percentil", "percentil"),
        Statistic::Maximum => name("max", "maximum", "máximo", "máximo"),
        Statistic::Minimum => name("min", "minimum", "mínimo", "mínimo"),
        Statistic::Peak => name("peak", "peak", "pico", "pico"),
        Statistic::Total => name("total", "total", "total", "total"),
    }
}

/// The code of a relation.
pub(in crate::report) fn relation(relation: Relation, falls: bool) -> &'static str {
    match relation {
        Relation::Equal => "equal",
        Relation::Less => "less",
        Relation::AtMost => "at-most",
        Relation::More => "more",
        Relation::AtLeast => "at-least",
        Relation::Range => "range",
        Relation::FromTo if falls => "falls",
        Relation::FromTo => "rises",
    }
}

/// The code of what an amount is among others.
pub(in crate::report) fn cost_role(role: CostRole) -> &'static str {
    match role {
        CostRole::Item => "item",
        CostRole::Subtotal => "subtotal",
        CostRole::Total => "total",
        CostRole::OfWhich => "of-which",
        CostRole::Discount => "discount",
        CostRole::Tax => "tax",
        CostRole::OneOff => "one-off",
    }
}

/// The name of what is in a section.
pub(in crate::report) fn status(status: Status) -> Name {
    match status {
        Status::Present => name("present", "filled in", "preenchida", "rellena"),
        Status::NotApplicable => name("not-applicable", "does not apply", "não se aplica", "no aplica"),
        Status::Placeholder => {
            name("placeholder", "prompts of the template only", "só o texto do modelo", "solo el texto de la plantilla")
        }
        Status::Empty => name("empty", "empty", "vazia", "vacía"),
    }
}

/// The name of how sure a title is.
pub(in crate::report) fn confidence(confidence: Confidence) -> Name {
    match confidence {
        Confidence::Certain => name("certain", "certain", "certa", "segura"),
        Confidence::Likely => name("likely", "likely", "provável", "probable"),
        Confidence::Possible => name("possible", "possible", "possível", "posible"),
    }
}

/// The name of a sort of scenario.
pub(in crate::report) fn scenario(kind: ScenarioKind) -> Name {
    match kind {
        ScenarioKind::Current => name("current", "current", "atual", "actual"),
        ScenarioKind::Phase(_) => name("phase", "phase", "fase", "fase"),
        ScenarioKind::Horizon(_) | ScenarioKind::Year(_) => name("horizon", "horizon", "horizonte", "horizonte"),
        ScenarioKind::Scaled => name("scaled", "scaled", "escalado", "escalado"),
        ScenarioKind::Population => name("population", "size", "porte", "tamaño"),
    }
}

/// The name of what a limit is for; the plural heads a list.
pub(in crate::report) fn role(role: Role) -> Name {
    match role {
        Role::Objective => counted(
            "objective",
            text("objective", "objetivo", "objetivo"),
            text("objectives", "objetivos", "objetivos"),
        ),
        Role::Alert => counted("alert", text("alert", "alerta", "alerta"), text("alerts", "alertas", "alertas")),
        Role::Criterion => counted(
            "criterion",
            text("pass criterion", "critério de aprovação", "criterio de aprobación"),
            text("pass criteria", "critérios de aprovação", "criterios de aprobación"),
        ),
        Role::Trigger => counted(
            "trigger",
            text("scaling trigger", "gatilho de escala", "disparador de escalado"),
            text("scaling triggers", "gatilhos de escala", "disparadores de escalado"),
        ),
    }
}
