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

    fn costs(lines: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Plano\n\n## Custos\n\n{lines}\n"))
    }

    #[test]
    fn a_total_beside_a_list_of_rows_or_among_them_is_that_of_the_list() {
        for (costs, [name, price, amount]) in [
            ("costs", ["name", "price", "amount"]),
            ("custos", ["item", "preco", "valor"]),
            ("costos", ["nombre", "precio", "importe"]),
        ] {
            let rows = |amounts: [i32; 3]| {
                let row =
                    |at: usize| format!("    - {{{name}: part{at}, qty: 2, {price}: 70, {amount}: {}}}\n", amounts[at]);
                format!("{costs}:\n  currency: USD\n  period: month\n  items:\n{}{}{}", row(0), row(1), row(2))
            };
            let says = |rest: &str, amounts: [i32; 3]| {
                findings(&super::RULE, &format!("yaml:title: Plan\n{}{rest}", rows(amounts)))
            };
            let said = says("  total: 7000\n", [3000, 2000, 1500]);
            assert!(said.len() == 1 && said[0].contains("add up to 6500"), "{name}: {said:?}");
            let among = format!("    - {{{name}: total, {amount}: 7000}}\n");
            assert_eq!(says(&among, [3000, 2000, 1500]).len(), 1, "{name}");
            assert_eq!(says("  total: 6500\n", [3000, 2000, 1500]), [""; 0], "{name}");
            assert_eq!(says(&among, [3000, 2500, 1500]), [""; 0], "{name}");
            // A discount below zero is taken off; what else stands beside the list may be in the total.
            assert_eq!(says("  total: 4500\n", [3000, 2000, -500]), [""; 0], "{name}");
            assert_eq!(says("  tax: 500\n  total: 7000\n", [3000, 2000, 1500]), [""; 0], "{name}");
            assert_eq!(says("  total: 78000 per year\n", [3000, 2000, 1500]), [""; 0], "{name}");
        }
        let table = |total: &str| {
            costs(&format!(
                "| O quê | Mensal |\n|---|--:|\n| Nós | 2,250 |\n| Discos | 1,000 |\n| **Subtotal** | **3,250.00** |\n| Suporte (10 %) | 325.00 |\n| **Total** | **{total}** |"
            ))
        };
        assert_eq!((table("3,575.00").len(), table("4,575.00").len()), (0, 1));
    }

    #[test]
    fn what_is_taken_off_may_be_written_without_a_minus() {
        for (name, total) in [
            ("Desconto de 5%", "8.550"),
            ("Abatimento", "8.550"),
            ("Bonificación", "8.550"),
            ("Rebate", "8.550"),
            ("Startup credits", "8.550"),
            ("Créditos", "9.000"),
            ("Credit card fees", "9.450"),
        ] {
            let list =
                format!("- API: R$ 7.000/mês\n- Dados: R$ 2.000/mês\n- {name}: R$ 450/mês\n- Total: R$ {total}/mês");
            assert!(costs(&list).is_empty(), "{name}");
            let rows = format!(
                "| Item | Mês |\n|---|---|\n| API | R$ 7.000 |\n| Dados | R$ 2.000 |\n| {name} | R$ 450 |\n| Total | R$ {total} |"
            );
            assert!(costs(&rows).is_empty(), "{name}");
        }
        let list = "- API: R$ 7.000/mês\n- Dados: R$ 2.000/mês\n- Desconto: -R$ 450/mês\n- Total: R$ 9.550/mês";
        assert_eq!(costs(list).len(), 1);
    }

    #[test]
    fn amounts_in_between_and_totals_carried_on_are_not_added_again() {
        for name in ["Base imponible", "Neto", "Net", "Bruto", "Líquido", "Gross", "Hosting up to here"] {
            let list = |total: &str| {
                format!(
                    "- API: € 700/mes\n- Datos: € 300/mes\n- {name}: € 1.000/mes\n- IVA: € 210/mes\n- Total: € {total}/mes"
                )
            };
            assert!(costs(&list("1.210")).is_empty(), "{name}");
            assert_eq!(costs(&list("1.310")).len(), 1, "{name}");
        }
        let rows = |total: &str| {
            format!(
                "| Item | Mês |\n|---|---|\n| API | R$ 700 |\n| Dados | R$ 300 |\n| Total | R$ 1.000 |\n| Suporte | R$ 90 |\n| Plantão | R$ 60 |\n| Total geral | R$ {total} |"
            )
        };
        assert!(costs(&rows("1.150")).is_empty());
        assert_eq!(costs(&rows("1.250")).len(), 1);
    }

    #[test]
    fn parts_are_not_added_to_what_they_are_part_of() {
        for (parent, first, second) in
            [("1. Nuvem", "1.1 VMs", "1.2 Discos"), ("**Nuvem**", "VMs", "Discos"), ("Nuvem", "– VMs", "– Discos")]
        {
            let rows = |total: &str| {
                format!(
                    "| Item | Mês |\n|---|---|\n| {parent} | R$ 900 |\n| {first} | R$ 600 |\n| {second} | R$ 300 |\n| 2. Pessoas | R$ 500 |\n| Total | R$ {total} |"
                )
            };
            assert!(costs(&rows("1.400")).is_empty(), "{parent}");
            let wrong = costs(&rows("1.500"));
            assert!(wrong.len() == 1 && wrong[0].contains("add up to R$ 1.400"), "{wrong:?}");
        }
        for list in [
            "- **1. Nube: USD 900/mes**\n- 1.1 Servidores: USD 600/mes\n- 1.2 Discos: USD 300/mes\n- **2. Personas: USD 500/mes**\n- Total: USD 1.400/mes",
            "- Cloud:\n  - VMs: $100/month\n  - Disks: $200/month\n- Support: $50/month\n- Staff: $70/month\n- Total: $420/month",
        ] {
            assert!(costs(list).is_empty(), "{list}");
        }
    }

    #[test]
    fn a_total_for_a_year_is_not_held_against_months_nor_one_price_against_another() {
        for text in [
            "- API: R$ 300/mês\n- Dados: R$ 100/mês\n- Total (12 meses): R$ 4.800",
            "| Item | Monthly |\n|---|---|\n| API | $300 |\n| Data | $100 |\n| Annual total | $4,800 |",
            "| Item | Preço unitário | R$ por milhão | Ticket médio (R$) |\n|---|---|---|---|\n| A | R$ 2 | 3,00 | 80 |\n| B | R$ 6 | 5,00 | 90 |\n| Total | R$ 3 | 4,40 | 86 |",
        ] {
            assert!(costs(text).is_empty(), "{text}");
        }
        let year = "| Item | Annual cost |\n|---|---|\n| API | $300 |\n| Data | $100 |\n| Annual total | $450 |";
        assert_eq!(costs(year).len(), 1);
    }

    #[test]
    fn rows_without_a_sign_are_added_too() {
        assert_eq!(
            costs("| Item | Valor |\n|---|---|\n| CDN | 1.900 |\n| Legendas | 220 |\n| Total | R$ 2.300 |").len(),
            1
        );
        assert_eq!(costs("- CDN: 1.900\n- Legendas: 220\n- Total: R$ 2.300/mês").len(), 1);
    }

    #[test]
    fn amounts_in_notes_and_limits_are_no_addends() {
        let table = |header: &str, one: &str, two: &str, total: &str| {
            costs(&format!(
                "| Item | Valor | {header} |\n|---|---|---|\n| VMs | R$ 3.000 | {one} |\n| Banco | R$ 1.000 | {two} |\n| Total | R$ 4.000 | {total} |"
            ))
        };
        for said in [
            table("Nota", "era R$ 3.500", "era R$ 900", "verba de R$ 5.000"),
            table("Comment", "R$ 2.700 with a contract", "R$ 800 with a contract", "R$ 3.900 was approved"),
            table("Origen", "factura de R$ 2.950", "factura de R$ 990", "factura de R$ 4.100"),
            table("Teto", "R$ 3.300", "R$ 1.200", "R$ 4.200"),
            table("Ceiling", "R$ 3.300", "R$ 1.200", "R$ 4.200"),
        ] {
            assert_eq!(said, Vec::<String>::new());
        }
        assert_eq!(table("Em 2028", "R$ 6.000", "R$ 2.000", "R$ 9.000").len(), 1);
        assert_eq!(table("Em 2028", "R$ 6.000", "R$ 2.000 (2 nós)", "~R$ 10.000").len(), 1);
    }

    #[test]
    fn what_stands_in_brackets_or_behind_the_amount_is_no_addend() {
        for lines in [
            "- VMs: R$ 3.000 (70% loja = R$ 2.100, 30% busca = R$ 900)\n- Banco: R$ 1.000\n- Total: R$ 4.000/mês",
            "- VMs: $3,000 (per zone = $1,000)\n- Database: $1,000\n- Total: $4,000/month",
            "- VMs: $3,000/month; reserved it would be $2,100\n- Database: $1,000/month, $600 in one zone\n- Total: $4,000/month; budget $5,000",
            "- VMs: 3.000 €/mes, de los cuales 500 € de pruebas\n- Base: 1.000 €/mes, de los cuales 100 € de copias\n- Total: 4.000 €/mes, de los cuales 900 € variables",
            "| Item | R$/mês |\n|---|---|\n| VMs | 3.000 |\n| Banco | 1.000 |\n| Backup (já incluído no banco) | 150 |\n| Total | 4.000 |",
            "| Item | $/month |\n|---|---|\n| VMs | 3,000 |\n| Database | 1,000 |\n| Logs (paid by the platform team) | 150 |\n| Total | 4,000 |",
        ] {
            assert_eq!(costs(lines), Vec::<String>::new(), "{lines}");
        }
        for lines in [
            "- VMs (3 × R$ 900 = R$ 2.700)\n- VMs: (3 × R$ 900 = R$ 2.700)\n- Banco: R$ 1.000\n- Total: R$ 5.000/mês",
            "- VMs: hoje R$ 3.000, depois R$ 6.000\n- Banco: hoje R$ 1.000, depois R$ 2.000\n- Total: hoje R$ 4.000, depois R$ 9.000",
            "| Item | R$/mês |\n|---|---|\n| VMs | 3.000 |\n| Banco | 1.000 |\n| Backup (já incluído no banco) | 150 |\n| Total | 4.500 |",
        ] {
            assert_eq!(costs(lines).len(), 1, "{lines}: {:?}", costs(lines));
        }
    }

    #[test]
    fn a_sequence_of_yaml_may_state_its_total_in_a_text() {
        let text = |total: &str| {
            format!(
                "# Plano\n\n```yaml\ncustos:\n  - Servidores - 300 €/mês hoje, 800 €/mês escalado\n  - Banco - 200 €/mês hoje, 600 €/mês escalado\n  - \"Total: 500 €/mês hoje, {total} €/mês escalado\"\n  - \"Custo por pedido: 0,02 €\"\n```\n"
            )
        };
        assert_eq!(findings(&super::RULE, &text("1.900")).len(), 1);
        assert_eq!(findings(&super::RULE, &text("1.400")), Vec::<String>::new());
        let english = "costs:\n  - Servers, $300/month\n  - Database, $200/month\n  - \"Total: $600/month\"\n";
        assert_eq!(findings(&super::RULE, english).len(), 1);
    }

    #[test]
    fn a_cell_that_adds_two_figures_leaves_its_row_alone() {
        let table = |cell: &str| {
            format!(
                "# Plan\n## Costs\n| Engine | Speech | Text | Total / hour |\n|---|---|---|---|\n| live | 0.54 | 0.14 | US$ 0.68 |\n\
                 | chunked | {cell} | 0.12 | US$ 0.21 |\n| local | 0 | 0 | US$ 0 |\n"
            )
        };
        assert_eq!(findings(&super::RULE, &table("0.04 + 0.05 prompts")), [""; 0]);
        assert_eq!(findings(&super::RULE, &table("0.04")).len(), 1);
    }

    #[test]
    fn a_total_may_be_named_behind_an_empty_cell() {
        let table = |total: &str| {
            format!(
                "# Plano\n## Custos\n| Item | Tamanho | R$/mês |\n|---|---|---|\n| API | média | 36 |\n| Banco | grande | 175 |\n\
                 | | **Subtotal** | **211** |\n| | *Reserva 15%* | *32* |\n| | **Total** | **{total}** |\n"
            )
        };
        assert_eq!(findings(&super::RULE, &table("243")), [""; 0]);
        assert_eq!(findings(&super::RULE, &table("253")).len(), 1);
    }

    #[test]
    fn subtotals_of_some_rows_and_of_lines_before_are_left_alone() {
        for text in [
            "# Plan\n## Costs\n| Item | $/month |\n|---|---|\n| Batch | 77 |\n| Live | 139 |\n| Subtotal (batch only) | 77 |\n| Subtotal (both) | 216 |\n",
            "# Plan\n## Costs\n| Item | $/month |\n|---|---|\n| Own disks | 8 |\n| Rented disks | 25 |\n| Mounts | 3 |\n| Subtotal (own) | 11 |\n| Subtotal (rented) | 28 |\n",
            "# Plan\n## Costs\n| Item | $/month |\n|---|---|\n| Host | 60 |\n| Slow disk | 18 |\n| Fast disk | 43 |\n| Total (slow) | 78 |\n| Total (fast) | 103 |\n",
            "# Plan\n## Costs\n| Item | $/month |\n|---|---|\n| Host | 60 |\n| Disk | 18 |\n| GPU, if needed | 300 |\n| Total | 78 |\n| Total with GPU | 378 |\n",
            "# Plan\n## Costs\n```\nHost:\n- RAM: $30/month\n- CPU: $34/month\n- Subtotal host: $64/month\n\nPages: $20/month\nSeats: $20/month\n\nTOTAL: $104/month\n```\n",
            "# Plan\n## Costs\n```\nHost:\n- RAM: 3 × $10 = $30/month\n- CPU: 2 × $17 = $34/month\n- Subtotal host: $64/month\n\nPages: $20/month\nSeats: $20/month\n\nTOTAL: $104/month\n```\n",
        ] {
            assert_eq!(findings(&super::RULE, text), [""; 0], "{text}");
        }
    }

    /// What a table of rows and a total says: the findings, and the repairs that nobody has to look at.
    fn table(rows: &[(&str, &str)], total: (&str, &str)) -> (Vec<String>, usize) {
        let rows: String = rows.iter().map(|(name, cost)| format!("| {name} | {cost} |\n")).collect();
        let text = format!("# Plan\n## Costs\n| Item | Monthly |\n|---|---|\n{rows}| {} | {} |\n", total.0, total.1);
        let (_, outcomes) = crate::rules::trial::run(&super::RULE, &text);
        let safe = outcomes.findings.iter().filter(|f| f.fix.as_ref().is_some_and(|fix| fix.safe)).count();
        (crate::rules::trial::findings(&super::RULE, &text), safe)
    }

    #[test]
    fn a_row_that_nearly_comes_to_others_is_a_row() {
        let small = [("Traces", "$7"), ("Queue", "$9"), ("Mail", "$4"), ("Maps", "$4"), ("Alerts", "$2")];
        assert_eq!(table(&small, ("Total", "$26")), (Vec::new(), 0));
        for total in ["$16", "$20", "$21"] {
            let (said, safe) = table(&small, ("Total", total));
            assert!(said.len() == 1 && said[0].contains("add up to $26") && safe == 1, "{total}: {said:?}");
        }
        let ranges = [("API", "~$14"), ("Data", "$20–40"), ("Cache", "$0–9"), ("Edge", "$5"), ("Files", "$0–6")];
        assert_eq!(table(&ranges, ("Total", "~$46–86")).0, [""; 0]);
        assert_eq!(table(&ranges, ("Total", "~$39–98")).0.len(), 1);
        let (said, _) = table(&ranges, ("Total", "$95–140"));
        assert!(said.len() == 1 && said[0].contains("$39–$74"), "{said:?}");
    }

    #[test]
    fn a_row_that_comes_to_others_without_a_sign_silences_and_never_repairs() {
        let rows = [("Cloud", "$900"), ("Machines", "$640"), ("Disks", "$260"), ("Staff", "$500")];
        assert_eq!(table(&rows, ("Total", "$1,400")), (Vec::new(), 0));
        assert_eq!(table(&rows, ("Total", "$2,300")), (Vec::new(), 0));
        let (said, safe) = table(&rows, ("Total", "$1,700"));
        assert!(said.len() == 1 && said[0].starts_with("warning") && said[0].contains("$2,300"), "{said:?}");
        assert_eq!(safe, 0);
        // What the document marks as a parent is one.
        let marked = [("**Cloud**", "$900"), ("Machines", "$640"), ("Disks", "$260"), ("**Staff**", "$500")];
        let (said, safe) = table(&marked, ("Total", "$1,700"));
        assert!(said.len() == 1 && said[0].starts_with("error") && said[0].contains("$1,400"), "{said:?}");
        assert_eq!(safe, 0);
    }

    #[test]
    fn a_price_with_a_count_beside_it_is_paid_so_many_times() {
        for servers in
            ["4 x $25", "4x $25", "4 × $25/month", "4 nodes × $25", "$25 x 4", "$25 × 4 nodes", "2 × 2 × $25"]
        {
            let rows = |total| table(&[("Servers", servers), ("Database", "$150"), ("CDN", "$30")], ("Total", total));
            assert_eq!(rows("$280"), (Vec::new(), 0), "{servers}");
            let (said, safe) = rows("$205");
            assert!(
                said.len() == 1 && said[0].contains("$280") && said[0].starts_with("warning"),
                "{servers}: {said:?}"
            );
            assert_eq!(safe, 0, "{servers}");
            let list =
                |total: &str| costs(&format!("- Servers: {servers}\n- Data: $150\n- CDN: $30\n- Total: {total}"));
            assert_eq!(list("$280"), [""; 0], "{servers}");
            assert_eq!(list("$205").len(), 1, "{servers}");
        }
        assert_eq!(table(&[("A", "8+ x $50"), ("B", "$100")], ("Total", "$500+")).0, [""; 0]);
        assert_eq!(costs("- Nós: R$ 90 x 3\n- Banco: R$ 200\n- Total: R$ 470"), [""; 0]);
        // What cannot be worked out is not added at all.
        for unclear in
            ["$0.10 × 730 h", "$25/month x 12", "3 × m5.large × $25", "$4/day × 30", "100 GB x $0.20", "$90 ÷ 2"]
        {
            assert_eq!(table(&[("A", unclear), ("B", "$150")], ("Total", "$175")).0, [""; 0], "{unclear}");
        }
        let large = [("A", "3 x large, $75"), ("B", "$150"), ("C", "$20")];
        assert_eq!(table(&large, ("Total", "$245")).0, [""; 0]);
        assert_eq!(table(&large, ("Total", "$295")).0.len(), 1);
        // A note, and a product that is worked out.
        assert_eq!(table(&[("A", "$25*"), ("B", "$150")], ("Total", "$185")).0.len(), 1);
        assert_eq!(table(&[("A", "3 × $25 = $75"), ("B", "$150")], ("Total", "$225")).0, [""; 0]);
    }

    #[test]
    fn a_total_that_is_called_after_something_is_one_in_the_last_row() {
        let rows = [("Requests", "$12"), ("Storage", "$31"), ("Egress", "$7")];
        for name in
            ["Total CloudFront", "**Total AWS**", "Total computação", "TOTAL almacenamiento", "Total persistent"]
        {
            assert_eq!(table(&rows, (name, "$50")), (Vec::new(), 0), "{name}");
            let (said, safe) = table(&rows, (name, "$80"));
            assert!(said.len() == 1 && said[0].starts_with("warning"), "{name}: {said:?}");
            assert_eq!(safe, 0, "{name}");
            let list = costs(&format!("- Requests: $12\n- Storage: $31\n- Egress: $7\n- {name}: $80"));
            assert_eq!(list.len(), 1, "{name}");
        }
        for name in [
            "Total savings",
            "Total com suporte",
            "Total per user",
            "Total storage",
            "Total for 12 teams",
            "Total budget",
            "Total cost of ownership",
            "Total sin soporte",
            "Optimized total",
            "Total anual AWS",
        ] {
            assert_eq!(table(&rows, (name, "$80")).0, [""; 0], "{name}");
        }
        let years = "# Plan\n## Costs\n- Domain: $12/year\n- Mail: $6/month\n- Total sites: $7/month\n";
        assert_eq!(findings(&crate::rules::arithmetic::mixed_cost_basis::RULE, years), [""; 0]);
        // Rows behind it, another unit.
        let behind = "| Item | Monthly |\n|---|---|\n| A | $12 |\n| B | $31 |\n| Total AWS | $80 |\n| C | $9 |";
        assert_eq!(costs(behind), [""; 0]);
        assert_eq!(costs("| Item | Calls |\n|---|---|\n| A | 12 |\n| B | 31 |\n| Total calls made | 80 |"), [""; 0]);
    }

    #[test]
    fn what_is_optional_may_be_in_the_total_or_not() {
        for name in [
            "Replica (optional)",
            "Réplica (opcional)",
            "Réplica (opcional, recomendada)",
            "Licence (after 2 years)",
            "Renovação após dois anos",
            "Renovación, tras 6 meses",
        ] {
            let rows = [("API", "$40"), ("Data", "$60"), (name, "$25")];
            assert_eq!(table(&rows, ("Total", "$100")), (Vec::new(), 0), "{name}");
            assert_eq!(table(&rows, ("Total", "$125")), (Vec::new(), 0), "{name}");
            let (said, safe) = table(&rows, ("Total", "$170"));
            assert!(said.len() == 1 && said[0].contains("$125") && safe == 0, "{name}: {said:?}");
        }
    }

    #[test]
    fn what_has_come_together_so_far_is_no_part_of_a_row() {
        for name in ["Acum.", "Acumulado", "Cumulative", "Running total"] {
            let rows = |last: &str| {
                format!(
                    "| Month | Web | Data | Total | {name} |\n|---|---|---|---|---|\n| 1 | $4 | $5 | $9 | $9 |\n\
                     | 2 | $4 | $8 | $12 | $21 |\n| 3 | $6 | $8 | {last} | $35 |"
                )
            };
            assert_eq!(costs(&rows("$14")), [""; 0], "{name}");
            assert_eq!(costs(&rows("$19")).len(), 1, "{name}");
        }
    }
}
