use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/risk-unrated",
    summary: Text {
        en: "risks without probability, impact or owner",
        pt: "riscos sem probabilidade, impacto ou responsável",
        es: "riesgos sin probabilidad, impacto o responsable",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Risks],
    why: Text {
        en: "Money and time go to the risks that are likely and bad. A list that does not say which those are is worked off \
             from the top, and a risk that nobody looks after by nobody.",
        pt: "Dinheiro e tempo vão para os riscos prováveis e graves. Uma lista que não diz quais são é tratada de cima para \
             baixo, e um risco sem dono não é tratado por ninguém.",
        es: "El dinero y el tiempo van a los riesgos probables y graves. Una lista que no dice cuáles son se atiende de arriba \
             abajo, y un riesgo sin dueño no lo atiende nadie.",
    },
    source: "ISO 31000:2018, 6.4 risk assessment; NIST SP 800-30 rev. 1",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Custos\n- R$ 9/mês\n\
          ## Riscos\n- **Risco**: fila cheia\n  - **Mitigação**: recusar acima de 900/s\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Custos\n- R$ 9/mês\n\
           ## Riscos\n- **Risco**: fila cheia (probabilidade média, impacto alto, responsável: Plataforma)\n  - **Mitigação**: recusar acima de 900/s\n",
    check,
};

static ONE: Text = Text {
    en: "the one risk has no {fields}",
    pt: "o único risco não tem {fields}",
    es: "el único riesgo no tiene {fields}",
};
static PROSE: Text =
    Text { en: "no risk has: {fields}", pt: "nenhum risco tem: {fields}", es: "ningún riesgo tiene: {fields}" };
static ALL: Text = Text {
    en: "none of the {count} risks has: {fields}",
    pt: "nenhum dos {count} riscos tem: {fields}",
    es: "ninguno de los {count} riesgos tiene: {fields}",
};
static SOME: Text = Text {
    en: "not every one of the {count} risks has: {fields}",
    pt: "nem todos os {count} riscos têm: {fields}",
    es: "no todos los {count} riesgos tienen: {fields}",
};
static PROBABILITY: Text = Text { en: "probability", pt: "probabilidade", es: "probabilidad" };
static IMPACT: Text = Text { en: "impact", pt: "impacto", es: "impacto" };
static OWNER: Text = Text { en: "owner", pt: "responsável", es: "responsable" };
static ALSO_BARE: Text = Text { en: "from here on", pt: "a partir daqui", es: "desde aquí" };
static ALSO: Text = Text { en: "this one too", pt: "este também", es: "este también" };
static HELP: Text = Text {
    en: "rate each risk (low, medium, high) and name who looks after it",
    pt: "classifique cada risco (baixo, médio, alto) e diga quem cuida dele",
    es: "califique cada riesgo (bajo, medio, alto) y diga quién lo atiende",
};
static HOLDS: Text = Text {
    en: "each risk has probability, impact and owner",
    pt: "cada risco tem probabilidade, impacto e responsável",
    es: "cada riesgo tiene probabilidad, impacto y responsable",
};

/// Whether a risk is rated in one way.
type Has = fn(&Rating) -> bool;

/// Further risks that are shown.
const SHOWN: usize = 3;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let risks: Vec<&Risk> = canvas.risks.iter().filter(|r| r.certain || r.mitigation.is_some()).collect();
    let Some(first) = risks.first().filter(|_| canvas.is_whole() && canvas.is_filled(SectionKind::Risks)) else {
        return;
    };
    let fields: [(Has, &'static Text); 3] =
        [(|r| r.probability, &PROBABILITY), (|r| r.impact, &IMPACT), (|r| r.owner, &OWNER)];
    let lacking = |has: Has| risks.iter().filter(|r| !has(&r.rating)).count();
    let missing: Vec<_> = fields.into_iter().filter(|(has, _)| lacking(*has) > 0).collect();
    if missing.is_empty() {
        out.pass(first.title.span, risks.iter().skip(1).map(|r| r.title.span), HOLDS.plain());
        return;
    }
    let in_none = missing.iter().all(|(has, _)| lacking(*has) == risks.len());
    let names: Vec<Part> = missing.iter().map(|(_, name)| (*name).into()).collect();
    let message = match (risks.len(), in_none) {
        (1, _) if goes_on(first) => PROSE.plain(),
        (1, _) => ONE.plain(),
        (count, true) => ALL.with("count", count),
        (count, false) => SOME.with("count", count),
    };
    let lacks = |risk: &Risk| missing.iter().any(|(has, _)| !has(&risk.rating));
    let mut bare = risks.iter().filter(|r| lacks(r));
    let Some(place) = bare.next() else { return };
    // What none of several has is said of their list.
    let list = canvas.section(SectionKind::Risks).filter(|s| {
        let within = s.span.start <= place.title.span.start && place.title.span.end <= s.span.end;
        in_none && risks.len() > 1 && within
    });
    let finding =
        out.find(list.map_or(place.title.span, |s| s.title.span), message.with("fields", names)).help(HELP.plain());
    if list.is_some() {
        finding.label(place.title.span, ALSO_BARE.plain());
    }
    for other in bare.take(SHOWN) {
        finding.label(other.title.span, ALSO.plain());
    }
}

/// Whether further risks stand in the same paragraph: their number is not known.
fn goes_on(risk: &Risk) -> bool {
    std::iter::once(&risk.title).chain(&risk.mitigation).any(|text| text.value.to_lowercase().contains("mitiga"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(risks: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n- p95 < 1 s\n## Volumes\n- 90 orders/s\n## Costs\n- US$ 9/month\n## Risks\n{risks}"
            ),
        )
    }

    #[test]
    fn ratings_are_read_in_any_form() {
        for risks in [
            "| Risk | P | I | Owner | Mitigation |\n|---|---|---|---|---|\n| outage | 2 | 5 | SRE | second zone |\n",
            "- **Risk**: outage\n  - Likelihood: low\n  - Impact: high\n  - Owner: SRE\n  - **Mitigation**: second zone\n",
            "- **Risk**: outage (Medium/High, owner: SRE)\n  - **Mitigation**: second zone\n",
            "- **Risk**: 🔴 outage\n  - **Mitigation**: second zone, SRE is responsible\n",
            "```yaml\nrisks:\n  outage:\n    probability: low\n    impact: high\n    owner: SRE\n    mitigation: second zone\n```\n",
        ] {
            assert_eq!(with(risks), Vec::<String>::new(), "{risks}");
        }
    }

    #[test]
    fn risks_in_one_paragraph_are_not_counted() {
        let risks = "A zone may fail; mitigation: a second zone. A queue may fill; mitigation: refuse orders.\n";
        let found = with(risks);
        assert!(found[0].ends_with("no risk has: probability, impact, owner"), "{found:?}");
    }

    #[test]
    fn what_all_lack_is_one_finding() {
        let risks =
            "- **Risk**: outage\n  - **Mitigation**: second zone\n- **Risk**: full queue\n  - **Mitigation**: refuse\n";
        assert_eq!(with(risks), ["advice «Risks» none of the 2 risks has: probability, impact, owner"]);
    }

    #[test]
    fn the_one_risk_that_nobody_owns_is_named() {
        let table = "| Risk | P | I | Owner | Mitigation |\n|---|---|---|---|---|\n| outage | 2 | 5 | SRE | second zone |\n| full queue | 2 | 4 | | refuse |\n| full disk | 1 | 4 | SRE | grow |\n";
        assert_eq!(with(table), ["advice «full queue» not every one of the 3 risks has: owner"]);
    }
}
