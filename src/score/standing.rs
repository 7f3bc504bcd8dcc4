//! The arithmetic of the score: points for levels, and the cap over all of them.

use std::sync::LazyLock;

use crate::extract::SectionKind;
use crate::score::rubric::{ITEMS, Level, MUST_HAVES, MustHave};
use crate::words::{Message, Part, Text};

/// How a canvas stands: all that the points follow from.
#[derive(Clone, Debug)]
pub(in crate::score) struct Standing {
    /// For each item, how much of it is there.
    pub levels: Vec<Level>,
    /// For each item, whether a number or a complete statement is there, right or wrong.
    pub stated: Vec<bool>,
    /// Findings of severity error, those about absence left out.
    pub errors: usize,
    /// Sections that are empty, or that nothing in the document speaks of.
    pub missing: Vec<SectionKind>,
    /// Whether the author allows an error.
    pub waived: bool,
}

static CAP: Text =
    Text { en: "{what}: at most {most}", pt: "{what}: no máximo {most}", es: "{what}: como máximo {most}" };
static ERRORS: Text = Text { en: "{count} errors", pt: "{count} erros", es: "{count} errores" };
static ERROR: Text = Text { en: "1 error", pt: "1 erro", es: "1 error" };
static MISSING: Text =
    Text { en: "{count} missing sections", pt: "{count} seções que faltam", es: "{count} secciones que faltan" };
static MISSING_ONE: Text = Text { en: "1 missing section", pt: "1 seção que falta", es: "1 sección que falta" };
static LACKING: Text = Text { en: "not stated: {what}", pt: "não consta: {what}", es: "no consta: {what}" };
static LACKING_MANY: Text = Text {
    en: "{count} essentials not stated",
    pt: "{count} dados essenciais que faltam",
    es: "{count} datos esenciales que faltan",
};
static WAIVED: Text = Text { en: "an allowed error", pt: "um erro permitido", es: "un error permitido" };

impl Standing {
    /// Points before the cap, in hundredths.
    pub(in crate::score) fn earned(&self) -> u32 {
        ITEMS.iter().zip(&self.levels).map(|(item, level)| item.points * level.share()).sum()
    }

    /// Points, in hundredths.
    pub(in crate::score) fn points(&self) -> u32 {
        self.earned().min(100 * self.most())
    }

    /// The essentials that are not stated in sections that are there.
    pub(in crate::score) fn lacking(&self) -> Vec<&'static MustHave> {
        self.unstated().filter(|must| !self.missing.contains(&must.section)).collect()
    }

    /// The essentials that are not stated.
    fn unstated(&self) -> impl Iterator<Item = &'static MustHave> {
        /// The items of each, as indices of [`ITEMS`].
        static ITEMS_OF: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
            let at = |code: &&str| ITEMS.iter().position(|item| item.code == *code);
            MUST_HAVES.iter().map(|must| must.items.iter().filter_map(at).collect()).collect()
        });
        let stated = |at: &usize| self.stated.get(*at).copied().unwrap_or(false);
        let has = move |must: &MustHave, items: &[usize]| {
            if must.all { items.iter().all(stated) } else { items.iter().any(stated) }
        };
        MUST_HAVES.iter().zip(ITEMS_OF.iter()).filter(move |(must, items)| !has(must, items)).map(|(must, _)| must)
    }

    /// The most points that what is wrong and missing allows. A missing section counts as two errors, or as the
    /// essentials that are missing with it; an essential that is not stated as one.
    pub(in crate::score) fn most(&self) -> u32 {
        let with = |section| self.unstated().filter(|must| must.section == section).count();
        let missing: usize = self.missing.iter().map(|&section| with(section).max(2)).sum();
        let most = match self.errors + missing + self.lacking().len() {
            0 => 100,
            1..=2 => 89,
            3..=5 => 79,
            _ => 69,
        };
        if self.waived { most.min(89) } else { most }
    }

    /// What the cap rests on, where there is one.
    pub(in crate::score) fn cap(&self) -> Option<Message> {
        let most = self.most();
        if most == 100 {
            return None;
        }
        let mut what: Vec<Part> = Vec::new();
        for (count, one, many) in [(self.errors, &ERROR, &ERRORS), (self.missing.len(), &MISSING_ONE, &MISSING)] {
            match count {
                0 => {}
                1 => what.push(one.into()),
                _ => what.push(many.with("count", count).into()),
            }
        }
        let lacking = self.lacking();
        match lacking.len() {
            0 => {}
            1 | 2 => {
                let names: Vec<Part> = lacking.iter().map(|must| Part::Words(&must.name)).collect();
                what.push(LACKING.with("what", names).into());
            }
            many => what.push(LACKING_MANY.with("count", many).into()),
        }
        if what.is_empty() && self.waived {
            what.push(Part::Words(&WAIVED));
        }
        Some(CAP.with("what", what).with("most", most.to_string()))
    }
}
