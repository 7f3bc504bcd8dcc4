//! Rules and families that a person names, and what is said where there is none of a name.

use crate::cli::error::Failure;
use crate::rules::{Rule, names};

/// The rule with this code, or with this name.
///
/// # Errors
/// When there is none.
pub fn rule(name: &str) -> Result<&'static Rule, Failure> {
    names::rule(name).ok_or_else(|| unknown(name, false))
}

/// The code of a rule, or the name of a family.
///
/// # Errors
/// When there is neither.
pub fn rule_or_family(name: &str) -> Result<&'static str, Failure> {
    names::rule_or_family(name).ok_or_else(|| unknown(name, true))
}

fn unknown(name: &str, or_family: bool) -> Failure {
    Failure::UnknownRule { name: name.to_owned(), suggestion: names::suggestion(name, or_family) }
}
