//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Runs that are over before this show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often what is shown is brought up to date.
const PACE: Duration = Duration::from_millis(100);

/// How many characters the bar is long.
const LENGTH: usize = 30;

/// A bar that grows; when it is dropped its line is empty again.
pub struct Progress {
    done: Arc<AtomicUsize>,
    /// Closed when the work ends.
    work: Option<Sender<()>>,
    painter: Option<JoinHandle<()>>,
}

impl Progress {
    /// A bar on standard error, when that is a terminal which can erase it, and not the log of a pipeline.
    pub fn of(all: usize) -> Progress {
        let plain = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        if io::stderr().is_terminal() && !plain("CI") && !dumb {
            Progress::on(io::stderr(), all, PATIENCE)
        } else {
            Progress { done: Arc::default(), work: None, painter: None }
        }
    }

    fn on(mut out: impl Write + Send + 'static, all: usize, patience: Duration) -> Progress {
        let done = Arc::new(AtomicUsize::new(0));
        let (work, ended) = channel::<()>();
        let known = done.clone();
        let painter = std::thread::spawn(move || {
            let mut wait = patience;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = PACE;
                // Where nothing can be shown the work goes on all the same.
                let _ = write!(out, "\r{}", bar(known.load(Ordering::Relaxed), all)).and_then(|()| out.flush());
            }
            if wait == PACE {
                let _ = write!(out, "\r\u{1b}[K").and_then(|()| out.flush());
            }
        });
        Progress { done, work: Some(work), painter: Some(painter) }
    }

    /// One more is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.work.take());
        // What it painted is gone before anything else is written.
        let _ = self.painter.take().map(JoinHandle::join);
    }
}

fn bar(done: usize, all: usize) -> String {
    let full = (done.min(all) * LENGTH).checked_div(all).unwrap_or(LENGTH);
    format!("[{}{}] {done}/{all}", "#".repeat(full), ".".repeat(LENGTH - full))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    /// Takes what is written.
    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn shown(patience: Duration, work: impl FnOnce(&Progress, &Screen)) -> String {
        let screen = Screen::default();
        let progress = Progress::on(screen.clone(), 4, patience);
        work(&progress, &screen);
        drop(progress);
        let bytes = screen.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_short_run_shows_nothing() {
        assert_eq!(shown(PATIENCE, |progress, _| progress.step()), "");
    }

    #[test]
    fn a_long_run_shows_how_far_it_is_and_erases_it() {
        let shown = shown(Duration::ZERO, |progress, screen| {
            progress.step();
            while screen.0.lock().unwrap().is_empty() {
                std::thread::yield_now();
            }
        });
        assert!(shown.starts_with("\r[") && shown.contains("/4") && shown.ends_with("\r\u{1b}[K"), "{shown:?}");
    }

    #[test]
    fn the_bar_is_as_long_as_what_is_done() {
        assert_eq!(bar(1, 2), "[###############...............] 1/2");
        assert_eq!(bar(0, 0), format!("[{}] 0/0", "#".repeat(LENGTH)));
    }
}
