//! What a team sets, allows and keeps when it takes the program into its pipeline.

use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use tempfile::TempDir;

/// The program, in a folder, without anything of the environment that changes what it shows.
fn canvas(folder: &Path) -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("canvas");
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.current_dir(folder).env_clear().env("LANG", "en_US.UTF-8").env("PATH", path);
    command
}

/// A folder with files of this content.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    files.iter().for_each(|(name, text)| write(&folder, name, text));
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

/// The JSON report of a run with these arguments.
fn report(folder: &TempDir, arguments: &[&str]) -> Value {
    let output = canvas(folder.path()).args(["check", "--format", "json"]).args(arguments).output().expect("it runs");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// `rule:line` of what stands in a list of findings of the first canvas.
fn found(report: &Value, list: &str) -> Vec<String> {
    let findings = report["canvases"][0][list].as_array().expect("a list").iter();
    findings.map(|f| format!("{}:{}", f["rule"].as_str().expect("a rule"), f["line"])).collect()
}

/// A bill that does not add up.
const WRONG: &str = "# Plan\n\n## Costs\n\n| Item | Cost |\n|---|---|\n| a | $10 |\n| b | $20 |\n| Total | $50 |\n";

const ONLY_SUMS: [&str; 4] = ["--allow", "completeness,clarity,consistency,capacity", "--lang", "en"];

#[test]
fn an_allowed_finding_is_set_apart_with_its_reason_and_does_not_fail_the_run() {
    let text = WRONG.replace("| Item", "<!-- canvas: allow(cost-sum-mismatch, reason = \"rounded\") -->\n| Item");
    let folder = folder(&[("a.md", &text), ("b.md", WRONG)]);
    let report = report(&folder, &["a.md"]);
    assert_eq!(found(&report, "allowed"), ["arithmetic/cost-sum-mismatch:10"]);
    assert_eq!(report["canvases"][0]["allowed"][0]["reason"], "rounded");
    assert_eq!((&report["summary"]["allowed"], &report["summary"]["errors"]), (&1.into(), &0.into()));
    canvas(folder.path()).args(["check", "a.md"]).args(ONLY_SUMS).assert().code(0).stdout(contains("1 allowed"));
    canvas(folder.path())
        .args(["check", "a.md", "--verbose"])
        .args(ONLY_SUMS)
        .assert()
        .stdout(contains("allowed in the document:").and(contains("(arithmetic/cost-sum-mismatch): rounded")));
    canvas(folder.path()).args(["check", "b.md"]).args(ONLY_SUMS).assert().code(1);
}

#[test]
fn an_allowance_without_a_reason_is_not_followed_and_one_that_is_not_needed_is_said() {
    let text = WRONG.replace("| Item", "<!-- canvas: allow(cost-sum-mismatch) -->\n| Item");
    let folder = folder(&[("a.md", &text)]);
    let rules = found(&report(&folder, &["a.md"]), "findings");
    assert!(rules.contains(&"arithmetic/cost-sum-mismatch:10".to_owned()), "{rules:?}");
    assert!(rules.contains(&"hygiene/allowance-without-reason:5".to_owned()), "{rules:?}");
    write(&folder, "a.md", &text.replace("match)", "match, reason = \"x\")").replace("$50", "$30"));
    let rules = found(&report(&folder, &["a.md"]), "findings");
    assert!(rules.contains(&"hygiene/allowance-unused:5".to_owned()), "{rules:?}");
}
