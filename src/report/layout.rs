//! Text for a terminal: cleaned of what would steer it, wrapped to its width, coloured if wanted.

use crate::finding::Severity;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a report for a person may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours are written.
    pub color: bool,
    /// Whether characters beyond ASCII are used for drawing.
    pub unicode: bool,
    /// Whether the codes of rules may be terminal hyperlinks.
    pub links: bool,
    /// Columns there are.
    pub width: usize,
}

impl Default for Style {
    /// What a pipe gets: no colours, 80 columns.
    fn default() -> Style {
        Style { color: false, unicode: true, links: false, width: 80 }
    }
}

/// What a piece of text is painted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// As a finding of this severity.
    Severity(Severity),
    /// As something that holds.
    Good,
    /// As a title.
    Strong,
    /// As something of less weight.
    Faint,
}

impl Style {
    /// The text with the colour of `ink`, when there are colours.
    pub fn paint(&self, ink: Ink, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Severity(Severity::Error) => "31",
            Ink::Severity(Severity::Warning) => "33",
            Ink::Severity(Severity::Advice) => "36",
            Ink::Good => "32",
            Ink::Strong => "1",
            Ink::Faint => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// The first of two characters, or the second where only ASCII can be drawn.
    pub fn glyph(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// `text` wrapped behind `head`, which is painted and stands on the first line only; further lines align with the
    /// text. Ends with a line break.
    pub fn hanging(&self, ink: Option<Ink>, head: &str, text: &str) -> String {
        let indent = head.width();
        let mut out = ink.map_or_else(|| head.to_owned(), |ink| self.paint(ink, head));
        for (i, line) in wrap(&clean(text), self.width.saturating_sub(indent)).iter().enumerate() {
            if i > 0 {
                out.push_str(&" ".repeat(indent));
            }
            out.push_str(line);
            out.push('\n');
        }
        out
    }
}

/// The text as one line without anything that steers a terminal or has no width, cut where it is absurdly long.
pub fn clean(text: &str) -> String {
    const MOST: usize = 1_000;
    // Nearly all of it is.
    if text.len() <= MOST && text.chars().all(|c| printable(c) == Some(c)) {
        return text.to_owned();
    }
    let mut out: String = text.chars().filter_map(printable).take(MOST).collect();
    if text.chars().nth(MOST).is_some() && out.chars().count() == MOST {
        out.push('…');
    }
    out
}

/// What is drawn for a character of a document, if anything: no control characters, no changes of writing direction,
/// none of the invisible ones that make a line wider or narrower than it is counted.
pub fn printable(c: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' => None,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => {
            Some(char::REPLACEMENT_CHARACTER)
        }
        '\u{80}'..='\u{9f}' => Some('·'),
        '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// The lines of a text, none wider than `width` columns (at least 16); breaks between words, and inside those that are
/// too long. At least one line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(16);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_graphic());
        let needed = if is_plain { word.len() } else { word.width() };
        if used > 0 && used + 1 + needed > width {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            push(&mut lines, ' ');
            used += 1;
        }
        if is_plain && used + needed <= width {
            if let Some(last) = lines.last_mut() {
                last.push_str(word);
            }
            used += needed;
            continue;
        }
        for c in word.chars() {
            let columns = c.width().unwrap_or(0);
            if used + columns > width {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, c);
            used += columns;
        }
    }
    lines
}

fn push(lines: &mut [String], c: char) {
    if let Some(last) = lines.last_mut() {
        last.push(c);
    }
}

/// The end of a text, in at most `width` columns, behind "…" where something is left out.
pub fn tail(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept: Vec<char> = text
        .chars()
        .rev()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect();
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_not_shown() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}\u{202e}c\u{9b}d\ne"), "a [31mb \u{fffd}c·d e");
        assert_eq!(clean("👩\u{200d}💻 🏗\u{fe0f}"), "👩💻 🏗");
    }

    #[test]
    fn lines_break_between_words_and_inside_long_ones() {
        assert_eq!(wrap("one two three four five", 16), ["one two three", "four five"]);
        assert_eq!(wrap(&"x".repeat(20), 16), ["x".repeat(16), "xxxx".to_owned()]);
        assert_eq!(wrap("", 16), [""]);
        assert_eq!(wrap("日本語日本語日本語", 16), ["日本語日本語日本", "語"]);
    }

    #[test]
    fn hanging_lines_align_with_the_text() {
        let style = Style { width: 30, ..Style::default() };
        let text = style.hanging(Some(Ink::Good), "  help: ", "write the total, or add the row that is missing");
        assert_eq!(text, "  help: write the total, or\n        add the row that is\n        missing\n");
    }

    #[test]
    fn the_end_of_a_path_is_what_is_kept() {
        assert_eq!(tail("canvases/shop.md", 8), "…shop.md");
        assert_eq!(tail("shop.md", 8), "shop.md");
    }
}
