//! What a number takes from its clause, its row and the line that speaks of all, in three languages and in several forms.

mod common;

/// The quantities of a document: value, unit and what they measure, with the scenario they are said of.
fn read(name: &str, text: &str) -> Vec<String> {
    let (source, report) = common::check_text(name, text);
    let found = common::quantities(&source, &report).into_iter();
    let scenario = |q: &serde_json::Value| q["scenario_kind"].as_str().map(|kind| format!(" {kind}"));
    found.map(|(_, q, reading)| format!("{reading}{}", scenario(&q).unwrap_or_default())).collect()
}

/// The quantities of lines under the title of a section.
fn under(title: &str, lines: &str) -> Vec<String> {
    read("a.md", &format!("# Canvas\n\n## {title}\n\n{lines}\n"))
}

#[test]
fn what_comes_in_a_named_year_or_later_is_not_of_today() {
    let rates = ["108 request/second peak [throughput] current", "270 request/second peak [throughput]"];
    for line in [
        "- Pico: 108 req/s hoje e 270 req/s em 2028",
        "- Pico: 108 req/s hoje, 270 req/s em 2028",
        "- Peak: 108 req/s today and 270 req/s by 2028",
        "- Pico: 108 req/s hoy y 270 req/s en 2028",
    ] {
        assert_eq!(under("Volumes", line), rates, "{line}");
    }
    let nights = under("Volumes", "- Logs: 5,88 GB por noite hoje e 14,7 GB por noite depois");
    assert_eq!(nights, ["5.88 GB per noite [size] current", "14.7 GB per noite [size]"]);
    let months = under("Volumes", "- Pico: 108 req/s hoje e 270 req/s em 24 meses");
    assert_eq!(months[..2], rates);
    // What was done in so many months is not ahead.
    assert_eq!(under("Volumes", "- Hoje são 40 TB, guardados em 12 meses de operação")[0], "40 TB [size] current");
}

#[test]
fn a_column_that_compares_two_states_is_of_neither() {
    let table = |header: &str, cell: &str| {
        let lines =
            format!("| Métrica | Hoje | F2 | {header} |\n|---|---|---|---|\n| Usuários | 1.000 | 3.000 | {cell} |");
        under("Volumes", &lines).pop().expect("a number")
    };
    assert_eq!(table("Fator F2/hoje", "3x"), "3 factor [growth]");
    assert_eq!(table("Fator F2/hoje", "3"), "3 factor [growth]");
    assert_eq!(table("Factor F2/actual", "1,5"), "1.5 factor [growth]");
    assert_eq!(table("Ratio F2/today", "3"), "3 factor [growth]");
    assert_eq!(table("Δ hoje → F2", "+2.000"), "2000 user [population]");
    assert_eq!(table("Hoje (pico)", "2.000"), "2000 user peak [population] current");
}

#[test]
fn the_figure_that_a_label_names_ends_where_a_clause_names_its_own() {
    assert_eq!(
        under("Volumes", "- Pico: 320 req/s, 40 req/s de média; 12 GB por dia"),
        ["320 request/second peak [throughput]", "40 request/second mean [throughput]", "12 GB/day [size]"]
    );
    assert_eq!(under("Volumes", "- Peak: 320 req/s (40 req/s on average), 12 GB per day")[2], "12 GB/day [size]");
    assert_eq!(under("Volúmenes", "- Pico: 320 req/s (40 req/s de media), 1.200 sesiones")[2], "1200 session [count]");
    // A percentile says nothing against the peak.
    assert_eq!(under("Volumes", "- Peak load: p95 of 200 ms at 300 req/s")[1], "300 request/second peak [throughput]");
    assert_eq!(
        under("Volumes", "- Pico: 300 req/s, 900 usuários simultâneos")[1],
        "900 concurrent-user peak [population]"
    );
}

/// A table of amounts under the title of a section, and what its last rows say.
fn bill(title: &str, note: &str, rows: &str) -> Vec<String> {
    under(title, &format!("{note}\n\n| Item | Hoje | Meta |\n|---|---|---|\n{rows}"))
}

#[test]
fn a_row_named_after_machines_is_money_in_a_bill() {
    let rows = "| API nodes | 900 | 2.600 |\n| IoT Core | 1.100 | 2.900 |\n| Total | 2.000 | 5.500 |";
    let money = |currency: &str| {
        [
            format!("900 {currency} [cost] current"),
            format!("2600 {currency} [cost] scaled"),
            format!("1100 {currency} [cost] current"),
            format!("2900 {currency} [cost] scaled"),
            format!("2000 {currency} total [cost] current"),
            format!("5500 {currency} total [cost] scaled"),
        ]
    };
    assert_eq!(bill("Custos (R$/mês)", "", rows), money("BRL/month"));
    assert_eq!(bill("Costs", "All in EUR per month.", rows), money("EUR/month"));
    assert_eq!(bill("Costes", "Todo va en euros al mes.", rows), money("EUR/month"));
    let keys = "custos:\n  currency: USD\n  period: month\n  items:\n    - {name: API nodes, current: 900}\n    - {name: Banco, current: 600}\n  total: 1500\n";
    assert_eq!(read("a.yaml", keys)[0], "900 USD/month [cost] current");
    let bullets = under("Costes", "Importes en euros al mes.\n\n- API nodes: 900\n- Base: 1.100\n- Total: 2.000");
    assert_eq!(bullets, ["900 EUR/month [cost]", "1100 EUR/month [cost]", "2000 EUR/month total [cost]"]);
}

#[test]
fn machines_that_are_counted_among_costs_stay_machines() {
    // Too few to be a part of the total, beside amounts with a sign, or named by nothing but their number.
    let few = "| API nodes | 3 | 8 |\n| Banco | 900 | 2.600 |\n| Total | 2.000 | 5.500 |";
    assert_eq!(bill("Custos (R$/mês)", "", few)[0], "3 node [replicas] current");
    let signed = "| API nodes | 30 | 80 |\n| Banco | R$ 900 | R$ 2.600 |\n| Total | R$ 900 | R$ 2.600 |";
    assert_eq!(bill("Custos (R$/mês)", "", signed)[0], "30 node [replicas] current");
    let counted = "| Nós | 30 | 80 |\n| Banco | 900 | 2.600 |\n| Total | 900 | 2.600 |";
    assert_eq!(bill("Custos (R$/mês)", "", counted)[0], "30 node [replicas] current");
    let quantities = "| Item | Qtd | Custo |\n|---|---|---|\n| Nós da API | 30 | 900 |\n| Total | 30 | 900 |";
    assert_eq!(under("Custos", quantities)[0], "30 node [replicas]");
    assert_eq!(under("Infra", "- API nodes: 90")[0], "90 node [replicas]");
    assert_eq!(under("Infra", "- CPU cores: 90")[0], "90 cores [cores]");
}

#[test]
fn a_sentence_says_once_in_which_currency_and_per_when_all_amounts_are() {
    let rows = "| API | 900 | 2.600 |";
    for note in [
        "All in EUR per month, list price, VAT excluded.",
        "Todos os valores abaixo estão em euros por mês.",
        "Todo en euros al mes.",
        "In EUR per month.",
        "Em euros por mês:",
        "Importes en euros al mes, sin IVA.",
    ] {
        assert_eq!(
            bill("Bill", note, rows),
            ["900 EUR/month [cost] current", "2600 EUR/month [cost] scaled"],
            "{note}"
        );
    }
    for note in
        ["Em euros pagamos mais do que em dólares.", "All in all it is cheap.", "Custos da AWS são pagos em euros."]
    {
        assert_eq!(bill("Bill", note, rows)[0], "900 current", "{note}");
    }
    // The nearest says so.
    let two = "Valores em reais por mês.\n\n| Item | Hoje |\n|---|---|\n| API | 900 |\n\nValores em euros por ano.\n\n| Item | Hoje |\n|---|---|\n| API | 800 |";
    assert_eq!(under("Custos", two), ["900 BRL/month [cost] current", "800 EUR/year [cost] current"]);
}

#[test]
fn a_cell_that_repeats_the_sign_stands_in_its_column_of_thousands() {
    let rows = "| API | 120 | R$ 260 |\n| Banco | 110 | R$ 300 mil |\n| Total | R$ 230 | R$ 560 |";
    let lines = format!("| Item | Hoje (R$ mil) | Meta (R$ mil) |\n|---|---|---|\n{rows}");
    let values: Vec<String> =
        under("Custos", &lines).iter().map(|q| q.split(' ').next().unwrap_or("").to_owned()).collect();
    assert_eq!(values, ["120000", "260000", "110000", "300000", "230000", "560000"]);
    // Under a title the total may be the only one with a sign; where the rows have it too they are whole.
    let total = "| API | 120 | R$ 2.600 |\n| Total | R$ 120 | R$ 2.600 |";
    let found = bill("Custos (R$ mil por mês)", "", total);
    assert_eq!(found[2], "120000 BRL/month total [cost] current");
    assert_eq!(found[1], "2600 BRL/month [cost] scaled");
    assert_eq!(found[3], "2600 BRL/month total [cost] scaled");
}

/// What the amounts of lines under "Custos" are among others.
fn roles(lines: &str) -> Vec<String> {
    let (source, report) = common::check_text("a.md", &format!("# Canvas\n\n## Custos (R$/mês)\n\n{lines}\n"));
    let found = common::quantities(&source, &report).into_iter();
    found.map(|(_, q, reading)| format!("{reading} {}", q["cost_role"].as_str().unwrap_or("-"))).collect()
}

#[test]
fn limits_and_exchange_rates_are_no_cost() {
    assert_eq!(
        roles("- Total: R$ 9.000 (orçamento R$ 10.000)"),
        ["9000 BRL/month total [cost] total", "10000 BRL/month [cost] -"]
    );
    assert_eq!(roles("- Total: US$ 9,000 (budget: US$ 10,000)")[1], "10000 USD [cost] -");
    assert_eq!(roles("- Total: R$ 9.000; tope de R$ 10.000")[1], "10000 BRL/month [cost] -");
    assert_eq!(roles("- Teto: R$ 12.000"), ["12000 BRL/month [cost] -"]);
    assert_eq!(roles("- Redis: R$ 300"), ["300 BRL/month [cost] item"]);
    for rate in ["- Câmbio: R$ 5,40", "- Dólar a R$ 5,40", "- Tipo de cambio: R$ 5,40", "- Exchange rate: R$ 5.40"] {
        assert_eq!(roles(rate), ["5.4 BRL [cost] -"], "{rate}");
    }
    assert_eq!(roles("- Câmbio: 5,40"), ["5.4 -"]);
    assert_eq!(roles("- US$ 1 = R$ 5,40"), ["1 USD [cost] -", "5.4 BRL [cost] -"]);
    let keys = "custos:\n  currency: USD\n  period: month\n  exchange_rate: 5.40\n  api: 900\n";
    assert_eq!(read("a.yaml", keys), ["5.4", "900 USD/month [cost]"]);
}

#[test]
fn a_sentence_that_opens_with_a_period_speaks_of_all_in_it() {
    let of = |text: &str| under("Costes", &format!("- Coste por billete: 0,0047 €. {text}"))[1..].to_vec();
    assert_eq!(of("Al año, 177.600 € y 406.800 €"), ["177600 EUR/year [cost]", "406800 EUR/year [cost]"]);
    assert_eq!(of("Por mês, 14.800 €"), ["14800 EUR/month [cost]"]);
    assert_eq!(of("Per year, €177,600"), ["177600 EUR/year [cost]"]);
    assert_eq!(of("Al mes, 3 réplicas"), ["3 replica [replicas]"]);
    assert_eq!(of("Después 0,0040 €"), ["0.004 EUR per billete [unit-cost]"]);
    let tickets = under("Costes", "- Coste por billete: 0,0047 € (2,4 millones de billetes al mes)");
    assert_eq!(tickets[1], "2400000 billete/month [throughput]");
}

#[test]
fn costs_that_are_listed_by_edition_or_season_are_costs() {
    for title in ["Custos por edição", "Costs per season", "Costes por campaña"] {
        assert_eq!(under(title, "- Nuvem: R$ 1.000"), ["1000 BRL [cost]"], "{title}");
    }
    assert_eq!(under("Custo por pedido", "- Nuvem: R$ 0,40"), ["0.4 BRL per order [unit-cost]"]);
}

#[test]
fn what_a_processor_is_given_is_in_thousandths_in_all_forms() {
    for line in ["- CPU 500m, memória 512Mi", "- CPU: request 500m, memória 512Mi", "- CPU=500m, memory 512Mi"] {
        assert_eq!(under("Infra", line), ["0.5 cores [cores]", "512 MiB [size]"], "{line}");
    }
    assert_eq!(read("a.yaml", "infra:\n  cpu: 500m\n"), ["0.5 cores [cores]"]);
    // Minutes are minutes.
    assert_eq!(under("Alertas", "- CPU acima de 80% durante 10m")[1], "10 minute [setting]");
}

#[test]
fn the_least_and_the_most_may_be_named_before_a_slash() {
    for line in
        ["- Réplicas (mín/máx): 3/12", "- HPA: mín/máx: 3/12", "- HPA min/max: 3/12", "- Réplicas (mín/máx): 3 / 12"]
    {
        assert_eq!(under("Infra", line), ["3..12 replica [replicas]"], "{line}");
    }
    assert_eq!(under("Infra", "- mín/máx: 3/12 pods"), ["3..12 pod [replicas]"]);
    let table = "| Serviço | CPU | mín/máx |\n|---|---|---|\n| API | 500m | 3/12 |";
    assert_eq!(under("Infra", table)[1], "3..12 replica [replicas]");
    assert_eq!(read("a.yaml", "infra:\n  replicas: \"mín/máx: 3/12\"\n"), ["3..12 replica [replicas]"]);
    // A date is none.
    assert_eq!(under("Infra", "- Entrega: 3/12"), Vec::<String>::new());
}

#[test]
fn an_autoscaler_keeps_to_a_share() {
    let keys = "infra:\n  api:\n    hpa: {min: 4, max: 14, target_cpu: 65}\n";
    assert_eq!(read("a.yaml", keys)[2], "65 percent utilisation [utilisation]");
    assert_eq!(under("Infra", "- HPA\n    - CPU alvo: 65"), ["65 percent utilisation [utilisation]"]);
    assert_eq!(under("Infra", "- Autoscaling\n    - CPU objetivo: 65"), ["65 percent utilisation [utilisation]"]);
    assert_eq!(read("a.yaml", "infra:\n  target_cpu: 4\n"), ["4 cores [cores]"]);
}

#[test]
fn the_size_of_a_pool_counts_connections() {
    assert_eq!(read("a.yaml", "db:\n  pool_por_replica: 20\n"), ["20 connection per replica [population]"]);
    assert_eq!(under("Infra", "- Pool size: 10/pod"), ["10 connection per pod [population]"]);
    assert_eq!(under("Infra", "- Tamaño del pool: 20"), ["20 connection [population]"]);
    for other in ["- Thread pool size: 20", "- Node pool size: 20", "- Pool timeout: 20", "- Pool: 20"] {
        assert_eq!(under("Infra", other), ["20"], "{other}");
    }
}

#[test]
fn who_uses_what_is_no_use_of_a_resource() {
    let keys = "volumes:\n  feature_usage:\n    chat: 60%\n    search: 40%\n";
    assert_eq!(read("a.yaml", keys), ["60 percent [share]", "40 percent [share]"]);
    assert_eq!(under("Infra", "- CPU usage: 60%"), ["60 percent utilisation [utilisation]"]);
    assert_eq!(under("Volumes", "- Uso por canal: app 60%")[0], "60 percent [share]");
}

#[test]
fn hours_and_minutes_are_a_length_where_the_words_say_so() {
    assert_eq!(
        under("Objetivo", "- 99,5% de disponibilidade (3h36 fora do ar por mês)")[1],
        "216 minute/month [setting]"
    );
    assert_eq!(under("Goal", "- The run takes 2h15"), ["135 minute [setting]"]);
    assert_eq!(under("Objetivo", "- El cierre tarda 3h45"), ["225 minute [setting]"]);
    assert_eq!(under("Objetivo", "- Publica às 21h30, depois da 1h45 liga o plantão"), Vec::<String>::new());
}

#[test]
fn a_mean_says_over_which_time_it_is_taken() {
    for line in [
        "- A média diária é de 1,9 milhão de pedidos",
        "- Pedidos: média diária de 1,9 milhão",
        "- La media diaria es de 1,9 millones de pedidos",
        "- The daily average is 1.9 million orders",
    ] {
        assert_eq!(under("Volumes", line), ["1900000 order/day mean [throughput]"], "{line}");
    }
    assert_eq!(under("Infra", "- A média diária é de 3 réplicas"), ["3 replica [replicas]"]);
}

#[test]
fn what_goes_over_a_line_is_a_rate_and_what_is_kept_a_size() {
    for line in ["- Egress: 12 TB/month", "- Tráfego: 12 TB/mês", "- Tráfico de salida de 12 TB al mes"] {
        assert_eq!(under("Volumes", line), ["12 TB/month [bandwidth]"], "{line}");
    }
    assert_eq!(under("Volumes", "- PDFs: 12 TB/mês"), ["12 TB/month [size]"]);
    assert_eq!(under("Tráfego", "- Armazenamento: 12 TB/mês"), ["12 TB/month [size]"]);
}

#[test]
fn what_is_promised_of_a_service_is_its_availability() {
    assert_eq!(under("SLO", "- Billing API: 99.9%"), ["99.9 percent availability [availability]"]);
    let table = "| Serviço | SLO |\n|---|---|\n| API de pedidos | 99,9% |";
    assert_eq!(under("Metas", table), ["99.9 percent availability [availability]"]);
    let sentence = "The gateway is up 99.95% of the time. Billing API: 99.9%.";
    assert_eq!(
        under("Goal", sentence),
        ["99.95 percent availability [availability]", "99.9 percent availability [availability]"]
    );
    // What else is measured is no availability, nor is anything elsewhere.
    for line in ["- Entregas da API: 99,5%", "- Sucesso do checkout: 99,5%", "- Pedidos: 99,5%"] {
        assert_eq!(under("SLO", line), ["99.5 percent [share]"], "{line}");
    }
    assert_eq!(under("Volumes", "- API: 99,5%"), ["99.5 percent [share]"]);
}

#[test]
fn how_long_something_is_up_is_no_percentile_of_how_long_it_is_down() {
    for (line, down) in [
        ("- Up 99.95% of the time (about 21.6 minutes of downtime a month)", "21.6 minute/month [setting]"),
        ("- No ar 99,95% do tempo (21,6 min por mês)", "21.6 minute/month [setting]"),
        ("- Disponible el 99,95 % del tiempo (21,6 min al mes)", "21.6 minute/month [setting]"),
    ] {
        assert_eq!(under("Goal", line), ["99.95 percent availability [availability]", down], "{line}");
    }
    assert_eq!(under("Goal", "- 95% do tempo < 200 ms"), ["..200 millisecond p95 [latency]"]);
}

#[test]
fn a_pool_under_the_name_of_a_database_holds_connections() {
    let connections = ["20 connection [population]"];
    assert_eq!(read("a.yaml", "postgres:\n  pool: 20\n"), connections);
    assert_eq!(under("Infra", "### Banco de dados\n\n- Pool: 20"), connections);
    assert_eq!(under("Infra", "| Serviço | Pool |\n|---|---|\n| MySQL | 20 |"), connections);
    assert_eq!(read("a.yaml", "threads:\n  pool: 20\n"), ["20"]);
}

#[test]
fn a_node_is_one_of_several_with_and_without_its_accent() {
    let each = "90 request/second per node [throughput]";
    for line in [
        "- Busca: 90 req/s por nó",
        "- Search: 90 req/s per node",
        "- Búsqueda: 90 req/s por nodo",
        "- Busca: 90 req/s/nó",
    ] {
        assert_eq!(under("Infra", line), [each], "{line}");
    }
    assert_eq!(under("Infra", "- Capacidade por nó: 90 req/s"), [each]);
    assert_eq!(under("Infra", "- Busca: 90 req/s por no mínimo 10 min")[0], "90 request/second [throughput]");
}

#[test]
fn what_waits_in_a_queue_are_messages() {
    for line in [
        "- Consumer lag > 40.000",
        "- Lag do consumidor acima de 40.000 por 5 min",
        "- Profundidade da fila > 40.000",
        "- Queue depth above 40,000",
        "- Tamaño de la cola: > 40.000",
        "| Métrica | Limite |\n|---|---|\n| Kafka lag | > 40.000 |",
        "```yaml\nscale_up:\n  - queue_length_above_40000\n```",
    ] {
        let found = under("Monitoramento", line);
        assert_eq!(found[0], "40000.. message [count]", "{line}");
    }
    for line in ["- Lag > 900", "- Replication lag > 900", "- Workers da fila > 900", "- Idade da fila > 900"] {
        assert_eq!(under("Monitoramento", line), ["900.."], "{line}");
    }
    assert_eq!(under("Monitoramento", "- Replication lag > 9 s"), ["9.. second [setting]"]);
}

#[test]
fn the_ends_of_an_autoscaler_are_replicas_also_where_only_it_is_named() {
    let ends = ["2 replica min [replicas]", "9 replica max [replicas]"];
    assert_eq!(read("a.yaml", "busca:\n  hpa: {min: 2, max: 9}\n"), ends);
    assert_eq!(read("a.yaml", "busca:\n  autoscaling:\n    min: 2\n    max: 9\n"), ends);
    assert_eq!(read("a.yaml", "busca:\n  senha: {min: 2, max: 9}\n"), ["2 min", "9 max"]);
}

#[test]
fn to_lose_nothing_is_a_time() {
    for line in ["- RPO: 0", "- RPO 0", "- RTO: 0"] {
        assert_eq!(under("Recuperação", line), ["0 second [setting]"], "{line}");
    }
    assert_eq!(read("a.yaml", "recuperacao:\n  rpo: 0\n"), ["0 second [setting]"]);
    assert_eq!(under("Recuperação", "- RTO: 4"), ["4"]);
    assert_eq!(under("Recuperação", "- Erros: 0"), ["0"]);
}

#[test]
fn a_cost_may_be_per_thousand_or_million_before_its_amount() {
    for (line, each) in [
        ("The plan takes a cost per million events of $0.70.", "0.7 $ per 1000000 event [unit-cost]"),
        ("A cost per million events has to stay below $0.70.", "..0.7 $ per 1000000 event [unit-cost]"),
        ("O custo por mil mensagens é de R$ 0,07.", "0.07 BRL per 1000 message [unit-cost]"),
        ("El coste por millón de eventos es de 0,70 €.", "0.7 EUR per 1000000 event [unit-cost]"),
        ("The cost per event is $0.70.", "0.7 $ per event [unit-cost]"),
    ] {
        assert_eq!(under("Custos", line), [each], "{line}");
    }
}

#[test]
fn what_an_amount_is_made_of_may_stand_in_its_line() {
    let parts = ["900 BRL/month total [cost] total", "300 BRL/month [cost] of-which", "600 BRL/month [cost] of-which"];
    assert_eq!(roles("- Total: R$ 900, dos quais R$ 300 de banco e R$ 600 de filas"), parts);
    assert_eq!(roles("- Total: R$ 900, sendo R$ 300 de banco e R$ 600 de filas"), parts);
    assert_eq!(roles("- Total: R$ 900, of which R$ 300 for the database")[1], parts[1]);
    assert_eq!(roles("- Total: R$ 900, de los cuales R$ 300 de base")[1], parts[1]);
    assert_eq!(roles("- Nuvem: R$ 900, sendo R$ 300 de banco; e-mail: R$ 600")[2], "600 BRL/month [cost] item");
}

#[test]
fn how_a_product_is_used_is_no_use_of_a_resource() {
    let keys = "usage_patterns:\n  regions:\n    - north: 60%\n    - south: 40%\n";
    assert_eq!(read("a.yaml", keys), ["60 percent [share]", "40 percent [share]"]);
    assert_eq!(under("Padrões de uso", "- Norte: 60%"), ["60 percent [share]"]);
    assert_eq!(under("Uso de CPU", "- Norte: 60%"), ["60 percent utilisation [utilisation]"]);
}

#[test]
fn the_steps_of_a_load_reach_from_the_first_to_the_last() {
    let rates = ["15..60 request/second [throughput]"];
    for line in ["- Degraus de 15-30-45-60 req/s", "- Steps: 15-30-45-60 rps", "- Escalones: 15-25-40-60 req/s"] {
        assert_eq!(under("Teste de carga", line), rates, "{line}");
    }
    assert_eq!(
        under("Teste de carga", "- 100-200-400 usuários simultâneos"),
        ["100..400 concurrent-user [population]"]
    );
    for line in ["- Lote 15-30-45-60", "- Em 15-03-26 req/s", "- Código 60-45-30-15 req/s", "- Em 10-12-2026 usuários"]
    {
        let found = under("Teste de carga", line);
        assert!(found.iter().all(|reading| !reading.contains("..")), "{line}: {found:?}");
    }
}

#[test]
fn how_long_an_alert_waits_is_read_in_one_way() {
    let text = "# Canvas\n\n## Monitoring\n\n```yaml\n- alert: Slow\n  for: 5m\n  storage: 5m\n```\n";
    let (source, report) = common::check_text("a.md", text);
    let found = common::quantities(&source, &report).into_iter();
    let doubtful: Vec<bool> = found.map(|(_, q, _)| q["ambiguous"] == true).collect();
    assert_eq!(doubtful, [false, true]);
}
