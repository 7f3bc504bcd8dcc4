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
    for guard in promise::guards(canvas, Role::Criterion) {
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
