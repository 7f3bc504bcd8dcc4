//! A quantity with its meaning: what it is about, in which section.

use crate::extract::{Entry, Kind, Measure, Outline, Part, SectionSet};
use crate::quantity::Quantity;
use crate::source::Span;

/// A quantity with its meaning.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The number, its unit, period and statistic.
    pub quantity: Quantity,
    /// What it is about, as near as the document says it: a label, the header of its column, its heading.
    pub label: String,
    /// The sections it stands in.
    pub sections: SectionSet,
    /// Number, unit and period.
    pub span: Span,
    /// The number alone.
    pub figure: Span,
    /// Number, unit and period, as the document writes them.
    pub written: String,
    /// The line it stands in.
    pub line: Span,
    /// Where it stands in its line.
    pub part: Part,
    /// Where the unit comes from, when it is not written beside the number.
    pub unit_from: Option<Span>,
    /// Where the period comes from, when it is not written beside the number.
    pub per_from: Option<Span>,
    /// Where the statistic comes from, when it is not written beside the number.
    pub statistic_from: Option<Span>,
}

pub(in crate::model) fn read(outline: &Outline) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        for measure in &entry.measures {
            facts.push(Fact {
                quantity: measure.quantity.clone(),
                label: label(outline, index),
                sections: entry.sections,
                span: measure.span,
                figure: measure.figure,
                written: written(entry, measure),
                line: entry.span,
                part: measure.part,
                unit_from: measure.unit_from,
                per_from: measure.per_from,
                statistic_from: measure.statistic_from,
            });
        }
    }
    facts
}

fn written(entry: &Entry, measure: &Measure) -> String {
    let text = match measure.part {
        Part::Label => entry.label.as_ref(),
        Part::Text => Some(&entry.text),
        Part::Comment => entry.comment.as_ref(),
    };
    text.and_then(|t| t.plain.get(measure.quantity.range.clone())).unwrap_or("").trim().to_owned()
}

/// What an entry is about.
pub(in crate::model) fn label(outline: &Outline, index: usize) -> String {
    let entry = &outline.entries[index];
    let own = entry.label.as_ref().map(|l| l.plain.trim()).filter(|l| !l.is_empty());
    let column = entry.column.as_ref().map(|c| c.plain.trim()).filter(|c| !c.is_empty());
    match (own, column) {
        (Some(own), Some(column)) => format!("{own}, {column}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => outline
            .above(index)
            .find_map(|above| {
                let above = &outline.entries[above];
                match &above.label {
                    Some(label) if !label.is_blank() => Some(label.plain.trim().to_owned()),
                    _ if above.kind == Kind::Heading => Some(above.text.plain.trim().to_owned()),
                    _ => None,
                }
            })
            .unwrap_or_default(),
    }
}
