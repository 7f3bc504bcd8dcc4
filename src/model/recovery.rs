//! What a failure may cost: how much data (RPO), and how often that data is copied.

use crate::extract::Outline;
use crate::extract::vocabulary::{Word, fold, plain_words};
use crate::model::fact::Fact;
use crate::quantity::Unit;
use crate::source::Spanned;
use rust_decimal::Decimal;

/// What a failure may cost, and what is done about it.
#[derive(Clone, Debug, Default)]
pub struct Recovery {
    /// How much data may be lost, as indices of [`crate::model::Canvas::facts`].
    pub rpo: Vec<usize>,
    /// How often data is copied, in seconds, with the words that say so.
    pub copies: Vec<Spanned<Decimal>>,
    /// Whether data is copied all the time too: replicas, write-ahead logs.
    pub continuous: bool,
}

/// Beginnings of words for copies of data.
const BACKUP: &[&str] = &["backup", "respaldo", "snapshot", "copia"];

/// Beginnings of words for copies that nobody recovers from: they are kept for an audit, or by law.
const KEPT: &[&str] = &["auditor", "audit", "complian", "arquivamento", "archiv", "legal", "regulat"];

/// Beginnings of words for copies that follow every write.
const CONTINUOUS: &[&str] = &[
    "replic",
    "wal",
    "pitr",
    "streaming",
    "sincron",
    "assincron",
    "asincron",
    "async",
    "synchron",
    "continu",
    "binlog",
    "incremental",
    "journal",
    "multi",
];

/// Words for what holds the data, of which copies may follow every write. Replicas of an API keep no data.
const STORES: &[&str] = &[
    "banco", "base", "bd", "db", "database", "postgres", "mysql", "maria", "mongo", "sql", "redis", "dado", "dato",
    "data", "read", "leitura", "lectura", "standby", "az", "secund", "second", "rds", "aurora", "storage", "armazen",
    "almacen",
];

/// Whether a line says that data is copied all the time. "Sem replicação" denies it; an incremental copy every hour is
/// made every hour.
fn copies_every_write(words: &[&str], every: bool) -> bool {
    let starts = |w: &str, list: &[&str]| list.iter().any(|stem| w.starts_with(stem));
    let stores = words.iter().any(|w| starts(w, STORES));
    words.iter().enumerate().any(|(at, word)| {
        let denied =
            words[at.saturating_sub(2)..at].iter().any(|w| matches!(*w, "sem" | "sin" | "without" | "no" | "nao"));
        let counts = matches!(*word, "replica" | "replicas") && !stores;
        let hourly = every && word.starts_with("incremental");
        starts(word, CONTINUOUS) && !(denied || counts || hourly)
    })
}

/// Whether a duration is how much data may be lost: "RPO de 15 minutos e RTO de 1 hora" names both.
fn is_rpo(fact: &Fact) -> bool {
    let named = |words: &[Word]| words.iter().find(|w| *w == "rpo" || *w == "rto").map(|w| w == "rpo");
    if let Some(rpo) = named(&fact.before) {
        return rpo;
    }
    let near = fact.words.get(..fact.words.len().min(6)).unwrap_or_default();
    match fact.behind.first() {
        Some(word) if word == "rpo" || word == "rto" => word == "rpo",
        _ => near.iter().any(|w| w == "rpo") && !near.iter().any(|w| w == "rto"),
    }
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Recovery {
    let mut recovery = Recovery::default();
    for (at, fact) in facts.iter().enumerate() {
        if matches!(fact.quantity.unit, Unit::Duration(_)) && is_rpo(fact) {
            recovery.rpo.push(at);
        }
    }
    if recovery.rpo.is_empty() {
        return recovery;
    }
    for (index, entry) in outline.entries.iter().enumerate() {
        let label = entry.label.as_ref().map_or("", |l| l.plain.as_str());
        let folded = fold(&format!("{label} {}", entry.text.plain));
        let words: Vec<&str> = plain_words(&folded).collect();
        let begins = |list: &[&str]| words.iter().any(|w| list.iter().any(|stem| w.starts_with(stem)));
        let every = words.iter().any(|w| *w == "cada" || *w == "every");
        recovery.continuous |= copies_every_write(&words, every);
        if !begins(BACKUP) || begins(KEPT) || words.contains(&"rpo") || words.contains(&"rto") {
            continue;
        }
        // Facts are in the order of their entries.
        let from = facts.partition_point(|f| f.entry < index);
        let here = facts[from..].iter().take_while(|f| f.entry == index);
        let mut durations: Vec<&Fact> = here.filter(|f| matches!(f.quantity.unit, Unit::Duration(_))).collect();
        // "Copia cada 15 minutos; la conmutación tarda 25 minutos": one of them is how often.
        let often = |f: &&Fact| f.before.first().is_some_and(|w| w == "cada" || w == "every");
        if durations.iter().any(often) {
            durations.retain(often);
        }
        let named = |names: &[&str]| words.iter().any(|w| names.contains(w));
        let seconds = match durations.as_slice() {
            [only] if every => only.quantity.base().and_then(|b| b.value()),
            [] if named(&["diario", "diaria", "diarios", "diarias", "daily", "nightly", "diariamente"]) => {
                Some(Decimal::from(86_400))
            }
            [] if named(&["semanal", "weekly", "semanais", "semanales"]) => Some(Decimal::from(604_800)),
            [] if named(&["hourly"]) => Some(Decimal::from(3_600)),
            _ => None,
        };
        recovery.copies.extend(seconds.map(|s| Spanned::new(s, entry.span)));
    }
    recovery
}
