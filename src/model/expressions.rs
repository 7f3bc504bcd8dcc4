//! Alert and dashboard expressions of PromQL, and the metrics that the document declares.

use crate::extract::promql::{self, Suspicion};
use crate::extract::vocabulary::fold;
use crate::extract::{Kind, Outline};
use crate::source::{Span, Spanned};

/// Expressions and declared metrics.
#[derive(Clone, Debug, Default)]
pub struct Expressions {
    /// Every expression, in the order of the text.
    pub all: Vec<Expression>,
    /// Metrics that the document declares with their type.
    pub declared: Vec<Spanned<String>>,
}

/// An expression of PromQL.
#[derive(Clone, Debug)]
pub struct Expression {
    /// Where it stands.
    pub span: Span,
    /// The metrics it reads, each once.
    pub metrics: Vec<String>,
    /// What is suspect about its form, and where.
    pub suspicions: Vec<(Suspicion, Span)>,
}

/// Types of metrics.
const TYPES: &[&str] = &["counter", "gauge", "histogram", "summary", "contador", "histograma"];

pub(in crate::model) fn read(outline: &Outline) -> Expressions {
    let mut found = Expressions::default();
    for (index, entry) in outline.entries.iter().enumerate() {
        if let Some(code) = &entry.code {
            found.all.push(Expression {
                span: code.span,
                metrics: promql::metric_names(&code.plain).into_iter().map(str::to_owned).collect(),
                suspicions: promql::suspicions(&code.plain)
                    .into_iter()
                    .map(|(suspicion, range)| (suspicion, code.span_of(range)))
                    .collect(),
            });
        }
        found.declared.extend(declared(outline, index));
    }
    for grid in &outline.tables {
        for row in &grid.rows {
            let texts = || row.iter().map(|&cell| &outline.entries[cell].text);
            if texts().any(|t| is_type(&t.plain))
                && let Some(name) = texts().find(|t| is_metric_name(t.plain.trim()))
            {
                found.declared.push(Spanned::new(name.plain.trim().to_owned(), name.span));
            }
        }
    }
    found
}

/// `- name: queue_size` beside `type: gauge`, or `record: job:errors:rate5m`.
fn declared(outline: &Outline, index: usize) -> Option<Spanned<String>> {
    let entry = &outline.entries[index];
    let key = entry.label.as_ref().filter(|_| entry.kind == Kind::Key).map(|l| fold(l.plain.trim()))?;
    let name = entry.text.plain.trim();
    if !is_metric_name(name) {
        return None;
    }
    let typed = || {
        let beside = outline.below(entry.parent?).map(|i| &outline.entries[i]);
        let named = |e: &&crate::extract::Entry| {
            e.label.as_ref().is_some_and(|l| matches!(fold(l.plain.trim()).as_str(), "type" | "tipo"))
        };
        beside.into_iter().find(named).filter(|e| is_type(&e.text.plain))
    };
    let declares = match key.as_str() {
        "record" => true,
        "name" | "nome" | "nombre" | "metric" | "metrica" => typed().is_some(),
        _ => false,
    };
    declares.then(|| Spanned::new(name.to_owned(), entry.text.span))
}

fn is_type(text: &str) -> bool {
    TYPES.contains(&fold(text.trim()).as_str())
}

/// One word of the characters that Prometheus allows, parts joined by underscores.
fn is_metric_name(text: &str) -> bool {
    text.contains(['_', ':'])
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':')
}

impl Expressions {
    /// Whether a metric is declared, itself or as the histogram or counter that its series belong to.
    pub fn declares(&self, metric: &str) -> bool {
        let stem = |name: &str| {
            let suffixes = ["_bucket", "_sum", "_count", "_total", "_seconds", "_bytes"];
            let mut stem = name.to_owned();
            while let Some(cut) = suffixes.iter().find_map(|s| stem.strip_suffix(s)) {
                stem = cut.to_owned();
            }
            stem
        };
        self.declared.iter().any(|d| d.value == metric || stem(&d.value) == stem(metric))
    }
}
