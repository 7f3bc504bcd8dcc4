use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/cost-component-untraced",
    summary: Text {
        en: "components that are paid for and have no price",
        pt: "componentes pagos que não têm preço",
        es: "componentes de pago que no tienen precio",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Costs, SectionKind::Infrastructure],
    why: Text {
        en: "A list of costs is believed to be whole. What it leaves out arrives with the first bill.",
        pt: "Uma lista de custos passa por completa. O que ela deixa de fora chega com a primeira fatura.",
        es: "Una lista de costos se toma por completa. Lo que deja fuera llega con la primera factura.",
    },
    source: "FinOps Foundation, framework: allocation; FOCUS specification",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Infraestrutura\n- 4 pods de 2 vCPU\n- Fila RabbitMQ gerenciada\n- Balanceador de carga\n\
          ## Custos\n- Pods: R$ 900/mês\n- Banco: R$ 400/mês\n- Total: R$ 1.300/mês\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Infraestrutura\n- 4 pods de 2 vCPU\n- Fila RabbitMQ gerenciada\n- Balanceador de carga\n\
           ## Custos\n- Pods: R$ 900/mês\n- Banco: R$ 400/mês\n- RabbitMQ e balanceador: R$ 300/mês\n- Total: R$ 1.600/mês\n",
    check,
};

static MISSING: Text = Text {
    en: "the costs have no line for: {components}",
    pt: "os custos não têm linha para: {components}",
    es: "los costos no tienen línea para: {components}",
};
static COMPONENT: Text = Text { en: "{component}", pt: "{component}", es: "{component}" };
static COSTS: Text = Text { en: "the costs", pt: "os custos", es: "los costos" };
static HELP: Text = Text {
    en: "add a line for each, or write that it is free or part of another line",
    pt: "acrescente uma linha para cada um, ou diga que é gratuito ou parte de outra linha",
    es: "añada una línea para cada uno, o diga que es gratuito o parte de otra línea",
};

/// Components, and what of the costs may include them.
const PAID: [(Topic, &[Topic]); 5] = [
    (Topic::Queue, &[Topic::Queue, Topic::Cache]),
    (Topic::Cache, &[Topic::Cache, Topic::Database]),
    (Topic::Balancer, &[Topic::Balancer, Topic::Network]),
    (Topic::Model, &[Topic::Model]),
    (Topic::PaidMonitoring, &[Topic::PaidMonitoring, Topic::Alert]),
];

/// Labels of lines that may hold anything.
const LUMPS: &[&str] = &[
    "infra",
    "infraestrutura",
    "infrastructure",
    "infraestructura",
    "cloud",
    "nuvem",
    "nube",
    "hosting",
    "hospedagem",
    "alojamiento",
    "outros",
    "outras",
    "otros",
    "others",
    "other",
    "demais",
    "demas",
    "misc",
    "diversos",
    "varios",
    "servicos",
    "servicios",
    "services",
    "plataforma",
    "platform",
    "vps",
    "aws",
    "azure",
    "gcp",
];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let filled = canvas.is_filled(SectionKind::Infrastructure) && canvas.is_filled(SectionKind::Costs);
    if !filled || !canvas.is_whole() || is_lumped(canvas) {
        return;
    }
    let priced = canvas.topics_in(SectionKind::Costs);
    let built = |topic: Topic| {
        let names = |m: &&Mention| {
            let inside = m.sections.contains(SectionKind::Infrastructure)
                || topic == Topic::PaidMonitoring && m.sections.contains(SectionKind::Monitoring);
            inside && m.claims.contains(topic) && !m.is_title && !is_free(m)
        };
        Some((topic, canvas.mentions.iter().find(names)?))
    };
    let missing: Vec<(Topic, &Mention)> = PAID
        .into_iter()
        .filter(|(_, held)| !held.iter().any(|&h| priced.contains(h)))
        .filter_map(|(topic, _)| built(topic))
        .collect();
    // One small part may well be inside of another line; what is billed by somebody else is not.
    let apart = missing.iter().any(|(t, _)| matches!(t, Topic::Model | Topic::PaidMonitoring));
    let Some(place) = canvas.section(SectionKind::Costs).filter(|_| missing.len() > 1 || apart && !missing.is_empty())
    else {
        return;
    };
    let names: Vec<Part> = missing.iter().map(|(topic, _)| topics::name(*topic).into()).collect();
    let finding = out.find(place.content.unwrap_or(place.title.span), MISSING.with("components", names));
    finding.help(HELP.plain());
    for (topic, mention) in missing {
        finding.label(mention.text.span, COMPONENT.with("component", topics::name(topic)));
    }
    finding.label(place.title.span, COSTS.plain());
}

fn is_free(mention: &Mention) -> bool {
    mention.topics.contains(Topic::Free) || mention.topics.contains(Topic::InProcess)
}

/// Whether there are not several lines of money, or one of them may hold anything.
fn is_lumped(canvas: &Canvas) -> bool {
    let money = |f: &&Fact| f.metric == Metric::Cost;
    let labels: BTreeSet<String> =
        canvas.facts_in(SectionKind::Costs).filter(money).map(|f| f.label.to_lowercase()).collect();
    let lump = |label: &String| {
        let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let first = words.next().unwrap_or("");
        LUMPS.contains(&first)
            || words.any(|w| matches!(w, "demais" | "outros" | "outras" | "other" | "others" | "otros" | "etc"))
    };
    labels.len() < 2 || labels.iter().any(lump) || canvas.topics_in(SectionKind::Costs).contains(Topic::Free)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(infrastructure: &str, costs: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n- p95 < 1 s\n## Volumes\n- 90 orders/s\n## Infrastructure\n{infrastructure}\n## Costs\n{costs}\n"
            ),
        )
    }

    #[test]
    fn what_may_be_inside_of_another_line_is_left_alone() {
        for (infrastructure, costs) in [
            ("- OpenAI for answers", "- Infrastructure: US$ 90/month\n- Support: US$ 9/month"),
            ("- OpenAI for answers", "- Servers: US$ 90/month\n- LLM: US$ 9/month"),
            ("- RabbitMQ", "- Servers: US$ 90/month\n- Database: US$ 9/month"),
            ("- OpenAI for answers", "- All of it: US$ 90/month"),
            ("- OpenAI, on the user's plan, free for us", "- Servers: US$ 90/month\n- Database: US$ 9/month"),
        ] {
            assert_eq!(with(infrastructure, costs), Vec::<String>::new(), "{infrastructure} {costs}");
        }
        assert_eq!(with("- OpenAI for answers", "- Servers: US$ 90/month\n- Database: US$ 9/month").len(), 1);
    }
}
