//! `canvas convert`: Markdown to canonical YAML, and YAML to Markdown.

use crate::cli::arguments::Convert;
use crate::cli::config::Configurations;
use crate::cli::error::{Failure, guard_document};
use crate::cli::{files, output};
use crate::convert::{to_markdown, to_yaml};
use crate::source::Source;

/// Converts the file that `options` name.
///
/// # Errors
/// When it or its configuration cannot be read, or what comes of it cannot be written.
pub fn run(options: &Convert) -> Result<(), Failure> {
    let document = files::named(&options.file, &options.stdin_filename)?;
    let bytes = files::read(&document)?;
    let place = if document.path.is_none() { &options.stdin_filename } else { &options.file };
    let in_force = Configurations::new(&options.configuration, Vec::new()).for_file(place)?;
    let name = document.name.to_ascii_lowercase();
    let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
    let converted = guard_document(&document.name, || {
        let source = Source::new(document.name.as_str(), &bytes);
        let convert = if is_yaml { to_markdown } else { to_yaml };
        convert(&source, &in_force.settings)
    })?;
    match &options.output {
        Some(path) if path.as_os_str() != "-" => output::create(path, converted.as_bytes(), options.force),
        _ => output::print(converted.as_bytes()),
    }
}
