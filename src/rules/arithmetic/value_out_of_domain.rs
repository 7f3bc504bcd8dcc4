use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/value-out-of-domain",
    summary: Text {
        en: "a value that cannot exist",
        pt: "um valor que não pode existir",
        es: "un valor que no puede existir",
    },
    severity: Severity::Error,
    section: &[],
    why: Text {
        en: "Nothing is available more than always, and a ramp cannot take longer than the test it belongs to. Such a value \
             is a slip of the pen, and the one that was meant is unknown.",
        pt: "Nada fica disponível mais de 100% do tempo, e uma rampa não pode durar mais que o teste a que pertence. Um valor \
             assim é um lapso, e não se sabe qual era o certo.",
        es: "Nada está disponible más del 100% del tiempo, y una rampa no puede durar más que la prueba a la que pertenece. Un valor \
             así es un desliz, y no se sabe cuál era el correcto.",
    },
    source: "general arithmetic; a share lies between 0 and 100%",
    bad: "# Plan\n\n## Objective\n\n- Availability: 990.9%\n",
    good: "# Plan\n\n## Objective\n\n- Availability: 99.9%\n",
    check,
};

static SHARE: Text = Text {
    en: "{stated} is more than all: {what} ends at 100%",
    pt: "{stated} é mais que tudo: {what} vai até 100%",
    es: "{stated} es más que todo: {what} llega hasta 100%",
};
static RAMP: Text = Text {
    en: "a ramp of {ramp} does not fit into a test of {duration}",
    pt: "uma rampa de {ramp} não cabe em um teste de {duration}",
    es: "una rampa de {ramp} no cabe en una prueba de {duration}",
};
static WHOLE: Text = Text { en: "the length of the test", pt: "a duração do teste", es: "la duración de la prueba" };
static HELP: Text = Text { en: "correct the value", pt: "corrija o valor", es: "corrija el valor" };
static SHORTER: Text = Text {
    en: "shorten the ramp or lengthen the test",
    pt: "encurte a rampa ou alongue o teste",
    es: "acorte la rampa o alargue la prueba",
};
static FITS: Text = Text {
    en: "the ramp of {ramp} fits into the test of {duration}",
    pt: "a rampa de {ramp} cabe no teste de {duration}",
    es: "la rampa de {ramp} cabe en la prueba de {duration}",
};
static AVAILABILITY: Text = Text { en: "availability", pt: "a disponibilidade", es: "la disponibilidad" };
static ERRORS: Text = Text { en: "an error rate", pt: "uma taxa de erro", es: "una tasa de error" };
static HITS: Text = Text { en: "a hit rate", pt: "uma taxa de acerto", es: "una tasa de aciertos" };
static MEMORY: Text =
    Text { en: "the use of memory or disk", pt: "o uso de memória ou disco", es: "el uso de memoria o disco" };

/// Stems of words beside which more than 100% is a comparison.
const COMPARED: &[&str] = &[
    "aument", "increas", "cresc", "crec", "grow", "redu", "mais", "mas", "more", "vezes", "times", "menos", "less",
    "change", "varia", "improv", "melhor", "mejor", "acima", "base", "baseline", "normal", "request", "limit", "swap",
];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for fact in &canvas.facts {
        if let Some(what) = bounded(fact) {
            let message = SHARE.with("stated", fact.written.as_str()).with("what", what);
            out.find(fact.span, message).figures("100%", fact.written.as_str()).help(HELP.plain());
        }
    }
    for test in &canvas.load_tests.tests {
        let (Some(ramp), Some(duration)) = (test.ramp, test.duration) else { continue };
        let (ramp, duration) = (&canvas.facts[ramp], &canvas.facts[duration]);
        // "20 min of ramp, 10 min at the peak": the second is no length of the whole.
        let label = duration.label.to_lowercase();
        let whole = duration.quantity.statistic == Some(Statistic::Total) || label.contains("dura");
        let (Some(short), Some(long)) = (ramp.quantity.base(), duration.quantity.base()) else { continue };
        let message =
            |text: &'static Text| text.with("ramp", ramp.written.as_str()).with("duration", duration.written.as_str());
        if whole && short.low.is_some() && short.low > long.high {
            out.find(ramp.span, message(&RAMP))
                .label(duration.span, WHOLE.plain())
                .figures(duration.written.as_str(), ramp.written.as_str())
                .help(SHORTER.plain());
        } else if whole && short.high < long.low {
            out.pass(ramp.span, [duration.span], message(&FITS));
        }
    }
}

/// What a percentage beyond 100 would be more than all of.
fn bounded(fact: &Fact) -> Option<&'static Text> {
    let beyond = matches!(fact.quantity.unit, Unit::Percent(_))
        && fact.quantity.bounds().low.or(fact.quantity.bounds().high) > Some(Decimal::ONE_HUNDRED);
    let compared =
        fact.quantity.increment || fact.words.iter().take(8).any(|w| COMPARED.iter().any(|c| w.starts_with(c)));
    if !beyond || compared {
        return None;
    }
    match fact.metric {
        Metric::Availability => Some(&AVAILABILITY),
        Metric::ErrorRate => Some(&ERRORS),
        Metric::HitRate => Some(&HITS),
        Metric::Utilisation => {
            let memory = ["memoria", "memory", "ram", "disco", "disk"];
            fact.words.iter().take(4).any(|w| memory.contains(&w.as_str())).then_some(&MEMORY)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    #[test]
    fn shares_beyond_all_are_reported() {
        for text in ["- Disponibilidade: 999%", "- Error rate < 150%", "- Alerta: memória > 120%"] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_ramp_longer_than_its_test_is_reported() {
        let text = "yaml:load_test:\n  peak:\n    concurrent_users: 500\n    duration: 10 min\n    ramp_up: 20 min\n";
        assert_eq!(findings(&super::RULE, text).len(), 1);
    }

    #[test]
    fn growth_and_processors_may_be_beyond_a_hundred() {
        for text in
            ["- Erros: +150% na alta temporada", "- CPU > 120%", "- Aumento de 300% na taxa de erro", "- Tráfego: 250%"]
        {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }
}
