//! `canvas` reads scalability canvases, finds what is wrong, missing or impossible in them, and scores them.
//!
//! The rooms stand in the order in which a canvas flows through them; each uses only rooms above it.

pub mod source;

pub mod words;

pub mod syntax;

pub mod quantity;

pub mod canonical;

pub mod extract;

pub mod model;

pub mod finding;

pub mod rules;

pub mod derived;

pub mod template;

pub mod fix;

pub mod score;

pub mod report;

pub mod explain;

pub mod repair;

pub mod convert;

pub mod cli;

use crate::report::Report;
use crate::rules::Settings;
use crate::source::Source;

/// Reads a document, checks it with every rule and scores it. Cannot fail, whatever the bytes are.
pub fn check(source: &Source, settings: &Settings) -> Report {
    let document = syntax::parse(source);
    let canvas = model::read(&extract::outline(&document, &settings.vocabulary), source);
    report(source, &document, canvas, settings)
}

/// Like [`check`], for a document that may be anything: `None` when it is no canvas, found out as soon as it can be.
pub fn check_if_canvas(source: &Source, settings: &Settings) -> Option<Report> {
    let document = syntax::parse(source);
    let mut outline = extract::skeleton(&document, &settings.vocabulary);
    if !model::may_be_canvas(&outline) {
        return None;
    }
    extract::measure(&mut outline);
    let canvas = model::read(&outline, source);
    canvas.recognised.then(|| report(source, &document, canvas, settings))
}

fn report(source: &Source, document: &syntax::Document, mut canvas: model::Canvas, settings: &Settings) -> Report {
    canvas.assumptions = settings.assumptions.clone();
    canvas.expectations = settings.expectations.clone();
    let mut outcomes = rules::run(&canvas, settings);
    fix::propose(source, document, &canvas, &mut outcomes);
    let score = score::score(&canvas, &outcomes);
    Report::new(canvas, outcomes, score)
}
