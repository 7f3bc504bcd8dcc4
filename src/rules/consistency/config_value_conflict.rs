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
    for (at, first) in canvas.settings.iter().enumerate() {
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
        let shown = |text: &'static Text| {
            text.with("component", first.component.value.as_str())
                .with("name", first.name.as_str())
                .with("one", other.written.as_str())
                .with("other", one.written.as_str())
        };
        if !a.disjoint(&b, SLACK) {
            out.pass(other.span, [one.span], shown(&HOLDS));
            continue;
        }
        out.find(other.span, shown(&WRONG))
            .label(one.span, OTHER.with("other", one.written.as_str()))
            .figures(one.written.as_str(), other.written.as_str())
            .help(HELP.plain());
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
    fn other_components_and_other_spellings_of_one_value_agree() {
        let yaml = "infra:\n  api:\n    memory_limit: 1GB\n    max_connections: 100\nmanifest:\n  api:\n    resources:\n      limits: {memory: 1Gi}\n  web:\n    max_connections: 50\n";
        assert!(findings(&RULE, yaml).is_empty());
        assert_eq!(passes(&RULE, yaml).len(), 1);
    }
}
