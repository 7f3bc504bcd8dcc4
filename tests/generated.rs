//! Files that are generated and checked in are up to date; `UPDATE=1 cargo test` rewrites them.

use std::path::Path;

/// Compares a file with what it should say, or writes it when asked to.
fn is_up_to_date(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some_and(|v| !v.is_empty() && v != "0") {
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(&file, wanted).expect("a file that can be written");
        return;
    }
    // A checkout may change line ends.
    let found = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "{path} is out of date; UPDATE=1 cargo test rewrites it");
}

#[test]
fn the_schema_of_the_canonical_canvas_is_up_to_date() {
    is_up_to_date("schemas/canvas.schema.json", &canvas::canonical::schema());
}

#[test]
fn the_schema_of_the_report_is_up_to_date() {
    is_up_to_date("schemas/report.schema.json", &canvas::report::json::schema());
}

#[test]
fn the_schema_of_what_was_understood_is_up_to_date() {
    is_up_to_date("schemas/inspect.schema.json", &canvas::report::inspect::json::schema());
}

#[test]
fn the_schema_of_the_configuration_is_up_to_date() {
    is_up_to_date("schemas/config.schema.json", &canvas::cli::config::schema());
}

#[test]
fn the_schema_of_the_summary_is_up_to_date() {
    is_up_to_date("schemas/summary.schema.json", &canvas::report::summary::json::schema());
}

#[test]
fn the_schema_of_the_comparison_is_up_to_date() {
    is_up_to_date("schemas/diff.schema.json", &canvas::report::diff::json::schema());
}

/// What the program prints, in English, as it is typed in the folder of the project.
fn printed(arguments: &[&str]) -> String {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_canvas"));
    program.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().env("LANG", "en_US.UTF-8").args(arguments);
    let output = program.output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A text with what stands between two marks replaced.
fn between(text: &str, mark: &str, wanted: &str) -> String {
    let (open, close) = (format!("<!-- {mark} -->"), format!("<!-- /{mark} -->"));
    let start = text.find(&open).unwrap_or_else(|| panic!("no {open}")) + open.len();
    let end = text.find(&close).unwrap_or_else(|| panic!("no {close}"));
    format!("{}\n{}{}", &text[..start], wanted, &text[end..])
}

#[test]
fn the_manual_of_the_rules_is_up_to_date() {
    is_up_to_date("src/rules/README.md", &canvas::report::manual::manual());
}

#[test]
fn the_readme_has_the_rules_and_a_report_and_a_summary_that_the_program_gives() {
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let report = std::fs::read_to_string("examples/consistency/lavanderia.txt").expect("the report of the example");
    let readme = between(&readme, "report", &format!("```text\n{}\n```\n", report.trim()));
    let summary = printed(&["summary", "canvases/", "--format", "markdown"]);
    let readme = between(&readme, "summary", &summary);
    let table = canvas::report::manual::table(canvas::words::Language::En);
    is_up_to_date("README.md", &between(&readme, "rules", &table));
}
