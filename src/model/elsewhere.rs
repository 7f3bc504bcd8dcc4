//! What a document says about a section that has no title of its own.

use crate::extract::vocabulary::{folded_words, words};
use crate::extract::{Kind, Outline, SectionKind};
use crate::model::mention::{Topic, Topics};
use crate::model::metric::Metric;
use crate::model::target::Role;
use crate::model::{Canvas, Fact};
use crate::source::Span;

/// Where the document speaks of what a section that it lacks is about. What is only promised, or only tested, tells
/// nothing about the other sections: a budget is no list of costs.
pub(in crate::model) fn read(outline: &Outline, canvas: &Canvas) -> Vec<(SectionKind, Vec<Span>)> {
    let lacking = SectionKind::ALL.into_iter().filter(|&kind| canvas.section(kind).is_none());
    let mut found: Vec<(SectionKind, Vec<Span>)> = Vec::new();
    let mut titled: Option<Vec<bool>> = None;
    for kind in lacking {
        let titled = titled.get_or_insert_with(|| under_other_titles(outline));
        let mut places = places(outline, canvas, kind, titled);
        places.dedup();
        if places.len() >= enough(kind) {
            found.push((kind, places));
        }
    }
    found
}

/// How many lines it takes: one amount or one size may be said in passing, an alert or a trigger is not.
fn enough(kind: SectionKind) -> usize {
    match kind {
        SectionKind::Costs => 3,
        SectionKind::Volumes | SectionKind::Infrastructure | SectionKind::Risks => 2,
        SectionKind::Objective | SectionKind::Strategies | SectionKind::Monitoring | SectionKind::LoadTest => 1,
    }
}

fn places(outline: &Outline, canvas: &Canvas, kind: SectionKind, titled: &[bool]) -> Vec<Span> {
    let stands_in = |fact: &Fact, kinds: &[SectionKind]| kinds.iter().any(|&k| fact.sections.contains(k));
    let facts = |wanted: &dyn Fn(&Fact) -> bool| -> Vec<Span> {
        canvas.facts.iter().filter(|f| wanted(f)).map(|f| f.line).collect()
    };
    let targets = |role: Role, not: &[SectionKind]| -> Vec<Span> {
        let of = canvas.targets.iter().filter(|t| t.role == role).filter_map(|t| canvas.facts.get(t.fact));
        of.filter(|f| !stands_in(f, not)).map(|f| f.line).collect()
    };
    let spoken = |topics: &[Topic]| -> Vec<Span> {
        let told = canvas.mentions.iter().filter(|m| !m.is_title && titled.get(m.entry) == Some(&true));
        told.filter(|m| has_any(m.claims, topics)).map(|m| m.span).collect()
    };
    match kind {
        SectionKind::Objective => targets(Role::Objective, &[SectionKind::LoadTest, SectionKind::Monitoring]),
        SectionKind::Volumes => {
            let of = canvas.volumes.iter().filter_map(|v| canvas.facts.get(v.fact));
            let elsewhere = [SectionKind::Objective, SectionKind::LoadTest, SectionKind::Costs];
            of.filter(|f| !stands_in(f, &elsewhere)).map(|f| f.line).collect()
        }
        SectionKind::Infrastructure => {
            let elsewhere =
                [SectionKind::Objective, SectionKind::LoadTest, SectionKind::Costs, SectionKind::Monitoring];
            let sizes = [Metric::Replicas, Metric::Cores];
            facts(&|f| sizes.contains(&f.metric) && !stands_in(f, &elsewhere))
        }
        SectionKind::Strategies => {
            let mut places = targets(Role::Trigger, &[SectionKind::Monitoring]);
            places.extend(spoken(&[Topic::Cache, Topic::Queue, Topic::Cdn, Topic::Balancer, Topic::Rebuild]));
            places
        }
        SectionKind::Costs => {
            let elsewhere = [SectionKind::Objective, SectionKind::Risks, SectionKind::LoadTest];
            facts(&|f| f.metric == Metric::Cost && !stands_in(f, &elsewhere))
        }
        SectionKind::Risks => {
            let named = |text: &str| {
                folded_words(text).any(|word| {
                    matches!(word.as_str(), "risco" | "riscos" | "risk" | "risks" | "riesgo" | "riesgos")
                        || words::MITIGATION.contains(&word.as_str()) && word.starts_with("mitiga")
                })
            };
            let labelled = outline.entries.iter().filter(|e| e.kind != Kind::Heading);
            labelled.filter(|e| e.label.as_ref().is_some_and(|l| named(&l.plain))).map(|e| e.span).collect()
        }
        SectionKind::Monitoring => {
            let mut places = targets(Role::Alert, &[SectionKind::LoadTest]);
            places.extend(spoken(&[Topic::Alert, Topic::GoldenSignals]));
            places
        }
        SectionKind::LoadTest => spoken(&[Topic::LoadTool]),
    }
}

fn has_any(topics: Topics, of: &[Topic]) -> bool {
    of.iter().any(|&topic| topics.contains(topic))
}

/// Which entries stand under a title that opens no section, other than the title of the document.
fn under_other_titles(outline: &Outline) -> Vec<bool> {
    let mut under = vec![false; outline.entries.len()];
    for (index, entry) in outline.entries.iter().enumerate() {
        let Some(parent) = entry.parent.filter(|_| entry.sections.is_empty()) else { continue };
        let Some(above) = outline.entries.get(parent) else { continue };
        let names_the_document = outline.title.as_ref().is_some_and(|t| t.span == above.text.span);
        under[index] = under[parent] || above.kind == Kind::Heading && !names_the_document;
    }
    under
}
