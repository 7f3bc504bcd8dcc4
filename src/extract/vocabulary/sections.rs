//! Titles of the eight sections. Folded: lower case, no accents.

use crate::extract::SectionKind::{
    self, Costs, Infrastructure, LoadTest, Monitoring, Objective, Risks, Strategies, Volumes,
};

/// Phrases that name a section wherever they stand in a title, with how sure that is: 3 is the section's own name,
/// 2 a usual synonym, 1 a title under which its content is often found.
pub const TITLES: &[(SectionKind, u8, &[&str])] = &[
    (
        Objective,
        3,
        &[
            "objetivo", "objetivos", "objetivo da escalabilidade", "objetivo de escalabilidade",
            "objetivo de escalabilidad", "metas de escalabilidade", "metas de escalabilidad", "objective", "objectives",
            "scalability objective", "scaling objective", "scalability goal", "scalability goals", "scaling goals",
        ],
    ),
    (
        Objective,
        2,
        &["meta", "metas", "goal", "goals", "targets", "proposito", "purpose", "finalidade", "slo", "slos",
          "service level objectives", "performance targets"],
    ),
    (
        Volumes,
        3,
        &[
            "volume", "volumes", "volumen", "volumenes", "volumetria", "volume esperado", "volume esperado de interacoes",
            "volumen esperado", "expected volume", "expected volumes", "volumes esperados", "volumenes esperados",
        ],
    ),
    (
        Volumes,
        2,
        &[
            "demanda", "demand", "carga esperada", "expected load", "trafego", "trafico", "traffic", "workload",
            "crescimento", "crecimiento", "growth", "projecao de uso", "usage projection", "load profile",
            "perfil de carga", "load analysis", "analise de carga", "user base", "base de usuarios", "capacity model",
            "throughput", "capacidade", "capacity", "capacidad",
        ],
    ),
    (
        Volumes,
        1,
        &["usage", "uso", "usuarios", "users", "projecoes", "projections", "proyecciones", "escala", "scale"],
    ),
    (
        Infrastructure,
        3,
        &[
            "infraestrutura", "infrastructure", "infraestructura", "requisitos de infraestrutura",
            "infrastructure requirements", "requisitos de infraestructura", "requerimientos de infraestructura",
        ],
    ),
    (
        Infrastructure,
        2,
        &["arquitetura", "architecture", "arquitectura", "infra", "topologia", "topology", "recursos", "hardware",
          "componentes", "components", "servidores", "servers"],
    ),
    (Infrastructure, 1, &["resources", "stack", "servicos", "services", "servicios", "deployment", "implantacao"]),
    (
        Strategies,
        3,
        &[
            "estrategia", "estrategias", "strategy", "strategies", "estrategias de escalabilidade",
            "estrategias de escalabilidad", "scaling strategy", "scaling strategies", "scalability strategies",
        ],
    ),
    (
        Strategies,
        2,
        &["otimizacoes", "otimizacao", "optimizations", "optimization", "optimizaciones", "optimizacion",
          "scaling plan", "plano de escala", "plan de escalado", "scaling approach", "abordagem"],
    ),
    (
        Costs,
        3,
        &["custo", "custos", "cost", "costs", "costo", "costos", "coste", "costes", "custo estimado",
          "custos estimados", "estimated cost", "estimated costs", "costo estimado", "coste estimado"],
    ),
    (
        Costs,
        2,
        &["orcamento", "budget", "presupuesto", "pricing", "precos", "precios", "gastos", "despesas", "investimento",
          "inversion", "finops", "financeiro", "financiero", "financial", "economics"],
    ),
    (
        Risks,
        3,
        &["risco", "riscos", "risk", "risks", "riesgo", "riesgos", "riscos e mitigacao", "riscos e mitigacoes",
          "risks and mitigation", "risks and mitigations", "riesgos y mitigacion", "riesgos y mitigaciones",
          "mitigacao", "mitigacoes", "mitigation", "mitigations", "mitigacion", "mitigaciones"],
    ),
    (Risks, 1, &["contingencia", "contingency", "threats", "ameacas", "amenazas"]),
    (
        Monitoring,
        3,
        &["monitoramento", "monitoracao", "monitorizacao", "monitoring", "monitoreo", "monitorizacion",
          "observabilidade", "observability", "observabilidad"],
    ),
    (Monitoring, 2, &["alertas", "alerts", "alerting", "metricas", "metrics", "telemetria", "telemetry"]),
    (
        LoadTest,
        3,
        &[
            "teste de carga", "testes de carga", "load test", "load tests", "load testing", "prueba de carga",
            "pruebas de carga", "plano de teste", "plano de testes", "test plan", "plan de prueba", "plan de pruebas",
            "teste em ambiente escalado", "testes de escalabilidade", "teste de escalabilidade",
            "pruebas de escalabilidad", "scalability test", "scalability tests",
        ],
    ),
    (
        LoadTest,
        2,
        &["teste", "testes", "prueba", "pruebas", "testing", "performance test", "performance tests",
          "stress test", "stress tests", "testes de estresse", "testes de desempenho", "pruebas de rendimiento",
          "tests", "test"],
    ),
    (LoadTest, 1, &["benchmark", "benchmarks"]),
];

/// Words that may stand beside the name of a section without making it another title.
pub const FILLERS: &[&str] = &[
    "de", "da", "do", "das", "dos", "del", "la", "el", "los", "las", "of", "the", "and", "e", "y", "o", "a", "em", "en",
    "in", "for", "para", "no", "na", "com", "con", "with", "por", "per", "escalabilidade", "escalabilidad",
    "scalability", "scaling", "esperado", "esperados", "expected", "estimado", "estimados", "estimated", "interacoes",
    "interacciones", "interactions", "ambiente", "escalado", "escalavel", "escalable", "mensal", "mensais", "mensual",
    "monthly", "requisitos", "requirements", "requerimientos", "geral", "general", "sistema", "system", "plano", "plan",
    "analise", "analysis", "analisis", "modelo", "model", "gestao", "management", "gestion", "projeto", "atual",
    "current", "actual", "futuro", "future", "cenario", "scenario", "escenario", "tecnicos", "tecnica", "technical",
];

/// Words of a title that say that a document is a scalability canvas or a capacity plan.
pub const DOCUMENT_TITLES: &[&str] = &[
    "canvas de escalabilidade", "canvas de planejamento de escalabilidade", "canvas de escalabilidad",
    "canvas de planificacion de escalabilidad", "scalability canvas", "scalability planning canvas",
    "scaling canvas", "escalabilidade", "escalabilidad", "scalability", "capacity planning", "capacity plan",
    "plano de capacidade", "planejamento de capacidade", "plan de capacidad", "planificacion de capacidad",
];
