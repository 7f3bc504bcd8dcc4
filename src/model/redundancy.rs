//! What the document says about parts that may fail: that there is one to spare, or that there is only one.

use std::sync::LazyLock;

use crate::extract::vocabulary::fold;
use crate::extract::vocabulary::phrases::Phrases;
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

/// What a phrase says of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    OneToSpare,
    OnlyOne,
}

static PHRASES: LazyLock<Phrases<Said>> =
    LazyLock::new(|| Phrases::of_lists([(Said::OneToSpare, SPARE), (Said::OnlyOne, LONE)]));

/// Promises that one may be lost, beside [`MINUS_ONE`].
const SPARE: &[&str] = &[
    "multi az",
    "multiaz",
    "alta disponibilidade",
    "alta disponibilidad",
    "high availability",
    "highly available",
    "tolerancia a falha*",
    "tolerancia a fallo*",
    "fault tolerant",
];

/// One more than are needed, or one less than there are; "N 1" is a number.
const MINUS_ONE: &[&str] = &["n+1", "n + 1", "n-1", "n - 1"];

/// Ways to say that there is no second one.
const LONE: &[&str] = &[
    "sem replica*",
    "sin replica*",
    "without a replica*",
    "without replica*",
    "no replica*",
    "sem redundancia*",
    "sin redundancia*",
    "no redundancy",
    "without redundancy",
    "without a standby",
    "no standby",
    "single instance*",
    "instancia unica",
    "unica instancia",
    "una sola instancia",
    "uma so instancia",
    "single node*",
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
            let words = text.words();
            let minus_one =
                || words.iter().any(|w| w == "n") && MINUS_ONE.iter().any(|p| fold(&text.plain).contains(p));
            let quote = || Spanned::new(text.plain.trim().to_owned(), text.span);
            if PHRASES.say(words, Said::OneToSpare) || minus_one() {
                redundancy.claims.push(quote());
            }
            // What stands under "today" or a phase may have a second one later.
            let inside = entry.sections.contains(SectionKind::Infrastructure);
            if inside
                && PHRASES.say(words, Said::OnlyOne)
                && !is_staged(outline, index)
                && !["worker", "cron", "batch", "lote", "dev", "test", "prueba"]
                    .iter()
                    .any(|w| fold(&text.plain).contains(w))
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
            .any(|text| text.words().iter().any(|w| CURRENT.contains(&w.as_str()) || PHASE.contains(&w.as_str())))
    })
}
