use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/strategy-conflict",
    summary: Text {
        en: "one decision taken in two ways at the same time",
        pt: "uma decisão tomada de dois jeitos ao mesmo tempo",
        es: "una decisión tomada de dos maneras a la vez",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Strategies, SectionKind::Infrastructure],
    why: Text {
        en: "Data is split by one key: it decides which queries stay on one shard and which touch all of them. Two keys for \
             the same data in the same phase are two plans, and changing the key later means moving everything.",
        pt: "Os dados se dividem por uma chave só: é ela que decide quais consultas ficam em um shard e quais passam por \
             todos. Duas chaves para os mesmos dados na mesma fase são dois planos, e trocar de chave depois é mover tudo.",
        es: "Los datos se reparten por una sola clave: ella decide qué consultas quedan en un shard y cuáles pasan por todos. \
             Dos claves para los mismos datos en la misma fase son dos planes, y cambiarla después es moverlo todo.",
    },
    source: "AWS Well-Architected Framework, Reliability Pillar; MongoDB manual: choose a shard key",
    bad: "\
# Capacity plan
## Strategies
### Phase 2
- Sharding by region
- Read replicas in each region
## Infrastructure
### Phase 2
- Sharding by customer
",
    good: "\
# Capacity plan
## Strategies
### Phase 2
- Sharding by customer
- Read replicas in each region
## Infrastructure
### Phase 2
- Sharding by customer
",
    check,
};

static WRONG: Text = Text {
    en: "the data is split by {one} here and by {other} elsewhere, in the same phase",
    pt: "os dados são divididos por {one} aqui e por {other} em outro lugar, na mesma fase",
    es: "los datos se reparten por {one} aquí y por {other} en otra parte, en la misma fase",
};
static OTHER: Text = Text { en: "by {other} here", pt: "por {other} aqui", es: "por {other} aquí" };
static HELP: Text = Text {
    en: "decide for one key, or write both as one compound key",
    pt: "decida por uma chave, ou escreva as duas como uma chave composta",
    es: "decida una clave, o escriba las dos como una clave compuesta",
};
static HOLDS: Text = Text {
    en: "the data is split by {one} in both places",
    pt: "os dados são divididos por {one} nos dois lugares",
    es: "los datos se reparten por {one} en ambos lugares",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for (at, split) in canvas.splits.iter().enumerate() {
        let Some(first) = canvas.splits[..at].iter().find(|earlier| earlier.same_data(split)) else { continue };
        let said = |text: &'static Text| text.with("one", split.by.value.as_str());
        if first.agrees_with(split) {
            out.pass(split.by.span, [first.by.span], said(&HOLDS));
        } else {
            out.find(split.by.span, said(&WRONG).with("other", first.by.value.as_str()))
                .label(first.by.span, OTHER.with("other", first.by.value.as_str()))
                .figures(first.by.value.as_str(), split.by.value.as_str())
                .help(HELP.plain());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_mappings_of_one_phase_are_compared() {
        let yaml = "backend:\n  phase_2: # 10K-50K users\n    database:\n      - sharding: \"por região\"\ndatabase_scaling:\n  phase_2: # 10K users\n    - shard_key: tenant_id\n";
        let said = findings(&RULE, yaml);
        assert_eq!(said.len(), 1, "{said:?}");
    }

    #[test]
    fn compound_keys_later_phases_and_other_data_differ_rightly() {
        for text in [
            "# Plan\n## Strategies\n- Sharding by region + customer\n## Infrastructure\n- Sharding by customer\n",
            "# Plan\n## Strategies\n### Phase 1\n- Sharding by region\n### Phase 2\n- Sharding by customer\n",
            "# Plano\n## Estratégias\n### Pedidos\n- Sharding por cliente\n### Catálogo\n- Sharding por loja\n",
            "# Plano\n## Estratégias\n- Pedidos: sharding por cliente\n- Catálogo: sharding por loja\n",
            "# Plan\n## Strategies\n- Sharding by tenant_id\n\n| Lever | Gain | Note |\n|---|---|---|\n| Shard by tenant_id | horizontal | Last resort |\n",
            "# Plano\n## Estratégias\n- Sharding por cliente (hash)\n- Sharding pelo cliente_id\n",
        ] {
            assert!(findings(&RULE, text).is_empty(), "{text}: {:?}", findings(&RULE, text));
        }
    }
}
