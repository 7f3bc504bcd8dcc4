//! What the alerts leave open: thresholds, windows, and whether anybody is told.

use crate::extract::vocabulary::{Word, fold, title_words, wording};
use crate::extract::{Entry, Kind, Outline, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::target::{Role, Target};
use crate::model::wording::{all_of, is_quantified, is_statement, rows, words};
use crate::quantity::{Relation, TimeUnit, Unit};
use crate::source::Span;

/// What the alerts leave open.
#[derive(Clone, Debug, Default)]
pub struct Alerts {
    /// Alerts on a signal without a threshold.
    pub no_threshold: Vec<Span>,
    /// Alerts that do not say how long it must hold.
    pub no_window: Vec<Span>,
    /// Alerts on a latency that do not say which figure of it.
    pub no_statistic: Vec<Span>,
    /// Thresholds of a section that speaks of no alert.
    pub unheard: Vec<Span>,
    /// Alerts in all, as far as they have a threshold.
    pub count: usize,
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact], targets: &[Target]) -> Alerts {
    let inside = |e: &Entry| e.sections.contains(SectionKind::Monitoring);
    let mut found = Alerts::default();
    if !outline.entries.iter().any(inside) {
        return found;
    }
    let rows = rows(outline);
    for (index, entry) in outline.entries.iter().enumerate().filter(|(_, e)| inside(e) && is_statement(e)) {
        if is_bare_alert(outline, facts, index) && !is_quantified(outline, index, rows.get(&index)) {
            found.no_threshold.push(all_of(entry));
        }
    }
    found.unheard = unheard(outline, facts);
    let alerts =
        targets.iter().filter(|t| t.role == Role::Alert && facts[t.fact].sections.contains(SectionKind::Monitoring));
    let alerts: Vec<&Target> = alerts.collect();
    found.count = alerts.len();
    let common = says_window_for_all(outline, facts, &alerts);
    for alert in alerts {
        let fact = &facts[alert.fact];
        let expression =
            outline.entries[fact.entry].code.is_some() || outline.entries[fact.entry].text.stands_for_code();
        if !common
            && !expression
            && alert.window.is_none()
            && !has_window(outline, facts, alert.fact, rows.get(&fact.entry))
        {
            found.no_window.push(fact.span);
        }
        if alert.metric == Metric::Latency && alert.statistic.is_none() && !expression {
            found.no_statistic.push(fact.span);
        }
    }
    found.no_window.dedup();
    found
}

fn tells(text: &str) -> bool {
    title_words(text).iter().any(|w| wording::TOLD.iter().any(|stem| w.starts_with(stem)))
}

/// "Alertas de CPU e memória", where no other line says from which use on.
fn is_bare_alert(outline: &Outline, facts: &[Fact], index: usize) -> bool {
    let entry = &outline.entries[index];
    let own = words(&entry.text);
    let is = |list: &[&str]| own.iter().any(|w| list.contains(&w.folded.as_str()));
    let alert = |w: &str| w.starts_with("alert") || w.starts_with("alarm");
    let named = own.iter().any(|w| alert(&w.folded))
        || entry.label.as_ref().is_some_and(|l| entry.kind != Kind::Cell && l.title_words().iter().any(|w| alert(w)));
    if !named || is_denied(&own) || is(wording::SEE) || entry.text.plain.trim_end().ends_with(':') {
        return false;
    }
    // The name of an alert stands beside its expression.
    let beside = || entry.parent.into_iter().flat_map(|p| outline.below(p)).filter(|&i| i != index);
    let numbers = |i: usize| !outline.entries[i].measures.is_empty() || outline.entries[i].code.is_some();
    if entry.kind == Kind::Key && entry.label.is_some() && beside().any(numbers) {
        return false;
    }
    let limits = |f: &&Fact| f.sections.contains(SectionKind::Monitoring) && is_limit(f);
    let mut signals = own.iter().filter(|w| wording::SIGNALS.contains(&w.folded.as_str())).peekable();
    let any = signals.peek().is_some();
    let open = signals.any(|signal| {
        let same = |w: &Word| w.starts_with(signal.folded.trim_end_matches(['s', 'e']));
        !facts.iter().filter(limits).any(|f| f.words.iter().any(same))
    });
    any && open
}

/// "We don't alert on CPU", "não alertamos por memória", "no alert for a single error": what nobody is told of.
fn is_denied(own: &[crate::model::wording::Word]) -> bool {
    const NOT: &[&str] = &["not", "no", "nao", "never", "nunca", "dont", "don", "without", "sem", "sin", "jamais"];
    /// "Do not send an alert".
    const REACH: usize = 4;
    let alert = own.iter().position(|w| w.folded.starts_with("alert") || w.folded.starts_with("alarm"));
    let before = alert.and_then(|at| own.get(at.saturating_sub(REACH)..at)).unwrap_or_default();
    before.iter().any(|w| NOT.contains(&w.folded.as_str()))
}

fn is_limit(fact: &Fact) -> bool {
    matches!(fact.quantity.relation, Relation::Less | Relation::AtMost | Relation::More | Relation::AtLeast)
}

/// Thresholds that are crossed upwards, in a section in which nobody is told.
fn unheard(outline: &Outline, facts: &[Fact]) -> Vec<Span> {
    let inside = outline.entries.iter().filter(|e| e.sections.contains(SectionKind::Monitoring));
    let mut texts = inside.flat_map(|e| e.label.iter().chain([&e.text]).chain(&e.column).chain(&e.comment));
    let headers = outline.tables.iter().flat_map(|t| &t.header);
    if texts.any(|t| tells(&t.plain)) || headers.into_iter().any(|h| tells(&h.plain)) {
        return Vec::new();
    }
    let signal = |m: Metric| matches!(m, Metric::Latency | Metric::ErrorRate | Metric::Utilisation);
    let limits =
        facts.iter().filter(|f| f.sections.contains(SectionKind::Monitoring) && is_limit(f) && signal(f.metric));
    limits.map(|f| f.span).collect()
}

/// A time that a measurement holds for; nothing shorter than this is one.
fn is_window(fact: &Fact) -> bool {
    let within = matches!(fact.quantity.relation, Relation::Less | Relation::AtMost);
    matches!(fact.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Second)
        && fact.metric != Metric::Latency
        && !within
}

/// "Every alert must hold for 5 minutes": a time in a line of its own.
fn says_window_for_all(outline: &Outline, facts: &[Fact], alerts: &[&Target]) -> bool {
    let inside = facts.iter().filter(|f| f.sections.contains(SectionKind::Monitoring) && is_window(f));
    let of_alert = |entry: usize| alerts.iter().any(|a| facts[a.fact].entry == entry);
    let running = |f: &&Fact| matches!(outline.entries[f.entry].kind, Kind::Paragraph | Kind::Item);
    inside.filter(running).any(|f| !of_alert(f.entry) && tells(&outline.entries[f.entry].text.plain))
}

/// A time in the same line, row or mapping.
fn has_window(outline: &Outline, facts: &[Fact], at: usize, row: Option<&&[usize]>) -> bool {
    let entry = facts[at].entry;
    let kind = outline.entries[entry].kind;
    let parent = outline.entries[entry].parent;
    let key = kind == Kind::Key && outline.entries[entry].label.is_some();
    // A mapping may hold the words of an alert one level below its window.
    let holders: Vec<usize> = outline.above(entry).take(2).filter(|&i| outline.entries[i].kind == Kind::Key).collect();
    let near = |other: usize| {
        row.is_some_and(|row| row.contains(&other))
            || (key && outline.entries[other].parent.is_some_and(|p| holders.contains(&p)))
            || outline.subtree(entry).contains(&other)
            || parent == Some(other)
    };
    let named = |i: usize| {
        outline.entries[i].label.as_ref().is_some_and(|l| wording::WINDOW.contains(&fold(l.plain.trim()).as_str()))
    };
    if key && holders.iter().any(|&holder| outline.below(holder).any(named)) {
        return true;
    }
    // A second duration of the line, or one beside it, is the window, whatever it was taken for.
    let duration = |f: &Fact| matches!(f.quantity.unit, Unit::Duration(_)) && !is_limit(f);
    facts.iter().enumerate().any(|(i, f)| {
        if f.entry == entry {
            (i > at && duration(f)) || (i != at && is_window(f))
        } else {
            near(f.entry) && duration(f)
        }
    })
}
