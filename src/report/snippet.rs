//! The lines of a document that a finding points at, cut to the width of the page, for miette to draw.

use std::collections::BTreeSet;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::finding::Finding;
use crate::report::layout::{clean, printable, tail, wrap};
use crate::source::{Place, Source, Span};
use crate::words::Language;

/// Some lines of a document, drawn as they can be shown.
///
/// miette reads a source from its start for every label, writes its control characters to the terminal, prints every
/// line of a long span, never breaks a line, and cannot count columns beyond 65 535. So it gets a text of its own: the
/// few lines in question, cleaned, with a window of each that fits the page.
#[derive(Debug)]
pub(in crate::report) struct Snippet {
    name: String,
    text: String,
    rows: Vec<Row>,
    labels: Vec<LabeledSpan>,
    places: Vec<(usize, Place)>,
}

/// A line of the snippet: where it stands in its text (line break included) and which line of the document it is.
#[derive(Debug)]
struct Row {
    start: usize,
    end: usize,
    number: u32,
}

/// A place on one line that is underlined. Offsets are bytes in the line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    line: u32,
    from: usize,
    to: usize,
    messages: Vec<String>,
    primary: bool,
    place: Place,
}

/// Places beyond this number are left to the JSON report.
const MOST_MARKS: usize = 12;

impl Snippet {
    /// The lines that a finding points at, on a page of `width` columns; `None` when the document has no text.
    pub(in crate::report) fn new(
        source: &Source,
        finding: &Finding,
        language: Language,
        width: usize,
    ) -> Option<Snippet> {
        if source.text().is_empty() {
            return None;
        }
        let marks = marks(source, finding, language);
        let last = source.line_of(Span::new(source.text().len(), source.text().len()).end);
        let mut shown = BTreeSet::new();
        for mark in &marks {
            shown.insert(mark.line);
            let neighbours = [mark.line.saturating_sub(1), mark.line.saturating_add(1)];
            // The nothing behind the last line break is no line to show.
            shown.extend(
                neighbours
                    .into_iter()
                    .filter(|&n| (1..last).contains(&n) || (n == last && !source.line_span(n).is_empty())),
            );
        }
        let digits = shown.last().copied().unwrap_or(1).to_string().len();
        let columns = width.saturating_sub(digits + 4).max(20);
        let name = tail(&clean(source.name()), width.saturating_sub(digits + 24).max(20));
        let mut snippet =
            Snippet { name, text: String::new(), rows: Vec::new(), labels: Vec::new(), places: Vec::new() };
        for number in shown {
            let on_line: Vec<&Mark> = marks.iter().filter(|m| m.line == number).collect();
            snippet.draw(source.slice(source.line_span(number)), number, &on_line, columns);
        }
        Some(snippet)
    }

    /// What is underlined.
    pub(in crate::report) fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.labels.iter().cloned()
    }

    fn draw(&mut self, line: &str, number: u32, marks: &[&Mark], columns: usize) {
        let window = Window::over(line, marks, columns);
        let start = self.text.len();
        if window.cut_before {
            self.text.push('…');
        }
        let mut drawn: Vec<(usize, usize)> = Vec::with_capacity(window.cells.len());
        for &(offset, c) in &window.cells {
            drawn.push((offset, self.text.len()));
            self.text.push(c);
        }
        let end_of_cells = self.text.len();
        if window.cut_after {
            self.text.push('…');
        }
        let drawn_at = |offset: usize| {
            let i = drawn.partition_point(|&(o, _)| o < offset);
            drawn.get(i).map_or(end_of_cells, |&(_, at)| at)
        };
        for mark in marks {
            let (from, to) = (drawn_at(mark.from), drawn_at(mark.to));
            let centre = self.text[start..from].width() + self.text[from..to].width() / 2;
            let room = columns.saturating_sub(centre + 5);
            let message: Vec<String> = mark.messages.iter().flat_map(|m| wrap(m, room)).collect();
            let message = (!message.is_empty()).then(|| message.join("\n"));
            let span = SourceSpan::from((from, to - from));
            self.labels.push(if mark.primary {
                LabeledSpan::new_primary_with_span(message, span)
            } else {
                LabeledSpan::new_with_span(message, span)
            });
            self.places.push((from, mark.place));
        }
        self.text.push('\n');
        self.rows.push(Row { start, end: self.text.len(), number });
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let row_of = |offset: usize| self.rows.iter().position(|r| offset < r.end).ok_or(MietteError::OutOfBounds);
        let mut first = row_of(span.offset())?;
        let mut last = row_of((span.offset() + span.len()).saturating_sub(1).max(span.offset()))?;
        for _ in 0..before {
            if first > 0 && self.rows[first - 1].number + 1 == self.rows[first].number {
                first -= 1;
            }
        }
        for _ in 0..after {
            if self.rows.get(last + 1).is_some_and(|next| next.number == self.rows[last].number + 1) {
                last += 1;
            }
        }
        let (start, end) = (self.rows[first].start, self.rows[last].end);
        // Without context miette asks for the place it names above the snippet: the one in the file, not in the window.
        let named = self.places.iter().find(|(at, _)| before == 0 && *at == span.offset()).map(|(_, place)| *place);
        let place = named.unwrap_or(Place { line: self.rows[first].number, column: 1 });
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.text.as_bytes()[start..end],
            (start, end - start).into(),
            place.line.saturating_sub(1) as usize,
            place.column.saturating_sub(1) as usize,
            last + 1 - first,
        )))
    }
}

/// The places of a finding, in order; those that overlap are one.
fn marks(source: &Source, finding: &Finding, language: Language) -> Vec<Mark> {
    let own = std::iter::once((finding.span, None, true));
    let labels = finding.labels.iter().map(|l| (l.span, Some(clean(&l.message.in_language(language))), false));
    let places = finding.places.iter().map(|&span| (span, None, false));
    let mut marks: Vec<Mark> = own
        .chain(labels)
        .chain(places)
        .take(MOST_MARKS)
        .map(|(span, message, primary)| mark(source, span, message, primary))
        .collect();
    marks.sort_by_key(|m| (m.line, m.from, m.to));
    let mut apart: Vec<Mark> = Vec::new();
    for mark in marks {
        match apart.last_mut() {
            Some(last) if last.line == mark.line && (mark.from < last.to || mark.from == last.from) => {
                last.to = last.to.max(mark.to);
                last.messages.extend(mark.messages);
                if mark.primary {
                    (last.primary, last.place) = (true, mark.place);
                }
            }
            _ => apart.push(mark),
        }
    }
    apart
}

/// A span, as far as it stands on its first line.
fn mark(source: &Source, span: Span, message: Option<String>, primary: bool) -> Mark {
    let line = source.line_of(span.start);
    let whole = source.line_span(line);
    let text = source.slice(whole);
    let within = |offset: u32| {
        let offset = (offset.clamp(whole.start, whole.end.max(whole.start)) - whole.start) as usize;
        (0..=offset.min(text.len())).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0)
    };
    let (from, to) = (within(span.start), within(span.end));
    let messages = message.into_iter().filter(|m| !m.is_empty()).collect();
    Mark { line, from, to: to.max(from), messages, primary, place: source.place(span.start) }
}

/// The part of a line that is shown.
struct Window {
    /// Characters, with the offset in the line that each comes from.
    cells: Vec<(usize, char)>,
    cut_before: bool,
    cut_after: bool,
}

impl Window {
    /// A window of `columns` that shows the marks, with room for what is said about them.
    fn over(line: &str, marks: &[&Mark], columns: usize) -> Window {
        /// Bytes of a line on either side of its marks that are looked at.
        const NEAR: usize = 1_000;
        /// Columns for a remark beside what it remarks on.
        const REMARK: usize = 34;
        /// Columns shown before the first mark of a line that is cut.
        const LEAD: usize = 8;

        let boundary = |n: usize| (0..=n.min(line.len())).rev().find(|&n| line.is_char_boundary(n)).unwrap_or(0);
        let first = marks.first().map_or(0, |m| m.from);
        let last = marks.iter().map(|m| m.to).max().unwrap_or(0).min(first.saturating_add(NEAR));
        let near = boundary(first.saturating_sub(NEAR))..boundary(last.saturating_add(NEAR));
        let cells: Vec<(usize, char)> =
            line[near.clone()].char_indices().filter_map(|(at, c)| Some((near.start + at, printable(c)?))).collect();

        let column = |offset: usize| -> usize {
            cells.iter().take_while(|(at, _)| *at < offset).map(|(_, c)| c.width().unwrap_or(0)).sum()
        };
        let total: usize = column(usize::MAX);
        let remarks = marks.iter().any(|m| !m.messages.is_empty());
        let (first_column, last_column) = (column(first), column(last));
        let wanted = if remarks {
            let centre = marks.iter().filter(|m| !m.messages.is_empty()).map(|m| column((m.from + m.to) / 2)).max();
            centre.unwrap_or(0).saturating_sub(columns.saturating_sub(REMARK))
        } else {
            0
        };
        let overhang = if total > columns { last_column.saturating_sub(columns - 2) } else { 0 };
        let start = wanted.max(overhang).min(first_column.saturating_sub(LEAD));

        let cut_before = start > 0 || near.start > 0;
        let mut room = columns - usize::from(cut_before);
        let cut_after = near.end < line.len() || total - start > room;
        room -= usize::from(cut_after);
        let (mut at, mut used) = (0, 0);
        let mut shown = Vec::new();
        for (offset, c) in cells {
            let width = c.width().unwrap_or(0);
            if at >= start {
                if used + width > room {
                    break;
                }
                shown.push((offset, c));
                used += width;
            }
            at += width;
        }
        Window { cells: shown, cut_before, cut_after }
    }
}
