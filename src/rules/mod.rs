//! The rules, one file each, and the registry.

use crate::extract::{SectionKind, Vocabulary};
use crate::finding::{Finding, Outcomes, Severity};
use crate::model::Canvas;
use crate::words::Text;

/// A defect we look for.
pub struct Rule {
    /// `family/name`; the name is the defect as a noun phrase.
    pub code: &'static str,
    /// The defect, in a phrase.
    pub summary: Text,
    /// How much it matters, at most.
    pub severity: Severity,
    /// The sections it speaks of.
    pub section: &'static [SectionKind],
    /// Why it matters: two or three sentences.
    pub why: Text,
    /// Where the rule comes from.
    pub source: &'static str,
    /// A minimal canvas that the rule finds fault with, once.
    pub bad: &'static str,
    /// The same canvas, right.
    pub good: &'static str,
    /// The check.
    pub check: fn(&Canvas, &mut Outcomes),
}

impl Rule {
    /// The family, the part of the code before the slash.
    pub fn family(&self) -> &'static str {
        self.code.split('/').next().unwrap_or(self.code)
    }

    /// The name, the part of the code behind the slash.
    pub fn name(&self) -> &'static str {
        self.code.rsplit('/').next().unwrap_or(self.code)
    }
}

/// Every rule, by family, in the order of the manual.
pub static RULES: &[&Rule] = &[];

/// What a person can set about a check.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Extra titles for sections.
    pub vocabulary: Vocabulary,
    /// Severities by rule code or family, later ones win; `None` switches off.
    pub severities: Vec<(String, Option<Severity>)>,
}

/// Runs every rule, stamps the findings with code and severity and puts them in order: by place, then by rule.
pub fn run(canvas: &Canvas, settings: &Settings) -> Outcomes {
    let _ = (canvas, settings);
    let order = |f: &Finding| f.span;
    let mut outcomes = Outcomes::default();
    outcomes.findings.sort_by_key(order);
    outcomes
}
