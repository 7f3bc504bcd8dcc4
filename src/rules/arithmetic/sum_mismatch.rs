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
