use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/rto-rpo-inconsistent",
    summary: Text {
        en: "copies too rare for the data loss that is allowed",
        pt: "cópias raras demais para a perda de dados permitida",
        es: "copias demasiado espaciadas para la pérdida de datos permitida",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Risks],
    why: Text {
        en: "After a failure everything since the last copy is gone. An RPO of 15 minutes needs copies, or a log of all \
             writes, at least that often.",
        pt: "Depois de uma falha, tudo desde a última cópia se perde. Um RPO de 15 minutos exige cópias, ou um registro de \
             todas as escritas, pelo menos com essa frequência.",
        es: "Después de una falla se pierde todo desde la última copia. Un RPO de 15 minutos exige copias, o un registro de \
             todas las escrituras, al menos con esa frecuencia.",
    },
    source: "AWS Well-Architected Framework, Reliability pillar: recovery objectives",
    bad: "\
# Plano de escalabilidade
## Objetivo
RPO de 15 min.
## Infraestrutura
- PostgreSQL: backup diário
",
    good: "\
# Plano de escalabilidade
## Objetivo
RPO de 15 min.
## Infraestrutura
- PostgreSQL: backup a cada 10 min
",
    check,
};

static WRONG: Text = Text {
    en: "up to {interval} of data are lost between two copies, the RPO is {rpo}",
    pt: "até {interval} de dados se perdem entre duas cópias, o RPO é {rpo}",
    es: "se pierden hasta {interval} de datos entre dos copias, el RPO es {rpo}",
};
static RPO: Text = Text { en: "the RPO", pt: "o RPO", es: "el RPO" };
static HELP: Text = Text {
    en: "copy at least every {rpo}, archive the log of writes, or allow for more loss",
    pt: "copie pelo menos a cada {rpo}, arquive o registro de escritas, ou admita perda maior",
    es: "copie al menos cada {rpo}, archive el registro de escrituras, o admita más pérdida",
};
static ALONE: Text =
    Text { en: "nothing else keeps the data", pt: "nada mais guarda os dados", es: "nada más guarda los datos" };
static HOLDS: Text = Text {
    en: "copies every {interval} ≤ RPO {rpo}",
    pt: "cópias a cada {interval} ≤ RPO {rpo}",
    es: "copias cada {interval} ≤ RPO {rpo}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let recovery = &canvas.recovery;
    // Several objectives or schedules are of several stores.
    let ([rpo], [copies]) = (recovery.rpo.as_slice(), recovery.copies.as_slice()) else { return };
    let rpo = &canvas.facts[*rpo];
    let Some(allowed) = rpo.quantity.base().and_then(|b| b.high) else { return };
    let interval = length(copies.value);
    let message = |text: &'static Text| text.with("interval", interval.as_str()).with("rpo", rpo.written.as_str());
    if copies.value <= allowed {
        out.pass(copies.span, [rpo.span], message(&HOLDS));
    } else if !recovery.continuous {
        out.find(copies.span, message(&WRONG))
            .label(rpo.span, RPO.plain())
            .assuming(ALONE.plain())
            .help(HELP.with("rpo", length(allowed)));
    }
}

/// A length in seconds, in the largest unit in which it is whole: "15 min", "6 h".
fn length(seconds: Decimal) -> String {
    let units = [(3_600, "h"), (60, "min"), (1, "s")];
    let whole = units.into_iter().find_map(|(unit, name)| {
        let count = seconds.checked_div(unit.into())?;
        count.is_integer().then(|| format!("{} {name}", count.normalize()))
    });
    whole.unwrap_or_else(|| format!("{} s", seconds.round_dp(0).normalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_of_writes_or_a_replica_covers_the_time_between_copies() {
        let text = "# Plan\n## Objective\nRPO of 15 min\n## Infrastructure\n- PostgreSQL: daily backup\n- WAL archived to S3\n";
        assert!(findings(&RULE, text).is_empty());
        let text = "# Plan\n## Objective\nRPO of 6 h\n## Infrastructure\n- PostgreSQL: backup every 4 h\n";
        assert!(findings(&RULE, text).is_empty());
        assert_eq!(passes(&RULE, text), ["copies every 4 h ≤ RPO 6 h"]);
        let said = findings(
            &RULE,
            "# Plan\n## Objective\nRPO of 5 min\n## Infrastructure\n- PostgreSQL: backup every 15 min\n",
        );
        assert!(said.iter().any(|s| s.contains("up to 15 min of data")), "{said:?}");
    }

    #[test]
    fn a_copy_that_is_kept_for_an_audit_is_not_recovered_from() {
        let says =
            |line: &str| findings(&RULE, &format!("# Plano\n## Objetivo\n- RPO 15 min\n## Infraestrutura\n- {line}\n"));
        assert_eq!(says("backup diário p/ auditoria; réplica assíncrona em outra região"), [""; 0]);
        assert_eq!(says("daily backup for the audit"), [""; 0]);
        assert_eq!(says("backup diário; réplica assíncrona em outra região"), [""; 0]);
        assert_eq!(says("backup diário do banco").len(), 1);
    }

    #[test]
    fn two_objectives_in_one_sentence_and_replicas_of_an_api_leave_no_doubt() {
        let text = "# Plano\n## Objetivo\n- RPO de 15 minutos e RTO de 1 hora\n## Infraestrutura\n- API: 10 a 30 réplicas\n- Backup \
                    completo do banco a cada 6 horas, sem replicação\n";
        assert_eq!(findings(&RULE, text).len(), 1);
        assert!(findings(&RULE, &text.replace("sem replicação", "com replicação")).is_empty());
        let text = "# Plan\n## Objetivo\n- RPO 1 min, RTO 10 min\n## Infraestructura\n- Base de datos: copia incremental cada 15 \
                    minutos; la conmutación tarda 25 minutos\n";
        assert_eq!(findings(&RULE, text).len(), 1);
    }
}
