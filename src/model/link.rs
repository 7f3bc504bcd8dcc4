//! How much a network link carries, and how much is to go over it.

use crate::extract::vocabulary::{Word, begins, folded_words, scenarios};
use crate::extract::{Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::metric::Metric;
use crate::model::nearby::{beside, lines, siblings};
use crate::model::only;
use crate::quantity::{Entity, Period, Relation, Statistic, Unit};
use rust_decimal::Decimal;

/// A link, with what is to go over it. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug)]
pub struct Link {
    /// How much it carries.
    pub limit: usize,
    /// How many such links there are.
    pub count: Decimal,
    /// How much the document itself says is sent.
    pub used: Vec<usize>,
    /// How many of something are sent per time, and how large one is.
    pub sent: Option<(usize, usize)>,
}

/// Beginnings of words for what is there, rather than needed.
const LINKS: &[&str] =
    &["enlace", "link", "uplink", "banda", "bandwidth", "contrat", "contract", "nic", "interface", "ancho", "circuit"];

/// Beginnings of words for what does not go over the link of the origin.
const EDGE: &[&str] = &["cdn", "borda", "edge", "borde", "cloudfront", "cloudflare"];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact]) -> Vec<Link> {
    let mut links: Vec<Link> = lines(facts).iter().filter_map(|group| link(facts, group)).collect();
    for group in siblings(outline, facts) {
        let known = |l: &Link| group.contains(&l.limit);
        if !links.iter().any(known) {
            links.extend(link(facts, &group));
        }
    }
    links
}

fn link(facts: &[Fact], group: &[usize]) -> Option<Link> {
    let aside = [
        SectionKind::Monitoring,
        SectionKind::LoadTest,
        SectionKind::Costs,
        SectionKind::Risks,
        SectionKind::Strategies,
    ];
    let planned = |f: &Fact| !aside.into_iter().any(|s| f.sections.contains(s));
    let mut limits: Vec<usize> =
        group.iter().copied().filter(|&at| planned(&facts[at]) && is_limit(&facts[at])).collect();
    // "60 MB/s on a link of 300 Mbit/s": the first goes over the second.
    if limits.len() == 2 && limits.iter().filter(|&&at| goes_over(&facts[at])).count() == 1 {
        limits.retain(|&at| !goes_over(&facts[at]));
    }
    let [limit] = limits.as_slice() else { return None };
    let limit = *limit;
    let count = count(facts, limit)?;
    let used = |at: usize| is_use(&facts[at]) || is_limit(&facts[at]) && goes_over(&facts[at]);
    let used: Vec<usize> = group.iter().copied().filter(|&at| at != limit && used(at)).collect();
    // "Bandwidth: 100 Mbps (peak: 300 Mbps)" is the mean and the peak of what is sent.
    let at_peak = |at: &usize| facts[*at].quantity.statistic == Some(Statistic::Peak);
    if may_be_needed(&facts[limit]) && used.iter().any(at_peak) {
        return None;
    }
    let only = |wanted: &dyn Fn(&Fact) -> bool| only(group.iter().copied().filter(|&at| wanted(&facts[at])));
    let sent = only(&is_rate).zip(only(&is_payload));
    let edged = group.iter().any(|&at| facts[at].metric == Metric::HitRate || beside(&facts[at], 8, EDGE));
    let sent = sent.filter(|_| !edged && used.is_empty());
    (!used.is_empty() || sent.is_some()).then_some(Link { limit, count, used, sent })
}

/// How many links carry so much each; nothing where there are several, and it is not said how many.
fn count(facts: &[Fact], limit: usize) -> Option<Decimal> {
    const SEVERAL: &[&str] = &[
        "links",
        "uplinks",
        "enlaces",
        "circuits",
        "circuitos",
        "nics",
        "interfaces",
        "bond",
        "lag",
        "lacp",
        "agreg",
        "aggreg",
        "dual",
        "dupl",
        "doble",
        "redund",
        "pair",
    ];
    const NEAR: usize = 5;
    /// " × " and "(x", in bytes.
    const SIGN: u32 = 4;
    let fact = &facts[limit];
    let times = |f: &&Fact| {
        let counted = matches!(f.quantity.unit, Unit::Bare | Unit::Factor | Unit::Count(Entity::Thing(_)));
        counted && f.entry == fact.entry && f.quantity.per.is_none() && is_plain(f)
    };
    let several = beside(fact, NEAR, SEVERAL);
    let before = limit.checked_sub(1).and_then(|at| facts.get(at)).filter(times);
    let behind = facts.get(limit + 1).filter(times);
    let digits = before
        .filter(|f| several || is_close(f, fact, SIGN))
        .or_else(|| behind.filter(|f| is_close(fact, f, SIGN)))
        .and_then(|f| f.quantity.bounds().value());
    let word = |w: &Word| scenarios::NUMBERS.iter().find(|(word, _)| word == w).map(|&(_, n)| Decimal::from(n));
    let worded = || fact.before.iter().take(NEAR).find_map(word);
    let one = (!several).then_some(Decimal::ONE);
    digits.or_else(worded).filter(|n| *n >= Decimal::ONE).or(one)
}

fn is_close(one: &Fact, other: &Fact, gap: u32) -> bool {
    other.span.start.checked_sub(one.span.end).is_some_and(|between| between <= gap)
}

fn is_plain(fact: &Fact) -> bool {
    fact.quantity.relation == Relation::Equal && !fact.quantity.increment
}

fn is_limit(fact: &Fact) -> bool {
    fact.metric == Metric::Bandwidth
        && fact.quantity.per == Some(Period::Second)
        && matches!(fact.quantity.relation, Relation::Equal | Relation::AtMost)
        && fact.part == Part::Text
        && !fact.is_of_each()
        && beside(fact, 4, LINKS)
        && !beside(fact, 8, EDGE)
        && fact.quantity.statistic.is_none()
}

/// "60 MB/s num enlace": what stands behind it is what it goes over.
fn goes_over(fact: &Fact) -> bool {
    const OVER: &[&str] =
        &["num", "numa", "no", "na", "em", "en", "on", "over", "through", "pelo", "pela", "por", "via"];
    fact.behind.first().is_some_and(|w| OVER.contains(&w.as_str()))
}

fn is_use(fact: &Fact) -> bool {
    fact.metric == Metric::Bandwidth
        && fact.quantity.per == Some(Period::Second)
        && is_plain(fact)
        && !is_limit(fact)
        && fact.quantity.each.is_none()
        && fact.quantity.statistic != Some(Statistic::Mean)
        && !beside(fact, 8, EDGE)
        && !beside(fact, 3, &["disk", "disco", "ssd", "iops", "nvme"])
}

fn is_rate(fact: &Fact) -> bool {
    fact.metric == Metric::Throughput
        && is_plain(fact)
        && fact.quantity.each.is_none()
        && fact.quantity.statistic != Some(Statistic::Mean)
        && !matches!(fact.quantity.unit, Unit::Count(Entity::Io))
}

fn is_payload(fact: &Fact) -> bool {
    matches!(fact.quantity.unit, Unit::Data(_)) && fact.quantity.per.is_none() && is_plain(fact) && !is_kept(fact)
}

/// Whether it is how much is kept, or comes together in a time, rather than sent at once: "Cache: 3 GB", "10 years: 2 PB".
fn is_kept(fact: &Fact) -> bool {
    const REACH: usize = 8;
    const KEPT: &[&str] = &[
        "storage", "stored", "armazen", "almacen", "cache", "retenc", "retent", "memor", "disk", "disco", "database",
        "backup", "snapshot", "year", "mensua", "mensais", "mensal", "anua", "diari",
    ];
    const WORDS: &[&str] = &[
        "ram", "heap", "ssd", "nvme", "db", "banco", "base", "bucket", "s3", "total", "ano", "anos", "annual", "month",
        "months", "mes", "meses", "daily", "day", "days", "dia", "dias",
    ];
    let label: Vec<Word> = folded_words(&fact.label).collect();
    let near = || fact.before.iter().take(REACH).chain(fact.behind.iter().take(REACH)).chain(&label);
    begins(near(), KEPT) || near().any(|word| WORDS.contains(&word.as_str()))
}

/// Whether the document calls it a bandwidth and no link: that may as well be what is needed.
fn may_be_needed(fact: &Fact) -> bool {
    const NAMED: &[&str] = &["enlace", "link", "uplink", "contrat", "contract", "nic", "interface", "circuit"];
    !beside(fact, 4, NAMED)
}
