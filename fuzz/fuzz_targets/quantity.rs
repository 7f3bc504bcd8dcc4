//! Quantities in running text, keys and labels: places inside the text, in order, and bounds that can be put in order.
#![no_main]

use canvas::quantity::Habits;
use canvas::quantity::parse::{implied, read, slug};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let habits = Habits::default();
    let mut last = 0;
    for quantity in read(text, habits) {
        // A range keeps the order in which it was written.
        let ordered = quantity.interval.ordered();
        if let (Some(low), Some(high)) = (ordered.low, ordered.high) {
            assert!(low <= high, "{text:?} is read as {low} to {high}");
        }
        assert!(text.get(quantity.range.clone()).is_some() && text.get(quantity.figure.clone()).is_some());
        assert!(quantity.range.start >= last, "quantities stand in the order of the text");
        last = quantity.range.start;
    }
    let _ = slug(text, habits);
    let _ = implied(text, habits);
});
