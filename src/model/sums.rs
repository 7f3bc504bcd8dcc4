//! Everything that states its own total: columns and rows of tables, lists, mappings, aligned lines.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{Word, costs as words, fold, folded_words, plain_words};
use crate::extract::{Entry, Grid, Kind, Measure, Outline, Part, SectionKind, prompt};
use crate::model::multiplied;
use crate::model::readings::{self, Around, is_in_between, settled};
use crate::model::sum::{Addend, Doubt, Mark, Sum};
use crate::quantity::{Each, Period, Quantity, Relation, Unit};
use crate::syntax::Inline;
use rust_decimal::Decimal;

/// The sums that can be added, and those whose terms are of several currencies or periods; with those of `bills`, which
/// are read already.
pub(in crate::model) fn read(outline: &Outline, bills: Vec<Sum>) -> (Vec<Sum>, Vec<Sum>) {
    let mut sums = bills;
    for grid in &outline.tables {
        columns(outline, grid, &mut sums);
        rows(outline, grid, &mut sums);
    }
    series(outline, &mut sums);
    sums.sort_by_key(|s| s.total.span);
    sums.into_iter().partition(|sum| !sum.mixed)
}

/// What a label is to a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Leaf,
    Subtotal,
    Total,
    /// "Total CloudWatch": the total of the rows above it, or a figure of its own.
    Named,
    /// Part of another row, another kind of figure, or a remark.
    Apart,
}

/// What words of a label make of it.
static LABELS: LazyLock<Phrases<Role>> = LazyLock::new(|| {
    Phrases::of_lists([
        (Role::Subtotal, words::SUBTOTAL),
        (Role::Apart, words::NOT_ADDEND),
        (Role::Total, words::TOTAL),
    ])
});

/// What a remark in brackets makes of a row: "(included above)", "(paid by headquarters)".
static REMARKS: LazyLock<Phrases<Role>> =
    LazyLock::new(|| Phrases::of_lists([(Role::Apart, words::COUNTED_ELSEWHERE)]));

/// What makes a named total a figure of its own: "Total savings", "Total with support".
static OWN: LazyLock<Phrases<Role>> = LazyLock::new(|| Phrases::of_lists([(Role::Apart, words::OWN_FIGURE)]));

fn role(label: &str) -> Role {
    let named = label.trim_matches(|c: char| !c.is_alphanumeric());
    let (bare, remark) = named.split_at(named.find(['(', ':', '/', '–', '—']).unwrap_or(named.len()));
    let words: Vec<Word> = folded_words(bare).collect();
    const ONLY: &[&str] = &["only", "apenas", "somente", "solo", "solamente"];
    // "Subtotal (batch only)" leaves some of the rows out.
    let partly = remark.starts_with('(') && folded_words(remark).any(|word| ONLY.contains(&word.as_str()));
    let said: Vec<Role> = (0..words.len()).flat_map(|at| LABELS.at(&words, at)).map(|(_, role, _)| *role).collect();
    let named = |role: Role| said.contains(&role);
    if partly && named(Role::Subtotal) {
        return Role::Apart;
    }
    if remark.starts_with('(') && REMARKS.say(&folded_words(remark).collect::<Vec<Word>>(), Role::Apart) {
        return Role::Apart;
    }
    let filler = |w: &Word| words::TOTAL.contains(&w.as_str()) || words::TOTAL_FILLERS.contains(&w.as_str());
    if named(Role::Subtotal) {
        Role::Subtotal
    } else if named(Role::Apart) || is_in_between(&words) && !named(Role::Total) {
        Role::Apart
    } else if !named(Role::Total) {
        Role::Leaf
    } else if words.iter().all(filler) {
        Role::Total
    } else if names_its_rows(&words) {
        Role::Named
    } else {
        // "Total API calls per turn" is a figure of its own.
        Role::Apart
    }
}

/// Whether a label opens or ends with a word for a total and names beside it what the rows may all be of.
fn names_its_rows(words: &[Word]) -> bool {
    /// "Total persistent storage of AWS".
    const LONGEST: usize = 5;
    let sums = |word: Option<&Word>| word.is_some_and(|word| words::TOTAL.contains(&word.as_str()));
    let counted = words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    (sums(words.first()) || sums(words.last())) && words.len() <= LONGEST && !counted && !OWN.say(words, Role::Apart)
}

/// Whether a total that is called after something may be said to be wrong: it is money, nothing tells of one row more than
/// of another that it is of that, and it is no "Optimized total".
fn is_surely_of_all(sum: &Sum) -> bool {
    let leads = folded_words(&sum.total.label).next().is_some_and(|word| words::TOTAL.contains(&word.as_str()));
    let filler = |w: &Word| words::TOTAL.contains(&w.as_str()) || words::TOTAL_FILLERS.contains(&w.as_str());
    let named: Vec<Word> = folded_words(&sum.total.label).filter(|word| !filler(word)).collect();
    let bears = |term: &&Addend| folded_words(&term.label).any(|word| named.contains(&word));
    let bearing = sum.terms.iter().filter(bears).count();
    sum.total.quantity.as_ref().is_some_and(is_amount) && leads && (bearing == 0 || bearing == sum.terms.len())
}

/// Whether a label says that what stands beside it is a total or a subtotal.
pub(in crate::model) fn is_total(label: &str) -> bool {
    matches!(role(label), Role::Total | Role::Subtotal)
}

/// Whether a label sets what stands beside it apart: part of another row, another kind of figure, a remark.
pub(in crate::model) fn is_apart(label: &str) -> bool {
    is_set_apart(role(label))
}

/// Whether a row takes no part in the total of others.
fn is_set_apart(role: Role) -> bool {
    matches!(role, Role::Apart | Role::Named)
}

/// Whether a label names a total (`true`) or a subtotal (`false`), or neither.
pub(in crate::model) fn named_total(label: &str) -> Option<bool> {
    match role(label) {
        Role::Total => Some(true),
        Role::Subtotal => Some(false),
        Role::Leaf | Role::Named | Role::Apart => None,
    }
}

/// The figure of an entry that a sum would take: what stands behind the last "=", else the only one that is not a
/// remark in brackets.
fn figure(entry: &Entry) -> Option<&Measure> {
    match figures(entry).as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// More "=" in one line are no calculation.
const MOST_SIGNS: usize = 16;

/// The figures of an entry that stand side by side: "hoje R$ 800, depois R$ 2.400". Money goes before anything else.
/// What a calculation in brackets comes to is taken where no money stands outside of it.
fn figures(entry: &Entry) -> Vec<&Measure> {
    let plain = entry.text.plain.as_str();
    let is_money = |m: &&Measure| matches!(m.quantity.unit, Unit::Money(_));
    let text = || entry.measures.iter().filter(|m| m.part == Part::Text);
    let behind = |equals: usize| text().filter(move |m| m.quantity.range.start > equals);
    let mut signs = plain.rmatch_indices('=').map(|(at, _)| at).take(MOST_SIGNS).peekable();
    let last = signs.peek().copied();
    if let Some(equals) = signs.find(|at| !in_brackets(plain, *at)) {
        let outside = behind(equals).find(|m| !in_brackets(plain, m.quantity.range.start));
        return outside.or_else(|| behind(equals).next()).into_iter().collect();
    }
    let outside: Vec<&Measure> = text().filter(|m| !in_brackets(plain, m.quantity.range.start)).collect();
    let money: Vec<&Measure> = outside.iter().copied().filter(is_money).collect();
    match last.and_then(|equals| behind(equals).next()) {
        _ if !money.is_empty() => money,
        // "12 MB (with a reserve = 18 MB)": what stands outside of the brackets is of the same sort.
        Some(computed) if !outside.iter().any(|m| m.quantity.unit.same_kind(&computed.quantity.unit)) => vec![computed],
        _ => outside,
    }
}

fn in_brackets(text: &str, at: usize) -> bool {
    let before = &text[..at.min(text.len())];
    before.matches('(').count() > before.matches(')').count()
}

/// How a cell or line takes part in a sum: a figure, nothing, or unreadable.
enum Take<'a> {
    Figure(&'a Measure),
    Nothing,
    Unclear,
}

fn take(entry: &Entry, place: usize, of: usize) -> Take<'_> {
    let figures = figures(entry);
    if figures.len() == of {
        let figure = figures[place];
        // "5 per worker" under a bare header is no plain 5.
        let says_more =
            figure.quantity.unit == Unit::Bare && has_words_beside(&entry.text.plain, &figure.quantity.range);
        return if says_more { Take::Unclear } else { Take::Figure(figure) };
    }
    if !figures.is_empty() {
        return Take::Unclear;
    }
    let text = entry.text.plain.trim();
    let folded = fold(text);
    let nothing = !text.chars().any(char::is_alphanumeric)
        || prompt::is_not_applicable(text)
        || words::NOTHING.iter().any(|n| folded.starts_with(n));
    if nothing { Take::Nothing } else { Take::Unclear }
}

/// Whether the figure at `place` of a total and of its terms, which do not add up, are amounts of one kind: what stands
/// in front of a further figure says the same in all of them ("hoje R$ 800, depois R$ 2.400"), and a column has no more
/// than amounts in its cells ("before $9,000", "cap is $18,000").
fn is_one_kind<'a>(total: &'a Entry, entries: impl Iterator<Item = &'a Entry>, place: usize) -> bool {
    let lead = |entry: &Entry| {
        let figures = figures(entry);
        let (before, own) = (figures.get(place.checked_sub(1)?)?, figures.get(place)?);
        let between = entry.text.plain.get(before.quantity.range.end..own.quantity.range.start)?;
        let telling = |w: &Word| !words::JOINING.contains(&w.as_str());
        Some(folded_words(&outside_brackets(between)).filter(telling).collect::<Vec<Word>>())
    };
    let asides = |entry: &Entry| {
        let figures = figures(entry);
        let money = figures.get(place).filter(|m| entry.kind == Kind::Cell && is_amount(&m.quantity));
        money.is_some_and(|m| has_words_beside(&entry.text.plain, &m.quantity.range))
    };
    let entries: Vec<&Entry> = entries.filter(|entry| figures(entry).len() > place).collect();
    let remarks = entries.iter().filter(|entry| asides(entry)).count();
    if place == 0 {
        return !asides(total) && remarks * 2 < entries.len().max(1);
    }
    let Some(own) = lead(total) else { return false };
    let same = entries.iter().filter(|entry| lead(entry).is_some_and(|lead| lead == own)).count();
    !LABELS.say(&own, Role::Apart) && same * 2 > entries.len()
}

fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}

fn has_words_beside(text: &str, range: &std::ops::Range<usize>) -> bool {
    let behind = text.get(range.end..).unwrap_or("").split('(').next().unwrap_or("");
    text.get(..range.start).unwrap_or("").chars().chain(behind.chars()).any(char::is_alphabetic)
}

/// Unit, period and "per what": terms of a sum agree in all of them.
fn kind_of(quantity: &Quantity) -> (Unit, Option<Period>, Option<&Each>) {
    let unit = match &quantity.unit {
        // The scale differs from row to row; the sum converts.
        Unit::Data(data) => Unit::Data(crate::quantity::DataUnit { power: 0, binary: false, ..*data }),
        Unit::Duration(_) => Unit::Duration(crate::quantity::TimeUnit::Second),
        Unit::Percent(_) => Unit::Percent(Default::default()),
        other => other.clone(),
    };
    (unit, quantity.per, quantity.each.as_ref())
}

pub(in crate::model) fn addend(label: &str, measure: &Measure) -> Addend {
    Addend {
        label: label.trim().to_owned(),
        quantity: Some(measure.quantity.clone()),
        notation: measure.notation.clone(),
        span: measure.span,
        figure: measure.figure,
        mark: Mark::default(),
        multiplied: false,
    }
}

/// What a term is called, with the marks that stand on its name.
#[derive(Clone, Copy, Default)]
struct Name<'a> {
    text: &'a str,
    mark: Mark,
}

impl<'a> Name<'a> {
    fn of(name: &'a Inline) -> Name<'a> {
        let inset = name.plain.starts_with(['\u{a0}', '\u{2003}', '\u{2002}', '\u{3000}']);
        Name { text: &name.plain, mark: Mark { bold: !name.bold.is_empty(), inset, optional: false } }
    }
}

/// A term of a sum as its line says it: what it comes to with all that it is multiplied by.
fn term(name: Name, entry: &Entry, measure: &Measure) -> Option<Addend> {
    let whole = multiplied::whole(entry, measure)?;
    let multiplied = matches!(whole, Cow::Owned(_));
    let optional = readings::is_optional(name.text) || readings::is_optional(&entry.text.plain);
    let mark = Mark { optional, ..name.mark };
    Some(Addend { mark, multiplied, ..addend(name.text, &whole) })
}

/// The terms in one unit, the figure at `place` of those `of` each line has; `None` when a term cannot be read, or is of another kind than the total.
fn terms<'a>(
    entries: impl Iterator<Item = (Name<'a>, &'a Entry)>,
    total: &Quantity,
    (place, of): (usize, usize),
) -> Option<Vec<Addend>> {
    let mut terms = Vec::new();
    for (name, entry) in entries {
        match take(entry, place, of) {
            Take::Figure(measure) if agrees(&measure.quantity, total) => terms.push(term(name, entry, measure)?),
            Take::Nothing => {}
            // A period from elsewhere may be wrong; one that stands beside the number is not.
            Take::Figure(measure)
                if is_amount(&measure.quantity)
                    && is_amount(total)
                    && (measure.per_from.is_none() || !measure.quantity.unit.same_kind(&total.unit)) =>
            {
                terms.push(term(name, entry, measure)?);
            }
            Take::Figure(_) | Take::Unclear => return None,
        }
    }
    (terms.len() >= 2).then_some(terms)
}

/// Money, not the price of one of something.
pub(in crate::model) fn is_amount(quantity: &Quantity) -> bool {
    matches!(quantity.unit, Unit::Money(_)) && quantity.each.is_none()
}

/// Whether the terms are so many rows, each as it is written.
fn are_all(terms: &[Addend], rows: usize) -> bool {
    terms.len() == rows && !terms.iter().any(|term| term.multiplied)
}

fn is_mixed(terms: &[Addend], total: &Quantity) -> bool {
    terms.iter().filter_map(|t| t.quantity.as_ref()).any(|q| !agrees(q, total))
}

/// Whether two quantities can be added. A term without a period takes that of the total, and the other way round.
pub(in crate::model) fn agrees(term: &Quantity, total: &Quantity) -> bool {
    let (unit, per, each) = kind_of(term);
    let (total_unit, total_per, total_each) = kind_of(total);
    unit == total_unit && each == total_each && (per == total_per || per.is_none() || total_per.is_none())
}

fn columns(outline: &Outline, grid: &Grid, sums: &mut Vec<Sum>) {
    let label_of = |row: &[usize]| -> String {
        grid.name_of(&outline.entries, row).map(|name| name.plain.clone()).unwrap_or_default()
    };
    let roles: Vec<Role> = grid
        .rows
        .iter()
        .map(|row| match role(&label_of(row)) {
            Role::Leaf => row.first().map_or(Role::Leaf, |&c| match role(&outline.entries[c].text.plain) {
                Role::Total => Role::Total,
                Role::Subtotal => Role::Subtotal,
                _ => Role::Leaf,
            }),
            other => other,
        })
        .collect();
    let is_bold = |row: &[usize]| grid.name_of(&outline.entries, row).is_some_and(|name| !name.bold.is_empty());
    let named = |at: usize| roles[at] == Role::Named && (at + 1 == roles.len() || is_bold(&grid.rows[at]));
    for (at, row) in grid.rows.iter().enumerate() {
        let is_sum = matches!(roles[at], Role::Total | Role::Subtotal) || named(at);
        if !is_sum || row.len() != grid.header.len() {
            continue;
        }
        // A subtotal takes the rows since the last one; a total takes all leaves since the last total.
        let stop = |r: &Role| match roles[at] {
            Role::Subtotal => matches!(r, Role::Subtotal | Role::Total),
            Role::Named => matches!(r, Role::Named | Role::Total),
            _ => *r == Role::Total,
        };
        let from = roles[..at].iter().rposition(stop).map_or(0, |p| p + 1);
        let leaves: Vec<usize> = (from..at).filter(|&r| roles[r] == Role::Leaf).collect();
        let wide: Vec<usize> = (from..at).filter(|&r| roles[r] == Role::Leaf || is_set_apart(roles[r])).collect();
        for (column, &total_cell) in row.iter().enumerate() {
            let header = grid.header.get(column).map(|h| h.plain.as_str()).unwrap_or("");
            if column == grid.label_column || is_set_apart(role(header)) {
                continue;
            }
            let name_of = |r: usize| grid.name_of(&outline.entries, &grid.rows[r]).map(Name::of).unwrap_or_default();
            let totals = figures(&outline.entries[total_cell]);
            for (place, total) in totals.iter().enumerate() {
                let is_factor = multiplied::is_factor(&outline.entries[total_cell], total);
                if matches!(total.quantity.unit, Unit::Factor) || is_factor {
                    continue;
                }
                let of = (place, totals.len());
                let added = |rows: &[usize]| {
                    let cell = |&r: &usize| Some((name_of(r), &outline.entries[*grid.rows[r].get(column)?]));
                    terms(rows.iter().filter_map(cell), &total.quantity, of)
                };
                if let Some(terms) = added(&leaves) {
                    let costs = is_cost(&total.quantity, outline, total_cell);
                    let mixed = is_mixed(&terms, &total.quantity);
                    let as_written = are_all(&terms, wide.len());
                    let stated = addend(&label_of(row), total);
                    let doubt = named(at).then_some(Doubt::Name);
                    let sum = Sum { terms, total: stated, costs, alike: None, mixed, as_written, doubt };
                    let alone = at == leaves.len() && at + 1 == grid.rows.len();
                    if doubt.is_some() && (mixed || sum.holds() != Some(true) && !(alone && is_surely_of_all(&sum))) {
                        continue;
                    }
                    let cells = leaves.iter().filter_map(|&r| grid.rows[r].get(column));
                    let cells = cells.map(|&cell| &outline.entries[cell]);
                    let next = grid.rows.get(at + 1);
                    let alike = roles.get(at + 1) == Some(&roles[at]);
                    // "Subtotal (built)", "Total (bought)": each takes some of the rows.
                    let own = alike && (roles[at] == Role::Subtotal || label_of(row).contains('('));
                    // "Total" and "Total with the GPU": the next one may be that of all rows.
                    let all = next.filter(|row| alike || opens_with_total(&label_of(row)));
                    let all = all.and_then(|row| figure(&outline.entries[*row.get(column)?]));
                    let either = own
                        || all.is_some_and(|all| Sum { total: addend("", all), ..sum.clone() }.holds() == Some(true));
                    if sum.holds() != Some(true) && (either || !is_one_kind(&outline.entries[total_cell], cells, place))
                    {
                        continue;
                    }
                    let is_taken = |r: &usize| {
                        let cell = grid.rows[*r].get(column).map(|&cell| &outline.entries[cell]);
                        cell.is_some_and(|cell| !matches!(take(cell, place, of.1), Take::Nothing))
                    };
                    let taken: Vec<usize> = leaves.iter().copied().filter(is_taken).collect();
                    let before = grid.rows[..from].last().and_then(|row| row.get(column)).map(|&c| &outline.entries[c]);
                    let before = before.and_then(figure).filter(|before| agrees(&before.quantity, &total.quantity));
                    let around = Around {
                        above: header,
                        wide: added(&wide),
                        before: before.map(|before| addend("", before)),
                        counts: counts(outline, grid, &taken),
                    };
                    sums.extend(settled(sum, around, is_apart));
                }
            }
        }
    }
}

fn opens_with_total(label: &str) -> bool {
    folded_words(label).next().is_some_and(|word| words::TOTAL.contains(&word.as_str()))
}

/// The columns that say for every row how many there are.
fn counts(outline: &Outline, grid: &Grid, rows: &[usize]) -> Vec<Vec<Decimal>> {
    let count = |row: usize, column: usize| {
        let quantity = &figure(&outline.entries[*grid.rows[row].get(column)?])?.quantity;
        let counts = matches!(quantity.unit, Unit::Bare | Unit::Count(_) | Unit::Factor) && quantity.per.is_none();
        // "4+" is at least four.
        quantity.bounds().low.filter(|_| counts && !matches!(quantity.relation, Relation::Range | Relation::FromTo))
    };
    let column = |column: usize| rows.iter().map(|&row| count(row, column)).collect::<Option<Vec<Decimal>>>();
    (0..grid.header.len()).filter_map(column).collect()
}

fn is_cost(total: &Quantity, outline: &Outline, entry: usize) -> bool {
    matches!(total.unit, Unit::Money(_)) || outline.entries[entry].sections.contains(SectionKind::Costs)
}

fn rows(outline: &Outline, grid: &Grid, sums: &mut Vec<Sum>) {
    let Some(total_column) = grid.header.iter().rposition(|h| role(&h.plain) == Role::Total) else { return };
    let mut found = Vec::new();
    for row in &grid.rows {
        let Some(&total_cell) = row.get(total_column) else { continue };
        if row.len() != grid.header.len() {
            continue;
        }
        let Some(total) = figure(&outline.entries[total_cell]) else { continue };
        let mut terms = Vec::new();
        let mut clear = true;
        for (column, &cell) in row.iter().enumerate().filter(|(c, _)| *c != total_column && *c != grid.label_column) {
            let header = &grid.header[column].plain;
            let folded = fold(header);
            let factor = plain_words(&folded).any(|w| words::FACTORS.contains(&w));
            if factor || role(header) != Role::Leaf {
                clear &= !factor;
                continue;
            }
            // "0.04 + 0.05 prompts" is more than its first figure.
            let adds = outline.entries[cell].measures.len() > 1 && outline.entries[cell].text.plain.contains('+');
            clear &= !adds;
            match take(&outline.entries[cell], 0, 1) {
                Take::Figure(measure) if agrees(&measure.quantity, &total.quantity) => {
                    match term(Name { text: header, ..Name::default() }, &outline.entries[cell], measure) {
                        Some(term) => terms.push(term),
                        None => clear = false,
                    }
                }
                Take::Unclear if matches!(total.quantity.unit, Unit::Bare) => clear = false,
                _ => {}
            }
        }
        if clear && terms.len() >= 2 {
            let costs = is_cost(&total.quantity, outline, total_cell);
            let total = addend(&grid.header[total_column].plain, total);
            let as_written = are_all(&terms, terms.len());
            found.push(Sum { terms, total, costs, alike: None, mixed: false, as_written, doubt: None });
        }
    }
    let holds = found.iter().filter(|s| s.holds() == Some(true)).count();
    let fails = found.len() - holds;
    for sum in &mut found {
        sum.alike = Some((holds, fails));
    }
    sums.append(&mut found);
}

/// Lists, mappings and aligned lines: neighbours below the same entry, of which one is labelled a total.
fn series(outline: &Outline, sums: &mut Vec<Sum>) {
    for (index, entry) in outline.entries.iter().enumerate() {
        let Some(label) = name_of(entry).filter(|_| entry.kind != Kind::Cell) else { continue };
        let own = role(label);
        let named = own == Role::Named && is_last(outline, index);
        if !matches!(own, Role::Total | Role::Subtotal) && !named {
            continue;
        }
        let totals = figures(entry);
        let (group, apart, before) = group_of(outline, index, own);
        let above_all = entry.parent.map_or(String::new(), |parent| title_of(&outline.entries[parent]));
        let is_map = entry.kind == Kind::Key;
        let is_row = |&&i: &&usize| !is_map || !outline.entries[i].measures.is_empty();
        let rows = group.iter().chain(&apart).filter(is_row).count();
        for (place, total) in totals.iter().enumerate() {
            if multiplied::is_factor(entry, total) {
                continue;
            }
            let added = |group: &mut dyn Iterator<Item = &usize>| {
                let cells = group
                    .map(|&i| &outline.entries[i])
                    // A mapping also says its currency, its period, its date.
                    .filter(|e| !is_map || !e.measures.is_empty())
                    .map(|e| (marked_name(e), e));
                terms(cells, &total.quantity, (place, totals.len()))
            };
            let sum_of = |group: &[usize]| {
                let terms = added(&mut group.iter())?;
                let costs = is_cost(&total.quantity, outline, index);
                let mixed = is_mixed(&terms, &total.quantity);
                let as_written = are_all(&terms, rows);
                let total = addend(label, total);
                let doubt = named.then_some(Doubt::Name);
                Some(Sum { terms, total, costs, alike: None, mixed, as_written, doubt })
            };
            // Keys below the total are addends only where they make it right, or where none stands above it.
            let above = sum_of(&group[..group.partition_point(|&i| i < index)]);
            let all = sum_of(&group).filter(|all| above.is_none() || all.holds() == Some(true));
            let sum = match above {
                Some(above) if above.holds() == Some(true) => Some(above),
                above => all.or(above),
            };
            let Some(sum) = sum else { continue };
            let sure = || before.is_none() && apart.is_empty() && is_surely_of_all(&sum);
            if named && (sum.mixed || sum.holds() != Some(true) && !sure()) {
                continue;
            }
            let terms = group.iter().map(|&i| &outline.entries[i]);
            if sum.holds() != Some(true) && place > 0 && !is_one_kind(entry, terms, place) {
                continue;
            }
            let elsewhere = |i: &usize| has_amounts_elsewhere(outline, *i, &total.quantity);
            if !is_map && sum.holds() != Some(true) && group.iter().any(elsewhere) {
                continue;
            }
            // "Host:" over lines with a subtotal of their own may be one of the terms.
            let parts =
                || group.iter().any(|&i| has_subtotal_below(outline, i)) || has_subtotal_before(outline, &group);
            if sum.holds() != Some(true) && parts() {
                continue;
            }
            // What stands below a total is one of its terms only where nothing stands above it.
            let lines = || group.iter().filter(|&&i| i < index || sum.terms.len() == group.len()).chain(&apart);
            let mut wide: Vec<usize> = lines().copied().collect();
            wide.sort_unstable();
            let wide = added(&mut wide.iter());
            let title = if is_map || !is_amount(&total.quantity) { above_all.as_str() } else { "" };
            let before = before.and_then(|i| figure(&outline.entries[i]));
            let before = before.filter(|before| agrees(&before.quantity, &total.quantity));
            let before = before.map(|before| addend("", before));
            let around = Around { above: title, wide, before, counts: Vec::new() };
            sums.extend(settled(sum, around, is_apart));
        }
    }
}

/// Whether nothing of its kind follows an entry below the same one.
fn is_last(outline: &Outline, index: usize) -> bool {
    let entry = &outline.entries[index];
    let beside = |other: &Entry| other.parent == entry.parent && other.kind == entry.kind;
    let rest = outline.entries[index + 1..].iter().take_while(|other| other.kind != Kind::Heading);
    entry.kind == Kind::Paragraph || !rest.into_iter().any(beside)
}

/// Whether a subtotal stands below an entry that has no figure itself.
fn has_subtotal_below(outline: &Outline, above: usize) -> bool {
    let mut names = outline.entries[outline.subtree(above)].iter().filter_map(name_of);
    outline.entries[above].text.is_blank() && names.any(|name| role(name) == Role::Subtotal)
}

/// Whether a subtotal stands before a group of lines, in the same block.
fn has_subtotal_before(outline: &Outline, group: &[usize]) -> bool {
    let Some(first) = group.iter().copied().min().filter(|&first| outline.entries[first].kind == Kind::Line) else {
        return false;
    };
    let lines = outline.entries[..first].iter().rev().take_while(|e| e.kind == Kind::Line || e.text.is_blank());
    lines.into_iter().any(|e| name_of(e).is_some_and(|name| role(name) == Role::Subtotal))
}

/// Whether an entry has figures of the kind of a total, but in its name or, like "- Cloud:", below it.
fn has_amounts_elsewhere(outline: &Outline, above: usize, total: &Quantity) -> bool {
    let entry = &outline.entries[above];
    let below = &outline.entries[outline.subtree(above)];
    let mut amounts = below.iter().chain([entry]).flat_map(|entry| &entry.measures);
    entry.text.is_blank() && amounts.any(|measure| agrees(&measure.quantity, total))
}

/// What an entry is called: its label, or in a sequence of YAML what stands before the colon of a text.
fn name_of(entry: &Entry) -> Option<&str> {
    const LONGEST: usize = 60;
    let said = || entry.text.plain.split_once(": ").map(|(name, _)| name).filter(|name| name.len() <= LONGEST);
    let own = entry.label.as_ref().map(|label| label.plain.as_str());
    own.or_else(|| said().filter(|_| matches!(entry.kind, Kind::Key | Kind::Item)))
}

/// The name of an entry, with its marks.
fn marked_name(entry: &Entry) -> Name<'_> {
    let said = || Name { text: name_of(entry).unwrap_or(""), ..Name::default() };
    entry.label.as_ref().map_or_else(said, Name::of)
}

/// What an entry calls what stands below it.
fn title_of(entry: &Entry) -> String {
    let label = entry.label.as_ref().filter(|_| entry.kind == Kind::Key);
    label.map_or(&entry.text.plain, |label| &label.plain).clone()
}

/// The entries that a total at `index` may be the sum of, and those among them whose label sets them apart; the
/// total before them.
fn group_of(outline: &Outline, index: usize, own: Role) -> (Vec<usize>, Vec<usize>, Option<usize>) {
    let entry = &outline.entries[index];
    // A total set off by a blank line sums the lines above it.
    let alone = entry.kind == Kind::Line && index >= 2 && entry.parent == Some(index - 1);
    let block_above = if alone { outline.entries[index - 2].parent } else { None };
    let role_of = |i: usize| name_of(&outline.entries[i]).map_or(Role::Leaf, role);
    let (mut group, mut apart, mut before) = (Vec::new(), Vec::new(), None);
    for i in (0..index).rev() {
        let other = &outline.entries[i];
        if alone && Some(i) == entry.parent {
            continue;
        }
        if other.kind == Kind::Heading || other.kind == Kind::Cell || Some(i) == entry.parent {
            break;
        }
        if alone && other.kind != Kind::Line {
            break;
        }
        let beside =
            (other.parent == entry.parent || (alone && other.parent == block_above)) && other.kind == entry.kind;
        // "Total: R$ 900" as a paragraph behind a list, or under it as the last bullet.
        let under_lead = other.kind == Kind::Item
            && entry.kind == Kind::Paragraph
            && (other.parent == entry.parent
                || other.parent.is_some_and(|p| {
                    outline.entries[p].parent == entry.parent && outline.entries[p].kind == Kind::Paragraph
                }));
        if !(beside || under_lead) {
            if other.kind != entry.kind && other.parent == entry.parent && !group.is_empty() {
                break;
            }
            continue;
        }
        match role_of(i) {
            Role::Total => {
                before = Some(i);
                break;
            }
            Role::Named if own == Role::Named => {
                before = Some(i);
                break;
            }
            Role::Subtotal if own == Role::Subtotal => break,
            Role::Subtotal => continue,
            Role::Apart | Role::Named => apart.push(i),
            Role::Leaf => group.push(i),
        }
    }
    if entry.kind == Kind::Key {
        // The order of keys means nothing: addends may stand below the total too.
        let after = (index + 1..outline.entries.len())
            .take_while(|&i| outline.entries[i].kind != Kind::Heading)
            .filter(|&i| outline.entries[i].parent == entry.parent && role_of(i) == Role::Leaf);
        group.extend(after);
    }
    group.sort_unstable();
    (group, apart, before)
}
