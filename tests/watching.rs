//! `canvas check --watch`: the run again when something changes.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

/// A program that watches a folder, ended with the test.
struct Watcher {
    child: Child,
    lines: Receiver<String>,
}

impl Watcher {
    fn of(folder: &TempDir, arguments: &[&str]) -> Watcher {
        let mut child = Command::new(env!("CARGO_BIN_EXE_canvas"))
            .args(["check", "--watch", "--lang", "en", "--allow", "completeness,clarity,consistency,capacity"])
            .args(arguments)
            .current_dir(folder.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let (sender, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("output")), Box::new(child.stderr.take().expect("errors"))];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                BufReader::new(stream).lines().map_while(Result::ok).all(|line| sender.send(line).is_ok())
            });
        }
        Watcher { child, lines }
    }

    /// What the next run says, up to the line that ends it. The two streams may come in any order.
    fn next_run(&self, said: &str) {
        let (mut seen, mut ended, mut all) = (false, false, String::new());
        while !(seen && ended) {
            let line = self.lines.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|_| panic!("no {said:?} in: {all}"));
            seen |= line.contains(said);
            ended |= line.contains("files that are watched: ");
            assert!(!line.contains('\u{1b}'), "no terminal, but {line:?}");
            all.push_str(&line);
            all.push('\n');
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const BILL: &str = "# Plan\n\n## Costs\n\n| Item | Cost |\n|---|---|\n| a | $10 |\n| b | $20 |\n| Total | $50 |\n";

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file");
}

#[test]
fn changes_of_a_canvas_and_of_its_settings_are_seen_and_a_file_may_vanish() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    write(at, "a.md", BILL);
    let watcher = Watcher::of(&folder, &["a.md", "--format", "github", "--format", "markdown", "--output", "a.out.md"]);
    watcher.next_run("::error file=a.md,line=9,");
    write(at, "a.md", &format!("\n{BILL}"));
    watcher.next_run("::error file=a.md,line=10,");
    write(at, "canvas.toml", "[severity]\narithmetic = \"warning\"\n");
    watcher.next_run("::warning file=a.md,line=10,");
    write(at, "canvas.toml", "[severty]\n");
    watcher.next_run("error: canvas.toml:1:2: there is no key `severty` here");
    fs::remove_file(at.join("canvas.toml")).expect("it was there");
    watcher.next_run("::error file=a.md,line=10,");
    fs::remove_file(at.join("a.md")).expect("it was there");
    watcher.next_run("error: a.md: there is no such file or folder");
    write(at, "a.md", BILL);
    watcher.next_run("::error file=a.md,line=9,");
    // What the runs write themselves starts no run, and neither does what is not watched.
    write(at, "b.md", BILL);
    assert!(watcher.lines.recv_timeout(Duration::from_secs(1)).is_err());
}

#[test]
fn it_ends_when_nobody_reads_any_more() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.md", BILL);
    let mut child = Command::new(env!("CARGO_BIN_EXE_canvas"))
        .args(["check", "--watch", "a.md"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(1));
}

#[test]
fn standard_input_is_not_watched() {
    let output = Command::new(env!("CARGO_BIN_EXE_canvas")).args(["check", "--watch", "-"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}
