//! What a number takes from a comment, from the name it is set by and from the nouns around it, and which title above it
//! says nothing of it.

mod common;

/// The quantities of a document: value, unit and what they measure, with the scenario they are said of.
fn read(name: &str, text: &str) -> Vec<String> {
    let (source, report) = common::check_text(name, text);
    let found = common::quantities(&source, &report).into_iter();
    let scenario = |q: &serde_json::Value| q["scenario"].as_str().map(|name| format!(" «{name}»"));
    found.map(|(_, q, reading)| format!("{reading}{}", scenario(&q).unwrap_or_default())).collect()
}

/// The quantities of lines under the title of a section.
fn under(title: &str, lines: &str) -> Vec<String> {
    read("a.md", &format!("# Canvas\n\n## {title}\n\n{lines}\n"))
}

/// The quantities of keys.
fn keys(text: &str) -> Vec<String> {
    read("a.yaml", text)
}

#[test]
fn a_comment_that_is_a_unit_is_that_of_its_value() {
    for (line, reading) in [
        ("peak: 480  # req/s", "480 request/second peak [throughput]"),
        ("daily: 52000  # orders per day", "52000 order/day [throughput]"),
        ("limit: 250  # connections (pgbouncer)", "250 connection [population]"),
        ("keep: 45  # dias", "45 day [setting]"),
        ("flight: 12  # GB per tenant", "12 GB per tenant [size]"),
    ] {
        assert_eq!(keys(&format!("volumes:\n  {line}\n")), [reading], "{line}");
    }
    let costs = "costs:\n  tuning_budget: 90  # GPU hours\n  reserved: 7  # nodes\n  seats: 60  # licenses\n";
    assert_eq!(keys(costs), ["90 gpu-hour [count]", "7 node [replicas]", "60 license [count]"]);
    // Other comments are no units.
    for line in [
        "peak: 480  # min",
        "peak: 480  # guess",
        "peak: 480  # needs more workers later",
        "peak: 480  # to be measured",
    ] {
        assert_eq!(keys(&format!("volumes:\n  {line}\n")), ["480 peak"], "{line}");
    }
}

#[test]
fn a_comment_that_is_as_long_as_its_value_says_in_which_unit_that_is() {
    for (line, reading) in [
        ("ttl: 7200  # 2 hours", ["7200 second [setting]", "2 hour [setting]"]),
        ("expires: 1460  # 4 years, by law", ["1460 day [setting]", "4 year [setting]"]),
        ("term: 36  # 3 anos", ["36 month [setting]", "3 year [setting]"]),
    ] {
        assert_eq!(keys(&format!("retention:\n  {line}\n")), reading, "{line}");
    }
    // Elsewhere it says when.
    let later = keys("volumes:\n  orders: 9000  # 12 months\n");
    assert_eq!(later[0], "9000 order [count] «12 months»");
}

#[test]
fn a_title_about_costs_makes_no_money_of_settings() {
    let cache = "serving_costs:\n  cache:\n    enabled: true\n    warm_entries: 40\n";
    assert_eq!(keys(cache), ["40"]);
    let sizes = "serving_costs:\n  batch:\n    page_size: 64\n    backoff_factor: 2\n    budget_days: 6\n";
    assert_eq!(keys(sizes), ["64", "2", "6 day [setting]"]);
    assert_eq!(keys("office_hours:\n  night_factor: 0.3\n"), ["0.3"]);
    // A bill with a switch is a bill.
    let bill = "costs:\n  estimated: true\n  database: 420\n  cdn: 90\n";
    assert_eq!(keys(bill), ["420 $ [cost]", "90 $ [cost]"]);
    let nested = "monthly_costs:\n  database:\n    managed: true\n    nodes_fee: 420\n    backup: 35\n";
    assert_eq!(keys(nested)[1], "35 $/month [cost]");
    assert_eq!(keys("costs:\n  scaling_reserve: 300\n"), ["300 $ [cost]"]);
}

#[test]
fn a_column_of_several_measures_is_no_bill() {
    let mixed = "| Premissa | Valor |\n|---|---|\n| Telas / usuário | 4 |\n| Tráfego / usuário | 15 MB |";
    assert_eq!(under("Custos por usuário", mixed), ["4 tela per user [count]", "15 MB per user [size]"]);
    let bill = "| Item | Valor |\n|---|---|\n| Banco | 400 |\n| Fila | 100 |\n| Total | 500 |";
    assert_eq!(under("Custos", bill)[0], "400 $ [cost]");
    let sentence = "- Mapas: valor de tabela baseado em 20k free lookups";
    assert_eq!(under("Custos", sentence), ["20000 lookup [count]"]);
    assert_eq!(under("Custos", "- Mapas: valor de tabela baseado em 20k grátis por conta"), ["20000"]);
}

#[test]
fn what_is_set_in_code_is_what_its_name_says() {
    assert_eq!(under("Infra", "- Run with `--workers 3`"), ["3 worker [replicas]"]);
    assert_eq!(under("Infra", "- Set `DB_POOL_SIZE=12` for the API"), ["12 connection [population]"]);
    let rate = "- Up to 900 req/s: start with `--max-requests 2500`";
    assert!(under("Infra", rate).contains(&"2500 request max [count]".to_owned()), "{:?}", under("Infra", rate));
    let other = "### Worker count\n\nEach one keeps `pool_size=6`, and `cache_size=0`.";
    assert_eq!(under("Infra", other), ["6 connection [population]", "0"]);
    assert_eq!(under("Infra", "- The open connections are 36"), ["36 connection [population]"]);
}

#[test]
fn the_noun_before_a_limit_may_follow_a_conjunction() {
    for (line, reading) in [
        ("- Page when active users > 6,000", "6000.. active-user [population]"),
        ("- Avisar se pedidos > 9.000/dia", "9000.. order/day [throughput]"),
        ("- Upgrade if Kafka commits > 7K/day", "7000.. commit/day [throughput]"),
    ] {
        assert_eq!(under("Monitoring", line), [reading], "{line}");
    }
    assert_eq!(under("Monitoring", "- conexiones BD > 340"), ["340.. connection [population]"]);
    // A share of a pool may be meant.
    assert_eq!(under("Monitoring", "- Page when connections > 80"), ["80.."]);
}

#[test]
fn the_period_may_stand_behind_the_nouns_that_qualify_a_unit() {
    for (line, reading) in [
        ("- Plan: 300GB egress/month included", "300 GB/month [bandwidth]"),
        ("- Tráfego: 5 TB de saída/mês", "5 TB/month [bandwidth]"),
        ("- Extra: $0.03/GB stored/month", "0.03 $/month per gb [unit-cost]"),
        ("- 30k búsquedas IA/mes", "30000 busqueda/month [throughput]"),
    ] {
        assert_eq!(under("Volumes", line), [reading], "{line}");
    }
    // What another number has is not shared, nor what stands behind a small word.
    assert_eq!(under("Volumes", "- 12 GB por pod e 40 pedidos/dia")[0], "12 GB per pod [size]");
    assert_eq!(under("Volumes", "- 12 GB and requests/day")[0], "12 GB [size]");
}

#[test]
fn a_product_before_a_noun_is_not_what_is_counted() {
    assert_eq!(under("Volumes", "- 6 Redis lookups per session"), ["6 lookup per session [count]"]);
    assert_eq!(under("Infra", "- 9 Jenkins agents"), ["9 agent [count]"]);
}

#[test]
fn two_amounts_about_which_tildes_stand_are_not_struck_out() {
    assert_eq!(under("Costs", "- Lookup: ~$0.0031 (~$0.003 in June)").len(), 2);
    let (source, report) = common::check_text("a.md", "# Canvas\n\n## Costs\n\n- Lookup: ~$0.0031 (~$0.003 in June)\n");
    let about = common::quantities(&source, &report).iter().filter(|(_, q, _)| q["approximate"] == true).count();
    assert_eq!(about, 2);
    assert_eq!(under("Costs", "- ~~Old: $90/month~~\n- New: $70/month"), ["70 $/month [cost]"]);
}

#[test]
fn people_are_not_counted_per_order_nor_money_in_percentiles() {
    let fee = "### Fee per order\n\n- Pays for up to 900 users";
    assert_eq!(under("Costs", fee), ["..900 user [population]"]);
    let row = "| Trigger | Action |\n|---|---|\n| p95 latency > 800 ms | Next machine ($40) |";
    assert_eq!(under("Strategies", row), ["800.. millisecond p95 [latency]", "40 $ [cost]"]);
}

#[test]
fn the_header_may_say_which_users_in_brackets() {
    let table = "| Usuários (MAU) | Hosting |\n|---|---|\n| 900 | $20 |";
    assert_eq!(under("Infra", table)[0], "900 monthly-active-user [population]");
    assert_eq!(under("Costs", "| Plan | Est. MRR |\n|---|---|\n| Basic | $800 |"), ["800 $/month [cost]"]);
    assert_eq!(keys("quotas:\n  build_hours_per_month: 70\n"), ["70 hour/month [setting]"]);
}

#[test]
fn a_word_in_an_address_is_no_state_of_the_system() {
    let table = "| Route | TTL |\n|---|---|\n| `GET /orders/current?x=1` | 7 min |";
    assert_eq!(under("Cache", table), ["7 minute [setting]"]);
}

#[test]
fn a_section_may_be_a_phase() {
    let phase = under("Estratégias da fase 2 (600 usuários)", "- Particionar acima de 8 GB");
    assert_eq!(phase[1], "8.. GB [size] «Estratégias da fase 2 (600 usuários)»");
    // One that is of two phases is of neither.
    assert_eq!(under("Estratégias das fases 1 e 2", "- Particionar acima de 8 GB"), ["8.. GB [size]"]);
}

#[test]
fn what_is_said_again_in_brackets_is_in_the_same_unit() {
    for (line, again) in [
        ("- Quota: 8,000 letters/month (260/day)", "260 letter/day [throughput]"),
        ("- Carga: 30 pedidos/min (1.800/h)", "1800 order/hour [throughput]"),
        ("- Latency: 170 ms (vs 390 before)", "390 millisecond [latency]"),
    ] {
        assert_eq!(under("Volumes", line)[1], again, "{line}");
    }
    let store = under("Costs", "- Store: $0.012/GB kept (vs $0.019 now)");
    assert_eq!(store, ["0.012 $ per gb [unit-cost]", "0.019 $ per gb [unit-cost] «now»"]);
    let model = under("Costs", "- Model: $0.25/$0.75 per 1M tokens");
    assert_eq!(model, ["0.25 $ per 1000000 token [unit-cost]", "0.75 $ per 1000000 token [unit-cost]"]);
    // An amount beside another is its own.
    assert_eq!(under("Costs", "- Hosting: $200/month ($2,400)")[1], "2400 $ [cost]");
}

#[test]
fn a_rate_counts_what_its_label_names() {
    assert_eq!(under("Volumes", "- Signups: 70/day"), ["70 signup/day [throughput]"]);
    assert_eq!(under("Volumes", "- Correos enviados: 900/hora"), ["900 correo/hour [throughput]"]);
    for figure in ["- Limits: 70/day", "- Picos: 70/dia", "- Redis: 70/s"] {
        assert!(!under("Volumes", figure)[0].contains("[throughput]"), "{figure}");
    }
}

#[test]
fn a_section_of_today_holds_what_is() {
    assert_eq!(under("Current infrastructure", "- 3 pods"), ["3 pod [replicas] «Current infrastructure»"]);
    assert_eq!(under("Infraestrutura atual", "- 3 pods"), ["3 pod [replicas] «Infraestrutura atual»"]);
    for title in ["Volumes atuais e projetados", "Actual costs", "Plano de capacidade para o sistema atual de vendas"] {
        assert!(!under(title, "- 3 pods")[0].contains('«'), "{title}");
    }
}

#[test]
fn a_list_of_references_is_no_infrastructure() {
    let (_, report) = common::check_text("a.md", "# Canvas\n\n## Referências e recursos\n\n- Guia de 40 páginas\n");
    assert!(report.canvas.sections.is_empty());
}

#[test]
fn an_aside_about_another_time_is_of_the_same_figure() {
    assert_eq!(
        under("Objetivo", "- p99 do login < 700 ms (hoje 1,1 s)"),
        ["..700 millisecond p99 [latency]", "1.1 second p99 [latency] «hoje»"]
    );
    assert_eq!(under("Objetivo", "- costo/envío: USD 0,04 (hoy 0,07)")[1], "0.07 USD per envio [unit-cost] «hoy»");
    // What the aside says more of is something else.
    assert_eq!(under("Objetivo", "- p99 do login < 700 ms (timeout 3 s)")[1], "3 second [setting]");
    assert_eq!(under("Infra", "- API: 3 pods hoy → 9 en mayo")[1], "9 pod [replicas]");
    let sentences = "Hoy: 40 tiendas. Objetivo: llegar a 200 tiendas.";
    assert_eq!(under("Alcance", sentences), ["40 tienda [count] «Hoy»", "200 tienda [count]"]);
}

#[test]
fn the_names_of_rows_hold_no_money() {
    let bill = "| Item | USD/mês |\n|---|---|\n| API (3) | 120 |\n| Fila (0,0007 cada) | 40 |";
    assert_eq!(under("Custos", bill), ["3", "120 USD/month [cost]", "0.0007", "40 USD/month [cost]"]);
    let test = "- Custo do teste: US$ 50 cada, 2 por mês";
    assert_eq!(under("Teste de carga", test)[1], "2/month");
}

#[test]
fn hours_of_a_day_are_no_lengths() {
    for line in ["- Peak on Mon 9-11h", "- Pico de 8-9 am", "- Janela: sex 20-23h"] {
        assert_eq!(under("Volumes", line), Vec::<String>::new(), "{line}");
    }
    assert_eq!(under("Volumes", "- The import takes 2-3h"), ["2..3 hour [setting]"]);
}

#[test]
fn a_container_has_thousandths_of_a_core_before_its_memory() {
    assert_eq!(under("Infra", "- 2 pods (400m / 512Mi)")[1..], ["0.4 cores [cores]", "512 MiB [size]"]);
    assert_eq!(under("Alertas", "- 400m / 512 pedidos")[0], "400 minute [setting]");
}

#[test]
fn so_many_of_each_are_not_in_a_month() {
    let row = "| Métrica | Hoje | Nota |\n|---|---|---|\n| Avisos SMS / mês | 90k | 3 por pedido |";
    assert_eq!(under("Volumes", row), ["90000 aviso/month [throughput] «Hoje»", "3 aviso per order [count]"]);
    assert_eq!(keys("volumes:\n  scans_per_parcel: 6\n"), ["6 scan per parcel [count]"]);
}

#[test]
fn a_comment_may_be_of_all_that_stands_under_its_key() {
    let bill = "costs:  # EUR per month\n  compute: 700\n  unit_price: €0.02 per order\n";
    assert_eq!(keys(bill), ["700 EUR/month [cost]", "0.02 EUR per order [unit-cost]"]);
    assert_eq!(keys("latency:  # ms\n  p95: 240\n"), ["240 millisecond p95 [latency]"]);
    assert_eq!(keys("timeouts:  # ms\n  connect: 250\n  retries: 3\n"), ["250 millisecond [setting]", "3"]);
    assert_eq!(keys("limits:  # connections\n  wait: 30\n"), ["30"]);
    assert_eq!(keys("db:\n  pool_size: 15  # per pod\n"), ["15 connection per pod [population]"]);
    assert_eq!(keys("volumes:\n  orders_per_second: 60  # peak\n"), ["60 order/second peak [throughput]"]);
}

#[test]
fn a_comment_that_opens_with_another_number_speaks_of_that() {
    assert_eq!(keys("infra:\n  read_replicas: 2  # 5 in phase 2\n")[0], "2 replica [replicas]");
    assert_eq!(keys("infra:\n  read_replicas: 2  # phase 2\n")[0], "2 replica [replicas] «phase 2»");
}

#[test]
fn what_a_percentile_was_is_said_behind_it() {
    let was = keys("objective:\n  scan_p95: 230ms  # was 480ms in March\n");
    assert_eq!(was, ["230 millisecond p95 [latency]", "480 millisecond p95 [latency]"]);
    let limit = keys("objective:\n  scan_p95: 230ms  # timeout 480ms\n");
    assert_eq!(limit[1], "480 millisecond [setting]");
}

#[test]
fn what_is_paid_once_ends_with_its_line() {
    let lines = "Extra: 300 USD/mes.\nUna sola vez: USD 4.100 por la migración.\nPor sucursal quedan USD 11,2 hoy.";
    let (source, report) = common::check_text("a.md", &format!("# Canvas\n\n## Costos\n\n{lines}\n"));
    let roles: Vec<_> = common::quantities(&source, &report).iter().map(|(_, q, _)| q["cost_role"].clone()).collect();
    assert_eq!(roles[1..], ["one-off", "item"]);
}

#[test]
fn how_long_a_percentile_holds_is_none() {
    let alert = "monitoring:\n  - alert: scan p95 > 280ms for 6m\n    severity: page\n";
    assert_eq!(keys(alert), ["280.. millisecond p95 [latency]", "6 minute [setting]"]);
}
