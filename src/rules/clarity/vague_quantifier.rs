use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/vague-quantifier",
    summary: Text {
        en: "quality or quantity in words that nobody can measure",
        pt: "qualidade ou quantidade em palavras que ninguém consegue medir",
        es: "calidad o cantidad en palabras que nadie puede medir",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Objective, SectionKind::Volumes, SectionKind::Infrastructure, SectionKind::LoadTest],
    why: Text {
        en: "Whether a bandwidth is sufficient shows only when it is compared with a number. Where none is written, everybody \
             agrees today and nobody can say tomorrow whether the plan was kept.",
        pt: "Só comparando com um número se sabe se uma banda é suficiente. Sem número escrito, todos concordam hoje e \
             ninguém consegue dizer amanhã se o plano foi cumprido.",
        es: "Solo al compararlo con un número se sabe si un ancho de banda es suficiente. Sin número escrito, hoy todos están \
             de acuerdo y mañana nadie puede decir si el plan se cumplió.",
    },
    source: "ISO/IEC/IEEE 29148: characteristics of requirements; Femmer et al.: rapid quality assurance with requirements smells",
    bad: "\
# Capacity plan
## Objective
- Serve 900 orders per minute by May 2027
## Infrastructure
- 4 API instances
- Sufficient bandwidth for peak hours
",
    good: "\
# Capacity plan
## Objective
- Serve 900 orders per minute by May 2027
## Infrastructure
- 4 API instances
- Bandwidth of 400 Mbit/s, of which peak hours take 250 Mbit/s
",
    check,
};

/// About two of five such words turn out to be harmless (Femmer et al.): a reader is shown a few.
const MOST: usize = 5;

static WORDS: Text = Text {
    en: "no number says what is meant by {words}",
    pt: "nenhum número diz o que se entende por {words}",
    es: "ningún número dice qué se entiende por {words}",
};
static HERE: Text = Text { en: "how much?", pt: "quanto?", es: "¿cuánto?" };
static HELP: Text = Text {
    en: "write the number and how it is measured, or leave the word out",
    pt: "escreva o número e como ele é medido, ou tire a palavra",
    es: "escriba el número y cómo se mide, o quite la palabra",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let shown = &canvas.wording.vague[..canvas.wording.vague.len().min(MOST)];
    let Some((first, others)) = shown.split_first() else { return };
    let mut words: Vec<String> = Vec::new();
    for word in shown.iter().map(|w| format!("\"{}\"", w.value.to_lowercase())) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let finding = out.find(first.span, WORDS.with("words", words.join(", ")));
    finding.help(HELP.plain());
    for other in others {
        finding.label(other.span, HERE.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(infrastructure: &str) -> Vec<String> {
        findings(&RULE, &format!("# Canvas\n## Infraestrutura\n{infrastructure}\n"))
    }

    #[test]
    fn several_words_are_one_finding() {
        let said = says("- Banda suficiente\n- Banco robusto\n- Rede com banda suficiente");
        assert_eq!(said, ["advice «suficiente» no number says what is meant by \"suficiente\", \"robusto\""]);
        let said = findings(&RULE, "objective:\n  goal: respuesta rápida para miles de socios\n");
        assert_eq!(said, ["advice «rápida» no number says what is meant by \"rápida\""]);
    }

    #[test]
    fn a_number_in_the_statement_its_row_or_below_it_says_how_much() {
        for text in [
            "- Banda suficiente (400 Mbit/s)",
            "- Banda suficiente:\n  - 400 Mbit/s",
            "| Item | Tamanho |\n|---|---|\n| Banda suficiente | 400 Mbit/s |",
        ] {
            assert!(says(text).is_empty(), "{text}: {:?}", says(text));
        }
    }

    #[test]
    fn titles_quotes_denials_and_other_sections_are_left_alone() {
        for text in [
            "### Rede robusta\n- 4 instâncias",
            "- O banco de hoje não é suficiente",
            "- Serviço \"rápido\" dos correios",
            "- Fastly na borda",
        ] {
            assert!(says(text).is_empty(), "{text}: {:?}", says(text));
        }
        assert!(findings(&RULE, "# Plan\n## Strategies\n- Robust retries\n").is_empty());
    }
}
