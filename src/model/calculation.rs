//! Calculations written out in the document: `500 × 5.2 MB = 2.6 GB`, "5 × R$ 220" beside its price.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::extract::{Entry, Kind, Measure, Outline, Part};
use crate::model::only;
use crate::quantity::equation::{self, Equation, Expression, Operator};
use crate::quantity::{Habits, Notation, Period, Quantity, Unit, numeral};
use crate::source::Span;
use crate::syntax::Inline;
use rust_decimal::Decimal;

/// A calculation and where it stands.
#[derive(Clone, Debug)]
pub struct Calculation {
    /// The entry it stands in: facts of that entry share it.
    pub entry: usize,
    /// What is computed, and what it is said to come to.
    pub equation: Equation,
    /// All of it, as the document writes it.
    pub written: String,
    /// The expression alone, as the document writes it.
    pub expression: String,
    /// Where the expression stands.
    pub span: Span,
    /// What it is said to come to, from left to right.
    pub results: Vec<Outcome>,
    /// Whether it only adds and subtracts.
    pub plain_sum: bool,
    /// Whether a sign says that the results are only about right.
    pub approximate: bool,
}

/// A result of a calculation and where it stands.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Number, unit and period.
    pub span: Span,
    /// The number alone.
    pub figure: Span,
    /// As the document writes it.
    pub written: String,
    /// How the document writes it.
    pub notation: Notation,
}

pub(in crate::model) fn read(outline: &Outline) -> Vec<Calculation> {
    let mut found = Vec::new();
    let crowded = crowded(outline);
    let rows = OnceCell::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        if entry.kind == Kind::Code {
            continue;
        }
        for text in [Some(&entry.text), entry.comment.as_ref()].into_iter().flatten() {
            let (whole, codes) = apart_from_codes(text, outline.habits);
            let in_code = codes.iter().flat_map(|code| {
                equation::read(&code.plain, outline.habits).into_iter().map(move |equation| (code, equation))
            });
            for (text, equation) in whole.into_iter().map(|equation| (text, equation)).chain(in_code) {
                let equation = in_its_period(equation, |result| around(entry, text, result));
                found.extend(equation.and_then(|equation| written_out(equation, index, text, outline.habits)));
            }
        }
        found.extend(beside_its_result(outline, index, &crowded));
        found.extend(behind_their_results(entry, index, outline.habits));
    }
    found.retain(|calculation| !is_only_a_part(outline, calculation, &rows));
    found
}

/// Whether the result is that of the calculation times a number that stands beside it, in its line, its row or over it:
/// "20 stores: $1,500 × 12 = $360,000", "3 pods × 10 rps = 60 rps in two regions".
fn is_only_a_part<'o>(
    outline: &'o Outline,
    calculation: &Calculation,
    rows: &OnceCell<HashMap<usize, &'o [usize]>>,
) -> bool {
    let Some(result) = calculation.equation.results.first() else { return false };
    let entry = &outline.entries[calculation.entry];
    if calculation.equation.holds(result) != Some(false) {
        return false;
    }
    let own = calculation.results.last().map_or(calculation.span, |last| calculation.span.to(last.span));
    let apart = |span: Span| span.end <= own.start || span.start >= own.end;
    let row = rows.get_or_init(|| cells(outline)).get(&calculation.entry).copied().unwrap_or(&[]);
    let over = entry.parent.map(|above| &outline.entries[above]);
    let beside = row.iter().map(|&cell| &outline.entries[cell]);
    let measures = beside.chain([entry]).chain(over).flat_map(|entry| &entry.measures);
    let counts = measures
        .filter(|m| apart(m.span) && is_a_number_of_times(&m.quantity))
        .filter_map(|m| m.quantity.interval.value());
    let words = [Some(&entry.text), entry.label.as_ref()].into_iter().flatten().flat_map(Inline::words);
    let worded = words.filter_map(|word| numeral(word)).map(Decimal::from);
    counts
        .chain(worded)
        .any(|count| count > Decimal::ONE && calculation.equation.times(count).holds(result) == Some(true))
}

/// Whether there may be so many of something, or it may go on for so long.
fn is_a_number_of_times(quantity: &Quantity) -> bool {
    matches!(quantity.unit, Unit::Count(_) | Unit::Bare | Unit::Factor | Unit::Duration(_)) && quantity.per.is_none()
}

/// The cells beside each cell.
fn cells(outline: &Outline) -> HashMap<usize, &[usize]> {
    let rows = outline.tables.iter().flat_map(|grid| &grid.rows);
    rows.flat_map(|row| row.iter().map(|&cell| (cell, row.as_slice()))).collect()
}

/// The calculations of `text`, and the inline code that one would go on from or into: what is calculated there ends there,
/// as in "`3 × $2 = $6` + `2 × $5 = $10` = `$16`".
fn apart_from_codes(text: &Inline, habits: Habits) -> (Vec<Equation>, Vec<Inline>) {
    let codes = text.code.iter().map(|code| code.start as usize..code.end as usize);
    let calculates = |code: &Range<usize>| text.plain.get(code.clone()).is_some_and(|code| code.contains(['=', '≈']));
    let codes: Vec<Range<usize>> = codes.filter(calculates).collect();
    let meets = |code: &Range<usize>, at: &Range<usize>| at.start < code.end && code.start < at.end;
    // Its unit may stand behind the code: "`3 × 4 = 12` pods".
    let goes_on = |at: Range<usize>| text.plain.get(at).is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()));
    let leaves = |code: &Range<usize>, at: &Range<usize>| {
        meets(code, at) && (goes_on(at.start..code.start.max(at.start)) || goes_on(code.end.min(at.end)..at.end))
    };
    let wrong = |equation: &Equation| equation.verdicts().contains(&Some(false));
    let all = equation::read(&text.plain, habits);
    let (apart, whole): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|e| wrong(e) && codes.iter().any(|c| leaves(c, &e.range)));
    let cut = codes.iter().filter(|code| apart.iter().any(|equation| meets(code, &equation.range)));
    let cut: Vec<&Range<usize>> = cut.collect();
    let whole = whole.into_iter().filter(|equation| !cut.iter().any(|code| meets(code, &equation.range)));
    (whole.collect(), cut.iter().map(|code| text.part((*code).clone())).collect())
}

/// The period that the surroundings give to a result in the text of `entry`.
fn around(entry: &Entry, text: &Inline, result: &Quantity) -> Option<Period> {
    let here = |m: &&Measure| m.part == Part::Text && m.figure == text.span_of(result.figure.clone());
    entry.measures.iter().find(here).and_then(|m| m.quantity.per)
}

/// A rate whose result has no period written, in the one that its surroundings give it: "Key ($1/month × 2)" beside "$24"
/// under "Annual". `None` where nothing gives it one and it is right in some: "$48k ($4k/month × 1 person)".
fn in_its_period(mut equation: Equation, around: impl Fn(&Quantity) -> Option<Period>) -> Option<Equation> {
    const PERIODS: [Period; 8] = [
        Period::Second,
        Period::Minute,
        Period::Hour,
        Period::Day,
        Period::Week,
        Period::Month,
        Period::Quarter,
        Period::Year,
    ];
    let [result] = equation.results.as_slice() else { return Some(equation) };
    if result.per.is_some() || !equation.expression.is_rate() || equation.holds(result) != Some(false) {
        return Some(equation);
    }
    let during = |period| Quantity { per: Some(period), ..result.clone() };
    if let Some(period) = around(result) {
        equation.results = vec![during(period)];
        return Some(equation);
    }
    let mut others = PERIODS.into_iter().filter(|period| !equation.expression.is_per(*period));
    let explained = others.any(|period| equation.holds(&during(period)) == Some(true));
    (!explained).then_some(equation)
}

fn written_out(equation: Equation, entry: usize, text: &Inline, habits: Habits) -> Option<Calculation> {
    let written = text.plain.get(equation.range.clone())?;
    let equals = written.find(['=', '≈'])?;
    let expression = written[..equals].trim();
    let at = equation.range.start;
    let outcome = |result: &crate::quantity::Quantity| Outcome {
        span: text.span_of(result.range.clone()),
        figure: text.span_of(result.figure.clone()),
        written: text.plain.get(result.range.clone()).unwrap_or("").trim().to_owned(),
        notation: Notation::of(result, &text.plain, habits),
    };
    Some(Calculation {
        entry,
        results: equation.results.iter().map(outcome).collect(),
        span: text.span_of(at..at + expression.len()),
        expression: expression.to_owned(),
        plain_sum: adds_only(&equation.expression),
        approximate: written.contains(['≈', '~']),
        written: written.to_owned(),
        equation,
    })
}

/// `api: 640  # 8 x 80`, and "Instances (5 × R$ 220)" in front of the only price of its row or line.
fn beside_its_result(outline: &Outline, index: usize, crowded: &HashSet<usize>) -> Option<Calculation> {
    let entry = &outline.entries[index];
    let measure = only(entry.measures.iter().filter(|m| m.part == Part::Text))?;
    let is_money = matches!(measure.quantity.unit, Unit::Money(_));
    let product = match (&entry.comment, &entry.label) {
        (Some(comment), _) if entry.kind == Kind::Key && is_money => Some(comment.clone()),
        (Some(comment), _) if entry.kind == Kind::Key => whole(comment),
        (None, Some(label)) if !crowded.contains(&index) => in_brackets(label),
        _ => None,
    }?;
    let calculation = equated(index, entry, measure, &product, outline.habits)?;
    let expression = &calculation.equation.expression;
    let fits = if is_money { expression.is_product() } else { multiplies_only(expression) };
    let is_share = expression.holds(&measure.quantity.interval);
    (fits && !is_share).then_some(calculation)
}

/// How many words may stand between a figure and the bracket that says how it comes about: "R$ 600 por mês hoje (4 × 150)".
const WORDS: usize = 3;

/// "R$ 800/mês (4 × R$ 200)", "US$ 0.006 today (540 / 90,000 orders)": money with its calculation in brackets behind it.
fn behind_their_results(entry: &Entry, index: usize, habits: Habits) -> Vec<Calculation> {
    let text = &entry.text.plain;
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(open) = text[start..].find('(').map(|at| start + at) {
        start = open + 1;
        let Some(close) = text[start..].find(['(', ')']).map(|at| start + at) else { break };
        let inside = entry.text.part(start..close);
        if text[close..].starts_with('(') || inside.plain.contains(['=', '≈']) {
            continue;
        }
        let own = |m: &&Measure| m.part == Part::Text && m.quantity.range.end <= open;
        let Some(measure) = entry.measures.iter().rfind(own) else { continue };
        let between = &text[measure.quantity.range.end..open];
        let joined = between.contains(['÷', '/', '×', '*', '·', '+', '−']) || matches!(between.trim(), "x" | "-");
        let parted = between.contains(['(', ')', ',', ';', '.', ':']) || joined;
        let near = between.split_whitespace().count() <= WORDS && !parted;
        if near && matches!(measure.quantity.unit, Unit::Money(_)) {
            let calculation = equated(index, entry, measure, &inside, habits);
            found.extend(calculation.filter(|c| c.equation.expression.is_product()));
        }
    }
    found
}

/// "24/7", "2/3": hours of service, and one of several.
fn is_no_quotient(text: &str) -> bool {
    const DIGITS: usize = 2;
    text.contains('/') && text.split('/').all(|part| part.len() <= DIGITS && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The calculation of `inside` with a figure of the entry `index` as its result; `None` where it is none, or currencies
/// differ.
fn equated(index: usize, entry: &Entry, measure: &Measure, inside: &Inline, habits: Habits) -> Option<Calculation> {
    let result = entry.text.plain.get(measure.quantity.range.clone())?.trim();
    let expression = inside.plain.trim();
    if is_no_quotient(expression) {
        return None;
    }
    let joined = format!("{expression} = {result}");
    let equation = equation::read(&joined, habits).pop()?;
    let fits = equation.range == (0..joined.len()) && equation.expression.has_only(&measure.quantity.unit);
    let equation = in_its_period(equation, |_| measure.quantity.per).filter(|_| fits)?;
    Some(Calculation {
        entry: index,
        results: vec![Outcome {
            span: measure.span,
            figure: measure.figure,
            written: result.to_owned(),
            notation: measure.notation.clone(),
        }],
        span: inside.span,
        expression: expression.to_owned(),
        plain_sum: false,
        approximate: joined.contains(['≈', '~']),
        written: joined,
        equation,
    })
}

fn whole(text: &Inline) -> Option<Inline> {
    text.plain.contains(['x', '×', '*']).then(|| text.clone())
}

fn in_brackets(text: &Inline) -> Option<Inline> {
    let open = text.plain.rfind('(')?;
    let close = open + text.plain[open..].find(')')?;
    whole(&text.part(open + 1..close))
}

/// The cells of rows in which several hold a number, labels apart.
fn crowded(outline: &Outline) -> HashSet<usize> {
    let has_figure = |cell: &&usize| outline.entries[**cell].measures.iter().any(|m| m.part == Part::Text);
    let rows = outline.tables.iter().flat_map(|grid| &grid.rows);
    rows.filter(|row| row.iter().skip(1).filter(has_figure).count() > 1).flatten().copied().collect()
}

fn adds_only(expression: &Expression) -> bool {
    match expression {
        Expression::Number(_) => true,
        Expression::Binary(left, operator, right) => {
            matches!(operator, Operator::Plus | Operator::Minus) && adds_only(left) && adds_only(right)
        }
    }
}

/// A product, of which a factor may be a sum in brackets: `800 req/s x (0.3 s + 4.7 s)`.
fn multiplies_only(expression: &Expression) -> bool {
    let factor = |e: &Expression| multiplies_only(e) || adds_only(e);
    match expression {
        Expression::Number(_) => true,
        Expression::Binary(left, operator, right) => *operator == Operator::Times && factor(left) && factor(right),
    }
}
