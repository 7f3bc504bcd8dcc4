use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/replica-sum-exceeds-ceiling",
    summary: Text {
        en: "services that together may grow beyond what the whole may have",
        pt: "serviços que, juntos, podem crescer além do que o todo permite",
        es: "servicios que juntos pueden crecer más allá de lo que el conjunto permite",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure, SectionKind::Strategies],
    why: Text {
        en: "At the peak all services grow at once. Where the common limit is below the sum of theirs, the last one to ask \
             gets nothing, and its own maximum is a number on paper.",
        pt: "No pico todos os serviços crescem ao mesmo tempo. Quando o limite comum fica abaixo da soma dos deles, o último \
             a pedir fica sem nada, e o máximo dele existe só no papel.",
        es: "En el pico todos los servicios crecen a la vez. Cuando el límite común queda por debajo de la suma de los suyos, \
             el último en pedir se queda sin nada y su máximo solo existe en el papel.",
    },
    source: "AWS Well-Architected Framework, Reliability Pillar: manage service quotas and constraints",
    bad: "\
# Capacity plan
## Infrastructure
```yaml
auto_scaling:
  min_instances: 4
  max_instances: 12
services:
  - name: checkout
    instances: 2-8
  - name: catalog
    instances: 2-6
```
",
    good: "\
# Capacity plan
## Infrastructure
```yaml
auto_scaling:
  min_instances: 4
  max_instances: 14
services:
  - name: checkout
    instances: 2-8
  - name: catalog
    instances: 2-6
```
",
    check,
};

static WRONG: Text = Text {
    en: "together there may be {ceiling}, but the services may grow to {sum} = {total}",
    pt: "ao todo pode haver {ceiling}, mas os serviços podem chegar a {sum} = {total}",
    es: "en total puede haber {ceiling}, pero los servicios pueden llegar a {sum} = {total}",
};
static SERVICE: Text = Text { en: "up to {most}", pt: "até {most}", es: "hasta {most}" };
static ASSUMED: Text = Text {
    en: "{name} limits the instances of all these services together",
    pt: "{name} limita as instâncias de todos esses serviços juntos",
    es: "{name} limita las instancias de todos estos servicios juntos",
};
static HELP: Text = Text {
    en: "raise the common limit to {total}, or say what it counts",
    pt: "suba o limite comum para {total}, ou diga o que ele conta",
    es: "suba el límite común a {total}, o diga qué cuenta",
};
static HOLDS: Text = Text {
    en: "the services may grow to {sum} = {total}, within {ceiling}",
    pt: "os serviços podem chegar a {sum} = {total}, dentro de {ceiling}",
    es: "los servicios pueden llegar a {sum} = {total}, dentro de {ceiling}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for ceiling in &canvas.ceilings {
        let services: Vec<&ReplicaRange> = ceiling.services.iter().filter_map(|&at| canvas.replicas.get(at)).collect();
        let most: Vec<Decimal> = services.iter().filter_map(|s| s.most).collect();
        let total = most.iter().try_fold(Decimal::ZERO, |sum, m| sum.checked_add(*m));
        let Some(limit) = canvas.facts.get(ceiling.fact) else { continue };
        let (Some(total), Some(allowed)) = (total, limit.quantity.bounds().high) else { continue };
        let sum = most.iter().map(Decimal::to_string).collect::<Vec<_>>().join(" + ");
        let places = services.iter().filter_map(|s| Some((canvas.facts.get(*s.facts.last()?)?.span, s.most?)));
        let said = |text: &'static Text| {
            text.with("ceiling", allowed.to_string()).with("sum", sum.as_str()).with("total", total.to_string())
        };
        if total <= allowed {
            out.pass(limit.span, places.map(|(span, _)| span), said(&HOLDS));
            continue;
        }
        let finding = out.find(limit.span, said(&WRONG));
        finding
            .figures(total.to_string(), allowed.to_string())
            .assuming(ASSUMED.with("name", ceiling.name.value.as_str()))
            .help(HELP.with("total", total.to_string()));
        for (span, most) in places {
            finding.label(span, SERVICE.with("most", most.to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_under_the_limit_of_the_cluster_is_added_up() {
        let text = "# Plano\n## Infraestrutura\n- Cluster (total): máximo de 10 pods\n\n| Serviço | Pods mín. | Pods máx. |\n|---|---|---|\n| pedidos | 2 | 6 |\n| estoque | 1 | 5 |\n";
        let said = findings(&RULE, text);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("6 + 5 = 11"), "{said:?}");
    }

    #[test]
    fn pods_are_not_machines() {
        let text = "# Plan\n## Infrastructure\n- Cluster: 3-5 nodes\n- api: 2-10 pods\n- worker: 2-10 pods\n";
        assert!(findings(&RULE, text).is_empty(), "{:?}", findings(&RULE, text));
    }

    #[test]
    fn the_limit_of_one_service_is_not_that_of_all() {
        let yaml = "infrastructure:\n  checkout:\n    auto_scaling:\n      max_instances: 6\n  services:\n    - name: catalog\n      instances: 2-6\n    - name: search\n      instances: 2-6\n";
        assert!(findings(&RULE, yaml).is_empty(), "{:?}", findings(&RULE, yaml));
    }

    #[test]
    fn an_autoscaler_of_kubernetes_is_that_of_its_target() {
        let yaml = "kind: HorizontalPodAutoscaler\nspec:\n  minReplicas: 2\n  maxReplicas: 5\nservices:\n  - name: catalog\n    replicas: 2-6\n  - name: search\n    replicas: 2-6\n";
        assert!(findings(&RULE, yaml).is_empty(), "{:?}", findings(&RULE, yaml));
    }
}
