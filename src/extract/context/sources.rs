//! What stands around a number and implies something of it: label, header, what stands above, nearest first.

use std::borrow::Cow;

use crate::extract::context::Reader;
use crate::extract::context::clauses::is_long;
use crate::extract::context::texts::enumerator;
use crate::extract::vocabulary::{costs, fold, machines, scenarios, targets, title_words};
use crate::extract::{Entry, Kind, Measure, Outline, Part, billed, remarks};
use crate::quantity::parse::{self, Implied};
use crate::quantity::{Entity, Habits, PercentKind, Quantity, Unit};
use crate::source::Span;
use crate::syntax::Inline;

/// What a text implies, and where it stands.
pub(in crate::extract::context) type Said = (Implied, Span);

/// What is said around a number, nearest first; a number that changes nothing of it shares it with its neighbours.
#[derive(Clone)]
pub(in crate::extract::context) struct Sources<'s>(pub(in crate::extract::context) Cow<'s, [Said]>);

impl Sources<'_> {
    /// Changes what `which` finds.
    pub(in crate::extract::context) fn change(
        &mut self,
        which: impl Fn(&Implied, Span) -> bool,
        how: impl Fn(&mut Implied),
    ) {
        if self.0.iter().any(|(implied, span)| which(implied, *span)) {
            let said = self.0.to_mut().iter_mut().filter(|(implied, span)| which(implied, *span));
            said.for_each(|(implied, _)| how(implied));
        }
    }

    /// Adds what is nearer than all else.
    pub(in crate::extract::context) fn insert(&mut self, said: Said) {
        self.0.to_mut().insert(0, said);
    }
}

/// Whether money is implied; only a word that suggests it, with `suggested`.
pub(in crate::extract::context) fn is_money(implied: &Implied, suggested: bool) -> bool {
    matches!(implied.unit, Some(Unit::Money(_))) && !(suggested && implied.written_out)
}

/// Whether some count is implied.
pub(in crate::extract::context) fn is_count(implied: &Implied) -> bool {
    matches!(implied.unit, Some(Unit::Count(_)))
}

impl<'o> Reader<'o> {
    /// What the label, the header, the heading imply, nearest first. In a table of more than two columns the label of a
    /// row names it, and the header says what is measured.
    pub(in crate::extract::context) fn surroundings(&mut self, index: usize) -> Vec<Said> {
        let outline = self.outline;
        let entry: &Entry = &outline.entries[index];
        let mut texts: Vec<(&'o Inline, Sort)> = Vec::new();
        if entry.kind == Kind::Cell {
            texts.extend(entry.column.iter().map(|t| (t, Sort::Label)));
            let sort = if entry.column.is_some() && !self.paired[index] { Sort::Name } else { Sort::Label };
            texts.extend(entry.label.iter().map(|t| (t, sort)));
            texts.extend(self.corners.get(&index).map(|corner| (*corner, Sort::Label)));
        } else if !is_resource_bound(outline, index) {
            texts.extend(entry.label.iter().map(|t| (t, Sort::Label)));
        }
        let own = texts.len();
        let mut heading = None;
        for at in outline.above(index) {
            let above = &outline.entries[at];
            let opens = self.openers.contains(&at);
            // "feature_usage" above a share says nothing about the use of a resource.
            texts.extend(above.label.iter().map(|t| (t, if opens { Sort::Title } else { Sort::Name })));
            if above.kind == Kind::Heading {
                let title = opens || self.first_heading == Some(at);
                heading = Some(&above.text);
                texts.push((&above.text, if title { Sort::Title } else { Sort::Label }));
                // The title of the document and of its parts say too little about one number.
                break;
            }
        }
        let mut sources = Vec::new();
        // `costs:  # USD per month` is of all amounts under it.
        let counted = || entry.label.as_ref().is_some_and(|label| parse::noun(&label.plain).is_some());
        let remarked = outline.above(index).filter(|_| entry.kind == Kind::Key);
        let habits = self.habits;
        // "# connections" says what is below, not what each number of it is.
        let counts = |implied: &Implied| matches!(implied.unit, None | Some(Unit::Count(_)));
        let said = |at: usize| remarks::unit(&outline.entries[at], habits).filter(|(implied, _)| !counts(implied));
        let remarked: Vec<Said> =
            remarked.filter_map(|at| self.remarked.entry(at).or_insert_with(|| said(at)).clone()).collect();
        // `retries: 3` under `timeouts:  # ms` is no time.
        let times = |(implied, _): &Said| matches!(implied.unit, Some(Unit::Duration(_)));
        let remarked: Vec<Said> = match remarked.iter().any(times) && counted() {
            true => Vec::new(),
            false => remarked,
        };
        let mut whole = false;
        for (at, (text, sort)) in texts.into_iter().enumerate() {
            // "3.4 Peak traffic" is no peak of 3.4: it is the peak of what stands under it.
            let number = heading.filter(|h| h.span == text.span && self.numbered).map_or(0, |h| enumerator(&h.plain));
            let named = (number > 0).then(|| self.implied(text.plain.get(number..).unwrap_or(""), sort).statistic);
            let mut implied = self.implied(&text.plain, sort).clone();
            implied.statistic = named.unwrap_or(implied.statistic).filter(|_| !self.sizes.contains(&text.span));
            if implied != Implied::default() {
                // "## Custos por serviço" lists what each of them costs.
                let groups = |thing: &str| costs::GROUPS.contains(&thing);
                if at >= own {
                    implied.each.take_if(|each| matches!(&each.entity, Entity::Thing(thing) if groups(thing)));
                }
                // "Monthly cost" under "Cost per session" is that of all of them.
                implied.each.take_if(|_| whole && at >= own);
                let money = matches!(implied.unit, Some(Unit::Money(_)));
                whole |= money && implied.per.is_some() && implied.each.is_none();
                sources.push((implied, text.span));
            }
        }
        let own = sources.iter().take_while(|(_, span)| entry.label.as_ref().is_some_and(|l| l.span == *span)).count();
        sources.splice(own..own, remarked);
        sources
    }

    /// "API nodes | 900" in a bill: which of `sources` is the name that would count machines.
    pub(in crate::extract::context) fn named_in_a_bill(
        &mut self,
        index: usize,
        sources: &[Said],
        measures: &[Measure],
    ) -> Option<usize> {
        let outline = self.outline;
        let entry = &outline.entries[index];
        let machines = |unit: &Option<Unit>| match unit {
            Some(Unit::Count(entity)) => entity.is_machine(),
            unit => *unit == Some(Unit::Cores),
        };
        let money = |unit: &Option<Unit>| matches!(unit, Some(Unit::Money(_)));
        let at = sources.iter().position(|(implied, _)| implied.unit.is_some())?;
        let (named, span) = &sources[at];
        let noted = self.noted.get(&index).is_some_and(|(implied, _)| money(&implied.unit));
        let priced = |(implied, _): &Said| money(&implied.unit) && implied.each.is_none();
        if !machines(&named.unit) || named.per.is_some() || !(noted || sources[at..].iter().any(priced)) {
            return None;
        }
        let mut numbers = measures.iter().filter(|m| m.part == Part::Text);
        let number = numbers.next().filter(|m| m.quantity.unit == Unit::Bare && m.quantity.per.is_none())?;
        let own = entry.label.as_ref().filter(|label| label.span == *span);
        let above = || outline.above(index).filter_map(|at| outline.entries[at].label.as_ref());
        let name = own.or_else(|| above().find(|label| label.span == *span))?;
        let names_a_row =
            || billed::is_more_than_a_count(&name.plain) || billed::is_among_amounts(outline, index, self.habits);
        if numbers.next().is_some() || !names_a_row() {
            return None;
        }
        let opener = outline.above(index).find(|at| self.openers.contains(at))?;
        let holds = noted || self.bills.hold(outline, opener, index, &number.quantity, self.habits);
        holds.then_some(at)
    }

    /// What a text of some sort implies for the numbers under it.
    fn implied(&mut self, text: &'o str, sort: Sort) -> &Implied {
        let habits = self.habits;
        self.implied.entry((text, sort)).or_insert_with(|| {
            let mut implied = parse::implied(text, habits);
            // "Expected volume of interactions" is what the template calls its section, whatever is counted in it.
            if sort == Sort::Title && !implied.written_out && matches!(implied.unit, Some(Unit::Count(_))) {
                implied.unit = None;
            }
            // "Growth" names a phase more often than a percentage; so does any word in the label of a row.
            let growth = matches!(implied.unit, Some(Unit::Percent(PercentKind::Growth)));
            let percent = matches!(implied.unit, Some(Unit::Percent(_)));
            if !implied.written_out && (growth || (sort == Sort::Name && percent)) {
                implied.unit = None;
            }
            if implied.unit.is_none() && scenarios::names_a_factor(text) {
                implied.unit = Some(Unit::Factor);
            }
            // "API, $40 per replica": what the price of one is per says nothing about the other figures.
            if sort == Sort::Name && states_a_price(text, habits) {
                implied = Implied { per: None, each: None, statistic: None, ..implied };
            }
            implied
        })
    }
}

/// What a text is to the numbers under it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::extract::context) enum Sort {
    /// It says what they are.
    Label,
    /// It names what they are about.
    Name,
    /// It is the title of a section, or of the document.
    Title,
}

/// What `sources` say about a number that may stand in a later sentence than the first: "Usuários: 38.000. Porteiros:
/// 650" counts others, and what was the mean in one sentence is not in the next.
pub(in crate::extract::context) fn of_own_sentence<'s>(
    entry: &Entry,
    quantity: &Quantity,
    sources: &'s [Said],
    habits: Habits,
) -> Sources<'s> {
    let said = Sources(Cow::Borrowed(sources));
    if is_long(entry) {
        return said;
    }
    let before = entry.text.plain.get(..quantity.figure.start).unwrap_or("");
    let ends = |&(at, stop): &(usize, &str)| before[at + stop.len()..].starts_with(char::is_uppercase);
    let Some(label) = entry.label.as_ref().filter(|_| entry.kind != Kind::Cell) else { return said };
    let Some((at, _)) = before.match_indices(". ").filter(ends).last() else { return said };
    let name = before[at + 2..].split_once(": ").map(|(name, _)| name).filter(|name| names_an_amount(name));
    let own = name.map(|name| parse::implied(name, habits));
    // "A API usa: 20 × 12" is no label.
    let own = own.filter(|own| *own != Implied::default() || name.is_some_and(|n| n.split_whitespace().count() <= 2));
    let mut sources = sources.to_vec();
    for (implied, _) in sources.iter_mut().filter(|(_, span)| *span == label.span) {
        // "Custo por pedido: R$ 0,05. Meta: R$ 0,03" still is per order; "3 réplicas" are not.
        let each = implied.each.clone().filter(|_| matches!(quantity.unit, Unit::Money(_) | Unit::Bare));
        *implied = own.clone().unwrap_or(Implied { statistic: None, each, ..implied.clone() });
    }
    // Where the label implied nothing the sentence may.
    if let Some(own) = own.filter(|own| *own != Implied::default() && sources.iter().all(|(_, s)| *s != label.span)) {
        sources.insert(0, (own, label.span));
    }
    Sources(Cow::Owned(sources))
}

/// Whether what stands before a colon is short enough for a label.
fn names_an_amount(name: &str) -> bool {
    const LONGEST: usize = 5;
    name.split_whitespace().count() <= LONGEST && !name.contains(|c: char| c.is_ascii_digit())
}

pub(in crate::extract::context) fn states_a_price(label: &str, habits: Habits) -> bool {
    let priced = |q: &Quantity| matches!(q.unit, Unit::Money(_));
    label.contains(|c: char| c.is_ascii_digit()) && parse::read(label, habits).iter().any(priced)
}

/// `cpu: { requests: 0.5, limits: 2 }`: what is requested is processor time, not requests.
pub(in crate::extract::context) fn is_resource_bound(outline: &Outline, index: usize) -> bool {
    let named = |i: usize, names: &[&str]| {
        let label = outline.entries[i].label.as_ref();
        label.is_some_and(|l| names.contains(&l.plain.trim().to_ascii_lowercase().as_str()))
    };
    named(index, &["requests", "limits", "request", "limit"])
        && outline.entries[index].parent.is_some_and(|p| named(p, &["cpu", "memory", "resources", "storage"]))
}

/// Whether an entry says how many of something there are, by its header or its key alone.
pub(in crate::extract::context) fn counts_units(entry: &Entry) -> bool {
    let named = entry.column.as_ref().or(entry.label.as_ref());
    named.is_some_and(|text| {
        costs::QUANTITY.contains(&fold(text.plain.trim_matches(|c: char| !c.is_alphanumeric())).as_str())
    })
}

/// Whether a key says how many there are of what it stands under, or in which case.
pub(in crate::extract::context) fn counts_the_above(key: &str) -> bool {
    let counting = [machines::HOW_MANY, machines::WHEN];
    title_words(key).iter().all(|word| {
        counting.iter().any(|list| list.contains(&word.as_str())) || word.chars().any(|c| c.is_ascii_digit())
    })
}

/// Whether something about the quantity may still come from its surroundings.
pub(in crate::extract::context) fn is_open(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Bare || quantity.per.is_none() || quantity.statistic.is_none()
}

/// Whether an entry stands under a title, or a header, that is over promises: "SLOs".
pub(in crate::extract::context) fn stands_under_promises(outline: &Outline, index: usize) -> bool {
    let promises = |title: &Inline| title_words(&title.plain).iter().any(|w| targets::PROMISES.contains(&w.as_str()));
    let column = outline.entries[index].column.as_ref();
    let heading = || outline.above(index).map(|at| &outline.entries[at]).find(|above| above.kind == Kind::Heading);
    column.is_some_and(promises) || heading().is_some_and(|heading| promises(&heading.text))
}
