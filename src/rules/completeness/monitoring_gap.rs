use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/monitoring-gap",
    summary: Text {
        en: "signals or components that nobody watches",
        pt: "sinais ou componentes que ninguém monitora",
        es: "señales o componentes que nadie vigila",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Monitoring],
    why: Text {
        en: "Latency, traffic, errors and saturation together show most of what goes wrong, and a queue, a cache or a database \
             fills long before users notice.",
        pt: "Latência, tráfego, erros e saturação juntos mostram quase tudo o que dá errado, e uma fila, um cache ou um banco \
             enche muito antes de os usuários perceberem.",
        es: "Latencia, tráfico, errores y saturación juntos muestran casi todo lo que falla, y una cola, una caché o una base de \
             datos se llena mucho antes de que los usuarios lo noten.",
    },
    source: "Google SRE book, ch. 6 Monitoring Distributed Systems: the four golden signals",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Infraestrutura\n- Fila RabbitMQ\n- Redis de 2 GB\n\
          ## Custos\n- R$ 9/mês\n## Monitoramento\n- CPU, latência, taxa de erros e requisições por segundo\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Infraestrutura\n- Fila RabbitMQ\n- Redis de 2 GB\n\
           ## Custos\n- R$ 9/mês\n## Monitoramento\n- CPU, latência, taxa de erros e requisições por segundo\n- Tamanho da fila e hit rate do Redis\n",
    check,
};

static MISSING: Text = Text {
    en: "the monitoring does not cover: {gaps}",
    pt: "o monitoramento não cobre: {gaps}",
    es: "el monitoreo no cubre: {gaps}",
};
static COMPONENT: Text =
    Text { en: "{component}, not watched", pt: "{component}, sem monitoramento", es: "{component}, sin vigilar" };
static HELP: Text = Text {
    en: "add a metric for each; where a service does it for you, say so",
    pt: "acrescente uma métrica para cada um; onde um serviço já faz isso, diga",
    es: "añada una métrica para cada uno; donde un servicio ya lo hace, dígalo",
};
static HOLDS: Text = Text {
    en: "the monitoring covers latency, traffic, errors, saturation and the components",
    pt: "o monitoramento cobre latência, tráfego, erros, saturação e os componentes",
    es: "el monitoreo cubre latencia, tráfico, errores, saturación y los componentes",
};

const SIGNALS: [Topic; 4] = [Topic::Latency, Topic::Traffic, Topic::Errors, Topic::Saturation];
const COMPONENTS: [Topic; 4] = [Topic::Database, Topic::Cache, Topic::Queue, Topic::Model];

/// One gap is a matter of taste.
const GAPS: usize = 2;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.is_whole() || !canvas.is_filled(SectionKind::Monitoring) {
        return;
    }
    let watched = canvas.topics_in(SectionKind::Monitoring);
    let Some(place) = canvas.section(SectionKind::Monitoring).and_then(|s| s.content) else { return };
    let speaks = SIGNALS.iter().chain([&Topic::Alert, &Topic::PaidMonitoring]).any(|&t| watched.contains(t));
    if watched.contains(Topic::GoldenSignals) || !speaks {
        return;
    }
    let signals = SIGNALS.into_iter().filter(|&s| !watched.contains(s));
    let components =
        COMPONENTS.into_iter().filter(|&c| !is_watched(c, watched)).filter_map(|c| Some((c, component(canvas, c)?)));
    let (signals, components): (Vec<Topic>, Vec<(Topic, &Mention)>) = (signals.collect(), components.collect());
    if signals.is_empty() && components.is_empty() {
        out.pass(place, [], HOLDS.plain());
    }
    if signals.len() + components.len() < GAPS {
        return;
    }
    let gaps: Vec<Part> =
        signals.iter().chain(components.iter().map(|(c, _)| c)).map(|&topic| topics::name(topic).into()).collect();
    let finding = out.find(place, MISSING.with("gaps", gaps)).help(HELP.plain());
    for (topic, mention) in components {
        finding.label(mention.text.span, COMPONENT.with("component", topics::name(topic)));
    }
}

/// Connections, disks, things that wait and quotas say it without the name.
fn is_watched(component: Topic, watched: Topics) -> bool {
    let otherwise = match component {
        Topic::Database => Topic::Saturation,
        Topic::Queue => Topic::Waiting,
        Topic::Model => Topic::Quota,
        other => other,
    };
    watched.contains(component) || watched.contains(otherwise)
}

/// Where the infrastructure has such a component, or a strategy names the product.
fn component(canvas: &Canvas, topic: Topic) -> Option<&Mention> {
    let built = |m: &&Mention| {
        m.claims.contains(topic)
            && !m.is_title
            && (topic != Topic::Cache || !m.topics.contains(Topic::InProcess))
            && (m.sections.contains(SectionKind::Infrastructure)
                || m.sections.contains(SectionKind::Strategies) && m.claims.contains(Topic::Product))
    };
    canvas.mentions.iter().find(built)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(infrastructure: &str, monitoring: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n- p95 < 1 s\n## Volumes\n- 90 orders/s\n## Infrastructure\n{infrastructure}\n## Costs\n- US$ 9/month\n## Monitoring\n{monitoring}\n"
            ),
        )
    }

    #[test]
    fn all_gaps_are_one_finding() {
        assert_eq!(
            with("- one server with SQLite", "- response time"),
            ["advice «response time» the monitoring does not cover: traffic, errors, saturation, database"]
        );
    }

    #[test]
    fn other_words_and_what_is_not_there_are_no_gaps() {
        for (infrastructure, monitoring) in [
            ("- an LLM", "- requests, p95, CPU, answers 429 > 0.5%"),
            ("- two servers and a queue", "- the four golden signals of each part"),
            ("- two servers, no queue", "- p95, failed orders, orders per minute, memory"),
            ("- two servers, in-memory cache", "- p95, failed orders, orders per minute"),
        ] {
            assert_eq!(with(infrastructure, monitoring), Vec::<String>::new(), "{monitoring}");
        }
    }
}
