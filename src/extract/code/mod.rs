//! Blocks of code: what load tests, commands and settings in a few known languages say becomes entries.
//!
//! Everything else in code is left alone: most numbers in it count nothing.

mod jmeter;

mod k6;

mod locust;

pub(in crate::extract) mod saying;

pub(in crate::extract) mod scan;

mod settings;

mod shell;

mod tokens;

use crate::extract::code::saying::{Saying, Sayings};
use crate::extract::code::scan::{C_LIKE, PYTHON, SETTINGS, SQL};
use crate::extract::{Builder, Entry, Kind, promql};
use crate::syntax::{Fence, Inline};

/// More than this is not taken from one block.
const MOST_SAYINGS: usize = 1_000;

/// Whether a block that is not marked as a program is one all the same.
pub(in crate::extract) fn is_known(fence: &Fence) -> bool {
    let text = &fence.text.plain;
    matches!(fence.language.as_str(), "" | "console" | "text" | "txt" | "plain" | "plaintext")
        && (k6::is_k6(text) || locust::is_locust(text) || shell::is_load(text))
}

impl Builder<'_> {
    /// A block of code, and below it what it says.
    pub(in crate::extract) fn code(&mut self, fence: &Fence, above: Option<usize>) {
        let label = Inline { plain: fence.language.clone(), span: fence.span, ..Inline::default() };
        let block = self.push(Entry {
            kind: Kind::Code,
            parent: above,
            label: Some(label),
            text: fence.text.clone(),
            span: fence.span,
            ..Entry::default()
        });
        // The open entries, from the block down.
        let mut open = vec![block];
        for said in read(&fence.language, &fence.text.plain).into_iter().take(MOST_SAYINGS) {
            open.truncate(said.depth + 1);
            let parent = open.last().copied();
            open.push(self.push(entry(&said, &fence.text, parent)));
        }
    }
}

fn entry(said: &Saying, code: &Inline, parent: Option<usize>) -> Entry {
    let label = Inline::standing_for(&said.label, code.span_of(said.label_at.clone()));
    let text = Inline::standing_for(&said.value, code.span_of(said.value_at.clone()));
    Entry { kind: Kind::Key, parent, span: label.span.to(text.span), label: Some(label), text, ..Entry::default() }
}

/// What code says, in order.
fn read(language: &str, text: &str) -> Sayings {
    match language {
        "sql" | "postgresql" | "postgres" | "pgsql" | "psql" | "mysql" => settings::read(text, SQL, false),
        "ini" | "properties" | "conf" | "cfg" | "config" | "toml" | "env" | "dotenv" | "pgbouncer" | "redis" => {
            settings::read(text, SETTINGS, true)
        }
        "promql" | "prometheus" => expressions(text),
        "xml" | "jmx" => jmeter::read(text),
        "python" | "py" | "" | "text" | "txt" | "plain" | "plaintext" if locust::is_locust(text) => locust::read(text),
        _ if k6::is_k6(text) && !is_shell(language) => k6::read(text),
        "python" | "py" => settings::read(text, PYTHON, false),
        _ if is_shell(language) || shell::is_load(text) => {
            let mut said = shell::read(text);
            said.extend(settings::read(text, SETTINGS, false));
            said
        }
        _ => settings::read(text, C_LIKE, false),
    }
}

fn is_shell(language: &str) -> bool {
    matches!(language, "bash" | "sh" | "shell" | "zsh" | "console" | "shell-session" | "powershell" | "bat" | "cmd")
}

/// Expressions of PromQL, one a line or one a paragraph.
fn expressions(text: &str) -> Sayings {
    let mut said = Vec::new();
    let mut start = 0;
    let mut say = |from: usize, part: &str| {
        let Some(found) = promql::threshold(part) else { return false };
        let at = from + found.range.start..from + found.range.end;
        said.push(saying::saying(0, ("expr", from..from + part.len()), (found.text, at)));
        true
    };
    for paragraph in text.split_inclusive("\n\n") {
        if !say(start, paragraph.trim_end()) {
            let mut from = start;
            for line in paragraph.split_inclusive('\n') {
                say(from, line.trim_end());
                from += line.len();
            }
        }
        start += paragraph.len();
    }
    said
}

#[cfg(test)]
mod tests;
