use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/bandwidth-below-demand",
    summary: Text {
        en: "a link that carries less than is to go over it",
        pt: "um enlace que leva menos do que vai passar por ele",
        es: "un enlace que lleva menos de lo que va a pasar por él",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "A rate times the size of one answer is bytes per second, times eight bits per second. Links are sold in bits, sizes are \
             measured in bytes.",
        pt: "Uma taxa vezes o tamanho de uma resposta são bytes por segundo, vezes oito são bits por segundo. Enlaces são \
             vendidos em bits, tamanhos são medidos em bytes.",
        es: "Una tasa por el tamaño de una respuesta son bytes por segundo, por ocho son bits por segundo. Los enlaces se venden \
             en bits, los tamaños se miden en bytes.",
    },
    source: "AWS Well-Architected, Reliability pillar: plan your network; 1 byte = 8 bits",
    bad: "\
# Capacity plan
## Infrastructure
- Network: 2,000 req/s × 120 KB at the peak, over a link of 1 Gbit/s
",
    good: "\
# Capacity plan
## Infrastructure
- Network: 2,000 req/s × 120 KB at the peak, over a link of 5 Gbit/s
",
    check,
};

static BELOW: Text = Text {
    en: "{used} is {computed}, the link carries {limit}",
    pt: "{used} dá {computed}, o enlace leva {limit}",
    es: "{used} da {computed}, el enlace lleva {limit}",
};
static BELOW_AS_SAID: Text = Text {
    en: "{used} over a link that carries {limit}",
    pt: "{used} num enlace que leva {limit}",
    es: "{used} por un enlace que lleva {limit}",
};
static USED: Text = Text { en: "what is sent", pt: "o que é enviado", es: "lo que se envía" };
static HELP: Text = Text {
    en: "plan for a link of more than {computed}, or send less over it",
    pt: "preveja um enlace de mais de {computed}, ou envie menos por ele",
    es: "prevea un enlace de más de {computed}, o envíe menos por él",
};
static HOLDS: Text = Text {
    en: "{used} is {computed} of {limit}",
    pt: "{used} dá {computed} de {limit}",
    es: "{used} da {computed} de {limit}",
};
static HOLDS_AS_SAID: Text = Text { en: "{used} of {limit}", pt: "{used} de {limit}", es: "{used} de {limit}" };

/// How many times what a link carries may be said to go over it.
const FARTHEST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for link in &canvas.links {
        let fact = |at: usize| canvas.facts.get(at);
        let Some(limit) = fact(link.limit).filter(|f| !quota::is_replaced(canvas, f)) else { continue };
        let most = limit.quantity.in_period(Period::Second).and_then(|b| b.ordered().high);
        let most = most.and_then(|m| m.checked_mul(link.count));
        let Some(most) = most.filter(|m| *m > Decimal::ZERO) else { continue };
        let stated = link.used.iter().filter_map(|&at| fact(at));
        let stated = stated
            .filter_map(|f| Some((f, f.quantity.in_period(Period::Second)?.ordered().low?, demand::shown(f))))
            .max_by_key(|(_, n, _)| *n);
        let product = link.sent.and_then(|(rate, size)| {
            let (rate, size) = (fact(rate)?, fact(size)?);
            let per_second = rate.quantity.in_period(Period::Second)?.ordered().low?;
            let bytes = per_second.checked_mul(size.quantity.base()?.ordered().low?)?;
            Some((rate, bytes, format!("{} × {}", demand::shown(rate), demand::shown(size))))
        });
        let Some((used, bytes, shown)) = stated.or(product) else { continue };
        let own = bytes.checked_div(limit.quantity.unit.base()).unwrap_or(bytes).round_dp(2).normalize();
        let computed = limit.notation.print(own, Some(own.scale()));
        let allowed = if link.count == Decimal::ONE {
            demand::shown(limit)
        } else {
            format!("{} × {}", link.count.normalize(), demand::shown(limit))
        };
        // "1.6 Gbps is 1.6 Gbps" says nothing.
        let as_said = used.quantity.unit == limit.quantity.unit && used.quantity.per == limit.quantity.per;
        let text = match (bytes > most, as_said) {
            (true, false) => &BELOW,
            (true, true) => &BELOW_AS_SAID,
            (false, false) => &HOLDS,
            (false, true) => &HOLDS_AS_SAID,
        };
        let mut message = text.with("used", shown).with("limit", allowed.as_str());
        if !as_said {
            message = message.with("computed", computed.as_str());
        }
        // Nobody is that far off: something else is meant.
        if bytes.checked_div(most).is_none_or(|times| times > FARTHEST) {
            continue;
        }
        if bytes <= most {
            out.pass(limit.span, [used.span], message);
            continue;
        }
        let finding = out.find(limit.span, message);
        finding
            .label(used.span, USED.plain())
            .figures(computed.as_str(), allowed)
            .help(HELP.with("computed", computed));
        if used.quantity.approximate || limit.quantity.approximate {
            finding.severity(Severity::Warning);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Canvas\n## Infrastructure\n{infrastructure}\n"))
    }

    #[test]
    fn where_a_new_link_replaces_an_old_one_neither_is_judged() {
        assert_eq!(says("- Link atual 100 Mbps, novo 1 Gbps; pico 400 Mbps"), [""; 0]);
        assert_eq!(says("- Current link 100 Mbps, new one 1 Gbps; peak 400 Mbps"), [""; 0]);
        assert_eq!(says("- Link of 100 Mbps; peak 400 Mbps").len(), 1);
    }

    #[test]
    fn bytes_are_compared_with_bits() {
        let said = says("- **Rede:** no pico 300 req/s × 20 KB = 6 MB/s, ou 48 Mbit/s, com 20 Mbit/s contratados");
        assert_eq!(said, ["error «20 Mbit/s» 48 Mbit/s over a link that carries 20 Mbit/s"]);
        assert!(says("- **Rede:** no pico 300 req/s × 20 KB = 6 MB/s, com 200 Mbit/s contratados").is_empty());
    }

    #[test]
    fn several_links_carry_their_sum() {
        for line in [
            "- Network: two 1 Gbps links; peak egress 1.6 Gbps",
            "- Network: 2 links of 1 Gbps, peak egress of 1.6 Gbps",
            "- Network: uplink 2 × 1 Gbps (bonded); peak egress 1.6 Gbps",
            "- Network: bonded 1 Gbps uplinks; peak egress 1.6 Gbps",
            "- Rede: dois links de 1 Gbps; tráfego de pico 1,6 Gbps",
            "- Rede: links redundantes de 1 Gbps; tráfego de pico 1,6 Gbps",
            "- Red: dos enlaces de 1 Gbps; tráfico de pico 1,6 Gbps",
            "- Network: 10 Gbps link per node, 2 links of 10 Gbps each; peak egress 16 Gbps",
            "- Rede: link de 1 Gbps por zona; tráfego de pico 1,6 Gbps",
            "| Item | Value |\n|---|---|\n| Uplinks | three 1 Gbps links |\n| Peak egress | 2.4 Gbps |",
        ] {
            assert_eq!(says(line), [""; 0], "{line}");
        }
        assert_eq!(
            says("- Network: two 1 Gbps links; peak egress 2.6 Gbps"),
            ["error «1 Gbps» 2.6 Gbps over a link that carries 2 × 1 Gbps"]
        );
        assert_eq!(says("- Rede: um link de 1 Gbps; tráfego de pico 1,6 Gbps").len(), 1);
        assert_eq!(
            findings(&super::RULE, "infrastructure:\n  network:\n    uplink: 2 x 1 Gbps\n    peak_egress: 1.6 Gbps\n"),
            [""; 0]
        );
    }

    #[test]
    fn what_the_edge_serves_does_not_go_over_the_link() {
        assert!(says("- The CDN serves 2 Gbit/s at the edge, the origin link is 500 Mbit/s").is_empty());
        assert!(says("- Images: 400 images/s of 150 KB, 95% from the CDN, link of 100 Mbit/s").is_empty());
    }

    #[test]
    fn the_mean_and_the_peak_of_what_is_sent_are_no_link() {
        for text in [
            "| Metric | Value |\n|---|---|\n| Bandwidth | 200 Mbps (peak: 900 Mbps) |",
            "| Métrica | Valor |\n|---|---|\n| Largura de banda | 200 Mbps (pico: 900 Mbps) |",
            "- Ancho de banda: 200 Mbps, 900 Mbps en el pico",
        ] {
            assert_eq!(says(text), [""; 0], "{text}");
        }
        assert_eq!(says("- Link of 200 Mbps of bandwidth (peak: 900 Mbps)").len(), 1);
        assert_eq!(says("- Banda contratada: 200 Mbps; pico de 900 Mbps").len(), 1);
    }

    #[test]
    fn what_is_kept_is_not_sent_with_each_answer() {
        for text in [
            "- Requests: 3,000/s\n- Cache: 2 GB\n- Bandwidth: 6 MB/s",
            "- Requisições: 3.000/s\n- Armazenamento em 5 anos: 2 TB\n- Link de 6 MB/s",
            "- Solicitudes: 3.000/s\n- Memoria: 4 GB\n- Enlace de 6 MB/s",
            "| Kind | Estimate |\n|---|---|\n| Requests | 3,000/s |\n| Storage (daily) | 700 GB |\n| Bandwidth | 90 MB/s |",
        ] {
            assert_eq!(says(text), [""; 0], "{text}");
        }
        assert_eq!(says("- Requests: 3,000/s\n- Answer: 20 KB\n- Bandwidth: 6 MB/s").len(), 1);
        assert_eq!(says("- Solicitudes: 3.000/s\n- Respuesta: 20 KB\n- Enlace de 6 MB/s").len(), 1);
    }

    #[test]
    fn a_threshold_is_no_use() {
        assert!(says("- Uplink of 300 Mbit/s, ticket when above 400 Mbit/s").is_empty());
    }
}
