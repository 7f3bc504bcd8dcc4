//! Items written as one word: `support_5k_concurrent_users`, `response_time_p95_under_5s`.

use crate::quantity::kind;
use crate::quantity::parse;
use crate::quantity::token::Tokens;
use crate::quantity::{Habits, Quantity, Unit};

/// How many bytes before a number say what it is a percentage of.
const REACH: usize = 60;

/// Every quantity in a slug. Ranges are byte ranges of `text`.
pub fn slug(text: &str, habits: Habits) -> Vec<Quantity> {
    let words = spaced(text);
    let mut found = parse::read(&words, habits);
    for quantity in &mut found {
        // `cpu_usage_above_70`: the percent sign has no place in a slug.
        if quantity.unit == Unit::Bare && quantity.per.is_none() {
            let end = quantity.range.start;
            let start = (end.saturating_sub(REACH)..=end).find(|&at| words.is_char_boundary(at)).unwrap_or(end);
            let before = words.get(start..end).unwrap_or("");
            if let Some(kind) = kind::of_label(&Tokens::new(before)) {
                quantity.unit = Unit::Percent(kind);
            }
        }
    }
    found
}

/// The slug with spaces for underscores, byte for byte; hyphens too, where they do not join digits.
fn spaced(text: &str) -> String {
    let one_word = !text.trim().contains(char::is_whitespace);
    let mut out = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let joins_digits = previous.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        out.push(match c {
            '_' => ' ',
            '-' if one_word && !joins_digits && previous.is_alphanumeric() => ' ',
            c => c,
        });
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Entity, PercentKind, Relation, Statistic};
    use rust_decimal::Decimal;

    #[test]
    fn a_slug_says_what_it_bounds() {
        let found = slug("response_time_p95_under_5s", Habits::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].statistic, Some(Statistic::Percentile(950)));
        assert_eq!(found[0].relation, Relation::Less);
        assert_eq!(&"response_time_p95_under_5s"[found[0].figure.clone()], "5");
    }

    #[test]
    fn a_bare_number_behind_a_use_is_a_percentage() {
        let found = slug("cpu_usage_above_70_for_5min", Habits::default());
        assert_eq!(found[0].unit, Unit::Percent(PercentKind::Utilisation));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn users_are_typed_in_slugs_too() {
        let found = slug("support_5k_concurrent_users", Habits::default());
        assert_eq!(found[0].unit, Unit::Count(Entity::ConcurrentUser));
        assert_eq!(found[0].interval.value(), Some(Decimal::from(5000)));
    }
}
