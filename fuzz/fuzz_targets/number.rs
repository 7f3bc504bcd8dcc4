//! A number as written is read as an interval inside the text, whatever surrounds it.
#![no_main]

use canvas::quantity::Habits;
use canvas::quantity::parse::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // Only what numbers are written with, so that all of the effort goes there.
    let written: String = text.chars().filter(|c| "0123456789.,_' \u{a0}\u{202f}kKmMeE+-–~≈<>≤≥%x×→/R$US€".contains(*c)).collect();
    for quantity in read(&written, Habits::default()) {
        // A range keeps the order in which it was written.
        let ordered = quantity.interval.ordered();
        if let (Some(low), Some(high)) = (ordered.low, ordered.high) {
            assert!(low <= high, "{written:?} is read as {low} to {high}");
        }
        assert!(written.get(quantity.range.clone()).is_some(), "{written:?} has {:?}", quantity.range);
        assert!(written.get(quantity.figure.clone()).is_some(), "{written:?} has {:?}", quantity.figure);
    }
});
