use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/replica-range-conflict",
    summary: Text {
        en: "a component with two ranges of replicas",
        pt: "um componente com duas faixas de réplicas",
        es: "un componente con dos rangos de réplicas",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "The list of services is what is budgeted and the autoscaler is what happens. When their limits differ, either \
             the cost or the capacity of the plan is wrong.",
        pt: "A lista de serviços é o que se orça e o autoscaling é o que acontece. Quando os limites diferem, ou \
             o custo ou a capacidade do plano está errado.",
        es: "La lista de servicios es lo que se presupuesta y el autoescalado es lo que ocurre. Cuando sus límites difieren, \
             o el costo o la capacidad del plan es incorrecto.",
    },
    source: "Kubernetes documentation: horizontal pod autoscaling",
    bad: "\
# Capacity plan
## Infrastructure
- search-api: 3-10 replicas

```yaml
kind: HorizontalPodAutoscaler
metadata:
  name: search-api-hpa
spec:
  minReplicas: 3
  maxReplicas: 20
```
",
    good: "\
# Capacity plan
## Infrastructure
- search-api: 3-10 replicas

```yaml
kind: HorizontalPodAutoscaler
metadata:
  name: search-api-hpa
spec:
  minReplicas: 3
  maxReplicas: 10
```
",
    check,
};

static WRONG: Text = Text {
    en: "{component}: {one} replicas here and {other} elsewhere",
    pt: "{component}: {one} réplicas aqui e {other} em outro lugar",
    es: "{component}: {one} réplicas aquí y {other} en otra parte",
};
static OTHER: Text = Text { en: "{other} here", pt: "{other} aqui", es: "{other} aquí" };
static HELP: Text = Text {
    en: "write the same range in both places, or name the layers apart (pods and machines)",
    pt: "escreva a mesma faixa nos dois lugares, ou separe as camadas pelo nome (pods e máquinas)",
    es: "escriba el mismo rango en los dos lugares, o separe las capas por el nombre (pods y máquinas)",
};
static HOLDS: Text = Text {
    en: "{component}: {one} agrees with {other}",
    pt: "{component}: {one} concorda com {other}",
    es: "{component}: {one} coincide con {other}",
};

static BEYOND: Text = Text {
    en: "{wanted} replicas are wanted here, there are to be {most} at most",
    pt: "aqui se contam {wanted} réplicas, mas o máximo previsto é {most}",
    es: "aquí se cuentan {wanted} réplicas, pero el máximo previsto es {most}",
};
static MOST: Text = Text { en: "the most there may be", pt: "o máximo previsto", es: "el máximo previsto" };
static BEYOND_HELP: Text = Text {
    en: "raise the maximum to {wanted}, or plan with {most} here",
    pt: "aumente o máximo para {wanted}, ou conte aqui com {most}",
    es: "suba el máximo a {wanted}, o cuente aquí con {most}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    beyond(canvas, out);
    let mut alike: HashMap<_, Vec<&ReplicaRange>> = HashMap::new();
    for range in &canvas.replicas {
        alike.entry((&range.key, range.machines)).or_default().push(range);
    }
    for first in &canvas.replicas {
        let Some(ranges) = alike.remove(&(&first.key, first.machines)) else { continue };
        let others = ranges.get(1..).unwrap_or_default();
        // Scenarios may differ, and several numbers of one name may be of several things.
        if others.is_empty() || others.iter().any(|r| r.scenario != first.scenario) {
            continue;
        }
        let parallel = |r: &ReplicaRange| {
            let sections = |r: &ReplicaRange| r.facts.first().map(|&f| canvas.facts[f].sections);
            r.depth.is_some() && r.depth == first.depth && sections(r) == sections(first)
        };
        if others.iter().any(|r| parallel(r)) {
            continue;
        }
        if ranges.iter().all(|r| r.fixed.is_some()) {
            continue;
        }
        compare(canvas, first, others, out);
    }
}

fn compare(canvas: &Canvas, first: &ReplicaRange, others: &[&ReplicaRange], out: &mut Outcomes) {
    let place = |r: &ReplicaRange| {
        let spans = r.facts.iter().map(|&f| canvas.facts[f].span);
        spans.reduce(|a, b| a.to(b)).unwrap_or(r.component.span)
    };
    let component = first.component.value.as_str();
    let mut apart = others.iter().filter(|other| differ(first, other));
    let Some(other) = apart.next() else {
        let Some(last) = others.last() else { return };
        let message = HOLDS.with("component", component).with("one", shown(last)).with("other", shown(first));
        out.pass(place(last), [place(first)], message);
        return;
    };
    let message = WRONG.with("component", component).with("one", shown(other)).with("other", shown(first));
    // The bound that differs, when there are two.
    let bound = if first.least == other.least { other.facts.last() } else { other.facts.first() };
    let span = bound.map_or(place(other), |&f| canvas.facts[f].span);
    let finding = out.find(span, message);
    finding
        .label(place(first), OTHER.with("other", shown(first)))
        .figures(shown(first), shown(other))
        .help(HELP.plain());
    for further in apart {
        finding.label(place(further), OTHER.with("other", shown(further)));
    }
}

fn shown(range: &ReplicaRange) -> String {
    let bounds = range.bounds();
    match (bounds.low, bounds.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}-{high}"),
        (Some(low), None) => format!("≥ {low}"),
        (None, Some(high)) => format!("≤ {high}"),
        (None, None) => String::new(),
    }
}

/// Whether two bounds of a kind differ, or a number lies outside of the range.
fn differ(one: &ReplicaRange, other: &ReplicaRange) -> bool {
    if one.fixed.is_some() || other.fixed.is_some() {
        return one.bounds().disjoint(&other.bounds(), Decimal::ZERO);
    }
    let unequal = |a: Option<Decimal>, b: Option<Decimal>| matches!((a, b), (Some(a), Some(b)) if a != b);
    unequal(one.least, other.least) || unequal(one.most, other.most)
}

/// Words before a number of replicas that somebody is going to run.
const RUN: &[&str] = &[
    "para", "to", "a", "fixar", "fijar", "hold", "keep", "manter", "mantener", "prescale", "scale", "escalar", "set",
    "subir", "start", "iniciar",
];

/// A strategy or a mitigation that counts on more replicas than the infrastructure has of anything.
fn beyond(canvas: &Canvas, out: &mut Outcomes) {
    let ranges = canvas.replicas.iter().filter(|r| r.most.is_some() && !r.machines);
    let Some(widest) = ranges.max_by_key(|r| r.most) else { return };
    let Some(most) = widest.most else { return };
    let counted = |f: &Fact| matches!(&f.quantity.unit, Unit::Count(Entity::Replica | Entity::Pod | Entity::Instance));
    // Of something else there may be more; and what has no number at the top has no most.
    let others = canvas.facts_in(SectionKind::Infrastructure).filter(|f| counted(f) && !f.is_remark());
    if others.into_iter().any(|f| f.quantity.bounds().high.is_none_or(|high| high > most)) {
        return;
    }
    let acts = |f: &&Fact| f.sections.contains(SectionKind::Strategies) || f.sections.contains(SectionKind::Risks);
    for fact in canvas.facts.iter().filter(acts) {
        let named = || fact.before.iter().any(|w| ["replica", "pod", "instanc"].iter().any(|stem| w.starts_with(stem)));
        let grows = fact.quantity.relation == Relation::FromTo;
        let run = grows
            || fact.quantity.relation == Relation::Equal
                && fact.before.first().is_some_and(|w| RUN.contains(&w.as_str()));
        let is_count = counted(fact) && run || grows && fact.quantity.unit == Unit::Bare && named();
        let plain = fact.quantity.per.is_none() && fact.quantity.each.is_none() && !fact.quantity.increment;
        let Some(wanted) = fact.quantity.bounds().ordered().high.filter(|_| is_count && plain && !fact.is_remark())
        else {
            continue;
        };
        let places = widest.facts.iter().filter_map(|&at| canvas.facts.get(at)).map(|f| f.span);
        let Some(place) = places.reduce(|a, b| a.to(b)) else { continue };
        if wanted <= most {
            continue;
        }
        let (wanted, most) = (wanted.normalize().to_string(), most.normalize().to_string());
        out.find(fact.span, BEYOND.with("wanted", wanted.as_str()).with("most", most.as_str()))
            .label(place, MOST.plain())
            .figures(most.as_str(), wanted.as_str())
            .help(BEYOND_HELP.with("wanted", wanted.as_str()).with("most", most.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_that_a_line_names_is_held_to_that_of_its_autoscaler() {
        let plan = |line: &str, most: u8| {
            format!(
                "# Plan\n## Infrastructure\n{line}\n\n```yaml\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: orders-api\nspec:\n  minReplicas: 4\n  maxReplicas: {most}\n```\n"
            )
        };
        for line in [
            "orders-api: 120 req/s per pod, 960 / 120 = 8 pods, max 12 pods",
            "- orders-api: 120 req/s por pod, 8 pods, no máximo 12 pods",
            "- orders-api: 120 req/s por pod, 8 pods, como máximo 12 pods",
        ] {
            assert_eq!(findings(&RULE, &plan(line, 9)).len(), 1, "{line}");
            assert_eq!(findings(&RULE, &plan(line, 12)), [""; 0], "{line}");
        }
        for line in [
            "orders-api: 120 req/s per pod, 8 pods, its workers max 12 pods",
            "orders-api: 120 req/s per pod, max 9 pods in Spain, max 12 pods in France",
            "billing-api: 120 req/s per pod, max 12 pods",
        ] {
            assert_eq!(findings(&RULE, &plan(line, 9)), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_mapping_and_a_table_that_disagree_are_found() {
        let text = "# Plano\n## Infraestrutura\n| Serviço | Réplicas mín. | Réplicas máx. |\n|---|---|---|\n| pagamento | 2 | 4 |\n\n```yaml\nservicos:\n  pagamento:\n    min_replicas: 2\n    max_replicas: 8\n```\n";
        assert_eq!(findings(&RULE, text).len(), 1, "{:?}", findings(&RULE, text));
    }

    #[test]
    fn a_number_inside_the_range_and_the_machines_below_it_agree() {
        let yaml = "infrastructure:\n  api:\n    replicas: 4-8\nmanifests:\n  api:\n    spec:\n      replicas: 4\n";
        assert!(findings(&RULE, yaml).is_empty());
        let text = "# Plan\n## Infrastructure\n- api: 3-10 replicas\n- api: 2-4 nodes\n- web: 3-9 replicas\n";
        assert!(findings(&RULE, text).is_empty(), "{:?}", findings(&RULE, text));
    }

    #[test]
    fn a_compose_file_runs_on_one_machine() {
        let text = |path: &str| {
            format!(
                "# Plan\n## Infrastructure\n- api: 4 to 14 replicas\n\n```yaml\nservices:\n  api:\n    {path}:\n      replicas: 2\n```\n"
            )
        };
        assert_eq!(findings(&RULE, &text("deploy")), [""; 0]);
        assert_eq!(findings(&RULE, &text("spec")).len(), 1);
    }

    #[test]
    fn a_strategy_or_a_mitigation_does_not_run_more_than_the_most() {
        let canvas = |action: &str| {
            format!(
                "# Plano\n## Infraestrutura\n- **API:** de 3 a 6 réplicas\n## Estratégias\n- **Horizontal:** {action}\n"
            )
        };
        for action in ["réplicas da API de 3 para 9", "escalar para 8 réplicas antes das promoções"] {
            assert_eq!(findings(&RULE, &canvas(action)).len(), 1, "{action}");
        }
        for action in [
            "réplicas da API de 3 para 6",
            "soma 8 réplicas por passo",
            "se um dia passar de 20 réplicas, trocar de região",
            "workers de 2 para 12",
        ] {
            assert_eq!(findings(&RULE, &canvas(action)), Vec::<String>::new(), "{action}");
        }
    }

    #[test]
    fn regions_may_differ() {
        let yaml = "north:\n  api:\n    replicas: 2-4\nsouth:\n  api:\n    replicas: 4-8\n";
        assert!(findings(&RULE, yaml).is_empty());
        let text = "# Plan\n## Infrastructure\n### North\n- api: 2-4 replicas\n### South\n- api: 4-8 replicas\n";
        assert!(findings(&RULE, text).is_empty());
    }

    #[test]
    fn today_and_the_plan_differ_rightly() {
        let text = "# Plan\n## Infrastructure\n| Service | Today | Scaled |\n|---|---|---|\n| api | 2-4 replicas | 4-12 replicas |\n";
        assert!(findings(&RULE, text).is_empty(), "{:?}", findings(&RULE, text));
    }

    #[test]
    fn a_sentence_that_scales_a_component_names_it() {
        let says = |line: &str| {
            let text =
                format!("# Canvas\n## Infraestrutura\n- Consumidores: 4 a 12 réplicas\n## Estratégias\n- {line}\n");
            findings(&RULE, &text).len()
        };
        assert_eq!(says("Autoscaling dos consumidores de 4 a 20 réplicas"), 1);
        assert_eq!(says("Autoscaling dos consumidores de 4 a 12 réplicas"), 0);
        assert_eq!(says("Autoscaling da busca de 4 a 20 réplicas"), 0);
        assert_eq!(says("Escalar os consumidores de relatórios de 4 a 20 réplicas"), 0);
        assert_eq!(says("Na fase 2, escalar os consumidores de 4 a 20 réplicas"), 0);
    }
}
