use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/queue-drain-infeasible",
    summary: Text {
        en: "consumers that never catch up",
        pt: "consumidores que nunca alcançam a fila",
        es: "consumidores que nunca alcanzan la cola",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure, SectionKind::Strategies],
    why: Text {
        en: "A backlog shrinks only by what consumers do beyond what arrives. At or below the mean arrival it grows for ever, however large the queue is.",
        pt: "Um acúmulo só diminui pelo que os consumidores fazem além do que chega. Na média de chegada ou abaixo dela ele cresce para sempre, por maior que seja a fila.",
        es: "Un atraso solo disminuye por lo que los consumidores hacen de más respecto a lo que llega. En la media de llegada o por debajo crece para siempre, por grande que sea la cola.",
    },
    source: "Little's law; stability of a queue: consumers × rate > arrivals",
    bad: "\
# Capacity plan
## Volumes
- Scaled: mean of 200 messages/s
## Infrastructure
- Consumers of the queue: 8 replicas, each replica handles 20 messages/s
",
    good: "\
# Capacity plan
## Volumes
- Scaled: mean of 200 messages/s
## Infrastructure
- Consumers of the queue: 12 replicas, each replica handles 20 messages/s
",
    check,
};

static BEHIND: Text = Text {
    en: "{replicas} × {each} = {capacity}, and {arrivals} arrive on average",
    pt: "{replicas} × {each} = {capacity}, e chegam {arrivals} em média",
    es: "{replicas} × {each} = {capacity}, y llegan {arrivals} de media",
};
static ARRIVALS: Text = Text { en: "what arrives", pt: "o que chega", es: "lo que llega" };
static HELP: Text = Text {
    en: "plan for at least {enough} consumers, and more to work off a backlog",
    pt: "preveja pelo menos {enough} consumidores, e mais para reduzir um acúmulo",
    es: "prevea al menos {enough} consumidores, y más para reducir un atraso",
};
static HOLDS: Text = Text {
    en: "{replicas} × {each} = {capacity} for {arrivals} on average",
    pt: "{replicas} × {each} = {capacity} para {arrivals} em média",
    es: "{replicas} × {each} = {capacity} para {arrivals} de media",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let fleets = fleet::fleets(canvas);
    for fleet in fleets.iter().filter(|f| fleet::follows(&f.component.name.value)) {
        let Some(entity) = demand::entity(fleet.each) else { continue };
        // Two kinds of consumers may share what arrives.
        if fleets
            .iter()
            .filter(|f| fleet::follows(&f.component.name.value) && demand::entity(f.each) == Some(entity))
            .count()
            > 1
        {
            continue;
        }
        let mean = |f: &&Fact| {
            f.quantity.statistic == Some(Statistic::Mean)
                && f.metric == Metric::Throughput
                && f.quantity.each.is_none()
                && demand::entity(f) == Some(entity)
                && !demand::is_current(canvas, f)
        };
        let rates = canvas.facts_in(SectionKind::Volumes).filter(mean);
        let least = rates.filter_map(|f| Some((f, f.quantity.in_period(Period::Second)?.ordered().low?)));
        let Some((arrivals, per_second)) = least.min_by_key(|(_, n)| *n) else { continue };
        let Some(capacity) = fleet.most.checked_mul(fleet.per_second) else { continue };
        let own = fleet.own(fleet.most).unwrap_or(capacity);
        let text = if capacity < per_second { &BEHIND } else { &HOLDS };
        let message = text
            .with("replicas", fleet.most.normalize().to_string())
            .with("each", demand::shown(fleet.each))
            .with("capacity", fleet.unit().print(own, None))
            .with("arrivals", demand::shown(arrivals));
        if capacity >= per_second {
            out.pass(fleet.replicas.span, [fleet.each.span, arrivals.span], message);
            continue;
        }
        let finding = out.find(fleet.replicas.span, message);
        finding.label(arrivals.span, ARRIVALS.plain());
        if let Some(enough) = per_second.checked_div(fleet.per_second) {
            finding.help(HELP.with("enough", (enough.floor() + Decimal::ONE).normalize().to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        let volumes = "| | Atual | Escalado |\n|---|---|---|\n| Eventos por segundo, média | 2.000 | 6.000 |";
        findings(&super::RULE, &format!("# Canvas\n## Volumes\n{volumes}\n## Infraestrutura\n{infrastructure}\n"))
    }

    #[test]
    fn the_mean_of_what_is_planned_must_be_worked_off() {
        assert_eq!(says("- Consumidores: 14 réplicas, cada réplica trata 400 eventos/s").len(), 1);
        assert!(says("- Consumidores: 16 réplicas, cada réplica trata 400 eventos/s").is_empty());
    }

    #[test]
    fn what_serves_directly_is_held_to_the_peak_elsewhere() {
        assert!(says("- Coletores: 14 réplicas, cada réplica trata 400 eventos/s").is_empty());
    }
}
