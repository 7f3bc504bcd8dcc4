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

#[test]
fn the_nearest_configuration_holds_and_the_command_line_wins_over_it() {
    let folder = folder(&[
        ("canvas.toml", "[severity]\narithmetic = \"off\"\n"),
        ("a.md", WRONG),
        ("strict/canvas.toml", "extends = \"../canvas.toml\"\n[severity]\ncost-sum-mismatch = \"error\"\n"),
        ("strict/a.md", WRONG),
        ("strict/deep/a.md", WRONG),
    ]);
    let sums = |path: &str, options: &[&str]| {
        let arguments = [&[path, "--warn", "completeness"], options].concat();
        found(&report(&folder, &arguments), "findings").iter().any(|f| f.starts_with("arithmetic/"))
    };
    assert!(!sums("a.md", &[]));
    assert!(sums("a.md", &["--deny", "arithmetic"]));
    assert!(sums("a.md", &["--no-config"]));
    assert!(sums("strict/a.md", &[]) && sums("strict/deep/a.md", &[]));
    assert!(sums("a.md", &["--config", "strict/canvas.toml"]));
    assert!(!sums("strict/a.md", &["--config", "canvas.toml"]));
}

#[test]
fn with_a_wrong_configuration_nothing_is_checked() {
    let folder = folder(&[("canvas.toml", "min_score = 70\n\n[severty]\n"), ("a.md", WRONG)]);
    for command in [&["check", "a.md"][..], &["config"], &["inspect", "a.md"], &["check", "--config", "canvas.toml"]] {
        let stderr = "error: canvas.toml:3:2: there is no key `severty` here; did you mean `severity`?\n";
        canvas(folder.path()).args(command).assert().code(2).stdout("").stderr(stderr);
    }
    canvas(folder.path()).args(["check", "a.md", "--no-config"]).assert().code(1);
    canvas(folder.path()).args(["check", "a.md", "--config", "none.toml"]).assert().code(2);
    write(&folder, "canvas.toml", "extends = \"base.toml\"\n");
    let stderr = "error: canvas.toml:1:1: it extends base.toml, which cannot be read";
    canvas(folder.path()).args(["check", "a.md"]).assert().code(2).stderr(predicates::str::starts_with(stderr));
    write(&folder, "base.toml", "extends = \"canvas.toml\"\n");
    let circle = contains("base.toml:1:1: the files extend each other in a circle");
    canvas(folder.path()).args(["check", "a.md"]).assert().code(2).stderr(circle);
}

#[test]
fn what_is_in_force_is_shown_with_where_it_comes_from() {
    let folder = folder(&[
        ("base.toml", "min_score = 60\n[assumptions]\nheadroom = 25\n"),
        ("canvas.toml", "extends = \"base.toml\"\n\n[[path]]\nfiles = [\"legacy\"]\nmin_score = 40\n"),
    ]);
    let shown = canvas(folder.path()).args(["config", "legacy/a.md", "--no-kb"]).output().expect("it runs");
    let shown = String::from_utf8(shown.stdout).expect("UTF-8");
    let lines: Vec<String> = shown.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        lines,
        [
            "# in force for legacy/a.md",
            "min_score = 40 # canvas.toml:5",
            "",
            "[assumptions]",
            "days_per_month = 30 # default",
            "headroom = 25 # base.toml:3",
            "peak_factor = 3 # default",
            "product_facts = false # command line",
        ]
    );
}

#[test]
fn sections_titles_budget_and_least_score_come_from_the_configuration() {
    let text = WRONG.replace("## Costs", "## Grana").replace("$50", "$30/month").replace("Cost |", "Cost per month |");
    let folder = folder(&[("a.md", &text)]);
    let costs = |report: &Value| report["canvases"][0]["sections"][4]["status"].clone();
    assert_eq!(costs(&report(&folder, &["a.md"])), "missing");
    write(&folder, "canvas.toml", "budget = \"US$ 20/month\"\n[sections.costs]\ntitles = [\"Grana\"]\n");
    let found_now = report(&folder, &["a.md"]);
    assert_eq!(costs(&found_now), "present");
    let rules = found(&found_now, "findings");
    assert!(rules.iter().any(|f| f.starts_with("consistency/budget-exceeded:")), "{rules:?}");
    write(&folder, "canvas.toml", "min_score = 100\n[severity]\ncompleteness = \"off\"\nclarity = \"off\"\n");
    canvas(folder.path()).args(["check", "a.md"]).assert().code(1);
    canvas(folder.path()).args(["check", "a.md", "--min-score", "0"]).assert().code(0);
}

/// A plan in the words of a team that moves parcels.
const JARGON: &str = r#"# Canvas de escalabilidade: Depósitos

## Volumes

| Cenário | Malotes por dia | Correria |
|---|---|---|
| Linha de partida | 2.000 | 1 malote/s |
| Virada | 20.000 | 10 malotes/s |

## Infraestrutura

- Carregadores: 4

## Custos

| Item | Linha de partida | Virada |
|---|---|---|
| Servidores | R$ 1.000 | R$ 4.000 |
| Banco | R$ 500 | R$ 2.000 |
| Fechamento | R$ 1.700 | R$ 6.000 |
"#;

const WORDS: &str = r#"[words]
order = ["Malote"]
worker = ["carregador"]
current = ["linha de partida"]
scaled = ["virada"]
peak = ["correria"]
total = ["fechamento"]
"#;

#[test]
fn the_words_of_a_team_are_understood_once_the_configuration_says_what_they_mean() {
    let folder = folder(&[("plano.md", JARGON)]);
    let understood = |what: &str| {
        let shown = canvas(folder.path()).args(["inspect", "plano.md"]).output().expect("it runs").stdout;
        let shown = String::from_utf8(shown).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ");
        shown.contains(what)
    };
    let known = [
        "7 cenário atual",
        "8 cenário escalado",
        "1 pedido por segundo · pico",
        "4 workers",
        "R$ 4.000 + R$ 2.000 = R$ 6.000, confere",
    ];
    for what in known {
        assert!(!understood(what), "{what}");
    }
    assert!(!found(&report(&folder, &["plano.md"]), "findings").iter().any(|f| f.starts_with("arithmetic/")));
    write(&folder, "canvas.toml", WORDS);
    for what in known {
        assert!(understood(what), "{what}");
    }
    let findings = found(&report(&folder, &["plano.md"]), "findings");
    assert!(findings.contains(&"arithmetic/cost-sum-mismatch:20".to_owned()), "{findings:?}");
    // The repair changes the figure and leaves the words of the team.
    canvas(folder.path()).args(["fix", "plano.md"]).assert().code(0);
    let fixed = std::fs::read_to_string(folder.path().join("plano.md")).expect("the plan");
    assert_eq!(fixed, JARGON.replace("1.700", "1.500"));
    // A conversion keeps them too.
    let converted = canvas(folder.path()).args(["convert", "plano.md"]).output().expect("it runs");
    let converted = String::from_utf8(converted.stdout).expect("UTF-8");
    for word in ["Carregadores", "Virada", "Correria", "malotes/s", "Fechamento"] {
        assert!(converted.contains(word), "{word}: {converted}");
    }
}

#[test]
fn words_add_up_over_files_and_are_shown_with_where_they_come_from() {
    let folder = folder(&[
        ("base.toml", "[words]\norder = [\"cart\", \"basket\"]\n"),
        ("canvas.toml", "extends = \"base.toml\"\n\n[words]\norder = [\"parcel\"]\nsession = [\"basket\"]\n"),
    ]);
    let shown = canvas(folder.path()).args(["config", "a.md"]).output().expect("it runs");
    let shown = String::from_utf8(shown.stdout).expect("UTF-8");
    let lines: Vec<String> = shown.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let words = lines.split(|line| line == "[words]").nth(1).expect("words");
    assert_eq!(words, ["order = [\"cart\", \"parcel\"] # canvas.toml:4", "session = [\"basket\"] # canvas.toml:5"]);
}

#[test]
fn how_long_a_run_took_is_said_beside_the_report_and_the_report_stays_the_same() {
    let folder = folder(&[("a.md", WRONG)]);
    for format in ["text", "json", "sarif"] {
        let run = |statistics: &[&str]| {
            let arguments = [&["check", "a.md", "--format", format], statistics].concat();
            canvas(folder.path()).args(arguments).output().expect("it runs")
        };
        let (first, second, plain) = (run(&["--statistics"]), run(&["--statistics"]), run(&[]));
        assert_eq!(first.stdout, second.stdout);
        assert!(format == "text" || first.stdout == plain.stdout, "{format}");
        let said = String::from_utf8(first.stderr).expect("UTF-8");
        for phase in ["time: ", "  find files ", "  read ", "  parse ", "  understand ", "  judge ", "  report "] {
            assert!(said.contains(phase), "{phase}: {said}");
        }
        assert!(!String::from_utf8(plain.stderr).expect("UTF-8").contains("time: "));
    }
}

/// The first TOML block of a page of the documentation.
#[test]
fn the_configuration_of_the_documentation_is_valid_and_says_what_it_shows() {
    let page = include_str!("../docs/configuration.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let folder = folder(&[("canvas.toml", ""), ("project/canvas.toml", example)]);
    canvas(folder.path())
        .args(["config", "project/legacy/a.md"])
        .assert()
        .code(0)
        .stdout(contains("min_score = 40").and(contains("capacity = \"off\"")).and(contains("\"R$ 15.000/mês\"")));
}

#[test]
fn several_reports_are_written_at_once_and_each_has_a_place_of_its_own() {
    let folder = folder(&[("a.md", WRONG)]);
    let forms = ["--format", "sarif", "--output", "a.sarif", "--format", "junit", "-o", "a.xml", "--format", "github"];
    let annotation = contains("::error file=a.md,line=9,endLine=9,col=");
    canvas(folder.path()).args(["check", "a.md"]).args(forms).assert().code(1).stdout(annotation);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a report");
    let sarif: Value = serde_json::from_str(&read("a.sarif")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert!(read("a.xml").contains("name=\"arithmetic/cost-sum-mismatch:9\""));
    for wrong in [&["--format", "json", "--format", "text"][..], &["-o", "a", "-o", "b"]] {
        canvas(folder.path()).args(["check", "a.md"]).args(wrong).assert().code(2).stdout("");
    }
}

/// The same bill in a document that is taken for a canvas in a folder, too.
const PLAN: &str = "# Scalability canvas\n\n## Objective\n\nGrow 2x by 2027.\n\n## Expected volumes\n\n- Today: 100 users\n\n## Costs\n\n| Item | Cost |\n|---|---|\n| a | $10 |\n| b | $20 |\n| Total | $50 |\n\n## Risks\n\n- None is known.\n\n## Monitoring\n\n- Alert: p95 > 1 s\n";

/// Adopting the program in an old repository, breaking a canvas, fixing it.
#[test]
fn a_baseline_knows_findings_wherever_they_move_and_new_ones_count() {
    let folder = folder(&[]);
    let name = |number: usize| format!("plans/{number}.md");
    (0..12).for_each(|number| write(&folder, &name(number), PLAN));
    let check = |options: &[&str]| {
        let mut command = canvas(folder.path());
        command.args(["check", "plans", "--baseline", "plans/known.json", "--format", "github"]).args(options);
        command.args(ONLY_SUMS).assert()
    };
    check(&[]).code(2).stderr(contains("plans/known.json: cannot be read"));
    check(&["--write-baseline"]).code(0).stderr(contains("findings in the baseline: 12\n"));
    let moved = format!("{PLAN}\nMore.\n").replace("## Costs", "Some words.\n\n## Costs");
    write(&folder, &name(3), &moved);
    check(&[]).code(0).stdout("").stderr("note: plans/known.json: findings that the baseline knows: 12\n");

    write(
        &folder,
        &name(5),
        &format!("{PLAN}\n## Costs of tools\n\n| Item | Cost |\n|---|---|\n| c | $1 |\n| d | $2 |\n| Total | $5 |\n"),
    );
    let annotation = predicates::str::starts_with("::error file=plans/5.md,line=");
    check(&[]).code(1).stdout(annotation.and(predicates::function::function(|out: &str| out.lines().count() == 1)));

    write(&folder, &name(5), &PLAN.replace("$50", "$30"));
    check(&[]).code(0).stderr(contains("knows: 11, fixed: 1; take those out with --prune-baseline"));
    // Of a rule that is switched off nothing is fixed.
    let switched_off = ["--allow", "arithmetic/cost-sum-mismatch", "--prune-baseline"];
    check(&switched_off).code(0).stderr(contains("findings that the baseline knows: 0\n"));
    std::fs::remove_file(folder.path().join(name(7))).expect("it is removed");
    check(&["--prune-baseline"]).code(0).stderr(contains("knows: 10, fixed and taken out: 1"));
    let known = std::fs::read_to_string(folder.path().join("plans/known.json")).expect("the baseline");
    assert_eq!(known.matches("\"path\"").count(), 10, "{known}");
    assert!(known.contains("\"path\": \"3.md\""), "{known}");
    write(&folder, &name(5), PLAN);
    check(&[]).code(1);
    write(&folder, "plans/known.json", "{");
    check(&[]).code(2).stderr(contains("plans/known.json:1:1: this is no baseline"));
}

fn git(folder: &TempDir, arguments: &[&str]) {
    let mut command = std::process::Command::new("git");
    command.current_dir(folder.path()).args(["-c", "user.name=Test", "-c", "user.email=test@example.org"]);
    let output = command.args(["-c", "commit.gpgsign=false"]).args(arguments).output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn since_a_revision_only_what_changed_is_checked_and_only_what_is_new_is_a_regression() {
    let folder = folder(&[("a.md", PLAN), ("b.md", PLAN), ("deep/c.md", PLAN)]);
    git(&folder, &["init", "--quiet", "--initial-branch", "main"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "first"]);
    git(&folder, &["switch", "--quiet", "-c", "work"]);
    let check = |options: &[&str]| {
        let mut command = canvas(folder.path());
        command.args(["check", "--since", "main", "--format", "github"]).args(options).args(ONLY_SUMS).assert()
    };
    check(&[]).code(0).stdout("").stderr(contains("since main: canvases changed: 0"));
    write(&folder, "b.md", &format!("{PLAN}\nA remark.\n"));
    let unchanged = contains("since main: canvases changed: 1, new findings: 0, gone: 0");
    check(&[]).code(1).stdout(contains("::error file=b.md,line=17")).stderr(unchanged);
    check(&["--fail-on-regression"]).code(0).stdout("");
    write(&folder, "deep/c.md", &PLAN.replace("$50", "$60"));
    let new = contains("new: deep/c.md:17: ").and(contains("gone: 1"));
    let alone = |out: &str| out.starts_with("::error file=deep/c.md,line=17,") && out.lines().count() == 1;
    check(&["--fail-on-regression"]).code(1).stderr(new).stdout(predicates::function::function(alone));
    let junit = ["--fail-on-regression", "--format", "junit", "--output", "found.xml"];
    check(&junit).code(1);
    let junit = std::fs::read_to_string(folder.path().join("found.xml")).expect("the report");
    assert!(junit.contains("tests=\"2\" failures=\"1\""), "{junit}");
    let sarif =
        canvas(folder.path()).args(["check", "--since", "main", "--format", "sarif"]).output().expect("it runs");
    let sarif: Value = serde_json::from_slice(&sarif.stdout).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let states: Vec<_> = results
        .iter()
        .filter(|r| r["ruleId"] == "arithmetic/cost-sum-mismatch")
        .map(|r| r["baselineState"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(states, ["unchanged", "new"]);
    canvas(folder.path())
        .args(["check", "--since", "nowhere"])
        .assert()
        .code(2)
        .stderr(contains("no revision `nowhere`"));
    canvas(folder.path()).args(["check", "--fail-on-regression"]).assert().code(2);
}
