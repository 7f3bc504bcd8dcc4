//! The reader of YAML: any text becomes a document, and a program that only reads finds its way through it.
#![no_main]

use canvas::extract::{Vocabulary, outline};
use canvas::source::Source;
use canvas::syntax::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = Source::new("canvas.yaml", bytes);
    let document = parse(&source);
    let end = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    for entry in &outline(&document, &Vocabulary::default()).entries {
        assert!(entry.span.start <= entry.span.end && entry.span.end <= end, "an entry lies in the text");
        assert!(source.text().get(entry.span.range()).is_some(), "an entry parts no character");
    }
});
