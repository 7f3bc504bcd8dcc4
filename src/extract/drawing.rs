//! What is drawn with characters in unmarked code: tables are read, branches of a tree are lines, boxes are left alone.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::{Inline, Row, Table};

/// The sides of cells and boxes.
const BARS: [char; 3] = ['|', '│', '║'];

/// How many of `lines`, which are ranges of `text`, are rows and rules, up to the first that is neither.
pub(in crate::extract) fn drawn_lines(text: &Inline, lines: &[Range<usize>]) -> usize {
    let drawn = |line: &str| is_row(line) || is_rule(line);
    lines.iter().take_while(|range| drawn(text.plain.get((*range).clone()).unwrap_or("").trim())).count()
}

/// The table that rows and rules make, if they make one.
pub(in crate::extract) fn table(text: &Inline, lines: &[Range<usize>]) -> Option<Table> {
    let line = |range: &Range<usize>| text.plain.get(range.clone()).unwrap_or("").trim();
    let mut rows = lines.iter().filter(|range| !is_rule(line(range))).map(|range| row(text, range));
    let header = rows.next()?;
    let rows: Vec<Row> = rows.collect();
    let columns = header.cells.len();
    // Boxes beside each other have gaps between them, and those in a column a rule of its own each.
    let ruled = lines.iter().map(line).skip_while(|line| is_rule(line)).nth(1).is_some_and(is_rule);
    let even = rows.iter().all(|row| row.cells.len() == columns);
    let named = header.cells.iter().all(|cell| !cell.is_blank());
    if !ruled || !even || !named || columns < 2 || rows.is_empty() {
        return None;
    }
    let span = Span { start: header.span.start, end: rows.last()?.span.end };
    Some(Table { header, rows, span })
}

/// Whether a line has cells between bars: "| API | 120 |".
fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with(BARS) && line.ends_with(BARS)
}

/// Whether a line is a rule without a gap: "+-----+----+", "|---|---:|", "├─────┼────┤".
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| BARS.contains(&c) || "+-=:".contains(c) || ('\u{2500}'..='\u{257F}').contains(&c);
    let ends = |c: char| BARS.contains(&c) || c == '+' || ('\u{250C}'..='\u{257F}').contains(&c);
    // A Markdown rule may have blanks: "| --- | --- |".
    let marked = line.starts_with('|') && line.split('|').all(|cell| cell.is_empty() || cell.contains('-'));
    let whole = line.chars().all(|c| drawn(c) || marked && c == ' ');
    whole && line.starts_with(ends) && line.contains(['-', '─', '═', '━', '='])
}

fn row(text: &Inline, range: &Range<usize>) -> Row {
    let mut cells = Vec::new();
    let mut start = None;
    for (at, bar) in text.plain.get(range.clone()).unwrap_or("").match_indices(BARS) {
        let at = range.start + at;
        cells.extend(start.map(|start| trimmed(text, start..at)));
        start = Some(at + bar.len());
    }
    Row { cells, span: text.span_of(range.clone()) }
}

fn trimmed(text: &Inline, range: Range<usize>) -> Inline {
    let cell = text.plain.get(range.clone()).unwrap_or("");
    let start = range.start + (cell.len() - cell.trim_start().len());
    text.part(start..(start + cell.trim().len()).min(range.end))
}

/// What stands on a branch of a tree, as an offset: the "api (4 pods)" of "├── api (4 pods)". The names of files are not
/// what a canvas speaks of; `db.t3.medium: $250` is a machine and what it costs.
pub(in crate::extract) fn branch(line: &str) -> Option<usize> {
    let trunk = line.trim_start_matches([' ', '\t', '│', '|', '├', '└', '╰', '`', '+']);
    let twig = trunk.trim_start_matches(['─', '-']);
    let grows = line.trim_start() != trunk && twig.len() < trunk.len() && twig.starts_with(' ');
    let name = twig.trim_start();
    let named = |first: &str| first.contains(['.', '/', '_']);
    let is_priced = name.split_once(": ").is_some_and(|(_, value)| value.contains(|c: char| c.is_ascii_digit()));
    let file = !is_priced && name.split_whitespace().next().is_none_or(named);
    let drawn = name.contains(|c| ('\u{2500}'..='\u{259F}').contains(&c)) || name.ends_with('|');
    (grows && !file && !drawn).then_some(line.len() - name.len())
}

/// Whether a line is part of a drawing, or a rule of dashes: nothing in it is read.
pub(in crate::extract) fn is_drawn(line: &str) -> bool {
    let boxes = line.chars().filter(|c| ('\u{2500}'..='\u{259F}').contains(c)).count();
    let words = line.chars().filter(|c| c.is_alphanumeric()).count();
    let sides = ['│', '┌', '└', '├', '┐', '┘', '║', '╔', '╚', '▼', '►'];
    let branches = ["|--", "`--", "+--"].iter().any(|branch| line.contains(branch));
    words == 0 || boxes >= 2 && line.contains(sides) || is_row(line.trim()) || branches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Vec<String>, Vec<Vec<String>>)> {
        let inline = Inline::verbatim(text, 0);
        let mut start = 0;
        let lines: Vec<Range<usize>> = text
            .split_inclusive('\n')
            .map(|line| {
                start += line.len();
                start - line.len()..start - line.len() + line.trim_end().len()
            })
            .collect();
        let cells = |row: &Row| row.cells.iter().map(|cell| cell.plain.clone()).collect::<Vec<_>>();
        table(&inline, &lines).map(|table| (cells(&table.header), table.rows.iter().map(cells).collect()))
    }

    #[test]
    fn a_drawn_table_has_cells() {
        let wanted = (vec!["Item".to_owned(), "Custo".to_owned()], vec![vec!["API".to_owned(), "R$ 120".to_owned()]]);
        for text in [
            "+------+--------+\n| Item | Custo  |\n+------+--------+\n| API  | R$ 120 |\n+------+--------+",
            "| Item | Custo |\n|------|------:|\n| API  | R$ 120 |",
            "| Item | Custo |\n| --- | --- |\n| API  | R$ 120 |",
            "┌──────┬────────┐\n│ Item │ Custo  │\n├──────┼────────┤\n│ API  │ R$ 120 │\n└──────┴────────┘",
        ] {
            assert_eq!(read(text).as_ref(), Some(&wanted), "{text}");
        }
    }

    #[test]
    fn boxes_are_no_tables() {
        for text in [
            "+-----------+\n| 500 req/s |\n| 3 nodes   |\n+-----------+",
            "+-----+    +------+\n| API | -> | Base |\n| 500 |    | 200  |\n+-----+    +------+",
            "┌─────┐  ┌────┐\n│ API │  │ DB │\n│ x4  │  │ x2 │\n└─────┘  └────┘",
            "| 500 req/s | 400 |",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn branches_are_read_without_what_draws_them() {
        let name = |line: &'static str| branch(line).map(|at| &line[at..]);
        assert_eq!(name("├── api (4 pods)"), Some("api (4 pods)"));
        assert_eq!(name("│   └── worker (2 réplicas)"), Some("worker (2 réplicas)"));
        assert_eq!(name("|   |-- banco: 400 conexões"), Some("banco: 400 conexões"));
        assert_eq!(name("`-- cola (3 nodos)"), Some("cola (3 nodos)"));
        assert_eq!(name("├─ db.t3.medium (2 vCPU): $250/mes"), Some("db.t3.medium (2 vCPU): $250/mes"));
        for line in [
            "├── main.go (120 lines)",
            "├── main.go: entry point",
            "+20 GB/mês",
            "- 500 GB",
            "│ 500 req/s │",
            "┌── API ──┐",
            "+------+",
        ] {
            assert_eq!(branch(line), None, "{line}");
        }
    }
}
