//! How complete and sound a canvas is: fixed public items of evidence, each on a ladder, under a cap.

mod case;

pub mod evidence;

pub mod gain;

pub mod rubric;

mod standing;

use crate::extract::SectionKind;
use crate::finding::{Outcomes, Severity};
use crate::model::{Canvas, Status};
use crate::score::case::Case;
use crate::score::gain::{Gain, is_counted};
use crate::score::rubric::{ITEMS, Item, Level, Proof};
use crate::score::standing::Standing;
use crate::source::Span;
use crate::words::{Message, Text};

/// The score of a canvas.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// From 0 to 100; `None` for an unfilled template.
    pub points: Option<u32>,
    /// `A` to `E`, or `N/A`.
    pub grade: &'static str,
    /// What holds it down, if anything.
    pub cap: Option<Message>,
    /// Checks that could be made, of those that apply, in hundredths.
    pub coverage: u32,
    /// Points by section from 0 to 100, in the order of [`SectionKind::ALL`].
    pub sections: [u32; 8],
    /// Points before the cap, in hundredths.
    pub earned: u32,
    /// The most points that what is wrong and missing allows.
    pub most: u32,
    /// Every item of the rubric, in order; none for an unfilled template.
    pub items: Vec<Scored>,
    /// What to write to gain points, the most gain for the effort first.
    pub gains: Vec<Gain>,
}

/// An item of the rubric in one canvas.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Which.
    pub item: &'static Item,
    /// How much of it is there.
    pub level: Level,
    /// Why.
    pub why: Message,
    /// Where.
    pub place: Option<Span>,
}

impl Scored {
    /// What it brings, in hundredths of a point.
    pub fn hundredths(&self) -> u32 {
        self.item.points * self.level.share()
    }
}

/// More warnings than these and the grade is no A.
const WARNINGS_OF_AN_A: usize = 3;

static ABSENT: Text = Text { en: "not written", pt: "não está escrito", es: "no está escrito" };
static VAGUE: Text = Text {
    en: "words, or a number that lacks what it needs",
    pt: "palavras, ou um número sem o que ele precisa",
    es: "palabras, o un número sin lo que necesita",
};
static STATED: Text = Text {
    en: "stated; no check confirms it",
    pt: "consta; nenhuma verificação confirma",
    es: "consta; ninguna comprobación lo confirma",
};
static PARTLY: Text =
    Text { en: "stated, not complete", pt: "consta, sem estar completo", es: "consta, sin estar completo" };
static COMPLETE: Text = Text { en: "complete", pt: "completo", es: "completo" };
static WAIVED: Text = Text { en: "allowed: {message}", pt: "permitido: {message}", es: "permitido: {message}" };

/// Scores a canvas.
pub fn score(canvas: &Canvas, outcomes: &Outcomes) -> Score {
    let checked = outcomes.passes.len() + outcomes.findings.len();
    let coverage = (100 * checked).checked_div(checked + outcomes.unchecked.len()).unwrap_or(0) as u32;
    let mut score = Score { grade: "N/A", coverage, most: 100, ..Score::default() };
    if canvas.unfilled {
        return score;
    }
    let case = Case::new(canvas, outcomes);
    let now = standing(canvas, &case);
    let points = (now.points() + 50) / 100;
    let warnings = outcomes.findings.iter().filter(|f| f.severity == Some(Severity::Warning)).count();
    score.points = Some(points);
    score.grade = match points {
        90.. if warnings <= WARNINGS_OF_AN_A => "A",
        80.. => "B",
        70.. => "C",
        60.. => "D",
        _ => "E",
    };
    score.earned = now.earned();
    score.most = now.most();
    score.cap = now.cap().filter(|_| now.earned() > 100 * now.most());
    score.sections = SectionKind::ALL.map(|kind| section_points(&now, kind));
    score.items = ITEMS.iter().enumerate().map(|(at, item)| scored(item, at, &case, &now, outcomes)).collect();
    score.gains = gain::gains(&case, &now);
    score
}

fn standing(canvas: &Canvas, case: &Case) -> Standing {
    let required = canvas.expectations.required.as_deref();
    let missing = |kind: &SectionKind| {
        required.is_none_or(|required| required.contains(kind))
            && canvas.section(*kind).is_none_or(|s| s.status == Status::Empty)
            && canvas.elsewhere(*kind).is_empty()
    };
    Standing {
        levels: (0..ITEMS.len()).map(|at| case.level(at, |_| true)).collect(),
        stated: case.evidence.iter().map(|evidence| evidence.level >= Level::Specific).collect(),
        errors: case.charges.iter().filter(|c| c.is_error() && is_counted(c.finding.rule)).count(),
        missing: SectionKind::ALL.into_iter().filter(missing).collect(),
        waived: case.charges.iter().any(|c| c.waived && c.finding.severity == Some(Severity::Error)),
    }
}

fn section_points(now: &Standing, kind: SectionKind) -> u32 {
    let items = || ITEMS.iter().zip(&now.levels).filter(|(item, _)| item.category.section() == kind);
    let reached: u32 = items().map(|(item, level)| item.points * level.share()).sum();
    let possible: u32 = items().map(|(item, _)| item.points).sum();
    reached.checked_div(possible).unwrap_or(0)
}

fn scored(item: &'static Item, at: usize, case: &Case, now: &Standing, outcomes: &Outcomes) -> Scored {
    let level = now.levels.get(at).copied().unwrap_or_default();
    let evidence = case.evidence.get(at);
    let free = case.level(at, |_| false);
    let worst = case.against(at).map(|(_, charge)| charge).next().filter(|_| level < free);
    let pass = case.confirmed.get(at).copied().flatten().and_then(|index| outcomes.passes.get(index));
    let why = match (level, worst, pass) {
        (_, Some(charge), _) if charge.waived => WAIVED.with("message", charge.finding.message.clone()),
        (_, Some(charge), _) => charge.finding.message.clone(),
        (Level::Absent | Level::Contradicted, ..) => ABSENT.plain(),
        (Level::Vague, ..) => VAGUE.plain(),
        (Level::Specific, ..) if item.proof == Proof::Words => PARTLY.plain(),
        (Level::Specific, ..) => STATED.plain(),
        (Level::Verified, _, Some(pass)) if item.proof != Proof::Words => pass.message.clone(),
        (Level::Verified, ..) => COMPLETE.plain(),
    };
    let place = worst.map(|charge| charge.finding.span).or_else(|| evidence.and_then(|e| e.spans.first().copied()));
    Scored { item, level, why, place }
}
