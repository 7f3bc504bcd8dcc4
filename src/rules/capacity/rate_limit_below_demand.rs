use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/rate-limit-below-demand",
    summary: Text {
        en: "a quota below what the plan asks of it",
        pt: "uma cota abaixo do que o plano exige dela",
        es: "una cuota por debajo de lo que el plan le exige",
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

static DAY_BELOW: Text = Text {
    en: "{quota} lets {most} a day through, even if they come evenly; {day} are planned",
    pt: "{quota} deixa passar {most} por dia, mesmo que cheguem por igual; o plano prevê {day}",
    es: "{quota} deja pasar {most} al día, aunque lleguen por igual; el plan prevé {day}",
};
static DAY_HOLDS: Text = Text {
    en: "{quota} lets {most} a day through, and {day} are planned",
    pt: "{quota} deixa passar {most} por dia, e o plano prevê {day}",
    es: "{quota} deja pasar {most} al día, y el plan prevé {day}",
};
static QUOTA: Text = Text { en: "the quota", pt: "a cota", es: "la cuota" };
static KEPT: Text = Text {
    en: "today's quota stays as it is: no larger one is written down",
    pt: "a cota de hoje continua a mesma: nenhuma maior está escrita",
    es: "la cuota de hoy sigue igual: no hay otra mayor por escrito",
};
static DAY_HELP: Text = Text {
    en: "write down the quota that the plan needs and from when it is granted, or how many calls are saved",
    pt: "escreva a cota de que o plano precisa e desde quando vale, ou quantas chamadas são evitadas",
    es: "escriba la cuota que el plan necesita y desde cuándo rige, o cuántas llamadas se evitan",
};

/// Whether calls may wait until the quota has room for them.
fn queued(canvas: &Canvas) -> bool {
    canvas.speaks_of(Topic::Queue)
}

static NAMED_BELOW: Text = Text {
    en: "a peak of {peak} is planned, the quota is {quota}",
    pt: "o pico planejado é de {peak}, a cota é {quota}",
    es: "el pico previsto es de {peak}, la cuota es {quota}",
};
static NAMED_HOLDS: Text = Text {
    en: "a peak of {peak}, of a quota of {quota}",
    pt: "pico de {peak}, de uma cota de {quota}",
    es: "pico de {peak}, de una cuota de {quota}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_named(canvas, out);
    let quotas: Vec<&Fact> = quota::quotas(canvas).filter(|q| demand::entity(q) == Some(&Entity::Request)).collect();
    // With two services nobody knows whose calls are counted.
    let [quota] = quotas.as_slice() else { return };
    let (Some(period), Some(allowed)) = (quota.quantity.per, quota.quantity.base().and_then(|b| b.high)) else {
        return;
    };
    check_days(canvas, quota, allowed, out);
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

/// The peak of what a service is asked that both lines name: "PBM (external): contract of 10 req/s", "calls to PBM: 15
/// req/s at the peak".
fn check_named(canvas: &Canvas, out: &mut Outcomes) {
    const MOST: usize = 20;
    let quotas: Vec<&Fact> = quota::quotas(canvas).take(MOST).collect();
    for quota in &quotas {
        // Of two quotas of one service nobody knows which is meant.
        let twice = quotas.iter().any(|other| other.span != quota.span && names_alike(&other.label, &quota.label));
        if twice || quota.is_of_each() {
            continue;
        }
        let asked = |f: &&Fact| {
            let peak = matches!(f.quantity.statistic, Some(Statistic::Peak | Statistic::Maximum));
            let whole = f.quantity.each.is_none() && f.quantity.relation == Relation::Equal && !f.quantity.increment;
            let alike = f.metric == Metric::Throughput && f.quantity.per == quota.quantity.per && !f.is_remark();
            peak && whole && alike && !demand::is_current(canvas, f) && names_alike(&f.label, &quota.label)
        };
        let most = |f: &Fact| f.quantity.bounds().high;
        let least = canvas.facts_in(SectionKind::Volumes).filter(asked).min_by_key(|f| most(f));
        let Some((peak, (needed, allowed))) = least.and_then(|f| Some((f, most(f).zip(most(quota))?))) else {
            continue;
        };
        let message = |text: &'static Text| text.with("peak", demand::named(peak)).with("quota", demand::shown(quota));
        if needed <= allowed {
            out.pass(quota.span, [peak.span], message(&NAMED_HOLDS));
            continue;
        }
        let finding = out.find(quota.span, message(&NAMED_BELOW));
        finding
            .label(peak.span, PEAK.plain())
            .figures(demand::shown(peak), demand::shown(quota))
            .help(HELP.with("computed", demand::shown(peak)));
        if canvas.facts.iter().any(|f| f.metric == Metric::HitRate) || canvas.speaks_of(Topic::Cache) {
            finding.severity(Severity::Warning).assuming(CACHED.plain());
        } else if queued(canvas) {
            finding.severity(Severity::Warning).assuming(QUEUED.plain());
        } else if peak.quantity.approximate || quota.quantity.approximate {
            finding.severity(Severity::Warning);
        }
    }
}

/// Whether two labels share a proper name: one that a sentence writes with a capital in its middle, or in capitals.
fn names_alike(one: &str, other: &str) -> bool {
    let (first, second) = (proper_names(one), proper_names(other));
    first.iter().any(|name| second.contains(name))
}

/// "API externa do PBM": PBM.
fn proper_names(label: &str) -> Vec<String> {
    const COMMON: &[&str] = &[
        "API", "APIS", "HTTP", "HTTPS", "REST", "GRPC", "SOAP", "RPS", "TPS", "QPS", "RPM", "SLA", "SLO", "CPU", "RAM",
        "IO", "IOPS", "GPU", "IA", "AI", "ML", "SQL", "DB", "CDN", "URL", "JSON", "XML", "CSV", "PDF", "ID", "UI",
        "OTP", "SMS", "GET", "POST", "PUT", "SDK", "VM", "LB", "WAF", "DNS", "BD", "TI", "IT", "AWS", "GCP",
    ];
    let name = label.split(',').next().unwrap_or("");
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let capital = |w: &&str| {
        let letters = w.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && w.chars().all(|c| !c.is_lowercase()) && !COMMON.contains(w)
    };
    words.filter(capital).map(str::to_owned).collect()
}

/// What is asked of the service in a day, held against what the quota lets through in a day without a pause.
fn check_days(canvas: &Canvas, quota: &Fact, allowed: Decimal, out: &mut Outcomes) {
    let Some(period) = quota.quantity.per.filter(|p| p.seconds() < Period::Day.seconds()) else { return };
    let in_a_day = |f: &Fact| f.quantity.in_period(Period::Day).and_then(|i| i.ordered().low);
    let whole = |f: &&Fact| {
        let asked = demand::entity(f) == Some(&Entity::Request) && f.quantity.per == Some(Period::Day);
        let stated = f.quantity.each.is_none() && f.quantity.relation == Relation::Equal && !f.is_remark();
        asked && stated && f.quantity.statistic.is_none() && !f.quantity.increment && same_service(f, quota)
    };
    let days = canvas.facts.iter().filter(whole).filter_map(|f| Some((f, in_a_day(f)?)));
    let Some((day, asked)) = days.max_by_key(|(_, n)| *n) else { return };
    let most = Period::Day.seconds().checked_div(period.seconds()).and_then(|times| times.checked_mul(allowed));
    let Some(most) = most else { return };
    let printed = |n: Decimal| quota.notation.figure(n.normalize(), Some(0));
    let message = if asked > most { &DAY_BELOW } else { &DAY_HOLDS };
    let message =
        message.with("quota", demand::shown(quota)).with("most", printed(most)).with("day", demand::named(day));
    if asked <= most {
        out.pass(quota.span, [day.span], message);
        return;
    }
    let finding = out.find(day.span, message);
    finding.label(quota.span, QUOTA.plain()).figures(printed(asked), printed(most)).help(DAY_HELP.plain());
    if demand::is_current(canvas, quota) && !demand::is_current(canvas, day) {
        finding.severity(Severity::Warning).assuming(KEPT.plain());
    } else if day.quantity.approximate || quota.quantity.approximate {
        finding.severity(Severity::Warning);
    }
}

/// Whether two figures are about the same service: both stand among words for a language model, or its name is the same.
fn same_service(one: &Fact, other: &Fact) -> bool {
    const MODELS: &[&str] = &["ai", "ia", "llm", "openai", "gpt", "gemini", "claude", "anthropic", "bedrock"];
    const SERVICES: &[&str] =
        &["whatsapp", "twilio", "sendgrid", "mailgun", "stripe", "maps", "mapbox", "serasa", "telegram", "slack"];
    let says = |f: &Fact, names: &[&str]| f.words.iter().any(|w| names.contains(&w.as_str()));
    let both = |names: &[&str]| says(one, names) && says(other, names);
    both(MODELS) || SERVICES.iter().any(|name| both(&[name]))
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

    fn by_the_day(quota: &str, calls: &str) -> Vec<String> {
        let text = format!("# Canvas\n## Volumes\n- {calls}\n## Infrastructure\n- {quota}\n");
        findings(&super::RULE, &text)
    }

    #[test]
    fn a_day_of_calls_must_fit_into_a_day_of_the_quota() {
        for (quota, calls) in [
            ("Gemini API: limit of 50 requests/min", "AI calls: 90,000 requests/day"),
            ("API do Gemini: cota de 50 requisições/min", "Chamadas de IA: 90.000 requisições/dia"),
            ("API de IA: límite de 50 solicitudes/min", "IA: 90.000 solicitudes/día"),
        ] {
            let said = by_the_day(quota, calls);
            assert_eq!(said.len(), 1, "{quota}");
            assert!(said[0].starts_with("error") && said[0].contains("72") && said[0].contains("90"), "{said:?}");
            assert!(by_the_day(&quota.replace("50", "80"), calls).is_empty(), "{quota}");
        }
    }

    #[test]
    fn todays_quota_may_be_raised_and_other_calls_are_not_the_services() {
        let yaml = "ai_costs:\n  scenarios:\n    90k_users:\n      requests_per_day: 90000\ninfrastructure:\n  ai:\n    current:\n      rate_limits: \"50 requests/minute\"\n";
        let said = findings(&super::RULE, yaml);
        assert!(said.len() == 1 && said[0].starts_with("warning"), "{said:?}");
        assert!(by_the_day("Gemini API: limit of 50 requests/min", "Web: 90,000 requests/day").is_empty());
        assert!(by_the_day("WhatsApp: limit of 50 requests/min", "AI: 90,000 requests/day").is_empty());
    }

    #[test]
    fn without_a_ratio_nothing_is_compared() {
        let text = "# Canvas\n## Volumes\n- Scaled: peak of 300 adverts/min\n## Infrastructure\n- Model: quota of 120 calls/min\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn a_service_that_both_lines_name_is_not_asked_more_than_its_quota() {
        let says = |volumes: &str, quota: &str| {
            findings(&super::RULE, &format!("# Canvas\n## Volumes\n{volumes}\n## Infrastructure\n- {quota}\n"))
        };
        for (volumes, quota) in [
            ("- Consultas ao PBM: 15 req/s no pico", "API externa do PBM: contrato de 10 req/s"),
            (
                "| Métrica | Atual | Escalado |\n|---|---|---|\n| Consultas ao PBM/s no pico | 5 | 15 |",
                "API externa do PBM: contrato de 10 req/s",
            ),
            ("- Calls to the KYC service: peak of 15 req/s", "KYC (third party): limit of 10 req/s"),
            ("- Consultas al SAT: pico de 15 req/s", "API del SAT: cuota de 10 req/s"),
        ] {
            assert_eq!(says(volumes, quota).len(), 1, "{quota}");
            assert_eq!(says(volumes, &quota.replace("10", "20")), [""; 0], "{quota}");
        }
        for (volumes, quota) in [
            ("- Consultas ao PBM: 15 req/s no pico", "API externa da ANVISA: contrato de 10 req/s"),
            ("- Pagamentos por PIX: pico de 15 req/s", "Gateway do PIX: limite de 10 req/s por conta, 3 contas"),
            ("- Pico da API: 15 req/s", "API externa: contrato de 10 req/s"),
            ("- Hoje: consultas ao PBM: 15 req/s no pico", "API externa do PBM: cota de 900 req/min"),
            ("- Calls to the KYC service: 15 req/s", "KYC (third party): limit of 10 req/s per tenant"),
            ("- Calls to the KYC service: peak of 15 req/s", "KYC nodes: 10 req/s"),
            ("- Assinaturas de contrato: pico de 15 req/s", "API de contratos: 10 req/s"),
        ] {
            assert_eq!(says(volumes, quota), [""; 0], "{quota}");
        }
        let cached = says(
            "- Calls to the KYC service: peak of 15 req/s",
            "KYC (third party): limit of 10 req/s\n- Redis cache with a hit rate of 60%",
        );
        assert!(cached.len() == 1 && cached[0].starts_with("warning"), "{cached:?}");
    }
}
