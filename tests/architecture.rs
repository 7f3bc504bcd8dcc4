//! The house keeps its order: rooms use only rooms above them, rules see only the model, and only `cli` prints.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A file of `src/`: its path from there, with `/`, and what is in it.
struct File {
    path: String,
    text: String,
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let files = files();
    let rooms = rooms(&file(&files, "lib.rs").text);
    assert!(rooms.len() > 10, "only {rooms:?} were found in lib.rs");
    let wrong: Vec<String> = files.iter().flat_map(|file| wrong_directions(file, &rooms)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_rule_file_is_registered_under_its_own_name() {
    let files = files();
    let registry = &file(&files, "rules/mod.rs").text;
    let wrong: Vec<String> = rule_files(&files).flat_map(|file| wrong_registration(file, registry)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(rule_files(&files).count(), canvas::rules::RULES.len(), "a rule without a file of its own");
}

#[test]
fn a_rule_sees_only_the_prelude() {
    let files = files();
    let wrong: Vec<String> = rule_files(&files).flat_map(wrong_sight).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn syntax_and_quantities_know_no_sections_of_a_canvas() {
    let wrong: Vec<String> =
        files().iter().filter(|f| ["syntax", "quantity"].contains(&room_of(&f.path))).flat_map(section_words).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_but_a_rule_opens_with_what_it_is() {
    let files = files();
    let rules: BTreeSet<&str> = rule_files(&files).map(|f| f.path.as_str()).collect();
    let silent: Vec<&str> = files
        .iter()
        .filter(|f| !rules.contains(f.path.as_str()) && !f.text.starts_with("//! "))
        .map(|f| f.path.as_str())
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn nothing_prints_but_cli() {
    let wrong: Vec<String> =
        files().iter().filter(|f| room_of(&f.path) != "cli" && f.path != "main.rs").flat_map(prints).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn main_and_the_map_are_short() {
    let files = files();
    for (path, most) in [("main.rs", 20), ("lib.rs", 100)] {
        assert!(file(&files, path).text.lines().count() < most, "{path} has {most} lines or more");
    }
}

#[test]
fn the_checks_of_this_file_bite() {
    let rooms: Vec<String> = ["source", "syntax", "report"].map(str::to_owned).to_vec();
    let sample = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };

    let upward = "use crate::source::Span;\nuse crate::{syntax, report};\nfn f() { crate::report::json::render() }\n";
    assert_eq!(wrong_directions(&sample("syntax/mod.rs", upward), &rooms), ["syntax/mod.rs uses crate::report"]);
    assert_eq!(wrong_directions(&sample("syntax/a.rs", "use {crate::source, crate::report as r};"), &rooms).len(), 1);
    assert_eq!(wrong_directions(&sample("source.rs", "use super::super::syntax;"), &rooms).len(), 1);
    assert_eq!(wrong_directions(&sample("syntax/mod.rs", "let report = crate::check(a);"), &rooms).len(), 1);
    assert!(wrong_directions(&sample("report/mod.rs", upward), &rooms).is_empty());
    assert!(
        wrong_directions(&sample("source.rs", "// crate::report reads this\nlet a = \"crate::report\";"), &rooms)
            .is_empty()
    );

    let rule = "use crate::rules::prelude::*;\n\nstatic RULE: Rule = Rule { code: \"hygiene/odd-thing\" };";
    let registry = "mod hygiene {\n    pub(in crate::rules) mod odd_thing;\n}\n&hygiene::odd_thing::RULE,\n";
    let odd = |path: &str| wrong_registration(&sample(path, rule), registry).len();
    assert_eq!(odd("rules/hygiene/odd_thing.rs"), 0);
    assert_eq!(odd("rules/hygiene/other_thing.rs"), 2, "neither the code nor the registry has this name");
    assert_eq!(wrong_registration(&sample("rules/hygiene/odd_thing.rs", rule), "").len(), 1);

    assert!(wrong_sight(&sample("rules/hygiene/odd_thing.rs", rule)).is_empty());
    let nosy = format!("{rule}\nfn f(a: &crate::syntax::Document) {{}}");
    assert_eq!(wrong_sight(&sample("rules/hygiene/odd_thing.rs", &nosy)).len(), 1);
    assert_eq!(wrong_sight(&sample("rules/hygiene/odd_thing.rs", "fn f() {}")).len(), 1, "no prelude");

    assert_eq!(section_words(&sample("syntax/mod.rs", "fn f(k: SectionKind) { if t == \"Custos\" {} }")).len(), 2);
    assert!(section_words(&sample("quantity/label.rs", "if t == \"Custos\" {}")).is_empty());
    assert_eq!(section_words(&sample("quantity/label.rs", "use SectionKind::Costs;")).len(), 1);
    assert!(section_words(&sample("syntax/mod.rs", "//! Knows no costs.\nlet volume = 3;")).is_empty());
    for call in ["println!(\"x\")", "eprint!(\"y\")", "anstream::eprintln!()", "std::io::stdout().lock()", "dbg!(x)"] {
        assert!(!prints(&sample("score/mod.rs", call)).is_empty(), "{call}");
    }
    assert!(prints(&sample("score/mod.rs", "writeln!(out, \"println!\")")).is_empty());
}

/// The names of the rooms, from the map.
fn rooms(map: &str) -> Vec<String> {
    map.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

fn room_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// Paths that lead from a file to a room below its own.
fn wrong_directions(file: &File, rooms: &[String]) -> Vec<String> {
    let place = |room: &str| rooms.iter().position(|r| r == room);
    let Some(own) = place(room_of(&file.path)) else { return Vec::new() };
    // `crate::check` goes through all rooms up to the report.
    let report = place("report").unwrap_or(rooms.len());
    let code = code_of(&file.text);
    let mut wrong = BTreeSet::new();
    for used in crate_paths(&code) {
        let below = if used == "check" { own <= report } else { place(&used).is_some_and(|used| used > own) };
        if below {
            wrong.insert(format!("{} uses crate::{used}", file.path));
        }
    }
    if code.contains("super::super::") {
        wrong.insert(format!("{} climbs with super::super::, where a crate:: path says where it goes", file.path));
    }
    wrong.into_iter().collect()
}

/// What follows each `crate::`, every one of a group in braces.
fn crate_paths(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut paths = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            paths.push(word(rest));
            continue;
        };
        let (mut depth, mut start) = (0, true);
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && !c.is_whitespace() => {
                    paths.push(word(&group[i..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    paths
}

/// The files that hold a rule each: `rules/<family>/<name>.rs`.
fn rule_files(files: &[File]) -> impl Iterator<Item = &File> {
    let of_family = |path: &str| canvas::rules::FAMILIES.iter().any(|f| path.starts_with(&format!("rules/{f}/")));
    files.iter().filter(move |f| of_family(&f.path) && !f.path.ends_with("/mod.rs"))
}

/// What keeps a rule from being found under the path of its file.
fn wrong_registration(file: &File, registry: &str) -> Vec<String> {
    let path = file.path.trim_start_matches("rules/").trim_end_matches(".rs");
    let mut wrong = Vec::new();
    if !file.text.contains(&format!("code: \"{}\"", path.replace('_', "-"))) {
        wrong.push(format!("src/{}: its code should be \"{}\"", file.path, path.replace('_', "-")));
    }
    if !registry.contains(&format!("&{}::RULE,", path.replace('/', "::"))) {
        wrong.push(format!("src/{}: not among the RULES of src/rules/mod.rs", file.path));
    }
    wrong
}

/// What a rule sees beside the prelude.
fn wrong_sight(file: &File) -> Vec<String> {
    const PRELUDE: &str = "use crate::rules::prelude::*;";
    // Its tests may look at it through the eyes of the other rules' tests.
    let own = file.text.split("#[cfg(test)]").next().unwrap_or_default();
    let code = code_of(own).replace("pub(in crate::rules)", "");
    let mut wrong = Vec::new();
    if !code.contains(PRELUDE) {
        wrong.push(format!("src/{} does not use the prelude", file.path));
    }
    if code.replacen(PRELUDE, "", 1).contains("crate::") {
        wrong.push(format!("src/{} has a crate:: path beside the prelude", file.path));
    }
    wrong
}

/// Sections of a canvas in code that should know none. Quantities may know words that are also titles ("cost" says that
/// money is meant); syntax knows no words at all.
fn section_words(file: &File) -> Vec<String> {
    const SECTIONS: [&str; 4] = ["sectionkind", "section_name", "loadtest", "load-test"];
    const TITLES: [&str; 10] = [
        "\"objective",
        "\"objetivo",
        "\"infra",
        "\"strateg",
        "\"estrat",
        "\"cost",
        "\"custo",
        "\"risk",
        "\"monitor",
        "\"load test",
    ];
    if is_test(&file.path) {
        return Vec::new();
    }
    // Tests may speak of anything.
    let code = file.text.split("#[cfg(test)]").next().unwrap_or_default().to_lowercase();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let titles = TITLES.iter().filter(|_| room_of(&file.path) == "syntax");
    let found = SECTIONS.iter().chain(titles).filter(|word| code.contains(**word));
    found.map(|word| format!("src/{} mentions {word}", file.path)).collect()
}

/// Whether a file of `src/` holds nothing but tests.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.ends_with("/samples.rs")
}

/// What writes to the terminal by itself.
fn prints(file: &File) -> Vec<String> {
    if is_test(&file.path) {
        return Vec::new();
    }
    let code = code_of(&file.text);
    let calls = ["println!(", "print!(", "dbg!(", "io::stdout()", "io::stderr()"];
    let found = calls.into_iter().filter(|call| code.contains(call));
    found.map(|call| format!("src/{} calls {call}", file.path)).collect()
}

/// Code without its comments, and with empty string literals.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if let Some((hashes, body)) = raw_string(rest) {
            let end = format!("\"{}", "#".repeat(hashes));
            rest = body.find(&end).map_or("", |at| &body[at + end.len()..]);
            code.push_str("\"\"");
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c: char| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            rest = end.map_or("", |at| &rest[at + 2..]);
            code.push_str("\"\"");
        } else if let Some(after) = ["'\"'", "'\\\"'"].iter().find_map(|quote| rest.strip_prefix(quote)) {
            rest = after;
            code.push_str("' '");
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

/// The number of hashes of a raw string that begins here, and what follows its first quote.
fn raw_string(rest: &str) -> Option<(usize, &str)> {
    let hashes = rest.strip_prefix('r')?;
    let body = hashes.trim_start_matches('#');
    Some((hashes.len() - body.len(), body.strip_prefix('"')?))
}

fn file<'a>(files: &'a [File], path: &str) -> &'a File {
    files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("there is no src/{path}"))
}

/// All files of `src/`.
fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &mut found);
    found.sort();
    assert!(found.len() > 20, "only {} files were found", found.len());
    let read = |path: PathBuf| File {
        text: std::fs::read_to_string(&path).expect("a source file").replace("\r\n", "\n"),
        path: path.strip_prefix(&root).expect("a path in src").to_string_lossy().replace('\\', "/"),
    };
    found.into_iter().map(read).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}
