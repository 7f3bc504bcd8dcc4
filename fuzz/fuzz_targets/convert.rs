//! Conversions there and back: a canvas is read as it was before.
#![no_main]

use canvas::convert::{keeps_reading, to_markdown, to_yaml};
use canvas::rules::Settings;
use canvas::source::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let settings = Settings::default();
    // What was damaged is converted as it was read.
    let text = Source::new("canvas.md", bytes).text().to_owned();
    let markdown = Source::new("canvas.md", text.as_bytes());
    // What was damaged twice is repaired by the conversion, and no longer said.
    if markdown.text() != text {
        return;
    }
    let yaml = Source::new("canvas.yaml", to_yaml(&markdown, &settings).as_bytes());
    let back = Source::new("canvas.md", to_markdown(&yaml, &settings).as_bytes());
    // As much damage as is just left alone in one form may be just repaired in the other.
    if !yaml.damage().is_empty() || !back.damage().is_empty() {
        return;
    }
    let (here, there) = (canvas::check(&markdown, &settings), canvas::check(&back, &settings));
    // What is no canvas has no sections to keep.
    assert!(!here.canvas.recognised || !there.canvas.recognised || keeps_reading(&here, &there), "read otherwise");
});
