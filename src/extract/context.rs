//! The numbers of every entry, with what they inherit from label, header, key and heading.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::extract::billed::{self, Bills};
use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{
    Word, costs, fold, folded_words, has, keys, machines, says_only_years, scenarios, sentence, targets, title_words,
    words,
};
use crate::extract::{
    Entry, Kind, Measure, Outline, Part, SectionKind, asides, ends, months, notes, promised, remarks, terms,
};
use crate::quantity::Notation;
use crate::quantity::parse::{self, Implied};
use crate::quantity::{Entity, Habits, Interval, PercentKind, Quantity, Relation, Statistic, TimeUnit, Unit};
use crate::source::Span;
use crate::syntax::Inline;

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
    /// The totals of sections, where a row is named after machines.
    bills: Bills,
    /// What comments say of all that stands under their keys, by key.
    remarked: HashMap<usize, Option<(Implied, Span)>>,
    /// What labels, headers and titles imply, by text.
    implied: HashMap<(&'o str, Sort), Implied>,
}

impl<'o> Reader<'o> {
    fn new(outline: &'o Outline, habits: Habits) -> Reader<'o> {
        Reader {
            outline,
            habits,
            paired: paired(outline),
            fleets: ends_of_fleets(outline),
            declared: notes::declared(outline, habits),
            noted: notes::of_tables(outline, habits),
            corners: corners(outline, habits),
            counted: counted(outline, habits),
            openers: outline.sections.iter().map(|s| s.entry).collect(),
            first_heading: outline.entries.iter().position(|e| e.kind == Kind::Heading),
            numbered: has_numbered_headings(outline),
            bills: Bills::default(),
            remarked: HashMap::new(),
            implied: HashMap::new(),
        }
    }

    /// The numbers of the entry `index`.
    fn measures(&mut self, index: usize) -> Vec<Measure> {
        let (outline, habits) = (self.outline, self.habits);
        let entry = &outline.entries[index];
        let mut measures = Vec::new();
        if entry.kind == Kind::Code {
            return measures;
        }
        let parts = [
            (Part::Label, entry.label.as_ref().filter(|_| entry.kind != Kind::Cell)),
            (Part::Text, Some(&entry.text)),
            (Part::Comment, entry.comment.as_ref()),
        ];
        for (part, text) in parts {
            let Some(text) = text.filter(|t| !t.is_blank()) else { continue };
            // "phase_3: # 2027", "### 2027+": what it is called or remarked is when, not how many.
            if (part != Part::Text || entry.kind == Kind::Heading || names_rows_by_time(entry))
                && says_only_years(&text.plain)
            {
                continue;
            }
            // A key is a name; what number it holds belongs to the name (`10k_users`, `p95`).
            let read = if part == Part::Label && entry.kind == Kind::Key {
                Vec::new()
            } else if part == Part::Text && stands_under_both_ends(entry) {
                both_ends(&text.plain, habits)
            } else if is_slug(&text.plain) {
                parse::slug(text.plain.trim(), habits)
            } else {
                parse::read_under(&text.plain, &listed(entry, part), habits)
            };
            let enumerator = if entry.kind == Kind::Heading { enumerator(&text.plain) } else { 0 };
            let read = read.into_iter().filter(|q| q.range.start >= enumerator);
            measures.extend(read.map(|quantity| placed(quantity, text, part, habits)));
        }
        if !is_long(entry) {
            months::read(&mut measures, entry);
        }
        if is_version(entry) {
            measures.retain(|m| !names_a_version(&m.quantity));
        }
        if let Some(key) = entry.label.as_ref().filter(|_| entry.kind == Kind::Key) {
            apply_key(outline, index, key, &mut measures, habits);
        }
        nothing_lost(&mut measures, entry);
        if is_pool_of_database(outline, index) {
            let bare = measures.iter_mut().filter(|m| m.part == Part::Text && m.quantity.unit == Unit::Bare);
            bare.for_each(|m| m.quantity.unit = Unit::Count(Entity::Connection));
        }
        if let Some(label) = entry.label.as_ref().filter(|label| keys::names_a_target_of_use(label.title_words())) {
            let scales = || speaks_of_scaling(outline, index);
            uses(&mut measures, label.span, || entry.kind == Kind::Key || scales());
        }
        // What was put in words for code says all there is to say.
        let complete = entry.text.stands_for_code();
        if !complete && measures.iter().any(|m| m.part == Part::Text && is_open(&m.quantity)) {
            let mut sources = self.surroundings(index);
            // "Pico acima de 150 consultas/s: limitar a 5 por minuto": that peak is the label's own number.
            let rates = measures.iter().filter(|m| m.part == Part::Label && m.quantity.per.is_some());
            for own in rates.filter_map(|m| m.quantity.statistic).filter(|s| !matches!(s, Statistic::Percentile(_))) {
                let label = entry.label.as_ref().map(|label| label.span);
                let said = sources.iter_mut().filter(|(i, span)| Some(*span) == label && i.statistic == Some(own));
                said.for_each(|(implied, _)| implied.statistic = None);
            }
            // "R$ 800 (4 × R$ 200)": where money is written as money, other numbers are something else.
            let priced = measures.iter().any(|m| m.part == Part::Text && matches!(m.quantity.unit, Unit::Money(_)));
            if priced {
                let suggested = |i: &Implied| !i.written_out && matches!(i.unit, Some(Unit::Money(_)));
                sources.iter_mut().map(|(i, _)| i).filter(|i| suggested(i)).for_each(|i| i.unit = None);
            }
            // "CPU | 75% | 15m | 2": windows and ranks are not of what the row names.
            if let Some(column) = entry.column.as_ref().filter(|column| words::stands_alone(&column.plain)) {
                sources.retain(|(_, span)| *span == column.span);
            }
            // `concurrency: 8` under `workers`: eight of something else.
            if entry.kind == Kind::Key && !entry.label.as_ref().is_some_and(|label| counts_the_above(&label.plain)) {
                let own = entry.label.as_ref().map(|label| label.span);
                let machines = |i: &Implied| matches!(&i.unit, Some(Unit::Count(entity)) if entity.is_machine());
                let above = sources.iter_mut().filter(|(i, span)| Some(*span) != own && machines(i));
                above.for_each(|(i, _)| i.unit = None);
            }
            // `quantity: 3` under `costs`: how many of what is paid for.
            let is_counted = entry.parent.and_then(|parent| self.counted.get(&parent)).is_some_and(|nouns| {
                let name = entry.label.as_ref().map(|label| fold(label.plain.trim()));
                name.is_some_and(|name| nouns.iter().any(|noun| *noun == name || format!("{noun}s") == name))
            });
            let counts = is_counted || counts_units(entry);
            if let Some(at) = (!counts).then(|| self.named_in_a_bill(index, &sources, &measures)).flatten() {
                sources[at].0.unit = None;
            }
            let quota = || entry.label.as_ref().is_some_and(|label| costs::names_a_quota(label.title_words()));
            if counts || quota() {
                let money = |i: &Implied| matches!(i.unit, Some(Unit::Money(_)));
                sources.iter_mut().map(|(i, _)| i).filter(|i| money(i)).for_each(|i| *i = Implied::default());
            }
            if let Some(said) = remarks::unit(entry, habits) {
                // "# seats" is less sure than the key, unless that only speaks of money.
                let thing = matches!(said.0.unit, Some(Unit::Count(Entity::Thing(_))));
                let named = |(implied, span): &&(Implied, Span)| {
                    let money = matches!(implied.unit, Some(Unit::Money(_)));
                    entry.label.as_ref().is_some_and(|l| l.span == *span) && (implied.written_out || !money)
                };
                let at = usize::from(thing && sources.first().as_ref().is_some_and(named));
                sources.insert(at, said);
            }
            let shares =
                measures.iter().filter(|m| m.part == Part::Text && matches!(m.quantity.unit, Unit::Percent(_)));
            let share = shares.map(|m| m.quantity.range.end).min();
            let said = |m: &Measure| (m.quantity.range.end, m.quantity.statistic);
            let own: Vec<(usize, Option<Statistic>)> =
                measures.iter().filter(|m| m.part == Part::Text && m.quantity.statistic.is_some()).map(said).collect();
            let texts: Vec<(usize, Unit)> = if entry.text.plain.contains(['=', '≈']) {
                let texts = measures.iter().filter(|m| m.part == Part::Text);
                texts.map(|m| (m.quantity.range.start, m.quantity.unit.clone())).collect()
            } else {
                Vec::new()
            };
            for measure in measures.iter_mut().filter(|m| m.part == Part::Text) {
                let bare = measure.quantity.unit == Unit::Bare;
                // "Redis ×3" under "Custos": how many, not how much.
                let figure = entry.text.plain.get(measure.quantity.figure.clone()).unwrap_or("");
                if bare && entry.text.plain.get(..measure.quantity.figure.start).is_some_and(|t| t.ends_with('×')) {
                    continue;
                }
                let mut sources = of_own_sentence(entry, &measure.quantity, &sources, habits);
                if bare && priced {
                    let suggested = |i: &Implied| !i.written_out && matches!(i.unit, Some(Unit::Money(_)));
                    let said = sources.to_mut().iter_mut().map(|(i, _)| i);
                    said.filter(|i| suggested(i)).for_each(|i| i.unit = None);
                }
                if bare && let Some(name) = setting(entry, &measure.quantity) {
                    // `pool_size=6` in a sentence about workers: what is set says what it is.
                    let said = parse::implied(name, habits);
                    let own = entry.label.as_ref().map(|label| label.span);
                    let counts = |i: &Implied| matches!(i.unit, Some(Unit::Count(_)));
                    let others = sources.to_mut().iter_mut().filter(|(i, span)| counts(i) && Some(*span) != own);
                    others.for_each(|(i, _)| i.unit = None);
                    if counts(&said) {
                        let rest = sources.to_mut().iter_mut().map(|(i, _)| i);
                        rest.for_each(|i| (i.per, i.each, i.rate) = (None, None, None));
                        sources.to_mut().insert(0, (said, entry.text.span));
                    }
                }
                if bare && sets_a_time(entry, &measure.quantity) {
                    let counts = |i: &Implied| matches!(i.unit, Some(Unit::Count(_)));
                    let said = sources.to_mut().iter_mut().map(|(implied, _)| implied);
                    said.filter(|i| counts(i)).for_each(|i| i.unit = None);
                }
                // "Pico: 320 req/s, 40 de média; 12 GB por dia": what is said once is not said of what comes after.
                let start = measure.quantity.range.start;
                if own.iter().any(|(end, _)| *end <= start) {
                    let before = || own.iter().filter(|(end, _)| *end <= start).filter_map(|(_, statistic)| *statistic);
                    let label = entry.label.as_ref().map(|label| label.span);
                    let other = |said: Statistic| before().any(|own| replaces(own, said));
                    let spent =
                        |(i, span): &&mut (Implied, Span)| Some(*span) == label && i.statistic.is_some_and(other);
                    sources.to_mut().iter_mut().filter(spent).for_each(|(implied, _)| implied.statistic = None);
                }
                // "Al año, 177.600 €" under "Coste por billete" is what all of them cost.
                let opening = asides::opening_period(entry, &measure.quantity, habits);
                if let Some((per, place)) = opening {
                    measure.quantity.per = Some(per);
                    measure.per_from = Some(entry.text.span_of(place));
                    sources.to_mut().iter_mut().for_each(|(implied, _)| implied.each = None);
                } else if let Some((per, place)) = asides::own_period(entry, &measure.quantity, habits) {
                    measure.quantity.per = Some(per);
                    measure.per_from = Some(place);
                    // "Custo por pedido: R$ 0,05. Orçamento anual de R$ 2 milhões": that is of all orders.
                    if !asides::opens(entry, &measure.quantity) {
                        sources.to_mut().iter_mut().for_each(|(implied, _)| implied.each = None);
                    }
                }
                // "# USD per month" above a price of one says nothing of when that is paid.
                if measure.quantity.each.is_some() && entry.kind == Kind::Key {
                    let above =
                        |span: Span| outline.above(index).any(|at| remarks::stands_at(&outline.entries[at], span));
                    let said = sources.to_mut().iter_mut().filter(|(_, span)| above(*span));
                    said.for_each(|(implied, _)| implied.per = None);
                }
                // "Avisos / mes | 2 por turno": so many of each, not in a month.
                let each = if bare { asides::each_behind(entry, &measure.quantity, habits) } else { None };
                if each.is_some() {
                    sources.to_mut().iter_mut().for_each(|(implied, _)| (implied.per, implied.each) = (None, None));
                }
                // What one currency is worth in another is no cost, and per no time.
                let rate = asides::is_exchange_rate(entry, &measure.quantity);
                if rate {
                    let money = |i: &Implied| matches!(i.unit, Some(Unit::Money(_)));
                    let said = sources.to_mut().iter_mut().map(|(implied, _)| implied);
                    said.filter(|i| money(i)).for_each(|i| *i = Implied::default());
                }
                // "Pedidos por dia: 500 lojas × 40 = 20.000": the label is of what the calculation comes to.
                if bare && let Some(result) = result_of(&entry.text.plain, &measure.quantity) {
                    let result = texts.iter().find(|(start, _)| *start >= result).map(|(_, unit)| unit);
                    let plain = measure.quantity.per.is_none() && measure.quantity.each.is_none();
                    let of_result = |i: &Implied| match (&i.unit, result) {
                        (Some(own @ Unit::Count(_)), Some(unit)) => *unit == Unit::Bare || unit == own,
                        // "API: 4 × 200 = 800" in a bill: which of the two is paid is not said.
                        (Some(Unit::Money(_)), Some(unit)) => matches!(unit, Unit::Bare | Unit::Money(_)) && plain,
                        // `per_upload: 18,000 / 1,080,000 = 0.0167`
                        (None, Some(unit)) => i.each.is_some() && matches!(unit, Unit::Bare | Unit::Money(_)) && plain,
                        _ => false,
                    };
                    let said = sources.to_mut().iter_mut().map(|(implied, _)| implied);
                    said.filter(|i| of_result(i)).for_each(|i| *i = Implied::default());
                }
                // What is paid once has no part in the period of what stands above it.
                if sources.iter().any(|(implied, _)| implied.per.is_some()) && is_paid_once(entry, &measure.quantity) {
                    sources.to_mut().iter_mut().for_each(|(implied, _)| implied.per = None);
                }
                if bare && bounds_a_share(&measure.quantity, share) {
                    let money = |i: &Implied| !i.written_out && matches!(i.unit, Some(Unit::Money(_)));
                    let said = sources.to_mut().iter_mut().map(|(implied, _)| implied);
                    said.filter(|i| money(i)).for_each(|i| *i = Implied::default());
                }
                inherit(measure, &sources);
                of_ratio(measure, entry, &sources);
                if measure.quantity.unit != Unit::Bare && measure.quantity.each.is_none() {
                    measure.quantity.each = each;
                }
                let mut said = Vec::new();
                // "Total: R$ 9.000 (orçamento R$ 10.000)": a limit is no total.
                if measure.quantity.statistic == Some(Statistic::Total)
                    && measure.statistic_from.is_some()
                    && matches!(measure.quantity.unit, Unit::Money(_))
                    && asides::is_spending_limit(entry, &measure.quantity)
                {
                    measure.quantity.statistic = None;
                    measure.statistic_from = None;
                }
                if matches!(measure.quantity.unit, Unit::Money(_)) && !self.declared.is_empty() && !rate {
                    // What is said beside a table goes before what is said elsewhere in the section.
                    said.extend(self.noted.get(&index).cloned());
                    said.extend(outline.above(index).filter_map(|at| self.declared.get(&at)).flatten().cloned());
                    // "Montos en USD por mes": sentences say themselves per when.
                    let timed = said.iter().any(|(implied, _)| implied.per.is_some());
                    let sentence = entry.kind == Kind::Paragraph;
                    let periodic =
                        timed && (entry.kind == Kind::Key || !sentence && !is_paid_once(entry, &measure.quantity));
                    if !periodic {
                        said.iter_mut().for_each(|(implied, _)| implied.per = None);
                    }
                    inherit(measure, &said);
                }
                if self.fleets.contains(&index) && measure.quantity.unit == Unit::Bare {
                    measure.quantity.unit = Unit::Count(Entity::Replica);
                    measure.unit_from = entry.column.as_ref().map(|column| column.span);
                }
                per_column(measure, entry);
                of_window(measure, entry);
                // "p95 > 300 ms for 5m": how long that holds is no percentile.
                let percentile = |(end, statistic): &(usize, Option<Statistic>)| {
                    *end <= start && matches!(statistic, Some(Statistic::Percentile(_)))
                };
                let window = matches!(measure.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute);
                if window && measure.statistic_from.is_some() && own.iter().any(percentile) {
                    measure.quantity.statistic = None;
                    measure.statistic_from = None;
                }
                // `duration: 15 min` under `peak_load` is no peak of durations.
                let long = matches!(measure.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Minute);
                if long && measure.quantity.statistic == Some(Statistic::Peak) && measure.statistic_from.is_some() {
                    measure.quantity.statistic = None;
                    measure.statistic_from = None;
                }
                if bare {
                    if let Some(noted) = self.noted.get(&index).filter(|_| !rate && notes::applies(measure, entry)) {
                        inherit(measure, std::slice::from_ref(noted));
                        said.push(noted.clone());
                    }
                    settle(measure, &entry.text, habits);
                    said.retain(|(implied, _)| implied.scale.is_some());
                    said.extend(sources.iter().cloned());
                    // A caption goes before a line at the top of the document.
                    said.sort_by_key(|(_, span)| std::cmp::Reverse(span.start));
                    if let Some(exponent) = scale(measure, figure, entry.column.as_ref().map(|c| c.span), &said) {
                        multiply(measure, exponent, habits);
                    }
                } else if let Some((exponent, from)) = scale_of_signed(measure, figure, entry, &sources) {
                    // "Total | R$ 230" under "Custos (R$ mil)", where the rows have no sign.
                    let opener = || outline.above(index).find(|at| self.openers.contains(at));
                    let own = entry.column.as_ref().is_some_and(|column| column.span == from);
                    let total = |at| self.bills.total_alone_is_signed(outline, at, index, habits);
                    if own || opener().is_some_and(total) {
                        multiply(measure, exponent, habits);
                    }
                }
            }
        }
        remarks::settle_lengths(&mut measures, entry);
        remarks::settle_figures(&mut measures, entry);
        promised::read(&mut measures, entry, || stands_under_promises(outline, index));
        terms::of_label(&mut measures, entry);
        if measures.len() > 1 {
            terms::read(&mut measures, &entry.text.plain);
        }
        let ranges = |m: &Measure| m.quantity.unit == Unit::Bare && m.quantity.relation == Relation::Range;
        if measures.iter().any(ranges) && ends::names_both(entry) && speaks_of_scaling(outline, index) {
            let machines = measures.iter_mut().filter(|m| ranges(m));
            machines.for_each(|m| m.quantity.unit = Unit::Count(Entity::Replica));
        }
        if measures.iter().any(|m| m.quantity.statistic == Some(Statistic::Maximum)) {
            ends::join(&mut measures, &entry.text, || speaks_of_scaling(outline, index), habits);
        }
        measures
    }

    /// "API nodes | 900" in a bill: which of `sources` is the name that would count machines.
    fn named_in_a_bill(&mut self, index: usize, sources: &[(Implied, Span)], measures: &[Measure]) -> Option<usize> {
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
        let priced = |(implied, _): &(Implied, Span)| money(&implied.unit) && implied.each.is_none();
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

    /// What the label, the header, the heading imply, nearest first. In a table of more than two columns the label of a
    /// row names it, and the header says what is measured.
    fn surroundings(&mut self, index: usize) -> Vec<(Implied, Span)> {
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
        let remarked: Vec<(Implied, Span)> =
            remarked.filter_map(|at| self.remarked.entry(at).or_insert_with(|| said(at)).clone()).collect();
        // `retries: 3` under `timeouts:  # ms` is no time.
        let times = |(implied, _): &(Implied, Span)| matches!(implied.unit, Some(Unit::Duration(_)));
        let remarked: Vec<(Implied, Span)> = match remarked.iter().any(times) && counted() {
            true => Vec::new(),
            false => remarked,
        };
        let mut whole = false;
        for (at, (text, sort)) in texts.into_iter().enumerate() {
            // "3.4 Peak traffic" is no peak of 3.4: it is the peak of what stands under it.
            let number = heading.filter(|h| h.span == text.span && self.numbered).map_or(0, |h| enumerator(&h.plain));
            let named = (number > 0).then(|| self.implied(text.plain.get(number..).unwrap_or(""), sort).statistic);
            let mut implied = self.implied(&text.plain, sort).clone();
            implied.statistic = named.unwrap_or(implied.statistic);
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

/// The statistics that the label or the header lists, where a text may list their values.
fn listed(entry: &Entry, part: Part) -> Vec<Statistic> {
    let apart = |text: &Inline| text.plain.contains(['/', ' ']);
    if part != Part::Text || !apart(&entry.text) && entry.text.plain.len() < 3 {
        return Vec::new();
    }
    let names = [&entry.label, &entry.column].into_iter().flatten().filter(|text| apart(text));
    names.map(|text| parse::listed(&text.plain)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The header of the column of names, for all other cells of its table, where that says in which currency they are.
fn corners(outline: &Outline, habits: Habits) -> HashMap<usize, &Inline> {
    let mut corners = HashMap::new();
    for grid in &outline.tables {
        let Some(corner) = grid.header.get(grid.label_column) else { continue };
        let implied = parse::implied(&corner.plain, habits);
        if implied.written_out && implied.each.is_none() && matches!(implied.unit, Some(Unit::Money(_))) {
            let cells = grid.rows.iter().flat_map(|row| row.iter().enumerate());
            let others = cells.filter(|(column, _)| *column != grid.label_column);
            corners.extend(others.map(|(_, cell)| (*cell, corner)));
        }
    }
    corners
}

/// The nouns that keys of amounts are per, by the entry they stand under.
fn counted(outline: &Outline, habits: Habits) -> HashMap<usize, Vec<Word>> {
    let mut counted: HashMap<usize, Vec<Word>> = HashMap::new();
    for entry in outline.entries.iter().filter(|e| e.kind == Kind::Key) {
        let (Some(parent), Some(label)) = (entry.parent, &entry.label) else { continue };
        let name = fold(label.plain.trim());
        if !["por_", "per_", "por ", "per "].iter().any(|per| name.contains(per)) {
            continue;
        }
        if let Some(Entity::Thing(noun)) = parse::implied(label.plain.trim(), habits).each.map(|each| each.entity) {
            counted.entry(parent).or_default().push(noun.into());
        }
    }
    counted
}

/// Whether several headings are numbered as parts of others: "3.1 Volumes", "3.2 Peak".
fn has_numbered_headings(outline: &Outline) -> bool {
    let headings = outline.entries.iter().filter(|e| e.kind == Kind::Heading).map(|e| e.text.plain.as_str());
    let parts = |title: &&str| {
        let number = title.get(..enumerator(title)).unwrap_or("").trim_end_matches(['.', ')']);
        number.contains('.')
    };
    headings.filter(parts).count() > 1
}

/// How many bytes of a title are its number: "3. ", "2.1 ".
fn enumerator(title: &str) -> usize {
    let number = title.len() - title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ')').len();
    let ends = title[number..].starts_with(' ') || title[..number].ends_with(['.', ')']);
    if number > 0 && ends { number } else { 0 }
}

/// Whether an entry, or what it stands under, speaks of an autoscaler or of what it starts.
fn speaks_of_scaling(outline: &Outline, index: usize) -> bool {
    let entry = &outline.entries[index];
    let own = [Some(&entry.text), entry.label.as_ref(), entry.column.as_ref()].into_iter().flatten();
    let above = outline.above(index).next().map(|at| &outline.entries[at]);
    let above = above.map(|e| e.label.as_ref().unwrap_or(&e.text));
    own.chain(above).any(|text| ends::speaks_of_scaling(&text.plain))
}

/// Whether an entry says which version something is: by its label, or by the header of its column.
fn is_version(entry: &Entry) -> bool {
    [&entry.label, &entry.column].into_iter().flatten().any(|text| {
        let name = fold(text.plain.trim_matches(|c: char| !c.is_alphanumeric()));
        words::VERSION.contains(&name.as_str())
    })
}

/// Whether an entry says how many of something there are, by its header or its key alone.
fn counts_units(entry: &Entry) -> bool {
    let named = entry.column.as_ref().or(entry.label.as_ref());
    named.is_some_and(|text| {
        costs::QUANTITY.contains(&fold(text.plain.trim_matches(|c: char| !c.is_alphanumeric())).as_str())
    })
}

/// "18% acima de 1 milhão/mês": from which number on the share that stands before it, up to `share`, holds.
fn bounds_a_share(quantity: &Quantity, share: Option<usize>) -> bool {
    let bound = matches!(quantity.relation, Relation::More | Relation::AtLeast | Relation::Less | Relation::AtMost);
    bound && share.is_some_and(|end| end <= quantity.range.start)
}

/// Whether a key says how many there are of what it stands under, or in which case.
fn counts_the_above(key: &str) -> bool {
    let counting = [machines::HOW_MANY, machines::WHEN];
    title_words(key).iter().all(|word| {
        counting.iter().any(|list| list.contains(&word.as_str())) || word.chars().any(|c| c.is_ascii_digit())
    })
}

/// `1.3` behind "Version": a name, not a number of anything.
fn names_a_version(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Bare && quantity.per.is_none()
}

/// `support_5k_concurrent_users`
fn is_slug(text: &str) -> bool {
    let text = text.trim();
    text.matches('_').count() >= 2 && !text.contains(|c: char| c.is_whitespace() || c.is_uppercase())
}

fn placed(quantity: Quantity, text: &Inline, part: Part, habits: Habits) -> Measure {
    Measure {
        notation: Notation::of(&quantity, &text.plain, habits),
        span: text.span_of(quantity.range.clone()),
        figure: text.span_of(quantity.figure.clone()),
        quantity,
        part,
        unit_from: None,
        per_from: None,
        statistic_from: None,
    }
}

/// Whether something about the quantity may still come from its surroundings.
fn is_open(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Bare || quantity.per.is_none() || quantity.statistic.is_none()
}

/// What a key itself decides about the numbers behind it.
fn apply_key(outline: &Outline, index: usize, key: &Inline, measures: &mut Vec<Measure>, habits: Habits) {
    if keys::names_something(&key.plain) {
        // `port: 8080` counts nothing; `cdn_ip: R$ 20/mês` still is money.
        let counts = |q: &Quantity| match &q.unit {
            Unit::Bare => q.per.is_some(),
            Unit::Count(Entity::Thing(_)) => q.per.is_some(),
            _ => true,
        };
        measures.retain(|m| m.part != Part::Text || counts(&m.quantity));
        return;
    }
    let above = outline.above(index).next().and_then(|above| outline.entries[above].label.as_ref());
    let unit = keys::unit(&key.plain, above.map(|l| l.plain.as_str())).or_else(|| policy_unit(outline, index, key));
    let Some(unit) = unit else { return };
    let counts = matches!(&unit, Unit::Count(entity) if entity.is_machine());
    let in_a_bill = counts && outline.entries[index].sections.contains(SectionKind::Costs);
    if in_a_bill && billed::is_among_amounts(outline, index, habits) {
        return;
    }
    for measure in measures.iter_mut().filter(|m| m.part == Part::Text) {
        let quantity = &mut measure.quantity;
        let thousandths = unit == Unit::Cores && quantity.unit == Unit::Duration(TimeUnit::Minute);
        if quantity.unit != Unit::Bare && !thousandths {
            continue;
        }
        if thousandths {
            // `cpu: 500m` is half a core.
            let scaled = |n: Decimal| n.checked_mul(Decimal::new(1, 3));
            quantity.interval =
                Interval { low: quantity.interval.low.and_then(scaled), high: quantity.interval.high.and_then(scaled) };
            quantity.step = scaled(quantity.step).unwrap_or(quantity.step);
        }
        quantity.ambiguous = false;
        quantity.unit = unit.clone();
        measure.unit_from = Some(key.span);
    }
}

/// "Pool: 20" of what is named after a database: in its row, or under it. A pool alone may be one of anything.
fn is_pool_of_database(outline: &Outline, index: usize) -> bool {
    /// How far above the database is named at most.
    const NEAR: usize = 2;
    let entry = &outline.entries[index];
    let is_pool = |name: &Inline| matches!(name.words(), [one] if one == "pool");
    let is_database = |name: &Inline| name.words().iter().any(|word| words::DATABASES.contains(&word.as_str()));
    let label = entry.label.as_ref();
    if entry.kind == Kind::Cell {
        let names = [label, entry.column.as_ref()];
        return names.iter().flatten().any(|name| is_pool(name))
            && names.iter().flatten().any(|name| is_database(name));
    }
    let over = |at: usize| {
        let above = &outline.entries[at];
        above.label.as_ref().is_some_and(is_database) || is_database(&above.text)
    };
    label.is_some_and(is_pool) && outline.above(index).take(NEAR).any(over)
}

/// "RPO: 0", "RPO 0 e RTO de 15 min": none is a time in every unit.
fn nothing_lost(measures: &mut [Measure], entry: &Entry) {
    let names = |word: &str| matches!(word, "rpo" | "rto");
    let zero =
        |m: &&mut Measure| m.quantity.unit == Unit::Bare && m.quantity.interval == Interval::point(Decimal::ZERO);
    for measure in measures.iter_mut().filter(|m| m.part == Part::Text).filter(zero) {
        let before = entry.text.plain.get(..measure.quantity.range.start).unwrap_or("");
        let said = folded_words(before).last().is_some_and(|word| names(&word));
        let label = || entry.label.as_ref().is_some_and(|label| label.words().iter().any(|word| names(word)));
        if said || before.trim().is_empty() && label() {
            measure.quantity.unit = Unit::Duration(TimeUnit::Second);
        }
    }
}

/// `target_cpu: 65`: a bare number behind the name of a target is the share of the resource in use.
fn uses(measures: &mut [Measure], from: Span, scales: impl Fn() -> bool) {
    let share = |m: &Measure| {
        let value = m.quantity.interval.low.or(m.quantity.interval.high);
        value.is_some_and(|value| value >= Decimal::TEN && value <= Decimal::ONE_HUNDRED)
    };
    let bare = |m: &Measure| m.part == Part::Text && m.quantity.unit == Unit::Bare && m.quantity.per.is_none();
    if !measures.iter().any(|m| bare(m) && share(m)) || !scales() {
        return;
    }
    for measure in measures.iter_mut().filter(|m| bare(m) && share(m)) {
        measure.quantity.unit = Unit::Percent(PercentKind::Utilisation);
        measure.quantity.ambiguous = false;
        measure.unit_from = Some(from);
    }
}

/// Whether a text opens with two numbers and a slash under a label or a header that names both ends: "3/12" behind "mín/máx".
fn stands_under_both_ends(entry: &Entry) -> bool {
    let text = entry.text.plain.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let slashed = rest.len() < text.len() && rest.trim_start().starts_with('/');
    let named = [entry.label.as_ref().filter(|_| entry.kind != Kind::Cell), entry.column.as_ref()];
    slashed && named.into_iter().flatten().any(|name| ends::names_both_ends(&name.plain))
}

/// The numbers of a text that is read as if the name of both ends stood in it.
fn both_ends(text: &str, habits: Habits) -> Vec<Quantity> {
    const NAME: &str = "min/max ";
    let back =
        |range: &std::ops::Range<usize>| range.start.saturating_sub(NAME.len())..range.end.saturating_sub(NAME.len());
    let read = parse::read(&format!("{NAME}{text}"), habits).into_iter();
    read.map(|q| Quantity { range: back(&q.range), figure: back(&q.figure), ..q }).collect()
}

/// `value: 100` beside `type: Percent`, in a scaling policy.
fn policy_unit(outline: &Outline, index: usize, key: &Inline) -> Option<Unit> {
    /// Keys of a policy: type, value, periodSeconds.
    const SIBLINGS: usize = 4;
    if key.plain.trim() != "value" {
        return None;
    }
    let parent = outline.entries[index].parent;
    let near = index.saturating_sub(SIBLINGS)..(index + SIBLINGS).min(outline.entries.len());
    outline.entries[near]
        .iter()
        .filter(|e| e.parent == parent && e.label.as_ref().is_some_and(|l| l.plain.trim() == "type"))
        .find_map(|e| keys::policy_unit(&e.text.plain))
}

/// What a text is to the numbers under it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sort {
    /// It says what they are.
    Label,
    /// It names what they are about.
    Name,
    /// It is the title of a section, or of the document.
    Title,
}

/// Cells that say how many replicas of a component there are at least and at most: tables with both columns, and one of
/// what each of them has.
fn ends_of_fleets(outline: &Outline) -> HashSet<usize> {
    const HAS: &[&str] = &["cpu", "vcpu", "cpus", "vcpus", "ram", "memoria", "memory", "mem"];
    let mut cells = HashSet::new();
    for grid in &outline.tables {
        let named = |stem: &str, at: usize| {
            let mut words = grid.header.get(at).into_iter().flat_map(|header| folded_words(&header.plain));
            words.next().is_some_and(|word| word.starts_with(stem)) && words.next().is_none()
        };
        let of = |stem: &str| (0..grid.header.len()).find(|&at| named(stem, at));
        let sized = grid.header.iter().any(|h| has(&h.plain, HAS));
        if let Some(both) = (0..grid.header.len()).find(|&at| sized && ends::names_both_ends(&grid.header[at].plain)) {
            cells.extend(grid.rows.iter().filter_map(|row| row.get(both)));
        }
        if let (Some(least), Some(most), true) = (of("min"), of("max"), sized) {
            let ends = grid.rows.iter().flat_map(|row| [row.get(least), row.get(most)]);
            cells.extend(ends.flatten().copied());
        }
    }
    cells
}

/// Whether an entry stands under a title, or a header, that is over promises: "SLOs".
fn stands_under_promises(outline: &Outline, index: usize) -> bool {
    let promises = |title: &Inline| title_words(&title.plain).iter().any(|w| targets::PROMISES.contains(&w.as_str()));
    let column = outline.entries[index].column.as_ref();
    let heading = || outline.above(index).map(|at| &outline.entries[at]).find(|above| above.kind == Kind::Heading);
    column.is_some_and(promises) || heading().is_some_and(|heading| promises(&heading.text))
}

/// Which entries are cells of tables of two columns: there a row is a label and its value, as a bullet is.
fn paired(outline: &Outline) -> Vec<bool> {
    let mut paired = vec![false; outline.entries.len()];
    for grid in outline.tables.iter().filter(|grid| grid.header.len() == 2) {
        grid.rows.iter().flatten().for_each(|&cell| paired[cell] = true);
    }
    paired
}

fn states_a_price(label: &str, habits: Habits) -> bool {
    let priced = |q: &Quantity| matches!(q.unit, Unit::Money(_));
    label.contains(|c: char| c.is_ascii_digit()) && parse::read(label, habits).iter().any(priced)
}

/// `cpu: { requests: 0.5, limits: 2 }`: what is requested is processor time, not requests.
fn is_resource_bound(outline: &Outline, index: usize) -> bool {
    let named = |i: usize, names: &[&str]| {
        let label = outline.entries[i].label.as_ref();
        label.is_some_and(|l| names.contains(&l.plain.trim().to_ascii_lowercase().as_str()))
    };
    named(index, &["requests", "limits", "request", "limit"])
        && outline.entries[index].parent.is_some_and(|p| named(p, &["cpu", "memory", "resources", "storage"]))
}

/// What `sources` say about a number that may stand in a later sentence than the first: "Usuários: 38.000. Porteiros:
/// 650" counts others, and what was the mean in one sentence is not in the next.
fn of_own_sentence<'s>(
    entry: &Entry,
    quantity: &Quantity,
    sources: &'s [(Implied, Span)],
    habits: Habits,
) -> Cow<'s, [(Implied, Span)]> {
    let said = Cow::Borrowed(sources);
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
    let mut sources = said.into_owned();
    for (implied, _) in sources.iter_mut().filter(|(_, span)| *span == label.span) {
        // "Custo por pedido: R$ 0,05. Meta: R$ 0,03" still is per order; "3 réplicas" are not.
        let each = implied.each.clone().filter(|_| matches!(quantity.unit, Unit::Money(_) | Unit::Bare));
        *implied = own.clone().unwrap_or(Implied { statistic: None, each, ..implied.clone() });
    }
    // Where the label implied nothing the sentence may.
    if let Some(own) = own.filter(|own| *own != Implied::default() && sources.iter().all(|(_, s)| *s != label.span)) {
        sources.insert(0, (own, label.span));
    }
    Cow::Owned(sources)
}

/// Whether a number that says which figure it is takes that of the label from those behind it: a mean after a peak; but
/// rates behind a percentile still are those of the peak.
fn replaces(own: Statistic, of_label: Statistic) -> bool {
    let percentile = |statistic| matches!(statistic, Statistic::Percentile(_));
    own != of_label && (percentile(of_label) || !percentile(own))
}

/// The name before a number that sets it in code: `pool_size=6`, `--workers 3`.
fn setting<'e>(entry: &'e Entry, quantity: &Quantity) -> Option<&'e str> {
    let before = entry.text.plain.get(..quantity.figure.start)?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let (before, assigned) = match before.strip_suffix('=') {
        Some(before) => (before, true),
        None => (before.strip_suffix(' ')?, false),
    };
    let name = &before[before.trim_end_matches(is_name).len()..];
    let option = name.strip_prefix("--");
    let name = option.unwrap_or(name);
    (assigned || option.is_some()).then_some(name).filter(|name| name.starts_with(char::is_alphabetic))
}

/// `pool_timeout=20` under "Connection pool" is no number of connections: the name before the sign says how long.
fn sets_a_time(entry: &Entry, quantity: &Quantity) -> bool {
    const TIMES: &[&str] =
        &["timeout", "recycle", "ttl", "interval", "delay", "lifetime", "wait", "idle", "sleep", "age"];
    let name = entry.text.plain.get(..quantity.figure.start).and_then(|before| before.strip_suffix('='));
    let name = name.map_or("", |before| before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""));
    name.split('_').any(|word| TIMES.contains(&word.to_ascii_lowercase().as_str()))
}

/// Where the result begins of the calculation in which a number is multiplied or divided: of both of "3 × 40 = 120".
fn result_of(text: &str, quantity: &Quantity) -> Option<usize> {
    const SIGNS: [char; 4] = ['×', '*', '÷', '/'];
    let (before, behind) = (text.get(..quantity.range.start), text.get(quantity.range.end..));
    let (before, behind) = (before.unwrap_or("").trim_end(), behind.unwrap_or("").trim_start());
    let spelled = before.ends_with(" x") || behind.starts_with("x ");
    let joined = spelled || before.ends_with(SIGNS) || behind.starts_with(SIGNS);
    let equals = text.get(quantity.range.end..).and_then(|behind| behind.find(['=', '≈'])).filter(|_| joined)?;
    Some(quantity.range.end + equals)
}

/// Whether a text is too long for every number to look at all of it.
fn is_long(entry: &Entry) -> bool {
    const LONG: usize = 1_500;
    entry.text.plain.len() + entry.label.as_ref().map_or(0, |label| label.plain.len()) > LONG
}

/// Whether what stands before a colon is short enough for a label.
fn names_an_amount(name: &str) -> bool {
    const LONGEST: usize = 5;
    name.split_whitespace().count() <= LONGEST && !name.contains(|c: char| c.is_ascii_digit())
}

/// "Migração (uma vez só): R$ 38.000" under "Custos mensais": whether an amount is paid once.
pub fn is_paid_once(entry: &Entry, quantity: &Quantity) -> bool {
    static ONCE: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists([((), costs::ONCE)]));
    if is_long(entry) {
        return false;
    }
    let own = statement(&entry.text.plain, &quantity.range);
    let label = entry.label.as_ref().filter(|_| own.start == 0).map_or("", |label| label.plain.as_str());
    let mut said: Vec<Word> = folded_words(label).collect();
    if said.iter().any(|word| costs::SET_UP.contains(&word.as_str())) {
        return true;
    }
    said.extend(folded_words(entry.text.plain.get(own).unwrap_or("")));
    ONCE.say(&said, ())
}

/// The sentence of a number, cut at its semicolons and where its line ends.
fn statement(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let own = sentence(text, range);
    let before = text.get(own.start..range.start).and_then(|before| before.rfind([';', '\n']));
    let behind = text.get(range.end..own.end).and_then(|behind| behind.find([';', '\n']));
    before.map_or(own.start, |at| own.start + at + 1)..behind.map_or(own.end, |at| range.end + at)
}

/// Whether a cell names its row, in a column that says when: "Ano", "Período".
fn names_rows_by_time(entry: &Entry) -> bool {
    let header = |column: &Inline| column.words().iter().all(|word| scenarios::OVER_TIMES.contains(&word.as_str()));
    entry.kind == Kind::Cell && entry.label.is_none() && entry.column.as_ref().is_some_and(header)
}

/// Money under "Mês" and "Ano", or behind them, is per month and per year.
fn per_column(measure: &mut Measure, entry: &Entry) {
    let own = entry.label.as_ref().filter(|_| !matches!(entry.kind, Kind::Cell | Kind::Key));
    let Some(name) = entry.column.as_ref().or(own) else { return };
    let money = matches!(measure.quantity.unit, Unit::Money(_));
    if money && measure.quantity.per.is_none() && measure.quantity.each.is_none() {
        let plain = name.plain.split('(').next().unwrap_or("");
        measure.quantity.per = costs::period_column(&fold(plain.trim()));
        measure.per_from = measure.quantity.per.map(|_| name.span);
    }
}

/// "p95 do checkout | > 1,2 s | 5 min": under "Janela", as behind `window:`, stands for how long, which is no percentile
/// of anything.
fn of_window(measure: &mut Measure, entry: &Entry) {
    let key = entry.label.as_ref().filter(|_| entry.kind == Kind::Key);
    let (Unit::Duration(unit), Some(name)) = (&measure.quantity.unit, entry.column.as_ref().or(key)) else { return };
    if measure.statistic_from.is_none() || measure.statistic_from == Some(name.span) {
        return;
    }
    let may_be = || has(&name.plain, words::HOW_LONG);
    if words::names_a_window(&name.plain) || *unit >= TimeUnit::Minute && may_be() {
        measure.quantity.statistic = None;
        measure.statistic_from = None;
    }
}

/// "Error ratio: < 0.1% of requests": what is behind says of how many, the label what share of them.
fn of_ratio(measure: &mut Measure, entry: &Entry, sources: &[(Implied, Span)]) {
    let label = entry.label.as_ref().filter(|_| entry.kind != Kind::Cell).map(|label| label.span);
    let said = sources.iter().find(|(_, span)| Some(*span) == label).and_then(|(implied, _)| implied.unit.as_ref());
    let low = measure.quantity.bounds().low.is_none_or(|low| low < Decimal::from(50));
    if let (Unit::Percent(PercentKind::Share), Some(Unit::Percent(PercentKind::ErrorRate)), true) =
        (&measure.quantity.unit, said, low)
    {
        measure.quantity.unit = Unit::Percent(PercentKind::ErrorRate);
    }
}

/// Decides again about the only mark of a number whose unit is known by now.
fn settle(measure: &mut Measure, text: &Inline, habits: Habits) {
    let quantity = &mut measure.quantity;
    let before = quantity.interval;
    parse::settle(quantity, text.plain.get(quantity.figure.clone()).unwrap_or(""), habits);
    if quantity.interval != before {
        measure.notation = Notation::of(quantity, &text.plain, habits);
    }
}

/// The power of ten that the nearest of `sources` which says something of the unit gives to a bare number: a whole
/// column in thousands. What has a "k" or "mil" of its own, and what counts something else, is left alone.
fn scale(measure: &Measure, figure: &str, column: Option<Span>, sources: &[(Implied, Span)]) -> Option<u32> {
    if figure.contains(char::is_alphabetic) {
        return None;
    }
    let quantity = &measure.quantity;
    let money = matches!(quantity.unit, Unit::Money(_));
    // "R$/mês" over a column under "Custos (R$ mil)" takes nothing back; "(R$)" in the name of a row does.
    let speaks = |(implied, span): &&(Implied, Span)| match &implied.unit {
        Some(Unit::Money(_)) => money && (implied.scale.is_some() || implied.written_out && column != Some(*span)),
        Some(Unit::Count(_)) => !money && implied.unit.as_ref() == Some(&quantity.unit),
        _ => implied.scale.is_some() && (money || quantity.unit == Unit::Bare),
    };
    let (said, _) = sources.iter().find(speaks)?;
    // "Custo por usuário" under "R$ mil" is none of those thousands.
    said.scale.filter(|_| quantity.each == said.each)
}

/// The power of ten that the header or a title in thousands gives to an amount in a cell that carries its sign once more,
/// "R$ 120" under "Custo (R$ mil)", and who says so.
fn scale_of_signed(measure: &Measure, figure: &str, entry: &Entry, sources: &[(Implied, Span)]) -> Option<(u32, Span)> {
    let quantity = &measure.quantity;
    let whole = entry.text.plain.trim().len() == quantity.figure.len();
    let multiplied = figure.trim_end().ends_with(char::is_alphabetic);
    if entry.kind != Kind::Cell || !whole || multiplied || !matches!(quantity.unit, Unit::Money(_)) {
        return None;
    }
    let (said, from) = sources.iter().find(|(implied, _)| implied.unit.is_some())?;
    let scale = said.scale.filter(|_| said.unit.as_ref() == Some(&quantity.unit) && quantity.each == said.each)?;
    Some((scale, *from))
}

fn multiply(measure: &mut Measure, exponent: u32, habits: Habits) {
    let quantity = &mut measure.quantity;
    let Some(factor) = 10_i64.checked_pow(exponent).map(Decimal::from) else { return };
    if let (Some(interval), Some(step)) = (quantity.interval.scale(factor), quantity.step.checked_mul(factor)) {
        quantity.interval = interval;
        quantity.step = step;
        measure.notation = measure.notation.clone().scaled(exponent, habits.language);
    }
}

fn inherit(measure: &mut Measure, sources: &[(Implied, Span)]) {
    let mut fraction = false;
    for (implied, span) in sources {
        let before = &measure.quantity;
        // A word that suggests a percentage ("uso") takes nothing away from a number with another unit: "uso no pico:
        // 40 req/s" still is the peak.
        let suggested = matches!(implied.unit, Some(Unit::Percent(_))) && !implied.written_out;
        let other = !matches!(before.unit, Unit::Bare | Unit::Percent(_));
        // `monthly: 700` under `workers` is what they cost, or do, not how many there are.
        let machines = matches!(&implied.unit, Some(Unit::Count(entity)) if entity.is_machine());
        let paid = machines && before.unit == Unit::Bare && measure.per_from.is_some();
        let after = if suggested && other || paid || fraction {
            before.under(&Implied { unit: None, ..implied.clone() })
        } else {
            before.under(implied)
        };
        let new = |changed: bool, from: &mut Option<Span>| {
            if changed && from.is_none() {
                *from = Some(*span);
            }
        };
        // `minimum_utilization: 0.5` under "costs" is no money.
        fraction |= suggested && after.unit == Unit::Bare && after.ambiguous && !before.ambiguous;
        new(before.unit != after.unit, &mut measure.unit_from);
        new(before.per != after.per, &mut measure.per_from);
        new(before.statistic != after.statistic, &mut measure.statistic_from);
        measure.quantity = after;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The units and values left of a bare number behind a key, which stands under others.
    fn read(above: &str, key: &str, value: &str, unit: Unit) -> Vec<(Unit, String)> {
        let mut outline = Outline::default();
        let entry = |label: &str, text: &str, parent| Entry {
            kind: Kind::Key,
            parent,
            label: Some(Inline::verbatim(label, 0)),
            text: Inline::verbatim(text, 20),
            ..Entry::default()
        };
        outline.entries = vec![entry(above, "", None), entry("type", "Percent", Some(0)), entry(key, value, Some(0))];
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        let quantity = Quantity {
            interval: Interval::point(digits.parse().unwrap()),
            relation: crate::quantity::Relation::Equal,
            approximate: false,
            step: Decimal::ONE,
            ambiguous: true,
            unit,
            per: None,
            each: None,
            statistic: None,
            increment: false,
            range: 0..value.len(),
            figure: 0..digits.len(),
        };
        let mut measures = vec![placed(quantity, &outline.entries[2].text, Part::Text, Habits::default())];
        let label = outline.entries[2].label.clone().unwrap();
        apply_key(&outline, 2, &label, &mut measures, Habits::default());
        measures
            .into_iter()
            .map(|m| (m.quantity.unit, m.quantity.interval.low.unwrap().normalize().to_string()))
            .collect()
    }

    #[test]
    fn ports_and_images_count_nothing() {
        assert_eq!(read("ports", "containerPort", "8080", Unit::Bare), []);
        assert_eq!(read("containers", "image", "7-alpine", Unit::Count(Entity::Thing("alpine".to_owned()))), []);
    }

    #[test]
    fn money_behind_a_name_is_still_money() {
        let money = Unit::Money(crate::quantity::Currency::Brl);
        assert_eq!(read("custos", "ip", "R$ 20", money.clone()), [(money, "20".to_owned())]);
    }

    #[test]
    fn a_processor_request_in_thousandths_is_in_cores() {
        let minutes = Unit::Duration(TimeUnit::Minute);
        assert_eq!(read("requests", "cpu", "500m", minutes), [(Unit::Cores, "0.5".to_owned())]);
        assert_eq!(read("limits", "cpu", "2", Unit::Bare), [(Unit::Cores, "2".to_owned())]);
        assert_eq!(read("alerts", "cpu", "80", Unit::Bare), [(Unit::Bare, "80".to_owned())]);
    }

    #[test]
    fn keys_of_kubernetes_give_bare_numbers_their_unit() {
        let unit = |key| read("behavior", key, "60", Unit::Bare)[0].0.clone();
        assert_eq!(unit("stabilizationWindowSeconds"), Unit::Duration(TimeUnit::Second));
        assert_eq!(unit("averageUtilization"), Unit::Percent(crate::quantity::PercentKind::Utilisation));
        assert_eq!(unit("maxReplicas"), Unit::Count(Entity::Replica));
        assert_eq!(unit("value"), Unit::Percent(crate::quantity::PercentKind::Share));
        assert_eq!(unit("threshold"), Unit::Bare);
    }
}
