//! What a person can type.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::error::Failure;
use crate::cli::{files, names};
use crate::finding::Severity;
use crate::words::Language;

/// Validates and scores scalability canvases.
///
/// Finds the numbers that disagree, the sums that do not add up and the plans that cannot hold.
#[derive(Debug, Parser)]
#[command(name = "canvas", version, arg_required_else_help = true, after_help = EXIT_STATUS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours
    #[arg(long, global = true, display_order = 100, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
    /// The language of messages [default: that of the document, then that of the locale]
    #[arg(long = "lang", global = true, display_order = 100, value_enum, value_name = "LANGUAGE")]
    pub language: Option<LanguageChoice>,
}

const EXIT_STATUS: &str = "\
Exit status: 0 when nothing was found at or above --fail-on, 1 when something was, 2 when the run itself failed.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check canvases: read, find what is wrong, score, report
    Check(Check),
    /// Show what was understood of a canvas: sections, quantities, checks that hold
    Inspect(Inspect),
    /// List all rules
    Rules {
        /// The form of the list
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Explain a rule: why, a bad and a good example, what it says about the bad one; or the score
    Explain {
        /// Its code (`family/name`), or its name alone; `score` for the rubric of the score
        rule: String,
    },
    /// Show what is in force for a file, and where each value comes from
    Config {
        /// The file, or a folder
        #[arg(default_value = ".")]
        file: PathBuf,
        /// Settings
        #[command(flatten)]
        configuration: Configuration,
    },
    /// Print a JSON Schema
    Schema {
        /// Of what
        #[arg(value_enum)]
        name: SchemaName,
    },
    /// Print a completion script for a shell
    #[command(hide = true)]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

/// The options of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files and folders; `-` is standard input. In folders, .md, .markdown, .yaml and .yml files that are canvases are
    /// checked, those that Git ignores left out; a file that is named is always checked
    #[arg(default_value = ".", value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// The name of what comes from standard input
    #[arg(long, value_name = "NAME", default_value = files::STDIN_NAME)]
    pub stdin_filename: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the report to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Exit with 1 when there are findings of this severity or above
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Exit with 1 when a canvas scores less than this
    #[arg(long, value_name = "POINTS", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub min_score: Option<u32>,
    /// Settings
    #[command(flatten)]
    pub configuration: Configuration,
    /// Switch off a rule, or a family of rules; of --allow, --warn and --deny the later wins
    #[arg(long, value_name = "RULE|FAMILY", value_delimiter = ',')]
    pub allow: Vec<String>,
    /// Make findings of a rule, or of a family, warnings
    #[arg(long, value_name = "RULE|FAMILY", value_delimiter = ',')]
    pub warn: Vec<String>,
    /// Make findings of a rule, or of a family, errors
    #[arg(long, value_name = "RULE|FAMILY", value_delimiter = ',')]
    pub deny: Vec<String>,
    /// How many files are checked at the same time [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Show errors only
    #[arg(long, short, conflicts_with_all = ["verbose", "show_passes", "explain_score"])]
    pub quiet: bool,
    /// Show all advice, the documents that were passed over and the checks that could not be made
    #[arg(long, short)]
    pub verbose: bool,
    /// Show the checks that hold, with their arithmetic
    #[arg(long)]
    pub show_passes: bool,
    /// Show how the score comes about: every item with its level and why, the cap, and what would gain how much
    #[arg(long)]
    pub explain_score: bool,
}

/// Where settings come from.
#[derive(Clone, Debug, Default, Args)]
pub struct Configuration {
    /// Take settings from this file rather than from the nearest canvas.toml of each canvas
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Look for no canvas.toml
    #[arg(long)]
    pub no_config: bool,
    /// Use no facts about products that a canvas does not state
    #[arg(long)]
    pub no_kb: bool,
}

/// The options of `inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// The file; `-` is standard input
    pub file: PathBuf,
    /// The name of what comes from standard input
    #[arg(long, value_name = "NAME", default_value = files::STDIN_NAME)]
    pub stdin_filename: PathBuf,
    /// The form of what is shown; `canvas schema inspect` describes that for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Settings
    #[command(flatten)]
    pub configuration: Configuration,
}

/// Forms of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs; `canvas schema` describes it
    Json,
}

/// Forms of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// A table for a document
    Markdown,
}

/// The schemas there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// Of `canvas check --format json`
    Report,
    /// Of `canvas inspect --format json`
    Inspect,
    /// Of canvas.toml
    Config,
}

/// From which severity on a run counts as failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Anything
    Advice,
    /// Nothing
    Never,
}

impl FailOn {
    /// The least severity that counts; `None` when none does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Advice => Some(Severity::Advice),
            FailOn::Never => None,
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes the choice hold for everything that is written.
    pub fn apply(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// Languages of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageChoice {
    /// Portuguese
    Pt,
    /// English
    En,
    /// Spanish
    Es,
}

impl From<LanguageChoice> for Language {
    fn from(choice: LanguageChoice) -> Language {
        match choice {
            LanguageChoice::Pt => Language::Pt,
            LanguageChoice::En => Language::En,
            LanguageChoice::Es => Language::Es,
        }
    }
}

/// What --allow, --warn and --deny say, in the order in which they were typed.
///
/// # Errors
/// When there is no rule or family of a name.
pub fn severities(matches: Option<&clap::ArgMatches>) -> Result<Vec<(String, Option<Severity>)>, Failure> {
    let Some(matches) = matches else { return Ok(Vec::new()) };
    let mut typed: Vec<(usize, &str, Option<Severity>)> = Vec::new();
    for (option, severity) in [("allow", None), ("warn", Some(Severity::Warning)), ("deny", Some(Severity::Error))] {
        let values = matches.get_many::<String>(option).into_iter().flatten();
        let indices = matches.indices_of(option).into_iter().flatten();
        typed.extend(indices.zip(values).map(|(index, name)| (index, name.as_str(), severity)));
    }
    typed.sort_by_key(|&(index, ..)| index);
    typed.into_iter().map(|(_, name, severity)| Ok((names::rule_or_family(name)?.to_owned(), severity))).collect()
}
