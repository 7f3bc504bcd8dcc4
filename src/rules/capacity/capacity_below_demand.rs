use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/capacity-below-demand",
    summary: Text {
        en: "all replicas together serve less than the planned peak",
        pt: "todas as réplicas juntas atendem menos que o pico planejado",
        es: "todas las réplicas juntas atienden menos que el pico previsto",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure, SectionKind::Volumes],
    why: Text {
        en: "What one replica serves times the most replicas there may be is the ceiling of the plan. A peak above it is \
             refused or waits.",
        pt: "O que uma réplica atende vezes o máximo de réplicas é o teto do plano. Um pico acima dele é recusado ou espera.",
        es: "Lo que atiende una réplica por el máximo de réplicas es el techo del plan. Un pico por encima se rechaza o espera.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning; Gunther, Guerrilla Capacity Planning",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 440 req/s
## Infrastructure
- API: 4 to 10 replicas, each replica serves 35 req/s
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 440 req/s
## Infrastructure
- API: 4 to 14 replicas, each replica serves 35 req/s
",
    check,
};

/// Five percent below the peak may be rounding.
const NEARLY: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

static BELOW: Text = Text {
    en: "{replicas} × {each} = {capacity}, below the planned peak of {peak}",
    pt: "{replicas} × {each} = {capacity}, abaixo do pico planejado de {peak}",
    es: "{replicas} × {each} = {capacity}, por debajo del pico previsto de {peak}",
};
static LESS: Text = Text {
    en: "a capacity of {capacity} is below the planned peak of {peak}",
    pt: "a capacidade de {capacity} fica abaixo do pico planejado de {peak}",
    es: "la capacidad de {capacity} queda por debajo del pico previsto de {peak}",
};
static RAISE: Text = Text {
    en: "plan a capacity of {peak} and some room above it",
    pt: "planeje uma capacidade de {peak} com alguma folga",
    es: "prevea una capacidad de {peak} con algún margen",
};
static ENOUGH: Text = Text {
    en: "a capacity of {capacity} for a planned peak of {peak}",
    pt: "capacidade de {capacity} para um pico planejado de {peak}",
    es: "capacidad de {capacity} para un pico previsto de {peak}",
};
static PEAK: Text = Text { en: "planned here: {peak}", pt: "planejado aqui: {peak}", es: "previsto aquí: {peak}" };
static REPLICAS: Text = Text { en: "{replicas} at most", pt: "no máximo {replicas}", es: "{replicas} como máximo" };
static HELP: Text = Text {
    en: "plan at least {enough} replicas, or more capacity in each",
    pt: "planeje pelo menos {enough} réplicas, ou mais capacidade em cada uma",
    es: "prevea al menos {enough} réplicas, o más capacidad en cada una",
};
static EACH: Text = Text { en: "what one bears", pt: "o que cada uma aguenta", es: "lo que aguanta cada una" };
static AT_ONCE: Text = Text {
    en: "each user has one session, and one replica bears as much in every phase",
    pt: "cada usuário tem uma sessão, e uma réplica aguenta o mesmo em todas as fases",
    es: "cada usuario tiene una sesión, y una réplica aguanta lo mismo en todas las fases",
};
static OFFLOAD: Text = Text {
    en: "no cache or CDN answers a part of it first",
    pt: "nenhum cache ou CDN responde uma parte antes",
    es: "ninguna caché ni CDN responde antes una parte",
};
static HOLDS: Text = Text {
    en: "{replicas} × {each} = {capacity}, planned peak {peak}",
    pt: "{replicas} × {each} = {capacity}, pico planejado {peak}",
    es: "{replicas} × {each} = {capacity}, pico previsto {peak}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_replicas(canvas, out);
    if out.findings.is_empty() {
        check_stated(canvas, out);
    }
    if out.findings.is_empty() {
        check_phases(canvas, out);
    }
}

/// More numbers of replicas than this are not held against phases.
const MOST: usize = 100;

/// The users at one time that a phase is for, against its replicas and what one replica bears.
fn check_phases(canvas: &Canvas, out: &mut Outcomes) {
    let machines = |e: &Each| matches!(e.entity, Entity::Instance | Entity::Replica | Entity::Pod | Entity::Node);
    let at_once = |f: &Fact| {
        matches!(demand::entity(f), Some(Entity::ConcurrentUser | Entity::Session)) && f.quantity.per.is_none()
    };
    let borne = canvas.facts.iter().filter(|f| at_once(f) && f.quantity.each.as_ref().is_some_and(machines));
    let Some((each, one)) = borne.filter_map(|f| Some((f, f.quantity.bounds().high?))).max_by_key(|(_, most)| *most)
    else {
        return;
    };
    for replicas in canvas.facts.iter().filter(|f| f.metric == Metric::Replicas && demand::is_count(f)).take(MOST) {
        let phase = replicas.scenario.and_then(|s| canvas.scenarios.get(s));
        if !phase.is_some_and(|s| matches!(s.kind, ScenarioKind::Phase(_))) || replicas.is_remark() {
            continue;
        }
        let title =
            |f: &Fact| replicas.origins.scenario.is_some_and(|s| f.line.start <= s.start && s.end <= f.line.end);
        let users = canvas
            .facts
            .iter()
            .filter(|f| demand::entity(f) == Some(&Entity::ConcurrentUser) && f.quantity.each.is_none() && title(f));
        let Some(crowd) = only(users) else { continue };
        let (Some(most), Some(wanted)) = (replicas.quantity.bounds().high, crowd.quantity.bounds().high) else {
            continue;
        };
        let Some(capacity) = most.checked_mul(one) else { continue };
        if wanted.checked_mul(NEARLY).is_none_or(|enough| capacity >= enough) {
            continue;
        }
        let message = BELOW
            .with("replicas", most.normalize().to_string())
            .with("each", demand::most(each))
            .with("capacity", crowd.notation.print(capacity, None))
            .with("peak", demand::most(crowd));
        let finding = out.find(replicas.span, message);
        finding
            .severity(Severity::Warning)
            .label(crowd.span, PEAK.with("peak", demand::most(crowd)))
            .label(each.span, EACH.plain())
            .assuming(AT_ONCE.plain());
        if let Some(needed) = wanted.checked_div(one) {
            finding.help(HELP.with("enough", needed.ceil().normalize().to_string()));
        }
    }
}

fn check_replicas(canvas: &Canvas, out: &mut Outcomes) {
    for (fleet, expected) in fleet::alone(canvas) {
        let Some(peak) = expected.iter().min_by_key(|r| r.low()) else { continue };
        if [fleet.replicas, fleet.each, peak.fact].into_iter().any(|fact| is_shared(canvas, fact)) {
            continue;
        }
        let (Some(capacity), Some(enough)) = (fleet.most.checked_mul(fleet.per_second), peak.low().checked_mul(NEARLY))
        else {
            continue;
        };
        let own = fleet.own(fleet.most).unwrap_or(capacity);
        let unit = fleet.unit();
        let replicas = fleet.most.normalize().to_string();
        let text = if capacity < enough { &BELOW } else { &HOLDS };
        let message = text
            .with("replicas", replicas.as_str())
            .with("each", demand::shown(fleet.each))
            .with("capacity", unit.print(own, None))
            .with("peak", demand::named(peak.fact));
        if capacity >= enough {
            // Enough for the first peak is not enough for the last one: only what serves all of them is verified.
            let highest = expected.iter().map(|r| r.low()).max();
            if highest.is_some_and(|highest| capacity < highest) {
                continue;
            }
            out.pass(fleet.replicas.span, [fleet.each.span, peak.fact.span], message);
            continue;
        }
        let answered = answered_before(canvas, peak.fact, fleet::is_data(&fleet.component.name.value));
        if serves_the_rest(canvas, capacity, enough, peak.fact, answered) {
            continue;
        }
        let needed = peak.low().checked_div(fleet.per_second).map(|n| n.ceil().normalize().to_string());
        let finding = out.find(fleet.replicas.span, message);
        finding
            .label(peak.fact.span, PEAK.with("peak", demand::named(peak.fact)))
            .label(fleet.each.span, REPLICAS.with("replicas", replicas))
            .figures(unit.print(own, None), demand::named(peak.fact));
        if let Some(needed) = needed {
            finding.help(HELP.with("enough", needed));
        }
        hedge(canvas, finding, answered, [fleet.each, peak.fact]);
    }
}

/// A capacity that the document states as a whole, where the parts were not already found wanting.
fn check_stated(canvas: &Canvas, out: &mut Outcomes) {
    for (total, peaks) in fleet::stated(canvas) {
        let all = |r: &demand::Rate| r.low();
        if is_shared(canvas, total) || peaks.iter().any(|peak| is_shared(canvas, peak.fact)) {
            continue;
        }
        let (Some(least), Some(most)) = (peaks.iter().min_by_key(|r| all(r)), peaks.iter().max_by_key(|r| all(r)))
        else {
            continue;
        };
        let Some(capacity) = total.quantity.in_period(Period::Second).and_then(|i| i.ordered().high) else { continue };
        let Some(enough) = least.low().checked_mul(NEARLY) else { continue };
        let answered = answered_before(canvas, least.fact, false);
        let say = |text: &'static Text, peak: &demand::Rate| {
            text.with("capacity", demand::named(total)).with("peak", demand::named(peak.fact))
        };
        if capacity >= most.low() {
            out.pass(total.span, [most.fact.span], say(&ENOUGH, most));
        } else if capacity < enough && !serves_the_rest(canvas, capacity, enough, least.fact, answered) {
            let finding = out.find(total.span, say(&LESS, least));
            finding
                .label(least.fact.span, PEAK.with("peak", demand::named(least.fact)))
                .figures(demand::named(total), demand::named(least.fact))
                .help(RAISE.with("peak", demand::shown(least.fact)));
            hedge(canvas, finding, answered, [total, least.fact]);
        }
    }
}

/// Whether the line of a fact says that it is about a part of what comes: what a CDN or a cache lets through.
fn is_shared(canvas: &Canvas, fact: &Fact) -> bool {
    const PART: &[&str] =
        &["cdn", "cache", "edge", "borda", "orig", "miss", "only", "somente", "apenas", "solo", "rest", "buffer"];
    canvas.sayings.iter().any(|line| line.span == fact.line && line.says(PART) && !bears_all(line, PART))
}

/// "Without the CDN the whole peak must fit here".
fn bears_all(line: &Saying, part: &[&str]) -> bool {
    const WITHOUT: &[&str] = &["sem", "sin", "without"];
    const PEAK: &[&str] = &["pico", "peak"];
    const WHOLE: &[&str] = &["inteiro", "todo", "whole", "entire", "full", "entero", "completo"];
    let is = |word: &Word, list: &[&str]| list.contains(&word.as_str());
    let begins = |word: &Word| part.iter().any(|stem| word.starts_with(stem));
    let without = line.words.windows(3).any(|w| is(&w[0], WITHOUT) && (begins(&w[1]) || begins(&w[2])));
    let whole =
        line.words.windows(2).any(|w| is(&w[0], PEAK) && is(&w[1], WHOLE) || is(&w[0], WHOLE) && is(&w[1], PEAK));
    let all = line.words.windows(3).any(|w| is(&w[0], WHOLE) && matches!(w[1].as_str(), "o" | "el") && is(&w[2], PEAK));
    without && (whole || all)
}

/// Makes a warning of what is only about right, or of what a cache or the edge may answer a part of first; the share that
/// they are said to answer is no assumption.
fn hedge(canvas: &Canvas, finding: &mut Finding, answered: Option<Decimal>, figures: [&Fact; 2]) {
    if answered.is_some() || offloaded(canvas) || figures.iter().any(|f| f.quantity.approximate) {
        finding.severity(Severity::Warning);
        if answered.is_none() {
            finding.assuming(OFFLOAD.plain());
        }
    }
}

/// Whether something may answer a part before the replicas do.
fn offloaded(canvas: &Canvas) -> bool {
    canvas.facts.iter().any(|f| f.metric == Metric::HitRate)
        || canvas.components.iter().any(|c| c.name.value.to_lowercase().contains("cdn"))
}

/// The share of what `peak` counts that the edge answers, before a store also that of a cache, by what the document says;
/// of several the largest.
fn answered_before(canvas: &Canvas, peak: &Fact, store: bool) -> Option<Decimal> {
    const EDGE: &[&str] = &["cdn", "edge", "borda", "borde", "varnish", "cloudfront", "cloudflare", "fastly", "akamai"];
    const CACHES: &[&str] = &["cache", "redis", "memcache", "valkey"];
    let names = |f: &Fact, stems| canvas.sayings.iter().any(|line| line.span == f.line && line.says(stems));
    let is_share = |f: &&Fact| {
        let watched = f.sections.contains(SectionKind::Monitoring) || f.sections.contains(SectionKind::LoadTest);
        // "95% of 400 images/s" says nothing of requests.
        let other = |of: &Fact| {
            of.entry == f.entry && of.metric == Metric::Throughput && demand::entity(of) != demand::entity(peak)
        };
        let of_peak = || !canvas.facts.iter().any(other);
        matches!(f.quantity.unit, Unit::Percent(_))
            && !watched
            && of_peak()
            && (names(f, EDGE) || store && names(f, CACHES))
    };
    let shares = canvas.facts.iter().filter(is_share).filter_map(|f| f.quantity.bounds().high);
    shares.filter_map(|share| share.checked_div(Decimal::ONE_HUNDRED)).filter(|share| *share <= Decimal::ONE).max()
}

/// Whether so much serves what comes behind a cache or the edge: what is let through of a peak (`answered` is the share
/// that is not), or what the document says reaches the origin.
fn serves_the_rest(
    canvas: &Canvas,
    capacity: Decimal,
    enough: Decimal,
    peak: &Fact,
    answered: Option<Decimal>,
) -> bool {
    let rest = answered.and_then(|share| Decimal::ONE.checked_sub(share)?.checked_mul(enough));
    let at_origin = || {
        let alike = |f: &&Fact| demand::entity(f) == demand::entity(peak) && f.span != peak.span;
        canvas.facts.iter().filter(alike).any(demand::is_at_origin)
    };
    rest.is_some_and(|rest| rest <= capacity) || !demand::is_at_origin(peak) && at_origin()
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn what_one_or_a_part_or_the_past_bears_is_not_what_all_bear() {
        let says = |infrastructure: &str| {
            let text =
                format!("# Plan\n## Volumes\n- planned: peak of 600 req/s\n## Infrastructure\n{infrastructure}\n");
            findings(&super::RULE, &text)
        };
        for column in [
            "Capacidade unitária",
            "Capacidade por unidade",
            "Capacidade individual",
            "Unit capacity",
            "Per-node capacity",
            "Rated capacity",
            "Capacidad unitaria",
            "Capacidad c/u",
        ] {
            let table =
                |each: u32| format!("| Part | Replicas | {column} |\n|---|---|---|\n| API | 10 | {each} req/s |");
            assert_eq!(says(&table(80)), [""; 0], "{column}");
            assert_eq!(says(&table(40)).len(), 1, "{column}");
        }
        for line in [
            "- each api pod has a capacity of 50 req/s; we run 14",
            "- cada pod tiene una capacidad de 50 req/s; corremos 14",
            "- write capacity: 90 req/s",
            "- search capacity: 90 req/s",
            "- capacidade de escrita: 90 req/s",
            "- api: 4 replicas today, 12 in year 1, max 14; 100 req/s each\n- Redis, 2 nodes of 4 GB",
            "- api: hoy 4 réplicas, 12 el año 1; 100 req/s por réplica\n- RabbitMQ, 3 nodos",
            "- api: hoy 4, año 1: 12; 100 req/s por réplica\n- RabbitMQ, 3 nodos",
            "- Antes da obra: capacidade de 200 req/s. Depois: 700 req/s.",
        ] {
            assert_eq!(says(line), [""; 0], "{line}");
        }
        assert_eq!(says("- capacity: 200 req/s").len(), 1);
    }

    #[test]
    fn the_replicas_of_a_phase_bear_the_users_it_is_for() {
        let says = |most: u32| {
            findings(
                &super::RULE,
                &format!(
                    "# Capacity plan\n## Infrastructure\n- Max concurrent sessions per instance: 20\n## Strategies\n### Phase 2: Growth (100-400 concurrent users)\n- 4-{most} instances\n"
                ),
            )
        };
        let said = says(12);
        assert!(said.len() == 1 && said[0].contains("12 × 20"), "{said:?}");
        assert!(says(20).is_empty());
    }

    fn says(volumes: &str, infrastructure: &str) -> Vec<String> {
        let text = format!("# Canvas\n## Volumes\n{volumes}\n## Infrastructure\n{infrastructure}\n");
        findings(&super::RULE, &text)
    }

    #[test]
    fn what_a_cache_answers_does_not_reach_the_replicas() {
        for (volumes, infrastructure) in [
            ("- Peak: 21,000 req/s\n- The CDN answers 95% of it", "- API: 20 pods × 80 req/s"),
            (
                "- Scaled: peak of 5,000 reads/s, of which 90% are answered by Redis",
                "- Postgres: 2 replicas × 400 reads/s",
            ),
            ("- Pico: 21.000 req/s\n- A CDN responde 95%, chegam 1.050 req/s à origem", "- API: 20 pods × 80 req/s"),
            ("- Pico: 5.000 req/s\n- Llegan al origen 700 req/s", "- API: 2 réplicas × 400 req/s"),
        ] {
            assert_eq!(says(volumes, infrastructure), [""; 0], "{volumes}");
        }
        // A cache of data answers the replicas, not those who ask them.
        let said =
            says("- Peak: 1,500 req/s", "- API: 10 replicas × 120 req/s\n- Cache of offers: TTL of 10 s, 95% of reads");
        assert_eq!(said.len(), 1, "{said:?}");
        let said = says("- Peak: 21,000 req/s\n- The CDN answers 80% of it", "- API: 20 pods × 80 req/s");
        assert!(said.len() == 1 && said[0].starts_with("warning"), "{said:?}");
    }

    #[test]
    fn the_message_shows_the_arithmetic() {
        let said = says("- Scaled: peak of 440 req/s", "- API: 4 to 10 replicas, each replica serves 35 req/s");
        assert_eq!(said, ["error «4 to 10 replicas» 10 × 35 req/s = 350 req/s, below the planned peak of 440 req/s"]);
    }

    #[test]
    fn todays_replicas_are_not_held_to_the_planned_peak() {
        assert!(says("- Scaled: peak of 440 req/s", "- API: today 4 replicas of 35 req/s each").is_empty());
    }

    #[test]
    fn a_capacity_of_all_replicas_is_not_multiplied() {
        assert!(says("- Scaled: peak of 440 req/s", "- API: 10 replicas, 500 req/s in all").is_empty());
    }

    #[test]
    fn searches_are_not_requests() {
        assert!(says("- Scaled: peak of 440 req/s", "- Search: 2 nodes, 60 searches/s per node").is_empty());
    }

    #[test]
    fn replicas_and_what_one_serves_are_read_in_prose_lists_and_tables() {
        let peak = "- Escalado: pico de 1.500 req/s";
        for infrastructure in [
            "Cada pod atende 250 req/s e teremos 4 réplicas da API.",
            "A API roda em 4 réplicas. Cada uma delas aguenta até 250 req/s.",
            "- API: 4 réplicas\n- Capacidade por réplica: 250 req/s",
            "- 4 pods de API, 250 req/s por pod",
            "- API: 4 réplicas × 250 req/s",
            "| Componente | Réplicas (mín-máx) | req/s por réplica |\n|---|---|---|\n| API | 2-4 | 250 |",
            "| Item | Valor |\n|---|---|\n| Réplicas da API | 4 |\n| Capacidade por réplica | 250 req/s |",
            "La API corre en 4 servidores y cada servidor soporta 250 solicitudes por segundo.",
            "A single instance sustains 250 RPS. The group goes from 2 to 4 instances.",
            "- API: 4 replicas, total capacity of 1,000 req/s",
        ] {
            let said = says(peak, infrastructure);
            assert!(said.len() == 1 && said[0].starts_with("error"), "{infrastructure}: {said:?}");
            let enough = infrastructure.replace("250", "400").replace("1,000", "1,600");
            assert!(says(peak, &enough).is_empty(), "{enough}");
        }
    }

    #[test]
    fn what_a_cdn_answers_first_does_not_reach_the_replicas() {
        let replicas = "- API: 8 réplicas, 100 req/s cada";
        assert_eq!(says("- Escalado: pico de 3.000 req/s", replicas).len(), 1);
        for (volumes, infrastructure) in [
            ("pico de 3.000 req/s", "- API: 8 réplicas, 100 req/s cada, para o que passa do CDN (25%)"),
            ("pico de 3.000 req/s (80% na borda)", replicas),
            ("pico de 3.000 req/s", "- Origem: 8 réplicas, 100 req/s cada"),
            ("pico de 3.000 req/s", "- Pagamentos: 8 réplicas, 10 req/s cada"),
            ("pico de 3.000 req/s", "- API: 8 réplicas, 100 req/s cada (apenas escrita)"),
        ] {
            assert!(says(&format!("- Escalado: {volumes}"), infrastructure).is_empty(), "{volumes} {infrastructure}");
        }
    }

    #[test]
    fn people_at_one_time_are_a_load_too() {
        let said = |each: &str| {
            says("- Scaled: 1,500 concurrent users", &format!("- API: 4 replicas, each holds {each} concurrent users"))
        };
        assert_eq!(said("400").len(), 0);
        let said = says("- Scaled: 1,500 concurrent users", "- API: 4 replicas, each serves 250 concurrent users");
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn a_part_that_sees_only_some_of_the_load_is_not_held_to_all_of_it() {
        let volumes = "- Scaled: peak of 1,500 req/s, of which 100 req/s are searches";
        assert!(says(volumes, "- Search: 2 replicas, each serves 60 req/s\n- API: 6 to 10 replicas").is_empty());
        assert!(says(volumes, "- Workers of the queue: 4 replicas, each handles 60 req/s").is_empty());
        assert!(
            says(volumes, "- API: as many pods as it takes, each serves 250 req/s\n- PostgreSQL: 2 replicas")
                .is_empty()
        );
        assert!(says(volumes, "- API: 8 replicas; a rate limit of 10 req/s for each user").is_empty());
    }

    #[test]
    fn what_each_serves_is_said_of_the_machines_of_its_own_sentence() {
        let peak = "- Escalado: 90 req/s, pico 240";
        for infrastructure in [
            "Hoy hay 2 nodos, 20 req/s cada uno. El plan son 4 nodos más grandes.",
            "Os 2 nós de busca fazem 20 req/s cada. A API fica em 4 nós.",
            "The pilot has 2 nodes, 20 req/s each. We plan 4 larger nodes.",
        ] {
            assert!(says(peak, infrastructure).is_empty(), "{infrastructure}");
        }
        assert_eq!(says(peak, "API: 4 nodos, 20 req/s cada uno.").len(), 1);
        assert_eq!(says(peak, "API: 2 nodes, 20 req/s each. The HPA goes up to 4 nodes.").len(), 1);
    }

    #[test]
    fn a_stream_takes_all_events_whatever_stands_beside_it() {
        let table = "| | Today | Scaled |\n|---|---|---|\n| Events/s (peak, 2.5x mean) | 20,000 | 69,000 |";
        let beside = "- Spark: 12 executors\n- Trino: 10 workers, 2 replicas";
        for stream in [
            "- Kinesis: 60 shards of 1,000 events/s each, 60,000 events/s in total",
            "- Event Hubs: 60 partitions, total of 60,000 events/s",
            "- Log intake: 60 shards, 60,000 events/s in total",
        ] {
            let all = format!("{stream}\n{beside}");
            let said = says(table, &all);
            assert!(said.len() == 1 && said[0].contains("69,000"), "{stream}: {said:?}");
            assert!(says(table, &all.replace("60", "70")).is_empty(), "{stream}");
        }
        for part in [
            "- Enrichment: 3 replicas, 60,000 events/s in total",
            "- Kinesis: 60 shards, 60,000 requests/s in total",
            "- Search: 6 shards, 60,000 events/s in total",
            "- Kinesis: today 60,000 events/s in total",
            "- Intake: 60 shards, 60,000 events/s in total; Kafka buffers the peak",
        ] {
            assert_eq!(says(table, &format!("{part}\n{beside}")), [""; 0], "{part}");
        }
    }

    #[test]
    fn what_must_bear_the_whole_peak_without_the_cdn_is_held_to_it() {
        let peak = "- Escalado: pico de 1.000 req/s";
        for line in [
            "- CMS: 5 pods, cada um atende 150 req/s; sem CDN o pico inteiro precisa caber aqui",
            "- API: 5 pods, each pod serves 150 req/s; without the CDN the whole peak comes here",
            "- API: 5 pods, cada pod atiende 150 req/s; sin la CDN llega todo el pico",
        ] {
            let said = says(peak, line);
            assert!(said.len() == 1 && said[0].contains("750 req/s"), "{line}: {said:?}");
            assert_eq!(says(peak, &line.replace("150", "200")), [""; 0], "{line}");
        }
        for line in [
            "- CMS: 5 pods, cada um atende 150 req/s; a CDN absorve o pico inteiro",
            "- API: 5 pods, each pod serves 150 req/s; without the CDN it would be 12",
        ] {
            assert_eq!(says(peak, line), [""; 0], "{line}");
        }
    }
}
