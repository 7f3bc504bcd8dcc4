//! What a letter glued to a number stands for where the calculation it takes part in tells: in `300M × 200B = 60 GB` it is
//! bytes, in `6b × 500 bytes = 3 TB` billions.

use std::ops::Range;

use crate::quantity::equation::{self, Equation, Expression, Operator};
use crate::quantity::parse::Reader;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Quantity, Unit};

/// What a letter behind a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::quantity) enum Letter {
    /// A size, this power of a thousand bytes: `200B`, `4K`.
    Size(u8),
    /// A power of ten: `6b`.
    Power(u32),
}

/// With more letters than this a line is read as it is written.
const MOST: usize = 5;

/// Reads those letters of `reader` the other way which make a calculation right that is not, or that is none.
pub(in crate::quantity) fn settle(reader: &mut Reader) {
    for line in lines(&reader.t) {
        let mut doubtful = candidates(&reader.t, line.clone());
        if doubtful.is_empty() || doubtful.len() > MOST || !has_equals(&reader.t, line.clone()) {
            continue;
        }
        doubtful.sort_by_key(|(at, letter)| (rank(*letter), *at));
        let before = equation::read_in(reader, line.clone());
        let found = right_with(reader, &line, &doubtful, score(&before))
            .or_else(|| size_of_one(&reader.t, &before, &doubtful).map(|one| vec![one]));
        reader.t.letters.extend(found.into_iter().flatten());
    }
}

/// The fewest of `doubtful` with which more results of the line are right than `as_written`.
fn right_with(
    reader: &mut Reader,
    line: &Range<usize>,
    doubtful: &[(usize, Letter)],
    as_written: usize,
) -> Option<Vec<(usize, Letter)>> {
    let known = reader.t.letters.len();
    let mut ways: Vec<u32> = (1..1_u32 << doubtful.len()).collect();
    ways.sort_by_key(|way| (way.count_ones(), *way));
    let mut best: Option<(usize, Vec<(usize, Letter)>)> = None;
    for way in ways {
        let other: Vec<_> =
            doubtful.iter().enumerate().filter(|(n, _)| way >> n & 1 == 1).map(|(_, one)| *one).collect();
        reader.t.letters.extend(&other);
        let mut read = equation::read_in(reader, line.clone());
        if other.iter().any(|(_, letter)| matches!(letter, Letter::Size(_))) {
            read.retain(fits);
        }
        let right = score(&read);
        reader.t.letters.truncate(known);
        if right > best.as_ref().map_or(as_written, |(most, _)| *most) {
            best = Some((right, other));
        }
    }
    best.map(|(_, letters)| letters)
}

/// Whether a calculation comes to a size where its result is one, and to none where it is not: 2 bytes × 30 KB are no
/// 60 PB, though twice thirty are sixty.
fn fits(equation: &Equation) -> bool {
    let wanted = |result: &Quantity| i8::from(matches!(result.unit, Unit::Data(_)));
    equation.results.first().is_some_and(|result| sizes(&equation.expression) == Some(wanted(result)))
}

/// How many sizes an expression multiplies, those that it divides by taken off; `None` where it adds different things.
fn sizes(expression: &Expression) -> Option<i8> {
    match expression {
        Expression::Number(quantity) => Some(i8::from(matches!(quantity.unit, Unit::Data(_)))),
        Expression::Binary(left, operator, right) => {
            let (left, right) = (sizes(left)?, sizes(right)?);
            match operator {
                Operator::Times => left.checked_add(right),
                Operator::Divided => left.checked_sub(right),
                Operator::Plus | Operator::Minus => (left == right).then_some(left),
            }
        }
    }
}

/// The only letter for bytes in a calculation of a size in which nothing else is one: `300M × 200B = 70 GB` is wrong, but
/// not by a factor of a billion.
fn size_of_one(t: &Tokens, equations: &[Equation], doubtful: &[(usize, Letter)]) -> Option<(usize, Letter)> {
    equations.iter().find_map(|equation| {
        let result = equation.results.first()?;
        let left = equation.range.start..result.range.start;
        let mut bytes = doubtful
            .iter()
            .filter(|(at, letter)| *letter == Letter::Size(0) && left.contains(&t.start(*at)))
            .filter(|(at, _)| t.raw(*at) == "B");
        let one = bytes.next().filter(|_| bytes.next().is_none())?;
        let is_size =
            matches!(result.unit, Unit::Data(_)) && !equation.expression.has(|q| matches!(q.unit, Unit::Data(_)));
        (is_size && equation.expression.is_product() && equation.holds(result) != Some(true)).then_some(*one)
    })
}

/// How many results of `equations` are right.
fn score(equations: &[Equation]) -> usize {
    equations.iter().flat_map(Equation::verdicts).filter(|verdict| *verdict == Some(true)).count()
}

/// The letters of a line that may stand for something else than they seem to.
fn candidates(t: &Tokens, line: Range<usize>) -> Vec<(usize, Letter)> {
    let letter = |at: usize| match t.raw(at) {
        "B" => Some(Letter::Size(0)),
        "K" | "k" => Some(Letter::Size(1)),
        "M" => Some(Letter::Size(2)),
        "b" => Some(Letter::Power(9)),
        "m" => Some(Letter::Power(6)),
        _ => None,
    };
    let is_money =
        |number: usize| t.back(number, 0).is_some_and(|sign| matches!(t.kind(sign), Kind::Sign('$' | '€' | '£')));
    line.filter(|&at| t.is_word(at) && t.glued(at) == Kind::Number && !is_money(at - 1))
        .filter_map(|at| Some((at, letter(at)?)))
        .collect()
}

/// What a letter is most likely to be taken for comes first.
fn rank(letter: Letter) -> u8 {
    match letter {
        Letter::Size(0) => 0,
        Letter::Power(_) => 1,
        Letter::Size(power) => 1 + power,
    }
}

fn has_equals(t: &Tokens, mut line: Range<usize>) -> bool {
    line.any(|at| matches!(t.kind(at), Kind::Sign('=' | '≈')))
}

fn lines(t: &Tokens) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..=t.len() {
        if matches!(t.kind(at), Kind::Line | Kind::End) {
            if at > start {
                found.push(start..at);
            }
            start = at + 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::quantity::equation::tests::judged;
    use crate::quantity::parse::read;
    use crate::quantity::{Entity, Habits, Unit};
    use crate::words::Language;

    #[test]
    fn a_letter_is_what_its_calculation_makes_of_it() {
        for (text, language) in [
            ("40M × 150B = 6 GB/day", Language::En),
            ("40M eventos × 150B = 6 GB/dia", Language::Pt),
            ("150B × 40M = 6 GB", Language::Es),
            ("6 GB / 40M = 150B", Language::En),
            ("2KB + 500B = 2.5 KB", Language::En),
            ("40M × 5K = 200 GB", Language::En),
            ("4b * 250bytes = 1TB", Language::En),
            ("4bn × 250 bytes = 1 TB", Language::En),
            ("50m * 4 * 10 = 2b", Language::En),
            ("50m de usuários × 40 = 2b requisições/dia", Language::Pt),
            ("8B × 250 bytes = 2 TB", Language::En),
            ("8B / 1B = 8", Language::En),
        ] {
            assert_eq!(judged(text, language), [text], "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_every_letter_stays_wrong() {
        for text in
            ["40M × 150B = 9 GB/day", "2B users × 3 = 9B", "4b * 250bytes = 5TB", "50m users × 40 = 9b requests"]
        {
            let read = judged(text, Language::En);
            assert!(read.iter().all(|e| e.starts_with(['!', '?'])), "{text}: {read:?}");
        }
        assert_eq!(judged("1.5B × 40kB = 60 PB", Language::En), ["!1.5B × 40kB = 60 PB"]);
        assert_eq!(judged("40M × 150B = 9 GB/day", Language::En), ["!40M × 150B = 9 GB/day"]);
    }

    #[test]
    fn without_a_calculation_the_letter_is_what_it_seems_to_be() {
        let units = |text: &str| {
            let habits = Habits { language: Language::En, decimal: None };
            read(text, habits).into_iter().map(|q| q.unit).collect::<Vec<_>>()
        };
        assert_eq!(units("200B"), [Unit::Bare]);
        assert!(matches!(units("3b requests")[..], [Unit::Count(Entity::Request)]));
        assert!(matches!(units("40M × 150B = 6 GB")[..], [Unit::Bare, Unit::Data(_), Unit::Data(_)]));
    }
}
