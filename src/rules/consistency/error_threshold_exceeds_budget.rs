use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/error-threshold-exceeds-budget",
    summary: Text {
        en: "more errors tolerated than the availability objective leaves room for",
        pt: "mais erros tolerados do que o objetivo de disponibilidade permite",
        es: "más errores tolerados de los que permite el objetivo de disponibilidad",
    },
    severity: Severity::Error,
    section: &[SectionKind::Monitoring, SectionKind::LoadTest, SectionKind::Objective],
    why: Text {
        en: "99.9% leaves an error budget of 0.1%. Whoever accepts 1% errors accepts 99%. An alert may sit higher, because \
             it is about minutes and not about the month, but from 14.4 times on the budget of the month is gone in two days.",
        pt: "99,9% deixa um orçamento de erros de 0,1%. Quem aceita 1% de erros aceita 99%. Um alerta pode ficar acima, pois \
             fala de minutos e não do mês, mas a partir de 14,4 vezes o orçamento do mês acaba em dois dias.",
        es: "99,9% deja un presupuesto de errores de 0,1%. Quien acepta 1% de errores acepta 99%. Una alerta puede estar más \
             alta, porque habla de minutos y no del mes, pero a partir de 14,4 veces el presupuesto del mes se agota en dos \
             días.",
    },
    source: "SRE Workbook, chapter 5: Alerting on SLOs; Google SRE Book, chapter 3",
    bad: "\
# Capacity plan
## Objective
- Availability of 99.95%
## Load test
- k6, 300 req/s for 30 min
- Criteria: error rate < 1%
",
    good: "\
# Capacity plan
## Objective
- Availability of 99.95%
## Load test
- k6, 300 req/s for 30 min
- Criteria: error rate < 0.05%
",
    check,
};

/// More than this is no matter of how availability is counted.
const CERTAIN: Decimal = Decimal::TEN;

/// The fastest burn rate that the SRE Workbook pages on: 2% of a month's budget in an hour.
const FAST_BURN: Decimal = Decimal::from_parts(144, 0, 0, false, 1);

static EXCEEDS: Text = Text {
    en: "{errors} errors are {times} times the error budget of {budget} that {availability} leaves",
    pt: "{errors} de erros são {times} vezes o orçamento de erros de {budget} que {availability} deixa",
    es: "{errors} de errores son {times} veces el presupuesto de errores de {budget} que deja {availability}",
};
static PROMISED: Text = Text {
    en: "promised here: {availability}, so {budget} may fail",
    pt: "prometido aqui: {availability}, então {budget} pode falhar",
    es: "prometido aquí: {availability}, así que puede fallar {budget}",
};
static HELP: Text = Text {
    en: "tolerate {budget} at most, or promise less",
    pt: "tolere no máximo {budget}, ou prometa menos",
    es: "tolere {budget} como máximo, o prometa menos",
};
static HELP_ALERT: Text = Text {
    en: "alert at {budget}, or page at a burn rate of 14.4 and add a slower alert below it",
    pt: "alerte em {budget}, ou acione o plantão na taxa de queima de 14,4x e acrescente um alerta mais lento, com taxa menor",
    es: "avise con {budget}, o llame con una tasa de consumo de 14,4 y añada una alerta más lenta por debajo",
};
static REQUESTS: Text = Text {
    en: "availability counts failed requests, not minutes",
    pt: "a disponibilidade conta requisições que falham, não minutos",
    es: "la disponibilidad cuenta peticiones fallidas, no minutos",
};
static HOLDS: Text = Text {
    en: "{errors} errors fit into the budget of {budget} that {availability} leaves",
    pt: "{errors} de erros cabem no orçamento de {budget} que {availability} deixa",
    es: "{errors} de errores caben en el presupuesto de {budget} que deja {availability}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for role in [Role::Objective, Role::Alert, Role::Criterion] {
        let tolerated = canvas.targets.iter().filter(|t| t.role == role && t.metric == Metric::ErrorRate && !t.eased);
        let mut spoken: Vec<&Target> = Vec::new();
        for errors in tolerated.clone() {
            // Where errors have an objective of their own, that is what alerts and criteria are held to.
            if role != Role::Objective && !promise::objectives(canvas, errors, Metric::ErrorRate).is_empty() {
                continue;
            }
            let tighter = |t: &&Target| t.scope.same_as(&errors.scope) && t.limit < errors.limit;
            if tolerated.clone().any(|t| tighter(&t)) || spoken.iter().any(|t| t.scope.same_as(&errors.scope)) {
                continue;
            }
            spoken.push(errors);
            compare(canvas, errors, out);
        }
    }
}

fn compare(canvas: &Canvas, errors: &Target, out: &mut Outcomes) {
    let promised = promise::objectives(canvas, errors, Metric::Availability);
    let Some(availability) = promise::loosest(&promised) else { return };
    let (Some(fact), Some(promised)) = (promise::fact(canvas, errors), promise::fact(canvas, availability)) else {
        return;
    };
    let Some(room) = Decimal::ONE.checked_sub(availability.limit).filter(|room| *room > Decimal::ZERO) else { return };
    let Some(times) = errors.limit.checked_div(room) else { return };
    let budget = fact
        .notation
        .print((room * Decimal::ONE_HUNDRED).normalize(), Some((room * Decimal::ONE_HUNDRED).normalize().scale()));
    let stated = promise::figure(canvas, errors);
    let available = promise::figure(canvas, availability);
    let allowed = if errors.role == Role::Alert { FAST_BURN } else { promise::NEARLY };
    if times <= allowed {
        if times <= promise::NEARLY {
            let message = HOLDS.with("errors", stated).with("budget", budget).with("availability", available);
            out.pass(fact.span, [promised.span], message);
        }
        return;
    }
    // Minutes and requests are two budgets, unless the one is spent many times over.
    if times <= CERTAIN && counts_minutes(canvas, availability.fact) {
        return;
    }
    let message = EXCEEDS
        .with("errors", stated.as_str())
        .with("times", promise::times(canvas, times))
        .with("budget", budget.as_str())
        .with("availability", available.as_str());
    let help = if errors.role == Role::Alert { &HELP_ALERT } else { &HELP };
    let finding = out.find(fact.span, message);
    finding
        .label(promised.span, PROMISED.with("availability", available).with("budget", budget.as_str()))
        .figures(budget.as_str(), stated)
        .help(help.with("budget", budget));
    if times <= CERTAIN || promise::approximate(canvas, errors, availability) {
        finding.severity(Severity::Warning).assuming(REQUESTS.plain());
    }
}

/// Whether a promise counts minutes rather than requests: it is called uptime, or its line or those beside it say for how
/// long the system may be down.
fn counts_minutes(canvas: &Canvas, promised: usize) -> bool {
    const DOWN: &[&str] =
        &["down", "outage", "unavailab", "fora", "indispon", "parad", "interrup", "caid", "queda", "fuera", "inactiv"];
    /// How many figures further on it may be said.
    const NEAR: usize = 4;
    /// How many words around a figure are its own.
    const OWN: usize = 12;
    let Some(fact) = canvas.facts.get(promised) else { return false };
    let lasts = |f: &&Fact| matches!(f.quantity.unit, Unit::Duration(_)) && f.sections == fact.sections;
    let down = |f: &Fact| begins(f.words.iter().take(if f.entry == fact.entry { f.words.len() } else { OWN }), DOWN);
    let mut near = canvas.facts.iter().skip(promised.saturating_sub(NEAR)).take(2 * NEAR + 1);
    let uptime = fact.label.to_lowercase().contains("uptime")
        || fact.before.iter().chain(&fact.behind).any(|word| word.as_str() == "uptime");
    uptime || near.any(|f| lasts(&f) && down(f))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn a_fast_burn_alert_is_legitimate() {
        let text = "# Canvas\n## Objective\n- availability 99.9%\n## Monitoring\n- Alert: error rate > 1.4% for 1 h\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn an_error_objective_of_ten_times_the_budget_is_a_warning() {
        let text = "# Canvas\n## Objective\n- availability 99.9%\n- error rate < 1%\n";
        let said = findings(&super::RULE, text);
        assert_eq!(said, ["warning «< 1%» 1% errors are 10 times the error budget of 0.1% that 99.9% leaves"]);
    }

    #[test]
    fn where_availability_counts_minutes_a_share_of_errors_is_another_budget() {
        for promise in [
            "availability 99.5% (at most 3 h 36 min down a month)",
            "disponibilidade de 99,5% (no máximo 3 h 36 min fora do ar)",
            "disponibilidad del 99,5 % (como máximo 3 h 36 min de caída)",
            "99.5% of uptime a month",
            "uptime mensal de 99,5%",
            "disponibilidad del 99,5 %\n- caída permitida: 3,6 horas al mes",
        ] {
            let text = |errors: &str| format!("# Canvas\n## Objective\n- {promise}\n- error rate < {errors}\n");
            let said = findings(&super::RULE, &text("1%"));
            assert_eq!(said, [""; 0], "{promise}");
            let said = findings(&super::RULE, &text("20%"));
            assert!(said.len() == 1 && said[0].starts_with("error"), "{promise}: {said:?}");
        }
    }

    #[test]
    fn a_failure_test_may_lose_more() {
        let text = "# Canvas\n## Objective\n- availability 99.9%\n## Load test\n- Failover: kill a node, errors < 5%\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn failures_are_counted_where_nothing_else_fails() {
        let says = |criterion: &str| {
            let text = format!("# Canvas\n## Objective\n- availability 99.9%\n## Load test\n- {criterion}\n");
            findings(&super::RULE, &text).len()
        };
        for criterion in ["Passes if failures < 5%", "Aprovado com falhas < 5%", "Se aprueba con fallos < 5 %"] {
            assert_eq!(says(criterion), 1, "{criterion}");
        }
        for criterion in ["Failover: failures < 5%", "Falha de um nó: falhas < 5%", "Estrés: fallos < 5 %"] {
            assert_eq!(says(criterion), 0, "{criterion}");
        }
    }

    #[test]
    fn the_words_of_a_verdict_narrow_nothing() {
        let text = "# Canvas\n## Objetivo\n- Disponibilidade 99,9%\n## Teste de carga\n- Aprovado com p95 abaixo de 1 s e erro menor que \
                    2%\n";
        assert_eq!(findings(&super::RULE, text).len(), 1);
    }
}
