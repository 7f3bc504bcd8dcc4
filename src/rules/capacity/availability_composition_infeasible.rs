use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/availability-composition-infeasible",
    summary: Text {
        en: "an availability that the parts it depends on cannot give",
        pt: "uma disponibilidade que as partes de que ela depende não conseguem dar",
        es: "una disponibilidad que las partes de las que depende no pueden dar",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Objective, SectionKind::Infrastructure],
    why: Text {
        en: "What needs several parts at once is there only while all of them are: their availabilities multiply. A promise above the product is broken in an ordinary month.",
        pt: "O que precisa de várias partes ao mesmo tempo só funciona enquanto todas funcionam: as disponibilidades se multiplicam. Uma promessa acima do produto é quebrada em um mês comum.",
        es: "Lo que necesita varias partes a la vez solo funciona mientras todas funcionan: las disponibilidades se multiplican. Una promesa por encima del producto se rompe en un mes normal.",
    },
    source: "Treynor et al., The Calculus of Service Availability, ACM Queue 15(2), 2017; AWS Well-Architected, Reliability pillar",
    bad: "\
# Capacity plan
## Objective
- Availability of 99.9% per month
## Infrastructure
- Database: SLA of 99.9%
- Payment gateway: SLA of 99.9%
- Identity provider: SLA of 99.95%
",
    good: "\
# Capacity plan
## Objective
- Availability of 99.5% per month
## Infrastructure
- Database: SLA of 99.9%
- Payment gateway: SLA of 99.9%
- Identity provider: SLA of 99.95%
",
    check,
};

static BELOW: Text = Text {
    en: "{parts} = {computed}, {promise} are promised",
    pt: "{parts} = {computed}; o prometido é {promise}",
    es: "{parts} = {computed}; lo prometido es {promise}",
};
static PART: Text =
    Text { en: "a part it depends on", pt: "uma parte de que depende", es: "una parte de la que depende" };
static NEEDED: Text = Text {
    en: "every answer needs all of these parts, and nothing stands in for one",
    pt: "toda resposta precisa de todas essas partes, e nada substitui nenhuma",
    es: "toda respuesta necesita todas estas partes y nada sustituye a ninguna",
};
static HELP: Text = Text {
    en: "promise at most {computed}, or say what stands in for a part that is down",
    pt: "prometa no máximo {computed}, ou diga o que substitui uma parte fora do ar",
    es: "prometa como máximo {computed}, o diga qué sustituye a una parte caída",
};
static HOLDS: Text = Text {
    en: "{parts} = {computed} for a promise of {promise}",
    pt: "{parts} = {computed} para uma promessa de {promise}",
    es: "{parts} = {computed} para una promesa de {promise}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let promises = canvas.targets.iter().filter(|t| t.role == Role::Objective && t.metric == Metric::Availability);
    // The promise of the whole; of several the loosest, the others may be of parts or phases.
    let promises: Vec<&Target> = promises.filter(|t| t.scope.is_everything()).collect();
    let Some((promise, promised)) = promise::loosest(&promises).and_then(|p| Some((p, promise::fact(canvas, p)?)))
    else {
        return;
    };
    let parts: Vec<(&Fact, Decimal)> = canvas.facts.iter().filter_map(|f| part(f, promised)).collect();
    let parts = without_composite(parts);
    let product = parts.iter().try_fold(Decimal::ONE, |product, (_, a)| product.checked_mul(*a));
    let Some(product) = product.filter(|_| !parts.is_empty()) else { return };
    let Some(percent) = product.checked_mul(Decimal::ONE_HUNDRED).map(|p| p.round_dp(3).normalize()) else { return };
    let computed = promised.notation.figure(percent, Some(percent.scale())) + "%";
    let written: Vec<String> = parts.iter().map(|(f, _)| demand::shown(f)).collect();
    let holds = product >= promise.limit;
    let text = if holds { &HOLDS } else { &BELOW };
    let message = text
        .with("parts", written.join(" × "))
        .with("computed", computed.as_str())
        .with("promise", promise::figure(canvas, promise));
    if holds {
        out.pass(promised.span, parts.iter().map(|(f, _)| f.span), message);
        return;
    }
    let finding = out.find(promised.span, message);
    for (fact, _) in &parts {
        finding.label(fact.span, PART.plain());
    }
    finding
        .figures(computed.as_str(), promise::figure(canvas, promise))
        .assuming(NEEDED.plain())
        .help(HELP.with("computed", computed.as_str()));
}

/// The parts without what all others come to: "RDS 99.95%, SQS 99.9%, together 99.85%".
fn without_composite(parts: Vec<(&Fact, Decimal)>) -> Vec<(&Fact, Decimal)> {
    const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 4);
    let product = |parts: &[(&Fact, Decimal)]| parts.iter().try_fold(Decimal::ONE, |all, (_, a)| all.checked_mul(*a));
    let Some(last) = parts.len().checked_sub(1).filter(|last| *last >= 2) else { return parts };
    let (others, stated) = (product(&parts[..last]), parts[last].1);
    let composite = others.is_some_and(|others| (others - stated).abs() < ROUNDING);
    parts.into_iter().take(if composite { last } else { last + 1 }).collect()
}

/// "SLA of 99.9%" in the infrastructure: what somebody else promises of a part, unless something stands in for it.
fn part<'c>(fact: &'c Fact, promised: &Fact) -> Option<(&'c Fact, Decimal)> {
    const SPARED: &[&str] = &[
        "fallback", "redund", "conting", "opcional", "optional", "degrad", "cache", "fila", "queue", "cola", "async",
        "assinc", "asinc", "secund", "second", "multi", "regi", "zona", "zone", "standby", "failover", "meta",
        "target", "objetiv", "alvo", "nosso", "nuestro", "our", "real", "medid", "measur", "histor",
    ];
    let inside = fact.sections.contains(SectionKind::Infrastructure) && !fact.sections.contains(SectionKind::Objective);
    let stated = fact.metric == Metric::Availability && !fact.is_remark() && fact.span != promised.span;
    let plain = matches!(fact.quantity.relation, Relation::Equal | Relation::AtLeast);
    let sla = demand::says(fact, 6, &["sla"]);
    let share = fact.quantity.base()?.ordered().low?;
    let possible = share > Decimal::new(9, 1) && share < Decimal::ONE;
    (inside && stated && plain && sla && possible && !demand::says(fact, 24, SPARED)).then_some((fact, share))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        let text =
            format!("# Plano\n## Objetivo\n- Disponibilidade de 99,9% ao mês\n## Infraestrutura\n{infrastructure}\n");
        findings(&super::RULE, &text)
    }

    #[test]
    fn the_availabilities_of_what_is_needed_multiply() {
        let said = says("- Banco gerenciado: SLA de 99,95%\n- Gateway de pagamento: SLA de 99,9%");
        assert_eq!(said, ["warning «99,9% ao mês» 99,95% × 99,9% = 99,85%, 99,9% ao mês are promised"]);
        assert!(says("- Banco gerenciado: SLA de 99,99%").is_empty());
    }

    #[test]
    fn a_part_with_a_substitute_does_not_count() {
        assert!(says("- Gateway de pagamento: SLA de 99,5%, com fallback para um segundo gateway").is_empty());
        assert!(says("- E-mail: SLA de 99%, por uma fila").is_empty());
        assert!(says("- Disponibilidade do banco: 99,5% medidos").is_empty());
    }

    #[test]
    fn what_the_parts_come_to_is_no_part() {
        let said = says("- Banco: SLA de 99,95%\n- Gateway de cobrança: SLA de 99,8%\n- SLA composto: 99,75%");
        assert!(said.iter().all(|s| !s.contains("99,75% =")), "{said:?}");
    }
}
