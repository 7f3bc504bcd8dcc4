//! What a check has to show, and one file per output.

pub mod fingerprint;

pub mod layout;

mod snippet;

pub mod github;

pub mod gitlab;

pub mod json;

pub mod junit;

pub mod markdown;

pub mod sarif;

pub mod inspect;

pub mod manual;

pub mod badge;

pub mod diff;

pub mod figures;

pub mod score;

pub mod statistics;

pub mod summary;

pub mod terminal;

use std::collections::BTreeSet;

use crate::finding::{COMPARING, Finding, Outcomes, Severity};
use crate::model::{Canvas, Section, SectionKind};
use crate::quantity::Habits;
use crate::report::figures::Figures;
use crate::score::Score;
use crate::source::{Source, Spanned};
use crate::words::Language;

/// What was found out about one canvas, ready to render.
#[derive(Debug)]
pub struct Report<C = Box<Canvas>> {
    /// What was understood.
    pub canvas: C,
    /// Findings in order, passes, and checks that could not be made.
    pub outcomes: Outcomes,
    /// How many comparisons of its figures hold.
    pub held: usize,
    /// How sound it is.
    pub score: Score,
    /// Growth, peak and costs, as it states them.
    pub figures: Figures,
    /// Findings that a baseline knows, so that they count nowhere.
    pub known: Vec<Finding>,
    /// How it compares with what it was at a revision, when that was asked for.
    pub since: Option<Since>,
}

/// What is kept of a report where there are many.
pub type Brief = Report<Identity>;

/// What a canvas is, without what it says: all that reports about many need of the model, which is large.
#[derive(Debug)]
pub struct Identity {
    /// The language it is written in.
    pub language: Language,
    /// How it writes numbers.
    pub habits: Habits,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Whether it looks like a canvas at all.
    pub recognised: bool,
    /// The first titles over numbers that name none of the eight sections.
    pub unplaced: Vec<Spanned<String>>,
    /// Whether it is the template, unfilled.
    pub unfilled: bool,
    /// The sections that were found, in order of appearance; the same one may come more than once.
    pub sections: Vec<Section>,
}

impl Identity {
    /// The section of a kind that has most to say.
    pub fn section(&self, kind: SectionKind) -> Option<&Section> {
        Section::best(&self.sections, kind)
    }
}

/// How a canvas compares with what it was at a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// Which findings are new, by their places in the list.
    pub new: BTreeSet<usize>,
    /// How many findings of then are gone.
    pub gone: usize,
    /// What it scored then; `None` when it was not there or had no score.
    pub points: Option<u32>,
}

/// Which findings fail a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gate {
    /// The least severity that does; `None` when none does.
    pub least: Option<Severity>,
    /// Whether only those do that are new since a revision.
    pub only_new: bool,
}

impl Gate {
    /// Whether the finding at `index` is one to look at, whatever its severity.
    pub fn concerns(&self, report: &Brief, index: usize) -> bool {
        let since = report.since.as_ref().filter(|_| self.only_new);
        since.is_none_or(|since| since.new.contains(&index))
    }

    /// Whether the finding at `index` fails the run.
    pub fn fails(&self, report: &Brief, index: usize) -> bool {
        let found = report.outcomes.findings.get(index).map(severity);
        self.concerns(report, index) && self.least.is_some_and(|least| found.is_some_and(|found| found >= least))
    }
}

impl Report {
    /// Puts the parts together.
    pub fn new(canvas: Canvas, outcomes: Outcomes, score: Score) -> Report {
        let compares = |rule: &str| COMPARING.iter().any(|family| rule.starts_with(family));
        let held = outcomes.passes.iter().filter(|pass| compares(pass.rule)).count();
        let figures = Figures::of(&canvas);
        Report { canvas: Box::new(canvas), outcomes, held, score, figures, known: Vec::new(), since: None }
    }

    /// What reports about many canvases say: of the model what the canvas is, and without `detail` neither the checks
    /// that hold or could not be made nor more of the score than its best gains.
    pub fn brief(self, detail: bool) -> Brief {
        let Report { canvas, mut outcomes, held, mut score, figures, known, since } = self;
        if !detail {
            (outcomes.passes, outcomes.unchecked) = (Vec::new(), Vec::new());
            score.items = Vec::new();
            score.gains.retain(|gain| gain.hundredths > 0);
            score.gains.truncate(terminal::BEST_GAINS);
        }
        outcomes.findings.shrink_to_fit();
        outcomes.passes.shrink_to_fit();
        score.gains.shrink_to_fit();
        let Canvas { language, habits, title, recognised, unplaced, unfilled, sections, .. } = *canvas;
        let canvas = Identity { language, habits, title, recognised, unplaced, unfilled, sections };
        Report { canvas, outcomes, held, score, figures, known, since }
    }
}

impl<C> Report<C> {
    /// How many findings there are of each severity.
    pub fn counts(&self) -> Counts {
        counts_of(&self.outcomes.findings)
    }
}

/// How many of these findings there are of each severity.
pub fn counts_of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Counts {
    let mut counts = Counts::default();
    for finding in findings {
        counts.add(severity(finding));
    }
    counts
}

/// What a run found out about all the canvases it was given.
#[derive(Debug, Default)]
pub struct Run {
    /// The canvases, ordered by path.
    pub canvases: Vec<(Source, Brief)>,
    /// Documents that were looked at and are not canvases.
    pub skipped: Vec<String>,
}

impl Run {
    /// The language in which all canvases are spoken of: the one that was `chosen`, or that of all of them, or the
    /// `common` one where they have several.
    pub fn language(&self, chosen: Option<Language>, common: Language) -> Language {
        let mut languages = self.canvases.iter().map(|(_, report)| report.canvas.language);
        let first = languages.next().unwrap_or(common);
        chosen.unwrap_or(if languages.all(|language| language == first) { first } else { common })
    }

    /// How many findings there are of each severity in all canvases.
    pub fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for (_, report) in &self.canvases {
            let counts = report.counts();
            all.errors += counts.errors;
            all.warnings += counts.warnings;
            all.advice += counts.advice;
        }
        all
    }

    /// The mean of the scores, rounded; `None` when no canvas has one.
    pub fn score(&self) -> Option<u32> {
        let points: Vec<u64> = self.canvases.iter().filter_map(|(_, r)| r.score.points).map(u64::from).collect();
        let count = points.len() as u64;
        let mean = (2 * points.iter().sum::<u64>() + count).checked_div(2 * count)?;
        u32::try_from(mean).ok()
    }
}

/// Numbers of findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Pieces of advice.
    pub advice: usize,
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Advice => self.advice += 1,
        }
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.advice
    }
}

/// How much a finding matters. The engine stamps it; a finding that was never stamped is shown as the worst.
pub fn severity(finding: &Finding) -> Severity {
    finding.severity.unwrap_or(Severity::Error)
}

#[cfg(test)]
mod samples;

#[cfg(test)]
mod tests {
    use super::samples;

    #[test]
    fn the_score_of_a_run_is_the_rounded_mean_of_the_scores_there_are() {
        let mut run = samples::run(&[Some(71), None, Some(74)]);
        assert_eq!(run.score(), Some(73));
        run.canvases.truncate(1);
        assert_eq!(run.score(), Some(71));
        assert_eq!(samples::run(&[None]).score(), None);
    }
}
