//! `canvas badge`: the score of a canvas as a picture.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::arguments::Configuration;
use crate::cli::canvases::check;
use crate::cli::config::Configurations;
use crate::cli::error::Failure;
use crate::cli::{files, output};
use crate::report::badge::{Badge, LABEL};
use crate::words::Language;

/// The options of `badge`.
#[derive(Debug, Args)]
pub struct Options {
    /// The canvas; `-` is standard input
    pub file: PathBuf,
    /// The form of the badge [default: svg for an output that is called so, else json]
    #[arg(long, value_enum)]
    pub format: Option<Form>,
    /// What stands on its left
    #[arg(long, value_name = "TEXT", default_value = LABEL)]
    pub label: String,
    /// Write the badge to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Settings
    #[command(flatten)]
    pub configuration: Configuration,
}

/// Forms of a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// An endpoint for shields.io
    Json,
    /// A picture
    Svg,
}

/// Makes the badge that `options` ask for: without a format the one that the name of the output file says, else the
/// endpoint.
///
/// # Errors
/// When the canvas cannot be read, its configuration is wrong, or the badge cannot be written.
pub fn run(options: &Options, language: Option<Language>) -> Result<(), Failure> {
    let document = files::named(&options.file, Path::new(files::STDIN_NAME))?;
    let in_force = Configurations::new(&options.configuration, Vec::new()).for_file(&options.file)?;
    let (_, report) = check(&document, &in_force.settings)?;
    let badge = Badge::of(&report.score, &options.label, language.unwrap_or(report.canvas.language));
    let extension = options.output.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
    let named = if extension == Some("svg") { Form::Svg } else { Form::Json };
    let text = match options.format.unwrap_or(named) {
        Form::Json => badge.endpoint(),
        Form::Svg => badge.svg(),
    };
    output::deliver(options.output.as_deref(), text.as_bytes())
}
