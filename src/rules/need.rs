//! What the document says is needed, and what it says there is, side by side.

use rust_decimal::Decimal;

use crate::extract::SectionSet;
use crate::extract::vocabulary::{Word, begins, title_words};
use crate::model::{Canvas, Fact, Item, Matrix, Metric, Row, only};
use crate::quantity::Unit;

/// What is needed, and what there is of it.
pub(in crate::rules) struct Shortage<'c> {
    /// What is needed.
    pub need: &'c Fact,
    /// What there is, less than that.
    pub supply: &'c Fact,
    /// Whether the document says that it is enough for just that time.
    pub claimed: bool,
}

const NEED: &[&str] =
    &["need", "requir", "necess", "requer", "demand", "project", "proye", "proje", "forecast", "previs"];
const SUPPLY: &[&str] = &["availab", "dispon", "allocat", "alocad", "alocac", "asignad", "asignac", "provision"];
/// What is proposed is not there.
const PROPOSED: &[&str] = &["recom", "suggest", "suger", "propos", "propue", "target", "meta", "upgrade", "next"];
const ENOUGH: &[&str] = &["suffic", "sufic", "enough", "basta", "alcanz"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Need,
    Supply,
}

/// Lists in which less is there than is needed: processor time, memory or storage under words for both.
pub(in crate::rules) fn shortages(canvas: &Canvas) -> Vec<Shortage<'_>> {
    let mut lists: Vec<(Option<usize>, Vec<&Item>)> = Vec::new();
    for group in &canvas.groups {
        let heading = group.above.filter(|_| group.in_block);
        match lists.last_mut() {
            // A blank line parts need from supply more often than one list from another.
            Some((last, items)) if heading.is_some() && *last == heading => items.extend(&group.items),
            _ => lists.push((heading, group.items.iter().collect())),
        }
    }
    lists.iter().filter_map(|(_, items)| shortage(canvas, items)).collect()
}

fn shortage<'c>(canvas: &'c Canvas, items: &[&Item]) -> Option<Shortage<'c>> {
    let (mut needs, mut supplies, mut proposed) = (Vec::new(), Vec::new(), false);
    let mut under = None;
    let own = items.iter().flat_map(|item| &item.facts).filter_map(|&at| canvas.facts.get(at));
    if own.filter(|f| matches!(f.metric, Metric::Cores | Metric::Size)).take(2).count() < 2 {
        return None;
    }
    for item in items {
        let words: Vec<Word> = title_words(&item.label).into_iter().chain(title_words(&item.text)).collect();
        let says = |stems: &[&str]| begins(&words, stems);
        let own = match (says(NEED), says(SUPPLY)) {
            (true, false) => Some(Role::Need),
            (false, true) => Some(Role::Supply),
            _ => None,
        };
        let facts: Vec<&Fact> = item.facts.iter().filter_map(|&at| canvas.facts.get(at)).collect();
        if facts.is_empty() {
            under = own;
            continue;
        }
        if says(PROPOSED) {
            proposed |= provides(item, &facts);
            continue;
        }
        let Some(result) = result(item, &facts) else { continue };
        match own.or(under) {
            Some(Role::Need) => needs.push((result, time(&facts))),
            Some(Role::Supply) => supplies.push((result, time(&facts), says(ENOUGH))),
            None => {}
        }
    }
    let [(need, until)] = needs.as_slice() else { return None };
    let claims = |(_, time, enough): &&(&Fact, Option<Decimal>, bool)| *enough && time.is_some() && time == until;
    let claimed = supplies.iter().find(claims);
    let only = supplies.first().filter(|_| supplies.len() == 1 && !proposed);
    let (supply, ..) = claimed.or(only)?;
    let (wanted, there) = (need.quantity.base()?.ordered().low?, supply.quantity.base()?.ordered().high?);
    let same = need.metric == supply.metric && need.quantity.same_kind(&supply.quantity);
    (same && wanted > there).then_some(Shortage { need, supply, claimed: claimed.is_some() })
}

/// Whether a proposal provides something: "watch the CPU" and "a third node if it passes 80%" leave what there is.
fn provides(item: &Item, facts: &[&Fact]) -> bool {
    const CONDITION: &[&str] = &[" if ", " when ", " once ", " se ", " caso ", " quando ", " si ", " cuando "];
    let conditional = CONDITION.iter().any(|word| item.text.contains(word));
    let sizes = |f: &&Fact| matches!(f.metric, Metric::Cores | Metric::Size | Metric::Replicas);
    !conditional && facts.iter().any(sizes)
}

/// The one size of a line, or what its calculation comes to.
fn result<'c>(item: &Item, facts: &[&'c Fact]) -> Option<&'c Fact> {
    let sizes = |f: &&&Fact| {
        matches!(f.metric, Metric::Cores | Metric::Size) && f.quantity.per.is_none() && f.quantity.each.is_none()
    };
    if item.text.contains('=') {
        return facts.last().filter(|f| sizes(f)).copied();
    }
    only(facts.iter().filter(|f| sizes(f))).copied()
}

/// The one time in a line, in seconds.
fn time(facts: &[&Fact]) -> Option<Decimal> {
    let times = facts.iter().filter(|f| matches!(f.quantity.unit, Unit::Duration(_)) && f.quantity.each.is_none());
    only(times)?.quantity.base()?.value()
}

/// The services of a table that together want more than the one machine has that they run on.
pub(in crate::rules) struct Crowded<'c> {
    /// What the machine has.
    pub host: &'c Fact,
    /// What the services want together, in the unit of the host.
    pub sum: Decimal,
    /// The row of their total, or their first.
    pub row: &'c Row,
}

/// Further tables are not looked at.
const TABLES: usize = 20;

/// Tables of services that want more than their machine has.
pub(in crate::rules) fn crowded(canvas: &Canvas) -> Vec<Crowded<'_>> {
    let mut found = Vec::new();
    for metric in [Metric::Cores, Metric::Size] {
        for table in canvas.tables.iter().filter(|table| is_of_services(table)).take(TABLES) {
            let Some((sum, row)) = together(canvas, table, metric) else { continue };
            let first = table.rows.iter().flat_map(|row| row.cells.iter().flatten()).next();
            let sections = first.and_then(|&at| canvas.facts.get(at)).map(|f| f.sections);
            let Some(host) = sections.and_then(|sections| host(canvas, metric, sections)) else { continue };
            // "Game server" is the name of a row, not of a machine that all of them are on.
            let inside = |row: &Row| {
                row.cells.iter().flatten().any(|&at| canvas.facts.get(at).is_some_and(|f| f.span == host.span))
            };
            if table.rows.iter().any(inside) {
                continue;
            }
            let has = host.quantity.base().and_then(|b| b.ordered().high);
            let own = sum.checked_div(host.quantity.unit.base());
            if let (Some(has), Some(own)) = (has, own)
                && sum > has
            {
                found.push(Crowded { host, sum: own, row });
            }
        }
    }
    found
}

/// The processor or the memory of the only machine that the same part of the document speaks of.
fn host(canvas: &Canvas, metric: Metric, sections: SectionSet) -> Option<&Fact> {
    const MACHINE: &[&str] = &["vps", "servidor", "server", "host", "droplet", "maquina", "machine", "vm"];
    let machine = |f: &&Fact| f.words.iter().any(|w| MACHINE.contains(&w.as_str()));
    let own = |f: &&Fact| f.quantity.each.is_none() && f.quantity.per.is_none() && !f.quantity.increment;
    let here = |f: &&Fact| f.metric == Metric::Cores && f.sections == sections;
    let cores: Vec<&Fact> = canvas.facts.iter().filter(here).filter(machine).filter(own).take(2).collect();
    let [cores] = cores.as_slice() else { return None };
    let beside: Vec<&Fact> = canvas.facts.iter().filter(|f| f.entry == cores.entry).collect();
    if beside.iter().any(|f| f.metric == Metric::Replicas) {
        return None;
    }
    if metric == Metric::Cores {
        return Some(cores);
    }
    let memory = |f: &&&Fact| f.metric == Metric::Size && f.behind.first().is_some_and(|w| is_memory(w));
    only(beside.iter().filter(memory)).copied()
}

fn is_memory(word: &str) -> bool {
    matches!(word, "ram" | "memory" | "memoria")
}

fn is_of_services(table: &Matrix) -> bool {
    const SERVICES: &[&str] = &["servi", "contain", "conteiner", "contenedor", "pod", "app", "component", "process"];
    table.header.iter().any(|h| title_words(h).iter().any(|w| SERVICES.iter().any(|stem| w.starts_with(stem))))
}

/// What the rows of a column add up to, in base units, with the row of their total.
fn together<'c>(canvas: &'c Canvas, table: &'c Matrix, metric: Metric) -> Option<(Decimal, &'c Row)> {
    const LEAST: usize = 3;
    let wanted = |header: &str| {
        title_words(header).iter().any(|w| if metric == Metric::Cores { w.ends_with("cpu") } else { is_memory(w) })
    };
    // "Limit" bounds what may be used; more of it than there is may be meant.
    let bounds = |header: &str| title_words(header).iter().any(|w| w.starts_with("limit") || w.starts_with("max"));
    let column = only((0..table.header.len()).filter(|&c| wanted(&table.header[c]) && !bounds(&table.header[c])))?;
    // The row of the total may have fewer cells than the others.
    let is_total = |row: &&Row| row.total || row.label.is_empty() || row.cells.len() < table.header.len();
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !is_total(row)).collect();
    let mut sum = Decimal::ZERO;
    for row in &rows {
        let fact = canvas.facts.get(row.only(column)?).filter(|f| f.metric == metric && f.quantity.each.is_none())?;
        sum = sum.checked_add(fact.quantity.base()?.ordered().low?)?;
    }
    let shown = table.rows.iter().find(is_total).or(rows.first().copied())?;
    (rows.len() >= LEAST).then_some((sum, shown))
}

/// A limit that is called the practical one, above one that a resource sets.
pub(in crate::rules) struct Practical<'c> {
    /// The practical limit.
    pub practical: &'c Fact,
    /// That of the resource: "CPU-based limit".
    pub resource: &'c Fact,
}

/// Practical limits above what the processor, the memory or the connections let through: the lowest limit decides.
pub(in crate::rules) fn practical(canvas: &Canvas) -> Vec<Practical<'_>> {
    const LIMIT: &[&str] = &["limit", "limite", "capacity", "capacidade", "capacidad"];
    const PRACTICAL: &[&str] = &["practical", "effective", "usable", "pratico", "pratica", "practico", "practica"];
    const RESOURCES: &[&str] = &["cpu", "memory", "memoria", "ram", "disk", "disco", "network", "rede", "connection"];
    const MOST: usize = 50;
    const APPROXIMATE: Decimal = Decimal::from_parts(11, 0, 0, false, 1);
    let named = |f: &Fact, names: &[&str]| {
        let words = title_words(&f.label);
        let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        says(LIMIT) && says(names)
    };
    let counted = |f: &&Fact| {
        let count = matches!(f.quantity.unit, Unit::Count(_)) && f.quantity.per.is_none();
        count && f.quantity.each.is_none() && !f.is_remark()
    };
    let resources: Vec<&Fact> =
        canvas.facts.iter().filter(counted).filter(|f| named(f, RESOURCES)).take(MOST).collect();
    let mut found = Vec::new();
    for practical in canvas.facts.iter().filter(counted).filter(|f| named(f, PRACTICAL)).take(MOST) {
        let above = |f: &&&Fact| {
            let same = f.quantity.unit == practical.quantity.unit && f.sections == practical.sections;
            let most = f.quantity.bounds().high.and_then(|n| n.checked_mul(APPROXIMATE));
            let least = practical.quantity.bounds().low;
            same && f.span.end <= practical.span.start && most.zip(least).is_some_and(|(most, least)| least > most)
        };
        // The nearest before it belongs to it.
        let resource = resources.iter().rev().find(above);
        found.extend(resource.map(|resource| Practical { practical, resource }));
    }
    found
}
