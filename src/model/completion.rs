//! Whether the document says that it is done, and how many of its boxes are ticked.

use crate::extract::vocabulary::{Word, fold};
use crate::extract::{Kind, Outline};
use crate::source::{Span, Spanned};

/// Whether the document says that it is done, and how many of its boxes are ticked.
#[derive(Clone, Debug, Default)]
pub struct Completion {
    /// The words that say that all is done.
    pub done: Option<Spanned<String>>,
    /// How many boxes there are, without those that are for another day.
    pub boxes: usize,
    /// How many of them are ticked.
    pub ticked: usize,
    /// The first that is not.
    pub first_open: Option<Span>,
}

/// A status stands at the top.
const TOP: usize = 30;

/// Labels of a status.
const STATUS: &[&str] = &["status", "estado", "situacao", "progresso", "progress", "progreso", "andamento"];

/// Words of a status that leave nothing open.
const DONE: &[&str] = &[
    "concluido",
    "concluida",
    "completo",
    "completa",
    "completed",
    "complete",
    "done",
    "finalizado",
    "finalizada",
    "finished",
    "implementado",
    "implementada",
    "implemented",
    "terminado",
    "completado",
    "completada",
    "100%",
];

/// Words that leave something open after all.
const OPEN: &[&str] = &[
    "nao",
    "no",
    "not",
    "in",
    "em",
    "en",
    "parcial",
    "partially",
    "parcialmente",
    "planejamento",
    "planning",
    "planificacion",
    "draft",
    "rascunho",
    "borrador",
    "incompleto",
    "incomplete",
    "quase",
    "almost",
    "casi",
    "fase",
    "phase",
    "design",
];

/// Beginnings of words in the heading of a list that is for another day.
const ANOTHER_DAY: &[&str] = &[
    "antes", "before", "pre", "go", "golive", "post", "pos", "after", "depois", "despues", "template", "futur", "next",
    "proxim",
];

pub(in crate::model) fn read(outline: &Outline) -> Completion {
    let mut completion = Completion::default();
    for (index, entry) in outline.entries.iter().enumerate() {
        if index < TOP
            && completion.done.is_none()
            && entry.kind != Kind::Heading
            && let Some(label) = &entry.label
            && split(&label.plain).iter().any(|w| STATUS.contains(&w.as_str()))
        {
            let words = split(&entry.text.plain);
            let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
            if says(DONE) && !says(OPEN) {
                completion.done = Some(Spanned::new(entry.text.plain.trim().to_owned(), entry.text.span));
            }
        }
        let Some(ticked) = entry.ticked else { continue };
        let later = outline.above(index).any(|above| {
            let above = &outline.entries[above];
            let text = above.label.as_ref().unwrap_or(&above.text);
            split(&text.plain).iter().any(|w| ANOTHER_DAY.iter().any(|stem| w == stem))
        });
        if later {
            continue;
        }
        completion.boxes += 1;
        completion.ticked += usize::from(ticked);
        if !ticked {
            completion.first_open.get_or_insert(entry.span);
        }
    }
    completion
}

fn split(text: &str) -> Vec<Word> {
    text.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|w| !w.is_empty()).map(fold).collect()
}
