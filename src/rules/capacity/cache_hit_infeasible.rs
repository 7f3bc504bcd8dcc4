use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/cache-hit-infeasible",
    summary: Text {
        en: "a hit rate that entries so short-lived cannot reach",
        pt: "uma taxa de acerto que entradas de vida tão curta não alcançam",
        es: "una tasa de aciertos que entradas de vida tan corta no alcanzan",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure, SectionKind::Strategies],
    why: Text {
        en: "An entry is worth something only when it is asked for again before it expires. With λ reads per second spread over k keys that live T seconds, λT / (λT + k) of the reads hit: at a low rate only a handful of keys can be kept warm.",
        pt: "Uma entrada só vale se for pedida de novo antes de expirar. Com λ leituras por segundo sobre k chaves que vivem T segundos, λT / (λT + k) das leituras acertam: com pouca taxa só um punhado de chaves fica quente.",
        es: "Una entrada solo vale si se pide otra vez antes de expirar. Con λ lecturas por segundo sobre k claves que viven T segundos, aciertan λT / (λT + k) de las lecturas: con poca tasa solo un puñado de claves sigue caliente.",
    },
    source: "Jung, Berger, Balakrishnan, Modeling TTL-based Internet Caches, INFOCOM 2003: h = λT / (1 + λT) for each key",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 100 requests/h
## Strategies
- Cache of the reports: TTL of 5 min, hit rate of at least 80%
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 100 requests/h
## Strategies
- Cache of the reports: TTL of 24 h, hit rate of at least 80%
",
    check,
};

/// So few different keys are no cache of anything that people choose from.
const FEW: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

static SELDOM: Text = Text {
    en: "at {rate} an entry that lives {ttl} reaches {target} only with up to {keys} different keys",
    pt: "a {rate}, uma entrada que vive {ttl} só chega a {target} com até {keys} chaves diferentes",
    es: "a {rate}, una entrada que vive {ttl} solo llega a {target} con hasta {keys} claves distintas",
};
static RATE: Text = Text { en: "the highest rate", pt: "a maior taxa", es: "la mayor tasa" };
static TTL: Text =
    Text { en: "how long an entry lives", pt: "quanto vive uma entrada", es: "cuánto vive una entrada" };
static EVENLY: Text = Text {
    en: "every request reads the cache, and all keys are asked for equally often",
    pt: "toda requisição lê o cache, e todas as chaves são pedidas com a mesma frequência",
    es: "toda petición lee la caché, y todas las claves se piden con la misma frecuencia",
};
static HELP: Text = Text {
    en: "let entries live longer, renew them before they expire, or aim lower",
    pt: "deixe as entradas viverem mais, renove antes de expirar ou mire mais baixo",
    es: "deje vivir más a las entradas, renuévelas antes de que expiren o apunte más bajo",
};
static HOLDS: Text = Text {
    en: "at {rate} an entry that lives {ttl} can reach {target} with {keys} different keys",
    pt: "a {rate}, uma entrada que vive {ttl} pode chegar a {target} com {keys} chaves diferentes",
    es: "a {rate}, una entrada que vive {ttl} puede llegar a {target} con {keys} claves distintas",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    // The highest rate of anything: at a lower one fewer keys stay warm.
    let per_second = |f: &Fact| f.quantity.in_period(Period::Second).and_then(|i| i.ordered().high);
    let rates = canvas
        .facts_in(SectionKind::Volumes)
        .filter(|f| f.metric == Metric::Throughput && demand::entity(f).is_some() && f.quantity.each.is_none());
    let Some((rate, reads)) = rates.filter_map(|f| Some((f, per_second(f)?))).max_by_key(|(_, n)| *n) else { return };
    for target in canvas.facts.iter().filter(|f| is_target(f)) {
        let Some(ttl) = lifetime(canvas, target) else { continue };
        let lives = ttl.quantity.base().and_then(|b| b.ordered().high);
        let share = target.quantity.base().and_then(|b| b.ordered().low.or(b.high));
        let Some(share) = share.filter(|h| *h > Decimal::ZERO && *h < Decimal::ONE) else { continue };
        // h = λT / (λT + k), so k = λT (1 - h) / h.
        let within = lives.and_then(|t| reads.checked_mul(t));
        let keys = within.and_then(|n| n.checked_mul(Decimal::ONE - share)?.checked_div(share));
        let Some(keys) = keys else { continue };
        let keys = keys.floor();
        let text = if keys <= FEW { &SELDOM } else { &HOLDS };
        let message = text
            .with("rate", demand::named(rate))
            .with("ttl", demand::shown(ttl))
            .with("target", demand::shown(target))
            .with("keys", rate.notation.figure(keys.normalize(), Some(0)));
        if keys > FEW {
            out.pass(target.span, [ttl.span, rate.span], message);
            continue;
        }
        out.find(target.span, message)
            .label(ttl.span, TTL.plain())
            .label(rate.span, RATE.plain())
            .assuming(EVENLY.plain())
            .help(HELP.plain());
    }
}

/// A hit rate that is aimed at, not one that alarms.
fn is_target(fact: &Fact) -> bool {
    let planned = [SectionKind::Infrastructure, SectionKind::Strategies, SectionKind::Objective, SectionKind::LoadTest];
    let inside = planned.into_iter().any(|s| fact.sections.contains(s));
    let bound = matches!(fact.quantity.relation, Relation::Equal | Relation::AtLeast | Relation::More);
    // What is renewed before it expires is never missed.
    let renewed = || demand::says(fact, 24, &["renov", "refresh", "prewarm", "aquec", "precarg", "invalid", "warm"]);
    fact.metric == Metric::HitRate && inside && bound && !fact.quantity.increment && !renewed()
}

/// How long what the target is about is kept: in the same line, or as the one lifetime of a cache there is.
fn lifetime<'c>(canvas: &'c Canvas, target: &Fact) -> Option<&'c Fact> {
    let cached = |f: &&Fact| demand::says(f, 24, &["cache", "redis", "memcache"]);
    let beside = canvas.facts.iter().find(|f| f.line == target.line && is_lifetime(f));
    beside.or_else(|| only(canvas.facts.iter().filter(|f| is_lifetime(f)).filter(cached)))
}

/// How long an entry is kept.
fn is_lifetime(fact: &Fact) -> bool {
    let kept = ["ttl", "expir", "valid", "vida", "caduc", "lifetime", "vence"];
    matches!(fact.quantity.unit, Unit::Duration(_)) && demand::says(fact, 5, &kept)
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(volumes: &str, cache: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Plano\n## Volumes\n{volumes}\n## Estratégias\n{cache}\n"))
    }

    #[test]
    fn few_requests_keep_few_keys_warm() {
        let said = says("- Pico de 100 requisições/h", "- Cache: TTL de 5 min, taxa de acerto de 80%");
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("only with up to 2 different keys"), "{said:?}");
    }

    #[test]
    fn the_one_lifetime_of_a_cache_may_stand_elsewhere() {
        let says = |risk: &str| {
            findings(
                &super::RULE,
                &format!(
                    "# Plan\n## Volumes\n- Peak of 60 quotes/h\n## Risks\n- Risk: old answers in the cache\n  - Mitigation: {risk}\n## Load test\n- Cache hit rate >= 70%\n"
                ),
            )
        };
        assert_eq!(says("TTL of 10 min").len(), 1, "{:?}", says("TTL of 10 min"));
        assert!(says("TTL of 8 h").is_empty());
        assert!(says("TTL of 10 min for prices, TTL of 8 h in the cache of names").is_empty());
    }

    #[test]
    fn at_a_common_rate_a_short_life_is_enough() {
        assert!(says("- Pico de 100 req/s", "- Cache: TTL de 5 min, taxa de acerto de 80%").is_empty());
    }

    #[test]
    fn what_is_renewed_in_time_is_not_missed() {
        let cache = "- Cache: TTL de 5 min, taxa de acerto de 95%, renovado em segundo plano";
        assert!(says("- Pico de 100 requisições/h", cache).is_empty());
    }
}
