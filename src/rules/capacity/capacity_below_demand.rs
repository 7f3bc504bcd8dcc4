use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/capacity-below-demand",
    summary: Text {
        en: "all replicas together serve less than the planned peak",
        pt: "todas as réplicas juntas atendem menos que o pico planejado",
        es: "todas las réplicas juntas atienden menos que el pico previsto",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure, SectionKind::Volumes],
    why: Text {
        en: "What one replica serves times the most replicas there may be is the ceiling of the plan. A peak above it is \
             refused or waits.",
        pt: "O que uma réplica atende vezes o máximo de réplicas é o teto do plano. Um pico acima dele é recusado ou espera.",
        es: "Lo que atiende una réplica por el máximo de réplicas es el techo del plan. Un pico por encima se rechaza o espera.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning; Gunther, Guerrilla Capacity Planning",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 440 req/s
## Infrastructure
- API: 4 to 10 replicas, each replica serves 35 req/s
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 440 req/s
## Infrastructure
- API: 4 to 14 replicas, each replica serves 35 req/s
",
    check,
};

/// Five percent below the peak may be rounding.
const NEARLY: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

static BELOW: Text = Text {
    en: "{replicas} × {each} = {capacity}, below the planned peak of {peak}",
    pt: "{replicas} × {each} = {capacity}, abaixo do pico planejado de {peak}",
    es: "{replicas} × {each} = {capacity}, por debajo del pico previsto de {peak}",
};
static PEAK: Text = Text { en: "planned here: {peak}", pt: "planejado aqui: {peak}", es: "previsto aquí: {peak}" };
static REPLICAS: Text = Text { en: "{replicas} at most", pt: "no máximo {replicas}", es: "{replicas} como máximo" };
static HELP: Text = Text {
    en: "plan at least {enough} replicas, or more from each",
    pt: "planeje pelo menos {enough} réplicas, ou mais de cada uma",
    es: "prevea al menos {enough} réplicas, o más de cada una",
};
static OFFLOAD: Text = Text {
    en: "no cache or CDN answers a part of it first",
    pt: "nenhum cache ou CDN responde uma parte antes",
    es: "ninguna caché ni CDN responde antes una parte",
};
static HOLDS: Text = Text {
    en: "{replicas} × {each} = {capacity}, planned peak {peak}",
    pt: "{replicas} × {each} = {capacity}, pico planejado {peak}",
    es: "{replicas} × {each} = {capacity}, pico previsto {peak}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let fleets = fleet::fleets(canvas);
    for fleet in &fleets {
        let Some(entity) = demand::entity(fleet.each) else { continue };
        // Two fleets for the same things may share them or follow each other: nobody knows which peak is whose.
        if fleets.iter().filter(|f| demand::entity(f.each) == Some(entity)).count() > 1 {
            continue;
        }
        let expected = demand::expected(canvas, entity);
        let Some(peak) = expected.iter().filter(|r| r.is_peak()).min_by_key(|r| r.low()) else { continue };
        let (Some(capacity), Some(enough)) = (fleet.most.checked_mul(fleet.per_second), peak.low().checked_mul(NEARLY))
        else {
            continue;
        };
        let own = fleet.each.quantity.bounds().high.and_then(|each| each.checked_mul(fleet.most)).unwrap_or(capacity);
        let unit = fleet.unit();
        let replicas = fleet.most.normalize().to_string();
        let text = if capacity < enough { &BELOW } else { &HOLDS };
        let message = text
            .with("replicas", replicas.as_str())
            .with("each", demand::shown(fleet.each))
            .with("capacity", unit.print(own, None))
            .with("peak", demand::shown(peak.fact));
        if capacity >= enough {
            // Enough for the first peak is not enough for the last one: only what serves all of them is verified.
            let highest = expected.iter().filter(|r| r.is_peak()).map(|r| r.low()).max();
            if highest.is_some_and(|highest| capacity < highest) {
                continue;
            }
            out.pass(fleet.replicas.span, [fleet.each.span, peak.fact.span], message);
            continue;
        }
        let needed = peak.low().checked_div(fleet.per_second).map(|n| n.ceil().normalize().to_string());
        let finding = out.find(fleet.replicas.span, message);
        finding
            .label(peak.fact.span, PEAK.with("peak", demand::shown(peak.fact)))
            .label(fleet.each.span, REPLICAS.with("replicas", replicas))
            .figures(unit.print(own, None), demand::shown(peak.fact));
        if let Some(needed) = needed {
            finding.help(HELP.with("enough", needed));
        }
        let offloaded = canvas.facts.iter().any(|f| f.metric == Metric::HitRate) || mentions_cdn(canvas);
        if offloaded || fleet.each.quantity.approximate || peak.fact.quantity.approximate {
            finding.severity(Severity::Warning).assuming(OFFLOAD.plain());
        }
    }
}

fn mentions_cdn(canvas: &Canvas) -> bool {
    canvas.components.iter().any(|c| c.name.value.to_lowercase().contains("cdn"))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(volumes: &str, infrastructure: &str) -> Vec<String> {
        let text = format!("# Canvas\n## Volumes\n{volumes}\n## Infrastructure\n{infrastructure}\n");
        findings(&super::RULE, &text)
    }

    #[test]
    fn the_message_shows_the_arithmetic() {
        let said = says("- Scaled: peak of 440 req/s", "- API: 4 to 10 replicas, each replica serves 35 req/s");
        assert_eq!(said, ["error «4 to 10 replicas» 10 × 35 req/s = 350 req/s, below the planned peak of 440 req/s"]);
    }

    #[test]
    fn todays_replicas_are_not_held_to_the_planned_peak() {
        assert!(says("- Scaled: peak of 440 req/s", "- API: today 4 replicas of 35 req/s each").is_empty());
    }

    #[test]
    fn a_capacity_of_all_replicas_is_not_multiplied() {
        assert!(says("- Scaled: peak of 440 req/s", "- API: 10 replicas, 500 req/s in all").is_empty());
    }

    #[test]
    fn searches_are_not_requests() {
        assert!(says("- Scaled: peak of 440 req/s", "- Search: 2 nodes, 60 searches/s per node").is_empty());
    }
}
