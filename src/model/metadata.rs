//! Who answers for a canvas, when it was written and which version it is.

use crate::extract::vocabulary::{begins, fold, plain_words, stops, words};
use crate::extract::{Entry, Kind, Outline, SectionKind, prompt};
use crate::quantity::names_a_month;
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
        // `owner:` of the last risk answers for that.
        if entry.kind == Kind::Key && entry.sections.contains(SectionKind::Risks) {
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
        let names_a_field = [words::OWNER, words::DATE, words::VERSION].iter().any(|l| l.contains(&folded.as_str()));
        let value = value.trim();
        let open = !names_a_field
            || value.is_empty()
            || prompt::placeholder(&crate::syntax::Inline::verbatim(value, 0)).is_some();
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
    /// In bytes.
    const LONGEST: usize = 400;
    let texts = || entry.label.iter().chain([&entry.text]);
    let says = |stems: &[&str]| begins(texts().flat_map(|text| text.words()), stems);
    texts().map(|text| text.plain.len()).sum::<usize>() < LONGEST && says(REVIEW) && says(EVERY) && says(ITSELF)
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
        // "Preços verificados em 2026-08-17", "Estado a 2026-09-15": as of when it holds.
        "estado",
        "verificado",
        "verificada",
        "verificados",
        "verificadas",
        "verified",
        "consultado",
        "consultada",
        "consultados",
        "consultadas",
        "vigente",
        "vigentes",
        "medido",
        "medida",
        "medidos",
        "medidas",
        "measured",
    ];
    let words: Vec<&str> = entry.text.plain.split(|c: char| c.is_whitespace() || c == '·' || c == '|').collect();
    let is_date = |w: &str| {
        let parts: Vec<&str> = w.trim_end_matches(['.', ',', ';']).split(['/', '-', '.']).collect();
        parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_digit()))
    };
    let is_version = |w: &str| {
        let digits = w.strip_prefix(['v', 'V']).unwrap_or("");
        digits.contains('.') && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let spoken = entry.text.words().iter().any(|w| SAID_OF_DATES.contains(&w.as_str()))
        && words.iter().any(|w| SAID_OF_DATES.contains(&fold(w).as_str()));
    if let Some(date) = words.iter().find(|w| spoken && is_date(w)) {
        let date = date.trim_end_matches(['.', ',', ';']);
        metadata.date.get_or_insert_with(|| Spanned::new(date.to_owned(), entry.span));
    }
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let ends_in_year = |at: usize| (at + 1..=at + 2).find(|&end| words.get(end).is_some_and(|w| is_year(&bare(w))));
    let named = (0..words.len()).filter(|&at| spoken && names_a_month(&fold(&bare(words[at]))));
    if let Some((at, end)) = named.filter_map(|at| Some((at, ends_in_year(at)?))).next() {
        metadata.date.get_or_insert_with(|| Spanned::new(bare(&words[at..=end].join(" ")), entry.span));
    }
    let names_version = |w: &str| w.len() > 1 && words::VERSION.contains(&fold(&bare(w)).as_str());
    let numbered = |w: &&[&str]| names_version(w[0]) && w[1].starts_with(|c: char| c.is_ascii_digit());
    if let Some(pair) = words.windows(2).filter(|_| spoken).find(numbered) {
        metadata.version.get_or_insert_with(|| Spanned::new(bare(pair[1]), entry.span));
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
    // Inside a section a bare month is a date of something else, and the "Owner" of a column answers for its row.
    let above_all = entry.sections.is_empty();
    // A table may have its fields as columns or as rows.
    if let Some(column) = &entry.column {
        let names = entry.label.iter().chain(above_all.then_some(column));
        return names.map(|name| (name.plain.clone(), entry.text.plain.clone())).collect();
    }
    // What has no label needs a colon or a number to be a field.
    if entry.label.is_none() && !entry.text.plain.contains(|c: char| c == ':' || c.is_ascii_digit()) {
        return Vec::new();
    }
    let parts = parts(&entry.text.plain, above_all);
    let mut fields: Vec<(String, String)> = Vec::new();
    if let Some(label) = &entry.label {
        let own = parts.first().copied().unwrap_or_default();
        // "Versão 2 – 10/06/2026 – Resp: Caio": what stands in front of the colon may hold fields of its own.
        let mut names = self::parts(&label.plain, above_all);
        let last = names.pop().unwrap_or_default();
        fields.push((last.trim().to_owned(), own.to_owned()));
        let further = names.into_iter().filter_map(|part| field(part, above_all));
        fields.extend(further.map(|(label, value)| (label.trim().to_owned(), value.trim().to_owned())));
    }
    // "Versão 1.2 · 02/03/2026 · Time de Plataforma" has no labels; "Data: x | Versão: y" may follow a plain start.
    let further = parts.into_iter().filter_map(|part| field(part, above_all));
    fields.extend(further.map(|(label, value)| (label.trim().to_owned(), value.trim().to_owned())));
    fields
}

/// `Data: 2026-02-18`, `versão 1.2`, `rev. 3`; a bare date is a date. Loosely, "05/2025" and "v2" are enough.
fn field(part: &str, loose: bool) -> Option<(&str, &str)> {
    if let Some(field) = part.split_once(':') {
        return Some(field);
    }
    let part = part.trim().trim_end_matches('.');
    let is_full = part.len() == 10 && part.split(['-', '/']).filter(|p| p.parse::<u16>().is_ok()).count() == 3;
    if is_full || loose && is_date(part) {
        return Some(("date", part));
    }
    let Some((word, number)) = part.split_once(' ') else {
        let digits = fold(part).trim_start_matches("rev").trim_start_matches('v').to_owned();
        let is_version = digits.len() < part.len() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        return (loose && is_version && !digits.is_empty()).then_some(("version", part));
    };
    let word = word.trim_end_matches('.');
    (words::VERSION.contains(&fold(word).as_str()) && number.starts_with(|c: char| c.is_ascii_digit()))
        .then_some((word, number))
}

/// A date and nothing else, in digits or with the month as a word: "8/10/2025", "05/2025", "14 de março de 2025".
fn is_date(text: &str) -> bool {
    const SMALL: &[&str] = &["de", "del", "of"];
    let mut numbers: Vec<&str> = Vec::new();
    let mut months = 0;
    for word in plain_words(text) {
        if word.chars().all(|c| c.is_ascii_digit()) {
            numbers.push(word);
        } else if names_a_month(&fold(word)) {
            months += 1;
        } else if !SMALL.contains(&fold(word).as_str()) {
            return false;
        }
    }
    let years = numbers.iter().filter(|n| is_year(n)).count();
    let short = numbers.iter().all(|n| n.len() <= 2 || is_year(n));
    short && matches!((months, numbers.len(), years), (1, 1..=2, _) | (0, 2..=3, 1))
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && (number.starts_with("20") || number.starts_with("19"))
}

/// The parts of a line that holds several fields: "Responsable: Comisión de Agua. Fecha: 2026-02-18. Versión 1.0",
/// loosely also "Nina - 2026-02-18 / v2".
fn parts(text: &str, loose: bool) -> Vec<&str> {
    const LOOSE: &[&str] = &[" / ", " - ", " – ", " — "];
    let mut parts: Vec<&str> = text.split(['|', '·', '•', ';']).flat_map(sentences).collect();
    parts = parts.into_iter().flat_map(listed).collect();
    for mark in LOOSE.iter().filter(|_| loose) {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts
}

/// What commas part; the one in "November 22, 2025" parts nothing.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = text.match_indices(", ").map(|(at, _)| at).filter(|&at| {
        let year = plain_words(&text[at..]).next().is_some_and(is_year);
        let mut before = text[..at].rsplit(' ');
        let day = before.next().is_some_and(|day| day.len() <= 2 && day.chars().all(|c| c.is_ascii_digit()));
        !(year && day && before.next().is_some_and(|month| names_a_month(&fold(month))))
    });
    ends.map(|at| (at, at + 2)).chain([(text.len(), text.len())]).map(move |(end, next)| {
        let part = &text[from..end];
        from = next;
        part
    })
}

/// The sentences of a text; "Dra. Ana" and "rev. 3" are none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    const ABBREVIATED: &[&str] =
        &["dr", "dra", "sr", "sra", "eng", "prof", "profa", "ing", "lic", "mr", "mrs", "ms", "rev", "v", "ver", "resp"];
    let mut from = 0;
    let ends = stops(text).filter(move |&at| {
        let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let initial = word.chars().count() == 1;
        !initial && !ABBREVIATED.contains(&fold(word).as_str())
    });
    ends.map(|at| (at, at + 2)).chain([(text.len(), text.len())]).map(move |(end, next)| {
        let sentence = &text[from..end];
        from = next;
        sentence
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(line: &str) -> [Option<String>; 3] {
        let source = crate::source::Source::new("plan.md", format!("# Plan\n\n{line}\n\n## Volumes\n- 5\n").as_bytes());
        let document = crate::syntax::parse(&source);
        let read = read(&crate::extract::outline(&document, &crate::extract::Vocabulary::default()));
        [read.owner, read.date, read.version].map(|field| field.map(|f| f.value))
    }

    #[test]
    fn owner_date_and_version_may_share_a_line_with_any_mark_between_them() {
        for mark in [" / ", ", ", "; ", " - ", " – ", " · ", " | "] {
            let line = format!("Autora: Rosa{mark}2026-02-18{mark}v2");
            assert_eq!(metadata(&line), [Some("Rosa".into()), Some("2026-02-18".into()), Some("v2".into())], "{mark}");
        }
    }

    #[test]
    fn each_of_them_is_read_as_people_write_it() {
        for (line, owner, date, version) in [
            ("*Versão 2 – 10/06/2026 – Resp: Rosa (SRE)*", "Rosa (SRE)", "10/06/2026", "2"),
            ("Version 2 - 2026-06-10 - Owner: Rosa", "Rosa", "2026-06-10", "2"),
            ("Resp.: Rosa M. | 05/2026 | rev. 3", "Rosa M.", "05/2026", "3"),
            ("Redactó: Rosa Gil, 8/10/2026, versión 0.4", "Rosa Gil", "8/10/2026", "0.4"),
            ("Gestora: Rosa, fevereiro de 2026, v1", "Rosa", "fevereiro de 2026", "v1"),
            ("Owner: Rosa, Last updated: November 22, 2026, v2", "Rosa", "November 22, 2026", "v2"),
            ("Owner: Rosa; Preços verificados em 2026-08-17; v3", "Rosa", "2026-08-17", "v3"),
            ("Responsable: Rosa | Estado a 2026-09-15 | v3", "Rosa", "2026-09-15", "v3"),
            ("Deciders: Rosa; 12 March 2026; version 1.1", "Rosa", "12 March 2026", "1.1"),
            ("Autora: Dra. Rosa Gil. Revisado em 12 de maio de 2026 (versão 2).", "Dra. Rosa Gil", "maio de 2026", "2"),
        ] {
            let [o, d, v] = metadata(line).map(|f| f.map(|f| f.trim().to_owned()).unwrap_or_default());
            assert_eq!([o.as_str(), &d, &v], [owner, date, version], "{line}");
        }
    }

    #[test]
    fn who_answers_for_a_risk_answers_for_no_canvas() {
        let table = "| {} | Owner | Date |\n|---|---|---|\n| Disk full | Ana | 2026-02-18 |\n";
        assert_eq!(metadata(&table.replace("{}", "Change"))[0].as_deref(), Some("Ana"));
        assert_eq!(metadata(&format!("## Risks\n\n{}", table.replace("{}", "Risk"))), [None, None, None]);
        let fence = "## Risks\n\n```yaml\nrisks:\n  - risk: Disk full\n    owner: Ana\n```\n\nOwner: Rosa";
        assert_eq!(metadata(fence)[0].as_deref(), Some("Rosa"));
    }

    #[test]
    fn a_line_about_something_else_is_no_metadata() {
        for line in
            ["We run PostgreSQL version 15 on AWS.", "Growth since March: 3 / 4 of it abroad.", "Release v2 follows."]
        {
            assert_eq!(metadata(line), [None, None, None], "{line}");
        }
    }
}
