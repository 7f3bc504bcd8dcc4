//! What a section of a Markdown document says, in the fields of the canonical form.

use std::ops::Range;

use crate::convert::said::{Grid, Said};
use crate::convert::yaml::{Key, Yaml};
use crate::extract::vocabulary::fold;
use crate::model::{Canvas, Fact, Metric, ScenarioKind, SectionKind};
use crate::quantity::{Period, Unit};
use crate::source::{Source, Span};
use crate::syntax::{Block, Document, Table};
use crate::words::Text;

/// The fields of a section, and which lines they speak for.
#[derive(Clone, Debug, Default)]
pub(in crate::convert) struct Fields {
    value: Vec<Yaml>,
    keys: Vec<Key>,
    /// What stands above the columns of a table whose rows are keys.
    header: String,
    /// The lines that need not stand anywhere else.
    pub taken: Vec<Range<usize>>,
}

/// What of a section goes into fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convert) enum Reach {
    /// All that can be said by name or in a line.
    Everything,
    /// What has a name.
    Names,
    /// What has a field of its own.
    OwnFields,
}

/// A part of a document, with what is known of it.
pub(in crate::convert) struct Place<'a> {
    pub source: &'a Source,
    pub document: &'a Document,
    pub canvas: &'a Canvas,
    /// From its heading to the next.
    pub range: Range<usize>,
    pub kind: SectionKind,
}

impl Fields {
    /// Reads lists and tables of a section; nothing when no part of it has a field.
    pub(in crate::convert) fn of(place: &Place, reach: Reach) -> Option<Fields> {
        let mut fields = Fields::default();
        let inside = |block: &&Block| {
            let span = block.span().range();
            place.range.start <= span.start && span.end <= place.range.end
        };
        let first = place.document.blocks.partition_point(|block| block.span().range().start < place.range.start);
        for block in place.document.blocks[first..].iter().take_while(inside) {
            match block {
                Block::List(list) => {
                    for said in list.items.iter().filter_map(|item| Said::of(item, place.source)) {
                        fields.say(place.kind, &said, reach);
                    }
                }
                Block::Table(table) => fields.lay_out(place, table, reach),
                _ => {}
            }
        }
        (!fields.taken.is_empty()).then_some(fields)
    }

    /// The section as a key.
    pub(in crate::convert) fn into_key(self, name: &str, heading: &str) -> Key {
        let value = if self.keys.is_empty() { Yaml::List(self.value) } else { Yaml::Map(self.keys) };
        let said: Vec<&str> = [heading, &self.header].into_iter().filter(|words| !words.is_empty()).collect();
        Key::new(name, value).with_comment(&said.join(": "))
    }

    /// Costs with the currency and the period of their section, where all amounts have the same.
    pub(in crate::convert) fn with_basis(mut self, place: &Place) -> Option<Fields> {
        if place.kind != SectionKind::Costs {
            return None;
        }
        let inside = |span: Span| place.range.start <= span.range().start && span.range().end <= place.range.end;
        let amounts = || place.canvas.facts.iter().filter(|fact| inside(fact.span) && fact.metric == Metric::Cost);
        let first = &amounts().next()?.quantity;
        let (Unit::Money(currency), Some(per)) = (&first.unit, first.per) else { return None };
        let same = |fact: &Fact| fact.quantity.unit == first.unit && fact.quantity.per == first.per;
        let period = match per {
            Period::Month => PER_MONTH.in_language(place.canvas.language),
            Period::Year => PER_YEAR.in_language(place.canvas.language),
            _ => return None,
        };
        if !amounts().all(same) || !self.is_free("currency") || !self.is_free("period") {
            return None;
        }
        let code = Some(format!("{currency:?}").to_uppercase()).filter(|code| code.len() == 3);
        let mut basis = vec![Key::new("period", Yaml::Line(period.to_owned()))];
        basis.extend(code.map(|code| Key::new("currency", Yaml::Line(code))));
        basis.append(&mut self.keys);
        self.keys = basis;
        Some(self)
    }

    fn say(&mut self, kind: SectionKind, said: &Said, reach: Reach) {
        let done = match kind {
            SectionKind::Risks | SectionKind::Strategies => self.record(kind, said),
            SectionKind::Infrastructure => said
                .label
                .as_ref()
                .zip(said.value())
                .is_some_and(|(label, value)| matches!(value, Yaml::Line(_)) && self.put(Key::new(label, value))),
            _ => {
                let before = self.keys.clone();
                let all = parts(kind, said).iter().all(|part| self.named(kind, part, reach));
                if !all {
                    self.keys = before;
                }
                all || self.named(kind, said, reach)
            }
        };
        if done {
            self.taken.push(said.lines.clone());
        }
    }

    /// A field of its own by its name, else a line among the others.
    fn named(&mut self, kind: SectionKind, said: &Said, reach: Reach) -> bool {
        let own = said.label.as_deref().and_then(|label| field_name(kind, label));
        if let Some((field, rest)) = own
            && let Some(value) = said.value()
            && (matches!(value, Yaml::Line(_)) || takes_lines(field))
            && self.put(Key::new(field, value).with_comment(rest))
        {
            return true;
        }
        let reached = reach == Reach::Everything || reach == Reach::Names && said.label.is_some();
        let (true, Some(field), Some(item)) = (reached, rest_of(kind), said.item()) else { return false };
        match self.keys.iter_mut().find(|key| key.name == field) {
            Some(Key { value: Yaml::List(items), .. }) => items.push(item),
            Some(_) => return false,
            None => self.keys.push(Key::new(field, Yaml::List(vec![item]))),
        }
        true
    }

    /// A risk or a strategy: its parts by name where it has any, else a line.
    fn record(&mut self, kind: SectionKind, said: &Said) -> bool {
        let Some(main) = record_fields(kind).next() else { return false };
        let mut keys: Vec<Key> = Vec::new();
        let own = said.label.as_deref().and_then(|label| field_name(kind, label)).map(|(field, _)| field);
        match (&said.label, own) {
            (_, Some(field)) => keys.push(Key::new(field, Yaml::Line(said.text.clone()))),
            (Some(label), None) if said.text.is_empty() => keys.push(Key::new(main, Yaml::Line(label.clone()))),
            (Some(label), None) if kind == SectionKind::Strategies => {
                keys.push(Key::new(main, Yaml::Line(label.clone())));
                keys.push(Key::new("summary", Yaml::Line(said.text.clone())));
            }
            (Some(label), None) => keys.push(Key::new(main, Yaml::Line(format!("{label}: {}", said.text)))),
            (None, None) => keys.push(Key::new(main, Yaml::Line(said.text.clone()))),
        }
        for part in said.below.iter().flat_map(|below| parts(kind, below)) {
            let Some((field, "")) = part.label.as_deref().and_then(|label| field_name(kind, label)) else {
                return false;
            };
            if part.text.is_empty() || !part.below.is_empty() || keys.iter().any(|key| key.name == field) {
                return false;
            }
            keys.push(Key::new(field, Yaml::Line(part.text)));
        }
        let one = keys.len() == 1 && own.is_none();
        self.value.push(match keys.pop() {
            Some(Key { value, .. }) if one => value,
            last => Yaml::Map(keys.into_iter().chain(last).collect()),
        });
        true
    }

    fn lay_out(&mut self, place: &Place, table: &Table, reach: Reach) {
        let Some(grid) = Grid::of(table, place.source) else { return };
        let done = match place.kind {
            SectionKind::Risks | SectionKind::Strategies => match record_names(place.kind, &grid) {
                Some(names) => {
                    self.value.extend(grid.records(&names));
                    true
                }
                None => false,
            },
            SectionKind::Infrastructure => match grid.by_name() {
                // Of more columns each value bears the name of its own; of two the section says it, once.
                Some(rows)
                    if rows.iter().all(|row| self.is_free(&row.name))
                        && (grid.header.len() > 2 || self.header.is_empty()) =>
                {
                    if grid.header.len() == 2 {
                        self.header = grid.header.join(" | ");
                    }
                    self.keys.extend(rows);
                    true
                }
                _ => false,
            },
            SectionKind::Monitoring if record_names(place.kind, &grid).is_some() => {
                let alerts = record_names(place.kind, &grid).map(|names| Yaml::List(grid.records(&names)));
                alerts.is_some_and(|alerts| self.put(Key::new("alerts", alerts)))
            }
            SectionKind::Volumes | SectionKind::Costs if self.by_scenario(place, table, &grid) => true,
            SectionKind::Objective | SectionKind::LoadTest if self.by_row(place.kind, &grid, reach) => true,
            kind => {
                let rows = grid.by_name().filter(|_| reach != Reach::OwnFields);
                let field = rest_of(kind).zip(rows);
                // Of more columns each value bears the name of its own.
                let above = if grid.header.len() == 2 { grid.header.join(" | ") } else { grid.header[0].clone() };
                field.is_some_and(|(field, rows)| self.put(Key::new(field, Yaml::Map(rows)).with_comment(&above)))
            }
        };
        if done {
            self.taken.push(grid.lines);
        }
    }

    /// A table with a column for today and one for what is planned.
    fn by_scenario(&mut self, place: &Place, table: &Table, grid: &Grid) -> bool {
        let kinds: Vec<Option<ScenarioKind>> = (1..grid.header.len()).map(|at| scenario(place, table, at)).collect();
        let [Some(ScenarioKind::Current), Some(ScenarioKind::Scaled)] = kinds.as_slice() else { return false };
        let both = grid.column(1).zip(grid.column(2)).filter(|_| self.is_free("current") && self.is_free("scaled"));
        let Some((current, scaled)) = both else { return false };
        self.keys.push(Key::new("current", current).with_comment(&grid.header[1]));
        self.keys.push(Key::new("scaled", scaled).with_comment(&grid.header[2]));
        true
    }

    /// A table of names and values, each in its field.
    fn by_row(&mut self, kind: SectionKind, grid: &Grid, reach: Reach) -> bool {
        let Some(rows) = grid.by_name().filter(|_| grid.header.len() == 2) else { return false };
        let mut tried = Fields { keys: self.keys.clone(), ..Fields::default() };
        let mut said = rows.into_iter().map(|row| match row.value {
            Yaml::Line(text) => Said { label: Some(row.name), text, below: Vec::new(), lines: grid.lines.clone() },
            _ => Said { label: None, text: row.name, below: Vec::new(), lines: grid.lines.clone() },
        });
        let all = said.all(|said| !said.text.is_empty() && tried.named(kind, &said, reach));
        if all {
            self.keys = tried.keys;
            self.header = grid.header.join(" | ");
        }
        all
    }

    fn put(&mut self, key: Key) -> bool {
        let free = self.is_free(&key.name);
        if free {
            self.keys.push(key);
        }
        free
    }

    fn is_free(&self, name: &str) -> bool {
        self.keys.iter().all(|key| key.name != name)
    }
}

/// The scenario that all figures of a column speak of.
fn scenario(place: &Place, table: &Table, column: usize) -> Option<ScenarioKind> {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.span);
    let spans: Vec<_> = cells.collect();
    let facts = &place.canvas.facts;
    let first = facts.partition_point(|fact| fact.span.start < table.span.start);
    let here = facts[first..].iter().take_while(|fact| fact.span.end <= table.span.end);
    let mut kinds = here
        .filter(|fact| spans.iter().any(|span| span.start <= fact.span.start && fact.span.end <= span.end))
        .map(|fact| fact.scenario.and_then(|at| place.canvas.scenarios.get(at)).map(|scenario| scenario.kind));
    let kind = kinds.next()??;
    kinds.all(|other| other == Some(kind)).then_some(kind)
}

static PER_MONTH: Text = Text { en: "month", pt: "mês", es: "mes" };
static PER_YEAR: Text = Text { en: "year", pt: "ano", es: "año" };

/// The parts of a line that have fields of their own: `Probability: low | Impact: high; Owner: the team`.
fn parts(kind: SectionKind, said: &Said) -> Vec<Said> {
    if !said.below.is_empty() {
        return vec![said.clone()];
    }
    let mut parts = vec![Said { text: String::new(), ..said.clone() }];
    for piece in said.text.split_inclusive([';', '|']) {
        let named = piece.split_once(": ").map(|(label, text)| (label.trim(), text));
        match named.filter(|(label, _)| field_name(kind, label).is_some()) {
            Some((label, text)) => parts.push(Said {
                label: Some(label.to_owned()),
                text: text.to_owned(),
                below: Vec::new(),
                lines: said.lines.clone(),
            }),
            None => parts.last_mut().into_iter().for_each(|last| last.text.push_str(piece)),
        }
    }
    let last = parts.len() - 1;
    for part in &mut parts[..last] {
        part.text = part.text.trim_end_matches([';', '|', ' ']).to_owned();
    }
    parts.iter_mut().for_each(|part| part.text = part.text.trim().to_owned());
    parts
}

/// The fields for the columns of a table of risks, strategies or alerts, each its own.
fn record_names(kind: SectionKind, grid: &Grid) -> Option<Vec<String>> {
    let of = |header: &String| field_name(kind, header).filter(|(_, rest)| rest.is_empty()).map(|(field, _)| field);
    let names: Vec<String> = grid.header.iter().map(|header| of(header).map(str::to_owned)).collect::<Option<_>>()?;
    let is_record = |name: &String| record_fields(kind).any(|field| field == name);
    let different = names.iter().enumerate().all(|(n, name)| !names[..n].contains(name));
    (different && names.iter().all(is_record)).then_some(names)
}

/// The fields of one risk, strategy or alert, the one that names it first.
fn record_fields(kind: SectionKind) -> impl Iterator<Item = &'static str> {
    let fields: &[&str] = match kind {
        SectionKind::Risks => &["risk", "probability", "impact", "owner", "mitigation", "trigger"],
        SectionKind::Strategies => &["kind", "summary", "component", "bottleneck", "trigger"],
        SectionKind::Monitoring => &["metric", "signal", "threshold", "window", "severity", "action"],
        _ => &[],
    };
    fields.iter().copied()
}

/// Where that goes which has no field of its own.
fn rest_of(kind: SectionKind) -> Option<&'static str> {
    match kind {
        SectionKind::Objective => Some("goals"),
        SectionKind::Volumes => Some("metrics"),
        SectionKind::Costs => Some("items"),
        SectionKind::Monitoring => Some("signals"),
        SectionKind::LoadTest => Some("tests"),
        SectionKind::Infrastructure | SectionKind::Strategies | SectionKind::Risks => None,
    }
}

/// Whether a field may hold more than a line.
fn takes_lines(field: &str) -> bool {
    matches!(field, "current" | "scaled" | "criteria" | "soak" | "failure")
}

/// The field of a label, by section, and what the label says beyond it.
fn field_name(kind: SectionKind, label: &str) -> Option<(&'static str, &str)> {
    let label = label.trim().trim_end_matches(':');
    let (name, rest) = match label.split_once(" (") {
        Some((name, rest)) => (name, rest.strip_suffix(')')?),
        None => (label, ""),
    };
    let name = fold(name);
    let named = |text: &Text| [text.en, text.pt, text.es].iter().any(|names| names.split('|').any(|n| fold(n) == name));
    FIELDS.iter().find(|(of, _, text)| *of == kind && named(text)).map(|(_, key, _)| (*key, rest))
}

/// What the fields of a section are called in lists and tables, several names set apart by bars.
#[rustfmt::skip]
static FIELDS: &[(SectionKind, &str, Text)] = &[
    (SectionKind::Objective, "growth", Text { en: "Growth", pt: "Crescimento", es: "Crecimiento" }),
    (SectionKind::Objective, "horizon", Text { en: "Horizon|Deadline", pt: "Prazo|Horizonte", es: "Plazo|Horizonte" }),
    (SectionKind::Objective, "latency", Text { en: "Latency", pt: "Latência", es: "Latencia" }),
    (SectionKind::Objective, "availability", Text { en: "Availability", pt: "Disponibilidade", es: "Disponibilidad" }),
    (SectionKind::Objective, "budget", Text { en: "Budget", pt: "Teto de custo|Orçamento", es: "Presupuesto" }),
    (SectionKind::Volumes, "current", Text { en: "Current|Current scenario|Today", pt: "Atual|Cenário atual|Hoje", es: "Actual|Escenario actual|Hoy" }),
    (SectionKind::Volumes, "scaled", Text { en: "Scaled|Scaled scenario", pt: "Escalado|Cenário escalado", es: "Escalado|Escenario escalado" }),
    (SectionKind::Volumes, "peak_factor", Text { en: "Peak factor", pt: "Fator de pico", es: "Factor de pico" }),
    (SectionKind::Strategies, "kind", Text { en: "Kind|Type|Strategy", pt: "Tipo|Estratégia", es: "Tipo|Estrategia" }),
    (SectionKind::Strategies, "summary", Text { en: "Description|Summary", pt: "Descrição|Resumo", es: "Descripción|Resumen" }),
    (SectionKind::Strategies, "component", Text { en: "Component", pt: "Componente", es: "Componente" }),
    (SectionKind::Strategies, "bottleneck", Text { en: "Bottleneck", pt: "Gargalo|Gargalo que resolve", es: "Cuello de botella" }),
    (SectionKind::Strategies, "trigger", Text { en: "Trigger", pt: "Gatilho", es: "Disparador" }),
    (SectionKind::Risks, "risk", Text { en: "Risk", pt: "Risco", es: "Riesgo" }),
    (SectionKind::Risks, "probability", Text { en: "Probability|Likelihood", pt: "Probabilidade", es: "Probabilidad" }),
    (SectionKind::Risks, "impact", Text { en: "Impact", pt: "Impacto", es: "Impacto" }),
    (SectionKind::Risks, "owner", Text { en: "Owner", pt: "Dono|Responsável", es: "Dueño|Responsable" }),
    (SectionKind::Risks, "mitigation", Text { en: "Mitigation", pt: "Mitigação", es: "Mitigación" }),
    (SectionKind::Risks, "trigger", Text { en: "Trigger", pt: "Gatilho", es: "Disparador" }),
    (SectionKind::Monitoring, "tools", Text { en: "Tools|Tool", pt: "Ferramentas|Ferramenta", es: "Herramientas|Herramienta" }),
    (SectionKind::Monitoring, "dashboards", Text { en: "Dashboards|Dashboard", pt: "Painéis|Painel", es: "Paneles|Tableros" }),
    (SectionKind::Monitoring, "metric", Text { en: "Metric", pt: "Métrica", es: "Métrica" }),
    (SectionKind::Monitoring, "signal", Text { en: "Signal", pt: "Sinal", es: "Señal" }),
    (SectionKind::Monitoring, "threshold", Text { en: "Threshold|Limit", pt: "Limite|Limiar", es: "Umbral|Límite" }),
    (SectionKind::Monitoring, "window", Text { en: "Window|Duration", pt: "Janela|Duração", es: "Ventana|Duración" }),
    (SectionKind::Monitoring, "severity", Text { en: "Severity", pt: "Severidade", es: "Severidad|Gravedad" }),
    (SectionKind::Monitoring, "action", Text { en: "Action", pt: "Ação", es: "Acción" }),
    (SectionKind::LoadTest, "tool", Text { en: "Tool", pt: "Ferramenta", es: "Herramienta" }),
    (SectionKind::LoadTest, "load", Text { en: "Load", pt: "Carga", es: "Carga" }),
    (SectionKind::LoadTest, "ramp", Text { en: "Ramp", pt: "Rampa", es: "Rampa" }),
    (SectionKind::LoadTest, "plateau", Text { en: "Plateau", pt: "Patamar", es: "Meseta" }),
    (SectionKind::LoadTest, "duration", Text { en: "Duration", pt: "Duração", es: "Duración" }),
    (SectionKind::LoadTest, "criteria", Text { en: "Pass criteria|Criteria", pt: "Critérios de aprovação|Critérios", es: "Criterios de aprobación|Criterios" }),
    (SectionKind::LoadTest, "soak", Text { en: "Soak", pt: "Resistência", es: "Resistencia" }),
    (SectionKind::LoadTest, "failure", Text { en: "Failure", pt: "Falha", es: "Falla" }),
];
