use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/sum-mismatch",
    summary: Text {
        en: "rows that do not add up to their total",
        pt: "linhas que não somam o total escrito",
        es: "filas que no suman el total escrito",
    },
    severity: Severity::Error,
    section: &[],
    why: Text {
        en: "Memory, storage, replicas and requests are planned by their totals too. A total that its own rows do not give \
             is wrong, or one of the rows is.",
        pt: "Memória, armazenamento, réplicas e requisições também são planejados pelos totais. Um total que as próprias \
             linhas não dão está errado, ou uma das linhas está.",
        es: "Memoria, almacenamiento, réplicas y peticiones también se planifican por sus totales. Un total que sus propias \
             filas no dan es incorrecto, o lo es una de las filas.",
    },
    source: "general arithmetic; tolerance: half of the last printed place for each term",
    bad: "\
# Capacity plan
## Infrastructure
| Service | RAM |
|---|---|
| api | 24 GB |
| search | 16 GB |
| queue | 8 GB |
| Total | 56 GB |
",
    good: "\
# Capacity plan
## Infrastructure
| Service | RAM |
|---|---|
| api | 24 GB |
| search | 16 GB |
| queue | 8 GB |
| Total | 48 GB |
",
    check,
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_sums(canvas, out, |sum| !sum.costs);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    #[test]
    fn the_mean_of_percentages_is_no_sum() {
        let text = "| Group | Parts | With photo |\n|---|---|---|\n| A | 60 | 90% |\n| B | 40 | 65% |\n| Total | 100 | 80% |\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn both_ends_of_a_range_are_added() {
        let says = |total: &str| {
            findings(
                &super::RULE,
                &format!("# Plan\n## Latency\n- Store: 40 ms\n- Network: 30-90 ms\n- Total: {total}\n"),
            )
        };
        assert!(says("70-130 ms").is_empty());
        assert!(says("~70-125 ms").is_empty());
        assert_eq!(says("70-100 ms").len(), 1);
        assert!(says("120 ms").is_empty());
    }

    #[test]
    fn keys_below_a_total_are_only_added_where_that_makes_it_right() {
        let memory = |total: &str| format!("yaml:memory_gb:\n  api: 4\n  db: 8\n  total: {total}\n  swap: 2\n");
        assert!(findings(&super::RULE, &memory("12 GB")).is_empty());
        assert!(findings(&super::RULE, &memory("14 GB")).is_empty());
    }

    fn table(rows: &[&str]) -> String {
        format!("# Plano\n## Serviços\n{}\n", rows.join("\n"))
    }

    #[test]
    fn percentiles_availability_and_means_are_no_sums_beside_a_column_that_is_one() {
        let of = |requests: &str| {
            table(&[
                "| Serviço | Req/s | p99 (ms) | Uptime | Tempo de resposta (s) |",
                "|---|---|---|---|---|",
                "| Carrinho | 150 | 80 | 99,9% | 1,2 |",
                "| Busca | 450 | 210 | 99,95% | 1,8 |",
                &format!("| Total | {requests} | 220 | 99,85% | 1,6 |"),
            ])
        };
        assert!(findings(&super::RULE, &of("600")).is_empty());
        let wrong = findings(&super::RULE, &of("650"));
        assert!(wrong.len() == 1 && wrong[0].contains("600"), "{wrong:?}");
    }

    #[test]
    fn peaks_people_and_amounts_at_several_times_may_come_to_less_than_their_sum() {
        for text in [
            "# Plan\n## Load\n| Zone | Peak (req/s) |\n|---|---|\n| North | 700 |\n| South | 600 |\n| Total | 1,100 |\n",
            "# Plano\n## Demanda\n- Pico no Sul: 700 req/s\n- Pico no Norte: 600 req/s\n- Total: 1.100 req/s\n",
            "yaml:pico_por_zona:\n  norte: 700 req/s\n  sul: 600 req/s\n  total: 1100 req/s\n",
            "# Plan\n## Carga\n| Canal | Usuarios |\n|---|---|\n| Web | 4.000 |\n| Móvil | 6.000 |\n| Total | 7.500 |\n",
            "# Plan\n## Users\n| Year | Accounts | Stored |\n|---|---|---|\n| 2027 | 400 | 6 GB |\n| 2028 | 900 | 9 GB |\n| Total | 900 | 9 GB |\n",
            "# Plan\n## Tenants\n| Tenant | Orders |\n|---|---|\n| A | 40 |\n| B | 30 |\n| Total (all 80 tenants) | 900 |\n",
        ] {
            assert!(findings(&super::RULE, text).is_empty(), "{text}");
        }
        let more = "# Plan\n## Load\n| Zone | Peak (req/s) |\n|---|---|\n| North | 700 |\n| South | 600 |\n| Total | 1,500 |\n";
        assert_eq!(findings(&super::RULE, more).len(), 1);
    }

    #[test]
    fn what_one_needs_may_be_added_as_often_as_there_are_some() {
        let nodes = |cpu: &str| {
            format!(
                "# Plan\n## Nodes\n| Node | Instances | vCPU |\n|---|---|---|\n| api | 4 | 2 |\n| db | 2 | 8 |\n| Total | 6 | {cpu} |\n"
            )
        };
        assert!(findings(&super::RULE, &nodes("10")).is_empty());
        assert!(findings(&super::RULE, &nodes("24")).is_empty());
        assert_eq!(findings(&super::RULE, &nodes("30")).len(), 1);
    }

    #[test]
    fn a_column_of_counts_weighs_the_rows_whatever_stands_in_some_cells() {
        let parts = |storage: &str| {
            format!(
                "# Plan\n## Infrastructure\n| Part | Cores | Disk | Instances |\n|---|---|---|---|\n| API | 4 cores | - | 4+ |\n\
                 | Store | 8 cores | 500 GB | 1 |\n| Copy | 8 cores | 500 GB | 2 |\n| **Total** | **40 cores** | **{storage}** | |\n"
            )
        };
        assert_eq!(findings(&super::RULE, &parts("1.5 TB")), [""; 0]);
        let wrong = findings(&super::RULE, &parts("2.2 TB"));
        assert!(wrong.len() == 1 && wrong[0].contains("1.5 TB"), "{wrong:?}");
    }

    #[test]
    fn what_a_total_becomes_with_a_reserve_is_not_the_total() {
        let list = |total: &str| {
            format!(
                "# Plan\n## Memory\n- Sessions: 2 MB\n- Entries: 10 MB\n- Total: {total} (with a reserve = 18 MB)\n"
            )
        };
        assert_eq!(findings(&super::RULE, &list("12 MB")), [""; 0]);
        assert_eq!(findings(&super::RULE, &list("19 MB")).len(), 1);
    }
}
