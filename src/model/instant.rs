//! Points in time that a name is: "Ano 2", "Month 6", "2027", and the launch beside them.

use std::collections::BTreeMap;

use crate::extract::vocabulary::{Word, folded_words, scenarios, year};
use crate::extract::{Grid, Outline};
use crate::model::scenario::ScenarioKind;
use crate::quantity::names_a_month;
use crate::source::Span;
use crate::syntax::Inline;

/// How many words the name of a point in time has at most.
const NAME: usize = 5;

/// The point in time that is all that `text` names, brackets apart: "Ano 2", "Meta 2027", "End of month 6 (USD)".
pub(in crate::model) fn named(text: &Inline) -> Option<ScenarioKind> {
    if !text.plain.contains(|c: char| c.is_ascii_digit()) || text.plain.len() > LONGEST {
        return None;
    }
    let words = name(&text.plain);
    let (kind, at) = point(&words)?;
    let only = |(i, word): (usize, &Word)| at.contains(&i) || scenarios::names_only_when(word);
    words.iter().enumerate().all(only).then_some(kind)
}

/// A longer text is no name, in bytes.
const LONGEST: usize = 60;

/// The points in time that the headers of columns name beside one another, each among other words: "Custo 2027" and "Custo
/// 2028", "Lançamento" and "Mês 6", "Y1" and "Y2".
pub(in crate::model) fn of_columns(outline: &Outline) -> BTreeMap<Span, ScenarioKind> {
    outline.tables.iter().flat_map(of_table).collect()
}

fn of_table(grid: &Grid) -> Vec<(Span, ScenarioKind)> {
    let headers =
        || grid.header.iter().enumerate().filter(|(at, _)| *at != grid.label_column).map(|(_, header)| header);
    // "Atual (2026)" is what is.
    let is_now = |header: &Inline| header.words().iter().any(|word| scenarios::CURRENT.contains(&word.as_str()));
    let mut found: Vec<(Span, ScenarioKind)> = headers()
        .filter(|header| !is_now(header) && !scenarios::names_a_change(&header.plain))
        .filter_map(|header| Some((header.span, in_column(&name(&header.plain))?)))
        .collect();
    // "Launch" alone heads what was, is or will be; beside "Month 6" or "Today" it says when.
    let now = headers().any(is_now);
    // "Summer 2027" and "Winter 2027" are two times that have no name here.
    let kinds: Vec<ScenarioKind> = found.iter().map(|(_, kind)| *kind).collect();
    found.retain(|(_, kind)| kinds.iter().filter(|other| *other == kind).count() == 1);
    let beside = now || found.iter().any(|(_, kind)| found.first().is_some_and(|first| first.1 != *kind));
    if beside { found } else { Vec::new() }
}

/// The only point in time that the words of a header name.
fn in_column(words: &[Word]) -> Option<ScenarioKind> {
    let short = || match words {
        [one] => short(one),
        _ => None,
    };
    let launch = || scenarios::is_launch(words).then_some(ScenarioKind::Horizon(0));
    point(words).map(|(kind, _)| kind).or_else(short).or_else(launch)
}

/// Whether a word is a point in time by itself.
pub(in crate::model) fn is_short(word: &str) -> bool {
    short(word).is_some()
}

/// "Y2", "M12": a letter and a number that is usual for it.
fn short(word: &str) -> Option<ScenarioKind> {
    const YEARS: std::ops::RangeInclusive<u16> = 1..=10;
    const MONTHS: [u32; 8] = [1, 3, 6, 9, 12, 18, 24, 36];
    let number = |letter: char| word.strip_prefix(letter)?.parse::<u16>().ok();
    let years = number('y').filter(|n| YEARS.contains(n)).map(ScenarioKind::Year);
    years.or_else(|| number('m').map(u32::from).filter(|n| MONTHS.contains(n)).map(ScenarioKind::Horizon))
}

/// The words before a bracket.
fn name(text: &str) -> Vec<Word> {
    folded_words(text.split('(').next().unwrap_or("")).take(NAME + 1).collect()
}

/// The only point in time among `words`, and which of them name it.
fn point(words: &[Word]) -> Option<(ScenarioKind, std::ops::Range<usize>)> {
    /// A later month or year is none that anybody plans for.
    const LAST: u32 = 120;
    if words.len() > NAME {
        return None;
    }
    let numbered = |at: usize| {
        let number = words.get(at + 1)?.parse::<u32>().ok().filter(|n| (1..=LAST).contains(n))?;
        let is = |list: &[&str]| list.contains(&words[at].as_str());
        // "Ano 2" lasts from the thirteenth month to the end; "fim do ano 2" is there.
        let kind = if is(scenarios::MONTHS) {
            ScenarioKind::Horizon(number)
        } else if !is(scenarios::YEARS) {
            return None;
        } else if words[..at].iter().any(|word| scenarios::END.contains(&word.as_str())) {
            ScenarioKind::Horizon(number * 12)
        } else {
            ScenarioKind::Year(u16::try_from(number).ok()?)
        };
        Some((kind, at..at + 2))
    };
    let dated = |at: usize| year(&words[at]).map(|year| (ScenarioKind::Year(year), at..at + 1));
    let mut found = (0..words.len()).filter_map(|at| numbered(at).or_else(|| dated(at)));
    let first = found.next()?;
    // "Ano 1-2", "2027 vs 2026", "Q4 2027", "1T27" and "Jul 2027" are none of these.
    let other = |(at, word): (usize, &Word)| {
        !first.1.contains(&at) && (word.contains(|c: char| c.is_ascii_digit()) || names_a_month(word))
    };
    (found.next().is_none() && !words.iter().enumerate().any(other)).then_some(first)
}
