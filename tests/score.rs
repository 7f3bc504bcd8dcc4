//! The score keeps its promises: right is worth more than wrong, wrong more than nothing, and words alone little.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use canvas::finding::Severity;
use canvas::report::Report;
use canvas::rules::{RULES, Settings};
use canvas::score::rubric::{ITEMS, Level, MUST_HAVES};
use canvas::source::Source;

/// Rules that the rubric waits for.
const AWAITED: &[&str] = &[
    "clarity/latency-without-percentile",
    "completeness/availability-target-missing",
    "capacity/availability-composition-infeasible",
    "completeness/scenario-volume-missing",
    "completeness/peak-volume-missing",
    "capacity/volume-ratio-implausible",
    "clarity/infra-without-quantity",
    "capacity/n-minus-one-capacity",
    "capacity/linear-scaling-assumed",
    "capacity/storage-below-growth",
    "clarity/quantity-basis-missing",
    "completeness/strategy-without-infrastructure",
    "clarity/undecided-alternative",
    "capacity/overprovisioned",
    "capacity/headroom-below-policy",
    "capacity/single-point-of-failure",
    "capacity/load-test-too-short-for-autoscale",
    "capacity/dependency-latency-exceeds-slo",
    "capacity/bandwidth-below-demand",
    "capacity/queue-drain-infeasible",
    "capacity/cache-hit-infeasible",
    "completeness/cost-component-untraced",
    "completeness/unit-economics-gap",
    "clarity/risk-mitigation-vague",
    "completeness/risk-unrated",
    "completeness/risk-untraced",
    "completeness/bottleneck-not-in-risks",
    "completeness/objective-unmonitored",
    "completeness/monitoring-gap",
    "clarity/alert-underspecified",
    "completeness/objective-untested",
    "completeness/load-test-profile-incomplete",
    "capacity/load-test-open-closed-mismatch",
    "capacity/load-test-rig-invalid",
    "completeness/load-test-criteria-missing",
    "completeness/load-test-soak-missing",
];

fn check(name: &str, text: &str) -> Report {
    canvas::check(&Source::new(name, text.as_bytes()), &Settings::default())
}

/// Points in hundredths, cap included.
fn exact(report: &Report) -> u32 {
    report.score.earned.min(100 * report.score.most)
}

fn read(path: &Path) -> (String, String) {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    (name, std::fs::read_to_string(path).expect("a document of ours is text"))
}

#[test]
fn the_items_are_worth_a_hundred_points_together_and_have_names_of_their_own() {
    assert_eq!(ITEMS.iter().map(|item| item.points).sum::<u32>(), 100);
    let codes: BTreeSet<&str> = ITEMS.iter().map(|item| item.code).collect();
    assert_eq!(codes.len(), ITEMS.len());
    assert!(ITEMS.iter().all(|item| (1..=3).contains(&item.effort)));
    assert!(MUST_HAVES.iter().flat_map(|must| must.items).all(|code| codes.contains(code)));
}

#[test]
fn every_rule_of_the_rubric_is_registered_or_awaited() {
    for rule in ITEMS.iter().flat_map(|item| item.rules) {
        let registered = RULES.iter().any(|known| known.code == *rule);
        assert!(registered || AWAITED.contains(rule), "the rubric names {rule}, which nobody knows");
    }
}

#[test]
fn clean_canvases_that_cost_something_earn_at_least_a_b() {
    for file in common::documents("canvases") {
        let (_, report) = common::check(&file);
        let points = report.score.points.unwrap_or(0);
        let costs = !report.canvas.bills.is_empty();
        assert!(points >= if costs { 80 } else { 70 }, "{}: {points}", file.display());
        assert!(report.score.cap.is_none(), "{}", file.display());
    }
}

#[test]
fn titles_alone_are_worth_almost_nothing() {
    let titles = "# Canvas\n\n## 1. Objective\n\n## 2. Expected volume\n\n## 3. Infrastructure\n\n## 4. Strategies\n\n\
                  ## 5. Costs\n\n## 6. Risks\n\n## 7. Monitoring\n\n## 8. Load test\n";
    let points = check("a.md", titles).score.points;
    assert!(points.is_none_or(|points| points <= 5), "{points:?}");
}

#[test]
fn filler_adds_nothing() {
    const FILLER: &str =
        "\n\nThis part was written with care by everybody in the room, and we are proud of what it became.\n";
    for file in common::documents("canvases").iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
        let (name, text) = read(file);
        let before = exact(&check(&name, &text));
        let after = exact(&check(&name, &format!("{}{FILLER}", text.trim_end())));
        assert!(after <= before, "{name}: {before} rose to {after}");
        let bare = "# Canvas\n\n## 1. Objective\n\nText.\n\n## 2. Expected volume\n\nText.\n\n## 5. Costs\n\nText.\n";
        assert!(exact(&check("a.md", &bare.replace("Text.", FILLER))) <= exact(&check("a.md", bare)));
    }
}

#[test]
fn deleting_a_line_of_a_clean_canvas_never_raises_its_score() {
    /// One line of so many is tried.
    const STEP: usize = 13;
    let mut raised = Vec::new();
    for (offset, file) in common::documents("canvases").iter().enumerate() {
        let (name, text) = read(file);
        let before = exact(&check(&name, &text));
        let lines: Vec<&str> = text.lines().collect();
        let says = |at: &usize| lines[*at].chars().any(char::is_alphanumeric);
        for gone in (offset % STEP..lines.len()).step_by(STEP).filter(says) {
            let mut rest = lines.clone();
            rest.remove(gone);
            let after = exact(&check(&name, &rest.join("\n")));
            if after > before {
                raised.push(format!("{name} without `{}`: {before} rose to {after}", lines[gone]));
            }
        }
    }
    assert!(raised.is_empty(), "{}", raised.join("\n"));
}

/// The mutations of a clean canvas: what stands there, and what is written instead.
fn mutations() -> Vec<(String, String, String, String)> {
    let mut all = Vec::new();
    for file in common::documents("canvases") {
        let (name, text) = read(&file);
        let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/mutations/{stem}.tsv"));
        let Ok(list) = std::fs::read_to_string(list) else { continue };
        for line in list.lines().skip(1) {
            let fields: Vec<String> = line.split('\t').map(|f| f.replace("\\n", "\n").replace("\\t", "\t")).collect();
            if let [_, _, from, to] = fields.as_slice()
                && text.contains(from.as_str())
            {
                all.push((name.clone(), text.clone(), from.clone(), to.clone()));
            }
        }
    }
    all
}

#[test]
fn fixing_a_defect_never_lowers_the_score_and_beats_deleting_it() {
    let mutations = mutations();
    assert!(mutations.len() >= 60, "{} mutations", mutations.len());
    let mut sound: BTreeMap<String, u32> = BTreeMap::new();
    for (name, text, from, to) in mutations {
        let right = *sound.entry(name.clone()).or_insert_with(|| exact(&check(&name, &text)));
        let wrong = check(&name, &text.replacen(&from, &to, 1));
        let found = wrong.outcomes.findings.iter().any(|f| f.severity >= Some(Severity::Warning));
        assert!(right >= exact(&wrong) || !found, "{name}: {to} scores {} instead of {right}", exact(&wrong));
        let deleted = exact(&check(&name, &text.replacen(&from, "\n", 1)));
        assert!(right >= deleted, "{name}: deleting `{from}` raises {right} to {deleted}");
    }
}

#[test]
fn the_order_of_sections_does_not_matter() {
    for file in common::documents("canvases").iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
        let (name, text) = read(file);
        let mut parts: Vec<String> = Vec::new();
        for line in text.lines() {
            if line.starts_with("## ") || parts.is_empty() {
                parts.push(String::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push_str(line);
                part.push('\n');
            }
        }
        if parts.len() < 8 {
            continue;
        }
        let head = parts.remove(0);
        parts.reverse();
        let turned = format!("{head}{}", parts.concat());
        let (before, after) = (exact(&check(&name, &text)), exact(&check(&name, &turned)));
        assert!(before.abs_diff(after) <= 100, "{name}: {before} and, turned round, {after}");
    }
}

#[test]
fn a_gain_is_what_the_score_rises_by() {
    let text = std::fs::read_to_string("canvases/clinic-booking.md").expect("a canvas of ours is text");
    let wrong = check("a.md", &text.replacen("    total: 800\n", "    total: 880\n", 1));
    let right = check("a.md", &text);
    let gain = wrong.score.gains.iter().find(|g| g.item.is_some_and(|item| item.code == "cost-total"));
    assert_eq!(gain.map(|g| g.hundredths), Some(exact(&right) - exact(&wrong)));
}

#[test]
fn a_wrong_number_is_worth_less_than_words_and_more_than_nothing() {
    let shares = Level::ALL.map(Level::share);
    assert!(shares.windows(2).all(|pair| pair[0] < pair[1]), "{shares:?}");
}

#[test]
fn risks_are_rated_in_words_in_figures_and_under_short_headers() {
    let level = |header: &str, low: &str, high: &str| {
        let text = format!(
            "# Scalability canvas\n\n## Objective\n\n- From 1,000 to 5,000 active users a month.\n\n## Risks and mitigation\n\n\
             | Risk | {header} | Mitigation |\n|---|---|---|---|\n| The database saturates | {low} | {high} | Add a read replica |\n\
             | A supplier fails | {high} | {low} | Keep a second one |\n"
        );
        let report = check("a.md", &text);
        let rated = report.score.items.iter().find(|scored| scored.item.code == "risks-rated");
        rated.map(|scored| scored.level)
    };
    for header in ["Probability | Impact", "P | I", "Likelihood | Severity"] {
        assert_eq!(level(header, "low", "high"), Some(Level::Verified), "{header}");
        assert_eq!(level(header, "2", "5"), Some(Level::Verified), "{header}");
    }
    assert_eq!(level("Team | Since", "data", "2024"), Some(Level::Absent));
}
