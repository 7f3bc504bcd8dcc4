//! Any bytes become text whose places can be asked for, and which leads back to the bytes on disk.
#![no_main]

use canvas::source::{Source, Span};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = Source::new("canvas.md", bytes);
    let mut last = 0;
    for at in 0..=source.text().len() {
        let offset = u32::try_from(at).unwrap_or(u32::MAX);
        let line = source.line_of(offset);
        assert!(line >= last, "lines run forwards");
        last = line;
        let _ = source.place(offset);
        let _ = source.slice(Span::new(at, source.text().len()));
        assert!(source.disk_offset(offset) <= bytes.len(), "no place lies behind the file");
        let _ = source.line_span(line);
    }
});
