use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/overprovisioned",
    summary: Text {
        en: "many more replicas than the peak needs",
        pt: "muito mais réplicas do que o pico precisa",
        es: "muchas más réplicas de las que el pico necesita",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Infrastructure, SectionKind::Costs],
    why: Text {
        en: "Two or three replicas are for failures. More than twenty times what the peak needs is money for load that the plan does not expect.",
        pt: "Duas ou três réplicas são para falhas. Mais de vinte vezes o que o pico precisa é dinheiro para uma carga que o plano não espera.",
        es: "Dos o tres réplicas son para fallos. Más de veinte veces lo que el pico necesita es dinero para una carga que el plan no espera.",
    },
    source: "FinOps Foundation: usage optimization; peak / (replicas × capacity of one)",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 10 req/s
## Infrastructure
- API: 12 replicas, each replica serves 100 req/s
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 800 req/s
## Infrastructure
- API: 12 replicas, each replica serves 100 req/s
",
    check,
};

static EMPTY: Text = Text {
    en: "the peak of {peak} is {used} of {replicas} × {each}",
    pt: "o pico de {peak} é {used} de {replicas} × {each}",
    es: "el pico de {peak} es el {used} de {replicas} × {each}",
};
static PEAK: Text = Text { en: "the highest peak", pt: "o maior pico", es: "el pico mayor" };
static HELP: Text = Text {
    en: "start with {enough}, and let it grow",
    pt: "comece com {enough}, e deixe crescer",
    es: "empiece con {enough}, y deje que crezca",
};

/// Below this share of the capacity hardly anything is used.
const HARDLY: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// So many are for failures.
const SPARE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for (fleet, peaks) in fleet::alone(canvas) {
        // The least there are to be: an autoscaler goes down to it.
        let least = fleet.replicas.quantity.bounds().low.unwrap_or(fleet.most);
        let capacity = least.checked_mul(fleet.per_second).filter(|c| *c > Decimal::ZERO);
        let (Some(peak), Some(capacity)) = (peaks.iter().max_by_key(|r| r.high()), capacity) else { continue };
        let Some(used) = peak.high().checked_div(capacity).filter(|u| *u < HARDLY) else { continue };
        if least <= SPARE {
            continue;
        }
        let percent = format!("{}%", (used * Decimal::ONE_HUNDRED).round_dp(1).normalize());
        let message = EMPTY
            .with("peak", demand::shown(peak.fact))
            .with("used", percent)
            .with("replicas", least.normalize().to_string())
            .with("each", demand::shown(fleet.each));
        let finding = out.find(fleet.replicas.span, message);
        finding.label(peak.fact.span, PEAK.plain());
        if let Some(enough) = peak.high().checked_div(fleet.per_second) {
            let enough = (enough.ceil() + Decimal::ONE).max(Decimal::TWO);
            finding.help(HELP.with("enough", enough.normalize().to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn a_few_replicas_are_for_failures_and_an_autoscaler_shrinks() {
        let says = |replicas: &str| {
            let text = format!(
                "# Canvas\n## Volumes\n- Scaled: peak of 2 req/s\n## Infrastructure\n- API: {replicas}, each replica serves 100 req/s\n"
            );
            findings(&super::RULE, &text).len()
        };
        assert_eq!(says("3 replicas"), 0);
        assert_eq!(says("2 to 20 replicas"), 0);
        assert_eq!(says("20 replicas"), 1);
    }
}
