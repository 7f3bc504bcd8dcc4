//! `canvas summary`: one row per canvas.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::arguments::Configuration;
use crate::cli::canvases::gather;
use crate::cli::choices::Color;
use crate::cli::config::Configurations;
use crate::cli::error::Failure;
use crate::cli::{Status, files, locale, output};
use crate::report::summary::{Order, Summary, csv, json, markdown, terminal};
use crate::words::Language;

/// The options of `summary`.
#[derive(Debug, Args)]
pub struct Options {
    /// Files and folders, as for `check`; `-` is standard input
    #[arg(default_value = ".", value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// The name of what comes from standard input
    #[arg(long, value_name = "NAME", default_value = files::STDIN_NAME)]
    pub stdin_filename: PathBuf,
    /// The form of the table. On a terminal that is too narrow, columns are left out in this order: unit cost, peak,
    /// growth, monthly cost, sections
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// What the rows are ordered by; those without the figure come last
    #[arg(long, value_enum, value_name = "COLUMN", default_value_t = Sort::Path)]
    pub sort: Sort,
    /// Write the table to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How many files are read at the same time [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Settings
    #[command(flatten)]
    pub configuration: Configuration,
}

/// Forms of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people
    Text,
    /// For a pull request
    Markdown,
    /// For a spreadsheet
    Csv,
    /// For programs; `canvas schema summary` describes it
    Json,
}

/// What the rows of a summary are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// The path
    Path,
    /// The lowest score first
    Score,
    /// The most errors first, then the most warnings
    Errors,
    /// The most warnings first
    Warnings,
    /// The fastest growth first
    Growth,
    /// The highest peak first
    Peak,
    /// The highest monthly cost first, by currency
    Cost,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Order {
        match sort {
            Sort::Path => Order::Path,
            Sort::Score => Order::Score,
            Sort::Errors => Order::Errors,
            Sort::Warnings => Order::Warnings,
            Sort::Growth => Order::Growth,
            Sort::Peak => Order::Peak,
            Sort::Cost => Order::Cost,
        }
    }
}

/// Shows the canvases that `options` name, one row each.
///
/// # Errors
/// When a configuration is wrong or the table cannot be written.
pub fn run(options: &Options, color: Color, language: Option<Language>) -> Result<Status, Failure> {
    let spoken = language.unwrap_or_else(locale::language);
    let configurations = Configurations::new(&options.configuration, Vec::new());
    let gathered =
        gather(&options.paths, &options.stdin_filename, configurations, options.jobs, spoken, false, |_| true)?;
    if !gathered.run.canvases.is_empty() {
        let style = if options.output.is_some() { output::file_style(color) } else { output::style(color) };
        let language = gathered.run.language(language, locale::language());
        let summary = Summary::of(&gathered.run, options.sort.into());
        let bytes = match options.format {
            Form::Text => terminal::render(&summary, &style, language).into_bytes(),
            Form::Markdown => markdown::render(&summary, language).into_bytes(),
            Form::Csv => csv::render(&summary).into_bytes(),
            Form::Json => output::to_bytes(|out| json::render(&summary, out)),
        };
        output::deliver(options.output.as_deref(), &bytes)?;
    }
    gathered.barren.iter().for_each(|failure| failure.print(spoken));
    Ok(if gathered.failed || !gathered.barren.is_empty() { Status::Failed } else { Status::Fine })
}
