//! Inputs that want to hurt: each gets an answer in bounded time, and a finding says what was cut short.

mod common;

use std::time::{Duration, Instant};

/// Release builds take well under two seconds for ten times as much; test builds are slower.
const LONGEST: Duration = Duration::from_secs(30);

/// A stopwatch for the work of this thread: on a busy machine waiting is not counted, where the system tells it apart.
struct Watch {
    started: Instant,
    worked: Option<Duration>,
}

impl Watch {
    fn start() -> Watch {
        Watch { started: Instant::now(), worked: worked() }
    }

    fn elapsed(&self) -> Duration {
        match (self.worked, worked()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.started.elapsed(),
        }
    }
}

/// How long this thread has been on a processor, as Linux counts it.
fn worked() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The rules that speak of the form of a document, in order.
fn hygiene(name: &str, text: &str) -> Vec<&'static str> {
    let started = Watch::start();
    let (source, report) = common::check_text(name, text);
    assert!(started.elapsed() < LONGEST, "{name}: {:?} for {} bytes", started.elapsed(), text.len());
    for finding in &report.outcomes.findings {
        assert!(source.text().get(finding.span.range()).is_some(), "{}: a span outside the text", finding.rule);
    }
    report.outcomes.findings.iter().map(|f| f.rule).filter(|r| r.starts_with("hygiene/")).collect()
}

#[test]
fn a_large_table_is_read_as_far_as_the_bound_and_says_so() {
    let rows: String = (0..25_000).map(|i| format!("| row {i} | R$ {},00 | {} req/s |\n", i % 900, i % 77)).collect();
    let text = format!("# Capacity plan\n\n| a | b | c |\n|---|---|---|\n{rows}");
    assert_eq!(hygiene("a.md", &text), ["hygiene/document-cut-short"]);
}

#[test]
fn a_line_of_a_megabyte_is_read_as_far_as_the_bound_and_says_so() {
    let text = "R$ 1.200 por mês e 300 req/s, 3 x 4 = 12; ".repeat(24_000);
    assert_eq!(hygiene("a.md", &text), ["hygiene/document-cut-short"]);
}

#[test]
fn many_canvases_in_one_file_are_read_as_far_as_the_bound() {
    let canvas = std::fs::read_to_string("canvases/marketplace-pedidos.md").expect("a canvas");
    assert_eq!(hygiene("a.md", &canvas.repeat(200)), ["hygiene/document-cut-short"]);
}

#[test]
fn deep_nesting_is_cut_short_and_says_so() {
    for text in [">".repeat(100_000) + " x", "- ".repeat(100_000) + "x"] {
        assert_eq!(hygiene("a.md", &text), ["hygiene/document-cut-short"], "{}", &text[..2]);
    }
    assert!(hygiene("a.yaml", &"- ".repeat(100_000)).contains(&"hygiene/document-cut-short"));
}

#[test]
fn brackets_bombs_and_control_characters_give_an_answer() {
    assert_eq!(hygiene("a.md", &"[".repeat(100_000)), ["hygiene/document-cut-short"]);
    assert!(!hygiene("a.yaml", &"{a: ".repeat(100_000)).is_empty());
    let bomb: String = ('a'..'j').map(|c| format!("{}: &{} [*{c}, *{c}, *{c}, *{c}]\n", c, c)).collect();
    hygiene("a.yaml", &bomb);
    assert_eq!(hygiene("a.md", &"\0".repeat(1_000_000)), ["hygiene/text-not-utf8"]);
}

#[test]
fn random_bytes_give_an_answer() {
    // A fixed sequence: the same bytes on every machine.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let bytes: Vec<u8> = (0..300_000)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        })
        .collect();
    let source = canvas::source::Source::new("a.md", &bytes);
    let started = Watch::start();
    let report = canvas::check(&source, &canvas::rules::Settings::default());
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
    assert!(report.outcomes.findings.iter().any(|f| f.rule == "hygiene/text-not-utf8"));
}
