//! What a person can choose from, as the value of an option.

use clap::ValueEnum;

use crate::finding::Severity;
use crate::words::Language;

/// Forms of a canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CanvasForm {
    /// Headings and lists
    Markdown,
    /// Keys and values
    Yaml,
}

/// Forms of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs; `canvas schema` describes it
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// Code quality of a GitLab merge request
    Gitlab,
    /// Test results in XML
    Junit,
    /// A comment or a summary
    Markdown,
}

/// Forms of what was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// For people
    Text,
    /// For programs
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
    /// Of a canonical YAML canvas (`canvas: 1`)
    Canvas,
    /// Of `canvas check --format json`
    Report,
    /// Of `canvas inspect --format json`
    Inspect,
    /// Of `canvas summary --format json`
    Summary,
    /// Of `canvas diff --format json`
    Diff,
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
