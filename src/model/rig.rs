//! What a load test is run with, and against what.

use crate::extract::{Outline, SectionKind};
use crate::source::{Source, Span, Spanned};

/// What is said about the rig of the load tests.
#[derive(Clone, Debug, Default)]
pub struct Rig {
    /// Addresses of the machine that makes the load itself.
    pub local: Vec<Spanned<String>>,
    /// Options of a command that take the place of the stages of its script, and the stages.
    pub overridden: Option<(Span, Span)>,
    /// Requests of a Locust script that only ask whether the service is up, where there are others.
    pub health: Option<Health>,
}

/// Requests that only ask whether the service is up.
#[derive(Clone, Copy, Debug)]
pub struct Health {
    /// Where one is sent.
    pub place: Span,
    /// How often these come, by the weights of the script.
    pub weight: u32,
    /// How often all requests come.
    pub of: u32,
}

/// Paths that only say that the service is up.
const HEALTH: &[&str] = &["/health", "/ping", "/status", "/ready", "/live", "/heartbeat"];

/// Addresses of one's own machine.
const LOCAL: &[&str] = &["://localhost", "://127.0.0.1", "://0.0.0.0", "://[::1]"];

/// Marks of lines that do not say where the load goes: results, dashboards, defaults, first tries.
const OTHER: &[&str] = &[
    "influx",
    "grafana",
    "prometheus",
    "statsd",
    "dashboard",
    "--out",
    "curl",
    "environ",
    "getenv",
    "__env",
    "process.env",
    "||",
    "smoke",
    "fumaça",
    "humo",
    ":-",
    "://localhost:8089",
    "://localhost:9090",
];

pub(in crate::model) fn read(outline: &Outline, source: &Source) -> Rig {
    let mut rig = Rig::default();
    let (mut stages, mut options, mut scripts) = (None, None, 0);
    let (mut tasks, mut weight, mut health) = (0u32, None, None);
    let mut end = 0;
    for section in outline.sections.iter().filter(|s| s.kind == SectionKind::LoadTest) {
        // A section may stand in another one; no line is read twice.
        let range = section.span.range();
        let start = range.start.max(end);
        let Some(text) = source.text().get(start..range.end) else { continue };
        end = range.end;
        let mut at = start;
        for line in text.split_inclusive('\n') {
            let place = |found: usize, length: usize| Span::new(at + found, at + found + length);
            let lower = line.to_ascii_lowercase();
            let meant = !OTHER.iter().any(|mark| lower.contains(mark));
            if let Some(found) = LOCAL.iter().find_map(|mark| lower.find(mark)).filter(|_| meant) {
                let start =
                    lower.get(..found).map_or(found, |before| before.trim_end_matches(char::is_alphanumeric).len());
                let rest = line.get(start..).unwrap_or("");
                let length = rest.find(is_end).unwrap_or(rest.trim_end().len());
                rig.local.push(Spanned::new(rest.get(..length).unwrap_or("").to_owned(), place(start, length)));
            }
            if let Some(own) = task_weight(&lower) {
                tasks = tasks.saturating_add(own);
                weight = Some(own);
            }
            let asks = HEALTH.iter().find_map(|path| lower.find(path)).filter(|_| lower.contains("self.client."));
            if let (Some(found), Some(own)) = (asks, weight) {
                let (place, sum) = health.unwrap_or((place(found, line.get(found..).map_or(0, quoted)), 0u32));
                health = Some((place, sum.saturating_add(own)));
                weight = None;
            }
            if let Some(found) = lower.find("stages:").filter(|_| lower.contains('[')) {
                scripts += 1;
                stages = Some(place(found, "stages".len()));
            }
            if let Some(found) = ["--vus", "--duration"].iter().find_map(|o| lower.find(o)) {
                options = options.or(Some(place(found, line.get(found..).map_or(0, |l| l.trim_end().len()))));
            }
            at += line.len();
        }
    }
    // With several scripts nobody knows which one the command runs.
    rig.health = health.filter(|(_, own)| *own < tasks).map(|(place, weight)| Health { place, weight, of: tasks });
    rig.overridden = options.zip(stages).filter(|_| scripts == 1);
    rig
}

/// The weight of a task of Locust: `@task(3)`, `@task`.
fn task_weight(line: &str) -> Option<u32> {
    let rest = line.trim().strip_prefix("@task")?;
    let digits: String = rest.trim_start_matches('(').chars().take_while(char::is_ascii_digit).collect();
    if rest.is_empty() { Some(1) } else { digits.parse().ok().filter(|n| *n <= 1_000) }
}

/// How long a path is, up to the quote behind it.
fn quoted(rest: &str) -> usize {
    rest.find(is_end).unwrap_or(rest.len())
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ')' | '>' | '<' | ',' | ';')
}
