use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/yaml-key-repeated",
    summary: Text {
        en: "the same key twice in one mapping",
        pt: "a mesma chave duas vezes no mesmo mapa",
        es: "la misma clave dos veces en el mismo mapa",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "YAML forbids it, and readers that allow it keep one of the two values and drop the other without a word.",
        pt: "O YAML proíbe, e os leitores que aceitam ficam com um dos valores e descartam o outro sem avisar.",
        es: "YAML lo prohíbe, y los lectores que lo aceptan se quedan con un valor y descartan el otro sin avisar.",
    },
    source: "YAML 1.2.2, 3.2.1.3 node comparison",
    bad: "# Capacity plan\n\n```yaml\napi:\n  replicas: 3\n  memory: 2Gi\n  replicas: 5\n```\n",
    good: "# Capacity plan\n\n```yaml\napi:\n  replicas: 3\n  memory: 2Gi\n  max_replicas: 5\n```\n",
    check,
};

static TWICE: Text = Text {
    en: "the key `{key}` stands here a second time",
    pt: "a chave `{key}` aparece aqui pela segunda vez",
    es: "la clave `{key}` aparece aquí por segunda vez",
};
static HELP: Text = Text {
    en: "keep one of them, or give them different names",
    pt: "fique com uma delas, ou dê nomes diferentes",
    es: "quédese con una, o póngales nombres distintos",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for Problem { kind, span } in &canvas.problems {
        if let ProblemKind::YamlKeyTwice(key) = kind {
            out.find(*span, TWICE.with("key", key.as_str())).help(HELP.plain());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_under_comments_of_two_cases_shows_both() {
        let block = |first: &str, second: &str| {
            let text = format!(
                "# Plan\n\n```yaml\n{first}api:\n  replicas: 2\n  memory: 1Gi\n\n{second}api:\n  replicas: 6\n  memory: 4Gi\n```\n"
            );
            findings(&RULE, &text).len()
        };
        assert_eq!(block("# Staging\n", "# Production\n"), 0);
        assert_eq!(block("", ""), 1);
        assert_eq!(block("# Staging\n", "# Staging\n"), 1);
        assert_eq!(block("# Staging\n", ""), 1);
    }
}
