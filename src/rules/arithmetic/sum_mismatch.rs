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
}
