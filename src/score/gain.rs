//! What to write to gain points, with the exact gain, caps included.

use crate::extract::SectionKind;
use crate::rules::section_name;
use crate::score::case::Case;
use crate::score::rubric::{ITEMS, Item, Level, Proof};
use crate::score::standing::Standing;
use crate::source::Span;
use crate::words::{Message, Text};

/// A change that would be worth something.
#[derive(Clone, Debug)]
pub struct Gain {
    /// The item it completes; `None` when it is about errors or a section as a whole.
    pub item: Option<&'static Item>,
    /// What to do.
    pub action: Message,
    /// Where, when it is about something that is there.
    pub place: Option<Span>,
    /// How many hundredths of a point the score rises by, caps included.
    pub hundredths: u32,
    /// What it takes: 1 a number, 2 a sentence, 3 an analysis.
    pub effort: u32,
}

static CONFIRM: Text = Text {
    en: "confirm it ({item}): write the calculation or the second figure that follows from it",
    pt: "confirme ({item}): escreva o cálculo ou o segundo número que decorre dele",
    es: "confírmelo ({item}): escriba el cálculo o la segunda cifra que se deduce de él",
};
static CORRECT: Text =
    Text { en: "correct the {count} errors", pt: "corrija os {count} erros", es: "corrija los {count} errores" };
static CORRECT_ONE: Text = Text { en: "correct the error", pt: "corrija o erro", es: "corrija el error" };
static SECTION: Text = Text {
    en: "write the section on {section}, with its numbers",
    pt: "escreva a seção de {section}, com os números",
    es: "escriba la sección de {section}, con sus números",
};

/// The changes that each item below the top asks for, the most gain for the effort first.
pub(in crate::score) fn gains(case: &Case, now: &Standing) -> Vec<Gain> {
    let mut gains = vec![];
    // What to do about a single error is said at the item that it contradicts.
    gains.extend((now.errors > 1).then(|| errors(case, now)));
    gains.extend(now.missing.iter().map(|&kind| section(now, kind)));
    gains.extend((0..ITEMS.len()).filter_map(|at| item(case, now, at)));
    // The order of the rubric decides between equals.
    gains.sort_by(|a, b| {
        (u64::from(b.hundredths) * u64::from(a.effort)).cmp(&(u64::from(a.hundredths) * u64::from(b.effort)))
    });
    // One defect may stand against several items: correcting it is one thing to do.
    let mut said = std::collections::HashSet::new();
    gains.retain(|gain| said.insert((gain.place, gain.action.in_language(crate::words::Language::En))));
    gains
}

fn rise(now: &Standing, next: &Standing) -> u32 {
    next.points().saturating_sub(now.points())
}

fn errors(case: &Case, now: &Standing) -> Gain {
    let mut next = now.clone();
    next.errors = 0;
    for (at, level) in next.levels.iter_mut().enumerate() {
        let right = case.level(at, |index| !case.charges.get(index).is_some_and(|c| c.is_error()));
        *level = if right > *level && right == Level::Specific { Level::Verified } else { right };
    }
    let action = if now.errors == 1 { CORRECT_ONE.plain() } else { CORRECT.with("count", now.errors) };
    Gain { item: None, action, place: None, hundredths: rise(now, &next), effort: 2 }
}

fn section(now: &Standing, kind: SectionKind) -> Gain {
    let mut next = now.clone();
    next.missing.retain(|&missing| missing != kind);
    for (at, item) in ITEMS.iter().enumerate().filter(|(_, item)| item.category.section() == kind) {
        next.levels[at] =
            next.levels[at].max(if item.proof == Proof::Words { Level::Verified } else { Level::Specific });
        next.stated[at] = true;
    }
    let action = SECTION.with("section", section_name(kind));
    Gain { item: None, action, place: None, hundredths: rise(now, &next), effort: 3 }
}

fn item(case: &Case, now: &Standing, at: usize) -> Option<Gain> {
    let (item, level, evidence) = (ITEMS.get(at)?, *now.levels.get(at)?, case.evidence.get(at)?);
    if level == Level::Verified {
        return None;
    }
    let against: Vec<usize> = case.against(at).filter(|(_, charge)| !charge.waived).map(|(index, _)| index).collect();
    let worst = against.first().and_then(|&index| case.charges.get(index));
    let mut next = now.clone();
    next.errors -=
        against.iter().filter(|&&i| case.charges[i].is_error() && is_counted(case.charges[i].finding.rule)).count();
    if !against.is_empty() {
        let mut gone = vec![false; case.charges.len()];
        against.iter().for_each(|&index| gone[index] = true);
        for (other, level) in next.levels.iter_mut().enumerate() {
            *level = case.level(other, |index| !gone.get(index).is_some_and(|&gone| gone));
        }
    }
    let stated = evidence.level >= Level::Specific;
    next.stated[at] = true;
    next.levels[at] = if stated || item.proof == Proof::Words { Level::Verified } else { Level::Specific };
    let place = worst.map(|charge| charge.finding.span).or_else(|| evidence.spans.first().copied());
    let action = match worst {
        Some(charge) if stated => charge.finding.help.clone().unwrap_or_else(|| charge.finding.message.clone()),
        None if stated && item.proof == Proof::Figures => CONFIRM.with("item", &item.name),
        _ => item.write.plain(),
    };
    Some(Gain { item: Some(item), action, place, hundredths: rise(now, &next), effort: item.effort })
}

/// Whether an error of a rule counts for itself: absence is counted by section and essential.
pub(in crate::score) fn is_counted(rule: &str) -> bool {
    const COUNTED_OTHERWISE: &[&str] = &[
        "completeness/section-missing",
        "completeness/scenario-volume-missing",
        "completeness/peak-volume-missing",
        "completeness/cost-total-missing",
        "completeness/load-test-criteria-missing",
    ];
    !COUNTED_OTHERWISE.contains(&rule)
}
