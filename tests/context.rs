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
