use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/risk-mitigation-vague",
    summary: Text {
        en: "a mitigation that names no action",
        pt: "uma mitigação que não diz o que fazer",
        es: "una mitigación que no dice qué hacer",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Risks],
    why: Text {
        en: "Monitoring tells that a risk has come true, it does not make it smaller. A mitigation is something that a person \
             does or a system is built to do, before or when it happens.",
        pt: "O monitoramento avisa que o risco se realizou, não o diminui. Mitigação é algo que uma pessoa faz ou que o \
             sistema foi construído para fazer, antes ou na hora.",
        es: "El monitoreo avisa de que el riesgo se cumplió, no lo reduce. Una mitigación es algo que una persona hace o que \
             el sistema está construido para hacer, antes o cuando ocurre.",
    },
    source: "PMI, PMBOK Guide: plan risk responses",
    bad: "\
# Capacity plan
## Risks
| Risk | Mitigation |
|---|---|
| The queue backs up | Monitoring |
",
    good: "\
# Capacity plan
## Risks
| Risk | Mitigation |
|---|---|
| The queue backs up | Two more workers above 5,000 waiting messages |
",
    check,
};

static ONE: Text = Text {
    en: "this mitigation names no action: {words}",
    pt: "esta mitigação não diz o que fazer: {words}",
    es: "esta mitigación no dice qué hacer: {words}",
};
static MANY: Text = Text {
    en: "{count} mitigations name no action: {words}",
    pt: "{count} mitigações não dizem o que fazer: {words}",
    es: "{count} mitigaciones no dicen qué hacer: {words}",
};
static HERE: Text = Text { en: "nor this one", pt: "nem esta", es: "ni esta" };
static HELP: Text = Text {
    en: "say what is done, from which measured value on, and by whom",
    pt: "diga o que é feito, a partir de que valor medido e por quem",
    es: "diga qué se hace, a partir de qué valor medido y quién",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let vague = &canvas.wording.no_actions;
    let Some((first, others)) = vague.split_first() else { return };
    let words: Vec<String> = vague.iter().map(|m| format!("\"{}\"", m.value.trim_end_matches('.'))).collect();
    let message = match others.len() {
        0 => ONE.with("words", words.join(", ")),
        more => MANY.with("count", more + 1).with("words", words.join(", ")),
    };
    let finding = out.find(first.span, message);
    finding.help(HELP.plain());
    for other in others {
        finding.label(other.span, HERE.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(mitigations: [&str; 2]) -> Vec<String> {
        let [one, other] = mitigations;
        findings(
            &RULE,
            &format!(
                "# Canvas\n## Riscos\n| Risco | Mitigação |\n|---|---|\n| a fila para | {one} |\n| o banco cai | {other} |\n"
            ),
        )
    }

    #[test]
    fn abstract_nouns_are_no_action() {
        let said = says(["Monitoramento constante", "Melhorar o desempenho do sistema"]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("2 mitigations name no action"), "{said:?}");
    }

    #[test]
    fn short_and_concrete_will_do() {
        assert!(says(["Circuit breaker", "Failover automático"]).is_empty());
        assert!(says(["Captcha", "Testes de carga antes de cada versão"]).is_empty());
        assert!(says(["Monitorar a cada 5 min", "Backup diário"]).is_empty());
    }
}
