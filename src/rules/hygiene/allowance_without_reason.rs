use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/allowance-without-reason",
    summary: Text {
        en: "a finding allowed in place without a reason",
        pt: "um apontamento permitido no documento sem motivo",
        es: "una observación permitida en el documento sin motivo",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "An exception outlives the memory of who made it. With its reason beside it the next reader can tell whether \
             it still holds; without one it only hides a defect, so it is not followed.",
        pt: "Uma exceção dura mais do que a memória de quem a criou. Com o motivo ao lado, o próximo leitor sabe se ela \
             ainda vale; sem motivo, ela só esconde um defeito, e por isso não é seguida.",
        es: "Una excepción dura más que la memoria de quien la creó. Con el motivo al lado, el próximo lector sabe si \
             todavía vale; sin motivo solo esconde un defecto, y por eso no se sigue.",
    },
    source: "Clippy, allow_attributes_without_reason",
    bad: "\
# Capacity plan

<!-- canvas: allow(arithmetic/sum-mismatch) -->

| Item | Cost |
|---|---|
| API | $800 |
| Data | $210 |
| Total | $1,010 |
",
    good: "\
# Capacity plan

<!-- canvas: allow(arithmetic/sum-mismatch, reason = \"the invoice rounds each line\") -->

| Item | Cost |
|---|---|
| API | $800 |
| Data | $210 |
| Total | $1,010 |
",
    check,
};

static WITHOUT: Text = Text {
    en: "this allows a finding and gives no reason, so it is not followed",
    pt: "isto permite um apontamento e não dá motivo, portanto não é seguido",
    es: "esto permite una observación y no da motivo, así que no se sigue",
};
static HELP: Text = Text {
    en: "say why: allow({rules}, reason = \"...\")",
    pt: "diga por quê: allow({rules}, reason = \"...\")",
    es: "diga por qué: allow({rules}, reason = \"...\")",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    // What names no rule at all is the business of allowance-unknown.
    for allowance in canvas.allowances.iter().filter(|a| a.reason.is_none() && !a.rules.is_empty()) {
        let rules: Vec<&str> = allowance.rules.iter().map(|rule| rule.value.as_str()).collect();
        out.find(allowance.span, WITHOUT.plain()).help(HELP.with("rules", rules.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_points_at_the_comment_in_markdown_and_yaml() {
        let found = findings(&RULE, "costs: 3 # canvas: allow(capacity, reason = \"\")\n");
        assert_eq!(
            found,
            [
                "warning «allow(capacity, reason = \"\")» this allows a finding and gives no reason, so it is not followed"
            ]
        );
        assert!(findings(&RULE, "# Plan\n\n<!-- canvas: a plan for the autumn -->\n").is_empty());
        assert!(findings(&RULE, "# Plan\n\n<!-- the canvas: allow() -->\n").is_empty());
    }
}
