//! What speaks for and against each item: evidence, checks that hold, findings.

use crate::finding::{Finding, Outcomes, Severity};
use crate::model::{Canvas, Status};
use crate::score::evidence::Evidence;
use crate::score::rubric::{ITEMS, Item, Level, Proof};
use crate::source::Span;

/// Some items, one bit each in the order of [`ITEMS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::score) struct Items(u64);

impl Items {
    fn insert(&mut self, at: usize) {
        self.0 |= 1 << at;
    }

    /// Whether an item is among them.
    pub(in crate::score) fn contains(self, at: usize) -> bool {
        self.0 & (1 << at) != 0
    }
}

/// A finding with the items it speaks of.
pub(in crate::score) struct Charge<'c> {
    pub finding: &'c Finding,
    pub items: Items,
    /// Whether the author allows it.
    pub waived: bool,
    /// The best that an item it speaks of can be.
    most: Level,
}

impl Charge<'_> {
    pub(in crate::score) fn is_error(&self) -> bool {
        !self.waived && self.finding.severity == Some(Severity::Error)
    }
}

/// The best that an item can be that a finding speaks of.
fn most(finding: &Finding, waived: bool) -> Level {
    // What is missing or unclear is not wrong.
    let speaks_of_absence = matches!(family(finding.rule), "completeness" | "clarity" | "hygiene");
    match finding.severity {
        Some(Severity::Advice) => Level::Verified,
        Some(Severity::Warning) => Level::Specific,
        _ if waived => Level::Specific,
        _ if speaks_of_absence => Level::Vague,
        _ => Level::Contradicted,
    }
}

/// All that is known about the items of one canvas.
pub(in crate::score) struct Case<'c> {
    pub evidence: Vec<Evidence>,
    pub charges: Vec<Charge<'c>>,
    /// For each item the first check that confirms it, as an index of the passes.
    pub confirmed: Vec<Option<usize>>,
}

impl<'c> Case<'c> {
    pub(in crate::score) fn new(canvas: &Canvas, outcomes: &'c Outcomes) -> Case<'c> {
        let evidence: Vec<Evidence> = ITEMS.iter().map(|item| evidence_of(item, canvas)).collect();
        let places: Vec<Places> = evidence.iter().map(|e| Places::new(&e.spans)).collect();
        let charge = |finding: &'c Finding, waived| {
            let mut items = Items::default();
            let compares = is_about_figures(finding.rule);
            let spans = || {
                let labels = finding.labels.iter().map(|label| label.span);
                [finding.span].into_iter().chain(labels).chain(finding.places.iter().copied())
            };
            for (at, item) in ITEMS.iter().enumerate() {
                let near = || compares && item.proof == Proof::Figures && spans().any(|span| places[at].touch(span));
                if item.rules.contains(&finding.rule) || near() {
                    items.insert(at);
                }
            }
            Charge { finding, items, waived, most: most(finding, waived) }
        };
        let found = outcomes.findings.iter().map(|finding| charge(finding, false));
        let allowed = outcomes.allowed.iter().map(|allowed| charge(&allowed.finding, true));
        let charges = found.chain(allowed).collect();
        let compared: Vec<bool> = outcomes.passes.iter().map(|pass| is_about_figures(pass.rule)).collect();
        let confirms = |item: &Item, places: &Places| {
            outcomes.passes.iter().zip(&compared).position(|(pass, compares)| {
                let near = *compares && item.proof == Proof::Figures;
                near && [pass.span].iter().chain(&pass.labels).any(|&span| places.touch(span))
                    || item.rules.contains(&pass.rule)
            })
        };
        let confirmed = ITEMS.iter().zip(&places).map(|(item, places)| confirms(item, places)).collect();
        Case { evidence, charges, confirmed }
    }

    /// How much of an item there is, of the findings only those that `counts`.
    pub(in crate::score) fn level(&self, at: usize, counts: impl Fn(usize) -> bool) -> Level {
        let (Some(item), Some(evidence)) = (ITEMS.get(at), self.evidence.get(at)) else { return Level::Absent };
        let unclear = |c: &Charge| c.items.contains(at) && c.finding.rule.starts_with("clarity/");
        let mut level = match evidence.level {
            // What a finding calls unclear is there.
            Level::Absent if self.charges.iter().any(unclear) => Level::Vague,
            Level::Specific if item.proof != Proof::Words && self.confirmed[at].is_some() => Level::Verified,
            other => other,
        };
        if evidence.aside {
            level = level.min(Level::Specific);
        }
        let held = self.charges.iter().enumerate().filter(|(index, c)| c.items.contains(at) && counts(*index));
        held.fold(level, |level, (_, charge)| level.min(charge.most))
    }

    /// The findings that hold an item down, the worst first.
    pub(in crate::score) fn against(&self, at: usize) -> impl Iterator<Item = (usize, &Charge<'c>)> {
        let mut against: Vec<(usize, &Charge)> = self
            .charges
            .iter()
            .enumerate()
            .filter(|(_, charge)| charge.items.contains(at) && charge.most < Level::Verified)
            .collect();
        against.sort_by_key(|(_, charge)| charge.most);
        against.into_iter()
    }
}

/// What is written about an item. A reason why its section does not apply states what there is to state.
fn evidence_of(item: &Item, canvas: &Canvas) -> Evidence {
    let found = (item.evidence)(canvas);
    match canvas.section(item.category.section()) {
        Some(section) if section.status == Status::NotApplicable && found.level < Level::Specific => {
            Evidence { level: Level::Specific, spans: vec![section.span], aside: true }
        }
        _ => found,
    }
}

/// Whether a rule holds numbers against each other.
fn is_about_figures(rule: &str) -> bool {
    matches!(family(rule), "consistency" | "arithmetic" | "capacity")
}

fn family(rule: &str) -> &str {
    rule.split('/').next().unwrap_or(rule)
}

/// Places that can be asked quickly whether another touches one of them.
struct Places {
    starts: Vec<u32>,
    /// The furthest end of the places up to each start.
    ends: Vec<u32>,
}

impl Places {
    fn new(spans: &[Span]) -> Places {
        let mut spans = spans.to_vec();
        spans.sort();
        let mut furthest = 0;
        let ends = spans.iter().map(|span| {
            furthest = furthest.max(span.end);
            furthest
        });
        let ends = ends.collect();
        Places { starts: spans.iter().map(|span| span.start).collect(), ends }
    }

    fn touch(&self, span: Span) -> bool {
        let before = self.starts.partition_point(|&start| start < span.end.max(span.start.saturating_add(1)));
        before.checked_sub(1).and_then(|last| self.ends.get(last)).is_some_and(|&end| end > span.start)
    }
}
