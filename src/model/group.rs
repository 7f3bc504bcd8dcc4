//! What stands side by side: the bullets of a list, the keys of a mapping, aligned lines.

use crate::extract::vocabulary::fold;
use crate::extract::{Kind, Outline};
use crate::model::fact::Fact;
use crate::model::sums;
use crate::source::Span;

/// Entries directly below the same one. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct Group {
    /// The entry they stand below.
    pub parent: Option<usize>,
    /// The entry that this one stands below.
    pub above: Option<usize>,
    /// Whether they are lines of a block of plain text; blank lines part one group from the next.
    pub in_block: bool,
    /// What the entry they stand below says, folded, its heading included.
    pub title: String,
    /// They.
    pub items: Vec<Item>,
}

/// One of several that stand side by side.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// The facts in it, those of label and comment included.
    pub facts: Vec<usize>,
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Item {
    /// Whether it is the total of the others, or of some.
    pub fn is_total(&self) -> bool {
        sums::is_total(&self.label)
    }
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Group> {
    let mut of_entry: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        of_entry.entry(fact.entry).or_default().push(at);
    }
    let mut groups: Vec<(Kind, Group)> = Vec::new();
    let mut of_parent = std::collections::BTreeMap::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        if !matches!(entry.kind, Kind::Item | Kind::Key | Kind::Line) {
            continue;
        }
        let at = *of_parent.entry((entry.parent, entry.kind)).or_insert_with(|| {
            let above = entry.parent.and_then(|p| outline.entries[p].parent);
            let title = title(outline, entry.parent);
            let in_block = entry.kind == Kind::Line;
            groups.push((entry.kind, Group { parent: entry.parent, above, in_block, title, items: Vec::new() }));
            groups.len() - 1
        });
        groups[at].1.items.push(Item {
            label: entry.label.as_ref().map_or(String::new(), |l| l.plain.trim().to_owned()),
            facts: of_entry.get(&index).cloned().unwrap_or_default(),
            text: entry.text.plain.clone(),
            span: entry.span,
        });
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn title(outline: &Outline, parent: Option<usize>) -> String {
    let Some(parent) = parent else { return String::new() };
    let mut words = String::new();
    for at in std::iter::once(parent).chain(outline.above(parent)) {
        let entry = &outline.entries[at];
        if let Some(label) = &entry.label {
            words.push_str(&label.plain);
            words.push(' ');
        }
        words.push_str(&entry.text.plain);
        words.push(' ');
        if let Some(comment) = &entry.comment {
            words.push_str(&comment.plain);
        }
        if entry.kind == Kind::Heading || entry.kind == Kind::Key {
            break;
        }
    }
    fold(&words).into()
}
