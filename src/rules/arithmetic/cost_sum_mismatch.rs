use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/cost-sum-mismatch",
    summary: Text {
        en: "costs that do not add up to their total",
        pt: "custos que não somam o total escrito",
        es: "costos que no suman el total escrito",
    },
    severity: Severity::Error,
    section: &[SectionKind::Costs],
    why: Text {
        en: "The total is what gets approved, the rows are what gets paid. Most totals of real plans are right, so one that \
             is not usually hides a row that was added, removed or mistyped later.",
        pt: "O total é o que se aprova, as linhas são o que se paga. Quase todos os totais de planos reais estão certos; o \
             que não está costuma esconder uma linha incluída, retirada ou digitada errada depois.",
        es: "El total es lo que se aprueba, las filas son lo que se paga. Casi todos los totales de planes reales son \
             correctos; el que no lo es suele ocultar una fila añadida, quitada o mal escrita después.",
    },
    source: "FinOps Foundation, framework: budgeting; FOCUS specification",
    bad: "\
# Canvas de escalabilidade
## Custos
| Recurso | Custo mensal |
|---|---|
| Servidores | R$ 1.300 |
| Banco de dados | R$ 900 |
| Rede | R$ 250 |
| **Total** | **R$ 2.540** |
",
    good: "\
# Canvas de escalabilidade
## Custos
| Recurso | Custo mensal |
|---|---|
| Servidores | R$ 1.300 |
| Banco de dados | R$ 900 |
| Rede | R$ 250 |
| **Total** | **R$ 2.450** |
",
    check,
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_sums(canvas, out, |sum| sum.costs);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    #[test]
    fn a_total_is_one_wherever_its_bold_ends_and_whatever_parts_it_from_its_amount() {
        for total in [
            "**Total:** R$ 29.000/mês",
            "**Total: R$ 29.000/mês**",
            "**Total: R$ 29.000**/mês",
            "**Total R$ 29.000/mês**",
            "**Total mensal — R$ 29.000**",
            "**Total = R$ 29.000/mês**",
            "Total R$ 29.000/mês",
        ] {
            let text =
                |cdn: &str| format!("# Plano\n\n## Custos\n\n- API: R$ 17.000/mês\n- CDN: R$ {cdn}/mês\n- {total}\n");
            assert_eq!(findings(&super::RULE, &text("2.500")).len(), 1, "{total}");
            assert_eq!(findings(&super::RULE, &text("12.000")).len(), 0, "{total}");
        }
        let english = "# Plan\n\n## Costs\n\n- API: $17,000\n- CDN: $2,500\n- **Total: $29,500**\n";
        assert_eq!(findings(&super::RULE, english).len(), 1);
        let spanish = "# Plan\n\n## Costos\n\n- API: S/ 700/mes\n- CDN: S/ 200/mes\n\n**Total: S/ 950/mes**\n";
        assert_eq!(findings(&super::RULE, spanish).len(), 1);
    }
}
