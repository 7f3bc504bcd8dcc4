//! The whole check and its reports: findings lie in the text, and the same bytes give the same report.
#![no_main]

use canvas::report::{Run, json, sarif};
use canvas::rules::Settings;
use canvas::source::Source;
use libfuzzer_sys::fuzz_target;

/// The reports of a document, whose first byte says whether it is Markdown or YAML.
fn reports(bytes: &[u8]) -> Option<Vec<u8>> {
    let (first, rest) = bytes.split_first()?;
    let source = Source::new(if first % 2 == 0 { "canvas.yaml" } else { "canvas.md" }, rest);
    let report = canvas::check(&source, &Settings::default());
    for finding in &report.outcomes.findings {
        let labels = finding.labels.iter().map(|label| label.span);
        for span in labels.chain([finding.span]).chain(finding.places.iter().copied()) {
            assert!(source.text().get(span.range()).is_some(), "{} points at {span:?}", finding.rule);
        }
    }
    let run = Run { canvases: vec![(source, report.brief(true))], skipped: Vec::new() };
    let mut out = Vec::new();
    json::render(&run, None, &mut out).ok()?;
    sarif::render(&run, None, &mut out).ok()?;
    Some(out)
}

fuzz_target!(|bytes: &[u8]| {
    assert!(reports(bytes) == reports(bytes), "the same bytes give the same report");
});
