//! What a person can type.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::cli::choices::{CanvasForm, Color, FailOn, Format, InspectFormat, LanguageChoice, ListFormat, SchemaName};
use crate::cli::error::Failure;
use crate::cli::{badge, diff, files, names, summary};
use crate::finding::Severity;

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
    /// Compare canvases: a row each with score, sections, findings and key figures
    Summary(summary::Options),
    /// Show what changed between two versions: quantities, sections, findings, score
    Diff(diff::Options),
    /// Make a badge with the score of a canvas
    Badge(badge::Options),
    /// Show what was understood of a canvas: sections, quantities, checks that hold
    Inspect(Inspect),
    /// Start a canvas from the template
    Init(Init),
    /// Convert a canvas: Markdown to canonical YAML, YAML to Markdown
    Convert(Convert),
    /// Repair canvases where a finding has exactly one repair
    Fix(Fix),
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
    /// The form of the report [default: text]; several may be given, each with an --output behind it but one
    #[arg(long, value_enum)]
    pub format: Vec<Format>,
    /// Write the report to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// Exit with 1 when there are findings of this severity or above
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Exit with 1 when a canvas scores less than this
    #[arg(long, value_name = "POINTS", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub min_score: Option<u32>,
    /// Check only canvases that changed since this revision, and say what is new
    #[arg(long, value_name = "REVISION")]
    pub since: Option<String>,
    /// Exit with 1 only when a finding is new, or a score lower than it was
    #[arg(long, requires = "since")]
    pub fail_on_regression: bool,
    /// Findings that are known and do not count
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all findings of this run to the baseline
    #[arg(long, requires = "baseline", conflicts_with_all = ["prune_baseline", "since"])]
    pub write_baseline: bool,
    /// Take out of the baseline what is fixed
    #[arg(long, requires = "baseline")]
    pub prune_baseline: bool,
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
    /// Count findings by rule rather than showing them, and say on standard error how long each part of the run took
    #[arg(long, conflicts_with_all = ["quiet", "verbose", "show_passes", "explain_score"])]
    pub statistics: bool,
    /// Check again whenever a file changes that is checked, or that holds settings; Ctrl-C ends it
    #[arg(long, conflicts_with_all = ["write_baseline", "prune_baseline"])]
    pub watch: bool,
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

/// The options of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The file to write; `-` is standard output [default: canvas.md or canvas.yaml]
    pub file: Option<PathBuf>,
    /// The form of the canvas [default: that of the file's name, else markdown]
    #[arg(long, value_enum)]
    pub format: Option<CanvasForm>,
    /// What the canvas is about
    #[arg(long)]
    pub title: Option<String>,
    /// The team or person accountable for it
    #[arg(long)]
    pub owner: Option<String>,
    /// Replace a file that exists
    #[arg(long)]
    pub force: bool,
}

/// The options of `convert`.
#[derive(Debug, Args)]
pub struct Convert {
    /// The file; `-` is standard input
    pub file: PathBuf,
    /// The name of what comes from standard input
    #[arg(long, value_name = "NAME", default_value = files::STDIN_NAME)]
    pub stdin_filename: PathBuf,
    /// Write to this file rather than to standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace a file that exists
    #[arg(long)]
    pub force: bool,
    /// Where settings come from
    #[command(flatten)]
    pub configuration: Configuration,
}

/// The options of `fix`.
#[derive(Debug, Args)]
pub struct Fix {
    /// Files and folders; `-` is standard input, whose repaired text goes to standard output
    #[arg(default_value = ".", value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// The name of what comes from standard input
    #[arg(long, value_name = "NAME", default_value = files::STDIN_NAME)]
    pub stdin_filename: PathBuf,
    /// Show what would change, and change nothing; exit with 1 when there is something
    #[arg(long)]
    pub diff: bool,
    /// Repair what needs a person's judgement too
    #[arg(long = "unsafe")]
    pub all: bool,
    /// Where settings come from
    #[command(flatten)]
    pub configuration: Configuration,
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
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub format: InspectFormat,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Settings
    #[command(flatten)]
    pub configuration: Configuration,
}

/// The reports that --format and --output ask for: a file belongs to the form before it, or to the first one. `None` is
/// standard output, which takes one report.
///
/// # Errors
/// When two reports would go to one place, or there is a file without a form.
pub fn reports(matches: Option<&clap::ArgMatches>) -> Result<Vec<(Format, Option<PathBuf>)>, Failure> {
    let Some(matches) = matches else { return Ok(vec![(Format::Text, None)]) };
    let indices = |option| matches.indices_of(option).into_iter().flatten();
    let formats = indices("format").zip(matches.get_many::<Format>("format").into_iter().flatten());
    let mut reports: Vec<(usize, Format, Option<PathBuf>)> = formats.map(|(at, &format)| (at, format, None)).collect();
    if reports.is_empty() {
        reports.push((0, Format::Text, None));
    }
    for (at, path) in indices("output").zip(matches.get_many::<PathBuf>("output").into_iter().flatten()) {
        let before = reports.iter().rposition(|&(format_at, ..)| format_at < at).unwrap_or(0);
        match reports.get_mut(before) {
            Some((_, _, output @ None)) => *output = Some(path.clone()),
            _ => return Err(Failure::OutputWithoutFormat { path: files::name(path) }),
        }
    }
    let reports: Vec<(Format, Option<PathBuf>)> =
        reports.into_iter().map(|(_, format, path)| (format, path.filter(|path| path.as_os_str() != "-"))).collect();
    for (i, (_, place)) in reports.iter().enumerate() {
        if reports.iter().take(i).any(|(_, other)| other == place) {
            return Err(match place {
                Some(path) => Failure::OutputWithoutFormat { path: files::name(path) },
                None => Failure::FormatWithoutOutput,
            });
        }
    }
    Ok(reports)
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
