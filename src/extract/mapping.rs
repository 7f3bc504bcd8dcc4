//! YAML as entries: keys are labels, items of sequences are items.

use crate::extract::vocabulary::fold;
use crate::extract::{Builder, Confidence, Entry, Kind, section};
use crate::source::Span;
use crate::syntax::{Inline, Node, Value};

/// Keys whose value names the mapping they stand in.
const NAMING: &[&str] =
    &["name", "nome", "nombre", "title", "titulo", "id", "component", "componente", "metric", "metrica", "alert"];

/// Keys whose value names what is measured.
const MEASURED: &[&str] = &["metric", "metrica"];

/// Keys whose value is the limit of an alert.
const LIMIT: &[&str] = &["threshold", "umbral", "limiar", "condition", "condicao", "condicion"];

impl Builder<'_> {
    /// Reads a node that stands under `above`, `depth` mappings below the top of its YAML.
    pub(in crate::extract) fn node(&mut self, node: &Node, above: Option<usize>, depth: usize) {
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    if self.is_full(entry.key.span) {
                        return;
                    }
                    self.key(entry, above, depth);
                }
            }
            Value::List(nodes) => {
                for node in nodes {
                    if self.is_full(node.span) {
                        return;
                    }
                    self.item(node, above, depth);
                }
            }
            Value::Scalar { text, .. } => {
                self.push(Entry {
                    kind: Kind::Key,
                    parent: above,
                    text: text.clone(),
                    comment: node.comment.clone(),
                    span: node.span,
                    ..Entry::default()
                });
            }
            Value::Alias(_) | Value::Missing => {}
        }
    }

    fn key(&mut self, entry: &crate::syntax::Entry, above: Option<usize>, depth: usize) {
        let index = self.outline.entries.len();
        let nests = matches!(entry.node.value, Value::Map(_) | Value::List(_))
            || matches!(&entry.node.value, Value::Scalar { text, .. } if depth == 0 && text.plain.contains(' '));
        let in_section = above.is_some_and(|a| !self.outline.entries[a].sections.is_empty());
        let mut sections = Default::default();
        if nests && depth <= 1 && !in_section {
            let mut found = if depth == 0 {
                self.sections_of(&entry.key.plain)
            } else {
                section::of_title(&entry.key.plain, self.vocabulary)
            };
            found.retain(|f| depth == 0 || f.1 == Confidence::Certain);
            sections = self.open_sections(&found, above, &entry.key, index);
        }
        let text = match &entry.node.value {
            Value::Scalar { text, .. } => text.clone(),
            _ => blank_behind(&entry.key),
        };
        self.push(Entry {
            kind: Kind::Key,
            parent: above,
            label: Some(entry.key.clone()),
            span: entry.key.span.to(text.span),
            text,
            comment: entry.comment.clone().or_else(|| entry.node.comment.clone()),
            sections,
            ..Entry::default()
        });
        if matches!(entry.node.value, Value::Map(_) | Value::List(_)) {
            self.node(&entry.node, Some(index), depth + 1);
        }
    }

    fn item(&mut self, node: &Node, above: Option<usize>, depth: usize) {
        match &node.value {
            Value::Map(entries) if entries.len() == 1 => self.key(&entries[0], above, depth),
            Value::Map(entries) => {
                let named = |keys: &[&str]| {
                    entries.iter().find_map(|e| match &e.node.value {
                        Value::Scalar { text, .. } if keys.contains(&fold(e.key.plain.trim()).as_str()) => Some(text),
                        _ => None,
                    })
                };
                // A limit is on what is measured, whatever the alert is called.
                let limit = named(LIMIT);
                let name = limit.and_then(|_| named(MEASURED)).or_else(|| named(NAMING));
                let index = self.push(Entry {
                    kind: Kind::Key,
                    parent: above,
                    label: name.cloned(),
                    text: Inline { span: Span { end: node.span.start, ..node.span }, ..Inline::default() },
                    comment: node.comment.clone(),
                    span: Span { end: node.span.start, ..node.span },
                    ..Entry::default()
                });
                for entry in entries {
                    self.key(entry, Some(index), depth + 1);
                }
            }
            _ => self.node(node, above, depth + 1),
        }
    }
}

fn blank_behind(key: &Inline) -> Inline {
    Inline { span: Span { start: key.span.end, end: key.span.end }, ..Inline::default() }
}
