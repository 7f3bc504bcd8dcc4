//! What changed between two versions of a canvas: quantities, sections, findings, score.

pub mod json;

mod facts;

pub mod markdown;

mod problems;

pub mod terminal;

use rust_decimal::Decimal;

use crate::extract::vocabulary::fold;
use crate::finding::Finding;
use crate::model::{Canvas, Fact, SectionKind, Status};
use crate::quantity::{Quantity, Relation};
use crate::report::inspect::names;
use crate::report::inspect::words::Speaker;
use crate::report::layout::Style;
use crate::report::{Counts, Report, counts_of};
use crate::source::Source;
use crate::words::{Language, Text};

/// One of the two versions.
pub type Side<'a> = &'a (Source, Report);

/// What changed from one version to the other.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The version before.
    pub old: Side<'a>,
    /// The version after.
    pub new: Side<'a>,
    /// Sections of which there is something else than before, with what was in them and what is; `None` is missing.
    pub sections: Vec<(SectionKind, Option<Status>, Option<Status>)>,
    /// Quantities with another value, before and after, in the order of the new version.
    pub changed: Vec<(&'a Fact, &'a Fact)>,
    /// Quantities that only the new version has.
    pub added: Vec<&'a Fact>,
    /// Quantities that only the old version has.
    pub removed: Vec<&'a Fact>,
    /// Findings that are gone.
    pub fixed: Vec<&'a Finding>,
    /// Findings that are new, or worse than before.
    pub introduced: Vec<&'a Finding>,
    /// Findings of the new version that the old one has too.
    pub remaining: Vec<&'a Finding>,
}

impl<'a> Comparison<'a> {
    /// Compares two versions.
    pub fn of(old: Side<'a>, new: Side<'a>) -> Comparison<'a> {
        let facts = facts::compare(&old.1.canvas, &new.1.canvas);
        let problems = problems::compare(old, new);
        Comparison {
            old,
            new,
            sections: sections(&old.1.canvas, &new.1.canvas),
            changed: facts.changed,
            added: facts.added,
            removed: facts.removed,
            fixed: problems.fixed,
            introduced: problems.introduced,
            remaining: problems.remaining,
        }
    }

    /// Whether the new version is worse: an error that was not there before, or a lower score.
    pub fn is_regression(&self) -> bool {
        let (old, new) = (self.old.1.score.points, self.new.1.score.points);
        counts_of(self.introduced.iter().copied()).errors > 0 || new < old
    }

    /// Whether nothing changed that is compared.
    pub fn is_same(&self) -> bool {
        self.sections.is_empty()
            && self.changed.is_empty()
            && self.added.is_empty()
            && self.removed.is_empty()
            && self.fixed.is_empty()
            && self.introduced.is_empty()
            && self.old.1.score.points == self.new.1.score.points
    }

    /// How many findings each version has.
    pub fn counts(&self) -> [Counts; 2] {
        [self.old.1.counts(), self.new.1.counts()]
    }

    /// By how many points the score rose or fell: `+8`, `−3`, `±0`.
    fn gain(&self) -> Option<String> {
        let points = |side: Side| side.1.score.points.map(i64::from);
        Some(match points(self.new)? - points(self.old)? {
            0 => "±0".to_owned(),
            gain if gain > 0 => format!("+{gain}"),
            loss => format!("−{}", -loss),
        })
    }
}

fn sections(old: &Canvas, new: &Canvas) -> Vec<(SectionKind, Option<Status>, Option<Status>)> {
    let status = |canvas: &Canvas, kind| canvas.section(kind).map(|section| section.status);
    let both = SectionKind::ALL.map(|kind| (kind, status(old, kind), status(new, kind)));
    both.into_iter().filter(|(_, before, after)| before != after).collect()
}

/// `74 (C)`, or `N/A`.
fn score(side: Side) -> String {
    let score = &side.1.score;
    score.points.map_or_else(|| score.grade.to_owned(), |points| format!("{points} ({})", score.grade))
}

/// By how much a plain number changed, in percent: `+50%`, `−0,5%`. `None` where there are ranges, other bounds or
/// other units.
fn percent_change(old: &Quantity, new: &Quantity) -> Option<Decimal> {
    let (before, after) = (old.base()?.value()?, new.base()?.value()?);
    let plain = |q: &Quantity| q.relation != Relation::FromTo;
    if !plain(old) || !plain(new) || before.is_zero() || old.relation != new.relation {
        return None;
    }
    let change = after.checked_sub(before)?.checked_div(before.abs())?.checked_mul(Decimal::ONE_HUNDRED)?;
    let places = if change.abs() < Decimal::ONE_HUNDRED { 1 } else { 0 };
    Some(change.round_dp(places).normalize()).filter(|change| !change.is_zero())
}

/// By how much a plain number changed, in the notation of the new version: `+50%`.
pub fn change(old: &Fact, new: &Fact) -> Option<String> {
    let change = percent_change(&old.quantity, &new.quantity)?;
    let digits = change.abs().to_string().replace('.', &new.notation.decimal.to_string());
    Some(format!("{}{digits}%", if change.is_sign_negative() { "−" } else { "+" }))
}

/// What a quantity is about: `API, réplicas · cenário escalado`; without anything of its own, its section.
fn about(side: Side, fact: &Fact, style: &Style, language: Language) -> String {
    let canvas = &side.1.canvas;
    let speaker = Speaker { source: &side.0, style, language };
    let section = fact.sections.iter().next().map(|kind| crate::rules::section_name(kind).in_language(language));
    let is_title = canvas.sections.iter().any(|section| section.title.value.trim() == fact.label);
    let label = if is_title || fact.label.is_empty() { section.unwrap_or_default() } else { &fact.label };
    let mut parts = vec![label.to_owned()];
    if let Some(statistic) = fact.quantity.statistic {
        parts.push(names::statistic_words(statistic, language));
    }
    if let Some(scenario) = fact.scenario.and_then(|index| canvas.scenarios.get(index)) {
        // A label that names its scenario has said it.
        let words = speaker.scenario(scenario);
        if ![&words, &scenario.name.value].iter().any(|name| fold(&fact.label).contains(fold(name).as_str())) {
            parts.push(words);
        }
    }
    speaker.joined(&parts)
}

/// What is in a section, in words.
fn status(status: Option<Status>, language: Language) -> &'static str {
    match status {
        Some(status) => names::status(status).one.in_language(language),
        None => MISSING.in_language(language),
    }
}

static MISSING: Text = Text { en: "missing", pt: "ausente", es: "ausente" };
static SCORE: Text = Text { en: "score", pt: "nota", es: "puntuación" };
static SAME: Text = Text {
    en: "no quantity, section or finding changed",
    pt: "nenhuma quantidade, seção ou apontamento mudou",
    es: "no cambió ninguna cantidad, sección ni observación",
};
static SECTIONS: Text = Text { en: "Sections", pt: "Seções", es: "Secciones" };
static QUANTITIES: Text = Text { en: "Quantities", pt: "Quantidades", es: "Cantidades" };
static INTRODUCED: Text = Text { en: "New findings", pt: "Apontamentos novos", es: "Observaciones nuevas" };
static FIXED: Text = Text { en: "Findings fixed", pt: "Apontamentos resolvidos", es: "Observaciones resueltas" };
static REMAINING_ONE: Text =
    Text { en: "1 finding as before", pt: "1 apontamento como antes", es: "1 observación como antes" };
static REMAINING: Text = Text {
    en: "{count} findings as before",
    pt: "{count} apontamentos como antes",
    es: "{count} observaciones como antes",
};
static MORE: Text = Text { en: "and {count} more", pt: "e mais {count}", es: "y {count} más" };
static LINE: Text = Text { en: "line {line}", pt: "linha {line}", es: "línea {line}" };

/// How many of a kind are listed for people; programs get all.
const MOST: usize = 40;

/// `4 findings as before`; nothing when there are none.
fn remaining(comparison: &Comparison, language: Language) -> Option<String> {
    match comparison.remaining.len() {
        0 => None,
        1 => Some(REMAINING_ONE.in_language(language).to_owned()),
        count => Some(REMAINING.with("count", count).in_language(language)),
    }
}
