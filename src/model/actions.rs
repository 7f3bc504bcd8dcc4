//! The same action in two lists that are for two different times.

use crate::extract::vocabulary::{Word, folded_words, words};
use crate::extract::{Kind, Outline};
use crate::source::Spanned;

/// An action that stands in two lists for different times.
#[derive(Clone, Debug)]
pub struct Repeated {
    /// Where it stands first.
    pub first: Spanned<String>,
    /// For when, there.
    pub first_time: String,
    /// Where it stands again.
    pub again: Spanned<String>,
    /// For when, there.
    pub again_time: String,
}

/// Words for times that plans are made for.
const HORIZONS: &[&str] =
    &["dias", "days", "semanas", "weeks", "mes", "meses", "month", "months", "trimestre", "quarter", "anos", "years"];

/// Beginnings of words that say no more than that something is done.
const DOING: &[&str] = &[
    "implement",
    "configur",
    "add",
    "adicion",
    "agreg",
    "anad",
    "set",
    "setup",
    "enabl",
    "habilit",
    "cri",
    "crea",
    "creat",
    "introdu",
    "instal",
    "install",
    "deploy",
    "put",
    "usar",
    "use",
    "adot",
    "adopt",
    "montar",
    "build",
];

/// Words that join others, beside [`words::JOINING`].
const JOINING: &[&str] = &["an", "e", "y", "and", "in", "no", "na", "up", "um", "uma", "un", "una"];

/// Shorter texts name a thing rather than an action.
const WORDS: usize = 2;

/// Actions are held against each other.
const MOST: usize = 300;

/// Something that is to be done at a time.
struct Action {
    entry: usize,
    /// What is done, without the word for doing it.
    words: Vec<Word>,
    /// The words of the titles it stands under, up to the one that names the time.
    context: Vec<Word>,
    time: String,
}

pub(in crate::model) fn read(outline: &Outline) -> Vec<Repeated> {
    let actions: Vec<Action> = (0..outline.entries.len()).filter_map(|i| action(outline, i)).take(MOST).collect();
    let mut repeated = Vec::new();
    for (at, again) in actions.iter().enumerate() {
        let earlier = actions[..at].iter().find(|first| first.time != again.time && first.is_same(again));
        repeated.extend(earlier.map(|first| {
            let text = |i: usize| {
                let text = &outline.entries[i].text;
                Spanned::new(text.plain.trim().to_owned(), text.span)
            };
            Repeated {
                first: text(first.entry),
                first_time: first.time.clone(),
                again: text(again.entry),
                again_time: again.time.clone(),
            }
        }));
    }
    repeated
}

impl Action {
    /// Whether both are one action: in the same words, or where what one leaves out stands in a title above it:
    /// "cache of answers" under "Cheaper AI", and "cache of AI answers".
    fn is_same(&self, other: &Action) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let told = |word: &Word| short.words.contains(word) || short.context.contains(word);
        short.words.iter().all(|word| long.words.contains(word)) && long.words.iter().all(told)
    }
}

fn action(outline: &Outline, index: usize) -> Option<Action> {
    let entry = &outline.entries[index];
    let plain = matches!(entry.kind, Kind::Item | Kind::Key) && entry.label.is_none();
    if !plain || entry.ticked.is_some() || entry.text.plain.len() < 12 {
        return None;
    }
    let mut words = telling(&entry.text.plain);
    if words.len() > WORDS && DOING.iter().any(|stem| words[0].starts_with(stem)) {
        words.remove(0);
    }
    if words.len() < WORDS {
        return None;
    }
    let time = time(outline, index)?;
    let title = |i: usize| outline.entries[i].label.as_ref().unwrap_or(&outline.entries[i].text).plain.trim();
    let context = outline.above(index).take_while(|&i| title(i) != time).flat_map(|i| telling(title(i))).collect();
    Some(Action { entry: index, words, context, time })
}

/// The words of a text without those that join others.
fn telling(text: &str) -> Vec<Word> {
    folded_words(text)
        .filter(|word| ![words::JOINING, JOINING].iter().any(|list| list.contains(&word.as_str())))
        .collect()
}

/// What the nearest title above says about when: a number right before days, weeks or months.
fn time(outline: &Outline, index: usize) -> Option<String> {
    outline.above(index).find_map(|above| {
        let above = &outline.entries[above];
        let title = above.label.as_ref().unwrap_or(&above.text);
        let words = title.words();
        let timed =
            words.windows(2).any(|w| w[0].chars().all(|c| c.is_ascii_digit()) && HORIZONS.contains(&w[1].as_str()));
        (timed && title.plain.len() < 80).then(|| title.plain.trim().to_owned())
    })
}
