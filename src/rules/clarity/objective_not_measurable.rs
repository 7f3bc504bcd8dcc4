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
    match canvas.facts_in(SectionKind::Objective).next() {
        Some(fact) => out.pass(section.title.span, [fact.span], HOLDS.with("figure", fact.written.as_str())),
        None => {
            let place = section.content.unwrap_or(section.title.span);
            let finding = out.find(place, NO_NUMBER.plain()).help(HELP.plain());
            if !canvas.recognised && canvas.sections_found(Confidence::Certain) == 0 {
                finding.severity(Severity::Advice);
            }
        }
    }
}
