use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/duplicate-content",
    summary: Text {
        en: "one action planned for two times",
        pt: "uma ação planejada para dois momentos",
        es: "una acción planificada para dos momentos",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Strategies],
    why: Text {
        en: "An action that stands in the list for this month and in the one for next quarter is done twice or by nobody. \
             One date makes somebody answer for it.",
        pt: "Uma ação que está na lista deste mês e na do próximo trimestre é feita duas vezes ou por ninguém. Uma só data \
             faz alguém responder por ela.",
        es: "Una acción que está en la lista de este mes y en la del próximo trimestre se hace dos veces o no la hace nadie. \
             Una sola fecha hace que alguien responda por ella.",
    },
    source: "Google developer documentation style guide",
    bad: "\
# Scaling plan
## Next 30 days
- cache answers at the edge
- add a read replica
## Next 90 days
- cache answers at the edge
- shard the orders
",
    good: "\
# Scaling plan
## Next 30 days
- cache answers at the edge
- add a read replica
## Next 90 days
- shard the orders
",
    check,
};

static WRONG: Text = Text {
    en: "this is planned for \"{again}\" and for \"{first}\"",
    pt: "isto está planejado para \"{again}\" e para \"{first}\"",
    es: "esto está planificado para \"{again}\" y para \"{first}\"",
};
static FIRST: Text = Text { en: "in \"{first}\"", pt: "em \"{first}\"", es: "en \"{first}\"" };
static HELP: Text = Text {
    en: "keep it in one list, or say what is done when",
    pt: "deixe em uma só lista, ou diga o que é feito quando",
    es: "déjelo en una sola lista, o diga qué se hace cuándo",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for action in &canvas.repeated {
        let message = WRONG.with("again", action.again_time.as_str()).with("first", action.first_time.as_str());
        out.find(action.again.span, message)
            .label(action.first.span, FIRST.with("first", action.first_time.as_str()))
            .help(HELP.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_without_a_time_and_checklists_may_repeat_each_other() {
        let text = "# Plano\n## Estratégias\n- cache de respostas na borda\n## Riscos\n- cache de respostas na borda\n";
        assert!(findings(&RULE, text).is_empty());
        let text = "# Plano\n## Fase 1\n- [ ] testes de carga semanais\n## Fase 2\n- [ ] testes de carga semanais\n";
        assert!(findings(&RULE, text).is_empty());
        let text = "# Plano\n## Próximos 30 dias\n- cache de respostas na borda\n## Próximos 90 dias\n- cache de respostas na borda\n";
        assert_eq!(findings(&RULE, text).len(), 1);
    }

    #[test]
    fn what_an_action_leaves_out_may_stand_in_the_title_above_it() {
        let says = |title: &str, first: &str, again: &str| {
            findings(
                &RULE,
                &format!("# Plan\n## Next 30 days\n1. **{title}**\n   - {first}\n## Next 90 days\n1. **Scale**\n   - {again}\n"),
            )
            .len()
        };
        assert_eq!(says("Cheaper search", "Implement a cache of results", "Cache of search results"), 1);
        assert_eq!(says("Busca mais barata", "Implementar cache de resultados", "Cache de resultados da busca"), 1);
        assert_eq!(says("Menos costo", "Configurar límites de uso", "Límites de uso por cliente"), 0);
        assert_eq!(says("Database", "Add a read replica", "Add a read replica in Europe"), 0);
        assert_eq!(says("Database", "Add a read replica", "Shard the orders"), 0);
    }
}
