//! `canvas.toml`: found from each file upwards, read with what it extends, and what of it holds for a file.

mod file;

mod layer;

mod show;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::arguments::Configuration;
use crate::cli::config::file::{AssumedFigures, Level, SectionName};
use crate::cli::config::layer::Layer;
use crate::cli::error::Failure;
use crate::cli::files;
use crate::extract::vocabulary::meanings::Meaning;
use crate::finding::Severity;
use crate::model::{Limit, SectionKind};
use crate::rules::{FAMILIES, Settings, names};
use crate::words::Text;

pub use crate::cli::config::file::schema;
pub use crate::cli::config::show::show;

/// What the file is called.
pub const NAME: &str = "canvas.toml";

/// Files that extend each other are at most so many.
const DEEPEST: usize = 16;

/// Configuration files as they are needed, each read once.
#[derive(Debug)]
pub struct Configurations {
    /// The one file that holds for everything, when a person named one.
    named: Option<PathBuf>,
    /// Whether files are looked for.
    search: bool,
    /// Whether facts about products may be used.
    product_facts: bool,
    /// What the command line says about severities.
    severities: Vec<(String, Option<Severity>)>,
    /// By folder, the file that holds there.
    nearest: BTreeMap<PathBuf, Option<PathBuf>>,
    /// By file, it and what it extends, the farthest first.
    chains: BTreeMap<PathBuf, Arc<Vec<Layer>>>,
    /// The files that were opened.
    opened: BTreeSet<PathBuf>,
    /// Many canvases are under the same settings.
    in_force: BTreeMap<Circumstances, Arc<InForce>>,
}

/// What settings depend on: a file, and the overrides that apply in it and in each one it extends.
type Circumstances = (Option<PathBuf>, Vec<Vec<usize>>);

/// What holds for one file.
#[derive(Clone, Debug, Default)]
pub struct InForce {
    /// For the check.
    pub settings: Settings,
    /// What it must score at least.
    pub min_score: Option<u32>,
    /// Each value with where it comes from, by section and key.
    pub values: BTreeMap<(&'static str, String), (String, Origin)>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The program itself.
    Default,
    /// The command line.
    CommandLine,
    /// A file and a line.
    File(String, usize),
}

impl Configurations {
    /// What the options say about configuration, and about severities.
    pub fn new(options: &Configuration, severities: Vec<(String, Option<Severity>)>) -> Configurations {
        Configurations {
            named: options.config.clone(),
            search: !options.no_config,
            product_facts: !options.no_kb,
            severities,
            nearest: BTreeMap::new(),
            chains: BTreeMap::new(),
            opened: BTreeSet::new(),
            in_force: BTreeMap::new(),
        }
    }

    /// What holds for the file at `path`, which need not exist.
    ///
    /// # Errors
    /// When a configuration file cannot be read or something in it is wrong.
    pub fn for_file(&mut self, path: &Path) -> Result<Arc<InForce>, Failure> {
        let file = self.file_for(path);
        let chain = file.as_ref().map(|file| self.chain(file)).transpose()?.unwrap_or_default();
        let overrides: Vec<Vec<usize>> = chain.iter().map(|layer| layer.overrides_for(path)).collect();
        let circumstances = (file, overrides);
        if let Some(known) = self.in_force.get(&circumstances) {
            return Ok(known.clone());
        }
        let mut in_force = InForce::of_the_program();
        for (layer, overrides) in chain.iter().zip(&circumstances.1) {
            in_force.add(layer, overrides);
        }
        for (name, severity) in &self.severities {
            in_force.severity(name, *severity, Origin::CommandLine);
        }
        if !self.product_facts {
            in_force.settings.assumptions.product_facts = false;
            in_force.set("assumptions", "product_facts", "false", Origin::CommandLine);
        }
        let in_force = Arc::new(in_force);
        self.in_force.insert(circumstances, in_force.clone());
        Ok(in_force)
    }

    /// Every file that was read so far, and every place where one would have been taken.
    pub fn looked_at(&self) -> BTreeSet<PathBuf> {
        self.nearest.keys().map(|folder| folder.join(NAME)).chain(self.opened.iter().cloned()).collect()
    }

    /// The configuration file that holds for the file at `path`.
    fn file_for(&mut self, path: &Path) -> Option<PathBuf> {
        if !self.search {
            return None;
        }
        if self.named.is_some() {
            return self.named.clone();
        }
        let folder = std::path::absolute(path).ok()?.parent()?.to_owned();
        if let Some(known) = self.nearest.get(&folder) {
            return known.clone();
        }
        let mut looked = Vec::new();
        let mut found = None;
        for above in folder.ancestors() {
            if let Some(known) = self.nearest.get(above) {
                found = known.clone();
                break;
            }
            looked.push(above.to_owned());
            let candidate = above.join(NAME);
            if candidate.is_file() {
                found = Some(candidate);
                break;
            }
        }
        // Nearer folders than the one where it was found have the same.
        self.nearest.extend(looked.into_iter().map(|folder| (folder, found.clone())));
        found
    }

    fn chain(&mut self, file: &Path) -> Result<Arc<Vec<Layer>>, Failure> {
        if let Some(known) = self.chains.get(file) {
            return Ok(known.clone());
        }
        let mut layers: Vec<Layer> = Vec::new();
        let mut next = Some(relative(file));
        while let Some(path) = next.take() {
            self.opened.insert(path.clone());
            let layer = Layer::read(&path).map_err(|failure| match (layers.last(), failure) {
                (Some(above), Failure::Unreadable { reason, .. }) => {
                    above.wrong_extension(EXTENDS.with("path", files::name(&path)).with("reason", reason))
                }
                (_, failure) => failure,
            })?;
            let folder = path.parent().unwrap_or(Path::new(""));
            next = layer.file.extends.as_ref().map(|extended| folder.join(extended));
            let known = |path: &PathBuf| {
                path.canonicalize().is_ok_and(|path| {
                    layers.iter().chain([&layer]).any(|l| l.path.canonicalize().is_ok_and(|other| other == path))
                })
            };
            if next.as_ref().is_some_and(known) || layers.len() >= DEEPEST {
                return Err(layer.wrong_extension(CIRCLE.plain()));
            }
            layers.push(layer);
        }
        layers.reverse();
        let layers = Arc::new(layers);
        self.chains.insert(file.to_owned(), layers.clone());
        Ok(layers)
    }
}

/// The path from the current folder, where it lies below.
fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_owned()
}

impl InForce {
    fn of_the_program() -> InForce {
        let mut in_force = InForce::default();
        let assumed = in_force.settings.assumptions.clone();
        for (key, value) in [
            ("days_per_month", assumed.days_per_month.to_string()),
            ("peak_factor", assumed.peak_factor.to_string()),
            ("headroom", assumed.headroom.to_string()),
            ("product_facts", assumed.product_facts.to_string()),
        ] {
            in_force.set("assumptions", key, value, Origin::Default);
        }
        in_force
    }

    fn set(&mut self, section: &'static str, key: &str, value: impl Into<String>, origin: Origin) {
        self.values.insert((section, key.to_owned()), (value.into(), origin));
    }

    /// Adds what a file says, with those of its overrides that apply.
    fn add(&mut self, layer: &Layer, overrides: &[usize]) {
        let file = &layer.file;
        self.part(layer, "", file.min_score, file.required.as_deref(), file.budget.as_deref());
        self.severities(layer, "", &file.severity);
        self.assume(layer, "", &file.assumptions);
        for (section, words) in &file.sections {
            let kind = SectionKind::from(*section);
            let vocabulary = &mut self.settings.vocabulary.titles;
            vocabulary.extend(words.titles.iter().map(|title| (kind, title.clone())));
            let all: Vec<&str> =
                vocabulary.iter().filter(|(k, _)| *k == kind).map(|(_, title)| title.as_str()).collect();
            let value = show::list(&all);
            self.set(
                "sections",
                &format!("{}.titles", kind.name()),
                value,
                origin(layer, &format!("sections.{}.titles", kind.name())),
            );
        }
        for (name, words) in &file.words {
            let Some(meaning) = Meaning::named(name) else { continue };
            words.iter().for_each(|word| self.settings.vocabulary.jargon.add(word, meaning));
            self.set("words", name, "", origin(layer, &format!("words.{name}")));
        }
        let jargon = &self.settings.vocabulary.jargon;
        // A word that another file gave another meaning has lost that one.
        for ((_, name), (value, _)) in self.values.iter_mut().filter(|((section, _), _)| *section == "words") {
            let words: Vec<&str> =
                Meaning::named(name).map_or_else(Vec::new, |meaning| jargon.meaning(meaning).collect());
            *value = show::list(&words);
        }
        for (index, one) in file.path.iter().enumerate().filter(|(index, _)| overrides.contains(index)) {
            let inside = format!("path.{index}.");
            self.part(layer, &inside, one.min_score, one.required.as_deref(), one.budget.as_deref());
            self.severities(layer, &inside, &one.severity);
            self.assume(layer, &inside, &one.assumptions);
        }
    }

    fn part(
        &mut self,
        layer: &Layer,
        inside: &str,
        min_score: Option<u32>,
        required: Option<&[SectionName]>,
        budget: Option<&str>,
    ) {
        let origin = |key: &str| origin(layer, &format!("{inside}{key}"));
        if let Some(points) = min_score {
            self.min_score = Some(points);
            self.set("", "min_score", points.to_string(), origin("min_score"));
        }
        if let Some(required) = required {
            let kinds: Vec<SectionKind> = required.iter().map(|&name| name.into()).collect();
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            self.set("", "required", show::list(&names), origin("required"));
            self.settings.expectations.required = Some(kinds);
        }
        if let Some(budget) = budget {
            self.set("", "budget", show::quoted(budget), origin("budget"));
            self.settings.expectations.budget = Limit::read(budget);
        }
    }

    /// A rule wins over its family, wherever it stands in a table.
    fn severities(&mut self, layer: &Layer, inside: &str, levels: &BTreeMap<String, Level>) {
        let is_family = |name: &str| FAMILIES.contains(&name);
        let families = levels.iter().filter(|(name, _)| is_family(name));
        let rules = levels.iter().filter(|(name, _)| !is_family(name));
        for (name, level) in families.chain(rules) {
            self.severity(name, level.severity(), origin(layer, &format!("{inside}severity.{name}")));
        }
    }

    fn severity(&mut self, name: &str, severity: Option<Severity>, origin: Origin) {
        let code = names::rule_or_family(name).unwrap_or_default();
        let overruled = |(section, key): &(&str, String)| {
            *section == "severity" && key.split('/').next() == Some(code) && FAMILIES.contains(&code)
        };
        self.values.retain(|key, _| !overruled(key));
        self.set("severity", code, show::quoted(severity.map_or("off", Severity::name)), origin);
        self.settings.severities.push((code.to_owned(), severity));
    }

    fn assume(&mut self, layer: &Layer, inside: &str, figures: &AssumedFigures) {
        let assumptions = &mut self.settings.assumptions;
        let mut said = Vec::new();
        for (key, figure, field) in [
            ("days_per_month", figures.days_per_month, &mut assumptions.days_per_month),
            ("peak_factor", figures.peak_factor, &mut assumptions.peak_factor),
            ("headroom", figures.headroom, &mut assumptions.headroom),
        ] {
            if let Some(figure) = figure {
                *field = figure.0;
                said.push((key, figure.0.to_string()));
            }
        }
        if let Some(facts) = figures.product_facts {
            assumptions.product_facts = facts;
            said.push(("product_facts", facts.to_string()));
        }
        for (key, value) in said {
            self.set("assumptions", key, value, origin(layer, &format!("{inside}assumptions.{key}")));
        }
    }
}

fn origin(layer: &Layer, key: &str) -> Origin {
    Origin::File(files::name(&layer.path), layer.line(key).unwrap_or(1))
}

static EXTENDS: Text = Text {
    en: "it extends {path}, which cannot be read: {reason}",
    pt: "ele estende {path}, que não pode ser lido: {reason}",
    es: "extiende {path}, que no se puede leer: {reason}",
};
static CIRCLE: Text = Text {
    en: "the files extend each other in a circle",
    pt: "os arquivos se estendem em círculo",
    es: "los archivos se extienden en círculo",
};

#[cfg(test)]
mod tests;
