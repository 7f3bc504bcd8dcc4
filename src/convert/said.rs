//! Lists and tables of Markdown, as far as YAML can hold them without a loss.

use std::ops::Range;

use crate::convert::yaml::{Key, Yaml};
use crate::source::Source;
use crate::syntax::{Block, Inline, Item, Table};

/// A name longer than this is a sentence.
const LONGEST_LABEL: usize = 60;

/// Lists nested deeper than this have no field.
const DEEPEST: usize = 2;

/// An item of a list: what it is called, what it says, and what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::convert) struct Said {
    pub label: Option<String>,
    pub text: String,
    pub below: Vec<Said>,
    /// Its lines.
    pub lines: Range<usize>,
}

impl Said {
    /// An item without anything that a line cannot hold: boxes to tick, code, tables, quotes, markup that means something.
    pub(in crate::convert) fn of(item: &Item, source: &Source) -> Option<Said> {
        Said::at_depth(item, source, 0)
    }

    fn at_depth(item: &Item, source: &Source, depth: usize) -> Option<Said> {
        if item.ticked.is_some() || depth > DEEPEST {
            return None;
        }
        let mut below = Vec::new();
        for block in &item.blocks {
            let Block::List(list) = block else { return None };
            for item in &list.items {
                below.push(Said::at_depth(item, source, depth + 1)?);
            }
        }
        let (label, text) = labelled(&line(&item.text, source)?);
        let empty = text.is_empty() && below.is_empty();
        (!empty && (label.is_some() || !text.is_empty())).then(|| Said {
            label,
            text,
            below,
            lines: lines(item.span.range(), source),
        })
    }

    /// What it says, without its label.
    pub(in crate::convert) fn value(&self) -> Option<Yaml> {
        if self.below.is_empty() {
            return Some(Yaml::Line(self.text.clone()));
        }
        let own = (!self.text.is_empty()).then(|| Yaml::Line(self.text.clone()));
        let below = self.below.iter().map(Said::item).collect::<Option<Vec<Yaml>>>()?;
        Some(Yaml::List(own.into_iter().chain(below).collect()))
    }

    /// As an item among others.
    pub(in crate::convert) fn item(&self) -> Option<Yaml> {
        match &self.label {
            Some(label) => Some(Yaml::Map(vec![Key::new(label, self.value()?)])),
            None if self.below.is_empty() => self.value(),
            None => None,
        }
    }
}

/// A table as names with values: by row, and in each by column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::convert) struct Grid {
    /// What stands above each column.
    pub header: Vec<String>,
    /// The cells of each row.
    pub rows: Vec<Vec<String>>,
    /// Its lines.
    pub lines: Range<usize>,
}

impl Grid {
    /// A table whose rows are whole and whose columns have names of their own.
    pub(in crate::convert) fn of(table: &Table, source: &Source) -> Option<Grid> {
        let cell = |cell: &Inline| Some(bare(&line(cell, source)?));
        let cells = |cells: &[Inline]| cells.iter().map(cell).collect::<Option<Vec<String>>>();
        let header = cells(&table.header.cells)?;
        let rows = table.rows.iter().map(|row| cells(&row.cells)).collect::<Option<Vec<_>>>()?;
        let whole = header.len() > 1 && rows.iter().all(|row| row.len() == header.len());
        let named = header.iter().skip(1).all(|name| is_name(name)) && are_different(header.iter());
        (whole && named && !rows.is_empty()).then(|| Grid { header, rows, lines: lines(table.span.range(), source) })
    }

    /// Each row under its first cell. Where there is one more column, its cell is the value.
    pub(in crate::convert) fn by_name(&self) -> Option<Vec<Key>> {
        let names = self.rows.iter().map(|row| &row[0]);
        if !names.clone().all(|name| is_name(name)) || !are_different(names) {
            return None;
        }
        let row = |row: &Vec<String>| {
            let value = match row.as_slice() {
                [_, value] => Yaml::Line(value.clone()),
                _ => Yaml::Map(self.cells(row, &self.header)),
            };
            Key::new(&row[0], value)
        };
        Some(self.rows.iter().map(row).collect())
    }

    /// What one column says, under the first cell of each row.
    pub(in crate::convert) fn column(&self, at: usize) -> Option<Yaml> {
        let names = self.rows.iter().map(|row| &row[0]);
        if !names.clone().all(|name| is_name(name)) || !are_different(names) {
            return None;
        }
        let cell = |row: &Vec<String>| Some(Key::new(&row[0], Yaml::Line(row.get(at)?.clone())));
        Some(Yaml::Map(self.rows.iter().map(cell).collect::<Option<_>>()?))
    }

    /// Each row as a mapping, with `names` for its columns.
    pub(in crate::convert) fn records(&self, names: &[String]) -> Vec<Yaml> {
        let record = |row: &Vec<String>| {
            let first = Key::new(&names[0], Yaml::Line(row[0].clone()));
            Yaml::Map(std::iter::once(first).chain(self.cells(row, names)).collect())
        };
        self.rows.iter().map(record).collect()
    }

    /// The cells behind the first that say something, each under the name of its column.
    fn cells(&self, row: &[String], names: &[String]) -> Vec<Key> {
        let filled = names.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty());
        filled.map(|(name, cell)| Key::new(name, Yaml::Line(cell.clone()))).collect()
    }
}

/// Text in one line, emphasis as it is marked; nothing where other markup would be lost.
fn line(text: &Inline, source: &Source) -> Option<String> {
    let written = source.slice(text.span);
    let bare = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let means_something = |c: char| matches!(c, '<' | '[' | ']' | '`' | '\\' | '&' | '~');
    let safe = bare.match_indices(means_something).all(|(at, mark)| match mark {
        "<" => bare[at + 1..].starts_with([' ', '=']),
        "&" => bare[at + 1..].starts_with(' '),
        "~" => !bare[at + 1..].starts_with('~') && !bare[..at].ends_with('~'),
        _ => false,
    });
    safe.then_some(bare)
}

/// A label and what stands behind it.
fn labelled(line: &str) -> (Option<String>, String) {
    let bold = line.strip_prefix("**").and_then(|rest| rest.split_once("**")).and_then(|(label, rest)| {
        let rest = rest.strip_prefix(':').or_else(|| label.ends_with(':').then_some(rest))?;
        Some((label.trim_end_matches(':'), rest))
    });
    let plain = || line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")));
    match bold.or_else(plain) {
        Some((label, rest)) if is_name(label) => (Some(bare(label)), bare(rest)),
        _ => (None, bare(line)),
    }
}

/// Text without the marks of emphasis.
fn bare(text: &str) -> String {
    text.replace("**", "").trim().to_owned()
}

/// Whether these words can be a key.
fn is_name(words: &str) -> bool {
    words.starts_with(char::is_alphanumeric)
        && words.chars().count() <= LONGEST_LABEL
        && !words.contains(['*', '_', '|', ';', '"', '#', ':'])
}

fn are_different<'a>(names: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = std::collections::HashSet::new();
    names.map(|name| name.to_lowercase()).all(|name| seen.insert(name))
}

/// The whole lines of a place.
fn lines(place: Range<usize>, source: &Source) -> Range<usize> {
    let text = source.text();
    let start = text.get(..place.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(..place.end).map_or(place.end, |before| before.trim_end().len()).max(start);
    let end = text.get(end..).and_then(|behind| behind.find('\n')).map_or(text.len(), |at| end + at + 1);
    start..end
}
