use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/limit-exceeded",
    summary: Text {
        en: "more use than a limit that the document itself states",
        pt: "mais uso do que um limite que o próprio documento informa",
        es: "más uso que un límite que el propio documento indica",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "A quota or a free plan ends where its provider says. What goes beyond it is refused or billed, usually in the month \
             in which the plan succeeds.",
        pt: "Uma cota ou um plano gratuito acaba onde o fornecedor diz. O que passa disso é recusado ou cobrado, em geral no mês \
             em que o plano dá certo.",
        es: "Una cuota o un plan gratuito acaba donde dice el proveedor. Lo que pasa de ahí se rechaza o se cobra, normalmente en \
             el mes en que el plan tiene éxito.",
    },
    source: "AWS Well-Architected, Reliability pillar: manage service quotas",
    bad: "\
# Capacity plan
## Infrastructure
- Reminder messages: free plan of 50,000 messages/month
## Strategies
- Queue: reminders are sent at night, 2,500 reminders per day
",
    good: "\
# Capacity plan
## Infrastructure
- Reminder messages: free plan of 100,000 messages/month
## Strategies
- Queue: reminders are sent at night, 2,500 reminders per day
",
    check,
};

static EXCEEDED: Text = Text {
    en: "{used} are at least {computed}, the limit is {limit}",
    pt: "{used} são pelo menos {computed}, o limite é {limit}",
    es: "{used} son al menos {computed}, el límite es {limit}",
};
static OVER: Text = Text {
    en: "{used} are more than the limit of {limit}",
    pt: "{used} passam do limite de {limit}",
    es: "{used} superan el límite de {limit}",
};
static USED: Text = Text { en: "what is used", pt: "o que é usado", es: "lo que se usa" };
static HELP: Text = Text {
    en: "plan for a higher limit, or use less",
    pt: "planeje um limite maior, ou use menos",
    es: "prevea un límite mayor, o use menos",
};
static SHORT: Text = Text {
    en: "{need} are needed, and there are {supply}",
    pt: "são necessários {need}, e há {supply}",
    es: "se necesitan {need}, y hay {supply}",
};
static NEEDED: Text = Text { en: "what is needed", pt: "o que é necessário", es: "lo que se necesita" };
static SERVICES: Text =
    Text { en: "the rows add up to {need}", pt: "as linhas somam {need}", es: "las filas suman {need}" };
static ABOVE: Text = Text {
    en: "the practical limit is {practical}, and \"{name}\" is {limit}",
    pt: "o limite prático é {practical}, e \"{name}\" é {limit}",
    es: "el límite práctico es {practical}, y \"{name}\" es {limit}",
};
static LOWEST: Text =
    Text { en: "the lowest limit decides", pt: "quem decide é o menor limite", es: "decide el límite más bajo" };
static LOWER: Text = Text {
    en: "write at most {limit}, or correct what one of them takes of the resource",
    pt: "escreva no máximo {limit}, ou corrija quanto cada um gasta do recurso",
    es: "escriba como máximo {limit}, o corrija cuánto gasta cada uno del recurso",
};
static MORE: Text = Text {
    en: "provide {need}, or show what makes less of it enough",
    pt: "preveja {need}, ou mostre por que menos basta",
    es: "prevea {need}, o muestre por qué basta con menos",
};
static LARGER: Text = Text {
    en: "take a larger machine or a second one, or give the services less",
    pt: "use uma máquina maior ou uma segunda, ou dê menos aos serviços",
    es: "use una máquina mayor o una segunda, o dé menos a los servicios",
};
static ONE_HOST: Text = Text {
    en: "all of them run on this one machine, each with what the table gives it",
    pt: "todos rodam nesta única máquina, cada um com o que a tabela lhe dá",
    es: "todos corren en esta única máquina, cada uno con lo que la tabla le da",
};
static QUEUED: Text = Text {
    en: "what exceeds the limit cannot wait in a queue",
    pt: "o que passa do limite não pode esperar numa fila",
    es: "lo que supera el límite no puede esperar en una cola",
};
static HOLDS: Text = Text {
    en: "{used} of a limit of {limit}",
    pt: "{used} de um limite de {limit}",
    es: "{used} de un límite de {limit}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for short in need::shortages(canvas) {
        let message = SHORT.with("need", demand::shown(short.need)).with("supply", demand::shown(short.supply));
        let finding = out.find(short.supply.span, message);
        finding
            .label(short.need.span, NEEDED.plain())
            .figures(demand::shown(short.need), demand::shown(short.supply))
            .help(MORE.with("need", demand::shown(short.need)));
        if !short.claimed && short.need.scenario != short.supply.scenario || short.need.quantity.approximate {
            finding.severity(Severity::Warning);
        }
    }
    for crowded in need::crowded(canvas) {
        let sum = crowded
            .host
            .notation
            .print(crowded.sum.round_dp(2).normalize(), Some(crowded.sum.normalize().scale().min(2)));
        let host = demand::shown(crowded.host);
        let finding = out.find(crowded.host.span, SHORT.with("need", sum.as_str()).with("supply", host.as_str()));
        finding
            .label(crowded.row.span, SERVICES.with("need", sum.as_str()))
            .figures(sum, host)
            .help(LARGER.plain())
            .assuming(ONE_HOST.plain())
            .severity(Severity::Warning);
    }
    for limits in need::practical(canvas) {
        let (practical, resource) = (demand::shown(limits.practical), demand::shown(limits.resource));
        let name = limits.resource.label.split(',').next().unwrap_or("").trim();
        let message = ABOVE.with("practical", practical.as_str()).with("name", name).with("limit", resource.as_str());
        out.find(limits.practical.span, message)
            .severity(Severity::Warning)
            .label(limits.resource.span, LOWEST.plain())
            .figures(resource.as_str(), practical)
            .help(LOWER.with("limit", resource));
    }
    let quotas: Vec<&Fact> = quota::quotas(canvas).collect();
    for limit in quotas.iter().filter(|limit| !quota::is_replaced(canvas, limit)) {
        let (Some(period), Some(most)) = (limit.quantity.per, limit.quantity.base().and_then(|b| b.high)) else {
            continue;
        };
        let uses = canvas.facts.iter().filter(|f| !quotas.iter().any(|q| q.span == f.span) && is_use(f, limit));
        let used = uses.filter_map(|f| Some((f, f.quantity.in_period(period)?.ordered().low?))).max_by_key(|(_, n)| *n);
        let Some((used, least)) = used else { continue };
        let computed = limit.notation.print(least.round_dp(1).normalize(), None);
        let (use_shown, limit_shown) = (demand::shown(used), demand::shown(limit));
        if least <= most {
            out.pass(limit.span, [used.span], HOLDS.with("used", use_shown).with("limit", limit_shown));
            continue;
        }
        let message = if use_shown == computed { &OVER } else { &EXCEEDED };
        let message = message
            .with("used", use_shown.as_str())
            .with("computed", computed.as_str())
            .with("limit", limit_shown.as_str());
        let finding = out.find(limit.span, message);
        finding.label(used.span, USED.plain()).figures(computed, limit_shown).help(HELP.plain());
        if used.quantity.approximate || limit.quantity.approximate {
            finding.severity(Severity::Warning);
        } else if canvas.speaks_of(Topic::Queue) {
            finding.severity(Severity::Warning).assuming(QUEUED.plain());
        }
    }
}

/// Whether a fact is a use of what is limited: the same things in the same line, or elsewhere the things that the
/// limit is named after.
fn is_use(fact: &Fact, limit: &Fact) -> bool {
    let rate = fact.metric == Metric::Throughput && fact.quantity.each.is_none() && !fact.quantity.increment;
    if !rate || !matches!(fact.quantity.relation, Relation::Equal | Relation::Range) {
        return false;
    }
    if fact.entry == limit.entry {
        // What stands behind a setting explains it.
        let explains = fact.is_remark() && !limit.is_remark();
        let uses =
            &["uso", "usa", "use", "using", "pico", "peak", "consum", "gasta", "envia", "send", "make", "precis"];
        let raised = demand::says(
            fact,
            8,
            &[
                "pedir", "pedim", "solicit", "aument", "rais", "increas", "ampli", "sub", "ate", "cap", "burst",
                "rajada",
            ],
        );
        let peak = fact.quantity.statistic == Some(Statistic::Peak);
        return alike(demand::entity(fact), demand::entity(limit))
            && !raised
            && (explains || peak || demand::says(fact, 14, uses));
    }
    let planned = [SectionKind::Strategies, SectionKind::Volumes, SectionKind::Infrastructure];
    let elsewhere =
        planned.iter().any(|&s| fact.sections.contains(s)) && !fact.sections.contains(SectionKind::LoadTest);
    elsewhere && names(limit, demand::entity(fact)) && fact.scenario == limit.scenario
}

/// "Print files" and "files" are one thing.
fn alike(one: Option<&Entity>, other: Option<&Entity>) -> bool {
    let last = |t: &str| t.rsplit(' ').next().map(str::to_owned);
    match (one, other) {
        (Some(Entity::Thing(a)), Some(Entity::Thing(b))) => last(a) == last(b),
        _ => one == other,
    }
}

/// "Reminder messages" are named after reminders.
fn names(limit: &Fact, entity: Option<&Entity>) -> bool {
    const STEM: usize = 6;
    let Some(Entity::Thing(thing)) = entity else { return false };
    let stem: String = thing.chars().take(STEM).collect();
    let label = limit.label.to_lowercase();
    stem.chars().count() >= STEM && label.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(&stem))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn use_and_limit_in_one_line_are_compared() {
        let line =
            |used: &str| format!("# Canvas\n## Infrastructure\n- Maps: quota of 50 req/s, we use {used} at the peak\n");
        assert!(findings(&super::RULE, &line("12 req/s")).is_empty());
        assert_eq!(findings(&super::RULE, &line("80 req/s")).len(), 1);
    }

    #[test]
    fn where_a_new_limit_replaces_an_old_one_neither_is_judged() {
        for line in [
            "Cota do banco 20 TPS hoje; 60 TPS a partir de maio; pico de pagamentos 40 TPS",
            "Bank quota 20 TPS today; 60 TPS from May; payments peak 40 TPS",
        ] {
            let text = format!("# Canvas\n## Infrastructure\n- {line}\n");
            assert_eq!(findings(&super::RULE, &text), [""; 0], "{line}");
        }
    }

    #[test]
    fn requests_to_us_are_not_requests_to_others() {
        let text = "# Canvas\n## Volumes\n- peak of 900 req/s\n## Infrastructure\n- Maps: quota of 50 req/s\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn a_larger_plan_is_no_use() {
        let says = |line: &str| {
            findings(&super::RULE, &format!("# Canvas\n## Infrastructure\n- Payments (external): {line}\n"))
        };
        assert_eq!(says("quota of 2 calls/s; we make 4.6 calls/s at the peak").len(), 1);
        assert!(says("quota of 2 calls/s, raised to 10 calls/s on request").is_empty());
        assert!(says("cota de 600 chamadas/min no plano atual e 6.000 chamadas/min no plano maior").is_empty());
    }

    #[test]
    fn what_is_needed_and_what_there_is_are_compared_in_one_list() {
        let says =
            |list: &str| findings(&super::RULE, &format!("# Capacity plan\n## Infrastructure\n```\n{list}\n```\n"));
        for list in [
            "Peak:\n- Searches: 30 × 0.1 = 3 vCPU\n- Total: 7 vCPU (needed)\n\nAvailable:\n- 2 nodes × 2 vCPU = 4 vCPU",
            "Memória necessária: 24 GB\nMemória disponível: 16 GB",
            "Memória necessária: 24 GB\nMemória disponível: 16 GB\nRecomendação: observar; um terceiro nó de 8 GB se passar de 80%",
            "CPU required: 7 vCPU\nCPU available: 4 vCPU\nRecommendation: alert above 80%",
            "Proyección a 18 meses: 20 GB + (18 × 3 GB) = 74 GB\nAsignación actual: 60 GB (suficiente para 18 meses)\nAsignación recomendada: 80 GB",
        ] {
            assert_eq!(says(list).len(), 1, "{list}: {:?}", says(list));
        }
        for list in [
            "Total: 7 vCPU (needed)\nAvailable: 2 nodes × 4 vCPU = 8 vCPU",
            "Needed: 24 GB\nAvailable: 16 GB in zone a\nAvailable: 16 GB in zone b",
            "Needed in 3 years: 90 GB\nAllocated: 60 GB (sufficient for 2 years)\nRecommended: 100 GB",
            "Needed: 24 GB\nAvailable: 4 vCPU",
            "Needed: 24 GB\nAvailable: 16 GB\nRecommendation: scale to 3 nodes",
            "Necesario: 24 GB\nDisponible: 16 GB\nPropuesta: pasar a 32 GB",
        ] {
            assert!(says(list).is_empty(), "{list}: {:?}", says(list));
        }
    }

    #[test]
    fn a_practical_limit_is_no_higher_than_the_lowest_of_the_others() {
        let says = |practical: &str| {
            findings(
                &super::RULE,
                &format!(
                    "# Capacity plan\n## Infrastructure\n- CPU-based limit: 2.0 / 0.25 = 8 sessions\n- Memory-based limit: 4096 / 64 = 64 sessions\n\n**Practical limit**: {practical}\n"
                ),
            )
        };
        let said = says("20 sessions");
        assert!(said.len() == 1 && said[0].starts_with("warning") && said[0].contains("8 sessions"), "{said:?}");
        assert!(says("7 sessions").is_empty());
        assert!(says("20 requests/s").is_empty());
    }

    #[test]
    fn services_of_one_machine_are_added_up() {
        let says = |host: &str, api: &str| {
            findings(
                &super::RULE,
                &format!(
                    "# Plano de capacidade\n## Infraestrutura\n- **VPS**: {host}\n\n| Serviço | CPU | RAM |\n|---|---|---|\n| api | {api} | 1 GB |\n| fila | 1 vCPU | 512 MB |\n| painel | 0.5 vCPU | 512 MB |\n| Total | | |\n"
                ),
            )
        };
        let said = says("2 vCPU, 4 GB de RAM", "1 vCPU");
        assert!(said.len() == 1 && said[0].starts_with("warning") && said[0].contains("2,5"), "{said:?}");
        assert!(says("2 vCPU, 4 GB de RAM", "0.5 vCPU").is_empty());
        assert!(says("3 nós de 2 vCPU e 4 GB de RAM", "1 vCPU").is_empty());
    }

    #[test]
    fn what_may_wait_in_a_queue_is_a_warning() {
        let text = "# Canvas\n## Infrastructure\n- Mail: quota of 50 req/s, we use 80 req/s at the peak\n## Strategies\n- Queue before the mail service\n";
        assert!(findings(&super::RULE, text)[0].starts_with("warning"));
    }
}
