//! A canvas from Markdown to canonical YAML and back, without a loss: what has no field goes under `notes`.

mod fields;

mod markdown;

mod parts;

mod raised;

mod said;

mod yaml;

use std::collections::BTreeMap;

use crate::convert::parts::Setting;
use crate::extract::{Vocabulary, section_of_title};
use crate::model::SectionKind;
use crate::report::Report;
use crate::rules::Settings;
use crate::source::Source;

pub use crate::convert::markdown::to_markdown;

/// The part of a document that is tried field by field when it cannot be held by all at once. What is larger than any
/// canvas goes under `notes` then.
const LARGEST_TRIED: usize = 1 << 18;

/// The Markdown document as canonical YAML. Each part goes into its fields where that leaves all that is read as it is.
pub fn to_yaml(source: &Source, settings: &Settings) -> String {
    let text = source.text().replace("\r\n", "\n").replace('\r', "\n");
    let mut plain = Source::new(source.name(), text.as_bytes());
    let mut report = crate::check(&plain, settings);
    let read = Reading::of(&report);
    if let Some(text) = raised::raised(&plain, &settings.vocabulary) {
        let source = Source::new(plain.name(), text.as_bytes());
        let tried = crate::check(&source, settings);
        if read.is_kept_by(&Reading::of(&tried)) {
            (plain, report) = (source, tried);
        }
    }
    let parts = Setting { source: &plain, report: &report, vocabulary: &settings.vocabulary }.parts();
    let holds = |forms: &[Option<usize>]| {
        let tried = crate::check(&Source::new("canvas.yaml", parts::written(&parts, forms).as_bytes()), settings);
        read.is_kept_by(&Reading::of(&tried))
    };
    let best: Vec<Option<usize>> = parts.iter().map(|part| (!part.forms.is_empty()).then_some(0)).collect();
    if holds(&best) {
        return parts::written(&parts, &best);
    }
    let mut forms = vec![None; parts.len()];
    if text.len() <= LARGEST_TRIED {
        for (n, part) in parts.iter().enumerate() {
            forms[n] = (0..part.forms.len()).find(|&form| {
                let mut tried = forms.clone();
                tried[n] = Some(form);
                holds(&tried)
            });
        }
    }
    parts::written(&parts, &forms)
}

/// Whether the second of two documents says all that the first does, and no more than another check that holds: the
/// measure of a conversion.
pub fn keeps_reading(one: &Report, other: &Report) -> bool {
    Reading::of(one).is_kept_by(&Reading::of(other))
}

/// What is read of a document, without places.
struct Reading {
    /// Sections, quantities with their meaning, findings, score.
    model: Vec<String>,
    /// The checks that hold, by rule.
    passes: BTreeMap<&'static str, usize>,
}

impl Reading {
    fn of(report: &Report) -> Reading {
        let canvas = &report.canvas;
        let metadata = [&canvas.metadata.owner, &canvas.metadata.date, &canvas.metadata.version];
        let status = |kind: SectionKind| canvas.section(kind).map(|section| section.status);
        let mut model = vec![
            format!("{:?} {:?}", canvas.language, report.score.points),
            // Several spaces are one, as on a page.
            format!("{:?}", canvas.title.as_ref().map(|title| title.value.split_whitespace().collect::<Vec<_>>())),
            format!("{:?}", metadata.map(|field| field.as_ref().map(|field| &field.value))),
        ];
        model.extend(SectionKind::ALL.iter().map(|&kind| format!("{kind:?} {:?}", status(kind))));
        model.extend(canvas.facts.iter().map(|fact| {
            let quantity = &fact.quantity;
            let scenario = fact.scenario.and_then(|at| canvas.scenarios.get(at)).map(|scenario| scenario.kind);
            let what = (&quantity.interval, &quantity.unit, &quantity.per, &quantity.statistic);
            format!("{:?} {what:?} {:?} {scenario:?}", fact.metric, fact.sections)
        }));
        let findings = &report.outcomes.findings;
        model.extend(findings.iter().map(|f| format!("{} {:?} {:?}", f.rule, f.severity, f.computed)));
        model.sort();
        let mut passes: BTreeMap<&'static str, usize> = BTreeMap::new();
        report.outcomes.passes.iter().for_each(|pass| *passes.entry(pass.rule).or_default() += 1);
        Reading { model, passes }
    }

    fn is_kept_by(&self, other: &Reading) -> bool {
        let checked = |rule: &str| other.passes.get(rule).copied().unwrap_or(0);
        self.model == other.model && self.passes.iter().all(|(rule, &count)| checked(rule) >= count)
    }
}

/// The section that a title names, where it is one.
fn kind_of(title: &str, vocabulary: &Vocabulary) -> Option<SectionKind> {
    match section_of_title(title, vocabulary).as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The key of a section.
fn key_of(kind: SectionKind) -> &'static str {
    if kind == SectionKind::LoadTest { "load_test" } else { kind.name() }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}
