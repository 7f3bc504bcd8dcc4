//! The same action in two lists that are for two different times.

use std::collections::HashMap;

use crate::extract::vocabulary::folded_words;
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

/// Shorter texts name a thing rather than an action.
const WORDS: usize = 2;

pub(in crate::model) fn read(outline: &Outline) -> Vec<Repeated> {
    let mut seen: HashMap<Vec<String>, (usize, String)> = HashMap::new();
    let mut repeated = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        let plain = matches!(entry.kind, Kind::Item | Kind::Key) && entry.label.is_none();
        if !plain || entry.ticked.is_some() || entry.text.plain.len() < 12 {
            continue;
        }
        let action: Vec<String> = folded_words(&entry.text.plain).collect();
        if action.len() < WORDS {
            continue;
        }
        let Some(time) = time(outline, index) else { continue };
        match seen.get(&action) {
            Some((first, first_time)) if *first_time != time => {
                let at = |i: usize| {
                    let text = &outline.entries[i].text;
                    Spanned::new(text.plain.trim().to_owned(), text.span)
                };
                repeated.push(Repeated {
                    first: at(*first),
                    first_time: first_time.clone(),
                    again: at(index),
                    again_time: time,
                });
            }
            Some(_) => {}
            None => {
                seen.insert(action, (index, time));
            }
        }
    }
    repeated
}

/// What the nearest title above says about when: a number right before days, weeks or months.
fn time(outline: &Outline, index: usize) -> Option<String> {
    outline.above(index).find_map(|above| {
        let above = &outline.entries[above];
        let title = above.label.as_ref().unwrap_or(&above.text);
        let words: Vec<String> = folded_words(&title.plain).collect();
        let timed =
            words.windows(2).any(|w| w[0].chars().all(|c| c.is_ascii_digit()) && HORIZONS.contains(&w[1].as_str()));
        (timed && title.plain.len() < 80).then(|| title.plain.trim().to_owned())
    })
}
