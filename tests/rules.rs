//! Every rule finds fault with its bad example, once, and none with its good one; its words keep to the house style.

use canvas::rules::{FAMILIES, RULES, Rule, Settings};
use canvas::source::Source;
use canvas::words::{Language, Text};

/// What a rule says about a text when it runs alone, each finding as the words it points at and its message.
fn alone(rule: &'static Rule, text: &str) -> Vec<String> {
    let source = Source::new("example.md", text.as_bytes());
    let settings = Settings { only: vec![rule.code], ..Settings::default() };
    let report = canvas::check(&source, &settings);
    let findings = report.outcomes.findings.iter();
    findings.map(|f| format!("{:?}: {}", source.slice(f.span), f.message.in_language(Language::En))).collect()
}

#[test]
fn every_rule_finds_fault_with_its_bad_example_once() {
    for rule in RULES {
        let found = alone(rule, rule.bad);
        assert_eq!(found.len(), 1, "{} says about its bad example: {found:#?}", rule.code);
    }
}

#[test]
fn no_rule_finds_fault_with_its_good_example() {
    for rule in RULES {
        let found = alone(rule, rule.good);
        assert!(found.is_empty(), "{} says about its good example: {found:#?}", rule.code);
    }
}

#[test]
fn codes_are_unique_and_read_well_behind_allow() {
    let mut names: Vec<&str> = RULES.iter().map(|r| r.name()).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "two rules share a name");
    for rule in RULES {
        assert!(FAMILIES.contains(&rule.family()), "{}: unknown family", rule.code);
        let plain = rule.name().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(plain, "{}: lower case and hyphens only", rule.code);
        for verb in ["check-", "no-", "should-", "must-"] {
            assert!(!rule.name().starts_with(verb), "{}: a name is the defect, not a command", rule.code);
        }
    }
}

#[test]
fn summaries_are_one_clause_without_a_full_stop() {
    for rule in RULES {
        for language in Language::ALL {
            let summary = rule.summary.in_language(language);
            assert!(!summary.ends_with('.'), "{}: {summary}", rule.code);
            assert!(summary.len() <= 110, "{}: {summary}", rule.code);
            let why = rule.why.in_language(language);
            assert!(why.ends_with('.') && !why.contains("  "), "{}: {why}", rule.code);
        }
        assert!(!rule.source.is_empty(), "{} names no source", rule.code);
    }
}

/// Texts are read from the files that they stand in, so that none is forgotten, and whatever writes them: `Text { .. }`
/// or a call with the three languages in a row.
#[test]
fn placeholders_agree_in_the_three_languages() {
    let mut texts = 0;
    for file in rust_files("src") {
        let code = std::fs::read_to_string(&file).expect("a source file");
        for text in texts_of(&code) {
            texts += 1;
            let [en, pt, es] = text.map(placeholders);
            assert!(en == pt && en == es, "{}: {text:?}", file.display());
        }
    }
    assert!(texts > 500, "only {texts} texts were found: the reader of this test is broken");
    let odd = "Text { en: \"{a}\", pt: \"{b}\", es: \"{a}\" }; text(\"{n} more\", \"mais\", \"{n} más\")";
    let [one, two] = texts_of(odd)[..] else { panic!("both texts of {odd}") };
    assert_ne!(placeholders(one[0]), placeholders(one[1]));
    assert_ne!(placeholders(two[0]), placeholders(two[1]));
}

/// The texts in three languages that stand in code.
fn texts_of(code: &str) -> Vec<[&str; 3]> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("Text {") {
        let body = &code[at..];
        let field = |name: &str| string(body.get(body.find(&format!("{name}: \""))? + name.len() + 2..)?);
        if let (Some((en, _)), Some((pt, _)), Some((es, _))) = (field("en"), field("pt"), field("es")) {
            found.push([en, pt, es]);
        }
    }
    for call in ["text(", "name("] {
        for (at, _) in code.match_indices(call) {
            let mut strings = Vec::new();
            let mut rest = &code[at + call.len()..];
            while let Some((text, behind)) = string(rest.trim_start_matches([',', ' ', '\n'])) {
                strings.push(text);
                rest = behind;
            }
            // A name begins with its code.
            if let [.., en, pt, es] = strings[..] {
                found.push([en, pt, es]);
            }
        }
    }
    found
}

/// The string that code begins with, and what stands behind it.
fn string(code: &str) -> Option<(&str, &str)> {
    let inside = code.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.find(|c: char| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    })?;
    Some((&inside[..end], &inside[end + 1..]))
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}

fn rust_files(folder: &str) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path.to_string_lossy()));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
