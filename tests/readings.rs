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
