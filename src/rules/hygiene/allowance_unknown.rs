use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/allowance-unknown",
    summary: Text {
        en: "a finding allowed in place by a name that no rule has",
        pt: "um apontamento permitido no documento por um nome que nenhuma regra tem",
        es: "una observación permitida en el documento con un nombre que ninguna regla tiene",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "A misspelt name allows nothing: the finding stays, and the author believes that it is settled.",
        pt: "Um nome errado não permite nada: o apontamento continua, e o autor acredita que está resolvido.",
        es: "Un nombre mal escrito no permite nada: la observación sigue, y el autor cree que está resuelta.",
    },
    source: "rustc, unknown_lints",
    bad: "\
# Capacity plan

<!-- canvas: allow(arithmetic/sum-mismach, reason = \"the invoice rounds each line\") -->

| Item | Cost |
|---|---|
| API | $800 |
| Total | $800 |
",
    good: "\
# Capacity plan

<!-- canvas: allow(arithmetic/sum-mismatch, reason = \"the invoice rounds each line\") -->

| Item | Cost |
|---|---|
| API | $800 |
| Total | $800 |
",
    check,
};

static UNKNOWN: Text = Text {
    en: "there is no rule or family `{name}`, so this allows nothing",
    pt: "não existe regra ou família `{name}`, portanto isto não permite nada",
    es: "no existe la regla o familia `{name}`, así que esto no permite nada",
};
static NAMELESS: Text = Text {
    en: "this names no rule, so it allows nothing",
    pt: "isto não nomeia nenhuma regra, portanto não permite nada",
    es: "esto no nombra ninguna regla, así que no permite nada",
};
static MEANT: Text = Text {
    en: "write `{suggestion}` if that is meant",
    pt: "escreva `{suggestion}` se é essa a regra",
    es: "escriba `{suggestion}` si es esa la regla",
};
static LIST: Text = Text {
    en: "take a name from the list of `canvas rules`",
    pt: "use um nome da lista de `canvas rules`",
    es: "use un nombre de la lista de `canvas rules`",
};
static FORM: Text = Text {
    en: "write allow(rule, reason = \"...\")",
    pt: "escreva allow(regra, reason = \"...\")",
    es: "escriba allow(regla, reason = \"...\")",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for allowance in &canvas.allowances {
        if allowance.rules.is_empty() {
            out.find(allowance.span, NAMELESS.plain()).help(FORM.plain());
        }
        for rule in allowance.rules.iter().filter(|rule| names::rule_or_family(&rule.value).is_none()) {
            let help = match names::suggestion(&rule.value, true) {
                Some(suggestion) => MEANT.with("suggestion", suggestion),
                None => LIST.plain(),
            };
            out.find(rule.span, UNKNOWN.with("name", rule.value.as_str())).help(help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_pointed_at_and_known_ones_are_left_alone() {
        let text = "# Plan\n\n<!-- canvas: allow(sum-mismatch, capacity, capacty, reason = \"x\") -->\n\n- a: 3\n";
        assert_eq!(
            findings(&RULE, text),
            ["warning «capacty» there is no rule or family `capacty`, so this allows nothing"]
        );
    }

    #[test]
    fn words_that_other_tools_use_and_a_missing_bracket_are_said() {
        assert_eq!(findings(&RULE, "a: 3 # canvas: disable(capacity)\n").len(), 1);
        assert_eq!(findings(&RULE, "a: 3 # canvas: allow capacity\n").len(), 1);
    }
}
