use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/risk-without-mitigation",
    summary: Text {
        en: "a risk without a mitigation", pt: "um risco sem mitigação", es: "un riesgo sin mitigación"
    },
    severity: Severity::Error,
    section: &[SectionKind::Risks],
    why: Text {
        en: "A risk that is only named stays exactly as large as it was. Treating, moving, avoiding or accepting it are all \
             answers; silence is none.",
        pt: "Um risco apenas citado continua do mesmo tamanho. Tratar, transferir, evitar ou aceitar são respostas; o \
             silêncio não é.",
        es: "Un riesgo solo nombrado sigue siendo igual de grande. Tratarlo, transferirlo, evitarlo o aceptarlo son \
             respuestas; el silencio no lo es.",
    },
    source: "ISO 31000:2018, 6.5 risk treatment; NIST SP 800-30 rev. 1",
    bad: "\
# Canvas de escalabilidade
## Riscos e mitigação
- **Risco**: fila cheia no fim do mês
  - **Mitigação**: recusar pedidos acima de 900 por segundo
- **Risco**: estouro da cota do provedor de mapas
",
    good: "\
# Canvas de escalabilidade
## Riscos e mitigação
- **Risco**: fila cheia no fim do mês
  - **Mitigação**: recusar pedidos acima de 900 por segundo
- **Risco**: estouro da cota do provedor de mapas
  - **Mitigação**: aceito até junho, com revisão mensal
",
    check,
};

static BARE: Text = Text {
    en: "no mitigation for this risk: {risk}",
    pt: "este risco não tem mitigação: {risk}",
    es: "este riesgo no tiene mitigación: {risk}",
};
static SEVERAL: Text = Text {
    en: "{count} risks have no mitigation, {risk} first",
    pt: "{count} riscos não têm mitigação, o primeiro é {risk}",
    es: "{count} riesgos no tienen mitigación, el primero es {risk}",
};
static ALSO: Text = Text { en: "nor this one", pt: "nem este", es: "este tampoco" };
static HELP: Text = Text {
    en: "write what will be done, or that the risk is accepted and by whom",
    pt: "escreva o que será feito, ou que o risco foi aceito e por quem",
    es: "escriba qué se hará, o que el riesgo se acepta y quién lo acepta",
};
static HOLDS_ONE: Text = Text {
    en: "the one risk has a mitigation",
    pt: "o único risco tem mitigação",
    es: "el único riesgo tiene mitigación",
};
static HOLDS: Text = Text {
    en: "each of the {count} risks has a mitigation",
    pt: "cada um dos {count} riscos tem mitigação",
    es: "cada uno de los {count} riesgos tiene mitigación",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let bare: Vec<&Risk> = canvas.risks.iter().filter(|r| r.certain && r.mitigation.is_none()).collect();
    let Some((first, others)) = bare.split_first() else {
        if let Some(risk) = canvas.risks.first().filter(|_| canvas.risks.iter().all(|r| r.mitigation.is_some())) {
            let others = canvas.risks.iter().skip(1).map(|r| r.title.span);
            let message =
                if canvas.risks.len() == 1 { HOLDS_ONE.plain() } else { HOLDS.with("count", canvas.risks.len()) };
            out.pass(risk.title.span, others, message);
        }
        return;
    };
    let message = if others.is_empty() { BARE.plain() } else { SEVERAL.with("count", bare.len()) };
    let finding = out.find(first.title.span, message.with("risk", first.title.value.as_str()));
    for other in others {
        finding.label(other.title.span, ALSO.plain());
    }
    finding.help(HELP.plain());
}
