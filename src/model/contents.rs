//! Links to headings of the document itself that lead nowhere.

use std::collections::{HashMap, HashSet};

use crate::extract::vocabulary::fold;
use crate::extract::{Kind, Outline};
use crate::source::{Source, Span};
use crate::syntax::{Anchor, ProblemKind};
use unicode_normalization::char::is_combining_mark;

/// A link to a heading that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLink {
    /// What stands behind the `#`.
    pub target: String,
    /// The whole link.
    pub span: Span,
    /// The address as written, `#` included, where it could be found.
    pub address: Option<Span>,
    /// The anchor of the only heading that it can mean.
    pub right: Option<String>,
}

/// Links to what a renderer makes itself: the top, footnotes, lines.
const MADE: &[&str] = &["top", "fn", "user-content", "l"];

pub(in crate::model) fn read(outline: &Outline, source: &Source) -> Vec<BrokenLink> {
    // Of a document that was not read to its end nobody knows which headings it has.
    let cut = outline.problems.iter().any(|p| matches!(p.kind, ProblemKind::CutShort(_)));
    if outline.anchors.is_empty() || cut {
        return Vec::new();
    }
    let slugs = slugs(outline);
    // The invisible half of an emoji stays in the anchor on GitHub; other renderers drop it.
    let visible: Vec<String> = slugs.iter().map(|s| s.replace('\u{fe0f}', "")).collect();
    let headings = slugs.iter().chain(&visible).map(String::as_str);
    let known: HashSet<&str> = headings.chain(named(source.text())).collect();
    let mut meant: HashMap<String, Option<&str>> = HashMap::new();
    for slug in &slugs {
        meant.entry(loose(slug)).and_modify(|m| *m = None).or_insert(Some(slug));
    }
    let leads_nowhere = |anchor: &&Anchor| {
        let target = anchor.target.as_str();
        let lower = target.to_lowercase();
        !target.is_empty()
            && !known.contains(target)
            && !known.contains(lower.as_str())
            && !target.chars().all(|c| c.is_ascii_digit())
            && !MADE.iter().any(|made| lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-') == *made)
    };
    let links = outline.anchors.iter().filter(leads_nowhere);
    links
        .map(|anchor| BrokenLink {
            target: anchor.target.clone(),
            span: anchor.span,
            address: address(source, anchor.span),
            right: meant.get(&loose(&anchor.target)).copied().flatten().map(str::to_owned),
        })
        .collect()
}

/// The anchors that GitHub gives to the headings.
fn slugs(outline: &Outline) -> Vec<String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    let headings = outline.entries.iter().filter(|e| e.kind == Kind::Heading);
    headings
        .map(|heading| {
            let slug = slug(&heading.text.plain);
            let before = times.entry(slug.clone()).or_default();
            *before += 1;
            if *before == 1 { slug } else { format!("{slug}-{}", *before - 1) }
        })
        .collect()
}

/// Lower case; spaces are hyphens; letters with their marks, digits, hyphens and underscores stay, all else goes.
fn slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for c in heading.trim().chars() {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if is_combining_mark(c) => slug.push(c),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

/// An anchor without what renderers and people write differently: accents, hyphens, numbers in front.
fn loose(slug: &str) -> String {
    let folded: String = fold(slug).chars().filter(|c| c.is_alphanumeric()).collect();
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    if bare.is_empty() { folded } else { bare.to_owned() }
}

/// Anchors that the document sets itself: `<a id="costs">`, `<a name='costs'>`, `{#costs}`.
fn named(text: &str) -> impl Iterator<Item = &str> {
    [("id=\"", '"'), ("id='", '\''), ("name=\"", '"'), ("name='", '\''), ("{#", '}')].into_iter().flat_map(
        move |(open, close)| {
            text.match_indices(open).filter_map(move |(at, _)| text[at + open.len()..].split(close).next())
        },
    )
}

/// Where `#costs` stands in `[Costs](#costs)`.
fn address(source: &Source, link: Span) -> Option<Span> {
    let text = source.slice(link);
    let from = text.rfind("](#")? + 2;
    let to = from + text[from..].find([')', ' ', '"'])?;
    let start = link.start as usize;
    Some(Span::new(start + from, start + to))
}
