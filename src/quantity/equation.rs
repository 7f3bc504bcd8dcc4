//! Calculations written out in text: `500 × 5.2 MB = 2,600 MB/day = 78 GB/month`.

use crate::quantity::figure::Figure;
use crate::quantity::parse::Reader;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Habits, Interval, Period, Quantity, Relation, Unit, leading};
use rust_decimal::Decimal;

/// A calculation: an expression, and what the author says it comes to, once or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// What is computed.
    pub expression: Expression,
    /// What it is said to come to, from left to right.
    pub results: Vec<Quantity>,
    /// The byte range of the text it takes up.
    pub range: std::ops::Range<usize>,
}

/// One side of a calculation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A number.
    Number(Box<Quantity>),
    /// Two sides joined.
    Binary(Box<Expression>, Operator, Box<Expression>),
}

/// How two numbers are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`, `−`
    Minus,
    /// `×`, `x`, `*`, `·`, `@`
    Times,
    /// `÷`, `/`
    Divided,
}

/// Brackets deeper than this, and more numbers than this, are nothing a person calculates in a canvas.
const DEEPEST: usize = 8;
const LONGEST: usize = 64;

/// How many words may stand between a number and the operator behind it.
const WORDS: usize = 4;

/// Every calculation written out in `text`. What may be read in two ways is left out.
pub fn read(text: &str, habits: Habits) -> Vec<Equation> {
    if !text.contains(['=', '≈']) || text.len() > u32::MAX as usize {
        return Vec::new();
    }
    let reader = Reader::new(text, habits);
    read_in(&reader, 0..reader.t.len())
}

/// Every calculation that starts at one of `tokens`.
pub(in crate::quantity) fn read_in(reader: &Reader, tokens: std::ops::Range<usize>) -> Vec<Equation> {
    let mut found = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end {
        let mut parser = Parser { reader, at: i, depth: 0, numbers: 0, label: None, share: None };
        if !parser.may_start() {
            i += 1;
            continue;
        }
        let equation = parser.equation().and_then(|equation| match (parser.label, parser.share) {
            (Some(label), _) => labelled(reader, label, equation),
            (None, Some(whole)) => of_a_share(reader, whole, equation),
            (None, None) => leading::complete(reader, i, equation),
        });
        if let Some(equation) = equation
            && (!continues(&reader.t, i, &equation, found.last())
                || equation.results.first().is_none_or(|result| equation.holds(result) == Some(true)))
        {
            found.push(equation);
        }
        // Whatever was looked at cannot be the beginning of another calculation, but for what stopped the parser and for
        // what stands in a bracket that was not closed before its "=".
        i = if reader.t.is(i, '(') && parser.depth > 0 { i + 1 } else { parser.at.max(i + 1) };
    }
    found
}

/// `equation`, of whose terms the last with a name before it starts at token `label`: whole where it is right, or surely
/// one sum; what stands behind the name where that is right alone.
fn labelled(reader: &Reader, label: usize, equation: Equation) -> Option<Equation> {
    let holds = |e: &Equation| e.results.first().is_none_or(|result| e.holds(result) == Some(true));
    if holds(&equation) {
        return Some(equation);
    }
    let mut behind = Parser { reader, at: label, depth: 0, numbers: 0, label: None, share: None };
    let alone = behind.equation().filter(holds);
    alone.or_else(|| Some(equation).filter(|e| e.expression.adds_money()))
}

/// `equation`, in which a share is taken of what starts at token `whole`: whole where it is right or surely no more than
/// "80% of 9,000 = 7,200"; what stands behind the share where that is right alone, as in "80% of 10 × 150 = 1,500".
fn of_a_share(reader: &Reader, whole: usize, mut equation: Equation) -> Option<Equation> {
    // "0.05% of 43,200 min = 21.6 min a month": the month is that of the whole.
    if let Expression::Binary(_, _, of) = &equation.expression
        && let Expression::Number(of) = of.as_ref()
        && matches!(of.unit, Unit::Duration(_))
        && of.per.is_none()
    {
        equation.results.iter_mut().for_each(|result| result.per = None);
    }
    let holds = |e: &Equation| e.results.first().is_none_or(|result| e.holds(result) == Some(true));
    if holds(&equation) {
        return Some(equation);
    }
    let mut behind = Parser { reader, at: whole, depth: 0, numbers: 0, label: None, share: None };
    if let Some(alone) = behind.equation().filter(holds) {
        return Some(alone);
    }
    let Expression::Binary(share, Operator::Times, of) = &equation.expression else { return None };
    let (Expression::Number(share), Expression::Number(of)) = (share.as_ref(), of.as_ref()) else { return None };
    let result = equation.results.first()?;
    // "99.9% of 43,200 min = 43.2 min" is what the share leaves.
    let rest = Interval::point(Decimal::ONE_HUNDRED).sub(&share.interval)?;
    let rest = Expression::Number(Box::new(Quantity { interval: rest, ..(**share).clone() }));
    let of_rest = Expression::Binary(Box::new(rest), Operator::Times, Box::new(Expression::Number(of.clone())));
    let year = of.unit == Unit::Bare && of.interval.value().is_some_and(|n| n >= 1900.into() && n < 2100.into());
    // A part of whole things may be cut as well as rounded.
    let whole_things = result.step >= Decimal::ONE
        && equation
            .evaluate_like(result)
            .is_some_and(|computed| !computed.apart_by_more_than(&result.bounds(), result.step));
    let left =
        share.interval.low > Some(Decimal::from(50)) && holds(&Equation { expression: of_rest, ..equation.clone() });
    let bare = of.unit == Unit::Bare || result.unit == Unit::Bare;
    let alike = (bare || of.unit.same_kind(&result.unit)) && (of.per == result.per || of.per.is_none());
    (alike && !left && !year && !whole_things).then_some(equation)
}

/// What adds to a sum that has begun, or takes from it: "24 × 20 = 480, mais 6 × 10 = 540".
const ADDING: &[&str] = &[
    "mais",
    "mas",
    "plus",
    "more",
    "fora",
    "com",
    "con",
    "with",
    "alem",
    "ademas",
    "besides",
    "somado",
    "somando",
    "somados",
    "sumado",
    "sumando",
    "adding",
    "minus",
    "less",
    "menos",
    "sem",
    "sin",
    "without",
    "tirando",
    "descontando",
    "restando",
];

/// How far back the beginning of a sum is looked for, in tokens.
const REACH: usize = 40;

/// Whether `equation`, which starts at token `start`, may be only the last term of a sum said in words and commas.
fn continues(t: &Tokens, start: usize, equation: &Equation, before: Option<&Equation>) -> bool {
    let floor = start.saturating_sub(REACH);
    let (mut at, mut words, mut adds) = (start, 0, false);
    let joined = loop {
        let Some(back) = t.back(at, floor) else { return false };
        match t.kind(back) {
            Kind::Word if ADDING.contains(&t.word(back)) => adds = true,
            Kind::Word if matches!(t.word(back), "e" | "y" | "and") && !adds => break true,
            // "fora os 6 × 10", "plus the 2 × 4"
            Kind::Word if words < 3 && !adds => words += 1,
            Kind::Sign('(' | '~' | '≈') if words == 0 => {}
            Kind::Sign(',' | ';') if words == 0 || adds => break true,
            // "compute 4 × $100, the db 2 × $300"
            Kind::Sign(',') if words > 0 => break true,
            // "App 5 + DB 3 × 2": its left side stands before its name.
            Kind::Sign('+' | '−') if words > 0 => adds = true,
            _ => break adds,
        }
        at = back;
    };
    if !joined {
        return false;
    }
    let mut back = at;
    let mut numbers = false;
    while let Some(i) = t.back(back, floor) {
        match t.kind(i) {
            Kind::Line | Kind::Sign(';' | '.') => break,
            Kind::Sign('=' | '≈') if !adds => return before.is_some_and(|before| runs_on(before, equation)),
            Kind::Sign('×' | '*' | '·' | '✕' | '+') => return true,
            Kind::Word if is_times(t, i) => return true,
            Kind::Number => numbers = true,
            _ => {}
        }
        back = i;
    }
    adds && numbers
}

/// Whether what `equation` says is the result of the one before it with its own added.
fn runs_on(before: &Equation, equation: &Equation) -> bool {
    let (Some(carried), Some(result)) = (before.results.last(), equation.results.first()) else { return false };
    let term = Box::new(Expression::Number(Box::new(carried.clone())));
    let sum = Expression::Binary(term, Operator::Plus, Box::new(equation.expression.clone()));
    Equation { expression: sum, ..equation.clone() }.holds(result) == Some(true)
}

impl Equation {
    /// The same calculation so many times.
    pub fn times(&self, count: Decimal) -> Equation {
        let range = self.range.start..self.range.start;
        let count = Quantity {
            interval: Interval::point(count),
            relation: Relation::Equal,
            approximate: false,
            step: Decimal::ONE,
            ambiguous: false,
            unit: Unit::Bare,
            per: None,
            each: None,
            statistic: None,
            increment: false,
            figure: range.clone(),
            range,
        };
        let count = Box::new(Expression::Number(Box::new(count)));
        let expression = Expression::Binary(count, Operator::Times, Box::new(self.expression.clone()));
        Equation { expression, ..self.clone() }
    }
}

impl Expression {
    /// Whether it only multiplies and divides.
    pub fn is_product(&self) -> bool {
        match self {
            Expression::Number(_) => true,
            Expression::Binary(left, operator, right) => {
                matches!(operator, Operator::Times | Operator::Divided) && left.is_product() && right.is_product()
            }
        }
    }

    /// Whether `value` is one of its numbers: "4 of 10" beside 4 is no calculation.
    pub fn holds(&self, value: &Interval) -> bool {
        match self {
            Expression::Number(q) => q.interval == *value,
            Expression::Binary(left, _, right) => left.holds(value) || right.holds(value),
        }
    }

    /// Whether no money takes part but that of `unit`.
    pub fn has_only(&self, unit: &Unit) -> bool {
        match self {
            Expression::Number(q) => !matches!(q.unit, Unit::Money(_)) || q.unit == *unit,
            Expression::Binary(left, _, right) => left.has_only(unit) && right.has_only(unit),
        }
    }

    /// Whether it holds something per a period, and no span of time to multiply that with.
    pub fn is_rate(&self) -> bool {
        self.has(|q| q.per.is_some()) && !self.has(|q| matches!(q.unit, Unit::Duration(_)))
    }

    /// Whether something of it is per `period`.
    pub fn is_per(&self, period: Period) -> bool {
        self.has(|q| q.per == Some(period))
    }

    /// Whether it only adds, and nothing but money.
    fn adds_money(&self) -> bool {
        match self {
            Expression::Binary(left, Operator::Plus, right) => left.adds_money() && right.adds_money(),
            Expression::Binary(_, Operator::Minus, _) => false,
            product => product.is_money(),
        }
    }

    fn is_money(&self) -> bool {
        match self {
            Expression::Number(quantity) => matches!(quantity.unit, Unit::Money(_)),
            Expression::Binary(left, _, right) => left.is_money() || right.is_money(),
        }
    }
}

struct Parser<'r, 't> {
    reader: &'r Reader<'t>,
    at: usize,
    depth: usize,
    numbers: usize,
    /// Where the last of its terms starts that have a name before them.
    label: Option<usize>,
    /// Where that starts which a share is taken of.
    share: Option<usize>,
}

impl<'t> Parser<'_, 't> {
    fn t(&self) -> &Tokens<'t> {
        &self.reader.t
    }

    /// Whether a calculation may start here: at a number or a bracket that nothing before takes part in.
    fn may_start(&self) -> bool {
        let t = self.t();
        let starts = match t.kind(self.at) {
            Kind::Number | Kind::Sign('(' | '$' | '€' | '£' | '~' | '≈') => true,
            Kind::Word => Figure::read(t, self.at).is_some(),
            _ => false,
        };
        if !starts
            || matches!(t.glued(self.at), Kind::Word | Kind::Number | Kind::Sign('$' | '.' | '_' | '#' | '-' | '/'))
        {
            return false;
        }
        let Some(before) = t.back(self.at, 0) else { return true };
        match t.kind(before) {
            Kind::Sign('×' | '*' | '/' | '÷' | '·' | '^' | '%' | '+' | '<') => {
                t.back(before, 0).is_none_or(|b| t.kind(b) == Kind::Line)
            }
            // A dash that opens a line is a bullet, any other may be a minus.
            Kind::Sign('-' | '−') => before == 0 || t.back(before, 0).is_none_or(|b| t.kind(b) == Kind::Line),
            Kind::Sign(')') => false,
            Kind::Word => t.word(before) != "x",
            _ => true,
        }
    }

    fn equation(&mut self) -> Option<Equation> {
        let start = self.at;
        let expression = self.sum()?;
        if self.numbers < 2 {
            return None;
        }
        let mut results: Vec<Quantity> = Vec::new();
        let mut end = self.at;
        while let Some(next) = self.equals() {
            self.at = next;
            // "= up to 12", "= cerca de 300"
            let number = self.words(next);
            let Some((quantity, behind)) = self.reader.operand(number, next) else { break };
            let stop = self.words(behind);
            if self.operator(stop).is_some() {
                // Another calculation begins: this is no result, and the next one starts here.
                self.at = next;
                break;
            }
            results.push(quantity);
            self.at = behind;
            end = behind;
        }
        if results.is_empty() {
            return None;
        }
        let range = self.t().start(start)..self.t().end_before(end);
        Some(Equation { expression, results, range })
    }

    /// Terms joined by plus and minus.
    fn sum(&mut self) -> Option<Expression> {
        let mut left = self.product()?;
        while let Some((operator @ (Operator::Plus | Operator::Minus), next)) = self.term() {
            self.at = next;
            let right = self.product()?;
            left = Expression::Binary(Box::new(left), operator, Box::new(right));
        }
        Some(left)
    }

    /// The plus or minus that follows, and where its right side starts: at a number, or at money with a name before it,
    /// as in "app $5k + database $3k".
    fn term(&mut self) -> Option<(Operator, usize)> {
        let behind = self.words(self.at);
        if let Some(found) = self.operator(behind) {
            return Some(found);
        }
        let t = self.t();
        let sign = t.skip(behind);
        let operator = match t.kind(sign) {
            Kind::Sign('+') => Operator::Plus,
            Kind::Sign('-' | '−') if sign > self.at && t.is_gap(sign + 1) => Operator::Minus,
            _ => return None,
        };
        let named = t.skip(sign + 1);
        let right = self.words(named);
        let is_money = Figure::read(t, right).is_some_and(|figure| figure.currency.is_some())
            || self.reader.operand(right, right).is_some_and(|(q, _)| matches!(q.unit, Unit::Money(_)));
        if right == named || !is_money {
            return None;
        }
        self.label = Some(right);
        Some((operator, right))
    }

    /// Factors joined by times and divided.
    fn product(&mut self) -> Option<Expression> {
        let mut left = self.factor()?;
        if let Some(whole) = self.share_of(&left) {
            self.share = Some(whole);
            self.at = whole;
            let right = self.factor()?;
            left = Expression::Binary(Box::new(left), Operator::Times, Box::new(right));
        }
        while let Some((operator @ (Operator::Times | Operator::Divided), next)) = self.operator(self.words(self.at)) {
            let sign = self.t().skip(self.words(self.at));
            self.at = next;
            let right = self.factor()?;
            if self.t().is(sign, '@') && left.is_money() == right.is_money() {
                // "100 ms @ 128 MB" multiplies nothing; "50 users @ $5" does.
                return None;
            }
            left = Expression::Binary(Box::new(left), operator, Box::new(right));
        }
        Some(left)
    }

    /// Where that starts which `left` is a share of: "80% of 9,000", "80 % de los 9.000".
    fn share_of(&self, left: &Expression) -> Option<usize> {
        const OF: &[&str] = &["of", "de", "do", "da", "dos", "das", "del"];
        const ARTICLES: &[&str] = &["the", "our", "os", "as", "los", "las"];
        let Expression::Number(quantity) = left else { return None };
        let t = self.t();
        let of = t.skip(self.at);
        if !matches!(quantity.unit, Unit::Percent(_)) || !OF.contains(&t.word(of)) {
            return None;
        }
        let next = t.skip(of + 1);
        let next = if ARTICLES.contains(&t.word(next)) { t.skip(next + 1) } else { next };
        let starts =
            t.is_number(next) || matches!(t.kind(next), Kind::Sign('$' | '€' | '£')) || Figure::read(t, next).is_some();
        starts.then_some(next)
    }

    fn factor(&mut self) -> Option<Expression> {
        if self.t().is(self.at, '(') {
            if self.depth >= DEEPEST {
                return None;
            }
            self.depth += 1;
            self.at = self.t().skip(self.at + 1);
            let inner = self.sum()?;
            let close = self.words(self.at);
            if !self.t().is(close, ')') {
                return None;
            }
            self.depth -= 1;
            self.at = close + 1;
            return Some(inner);
        }
        self.numbers += 1;
        if self.numbers > LONGEST {
            return None;
        }
        let (quantity, next) = self.reader.operand(self.at, self.at)?;
        self.at = next;
        Some(Expression::Number(Box::new(quantity)))
    }

    /// The token behind the words that stand at `i`, or `i` when too many do.
    fn words(&self, i: usize) -> usize {
        let t = self.t();
        let mut at = t.skip(i);
        let mut words = 0;
        // "2 M visits" are two million, and were not read so.
        if matches!(t.raw(at), "M" | "k" | "K" | "B") {
            return i;
        }
        while words < WORDS && t.is_word(at) && !is_times(t, at) && Figure::read(t, at).is_none() {
            if matches!(t.glued(at), Kind::Number | Kind::Word) {
                return i;
            }
            words += 1;
            at = t.skip(at + 1);
        }
        // A remark in brackets: "(avg)", "(self-hosted)". A number in it would take part.
        if t.is(at, '(') {
            let mut close = at + 1;
            while close < at + 8 && (t.is_word(close) || matches!(t.kind(close), Kind::Space | Kind::Sign('-' | '.'))) {
                close += 1;
            }
            if t.is(close, ')') && close > at + 1 {
                return t.skip(close + 1);
            }
        }
        at
    }

    /// The operator at `i`, and where its right side starts.
    fn operator(&self, i: usize) -> Option<(Operator, usize)> {
        let t = self.t();
        let at = t.skip(i);
        let operator = match t.kind(at) {
            Kind::Sign('+') => Operator::Plus,
            Kind::Sign('-' | '−' | '–') => Operator::Minus,
            Kind::Sign('×' | '*' | '·' | '✕' | '@') => Operator::Times,
            Kind::Sign('÷' | '/') => Operator::Divided,
            Kind::Word if is_times(t, at) => Operator::Times,
            _ => return None,
        };
        let right = t.skip(at + 1);
        let starts = t.is(right, '(')
            || t.is_number(right)
            || matches!(t.kind(right), Kind::Sign('~' | '≈' | '$' | '€' | '£'))
            || Figure::read(t, right).is_some();
        // "- R$ 20" glued to the sign only is a negative number, not a difference.
        (starts && !t.is(at + 1, '>')).then_some((operator, right))
    }

    /// The token behind the sign of equality that follows, words and a note in between allowed.
    fn equals(&self) -> Option<usize> {
        let t = self.t();
        let mut at = self.words(self.at);
        let first = match t.kind(at) {
            Kind::Sign(sign @ ('=' | '≈' | '~')) => sign,
            _ => return None,
        };
        at += 1;
        match (first, t.kind(at)) {
            ('=', Kind::Sign('>' | '~' | '≈')) if t.is(at, '>') => at += 1,
            ('~', Kind::Sign('=')) => at += 1,
            ('~', _) | ('=', Kind::Sign('=' | '<')) => return None,
            _ => {}
        }
        Some(t.skip(at))
    }
}

/// An "x" between two numbers.
fn is_times(t: &Tokens, i: usize) -> bool {
    matches!(t.raw(i), "x" | "X" | "vezes" | "times") && {
        let right = t.skip(i + 1);
        let named = t.word(i) != "x";
        (!named || right > i + 1)
            && (t.is_number(right) || t.is(right, '(') || t.is(right, '~') || Figure::read(t, right).is_some())
    }
}

#[cfg(test)]
pub(in crate::quantity) mod tests {
    use crate::quantity::Habits;
    use crate::quantity::equation::read;
    use crate::words::Language;

    /// Each calculation of `text` as it is read, with "?" before what is not judged and "!" before what is wrong.
    pub(in crate::quantity) fn judged(text: &str, language: Language) -> Vec<String> {
        let equations = read(text, Habits { language, decimal: None });
        let word = |verdict: Option<bool>| match verdict {
            Some(true) => "",
            Some(false) => "!",
            None => "?",
        };
        equations.iter().map(|e| format!("{}{}", word(e.verdicts()[0]), &text[e.range.clone()])).collect()
    }

    #[test]
    fn a_sum_goes_on_behind_the_name_of_a_term() {
        for (text, language, read) in [
            ("App $5.4k + DB $3k × 0.9 = $8.1k/mo", Language::En, "$5.4k + DB $3k × 0.9 = $8.1k/mo"),
            (
                "App R$ 5 mil + banco R$ 3 mil × 2 = R$ 11 mil",
                Language::Pt,
                "R$ 5 mil + banco R$ 3 mil × 2 = R$ 11 mil",
            ),
            (
                "5 mil € de app + base 3 mil € × 2 = 11 mil €",
                Language::Es,
                "5 mil € de app + base 3 mil € × 2 = 11 mil €",
            ),
            (
                "R$ 9 mil - desconto R$ 1 mil × 2 = R$ 7 mil",
                Language::Pt,
                "R$ 9 mil - desconto R$ 1 mil × 2 = R$ 7 mil",
            ),
            // The dash only parts the two.
            ("API R$ 5 mil - banco R$ 3 mil × 2 = R$ 6 mil", Language::Pt, "R$ 3 mil × 2 = R$ 6 mil"),
        ] {
            assert_eq!(judged(text, language), [read], "{text}");
        }
    }

    #[test]
    fn a_share_of_something_is_a_product() {
        for (text, language, read) in [
            ("0.1% of 43,200 min = 43.2 min", Language::En, "0.1% of 43,200 min = 43.2 min"),
            ("0.1% of 43,200 min = 432 min", Language::En, "!0.1% of 43,200 min = 432 min"),
            ("alert at 80 % of €9,000 = €6,200", Language::En, "!80 % of €9,000 = €6,200"),
            ("alerta em 80% dos R$ 9.000 = R$ 6.200", Language::Pt, "!80% dos R$ 9.000 = R$ 6.200"),
            ("0,05 % de 43.200 min = 21,6 min", Language::Es, "0,05 % de 43.200 min = 21,6 min"),
            ("0,05 % de 43.200 min = 216 min", Language::Es, "!0,05 % de 43.200 min = 216 min"),
            ("0,05% de 43.200 min = 43,2 min por mês", Language::Pt, "!0,05% de 43.200 min = 43,2 min por mês"),
            ("0,1% de 30 dias = 43,2 minutos", Language::Pt, "0,1% de 30 dias = 43,2 minutos"),
            ("80% of 10 × 150 = 1,200 req/s", Language::En, "80% of 10 × 150 = 1,200 req/s"),
            // What the share is of stands for itself.
            ("we run at 80% of 10 × 150 = 1,500 req/s", Language::En, "10 × 150 = 1,500 req/s"),
        ] {
            assert_eq!(judged(text, language), [read], "{text}");
        }
        for text in [
            "50% of 200 users = beta",
            "99.9% of 43,200 min = 43.2 min",
            "80% of 12 pods = 9 pods",
            "30% of 2026 = $5 million",
            "80% of CPU = 4 cores",
            "60% of 10 pods = 1,200 req/s",
        ] {
            let read = judged(text, Language::En);
            assert!(read.iter().all(|e| !e.starts_with('!')), "{text}: {read:?}");
        }
    }

    #[test]
    fn a_wrong_sum_with_names_is_found_whole() {
        for (text, language, read) in [
            ("App $5.4k + DB $3k × 0.9 = $9.1k/mo", Language::En, "!$5.4k + DB $3k × 0.9 = $9.1k/mo"),
            (
                "App R$ 5 mil + banco R$ 3 mil × 2 = R$ 15 mil",
                Language::Pt,
                "!R$ 5 mil + banco R$ 3 mil × 2 = R$ 15 mil",
            ),
            (
                "5 mil € de app + base 3 mil € × 2 = 15 mil €",
                Language::Es,
                "!5 mil € de app + base 3 mil € × 2 = 15 mil €",
            ),
        ] {
            assert_eq!(judged(text, language), [read], "{text}");
        }
    }

    #[test]
    fn the_last_term_of_a_list_or_of_a_sum_with_names_is_none_of_its_own() {
        for text in [
            "compute 4 × $100, db 2 × $300 = $1,000/mo",
            "web 3 × $50 and search 2 × $90 = $330/mo",
            "web 3 × $50 and the search 2 × $90 = $330/mo",
            "web 3 × $50, the search 2 × $90 = $330/mo",
            "web 3 × R$ 50 e busca 2 × R$ 90 = R$ 330/mês",
            "app 5 GB + base 3 GB × 2 = 11 GB",
            "Redis 7 + pods 3 × 4 = 19",
        ] {
            assert!(judged(text, Language::En).iter().all(|e| !e.starts_with('!')), "{text}");
        }
        for text in [
            "- API 3 × 4 = 19",
            "read 10 × 30 = 300, write 4 × 25 = 120",
            "fase 1 - API 3 × 4 = 19",
            "three zones and pods 3 × 4 = 19",
        ] {
            assert_eq!(judged(text, Language::En).iter().filter(|e| e.starts_with('!')).count(), 1, "{text}");
        }
    }
}
