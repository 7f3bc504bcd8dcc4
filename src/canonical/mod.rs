//! The canonical YAML canvas (`canvas: 1`) as types: what its schema says, and which keys it knows.
//!
//! Nothing is read into these types. A canvas is read as any other YAML is, so that a mistake costs a finding and no more.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use schemars::Schema;
use schemars::transform::RecursiveTransform;
use serde_json::Value as Json;

use crate::source::Spanned;
use crate::syntax::{Block, Document, Node, Value};

mod types;

/// Where editors find the schema, as seen from the canvas.
pub const SCHEMA_URL: &str = "schemas/canvas.schema.json";

/// The JSON Schema of the canonical canvas.
pub fn schema() -> String {
    format!("{:#}\n", *SCHEMA)
}

/// A key that the canonical canvas does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key, as written.
    pub key: Spanned<String>,
    /// The key that it is probably meant to be.
    pub suggestion: Option<String>,
    /// The keys there are in its place.
    pub known: Vec<String>,
}

/// The keys of a document that declares itself canonical which are not among those of its schema.
pub fn unknown_keys(document: &Document) -> Vec<UnknownKey> {
    let mut unknown = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Yaml(node) if document.declared => compare(node, &SCHEMA, &mut unknown),
            // A canvas may be shown in a document, too.
            Block::Fence(fence) => {
                fence.yaml.iter().filter(|node| declares(node)).for_each(|node| compare(node, &SCHEMA, &mut unknown));
            }
            _ => {}
        }
    }
    unknown
}

/// Whether a key is a word of the format rather than one of the author.
pub fn is_key(key: &str) -> bool {
    static KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let mut keys = HashSet::new();
        collect(&SCHEMA, &mut keys);
        keys
    });
    KEYS.contains(key)
}

fn collect(schema: &Json, keys: &mut HashSet<String>) {
    match schema {
        Json::Object(parts) => {
            let properties = parts.get("properties").and_then(Json::as_object);
            keys.extend(properties.into_iter().flatten().map(|(key, _)| key.clone()));
            parts.values().for_each(|part| collect(part, keys));
        }
        Json::Array(parts) => parts.iter().for_each(|part| collect(part, keys)),
        _ => {}
    }
}

static SCHEMA: LazyLock<Json> = LazyLock::new(|| {
    let settings = schemars::generate::SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true);
    let settings = settings.with_transform(RecursiveTransform(merge));
    let mut schema = settings.into_generator().into_root_schema_for::<types::Canvas>();
    // Editors put the title of the whole above what they show of every part.
    schema.remove("title");
    Json::from(schema)
});

/// Makes one schema of alternatives of different types: editors show what is said of a field once then, and name the
/// types it may have in one message.
fn merge(schema: &mut Schema) {
    let Some(alternatives) = schema.remove("anyOf") else { return };
    let mut types: BTreeSet<String> = BTreeSet::new();
    for alternative in alternatives.as_array().into_iter().flatten() {
        let Ok(mut alternative) = Schema::try_from(alternative.clone()) else { continue };
        merge(&mut alternative);
        for (key, value) in alternative.ensure_object() {
            match value {
                Json::String(one) if key == "type" => types.extend([one.clone()]),
                Json::Array(several) if key == "type" => {
                    types.extend(several.iter().filter_map(Json::as_str).map(str::to_owned));
                }
                other => {
                    schema.insert(key.clone(), other.take());
                }
            }
        }
    }
    schema.insert("type".to_owned(), types.into_iter().collect());
}

fn compare(node: &Node, schema: &Json, unknown: &mut Vec<UnknownKey>) {
    match &node.value {
        Value::Map(entries) => {
            let Some(shape) = shape(schema, "object") else { return };
            let rest = &shape["additionalProperties"];
            for entry in entries {
                let key = entry.key.plain.trim();
                match shape["properties"].get(key) {
                    Some(schema) => compare(&entry.node, schema, unknown),
                    None if rest == &Json::Bool(false) => unknown.push(stray(&entry.key, shape)),
                    None => compare(&entry.node, rest, unknown),
                }
            }
        }
        Value::List(nodes) => {
            let Some(shape) = shape(schema, "array") else { return };
            nodes.iter().for_each(|node| compare(node, &shape["items"], unknown));
        }
        Value::Scalar { .. } | Value::Alias(_) | Value::Missing => {}
    }
}

fn declares(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|entry| {
        entry.key.plain == "canvas" && matches!(&entry.node.value, Value::Scalar { text, .. } if text.plain == "1")
    })
}

fn stray(key: &crate::syntax::Inline, shape: &Json) -> UnknownKey {
    const LIKE_ENOUGH: f64 = 0.8;
    let known: Vec<String> = shape["properties"].as_object().into_iter().flatten().map(|(k, _)| k.clone()).collect();
    let written = key.plain.trim().to_lowercase().replace([' ', '-'], "_");
    let likeness = |known: &&String| strsim::jaro_winkler(known, &written);
    let nearest = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let suggestion = nearest.filter(|known| likeness(known) >= LIKE_ENOUGH).cloned();
    UnknownKey { key: Spanned::new(key.plain.trim().to_owned(), key.span), suggestion, known }
}

/// The schema, where it takes values of a type.
fn shape<'s>(schema: &'s Json, of: &str) -> Option<&'s Json> {
    let takes = match &schema["type"] {
        Json::String(one) => one == of,
        Json::Array(several) => several.iter().any(|one| one == of),
        _ => false,
    };
    takes.then_some(schema)
}
