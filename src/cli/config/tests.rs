//! What a file says wrongly, and what wins.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::words::Language;

fn wrong(text: &str) -> String {
    let failure = Layer::parse(Path::new("canvas.toml"), text.to_owned()).unwrap_err();
    failure.message().in_language(Language::En)
}

#[test]
fn unknown_keys_wrong_types_and_unknown_rules_are_said_with_place_and_suggestion() {
    assert_eq!(wrong("min_scor = 3"), "canvas.toml:1:1: there is no key `min_scor` here; did you mean `min_score`?");
    assert_eq!(
        wrong("\n[assumptions]\npeak = 3\n"),
        "canvas.toml:3:1: there is no key `peak` here; did you mean `peak_factor`?"
    );
    assert_eq!(
        wrong("[severity]\ncapacity = \"warnin\""),
        "canvas.toml:2:12: there is no `warnin`; did you mean `warning`?"
    );
    assert_eq!(
        wrong("[severity]\n\"arithmetic/sum-mismach\" = \"off\""),
        "canvas.toml:2:1: there is no rule or family `arithmetic/sum-mismach`; did you mean `arithmetic/sum-mismatch`?"
    );
    assert_eq!(wrong("[sections.cost]\ntitles = []"), "canvas.toml:1:11: there is no `cost`; did you mean `costs`?");
    assert!(wrong("min_score = \"70\"").starts_with("canvas.toml:1:13: invalid type: string"));
    assert!(wrong("min_score = 170").ends_with("canvas.toml:1:1: this is a number from 0 to 100"));
    assert!(wrong("[assumptions]\ndays_per_month = 365").starts_with("canvas.toml:2:1: this is a number from 28"));
    assert!(wrong("budget = \"3000\"").starts_with("canvas.toml:1:1: `3000` is no amount of money"));
    assert!(wrong("[[path]]\nfiles = [\"[a\"]").starts_with("canvas.toml:2:10: `[a` is no pattern"));
    assert_eq!(
        wrong("[words]\noders = [\"cart\"]"),
        "canvas.toml:2:1: there is no key `oders` here; did you mean `order`?"
    );
    assert!(
        wrong("[words]\nbanana = [\"cart\"]").starts_with("canvas.toml:2:1: there is no key `banana` here; there are")
    );
    assert!(wrong("[words]\norder = \"cart\"").starts_with("canvas.toml:2:9: invalid type: string"));
    assert_eq!(wrong("[words]\norder = [\"cart\", \"1, \"]"), "canvas.toml:2:18: `1, ` is no word");
    assert_eq!(
        wrong("[words]\norder = [\"cart\"]\nuser = [\"Carts\"]"),
        "canvas.toml:3:9: `Carts` already means `order`; a word has one meaning"
    );
    assert!(wrong("min_score = \n").starts_with("canvas.toml:1:"), "{}", wrong("min_score = \n"));
}

fn in_force(file: &str, path: &str) -> InForce {
    let folder = std::env::current_dir().unwrap();
    let layer = Layer::parse(&folder.join("canvas.toml"), file.to_owned()).unwrap();
    let mut in_force = InForce::of_the_program();
    in_force.add(&layer, &layer.overrides_for(&folder.join(path)));
    in_force
}

#[test]
fn paths_with_their_own_settings_win_over_those_of_all() {
    let file = "min_score = 80\n[[path]]\nfiles = [\"legacy\", \"*-draft.md\"]\nmin_score = 50\n";
    for (path, score) in [("a.md", 80), ("legacy/a.md", 50), ("legacy/deep/a.md", 50), ("docs/a-draft.md", 50)] {
        assert_eq!(in_force(file, path).min_score, Some(score), "{path}");
    }
}

#[test]
fn a_rule_wins_over_its_family() {
    let file = "[severity]\n\"arithmetic/sum-mismatch\" = \"warning\"\narithmetic = \"off\"\n";
    let severities = in_force(file, "a.md").settings.severities;
    assert_eq!(
        severities,
        [("arithmetic".to_owned(), None), ("arithmetic/sum-mismatch".to_owned(), Some(Severity::Warning))]
    );
}

#[test]
fn fractions_are_what_was_typed() {
    let file = "[assumptions]\ndays_per_month = 30.4\nheadroom = 25\n";
    let assumptions = in_force(file, "a.md").settings.assumptions;
    assert_eq!(
        (assumptions.days_per_month.to_string(), assumptions.headroom.to_string()),
        ("30.4".into(), "25".into())
    );
}
