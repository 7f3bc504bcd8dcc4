//! One of something, and no second: what several might be is not guessed.

/// The only one there is; none where there are several.
pub(crate) fn only<T>(found: impl IntoIterator<Item = T>) -> Option<T> {
    let mut found = found.into_iter();
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::only;

    #[test]
    fn of_none_and_of_two_there_is_no_only_one() {
        assert_eq!(only([7]), Some(7));
        assert_eq!(only([7, 7]), None);
        assert_eq!(only::<u8>([]), None);
    }
}
