//! Bullets, labelled lines and aligned lines of plain text.

use std::ops::Range;

use crate::extract::vocabulary::{plain_words, says_only_years};
use crate::extract::{Builder, Confidence, Entry, Kind, drawing, section};
use crate::syntax::{Inline, List};

impl Builder<'_> {
    pub(in crate::extract) fn list(&mut self, list: &List, above: Option<usize>) {
        // Bullets that carry the names of sections are titles when the document says so more than once or twice.
        let titles: Vec<_> = list
            .items
            .iter()
            .map(|item| {
                let nests = !item.blocks.is_empty();
                let title = if nests { title_of(&item.text) } else { None };
                let found = title.map(|t| section::of_title(&t.plain, self.vocabulary)).unwrap_or_default();
                found.into_iter().filter(|f| f.1 == Confidence::Certain).collect::<Vec<_>>()
            })
            .collect();
        let is_section_list = titles.iter().filter(|t| !t.is_empty()).count() >= 3
            || (list.items.len() == 1
                && !titles[0].is_empty()
                && above.is_none_or(|a| self.outline.entries[a].sections.is_empty()));
        for (item, found) in list.items.iter().zip(titles) {
            if self.is_full(item.span) {
                return;
            }
            let index = self.outline.entries.len();
            let sections = if is_section_list && !found.is_empty() {
                self.open_sections(&found, above, &item.text, index)
            } else {
                Default::default()
            };
            let (label, text) = label(&item.text);
            self.push(Entry {
                kind: Kind::Item,
                parent: above,
                label,
                text,
                ticked: item.ticked,
                sections,
                span: item.text.span,
                ..Entry::default()
            });
            self.blocks(&item.blocks, Some(index));
        }
    }

    /// Reads unmarked code line by line: calculations, and lists in which values are aligned behind labels. Lines that
    /// stand together, without a blank line between them, have an entry of their own above them.
    pub(in crate::extract) fn lines(&mut self, text: &Inline, above: Option<usize>) {
        let mut start = 0;
        let lines: Vec<Range<usize>> = text
            .plain
            .split_inclusive('\n')
            .map(|line| {
                let range = start..start + line.trim_end().len();
                start += line.len();
                range
            })
            .collect();
        let mut block = None;
        // The last line that is no branch of a tree: what branches off stands under it.
        let mut root = None;
        // The line that is looked at, and the end of the last rows and rules that were.
        let (mut at, mut drawn) = (0, 0);
        // What the calculation is of that goes on in lines that begin with "=".
        let mut computed = None;
        while let Some(range) = lines.get(at) {
            let line = text.plain.get(range.clone()).unwrap_or("");
            at += 1;
            if line.is_empty() {
                (block, root, computed) = (None, None, None);
                continue;
            }
            if at > drawn {
                let run = &lines[at - 1..];
                let run = &run[..drawing::drawn_lines(text, run)];
                drawn = at - 1 + run.len();
                if let Some(table) = drawing::table(text, run) {
                    self.table(&table, above);
                    at = drawn;
                    continue;
                }
            }
            let branch = drawing::branch(line);
            let indent = branch.unwrap_or(line.len() - line.trim_start().len());
            let part = text.part(range.start + indent.min(range.len())..range.end);
            if self.is_full(part.span) {
                return;
            }
            let parent = *block.get_or_insert_with(|| {
                self.push(Entry { kind: Kind::Line, parent: above, span: part.span, ..Entry::default() })
            });
            if branch.is_none() && drawing::is_drawn(line) {
                // It is content, but nothing in it is read.
                self.outline.entries[parent].kind = Kind::Code;
                continue;
            }
            let (label, value) = match label(&part) {
                (None, whole) => columns(&whole),
                labelled => labelled,
            };
            let label = if part.plain.starts_with(['=', '≈']) {
                label.or_else(|| computed.clone().filter(|_| numbers(&part.plain) == 1))
            } else {
                computed = label.clone().or_else(|| name_of_calculation(&part));
                label
            };
            let above = root.filter(|_| branch.is_some()).unwrap_or(parent);
            let (kind, span, drawn) = (Kind::Line, part.span, branch.is_some());
            let parent = Some(above);
            let index = self.push(Entry { kind, drawn, parent, label, text: value, span, ..Entry::default() });
            if branch.is_none() {
                root = Some(index);
            }
        }
    }
}

/// What a line says is calculated: "Peak RPS" in `Peak RPS = 3 × Average RPS`, and all of a line of words.
fn name_of_calculation(line: &Inline) -> Option<Inline> {
    let end = line.plain.find('=').unwrap_or(line.plain.len());
    let name = line.part(0..line.plain[..end].trim_end().len());
    (name.plain.contains(char::is_alphabetic) && numbers(&name.plain) == 0).then_some(name)
}

/// How many numbers stand in a text, their marks included.
fn numbers(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
        .filter(|run| run.contains(|c: char| c.is_ascii_digit()))
        .count()
}

/// Parts an aligned line at its widest gap: `Redis        USD 45`.
fn columns(line: &Inline) -> (Option<Inline>, Inline) {
    let gap =
        line.plain.find("  ").or(line.plain.find('\t')).filter(|&at| line.plain[..at].contains(char::is_alphabetic));
    match gap {
        Some(at) => {
            let rest = line.plain.len() - line.plain[at..].trim_start().len();
            (Some(line.part(0..at)), line.part(rest..line.plain.len()))
        }
        None => (None, line.clone()),
    }
}

/// Whether a block of code with this mark is text rather than a program.
pub(in crate::extract) fn is_plain_text(language: &str) -> bool {
    matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "markdown" | "md" | "console" | "math" | "csv")
}

/// What an item is called when it looks like a title: all of a bold text, or the label in front of the colon.
fn title_of(text: &Inline) -> Option<Inline> {
    if is_all_bold(text) {
        return Some(text.clone());
    }
    let (label, rest) = label(text);
    if rest.is_blank() { Some(label.unwrap_or(rest)) } else { None }
}

/// Whether every letter of the text is bold.
pub(in crate::extract) fn is_all_bold(text: &Inline) -> bool {
    !text.bold.is_empty()
        && text.plain.char_indices().all(|(at, c)| {
            !c.is_alphanumeric() || text.bold.iter().any(|r| (r.start as usize..r.end as usize).contains(&at))
        })
}

/// The lines of a paragraph that speak for themselves; lines that only wrap stay together.
pub(in crate::extract) fn labelled_lines(text: &Inline) -> Vec<Inline> {
    if !text.plain.contains('\n') {
        return vec![text.clone()];
    }
    let mut cuts = vec![0];
    for (at, _) in text.plain.match_indices('\n') {
        let next = at + 1;
        let bold = text.bold.iter().any(|r| r.start as usize == next + leading_marks(&text.plain[next..]));
        let line = text.plain[next..].lines().next().unwrap_or("");
        if bold || colon(line).is_some() {
            cuts.push(next);
        }
    }
    cuts.push(text.plain.len());
    cuts.windows(2)
        .map(|w| text.part(w[0]..w[0] + text.plain[w[0]..w[1]].trim_end().len()))
        .filter(|part| !part.is_blank())
        .collect()
}

/// Emoji, dashes and spaces in front of a text.
fn leading_marks(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"(\"'~<>$€£+=≈≤≥".contains(c)).len()
}

/// A text without the marks that part it from its label; the sign of a limit is none: "> 1 s" behind "**Alert**:".
fn behind_marks(text: &str) -> &str {
    let rest = text.trim_start_matches([':', '–', '—', '→', '=', '-', ' ']);
    let marks = text.strip_suffix(rest).unwrap_or("");
    match rest.strip_prefix('>') {
        Some(behind) if marks.ends_with(['-', '=']) => behind_marks(behind),
        _ => rest,
    }
}

/// Parts a text into what it speaks of and what it says: `**Redis**: R$ 200`, `Redis: R$ 200`, `Redis — R$ 200`.
pub(in crate::extract) fn label(text: &Inline) -> (Option<Inline>, Inline) {
    const LONGEST_NAME: usize = 5;
    let plain = &text.plain;
    let lead = leading_marks(plain);
    if let Some(bold) = text.bold.iter().find(|r| r.start as usize == lead) {
        let end = bold.end as usize;
        let inside = plain[lead..end].trim_end();
        let rest = plain[end..].trim_start();
        if inside.ends_with(':')
            || rest.starts_with([':', '–', '—', '→', '='])
            || rest.starts_with("- ")
            || rest.starts_with("->")
        {
            let label_end = lead + inside.trim_end_matches(':').trim_end().len();
            let skip = plain.len() - behind_marks(rest).len();
            return (Some(text.part(lead..label_end)), text.part(skip.max(end)..plain.len()));
        }
        // "**Objective.** Ten times the orders": a name set in bold, and a sentence of its own behind it.
        let name = inside.trim_end_matches('.');
        let short = name.split_whitespace().count() <= LONGEST_NAME && !name.contains(|c: char| c.is_ascii_digit());
        if inside.ends_with('.') && short && !rest.is_empty() {
            return (Some(text.part(lead..lead + name.len())), text.part(plain.len() - rest.len()..plain.len()));
        }
        // "**Plano Pro (R$ 19,90)** por mês: ..." goes on to its colon.
        if let Some(at) = colon(plain).filter(|&at| at >= end) {
            return (Some(text.part(lead..at)), rest_behind(text, at));
        }
        // "**Total: R$ 4.450**", "**Total: R$ 4.450**/mês": label and amount in one.
        let at = colon(plain).filter(|&at| at < end);
        let code = |amount: &str| plain_words(amount).any(|word| matches!(word, "USD" | "BRL" | "EUR" | "GBP" | "PEN"));
        let is_money =
            |at: usize| rest.is_empty() && (plain[at..end].contains(['$', '€', '£']) || code(&plain[at..end]));
        let is_total =
            |at: usize| names_total(&plain[lead..at]) && plain[at..end].contains(|c: char| c.is_ascii_digit());
        if let Some(at) = at.filter(|&at| is_money(at) || is_total(at)) {
            return (Some(text.part(lead..at)), rest_behind(text, at));
        }
        if let Some((to, from)) = total_without_colon(plain, lead) {
            return (Some(text.part(lead..to)), text.part(from..plain.len()));
        }
        if rest.is_empty() {
            return (Some(text.part(lead..lead + inside.len())), text.part(plain.len()..plain.len()));
        }
        return (None, text.clone());
    }
    match colon(plain) {
        Some(at) if at > lead => (Some(text.part(lead..at)), rest_behind(text, at)),
        _ => match total_without_colon(plain, lead) {
            Some((to, from)) => (Some(text.part(lead..to)), text.part(from..plain.len())),
            None => (None, text.clone()),
        },
    }
}

/// Whether a label is that of a total: "Total mensal".
pub(in crate::extract) fn names_total(label: &str) -> bool {
    let first = label.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    ["total", "totais", "totales", "totals", "subtotal"].contains(&first.to_lowercase().as_str())
}

/// "Total R$ 4.450", "Total mensal — US$ 300", "Total = $120": where the label ends, and where the money begins.
fn total_without_colon(line: &str, lead: usize) -> Option<(usize, usize)> {
    const MOST_WORDS: usize = 3;
    const CURRENCIES: &[&str] = &["R$", "US$", "S/", "$", "€", "£"];
    if !names_total(&line[lead..]) {
        return None;
    }
    let at = line.find(|c: char| c.is_ascii_digit() || ".,;:!?(".contains(c))?;
    let before = line.get(lead..at)?.trim_end();
    let label = CURRENCIES.iter().find_map(|sign| before.strip_suffix(sign))?;
    let from = lead + label.len();
    let label = label.trim_end_matches(|c: char| c.is_whitespace() || "=–—-→≈~".contains(c));
    let words = label.split_whitespace().count();
    let mut letters = label.chars().filter(|c| !c.is_whitespace());
    (words <= MOST_WORDS && letters.all(char::is_alphabetic)).then(|| (lead + label.len(), from))
}

fn rest_behind(text: &Inline, colon: usize) -> Inline {
    let rest = &text.plain[colon + 1..];
    let at = text.plain.len() - rest.trim_start().len();
    text.part(at..text.plain.len())
}

/// The colon that parts a label from its value: early, behind words or a year, in front of a space or at the end.
fn colon(line: &str) -> Option<usize> {
    const LONGEST_LABEL: usize = 80;
    let mut depth = 0usize;
    for (at, c) in line.char_indices() {
        if at > LONGEST_LABEL || c == '\n' {
            return None;
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => {
                let behind = line[at + 1..].chars().next();
                let words = line[..at].split_whitespace().count();
                let named = line[..at].chars().any(char::is_alphabetic) || says_only_years(&line[..at]);
                if behind.is_none_or(char::is_whitespace) && named && words <= 10 {
                    return Some(at);
                }
            }
            '.' | '!' | '?' if line[at + 1..].starts_with(' ') => return None,
            _ => {}
        }
    }
    None
}
