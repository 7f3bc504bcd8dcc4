use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/status-contradicts-checklist",
    summary: Text {
        en: "a status that says done over boxes that are not ticked",
        pt: "um status de concluído com itens ainda por marcar",
        es: "un estado de terminado con casillas sin marcar",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "Somebody who reads only the status believes that the measures are in place. Open boxes below say that they are \
             planned at best.",
        pt: "Quem lê só o status acredita que as medidas estão no lugar. Itens abertos abaixo dizem que elas estão, no \
             máximo, planejadas.",
        es: "Quien lee solo el estado cree que las medidas están en su lugar. Las casillas abiertas dicen que a lo sumo están \
             planificadas.",
    },
    source: "general consistency; nine boxes of ten count as done",
    bad: "\
# Plano de escalabilidade
**Status**: Concluído
## Estratégias
- [ ] cache de respostas
- [ ] fila de envio
- [ ] réplica de leitura
- [ ] CDN
- [ ] escalonamento automático
",
    good: "\
# Plano de escalabilidade
**Status**: Em andamento
## Estratégias
- [ ] cache de respostas
- [ ] fila de envio
- [ ] réplica de leitura
- [ ] CDN
- [ ] escalonamento automático
",
    check,
};

/// Fewer boxes are no checklist.
const BOXES: usize = 5;

static WRONG: Text = Text {
    en: "{ticked} of {boxes} boxes are ticked",
    pt: "{ticked} de {boxes} itens estão marcados",
    es: "{ticked} de {boxes} casillas están marcadas",
};
static OPEN: Text = Text { en: "the first that is open", pt: "o primeiro em aberto", es: "la primera abierta" };
static HELP: Text = Text {
    en: "tick what is done, or say that the work is under way",
    pt: "marque o que está feito, ou diga que o trabalho está em andamento",
    es: "marque lo que está hecho, o diga que el trabajo está en curso",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let completion = &canvas.completion;
    let (Some(done), boxes, ticked) = (&completion.done, completion.boxes, completion.ticked) else { return };
    if boxes < BOXES {
        return;
    }
    let message = WRONG.with("ticked", ticked).with("boxes", boxes);
    if ticked.saturating_mul(10) >= boxes.saturating_mul(9) {
        out.pass(done.span, [], message);
        return;
    }
    let finding = out.find(done.span, message);
    finding.help(HELP.plain());
    if let Some(open) = completion.first_open {
        finding.label(open, OPEN.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_for_the_day_before_launch_says_nothing_about_the_status() {
        let boxes = "- [ ] a\n- [ ] b\n- [ ] c\n- [ ] d\n- [ ] e\n";
        assert!(findings(&RULE, &format!("# Plan\n- Status: done\n## Before launch\n{boxes}")).is_empty());
        assert!(findings(&RULE, &format!("# Plan\n- Status: not done\n## Tasks\n{boxes}")).is_empty());
        assert_eq!(findings(&RULE, &format!("# Plan\n- Status: done\n## Tasks\n{boxes}")).len(), 1);
    }
}
