//! Applies the repairs of findings to a document, as far as they hold: each is checked before it counts.

use std::collections::BTreeMap;

use crate::finding::{Edit, Finding, Fix, Severity};
use crate::report::{Report, severity};
use crate::rules::Settings;
use crate::source::{Damage, Source};

/// What became of a document.
#[derive(Debug, Default)]
pub struct Repaired {
    /// Whether it is a canvas; nothing is done to anything else.
    pub recognised: bool,
    /// The file, repaired.
    pub bytes: Vec<u8>,
    /// The findings that are gone, each with its line at the time.
    pub fixed: Vec<(u32, Finding)>,
    /// Repairs that were left to a person: unsafe ones that were not asked for.
    pub left: usize,
    /// Repairs that did not hold: something else would have been wrong then.
    pub refused: usize,
    /// Findings that remain.
    pub remaining: usize,
}

/// One repair may bring another to light.
const MOST_ROUNDS: usize = 8;

/// Repairs the document `bytes` called `name`; with `all`, also where judgement is needed.
pub fn repair(name: &str, bytes: &[u8], settings: &Settings, all: bool) -> Repaired {
    let mut repaired = Repaired { bytes: bytes.to_vec(), ..Repaired::default() };
    for _ in 0..MOST_ROUNDS {
        let state = State::of(name, &repaired.bytes, settings);
        let findings = &state.report.outcomes.findings;
        repaired.recognised = state.report.canvas.recognised;
        repaired.remaining = findings.len();
        repaired.left = findings.iter().filter(|f| f.fix.as_ref().is_some_and(|fix| !fix.safe && !all)).count();
        repaired.refused = 0;
        if !repaired.recognised {
            return repaired;
        }
        let mut kept = Vec::new();
        let candidates = state.candidates(all);
        repaired.refused = candidates.len();
        state.keep(&mut kept, &candidates, settings);
        if kept.is_empty() {
            return repaired;
        }
        let bytes = state.applied(&kept).unwrap_or_default();
        repaired.fixed.extend(kept.iter().map(|f| (state.source.place(f.span.start).line, (*f).clone())));
        repaired.bytes = bytes;
    }
    repaired
}

/// A document as it is, checked.
struct State {
    source: Source,
    report: Report,
}

impl State {
    fn of(name: &str, bytes: &[u8], settings: &Settings) -> State {
        let source = Source::new(name, bytes);
        let report = crate::check(&source, settings);
        State { source, report }
    }

    /// The findings whose repair may be tried now. A damaged file is set right first, and what is left damaged gets no
    /// letters that would be whole among broken ones.
    fn candidates(&self, all: bool) -> Vec<&Finding> {
        let wanted = |f: &&Finding| f.fix.as_ref().is_some_and(|fix| fix.safe || all);
        let found: Vec<&Finding> = self.report.outcomes.findings.iter().filter(wanted).collect();
        let encoding: Vec<&Finding> = found
            .iter()
            .copied()
            .filter(|f| matches!(f.rule, "hygiene/text-mojibake" | "hygiene/text-not-utf8"))
            .collect();
        if !encoding.is_empty() {
            return encoding;
        }
        let damaged = |d: &Damage| matches!(d, Damage::Mojibake { .. } | Damage::NotUtf8 { .. });
        let plain = |fix: &Fix| fix.edits.iter().all(|edit| edit.text.is_ascii());
        let writable = |f: &&Finding| f.fix.as_ref().is_some_and(plain);
        if self.source.bytes().contains(&0) {
            return Vec::new();
        }
        if self.source.damage().iter().any(damaged) { found.into_iter().filter(writable).collect() } else { found }
    }

    /// Adds to `kept` those of `batch` that hold together with it: all at once, else by halves.
    fn keep<'f>(&self, kept: &mut Vec<&'f Finding>, batch: &[&'f Finding], settings: &Settings) {
        if batch.is_empty() {
            return;
        }
        let together: Vec<&Finding> = kept.iter().chain(batch).copied().collect();
        if self.holds(&together, settings) {
            kept.extend(batch);
        } else if batch.len() > 1 {
            let (first, second) = batch.split_at(batch.len() / 2);
            self.keep(kept, first, settings);
            self.keep(kept, second, settings);
        }
    }

    /// Whether with these repairs their findings are gone and no error or warning is new.
    fn holds(&self, repairs: &[&Finding], settings: &Settings) -> bool {
        let Some(bytes) = self.applied(repairs) else { return false };
        let after = State::of(self.source.name(), &bytes, settings);
        if !after.report.canvas.recognised {
            return false;
        }
        let (old, new) = (self.tallies(), after.tallies());
        // The prompts of a stub are there to be filled in.
        let stubs = repairs.iter().any(|f| f.rule == "completeness/section-missing");
        let asks = |rule: &str| matches!(rule, "completeness/placeholder-left" | "completeness/template-text-left");
        let of = |tallies: &BTreeMap<&'static str, Tally>, rule: &str| tallies.get(rule).copied().unwrap_or_default();
        let none_new = new.iter().all(|(rule, tally)| tally.grave <= of(&old, rule).grave || stubs && asks(rule));
        none_new
            && repairs.iter().all(|finding| {
                let mine = repairs.iter().filter(|f| f.rule == finding.rule).count();
                let (before, now) = (of(&old, finding.rule), of(&new, finding.rule));
                now.findings + mine <= before.findings
                    || now.findings <= before.findings && now.places + mine <= before.places && before.grave == 0
            })
    }

    fn tallies(&self) -> BTreeMap<&'static str, Tally> {
        let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
        for finding in &self.report.outcomes.findings {
            let tally = tallies.entry(finding.rule).or_default();
            tally.findings += 1;
            tally.places += 1 + finding.labels.len() + finding.places.len();
            tally.grave += usize::from(severity(finding) > Severity::Advice);
        }
        tallies
    }

    /// The file with the edits of `repairs`; nothing when they overlap.
    fn applied(&self, repairs: &[&Finding]) -> Option<Vec<u8>> {
        let mut edits: Vec<&Edit> = repairs.iter().filter_map(|f| f.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| edit.span);
        let disk = self.source.bytes();
        let mut bytes = Vec::with_capacity(disk.len());
        let mut done = 0;
        for edit in edits {
            let (start, end) = (self.source.disk_offset(edit.span.start), self.source.disk_offset(edit.span.end));
            bytes.extend_from_slice(disk.get(done..start)?);
            bytes.extend_from_slice(edit.text.as_bytes());
            done = end.max(start);
        }
        bytes.extend_from_slice(disk.get(done..)?);
        Some(bytes)
    }
}

/// What a rule has to say.
#[derive(Clone, Copy, Default)]
struct Tally {
    findings: usize,
    /// The places of all its findings.
    places: usize,
    /// Errors and warnings.
    grave: usize,
}
