//! YAML: what it reads as, what a strict parser refuses, and whether both readers mean the same.

use crate::syntax::tests::outline;
use crate::syntax::{Block, Node, Value, yaml};

fn read(text: &str) -> String {
    outline::of(&yaml::document(text), text)
}

#[test]
fn comments_go_with_what_they_speak_of() {
    let text = "# volume\npeak: 40% # at noon\nphase_1: # 1K-10K users\n  # two lines\n  # above\n  nodes: 3\n  list: [a, b] # flow\nempty: # nothing yet\n";
    assert_eq!(
        read(text),
        "\
yaml:
  peak (volume): 40% # at noon
  phase_1 (1K-10K users):
    nodes (two lines\\nabove < two lines\\n  # above): 3
    list: # flow
      - a
      - b
  empty (nothing yet): ?
"
    );
}

#[test]
fn a_comment_inside_a_text_of_many_lines_is_text() {
    assert_eq!(
        read("a: | # kept\n  # no comment\n  end\nb: 1\n"),
        "yaml:\n  a (kept): # no comment\\nend\\n < # no comment\\n  end\n  b: 1\n"
    );
}

#[test]
fn quoted_keys_and_values_read_without_quotes() {
    assert_eq!(
        read("\"09:00-11:00\": 40%\n'it''s': \"a\\tb \\u00e9!\"\n"),
        "yaml:\n  09:00-11:00: 40%\n  it\\'s < it\\'\\'s: 'a\\tb é! < a\\\\tb \\\\u00e9!'\n"
    );
}

#[test]
fn folded_and_continued_lines_keep_their_map() {
    assert_eq!(
        read("a: one\n  two\nb: >-\n  three\n  four\n"),
        "yaml:\n  a: one two < one\\n  two\n  b: three four < three\\n  four\n"
    );
}

#[test]
fn every_document_of_a_stream_is_read() {
    assert_eq!(
        read("%YAML 1.2\n---\na: 1\n---\n# only a comment\n---\nb: 2\n...\nc: 3\n"),
        "yaml:\n  a: 1\nyaml:\n  b: 2\nyaml:\n  c: 3\n"
    );
}

#[test]
fn anchors_tags_and_aliases_are_kept_simple() {
    assert_eq!(
        read("a: &base !!str 5\nb: *base\nc: *nowhere\nd: **bold**\n"),
        "yaml:\n  a: 5\n  b: *base\n  c: *nowhere\n  d: bold [bold bold]\n"
    );
}

#[test]
fn a_value_that_is_missing_is_not_the_word_null() {
    assert_eq!(read("a:\nb: ~\nc: null\n"), "yaml:\n  a: ?\n  b: ~\n  c: null\n");
}

#[test]
fn a_key_that_stands_twice_is_found_at_its_second_place() {
    assert_eq!(read("a: 1\nb: 2\na: 3\n"), "yaml:\n  a: 1\n  b: 2\n  a: 3\nproblem twice a < a\n");
    let many: String = (0..20).map(|i| format!("k{}: {i}\n", i % 19)).collect();
    assert!(read(&many).contains("problem twice k0 < k0\n"), "also among many keys");
}

#[test]
fn what_a_parser_refuses_is_read_line_by_line() {
    let text = "\
scaling: # how far
  cpu: > 80%
  note: a: b: c
  quote: \"now\" and later
  link: [plan](https://x.test/a)
  limit: **10.000** RPS
\tsteps:
    - first: 1
      second: 2 # half
    - third
    - [1, 2]
  last: 'done'
free:
- a
- b
key: |
  text: kept
end: 1
";
    assert_eq!(
        read(text),
        "\
yaml:
  scaling (how far):
    cpu: > 80%
    note: a: b: c
    quote: \\\"now\\\" and later
    link: plan [link plan]
    limit: 10.000 RPS < 10.000** RPS [bold 10.000]
    steps:
      -
        first: 1
        second: 2 # half
      - third
      -
        - 1
        - 2
    last: 'done'
  free:
    - a
    - b
  key: text: kept
  end: 1
problem unparseable < > 80%
"
    );
}

#[test]
fn brackets_over_many_lines_are_whole_even_beside_broken_lines() {
    assert_eq!(
        read("zonas: [\n  sul, # aqui\n  norte\n]\ncpu: > 80%\n- {a: 1,\n   b: 2}\nsem: [fim\nx: 1\n"),
        "\
yaml:
  zonas:
    - sul # aqui
    - norte
  cpu:
    - > 80%
    -
      a: 1
      b: 2
  sem: [fim
  x: 1
problem unparseable < > 80%
"
    );
}

#[test]
fn a_broken_document_leaves_its_neighbours_alone() {
    assert_eq!(
        read("a: 1\n---\nb: c: d\n---\ne: [1, 2]\n"),
        "yaml:\n  a: 1\nyaml:\n  b: c: d\nyaml:\n  e:\n    - 1\n    - 2\nproblem unparseable < : d\n"
    );
}

#[test]
fn nothing_of_a_broken_document_is_lost() {
    let text = "a: b: c\n  wrong: indent\nstray words\n- item\n- k: v\nlast: x\n";
    let outline = read(text);
    for word in ["b: c", "wrong", "indent", "stray words", "item", "k", "v", "last", "x"] {
        assert!(outline.contains(word), "{word} is missing in\n{outline}");
    }
}

#[test]
fn thousands_in_braces_are_one_number() {
    assert_eq!(
        read("a: {load: 1,200 req/s, users: 1,234,567, for: 10 min}\n"),
        "yaml:\n  a:\n    load: 1,200 req/s\n    users: 1,234,567\n    for: 10 min\n"
    );
    assert_eq!(
        read("a: {load: 1, 200 req/s, b: x1234,567, c: \"1\",200}\n"),
        "yaml:\n  a:\n    load: 1\n    200 req/s: ?\n    b: x1234\n    567: ?\n    c: '1'\n    200: ?\n"
    );
}

#[test]
fn both_readers_of_yaml_mean_the_same() {
    let texts = [
        "custo: {mensal: R$ 100, anual: [1, 2, 3]}\nfase:\n- nome: um\n  meta: 10%\n- nome: dois\n",
        "a: \"x\\ny\"\nb: 'it''s'\nc: |\n  um\n  dois\n\nd: >\n  dobrado\n  aqui\n\n  fim\ne: '-'\n",
        "usuarios:\n  hoy: 500\n  pico: \"09:00-11:00\"\n  nota: texto\n    que sigue\n",
        "[1, {a: b}, [], {}, \"c d\"]\n",
    ];
    for text in texts {
        let expected: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
        let document = yaml::document(text);
        let [Block::Yaml(node)] = document.blocks.as_slice() else { panic!("one node in {text}") };
        assert_eq!(written(node), flat(&expected), "{text}");
    }
}

fn written(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } => text.plain.clone(),
        Value::Map(entries) => {
            let entries: Vec<_> = entries.iter().map(|e| format!("{}={}", e.key.plain, written(&e.node))).collect();
            format!("{{{}}}", entries.join(";"))
        }
        Value::List(nodes) => format!("[{}]", nodes.iter().map(written).collect::<Vec<_>>().join(";")),
        Value::Alias(name) => format!("*{name}"),
        Value::Missing => String::new(),
    }
}

fn flat(value: &serde_yaml::Value) -> String {
    match value {
        serde_yaml::Value::Null => String::new(),
        serde_yaml::Value::Bool(b) => b.to_string(),
        serde_yaml::Value::Number(n) => n.to_string(),
        serde_yaml::Value::String(s) => s.clone(),
        serde_yaml::Value::Sequence(items) => format!("[{}]", items.iter().map(flat).collect::<Vec<_>>().join(";")),
        serde_yaml::Value::Mapping(map) => {
            let entries: Vec<_> = map.iter().map(|(k, v)| format!("{}={}", flat(k), flat(v))).collect();
            format!("{{{}}}", entries.join(";"))
        }
        serde_yaml::Value::Tagged(tagged) => flat(&tagged.value),
    }
}
