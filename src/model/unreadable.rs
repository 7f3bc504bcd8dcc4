//! What stands where a quantity is expected and could not be read: kept with its text, never guessed.

use crate::extract::{Entry, Kind, Outline, Part, SectionSet};
use crate::model::fact;
use crate::quantity::{Entity, Habits, Unit, parse};
use crate::source::Spanned;

/// What stands where a quantity is expected and could not be read: `12O ms`, `R$ 1.00,5`.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// What it is about.
    pub label: String,
    /// As the document writes it.
    pub text: Spanned<String>,
    /// The sections it stands in.
    pub sections: SectionSet,
}

/// Longer texts are sentences.
const LONGEST: usize = 40;

pub(in crate::model) fn read(outline: &Outline) -> Vec<Unreadable> {
    let mut found = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        if is_garbled(entry) && expects_quantity(entry, outline.habits) {
            let text = entry.text.plain.trim();
            found.push(Unreadable {
                label: fact::label(outline, index),
                text: Spanned::new(text.to_owned(), entry.text.span),
                sections: entry.sections,
            });
        }
    }
    found
}

/// Whether a text begins as a number does, and none was found in it. Dates, times, ratios and addresses are read as
/// what they are.
fn is_garbled(entry: &Entry) -> bool {
    let text = entry.text.plain.trim();
    let plain = text.len() <= LONGEST && !matches!(entry.kind, Kind::Code | Kind::Heading | Kind::Line);
    if !plain || entry.measures.iter().any(|m| m.part == Part::Text) {
        return false;
    }
    let bare = text.trim_start_matches(['~', '<', '>', '≤', '≥', '≈', '+', ' ']);
    let amount = ["R$", "US$", "$", "€", "£"].iter().find_map(|sign| bare.strip_prefix(sign)).map(str::trim_start);
    let number = amount.unwrap_or(bare);
    number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains([':', '/', '-', '–', '@', '#'])
}

/// Whether label or header say in which unit a number is to stand here.
fn expects_quantity(entry: &Entry, habits: Habits) -> bool {
    [&entry.column, &entry.label].into_iter().flatten().any(|text| {
        let implied = parse::implied(&text.plain, habits);
        match implied.unit {
            Some(Unit::Bare | Unit::Count(Entity::Thing(_))) | None => false,
            Some(Unit::Count(_)) => implied.per.is_some(),
            Some(_) => true,
        }
    })
}
