//! The blank canvases of `canvases/templates`, and the stub of one section of them.

use crate::canonical;
use crate::model::SectionKind;
use crate::words::Language;

/// The two forms of a canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Headings and lists.
    Markdown,
    /// Keys and values.
    Yaml,
}

/// The whole template.
pub fn text(form: Form, language: Language) -> &'static str {
    match (form, language) {
        (Form::Markdown, Language::En) => include_str!("../canvases/templates/canvas.en.md"),
        (Form::Markdown, Language::Pt) => include_str!("../canvases/templates/canvas.pt.md"),
        (Form::Markdown, Language::Es) => include_str!("../canvases/templates/canvas.es.md"),
        (Form::Yaml, Language::En) => include_str!("../canvases/templates/canvas.en.yaml"),
        (Form::Yaml, Language::Pt) => include_str!("../canvases/templates/canvas.pt.yaml"),
        (Form::Yaml, Language::Es) => include_str!("../canvases/templates/canvas.es.yaml"),
    }
}

/// The template with title and owner, as far as they are known; the rest is still to be filled in.
pub fn filled(form: Form, language: Language, title: Option<&str>, owner: Option<&str>) -> String {
    let mut text = text(form, language).to_owned();
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(owner) = owner.map(one_line)
        && let Some(start) = text.find("_(")
        && let Some(length) = text[start..].find(")_")
    {
        let owner = if form == Form::Yaml { escaped(&owner) } else { owner };
        text.replace_range(start..start + length + 2, &owner);
    }
    match (form, title.map(one_line)) {
        (Form::Markdown, Some(title)) => {
            let end = text.find('\n').unwrap_or(text.len());
            text.insert_str(end, &format!(": {title}"));
        }
        (Form::Yaml, Some(title)) => {
            if let Some((before, line, behind)) = titled(&text) {
                text = format!("{before}\"{}: {}\"{behind}", escaped(line), escaped(&title));
            }
        }
        (_, None) => {}
    }
    match form {
        Form::Markdown => text,
        Form::Yaml => format!("# yaml-language-server: $schema={}\n{text}", canonical::SCHEMA_URL),
    }
}

/// What stands before, in and behind the value of `title`.
fn titled(text: &str) -> Option<(&str, &str, &str)> {
    const KEY: &str = "\ntitle: ";
    let start = text.find(KEY)? + KEY.len();
    let end = start + text[start..].find('\n')?;
    Some((&text[..start], &text[start..end], &text[end..]))
}

/// As it stands between double quotes in YAML.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The title of a section in the Markdown template, without number, and what stands below it.
pub fn section(kind: SectionKind, language: Language) -> Option<(&'static str, &'static str)> {
    let rest = text(Form::Markdown, language).split("\n## ").nth(kind as usize + 1)?;
    let (heading, body) = rest.split_once('\n')?;
    let title = heading.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', ' ']);
    Some((title, body.trim_matches('\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_owner_go_into_the_template_and_are_read_again() {
        for language in Language::ALL {
            for (form, name) in [(Form::Markdown, "a.md"), (Form::Yaml, "a.yaml")] {
                let text = filled(form, language, Some("Orders \"2027\""), Some("Team A: core"));
                let source = crate::source::Source::new(name, text.as_bytes());
                let canvas = crate::model::read(
                    &crate::extract::outline(&crate::syntax::parse(&source), &Default::default()),
                    &source,
                );
                assert!(canvas.unfilled && canvas.recognised, "{name} {language:?}");
                assert_eq!(canvas.metadata.owner.map(|o| o.value).as_deref(), Some("Team A: core"));
                assert!(canvas.title.is_some_and(|t| t.value.contains("Orders \"2027\"")), "{name} {language:?}");
            }
        }
    }

    #[test]
    fn every_section_has_a_stub_under_a_title_that_names_it() {
        for language in Language::ALL {
            for kind in SectionKind::ALL {
                let (title, body) = section(kind, language).expect("a section of the template");
                let text = format!("# Plan\n\n## {title}\n\n{body}\n");
                let source = crate::source::Source::new("a.md", text.as_bytes());
                let outline = crate::extract::outline(&crate::syntax::parse(&source), &Default::default());
                assert!(outline.sections.iter().any(|found| found.kind == kind), "{title}");
                assert!(body.starts_with("_(") && body.contains("\n- **"), "{body}");
            }
        }
    }
}
