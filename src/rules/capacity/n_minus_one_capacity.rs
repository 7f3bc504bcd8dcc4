use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/n-minus-one-capacity",
    summary: Text {
        en: "a spare replica that the peak needs",
        pt: "uma réplica de reserva da qual o pico precisa",
        es: "una réplica de reserva que el pico necesita",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "Who promises to bear the loss of one replica must serve the peak with one less: until another one has started, the others carry its load.",
        pt: "Quem promete suportar a perda de uma réplica precisa atender o pico com uma a menos: até outra subir, as demais levam a carga dela.",
        es: "Quien promete soportar la pérdida de una réplica debe atender el pico con una menos: hasta que arranque otra, las demás llevan su carga.",
    },
    source: "AWS Well-Architected, Reliability pillar: static stability; (N - 1) × capacity of one",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 150 req/s
## Infrastructure
- API: 2 replicas, each replica serves 100 req/s, N+1
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 150 req/s
## Infrastructure
- API: 3 replicas, each replica serves 100 req/s, N+1
",
    check,
};

static SHORT: Text = Text {
    en: "with one lost {left} × {each} = {capacity}, below the planned peak of {peak}",
    pt: "com uma a menos {left} × {each} = {capacity}, abaixo do pico planejado de {peak}",
    es: "con una menos {left} × {each} = {capacity}, por debajo del pico previsto de {peak}",
};
static CLAIM: Text = Text { en: "what is promised", pt: "o que é prometido", es: "lo que se promete" };
static PEAK: Text = Text { en: "the planned peak", pt: "o pico planejado", es: "el pico previsto" };
static HELP: Text = Text {
    en: "plan for one replica more, or say what is given up when one is lost",
    pt: "preveja uma réplica a mais, ou diga o que se perde quando uma cai",
    es: "prevea una réplica más, o diga a qué se renuncia cuando cae una",
};
static HOLDS: Text = Text {
    en: "with one lost {left} × {each} = {capacity} for a peak of {peak}",
    pt: "com uma a menos {left} × {each} = {capacity} para um pico de {peak}",
    es: "con una menos {left} × {each} = {capacity} para un pico de {peak}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some(claim) = canvas.redundancy.claims.first() else { return };
    for (fleet, peaks) in fleet::alone(canvas) {
        let left = fleet.most - Decimal::ONE;
        let all = fleet.most.checked_mul(fleet.per_second);
        let (Some(peak), Some(all), Some(capacity)) =
            (peaks.iter().min_by_key(|r| r.low()), all, left.checked_mul(fleet.per_second))
        else {
            continue;
        };
        // Too little even with all of them is another matter; a number of replicas is whole.
        if all < peak.low() || left < Decimal::ONE || !fleet.most.fract().is_zero() {
            continue;
        }
        let own = fleet.own(left).unwrap_or(capacity);
        let text = if capacity < peak.low() { &SHORT } else { &HOLDS };
        let message = text
            .with("left", left.normalize().to_string())
            .with("each", demand::shown(fleet.each))
            .with("capacity", fleet.unit().print(own, None))
            .with("peak", demand::named(peak.fact));
        if capacity >= peak.low() {
            out.pass(fleet.replicas.span, [fleet.each.span, peak.fact.span], message);
            continue;
        }
        let finding = out.find(fleet.replicas.span, message);
        finding.label(peak.fact.span, PEAK.plain()).label(claim.span, CLAIM.plain()).help(HELP.plain());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        let text =
            format!("# Canvas\n## Volumes\n- Escalado: pico de 165 req/s\n## Infraestrutura\n{infrastructure}\n");
        findings(&super::RULE, &text)
    }

    #[test]
    fn a_promise_of_redundancy_is_held_to_the_peak() {
        assert_eq!(says("- API: 3 réplicas de 60 req/s cada, redundância N+1").len(), 1);
        assert!(says("- API: 4 réplicas de 60 req/s cada, redundância N+1").is_empty());
    }

    #[test]
    fn without_the_promise_nothing_is_held() {
        assert!(says("- API: 3 réplicas de 60 req/s cada").is_empty());
    }
}
