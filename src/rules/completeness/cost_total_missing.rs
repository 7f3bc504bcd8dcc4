use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/cost-total-missing",
    summary: Text {
        en: "cost items without a total",
        pt: "itens de custo sem total",
        es: "partidas de costo sin total",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Costs],
    why: Text {
        en: "A budget is approved as one number. Where the canvas does not state it, each reader adds up other rows.",
        pt: "Um orçamento é aprovado como um número só. Quando o canvas não o diz, cada leitor soma linhas diferentes.",
        es: "Un presupuesto se aprueba como un solo número. Si el canvas no lo dice, cada lector suma filas distintas.",
    },
    source: "FinOps Foundation, framework: budgeting; FOCUS specification",
    bad: "# Canvas de escalabilidade\n## Custos\n- **Servidores**: R$ 1.300/mês\n- **Banco de dados**: R$ 900/mês\n",
    good: "# Canvas de escalabilidade\n## Custos\n- **Servidores**: R$ 1.300/mês\n- **Banco de dados**: R$ 900/mês\n\
           - **Total**: R$ 2.200/mês\n",
    check,
};

static MISSING: Text = Text {
    en: "{count} cost items and no total; they add up to {sum}",
    pt: "{count} itens de custo e nenhum total; eles somam {sum}",
    es: "{count} partidas de costo y ningún total; suman {sum}",
};
static ITEM: Text = Text { en: "and {label}", pt: "e {label}", es: "y {label}" };
static HELP: Text = Text { en: "write the total: {sum}", pt: "escreva o total: {sum}", es: "escriba el total: {sum}" };

/// So many sums of a table are listed; more are no sentence.
const MOST_SUMS: usize = 3;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for group in &canvas.costs.untotalled {
        let Some((first, others)) = group.items.split_first() else { continue };
        let mut sums: Vec<Part> = group.sums.iter().take(MOST_SUMS).map(|sum| sum.as_str().into()).collect();
        if group.sums.len() > MOST_SUMS {
            sums.push("…".into());
        }
        let finding = out.find(first.span, MISSING.with("count", group.items.len()).with("sum", sums.clone()));
        for other in others {
            finding.label(other.span, ITEM.with("label", other.label.as_str()));
        }
        finding.help(HELP.with("sum", sums));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(costs: &str) -> usize {
        findings(&RULE, &format!("# Canvas\n## Custos\n{costs}\n")).len()
    }

    #[test]
    fn a_row_that_comes_to_what_stands_above_it_is_the_total() {
        let table = |rows: &str| says(&format!("| Item | Mensal (R$) |\n|---|---|\n{rows}"));
        assert_eq!(table("| Fila | 2.000 |\n| Banco | 3.500 |\n| Pronto | 5.500 |\n"), 0);
        assert_eq!(table("| Fila | 2.000 |\n| Banco | 3.500 |\n| = | 5.500 |\n"), 0);
        assert_eq!(table("| Fila | 2.000 |\n| Banco | 3.500 |\n| | 5.500 |\n"), 0);
        assert_eq!(table("| Fila | 2.000 |\n| Banco | 3.500 |\n| Disco | 5.600 |\n"), 1);
    }

    #[test]
    fn quotas_and_what_comes_in_are_no_costs() {
        for line in [
            "- Cotas: 60 mil/dia",
            "- Desconto de SMS: 18% acima de 1 milhão/mês",
            "- Receita: R$ 2 milhões/mês",
            "- Ingresos: R$ 2.000.000/mes",
            "- Free tier: 1 million/month",
        ] {
            assert_eq!(says(&format!("- SMS: R$ 500/mês\n{line}")), 0, "{line}");
        }
        assert_eq!(says("- SMS: R$ 500/mês\n- Push: R$ 200/mês"), 1);
    }

    #[test]
    fn prices_of_one_are_not_added_beside_what_is_paid() {
        let sums = |price: &str| {
            let rows = "|---|---|---|\n| API | 50 | 350 |\n| Dados | 90 | 270 |";
            let header = format!("| Item | {price} (R$/mês) | Custo (R$/mês) |");
            findings(&RULE, &format!("# Canvas\n## Custos\n{header}\n{rows}\n")).concat()
        };
        for price in ["Preço unitário", "Unit price", "Precio por unidad"] {
            assert!(sums(price).contains("620") && !sums(price).contains("140"), "{}", sums(price));
        }
        assert!(sums("Reserva").contains("140"));
    }

    #[test]
    fn the_keys_of_listed_items_are_columns() {
        let items = |more: &str| {
            let text = format!(
                "yaml:costs:\n  currency: USD\n  period: month\n  items:\n    - item: api\n      quantity: 5\n      price: 150\n      amount: 750\n\
                 \x20   - item: queue\n      quantity: 3\n      price: 70\n      amount: 210\n{more}"
            );
            findings(&RULE, &text)
        };
        let found = items("");
        assert!(found.len() == 1 && found[0].contains("960") && !found[0].contains("900"), "{found:?}");
        assert_eq!(items("    - item: total\n      amount: 960\n"), [""; 0]);
    }

    #[test]
    fn times_cases_choices_and_parts_of_a_stated_sum_are_not_added() {
        for costs in [
            "Por mês:\n\n- hoje: R$ 42 mil\n- em 12 meses: R$ 186 mil",
            "Por mês:\n\n- hoje R$ 42 mil\n- escala R$ 130 mil\n  - EKS: R$ 50 mil\n  - Aurora: R$ 80 mil",
            "- Hoy: 14.000 €/mes\n- Mes de la campaña: 43.000 €/mes\n- Presupuesto: 45.000 €/mes",
            "- Annual cost, scaled: $360,000\n- Annual budget: $400,000",
            "- Opção A: R$ 12.000/mês\n- Opção B: R$ 9.000/mês",
            "| Option | $/month |\n|---|---|\n| A: larger machines | 12,000 |\n| B: shards | 9,000 |",
            "| Setup | $/month | Pros | Cons |\n|---|---|---|---|\n| Three fixed pods | 300 | calm | idle at night |\n| Two to ten pods | 200 | cheap | slow to start |",
            "| Ambiente | Lista | Um ano |\n|---|---|---|\n| Desenvolvimento | R$ 170/mês | R$ 130/mês |\n| Produção | R$ 690/mês | R$ 550/mês |",
            "| Volume | Cluster |\n|---|---|\n| 100 M/day | $130/month |\n| 1 B/day | $600/month |",
            "- Pesimista: 30.000 €/mes\n- Probable: 22.000 €/mes\n- Optimista: 18.000 €/mes",
        ] {
            assert_eq!(says(costs), 0, "{costs}");
        }
        let parts = "| Parte | R$/mês |\n|---|---|\n| API | 90 |\n| Banco | 130 |";
        assert_eq!(
            says(&format!("{parts}\n\n| Cenário | Custo |\n|---|---|\n| Parado | R$ 230/mês |\n| Pico | R$ 800/mês |")),
            0
        );
        assert_eq!(
            says(
                "| Solução | Licença | TCO |\n|---|---|---|\n| Fila própria | R$ 90/mês | R$ 300/mês |\n| Fila alugada | R$ 200/mês | R$ 210/mês |"
            ),
            0
        );
        assert_eq!(says(parts), 1);
        assert_eq!(says("- EKS: R$ 50 mil/mês\n- Aurora: R$ 80 mil/mês"), 1);
        assert_eq!(says("| Component | $/month |\n|---|---|\n| API | 12,000 |\n| Shards | 9,000 |"), 1);
    }

    #[test]
    fn sums_are_few_and_in_the_notation_of_the_items() {
        let sums = |costs: &str| findings(&RULE, &format!("# Canvas\n## Custos\n{costs}\n")).concat();
        let many = sums(
            "| Item | A (R$/mês) | B (R$/mês) | C (R$/mês) | D (R$/mês) |\n|---|---|---|---|---|\n| Fila | 2000 | 3000 | 4000 | 5000 |\n| Banco | 48.500 | 50.000 | 60.000 | 70.000 |\n",
        );
        assert!(many.contains("50.500") && !many.contains("75.000"), "{many}");
    }

    #[test]
    fn a_total_of_each_scenario_is_a_total() {
        let yaml = "costs:\n  currency: BRL\n  items:\n    api: {today: 700, scaled: 1400}\n    banco: {today: 300, scaled: 900}\n";
        let says = |more: &str| findings(&RULE, &format!("{yaml}{more}")).len();
        assert_eq!(says("  total: {today: 1000, scaled: 2300}\n"), 0);
        assert_eq!(says("  total:\n    today: 1000\n    scaled: 2300\n"), 0);
        assert_eq!(says("  currency_note: {today: 1000}\n"), says(""));
    }

    #[test]
    fn gross_net_and_what_is_to_be_paid_are_totals() {
        assert_eq!(
            says(
                "- Fila: R$ 2.000/mês\n- Banco: R$ 3.500/mês\n- Bruto: R$ 5.500/mês\n- Desconto: R$ -500/mês\n- **Líquido**: R$ 5.000/mês"
            ),
            0
        );
        assert_eq!(says("- Queue: US$ 20/month\n- Database: US$ 35/month\n- Net (after credits): US$ 50/month"), 0);
        assert_eq!(says("- Cola: US$ 20/mes\n- Base: US$ 35/mes\n- A pagar: US$ 55/mes"), 0);
        assert_eq!(says("- Fila: R$ 2.000/mês\n- Banco: R$ 3.500/mês\n- Somatório: R$ 5.900/mês"), 0);
        assert_eq!(says("- Cola: US$ 20/mes\n- Base: US$ 35/mes\n- Red: US$ 50/mes"), 1);
    }

    #[test]
    fn prices_of_one_savings_and_alternatives_are_parts_of_no_whole() {
        let rows = "| A | R$ 90/mês |\n| B | R$ 70/mês |";
        let table = |header: &str| format!("| Item | {header} |\n|---|---|\n{rows}");
        for title in
            ["Preços unitários", "Unit prices (GB)", "Precio unitario", "Savings", "Ahorros", "Otimizações", "Opciones"]
        {
            assert_eq!(says(&format!("### {title}\n\n{}", table("Valor"))), 0, "{title}");
        }
        for header in ["Economia mensal", "Estimated savings", "Ahorro"] {
            assert_eq!(says(&table(header)), 0, "{header}");
        }
        for lines in [
            "- Imagens menores: elimina R$ 90/mês\n- Spot: reduz R$ 70/mês",
            "- Images: saves $90/month\n- Spot: cuts $70/month",
            "- Índices: ahorra € 90/mes\n- Spot: evita € 70/mes",
            "- Nós: R$ 90 → R$ 40/mês\n- Disco: R$ 70 → R$ 30/mês",
            "- AWS: $900/month\n- Hetzner (two regions): $300/month\n- Self-hosted: $250/month",
            "**Com fila gerenciada:** ~R$ 900/mês\n\n**Com fila própria em vez dela:** ~R$ 600/mês",
            "- With replicas: $900/month\n- Without replicas: $600/month",
            "- Con réplica: € 900/mes\n- Sin réplica: € 600/mes",
        ] {
            assert_eq!(says(lines), 0, "{lines}");
        }
        assert_eq!(says(&table("Valor")), 1);
        assert_eq!(says(&format!("### Mensal\n\n{}", table("Valor"))), 1);
        assert_eq!(says("- AWS: $900/month\n- Mail: $30/month"), 1);
    }

    #[test]
    fn a_price_with_a_count_beside_it_is_added_so_many_times() {
        let sums = |costs: &str| findings(&RULE, &format!("# Canvas\n## Custos\n{costs}\n")).concat();
        assert!(sums("- Nós: 3 x R$ 90/mês\n- Banco: R$ 200/mês").contains("R$ 470/mês"));
        assert_eq!(sums("- Nós: R$ 0,10 × 730 h\n- Banco: R$ 200/mês\n- CDN: R$ 20/mês"), "");
    }
}
