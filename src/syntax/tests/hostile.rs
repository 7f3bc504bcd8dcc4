//! Documents made to break readers: none may panic, overflow the stack, take long or point outside its text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::source::Span;
use crate::syntax::{Block, Document, Inline, Node, ProblemKind, Value, markdown, yaml};

/// Far above what these take (a debug build on a busy machine), far below what quadratic time would.
const LONG: Duration = Duration::from_secs(60);

fn read_all(text: &str) -> [Document; 3] {
    let fence = format!("```yaml\n{text}");
    [yaml::document(text), markdown::document(text), markdown::document(&fence)]
}

#[test]
fn nothing_takes_long() {
    let many = 100_000;
    let steps = |mark: &str| (0..1_000).map(|i| format!("{}{mark}\n", " ".repeat(2 * i))).collect::<String>();
    let bomb: String =
        (1..10).map(|i| format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 10].join(", "))).collect();
    let wide = |cell: &str| format!("|{}\n|{}\n", format!("{cell}|").repeat(5_000), "-|".repeat(5_000));
    let cases = [
        ("brackets", "[".repeat(many)),
        ("braces", "{a: ".repeat(many)),
        ("items on a line", "- ".repeat(many)),
        ("questions", "? ".repeat(many)),
        ("quotes", ">".repeat(many)),
        ("quotes and items", "> - ".repeat(many / 2)),
        ("nested items", steps("- a")),
        ("nested keys", steps("k:")),
        ("nested broken keys", format!("x: a: b\n{}", steps("k:"))),
        ("links", "[a](".repeat(many)),
        ("stars", "**a ".repeat(many)),
        ("backticks", (0..1_000).map(|i| "`".repeat(i % 400) + "a").collect()),
        ("tags without end", "<a ".repeat(many)),
        ("angles", format!("<div>\n{}", "< ".repeat(many))),
        ("comments", "<!-- ".repeat(many)),
        ("references", "&a *b !c ".repeat(many / 4)),
        ("alias bomb", format!("a0: &a0 x\n{bomb}")),
        ("one long line", "word ".repeat(200_000)),
        ("one long key", format!("{}: 1\n", "k".repeat(1_000_000))),
        ("one long flow", format!("{{{}}}", "a: 1, ".repeat(many / 4))),
        ("deep siblings", format!("{}{}", "[".repeat(128), "[],".repeat(many / 4))),
        ("comment lines", "# c\n".repeat(many)),
        ("documents", "---\na: b: c\n".repeat(10_000)),
        ("blank documents", "---\n".repeat(many / 4)),
        ("block text", format!("a: |\n{}", "  line\n".repeat(many))),
        ("open brackets", format!("a: b: c\n{}", "- [\n".repeat(many / 20))),
        ("open quotes", "a: \"\n".repeat(many / 10)),
        ("dedents", "    a: 1\n  b: 2\n".repeat(many / 10)),
        ("sparse table", format!("{}{}", wide("a"), "a\n".repeat(5_000))),
        ("wide table", format!("{}{}", wide("`a"), wide("b"))),
        ("table beyond its header", format!("|a|\n|-|\n{}", format!("|{}\n", "*x* |".repeat(100)).repeat(100))),
        ("pipes and ticks", format!("|a|\n|-|\n|{}\n", "`|".repeat(many))),
        ("fences", "```yaml\na: 1\n".repeat(10_000)),
        ("control characters", "a: \u{0}\u{1b}\u{8d}\u{85}\n- \u{0}€\n".repeat(1_000)),
        ("windows lines", "- a: 1\r\n  b: **2** \r\n".repeat(10_000)),
    ];
    for (name, text) in cases {
        let start = Instant::now();
        let documents = read_all(&text);
        let took = start.elapsed();
        assert!(took < LONG, "{name} took {took:?}");
        documents.iter().take(2).for_each(|document| check(document, &text));
    }
}

#[test]
fn what_is_too_deep_is_reported() {
    for document in [markdown::document(&"> ".repeat(1_000)), yaml::document(&"- ".repeat(1_000))] {
        assert!(document.problems.iter().any(|problem| problem.kind == ProblemKind::CutShort("nesting")));
    }
    assert!(
        yaml::document(&"[".repeat(1_000))
            .problems
            .iter()
            .any(|problem| problem.kind == ProblemKind::CutShort("nesting"))
    );
}

#[test]
fn words_that_stand_too_deep_are_still_read() {
    let document = markdown::document(&format!("{}deep\n", "> ".repeat(200)));
    assert!(format!("{:?}", document.blocks).contains("\"deep\""));
}

#[test]
fn an_unclosed_fence_reaches_to_the_end() {
    let document = markdown::document("```yaml\na: 1\nb: 2");
    let Some(Block::Fence(fence)) = document.blocks.first() else { panic!("a fence") };
    assert_eq!((fence.yaml.len(), fence.text.plain.as_str()), (1, "a: 1\nb: 2"));
}

/// Pieces of documents that meet in all orders.
fn snippets() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "\n",
        "\r\n",
        "  ",
        "    ",
        "\t",
        "- ",
        "> ",
        "# ",
        "| ",
        "|\n|-|-|\n",
        "```yaml\n",
        "```\n",
        "---\n",
        "a: ",
        "b:",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "**",
        "*",
        "_",
        "`",
        "``",
        "<!--",
        "-->",
        "<br>",
        "<b",
        ">",
        "&amp;",
        "&ndash;",
        "\\",
        "\\|",
        "\\u00e9",
        "# c",
        "| \n",
        "|-\n",
        ">\n",
        "[x](#é)",
        "![",
        "](",
        "é",
        "🏗️",
        "\u{0}",
        "\u{85}",
        "\u{a0}",
        "1.000",
        "R$ ",
        "x",
        "word ",
        "...",
        "&x ",
        "*x",
        "!t ",
        "[^1]",
        "[^1]: ",
        "1. ",
        "- [x] ",
        "~~",
        "===\n",
        "  \n",
        "\u{feff}",
        "%Y\n",
        "? ",
        ",",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_of_any_text_fits_it(text in prop_oneof![4 => snippets(), 1 => any::<String>()]) {
        check(&markdown::document(&text), &text);
        check(&yaml::document(&text), &text);
        let fence = format!("- x\n\n  ```yaml\n  {}\n  ```\n", text.replace('\n', "\n  "));
        check(&markdown::document(&fence), &fence);
        let quoted = format!("> ~~~yml\n> {}\n", text.replace('\n', "\n> "));
        check(&markdown::document(&quoted), &quoted);
    }
}

/// Every span lies in the text, and every map leads each word to where it stands.
fn check(document: &Document, text: &str) {
    let check = Check { text };
    document.front_matter.iter().for_each(|front| check.node(front));
    document.blocks.iter().for_each(|block| check.block(block));
    document.problems.iter().for_each(|problem| check.span(problem.span));
    document.anchors.iter().for_each(|anchor| check.span(anchor.span));
}

struct Check<'a> {
    text: &'a str,
}

impl Check<'_> {
    fn span(&self, span: Span) {
        assert!(self.text.get(span.range()).is_some(), "{span:?} is no place in {:?}", shortened(self.text));
    }

    fn inline(&self, inline: &Inline) {
        self.span(inline.span);
        let whole = inline.span_of(0..inline.plain.len());
        self.span(whole);
        assert!(inline.span.start <= whole.start && whole.end <= inline.span.end, "{inline:?}");
        for range in inline.bold.iter().chain(&inline.code).chain(&inline.links) {
            let range = range.start as usize..range.end as usize;
            assert!(inline.plain.get(range.clone()).is_some(), "{inline:?}");
            self.span(inline.span_of(range));
        }
        for (i, c) in inline.plain.char_indices().filter(|(_, c)| c.is_alphanumeric()).take(2_000) {
            let at = inline.source_offset(i) as usize;
            let found = self.text.get(at..).and_then(|rest| rest.chars().next());
            let known = found == Some(c) || matches!(found, Some('&' | '\\'));
            assert!(
                known,
                "{c:?} at {i} of {inline:?} stands at {at}, where {found:?} is, in {:?}",
                shortened(self.text)
            );
            self.span(inline.span_of(i..i + c.len_utf8()));
        }
    }

    fn block(&self, block: &Block) {
        match block {
            Block::Heading(heading) => self.inline(&heading.text),
            Block::Paragraph(text) | Block::Comment(text) => self.inline(text),
            Block::Break(span) => self.span(*span),
            Block::Quote(blocks) => blocks.iter().for_each(|block| self.block(block)),
            Block::Yaml(node) => self.node(node),
            Block::List(list) => {
                self.span(list.span);
                for item in &list.items {
                    self.span(item.span);
                    self.inline(&item.text);
                    item.blocks.iter().for_each(|block| self.block(block));
                }
            }
            Block::Table(table) => {
                self.span(table.span);
                for row in table.rows.iter().chain([&table.header]) {
                    self.span(row.span);
                    row.cells.iter().for_each(|cell| self.inline(cell));
                }
            }
            Block::Fence(fence) => {
                self.span(fence.span);
                self.inline(&fence.text);
                fence.yaml.iter().for_each(|node| self.node(node));
            }
        }
    }

    fn node(&self, node: &Node) {
        self.span(node.span);
        node.comment.iter().for_each(|comment| self.inline(comment));
        match &node.value {
            Value::Scalar { text, .. } => self.inline(text),
            Value::List(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Value::Map(entries) => {
                for entry in entries {
                    self.inline(&entry.key);
                    self.node(&entry.node);
                    entry.comment.iter().for_each(|comment| self.inline(comment));
                }
            }
            Value::Alias(_) | Value::Missing => {}
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(400).collect()
}
