use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/bottleneck-not-in-risks",
    summary: Text {
        en: "a known bottleneck is not among the risks",
        pt: "um gargalo conhecido não está entre os riscos",
        es: "un cuello de botella conocido no está entre los riesgos",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Risks],
    why: Text {
        en: "What limits growth first is the likeliest thing to go wrong when growth comes. It needs a mitigation and an owner \
             like any other risk.",
        pt: "O que limita o crescimento primeiro é o que mais provavelmente falha quando ele vem. Precisa de mitigação e de \
             responsável como qualquer outro risco.",
        es: "Lo que limita primero el crecimiento es lo que más probablemente falle cuando llegue. Necesita mitigación y \
             responsable como cualquier otro riesgo.",
    },
    source: "ISO 31000:2018, 6.4.2 risk identification; Goldratt, The Goal: the constraint of a system",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n\n- **Gargalo principal**: conexões do banco de dados\n## Custos\n- R$ 9/mês\n\
          ## Riscos\n- **Risco**: saída do fornecedor de SMS\n  - **Mitigação**: segundo fornecedor\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n\n- **Gargalo principal**: conexões do banco de dados\n## Custos\n- R$ 9/mês\n\
           ## Riscos\n- **Risco**: PostgreSQL sem conexões livres\n  - **Mitigação**: PgBouncer\n",
    check,
};

static MISSING: Text = Text {
    en: "no risk is about this bottleneck: {bottleneck}",
    pt: "nenhum risco trata deste gargalo: {bottleneck}",
    es: "ningún riesgo trata de este cuello de botella: {bottleneck}",
};
static ALSO: Text = Text { en: "nor about this one", pt: "nem deste", es: "ni de este" };
static RISKS: Text =
    Text { en: "the risks begin here", pt: "os riscos começam aqui", es: "los riesgos empiezan aquí" };
static HELP: Text = Text {
    en: "add it to the risks, with what will be done before it is reached",
    pt: "acrescente-o aos riscos, com o que será feito antes de ele ser atingido",
    es: "añádalo a los riesgos, con lo que se hará antes de alcanzarlo",
};
static HOLDS: Text = Text {
    en: "a risk is about the bottleneck: {bottleneck}",
    pt: "um risco trata do gargalo: {bottleneck}",
    es: "un riesgo trata del cuello de botella: {bottleneck}",
};

/// Parts of a system that a bottleneck and a risk can both be about; of anything else the words decide nothing.
const PARTS: &[Topic] =
    &[Topic::Database, Topic::Cache, Topic::Queue, Topic::Balancer, Topic::Model, Topic::Storage, Topic::Quota];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some(risk) = canvas.risks.first().filter(|_| canvas.is_filled(SectionKind::Risks)) else { return };
    let feared = canvas.topics_in(SectionKind::Risks);
    let known = |b: &&Bottleneck| PARTS.iter().any(|&part| b.topics.contains(part));
    let (held, missing): (Vec<&Bottleneck>, Vec<&Bottleneck>) =
        canvas.bottlenecks.iter().filter(known).partition(|b| b.topics.share(feared, PARTS) || is_named(canvas, b));
    let Some((first, others)) = missing.split_first() else {
        if let Some(first) = held.first() {
            out.pass(first.text.span, [risk.title.span], HOLDS.with("bottleneck", first.text.value.as_str()));
        }
        return;
    };
    let finding = out.find(first.text.span, MISSING.with("bottleneck", first.text.value.as_str())).help(HELP.plain());
    for other in others {
        finding.label(other.text.span, ALSO.plain());
    }
    finding.label(risk.title.span, RISKS.plain());
    if !canvas.is_whole() {
        finding.severity(Severity::Advice);
    }
}

/// Whether a risk has a word of the bottleneck in it, long enough to be a name.
fn is_named(canvas: &Canvas, bottleneck: &Bottleneck) -> bool {
    const NAME: usize = 5;
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= NAME);
        words.map(str::to_lowercase).collect()
    };
    let own = words(&bottleneck.text.value);
    let texts = canvas.risks.iter().flat_map(|r| r.mitigation.iter().chain([&r.title]));
    texts.into_iter().any(|text| !own.is_disjoint(&words(&text.value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(bottleneck: &str, risk: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n- p95 < 1 s\n## Volumes\n- 90 orders/s\n\n- Bottleneck: {bottleneck}\n## Costs\n- US$ 9/month\n## Risks\n- **Risk**: {risk}\n  - **Mitigation**: ask for more\n"
            ),
        )
    }

    #[test]
    fn a_risk_may_name_it_otherwise() {
        for (bottleneck, risk) in [
            ("rate limits of the payment provider", "429 from the gateway at noon"),
            ("database connections", "Postgres refuses clients"),
            ("the old printing service", "printing stops"),
            ("our deploy process", "outage of a zone"),
            ("none known so far", "outage of a zone"),
        ] {
            assert_eq!(with(bottleneck, risk), Vec::<String>::new(), "{bottleneck}");
        }
        assert_eq!(with("database connections", "outage of a zone").len(), 1);
    }
}
