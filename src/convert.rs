//! A canvas from Markdown to canonical YAML and back, without a loss: what has no field goes under `notes`.

use std::ops::Range;

use crate::canonical;
use crate::extract::vocabulary::{fold, words};
use crate::model::SectionKind;
use crate::report::Report;
use crate::rules::Settings;
use crate::source::Source;
use crate::syntax::{Block, Document, Fence, Value, parse};
use crate::template;
use crate::words::{Language, Text};

/// The Markdown document as canonical YAML. Each part goes into its field where that leaves all that is read as it is.
pub fn to_yaml(source: &Source, settings: &Settings) -> String {
    let text = source.text().replace("\r\n", "\n").replace('\r', "\n");
    let plain = Source::new(source.name(), text.as_bytes());
    let report = crate::check(&plain, settings);
    let read = reading(&report);
    let parts = parts(&plain, &report);
    let holds = |lifted: &[usize]| {
        let tried = crate::check(&Source::new("canvas.yaml", written(&parts, lifted).as_bytes()), settings);
        reading(&tried) == read
    };
    let liftable: Vec<usize> = (0..parts.len()).filter(|&part| parts[part].field.is_some()).collect();
    if holds(&liftable) {
        return written(&parts, &liftable);
    }
    let mut lifted: Vec<usize> = Vec::new();
    for part in liftable {
        lifted.push(part);
        if !holds(&lifted) {
            lifted.pop();
        }
    }
    written(&parts, &lifted)
}

/// The YAML document as Markdown: a heading for each section, what it says in a block of YAML, notes as they are.
pub fn to_markdown(source: &Source, settings: &Settings) -> String {
    let text = source.text().replace("\r\n", "\n").replace('\r', "\n");
    let plain = Source::new(source.name(), text.as_bytes());
    let language = crate::check(&plain, settings).canvas.language;
    let document = parse(&plain);
    let Some(Block::Yaml(root)) = document.blocks.first() else { return text };
    let Value::Map(entries) = &root.value else { return text };
    let mut out = String::new();
    let mut loose = String::new();
    let starts: Vec<usize> = entries.iter().map(|entry| line_start(&text, entry.key.span.range().start)).collect();
    let above = |at: usize| comments_above(&text, at);
    for (n, entry) in entries.iter().enumerate() {
        let start = above(starts[n]);
        let end = starts.get(n + 1).map_or(text.len(), |&next| above(next));
        let whole = without_declaration(text.get(start..end).unwrap_or("").trim_end());
        let key = entry.key.plain.trim();
        match &entry.node.value {
            Value::Scalar { text: value, .. } if matches!(key, "title" | "titulo") && out.is_empty() => {
                out = format!("# {}\n\n", value.plain.trim());
            }
            Value::Scalar { .. } | Value::Alias(_) | Value::Missing => {
                loose.push_str(&whole);
                loose.push('\n');
            }
            Value::List(_) if document.declared && key == "notes" => {
                flush(&mut loose, &mut out);
                for note in notes(&text, start..end) {
                    out.push_str(&note);
                    out.push_str("\n\n");
                }
            }
            Value::Map(_) | Value::List(_) => {
                flush(&mut loose, &mut out);
                let title = kind_of(key).and_then(|kind| template::section(kind, language)).map(|(title, _)| title);
                let title = title.map_or_else(|| key.replace(['_', '-'], " "), str::to_owned);
                out.push_str(&format!("## {title}\n\n{}\n\n", fenced(&whole)));
            }
        }
    }
    flush(&mut loose, &mut out);
    out.trim_end().to_owned() + "\n"
}

/// Whether two documents say the same: the measure of a conversion.
pub fn same_reading(one: &Report, other: &Report) -> bool {
    reading(one) == reading(other)
}

/// What is read of a document, without places: sections, quantities with their meaning, findings, score.
fn reading(report: &Report) -> Vec<String> {
    let canvas = &report.canvas;
    let metadata = [&canvas.metadata.owner, &canvas.metadata.date, &canvas.metadata.version];
    let mut read = vec![
        format!("{:?} {:?}", canvas.language, report.score.points),
        format!("{:?}", canvas.title.as_ref().map(|title| &title.value)),
        format!("{:?}", metadata.map(|field| field.as_ref().map(|field| &field.value))),
    ];
    read.extend(SectionKind::ALL.iter().map(|&kind| format!("{kind:?} {:?}", canvas.section(kind).map(|s| s.status))));
    read.extend(canvas.facts.iter().map(|fact| {
        let quantity = &fact.quantity;
        let scenario = fact.scenario.and_then(|at| canvas.scenarios.get(at)).map(|scenario| scenario.kind);
        let what = (&quantity.interval, &quantity.unit, &quantity.per, &quantity.statistic);
        format!("{:?} {what:?} {:?} {scenario:?}", fact.metric, fact.sections)
    }));
    let outcomes = &report.outcomes;
    read.extend(outcomes.findings.iter().map(|f| format!("{} {:?} {:?}", f.rule, f.severity, f.computed)));
    read.extend(outcomes.passes.iter().map(|pass| format!("{} {}", pass.rule, pass.message.in_language(Language::En))));
    read.sort();
    read
}

/// A part of a Markdown document, and the field it may become.
struct Part {
    /// As it stands.
    text: String,
    /// The section it belongs to, by the name of its key; "other" when to none.
    section: &'static str,
    /// As keys of the canonical form, and what of the text is left then.
    field: Option<(String, String)>,
}

fn parts(source: &Source, report: &Report) -> Vec<Part> {
    let text = source.text();
    let document = parse(source);
    let headings: Vec<(usize, u8, &str)> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(h) => Some((line_start(text, h.text.span.range().start), h.level, h.text.plain.as_str())),
            _ => None,
        })
        .collect();
    let title = headings.first().filter(|(_, level, _)| *level == 1);
    let rest = if title.is_some() { &headings[1..] } else { &headings[..] };
    let level = rest.iter().map(|(_, level, _)| *level).min().unwrap_or(6);
    let cuts: Vec<&(usize, u8, &str)> = rest.iter().filter(|(_, l, _)| *l == level).collect();

    let mut parts = Vec::new();
    let first = cuts.first().map_or(text.len(), |cut| cut.0);
    let mut preamble = text.get(..first).unwrap_or("").to_owned();
    if let Some((at, ..)) = title
        && let Some(line) = preamble.get(*at..).and_then(|rest| rest.lines().next()).map(str::to_owned)
        && let Some(words) = line.strip_prefix("# ")
        && !words.contains(['*', '`', '[', '<', '\\'])
        && preamble.get(..*at).is_some_and(|before| before.trim().is_empty())
    {
        preamble.replace_range(..*at + line.len(), "");
        let field = Some((format!("title: {}\n", quoted(words.trim())), String::new()));
        parts.push(Part { text: line, section: "other", field });
    }
    // Inside a note, front matter is a block of YAML like any other.
    if let Some((matter, rest)) = preamble.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        preamble = format!("```yaml\n{matter}\n```\n{rest}");
    }
    let metadata = metadata(&preamble, report);
    parts.push(Part { text: preamble, section: "other", field: metadata });
    for (n, (start, _, heading)) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).map_or(text.len(), |next| next.0);
        let whole = text.get(*start..end).unwrap_or("").to_owned();
        let kind = kind_of(heading);
        let field = kind.and_then(|kind| {
            fence_field(&whole, *start, &document, source, kind, heading).or_else(|| list_field(&whole, kind, heading))
        });
        parts.push(Part { text: whole, section: kind.map_or("other", key_of), field });
    }
    parts
}

/// The whole canonical document, with the fields of the parts that are lifted and everything else as it stands.
fn written(parts: &[Part], lifted: &[usize]) -> String {
    let mut fields = String::new();
    let mut notes = String::new();
    for (n, part) in parts.iter().enumerate() {
        let field = part.field.as_ref().filter(|_| lifted.contains(&n));
        if let Some((keys, _)) = field {
            if !keys.lines().next().is_some_and(|line| line.contains(": ")) || keys.lines().count() > 3 {
                fields.push('\n');
            }
            fields.push_str(keys);
        }
        let left = field.map_or(part.text.as_str(), |(_, left)| left.as_str()).trim_matches('\n');
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
fn metadata(preamble: &str, report: &Report) -> Option<(String, String)> {
    let known = &report.canvas.metadata;
    let mut keys = String::new();
    let mut left = String::new();
    for line in preamble.lines() {
        let bare = line.trim().trim_start_matches(['-', '*', '+', ' ']);
        let field = bare.split_once(':').and_then(|(label, value)| {
            let label = fold(label.trim_matches(|c: char| !c.is_alphanumeric()));
            let value = value.trim_matches(['*', ' ']);
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
    (!keys.is_empty()).then(|| (keys, left.replace("```yaml\n```\n", "")))
}

/// A section that says what it says in one block of YAML.
fn fence_field(
    whole: &str,
    start: usize,
    document: &Document,
    source: &Source,
    kind: SectionKind,
    heading: &str,
) -> Option<(String, String)> {
    let inside = |fence: &&Fence| fence.span.range().start >= start && fence.span.range().end <= start + whole.len();
    let mut fences = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Fence(fence) = block { Some(fence) } else { None })
        .filter(|fence| !fence.yaml.is_empty())
        .filter(inside);
    let fence = fences.next().filter(|_| fences.next().is_none())?;
    let [node] = fence.yaml.as_slice() else { return None };
    let Value::Map(entries) = &node.value else { return None };
    let [entry] = entries.as_slice() else { return None };
    kind_of(&entry.key.plain).filter(|&of| of == kind)?;
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
    is_canonical(&keys).then(|| (keys, left(whole, &prose, kind, heading)))
}

/// A section that says what it says in a flat list of known names.
fn list_field(whole: &str, kind: SectionKind, heading: &str) -> Option<(String, String)> {
    let (_, body) = whole.split_once('\n')?;
    let mut keys = format!("{}:\n", key_of(kind));
    let mut prose = String::new();
    let mut found = 0;
    for line in body.lines() {
        let field = line.strip_prefix("- **").and_then(|rest| rest.split_once("**")).and_then(|(label, value)| {
            let value = value.strip_prefix(':').or_else(|| label.ends_with(':').then_some(value))?;
            Some((field_name(kind, label)?, value.trim()))
        });
        match field {
            Some((key, value)) if !value.is_empty() && !keys.contains(&format!("  {key}: ")) => {
                keys.push_str(&format!("  {key}: {}\n", quoted(value)));
                found += 1;
            }
            _ => {
                prose.push_str(line);
                prose.push('\n');
            }
        }
    }
    // What goes on below an item belongs to it.
    let broken = prose.lines().any(|line| line.starts_with([' ', '\t']) && !line.trim().is_empty());
    (found > 0 && !broken && is_canonical(&keys)).then(|| (keys, left(whole, &prose, kind, heading)))
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

/// The key of a section.
fn key_of(kind: SectionKind) -> &'static str {
    if kind == SectionKind::LoadTest { "load_test" } else { kind.name() }
}

/// The key of a label, by section.
fn field_name(kind: SectionKind, label: &str) -> Option<&'static str> {
    let label = fold(label.trim().trim_end_matches(':'));
    let named = |name: &Text| [name.en, name.pt, name.es].iter().any(|name| fold(name) == label);
    FIELDS.iter().find(|(of, _, name)| *of == kind && named(name)).map(|(_, key, _)| *key)
}

fn kind_of(title: &str) -> Option<SectionKind> {
    let found = crate::extract::section_of_title(title);
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The Markdown of notes, from the lines of the key `notes`.
fn notes(text: &str, lines: Range<usize>) -> Vec<String> {
    let mut notes: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for line in text.get(lines).unwrap_or("").lines() {
        let depth = line.len() - line.trim_start_matches(' ').len();
        let words = line.trim_start_matches(['-', ' ']);
        if words.strip_prefix("text:").is_some_and(|mark| mark.trim().starts_with('|'))
            && (!open || depth < notes.last().map_or(0, |n| n.0))
        {
            let key = line.len() - words.len();
            notes.push((key + 2, String::new()));
            open = true;
        } else if let (true, Some((indentation, note))) = (open, notes.last_mut()) {
            if line.trim().is_empty() {
                note.push('\n');
            } else if depth >= *indentation {
                note.push_str(&line[*indentation..]);
                note.push('\n');
            } else {
                open = false;
            }
        }
    }
    notes.into_iter().map(|(_, note)| note.trim_matches('\n').to_owned()).collect()
}

fn flush(loose: &mut String, out: &mut String) {
    if !loose.trim().is_empty() {
        out.push_str(&format!("{}\n\n", fenced(loose.trim_matches('\n'))));
    }
    loose.clear();
}

fn fenced(yaml: &str) -> String {
    format!("```yaml\n{}\n```", yaml.trim_matches('\n'))
}

fn without_declaration(lines: &str) -> String {
    let says = |line: &&str| !line.starts_with("# yaml-language-server:") && line.trim() != "canvas: 1";
    lines.lines().filter(says).map(|line| format!("{line}\n")).collect::<String>().trim_end().to_owned()
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

/// Where the comments and blank lines above a line begin.
fn comments_above(text: &str, mut at: usize) -> usize {
    while at > 0 {
        let start = line_start(text, at - 1);
        let line = text.get(start..at).unwrap_or("").trim_end();
        if !line.is_empty() && !line.starts_with('#') {
            break;
        }
        at = start;
    }
    at
}

/// A scalar between quotes, unless it is words or a number that YAML cannot take for anything else.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(char::is_alphanumeric)
        && !text.contains([':', '#', '"', '\\', '\t'])
        && !text.ends_with(' ')
        && !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ':' | '_' | 'e' | 'x'))
        && !matches!(fold(text).as_str(), "true" | "false" | "yes" | "no" | "null" | "on" | "off" | "y" | "n");
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// What the fields of a section are called in lists.
static FIELDS: &[(SectionKind, &str, Text)] = &[
    (SectionKind::Objective, "growth", Text { en: "Growth", pt: "Crescimento", es: "Crecimiento" }),
    (SectionKind::Objective, "horizon", Text { en: "Horizon", pt: "Prazo", es: "Plazo" }),
    (SectionKind::Objective, "latency", Text { en: "Latency", pt: "Latência", es: "Latencia" }),
    (SectionKind::Objective, "availability", Text { en: "Availability", pt: "Disponibilidade", es: "Disponibilidad" }),
    (SectionKind::Objective, "budget", Text { en: "Budget", pt: "Teto de custo", es: "Presupuesto" }),
    (SectionKind::Volumes, "current", Text { en: "Current", pt: "Cenário atual", es: "Escenario actual" }),
    (SectionKind::Volumes, "scaled", Text { en: "Scaled", pt: "Cenário escalado", es: "Escenario escalado" }),
    (SectionKind::Volumes, "peak_factor", Text { en: "Peak factor", pt: "Fator de pico", es: "Factor de pico" }),
    (SectionKind::LoadTest, "tool", Text { en: "Tool", pt: "Ferramenta", es: "Herramienta" }),
    (SectionKind::LoadTest, "load", Text { en: "Load", pt: "Carga", es: "Carga" }),
    (SectionKind::LoadTest, "duration", Text { en: "Duration", pt: "Duração", es: "Duración" }),
    (
        SectionKind::LoadTest,
        "criteria",
        Text { en: "Pass criteria", pt: "Critérios de aprovação", es: "Criterios de aprobación" },
    ),
    (SectionKind::LoadTest, "soak", Text { en: "Soak", pt: "Resistência", es: "Resistencia" }),
    (SectionKind::LoadTest, "failure", Text { en: "Failure", pt: "Falha", es: "Falla" }),
];
