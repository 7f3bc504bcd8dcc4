use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/risk-untraced",
    summary: Text {
        en: "a risk that nothing watches and no test tries",
        pt: "um risco que nada monitora e nenhum teste exercita",
        es: "un riesgo que nada vigila y ninguna prueba ejercita",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Risks, SectionKind::Monitoring],
    why: Text {
        en: "A mitigation starts when somebody sees the risk come true. Without a metric for it that is when users call.",
        pt: "Uma mitigação começa quando alguém vê o risco acontecer. Sem uma métrica para ele, isso é quando os usuários ligam.",
        es: "Una mitigación empieza cuando alguien ve que el riesgo ocurre. Sin una métrica para él, eso es cuando llaman los \
             usuarios.",
    },
    source: "ISO 31000:2018, 6.6 monitoring and review; Google SRE book, ch. 6",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Custos\n- R$ 9/mês\n\
          ## Riscos\n- **Risco**: estouro da quota da API de mapas\n  - **Mitigação**: fila e retentativas\n## Monitoramento\n- CPU, p95 e taxa de erros\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Custos\n- R$ 9/mês\n\
           ## Riscos\n- **Risco**: estouro da quota da API de mapas\n  - **Mitigação**: fila e retentativas\n## Monitoramento\n- CPU, p95, taxa de erros e respostas 429\n",
    check,
};

static UNTRACED: Text = Text {
    en: "neither the monitoring nor a test speaks of this risk: {risk}",
    pt: "nem o monitoramento nem um teste fala deste risco: {risk}",
    es: "ni el monitoreo ni una prueba habla de este riesgo: {risk}",
};
static ALSO: Text = Text { en: "nor of this one", pt: "nem deste", es: "ni de este" };
static HELP: Text = Text {
    en: "name the metric that shows it coming, or the test that tries its mitigation",
    pt: "diga qual métrica o mostra chegando, ou qual teste exercita a mitigação",
    es: "diga qué métrica lo muestra venir, o qué prueba ejercita su mitigación",
};

/// Risks that a metric can show. Those of business and law are watched by people.
const TECHNICAL: [Topic; 5] = [Topic::Quota, Topic::Model, Topic::Cache, Topic::Queue, Topic::Database];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.is_whole() || !canvas.is_filled(SectionKind::Monitoring) || !canvas.is_filled(SectionKind::Risks) {
        return;
    }
    let tells = canvas.mentions.iter().filter(|m| m.topics.contains(Topic::Alert) && !m.is_title);
    let mut seen = canvas.topics_in(SectionKind::Monitoring).with(canvas.topics_in(SectionKind::LoadTest));
    seen = tells.fold(seen, |sum, mention| sum.with(mention.topics));
    if seen.contains(Topic::GoldenSignals) {
        return;
    }
    let untraced = |risk: &&Risk| {
        let technical = TECHNICAL.iter().any(|&t| risk.topics.contains(t));
        // A database that suffers shows in resources and answers.
        let shown = risk.topics.contains(Topic::Database) && seen.contains(Topic::Saturation);
        technical && !risk.rating.signal && !shown && !risk.topics.share(seen, &TECHNICAL)
    };
    let mut untraced = canvas.risks.iter().filter(untraced);
    let Some(first) = untraced.next() else { return };
    let finding = out.find(first.title.span, UNTRACED.with("risk", first.title.value.as_str())).help(HELP.plain());
    for other in untraced {
        finding.label(other.title.span, ALSO.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_risk_is_traced_by_a_metric_a_test_or_an_alert_elsewhere() {
        let text = |risk: &str, monitoring: &str, test: &str| {
            format!(
                "# Scalability canvas\n## Objective\n- p95 < 1 s\n## Volumes\n- 90 orders/s\n## Costs\n- US$ 9/month\n## Risks\n- **Risk**: {risk}\n  - **Mitigation**: wait\n## Monitoring\n- {monitoring}\n## Load test\n- {test}\n"
            )
        };
        for (risk, monitoring, test) in [
            ("quota of the maps API", "429 answers", "k6 at 90 req/s"),
            ("quota of the maps API", "CPU", "k6 with the maps API answering 429"),
            ("full queue", "queue depth", "k6 at 90 req/s"),
            ("slow database", "CPU and memory", "k6 at 90 req/s"),
            ("a new law", "CPU", "k6 at 90 req/s"),
        ] {
            assert_eq!(findings(&RULE, &text(risk, monitoring, test)), Vec::<String>::new(), "{risk}");
        }
        assert_eq!(findings(&RULE, &text("full queue", "CPU", "k6 at 90 req/s")).len(), 1);
    }
}
