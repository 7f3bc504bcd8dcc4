//! Which files there are to check, and their bytes.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::cli::error::{Failure, reason};

/// A document to be checked.
#[derive(Debug)]
pub struct Document {
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
    /// How it is called in reports.
    pub name: String,
    /// Whether a person named it, so that it is checked whatever it is.
    pub named: bool,
}

/// What the paths that a person gave come to.
#[derive(Debug, Default)]
pub struct Listing {
    /// The documents by path, in order, each once.
    pub documents: BTreeMap<PathBuf, Document>,
    /// The folders.
    pub folders: Vec<PathBuf>,
    /// What could not be found or looked at.
    pub failures: Vec<Failure>,
}

/// The ends of the names that are looked at in folders.
const EXTENSIONS: [&str; 4] = ["md", "markdown", "yaml", "yml"];

/// What standard input is called by default.
pub const STDIN_NAME: &str = "<stdin>";

/// One byte more than is read of a document, so that it shows when there is more.
const MOST_BYTES: u64 = (64 << 20) + 1;

/// Finds the documents that `paths` stand for; `-` is standard input, called `stdin_name`.
pub fn list(paths: &[PathBuf], stdin_name: &Path) -> Listing {
    let mut listing = Listing::default();
    for path in paths {
        if path.as_os_str() == "-" {
            let document = Document { path: None, name: name(&tidy(stdin_name)), named: true };
            listing.documents.insert(path.clone(), document);
            continue;
        }
        let tidied = tidy(path);
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => listing.walk(tidied),
            Ok(metadata) if metadata.is_file() => listing.add(tidied, true),
            Ok(_) => listing.failures.push(Failure::NotAFile { path: name(path) }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                listing.failures.push(Failure::NotFound { path: name(path) });
            }
            Err(error) => listing.failures.push(Failure::Unreadable { path: name(path), reason: reason(&error) }),
        }
    }
    listing
}

/// The one document that a path stands for.
///
/// # Errors
/// When there is no such file, or it is a folder.
pub fn named(path: &Path, stdin_name: &Path) -> Result<Document, Failure> {
    // What is in a folder need not be looked at to refuse it.
    if path.is_dir() && path.as_os_str() != "-" {
        return Err(Failure::Folder { path: name(path) });
    }
    let mut listing = list(&[path.to_owned()], stdin_name);
    match (listing.failures.pop(), listing.documents.pop_first()) {
        (Some(failure), _) => Err(failure),
        (None, Some((_, document))) => Ok(document),
        (None, None) => Err(Failure::NotFound { path: name(path) }),
    }
}

/// The bytes of a document, at most a little more than a canvas may have.
///
/// # Errors
/// When it cannot be read.
pub fn read(document: &Document) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let result = match &document.path {
        Some(path) => File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes)),
        None => io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes),
    };
    match result {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::Unreadable { path: document.name.clone(), reason: reason(&error) }),
    }
}

/// A path as it is printed: with `/` between folders, and without anything that is not a printable character.
pub fn name(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' if cfg!(windows) => name.push('/'),
                c if c.is_control() || crate::report::layout::printable(c) != Some(c) => {
                    name.extend(c.escape_default());
                }
                c => name.push(c),
            }
        }
        chunk.invalid().iter().for_each(|byte| name.push_str(&format!("\\x{byte:02X}")));
    }
    name
}

impl Listing {
    fn add(&mut self, path: PathBuf, named: bool) {
        let document = Document { name: name(&path), path: Some(path.clone()), named };
        let known = self.documents.entry(path).or_insert(document);
        known.named |= named;
    }

    /// Adds the documents of a folder. Links in it are not followed, so it has an end.
    fn walk(&mut self, folder: PathBuf) {
        let root = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        for entry in WalkBuilder::new(root).require_git(false).build() {
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|t| t.is_file());
                    if is_file && is_document(entry.path()) {
                        self.add(tidy(entry.path()), false);
                    }
                }
                Err(error) => self.failures.push(Failure::Walk { reason: error.to_string() }),
            }
        }
        self.folders.push(folder);
    }
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The path without `.` components; the current folder is the empty path.
fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|c| *c != Component::CurDir).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_printable_whatever_the_path_is() {
        assert_eq!(name(Path::new("a/b\n\u{1b}[31m\u{202e}é.md")), "a/b\\n\\u{1b}[31m\\u{202e}é.md");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_text_are_escaped() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(name(Path::new(OsStr::from_bytes(b"a\xff\xc3.md"))), "a\\xFF\\xC3.md");
    }

    #[test]
    fn paths_are_compared_without_dots() {
        assert_eq!(tidy(Path::new("./docs/./a.md")), Path::new("docs/a.md"));
        assert_eq!(tidy(Path::new(".")), Path::new(""));
        assert_eq!(tidy(Path::new("../a.md")), Path::new("../a.md"));
    }

    #[test]
    fn markdown_and_yaml_are_documents_in_any_case() {
        assert!(is_document(Path::new("A.MD")) && is_document(Path::new("b.yml")));
        assert!(!is_document(Path::new("md")) && !is_document(Path::new("c.mdx")));
    }
}
