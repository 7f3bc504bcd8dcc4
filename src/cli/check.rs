//! `canvas check`: read, check, score, report.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::arguments::Check;
use crate::cli::baseline::{self, Baseline};
use crate::cli::canvases::{Gathered, gather};
use crate::cli::choices::{Color, Format};
use crate::cli::config::Configurations;
use crate::cli::error::Failure;
use crate::cli::files;
use crate::cli::pace::Phase;
use crate::cli::since::{self, Revision};
use crate::cli::{Status, locale, output, watch};
use crate::finding::Severity;
use crate::report::terminal::{self, View};
use crate::report::{Brief, Gate, Run, github, gitlab, json, junit, markdown, sarif};
use crate::words::{Language, Message, Text};

/// What was asked for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The options of the command.
    pub options: &'a Check,
    /// The forms of the report, each with the file it goes to; without one it is printed.
    pub reports: &'a [(Format, Option<PathBuf>)],
    /// The severities given by rule; `None` turns a rule off.
    pub severities: &'a [(String, Option<Severity>)],
    /// Whether to use colour.
    pub color: Color,
    /// The language of the report; without one it is that of each canvas.
    pub language: Option<Language>,
}

/// Checks what a request names and reports it; when that is to be watched, again whenever it changes.
///
/// # Errors
/// When a configuration is wrong or the report cannot be written. What goes wrong with a single file is printed, and the
/// others are checked.
pub fn run(request: Request) -> Result<Status, Failure> {
    let spoken = request.language.unwrap_or_else(locale::language);
    if request.options.watch {
        watch::run(request.options, request.reports, spoken, || once(request, spoken))
    } else {
        once(request, spoken)
    }
}

fn once(request: Request, spoken: Language) -> Result<Status, Failure> {
    let Request { options, reports, severities, .. } = request;
    let start = Instant::now();
    let revision = options.since.as_deref().map(Revision::of).transpose()?;
    let mut baseline = baseline(options)?;
    let configurations = Configurations::new(&options.configuration, severities.to_vec());
    let wanted = |path: &Path| revision.as_ref().is_none_or(|revision| revision.changed(path));
    let detail = options.verbose || options.show_passes || options.explain_score;
    let detail = detail || reports.iter().any(|(format, _)| *format == Format::Json);
    let Gathered { mut run, in_force, places, mut failed, barren, mut pace } =
        gather(&options.paths, &options.stdin_filename, configurations, options.jobs, spoken, detail, wanted)?;
    let mut clock = pace.clock();
    let mut fine = true;
    for ((source, report), (in_force, place)) in run.canvases.iter_mut().zip(in_force.iter().zip(&places)) {
        if let Some(baseline) = &mut baseline {
            let set_apart = if options.write_baseline { Baseline::take_in } else { Baseline::apply };
            set_apart(baseline, place, source, report, &in_force.settings);
        }
        if let Some(revision) = &revision {
            match revision.compare(place, &in_force.settings, source, report) {
                Ok(since) => report.since = Some(since),
                Err(failure) => {
                    failure.print(spoken);
                    failed = true;
                }
            }
        }
        fine &= passes(report, options, options.min_score.or(in_force.min_score));
    }
    clock.done(Phase::Compare);
    for (format, file) in reports {
        let view = view(request, file.is_some());
        let write = |out: &mut dyn Write| render(&run, *format, options, &view, out);
        match file {
            Some(path) => output::save_written(path, write)?,
            None => output::print_written(write)?,
        }
    }
    let mut notes = options.since.iter().flat_map(|revision| since::notes(&run, revision)).collect::<Vec<_>>();
    notes.extend(baseline.map(|baseline| settle(&baseline, &run, options)).transpose()?);
    notes.iter().filter(|_| !options.quiet).for_each(|note| output::note(note, spoken));
    clock.done(Phase::Report);
    if options.statistics {
        pace.print(start.elapsed(), spoken);
    }
    // That nothing changed is no mistake.
    let barren: Vec<Failure> = barren.into_iter().filter(|_| revision.is_none()).collect();
    barren.iter().for_each(|failure| failure.print(spoken));
    Ok(if failed || !barren.is_empty() {
        Status::Failed
    } else if fine {
        Status::Fine
    } else {
        Status::Found
    })
}

/// What is known before the run.
fn baseline(options: &Check) -> Result<Option<Baseline>, Failure> {
    let read = |file: &PathBuf| match Baseline::read(file) {
        Err(_) if options.write_baseline => Ok(Baseline::empty(file)),
        result => result,
    };
    options.baseline.as_ref().map(read).transpose()
}

/// Writes the baseline when that was asked for, and says what it comes to.
fn settle(baseline: &Baseline, run: &Run, options: &Check) -> Result<Message, Failure> {
    let path = options.baseline.as_deref().map(files::name).unwrap_or_default();
    if options.write_baseline {
        return Ok(WRITTEN.with("path", path).with("count", baseline.write()?));
    }
    let said = match baseline.fixed() {
        0 => &KNOWN,
        _ if options.prune_baseline => &PRUNED,
        _ => &PRUNABLE,
    };
    if options.prune_baseline {
        baseline.write()?;
    }
    let message = said.with("path", path).with("known", baseline::known(run));
    Ok(if baseline.fixed() == 0 { message } else { message.with("fixed", baseline.fixed()) })
}

/// Writes the report in one of its forms.
fn render(run: &Run, format: Format, options: &Check, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let language = view.language;
    match format {
        Format::Text => terminal::render(run, view, out),
        Format::Json => json::render(run, language, out),
        Format::Sarif => sarif::render(run, language, out),
        Format::Github => github::render(run, gate(options), language, out),
        Format::Gitlab => gitlab::render(run, language, out),
        Format::Junit => junit::render(run, gate(options), language, out),
        Format::Markdown => markdown::render(run, language, view.common_language, out),
    }
}

fn view(request: Request, to_file: bool) -> View {
    let Request { options, color, language, .. } = request;
    let style = if to_file { output::file_style(color) } else { output::style(color) };
    View {
        style,
        language,
        common_language: locale::language(),
        quiet: options.quiet,
        verbose: options.verbose,
        passes: options.show_passes,
        calculation: options.explain_score,
        statistics: options.statistics,
    }
}

fn gate(options: &Check) -> Gate {
    Gate { least: options.fail_on.severity(), only_new: options.fail_on_regression }
}

/// Whether a canvas is as good as was asked for. The unfilled template has no score: it counts as an error.
fn passes(report: &Brief, options: &Check, min_score: Option<u32>) -> bool {
    let gate = gate(options);
    let sound = !(0..report.outcomes.findings.len()).any(|index| gate.fails(report, index));
    let filled = !report.canvas.unfilled || gate.least.is_none();
    let at_least = |least: u32| report.score.points.is_some_and(|points| points >= least);
    let before = report.since.as_ref().filter(|_| gate.only_new).and_then(|since| since.points);
    sound && filled && min_score.is_none_or(at_least) && before.is_none_or(at_least)
}

static WRITTEN: Text = Text {
    en: "{path}: findings in the baseline: {count}",
    pt: "{path}: apontamentos na linha de base: {count}",
    es: "{path}: observaciones en la línea base: {count}",
};
static KNOWN: Text = Text {
    en: "{path}: findings that the baseline knows: {known}",
    pt: "{path}: apontamentos que a linha de base conhece: {known}",
    es: "{path}: observaciones que la línea base conoce: {known}",
};
static PRUNABLE: Text = Text {
    en: "{path}: findings that the baseline knows: {known}, fixed: {fixed}; take those out with --prune-baseline",
    pt: "{path}: apontamentos que a linha de base conhece: {known}, corrigidos: {fixed}; retire estes com --prune-baseline",
    es: "{path}: observaciones que la línea base conoce: {known}, corregidas: {fixed}; retire estas con --prune-baseline",
};
static PRUNED: Text = Text {
    en: "{path}: findings that the baseline knows: {known}, fixed and taken out: {fixed}",
    pt: "{path}: apontamentos que a linha de base conhece: {known}, corrigidos e retirados: {fixed}",
    es: "{path}: observaciones que la línea base conoce: {known}, corregidas y retiradas: {fixed}",
};
