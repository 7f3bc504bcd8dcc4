//! Several figures of one distribution and their values, in the same order: `p50/p95/p99: 45/210/780 ms`.

use crate::quantity::bounds::{Bounds, Opening};
use crate::quantity::figure::Figure;
use crate::quantity::parse::{Found, Reader};
use crate::quantity::statistic;
use crate::quantity::tail::Tail;
use crate::quantity::token::{Kind, Tokens};
use crate::quantity::{Relation, Statistic};

/// So many words may stand between the names and the values: "avg/peak RPS: 100/400".
const BETWEEN: usize = 2;

/// The statistics that `label` lists at its end, when it lists several: "RPS (média / pico)".
pub fn listed(label: &str) -> Vec<Statistic> {
    let t = Tokens::new(label);
    before(&t, t.len(), 0)
}

/// The statistics that are listed before token `i`, from token `floor` on, in their order; none when there is only one.
pub(in crate::quantity) fn before(t: &Tokens, i: usize, floor: usize) -> Vec<Statistic> {
    let mut names = Vec::new();
    let mut words = 0;
    let mut at = i;
    while let Some(back) = t.back(at, floor) {
        match (name_ending(t, back), t.kind(back)) {
            (Some((name, first)), _) => {
                names.push(name);
                let join =
                    t.back(first, floor).map(|b| if t.word(b) == "de" { t.back(b, floor).unwrap_or(b) } else { b });
                match join.filter(|&join| joins(t, join)) {
                    Some(join) if t.back(join, floor).is_some_and(|b| name_ending(t, b).is_some()) => at = join,
                    _ => break,
                }
                continue;
            }
            (None, Kind::Sign(':' | '=' | '(' | ')')) => {}
            (None, Kind::Word) if names.is_empty() && words < BETWEEN => words += 1,
            _ => break,
        }
        at = back;
    }
    names.reverse();
    if names.len() > 1 { names } else { Vec::new() }
}

/// "/", "e", "and": what stands between two names, or between two values.
fn joins(t: &Tokens, i: usize) -> bool {
    t.is(i, '/') || matches!(t.word(i), "e" | "y" | "and")
}

/// The statistic whose last token stands at `i`, and its first token. The two ends of a scaler are none.
fn name_ending(t: &Tokens, i: usize) -> Option<(Statistic, usize)> {
    if t.is_number(i) {
        let word = i.checked_sub(1)?;
        return statistic::percentile_at(t, word).map(|found| (found, word));
    }
    let found = statistic::percentile_at(t, i).or_else(|| statistic::named(t, i))?;
    matches!(found, Statistic::Percentile(_) | Statistic::Mean | Statistic::Peak | Statistic::Maximum)
        .then_some((found, i))
}

impl Reader<'_> {
    /// The values that begin with the number at `i`, one for each of the statistics that `names` lists or that stand right
    /// before; none when there are more or fewer values.
    pub(in crate::quantity) fn listed(&self, i: usize, names: &[Statistic], floor: usize) -> Option<Vec<Found>> {
        let t = &self.t;
        let own = before(t, i, floor);
        let names = if own.is_empty() { names } else { &own };
        let mut values = Vec::new();
        let mut at = i;
        while values.len() < names.len() {
            let figure = Figure::read(t, at).filter(|f| f.first == f.number && f.currency.is_none())?;
            let tail = Tail::read(t, &figure, self.habits).filter(|tail| tail.unit.is_none() || tail.known)?;
            // "45 / 210 / 780 ms": the unit behind the last is that of all.
            let bare = joins(t, t.skip(figure.next));
            let tail = if bare { Tail::empty(figure.next) } else { tail };
            let join = t.skip(tail.next);
            values.push((figure, tail));
            if values.len() < names.len() && !joins(t, join) {
                return None;
            }
            at = t.skip(join + 1);
        }
        let unit = values.last()?.1.clone();
        let mut found = Vec::new();
        for ((figure, tail), name) in values.iter().zip(names) {
            let unit = if tail.unit.is_some() { tail } else { &unit };
            let tail = Tail { next: tail.next, statistic: Some(*name), ..unit.clone() };
            let bounds = Bounds {
                relation: Relation::Equal,
                approximate: false,
                increment: false,
                opening: Opening::None,
                first: figure.first,
            };
            found.push(self.single(figure, &bounds, &tail)?);
        }
        Some(found)
    }
}
