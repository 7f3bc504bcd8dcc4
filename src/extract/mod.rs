//! Which part of a document is which part of a canvas.

use crate::source::Source;
use crate::syntax::Document;

/// Extra titles for sections, from the configuration.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Section and title.
    pub titles: Vec<(SectionKind, String)>,
}

/// The eight sections of a canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum SectionKind {
    Objective,
    Volumes,
    Infrastructure,
    Strategies,
    Costs,
    Risks,
    Monitoring,
    LoadTest,
}

impl SectionKind {
    /// All of them, in the order of the template.
    pub const ALL: [SectionKind; 8] = [
        SectionKind::Objective,
        SectionKind::Volumes,
        SectionKind::Infrastructure,
        SectionKind::Strategies,
        SectionKind::Costs,
        SectionKind::Risks,
        SectionKind::Monitoring,
        SectionKind::LoadTest,
    ];

    /// The name that reports and configuration use.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Objective => "objective",
            SectionKind::Volumes => "volumes",
            SectionKind::Infrastructure => "infrastructure",
            SectionKind::Strategies => "strategies",
            SectionKind::Costs => "costs",
            SectionKind::Risks => "risks",
            SectionKind::Monitoring => "monitoring",
            SectionKind::LoadTest => "load-test",
        }
    }
}

/// What extraction makes of a document.
#[derive(Clone, Debug, Default)]
pub struct Outline {}

/// Finds sections, entries and tables in a document.
pub fn outline(source: &Source, document: &Document, vocabulary: &Vocabulary) -> Outline {
    let _ = (source, document, vocabulary);
    Outline {}
}
