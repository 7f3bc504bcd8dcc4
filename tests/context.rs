//! What a number takes from the words around it, and what it must not take.

mod common;

use canvas::model::ScenarioKind;
use canvas::quantity::{Currency, DataUnit, Entity, Period, Unit};

/// The facts of a document: what is written, its unit, its period, and whether it is per something else.
fn facts(name: &str, text: &str) -> Vec<(String, Unit, Option<Period>, bool)> {
    let (_, report) = common::check_text(name, text);
    let facts = report.canvas.facts.into_iter();
    facts.map(|f| (f.written, f.quantity.unit, f.quantity.per, f.quantity.each.is_some())).collect()
}

/// Its values alone.
fn show(quantity: &canvas::quantity::Quantity) -> String {
    let end = |value: Option<rust_decimal::Decimal>| value.map_or(String::new(), |v| v.normalize().to_string());
    match quantity.interval.value() {
        Some(_) => end(quantity.interval.low),
        None => format!("{}..{}", end(quantity.interval.low), end(quantity.interval.high)),
    }
}

fn gigabytes() -> Unit {
    Unit::Data(DataUnit { bits: false, power: 3, binary: false })
}

#[test]
fn how_many_are_paid_for_is_no_money() {
    let dollars = Unit::Money(Currency::Usd);
    let found = facts("a.yaml", "costs:\n  currency: USD\n  api:\n    quantity: 3\n    cost: 90\n");
    assert_eq!(found[0], ("3".to_owned(), Unit::Bare, None, false));
    assert_eq!(found[1], ("90".to_owned(), dollars, None, false));
    let table = "# Custos\n\n| Item | Qty | Hours | Custo (R$) |\n|---|---|---|---|\n| API | 3 | 720 | 900 |\n";
    let units: Vec<Unit> = facts("a.md", table).into_iter().map(|f| f.1).collect();
    assert_eq!(units, [Unit::Bare, Unit::Bare, Unit::Money(Currency::Brl)]);
}

#[test]
fn a_label_is_of_what_its_calculation_comes_to() {
    let text = "# Plano de capacidade\n\n## Volumes esperados\n\n\
                - Pedidos por dia: 500 × 40 = 20.000\n- Visitantes: 28.000 x 3 = 84.000\n- Vídeos por dia: 12 × 3\n";
    let orders = (Unit::Count(Entity::Order), Some(Period::Day));
    let found: Vec<_> =
        facts("plano.md", text).into_iter().map(|(written, unit, per, _)| (written, unit, per)).collect();
    assert_eq!(found[..3].iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["500", "40", "20.000"]);
    for (_, unit, per) in found[..2].iter().chain(&found[3..5]) {
        assert_eq!((unit, per), (&Unit::Bare, &None));
    }
    assert_eq!((found[2].1.clone(), found[2].2), orders);
    assert!(matches!(found[5].1, Unit::Count(_)));
    // Without a result the first of them may be what the label says.
    assert_eq!(found[6].2, Some(Period::Day));
}

#[test]
fn a_size_among_others_is_no_statistic() {
    let statistics = |text: &str| {
        let (_, report) = common::check_text("plan.md", text);
        report.canvas.facts.iter().map(|f| f.quantity.statistic).collect::<Vec<_>>()
    };
    let table = "# Plan\n\n## Volúmenes\n\n| Plan | Mensajes |\n|---|---|\n| Pequeña | 300 |\n| Mediana | 900 |\n| Grande | 4000 |\n";
    assert_eq!(statistics(table), [None, None, None]);
    let list = "# Plano\n\n## Volumes\n\n- **Pequeno**: 500 visitas/mês\n- **Médio**: 900 visitas/mês\n";
    assert_eq!(statistics(list), [None, None]);
    let mean = "# Plano\n\n## Volumes\n\n- **Pico**: 500 req/s\n- **Médio**: 90 req/s\n";
    assert!(statistics(mean).iter().all(Option::is_some), "{:?}", statistics(mean));
}

#[test]
fn what_one_costs_is_the_quotient_and_not_what_is_divided() {
    let text =
        "canvas: 1\ncosts:\n  per_order: \"9,000 / 300,000 orders a month = USD 0.03\"\n  api: \"4 × 200 = 800\"\n";
    let found = facts("plan.yaml", text);
    assert_eq!(found[0].1, Unit::Bare);
    assert_eq!(found[2], ("USD 0.03".into(), Unit::Money(Currency::Usd), None, true));
    assert_eq!([&found[3].1, &found[4].1], [&Unit::Bare, &Unit::Bare]);
    assert_eq!(found[5].1, Unit::Money(Currency::Usd));
}

#[test]
fn the_price_in_the_name_of_a_row_is_not_that_of_its_cells() {
    let table = "# Custos\n\n| Componente | Réplicas | Custo |\n|---|---|---|\n| API, $40 per replica | 3 | $120 |\n";
    let total = facts("a.md", table).pop().expect("a cost");
    assert_eq!(total, ("$120".to_owned(), Unit::Money(Currency::Dollar), None, false));
}

#[test]
fn what_the_label_says_of_one_part_is_not_said_of_the_whole() {
    let found = facts("a.md", "# Canvas\n\n- Memória (4 GB por pod): 12 GB\n");
    assert_eq!(found[0], ("4 GB por pod".to_owned(), gigabytes(), None, true));
    assert_eq!(found[1], ("12 GB".to_owned(), gigabytes(), None, false));
}

#[test]
fn a_period_above_machines_makes_no_machines_of_money() {
    let found = facts("a.yaml", "workers:\n  monthly: 700\n  count: 3\n");
    assert_eq!(found[0], ("700".to_owned(), Unit::Bare, Some(Period::Month), false));
    assert_eq!(found[1].1, Unit::Count(Entity::Worker));
}

#[test]
fn the_key_of_an_amount_says_per_when() {
    let found = facts("a.yaml", "volumes:\n  volume_por_dia: 172,8 GB\n");
    assert_eq!(found, [("172,8 GB".to_owned(), gigabytes(), Some(Period::Day), false)]);
}

#[test]
fn a_currency_beside_the_amounts_says_which_dollar() {
    let found = facts("a.yaml", "custos:\n  moeda: USD\n  banco: $ 40\n");
    assert_eq!(found[0].1, Unit::Money(Currency::Usd));
}

#[test]
fn horizons_may_be_spelled_out() {
    let text = "scenarios:\n  current:\n    users: 900\n  six_months:\n    users: 4000\n  fase_2:\n    users: 9000\n";
    let (_, report) = common::check_text("a.yaml", text);
    let kinds: Vec<ScenarioKind> = report.canvas.scenarios.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [ScenarioKind::Current, ScenarioKind::Horizon(6), ScenarioKind::Phase(2)]);
}

#[test]
fn what_cannot_be_read_is_kept_as_it_is_written() {
    let table = "# Custos\n\n| Item | Custo (R$) | Latência (ms) | Data |\n|---|---|---|---|\n\
                 | API | 1.2.3.4 | 12O0x | 2026-01-02 |\n| Fila | 900 | 40 | — |\n| Cache | a definir | n/a | 12/03 |\n";
    let (_, report) = common::check_text("a.md", table);
    let found: Vec<(&str, &str)> =
        report.canvas.unreadable.iter().map(|u| (u.label.as_str(), u.text.value.as_str())).collect();
    assert_eq!(found, [("API, Custo (R$)", "1.2.3.4"), ("API, Latência (ms)", "12O0x")]);
}

/// The quantities of a document as `canvas inspect` lists them.
fn read(name: &str, text: &str) -> Vec<String> {
    let (source, report) = common::check_text(name, text);
    common::quantities(&source, &report).into_iter().map(|(_, _, reading)| reading).collect()
}

#[test]
fn a_column_in_thousands_is_read_as_thousands() {
    let table = "# Custos\n\n## Custos (R$ mil por mês)\n\n| Item | Hoje |\n|---|---|\n| API | 6,2 |\n| Total | 6,2 |\n\
                 | Clientes | 100 |\n| Custo por usuário (R$) | 0,05 |\n| Réplicas da API | 3 mil |\n";
    assert_eq!(
        read("a.md", table)[..4],
        [
            "6200 BRL/month [cost]",
            "6200 BRL/month total [cost]",
            "100 cliente [count]",
            "0.05 BRL/month per user [unit-cost]"
        ]
    );
    let table = "# Costs\n\n## Costs in thousands\n\n| Item | USD/month | Hours | Users |\n|---|---|---|---|\n| API | 12 | 720 | 1.500 |\n";
    assert_eq!(read("a.md", table), ["12000 USD/month [cost]", "720", "1500 user [population]"]);
    let table = "# Costos\n\n## Costos\n\nCifras en millones de COP.\n\n| Concepto | Mes | Año |\n|---|---|---|\n| API | 21,5 | 258 |\n";
    assert_eq!(read("a.md", table), ["21500000 COP/month [cost]", "258000000 COP/year [cost]"]);
}

#[test]
fn a_percentile_in_the_name_of_a_row_makes_a_latency_but_not_of_its_window() {
    let table =
        "# Canvas\n\n## Metas\n\n| Métrica | Hoje | Janela |\n|---|---|---|\n| p95 consulta | 400 ms | 5 min |\n";
    assert_eq!(read("a.md", table), ["400 millisecond p95 [latency]", "5 minute [setting]"]);
    let keys = "canvas: 1\nmonitoring:\n  alerts:\n    - metric: latency p95\n      threshold: \"> 400 ms\"\n      window: 10 min\n";
    assert_eq!(read("a.yaml", keys), ["400.. millisecond p95 [latency]", "10 minute [setting]"]);
    let table = "# Plan\n\n| Size | Max VU (p95 < 5 s) |\n|---|---|\n| small | 400 |\n";
    assert_eq!(read("a.md", table), ["400 virtual-user [population]"]);
}

#[test]
fn the_second_limit_of_an_alert_measures_what_the_first_does() {
    for line in
        ["p95 > 900 ms / crítico 1,1 s", "search p95 warn 900 ms, page 1.1 s", "p95: aviso 900 ms e crítico 1,1 s"]
    {
        let found = read("a.md", &format!("# Canvas\n\n## Monitoramento\n\n- {line}\n"));
        assert!(found.iter().all(|f| f.ends_with(" p95 [latency]")) && found.len() == 2, "{line}: {found:?}");
    }
    let other = read("a.md", "# Canvas\n\n## Monitoramento\n\n- p95 > 900 ms, timeout 2 s\n");
    assert_eq!(other, ["900.. millisecond p95 [latency]", "2 second [setting]"]);
}

#[test]
fn a_label_speaks_of_its_own_sentence() {
    let found = read("a.md", "# Canvas\n\n- Moradores: 38.000. Porteiros: 650, dos quais 240 em serviço.\n");
    assert_eq!(found, ["38000 morador [count]", "650", "240"]);
}

#[test]
fn what_cannot_be_a_share_is_none_and_a_fraction_is_no_money() {
    let found =
        read("a.yaml", "custos:\n  moeda: BRL\n  desconto_convenio: 1800\n  minimum_utilization: 0.5\n  api: 900\n");
    assert_eq!(found, ["1800 BRL [cost]", "0.5", "900 BRL [cost]"]);
}

#[test]
fn how_many_of_a_thing_is_no_money() {
    let found =
        read("a.md", "# Custos\n\n## Custos (R$)\n\n- Redis ×3\n- Crescimento de ×3\n- De 10 para 40 lojas (×4)\n");
    assert_eq!(found, ["3", "3 factor [growth]", "10->40 loja [count]", "4 factor [growth]"]);
}

#[test]
fn times_of_day_are_no_durations() {
    let found =
        read("a.md", "# Canvas\n\n- Entre 8h e 12h há o dobro; cada carga leva entre 2h e 4h.\n- Às 8h46 começa.\n");
    assert_eq!(found, ["2 factor [growth]", "2..4 hour [setting]"]);
}

#[test]
fn what_an_amount_is_among_others_is_said() {
    let text = "# Custos\n\n## Custos (R$ por mês)\n\n| Item | Valor |\n|---|---|\n| API | 900 |\n| dos quais logs | 100 |\n| Subtotal | 900 \
                |\n| Desconto | -90 |\n| Impostos | 60 |\n| Total | 870 |\n\n- Migração (uma vez só): R$ 5.000. Custo por pedido: R$ 0,09.\n";
    let (source, report) = common::check_text("a.md", text);
    let found = common::quantities(&source, &report);
    let roles: Vec<&str> = found.iter().map(|(_, q, _)| q["cost_role"].as_str().unwrap_or("-")).collect();
    assert_eq!(roles, ["item", "of-which", "subtotal", "discount", "tax", "total", "one-off", "-"]);
    assert_eq!(found[6].2, "5000 BRL [cost]");
}

#[test]
fn a_key_may_end_in_a_period_or_in_what_it_is_per() {
    let text = "volumes:\n  holerites_mes: 92000\n  consultas_seg_pico: 350\n  crescimento_gb_mes: 18\n  duracao_min: 40\n  tempo_por_pedido_ms: \
                350\ninfraestrutura:\n  workers:\n    min: 2\n    concurrency: 8\ncustos:\n  por_audio_hora: 0,33\n";
    assert_eq!(
        read("a.yaml", text),
        [
            "92000 holerite/month [throughput]",
            "350 query/second peak [throughput]",
            "18 GB/month [size]",
            "40 minute [setting]",
            "350 millisecond [setting]",
            "2 worker min [replicas]",
            "8",
            "0.33 $ per audio [unit-cost]"
        ]
    );
}

#[test]
fn sizes_side_by_side_and_what_a_price_comes_to_are_two_figures() {
    let text = "# Plano\n\n## Custos\n\n- RDS com 16 vCPU/128GB\n- CDN: R$ 0,35/GB → R$ 6.300/dia\n- custo por conversa ≤ R$ 0,25\n- API: 40 req./s\n";
    let found = read("a.md", text);
    assert_eq!(found[..2], ["16 cores [cores]", "128 GB [size]"]);
    assert_eq!(found[2..4], ["0.35 BRL per gb [unit-cost]", "6300 BRL/day [cost]"]);
    assert_eq!(found[4..], ["..0.25 BRL per conversa [unit-cost]", "40 request/second [throughput]"]);
}

#[test]
fn the_number_in_a_header_counts_nothing_below_it() {
    let table =
        "# Plano\n\n## Volume\n\n| | Atual | 15 mil usuários |\n|---|---|---|\n| Conversas/dia | 1,1 mil | 8,5 mil |\n";
    assert_eq!(read("a.md", table), ["1100 conversa/day [throughput]", "8500 conversa/day [throughput]"]);
}

#[test]
fn what_each_person_does_is_not_what_all_do() {
    let found = read("a.md", "# Plano\n\n- Cada entregador manda 1 ping a cada 2 s; 1.300 pings/s no pico.\n");
    assert_eq!(found, ["0.5 ping/second per entregador [throughput]", "1300 ping/second peak [throughput]"]);
}

#[test]
fn a_line_beside_a_table_says_what_its_cells_are() {
    let table = "| Item | 2025 | 2026 |\n|---|---|---|\n| Compute | 120 | 180 |\n| User service | 40 | 55 |\n";
    for (note, currency) in [
        ("All figures in thousands of USD.", Currency::Usd),
        ("*Valores em R$ mil*", Currency::Brl),
        ("Tabla 2. Cifras en miles de euros.", Currency::Eur),
    ] {
        for text in [format!("# Canvas\n\n{note}\n\n{table}"), format!("# Canvas\n\n{table}\n{note}\n")] {
            let (_, report) = common::check_text("a.md", &text);
            let read: Vec<String> = report.canvas.facts.iter().map(|f| show(&f.quantity)).collect();
            assert_eq!(read, ["120000", "180000", "40000", "55000"], "{text}");
            assert!(report.canvas.facts.iter().all(|f| f.quantity.unit == Unit::Money(currency)), "{text}");
        }
    }
    let counted =
        "# Canvas\n\nAll figures in thousands of USD.\n\n| Item | Cost | Servers |\n|---|---|---|\n| API | 12 | 4 |\n";
    let servers = facts("a.md", counted).pop().expect("a number of servers");
    assert!(!matches!(servers.1, Unit::Money(_)), "{servers:?}");
}

#[test]
fn the_least_and_the_most_are_one_range_of_machines() {
    for (text, entity) in [
        ("HPA min 8, max 20", Entity::Replica),
        ("HPA mín. 8 / máx. 20", Entity::Replica),
        ("Autoscaling: min=8 max=20", Entity::Replica),
        ("Escalado automático de pods: mínimo 8, máximo 20 pods", Entity::Pod),
    ] {
        let found = facts("a.md", &format!("# Canvas\n\n- {text}\n"));
        let (_, report) = common::check_text("a.md", &format!("# Canvas\n\n- {text}\n"));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((show(&report.canvas.facts[0].quantity), &found[0].1), ("8..20".to_owned(), &Unit::Count(entity)));
    }
    let found = facts("a.md", "# Canvas\n\n- API: 4 pods (min 2, max 20)\n- Web: 2 réplicas (máx. 6)\n");
    let units: Vec<&Unit> = found.iter().map(|f| &f.1).collect();
    let (pods, replicas) = (Unit::Count(Entity::Pod), Unit::Count(Entity::Replica));
    assert_eq!(units, [&pods, &pods, &replicas, &replicas]);
    let latency = facts("a.md", "# Canvas\n\n- Latência: min 20 ms, max 90 ms\n");
    assert_eq!(latency.len(), 2);
}

#[test]
fn what_is_said_of_a_larger_system_is_not_of_today() {
    let text = "# Canvas\n\n## Hoy\n\n- 3 réplicas\n- Cuando lleguemos a 300 pedidos/min, 9 réplicas\n\n### Cuando crezcas a \
                1000+\n\n- Costo: $9/mes\n";
    let (_, report) = common::check_text("a.md", text);
    let kind = |written: &str| {
        let fact = report.canvas.facts.iter().find(|f| f.written == written).expect("the number");
        fact.scenario.map(|at| report.canvas.scenarios[at].kind)
    };
    assert_eq!(kind("3 réplicas"), Some(ScenarioKind::Current));
    assert_eq!(kind("9 réplicas"), None);
    assert_eq!(kind("$9/mes"), Some(ScenarioKind::Population));
}

#[test]
fn a_heading_that_sorts_amounts_is_no_unit_of_them() {
    let each = |heading: &str| facts("a.md", &format!("# Canvas\n\n## {heading}\n\n- Banco: R$ 300/mês\n"))[0].3;
    assert!(!each("Custos por serviço"));
    assert!(!each("Costos por componente"));
    assert!(each("Custo por pedido"));
}

#[test]
fn a_priority_is_no_percentile_and_how_long_is_no_latency() {
    let text =
        "# Canvas\n\n## Alertas (P1)\n\n- p95 latency > 5 seconds (sustained 5 minutes)\n- Fila > 900 mensagens\n";
    let (_, report) = common::check_text("a.md", text);
    let statistics: Vec<_> = report.canvas.facts.iter().map(|f| f.quantity.statistic).collect();
    assert_eq!(statistics, [Some(canvas::quantity::Statistic::Percentile(950)), None, None]);
    assert_eq!(report.canvas.facts[1].metric, canvas::model::Metric::Setting);
}

#[test]
fn terms_of_a_sum_in_money_are_money_and_no_versions() {
    let found = facts("a.md", "# Canvas\n\n- compute 12 mil + MySQL 8 mil = R$ 20 mil\n");
    assert_eq!(found.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["12 mil", "8 mil", "R$ 20 mil"]);
    assert!(found.iter().all(|f| f.1 == Unit::Money(Currency::Brl)));
    let product = facts("a.md", "# Canvas\n\n- 4 × 200 = R$ 800\n");
    assert_eq!(product[0].1, Unit::Bare);
}

#[test]
fn months_are_read_where_something_is_agreed_for_so_long() {
    let unit = |text: &str| facts("a.md", &format!("# Canvas\n\n- {text}\n"))[0].1.clone();
    assert_eq!(unit("Contrato (12m)"), Unit::Duration(canvas::quantity::TimeUnit::Month));
    assert_eq!(unit("Retention: 24m"), Unit::Duration(canvas::quantity::TimeUnit::Month));
    assert_eq!(unit("Janela (12m)"), Unit::Duration(canvas::quantity::TimeUnit::Minute));
    assert_eq!(unit("Retention check every 10m"), Unit::Duration(canvas::quantity::TimeUnit::Minute));
    let last = |text: &str| read("a.md", &format!("# Canvas\n\n## Volumes\n\n- {text}\n")).pop().expect("a number");
    for line in ["Esperamos 2x em 18m", "De 10k a 40k usuarios en 18m", "We grow from 4k to 9k users in 18m"] {
        assert_eq!(last(line), "18 month [setting]", "{line}");
    }
    for line in ["HPA: 2x in 18m", "Teste: 3x em 18m", "Retry en 18m. Crecimos 2x"] {
        assert!(!read("a.md", &format!("# Canvas\n\n## Volumes\n\n- {line}\n")).join(" ").contains("month"), "{line}");
    }
}

#[test]
fn months_may_head_a_column() {
    let text = "# Canvas\n\n| Métrica | Hoje | 12m |\n|---|---|---|\n| Pedidos/dia | 900 | 4.500 |\n";
    let (_, report) = common::check_text("a.md", text);
    let kinds: Vec<_> =
        report.canvas.facts.iter().map(|f| f.scenario.map(|at| report.canvas.scenarios[at].kind)).collect();
    assert_eq!(kinds, [Some(ScenarioKind::Current), Some(ScenarioKind::Horizon(12))]);
}

/// The quantities of a bullet under "Volumes", each with the scenario it is said of.
fn in_scenarios(line: &str) -> Vec<String> {
    let (source, report) = common::check_text("a.md", &format!("# Canvas\n\n## Volumes\n\n- {line}\n"));
    let found = common::quantities(&source, &report).into_iter();
    found.map(|(_, q, reading)| format!("{reading} {}", q["scenario_kind"].as_str().unwrap_or("-"))).collect()
}

#[test]
fn a_peak_beside_a_rate_is_of_the_same_and_in_the_same_scenario() {
    assert_eq!(
        in_scenarios("Hoje: média 80 req/s, pico 220; em 12 meses: 160 req/s, pico de 400"),
        [
            "80 request/second mean [throughput] current",
            "220 request/second peak [throughput] current",
            "12 month [setting] horizon",
            "160 request/second [throughput] horizon",
            "400 request/second peak [throughput] horizon",
        ]
    );
    assert_eq!(
        in_scenarios("Hoy 40 pedidos/min (pico 95), en dos años 160 pedidos/min con pico de 400"),
        [
            "40 order/minute [throughput] current",
            "95 order/minute peak [throughput] current",
            "160 order/minute [throughput] horizon",
            "400 order/minute peak [throughput] horizon",
        ]
    );
    assert_eq!(
        in_scenarios("Today: 1,200 orders/day, 90 req/s, peak 240"),
        [
            "1200 order/day [throughput] current",
            "90 request/second [throughput] current",
            "240 request/second peak [throughput] current",
        ]
    );
    // Of what, when it is less than usual, or behind people, nobody can tell.
    assert_eq!(in_scenarios("Hoy: 120 req/s de media, pico 15")[1], "15 peak current");
    assert_eq!(in_scenarios("Hoje: 300 pedidos/min, 40 usuários simultâneos, pico 900")[2], "900 peak current");
    assert_eq!(in_scenarios("Em 12 meses de operação tivemos 3 falhas")[1], "3 falha [count] -");
}

#[test]
fn a_promise_of_nearly_all_is_an_availability_where_nothing_else_is_said_of_it() {
    let metric = |line: &str| read("a.md", &format!("# Canvas\n\n## Objetivo\n\n- {line}\n"))[0].clone();
    for line in ["SLO: 99.9% mensal", "SLO (API): 99,9% em 30 dias", "SLOs: API 99.9 %", "SLO: 99.9% (43 min por mês)"]
    {
        assert!(metric(line).contains("[availability]"), "{line}: {}", metric(line));
    }
    for line in ["SLO: 99,9% de sucesso", "SLO: 98% on-time deliveries", "SLO: 95% (p95 < 300 ms)", "SLO: entregas 98%"]
    {
        assert!(!metric(line).contains("[availability]"), "{line}: {}", metric(line));
    }
    assert_eq!(metric("SLO: 99% das respostas < 500 ms"), "..500 millisecond p99 [latency]");
    assert!(metric("SLO: cache hit 92%").contains("[hit-rate]"));
}

#[test]
fn how_far_a_queue_lags_is_no_latency_of_answers() {
    let text = "# Canvas\n\n## Monitoramento\n\n- Latência e filas: lag > 5 min; retraso > 2 min; resposta < 300 ms\n";
    assert_eq!(read("a.md", text), ["5.. minute [setting]", "2.. minute [setting]", "..300 millisecond [latency]"]);
}

#[test]
fn tables_and_trees_drawn_with_characters_are_read_and_boxes_are_not() {
    let drawn = |text: &str| {
        let (source, report) =
            common::check_text("a.md", &format!("# Canvas\n\n## Infraestrutura\n\n```\n{text}\n```\n"));
        let found = common::quantities(&source, &report).into_iter();
        found.map(|(_, q, said)| format!("{} = {said}", q["label"].as_str().unwrap_or(""))).collect::<Vec<_>>()
    };
    assert_eq!(
        drawn(
            "+------+--------------+\n| Item | Custo mensal |\n+------+--------------+\n| API  | R$ 120       |\n+------+--------------+"
        ),
        ["API, Custo mensal = 120 BRL/month [cost]"]
    );
    assert_eq!(
        drawn("Fase 2: 900 usuários\n├── API (4 pods)\n│   └── cola: 2 réplicas\n└── main.go (120 lines)"),
        ["Fase 2 = 900 user [population]", "Fase 2 = 4 pod [replicas]", "cola = 2 replica [replicas]"]
    );
    assert_eq!(drawn("+-----------+\n| 500 req/s |\n| 3 nodes   |\n+-----------+"), Vec::<String>::new());
    assert_eq!(drawn("┌──────┐   ┌──────┐\n│ 4 pods │──▶│ 2 TB │\n└──────┘   └──────┘"), Vec::<String>::new());
}

#[test]
fn a_clause_that_says_of_when_it_speaks_is_not_of_today() {
    let last = |line: &str| in_scenarios(line).pop().expect("a number");
    assert_eq!(last("Hoy: 15 req/s de media; en la apertura 310 req/s"), "310 request/second [throughput] -");
    assert_eq!(last("Hoje: 15 req/s; na Black Friday 310 req/s"), "310 request/second [throughput] -");
    assert_eq!(last("Today: $5 per user now and $4 per user later"), "4 $ per user [unit-cost] -");
    assert_eq!(last("Total actual: USD 430 al mes. Presupuesto anual: USD 9.000"), "9000 USD/year [cost] -");
    assert_eq!(last("Em 12 meses: 2x a base atual"), "2 factor [growth] horizon");
    // What is said in every scenario is still of today.
    assert_eq!(last("Hoy: 15 req/s de media; en hora pico 31 req/s"), "31 request/second peak [throughput] current");
    assert_eq!(last("Hoje: 900 pedidos/dia; no pico 31 req/s"), "31 request/second peak [throughput] current");
}

#[test]
fn how_likely_or_grave_something_is_is_no_mean() {
    let statistic = |line: &str| {
        let (_, report) = common::check_text("a.md", &format!("# Canvas\n\n## Riscos\n\n- {line}\n"));
        report.canvas.facts.iter().map(|f| f.quantity.statistic).collect::<Vec<_>>()
    };
    assert_eq!(statistic("Corte (probabilidad media, impacto alto): 900 conexiones/s"), [None]);
    assert_eq!(statistic("Acima de 150 consultas/s (média, alto)"), [None]);
    assert_eq!(statistic("Reventa de 40 req/s (alto/media)"), [None]);
    assert_eq!(statistic("Carga de 40 req/s (média)"), [Some(canvas::quantity::Statistic::Mean)]);
}

#[test]
fn the_least_and_the_most_of_a_fleet_may_be_columns() {
    let table = |name: &str| {
        format!(
            "# Canvas\n\n## Infraestrutura\n\n| {name} | Mín | Máx | CPU |\n|---|---|---|---|\n| API | 4 | 20 | 2 vCPU |\n"
        )
    };
    assert_eq!(
        read("a.md", &table("Componente")),
        ["4 replica min [replicas]", "20 replica max [replicas]", "2 cores [cores]"]
    );
    let other = "# Canvas\n\n## Volumes\n\n| Metric | Min | Max |\n|---|---|---|\n| Queue | 4 | 20 |\n";
    assert_eq!(read("a.md", other), ["4 min", "20 max"]);
}

#[test]
fn a_share_is_of_what_its_own_part_of_the_sentence_names() {
    let metrics = |line: &str| read("a.md", &format!("# Canvas\n\n## Prueba de carga\n\n- {line}\n"));
    assert_eq!(
        metrics("pérdida < 0,01 %, CPU < 70 %"),
        ["..0.01 percent [share]", "..70 percent utilisation [utilisation]"]
    );
    assert_eq!(metrics("Error ratio: <0.1% of requests"), ["..0.1 percent error-rate [error-rate]"]);
    assert_eq!(metrics("error budget below 25%"), ["..25 percent share [share]"]);
    assert_eq!(metrics("presupuesto de errores 25 %"), ["25 percent share [share]"]);
}

#[test]
fn a_season_of_peaks_is_no_peak() {
    let table = "# Canvas\n\n## Volumes\n\n| | Today | Peak season |\n|---|---|---|\n| Mean TPS | 13 | 30 |\n| Peak TPS | 110 | 290 |\n";
    let found = read("a.md", table);
    assert_eq!(found[1], "30 transaction/second mean [throughput]");
    assert_eq!(found[3], "290 transaction/second peak [throughput]");
    let spanish = "# Canvas\n\n## Volumen\n\n| | Actual | Temporada pico |\n|---|---|---|\n| Pedidos/día | 13 | 30 |\n";
    assert_eq!(read("a.md", spanish)[1], "30 order/day [throughput]");
}

#[test]
fn costs_that_a_planner_reckons_with_are_no_money_and_lengths_have_no_peak() {
    assert_eq!(read("a.yaml", "infra:\n  random_page_cost: 1.1\n  bcrypt_cost: 12\n"), Vec::<String>::new());
    let keys = "load_test:\n  peak_load:\n    users: 500\n    ramp_up: 2 minutes\n";
    assert_eq!(read("a.yaml", keys), ["500 user peak [population]", "2 minute [setting]"]);
    let list = "strategies:\n  phases:\n    1. split_users\n    2. split_orders\n    3. split_items\n";
    assert_eq!(read("a.yaml", list), Vec::<String>::new());
}

/// The quantities of a document with the scenario they are said of.
fn said(name: &str, text: &str) -> Vec<String> {
    let (source, report) = common::check_text(name, text);
    let found = common::quantities(&source, &report).into_iter();
    let scenario = |q: &serde_json::Value| q["scenario_kind"].as_str().map(|kind| format!(" {kind}"));
    found.map(|(_, q, reading)| format!("{reading}{}", scenario(&q).unwrap_or_default())).collect()
}

#[test]
fn what_is_wanted_and_a_day_of_its_own_are_not_of_today() {
    let now = "10000 order/day [throughput] current";
    let later = "90000 order/day [throughput]";
    for line in [
        "- Hoje: 10 mil pedidos/dia; Black Friday: 90 mil pedidos/dia",
        "- Today: 10,000 orders/day; launch: 90,000 orders/day",
        "- Hoy: 10 mil pedidos/día; Hot Sale: 90 mil pedidos/día",
        "- Hoje são 10 mil pedidos/dia e precisamos de 90 mil pedidos/dia",
        "- Today we serve 10,000 orders/day and must reach 90,000 orders/day",
        "- Hoy son 10 mil pedidos/día y queremos llegar a 90 mil pedidos/día",
    ] {
        assert_eq!(said("a.md", &format!("# Canvas\n\n## Volumes\n\n{line}\n")), [now, later], "{line}");
    }
    let both = said("a.md", "# Canvas\n\n## Volumes\n\n- Hoje: 10 mil pedidos/dia; usuários: 500 usuários\n");
    assert_eq!(both[1], "500 user [population] current");
}

#[test]
fn a_column_of_aims_beside_today_is_of_the_plan() {
    for (now, aim) in [("Valor atual", "Meta"), ("Today", "Target"), ("Actual", "Objetivo")] {
        let table = format!("# C\n\n## Volumes\n\n| M | {now} | {aim} |\n|---|---|---|\n| DAU | 500 | 900 |\n");
        let read = said("a.md", &table);
        assert_eq!(
            read,
            ["500 daily-active-user [population] current", "900 daily-active-user [population] scaled"],
            "{aim}"
        );
    }
    let alone = said("a.md", "# C\n\n## Volumes\n\n| M | Target | Owner |\n|---|---|---|\n| DAU | 900 | Ana |\n");
    assert_eq!(alone, ["900 daily-active-user [population]"]);
}

#[test]
fn targets_of_a_scaler_tests_tiers_and_pilots_are_no_scenarios() {
    for (section, line) in [
        ("Infraestrutura", "- HPA: alvo de 60% de CPU"),
        ("Teste de carga", "- Baseline: 500 VUs"),
        ("Load test", "1. Baseline — 500 VUs"),
        ("Objective", "- Answer 80% of tier-1 tickets"),
        ("Estratégias", "- Fase piloto em 4 cidades"),
        (
            "Riscos",
            "| Risco | Prob. | Mitigação |\n|---|---|---|\n| Falta de cota (hoje ruim, 2x) | 10% | Pedir 1024 vCPU |",
        ),
    ] {
        let read = said("a.md", &format!("# Canvas\n\n## {section}\n\n{line}\n"));
        let scenarios = [" current", " scaled", " phase"];
        assert!(!read.iter().any(|q| scenarios.iter().any(|kind| q.ends_with(kind))), "{line}: {read:?}");
    }
}

#[test]
fn the_corner_of_a_table_says_in_which_currency_its_cells_are() {
    let cell = |corner: &str, value: &str| {
        let table = format!("# C\n\n## Custos\n\n| {corner} | Hoje | BF |\n|---|---|---|\n| Nuvem | {value} | 9 |\n");
        said("a.md", &table).remove(0)
    };
    assert_eq!(cell("Item (R$/mês)", "9.400"), "9400 BRL/month [cost] current");
    assert_eq!(cell("R$ mil/mês", "9,4"), "9400 BRL/month [cost] current");
    assert_eq!(cell("Monthly, GBP", "9400"), "9400 GBP/month [cost] current");
    assert_eq!(cell("Concepto (USD/mes)", "9400"), "9400 USD/month [cost] current");
}

#[test]
fn windows_and_ranks_of_an_alert_are_not_of_what_its_row_names() {
    for header in [["Janela", "Severidade"], ["Window", "Severity"], ["Ventana", "Prioridad"]] {
        let [window, rank] = header;
        let rows = "|---|---|---|---|\n| CPU | 75% | 15m | 2 |\n| p95 | 500 ms | 5m | 1 |";
        let read = said("a.md", &format!("# C\n\n## Alertas\n\n| Sinal | Limite | {window} | {rank} |\n{rows}\n"));
        let expected = ["75 percent [utilisation]", "15 minute [setting]", "2", "500 millisecond p95 [latency]"];
        assert_eq!(read[..4], expected, "{header:?}");
        assert_eq!(read[4..], ["5 minute [setting]", "1"]);
    }
}

#[test]
fn one_year_in_a_key_is_no_unit_of_what_is_under_it() {
    let text =
        "custos:\n  moeda: BRL\n  proximo_ano: {nuvem: 900, total: 900}\nvolumes:\n  usuarios_ativos_mes: 22000\n";
    let read = said("a.yaml", text);
    assert_eq!(read[..2], ["900 BRL [cost]", "900 BRL total [cost]"]);
    assert_eq!(read[2], "22000 monthly-active-user [population]");
    assert_eq!(said("a.yaml", "volumes:\n  next_year:\n    seats: 15000\n"), ["15000"]);
}

#[test]
fn what_is_paid_once_is_said_of_its_own_statement() {
    let roles = |line: &str| {
        let (source, report) = common::check_text("a.md", &format!("# C\n\n## Custos\n\n{line}\n"));
        let found = common::quantities(&source, &report).into_iter();
        found.filter_map(|(_, q, _)| q["cost_role"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(roles("- AWS: R$ 11.400/mês; setup R$ 3.700 (uma única vez)"), ["item", "one-off"]);
    assert_eq!(roles("- AWS: US$ 900/month; set-up US$ 300 (one-time)"), ["item", "one-off"]);
    assert_eq!(roles("- Migração (uma vez só): R$ 38.000"), ["one-off"]);
}

#[test]
fn the_period_right_before_an_amount_goes_before_that_of_the_heading() {
    let last =
        |heading: &str, line: &str| said("a.md", &format!("# C\n\n## {heading}\n\n{line}\n")).pop().expect("an amount");
    for line in [
        "- Orçamento de 2026: R$ 4 milhões",
        "Nuvem R$ 300 mil. Teto anual de R$ 4 milhões.",
        "Custo por transação: R$ 0,013. Orçamento anual de R$ 4 milhões.",
    ] {
        assert_eq!(last("Custos (R$ por mês)", line), "4000000 BRL/year [cost]", "{line}");
    }
    assert_eq!(last("Monthly cost (USD)", "- Budget for the year: $240k"), "240000 USD/year [cost]");
    assert_eq!(last("Custos anuais", "Nuvem R$ 300 mil, com teto mensal de R$ 45 mil"), "45000 BRL/month [cost]");
    assert_eq!(last("Costos mensuales", "- Presupuesto de 2026: US$ 90.000"), "90000 USD/year [cost]");
    assert_eq!(last("Custos mensais", "- Nuvem: R$ 900"), "900 BRL/month [cost]");
}

/// The scenarios of a document in order, and the one that each of its numbers is of.
fn timed(text: &str) -> (Vec<ScenarioKind>, Vec<Option<usize>>) {
    let (_, report) = common::check_text("a.md", text);
    let of = report.canvas.facts.iter().map(|fact| fact.scenario).collect();
    (report.canvas.scenarios.iter().map(|s| s.kind).collect(), of)
}

#[test]
fn columns_may_be_headed_by_months_and_years() {
    use ScenarioKind::{Current, Horizon, Year};
    for (header, kinds) in [
        ("Hoje | 2027 | 2028", [Current, Year(2027), Year(2028)]),
        ("Ano 1 | Ano 2 | Ano 3", [Year(1), Year(2), Year(3)]),
        ("Lançamento | Mês 6 | Mês 12", [Horizon(0), Horizon(6), Horizon(12)]),
        ("Launch | Year 1 | Year 2", [Horizon(0), Year(1), Year(2)]),
        ("Go-live | Month 3 | End of year 1", [Horizon(0), Horizon(3), Horizon(12)]),
        ("Lançamento | Mês 6 | Ano 1", [Horizon(0), Horizon(6), Year(1)]),
        ("Hoje | Lançamento | Ano 1", [Current, Horizon(0), Year(1)]),
        ("Atual 2026 | 2027 | 2028", [Current, Year(2027), Year(2028)]),
        ("Hoy | Mes 6 | Año 2", [Current, Horizon(6), Year(2)]),
        ("Now | M6 | Y2", [Current, Horizon(6), Year(2)]),
        ("Meta 2026 | Meta 2027 | Meta 2028", [Year(2026), Year(2027), Year(2028)]),
        ("Sales 2026 | Sales 2027 | Sales 2028", [Year(2026), Year(2027), Year(2028)]),
    ] {
        let table = format!(
            "# Canvas\n\n## Volumes\n\n| Métrica | {header} |\n|---|---|---|---|\n| Fretes/dia | 40 | 90 | 300 |\n"
        );
        assert_eq!(timed(&table), (kinds.to_vec(), vec![Some(0), Some(1), Some(2)]), "{header}");
    }
}

#[test]
fn what_only_looks_like_a_time_heads_no_scenario() {
    for header in [
        "Growth 2027 | Growth 2028",
        "Q1 2027 | Q4 2027",
        "Jan 2027 | Jul 2028",
        "Summer 2027 | Winter 2027",
        "Plano 1 | Plano 2",
        "M10 | M20",
        "Launch | Owner",
        "Contrato 2027-2029 | Desconto",
    ] {
        let table =
            format!("# Canvas\n\n## Volumes\n\n| Métrica | {header} |\n|---|---|---|\n| Fretes/dia | 40 | 90 |\n");
        assert_eq!(timed(&table), (vec![], vec![None, None]), "{header}");
    }
}

#[test]
fn a_name_that_is_a_time_is_a_scenario_in_every_form() {
    use ScenarioKind::Year;
    for text in [
        "## Volumes\n\n- Ano 2: 900 fretes por dia\n- 2029: 4.000 fretes por dia\n",
        "## Volumes\n\n| Quando | Fretes/dia |\n|---|---|\n| Ano 2 | 900 |\n| 2029 | 4.000 |\n",
        "## Volumes\n\n### Ano 2\n\n- 900 fretes por dia\n\n### 2029\n\n- 4.000 fretes por dia\n",
    ] {
        assert_eq!(timed(text), (vec![Year(2), Year(2029)], vec![Some(0), Some(1)]), "{text}");
    }
}

#[test]
fn a_heading_speaks_of_the_scenario_it_names() {
    let text = "# Canvas\n\n## Crescimento\n\n### Fase 2: duas regiões (até 3.000 req/s)\n\n- Latência: 80 ms\n";
    assert_eq!(timed(text), (vec![ScenarioKind::Phase(2)], vec![Some(0), Some(0)]));
}

#[test]
fn what_leads_from_the_pilot_to_all_is_of_neither() {
    let text = "# Canvas\n\n## Objetivo\n\nIr de 4 lojas piloto para 60 lojas.\n";
    assert_eq!(timed(text).1, [None]);
    let text = "# Canvas\n\n## Objetivo\n\nHoje a fila vai de 100 para 900 mensagens.\n";
    assert_eq!(timed(text), (vec![ScenarioKind::Current], vec![Some(0)]));
}

#[test]
fn a_word_for_a_period_does_not_name_a_scenario() {
    let text = "# Canvas\n\n## Volumes\n\n- Cenário escalado: 900 fretes\n\n## Custos (mensal no cenário escalado)\n\n- API: R$ 300\n";
    let (_, report) = common::check_text("a.md", text);
    let names: Vec<&str> = report.canvas.scenarios.iter().map(|s| s.name.value.as_str()).collect();
    assert_eq!(names, ["Cenário escalado"]);
}

#[test]
fn a_year_that_names_or_remarks_is_no_number_of_things() {
    for (name, text) in [
        ("a.yaml", "fases:\n  fase_2: # 2028\n    lojas: 40\n  fase_3: # 2029+\n    lojas: 90\n"),
        ("a.md", "# Canvas\n\n## 2028\n\n- 40 lojas\n\n## 2029-2030\n\n- 90 lojas\n"),
        ("a.md", "# Canvas\n\n- 2028: 40 lojas\n- 2029+: 90 lojas\n"),
    ] {
        let written: Vec<String> = facts(name, text).into_iter().map(|f| f.0).collect();
        assert_eq!(written.iter().map(|w| &w[..2]).collect::<Vec<_>>(), ["40", "90"], "{text}");
    }
    let kept = facts("a.yaml", "volumes:\n  lojas: 2028\n");
    assert_eq!(kept[0].0, "2028");
}
