//! Several canvases at a glance: one row each.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::model::{Canvas, SectionKind, Status};
use crate::report::Run;
use crate::report::layout::{Style, clean, tail};
use crate::words::{Language, Text};

/// A table of the canvases: name, score, grade, the eight sections, errors, warnings; and what its signs mean.
pub fn table(run: &Run, style: &Style, language: Language) -> String {
    let titles = [&CANVAS, &SCORE, &GRADE, &SECTIONS, &ERRORS, &WARNINGS].map(|t| t.in_language(language));
    let folder = common_folder(run);
    let rows: Vec<[String; 6]> = run
        .canvases
        .iter()
        .map(|(source, report)| {
            let counts = report.counts();
            [
                clean(source.name().get(folder..).unwrap_or_default()),
                report.score.points.map_or_else(|| "–".to_owned(), |points| points.to_string()),
                report.score.grade.to_owned(),
                SectionKind::ALL.map(|kind| glyph(&report.canvas, kind, style)).join(" "),
                counts.errors.to_string(),
                counts.warnings.to_string(),
            ]
        })
        .collect();
    // Borders and padding take three columns a cell and one more; the names get what the figures leave.
    let widest =
        |column: usize| rows.iter().map(|row| row[column].width()).chain([titles[column].width()]).max().unwrap_or(0);
    let figures: usize = (1..titles.len()).map(widest).sum();
    let for_names = style.width.saturating_sub(figures + 3 * titles.len() + 1).max(12);

    let mut table = Table::new();
    let preset =
        if style.unicode { presets::UTF8_FULL_CONDENSED.with_rounded_corners() } else { presets::ASCII_FULL_CONDENSED };
    table.load_style(preset).set_content_arrangement(ContentArrangement::Disabled).set_header(titles);
    for mut row in rows {
        row[0] = tail(&row[0], for_names);
        if !style.unicode {
            row = row.map(|cell| cell.replace('…', ".").replace('–', "-"));
        }
        table.add_row(row);
    }
    for column in [1, 4, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let signs = [PRESENT, EMPTY, NOT_APPLICABLE, MISSING];
    let words = [&IS_PRESENT, &IS_EMPTY, &DOES_NOT_APPLY, &IS_MISSING];
    let legend: Vec<String> = signs
        .iter()
        .zip(words)
        .map(|((unicode, ascii), word)| format!("{} {}", style.glyph(unicode, ascii), word.in_language(language)))
        .collect();
    let order = SectionKind::ALL.map(|kind| crate::rules::section_name(kind).in_language(language)).join(", ");
    let head = format!("{}: ", SECTIONS.in_language(language));
    let explained = style.hanging(None, &head, &format!("{order}; {}", legend.join(", ")));
    format!("{}\n{explained}", table.trim_fmt())
}

/// The length of the path of the folder, with its slash, that all canvases are in.
fn common_folder(run: &Run) -> usize {
    let mut names = run.canvases.iter().map(|(source, _)| source.name());
    let first = names.next().unwrap_or_default();
    let common = names.fold(first.len(), |length, name| {
        first.as_bytes()[..length].iter().zip(name.as_bytes()).take_while(|(a, b)| a == b).count()
    });
    first.as_bytes()[..common].iter().rposition(|&b| b == b'/').map_or(0, |slash| slash + 1)
}

/// The sign for what is in a section.
fn glyph(canvas: &Canvas, kind: SectionKind, style: &Style) -> &'static str {
    let (unicode, ascii) = match canvas.section(kind).map(|s| s.status) {
        Some(Status::Present) => PRESENT,
        Some(Status::NotApplicable) => NOT_APPLICABLE,
        Some(Status::Empty | Status::Placeholder) => EMPTY,
        None => MISSING,
    };
    style.glyph(unicode, ascii)
}

const PRESENT: (&str, &str) = ("✔", "+");
const EMPTY: (&str, &str) = ("○", "o");
const NOT_APPLICABLE: (&str, &str) = ("–", "-");
const MISSING: (&str, &str) = ("✘", "x");

static CANVAS: Text = Text { en: "canvas", pt: "canvas", es: "canvas" };
static SCORE: Text = Text { en: "score", pt: "nota", es: "puntos" };
static GRADE: Text = Text { en: "grade", pt: "conceito", es: "nivel" };
static SECTIONS: Text = Text { en: "sections", pt: "seções", es: "secciones" };
static ERRORS: Text = Text { en: "errors", pt: "erros", es: "errores" };
static WARNINGS: Text = Text { en: "warnings", pt: "avisos", es: "avisos" };
static IS_PRESENT: Text = Text { en: "filled in", pt: "preenchida", es: "rellena" };
static IS_EMPTY: Text = Text { en: "empty", pt: "vazia", es: "vacía" };
static DOES_NOT_APPLY: Text = Text { en: "does not apply", pt: "não se aplica", es: "no aplica" };
static IS_MISSING: Text = Text { en: "missing", pt: "ausente", es: "ausente" };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;
    use crate::source::Source;

    #[test]
    fn the_folder_that_all_canvases_share_is_left_out() {
        let mut run = samples::run(&[Some(74), Some(80)]);
        for (i, name) in ["plans/a/shop.md", "plans/á/shop.md"].into_iter().enumerate() {
            run.canvases[i].0 = Source::new(name, samples::SHOP.as_bytes());
        }
        let table = table(&run, &Style::default(), Language::En);
        assert!(table.contains("│ a/shop.md ┆") && table.contains("│ á/shop.md ┆"), "{table}");
    }

    #[test]
    fn a_long_name_is_cut_so_that_the_table_fits() {
        let mut run = samples::run(&[Some(74), Some(80)]);
        run.canvases[0].0 = Source::new(format!("{}/shop.md", "folder/".repeat(30)), samples::SHOP.as_bytes());
        for language in Language::ALL {
            for line in table(&run, &Style::default(), language).lines() {
                assert!(line.width() <= 80, "{line}");
            }
        }
    }
}
