//! `canvas inspect`: what was understood of one file.

use crate::cli::arguments::{Color, Format, Inspect};
use crate::cli::error::{Failure, guard};
use crate::cli::{files, output};
use crate::report::inspect::{json, text};
use crate::rules::Settings;
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
    let shown = guard(|| {
        let source = Source::new(document.name.as_str(), &bytes);
        let report = crate::check(&source, &Settings::default());
        output::to_bytes(|out| match options.format {
            Format::Text => {
                let language = language.unwrap_or(report.canvas.language);
                text::render(&source, &report, &style, language, out)
            }
            Format::Json => json::render(&source, &report, language, out),
        })
    });
    let shown = shown.map_err(|panic| Failure::Broken { path: document.name.clone(), panic })?;
    match &options.output {
        Some(path) if path.as_os_str() != "-" => output::save(path, &shown),
        _ => output::print(&shown),
    }
}
