//! What the rules about limits of others have in common: which numbers are quotas.

use crate::extract::Part;
use crate::model::{Canvas, Fact, Metric, Saying, SectionKind};
use crate::quantity::Relation;

/// Beginnings of words that make a number a limit somebody else has set.
const QUOTA: &[&str] = &[
    "cota",
    "quota",
    "cuota",
    "gratuit",
    "gratis",
    "free",
    "limite",
    "limit",
    "tope",
    "ratelimit",
    "contratad",
    "contracted",
    "aceita",
    "acepta",
    "accepts",
];

/// How many words before a number may stand between it and "quota".
const REACH: usize = 4;

/// The rates that somebody else has set a limit to.
pub(in crate::rules) fn quotas(canvas: &Canvas) -> impl Iterator<Item = &Fact> {
    canvas.facts.iter().enumerate().filter(|(at, fact)| is_quota(canvas, *at, fact)).map(|(_, fact)| fact)
}

fn is_quota(canvas: &Canvas, at: usize, fact: &Fact) -> bool {
    let inside = fact.sections.contains(SectionKind::Infrastructure) || fact.sections.is_empty();
    let rate = fact.metric == Metric::Throughput && fact.part == Part::Text && fact.quantity.each.is_none();
    let bound = matches!(fact.quantity.relation, Relation::Equal | Relation::AtMost);
    if !(inside && rate && bound) {
        return false;
    }
    let own = fact.written.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    let beside = fact.words.iter().skip(own).take(REACH).any(|w| says(w));
    let first = at.checked_sub(1).and_then(|before| canvas.facts.get(before)).is_none_or(|f| f.entry != fact.entry);
    let label = crate::extract::vocabulary::title_words(&fact.label).iter().any(|w| says(w));
    // "Contrato de 10 req/s"
    let mut before = fact.before.iter().map(|w| w.as_str());
    let contract = matches!(before.next(), Some("de" | "of" | "for" | "por"))
        && matches!(before.next(), Some("contrato" | "contract"));
    beside || contract || first && label
}

/// Whether the line of a limit speaks of the one there was and of a new one: which of them holds is not known.
pub(in crate::rules) fn is_replaced(canvas: &Canvas, limit: &Fact) -> bool {
    const OLD: &[&str] = &[
        "hoje",
        "hoy",
        "today",
        "current",
        "currently",
        "atual",
        "actual",
        "antes",
        "before",
        "old",
        "was",
        "era",
        "default",
        "padrao",
        "antigo",
        "antiga",
        "anterior",
        "previous",
        "defecto",
    ];
    const NEW: &[&str] = &[
        "novo", "nova", "nuevo", "nueva", "new", "agora", "now", "ahora", "passa", "pasa", "subimos", "sube", "sobe",
        "raised", "raise", "set", "depois", "despues", "after", "partir", "from", "desde",
    ];
    let says = |line: &Saying, list: &[&str]| line.words.iter().any(|word| list.contains(&word.as_str()));
    canvas.line_of(limit).is_some_and(|line| says(line, OLD) && says(line, NEW))
}

fn says(word: &str) -> bool {
    QUOTA.iter().any(|q| word.starts_with(q))
}
