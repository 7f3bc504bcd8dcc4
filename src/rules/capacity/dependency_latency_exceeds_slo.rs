use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/dependency-latency-exceeds-slo",
    summary: Text {
        en: "a promise that is faster than what it waits for",
        pt: "uma promessa mais rápida do que aquilo por que ela espera",
        es: "una promesa más rápida que aquello por lo que espera",
    },
    severity: Severity::Error,
    section: &[SectionKind::Objective, SectionKind::Infrastructure],
    why: Text {
        en: "An answer that waits for another service takes at least as long as that service. Only a queue, a stream, a cache or a time limit with a fallback changes that.",
        pt: "Uma resposta que espera por outro serviço demora pelo menos o que ele demora. Só uma fila, um stream, um cache ou um tempo limite com alternativa muda isso.",
        es: "Una respuesta que espera a otro servicio tarda al menos lo que tarda ese servicio. Solo una cola, un stream, una caché o un tiempo límite con alternativa lo cambia.",
    },
    source: "Dean, Barroso: The Tail at Scale, CACM 2013; Google: The Calculus of Service Availability",
    bad: "\
# Capacity plan
## Objective
- Answers with p95 < 2 s, synchronous
## Infrastructure
- Language model (external): every call takes 3 to 9 s
",
    good: "\
# Capacity plan
## Objective
- Answers with p95 < 12 s, synchronous
## Infrastructure
- Language model (external): every call takes 3 to 9 s
",
    check,
};

static SLOWER: Text = Text {
    en: "each call takes at least {least}, {promise} is promised",
    pt: "cada chamada leva pelo menos {least}; o prometido é {promise}",
    es: "cada llamada tarda al menos {least}; lo prometido es {promise}",
};
static MAY_BE: Text = Text {
    en: "each call takes up to {most}, {promise} is promised",
    pt: "cada chamada leva até {most}; o prometido é {promise}",
    es: "cada llamada tarda hasta {most}; lo prometido es {promise}",
};
static PROMISE: Text = Text { en: "the promise", pt: "a promessa", es: "la promesa" };
static HELP: Text = Text {
    en: "answer before the call has ended (queue, stream, cache, fallback), or promise what it allows",
    pt: "responda antes de a chamada terminar (fila, stream, cache, alternativa), ou prometa o que ela permite",
    es: "responda antes de que termine la llamada (cola, stream, caché, alternativa), o prometa lo que permite",
};
static WAITS: Text = Text {
    en: "the answers that are promised wait for this call",
    pt: "as respostas prometidas esperam por essa chamada",
    es: "las respuestas prometidas esperan a esta llamada",
};
static HOLDS: Text = Text {
    en: "each call takes up to {most}, {promise} is promised",
    pt: "cada chamada leva até {most}; o prometido é {promise}",
    es: "cada llamada tarda hasta {most}; lo prometido es {promise}",
};

/// Signs that an answer does not wait.
const APART: &[&str] = &[
    "async",
    "assinc",
    "asinc",
    "fila",
    "queue",
    "cola",
    "stream",
    "cache",
    "fallback",
    "background",
    "segundo",
    "timeout",
    "webhook",
    "job",
    "batch",
    "lote",
    "noturn",
    "nightly",
];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let promises = canvas.targets.iter().filter(|t| {
        t.role == Role::Objective
            && t.metric == Metric::Latency
            && matches!(t.statistic, Some(Statistic::Percentile(tenths)) if tenths >= 900)
    });
    // What is promised is the loosest of several: the others may be of other answers.
    let promises: Vec<&Target> = promises.collect();
    let Some(promise) = promise::loosest(&promises) else { return };
    let Some(promised) = promise::fact(canvas, promise) else { return };
    if demand::says(promised, 12, APART) {
        return;
    }
    for call in
        canvas.facts_in(SectionKind::Infrastructure).chain(canvas.facts.iter().filter(|f| f.sections.is_empty()))
    {
        if !is_call(canvas, call) {
            continue;
        }
        let bounds = call.quantity.base().map(|b| b.ordered());
        let Some((least, most)) = bounds.and_then(|b| Some((b.low?, b.high?))) else { continue };
        let sync = ["sincron", "synchron", "sync"];
        let waits = demand::says(promised, 30, &sync) || demand::says(call, 14, &sync);
        let own = |seconds: Decimal| {
            let value = seconds.checked_div(call.quantity.unit.base()).unwrap_or(seconds);
            call.notation.print(value, None)
        };
        let shown = format!("p{} < {}", percentile(promise), promise::figure(canvas, promise));
        // A promise far below the call is of something else.
        let near = promise.limit.checked_add(promise.limit).is_some_and(|twice| twice >= least);
        if least > promise.limit && waits {
            let message = SLOWER.with("least", own(least)).with("promise", shown);
            out.find(call.span, message).label(promised.span, PROMISE.plain()).help(HELP.plain());
        } else if most > promise.limit
            && near
            && promise.scope.is_everything()
            && call.quantity.relation == Relation::Range
        {
            let message = MAY_BE.with("most", own(most)).with("promise", shown);
            let finding = out.find(call.span, message);
            finding.label(promised.span, PROMISE.plain()).help(HELP.plain());
            finding.severity(Severity::Warning).assuming(WAITS.plain());
        } else if most <= promise.limit && waits {
            out.pass(call.span, [promised.span], HOLDS.with("most", own(most)).with("promise", shown));
        }
    }
}

fn percentile(promise: &Target) -> String {
    match promise.statistic {
        Some(Statistic::Percentile(tenths)) => Decimal::new(i64::from(tenths), 1).normalize().to_string(),
        _ => String::new(),
    }
}

/// How long a call of somebody else's service takes.
fn is_call(canvas: &Canvas, fact: &Fact) -> bool {
    const OTHERS: &[&str] = &[
        "external",
        "extern",
        "third",
        "terceir",
        "tercer",
        "llm",
        "gemini",
        "openai",
        "gpt",
        "claude",
        "model",
        "modelo",
        "ai",
        "ia",
        "provider",
        "provedor",
        "proveedor",
        "gateway",
    ];
    let external =
        || fact.words.iter().take(30).any(|w| OTHERS.iter().any(|o| w == o || (o.len() > 3 && w.starts_with(o))));
    let takes = || demand::says(fact, 8, &["latenc", "takes", "leva", "demora", "tarda", "toma", "responde"]);
    matches!(fact.quantity.unit, Unit::Duration(_))
        && matches!(fact.quantity.relation, Relation::Equal | Relation::Range)
        && fact.quantity.statistic.is_none()
        && !fact.is_remark()
        && external()
        && takes()
        && !demand::says(fact, 12, APART)
        && !canvas.targets.iter().any(|t| promise::fact(canvas, t).is_some_and(|f| f.span == fact.span))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(objective: &str, call: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Canvas\n## Objetivo\n- {objective}\n## Infraestrutura\n- {call}\n"))
    }

    #[test]
    fn a_synchronous_call_bounds_the_answer() {
        let said =
            says("descrição na tela com p95 < 2 s, chamada síncrona", "Modelo (externo): cada chamada leva de 3 a 9 s");
        assert_eq!(said, ["error «de 3 a 9 s» each call takes at least 3 s, p95 < 2 s is promised"]);
    }

    #[test]
    fn what_may_wait_is_a_warning() {
        let said = says("p95 < 5 s", "API de IA externa: latência de 2-8 s");
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("warning"), "{said:?}");
    }

    #[test]
    fn queues_and_other_answers_are_left_alone() {
        assert!(says("p95 < 2 s", "Modelo (externo): cada chamada leva de 3 a 9 s, em fila assíncrona").is_empty());
        assert!(says("API com p95 < 300 ms", "Modelo (externo): cada chamada leva de 3 a 9 s").is_empty());
    }
}
