use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/yaml-block-unparseable",
    summary: Text {
        en: "YAML that a YAML parser refuses",
        pt: "YAML que um leitor de YAML recusa",
        es: "YAML que un lector de YAML rechaza",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "Every other tool stops at it. It was read line by line here, so that its numbers are checked all the same, but \
             what belongs to what is a guess.",
        pt: "Qualquer outra ferramenta para nele. Aqui ele foi lido linha a linha, para que os números sejam conferidos \
             mesmo assim, mas o que pertence a quê é suposição.",
        es: "Cualquier otra herramienta se detiene ahí. Aquí se leyó línea por línea, para que los números se comprueben \
             igual, pero qué pertenece a qué es una suposición.",
    },
    source: "YAML 1.2.2",
    bad: "# Capacity plan\n\n```yaml\nlimits:\n  cpu: > 80%\n  note: \"high\" only\n```\n",
    good: "# Capacity plan\n\n```yaml\nlimits:\n  cpu: \"> 80%\"\n  note: high only\n```\n",
    check,
};

static REFUSED: Text = Text {
    en: "this is not valid YAML: {why}",
    pt: "isto não é YAML válido: {why}",
    es: "esto no es YAML válido: {why}",
};
static HELP: Text = Text {
    en: "put text that begins with a sign or holds a colon in quotes, and indent with spaces",
    pt: "ponha entre aspas o texto que começa com um sinal ou contém dois-pontos, e recue com espaços",
    es: "ponga entre comillas el texto que empieza con un signo o contiene dos puntos, y sangre con espacios",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for Problem { kind, span } in &canvas.problems {
        if let ProblemKind::YamlUnparseable(why) = kind {
            out.find(*span, REFUSED.with("why", why.as_str())).help(HELP.plain());
        }
    }
}
