//! `--watch`: the run again, whenever something changes that it depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::cli::arguments::Check;
use crate::cli::choices::Format;
use crate::cli::config::Configurations;
use crate::cli::error::Failure;
use crate::cli::{Status, files, output};
use crate::words::{Language, Text};

/// How often files are looked at.
const PACE: Duration = Duration::from_millis(250);

/// How long nothing may change before what changed is taken to be whole.
const QUIET: Duration = Duration::from_millis(60);

/// When each file was changed, and how long it is; `None` for one that is not there.
type Snapshot = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// Runs `once`, and again after each change, until nobody reads the report any more.
///
/// # Errors
/// When there is nothing that can be watched. What goes wrong with one run is printed, and the next one comes.
pub fn run(
    options: &Check,
    reports: &[(Format, Option<PathBuf>)],
    spoken: Language,
    once: impl Fn() -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    if options.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::Unwatchable);
    }
    // What the run writes itself is no change.
    let written: BTreeSet<PathBuf> = reports.iter().filter_map(|(_, file)| absolute(file.as_deref()?)).collect();
    let clears = io::stdout().is_terminal();
    loop {
        let settings = settings(options);
        let before = snapshot(options, &settings, &written);
        if clears {
            output::print(b"\x1b[2J\x1b[3J\x1b[H")?;
        }
        let status = once().unwrap_or_else(|failure| {
            failure.print(spoken);
            Status::Failed
        });
        if output::nobody_reads() {
            return Ok(status);
        }
        if !options.quiet {
            output::note(&WATCHING.with("files", before.values().flatten().count()), spoken);
        }
        let mut last = before.clone();
        while last == before {
            sleep(PACE);
            last = snapshot(options, &settings, &written);
        }
        // Many files are saved at once, and one in several steps.
        loop {
            sleep(QUIET);
            let now = snapshot(options, &settings, &written);
            if std::mem::replace(&mut last, now) == last {
                break;
            }
        }
    }
}

/// The files that settings come from, or would come from if they were there.
fn settings(options: &Check) -> BTreeSet<PathBuf> {
    let mut configurations = Configurations::new(&options.configuration, Vec::new());
    for path in files::list(&options.paths, &options.stdin_filename).documents.keys() {
        // A mistake in one is said by the run.
        let _ = configurations.for_file(path);
    }
    configurations.looked_at().into_iter().chain(options.baseline.clone()).collect()
}

fn snapshot(options: &Check, settings: &BTreeSet<PathBuf>, written: &BTreeSet<PathBuf>) -> Snapshot {
    let documents = files::list(&options.paths, &options.stdin_filename).documents;
    let watched = documents.keys().chain(&options.paths).chain(settings);
    let watched = watched.filter(|path| absolute(path).is_none_or(|path| !written.contains(&path)));
    watched.map(|path| (path.clone(), stamp(path))).collect()
}

/// A folder changes whenever something is written in it: only the files count.
fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    Some((metadata.modified().ok()?, metadata.len()))
}

fn absolute(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok()
}

static WATCHING: Text = Text {
    en: "files that are watched: {files}; Ctrl-C ends it",
    pt: "arquivos observados: {files}; Ctrl-C encerra",
    es: "archivos observados: {files}; Ctrl-C termina",
};
