use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/availability-target-missing",
    summary: Text {
        en: "high availability without a number",
        pt: "alta disponibilidade sem número",
        es: "alta disponibilidad sin número",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Objective],
    why: Text {
        en: "99% and 99.99% a month differ by seven hours of outage and by several replicas. Without the number nobody can say \
             whether the redundancy is worth its price, or from which share of errors on somebody is to be called.",
        pt: "99% e 99,99% ao mês diferem em sete horas de queda e em várias réplicas. Sem o número, ninguém sabe se a \
             redundância vale o preço, nem a partir de qual taxa de erros alguém deve ser chamado.",
        es: "99% y 99,99% al mes difieren en siete horas de caída y en varias réplicas. Sin el número nadie sabe si la \
             redundancia vale su precio, ni desde qué tasa de errores hay que llamar a alguien.",
    },
    source: "Google SRE book, ch. 3 Embracing Risk and appendix A Availability Table",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Infraestrutura\n- PostgreSQL com alta disponibilidade\n\
          ## Custos\n- R$ 9/mês\n## Riscos\n- Risco: fila cheia\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n- Disponibilidade de 99,9% ao mês\n## Volumes\n- 90 pedidos/s\n\
           ## Infraestrutura\n- PostgreSQL com alta disponibilidade\n## Custos\n- R$ 9/mês\n## Riscos\n- Risco: fila cheia\n",
    check,
};

static PROMISED: Text = Text {
    en: "high availability is planned, and no objective says how high",
    pt: "alta disponibilidade está prevista, e nenhum objetivo diz quanta",
    es: "se prevé alta disponibilidad, y ningún objetivo dice cuánta",
};
static ALERTED: Text = Text {
    en: "an alert at {limit} of errors, and no objective for availability or errors to derive it from",
    pt: "um alerta em {limit} de erros, e nenhum objetivo de disponibilidade ou de erros do qual derivá-lo",
    es: "una alerta al {limit} de errores, y ningún objetivo de disponibilidad o de errores del que derivarla",
};
static ALSO: Text = Text { en: "here too", pt: "aqui também", es: "aquí también" };
static OBJECTIVE: Text = Text { en: "the objective", pt: "o objetivo", es: "el objetivo" };
static HELP: Text = Text {
    en: "write the share of time or requests that is to be served, per month",
    pt: "escreva qual parcela do tempo ou das requisições deve ser atendida, por mês",
    es: "escriba qué parte del tiempo o de las peticiones se debe atender, al mes",
};

/// Further places that are shown.
const SHOWN: usize = 3;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.is_whole() || !canvas.is_filled(SectionKind::Objective) {
        return;
    }
    // An error rate that is wanted is as good; so is a promise in minutes.
    let wanted = |t: &Target| t.metric == Metric::ErrorRate && matches!(t.role, Role::Objective | Role::Criterion);
    if canvas.facts.iter().any(|f| f.metric == Metric::Availability)
        || canvas.targets.iter().any(wanted)
        || canvas.mentions_in(SectionKind::Objective).any(in_other_words)
    {
        return;
    }
    let promised: Vec<&Mention> =
        canvas.mentions.iter().filter(|m| m.claims.contains(Topic::Redundancy) && !m.is_title).collect();
    let alert = canvas.targets.iter().find(|t| t.role == Role::Alert && t.metric == Metric::ErrorRate);
    let alert = alert.map(|t| &canvas.facts[t.fact]);
    let finding = match (promised.split_first(), alert) {
        (Some((first, others)), _) => {
            let finding = out.find(first.text.span, PROMISED.plain());
            for other in others.iter().take(SHOWN) {
                finding.label(other.text.span, ALSO.plain());
            }
            finding
        }
        (None, Some(alert)) => {
            out.find(alert.span, ALERTED.with("limit", alert.written.trim_start_matches(['>', '≥', ' '])))
        }
        (None, None) => return,
    };
    if let Some(objective) = canvas.section(SectionKind::Objective).and_then(|s| s.content) {
        finding.label(objective, OBJECTIVE.plain());
    }
    finding.help(HELP.plain());
}

/// "At most 40 minutes of downtime" says how high; "high availability" does not.
fn in_other_words(mention: &Mention) -> bool {
    mention.topics.contains(Topic::Availability) && !mention.topics.contains(Topic::Redundancy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(objective: &str, rest: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n{objective}\n## Volumes\n- 90 orders/s\n## Costs\n- US$ 9/month\n## Risks\n- Risk: slow answers\n{rest}"
            ),
        )
    }

    #[test]
    fn a_number_for_errors_or_time_is_enough() {
        let rest = "## Infrastructure\n- Two nodes, multi-AZ\n";
        assert_eq!(with("- p95 < 1 s", rest).len(), 1);
        assert_eq!(with("- p95 < 1 s and high availability", "").len(), 1);
        for objective in ["- 99.5% uptime", "- error rate below 0.5%", "- at most 40 minutes of downtime a month"] {
            assert_eq!(with(objective, rest), Vec::<String>::new(), "{objective}");
        }
    }

    #[test]
    fn an_alert_on_errors_rests_on_something() {
        let rest = "## Monitoring\n- Alert: error rate > 2% for 5 min\n";
        assert_eq!(with("- p95 < 1 s", rest).len(), 1);
        assert_eq!(
            with("- p95 < 1 s", "## Infrastructure\n- one server, no high availability for now\n"),
            Vec::<String>::new()
        );
    }
}
