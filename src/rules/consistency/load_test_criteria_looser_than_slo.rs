use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/load-test-criteria-looser-than-slo",
    summary: Text {
        en: "a load test that passes although the objective is missed",
        pt: "um teste de carga que passa embora o objetivo não seja cumprido",
        es: "una prueba de carga que se aprueba aunque no se cumpla el objetivo",
    },
    severity: Severity::Error,
    section: &[SectionKind::LoadTest, SectionKind::Objective],
    why: Text {
        en: "A test is there to show that the objective holds. With a looser criterion it passes and shows nothing. Tests \
             that break the system on purpose (stress, failure) may be looser.",
        pt: "O teste existe para mostrar que o objetivo se sustenta. Com um critério mais frouxo ele passa e não mostra \
             nada. Testes que quebram o sistema de propósito (estresse, falha) podem ser mais frouxos.",
        es: "La prueba existe para mostrar que el objetivo se sostiene. Con un criterio más laxo se aprueba y no muestra \
             nada. Las pruebas que rompen el sistema a propósito (estrés, fallo) pueden ser más laxas.",
    },
    source: "Google SRE Book, chapter 4: Service Level Objectives",
    bad: "\
# Capacity plan
## Objective
- p95 latency < 200 ms
## Load test
- k6, 300 req/s for 30 min
- Criteria: p95 < 500 ms
",
    good: "\
# Capacity plan
## Objective
- p95 latency < 200 ms
## Load test
- k6, 300 req/s for 30 min
- Criteria: p95 < 200 ms
",
    check,
};

static LOOSER: Text = Text {
    en: "the test passes at {criterion}, {times} times what the objective allows ({objective})",
    pt: "o teste passa com {criterion}, {times} vezes o que o objetivo permite ({objective})",
    es: "la prueba se aprueba con {criterion}, {times} veces lo que permite el objetivo ({objective})",
};
static WEAKER: Text = Text {
    en: "the test passes with {criterion} although the objective is about the slow requests: {objective}",
    pt: "o teste passa com {criterion} embora o objetivo trate das requisições lentas: {objective}",
    es: "la prueba se aprueba con {criterion} aunque el objetivo trata de las peticiones lentas: {objective}",
};
static WEAKER_HELP: Text = Text {
    en: "put the criterion on {objective} too",
    pt: "use no critério também {objective}",
    es: "use en el criterio también {objective}",
};
static MEAN: Text = Text { en: "a mean of {limit}", pt: "média de {limit}", es: "media de {limit}" };
static PERCENTILE: Text =
    Text { en: "{percentile} of {limit}", pt: "{percentile} de {limit}", es: "{percentile} de {limit}" };
static HELD: Text = Text { en: "this test holds it", pt: "este teste o mantém", es: "esta prueba lo mantiene" };
static HELD_HELP: Text = Text {
    en: "let this test pass at {objective} too, or call it a stress test",
    pt: "deixe este teste passar também com {objective}, ou chame-o de teste de estresse",
    es: "dé también esta prueba por buena con {objective}, o llámela prueba de estrés",
};
static PROMISED: Text =
    Text { en: "promised here: {objective}", pt: "prometido aqui: {objective}", es: "prometido aquí: {objective}" };
static HELP: Text = Text {
    en: "let the test pass at {objective} or less",
    pt: "deixe o teste passar com {objective} ou menos",
    es: "dé la prueba por buena con {objective} o menos",
};
static HELP_HIGH: Text = Text {
    en: "let the test pass at {objective} or more",
    pt: "deixe o teste passar com {objective} ou mais",
    es: "dé la prueba por buena con {objective} o más",
};
static ASSUMED: Text = Text {
    en: "the criterion is on the same percentile as the objective",
    pt: "o critério é sobre o mesmo percentil do objetivo",
    es: "el criterio es sobre el mismo percentil que el objetivo",
};
static HOLDS: Text = Text {
    en: "criterion {criterion}, objective {objective}",
    pt: "critério {criterion}, objetivo {objective}",
    es: "criterio {criterion}, objetivo {objective}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    weaker(canvas, out);
    let guards = promise::guards(canvas, Role::Criterion);
    one_of_several(canvas, &guards, out);
    for guard in guards {
        let (Some(criterion), Some(promised)) =
            (promise::fact(canvas, guard.limit), promise::fact(canvas, guard.objective))
        else {
            continue;
        };
        let (passes, objective) = (promise::figure(canvas, guard.limit), promise::figure(canvas, guard.objective));
        if guard.ratio <= promise::NEARLY {
            if !guard.assumed {
                out.pass(criterion.span, [promised.span], HOLDS.with("criterion", passes).with("objective", objective));
            }
            continue;
        }
        let message = LOOSER
            .with("criterion", passes.as_str())
            .with("times", promise::times(canvas, guard.ratio))
            .with("objective", objective.as_str());
        let help =
            if matches!(guard.limit.metric, Metric::Availability | Metric::HitRate) { &HELP_HIGH } else { &HELP };
        let finding = out.find(criterion.span, message);
        finding
            .label(promised.span, PROMISED.with("objective", objective.as_str()))
            .figures(objective.as_str(), passes)
            .help(help.with("objective", objective));
        if guard.assumed {
            finding.severity(Severity::Warning).assuming(ASSUMED.plain());
        } else if promise::approximate(canvas, guard.limit, guard.objective) {
            finding.severity(Severity::Warning);
        }
    }
}

/// A test that passes although the objective is missed, beside one that holds it.
fn one_of_several(canvas: &Canvas, guards: &[promise::Guard], out: &mut Outcomes) {
    let holds =
        |fact: usize| guards.iter().find(|g| g.objective.fact == fact && g.ratio <= promise::NEARLY && !g.assumed);
    for limit in canvas.targets.iter().filter(|t| t.role == Role::Criterion && !t.eased).take(MOST) {
        let promised = promise::loosest(&promise::objectives(canvas, limit, limit.metric));
        let Some((promised, guard)) = promised.and_then(|p| Some((p, holds(p.fact)?))) else { continue };
        let Some((criterion, other)) = promise::fact(canvas, limit).zip(promise::fact(canvas, guard.limit)) else {
            continue;
        };
        let Some(ratio) = limit.tolerance_over(promised).filter(|r| *r > promise::NEARLY) else { continue };
        // Two limits of one test are of two steps of it.
        if criterion.entry == other.entry || limit.metric == Metric::Latency && limit.statistic.is_none() {
            continue;
        }
        let objective = promise::figure(canvas, promised);
        let message = LOOSER
            .with("criterion", promise::figure(canvas, limit))
            .with("times", promise::times(canvas, ratio))
            .with("objective", objective.as_str());
        out.find(criterion.span, message)
            .severity(Severity::Advice)
            .label(other.span, HELD.plain())
            .figures(objective.as_str(), promise::figure(canvas, limit))
            .help(HELD_HELP.with("objective", objective));
    }
}

/// A plan has not so many criteria.
const MOST: usize = 60;

/// A limit on the mean or the median where the objective is on a higher percentile, and no other criterion is.
fn weaker(canvas: &Canvas, out: &mut Outcomes) {
    let latencies = |role| canvas.targets.iter().filter(move |t| t.role == role && t.metric == Metric::Latency);
    let limits: Vec<&Target> = latencies(Role::Criterion).filter(|t| !t.eased).take(MOST).collect();
    let statistics: HashSet<Option<Statistic>> = latencies(Role::Objective).map(|o| o.statistic).collect();
    let mut guarding: HashMap<(usize, Option<Statistic>), Vec<&Target>> = HashMap::new();
    for &limit in &limits {
        for &statistic in &statistics {
            let same = Target { statistic, ..limit.clone() };
            for promised in promise::objectives(canvas, &same, Metric::Latency) {
                guarding.entry((promised.fact, statistic)).or_default().push(limit);
            }
        }
    }
    for objective in latencies(Role::Objective) {
        let Some(Statistic::Percentile(promised)) = objective.statistic else { continue };
        let Some(criteria) = guarding.get(&(objective.fact, objective.statistic)) else { continue };
        let is_weaker = |t: &&Target| match t.statistic {
            Some(Statistic::Mean) => true,
            Some(Statistic::Percentile(own)) => own < promised,
            _ => false,
        };
        // What is slower than the slowest request that the objective allows would be needed to tell anything else.
        let looser = |t: &Target| t.tolerance_over(objective).is_some_and(|ratio| ratio >= Decimal::ONE);
        let higher =
            |t: &&&Target| matches!(t.statistic, Some(Statistic::Percentile(own)) if own > promised) && looser(t);
        let weak: Vec<&&Target> = criteria.iter().filter(|t| is_weaker(t)).collect();
        if weak.is_empty() || weak.len() + criteria.iter().filter(higher).count() < criteria.len() {
            continue;
        }
        if !weak.iter().all(|t| looser(t)) {
            continue;
        }
        let Some((criterion, promise)) = promise::fact(canvas, weak[0]).zip(promise::fact(canvas, objective)) else {
            continue;
        };
        let wanted =
            PERCENTILE.with("percentile", percentile(promised)).with("limit", promise::figure(canvas, objective));
        let limit = promise::figure(canvas, weak[0]);
        let own = match weak[0].statistic {
            Some(Statistic::Percentile(own)) => PERCENTILE.with("percentile", percentile(own)).with("limit", limit),
            _ => MEAN.with("limit", limit),
        };
        out.find(criterion.span, WEAKER.with("criterion", own).with("objective", wanted.clone()))
            .severity(Severity::Warning)
            .label(promise.span, PROMISED.with("objective", wanted.clone()))
            .help(WEAKER_HELP.with("objective", wanted));
    }
}

/// `p95`, `p99.9`.
fn percentile(tenths: u16) -> String {
    let (whole, tenth) = (tenths / 10, tenths % 10);
    if tenth == 0 { format!("p{whole}") } else { format!("p{whole}.{tenth}") }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(criteria: &str) -> Vec<String> {
        findings(
            &super::RULE,
            &format!(
                "# Canvas\n## Objective\n- p95 < 300 ms\n## Load test\n- k6, 300 req/s for 30 min\n- Criteria: {criteria}\n"
            ),
        )
    }

    #[test]
    fn what_an_earlier_test_gave_is_no_criterion() {
        let markdown = |title: &str| {
            format!(
                "# Canvas\n## Objective\n- p95 < 350 ms, error rate < 0.1%\n## Load test\n- 1,500 req/s for 60 min, p95 < 350 ms\n### {title}\n- Errors: 3%\n"
            )
        };
        for title in
            ["Results", "Previous test", "Last test", "What we learned in March", "Teste anterior", "Prueba anterior"]
        {
            assert_eq!(findings(&super::RULE, &markdown(title)), [""; 0], "{title}");
        }
        assert_eq!(findings(&super::RULE, &markdown("Criteria")).len(), 1);
        let yaml = |key: &str| {
            format!(
                "yaml:objective:\n  latency_p95: 350 ms\nload_test:\n  load: 1500 req/s\n  {key}:\n    - {{load: 700 req/s, p95: 900 ms}}\n"
            )
        };
        for key in ["results", "last_test", "resultado_anterior", "measured"] {
            assert_eq!(findings(&super::RULE, &yaml(key)), [""; 0], "{key}");
        }
        assert_eq!(findings(&super::RULE, &yaml("criteria")).len(), 1);
    }

    #[test]
    fn what_is_no_goal_promises_nothing() {
        let says = |objective: &str| {
            let text = format!(
                "# Canvas\n## Objective\n- p95 < 300 ms\n{objective}\n\n## Load test\n\n- k6, 30 min. Pass: p95 < 300 ms\n"
            );
            findings(&super::RULE, &text).len()
        };
        for line in [
            "\n**Non-goals:** more than one region, p99 < 100 ms.",
            "- Fora do escopo: p99 < 100 ms",
            "\nHoje caímos com 90 req/s. **Fora do escopo:** p99 < 100 ms.",
            "\n### No es objetivo\n\n- p99 < 100 ms",
        ] {
            assert_eq!(says(line), 0, "{line}");
        }
        assert_eq!(says("- p99 < 100 ms"), 1);
    }

    #[test]
    fn a_limit_on_the_mean_does_not_hold_a_percentile() {
        assert_eq!(says("mean latency < 300 ms").len(), 1);
        assert_eq!(says("p50 < 400 ms, p99 < 2 s").len(), 1);
    }

    #[test]
    fn a_test_that_is_looser_than_the_one_beside_it_is_worth_a_remark() {
        let table = |peak: &str| {
            format!(
                "p95 < 300 ms\n\n| Test | Load | Criterion |\n|---|---|---|\n| {peak} |\n| Soak | 90 req/s | p95 < 300 ms |\n"
            )
        };
        assert!(says(&table("Peak | 300 req/s | p95 < 2 s"))[0].starts_with("advice «< 2 s»"));
        assert!(says(&table("Stress | 900 req/s | p95 < 2 s")).is_empty());
        assert!(says(&table("Peak | 300 req/s | p95 < 300 ms")).is_empty());
    }

    #[test]
    fn a_limit_on_the_mean_beside_one_on_the_percentile_or_far_below_it_is_left_alone() {
        for criteria in [
            "mean latency < 300 ms, p95 < 300 ms",
            "mean latency < 80 ms",
            "p99 < 300 ms",
            "p50 < 350 ms, p99 < 250 ms",
        ] {
            assert_eq!(says(criteria), Vec::<String>::new(), "{criteria}");
        }
    }

    #[test]
    fn what_the_last_run_came_to_is_no_criterion() {
        for line in [
            "Last run: broke at 250 req/s (p95 1.9 s)",
            "Último teste: quebrou com 250 req/s, p95 de 1,9 s",
            "k6, 300 req/s. Limiares: p95 < 300 ms. Último resultado, 25/07: quebrou com 250 req/s e p95 de 1,9 s.",
            "Umbrales: p95 < 300 ms. Última corrida (12/04): p95 de 1,9 s",
            "Thresholds: p95 < 300 ms. In April it reached 250 req/s, with a p95 of 1.9 s",
        ] {
            let text = format!("# Plan\n## Objective\n- p95 latency < 300 ms\n## Load test\n- {line}\n");
            assert_eq!(findings(&super::RULE, &text), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn what_a_test_gave_in_a_block_is_no_criterion() {
        let text = |line: &str| {
            format!("# Canvas\n## Objective\n- Error rate < 0.2%\n## Load test\n### 300 req/s\n```\n{line}\n```\n")
        };
        for lines in [
            "- Results:\n  - Error rate: 0.9%",
            "- Resultados:\n  - Taxa de erros: 0,9%",
            "Resultados:\n  Tasa de errores: 0,9 %",
            "- Error rate: 0.9% ✅",
        ] {
            assert_eq!(findings(&super::RULE, &text(lines)), [""; 0], "{lines}");
        }
        assert_eq!(findings(&super::RULE, &text("- Results: below\n- Criteria:\n  - Error rate: 0.9%")).len(), 1);
    }

    #[test]
    fn what_a_change_has_brought_is_no_objective() {
        let says = |header: &str| {
            let text = format!(
                "# Plan\n## Metrics\n| Metric | Was | {header} |\n|---|---|---|\n| Error rate | 7% | < 0.2% |\n\n## Load test\n- passes with an error rate < 0.9%\n"
            );
            findings(&super::RULE, &text).len()
        };
        for header in ["After (with replicas)", "Depois", "Después de la mejora"] {
            assert_eq!(says(header), 0, "{header}");
        }
        assert_eq!(says("Target"), 1);
    }

    #[test]
    fn a_scenario_of_a_test_keeps_to_the_objective_of_its_name() {
        let says = |scenario: &str, threshold: &str| {
            let text = format!(
                "# Plan\n## Objective\n| Metric | Target |\n|---|---|\n| API p95 latency | < 400 ms |\n| Thumbnail p95 | < 3 s |\n\n## Load test\n### {scenario}\n```javascript\nexport const options = {{ thresholds: {{ http_req_duration: [\"p(95)<{threshold}\"] }} }};\n```\n"
            );
            findings(&super::RULE, &text).len()
        };
        assert_eq!(says("Scenario B: thumbnail throughput", "3000"), 0);
        assert_eq!(says("Scenario B: many thumbnails", "3000"), 0);
        assert_eq!(says("Scenario B: thumbnail throughput", "9000"), 1);
        assert_eq!(says("Scenario B: browsing", "3000"), 1);
    }

    #[test]
    fn errors_of_jobs_are_not_those_of_requests() {
        let says = |name: &str| {
            let text = format!(
                "# Plan\n## Objective\n| Metric | Target |\n|---|---|\n| {name} | < 1% |\n\n## Load test\n```javascript\nexport const options = {{ thresholds: {{ http_req_failed: [\"rate<0.03\"] }} }};\n```\n"
            );
            findings(&super::RULE, &text).len()
        };
        for name in ["Worker error rate", "Taxa de erros da fila", "Tasa de errores de la cola"] {
            assert_eq!(says(name), 0, "{name}");
        }
        assert_eq!(says("Error rate"), 1);
    }
}
