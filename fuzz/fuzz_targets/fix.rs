//! Repairs: a second run changes nothing, and no repair makes more of the document wrong than was.
#![no_main]

use canvas::repair::repair;
use canvas::rules::Settings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = if first % 2 == 0 { "canvas.yaml" } else { "canvas.md" };
    let settings = Settings::default();
    for all in [false, true] {
        let once = repair(name, rest, &settings, all);
        let twice = repair(name, &once.bytes, &settings, all);
        assert!(once.bytes == twice.bytes, "a second run changes something");
        assert!(!once.fixed.is_empty() || once.bytes == rest, "what is changed is said");
    }
});
