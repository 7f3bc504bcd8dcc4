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

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for (at, first) in canvas.replicas.iter().enumerate() {
        let same = |r: &&ReplicaRange| r.key == first.key && r.machines == first.machines;
        let before = canvas.replicas[..at].iter().any(|r| same(&r));
        let others: Vec<&ReplicaRange> = canvas.replicas[at + 1..].iter().filter(same).collect();
        // Scenarios may differ, and several numbers of one name may be of several things.
        if before || others.is_empty() || others.iter().any(|r| r.scenario != first.scenario) {
            continue;
        }
        let parallel = |r: &&&ReplicaRange| {
            let sections = |r: &ReplicaRange| r.facts.first().map(|&f| canvas.facts[f].sections);
            r.depth.is_some() && r.depth == first.depth && sections(r) == sections(first)
        };
        if others.iter().any(|r| parallel(&r)) {
            continue;
        }
        let ranges = || std::iter::once(first).chain(others.iter().copied());
        if ranges().filter(|r| r.fixed.is_some()).count() > 1 && ranges().all(|r| r.fixed.is_some()) {
            continue;
        }
        compare(canvas, first, &others, out);
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
