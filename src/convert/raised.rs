//! Sections that are the items of a list, as headings: `- **1. Objective**` with all it says below it.

use crate::convert::kind_of;
use crate::extract::Vocabulary;
use crate::source::Source;
use crate::syntax::{Block, Item, parse};

/// With fewer sections among its items it is a list of another sort.
const FEWEST: usize = 3;

/// The document with a heading for each item that names a section; nothing where there are none, or where that would
/// put something else below them.
pub(in crate::convert) fn raised(source: &Source, vocabulary: &Vocabulary) -> Option<String> {
    let document = parse(source);
    let lists =
        document.blocks.iter().filter_map(|block| if let Block::List(list) = block { Some(list) } else { None });
    let names = |item: &Item| kind_of(item.text.plain.trim().trim_end_matches(':'), vocabulary).is_some();
    let mut items: Vec<&Item> = Vec::new();
    for list in lists {
        if list.items.iter().all(|item| names(item) && !item.blocks.is_empty()) {
            items.extend(&list.items);
        }
    }
    if items.len() < FEWEST || document.blocks.iter().any(|block| matches!(block, Block::Heading(h) if h.level > 1)) {
        return None;
    }
    let text = source.text();
    let mut out = String::new();
    let mut at = 0;
    for item in items {
        let start = super::line_start(text, item.span.range().start);
        out.push_str(text.get(at..start)?);
        at = item.span.range().end;
        let whole = text.get(start..at)?;
        let (first, below) = whole.split_once('\n')?;
        let title = first.trim_start_matches(['-', '*', '+', ' ']).replace("**", "");
        let depth =
            below.lines().find(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len())?;
        out.push_str(&format!("## {}\n\n", title.trim().trim_end_matches(':')));
        for line in below.lines() {
            let bare = if line.trim().is_empty() { "" } else { line.get(depth..)? };
            if line.len() - line.trim_start().len() < depth && !bare.is_empty() {
                return None;
            }
            out.push_str(bare);
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_that_name_sections_become_headings_and_what_is_below_them_moves_to_the_left() {
        let text = "# Canvas\n\n- **1. Objetivo**\n    - 5x\n        - até 2027\n- **5. Custos:**\n    - API: R$ 3\n\n- **6. Riscos**\n    - Fila\n";
        let source = Source::new("a.md", text.as_bytes());
        let raised = raised(&source, &Vocabulary::default()).expect("three sections");
        let lines: Vec<&str> = raised.lines().filter(|line| !line.is_empty()).collect();
        let wanted = [
            "# Canvas",
            "## 1. Objetivo",
            "- 5x",
            "    - até 2027",
            "## 5. Custos",
            "- API: R$ 3",
            "## 6. Riscos",
            "- Fila",
        ];
        assert_eq!(lines, wanted);
    }

    #[test]
    fn other_lists_stay_lists() {
        for text in ["- Custos\n- Riscos\n- Objetivo\n", "- Maçãs\n  - 3\n- Peras\n  - 4\n- Uvas\n  - 5\n"] {
            assert_eq!(raised(&Source::new("a.md", text.as_bytes()), &Vocabulary::default()), None);
        }
    }
}
