use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/section-missing",
    summary: Text {
        en: "one of the eight sections of a canvas is missing or empty",
        pt: "uma das oito seções do canvas não existe ou está vazia",
        es: "una de las ocho secciones del canvas falta o está vacía",
    },
    severity: Severity::Error,
    section: &SectionKind::ALL,
    why: Text {
        en: "A plan for growth answers eight questions, and each answer is checked against the others: volumes against \
             the objective, capacity against volumes, costs against the budget, tests against the target. What is not \
             written down cannot be checked by anybody.",
        pt: "Um plano de crescimento responde a oito perguntas, e cada resposta é conferida com as outras: volumes com o \
             objetivo, capacidade com os volumes, custos com o orçamento, testes com a meta. O que não está escrito \
             ninguém consegue conferir.",
        es: "Un plan de crecimiento responde a ocho preguntas, y cada respuesta se coteja con las demás: volúmenes con el \
             objetivo, capacidad con los volúmenes, costos con el presupuesto, pruebas con la meta. Lo que no está \
             escrito nadie lo puede comprobar.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning; ISO 31000:2018 for risks",
    bad: BAD,
    good: GOOD,
    check,
};

static MISSING: Text = Text {
    en: "sections missing: {sections}",
    pt: "seções que faltam: {sections}",
    es: "secciones que faltan: {sections}",
};
static MISSING_ONE: Text =
    Text {
        en: "there is no section on {section}", pt: "não há seção de {section}", es: "no hay sección de {section}"
    };
static EMPTY: Text = Text {
    en: "the section on {section} is empty",
    pt: "a seção de {section} está vazia",
    es: "la sección de {section} está vacía",
};
static ELSEWHERE: Text = Text {
    en: "what it says about {section} stands here",
    pt: "o que ele diz sobre {section} está aqui",
    es: "lo que dice sobre {section} está aquí",
};
static RISKY: Text = Text {
    en: "a change like this one carries risks",
    pt: "uma mudança como esta traz riscos",
    es: "un cambio como este trae riesgos",
};
static HELP: Text = Text {
    en: "add the section, or write in one line why it does not apply",
    pt: "acrescente a seção, ou diga em uma linha por que ela não se aplica",
    es: "añada la sección, o diga en una línea por qué no aplica",
};
static HELP_EMPTY: Text = Text {
    en: "fill it in, or write in one line why it does not apply",
    pt: "preencha, ou diga em uma linha por que ela não se aplica",
    es: "complétela, o diga en una línea por qué no aplica",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.recognised {
        return;
    }
    let required = canvas.expectations.required.as_deref();
    let mut missing = Vec::new();
    for kind in SectionKind::ALL.into_iter().filter(|kind| required.is_none_or(|kinds| kinds.contains(kind))) {
        match canvas.section(kind) {
            None => missing.push(kind),
            Some(section) if section.status == Status::Empty => {
                out.find(section.title.span, EMPTY.with("section", section_name(kind))).help(HELP_EMPTY.plain());
            }
            // A prompt that nobody answered is the business of placeholder-left and template-text-left.
            Some(_) => {}
        }
    }
    let message = match missing.as_slice() {
        [] => return,
        [one] => MISSING_ONE.with("section", section_name(*one)),
        several => {
            let names: Vec<Part> = several.iter().map(|&kind| section_name(kind).into()).collect();
            MISSING.with("sections", names)
        }
    };
    let finding = out.find(canvas.head, message).help(HELP.plain());
    // How it scales is said where a trigger is, whatever the title above it.
    let scales = missing == [SectionKind::Strategies] && canvas.targets.iter().any(|t| t.role == Role::Trigger);
    if !canvas.is_whole() || scales && required.is_none() {
        finding.severity(Severity::Advice);
        return;
    }
    for kind in missing {
        for place in elsewhere(canvas, kind) {
            let message =
                if kind == SectionKind::Risks { RISKY.plain() } else { ELSEWHERE.with("section", section_name(kind)) };
            finding.label(place, message);
        }
    }
}

/// Where the document speaks of what the missing section would be about, a few places of it: money, numbers of users,
/// alerts; for risks the changes that it plans.
fn elsewhere(canvas: &Canvas, kind: SectionKind) -> Vec<Span> {
    const SHOWN: usize = 3;
    let facts = |wanted: fn(&Fact) -> bool| canvas.facts.iter().filter(move |f| wanted(f)).map(|f| f.line).collect();
    let mut places: Vec<Span> = match kind {
        SectionKind::Costs => facts(|f| matches!(f.quantity.unit, Unit::Money(_)) && f.origins.unit.is_none()),
        SectionKind::Volumes => canvas.volumes.iter().map(|v| canvas.facts[v.fact].line).collect(),
        SectionKind::Monitoring => {
            let alerts = canvas.targets.iter().filter(|t| t.role == Role::Alert);
            alerts.map(|t| canvas.facts[t.fact].line).collect()
        }
        SectionKind::Risks => {
            let planned = |m: &&Mention| m.claims.contains(Topic::Rebuild) && m.is_action;
            canvas.mentions.iter().filter(planned).map(|m| m.span).collect()
        }
        _ => Vec::new(),
    };
    places.dedup();
    places.truncate(SHOWN);
    places
}

const BAD: &str = "\
# Scalability canvas: Pantry
## Objective
10x orders by December 2027, p95 below 800 ms
## Expected volumes
1,000 orders/day today, 10,000 orders/day in 2027
## Infrastructure
4 pods, 2 vCPU each
## Strategies
Horizontal scaling of the API
## Costs
US$ 900/month
## Monitoring
Alert when p95 > 700 ms for 5 min
## Load test
k6, 200 requests/s for 30 min
";

const GOOD: &str = "\
# Scalability canvas: Pantry
## Objective
10x orders by December 2027, p95 below 800 ms
## Expected volumes
1,000 orders/day today, 10,000 orders/day in 2027
## Infrastructure
4 pods, 2 vCPU each
## Strategies
Horizontal scaling of the API
## Costs
US$ 900/month
## Risks
N/A: a pilot that can be switched off
## Monitoring
Alert when p95 > 700 ms for 5 min
## Load test
k6, 200 requests/s for 30 min
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_is_a_strategy_under_another_title() {
        let with = |infrastructure: &str| {
            let text = BAD.replace("## Strategies\nHorizontal scaling of the API\n", "## Risks\n- Outage\n");
            findings(&RULE, &text.replace("4 pods, 2 vCPU each", infrastructure))
        };
        assert!(with("4 pods, 2 vCPU each")[0].starts_with("error"));
        assert!(with("4 to 9 pods, autoscaling at CPU > 70%")[0].starts_with("advice"));
    }
}
