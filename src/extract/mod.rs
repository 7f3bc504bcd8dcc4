//! Which part of a document is which part of a canvas: tables, bullets and YAML become entries that look alike.

mod amounts;

mod asides;

mod billed;

pub mod vocabulary;

mod code;

mod context;

mod currency;

mod drawing;

mod ends;

pub mod jargon;

mod language;

mod list;

mod mapping;

mod months;

mod notes;

pub mod prompt;

mod promised;

pub mod promql;

mod remarks;

mod section;

mod table;

pub mod terms;

use crate::canonical::UnknownKey;
use crate::extract::jargon::Jargon;
use crate::quantity::Notation;
use crate::quantity::{Habits, Quantity};
use crate::source::{Span, Spanned};
use crate::syntax::{Block, Document, Fence, Inline, Node, Problem, ProblemKind, Remark, Value};
use crate::words::Language;

pub use crate::extract::asides::{is_exchange_rate, is_spending_limit};
pub use crate::extract::context::is_paid_once;
pub use crate::extract::section::{Confidence, Found, SectionKind, SectionSet};
pub use crate::extract::table::Grid;

/// Titles and words of a team, from the configuration.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Extra titles for sections.
    pub titles: Vec<(SectionKind, String)>,
    /// Words that mean what others do.
    pub jargon: Jargon,
}

/// What extraction makes of a document: entries in the order of the text, each below the one it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The language of the text.
    pub language: Language,
    /// How it writes numbers.
    pub habits: Habits,
    /// The title.
    pub title: Option<Spanned<String>>,
    /// Everything it says.
    pub entries: Vec<Entry>,
    /// Tables, as grids of entries.
    pub tables: Vec<Grid>,
    /// Titles of sections, in order of appearance.
    pub sections: Vec<Found>,
    /// What is wrong with the form.
    pub problems: Vec<Problem>,
    /// Whether it declares itself to be of the canonical form.
    pub declared: bool,
    /// Keys that the form it declares does not have.
    pub unknown_keys: Vec<UnknownKey>,
    /// Links to headings of the document itself.
    pub anchors: Vec<crate::syntax::Anchor>,
    /// Comments of the author to the program (`canvas: allow(...)`).
    pub remarks: Vec<Remark>,
    /// For each entry, one past the last entry below it.
    ends: Vec<usize>,
}

/// One thing a document says.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// In which form.
    pub kind: Kind,
    /// Whether it is the branch of a tree that is drawn with characters.
    pub drawn: bool,
    /// The entry it stands under: a heading, a list item, a key.
    pub parent: Option<usize>,
    /// What the text speaks of: a bold lead, what stands before the colon, a key, the first cell of a row.
    pub label: Option<Inline>,
    /// What it says (for a heading: the heading).
    pub text: Inline,
    /// The expression as written, when `text` is what it comes to, in words (see [`promql`]).
    pub code: Option<Inline>,
    /// The comment behind it, in YAML and code.
    pub comment: Option<Inline>,
    /// Whether its box is ticked.
    pub ticked: Option<bool>,
    /// The header of its column, in a table.
    pub column: Option<Inline>,
    /// The sections it belongs to; several when the section's title names several.
    pub sections: SectionSet,
    /// Its numbers, in order: of the label, the text and the comment.
    pub measures: Vec<Measure>,
    /// Where all of it stands.
    pub span: Span,
    /// Whether it says something, or is part of a template.
    pub nature: prompt::Nature,
    /// The first thing in its text that is still to be filled in, as a range of the plain text.
    pub placeholder: Option<std::ops::Range<usize>>,
}

/// The form of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A heading, or a bold line that works as one.
    Heading,
    /// A paragraph, or a line of it that has a label of its own.
    #[default]
    Paragraph,
    /// A list item.
    Item,
    /// A cell of a table.
    Cell,
    /// A key of a YAML mapping, or an item of a YAML sequence.
    Key,
    /// A line of an unmarked block of code: a calculation, an aligned list.
    Line,
    /// A block of code in a known language.
    Code,
}

/// A quantity of an entry, with what it inherits.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The quantity, its missing parts filled from its surroundings.
    pub quantity: Quantity,
    /// How it is written.
    pub notation: Notation,
    /// Number, unit and period.
    pub span: Span,
    /// The number alone.
    pub figure: Span,
    /// Which part of the entry it stands in.
    pub part: Part,
    /// Where the unit comes from, when it is not written beside the number.
    pub unit_from: Option<Span>,
    /// Where the period comes from, when it is not written beside the number.
    pub per_from: Option<Span>,
    /// Where the statistic comes from, when it is not written beside the number.
    pub statistic_from: Option<Span>,
}

/// A part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Its label.
    Label,
    /// Its text.
    Text,
    /// Its comment.
    Comment,
}

impl Outline {
    /// The entries above `index`, nearest first.
    pub fn above(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.entries.get(index).and_then(|e| e.parent), |&i| {
            self.entries.get(i).and_then(|e| e.parent)
        })
    }

    /// The entries below `index`, at any depth, in order.
    pub fn subtree(&self, index: usize) -> std::ops::Range<usize> {
        index + 1..self.ends.get(index).copied().unwrap_or(index + 1)
    }

    /// The entries directly below `index`, in order.
    pub fn below(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        self.subtree(index).filter(move |&i| self.entries[i].parent == Some(index))
    }
}

/// What is below an entry follows it: one walk from the end finds where that stops.
fn ends(entries: &[Entry]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=entries.len()).collect();
    for index in (0..entries.len()).rev() {
        if let Some(parent) = entries[index].parent {
            ends[parent] = ends[parent].max(ends[index]);
        }
    }
    ends
}

/// The sections that a title names, as far as that is sure.
pub fn section_of_title(title: &str, vocabulary: &Vocabulary) -> Vec<SectionKind> {
    let found = section::of_title(title, vocabulary);
    found.into_iter().filter(|f| f.1 >= Confidence::Likely).map(|f| f.0).collect()
}

/// Finds sections, entries and tables in a document.
pub fn outline(document: &Document, vocabulary: &Vocabulary) -> Outline {
    let mut outline = skeleton(document, vocabulary);
    measure(&mut outline, vocabulary);
    outline
}

/// The language of a skeleton, its numbers, and what is in its sections.
pub fn measure(outline: &mut Outline, vocabulary: &Vocabulary) {
    outline.language = language::of(outline);
    vocabulary.jargon.read(outline);
    prompt::mark(outline);
    context::measure(outline);
    amounts::settle(outline);
    currency::settle(outline);
    section::weigh(outline);
}

/// Entries, sections and title of a document, without language and numbers: enough to see that something is no canvas.
pub fn skeleton(document: &Document, vocabulary: &Vocabulary) -> Outline {
    let tops = document.blocks.iter().filter(|b| matches!(b, Block::Heading(h) if h.level == 1)).count();
    let mut builder = Builder {
        vocabulary,
        outline: Outline::default(),
        headings: Vec::new(),
        lead: None,
        one_title: tops == 1 && document.blocks.len() > 1,
        terse: is_terse(document, vocabulary),
        cut: None,
        named: named(document, vocabulary),
    };
    if let Some(front_matter) = &document.front_matter {
        builder.node(front_matter, None, 0);
    }
    builder.blocks(&document.blocks, None);
    let cut = builder.cut;
    let mut outline = builder.outline;
    outline.ends = ends(&outline.entries);
    outline.problems = document.problems.clone();
    if let Some(span) = cut {
        // What was left out further down is left out from here on.
        outline.problems.retain(|problem| problem.kind != ProblemKind::CutShort("length"));
        outline.problems.push(Problem { kind: ProblemKind::CutShort("length"), span });
    }
    outline.anchors = document.anchors.clone();
    outline.remarks = document.remarks.clone();
    outline.declared = document.declared;
    outline.unknown_keys = crate::canonical::unknown_keys(document);
    outline.title = declared_title(document).or_else(|| title(&outline));
    outline
}

/// The sections that a heading or a key of the first level names, rather than asks for in plain words.
fn named(document: &Document, vocabulary: &Vocabulary) -> SectionSet {
    let mut named = SectionSet::default();
    let mut name = |title: &Inline| {
        let found = section::of_title(&title.plain, vocabulary);
        found.iter().filter(|f| f.1 >= Confidence::Likely).for_each(|f| named.insert(f.0));
    };
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => name(&heading.text),
            Block::Yaml(Node { value: Value::Map(entries), .. }) => entries.iter().for_each(|entry| name(&entry.key)),
            _ => {}
        }
    }
    named
}

/// Whether most sections are lines with a label rather than titles with something under them.
fn is_terse(document: &Document, vocabulary: &Vocabulary) -> bool {
    const LEAST: usize = 4;
    let mut kinds = SectionSet::default();
    for block in document.blocks.iter().take(40) {
        match block {
            Block::Paragraph(text) => {
                for line in list::labelled_lines(text) {
                    let (Some(label), rest) = list::label(&line) else { continue };
                    let found = section::of_title(&label.plain, vocabulary);
                    found
                        .iter()
                        .filter(|f| f.1 >= Confidence::Likely && !rest.is_blank())
                        .for_each(|f| kinds.insert(f.0));
                }
            }
            // With titles of its own, a labelled line is just a line.
            Block::Heading(heading)
                if heading.level > 1
                    && section::of_title(&heading.text.plain, vocabulary)
                        .iter()
                        .any(|f| f.1 == Confidence::Certain) =>
            {
                return false;
            }
            _ => {}
        }
    }
    kinds.iter().count() >= LEAST
}

struct Builder<'a> {
    vocabulary: &'a Vocabulary,
    outline: Outline,
    /// Open headings: level and entry.
    headings: Vec<(u8, usize)>,
    /// A bold or colon-ended line that speaks of the block behind it.
    lead: Option<usize>,
    /// Whether there is one heading of the first level: it names the document, not a part of it.
    one_title: bool,
    /// Whether its sections are lines: "Objetivo: 1.200 rps", "Custos: R$ 900/mês".
    terse: bool,
    /// Where reading stopped because there was too much.
    cut: Option<Span>,
    /// The sections that a heading names.
    named: SectionSet,
}

/// A bold line that is the title of a section counts as a heading below all others.
const BOLD_HEADING: u8 = 7;

/// More entries than this are not read: a canvas has hundreds, and every rule may look at all pairs of its numbers.
const MOST_ENTRIES: usize = 5_000;

/// More of one line than this is not read, in bytes.
const LONGEST_LINE: usize = 20_000;

impl Builder<'_> {
    /// Whether enough was read; what stands at `place` and behind it is left out, and the outline says so.
    fn is_full(&mut self, place: crate::source::Span) -> bool {
        let full = self.outline.entries.len() >= MOST_ENTRIES;
        if full && self.cut.is_none() {
            self.cut = Some(place);
        }
        full
    }

    fn push(&mut self, mut entry: Entry) -> usize {
        if entry.kind != Kind::Code && entry.text.plain.len() > LONGEST_LINE {
            let end = (0..=LONGEST_LINE).rev().find(|&at| entry.text.plain.is_char_boundary(at)).unwrap_or(0);
            self.cut.get_or_insert(entry.text.span_of(end..entry.text.plain.len()));
            entry.text = entry.text.part(0..end);
        }
        if entry.sections.is_empty()
            && let Some(parent) = entry.parent
        {
            entry.sections = self.outline.entries[parent].sections;
        }
        promql::settle(&mut entry);
        self.outline.entries.push(entry);
        self.outline.entries.len() - 1
    }

    fn heading_above(&self) -> Option<usize> {
        self.headings.last().map(|&(_, entry)| entry)
    }

    fn blocks(&mut self, blocks: &[Block], parent: Option<usize>) {
        for block in blocks {
            if self.is_full(block.span()) {
                return;
            }
            let above = parent.or(self.lead).or(self.heading_above());
            match block {
                Block::Heading(heading) if parent.is_none() => self.heading(heading.level, &heading.text),
                Block::Heading(heading) => {
                    self.push(Entry {
                        kind: Kind::Heading,
                        parent: above,
                        text: heading.text.clone(),
                        span: heading.text.span,
                        ..Entry::default()
                    });
                }
                Block::Paragraph(text) => self.paragraph(text, parent),
                Block::List(list) => self.list(list, above),
                Block::Table(table) => self.table(table, above),
                Block::Fence(fence) => self.fence(fence, above),
                Block::Quote(blocks) => self.blocks(blocks, parent),
                // Those addressed to the program are among the remarks, all others are for people.
                Block::Comment(_) => {}
                Block::Yaml(node) => self.node(node, above, 0),
                Block::Break(_) => self.lead = None,
            }
        }
    }

    fn heading(&mut self, level: u8, text: &Inline) {
        self.lead = None;
        while self.headings.last().is_some_and(|&(open, _)| open >= level) {
            self.headings.pop();
        }
        let parent = self.heading_above();
        let first = self.outline.entries.iter().all(|e| e.kind != Kind::Heading);
        let index = self.outline.entries.len();
        let mut found = self.sections_of(&text.plain);
        // The title of the document names what it is about, not a part of it.
        if first && level == 1 {
            found.retain(|f| f.1 == Confidence::Certain && !self.one_title);
        }
        let sections = self.open_sections(&found, parent, text, index);
        self.push(Entry {
            kind: Kind::Heading,
            parent,
            text: text.clone(),
            sections,
            span: text.span,
            ..Entry::default()
        });
        self.headings.push((level, index));
    }

    /// The sections that a title of the document names, or asks for in plain words.
    fn sections_of(&self, title: &str) -> Vec<(SectionKind, Confidence)> {
        let open = |kind: &SectionKind| !self.named.contains(*kind);
        if let Some(kind) = section::asked(title).filter(open) {
            return vec![(kind, Confidence::Likely)];
        }
        let named = section::of_title(title, self.vocabulary);
        if named.iter().any(|(_, confidence)| *confidence > Confidence::Possible) {
            return named;
        }
        match section::asked_in_some_way(title).filter(open) {
            Some(kind) => vec![(kind, Confidence::Likely)],
            None => named,
        }
    }

    /// Notes the sections that the title of entry `index` opens. Below another section only a certain name does.
    fn open_sections(
        &mut self,
        found: &[(SectionKind, Confidence)],
        parent: Option<usize>,
        title: &Inline,
        index: usize,
    ) -> SectionSet {
        let mut opened = SectionSet::default();
        let above = parent.map(|p| self.outline.entries[p].sections).unwrap_or_default();
        let above_confidence =
            self.outline.sections.iter().rev().find(|f| above.contains(f.kind)).map(|f| f.confidence);
        for &(kind, confidence) in found {
            let nested = match above_confidence {
                _ if above.is_empty() => true,
                Some(outer) => confidence == Confidence::Certain || confidence > outer,
                None => true,
            };
            if nested && !above.contains(kind) {
                opened.insert(kind);
                self.outline.sections.push(Found {
                    kind,
                    confidence,
                    title: Spanned::new(title.plain.trim().to_owned(), title.span),
                    entry: index,
                    span: title.span,
                    filling: prompt::Filling::default(),
                    content: None,
                    example: None,
                });
            }
        }
        opened
    }

    fn paragraph(&mut self, text: &Inline, parent: Option<usize>) {
        for line in list::labelled_lines(text) {
            let bold = list::is_all_bold(&line);
            if parent.is_none() && bold && line.plain.len() < 120 {
                let found = section::of_title(&line.plain, self.vocabulary);
                if found.iter().any(|f| f.1 == Confidence::Certain) {
                    self.heading(BOLD_HEADING, &line);
                    continue;
                }
            }
            let leads = bold || line.plain.trim_end().ends_with(':');
            let (label, text) = list::label(&line);
            if self.terse && parent.is_none() && label.as_ref().is_some_and(|l| self.is_section_of_its_own(l, &text)) {
                self.headings.retain(|&(level, _)| level < BOLD_HEADING);
            }
            let above = parent.or(self.heading_above());
            let span = line.span;
            let mut sections = SectionSet::default();
            if self.terse && parent.is_none() {
                let title = label.as_ref().filter(|_| !text.is_blank());
                let found = title.map(|t| section::of_title(&t.plain, self.vocabulary)).unwrap_or_default();
                if let Some(title) = title {
                    let index = self.outline.entries.len();
                    sections = self.open_sections(&found, above, title, index);
                }
            }
            let index = self.push(Entry { parent: above, label, text, sections, span, ..Entry::default() });
            if parent.is_none() {
                self.lead = leads.then_some(index);
            }
        }
    }

    /// Whether a line is a section beside the one that a bold line opened: its bold label names it.
    fn is_section_of_its_own(&self, label: &Inline, text: &Inline) -> bool {
        let found = section::of_title(&label.plain, self.vocabulary);
        list::is_all_bold(label) && !text.is_blank() && found.iter().any(|f| f.1 >= Confidence::Likely)
    }

    fn fence(&mut self, fence: &Fence, above: Option<usize>) {
        if !fence.yaml.is_empty() {
            for node in &fence.yaml {
                self.node(node, above, 0);
            }
        } else if list::is_plain_text(&fence.language) && !code::is_known(fence) {
            self.lines(&fence.text, above);
        } else {
            self.code(fence, above);
        }
    }
}

/// The first heading, unless it opens a section; in YAML the value of a key that says so.
/// The title that a document of the canonical form has under its key; headings are those of its notes.
fn declared_title(document: &Document) -> Option<Spanned<String>> {
    let Some(Block::Yaml(Node { value: Value::Map(entries), .. })) = document.blocks.first() else { return None };
    let entry = entries.iter().find(|entry| document.declared && entry.key.plain == "title")?;
    let Value::Scalar { text, .. } = &entry.node.value else { return None };
    Some(Spanned::new(text.plain.trim().to_owned(), text.span))
}

fn title(outline: &Outline) -> Option<Spanned<String>> {
    const NAMES: &[&str] = &["title", "titulo", "name", "nome", "nombre", "canvas"];
    let heading = outline.entries.iter().position(|e| e.kind == Kind::Heading && !e.text.is_blank());
    let heading = heading.filter(|&at| !outline.sections.iter().any(|s| s.entry == at)).map(|at| &outline.entries[at]);
    let key = || {
        outline.entries.iter().find(|e| {
            let named = |l: &Inline| NAMES.contains(&vocabulary::fold(l.plain.trim()).as_str());
            e.kind == Kind::Key && e.parent.is_none() && !e.text.is_blank() && e.label.as_ref().is_some_and(named)
        })
    };
    heading.or_else(key).map(|e| Spanned::new(e.text.plain.trim().to_owned(), e.text.span))
}
