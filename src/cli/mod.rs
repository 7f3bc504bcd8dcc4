//! Arguments, files, configuration, exit codes; the only room with input, output and errors.

mod arguments;

mod badge;
mod baseline;

mod canvases;

mod catalogue;

mod check;

mod choices;

pub mod config;

mod convert;
mod diff;

mod error;

mod files;

mod fix;

mod git;

mod init;

mod inspect;

mod locale;

mod names;

mod output;

mod pace;

mod progress;

mod since;
mod summary;

mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::cli::arguments::{Arguments, Command};
use crate::cli::choices::SchemaName;
use crate::cli::config::Configurations;
use crate::cli::error::Failure;
use crate::report;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    error::install_panic_hook();
    let command = Arguments::command();
    let matches = match command.clone().try_get_matches() {
        Ok(matches) => matches,
        Err(usage) => {
            // Nothing can be done where even the help cannot be written.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(usage) => usage.exit(),
    };
    arguments.color.apply();
    let language = arguments.language.map_or_else(locale::language, Into::into);
    match run(arguments, command, &matches) {
        Ok(status) => ExitCode::from(status as u8),
        Err(failure) => {
            failure.print(language);
            ExitCode::from(Status::Failed as u8)
        }
    }
}

/// How a run ended; the number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Nothing to object to.
    Fine = 0,
    /// A canvas is not as good as was asked for.
    Found = 1,
    /// The run itself failed, in part at least.
    Failed = 2,
}

fn run(arguments: Arguments, mut command: clap::Command, matches: &clap::ArgMatches) -> Result<Status, Failure> {
    let chosen = arguments.language.map(Into::into);
    let language = chosen.unwrap_or_else(locale::language);
    let style = || output::style(arguments.color);
    let bytes = match arguments.command {
        Command::Check(options) => {
            let matches = matches.subcommand_matches("check");
            return check::run(check::Request {
                options: &options,
                reports: &arguments::reports(matches)?,
                severities: &arguments::severities(matches)?,
                color: arguments.color,
                language: chosen,
            });
        }
        Command::Summary(options) => return summary::run(&options, arguments.color, chosen),
        Command::Diff(options) => return diff::run(&options, arguments.color, chosen),
        Command::Badge(options) => {
            badge::run(&options, chosen)?;
            return Ok(Status::Fine);
        }
        Command::Inspect(options) => {
            inspect::run(&options, arguments.color, chosen)?;
            return Ok(Status::Fine);
        }
        Command::Init(options) => return init::run(&options, language).map(|()| Status::Fine),
        Command::Convert(options) => return convert::run(&options).map(|()| Status::Fine),
        Command::Fix(options) => return fix::run(&options, arguments.color, language),
        Command::Rules { format } => catalogue::render(format, &style(), language),
        Command::Explain { rule } if rule == "score" => {
            output::to_bytes(|out| report::score::rubric(&style(), language, out))
        }
        Command::Explain { rule } => {
            let rule = names::rule(&rule)?;
            output::to_bytes(|out| crate::explain::render(rule, &style(), language, out))
        }
        Command::Config { file, configuration } => {
            let mut configurations = Configurations::new(&configuration, Vec::new());
            // A folder stands for any file in it.
            let inside = if file.is_dir() { file.join("*") } else { file.clone() };
            let in_force = configurations.for_file(&inside)?;
            config::show(&files::name(&file), &in_force, &style(), language).into_bytes()
        }
        Command::Schema { name: SchemaName::Config } => config::schema().into_bytes(),
        Command::Schema { name: SchemaName::Canvas } => crate::canonical::schema().into_bytes(),
        Command::Schema { name: SchemaName::Report } => report::json::schema().into_bytes(),
        Command::Schema { name: SchemaName::Diff } => report::diff::json::schema().into_bytes(),
        Command::Schema { name: SchemaName::Summary } => report::summary::json::schema().into_bytes(),
        Command::Schema { name: SchemaName::Inspect } => report::inspect::json::schema().into_bytes(),
        Command::Completions { shell } => {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut command, "canvas", &mut bytes);
            bytes
        }
        Command::Man => output::to_bytes(|mut out| clap_mangen::Man::new(command).render(&mut out)),
    };
    output::print(&bytes)?;
    Ok(Status::Fine)
}
