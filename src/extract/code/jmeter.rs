//! Load tests of JMeter: the properties of thread groups and timers.

use crate::extract::code::saying::{Sayings, count, saying};
use crate::extract::code::scan::{beginning, decimal};

/// A property, what it is called, and what its number is of.
const PROPERTIES: &[(&str, &str, &str)] = &[
    ("ThreadGroup.num_threads", "vus", "VUs"),
    ("ThreadGroup.ramp_time", "ramp", "s"),
    ("ThreadGroup.duration", "duration", "s"),
    ("LoopController.loops", "iterations", "iterations"),
    ("ConstantTimer.delay", "think_time", "ms"),
];

/// What a test plan says. Properties that hold variables say nothing.
pub(in crate::extract) fn read(text: &str) -> Sayings {
    let text = beginning(text);
    let mut said = Vec::new();
    for (name_at, mark) in text.match_indices("name=\"") {
        let start = name_at + mark.len();
        let rest = &text[start..];
        let Some(&(property, label, of)) = PROPERTIES.iter().find(|(property, _, _)| rest.starts_with(property)) else {
            continue;
        };
        let key = start..start + property.len();
        let Some(value) = text[key.end..].strip_prefix("\">").and_then(|v| v.split('<').next()) else { continue };
        let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
        if let Some(number) = decimal(value).filter(|_| digits) {
            let value_at = key.end + 2..key.end + 2 + value.len();
            said.push(saying(0, (label, key), (count(number, of), value_at)));
        }
    }
    said
}
