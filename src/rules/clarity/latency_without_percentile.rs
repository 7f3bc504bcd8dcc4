use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/latency-without-percentile",
    summary: Text {
        en: "a latency target that is a mean, or does not say for how many requests it holds",
        pt: "uma meta de latência que é média, ou não diz para quantas requisições vale",
        es: "una meta de latencia que es una media, o no dice para cuántas peticiones vale",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Objective, SectionKind::LoadTest],
    why: Text {
        en: "A mean stays low while one request in twenty takes ten times as long, and a limit without a percentile is broken \
             by the first slow request or by none. Only a percentile can be promised and measured.",
        pt: "A média continua baixa enquanto uma requisição em vinte demora dez vezes mais, e um limite sem percentil é \
             violado pela primeira requisição lenta ou por nenhuma. Só um percentil se promete e se mede.",
        es: "La media sigue baja mientras una petición de cada veinte tarda diez veces más, y un límite sin percentil lo \
             incumple la primera petición lenta o ninguna. Solo un percentil se puede prometer y medir.",
    },
    source: "Google SRE Book, chapter 4: service level objectives; Dean and Barroso: The Tail at Scale",
    bad: "# Capacity plan\n## Objective\n- 900 orders per minute by May 2027\n- Mean response time below 2 s\n",
    good: "# Capacity plan\n## Objective\n- 900 orders per minute by May 2027\n- p95 response time below 2 s\n",
    check,
};

/// What takes longer is a job, not a request that somebody waits for.
const REQUEST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

static MEAN: Text = Text {
    en: "a mean of {figure} says nothing about the slow requests",
    pt: "uma média de {figure} não diz nada sobre as requisições lentas",
    es: "una media de {figure} no dice nada de las peticiones lentas",
};
static NONE: Text = Text {
    en: "the latency target {figure} does not say for how many requests it holds",
    pt: "a meta de latência {figure} não diz para quantas requisições vale",
    es: "la meta de latencia {figure} no dice para cuántas peticiones vale",
};
static HERE: Text = Text { en: "{figure}: of which?", pt: "{figure}: de quais?", es: "{figure}: ¿de cuáles?" };
static TWIN: Text = Text { en: "this one has a percentile", pt: "este tem percentil", es: "este tiene percentil" };
static HELP: Text = Text {
    en: "promise a percentile: p95 (or p99) {figure}",
    pt: "prometa um percentil: p95 (ou p99) {figure}",
    es: "prometa un percentil: p95 (o p99) {figure}",
};
static HOLDS: Text = Text {
    en: "latency targets name their percentile: {figure}",
    pt: "as metas de latência dizem o percentil: {figure}",
    es: "las metas de latencia dicen el percentil: {figure}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let of_request = |t: &&Target| {
        t.metric == Metric::Latency && t.limit < REQUEST && matches!(t.role, Role::Objective | Role::Criterion)
    };
    let latencies: Vec<&Target> = canvas.targets.iter().filter(of_request).filter(|t| !is_counted(canvas, t)).collect();
    let is_percentile = |t: &&&Target| matches!(t.statistic, Some(Statistic::Percentile(_) | Statistic::Maximum));
    // A mean beside the percentile of the same thing adds to it, and what is said twice need not be said whole twice.
    let covers = |p: &Target, t: &Target| {
        let adds = t.statistic == Some(Statistic::Mean) && p.role == t.role && p.scope.same_as(&t.scope);
        adds || (p.limit == t.limit && p.role == t.role)
    };
    let open = |t: &&&Target| !is_percentile(t) && !latencies.iter().filter(is_percentile).any(|p| covers(p, t));
    let twin = latencies.iter().find(is_percentile).and_then(|t| promise::fact(canvas, t));
    let mut places: Vec<(Option<Statistic>, &Fact)> =
        latencies.iter().filter(open).filter_map(|t| Some((t.statistic, promise::fact(canvas, t)?))).collect();
    let stated = |f: &Fact| latencies.iter().any(|t| promise::fact(canvas, t).is_some_and(|own| own.span == f.span));
    let same =
        |f: &Fact| f.quantity.base().and_then(|b| b.high).is_some_and(|n| latencies.iter().any(|t| t.limit == n));
    let of_phases = canvas.facts.iter().filter(|f| is_of_phase(canvas, f) && !same(f) && !stated(f));
    places.extend(of_phases.take(PHASES).map(|f| (None, f)));
    let Some((&(statistic, fact), others)) = places.split_first() else {
        if let Some(twin) = twin {
            out.pass(twin.span, [], HOLDS.with("figure", twin.written.as_str()));
        }
        return;
    };
    let text = if statistic == Some(Statistic::Mean) { &MEAN } else { &NONE };
    let finding = out.find(fact.span, text.with("figure", demand::shown(fact)));
    finding.help(HELP.with("figure", format!("< {}", demand::shown(fact))));
    for (_, other) in others {
        finding.label(other.span, HERE.with("figure", other.written.as_str()));
    }
    if let Some(twin) = twin {
        finding.label(twin.span, TWIN.plain()).severity(Severity::Advice);
    }
}

/// "SLI: requests that end in less than 800 ms", with "objective: 97% of good events" beside it: a bound that says which
/// requests are good, where another line says how many have to be.
fn is_counted(canvas: &Canvas, target: &Target) -> bool {
    const INDICATORS: &[&str] = &["sli", "slis", "indicador", "indicator"];
    const AIMS: &[&str] = &["slo", "objetivo", "objective", "meta", "target", "goal"];
    /// The lines of an objective stand together.
    const NEAR: usize = 4;
    const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
    let names = |fact: &Fact, list: &[&str]| {
        fact.label.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| list.contains(&word))
    };
    let Some(limit) = promise::fact(canvas, target).filter(|f| names(f, INDICATORS)) else { return false };
    let share = |f: &&Fact| {
        let many = f.quantity.base().and_then(|b| b.low).is_some_and(|n| n >= HALF);
        matches!(f.quantity.unit, Unit::Percent(_)) && many && names(f, AIMS) && f.sections == limit.sections
    };
    let from = target.fact.saturating_sub(NEAR);
    canvas.facts.iter().skip(from).take(2 * NEAR + 1).any(|f| share(&f))
}

/// Further ones say the same.
const PHASES: usize = 12;

/// "Targets: latency < 500 ms" of a phase of the plan.
fn is_of_phase(canvas: &Canvas, fact: &Fact) -> bool {
    const AIMS: &[&str] = &["target", "targets", "meta", "metas", "objetivo", "objetivos", "goal", "goals"];
    let elsewhere = [SectionKind::Monitoring, SectionKind::LoadTest, SectionKind::Risks];
    let kind = fact.scenario.and_then(|s| canvas.scenarios.get(s)).map(|s| s.kind);
    fact.metric == Metric::Latency
        && matches!(fact.quantity.relation, Relation::Less | Relation::AtMost)
        && fact.quantity.statistic.is_none()
        && fact.quantity.base().and_then(|b| b.high).is_some_and(|n| n < REQUEST)
        && matches!(kind, Some(ScenarioKind::Phase(_) | ScenarioKind::Horizon(_)))
        && fact.words.iter().any(|w| AIMS.contains(&w.as_str()))
        && !elsewhere.into_iter().any(|s| fact.sections.contains(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_of_a_phase_want_a_percentile_too() {
        let text = |latency: &str| {
            format!(
                "# Plan\n## Objective\n- p95 latency < 300 ms\n## Growth\n### Phase 1: pilot\n```yaml\ntargets:\n  latency: {latency}\n```\n"
            )
        };
        let said = findings(&RULE, &text("< 900 ms"));
        assert!(said.len() == 1 && said[0].starts_with("advice"), "{said:?}");
        assert!(findings(&RULE, &text("< 300 ms")).is_empty());
        assert!(findings(&RULE, &text("p95 < 900 ms")).is_empty());
    }

    fn says(objective: &str) -> Vec<String> {
        findings(&RULE, &format!("# Canvas\n## Objective\n{objective}\n"))
    }

    #[test]
    fn a_mean_and_a_bare_limit_are_one_finding() {
        let said = says("- tempo médio de resposta abaixo de 2 s\n- latência de busca < 800 ms");
        assert_eq!(said, ["warning «abaixo de 2 s» a mean of 2 s says nothing about the slow requests"]);
        assert_eq!(says("- latencia de consulta menor a 1 s").len(), 1);
    }

    #[test]
    fn a_percentile_may_be_written_in_words() {
        assert!(says("- 95% of all requests answer within 3 s").is_empty());
        assert!(says("- 95% das respostas ≤ 3 s").is_empty());
        assert!(says("- latência < 200 ms para 95% das requisições").is_empty());
    }

    #[test]
    fn the_percentile_of_a_test_makes_it_advice() {
        let said = findings(
            &RULE,
            "# Plan\n## Objective\n- mean response time < 2 s\n## Load test\n- passes with p95 < 3 s\n",
        );
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("advice"), "{said:?}");
        assert!(says("- p95 latency < 2 s\n- mean latency < 800 ms").is_empty());
    }

    #[test]
    fn the_latency_of_a_stand_in_is_no_target() {
        let text = |line: &str| format!("# Plano\n## Objetivo\n- p95 < 800 ms\n## Teste de carga\n- k6, {line}\n");
        for line in
            ["terceiros mockados, latência simulada de 300 ms", "partners mocked with a simulated latency of 300 ms"]
        {
            assert_eq!(findings(&RULE, &text(line)), [""; 0], "{line}");
        }
    }

    #[test]
    fn what_is_changed_has_said_its_percentile() {
        for line in [
            "- Reduce p95 latency by 40% (500 ms to 300 ms)",
            "- Reduzir a latência p95 em 40% (500 ms para 300 ms)",
            "- Reducir la latencia p95 un 40% (500 ms a 300 ms)",
        ] {
            assert_eq!(says(line), [""; 0], "{line}");
        }
        assert_eq!(says("- Reduce latency by 40% (500 ms to 300 ms)").len(), 1);
    }

    #[test]
    fn the_reply_beside_a_pause_is_no_target() {
        for line in
            ["think time 4 s e resposta de 1 s", "pausa de 4 s y respuesta de 1 s", "think time 4 s, response time 1 s"]
        {
            let text = format!("# Plano\n## Teste de carga\n- k6, 7.000 usuários virtuais, {line}\n");
            assert_eq!(findings(&RULE, &text), [""; 0], "{line}");
        }
    }

    #[test]
    fn timeouts_windows_and_jobs_are_no_latency_targets() {
        assert!(says("- timeout of 2 s\n- cache for 30 s\n- reports take less than 10 minutes").is_empty());
    }

    #[test]
    fn the_mean_that_virtual_users_are_computed_with_is_no_criterion() {
        for line in [
            "- 90 VUs com think time de 2 s e resposta média de 250 ms; p95 < 500 ms",
            "- 90 VUs, pause of 2 s, mean response of 250 ms; p95 < 500 ms",
        ] {
            let text = format!("# Canvas\n## Objective\n- p95 < 500 ms\n## Load test\n{line}\n");
            assert_eq!(findings(&RULE, &text), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn the_percentile_may_be_that_of_the_expression() {
        let text = |key: &str, expression: &str| {
            format!(
                "yaml:slos:\n  - name: checkout latency\n    sli:\n      {key}: {expression}\n    target: 0.8 s\n    window: 28d\n"
            )
        };
        let quantile = |of: &str| format!("histogram_quantile({of}, sum by (le) (rate(checkout_seconds_bucket[5m])))");
        assert_eq!(findings(&RULE, &text("query", &quantile("0.99"))), [""; 0]);
        assert_eq!(findings(&RULE, &text("p95", "max(checkout_latency_seconds)")), [""; 0]);
        assert_eq!(findings(&RULE, &text("query", "max(checkout_latency_seconds)")).len(), 1);
    }

    #[test]
    fn an_indicator_whose_objective_counts_its_requests_needs_no_percentile() {
        for (indicator, objective) in [
            ("**SLI:** requests answered in less than 800 ms", "**Objective:** ≥ 97% of good events"),
            ("**SLI:** requisições respondidas em menos de 800 ms", "**Meta:** ≥ 97 % dos eventos bons"),
            ("**Indicador:** solicitudes con latencia menor a 800 ms", "**Objetivo:** ≥ 97 % de eventos buenos"),
        ] {
            assert_eq!(says(&format!("- {indicator}\n- {objective}")), [""; 0], "{indicator}");
        }
        assert_eq!(says("- **SLI:** latency of requests < 800 ms").len(), 1);
        assert_eq!(
            says("- **Latency:** requests answered in less than 800 ms\n- **Objective:** ≥ 97% of days").len(),
            1
        );
    }
}
