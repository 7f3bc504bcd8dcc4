use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/placeholder-left",
    summary: Text {
        en: "a placeholder that nobody filled in",
        pt: "um campo que ninguém preencheu",
        es: "un campo que nadie completó",
    },
    severity: Severity::Warning,
    section: &SectionKind::ALL,
    why: Text {
        en: "A placeholder is a decision that was put off. Approved with the canvas, it is read later as if it had been \
             made.",
        pt: "Um campo por preencher é uma decisão adiada. Aprovado junto com o canvas, mais tarde ele é lido como se a \
             decisão tivesse sido tomada.",
        es: "Un campo sin completar es una decisión aplazada. Aprobado con el canvas, más tarde se lee como si la decisión se \
             hubiera tomado.",
    },
    source: "Google developer documentation style guide: placeholders",
    bad: "# Canvas de escalabilidade\n\n- **Responsável**: [Nome]\n\n## Objetivo\n- 10x até dezembro de 2027\n",
    good: "# Canvas de escalabilidade\n\n- **Responsável**: Time de Pagamentos\n\n## Objetivo\n- 10x até dezembro de 2027\n",
    check,
};

static ONE: Text = Text {
    en: "`{text}` is still to be filled in",
    pt: "`{text}` ainda precisa ser preenchido",
    es: "`{text}` está sin completar",
};
static SEVERAL: Text = Text {
    en: "{count} places are still to be filled in, `{text}` first",
    pt: "{count} lugares ainda precisam ser preenchidos, o primeiro é `{text}`",
    es: "hay {count} lugares sin completar, el primero es `{text}`",
};
static ALSO: Text = Text { en: "here too", pt: "aqui também", es: "aquí también" };
static HELP: Text = Text {
    en: "write the value, or why there is none",
    pt: "escreva o valor, ou por que não há um",
    es: "escriba el valor, o por qué no lo hay",
};

/// More places than this are counted, not shown.
const SHOWN: usize = 8;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some((first, others)) = canvas.placeholders.split_first() else { return };
    let message = if others.is_empty() { ONE.plain() } else { SEVERAL.with("count", canvas.placeholders.len()) };
    let finding = out.find(first.span, message.with("text", first.value.as_str()));
    // A template is all places to fill in; the first says enough.
    let shown = if canvas.unfilled { 0 } else { SHOWN };
    for other in others.iter().take(shown) {
        finding.label(other.span, ALSO.plain());
    }
    finding.help(HELP.plain());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_something_has_come_is_said_by_a_status() {
        let says = |header: &str, state: &str| {
            let table = format!("| Item | {header} |\n|---|---|\n| Idempotência | Pronta |\n| Arquivo | {state} |");
            findings(&RULE, &format!("# Canvas\n## Estratégias\n{table}\n")).len()
        };
        for header in ["Status", "Estado", "Situação", "Situación atual", "State"] {
            assert_eq!(says(header, "Pendente"), 0, "{header}");
            assert_eq!(says(header, "[Data]"), 1, "{header}");
        }
        assert_eq!(says("Prazo", "Pendente"), 1);
    }

    #[test]
    fn what_is_pending_may_be_said_before_a_colon() {
        let says = |line: &str| findings(&RULE, &format!("# Scaling plan\n## Costs\n- {line}\n")).len();
        assert_eq!(says("**Pending:** invoices, once the tax rules are known"), 0);
        assert_eq!(says("**Pendente:** faturas, quando as regras forem conhecidas"), 0);
        assert_eq!(says("**Total:** pendente"), 1);
        assert_eq!(says("**Owner:** [Nome]"), 1);
    }
}
