//! Text with other words in it that keeps its places in the source.

use std::ops::Range;

use crate::syntax::Inline;

impl Inline {
    /// The text with other words in these ranges, which stand in order. A new word stands where the old one does.
    pub fn with_words(&self, words: &[(Range<usize>, &str)]) -> Inline {
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut text = Inline { span: self.span, ..Inline::default() };
        // Where what has been copied begins and ends in the old text, and where it begins in the new one.
        let mut copied: Vec<(usize, usize)> = Vec::new();
        let mut done = 0;
        for (range, word) in words {
            let Some(kept) = self.plain.get(done..range.start) else { continue };
            copied.push((done, text.plain.len()));
            text.plain.push_str(kept);
            copied.push((range.start, text.plain.len()));
            text.plain.push_str(word);
            done = range.end;
        }
        copied.push((done, text.plain.len()));
        text.plain.push_str(self.plain.get(done..).unwrap_or(""));
        let moved = |old: usize| {
            let behind = copied.partition_point(|&(from, _)| from <= old);
            let (from, to) = behind.checked_sub(1).and_then(|i| copied.get(i)).copied().unwrap_or_default();
            let end = copied.get(behind).map_or(text.plain.len(), |next| next.1);
            (to + (old - from)).min(end)
        };
        let range = |r: &Range<u32>| at(moved(r.start as usize))..at(moved(r.end as usize));
        text.bold = self.bold.iter().map(range).collect();
        text.code = self.code.iter().map(range).collect();
        text.links = self.links.iter().map(range).collect();
        text.pieces = self.pieces.iter().map(|&(plain, source)| (at(moved(plain as usize)), source)).collect();
        text.pieces.extend(copied.iter().map(|&(old, new)| (at(new), self.source_offset(old))));
        text.pieces.sort_by_key(|&(plain, _)| plain);
        text.pieces.dedup_by_key(|&mut (plain, _)| plain);
        text
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Span;
    use crate::syntax::Inline;

    #[test]
    fn what_stands_beside_a_new_word_keeps_its_place() {
        // `40 **carts** a day, 9 carts`
        let text = Inline {
            plain: "40 carts a day, 9 carts".to_owned(),
            span: Span::new(10, 37),
            pieces: vec![(0, 10), (3, 15), (8, 22)],
            bold: vec![3..8, 18..23],
            ..Inline::default()
        };
        let reworded = text.with_words(&[(3..8, "transactions"), (18..23, "tx")]);
        assert_eq!(reworded.plain, "40 transactions a day, 9 tx");
        assert_eq!(reworded.bold, [3..15, 25..27]);
        let place = |word: &str| {
            let at = reworded.plain.find(word).unwrap_or_default();
            reworded.span_of(at..at + word.len())
        };
        assert_eq!(place("40"), Span::new(10, 12));
        assert_eq!(place("transactions").start, 15);
        assert_eq!(place("a day"), Span::new(23, 28));
        assert_eq!(place("9"), Span::new(30, 31));
        assert_eq!(place("tx").start, 32);
    }
}
