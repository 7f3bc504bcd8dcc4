use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/load-test-open-closed-mismatch",
    summary: Text {
        en: "a demand in requests per time, tested with a number of users",
        pt: "uma demanda em requisições por tempo, testada com um número de usuários",
        es: "una demanda en peticiones por tiempo, probada con un número de usuarios",
    },
    severity: Severity::Advice,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "Virtual users wait for an answer before they ask again: when the system slows down they send less, and the test hides \
             what it was to find. Real visitors arrive whether it is slow or not.",
        pt: "Usuários virtuais esperam a resposta antes de pedir de novo: quando o sistema fica lento eles enviam menos, e o teste \
             esconde o que deveria achar. Visitantes reais chegam mesmo que ele esteja lento.",
        es: "Los usuarios virtuales esperan la respuesta antes de volver a pedir: cuando el sistema se vuelve lento envían menos, y \
             la prueba esconde lo que debía encontrar. Los visitantes reales llegan aunque esté lento.",
    },
    source: "Schroeder, Wierman, Harchol-Balter: Open Versus Closed, NSDI 2006; k6 documentation: open and closed models",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 300 req/s
## Load test
- k6 with 400 virtual users for 30 min
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 300 req/s
## Load test
- k6 with a constant arrival rate of 360 req/s for 30 min
",
    check,
};

static CLOSED: Text = Text {
    en: "{peak} are expected, and the tests say {users} but no rate",
    pt: "são esperados {peak}, e os testes dizem {users}, mas nenhuma taxa",
    es: "se esperan {peak}, y las pruebas dicen {users}, pero ninguna tasa",
};
static PEAK: Text = Text { en: "what is expected", pt: "o que é esperado", es: "lo que se espera" };
static HELP: Text = Text {
    en: "send a constant rate of requests, or say what rate these users make",
    pt: "envie uma taxa constante de requisições, ou diga que taxa esses usuários geram",
    es: "envíe una tasa constante de peticiones, o diga qué tasa generan estos usuarios",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let tests = &canvas.load_tests.tests;
    let open = canvas.facts_in(SectionKind::LoadTest).any(|f| f.metric == Metric::Throughput || is_pause(f));
    if tests.is_empty() || open || tests.iter().any(|t| !t.rates.is_empty() || t.think.is_some()) {
        return;
    }
    let users = tests.iter().flat_map(|t| &t.users).filter_map(|&at| canvas.facts.get(at));
    // People who are registered are no load.
    let users = users.filter(|f| matches!(f.quantity.unit, Unit::Count(Entity::VirtualUser | Entity::ConcurrentUser)));
    let most = users.filter_map(|f| Some((f, f.quantity.bounds().high?))).max_by_key(|(_, n)| *n);
    let expected = demand::expected(canvas, &Entity::Request);
    let peak = expected.iter().find(|r| r.is_peak() || r.fact.quantity.per == Some(Period::Second));
    let (Some((users, _)), Some(peak)) = (most, peak) else { return };
    let message = CLOSED.with("peak", peak.fact.named()).with("users", users.named());
    out.find(users.span, message).label(peak.fact.span, PEAK.plain()).help(HELP.plain());
}

/// A pause between requests: rate and users follow from each other.
fn is_pause(fact: &Fact) -> bool {
    matches!(fact.quantity.unit, Unit::Duration(_))
        && demand::says(fact, 6, &["think", "pausa", "pause", "sleep", "pacing"])
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(test: &str) -> Vec<String> {
        findings(
            &super::RULE,
            &format!("# Canvas\n## Volumes\n- Escalado: pico de 300 req/s\n## Teste de carga\n{test}\n"),
        )
    }

    #[test]
    fn users_with_a_pause_or_a_rate_are_enough() {
        assert_eq!(says("- k6 com 400 usuários virtuais por 30 min").len(), 1);
        assert!(says("- k6 com 1.700 usuários virtuais e pausa de 5 s").is_empty());
        assert!(says("- k6 com 400 usuários virtuais, 360 req/s").is_empty());
    }

    #[test]
    fn a_demand_in_users_is_tested_with_users() {
        let text = "# Canvas\n## Volumes\n- 400 concurrent users\n## Load test\n- k6 with 400 virtual users\n";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
