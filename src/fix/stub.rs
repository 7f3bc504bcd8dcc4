//! A section that is missing gets the prompts of the template, at its place among the others.

use crate::finding::{Edit, Fix};
use crate::model::{Canvas, Confidence, Section, SectionKind};
use crate::source::{Source, Span};
use crate::syntax::{Block, Document, Heading};
use crate::template;

pub(in crate::fix) fn missing(source: &Source, document: &Document, canvas: &Canvas) -> Option<Fix> {
    let missing: Vec<SectionKind> =
        SectionKind::ALL.into_iter().filter(|&kind| canvas.section(kind).is_none()).collect();
    // With fewer, it is rather a document of another sort.
    if missing.is_empty() || missing.len() > 3 {
        return None;
    }
    let headings: Vec<&Heading> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Heading(heading) = block { Some(heading) } else { None })
        .collect();
    let mut edits: Vec<Edit> = Vec::new();
    for kind in missing {
        let (at, level) = place(source, canvas, &headings, kind)?;
        let (title, body) = template::section(kind, canvas.language)?;
        let number = number(canvas, kind);
        let stub = format!("{} {number}{title}\n\n{body}\n", "#".repeat(level));
        let before = source.text().get(..at).unwrap_or("");
        let text = if at < source.text().len() {
            format!("{stub}\n")
        } else if before.ends_with('\n') {
            format!("\n{stub}")
        } else {
            format!("\n\n{stub}")
        };
        match edits.iter_mut().find(|edit| edit.span.start as usize == at) {
            Some(edit) => edit.text.push_str(&text),
            None => edits.push(Edit { span: Span::new(at, at), text }),
        }
    }
    Some(Fix { safe: true, edits })
}

/// Before the section that follows it in a canvas, or behind the last one; with the level of that one's heading.
fn place(source: &Source, canvas: &Canvas, headings: &[&Heading], kind: SectionKind) -> Option<(usize, usize)> {
    let heading_of = |section: &Section| headings.iter().position(|h| h.text.span == section.title.span);
    let mut levels = canvas.sections.iter().filter_map(heading_of).map(|at| headings[at].level);
    let level = levels.next()?;
    // Where sections stand at several depths, none of them is the place for one more.
    if levels.any(|other| other != level) {
        return None;
    }
    let certain = |kind: &SectionKind| canvas.section(*kind).filter(|s| s.confidence >= Confidence::Likely);
    let mut titled = SectionKind::ALL.iter().filter_map(certain);
    let next = titled.clone().find(|section| section.kind as usize > kind as usize);
    if let Some(next) = next {
        let heading = headings[heading_of(next)?];
        let (at, line) = super::line_at(source, heading.text.span.start);
        // A heading that is underlined, or inside something else, is left alone.
        return line.starts_with('#').then_some((at, usize::from(level)));
    }
    let own = heading_of(titled.next_back()?)?;
    let end = match headings[own + 1..].iter().find(|h| h.level <= level) {
        Some(after) => super::line_at(source, after.text.span.start).0,
        None => source.text().len(),
    };
    Some((end, usize::from(level)))
}

/// `6. `, where the others are numbered and nobody has that number.
fn number(canvas: &Canvas, kind: SectionKind) -> String {
    let digits = |section: &Section| {
        let title = section.title.value.trim();
        title.split_once('.').and_then(|(number, _)| number.parse::<usize>().ok())
    };
    let numbers: Vec<usize> = canvas.sections.iter().filter_map(digits).collect();
    let own = kind as usize + 1;
    if numbers.is_empty() || numbers.contains(&own) { String::new() } else { format!("{own}. ") }
}
