//! Mistakes in the form of PromQL expressions that make an alert fire never, always or for the wrong reason.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::scan::{Code, PROMQL};
use crate::extract::promql::{LABEL_LISTS, LONGEST, comparisons, metrics, without_parentheses};

/// A mistake in the form of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suspicion {
    /// A ratio whose sides select different labels and are not summed: each side only meets its own series, so
    /// `rate(a{status=~"5.."}) / rate(a)` is 1 wherever it is anything.
    RatioNotSummed,
    /// `histogram_quantile` over buckets that were summed without keeping `le`.
    QuantileLosesBuckets,
    /// `histogram_quantile` over buckets that were not summed: one quantile per series, not that of the service.
    QuantileNotSummed,
    /// A `by` or `without` behind a function that is no aggregation.
    GroupingOfFunction,
    /// A rate of errors per second compared with a fraction, as if it were a share of all requests.
    RateTakenForShare,
    /// A bracket that is not closed, or closed but not opened.
    BracketsUneven,
}

/// Operators that take `by` and `without`.
const AGGREGATIONS: &[&str] = &[
    "sum",
    "avg",
    "min",
    "max",
    "count",
    "stddev",
    "stdvar",
    "topk",
    "bottomk",
    "quantile",
    "count_values",
    "group",
    "limitk",
    "limit_ratio",
];

/// What is suspect about an expression, with the bytes that show it, in order.
pub fn suspicions(expr: &str) -> Vec<(Suspicion, Range<usize>)> {
    let mut found = Vec::new();
    if expr.len() > LONGEST {
        return found;
    }
    let code = Code::new(expr, PROMQL);
    if is_uneven(&code) {
        found.push((Suspicion::BracketsUneven, 0..expr.len()));
        return found;
    }
    for i in 0..code.len() {
        let next = if code.is(i + 1, '(') { code.closing(i + 1) + 1 } else { i + 1 };
        let word = code.word(i);
        if code.is(i + 1, '(') && !word.is_empty() {
            let grouped = matches!(code.word(next), "by" | "without");
            if grouped && !AGGREGATIONS.contains(&word) && !LABEL_LISTS.contains(&word) {
                found.push((Suspicion::GroupingOfFunction, code.bytes(next..code.closing(next + 1) + 1)));
            }
            if word == "histogram_quantile" {
                found.extend(quantile(&code, i + 1).map(|s| (s, code.bytes(i..next))));
            }
        }
        if code.is(i, '/') {
            found.extend(ratio(&code, i));
        }
    }
    found.extend(rate_as_share(&code));
    found.sort_by_key(|(_, range)| range.start);
    found
}

fn is_uneven(code: &Code) -> bool {
    let count = |signs: [char; 3]| (0..code.len()).filter(|&i| signs.iter().any(|&c| code.is(i, c))).count();
    count(['(', '[', '{']) != count([')', ']', '}']) || (0..code.len()).any(|i| code.closing(i) >= code.len())
}

fn quantile(code: &Code, open: usize) -> Option<Suspicion> {
    let buckets = code.split(code.inside(open), &[',']).into_iter().nth(1)?;
    let named = |i: &usize| AGGREGATIONS.contains(&code.word(*i)) && !code.is(*i, ':');
    let Some(sum) = buckets.clone().find(named) else {
        let raw = metrics(code, buckets).iter().any(|name| name.ends_with("_bucket"));
        return raw.then_some(Suspicion::QuantileNotSummed);
    };
    let kept = (sum..buckets.end).find(|&i| matches!(code.word(i), "by" | "without"));
    let keeps = kept.is_some_and(|i| {
        let has_le = code.inside(i + 1).any(|label| code.word(label) == "le");
        has_le == (code.word(i) == "by")
    });
    (!keeps).then_some(Suspicion::QuantileLosesBuckets)
}

/// The ratio whose sign stands at `i`, when its sides cannot meet.
fn ratio(code: &Code, i: usize) -> Option<(Suspicion, Range<usize>)> {
    if LABEL_LISTS.contains(&code.word(i + 1)) {
        return None;
    }
    let left = operand_before(code, i)?;
    let right = operand_behind(code, i + 1);
    let summed = |side: &Range<usize>| side.clone().any(|t| AGGREGATIONS.contains(&code.word(t)));
    if summed(&left)
        || summed(&right)
        || metrics(code, left.clone()).is_empty()
        || metrics(code, right.clone()).is_empty()
    {
        return None;
    }
    let (one, other) = (matchers(code, left.clone()), matchers(code, right.clone()));
    (one != other).then(|| (Suspicion::RatioNotSummed, code.bytes(left.start..right.end)))
}

/// The operand that ends before `end`: a number, a selector with its braces and window, a call, a group.
fn operand_before(code: &Code, end: usize) -> Option<Range<usize>> {
    // Brackets only know their end; the operand that reaches up to `end` is the nearest one that closes there.
    let mut start = end.checked_sub(1)?;
    if code.is(start, ')') || code.is(start, '}') || code.is(start, ']') {
        start = (end.saturating_sub(FARTHEST)..start).rev().find(|&at| code.closing(at) == start && at != start)?;
    }
    while start > 0 && (code.is(start, '{') || code.is(start, '[') || code.is(start, '(')) {
        let before = start - 1;
        if code.word(before).is_empty() {
            if code.is(before, '}') {
                start = (before.saturating_sub(FARTHEST)..before).rev().find(|&at| code.closing(at) == before)?;
                continue;
            }
            break;
        }
        start = before;
    }
    Some(start..end)
}

/// Tokens of the left side of a ratio that are looked at.
const FARTHEST: usize = 200;

fn operand_behind(code: &Code, start: usize) -> Range<usize> {
    let mut end = start + 1;
    if code.is(start, '(') {
        end = code.closing(start) + 1;
    }
    while code.is(end, '(') || code.is(end, '{') || code.is(end, '[') || matches!(code.word(end), "by" | "without") {
        end = code.closing(end).max(end) + 1;
    }
    start..end.min(code.len())
}

/// The label matchers of `range`, sorted.
fn matchers<'t>(code: &Code<'t>, range: Range<usize>) -> Vec<Vec<&'t str>> {
    let mut found = Vec::new();
    for i in range.filter(|&i| code.is(i, '{')) {
        found
            .extend(code.split(code.inside(i), &[',']).into_iter().map(|m| m.map(|t| code.raw(t)).collect::<Vec<_>>()));
    }
    found.sort();
    found
}

/// `rate(errors_total[5m]) > 0.05`, without anything it is divided by.
fn rate_as_share(code: &Code) -> Option<(Suspicion, Range<usize>)> {
    let all = without_parentheses(code, code.all());
    let signs = comparisons(code, all.clone());
    let [sign] = signs.as_slice() else { return None };
    let limit = code.number(sign + 1 + usize::from(code.is(sign + 1, '='))..all.end)?;
    let side = all.start..*sign;
    let divided = side.clone().any(|i| code.is(i, '/') || code.is(i, '-'));
    let rate = side.clone().any(|i| matches!(code.word(i), "rate" | "irate"));
    let words = side.map(|i| code.raw(i)).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    let errors = ["error", "fail", "5xx", "~ \"5"].iter().any(|mark| words.contains(mark));
    let fraction = limit > Decimal::ZERO && limit < Decimal::ONE;
    (rate && !divided && errors && fraction).then(|| (Suspicion::RateTakenForShare, code.bytes(all)))
}
