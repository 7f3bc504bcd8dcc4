//! What code says, in words that the grammar of quantities reads: `5m` is "5 min", `rate<0.1` is "< 10%".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::scan::decimal;

/// One thing that code says, and the bytes of the code that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Saying {
    /// How many sayings it stands under.
    pub depth: usize,
    pub label: String,
    pub label_at: Range<usize>,
    /// Empty when it only holds what stands under it.
    pub value: String,
    pub value_at: Range<usize>,
}

/// What a piece of code says, in order.
pub(in crate::extract) type Sayings = Vec<Saying>;

/// `label: value`, which stand in the code at these bytes.
pub(in crate::extract) fn saying(
    depth: usize,
    (label, label_at): (&str, Range<usize>),
    (value, value_at): (String, Range<usize>),
) -> Saying {
    Saying { depth, label: label.to_owned(), label_at, value, value_at }
}

/// A number without needless zeros. Exactly three decimals could be read as thousands, so they become four.
pub(in crate::extract) fn plain(number: Decimal) -> String {
    let number = number.normalize();
    if number.scale() == 3 { format!("{number}0") } else { number.to_string() }
}

/// `n` of something.
pub(in crate::extract) fn count(number: Decimal, of: &str) -> String {
    format!("{} {of}", plain(number))
}

/// A share as a percentage; `None` when it is too large for one.
pub(in crate::extract) fn percent(share: Decimal) -> Option<String> {
    Some(format!("{}%", plain(share.checked_mul(Decimal::ONE_HUNDRED)?)))
}

/// `5m`, `1h30m`, `500ms`; a number without a unit is `bare` ("s", "ms").
pub(in crate::extract) fn duration(text: &str, bare: &str) -> Option<String> {
    let parts = parts(text.trim(), bare)?;
    // Several parts become one number in the smallest of their units.
    let &(_, last) = parts.last()?;
    let mut sum = Decimal::ZERO;
    for &(number, unit) in &parts {
        sum = sum.checked_add(number.checked_mul(milliseconds(unit)?.checked_div(milliseconds(last)?)?)?)?;
    }
    Some(count(sum, word(last)))
}

/// A duration in seconds.
pub(in crate::extract) fn seconds(text: &str) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for (number, unit) in parts(text.trim(), "s")? {
        sum = sum.checked_add(number.checked_mul(milliseconds(unit)?)?)?;
    }
    sum.checked_div(Decimal::ONE_THOUSAND)
}

/// `number` of something in each `every` seconds: `100 requests/s`, `6000 requests/min`.
pub(in crate::extract) fn rate(number: Decimal, of: &str, every: Decimal) -> Option<String> {
    let periods = [(1, "s"), (60, "min"), (3_600, "h"), (86_400, "day")];
    if let Some((_, period)) = periods.into_iter().find(|&(s, _)| Decimal::from(s) == every) {
        return Some(format!("{} {of}/{period}", plain(number)));
    }
    const DIGITS: u32 = 4;
    let second = number.checked_div(every)?;
    Some(format!("{} {of}/s", plain(second.round_dp(DIGITS))))
}

/// `https://api.example.com` of an address on it.
pub(in crate::extract) fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|h| !h.is_empty())?;
    (scheme.starts_with("http") || scheme.starts_with("ws")).then(|| format!("{scheme}://{host}"))
}

/// Numbers and units of a duration.
fn parts<'t>(text: &'t str, bare: &'t str) -> Option<Vec<(Decimal, &'t str)>> {
    const MOST: usize = 6;
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '_')).unwrap_or(rest.len());
        let number = decimal(&rest[..digits])?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let unit = if letters == 0 { bare } else { &rest[..letters] };
        milliseconds(unit)?;
        rest = rest[letters..].trim_start();
        if (letters == 0 && !rest.is_empty()) || parts.len() == MOST {
            return None;
        }
        parts.push((number, unit));
    }
    (!parts.is_empty()).then_some(parts)
}

fn milliseconds(unit: &str) -> Option<Decimal> {
    let ms: i64 = match unit {
        "ms" => 1,
        "s" | "sec" | "secs" | "second" | "seconds" => 1_000,
        "m" | "min" | "mins" | "minute" | "minutes" => 60_000,
        "h" | "hr" | "hour" | "hours" => 3_600_000,
        "d" | "day" | "days" => 86_400_000,
        _ => return None,
    };
    Some(Decimal::from(ms))
}

fn word(unit: &str) -> &'static str {
    match unit {
        "ms" => "ms",
        _ if unit.starts_with('s') => "s",
        _ if unit.starts_with('m') => "min",
        _ if unit.starts_with('h') => "h",
        _ => "days",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_several_parts_become_one_number() {
        assert_eq!(duration("5m", "s").as_deref(), Some("5 min"));
        assert_eq!(duration("1h30m", "s").as_deref(), Some("90 min"));
        assert_eq!(duration("2m30s", "s").as_deref(), Some("150 s"));
        assert_eq!(duration("500", "ms").as_deref(), Some("500 ms"));
        assert_eq!(duration("soon", "s"), None);
        assert_eq!(duration("5x", "s"), None);
    }

    #[test]
    fn three_decimals_are_no_thousands() {
        assert_eq!(plain("12.125".parse().unwrap()), "12.1250");
        assert_eq!(plain("12.500".parse().unwrap()), "12.5");
    }

    #[test]
    fn shares_are_scaled_exactly() {
        assert_eq!(percent("0.1".parse().unwrap()).as_deref(), Some("10%"));
        assert_eq!(percent("0.0005".parse().unwrap()).as_deref(), Some("0.05%"));
        assert_eq!(percent(Decimal::MAX), None);
    }

    #[test]
    fn a_rate_for_an_odd_window_is_given_per_second() {
        assert_eq!(rate(Decimal::from(50), "requests", Decimal::from(10)).as_deref(), Some("5 requests/s"));
        assert_eq!(rate(Decimal::from(50), "requests", Decimal::from(60)).as_deref(), Some("50 requests/min"));
        assert_eq!(rate(Decimal::from(50), "requests", Decimal::ZERO), None);
    }
}
