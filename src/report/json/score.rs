//! The items of the score and what would raise it, as programs see them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::Brief;
use crate::score::Scored;
use crate::score::gain::Gain;
use crate::score::rubric::VERSION;
use crate::source::{Source, Span};
use crate::words::Language;

/// The calculation of a score.
#[derive(Serialize, JsonSchema)]
pub(in crate::report::json) struct Calculation {
    /// The version of the items and their points.
    rubric: u32,
    /// Points before the cap.
    #[schemars(range(min = 0.0, max = 100.0))]
    earned: f64,
    /// The most points that what is wrong and missing allows.
    #[schemars(range(max = 100))]
    most: u32,
    /// Every item of the rubric, in its order; none for an unfilled template.
    items: Vec<Item>,
    /// What to write to gain points, the most gain for the effort first.
    gains: Vec<Change>,
}

/// An item of the rubric in one canvas.
#[derive(Serialize, JsonSchema)]
struct Item {
    /// Which.
    item: &'static str,
    /// The section it belongs to.
    section: &'static str,
    /// What it is about.
    name: &'static str,
    /// How much of it is there.
    #[schemars(extend("enum" = ["absent", "contradicted", "vague", "specific", "verified"]))]
    level: &'static str,
    /// What it brings.
    earned: f64,
    /// What it can bring.
    points: u32,
    /// What the score rises by when it is completed, cap included; null when there is nothing to complete.
    gain: Option<f64>,
    /// Why it is at its level.
    why: String,
    /// Where; null when there is no one place.
    line: Option<u32>,
}

/// A change that would raise the score.
#[derive(Serialize, JsonSchema)]
struct Change {
    /// The item it completes; null when it is about errors or a section as a whole.
    item: Option<&'static str>,
    /// What to do.
    action: String,
    /// What the score rises by, cap included; 0 where a cap takes it all.
    gain: f64,
    /// What it takes: 1 a number, 2 a sentence, 3 an analysis.
    #[schemars(range(min = 1, max = 3))]
    effort: u32,
    /// Where, when it is about something that is there.
    line: Option<u32>,
}

/// The calculation of the score of a canvas, in `language`.
pub(in crate::report::json) fn calculation(source: &Source, report: &Brief, language: Language) -> Calculation {
    let score = &report.score;
    Calculation {
        rubric: VERSION,
        earned: points(score.earned),
        most: score.most,
        items: score.items.iter().map(|scored| item(source, scored, &score.gains, language)).collect(),
        gains: score.gains.iter().map(|gain| change(source, gain, language)).collect(),
    }
}

fn item(source: &Source, scored: &Scored, gains: &[Gain], language: Language) -> Item {
    let completes = |gain: &&Gain| gain.item.is_some_and(|item| item.code == scored.item.code);
    Item {
        item: scored.item.code,
        section: scored.item.category.section().name(),
        name: scored.item.name.in_language(language),
        level: scored.level.code(),
        earned: points(scored.hundredths()),
        points: scored.item.points,
        gain: gains.iter().find(completes).map(|gain| points(gain.hundredths)),
        why: scored.why.in_language(language),
        line: line(source, scored.place),
    }
}

fn change(source: &Source, gain: &Gain, language: Language) -> Change {
    Change {
        item: gain.item.map(|item| item.code),
        action: gain.action.in_language(language),
        gain: points(gain.hundredths),
        effort: gain.effort,
        line: line(source, gain.place),
    }
}

fn line(source: &Source, place: Option<Span>) -> Option<u32> {
    place.map(|span| source.place(span.start).line)
}

fn points(hundredths: u32) -> f64 {
    f64::from(hundredths) / 100.0
}
