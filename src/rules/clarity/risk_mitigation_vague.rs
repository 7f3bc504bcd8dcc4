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
static GRAVEST: Text = Text {
    en: "\"{risk}\" is likely and bad, and nothing says from when on this is done, nor by whom",
    pt: "\"{risk}\" é provável e grave, e nada diz a partir de quando isto é feito, nem por quem",
    es: "\"{risk}\" es probable y grave, y nada dice desde cuándo se hace esto, ni quién lo hace",
};
static RATED: Text = Text { en: "rated high twice", pt: "alto nas duas notas", es: "alto en las dos notas" };
static HERE_TOO: Text = Text { en: "nor here", pt: "nem aqui", es: "ni aquí" };
static HELP: Text = Text {
    en: "say what is done, from which measured value on, and by whom",
    pt: "diga o que é feito, a partir de que valor medido e por quem",
    es: "diga qué se hace, a partir de qué valor medido y quién",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let vague = &canvas.wording.no_actions;
    let Some((first, others)) = vague.split_first() else {
        check_gravest(canvas, out);
        return;
    };
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

/// Risks that are likely and bad, with a mitigation that has no figure, no trigger and nobody who looks after it.
fn check_gravest(canvas: &Canvas, out: &mut Outcomes) {
    let open = |risk: &&Risk| {
        let watched = risk.rating.signal || risk.rating.owner;
        let mitigation = risk.mitigation.as_ref().filter(|m| !m.value.contains(|c: char| c.is_ascii_digit()));
        risk.rating.likely && risk.rating.bad && !watched && mitigation.is_some()
    };
    let mut risks = canvas.risks.iter().filter(open).filter_map(|r| Some((r, r.mitigation.as_ref()?)));
    let Some((risk, mitigation)) = risks.next() else { return };
    let finding = out.find(mitigation.span, GRAVEST.with("risk", risk.title.value.as_str()));
    finding.label(risk.title.span, RATED.plain()).help(HELP.plain());
    for (_, other) in risks {
        finding.label(other.span, HERE_TOO.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_likely_and_bad_wants_a_trigger_a_figure_or_an_owner() {
        let says = |probability: &str, mitigation: &str, owner: &str| {
            findings(
                &RULE,
                &format!(
                    "# Canvas\n## Risks\n| Risk | Probability | Impact | Mitigation | Owner |\n|---|---|---|---|---|\n| the index grows | {probability} | High | {mitigation} | {owner} |\n"
                ),
            )
            .len()
        };
        assert_eq!(says("High", "Archive old orders and split the index", ""), 1);
        assert_eq!(says("🔴 High", "Archive old orders and split the index", ""), 1);
        assert_eq!(says("Medium", "Archive old orders and split the index", ""), 0);
        assert_eq!(says("High", "Archive orders older than 90 days", ""), 0);
        assert_eq!(says("High", "Archive old orders and split the index", "Search team"), 0);
        let yaml = "riesgos:\n  indice:\n    probabilidad: alta\n    impacto: alto\n    mitigacion: archivar los pedidos viejos\n";
        assert_eq!(findings(&RULE, yaml).len(), 1);
    }

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
