//! What was understood, for a person: sections, scenarios, quantities with their origins, sums, plans, checks.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::derived;
use crate::extract::SectionSet;
use crate::model::{Canvas, Confidence, Fact, LoadTest, Role, Scenario, SectionKind, Status, Sum};
use crate::quantity::Notation;
use crate::report::Report;
use crate::report::inspect::names;
use crate::report::inspect::words::Speaker;
use crate::report::layout::{Ink, Style, clean, wrap};
use crate::rules::section_name;
use crate::source::{Source, Spanned};
use crate::words::{Language, Text};

/// Writes what was understood, in `language`.
///
/// # Errors
/// Those of `out`.
pub fn render(
    source: &Source,
    report: &Report,
    style: &Style,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let speaker = Speaker { source, style, language };
    let mut page = Page { speaker, canvas: &report.canvas, text: String::new() };
    page.head();
    page.sections();
    page.scenarios();
    page.quantities();
    page.unreadable();
    page.sums();
    page.calculations();
    page.risks();
    page.targets();
    page.load_tests();
    page.components();
    page.derived();
    page.checks(report);
    out.write_all(page.text.as_bytes())
}

/// The columns of a line number and the blanks behind it.
const NUMBER: usize = 7;

/// The columns of what is written, before what it means.
const WRITTEN: usize = 24;

struct Page<'a> {
    speaker: Speaker<'a>,
    canvas: &'a Canvas,
    text: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let title = self.canvas.title.as_ref().map_or_else(|| self.speaker.source.name(), |title| &title.value);
        let title = wrap(&clean(title), self.speaker.style.width).join("\n");
        self.line(&self.speaker.style.paint(Ink::Strong, &title));
        let metadata = &self.canvas.metadata;
        let fields = [(&OWNER, &metadata.owner), (&DATE, &metadata.date), (&VERSION, &metadata.version)];
        let mut said = vec![self.speaker.say(&LANGUAGE).to_owned()];
        if self.speaker.language != self.canvas.language {
            said = vec![self.speaker.say(written_in(self.canvas.language)).to_owned()];
        }
        for (name, value) in fields {
            said.extend(value.as_ref().map(|value| format!("{}: {}", self.speaker.say(name), value.value)));
        }
        self.hanging("", &self.speaker.joined(&said));
        if !self.canvas.recognised {
            self.hanging("", self.speaker.say(&UNLIKELY));
        } else if self.canvas.unfilled {
            self.hanging("", self.speaker.say(&UNFILLED));
        }
    }

    fn sections(&mut self) {
        self.title(&SECTIONS);
        let names: Vec<&str> = self.canvas.sections.iter().map(|s| self.speaker.say(section_name(s.kind))).collect();
        let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
        for (section, name) in self.canvas.sections.iter().zip(names) {
            let mut said = vec![section.title.value.clone()];
            if section.confidence != Confidence::Certain {
                said.push(names::confidence(section.confidence).words(true, self.speaker.language).to_owned());
            }
            if section.status != Status::Present {
                said.push(names::status(section.status).words(true, self.speaker.language).to_owned());
            }
            let said = self.speaker.joined(&said);
            self.row(Some(self.speaker.line(section.title.span)), width, name, &said);
        }
        let missing: Vec<&str> = SectionKind::ALL
            .into_iter()
            .filter(|&kind| self.canvas.section(kind).is_none())
            .map(|kind| self.speaker.say(section_name(kind)))
            .collect();
        if !missing.is_empty() {
            let text = MISSING.with("sections", missing.join(", ")).in_language(self.speaker.language);
            self.hanging(&" ".repeat(NUMBER), &text);
        }
    }

    fn scenarios(&mut self) {
        let canvas = self.canvas;
        if canvas.scenarios.is_empty() {
            return;
        }
        self.title(&SCENARIOS);
        let uses = |index: usize| canvas.facts.iter().filter(|fact| fact.scenario == Some(index)).count();
        let mut shown: Vec<&Scenario> = Vec::new();
        for scenario in &canvas.scenarios {
            if shown.iter().any(|other| other.same_as(scenario)) {
                continue;
            }
            shown.push(scenario);
            // The same scenario has many names; the one that most numbers are under says most.
            let names = canvas.scenarios.iter().enumerate().filter(|(_, other)| other.same_as(scenario));
            let Some((_, name)) = names.rev().max_by_key(|&(index, _)| uses(index)) else { continue };
            let kind = self.speaker.scenario(scenario);
            let line = self.speaker.line(name.name.span);
            self.row(Some(line), WRITTEN, &kind, &self.speaker.quoted(&name.name.value));
        }
    }

    fn quantities(&mut self) {
        let canvas = self.canvas;
        self.title(&QUANTITIES);
        let mut place: Option<SectionSet> = None;
        for fact in &canvas.facts {
            if place != Some(fact.sections) {
                place = Some(fact.sections);
                let names: Vec<&str> = fact.sections.iter().map(|k| self.speaker.say(section_name(k))).collect();
                let names = if names.is_empty() { self.speaker.say(&OUTSIDE).to_owned() } else { names.join(", ") };
                self.line(&format!("  {}", self.speaker.style.paint(Ink::Faint, &names)));
            }
            self.fact(fact);
        }
        if canvas.facts.is_empty() {
            self.hanging(&" ".repeat(NUMBER), self.speaker.say(&NONE));
        }
    }

    fn unreadable(&mut self) {
        let canvas = self.canvas;
        if canvas.unreadable.is_empty() {
            return;
        }
        self.title(&UNREADABLE);
        for unreadable in &canvas.unreadable {
            let line = self.speaker.line(unreadable.text.span);
            self.row(Some(line), WRITTEN, &unreadable.text.value, &unreadable.label);
        }
    }

    fn fact(&mut self, fact: &Fact) {
        let said = self.speaker.fact(fact, self.canvas);
        self.row(Some(self.speaker.line(fact.span)), WRITTEN, &fact.written, &said);
    }

    fn sums(&mut self) {
        let canvas = self.canvas;
        if canvas.sums.is_empty() {
            return;
        }
        self.title(&SUMS);
        for sum in &canvas.sums {
            let said = format!("{}: {}", sum.total.label, self.arithmetic(sum));
            self.hanging(&number(self.speaker.line(sum.total.span)), &said);
        }
    }

    /// `R$ 800 + R$ 1.700 = R$ 2.500 (confere)`.
    fn arithmetic(&self, sum: &Sum) -> String {
        let terms: Vec<String> =
            sum.terms.iter().filter_map(|t| t.quantity.as_ref().map(|q| t.notation.span(&q.bounds()))).collect();
        let terms = terms.join(" + ");
        let stated = sum.total.quantity.as_ref().map(|q| sum.total.notation.span(&q.bounds())).unwrap_or_default();
        let computed = sum.computed().map(|c| sum.total.notation.span(&c)).unwrap_or_default();
        let text = match sum.verdict() {
            Some(true) => &HOLDS,
            Some(false) => &FAILS,
            None => &UNDECIDED,
        };
        let message = text.with("terms", terms).with("stated", stated).with("computed", computed);
        message.in_language(self.speaker.language)
    }

    fn calculations(&mut self) {
        let canvas = self.canvas;
        if canvas.calculations.is_empty() {
            return;
        }
        self.title(&CALCULATIONS);
        for calculation in &canvas.calculations {
            let verdicts = calculation.equation.verdicts();
            let verdict = if verdicts.contains(&Some(false)) {
                &WRONG
            } else if verdicts.iter().all(|verdict| *verdict == Some(true)) {
                &RIGHT
            } else {
                &UNKNOWN
            };
            let said = format!("{}: {}", calculation.written, self.speaker.say(verdict));
            self.hanging(&number(self.speaker.line(calculation.span)), &said);
        }
    }

    fn risks(&mut self) {
        let canvas = self.canvas;
        if canvas.risks.is_empty() {
            return;
        }
        self.title(&RISKS);
        for risk in &canvas.risks {
            self.hanging(&number(self.speaker.line(risk.title.span)), &risk.title.value);
            let said = match &risk.mitigation {
                Some(mitigation) => format!("{}: {}", self.speaker.say(&MITIGATION), mitigation.value),
                None => self.speaker.say(&NO_MITIGATION).to_owned(),
            };
            let line = risk.mitigation.as_ref().map(|m| self.speaker.line(m.span));
            self.hanging(&line.map_or_else(|| " ".repeat(NUMBER), number), &said);
        }
    }

    fn targets(&mut self) {
        let canvas = self.canvas;
        for role in [Role::Objective, Role::Alert, Role::Criterion, Role::Trigger] {
            let mut targets = canvas.targets.iter().filter(|t| t.role == role).peekable();
            if targets.peek().is_none() {
                continue;
            }
            let title = capitalised(names::role(role).words(false, self.speaker.language));
            self.heading(&title);
            for target in targets {
                let Some(fact) = canvas.facts.get(target.fact) else { continue };
                let mut said = vec![names::metric(fact.metric).words(true, self.speaker.language).to_owned()];
                if let Some(window) = &target.window {
                    let notation = Notation::usual(&window.unit, canvas.habits);
                    let value = self.speaker.value(window, &notation, &[]);
                    said.push(WINDOW.with("time", value).in_language(self.speaker.language));
                }
                said.extend(self.speaker.label(fact, canvas));
                let said = self.speaker.joined(&said);
                self.row(Some(self.speaker.line(fact.span)), WRITTEN, &fact.written, &said);
            }
        }
    }

    fn load_tests(&mut self) {
        let tests = &self.canvas.load_tests;
        if tests.tests.is_empty() && tests.tools.is_empty() {
            return;
        }
        self.title(&LOAD_TESTS);
        if !tests.tools.is_empty() {
            let tools: Vec<&str> = tests.tools.iter().map(|tool| tool.value.as_str()).collect();
            let said = format!("{}: {}", self.speaker.say(&TOOLS), tools.join(", "));
            self.hanging(&" ".repeat(NUMBER), &said);
        }
        for test in &tests.tests {
            self.load_test(test);
        }
    }

    fn load_test(&mut self, test: &LoadTest) {
        let lists: [(&'static Text, Vec<usize>); 5] = [
            (&USERS, test.users.clone()),
            (&RATES, test.rates.clone()),
            (&DURATION, test.duration.into_iter().collect()),
            (&RAMP, test.ramp.into_iter().collect()),
            (&THINK, test.think.into_iter().collect()),
        ];
        let mut said = self.lists(&lists);
        if test.breaks {
            said.push(self.speaker.say(&BREAKS).to_owned());
        }
        self.named(&test.name, &said);
    }

    fn components(&mut self) {
        let canvas = self.canvas;
        let mut counted = canvas.components.iter().filter(|c| !c.facts.is_empty()).peekable();
        if counted.peek().is_none() {
            return;
        }
        self.title(&COMPONENTS);
        for component in counted {
            let lists = [
                (&REPLICAS, component.replicas.clone()),
                (&CAPACITY_EACH, component.capacity_each.clone()),
                (&CORES, component.cores.clone()),
                (&SIZES, component.sizes.clone()),
                (&RATES, component.rates.clone()),
                (&CONNECTIONS, component.connections.clone()),
            ];
            let sorted = |at: &usize| lists.iter().any(|(_, list)| list.contains(at));
            let others: Vec<usize> = component.facts.iter().copied().filter(|at| !sorted(at)).collect();
            let mut said = self.lists(&lists);
            said.extend(self.lists(&[(&OTHERS, others)]));
            self.named(&component.name, &said);
        }
    }

    /// `réplicas: 4 a 12`, for each list that has something in it.
    fn lists(&self, lists: &[(&'static Text, Vec<usize>)]) -> Vec<String> {
        let written = |at: &usize| self.canvas.facts.get(*at).map(|fact| fact.written.as_str());
        lists
            .iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(name, list)| {
                let figures: Vec<&str> = list.iter().filter_map(written).collect();
                format!("{}: {}", self.speaker.say(name), figures.join(", "))
            })
            .collect()
    }

    fn named(&mut self, name: &Spanned<String>, said: &[String]) {
        let said = self.speaker.joined(said);
        self.row(Some(self.speaker.line(name.span)), WRITTEN, &name.value, &said);
    }

    fn derived(&mut self) {
        let derived = derived::of(self.canvas);
        if !derived.is_empty() {
            self.title(&DERIVED);
        }
        for figure in derived {
            let language = self.speaker.language;
            let mut said = vec![figure.formula];
            let scenario = figure.scenario.and_then(|index| self.canvas.scenarios.get(index));
            said.extend(scenario.map(|scenario| self.speaker.scenario(scenario)));
            let assumed: Vec<String> = figure.assuming.iter().map(|message| message.in_language(language)).collect();
            if !assumed.is_empty() {
                said.push(ASSUMING.with("what", assumed.join(", ")).in_language(language));
            }
            let said = self.speaker.joined(&said);
            let message = figure.message.in_language(language);
            self.row(Some(self.speaker.line(figure.span)), WRITTEN, &message, &said);
        }
    }

    fn checks(&mut self, report: &Report) {
        let outcomes = &report.outcomes;
        if !outcomes.passes.is_empty() {
            self.title(&PASSES);
        }
        for pass in &outcomes.passes {
            let said = format!("{} ({})", pass.message.in_language(self.speaker.language), pass.rule);
            self.hanging(&number(self.speaker.line(pass.span)), &said);
        }
        if !outcomes.unchecked.is_empty() {
            self.title(&UNCHECKED);
        }
        for unchecked in &outcomes.unchecked {
            let said = format!("{} ({})", unchecked.missing.in_language(self.speaker.language), unchecked.rule);
            self.hanging(&" ".repeat(NUMBER), &said);
        }
    }

    fn title(&mut self, title: &'static Text) {
        self.heading(self.speaker.say(title));
    }

    fn heading(&mut self, title: &str) {
        let title = self.speaker.style.paint(Ink::Strong, title);
        self.text.push('\n');
        self.line(&title);
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn hanging(&mut self, head: &str, text: &str) {
        self.text.push_str(&self.speaker.style.hanging(None, head, text));
    }

    /// A line number and two columns, the first `width` wide; each is wrapped for itself.
    fn row(&mut self, line: Option<u32>, width: usize, left: &str, right: &str) {
        let before = NUMBER + width + 2;
        let left = wrap(&clean(left), width);
        let right = wrap(&clean(right), self.speaker.style.width.saturating_sub(before));
        for at in 0..left.len().max(right.len()) {
            let head = line.filter(|_| at == 0).map_or_else(|| " ".repeat(NUMBER), number);
            let left = left.get(at).map_or("", String::as_str);
            let right = right.get(at).map_or("", String::as_str);
            let blanks = " ".repeat((width + 2).saturating_sub(left.width()));
            self.line(format!("{head}{left}{blanks}{right}").trim_end());
        }
    }
}

fn number(line: u32) -> String {
    format!("{line:>width$}  ", width = NUMBER - 2)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn written_in(language: Language) -> &'static Text {
    match language {
        Language::En => &ENGLISH,
        Language::Pt => &PORTUGUESE,
        Language::Es => &SPANISH,
    }
}

static LANGUAGE: Text = Text { en: "in English", pt: "em português", es: "en español" };
static ENGLISH: Text = Text { en: "in English", pt: "em inglês", es: "en inglés" };
static PORTUGUESE: Text = Text { en: "in Portuguese", pt: "em português", es: "en portugués" };
static SPANISH: Text = Text { en: "in Spanish", pt: "em espanhol", es: "en español" };
static OWNER: Text = Text { en: "owner", pt: "responsável", es: "responsable" };
static DATE: Text = Text { en: "date", pt: "data", es: "fecha" };
static VERSION: Text = Text { en: "version", pt: "versão", es: "versión" };
static UNLIKELY: Text = Text {
    en: "this does not look like a scalability canvas",
    pt: "isto não parece um canvas de escalabilidade",
    es: "esto no parece un canvas de escalabilidad",
};
static UNFILLED: Text = Text {
    en: "the template, not filled in yet",
    pt: "modelo, ainda não preenchido",
    es: "plantilla, aún sin rellenar",
};
static SECTIONS: Text = Text { en: "Sections", pt: "Seções", es: "Secciones" };
static MISSING: Text =
    Text { en: "not found: {sections}", pt: "não encontradas: {sections}", es: "no encontradas: {sections}" };
static SCENARIOS: Text = Text { en: "Scenarios", pt: "Cenários", es: "Escenarios" };
static QUANTITIES: Text = Text { en: "Quantities", pt: "Quantidades", es: "Cantidades" };
static OUTSIDE: Text = Text { en: "outside the sections", pt: "fora das seções", es: "fuera de las secciones" };
static UNREADABLE: Text = Text {
    en: "Numbers that could not be read",
    pt: "Números que não puderam ser lidos",
    es: "Números que no se pudieron leer",
};
static NONE: Text = Text { en: "none", pt: "nenhuma", es: "ninguna" };
static SUMS: Text = Text { en: "Sums", pt: "Somas", es: "Sumas" };
static HOLDS: Text =
    Text { en: "{terms} = {stated}, holds", pt: "{terms} = {stated}, confere", es: "{terms} = {stated}, correcto" };
static FAILS: Text = Text {
    en: "{terms} = {computed}, but {stated} is written",
    pt: "{terms} = {computed}, mas está escrito {stated}",
    es: "{terms} = {computed}, pero está escrito {stated}",
};
static UNDECIDED: Text = Text {
    en: "{terms}, and {stated} is written; this cannot be checked",
    pt: "{terms}, e está escrito {stated}; não dá para conferir",
    es: "{terms}, y está escrito {stated}; no se puede comprobar",
};
static CALCULATIONS: Text = Text { en: "Calculations", pt: "Cálculos", es: "Cálculos" };
static RIGHT: Text = Text { en: "holds", pt: "confere", es: "correcto" };
static WRONG: Text = Text { en: "does not hold", pt: "não confere", es: "no es correcto" };
static UNKNOWN: Text = Text { en: "cannot be checked", pt: "não dá para conferir", es: "no se puede comprobar" };
static RISKS: Text = Text { en: "Risks", pt: "Riscos", es: "Riesgos" };
static MITIGATION: Text = Text { en: "mitigation", pt: "mitigação", es: "mitigación" };
static NO_MITIGATION: Text = Text { en: "no mitigation", pt: "sem mitigação", es: "sin mitigación" };
static WINDOW: Text = Text { en: "for {time}", pt: "por {time}", es: "durante {time}" };
static LOAD_TESTS: Text = Text { en: "Load tests", pt: "Testes de carga", es: "Pruebas de carga" };
static TOOLS: Text = Text { en: "tools", pt: "ferramentas", es: "herramientas" };
static USERS: Text = Text { en: "users", pt: "usuários", es: "usuarios" };
static RATES: Text = Text { en: "rate", pt: "taxa", es: "tasa" };
static DURATION: Text = Text { en: "duration", pt: "duração", es: "duración" };
static RAMP: Text = Text { en: "ramp", pt: "rampa", es: "rampa" };
static THINK: Text = Text { en: "pause", pt: "pausa", es: "pausa" };
static BREAKS: Text =
    Text { en: "looks for the breaking point", pt: "procura o ponto de ruptura", es: "busca el punto de ruptura" };
static COMPONENTS: Text =
    Text { en: "Infrastructure components", pt: "Componentes da infraestrutura", es: "Componentes de infraestructura" };
static REPLICAS: Text = Text { en: "replicas", pt: "réplicas", es: "réplicas" };
static CAPACITY_EACH: Text = Text { en: "capacity of each", pt: "capacidade de cada um", es: "capacidad de cada uno" };
static CORES: Text = Text { en: "cores", pt: "núcleos", es: "núcleos" };
static SIZES: Text = Text { en: "memory and storage", pt: "memória e disco", es: "memoria y disco" };
static CONNECTIONS: Text = Text { en: "connections", pt: "conexões", es: "conexiones" };
static OTHERS: Text = Text { en: "other numbers", pt: "outros números", es: "otros números" };
static DERIVED: Text = Text { en: "Derived figures", pt: "Valores derivados", es: "Valores derivados" };
static ASSUMING: Text = Text { en: "assuming {what}", pt: "supondo {what}", es: "suponiendo {what}" };
static PASSES: Text =
    Text { en: "Checks that hold", pt: "Verificações que conferem", es: "Comprobaciones correctas" };
static UNCHECKED: Text = Text {
    en: "Checks that could not be made",
    pt: "Verificações que não puderam ser feitas",
    es: "Comprobaciones que no se pudieron hacer",
};
