use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/load-test-no-margin",
    summary: Text {
        en: "no load test goes a tenth beyond the planned peak",
        pt: "nenhum teste de carga vai 10% além do pico planejado",
        es: "ninguna prueba de carga supera en 10 % el pico previsto",
    },
    severity: Severity::Advice,
    section: &[SectionKind::LoadTest, SectionKind::Volumes],
    why: Text {
        en: "The peak is an estimate. A test at least a tenth above it, or one that looks for the breaking point, shows how much the \
             estimate may be off.",
        pt: "O pico é uma estimativa. Um teste pelo menos 10% acima dele, ou um que procure o ponto de ruptura, mostra o quanto a \
             estimativa pode errar.",
        es: "El pico es una estimación. Una prueba al menos un 10 % por encima, o una que busque el punto de ruptura, muestra cuánto \
             puede fallar la estimación.",
    },
    source: "Azure Well-Architected Framework, PE:06 performance testing",
    bad: "\
# Capacity plan
## Volumes
- Scaled: peak of 150 req/s
## Load test
- k6, 150 req/s for 30 min
",
    good: "\
# Capacity plan
## Volumes
- Scaled: peak of 150 req/s
## Load test
- k6, 180 req/s for 30 min
",
    check,
};

/// How far beyond the peak a test should go.
const MARGIN: Decimal = Decimal::from_parts(11, 0, 0, false, 1);

/// Five percent below the peak is the peak; further below it is the business of `load-test-below-target`.
const NEARLY: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

static NONE: Text = Text {
    en: "the largest test is {tested}, the planned peak {expected}",
    pt: "o maior teste é de {tested}, e o pico planejado, de {expected}",
    es: "la prueba mayor es de {tested}, y el pico previsto, de {expected}",
};
static EXPECTED: Text = Text { en: "the planned peak", pt: "o pico planejado", es: "el pico previsto" };
static ONE_EACH: Text = Text {
    en: "each of them is one request",
    pt: "cada uma delas é uma requisição",
    es: "cada una de ellas es una petición",
};
static HELP: Text = Text {
    en: "test with {more} too, a tenth above the peak",
    pt: "teste também com {more}, 10% acima do pico",
    es: "pruebe también con {more}, un 10 % por encima del pico",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if canvas.load_tests.tests.iter().any(|t| t.breaks) {
        return;
    }
    let found = out.findings.len();
    for entity in demand::entities(canvas) {
        let mut peaks = demand::expected(canvas, entity);
        peaks.retain(demand::Rate::is_peak);
        peaks.dedup_by_key(|r| r.per_second);
        let [peak] = peaks.as_slice() else { continue };
        let tested = demand::tested(canvas, entity);
        let Some(largest) = tested.iter().max_by_key(|r| r.high()) else { continue };
        let Some(ratio) = largest.high().checked_div(peak.low()) else { continue };
        if ratio < NEARLY || ratio >= MARGIN {
            continue;
        }
        let own = peak.fact.quantity.bounds().low.and_then(|low| low.checked_mul(MARGIN));
        let message = NONE.with("tested", demand::most(largest.fact)).with("expected", demand::shown(peak.fact));
        let finding = out.find(largest.fact.span, message);
        finding.label(peak.fact.span, EXPECTED.plain());
        if let Some(more) = own {
            finding.help(HELP.with("more", peak.fact.notation.print(more, None)));
        }
    }
    if out.findings.len() == found {
        check_copy(canvas, out);
    }
}

/// Requests at exactly the rate that the one planned peak has in another unit: "a peak of 90 bookings/h", tested with
/// "90 requests/h".
fn check_copy(canvas: &Canvas, out: &mut Outcomes) {
    let tested = demand::tested(canvas, &Entity::Request);
    let Some(largest) = tested.iter().max_by_key(|r| r.high()) else { return };
    if demand::entities(canvas).iter().any(|entity| **entity != Entity::Request) {
        return;
    }
    let mut counted: Vec<&Entity> = Vec::new();
    for entity in canvas.facts_in(SectionKind::Volumes).filter_map(demand::entity) {
        if !entity.is_user() && !counted.contains(&entity) {
            counted.push(entity);
        }
    }
    let [entity] = counted.as_slice() else { return };
    let mut peaks = demand::expected(canvas, entity);
    peaks.retain(demand::Rate::is_peak);
    let [peak] = peaks.as_slice() else { return };
    if peak.fact.quantity.per != largest.fact.quantity.per || peak.low() != largest.high() {
        return;
    }
    let message = NONE.with("tested", demand::most(largest.fact)).with("expected", demand::shown(peak.fact));
    let finding = out.find(largest.fact.span, message);
    finding.label(peak.fact.span, EXPECTED.plain()).assuming(ONE_EACH.plain());
    if let Some(more) = largest.fact.quantity.bounds().high.and_then(|n| n.checked_mul(MARGIN)) {
        finding.help(HELP.with("more", largest.fact.notation.print(more, None)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_above_the_peak_is_enough() {
        let with = |tested: u32| {
            findings(
                &RULE,
                &format!(
                    "# Plan\n## Volumes\n- Scaled: peak of 300 req/s\n## Load test\n- {tested} req/s for 30 min\n"
                ),
            )
        };
        assert!(with(330).is_empty());
        assert_eq!(with(320), ["advice «320 req/s» the largest test is 320 req/s, the planned peak 300 req/s"]);
    }
}
