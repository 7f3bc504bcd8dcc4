//! Findings of one cause: what would hold if one wrong figure were right is said once, with that figure.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{COMPARING, Finding, Outcomes};
use crate::model::{Canvas, only};
use crate::quantity::{Interval, parse};
use crate::rules::RULES;
use crate::source::Span;
use crate::words::Text;

/// How many figures are tried: a document with more wrong ones has other worries, and a hostile one must not cost more.
const MOST: usize = 12;

static THEREFORE: Text = Text {
    en: "because of it: {what} ({rule})",
    pt: "por causa disso: {what} ({rule})",
    es: "por causa de esto: {what} ({rule})",
};

/// Puts every finding that a correction of another one's figure would take away under that other one.
pub(in crate::rules) fn collapse(canvas: &Canvas, outcomes: &mut Outcomes) {
    let findings = &outcomes.findings;
    let mut of_place: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate().filter(|(_, f)| is_about_numbers(f)) {
        let labels = finding.labels.iter().map(|l| l.span);
        let places: BTreeSet<Span> = labels.chain(finding.places.iter().copied()).chain([finding.span]).collect();
        places.into_iter().for_each(|place| of_place.entry(place).or_default().push(at));
    }
    let mut roots: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut trial: Option<Canvas> = None;
    for (at, finding) in findings.iter().enumerate().filter(|(_, f)| is_about_numbers(f) && f.computed.is_some()) {
        let resting = of_place.get(&finding.span).into_iter().flatten().copied();
        let resting: Vec<usize> =
            resting.filter(|&other| other != at && may_cause(finding, &findings[other])).collect();
        if resting.is_empty() || roots.len() == MOST {
            continue;
        }
        let Some((at_fact, value)) = corrected(canvas, finding) else { continue };
        let trial = trial.get_or_insert_with(|| canvas.clone());
        correct(trial, at_fact, value);
        let gone = gone(trial, findings, &resting);
        restore(trial, canvas, at_fact);
        if !gone.is_empty() {
            roots.push((at, gone));
        }
    }
    // What explains most is the cause.
    roots.sort_by_key(|(at, gone)| (std::cmp::Reverse(gone.len()), *at));
    let mut cause: BTreeMap<usize, usize> = BTreeMap::new();
    for (root, gone) in roots {
        if cause.contains_key(&root) {
            continue;
        }
        for other in gone {
            if !cause.values().any(|known| *known == other) {
                cause.entry(other).or_insert(root);
            }
        }
    }
    absorb(outcomes, &cause);
}

/// The family of a finding among those in which one figure may make several rules speak.
fn family(finding: &Finding) -> Option<usize> {
    COMPARING.into_iter().position(|family| finding.rule.starts_with(family))
}

fn is_about_numbers(finding: &Finding) -> bool {
    family(finding).is_some()
}

/// Whether one finding may be the cause of another.
fn may_cause(one: &Finding, other: &Finding) -> bool {
    other.severity <= one.severity && family(one) <= family(other)
}

/// The fact that a finding points at, and what it would be if it were what follows from the others.
fn corrected(canvas: &Canvas, finding: &Finding) -> Option<(usize, Interval)> {
    let written = finding.computed.as_deref()?;
    let value = only(parse::read(written, canvas.habits))?.interval;
    let at = canvas.facts.iter().position(|f| f.span == finding.span || f.figure == finding.span)?;
    Some((at, value))
}

/// Puts another value in the place of a fact, wherever it is held.
fn correct(canvas: &mut Canvas, at: usize, value: Interval) {
    let Some(own) = canvas.facts.get_mut(at) else { return };
    own.quantity.interval = value;
    let (span, bounds) = (own.span, own.quantity.bounds());
    for growth in &mut canvas.growth {
        let single = growth.from != growth.to;
        let put = |held: &mut Interval, index: usize| {
            if single && index == at {
                *held = bounds;
            }
        };
        put(&mut growth.before, growth.from);
        put(&mut growth.after, growth.to);
    }
    for sum in &mut canvas.sums {
        for addend in sum.terms.iter_mut().chain([&mut sum.total]).filter(|a| a.span == span) {
            if let Some(quantity) = &mut addend.quantity {
                quantity.interval = value;
            }
        }
    }
}

/// Undoes [`correct`].
fn restore(trial: &mut Canvas, canvas: &Canvas, at: usize) {
    if let (Some(own), Some(was)) = (trial.facts.get_mut(at), canvas.facts.get(at)) {
        own.quantity.interval = was.quantity.interval;
    }
    trial.growth.clone_from(&canvas.growth);
    trial.sums.clone_from(&canvas.sums);
}

/// Those of some findings that their rules no longer have on another canvas.
fn gone(corrected: &Canvas, findings: &[Finding], resting: &[usize]) -> Vec<usize> {
    let mut told: BTreeMap<&str, BTreeSet<Span>> = BTreeMap::new();
    let mut still = |other: usize| {
        let finding = &findings[other];
        let spans = told.entry(finding.rule).or_insert_with(|| {
            let mut outcomes = Outcomes::default();
            if let Some(rule) = RULES.iter().find(|rule| rule.code == finding.rule) {
                (rule.check)(corrected, &mut outcomes);
            }
            outcomes.findings.iter().map(|f| f.span).collect()
        });
        spans.contains(&finding.span)
    };
    resting.iter().copied().filter(|&other| !still(other)).collect()
}

fn absorb(outcomes: &mut Outcomes, cause: &BTreeMap<usize, usize>) {
    for (&other, &root) in cause {
        let Finding { rule, span, message, labels, places, .. } = outcomes.findings[other].clone();
        let finding = &mut outcomes.findings[root];
        finding.label(span, THEREFORE.with("what", message).with("rule", rule));
        let own: BTreeSet<Span> = finding.labels.iter().map(|l| l.span).chain([finding.span]).collect();
        finding.places.extend(labels.into_iter().map(|l| l.span).chain(places).filter(|place| !own.contains(place)));
    }
    let mut at = 0;
    outcomes.findings.retain(|_| {
        at += 1;
        !cause.contains_key(&(at - 1))
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::Settings;
    use crate::source::Source;
    use crate::words::Language;

    /// Every finding about numbers as `rule: message`, with its labels behind it.
    fn findings(text: &str) -> Vec<String> {
        let source = Source::new("trial.md", text.as_bytes());
        let settings = Settings::default();
        let document = crate::syntax::parse(&source);
        let canvas = crate::model::read(&crate::extract::outline(&document, &settings.vocabulary), &source);
        let outcomes = crate::rules::run(&canvas, &settings);
        let numbers = outcomes.findings.iter().filter(|f| super::is_about_numbers(f));
        let shown = numbers.map(|f| {
            let labels = f.labels.iter().map(|l| format!(" | {}", l.message.in_language(Language::En)));
            format!("{}: {}{}", f.rule, f.message.in_language(Language::En), labels.collect::<String>())
        });
        shown.collect()
    }

    fn plan(total: &str) -> String {
        [
            "# Canvas de escalabilidade\n## 1. Objetivo\n- Custo de no máximo R$ 1.700/mês",
            "## 2. Volumes\n- Cenário escalado\n  - 16.000 leitores ativos por mês",
            "## 5. Custo estimado (mensal)\n- API: R$ 300/mês hoje e R$ 900/mês escalado",
            "- Banco: R$ 100/mês hoje e R$ 400/mês escalado\n- Rede: R$ 100/mês hoje e R$ 300/mês escalado",
            &format!(
                "- Total: R$ 500/mês hoje e {total}/mês escalado\n- Custo por leitor ativo: R$ 0,10 por mês escalado"
            ),
        ]
        .join("\n")
    }

    #[test]
    fn what_holds_once_a_wrong_total_is_right_is_said_with_it() {
        let found = findings(&plan("R$ 1.900"));
        let [only] = found.as_slice() else { panic!("{found:?}") };
        assert!(only.starts_with("arithmetic/cost-sum-mismatch"), "{only}");
        assert_eq!(only.matches("because of it").count(), 1, "{only}");
        assert!(only.contains("/") && only.contains("mismatch)") || only.contains("exceeded)"), "{only}");
        assert!(findings(&plan("R$ 1.600")).is_empty());
    }

    #[test]
    fn what_is_wrong_by_itself_stays_a_finding_of_its_own() {
        let text = "# Plan\n\n## Costs\n\n| Item | Quantity | Price | Per month |\n|---|---|---|---|\n\
                    | API | 3 | $100 | $360 |\n| Workers | 2 | $50 | $100 |\n| Database | 1 | $200 | $200 |\n| Total | | | $900 |\n";
        let found = findings(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(!found.iter().any(|f| f.contains("because of it")), "{found:?}");
    }
}
