use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/mixed-cost-basis",
    summary: Text {
        en: "costs of different currencies or periods added as if they were one",
        pt: "custos em moedas ou períodos diferentes somados como se fossem um só",
        es: "costos en monedas o períodos distintos sumados como si fueran uno solo",
    },
    severity: Severity::Error,
    section: &[SectionKind::Costs],
    why: Text {
        en: "A hundred dollars are not a hundred reais, and a yearly fee is not a monthly one. The total looks right because \
             the digits add up, and is wrong by the exchange rate or by twelve.",
        pt: "Cem dólares não são cem reais, e uma taxa anual não é mensal. O total parece certo porque os dígitos somam, e \
             está errado pelo câmbio ou por doze.",
        es: "Cien dólares no son cien reales, y una cuota anual no es mensual. El total parece correcto porque los dígitos \
             suman, y está mal por el tipo de cambio o por doce.",
    },
    source: "FOCUS specification: billing currency and charge period",
    bad: "\
# Canvas de escalabilidade
## Custos por mês
| Recurso | Valor |
|---|---|
| Servidores | R$ 1.300 |
| Mapas | US$ 120 |
| **Total** | **R$ 1.420** |
",
    good: "\
# Canvas de escalabilidade
## Custos por mês
| Recurso | Valor |
|---|---|
| Servidores | R$ 1.300 |
| Mapas (US$ 120 a R$ 5,00) | R$ 600 |
| **Total** | **R$ 1.900** |
",
    check,
};

static WRONG: Text = Text {
    en: "this total of {total} adds {other} as it stands",
    pt: "este total de {total} soma {other} sem converter",
    es: "este total de {total} suma {other} sin convertir",
};
static OTHER: Text =
    Text { en: "in another currency or period", pt: "em outra moeda ou período", es: "en otra moneda o período" };
static HELP: Text = Text {
    en: "convert it first and write the rate",
    pt: "converta antes e escreva a taxa",
    es: "conviértalo antes y escriba la tasa",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for sum in &canvas.mixed_sums {
        let Some(total) = &sum.total.quantity else { continue };
        // Only where the bare digits make the total is it certain that nothing was converted.
        if sum.holds() != Some(true) {
            continue;
        }
        let differs = |q: &Quantity| {
            !q.unit.same_kind(&total.unit) || q.per.is_some() && total.per.is_some() && q.per != total.per
        };
        let others: Vec<&Addend> = sum.terms.iter().filter(|t| t.quantity.as_ref().is_some_and(differs)).collect();
        let Some(first) = others.first() else { continue };
        let shown =
            |addend: &Addend| addend.quantity.as_ref().map(|q| addend.notation.span(&q.bounds())).unwrap_or_default();
        let finding = out.find(sum.total.span, WRONG.with("total", shown(&sum.total)).with("other", shown(first)));
        for other in &others {
            finding.label(other.span, OTHER.plain());
        }
        finding.help(HELP.plain());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    fn costs(rows: &str) -> String {
        format!("# Canvas\n\n## Custos por mês\n\n| Item | Valor |\n|---|---|\n{rows}")
    }

    #[test]
    fn dollars_among_reais_are_reported() {
        let text =
            costs("| CDN | R$ 1.900 |\n| Codificador | $ 120 (USD) |\n| Legendas | R$ 220 |\n| Total | R$ 2.240 |\n");
        assert_eq!(findings(&super::RULE, &text), ["R$ 2.240: this total of R$ 2.240 adds $ 120 as it stands"]);
    }

    #[test]
    fn a_converted_total_is_left_alone() {
        let text =
            costs("| CDN | R$ 1.900 |\n| Codificador | US$ 120 |\n| Legendas | R$ 220 |\n| Total | R$ 2.720 |\n");
        assert!(findings(&super::RULE, &text).is_empty());
    }

    #[test]
    fn a_yearly_fee_among_monthly_ones_is_reported() {
        let text = "# Canvas\n\n## Costs\n\n- Servers: $100/month\n- Domain: $15/year\n- Total: $115/month\n";
        assert_eq!(findings(&super::RULE, text).len(), 1);
    }

    #[test]
    fn rows_without_a_sign_are_in_the_currency_of_their_total() {
        for text in [
            costs("| CDN | 1.900 |\n| Legendas | 220 |\n| **Total** | **R$ 2.120** |\n"),
            costs("| CDN | 1.900 |\n| Legendas | 220 |\n| Total (R$) | 2.120 |\n"),
            "# Canvas\n\n## Costos\n\n- CDN: 1.900\n- Subtítulos: 220 €\n- Total: 2.120 €/mes\n".to_owned(),
            "# Canvas\n\n## Costs\n\n- CDN: 1,900\n- Captions: 220\n- Total: £2,120/month\n".to_owned(),
        ] {
            assert_eq!(findings(&super::RULE, &text), Vec::<String>::new(), "{text}");
        }
    }
}
