//! The canvas as types: plain data, made from an outline.

use crate::extract::Outline;
pub use crate::extract::SectionKind;
use crate::source::{Source, Span, Spanned};
use crate::words::Language;

/// A canvas.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    /// The language it is written in.
    pub language: Language,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Whether it looks like a canvas at all.
    pub recognised: bool,
    /// Whether it is the template, unfilled.
    pub unfilled: bool,
    /// The sections that were found, in order of appearance.
    pub sections: Vec<Section>,
}

/// A section of a canvas.
#[derive(Clone, Debug)]
pub struct Section {
    /// Which.
    pub kind: SectionKind,
    /// Its title.
    pub title: Spanned<String>,
    /// Title and content.
    pub span: Span,
    /// What is in it.
    pub status: Status,
}

/// What is in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing.
    Empty,
    /// Only prompts and placeholders of a template.
    Placeholder,
    /// A reason why it does not apply.
    NotApplicable,
    /// Content.
    Present,
}

/// Gives an outline its meaning.
pub fn read(outline: &Outline, source: &Source) -> Canvas {
    let _ = (outline, source);
    Canvas::default()
}
