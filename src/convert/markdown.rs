//! The YAML document as Markdown.

use std::ops::Range;

use crate::convert::{Reading, kind_of, line_start};
use crate::extract::Vocabulary;
use crate::model::SectionKind;
use crate::rules::Settings;
use crate::source::Source;
use crate::syntax::{Block, Entry, Value, parse};
use crate::template;
use crate::words::Language;

/// How a section is set apart from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// With a heading.
    Headed,
    /// By its key alone.
    Bare,
}

/// The YAML document as Markdown: what each section says in a block of YAML, notes as they are. Sections have headings
/// where that leaves all that is read as it is.
pub fn to_markdown(source: &Source, settings: &Settings) -> String {
    let text = source.text().replace("\r\n", "\n").replace('\r', "\n");
    let plain = Source::new(source.name(), text.as_bytes());
    let report = crate::check(&plain, settings);
    let read = Reading::of(&report);
    let document = parse(&plain);
    let Some(Block::Yaml(root)) = document.blocks.first() else { return text };
    let Value::Map(entries) = &root.value else { return text };
    let writer = Writer { text: &text, declared: document.declared, language: report.canvas.language, settings };
    let says_the_same = |markdown: &String| {
        let report = crate::check(&Source::new("canvas.md", markdown.as_bytes()), settings);
        read.is_kept_by(&Reading::of(&report))
    };
    let headed = writer.markdown(entries, Style::Headed);
    if says_the_same(&headed) {
        return headed;
    }
    Some(writer.markdown(entries, Style::Bare)).filter(says_the_same).unwrap_or(headed)
}

/// A YAML document that is written as Markdown.
struct Writer<'a> {
    text: &'a str,
    /// Whether it is of the canonical form.
    declared: bool,
    language: Language,
    settings: &'a Settings,
}

impl Writer<'_> {
    fn markdown(&self, entries: &[Entry], style: Style) -> String {
        let text = self.text;
        let mut out = String::new();
        let mut loose = String::new();
        let starts: Vec<usize> = entries.iter().map(|entry| line_start(text, entry.key.span.range().start)).collect();
        let above = |at: usize| comments_above(text, at);
        for (n, entry) in entries.iter().enumerate() {
            let start = above(starts[n]);
            let end = starts.get(n + 1).map_or(text.len(), |&next| above(next));
            let whole = without_declaration(text.get(start..end).unwrap_or("").trim_end());
            let key = entry.key.plain.trim();
            match &entry.node.value {
                Value::Scalar { text: value, .. } if matches!(key, "title" | "titulo") && out.is_empty() => {
                    out = format!("# {}\n\n", value.plain.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                Value::Scalar { .. } | Value::Alias(_) | Value::Missing => {
                    loose.push_str(&whole);
                    loose.push('\n');
                }
                Value::List(_) if self.declared && key == "notes" => {
                    flush(&mut loose, &mut out);
                    for note in notes(text, start..end) {
                        out.push_str(&note);
                        out.push_str("\n\n");
                    }
                }
                Value::Map(_) | Value::List(_) => {
                    flush(&mut loose, &mut out);
                    out.push_str(&self.section(entry, whole, style));
                }
            }
        }
        flush(&mut loose, &mut out);
        out.trim_end().to_owned() + "\n"
    }

    fn section(&self, entry: &Entry, whole: String, style: Style) -> String {
        if style == Style::Bare {
            return format!("{}\n\n", fenced(&whole));
        }
        let key = entry.key.plain.trim();
        let kind = kind_of(key, &self.settings.vocabulary);
        let usual = kind.and_then(|kind| template::section(kind, self.language)).map(|(title, _)| title);
        let (title, whole) = match own_title(entry, kind, &whole, &self.settings.vocabulary) {
            Some(own) => own,
            None => (usual.map_or_else(|| key.replace(['_', '-'], " "), str::to_owned), whole),
        };
        format!("## {title}\n\n{}\n\n", fenced(&whole))
    }
}

/// The title that a comment behind the key of a section gives it, and the section without it.
fn own_title(entry: &Entry, kind: Option<SectionKind>, whole: &str, titles: &Vocabulary) -> Option<(String, String)> {
    let comment = entry.comment.as_ref().map(|comment| comment.plain.trim())?;
    kind_of(comment, titles).filter(|&named| Some(named) == kind)?;
    let key = format!("{}:", entry.key.plain);
    let line = whole.lines().find(|line| line.starts_with(&key) && line.ends_with(comment))?;
    Some((comment.to_owned(), whole.replacen(line, &key, 1)))
}

/// The Markdown of notes, from the lines of the key `notes`.
fn notes(text: &str, lines: Range<usize>) -> Vec<String> {
    let mut notes: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for line in text.get(lines).unwrap_or("").lines() {
        let depth = line.len() - line.trim_start_matches(' ').len();
        let words = line.trim_start_matches(['-', ' ']);
        if words.strip_prefix("text:").is_some_and(|mark| mark.trim().starts_with('|'))
            && (!open || depth < notes.last().map_or(0, |n| n.0))
        {
            let key = line.len() - words.len();
            notes.push((key + 2, String::new()));
            open = true;
        } else if let (true, Some((indentation, note))) = (open, notes.last_mut()) {
            if line.trim().is_empty() {
                note.push('\n');
            } else if depth >= *indentation {
                note.push_str(&line[*indentation..]);
                note.push('\n');
            } else {
                open = false;
            }
        }
    }
    notes.into_iter().map(|(_, note)| note.trim_matches('\n').to_owned()).collect()
}

fn flush(loose: &mut String, out: &mut String) {
    if !loose.trim().is_empty() {
        out.push_str(&format!("{}\n\n", fenced(loose.trim_matches('\n'))));
    }
    loose.clear();
}

fn fenced(yaml: &str) -> String {
    format!("```yaml\n{}\n```", yaml.trim_matches('\n'))
}

fn without_declaration(lines: &str) -> String {
    let says = |line: &&str| !line.starts_with("# yaml-language-server:") && line.trim() != "canvas: 1";
    lines.lines().filter(says).map(|line| format!("{line}\n")).collect::<String>().trim_end().to_owned()
}

/// Where the comments and blank lines above a line begin.
fn comments_above(text: &str, mut at: usize) -> usize {
    while at > 0 {
        let start = line_start(text, at - 1);
        let line = text.get(start..at).unwrap_or("").trim_end();
        if !line.is_empty() && !line.starts_with('#') {
            break;
        }
        at = start;
    }
    at
}
