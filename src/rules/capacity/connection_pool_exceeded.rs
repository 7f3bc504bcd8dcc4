use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/connection-pool-exceeded",
    summary: Text {
        en: "replicas that open more connections than the database accepts",
        pt: "réplicas que abrem mais conexões do que o banco aceita",
        es: "réplicas que abren más conexiones de las que acepta la base de datos",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "Every replica opens its own pool. At the most replicas the pools together must stay below the limit of the \
             database, or scaling out takes the system down.",
        pt: "Cada réplica abre o próprio pool. No máximo de réplicas os pools juntos precisam ficar abaixo do limite do banco, \
             ou escalar derruba o sistema.",
        es: "Cada réplica abre su propio pool. Con el máximo de réplicas los pools juntos deben quedar por debajo del límite de \
             la base de datos, o escalar tumba el sistema.",
    },
    source: "PostgreSQL wiki: Number Of Database Connections; HikariCP: About Pool Sizing",
    bad: "\
# Capacity plan
## Infrastructure
- API: 4 to 10 replicas
- PostgreSQL: max_connections = 150
- Connection pool: 20 per replica of the API
",
    good: "\
# Capacity plan
## Infrastructure
- API: 4 to 10 replicas
- PostgreSQL: max_connections = 250
- Connection pool: 20 per replica of the API
",
    check,
};

static EXCEEDED: Text = Text {
    en: "{replicas} replicas × {pool} = {computed} connections, {limit} are allowed",
    pt: "{replicas} réplicas × {pool} = {computed} conexões; o limite é {limit}",
    es: "{replicas} réplicas × {pool} = {computed} conexiones; el límite es {limit}",
};
static LIMIT: Text = Text { en: "the limit", pt: "o limite", es: "el límite" };
static REPLICAS: Text = Text { en: "the replicas", pt: "as réplicas", es: "las réplicas" };
static HELP: Text = Text {
    en: "use a pool of {most} per replica at most, raise the limit, or put a pooler between them",
    pt: "use um pool de no máximo {most} por réplica, aumente o limite ou ponha um pooler no meio",
    es: "use un pool de {most} por réplica como máximo, suba el límite o ponga un pooler en medio",
};
static HOLDS: Text = Text {
    en: "{replicas} replicas × {pool} = {computed} connections of {limit}",
    pt: "{replicas} réplicas × {pool} = {computed} conexões de {limit}",
    es: "{replicas} réplicas × {pool} = {computed} conexiones de {limit}",
};

static USED: Text = Text {
    en: "{used} connections are used, {limit} are allowed",
    pt: "{used} conexões em uso; o limite é {limit}",
    es: "{used} conexiones en uso; el límite es {limit}",
};
static FEWER: Text = Text {
    en: "raise the limit, use smaller pools, or put a pooler between them",
    pt: "aumente o limite, use pools menores ou ponha um pooler no meio",
    es: "suba el límite, use pools más pequeños o ponga un pooler en medio",
};
static OF: Text =
    Text { en: "{used} connections of {limit}", pt: "{used} conexões de {limit}", es: "{used} conexiones de {limit}" };

/// What the document itself says is used, against what it says is allowed.
fn check_stated(canvas: &Canvas, out: &mut Outcomes) {
    for connections in &canvas.connections {
        let value = |&at: &usize| canvas.facts.get(at)?.quantity.bounds().value();
        let Some(limit) = canvas.facts.get(connections.limit).filter(|f| !quota::is_replaced(canvas, f)) else {
            continue;
        };
        let numbers: Option<Vec<Decimal>> = connections.used.iter().map(value).collect();
        let sum = numbers.unwrap_or_default().into_iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(n));
        let (Some(used), Some(allowed)) = (sum, limit.quantity.bounds().high) else { continue };
        let spans = connections.used.iter().filter_map(|&at| canvas.facts.get(at)).map(|f| f.span);
        let text = if used > allowed { &USED } else { &OF };
        let shown = |n: Decimal| limit.notation.figure(n, None);
        let message = text.with("used", shown(used)).with("limit", shown(allowed));
        if used <= allowed {
            out.pass(limit.span, spans, message);
            continue;
        }
        let finding = out.find(limit.span, message);
        finding.figures(shown(used), shown(allowed)).help(FEWER.plain());
        finding.places.extend(spans);
    }
}

fn check(canvas: &Canvas, out: &mut Outcomes) {
    // What is opened to a pooler is not opened to the database.
    if !has_pooler(canvas, |_| true) {
        check_pools(canvas, out);
    }
    // A pooler that only is the answer to a risk is not there yet, and what the document itself counts goes without it.
    let in_place = |said: &Saying| !said.sections.contains(SectionKind::Risks);
    if out.findings.is_empty() && !has_pooler(canvas, in_place) {
        check_stated(canvas, out);
    }
}

fn check_pools(canvas: &Canvas, out: &mut Outcomes) {
    let infra = || canvas.facts_in(SectionKind::Infrastructure).filter(|f| f.quantity.relation == Relation::Equal);
    let limit = only(infra().filter(|f| is_limit(f))).filter(|f| !quota::is_replaced(canvas, f));
    let Some(limit) = limit else { return };
    check_products(canvas, limit, out);
    let mut pools: Vec<&Fact> = infra().filter(|f| is_pool(f) && !is_of_all(f) && !is_of_another(f, limit)).collect();
    // "16 pods × 20 connections = 320 connections": what a calculation comes to is of all.
    let results: HashSet<Span> =
        canvas.calculations.iter().flat_map(|c| &c.results).map(|result| result.span).collect();
    pools.retain(|f| !results.contains(&f.span) && !is_product_beside(canvas, f));
    // Beside "15 per pod" a number without that is what all of them come to.
    let each: Vec<usize> = pools.iter().filter(|f| f.quantity.each.is_some()).map(|f| f.entry).collect();
    pools.retain(|f| f.quantity.each.is_some() || !each.contains(&f.entry));
    for pool in &pools {
        let of = |named: bool| {
            let fleets = canvas.components.iter().filter(|c| match named {
                true => fleet::is_named(&c.name.value, &pool.label),
                false => !names_another(pool, &c.name.value),
            });
            let found: Vec<&Fact> = fleets.filter_map(|c| most_replicas(canvas, c, pool)).collect();
            if let [only] = found.as_slice() { Some(*only) } else { None }
        };
        // "API: 10 to 30 replicas, pool of 50": its own line says whose it is.
        let own = || {
            // "max_connections 150; pool of 30 per pod, 6 pods" is said in the line of the database.
            let pods = |f: &Fact| {
                let each = pool.quantity.each.as_ref().is_some_and(|each| each.entity == Entity::Pod);
                let per_pod = each || pool.behind.iter().take(2).any(|w| w == "pod");
                matches!(f.quantity.unit, Unit::Count(Entity::Pod)) && per_pod
            };
            let counts =
                |f: &&&Fact| f.entry == pool.entry && demand::is_count(f) && f.quantity.bounds().high.is_some();
            let replicas = canvas.components.iter().flat_map(|c| {
                let data = fleet::is_data(&c.name.value);
                c.replicas.iter().filter_map(|&at| canvas.facts.get(at)).filter(move |f| !data || pods(f))
            });
            let facts: Vec<&Fact> = replicas.collect();
            only(facts.iter().filter(counts).copied())
        };
        // One of several pools belongs to the component that it names.
        if let Some(replicas) = own().or_else(|| of(true)).or_else(|| of(false).filter(|_| pools.len() == 1)) {
            check_pool(pool, replicas, limit, out);
        }
    }
}

/// "max_connections = 150, 6 pods × 30 connections": the line of the limit says what is opened.
fn check_products(canvas: &Canvas, limit: &Fact, out: &mut Outcomes) {
    for pair in canvas.neighbours.iter().filter(|p| matches!(p.between.trim(), "x" | "×" | "*")) {
        let (replicas, pool) = (&canvas.facts[pair.first], &canvas.facts[pair.second]);
        let connections = pool.quantity.unit == Unit::Count(Entity::Connection) && pool.entry == limit.entry;
        let counted = matches!(&replicas.quantity.unit, Unit::Count(entity) if entity.is_machine());
        let alone = pair.behind.trim_matches(['.', ' ']).is_empty();
        if connections && counted && alone && !is_of_another(pool, limit) {
            check_pool(pool, replicas, limit, out);
        }
    }
}

fn check_pool(pool: &Fact, replicas: &Fact, limit: &Fact, out: &mut Outcomes) {
    let value = |f: &Fact| f.quantity.bounds().high;
    let (Some(count), Some(size), Some(allowed)) = (value(replicas), value(pool), value(limit)) else { return };
    let Some(computed) = count.checked_mul(size) else { return };
    let shown = |n: Decimal| limit.notation.figure(n, None);
    let text = if computed > allowed { &EXCEEDED } else { &HOLDS };
    let message = text
        .with("replicas", shown(count))
        .with("pool", shown(size))
        .with("computed", shown(computed))
        .with("limit", shown(allowed));
    if computed <= allowed {
        out.pass(pool.span, [replicas.span, limit.span], message);
        return;
    }
    let finding = out.find(pool.span, message);
    finding
        .label(limit.span, LIMIT.plain())
        .label(replicas.span, REPLICAS.plain())
        .figures(shown(computed), shown(allowed));
    if let Some(most) = allowed.checked_div(count) {
        finding.help(HELP.with("most", most.floor().normalize().to_string()));
    }
}

/// Whether a pooler stands between replicas and database, wherever the document says so: it has a limit of its own.
fn has_pooler(canvas: &Canvas, counts: impl Fn(&Saying) -> bool) -> bool {
    const POOLERS: &[&str] = &[
        "pgbouncer",
        "bouncer",
        "pgpool",
        "pgcat",
        "odyssey",
        "proxysql",
        "supavisor",
        "hyperdrive",
        "maxscale",
        "pooler",
        "rdsproxy",
    ];
    const BESIDE: &[&str] = &["rds", "sql", "db", "banco", "database", "base", "pg", "postgres", "conex", "connection"];
    let is_pooler = |word: &str| POOLERS.iter().any(|p| word.starts_with(p));
    let is_none = |w: &Word| match w.as_str() {
        // "No PgBouncer" is where it is, in Portuguese.
        "no" => canvas.language != Language::Pt,
        word => matches!(word, "sem" | "sin" | "without" | "nenhum" | "ningun" | "not"),
    };
    let named = |saying: &Saying| {
        let proxy = |w: &str| w == "proxy" && saying.says(BESIDE);
        // "Sem PgBouncer" names one that is not there.
        let here = |(at, w): (usize, &Word)| {
            (is_pooler(w) || proxy(w)) && !saying.words.iter().take(at).skip(at.saturating_sub(2)).any(is_none)
        };
        saying.is_named(POOLERS) || saying.words.iter().enumerate().any(here)
    };
    canvas.sayings.iter().any(|saying| counts(saying) && named(saying))
        || canvas.components.iter().map(|c| c.name.value.to_lowercase()).any(|c| POOLERS.iter().any(|p| c.contains(p)))
        || canvas.facts.iter().any(|f| f.sections.is_empty() && f.words.iter().any(|w| is_pooler(w)))
}

/// "Connection pool: 20 per replica", `pool_size: 20`.
fn is_pool(fact: &Fact) -> bool {
    let counted =
        matches!(fact.quantity.unit, Unit::Bare | Unit::Count(Entity::Connection)) && fact.quantity.per.is_none();
    const ONE: &[&str] = &["replica", "pod", "instanc", "cada", "each"];
    let copies = fact.behind.iter().take(5).any(|w| matches!(w.as_str(), "leitura" | "lectura" | "read"));
    let behind = fact.behind.iter().take(3).any(|w| ONE.iter().any(|stem| w.starts_with(stem)));
    let each = fact.quantity.each.is_some()
        || behind
        || demand::says(fact, 5, ONE)
        || fact.before.iter().any(|w| w == "cada" || w == "each");
    let sized = demand::says(fact, 4, &["size", "tamanho", "tamano"]);
    counted && !copies && demand::says(fact, 14, &["pool"]) && (each || sized) && !is_limit(fact)
}

/// "320 connections (16 pods × 20)": whether two other figures of its line make it.
fn is_product_beside(canvas: &Canvas, pool: &Fact) -> bool {
    /// Longer lines hold more than a product.
    const MOST: usize = 8;
    let value = |f: &Fact| f.quantity.bounds().value();
    let beside: Vec<Decimal> = canvas
        .facts
        .iter()
        .filter(|f| f.entry == pool.entry && f.span != pool.span)
        .filter_map(value)
        .filter(|value| *value > Decimal::ONE)
        .take(MOST)
        .collect();
    let makes = |one: &Decimal, other: &Decimal| one.checked_mul(*other) == value(pool);
    beside.iter().enumerate().any(|(at, one)| beside[at + 1..].iter().any(|other| makes(one, other)))
}

/// "200 no total", "total pool 200", "uses 200", "520 in use": what all replicas open together. "Each uses 20" is of
/// one.
fn is_of_all(fact: &Fact) -> bool {
    const TOTAL: &[&str] = &["total", "juntas", "juntos", "together"];
    const USED: &[&str] = &["use", "used", "uso", "usad", "em uso", "uses", "usa", "usam", "usan", "ocupad", "total"];
    let begins = |w: &Word, list: &[&str]| list.iter().any(|stem| w.starts_with(stem));
    let one = fact.quantity.each.is_some() || fact.before.iter().any(|w| w == "cada" || w == "each");
    let before = fact.before.iter().take(2).any(|w| begins(w, TOTAL))
        || fact.before.first().is_some_and(|w| matches!(w.as_str(), "uses" | "use" | "usa" | "usam" | "usan"));
    let behind = fact.behind.iter().take(2).any(|w| begins(w, USED) || begins(w, TOTAL));
    !one && (before || behind || fact.quantity.statistic == Some(Statistic::Total))
}

/// Whether a pool is of connections to something other than what the limit is of: "pool 100 (Redis)".
fn is_of_another(pool: &Fact, limit: &Fact) -> bool {
    const OTHERS: &[&str] =
        &["redis", "memcache", "cache", "kafka", "rabbit", "elastic", "opensearch", "http", "thread"];
    let near = pool.before.iter().take(4).chain(pool.behind.iter().take(3));
    let label = pool.label.to_lowercase();
    OTHERS.iter().any(|other| {
        let named = near.clone().any(|w| w.starts_with(other)) || label.contains(other);
        named && !limit.words.iter().any(|w| w.starts_with(other))
    })
}

/// Whether the words of a pool name a part that a component with another name is not: "api pool 15" and NATS.
fn names_another(pool: &Fact, component: &str) -> bool {
    const PARTS: &[&str] = &["api", "web", "app", "worker", "gateway", "backend", "frontend"];
    let name = component.to_lowercase();
    let named = |part: &&str| pool.words.iter().take(6).any(|w| w == *part || w.strip_suffix('s') == Some(*part));
    let mut parts = PARTS.iter().filter(|part| named(part)).peekable();
    parts.peek().is_some() && !parts.any(|part| name.contains(part))
}

/// `max_connections = 150`, "limit of 200 connections".
fn is_limit(fact: &Fact) -> bool {
    let counted =
        matches!(fact.quantity.unit, Unit::Bare | Unit::Count(Entity::Connection)) && fact.quantity.per.is_none();
    let near: Vec<&str> = fact.words.iter().take(5).map(Word::as_str).collect();
    let connections =
        near.iter().any(|w| w.starts_with("connection") || w.starts_with("conex") || w.starts_with("conexion"));
    let most = near.iter().any(|w| matches!(*w, "max" | "maximo" | "maximum" | "limite" | "limit" | "maxima"));
    // "max_connections = 150; pool of 30 per replica": the second is what is used.
    let pooled = fact.before.iter().take(3).any(|w| w == "pool");
    counted && connections && most && !pooled && !fact.is_of_each()
}

/// The most replicas of a component that opens the pool: the one that is named beside it, or any that serves requests.
fn most_replicas<'c>(canvas: &'c Canvas, component: &Component, pool: &Fact) -> Option<&'c Fact> {
    let replicas = component.replicas.iter().filter_map(|&at| canvas.facts.get(at));
    let most =
        replicas.filter(|f| demand::is_count(f) && f.entry != pool.entry).max_by_key(|f| f.quantity.bounds().high)?;
    (!fleet::is_data(&component.name.value) && most.quantity.bounds().high.is_some()).then_some(most)
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn what_a_product_comes_to_is_no_pool_of_each() {
        let text = |limit: u32| {
            format!(
                "# Plan\n## Infrastructure\n- web: 4 pods today, max 16 pods\n- PostgreSQL, max_connections = {limit}\n\
                 - Pool of web: 16 pods × 20 connections = 320 connections\n"
            )
        };
        assert_eq!(findings(&super::RULE, &text(500)), [""; 0]);
        assert_eq!(findings(&super::RULE, &text(300)).len(), 1);
        for line in
            ["Pool of web: 320 connections (16 pods × 20)", "Pool per pod: 20; pools at 16 pods: 320 connections"]
        {
            let text = text(500).replace("Pool of web: 16 pods × 20 connections = 320 connections", line);
            assert_eq!(findings(&super::RULE, &text), [""; 0], "{line}");
        }
    }

    #[test]
    fn where_a_new_limit_replaces_an_old_one_neither_is_judged() {
        for line in [
            "Hoje max_connections 100; passa pra 300 com a instância nova; 12 pods × 20 = 240",
            "Old DB 100 max connections, new one 500; 4 pods × 50 = 200",
            "max_connections was 100, now 400; 12 pods × 20 = 240",
            "Antes max_connections 100; con la instancia nueva 500; 12 pods × 20 = 240",
        ] {
            let text = format!("# Canvas\n## Infrastructure\n- {line}\n");
            assert_eq!(findings(&super::RULE, &text), [""; 0], "{line}");
        }
        let text = "# Canvas\n## Infrastructure\n- max_connections 100; 12 pods × 20 connections\n";
        assert_eq!(findings(&super::RULE, text).len(), 1);
    }

    #[test]
    fn pools_beside_or_under_their_limit_are_held_to_it() {
        let says = |lines: &str| findings(&super::RULE, &format!("# Plan\n## Infrastructure\n{lines}\n")).len();
        for (lines, fits) in [
            ("- PostgreSQL: `max_connections`: 150\n- pools: 9 replicas × 20 = 180", "150"),
            ("- PostgreSQL: `max_connections`: 150\n- pools: 9 réplicas × 20 = 180, mais 2 workers × 5 = 10", "150"),
            (
                "- **PostgreSQL**: `max_connections = 250`\n  - 12 pods × 20 conexões = 240\n  - 6 workers × 5 conexões = 30\n  - total: 270",
                "250",
            ),
            ("- **PostgreSQL**: `max_connections = 250`\n  - 12 pods × 20 conexiones = 240\n  - en total: 270", "250"),
        ] {
            assert_eq!(says(lines), 1, "{lines}");
            assert_eq!(says(&lines.replace(fits, "400")), 0, "{lines}");
        }
        for lines in [
            "- PostgreSQL: `max_connections`: 150\n- thread pools: 9 replicas × 20 = 180",
            "- PostgreSQL: `max_connections`: 150\n- Redis pool: 9 replicas × 20 = 180",
            "- **PostgreSQL**: `max_connections = 250`\n  - disks: 3 × 200 = 600\n  - total: 600",
        ] {
            assert_eq!(says(lines), 0, "{lines}");
        }
    }

    #[test]
    fn a_pooler_that_answers_a_risk_is_not_there_yet() {
        let says = |rest: &str| {
            let line =
                "**Connections:** 16 pods × 20 = 320, plus 4 workers × 5 = 20, total 340 of `max_connections = 300`.";
            findings(&super::RULE, &format!("# Plan\n## Infrastructure\n{line}\n{rest}\n")).len()
        };
        assert_eq!(says("## Risks\n| Risk | Mitigation |\n|---|---|\n| No connections left | PgBouncer |"), 1);
        assert_eq!(says("## Strategies\n- PgBouncer in front of PostgreSQL"), 0);
    }

    #[test]
    fn a_pooler_breaks_the_chain() {
        let text = "# Canvas\n## Infrastructure\n- API: 4 to 10 replicas\n- PostgreSQL: max_connections = 150\n- Connection pool: \
                    20 per replica of the API, through PgBouncer\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn a_pooler_on_a_line_without_a_number_breaks_it_too() {
        let text = "# Canvas\n## Infraestrutura\n- API: 4 a 10 réplicas\n- PostgreSQL: max_connections = 150\n- Connection pool: \
                    20 por réplica da API\n";
        assert_eq!(findings(&super::RULE, text).len(), 1);
        for line in ["PgBouncer em modo sessão na frente do banco", "Amazon RDS Proxy", "Um pooler fica entre os dois"]
        {
            assert!(findings(&super::RULE, &format!("{text}- {line}\n")).is_empty(), "{line}");
        }
        assert_eq!(findings(&super::RULE, &format!("{text}- Sem PgBouncer por enquanto\n")).len(), 1);
        let strategy = format!("{text}## Estratégias\n- **Conexões:** pgbouncer\n");
        assert!(findings(&super::RULE, &strategy).is_empty());
    }

    #[test]
    fn two_services_with_replicas_leave_it_open() {
        let text = "# Canvas\n## Infrastructure\n- API: 4 to 10 replicas\n- Workers: 8 replicas\n- PostgreSQL: max_connections = \
                    150\n- Connection pool: 20 per replica\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn what_is_used_is_held_against_what_is_allowed() {
        let says =
            |line: &str| findings(&super::RULE, &format!("# Canvas\n## Infraestructura\n- **Conexiones:** {line}\n"));
        assert_eq!(says("150 permitidas; 8 × 20 = 160 de la API y 3 × 10 = 30 de ubicación, 190 en uso").len(), 1);
        assert!(says("250 permitidas; 8 × 20 = 160 de la API y 3 × 10 = 30 de ubicación, 190 en uso").is_empty());
    }

    #[test]
    fn a_pool_in_the_line_of_its_component_is_multiplied_by_its_replicas() {
        let says = |line: &str| {
            let text = format!(
                "# Canvas\n## Infraestrutura\n- {line}\n- Busca: 8 a 40 réplicas\n- PostgreSQL: max_connections 1000\n"
            );
            findings(&super::RULE, &text)
        };
        let found = ["error «50» 30 replicas × 50 = 1500 connections, 1000 are allowed"];
        assert_eq!(says("API: 10 a 30 réplicas, pool de 50"), found);
        assert_eq!(says("API: 10 a 30 réplicas; cada réplica da API usa pool de 50 conexões").len(), 1);
        assert!(says("API: 10 a 18 réplicas, pool de 50").is_empty());
    }

    #[test]
    fn what_all_pools_come_to_is_not_multiplied_again() {
        let says = |line: &str| {
            findings(&super::RULE, &format!("# Plan\n## Infraestrutura\n{line}\n- Postgres: max_connections 300\n"))
        };
        for line in [
            "- API: 20 réplicas, pool de 10 conexões por réplica (200 no total)",
            "- API: 20 réplicas, pool de 10 conexiones por réplica (200 en total)",
            "- API: 20 replicas, pool 10/pod (200)",
            "- API: 20 replicas, pool 10/pod, total pool 200",
            "- API: 20 replicas, pool 10/pod, uses 200",
            "- API pool 15/pod (290 in use)\n- NATS: 30 nodes",
            "- Web: 20 replicas, pool 100 (Redis)",
        ] {
            assert_eq!(says(line), [""; 0], "{line}");
        }
        assert_eq!(says("- API: 20 réplicas, pool de 20 conexões por réplica").len(), 1);
        assert_eq!(says("- API: 20 réplicas; cada réplica usa pool de 20 conexões").len(), 1);
    }

    #[test]
    fn what_a_pooler_accepts_is_not_opened_to_the_database() {
        for lines in [
            "- Conexões: 30 pods × 20 = 600 conexões no PgBouncer\n- Postgres: max_connections = 100",
            "- Connections: 30 pods × 20 = 600 connections to the pooler; Postgres: max_connections = 100",
            "- Conexiones: 30 pods × 20 = 600 conexiones en PgBouncer; 100 permitidas en Postgres",
            "| Item | Valor |\n|---|---|\n| Conexões | 30 × 20 = 600 no pgbouncer |\n| max_connections | 100 |",
        ] {
            assert_eq!(findings(&super::RULE, &format!("# Canvas\n## Infraestrutura\n{lines}\n")), [""; 0], "{lines}");
        }
    }

    #[test]
    fn a_limit_of_each_of_several_databases_is_not_of_all() {
        for lines in [
            "- Connections: 60 pods × 20 = 1,200 connections over 4 shards, max_connections 500 per shard",
            "- API: 60 pods\n- Pool: 20 connections per pod\n- Postgres: max_connections = 500 on each shard",
            "- Conexões: 60 pods × 20 = 1.200 conexões em 4 shards, max_connections 500 em cada shard",
            "- Conexiones: 60 pods × 20 = 1.200 conexiones, máximo 500 por nodo",
            "| Item | Value |\n|---|---|\n| API | 60 pods |\n| Pool | 20 connections per pod, 60 × 20 = 1,200 |\n| max_connections | 500 per shard |",
        ] {
            assert_eq!(findings(&super::RULE, &format!("# Canvas\n## Infrastructure\n{lines}\n")), [""; 0], "{lines}");
        }
        let yaml = "infrastructure:\n  api:\n    replicas: 60\n  database:\n    pool_per_replica: 20\n    max_connections_per_node: 500\n";
        assert_eq!(findings(&super::RULE, yaml), [""; 0]);
    }

    #[test]
    fn a_pool_that_names_its_component_is_multiplied_by_its_replicas() {
        let says = |size: u8| {
            let text = format!(
                "# Canvas\n## Infrastructure\n```yaml\ninfrastructure:\n  web_api:\n    max_replicas: 6\n  worker:\n    replicas: \
                 2\n  postgresql:\n    max_connections: 200\n    api_pool_size: {size}\n    worker_pool_size: 5\n```\n"
            );
            findings(&super::RULE, &text)
        };
        assert_eq!(says(45), ["error «45» 6 replicas × 45 = 270 connections, 200 are allowed"]);
        assert!(says(15).is_empty());
    }

    #[test]
    fn results_of_one_line_may_hold_each_other() {
        let says = |limit: &str| {
            let text = format!(
                "# Plano\n## Infraestrutura\n- Banco: `max_connections` {limit}; pool por pod = 15 (20 × 15 = 300, mais 5 × 10 = 350)\n"
            );
            findings(&super::RULE, &text).len()
        };
        assert_eq!((says("400"), says("320")), (0, 1));
    }

    #[test]
    fn two_parts_that_use_connections_are_added_up() {
        let text =
            "# Canvas\n## Infraestrutura\n- **Conexões:** o banco aceita 200; 6 réplicas com pool de 40 usam 240.\n";
        assert_eq!(findings(&super::RULE, text).len(), 1);
        assert!(findings(&super::RULE, &text.replace("240", "140")).is_empty());
        let text = "# Canvas\n## Infrastructure\n- PostgreSQL: 50 connections allowed; 4 × 10 + 14 × 2 = 68 used.\n";
        assert_eq!(findings(&super::RULE, text).len(), 1);
    }

    #[test]
    fn a_pool_beside_its_limit_is_held_against_it() {
        for lines in [
            "- API: 8 réplicas\n- PostgreSQL: max_connections = 200; pool de 30 por réplica",
            "- PostgreSQL: max_connections = 200; pool of 30 per pod, 8 pods",
            "- MySQL: `max_connections: 200`, 8 pods × 30 conexiones",
            "| Item | Valor |\n|---|---|\n| PostgreSQL | max_connections = 200; 8 pods × 30 conexões |",
        ] {
            let text = |limit: &str| format!("# Canvas\n## Infraestrutura\n{}\n", lines.replace("200", limit));
            assert_eq!(
                findings(&super::RULE, &text("200")).len(),
                1,
                "{lines}: {:?}",
                findings(&super::RULE, &text("200"))
            );
            assert_eq!(findings(&super::RULE, &text("300")), Vec::<String>::new(), "{lines}");
        }
        let split =
            "# Canvas\n## Infraestrutura\n- PostgreSQL: 2 réplicas, max_connections = 50; pool de 30 por réplica\n";
        assert_eq!(findings(&super::RULE, split), Vec::<String>::new());
    }
}
