use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/load-test-too-short-for-autoscale",
    summary: Text {
        en: "a load test that is over before the system can grow",
        pt: "um teste de carga que acaba antes de o sistema poder crescer",
        es: "una prueba de carga que acaba antes de que el sistema pueda crecer",
    },
    severity: Severity::Advice,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "An autoscaler watches for a while before it acts, and a replica takes time to start. A test that ends before that shows \
             how the smallest system fails, not how the scaled one holds.",
        pt: "Um autoscaling observa por um tempo antes de agir, e uma réplica demora para subir. Um teste que acaba antes disso \
             mostra como o menor sistema falha, não como o escalado aguenta.",
        es: "Un autoescalado observa un tiempo antes de actuar, y una réplica tarda en arrancar. Una prueba que acaba antes muestra \
             cómo falla el sistema más pequeño, no cómo aguanta el escalado.",
    },
    source: "Kubernetes documentation: Horizontal Pod Autoscaling, stabilization window and readiness",
    bad: "\
# Capacity plan
## Strategies
- Horizontal: trigger: CPU above 70% for 10 min
## Load test
- k6, 300 req/s for 5 min
",
    good: "\
# Capacity plan
## Strategies
- Horizontal: trigger: CPU above 70% for 2 min
## Load test
- k6, 300 req/s for 30 min
",
    check,
};

static SHORT: Text = Text {
    en: "the longest test holds its load for {held}, the system grows after {window} of it",
    pt: "o teste mais longo mantém a carga por {held}, o sistema cresce depois de {window} dela",
    es: "la prueba más larga mantiene la carga {held}, el sistema crece tras {window} de ella",
};
static TRIGGER: Text = Text { en: "when it grows", pt: "quando cresce", es: "cuándo crece" };
static HELP: Text = Text {
    en: "hold the load for several times as long as the trigger and the start of a replica take",
    pt: "mantenha a carga por várias vezes o tempo do gatilho e da subida de uma réplica",
    es: "mantenga la carga varias veces lo que tardan el disparador y el arranque de una réplica",
};
static HOLDS: Text = Text {
    en: "the longest test holds its load for {held}, the system grows after {window}",
    pt: "o teste mais longo mantém a carga por {held}, o sistema cresce depois de {window}",
    es: "la prueba más larga mantiene la carga {held}, el sistema crece tras {window}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let triggers = canvas.targets.iter().filter(|t| t.role == Role::Trigger && t.metric == Metric::Utilisation);
    let windows = triggers.filter_map(|t| {
        let window = t.window.as_ref()?;
        Some((promise::fact(canvas, t)?, window, window.base()?.ordered().low?))
    });
    let Some((trigger, window, needed)) = windows.min_by_key(|(_, _, seconds)| *seconds) else { return };
    let tests = &canvas.load_tests.tests;
    let seconds = |at: usize| canvas.facts.get(at)?.quantity.base()?.ordered().high;
    let longest = tests.iter().filter_map(|t| Some((canvas.facts.get(t.duration?)?, seconds(t.duration?)?)));
    let Some((duration, held)) = longest.max_by_key(|(_, n)| *n) else { return };
    // A test whose length nobody knows may be long enough.
    if held < needed && tests.iter().any(|t| t.duration.is_none()) {
        return;
    }
    let shown = format(window.bounds().low.unwrap_or_default(), window, &trigger.written, canvas.habits, None);
    let shown = match &window.unit {
        Unit::Duration(_) => window_shown(canvas, trigger).unwrap_or(shown),
        _ => shown,
    };
    let text = if held < needed { &SHORT } else { &HOLDS };
    let message = text.with("held", demand::shown(duration)).with("window", shown);
    if held >= needed {
        out.pass(duration.span, [trigger.span], message);
    } else {
        out.find(duration.span, message).label(trigger.span, TRIGGER.plain()).help(HELP.plain());
    }
}

/// The duration behind a trigger, as the document writes it.
fn window_shown(canvas: &Canvas, trigger: &Fact) -> Option<String> {
    let behind = canvas.facts.iter().filter(|f| f.entry == trigger.entry && f.span.start > trigger.span.start);
    behind.into_iter().find(|f| matches!(f.quantity.unit, Unit::Duration(_))).map(|f| f.written.clone())
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(test: &str) -> Vec<String> {
        let text = format!(
            "# Canvas\n## Estratégias\n- Horizontal: gatilho: CPU acima de 70% por 5 min\n## Teste de carga\n{test}\n"
        );
        findings(&super::RULE, &text)
    }

    #[test]
    fn the_longest_test_counts() {
        assert_eq!(says("- k6, 300 req/s por 3 min").len(), 1);
        assert!(says("- Pico: k6, 300 req/s por 3 min\n- Resistência: k6, 100 req/s por 8 h").is_empty());
    }

    #[test]
    fn a_test_of_unknown_length_may_be_long_enough() {
        assert!(says("- Pico: k6, 300 req/s por 3 min\n- Carga: k6, 200 req/s").is_empty());
    }
}
