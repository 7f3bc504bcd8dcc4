use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/load-test-below-target",
    summary: Text {
        en: "a load test that stays below the load the system is planned for",
        pt: "um teste de carga que fica abaixo da carga planejada",
        es: "una prueba de carga que queda por debajo de la carga prevista",
    },
    severity: Severity::Error,
    section: &[SectionKind::LoadTest, SectionKind::Volumes],
    why: Text {
        en: "A test at a third of the planned peak says nothing about the peak: queues, pools and locks give way suddenly. \
             The largest test counts, against the nearest planned peak.",
        pt: "Um teste com um terço do pico planejado não diz nada sobre o pico: filas, pools e travas cedem de repente. Vale \
             o maior teste, contra o pico planejado mais próximo.",
        es: "Una prueba con un tercio del pico previsto no dice nada del pico: colas, pools y bloqueos ceden de repente. \
             Cuenta la prueba mayor, frente al pico previsto más cercano.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning",
    bad: "\
# Capacity plan
## Volumes
- Current: peak of 30 req/s
- Scaled: peak of 150 req/s
## Load test
- k6, 50 req/s for 30 min
",
    good: "\
# Capacity plan
## Volumes
- Current: peak of 30 req/s
- Scaled: peak of 150 req/s
## Load test
- k6, 180 req/s for 30 min
",
    check,
};

/// Five percent below the peak is the peak.
const NEARLY: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

static BELOW: Text = Text {
    en: "the largest test reaches {tested}, {share}% of the {expected} planned",
    pt: "o maior teste chega a {tested}, {share}% do planejado ({expected})",
    es: "la prueba mayor llega a {tested}, el {share}% de lo previsto ({expected})",
};
static EXPECTED: Text =
    Text { en: "planned here: {expected}", pt: "planejado aqui: {expected}", es: "previsto aquí: {expected}" };
static HELP: Text = Text {
    en: "test with at least {expected}",
    pt: "teste com pelo menos {expected}",
    es: "pruebe con al menos {expected}",
};
static VIRTUAL: Text = Text {
    en: "a virtual user stands for one user",
    pt: "um usuário virtual representa um usuário",
    es: "un usuario virtual representa a un usuario",
};
static HOLDS: Text = Text {
    en: "tested with {tested}, planned {expected}",
    pt: "testado com {tested}, planejado {expected}",
    es: "probado con {tested}, previsto {expected}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if demand::extrapolates(canvas) {
        return;
    }
    let mut compared = false;
    for entity in demand::entities(canvas) {
        let mut expected = demand::expected(canvas, entity);
        if expected.is_empty() {
            expected = demand::planned_means(canvas, entity);
        }
        let tested = demand::tested(canvas, entity);
        let Some(largest) = tested.iter().max_by_key(|r| r.high()) else { continue };
        // What reaches the origin is less than what reaches the edge.
        if demand::is_at_origin(largest.fact) {
            expected.retain(|rate| demand::is_at_origin(rate.fact));
            compared = true;
        }
        let Some(nearest) = expected.iter().min_by_key(|r| r.low()) else { continue };
        // Only what serves every planned peak is enough.
        let last =
            expected.iter().max_by_key(|r| r.low()).filter(|r| Some(largest.high()) >= r.low().checked_mul(NEARLY));
        let target = last.unwrap_or(nearest);
        compared = true;
        let enough = target.low().checked_mul(NEARLY);
        // The parts of one test may run at once: what they come to together is not known to be too little.
        let open = || {
            demand::together(canvas, &tested) >= enough
                || demand::is_tested_otherwise(canvas)
                || tested.iter().any(|rate| demand::is_part_of_test(canvas, rate.fact))
        };
        let reached = Some(largest.high()) >= enough;
        if reached && last.is_none() || !reached && open() {
            continue;
        }
        say(out, largest.fact, largest.high(), target.fact, target.low());
    }
    if !compared {
        users(canvas, out);
    }
}

/// Users at one time in the test, against users at one time in the plan.
fn users(canvas: &Canvas, out: &mut Outcomes) {
    let counts = |f: &&Fact, entities: &[Entity]| {
        f.quantity.per.is_none()
            && f.quantity.each.is_none()
            && demand::entity(f).is_some_and(|e| entities.contains(e))
            && !matches!(f.quantity.relation, Relation::Less)
    };
    let planned = |f: &&Fact| {
        let inside = f.sections.contains(SectionKind::Volumes) || f.sections.contains(SectionKind::Objective);
        (inside || f.sections.is_empty() && f.scenario.is_some()) && !demand::is_current(canvas, f)
    };
    let people = [Entity::ConcurrentUser, Entity::User, Entity::VirtualUser];
    let high = |f: &&Fact| f.quantity.bounds().high;
    let low = |f: &&Fact| f.quantity.bounds().low;
    let tests = || canvas.facts.iter().filter(|f| f.sections.contains(SectionKind::LoadTest));
    let targets = canvas.facts.iter().filter(|f| planned(f) && counts(f, &[Entity::ConcurrentUser]));
    let planned_users = targets.filter(|f| low(f).is_some()).min_by_key(low);
    let crowd = || {
        // "30,000 students at the same time": people with a name of their own, who are counted at one time in both.
        let at_once = |f: &&Fact| says_at_once(f);
        let crowds = canvas.volumes.iter().filter(|v| v.at_once).map(|v| &canvas.facts[v.fact]);
        let named = crowds.filter(|f| planned(f) && low(f).is_some() && f.quantity.relation != Relation::FromTo);
        let target =
            named.filter(|f| demand::entity(f).is_some_and(|e| matches!(e, Entity::Thing(_)))).min_by_key(low)?;
        let same = [demand::entity(target)?.clone()];
        let alike = tests().filter(|f| counts(f, &same)).filter(at_once).filter(|f| high(f).is_some());
        Some((alike.max_by_key(high)?, target))
    };
    let users = planned_users.and_then(|target| {
        let tested = tests().filter(|f| counts(f, &people)).filter(|f| high(f).is_some());
        Some((tested.max_by_key(high)?, target))
    });
    let Some((largest, target)) = users.or_else(crowd) else { return };
    // "10 injectors × 7,000 users" are the product.
    if demand::is_multiplied(canvas, largest) {
        return;
    }
    let (Some(most), Some(least)) = (high(&largest), low(&target)) else { return };
    say(out, largest, most, target, least);
}

/// Whether what is counted is there at one time, by its label or the words beside it.
fn says_at_once(fact: &Fact) -> bool {
    const NEAR: usize = 4;
    const AT_ONCE: &[&str] = &["simult", "concur"];
    let label = fact.label.to_lowercase();
    AT_ONCE.iter().any(|stem| label.contains(stem)) || demand::says(fact, NEAR, AT_ONCE)
}

fn say(out: &mut Outcomes, tested: &Fact, most: Decimal, expected: &Fact, least: Decimal) {
    let (Some(share), Some(enough)) = (most.checked_div(least), least.checked_mul(NEARLY)) else { return };
    let (planned, reached) = (demand::shown(expected), demand::most(tested));
    if most >= enough {
        out.pass(tested.span, [expected.span], HOLDS.with("tested", reached).with("expected", planned));
        return;
    }
    let percent = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default().round_dp(0).normalize();
    let message =
        BELOW.with("tested", reached.as_str()).with("share", percent.to_string()).with("expected", planned.as_str());
    let finding = out.find(tested.span, message);
    finding
        .label(expected.span, EXPECTED.with("expected", planned.as_str()))
        .figures(planned.as_str(), reached)
        .help(HELP.with("expected", planned));
    if demand::entity(tested) == Some(&Entity::VirtualUser) && demand::entity(expected) != Some(&Entity::VirtualUser) {
        finding.severity(Severity::Warning).assuming(VIRTUAL.plain());
    } else if tested.quantity.approximate || expected.quantity.approximate {
        finding.severity(Severity::Warning);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(volumes: &str, test: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Canvas\n## Volumes\n{volumes}\n## Load test\n{test}\n"))
    }

    #[test]
    fn a_test_on_a_part_of_the_capacity_shows_less_than_the_whole() {
        for test in [
            "- k6, em ambiente com 50% da capacidade. Resultado de 12/04: 310 RPS",
            "- k6: 310 req/s in a staging environment at 25% of production",
            "- k6: 310 req/s en un entorno con el 50 % de la capacidad",
        ] {
            assert_eq!(says("- peak 500 req/s", test), [""; 0], "{test}");
        }
    }

    #[test]
    fn a_rate_of_each_of_several_generators_is_not_all_of_it() {
        let says = |test: &str| says("- peak 500 req/s", test);
        for test in ["- 5 injetores × 110 req/s", "- 5 injectors x 110 req/s", "- 5 inyectores × 110 req/s por 30 min"]
        {
            assert_eq!(says(test), [""; 0], "{test}");
        }
        assert_eq!(says("- 200 VUs, 110 req/s por 30 min").len() + says("- 110 req/s por 30 min").len(), 2);
    }

    #[test]
    fn what_reaches_the_origin_is_less_than_what_reaches_the_edge() {
        for (volumes, test) in [
            ("- Pico: 3.000 req/s na borda (85% em cache)", "- k6, 500 req/s direto na origem, 30 min"),
            (
                "- Peak at the edge: 3,000 req/s, 85% served by the CDN",
                "| Test | Rate |\n|---|---|\n| Origin | 500 req/s |",
            ),
            ("- Pico: 3.000 req/s en el borde", "- k6: 500 req/s contra el origen"),
            ("- Peak: 3,000 req/s", "- k6: 500 req/s without CDN"),
        ] {
            assert_eq!(says(volumes, test), [""; 0], "{test}");
        }
        assert_eq!(says("- Peak at the origin: 900 req/s", "- k6, 300 req/s at the origin").len(), 1);
        assert_eq!(says("- Peak: 3,000 req/s", "- k6, 500 req/s through the CDN").len(), 1);
    }

    #[test]
    fn so_many_generators_times_so_many_users_are_their_product() {
        for test in [
            "- k6: 10 injetores × 7 mil usuários",
            "- 10 injectors x 7,000 concurrent users",
            "- 10 inyectores × 7.000 usuarios",
        ] {
            assert_eq!(says("- Scaled: 70,000 concurrent users", test), [""; 0], "{test}");
        }
        assert_eq!(says("- Scaled: 70,000 concurrent users", "- 7,000 concurrent users").len(), 1);
    }

    #[test]
    fn only_what_serves_the_last_horizon_is_enough() {
        let passes = |rate: u16| {
            let table =
                "| Métrica | Hoje | Fev/2026 | Fev/2027 |\n|---|---|---|---|\n| Pico de req/s | 90 | 225 | 450 |";
            passes(&super::RULE, &format!("# Canvas\n## Volumes\n{table}\n## Load test\n- k6: {rate} req/s\n"))
        };
        assert_eq!(passes(500), ["tested with 500 req/s, planned 450"]);
        assert_eq!(passes(300), [""; 0]);
    }

    #[test]
    fn what_a_later_year_brings_is_not_there_today() {
        let table = "### Quanto passa hoje, quanto vai passar\n| Métrica | Hoje | Dez/2027 |\n|---|---|---|\n| Pico de req/s | 90 | 450 |";
        for volumes in [
            table,
            "- **Hoy:** 90 req/s de pico; 2027: 450 req/s de pico",
            "- Hoje: pico de 90 req/s; em 2027: 450 req/s de pico",
        ] {
            let text = format!("# Canvas\n## Volumes\n{volumes}\n## Load test\n- k6: 500 req/s\n");
            let passed = passes(&super::RULE, &text);
            assert!(passed.len() == 1 && passed[0].contains("planned 450"), "{volumes}: {passed:?}");
        }
    }

    #[test]
    fn the_nearest_phase_is_enough() {
        assert!(says("- Phase 1: peak 100 req/s\n- Phase 2: peak 900 req/s", "- k6, 120 req/s for 30 min").is_empty());
    }

    #[test]
    fn units_of_time_are_converted() {
        assert!(says("- Scaled: peak of 600 orders/min", "- k6, 12 orders/s for 30 min").is_empty());
        assert_eq!(says("- Scaled: peak of 600 orders/min", "- k6, 2 orders/s for 30 min").len(), 1);
    }

    #[test]
    fn orders_are_not_requests() {
        assert!(says("- Scaled: peak of 600 orders/min", "- k6, 2 req/s for 30 min").is_empty());
    }

    #[test]
    fn the_largest_of_several_tests_counts() {
        assert!(
            says("- Scaled: peak of 150 req/s", "- Soak: 50 req/s for 8 h\n- Peak: 180 req/s for 30 min").is_empty()
        );
    }

    #[test]
    fn parts_of_one_test_may_run_at_once() {
        let peak = "- Scaled: peak of 1,500 req/s";
        for test in [
            "- Mix: 60% reads (1,000 req/s) and 40% writes (650 req/s)",
            "- eu: 900 req/s\n- us: 700 req/s\n- both regions together",
            "- Each of 5 generators sends 350 req/s",
            "- Last test (May 2025): 600 req/s\n- Next: peak + 20%",
            "- Checkout only: 200 req/s",
            "- One of ten cells with 160 req/s",
            "- 150 users, one request every 2 s each: 1,600 req/s. Against the real service: 20 req/s",
        ] {
            assert_eq!(says(peak, test), Vec::<String>::new(), "{test}");
        }
        assert_eq!(says(peak, "- Mix: 60% reads (500 req/s) and 40% writes (300 req/s)").len(), 1);
        assert_eq!(says(peak, "- Soak: 900 req/s for 8 h\n- Peak: 1,000 req/s for 30 min").len(), 1);
    }

    #[test]
    fn a_test_that_reaches_so_much_is_the_largest_however_it_is_written() {
        let peak = "- Scaled: peak of 1,500 req/s";
        let soak = "- Soak: 300 req/s for 8 h";
        for reach in ["Até 1.600 req/s, patamar de 1 h", "Up to 1,600 req/s for 1 h", "Hasta 1.600 req/s, 1 h"] {
            assert_eq!(says(peak, &format!("- {reach}\n{soak}")), [""; 0], "{reach}");
            let table = format!("| Test | Load |\n|---|---|\n| Ramp | {reach} |\n| Soak | 300 req/s |");
            assert_eq!(says(peak, &table), [""; 0], "{reach}");
            assert_eq!(says(peak, &format!("- {}\n{soak}", reach.replace("600", "100"))).len(), 1, "{reach}");
        }
        assert_eq!(says(peak, &format!("- Passes with ≤ 1,600 req/s in the queue\n{soak}")).len(), 1);
    }

    #[test]
    fn a_test_whose_load_is_said_in_another_way_may_be_the_largest() {
        let peak = "- Scaled: peak of 1,500 req/s";
        for other in [
            "- 25%, 50%, 100% e 120% do pico, 15 min cada",
            "- Stress at 120% of peak",
            "- 1,2x o pico por 1 h",
            "- El doble del pico durante 1 h",
            "- 9,000 users, each one request every 5 s, for 1 h",
            "- 9.000 usuários com pausa de 5 s, por 1 h",
            "| Test | Share of the peak |\n|---|---|\n| Burst | 120% |",
            "- 20% above peak for 30 min",
            "- Pico + 20% por 30 min",
            "- Carga do cenário escalado por 30 min",
            "- Degraus 300/600/900/1200/1600 req/s de 10 min cada",
            "- 48.000 requisições em 15 min",
        ] {
            assert_eq!(says(peak, &format!("{other}\n\n- Soak: 300 req/s for 8 h")), [""; 0], "{other}");
        }
        for line in [
            "- 120% do pico por 30 min; soak de 8 h a 300 req/s",
            "- 120% of peak for 30 min; kill one pod at 200 req/s",
            "- Vamos até 120% do pico por 30 min e depois deixamos 300 req/s por 8 h",
            "- Pico + 20% por 30 min; soak de 8 h a 300 req/s",
            "- Replay of the production traffic at 5x for 30 min; 300 req/s for 8 h",
            "- 120% do pico por 30 min (hoje o teste vai só até 120 req/s)",
            "- Steps of 25%, 50%, 100% and 120% of peak; then 300 req/s for 8 h",
        ] {
            assert_eq!(says(peak, line), [""; 0], "{line}");
        }
        assert_eq!(says(peak, "- 300 req/s (120% of the peak)").len(), 1);
        for criterion in ["- CPU below 80% at the peak", "- 500 VUs, ramp of 5 min", "- Errors < 1%"] {
            assert_eq!(says(peak, &format!("{criterion}\n- Soak: 300 req/s for 8 h")).len(), 1, "{criterion}");
        }
    }

    #[test]
    fn concurrent_users_are_compared_where_there_are_no_rates() {
        let said = says("- Scaled: 5,000 concurrent users", "- JMeter with 1,000 concurrent users");
        assert_eq!(
            said,
            [
                "error «1,000 concurrent users» the largest test reaches 1,000 concurrent users, 20% of the 5,000 concurrent users planned"
            ]
        );
    }

    #[test]
    fn people_with_a_name_of_their_own_are_compared_at_one_time() {
        let plan = |goal: &str, head: &str, most: &str| {
            format!(
                "# Plan\n## Objective\n{goal}, p95 < 500 ms\n## Load test\n| | {head} | Min |\n|---|--:|---|\n| A | 6.000 | 15 min |\n| B | {most} | 10 min |\n"
            )
        };
        for (goal, head) in [
            ("30.000 alunos simultâneos", "Alunos simultâneos"),
            ("30.000 alumnos simultáneos", "Alumnos simultáneos"),
            ("30.000 concurrent students", "Concurrent students"),
        ] {
            assert_eq!(findings(&super::RULE, &plan(goal, head, "24.000")).len(), 1, "{goal}");
            assert_eq!(findings(&super::RULE, &plan(goal, head, "33.000")), [""; 0], "{goal}");
        }
        assert_eq!(findings(&super::RULE, &plan("30.000 alunos simultâneos", "Alunos cadastrados", "24.000")), [""; 0]);
        assert_eq!(findings(&super::RULE, &plan("30.000 alunos cadastrados", "Alunos simultâneos", "24.000")), [""; 0]);
    }

    #[test]
    fn registered_users_are_no_load() {
        assert!(says("- Scaled: 50,000 registered users", "- JMeter with 1,000 concurrent users").is_empty());
    }

    #[test]
    fn where_only_a_mean_is_planned_no_test_stays_below_it() {
        let table = "| | Today | Scaled |\n|---|---|---|\n| Queries/s (mean) | 0.5 | 5 |";
        let said = says(table, "- k6 replay at 3 queries/s for 1 h");
        assert!(said.len() == 1 && said[0].contains("3 queries/s, 60% of the 5"), "{said:?}");
        assert_eq!(says("- Escalado: média de 40 consultas/s", "- k6: 25 consultas/s por 1 h").len(), 1);
        for (volumes, test) in [
            (table, "- k6 replay at 6 queries/s for 1 h"),
            (table, "- k6: 3 searches/s for 1 h"),
            ("- Today: mean of 40 queries/s", "- k6: 25 queries/s for 1 h"),
            ("- Scaled: mean of 40 queries/s, peak of 90 queries/s", "- k6: 95 queries/s for 1 h"),
            (table, "- smoke test with 1 query/s"),
        ] {
            assert_eq!(says(volumes, test), [""; 0], "{volumes} {test}");
        }
    }
}
