//! `canvas init`: a fresh canvas from the template.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use crate::canonical::SCHEMA_URL;
use crate::cli::arguments::Init;
use crate::cli::choices::CanvasForm;
use crate::cli::error::Failure;
use crate::cli::output;
use crate::template::{self, Form};
use crate::words::{Language, Text};

/// Writes the template that `options` ask for, with title and owner where they are known.
///
/// # Errors
/// When the file exists and may not be replaced, or cannot be written.
pub fn run(options: &Init, language: Language) -> Result<(), Failure> {
    let named = options.file.as_deref().and_then(|path| path.extension()).and_then(|end| end.to_str());
    let form = match (options.format, named) {
        (Some(CanvasForm::Yaml), _) | (None, Some("yaml" | "yml")) => Form::Yaml,
        _ => Form::Markdown,
    };
    let usual = if form == Form::Yaml { "canvas.yaml" } else { "canvas.md" };
    let path = options.file.clone().unwrap_or_else(|| PathBuf::from(usual));
    let to_stdout = path.as_os_str() == "-";
    if !to_stdout && !options.force {
        output::must_be_free(&path)?;
    }
    let asks = !to_stdout && io::stdin().is_terminal() && io::stderr().is_terminal();
    let ask = |given: &Option<String>, question: &Text| match given {
        Some(answer) => Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()),
        None if asks => answer(question.in_language(language)),
        None => None,
    };
    let title = ask(&options.title, &TITLE);
    let owner = ask(&options.owner, &OWNER);
    let text = template::filled(form, language, title.as_deref(), owner.as_deref());
    if to_stdout {
        return output::print(text.as_bytes());
    }
    output::create(&path, text.as_bytes(), options.force)?;
    let mut said = DONE.with("path", crate::cli::files::name(&path)).in_language(language) + "\n";
    if form == Form::Yaml {
        said += &(SCHEMA.with("schema", SCHEMA_URL).in_language(language) + "\n");
    }
    output::print(said.as_bytes())
}

fn answer(question: &str) -> Option<String> {
    let mut out = anstream::stderr();
    write!(out, "{question}: ").and_then(|()| out.flush()).ok()?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).ok()?;
    Some(line.trim().to_owned()).filter(|answer| !answer.is_empty())
}

static TITLE: Text = Text {
    en: "Title of the system (empty to leave it open)",
    pt: "Título do sistema (vazio para deixar em aberto)",
    es: "Título del sistema (vacío para dejarlo abierto)",
};
static OWNER: Text = Text {
    en: "Team or person accountable (empty to leave it open)",
    pt: "Equipe ou pessoa responsável (vazio para deixar em aberto)",
    es: "Equipo o persona responsable (vacío para dejarlo abierto)",
};
static DONE: Text = Text {
    en: "{path}: written; fill it in and run `canvas check {path}`",
    pt: "{path}: criado; preencha e execute `canvas check {path}`",
    es: "{path}: creado; complételo y ejecute `canvas check {path}`",
};
static SCHEMA: Text = Text {
    en: "for completion in an editor put its schema beside it: `canvas schema canvas > {schema}`",
    pt: "para o editor completar os campos, ponha o esquema ao lado: `canvas schema canvas > {schema}`",
    es: "para que el editor complete los campos, ponga el esquema al lado: `canvas schema canvas > {schema}`",
};
