//! The whole way from the text of a document to its report.

use crate::report::Report;
use crate::rules::Settings;
use crate::source::Source;
use crate::{extract, fix, model, rules, score, syntax};

/// A part of the work on one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Markup, YAML and code are read.
    Parse,
    /// Sections, quantities and what they speak of are found.
    Understand,
    /// The rules judge it, and repairs are tried.
    Judge,
    /// It is scored.
    Score,
}

/// Reads a document, checks it with every rule and scores it. Cannot fail, whatever the bytes are.
pub fn check(source: &Source, settings: &Settings) -> Report {
    check_in_steps(source, settings, &mut |_| {})
}

/// Like [`check`]; tells of each step when it is done.
pub fn check_in_steps(source: &Source, settings: &Settings, done: &mut dyn FnMut(Step)) -> Report {
    let document = syntax::parse(source);
    done(Step::Parse);
    let canvas = model::read(&extract::outline(&document, &settings.vocabulary), source);
    done(Step::Understand);
    report(source, &document, canvas, settings, done)
}

/// Like [`check_in_steps`], for a document that may be anything: `None` when it is no canvas and does not say it is one,
/// found out as soon as it can be.
pub fn check_if_canvas(source: &Source, settings: &Settings, done: &mut dyn FnMut(Step)) -> Option<Report> {
    let document = syntax::parse(source);
    done(Step::Parse);
    let mut outline = extract::skeleton(&document, &settings.vocabulary);
    let canvas = model::may_be_canvas(&outline).then(|| {
        extract::measure(&mut outline, &settings.vocabulary);
        model::read(&outline, source)
    });
    done(Step::Understand);
    let is_one = |canvas: &model::Canvas| outline.declared || canvas.recognised;
    canvas.filter(is_one).map(|canvas| report(source, &document, canvas, settings, done))
}

fn report(
    source: &Source,
    document: &syntax::Document,
    mut canvas: model::Canvas,
    settings: &Settings,
    done: &mut dyn FnMut(Step),
) -> Report {
    canvas.assumptions = settings.assumptions.clone();
    canvas.expectations = settings.expectations.clone();
    let mut outcomes = rules::run(&canvas, settings);
    fix::propose(source, document, &canvas, &mut outcomes);
    done(Step::Judge);
    let score = score::score(&canvas, &outcomes);
    done(Step::Score);
    Report::new(canvas, outcomes, score)
}
