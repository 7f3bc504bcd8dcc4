use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/utilisation-latency-infeasible",
    summary: Text {
        en: "a latency that servers so busy cannot keep",
        pt: "uma latência que servidores tão ocupados não cumprem",
        es: "una latencia que servidores tan ocupados no cumplen",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Objective, SectionKind::Infrastructure],
    why: Text {
        en: "The fuller a system is, the longer a request waits for its turn: towards 100% the wait grows without bound. What is planned to run nearly full cannot promise the time of an idle one.",
        pt: "Quanto mais cheio o sistema, mais uma requisição espera a vez: perto de 100% a espera cresce sem limite. O que é planejado para rodar quase cheio não pode prometer o tempo de um vazio.",
        es: "Cuanto más lleno está un sistema, más espera una petición su turno: cerca del 100% la espera crece sin límite. Lo que se planea casi lleno no puede prometer el tiempo de uno vacío.",
    },
    source: "Kleinrock, Queueing Systems (1975); Harchol-Balter (2013): M/M/c, W = S + ErlangC(c, ρ) × S / (c (1 - ρ))",
    bad: "\
# Capacity plan
## Objective
- Latency: p95 < 200 ms
## Infrastructure
- API: 2 workers, service time of 180 ms, utilisation of 95% at the peak
",
    good: "\
# Capacity plan
## Objective
- Latency: p95 < 600 ms
## Infrastructure
- API: 2 workers, service time of 180 ms, utilisation of 60% at the peak
",
    check,
};

/// More servers than this wait for hardly anything.
const MOST: u32 = 500;

static WAITS: Text = Text {
    en: "{servers} servers of {service} at {used} answer in {computed} on average, {promise} is promised",
    pt: "{servers} servidores de {service} a {used} respondem em {computed} em média; o prometido é {promise}",
    es: "{servers} servidores de {service} al {used} responden en {computed} de media; lo prometido es {promise}",
};
static SERVICE: Text = Text { en: "the service time", pt: "o tempo de serviço", es: "el tiempo de servicio" };
static USED: Text = Text { en: "how full it is to be", pt: "quão cheio deve ficar", es: "cuán lleno ha de estar" };
static RANDOM: Text = Text {
    en: "requests arrive at random and take times that vary (M/M/c)",
    pt: "as requisições chegam ao acaso e levam tempos variados (M/M/c)",
    es: "las peticiones llegan al azar y tardan tiempos variables (M/M/c)",
};
static HELP: Text = Text {
    en: "plan for less utilisation, a shorter service time, or promise more than {computed}",
    pt: "planeje menos utilização, um tempo de serviço menor, ou prometa mais que {computed}",
    es: "prevea menos utilización, un tiempo de servicio menor, o prometa más de {computed}",
};
static HOLDS: Text = Text {
    en: "{servers} servers of {service} at {used} answer in {computed} on average, of {promise}",
    pt: "{servers} servidores de {service} a {used} respondem em {computed} em média, de {promise}",
    es: "{servers} servidores de {service} al {used} responden en {computed} de media, de {promise}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let latency = |t: &&Target| t.role == Role::Objective && t.metric == Metric::Latency;
    let promises: Vec<&Target> = canvas.targets.iter().filter(latency).collect();
    let Some((promise, promised)) = promise::loosest(&promises).and_then(|p| Some((p, promise::fact(canvas, p)?)))
    else {
        return;
    };
    for component in &canvas.components {
        let facts: Vec<&Fact> = component.facts.iter().filter_map(|&at| canvas.facts.get(at)).collect();
        let only = |wanted: &dyn Fn(&Fact) -> bool| only(facts.iter().copied().filter(|f| wanted(f)));
        let replicas: Vec<usize> = component.replicas.clone();
        let counted = |f: &Fact| replicas.iter().any(|&at| canvas.facts.get(at).is_some_and(|r| r.span == f.span));
        let (Some(service), Some(used), Some(servers)) = (only(&is_service), only(&is_planned), only(&counted)) else {
            continue;
        };
        let seconds = service.quantity.base().and_then(|b| b.value());
        let share = used.quantity.base().and_then(|b| b.value()).filter(|r| *r > Decimal::ZERO && *r < Decimal::ONE);
        let count =
            servers.quantity.bounds().high.and_then(|n| u32::try_from(n).ok()).filter(|n| (1..=MOST).contains(n));
        let Some(((seconds, share), count)) = seconds.zip(share).zip(count) else { continue };
        let Some(mean) = response(seconds, share, count) else { continue };
        let own = mean.checked_div(service.quantity.unit.base()).unwrap_or(mean).round_dp(0).normalize();
        let computed = service.notation.print(own, Some(0));
        let slow = mean > promise.limit;
        let text = if slow { &WAITS } else { &HOLDS };
        let message = text
            .with("servers", count.to_string())
            .with("service", demand::shown(service))
            .with("used", demand::shown(used))
            .with("computed", computed.as_str())
            .with("promise", promise::figure(canvas, promise));
        if !slow {
            out.pass(used.span, [service.span, promised.span], message);
            continue;
        }
        out.find(promised.span, message)
            .label(service.span, SERVICE.plain())
            .label(used.span, USED.plain())
            .figures(computed.as_str(), promise::figure(canvas, promise))
            .assuming(RANDOM.plain())
            .help(HELP.with("computed", computed.as_str()));
    }
}

/// The mean response time of `count` servers that are busy for `share` of the time, in the unit of `service`.
fn response(service: Decimal, share: Decimal, count: u32) -> Option<Decimal> {
    // Erlang's B by its recurrence, then C from it.
    let load = share.checked_mul(Decimal::from(count))?;
    let mut blocked = Decimal::ONE;
    for n in 1..=count {
        let part = load.checked_mul(blocked)?;
        blocked = part.checked_div(Decimal::from(n).checked_add(part)?)?;
    }
    let free = Decimal::ONE.checked_sub(share)?;
    let waits =
        blocked.checked_div(Decimal::ONE.checked_sub(share.checked_mul(Decimal::ONE.checked_sub(blocked)?)?)?)?;
    let queue = waits.checked_mul(service)?.checked_div(Decimal::from(count).checked_mul(free)?)?;
    service.checked_add(queue)
}

/// How long one request keeps a server busy.
fn is_service(fact: &Fact) -> bool {
    let label = fact.words.iter().take(8).map(Word::as_str).collect::<Vec<_>>();
    let named = label.iter().any(|w| matches!(*w, "service" | "servico" | "servicio" | "processing" | "processamento"))
        && label.iter().any(|w| matches!(*w, "time" | "tempo" | "tiempo"));
    matches!(fact.quantity.unit, Unit::Duration(_)) && fact.quantity.relation == Relation::Equal && named
}

/// How full it is planned to be: no trigger, no alert.
fn is_planned(fact: &Fact) -> bool {
    let other = ["autoscal", "dispar", "trigger", "gatilho", "alert", "escala", "scale", "hpa", "target"];
    let said = ["utiliz", "utilis", "ocupa", "occup"];
    let percent = matches!(fact.quantity.unit, Unit::Percent(_)) && fact.quantity.relation == Relation::Equal;
    percent && demand::says(fact, 5, &said) && !demand::says(fact, 8, &other)
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(line: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Plano\n## Objetivo\n- p95 < 400 ms\n## Infraestrutura\n- API: {line}\n"))
    }

    #[test]
    fn the_wait_of_a_full_system_is_computed() {
        let said = says("4 workers, tempo de serviço de 150 ms, utilização de 95% no pico");
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("answer in 819 ms on average"), "{said:?}");
        assert!(says("4 workers, tempo de serviço de 150 ms, utilização de 70% no pico").is_empty());
    }

    #[test]
    fn a_trigger_is_not_how_full_it_runs() {
        assert!(says("4 workers, tempo de serviço de 150 ms, autoscaling com utilização de 95%").is_empty());
    }
}
