use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/load-test-profile-incomplete",
    summary: Text {
        en: "a load test without its load or its length",
        pt: "um teste de carga sem a carga ou a duração",
        es: "una prueba de carga sin la carga o la duración",
    },
    severity: Severity::Warning,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "How many users or requests, how long, and with which tool: without these two people run two different tests. \
             A short one ends before caches fill and autoscalers move.",
        pt: "Quantos usuários ou requisições, por quanto tempo e com qual ferramenta: sem isso, duas pessoas fazem dois \
             testes diferentes. Um teste curto acaba antes de o cache encher e o autoscaling agir.",
        es: "Cuántos usuarios o peticiones, cuánto tiempo y con qué herramienta: sin eso, dos personas hacen dos pruebas \
             distintas. Una corta acaba antes de que la caché se llene y el autoescalado actúe.",
    },
    source: "Grafana k6 documentation: load test types; Azure Well-Architected Framework, PE:06",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 900 pedidos/dia\n## Custos\n- R$ 9/mês\n\
          ## Riscos\n- Risco: fila cheia\n## Teste de carga\n- JMeter com 10.000 usuários simultâneos\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 900 pedidos/dia\n## Custos\n- R$ 9/mês\n\
           ## Riscos\n- Risco: fila cheia\n## Teste de carga\n- JMeter com 10.000 usuários simultâneos por 30 min\n",
    check,
};

static MISSING: Text = Text {
    en: "the load test does not say: {fields}",
    pt: "o teste de carga não diz: {fields}",
    es: "la prueba de carga no dice: {fields}",
};
static UNLOADED: Text = Text {
    en: "nothing says how many users run this script, nor for how long",
    pt: "nada diz quantos usuários executam este script, nem por quanto tempo",
    es: "nada dice cuántos usuarios ejecutan este script, ni cuánto tiempo",
};
static PAUSE: Text =
    Text { en: "each user pauses here", pt: "cada usuário faz esta pausa", es: "cada usuario hace esta pausa" };
static LOAD: Text = Text { en: "how much load", pt: "quanta carga", es: "cuánta carga" };
static DURATION: Text = Text { en: "for how long", pt: "por quanto tempo", es: "durante cuánto tiempo" };
static TOOL: Text = Text { en: "with which tool", pt: "com qual ferramenta", es: "con qué herramienta" };
static HELP: Text = Text {
    en: "write tool, requests per second or users with their pause, ramp and duration",
    pt: "escreva ferramenta, requisições por segundo ou usuários com sua pausa, rampa e duração",
    es: "escriba herramienta, peticiones por segundo o usuarios con su pausa, rampa y duración",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.is_filled(SectionKind::LoadTest) {
        return;
    }
    let tests = &canvas.load_tests;
    let tool = tests.tools.first();
    let tested = !tests.tests.is_empty() || tool.is_some();
    let content = canvas.section(SectionKind::LoadTest).and_then(|s| s.content);
    let Some(place) = content.filter(|_| tested) else { return };
    let (load, duration) = (has_load(canvas), has_duration(canvas));
    let mut fields: Vec<Part> = Vec::new();
    fields.extend((!load).then_some(&LOAD).map(Part::from));
    fields.extend((!duration).then_some(&DURATION).map(Part::from));
    let essential = !fields.is_empty();
    // Code is its own tool; one that is named anywhere will do.
    let scripted = tests.tests.iter().chain(&tests.unloaded).any(|t| t.in_code);
    if tool.is_none() && !scripted && !canvas.speaks_of(Topic::LoadTool) {
        fields.push((&TOOL).into());
    }
    if !fields.is_empty() {
        let finding = out.find(place, MISSING.with("fields", fields)).help(HELP.plain());
        if !essential || !canvas.is_whole() {
            finding.severity(Severity::Advice);
        }
    } else if let Some(script) = tests.unloaded.first() {
        let finding = out.find(script.name.span, UNLOADED.plain()).help(HELP.plain());
        if let Some(pause) = script.think {
            finding.label(canvas.facts[pause].span, PAUSE.plain());
        }
        if !canvas.is_whole() {
            finding.severity(Severity::Advice);
        }
    }
}

/// Numbers, or a load that is named: the peak, twice the objective, the traffic of production.
fn has_load(canvas: &Canvas) -> bool {
    let relative = |f: &Fact| matches!(f.quantity.unit, Unit::Factor | Unit::Count(_) | Unit::Percent(_));
    !canvas.load_tests.tests.is_empty()
        || canvas.facts_in(SectionKind::LoadTest).any(relative)
        || canvas.topics_in(SectionKind::LoadTest).contains(Topic::Peak)
}

/// A duration of any test, or in any line of the section that sets one.
fn has_duration(canvas: &Canvas) -> bool {
    let long = |f: &Fact| {
        let minutes = matches!(f.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute);
        minutes || matches!(f.quantity.unit, Unit::Duration(_)) && f.metric == Metric::Setting
    };
    canvas.load_tests.tests.iter().any(|t| t.duration.is_some()) || canvas.facts_in(SectionKind::LoadTest).any(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(test: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Canvas de escalabilidad\n## Objetivo\n- 10x\n## Volúmenes\n- 90 pedidos/día\n## Costos\n- US$ 9/mes\n## Riesgos\n- Riesgo: caída\n## Prueba de carga\n{test}"
            ),
        )
    }

    #[test]
    fn what_is_missing_is_listed_once() {
        assert_eq!(
            with("- 500 usuarios simultáneos en la API\n- 300 usuarios en la búsqueda\n"),
            ["warning «500 usuarios simultáneos en la API» the load test does not say: for how long, with which tool"]
        );
        assert_eq!(with("- 500 usuarios durante 30 min\n")[0].split(' ').next(), Some("advice"));
    }

    #[test]
    fn code_and_other_words_say_it_too() {
        for test in [
            "- Gatling, el doble del pico durante 2 h\n",
            "```javascript\nimport http from 'k6/http';\nexport const options = { vus: 50, duration: '10m' };\n```\n",
            "- Gatling con 500 usuarios simultáneos por dos horas\n",
            "- Gatling con 90 peticiones por segundo durante una hora\n",
            "- Reproducimos el tráfico en un ambiente aparte.\n",
            "```python\nclass Site(HttpUser):\n    wait_time = between(1, 3)\n```\n```bash\nlocust -f site.py -u 400 -r 10 -t 30m\n```\n",
        ] {
            assert_eq!(with(test), Vec::<String>::new(), "{test}");
        }
    }

    #[test]
    fn the_worked_example_of_a_template_is_checked_and_a_bare_instruction_is_not() {
        let template = |test: &str| {
            let prompt = "- **Instructions**: Say it in numbers.\n";
            let titles = ["Objective", "Volumes", "Costs", "Risks"];
            let others: String = titles.iter().map(|title| format!("## {title}\n{prompt}")).collect();
            findings(&RULE, &format!("# Scalability canvas\n{others}## Load test\n{prompt}{test}"))
        };
        let example = "- **Example**:\n  - Gatling with 700 users at the same time\n";
        assert_eq!(
            template(example),
            ["warning «Gatling with 700 users at the same time» the load test does not say: for how long"]
        );
        assert_eq!(template(""), Vec::<String>::new());
        assert_eq!(template("- **Example**: _(fill in: tool, load, duration)_\n"), Vec::<String>::new());
    }
}
