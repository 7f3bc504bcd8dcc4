use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/autoscale-ceiling-below-target",
    summary: Text {
        en: "an autoscaler that stops before the planned number of replicas",
        pt: "um autoscaling que para antes do número planejado de réplicas",
        es: "un autoescalado que se detiene antes del número previsto de réplicas",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "The plan counts on replicas that the autoscaler never starts. The ceiling is to be raised with the plan.",
        pt: "O plano conta com réplicas que o autoscaling nunca cria. O teto precisa subir junto com o plano.",
        es: "El plan cuenta con réplicas que el autoescalado nunca crea. El techo debe subir con el plan.",
    },
    source: "Kubernetes documentation: Horizontal Pod Autoscaling",
    bad: "\
# Capacity plan
## Infrastructure
```yaml
api:
  replicas_scaled_scenario: 10
  autoscaling:
    min_replicas: 3
    max_replicas: 8
```
",
    good: "\
# Capacity plan
## Infrastructure
```yaml
api:
  replicas_scaled_scenario: 10
  autoscaling:
    min_replicas: 3
    max_replicas: 12
```
",
    check,
};

static STOPS: Text = Text {
    en: "{planned} are planned, the autoscaler stops at {ceiling}",
    pt: "o plano prevê {planned}, mas o autoscaling para em {ceiling}",
    es: "el plan prevé {planned}, pero el autoescalado se detiene en {ceiling}",
};
static PLANNED: Text =
    Text { en: "planned here: {planned}", pt: "planejado aqui: {planned}", es: "previsto aquí: {planned}" };
static HELP: Text = Text {
    en: "raise the ceiling to {planned} at least",
    pt: "aumente o teto para pelo menos {planned}",
    es: "suba el techo a {planned} como mínimo",
};
static HOLDS: Text = Text {
    en: "{planned} are planned, the autoscaler goes up to {ceiling}",
    pt: "o plano prevê {planned}, e o autoscaling vai até {ceiling}",
    es: "el plan prevé {planned}, y el autoescalado llega hasta {ceiling}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for ceiling in canvas.facts.iter().filter(|f| is_ceiling(f)) {
        let Some(most) = ceiling.quantity.bounds().high else { continue };
        let planned = canvas
            .facts_in(SectionKind::Infrastructure)
            .filter(|f| f.metric == Metric::Replicas && demand::is_count(f) && f.entry != ceiling.entry)
            .filter(|f| f.scenario.is_some() && !demand::is_current(canvas, f) && !is_ceiling(f))
            .filter(|f| same_phase(canvas, ceiling, f) && same_thing(ceiling, f))
            .filter(|f| f.quantity.bounds().low.is_some())
            .max_by_key(|f| f.quantity.bounds().low);
        let Some(planned) = planned else { continue };
        let least = planned.quantity.bounds().low.unwrap_or_default();
        let (plan, stop) = (demand::shown(planned), demand::shown(ceiling));
        if least <= most {
            out.pass(ceiling.span, [planned.span], HOLDS.with("planned", plan).with("ceiling", stop));
            continue;
        }
        out.find(ceiling.span, STOPS.with("planned", plan.as_str()).with("ceiling", stop.as_str()))
            .label(planned.span, PLANNED.with("planned", plan.as_str()))
            .figures(plan.as_str(), stop)
            .help(HELP.with("planned", plan));
    }
}

/// `max_replicas: 8` of an autoscaler.
fn is_ceiling(fact: &Fact) -> bool {
    let counted = fact.metric == Metric::Replicas || fact.quantity.unit == Unit::Bare;
    let most = demand::says(fact, 3, &["max"]);
    let whole = fact.quantity.bounds().high.is_some_and(|n| n.fract().is_zero() && n > Decimal::ZERO);
    counted && most && whole && demand::says(fact, 12, &["autoscal", "autoescal", "hpa"])
}

fn same_phase(canvas: &Canvas, one: &Fact, other: &Fact) -> bool {
    let of = |f: &Fact| f.scenario.and_then(|s| canvas.scenarios.get(s));
    match (of(one), of(other)) {
        (Some(one), Some(other)) => one.same_as(other),
        _ => true,
    }
}

/// Whether both stand under the same name, beyond the words that every infrastructure has.
fn same_thing(ceiling: &Fact, planned: &Fact) -> bool {
    const COMMON: &[&str] = &[
        "replica",
        "infra",
        "escenario",
        "cenario",
        "scenario",
        "escal",
        "scal",
        "autoscal",
        "autoescal",
        "hpa",
        "max",
        "min",
        "requisit",
        "requirement",
        "pod",
        "instanc",
        "node",
        "nodo",
        "nos",
        "kubernetes",
        "de",
        "la",
        "el",
        "the",
        "of",
    ];
    let telling = |w: &&String| w.chars().any(char::is_alphabetic) && !COMMON.iter().any(|c| w.starts_with(c));
    ceiling.words.iter().take(12).filter(telling).any(|w| planned.words.iter().take(12).any(|p| p == w))
}
