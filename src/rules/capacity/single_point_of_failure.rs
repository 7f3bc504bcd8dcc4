use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/single-point-of-failure",
    summary: Text {
        en: "a promise of availability on a single instance",
        pt: "uma promessa de disponibilidade sobre uma única instância",
        es: "una promesa de disponibilidad sobre una sola instancia",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "99.9% leaves 43 minutes a month. One instance uses them up with a single failed deploy, a reboot of its machine or a restore.",
        pt: "99,9% deixa 43 minutos por mês. Uma única instância os gasta com um deploy que falha, um reinício da máquina ou uma restauração.",
        es: "99,9% deja 43 minutos al mes. Una sola instancia los gasta con un despliegue fallido, un reinicio de la máquina o una restauración.",
    },
    source: "AWS Well-Architected, Reliability pillar: deploy the workload to multiple locations",
    bad: "\
# Capacity plan
## Objective
- Availability of 99.95%
## Infrastructure
- API: 1 instance, 4 vCPU
",
    good: "\
# Capacity plan
## Objective
- Availability of 99.95%
## Infrastructure
- API: 2 instances, 4 vCPU
",
    check,
};

static LONE: Text = Text {
    en: "{promise} is promised, and there is no second one of this: {component}",
    pt: "o prometido é {promise}, e só há uma instância disto: {component}",
    es: "lo prometido es {promise}, y de esto hay una sola instancia: {component}",
};
static PROMISE: Text = Text { en: "the promise", pt: "a promessa", es: "la promesa" };
static HELP: Text = Text {
    en: "plan for a second one in another zone, or promise less",
    pt: "preveja uma segunda em outra zona, ou prometa menos",
    es: "prevea una segunda en otra zona, o prometa menos",
};

/// Parts whose failure nobody who asks for something notices at once.
const SPARED: &[&str] = &[
    "worker",
    "cron",
    "batch",
    "job",
    "agend",
    "sched",
    "queue",
    "fila",
    "cola",
    "backup",
    "monitor",
    "grafana",
    "prometheus",
    "bastion",
    "dev",
    "stag",
    "homolog",
    "test",
    "prueba",
    "balanc",
    "cdn",
    "report",
    "relat",
    "infor",
];

/// What a provider keeps a second one of.
const MANAGED: &[&str] =
    &["gerenciad", "managed", "gestionad", "serverless", "atlas", "aurora", "dynamo", "lambda", "sla"];

static FLOOR: Text = Text {
    en: "{promise} is promised, and {component} may go down to one instance",
    pt: "o prometido é {promise}, e {component} pode ficar com uma só instância",
    es: "lo prometido es {promise}, y {component} puede quedar en una sola instancia",
};
static ALSO: Text = Text { en: "so may {component}", pt: "{component} também", es: "{component} también" };
static FLOOR_HELP: Text = Text {
    en: "let the autoscaler keep two, or say that this part may be away for a while",
    pt: "deixe o autoscaling manter duas, ou diga que esta parte pode ficar fora por um tempo",
    es: "deje que el autoescalado mantenga dos, o diga que esta parte puede faltar un rato",
};

/// From this on a single instance is no plan.
const HIGH: Decimal = Decimal::from_parts(999, 0, 0, false, 3);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let promises = canvas.targets.iter().filter(|t| t.role == Role::Objective && t.metric == Metric::Availability);
    let Some((promise, shown)) = promises
        .filter(|t| t.limit >= HIGH && t.scope.is_everything())
        .find_map(|t| Some((promise::fact(canvas, t)?, promise::figure(canvas, t))))
    else {
        return;
    };
    check_floors(canvas, promise, &shown, out);
    // With phases, which of them the promise is for is not said.
    if canvas.scenarios.iter().any(|s| matches!(s.kind, ScenarioKind::Phase(_))) {
        return;
    }
    let counted = canvas.components.iter().filter_map(|c| Some((only_one(canvas, c)?, c.name.value.clone())));
    let said = canvas.redundancy.lone.iter().map(|lone| (lone.span, lone.value.clone()));
    let mut seen: Vec<Span> = Vec::new();
    for (span, name) in counted.chain(said) {
        let copies = name.to_lowercase();
        if ["backup", "respaldo", "snapshot", "cópia de", "copia de"].iter().any(|w| copies.contains(w)) {
            continue;
        }
        if name.is_empty() || seen.iter().any(|s| s.start < span.end && span.start < s.end) {
            continue;
        }
        seen.push(span);
        let name: String = name.chars().take(60).collect();
        let finding = out.find(span, LONE.with("promise", shown.as_str()).with("component", name));
        finding.label(promise.span, PROMISE.plain()).help(HELP.plain());
    }
}

/// Autoscalers that may go down to one: "1-5 instances".
fn check_floors(canvas: &Canvas, promise: &Fact, shown: &str, out: &mut Outcomes) {
    let named = |range: &ReplicaRange, list: &[&str]| {
        let name = range.component.value.to_lowercase();
        list.iter().any(|w| name.contains(w))
    };
    let to_one = |range: &&ReplicaRange| {
        let more = range.most.is_some_and(|most| most > Decimal::ONE);
        let fact = range.facts.first().and_then(|&at| canvas.facts.get(at));
        let served =
            fact.is_some_and(|f| !is_elsewhere(f) && !demand::says(f, 30, &["worker", "fila", "cola", "queue"]));
        range.least == Some(Decimal::ONE)
            && more
            && range.scenario.is_none()
            && served
            && !range.machines
            && !named(range, SPARED)
            && !named(range, MANAGED)
    };
    let mut ranges = canvas.replicas.iter().filter(to_one);
    let Some(first) = ranges.next() else { return };
    let span = |range: &ReplicaRange| range.facts.first().and_then(|&at| canvas.facts.get(at)).map(|f| f.span);
    let Some(place) = span(first) else { return };
    let finding = out.find(place, FLOOR.with("promise", shown).with("component", first.component.value.as_str()));
    finding.severity(Severity::Advice).label(promise.span, PROMISE.plain()).help(FLOOR_HELP.plain());
    for other in ranges {
        if let Some(place) = span(other) {
            finding.label(place, ALSO.with("component", other.component.value.as_str()));
        }
    }
}

/// The number of instances, where a component that serves requests has one.
fn only_one(canvas: &Canvas, component: &Component) -> Option<Span> {
    const SECOND: &[&str] =
        &["replica", "standby", "espera", "reserva", "failover", "secund", "second", "zona", "zone", "az"];
    if component.facts.iter().any(|&at| canvas.facts[at].metric == Metric::Replicas && fleet::is_part(canvas, at)) {
        return None;
    }
    let facts: Vec<&Fact> = component.facts.iter().filter_map(|&at| canvas.facts.get(at)).collect();
    let count = only(facts.iter().filter(|f| f.metric == Metric::Replicas))?;
    let one = count.quantity.relation == Relation::Equal && count.quantity.bounds().value() == Some(Decimal::ONE);
    let instance =
        matches!(count.quantity.unit, Unit::Count(Entity::Instance | Entity::Replica | Entity::Pod | Entity::Node));
    let says = |list: &[&str]| facts.iter().any(|f| demand::says(f, 30, list));
    let name = component.name.value.to_lowercase();
    let named = |list: &[&str]| list.iter().any(|w| name.contains(w));
    // "1 read replica" stands beside a primary.
    let replica = matches!(count.quantity.unit, Unit::Count(Entity::Replica));
    let second =
        says(SECOND) && !replica || replica && (named(&["replica"]) || says(&["leitura", "lectura", "read", "primar"]));
    let left_out = named(SPARED) || named(MANAGED) || says(MANAGED) || says(&["worker", "fila", "cola", "queue"]);
    let staged = count.scenario.is_some() || is_elsewhere(count);
    (one && instance && !second && !left_out && !staged && demand::is_count(count)).then_some(count.span)
}

/// Whether it runs where nobody is promised anything, by what stands around it: "### Homologação", `staging:`.
fn is_elsewhere(count: &Fact) -> bool {
    const WHERE: &[&str] =
        &["dev", "stg", "hml", "hom", "qa", "uat", "local", "lab", "sandbox", "poc", "preprod", "pruebas", "teste"];
    const BEGINNINGS: &[&str] = &["desenv", "desarr", "develop", "stag", "homolog", "preprod", "testing", "ensaio"];
    let says = |w: &Word| WHERE.contains(&w.as_str()) || BEGINNINGS.iter().any(|stem| w.starts_with(stem));
    count.words.iter().any(says)
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        let text = format!("# Canvas\n## Objetivo\n- 99,9% de disponibilidade\n## Infraestrutura\n{infrastructure}\n");
        findings(&super::RULE, &text)
    }

    #[test]
    fn one_instance_does_not_keep_three_nines() {
        assert_eq!(says("- PostgreSQL: 1 instância, 4 vCPU, 16 GB").len(), 1);
        assert_eq!(says("- Base: una sola instancia, sin réplica").len(), 1);
    }

    #[test]
    fn a_standby_a_managed_service_and_a_worker_are_no_single_point() {
        assert!(says("- PostgreSQL: 1 instância primária e 1 réplica de espera").is_empty());
        assert!(says("- MongoDB Atlas: 1 instância").is_empty());
        assert!(says("- Worker de relatórios: 1 instância").is_empty());
        assert!(says("- API: 2 a 5 réplicas\n- Banco: 1 réplica de leitura").is_empty());
    }

    #[test]
    fn an_autoscaler_that_goes_down_to_one_is_advice() {
        let yaml = |range: &str| {
            says(&format!(
                "```yaml\nservices:\n  - name: search\n    instances: {range}\n  - name: report-worker\n    instances: 1-3\n```"
            ))
        };
        let said = yaml("1-6");
        assert!(said.len() == 1 && said[0].starts_with("advice"), "{said:?}");
        assert!(yaml("2-6").is_empty());
    }

    #[test]
    fn where_nothing_is_promised_one_is_enough() {
        assert!(says("### Produção\n- API: 3 réplicas\n### Homologação\n- API: 1 réplica").is_empty());
        assert!(says("```yaml\nprod:\n  api: {replicas: 4}\ndesarrollo:\n  api: {replicas: 1}\n```").is_empty());
        assert!(says("- API: 3 instances\n- API in staging: 1 instance").is_empty());
        assert_eq!(says("### Homologação\n- API: 1 réplica\n### Produção\n- API: 1 réplica").len(), 1);
    }

    #[test]
    fn two_nines_bear_one_instance() {
        let text = "# Canvas\n## Objective\n- Availability of 99%\n## Infrastructure\n- API: 1 instance\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn what_is_added_to_others_is_not_alone() {
        assert_eq!(says("- API: 3 + 1 instâncias, uma de folga"), Vec::<String>::new());
        assert_eq!(says("- API: 3 nodos fijos + 1 instancia spot"), Vec::<String>::new());
    }
}
