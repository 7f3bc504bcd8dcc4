//! Markdown to canonical YAML and back: nothing that is read of a canvas changes on the way.

use canvas::convert::{keeps_reading, to_markdown, to_yaml};
use canvas::rules::Settings;
use canvas::source::Source;

mod common;

fn report(name: &str, text: &str) -> canvas::report::Report {
    canvas::check(&Source::new(name, text.as_bytes()), &Settings::default())
}

/// Each document is checked a dozen times: one in three says enough in a second.
const STEP: usize = if cfg!(debug_assertions) { 3 } else { 1 };

#[test]
fn every_canvas_is_the_same_as_yaml_and_as_markdown_again() {
    let files: Vec<_> = ["canvases", "canvases/templates", "tests/blind", "tests/twins"]
        .into_iter()
        .flat_map(common::documents)
        .filter(|file| file.extension().is_some_and(|end| end == "md"))
        .step_by(STEP)
        .collect();
    assert!(files.len() > 10, "{} documents", files.len());
    let mut wrong = Vec::new();
    for file in files {
        // What was damaged is converted as it was read.
        let text = Source::new("a.md", &std::fs::read(&file).expect("a document")).text().to_owned();
        let there = to_yaml(&Source::new("a.md", text.as_bytes()), &Settings::default());
        let back = to_markdown(&Source::new("a.yaml", there.as_bytes()), &Settings::default());
        let read = report("a.md", &text);
        if !keeps_reading(&read, &report("a.yaml", &there)) {
            wrong.push(format!("{} as YAML", file.display()));
        }
        let again = report("a.md", &back);
        if read.score.points != again.score.points || read.canvas.facts.len() != again.canvas.facts.len() {
            wrong.push(format!("{} back as Markdown", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_has_no_field_stands_under_notes_with_its_section() {
    let text = "# Plan\n\n- **Owner:** Team A\n\n## Risks\n\nThe queue stops; mitigation: alert.\n\n## Glossary\n\nRPS: requests per second\n";
    let yaml = to_yaml(&Source::new("a.md", text.as_bytes()), &Settings::default());
    assert!(yaml.contains("title: Plan\nowner: Team A\n"), "{yaml}");
    assert!(
        yaml.contains(
            "  - section: risks\n    text: |-\n      ## Risks\n\n      The queue stops; mitigation: alert.\n"
        ),
        "{yaml}"
    );
    assert!(yaml.contains("  - section: other\n    text: |-\n      ## Glossary\n"), "{yaml}");
}

#[test]
fn the_place_of_a_finding_in_notes_is_its_place_in_the_file() {
    let text = "canvas: 1\ntitle: Canvas de escalabilidade\nnotes:\n  - section: costs\n    text: |-\n      ## Custos\n\n      | Item | Valor |\n      |---|---|\n      | API | R$ 1.200/mês |\n      | Banco | R$ 900/mês |\n      | Total | R$ 2.300/mês |\n";
    let source = Source::new("a.yaml", text.as_bytes());
    let report = canvas::check(&source, &Settings::default());
    let said: Vec<&str> = report.outcomes.findings.iter().map(|f| source.slice(f.span)).collect();
    assert!(said.contains(&"R$ 2.300/mês"), "{said:?}");
}
