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
}

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
    rig.overridden = options.zip(stages).filter(|_| scripts == 1);
    rig
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ')' | '>' | '<' | ',' | ';')
}
