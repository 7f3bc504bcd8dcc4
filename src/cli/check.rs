//! `canvas check`: read, check, score, report.

use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::cli::arguments::{Check, Color, Format};
use crate::cli::baseline::{self, Baseline};
use crate::cli::config::{Configurations, InForce};
use crate::cli::error::{Failure, guard};
use crate::cli::files::{self, Document, Listing};
use crate::cli::since::{self, Revision};
use crate::cli::{Status, locale, output};
use crate::finding::Severity;
use crate::report::terminal::{self, View};
use crate::report::{Report, Run, github, gitlab, json, junit, markdown, sarif, severity};
use crate::source::Source;
use crate::words::{Language, Message, Text};

/// Checks what `options` name and reports it.
///
/// # Errors
/// When the report cannot be written. What goes wrong with a single file is printed, and the others are checked.
pub fn run(
    options: &Check,
    reports: &[(Format, Option<PathBuf>)],
    severities: Vec<(String, Option<Severity>)>,
    color: Color,
    language: Option<Language>,
) -> Result<Status, Failure> {
    let spoken = language.unwrap_or_else(locale::language);
    let revision = options.since.as_deref().map(Revision::of).transpose()?;
    let mut baseline = baseline(options)?;
    let Listing { documents, folders, failures } = files::list(&options.paths, &options.stdin_filename);
    failures.iter().for_each(|failure| failure.print(spoken));
    let mut failed = !failures.is_empty();

    let mut configurations = Configurations::new(&options.configuration, severities);
    let mut jobs: Vec<Job> = Vec::new();
    let changed = |path: &Path| revision.as_ref().is_none_or(|revision| revision.changed(path));
    for (path, document) in documents.into_iter().filter(|(path, one)| one.path.is_none() || changed(path)) {
        let mut job = Job { path, document, in_force: InForce::default() };
        job.in_force = configurations.for_file(job.place(options))?;
        jobs.push(job);
    }
    let results = in_parallel(&jobs, options.jobs, check);

    let mut run = Run::default();
    let mut canvases: Vec<&Path> = Vec::new();
    let mut fine = true;
    for (job, result) in jobs.iter().zip(results) {
        match result {
            Ok((source, mut report)) if job.document.named || report.canvas.recognised => {
                canvases.push(&job.path);
                if let Some(baseline) = &mut baseline {
                    let place = job.place(options);
                    let set_apart = if options.write_baseline { Baseline::take_in } else { Baseline::apply };
                    set_apart(baseline, place, &source, &mut report);
                }
                let compare = |revision: &Revision| {
                    revision.compare(job.place(options), &job.in_force.settings, &source, &report)
                };
                report.since = revision.as_ref().map(compare);
                fine &= passes(&report, options, options.min_score.or(job.in_force.min_score));
                run.canvases.push((source, report));
            }
            Ok((source, _)) => run.skipped.push(source.name().to_owned()),
            Err(failure) => {
                failure.print(spoken);
                failed = true;
            }
        }
    }
    for (format, file) in reports {
        let bytes = rendered(&run, *format, options, &view(options, file.is_some(), color, language));
        match file {
            Some(path) => output::save(path, &bytes)?,
            None => output::print(&bytes)?,
        }
    }
    let mut notes = options.since.iter().flat_map(|revision| since::notes(&run, revision)).collect::<Vec<_>>();
    notes.extend(baseline.map(|baseline| settle(&baseline, &run, options)).transpose()?);
    notes.iter().filter(|_| !options.quiet).for_each(|note| output::note(note, spoken));
    // That nothing changed is no mistake.
    let folders = folders.into_iter().filter(|_| revision.is_none()).collect::<Vec<_>>();
    for folder in folders.iter().filter(|folder| !canvases.iter().any(|path| path.starts_with(folder))) {
        let looked = jobs.iter().filter(|job| job.path.starts_with(folder)).count();
        let path = if folder.as_os_str().is_empty() { ".".to_owned() } else { files::name(folder) };
        Failure::NoCanvas { path, looked }.print(spoken);
        failed = true;
    }
    Ok(if failed {
        Status::Failed
    } else if fine {
        Status::Fine
    } else {
        Status::Found
    })
}

/// A document with what holds for it.
struct Job {
    path: PathBuf,
    document: Document,
    in_force: InForce,
}

impl Job {
    /// Where the document is taken to be.
    fn place<'a>(&'a self, options: &'a Check) -> &'a Path {
        if self.document.path.is_none() { &options.stdin_filename } else { &self.path }
    }
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

/// The report in one of its forms.
fn rendered(run: &Run, format: Format, options: &Check, view: &View) -> Vec<u8> {
    let language = view.language;
    output::to_bytes(|out| match format {
        Format::Text => terminal::render(run, view, out),
        Format::Json => json::render(run, language, out),
        Format::Sarif => sarif::render(run, language, out),
        Format::Github => github::render(run, language, out),
        Format::Gitlab => gitlab::render(run, language, out),
        Format::Junit => junit::render(run, options.fail_on.severity(), language, out),
        Format::Markdown => markdown::render(run, language, view.common_language, out),
    })
}

fn check(Job { document, in_force, .. }: &Job) -> Result<(Source, Report), Failure> {
    let bytes = files::read(document)?;
    guard(|| {
        let source = Source::new(document.name.as_str(), &bytes);
        let report = crate::check(&source, &in_force.settings);
        (source, report)
    })
    .map_err(|panic| Failure::Broken { path: document.name.clone(), panic })
}

/// The results of `work`, in the order of `items`.
fn in_parallel<T: Sync, R: Send>(items: &[T], jobs: Option<u16>, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    /// What the main thread has as a rule; a worker has less by default.
    const STACK_BYTES: usize = 8 << 20;

    let jobs = usize::from(jobs.unwrap_or(0));
    // Threads cost more than a single file does.
    if items.len() > 1 && jobs != 1 {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK_BYTES).build();
        if let Ok(pool) = pool {
            return pool.install(|| items.into_par_iter().map(&work).collect());
        }
    }
    items.iter().map(work).collect()
}

fn view(options: &Check, to_file: bool, color: Color, language: Option<Language>) -> View {
    let style = if to_file { output::file_style(color) } else { output::style(color) };
    View {
        style,
        language,
        common_language: locale::language(),
        quiet: options.quiet,
        verbose: options.verbose,
        passes: options.show_passes,
    }
}

/// Whether a canvas is as good as was asked for. The unfilled template has no score: it counts as an error.
fn passes(report: &Report, options: &Check, min_score: Option<u32>) -> bool {
    let least = options.fail_on.severity();
    let since = report.since.as_ref().filter(|_| options.fail_on_regression);
    let counts = |index: usize| since.is_none_or(|since| since.new.contains(&index));
    let sound = !report
        .outcomes
        .findings
        .iter()
        .enumerate()
        .any(|(index, finding)| counts(index) && least.is_some_and(|least| severity(finding) >= least));
    let filled = !report.canvas.unfilled || least.is_none();
    let at_least = |least: u32| report.score.points.is_some_and(|points| points >= least);
    sound && filled && min_score.is_none_or(at_least) && since.and_then(|since| since.points).is_none_or(at_least)
}

static WRITTEN: Text = Text {
    en: "{path}: findings in the baseline: {count}",
    pt: "{path}: achados na linha de base: {count}",
    es: "{path}: hallazgos en la línea base: {count}",
};
static KNOWN: Text = Text {
    en: "{path}: findings that the baseline knows: {known}",
    pt: "{path}: achados que a linha de base conhece: {known}",
    es: "{path}: hallazgos que la línea base conoce: {known}",
};
static PRUNABLE: Text = Text {
    en: "{path}: findings that the baseline knows: {known}, fixed: {fixed}; take those out with --prune-baseline",
    pt: "{path}: achados que a linha de base conhece: {known}, corrigidos: {fixed}; retire estes com --prune-baseline",
    es: "{path}: hallazgos que la línea base conoce: {known}, corregidos: {fixed}; retire estos con --prune-baseline",
};
static PRUNED: Text = Text {
    en: "{path}: findings that the baseline knows: {known}, fixed and taken out: {fixed}",
    pt: "{path}: achados que a linha de base conhece: {known}, corrigidos e retirados: {fixed}",
    es: "{path}: hallazgos que la línea base conoce: {known}, corregidos y retirados: {fixed}",
};
