//! `canvas check`: read, check, score, report.

use crate::cli::arguments::{Check, Color, FailOn, Format};
use crate::cli::canvases::gather;
use crate::cli::config::Configurations;
use crate::cli::error::Failure;
use crate::cli::{Status, locale, output};
use crate::finding::Severity;
use crate::report::terminal::{self, View};
use crate::report::{Report, json, severity};
use crate::words::Language;

/// Checks what `options` name and reports it.
///
/// # Errors
/// When the report cannot be written. What goes wrong with a single file is printed, and the others are checked.
pub fn run(
    options: &Check,
    severities: Vec<(String, Option<Severity>)>,
    color: Color,
    language: Option<Language>,
) -> Result<Status, Failure> {
    let spoken = language.unwrap_or_else(locale::language);
    let configurations = Configurations::new(&options.configuration, severities);
    let gathered = gather(&options.paths, &options.stdin_filename, configurations, options.jobs, spoken)?;
    let run = &gathered.run;
    let fine = run
        .canvases
        .iter()
        .zip(&gathered.in_force)
        .all(|((_, report), in_force)| passes(report, options.fail_on, options.min_score.or(in_force.min_score)));
    let bytes = output::to_bytes(|out| match options.format {
        Format::Text => terminal::render(run, &view(options, color, language), out),
        Format::Json => json::render(run, language, out),
    });
    output::deliver(options.output.as_deref(), &bytes)?;
    gathered.barren.iter().for_each(|failure| failure.print(spoken));
    Ok(if gathered.failed || !gathered.barren.is_empty() {
        Status::Failed
    } else if fine {
        Status::Fine
    } else {
        Status::Found
    })
}

fn view(options: &Check, color: Color, language: Option<Language>) -> View {
    let style = if options.output.is_some() { output::file_style(color) } else { output::style(color) };
    View {
        style,
        language,
        common_language: locale::language(),
        quiet: options.quiet,
        verbose: options.verbose,
        passes: options.show_passes,
    }
}

/// Whether a canvas is as good as was asked for. The unfilled template has no score: it counts as an error.
fn passes(report: &Report, fail_on: FailOn, min_score: Option<u32>) -> bool {
    let least = fail_on.severity();
    let sound = !report.outcomes.findings.iter().any(|finding| least.is_some_and(|least| severity(finding) >= least));
    let filled = !report.canvas.unfilled || least.is_none();
    let enough = min_score.is_none_or(|least| report.score.points.is_some_and(|points| points >= least));
    sound && filled && enough
}
