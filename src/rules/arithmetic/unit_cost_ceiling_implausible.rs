use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/unit-cost-ceiling-implausible",
    summary: Text {
        en: "a ceiling on the cost of one request that limits nothing",
        pt: "um teto de custo por requisição que não limita nada",
        es: "un tope de costo por petición que no limita nada",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Objective, SectionKind::Costs],
    why: Text {
        en: "A cent per request sounds small. At thousands of requests per second it allows a bill of millions, so nothing \
             that anybody builds will ever reach it.",
        pt: "Um centavo por requisição parece pouco. A milhares de requisições por segundo permite uma conta de milhões, e \
             nada do que se construa chegará perto.",
        es: "Un centavo por petición parece poco. Con miles de peticiones por segundo permite una factura de millones, y \
             nada de lo que se construya se le acercará.",
    },
    source: "FinOps Foundation, framework: unit economics",
    bad: "# Canvas\n\n## Objective\n\n- Throughput: 10,000 requests/s\n- Cost: < $0.01 per request\n",
    good: "# Canvas\n\n## Objective\n\n- Throughput: 10,000 requests/s\n- Cost: < $0.000005 per request\n",
    check,
};

static WRONG: Text = Text {
    en: "{ceiling} at {rate} allows {allowed} a month",
    pt: "{ceiling} a {rate} permite {allowed} por mês",
    es: "{ceiling} a {rate} permite {allowed} al mes",
};
static RATE: Text = Text { en: "the rate", pt: "a taxa", es: "la tasa" };
static COSTS: Text =
    Text { en: "the costs of the plan: {cost}", pt: "os custos do plano: {cost}", es: "los costos del plan: {cost}" };
static HELP: Text = Text {
    en: "give the ceiling per thousand or per million requests",
    pt: "dê o teto por mil ou por milhão de requisições",
    es: "dé el tope por mil o por millón de peticiones",
};
static MEAN: Text = Text {
    en: "the rate holds all month; a peak counts a fifth of itself",
    pt: "a taxa vale o mês inteiro; um pico conta um quinto",
    es: "la tasa vale todo el mes; un pico cuenta un quinto",
};

/// How many times the costs of the plan a ceiling may allow.
const TIMES: i64 = 20;

/// What no plan that states no costs spends in a month, in its own currency.
const NOBODY: i64 = 10_000_000;

/// How many times a mean a peak is, when only the peak is known.
const PEAK: i64 = 5;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let ceilings = canvas.facts.iter().filter(|f| {
        f.metric == Metric::UnitCost
            && matches!(f.quantity.relation, Relation::Less | Relation::AtMost)
            && f.quantity.each.as_ref().is_some_and(|each| !each.entity.is_user())
    });
    for ceiling in ceilings {
        let Some(price) = ceiling.quantity.base().and_then(|i| i.high) else { continue };
        let same = |f: &&Fact| match (&f.quantity.unit, &ceiling.quantity.each) {
            (Unit::Count(entity), Some(each)) => {
                *entity == each.entity && f.metric == Metric::Throughput && f.quantity.bounds().value().is_some()
            }
            _ => false,
        };
        let monthly = |f: &Fact| {
            let rate = f.quantity.nominal_in_period(Period::Month)?;
            let peak = matches!(f.quantity.statistic, Some(Statistic::Peak | Statistic::Maximum));
            if peak { rate.checked_div(PEAK.into()) } else { Some(rate) }
        };
        let rates = canvas.facts.iter().filter(same).filter_map(|f| Some((monthly(f)?, f)));
        // Several scenarios state a rate; the one that stands nearest is meant.
        let distance = |f: &Fact| f.span.start.abs_diff(ceiling.span.start);
        let nearest = rates.filter(|(volume, _)| *volume > Decimal::ZERO).min_by_key(|(_, f)| distance(f));
        let Some((volume, rate)) = nearest else { continue };
        let Some(allowed) = price.checked_mul(volume) else { continue };
        let costs = canvas
            .sums
            .iter()
            .filter(|s| s.costs)
            .filter_map(|s| Some((s.total.quantity.as_ref()?, s)))
            .filter(|(q, _)| {
                q.unit.same_kind(&ceiling.quantity.unit) && q.per.is_none_or(|p| p == Period::Month) && q.each.is_none()
            })
            .filter_map(|(q, s)| Some((q.bounds().high?, s)))
            .max_by_key(|(value, _)| *value);
        let most = costs.map_or(Some(NOBODY.into()), |(value, _)| value.checked_mul(TIMES.into()));
        if most.is_none_or(|most| allowed <= most) {
            continue;
        }
        let shown = costs.map_or(&ceiling.notation, |(_, sum)| &sum.total.notation).figure(allowed.round(), Some(0));
        let message = WRONG.with("ceiling", ceiling.written.as_str()).with("rate", rate.written.as_str());
        let finding = out.find(ceiling.span, message.with("allowed", shown));
        finding.label(rate.span, RATE.plain()).assuming(MEAN.plain()).help(HELP.plain());
        if let Some((value, sum)) = costs {
            finding.label(sum.total.span, COSTS.with("cost", sum.total.notation.print(value, None)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    #[test]
    fn a_ceiling_far_beyond_the_costs_of_the_plan_is_reported() {
        let text = "# Canvas\n\n## Objetivo\n\n- 200 requisições/s a menos de R$ 0,05 por requisição\n\n## Custos\n\n| Item | Custo mensal |\n|---|---|\n| API | R$ 900 |\n| Banco | R$ 600 |\n| Total | R$ 1.500 |\n";
        assert_eq!(findings(&super::RULE, text).len(), 1);
    }

    #[test]
    fn a_ceiling_that_binds_is_left_alone() {
        let text = "# Canvas\n\n## Objective\n\n- 500 orders/day at less than $0.05 per order\n";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
