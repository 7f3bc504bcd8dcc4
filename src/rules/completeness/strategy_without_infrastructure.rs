use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/strategy-without-infrastructure",
    summary: Text {
        en: "a strategy needs a component that is nowhere planned",
        pt: "uma estratégia precisa de um componente que não está previsto",
        es: "una estrategia necesita un componente que no está previsto",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Strategies, SectionKind::Infrastructure],
    why: Text {
        en: "A cache or a queue that only the strategy knows of has no size, no price and nobody who runs it.",
        pt: "Um cache ou uma fila que só a estratégia conhece não tem tamanho, preço nem quem o opere.",
        es: "Una caché o una cola que solo la estrategia conoce no tiene tamaño, precio ni quien la opere.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning and PE:05 scaling",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Infraestrutura\n- 4 pods de 2 vCPU\n\
          ## Estratégias\n- Fila RabbitMQ para os pedidos\n## Custos\n- Servidores: R$ 900/mês\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Infraestrutura\n- 4 pods de 2 vCPU\n- RabbitMQ em 2 nós\n\
           ## Estratégias\n- Fila RabbitMQ para os pedidos\n## Custos\n- Servidores: R$ 900/mês\n",
    check,
};

static MISSING: Text = Text {
    en: "neither the infrastructure nor the costs have: {components}",
    pt: "nem a infraestrutura nem os custos têm: {components}",
    es: "ni la infraestructura ni los costos tienen: {components}",
};
static ALSO: Text =
    Text { en: "{component}, planned here", pt: "{component}, previsto aqui", es: "{component}, se prevé aquí" };
static INFRASTRUCTURE: Text = Text { en: "the infrastructure", pt: "a infraestrutura", es: "la infraestructura" };
static HELP: Text = Text {
    en: "add it to the infrastructure with its size, and to the costs with its price",
    pt: "acrescente-o à infraestrutura com o tamanho e aos custos com o preço",
    es: "añádalo a la infraestructura con su tamaño y a los costos con su precio",
};

/// Components that do not come with a server. Named by their products: "cache" alone may be a map in the process.
const COMPONENTS: [Topic; 3] = [Topic::Cache, Topic::Queue, Topic::Cdn];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let filled = canvas.is_filled(SectionKind::Infrastructure) && canvas.is_filled(SectionKind::Strategies);
    if !filled || !canvas.is_whole() {
        return;
    }
    let planned = canvas.topics_in(SectionKind::Infrastructure).with(canvas.topics_in(SectionKind::Costs));
    let wanted = |topic: Topic| {
        let names = |m: &&Mention| {
            m.claims.contains(topic)
                && m.claims.contains(Topic::Product)
                && !m.topics.contains(Topic::InProcess)
                && !m.sections.contains(SectionKind::Infrastructure)
        };
        Some((topic, canvas.mentions_in(SectionKind::Strategies).find(names)?))
    };
    let missing: Vec<(Topic, &Mention)> =
        COMPONENTS.into_iter().filter(|&c| !planned.contains(c)).filter_map(wanted).collect();
    let Some(((_, first), others)) = missing.split_first() else { return };
    let names: Vec<Part> = missing.iter().map(|(topic, _)| topics::name(*topic).into()).collect();
    let finding = out.find(first.text.span, MISSING.with("components", names)).help(HELP.plain());
    for (topic, other) in others {
        finding.label(other.text.span, ALSO.with("component", topics::name(*topic)));
    }
    if let Some(section) = canvas.section(SectionKind::Infrastructure) {
        finding.label(section.title.span, INFRASTRUCTURE.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(strategy: &str, costs: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n- p95 < 1 s\n## Volumes\n- 90 orders/s\n## Infrastructure\n- 4 servers\n## Strategies\n{strategy}\n## Costs\n{costs}\n"
            ),
        )
    }

    #[test]
    fn what_needs_no_component_or_is_paid_for_is_left_alone() {
        for (strategy, costs) in [
            ("- in-memory cache of prices", "- Servers: US$ 9/month"),
            ("- Redis for sessions", "- Redis: US$ 9/month"),
            ("- no queue for now", "- Servers: US$ 9/month"),
            ("- more servers", "- Servers: US$ 9/month"),
            ("- queue of visitors before the checkout", "- Servers: US$ 9/month"),
        ] {
            assert_eq!(with(strategy, costs), Vec::<String>::new(), "{strategy}");
        }
        assert_eq!(
            with("- Redis for sessions\n- Kafka for events", "- Servers: US$ 9/month"),
            ["advice «Redis for sessions» neither the infrastructure nor the costs have: cache, queue"]
        );
    }
}
