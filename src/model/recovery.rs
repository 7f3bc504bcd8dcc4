//! What a failure may cost: how much data (RPO), and how often that data is copied.

use crate::extract::Outline;
use crate::extract::vocabulary::fold;
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

/// Beginnings of words for copies that follow every write.
const CONTINUOUS: &[&str] = &[
    "replic",
    "wal",
    "pitr",
    "streaming",
    "sincron",
    "synchron",
    "continu",
    "binlog",
    "incremental",
    "journal",
    "multi",
];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Recovery {
    let mut recovery = Recovery::default();
    for (at, fact) in facts.iter().enumerate() {
        let near = fact.words.iter().take(6).any(|w| w == "rpo") && !fact.words.iter().take(6).any(|w| w == "rto");
        if near && matches!(fact.quantity.unit, Unit::Duration(_)) {
            recovery.rpo.push(at);
        }
    }
    if recovery.rpo.is_empty() {
        return recovery;
    }
    for (index, entry) in outline.entries.iter().enumerate() {
        let label = entry.label.as_ref().map_or("", |l| l.plain.as_str());
        let folded = fold(&format!("{label} {}", entry.text.plain));
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let begins = |list: &[&str]| words.iter().any(|w| list.iter().any(|stem| w.starts_with(stem)));
        recovery.continuous |= begins(CONTINUOUS);
        if !begins(BACKUP) || words.contains(&"rpo") || words.contains(&"rto") {
            continue;
        }
        let every = words.windows(2).any(|w| w == ["a", "cada"]) || words.iter().any(|w| *w == "cada" || *w == "every");
        let durations: Vec<&Fact> =
            facts.iter().filter(|f| f.entry == index && matches!(f.quantity.unit, Unit::Duration(_))).collect();
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
