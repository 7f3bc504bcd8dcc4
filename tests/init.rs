//! Starting a canvas: the template with title and owner, and never over a file that exists.
#![allow(clippy::unwrap_used)]

use predicates::str::contains;

fn init(folder: &std::path::Path, options: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("canvas");
    command.current_dir(folder).arg("init").args(options).write_stdin("").assert()
}

#[test]
fn a_canvas_is_started_in_every_language_and_form() {
    let folder = tempfile::tempdir().unwrap();
    for language in ["pt", "en", "es"] {
        for form in ["md", "yaml"] {
            let file = format!("canvas.{language}.{form}");
            init(folder.path(), &["--lang", language, "--title", "Orders", "--owner", "Team A", &file]).code(0);
            let text = std::fs::read_to_string(folder.path().join(&file)).unwrap();
            assert!(text.contains("Orders") && text.contains("Team A"), "{text}");
            assert!(text.contains("_("), "the rest is still to be filled in");
        }
    }
}

#[test]
fn a_file_that_exists_is_only_replaced_when_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("canvas.md"), "mine").unwrap();
    init(folder.path(), &["--lang", "en"]).code(2).stderr(contains("--force"));
    assert_eq!(std::fs::read_to_string(folder.path().join("canvas.md")).unwrap(), "mine");
    init(folder.path(), &["--lang", "en", "--force"]).code(0);
    assert!(std::fs::read_to_string(folder.path().join("canvas.md")).unwrap().starts_with("# Scalability"));
}

#[test]
fn standard_output_gets_the_template_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let template = include_str!("../canvases/templates/canvas.es.md");
    init(folder.path(), &["--lang", "es", "-"]).code(0).stdout(template);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_canvas_in_yaml_is_canonical_and_tells_editors_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    for (language, title) in [("pt", "Pedidos: 100% \"novo\""), ("en", "Orders"), ("es", "Pedidos")] {
        let file = format!("{language}.yaml");
        init(folder.path(), &["--lang", language, "--title", title, &file]).code(0);
        let text = std::fs::read_to_string(folder.path().join(&file)).unwrap();
        assert!(text.starts_with("# yaml-language-server: $schema=schemas/canvas.schema.json\ncanvas: 1\n"), "{text}");
        let report = canvas::check(&canvas::source::Source::new(&file, text.as_bytes()), &Default::default());
        assert_eq!(report.canvas.language.code(), language);
        assert!(report.canvas.title.is_some_and(|said| said.value.contains(title)), "{text}");
        let rules: Vec<&str> = report.outcomes.findings.iter().map(|finding| finding.rule).collect();
        assert!(rules.iter().all(|rule| rule.starts_with("completeness/")), "{rules:?}");
    }
}
