//! The score of a canvas as a badge: an endpoint for shields.io, and a picture of its own.

use serde::Serialize;

use crate::report::layout::clean;
use crate::score::Score;
use crate::words::{Language, Text};

/// The label of a badge, where nobody gives another one.
pub const LABEL: &str = "canvas";

/// What a badge says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    label: String,
    message: String,
    color: Color,
    title: String,
}

/// A colour by its name at shields.io, and as it is drawn: dark enough for white text (contrast of 4.5 to 1, WCAG 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Color {
    name: &'static str,
    hex: &'static str,
}

impl Badge {
    /// The badge of a canvas: its score and grade. The title is in `language`.
    pub fn of(score: &Score, label: &str, language: Language) -> Badge {
        let message = match score.points {
            Some(points) => format!("{points} {}", score.grade),
            None => score.grade.to_owned(),
        };
        let label = clean(label);
        let title = TITLE.with("label", label.as_str()).with("score", message.as_str()).in_language(language);
        Badge { label, message, color: color(score.grade), title }
    }

    /// What shields.io reads (<https://shields.io/badges/endpoint-badge>), ending with a line break.
    pub fn endpoint(&self) -> String {
        let endpoint =
            Endpoint { schema_version: 1, label: &self.label, message: &self.message, color: self.color.name };
        // Strings and a number are always JSON.
        serde_json::to_string_pretty(&endpoint).unwrap_or_default() + "\n"
    }

    /// A picture without anything from elsewhere: fonts of the reader, a title for those who listen.
    pub fn svg(&self) -> String {
        let (left, right) = (width(&self.label), width(&self.message));
        let (label, message, title) = (escaped(&self.label), escaped(&self.message), escaped(&self.title));
        let (all, hex) = (left + right, self.color.hex);
        let (label_at, message_at) = (left / 2, left + right / 2);
        let (label_length, message_length) = (left - 2 * PADDING, right - 2 * PADDING);
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{all}" height="20" viewBox="0 0 {all} 20" role="img" aria-labelledby="title">
  <title id="title">{title}</title>
  <clipPath id="round"><rect width="{all}" height="20" rx="3"/></clipPath>
  <g clip-path="url(#round)">
    <rect width="{left}" height="20" fill="#444"/>
    <rect x="{left}" width="{right}" height="20" fill="{hex}"/>
  </g>
  <g fill="#fff" text-anchor="middle" font-family="Verdana, DejaVu Sans, Geneva, sans-serif" font-size="11" aria-hidden="true">
    <text x="{label_at}" y="14" textLength="{label_length}" lengthAdjust="spacingAndGlyphs">{label}</text>
    <text x="{message_at}" y="14" textLength="{message_length}" lengthAdjust="spacingAndGlyphs">{message}</text>
  </g>
</svg>
"##
        )
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint<'a> {
    schema_version: u32,
    label: &'a str,
    message: &'a str,
    color: &'static str,
}

fn color(grade: &str) -> Color {
    let (name, hex) = match grade {
        "A" => ("brightgreen", "#2a7d0b"),
        "B" => ("green", "#4d7a00"),
        "C" => ("yellow", "#8a6d00"),
        "D" => ("orange", "#b35200"),
        "E" => ("red", "#c0392b"),
        _ => ("lightgrey", "#6b6b6b"),
    };
    Color { name, hex }
}

/// Blanks at either end of a half, in pixels.
const PADDING: usize = 6;

/// The width of a half with this text, in pixels; the picture stretches the text to it, whatever the font is.
fn width(text: &str) -> usize {
    let tenths: usize = text.chars().map(tenths).sum();
    tenths.div_ceil(10) + 2 * PADDING
}

/// The width of a character of Verdana at 11 pixels, in tenths of a pixel, near enough.
fn tenths(c: char) -> usize {
    use unicode_width::UnicodeWidthChar;
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ' ' | '/' | '|' | '!' | '\'' => 40,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 105,
        c if c.is_uppercase() => 78,
        c => c.width().unwrap_or(0) * 69,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

static TITLE: Text =
    Text { en: "{label}: score {score}", pt: "{label}: nota {score}", es: "{label}: puntuación {score}" };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    fn badge(points: Option<u32>, grade: &'static str, label: &str) -> Badge {
        let mut run = samples::run(&[points]);
        run.canvases[0].1.score.grade = grade;
        Badge::of(&run.canvases[0].1.score, label, Language::Pt)
    }

    #[test]
    fn an_endpoint_has_what_shields_io_asks_for() {
        let json: serde_json::Value = serde_json::from_str(&badge(Some(74), "C", LABEL).endpoint()).expect("JSON");
        let wanted = serde_json::json!({
            "schemaVersion": 1, "label": "canvas", "message": "74 C", "color": "yellow"
        });
        assert_eq!(json, wanted);
        assert!(badge(None, "N/A", LABEL).endpoint().contains("lightgrey"));
    }

    #[test]
    fn a_picture_has_a_title_and_nothing_from_elsewhere() {
        let svg = badge(Some(91), "A", "a < b & \"c\"\u{1b}").svg();
        assert!(svg.contains("<title id=\"title\">a &lt; b &amp; &quot;c&quot; : nota 91 A</title>"), "{svg}");
        let addresses = svg.matches("http").count() + svg.matches("url(").count() + svg.matches("@import").count();
        assert_eq!(addresses, 2, "the namespace and the clip path alone: {svg}");
    }

    #[test]
    fn white_text_is_legible_on_every_colour() {
        let light = |hex: &str| {
            let channel = |at: usize| {
                let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal")) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        for grade in ["A", "B", "C", "D", "E", "N/A"] {
            let contrast = 1.05 / (light(color(grade).hex) + 0.05);
            assert!(contrast >= 4.5, "{grade}: {contrast}");
        }
    }
}
