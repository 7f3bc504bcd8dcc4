use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/target-conflict",
    summary: Text {
        en: "one objective with two values",
        pt: "um mesmo objetivo com dois valores",
        es: "un mismo objetivo con dos valores",
    },
    severity: Severity::Error,
    section: &[SectionKind::Objective, SectionKind::Monitoring],
    why: Text {
        en: "Whoever reads the other place builds and tests for the other value. Objectives of different phases, parts of the \
             system or statistics may differ.",
        pt: "Quem lê o outro lugar constrói e testa para o outro valor. Objetivos de fases, partes do sistema ou estatísticas \
             diferentes podem diferir.",
        es: "Quien lee el otro lugar construye y prueba para el otro valor. Los objetivos de fases, partes del sistema o \
             estadísticas distintas pueden diferir.",
    },
    source: "Google SRE Book, chapter 4: Service Level Objectives",
    bad: "\
# Capacity plan
## Objective
- p95 latency < 300 ms
## Monitoring
- SLO: p95 latency < 500 ms
",
    good: "\
# Capacity plan
## Objective
- p95 latency < 300 ms
## Monitoring
- SLO: p95 latency < 300 ms
",
    check,
};

/// One percent apart is rounding.
const SAME: Decimal = Decimal::from_parts(101, 0, 0, false, 2);

static CONFLICT: Text = Text {
    en: "the objective is {one} here and {other} elsewhere",
    pt: "o objetivo é {one} aqui e {other} em outro lugar",
    es: "el objetivo es {one} aquí y {other} en otro lugar",
};
static OTHER: Text = Text { en: "{other} here", pt: "{other} aqui", es: "{other} aquí" };
static HELP: Text = Text {
    en: "write the same value in both places, or say which phase or part each is for",
    pt: "escreva o mesmo valor nos dois lugares, ou diga para que fase ou parte cada um vale",
    es: "escriba el mismo valor en ambos lugares, o diga para qué fase o parte vale cada uno",
};
static CROWD: Text = Text {
    en: "{users} may wait {one} here, and {other} by the objective",
    pt: "{users} podem esperar {one} aqui, e {other} pelo objetivo",
    es: "{users} pueden esperar {one} aquí, y {other} según el objetivo",
};
static HOLDS: Text = Text { en: "{one} in both places", pt: "{one} nos dois lugares", es: "{one} en ambos lugares" };

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_crowds(canvas, out);
    let objectives: Vec<&Target> = canvas.targets.iter().filter(|t| t.role == Role::Objective).collect();
    for (at, later) in objectives.iter().enumerate() {
        let first = objectives[..at].iter().find(|first| comparable(canvas, first, later));
        let Some(first) = first else { continue };
        let (Some(here), Some(there), Some(ratio)) =
            (promise::fact(canvas, later), promise::fact(canvas, first), later.tolerance_over(first))
        else {
            continue;
        };
        let (one, other) = (promise::figure(canvas, later), promise::figure(canvas, first));
        let rounding = |ratio: Decimal| ratio <= SAME && ratio.checked_mul(SAME).is_some_and(|r| r >= Decimal::ONE);
        if rounding(ratio) {
            out.pass(here.span, [there.span], HOLDS.with("one", one));
            continue;
        }
        let finding = out.find(here.span, CONFLICT.with("one", one.as_str()).with("other", other.as_str()));
        finding.label(there.span, OTHER.with("other", other.as_str())).figures(other, one).help(HELP.plain());
        // Only where both are about everything no part of the system can tell them apart.
        let phased = here.scenario.is_some() != there.scenario.is_some();
        if phased || !later.scope.is_everything() || promise::approximate(canvas, first, later) {
            finding.severity(Severity::Warning);
        }
    }
}

/// Further lists are not held against each other.
const LISTS: usize = 100;

/// So many users at one time with one response time in the objective, and as many with a longer one elsewhere.
fn check_crowds(canvas: &Canvas, out: &mut Outcomes) {
    let lists: Vec<(Decimal, &Fact, &Fact)> =
        canvas.groups.iter().filter_map(|group| crowd(canvas, group)).take(LISTS).collect();
    let promised = |f: &Fact| f.sections.contains(SectionKind::Objective);
    for (users, _, limit) in lists.iter().filter(|(_, _, limit)| promised(limit)) {
        let most = |f: &Fact| f.quantity.base().and_then(|b| b.high);
        let looser = |other: &&(Decimal, &Fact, &Fact)| {
            let both = most(limit).and_then(|own| own.checked_mul(SAME)).zip(most(other.2));
            other.0 == *users && !promised(other.2) && both.is_some_and(|(own, there)| there > own)
        };
        let Some((_, again, there)) = lists.iter().find(looser) else { continue };
        let (one, other) = (demand::shown(there), demand::shown(limit));
        let message = CROWD.with("users", demand::shown(again)).with("one", one.as_str()).with("other", other.as_str());
        out.find(there.span, message)
            .severity(Severity::Warning)
            .label(again.span, OTHER.with("other", demand::shown(again)))
            .label(limit.span, OTHER.with("other", other.as_str()))
            .figures(other, one)
            .help(HELP.plain());
    }
}

/// The one number of users at one time and the one limit of a response time of a list.
fn crowd<'c>(canvas: &'c Canvas, group: &Group) -> Option<(Decimal, &'c Fact, &'c Fact)> {
    const NAMED: &[&str] = &["rendimiento", "desempenho", "performance", "respuesta", "resposta", "response", "laten"];
    const MINUTE: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
    let facts = || group.items.iter().flat_map(|item| &item.facts).filter_map(|&at| canvas.facts.get(at));
    let at_once = |f: &&Fact| {
        let counted = f.quantity.per.is_none() && f.quantity.each.is_none() && !f.quantity.increment;
        demand::entity(f) == Some(&Entity::ConcurrentUser) && counted
    };
    let limits = |f: &&Fact| {
        let upper = matches!(f.quantity.relation, Relation::Less | Relation::AtMost) && f.quantity.statistic.is_none();
        let short = f.quantity.base().and_then(|b| b.high).is_some_and(|n| n < MINUTE);
        let label = f.label.to_lowercase();
        let named = f.metric == Metric::Latency || NAMED.iter().any(|name| label.contains(name));
        matches!(f.quantity.unit, Unit::Duration(_)) && upper && short && named
    };
    let (crowd, limit) = only(facts().filter(at_once)).zip(only(facts().filter(limits)))?;
    Some((crowd.quantity.bounds().low?, crowd, limit))
}

/// The same figure, of the same thing, in the same phase, in different sections: two values side by side are two
/// tiers of one promise.
fn comparable(canvas: &Canvas, first: &Target, later: &Target) -> bool {
    let (Some(one), Some(other)) = (promise::fact(canvas, first), promise::fact(canvas, later)) else { return false };
    // An unnamed phase may be any.
    let phases = one.scenario.is_some() == other.scenario.is_some() && promise::same_phase(canvas, first, later);
    let apart = one.entry != other.entry && one.sections != other.sections;
    let named = first.metric != Metric::Latency || first.statistic.is_some();
    first.same_figure(later)
        && !is_contract_beside_objective(first, later)
        && first.metric != Metric::Utilisation
        && named
        && first.scope.same_as(&later.scope)
        && (phases && apart || outdone_by_first_phase(canvas, first, later))
}

/// Whether only one of the two is promised by contract and it promises less: a team holds itself to more than that.
fn is_contract_beside_objective(one: &Target, other: &Target) -> bool {
    let looser = |contract: &Target, own: &Target| {
        contract.contract && contract.tolerance_over(own).is_some_and(|ratio| ratio > Decimal::ONE)
    };
    one.contract != other.contract && (looser(one, other) || looser(other, one))
}

/// Whether one of the two is of the first phase and tighter than the other, which is of no phase: promises grow
/// tighter with the phases, so that the whole plan cannot promise less than its beginning.
fn outdone_by_first_phase(canvas: &Canvas, one: &Target, other: &Target) -> bool {
    let phase = |t: &Target| {
        let scenario = promise::fact(canvas, t)?.scenario?;
        canvas.scenarios.get(scenario).map(|s| s.kind)
    };
    let outdone = |first: &Target, whole: &Target| {
        let unsaid = promise::fact(canvas, whole).is_some_and(|f| f.scenario.is_none());
        let tighter = whole.tolerance_over(first).is_some_and(|ratio| ratio > promise::NEARLY);
        phase(first) == Some(ScenarioKind::Phase(1)) && unsaid && tighter
    };
    one.metric == Metric::Latency && (outdone(one, other) || outdone(other, one))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn what_was_measured_against_the_promise_is_none() {
        let text =
            |line: &str| format!("# Plan\n\n## Objective\n\n- Error rate: at most 0.5%\n\n## Findings\n\n{line}\n");
        for line in
            ["1. **Error rate 1.34%** — slightly above the 0.5% SLO.", "- Error rate of 1.34%, above the SLO of 0.5%"]
        {
            assert_eq!(findings(&super::RULE, &text(line)), [""; 0], "{line}");
        }
    }

    #[test]
    fn as_many_users_as_in_the_objective_may_not_wait_longer() {
        let says = |users: u32, time: &str| {
            findings(
                &super::RULE,
                &format!(
                    "# Plan\n## Objetivo\n- Usuarios concurrentes: 300\n- Tiempo de respuesta: < 2 segundos\n## Casos\n### Escuela grande\n- Carga: {users} usuarios simultáneos\n- Rendimiento: {time}\n"
                ),
            )
        };
        let said = says(300, "< 4 segundos");
        assert!(said.len() == 1 && said[0].starts_with("warning"), "{said:?}");
        assert!(says(300, "< 1 segundo").is_empty());
        assert!(says(900, "< 4 segundos").is_empty());
        assert!(says(300, "10 minutos").is_empty());
    }

    #[test]
    fn phases_may_have_objectives_of_their_own() {
        let text = "# Canvas\n## Objective\n- Phase 1: p95 < 800 ms\n- Phase 2: p95 < 400 ms\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn the_whole_plan_promises_no_less_than_its_first_phase() {
        let text = "# Canvas\n## Objective\n- p95 < 5 s\n## Milestones\n### Phase 1\n- target: p95 < 3 s\n";
        let said = findings(&super::RULE, text);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("warning"), "{said:?}");
        let text = "# Canvas\n## Objective\n- p95 < 1 s\n## Milestones\n### Phase 1\n- target: p95 < 3 s\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn two_parts_of_the_system_may_differ() {
        let text = "# Canvas\n## Objective\n- search p95 < 300 ms\n## Monitoring\n- SLO: checkout p95 < 900 ms\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn a_share_of_successes_is_no_error_rate() {
        for (heading, columns) in [
            ("Error rate SLO", "Service | Target success rate | Allowed error rate"),
            ("SLO de taxa de erros", "Serviço | Taxa de sucesso | Taxa de erros"),
            ("SLO de tasa de errores", "Servicio | Tasa de éxito | Tasa de errores"),
        ] {
            let text = |errors: &str| {
                format!(
                    "# Plan\n## {heading}\n| {columns} |\n|---|---|---|\n| Parcels | 98.0% | < 2.0% |\n\n## Monitoring\n| {columns} |\n|---|---|---|\n| Parcels | 98.0% | < {errors} |\n"
                )
            };
            assert_eq!(findings(&super::RULE, &text("2.0%")), [""; 0], "{heading}");
        }
    }

    #[test]
    fn rows_of_other_subjects_have_limits_of_their_own() {
        let says = |column: &str, name: &str| {
            findings(
                &super::RULE,
                &format!(
                    "# Plan\n## Objective\n| Service | Error rate SLO |\n|---|---|\n| Draft service | < 2% |\n\n## Monitoring\n| {column} | Error rate SLO |\n|---|---|\n| {name} | < 0.5% |\n"
                ),
            )
        };
        assert_eq!(says("Operation", "Save draft"), [""; 0]);
        assert_eq!(says("Service", "Draft service").len(), 1);
    }

    #[test]
    fn a_ladder_in_one_section_is_no_conflict() {
        let text = "# Canvas\n## Objective\n- p95 < 800 ms (minimum)\n- p95 < 400 ms (desired)\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn a_contract_may_promise_less_than_the_team_holds_itself_to() {
        let says = |monitoring: &str| {
            findings(
                &super::RULE,
                &format!("# Canvas\n## Objetivo\n- 99,95% de disponibilidade\n## Monitoramento\n{monitoring}\n"),
            )
        };
        assert_eq!(says("- SLA do contrato 99,5%, SLO da equipe 99,95%"), Vec::<String>::new());
        assert_eq!(says("- SLA con los clientes: 99,5 %; SLO: 99,95 %"), Vec::<String>::new());
        assert_eq!(says("- SLO: 99,5% de disponibilidade").len(), 1);
        assert_eq!(says("- SLA de disponibilidade: 99,99%").len(), 1);
    }

    #[test]
    fn the_titles_say_which_of_two_promises_is_the_contract() {
        for (contract, own) in [
            ("Service level agreement", "Service level objectives (SLO)"),
            ("Acordo de nível de serviço", "SLO"),
            ("SLA con los clientes", "Metas internas (SLO)"),
        ] {
            let says = |agreed: &str, kept: &str| {
                let text = format!(
                    "# Plan\n## {contract}\n| Metric | Target |\n|---|---|\n| Availability | {agreed} |\n\n## {own}\n### Availability\n- **Target:** {kept}\n"
                );
                findings(&super::RULE, &text).len()
            };
            assert_eq!(says("99.8%", "99.95%"), 0, "{contract}");
            assert_eq!(says("99.95%", "99.8%"), 1, "{contract}");
        }
    }

    #[test]
    fn the_limit_of_an_alert_is_no_objective() {
        for line in ["Alert limit: 350 ms p95", "Limite do alerta: 350 ms p95", "Límite de la alarma: 350 ms p95"] {
            let says = |line: &str| {
                findings(&super::RULE, &format!("# Plan\n## Monitoring\n- SLO: p95 < 400 ms\n## Objective\n- {line}\n"))
            };
            assert_eq!(says(line), [""; 0], "{line}");
            assert_eq!(says("Limit: 350 ms p95").len(), 1);
        }
    }

    #[test]
    fn a_table_of_what_each_level_means_promises_none_of_them() {
        let says = |first: &str, rows: &str| {
            let text = format!(
                "# Plan\n## Objective\n- Availability: 99.9%\n## Monitoring\n| {first} | Downtime a year |\n|---|---|\n{rows}\n"
            );
            findings(&super::RULE, &text)
        };
        assert_eq!(says("SLO (availability)", "| 98% | 7.3 days |\n| 99% | 3.65 days |\n| 99.9% | 8.76 h |"), [""; 0]);
        assert_eq!(says("SLO (disponibilidade)", "| 98% | 7,3 dias |\n| 99% | 3,65 dias |"), [""; 0]);
        assert_eq!(says("SLO (availability)", "| 98% | 7.3 days |").len(), 1);
    }
}
