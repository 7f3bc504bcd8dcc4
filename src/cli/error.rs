//! What can go wrong with a run, and how that is said.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::finding::Severity;
use crate::report::layout::clean;
use crate::report::terminal::severity_word;
use crate::words::{Language, Message, Text};

/// Why a run, or a part of it, failed. Paths and names are printable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no such file or folder.
    NotFound { path: String },
    /// It is neither a file nor a folder.
    NotAFile { path: String },
    /// It is a folder, where one file is wanted.
    Folder { path: String },
    /// It cannot be read.
    Unreadable { path: String, reason: Message },
    /// A part of a folder cannot be looked at.
    Walk { reason: String },
    /// No document of the folder is a canvas, of as many as were looked at.
    NoCanvas { path: String, looked: usize },
    /// The check of a file broke down.
    Broken { path: String, panic: String },
    /// There is no such rule or family.
    UnknownRule { name: String, suggestion: Option<&'static str> },
    /// Something in a configuration file is wrong.
    Configuration { path: String, line: usize, column: usize, problem: Message },
    /// Several reports for standard output.
    FormatWithoutOutput,
    /// A file for a report that no form is given for, or that another report goes to.
    OutputWithoutFormat { path: String },
    /// Standard input, which does not change.
    Unwatchable,
    /// There is no Git to ask.
    NoGit { reason: Message },
    /// Git cannot answer, in its own words.
    Git { said: String },
    /// There is no such revision.
    UnknownRevision { revision: String },
    /// There was no such file at a revision.
    NotInRevision { path: String, revision: String },
    /// The report cannot be written.
    Unwritable { path: String, reason: Message },
    /// A file is no longer what was read of it.
    Changed { path: String },
    /// There is a file where one is to be made.
    Exists { path: String },
}

impl Failure {
    /// What happened and what to do, in one sentence.
    pub fn message(&self) -> Message {
        match self {
            Failure::NotFound { path } => NOT_FOUND.with("path", path.as_str()),
            Failure::NotAFile { path } => NOT_A_FILE.with("path", path.as_str()),
            Failure::Folder { path } => ONE_FILE.with("path", path.as_str()),
            Failure::Unreadable { path, reason } => {
                UNREADABLE.with("path", path.as_str()).with("reason", reason.clone())
            }
            Failure::Walk { reason } => WALK.with("reason", reason.as_str()),
            Failure::NoCanvas { path, looked: 0 } => NO_DOCUMENT.with("path", path.as_str()),
            Failure::NoCanvas { path, looked: 1 } => NO_CANVAS_OF_ONE.with("path", path.as_str()),
            Failure::NoCanvas { path, looked } => NO_CANVAS.with("path", path.as_str()).with("count", *looked),
            Failure::Broken { path, panic } => BROKEN.with("path", path.as_str()).with("panic", panic.as_str()),
            Failure::UnknownRule { name, suggestion: Some(suggestion) } => {
                UNKNOWN_SUGGESTED.with("name", name.as_str()).with("suggestion", *suggestion)
            }
            Failure::UnknownRule { name, suggestion: None } => UNKNOWN.with("name", name.as_str()),
            Failure::Configuration { path, line, column, problem } => {
                PLACED.with("place", format!("{path}:{line}:{column}")).with("problem", problem.clone())
            }
            Failure::FormatWithoutOutput => SEVERAL_FORMATS.plain(),
            Failure::OutputWithoutFormat { path } => SEVERAL_OUTPUTS.with("path", path.as_str()),
            Failure::Unwatchable => UNWATCHABLE.plain(),
            Failure::NoGit { reason } => NO_GIT.with("reason", reason.clone()),
            Failure::Git { said } => GIT.with("said", said.as_str()),
            Failure::UnknownRevision { revision } => UNKNOWN_REVISION.with("revision", revision.as_str()),
            Failure::NotInRevision { path, revision } => {
                NOT_IN_REVISION.with("path", path.as_str()).with("revision", revision.as_str())
            }
            Failure::Unwritable { path, reason } => {
                UNWRITABLE.with("path", path.as_str()).with("reason", reason.clone())
            }
            Failure::Changed { path } => CHANGED.with("path", path.as_str()),
            Failure::Exists { path } => EXISTS.with("path", path.as_str()),
        }
    }

    /// Says so on standard error.
    pub fn print(&self, language: Language) {
        let head = severity_word(Severity::Error).in_language(language);
        let message = clean(&self.message().in_language(language));
        // Where standard error is closed there is nobody to tell.
        let _ = writeln!(anstream::stderr(), "\u{1b}[1;31m{head}:\u{1b}[0m {message}");
    }
}

/// Why reading or writing did not work, in words.
pub fn reason(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => GONE.plain(),
        io::ErrorKind::PermissionDenied => FORBIDDEN.plain(),
        io::ErrorKind::IsADirectory => FOLDER.plain(),
        io::ErrorKind::StorageFull => FULL.plain(),
        _ => VERBATIM.with("error", error.to_string()),
    }
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work`; a panic in it becomes its message and place.
pub fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|_| LAST_PANIC.take())
}

/// Like [`guard`], for work on the document called `path`.
///
/// # Errors
/// When the work panics.
pub fn guard_document<T>(path: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    guard(work).map_err(|panic| Failure::Broken { path: path.to_owned(), panic })
}

/// A panic is said in one sentence, and by whoever guards against it, if anybody does.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        let payload = info.payload();
        let text = payload.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        let said = clean(&format!("{text}, {place}"));
        if GUARDED.get() {
            LAST_PANIC.set(said);
        } else {
            let message = PANIC.with("panic", said).in_language(crate::cli::locale::language());
            let _ = writeln!(io::stderr(), "canvas: {message}");
        }
    }));
}

static NOT_FOUND: Text = Text {
    en: "{path}: there is no such file or folder; check the spelling",
    pt: "{path}: não existe esse arquivo ou pasta; confira o nome",
    es: "{path}: no existe ese archivo o carpeta; revise el nombre",
};
static NOT_A_FILE: Text = Text {
    en: "{path}: neither a file nor a folder (a pipe, socket or device); give its content on standard input: canvas check -",
    pt: "{path}: não é arquivo nem pasta (é um pipe, socket ou dispositivo); passe o conteúdo pela entrada padrão: canvas check -",
    es: "{path}: no es archivo ni carpeta (es una tubería, un socket o un dispositivo); pase el contenido por la entrada estándar: canvas check -",
};
static ONE_FILE: Text = Text {
    en: "{path}: this is a folder; name one file",
    pt: "{path}: isto é uma pasta; informe um arquivo",
    es: "{path}: esto es una carpeta; indique un archivo",
};
static UNREADABLE: Text = Text {
    en: "{path}: cannot be read, {reason}",
    pt: "{path}: não pode ser lido, {reason}",
    es: "{path}: no se puede leer, {reason}",
};
static WALK: Text = Text {
    en: "a part of the folder cannot be looked at: {reason}",
    pt: "uma parte da pasta não pode ser percorrida: {reason}",
    es: "una parte de la carpeta no se puede recorrer: {reason}",
};
static NO_DOCUMENT: Text = Text {
    en: "{path}: no .md, .markdown, .yaml or .yml file in this folder; name the file to check",
    pt: "{path}: nenhum arquivo .md, .markdown, .yaml ou .yml nesta pasta; informe o arquivo a verificar",
    es: "{path}: ningún archivo .md, .markdown, .yaml o .yml en esta carpeta; indique el archivo que se debe revisar",
};
static NO_CANVAS_OF_ONE: Text = Text {
    en: "{path}: no canvas in this folder, and one other document; name a file to check it all the same",
    pt: "{path}: nenhum canvas nesta pasta, e um outro documento; informe o arquivo para verificá-lo mesmo assim",
    es: "{path}: ningún canvas en esta carpeta, y un documento distinto; indique el archivo para revisarlo de todos modos",
};
static NO_CANVAS: Text = Text {
    en: "{path}: no canvas among the {count} documents of this folder; name a file to check it all the same",
    pt: "{path}: nenhum canvas entre os {count} documentos desta pasta; informe um arquivo para verificá-lo mesmo assim",
    es: "{path}: ningún canvas entre los {count} documentos de esta carpeta; indique un archivo para revisarlo de todos modos",
};
static BROKEN: Text = Text {
    en: "{path}: the check broke down, which is a defect of canvas itself ({panic}); please report it with the document",
    pt: "{path}: a verificação falhou por um defeito do próprio canvas ({panic}); por favor, relate-o com o documento",
    es: "{path}: la revisión falló por un defecto del propio canvas ({panic}); por favor, infórmelo con el documento",
};
static UNKNOWN: Text = Text {
    en: "there is no rule or family `{name}`; `canvas rules` lists them",
    pt: "não existe regra ou família `{name}`; `canvas rules` mostra a lista",
    es: "no existe la regla o familia `{name}`; `canvas rules` muestra la lista",
};
static UNKNOWN_SUGGESTED: Text = Text {
    en: "there is no rule or family `{name}`; did you mean `{suggestion}`?",
    pt: "não existe regra ou família `{name}`; você quis dizer `{suggestion}`?",
    es: "no existe la regla o familia `{name}`; ¿quiso decir `{suggestion}`?",
};
static PLACED: Text = Text { en: "{place}: {problem}", pt: "{place}: {problem}", es: "{place}: {problem}" };
static SEVERAL_FORMATS: Text = Text {
    en: "standard output takes one report; give the others a file, --format FORM --output FILE",
    pt: "a saída padrão recebe um só relatório; dê um arquivo aos demais, --format FORMA --output ARQUIVO",
    es: "la salida estándar recibe un solo informe; dé un archivo a los demás, --format FORMA --output ARCHIVO",
};
static SEVERAL_OUTPUTS: Text = Text {
    en: "{path}: no report is left for this file; give each one a form of its own, --format FORM --output FILE",
    pt: "{path}: não há relatório para este arquivo; dê uma forma a cada um, --format FORMA --output ARQUIVO",
    es: "{path}: no queda informe para este archivo; dé una forma a cada uno, --format FORMA --output ARCHIVO",
};
static UNWATCHABLE: Text = Text {
    en: "standard input cannot be watched; name a file or a folder",
    pt: "a entrada padrão não pode ser observada; informe um arquivo ou uma pasta",
    es: "la entrada estándar no se puede observar; indique un archivo o una carpeta",
};
static NO_GIT: Text = Text {
    en: "git cannot be run: {reason}",
    pt: "não foi possível executar o git: {reason}",
    es: "no se puede ejecutar git: {reason}",
};
static GIT: Text = Text { en: "git says: {said}", pt: "o git diz: {said}", es: "git dice: {said}" };
static UNKNOWN_REVISION: Text = Text {
    en: "there is no revision `{revision}` in this repository; fetch it first (git fetch), or check the spelling",
    pt: "não existe a revisão `{revision}` neste repositório; traga-a antes (git fetch) ou confira o nome",
    es: "no existe la revisión `{revision}` en este repositorio; tráigala antes (git fetch) o revise el nombre",
};
static NOT_IN_REVISION: Text = Text {
    en: "{path}: there is no such file at {revision}; check the spelling, or name the file that it was then",
    pt: "{path}: não existe esse arquivo em {revision}; confira o nome ou informe o que ele tinha então",
    es: "{path}: no existe ese archivo en {revision}; revise el nombre o indique el que tenía entonces",
};
static UNWRITABLE: Text = Text {
    en: "{path}: cannot be written, {reason}",
    pt: "{path}: não pode ser gravado, {reason}",
    es: "{path}: no se puede escribir, {reason}",
};
static CHANGED: Text = Text {
    en: "{path}: changed on disk while it was being checked, and was left as it is; run the command again",
    pt: "{path}: mudou no disco durante a verificação e ficou como está; execute o comando de novo",
    es: "{path}: cambió en el disco durante la revisión y se dejó como está; ejecute el comando de nuevo",
};
static EXISTS: Text = Text {
    en: "{path}: exists already, and was left as it is; choose another name, or replace it with --force",
    pt: "{path}: já existe e ficou como está; escolha outro nome, ou substitua-o com --force",
    es: "{path}: ya existe y se dejó como está; elija otro nombre, o reemplácelo con --force",
};
static GONE: Text = Text {
    en: "there is no such file or folder",
    pt: "o arquivo ou a pasta não existe",
    es: "el archivo o la carpeta no existe",
};
static FORBIDDEN: Text = Text { en: "permission denied", pt: "permissão negada", es: "permiso denegado" };
static FOLDER: Text = Text { en: "it is a folder", pt: "é uma pasta", es: "es una carpeta" };
static FULL: Text = Text { en: "the disk is full", pt: "o disco está cheio", es: "el disco está lleno" };
static VERBATIM: Text = Text { en: "{error}", pt: "{error}", es: "{error}" };
static PANIC: Text = Text {
    en: "stopped by a defect of its own ({panic}); please report it",
    pt: "parou por um defeito do próprio programa ({panic}); por favor, relate-o",
    es: "se detuvo por un defecto del propio programa ({panic}); por favor, infórmelo",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_guarded_work_is_an_error_and_work_goes_on() {
        let broken: Result<(), String> = guard(|| std::panic::resume_unwind(Box::new("broken")));
        assert!(broken.is_err());
        assert_eq!(guard(|| 7), Ok(7));
        assert!(!GUARDED.get());
    }
}
