//! Titles over numbers that name none of the eight sections.

use std::collections::HashSet;

use crate::extract::{Kind, Outline};
use crate::source::Spanned;

/// More titles than this say nothing more about what is missing.
const MOST: usize = 8;

/// The titles of the first level under that of the document that neither open a section nor hold one, with numbers under
/// them: what a section is called that nobody finds.
pub(in crate::model) fn read(outline: &Outline) -> Vec<Spanned<String>> {
    let mut placed = HashSet::new();
    for section in &outline.sections {
        placed.insert(section.entry);
        placed.extend(outline.above(section.entry));
    }
    let is_title = |index: usize| outline.title.as_ref().is_some_and(|t| t.span == outline.entries[index].text.span);
    let counts = |index: usize| outline.subtree(index).any(|under| !outline.entries[under].measures.is_empty());
    let titles = outline.entries.iter().enumerate().filter(|(index, entry)| {
        let first = entry.parent.is_none_or(is_title) && !is_title(*index);
        entry.kind == Kind::Heading && first && !placed.contains(index) && counts(*index)
    });
    titles.take(MOST).map(|(_, entry)| Spanned::new(entry.text.plain.trim().to_owned(), entry.text.span)).collect()
}

#[cfg(test)]
mod tests {
    use crate::extract::{self, Vocabulary};
    use crate::source::Source;
    use crate::syntax;

    fn unplaced(text: &str) -> Vec<String> {
        let document = syntax::parse(&Source::new("a.md", text.as_bytes()));
        super::read(&extract::outline(&document, &Vocabulary::default())).into_iter().map(|title| title.value).collect()
    }

    #[test]
    fn titles_over_numbers_that_neither_name_nor_hold_a_section_are_kept() {
        let text = "# Plano\n\n## Custos\n\nR$ 900\n\n## Folclore\n\n### Lendas\n\n12 servidores\n\n## Glossário\n\nTexto\n\n## Anexos\n\n### Riscos\n\n2 quedas\n";
        assert_eq!(unplaced(text), ["Folclore"]);
        assert_eq!(unplaced("# Folclore\n\n12 servidores\n"), Vec::<String>::new());
    }
}
