//! What all of it costs per time, wherever the document says so, and the budget for it.

use std::collections::HashMap;

use crate::extract::vocabulary::{self, Word, costs, fold, folded_words, plain_words, volumes as words};
use crate::extract::{Entry, Kind, Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::only;
use crate::model::scenario::{self, Scenario, ScenarioKind};
use crate::model::volumes;
use crate::quantity::{Interval, Period, Relation, Statistic, Unit};
use crate::syntax::Inline;

/// What all of it costs per time.
#[derive(Clone, Debug)]
pub struct Bill {
    /// The amount, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// Per which time.
    pub per: Period,
    /// Of which time, phase or size of the system.
    pub when: When,
    /// Whether it is a total in the section on costs; otherwise it is a mention of it elsewhere.
    pub is_total: bool,
}

/// Of which time, phase or size of the system a bill is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// For so many users.
    Users(Interval),
    /// Of a scenario that is named.
    Scenario(ScenarioKind),
    /// The document does not say.
    Unsaid,
}

/// What all of it may cost per time.
#[derive(Clone, Debug)]
pub struct Budget {
    /// The amount, as an index of [`crate::model::Canvas::facts`].
    pub fact: usize,
    /// Per which time.
    pub per: Period,
}

/// What all of it costs per user, order or request: facts as indices of [`crate::model::Canvas::facts`]. "Fee per order"
/// is the price of a part.
pub(in crate::model) fn unit_costs(outline: &Outline, facts: &[Fact]) -> Vec<usize> {
    let is_one = |at: usize| {
        let fact = &facts[at];
        let said = said(&outline.entries[fact.entry], fact);
        let cost: Vec<&str> = plain_words(&said).take_while(|w| !matches!(fold(w).as_str(), "per" | "por")).collect();
        let cost = cost.join(" ");
        (vocabulary::has(&cost, costs::COST) || is_beside_total(outline, facts, at)) && is_whole(fact, &cost, false)
    };
    let priced = |f: &Fact| matches!(f.quantity.unit, Unit::Money(_)) && f.quantity.each.is_some();
    let fits = |at: usize| {
        let f = &facts[at];
        priced(f)
            && !is_dividend(&outline.entries[f.entry], f)
            && f.part == Part::Text
            && f.sections.contains(SectionKind::Costs)
            && is_one(at)
    };
    (0..facts.len()).filter(|&at| fits(at)).collect()
}

/// "R$ 50.000/mês, R$ 75 por loja": right behind what is paid per time it is the same, said of one.
fn is_beside_total(outline: &Outline, facts: &[Fact], at: usize) -> bool {
    let Some((total, each)) = at.checked_sub(1).and_then(|before| Some((facts.get(before)?, facts.get(at)?))) else {
        return false;
    };
    let here = total.entry == each.entry && total.part == Part::Text;
    let paid = matches!(total.quantity.unit, Unit::Money(_)) && total.quantity.per.is_some();
    let text = &outline.entries[each.entry].text.plain;
    let between = text.get(total.quantity.range.end..each.quantity.range.start).unwrap_or("").trim();
    here && paid && total.quantity.each.is_none() && matches!(between, "," | ";" | "(" | "=" | ", ou" | ", or" | ", o")
}

/// "Cost per order: $4,400 / 720,000 = $0.006": the amount that is divided is the cost of all.
fn is_dividend(entry: &Entry, fact: &Fact) -> bool {
    let behind = entry.text.plain.get(fact.quantity.range.end..).unwrap_or("").trim_start();
    let divisor = behind.strip_prefix(['/', '÷']).map(str::trim_start);
    divisor.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

pub(in crate::model) fn read(
    outline: &Outline,
    facts: &[Fact],
    scenarios: &[Scenario],
    asides: &[bool],
) -> (Vec<Bill>, Vec<Budget>) {
    let rows = users_of_rows(outline);
    let (mut bills, mut budgets) = (Vec::new(), Vec::new());
    for (at, fact) in facts.iter().enumerate() {
        let quantity = &fact.quantity;
        if !matches!(quantity.unit, Unit::Money(_)) || quantity.each.is_some() || quantity.increment {
            continue;
        }
        if fact.part != Part::Text || quantity.relation == Relation::FromTo {
            continue;
        }
        let entry = &outline.entries[fact.entry];
        if volumes::is_crowd(entry) || bills.len() == volumes::MOST {
            continue;
        }
        if asides[fact.entry] {
            continue;
        }
        let Some(per) = quantity.per else { continue };
        let mut said = said(entry, fact);
        // `metric: monthly budget`, `value: $4,000`: what the amount is stands beside it.
        if let Some(name) = name_of_value(outline, entry) {
            said.push_str(name);
        }
        let words: Vec<Word> = folded_words(&said).collect();
        let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        if per != Period::Year && is_of_longer(entry, fact) {
            continue;
        }
        let limits = says(costs::BUDGET);
        let upper = matches!(quantity.relation, Relation::Less | Relation::AtMost);
        if limits || upper {
            let promised = fact.sections.contains(SectionKind::Objective);
            // Beside the costs only what is called a budget is one, and not that of today.
            let current = fact.scenario.and_then(|s| scenarios.get(s)).is_some_and(|s| s.kind == ScenarioKind::Current);
            let granted = fact.sections.contains(SectionKind::Costs) && says(costs::GRANTED) && !current;
            let said_before = |b: &Budget| {
                let other = &facts[b.fact].quantity;
                b.per == per && other.unit == quantity.unit && other.interval == quantity.interval
            };
            // `purpose:` over what it says is the title of its section.
            let title = entry.label.as_ref().filter(|_| promised && opens_a_section(outline, entry));
            let about = title.and_then(|title| said.strip_prefix(title.plain.as_str())).unwrap_or(&said);
            if (promised || granted) && is_whole(fact, about, false) && !budgets.iter().any(said_before) {
                budgets.push(Budget { fact: at, per });
            }
            continue;
        }
        let elsewhere = [SectionKind::Monitoring, SectionKind::Risks, SectionKind::LoadTest, SectionKind::Strategies];
        // One section may hold both costs and risks.
        if elsewhere.into_iter().any(|s| fact.sections.contains(s)) && !fact.sections.contains(SectionKind::Costs) {
            continue;
        }
        let is_total = fact.sections.contains(SectionKind::Costs)
            && quantity.statistic == Some(Statistic::Total)
            && entry.label.is_some();
        // Tables of another case ("with caching") look like those of this one: only their totals are taken.
        let of_row = || rows.get(&fact.entry).copied().filter(|_| is_total);
        let own = users_beside(outline, facts, at).or_else(of_row);
        let of_cost = says(costs::COST) || own.is_some() && vocabulary::has(sentence(entry, fact), costs::COST);
        // "Today | Carnival": what stands beside the costs of today is a time too, whatever it is called.
        let own_time = is_total && is_beside_today(outline, facts, at, scenarios);
        let about = if own_time { entry.label.as_ref().map_or("", |label| label.plain.as_str()) } else { &said };
        if !of_cost || !is_whole(fact, about, own.is_some()) {
            continue;
        }
        // What is said elsewhere must say itself of which time or size it speaks; there it may be of a part.
        let named_here = fact.origins.scenario.is_some_and(|s| fact.line.start <= s.start && s.end <= fact.line.end);
        if !is_total && (fact.sections.contains(SectionKind::Costs) || !(own.is_some() || named_here)) {
            continue;
        }
        let users = own.or_else(|| if is_total { users_above(outline, fact.entry) } else { None });
        let when = match (users, fact.scenario.map(|s| &scenarios[s])) {
            (Some(users), _) => When::Users(users),
            (None, Some(Scenario { population: Some(users), .. })) => When::Users(*users),
            (None, Some(scenario)) => When::Scenario(scenario.kind),
            (None, None) => When::Unsaid,
        };
        bills.push(Bill { fact: at, per, when, is_total });
    }
    (bills, budgets)
}

/// The label, the column and, in running text, the phrase that the amount stands in.
fn said(entry: &Entry, fact: &Fact) -> String {
    let mut said = String::new();
    for text in said_by(entry, fact) {
        said.push_str(text);
        said.push(' ');
    }
    said
}

fn said_by<'e>(entry: &'e Entry, fact: &Fact) -> impl Iterator<Item = &'e str> {
    let named = [&entry.label, &entry.column].into_iter().flatten().map(|text| text.plain.as_str());
    let runs = !matches!(entry.kind, Kind::Cell | Kind::Key);
    let phrase = runs.then(|| scenario::phrase(&entry.text.plain, fact.quantity.range.clone()));
    named.chain(phrase.and_then(|phrase| entry.text.plain.get(phrase)))
}

/// What names the mapping that an amount stands in under a key that says nothing but that it is its value.
fn name_of_value<'o>(outline: &'o Outline, entry: &Entry) -> Option<&'o str> {
    const VALUE: &[&str] = &["value", "valor", "amount", "target", "meta", "limit", "limite"];
    let is_value = |key: &Inline| VALUE.contains(&fold(key.plain.trim()).as_str());
    entry.label.as_ref().filter(|label| entry.kind == Kind::Key && is_value(label))?;
    let name = outline.entries[entry.parent?].label.as_ref().map(|name| name.plain.as_str());
    // `id: O4` names nothing.
    name.filter(|name| vocabulary::has(name, costs::BUDGET) || vocabulary::has(name, costs::COST))
}

fn opens_a_section(outline: &Outline, entry: &Entry) -> bool {
    let above = entry.parent.and_then(|parent| outline.entries.get(parent));
    entry.kind == Kind::Key && above.is_none_or(|above| above.sections.is_empty())
}

/// Whether a longer time than its own is named beside an amount: "12 months" over a column of a table by the month.
/// "Year 1" is which year; "Total year 1" may be what comes together in it, where the amount itself says no time.
fn is_of_longer(entry: &Entry, fact: &Fact) -> bool {
    /// No plan counts more years.
    const MOST: u8 = 10;
    let stated = fact.origins.per.is_none();
    let longer = |text: &str| {
        let words: Vec<Word> = folded_words(text).collect();
        let count = |at: usize| words.get(at).and_then(|word| word.parse::<u8>().ok());
        let numbered = |at: usize| count(at).is_some_and(|n| (1..=MOST).contains(&n)) && count(at + 1).is_none();
        let sums = || words.iter().any(|word| costs::TOTAL.contains(&word.as_str()));
        let names = |(at, word): (usize, &Word)| {
            costs::YEARS.contains(&word.as_str()) && !(numbered(at + 1) && (stated || !sums()))
        };
        words.iter().enumerate().any(names)
    };
    said_by(entry, fact).any(longer)
}

/// Whether an amount stands in the row of one that is of today, in another column.
fn is_beside_today(outline: &Outline, facts: &[Fact], at: usize, scenarios: &[Scenario]) -> bool {
    let fact = &facts[at];
    let row = |f: &Fact| {
        let entry = &outline.entries[f.entry];
        (entry.kind == Kind::Cell).then(|| entry.label.as_ref().map(|label| label.span)).flatten()
    };
    let Some(own) = row(fact) else { return false };
    let current = |f: &Fact| f.scenario.and_then(|s| scenarios.get(s)).is_some_and(|s| s.kind == ScenarioKind::Current);
    let here = |f: &&Fact| row(f) == Some(own);
    let beside = facts[..at].iter().rev().take_while(here).chain(facts[at + 1..].iter().take_while(here));
    let now = |f: &Fact| f.entry != fact.entry && f.quantity.unit == fact.quantity.unit && current(f);
    !current(fact) && beside.into_iter().any(now)
}

/// Whether nothing is said that would make it the cost of a part.
fn is_whole(fact: &Fact, said: &str, users: bool) -> bool {
    let objective = fact.sections.contains(SectionKind::Objective);
    volumes::nouns(said).iter().all(|w| {
        let word = w.as_str();
        costs::WHOLE.contains(&word)
            || costs::BUDGET.contains(&word)
            || (users && costs::USERS.contains(&word))
            || (objective && is_objective(word))
            || words::GENERAL.contains(&word)
    })
}

/// Whether a word in the singular is one of them.
fn is_objective(word: &str) -> bool {
    costs::OBJECTIVE.iter().any(|known| volumes::singular(known) == word)
}

/// How many users are named in the same clause as the cost.
fn users_beside(outline: &Outline, facts: &[Fact], at: usize) -> Option<Interval> {
    let fact = &facts[at];
    let entry = &outline.entries[fact.entry];
    if matches!(entry.kind, Kind::Cell | Kind::Key) {
        return None;
    }
    let clause = scenario::phrase(&entry.text.plain, fact.quantity.range.clone());
    let from = at - facts[..at].iter().rev().take_while(|f| f.entry == fact.entry).count();
    let beside = facts[from..].iter().take_while(|f| f.entry == fact.entry);
    let users = beside.filter(|f| {
        let here = f.part == Part::Text && clause.contains(&f.quantity.range.start);
        here && f.quantity.per.is_none() && matches!(&f.quantity.unit, Unit::Count(e) if e.is_user())
    });
    only(users).map(|users| users.quantity.bounds())
}

/// For how many users the rows of a table are whose label counts users; by cell.
fn users_of_rows(outline: &Outline) -> HashMap<usize, Interval> {
    let mut users = HashMap::new();
    for grid in &outline.tables {
        let counted = |first: &Entry| {
            let only = only(first.measures.iter().filter(|m| m.part == Part::Text))?;
            let is_user = matches!(&only.quantity.unit, Unit::Count(e) if e.is_user());
            (is_user && only.quantity.per.is_none()).then(|| only.quantity.bounds())
        };
        for row in &grid.rows {
            let label = row.get(grid.label_column);
            let Some(size) = label.and_then(|&first| counted(&outline.entries[first])) else { continue };
            users.extend(row.iter().filter(|cell| Some(*cell) != label).map(|&cell| (cell, size)));
        }
    }
    users
}

/// The sentence of running text that a figure stands in.
fn sentence<'e>(entry: &'e Entry, fact: &Fact) -> &'e str {
    if matches!(entry.kind, Kind::Cell | Kind::Key) {
        return "";
    }
    entry.text.plain.get(vocabulary::sentence(&entry.text.plain, &fact.quantity.range)).unwrap_or("")
}

/// How many users a heading above names.
fn users_above(outline: &Outline, entry: usize) -> Option<Interval> {
    let headings = outline.above(entry).map(|i| &outline.entries[i]).filter(|e| e.kind == Kind::Heading);
    headings.into_iter().find_map(|heading| {
        let users = heading.measures.iter().filter(|m| matches!(&m.quantity.unit, Unit::Count(e) if e.is_user()));
        only(users).map(|users| users.quantity.bounds())
    })
}
