//! The same canvas as bullets, as tables, as fenced YAML and as pure YAML makes the same model.

mod common;

use std::collections::BTreeMap;
use std::path::PathBuf;

use canvas::model::{Canvas, Fact, SectionKind};
use canvas::quantity::{TimeUnit, Unit};

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

/// What a quantity says, whatever the form: section, metric, unit, base interval, period, statistic, scenario.
fn said(canvas: &Canvas, fact: &Fact) -> String {
    let sections: Vec<&str> = fact.sections.iter().map(|kind| kind.name()).collect();
    let quantity = &fact.quantity;
    format!(
        "{} {:?} {:?} {:?} {:?} {:?} {:?}",
        sections.join("+"),
        fact.metric,
        quantity.unit,
        quantity.base().map(|i| (i.low.map(|v| v.normalize()), i.high.map(|v| v.normalize()))),
        quantity.per,
        quantity.statistic,
        fact.scenario.and_then(|index| canvas.scenarios.get(index)).map(|s| s.kind),
    )
}

/// "12 meses" in "dados em 12 meses" is a quantity in a label or in the first cell of a row; in the key
/// `dados_em_12_meses` it is part of a name, and keys hold no numbers of their own. What stands behind it is in the
/// scenario of that horizon in every form.
fn is_horizon(fact: &Fact) -> bool {
    matches!(fact.quantity.unit, Unit::Duration(TimeUnit::Month))
}

/// The quantities of one list that the other lacks, each as often as it is lacking.
fn lacking<'a>(from: &'a [String], other: &[String]) -> Vec<&'a String> {
    let mut rest: Vec<&String> = other.iter().collect();
    from.iter().filter(|one| rest.iter().position(|o| o == one).map(|at| rest.swap_remove(at)).is_none()).collect()
}

#[test]
fn twins_make_the_same_quantities_in_every_form() {
    for (name, files) in twins() {
        let read: Vec<Vec<String>> = files
            .iter()
            .map(|file| {
                let canvas = common::check(file).1.canvas;
                canvas.facts.iter().filter(|fact| !is_horizon(fact)).map(|f| said(&canvas, f)).collect()
            })
            .collect();
        for (file, quantities) in files.iter().zip(&read).skip(1) {
            let (less, more) = (lacking(&read[0], quantities), lacking(quantities, &read[0]));
            assert!(
                less.is_empty() && more.is_empty(),
                "{name}: {} lacks {less:#?}\nand has {more:#?}\nbeside {}",
                file.display(),
                files[0].display()
            );
        }
    }
}

#[test]
fn twins_make_the_same_risks_targets_sums_and_tests_in_every_form() {
    for (name, files) in twins() {
        let counts: Vec<_> = files
            .iter()
            .map(|file| {
                let canvas = common::check(file).1.canvas;
                let mitigated = canvas.risks.iter().filter(|risk| risk.mitigation.is_some()).count();
                let roles: Vec<_> = canvas.targets.iter().map(|target| target.role).collect();
                let metadata = [&canvas.metadata.owner, &canvas.metadata.date, &canvas.metadata.version];
                let metadata = metadata.map(|field| field.as_ref().map(|f| f.value.clone()));
                (canvas.risks.len(), mitigated, roles, canvas.sums.len(), canvas.load_tests.tests.len(), metadata)
            })
            .collect();
        for (file, found) in files.iter().zip(&counts) {
            assert_eq!(found, &counts[0], "{name}: {} beside {}", file.display(), files[0].display());
        }
    }
}
