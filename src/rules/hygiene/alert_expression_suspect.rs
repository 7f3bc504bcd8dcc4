use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/alert-expression-suspect",
    summary: Text {
        en: "an expression that fires never, always or for another reason than it says",
        pt: "uma expressão que nunca dispara, dispara sempre ou por outro motivo que não o declarado",
        es: "una expresión que nunca se dispara, se dispara siempre o por un motivo distinto del declarado",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Monitoring],
    why: Text {
        en: "An expression that is wrong in its form is loaded without complaint and tested by the first incident. A ratio \
             whose sides are not summed divides each series by itself, and a metric that nobody exports never fires.",
        pt: "Uma expressão errada na forma é carregada sem reclamação e testada no primeiro incidente. Uma razão cujos lados \
             não são somados divide cada série por ela mesma, e uma métrica que ninguém exporta nunca dispara.",
        es: "Una expresión mal formada se carga sin quejas y la prueba el primer incidente. Una razón cuyos lados no \
             se suman divide cada serie por sí misma, y una métrica que nadie exporta nunca se dispara.",
    },
    source: "Prometheus documentation: operators, vector matching; histograms and summaries",
    bad: "\
# Capacity plan
## Monitoring
```yaml
alerts:
  - alert: Errors
    expr: rate(http_requests_total{status=~\"5..\"}[5m]) / rate(http_requests_total[5m]) > 0.01
    for: 5m
```
",
    good: "\
# Capacity plan
## Monitoring
```yaml
alerts:
  - alert: Errors
    expr: sum(rate(http_requests_total{status=~\"5..\"}[5m])) / sum(rate(http_requests_total[5m])) > 0.01
    for: 5m
```
",
    check,
};

/// Fewer declared metrics are examples, not a list.
const LIST: usize = 3;

/// Beginnings of metrics that exporters and Prometheus itself bring along.
const EXPORTED: &[&str] = &[
    "container_",
    "kube_",
    "node_",
    "machine_",
    "kubelet_",
    "apiserver_",
    "coredns_",
    "etcd_",
    "process_",
    "go_",
    "jvm_",
    "python_",
    "nodejs_",
    "dotnet_",
    "redis_",
    "pg_",
    "mysql_",
    "mongodb_",
    "rabbitmq_",
    "kafka_",
    "nginx_",
    "haproxy_",
    "traefik_",
    "envoy_",
    "istio_",
    "probe_",
    "blackbox_",
    "aws_",
    "cloudwatch_",
    "prometheus_",
    "scrape_",
    "ALERTS",
    "hikaricp_",
    "pgbouncer_",
    "elasticsearch_",
    "memcached_",
    "windows_",
    "k6_",
];

static NOT_SUMMED: Text = Text {
    en: "neither side of this ratio is summed, so each series is divided by itself, which is always 1",
    pt: "nenhum dos lados desta razão é somado, então cada série é dividida por ela mesma, o que dá sempre 1",
    es: "ningún lado de esta razón se suma, así que cada serie se divide por sí misma, lo que siempre da 1",
};
static SUM: Text = Text {
    en: "write sum(…) around both sides",
    pt: "ponha sum(…) em volta dos dois lados",
    es: "ponga sum(…) alrededor de ambos lados",
};
static LOSES: Text = Text {
    en: "histogram_quantile over buckets that were summed without le has nothing to read",
    pt: "histogram_quantile sobre buckets somados sem le não tem o que ler",
    es: "histogram_quantile sobre cubetas sumadas sin le no tiene qué leer",
};
static PER_SERIES: Text = Text {
    en: "histogram_quantile over buckets that are not summed: one quantile for each series, not that of the service",
    pt: "histogram_quantile sobre buckets não somados: um quantil por série, não o do serviço",
    es: "histogram_quantile sobre cubetas sin sumar: un cuantil por serie, no el del servicio",
};
static KEEP_LE: Text = Text {
    en: "write histogram_quantile(q, sum by (le) (rate(…_bucket[5m])))",
    pt: "escreva histogram_quantile(q, sum by (le) (rate(…_bucket[5m])))",
    es: "escriba histogram_quantile(q, sum by (le) (rate(…_bucket[5m])))",
};
static GROUPING: Text = Text {
    en: "by and without belong to an aggregation such as sum, not to a function: Prometheus refuses this",
    pt: "by e without pertencem a uma agregação como sum, não a uma função: o Prometheus recusa isto",
    es: "by y without pertenecen a una agregación como sum, no a una función: Prometheus lo rechaza",
};
static MOVE: Text = Text {
    en: "put the grouping behind the sum inside",
    pt: "leve o agrupamento para a soma de dentro",
    es: "lleve el agrupamiento a la suma de dentro",
};
static RATE: Text = Text {
    en: "errors per second are compared with a fraction, as if they were a share of all requests",
    pt: "erros por segundo são comparados com uma fração, como se fossem parte de todas as requisições",
    es: "los errores por segundo se comparan con una fracción, como si fueran parte de todas las peticiones",
};
static DIVIDE: Text = Text {
    en: "divide it by the rate of all requests",
    pt: "divida pela taxa de todas as requisições",
    es: "divídala por la tasa de todas las peticiones",
};
static UNEVEN: Text = Text {
    en: "the brackets of this expression do not match",
    pt: "os parênteses ou colchetes desta expressão não fecham",
    es: "los paréntesis o corchetes de esta expresión no cierran",
};
static CLOSE: Text = Text {
    en: "close every bracket that is opened",
    pt: "feche cada parêntese e colchete aberto",
    es: "cierre cada paréntesis y corchete abierto",
};
static AGAIN: Text = Text { en: "here too", pt: "aqui também", es: "aquí también" };
static UNDECLARED: Text = Text {
    en: "expressions read {metrics}, which the list of metrics does not declare",
    pt: "as expressões leem {metrics}, que a lista de métricas não declara",
    es: "las expresiones leen {metrics}, que la lista de métricas no declara",
};
static DECLARED: Text =
    Text { en: "declared from here on", pt: "declaradas daqui em diante", es: "declaradas desde aquí" };
static DECLARE: Text = Text {
    en: "use the declared names in the expressions, or declare these",
    pt: "use nas expressões os nomes declarados, ou declare estes",
    es: "use en las expresiones los nombres declarados, o declare estos",
};
static HOLDS: Text = Text {
    en: "the expressions read declared metrics: {metrics}",
    pt: "as expressões leem métricas declaradas: {metrics}",
    es: "las expresiones leen métricas declaradas: {metrics}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let kinds = [
        (Suspicion::RatioNotSummed, &NOT_SUMMED, &SUM),
        (Suspicion::QuantileLosesBuckets, &LOSES, &KEEP_LE),
        (Suspicion::QuantileNotSummed, &PER_SERIES, &KEEP_LE),
        (Suspicion::GroupingOfFunction, &GROUPING, &MOVE),
        (Suspicion::RateTakenForShare, &RATE, &DIVIDE),
        (Suspicion::BracketsUneven, &UNEVEN, &CLOSE),
    ];
    for (suspicion, message, help) in kinds {
        let all = canvas.expressions.all.iter().flat_map(|e| &e.suspicions);
        let mut places = all.filter(|(kind, _)| *kind == suspicion).map(|(_, span)| *span);
        let Some(first) = places.next() else { continue };
        let finding = out.find(first, message.plain());
        finding.help(help.plain());
        // So many errors a second may be what is meant.
        if suspicion == Suspicion::RateTakenForShare {
            finding.severity(Severity::Advice);
        }
        for place in places {
            finding.label(place, AGAIN.plain());
        }
    }
    undeclared(canvas, out);
}

fn undeclared(canvas: &Canvas, out: &mut Outcomes) {
    let expressions = &canvas.expressions;
    let Some(list) = expressions.declared.first().filter(|_| expressions.declared.len() >= LIST) else { return };
    let exported = |m: &str| m == "up" || m.contains(':') || EXPORTED.iter().any(|e| m.starts_with(e));
    let mut seen = BTreeSet::new();
    let mut places: Vec<Span> = Vec::new();
    for expression in &expressions.all {
        let unknown = expression.metrics.iter().filter(|m| !exported(m) && !expressions.declares(m));
        let before = seen.len();
        seen.extend(unknown.map(String::as_str));
        if seen.len() > before || expression.metrics.iter().any(|m| seen.contains(m.as_str())) {
            places.push(expression.span);
        }
    }
    let names = |names: &mut dyn Iterator<Item = &str>| names.collect::<Vec<_>>().join(", ");
    let Some((&first, others)) = places.split_first() else {
        let read = expressions.all.iter().flat_map(|e| e.metrics.iter().map(|m| (m, e.span)));
        let mut read: Vec<_> = read.filter(|(m, _)| expressions.declares(m)).collect();
        read.dedup_by_key(|(metric, _)| *metric);
        if let Some(&(_, span)) = read.first() {
            let shown = names(&mut read.iter().map(|(m, _)| m.as_str()));
            out.pass(span, [list.span], HOLDS.with("metrics", shown));
        }
        return;
    };
    let finding = out.find(first, UNDECLARED.with("metrics", names(&mut seen.iter().copied())));
    finding.label(list.span, DECLARED.plain()).help(DECLARE.plain());
    for place in others {
        finding.label(*place, AGAIN.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(alerts: &str) -> Vec<String> {
        let metrics = "  - name: jobs_done\n    type: counter\n  - name: job_duration_seconds\n    type: histogram\n  - name: jobs_waiting\n    type: gauge\n";
        findings(&RULE, &format!("monitoring:\n metrics:\n{metrics} alerts:\n{alerts}"))
    }

    #[test]
    fn a_metric_outside_of_the_list_is_named_once() {
        let said = says("  - expr: rate(tasks_done_total[5m]) < 1\n  - expr: sum(rate(tasks_done_total[1h])) < 9\n");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("expressions read tasks_done_total"), "{said:?}");
    }

    #[test]
    fn series_of_declared_metrics_and_of_exporters_are_known() {
        let alerts = "  - expr: histogram_quantile(0.95, sum by (le) (rate(job_duration_seconds_bucket[5m]))) > 2\n  - expr: rate(jobs_done_total[5m]) < 1\n  - expr: kube_pod_status_ready == 0\n  - expr: up == 0\n";
        assert!(says(alerts).is_empty(), "{:?}", says(alerts));
    }

    #[test]
    fn without_a_list_any_metric_may_be_read() {
        let text = "monitoring:\n  alerts:\n    - expr: sum(rate(tasks_done_total[5m])) < 1\n";
        assert!(findings(&RULE, text).is_empty());
    }

    #[test]
    fn one_mistake_in_two_alerts_is_one_finding() {
        let text = "monitoring:\n  alerts:\n    - expr: histogram_quantile(0.95, rate(a_bucket[5m])) > 1\n    - expr: histogram_quantile(0.99, rate(b_bucket[5m])) > 2\n";
        let said = findings(&RULE, text);
        assert_eq!(said.len(), 1, "{said:?}");
    }
}
