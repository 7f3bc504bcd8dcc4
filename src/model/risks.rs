//! Risks and what is to be done about them, whatever their form: pairs of bullets, arrows, tables, mappings.

use crate::extract::vocabulary::{fold, words};
use crate::extract::{Entry, Kind, Outline, SectionKind, prompt};
use crate::source::{Span, Spanned};
use crate::syntax::Inline;

/// A risk.
#[derive(Clone, Debug)]
pub struct Risk {
    /// What may happen.
    pub title: Spanned<String>,
    /// What is to be done about it.
    pub mitigation: Option<Spanned<String>>,
    /// How sure it is that this is a risk of its own: it is called one, or stands in a table of risks.
    pub certain: bool,
}

pub(in crate::model) fn read(outline: &Outline) -> Vec<Risk> {
    let in_risks = |e: &Entry| e.sections.contains(SectionKind::Risks);
    let mut risks: Vec<(Option<usize>, Risk)> = Vec::new();
    let mut in_table_of_risks = vec![false; outline.entries.len()];
    for grid in outline.tables.iter().filter(|g| g.rows.iter().flatten().any(|&c| in_risks(&outline.entries[c]))) {
        let Some(mitigation) = column(&grid.header, words::MITIGATION) else { continue };
        grid.rows.iter().flatten().for_each(|&cell| in_table_of_risks[cell] = true);
        let title = column(&grid.header, words::RISK).unwrap_or(grid.label_column);
        for row in &grid.rows {
            let cell = |column: usize| row.get(column).map(|&c| &outline.entries[c].text);
            let Some(name) = cell(title).filter(|t| !t.is_blank() && prompt::placeholder(t).is_none()) else {
                continue;
            };
            let done = cell(mitigation).filter(|t| t.plain.chars().any(char::is_alphanumeric)).and_then(given);
            risks.push((None, Risk { title: spanned(name), mitigation: done, certain: true }));
        }
    }
    for (index, entry) in outline.entries.iter().enumerate() {
        if !in_risks(entry) || matches!(entry.kind, Kind::Heading | Kind::Code | Kind::Line) {
            continue;
        }
        // In a table without a column for it, a cell may hold its mitigation as a bullet does.
        if entry.kind == Kind::Cell && (in_table_of_risks[index] || inline_mitigation(entry).is_none()) {
            continue;
        }
        let prompt = matches!(prompt::nature(entry), prompt::Nature::Instruction | prompt::Nature::Example);
        if prompt || outline.sections.iter().any(|s| s.entry == index) {
            continue;
        }
        note(outline, index, &mut risks);
    }
    let mut risks: Vec<Risk> = risks.into_iter().map(|(_, risk)| risk).collect();
    // Where no risk is called one and none has a mitigation, the section is prose; silence is better.
    if !risks.iter().any(|r| r.certain || r.mitigation.is_some()) {
        risks.clear();
    }
    risks.sort_by_key(|r| r.title.span);
    risks
}

fn column(header: &[Inline], names: &[&str]) -> Option<usize> {
    header.iter().position(|h| {
        let folded = fold(&h.plain);
        folded.split(|c: char| !c.is_alphanumeric()).any(|word| names.contains(&word))
    })
}

fn spanned(text: &Inline) -> Spanned<String> {
    Spanned::new(text.plain.trim().to_owned(), text.span)
}

/// A mitigation, unless it is still to be written.
fn given(text: &Inline) -> Option<Spanned<String>> {
    let blank = !text.plain.chars().any(char::is_alphanumeric);
    (!blank && prompt::placeholder(text).is_none()).then(|| spanned(text))
}

fn note(outline: &Outline, index: usize, risks: &mut Vec<(Option<usize>, Risk)>) {
    let entry = &outline.entries[index];
    let label = entry.label.as_ref().map(|l| fold(l.plain.trim()));
    let child_is = |names: &[&str]| {
        outline.below(index).any(|child| {
            let child = &outline.entries[child];
            child.label.as_ref().is_some_and(|l| is_named(&fold(&l.plain), names))
        })
    };
    let children_mitigate = || child_is(words::MITIGATION) && !child_is(words::RISK);
    if let Some(label) = &label
        && is_named(label, words::MITIGATION)
    {
        let above: Vec<usize> = outline.above(index).collect();
        let nested = risks.iter().rposition(|(at, _)| at.is_some_and(|at| above.contains(&at)));
        let sibling = risks.iter().rposition(|(at, _)| at.is_some_and(|at| outline.entries[at].parent == entry.parent));
        let text = if entry.text.is_blank() { below_text(outline, index) } else { Some(entry.text.clone()) };
        if let Some(at) = sibling.or(nested)
            && risks[at].1.mitigation.is_none()
        {
            risks[at].1.mitigation = text.as_ref().and_then(given);
        }
        return;
    }
    let inline = inline_mitigation(entry);
    let called =
        label.as_ref().is_some_and(|l| words::RISK.iter().any(|r| *r == first_word(l)) && !entry.text.is_blank());
    let singular = label.as_ref().is_some_and(|l| !first_word(l).ends_with('s'));
    if inline.is_some() || (called && singular) || children_mitigate() {
        let title = match (&entry.label, called) {
            (_, true) | (None, _) => without_mitigation(&entry.text),
            (Some(label), false) => spanned(label),
        };
        if prompt::placeholder(&Inline::verbatim(&title.value, 0)).is_some() {
            return;
        }
        let risk = Risk { title, mitigation: inline, certain: called && singular };
        risks.push((Some(index), risk));
    }
}

fn first_word(label: &str) -> &str {
    label.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

fn is_named(label: &str, names: &[&str]) -> bool {
    let label = label.replace('_', " ");
    let label = label.trim().trim_end_matches(|c: char| !c.is_alphanumeric());
    names.contains(&label) || names.contains(&first_word(label))
}

fn below_text(outline: &Outline, index: usize) -> Option<Inline> {
    outline
        .below(index)
        .map(|i| &outline.entries[i])
        .find_map(|e| if e.text.is_blank() { e.label.clone() } else { Some(e.text.clone()) })
}

/// `Pico de acesso → Mitigação: fila`: where the word of mitigation begins in the text.
fn mitigation_word(text: &str) -> Option<(usize, usize)> {
    let folded = fold(text);
    // Folding may change lengths; give up rather than cut in the wrong place.
    let same = folded.chars().count() == text.chars().count();
    ["mitigac", "mitigat", "mitiga"].iter().find_map(|stem| {
        let at = folded.find(stem).filter(|_| same)?;
        let start = text.char_indices().nth(folded[..at].chars().count())?.0;
        let colon = text[start..].find(':')? + start;
        (text[start..colon].split_whitespace().count() <= 3).then_some((start, colon + 1))
    })
}

fn inline_mitigation(entry: &Entry) -> Option<Spanned<String>> {
    let (_, end) = mitigation_word(&entry.text.plain)?;
    given(&entry.text.part(end..entry.text.plain.len()))
}

fn without_mitigation(text: &Inline) -> Spanned<String> {
    let end = mitigation_word(&text.plain).map_or(text.plain.len(), |(start, _)| start);
    let title = text.plain[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let span = if title.is_empty() { Span { ..text.span } } else { text.span_of(0..title.len()) };
    Spanned::new(title.trim().to_owned(), span)
}
