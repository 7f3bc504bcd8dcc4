//! How complete and sound a canvas is. Provisional: the sections that are there, less what is wrong in them.

use crate::extract::SectionKind;
use crate::finding::{Outcomes, Severity};
use crate::model::{Canvas, Status};
use crate::words::{Message, Part, Text};

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
    /// Whether the rubric is not the final one.
    pub provisional: bool,
}

/// Category weights of the rubric, in the order of [`SectionKind::ALL`]; they add up to 100. The 14 points for the proof
/// of capacity count with the infrastructure until there are rules that prove it.
const WEIGHTS: [u32; 8] = [12, 14, 26, 6, 14, 8, 10, 10];

static CAP: Text =
    Text { en: "{what}: at most {most}", pt: "{what}: no máximo {most}", es: "{what}: como máximo {most}" };
static ERRORS: Text = Text { en: "{count} errors", pt: "{count} erros", es: "{count} errores" };
static ERROR: Text = Text { en: "1 error", pt: "1 erro", es: "1 error" };
static MISSING: Text =
    Text { en: "{count} missing sections", pt: "{count} seções que faltam", es: "{count} secciones que faltan" };
static MISSING_ONE: Text = Text { en: "1 missing section", pt: "1 seção que falta", es: "1 sección que falta" };

/// Scores a canvas.
pub fn score(canvas: &Canvas, outcomes: &Outcomes) -> Score {
    let sections = SectionKind::ALL.map(|kind| section_points(canvas, outcomes, kind));
    let checked = outcomes.passes.len() + outcomes.findings.len();
    let coverage = (100 * checked).checked_div(checked + outcomes.unchecked.len()).unwrap_or(0) as u32;
    let mut score = Score { grade: "N/A", coverage, sections, provisional: true, ..Score::default() };
    if canvas.unfilled {
        return score;
    }
    let earned: u32 = sections.iter().zip(WEIGHTS).map(|(points, weight)| points * weight).sum::<u32>() / 100;
    let missing =
        SectionKind::ALL.into_iter().filter(|&k| canvas.section(k).is_none_or(|s| s.status == Status::Empty)).count();
    let is_error = |f: &&crate::finding::Finding| f.severity == Some(Severity::Error);
    let errors = outcomes.findings.iter().filter(is_error).filter(|f| f.rule != "completeness/section-missing").count();
    // Every missing section counts as two errors.
    let most = match errors + 2 * missing {
        0 => 100,
        1..=2 => 89,
        3..=5 => 79,
        _ => 69,
    };
    if earned > most {
        let parts = [(errors, &ERROR, &ERRORS), (missing, &MISSING_ONE, &MISSING)];
        let what: Vec<Part> = parts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| if count == 1 { one.plain() } else { many.with("count", count) }.into())
            .collect();
        score.cap = Some(CAP.with("what", what).with("most", most.to_string()));
    }
    let points = earned.min(most);
    score.points = Some(points);
    score.grade = match points {
        90.. => "A",
        80.. => "B",
        70.. => "C",
        60.. => "D",
        _ => "E",
    };
    score
}

/// Points for being there with content, less a share for each finding that stands in the section.
fn section_points(canvas: &Canvas, outcomes: &Outcomes, kind: SectionKind) -> u32 {
    let Some(section) = canvas.section(kind) else { return 0 };
    let base: u32 = match section.status {
        Status::Empty => return 0,
        Status::Placeholder => return 10,
        Status::NotApplicable => 70,
        // Text alone is vague; a number makes it specific.
        Status::Present if canvas.facts_in(kind).next().is_some() => 100,
        Status::Present => 70,
    };
    let inside = |f: &&crate::finding::Finding| section.span.start <= f.span.start && f.span.start < section.span.end;
    let lost: u32 = outcomes
        .findings
        .iter()
        .filter(inside)
        .map(|f| match f.severity {
            Some(Severity::Error) => 40,
            Some(Severity::Warning) => 15,
            _ => 3,
        })
        .sum();
    base.saturating_sub(lost)
}
