//! `canvas check`: read, check, score, report.

use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::cli::arguments::{Check, Color, FailOn, Format};
use crate::cli::config::{Configurations, InForce};
use crate::cli::error::{Failure, guard};
use crate::cli::files::{self, Document, Listing};
use crate::cli::{Status, locale, output};
use crate::finding::Severity;
use crate::report::terminal::{self, View};
use crate::report::{Report, Run, json, severity};
use crate::source::Source;
use crate::words::Language;

/// Checks what `options` name and reports it.
///
/// # Errors
/// When the report cannot be written. What goes wrong with a single file is printed, and the others are checked.
pub fn run(
    options: &Check,
    severities: Vec<(String, Option<Severity>)>,
    color: Color,
    language: Option<Language>,
) -> Result<Status, Failure> {
    let spoken = language.unwrap_or_else(locale::language);
    let Listing { documents, folders, failures } = files::list(&options.paths, &options.stdin_filename);
    failures.iter().for_each(|failure| failure.print(spoken));
    let mut failed = !failures.is_empty();

    let mut configurations = Configurations::new(&options.configuration, severities);
    let mut jobs: Vec<Job> = Vec::new();
    for (path, document) in documents {
        let place = if document.path.is_none() { &options.stdin_filename } else { &path };
        let in_force = configurations.for_file(place)?;
        jobs.push(Job { path, document, in_force });
    }
    let results = in_parallel(&jobs, options.jobs, check);

    let mut run = Run::default();
    let mut canvases: Vec<&Path> = Vec::new();
    let mut fine = true;
    for (job, result) in jobs.iter().zip(results) {
        match result {
            Ok((source, report)) if job.document.named || report.canvas.recognised => {
                canvases.push(&job.path);
                fine &= passes(&report, options.fail_on, options.min_score.or(job.in_force.min_score));
                run.canvases.push((source, report));
            }
            Ok((source, _)) => run.skipped.push(source.name().to_owned()),
            Err(failure) => {
                failure.print(spoken);
                failed = true;
            }
        }
    }
    let bytes = output::to_bytes(|out| match options.format {
        Format::Text => terminal::render(&run, &view(options, color, language), out),
        Format::Json => json::render(&run, language, out),
    });
    match &options.output {
        Some(path) if path.as_os_str() != "-" => output::save(path, &bytes)?,
        _ => output::print(&bytes)?,
    }
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

fn view(options: &Check, color: Color, language: Option<Language>) -> View {
    let style = if options.output.is_some() { output::file_style(color) } else { output::style(color) };
    View {
        style,
        language,
        common_language: locale::language(),
        quiet: options.quiet,
        verbose: options.verbose,
        passes: options.show_passes,
        calculation: options.explain_score,
    }
}

/// Whether a canvas is as good as was asked for. The unfilled template has no score: it counts as an error.
fn passes(report: &Report, fail_on: FailOn, min_score: Option<u32>) -> bool {
    let least = fail_on.severity();
    let sound = !report.outcomes.findings.iter().any(|finding| least.is_some_and(|least| severity(finding) >= least));
    let filled = !report.canvas.unfilled || least.is_none();
    let enough = min_score.is_none_or(|least| report.score.points.is_some_and(|points| points >= least));
    sound && filled && enough
}
