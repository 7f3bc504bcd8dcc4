//! Damage done on purpose and undone, and places that must be those of the file.
#![allow(clippy::unwrap_used)]

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252, WINDOWS_1254};
use proptest::prelude::*;

use super::{Damage, Place, Source, read};

const CLEAN: &str = "# 📌 Cenário atual — “loja”\r\n\r\nA fila não dá vazão: são três instâncias até às 22 h.\n\
    PRÓXIMO PASSO → dobrar os nós; custo ≤ R$ 900/mês, nº 7, 20 °C 🚀\nÁgil, Índice, CÓDIGO, AÇÃO ✅\n";

const CODECS: [(&str, Option<&Encoding>); 4] = [
    ("Mac Roman", Some(MACINTOSH)),
    ("Windows-1252", Some(WINDOWS_1252)),
    ("Windows-1254", Some(WINDOWS_1254)),
    ("Latin-1", None),
];

/// `clean`, saved as UTF-8, read as `encoding` (Latin-1 when there is none) and saved as UTF-8 again.
fn damaged(clean: &str, encoding: Option<&'static Encoding>) -> String {
    match encoding {
        Some(encoding) => encoding.decode_without_bom_handling(clean.as_bytes()).0.into_owned(),
        None => clean.bytes().map(char::from).collect(),
    }
}

fn source(text: &str) -> Source {
    Source::new("canvas.md", text.as_bytes())
}

fn is_left_alone(text: &str) {
    let source = source(text);
    assert_eq!(source.text(), text);
    assert_eq!(source.damage(), []);
    assert_eq!(source.bytes(), text.as_bytes());
}

fn place_of(source: &Source, word: &str) -> (u32, u32) {
    let offset = source.text().find(word).unwrap();
    let Place { line, column } = source.place(offset as u32);
    (line, column)
}

/// (codec, repaired, lost, first damaged word)
fn mojibake(source: &Source) -> (&str, usize, usize, &str) {
    let found = source.damage().iter().find_map(|damage| match damage {
        Damage::Mojibake { encoding, repaired, lost, first } => {
            Some((*encoding, *repaired, *lost, source.slice(*first)))
        }
        _ => None,
    });
    found.unwrap_or(("none", 0, 0, ""))
}

#[test]
fn text_taken_for_any_of_the_four_encodings_comes_back_exactly() {
    for (name, encoding) in CODECS {
        let source = source(&damaged(CLEAN, encoding));
        assert_eq!(source.text(), CLEAN, "{name}");
        let accents = CLEAN.chars().filter(|c| !c.is_ascii()).count();
        assert_eq!(mojibake(&source), (name, accents, 0, "📌"));
    }
}

#[test]
fn places_in_repaired_text_are_those_of_the_file() {
    let file = damaged("São três nós\nnão há café\n", Some(MACINTOSH));
    let source = source(&file);
    assert_eq!(source.text(), "São três nós\nnão há café\n");
    assert_eq!(place_of(&source, "três"), (1, 6));
    assert_eq!(place_of(&source, "café"), (2, 10));
    let offset = source.text().find("café").unwrap() as u32;
    assert_eq!(source.disk_offset(offset), file.find("caf").unwrap());
    assert_eq!(source.bytes(), file.as_bytes());
}

#[test]
fn what_only_looks_like_damage_is_left_alone() {
    is_left_alone("SÃO PAULO, MANHÃ, √ 2 = 1,41, Ação, Âncora, ¬ p, NÃO\n");
    is_left_alone("“MAÇÔ e “ROMÔ, “AVELÔ, “HORTELÔ\n");
    is_left_alone("A = 2 × √π, B = 3 × √π, C = 4 × √π, D = √π\n");
    is_left_alone("≈£500 + ≈£600 + ≈£700 = ≈£1800\n");
    is_left_alone("“é”, “índice”, “única”, “água”, “ótima” — é isso… é, «ênfase»\n");
    is_left_alone("√2, √ 2 é √x, 2√3 √\n");
    is_left_alone("está…” será…” fará…” há…”\n");
}

#[test]
fn two_complete_sequences_may_be_chance() {
    is_left_alone("o guia cita aÃ§o e nÃ£o mais\n");
}

#[test]
fn clean_words_written_later_stay_beside_repaired_ones() {
    let repaired = source("A regiÃ£o sÃ³ tem trÃªs nÃ³s.\nMas SÃO PAULO não é região única: há ação à vista.\n");
    assert_eq!(repaired.text(), "A região só tem três nós.\nMas SÃO PAULO não é região única: há ação à vista.\n");
    assert_eq!(mojibake(&repaired), ("Windows-1252", 4, 0, "região"));
    let repaired = source("A regi√£o s√≥ tem tr√™s n√≥s.\nEntão √ 2 = 1,41 é √ de dois.\n");
    assert_eq!(repaired.text(), "A região só tem três nós.\nEntão √ 2 = 1,41 é √ de dois.\n");
}

#[test]
fn letters_whose_second_byte_is_lost_are_guessed_and_counted() {
    let intact = "nÃ£o, aÃ§Ã£o, sÃ£o, trÃªs, nÃ³s, cafÃ©, regiÃ£o, sÃ³, mÃ©dio, usuÃ¡rio, pÃ¡gina, jÃ¡\n";
    let repaired = source(&format!("{intact}# Ãndice\nperÃodo previsto\nCONCLUÃDO\nÃ vista de SÃO PAULO\n"));
    let lines: Vec<&str> = repaired.text().lines().skip(1).collect();
    assert_eq!(lines, ["# Índice", "período previsto", "CONCLUÍDO", "à vista de SÃO PAULO"]);
    assert_eq!(mojibake(&repaired), ("Windows-1252", 13, 4, "não"));
}

#[test]
fn an_emoji_that_lacks_bytes_goes_with_its_space_so_that_bold_text_stays_bold() {
    let repaired = source("**ğŸ¯ Meta**: nÃ£o hÃ¡ sÃ³ aÃ§Ã£o\nâœ… feito, âŒ falta\nğŸï¸ praia\n");
    assert_eq!(repaired.text(), "**Meta**: não há só ação\n✅ feito, ❌ falta\npraia\n");
    assert_eq!(place_of(&repaired, "Meta"), (1, 7));
    assert_eq!(mojibake(&repaired), ("Windows-1254", 6, 3, "Meta"));
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let source = source("\u{FEFF}olá\nmundo\n");
    assert_eq!(source.text(), "olá\nmundo\n");
    assert_eq!(source.damage(), []);
    assert_eq!(place_of(&source, "olá"), (1, 1));
    assert_eq!(source.disk_offset(0), 3);
    assert_eq!(source.bytes().len(), 3 + source.text().len());
}

#[test]
fn utf_16_is_read_in_either_byte_order() {
    let text = "\u{FEFF}fila 🚀 média\r\nnó\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for file in [little, big] {
        let source = Source::new("canvas.md", &file);
        assert_eq!(source.text(), "fila 🚀 média\r\nnó\n");
        assert_eq!(source.damage(), []);
        assert_eq!(place_of(&source, "média"), (1, 8));
        let offset = source.text().find("média").unwrap() as u32;
        assert_eq!(source.disk_offset(offset), 2 + 2 * "fila xx ".len());
    }
}

#[test]
fn windows_1252_is_read_as_such() {
    let (file, _, _) = WINDOWS_1252.encode("a ação custa 5 € — “já” é\nfim");
    let source = Source::new("canvas.md", &file);
    assert_eq!(source.text(), "a ação custa 5 € — “já” é\nfim");
    let Damage::NotUtf8 { bytes: 8, first } = source.damage()[0] else { panic!("{:?}", source.damage()) };
    assert_eq!(source.slice(first), "ação");
    assert_eq!(place_of(&source, "já"), (1, 21));
    assert_eq!(source.disk_offset(source.text().find("fim").unwrap() as u32), file.len() - 3);
}

#[test]
fn one_stray_byte_does_not_spoil_the_utf_8_around_it() {
    let source = Source::new("canvas.md", b"n\xC3\xA3o h\xE1 caf\xC3\xA9, \xE2\x82 \xFF\xFE\xFF\xFE\xFF");
    assert_eq!(source.text(), "não há café, \u{FFFD} \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}");
    assert!(matches!(source.damage(), [Damage::NotUtf8 { bytes: 8, .. }]));
}

#[test]
fn control_characters_become_spaces_and_columns_stay() {
    let source = source("a\0b\u{1B}c\u{9B}d\te\r\n");
    assert_eq!(source.text(), "a b c d\te\r\n");
    let Damage::ControlCharacters { count: 3, first } = source.damage()[0] else { panic!("{:?}", source.damage()) };
    assert_eq!(first.range(), 1..2);
    assert_eq!(place_of(&source, "d"), (1, 7));
    assert_eq!(source.disk_offset(6), 7);
}

#[test]
fn every_kind_of_line_end_ends_a_line_and_stays_as_it_is() {
    let text = "um\r\ndois\rtrês\n\nfim";
    is_left_alone(text);
    let source = source(text);
    let lines: Vec<&str> = (0..=6).map(|line| source.slice(source.line_span(line))).collect();
    assert_eq!(lines, ["", "um", "dois", "três", "", "fim", ""]);
    assert_eq!(place_of(&source, "três"), (3, 1));
    assert_eq!(place_of(&source, "\ndois"), (1, 4));
    assert_eq!(source.line_of(u32::MAX), 5);
    assert_eq!(source.place(u32::MAX), Place { line: 5, column: 4 });
}

#[test]
fn a_file_that_is_too_long_is_cut_between_characters() {
    let cut = read("canvas.md".into(), "não há".as_bytes(), 2);
    assert_eq!(cut.text(), "n");
    assert_eq!(cut.damage(), [Damage::CutShort { kept: 1, of: 8 }]);
    assert_eq!(read("canvas.md".into(), "não há".as_bytes(), 8).damage(), []);
    let rockets: Vec<u8> = "\u{FEFF}🚀🚀".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let cut = read("canvas.md".into(), &rockets, 9);
    assert_eq!((cut.text(), cut.damage()), ("🚀", &[Damage::CutShort { kept: 6, of: 10 }][..]));
}

#[test]
fn a_file_of_something_else_is_not_searched_for_mojibake() {
    let mut file = "nÃ£o hÃ¡ aÃ§Ã£o ".as_bytes().to_vec();
    file.extend([0xFF; 50]);
    assert_eq!(mojibake(&Source::new("canvas.md", &file)).0, "none");
}

/// Line and column of `at` in `file`, counted one character at a time.
fn counted(file: &str, at: usize) -> Place {
    let (mut line, mut column) = (1, 1);
    for (start, c) in file.char_indices().take_while(|(start, _)| *start < at) {
        let ends_line = c == '\n' || c == '\r' && !file[start + 1..].starts_with('\n');
        (line, column) = if ends_line { (line + 1, 1) } else { (line, column + 1) };
    }
    Place { line, column }
}

fn line_ends(text: &str) -> Vec<char> {
    text.chars().filter(|c| matches!(c, '\n' | '\r')).collect()
}

fn fragment() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => "[a-zA-ZçãéíõÁÃ√£ß\u{85}“”…—🚀 ]{0,12}".prop_map(String::into_bytes),
        3 => prop::sample::select(vec!["nÃ£o ", "aÃ§Ã£o", "ğŸ¯ ", "ï¸", "Ã", "n√£o", "â€", "Â ", "Ã§\r"])
            .prop_map(|s| s.as_bytes().to_vec()),
        2 => prop::sample::select(vec!["\r\n", "\n", "\r", "\0", "\u{FEFF}"]).prop_map(|s| s.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..8),
        1 => Just(b"0123456789".repeat(450)),
    ]
}

/// Prose as people write it, with enough accents to tell what happened to it.
fn prose() -> impl Strategy<Value = String> {
    "[a-zA-ZçãáàéêíóõúÇÃÁÉÍ0-9 .,\r\n“”—…º°→≤🚀✅\u{A0}]{0,200}".prop_map(|s| format!("{s}\nnão há ação já, só três"))
}

proptest! {
    #[test]
    fn any_bytes_have_places_in_order_and_within_the_file(
        fragments in prop::collection::vec(fragment(), 0..20),
    ) {
        let file = fragments.concat();
        let source = Source::new("any", &file);
        let utf8 = std::str::from_utf8(&file).ok();
        let mut last = (0, Place { line: 1, column: 1 });
        let stride = if file.len() < 4500 { 1 } else { 13 };
        for (offset, _) in source.text().char_indices().step_by(stride) {
            let here = (source.disk_offset(offset as u32), source.place(offset as u32));
            prop_assert!(here >= last && here.0 < file.len(), "{last:?} {here:?}");
            prop_assert_eq!(here.1.line, source.line_of(offset as u32));
            last = here;
        }
        if let Some(utf8) = utf8.filter(|s| !s.starts_with('\u{FEFF}')) {
            prop_assert_eq!(line_ends(source.text()), line_ends(utf8));
            for (offset, _) in source.text().char_indices().step_by(131) {
                prop_assert_eq!(source.place(offset as u32), counted(utf8, source.disk_offset(offset as u32)));
            }
        }
    }

    #[test]
    fn any_file_with_a_utf_16_mark_is_read(mut file in prop::collection::vec(any::<u8>(), 0..200), big: bool) {
        file.splice(0..0, if big { [0xFE, 0xFF] } else { [0xFF, 0xFE] });
        let source = Source::new("any", &file);
        let offsets: Vec<usize> = (0..=source.text().len()).map(|o| source.disk_offset(o as u32)).collect();
        prop_assert!(offsets.is_sorted() && offsets.iter().all(|o| *o <= file.len()));
    }

    #[test]
    fn any_prose_taken_for_another_encoding_comes_back(clean in prose(), codec in 0..4_usize) {
        let source = source(&damaged(&clean, CODECS[codec].1));
        prop_assert_eq!(source.text(), clean);
    }

    #[test]
    fn any_sound_prose_is_left_alone(clean in "[a-zA-ZçãáéíóúâêôõÇÃÁÉÍÓÚÂÊÕ0-9 .,;:!?\n%$()/-]{0,400}") {
        let source = source(&clean);
        prop_assert_eq!(source.text(), clean);
        prop_assert_eq!(source.damage(), []);
    }
}
