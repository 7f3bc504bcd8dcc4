//! What a check has to show, and one file per output.

pub mod inspect;

pub mod manual;

use crate::finding::Outcomes;
use crate::model::Canvas;
use crate::score::Score;
use crate::source::Source;

/// What was found out about one canvas, ready to render.
#[derive(Debug)]
pub struct Report {
    /// What was understood.
    pub canvas: Canvas,
    /// Findings in order, passes, and checks that could not be made.
    pub outcomes: Outcomes,
    /// How sound it is.
    pub score: Score,
}

impl Report {
    /// Puts the parts together.
    pub fn new(canvas: Canvas, outcomes: Outcomes, score: Score) -> Report {
        Report { canvas, outcomes, score }
    }
}

/// What a run found out about all the canvases it was given.
#[derive(Debug, Default)]
pub struct Run {
    /// The canvases, ordered by path.
    pub canvases: Vec<(Source, Report)>,
    /// Documents that were looked at and are not canvases.
    pub skipped: Vec<String>,
}
