//! Who answers for a canvas, when it was written and which version it is.

use crate::extract::vocabulary::{fold, words};
use crate::extract::{Entry, Kind, Outline, prompt};
use crate::source::{Span, Spanned};

/// Owner, date and version; `None` where the document does not say, or says it in a placeholder.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// A person or team that answers for the canvas.
    pub owner: Option<Spanned<String>>,
    /// When it was written or last changed.
    pub date: Option<Spanned<String>>,
    /// Which version it is.
    pub version: Option<Spanned<String>>,
    /// A program that stands where the owner should.
    pub program: Option<Spanned<String>>,
    /// A promise to review the canvas every so often.
    pub review: Option<Span>,
}

/// Metadata stands at the top, or at the foot.
const LINES_AT_EITHER_END: usize = 30;

pub(in crate::model) fn read(outline: &Outline) -> Metadata {
    let mut metadata = Metadata::default();
    let entries = &outline.entries;
    let foot = entries.len().saturating_sub(LINES_AT_EITHER_END);
    for (index, entry) in entries.iter().enumerate() {
        if index >= LINES_AT_EITHER_END && index < foot {
            continue;
        }
        if !entry.sections.is_empty() && index < foot {
            continue;
        }
        note(entry, &mut metadata);
    }
    metadata
}

fn note(entry: &Entry, metadata: &mut Metadata) {
    if entry.sections.is_empty() && entry.kind != Kind::Heading {
        unlabelled(entry, metadata);
    }
    if metadata.review.is_none() && promises_review(entry) {
        metadata.review = Some(entry.span);
    }
    for (label, value) in labelled(entry) {
        let folded = fold(label.trim_matches(|c: char| !c.is_alphanumeric()));
        let value = value.trim();
        let open = value.is_empty() || prompt::placeholder(&crate::syntax::Inline::verbatim(value, 0)).is_some();
        if open {
            continue;
        }
        let nobody = words::NOBODY.contains(&fold(value).as_str());
        let field = if words::OWNER.contains(&folded.as_str()) {
            if nobody { &mut metadata.program } else { &mut metadata.owner }
        } else if words::DATE.contains(&folded.as_str()) && value.chars().any(|c| c.is_ascii_digit()) {
            &mut metadata.date
        } else if words::VERSION.contains(&folded.as_str()) {
            &mut metadata.version
        } else {
            continue;
        };
        field.get_or_insert_with(|| Spanned::new(value.to_owned(), entry.span));
    }
}

/// "Este canvas é revisado a cada trimestre": of the canvas itself, not of a component.
fn promises_review(entry: &Entry) -> bool {
    const REVIEW: &[&str] = &["revis", "review", "atualiz", "actualiz", "updat"];
    const EVERY: &[&str] =
        &["trimest", "quarter", "mensal", "mensual", "mensalmente", "monthly", "semest", "anual", "annual", "yearly"];
    const ITSELF: &[&str] = &["canvas", "document", "plan", "plano"];
    let text = fold(&format!("{} {}", entry.label.as_ref().map_or("", |l| l.plain.as_str()), entry.text.plain));
    let says =
        |stems: &[&str]| text.split(|c: char| !c.is_alphanumeric()).any(|w| stems.iter().any(|s| w.starts_with(s)));
    text.len() < 400 && says(REVIEW) && says(EVERY) && says(ITSELF)
}

/// "Atualizado em 12/08/2025 · v1.3" says date and version without a colon.
fn unlabelled(entry: &Entry, metadata: &mut Metadata) {
    const SAID_OF_DATES: &[&str] = &[
        "atualizado",
        "atualizada",
        "updated",
        "actualizado",
        "actualizada",
        "revisado",
        "revisada",
        "criado",
        "created",
    ];
    let words: Vec<&str> = entry.text.plain.split(|c: char| c.is_whitespace() || c == '·' || c == '|').collect();
    let is_date = |w: &str| {
        let parts: Vec<&str> = w.split(['/', '-', '.']).collect();
        parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_digit()))
    };
    let is_version = |w: &str| {
        let digits = w.strip_prefix(['v', 'V']).unwrap_or("");
        digits.contains('.') && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let spoken = words.iter().any(|w| SAID_OF_DATES.contains(&fold(w).as_str()));
    if let Some(date) = words.iter().find(|w| spoken && is_date(w)) {
        metadata.date.get_or_insert_with(|| Spanned::new((*date).to_owned(), entry.span));
    }
    if let Some(version) = words.iter().find(|w| is_version(w)) {
        metadata.version.get_or_insert_with(|| Spanned::new((*version).to_owned(), entry.span));
    }
}

/// `Responsável: Ana | Data: 2026-03-02` is two fields; a row of a two-column table is one.
fn labelled(entry: &Entry) -> Vec<(String, String)> {
    if entry.kind == Kind::Heading {
        return Vec::new();
    }
    // A table may have its fields as columns or as rows.
    if let Some(column) = &entry.column {
        let value = entry.text.plain.clone();
        let row = entry.label.iter().map(|l| (l.plain.clone(), value.clone()));
        return row.chain([(column.plain.clone(), value.clone())]).collect();
    }
    let Some(label) = &entry.label else {
        // "Versão 1.2 · 02/03/2026 · Time de Plataforma" has no labels; "Data: x | Versão: y" may follow a plain start.
        return split(&entry.text.plain);
    };
    let mut fields = split(&entry.text.plain);
    let first_end = parts(&entry.text.plain).next().map_or(entry.text.plain.len(), str::len);
    fields.insert(0, (label.plain.trim().to_owned(), entry.text.plain[..first_end].to_owned()));
    fields
}

fn split(text: &str) -> Vec<(String, String)> {
    parts(text).filter_map(field).map(|(label, value)| (label.trim().to_owned(), value.trim().to_owned())).collect()
}

/// `Data: 2026-02-18`, `versão 1.2`; a bare date is a date.
fn field(part: &str) -> Option<(&str, &str)> {
    if let Some(field) = part.split_once(':') {
        return Some(field);
    }
    let part = part.trim().trim_end_matches('.');
    let is_date = part.len() == 10 && part.split(['-', '/']).filter(|p| p.parse::<u16>().is_ok()).count() == 3;
    if is_date {
        return Some(("date", part));
    }
    let (word, number) = part.split_once(' ')?;
    (words::VERSION.contains(&fold(word).as_str()) && number.starts_with(|c: char| c.is_ascii_digit()))
        .then_some((word, number))
}

/// The parts of a line that holds several fields: "Responsable: Comisión de Agua. Fecha: 2026-02-18. Versión 1.0".
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '·', '•', ';']).flat_map(|part| part.split(". ")).flat_map(|part| part.split(", "))
}
