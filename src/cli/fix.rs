//! `canvas fix`: repairs files in place, or shows what it would change.

use std::fmt::Write as _;
use std::io::Write as _;

use similar::{ChangeTag, TextDiff};

use crate::cli::arguments::Fix;
use crate::cli::choices::Color;
use crate::cli::config::Configurations;
use crate::cli::error::{Failure, guard_document};
use crate::cli::files::{self, Document, Listing};
use crate::cli::{Status, output};
use crate::repair::{Repaired, repair};
use crate::report::layout::{Style, clean};
use crate::rules::Settings;
use crate::words::{Language, Message, Text};

/// Repairs what `options` name.
///
/// # Errors
/// When what is to be shown cannot be written, or a configuration cannot be read. What goes wrong with a single file is printed, and the others are repaired.
pub fn run(options: &Fix, color: Color, language: Language) -> Result<Status, Failure> {
    let Listing { documents, failures, .. } = files::list(&options.paths, &options.stdin_filename);
    failures.iter().for_each(|failure| failure.print(language));
    let mut failed = !failures.is_empty();
    let mut changed = false;
    let style = output::style(color);
    let mut configurations = Configurations::new(&options.configuration, Vec::new());
    for (path, document) in documents {
        let place = if document.path.is_none() { &options.stdin_filename } else { &path };
        let in_force = configurations.for_file(place)?;
        match one(&document, options, &in_force.settings, &style, language) {
            Ok(changes) => changed |= changes,
            Err(failure) => {
                failure.print(language);
                failed = true;
            }
        }
    }
    Ok(match (failed, changed && options.diff) {
        (true, _) => Status::Failed,
        (false, true) => Status::Found,
        (false, false) => Status::Fine,
    })
}

/// Whether there was something to repair.
fn one(
    document: &Document,
    options: &Fix,
    settings: &Settings,
    style: &Style,
    language: Language,
) -> Result<bool, Failure> {
    let bytes = files::read(document)?;
    let repaired = guard_document(&document.name, || repair(&document.name, &bytes, settings, options.all))?;
    let changes = repaired.bytes != bytes;
    match &document.path {
        _ if options.diff && changes => output::print(diff(&document.name, &bytes, &repaired.bytes, style).as_bytes())?,
        Some(path) if changes => output::save_over(path, &bytes, &repaired.bytes)?,
        None if !options.diff => output::print(&repaired.bytes)?,
        _ => {}
    }
    if document.named || repaired.recognised {
        tell(&said(&document.name, &repaired, options, language));
    }
    Ok(changes)
}

fn tell(text: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = anstream::stderr().write_all(clean_lines(text).as_bytes());
}

fn clean_lines(text: &str) -> String {
    text.lines().map(|line| clean(line) + "\n").collect()
}

fn said(name: &str, repaired: &Repaired, options: &Fix, language: Language) -> String {
    let about = |message: Message| message.with("path", name).in_language(language);
    if !repaired.recognised {
        return about(NO_CANVAS.plain());
    }
    let mut out = about(match (repaired.fixed.len(), options.diff) {
        (0, _) => NOTHING.with("left", repaired.remaining),
        (1, true) => WOULD_ONE.plain(),
        (count, true) => WOULD.with("count", count),
        (1, false) => FIXED_ONE.with("left", repaired.remaining),
        (count, false) => FIXED.with("count", count).with("left", repaired.remaining),
    });
    for (line, finding) in &repaired.fixed {
        // Writing to a string does not fail.
        let _ = write!(out, "\n  {line}: {} ({})", finding.message.in_language(language), finding.rule);
    }
    match repaired.left {
        0 => {}
        1 => out += &format!("\n  {}", UNSAFE_ONE.in_language(language)),
        count => out += &format!("\n  {}", UNSAFE.with("count", count).in_language(language)),
    }
    match repaired.refused {
        0 => {}
        1 => out += &format!("\n  {}", REFUSED_ONE.in_language(language)),
        count => out += &format!("\n  {}", REFUSED.with("count", count).in_language(language)),
    }
    out
}

/// The changes as a unified diff.
fn diff(name: &str, old: &[u8], new: &[u8], style: &Style) -> String {
    const CONTEXT_LINES: usize = 3;
    const RED: &str = "31";
    const GREEN: &str = "32";
    const CYAN: &str = "36";

    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let paint = |color: &str, text: &str| match style.color {
        true => format!("\u{1b}[{color}m{text}\u{1b}[0m"),
        false => text.to_owned(),
    };
    let diff = TextDiff::from_lines(old.as_ref(), new.as_ref());
    let mut out = format!("--- {name}\n+++ {name}\n");
    for hunk in diff.unified_diff().context_radius(CONTEXT_LINES).iter_hunks() {
        out += &paint(CYAN, &hunk.header().to_string());
        out.push('\n');
        for change in hunk.iter_changes() {
            let (sign, color) = match change.tag() {
                ChangeTag::Delete => ('-', Some(RED)),
                ChangeTag::Insert => ('+', Some(GREEN)),
                ChangeTag::Equal => (' ', None),
            };
            let line = format!("{sign}{}", clean(change.value().trim_end_matches(['\r', '\n'])));
            out += &color.map_or_else(|| line.clone(), |color| paint(color, &line));
            out.push('\n');
            if change.missing_newline() {
                out += "\\ No newline at end of file\n";
            }
        }
    }
    out
}

static NO_CANVAS: Text = Text {
    en: "{path}: not a canvas; nothing was changed",
    pt: "{path}: não é um canvas; nada foi alterado",
    es: "{path}: no es un canvas; no se cambió nada",
};
static NOTHING: Text = Text {
    en: "{path}: nothing to repair; findings that need a person: {left}",
    pt: "{path}: nada a corrigir; apontamentos que precisam de uma pessoa: {left}",
    es: "{path}: nada que corregir; observaciones que necesitan a una persona: {left}",
};
static WOULD_ONE: Text = Text {
    en: "{path}: 1 finding would be repaired",
    pt: "{path}: 1 apontamento seria corrigido",
    es: "{path}: se corregiría 1 observación",
};
static WOULD: Text = Text {
    en: "{path}: {count} findings would be repaired",
    pt: "{path}: {count} apontamentos seriam corrigidos",
    es: "{path}: se corregirían {count} observaciones",
};
static FIXED_ONE: Text = Text {
    en: "{path}: 1 finding repaired, {left} remain",
    pt: "{path}: 1 apontamento corrigido, restam {left}",
    es: "{path}: 1 observación corregida, quedan {left}",
};
static FIXED: Text = Text {
    en: "{path}: {count} findings repaired, {left} remain",
    pt: "{path}: {count} apontamentos corrigidos, restam {left}",
    es: "{path}: {count} observaciones corregidas, quedan {left}",
};
static UNSAFE_ONE: Text = Text {
    en: "1 more repair needs judgement: look at it with --unsafe --diff",
    pt: "mais 1 correção precisa de julgamento: veja-a com --unsafe --diff",
    es: "1 corrección más necesita criterio: véala con --unsafe --diff",
};
static UNSAFE: Text = Text {
    en: "{count} more repairs need judgement: look at them with --unsafe --diff",
    pt: "mais {count} correções precisam de julgamento: veja-as com --unsafe --diff",
    es: "{count} correcciones más necesitan criterio: véalas con --unsafe --diff",
};
static REFUSED_ONE: Text = Text {
    en: "1 repair was left out: another number would be wrong then",
    pt: "1 correção ficou de fora: outro número passaria a estar errado",
    es: "1 corrección se dejó fuera: otro número pasaría a estar mal",
};
static REFUSED: Text = Text {
    en: "{count} repairs were left out: another number would be wrong then",
    pt: "{count} correções ficaram de fora: outro número passaria a estar errado",
    es: "{count} correcciones se dejaron fuera: otro número pasaría a estar mal",
};
