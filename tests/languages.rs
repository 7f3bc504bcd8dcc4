//! The same canvas in three languages is understood alike: the same findings, the same evidence, the same score.

mod common;

use std::collections::BTreeMap;

use canvas::report::Report;

fn in_languages() -> Vec<(String, Report)> {
    let files = common::documents("tests/languages");
    let name = |path: &std::path::Path| path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let checked: Vec<(String, Report)> = files.iter().map(|file| (name(file), common::check(file).1)).collect();
    assert_eq!(checked.len(), 3);
    checked
}

#[test]
fn the_language_is_recognised() {
    for (name, report) in in_languages() {
        assert_eq!(report.canvas.language.code(), name);
    }
}

#[test]
fn the_language_moves_no_item_of_the_score() {
    let checked = in_languages();
    let mut levels: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, report) in &checked {
        for scored in &report.score.items {
            levels.entry(scored.item.code).or_default().push(scored.level.code());
        }
    }
    let names: Vec<&String> = checked.iter().map(|(name, _)| name).collect();
    let apart: Vec<_> = levels.iter().filter(|(_, levels)| levels.iter().any(|level| *level != levels[0])).collect();
    assert!(apart.is_empty(), "{names:?}: {apart:#?}");
    assert_eq!(levels.len(), 39);
}

#[test]
fn the_language_changes_no_finding() {
    let checked = in_languages();
    let found: Vec<Vec<&str>> =
        checked.iter().map(|(_, report)| report.outcomes.findings.iter().map(|f| f.rule).collect()).collect();
    assert!(found.iter().all(|rules| *rules == found[0]), "{found:#?}");
}
