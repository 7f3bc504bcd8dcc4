use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/infra-without-quantity",
    summary: Text {
        en: "an infrastructure in which nothing is counted or sized",
        pt: "uma infraestrutura em que nada tem número nem tamanho",
        es: "una infraestructura en la que nada tiene número ni tamaño",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "Whether the infrastructure carries the volume, and what it costs, follows from how many of what size there are. \
             Two more of an unknown number is an unknown number.",
        pt: "Se a infraestrutura aguenta o volume, e quanto ela custa, depende de quantos são e de que tamanho. Dois a mais \
             que um número desconhecido é um número desconhecido.",
        es: "Si la infraestructura aguanta el volumen, y cuánto cuesta, depende de cuántos son y de qué tamaño. Dos más que \
             un número desconocido es un número desconocido.",
    },
    source: "Microsoft Azure Well-Architected Framework, PE:02: capacity planning",
    bad: "\
# Capacity plan
## Infrastructure
- Multiple API instances behind a load balancer
- PostgreSQL with a standby
",
    good: "\
# Capacity plan
## Infrastructure
- 6 API instances of 2 vCPU and 4 GB behind a load balancer
- PostgreSQL with a standby
",
    check,
};

static NOTHING: Text = Text {
    en: "nothing in the infrastructure says how many of what size there are",
    pt: "nada na infraestrutura diz quantos são e de que tamanho",
    es: "nada en la infraestructura dice cuántos son y de qué tamaño",
};
static HOW_MANY: Text = Text { en: "how many?", pt: "quantos?", es: "¿cuántos?" };
static HELP: Text = Text {
    en: "say for each part how many there are today and planned, with vCPU, memory and storage, or its tier",
    pt: "diga de cada parte quantas há hoje e no plano, com vCPU, memória e disco, ou o plano contratado",
    es: "diga de cada parte cuántas hay hoy y en el plan, con vCPU, memoria y disco, o el plan contratado",
};
static BASELESS: Text = Text {
    en: "{count} are added to a number that is not said",
    pt: "{count} são somados a um número que não é informado",
    es: "se suman {count} a un número que no se indica",
};
static ALSO: Text = Text { en: "here too", pt: "aqui também", es: "aquí también" };
static HELP_BASE: Text = Text {
    en: "write both: from how many to how many",
    pt: "escreva os dois: de quantos para quantos",
    es: "escriba los dos: de cuántos a cuántos",
};
static HOLDS: Text = Text {
    en: "the infrastructure is counted or sized: {figure}",
    pt: "a infraestrutura tem número ou tamanho: {figure}",
    es: "la infraestructura tiene número o tamaño: {figure}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some(section) = canvas.written(SectionKind::Infrastructure) else { return };
    let sizes = &canvas.wording.sizes;
    let Some(first) = sizes.first.and_then(|at| canvas.facts.get(at)) else {
        // What a provider sizes has no number of its own, unless the document speaks of several.
        if !(sizes.by_nature && sizes.several.is_empty()) && section.confidence >= Confidence::Likely {
            let (place, others) = match sizes.several.split_first() {
                Some((several, others)) => (several.span, others),
                None => (section.content.unwrap_or(section.title.span), [].as_slice()),
            };
            let finding = out.find(place, NOTHING.plain());
            finding.help(HELP.plain());
            for other in others {
                finding.label(other.span, HOW_MANY.plain());
            }
        }
        return;
    };
    let mut added = sizes.baseless.iter().filter_map(|&at| canvas.facts.get(at));
    let Some(fact) = added.next() else {
        out.pass(first.span, [], HOLDS.with("figure", first.written.as_str()));
        return;
    };
    let finding = out.find(fact.span, BASELESS.with("count", added_count(fact)));
    finding.help(HELP_BASE.plain());
    for other in added {
        finding.label(other.span, ALSO.plain());
    }
}

fn added_count(fact: &Fact) -> String {
    fact.quantity.bounds().value().map_or_else(|| fact.written.clone(), |n| n.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(infrastructure: &str) -> Vec<String> {
        findings(&RULE, &format!("# Canvas\n## Infraestrutura\n{infrastructure}\n"))
    }

    #[test]
    fn several_is_no_number() {
        let said = says("- Múltiplas instâncias da API\n- Banco gerenciado");
        assert_eq!(
            said,
            ["warning «Múltiplas instâncias» nothing in the infrastructure says how many of what size there are"]
        );
    }

    #[test]
    fn more_of_an_unknown_number_is_unknown() {
        assert_eq!(says("- Adicionar 2 instâncias da API\n- Banco: 50 GB").len(), 1);
        assert!(says("- API: hoje 3 instâncias\n- Adicionar 2 instâncias da API").is_empty());
        assert!(says("- API de 3 para 5 instâncias").is_empty());
    }

    #[test]
    fn nodes_may_be_written_without_their_accent() {
        for yaml in ["nos: 4", "nós: 4", "numero_de_nos: 4", "nodos: 4", "nodes: 4"] {
            assert_eq!(findings(&RULE, &format!("infraestrutura:\n  api:\n    {yaml}\n")), [""; 0], "{yaml}");
        }
        assert_eq!(says("- **Nós:** 4"), [""; 0]);
        assert_eq!(says("| Item | Nos |\n|---|---|\n| API | 4 |"), [""; 0]);
    }

    #[test]
    fn functions_tiers_and_steps_of_an_autoscaler_need_no_count() {
        for text in [
            "- AWS Lambda\n- DynamoDB",
            "- Banco Atlas M40",
            "- API: HPA 4–20 (normal), 10–40 na semana da liquidação",
            "- Uma máquina t3.medium",
            "- API: 3 réplicas; adiciona 1 réplica quando a CPU passa de 70%",
            "- Não se aplica: extensão local, sem servidor",
        ] {
            assert!(says(text).is_empty(), "{text}: {:?}", says(text));
        }
    }

    #[test]
    fn what_a_number_of_users_requires_may_say_it() {
        let says = |lines: &str| {
            findings(
                &RULE,
                &format!(
                    "# Plano\n## Infraestrutura\n- Pronta para crescer\n\n## Requisitos para 700 usuários\n{lines}\n"
                ),
            )
        };
        assert_eq!(says("- Instâncias: 6 réplicas\n- CPU: 12 vCPUs"), [""; 0]);
        assert_eq!(says("- Pedidos: 900 por dia").len(), 1);
    }
}
