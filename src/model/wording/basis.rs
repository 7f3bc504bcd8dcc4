//! Numbers without what they refer to: quotas that are not said, shares of a budget that is not there, money per nothing.

use crate::extract::vocabulary::{Word, begins, costs, phrase_words, title_words, wording};
use crate::extract::{Kind, Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::wording::{is_quantified, is_statement, rows, words};
use crate::quantity::{Currency, Unit};
use crate::source::Spanned;
use crate::syntax::Inline;

/// Numbers without what they refer to. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug, Default)]
pub struct Baseless {
    /// Quotas that are spoken of and never said.
    pub quotas: Vec<Spanned<String>>,
    /// Shares of a budget that is never said.
    pub shares: Vec<usize>,
    /// Costs of which nobody says in what currency.
    pub no_currency: Vec<usize>,
    /// Costs, when nothing in their section says for how long they are.
    pub no_period: Vec<usize>,
}

/// Costs are compared with each other.
const MOST: usize = 300;

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Baseless {
    let costs = facts.iter().enumerate().filter(|(_, f)| f.sections.contains(SectionKind::Costs));
    let costs: Vec<(usize, &Fact)> = costs.filter(|(_, f)| f.part == Part::Text).take(MOST).collect();
    Baseless {
        quotas: quotas(outline, facts),
        shares: shares(outline, facts),
        no_currency: no_currency(outline, facts, &costs),
        no_period: no_period(outline, &costs),
    }
}

fn quotas(outline: &Outline, facts: &[Fact]) -> Vec<Spanned<String>> {
    let is_quota = |w: &str| wording::QUOTA.contains(&w);
    if facts.iter().any(|f| f.words.iter().any(|w| is_quota(w))) {
        return Vec::new();
    }
    let rows = rows(outline);
    let mut found = Vec::new();
    for (index, entry) in outline.entries.iter().enumerate().filter(|(_, e)| is_statement(e)) {
        // Most lines hold no such letters: looking for them is cheaper than taking the line apart.
        if !entry.text.plain.to_ascii_lowercase().contains("ota") {
            continue;
        }
        let Some(word) = words(&entry.text).into_iter().find(|w| is_quota(&w.folded)) else { continue };
        if !is_quantified(outline, index, rows.get(&index)) {
            let range = word.range;
            found.push(Spanned::new(entry.text.plain[range.clone()].to_owned(), entry.text.span_of(range)));
        }
    }
    found
}

fn shares(outline: &Outline, facts: &[Fact]) -> Vec<usize> {
    let is_budget = |w: &Word| wording::BUDGET.contains(&w.as_str());
    let stated = |f: &Fact| matches!(f.unit_of_money(), Some(())) && f.words.iter().any(is_budget);
    if facts.iter().any(stated) {
        return Vec::new();
    }
    let of_budget = |f: &Fact| {
        if !matches!(f.quantity.unit, Unit::Percent(_)) || f.part != Part::Text {
            return false;
        }
        // "5 MB/s budget per POP. Collapsing cuts traffic by 85%": of the budget that its own clause names.
        let near = || f.before.iter().chain(&f.behind);
        let errors = |w: &str| ["err", "latenc", "slo", "burn", "queim"].iter().any(|stem| w.starts_with(stem));
        let labelled =
            || outline.entries[f.entry].label.as_ref().is_some_and(|label| label.words().iter().any(is_budget));
        f.metric != Metric::Availability
            && (near().any(is_budget) || labelled())
            && !f.words.iter().any(|w| errors(w))
            && !begins(near(), wording::NO_MONEY)
            && !facts.iter().any(|other| other.entry == f.entry && other.unit_of_money().is_some())
    };
    (0..facts.len()).filter(|&at| of_budget(&facts[at])).collect()
}

impl Fact {
    /// Something, when it is money.
    fn unit_of_money(&self) -> Option<()> {
        matches!(self.quantity.unit, Unit::Money(_)).then_some(())
    }
}

/// Costs whose unit only a label suggests, in a document that never names a currency.
fn no_currency(outline: &Outline, facts: &[Fact], costs: &[(usize, &Fact)]) -> Vec<usize> {
    let named = facts.iter().any(|f| f.unit_of_money().is_some() && !is_suggested(f));
    if named {
        return bare_among_money(outline, costs);
    }
    // A currency may be named in words, away from any number.
    let spoken = |text: &Inline| {
        let money = [
            "reais", "real", "brl", "usd", "eur", "euro", "euros", "dolar", "dolares", "dollar", "dollars", "pesos",
            "ars", "mxn", "cop", "clp", "gbp", "soles",
        ];
        text.plain.contains(['$', '€']) || text.words().iter().any(|w| money.contains(&w.as_str()))
    };
    if outline.entries.iter().any(|e| e.label.iter().chain([&e.text]).chain(&e.comment).chain(&e.column).any(spoken)) {
        return Vec::new();
    }
    // Nothing is nothing in any currency.
    let nothing = |f: &Fact| f.quantity.bounds().high.is_some_and(|high| high.is_zero());
    let bare = |f: &Fact| f.unit_of_money().is_some() && is_suggested(f) && is_alone(outline, f) && !nothing(f);
    costs.iter().filter(|(_, f)| bare(f)).map(|&(at, _)| at).collect()
}

/// "Storage: 310" between "Servers: $420" and "Total: $1,000".
fn bare_among_money(outline: &Outline, costs: &[(usize, &Fact)]) -> Vec<usize> {
    let cell = |f: &Fact| outline.entries[f.entry].kind == Kind::Cell;
    let signed = |f: &Fact| f.unit_of_money().is_some() && f.origins.unit.is_none();
    let above_names_one = |f: &Fact| {
        let above = outline.above(f.entry).map(|i| &outline.entries[i]);
        above.flat_map(|e| e.label.iter().chain([&e.text])).any(|t| t.plain.contains(['$', '€', '£']))
    };
    let beside = |f: &Fact, with_sign: bool| {
        let parent = outline.entries[f.entry].parent;
        let sibling = |other: &&(usize, &Fact)| outline.entries[other.1.entry].parent == parent;
        costs.iter().filter(sibling).filter(|(_, other)| signed(other) == with_sign).count()
    };
    let bare = |f: &Fact| {
        !cell(f)
            && is_suggested(f)
            && is_alone(outline, f)
            && beside(f, true) >= 2
            && beside(f, false) == 1
            && !above_names_one(f)
            && !outline.entries[f.entry].label.as_ref().is_some_and(|label| costs::names_a_quota(label.title_words()))
    };
    costs.iter().filter(|(_, f)| bare(f)).map(|&(at, _)| at).collect()
}

/// Whether a number is all that its entry says.
fn is_alone(outline: &Outline, fact: &Fact) -> bool {
    let entry = &outline.entries[fact.entry];
    matches!(entry.kind, Kind::Item | Kind::Key | Kind::Cell)
        && entry.measures.len() == 1
        && entry.text.plain.trim().trim_end_matches('.') == fact.written.trim()
}

/// Money, or a bare number, of a currency that nothing beside it names.
fn is_suggested(fact: &Fact) -> bool {
    let money = fact.origins.unit.is_some() && fact.quantity.unit == Unit::Money(Currency::Dollar);
    money || fact.quantity.unit == Unit::Bare
}

fn no_period(outline: &Outline, costs: &[(usize, &Fact)]) -> Vec<usize> {
    let money: Vec<(usize, &Fact)> =
        costs.iter().copied().filter(|(_, f)| f.unit_of_money().is_some() && !is_suggested(f)).collect();
    if money.iter().any(|(_, f)| f.quantity.per.is_some() || f.quantity.each.is_some()) {
        return Vec::new();
    }
    let timed = |text: &str| title_words(text).iter().any(|w| wording::PERIODS.iter().any(|p| w.starts_with(p)));
    let inside = outline.entries.iter().filter(|e| e.sections.contains(SectionKind::Costs));
    let mut texts = inside.flat_map(|e| e.label.iter().chain([&e.text]).chain(&e.comment).chain(&e.column));
    let headers = outline.tables.iter().flat_map(|t| &t.header).any(|h| timed(&h.plain) || names_a_time(&h.plain));
    // A year before a colon is no label.
    let of_a_time = |f: &Fact| {
        let entry = &outline.entries[f.entry];
        let before = entry.text.plain.split_once(':').map_or("", |(before, _)| before);
        names_a_time(before) || entry.label.as_ref().is_some_and(|label| names_a_time(&label.plain))
    };
    // "Costs of a test with 9,000 users" are paid as often as it runs.
    let is_run = |text: &Inline| text.words().iter().any(|word| wording::RUNS.contains(&word.as_str()));
    let of_a_run = |f: &Fact| {
        let heading = outline.above(f.entry).map(|at| &outline.entries[at]).find(|above| above.kind == Kind::Heading);
        let column = outline.entries[f.entry].column.as_ref();
        heading.map(|heading| &heading.text).into_iter().chain(column).any(is_run)
    };
    if money.iter().any(|(_, f)| of_a_run(f)) {
        return Vec::new();
    }
    if headers || costs.iter().any(|(_, f)| of_a_time(f)) || texts.any(|t| timed(&t.plain)) {
        return Vec::new();
    }
    money.into_iter().filter(|(_, f)| f.metric == Metric::Cost).map(|(at, _)| at).collect()
}

/// "Q1", "2T", "T3 2027", "FY28", "H1", "2027".
fn names_a_time(name: &str) -> bool {
    phrase_words(name).iter().any(|word| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        let letters = word.trim_matches(|c: char| c.is_ascii_digit());
        let year = || digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19"));
        match letters {
            "q" | "t" => matches!(digits, "1" | "2" | "3" | "4"),
            "h" | "s" => matches!(digits, "1" | "2"),
            "" => year(),
            letters => letters == "fy",
        }
    })
}
