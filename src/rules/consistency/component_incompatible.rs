use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/component-incompatible",
    summary: Text {
        en: "products that do not go together, or cannot do what is planned",
        pt: "produtos que não combinam, ou não fazem o que está previsto",
        es: "productos que no combinan, o no hacen lo que está previsto",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure, SectionKind::Strategies],
    why: Text {
        en: "A strategy that its product cannot carry out scales nothing, and nobody notices before it is needed. What is \
             known here is little and dated; the documentation of the product decides.",
        pt: "Uma estratégia que o produto não consegue executar não escala nada, e ninguém percebe antes de precisar. O que \
             se sabe aqui é pouco e tem data; a documentação do produto decide.",
        es: "Una estrategia que su producto no puede ejecutar no escala nada, y nadie lo nota antes de necesitarla. Lo que se \
             sabe aquí es poco y tiene fecha; la documentación del producto decide.",
    },
    source: "documentation of the products, see each entry; last looked at in 2026",
    bad: "\
# Plano de escalabilidade
## Infraestrutura
- Banco: MongoDB com 3 nós
- Conexões: PgBouncer na frente do banco
",
    good: "\
# Plano de escalabilidade
## Infraestrutura
- Banco: PostgreSQL com 3 nós
- Conexões: PgBouncer na frente do banco
",
    check,
};

/// A product, those it works with, and those it is taken for by mistake.
struct Pair {
    product: &'static str,
    works_with: &'static [&'static str],
    not_with: &'static [&'static str],
    documented: &'static str,
}

/// What is known, 2026.
const PAIRS: &[Pair] = &[
    Pair {
        product: "pgbouncer",
        works_with: POSTGRES,
        not_with: &["mongodb", "mongo", "mysql", "mariadb", "dynamodb"],
        documented: "https://www.pgbouncer.org/features.html",
    },
    Pair {
        product: "pgpool",
        works_with: POSTGRES,
        not_with: &["mongodb", "mongo", "mysql", "mariadb", "dynamodb"],
        documented: "https://www.pgpool.net/docs/latest/en/html/intro-whatis.html",
    },
];

/// Names of PostgreSQL and of what speaks its protocol.
const POSTGRES: &[&str] = &[
    "postgresql",
    "postgres",
    "pg",
    "psql",
    "timescaledb",
    "citus",
    "aurora",
    "cockroachdb",
    "supabase",
    "neon",
    "rds",
    "alloydb",
    "yugabyte",
    "redshift",
];

/// Where Redis says that the policy is one per instance.
const REDIS_EVICTION: &str = "https://redis.io/docs/latest/develop/reference/eviction/";

static PAIR: Text = Text {
    en: "{product} does not work with {other}",
    pt: "{product} não funciona com {other}",
    es: "{product} no funciona con {other}",
};
static OTHER: Text = Text { en: "{other} is named here", pt: "{other} aparece aqui", es: "{other} aparece aquí" };
static PAIR_HELP: Text = Text {
    en: "use what {other} has for that itself, or name the store that {product} is for: {documented}",
    pt: "use o que {other} tem para isso, ou diga para qual banco é {product}: {documented}",
    es: "use lo que {other} tiene para eso, o diga para qué base es {product}: {documented}",
};
static EVICTION: Text = Text {
    en: "one Redis has one eviction policy, here are {one} and {other}",
    pt: "um Redis tem uma só política de remoção, aqui há {one} e {other}",
    es: "un Redis tiene una sola política de expulsión, aquí hay {one} y {other}",
};
static EVICTION_HELP: Text = Text {
    en: "give each cache an instance of its own, or choose one policy: {documented}",
    pt: "dê a cada cache uma instância própria, ou escolha uma política: {documented}",
    es: "dé a cada caché una instancia propia, o elija una política: {documented}",
};
/// Where Amazon says that S3 scales by itself.
const S3_PERFORMANCE: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html";

static OBJECTS: Text = Text {
    en: "a bucket has no auto-scaling to switch on: it grows, and takes more requests, by itself",
    pt: "um bucket não tem auto-scaling para habilitar: ele cresce, e aceita mais requisições, sozinho",
    es: "un bucket no tiene autoescalado que activar: crece, y acepta más peticiones, por sí solo",
};
static OBJECTS_HELP: Text = Text {
    en: "take the action out, or say what is to be changed: key prefixes, a storage class, a lifecycle: {documented}",
    pt: "tire a ação, ou diga o que deve mudar: prefixos das chaves, classe de armazenamento, ciclo de vida: {documented}",
    es: "quite la acción, o diga qué debe cambiar: prefijos de las claves, clase de almacenamiento, ciclo de vida: {documented}",
};
/// Where Kafka says on how many brokers a topic is kept.
const KAFKA_REPLICATION: &str = "https://kafka.apache.org/documentation/#replication";

static COPIES: Text = Text {
    en: "{brokers} cannot keep {copies} copies, each broker keeps one at most",
    pt: "{brokers} não guardam {copies} cópias, cada broker guarda no máximo uma",
    es: "{brokers} no guardan {copies} copias, cada broker guarda una como máximo",
};
static BROKERS: Text = Text { en: "so many brokers", pt: "quantos brokers são", es: "cuántos brokers son" };
static COPIES_HELP: Text = Text {
    en: "plan {copies} brokers at least, or a smaller replication factor: {documented}",
    pt: "planeje pelo menos {copies} brokers, ou um fator de replicação menor: {documented}",
    es: "prevea al menos {copies} brokers, o un factor de replicación menor: {documented}",
};
static KNOWN: Text = Text {
    en: "what was documented in 2026 still holds",
    pt: "o que estava documentado em 2026 ainda vale",
    es: "lo documentado en 2026 sigue vigente",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.assumptions.product_facts {
        return;
    }
    let named = |name: &str| canvas.products.named.iter().find(|(n, _)| n == name).map(|(_, written)| written);
    for pair in PAIRS {
        let Some(product) = named(pair.product) else { continue };
        if pair.works_with.iter().any(|n| named(n).is_some()) {
            continue;
        }
        let Some(other) = pair.not_with.iter().find_map(|n| named(n)) else { continue };
        let message =
            |text: &'static Text| text.with("product", product.value.as_str()).with("other", other.value.as_str());
        out.find(product.span, message(&PAIR))
            .label(other.span, OTHER.with("other", other.value.as_str()))
            .assuming(KNOWN.plain())
            .help(message(&PAIR_HELP).with("documented", pair.documented));
    }
    let evictions = &canvas.products.evictions;
    for (at, (first, redis)) in evictions.iter().enumerate() {
        let same = |(_, other): &&(_, usize)| other == redis;
        if evictions[..at].iter().any(|e| same(&e)) {
            continue;
        }
        let other = |(p, _): &&(Spanned<String>, usize)| is_other_policy(&p.value, &first.value);
        let Some((second, _)) = evictions[at + 1..].iter().filter(same).find(other) else { continue };
        out.find(second.span, EVICTION.with("one", second.value.as_str()).with("other", first.value.as_str()))
            .label(first.span, OTHER.with("other", first.value.as_str()))
            .assuming(KNOWN.plain())
            .help(EVICTION_HELP.with("documented", REDIS_EVICTION));
    }
    for component in &canvas.components {
        copies(canvas, component, out);
    }
    for line in canvas.sayings.iter().filter(|line| scales_objects(line)) {
        out.find(line.span, OBJECTS.plain())
            .assuming(KNOWN.plain())
            .help(OBJECTS_HELP.with("documented", S3_PERFORMANCE));
    }
}

/// "allkeys-lru" and "lru" may be one policy, "allkeys-lru" and "volatile-lru" are two.
fn is_other_policy(one: &str, other: &str) -> bool {
    let kind = |policy: &str| policy.rsplit('-').next().unwrap_or("").to_owned();
    match one.contains('-') == other.contains('-') {
        true => one != other,
        false => kind(one) != kind(other),
    }
}

/// "3 brokers, replication factor 5": more copies than there are brokers to keep them.
fn copies(canvas: &Canvas, component: &Component, out: &mut Outcomes) {
    let facts = || component.facts.iter().filter_map(|&at| canvas.facts.get(at)).filter(|f| !f.is_remark());
    let broker = |f: &&Fact| {
        let counted = matches!(demand::entity(f), Some(Entity::Thing(noun)) if noun == "broker");
        counted || f.quantity.unit == Unit::Bare && f.label.eq_ignore_ascii_case("brokers")
    };
    let Some((brokers, factor)) = only(facts().filter(broker)).zip(only(facts().filter(|f| is_replication(f)))) else {
        return;
    };
    let (most, wanted) = (brokers.quantity.bounds().high, factor.quantity.bounds().low);
    let whole = demand::is_count(brokers) && !brokers.is_of_each() && most > Some(Decimal::ZERO);
    if let Some(wanted) = wanted.filter(|wanted| whole && Some(*wanted) > most) {
        let copies = wanted.normalize().to_string();
        out.find(factor.span, COPIES.with("brokers", demand::shown(brokers)).with("copies", copies.as_str()))
            .label(brokers.span, BROKERS.plain())
            .assuming(KNOWN.plain())
            .help(COPIES_HELP.with("copies", copies).with("documented", KAFKA_REPLICATION));
    }
}

/// "Replication factor 5", "fator de replicação: 5", "RF 5".
fn is_replication(fact: &Fact) -> bool {
    let plain = matches!(fact.quantity.unit, Unit::Bare | Unit::Factor) && fact.quantity.per.is_none();
    let label = fact.label.to_lowercase();
    let near = || fact.before.iter().take(3).map(|w| w.as_str()).chain(label.split(['_', ' ', '.']));
    let factor = near().any(|w| matches!(w, "factor" | "fator")) && near().any(|w| w.starts_with("replica"));
    plain && (factor || fact.before.first().is_some_and(|w| *w == "rf"))
}

/// "Enable auto-scaling of the S3 bucket".
fn scales_objects(line: &Saying) -> bool {
    const STORES: &[&str] = &["s3", "bucket", "buckets", "gcs"];
    const SERVERS: &[&str] = &["ec2", "ecs", "eks", "api", "worker", "workers", "pods", "replicas", "instances"];
    const NEGATED: &[&str] = &["not", "nao", "sem", "sin", "without", "sozinho", "itself", "needed"];
    let words = || line.names.iter().chain(&line.words);
    let says = |list: &[&str]| words().any(|w| list.contains(&w.as_str()));
    let pairs = line.words.windows(2);
    let auto = |w: &Word| matches!(w.as_str(), "autoscaling" | "autoescalado" | "autoescala" | "autoescalamento");
    // "No auto-scaling"; in Portuguese "no" is "in the", and stands before the bucket.
    let denied = line.words.windows(2).any(|p| p[0] == "no" && p[1].starts_with("auto"));
    let parted = pairs.into_iter().any(|p| p[0] == "auto" && p[1].starts_with("scal"));
    let scaling = !denied && (parted || words().any(auto));
    scaling && says(STORES) && !says(SERVERS) && !says(NEGATED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pooler_beside_both_stores_is_left_alone() {
        let text = "# Plan\n## Infrastructure\n- MongoDB for events\n- PostgreSQL for orders, PgBouncer in front\n";
        assert!(findings(&RULE, text).is_empty());
    }

    #[test]
    fn a_bucket_needs_no_autoscaling() {
        let says = |line: &str| findings(&RULE, &format!("# Plan\n## Infrastructure\n- {line}\n")).len();
        assert_eq!(says("Habilitar Auto-Scaling no bucket S3"), 1);
        assert_eq!(says("Storage: enable autoscaling of the S3 bucket"), 1);
        assert_eq!(says("Activar el autoescalado del bucket"), 1);
        assert_eq!(says("S3 scales by itself, no auto-scaling needed"), 0);
        assert_eq!(says("Autoscaling of the API, which writes to S3"), 0);
        assert_eq!(says("Bucket S3 para as imagens"), 0);
    }

    #[test]
    fn two_policies_on_one_redis_are_found_and_on_two_are_not() {
        let yaml = "redis_cluster:\n  caches:\n    - name: search\n      eviction_policy: allkeys-lru\n    - name: pages\n      eviction_policy: allkeys-lfu\n";
        assert_eq!(findings(&RULE, yaml).len(), 1, "{:?}", findings(&RULE, yaml));
        let beside = |policy: &str| {
            format!(
                "# Plan\n## Infrastructure\n```yaml\nredis:\n  memory_policy: allkeys-lru\ncaches:\n  - name: pages\n    eviction_policy: {policy}\n```\n"
            )
        };
        assert_eq!(findings(&RULE, &beside("lfu")).len(), 1);
        assert!(findings(&RULE, &beside("lru")).is_empty());
        let yaml = "redis_search:\n  eviction_policy: allkeys-lru\nredis_pages:\n  eviction_policy: allkeys-lfu\n";
        assert!(findings(&RULE, yaml).is_empty());
    }

    #[test]
    fn a_cluster_keeps_no_more_copies_than_it_has_brokers() {
        let says = |line: &str| findings(&RULE, &format!("# Plan\n## Infrastructure\n- {line}\n")).len();
        for line in [
            "Kafka: 3 brokers, replication factor 5",
            "Kafka com 3 brokers e fator de replicação 5",
            "Kafka: 3 brokers, factor de replicación: 5",
            "Kafka: 3 brokers, RF 5",
        ] {
            assert_eq!(says(line), 1, "{line}");
            assert_eq!(says(&line.replace('5', "3")), 0, "{line}");
        }
        for line in [
            "Kafka: 3 to 6 brokers, replication factor 5",
            "Kafka: 3 brokers per zone, replication factor 5",
            "Kafka: 3 brokers today, 5 brokers in 2027, replication factor 5",
            "Kafka: 3 brokers, 5 replicas of the API",
            "Kafka: 3 brokers, replication factor 3, 5 partitions",
        ] {
            assert_eq!(says(line), 0, "{line}");
        }
        let yaml = "infrastructure:\n  kafka:\n    brokers: 3\n    replication_factor: 5\n";
        assert_eq!(findings(&RULE, yaml).len(), 1);
    }
}
