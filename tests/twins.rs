//! The same canvas as bullets, as tables, as fenced YAML and as pure YAML makes the same model.

mod common;

use std::collections::BTreeMap;
use std::path::PathBuf;

use canvas::model::SectionKind;

/// The forms of each twin, by its name.
fn twins() -> BTreeMap<String, Vec<PathBuf>> {
    let mut twins: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in common::documents("tests/twins") {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let name = name.split('.').next().unwrap_or("").to_owned();
        twins.entry(name).or_default().push(file);
    }
    twins
}

#[test]
fn twins_have_the_same_sections_in_every_form() {
    let twins = twins();
    assert!(twins.len() >= 2);
    for files in twins.values() {
        assert_eq!(files.len(), 4, "{files:?}");
        for file in files {
            let (_, report) = common::check(file);
            for kind in SectionKind::ALL {
                assert!(report.canvas.section(kind).is_some(), "{}: no section {}", file.display(), kind.name());
            }
        }
    }
}

#[test]
fn twins_are_clean_in_every_form() {
    for file in twins().values().flatten() {
        let (source, report) = common::check(file);
        let shown: Vec<String> =
            report.outcomes.findings.iter().map(|f| common::shown(&source, f, canvas::words::Language::En)).collect();
        assert!(shown.is_empty(), "{}:\n{}", file.display(), shown.join("\n"));
    }
}

#[test]
fn twins_score_the_same_in_every_form() {
    for (name, files) in twins() {
        let scores: Vec<Option<u32>> = files.iter().map(|f| common::check(f).1.score.points).collect();
        assert!(scores.windows(2).all(|w| w[0] == w[1]), "{name}: {scores:?} for {files:?}");
    }
}
