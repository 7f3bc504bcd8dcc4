//! Several canvases at a glance, and two versions of one side by side.

use canvas::report::diff::{self, Comparison, change};
use canvas::report::figures::{Figure, Figures};
use canvas::report::layout::Style;
use canvas::report::summary::{Order, Summary, csv, markdown};
use canvas::report::{Report, Run};
use canvas::rules::Settings;
use canvas::source::Source;
use canvas::words::Language;

const PLAN: &str = "\
# Canvas de escalabilidade: pedidos

## 1. Objetivo
Crescer 5x até 2027-06-30, com p95 < 400 ms.

## 2. Volume esperado
- Cenário atual: 8.000 pedidos/dia, pico de 60 req/s
- Cenário escalado: 40.000 pedidos/dia, pico de 300 req/s

## 3. Infraestrutura
- API: 8 réplicas de 1 vCPU e 2 GB
- Timeout: 2 s

## 5. Custos (por mês)
| Item | Atual | Escalado |
| --- | --- | --- |
| Servidores | R$ 1.800 | R$ 6.000 |
| Banco | R$ 700 | R$ 1.800,50 |
| **Total** | R$ 2.500 | R$ 7.800,50 |
| Custo por pedido | R$ 0,0104 | R$ 0,0065 |
";

fn checked(text: &str) -> (Source, Report) {
    named("plano.md", text)
}

fn named(name: &str, text: &str) -> (Source, Report) {
    let source = Source::new(name, text.as_bytes());
    let report = canvas::check(&source, &Settings::default());
    (source, report)
}

/// What changed from the plan to the plan with these replacements.
fn compared<T>(replacements: &[(&str, &str)], look: impl FnOnce(&Comparison) -> T) -> T {
    let mut text = PLAN.to_owned();
    for (from, to) in replacements {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let (old, new) = (checked(PLAN), checked(&text));
    look(&Comparison::of(&old, &new))
}

fn written(comparison: &Comparison) -> Vec<String> {
    let changed = comparison.changed.iter().map(|(old, new)| {
        let by = change(old, new).unwrap_or_default();
        format!("~ {} → {} {by}", old.written, new.written).trim_end().to_owned()
    });
    let added = comparison.added.iter().map(|fact| format!("+ {}", fact.written));
    let removed = comparison.removed.iter().map(|fact| format!("- {}", fact.written));
    changed.chain(added).chain(removed).collect()
}

#[test]
fn a_canvas_is_the_same_as_itself_whatever_order_its_parts_have() {
    let old = checked(PLAN);
    let (before, costs) = PLAN.split_at(PLAN.find("## 5.").expect("costs"));
    let (head, rest) = before.split_at(before.find("## 2.").expect("volumes"));
    let new = checked(&format!("{head}{costs}\n{rest}"));
    let comparison = Comparison::of(&old, &new);
    assert_eq!(written(&comparison), Vec::<String>::new());
    assert!(comparison.sections.is_empty() && !comparison.is_regression());
}

#[test]
fn a_changed_quantity_is_named_with_what_it_was() {
    let changes = [
        ("8 réplicas", "12 réplicas"),
        ("pico de 300 req/s", "pico de 450 req/s"),
        ("Timeout: 2 s", "Timeout: 2000 ms"),
    ];
    let said = compared(&changes, written);
    assert_eq!(said, ["~ 300 req/s → 450 req/s +50%", "~ 8 réplicas → 12 réplicas +50%"]);
}

#[test]
fn what_is_only_in_one_version_is_new_or_gone() {
    let said = compared(&[("- Timeout: 2 s", "- Cache: 4 GB")], written);
    assert_eq!(said, ["+ 4 GB", "- 2 s"]);
}

#[test]
fn a_new_error_is_a_regression_and_its_repair_is_none() {
    let broken = PLAN.replace("| **Total** | R$ 2.500 |", "| **Total** | R$ 2.900 |");
    let (old, new) = (checked(PLAN), checked(&broken));
    let worse = Comparison::of(&old, &new);
    assert!(worse.is_regression(), "{:?}", worse.introduced);
    assert!(worse.introduced.iter().any(|f| f.rule.starts_with("arithmetic/")), "{:?}", worse.introduced);
    let better = Comparison::of(&new, &old);
    assert!(!better.is_regression() && better.fixed.len() == worse.introduced.len());
}

#[test]
fn a_finding_with_other_numbers_is_still_the_same_finding() {
    let broken = |total: &str| checked(&PLAN.replace("| R$ 2.500 |", &format!("| R$ {total} |")));
    let (old, new) = (broken("2.900"), broken("3.100"));
    let comparison = Comparison::of(&old, &new);
    assert!(comparison.introduced.is_empty() && comparison.fixed.is_empty());
    assert!(comparison.remaining.len() == new.1.outcomes.findings.len() && !comparison.remaining.is_empty());
}

#[test]
fn a_section_that_went_missing_is_said_in_every_form() {
    let cut = PLAN.find("## 5.").expect("costs");
    let (old, new) = (checked(PLAN), checked(&PLAN[..cut]));
    let comparison = Comparison::of(&old, &new);
    let text = diff::terminal::render(&comparison, &Style::default(), Language::Pt);
    assert!(text.contains("custos: preenchida → ausente"), "{text}");
    assert!(diff::markdown::render(&comparison, Language::Es).contains("- costos: rellena → ausente"));
    let mut out = Vec::new();
    diff::json::render(&comparison, Language::En, &mut out).expect("memory takes everything");
    let value: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(value["sections"][0]["after"], "missing");
    assert_eq!(value["regression"], true);
}

#[test]
fn thousands_of_changes_are_counted_and_not_listed() {
    let rows = |n: usize| (0..200).map(|i| format!("- Item {i}: {} GB\n", i + n)).collect::<String>();
    let plan = |n: usize| checked(&format!("# Canvas de escalabilidade\n\n## 3. Infraestrutura\n{}", rows(n)));
    let (old, new) = (plan(1), plan(1000));
    let comparison = Comparison::of(&old, &new);
    assert_eq!(comparison.changed.len(), 200);
    for width in [60, 80] {
        let text = diff::terminal::render(&comparison, &Style { width, ..Style::default() }, Language::Pt);
        assert!(text.contains("e mais 160"), "{text}");
        assert!(text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= width), "{text}");
    }
}

fn run(texts: &[(&str, &str)]) -> Run {
    let brief = |(name, text): &(&str, &str)| {
        let (source, report) = named(name, text);
        (source, report.brief(false))
    };
    Run { canvases: texts.iter().map(brief).collect(), skipped: Vec::new() }
}

#[test]
fn the_key_figures_are_those_of_the_scaled_scenario() {
    let run = run(&[("a.md", PLAN)]);
    let figures = &Summary::of(&run, Order::Path).rows[0].figures;
    let text = |figure: &Option<Figure>| figure.as_ref().map(|f| f.text.clone()).unwrap_or_default();
    assert_eq!(text(&figures.growth), "5x");
    assert_eq!(text(&figures.peak), "300 req/s");
    assert_eq!(text(&figures.monthly_cost), "R$ 7.800,50");
    assert_eq!(text(&figures.unit_cost), "R$ 0,0065/pedido");
}

#[test]
fn a_figure_that_is_not_stated_is_none() {
    let run = run(&[("a.md", "# Canvas de escalabilidade\n\n## Custos\n- Servidor: R$ 100/mês\n")]);
    assert_eq!(*Summary::of(&run, Order::Path).rows[0].figures, Figures::default());
}

#[test]
fn costs_are_added_in_one_currency_only() {
    let dollars = PLAN.replace("R$", "US$");
    let total = |texts: &[(&str, &str)]| Summary::of(&run(texts), Order::Path).monthly_cost.map(|cost| cost.text);
    assert_eq!(total(&[("a.md", PLAN), ("b.md", PLAN)]).as_deref(), Some("R$ 15.601"));
    assert_eq!(total(&[("a.md", PLAN), ("b.md", &dollars)]), None);
    assert_eq!(total(&[("a.md", PLAN), ("b.md", "# Plano\n")]), None);
}

#[test]
fn rows_without_the_figure_they_are_ordered_by_come_last() {
    let small = PLAN.replace("5x", "2x");
    let run = run(&[("a.md", "# Plano\n"), ("b.md", &small), ("c.md", PLAN)]);
    let paths = |order: Order| -> Vec<&str> { Summary::of(&run, order).rows.iter().map(|row| row.path).collect() };
    assert_eq!(paths(Order::Path), ["a.md", "b.md", "c.md"]);
    assert_eq!(paths(Order::Growth), ["c.md", "b.md", "a.md"]);
}

#[test]
fn cells_for_a_spreadsheet_are_quoted_and_no_formulas() {
    let run = run(&[("=1+1, \"x\".md", PLAN)]);
    let text = csv::render(&Summary::of(&run, Order::Path));
    let record = text.lines().nth(1).expect("a record");
    assert!(record.starts_with("\"'=1+1, \"\"x\"\".md\",Canvas de escalabilidade: pedidos,pt,"), "{text}");
    assert!(record.ends_with(",5,300,7800.5,BRL,0.0065,BRL"), "{text}");
}

#[test]
fn a_name_does_not_break_a_table_for_a_document() {
    let run = run(&[("a|b`c.md", PLAN), ("d.md", PLAN)]);
    let text = markdown::render(&Summary::of(&run, Order::Path), Language::Pt);
    assert!(text.contains("| `a\\|b'c.md` |") && text.contains("| **2 canvas** |"), "{text}");
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows.len() == 5 && rows.iter().all(|row| bars(row) == 10), "{text}");
}
