use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/alert-underspecified",
    summary: Text {
        en: "an alert that does not say from which value on, for how long, or of what",
        pt: "um alerta que não diz a partir de que valor, por quanto tempo ou de quê",
        es: "una alerta que no dice desde qué valor, por cuánto tiempo o de qué",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Monitoring],
    why: Text {
        en: "Without a threshold an alert cannot be set, without a window it fires at every spike until nobody looks any \
             more, and a threshold on a dashboard wakes nobody.",
        pt: "Sem limite o alerta não pode ser configurado, sem janela ele dispara a cada oscilação até ninguém mais olhar, e um \
             limite em um painel não acorda ninguém.",
        es: "Sin umbral la alerta no se puede configurar, sin ventana se dispara con cada oscilación hasta que nadie mira, y un \
             umbral en un panel no despierta a nadie.",
    },
    source: "SRE Workbook, chapter 5: Alerting on SLOs; Google SRE Book, chapter 6: monitoring distributed systems",
    bad: "# Capacity plan\n## Monitoring\n- Alerts on CPU and memory\n- p95 and errors per second on a dashboard\n",
    good: "# Capacity plan\n## Monitoring\n- Alert: CPU > 80% for 10 min, to whoever is on call\n- p95 and errors per second on a dashboard\n",
    check,
};

static NO_THRESHOLD: Text = Text {
    en: "this alert does not say from which value on it fires",
    pt: "este alerta não diz a partir de que valor dispara",
    es: "esta alerta no dice desde qué valor se dispara",
};
static NO_WINDOW: Text = Text {
    en: "{count} alerts do not say how long the value must hold",
    pt: "{count} alertas não dizem por quanto tempo o valor deve durar",
    es: "{count} alertas no dicen cuánto tiempo debe durar el valor",
};
static NO_WINDOW_ONE: Text = Text {
    en: "this alert does not say how long the value must hold",
    pt: "este alerta não diz por quanto tempo o valor deve durar",
    es: "esta alerta no dice cuánto tiempo debe durar el valor",
};
static NO_STATISTIC: Text = Text {
    en: "this alert does not say which latency it is on: a percentile or a mean",
    pt: "este alerta não diz de qual latência é: de um percentil ou da média",
    es: "esta alerta no dice de qué latencia es: de un percentil o de la media",
};
static UNHEARD: Text = Text {
    en: "thresholds are named, but nothing says who is told when one is crossed",
    pt: "há limites, mas nada diz quem é avisado quando um deles é ultrapassado",
    es: "hay umbrales, pero nada dice a quién se avisa cuando se supera uno",
};
static THRESHOLD: Text = Text { en: "from which value on?", pt: "a partir de que valor?", es: "¿desde qué valor?" };
static WINDOW: Text = Text { en: "for how long?", pt: "por quanto tempo?", es: "¿por cuánto tiempo?" };
static STATISTIC: Text = Text { en: "which percentile?", pt: "qual percentil?", es: "¿qué percentil?" };
static ALSO: Text = Text { en: "this one too", pt: "este também", es: "este también" };
static HELP: Text = Text {
    en: "write what is measured, from which value on, for how long, and who is told: p95 > 800 ms for 10 min, on call",
    pt: "escreva o que se mede, a partir de que valor, por quanto tempo e quem é avisado: p95 > 800 ms por 10 min, plantão",
    es: "escriba qué se mide, desde qué valor, por cuánto tiempo y a quién se avisa: p95 > 800 ms por 10 min, guardia",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let alerts = &canvas.wording.alerts;
    let remarks = [
        (&alerts.no_threshold, &THRESHOLD),
        (&alerts.unheard, &ALSO),
        (&alerts.no_statistic, &STATISTIC),
        (&alerts.no_window, &WINDOW),
    ];
    let mut places = remarks.into_iter().flat_map(|(spans, remark)| spans.iter().map(move |&s| (s, remark)));
    let Some((first, _)) = places.next() else { return };
    let windows = alerts.no_window.len();
    let (message, severity) = if !alerts.no_threshold.is_empty() {
        (NO_THRESHOLD.plain(), Severity::Warning)
    } else if !alerts.unheard.is_empty() {
        // "Reference metrics" and check lists may be there for somebody who looks.
        let own = canvas.section(SectionKind::Monitoring).is_some_and(|s| s.confidence == Confidence::Certain);
        (UNHEARD.plain(), if own { Severity::Warning } else { Severity::Advice })
    } else if !alerts.no_statistic.is_empty() {
        (NO_STATISTIC.plain(), Severity::Advice)
    } else if windows == 1 {
        (NO_WINDOW_ONE.plain(), Severity::Advice)
    } else {
        (NO_WINDOW.with("count", windows), Severity::Advice)
    };
    let finding = out.find(first, message);
    finding.severity(severity).help(HELP.plain());
    let mut seen = HashSet::from([first]);
    for (span, remark) in places {
        if seen.insert(span) {
            finding.label(span, remark.plain());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(monitoring: &str) -> Vec<String> {
        findings(&RULE, &format!("# Canvas\n## Monitoramento\n{monitoring}\n"))
    }

    #[test]
    fn an_alert_without_a_threshold_is_found() {
        let said = says("- Alertas de CPU e memória");
        assert_eq!(said, ["warning «Alertas de CPU e memória» this alert does not say from which value on it fires"]);
        assert_eq!(findings(&RULE, "monitoreo:\n  alertas:\n    - alerta de errores\n").len(), 1);
    }

    #[test]
    fn alerts_without_a_window_are_one_piece_of_advice() {
        let said = says("- Alerta: CPU > 80%\n- Alerta: erros > 1%");
        assert_eq!(said, ["advice «> 80%» 2 alerts do not say how long the value must hold"]);
    }

    #[test]
    fn a_window_may_stand_in_a_column_a_key_or_a_sentence_for_all() {
        for text in [
            "| Alerta | Limite | Janela |\n|---|---|---|\n| CPU | > 80% | 5 min |",
            "Todo alerta dura ao menos 5 minutos.\n\n| Alerta | Limite |\n|---|---|\n| CPU | > 80% |",
            "```yaml\nalertas:\n  - nome: cpu\n    condicao: cpu > 80%\n    por: 10m\n```",
            "- Alerta: p95 > 800 ms por 5m",
            "- Alerta: p95 > 800 ms por 10 min",
        ] {
            assert!(says(text).is_empty(), "{text}: {:?}", says(text));
        }
    }

    #[test]
    fn thresholds_that_nobody_hears_are_found_and_targets_are_not() {
        assert_eq!(says("- Painel: uso de CPU (> 80%), taxa de erros (> 1%)").len(), 1);
        for who in ["(página)", "→ plantão", "(page)", "→ chamado", "(ticket)", "→ guardia", "→ on-call"] {
            assert!(says(&format!("- p95 > 1,5 s por 5 min {who}")).is_empty(), "{who}");
        }
        assert!(says("- Painel: uso de CPU, taxa de erros\n- Disponibilidade 99,9%").is_empty());
        let listed = findings(&RULE, "# Canvas\n## Reference metrics\n- CPU > 80%\n- errors > 1%\n");
        assert!(listed.iter().all(|said| said.starts_with("advice")), "{listed:?}");
    }

    #[test]
    fn a_channel_or_a_table_elsewhere_is_no_alert() {
        assert!(says("- Alertas no Slack").is_empty());
        assert!(says("- Alertas de CPU, limites na tabela abaixo\n\n| Alerta | Limite |\n|---|---|\n| CPU | > 80% por 5 min |").is_empty());
        assert!(says("- Alertas de CPU no Slack\n- CPU > 80% por 5 min").is_empty());
    }

    #[test]
    fn what_nobody_is_told_of_is_no_alert() {
        for line in [
            "- We don't alert on errors of a single node",
            "- No alerts on memory",
            "- Não alertamos por CPU: ninguém a sente",
            "- No alertamos por memoria",
        ] {
            assert_eq!(says(line), [""; 0], "{line}");
        }
        assert_eq!(says("- We alert on CPU and memory").len(), 1);
    }
}
