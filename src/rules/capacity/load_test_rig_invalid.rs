use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/load-test-rig-invalid",
    summary: Text {
        en: "a load test that does not load what it is to test",
        pt: "um teste de carga que não carrega o que deveria testar",
        es: "una prueba de carga que no carga lo que debería probar",
    },
    severity: Severity::Warning,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "Load made on the machine that serves it measures a fight for its processor, not the system. Options of a command take \
             the place of the stages in the script: the ramp that was planned never runs.",
        pt: "Carga gerada na máquina que a atende mede uma disputa pelo processador, não o sistema. Opções da linha de comando \
             substituem os estágios do script: a rampa planejada nunca roda.",
        es: "La carga generada en la máquina que la atiende mide una disputa por el procesador, no el sistema. Las opciones de la \
             línea de comandos sustituyen las etapas del script: la rampa prevista nunca se ejecuta.",
    },
    source: "k6 documentation: order of precedence of options; Google SRE Book, chapter 17",
    bad: "\
# Capacity plan
## Load test
- k6 against http://localhost:8080/orders, 300 req/s for 30 min
",
    good: "\
# Capacity plan
## Load test
- k6 against https://staging.shop.example/orders, 300 req/s for 30 min
",
    check,
};

static LOCAL: Text = Text {
    en: "the load goes to {address}, the machine that makes it",
    pt: "a carga vai para {address}, a máquina que a gera",
    es: "la carga va a {address}, la máquina que la genera",
};
static ELSEWHERE: Text = Text {
    en: "test a copy of production, from another machine",
    pt: "teste uma cópia da produção, a partir de outra máquina",
    es: "pruebe una copia de producción, desde otra máquina",
};
static OVERRIDDEN: Text = Text {
    en: "these options take the place of the stages in the script",
    pt: "estas opções substituem os estágios do script",
    es: "estas opciones sustituyen las etapas del script",
};
static STAGES: Text = Text { en: "never run", pt: "nunca rodam", es: "nunca se ejecutan" };
static DROP: Text = Text {
    en: "leave the options out, or set `--stage`",
    pt: "tire as opções, ou use `--stage`",
    es: "quite las opciones, o use `--stage`",
};

static FLATTERING: Text = Text {
    en: "{weight} of {of} requests only ask whether the service is up: they flatter its latency and its share of errors",
    pt: "{weight} de cada {of} requisições só perguntam se o serviço está no ar: elas embelezam a latência e a taxa de erros",
    es: "{weight} de cada {of} peticiones solo preguntan si el servicio está en pie: embellecen la latencia y la tasa de errores",
};
static SEPARATE: Text = Text {
    en: "leave them out of the load, or judge each path by itself",
    pt: "deixe-as fora da carga, ou avalie cada caminho por si",
    es: "déjelas fuera de la carga, o juzgue cada ruta por separado",
};

/// One request in so many is enough to move a percentile.
const LEAST: u32 = 10;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if let Some((first, others)) = canvas.rig.local.split_first() {
        let finding = out.find(first.span, LOCAL.with("address", first.value.as_str()));
        finding.help(ELSEWHERE.plain());
        finding.places.extend(others.iter().map(|other| other.span));
    }
    if let Some(health) = canvas.rig.health.filter(|h| h.weight.saturating_mul(LEAST) >= h.of) {
        out.find(health.place, FLATTERING.with("weight", health.weight.to_string()).with("of", health.of.to_string()))
            .help(SEPARATE.plain());
    }
    if let Some((options, stages)) = canvas.rig.overridden.filter(|_| canvas.assumptions.product_facts) {
        out.find(options, OVERRIDDEN.plain()).label(stages, STAGES.plain()).help(DROP.plain());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(test: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Canvas\n## Teste de carga\n{test}\n"))
    }

    #[test]
    fn a_script_may_aim_at_its_own_machine() {
        let script = "```js\nimport http from 'k6/http';\nhttp.get('http://127.0.0.1:3000/courses');\n```";
        let said = says(script);
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("warning «http://127.0.0.1:3000/courses»"), "{said:?}");
    }

    #[test]
    fn a_script_that_asks_for_the_health_of_the_service_flatters_it() {
        let script = |weight: u32, path: &str| {
            format!(
                "```python\nclass Reader(HttpUser):\n    @task({weight})\n    def search(self):\n        self.client.get('/search')\n\n    @task\n    def other(self):\n        self.client.get('{path}')\n```"
            )
        };
        let said = says(&script(3, "/health"));
        assert!(said.len() == 1 && said[0].contains("1 of 4 requests"), "{said:?}");
        assert!(says(&script(30, "/health")).is_empty());
        assert!(says(&script(3, "/books")).is_empty());
    }

    #[test]
    fn results_defaults_and_smoke_tests_stay_local() {
        assert!(says("- k6 run --out influxdb=http://localhost:8086/k6 test.js").is_empty());
        assert!(says("```js\nconst base = __ENV.URL || 'http://localhost:3000';\n```").is_empty());
        assert!(says("- Smoke: k6 contra http://localhost:3000").is_empty());
    }

    #[test]
    fn options_of_the_command_hide_the_stages() {
        let script = "```js\nexport const options = { stages: [{ duration: '5m', target: 100 }] };\n```\n";
        assert_eq!(says(&format!("{script}\n`k6 run --vus 50 --duration 30m test.js`")).len(), 1);
        assert!(says(&format!("{script}\n`k6 run test.js`")).is_empty());
    }

    #[test]
    fn elsewhere_an_address_of_ones_own_says_nothing() {
        assert!(
            findings(&super::RULE, "# Canvas\n## Infraestrutura\n- http://localhost:8080 no desenvolvimento\n")
                .is_empty()
        );
    }
}
