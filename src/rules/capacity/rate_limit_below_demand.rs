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

/// Whether calls may wait until the quota has room for them.
fn queued(canvas: &Canvas) -> bool {
    canvas.speaks_of(Topic::Queue)
}

fn check(canvas: &Canvas, out: &mut Outcomes) {
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
}
