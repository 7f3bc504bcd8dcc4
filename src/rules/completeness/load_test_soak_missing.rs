use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/load-test-soak-missing",
    summary: Text {
        en: "leaks are looked for in a test too short to show them",
        pt: "vazamentos são procurados em um teste curto demais para mostrá-los",
        es: "se buscan fugas en una prueba demasiado corta para mostrarlas",
    },
    severity: Severity::Advice,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "Memory and connections leak slowly. In half an hour even a fast leak looks like a warm-up; hours of steady load \
             show it.",
        pt: "Memória e conexões vazam devagar. Em meia hora, até um vazamento rápido parece aquecimento; horas de carga \
             constante o mostram.",
        es: "La memoria y las conexiones se fugan despacio. En media hora hasta una fuga rápida parece calentamiento; horas \
             de carga constante la muestran.",
    },
    source: "Grafana k6 documentation: soak testing; Azure Well-Architected Framework, PE:06",
    bad: "# Scalability canvas\n## Objective\n- 10x\n## Volumes\n- 90 orders/day\n## Costs\n- US$ 9/month\n## Risks\n- Risk: outage\n\
          ## Load test\n- k6, 200 req/s for 30 min\n- Passes with p95 < 800 ms and no memory leaks\n",
    good: "# Scalability canvas\n## Objective\n- 10x\n## Volumes\n- 90 orders/day\n## Costs\n- US$ 9/month\n## Risks\n- Risk: outage\n\
           ## Load test\n- k6, 200 req/s for 8 h\n- Passes with p95 < 800 ms and no memory leaks\n",
    check,
};

static SHORT: Text = Text {
    en: "leaks and stability are to be shown, and the longest test takes {duration}",
    pt: "o teste deve mostrar vazamentos e estabilidade, e o mais longo dura {duration}",
    es: "se deben mostrar fugas y estabilidad, y la prueba más larga dura {duration}",
};
static LONGEST: Text = Text { en: "the longest test", pt: "o teste mais longo", es: "la prueba más larga" };
static HELP: Text = Text {
    en: "add a test of several hours at a usual load",
    pt: "acrescente um teste de várias horas com a carga usual",
    es: "añada una prueba de varias horas con la carga habitual",
};
static HOLDS: Text = Text {
    en: "the longest test takes {duration}, long enough to show leaks",
    pt: "o teste mais longo dura {duration}, o bastante para mostrar vazamentos",
    es: "la prueba más larga dura {duration}, lo bastante para mostrar fugas",
};

/// Two hours, in seconds: from here on a steady load shows what leaks.
const SOAK: Decimal = Decimal::from_parts(7200, 0, 0, false, 0);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some(leaks) = canvas.mentions_in(SectionKind::LoadTest).find(|m| m.topics.contains(Topic::Leak)) else {
        return;
    };
    let length = |at: usize| canvas.facts[at].quantity.base().and_then(|b| b.high);
    let timed =
        |at: &usize| canvas.facts[*at].sections.contains(SectionKind::LoadTest) && is_length(&canvas.facts[*at]);
    let Some(longest) = (0..canvas.facts.len()).filter(timed).max_by_key(|&at| length(at)) else { return };
    if !canvas.is_filled(SectionKind::LoadTest) {
        return;
    }
    let fact = &canvas.facts[longest];
    if length(longest).is_some_and(|l| l >= SOAK) {
        out.pass(leaks.span, [fact.span], HOLDS.with("duration", fact.written.as_str()));
        return;
    }
    let finding = out.find(leaks.span, SHORT.with("duration", fact.written.as_str()));
    finding.label(fact.span, LONGEST.plain()).help(HELP.plain());
}

fn is_length(fact: &Fact) -> bool {
    matches!(fact.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_test_in_any_form_is_enough() {
        let top = "# Canvas de escalabilidade\n## Objetivo\n- 10x\n## Volumes\n- 90 pedidos/dia\n## Custos\n- R$ 9/mês\n## Teste de carga\n";
        let long = "- Estabilidade: 4 horas com 60% da carga\n- Pico: 300 req/s por 10 min\n";
        assert_eq!(findings(&RULE, &format!("{top}{long}")), Vec::<String>::new());
        let short = "- k6, 300 req/s por 10 min, sem vazamento de memória\n";
        assert_eq!(findings(&RULE, &format!("{top}{short}")).len(), 1);
        // Nobody spoke of leaks.
        assert_eq!(findings(&RULE, &format!("{top}- k6, 300 req/s por 10 min\n")), Vec::<String>::new());
    }
}
