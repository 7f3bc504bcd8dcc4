//! What `canvas inspect` shows: the form that programs read on every canvas, the text on a small one.

mod common;

use std::path::PathBuf;

use canvas::report::inspect::{json, text};
use canvas::report::layout::Style;
use canvas::words::Language;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

fn canvases() -> Vec<PathBuf> {
    ["canvases", "canvases/templates", "tests/twins", "tests/blind"].into_iter().flat_map(common::documents).collect()
}

fn understood(file: &std::path::Path) -> Value {
    let (source, report) = common::check(file);
    let mut out = Vec::new();
    json::render(&source, &report, None, &mut out).expect("memory takes everything");
    serde_json::from_slice(&out).expect("JSON")
}

fn shown(name: &str, canvas: &str, style: &Style, language: Option<Language>) -> String {
    let (source, report) = common::check_text(name, canvas);
    let mut out = Vec::new();
    let language = language.unwrap_or(report.canvas.language);
    text::render(&source, &report, style, language, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn every_field_of_the_contract_is_there_on_every_canvas() {
    const FIELDS: [&str; 13] = [
        "line",
        "column",
        "text",
        "low",
        "high",
        "unit",
        "per",
        "currency",
        "statistic",
        "scenario",
        "entity",
        "section",
        "label",
    ];
    let mut quantities = 0;
    for file in canvases() {
        let understood = understood(&file);
        assert_eq!(understood["version"], 1, "{}", file.display());
        assert_eq!(understood["path"].as_str(), file.to_str());
        assert!(understood["language"].is_string() && understood["recognised"].is_boolean());
        for list in ["sections", "scenarios", "quantities", "risks", "targets", "load_tests", "components", "sums"] {
            assert!(understood[list].is_array(), "{}: {list}", file.display());
        }
        for quantity in understood["quantities"].as_array().expect("a list") {
            quantities += 1;
            let fields = quantity.as_object().expect("an object");
            let missing: Vec<&str> = FIELDS.into_iter().filter(|field| !fields.contains_key(*field)).collect();
            assert!(missing.is_empty(), "{}: {quantity} lacks {missing:?}", file.display());
            for end in ["low", "high"] {
                let digits = quantity[end].as_str().map(str::parse::<f64>);
                assert!(quantity[end].is_null() || digits.is_some_and(|d| d.is_ok()), "{}: {quantity}", file.display());
            }
            assert_eq!(quantity["unit"] == "money", quantity["currency"].is_string(), "{quantity}");
            assert_eq!(quantity["unit_kind"] == "count", quantity["entity"].is_string(), "{quantity}");
        }
    }
    assert!(quantities > 1_000, "only {quantities} quantities");
}

#[test]
fn what_is_printed_conforms_to_the_schema() {
    let schema: Value = serde_json::from_str(&json::schema()).expect("JSON");
    for file in canvases() {
        conforms(&schema, &schema, &understood(&file), &file.display().to_string());
    }
}

/// As much of JSON Schema as the schema uses.
fn conforms(root: &Value, schema: &Value, value: &Value, place: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        return conforms(root, root.pointer(&reference[1..]).expect("a definition"), value, place);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let is_null = |choice: &&Value| (choice["type"] == "null") == value.is_null();
        let choice = choices.iter().find(is_null).unwrap_or_else(|| panic!("{place}: {value}"));
        return conforms(root, choice, value, place);
    }
    if let Some(choices) = schema["enum"].as_array() {
        assert!(choices.contains(value), "{place}: {value} is none of {choices:?}");
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let allowed = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
    assert!(allowed.contains(&Value::from(kind)), "{place} is {kind}, not {allowed:?}");
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        conforms(root, &schema["items"], item, &format!("{place}[{at}]"));
    }
    if let Some(fields) = value.as_object() {
        for name in schema["required"].as_array().expect("a list") {
            assert!(fields.contains_key(name.as_str().expect("a name")), "{place} lacks {name}");
        }
        for (name, field) in fields {
            conforms(root, &schema["properties"][name], field, &format!("{place}.{name}"));
        }
    }
}

const BAKERY: &str = "\
# Canvas de escalabilidade: padaria

- **Responsável:** Equipe de Pedidos
- **Versão:** 1.2

## 1. Objetivo

- Crescer 5x até dezembro de 2027, com p95 < 400 ms

## 2. Volumes esperados (por dia)

| Métrica | Atual | Escalado |
|---|---|---|
| Encomendas | 1.000 encomendas | 5.000 encomendas |

## 5. Custos

| Item | Custo mensal |
|---|---|
| API | ~R$ 800 |
| Banco | R$ 1.700 |
| Total | R$ 2.500 |

## 6. Riscos

- **Risco:** o banco satura
  - **Mitigação:** réplica de leitura
- **Risco:** o forno para

## 7. Monitoramento

- Alerta com p95 > 350 ms por 5 min

## 8. Teste de carga

- k6 com 200 usuários simultâneos por 30 min, p95 < 400 ms
";

#[test]
fn a_person_reads_what_was_understood() {
    insta::assert_snapshot!(shown("padaria.md", BAKERY, &Style::default(), None));
}

#[test]
fn no_line_is_wider_than_the_page_and_no_word_is_of_the_program() {
    for file in canvases() {
        let (source, report) = common::check(&file);
        for language in Language::ALL {
            let mut out = Vec::new();
            text::render(&source, &report, &Style::default(), language, &mut out).expect("memory takes everything");
            let shown = String::from_utf8(out).expect("UTF-8");
            for line in shown.lines() {
                assert!(line.width() <= 80, "{}: {line}", file.display());
                for debug in ["Some(", "None", "Thing(", "Percentile(", "{line}", "{what}"] {
                    assert!(!line.contains(debug), "{}: {line}", file.display());
                }
            }
        }
    }
}

#[test]
fn the_program_speaks_the_language_that_is_asked_for() {
    let english = shown("padaria.md", BAKERY, &Style::default(), Some(Language::En));
    for words in ["in Portuguese", "Quantities", "per month (from line 18)", "no mitigation", "Checks that hold"] {
        assert!(english.contains(words), "{words} is not in\n{english}");
    }
    let spanish = shown("padaria.md", BAKERY, &Style::default(), Some(Language::Es));
    for words in ["en portugués", "Cantidades", "por mes (de la línea 18)", "sin mitigación"] {
        assert!(spanish.contains(words), "{words} is not in\n{spanish}");
    }
}

#[test]
fn a_terminal_without_unicode_gets_ascii_signs() {
    let style = Style { unicode: false, ..Style::default() };
    let plain = "# Capacity plan\n\n## Objective\n\n- grow from 2 to 50 users, at most 300 ms, 3-5 replicas\n";
    let shown = shown("plan.md", plain, &style, None);
    assert!(shown.is_ascii() && shown.contains("<= 300 ms"), "{shown}");
}
