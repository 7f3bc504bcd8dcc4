//! The baseline: findings that a team had when it began, known by their content, so that only new ones count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::error::{Failure, reason};
use crate::cli::{files, output};
use crate::report::fingerprint::{self, Key};
use crate::report::{Brief, Run};
use crate::rules::Settings;
use crate::source::Source;
use crate::words::Text;

/// Known findings, by document and content, each with how often it occurs.
#[derive(Debug, Default)]
pub struct Baseline {
    file: PathBuf,
    known: BTreeMap<String, BTreeMap<Key, usize>>,
    /// Occurrences of known findings that were not found again in documents that were checked.
    fixed: usize,
    /// What is left of the documents that were checked.
    kept: BTreeMap<String, BTreeMap<Key, usize>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    section: String,
    text: String,
    count: usize,
}

const VERSION: u32 = 1;

impl Baseline {
    /// A baseline that knows nothing, to be written to `file`.
    pub fn empty(file: &Path) -> Baseline {
        Baseline { file: file.to_owned(), ..Baseline::default() }
    }

    /// The baseline in `file`.
    ///
    /// # Errors
    /// When it cannot be read, or is none.
    pub fn read(file: &Path) -> Result<Baseline, Failure> {
        let path = files::name(file);
        let text =
            std::fs::read(file).map_err(|error| Failure::Unreadable { path: path.clone(), reason: reason(&error) })?;
        let stored: Stored = serde_json::from_slice(&text).map_err(|error| Failure::Configuration {
            path: path.clone(),
            line: error.line().max(1),
            column: error.column().max(1),
            problem: NO_BASELINE.with("error", error.to_string()),
        })?;
        if stored.version != VERSION {
            let problem = OTHER_VERSION.with("version", stored.version.to_string());
            return Err(Failure::Configuration { path, line: 1, column: 1, problem });
        }
        let mut baseline = Baseline::empty(file);
        for Entry { path, rule, section, text, count } in stored.findings {
            let of_document = baseline.known.entry(path).or_default();
            let known = of_document.entry(Key { rule, section, text }).or_default();
            *known = known.saturating_add(count);
        }
        Ok(baseline)
    }

    /// Sets the findings of a canvas apart that are known. Of a rule that is switched off nobody knows whether they are
    /// fixed: they stay.
    pub fn apply(&mut self, path: &Path, source: &Source, report: &mut Brief, settings: &Settings) {
        let name = self.name_of(path);
        let mut left = self.known.remove(&name).unwrap_or_default();
        let mut kept: BTreeMap<Key, usize> = BTreeMap::new();
        let mut open = Vec::new();
        for finding in std::mem::take(&mut report.outcomes.findings) {
            let key = fingerprint::key(source, report, &finding);
            match left.get_mut(&key) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    *kept.entry(key).or_default() += 1;
                    report.known.push(finding);
                }
                _ => open.push(finding),
            }
        }
        report.outcomes.findings = open;
        for (key, count) in left.iter_mut().filter(|(key, _)| settings.is_off(&key.rule)) {
            *kept.entry(key.clone()).or_default() += std::mem::take(count);
        }
        kept.retain(|_, count| *count > 0);
        self.fixed += left.values().sum::<usize>();
        self.kept.insert(name, kept);
    }

    /// Takes in every finding of a run, and sets them apart.
    pub fn take_in(&mut self, path: &Path, source: &Source, report: &mut Brief, settings: &Settings) {
        let mut all: BTreeMap<Key, usize> = BTreeMap::new();
        for finding in &report.outcomes.findings {
            *all.entry(fingerprint::key(source, report, finding)).or_default() += 1;
        }
        let name = self.name_of(path);
        self.known.insert(name, all);
        self.apply(path, source, report, settings);
    }

    /// How many known findings are gone.
    pub fn fixed(&self) -> usize {
        self.fixed
    }

    /// Writes what is still known: of the documents that were checked what was found again, of others what was known,
    /// unless they are gone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self) -> Result<usize, Failure> {
        let folder = self.folder();
        let others = self.known.iter().filter(|(name, _)| folder.join(name).exists());
        let all: BTreeMap<_, _> = others.chain(&self.kept).collect();
        let findings: Vec<Entry> = all
            .into_iter()
            .flat_map(|(path, keys)| keys.iter().map(move |(key, &count)| entry(path, key, count)))
            .collect();
        let count = findings.iter().map(|entry| entry.count).sum();
        let bytes = output::to_bytes(|out| {
            serde_json::to_writer_pretty(&mut *out, &Stored { version: VERSION, findings })?;
            writeln!(out)
        });
        output::save(&self.file, &bytes)?;
        Ok(count)
    }

    /// The path from the folder of the baseline, so that it does not matter where the program is called.
    fn name_of(&self, path: &Path) -> String {
        let absolute = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
        let path = absolute(path);
        files::name(path.strip_prefix(absolute(&self.folder())).unwrap_or(&path))
    }

    fn folder(&self) -> PathBuf {
        let folder = self.file.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).to_owned()
    }
}

fn entry(path: &str, key: &Key, count: usize) -> Entry {
    let Key { rule, section, text } = key.clone();
    Entry { path: path.to_owned(), rule, section, text, count }
}

/// Which findings of a report are not among those of an older one, by their places in the list, and how many of those
/// are gone.
pub fn new_since(old: Option<(&Source, &Brief)>, source: &Source, report: &Brief) -> (BTreeSet<usize>, usize) {
    let mut left: BTreeMap<Key, usize> = BTreeMap::new();
    if let Some((source, old)) = old {
        for finding in &old.outcomes.findings {
            *left.entry(fingerprint::key(source, old, finding)).or_default() += 1;
        }
    }
    let mut new = BTreeSet::new();
    for (index, finding) in report.outcomes.findings.iter().chain(&report.known).enumerate() {
        match left.get_mut(&fingerprint::key(source, report, finding)) {
            Some(count) if *count > 0 => *count -= 1,
            _ if index < report.outcomes.findings.len() => {
                new.insert(index);
            }
            _ => {}
        }
    }
    (new, left.values().sum())
}

/// How many findings of a run are known.
pub fn known(run: &Run) -> usize {
    run.canvases.iter().map(|(_, report)| report.known.len()).sum()
}

static NO_BASELINE: Text = Text {
    en: "this is no baseline ({error}); write one with --write-baseline",
    pt: "isto não é uma linha de base ({error}); grave uma com --write-baseline",
    es: "esto no es una línea base ({error}); escriba una con --write-baseline",
};
static OTHER_VERSION: Text = Text {
    en: "this baseline has version {version}, which this program does not know; write it again with --write-baseline",
    pt: "esta linha de base tem a versão {version}, que este programa não conhece; grave-a de novo com --write-baseline",
    es: "esta línea base tiene la versión {version}, que este programa no conoce; escríbala de nuevo con --write-baseline",
};
