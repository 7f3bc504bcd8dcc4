//! Expressions in, limits and suspicions out.

use proptest::prelude::*;

use super::*;

fn words(expr: &str) -> String {
    threshold(expr).map_or("-".to_owned(), |t| t.text)
}

#[test]
fn quantiles_take_the_unit_of_their_metric() {
    assert_eq!(
        words("histogram_quantile(0.95, sum by (le) (rate(checkout_duration_seconds_bucket[5m]))) > 1"),
        "p95 > 1 s"
    );
    assert_eq!(words("histogram_quantile(0.999, sum(rate(rpc_ms_bucket[1m])) by (le, job)) >= 800"), "p99.9 >= 800 ms");
    assert_eq!(words("histogram_quantile(0.5, rate(q_seconds_bucket[5m])) * 1000 > 300"), "p50 > 0.3 s");
    assert_eq!(words("login_seconds{quantile=\"0.9\"} > 0.7"), "p90 > 0.7 s");
}

#[test]
fn ratios_are_percentages_of_what_they_name() {
    let errors = "sum(rate(api_requests_total{code=~\"5..\"}[5m])) / sum(rate(api_requests_total[5m]))";
    assert_eq!(words(&format!("{errors} > 0.05")), "error rate > 5%");
    assert_eq!(words(&format!("{errors} * 100 > 5")), "error rate > 5%");
    assert_eq!(words(&format!("100 * ({errors}) >= 0.5")), "error rate >= 0.5%");
    assert_eq!(words(&format!("({errors}) > (14.4 * (1 - 0.999))")), "error rate > 1.44%");
    assert_eq!(words(&format!("1 - ({errors}) < 0.9995")), "availability < 99.95%");
    assert_eq!(words("sum(rate(q_failed_total[5m])) / on (job) sum(rate(q_total[5m])) > 0.02"), "error rate > 2%");
    assert_eq!(words("sum(cache_hits) / (sum(cache_hits) + sum(cache_misses)) < 0.85"), "hit rate < 85%");
    assert_eq!(words("pg_backends_used / pg_backends_max > 0.9"), "connection pool > 90%");
    assert_eq!(words("a_total / b_total > 0.3"), "> 30%");
}

#[test]
fn what_is_free_is_told_as_what_is_used() {
    assert_eq!(words("1 - (node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes) > 0.9"), "memory > 90%");
    assert_eq!(words("node_filesystem_avail_bytes / node_filesystem_size_bytes * 100 < 15"), "disk > 85%");
    assert_eq!(
        words("100 - (avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[5m])) * 100) > 80"),
        "CPU > 80%"
    );
}

#[test]
fn gauges_and_rates_are_counted_in_what_they_name() {
    assert_eq!(words("avg(rate(container_cpu_usage_seconds_total[5m])) by (pod) > 0.75"), "CPU > 75%");
    assert_eq!(words("rabbitmq_queue_messages_ready > 1000"), "> 1000 messages");
    assert_eq!(words("sum(pg_stat_connections) >= 180"), ">= 180 connections");
    assert_eq!(words("sum(rate(http_requests_total[1m])) > 350"), "> 350 requests/s");
    assert_eq!(words("rate(ws_failures_total[5m]) > 0.05"), "> 0.05 errors/s");
    assert_eq!(words("increase(job_failures_total[1h]) > 3"), "> 3 errors");
    assert_eq!(words("redis_memory_used_bytes > 2147483648"), "> 2147483648 B");
    assert_eq!(words("cache_hit_rate < 0.6"), "hit rate < 60%");
    assert_eq!(words("disk_used_percent > 70"), "disk > 70%");
    assert_eq!(words("http_response_time_ms > 700"), "latency > 700 ms");
    assert_eq!(words("kafka_temperature > 55"), "> 55");
    assert_eq!(words("time() - backup_finished_timestamp > 86400"), "> 86400 s");
    assert_eq!(
        words("rate(pay_latency_seconds_sum[5m]) / rate(pay_latency_seconds_count[5m]) > 0.4"),
        "mean latency > 0.4 s"
    );
}

#[test]
fn a_number_on_the_left_turns_the_sign() {
    let found = threshold("0.8 < cpu_usage").unwrap();
    assert_eq!((found.relation, found.text.as_str()), (Relation::More, "CPU > 80%"));
    assert_eq!(found.range, 0..5);
}

#[test]
fn the_comparison_is_pointed_at() {
    let expr = "queue_depth >= 40";
    let found = threshold(expr).unwrap();
    assert_eq!((found.relation, &expr[found.range]), (Relation::AtLeast, ">= 40"));
}

#[test]
fn joined_comparisons_count_when_all_but_one_say_nothing() {
    assert_eq!(words("cpu_usage > 0.8 and on (pod) sum(rate(reqs_total[5m])) > 0"), "CPU > 80%");
    assert_eq!(words("cpu_usage > 0.8 and hour() > 8"), "CPU > 80%");
    assert_eq!(words("(queue_depth > 50) or vector(0)"), "> 50 messages");
    assert_eq!(words("cpu_usage > 0.8 and memory_usage > 0.9"), "-");
    assert_eq!(words("cpu_usage > 0.8 or cpu_usage > 0.9"), "-");
}

#[test]
fn what_sets_no_limit_says_nothing() {
    for expr in ["up == 0", "sum(rate(x_total[5m]))", "absent(up{job=\"api\"})", "", "a > b", "0.5 > 0.4", "x > > 3"] {
        assert_eq!(words(expr), "-", "{expr}");
    }
}

#[test]
fn expressions_are_told_from_words() {
    for expr in ["cache_hit_rate < 0.8", "up{job=\"api\"} == 0", "rate(x[5m])", "sum by (le) (rate(x[5m])) > 1"] {
        assert!(is_expression(expr), "{expr}");
    }
    for text in [
        "CPU > 80%",
        "p95_latency > 500ms",
        "SELECT count(*) FROM t",
        "rate(1 minute)",
        "[Nome](x)",
        "5",
        "cpu > 80",
        "a_b > ",
    ] {
        assert!(!is_expression(text), "{text}");
    }
}

#[test]
fn metrics_are_named_once_without_labels_and_functions() {
    let expr =
        "sum by (pod, job) (rate(a:b_total{pod=\"x\"}[5m] offset 1h)) / on (pod) sum(c_total) > bool 2 or c_total > 1";
    assert_eq!(metric_names(expr), ["a:b_total", "c_total"]);
}

fn suspects(expr: &str) -> Vec<Suspicion> {
    suspicions(expr).into_iter().map(|(s, _)| s).collect()
}

#[test]
fn sides_of_a_ratio_that_never_meet_are_suspect() {
    let bare = "rate(r_total{code=~\"5..\"}[5m]) / rate(r_total[5m]) > 0.05";
    assert_eq!(suspects(bare), [Suspicion::RatioNotSummed]);
    assert_eq!(&bare[suspicions(bare)[0].1.clone()], "rate(r_total{code=~\"5..\"}[5m]) / rate(r_total[5m])");
    assert_eq!(suspects("sum(rate(r_total{code=~\"5..\"}[5m])) / sum(rate(r_total[5m])) > 0.05"), []);
    assert_eq!(suspects("used_bytes{fs=\"x\"} / size_bytes{fs=\"x\"} > 0.05"), []);
    assert_eq!(suspects("r_total{code=\"500\"} / ignoring (code) r_total > 0.05"), []);
    assert_eq!(suspects("used / max > 0.95"), []);
}

#[test]
fn quantiles_need_their_buckets() {
    assert_eq!(suspects("histogram_quantile(0.95, sum by (le, job) (rate(x_seconds_bucket[5m]))) > 1"), []);
    assert_eq!(suspects("histogram_quantile(0.95, sum(rate(x_seconds_bucket[5m])) without (pod)) > 1"), []);
    assert_eq!(
        suspects("histogram_quantile(0.95, sum by (job) (rate(x_seconds_bucket[5m]))) > 1"),
        [Suspicion::QuantileLosesBuckets]
    );
    assert_eq!(suspects("histogram_quantile(0.95, rate(x_seconds_bucket[5m])) > 1"), [Suspicion::QuantileNotSummed]);
}

#[test]
fn a_grouping_belongs_to_an_aggregation() {
    let expr = "rate(x_total[5m]) by (pod) > 3";
    assert_eq!(suspects(expr), [Suspicion::GroupingOfFunction]);
    assert_eq!(&expr[suspicions(expr)[0].1.clone()], "by (pod)");
    assert_eq!(suspects("avg(rate(x_total[5m])) by (pod) > 3"), []);
    assert_eq!(suspects("sum by (pod) (x_total) > 3"), []);
}

#[test]
fn a_rate_of_errors_is_no_share_of_requests() {
    assert_eq!(suspects("rate(ws_failures_total[5m]) > 0.05"), [Suspicion::RateTakenForShare]);
    assert_eq!(suspects("rate(ws_failures_total[5m]) > 5"), []);
}

#[test]
fn open_brackets_are_suspect() {
    assert_eq!(suspects("sum(rate(x[5m]) > 1"), [Suspicion::BracketsUneven]);
}

#[test]
fn an_expression_gives_way_to_its_words() {
    let entry = |label: &str, text: &str| {
        let mut entry =
            Entry { label: Some(Inline::verbatim(label, 0)), text: Inline::verbatim(text, 100), ..Entry::default() };
        settle(&mut entry);
        entry
    };
    let alert = entry("expr", "histogram_quantile(0.9, rate(x_seconds_bucket[5m])) > 3");
    assert_eq!(alert.text.plain, "p90 > 3 s");
    assert_eq!(alert.text.span_of(6..7), crate::source::Span::new(152, 155));
    assert_eq!(alert.code.unwrap().span.start, 100);
    assert_eq!(entry("query", "sum(rate(x_total[2m]))").text.plain, "");
    assert_eq!(entry("query", "SELECT 1").text.plain, "SELECT 1");
    assert_eq!(entry("limite", "cpu_usage > 0.8").text.plain, "cpu_usage > 0.8");
}

proptest! {
    #[test]
    fn no_expression_makes_it_stumble(
        expr in prop::collection::vec(prop::sample::select(vec![
            "rate", "sum", "by", "without", "(", ")", "{", "}", "[", "]", "5m", "le", "x_total", "x_seconds_bucket", ">", "<",
            "=", "!", "/", "*", "+", "-", "0.05", "100", "1e28", "and", "or", "unless", "on", " ", "\"5..\"", "=~",
            "histogram_quantile", ",", "offset", "time", "é", "\"", "bool", "0",
        ]), 0..60).prop_map(|parts| parts.concat()),
    ) {
        if let Some(found) = threshold(&expr) {
            prop_assert!(expr.get(found.range).is_some());
        }
        for (_, range) in suspicions(&expr) {
            prop_assert!(expr.get(range).is_some());
        }
        metric_names(&expr);
        is_expression(&expr);
    }

    #[test]
    fn no_text_makes_it_stumble(text in "\\PC*") {
        threshold(&text);
        suspicions(&text);
        is_expression(&text);
    }
}
