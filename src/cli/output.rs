//! Standard output, and report files: those are written whole or not at all.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::choices::Color;
use crate::cli::error::{Failure, reason};
use crate::cli::{files, locale};
use crate::report::layout::{Style, clean};
use crate::words::{Language, Message, Text};

/// What standard output can show.
pub fn style(color: Color) -> Style {
    let out = io::stdout();
    color.apply();
    let colored = anstream::AutoStream::choice(&out) != anstream::ColorChoice::Never;
    let terminal = out.is_terminal();
    // Wider lines are hard to read, narrower ones leave no room for the figures.
    let wished = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let shown =
        terminal.then(|| terminal_size::terminal_size_of(&out)).flatten().map(|(width, _)| usize::from(width.0));
    let width = wished.or(shown).unwrap_or(80);
    Style { color: colored, unicode: locale::is_unicode(), links: colored && terminal, width: width.clamp(60, 100) }
}

/// What a file shows: colours only when they were asked for.
pub fn file_style(color: Color) -> Style {
    Style { color: color == Color::Always, unicode: true, ..Style::default() }
}

/// What `render` writes.
pub fn to_bytes(render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Memory takes everything.
    let _ = render(&mut bytes);
    bytes
}

/// Writes to a file, or to standard output where none is named.
///
/// # Errors
/// When it cannot be written.
pub fn deliver(file: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match file {
        Some(path) if path.as_os_str() != "-" => save(path, bytes),
        _ => print(bytes),
    }
}

/// Writes to standard output. That nobody reads any more is no failure.
///
/// # Errors
/// When it cannot be written for another reason.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    print_written(|out| out.write_all(bytes))
}

/// Like [`print`], for what `write` writes: a large report never is in memory as a whole.
///
/// # Errors
/// When it cannot be written for another reason.
pub fn print_written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match buffered(io::stdout().lock(), write) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            CLOSED.store(true, Ordering::Relaxed);
            Ok(())
        }
        Err(error) => Err(Failure::Unwritable { path: "stdout".to_owned(), reason: reason(&error) }),
    }
}

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether standard output turned out to be closed.
pub fn nobody_reads() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// Says something about the run on standard error.
pub fn note(message: &Message, language: Language) {
    let head = NOTE.in_language(language);
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "\u{1b}[1m{head}:\u{1b}[0m {}", clean(&message.in_language(language)));
}

/// Writes a file, all of it or nothing: readers see the old one until the new one is whole.
///
/// # Errors
/// When it cannot be written.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    save_written(path, |out| out.write_all(bytes))
}

/// Like [`save`], for what `write` writes.
///
/// # Errors
/// When it cannot be written.
pub fn save_written(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let failure = |error: io::Error| Failure::Unwritable { path: files::name(path), reason: reason(&error) };
    replace(path, write).map_err(failure)
}

/// Writes a file anew that still is what was read of it.
///
/// # Errors
/// When it has changed since, or cannot be written; it is as it was then.
pub fn save_over(path: &Path, read: &[u8], bytes: &[u8]) -> Result<(), Failure> {
    let failure = |error: io::Error| Failure::Unwritable { path: files::name(path), reason: reason(&error) };
    // A file that may not be written is not replaced either, even where the folder would allow it.
    std::fs::OpenOptions::new().append(true).open(path).map_err(failure)?;
    if std::fs::read(path).map_err(failure)? != read {
        return Err(Failure::Changed { path: files::name(path) });
    }
    replace(path, |out| out.write_all(bytes)).map_err(failure)
}

/// Writes a file that must not exist yet, unless it may be replaced.
///
/// # Errors
/// When there is one, or it cannot be written.
pub fn create(path: &Path, bytes: &[u8], replacing: bool) -> Result<(), Failure> {
    if !replacing {
        must_be_free(path)?;
    }
    save(path, bytes)
}

/// Refuses a path at which there is something.
///
/// # Errors
/// When there is.
pub fn must_be_free(path: &Path) -> Result<(), Failure> {
    match path.symlink_metadata() {
        Ok(_) => Err(Failure::Exists { path: files::name(path) }),
        Err(_) => Ok(()),
    }
}

fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link is followed; a device or a pipe is written to, not replaced.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = std::fs::metadata(path);
    if old.as_ref().is_ok_and(|m| !m.is_file()) {
        return buffered(std::fs::OpenOptions::new().write(true).open(path)?, write);
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".canvas-");
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        // What a file gets that is created the usual way; the umask takes its part.
        builder.permissions(std::fs::Permissions::from_mode(0o666))
    };
    let mut file = builder.tempfile_in(folder)?;
    buffered(&mut file, write)?;
    file.as_file().sync_all()?;
    if let Ok(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.persist(path)?;
    Ok(())
}

/// Reports are written in pieces of this size.
const BUFFER_BYTES: usize = 64 << 10;

fn buffered(to: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER_BYTES, to);
    write(&mut out)?;
    out.flush()
}

static NOTE: Text = Text { en: "note", pt: "nota", es: "nota" };

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_since_it_was_read_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.md");
        std::fs::write(&file, "what somebody else wrote").unwrap();
        let refused = save_over(&file, b"what was read", b"what was repaired");
        assert!(matches!(refused, Err(Failure::Changed { .. })), "{refused:?}");
        assert_eq!(std::fs::read(&file).unwrap(), b"what somebody else wrote");
        save_over(&file, b"what somebody else wrote", b"what was repaired").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"what was repaired");
    }

    #[test]
    fn a_file_that_is_gone_is_not_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.md");
        assert!(matches!(save_over(&file, b"read", b"repaired"), Err(Failure::Unwritable { .. })));
        assert!(!file.exists());
    }
}
