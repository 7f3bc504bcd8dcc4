use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/template-text-left",
    summary: Text {
        en: "instructions or examples of the template were left in",
        pt: "instruções ou exemplos do modelo ficaram no texto",
        es: "quedaron instrucciones o ejemplos de la plantilla",
    },
    severity: Severity::Warning,
    section: &SectionKind::ALL,
    why: Text {
        en: "The examples of a template carry numbers. Left in, they pass for those of the project and are summed, \
             compared and approved with it.",
        pt: "Os exemplos do modelo têm números. Deixados no texto, passam pelos do projeto e são somados, comparados e \
             aprovados com ele.",
        es: "Los ejemplos de la plantilla traen números. Si se quedan, pasan por los del proyecto y se suman, comparan y \
             aprueban con él.",
    },
    source: "Google developer documentation style guide: templates",
    bad: "\
# Canvas de escalabilidade
## Objetivo
- **Instruções**: Diga para que o sistema precisa crescer.
- 10x até dezembro de 2027
## Volumes
- **Instruções**: Diga o volume de hoje e o esperado.
- 1.000/dia hoje, 10.000/dia em 2027
## Custos
- **Instruções**: Liste os custos.
- Nuvem: R$ 900/mês
",
    good: "\
# Canvas de escalabilidade
## Objetivo
- 10x até dezembro de 2027
## Volumes
- 1.000/dia hoje, 10.000/dia em 2027
- **Exemplo**: na Páscoa de 2026 foram 3.000/dia
## Custos
- Nuvem: R$ 900/mês
",
    check,
};

static LEFT: Text = Text {
    en: "{count} instructions and examples of the template were left in",
    pt: "ficaram no texto {count} instruções e exemplos do modelo",
    es: "quedaron {count} instrucciones y ejemplos de la plantilla",
};
static UNFILLED: Text = Text {
    en: "this is the template, not filled in: its example figures are checked as if they were yours",
    pt: "este é o modelo, sem preencher: as cifras dos exemplos são conferidas como se fossem suas",
    es: "esta es la plantilla, sin completar: las cifras de los ejemplos se comprueban como si fueran suyas",
};
static ALSO: Text = Text { en: "here too", pt: "aqui também", es: "aquí también" };
static HELP: Text = Text {
    en: "put your own text in their place",
    pt: "escreva o seu texto no lugar",
    es: "escriba su propio texto en su lugar",
};

/// A single "Example:" is an example; several instructions come from a template.
const LEAST: usize = 3;
/// More places than this are counted, not shown.
const SHOWN: usize = 3;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some((first, others)) = canvas.template_texts.split_first().filter(|_| canvas.template_texts.len() >= LEAST)
    else {
        return;
    };
    let message = if canvas.unfilled { UNFILLED.plain() } else { LEFT.with("count", canvas.template_texts.len()) };
    let finding = out.find(*first, message);
    for other in others.iter().take(SHOWN) {
        finding.label(*other, ALSO.plain());
    }
    finding.help(HELP.plain());
}
