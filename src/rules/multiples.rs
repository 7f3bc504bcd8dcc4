//! Figures that are said to be so many times as much as another that stands beside them.

use rust_decimal::Decimal;

use crate::extract::vocabulary::{Word, folded_words};
use crate::model::{Canvas, Fact, Neighbours};
use crate::quantity::Unit;

/// "1,000 req/s (5x today's 200 req/s)".
pub(in crate::rules) struct Multiple<'c> {
    /// What is so many times as much.
    pub after: &'c Fact,
    /// What it is a multiple of.
    pub before: &'c Fact,
    /// How many times as much it is said to be.
    pub stated: &'c Fact,
}

/// What stands between a factor and what it is a multiple of.
const OF: &[&str] = &[
    "of", "the", "today", "todays", "s", "current", "o", "a", "os", "as", "do", "da", "dos", "das", "de", "atual",
    "atuais", "el", "la", "lo", "los", "las", "del", "actual", "actuales", "hoje", "hoy", "que", "nossos", "our",
];

/// What stands between a figure and the brackets behind it that leaves these of the figure: "at peak", "no lançamento".
const BEHIND: &[&str] = &[
    "at",
    "in",
    "on",
    "by",
    "the",
    "no",
    "na",
    "em",
    "en",
    "el",
    "la",
    "al",
    "ao",
    "de",
    "peak",
    "pico",
    "punta",
    "today",
    "now",
    "hoje",
    "hoy",
    "launch",
    "lancamento",
    "lanzamiento",
];

/// All of them that name both figures in one line.
pub(in crate::rules) fn stated(canvas: &Canvas) -> Vec<Multiple<'_>> {
    canvas.neighbours.windows(2).filter_map(|pairs| multiple(canvas, &pairs[0], &pairs[1])).collect()
}

fn multiple<'c>(canvas: &'c Canvas, one: &Neighbours, two: &Neighbours) -> Option<Multiple<'c>> {
    if one.second != two.first {
        return None;
    }
    let [first, second, third] = [one.first, one.second, two.second].map(|at| &canvas.facts[at]);
    let factor = |f: &Fact| f.quantity.unit == Unit::Factor;
    let closed = two.behind.trim().is_empty() || two.behind.split_whitespace().all(|word| OF.contains(&word));
    let found = if factor(second) && opens(&one.between) && of(&two.between) && closed {
        Multiple { after: first, before: third, stated: second }
    } else if factor(third)
        && (opens_on_today(&one.between) && two.between.trim() == "," && two.behind.trim().is_empty()
            || up_from(&one.between) && stays(&two.between))
    {
        Multiple { after: first, before: second, stated: third }
    } else {
        return None;
    };
    let (after, before) = (&found.after.quantity, &found.before.quantity);
    let alike = after.same_kind(before) && after.per == before.per && after.each == before.each;
    let exact = |f: &Fact| f.quantity.interval.value().is_some_and(|v| v > Decimal::ZERO) && !f.quantity.ambiguous;
    let whole = exact(found.after) && exact(found.before) && exact(found.stated);
    (alike && whole && found.stated.quantity.per.is_none()).then_some(found)
}

/// Whether brackets open right behind a figure, or behind when it is.
fn opens(between: &str) -> bool {
    between.trim_end().strip_suffix('(').is_some_and(|between| !between.contains(['(', ')', ';', ':', ',']))
}

fn of(between: &str) -> bool {
    let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| OF.contains(&word)) && !between.contains([';', '(', ')', '.', ','])
}

/// "3 TB (hoy 1 TB, 3x)".
fn opens_on_today(between: &str) -> bool {
    const TODAY: &[&str] = &["hoje", "hoy", "today", "now", "currently", "atualmente", "actualmente"];
    let Some((before, inside)) = between.rsplit_once('(') else { return false };
    let inside: Vec<Word> = folded_words(inside).collect();
    matches!(inside.as_slice(), [word] if TODAY.contains(&word.as_str())) && !before.contains(['(', ')', ';', ':', ','])
}

/// "60 uploads/min, up from 12 uploads/min".
fn up_from(between: &str) -> bool {
    between.contains("up from") && !between.contains([';', '(', ')'])
}

/// "12 uploads/min at launch (5x)": whether what stands before the brackets only says more of the figure.
pub(in crate::rules) fn stays(between: &str) -> bool {
    let inside = between.trim_end().strip_suffix('(');
    inside.is_some_and(|words| words.split_whitespace().all(|word| BEHIND.contains(&word)))
}
