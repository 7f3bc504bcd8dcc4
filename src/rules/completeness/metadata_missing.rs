use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/metadata-missing",
    summary: Text {
        en: "owner, date or version is not written down",
        pt: "falta o responsável, a data ou a versão",
        es: "falta el responsable, la fecha o la versión",
    },
    severity: Severity::Advice,
    section: &[],
    why: Text {
        en: "Growth plans age within months. Without a date nobody knows whether its numbers still hold, without an owner \
             nobody brings them up to date.",
        pt: "Planos de crescimento envelhecem em meses. Sem data, ninguém sabe se os números ainda valem; sem responsável, \
             ninguém os atualiza.",
        es: "Los planes de crecimiento envejecen en meses. Sin fecha nadie sabe si los números aún valen; sin responsable, \
             nadie los actualiza.",
    },
    source: "Google developer documentation style guide; ISO 31000:2018, accountability",
    bad: "# Canvas de escalabilidade\n\n## Objetivo\n- 10x\n## Volumes\n- 10 pedidos/dia\n## Custos\n- R$ 9/mês\n",
    good: "# Canvas de escalabilidade\n\n- **Responsável**: Time de Pagamentos\n- **Data**: 2026-03-02\n- **Versão**: 1.2\n\n\
           ## Objetivo\n- 10x\n## Volumes\n- 10 pedidos/dia\n## Custos\n- R$ 9/mês\n",
    check,
};

static MISSING: Text = Text {
    en: "the canvas does not say: {fields}",
    pt: "o canvas não diz: {fields}",
    es: "el canvas no dice: {fields}",
};
static OWNER: Text = Text { en: "who answers for it", pt: "quem responde por ele", es: "quién responde por él" };
static DATE: Text = Text { en: "its date", pt: "a data", es: "la fecha" };
static VERSION: Text = Text { en: "its version", pt: "a versão", es: "la versión" };
static PROGRAM: Text = Text {
    en: "a program cannot answer for it",
    pt: "um programa não pode responder por ele",
    es: "un programa no puede responder por él",
};
static REVIEW: Text = Text {
    en: "without a date nobody knows when this review is due",
    pt: "sem data, ninguém sabe quando esta revisão vence",
    es: "sin fecha nadie sabe cuándo toca esta revisión",
};
static HELP: Text = Text {
    en: "add it in the first lines; the owner is a person or a team",
    pt: "acrescente nas primeiras linhas; o responsável é uma pessoa ou uma equipe",
    es: "añádalo en las primeras líneas; el responsable es una persona o un equipo",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let metadata = &canvas.metadata;
    let fields: Vec<Part> =
        [(metadata.owner.is_none(), &OWNER), (metadata.date.is_none(), &DATE), (metadata.version.is_none(), &VERSION)]
            .into_iter()
            .filter(|(missing, _)| *missing)
            .map(|(_, text)| text.into())
            .collect();
    // A blank template says it with its placeholders.
    if !fields.is_empty() && canvas.recognised && !canvas.is_blank() {
        let finding = out.find(canvas.head, MISSING.with("fields", fields)).help(HELP.plain());
        if let Some(program) = metadata.program.as_ref().filter(|_| metadata.owner.is_none()) {
            finding.label(program.span, PROGRAM.plain());
        }
        if let Some(review) = metadata.review.filter(|_| metadata.date.is_none()) {
            finding.label(review, REVIEW.plain());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTIONS: &str = "## Objetivo\n- 10x\n## Volumes\n- 10 pedidos/dia\n## Custos\n- R$ 9/mês\n";

    #[test]
    fn a_program_is_no_owner_and_a_review_wants_a_date() {
        let top = "# Canvas de escalabilidade\n\n- **Versão**: 1.2\n- **Responsável**: ChatGPT\n\n";
        let foot = "\n---\n\nEste canvas é revisado a cada trimestre.\n";
        let text = format!("{top}{SECTIONS}{foot}");
        let (_, outcomes) = crate::rules::trial::run(&RULE, &text);
        let labels: Vec<String> =
            outcomes.findings.iter().flat_map(|f| &f.labels).map(|l| l.message.in_language(Language::En)).collect();
        assert_eq!(labels, ["a program cannot answer for it", "without a date nobody knows when this review is due"]);
        let finding = findings(&RULE, &text);
        assert!(finding[0].ends_with("the canvas does not say: who answers for it, its date"), "{finding:?}");
    }
}
