//! Risks and what is to be done about them, whatever their form: pairs of bullets, arrows, tables, mappings.

use crate::extract::prompt::{self, Nature};
use crate::extract::vocabulary::{fold, folded_words, phrase_words, plain_words, words};
use crate::extract::{Entry, Kind, Outline, SectionKind};
use crate::model::mention::{self, Topics};
use crate::model::only;
use crate::source::{Span, Spanned};
use crate::syntax::Inline;

/// A risk.
#[derive(Clone, Debug)]
pub struct Risk {
    /// What may happen.
    pub title: Spanned<String>,
    /// What is to be done about it.
    pub mitigation: Option<Spanned<String>>,
    /// How sure it is that this is a risk of its own: it is called one, or stands in a table of risks.
    pub certain: bool,
    /// What else is said about it.
    pub rating: Rating,
    /// What may happen, by topics.
    pub topics: Topics,
}

/// What limits growth first.
#[derive(Clone, Debug)]
pub struct Bottleneck {
    /// What it is called.
    pub text: Spanned<String>,
    /// What it is about.
    pub topics: Topics,
}

/// What a risk is rated by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rating {
    /// How likely it is.
    pub probability: bool,
    /// How bad it would be.
    pub impact: bool,
    /// Who looks after it.
    pub owner: bool,
    /// What shows that it comes true.
    pub signal: bool,
    /// Whether it is said to be likely.
    pub likely: bool,
    /// Whether it would be bad.
    pub bad: bool,
}

impl Rating {
    fn with(self, other: Rating) -> Rating {
        Rating {
            probability: self.probability || other.probability,
            impact: self.impact || other.impact,
            owner: self.owner || other.owner,
            signal: self.signal || other.signal,
            likely: self.likely || other.likely,
            bad: self.bad || other.bad,
        }
    }
}

pub(in crate::model) fn read(outline: &Outline) -> Vec<Risk> {
    let in_risks = |e: &Entry| e.sections.contains(SectionKind::Risks);
    let mut risks: Vec<(Option<usize>, Risk)> = Vec::new();
    let mut in_table_of_risks = vec![false; outline.entries.len()];
    for grid in outline.tables.iter().filter(|g| g.rows.iter().flatten().any(|&c| in_risks(&outline.entries[c]))) {
        let Some(mitigation) = column(&grid.header, words::MITIGATION) else { continue };
        grid.rows.iter().flatten().for_each(|&cell| in_table_of_risks[cell] = true);
        let title = column(&grid.header, words::RISK).unwrap_or(grid.label_column);
        for row in &grid.rows {
            let cell = |column: usize| row.get(column).map(|&c| &outline.entries[c].text);
            let Some(name) = cell(title).filter(|t| !t.is_blank() && prompt::placeholder(t).is_none()) else {
                continue;
            };
            let done = cell(mitigation).filter(|t| t.plain.chars().any(char::is_alphanumeric)).and_then(given);
            let said = |names: &[&str]| {
                let written = |(at, _): &(usize, &Inline)| {
                    cell(*at).is_some_and(|t| !t.is_blank() && prompt::placeholder(t).is_none())
                };
                grid.header.iter().enumerate().filter(|(_, h)| begins(&h.plain, names)).any(|h| written(&h))
            };
            let high = |names: &[&str]| {
                let mut columns = grid.header.iter().enumerate().filter(|(_, h)| begins(&h.plain, names));
                columns.any(|(at, _)| cell(at).is_some_and(|t| is_high(&t.plain)))
            };
            let rating = Rating {
                // "L" beside "I": likelihood and impact.
                probability: said(words::PROBABILITY) || said(&["l"]) || said(words::LEVEL),
                impact: said(words::IMPACT) || said(words::LEVEL),
                owner: said(words::IN_CHARGE),
                signal: said(words::SIGNAL),
                likely: high(words::PROBABILITY),
                bad: high(words::IMPACT),
            };
            risks.push((
                None,
                Risk { title: spanned(name), mitigation: done, certain: true, rating, topics: Topics::default() },
            ));
        }
    }
    for (index, entry) in outline.entries.iter().enumerate() {
        if !in_risks(entry) || matches!(entry.kind, Kind::Heading | Kind::Code | Kind::Line) {
            continue;
        }
        // In a table without a column for it, a cell may hold its mitigation as a bullet does.
        if entry.kind == Kind::Cell && (in_table_of_risks[index] || inline_mitigation(entry).is_none()) {
            continue;
        }
        let prompt = matches!(entry.nature, Nature::Instruction | Nature::Example);
        if prompt || outline.sections.iter().any(|s| s.entry == index) {
            continue;
        }
        note(outline, index, &mut risks);
    }
    rate(outline, &mut risks);
    let mut risks: Vec<Risk> = risks.into_iter().map(|(_, risk)| risk).collect();
    // Where no risk is called one and none has a mitigation, the section is prose; silence is better.
    if !risks.iter().any(|r| r.certain || r.mitigation.is_some()) {
        risks.clear();
    }
    for risk in &mut risks {
        risk.topics = mention::of(&phrase_words(&risk.title.value), outline.language).0;
    }
    risks.sort_by_key(|r| r.title.span);
    risks
}

/// Reads the ratings of risks that are not in tables: in their own line and in what follows, up to the next risk.
fn rate(outline: &Outline, risks: &mut [(Option<usize>, Risk)]) {
    let mut starts: Vec<usize> = risks.iter().filter_map(|(at, _)| *at).collect();
    starts.sort_unstable();
    for (at, risk) in risks.iter_mut() {
        let Some(at) = *at else { continue };
        let next = starts.get(starts.partition_point(|&s| s <= at)).copied().unwrap_or(outline.entries.len());
        let own = outline.entries[at..next].iter().enumerate();
        let own =
            own.take_while(|(n, e)| *n == 0 || e.kind != Kind::Heading && e.sections.contains(SectionKind::Risks));
        risk.rating = own.fold(risk.rating, |sum, (_, entry)| sum.with(rating(entry)));
    }
}

fn rating(entry: &Entry) -> Rating {
    let says = |names: &[&str]| entry.label.iter().chain([&entry.text]).any(|t| begins(&t.plain, names));
    // "(Alta/Média)", "[P3 x I4]" and coloured dots rate both at once.
    let text = &entry.text.plain;
    let in_brackets = text.split(['(', '[']).skip(1).filter_map(|t| t.split([')', ']']).next());
    let scale = in_brackets.into_iter().any(|inner| {
        let scales = |w: &str| words::SCALE.contains(&fold(w).as_str());
        inner.contains(['/', 'x', '×', ','])
            && inner.split(|c: char| !c.is_alphabetic()).filter(|w| scales(w)).count() >= 2
    });
    let both = scale || text.contains(['🔴', '🟡', '🟢', '🟠']) || says(words::LEVEL);
    let high = |names: &[&str]| entry.label.as_ref().is_some_and(|l| begins(&l.plain, names)) && is_high(text);
    Rating {
        likely: high(words::PROBABILITY),
        bad: high(words::IMPACT),
        probability: both || says(words::PROBABILITY),
        impact: both || says(words::IMPACT),
        owner: says(words::IN_CHARGE),
        signal: says(words::SIGNAL),
    }
}

/// "Alta", "🔴 High": the whole of a rating, not "medium to high".
fn is_high(text: &str) -> bool {
    const HIGH: &[&str] = &["alta", "alto", "high", "critical", "critica", "critico", "elevada", "elevado"];
    only(folded_words(text)).is_some_and(|word| HIGH.contains(&word.as_str()))
}

/// Whether a word of the text begins with one of `names`; short names are whole words.
fn begins(text: &str, names: &[&str]) -> bool {
    const SHORT: usize = 4;
    plain_words(&fold(text))
        .any(|word| names.iter().any(|name| word == *name || name.len() > SHORT && word.starts_with(name)))
}

/// More bottlenecks than this are none.
const BOTTLENECKS: usize = 20;

/// What is called a bottleneck: `Gargalo principal: o banco`, or the items of a list that is headed so.
pub(in crate::model) fn bottlenecks(outline: &Outline) -> Vec<Bottleneck> {
    // "Not bottlenecks:" lists what is none.
    let denied = |text: &Inline| {
        let first = fold(text.plain.split_whitespace().next().unwrap_or(""));
        matches!(first.as_str(), "not" | "no" | "non" | "nao" | "sem" | "sin" | "without" | "ex" | "former" | "antigo")
    };
    let names = |text: &Inline| begins(&text.plain, words::BOTTLENECK) && text.plain.len() < 60 && !denied(text);
    let mut found = Vec::new();
    for entry in &outline.entries {
        let fits = matches!(entry.kind, Kind::Item | Kind::Key | Kind::Paragraph | Kind::Cell);
        if !fits || entry.text.is_blank() || entry.sections.contains(SectionKind::Risks) || found.len() >= BOTTLENECKS {
            continue;
        }
        let title = |above: &Entry| match above.kind {
            Kind::Heading => names(&above.text),
            _ => above.text.is_blank() && above.label.as_ref().is_some_and(names),
        };
        let own = entry.label.as_ref().is_some_and(names);
        let listed = entry.kind == Kind::Item && entry.parent.is_some_and(|above| title(&outline.entries[above]));
        let words = entry.text.plain.chars().filter(|c| c.is_alphabetic()).count();
        if (own || listed) && words > 2 {
            let text = if listed { entry.label.as_ref().unwrap_or(&entry.text) } else { &entry.text };
            found
                .push(Bottleneck { text: spanned(text), topics: mention::of(text.phrase_words(), outline.language).0 });
        }
    }
    found
}

fn column(header: &[Inline], names: &[&str]) -> Option<usize> {
    header.iter().position(|h| plain_words(&fold(&h.plain)).any(|word| names.contains(&word)))
}

fn spanned(text: &Inline) -> Spanned<String> {
    Spanned::new(text.plain.trim().to_owned(), text.span)
}

/// A mitigation, unless it is still to be written.
fn given(text: &Inline) -> Option<Spanned<String>> {
    let blank = !text.plain.chars().any(char::is_alphanumeric);
    (!blank && prompt::placeholder(text).is_none()).then(|| spanned(text))
}

fn note(outline: &Outline, index: usize, risks: &mut Vec<(Option<usize>, Risk)>) {
    let entry = &outline.entries[index];
    let label = entry.label.as_ref().map(|l| fold(l.plain.trim()));
    let child_is = |names: &[&str]| {
        outline.below(index).any(|child| {
            let child = &outline.entries[child];
            child.label.as_ref().is_some_and(|l| is_named(&fold(&l.plain), names))
        })
    };
    let children_mitigate = || child_is(words::MITIGATION) && !child_is(words::RISK);
    if let Some(label) = &label
        && is_named(label, words::MITIGATION)
    {
        let above: Vec<usize> = outline.above(index).collect();
        let nested = risks.iter().rposition(|(at, _)| at.is_some_and(|at| above.contains(&at)));
        let sibling = risks.iter().rposition(|(at, _)| at.is_some_and(|at| outline.entries[at].parent == entry.parent));
        let text = if entry.text.is_blank() { below_text(outline, index) } else { Some(entry.text.clone()) };
        if let Some(at) = sibling.or(nested)
            && risks[at].1.mitigation.is_none()
        {
            risks[at].1.mitigation = text.as_ref().and_then(given);
        }
        return;
    }
    let inline = inline_mitigation(entry);
    let called =
        label.as_ref().is_some_and(|l| words::RISK.iter().any(|r| *r == first_word(l)) && !entry.text.is_blank());
    let singular = label.as_ref().is_some_and(|l| !first_word(l).ends_with('s'));
    if inline.is_some() || (called && singular) || children_mitigate() {
        let title = match (&entry.label, called) {
            (_, true) | (None, _) => without_mitigation(&entry.text),
            (Some(label), false) => spanned(label),
        };
        if prompt::placeholder(&Inline::verbatim(&title.value, 0)).is_some() {
            return;
        }
        let risk = Risk {
            title,
            mitigation: inline,
            certain: called && singular,
            rating: Rating::default(),
            topics: Topics::default(),
        };
        risks.push((Some(index), risk));
    }
}

fn first_word(label: &str) -> &str {
    label.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

fn is_named(label: &str, names: &[&str]) -> bool {
    let label = label.replace('_', " ");
    let label = label.trim().trim_end_matches(|c: char| !c.is_alphanumeric());
    names.contains(&label) || names.contains(&first_word(label))
}

fn below_text(outline: &Outline, index: usize) -> Option<Inline> {
    outline
        .below(index)
        .map(|i| &outline.entries[i])
        .find_map(|e| if e.text.is_blank() { e.label.clone() } else { Some(e.text.clone()) })
}

/// `Pico de acesso → Mitigação: fila`: where the word of mitigation begins in the text.
fn mitigation_word(text: &str) -> Option<(usize, usize)> {
    let folded = fold(text);
    // Folding may change lengths; give up rather than cut in the wrong place.
    let same = folded.chars().count() == text.chars().count();
    ["mitigac", "mitigat", "mitiga"].iter().find_map(|stem| {
        let at = folded.find(stem).filter(|_| same)?;
        let start = text.char_indices().nth(folded[..at].chars().count())?.0;
        let colon = text[start..].find(':')? + start;
        (text[start..colon].split_whitespace().count() <= 3).then_some((start, colon + 1))
    })
}

fn inline_mitigation(entry: &Entry) -> Option<Spanned<String>> {
    let (_, end) = mitigation_word(&entry.text.plain)?;
    given(&entry.text.part(end..entry.text.plain.len()))
}

fn without_mitigation(text: &Inline) -> Spanned<String> {
    let end = mitigation_word(&text.plain).map_or(text.plain.len(), |(start, _)| start);
    let title = text.plain[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let span = if title.is_empty() { Span { ..text.span } } else { text.span_of(0..title.len()) };
    Spanned::new(title.trim().to_owned(), span)
}
