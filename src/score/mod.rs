//! How complete and sound a canvas is.

use crate::finding::Outcomes;
use crate::model::Canvas;
use crate::words::Message;

/// The score of a canvas.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// From 0 to 100; `None` for an unfilled template.
    pub points: Option<u32>,
    /// `A` to `E`, or `N/A`.
    pub grade: &'static str,
    /// What holds it down, if anything.
    pub cap: Option<Message>,
    /// Checks that could be made, of those that apply, from 0 to 1 in hundredths.
    pub coverage: u32,
    /// Points by section from 0 to 100, in the order of [`crate::model::SectionKind::ALL`].
    pub sections: [u32; 8],
    /// Whether the rubric is not the final one.
    pub provisional: bool,
}

/// Scores a canvas.
pub fn score(canvas: &Canvas, outcomes: &Outcomes) -> Score {
    let _ = (canvas, outcomes);
    Score { grade: "N/A", ..Score::default() }
}
