//! `canvas diff`: what changed between two versions of a canvas.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::arguments::Configuration;
use crate::cli::canvases::check_bytes;
use crate::cli::choices::Color;
use crate::cli::config::Configurations;
use crate::cli::error::Failure;
use crate::cli::git::Repository;
use crate::cli::{Status, files, output};
use crate::report::Report;
use crate::report::diff::{Comparison, json, markdown, terminal};
use crate::source::Source;
use crate::words::Language;

/// The options of `diff`.
#[derive(Debug, Args)]
pub struct Options {
    /// The version before: a file, or `REV:path` as for Git (`HEAD~1:plan.md`, `main:plan.md`)
    pub old: String,
    /// The version after, in the same forms; `-` is standard input
    pub new: String,
    /// The form of the comparison
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// Exit with 1 when there is an error that was not there before, or the score is lower
    #[arg(long)]
    pub fail_on_regression: bool,
    /// Write the comparison to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Settings
    #[command(flatten)]
    pub configuration: Configuration,
}

/// Forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people
    Text,
    /// For a pull request
    Markdown,
    /// For programs; `canvas schema diff` describes it
    Json,
}

/// Compares the two versions that `options` name. The language is by default that of the new version.
///
/// # Errors
/// When one of them cannot be read, a configuration is wrong, or the comparison cannot be written.
pub fn run(options: &Options, color: Color, language: Option<Language>) -> Result<Status, Failure> {
    let mut configurations = Configurations::new(&options.configuration, Vec::new());
    let old = read(&options.old, &mut configurations)?;
    let new = read(&options.new, &mut configurations)?;
    let comparison = Comparison::of(&old, &new);
    let style = if options.output.is_some() { output::file_style(color) } else { output::style(color) };
    let language = language.unwrap_or(new.1.canvas.language);
    let bytes = match options.format {
        Form::Text => terminal::render(&comparison, &style, language).into_bytes(),
        Form::Markdown => markdown::render(&comparison, language).into_bytes(),
        Form::Json => output::to_bytes(|out| json::render(&comparison, language, out)),
    };
    output::deliver(options.output.as_deref(), &bytes)?;
    Ok(if options.fail_on_regression && comparison.is_regression() { Status::Found } else { Status::Fine })
}

/// A version by its name: a file, or `REV:path`.
fn read(name: &str, configurations: &mut Configurations) -> Result<(Source, Report), Failure> {
    let path = Path::new(name);
    let revision = name.split_once(':').filter(|(revision, _)| !revision.is_empty() && !path.exists());
    let Some((revision, path)) = revision else {
        let document = files::named(path, Path::new(files::STDIN_NAME))?;
        let in_force = configurations.for_file(path)?;
        return check_bytes(&document.name, &files::read(&document)?, &in_force.settings);
    };
    let repository = Repository::of(Path::new("."))?;
    let commit = repository.commit(revision)?;
    let shown = files::name(Path::new(path));
    let missing = || Failure::NotInRevision { path: shown.clone(), revision: files::name(Path::new(revision)) };
    let bytes = repository.content_named(&commit, path).ok_or_else(missing)?;
    let in_force = configurations.for_file(Path::new(path))?;
    check_bytes(&files::name(Path::new(name)), &bytes, &in_force.settings)
}
