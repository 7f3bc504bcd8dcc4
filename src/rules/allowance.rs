//! Findings that the author allows where they stand, and allowances that allow nothing.

use crate::finding::{Allowed, Finding, Outcomes};
use crate::model::{Allowance, Canvas};
use crate::rules::{RULES, Rule};

/// Sets apart what the author allows. What is wrong with an allowance cannot be allowed by another.
pub(in crate::rules) fn apply(canvas: &Canvas, outcomes: &mut Outcomes) {
    if canvas.allowances.is_empty() {
        return;
    }
    let (mut findings, mut allowed) = (Vec::new(), Vec::new());
    for finding in outcomes.findings.drain(..) {
        let rule = RULES.iter().find(|rule| rule.code == finding.rule);
        let by = canvas.allowances.iter().find(|a| rule.is_some_and(|rule| covers(a, rule, &finding)));
        match by.and_then(|a| Some((a.reason.clone()?, a.span))) {
            Some((reason, span)) => allowed.push(Allowed { finding, reason, span }),
            None => findings.push(finding),
        }
    }
    outcomes.findings = findings;
    outcomes.allowed.append(&mut allowed);
}

/// The names of rules and families in allowances that give a reason and yet allow nothing: the index of the allowance,
/// and that of the name in it. The rules they name are tried for that, whether or not they are switched on.
pub(in crate::rules) fn unused(canvas: &Canvas) -> Vec<(usize, usize)> {
    let names = || canvas.allowances.iter().filter(|a| a.reason.is_some()).flat_map(|a| &a.rules);
    let mut found: Vec<(&Rule, Vec<Finding>)> = Vec::new();
    for rule in RULES.iter().filter(|rule| !speaks_of_allowances(rule)) {
        if names().any(|name| rule.is_called(&name.value)) {
            let mut outcomes = Outcomes::default();
            (rule.check)(canvas, &mut outcomes);
            found.push((rule, outcomes.findings));
        }
    }
    let mut unused = Vec::new();
    for (index, allowance) in canvas.allowances.iter().enumerate().filter(|(_, a)| a.reason.is_some()) {
        for (place, name) in allowance.rules.iter().enumerate() {
            let mut rules = found.iter().filter(|(rule, _)| rule.is_called(&name.value)).peekable();
            let is_known = rules.peek().is_some() || RULES.iter().any(|rule| rule.is_called(&name.value));
            let hides = |(_, findings): &(&Rule, Vec<Finding>)| {
                findings.iter().any(|finding| allowance.scope.contains(finding.span.start))
            };
            if is_known && !rules.any(hides) {
                unused.push((index, place));
            }
        }
    }
    unused
}

fn covers(allowance: &Allowance, rule: &Rule, finding: &Finding) -> bool {
    !speaks_of_allowances(rule)
        && allowance.scope.contains(finding.span.start)
        && allowance.rules.iter().any(|name| rule.is_called(&name.value))
}

fn speaks_of_allowances(rule: &Rule) -> bool {
    rule.name().starts_with("allowance-")
}
