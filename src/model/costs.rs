//! What growth costs: items, and whether their total is stated.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{Word, costs as words, fold, words_of};
use crate::extract::{Entry, Kind, Measure, Outline, Part, SectionKind};
use crate::model::bill_rows;
use crate::model::cost_role;
use crate::model::multiplied;
use crate::model::only;
use crate::model::readings;
use crate::model::sum::Addend;
use crate::model::sums;
use crate::quantity::{Interval, Notation, Period, Unit};
use crate::syntax::Inline;
use rust_decimal::Decimal;

/// Money.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// Items that stand side by side in one currency and period, without a total of their own.
    pub untotalled: Vec<Untotalled>,
    /// Whether a total is stated somewhere in the section on costs.
    pub has_total: bool,
}

/// Cost items that nobody added up.
#[derive(Clone, Debug)]
pub struct Untotalled {
    /// The items; of a table with several columns of money, those of the first.
    pub items: Vec<Addend>,
    /// What each column of them comes to, in the document's notation.
    pub sums: Vec<String>,
}

pub(in crate::model) fn read(outline: &Outline) -> Costs {
    let in_costs: Vec<usize> =
        (0..outline.entries.len()).filter(|&i| outline.entries[i].sections.contains(SectionKind::Costs)).collect();
    let has_total = in_costs.iter().any(|&i| {
        let entry = &outline.entries[i];
        states_money(entry)
            && (entry.label.as_ref().is_some_and(|l| says_total(&l.plain))
                || entry.column.as_ref().is_some_and(|c| says_total(&c.plain))
                // "total: {today: 1100, scaled: 3200}"
                || entry.parent.is_some_and(|p| outline.entries[p].label.as_ref().is_some_and(|l| says_total(&l.plain)))
                || says_total(&entry.text.plain)
                || named_in_record(outline, i).is_some_and(|name| says_total(&name))
                || is_of_a_scenario(outline, i)
                || entry.kind == Kind::Heading)
    });
    let mut costs = Costs { untotalled: Vec::new(), has_total };
    if has_total {
        return costs;
    }
    let mut groups: Vec<Vec<(usize, &Measure)>> = Vec::new();
    for &i in &in_costs {
        let entry = &outline.entries[i];
        let is_added = || is_part(outline, entry) && !is_of_no_whole(outline, i);
        let Some(measure) = item(entry).filter(|_| is_added()) else { continue };
        let beside = |at: usize| {
            let other = &outline.entries[at];
            // "- {item: api, price: 150, amount: 750}": what the keys of such items say are columns.
            let siblings = match (records(outline, i), records(outline, at)) {
                (Some(own), Some(others)) => {
                    own == others && plain(entry.label.as_ref()) == plain(other.label.as_ref())
                }
                (None, None) => other.parent == entry.parent,
                _ => false,
            };
            siblings && other.kind == entry.kind && plain(other.column.as_ref()) == plain(entry.column.as_ref())
        };
        let fits = |group: &&mut Vec<(usize, &Measure)>| {
            group.first().is_some_and(|(o, m)| beside(*o) && sums::agrees(&m.quantity, &measure.quantity))
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push((i, measure)),
            None => groups.push(vec![(i, measure)]),
        }
    }
    // What is paid is the most that records say: the others are prices of one.
    let amount = |group: &[(usize, &Measure)]| {
        let high = |(_, m): &(usize, &Measure)| m.quantity.bounds().high.unwrap_or_default();
        group.iter().map(high).fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let is_most = |group: &[(usize, &Measure)]| {
        let Some(own) = group.first().and_then(|(i, _)| records(outline, *i)) else { return true };
        let alike = |other: &&Vec<(usize, &Measure)>| {
            other.first().and_then(|(i, _)| records(outline, *i)).is_some_and(|records| records == own)
        };
        groups.iter().filter(alike).all(|other| amount(other) <= amount(group))
    };
    for group in groups.iter().filter(|g| g.len() >= 2 && is_most(g)) {
        let Some(next) = untotalled(outline, group) else { continue };
        let labels = |u: &Untotalled| u.items.iter().map(|i| i.label.clone()).collect::<Vec<_>>();
        // Columns of one table are one omission.
        match costs.untotalled.last_mut().filter(|last| labels(last) == labels(&next)) {
            Some(last) => last.sums.extend(next.sums),
            None => costs.untotalled.push(next),
        }
    }
    costs
}

/// "Scenario | Cost": whether a cell stands in the row of a scenario, whose total it is.
fn is_of_a_scenario(outline: &Outline, cell: usize) -> bool {
    let of_scenario = |header: &Inline| header.words().iter().any(|word| words::SCENARIOS.contains(&word.as_str()));
    outline.entries[cell].kind == Kind::Cell
        && outline.tables.iter().any(|grid| {
            grid.header.get(grid.label_column).is_some_and(of_scenario)
                && grid.rows.iter().any(|row| row.contains(&cell))
        })
}

fn plain(text: Option<&Inline>) -> Option<&str> {
    text.map(|text| text.plain.as_str())
}

/// The list whose items are mappings of which the entry `index` is a key.
fn records(outline: &Outline, index: usize) -> Option<usize> {
    let item = outline.entries[index].parent.filter(|_| outline.entries[index].kind == Kind::Key)?;
    let above = &outline.entries[item];
    above.parent.filter(|_| above.kind == Kind::Key && above.label.is_none())
}

/// What such a mapping is about.
fn named_in_record(outline: &Outline, index: usize) -> Option<String> {
    records(outline, index)?;
    Some(bill_rows::row_name(outline, outline.entries[index].parent?)).filter(|name| !name.is_empty())
}

/// Whether a figure is what the figures above it come to, as they are rounded: a total, whatever it is called.
fn is_sum(sum: &Interval, terms: usize, figure: &Measure) -> bool {
    let rounding = Decimal::from(terms).checked_mul(figure.quantity.step).and_then(|r| r.checked_div(Decimal::TWO));
    rounding.is_some_and(|rounding| !sum.apart_by_more_than(&figure.quantity.bounds(), rounding))
}

fn says_total(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.split('(').next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    words::OTHER_NAMES.contains(&bare)
        || words_of(&folded).any(|(_, word)| words::TOTAL.contains(&word) || words::SUBTOTAL.contains(&word))
}

fn states_money(entry: &Entry) -> bool {
    entry.measures.iter().any(|m| matches!(m.quantity.unit, Unit::Money(_)))
}

/// The price of an item: one sum of money behind a label, that is no unit price.
fn item(entry: &Entry) -> Option<&Measure> {
    let is_price_of_one = entry.column.as_ref().is_some_and(|header| readings::is_no_sum(&header.plain));
    if is_price_of_one || entry.kind == Kind::Heading || !(entry.label.is_some() || entry.kind == Kind::Cell) {
        return None;
    }
    let money = entry.measures.iter().filter(|m| m.part == Part::Text && matches!(m.quantity.unit, Unit::Money(_)));
    let unit_price =
        |m: &Measure| m.quantity.each.is_some() || matches!(m.quantity.per, Some(Period::Hour | Period::Second));
    only(money).filter(|m| !unit_price(m) && cost_role::of(entry, m).is_some())
}

/// Whether an item is a part of a whole that nobody added up: no time, case or budget, and not of a sum that is stated
/// above it.
fn is_part(outline: &Outline, entry: &Entry) -> bool {
    let label = entry.label.as_ref().map_or(&[][..], |label| label.words());
    let above = entry.parent.map(|parent| &outline.entries[parent]);
    let stated = above.is_some_and(|above| above.kind != Kind::Heading && states_money(above));
    !stated && !names_a_case(label) && !label.iter().any(|word| words::BUDGET.contains(&word.as_str()))
}

/// What words of a title or a header make of the amounts under it: prices of one, savings, choices.
static NOT_ADDED: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::of_lists([((), words::UNIT_PRICES), ((), words::SAVINGS), ((), words::COMPARED)]));

/// Whether an amount is no part of a whole by what it stands under, or by what its line does to it: "Unit prices",
/// "Savings", "drops $30", "$25 → $7".
fn is_of_no_whole(outline: &Outline, index: usize) -> bool {
    let entry = &outline.entries[index];
    let changes = |m: &Measure| {
        let written = entry.text.plain.get(m.quantity.range.clone()).unwrap_or("");
        m.part == Part::Text && ["→", "->", "=>", "➜"].iter().any(|arrow| written.contains(arrow))
    };
    let saves = entry.text.words().first().is_some_and(|word| words::SAVES.contains(&word.as_str()));
    let not_added = |text: &Inline| NOT_ADDED.say(text.words(), ());
    let heading = outline.above(index).find(|&above| outline.entries[above].kind == Kind::Heading);
    let lead = entry.parent.filter(|&parent| Some(parent) != heading);
    let titles = [heading, lead].into_iter().flatten().map(|at| &outline.entries[at]);
    let mut titles = titles.flat_map(|above| above.label.iter().chain([&above.text]));
    saves || entry.column.as_ref().is_some_and(not_added) || titles.any(not_added) || entry.measures.iter().any(changes)
}

/// Whether a label names nothing but a place where all of it may run: "AWS", "Self-hosted (bare metal)".
fn names_a_provider(label: &str) -> bool {
    let folded = fold(label);
    let bare = folded.split('(').next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    words::PROVIDERS.contains(&bare)
}

/// Whether the rows of the table that a cell stands in are choices: "Option | Cost", "Setup | Cost | Pros | Cons".
fn are_choices(outline: &Outline, cell: usize) -> bool {
    let Some(grid) = outline.tables.iter().find(|grid| grid.rows.iter().any(|row| row.contains(&cell))) else {
        return false;
    };
    let weighs = |header: &Inline| header.words().iter().any(|word| words::WEIGHED.contains(&word.as_str()));
    let sizes = |header: &Inline| header.words().iter().any(|word| words::SIZES.contains(&word.as_str()));
    grid.header.get(grid.label_column).is_some_and(|header| names_a_case(header.words()) || sizes(header))
        || grid.header.iter().any(weighs)
}

fn names_a_case(label: &[Word]) -> bool {
    // "With a managed queue: $60", beside "With all of it: $97".
    let with = label.first().is_some_and(|word| matches!(word.as_str(), "com" | "con" | "with"));
    with || label.iter().any(|word| words::CASES.contains(&word.as_str()))
}

fn untotalled(outline: &Outline, group: &[(usize, &Measure)]) -> Option<Untotalled> {
    let (first, like) = group.first()?;
    if outline.entries[*first].kind == Kind::Cell && are_choices(outline, *first) {
        return None;
    }
    // "AWS: $900", "DigitalOcean: $600": the same on either.
    let provider = |&(i, _): &(usize, &Measure)| {
        outline.entries[i].label.as_ref().is_some_and(|label| names_a_provider(&label.plain))
    };
    if group.iter().all(provider) {
        return None;
    }
    // Without a period they may be prices of anything.
    like.quantity.per?;
    let mut sum = Interval::point(0.into());
    let mut items = Vec::new();
    for (i, measure) in group {
        if items.len() >= 2 && is_sum(&sum, items.len(), measure) {
            return None;
        }
        let whole = multiplied::whole(&outline.entries[*i], measure)?;
        let multiplied = matches!(whole, Cow::Owned(_));
        sum = sum.add(&whole.quantity.bounds())?;
        let own = || outline.entries[*i].label.as_ref().map(|l| l.plain.trim().to_owned()).unwrap_or_default();
        let label = named_in_record(outline, *i).unwrap_or_else(own);
        items.push(Addend { multiplied, ..sums::addend(&label, &whole) });
    }
    let grouped = group.iter().find(|(_, measure)| measure.notation.thousands.is_some()).map_or(like, |(_, m)| m);
    let notation = Notation { thousands: grouped.notation.thousands, ..like.notation.clone() };
    Some(Untotalled { items, sums: vec![notation.span(&sum)] })
}
