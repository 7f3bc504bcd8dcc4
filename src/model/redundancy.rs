//! What the document says about parts that may fail: that there is one to spare, or that there is only one.

use crate::extract::vocabulary::{fold, plain_words};
use crate::extract::{Kind, Outline, SectionKind};
use crate::source::Spanned;

/// What is said about parts that may fail.
#[derive(Clone, Debug, Default)]
pub struct Redundancy {
    /// Promises that the loss of one part is borne: "N+1", "multi-AZ".
    pub claims: Vec<Spanned<String>>,
    /// Parts that are said to have no second, in words: "a single instance, no replica".
    pub lone: Vec<Spanned<String>>,
}

/// Promises that one may be lost, folded.
const CLAIMS: &[&str] = &[
    "n+1",
    "n + 1",
    "n-1",
    "n - 1",
    "multi-az",
    "multi az",
    "multiaz",
    "alta disponibilidade",
    "alta disponibilidad",
    "high availability",
    "highly available",
    "tolerancia a falha",
    "tolerancia a fallo",
    "fault tolerant",
    "fault-tolerant",
];

/// Ways to say that there is no second one, folded.
const LONE: &[&str] = &[
    "sem replica",
    "sin replica",
    "without a replica",
    "without replica",
    "no replica",
    "sem redundancia",
    "sin redundancia",
    "no redundancy",
    "without redundancy",
    "without a standby",
    "no standby",
    "single instance",
    "instancia unica",
    "unica instancia",
    "una sola instancia",
    "uma so instancia",
    "single node",
    "um unico no",
    "un solo nodo",
];

/// A longer line says more than one thing; in bytes.
const LONGEST: usize = 400;

pub(in crate::model) fn read(outline: &Outline) -> Redundancy {
    let mut redundancy = Redundancy::default();
    for (index, entry) in outline.entries.iter().enumerate() {
        let long = entry.text.plain.len() > LONGEST;
        if long || matches!(entry.kind, Kind::Code | Kind::Heading) {
            continue;
        }
        for text in entry.label.iter().chain([&entry.text]) {
            let folded = fold(&text.plain);
            let says = |phrases: &[&str]| phrases.iter().any(|p| folded.contains(p));
            let quote = || Spanned::new(text.plain.trim().to_owned(), text.span);
            if says(CLAIMS) {
                redundancy.claims.push(quote());
            }
            // What stands under "today" or a phase may have a second one later.
            let inside = entry.sections.contains(SectionKind::Infrastructure);
            if inside
                && says(LONE)
                && !is_staged(outline, index)
                && !["worker", "cron", "batch", "lote", "dev", "test", "prueba"].iter().any(|w| folded.contains(w))
            {
                redundancy.lone.push(quote());
            }
        }
    }
    redundancy
}

/// Whether it is said of today or of one phase of the plan.
fn is_staged(outline: &Outline, index: usize) -> bool {
    use crate::extract::vocabulary::scenarios::{CURRENT, PHASE};
    std::iter::once(index).chain(outline.above(index)).any(|at| {
        let entry = &outline.entries[at];
        let texts = [entry.label.as_ref(), entry.column.as_ref(), Some(&entry.text), entry.comment.as_ref()];
        texts
            .into_iter()
            .flatten()
            .any(|text| plain_words(&fold(&text.plain)).any(|w| CURRENT.contains(&w) || PHASE.contains(&w)))
    })
}
