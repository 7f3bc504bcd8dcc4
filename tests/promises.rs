//! What the README promises: names and fields stay, the same input gives the same bytes, no network, no file that was not
//! asked for. The README names the test of each promise; the last test here holds it to that.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn program(arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_canvas")).env_clear().env("LANG", "en_US.UTF-8").args(arguments).output().unwrap()
}

/// What was there once is there still; `UPDATE=1` adds to the list what is new, and never takes from it.
fn keeps(list: &str, now: &BTreeSet<String>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/promises").join(list);
    let read = || -> BTreeSet<String> {
        std::fs::read_to_string(&file).unwrap_or_default().lines().map(str::to_owned).collect()
    };
    let mut once = read();
    if std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty() && value != "0") {
        let all: Vec<&str> = once.union(now).map(String::as_str).collect();
        std::fs::write(&file, all.join("\n") + "\n").unwrap();
        once = read();
    }
    assert!(once.len() > 10, "{list} lists {} names", once.len());
    let gone: Vec<&String> = once.difference(now).collect();
    assert!(gone.is_empty(), "{gone:?} of tests/promises/{list} are gone");
}

#[test]
fn rules_keep_their_names() {
    keeps("rules.txt", &canvas::rules::RULES.iter().map(|rule| rule.code.to_owned()).collect());
}

#[test]
fn fields_of_the_json_report_stay() {
    let schema: Value = serde_json::from_str(&canvas::report::json::schema()).unwrap();
    let mut fields = BTreeSet::new();
    collect(&schema, &schema, "", &mut fields);
    keeps("report-fields.txt", &fields);
}

/// The fields of an object, and of what is in them, as paths.
fn collect(part: &Value, whole: &Value, path: &str, fields: &mut BTreeSet<String>) {
    if path.matches('.').count() > 8 {
        return;
    }
    let target = part["$ref"].as_str().and_then(|at| whole.pointer(at.trim_start_matches('#'))).unwrap_or(part);
    for (name, field) in target["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        collect(field, whole, &path, fields);
        fields.insert(path);
    }
    let inner = ["items", "additionalProperties"].map(|key| &target[key]);
    let alternatives =
        ["anyOf", "oneOf", "allOf"].into_iter().flat_map(|key| target[key].as_array().into_iter().flatten());
    inner
        .into_iter()
        .filter(|part| part.is_object())
        .chain(alternatives)
        .for_each(|part| collect(part, whole, path, fields));
}

#[test]
fn exit_codes_are_zero_one_and_two() {
    let codes = [
        (0, vec!["check", "canvases/clinic-booking.md"]),
        (1, vec!["check", "examples/consistency/lavanderia.md"]),
        (0, vec!["check", "examples/consistency/lavanderia.md", "--fail-on", "never"]),
        (2, vec!["check", "nowhere.md"]),
        (2, vec!["check", "--no-such-option"]),
        (2, vec!["explain", "no/such-rule"]),
    ];
    for (code, arguments) in codes {
        assert_eq!(program(&arguments).status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_in_every_format_with_any_number_of_jobs() {
    for format in ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        let run = |jobs| program(&["check", "examples", "--format", format, "--jobs", jobs]).stdout;
        let one = run("1");
        assert!(one.len() > 500, "{format}: {} bytes", one.len());
        for jobs in ["2", "3"] {
            assert!(run(jobs) == one, "{format} with {jobs} jobs");
        }
    }
}

#[test]
fn no_dependency_can_use_the_network() {
    const NETWORK: &[&str] = &[
        "async-std",
        "attohttpc",
        "curl",
        "git2",
        "gix",
        "h2",
        "h3",
        "hickory-resolver",
        "hyper",
        "isahc",
        "minreq",
        "mio",
        "native-tls",
        "opentelemetry",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "sentry",
        "smol",
        "socket2",
        "surf",
        "tokio",
        "tungstenite",
        "ureq",
        "webpki",
    ];
    let lock = std::fs::read_to_string("Cargo.lock").unwrap();
    let names: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains(&"clap") && names.len() > 50, "{} packages", names.len());
    let of_network =
        |name: &&&str| NETWORK.iter().any(|n| *name == n || name.strip_prefix(n).is_some_and(|r| r.starts_with('-')));
    let found: Vec<&&str> = names.iter().filter(of_network).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_file_of_ours_speaks_of_the_network() {
    let mut files = Vec::new();
    walk(Path::new("src"), &mut files);
    assert!(files.len() > 100, "{} files", files.len());
    let words = ["std::net", "TcpStream", "UdpSocket", "ToSocketAddrs"];
    let says = |file: &&PathBuf| {
        let text = std::fs::read_to_string(file).unwrap();
        words.iter().any(|word| text.contains(word))
    };
    let found: Vec<&PathBuf> = files.iter().filter(says).collect();
    assert!(found.is_empty(), "{found:?}");
    // The one program that is started is git, and only where everything is on this disk.
    let git = std::fs::read_to_string("src/cli/git.rs").unwrap();
    let started = files.iter().filter(|file| std::fs::read_to_string(file).unwrap().contains("Command::new("));
    assert_eq!(started.collect::<Vec<_>>(), [Path::new("src/cli/git.rs")]);
    for remote in ["\"fetch\"", "\"pull\"", "\"push\"", "\"clone\"", "\"ls-remote\"", "\"remote\"", "\"submodule\""] {
        assert!(!git.contains(remote), "{remote}");
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

#[test]
fn what_only_reads_writes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["plan.md", "other.md"] {
        std::fs::copy("examples/consistency/lavanderia.md", folder.path().join(name)).unwrap();
    }
    std::fs::copy("canvases/campus-virtual.yaml", folder.path().join("campus.yaml")).unwrap();
    let state = || {
        let mut files = Vec::new();
        walk(folder.path(), &mut files);
        let of = |file: &PathBuf| (std::fs::read(file).unwrap(), file.metadata().unwrap().modified().unwrap());
        files.iter().map(|file| (file.clone(), of(file))).collect::<BTreeMap<_, _>>()
    };
    let before = state();
    for arguments in [
        "check .",
        "check . --format sarif",
        "summary .",
        "inspect plan.md",
        "diff plan.md other.md",
        "badge plan.md",
        "convert plan.md",
        "convert campus.yaml",
        "fix --diff .",
        "init -",
        "explain score",
        "rules",
        "schema canvas",
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_canvas"));
        let homes = ["HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"].map(|name| (name, folder.path()));
        let output =
            command.env_clear().envs(homes).current_dir(folder.path()).args(arguments.split(' ')).output().unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 1)) && output.stdout.len() + output.stderr.len() > 0,
            "{arguments}: {output:?}"
        );
        assert!(state() == before, "{arguments} wrote to the folder");
    }
}

#[test]
fn every_dependency_is_justified_and_counted_where_people_look_for_it() {
    let manifest = std::fs::read_to_string("Cargo.toml").unwrap();
    let section = |name: &str| manifest.split(name).nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or("");
    let direct: Vec<&str> =
        section("\n[dependencies]").lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
    assert!(direct.len() > 10, "{direct:?}");
    let contributing = std::fs::read_to_string("CONTRIBUTING.md").unwrap();
    let missing: Vec<&&str> = direct.iter().filter(|name| !contributing.contains(&format!("| `{name}` |"))).collect();
    assert!(missing.is_empty(), "CONTRIBUTING.md does not say why there is {missing:?}");
    assert!(contributing.contains(&format!("{} direct dependencies", direct.len())), "there are {}", direct.len());
    let minimum = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    assert!(contributing.contains(minimum.trim_matches('"')), "the oldest Rust is {minimum}");
}

#[test]
fn every_promise_of_the_readme_names_a_test_that_exists() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let promises = readme.split("## What it promises").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let items: Vec<&str> = promises.split("\n- ").skip(1).collect();
    assert!(items.len() >= 6, "{} promises", items.len());
    for item in items {
        let names: Vec<&str> = item.split('`').filter(|part| part.starts_with("tests/")).collect();
        assert!(!names.is_empty(), "no test holds this: {item}");
        for name in names {
            let (file, test) = name.split_once("::").unwrap_or((name, ""));
            let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(text.contains("#[test]") && text.contains(&format!("fn {test}")), "{name} is no test");
        }
    }
}
