//! Markdown: every kind of block, and where its words stand.

use crate::syntax::tests::outline;
use crate::syntax::{Inline, markdown};

fn read(text: &str) -> String {
    outline::of(&markdown::document(text), text)
}

#[test]
fn headings_keep_their_emoji_and_mark_what_is_bold() {
    assert_eq!(
        read("# 📈 Guia\n\n## **Metas** de `p95` &amp; *custo*\n\nTexto\n=====\n"),
        "h1 📈 Guia\nh2 Metas de p95 & custo < Metas** de `p95` &amp; *custo [bold Metas] [code p95]\nh1 Texto\n"
    );
}

#[test]
fn an_item_has_its_own_text_and_what_is_nested_under_it() {
    assert_eq!(
        read(
            "- **Fase 1**: 1.000 usuarios\n  - nodos: 3\n\n    Segundo párrafo\n- [x] hecho\n- [ ] por hacer\n\n1. one\n\n   two\n"
        ),
        "\
- Fase 1: 1.000 usuarios < Fase 1**: 1.000 usuarios [bold Fase 1]
  - nodos: 3
    p Segundo párrafo
- [x] hecho
- [ ] por hacer
1. one
  p two
"
    );
}

#[test]
fn an_item_that_begins_with_a_block_has_no_text() {
    assert_eq!(read("- ```\n  x\n  ```\n\n  after\n"), "-\n  fence  x\\n\n  p after\n");
}

#[test]
fn rows_have_the_cells_that_were_written() {
    let text = "\
| Métrica | Hoje | Meta |
|---|--:|---|
| **RPS** | 10 | 1 \\| 2 |
| Custo | |
| Extra | 1 | 2 | - **3** |
| `a|b` | `c` | d |
last
";
    assert_eq!(
        read(text),
        "\
head | Métrica | Hoje | Meta
row | RPS [bold RPS] | 10 | 1 | 2 < 1 \\\\| 2
row | Custo |
row | Extra | 1 | 2 | - 3 < - **3 [bold 3]
row | a|b [code a|b] | c [code c] | d
row | last
problem 2 cells of 3 < | Custo | |
problem 4 cells of 3 < | Extra | 1 | 2 | - **3** |
problem 1 cells of 3 < last
"
    );
}

#[test]
fn a_column_that_all_rows_leave_out_is_meant_so() {
    assert_eq!(
        read("| a | b | nota |\n|-|-|-|\n| 1 | 2 |\n| 3 | 4 |\n"),
        "head | a | b | nota\nrow | 1 | 2\nrow | 3 | 4\n"
    );
}

#[test]
fn a_table_in_a_quote_with_windows_line_ends_is_read() {
    assert_eq!(
        read("> | a | b |\r\n> |---|---|\r\n> | x | |\r\n> | y |\r\n"),
        "quote\n  head | a | b\n  row | x |\n  row | y\nproblem 1 cells of 2 < | y |\n"
    );
}

#[test]
fn yaml_in_an_item_points_into_the_source() {
    let text = "- item\r\n\r\n  ```yaml\r\n  pico:\r\n    \"09:00-11:00\": 40% # manhã\r\n    texto: |\r\n      um\r\n      dois\r\n  ```\r\n";
    assert_eq!(
        read(text),
        "\
- item
  fence yaml pico:\\n  \\\"09:00-11:00\\\": 40% # manhã\\n  texto: |\\n    um\\n    dois\\n
    yaml:
      pico:
        09:00-11:00: 40% # manhã
        texto: um\\ndois\\n < um\\r\\n      dois
"
    );
}

#[test]
fn a_refused_fence_does_not_trouble_the_rest() {
    assert_eq!(
        read("```yml\ncpu: > 80%\n```\n\nrest\n"),
        "fence yml cpu: > 80%\\n\n  yaml:\n    cpu: > 80%\np rest\nproblem unparseable < > 80%\n"
    );
}

#[test]
fn unmarked_fences_are_yaml_only_when_they_are_settings() {
    assert!(read("```\nmin_replicas: 2\nmax_replicas: 10\n```\n").contains("yaml:"));
    for code in [
        "rps: 1000 * 2 = 2000\ncost: 5\n",
        "Custo mensal: R$ 10\nTotal anual: R$ 120\n",
        "def f():\n",
        "a: 1\n",
        "a: b: c\nd: e\n",
    ] {
        assert!(!read(&format!("```\n{code}```\n")).contains("yaml:"), "{code}");
    }
}

#[test]
fn json_is_read_when_it_is_json() {
    assert!(read("```JSON\n{\n\t\"rps\": [100, 200]\n}\n```\n").contains("    rps:\n      - 100\n"));
    assert_eq!(read("```json\n{ ... \"a\": }, \n```\n"), "fence json { ... \\\"a\\\": }, \\n\n");
}

#[test]
fn front_matter_is_read_and_a_rule_at_the_top_is_none() {
    assert_eq!(
        read("---\ntitle: Plan # v2\nlocale: es\n---\n\n# Uno\n\n---\na: b\n\n---\n"),
        "front:\n  title: Plan # v2\n  locale: es\nh1 Uno\nbreak ---\np a: b\nbreak ---\n"
    );
    assert_eq!(read("---\n\n# A: b\n\n---\n"), "break ---\nh1 A: b\nbreak ---\n");
    assert_eq!(read("---\nno key here\n\n---\n"), "break ---\np no key here\nbreak ---\n");
}

#[test]
fn html_leaves_its_words_and_its_comments() {
    assert_eq!(
        read(
            "<!-- canvas: allow -->\n\nuno<br>dos <b>tres</b> <!-- aquí --> fin\n\n- a <!-- b -->\n\n<details>\n<summary>Más &gt; 5</summary>\n<!-- c -->\n</details>\n"
        ),
        "\
comment canvas: allow
p uno\\ndos tres  fin < uno<br>dos <b>tres</b> <!-- aquí --> fin
comment aquí
- a
  comment b
p Más &gt; 5
comment c
"
    );
}

#[test]
fn links_images_and_anchors_are_told_apart() {
    assert_eq!(
        read("Ver [la **meta**](#la%20meta-m%C3%A1s) y ![gráfico](g.png) en <https://x.test>.\n"),
        "\
p Ver la meta y gráfico en https://x.test. < Ver [la **meta**](#la%20meta-m%C3%A1s) y ![gráfico](g.png) en <https://x.test>. [bold meta] [link la meta] [link https://x.test]
anchor la meta-más < [la **meta**](#la%20meta-m%C3%A1s)
"
    );
}

#[test]
fn nothing_is_taken_for_smart_punctuation_math_or_definitions() {
    assert_eq!(
        read("\"$200\" -- a $5 and $6 [[x]] ...\n: not a definition ~~old~~[^1]\n\n[^1]: note\n"),
        "p \\\"$200\\\" -- a $5 and $6 [[x]] ...\\n: not a definition\np note\n"
    );
}

#[test]
fn the_span_holds_the_markup_around_the_words() {
    let text = "**10.000** RPS by `code`\n";
    let document = markdown::document(text);
    let Some(crate::syntax::Block::Paragraph(inline)) = document.blocks.first() else { panic!("a paragraph") };
    assert_eq!(&text[inline.span.range()], "**10.000** RPS by `code`");
    assert_eq!(inline.plain, "10.000 RPS by code");
    let words = |inline: &Inline, word: &str| {
        let at = inline.plain.find(word).expect("the word is there");
        text[inline.span_of(at..at + word.len()).range()].to_owned()
    };
    for word in ["10.000", "RPS", "code"] {
        assert_eq!(words(inline, word), word);
    }
    let part = inline.part(7..18);
    assert_eq!((part.plain.as_str(), words(&part, "code").as_str()), ("RPS by code", "code"));
}

#[test]
fn soft_breaks_in_quotes_and_lists_keep_their_map() {
    assert_eq!(
        read("> one\n> two `a\n> b`\\\n> three\n"),
        "quote\n  p one\\ntwo a b\\nthree < one\\n> two `a\\n> b`\\\\\\n> three [code a b]\n"
    );
}
#[test]
fn marks_in_marks_are_one_stretch_each() {
    assert_eq!(
        read("***both*** and __b__ **a `c` b** &#x1F600; x\n"),
        "p both and b a c b 😀 x < both*** and __b__ **a `c` b** &#x1F600; x [bold both] [bold b] [bold a c b] [code c]\n"
    );
}

#[test]
fn cells_keep_line_breaks_and_hand_their_comments_on() {
    assert_eq!(read("| a |\n|---|\n| <!-- x --> 1<br>2 |\n"), "head | a\nrow | 1\\n2 < 1<br>2\ncomment x\n");
}

#[test]
fn pipes_part_cells_unless_only_code_fits_the_header() {
    assert_eq!(
        read("|x|y|\n|-|-|\n|1|`a|b`|\n|it`s|that`s|\n"),
        "head | x | y\nrow | 1 | a|b [code a|b]\nrow | it`s | that`s\n"
    );
}

#[test]
fn references_to_headings_are_anchors_and_alerts_are_quotes() {
    assert_eq!(
        read("[ref]: #aqui\n\n> [!WARNING]\n> [texto][ref]\n"),
        "quote\n  p texto [link texto]\nanchor aqui < [texto][ref]\n"
    );
}

#[test]
fn stars_between_numbers_multiply() {
    for (text, plain) in [
        ("- total: 30*15 + 14*5 = 520", "total: 30*15 + 14*5 = 520"),
        ("- 5*45.000 + 110.000 + 2*20.000", "5*45.000 + 110.000 + 2*20.000"),
        ("- 4*(2+1) e 3*$5", "4*(2+1) e 3*$5"),
        ("- 4 pods*2 e 3 pods*5", "4 pods*2 e 3 pods*5"),
        ("- de *30* a *50* req/s", "de 30 a 50 req/s"),
        ("- *30 a 50* req/s", "30 a 50 req/s"),
        ("- un*a* palabra*s* 30", "una palabras 30"),
    ] {
        let list = read(text);
        assert!(list.contains(&format!("- {plain}")), "{list}");
    }
    assert!(read("| a |\n|---|\n| 30*15 + 14*5 |\n").contains("30*15 + 14*5"));
}

#[test]
fn what_is_struck_out_is_not_said() {
    let said = read(
        "- ~~10 x 20 = 250~~ 10 x 20 = 200\n- ~~`velho` **600**~~\n- ~300 e ~400 req/s\n\n| a | b |\n|---|---|\n| ~~R$ 5~~ | ~~R$ 6~~ R$ 7 |\n",
    );
    for gone in ["- 10 x 20 = 250", "velho  ", "[bold 600]"] {
        assert!(!said.contains(gone), "{said}");
    }
    assert!(said.contains("- 10 x 20 = 200") && said.contains("- ~300 e ~400 req/s"), "{said}");
}
