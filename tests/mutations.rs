//! A clean canvas with one thing changed is caught, by the right rule, at the right place.
//!
//! `tests/mutations/<canvas>.tsv` lists the changes: what was done, the rules that may speak of it (the first is the one
//! that should), the words, and what stands there instead. A canvas less one of its sections is made from the model.
#![allow(clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use canvas::finding::Finding;
use canvas::report::Report;
use canvas::rules::RULES;
use canvas::source::Source;

/// One change of one canvas.
struct Mutant {
    canvas: PathBuf,
    operator: String,
    rules: Vec<String>,
    from: String,
    to: String,
}

/// Holds the part of a file between `<!-- name -->` and `<!-- /name -->` to `wanted`; `UPDATE=1` rewrites it.
fn keep_between(path: &str, name: &str, wanted: &str) {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).map(|at| at + open.len()).unwrap_or_else(|| panic!("{path} has no {open}"));
    let end = text.find(&close).unwrap_or_else(|| panic!("{path} has no {close}"));
    if std::env::var_os("UPDATE").is_some_and(|v| !v.is_empty() && v != "0") {
        let new = format!("{}{wanted}{}", &text[..start], &text[end..]);
        std::fs::write(path, new).unwrap_or_else(|e| panic!("{path}: {e}"));
    } else {
        assert!(text[start..end] == *wanted, "{path}: {name} is out of date; UPDATE=1 rewrites it:\n{wanted}");
    }
}

/// Mutants that must be caught, of a hundred.
const LEAST_CAUGHT: usize = 95;

fn mutants() -> Vec<Mutant> {
    let mut all = Vec::new();
    for canvas in common::documents("canvases") {
        let stem = canvas.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let list = std::fs::read_to_string(format!("tests/mutations/{stem}.tsv")).expect("every canvas has mutants");
        for line in list.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [operator, rules, from, to] = cells[..] else { panic!("{stem}: not four cells: {line}") };
            all.push(Mutant {
                canvas: canvas.clone(),
                operator: operator.to_owned(),
                rules: rules.split('|').map(str::to_owned).collect(),
                from: from.replace("\\n", "\n"),
                to: to.replace("\\n", "\n"),
            });
        }
    }
    all
}

fn lines(source: &Source, finding: &Finding) -> Vec<u32> {
    let labels = finding.labels.iter().map(|l| l.span);
    let spans = std::iter::once(finding.span).chain(labels).chain(finding.places.iter().copied());
    spans.flat_map(|s| source.line_of(s.start)..=source.line_of(s.end.max(s.start + 1) - 1)).collect()
}

/// Whether one of the rules speaks of the changed lines, or of anything where something was taken away.
fn is_caught(mutant: &Mutant, text: &str) -> bool {
    let at = text.find(&mutant.from).expect("counted before");
    let mutated = text.replacen(&mutant.from, &mutant.to, 1);
    let (source, report) = common::check_text(&mutant.canvas.to_string_lossy(), &mutated);
    let line = |offset: usize| source.line_of(u32::try_from(offset).expect("a short text"));
    let changed = line(at)..=line(at + mutant.to.trim_end().len());
    report
        .outcomes
        .findings
        .iter()
        .filter(|f| mutant.rules.iter().any(|r| r == f.rule))
        .any(|f| mutant.operator.starts_with("drop") || lines(&source, f).iter().any(|l| changed.contains(l)))
}

#[test]
fn every_mutant_changes_one_place() {
    for mutant in mutants() {
        let text = std::fs::read_to_string(&mutant.canvas).expect("a canvas");
        let name = mutant.canvas.display();
        assert_eq!(text.matches(&mutant.from).count(), 1, "{name}: «{}» stands once", mutant.from);
    }
}

#[test]
fn a_clean_canvas_with_one_thing_changed_is_caught() {
    let mut rates: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for mutant in mutants().iter().filter(|m| RULES.iter().any(|r| m.rules.iter().any(|rule| rule == r.code))) {
        let text = std::fs::read_to_string(&mutant.canvas).expect("a canvas");
        let (caught, made) = rates.entry(mutant.rules[0].clone()).or_default();
        *made += 1;
        if is_caught(mutant, &text) {
            *caught += 1;
        } else {
            let (name, rules) = (mutant.canvas.display(), mutant.rules.join(" or "));
            missed.push(format!("{name}: {}: «{}» → «{}»: {rules}", mutant.operator, mutant.from, mutant.to));
        }
    }
    let caught: usize = rates.values().map(|(caught, _)| caught).sum();
    let made: usize = rates.values().map(|(_, made)| made).sum();
    let mut table = String::from("| rule that should speak | mutants | caught |\n| --- | ---: | ---: |\n");
    for (rule, (caught, made)) in &rates {
        let _ = writeln!(table, "| `{rule}` | {made} | {caught} |");
    }
    let _ = writeln!(table, "| **all** | **{made}** | **{caught}** |");
    println!("{table}\n{}", missed.join("\n"));
    keep_between("tests/README.md", "mutations", &format!("\n{table}\n"));
    assert!(caught * 100 >= made * LEAST_CAUGHT, "caught {caught} of {made}; missed:\n{}", missed.join("\n"));
}

#[test]
fn a_canvas_without_one_of_its_sections_is_caught() {
    let names =
        |report: &Report| report.outcomes.findings.iter().filter(|f| f.rule == "completeness/section-missing").count();
    for path in common::documents("canvases") {
        let (source, report) = common::check(&path);
        assert_eq!(names(&report), 0, "{}", path.display());
        for section in &report.canvas.sections {
            let mut less = source.text().to_owned();
            less.replace_range(section.span.start as usize..section.span.end as usize, "");
            let (_, report) = common::check_text(&path.to_string_lossy(), &less);
            assert!(names(&report) > 0, "{} without «{}»", path.display(), section.title.value);
        }
    }
}

/// The path of a list of mutants names a canvas.
#[test]
fn every_list_of_mutants_is_of_a_canvas() {
    for entry in std::fs::read_dir("tests/mutations").expect("mutants").flatten() {
        let stem = entry.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let of = |extension: &str| Path::new("canvases").join(format!("{stem}.{extension}"));
        assert!(of("md").exists() || of("yaml").exists(), "{stem} is no canvas");
    }
}
