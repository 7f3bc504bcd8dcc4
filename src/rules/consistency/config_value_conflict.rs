use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/config-value-conflict",
    summary: Text {
        en: "a setting with two values",
        pt: "uma configuração com dois valores",
        es: "un ajuste con dos valores",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "Capacity and cost are planned with the value in the text and the system runs with the value in the manifest. \
             Whoever copies one of them decides by accident.",
        pt: "Capacidade e custo são planejados com o valor do texto e o sistema roda com o valor do manifesto. Quem copia um \
             deles decide por acidente.",
        es: "La capacidad y el costo se planifican con el valor del texto y el sistema corre con el valor del manifiesto. \
             Quien copia uno de ellos decide por accidente.",
    },
    source: "general arithmetic; 500m = 0.5 cores, GB and GiB are not told apart",
    bad: "\
# Plan
```yaml
infrastructure:
  api:
    replicas: 4
    cpu_limit: 500m
manifest:
  containers:
    - name: api
      resources:
        limits: {cpu: \"2\"}
```
",
    good: "\
# Plan
```yaml
infrastructure:
  api:
    replicas: 4
    cpu_limit: 500m
manifest:
  containers:
    - name: api
      resources:
        limits: {cpu: \"0.5\"}
```
",
    check,
};

/// 1024³ is 7.4% more than 1000³: people write GB for both.
const SLACK: Decimal = Decimal::from_parts(4, 0, 0, false, 2);

static WRONG: Text = Text {
    en: "{component}: {name} is {one} here and {other} elsewhere",
    pt: "{component}: {name} é {one} aqui e {other} em outro lugar",
    es: "{component}: {name} es {one} aquí y {other} en otra parte",
};
static OTHER: Text = Text { en: "{other} here", pt: "{other} aqui", es: "{other} aquí" };
static SAME: Text = Text {
    en: "both are the resources of one component, as the others of them agree",
    pt: "os dois são os recursos de um mesmo componente, pois os demais coincidem",
    es: "ambos son los recursos de un mismo componente, pues los demás coinciden",
};
static HELP: Text = Text {
    en: "write the same value in both places",
    pt: "escreva o mesmo valor nos dois lugares",
    es: "escriba el mismo valor en los dos lugares",
};
static HOLDS: Text = Text {
    en: "{component}: {name} is {one} and {other}",
    pt: "{component}: {name} é {one} e {other}",
    es: "{component}: {name} es {one} y {other}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let of = |setting: &Setting| &canvas.facts[setting.fact];
    check_nameless(canvas, out);
    for (at, first) in canvas.settings.iter().enumerate() {
        if first.key.is_empty() {
            continue;
        }
        let same = |s: &&Setting| {
            s.name == first.name && s.key == first.key && of(s).scenario == of(first).scenario && s.root != first.root
        };
        if canvas.settings[..at].iter().any(|s| same(&s)) {
            continue;
        }
        let Some(second) = canvas.settings[at + 1..].iter().find(same) else { continue };
        let (one, other) = (of(first), of(second));
        let (Some(a), Some(b)) = (one.quantity.base(), other.quantity.base()) else { continue };
        if !one.quantity.same_kind(&other.quantity) {
            continue;
        }
        if a.disjoint(&b, SLACK) {
            say(first, one, other, &first.component.value, out);
        } else {
            out.pass(other.span, [one.span], shown(&HOLDS, first, one, other, &first.component.value));
        }
    }
}

fn shown(text: &'static Text, setting: &Setting, one: &Fact, other: &Fact, component: &str) -> Message {
    text.with("component", component)
        .with("name", setting.name.as_str())
        .with("one", other.written.as_str())
        .with("other", one.written.as_str())
}

fn say<'o>(setting: &Setting, one: &Fact, other: &Fact, component: &str, out: &'o mut Outcomes) -> &'o mut Finding {
    out.find(other.span, shown(&WRONG, setting, one, other, component))
        .label(one.span, OTHER.with("other", one.written.as_str()))
        .figures(one.written.as_str(), other.written.as_str())
        .help(HELP.plain())
}

/// Resources of no component by name are those of the one component that has any, where some of them are the same.
fn check_nameless(canvas: &Canvas, out: &mut Outcomes) {
    let of = |setting: &Setting| &canvas.facts[setting.fact];
    let resource = |s: &&Setting| s.name.starts_with("limit ") || s.name.starts_with("request ");
    let (nameless, named): (Vec<&Setting>, Vec<&Setting>) =
        canvas.settings.iter().filter(resource).partition(|s| s.key.is_empty());
    let (Some(first), Some(only)) = (named.first(), nameless.first()) else { return };
    let one_of_each = named.iter().all(|s| s.key == first.key && s.root == first.root)
        && nameless.iter().all(|s| s.root == only.root && of(s).scenario == of(first).scenario);
    if !one_of_each || only.root == first.root {
        return;
    }
    let pairs: Vec<(&Setting, &Setting)> =
        nameless.iter().filter_map(|s| Some((*s, *named.iter().find(|n| n.name == s.name)?))).collect();
    let differ = |(a, b): &&(&Setting, &Setting)| {
        let (one, other) = (of(a), of(b));
        let values = one.quantity.base().zip(other.quantity.base()).filter(|_| one.quantity.same_kind(&other.quantity));
        values.is_some_and(|(a, b)| a.disjoint(&b, SLACK))
    };
    let differing: Vec<_> = pairs.iter().filter(differ).collect();
    if differing.len() < pairs.len() {
        for (one, other) in differing {
            say(other, of(one), of(other), &other.component.value, out).assuming(SAME.plain());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_not_limits_and_staging_is_not_production() {
        let yaml = "infra:\n  api:\n    cpu_limit: 2\nmanifest:\n  api:\n    resources:\n      requests: {cpu: 500m}\n";
        assert!(findings(&RULE, yaml).is_empty());
        let yaml = "staging:\n  api:\n    cpu_limit: 500m\nproduction:\n  api:\n    cpu_limit: 2\n";
        assert!(findings(&RULE, yaml).is_empty());
    }

    #[test]
    fn resources_of_nobody_are_those_of_the_one_component_they_agree_with() {
        let text = |request: &str, others: &str| {
            format!(
                "# Plan\n## Infrastructure\n```yaml\nresources:\n  memory:\n    requests: {request}\n    limits: 3Gi\n```\n\n```yaml\nspec:\n  containers:\n    - name: quotes\n      resources:\n        requests: {{memory: 1Gi}}\n        limits: {{memory: 2Gi}}\n{others}```\n"
            )
        };
        let said = findings(&RULE, &text("1Gi", ""));
        assert!(said.len() == 1 && said[0].contains("quotes"), "{said:?}");
        assert!(findings(&RULE, &text("500Mi", "")).is_empty());
        let other = "    - name: pages\n      resources:\n        limits: {memory: 1Gi}\n";
        assert!(findings(&RULE, &text("1Gi", other)).is_empty());
    }

    #[test]
    fn other_components_and_other_spellings_of_one_value_agree() {
        let yaml = "infra:\n  api:\n    memory_limit: 1GB\n    max_connections: 100\nmanifest:\n  api:\n    resources:\n      limits: {memory: 1Gi}\n  web:\n    max_connections: 50\n";
        assert!(findings(&RULE, yaml).is_empty());
        assert_eq!(passes(&RULE, yaml).len(), 1);
    }
}
