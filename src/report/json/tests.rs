//! The report for programs, held against its contract and its schema.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::report::{Report, samples};

fn rendered(run: &Run, language: Option<Language>) -> Value {
    let mut out = Vec::new();
    render(run, language, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn shop() -> Run {
    let source = Source::new("canvases/loja.md", samples::SHOP.as_bytes());
    let report = samples::report(&source, vec![samples::wrong_total(&source)]);
    Run { canvases: vec![(source, report)], skipped: vec!["notes.md".to_owned()] }
}

#[test]
fn a_finding_names_both_sides_with_end_columns_behind_the_last_character() {
    let report = rendered(&shop(), None);
    assert_eq!(
        report["canvases"][0]["findings"][0],
        json!({
            "rule": "arithmetic/sum-mismatch",
            "severity": "error",
            "message": "as linhas somam R$ 2.500, este total diz R$ 2.700",
            "line": 7, "column": 11, "end_line": 7, "end_column": 19,
            "computed": "R$ 2.500", "stated": "R$ 2.700",
            "assumption": null,
            "related": [
                { "line": 5, "column": 16, "end_line": 5, "end_column": 22, "message": "800 + 1.700" },
                { "line": 6, "column": 11, "end_line": 6, "end_column": 19, "message": "" }
            ],
            "help": "escreva R$ 2.500",
            "fix": { "safe": true, "edits": [{ "start": 102, "end": 110, "text": "R$ 2.500" }] },
            "new": null
        })
    );
}

#[test]
fn the_summary_counts_findings_and_documents_passed_over() {
    let report = rendered(&shop(), Some(Language::En));
    assert_eq!(
        report["summary"],
        json!({
            "canvases": 1, "skipped": 1, "errors": 1, "warnings": 0, "advice": 0, "allowed": 0, "known": 0, "score": 74
        })
    );
    assert_eq!(report["canvases"][0]["coverage"], json!(0.62));
    assert_eq!(
        report["canvases"][0]["sections"][4],
        json!({ "section": "costs", "line": 2, "score": 0.7, "status": "present" })
    );
    assert_eq!(
        report["canvases"][0]["sections"][5],
        json!({ "section": "risks", "line": null, "score": 0.0, "status": "missing" })
    );
    let message = report["canvases"][0]["findings"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("the rows add up"), "{message}");
}

#[test]
fn what_is_unknown_is_null() {
    let mut run = samples::run(&[None]);
    run.canvases[0].1.canvas.title = None;
    let report = rendered(&run, None);
    assert_eq!(report["canvases"][0]["title"], Value::Null);
    assert_eq!(report["canvases"][0]["score"], Value::Null);
    assert_eq!(report["summary"]["score"], Value::Null);
}

#[test]
fn the_schema_demands_every_field_and_knows_no_others() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let report = rendered(&shop(), None);
    conforms(&schema, &schema, &report, "report");
    let mut odd = report.clone();
    odd["canvases"][0]["findings"][0]["line"] = json!("seven");
    let caught = std::panic::catch_unwind(|| conforms(&schema, &schema, &odd, "report"));
    assert!(caught.is_err(), "a line that is not a number conforms to the schema");
}

/// As much of JSON Schema as the report uses.
fn conforms(root: &Value, schema: &Value, value: &Value, place: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        return conforms(root, root.pointer(&reference[1..]).unwrap(), value, place);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        if value.is_null() {
            return assert!(choices.iter().any(|c| c["type"] == "null"), "{place} is null");
        }
        let choice = choices.iter().find(|c| c["type"] != "null").unwrap();
        return conforms(root, choice, value, place);
    }
    if let Some(variants) = schema["oneOf"].as_array() {
        return assert!(variants.iter().any(|v| v["const"] == *value), "{place}: {value}");
    }
    if let Some(choices) = schema["enum"].as_array() {
        return assert!(choices.contains(value), "{place}: {value}");
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let allowed = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
    assert!(allowed.contains(&json!(kind)), "{place} is {kind}, not {allowed:?}");
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        conforms(root, &schema["items"], item, &format!("{place}[{i}]"));
    }
    if let Some(fields) = value.as_object() {
        for name in schema["required"].as_array().unwrap() {
            assert!(fields.contains_key(name.as_str().unwrap()), "{place} lacks {name}");
        }
        for (name, field) in fields {
            assert!(schema["properties"].get(name).is_some(), "{place}.{name} is not in the schema");
            conforms(root, &schema["properties"][name], field, &format!("{place}.{name}"));
        }
    }
}

#[test]
fn the_score_is_given_item_by_item_with_what_each_would_gain() {
    let text =
        "# Canvas\n## Objective\n- p95 < 300 ms\n## Volumes\n- Today: 100 orders/day\n## Costs\n- Total: $10/month\n";
    let source = Source::new("shop.md", text.as_bytes());
    let outline = crate::extract::outline(&crate::syntax::parse(&source), &crate::extract::Vocabulary::default());
    let canvas = crate::model::read(&outline, &source);
    let outcomes = crate::rules::run(&canvas, &crate::rules::Settings::default());
    let score = crate::score::score(&canvas, &outcomes);
    let run = Run { canvases: vec![(source, Report::new(canvas, outcomes, score).brief(true))], skipped: Vec::new() };
    let report = rendered(&run, Some(Language::En));
    let calculation = &report["canvases"][0]["calculation"];
    let items = calculation["items"].as_array().unwrap();
    assert_eq!(items.len(), 39);
    let item = |code: &str| items.iter().find(|item| item["item"] == code).unwrap().clone();
    let (horizon, latency) = (item("horizon"), item("latency"));
    assert_eq!(
        (&horizon["level"], &horizon["earned"], &horizon["line"]),
        (&json!("absent"), &json!(0.0), &json!(null))
    );
    assert_eq!((&latency["section"], &latency["line"]), (&json!("objective"), &json!(3)));
    let change = calculation["gains"].as_array().unwrap().iter().find(|gain| gain["item"] == "horizon").unwrap();
    assert_eq!((&change["gain"], &change["effort"]), (&horizon["gain"], &json!(1)));
    let sum: f64 = items.iter().map(|item| item["earned"].as_f64().unwrap()).sum();
    assert!((sum - calculation["earned"].as_f64().unwrap()).abs() < 1e-9);
}
