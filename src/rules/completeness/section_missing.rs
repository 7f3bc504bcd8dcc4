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
static UNPLACED: Text = Text {
    en: "if it is this one, give it its usual name",
    pt: "se for esta, dê a ela o nome de costume",
    es: "si es esta, dele su nombre habitual",
};
static HELP: Text = Text {
    en: "add the section, or write in one line why it does not apply",
    pt: "acrescente a seção, ou diga em uma linha por que ela não se aplica",
    es: "añada la sección, o diga en una línea por qué no aplica",
};
static HELP_TITLE: Text = Text {
    en: "give it a title of its own, so that readers find it",
    pt: "dê a ela um título próprio, para que se ache",
    es: "dele un título propio, para que se encuentre",
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
    let certain = canvas.is_whole();
    // Who requires a section wants it under its title.
    let is_told = |kind: &SectionKind| certain && required.is_none() && !canvas.elsewhere(*kind).is_empty();
    let (told, absent): (Vec<_>, Vec<_>) = missing.into_iter().partition(is_told);
    if let Some(message) = lacking(&absent) {
        let finding = out.find(canvas.head, message).help(HELP.plain());
        if !certain {
            finding.severity(Severity::Advice);
        } else if canvas.sections_found(Confidence::Certain) < USUAL && !canvas.unplaced.is_empty() {
            finding.severity(Severity::Warning);
            for title in canvas.unplaced.iter().take(SHOWN) {
                finding.label(title.span, UNPLACED.plain());
            }
        } else {
            for kind in absent {
                for place in in_passing(canvas, kind).into_iter().take(SHOWN) {
                    finding.label(
                        place,
                        match kind {
                            SectionKind::Risks => RISKY.plain(),
                            _ => ELSEWHERE.with("section", section_name(kind)),
                        },
                    );
                }
            }
        }
    }
    if let Some(message) = lacking(&told) {
        let finding = out.find(canvas.head, message).help(HELP_TITLE.plain()).severity(Severity::Advice);
        for kind in told {
            for &place in canvas.elsewhere(kind).iter().take(SHOWN) {
                finding.label(place, ELSEWHERE.with("section", section_name(kind)));
            }
        }
    }
}

/// With fewer sections under their usual names, a missing one may have a name that nobody knows.
const USUAL: usize = 3;

/// Places that are shown of one section.
const SHOWN: usize = 3;

/// Where a document that does not answer the question touches it: an amount, a volume; for risks the changes that it
/// plans.
fn in_passing(canvas: &Canvas, kind: SectionKind) -> Vec<Span> {
    let mut places: Vec<Span> = match kind {
        SectionKind::Costs => {
            let money = |f: &&Fact| matches!(f.quantity.unit, Unit::Money(_)) && f.origins.unit.is_none();
            canvas.facts.iter().filter(money).map(|f| f.line).collect()
        }
        SectionKind::Volumes => {
            canvas.volumes.iter().filter_map(|v| canvas.facts.get(v.fact)).map(|f| f.line).collect()
        }
        SectionKind::Risks => {
            let planned = |m: &&Mention| m.claims.contains(Topic::Rebuild) && m.is_action;
            canvas.mentions.iter().filter(planned).map(|m| m.span).collect()
        }
        _ => Vec::new(),
    };
    places.dedup();
    places
}

fn lacking(kinds: &[SectionKind]) -> Option<Message> {
    match kinds {
        [] => None,
        [one] => Some(MISSING_ONE.with("section", section_name(*one))),
        several => {
            let names: Vec<Part> = several.iter().map(|&kind| section_name(kind).into()).collect();
            Some(MISSING.with("sections", names))
        }
    }
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

    /// The sections that are missing for sure.
    fn errors(text: &str) -> Vec<String> {
        findings(&RULE, text).into_iter().filter(|f| f.starts_with("error")).collect()
    }

    #[test]
    fn what_is_told_under_another_title_is_not_missing() {
        let costs = |title: &str, lines: &str| GOOD.replace("## Costs\nUS$ 900/month", &format!("## {title}\n{lines}"));
        let bill = "- API: US$ 500/month\n- Database: US$ 300/month\n- CDN: US$ 100/month";
        assert_eq!(errors(&costs("Wallet", bill)), [""; 0]);
        assert_eq!(findings(&RULE, &costs("Wallet", bill)).len(), 1);
        assert_eq!(errors(&costs("Wallet", "To be kept small by turning off what nobody uses")).len(), 1);
        let ways =
            |lines: &str| GOOD.replace("## Strategies\nHorizontal scaling of the API", &format!("## Knobs\n{lines}"));
        assert_eq!(errors(&ways("Cache of the catalogue, a queue in front of the mail")), [""; 0]);
        assert_eq!(errors(&ways("Talk to the team")).len(), 1);
        // A budget is no list of costs.
        let text = GOOD
            .replace("## Costs\nUS$ 900/month\n", "")
            .replace("below 800 ms", "below 800 ms, at most US$ 900/month");
        assert_eq!(errors(&text).len(), 1);
    }

    #[test]
    fn a_section_may_have_a_name_that_nobody_knows() {
        let plain = "# Capacity plan: Pantry\n\n## Where we want to be\n\n10x orders, p95 below 800 ms\n\n## Load\n\n\
            1,000 orders/day today, 10,000 in 2027\n\n## Fleet\n\n4 pods, 2 vCPU each\n\n## Levers\n\nMore pods\n\n\
            ## What could go wrong\n\nOutage\n\n## Watching it\n\nAlert when p95 > 700 ms for 5 min\n\n\
            ## Proving it\n\nk6, 200 requests/s for 30 min\n\n## Folklore\n\n";
        let warns = |under: &str| findings(&RULE, &format!("{plain}{under}\n"))[0].starts_with("warning");
        assert!(warns("3 legends and 2 tales") && !warns("Legends"));
        // Who calls all others by their names calls none of them folklore.
        let text = GOOD.replace("## Costs\nUS$ 900/month", "## Folklore\n3 legends and 2 tales");
        assert_eq!(errors(&text).len(), 1);
    }

    #[test]
    fn a_section_may_be_a_bold_line_or_a_bold_word_in_front_of_a_sentence() {
        let sentences = "# Scalability canvas: Pantry\n\n**Objective.** 10x orders by December 2027.\n\n\
            **Volumes.** 1,000 orders/day today, 10,000 in 2027.\n\n**Infrastructure.** 4 pods.\n\n\
            **Strategies.** Horizontal scaling.\n\n**Costs.** US$ 900/month.\n\n**Risks.** Outage.\n\n\
            **Monitoring.** Somebody looks.\n\n**Load test.** In May.\n";
        assert_eq!(findings(&RULE, sentences), [""; 0]);
        let mixed = "# Canvas de escala: Quitanda\n\n**Objetivo:** 2.000 para 10.000 pedidos/dia.\n\n\
            **Volumes esperados**\n\n| | Hoje | 2027 |\n|---|---|---|\n| Pedidos/dia | 2.000 | 10.000 |\n\n\
            **Infra:** API 3 → 9 réplicas.\n\n**Estratégias:** cache do catálogo.\n\n\
            **Custos/mês (12m):**\n- API: R$ 900\n\n**Riscos:** o banco cai.\n\n\
            **Monitoramento:** alguém olha.\n\n**Teste de carga:** em maio.\n";
        assert_eq!(findings(&RULE, mixed), [""; 0]);
    }

    #[test]
    fn a_section_may_be_said_in_its_title() {
        let text = |title: &str| {
            BAD.replace("## Risks", "## Mitigation")
                .replace("## Objective\n10x orders by December 2027, p95 below 800 ms", title)
        };
        let says = |title: &str| findings(&RULE, &text(title)).iter().any(|said| said.contains("objective is empty"));
        assert!(says("## Objective"));
        assert!(!says("## Objective: bear 1,000 requests/s"));
    }
}
