//! Products that the document names, and a few of their settings.

use crate::extract::vocabulary::{Word, fold};
use crate::extract::{Kind, Outline};
use crate::model::only;
use crate::source::Spanned;

/// Products that the document names, and a few of their settings.
#[derive(Clone, Debug, Default)]
pub struct Products {
    /// Names, folded, with how and where each is written first.
    pub named: Vec<(Word, Spanned<String>)>,
    /// Eviction policies of caches, with the top of the mapping that they stand in.
    pub evictions: Vec<(Spanned<String>, usize)>,
}

/// Products that something is known about, folded, letters and digits only.
const KNOWN: &[&str] = &[
    "pgbouncer",
    "pgpool",
    "postgresql",
    "postgres",
    "timescaledb",
    "citus",
    "aurora",
    "cockroachdb",
    "supabase",
    "neon",
    "mongodb",
    "mongo",
    "mysql",
    "mariadb",
    "dynamodb",
    "redis",
    "rds",
    "alloydb",
    "pg",
    "psql",
    "yugabyte",
    "redshift",
];

/// Policies are compared with each other.
const MOST: usize = 200;

pub(in crate::model) fn read(outline: &Outline) -> Products {
    let mut products = Products::default();
    for (index, entry) in outline.entries.iter().enumerate() {
        for text in entry.label.iter().chain(std::iter::once(&entry.text)) {
            for (at, word, folded) in text.placed_words() {
                if KNOWN.contains(&folded.as_str()) && !products.named.iter().any(|(n, _)| n == folded) {
                    products
                        .named
                        .push((folded.clone(), Spanned::new(word.to_owned(), text.span_of(at..at + word.len()))));
                }
            }
        }
        if products.evictions.len() < MOST {
            products.evictions.extend(eviction(outline, index));
        }
    }
    products
}

/// `eviction: lru` below a mapping that is called after Redis; caches of other kinds may have a policy each.
fn eviction(outline: &Outline, index: usize) -> Option<(Spanned<String>, usize)> {
    let entry = &outline.entries[index];
    let label = entry.label.as_ref().filter(|_| entry.kind == Kind::Key)?;
    let name = fold(&label.plain).replace(['_', '-'], "");
    if !matches!(name.as_str(), "eviction" | "evictionpolicy" | "memorypolicy" | "maxmemorypolicy")
        || entry.text.is_blank()
    {
        return None;
    }
    let policy = Spanned::new(fold(entry.text.plain.trim()).into(), entry.text.span);
    let is_redis = |at: usize| {
        let at = &outline.entries[at];
        at.kind == Kind::Key && at.label.as_ref().is_some_and(|l| fold(&l.plain).contains("redis"))
    };
    let own = outline.above(index).find(|&above| is_redis(above));
    // Caches beside the one Redis of a mapping are kept in it.
    let beside = || {
        let top = outline.above(index).take_while(|&i| outline.entries[i].kind == Kind::Key).last()?;
        only(outline.below(outline.entries[top].parent?).filter(|&at| is_redis(at)))
    };
    Some((policy, own.or_else(beside)?))
}
