use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/peak-factor-mismatch",
    summary: Text {
        en: "a peak that is not so many times the mean as the document says",
        pt: "um pico que não é tantas vezes a média quanto o documento diz",
        es: "un pico que no es tantas veces la media como dice el documento",
    },
    severity: Severity::Error,
    section: &[SectionKind::Volumes],
    why: Text {
        en: "Capacity is bought for the peak, and the peak is planned as the mean times a factor. When the three do not \
             agree, one of them is from another version of the plan.",
        pt: "A capacidade é contratada para o pico, e o pico é planejado como a média vezes um fator. Quando os três não \
             concordam, um deles é de outra versão do plano.",
        es: "La capacidad se contrata para el pico, y el pico se planifica como la media por un factor. Cuando los tres no \
             concuerdan, uno de ellos es de otra versión del plan.",
    },
    source: "general arithmetic: peak = mean × peak factor",
    bad: "# Plano\n\n## Volumes esperados\n\n- Escalado: média de 50 req/s\n- Escalado: pico de 300 req/s (9x a média)\n",
    good: "# Plano\n\n## Volumes esperados\n\n- Escalado: média de 50 req/s\n- Escalado: pico de 300 req/s (6x a média)\n",
    check,
};

static WRONG: Text = Text {
    en: "{peak} is {computed} the mean of {mean}, not {factor}",
    pt: "{peak} é {computed} a média de {mean}, não {factor}",
    es: "{peak} es {computed} la media de {mean}, no {factor}",
};
static MEAN: Text = Text { en: "the mean", pt: "a média", es: "la media" };
static PEAK: Text = Text { en: "the peak", pt: "o pico", es: "el pico" };
static HELP: Text = Text {
    en: "write {computed}, or correct the mean or the peak: the mean times {factor} is {right}",
    pt: "escreva {computed}, ou corrija a média ou o pico: a média vezes {factor} dá {right}",
    es: "escriba {computed}, o corrija la media o el pico: la media por {factor} da {right}",
};
static HOLDS: Text =
    Text { en: "{mean} × {factor} = {peak}", pt: "{mean} × {factor} = {peak}", es: "{mean} × {factor} = {peak}" };

/// How far apart both sides may be, as people round rates.
const SLACK: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

/// The same where one of them is "about" right.
const ROUGHLY: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for profile in &canvas.load_profiles {
        let (Some(peak), Some(factor)) = (profile.peak, profile.factor) else { continue };
        judge(&canvas.facts[profile.mean], &canvas.facts[peak], &canvas.facts[factor], out);
    }
}

fn judge(mean: &Fact, peak: &Fact, factor: &Fact, out: &mut Outcomes) {
    let base = |fact: &Fact| fact.quantity.base()?.middle();
    let wide = |fact: &Fact| fact.quantity.widened()?.scale(fact.quantity.unit.base());
    let (Some(lower), Some(higher), Some(times)) = (base(mean), base(peak), factor.quantity.bounds().middle()) else {
        return;
    };
    let product = wide(mean).zip(wide(factor)).and_then(|(mean, factor)| mean.mul(&factor));
    let (Some(product), Some(stated)) = (product, wide(peak)) else { return };
    let approximate = [mean, peak, factor].iter().any(|f| f.quantity.approximate);
    let message = |text: &'static Text| {
        let message = text.with("mean", mean.written.as_str()).with("peak", peak.named());
        message.with("factor", factor.written.as_str())
    };
    if !product.disjoint(&stated, if approximate { ROUGHLY } else { SLACK }) {
        out.pass(factor.span, [mean.span, peak.span], message(&HOLDS));
        return;
    }
    let Some(ratio) = higher.checked_div(lower).and_then(|r| r.round_sf(2)) else { return };
    let right = lower.checked_mul(times).and_then(|r| r.checked_div(peak.quantity.unit.base()));
    let Some(right) = right else { return };
    let computed = factor.notation.print(ratio.normalize(), None);
    let right = peak.notation.print(right.round_dp(2).normalize(), None);
    let help = HELP.with("computed", computed.as_str()).with("factor", factor.written.as_str());
    out.find(factor.span, message(&WRONG).with("computed", computed.as_str()))
        .label(mean.span, MEAN.plain())
        .label(peak.span, PEAK.plain())
        .figures(computed, factor.written.as_str())
        .help(help.with("right", right));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peak_mean_and_factor_must_agree() {
        let text = "# Plan\n## Volumen esperado\n- Escalado\n  - Media de 40 solicitudes/s\n  - Pico de 240 solicitudes/s (4 veces la media)\n";
        assert_eq!(
            findings(&RULE, text),
            ["error «4 veces» 240 solicitudes/s is 6 veces the mean of 40 solicitudes/s, not 4 veces"]
        );
        assert_eq!(passes(&RULE, &text.replace("4 veces", "6 veces")).len(), 1);
    }

    #[test]
    fn a_factor_of_its_own_is_of_every_scenario() {
        let yaml = "expected_volume:\n  current:\n    mean_rps: 5\n    peak_rps: 40\n  scaled:\n    mean_rps: 20\n    peak_rps: 120\n  peak_factor: 8x\n";
        assert_eq!(findings(&RULE, yaml).len(), 1, "{:?}", findings(&RULE, yaml));
        assert_eq!(passes(&RULE, yaml).len(), 1);
        let table = "# Plan\n## Expected volume\n| Metric | Current | Scaled |\n|---|---|---|\n| Requests per second, mean | 8 | 12 |\n| Requests per second, peak | 120 | 180 |\n\nThe peak is 10 times the mean.\n";
        // One wrong factor is one finding, whether one scenario shows it or both.
        for wrong in [table.to_owned(), table.replace("| 120 |", "| 80 |"), table.replace("| 180 |", "| 120 |")] {
            assert_eq!(findings(&RULE, &wrong).len(), 1, "{:?}", findings(&RULE, &wrong));
        }
        assert!(findings(&RULE, &table.replace("10 times", "15 times")).is_empty());
    }

    #[test]
    fn growth_of_a_row_and_factors_of_other_loads_are_no_peak_factors() {
        for text in [
            "# Plan\n## Volumes\n| Métrica | Atual | Escalado | Fator |\n|---|---|---|---|\n| Posições, média (msg/s) | 45 | 270 | 6x |\n| Posições, pico (msg/s) | 100 | 600 | 6x |\n",
            "# Plan\n## Volumes\n- Média de 50 req/s\n- Pico de 300 req/s\n- Crescer 10x\n",
            "# Plan\n## Volumes\n- Busca: média de 50 buscas/s\n- API: média de 20 req/s\n- API: pico de 300 req/s\n- O pico de vendas é 3x a média do ano\n",
        ] {
            assert!(findings(&RULE, text).is_empty(), "{text}: {:?}", findings(&RULE, text));
        }
    }

    #[test]
    fn a_factor_in_the_name_of_a_row_is_of_its_peaks() {
        let table = |name: &str, peak: &str| {
            format!(
                "# Plan\n## Volumes\n| | Today | Scaled |\n|---|---|---|\n| Events/s (mean) | 10,000 | 34,000 |\n| {name} | 25,000 | {peak} |\n"
            )
        };
        let name = "Events/s (peak, 2.5x mean)";
        let said = findings(&RULE, &table(name, "69,000"));
        assert!(said.len() == 1 && said[0].contains("not 2.5x"), "{said:?}");
        assert!(findings(&RULE, &table(name, "85,000")).is_empty());
        assert!(findings(&RULE, &table("Events/s (peak, up 2.5x)", "69,000")).is_empty());
        assert!(findings(&RULE, &table("Logins/s (peak, 2.5x mean)", "69,000")).is_empty());
        let pt = "# Plano\n## Volumes\n| | Atual | Escalado |\n|---|---|---|\n| Eventos/s, média | 100 | 400 |\n| Eventos/s, pico (3x a média) | 300 | 900 |\n";
        assert_eq!(findings(&RULE, pt).len(), 1);
        assert!(findings(&RULE, &pt.replace("900", "1.200")).is_empty());
    }
}
