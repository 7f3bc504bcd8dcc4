//! What follows from canvases: text in, text out.

use rust_decimal::Decimal;

use crate::derived::{Derived, Figure};
use crate::extract::Vocabulary;
use crate::model::{Assumptions, Canvas};
use crate::source::Source;
use crate::words::Language;

fn canvas(name: &str, text: &str) -> Canvas {
    let source = Source::new(name, text.as_bytes());
    let document = crate::syntax::parse(&source);
    crate::model::read(&crate::extract::outline(&document, &Vocabulary::default()), &source)
}

fn line(derived: &Derived, language: Language) -> String {
    let assuming: String = derived.assuming.iter().map(|m| format!(" [{}]", m.in_language(language))).collect();
    format!("{} = {}{assuming}", derived.message.in_language(language), derived.formula)
}

/// What follows of some sorts, in the language of the canvas.
fn follows(canvas: &Canvas, figures: &[Figure]) -> Vec<String> {
    let found = super::of(canvas);
    found.iter().filter(|d| figures.contains(&d.figure)).map(|d| line(d, canvas.language)).collect()
}

const RATES: [Figure; 2] = [Figure::MeanRate, Figure::PeakRate];

const BAKERY: &str = "\
# Canvas de escalabilidade: padaria
## 1. Objetivo
- Responder com p95 < 400 ms e disponibilidade de 99,9% ao mês
## 2. Volumes esperados
### Cenário atual
- 1.000 usuários cadastrados
- 8.640 pedidos/dia
### Cenário escalado
- 4.000 usuários cadastrados
- 86.400 pedidos/dia
- Pico: 120 req/s
## 3. Infraestrutura
- API: de 2 a 6 réplicas, cada réplica atende 40 req/s
## 5. Custos
| Item | Atual | Escalado |
|---|---|---|
| Servidores | R$ 300/mês | R$ 900/mês |
| Banco | R$ 100/mês | R$ 300/mês |
| Total | R$ 400/mês | R$ 1.200/mês |
## 8. Teste de carga
- 100 usuários virtuais com pausa de 2 s entre requisições, por 30 min, p95 < 400 ms
";

#[test]
fn a_daily_volume_gives_a_mean_and_with_the_assumed_factor_a_peak() {
    let expected = [
        "média: 0,1/s = 8.640 pedidos/dia / 86.400 s",
        "pico: 0,3/s = 8.640 pedidos/dia / 86.400 s × 3 [pico de 3 vezes a média]",
        "média: 1/s = 86.400 pedidos/dia / 86.400 s",
        "pico: 3/s = 86.400 pedidos/dia / 86.400 s × 3 [pico de 3 vezes a média]",
    ];
    assert_eq!(follows(&canvas("padaria.md", BAKERY), &RATES), expected);
}

#[test]
fn the_factor_of_the_configuration_replaces_the_usual_one() {
    let mut canvas = canvas("padaria.md", BAKERY);
    canvas.assumptions = Assumptions { peak_factor: Decimal::from(5), ..Assumptions::default() };
    let peaks = follows(&canvas, &[Figure::PeakRate]);
    assert_eq!(peaks[1], "pico: 5/s = 86.400 pedidos/dia / 86.400 s × 5 [pico de 5 vezes a média]");
}

#[test]
fn a_peak_that_is_stated_does_not_follow() {
    let text = BAKERY.replace("120 req/s", "4 pedidos/s");
    let peaks = follows(&canvas("padaria.md", &text), &[Figure::PeakRate]);
    assert_eq!(peaks, ["pico: 0,3/s = 8.640 pedidos/dia / 86.400 s × 3 [pico de 3 vezes a média]"]);
}

#[test]
fn by_littles_law_the_promised_latency_says_how_many_are_in_progress() {
    let expected = [
        "requisições em andamento no pico: 48 = 120 req/s × 400 ms \
         [que toda requisição leva 400 ms, o limite do objetivo]",
        "usuários virtuais para chegar ao pico: 288 = 120 req/s × (400 ms + 2 s) \
         [que toda requisição leva 400 ms, o limite do objetivo]",
    ];
    let figures = [Figure::Concurrency, Figure::VirtualUsers];
    assert_eq!(follows(&canvas("padaria.md", BAKERY), &figures), expected);
}

#[test]
fn a_job_that_takes_long_is_not_a_request_in_progress() {
    let figures = [Figure::Concurrency, Figure::VirtualUsers];
    for slow in ["p95 do lote noturno < 50 s", "p95 < 90 s por job", "p95 dos relatórios < 20 s"] {
        let text = BAKERY.replace("p95 < 400 ms e d", &format!("{slow} e d"));
        assert_eq!(follows(&canvas("padaria.md", &text), &figures), [""; 0], "{slow}");
    }
}

#[test]
fn the_requests_of_a_round_are_sent_between_two_pauses() {
    let text = BAKERY.replace("pausa de 2 s entre requisições", "pausa de 2 s e 5 requisições por sessão");
    let users = follows(&canvas("padaria.md", &text), &[Figure::VirtualUsers]);
    assert_eq!(
        users,
        ["usuários virtuais para chegar ao pico: 96 = 120 req/s × (5 × 400 ms + 2 s) / 5 \
             [que toda requisição leva 400 ms, o limite do objetivo]"]
    );
}

#[test]
fn without_a_pause_no_users_follow_and_without_a_latency_nothing_does() {
    let figures = [Figure::Concurrency, Figure::VirtualUsers];
    let hasty = BAKERY.replace(" com pausa de 2 s entre requisições", "");
    assert_eq!(follows(&canvas("padaria.md", &hasty), &figures).len(), 1);
    let silent = BAKERY.replace("Responder com p95 < 400 ms e d", "D");
    assert_eq!(follows(&canvas("padaria.md", &silent), &figures), [""; 0]);
}

#[test]
fn what_an_availability_leaves_is_counted_in_minutes_of_a_month() {
    let expected = ["orçamento de erro: 43,2 min/mês = (100% - 99,9%) × 30 × 1.440 min [mês de 30 dias]"];
    assert_eq!(follows(&canvas("padaria.md", BAKERY), &[Figure::ErrorBudget]), expected);
    let yearly = BAKERY.replace("99,9% ao mês", "99,9% ao ano");
    assert_eq!(follows(&canvas("padaria.md", &yearly), &[Figure::ErrorBudget]), [""; 0]);
}

#[test]
fn the_total_of_a_scenario_is_divided_by_what_is_counted_in_the_same_scenario() {
    let expected = [
        "custo por usuário: R$ 0,40 = R$ 400/mês / 1.000 usuários cadastrados",
        "custo por pedido: R$ 0,00154 = R$ 400/mês / (8.640 pedidos/dia × 30) [mês de 30 dias]",
        "custo por usuário: R$ 0,30 = R$ 1.200/mês / 4.000 usuários cadastrados",
        "custo por pedido: R$ 0,000463 = R$ 1.200/mês / (86.400 pedidos/dia × 30) [mês de 30 dias]",
    ];
    assert_eq!(follows(&canvas("padaria.md", BAKERY), &[Figure::UnitCost]), expected);
}

#[test]
fn two_totals_of_one_scenario_give_no_cost_of_one() {
    let text = BAKERY.replace("## 8. T", "- Custo total no cenário escalado: R$ 1.500/mês\n## 8. T");
    let costs = follows(&canvas("padaria.md", &text), &[Figure::UnitCost]);
    assert!(costs.iter().all(|cost| cost.contains("R$ 400/mês")), "{costs:?}");
}

#[test]
fn the_replicas_bear_the_peak_and_leave_the_headroom() {
    let assumed = ["réplicas de API com folga: 4 = 120 req/s / (40 req/s × 80%) = 3,75 [folga de 20%]"];
    assert_eq!(follows(&canvas("padaria.md", BAKERY), &[Figure::Replicas]), assumed);
    let text = BAKERY.replace("40 req/s\n", "40 req/s\n- Folga mínima de 50% no pico\n");
    let stated = ["réplicas de API com folga: 6 = 120 req/s / (40 req/s × 50%) = 6"];
    assert_eq!(follows(&canvas("padaria.md", &text), &[Figure::Replicas]), stated);
}

#[test]
fn values_are_exact_to_the_last_digit_that_a_decimal_has() {
    let found = super::of(&canvas("padaria.md", BAKERY));
    let cost = found.iter().filter(|d| d.figure == Figure::UnitCost).nth(3).expect("the order of the scaled scenario");
    assert_eq!(cost.value, Decimal::from(1200) / Decimal::from(86_400 * 30));
}

#[test]
fn figures_speak_the_language_of_the_reader() {
    let canvas = canvas("padaria.md", BAKERY);
    let found = super::of(&canvas);
    let budget = found.iter().find(|d| d.figure == Figure::ErrorBudget).expect("a budget");
    let formula = "(100% - 99,9%) × 30 × 1.440 min";
    assert_eq!(line(budget, Language::En), format!("error budget: 43,2 min/month = {formula} [a month of 30 days]"));
    assert_eq!(
        line(budget, Language::Es),
        format!("presupuesto de error: 43,2 min/mes = {formula} [un mes de 30 días]")
    );
}

#[test]
fn units_that_only_a_key_says_are_shown_in_english_and_spanish_yaml() {
    let yaml = "\
scalability_objective:
  latency_p95_ms: 500
expected_volume:
  current:
    bookings_per_day: 4320
  scaled:
    bookings_per_day: 43200
    peak_rps: 160
infrastructure_requirements:
  api:
    min_replicas: 2
    max_replicas: 8
    capacity_per_replica_rps: 50
estimated_cost:
  currency: USD
  scaled_monthly:
    api: 300
    total: 300
monitoring:
  - p95 latency
";
    let all = [Figure::MeanRate, Figure::Concurrency, Figure::UnitCost, Figure::Replicas];
    let expected = [
        "mean: 0.05/s = 4320 (bookings_per_day) / 86,400 s",
        "mean: 0.5/s = 43200 (bookings_per_day) / 86,400 s",
        "requests in progress at the peak: 80 = 160 (peak_rps) × 500 ms \
         [that every request takes 500 ms, the limit of the objective]",
        "replicas of api with headroom: 4 = 160 (peak_rps) / (50 (capacity_per_replica_rps) × 80%) = 4 \
         [a headroom of 20%]",
        "unit cost (bookings): US$ 0.000231 = 300 (total) / (43200 (bookings_per_day) × 30) [a month of 30 days]",
    ];
    assert_eq!(follows(&canvas("bookings.yaml", yaml), &all), expected);
    let spanish = "\
# Canvas de escalabilidad: cooperativa
## Objetivo
- Crecer 5 veces con p95 de menos de 300 ms y disponibilidad de 99,5%
## Volúmenes esperados
- Hoy: 4.320 pedidos al día
- Escalado: 43.200 pedidos al día
## Costos
- Servidores: USD 100 al mes
## Riesgos
- La base se llena. Mitigación: borrar lo viejo
";
    let expected = [
        "media: 0,05/s = 4.320 pedidos al día / 86.400 s",
        "media: 0,5/s = 43.200 pedidos al día / 86.400 s",
        "presupuesto de error: 216 min/mes = (100% - 99,5%) × 30 × 1.440 min [un mes de 30 días]",
    ];
    let figures = [Figure::MeanRate, Figure::ErrorBudget, Figure::UnitCost];
    assert_eq!(follows(&canvas("cooperativa.md", spanish), &figures), expected);
}
