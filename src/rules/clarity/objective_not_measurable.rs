use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/objective-not-measurable",
    summary: Text {
        en: "an objective without a number",
        pt: "um objetivo sem nenhum número",
        es: "un objetivo sin ningún número",
    },
    severity: Severity::Error,
    section: &[SectionKind::Objective],
    why: Text {
        en: "Every other section is judged by the objective: capacity, costs, alerts, the load test. Without a factor, a \
             volume, a latency, an availability or a cost in it, nothing can pass or fail.",
        pt: "Todas as outras seções são julgadas pelo objetivo: capacidade, custos, alertas, teste de carga. Sem um fator, \
             um volume, uma latência, uma disponibilidade ou um custo, nada passa nem reprova.",
        es: "Las demás secciones se juzgan por el objetivo: capacidad, costos, alertas, prueba de carga. Sin un factor, un \
             volumen, una latencia, una disponibilidad o un costo, nada aprueba ni falla.",
    },
    source: "Google SRE book, ch. 4 Service Level Objectives; Femmer et al. 2016, Requirements Smells; ISO/IEC/IEEE 29148",
    bad: "# Canvas de escalabilidade\n## Objetivo\nPreparar a plataforma para o crescimento dos próximos anos.\n",
    good: "# Canvas de escalabilidade\n## Objetivo\nAtender 10 vezes mais pedidos até dezembro de 2027, com p95 < 800 ms.\n",
    check,
};

static NO_NUMBER: Text = Text {
    en: "the objective has no number to measure it by",
    pt: "o objetivo não tem nenhum número que permita medi-lo",
    es: "el objetivo no tiene ningún número con que medirlo",
};
static HELP: Text = Text {
    en: "say how much by when: a factor or volume, a latency with its percentile, an availability, a cost, a date",
    pt: "diga quanto e até quando: fator ou volume, latência com percentil, disponibilidade, custo, data",
    es: "diga cuánto y para cuándo: factor o volumen, latencia con percentil, disponibilidad, costo, fecha",
};
static HOLDS: Text = Text {
    en: "the objective can be measured: {figure}",
    pt: "o objetivo pode ser medido: {figure}",
    es: "el objetivo se puede medir: {figure}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    // A longer title may be about something else: "Why?", "Metas por estágio".
    let is_its_own =
        |s: &&Section| s.confidence == Confidence::Certain || s.title.value.split_whitespace().count() == 1;
    let Some(section) = canvas.written(SectionKind::Objective).filter(is_its_own) else { return };
    // A table of targets of its own: what an alert or a test keeps to is no objective of the plan.
    let promised = |t: &Target| {
        let apart = canvas.facts.get(t.fact).is_some_and(|fact| fact.sections.is_empty());
        t.role == Role::Objective && t.row.is_some() && apart
    };
    match canvas.facts_in(SectionKind::Objective).next() {
        Some(fact) => out.pass(section.title.span, [fact.span], HOLDS.with("figure", fact.written.as_str())),
        // The steps of a roadmap have aims of their own, and what is promised may stand in a table elsewhere.
        None if section.of_phase || canvas.targets.iter().any(promised) => {}
        None => {
            let place = section.content.unwrap_or(section.title.span);
            let finding = out.find(place, NO_NUMBER.plain()).help(HELP.plain());
            let alone = !canvas.recognised && canvas.sections_found(Confidence::Certain) <= 1;
            if alone || canvas.facts.iter().filter(|fact| is_aim(fact)).count() >= AIMS {
                finding.severity(Severity::Advice);
            }
        }
    }
}

/// So many limits under a title of targets say how well the plan has to do, though not in the objective.
const AIMS: usize = 2;

/// A limit on an answer under "Target metrics", "Metas": of what a test or a phase has to reach, none.
fn is_aim(fact: &Fact) -> bool {
    const TITLES: &[&str] = &["target", "targets", "meta", "metas", "goal", "goals", "objetivo", "objetivos"];
    let promised =
        matches!(fact.metric, Metric::Latency | Metric::ErrorRate | Metric::Availability | Metric::Throughput);
    let alarm = matches!(fact.quantity.relation, Relation::More) && fact.metric != Metric::Availability;
    let bound = fact.quantity.relation != Relation::Equal || fact.metric == Metric::Availability;
    let apart = !fact.sections.contains(SectionKind::LoadTest) && fact.scenario.is_none();
    promised && bound && !alarm && apart && fact.words.iter().any(|w| TITLES.contains(&w.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn the_aims_of_a_step_are_not_those_of_the_plan() {
        let canvas = |headings: &str, aim: &str| {
            format!("# Plan\n## Volumes\n- 90 requests/s\n## Costs\n- $90/month\n{headings}\n- {aim}\n")
        };
        for (headings, aim) in [
            ("## Roadmap\n### Phase 1 (2027)\n#### Objectives", "Tune what runs on one server"),
            ("## Fase 2\n### Objetivos", "Melhorar o uso dos servidores"),
            ("## Hitos\n### Objetivo", "Mejorar el uso de los servidores"),
        ] {
            assert_eq!(findings(&super::RULE, &canvas(headings, aim)), [""; 0], "{headings}");
        }
        assert_eq!(findings(&super::RULE, &canvas("## Objectives", "Tune what runs on one server")).len(), 1);
    }

    #[test]
    fn what_is_promised_in_a_table_of_its_own_is_the_objective() {
        let text = |table: &str| {
            format!("# Capacity plan\n## Objectives\n- Serve everybody well\n{table}\n## Costs\n- $90/month\n")
        };
        let table =
            "## Key indicators\n| Metric | Now | Target |\n|---|---|---|\n| Response time p95 | 700 ms | 300 ms |\n";
        assert_eq!(findings(&super::RULE, &text(table)), [""; 0]);
        assert_eq!(findings(&super::RULE, &text("")).len(), 1);
    }

    #[test]
    fn a_section_of_targets_leaves_advice() {
        let says = |title: &str, lines: &str| {
            findings(
                &super::RULE,
                &format!(
                    "# Scaling plan\n## Goals\n- Stay quick on busy days\n\n## {title}\n{lines}\n\n## Infrastructure\n- 2 nodes\n\n## Costs\n- $90/month\n"
                ),
            )
        };
        let lines = "- p95 latency of the API < 900 ms\n- Error rate < 2%";
        for title in ["Target metrics and alerts", "Metas de monitoramento", "Alertas y sus metas"] {
            let said = says(title, lines);
            assert!(said.len() == 1 && said[0].starts_with("advice"), "{title}: {said:?}");
        }
        let said = says("Monitoring", lines);
        assert!(said.len() == 1 && said[0].starts_with("error"), "{said:?}");
        let said = says("Target metrics and alerts", "- Alert at p95 > 900 ms\n- Alert at errors > 2%");
        assert!(said.len() == 1 && said[0].starts_with("error"), "{said:?}");
    }
}
