use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/objective-untested",
    summary: Text {
        en: "an objective that no test checks",
        pt: "um objetivo que nenhum teste confere",
        es: "un objetivo que ninguna prueba comprueba",
    },
    severity: Severity::Warning,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "The load test is where an objective is tried before users do it. A limit that is not among its criteria may be \
             broken by the very run that counts as passed.",
        pt: "O teste de carga é onde um objetivo é posto à prova antes dos usuários. Um limite que não está entre os critérios \
             pode ser violado justo na execução dada como aprovada.",
        es: "La prueba de carga es donde un objetivo se pone a prueba antes de los usuarios. Un límite que no está entre los \
             criterios puede incumplirse justo en la ejecución dada por aprobada.",
    },
    source: "Google SRE book, ch. 4 Service Level Objectives; Grafana k6 documentation: thresholds",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Custos\n- R$ 9/mês\n## Riscos\n- Risco: fila cheia\n\
          ## Teste de carga\n- k6, 200 requisições/s por 30 min\n- Passa com erros < 0,1%\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Custos\n- R$ 9/mês\n## Riscos\n- Risco: fila cheia\n\
           ## Teste de carga\n- k6, 200 requisições/s por 30 min\n- Passa com p95 < 800 ms e erros < 0,1%\n",
    check,
};

static MISSING: Text = Text {
    en: "no criterion of the load test is about {signals}, which the objective limits",
    pt: "nenhum critério do teste de carga trata de {signals}, que o objetivo limita",
    es: "ningún criterio de la prueba de carga trata de {signals}, que el objetivo limita",
};
static LIMIT: Text = Text { en: "nor about this", pt: "nem disto", es: "ni de esto" };
static CRITERION: Text = Text { en: "a criterion", pt: "um critério", es: "un criterio" };
static HELP: Text = Text {
    en: "add it to the criteria, with the limit of the objective",
    pt: "acrescente-o aos critérios, com o limite do objetivo",
    es: "añádalo a los criterios, con el límite del objetivo",
};
static HOLDS: Text = Text {
    en: "the load test checks what the objective limits: {signals}",
    pt: "o teste de carga confere o que o objetivo limita: {signals}",
    es: "la prueba de carga comprueba lo que el objetivo limita: {signals}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    // A test without any criterion is told so once.
    let Some(&criterion) = canvas.load_tests.criteria.first().filter(|_| canvas.is_filled(SectionKind::LoadTest))
    else {
        return;
    };
    if canvas.load_tests.judged_by.is_some() {
        return;
    }
    let tested = canvas.topics_in(SectionKind::LoadTest);
    let criteria: Vec<Metric> = canvas.load_tests.criteria.iter().map(|&at| canvas.facts[at].metric).collect();
    let mut missing: Vec<(Topic, &Fact)> = Vec::new();
    let mut held: Vec<(Topic, &Fact)> = Vec::new();
    for target in canvas.targets.iter().filter(|t| t.role == Role::Objective) {
        let Some(fact) = canvas.facts.get(target.fact).filter(|f| f.sections.contains(SectionKind::Objective)) else {
            continue;
        };
        // Availability is seen over weeks, not in a test.
        let signal = match target.metric {
            Metric::Latency => Topic::Latency,
            Metric::ErrorRate => Topic::Errors,
            _ => continue,
        };
        let list = if tested.contains(signal) || criteria.contains(&target.metric) { &mut held } else { &mut missing };
        if !list.iter().any(|(other, _)| *other == signal) {
            list.push((signal, fact));
        }
    }
    let names = |list: &[(Topic, &Fact)]| -> Vec<Part> { list.iter().map(|(t, _)| topics::name(*t).into()).collect() };
    let Some(((_, fact), others)) = missing.split_first() else {
        if let Some(((_, fact), others)) = held.split_first() {
            out.pass(fact.span, others.iter().map(|(_, f)| f.span), HOLDS.with("signals", names(&held)));
        }
        return;
    };
    let finding = out.find(fact.span, MISSING.with("signals", names(&missing))).help(HELP.plain());
    for (_, other) in others {
        finding.label(other.span, LIMIT.plain());
    }
    finding.label(canvas.facts[criterion].span, CRITERION.plain());
    if !canvas.is_whole() {
        finding.severity(Severity::Advice);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(objective: &str, test: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n{objective}\n## Volumes\n- 90 orders/s\n## Costs\n- US$ 9/month\n## Risks\n- Risk: slow answers\n## Load test\n{test}"
            ),
        )
    }

    #[test]
    fn a_latency_in_any_words_is_tested() {
        for test in [
            "- k6, 200 req/s for 1 h; response time at most 1 s\n",
            "- k6, 200 req/s for 1 h; all objectives met, CPU < 70%\n",
            "```javascript\nexport const options = { vus: 50, duration: '10m', thresholds: { http_req_duration: ['p(95)<1000'] } };\n```\n",
            "- k6, 200 req/s for 1 h\n",
        ] {
            assert_eq!(with("- p95 < 1 s", test), Vec::<String>::new(), "{test}");
        }
        assert_eq!(with("- 99.9% available", "- k6, 200 req/s for 1 h; CPU < 70%\n"), Vec::<String>::new());
    }

    #[test]
    fn a_limit_without_a_criterion_is_found() {
        assert_eq!(with("- p95 < 1 s", "- k6, 200 req/s for 1 h; CPU < 70%\n").len(), 1);
    }
}
