use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/objective-unmonitored",
    summary: Text {
        en: "an objective that nobody watches",
        pt: "um objetivo que ninguém monitora",
        es: "un objetivo que nadie vigila",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Monitoring],
    why: Text {
        en: "An objective that is not measured in production is broken without anybody noticing, and met without anybody \
             knowing.",
        pt: "Um objetivo que não é medido em produção é violado sem que ninguém perceba e cumprido sem que ninguém saiba.",
        es: "Un objetivo que no se mide en producción se incumple sin que nadie lo note y se cumple sin que nadie lo sepa.",
    },
    source: "Google SRE book, ch. 4 Service Level Objectives and ch. 6 Monitoring Distributed Systems",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Custos\n- R$ 9/mês\n## Riscos\n- Risco: fila cheia\n\
          ## Monitoramento\n- Alerta de CPU > 80% por 5 min\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- 90 pedidos/s\n## Custos\n- R$ 9/mês\n## Riscos\n- Risco: fila cheia\n\
           ## Monitoramento\n- Alerta de CPU > 80% por 5 min\n- p95 em dashboard\n",
    check,
};

static MISSING: Text = Text {
    en: "the objective has limits that the monitoring does not cover: {signals}",
    pt: "o objetivo tem limites que o monitoramento não cobre: {signals}",
    es: "el objetivo tiene límites que el monitoreo no cubre: {signals}",
};
static LIMIT: Text = Text { en: "this limit too", pt: "este limite também", es: "este límite también" };
static WATCHED: Text = Text { en: "this is watched", pt: "isto é monitorado", es: "esto se vigila" };
static HELP: Text = Text {
    en: "add a metric for it, and an alert before the limit is reached",
    pt: "acrescente uma métrica para ele e um alerta antes de o limite ser atingido",
    es: "añada una métrica para él y una alerta antes de alcanzar el límite",
};
static HOLDS: Text = Text {
    en: "the monitoring speaks of what the objective limits: {signals}",
    pt: "o monitoramento fala do que o objetivo limita: {signals}",
    es: "el monitoreo habla de lo que el objetivo limita: {signals}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.is_filled(SectionKind::Monitoring) {
        return;
    }
    let watched = watched(canvas);
    let mut missing: Vec<(Topic, &Fact)> = Vec::new();
    let mut held: Vec<(Topic, &Fact)> = Vec::new();
    for (signal, fact) in objectives(canvas) {
        // Errors that are counted show most of what is not available, and the other way round.
        let alike: &[Topic] = match signal {
            Topic::Availability | Topic::Errors => &[Topic::Availability, Topic::Errors, Topic::GoldenSignals],
            Topic::Latency => &[Topic::Latency, Topic::GoldenSignals],
            _ => &[Topic::Cost],
        };
        let list = if alike.iter().any(|&t| watched.contains(t)) { &mut held } else { &mut missing };
        if !list.iter().any(|(other, _)| *other == signal) {
            list.push((signal, fact));
        }
    }
    let names = |list: &[(Topic, &Fact)]| -> Vec<Part> { list.iter().map(|(t, _)| topics::name(*t).into()).collect() };
    let Some((&(first, fact), others)) = missing.split_first() else {
        if let Some(((_, fact), others)) = held.split_first() {
            out.pass(fact.span, others.iter().map(|(_, f)| f.span), HOLDS.with("signals", names(&held)));
        }
        return;
    };
    let finding = out.find(fact.span, MISSING.with("signals", names(&missing))).help(HELP.plain());
    for (_, other) in others {
        finding.label(other.span, LIMIT.plain());
    }
    if let Some(place) = canvas.section(SectionKind::Monitoring).and_then(|s| s.content) {
        finding.label(place, WATCHED.plain());
    }
    // What it costs is often watched by others.
    if !canvas.is_whole() || first == Topic::Cost && others.is_empty() {
        finding.severity(Severity::Advice);
    }
}

/// What the objective limits, with its numbers.
fn objectives(canvas: &Canvas) -> Vec<(Topic, &Fact)> {
    let targets = canvas.targets.iter().filter(|t| t.role == Role::Objective).filter_map(|target| {
        let fact = canvas.facts.get(target.fact).filter(|f| f.sections.contains(SectionKind::Objective))?;
        let signal = match target.metric {
            Metric::Latency => Topic::Latency,
            Metric::Availability => Topic::Availability,
            Metric::ErrorRate => Topic::Errors,
            _ => return None,
        };
        Some((signal, fact))
    });
    let budgets = canvas.budgets.iter().filter_map(|b| canvas.facts.get(b.fact));
    let budgets = budgets.filter(|f| f.sections.contains(SectionKind::Objective)).map(|f| (Topic::Cost, f));
    targets.chain(budgets).collect()
}

/// What the monitoring speaks of, and what lines about alerts speak of wherever they stand. "SLO" stands for all of them.
fn watched(canvas: &Canvas) -> Topics {
    // A section that is one line has its title in it.
    let inside =
        |m: &Mention, title: Span| m.span.start <= title.start && title.end <= m.span.end && m.text.span != title;
    let is_line = |m: &Mention| canvas.sections.iter().any(|s| inside(m, s.title.span));
    let in_monitoring = canvas.mentions.iter().filter(|m| m.sections.contains(SectionKind::Monitoring));
    let own = in_monitoring.filter(|m| !m.is_title || is_line(m));
    let mut watched = own.fold(Topics::default(), |sum, m| sum.with(m.topics));
    for target in canvas.targets.iter().filter(|t| t.role == Role::Alert) {
        match target.metric {
            Metric::Latency => watched.insert(Topic::Latency),
            Metric::Availability => watched.insert(Topic::Availability),
            Metric::ErrorRate => watched.insert(Topic::Errors),
            _ => {}
        }
    }
    if canvas.facts_in(SectionKind::Monitoring).into_iter().any(is_share_of_failures) {
        watched.insert(Topic::Errors);
    }
    let tells = |m: &&Mention| m.topics.contains(Topic::Alert) && !m.is_title;
    canvas.mentions.iter().filter(tells).fold(watched, |sum, m| sum.with(m.topics))
}

/// "429s > 0.5% of calls", "logins < 98%": a share that must stay small, or nearly whole, is one of what fails, whatever
/// it is called.
fn is_share_of_failures(fact: &Fact) -> bool {
    const FEW: Decimal = Decimal::TEN;
    const NEARLY_ALL: Decimal = Decimal::from_parts(90, 0, 0, false, 0);
    let bounds = fact.quantity.bounds();
    matches!(fact.quantity.unit, Unit::Percent(_))
        && match fact.quantity.relation {
            Relation::More | Relation::AtLeast => bounds.low.is_some_and(|low| low <= FEW),
            Relation::Less | Relation::AtMost => bounds.high.is_some_and(|high| high >= NEARLY_ALL),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(objective: &str, monitoring: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n{objective}\n## Volumes\n- 90 orders/s\n## Costs\n- US$ 9/month\n## Risks\n- Risk: slow answers\n## Monitoring\n{monitoring}"
            ),
        )
    }

    #[test]
    fn other_words_for_the_same_are_enough() {
        for (objective, monitoring) in [
            ("- p95 < 1 s", "- response time per route in Grafana\n"),
            ("- 99.9% available", "- alert on failed requests > 1%\n"),
            ("- p95 < 1 s\n- 99.9% available", "- the four golden signals per service\n"),
            (
                "- p95 < 1 s",
                "- alert on `histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m])) > 1`\n",
            ),
            ("- 10x orders", "- CPU > 80% for 5 min\n"),
            ("- 99.5% available", "- 429s > 0.5% of calls over 5 min\n"),
            ("- 99.5% available", "- logins that go through < 98% for 3 min\n"),
        ] {
            assert_eq!(with(objective, monitoring), Vec::<String>::new(), "{objective} {monitoring}");
        }
    }

    #[test]
    fn sections_that_are_lines_say_it_too() {
        let says = |monitoring: &str| {
            let text = format!(
                "# Scalability canvas\n\n**Objective** – p95 under 5s\n\n**Volumes** – 90 orders/s\n\n**Costs** – US$ 9/month\n\n**Risks** – slow answers (mitigation: cache)\n\n**Monitoring** – {monitoring}\n\n**Load test** – 100 orders/s for 30 min\n"
            );
            findings(&RULE, &text).len()
        };
        assert_eq!(says("p95 warn 3s / page 4.5s; CPU > 80%"), 0);
        assert_eq!(says("CPU > 80%"), 1);
    }

    #[test]
    fn all_that_is_missing_is_one_finding() {
        assert_eq!(
            with("- p95 < 1 s\n- 99.9% available", "- CPU > 80% for 5 min\n"),
            ["warning «< 1 s» the objective has limits that the monitoring does not cover: latency, availability"]
        );
    }
}
