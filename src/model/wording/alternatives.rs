//! Choices between tools that are still open.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{plain_words, wording};
use crate::extract::{Outline, SectionKind};
use crate::model::wording::{Word, is_statement, sentences, words};
use crate::source::{Span, Spanned};
use crate::syntax::Inline;

/// Two or more tools for one purpose, of which none is chosen.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Their names, as written.
    pub names: Vec<String>,
    /// Where they stand.
    pub span: Span,
}

pub(in crate::model) fn read(outline: &Outline) -> Vec<Alternative> {
    let mut found: Vec<Alternative> = Vec::new();
    for entry in outline.entries.iter().filter(|e| is_statement(e)) {
        // "AWS or GCP fails" is no choice.
        if entry.sections.contains(SectionKind::Risks) {
            continue;
        }
        for text in entry.label.iter().chain([&entry.text]).filter(|text| names_tools(text)) {
            let open =
                |sentence: &str| sentence.contains('/') || plain_words(sentence).any(|w| wording::OR.contains(&w));
            let open = |sentence: &Range<usize>| open(&text.plain[sentence.clone()]);
            let parts = if open(&(0..text.plain.len())) { sentences(&text.plain) } else { Vec::new() };
            found.extend(parts.into_iter().filter(open).filter_map(|part| in_sentence(&text.part(part))));
        }
    }
    found.dedup_by_key(|a| a.span);
    found
}

/// A tool in a text: which words it is, and what it is for.
struct Tool {
    words: Range<usize>,
    purpose: usize,
    name: &'static str,
}

/// Whether a text names more than one tool. Most name none.
fn names_tools(text: &Inline) -> bool {
    let words = text.words();
    (0..words.len()).flat_map(|at| PHRASES.at(words, at)).take(2).count() > 1
}

fn in_sentence(text: &Inline) -> Option<Alternative> {
    let all = words(text);
    let tools = tools(&all);
    let mut run: Vec<&Tool> = Vec::new();
    let mut open = false;
    for tool in &tools {
        let link = run.last().map_or(Link::None, |last| link(text, &all, last, tool));
        match link {
            Link::None if open => break,
            Link::None => run.clear(),
            Link::Or => open = true,
            Link::List => {}
        }
        run.push(tool);
    }
    let (first, last) = (run.first()?, run.last()?);
    let either = all[..first.words.start].iter().any(|w| wording::EITHER.iter().any(|e| is_form(&w.folded, e)));
    let denied = (0..first.words.start).rev().take(NEAR).any(|at| rules_out(&all, at));
    if !open || either || denied || run.len() < 2 {
        return None;
    }
    let place = |tool: &Tool| all[tool.words.start].range.start..all[tool.words.end - 1].range.end;
    let names = run.iter().map(|tool| text.plain[place(tool)].to_owned()).collect();
    Some(Alternative { names, span: text.span_of(place(first).start..place(last).end) })
}

/// How many words before a choice may rule it out.
const NEAR: usize = 4;

/// Whether a word says that what follows is not there: "we need no Kubernetes/Swarm". In Portuguese "no" is "in the".
fn rules_out(words: &[Word], at: usize) -> bool {
    const RULED_OUT: &[&str] = &["not", "without", "neither", "nao", "sem", "nem", "sin", "ni", "tampoco"];
    const BEFORE: &[&str] = &["need", "needs", "use", "have", "has", "and", "but", "is"];
    const BEHIND: &[&str] = &["hace", "hay", "need", "usamos", "necesitamos", "requiere", "se"];
    let is = |at: Option<usize>, list: &[&str]| {
        at.and_then(|at| words.get(at)).is_some_and(|w| list.contains(&w.folded.as_str()))
    };
    is(Some(at), RULED_OUT) || is(Some(at), &["no"]) && (is(at.checked_sub(1), BEFORE) || is(Some(at + 1), BEHIND))
}

/// Whether a word is one of the list, or begins with a longer entry of it.
fn is_form(word: &str, entry: &str) -> bool {
    const STEM: usize = 6;
    word == entry || (entry.len() > STEM && word.starts_with(entry))
}

/// The names of tools, with what they are for.
static PHRASES: LazyLock<Phrases<usize>> =
    LazyLock::new(|| Phrases::of_lists(wording::TOOLS.iter().copied().enumerate()));

fn tools(words: &[Word]) -> Vec<Tool> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = PHRASES.at(words, at).max_by_key(|&(name, &purpose, length)| (Reverse(purpose), length, name));
        let named = longest.map(|(name, &purpose, length)| Tool { words: at..at + length, purpose, name });
        match named {
            // "AWS ALB" is the load balancer, not the cloud.
            Some(tool) => {
                at = tool.words.end;
                found.push(tool);
            }
            None => at += 1,
        }
    }
    let maker = |i: usize, found: &[Tool]| {
        found.get(i + 1).is_some_and(|next: &Tool| {
            next.words.start == found[i].words.end && wording::MAKERS.contains(&found[i].name)
        })
    };
    let makers: Vec<bool> = (0..found.len()).map(|i| maker(i, &found)).collect();
    let mut keep = makers.into_iter().map(|is_maker| !is_maker);
    found.retain(|_| keep.next().unwrap_or(true));
    found
}

/// What stands between two tools.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    None,
    List,
    Or,
}

fn link(text: &Inline, all: &[Word], one: &Tool, other: &Tool) -> Link {
    if one.purpose != other.purpose || one.name == other.name {
        return Link::None;
    }
    let between = &all[one.words.end..other.words.start];
    let from = all[one.words.end - 1].range.end;
    let marks = &text.plain[from..all[other.words.start].range.start];
    let filler = |w: &Word| wording::MAKERS.contains(&w.folded.as_str());
    match between.split_first() {
        None if marks.trim() == "/" => {
            let together = |t: &Tool| wording::TOGETHER.contains(&t.name);
            let same = wording::ONE_THING.iter().any(|names| names.contains(&one.name) && names.contains(&other.name));
            if same || together(one) && together(other) { Link::None } else { Link::Or }
        }
        None if marks.trim() == "," => Link::List,
        Some((or, rest)) if wording::OR.contains(&or.folded.as_str()) && rest.iter().all(filler) => {
            let plain = marks.chars().all(|c| c.is_alphabetic() || c == ' ' || c == ',');
            if plain { Link::Or } else { Link::None }
        }
        _ => Link::None,
    }
}

/// The names of an alternative, one behind the other.
impl Alternative {
    /// `k6 / Locust`.
    pub fn shown(&self) -> Spanned<String> {
        Spanned::new(self.names.join(" / "), self.span)
    }
}
