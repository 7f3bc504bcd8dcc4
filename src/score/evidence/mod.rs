//! What a canvas says about each item of the rubric, before any check of it counts.

pub mod objective;

pub mod operation;

pub mod system;

use crate::extract::Part;
use crate::extract::vocabulary::begins;
use crate::model::{Canvas, Fact, Saying, SectionKind};
use crate::score::rubric::Level;
use crate::source::Span;

/// What is written about an item.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// [`Level::Absent`], [`Level::Vague`], [`Level::Specific`], or [`Level::Verified`] for what is complete in words.
    pub level: Level,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// Whether all of it stands in comments, behind what the document says.
    pub aside: bool,
}

impl Evidence {
    /// Numbers, when there are any; otherwise `or`.
    fn figures<'c>(facts: impl IntoIterator<Item = &'c Fact>, or: impl FnOnce() -> Evidence) -> Evidence {
        let facts: Vec<&Fact> = facts.into_iter().collect();
        if facts.is_empty() {
            return or();
        }
        let aside = facts.iter().all(|f| f.part == Part::Comment);
        Evidence { level: Level::Specific, spans: facts.iter().map(|f| f.span).collect(), aside }
    }

    /// Words: each level with what makes it, the best first.
    fn words(levels: &[(Level, Vec<Span>)]) -> Evidence {
        let best = levels.iter().find(|(_, spans)| !spans.is_empty());
        best.map_or_else(Evidence::default, |(level, spans)| Evidence {
            level: *level,
            spans: spans.clone(),
            aside: false,
        })
    }

    /// At most `level`.
    fn at_most(mut self, level: Level) -> Evidence {
        self.level = self.level.min(level);
        self
    }
}

/// Lines of a section that hold one of the words, as vague evidence.
fn vague(canvas: &Canvas, section: SectionKind, stems: &[&str]) -> Evidence {
    Evidence::words(&[(Level::Vague, spans(lines(canvas, section).filter(|line| line.says(stems))))])
}

fn lines(canvas: &Canvas, section: SectionKind) -> impl Iterator<Item = &Saying> {
    canvas.sayings.iter().filter(move |line| line.sections.contains(section))
}

fn spans<'c>(lines: impl Iterator<Item = &'c Saying>) -> Vec<Span> {
    lines.map(|line| line.span).collect()
}

/// The facts of some indices.
fn facts(canvas: &Canvas, indices: impl IntoIterator<Item = usize>) -> Vec<&Fact> {
    indices.into_iter().filter_map(|index| canvas.facts.get(index)).collect()
}

/// Whether one of the words nearest to a fact begins like one of `stems`.
fn near(fact: &Fact, stems: &[&str]) -> bool {
    const REACH: usize = 10;
    begins(fact.words.iter().take(REACH), stems)
}
