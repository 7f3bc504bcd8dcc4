//! The rubric: what a canvas should have, how much each thing is worth, and which rules speak of it.

use crate::model::{Canvas, SectionKind};
use crate::score::evidence::{Evidence, objective, operation, system};
use crate::words::Text;

/// The version of the rubric; a canvas may score differently under another.
pub const VERSION: u32 = 1;

/// How much of an item is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is written.
    #[default]
    Absent,
    /// An error says that it is wrong.
    Contradicted,
    /// Words, or a number that lacks what would make it mean something.
    Vague,
    /// A number with a unit and what it needs to be understood.
    Specific,
    /// All of it, and a check that uses it holds.
    Verified,
}

impl Level {
    /// All of them, the worst first.
    pub const ALL: [Level; 5] = [Level::Absent, Level::Contradicted, Level::Vague, Level::Specific, Level::Verified];

    /// The share of the points, in hundredths.
    pub const fn share(self) -> u32 {
        match self {
            Level::Absent => 0,
            Level::Contradicted => 20,
            Level::Vague => 35,
            Level::Specific => 70,
            Level::Verified => 100,
        }
    }

    /// The name that machines read.
    pub const fn code(self) -> &'static str {
        match self {
            Level::Absent => "absent",
            Level::Contradicted => "contradicted",
            Level::Vague => "vague",
            Level::Specific => "specific",
            Level::Verified => "verified",
        }
    }
}

/// What makes an item verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A check that uses one of its numbers holds, or one of its rules.
    Figures,
    /// A check of one of its rules holds.
    Checks,
    /// Nothing can be computed: it is complete as it is written.
    Words,
}

/// One thing that a canvas should have.
#[derive(Debug)]
pub struct Item {
    /// Its name for machines.
    pub code: &'static str,
    /// The part of the rubric it belongs to.
    pub category: Category,
    /// How much it is worth; all items together are 100.
    pub points: u32,
    /// What it takes to write it: 1 a number, 2 a sentence, 3 an analysis.
    pub effort: u32,
    /// What makes it verified.
    pub proof: Proof,
    /// What it is.
    pub name: Text,
    /// What to write to have it.
    pub write: Text,
    /// The rules that speak of it, wherever their findings stand.
    pub rules: &'static [&'static str],
    /// Looks for it.
    pub evidence: fn(&Canvas) -> Evidence,
}

/// A part of the rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Category {
    Objective,
    Volumes,
    Infrastructure,
    Strategies,
    Capacity,
    Costs,
    Risks,
    Monitoring,
    LoadTest,
}

impl Category {
    /// All of them, in order.
    pub const ALL: [Category; 9] = [
        Category::Objective,
        Category::Volumes,
        Category::Infrastructure,
        Category::Strategies,
        Category::Capacity,
        Category::Costs,
        Category::Risks,
        Category::Monitoring,
        Category::LoadTest,
    ];

    /// The section it is about; capacity is proven by the numbers of the infrastructure.
    pub const fn section(self) -> SectionKind {
        match self {
            Category::Objective => SectionKind::Objective,
            Category::Volumes => SectionKind::Volumes,
            Category::Infrastructure | Category::Capacity => SectionKind::Infrastructure,
            Category::Strategies => SectionKind::Strategies,
            Category::Costs => SectionKind::Costs,
            Category::Risks => SectionKind::Risks,
            Category::Monitoring => SectionKind::Monitoring,
            Category::LoadTest => SectionKind::LoadTest,
        }
    }
}

const fn text(en: &'static str, pt: &'static str, es: &'static str) -> Text {
    Text { en, pt, es }
}

/// The items, by category.
pub static ITEMS: [Item; 39] = [
    Item {
        code: "growth",
        category: Category::Objective,
        points: 3,
        effort: 1,
        proof: Proof::Figures,
        name: text(
            "what is to grow, and to how much",
            "o que vai crescer, e até quanto",
            "qué va a crecer, y hasta cuánto",
        ),
        write: text(
            "write what grows and to how much: \"from 500 to 5,000 orders a day\"",
            "escreva o que cresce e até quanto: \"de 500 para 5.000 pedidos por dia\"",
            "escriba qué crece y hasta cuánto: \"de 500 a 5.000 pedidos al día\"",
        ),
        rules: &[
            "clarity/objective-not-measurable",
            "consistency/growth-factor-mismatch",
            "consistency/objective-volume-contradiction",
        ],
        evidence: objective::growth,
    },
    Item {
        code: "latency",
        category: Category::Objective,
        points: 3,
        effort: 1,
        proof: Proof::Figures,
        name: text("latency with its percentile", "latência com o percentil", "latencia con su percentil"),
        write: text(
            "write a latency with its percentile: \"p95 below 500 ms\"",
            "escreva uma latência com o percentil: \"p95 abaixo de 500 ms\"",
            "escriba una latencia con su percentil: \"p95 por debajo de 500 ms\"",
        ),
        rules: &["clarity/latency-without-percentile"],
        evidence: objective::latency,
    },
    Item {
        code: "availability",
        category: Category::Objective,
        points: 2,
        effort: 1,
        proof: Proof::Figures,
        name: text(
            "availability or share of errors",
            "disponibilidade ou taxa de erros",
            "disponibilidad o tasa de errores",
        ),
        write: text(
            "write the availability or the share of errors that is promised: \"99.9% a month\"",
            "escreva a disponibilidade ou a taxa de erros prometida: \"99,9% ao mês\"",
            "escriba la disponibilidad o la tasa de errores que se promete: \"99,9% al mes\"",
        ),
        rules: &[
            "completeness/availability-target-missing",
            "consistency/error-threshold-exceeds-budget",
            "capacity/availability-composition-infeasible",
        ],
        evidence: objective::availability,
    },
    Item {
        code: "budget",
        category: Category::Objective,
        points: 2,
        effort: 1,
        proof: Proof::Figures,
        name: text("what it may cost", "quanto pode custar", "cuánto puede costar"),
        write: text(
            "write what it may cost: \"at most $1,000 a month\"",
            "escreva quanto pode custar: \"no máximo R$ 5.000 por mês\"",
            "escriba cuánto puede costar: \"como máximo US$ 1.000 al mes\"",
        ),
        rules: &["consistency/budget-exceeded"],
        evidence: objective::budget,
    },
    Item {
        code: "horizon",
        category: Category::Objective,
        points: 2,
        effort: 1,
        proof: Proof::Words,
        name: text("by when", "até quando", "para cuándo"),
        write: text(
            "write the date by which it is reached",
            "escreva a data em que a meta é atingida",
            "escriba la fecha en que se alcanza",
        ),
        rules: &[],
        evidence: objective::horizon,
    },
    Item {
        code: "volume-current",
        category: Category::Volumes,
        points: 3,
        effort: 1,
        proof: Proof::Figures,
        name: text("volume today", "volume de hoje", "volumen de hoy"),
        write: text(
            "write how much there is today: \"today: 12,000 requests an hour\"",
            "escreva quanto há hoje: \"hoje: 12.000 requisições por hora\"",
            "escriba cuánto hay hoy: \"hoy: 12.000 solicitudes por hora\"",
        ),
        rules: &["completeness/scenario-volume-missing", "consistency/current-scenario-conflict"],
        evidence: objective::volume_current,
    },
    Item {
        code: "volume-scaled",
        category: Category::Volumes,
        points: 3,
        effort: 1,
        proof: Proof::Figures,
        name: text("volume that is planned for", "volume planejado", "volumen planificado"),
        write: text(
            "write how much is planned for, and when: \"in 12 months: 120,000 requests an hour\"",
            "escreva quanto se planeja, e para quando: \"em 12 meses: 120.000 requisições por hora\"",
            "escriba cuánto se planifica, y para cuándo: \"en 12 meses: 120.000 solicitudes por hora\"",
        ),
        rules: &[
            "completeness/scenario-volume-missing",
            "consistency/volume-order-inverted",
            "consistency/growth-factor-mismatch",
        ],
        evidence: objective::volume_scaled,
    },
    Item {
        code: "volume-peak",
        category: Category::Volumes,
        points: 4,
        effort: 1,
        proof: Proof::Figures,
        name: text("peak, or peak factor", "pico, ou fator de pico", "pico, o factor de pico"),
        write: text(
            "write the peak: \"peak of 160 requests/s\", or how many times the mean it is",
            "escreva o pico: \"pico de 160 requisições/s\", ou quantas vezes a média ele é",
            "escriba el pico: \"pico de 160 solicitudes/s\", o cuántas veces la media es",
        ),
        rules: &["completeness/peak-volume-missing", "arithmetic/peak-factor-mismatch"],
        evidence: objective::volume_peak,
    },
    Item {
        code: "volume-second",
        category: Category::Volumes,
        points: 2,
        effort: 1,
        proof: Proof::Figures,
        name: text(
            "a second volume that fits the first",
            "um segundo volume que combina com o primeiro",
            "un segundo volumen que encaja con el primero",
        ),
        write: text(
            "write a second volume (sessions, messages, data) in the same scenarios",
            "escreva um segundo volume (sessões, mensagens, dados) nos mesmos cenários",
            "escriba un segundo volumen (sesiones, mensajes, datos) en los mismos escenarios",
        ),
        rules: &[
            "consistency/growth-ratio-divergent",
            "capacity/volume-ratio-implausible",
            "arithmetic/mean-rate-mismatch",
        ],
        evidence: objective::volume_second,
    },
    Item {
        code: "population",
        category: Category::Volumes,
        points: 2,
        effort: 1,
        proof: Proof::Figures,
        name: text("how many users", "quantos usuários", "cuántos usuarios"),
        write: text(
            "write how many users there are, and of which kind: registered, active, at the same time",
            "escreva quantos usuários há, e de que tipo: cadastrados, ativos, simultâneos",
            "escriba cuántos usuarios hay, y de qué tipo: registrados, activos, simultáneos",
        ),
        rules: &["consistency/concurrency-equals-population"],
        evidence: objective::population,
    },
    Item {
        code: "component-sized",
        category: Category::Infrastructure,
        points: 3,
        effort: 2,
        proof: Proof::Figures,
        name: text("a component with its size", "um componente com seu tamanho", "un componente con su tamaño"),
        write: text(
            "write the size of a component: cores, memory, storage",
            "escreva o tamanho de um componente: CPU, memória, disco",
            "escriba el tamaño de un componente: CPU, memoria, disco",
        ),
        rules: &["clarity/infra-without-quantity"],
        evidence: system::sized,
    },
    Item {
        code: "replicas",
        category: Category::Infrastructure,
        points: 2,
        effort: 1,
        proof: Proof::Figures,
        name: text("how many replicas, from and to", "quantas réplicas, de e até", "cuántas réplicas, desde y hasta"),
        write: text(
            "write how many replicas there are at least and at most: \"3 to 6 replicas\"",
            "escreva o mínimo e o máximo de réplicas: \"3 a 6 réplicas\"",
            "escriba el mínimo y el máximo de réplicas: \"3 a 6 réplicas\"",
        ),
        rules: &[
            "consistency/replica-range-conflict",
            "consistency/replica-sum-exceeds-ceiling",
            "capacity/autoscale-ceiling-below-target",
        ],
        evidence: system::replicas,
    },
    Item {
        code: "capacity-each",
        category: Category::Infrastructure,
        points: 3,
        effort: 2,
        proof: Proof::Figures,
        name: text("what one replica serves", "quanto uma réplica atende", "cuánto atiende una réplica"),
        write: text(
            "measure and write what one replica serves: \"45 requests/s per replica\"",
            "meça e escreva quanto uma réplica atende: \"45 requisições/s por réplica\"",
            "mida y escriba cuánto atiende una réplica: \"45 solicitudes/s por réplica\"",
        ),
        rules: &["capacity/capacity-below-demand", "capacity/n-minus-one-capacity", "capacity/linear-scaling-assumed"],
        evidence: system::capacity_each,
    },
    Item {
        code: "data-store",
        category: Category::Infrastructure,
        points: 2,
        effort: 2,
        proof: Proof::Figures,
        name: text(
            "the data store with storage or connections",
            "o banco de dados com disco ou conexões",
            "el almacén de datos con disco o conexiones",
        ),
        write: text(
            "write storage and connections of the database: \"100 GB, 200 connections\"",
            "escreva disco e conexões do banco de dados: \"100 GB, 200 conexões\"",
            "escriba disco y conexiones de la base de datos: \"100 GB, 200 conexiones\"",
        ),
        rules: &["capacity/connection-pool-exceeded", "capacity/storage-below-growth"],
        evidence: system::data_store,
    },
    Item {
        code: "limits",
        category: Category::Infrastructure,
        points: 2,
        effort: 1,
        proof: Proof::Figures,
        name: text("limits of services outside", "limites de serviços externos", "límites de servicios externos"),
        write: text(
            "write the quota of each service outside: \"50 messages/s\"",
            "escreva a cota de cada serviço externo: \"50 mensagens/s\"",
            "escriba la cuota de cada servicio externo: \"50 mensajes/s\"",
        ),
        rules: &["capacity/rate-limit-below-demand", "capacity/limit-exceeded", "clarity/quantity-basis-missing"],
        evidence: system::limits,
    },
    Item {
        code: "strategy-kinds",
        category: Category::Strategies,
        points: 3,
        effort: 2,
        proof: Proof::Words,
        name: text(
            "two strategies, each for a component",
            "duas estratégias, cada uma para um componente",
            "dos estrategias, cada una para un componente",
        ),
        write: text(
            "write two strategies, and the component each is for",
            "escreva duas estratégias, e o componente de cada uma",
            "escriba dos estrategias, y el componente de cada una",
        ),
        rules: &["completeness/strategy-without-infrastructure", "consistency/strategy-conflict"],
        evidence: system::strategy_kinds,
    },
    Item {
        code: "strategy-triggers",
        category: Category::Strategies,
        points: 3,
        effort: 2,
        proof: Proof::Words,
        name: text(
            "bottleneck or trigger of each strategy",
            "gargalo ou gatilho de cada estratégia",
            "cuello de botella o disparador de cada estrategia",
        ),
        write: text(
            "write when each strategy starts: \"CPU above 60% for 2 minutes\"",
            "escreva quando cada estratégia entra: \"CPU acima de 60% por 2 minutos\"",
            "escriba cuándo entra cada estrategia: \"CPU por encima de 60% durante 2 minutos\"",
        ),
        rules: &["clarity/undecided-alternative"],
        evidence: system::strategy_triggers,
    },
    Item {
        code: "capacity-shown",
        category: Category::Capacity,
        points: 5,
        effort: 3,
        proof: Proof::Checks,
        name: text("capacity of at least the peak", "capacidade de pelo menos o pico", "capacidad de al menos el pico"),
        write: text(
            "write replicas x what one serves, and the peak it is for",
            "escreva réplicas x quanto uma atende, e o pico que isso cobre",
            "escriba réplicas x cuánto atiende una, y el pico que cubre",
        ),
        rules: &[
            "capacity/capacity-below-demand",
            "capacity/autoscale-ceiling-below-target",
            "capacity/overprovisioned",
        ],
        evidence: system::capacity_shown,
    },
    Item {
        code: "headroom",
        category: Category::Capacity,
        points: 3,
        effort: 3,
        proof: Proof::Checks,
        name: text(
            "headroom, also with one replica lost",
            "folga, também com uma réplica a menos",
            "holgura, también con una réplica menos",
        ),
        write: text(
            "write what is left when one replica is lost, and the headroom at the peak",
            "escreva quanto resta com uma réplica a menos, e a folga no pico",
            "escriba cuánto queda con una réplica menos, y la holgura en el pico",
        ),
        rules: &["capacity/headroom-below-policy", "capacity/n-minus-one-capacity", "capacity/single-point-of-failure"],
        evidence: system::headroom,
    },
    Item {
        code: "autoscale-timing",
        category: Category::Capacity,
        points: 2,
        effort: 2,
        proof: Proof::Checks,
        name: text("how fast it scales", "em quanto tempo escala", "en cuánto tiempo escala"),
        write: text(
            "write step, cooldown and boot time of the autoscaler, and in what time it must arrive",
            "escreva passo, espera e tempo de partida do autoescalonamento, e em quanto tempo deve chegar lá",
            "escriba paso, espera y tiempo de arranque del autoescalado, y en cuánto tiempo debe llegar",
        ),
        rules: &["capacity/autoscale-too-slow", "capacity/load-test-too-short-for-autoscale"],
        evidence: system::autoscale_timing,
    },
    Item {
        code: "dependencies",
        category: Category::Capacity,
        points: 4,
        effort: 3,
        proof: Proof::Checks,
        name: text(
            "limits and latencies of dependencies that fit",
            "limites e latências das dependências que cabem",
            "límites y latencias de las dependencias que caben",
        ),
        write: text(
            "write what is asked of each dependency at the peak beside what it allows",
            "escreva o que se exige de cada dependência no pico ao lado do que ela permite",
            "escriba lo que se exige de cada dependencia en el pico junto a lo que permite",
        ),
        rules: &[
            "capacity/connection-pool-exceeded",
            "capacity/rate-limit-below-demand",
            "capacity/limit-exceeded",
            "capacity/dependency-latency-exceeds-slo",
            "capacity/bandwidth-below-demand",
            "capacity/storage-below-growth",
            "capacity/queue-drain-infeasible",
            "capacity/cache-hit-infeasible",
            "capacity/littles-law-violation",
        ],
        evidence: system::dependencies,
    },
    Item {
        code: "cost-items",
        category: Category::Costs,
        points: 4,
        effort: 2,
        proof: Proof::Figures,
        name: text(
            "costs by item, with currency and period",
            "custos por item, com moeda e período",
            "costos por partida, con moneda y período",
        ),
        write: text(
            "write each item of cost with currency and period: \"database: $155 a month\"",
            "escreva cada item de custo com moeda e período: \"banco de dados: R$ 800 por mês\"",
            "escriba cada partida de costo con moneda y período: \"base de datos: US$ 155 al mes\"",
        ),
        rules: &[
            "arithmetic/mixed-cost-basis",
            "arithmetic/line-product-mismatch",
            "arithmetic/token-cost-mismatch",
            "completeness/cost-component-untraced",
        ],
        evidence: operation::cost_items,
    },
    Item {
        code: "cost-total",
        category: Category::Costs,
        points: 4,
        effort: 1,
        proof: Proof::Figures,
        name: text("a total that adds up", "um total que fecha", "un total que cuadra"),
        write: text("write the total of the items", "escreva o total dos itens", "escriba el total de las partidas"),
        rules: &["completeness/cost-total-missing", "arithmetic/cost-sum-mismatch"],
        evidence: operation::cost_total,
    },
    Item {
        code: "cost-scenarios",
        category: Category::Costs,
        points: 2,
        effort: 1,
        proof: Proof::Figures,
        name: text("cost today and at scale", "custo de hoje e em escala", "costo de hoy y a escala"),
        write: text(
            "write the cost of today beside that of the planned volume",
            "escreva o custo de hoje ao lado do custo do volume planejado",
            "escriba el costo de hoy junto al del volumen planificado",
        ),
        rules: &["arithmetic/cost-superlinear"],
        evidence: operation::cost_scenarios,
    },
    Item {
        code: "unit-cost",
        category: Category::Costs,
        points: 2,
        effort: 1,
        proof: Proof::Figures,
        name: text("cost of one that multiplies out", "custo unitário que confere", "costo unitario que cuadra"),
        write: text(
            "write the cost per user or per request: total / volume",
            "escreva o custo por usuário ou por requisição: total / volume",
            "escriba el costo por usuario o por solicitud: total / volumen",
        ),
        rules: &[
            "completeness/unit-economics-gap",
            "arithmetic/unit-cost-total-mismatch",
            "arithmetic/net-unit-cost-mismatch",
            "arithmetic/unit-cost-ceiling-implausible",
        ],
        evidence: operation::unit_cost,
    },
    Item {
        code: "budget-respected",
        category: Category::Costs,
        points: 2,
        effort: 1,
        proof: Proof::Checks,
        name: text("the budget holds", "o orçamento é respeitado", "el presupuesto se respeta"),
        write: text(
            "write the budget in the objective and the total in the same currency and period",
            "escreva o orçamento no objetivo e o total na mesma moeda e período",
            "escriba el presupuesto en el objetivo y el total en la misma moneda y período",
        ),
        rules: &["consistency/budget-exceeded"],
        evidence: operation::budget_respected,
    },
    Item {
        code: "risks-mitigated",
        category: Category::Risks,
        points: 3,
        effort: 2,
        proof: Proof::Checks,
        name: text("three risks with mitigation", "três riscos com mitigação", "tres riesgos con mitigación"),
        write: text(
            "write three risks, each with what is done about it",
            "escreva três riscos, cada um com o que se faz a respeito",
            "escriba tres riesgos, cada uno con lo que se hace al respecto",
        ),
        rules: &["completeness/risk-without-mitigation", "clarity/risk-mitigation-vague"],
        evidence: operation::risks_mitigated,
    },
    Item {
        code: "risks-rated",
        category: Category::Risks,
        points: 2,
        effort: 1,
        proof: Proof::Words,
        name: text("probability and impact", "probabilidade e impacto", "probabilidad e impacto"),
        write: text(
            "write probability and impact of each risk",
            "escreva probabilidade e impacto de cada risco",
            "escriba probabilidad e impacto de cada riesgo",
        ),
        rules: &["completeness/risk-unrated"],
        evidence: operation::risks_rated,
    },
    Item {
        code: "risk-owner",
        category: Category::Risks,
        points: 1,
        effort: 1,
        proof: Proof::Words,
        name: text("who answers for a risk", "quem responde por um risco", "quién responde por un riesgo"),
        write: text(
            "write who answers for each risk",
            "escreva quem responde por cada risco",
            "escriba quién responde por cada riesgo",
        ),
        rules: &[],
        evidence: operation::risk_owner,
    },
    Item {
        code: "risk-trigger",
        category: Category::Risks,
        points: 1,
        effort: 1,
        proof: Proof::Words,
        name: text("what triggers a mitigation", "o que dispara uma mitigação", "qué dispara una mitigación"),
        write: text(
            "write the number at which the mitigation starts",
            "escreva o número que dispara a mitigação",
            "escriba el número que dispara la mitigación",
        ),
        rules: &["completeness/risk-untraced"],
        evidence: operation::risk_trigger,
    },
    Item {
        code: "risk-bottleneck",
        category: Category::Risks,
        points: 1,
        effort: 2,
        proof: Proof::Words,
        name: text(
            "the bottleneck is among the risks",
            "o gargalo está entre os riscos",
            "el cuello de botella está entre los riesgos",
        ),
        write: text(
            "add the bottleneck of the infrastructure to the risks",
            "inclua o gargalo da infraestrutura nos riscos",
            "incluya el cuello de botella de la infraestructura en los riesgos",
        ),
        rules: &["completeness/bottleneck-not-in-risks"],
        evidence: operation::risk_bottleneck,
    },
    Item {
        code: "objectives-watched",
        category: Category::Monitoring,
        points: 4,
        effort: 2,
        proof: Proof::Figures,
        name: text(
            "alerts on what the objective promises",
            "alertas sobre o que o objetivo promete",
            "alertas sobre lo que el objetivo promete",
        ),
        write: text(
            "write an alert for each promise of the objective, a little tighter than the promise",
            "escreva um alerta para cada promessa do objetivo, um pouco mais apertado que ela",
            "escriba una alerta para cada promesa del objetivo, algo más estricta que ella",
        ),
        rules: &["completeness/objective-unmonitored"],
        evidence: operation::objectives_watched,
    },
    Item {
        code: "golden-signals",
        category: Category::Monitoring,
        points: 2,
        effort: 1,
        proof: Proof::Words,
        name: text(
            "latency, traffic, errors and saturation",
            "latência, tráfego, erros e saturação",
            "latencia, tráfico, errores y saturación",
        ),
        write: text(
            "watch all four golden signals: latency, traffic, errors, saturation",
            "acompanhe os quatro sinais de ouro: latência, tráfego, erros, saturação",
            "vigile las cuatro señales de oro: latencia, tráfico, errores, saturación",
        ),
        rules: &["completeness/monitoring-gap"],
        evidence: operation::golden_signals,
    },
    Item {
        code: "alert-windows",
        category: Category::Monitoring,
        points: 2,
        effort: 1,
        proof: Proof::Words,
        name: text("alerts with threshold and window", "alertas com limiar e janela", "alertas con umbral y ventana"),
        write: text(
            "write threshold and window of each alert: \"p95 above 400 ms for 10 minutes\"",
            "escreva limiar e janela de cada alerta: \"p95 acima de 400 ms por 10 minutos\"",
            "escriba umbral y ventana de cada alerta: \"p95 por encima de 400 ms durante 10 minutos\"",
        ),
        rules: &["clarity/alert-underspecified", "hygiene/alert-expression-suspect"],
        evidence: operation::alert_windows,
    },
    Item {
        code: "alerts-tight",
        category: Category::Monitoring,
        points: 2,
        effort: 1,
        proof: Proof::Checks,
        name: text(
            "no alert looser than its objective",
            "nenhum alerta mais frouxo que o objetivo",
            "ninguna alerta más laxa que su objetivo",
        ),
        write: text(
            "write objective and alert in the same metric, the alert first to fire",
            "escreva objetivo e alerta na mesma métrica, com o alerta disparando antes",
            "escriba objetivo y alerta en la misma métrica, con la alerta disparando antes",
        ),
        rules: &["consistency/alert-looser-than-slo", "consistency/alert-without-early-warning"],
        evidence: operation::alerts_tight,
    },
    Item {
        code: "load-tested",
        category: Category::LoadTest,
        points: 3,
        effort: 1,
        proof: Proof::Checks,
        name: text("a load of at least the target", "uma carga de pelo menos a meta", "una carga de al menos la meta"),
        write: text(
            "write the load of the test in the unit of the peak: \"240 requests/s\"",
            "escreva a carga do teste na unidade do pico: \"240 requisições/s\"",
            "escriba la carga de la prueba en la unidad del pico: \"240 solicitudes/s\"",
        ),
        rules: &[
            "consistency/load-test-below-target",
            "consistency/load-test-no-margin",
            "completeness/objective-untested",
            "capacity/load-test-throughput-infeasible",
        ],
        evidence: operation::load_tested,
    },
    Item {
        code: "load-profile",
        category: Category::LoadTest,
        points: 2,
        effort: 1,
        proof: Proof::Words,
        name: text("load, ramp and duration", "carga, rampa e duração", "carga, rampa y duración"),
        write: text(
            "write load, ramp and duration of the test",
            "escreva carga, rampa e duração do teste",
            "escriba carga, rampa y duración de la prueba",
        ),
        rules: &[
            "completeness/load-test-profile-incomplete",
            "capacity/load-test-open-closed-mismatch",
            "capacity/load-test-rig-invalid",
        ],
        evidence: operation::load_profile,
    },
    Item {
        code: "load-criteria",
        category: Category::LoadTest,
        points: 3,
        effort: 1,
        proof: Proof::Figures,
        name: text(
            "criteria that are the objective's",
            "critérios iguais aos do objetivo",
            "criterios iguales a los del objetivo",
        ),
        write: text(
            "write when the test passes, with the numbers of the objective: \"p95 below 500 ms\"",
            "escreva quando o teste passa, com os números do objetivo: \"p95 abaixo de 500 ms\"",
            "escriba cuándo se aprueba la prueba, con los números del objetivo: \"p95 por debajo de 500 ms\"",
        ),
        rules: &[
            "completeness/load-test-criteria-missing",
            "consistency/load-test-criteria-looser-than-slo",
            "capacity/load-test-sample-too-small",
        ],
        evidence: operation::load_criteria,
    },
    Item {
        code: "load-soak",
        category: Category::LoadTest,
        points: 2,
        effort: 1,
        proof: Proof::Words,
        name: text("a soak or a failure", "um teste longo ou uma falha", "una prueba larga o un fallo"),
        write: text(
            "add a soak of some hours, or a failure under load",
            "inclua um teste longo, de algumas horas, ou uma falha sob carga",
            "incluya una prueba larga, de algunas horas, o un fallo bajo carga",
        ),
        rules: &["completeness/load-test-soak-missing"],
        evidence: operation::load_soak,
    },
];

/// Evidence without which a canvas has an error's worth of a gap.
#[derive(Debug)]
pub struct MustHave {
    /// What it is.
    pub name: Text,
    /// The section it is looked for in.
    pub section: SectionKind,
    /// The items, by code.
    pub items: &'static [&'static str],
    /// Whether all of them are needed, rather than one.
    pub all: bool,
}

const fn must(name: Text, section: SectionKind, items: &'static [&'static str], all: bool) -> MustHave {
    MustHave { name, section, items, all }
}

/// What no canvas can do without.
pub static MUST_HAVES: [MustHave; 7] = [
    must(
        text("a number in the objective", "um número no objetivo", "un número en el objetivo"),
        SectionKind::Objective,
        &["growth", "latency", "availability", "budget"],
        false,
    ),
    must(
        text("the volume of today", "o volume de hoje", "el volumen de hoy"),
        SectionKind::Volumes,
        &["volume-current"],
        true,
    ),
    must(
        text("the planned volume", "o volume planejado", "el volumen planificado"),
        SectionKind::Volumes,
        &["volume-scaled"],
        true,
    ),
    must(text("the peak", "o pico", "el pico"), SectionKind::Volumes, &["volume-peak"], true),
    must(text("the total cost", "o custo total", "el costo total"), SectionKind::Costs, &["cost-total"], true),
    must(
        text("an alert with a threshold", "um alerta com limiar", "una alerta con umbral"),
        SectionKind::Monitoring,
        &["alert-windows"],
        true,
    ),
    must(
        text(
            "a load test with load and criteria",
            "um teste de carga com carga e critérios",
            "una prueba de carga con carga y criterios",
        ),
        SectionKind::LoadTest,
        &["load-tested", "load-criteria"],
        true,
    ),
];
