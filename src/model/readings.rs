//! What else the lines above a total may mean where they do not simply add up to it: discounts, amounts in between,
//! parents with their parts, figures that nobody adds.

use std::sync::LazyLock;

use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{Word, adding, folded_words, scenarios};
use crate::model::sum::{Addend, Doubt, Mark, Sum};
use crate::quantity::{Interval, Period, Quantity, Statistic, Unit, names_a_month, numeral};
use rust_decimal::Decimal;

/// What a word says about a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    TakenOff,
    InBetween,
    NoSum,
    Peak,
    People,
    More,
    Long,
    Monthly,
    Optional,
}

static SIGNS: LazyLock<Phrases<Sign>> = LazyLock::new(|| {
    Phrases::of_lists([
        (Sign::TakenOff, adding::TAKEN_OFF),
        (Sign::InBetween, adding::IN_BETWEEN),
        (Sign::NoSum, adding::NO_SUM),
        (Sign::Peak, adding::PEAK),
        (Sign::People, adding::PEOPLE),
        (Sign::More, adding::MORE_THAN_SHOWN),
        (Sign::Long, adding::LONG),
        (Sign::Monthly, adding::MONTHLY),
        (Sign::Optional, adding::OPTIONAL),
    ])
});

/// Sums of more terms than this are taken as they stand.
const MOST: usize = 64;

/// Whether a label names what the lines above it come to before or behind a tax or a discount.
pub(in crate::model) fn is_in_between(words: &[Word]) -> bool {
    words.len() <= adding::IN_BETWEEN_WORDS && SIGNS.say(words, Sign::InBetween)
}

/// Whether what stands below a header is the price of one, a ratio or a figure of a distribution.
pub(in crate::model) fn is_no_sum(header: &str) -> bool {
    SIGNS.say(&words(header), Sign::NoSum)
}

/// Whether a row says that it may be left out.
pub(in crate::model) fn is_optional(text: &str) -> bool {
    says(text, Sign::Optional) || comes_later(text)
}

/// "Renewal (after 2 years)": whether a row is of a later time than the others.
fn comes_later(text: &str) -> bool {
    const AFTER: &[&str] = &["after", "apos", "depois", "despues", "tras"];
    let words = words(text);
    let is_number = |word: &Word| word.bytes().all(|b| b.is_ascii_digit()) || numeral(word).is_some();
    let times = [scenarios::YEARS, scenarios::MONTHS];
    words.iter().enumerate().any(|(at, word)| {
        let rest =
            words[at + 1..].iter().filter(|word| !matches!(word.as_str(), "de" | "os" | "los" | "the" | "first"));
        let rest: Vec<&Word> = rest.take(2).collect();
        let later =
            matches!(rest[..], [n, unit] if is_number(n) && times.iter().any(|list| list.contains(&unit.as_str())));
        AFTER.contains(&word.as_str()) && later
    })
}

/// What stands around the terms of a sum.
#[derive(Default)]
pub(in crate::model) struct Around<'a> {
    /// What they all stand under: the header of a column, the key or heading of a list.
    pub above: &'a str,
    /// The terms with those that their label sets apart.
    pub wide: Option<Vec<Addend>>,
    /// The total before this one, to which the terms may be added.
    pub before: Option<Addend>,
    /// How many there are of each term, by the other columns that could say so.
    pub counts: Vec<Vec<Decimal>>,
}

/// The sum as it is meant; for labels that set a term apart `is_apart` tells. `None` where it cannot be told whether
/// the terms are added at all, or whether some of them are parts of others.
pub(in crate::model) fn settled(sum: Sum, around: Around, is_apart: impl Fn(&str) -> bool) -> Option<Sum> {
    let is_right = |sum: &Sum| sum.holds() == Some(true) && !sum.ends_differ();
    if sum.mixed || is_right(&sum) || sum.terms.len() > MOST {
        return Some(sum);
    }
    let fits = |terms: Vec<Addend>| Some(sum.of(terms)).filter(|read| read.terms.len() >= 2 && is_right(read));
    if let Some(right) = around.counts.iter().filter_map(|counts| times(&sum.terms, counts)).find_map(fits) {
        return Some(right);
    }
    if !is_addable(&sum, around.above) {
        return None;
    }
    let is_off = |term: &Addend| is_money(term) && !is_negative(term) && says(&term.label, Sign::TakenOff);
    let wide = around.wide.unwrap_or_else(|| sum.terms.clone());
    let marks: Vec<(bool, bool)> = wide.iter().map(|term| (is_apart(&term.label), is_off(term))).collect();
    let (any_apart, any_off) = (marks.iter().any(|mark| mark.0), marks.iter().any(|mark| mark.1));
    let carried = |terms: &Vec<Addend>| Some(around.before.iter().chain(terms).cloned().collect::<Vec<Addend>>());
    let mut is_guessed = false;
    for (off, apart) in [(-1, 0), (0, 0), (1, 0), (-1, 1), (0, 1), (1, 1), (-1, -1), (1, -1)] {
        // What nothing is said of is read in one way.
        if !any_off && off != -1 || !any_apart && apart != 0 {
            continue;
        }
        let sign = |mark: (bool, bool)| match mark {
            (true, true) if apart != 0 && off != 0 => -1,
            (true, _) => apart,
            (false, true) => off,
            (false, false) => 1,
        };
        let terms = wide.iter().zip(&marks).filter_map(|(term, &mark)| signed(term, sign(mark)));
        let terms: Vec<Addend> = terms.collect();
        // The plain sum of all rows goes first, what takes one row for the parent of others last.
        let right = fits(terms.clone()).or_else(|| told(&terms, &sum).into_iter().find_map(fits));
        if let Some(right) = right.or_else(|| carried(&terms).and_then(fits)) {
            return Some(right);
        }
        is_guessed |= guessed(&terms, &sum).into_iter().any(|terms| fits(terms).is_some());
    }
    if is_guessed || sum.terms.iter().any(is_off) || is_of_more(&sum) || is_of_other_time(&sum) {
        return None;
    }
    // Of several ways to add them, the one that comes nearest is meant.
    let counted = around.counts.iter().filter(|counts| counts.iter().any(|count| *count > Decimal::ONE));
    let counted: Vec<Vec<Addend>> = counted.filter_map(|counts| times(&sum.terms, counts)).collect();
    let leaves_out = any_apart || sum.terms.iter().any(|term| term.mark.optional);
    let as_written = sum.as_written && counted.is_empty() && around.before.is_none() && !leaves_out;
    let others = told(&sum.terms, &sum).into_iter().chain(counted).map(|terms| sum.of(terms));
    let plain = Sum { as_written, ..sum.clone() };
    let nearest = others.filter(|read| read.terms.len() >= 2).chain([plain]).min_by_key(gap)?;
    let is_unsure = nearest.doubt.is_none() && !guessed(&nearest.terms, &nearest).is_empty();
    Some(if is_unsure { Sum { doubt: Some(Doubt::Parents), as_written: false, ..nearest } } else { nearest })
}

/// The terms without those that the document marks as parts or sums of others, or as optional, in each way that it does.
fn told(terms: &[Addend], sum: &Sum) -> Vec<Vec<Addend>> {
    let ways = [
        below_numbers(terms),
        without_sums(terms, sum, Sure::Told),
        without_parts(terms, sum, Sure::Told),
        kept(terms, |at| !terms[at].mark.optional),
    ];
    ways.into_iter().flatten().collect()
}

/// The terms without those that may be parts or sums of others by nothing but what they come to.
fn guessed(terms: &[Addend], sum: &Sum) -> Vec<Vec<Addend>> {
    let ways = [without_sums(terms, sum, Sure::Guessed), without_parts(terms, sum, Sure::Guessed)];
    ways.into_iter().flatten().collect()
}

/// How it is known that a row is the sum of others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// Its name says it, or it is bold or further left where they are not.
    Told,
    /// It comes to the same.
    Guessed,
}

fn words(text: &str) -> Vec<Word> {
    folded_words(text).collect()
}

fn says(text: &str, sign: Sign) -> bool {
    SIGNS.say(&words(text), sign)
}

fn is_money(term: &Addend) -> bool {
    term.quantity.as_ref().is_some_and(|q| matches!(q.unit, Unit::Money(_)))
}

fn is_negative(term: &Addend) -> bool {
    term.quantity.as_ref().is_some_and(|q| q.bounds().high.is_some_and(|high| high < Decimal::ZERO))
}

/// A term that is added, left out or taken off; what is written with a minus is taken off already.
fn signed(term: &Addend, sign: i8) -> Option<Addend> {
    let minus = |q: &Quantity| Quantity { interval: q.interval.negated(), ..q.clone() };
    match sign {
        0 => None,
        -1 if !is_negative(term) => Some(Addend { quantity: term.quantity.as_ref().map(minus), ..term.clone() }),
        _ => Some(term.clone()),
    }
}

/// How far the terms are from the total.
fn gap(sum: &Sum) -> Option<Decimal> {
    let total = sum.total.quantity.as_ref()?.bounds().middle()?;
    Some(sum.computed()?.middle()?.checked_sub(total)?.abs())
}

/// What each term is in the unit of the total; `None` where one is not exact.
fn values(terms: &[Addend], sum: &Sum) -> Option<Vec<Decimal>> {
    let total = sum.total.quantity.as_ref()?;
    terms.iter().map(|term| term.in_unit_of(total)?.middle()).collect()
}

/// The terms, each so many times.
fn times(terms: &[Addend], counts: &[Decimal]) -> Option<Vec<Addend>> {
    let all = |(term, count): (&Addend, &Decimal)| {
        let quantity = term.quantity.as_ref()?;
        let quantity = Quantity { interval: quantity.interval.scale(*count)?, ..quantity.clone() };
        Some(Addend { quantity: Some(quantity), ..term.clone() })
    };
    (terms.len() == counts.len()).then(|| terms.iter().zip(counts).map(all).collect()).flatten()
}

fn kept(terms: &[Addend], keeps: impl Fn(usize) -> bool) -> Option<Vec<Addend>> {
    let kept: Vec<Addend> = terms.iter().enumerate().filter(|(at, _)| keeps(*at)).map(|(_, t)| t.clone()).collect();
    (kept.len() < terms.len()).then_some(kept)
}

/// The terms without those that are what some above them come to: "net", or what is bold below what is not.
fn without_sums(terms: &[Addend], sum: &Sum, sure: Sure) -> Option<Vec<Addend>> {
    let values = amounts(terms, sum)?;
    let (mut all, mut since) = (Vec::new(), Vec::new());
    let mut sums = Vec::new();
    for (at, term) in terms.iter().enumerate() {
        let named = is_in_between(&words(&term.label));
        let of = |parts: &[usize]| match sure {
            Sure::Told => (named || stands_out(terms, at, parts)) && comes_to(&values, at, parts, sum, sure),
            Sure::Guessed => comes_to(&values, at, parts, sum, sure),
        };
        let is_sum = of(&all) || of(&since);
        if is_sum {
            (all, since) = (vec![at], Vec::new());
        } else {
            all.push(at);
            since.push(at);
        }
        sums.push(is_sum);
    }
    kept(terms, |at| !sums[at])
}

/// The terms without those that some above them consist of: what is not bold below what is.
fn without_parts(terms: &[Addend], sum: &Sum, sure: Sure) -> Option<Vec<Addend>> {
    let values = amounts(terms, sum)?;
    let mut below: Vec<usize> = Vec::new();
    for at in (0..terms.len()).rev() {
        for count in 1..=below.len() {
            let parts = &below[below.len() - count..];
            let marked = sure == Sure::Guessed || stands_out(terms, at, parts);
            if count >= 2 && marked && comes_to(&values, at, parts, sum, sure) {
                below.truncate(below.len() - count);
                break;
            }
        }
        below.push(at);
    }
    kept(terms, |at| below.contains(&at))
}

/// What each term is in the unit of the total.
fn amounts(terms: &[Addend], sum: &Sum) -> Option<Vec<Interval>> {
    let total = sum.total.quantity.as_ref()?;
    terms.iter().map(|term| term.in_unit_of(total)).collect()
}

/// Whether a term is set apart from its parts: it is bold, or they are moved to the right.
fn stands_out(terms: &[Addend], at: usize, parts: &[usize]) -> bool {
    let own = terms[at].mark;
    let all = |is: fn(Mark) -> bool| !parts.is_empty() && parts.iter().all(|&part| is(terms[part].mark));
    own.bold && all(|part| !part.bold) || !own.inset && all(|part| part.inset)
}

/// Whether a term is what others come to. A guess needs two that are something, and small figures that are exact: 3 is
/// no sum of 2 and 2.
fn comes_to(values: &[Interval], at: usize, parts: &[usize], sum: &Sum, sure: Sure) -> bool {
    const FIFTIETH: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
    let added = parts.iter().try_fold(Interval::point(Decimal::ZERO), |added, &part| added.add(&values[part]));
    let ends = |of: Interval| of.low.zip(of.high);
    let (Some((low, high)), Some((least, most))) = (ends(values[at]), added.and_then(ends)) else { return false };
    let share = |part: Decimal| high.abs().checked_mul(part);
    let Some((rounding, small)) = sum.rounding(parts.len() + 1).zip(share(FIFTIETH)) else { return false };
    let slack = match sure {
        Sure::Told if sum.is_approximate() => share(Decimal::new(1, 1)).map_or(rounding, |tenth| tenth.max(rounding)),
        Sure::Told => rounding,
        Sure::Guessed => rounding.min(small),
    };
    let something = parts.iter().filter(|&&part| values[part].high.is_some_and(|high| !high.is_zero())).count();
    let enough = something >= if sure == Sure::Told { 1 } else { 2 } && !high.is_zero();
    let near = |one: Decimal, other: Decimal| one.checked_sub(other).is_some_and(|gap| gap.abs() <= slack);
    enough && near(low, least) && near(high, most)
}

/// The terms without those that are numbered or marked as parts of one above: "1.1" below "1", "– disks".
fn below_numbers(terms: &[Addend]) -> Option<Vec<Addend>> {
    let number = |term: &Addend| {
        let label = term.label.trim_start();
        let end = label.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(label.len());
        label[..end].trim_end_matches('.').to_owned()
    };
    let numbers: Vec<String> = terms.iter().map(number).collect();
    let is_below = |at: usize| {
        let above = |other: &String| {
            !other.is_empty() && numbers[at].strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        let marked = terms[at].label.trim_start().starts_with(['-', '–', '—', '↳', '└', '├', '•', '·', '→', '>', '+']);
        numbers.iter().any(above) || at > 0 && (marked || terms[at].mark.inset)
    };
    kept(terms, |at| !is_below(at))
}

/// Whether the terms, which do not make the total, are of a kind that is added at all.
fn is_addable(sum: &Sum, above: &str) -> bool {
    let Some(total) = &sum.total.quantity else { return false };
    let (Some(terms), Some(stated)) = (values(&sum.terms, sum), total.bounds().middle()) else { return true };
    let quantities = || sum.terms.iter().filter_map(|t| t.quantity.as_ref()).chain([total]);
    let computed = sum.computed().and_then(|computed| computed.middle());
    let less = computed.is_some_and(|computed| stated < computed);
    let above = words(above);
    let is_price =
        |q: &Quantity| q.each.is_some() || matches!(q.per, Some(Period::Hour | Period::Minute | Period::Second));
    if SIGNS.say(&above, Sign::NoSum) {
        return false;
    }
    if matches!(total.unit, Unit::Money(_)) {
        return !quantities().any(is_price);
    }
    // What is less than one of its parts is a mean, the highest or the last of them.
    if terms.iter().any(|term| *term >= stated) {
        return false;
    }
    let spread = |q: &Quantity| matches!(q.statistic, Some(Statistic::Percentile(_) | Statistic::Mean));
    if quantities().any(|q| q.each.is_some() || spread(q)) || sum.terms.iter().all(|t| is_time(&t.label)) {
        return false;
    }
    if matches!(total.unit, Unit::Percent(_)) {
        // Shares make up a whole; growth, availability and load do not.
        let most = Decimal::from(150);
        return stated == Decimal::ONE_HUNDRED && computed.is_some_and(|computed| computed <= most);
    }
    let labels: Vec<Word> = sum.terms.iter().chain([&sum.total]).flat_map(|t| words(&t.label)).collect();
    let said = |sign: Sign| SIGNS.say(&above, sign) || SIGNS.say(&labels, sign);
    let peak = |q: &Quantity| matches!(q.statistic, Some(Statistic::Peak | Statistic::Maximum));
    let people = |q: &Quantity| matches!(&q.unit, Unit::Count(entity) if entity.is_user());
    // Peaks come at different hours, and the same people are in several groups.
    !less || !(quantities().any(|q| peak(q) || people(q)) || said(Sign::Peak) || said(Sign::People))
}

/// Whether a label is a time: "2027", "Q3", "March", "month 6".
fn is_time(label: &str) -> bool {
    let year = |word: &str| word.len() == 4 && (word.starts_with("20") || word.starts_with("19"));
    let words = words(label);
    let time = |w: &Word| {
        let digits = w.chars().all(|c| c.is_ascii_digit());
        adding::TIMES.contains(&w.as_str()) || names_a_month(w) || digits && year(w)
    };
    words.iter().any(time)
}

/// Whether the label of the total says that it is of more, or of something else, than what stands above it.
fn is_of_more(sum: &Sum) -> bool {
    let words = words(&sum.total.label);
    let count = |w: &Word| w.parse::<usize>().ok().filter(|n| !(1900..2100).contains(n));
    SIGNS.say(&words, Sign::More) || words.iter().filter_map(count).any(|n| n != sum.terms.len())
}

/// Whether the total may be for another time than its terms.
fn is_of_other_time(sum: &Sum) -> bool {
    let words = words(&sum.total.label);
    let per =
        |period: Period| sum.terms.iter().filter_map(|t| t.quantity.as_ref()).filter(move |q| q.per == Some(period));
    SIGNS.say(&words, Sign::Long) && per(Period::Year).count() < sum.terms.len()
        || SIGNS.say(&words, Sign::Monthly) && per(Period::Year).next().is_some()
}
