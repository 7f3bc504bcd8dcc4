//! The parts of a Markdown document, and the fields that each may become.

use std::ops::Range;

use crate::canonical;
use crate::convert::fields::{Fields, Place, Reach};
use crate::convert::yaml::quoted;
use crate::convert::{key_of, kind_of, line_start};
use crate::extract::Vocabulary;
use crate::extract::vocabulary::{fold, words};
use crate::model::{SectionKind, only};
use crate::report::Report;
use crate::source::Source;
use crate::syntax::{Block, Document, Fence, Value, parse};
use crate::template;
use crate::words::Language;

/// A part of a Markdown document.
pub(in crate::convert) struct Part {
    /// As it stands.
    text: String,
    /// The section it belongs to, by the name of its key; "other" when to none.
    section: &'static str,
    /// What it may become, the best first: keys of the canonical form, and what of the text is left then.
    pub forms: Vec<Form>,
}

/// Keys of the canonical form, and what of the text has no place in them.
pub(in crate::convert) struct Form {
    keys: String,
    left: String,
}

/// A document as it was read.
pub(in crate::convert) struct Setting<'a> {
    pub source: &'a Source,
    pub report: &'a Report,
    pub vocabulary: &'a Vocabulary,
}

impl Setting<'_> {
    /// The title, what stands above the sections, and each section with its heading.
    pub(in crate::convert) fn parts(&self) -> Vec<Part> {
        let text = self.source.text();
        let document = parse(self.source);
        let headings: Vec<(usize, u8, &str)> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading(h) => {
                    Some((line_start(text, h.text.span.range().start), h.level, h.text.plain.as_str()))
                }
                _ => None,
            })
            .collect();
        let title = headings.first().filter(|(_, level, _)| *level == 1);
        let rest = if title.is_some() { &headings[1..] } else { &headings[..] };
        let cuts = self.cuts(rest);

        let first = cuts.first().map_or(text.len(), |cut| cut.0);
        let above = text.get(..first).unwrap_or("");
        let (title, preamble) = self.opening(above, title.map(|(at, ..)| *at));
        let mut parts: Vec<Part> = title.into_iter().chain([preamble]).collect();
        let mut known: Vec<SectionKind> = Vec::new();
        for (n, (start, _, heading)) in cuts.iter().enumerate() {
            let end = cuts.get(n + 1).map_or(text.len(), |next| next.0);
            let kind = kind_of(heading, self.vocabulary);
            let mut part = Part {
                text: text.get(*start..end).unwrap_or("").to_owned(),
                section: kind.map_or("other", key_of),
                forms: Vec::new(),
            };
            // A mapping has each key once.
            if let Some(kind) = kind.filter(|kind| !known.contains(kind)) {
                part.forms = self.forms(&document, *start..end, kind, heading);
                known.extend((!part.forms.is_empty()).then_some(kind));
            }
            parts.push(part);
        }
        parts
    }

    /// Where parts begin: at the headings of the highest level, and at each that names a section in a part that does not.
    fn cuts<'h>(&self, headings: &'h [(usize, u8, &'h str)]) -> Vec<&'h (usize, u8, &'h str)> {
        let top = headings.iter().map(|(_, level, _)| *level).min().unwrap_or(6);
        let mut open: Option<u8> = None;
        let mut cuts = Vec::new();
        for heading in headings {
            let (_, level, title) = *heading;
            let names = kind_of(title, self.vocabulary).is_some();
            if level == top || open.map_or(names, |open| level <= open) {
                open = names.then_some(level);
                cuts.push(heading);
            }
        }
        cuts
    }

    /// The title, and the rest of what stands above the sections.
    fn opening(&self, above: &str, title: Option<usize>) -> (Option<Part>, Part) {
        let mut preamble = above.to_owned();
        let mut titled = None;
        if let Some(at) = title
            && preamble.get(..at).is_some_and(|before| before.trim().is_empty())
            && let Some((line, words)) = preamble.get(at..).and_then(title_line)
            && !words.contains(['*', '`', '[', '<', '\\', '&', '#'])
        {
            let form = Form { keys: format!("title: {}\n", quoted(&words)), left: String::new() };
            preamble.replace_range(..at + line.len(), "");
            titled = Some(Part { text: line, section: "other", forms: vec![form] });
        }
        // Inside a note, front matter is a block of YAML like any other.
        if let Some((matter, rest)) = preamble.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
            preamble = format!("```yaml\n{matter}\n```\n{rest}");
        }
        let mut forms: Vec<Form> = metadata(&preamble, self.report).into_iter().collect();
        forms.extend(self.known_of(&preamble));
        (titled, Part { text: preamble, section: "other", forms })
    }

    /// What is known of the whole canvas and stands somewhere in its opening, said once more.
    fn known_of(&self, preamble: &str) -> Option<Form> {
        let known = &self.report.canvas.metadata;
        let fields = [("owner", &known.owner), ("date", &known.date), ("version", &known.version)];
        let said = fields.iter().filter_map(|(key, field)| Some((key, field.as_ref()?)));
        let here = said.filter(|(_, field)| preamble.contains(self.source.slice(field.span)));
        let keys: String = here.map(|(key, field)| format!("{key}: {}\n", quoted(&field.value))).collect();
        (!keys.is_empty()).then(|| Form { keys, left: preamble.to_owned() })
    }

    /// What a section may become.
    fn forms(&self, document: &Document, range: Range<usize>, kind: SectionKind, heading: &str) -> Vec<Form> {
        let whole = self.source.text().get(range.clone()).unwrap_or("");
        let canvas = &self.report.canvas;
        let place = Place { source: self.source, document, canvas, range: range.clone(), kind };
        let mut forms: Vec<Form> =
            fence_field(whole, range.start, document, self.source, kind, heading).into_iter().collect();
        for reach in [Reach::Everything, Reach::Names, Reach::OwnFields] {
            let Some(fields) = Fields::of(&place, reach) else { continue };
            let below = below_heading(whole, range.start)..range.end;
            // What goes on below an item belongs to it.
            let goes_on = |lines: &Range<usize>| {
                let next = self.source.text().get(lines.end..).and_then(|behind| behind.lines().next()).unwrap_or("");
                next.starts_with([' ', '\t']) && !next.trim().is_empty()
            };
            let prose = without(self.source.text(), below, &fields.taken);
            let starts: Vec<usize> = fields.taken.iter().map(|lines| lines.start).collect();
            if fields.taken.iter().any(|lines| goes_on(lines) && !starts.contains(&lines.end)) {
                continue;
            }
            let left = left(whole, &prose, kind, heading);
            for fields in [Some(fields.clone()), fields.with_basis(&place)].into_iter().flatten() {
                // A heading that says more than the key may stand beside it.
                if prose.trim().is_empty() && !left.is_empty() {
                    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
                    let keys = fields.clone().into_key(key_of(kind), &heading).written(0);
                    forms.push(Form { keys, left: String::new() });
                }
                forms.push(Form { keys: fields.into_key(key_of(kind), "").written(0), left: left.clone() });
            }
        }
        forms.retain(|form| is_canonical(&form.keys));
        forms
    }
}

/// The first heading as it stands, and its words.
fn title_line(text: &str) -> Option<(String, String)> {
    let mut lines = text.lines();
    let (first, second) = (lines.next()?, lines.next().unwrap_or(""));
    if let Some(words) = first.strip_prefix("# ") {
        return Some((first.to_owned(), words.trim().to_owned()));
    }
    let underlined = second.starts_with('=') && second.trim_end().chars().all(|c| c == '=');
    underlined.then(|| (format!("{first}\n{second}"), first.trim().to_owned()))
}

/// Where the text below a heading begins.
fn below_heading(whole: &str, start: usize) -> usize {
    start + whole.find('\n').map_or(whole.len(), |at| at + 1)
}

/// The text in `range` without the lines in `taken`, which are in order.
fn without(text: &str, range: Range<usize>, taken: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = range.start;
    for lines in taken {
        out.push_str(text.get(at..lines.start).unwrap_or(""));
        at = lines.end.max(at);
    }
    out.push_str(text.get(at..range.end).unwrap_or(""));
    out
}

/// The whole canonical document, with each part in the form that is chosen, or as it stands.
pub(in crate::convert) fn written(parts: &[Part], chosen: &[Option<usize>]) -> String {
    let mut fields = String::new();
    let mut notes = String::new();
    for (part, form) in parts.iter().zip(chosen) {
        let form = form.and_then(|form| part.forms.get(form));
        if let Some(Form { keys, .. }) = form {
            if !keys.lines().next().is_some_and(|line| line.contains(": ")) || keys.lines().count() > 3 {
                fields.push('\n');
            }
            fields.push_str(keys);
        }
        let left = form.map_or(part.text.as_str(), |form| form.left.as_str()).trim_matches('\n');
        if !left.trim().is_empty() {
            let mark = if left.starts_with([' ', '\t']) { "|2-" } else { "|-" };
            notes.push_str(&format!("  - section: {}\n    text: {mark}\n", part.section));
            for line in left.lines() {
                notes.push_str(if line.trim().is_empty() { "" } else { "      " });
                notes.push_str(if line.trim().is_empty() { "" } else { line });
                notes.push('\n');
            }
        }
    }
    let notes = if notes.is_empty() { notes } else { format!("\nnotes:\n{notes}") };
    format!("# yaml-language-server: $schema={}\ncanvas: 1\n{fields}{notes}", canonical::SCHEMA_URL)
}

/// Owner, date and version, where each is a line of its own above the sections.
fn metadata(preamble: &str, report: &Report) -> Option<Form> {
    let known = &report.canvas.metadata;
    let mut keys = String::new();
    let mut left = String::new();
    for line in preamble.lines() {
        let bare = line.trim().trim_start_matches(['-', '*', '+', ' ']);
        let field = bare.split_once(':').and_then(|(label, value)| {
            let label = fold(label.trim_matches(|c: char| !c.is_alphanumeric()));
            let value = value.trim_matches(['*', ' ', '"']);
            let is = |list: &[&str], field: &Option<crate::source::Spanned<String>>| {
                list.contains(&label.as_str()) && field.as_ref().is_some_and(|field| field.value == value)
            };
            let key = if is(words::OWNER, &known.owner) {
                "owner"
            } else if is(words::DATE, &known.date) {
                "date"
            } else if is(words::VERSION, &known.version) {
                "version"
            } else {
                return None;
            };
            let new = !keys.contains(&format!("{key}: "));
            new.then(|| format!("{key}: {}\n", quoted(value)))
        });
        match field {
            Some(field) => keys.push_str(&field),
            None => left.push_str(&format!("{line}\n")),
        }
    }
    (!keys.is_empty()).then(|| Form { keys, left: left.replace("```yaml\n```\n", "") })
}

/// A section that says what it says in one block of YAML.
fn fence_field(
    whole: &str,
    start: usize,
    document: &Document,
    source: &Source,
    kind: SectionKind,
    heading: &str,
) -> Option<Form> {
    let inside = |fence: &&Fence| fence.span.range().start >= start && fence.span.range().end <= start + whole.len();
    let fences = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Fence(fence) = block { Some(fence) } else { None })
        .filter(|fence| !fence.yaml.is_empty())
        .filter(inside);
    let fence = only(fences)?;
    let [node] = fence.yaml.as_slice() else { return None };
    let Value::Map(entries) = &node.value else { return None };
    let [entry] = entries.as_slice() else { return None };
    kind_of(&entry.key.plain, &Vocabulary::default()).filter(|&of| of == kind)?;
    let code = source.slice(fence.span).lines().collect::<Vec<_>>();
    let code = code.get(1..code.len() - 1)?;
    let key = entry.key.plain.trim();
    let at = code.iter().position(|line| line.starts_with(key))?;
    let mut lines: Vec<String> = code.iter().map(|line| format!("{line}\n")).collect();
    lines[at] = lines[at].replacen(key, key_of(kind), 1);
    let keys: String = lines.concat();

    let (before, behind) = (fence.span.range().start - start, fence.span.range().end - start);
    let below = whole.find('\n').map_or(whole.len(), |at| at + 1);
    let prose = format!("{}{}", whole.get(below..before)?, whole.get(behind..)?);
    Some(Form { left: left(whole, &prose, kind, heading), keys })
}

/// What is left of a section under its own heading; nothing when the key says as much as the heading.
fn left(whole: &str, prose: &str, kind: SectionKind, heading: &str) -> String {
    let title = template_titles(kind).iter().any(|title| fold(title) == fold(bare(heading))) || is_key(kind, heading);
    if prose.trim().is_empty() && title {
        return String::new();
    }
    format!("{}\n\n{}", whole.lines().next().unwrap_or(""), prose.trim_matches('\n'))
}

fn is_key(kind: SectionKind, heading: &str) -> bool {
    fold(bare(heading)).replace(' ', "_") == key_of(kind)
}

fn bare(heading: &str) -> &str {
    heading.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')).trim()
}

fn template_titles(kind: SectionKind) -> Vec<&'static str> {
    Language::ALL.into_iter().filter_map(|language| template::section(kind, language)).map(|(title, _)| title).collect()
}

fn is_canonical(keys: &str) -> bool {
    let source = Source::new("part.yaml", format!("canvas: 1\n{keys}").as_bytes());
    let document = parse(&source);
    document.declared && document.problems.is_empty() && canonical::unknown_keys(&document).is_empty()
}
