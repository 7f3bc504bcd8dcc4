use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/alert-looser-than-slo",
    summary: Text {
        en: "an alert that fires only after its objective is already broken",
        pt: "um alerta que só dispara depois que o objetivo já foi violado",
        es: "una alerta que solo se dispara cuando el objetivo ya se ha incumplido",
    },
    severity: Severity::Error,
    section: &[SectionKind::Monitoring, SectionKind::Objective],
    why: Text {
        en: "Between the objective and the alert the promise is broken and nobody is told. Of several alerts on one figure \
             the tightest counts.",
        pt: "Entre o objetivo e o alerta a promessa é quebrada e ninguém fica sabendo. De vários alertas sobre o mesmo \
             número vale o mais apertado.",
        es: "Entre el objetivo y la alerta se rompe la promesa y nadie se entera. De varias alertas sobre la misma cifra \
             cuenta la más estricta.",
    },
    source: "SRE Workbook, chapter 5: Alerting on SLOs",
    bad: "\
# Capacity plan
## Objective
- p95 latency < 200 ms
## Monitoring
- Alert: p95 latency > 1 s for 5 min
",
    good: "\
# Capacity plan
## Objective
- p95 latency < 200 ms
## Monitoring
- Alert: p95 latency > 180 ms for 5 min
",
    check,
};

/// From here on no rounding and no deliberate second tier explains the distance.
const CERTAIN: Decimal = Decimal::TWO;

/// The fastest burn rate that the SRE Workbook pages on: 2% of a month's budget in an hour.
const FAST_BURN: Decimal = Decimal::from_parts(144, 0, 0, false, 1);

static LOOSER: Text = Text {
    en: "this alert fires at {alert}, {times} times what the objective allows ({objective})",
    pt: "este alerta dispara em {alert}, {times} vezes o que o objetivo permite ({objective})",
    es: "esta alerta se dispara con {alert}, {times} veces lo que permite el objetivo ({objective})",
};
static PROMISED: Text =
    Text { en: "promised here: {objective}", pt: "prometido aqui: {objective}", es: "prometido aquí: {objective}" };
static HELP: Text = Text {
    en: "alert at {objective} or before",
    pt: "alerte em {objective} ou antes",
    es: "avise con {objective} o antes",
};
static ASSUMED: Text = Text {
    en: "the alert is on the same percentile as the objective",
    pt: "o alerta é sobre o mesmo percentil do objetivo",
    es: "la alerta es sobre el mismo percentil que el objetivo",
};
static HOLDS: Text = Text {
    en: "alert at {alert}, objective {objective}",
    pt: "alerta em {alert}, objetivo {objective}",
    es: "alerta con {alert}, objetivo {objective}",
};

/// An alert at less than a fifth of a latency is about a faster part of the system.
const ANOTHER: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

/// More objectives than this are not shown.
const STRICTER: usize = 3;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for guard in promise::guards(canvas, Role::Alert) {
        let (Some(alert), Some(promised)) =
            (promise::fact(canvas, guard.limit), promise::fact(canvas, guard.objective))
        else {
            continue;
        };
        let (fires, objective) = (promise::figure(canvas, guard.limit), promise::figure(canvas, guard.objective));
        if guard.ratio <= promise::NEARLY {
            let far = guard.limit.metric == Metric::Latency && guard.ratio < ANOTHER;
            if !guard.assumed && !far {
                out.pass(alert.span, [promised.span], HOLDS.with("alert", fires).with("objective", objective));
            }
            continue;
        }
        if guard.assumed && guard.ratio < CERTAIN || is_burn_rate(&guard) {
            continue;
        }
        let message = LOOSER
            .with("alert", fires.as_str())
            .with("times", promise::times(canvas, guard.ratio))
            .with("objective", objective.as_str());
        let finding = out.find(alert.span, message);
        finding
            .label(promised.span, PROMISED.with("objective", objective.as_str()))
            .figures(objective.as_str(), fires)
            .help(HELP.with("objective", objective));
        // Another part or tier is promised more.
        let stricter = |t: &&Target| {
            let same = t.role == Role::Objective && t.metric == guard.limit.metric;
            same && t.statistic == guard.objective.statistic
                && t.limit < guard.objective.limit
                && t.scope.same_as(&guard.objective.scope)
        };
        for other in canvas.targets.iter().filter(stricter).take(STRICTER) {
            if let Some(fact) = promise::fact(canvas, other).filter(|_| guard.limit.metric == Metric::Latency) {
                finding.label(fact.span, PROMISED.with("objective", promise::figure(canvas, other)));
            }
        }
        // A high share of errors for a few minutes may be what a budget of a month allows.
        let burn = guard.limit.metric == Metric::ErrorRate && guard.ratio <= FAST_BURN;
        // "Target | Alert" side by side in a row is no oversight.
        let meant = guard.limit.row.is_some() && guard.limit.row == guard.objective.row;
        if meant && guard.ratio <= CERTAIN {
            finding.severity(Severity::Advice);
        } else if guard.assumed {
            finding.severity(Severity::Warning).assuming(ASSUMED.plain());
        } else if burn || meant || guard.ratio < CERTAIN || promise::approximate(canvas, guard.limit, guard.objective) {
            finding.severity(Severity::Warning);
        }
    }
}

/// Whether an alert looks at a short window of an availability of weeks: what it tolerates there is a burn rate.
fn is_burn_rate(guard: &promise::Guard) -> bool {
    let share = guard.limit.metric == Metric::Availability;
    let window = guard.limit.window.as_ref().and_then(|w| w.base()).and_then(|b| b.high);
    share && guard.ratio <= FAST_BURN && window.is_some_and(|seconds| seconds < Period::Day.seconds())
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(objective: &str, monitoring: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Canvas\n## Objective\n{objective}\n## Monitoring\n{monitoring}\n"))
    }

    #[test]
    fn a_promise_behind_another_in_its_line_has_a_name_of_its_own() {
        for (promise, alert) in [
            ("Tracking: p95 < 200 ms; route planning: p95 < 2 s", "tracking p95 > 400 ms for 5 min"),
            ("Rastreamento: p95 < 200 ms; cálculo de rota: p95 < 2 s", "p95 do rastreamento > 400 ms por 5 min"),
            ("Rastreo: p95 < 200 ms; cálculo de ruta: p95 < 2 s", "p95 del rastreo > 400 ms durante 5 min"),
        ] {
            let says = |alert: &str| {
                findings(&super::RULE, &format!("# Plan\n## Objective\n- {promise}\n## Monitoring\n- {alert}\n")).len()
            };
            assert_eq!(says(alert), 1, "{promise}");
            assert_eq!(says(&alert.replace("400", "180")), 0, "{promise}");
        }
    }

    #[test]
    fn an_alert_at_four_times_the_objective_is_an_error() {
        let said = says("- p95 < 500 ms", "- Alert: p95 > 2 s for 5 min");
        assert_eq!(said, ["error «> 2 s» this alert fires at 2 s, 4 times what the objective allows (500 ms)"]);
    }

    #[test]
    fn a_percentile_in_brackets_with_a_value_of_its_own_is_of_that_value() {
        for objective in [
            "- 99,9% das mensagens em até 5 s (p99 < 9 s)",
            "- 99.9% of messages under 5 s (p99 under 9 s)",
            "- El 99,9 % de los mensajes en menos de 5 s (p99 menor a 9 s)",
        ] {
            assert_eq!(says(objective, "- p99 > 8 s por 5 min, plantão"), [""; 0], "{objective}");
        }
    }

    #[test]
    fn a_bound_that_is_denied_is_a_promise() {
        for objective in
            ["- p95 não deve ultrapassar 300 ms", "- p95 never above 300 ms", "- p95 no debe superar los 300 ms"]
        {
            assert_eq!(says(objective, "- Alert: p95 > 1.2 s for 5 min").len(), 1, "{objective}");
            assert_eq!(says(objective, "- Alert: p95 > 300 ms for 5 min"), [""; 0], "{objective}");
        }
    }

    #[test]
    fn how_good_the_answers_were_at_a_measured_rate_is_no_promise() {
        let says = |opening: &str| {
            let text = format!(
                "# Capacity plan\n\nOne replica:\n{opening}\n\n## Monitoring\n\n- Alert: p95 > 400 ms for 5 min\n"
            );
            findings(&super::RULE, &text).len()
        };
        assert_eq!(says("- API: 300 req/s (p95 < 20 ms)"), 0);
        assert_eq!(says("- API: 300+ req/s (read path, p95 < 20 ms)"), 0);
        assert_eq!(says("- We promise p95 < 20 ms at 300 req/s"), 1);
        assert_eq!(says("- 300 req/s, p95 < 20 ms"), 1);
    }

    #[test]
    fn the_column_of_warnings_has_many_names() {
        for header in ["Objetivo | Advertencia | Crítico", "Meta | Atenção | Crítico", "Target | Caution | Critical"]
        {
            let table =
                format!("| Metric | {header} |\n|---|---|---|---|\n| p95 latency | 350 ms | 300 ms | 900 ms |\n");
            assert_eq!(says("- p95 < 350 ms", &table), [""; 0], "{header}");
        }
    }

    #[test]
    fn a_usual_band_is_no_promise() {
        for header in ["Normal | Critical", "OK | Crítico", "Sano | Actuar si", "Healthy | Page", "Verde | Vermelho"] {
            let table = format!("| Metric | {header} |\n|---|---|---|\n| p95 latency | < 800 ms | > 2 s |\n");
            assert_eq!(says("- Answers stay quick", &table), [""; 0], "{header}");
        }
    }

    #[test]
    fn an_alert_beside_its_target_in_a_row_is_no_error() {
        let table =
            |alert: &str| format!("| Metric | Target | Alert |\n|---|---|---|\n| API p95 | < 500 ms | {alert} |\n");
        for (alert, severity) in [("> 1000 ms", "advice"), ("> 2500 ms", "warning")] {
            let said = says("- Answers stay quick", &table(alert));
            assert!(matches!(said.as_slice(), [one] if one.starts_with(severity)), "{said:?}");
        }
        assert_eq!(says("- Answers stay quick", &table("> 500 ms")), [""; 0]);
    }

    #[test]
    fn of_two_tiers_the_tighter_counts() {
        assert!(says("- p95 < 500 ms", "- p95 > 400 ms: ticket\n- p95 > 1 s: page").is_empty());
    }

    #[test]
    fn mean_and_percentile_are_not_compared() {
        assert!(says("- p99 < 500 ms", "- Alert: mean latency > 2 s").is_empty());
    }

    #[test]
    fn a_part_of_the_system_may_be_slower_than_the_whole() {
        assert!(says("- p95 latency < 500 ms", "- Alert: p95 of the report queue > 30 s").is_empty());
    }

    #[test]
    fn what_others_run_or_nobody_promises_is_another_matter() {
        for alert in [
            "- partner API p95 (not in our SLO) > 2 s for 10 min: ticket",
            "- p95 of the batch gateway (not part of the SLO) > 2 s for 10 min",
            "- API do parceiro p95 > 2 s por 10 min: chamado",
            "- API del proveedor p95 > 2 s por 10 min",
            "- third-party API p95 > 2 s for 10 min",
        ] {
            assert_eq!(says("- p95 < 300 ms", alert), [""; 0], "{alert}");
        }
        assert_eq!(says("- p95 < 300 ms", "- API p95 > 2 s for 10 min: page").len(), 1);
    }

    #[test]
    fn a_page_and_a_replica_are_not_the_request() {
        for alert in [
            "- page load (RUM) p95 > 3 s",
            "- LCP p95 > 2.5 s for 10 min",
            "- p95 > 3 s (page load, RUM)",
            "- carregamento da página p95 > 4 s por 10 min",
            "- p95 de carga en el navegador > 4 s",
            "- TTFB p95 > 900 ms",
            "- latência da réplica p95 > 10 s",
            "- latencia de la réplica > 10 s",
            "- replication lag p95 > 10 s",
            "| Sinal | Alerta |\n|---|---|\n| LCP p95 | > 2.5 s |\n| latência da réplica p95 | > 10 s |",
        ] {
            assert_eq!(says("- API p95 latency < 300 ms", alert), [""; 0], "{alert}");
            assert_eq!(says("- p95 < 300 ms", alert), [""; 0], "{alert}");
        }
        assert_eq!(says("- page load p95 < 2 s", "- page load p95 > 6 s").len(), 1);
        let yaml = "objective:\n  latency_p95: 300 ms\nmonitoring:\n  alerts:\n    page_load_p95: \"> 3 s\"\n";
        assert_eq!(findings(&super::RULE, yaml), [""; 0]);
    }

    #[test]
    fn an_alert_of_a_fast_part_says_nothing_about_a_slow_one() {
        let passed = |alert: &str| {
            passes(
                &super::RULE,
                &format!("# Canvas\n## Objective\n- p95 < 3 s\n## Monitoring\n- p95 > {alert} for 5 min: page\n"),
            )
        };
        assert_eq!(passed("350 ms"), [""; 0]);
        assert_eq!(passed("2.5 s"), ["alert at 2.5 s, objective 3 s"]);
    }

    #[test]
    fn availability_runs_the_other_way_round() {
        assert!(says("- availability 99.9%", "- Alert: availability < 99.95%").is_empty());
        assert_eq!(says("- availability 99.9%", "- Alert: availability < 99%").len(), 1);
    }

    #[test]
    fn what_a_few_minutes_may_lose_is_a_burn_rate() {
        for alert in [
            "- Availability SLI over 5 min below 99.8%: page",
            "- Alert: availability < 99% for 5 min",
            "- Success rate < 99.5% over 10 min: page",
        ] {
            assert!(says("- availability 99.9%", alert).is_empty(), "{alert}");
        }
        assert_eq!(says("- availability 99.9%", "- Alert: availability < 90% for 5 min").len(), 1);
        assert_eq!(says("- availability 99.9%", "- Alert: availability < 99%").len(), 1);
    }

    #[test]
    fn the_window_of_an_alert_is_no_latency() {
        let table = "| Signal | Metric | Alert |\n|---|---|---|\n| Latency | p95 | > 400 ms for 10 min |";
        assert!(says("- p95 < 500 ms", table).is_empty());
    }

    #[test]
    fn the_loosest_phase_is_what_an_alert_without_a_phase_is_held_to() {
        let phases = "### Phase 1\n- p95 < 800 ms\n### Phase 2\n- p95 < 400 ms";
        assert!(says(phases, "- Alert: p95 > 700 ms").is_empty());
    }

    #[test]
    fn what_was_measured_is_no_objective() {
        assert!(says("- p95 today is 200 ms", "- Alert: p95 > 2 s").is_empty());
    }

    #[test]
    fn the_second_level_of_an_alert_may_be_looser_than_the_promise() {
        for (alert, levels) in [
            ("**Alert threshold**", "> 700 ms (warning), > 2 s (critical)"),
            ("**Limite do alerta**", "> 700 ms (aviso), > 2 s (crítico)"),
            ("**Umbral de alerta**", "> 700 ms (aviso), > 2 s (crítico)"),
        ] {
            assert_eq!(says("- p95 < 700 ms", &format!("- {alert}: p95 {levels}")), [""; 0], "{alert}");
            assert_eq!(says("- p95 < 700 ms", &format!("- {alert}: p95 > 3 s (critical)")).len(), 1, "{alert}");
        }
    }

    #[test]
    fn the_colours_of_a_panel_are_no_alerts() {
        for colours in [
            "- Green: p95 < 300 ms\n- Yellow: p95 300–900 ms\n- Red: p95 > 2 s",
            "- p95: verde < 300 ms, amarelo 300–900 ms, vermelho > 2 s",
            "| Señal | Verde | Amarillo | Rojo |\n|---|---|---|---|\n| Latencia p95 | < 300 ms | 300–900 ms | > 2 s |",
        ] {
            assert_eq!(says("- p95 < 300 ms", colours), [""; 0], "{colours}");
        }
        let paged = "- Green: p95 < 300 ms\n- Red: p95 > 900 ms\n- Alert: p95 > 2 s for 5 min";
        assert_eq!(says("- p95 < 300 ms", paged).len(), 1);
    }

    #[test]
    fn shares_of_something_else_with_a_time_each_are_limits() {
        let table = "| Alert: error rate | For |\n|---|---|\n| > 5% | 10 min |\n| > 8% | 5 min |";
        assert_eq!(says("- Error rate < 0.1%", table).len(), 1);
    }
}
