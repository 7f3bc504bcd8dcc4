use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/allowance-unused",
    summary: Text {
        en: "a finding allowed in place that is not there",
        pt: "uma exceção no documento para um apontamento que já não existe",
        es: "una excepción en el documento para una observación que ya no existe",
    },
    severity: Severity::Advice,
    section: &[],
    why: Text {
        en: "The document was put right and the exception stayed. It would hide the same defect when it comes back, and \
             it tells readers of a problem that is gone.",
        pt: "O documento foi corrigido e a exceção ficou. Ela esconderia o mesmo defeito se ele voltasse, e conta ao \
             leitor um problema que já não existe.",
        es: "El documento se corrigió y la excepción quedó. Escondería el mismo defecto si volviera, y habla al lector de \
             un problema que ya no existe.",
    },
    source: "Ruff, RUF100 unused-noqa",
    bad: "\
# Capacity plan

<!-- canvas: allow(arithmetic/sum-mismatch, reason = \"the invoice rounds each line\") -->

| Item | Cost |
|---|---|
| API | $800 |
| Data | $210 |
| Total | $1,010 |
",
    good: "\
# Capacity plan

<!-- canvas: allow(arithmetic/cost-sum-mismatch, reason = \"the invoice rounds each line\") -->

| Item | Cost |
|---|---|
| API | $800 |
| Data | $210 |
| Total | $1,100 |
",
    check,
};

static UNUSED: Text = Text {
    en: "`{rule}` finds nothing here any more",
    pt: "`{rule}` já não aponta nada aqui",
    es: "`{rule}` ya no señala nada aquí",
};
static HELP: Text = Text {
    en: "remove the comment, or move it to the place it is about",
    pt: "remova o comentário, ou leve-o para o lugar de que ele fala",
    es: "quite el comentario, o llévelo al lugar del que habla",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for (allowance, name) in allowance::unused(canvas) {
        let rule = canvas.allowances.get(allowance).and_then(|a| a.rules.get(name));
        if let Some(rule) = rule {
            out.find(rule.span, UNUSED.with("rule", rule.value.as_str())).help(HELP.plain());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "| Item | Cost |\n|---|---|\n| a | $10 |\n| b | $20 |\n| Total | $50 |\n";

    #[test]
    fn an_allowance_that_hides_something_is_used_wherever_it_stands() {
        let allow = "canvas: allow(arithmetic, reason = \"agreed\")";
        for text in [
            format!("<!-- {allow} -->\n# Plan\n\n{TABLE}"),
            format!("# Plan\n\n<!-- {allow} -->\n## Costs\n\n{TABLE}"),
            format!("# Plan\n\n<!-- {allow} -->\n{TABLE}"),
            format!("# Plan\n\n{}", TABLE.replace("$50", &format!("$50 <!-- {allow} -->"))),
            format!("# {allow}\ncosts:\n  - a: $10\n  - b: $20\n  - total: $50\n"),
            format!("name: x\ncosts: # {allow}\n  - a: $10\n  - b: $20\n  - total: $50\n"),
            format!("name: x\n# {allow}\ncosts:\n- a: $10\n- b: $20\n- total: $50\n"),
        ] {
            assert!(findings(&RULE, &text).is_empty(), "{text}: {:?}", findings(&RULE, &text));
        }
    }

    #[test]
    fn one_before_another_block_or_for_another_rule_is_unused() {
        let allow = "<!-- canvas: allow(arithmetic, capacity, reason = \"agreed\") -->";
        assert_eq!(findings(&RULE, &format!("# Plan\n\n{allow}\n\nA remark.\n\n{TABLE}")).len(), 2);
        assert_eq!(
            findings(&RULE, &format!("# Plan\n\n{allow}\n\n{TABLE}")),
            ["advice «capacity» `capacity` finds nothing here any more"]
        );
        assert_eq!(findings(&RULE, &format!("# Plan\n\n## Costs\n\n{TABLE}\n{allow}\n")).len(), 2);
    }
}
