//! The numbers of every entry, with what they inherit from label, header, key and heading.

mod clauses;

mod inherited;

mod keys;

mod sources;

mod tables;

mod texts;

use std::collections::{HashMap, HashSet};

use crate::extract::billed::Bills;
use crate::extract::context::clauses::{bounds_a_share, replaces, result_of, sets_a_time, setting};
use crate::extract::context::inherited::inherit;
use crate::extract::context::keys::speaks_of_scaling;
use crate::extract::context::sources::{Said, Sort, Sources, is_count, is_money, of_own_sentence};
use crate::extract::vocabulary::{Word, costs, fold, words};
use crate::extract::{Entry, Kind, Measure, Outline, Part, asides, ends, months, notes, promised, remarks, terms};
use crate::quantity::parse::{self, Implied};
use crate::quantity::{Each, Entity, Habits, Relation, Statistic, TimeUnit, Unit};
use crate::source::Span;
use crate::syntax::Inline;

pub use crate::extract::context::clauses::is_paid_once;

/// Reads the numbers of every entry.
pub(in crate::extract) fn measure(outline: &mut Outline) {
    let written = outline.entries.iter().filter(|e| e.kind != Kind::Code && !e.text.stands_for_code());
    outline.habits = parse::habits(written.map(|e| e.text.plain.as_str()), outline.language);
    let habits = outline.habits;
    let measured: Vec<Vec<Measure>> = {
        let mut reader = Reader::new(outline, habits);
        (0..outline.entries.len()).map(|index| reader.measures(index)).collect()
    };
    for (entry, measures) in outline.entries.iter_mut().zip(measured) {
        entry.measures = measures;
    }
}

/// Reads entries one after the other; what stands above many of them is read once.
struct Reader<'o> {
    outline: &'o Outline,
    habits: Habits,
    paired: Vec<bool>,
    fleets: HashSet<usize>,
    declared: HashMap<usize, Vec<(Implied, Span)>>,
    /// What a line beside a table says of all its cells, by cell.
    noted: HashMap<usize, (Implied, Span)>,
    /// The header above the names of the rows, where it names a currency, by cell: "Item (R$/mês)".
    corners: HashMap<usize, &'o Inline>,
    /// What amounts are per, by the mapping that their keys stand in: `custo_por_dispositivo` counts `dispositivos`.
    counted: HashMap<usize, Vec<Word>>,
    /// The entries whose titles open sections.
    openers: HashSet<usize>,
    first_heading: Option<usize>,
    /// Whether headings have numbers with a point in them: "3.4 Peak traffic".
    numbered: bool,
    /// Where names stand that are one size among others.
    sizes: HashSet<Span>,
    /// The totals of sections, where a row is named after machines.
    bills: Bills,
    /// What comments say of all that stands under their keys, by key.
    remarked: HashMap<usize, Option<(Implied, Span)>>,
    /// What labels, headers and titles imply, by text.
    implied: HashMap<(&'o str, Sort), Implied>,
}

/// What is known of a line before each of its numbers is looked at.
struct Line {
    /// What stands around it.
    sources: Vec<Said>,
    /// Whether some of its numbers are written as money.
    priced: bool,
    /// Where its first percentage ends.
    share: Option<usize>,
    /// Where its numbers end that say which statistic they are, and which.
    stated: Vec<(usize, Statistic)>,
    /// Where its numbers begin and in which unit they are written, if it calculates.
    terms: Vec<(usize, Unit)>,
}

impl<'o> Reader<'o> {
    fn new(outline: &'o Outline, habits: Habits) -> Reader<'o> {
        Reader {
            outline,
            habits,
            paired: tables::paired(outline),
            fleets: tables::ends_of_fleets(outline),
            declared: notes::declared(outline, habits),
            noted: notes::of_tables(outline, habits),
            corners: tables::corners(outline, habits),
            counted: tables::counted(outline, habits),
            openers: outline.sections.iter().map(|s| s.entry).collect(),
            first_heading: outline.entries.iter().position(|e| e.kind == Kind::Heading),
            numbered: texts::has_numbered_headings(outline),
            sizes: tables::sizes(outline),
            bills: Bills::default(),
            remarked: HashMap::new(),
            implied: HashMap::new(),
        }
    }

    /// The numbers of the entry `index`.
    fn measures(&mut self, index: usize) -> Vec<Measure> {
        let (outline, habits) = (self.outline, self.habits);
        let entry = &outline.entries[index];
        if entry.kind == Kind::Code {
            return Vec::new();
        }
        let mut measures = texts::read(entry, habits);
        if !clauses::is_long(entry) {
            months::read(&mut measures, entry);
        }
        keys::decide(outline, index, &mut measures, habits);
        // What was put in words for code says all there is to say.
        let complete = entry.text.stands_for_code();
        if !complete && measures.iter().any(|m| m.part == Part::Text && sources::is_open(&m.quantity)) {
            let line = self.line(index, &measures);
            for measure in measures.iter_mut().filter(|m| m.part == Part::Text) {
                self.complete(index, measure, &line);
            }
        }
        as_a_whole(&mut measures, outline, index, habits);
        measures
    }

    /// What is known of the line `index`, in which `measures` stand.
    fn line(&mut self, index: usize, measures: &[Measure]) -> Line {
        let entry = &self.outline.entries[index];
        let texts = || measures.iter().filter(|m| m.part == Part::Text);
        let calculates = entry.text.plain.contains(['=', '≈']);
        let stated = |m: &Measure| Some((m.quantity.range.end, m.quantity.statistic?));
        let shares = texts().filter(|m| matches!(m.quantity.unit, Unit::Percent(_)));
        Line {
            sources: self.sources(index, measures),
            priced: is_priced(measures),
            share: shares.map(|m| m.quantity.range.end).min(),
            stated: texts().filter_map(stated).collect(),
            terms: texts().filter(|_| calculates).map(|m| (m.quantity.range.start, m.quantity.unit.clone())).collect(),
        }
    }

    /// What stands around the line `index` and may be said of all of its numbers.
    fn sources(&mut self, index: usize, measures: &[Measure]) -> Vec<Said> {
        let entry = &self.outline.entries[index];
        let label = entry.label.as_ref().map(|label| label.span);
        let mut sources = Sources(self.surroundings(index).into());
        // "Pico acima de 150 consultas/s: limitar a 5 por minuto": that peak is the label's own number.
        let rates = measures.iter().filter(|m| m.part == Part::Label && m.quantity.per.is_some());
        for own in rates.filter_map(|m| m.quantity.statistic).filter(|s| !matches!(s, Statistic::Percentile(_))) {
            sources.change(|i, span| Some(span) == label && i.statistic == Some(own), |i| i.statistic = None);
        }
        // "R$ 800 (4 × R$ 200)": where money is written as money, other numbers are something else.
        if is_priced(measures) {
            sources.change(|i, _| is_money(i, true), |i| i.unit = None);
        }
        // "CPU | 75% | 15m | 2": windows and ranks are not of what the row names.
        if let Some(column) = entry.column.as_ref().filter(|column| words::stands_alone(&column.plain)) {
            sources.0.to_mut().retain(|(_, span)| *span == column.span);
        }
        // `concurrency: 8` under `workers`: eight of something else.
        let counts_the_above = |label: &Inline| sources::counts_the_above(&label.plain);
        if entry.kind == Kind::Key && !entry.label.as_ref().is_some_and(counts_the_above) {
            let machines = |i: &Implied| matches!(&i.unit, Some(Unit::Count(entity)) if entity.is_machine());
            sources.change(|i, span| Some(span) != label && machines(i), |i| i.unit = None);
        }
        let counts = self.is_counted(entry) || sources::counts_units(entry);
        if let Some(at) = (!counts).then(|| self.named_in_a_bill(index, &sources.0, measures)).flatten() {
            sources.0.to_mut()[at].0.unit = None;
        }
        let quota = || entry.label.as_ref().is_some_and(|label| costs::names_a_quota(label.title_words()));
        if counts || quota() {
            sources.change(|i, _| is_money(i, false), |i| *i = Implied::default());
        }
        let mut sources = sources.0.into_owned();
        if let Some(said) = remarks::unit(entry, self.habits) {
            // "# seats" is less sure than the key, unless that only speaks of money.
            let thing = matches!(said.0.unit, Some(Unit::Count(Entity::Thing(_))));
            let named =
                |(implied, span): &Said| Some(*span) == label && (implied.written_out || !is_money(implied, false));
            sources.insert(usize::from(thing && sources.first().is_some_and(named)), said);
        }
        sources
    }

    /// `quantity: 3` under `costs`: whether it is how many of what is paid for.
    fn is_counted(&self, entry: &Entry) -> bool {
        let Some(nouns) = entry.parent.and_then(|parent| self.counted.get(&parent)) else { return false };
        let name = entry.label.as_ref().map(|label| fold(label.plain.trim()));
        name.is_some_and(|name| nouns.iter().any(|noun| *noun == name || format!("{noun}s") == name))
    }

    /// Completes a number of the line `index` with what is said around it.
    fn complete(&mut self, index: usize, measure: &mut Measure, line: &Line) {
        let (outline, habits) = (self.outline, self.habits);
        let entry = &outline.entries[index];
        let bare = measure.quantity.unit == Unit::Bare;
        // "Redis ×3" under "Custos": how many, not how much.
        if bare && entry.text.plain.get(..measure.quantity.figure.start).is_some_and(|t| t.ends_with('×')) {
            return;
        }
        let mut sources = of_own_sentence(entry, &measure.quantity, &line.sources, habits);
        if bare {
            by_its_name(entry, measure, line, &mut sources, habits);
        }
        by_those_before(entry, measure, line, &mut sources);
        by_its_period(outline, index, measure, &mut sources, habits);
        // "Avisos / mes | 2 por turno": so many of each, not in a month.
        let each = if bare { asides::each_behind(entry, &measure.quantity, habits) } else { None };
        if each.is_some() {
            sources.change(|_, _| true, |i| (i.per, i.each) = (None, None));
        }
        // What one currency is worth in another is no cost, and per no time.
        let rate = asides::is_exchange_rate(entry, &measure.quantity);
        if rate {
            sources.change(|i, _| is_money(i, false), |i| *i = Implied::default());
        }
        if bare {
            by_its_calculation(entry, measure, line, &mut sources);
        }
        // What is paid once has no part in the period of what stands above it.
        if sources.0.iter().any(|(implied, _)| implied.per.is_some()) && is_paid_once(entry, &measure.quantity) {
            sources.change(|i, _| i.per.is_some(), |i| i.per = None);
        }
        if bare && bounds_a_share(&measure.quantity, line.share) {
            sources.change(|i, _| is_money(i, true), |i| *i = Implied::default());
        }
        inherit(measure, &sources.0);
        inherited::of_ratio(measure, entry, &sources.0);
        take_each(measure, each);
        limits_no_total(measure, entry);
        let mut said = if rate { Vec::new() } else { self.declare(index, measure) };
        if self.fleets.contains(&index) && measure.quantity.unit == Unit::Bare {
            measure.quantity.unit = Unit::Count(Entity::Replica);
            measure.unit_from = entry.column.as_ref().map(|column| column.span);
        }
        inherited::per_column(measure, entry);
        inherited::of_window(measure, entry);
        lasts(measure, line);
        if bare {
            if let Some(noted) = self.noted.get(&index).filter(|_| !rate && notes::applies(measure, entry)) {
                inherit(measure, std::slice::from_ref(noted));
                said.push(noted.clone());
            }
            inherited::settle(measure, &entry.text, habits);
        }
        self.scale(index, measure, &sources.0, said, bare);
    }

    /// Takes over what is declared of all amounts above: "Valores em US$ por mês".
    fn declare(&self, index: usize, measure: &mut Measure) -> Vec<Said> {
        let (outline, entry) = (self.outline, &self.outline.entries[index]);
        if !matches!(measure.quantity.unit, Unit::Money(_)) || self.declared.is_empty() {
            return Vec::new();
        }
        // What is said beside a table goes before what is said elsewhere in the section.
        let mut said: Vec<Said> = self.noted.get(&index).cloned().into_iter().collect();
        said.extend(outline.above(index).filter_map(|at| self.declared.get(&at)).flatten().cloned());
        // "Montos en USD por mes": sentences say themselves per when.
        let timed = said.iter().any(|(implied, _)| implied.per.is_some());
        let sentence = entry.kind == Kind::Paragraph;
        let periodic = timed && (entry.kind == Kind::Key || !sentence && !is_paid_once(entry, &measure.quantity));
        if !periodic {
            said.iter_mut().for_each(|(implied, _)| implied.per = None);
        }
        inherit(measure, &said);
        said
    }

    /// Multiplies a number of a column, a section or a document in thousands.
    fn scale(&mut self, index: usize, measure: &mut Measure, sources: &[Said], declared: Vec<Said>, bare: bool) {
        let (outline, habits) = (self.outline, self.habits);
        let entry = &outline.entries[index];
        let figure = entry.text.plain.get(measure.quantity.figure.clone()).unwrap_or("");
        let column = entry.column.as_ref().map(|column| column.span);
        if bare {
            let mut said = declared;
            said.retain(|(implied, _)| implied.scale.is_some());
            said.extend(sources.iter().cloned());
            // A caption goes before a line at the top of the document.
            said.sort_by_key(|(_, span)| std::cmp::Reverse(span.start));
            if let Some(exponent) = inherited::scale(measure, figure, column, &said) {
                inherited::multiply(measure, exponent, habits);
            }
        } else if let Some((exponent, from)) = inherited::scale_of_signed(measure, figure, entry, sources) {
            // "Total | R$ 230" under "Custos (R$ mil)", where the rows have no sign.
            let opener = || outline.above(index).find(|at| self.openers.contains(at));
            let total = |at| self.bills.total_alone_is_signed(outline, at, index, habits);
            if column == Some(from) || opener().is_some_and(total) {
                inherited::multiply(measure, exponent, habits);
            }
        }
    }
}

fn is_priced(measures: &[Measure]) -> bool {
    measures.iter().any(|m| m.part == Part::Text && matches!(m.quantity.unit, Unit::Money(_)))
}

/// Leaves of what is said around a bare number what the name right before it leaves of it.
fn by_its_name(entry: &Entry, measure: &Measure, line: &Line, sources: &mut Sources, habits: Habits) {
    if line.priced {
        sources.change(|i, _| is_money(i, true), |i| i.unit = None);
    }
    if let Some(name) = setting(entry, &measure.quantity) {
        // `pool_size=6` in a sentence about workers: what is set says what it is.
        let said = parse::implied(name, habits);
        let own = entry.label.as_ref().map(|label| label.span);
        sources.change(|i, span| is_count(i) && Some(span) != own, |i| i.unit = None);
        if is_count(&said) {
            sources.change(|_, _| true, |i| (i.per, i.each, i.rate) = (None, None, None));
            sources.insert((said, entry.text.span));
        }
    }
    if sets_a_time(entry, &measure.quantity) {
        sources.change(|i, _| is_count(i), |i| i.unit = None);
    }
}

/// "Pico: 320 req/s, 40 de média; 12 GB por dia": what is said once is not said of what comes after.
fn by_those_before(entry: &Entry, measure: &Measure, line: &Line, sources: &mut Sources) {
    let start = measure.quantity.range.start;
    let label = entry.label.as_ref().map(|label| label.span);
    let before = || line.stated.iter().filter(|(end, _)| *end <= start).map(|(_, statistic)| *statistic);
    let spent = |said: Statistic| before().any(|own| replaces(own, said));
    sources.change(|i, span| Some(span) == label && i.statistic.is_some_and(spent), |i| i.statistic = None);
}

/// Gives a number the period that its own sentence says, and leaves of what is said around it what that leaves of it.
fn by_its_period(outline: &Outline, index: usize, measure: &mut Measure, sources: &mut Sources, habits: Habits) {
    let entry = &outline.entries[index];
    // "Al año, 177.600 €" under "Coste por billete" is what all of them cost.
    if let Some((per, place)) = asides::opening_period(entry, &measure.quantity, habits) {
        measure.quantity.per = Some(per);
        measure.per_from = Some(entry.text.span_of(place));
        sources.change(|i, _| i.each.is_some(), |i| i.each = None);
    } else if let Some((per, place)) = asides::own_period(entry, &measure.quantity, habits) {
        measure.quantity.per = Some(per);
        measure.per_from = Some(place);
        // "Custo por pedido: R$ 0,05. Orçamento anual de R$ 2 milhões": that is of all orders.
        if !asides::opens(entry, &measure.quantity) {
            sources.change(|i, _| i.each.is_some(), |i| i.each = None);
        }
    }
    // "# USD per month" above a price of one says nothing of when that is paid.
    if measure.quantity.each.is_some() && entry.kind == Kind::Key {
        let above = |span: Span| outline.above(index).any(|at| remarks::stands_at(&outline.entries[at], span));
        sources.change(|_, span| above(span), |i| i.per = None);
    }
}

/// "Pedidos por dia: 500 lojas × 40 = 20.000": the label is of what the calculation comes to.
fn by_its_calculation(entry: &Entry, measure: &Measure, line: &Line, sources: &mut Sources) {
    let Some(result) = result_of(&entry.text.plain, &measure.quantity) else { return };
    let Some((_, result)) = line.terms.iter().find(|(start, _)| *start >= result) else { return };
    let plain = measure.quantity.per.is_none() && measure.quantity.each.is_none();
    let paid = plain && matches!(result, Unit::Bare | Unit::Money(_));
    let of_result = |i: &Implied| match &i.unit {
        Some(own @ Unit::Count(_)) => *result == Unit::Bare || result == own,
        // "API: 4 × 200 = 800" in a bill: which of the two is paid is not said.
        Some(Unit::Money(_)) => paid,
        // `per_upload: 18,000 / 1,080,000 = 0.0167`
        None => paid && i.each.is_some(),
        _ => false,
    };
    sources.change(|i, _| of_result(i), |i| *i = Implied::default());
}

fn take_each(measure: &mut Measure, each: Option<Each>) {
    if measure.quantity.unit != Unit::Bare && measure.quantity.each.is_none() {
        measure.quantity.each = each;
    }
}

/// "Total: R$ 9.000 (orçamento R$ 10.000)": a limit is no total.
fn limits_no_total(measure: &mut Measure, entry: &Entry) {
    if measure.quantity.statistic == Some(Statistic::Total)
        && measure.statistic_from.is_some()
        && matches!(measure.quantity.unit, Unit::Money(_))
        && asides::is_spending_limit(entry, &measure.quantity)
    {
        measure.quantity.statistic = None;
        measure.statistic_from = None;
    }
}

/// "p95 > 300 ms for 5m", `duration: 15 min` under `peak_load`: how long something goes on is no percentile and no peak.
fn lasts(measure: &mut Measure, line: &Line) {
    let long = matches!(measure.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute);
    let start = measure.quantity.range.start;
    let percentile =
        |(end, statistic): &(usize, Statistic)| *end <= start && matches!(statistic, Statistic::Percentile(_));
    let peak = measure.quantity.statistic == Some(Statistic::Peak);
    if long && measure.statistic_from.is_some() && (peak || line.stated.iter().any(percentile)) {
        measure.quantity.statistic = None;
        measure.statistic_from = None;
    }
}

/// Decides what the numbers of a line say of one another.
fn as_a_whole(measures: &mut Vec<Measure>, outline: &Outline, index: usize, habits: Habits) {
    let entry = &outline.entries[index];
    remarks::settle_lengths(measures, entry);
    remarks::settle_figures(measures, entry);
    promised::read(measures, entry, || sources::stands_under_promises(outline, index));
    terms::of_label(measures, entry);
    if measures.len() > 1 {
        terms::read(measures, &entry.text.plain);
    }
    let ranges = |m: &Measure| m.quantity.unit == Unit::Bare && m.quantity.relation == Relation::Range;
    if measures.iter().any(ranges) && ends::names_both(entry) && speaks_of_scaling(outline, index) {
        let machines = measures.iter_mut().filter(|m| ranges(m));
        machines.for_each(|m| m.quantity.unit = Unit::Count(Entity::Replica));
    }
    if measures.iter().any(|m| m.quantity.statistic == Some(Statistic::Maximum)) {
        ends::join(measures, &entry.text, || speaks_of_scaling(outline, index), habits);
    }
}
