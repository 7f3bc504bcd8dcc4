//! The canvas as types: plain data, made from an outline.

mod actions;

mod allowance;

mod assumptions;

mod backwards;

mod bill;
mod bill_rows;

mod ceiling;

mod calculation;

mod completion;

mod component;

mod contents;

mod connections;

mod cost_role;

mod costs;

mod decisions;

mod elsewhere;

mod excluded;

mod expressions;

mod expectations;

mod fact;

mod group;

mod headline;

mod instant;

mod load_profile;

mod link;

mod load_test;

mod matrix;

mod mention;

mod metadata;

mod metric;

mod nearby;

mod multiplied;

mod neighbours;

mod only;

mod phases;

mod products;

mod readings;

mod record;

mod recovery;

mod redundancy;

mod replicas;

mod rig;

mod risks;

mod rounded_days;

mod saying;

mod scaler;

mod scenario;

mod scope;

mod settings;

mod storage;

mod sum;

mod sums;

mod target;

mod unplaced;

mod unreadable;

mod volumes;

mod wording;

use crate::extract::prompt::{self, Nature};
use crate::extract::{Entry, Kind, Outline, vocabulary};
use crate::quantity::Habits;
use crate::source::{Damage, Source, Span, Spanned};
use crate::syntax::Problem;
use crate::words::Language;

pub use crate::canonical::UnknownKey;

pub use crate::extract::promql::Suspicion;
pub use crate::extract::vocabulary::Word;
pub use crate::extract::{Confidence, SectionKind};
pub use crate::model::actions::Repeated;
pub use crate::model::allowance::Allowance;
pub use crate::model::assumptions::Assumptions;
pub use crate::model::backwards::Backwards;
pub use crate::model::bill::{Bill, Budget, When};
pub use crate::model::calculation::{Calculation, Outcome};
pub use crate::model::ceiling::Ceiling;
pub use crate::model::completion::Completion;
pub use crate::model::component::Component;
pub use crate::model::connections::Connections;
pub use crate::model::contents::BrokenLink;
pub use crate::model::cost_role::CostRole;
pub use crate::model::costs::{Costs, Untotalled};
pub use crate::model::decisions::Split;
pub use crate::model::expectations::{Expectations, Limit};
pub use crate::model::expressions::{Expression, Expressions};
pub use crate::model::fact::{Fact, Origins};
pub use crate::model::group::{Group, Item};
pub use crate::model::headline::Headline;
pub use crate::model::link::Link;
pub use crate::model::load_profile::LoadProfile;
pub use crate::model::load_test::{LoadTest, LoadTests};
pub use crate::model::matrix::{Matrix, Row};
pub use crate::model::mention::{Mention, Topic, Topics};
pub use crate::model::metadata::Metadata;
pub use crate::model::metric::Metric;
pub use crate::model::neighbours::Neighbours;
pub(crate) use crate::model::only::only;
pub use crate::model::phases::PhaseSize;
pub use crate::model::products::Products;
pub use crate::model::recovery::Recovery;
pub use crate::model::redundancy::Redundancy;
pub use crate::model::replicas::ReplicaRange;
pub use crate::model::rig::{Health, Rig};
pub use crate::model::risks::{Bottleneck, Rating, Risk};
pub use crate::model::rounded_days::RoundedDays;
pub use crate::model::saying::Saying;
pub use crate::model::scaler::Scaler;
pub use crate::model::scenario::{Scenario, ScenarioKind};
pub use crate::model::scope::Scope;
pub use crate::model::settings::Setting;
pub use crate::model::storage::Storage;
pub use crate::model::sum::{Addend, Doubt, Sum};
pub use crate::model::target::{Role, Target};
pub use crate::model::unreadable::Unreadable;
pub use crate::model::volumes::{Growth, GrowthGoal, Load, State, Volume};
pub use crate::model::wording::{Alerts, Alternative, Baseless, Notations, Sizes, Wording};

/// A canvas.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    /// The language it is written in.
    pub language: Language,
    /// How it writes numbers.
    pub habits: Habits,
    /// What is taken for granted where it does not say.
    pub assumptions: Assumptions,
    /// What is expected of it from outside.
    pub expectations: Expectations,
    /// Findings that the author allows, in the order of the text.
    pub allowances: Vec<Allowance>,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Whether it looks like a canvas at all.
    pub recognised: bool,
    /// The first titles over numbers that name none of the eight sections.
    pub unplaced: Vec<Spanned<String>>,
    /// Whether it is the template, unfilled.
    pub unfilled: bool,
    /// What is said without saying how much, or which.
    pub wording: Wording,
    /// The sections that were found, in order of appearance; the same one may come more than once.
    pub sections: Vec<Section>,
    /// The sections that have no title, but are spoken of under other titles, with where.
    pub elsewhere: Vec<(SectionKind, Vec<Span>)>,
    /// Owner, date, version.
    pub metadata: Metadata,
    /// Every quantity, in order.
    pub facts: Vec<Fact>,
    /// What stands where a quantity is expected and could not be read.
    pub unreadable: Vec<Unreadable>,
    /// The states of the system that the quantities speak of.
    pub scenarios: Vec<Scenario>,
    /// Users, orders, requests per time: what is expected, by state of the system.
    pub volumes: Vec<Volume>,
    /// What belongs to each mean rate: the volume it is the mean of, its peak and peak factor.
    pub load_profiles: Vec<LoadProfile>,
    /// How many seconds the document takes a day for, where these are not 86,400.
    pub rounded_days: RoundedDays,
    /// The same volumes now and later.
    pub growth: Vec<Growth>,
    /// Whether the section on volumes gives reasons in words.
    pub growth_explained: bool,
    /// Whether the section on volumes says in words that something becomes less.
    pub fall_explained: bool,
    /// What the objective says about growth.
    pub growth_goals: Vec<GrowthGoal>,
    /// Every list, table or mapping that states its own total.
    pub sums: Vec<Sum>,
    /// Those whose terms are of several currencies or periods.
    pub mixed_sums: Vec<Sum>,
    /// Calculations written out.
    pub calculations: Vec<Calculation>,
    /// Ranges that run downwards.
    pub backwards: Vec<Backwards>,
    /// Figures that stand one behind the other in a line.
    pub neighbours: Vec<Neighbours>,
    /// Tables.
    pub tables: Vec<Matrix>,
    /// Lists and mappings.
    pub groups: Vec<Group>,
    /// Money.
    pub costs: Costs,
    /// For how many users, or of what else, each numbered phase is.
    pub phases: Vec<PhaseSize>,
    /// How many replicas of each component there are to be.
    pub replicas: Vec<ReplicaRange>,
    /// How autoscalers grow.
    pub scalers: Vec<Scaler>,
    /// Limits on the replicas of several components together.
    pub ceilings: Vec<Ceiling>,
    /// By what the data is split.
    pub splits: Vec<Split>,
    /// Expressions of alerts and dashboards.
    pub expressions: Expressions,
    /// Settings of components.
    pub settings: Vec<Setting>,
    /// Whether it says that it is done, and its boxes.
    pub completion: Completion,
    /// How much data may be lost, and how often it is copied.
    pub recovery: Recovery,
    /// Products that are named.
    pub products: Products,
    /// Actions that are planned for two times.
    pub repeated: Vec<Repeated>,
    /// What all of it costs per time.
    pub bills: Vec<Bill>,
    /// What all of it costs per user, order or request, as indices of `facts`.
    pub unit_costs: Vec<usize>,
    /// Amounts in headings, with the total under each.
    pub headlines: Vec<Headline>,
    /// What it may cost, by the objective.
    pub budgets: Vec<Budget>,
    /// What the lines of its sections say, in words.
    pub sayings: Vec<Saying>,
    /// Risks, with what is to be done about them.
    pub risks: Vec<Risk>,
    /// What is called a bottleneck.
    pub bottlenecks: Vec<Bottleneck>,
    /// What each line speaks of.
    pub mentions: Vec<Mention>,
    /// Parts of the infrastructure.
    pub components: Vec<Component>,
    /// Objectives, alerts, pass criteria, scaling triggers.
    pub targets: Vec<Target>,
    /// Disks, volumes and quotas of storage, with what is to be stored there.
    pub stores: Vec<Storage>,
    /// Limits of connections, with what is used of them.
    pub connections: Vec<Connections>,
    /// What is said about parts that may fail.
    pub redundancy: Redundancy,
    /// Network links, with what is to go over them.
    pub links: Vec<Link>,
    /// Load tests.
    pub load_tests: LoadTests,
    /// What they are run with.
    pub rig: Rig,
    /// Things still to be filled in.
    pub placeholders: Vec<Spanned<String>>,
    /// Instructions and examples of a template that were left in.
    pub template_texts: Vec<Span>,
    /// Links to headings that are not there.
    pub broken_links: Vec<BrokenLink>,
    /// What was wrong with the bytes.
    pub damage: Vec<Damage>,
    /// What is wrong with the form.
    pub problems: Vec<Problem>,
    /// Keys that the form it declares does not have.
    pub unknown_keys: Vec<UnknownKey>,
    /// The first line that says something; where findings about the whole document point.
    pub head: Span,
}

/// A section of a canvas.
#[derive(Clone, Debug)]
pub struct Section {
    /// Which.
    pub kind: SectionKind,
    /// How sure that is.
    pub confidence: Confidence,
    /// Its title.
    pub title: Spanned<String>,
    /// Title and content.
    pub span: Span,
    /// The first line of its content, or of the example that a template has in its place.
    pub content: Option<Span>,
    /// What is in it.
    pub status: Status,
    /// Whether it stands under the heading of a phase, and so is about that alone.
    pub of_phase: bool,
}

/// What is in a section; the better comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing.
    Empty,
    /// Only prompts and placeholders of a template.
    Placeholder,
    /// A reason why it does not apply.
    NotApplicable,
    /// Content.
    Present,
}

impl Section {
    /// Of several, the one of a kind that has most to say: by what is in it, then by how sure its title is.
    pub fn best(sections: &[Section], kind: SectionKind) -> Option<&Section> {
        let mut best: Option<&Section> = None;
        for section in sections.iter().filter(|s| s.kind == kind) {
            if best.is_none_or(|b| (section.status, section.confidence) > (b.status, b.confidence)) {
                best = Some(section);
            }
        }
        best
    }
}

impl Canvas {
    /// How many of the eight sections were found, empty or not, under titles that are at least as sure as `least`.
    pub fn sections_found(&self, least: Confidence) -> usize {
        let found = |kind| self.sections.iter().any(|s| s.kind == kind && s.confidence >= least);
        SectionKind::ALL.into_iter().filter(|&kind| found(kind)).count()
    }

    /// The section of a kind that has most to say: by what is in it, then by how sure its title is.
    pub fn section(&self, kind: SectionKind) -> Option<&Section> {
        Section::best(&self.sections, kind)
    }

    /// Where the document speaks of what a section that has no title is about; nowhere when it has one.
    pub fn elsewhere(&self, kind: SectionKind) -> &[Span] {
        self.elsewhere.iter().find(|(of, _)| *of == kind).map_or(&[], |(_, places)| places)
    }

    /// Whether it is a canvas with gaps rather than a capacity plan or a cost analysis: those have fewer sections under
    /// their own names, or under usual synonyms. Where sections are required, it is to have them.
    pub fn is_whole(&self) -> bool {
        const SECTIONS_OF_A_CANVAS: (usize, usize) = (4, 6);
        let (certain, likely) = (self.sections_found(Confidence::Certain), self.sections_found(Confidence::Likely));
        let found = certain >= SECTIONS_OF_A_CANVAS.0 || likely >= SECTIONS_OF_A_CANVAS.1;
        self.recognised && (found || self.expectations.required.is_some())
    }

    /// The section of a kind when it says something: with content, or with the worked example of a template, whose
    /// figures are checked as if they were the author's.
    pub fn written(&self, kind: SectionKind) -> Option<&Section> {
        self.section(kind).filter(|s| s.status == Status::Present || self.unfilled && s.content.is_some())
    }

    /// Whether a section is there and filled in, so that what it does not say is missing.
    pub fn is_filled(&self, kind: SectionKind) -> bool {
        self.recognised && self.written(kind).is_some()
    }

    /// Whether it is a template in which nothing has been written, not even examples.
    pub fn is_blank(&self) -> bool {
        self.unfilled && SectionKind::ALL.into_iter().all(|kind| self.written(kind).is_none())
    }

    /// What is spoken of in sections of a kind.
    pub fn topics_in(&self, kind: SectionKind) -> Topics {
        self.mentions_in(kind).fold(Topics::default(), |sum, mention| sum.with(mention.topics))
    }

    /// The lines in sections of a kind that speak of something.
    pub fn mentions_in(&self, kind: SectionKind) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |m| m.sections.contains(kind) && !m.is_title)
    }

    /// Whether any line speaks of a topic.
    pub fn speaks_of(&self, topic: Topic) -> bool {
        self.mentions.iter().any(|m| m.topics.contains(topic))
    }

    /// The quantities that stand in sections of a kind.
    pub fn facts_in(&self, kind: SectionKind) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |f| f.sections.contains(kind))
    }
}

/// Gives an outline its meaning.
pub fn read(outline: &Outline, source: &Source) -> Canvas {
    let sections: Vec<Section> = outline.sections.iter().map(|found| section(outline, found)).collect();
    let template_texts = template_texts(outline);
    let (facts, scenarios) = fact::read(outline);
    let asides = volumes::asides(outline);
    let volumes = volumes::read(outline, &facts, &scenarios, &asides);
    let (sums, mixed_sums) = sums::read(outline, bill_rows::read(outline));
    let replicas = replicas::read(outline, &facts, &asides);
    let calculations = calculation::read(outline);
    let (bills, budgets) = bill::read(outline, &facts, &scenarios, &asides);
    let mut canvas = Canvas {
        language: outline.language,
        habits: outline.habits,
        assumptions: Assumptions::default(),
        expectations: Expectations::default(),
        allowances: allowance::read(outline),
        title: outline.title.clone(),
        recognised: recognised(outline, &facts),
        unplaced: unplaced::read(outline),
        unfilled: unfilled(&sections, &template_texts),
        metadata: metadata::read(outline),
        components: component::read(outline, &facts),
        targets: target::read(outline, &facts, &scenarios),
        stores: storage::read(outline, &facts),
        links: link::read(outline, &facts),
        connections: connections::read(outline, &facts),
        redundancy: redundancy::read(outline),
        load_tests: load_test::read(outline, &facts),
        rig: rig::read(outline, source),
        phases: phases::read(outline, &facts, &scenarios, &asides),
        scalers: scaler::read(outline, &facts),
        ceilings: ceiling::read(outline, &facts, &replicas),
        replicas,
        splits: decisions::read(outline),
        expressions: expressions::read(outline),
        broken_links: contents::read(outline, source),
        settings: settings::read(outline, &facts),
        completion: completion::read(outline),
        recovery: recovery::read(outline, &facts),
        products: products::read(outline),
        repeated: actions::read(outline),
        bills,
        headlines: headline::read(outline, &facts),
        budgets,
        unit_costs: bill::unit_costs(outline, &facts),
        load_profiles: load_profile::read(outline, &facts, &volumes),
        growth: volumes::growth(&facts, &volumes),
        growth_explained: volumes::explained(outline),
        fall_explained: volumes::fall_explained(outline),
        growth_goals: volumes::goals(outline, &facts),
        volumes,
        rounded_days: rounded_days::read(outline, &facts, &calculations),
        calculations,
        backwards: backwards::read(outline),
        neighbours: neighbours::read(outline, &facts),
        tables: matrix::read(outline, &facts),
        groups: group::read(outline, &facts),
        unreadable: unreadable::read(outline),
        facts,
        scenarios,
        sums,
        mixed_sums,
        sayings: saying::read(outline),
        risks: risks::read(outline),
        bottlenecks: risks::bottlenecks(outline),
        mentions: mention::read(outline),
        placeholders: placeholders(outline),
        template_texts,
        damage: source.damage().to_vec(),
        unknown_keys: outline.unknown_keys.clone(),
        problems: outline.problems.clone(),
        head: head(outline),
        costs: costs::read(outline),
        sections,
        elsewhere: Vec::new(),
        wording: Wording::default(),
    };
    canvas.load_tests.rounds = load_test::rounds(&canvas.sayings);
    canvas.elsewhere = elsewhere::read(outline, &canvas);
    canvas.wording = wording::read(outline, &canvas.facts, &canvas.scenarios, &canvas.targets, &canvas.risks);
    canvas
}

fn section(outline: &Outline, found: &crate::extract::Found) -> Section {
    let filling = found.filling;
    // "Objetivo: aguentar 1.000 pedidos/s" says it in its title.
    let title = found.title.value.split_once(':').map_or("", |(_, said)| said);
    let status = if filling.content > 0 || title.contains(|c: char| c.is_ascii_digit()) {
        Status::Present
    } else if filling.not_applicable > 0 {
        Status::NotApplicable
    } else if filling.placeholders + filling.instructions + filling.examples > 0 {
        Status::Placeholder
    } else {
        Status::Empty
    };
    Section {
        kind: found.kind,
        confidence: found.confidence,
        title: found.title.clone(),
        span: found.span,
        content: found.content.or(found.example),
        status,
        of_phase: stands_under_a_phase(outline, found.entry),
    }
}

/// Whether a heading above an entry, but for the title of the document, is that of a phase: "Phase 1 (2026)", "Roadmap".
fn stands_under_a_phase(outline: &Outline, entry: usize) -> bool {
    const STEPS: &[&str] = &[
        "roadmap",
        "milestone",
        "milestones",
        "marco",
        "marcos",
        "hito",
        "hitos",
        "sprint",
        "sprints",
        "fases",
        "phases",
        "etapas",
        "stages",
        "trimestre",
        "quarter",
    ];
    let headings = outline.above(entry).map(|at| &outline.entries[at]).filter(|e| e.kind == Kind::Heading);
    let is_title = |heading: &Entry| outline.title.as_ref().is_some_and(|title| title.span == heading.text.span);
    headings
        .filter(|heading| !is_title(heading))
        .flat_map(|heading| heading.text.words())
        .any(|word| STEPS.contains(&word.as_str()) || vocabulary::scenarios::PHASE.contains(&word.as_str()))
}

/// What sections and title say for a document's being a canvas.
struct Signs {
    /// Whether it has most of the eight sections, some under their own names.
    sections: bool,
    /// How many of them are at least likely.
    likely: usize,
    /// Whether its title is about scale or capacity.
    plan: bool,
    /// Whether its title is about costs.
    costs: bool,
}

impl Signs {
    fn of(outline: &Outline) -> Signs {
        use crate::extract::vocabulary::{find_phrase, sections as titles, title_words};
        let distinct = |least: Confidence| {
            let found = |&k: &SectionKind| outline.sections.iter().any(|s| s.kind == k && s.confidence >= least);
            SectionKind::ALL.into_iter().filter(found).count()
        };
        let likely = distinct(Confidence::Likely);
        let title = outline.title.as_ref().map(|t| title_words(&t.value)).unwrap_or_default();
        let named = |phrases: &[&str]| phrases.iter().any(|phrase| find_phrase(&title, phrase).is_some());
        Signs {
            sections: distinct(Confidence::Certain) >= 2 && likely >= 5,
            likely,
            plan: named(titles::DOCUMENT_TITLES),
            costs: named(titles::COST_TITLES),
        }
    }
}

/// So many of the eight sections, by whatever name, make a canvas of what has its numbers.
const MOST: usize = 6;

/// Whether the sections and the title of a document leave open that it is a canvas; its numbers may still speak against
/// it.
pub fn may_be_canvas(outline: &Outline) -> bool {
    let signs = Signs::of(outline);
    outline.declared || signs.sections || signs.likely >= MOST || signs.plan || signs.costs
}

/// A canvas has most of the eight sections, some of them under their own names or all with the numbers of one; or its
/// title says that it is about scale or capacity, or about costs, and it has such numbers. A title alone is not enough:
/// trading accounts are scaled too.
fn recognised(outline: &Outline, facts: &[Fact]) -> bool {
    let signs = Signs::of(outline);
    let technical = facts.iter().filter(|f| f.metric.is_technical()).count();
    let money = facts.iter().filter(|f| matches!(f.metric, Metric::Cost | Metric::UnitCost)).count();
    signs.sections
        || (signs.likely >= MOST && technical >= 8)
        || (signs.plan && (signs.likely >= 3 || technical >= 5))
        || (signs.costs && money >= 10 && technical >= 10)
}

/// Most of its sections are what a template says, and nothing else.
fn unfilled(sections: &[Section], template_texts: &[Span]) -> bool {
    const PROMPTS_OF_A_TEMPLATE: usize = 3;
    let blank = sections.iter().filter(|s| s.status <= Status::Placeholder).count();
    (template_texts.len() >= PROMPTS_OF_A_TEMPLATE || blank >= PROMPTS_OF_A_TEMPLATE)
        && blank * 3 >= sections.len() * 2
        && !sections.is_empty()
}

/// Instructions and examples of a template. Examples without any instruction are the author's own.
fn template_texts(outline: &Outline) -> Vec<Span> {
    if !outline.entries.iter().any(|e| e.nature == Nature::Instruction) {
        return Vec::new();
    }
    let is_prompt = |e: &&Entry| matches!(e.nature, Nature::Instruction | Nature::Example);
    outline.entries.iter().filter(is_prompt).map(|e| e.span).collect()
}

fn placeholders(outline: &Outline) -> Vec<Spanned<String>> {
    outline
        .entries
        .iter()
        .filter(|e| e.kind != Kind::Code && e.kind != Kind::Line)
        .flat_map(|e| {
            // "Pending: billing" says what is pending; "[Name]: Ana" still is a template's.
            let open = |label: &&crate::syntax::Inline| {
                e.kind != Kind::Cell
                    && e.kind != Kind::Key
                    && (e.text.is_blank() || label.plain.contains(['[', '<', '{', '(']))
            };
            let of_label = e.label.iter().filter(open).filter_map(|label| Some((label, prompt::placeholder(label)?)));
            of_label.chain(e.placeholder.clone().map(|range| (&e.text, range)))
        })
        .map(|(text, range)| Spanned::new(text.plain[range.clone()].to_owned(), text.span_of(range)))
        .collect()
}

fn head(outline: &Outline) -> Span {
    match (&outline.title, outline.entries.first()) {
        (Some(title), _) => title.span,
        (None, Some(entry)) => entry.label.as_ref().map_or(entry.span, |l| l.span),
        (None, None) => Span::default(),
    }
}
