//! `canvas config`: what is in force for a file, and where each value comes from.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::cli::config::{InForce, Origin};
use crate::report::layout::{Ink, Style, clean};
use crate::words::{Language, Text};

/// The values in force as TOML, each with its origin in a comment.
pub fn show(name: &str, in_force: &InForce, style: &Style, language: Language) -> String {
    let title = format!("# {}", TITLE.with("path", name).in_language(language));
    let mut out = style.paint(Ink::Strong, &clean(&title)) + "\n";
    let lines: Vec<(&str, String, String)> = in_force
        .values
        .iter()
        .map(|((section, key), (value, origin))| {
            let from = match origin {
                Origin::Default => DEFAULT.in_language(language).to_owned(),
                Origin::CommandLine => COMMAND_LINE.in_language(language).to_owned(),
                Origin::File(path, line) => format!("{path}:{line}"),
            };
            let key = if key.contains('/') { quoted(key) } else { key.clone() };
            (*section, format!("{key} = {value}"), from)
        })
        .collect();
    let width = lines.iter().map(|(_, setting, _)| setting.width()).max().unwrap_or(0).min(56);
    let mut open = "";
    for (section, setting, from) in &lines {
        if *section != open {
            open = section;
            // Writing to a string does not fail.
            let _ = writeln!(out, "\n[{section}]");
        }
        let gap = " ".repeat(width.saturating_sub(setting.width()));
        let _ = writeln!(out, "{}{gap}  {}", clean(setting), style.paint(Ink::Faint, &format!("# {from}")));
    }
    out
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Texts as TOML writes a list of them.
pub fn list(texts: &[&str]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

static TITLE: Text = Text { en: "in force for {path}", pt: "em vigor para {path}", es: "en vigor para {path}" };
static DEFAULT: Text = Text { en: "default", pt: "padrão", es: "predeterminado" };
static COMMAND_LINE: Text = Text { en: "command line", pt: "linha de comando", es: "línea de comandos" };
