//! Rules and families by name, with the likely one for a name that is misspelt.

use crate::rules::{FAMILIES, RULES, Rule};

/// The rule with this code, or with this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == name || rule.name() == name)
}

/// The code of a rule, or the name of a family.
pub fn rule_or_family(name: &str) -> Option<&'static str> {
    FAMILIES.into_iter().find(|family| *family == name).or_else(|| rule(name).map(|rule| rule.code))
}

/// The rule that was likely meant; a family too, where one may stand.
pub fn suggestion(name: &str, or_family: bool) -> Option<&'static str> {
    let codes = RULES.iter().flat_map(|rule| [rule.code, rule.name()]);
    let families = FAMILIES.into_iter().filter(|_| or_family);
    nearest(name, &codes.chain(families).collect::<Vec<_>>())
}

/// The candidate that differs least from `name`, if it is a likely misspelling.
pub fn nearest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let name = name.to_lowercase().replace(['_', ' '], "-");
    // Distances are quadratic in the length, and nobody means a rule by so long a name.
    if name.len() > 100 {
        return None;
    }
    let distances = candidates
        .iter()
        .map(|&candidate| (strsim::damerau_levenshtein(&name, &candidate.replace('_', "-")), candidate));
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
            assert_eq!(rule(known.code).map(|r| r.code), Some(known.code));
            assert_eq!(rule(known.name()).map(|r| r.code), Some(known.code));
        }
        assert!(rule("capacity").is_none() && rule_or_family("capacity").is_some());
    }
}
