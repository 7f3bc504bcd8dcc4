//! The summary as a Markdown table that can be pasted into a pull request.

use std::fmt::Write;

use crate::report::figures::Figure;
use crate::report::layout::clean;
use crate::report::summary::{
    ALL, CANVAS, ERRORS, GROWTH, MEAN, MONTHLY_COST, NOTHING, PEAK, SCORE, SECTIONS, Summary, UNIT_COST, WARNINGS,
    explained, sign,
};
use crate::words::Language;

/// The table with all columns, a row of totals where there are several canvases, and what its signs mean.
pub fn render(summary: &Summary, language: Language) -> String {
    let titles = [&CANVAS, &SCORE, &SECTIONS, &ERRORS, &WARNINGS, &GROWTH, &PEAK, &MONTHLY_COST, &UNIT_COST];
    let titles = titles.map(|title| title.in_language(language));
    let mut out = format!("| {} |\n", titles.join(" | "));
    out.push_str("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for row in &summary.rows {
        let score = row.score.map_or_else(|| row.grade.to_owned(), |points| format!("{points} {}", row.grade));
        let sections: String = row.sections.iter().map(|&status| sign(status).0).collect();
        let figure = |figure: &Option<Figure>| figure.as_ref().map_or_else(|| NOTHING.to_owned(), |f| text(&f.text));
        let figures = &row.figures;
        let cells = [
            format!("`{}`", clean(row.path).replace('`', "'").replace('|', "\\|")),
            score,
            sections,
            row.counts.errors.to_string(),
            row.counts.warnings.to_string(),
            figure(&figures.growth),
            figure(&figures.peak),
            figure(&figures.monthly_cost),
            figure(&figures.unit_cost),
        ];
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    if summary.rows.len() > 1 {
        let all = ALL.with("count", summary.rows.len()).in_language(language);
        let cost = summary.monthly_cost.as_ref().map(|cost| format!("**{}**", text(&cost.text)));
        let _ = writeln!(
            out,
            "| **{all}** | {} | | **{}** | **{}** | | | {} | |",
            summary.score.map_or_else(String::new, |points| format!("**{points}** ({})", MEAN.in_language(language))),
            summary.counts.errors,
            summary.counts.warnings,
            cost.unwrap_or_default(),
        );
    }
    let _ = writeln!(out, "\n{}: {}", capitalised(SECTIONS.in_language(language)), explained(language, true));
    out
}

/// Words of a document that mean nothing to Markdown.
pub(in crate::report) fn text(words: &str) -> String {
    let mut out = String::new();
    for c in clean(words).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '[' | ']' | '`' | '\\' | '~' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
