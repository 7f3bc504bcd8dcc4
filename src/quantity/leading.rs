//! How many there are of what a calculation begins with: the four of "4 nodes at $1.20/h × 730 h".

use crate::quantity::equation::{Equation, Expression, Operator};
use crate::quantity::parse::Reader;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Entity, Interval, Quantity, Unit, lexicon, words};
use rust_decimal::Decimal;

/// What stands between a count and the price, rate or share of each.
const OF_EACH: &[&str] = &[
    "at", "for", "of", "a", "de", "do", "da", "dos", "das", "del", "por", "per", "cada", "each", "@", "com", "con",
    "with",
];

/// What makes a count of any number: "3 times $1,500".
const TIMES: &[&str] = &["vezes", "veces", "times"];

/// How many words the name of what is counted may have.
const NOUNS: usize = 4;

/// More counts before one another ("2 clusters of 3 nodes at") are none.
const MOST: usize = 3;

/// A count that stands before a calculation.
struct Count {
    /// The token it starts at.
    first: usize,
    quantity: Quantity,
    /// Whether nothing but a number of what follows can be meant.
    certain: bool,
    /// Whether a bracket opens between the two, which may as well say how the count itself comes about.
    aside: bool,
    /// Whether a comma or a colon stands between the two: "4 nodes, $1.20/h × 730 h".
    apart: bool,
}

/// `equation`, which starts at token `start`, with the counts before it that it takes to be right, or that surely belong
/// to it. `None` where they may belong to it, and it is wrong with and without them.
pub(in crate::quantity) fn complete(reader: &Reader, start: usize, equation: Equation) -> Option<Equation> {
    let holds = |e: &Equation| e.results.first().is_none_or(|result| e.holds(result) == Some(true));
    if holds(&equation) {
        return Some(equation);
    }
    let (mut counts, mut at) = (Vec::new(), start);
    while counts.len() < MOST
        && let Some(count) = before(reader, at, &equation.expression)
    {
        at = count.first;
        counts.push(count);
    }
    let Some(nearest) = counts.first() else { return Some(equation) };
    let (mut each, mut all) = (equation.clone(), equation.clone());
    for count in &counts {
        for (counted, whole) in [(&mut each, false), (&mut all, true)] {
            counted.expression = times(count, &counted.expression, whole);
            counted.range.start = reader.t.start(count.first);
            if holds(counted) {
                return Some(counted.clone());
            }
        }
    }
    match nearest {
        Count { aside: true, .. } => Some(equation),
        // Whichever of the two comes nearer to the result was meant, and only the calculation alone is surely wrong.
        Count { apart: true, .. } => Some(equation).filter(|equation| equation.is_nearer_than(&all)),
        Count { certain: true, .. } if counts.len() == 1 => Some(each),
        _ => None,
    }
}

/// `expression` so many times: all of it, or what it begins with.
fn times(count: &Count, expression: &Expression, whole: bool) -> Expression {
    match expression {
        Expression::Binary(left, operator, right) if !whole => {
            Expression::Binary(Box::new(times(count, left, false)), *operator, right.clone())
        }
        _ => {
            let number = Expression::Number(Box::new(count.quantity.clone()));
            Expression::Binary(Box::new(number), Operator::Times, Box::new(expression.clone()))
        }
    }
}

/// The count right before token `start`, at which `expression` begins.
fn before(reader: &Reader, start: usize, expression: &Expression) -> Option<Count> {
    let t = &reader.t;
    let first = first(expression);
    let mut at = t.back(start, 0)?;
    let bracket = t.is(at, '(') || t.is(start, '(');
    let aside = t.is(at, '(');
    let multiple = TIMES.contains(&t.word(at));
    let mut joined = bracket || multiple;
    if aside || multiple {
        at = t.back(at, 0)?;
    }
    while matches!(t.kind(at), Kind::Sign('@' | '×' | '*')) || t.word(at) == "x" || OF_EACH.contains(&t.word(at)) {
        joined = true;
        at = t.back(at, 0)?;
    }
    let apart = matches!(t.kind(at), Kind::Sign(',' | ':'));
    if apart {
        at = t.back(at, 0)?;
    }
    if !joined && !apart {
        return None;
    }
    let mut nouns = 0;
    loop {
        let named = matches!(t.glued(at), Kind::Word | Kind::Number | Kind::Sign('.' | '-' | '_' | '/'));
        match t.kind(at) {
            Kind::Number if !named => break,
            Kind::Word if value(t, at).is_some() && !named => break,
            // "c5.2xlarge", "t3-large"
            Kind::Number | Kind::Word | Kind::Sign('.' | '-' | '_') if named => {}
            Kind::Word if nouns < NOUNS => nouns += 1,
            // "4 × A10G at", "50% of"
            Kind::Sign('×' | '%') => {}
            _ => return None,
        }
        at = t.back(at, 0)?;
    }
    let beside = t.back(at, 0).map_or(Kind::End, |b| t.kind(b));
    let joined = matches!(beside, Kind::Sign('×' | '*' | '+' | '−' | '/' | '÷' | '·' | '@'))
        || t.back(at, 0).is_some_and(|b| t.word(b) == "x");
    let label = t.back(at, 0).filter(|&b| words::NUMBERED.contains(t.word(b)));
    if apart && nouns == 0 {
        // "In 2026, 3 nodes × $5"
        return None;
    }
    let signed = matches!(t.glued(at), Kind::Sign(_)) && !t.is(at.wrapping_sub(1), '(');
    if label.is_some() || signed && t.is_number(at) {
        return None;
    }
    if let Some(value) = value(t, at) {
        let quantity = Quantity {
            interval: Interval::point(value),
            step: Decimal::ONE,
            unit: Unit::Bare,
            per: None,
            each: None,
            ambiguous: false,
            approximate: false,
            ..first.clone()
        };
        return Some(Count { first: at, quantity, certain: false, aside, apart });
    }
    let (quantity, _) = reader.operand(at, at)?;
    let clear = match (&quantity.unit, &first.unit) {
        (Unit::Count(Entity::ConcurrentUser | Entity::User), _) if !matches!(first.unit, Unit::Money(_)) => {
            first.per.is_some()
        }
        (Unit::Count(_), Unit::Money(_) | Unit::Count(Entity::Connection)) => true,
        (Unit::Count(_), _) => first.per.is_some(),
        (Unit::Bare | Unit::Factor, _) => multiple,
        _ => false,
    };
    let short = (1..=2).contains(&nouns) || multiple && nouns == 0;
    let certain = clear && short && !bracket && !joined && !apart && quantity.per.is_none() && quantity.each.is_none();
    Some(Count { first: at, quantity, certain, aside, apart })
}

/// The number that an expression begins with.
fn first(expression: &Expression) -> &Quantity {
    match expression {
        Expression::Number(quantity) => quantity,
        Expression::Binary(left, ..) => first(left),
    }
}

/// The number that a word stands for: "five", "twice", "metade".
fn value(t: &Tokens, i: usize) -> Option<Decimal> {
    match t.word(i) {
        "metade" | "mitad" | "half" => Some(Decimal::new(5, 1)),
        "twice" | "double" | "dobro" | "doble" => Some(Decimal::TWO),
        "triplo" | "triple" => Some(Decimal::from(3)),
        // In Portuguese it is "of the"; only at the beginning of a clause it is surely none.
        "dos" if t.back(i, 0).is_some_and(|b| matches!(t.kind(b), Kind::Word | Kind::Number)) => None,
        word => lexicon::numeral(word).filter(|value| *value > 1).map(Decimal::from),
    }
}

#[cfg(test)]
mod tests {
    use crate::quantity::equation::tests::judged;
    use crate::words::Language;

    #[test]
    fn a_count_before_a_price_or_a_rate_is_a_factor_of_it() {
        for (text, language) in [
            ("4 nodes at $1.20/h × 730 h = $3,504/mo", Language::En),
            ("4 × A10G at $1.20/h × 730 h = $3,504/mo", Language::En),
            ("6 m5.large @ $0.15 × 730 h = $657/mo", Language::En),
            ("10 seats for $200 × 12 = $24,000", Language::En),
            ("five nodes at $100 × 12 = $6,000", Language::En),
            ("2 clusters of 3 nodes at $100 × 12 = $7,200", Language::En),
            ("2 × 3 nodes at $100 × 12 = $7,200", Language::En),
            ("10 TB at $23/TB × 12 = $2,760", Language::En),
            ("4 pods at $30 + $60 = $180", Language::En),
            ("4 pods at 10 rps × 2 zones = 80 rps", Language::En),
            ("1,000 sensors at 2 msg/s × 86,400 s = 172.8M msg/day", Language::En),
            ("50% of 300 × 2 = 300", Language::En),
            ("3 nós a US$ 0,50/h × 730 h = US$ 1.095/mês", Language::Pt),
            ("5 licenças de R$ 200 × 12 = R$ 12.000/ano", Language::Pt),
            ("5 licenças a R$ 200/mês × 12 meses = R$ 12.000/ano", Language::Pt),
            ("6 pods de 20 conexões + 10 do batch = 130 conexões", Language::Pt),
            ("3 nós (R$ 1.500/mês) × 12 = R$ 54.000/ano", Language::Pt),
            ("3 vezes R$ 1.500 + R$ 500 = R$ 5.000/mês", Language::Pt),
            ("dobro de R$ 1.500 + R$ 500 = R$ 3.500/mês", Language::Pt),
            ("3 brokers a 500 GB × 7 dias = 10,5 TB", Language::Pt),
            ("5 licencias de 200 € × 12 = 12.000 €/año", Language::Es),
            ("dos nodos a 200 € × 12 = 4.800 €", Language::Es),
        ] {
            assert_eq!(judged(text, language), [text], "{text}");
        }
    }

    #[test]
    fn a_wrong_product_is_found_with_the_count_before_it() {
        for (text, language) in [
            ("4 nodes at $1.20/h × 730 h = $4,504/mo", Language::En),
            ("4 pods at 10 rps × 2 zones = 90 rps", Language::En),
            ("3 nós a US$ 0,50/h × 730 h = US$ 1.495/mês", Language::Pt),
            ("5 licenças de R$ 200 × 12 = R$ 14.000/ano", Language::Pt),
            ("6 pods de 20 conexões + 10 do batch = 150 conexões", Language::Pt),
            ("5 licencias de 200 € × 12 = 14.000 €/año", Language::Es),
        ] {
            assert_eq!(judged(text, language), [format!("!{text}")], "{text}");
        }
    }

    #[test]
    fn what_may_be_a_count_and_does_not_fit_leaves_a_doubt() {
        for text in ["five nodes at $100 × 12 = $7,000", "2 clusters of 3 nodes at $100 × 12 = $8,200"] {
            assert_eq!(judged(text, Language::En), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_count_before_a_comma_or_a_colon_is_a_factor_where_that_comes_nearer() {
        for (text, language) in [
            ("6 hosts, $0.40/h × 730 h = $1,752", Language::En),
            ("three sites, 4 workers × 5 rps = 60 rps", Language::En),
            ("2 zones, 3 hosts, $50 × 12 = $3,600", Language::En),
            ("6 hosts: $0.40/h × 730 h = $1,752", Language::En),
            ("8 clínicas, R$ 300/mês × 12 = R$ 28.800", Language::Pt),
            ("8 clínicas, a R$ 300/mês × 12 = R$ 28.800", Language::Pt),
            ("tres sedes, 40 € × 12 = 1.440 €", Language::Es),
        ] {
            assert_eq!(judged(text, language), [text], "{text}");
        }
        for text in ["6 hosts, $0.40/h × 730 h = $1,852", "three sites, 4 workers × 5 rps = 70 rps"] {
            assert_eq!(judged(text, Language::En), Vec::<String>::new(), "{text}");
        }
        for (text, wrong) in [
            ("6 hosts, 3 × $40 = $130", "!3 × $40 = $130"),
            ("in 2027, 3 × $40 = $130", "!3 × $40 = $130"),
            ("over 3 years, 3 × $40 = $130", "!3 × $40 = $130"),
        ] {
            assert_eq!(judged(text, Language::En), [wrong], "{text}");
        }
    }

    #[test]
    fn what_is_no_count_of_the_calculation_stays_out_of_it() {
        for (text, wrong) in [
            ("24 connections (3 pods × 6 = 24)", "!3 pods × 6 = 24"),
            ("year 2026 of the plan at $100 × 12 = $1,300", "!$100 × 12 = $1,300"),
            ("- phase 2 at $100 × 12 = $1,300", "!$100 × 12 = $1,300"),
            ("in 2026, for 3 nodes × $5 = $20", "!3 nodes × $5 = $20"),
            ("4 nodes: $100 × 12 = $1,300", "!$100 × 12 = $1,300"),
            ("4 nodes at $100 × 12 = $1,200", "$100 × 12 = $1,200"),
        ] {
            assert_eq!(judged(text, Language::En), [wrong], "{text}");
        }
    }
}
