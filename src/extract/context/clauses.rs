//! What the words right beside a number make of it, whatever its label says.

use std::sync::LazyLock;

use crate::extract::Entry;
use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{Word, costs, folded_words, sentence};
use crate::quantity::{Quantity, Relation, Statistic};

/// The name before a number that sets it in code: `pool_size=6`, `--workers 3`.
pub(in crate::extract::context) fn setting<'e>(entry: &'e Entry, quantity: &Quantity) -> Option<&'e str> {
    let before = entry.text.plain.get(..quantity.figure.start)?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let (before, assigned) = match before.strip_suffix('=') {
        Some(before) => (before, true),
        None => (before.strip_suffix(' ')?, false),
    };
    let name = &before[before.trim_end_matches(is_name).len()..];
    let option = name.strip_prefix("--");
    let name = option.unwrap_or(name);
    (assigned || option.is_some()).then_some(name).filter(|name| name.starts_with(char::is_alphabetic))
}

/// `pool_timeout=20` under "Connection pool" is no number of connections: the name before the sign says how long.
pub(in crate::extract::context) fn sets_a_time(entry: &Entry, quantity: &Quantity) -> bool {
    const TIMES: &[&str] =
        &["timeout", "recycle", "ttl", "interval", "delay", "lifetime", "wait", "idle", "sleep", "age"];
    let name = entry.text.plain.get(..quantity.figure.start).and_then(|before| before.strip_suffix('='));
    let name = name.map_or("", |before| before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""));
    name.split('_').any(|word| TIMES.contains(&word.to_ascii_lowercase().as_str()))
}

/// Where the result begins of the calculation in which a number is multiplied or divided: of both of "3 × 40 = 120".
pub(in crate::extract::context) fn result_of(text: &str, quantity: &Quantity) -> Option<usize> {
    const SIGNS: [char; 4] = ['×', '*', '÷', '/'];
    let (before, behind) = (text.get(..quantity.range.start), text.get(quantity.range.end..));
    let (before, behind) = (before.unwrap_or("").trim_end(), behind.unwrap_or("").trim_start());
    let spelled = before.ends_with(" x") || behind.starts_with("x ");
    let joined = spelled || before.ends_with(SIGNS) || behind.starts_with(SIGNS);
    let equals = text.get(quantity.range.end..).and_then(|behind| behind.find(['=', '≈'])).filter(|_| joined)?;
    Some(quantity.range.end + equals)
}

/// "18% acima de 1 milhão/mês": from which number on the share that stands before it, up to `share`, holds.
pub(in crate::extract::context) fn bounds_a_share(quantity: &Quantity, share: Option<usize>) -> bool {
    let bound = matches!(quantity.relation, Relation::More | Relation::AtLeast | Relation::Less | Relation::AtMost);
    bound && share.is_some_and(|end| end <= quantity.range.start)
}

/// "Migração (uma vez só): R$ 38.000" under "Custos mensais": whether an amount is paid once.
pub fn is_paid_once(entry: &Entry, quantity: &Quantity) -> bool {
    static ONCE: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists([((), costs::ONCE)]));
    if is_long(entry) {
        return false;
    }
    let own = statement(&entry.text.plain, &quantity.range);
    let label = entry.label.as_ref().filter(|_| own.start == 0).map_or("", |label| label.plain.as_str());
    let mut said: Vec<Word> = folded_words(label).collect();
    if said.iter().any(|word| costs::SET_UP.contains(&word.as_str())) {
        return true;
    }
    said.extend(folded_words(entry.text.plain.get(own).unwrap_or("")));
    ONCE.say(&said, ())
}

/// The sentence of a number, cut at its semicolons and where its line ends.
pub(in crate::extract::context) fn statement(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let own = sentence(text, range);
    let before = text.get(own.start..range.start).and_then(|before| before.rfind([';', '\n']));
    let behind = text.get(range.end..own.end).and_then(|behind| behind.find([';', '\n']));
    before.map_or(own.start, |at| own.start + at + 1)..behind.map_or(own.end, |at| range.end + at)
}

/// Whether a text is too long for every number to look at all of it.
pub(in crate::extract::context) fn is_long(entry: &Entry) -> bool {
    const LONG: usize = 1_500;
    entry.text.plain.len() + entry.label.as_ref().map_or(0, |label| label.plain.len()) > LONG
}

/// Whether a number that says which figure it is takes that of the label from those behind it: a mean after a peak; but
/// rates behind a percentile still are those of the peak.
pub(in crate::extract::context) fn replaces(own: Statistic, of_label: Statistic) -> bool {
    let percentile = |statistic| matches!(statistic, Statistic::Percentile(_));
    own != of_label && (percentile(of_label) || !percentile(own))
}
