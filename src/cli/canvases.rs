//! The canvases that paths stand for, read and checked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::cli::config::{Configurations, InForce};
use crate::cli::error::{Failure, guard_document};
use crate::cli::files::{self, Document, Listing};
use crate::cli::pace::{Clock, Pace, Phase};
use crate::cli::progress::Progress;
use crate::report::{Brief, Report, Run};
use crate::rules::Settings;
use crate::source::Source;
use crate::words::Language;

/// What the paths came to.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The canvases and what was passed over.
    pub run: Run,
    /// What holds for each canvas, in their order.
    pub in_force: Vec<Arc<InForce>>,
    /// Where each canvas is taken to be, in their order.
    pub places: Vec<PathBuf>,
    /// Whether something could not be read; that was said already.
    pub failed: bool,
    /// Folders without a canvas.
    pub barren: Vec<Failure>,
    /// How long finding, reading and checking took.
    pub pace: Pace,
}

/// Reads and checks those of the files that `paths` name which `wanted` takes, as many files at a time as `jobs`. Of each
/// report no more is kept than [`Report::brief`] leaves. What goes wrong with a single file is printed, in the language
/// that is `spoken`, and the others are checked.
///
/// # Errors
/// When a configuration is wrong.
pub fn gather(
    paths: &[PathBuf],
    stdin_filename: &Path,
    mut configurations: Configurations,
    jobs: Option<u16>,
    spoken: Language,
    detail: bool,
    wanted: impl Fn(&Path) -> bool,
) -> Result<Gathered, Failure> {
    let mut pace = Pace::default();
    let mut clock = pace.clock();
    let Listing { documents, folders, failures } = files::list(paths, stdin_filename);
    failures.iter().for_each(|failure| failure.print(spoken));
    let mut gathered = Gathered { failed: !failures.is_empty(), ..Gathered::default() };

    let mut work: Vec<Job> = Vec::new();
    for (path, document) in documents.into_iter().filter(|(path, one)| one.path.is_none() || wanted(path)) {
        let place = if document.path.is_none() { stdin_filename } else { &path };
        let in_force = configurations.for_file(place)?;
        work.push(Job { path, document, in_force });
    }
    clock.done(Phase::Find);
    let progress = Progress::of(work.len());
    let results = in_parallel(&work, jobs, |job| {
        let mut pace = Pace::default();
        let looked = look(&job.document, &job.in_force.settings, detail, &mut pace.clock());
        progress.step();
        (looked, pace)
    });
    drop(progress);

    let mut looked_at: Vec<(PathBuf, bool)> = Vec::new();
    gathered.pace = pace;
    for (Job { path, document, in_force }, (result, pace)) in work.into_iter().zip(results) {
        looked_at.push((path.clone(), matches!(result, Ok(Some(_)))));
        gathered.pace.add(&pace);
        match result {
            Ok(Some(checked)) => {
                gathered.places.push(if document.path.is_none() { stdin_filename.to_owned() } else { path });
                gathered.in_force.push(in_force);
                gathered.run.canvases.push(checked);
            }
            Ok(None) => gathered.run.skipped.push(document.name),
            Err(failure) => {
                failure.print(spoken);
                gathered.failed = true;
            }
        }
    }
    for folder in
        folders.iter().filter(|f| !looked_at.iter().any(|(path, is_canvas)| *is_canvas && path.starts_with(f)))
    {
        let looked = looked_at.iter().filter(|(path, _)| path.starts_with(folder)).count();
        let path = if folder.as_os_str().is_empty() { ".".to_owned() } else { files::name(folder) };
        gathered.barren.push(Failure::NoCanvas { path, looked });
    }
    Ok(gathered)
}

/// A document with what holds for it.
struct Job {
    path: PathBuf,
    document: Document,
    in_force: Arc<InForce>,
}

/// Reads and checks a document; one that nobody named only when it is a canvas.
fn look(
    document: &Document,
    settings: &Settings,
    detail: bool,
    clock: &mut Clock,
) -> Result<Option<(Source, Brief)>, Failure> {
    let bytes = files::read(document)?;
    clock.done(Phase::Read);
    let done = &mut |step| clock.done(Phase::Step(step));
    guard_document(&document.name, || {
        let source = Source::new(document.name.as_str(), &bytes);
        let report = if document.named {
            crate::check_in_steps(&source, settings, done)
        } else {
            crate::check_if_canvas(&source, settings, done)?
        };
        Some((source, report.brief(detail)))
    })
}

/// Reads and checks one document.
///
/// # Errors
/// When it cannot be read, or the check breaks down.
pub fn check(document: &Document, settings: &Settings) -> Result<(Source, Report), Failure> {
    check_bytes(&document.name, &files::read(document)?, settings)
}

/// Checks what a document called `name` says.
///
/// # Errors
/// When the check breaks down.
pub fn check_bytes(name: &str, bytes: &[u8], settings: &Settings) -> Result<(Source, Report), Failure> {
    guard_document(name, || {
        let source = Source::new(name, bytes);
        let report = crate::check(&source, settings);
        (source, report)
    })
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
