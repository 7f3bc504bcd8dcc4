use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/burn-rate-mismatch",
    summary: Text {
        en: "a burn rate that its window and its share of the error budget do not give",
        pt: "uma taxa de queima que não bate com a janela e a parte do orçamento de erros",
        es: "una tasa de consumo que no cuadra con su ventana y su parte del presupuesto de errores",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Monitoring],
    why: Text {
        en: "An alert on the burn rate is a promise about how much of the error budget is gone when somebody is called. With \
             numbers that do not fit each other it calls too late or all the time.",
        pt: "Um alerta por taxa de queima promete quanto do orçamento de erros já se foi quando alguém é chamado. Com números \
             que não combinam, chama tarde demais ou o tempo todo.",
        es: "Una alerta por tasa de consumo promete cuánto presupuesto de errores se ha ido cuando se llama a alguien. Con \
             números que no encajan, llama demasiado tarde o todo el tiempo.",
    },
    source: "Google, The Site Reliability Workbook, chapter 5: alerting on SLOs",
    bad: "# Plan\n\n## Monitoring\n\n- Page: burn rate 14.4x over 1 h, 5% of the error budget of 30 days\n",
    good: "# Plan\n\n## Monitoring\n\n- Page: burn rate 14.4x over 1 h, 2% of the error budget of 30 days\n",
    check,
};

static WRONG: Text = Text {
    en: "{burn} for {window} takes {computed} of the budget of a month, not {stated}",
    pt: "{burn} por {window} consome {computed} do orçamento de um mês, não {stated}",
    es: "{burn} durante {window} consume {computed} del presupuesto de un mes, no {stated}",
};
static BURN: Text = Text { en: "the burn rate", pt: "a taxa de queima", es: "la tasa de consumo" };
static WINDOW: Text = Text { en: "the window", pt: "a janela", es: "la ventana" };
static HELP: Text = Text {
    en: "write {computed}, or the burn rate that {stated} needs",
    pt: "escreva {computed}, ou a taxa de queima que {stated} exige",
    es: "escriba {computed}, o la tasa de consumo que {stated} exige",
};
static MONTH: Text = Text {
    en: "an error budget of 28 to 31 days",
    pt: "um orçamento de erros de 28 a 31 dias",
    es: "un presupuesto de errores de 28 a 31 días",
};
static HOLDS: Text = Text {
    en: "{burn} for {window} takes {stated} of the budget",
    pt: "{burn} por {window} consome {stated} do orçamento",
    es: "{burn} durante {window} consume {stated} del presupuesto",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for facts in canvas.facts.chunk_by(|a, b| a.entry == b.entry) {
        let only = |wanted: &dyn Fn(&Fact) -> bool| only(facts.iter().filter(|f| wanted(f)));
        let says = |f: &Fact, words: &[&str]| f.words.iter().take(24).any(|w| words.contains(&w.as_str()));
        let burn = only(&|f| f.quantity.unit == Unit::Factor && says(f, &["burn", "queima", "consumo", "quema"]));
        // The window is shorter than a week, the period of the budget longer.
        let window = only(&|f| matches!(f.quantity.unit, Unit::Duration(_)) && is_shorter_than_a_week(f));
        let share = only(&|f| {
            matches!(f.quantity.unit, Unit::Percent(_))
                && f.metric != Metric::Availability
                && says(f, &["budget", "orcamento", "presupuesto"])
        });
        if let (Some(burn), Some(window), Some(share)) = (burn, window, share) {
            judge(canvas, burn, window, share, out);
        }
    }
}

fn is_shorter_than_a_week(fact: &Fact) -> bool {
    length(fact).is_some_and(|seconds| seconds < Period::Week.seconds())
}

/// The seconds of a window: "over 1 h" is no bound here.
fn length(window: &Fact) -> Option<Decimal> {
    let own = window.quantity.base()?;
    own.value().or(own.low.xor(own.high))
}

fn judge(canvas: &Canvas, burn: &Fact, window: &Fact, share: &Fact, out: &mut Outcomes) {
    let taken = |period: Interval| burn.quantity.bounds().scale(length(window)?)?.div(&period);
    let nominal = taken(Interval::point(Period::Month.seconds())).and_then(|i| i.middle());
    let (Some(taken), Some(nominal)) = (taken(Period::Month.seconds_range()), nominal) else { return };
    let Some(stated) = share.quantity.widened().and_then(|w| w.scale(share.quantity.unit.base())) else { return };
    let message = |text: &'static Text| {
        let message = text.with("burn", burn.written.as_str()).with("window", window.written.as_str());
        message.with("stated", share.written.as_str())
    };
    if !taken.disjoint(&stated, Decimal::new(2, 2)) {
        out.pass(share.span, [burn.span, window.span], message(&HOLDS));
        return;
    }
    // "14.4x over 1 h (1.44%)": the share of errors that burns 0.1% so fast.
    let promised = canvas.targets.iter().filter(|t| t.metric == Metric::Availability);
    let errors = promised.filter_map(|t| burn.quantity.bounds().scale(Decimal::ONE.checked_sub(t.limit)?));
    if errors.into_iter().any(|errors| !errors.disjoint(&stated, Decimal::new(2, 2))) {
        return;
    }
    let computed = share.notation.print((nominal * Decimal::ONE_HUNDRED).round_dp(2).normalize(), None);
    out.find(share.span, message(&WRONG).with("computed", computed.as_str()))
        .label(burn.span, BURN.plain())
        .label(window.span, WINDOW.plain())
        .figures(computed.as_str(), share.written.as_str())
        .assuming(MONTH.plain())
        .help(HELP.with("computed", computed.as_str()).with("stated", share.written.as_str()));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    #[test]
    fn the_numbers_of_the_workbook_pass() {
        for text in [
            "- Page: burn rate 14.4x over 1 h, 2% of the error budget",
            "- Ticket: burn rate 6x over 6 h, 5% of the error budget",
            "- Aviso: taxa de queima de 1x em 3 dias, 10% do orçamento de erro",
        ] {
            assert_eq!(passes(&super::RULE, text).len(), 1, "{text}: {:?}", findings(&super::RULE, text));
        }
    }

    #[test]
    fn the_share_of_errors_that_burns_so_fast_is_none_of_the_budget() {
        let says = |share: &str| {
            let text = format!(
                "# Canvas\n## Objective\n- 99.9% availability\n## Monitoring\n- budget burn 14.4x over 1 h ({share}), page\n"
            );
            findings(&super::RULE, &text).len()
        };
        assert_eq!(says("1.44%"), 0);
        assert_eq!(says("2%"), 0);
        assert_eq!(says("5%"), 1);
    }
}
