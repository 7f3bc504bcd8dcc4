//! Canvases as they were at a revision: which of them changed, and what is new in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::baseline;
use crate::cli::canvases::check_bytes;
use crate::cli::error::Failure;
use crate::cli::git::Repository;
use crate::report::{Brief, Run, Since};
use crate::rules::Settings;
use crate::source::Source;
use crate::words::{Message, Text};

/// A revision to compare with.
#[derive(Debug)]
pub struct Revision {
    repository: Repository,
    commit: String,
    changed: BTreeSet<PathBuf>,
}

impl Revision {
    /// What a person calls `revision` in the repository of the current folder. A branch is compared from where this one
    /// left it.
    ///
    /// # Errors
    /// When there is no such revision, no repository, or no Git.
    pub fn of(revision: &str) -> Result<Revision, Failure> {
        let repository = Repository::of(Path::new("."))?;
        let commit = repository.fork(&repository.commit(revision)?);
        let changed = repository.changed_since(&commit)?.into_iter().collect();
        Ok(Revision { repository, commit, changed })
    }

    /// Whether the file is not what it was.
    pub fn changed(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|path| self.changed.contains(&path))
    }

    /// How a canvas compares with what it was, checked in the same way.
    ///
    /// # Errors
    /// When the check of what it was breaks down.
    pub fn compare(&self, path: &Path, settings: &Settings, source: &Source, report: &Brief) -> Result<Since, Failure> {
        let old = self.repository.content(&self.commit, path);
        let old = old.map(|bytes| check_bytes(source.name(), &bytes, settings)).transpose()?;
        let old = old.map(|(source, report)| (source, report.brief(false)));
        let (new, gone) = baseline::new_since(old.as_ref().map(|(source, report)| (source, report)), source, report);
        Ok(Since { new, gone, points: old.and_then(|(_, report)| report.score.points) })
    }
}

/// What is new since `revision`, a line for all and one for each new finding and each score that fell.
pub fn notes(run: &Run, revision: &str) -> Vec<Message> {
    let compared = || run.canvases.iter().filter_map(|(source, report)| Some((source, report, report.since.as_ref()?)));
    let new: usize = compared().map(|(.., since)| since.new.len()).sum();
    let gone: usize = compared().map(|(.., since)| since.gone).sum();
    let mut notes = vec![
        COMPARED.with("revision", revision).with("canvases", run.canvases.len()).with("new", new).with("gone", gone),
    ];
    for (source, report, since) in compared() {
        for finding in since.new.iter().filter_map(|&index| report.outcomes.findings.get(index)) {
            let place = format!("{}:{}", source.name(), source.place(finding.span.start).line);
            notes.push(NEW.with("place", place).with("rule", finding.rule).with("message", finding.message.clone()));
        }
        if let (Some(old), Some(points)) = (since.points, report.score.points)
            && old != points
        {
            let (old, points) = (old.to_string(), points.to_string());
            notes.push(SCORE.with("path", source.name()).with("old", old).with("new", points));
        }
    }
    notes
}

static COMPARED: Text = Text {
    en: "since {revision}: canvases changed: {canvases}, new findings: {new}, gone: {gone}",
    pt: "desde {revision}: canvas alterados: {canvases}, apontamentos novos: {new}, resolvidos: {gone}",
    es: "desde {revision}: canvas modificados: {canvases}, observaciones nuevas: {new}, resueltas: {gone}",
};
static NEW: Text = Text {
    en: "new: {place}: {message} ({rule})",
    pt: "novo: {place}: {message} ({rule})",
    es: "nuevo: {place}: {message} ({rule})",
};
static SCORE: Text = Text {
    en: "{path}: the score was {old} and is {new}",
    pt: "{path}: a nota era {old} e é {new}",
    es: "{path}: la puntuación era {old} y es {new}",
};
