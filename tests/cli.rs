//! The program as it is typed: exit status, what goes where, and what it says when something is wrong.

use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, starts_with};
use tempfile::TempDir;

const NOTES: &str = "# Notes\n\nBuy milk.\n";

/// The program, in a folder, without anything of the environment that changes what it shows.
fn canvas(folder: &Path) -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("canvas");
    command.current_dir(folder).env_clear().env("LANG", "en_US.UTF-8");
    command
}

/// A folder with files of this content.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn output(command: &mut Command) -> (String, String, i32) {
    let output = command.output().expect("the program runs");
    (
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8"),
        output.status.code().expect("an exit status"),
    )
}

#[test]
fn without_arguments_there_is_help_and_an_error_status() {
    canvas(Path::new(".")).assert().code(2).stderr(contains("Usage: canvas"));
    canvas(Path::new(".")).arg("--help").assert().code(0).stdout(contains("Exit status:"));
    canvas(Path::new(".")).arg("--version").assert().code(0).stdout(starts_with("canvas "));
}

#[test]
fn a_path_that_does_not_exist_is_said_and_the_others_are_checked() {
    let folder = folder(&[("notes.md", NOTES)]);
    canvas(folder.path())
        .args(["check", "--fail-on", "never", "missing.md", "notes.md"])
        .assert()
        .code(2)
        .stderr("error: missing.md: there is no such file or folder; check the spelling\n")
        .stdout(contains("notes.md: "));
}

#[test]
fn a_folder_without_canvases_is_said() {
    let empty = folder(&[]);
    canvas(empty.path())
        .arg("check")
        .assert()
        .code(2)
        .stderr(starts_with("error: .: no .md, .markdown, .yaml or .yml"));
    let notes = folder(&[("docs/a.md", NOTES), ("docs/b.yml", "a: 1\n"), ("docs/c.txt", NOTES)]);
    canvas(notes.path())
        .args(["check", "docs"])
        .assert()
        .code(2)
        .stderr(starts_with("error: docs: no canvas among the 2 documents of this folder"))
        .stdout("2 documents that are not canvases were passed over\n");
}

/// A canvas of the shelf, which checks clean.
const CLEAN: &str = include_str!("../canvases/clinic-booking.md");
const TEMPLATE: &str = include_str!("../canvases/templates/canvas.en.md");

#[test]
fn in_a_folder_only_canvases_are_checked_and_the_others_are_counted() {
    let folder = folder(&[("plans/b.md", CLEAN), ("plans/a.md", CLEAN), ("README.md", NOTES)]);
    let (out, err, code) = output(canvas(folder.path()).args(["check", "--format", "json"]));
    assert_eq!((err.as_str(), code), ("", 0));
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let paths: Vec<&str> =
        report["canvases"].as_array().into_iter().flatten().filter_map(|c| c["path"].as_str()).collect();
    assert_eq!(paths, ["plans/a.md", "plans/b.md"]);
    assert_eq!(report["summary"]["skipped"], 1);
    let (out, _, _) = output(canvas(folder.path()).arg("check"));
    assert!(out.contains("\nplans/b.md ") && out.contains("✔ filled in"), "{out}");
    let flat = out.replace("\n", " ");
    let last = "2 canvases: no findings; 1 document that is not a canvas was passed over ";
    assert!(flat.ends_with(last), "{out}");
    canvas(folder.path()).args(["check", "--quiet"]).assert().code(0).stdout(is_empty());
}

#[test]
fn a_finding_decides_the_exit_status_unless_it_is_allowed() {
    let wrong = CLEAN.replacen(
        "## ",
        "## Unfinished\n\n| Item | Cost |\n|---|---|\n| a | $10 |\n| b | $20 |\n| Total | $50 |\n\n## ",
        1,
    );
    let folder = folder(&[("a.md", wrong.as_str())]);
    canvas(folder.path()).args(["check", "a.md"]).assert().code(1).stdout(contains("sum-mismatch"));
    for options in
        [&["--fail-on", "never"][..], &["--warn", "arithmetic"], &["--deny", "arithmetic", "--allow", "arithmetic"]]
    {
        canvas(folder.path()).args(["check", "a.md"]).args(options).assert().code(0);
    }
    canvas(folder.path()).args(["check", "a.md", "--allow", "arithmetic", "--deny", "arithmetic"]).assert().code(1);
    canvas(folder.path()).args(["check", "a.md", "--warn", "arithmetic", "--fail-on", "warning"]).assert().code(1);
}

#[test]
fn an_unfilled_template_has_no_score_and_fails() {
    let folder = folder(&[("a.md", TEMPLATE)]);
    canvas(folder.path()).args(["check", "a.md"]).assert().code(1).stdout(contains("no score (N/A): this is the"));
    canvas(folder.path()).args(["check", "a.md", "--fail-on", "never"]).assert().code(0);
}

const PLAN: &str = "# Canvas de escalabilidade\n\n## 5. Custos\n\n| Item | Custo mensal |\n|---|---|\n| API | R$ 800 |\n| Banco | R$ 1.700 |\n| Total | R$ 2.500 |\n";

#[test]
fn what_was_understood_is_shown_in_the_language_of_the_canvas_or_in_the_one_asked_for() {
    let folder = folder(&[("a.md", PLAN)]);
    canvas(folder.path())
        .args(["inspect", "a.md"])
        .assert()
        .code(0)
        .stdout(contains("R$ 800 por mês (da linha 5)").and(contains("R$ 800 + R$ 1.700 = R$ 2.500, confere")));
    canvas(folder.path())
        .args(["inspect", "a.md", "--lang", "en"])
        .assert()
        .code(0)
        .stdout(contains("R$ 800 per month (from line 5)").and(contains("\u{1b}").not()));
    canvas(folder.path()).args(["inspect", "a.md", "--color", "always"]).assert().stdout(contains("\u{1b}[1m"));
}

#[test]
fn what_was_understood_is_printed_for_programs_and_to_a_file() {
    let folder = folder(&[("a.md", PLAN)]);
    let (out, err, code) = output(canvas(folder.path()).args(["inspect", "a.md", "--format", "json"]));
    assert_eq!((err.as_str(), code), ("", 0));
    let understood: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(understood["path"], "a.md");
    let quantity = &understood["quantities"][0];
    for (field, value) in [
        ("text", "R$ 800"),
        ("low", "800"),
        ("unit", "money"),
        ("currency", "BRL"),
        ("per", "month"),
        ("section", "costs"),
    ] {
        assert_eq!(quantity[field], value, "{field}");
    }
    assert_eq!((&quantity["line"], &quantity["origins"]["per"]), (&7.into(), &5.into()));
    assert!(quantity["statistic"].is_null() && quantity["entity"].is_null());
    canvas(folder.path())
        .args(["inspect", "a.md", "--format", "json", "--output", "a.json"])
        .assert()
        .code(0)
        .stdout(is_empty());
    assert_eq!(std::fs::read_to_string(folder.path().join("a.json")).expect("a file"), out);
    canvas(folder.path()).args(["schema", "inspect"]).assert().code(0).stdout(contains("\"$schema\""));
}

#[test]
fn one_file_can_be_inspected() {
    let folder = folder(&[("a.md", NOTES)]);
    canvas(folder.path())
        .args(["inspect", "a.md"])
        .assert()
        .code(0)
        .stdout(contains("Quantities").and(contains("does not look like")));
    canvas(folder.path())
        .args(["inspect", "-", "--stdin-filename", "plans/b.md", "--format", "json"])
        .write_stdin(PLAN)
        .assert()
        .code(0)
        .stdout(contains("\"path\": \"plans/b.md\""));
    canvas(folder.path()).args(["inspect", "."]).assert().code(2).stderr(contains("name one file"));
    canvas(folder.path()).args(["inspect", "b.md"]).assert().code(2).stderr(contains("there is no such file"));
    canvas(folder.path()).args(["inspect", "a.md", "--format", "sarif"]).assert().code(2).stdout(is_empty());
    canvas(folder.path()).args(["inspect"]).assert().code(2).stdout(is_empty());
    canvas(folder.path())
        .args(["inspect", "a.md", "--output", "nowhere/a.json"])
        .assert()
        .code(2)
        .stderr(starts_with("error: nowhere/a.json: cannot be written"));
}

#[test]
fn messages_about_the_run_follow_the_option_then_the_locale() {
    let folder = folder(&[]);
    canvas(folder.path())
        .args(["check", "x.md", "--lang", "pt"])
        .assert()
        .stderr(starts_with("erro: x.md: não existe"));
    canvas(folder.path())
        .args(["check", "x.md"])
        .env("LC_ALL", "es_AR.UTF-8")
        .assert()
        .stderr(starts_with("error: x.md: no existe"));
}

#[test]
fn what_git_ignores_and_what_is_hidden_is_not_looked_at() {
    let folder = folder(&[
        (".gitignore", "build/\n"),
        ("b.md", NOTES),
        ("a/z.markdown", NOTES),
        ("build/no.md", NOTES),
        (".hidden/no.md", NOTES),
    ]);
    canvas(folder.path())
        .args(["check", "--verbose", "."])
        .assert()
        .stdout(contains("– a/z.markdown: not a canvas\n– b.md: not a canvas\n").and(contains("no.md").not()));
}

#[test]
fn a_file_that_is_named_is_checked_whatever_it_is() {
    let folder = folder(&[("notes.txt", NOTES)]);
    let (out, err, _) = output(canvas(folder.path()).args(["check", "--fail-on", "never", "./notes.txt", "notes.txt"]));
    assert_eq!(err, "");
    assert_eq!(out.matches("notes.txt: ").count(), 1, "{out}");
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("this does not look like a scalability canvas"), "{out}");
}

#[test]
fn standard_input_has_a_name() {
    let folder = folder(&[]);
    canvas(folder.path())
        .args(["check", "-", "--stdin-filename", "plans/shop.md", "--fail-on", "never"])
        .write_stdin(NOTES)
        .assert()
        .code(0)
        .stdout(contains("plans/shop.md: "));
}

#[test]
fn wrong_options_are_errors_of_usage() {
    let folder = folder(&[("a.md", NOTES)]);
    for wrong in [
        &["check", "--colour"][..],
        &["check", "--format", "pdf"],
        &["check", "--min-score", "101"],
        &["check", "--jobs", "0"],
        &["check", "--quiet", "--verbose"],
        &["chek"],
    ] {
        canvas(folder.path()).args(wrong).assert().code(2).stdout(is_empty()).stderr(starts_with("error: "));
    }
}

#[test]
fn an_unknown_rule_gets_a_suggestion() {
    let folder = folder(&[("a.md", NOTES)]);
    for option in ["--allow", "--warn", "--deny"] {
        canvas(folder.path())
            .args(["check", "a.md", option, "sum-mismach"])
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr("error: there is no rule or family `sum-mismach`; did you mean `sum-mismatch`?\n");
    }
    canvas(folder.path())
        .args(["explain", "hygeine/text-mojibake"])
        .assert()
        .code(2)
        .stderr(contains("did you mean `hygiene/text-mojibake`"));
}

#[test]
fn the_report_goes_to_a_file_whole() {
    let folder = folder(&[("a.md", NOTES), ("report.json", "old")]);
    let (out, _, _) = output(canvas(folder.path()).args(["check", "a.md", "--format", "json"]));
    canvas(folder.path())
        .args(["check", "a.md", "--format", "json", "--fail-on", "never", "--output", "report.json"])
        .assert()
        .code(0)
        .stdout(is_empty());
    assert_eq!(std::fs::read_to_string(folder.path().join("report.json")).expect("the report"), out);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").flatten().collect();
    assert_eq!(left.len(), 2, "{left:?}");
    canvas(folder.path())
        .args(["check", "a.md", "--output", "nowhere/report.txt"])
        .assert()
        .code(2)
        .stderr(starts_with("error: nowhere/report.txt: cannot be written"));
}

#[test]
fn a_document_that_says_it_is_a_canvas_is_checked_however_little_it_says() {
    let began = "canvas: 1\ntitle: Orders\ncosts:\n  api: $10/month\n  total: $12/month\n";
    let folder = folder(&[("a.yaml", began), ("b.yaml", &began.replace("canvas: 1\n", "")), ("c.md", NOTES)]);
    let (out, _, code) = output(canvas(folder.path()).args(["check", "--format", "json"]));
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&report["summary"]["canvases"], &report["summary"]["skipped"]), (&1.into(), &2.into()), "{report}");
    assert_eq!(report["canvases"][0]["path"], "a.yaml");
    assert_eq!(code, 0);
}

#[test]
fn json_is_one_object_with_its_version() {
    let folder = folder(&[("b.md", NOTES), ("a.md", NOTES), ("c/d.md", NOTES)]);
    let (out, err, code) =
        output(canvas(folder.path()).args(["check", "--format", "json", "--fail-on", "never", "b.md", "a.md"]));
    assert_eq!((err.as_str(), code), ("", 0));
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["version"], 1);
    assert_eq!(report["tool"]["name"], "canvas");
    assert_eq!(report["summary"]["canvases"], 2);
    assert_eq!(report["canvases"][0]["path"], "a.md");
    assert_eq!(report["canvases"][1]["path"], "b.md");
    assert_eq!(report["canvases"][0]["recognised"], false);
    assert_eq!(report["canvases"][0]["sections"].as_array().map(Vec::len), Some(8));
    for list in ["findings", "passes", "unchecked"] {
        assert!(report["canvases"][0][list].is_array(), "{list}");
    }
}

#[test]
fn the_report_is_the_same_with_any_number_of_jobs() {
    let names: Vec<String> = (0..40).map(|n| format!("d{}/{n}.md", n % 7)).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), NOTES)).collect();
    let folder = folder(&files);
    for format in ["text", "json"] {
        let run = |jobs: &str| {
            let mut command = canvas(folder.path());
            command.args(["check", "--format", format, "--jobs", jobs]).args(&names);
            output(&mut command).0
        };
        assert_eq!(run("1"), run("8"));
    }
}

#[test]
fn colours_come_and_go_as_asked() {
    let folder = folder(&[("a.md", NOTES)]);
    let check = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = canvas(folder.path());
        command.args(["check", "a.md"]).args(arguments).envs(variables.iter().copied());
        output(&mut command).0.contains('\u{1b}')
    };
    assert!(!check(&[], &[]), "a pipe has no colours");
    assert!(check(&["--color", "always"], &[]));
    assert!(check(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(check(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!check(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!check(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_locale_without_unicode_gets_ascii_drawing() {
    let folder = folder(&[("a.md", NOTES)]);
    let (out, _, _) = output(canvas(folder.path()).args(["check", "a.md"]).env("LC_ALL", "C"));
    assert!(out.is_ascii(), "{out}");
}

#[test]
fn a_minimum_score_decides_the_exit_status() {
    let folder = folder(&[("a.md", NOTES)]);
    canvas(folder.path()).args(["check", "a.md", "--fail-on", "never"]).assert().code(0);
    canvas(folder.path()).args(["check", "a.md", "--fail-on", "never", "--min-score", "90"]).assert().code(1);
}

#[test]
fn every_rule_is_listed_and_explained_in_three_languages() {
    let here = Path::new(".");
    let (out, _, code) = output(canvas(here).args(["rules", "--format", "json"]));
    assert_eq!(code, 0);
    let rules: Vec<serde_json::Value> = serde_json::from_str(&out).expect("JSON");
    assert_eq!(rules.len(), canvas::rules::RULES.len());
    canvas(here).args(["rules", "--format", "markdown"]).assert().code(0).stdout(starts_with("| rule | severity |"));
    let Some(rule) = canvas::rules::RULES.first() else { return };
    for (language, why) in [("en", "Why"), ("pt", "Por quê"), ("es", "Por qué")] {
        canvas(here).args(["rules", "--lang", language]).assert().code(0).stdout(contains(rule.code));
        canvas(here)
            .args(["explain", rule.name(), "--lang", language])
            .assert()
            .code(0)
            .stdout(starts_with(rule.code).and(contains(why)));
    }
}

#[test]
fn schema_completions_and_manual_are_printed() {
    let here = Path::new(".");
    canvas(here).args(["schema", "report"]).assert().code(0).stdout(contains("\"$schema\""));
    canvas(here).args(["completions", "bash"]).assert().code(0).stdout(contains("canvas"));
    canvas(here).arg("man").assert().code(0).stdout(contains(".TH canvas"));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Stdio;

    use super::*;

    #[test]
    fn sockets_and_devices_are_refused_when_named_and_skipped_in_folders() {
        let folder = folder(&[("a.md", NOTES)]);
        let socket = std::os::unix::net::UnixListener::bind(folder.path().join("s.md")).expect("a socket");
        canvas(folder.path()).args(["check", "."]).assert().stdout(starts_with("1 document that is not a canvas"));
        canvas(folder.path()).args(["check", "s.md"]).assert().code(2).stderr(contains("s.md: neither a file nor"));
        canvas(folder.path()).args(["check", "/dev/null"]).assert().code(2).stderr(contains("canvas check -"));
        drop(socket);
    }

    #[test]
    fn a_loop_of_links_has_an_end() {
        let folder = folder(&[("docs/a.md", NOTES)]);
        symlink("..", folder.path().join("docs/up")).expect("a link");
        symlink("loop.md", folder.path().join("docs/loop.md")).expect("a link");
        symlink("docs", folder.path().join("linked")).expect("a link");
        let one = || starts_with("1 document that is not a canvas was passed over\n");
        canvas(folder.path()).args(["check", "."]).assert().code(2).stdout(one());
        canvas(folder.path()).args(["check", "linked"]).assert().code(2).stdout(one());
        canvas(folder.path()).args(["check", "docs/loop.md"]).assert().code(2).stderr(contains("docs/loop.md: cannot"));
    }

    #[test]
    fn an_unreadable_file_does_not_stop_the_others() {
        let folder = folder(&[("a.md", NOTES), ("b.md", NOTES)]);
        let secret = folder.path().join("a.md");
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).expect("permissions");
        if std::fs::read(&secret).is_ok() {
            return; // The superuser reads everything.
        }
        canvas(folder.path())
            .args(["check", "a.md", "b.md"])
            .assert()
            .code(2)
            .stderr(contains("a.md: cannot be read, permission denied"))
            .stdout(contains("b.md: "));
    }

    #[test]
    fn strange_names_are_printed_harmlessly() {
        let folder = folder(&[]);
        let name = OsStr::from_bytes(b"a\n\x1b[31m\xff.md");
        std::fs::write(folder.path().join(name), NOTES).expect("a file");
        let (out, _, _) = output(canvas(folder.path()).args(["check", "--verbose"]));
        assert!(out.starts_with("– a\\n\\u{1b}[31m\\xFF.md: not a canvas\n"), "{out:?}");
        let (out, _, _) = output(canvas(folder.path()).args(["check", "--format", "json"]).arg(name));
        let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(report["canvases"][0]["path"], "a\\n\\u{1b}[31m\\xFF.md");
    }

    #[test]
    fn a_reader_who_leaves_early_is_no_failure() {
        let folder = folder(&[("a.md", NOTES)]);
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("canvas"))
            .args(["check", "-", "--format", "json"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        // The reader goes before anything is written: the program still waits for its input.
        drop(child.stdout.take());
        drop(child.stdin.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        let status = child.wait().expect("an end");
        assert_eq!((said.as_str(), status.code().is_some_and(|code| code < 2)), ("", true));
    }

    #[test]
    fn a_report_file_keeps_its_permissions_and_a_link_to_it_stays_a_link() {
        let folder = folder(&[("a.md", NOTES), ("real.txt", "old")]);
        let real = folder.path().join("real.txt");
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("permissions");
        symlink("real.txt", folder.path().join("link.txt")).expect("a link");
        canvas(folder.path()).args(["check", "a.md", "--output", "link.txt", "--fail-on", "never"]).assert().code(0);
        assert!(folder.path().join("link.txt").is_symlink());
        assert_eq!(std::fs::metadata(&real).expect("the report").permissions().mode() & 0o777, 0o640);
        assert!(std::fs::read_to_string(&real).expect("the report").contains("a.md: "));
        canvas(folder.path()).args(["check", "a.md", "--output", "/dev/null", "--fail-on", "never"]).assert().code(0);
    }
}

#[test]
fn a_summary_has_a_row_for_each_canvas_in_every_form() {
    let folder = folder(&[("plans/b.md", CLEAN), ("plans/a.md", CLEAN), ("README.md", NOTES)]);
    let summary = |form: &str| output(canvas(folder.path()).args(["summary", "plans", "--format", form]));
    for (form, rows) in [("text", 7), ("markdown", 7), ("csv", 3)] {
        let (text, errors, status) = summary(form);
        assert_eq!((errors.as_str(), status), ("", 0), "{form}");
        assert!(text.lines().count() >= rows && text.contains("plans/a.md"), "{text}");
        assert!(text.find("plans/a.md") < text.find("plans/b.md"), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&summary("json").0).expect("JSON");
    assert_eq!(json["summary"]["canvases"], 2);
    assert_eq!(json["canvases"][0]["path"], "plans/a.md");
    canvas(folder.path()).args(["summary", "--sort", "size"]).assert().code(2).stderr(contains("possible values"));
    canvas(folder.path()).args(["summary", "nowhere"]).assert().code(2).stderr(contains("no such file"));
}

#[test]
fn two_versions_are_compared_also_as_git_knows_them() {
    let better = CLEAN.replace("99.9%", "99.95%");
    let worse = CLEAN.replacen(
        "## ",
        "## Unfinished\n\n| Item | Cost |\n|---|---|\n| a | $10 |\n| b | $20 |\n| Total | $50 |\n\n## ",
        1,
    );
    let folder = folder(&[("plans/a.md", CLEAN), ("worse.md", &worse)]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
        let mut git = std::process::Command::new("git");
        let output = git.current_dir(folder.path()).args(identity).args(arguments).output().expect("git runs");
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "first"]);
    std::fs::write(folder.path().join("plans/a.md"), better).expect("a file");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let diff = |arguments: &[&str]| output(canvas(folder.path()).env("PATH", &path).arg("diff").args(arguments));

    let (text, errors, status) = diff(&["HEAD:plans/a.md", "plans/a.md"]);
    assert_eq!((errors.as_str(), status), ("", 0));
    assert!(text.starts_with("HEAD:plans/a.md → plans/a.md\n") && text.contains("99.9% → 99.95%"), "{text}");
    let (text, _, status) = diff(&["plans/a.md", "plans/a.md", "--fail-on-regression"]);
    assert!(status == 0 && text.contains("no quantity, section or finding changed"), "{text}");
    let (text, _, status) = diff(&["HEAD:plans/a.md", "worse.md", "--fail-on-regression", "--format", "markdown"]);
    assert!(status == 1 && text.contains("arithmetic/"), "{text}");
    let (_, errors, status) = diff(&["nowhere:plans/a.md", "worse.md"]);
    assert!(status == 2 && errors.contains("there is no revision `nowhere`"), "{errors}");
    let (_, errors, status) = diff(&["HEAD:b.md", "worse.md"]);
    assert!(status == 2 && errors.contains("b.md: there is no such file at HEAD"), "{errors}");
}

#[test]
fn a_badge_is_an_endpoint_or_a_picture() {
    let folder = folder(&[("a.md", CLEAN)]);
    let (text, _, status) = output(canvas(folder.path()).args(["badge", "a.md"]));
    let endpoint: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&endpoint["schemaVersion"], &endpoint["label"], status), (&1.into(), &"canvas".into(), 0));
    canvas(folder.path()).args(["badge", "a.md", "--output", "a.svg"]).assert().code(0).stdout(is_empty());
    let picture = std::fs::read_to_string(folder.path().join("a.svg")).expect("the picture");
    assert!(picture.starts_with("<svg ") && picture.contains("<title"), "{picture}");
}
