//! The table on a terminal.

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::report::layout::Style;
use crate::report::samples;
use crate::source::Source;

fn named(names: &[&str]) -> Run {
    let mut run = samples::run(&vec![Some(74); names.len()]);
    for (canvas, &name) in run.canvases.iter_mut().zip(names) {
        canvas.0 = Source::new(name, samples::SHOP.as_bytes());
    }
    run
}

fn shown(run: &Run, width: usize, language: Language) -> String {
    terminal::render(&Summary::of(run, Order::Path), &Style { width, ..Style::default() }, language)
}

#[test]
fn the_folder_that_all_canvases_share_is_left_out_where_names_would_be_cut() {
    let long = "a/long/path/to/the/plans/of/a/team/that/likes/folders";
    let names = [format!("{long}/a/shop.md"), format!("{long}/á/shop.md")];
    let table = shown(&named(&[&names[0], &names[1]]), 80, Language::En);
    assert!(table.contains("\na/shop.md ") && table.contains("\ná/shop.md "), "{table}");
}

#[test]
fn a_table_fits_with_wide_characters_and_emoji_in_it() {
    let folder = "folder/".repeat(30);
    let run = named(&[&format!("{folder}shop.md"), "配送計画/容量計画の一覧表の書類.md", "🏗️ obra/çã́o.md"]);
    for language in Language::ALL {
        for width in [60, 80, 100] {
            let table = shown(&run, width, language);
            let wide: Vec<&str> = table.lines().filter(|line| line.width() > width).collect();
            assert!(wide.is_empty(), "{width}: {wide:#?}");
            let rows: Vec<&str> = table.lines().filter(|line| line.contains(".md")).collect();
            let column = |row: &str| row.find(" 74 C").map(|at| row[..at].width());
            assert_eq!(rows.len(), 3, "{table}");
            assert!(rows.iter().all(|row| column(row) == column(rows[0]) && column(row).is_some()), "{table}");
        }
    }
}
