use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/yaml-key-unknown",
    summary: Text {
        en: "a key that the canonical canvas does not have",
        pt: "uma chave que o canvas canônico não tem",
        es: "una clave que el canvas canónico no tiene",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "A document that declares `canvas: 1` promises keys that every program knows. What stands under another key is \
             read as words only, and a misspelt one loses its meaning without a word.",
        pt: "Um documento que declara `canvas: 1` promete chaves que todo programa conhece. O que está sob outra chave é lido \
             só como texto, e uma chave com erro de digitação perde o sentido sem aviso.",
        es: "Un documento que declara `canvas: 1` promete claves que todo programa conoce. Lo que está bajo otra clave se lee \
             solo como texto, y una clave mal escrita pierde su sentido sin aviso.",
    },
    source: "schemas/canvas.schema.json",
    bad: "# Canvas de escalabilidade\n\n```yaml\ncanvas: 1\nobjective:\n  grwoth: 10x\n  horizon: 2027-12-31\n```\n",
    good: "# Canvas de escalabilidade\n\n```yaml\ncanvas: 1\nobjective:\n  growth: 10x\n  horizon: 2027-12-31\n```\n",
    check,
};

static UNKNOWN: Text = Text {
    en: "the canonical canvas has no key `{key}` here",
    pt: "o canvas canônico não tem a chave `{key}` aqui",
    es: "el canvas canónico no tiene aquí la clave `{key}`",
};
static MEANT: Text = Text { en: "write `{suggestion}`", pt: "escreva `{suggestion}`", es: "escriba `{suggestion}`" };
static KNOWN: Text = Text {
    en: "use one of {known}, or put it under `notes` with its section",
    pt: "use uma de {known}, ou coloque-a em `notes` com a sua seção",
    es: "use una de {known}, o póngala en `notes` con su sección",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for UnknownKey { key, suggestion, known } in &canvas.unknown_keys {
        let finding = out.find(key.span, UNKNOWN.with("key", key.value.as_str()));
        match suggestion {
            Some(suggestion) => {
                finding.help(MEANT.with("suggestion", suggestion.as_str()));
                finding.fix(key.span, suggestion.as_str()).unsafe_unless(false);
            }
            None => {
                let known: Vec<Part> = known.iter().map(|key| format!("`{key}`").into()).collect();
                finding.help(KNOWN.with("known", known));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_document_that_declares_the_form_is_held_to_it() {
        let text = "title: Plano\nobjetivo:\n  crescimento: 10x\n";
        assert!(findings(&RULE, text).is_empty());
        assert_eq!(findings(&RULE, &format!("canvas: 1\n{text}")).len(), 1, "objetivo");
    }

    #[test]
    fn names_of_components_and_of_volumes_are_free() {
        let text = "canvas: 1\nvolumes:\n  current:\n    pedidos por dia: 1.000\ninfrastructure:\n  api gateway:\n    shards: 2\n";
        assert!(findings(&RULE, text).is_empty());
    }

    #[test]
    fn a_key_in_a_list_is_held_to_its_place_too() {
        let text = "canvas: 1\nrisks:\n  - risk: fila parada\n    mitigaton: alerta\n";
        assert_eq!(findings(&RULE, text), ["warning «mitigaton» the canonical canvas has no key `mitigaton` here"]);
    }
}
