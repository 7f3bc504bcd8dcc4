//! What was understood, for programs: the typed model, with types of its own like the report of `check`.

use std::io::{self, Write};

use crate::derived::{self, Derived};
use crate::extract::Part;
use crate::model::{self, Addend, Canvas, Fact, ScenarioKind, Word};
use crate::quantity::{Interval, Unit};
use crate::report::Report;
use crate::report::inspect::{names, wire};
use crate::source::{Source, Span, Spanned};
use crate::words::Language;
use rust_decimal::Decimal;

/// Writes what was understood as one JSON object. Messages are in `language`, or in that of the canvas.
///
/// # Errors
/// Those of `out`.
pub fn render(source: &Source, report: &Report, language: Option<Language>, out: &mut dyn Write) -> io::Result<()> {
    let language = language.unwrap_or(report.canvas.language);
    let understood = Reader { source, canvas: &report.canvas }.understood(report, language);
    serde_json::to_writer_pretty(&mut *out, &understood).map_err(io::Error::from)?;
    writeln!(out)
}

/// The JSON Schema of what is written, as it is checked in.
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<wire::Understood>();
    format!("{:#}\n", serde_json::Value::from(schema))
}

/// A canvas and the text its places are in.
struct Reader<'a> {
    source: &'a Source,
    canvas: &'a Canvas,
}

impl<'a> Reader<'a> {
    fn understood(&self, report: &'a Report, language: Language) -> wire::Understood<'a> {
        let canvas = self.canvas;
        wire::Understood {
            version: 1,
            path: self.source.name(),
            title: canvas.title.as_ref().map(|title| title.value.as_str()),
            language: canvas.language.code(),
            recognised: canvas.recognised,
            unfilled: canvas.unfilled,
            metadata: wire::Metadata {
                owner: canvas.metadata.owner.as_ref().map(|w| self.words(w)),
                date: canvas.metadata.date.as_ref().map(|w| self.words(w)),
                version: canvas.metadata.version.as_ref().map(|w| self.words(w)),
            },
            sections: canvas.sections.iter().map(|s| self.section(s)).collect(),
            scenarios: canvas.scenarios.iter().map(|s| self.scenario(s)).collect(),
            quantities: canvas.facts.iter().map(|f| self.quantity(f)).collect(),
            unreadable: canvas.unreadable.iter().map(|u| self.unreadable(u)).collect(),
            sums: canvas.sums.iter().map(|s| self.sum(s)).collect(),
            calculations: canvas.calculations.iter().map(|c| self.calculation(c)).collect(),
            growth: canvas
                .growth
                .iter()
                .map(|growth| wire::Growth {
                    subject: growth.subject.iter().map(Word::as_str).collect(),
                    from: growth.from,
                    to: growth.to,
                    before: bounds(&growth.before),
                    after: bounds(&growth.after),
                })
                .collect(),
            untotalled_costs: canvas
                .costs
                .untotalled
                .iter()
                .map(|u| wire::Untotalled { items: u.items.iter().map(|t| self.term(t)).collect(), sums: &u.sums })
                .collect(),
            has_cost_total: canvas.costs.has_total,
            risks: canvas.risks.iter().map(|r| self.risk(r)).collect(),
            targets: canvas.targets.iter().filter_map(|t| self.target(t)).collect(),
            load_tests: canvas.load_tests.tests.iter().map(|t| self.load_test(t)).collect(),
            load_test_tools: canvas.load_tests.tools.iter().map(|w| self.words(w)).collect(),
            components: canvas.components.iter().map(|c| self.component(c)).collect(),
            placeholders: canvas.placeholders.iter().map(|w| self.words(w)).collect(),
            derived: derived::of(canvas).into_iter().map(|d| self.derived(d, language)).collect(),
            passes: report
                .outcomes
                .passes
                .iter()
                .map(|pass| wire::Verified {
                    rule: pass.rule,
                    line: self.line(pass.span),
                    message: pass.message.in_language(language),
                })
                .collect(),
            unchecked: report
                .outcomes
                .unchecked
                .iter()
                .map(|u| wire::Unchecked { rule: u.rule, message: u.missing.in_language(language) })
                .collect(),
        }
    }

    fn derived(&self, derived: Derived, language: Language) -> wire::Derived {
        wire::Derived {
            figure: derived.figure.code(),
            value: decimal(derived.value),
            unit: derived.figure.unit(),
            message: derived.message.in_language(language),
            formula: derived.formula,
            assuming: derived.assuming.iter().map(|message| message.in_language(language)).collect(),
            scenario_index: derived.scenario,
            line: self.line(derived.span),
            quantities: derived.from,
        }
    }

    fn line(&self, span: Span) -> u32 {
        self.source.place(span.start).line
    }

    fn words(&self, words: &'a Spanned<String>) -> wire::Words<'a> {
        wire::Words { text: &words.value, line: self.line(words.span) }
    }

    fn section(&self, section: &'a model::Section) -> wire::Section<'a> {
        wire::Section {
            section: section.kind.name(),
            title: &section.title.value,
            line: self.line(section.title.span),
            confidence: names::confidence(section.confidence).code,
            status: names::status(section.status).code,
        }
    }

    fn scenario(&self, scenario: &'a model::Scenario) -> wire::Scenario<'a> {
        let phase = match scenario.kind {
            ScenarioKind::Phase(n) => Some(n),
            _ => None,
        };
        wire::Scenario {
            name: &scenario.name.value,
            kind: names::scenario(scenario.kind).code,
            phase,
            months: scenario.kind.months(),
            population: scenario.population.as_ref().map(bounds),
            line: self.line(scenario.name.span),
        }
    }

    fn unreadable(&self, unreadable: &'a model::Unreadable) -> wire::Unreadable<'a> {
        wire::Unreadable {
            line: self.line(unreadable.text.span),
            text: &unreadable.text.value,
            section: unreadable.sections.iter().next().map(|kind| kind.name()),
            label: (!unreadable.label.is_empty()).then_some(unreadable.label.as_str()),
        }
    }

    fn quantity(&self, fact: &'a Fact) -> wire::Quantity<'a> {
        let quantity = &fact.quantity;
        let wire::Bounds { low, high } = bounds(&quantity.interval);
        let (start, end) = (self.source.place(fact.span.start), self.source.place(fact.span.end));
        let scenario = fact.scenario.and_then(|index| self.canvas.scenarios.get(index));
        let falls = quantity.interval.low.zip(quantity.interval.high).is_some_and(|(from, to)| from > to);
        let line = |span: Option<Span>| span.map(|span| self.line(span));
        wire::Quantity {
            line: start.line,
            column: start.column,
            text: &fact.written,
            low,
            high,
            unit: unit(&quantity.unit),
            per: quantity.per.map(|per| names::period(per).code),
            currency: match &quantity.unit {
                Unit::Money(currency) => Some(names::currency(*currency).0),
                _ => None,
            },
            statistic: quantity.statistic.map(names::statistic_code),
            scenario: scenario.map(|s| s.name.value.as_str()),
            entity: match &quantity.unit {
                Unit::Count(entity) => Some(names::entity_code(entity)),
                _ => None,
            },
            section: fact.sections.iter().next().map(|kind| kind.name()),
            label: (!fact.label.is_empty()).then_some(fact.label.as_str()),
            unit_kind: unit_kind(&quantity.unit),
            percent_of: match &quantity.unit {
                Unit::Percent(kind) => names::percent(*kind),
                _ => None,
            },
            each: quantity.each.as_ref().map(|each| wire::Each {
                count: decimal(each.count),
                entity: Some(names::entity_code(&each.entity)).filter(|code| !code.is_empty()),
            }),
            metric: names::metric(fact.metric).code,
            cost_role: fact.cost_role.map(names::cost_role),
            relation: names::relation(quantity.relation, falls),
            approximate: quantity.approximate,
            increment: quantity.increment,
            ambiguous: quantity.ambiguous,
            step: decimal(quantity.step),
            scenario_kind: scenario.map(|s| names::scenario(s.kind).code),
            scenario_index: fact.scenario,
            sections: fact.sections.iter().map(|kind| kind.name()).collect(),
            written_place: match fact.part {
                Part::Label => "label",
                Part::Text => "text",
                Part::Comment => "comment",
            },
            end_line: end.line,
            end_column: end.column,
            origins: wire::Origins {
                unit: line(fact.origins.unit),
                per: line(fact.origins.per),
                statistic: line(fact.origins.statistic),
                scenario: line(fact.origins.scenario),
            },
        }
    }

    fn sum(&self, sum: &'a model::Sum) -> wire::Sum<'a> {
        wire::Sum {
            total: self.term(&sum.total),
            terms: sum.terms.iter().map(|term| self.term(term)).collect(),
            computed: sum.computed().as_ref().map(bounds),
            slack: sum.slack().map(decimal),
            holds: sum.verdict(),
            costs: sum.costs,
        }
    }

    fn term(&self, term: &'a Addend) -> wire::Term<'a> {
        let place = self.source.place(term.span.start);
        let values = term.quantity.as_ref().map(|q| bounds(&q.interval));
        let (low, high) = values.map_or((None, None), |b| (b.low, b.high));
        wire::Term {
            label: &term.label,
            line: place.line,
            column: place.column,
            text: self.source.slice(term.span),
            low,
            high,
            unit: term.quantity.as_ref().map(|q| unit(&q.unit)),
        }
    }

    fn calculation(&self, calculation: &'a model::Calculation) -> wire::Calculation<'a> {
        let place = self.source.place(calculation.span.start);
        let verdicts = calculation.equation.verdicts();
        wire::Calculation {
            line: place.line,
            column: place.column,
            text: &calculation.written,
            expression: &calculation.expression,
            results: calculation
                .results
                .iter()
                .enumerate()
                .map(|(at, result)| wire::Outcome {
                    text: &result.written,
                    line: self.line(result.span),
                    holds: verdicts.get(at).copied().flatten(),
                })
                .collect(),
        }
    }

    fn risk(&self, risk: &'a model::Risk) -> wire::Risk<'a> {
        wire::Risk {
            line: self.line(risk.title.span),
            title: &risk.title.value,
            mitigation: risk.mitigation.as_ref().map(|m| self.words(m)),
            certain: risk.certain,
        }
    }

    fn target(&self, target: &model::Target) -> Option<wire::Target<'a>> {
        let fact = self.canvas.facts.get(target.fact)?;
        Some(wire::Target {
            role: names::role(target.role).code,
            quantity: target.fact,
            line: self.line(fact.span),
            text: &fact.written,
            window: target.window.as_ref().map(|window| {
                let wire::Bounds { low, high } = bounds(&window.interval);
                wire::Window { low, high, unit: unit(&window.unit) }
            }),
        })
    }

    fn load_test(&self, test: &'a model::LoadTest) -> wire::LoadTest<'a> {
        wire::LoadTest {
            name: &test.name.value,
            line: self.line(test.name.span),
            breaks: test.breaks,
            users: &test.users,
            rates: &test.rates,
            duration: test.duration,
            ramp: test.ramp,
            think: test.think,
        }
    }

    fn component(&self, component: &'a model::Component) -> wire::Component<'a> {
        wire::Component {
            name: &component.name.value,
            line: self.line(component.name.span),
            replicas: &component.replicas,
            capacity_each: &component.capacity_each,
            cores: &component.cores,
            sizes: &component.sizes,
            rates: &component.rates,
            connections: &component.connections,
            quantities: &component.facts,
        }
    }
}

/// Both ends, the lesser first.
fn bounds(interval: &Interval) -> wire::Bounds {
    let own = interval.ordered();
    wire::Bounds { low: own.low.map(decimal), high: own.high.map(decimal) }
}

fn decimal(value: Decimal) -> String {
    value.normalize().to_string()
}

fn unit(unit: &Unit) -> String {
    match unit {
        Unit::Bare => "none".to_owned(),
        Unit::Count(entity) => names::entity_code(entity),
        Unit::Money(_) => "money".to_owned(),
        Unit::Duration(time) => names::time(*time).code.to_owned(),
        Unit::Data(data) => names::data(*data),
        Unit::Percent(_) => "percent".to_owned(),
        Unit::Factor => "factor".to_owned(),
        Unit::Cores => "cores".to_owned(),
    }
}

fn unit_kind(unit: &Unit) -> &'static str {
    match unit {
        Unit::Bare => "none",
        Unit::Count(_) => "count",
        Unit::Money(_) => "money",
        Unit::Duration(_) => "duration",
        Unit::Data(_) => "data",
        Unit::Percent(_) => "percent",
        Unit::Factor => "factor",
        Unit::Cores => "cores",
    }
}
