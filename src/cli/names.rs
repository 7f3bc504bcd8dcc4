//! Rules and families by name, with a suggestion for a name that is misspelt.

use crate::cli::error::Failure;
use crate::rules::{RULES, Rule};

/// The rule with this code, or with this name.
///
/// # Errors
/// When there is none.
pub fn rule(name: &str) -> Result<&'static Rule, Failure> {
    let found = RULES.iter().find(|rule| rule.code == name || rule.name() == name);
    found.copied().ok_or_else(|| unknown(name, false))
}

/// The code of a rule, or the name of a family.
///
/// # Errors
/// When there is neither.
pub fn rule_or_family(name: &str) -> Result<&'static str, Failure> {
    match families().find(|family| *family == name) {
        Some(family) => Ok(family),
        None => rule(name).map(|rule| rule.code).map_err(|_| unknown(name, true)),
    }
}

fn families() -> impl Iterator<Item = &'static str> {
    crate::rules::FAMILIES.into_iter()
}

fn unknown(name: &str, or_family: bool) -> Failure {
    let mut candidates: Vec<&'static str> = RULES.iter().flat_map(|rule| [rule.code, rule.name()]).collect();
    if or_family {
        candidates.extend(families());
    }
    Failure::UnknownRule { name: name.to_owned(), suggestion: nearest(name, &candidates) }
}

/// The candidate that differs least from `name`, if it is a likely misspelling.
fn nearest(name: &str, candidates: &[&'static str]) -> Option<&'static str> {
    let name = name.to_lowercase().replace(['_', ' '], "-");
    // Distances are quadratic in the length, and nobody means a rule by so long a name.
    if name.len() > 100 {
        return None;
    }
    let distances = candidates.iter().map(|&candidate| (strsim::damerau_levenshtein(&name, candidate), candidate));
    let (distance, candidate) = distances.min_by_key(|&(distance, _)| distance)?;
    if distance <= (name.chars().count() / 3).max(2) {
        return Some(candidate);
    }
    // A part of a name is a name half remembered.
    candidates.iter().copied().find(|candidate| name.len() > 3 && candidate.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["arithmetic/sum-mismatch", "sum-mismatch", "capacity"];

    #[test]
    fn a_misspelt_name_gets_a_suggestion_and_a_strange_one_none() {
        assert_eq!(nearest("sum-mismach", &NAMES), Some("sum-mismatch"));
        assert_eq!(nearest("Arithmetic/Sum_Mismatch", &NAMES), Some("arithmetic/sum-mismatch"));
        assert_eq!(nearest("capcity", &NAMES), Some("capacity"));
        assert_eq!(nearest("mismatch", &NAMES), Some("arithmetic/sum-mismatch"));
        assert_eq!(nearest("something-else-altogether", &NAMES), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), &NAMES), None);
    }

    #[test]
    fn rules_are_known_by_code_and_by_name() {
        for known in RULES {
            assert_eq!(rule(known.code).map(|r| r.code).ok(), Some(known.code));
            assert_eq!(rule(known.name()).map(|r| r.code).ok(), Some(known.code));
        }
        assert!(rule("capacity").is_err() && rule_or_family("capacity").is_ok());
    }
}
