//! Files that are made from the code are as the code says. `UPDATE=1 cargo nextest run` writes them anew.

use canvas::report::{json, manual};
use canvas::words::Language;

/// Holds a file against what it should be, or writes it when `UPDATE` is set.
fn kept(path: &str, wanted: &str) {
    // A checkout may change line ends.
    let there = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    if there == wanted {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, wanted).unwrap_or_else(|e| panic!("{path}: {e}"));
        return;
    }
    panic!("{path} is out of date: run UPDATE=1 cargo nextest run");
}

/// The text of a file with what stands between two marks replaced.
fn between(path: &str, mark: &str, wanted: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let (open, close) = (format!("<!-- {mark} -->"), format!("<!-- /{mark} -->"));
    let start = text.find(&open).unwrap_or_else(|| panic!("{path}: no {open}")) + open.len();
    let end = text.find(&close).unwrap_or_else(|| panic!("{path}: no {close}"));
    format!("{}\n{}{}", &text[..start], wanted, &text[end..])
}

#[test]
fn the_manual_of_the_rules_is_up_to_date() {
    kept("src/rules/README.md", &manual::manual());
}

#[test]
fn the_table_of_the_readme_is_up_to_date() {
    kept("README.md", &between("README.md", "rules", &manual::table(Language::En)));
}

#[test]
fn the_schema_of_the_report_is_up_to_date() {
    kept("schemas/report.schema.json", &json::schema());
}
