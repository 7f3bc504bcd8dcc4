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
