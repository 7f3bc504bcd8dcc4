//! Git, asked as a program: which files changed since a revision, and what a file said then.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::error::{Failure, reason};
use crate::report::layout::clean;

/// A repository, and the folder in it that is asked from.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The folder at its top.
    top: PathBuf,
}

impl Repository {
    /// The repository that holds `folder`.
    ///
    /// # Errors
    /// When there is none, or no Git.
    pub fn of(folder: &Path) -> Result<Repository, Failure> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let top = ask(folder, &["rev-parse", "--show-toplevel"])?;
        let top = path_of(top.strip_suffix(b"\n").unwrap_or(&top));
        Ok(Repository { top: top.canonicalize().unwrap_or(top) })
    }

    /// The commit that a revision names, so that nothing in it can be taken for an option.
    ///
    /// # Errors
    /// When there is no such revision.
    pub fn commit(&self, revision: &str) -> Result<String, Failure> {
        let unknown = || Failure::UnknownRevision { revision: clean(revision) };
        let wanted = format!("{revision}^{{commit}}");
        let commit = ask(&self.top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])
            .map_err(|_| unknown())?;
        String::from_utf8(commit).map(|text| text.trim().to_owned()).map_err(|_| unknown())
    }

    /// The last commit that both have in common, or `commit` itself when they have none: what a branch changed is
    /// counted from there.
    pub fn fork(&self, commit: &str) -> String {
        let base = ask(&self.top, &["merge-base", commit, "HEAD"]).ok().and_then(|base| String::from_utf8(base).ok());
        base.map(|base| base.trim().to_owned()).filter(|base| !base.is_empty()).unwrap_or_else(|| commit.to_owned())
    }

    /// The files that differ from what they were at `commit`, those that Git does not know yet included, as canonical
    /// paths.
    ///
    /// # Errors
    /// When Git cannot tell.
    pub fn changed_since(&self, commit: &str) -> Result<Vec<PathBuf>, Failure> {
        let changed = ask(&self.top, &["diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", commit, "--"])?;
        let unknown = ask(&self.top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
        let names = changed.split(|&byte| byte == 0).chain(unknown.split(|&byte| byte == 0));
        Ok(names.filter(|name| !name.is_empty()).map(|name| self.top.join(path_of(name))).collect())
    }

    /// What a file said at `commit`; `None` when it was not there.
    pub fn content(&self, commit: &str, path: &Path) -> Option<Vec<u8>> {
        let path = path.canonicalize().ok().or_else(|| std::path::absolute(path).ok())?;
        let name = path.strip_prefix(&self.top).ok()?.to_str()?.replace('\\', "/");
        ask(&self.top, &["cat-file", "blob", &format!("{commit}:{name}")]).ok()
    }

    /// What a file said at `commit` by its name from the current folder, or else from the top of the repository, as Git
    /// itself takes it.
    pub fn content_named(&self, commit: &str, name: &str) -> Option<Vec<u8>> {
        self.content(commit, Path::new(name)).or_else(|| self.content(commit, &self.top.join(name)))
    }
}

/// What Git answers.
fn ask(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.quotePath=false"])
        .args(arguments)
        // Looking at a repository changes nothing in it, and asks nobody for anything.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::NoGit { reason: reason(&error) })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    Err(Failure::Git { said: clean(said.trim_start_matches("fatal: ")) })
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn git(folder: &Path, arguments: &[&str]) {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
        let status = Command::new("git").arg("-C").arg(folder).args(identity).args(arguments).output().unwrap();
        assert!(status.status.success(), "{status:?}");
    }

    #[test]
    fn changed_and_new_files_are_named_and_what_they_said_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        git(folder.path(), &["init", "--quiet"]);
        ["a.md", "b.md", "ç ã.md"].into_iter().for_each(|name| write(name, "old"));
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["commit", "--quiet", "-m", "first"]);
        ["ç ã.md", "new.md"].into_iter().for_each(|name| write(name, "new"));
        std::fs::remove_file(folder.path().join("b.md")).unwrap();

        let repository = Repository::of(folder.path()).unwrap();
        let head = repository.commit("HEAD").unwrap();
        let mut changed = repository.changed_since(&head).unwrap();
        changed.sort();
        let names: Vec<_> = changed.iter().filter_map(|path| path.file_name()?.to_str()).collect();
        assert_eq!(names, ["new.md", "ç ã.md"]);
        assert_eq!(repository.content(&head, &folder.path().join("ç ã.md")).unwrap(), b"old");
        assert_eq!(repository.content(&head, &folder.path().join("new.md")), None);
        assert_eq!(repository.fork(&head), head);
        assert!(repository.commit("--all").is_err() && repository.commit("nowhere").is_err());
    }

    #[test]
    fn outside_of_a_repository_git_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Repository::of(folder.path()), Err(Failure::Git { .. })));
    }
}
