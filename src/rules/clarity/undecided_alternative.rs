use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/undecided-alternative",
    summary: Text {
        en: "a choice between tools that is still open",
        pt: "uma escolha entre ferramentas ainda em aberto",
        es: "una elección entre herramientas aún abierta",
    },
    severity: Severity::Advice,
    section: &[],
    why: Text {
        en: "Limits, prices and what has to be learnt depend on the tool. As long as it is one or the other, the numbers \
             beside it are of neither.",
        pt: "Limites, preços e o que é preciso aprender dependem da ferramenta. Enquanto for uma ou outra, os números ao lado \
             não são de nenhuma das duas.",
        es: "Los límites, los precios y lo que hay que aprender dependen de la herramienta. Mientras sea una u otra, los \
             números de al lado no son de ninguna.",
    },
    source: "ISO/IEC/IEEE 29148: requirements are unambiguous and singular",
    bad: "\
# Capacity plan
## Load test
- k6 or Locust, 300 virtual users for 30 minutes
",
    good: "\
# Capacity plan
## Load test
- k6, 300 virtual users for 30 minutes
",
    check,
};

static OPEN: Text =
    Text { en: "still open: {choices}", pt: "ainda em aberto: {choices}", es: "aún sin decidir: {choices}" };
static HERE: Text = Text { en: "which one?", pt: "qual delas?", es: "¿cuál?" };
static HELP: Text = Text {
    en: "name the one that is used, or who decides by when",
    pt: "diga qual será usada, ou quem decide e até quando",
    es: "diga cuál se usará, o quién decide y para cuándo",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some((first, others)) = canvas.wording.alternatives.split_first() else { return };
    let mut choices: Vec<String> = Vec::new();
    for choice in canvas.wording.alternatives.iter().map(|a| a.names.join(" / ")) {
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    let finding = out.find(first.span, OPEN.with("choices", choices.join(", ")));
    finding.help(HELP.plain());
    for other in others {
        finding.label(other.span, HERE.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_choices_are_listed_once() {
        let text = "# Plano\n## Infraestrutura\n- Kubernetes ou ECS\n- Balanceador: NGINX ou AWS ALB\n## Monitoramento\n- Painéis no Grafana/Datadog\n";
        let said = findings(&RULE, text);
        assert_eq!(said, ["advice «Kubernetes ou ECS» still open: Kubernetes / ECS, NGINX / ALB, Grafana / Datadog"]);
    }

    #[test]
    fn what_is_used_together_or_is_no_tool_is_left_alone() {
        for line in [
            "Prometheus/Grafana",
            "AWS/GCP",
            "ECS/Fargate, Kubernetes / EKS",
            "Cache em Valkey / Redis, dados em PostgreSQL/Aurora",
            "Anthropic/Claude via API",
            "AWS e GCP",
            "CPU/RAM, req/s, ML/API, 50/50",
            "PostgreSQL, Redis e RabbitMQ",
            "Redis ou banco",
            "driver compatível com PostgreSQL ou MySQL",
            "Se AWS ou GCP cair, o DNS muda",
            "PostgreSQL 15 o superior",
            "Não precisa de Kubernetes/ECS",
            "We need neither Kubernetes nor ECS, and no Grafana/Datadog",
            "Sin Kubernetes ni ECS: no hace falta Kubernetes o ECS",
        ] {
            let text = format!("# Plano\n## Infraestrutura\n- {line}\n");
            assert!(findings(&RULE, &text).is_empty(), "{line}: {:?}", findings(&RULE, &text));
        }
        assert!(findings(&RULE, "# Plan\n## Risks\n- Outage of AWS or GCP. Mitigation: failover\n").is_empty());
    }
}
