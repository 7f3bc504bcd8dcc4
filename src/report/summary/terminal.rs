//! The summary on a terminal: a table that fits its width, by leaving out columns where it must.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use crate::report::figures::Figure;
use crate::report::layout::{Ink, Style, clean, tail};
use crate::report::summary::{
    ALL, CANVAS, ERRORS, GROWTH, MEAN, MONTHLY_COST, NOTHING, PEAK, Row, SCORE, SECTIONS, Summary, UNIT_COST, WARNINGS,
    explained, sign,
};
use crate::words::{Language, Text};

/// What is left out first where there is no room: what a reader misses least.
const LEFT_OUT_FIRST: [Column; 5] =
    [Column::UnitCost, Column::Peak, Column::Growth, Column::MonthlyCost, Column::Sections];

/// Names are cut to this before a column is left out.
const LEAST_NAME: usize = 22;

/// No name is cut to less than this.
const SHORTEST_NAME: usize = 12;

/// Blanks behind a column.
const GAP: usize = 2;

/// The table, and what its signs mean. Ends with a line break.
pub fn render(summary: &Summary, style: &Style, language: Language) -> String {
    let names = summary.rows.iter().map(|row| clean(row.path)).chain([Column::Name.total(summary, language)]);
    let widest = names.map(|name| name.width()).max().unwrap_or(0);
    let (columns, for_names) = columns(summary, style.width, language, widest.min(LEAST_NAME));
    let folder = if widest > for_names { common_folder(summary) } else { 0 };

    let mut table = Table::new();
    let rule = style.glyph("─", "-").chars().next().unwrap_or('-');
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill(rule).junction(rule)))
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(columns.iter().map(|column| column.head(language)));
    for row in &summary.rows {
        let name = tail(&clean(row.path.get(folder..).unwrap_or_default()), for_names);
        let cells = columns.iter().map(|column| column.cell(row, style).unwrap_or_else(|| name.clone()));
        table.add_row(cells.map(|cell| plain(cell, style)));
    }
    if summary.rows.len() > 1 {
        let totals = columns.iter().map(|column| tail(&column.total(summary, language), for_names));
        table.add_row(totals.map(|cell| plain(cell, style)));
    }
    for (at, column) in columns.iter().enumerate() {
        if let Some(cells) = table.column_mut(at) {
            cells.set_padding((0, 1));
            if column.is_number() {
                cells.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    let mut lines: Vec<String> = table.trim_fmt().lines().map(|line| line.trim_end().to_owned()).collect();
    // A second line of titles that no column needs.
    if lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    let below_head = lines.iter().find(|line| line.starts_with(rule)).cloned();
    if let (true, Some(below_head)) = (summary.rows.len() > 1, below_head) {
        lines.insert(lines.len() - 1, below_head);
    }
    let mut out = lines.join("\n") + "\n";
    if columns.contains(&Column::Sections) {
        let head = format!("{}: ", SECTIONS.in_language(language));
        out.push('\n');
        out.push_str(&style.hanging(Some(Ink::Faint), &head, &explained(language, style.unicode)));
    }
    let stated = stated(summary).into_iter();
    let mut missing = stated.filter(|column| !columns.contains(column)).peekable();
    if missing.peek().is_some() {
        let names: Vec<&str> = missing.map(|column| column.title().in_language(language)).collect();
        let text = LEFT_OUT.with("columns", names.join(", ")).in_language(language);
        out.push_str(&style.hanging(None, "", &text));
    }
    out
}

/// The columns in which any row has something to say.
fn stated(summary: &Summary) -> Vec<Column> {
    Column::ALL.into_iter().filter(|column| summary.rows.iter().any(|row| column.is_stated(row))).collect()
}

/// The columns that fit, and how wide names may be beside them.
fn columns(summary: &Summary, width: usize, language: Language, least_name: usize) -> (Vec<Column>, usize) {
    let mut columns = stated(summary);
    let mut leaving = LEFT_OUT_FIRST.into_iter();
    loop {
        let used: usize = columns.iter().map(|column| column.width(summary, language) + GAP).sum();
        if used + least_name <= width {
            return (columns, width - used);
        }
        match leaving.next() {
            Some(column) => columns.retain(|&c| c != column),
            None => return (columns, width.saturating_sub(used).max(SHORTEST_NAME)),
        }
    }
}

/// The columns, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Score,
    Sections,
    Errors,
    Warnings,
    Growth,
    Peak,
    MonthlyCost,
    UnitCost,
}

impl Column {
    const ALL: [Column; 9] = [
        Column::Name,
        Column::Score,
        Column::Sections,
        Column::Errors,
        Column::Warnings,
        Column::Growth,
        Column::Peak,
        Column::MonthlyCost,
        Column::UnitCost,
    ];

    fn title(self) -> &'static Text {
        match self {
            Column::Name => &CANVAS,
            Column::Score => &SCORE,
            Column::Sections => &SECTIONS,
            Column::Errors => &ERRORS,
            Column::Warnings => &WARNINGS,
            Column::Growth => &GROWTH,
            Column::Peak => &PEAK,
            Column::MonthlyCost => &MONTHLY_COST,
            Column::UnitCost => &UNIT_COST,
        }
    }

    fn is_number(self) -> bool {
        !matches!(self, Column::Name | Column::Score | Column::Sections)
    }

    /// Whether there is anything to show; what is counted is shown also when it is nothing.
    fn is_stated(self, row: &Row) -> bool {
        self.figure(row).is_none_or(|figure| figure.is_some())
    }

    fn figure<'a>(self, row: &'a Row) -> Option<Option<&'a Figure>> {
        let figures = &row.figures;
        match self {
            Column::Growth => Some(figures.growth.as_ref()),
            Column::Peak => Some(figures.peak.as_ref()),
            Column::MonthlyCost => Some(figures.monthly_cost.as_ref()),
            Column::UnitCost => Some(figures.unit_cost.as_ref()),
            _ => None,
        }
    }

    /// What a row says; `None` for its name, which depends on the room there is.
    fn cell(self, row: &Row, style: &Style) -> Option<String> {
        if let Some(figure) = self.figure(row) {
            return Some(figure.map_or_else(|| NOTHING.to_owned(), |figure| clean(&figure.text)));
        }
        Some(match self {
            Column::Name => return None,
            Column::Score => {
                row.score.map_or_else(|| row.grade.to_owned(), |points| format!("{points:>3} {}", row.grade))
            }
            Column::Sections => {
                let signs = row.sections.iter().map(|&status| sign(status));
                signs.map(|(unicode, ascii)| style.glyph(unicode, ascii)).collect()
            }
            Column::Errors => row.counts.errors.to_string(),
            _ => row.counts.warnings.to_string(),
        })
    }

    /// What the last row says, where it makes sense.
    fn total(self, summary: &Summary, language: Language) -> String {
        match self {
            Column::Name => {
                let all = ALL.with("count", summary.rows.len()).in_language(language);
                format!("{all} ({})", MEAN.in_language(language))
            }
            Column::Score => summary.score.map(|points| format!("{points:>3}")).unwrap_or_default(),
            Column::Errors => summary.counts.errors.to_string(),
            Column::Warnings => summary.counts.warnings.to_string(),
            Column::MonthlyCost => summary.monthly_cost.as_ref().map(|cost| cost.text.clone()).unwrap_or_default(),
            Column::Sections | Column::Growth | Column::Peak | Column::UnitCost => String::new(),
        }
    }

    /// The columns it takes, without the blanks around it; none for names, which take what is left.
    fn width(self, summary: &Summary, language: Language) -> usize {
        if self == Column::Name {
            return 0;
        }
        let style = Style::default();
        let cells = summary.rows.iter().filter_map(|row| self.cell(row, &style));
        let head = self.head(language);
        let all = cells.chain([self.total(summary, language)]).chain(head.lines().map(str::to_owned));
        all.map(|cell| cell.width()).max().unwrap_or(0)
    }

    /// Its title in two lines, the last of which stands on the rule.
    fn head(self, language: Language) -> String {
        let title = self.title().in_language(language);
        title.split_once(' ').map_or_else(|| format!("\n{title}"), |(first, rest)| format!("{first}\n{rest}"))
    }
}

fn plain(cell: String, style: &Style) -> String {
    if style.unicode { cell } else { cell.replace('…', ".").replace(['–', '−'], "-") }
}

/// The length of the path of the folder, with its slash, that all canvases are in.
fn common_folder(summary: &Summary) -> usize {
    let mut names = summary.rows.iter().map(|row| row.path);
    let first = names.next().unwrap_or_default();
    let common = names.fold(first.len(), |length, name| {
        first.as_bytes()[..length].iter().zip(name.as_bytes()).take_while(|(a, b)| a == b).count()
    });
    first.as_bytes()[..common].iter().rposition(|&b| b == b'/').map_or(0, |slash| slash + 1)
}

static LEFT_OUT: Text = Text {
    en: "no room for: {columns}; --format markdown, csv and json have everything",
    pt: "sem espaço para: {columns}; --format markdown, csv e json trazem tudo",
    es: "sin espacio para: {columns}; --format markdown, csv y json lo traen todo",
};
