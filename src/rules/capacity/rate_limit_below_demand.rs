use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/rate-limit-below-demand",
    summary: Text {
        en: "a quota below what the planned peak asks of it",
        pt: "uma cota abaixo do que o pico planejado exige dela",
        es: "una cuota por debajo de lo que el pico previsto le exige",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure, SectionKind::Volumes],
    why: Text {
        en: "Every order, advert or message that calls an external service spends its quota. The peak decides, not the day: \
             what exceeds a quota per minute is refused in that minute.",
        pt: "Cada pedido, anúncio ou mensagem que chama um serviço externo gasta a cota dele. Quem decide é o pico, não o dia: o \
             que passa de uma cota por minuto é recusado naquele minuto.",
        es: "Cada pedido, anuncio o mensaje que llama a un servicio externo gasta su cuota. Decide el pico, no el día: lo que \
             supera una cuota por minuto se rechaza en ese minuto.",
    },
    source: "AWS Well-Architected, Reliability pillar: manage service quotas",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 300 adverts/min
- Each advert makes 1 call to the language model
## Infrastructure
- Language model (external): quota of 120 calls/min
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 300 adverts/min
- Each advert makes 1 call to the language model
## Infrastructure
- Language model (external): quota of 400 calls/min
",
    check,
};

static BELOW: Text = Text {
    en: "{peak} × {calls} are {computed}, the quota is {quota}",
    pt: "{peak} × {calls} dão {computed}, a cota é {quota}",
    es: "{peak} × {calls} dan {computed}, la cuota es {quota}",
};
static PEAK: Text = Text { en: "the planned peak", pt: "o pico planejado", es: "el pico previsto" };
static CALLS: Text = Text { en: "what each of them asks", pt: "o que cada um exige", es: "lo que exige cada uno" };
static HELP: Text = Text {
    en: "ask for a quota of {computed}, or put a queue before the service and say how long it may take",
    pt: "peça uma cota de {computed}, ou ponha uma fila antes do serviço e diga quanto ela pode demorar",
    es: "pida una cuota de {computed}, o ponga una cola delante del servicio y diga cuánto puede tardar",
};
static CACHED: Text = Text {
    en: "no cache answers a part of the calls",
    pt: "nenhum cache responde parte das chamadas",
    es: "ninguna caché responde parte de las llamadas",
};
static QUEUED: Text = Text {
    en: "the calls cannot wait in a queue until the peak is over",
    pt: "as chamadas não podem esperar numa fila até o pico passar",
    es: "las llamadas no pueden esperar en una cola hasta que pase el pico",
};
static HOLDS: Text = Text {
    en: "{peak} × {calls} are {computed}, of a quota of {quota}",
    pt: "{peak} × {calls} dão {computed}, de uma cota de {quota}",
    es: "{peak} × {calls} dan {computed}, de una cuota de {quota}",
};

static STATED: Text = Text {
    en: "{used} are needed, the quota is {quota}",
    pt: "o uso previsto é de {used}, a cota é de {quota}",
    es: "el uso previsto es de {used}, la cuota es de {quota}",
};
static WITHIN: Text = Text {
    en: "{used} of a quota of {quota}",
    pt: "{used} de uma cota de {quota}",
    es: "{used} de una cuota de {quota}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_ratios(canvas, out);
    if out.findings.is_empty() {
        check_stated(canvas, out);
    }
}

/// What the line of a quota itself says is needed of it.
fn check_stated(canvas: &Canvas, out: &mut Outcomes) {
    let per_second = |f: &Fact| f.quantity.in_period(Period::Second).map(Interval::ordered);
    for quota in quota::quotas(canvas) {
        let Some(allowed) = per_second(quota).and_then(|i| i.high) else { continue };
        let line: Vec<&Fact> = canvas.facts.iter().filter(|f| f.line == quota.line && f.span != quota.span).collect();
        let of_quota = |f: &&&Fact| f.metric == Metric::Throughput && demand::entity(f) == demand::entity(quota);
        let used: Vec<&&Fact> = line.iter().filter(of_quota).filter(|f| is_use(f)).collect();
        // Of two uses one may be that of a part.
        let [used] = used.as_slice() else { continue };
        let Some(needed) = per_second(used).and_then(|i| i.low.or(i.high)) else { continue };
        let text = if needed > allowed { &STATED } else { &WITHIN };
        let message = text.with("used", demand::shown(used)).with("quota", demand::shown(quota));
        if needed <= allowed {
            out.pass(quota.span, [used.span], message);
            continue;
        }
        let finding = out.find(quota.span, message);
        finding
            .label(used.span, CALLS.plain())
            .figures(demand::shown(used), demand::shown(quota))
            .help(HELP.with("computed", demand::shown(used)));
        if used.quantity.approximate || queued(canvas) {
            finding.severity(Severity::Warning).assuming(QUEUED.plain());
        }
    }
}

/// "No pico usamos 336 chamadas/min", "4.6 calls/s at peak": a rate that is needed, by the words beside it.
fn is_use(fact: &Fact) -> bool {
    const NEEDED: &[&str] = &[
        "pico", "peak", "usamos", "usam", "usan", "use", "uso", "using", "need", "precis", "necesit", "demand",
        "expect", "esper", "previst", "son", "dao", "make", "send", "envia",
    ];
    const RAISED: &[&str] =
        &["ate", "hasta", "until", "raise", "aument", "burst", "rajada", "contrat", "plano", "plan"];
    let own = fact.written.split_whitespace().count() + 1;
    // "No pico usamos 2 chamadas por pedido, 336 chamadas/min": what stands before the number before it.
    let further = fact.words.iter().skip(own).take(if fact.before.is_empty() { 9 } else { 0 });
    let beside: Vec<&String> = fact.before.iter().take(5).chain(fact.behind.iter().take(4)).chain(further).collect();
    let says = |stems: &[&str]| beside.iter().any(|w| stems.iter().any(|s| w.starts_with(s)));
    let peak = matches!(fact.quantity.statistic, Some(Statistic::Peak | Statistic::Maximum));
    let plain = fact.quantity.each.is_none() && !fact.quantity.increment && fact.quantity.relation != Relation::AtMost;
    plain && (peak || says(NEEDED)) && !says(RAISED)
}

/// Whether calls may wait until the quota has room for them.
fn queued(canvas: &Canvas) -> bool {
    canvas.speaks_of(Topic::Queue)
}

fn check_ratios(canvas: &Canvas, out: &mut Outcomes) {
    let quotas: Vec<&Fact> = quota::quotas(canvas).filter(|q| demand::entity(q) == Some(&Entity::Request)).collect();
    // With two services nobody knows whose calls are counted.
    let [quota] = quotas.as_slice() else { return };
    let (Some(period), Some(allowed)) = (quota.quantity.per, quota.quantity.base().and_then(|b| b.high)) else {
        return;
    };
    for calls in canvas.facts.iter().filter(|f| is_ratio(f)) {
        let (Some(each), Some((peak, per_second))) = (calls.quantity.bounds().low, peak_of(canvas, calls)) else {
            continue;
        };
        let asked =
            Interval::point(per_second).mul(&period.seconds_range()).and_then(|p| p.ordered().low?.checked_mul(each));
        let Some(asked) = asked else { continue };
        let computed = quota.notation.print(asked.round_dp(1).normalize(), None);
        let limit = demand::shown(quota);
        let text = if asked > allowed { &BELOW } else { &HOLDS };
        let message = text
            .with("peak", demand::shown(peak))
            .with("calls", demand::shown(calls))
            .with("computed", computed.as_str())
            .with("quota", limit.as_str());
        if asked <= allowed {
            out.pass(quota.span, [peak.span, calls.span], message);
            continue;
        }
        let finding = out.find(quota.span, message);
        finding
            .label(peak.span, PEAK.plain())
            .label(calls.span, CALLS.plain())
            .figures(computed.as_str(), limit)
            .help(HELP.with("computed", computed));
        let cached = canvas.facts.iter().any(|f| f.metric == Metric::HitRate);
        if cached || [calls, peak, *quota].iter().any(|f| f.quantity.approximate) {
            finding.severity(Severity::Warning).assuming(CACHED.plain());
        } else if queued(canvas) {
            finding.severity(Severity::Warning).assuming(QUEUED.plain());
        }
    }
}

/// "Each advert makes 1 call", "2 calls per order".
fn is_ratio(fact: &Fact) -> bool {
    let calls = demand::entity(fact) == Some(&Entity::Request) && fact.quantity.per.is_none();
    // "1 call for every 10 messages" is a tenth of one.
    let every = fact.words.iter().position(|w| matches!(w.as_str(), "cada" | "each" | "every"));
    let several = every.and_then(|at| fact.words.get(at + 1)).is_some_and(|w| w.chars().all(|c| c.is_ascii_digit()))
        || fact.quantity.each.as_ref().is_some_and(|e| e.count != Decimal::ONE);
    let each = !several && (fact.quantity.each.is_some() || demand::says(fact, 7, &["cada", "each", "every"]));
    calls && each && fact.quantity.relation == Relation::Equal
}

/// The peak of the things that a ratio is of.
fn peak_of<'c>(canvas: &'c Canvas, calls: &Fact) -> Option<(&'c Fact, Decimal)> {
    const STEM: usize = 5;
    let mut rates: Vec<demand::Rate> = Vec::new();
    for fact in canvas.facts_in(SectionKind::Volumes) {
        let Some(entity) = demand::entity(fact) else { continue };
        let name = match entity {
            Entity::Thing(thing) => thing.chars().take(STEM).collect::<String>(),
            Entity::Order => "order".to_owned(),
            Entity::Message => "messa".to_owned(),
            _ => continue,
        };
        let per = calls.quantity.each.as_ref().is_some_and(|e| &e.entity == entity);
        let named = name.chars().count() >= STEM && calls.words.iter().take(10).any(|w| w.starts_with(&name));
        if per || named {
            rates.extend(demand::expected(canvas, entity).into_iter().filter(demand::Rate::is_peak));
        }
    }
    let least = rates.into_iter().min_by_key(|r| r.low())?;
    Some((least.fact, least.low()))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn a_call_for_every_ten_is_not_a_call_for_each() {
        let text = "# Canvas\n## Volumes\n- Scaled: peak of 300 messages/min\n- 1 call for every 10 messages\n## Infrastructure\n- \
                    Model: quota of 120 calls/min\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn without_a_ratio_nothing_is_compared() {
        let text = "# Canvas\n## Volumes\n- Scaled: peak of 300 adverts/min\n## Infrastructure\n- Model: quota of 120 calls/min\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn what_the_line_of_a_quota_says_is_needed_is_held_against_it() {
        let says = |line: &str| {
            findings(&super::RULE, &format!("# Canvas\n## Infrastructure\n- Payments (external): {line}\n"))
        };
        assert_eq!(says("quota of 2 calls/s; we make 4.6 calls/s at the peak").len(), 1);
        assert!(says("quota of 10 calls/s; we make 4.6 calls/s at the peak").is_empty());
        assert!(says("quota of 2 calls/s, raised to 10 calls/s on request").is_empty());
        assert!(says("cota de 600 chamadas/min no plano atual e 6.000 chamadas/min no plano maior").is_empty());
    }
}
