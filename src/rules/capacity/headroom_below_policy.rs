use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/headroom-below-policy",
    summary: Text {
        en: "less room at the peak than the plan wants",
        pt: "menos folga no pico do que o plano quer",
        es: "menos margen en el pico del que el plan quiere",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "Queues grow without bound as a system fills up. What is left at the planned peak is what an unplanned one, or a lost replica, has to live on.",
        pt: "As filas crescem sem limite quando um sistema enche. O que sobra no pico planejado é o que um pico imprevisto, ou uma réplica perdida, tem para usar.",
        es: "Las colas crecen sin límite cuando un sistema se llena. Lo que sobra en el pico previsto es lo que tiene un pico imprevisto, o una réplica perdida.",
    },
    source: "Google SRE Book, chapter 21: handling overload; peak / capacity",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 950 req/s
## Infrastructure
- API: 10 replicas, each replica serves 100 req/s
- Policy: headroom of at least 30% at the peak
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 650 req/s
## Infrastructure
- API: 10 replicas, each replica serves 100 req/s
- Policy: headroom of at least 30% at the peak
",
    check,
};

static LITTLE: Text = Text {
    en: "{peak} of {capacity} are {used}, at most {policy} leaves the headroom of {headroom}",
    pt: "{peak} de {capacity} são {used}, no máximo {policy} deixa a folga de {headroom}",
    es: "{peak} de {capacity} son {used}, como máximo {policy} deja el margen de {headroom}",
};
static PEAK: Text = Text { en: "the planned peak", pt: "o pico planejado", es: "el pico previsto" };
static POLICY: Text = Text { en: "the headroom", pt: "a folga", es: "el margen" };
static HELP: Text = Text {
    en: "plan for {enough} replicas, or for less headroom",
    pt: "preveja {enough} réplicas, ou menos folga",
    es: "prevea {enough} réplicas, o menos margen",
};
static ASSUMED: Text = Text {
    en: "the plan states no headroom; {headroom} is usual",
    pt: "o plano não informa a folga; {headroom} é o usual",
    es: "el plan no indica el margen; lo habitual es {headroom}",
};
static HOLDS: Text = Text {
    en: "{peak} of {capacity} are {used}, a headroom of {headroom} is left",
    pt: "{peak} de {capacity} são {used}, sobra a folga de {headroom}",
    es: "{peak} de {capacity} son {used}, queda el margen de {headroom}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let stated = fleet::headroom(canvas);
    let headroom = match stated {
        Some((_, share)) => share,
        None => canvas.assumptions.headroom.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default(),
    };
    // A promise to bear the loss of one is itself a headroom.
    if stated.is_none() && !canvas.redundancy.claims.is_empty() {
        return;
    }
    for (fleet, peaks) in fleet::alone(canvas) {
        let Some(capacity) = fleet.most.checked_mul(fleet.per_second).filter(|c| *c > Decimal::ZERO) else { continue };
        // All of the peaks, or the first one alone: which phase the replicas are for is not said.
        let Some(peak) = peaks.iter().min_by_key(|r| r.low()) else { continue };
        let Some(used) = peak.low().checked_div(capacity).filter(|u| *u <= Decimal::ONE) else { continue };
        let limit = Decimal::ONE - headroom;
        let percent = |share: Decimal| format!("{}%", (share * Decimal::ONE_HUNDRED).round_dp(0).normalize());
        let own = fleet.own(fleet.most).unwrap_or(capacity);
        let text = if used > limit { &LITTLE } else { &HOLDS };
        let message = text
            .with("peak", demand::named(peak.fact))
            .with("capacity", fleet.unit().print(own, None))
            .with("used", percent(used))
            .with("headroom", percent(headroom));
        if used <= limit {
            if stated.is_some() {
                out.pass(fleet.replicas.span, [fleet.each.span, peak.fact.span], message);
            }
            continue;
        }
        let finding = out.find(fleet.replicas.span, message.with("policy", percent(limit)));
        finding.label(peak.fact.span, PEAK.plain());
        match stated {
            Some((policy, _)) => {
                finding.label(policy.span, POLICY.plain());
            }
            None => {
                finding.severity(Severity::Advice).assuming(ASSUMED.with("headroom", percent(headroom)));
            }
        }
        let enough = limit.checked_mul(fleet.per_second).and_then(|each| peak.low().checked_div(each));
        if let Some(enough) = enough {
            finding.help(HELP.with("enough", enough.ceil().normalize().to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        let text =
            format!("# Canvas\n## Volumes\n- Escalado: pico de 450 req/s\n## Infraestrutura\n{infrastructure}\n");
        findings(&super::RULE, &text)
    }

    #[test]
    fn a_reserve_on_top_of_what_is_needed_has_its_own_result() {
        let line = |reserve: &str| format!("- api: 12 replicas, 50 req/s each; {reserve}");
        assert!(!says(&line("10 needed, plus 40% headroom = 14")).iter().any(|said| said.starts_with("warning")));
        assert!(!says(&line("mais 40% de folga = 14")).iter().any(|said| said.starts_with("warning")));
        assert!(says(&line("headroom of 40%")).iter().any(|said| said.starts_with("warning")));
    }

    #[test]
    fn the_usual_headroom_is_only_advice() {
        let said = says("- API: 10 réplicas de 50 req/s cada");
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("advice"), "{said:?}");
        assert!(says("- API: 12 réplicas de 50 req/s cada").is_empty());
    }

    #[test]
    fn a_peak_beyond_the_capacity_is_another_matter() {
        assert!(says("- API: 8 réplicas de 50 req/s cada").is_empty());
    }
}
