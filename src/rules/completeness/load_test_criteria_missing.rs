use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/load-test-criteria-missing",
    summary: Text {
        en: "a load test that nothing can fail",
        pt: "um teste de carga que nada reprova",
        es: "una prueba de carga que nada reprueba",
    },
    severity: Severity::Warning,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "A load test proves something only when it is said beforehand which latency and which share of errors it may \
             have. Without limits every result is taken for a success.",
        pt: "Um teste de carga só prova algo quando se diz antes qual latência e qual taxa de erros ele pode ter. Sem \
             limites, qualquer resultado passa por sucesso.",
        es: "Una prueba de carga solo demuestra algo si se dice antes qué latencia y qué tasa de errores admite. Sin \
             límites, cualquier resultado pasa por éxito.",
    },
    source: "Azure Well-Architected Framework, PE:06 performance testing; k6 documentation: thresholds",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 900 pedidos/dia\n## Custos\n- R$ 9/mês\n\
          ## Riscos\n- Risco: fila cheia\n## Teste de carga\n- k6, 200 requisições/s por 30 min\n- Validar o desempenho do banco\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 900 pedidos/dia\n## Custos\n- R$ 9/mês\n\
           ## Riscos\n- Risco: fila cheia\n## Teste de carga\n- k6, 200 requisições/s por 30 min\n- Passa com p95 < 800 ms e erros < 0,1%\n",
    check,
};

static MISSING: Text = Text {
    en: "the load test does not say when it passes",
    pt: "o teste de carga não diz quando passa",
    es: "la prueba de carga no dice cuándo se aprueba",
};
static MISSING_FOR: Text = Text {
    en: "the load test does not say when it passes; the objective is {limit}",
    pt: "o teste de carga não diz quando passa; o objetivo é {limit}",
    es: "la prueba de carga no dice cuándo se aprueba; el objetivo es {limit}",
};
static OBJECTIVE: Text = Text { en: "the objective", pt: "o objetivo", es: "el objetivo" };
static TEST: Text = Text { en: "tested here", pt: "testado aqui", es: "se prueba aquí" };
static HELP: Text = Text {
    en: "write the latency with its percentile and the share of errors up to which the test passes",
    pt: "escreva até qual latência (com percentil) e qual taxa de erros o teste passa",
    es: "escriba hasta qué latencia (con percentil) y qué tasa de errores se aprueba la prueba",
};
static HOLDS: Text = Text {
    en: "the load test says when it passes: {limit}",
    pt: "o teste de carga diz quando passa: {limit}",
    es: "la prueba de carga dice cuándo se aprueba: {limit}",
};

/// Further places that are shown.
const SHOWN: usize = 3;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.is_filled(SectionKind::LoadTest) {
        return;
    }
    if let Some((&first, others)) = canvas.load_tests.criteria.split_first() {
        let others = others.iter().map(|&at| canvas.facts[at].span);
        out.pass(canvas.facts[first].span, others, HOLDS.with("limit", canvas.facts[first].named()));
        return;
    }
    // A section that only says where the plan of the tests is to be found plans none itself.
    let tested = !canvas.load_tests.tests.is_empty() || !canvas.load_tests.tools.is_empty();
    if canvas.load_tests.judged_by.is_some() || !tested {
        return;
    }
    let Some(place) = canvas.section(SectionKind::LoadTest).and_then(|s| s.content) else { return };
    let objective = canvas
        .targets
        .iter()
        .find(|t| t.role == Role::Objective && t.metric == Metric::Latency)
        .map(|t| &canvas.facts[t.fact]);
    let message = match objective {
        Some(objective) => MISSING_FOR.with("limit", objective.written.as_str()),
        None => MISSING.plain(),
    };
    let finding = out.find(place, message).help(HELP.plain());
    if let Some(objective) = objective {
        finding.label(objective.span, OBJECTIVE.plain());
    }
    for mention in canvas.mentions_in(SectionKind::LoadTest).filter(|m| m.span != place).take(SHOWN) {
        finding.label(mention.span, TEST.plain());
    }
    if !canvas.is_whole() {
        finding.severity(Severity::Advice);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(test: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n- 10x\n## Volumes\n- 90 orders/day\n## Costs\n- US$ 9/month\n## Risks\n- Risk: outage\n## Load test\n{test}"
            ),
        )
    }

    #[test]
    fn limits_in_numbers_or_in_words_are_enough() {
        for test in [
            "- k6, 200 req/s for 30 min, p95 below 800 ms\n",
            "- JMeter with 500 users, all objectives of section 1 are met\n",
            "- Locust with 500 users for 1 h, no errors\n",
            "- k6 with 500 users; it passes if the queue is empty after ten minutes\n",
            "| Test | Users | Pass criterion |\n|---|---|---|\n| peak | 500 | nobody waits more than 2 s |\n",
            "We trust the provider, see the shared test plan.\n",
            "N/A: a static site\n",
        ] {
            assert_eq!(with(test), Vec::<String>::new(), "{test}");
        }
    }

    #[test]
    fn a_load_without_limits_is_found() {
        assert_eq!(
            with("- JMeter with 500 users\n- Validate the database\n"),
            ["warning «JMeter with 500 users» the load test does not say when it passes"]
        );
    }
}
