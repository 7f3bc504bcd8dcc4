//! The few numbers of a document that are written otherwise than the many get their marks.

use crate::finding::{Edit, Fix};
use crate::model::Canvas;
use crate::source::Source;

/// So many times as many numbers of one notation show that it is the one of the document.
const CLEAR: usize = 3;

pub(in crate::fix) fn unified(source: &Source, canvas: &Canvas) -> Option<Fix> {
    let found = &canvas.wording.notations;
    let by_comma = found.thousands_by_points.len() + found.fraction_by_comma.len();
    let by_point = found.thousands_by_commas.len() + found.fraction_by_point.len();
    // A number of three digits behind its mark has another value to who reads it in the other notation.
    let (few, grouped, many) = if by_comma > by_point {
        (&found.fraction_by_point, &found.thousands_by_commas, by_comma)
    } else {
        (&found.fraction_by_comma, &found.thousands_by_points, by_point)
    };
    if !grouped.is_empty() || many < CLEAR * few.len() {
        return None;
    }
    let edit = |&at: &usize| {
        let fact = canvas.facts.get(at).filter(|fact| !fact.quantity.ambiguous)?;
        let written = source.slice(fact.figure);
        let swapped = |c: char| match c {
            '.' => ',',
            ',' => '.',
            c => c,
        };
        let plain = written.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        plain.then(|| Edit { span: fact.figure, text: written.chars().map(swapped).collect() })
    };
    Some(Fix { safe: true, edits: few.iter().map(edit).collect::<Option<_>>()? })
}
