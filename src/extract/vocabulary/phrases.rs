//! Many phrases looked for at once, by how they begin.

/// Phrases of folded words, each with what it means. A `*` behind a word stands for any ending: "cach*".
pub struct Phrases<T> {
    /// Where those that begin alike start in `entries`, by [`start`].
    starts: Vec<u16>,
    entries: Vec<(&'static str, T)>,
}

/// What two letters can begin with.
const STARTS: usize = 1 << 10;

/// The first two letters of a word, as a number below [`STARTS`].
fn start(word: &str) -> usize {
    let mut bytes = word.bytes().map(|b| usize::from(b & 31));
    bytes.next().unwrap_or(0) << 5 | bytes.next().unwrap_or(0)
}

impl<T> Phrases<T> {
    /// Phrases that each begin with at least two letters, or with a word of one.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Phrases<T> {
        let mut entries: Vec<(&'static str, T)> = phrases.into_iter().collect();
        let first = |phrase: &'static str| start(phrase.split(' ').next().unwrap_or(""));
        entries.sort_by_cached_key(|&(phrase, _)| first(phrase));
        let mut starts = vec![0; STARTS + 1];
        for (phrase, _) in &entries {
            starts[first(phrase) + 1] += 1;
        }
        for at in 0..STARTS {
            starts[at + 1] += starts[at];
        }
        Phrases { starts, entries }
    }

    /// The phrases of several lists, each list with what its phrases mean.
    pub fn of_lists(lists: impl IntoIterator<Item = (T, &'static [&'static str])>) -> Phrases<T>
    where
        T: Copy,
    {
        let lists = lists.into_iter();
        Phrases::new(lists.flat_map(|(meaning, phrases)| phrases.iter().map(move |&phrase| (phrase, meaning))))
    }

    /// Whether `words` has a phrase that means that, wherever it stands.
    pub fn say<W: AsRef<str>>(&self, words: &[W], meaning: T) -> bool
    where
        T: PartialEq,
    {
        (0..words.len()).any(|at| self.at(words, at).any(|(_, found, _)| *found == meaning))
    }

    /// The phrases that `words` has at `at`: each with what it means and how many words it is, in the order in which
    /// they were given.
    pub fn at<'a, W: AsRef<str>>(
        &'a self,
        words: &'a [W],
        at: usize,
    ) -> impl Iterator<Item = (&'static str, &'a T, usize)> {
        let alike = words.get(at).map_or(0..0, |word| {
            let start = start(word.as_ref());
            usize::from(self.starts[start])..usize::from(self.starts[start + 1])
        });
        let here = &words[at.min(words.len())..];
        // Most of those that begin alike go on in another way.
        let third = |word: &str| match word.as_bytes() {
            [_, second, third, ..] if [second, third].iter().all(|b| b.is_ascii_alphanumeric()) => Some(*third),
            _ => None,
        };
        let own = here.first().and_then(|word| third(word.as_ref()));
        let may_fit = move |phrase: &str| third(phrase).is_none() || third(phrase) == own;
        let alike = self.entries[alike].iter().filter(move |(phrase, _)| may_fit(phrase));
        alike.filter_map(move |(phrase, meaning)| Some((*phrase, meaning, fits(phrase, here)?)))
    }
}

/// How many words from the first on are `phrase`, if they are.
fn fits<W: AsRef<str>>(phrase: &str, words: &[W]) -> Option<usize> {
    let mut rest = phrase;
    for (at, word) in words.iter().enumerate() {
        let word = word.as_ref();
        let behind = match rest.strip_prefix(word) {
            Some(behind) if behind.is_empty() || behind.starts_with(' ') => behind,
            _ => {
                let (stem, behind) = rest.split_at(rest.bytes().position(|b| matches!(b, b'*' | b' '))?);
                behind.strip_prefix('*').filter(|_| word.starts_with(stem))?
            }
        };
        match behind.strip_prefix(' ') {
            Some(behind) => rest = behind,
            None => return Some(at + 1),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], at: usize) -> Vec<(&'static str, u8, usize)> {
        let phrases = Phrases::new([("cach*", 1), ("a definir", 2), ("carga", 3), ("carga de pico", 4), ("e", 5)]);
        phrases.at(words, at).map(|(phrase, meaning, length)| (phrase, *meaning, length)).collect()
    }

    #[test]
    fn a_phrase_is_found_where_it_begins() {
        let words = ["carga", "de", "pico", "e", "caches"];
        assert_eq!(found(&words, 0), [("carga", 3, 1), ("carga de pico", 4, 3)]);
        assert_eq!(found(&words, 3), [("e", 5, 1)]);
        assert_eq!(found(&words, 4), [("cach*", 1, 1)]);
    }

    #[test]
    fn words_say_what_a_phrase_in_them_means() {
        let phrases = Phrases::of_lists([('t', &["custo total", "soma"][..]), ('x', &["imposto"][..])]);
        assert!(phrases.say(&["o", "custo", "total"], 't'));
        assert!(!phrases.say(&["o", "custo", "total"], 'x'));
        assert!(!phrases.say(&["custo"], 't'));
    }

    #[test]
    fn half_a_phrase_and_words_that_only_begin_alike_are_not_found() {
        assert_eq!(found(&["a"], 0), []);
        assert_eq!(found(&["cargas", "ca", "ção", ""], 0), []);
        for at in 1..9 {
            assert_eq!(found(&["cargas", "ca", "ção", ""], at), []);
        }
    }
}
