//! The text of scalars with its map: quotes, escapes and folded lines make it differ from what stands there.

use std::ops::Range;

use granit_parser::ScalarStyle;

use crate::source::Span;
use crate::syntax::Inline;
use crate::syntax::inline::Writer;
use crate::syntax::yaml::Ground;

/// The text of a scalar that stands at `place` and reads `plain`.
pub(super) fn inline(ground: Ground<'_>, plain: &str, place: Range<usize>, style: ScalarStyle) -> Inline {
    let text = ground.text();
    let written = text.get(place.clone()).unwrap_or("").trim_ascii_end();
    let place = place.start..place.start + written.len();
    let mut writer = Writer::default();
    writer.cover(ground.span(place.clone()));
    let inner = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if written.len() >= 2 => place.start + 1..place.end - 1,
        _ => place.clone(),
    };
    if text.get(inner.clone()) == Some(plain) {
        ground.write(inner, &mut writer);
    } else {
        follow(ground, plain, inner, style, &mut writer);
    }
    writer.finish(ground.span(place))
}

/// What stands at `place`, without the Markdown some people write into their YAML: `**bold**`, `[text](link)`.
pub(super) fn without_markup(ground: Ground<'_>, place: Range<usize>) -> Inline {
    let text = ground.text().get(place.clone()).unwrap_or("");
    let mut writer = Writer::default();
    writer.cover(ground.span(place.clone()));
    if let Some(words) =
        text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once("]("))
    {
        writer.begin_link();
        ground.write(place.start + 1..place.start + 1 + words.0.len(), &mut writer);
        writer.end_link();
        return writer.finish(ground.span(place));
    }
    let mut at = 0;
    let mut marks = text.match_indices("**").map(|(i, _)| i);
    while let (Some(open), Some(close)) = (marks.next(), marks.next()) {
        ground.write(place.start + at..place.start + open, &mut writer);
        writer.begin_bold();
        ground.write(place.start + open + 2..place.start + close, &mut writer);
        writer.end_bold();
        at = close + 2;
    }
    ground.write(place.start + at..place.end, &mut writer);
    writer.finish(ground.span(place))
}

/// Finds every character of `plain` again in what stands at `inner`.
fn follow(ground: Ground<'_>, plain: &str, inner: Range<usize>, style: ScalarStyle, writer: &mut Writer) {
    let text = ground.text().get(..inner.end).unwrap_or("");
    let mut at = inner.start;
    // What runs in step is written as a whole: from here in `text`, so many bytes.
    let mut run = at..at;
    let mut i = 0;
    while let Some(c) = plain[i..].chars().next() {
        let Some(s) = text[at..].chars().next() else { break };
        let escape = escape_length(&text[at..], style);
        if c == s && escape == 0 {
            if run.end != at {
                ground.write(std::mem::replace(&mut run, at..at), writer);
            }
            at += s.len_utf8();
            run.end = at;
            i += c.len_utf8();
            continue;
        }
        if escape > 0 && text[at..].starts_with("\\\n") || text[at..].starts_with("\\\r") {
            at += escape; // The line goes on; nothing is read.
        } else if escape > 0 || c.is_ascii_whitespace() && s.is_ascii_whitespace() {
            ground.write(std::mem::replace(&mut run, at..at), writer);
            let end = at + escape.max(1);
            writer.replaced(&plain[i..i + c.len_utf8()], ground.span(at..end));
            at = end;
            run = at..at;
            i += c.len_utf8();
        } else if c.is_ascii_whitespace() {
            ground.write(std::mem::replace(&mut run, at..at), writer);
            writer.replaced(&plain[i..i + 1], ground.span(at..at));
            i += 1;
        } else {
            at += s.len_utf8();
        }
    }
    ground.write(run, writer);
    // The line break at the end of a text of many lines stands for nothing that is worth pointing at.
    let end = ground.span(inner).end;
    writer.replaced(&plain[i..], Span { start: end, end });
}

/// Bytes of the escape at the beginning of `text`; 0 when there is none.
fn escape_length(text: &str, style: ScalarStyle) -> usize {
    match style {
        ScalarStyle::SingleQuoted if text.starts_with("''") => 2,
        ScalarStyle::DoubleQuoted if text.starts_with('\\') => {
            let length = match text.as_bytes().get(1) {
                Some(b'x') => 4,
                // Two halves of one character, as JSON writes what is beyond 16 bits.
                Some(b'u') if is_first_half(text) && text.get(6..8) == Some("\\u") => 12,
                Some(b'u') => 6,
                Some(b'U') => 10,
                Some(_) => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
                None => 1,
            };
            length.min(text.len())
        }
        _ => 0,
    }
}

fn is_first_half(text: &str) -> bool {
    text.get(2..4).is_some_and(|high| matches!(high.as_bytes(), [b'd' | b'D', b'8' | b'9' | b'a' | b'A' | b'b' | b'B']))
}
