//! The parts of the infrastructure and their sizes.

use crate::extract::vocabulary::{Word, machines, sentence};
use crate::extract::{Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::record::{self, Record};
use crate::quantity::{Entity, Relation, Unit};
use crate::source::Spanned;

/// A part of the infrastructure. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct Component {
    /// What it is called.
    pub name: Spanned<String>,
    /// How many there are of it.
    pub replicas: Vec<usize>,
    /// What one of them serves per time.
    pub capacity_each: Vec<usize>,
    /// Processor cores.
    pub cores: Vec<usize>,
    /// Memory and storage.
    pub sizes: Vec<usize>,
    /// What it serves per time, all of it.
    pub rates: Vec<usize>,
    /// Connections it opens or accepts.
    pub connections: Vec<usize>,
    /// All numbers about it.
    pub facts: Vec<usize>,
}

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Component> {
    record::of_section(outline, facts, SectionKind::Infrastructure)
        .into_iter()
        .map(|record| component(outline, facts, record))
        .collect()
}

fn component(outline: &Outline, facts: &[Fact], record: Record) -> Component {
    let of = |wanted: &dyn Fn(&Fact) -> bool| -> Vec<usize> {
        record.facts.iter().copied().filter(|&at| wanted(&facts[at])).collect()
    };
    let each: Vec<usize> = record
        .facts
        .iter()
        .copied()
        .filter(|&at| is_load(&facts[at]) && (of_one(facts, at) || is_multiplied(outline, facts, at)))
        .collect();
    let (others, each): (Vec<usize>, Vec<usize>) = each.into_iter().partition(|&at| is_of_others(outline, facts, at));
    let drawn = |at: usize| outline.entries[facts[at].entry].drawn;
    let is_each = |f: &Fact| each.iter().chain(&others).any(|&at| facts[at].span == f.span);
    Component {
        // A drawing shows what there is, not what there may be.
        replicas: record.facts.iter().copied().filter(|&at| is_replicas(facts, at) && !drawn(at)).collect(),
        capacity_each: each.clone(),
        cores: of(&|f| f.metric == Metric::Cores),
        sizes: of(&|f| f.metric == Metric::Size),
        rates: of(&|f| f.metric == Metric::Throughput && !is_each(f)),
        connections: of(&|f| matches!(&f.quantity.unit, Unit::Count(Entity::Connection))),
        facts: record.facts,
        name: record.name,
    }
}

/// "Servers", "VMs": one of several that are alike.
fn is_named_machine(entity: &Entity) -> bool {
    matches!(entity, Entity::Thing(noun) if machines::MACHINES.iter().any(|stem| noun.starts_with(stem)))
}

/// "4 servers".
fn is_machine(fact: &Fact) -> bool {
    let named = matches!(&fact.quantity.unit, Unit::Count(entity) if is_named_machine(entity));
    named && fact.quantity.per.is_none() && fact.quantity.each.is_none() && fact.metric == Metric::Count
}

/// Things per time, or people at one time.
fn is_load(fact: &Fact) -> bool {
    fact.metric == Metric::Throughput || fact.quantity.unit == Unit::Count(Entity::ConcurrentUser)
}

/// "4 replicas × 250 req/s": the second is that of one.
fn is_multiplied(outline: &Outline, facts: &[Fact], at: usize) -> bool {
    let (Some(of), Some(rate)) = (at.checked_sub(1).and_then(|before| facts.get(before)), facts.get(at)) else {
        return false;
    };
    let same = of.entry == rate.entry && of.part == Part::Text && rate.part == Part::Text;
    let text = &outline.entries[rate.entry].text.plain;
    let between = text.get(of.quantity.range.end..rate.quantity.range.start).unwrap_or("").trim();
    same && of.metric == Metric::Replicas && matches!(between, "x" | "X" | "×" | "*" | "@")
}

/// "4 servers", and the 6 of "4 servers today and 6 in May".
fn is_replicas(facts: &[Fact], at: usize) -> bool {
    let fact = &facts[at];
    let counted = |f: &Fact| f.metric == Metric::Replicas || is_machine(f);
    let joined = fact.before.first().is_some_and(|w| matches!(w.as_str(), "y" | "e" | "and" | "then" | "to"));
    let goes_on = fact.quantity.unit == Unit::Bare && joined && fact.before.len() <= 3;
    let of = at.checked_sub(1).and_then(|before| facts.get(before));
    counted(fact) || goes_on && of.is_some_and(|of| of.entry == fact.entry && of.part == fact.part && counted(of))
}

/// "Hoy 2 nodos, 20 req/s cada uno. El plan son 4 nodos más grandes": what each serves is said of those of its own
/// sentence, which are not all.
fn is_of_others(outline: &Outline, facts: &[Fact], at: usize) -> bool {
    let rate = &facts[at];
    let text = &outline.entries[rate.entry].text.plain;
    if rate.part != Part::Text {
        return false;
    }
    let sentence = sentence(text, &rate.quantity.range);
    let mut own = None;
    let mut others = None;
    let first = facts[..at].iter().rposition(|f| f.entry != rate.entry).map_or(0, |last| last + 1);
    for index in (first..facts.len()).take_while(|&index| facts[index].entry == rate.entry) {
        let (quantity, is_text) = (&facts[index].quantity, facts[index].part == Part::Text);
        let stated = quantity.relation == Relation::Equal && quantity.statistic.is_none();
        if is_text && stated && is_replicas(facts, index) {
            // "Each serves 50, and with 5 of them 250 are left": what comes behind the rate is what it leads to.
            let before = quantity.range.start < rate.quantity.range.start;
            match sentence.contains(&quantity.range.start) {
                true if before => own = own.max(quantity.bounds().high),
                true => {}
                false => others = others.max(quantity.bounds().high),
            }
        }
    }
    own.is_some() && others > own
}

/// How many words may stand between "each replica" and what it serves.
const REACH: usize = 7;

/// Whether a rate is that of one replica: "40 req/s per pod", "each instance handles 40 req/s", "40 req/s cada".
fn of_one(facts: &[Fact], at: usize) -> bool {
    let fact = &facts[at];
    const REPLICAS: &[&str] = &["replica", "pod", "instanc", "node", "nodo", "nos", "worker", "task", "tarefa"];
    let is_replica = |w: &str| REPLICAS.iter().chain(machines::MACHINES).any(|r| w.starts_with(r)) || w == "no";
    let per =
        fact.quantity.each.as_ref().is_some_and(|each| each.entity.is_machine() || is_named_machine(&each.entity));
    let is_each = |w: &Word| matches!(w.as_str(), "cada" | "each");
    let is_one = |w: &Word| is_each(w) || matches!(w.as_str(), "one" | "single" | "uma" | "una" | "um" | "un");
    let mut before: Vec<&Word> = fact.before.iter().take(REACH).collect();
    // "40 req/s each, 480 req/s in all": that "each" belongs to the number before.
    let last = at.checked_sub(1).and_then(|last| facts.get(last)).filter(|last| last.entry == fact.entry);
    if last.is_some_and(|last| last.behind.first().is_some_and(is_each)) && before.len() == fact.before.len() {
        before.pop();
    }
    // What the rest serves when one is lost is another matter.
    let lost = ["menos", "less", "lost", "down", "cai", "cae", "falha", "falla", "fail"];
    let whole = !before.iter().any(|w| lost.contains(&w.as_str()));
    // "Each api pod" has its name in between.
    let one = before.windows(2).any(|pair| is_replica(pair[0]) && is_one(pair[1]))
        || before.windows(3).any(|three| is_replica(three[0]) && is_each(three[2]));
    // "Cada uma atende até": nothing stands between but what it does.
    let does = |w: &Word| machines::DOES.iter().any(|d| w.starts_with(d)) || machines::JOINS.contains(&w.as_str());
    let each = before.iter().position(|w| is_each(w)).is_some_and(|at| before[..at].iter().all(|w| does(w)));
    let column = fact.label.rsplit(',').next().map(crate::extract::vocabulary::title_words).unwrap_or_default();
    let own = crate::extract::vocabulary::title_words(&fact.written);
    let unitary = column.iter().any(|w| machines::UNITARY.contains(&w.as_str()))
        || column.windows(2).any(|pair| {
            let per = matches!(pair[0].as_str(), "per" | "por") && is_replica(&pair[1]);
            per || pair[0] == "c" && pair[1] == "u"
        });
    per || unitary
        || whole && (one || each)
        || fact.behind.first().is_some_and(is_each)
        || own.iter().chain(&column).any(is_each)
}
