use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/timeout-at-slo",
    summary: Text {
        en: "a fallback that begins when the objective is already missed",
        pt: "um fallback que só começa quando o objetivo já foi perdido",
        es: "un fallback que solo empieza cuando el objetivo ya se ha incumplido",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Strategies, SectionKind::Objective],
    why: Text {
        en: "A fallback answers instead of a slow part, but its answer comes after the wait. One that waits as long as the \
             objective allows can never keep it.",
        pt: "Um fallback responde no lugar de uma parte lenta, mas a resposta vem depois da espera. Quem espera tanto quanto o \
             objetivo permite nunca o cumpre.",
        es: "Un fallback responde en lugar de una parte lenta, pero su respuesta llega después de la espera. Si espera tanto \
             como permite el objetivo, nunca lo cumple.",
    },
    source: "Google SRE Book, chapters 21 and 22: Handling Overload, Addressing Cascading Failures",
    bad: "\
# Capacity plan
## Objective
- p95 latency < 3 s
## Strategies
- Fallback: serve a cached answer when the response takes more than 3 s
",
    good: "\
# Capacity plan
## Objective
- p95 latency < 3 s
## Strategies
- Fallback: serve a cached answer when the response takes more than 1.5 s
",
    check,
};

static LATE: Text = Text {
    en: "the fallback waits {wait}, the objective is {objective}",
    pt: "o fallback espera {wait}, o objetivo é {objective}",
    es: "el fallback espera {wait}, el objetivo es {objective}",
};
static PROMISED: Text = Text { en: "promised here", pt: "prometido aqui", es: "prometido aquí" };
static HELP: Text = Text {
    en: "let the fallback begin at about half of {objective}",
    pt: "deixe o fallback começar por volta da metade de {objective}",
    es: "haga que el fallback empiece hacia la mitad de {objective}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let objectives: Vec<&Target> =
        canvas.targets.iter().filter(|t| t.role == Role::Objective && t.metric == Metric::Latency).collect();
    // Of several objectives nobody knows which one the fallback is to keep.
    let Some(loosest) = promise::loosest(&objectives) else { return };
    let Some(promised) = promise::fact(canvas, loosest) else { return };
    for fact in canvas.facts.iter().filter(|f| is_fallback(f)) {
        let Some(wait) = fact.quantity.base().and_then(|b| b.ordered().low.or(b.high)) else { continue };
        if wait < loosest.limit {
            continue;
        }
        // Waits of minutes are breaks of a circuit, not of a request.
        if loosest.limit.checked_mul(Decimal::TEN).is_none_or(|far| wait > far) {
            continue;
        }
        let (own, objective) = (demand::shown(fact), promise::figure(canvas, loosest));
        out.find(fact.span, LATE.with("wait", own).with("objective", objective.as_str()))
            .label(promised.span, PROMISED.plain())
            .help(HELP.with("objective", objective));
    }
}

/// A duration after which something else answers.
fn is_fallback(fact: &Fact) -> bool {
    const WORDS: &[&str] = &["fallback"];
    let planned = [SectionKind::Strategies, SectionKind::Infrastructure].iter().any(|&s| fact.sections.contains(s));
    let waits = matches!(fact.quantity.relation, Relation::More | Relation::AtLeast | Relation::Equal);
    planned
        && waits
        && matches!(fact.quantity.unit, Unit::Duration(_))
        && matches!(fact.metric, Metric::Latency | Metric::Setting)
        && fact.words.iter().take(24).any(|w| WORDS.contains(&w.as_str()))
        && !fact.words.iter().take(8).any(|w| w == "ttl" || w == "cooldown")
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn a_hard_timeout_above_the_percentile_is_normal() {
        let text = "# Canvas\n## Objective\n- p95 < 500 ms\n## Infrastructure\n- API: timeout of 5 s\n";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
