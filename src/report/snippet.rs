//! The lines of a document that a finding points at, cut to the width of the page, for miette to draw.

use std::collections::BTreeSet;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::finding::{Finding, Label};
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
    further_lines: BTreeSet<u32>,
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

/// More remarks than this would hide what matters.
const MOST_LABELS: usize = 6;

/// More places than this are named by their lines only.
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
        let (marks, mut further_lines) = marks(source, finding, language);
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
        marks.iter().for_each(|mark| {
            further_lines.remove(&mark.line);
        });
        let (text, rows, labels, places) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        let mut snippet = Snippet { name, text, rows, labels, places, further_lines };
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

    /// The lines of places that are not shown, because there are so many.
    pub(in crate::report) fn further_lines(&self) -> &BTreeSet<u32> {
        &self.further_lines
    }

    fn draw(&mut self, line: &str, number: u32, marks: &[&Mark], columns: usize) {
        let window = Window::over(line, marks, columns);
        let start = self.text.len();
        if window.cut_before {
            self.text.push('…');
        }
        let mut drawn: Vec<(usize, usize)> = Vec::with_capacity(window.cells.len());
        for cell in &window.cells {
            drawn.push((cell.offset, self.text.len()));
            self.text.push(cell.drawn);
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

/// The places of a finding, in order, those that overlap as one; and the lines of those that are too many.
fn marks(source: &Source, finding: &Finding, language: Language) -> (Vec<Mark>, BTreeSet<u32>) {
    let (labels, more_labels) = finding.labels.split_at(finding.labels.len().min(MOST_LABELS));
    let room = MOST_MARKS - 1 - labels.len();
    let (places, more_places) = finding.places.split_at(finding.places.len().min(room));
    let further = more_labels.iter().map(|label| label.span).chain(more_places.iter().copied());
    let further = further.map(|span| source.line_of(span.start)).collect();

    let mut marks = vec![mark(source, finding.span, None, true)];
    let remark = |label: &Label| Some(clean(&label.message.in_language(language)));
    marks.extend(labels.iter().map(|label| mark(source, label.span, remark(label), false)));
    marks.extend(places.iter().map(|&span| mark(source, span, None, false)));
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
    (apart, further)
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
    let (from, mut to) = (within(span.start), within(span.end));
    if span.end > whole.end {
        // What remains of a table on its first line need not hold the edge of the last cell.
        to = text[..to].trim_end_matches([' ', '\t', '|']).len();
    }
    let messages = message.into_iter().filter(|m| !m.is_empty()).collect();
    Mark { line, from, to: to.max(from), messages, primary, place: source.place(span.start) }
}

/// The part of a line that is shown.
struct Window {
    cells: Vec<Cell>,
    cut_before: bool,
    cut_after: bool,
}

/// A character of a line as it is drawn.
struct Cell {
    /// The offset in the line that it comes from.
    offset: usize,
    drawn: char,
    /// Columns before it.
    column: usize,
}

/// The characters of a line within `near` that are drawn, and the columns of all of them.
fn cells(line: &str, near: std::ops::Range<usize>) -> (Vec<Cell>, usize) {
    let mut cells = Vec::with_capacity(near.len());
    let mut column = 0;
    for (at, c) in line[near.clone()].char_indices() {
        let Some(drawn) = printable(c) else { continue };
        cells.push(Cell { offset: near.start + at, drawn, column });
        column += drawn.width().unwrap_or(0);
    }
    (cells, column)
}

impl Window {
    /// A window of `columns` that shows the marks, with room for what is said about them.
    fn over(line: &str, marks: &[&Mark], columns: usize) -> Window {
        /// Bytes of a line on either side of its marks that are looked at.
        const NEAR: usize = 1_000;
        /// Columns for a remark beside what it remarks on, at most, and for the line that leads to it.
        const REMARK: usize = 30;
        const LEADER: usize = 5;
        /// Columns shown before the first mark of a line that is cut, and behind the last.
        const LEAD: usize = 8;

        let boundary = |n: usize| (0..=n.min(line.len())).rev().find(|&n| line.is_char_boundary(n)).unwrap_or(0);
        let first = marks.first().map_or(0, |m| m.from);
        let last = marks.iter().map(|m| m.to).max().unwrap_or(0).min(first.saturating_add(NEAR));
        let near = boundary(first.saturating_sub(NEAR))..boundary(last.saturating_add(NEAR));
        let (mut cells, total) = cells(line, near.clone());

        let column = |offset: usize| -> usize {
            let behind = cells.partition_point(|cell| cell.offset < offset);
            cells.get(behind).map_or(total, |cell| cell.column)
        };
        let (first_column, last_column) = (column(first), column(last));
        // How far the line must move to the left for a remark to have its room.
        let lack = |mark: &Mark| {
            let centre = usize::midpoint(column(mark.from), column(mark.to));
            let remark = mark.messages.iter().map(|m| m.width()).max()?.min(REMARK);
            Some((centre + LEADER + remark).saturating_sub(columns))
        };
        let wanted = marks.iter().filter_map(|mark| lack(mark)).max().unwrap_or(0);
        let overhang = if total > columns { last_column.saturating_sub(columns - 2 - LEAD) } else { 0 };
        let start = wanted.max(overhang).min(first_column.saturating_sub(LEAD));

        let cut_before = start > 0 || near.start > 0;
        let mut room = columns - usize::from(cut_before);
        let cut_after = near.end < line.len() || total - start > room;
        room -= usize::from(cut_after);
        let hidden = cells.partition_point(|cell| cell.column < start);
        let left = cells.get(hidden).map_or(total, |cell| cell.column);
        let fits = |cell: &Cell| cell.column + cell.drawn.width().unwrap_or(0) <= left + room;
        cells.truncate(cells.partition_point(fits));
        cells.drain(..hidden.min(cells.len()));
        Window { cells, cut_before, cut_after }
    }
}

#[cfg(test)]
mod tests {
    use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
    use proptest::prelude::*;

    use super::*;
    use crate::report::samples;

    #[derive(Debug)]
    struct Bare(Snippet);

    impl std::fmt::Display for Bare {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("-")
        }
    }

    impl std::error::Error for Bare {}

    impl Diagnostic for Bare {
        fn source_code(&self) -> Option<&dyn SourceCode> {
            Some(&self.0)
        }

        fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
            Some(Box::new(self.0.labels()))
        }
    }

    fn drawn(text: &str, spans: &[Span], width: usize) -> String {
        let source = Source::new("a.md", text.as_bytes());
        let mut finding = Finding::new(spans[0], samples::SMALL.plain());
        spans[1..].iter().for_each(|&span| {
            finding.label(span, samples::SMALL.plain());
        });
        let Some(snippet) = Snippet::new(&source, &finding, Language::En, width) else { return String::new() };
        let mut out = String::new();
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(width);
        handler.render_report(&mut out, &Bare(snippet)).expect("a string takes everything");
        out
    }

    #[test]
    fn line_numbers_are_those_of_the_document_whatever_ends_its_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["one", "two", "three R$ 5", "four", "five", "six", "seven", "eight", "nine R$ 6"].join(end);
            let source = Source::new("a.md", text.as_bytes());
            let out = drawn(&text, &[samples::at(&source, "R$ 6"), samples::at(&source, "R$ 5")], 80);
            assert!(out.contains(" 3 │ three R$ 5\n") && out.contains(" 9 │ nine R$ 6\n"), "{end:?}: {out}");
            assert!(out.contains("[a.md:9:6]") && !out.contains("six"), "{end:?}: {out}");
        }
    }

    #[test]
    fn what_is_underlined_stays_in_the_window_of_a_long_line() {
        let text = format!("{}R$ 2.700{}", "a".repeat(70_000), "b".repeat(70_000));
        let out = drawn(&text, &[Span::new(70_000, 70_008)], 80);
        assert!(out.contains("…") && out.contains("aR$ 2.700b"), "{out}");
        let underline = out.lines().find(|line| line.contains("────────") && line.contains('·')).unwrap_or_default();
        let line = out.lines().find(|line| line.contains("R$ 2.700")).unwrap_or_default();
        let column = |line: &str, mark: &str| line.find(mark).map(|at| line[..at].width());
        assert_eq!(column(underline, "────────"), column(line, "R$ 2.700"), "{out}");
    }

    #[test]
    fn a_label_over_several_rows_ends_with_the_first_without_the_edge_of_its_cell() {
        let text = "| a | R$ 5 |\n| b | R$ 6 |\n";
        let out = drawn(text, &[Span::new(6, 23)], 80);
        assert!(out.contains("·       ────\n"), "{out}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_spans_of_any_text_are_drawn_on_the_page(
            text in "([a-z ]|á|日|👩‍💻|🏗️|\u{301}|\u{202e}|\u{1b}|\t|\r|\n|\r\n|\u{2028}){0,200}",
            spans in proptest::collection::vec((0u32..700, 0u32..700), 1..9),
            width in 60usize..=100,
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(start, length)| Span { start, end: start + length }).collect();
            let out = drawn(&text, &spans, width);
            for line in out.lines() {
                prop_assert!(line.width() <= width, "{}: {line}", line.width());
                let steered = line.contains(['\u{1b}', '\r', '\u{202e}']);
                prop_assert!(!steered);
            }
            prop_assert!(!out.contains("Failed to read"));
        }
    }
}
