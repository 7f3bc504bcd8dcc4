//! `canvas inspect`: what was understood of one file.

use crate::cli::arguments::Inspect;
use crate::cli::choices::{Color, InspectFormat};
use crate::cli::config::Configurations;
use crate::cli::error::{Failure, guard_document};
use crate::cli::{files, output};
use crate::report::inspect::{json, text};
use crate::source::Source;
use crate::words::Language;

/// Reads the file that `options` name and shows what was understood of it.
///
/// # Errors
/// When it cannot be read, or what was understood cannot be written.
pub fn run(options: &Inspect, color: Color, language: Option<Language>) -> Result<(), Failure> {
    let document = files::named(&options.file, &options.stdin_filename)?;
    let bytes = files::read(&document)?;
    let style = if options.output.is_some() { output::file_style(color) } else { output::style(color) };
    let place = document.path.clone().unwrap_or_else(|| options.stdin_filename.clone());
    let in_force = Configurations::new(&options.configuration, Vec::new()).for_file(&place)?;
    let shown = guard_document(&document.name, || {
        let source = Source::new(document.name.as_str(), &bytes);
        let report = crate::check(&source, &in_force.settings);
        output::to_bytes(|out| match options.format {
            InspectFormat::Text => {
                let language = language.unwrap_or(report.canvas.language);
                text::render(&source, &report, &style, language, out)
            }
            InspectFormat::Json => json::render(&source, &report, language, out),
        })
    })?;
    output::deliver(options.output.as_deref(), &shown)
}
