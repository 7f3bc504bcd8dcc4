//! Markdown to canonical YAML and back: nothing that is read of a canvas changes on the way.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use canvas::convert::{keeps_reading, to_markdown, to_yaml};
use canvas::model::SectionKind;
use canvas::rules::Settings;
use canvas::source::Source;
use proptest::prelude::*;

mod common;

fn report(name: &str, text: &str) -> canvas::report::Report {
    canvas::check(&Source::new(name, text.as_bytes()), &Settings::default())
}

fn there(text: &str) -> String {
    to_yaml(&Source::new("a.md", text.as_bytes()), &Settings::default())
}

fn back(yaml: &str) -> String {
    to_markdown(&Source::new("a.yaml", yaml.as_bytes()), &Settings::default())
}

/// What is lost of a document on its way to YAML and back, in a line each.
fn lost(text: &str) -> Vec<String> {
    let yaml = there(text);
    let markdown = back(&yaml);
    let mut lost = Vec::new();
    if !keeps_reading(&report("a.md", text), &report("a.yaml", &yaml)) {
        lost.push(format!("it reads otherwise as YAML:\n{yaml}"));
    }
    for said in [&yaml, &markdown] {
        let kept = words(said);
        let missing = |(word, count): (String, usize)| {
            let left = kept.get(&word).copied().unwrap_or(0);
            (left < count).then(|| format!("{word} is there {left} times of {count}\n{said}"))
        };
        let figures = words(text).into_iter().filter(|(word, _)| word.contains(|c: char| c.is_ascii_digit()));
        lost.extend(figures.filter_map(missing));
    }
    lost
}

/// The words of a text, and how often they come; numbers of sections and items are those of their place.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',');
    let is_numbered = |line: &str| line.trim_start().starts_with(|c: char| c.is_ascii_digit()) && line.contains(". ");
    let is_title = |line: &str| ["##", "- **", "**"].iter().any(|mark| line.starts_with(mark)) || is_numbered(line);
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '#' | '*' | '-' | ' ' | '\\');
    let lines = text.lines().map(|line| if is_title(line) { line.trim_start_matches(number) } else { line });
    for word in lines
        .flat_map(|line| line.split(|c| !inside(c)))
        .map(|word| word.trim_matches(['.', ',']))
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// Each document is checked some dozen times: one in three says enough in a second.
const STEP: usize = if cfg!(debug_assertions) { 3 } else { 1 };

fn markdown_files() -> Vec<PathBuf> {
    let folders = ["canvases", "canvases/templates", "tests/blind", "tests/twins"];
    let files = folders.into_iter().flat_map(common::documents);
    files.filter(|file| file.extension().is_some_and(|end| end == "md")).collect()
}

#[test]
fn every_canvas_is_the_same_as_yaml_and_as_markdown_again() {
    let files: Vec<_> = markdown_files().into_iter().step_by(STEP).collect();
    assert!(files.len() > 10, "{} documents", files.len());
    let mut wrong = Vec::new();
    for file in files {
        // What was damaged is converted as it was read.
        let text = Source::new("a.md", &std::fs::read(&file).unwrap()).text().to_owned();
        let (read, again) = (report("a.md", &text), report("a.md", &back(&there(&text))));
        if read.score.points != again.score.points || read.canvas.facts.len() != again.canvas.facts.len() {
            wrong.push(format!("{}: {:?} and back {:?}", file.display(), read.score.points, again.score.points));
        }
        wrong.extend(lost(&text).into_iter().map(|lost| format!("{}: {lost}", file.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_stands_above_both_columns_of_a_table_is_kept() {
    for table in ["## 2. Volumes\n\n| Item | 1.0 |\n", "## 3. Infrastructure\n\n| Item | Peak factor (8 h) |\n"] {
        let text = format!("# Scalability canvas\n\n{table}| --- | --- |\n| null | null |\n");
        assert_eq!(lost(&text), Vec::<String>::new());
    }
}

#[test]
fn yaml_canvases_are_the_same_as_markdown() {
    let files = ["canvases", "tests/blind"].into_iter().flat_map(common::documents);
    let files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|end| end == "yaml")).collect();
    assert!(files.len() > 5, "{} documents", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let yaml = std::fs::read_to_string(&file).unwrap();
        let (read, again) = (report("a.yaml", &yaml), report("a.md", &back(&yaml)));
        if read.score.points != again.score.points || !keeps_reading(&read, &again) {
            wrong.push(format!("{}: {:?} and back {:?}", file.display(), read.score.points, again.score.points));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_was_converted_stays_as_it_is_when_it_goes_round_once_more() {
    for name in ["biblioteca-digital", "marketplace-pedidos"] {
        let text = std::fs::read_to_string(format!("canvases/{name}.md")).unwrap();
        let round = back(&there(&text));
        let again = back(&there(&round));
        let (once, twice) = (report("a.md", &round), report("a.md", &again));
        assert!(keeps_reading(&once, &twice) && keeps_reading(&twice, &once), "{name}: {again}");
    }
}

#[test]
fn the_fields_of_a_canvas_hold_what_its_lists_and_tables_say() {
    for (name, sections) in [("biblioteca-digital", 7), ("marketplace-pedidos", 7), ("reparto-comidas", 6)] {
        let yaml = there(&std::fs::read_to_string(format!("canvases/{name}.md")).unwrap());
        let fields = yaml.split("\nnotes:").next().unwrap();
        let has = |kind: &&SectionKind| {
            let key = if **kind == SectionKind::LoadTest { "load_test" } else { kind.name() };
            fields.contains(&format!("\n{key}:"))
        };
        let held = SectionKind::ALL.iter().filter(has).count();
        assert!(held >= sections, "{name}: {held} sections have fields\n{yaml}");
    }
}

const CANVAS: &str = "# Scalability canvas: orders\n\n- **Owner:** Team A\n\n## Volumes\n\n| Metric | Current | Scaled |\n\
    | --- | --- | --- |\n| Orders per day | 1,000 orders/day | 10,000 orders/day |\n| Peak | 2 orders/s | 20 orders/s |\n\n\
    ## Costs\n\n- **API:** US$ 100/month today, US$ 400/month scaled\n- **Database:** US$ 50/month today, US$ 90/month scaled\n\
    - **Total:** US$ 150/month today, US$ 490/month scaled\n\n## Risks\n\n- **Risk:** the queue stops\n  - **Probability:** low | \
    **Impact:** high; **Owner:** Team B\n  - **Mitigation:** an alert after 5 min\n- The database is full\n\n## Alerts\n\n\
    | Metric | Threshold | Window | Severity |\n| --- | --- | --- | --- |\n| latency p95 | > 400 ms | 10 min | page |\n\n\
    ## Load test\n\n- **Tool:** k6\n- **Load:** 24 orders/s\n- **Ramp:** 10 min; **Duration:** 50 min\n";

#[test]
fn tables_and_nested_bullets_become_fields() {
    let yaml = there(CANVAS);
    for field in [
        "volumes:\n  current:  # Current\n    Orders per day: 1,000 orders/day\n    Peak: 2 orders/s\n  scaled:  # Scaled\n",
        "    - API: US$ 100/month today, US$ 400/month scaled\n",
        "  - risk: the queue stops\n    probability: low\n    impact: high\n    owner: Team B\n    mitigation: an alert after 5 min\n  - The database is full\n",
        "  alerts:\n    - metric: latency p95\n      threshold: \"> 400 ms\"\n      window: 10 min\n      severity: page\n",
        "  tool: k6\n  load: 24 orders/s\n  ramp: 10 min\n  duration: 50 min\n",
    ] {
        assert!(yaml.contains(field), "{field}\n{yaml}");
    }
    assert!(!yaml.contains("notes:"), "{yaml}");
}

#[test]
fn what_has_no_field_stands_under_notes_with_its_section() {
    let text = "# Plan\n\n- **Owner:** Team A\n\n## Risks\n\nThe queue stops; mitigation: alert.\n\n## Glossary\n\nRPS: requests per second\n";
    let yaml = there(text);
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

#[test]
fn titles_of_the_configuration_name_sections_here_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("canvas.toml"), "[sections.costs]\ntitles = [\"Quanto sai\"]\n").unwrap();
    let text = "# Canvas de escalabilidade\n\n## Quanto sai\n\n- **API:** R$ 1.200/mês\n- **Total:** R$ 1.200/mês\n";
    std::fs::write(folder.path().join("plan.md"), text).unwrap();
    let convert = |options: &[&str]| {
        let mut program = assert_cmd::cargo::cargo_bin_cmd!("canvas");
        let output = program.current_dir(folder.path()).args(["convert", "plan.md"]).args(options).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let yaml = convert(&[]);
    assert!(yaml.contains("\ncosts:  # Quanto sai\n") && yaml.contains("    - API: R$ 1.200/mês\n"), "{yaml}");
    assert!(convert(&["--no-config"]).contains("  - section: other\n"), "no title that it knows");
}

#[test]
fn many_sections_of_one_name_cost_no_more_than_as_many_others() {
    let sections = "## Costs\n\n- **API:** US$ 100/month\n\n".repeat(1_000);
    let text = format!("# Scalability canvas\n\n{sections}");
    let started = std::time::Instant::now();
    let yaml = there(&text);
    assert_eq!(words(&yaml).get("100").copied(), Some(1_000));
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

/// Words enough for the language to be sure.
const OPENING: &str = "# Scalability canvas\n\nThis is what the team plans for the growth of the orders in the next year, and what it costs.\n\n";

/// A line of a section, some of it odd.
fn line() -> impl Strategy<Value = String> {
    let label = prop::sample::select(vec![
        "API",
        "Total",
        "Risk",
        "Mitigation",
        "Latency",
        "Cenário atual",
        "Load",
        "Peak factor (8 h)",
        "yes",
        "1.0",
        "a|b",
    ]);
    let value = prop::sample::select(vec![
        "R$ 1.200/mês",
        "p95 < 400 ms",
        "10.000 pedidos/dia",
        "# no comment",
        "a: b: c",
        "\"quoted\" 'text'",
        "~5 & 6",
        "[link](#a)",
        "`code 7`",
        "*soft* and **hard** 8",
        "{a: 9}",
        "- 10",
        "null",
        "> 11 for 5 min",
        "x \\| y",
        "é\u{a0}12",
    ]);
    (label, value, 0..6_u8).prop_map(|(label, value, form)| match form {
        0 => format!("- **{label}:** {value}\n"),
        1 => format!("- {label}: {value}\n"),
        2 => format!("- {value}\n"),
        3 => format!("- **{label}:**\n  - {value}\n  - **{label}:** {value}\n"),
        4 => format!("\n| Item | {label} |\n| --- | --- |\n| {value} | {value} |\n\n"),
        _ => format!("\n{value}\n\n"),
    })
}

fn document() -> impl Strategy<Value = String> {
    let title = prop::sample::select(vec![
        "Objective",
        "2. Volumes",
        "Infraestrutura",
        "Estratégias",
        "Custos (mensal)",
        "Risks",
        "Monitoring",
        "Load test",
        "Notes",
    ]);
    let section = (title, prop::collection::vec(line(), 0..5))
        .prop_map(|(title, lines)| format!("## {title}\n\n{}\n", lines.concat()));
    prop::collection::vec(section, 1..6).prop_map(|sections| format!("{OPENING}{}", sections.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if cfg!(debug_assertions) { 48 } else { 1_000 }, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_any_document_is_lost(text in document()) {
        let lost = lost(&text);
        prop_assert!(lost.is_empty(), "{text}\n{lost:#?}");
    }
}
