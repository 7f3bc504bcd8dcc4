//! The report for a person: every finding with the places it rests on, then a line per canvas.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};

use crate::finding::{Allowed, Finding, Severity};
use crate::report::layout::{Ink, Style, clean};
use crate::report::snippet::Snippet;
use crate::report::{Brief, Counts, Run, score, severity, statistics, summary};
use crate::source::Source;
use crate::words::{Language, Message, Text};

/// What a person wants to see.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// How it may look.
    pub style: Style,
    /// The language of all messages; by default each canvas is spoken of in its own.
    pub language: Option<Language>,
    /// The language of what is said about canvases of several languages.
    pub common_language: Language,
    /// Only errors, and nothing when there are none.
    pub quiet: bool,
    /// Every piece of advice, every document passed over, every check that could not be made.
    pub verbose: bool,
    /// The checks that hold, with their arithmetic, and those that could not be made.
    pub passes: bool,
    /// How the score comes about.
    pub calculation: bool,
    /// How often each rule speaks, rather than what it says.
    pub statistics: bool,
}

/// So many of the changes that would gain points are shown with a canvas.
pub(in crate::report) const BEST_GAINS: usize = 3;

/// More advice than this about one canvas is folded into counts.
const MOST_ADVICE: usize = 6;

/// Where the rules are explained, for links from a terminal; empty as long as the project has no public address.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Writes the report.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, view: &View, out: &mut dyn Write) -> io::Result<()> {
    if view.statistics {
        let language = run.language(view.language, view.common_language);
        return statistics::render(run, &view.style, language, out);
    }
    for (i, (source, report)) in run.canvases.iter().enumerate() {
        // An empty document has no language.
        let is_empty = source.text().trim().is_empty();
        let own = if is_empty { view.common_language } else { report.canvas.language };
        let language = view.language.unwrap_or(own);
        if i > 0 && !view.quiet && !report.outcomes.findings.is_empty() {
            writeln!(out)?;
        }
        canvas(source, report, view, language, out)?;
    }
    if view.quiet {
        return Ok(());
    }
    closing(run, view, out)
}

fn canvas(source: &Source, report: &Brief, view: &View, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let fold = !view.verbose && report.counts().advice > MOST_ADVICE;
    // What matters most comes first; within one severity the order of the text stays.
    let mut findings: Vec<&Finding> = report.outcomes.findings.iter().collect();
    findings.sort_by_key(|f| std::cmp::Reverse(severity(f)));
    for finding in findings {
        let severity = severity(finding);
        if (view.quiet && severity < Severity::Error) || (fold && severity == Severity::Advice) {
            continue;
        }
        self::finding(source, finding, &view.style, language, out)?;
    }
    if view.quiet {
        return Ok(());
    }
    if fold {
        folded_advice(report, &view.style, language, out)?;
    }
    if view.passes {
        passes(source, report, &view.style, language, out)?;
    }
    if view.verbose {
        allowed(source, report, &view.style, language, out)?;
    }
    if view.verbose || view.passes {
        unchecked(report, &view.style, language, out)?;
    }
    if view.calculation {
        score::calculation(source, report, &view.style, language, out)?;
    }
    verdict(source, report, &view.style, language, out)?;
    if view.calculation { Ok(()) } else { gains(source, report, &view.style, language, out) }
}

/// One finding.
///
/// # Errors
/// Those of `out`.
pub fn finding(
    source: &Source,
    finding: &Finding,
    style: &Style,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let severity = severity(finding);
    let shown = Shown {
        code: format!("{}[{}]", severity_word(severity).in_language(language), finding.rule),
        url: (!REPOSITORY.is_empty()).then(|| format!("{REPOSITORY}/blob/main/src/rules/README.md")),
        severity,
        message: clean(&finding.message.in_language(language)),
        snippet: Snippet::new(source, finding, language, style.width),
    };
    let mut text = String::new();
    // The only error is that of writing to a string, which does not fail.
    let _ = handler(style, &shown).render_report(&mut text, &shown);
    for line in text.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    let further = shown.snippet.as_ref().map(|snippet| lines(snippet.further_lines())).unwrap_or_default();
    let further = (!further.is_empty()).then(|| LINES.with("lines", further));
    // miette's own footer says "help:" in English.
    for (head, message) in [(&ALSO, &further), (&ASSUMING, &finding.assumption), (&HELP, &finding.help)] {
        if let Some(message) = message {
            let head = format!("  {}: ", head.in_language(language));
            let ink = Ink::Severity(Severity::Advice);
            out.write_all(style.hanging(Some(ink), &head, &message.in_language(language)).as_bytes())?;
        }
    }
    writeln!(out)
}

/// `12, 14, 15, …`: as many as say enough.
fn lines(numbers: &BTreeSet<u32>) -> String {
    const MOST: usize = 12;
    let mut shown: Vec<String> = numbers.iter().take(MOST).map(u32::to_string).collect();
    if numbers.len() > MOST {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

fn handler(style: &Style, shown: &Shown) -> GraphicalReportHandler {
    let characters = if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let mut styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    // The place that is wrong has the colour of the finding, all others have one of their own.
    let own = match shown.severity {
        Severity::Error => styles.error,
        Severity::Warning => styles.warning,
        Severity::Advice => styles.advice,
    };
    let other = styles.highlights.first().copied().unwrap_or(own);
    let labels = shown.snippet.iter().flat_map(Snippet::labels);
    styles.highlights = labels.map(|label| if label.primary() { own } else { other }).collect();
    if styles.highlights.is_empty() {
        styles.highlights.push(own);
    }
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(style.width)
        .with_urls(style.links)
        .with_link_display_text("")
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown {
    code: String,
    url: Option<String>,
    severity: Severity,
    message: String,
    snippet: Option<Snippet>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.url.as_ref().map(|url| Box::new(url) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|s| s as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.snippet.as_ref().map(|s| Box::new(s.labels()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}

fn folded_advice(report: &Brief, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in report.outcomes.findings.iter().filter(|f| severity(f) == Severity::Advice) {
        *by_rule.entry(finding.rule).or_default() += 1;
    }
    let mut by_rule: Vec<(&str, usize)> = by_rule.into_iter().collect();
    by_rule.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let rules: Vec<String> = by_rule.iter().map(|(rule, count)| format!("{rule} ({count})")).collect();
    let message = FOLDED.with("count", report.counts().advice).with("rules", rules.join(", "));
    let head = style.glyph("  ☞ ", "  > ");
    let ink = Ink::Severity(Severity::Advice);
    writeln!(out, "{}", style.hanging(Some(ink), head, &message.in_language(language)))
}

fn passes(source: &Source, report: &Brief, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    if report.outcomes.passes.is_empty() {
        return writeln!(out, "  {}\n", NOTHING_VERIFIED.in_language(language));
    }
    writeln!(out, "  {}", style.paint(Ink::Strong, &format!("{}:", VERIFIED.in_language(language))))?;
    for pass in &report.outcomes.passes {
        let line = LINE.with("line", source.place(pass.span.start).line.to_string()).in_language(language);
        let message = format!("{line}: {} ({})", pass.message.in_language(language), pass.rule);
        let head = style.glyph("  ✔ ", "  + ");
        out.write_all(style.hanging(Some(Ink::Good), head, &message).as_bytes())?;
    }
    writeln!(out)
}

fn allowed(source: &Source, report: &Brief, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    if report.outcomes.allowed.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {}", style.paint(Ink::Strong, &format!("{}:", ALLOWED_HEAD.in_language(language))))?;
    for Allowed { finding, reason, .. } in &report.outcomes.allowed {
        let line = LINE.with("line", source.place(finding.span.start).line.to_string()).in_language(language);
        let message = format!("{line}: {} ({}): {reason}", finding.message.in_language(language), finding.rule);
        let head = style.glyph("  – ", "  - ");
        out.write_all(style.hanging(Some(Ink::Faint), head, &message).as_bytes())?;
    }
    writeln!(out)
}

fn unchecked(report: &Brief, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    if report.outcomes.unchecked.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {}", style.paint(Ink::Strong, &format!("{}:", NOT_CHECKED.in_language(language))))?;
    for unchecked in &report.outcomes.unchecked {
        let message = format!("{} ({})", unchecked.missing.in_language(language), unchecked.rule);
        let head = style.glyph("  – ", "  - ");
        out.write_all(style.hanging(Some(Ink::Faint), head, &message).as_bytes())?;
    }
    writeln!(out)
}

/// The line about a canvas as a whole: score, grade, cap, counts.
fn verdict(source: &Source, report: &Brief, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.counts();
    let (head, ink) = match (counts.errors, counts.warnings) {
        (0, 0) if !report.canvas.recognised => (style.glyph("– ", "- "), Ink::Faint),
        (0, 0) => (style.glyph("✔ ", "+ "), Ink::Good),
        (0, _) => (style.glyph("⚠ ", "! "), Ink::Severity(Severity::Warning)),
        _ => (style.glyph("× ", "x "), Ink::Severity(Severity::Error)),
    };
    // Of a document that is no canvas, that is the first thing to say; that nothing is wrong with it says nothing.
    let mut said = match (report.canvas.recognised, counts.total()) {
        (true, 0) if report.held == 0 => vec![NOTHING_COMPARED.in_language(language).to_owned()],
        (true, 0) => vec![counted(report.held, &CLEAN_ONE, &CLEAN).in_language(language)],
        (true, _) => vec![tally(counts, language)],
        (false, 0) => vec![UNLIKELY.in_language(language).to_owned()],
        (false, _) => vec![UNLIKELY.in_language(language).to_owned(), tally(counts, language)],
    };
    if !report.outcomes.allowed.is_empty() {
        said.push(counted(report.outcomes.allowed.len(), &ALLOWED_ONE, &ALLOWED).in_language(language));
    }
    match report.score.points {
        Some(points) => {
            let cap = report.score.cap.iter().map(|cap| cap.in_language(language));
            let remarks: Vec<String> = std::iter::once(report.score.grade.to_owned()).chain(cap).collect();
            let score = SCORE.with("points", points.to_string()).with("remarks", remarks.join("; "));
            said.push(score.in_language(language));
            if report.canvas.recognised && report.score.coverage < 100 {
                said.push(COVERAGE.with("percent", report.score.coverage.to_string()).in_language(language));
            }
        }
        None if report.canvas.unfilled => said.push(UNFILLED.in_language(language).to_owned()),
        None => said.push(NO_SCORE.in_language(language).to_owned()),
    }
    let separator = style.glyph(" · ", "; ");
    let text = format!("{}: {}", source.name(), said.join(separator));
    out.write_all(style.hanging(Some(ink), head, &text).as_bytes())?;
    if report.canvas.recognised || report.canvas.unplaced.is_empty() {
        return Ok(());
    }
    let titles: Vec<String> = report.canvas.unplaced.iter().map(|title| format!("\"{}\"", title.value)).collect();
    let text = UNPLACED.with("titles", titles.join(", ")).in_language(language);
    out.write_all(style.hanging(Some(Ink::Faint), "  ", &text).as_bytes())
}

/// The changes that would gain the most, below the line about the canvas.
fn gains(source: &Source, report: &Brief, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let best = score::best(source, report, BEST_GAINS, style, language);
    if best.is_empty() || !report.canvas.recognised {
        return Ok(());
    }
    out.write_all(style.hanging(None, "  ", GAINS.in_language(language)).as_bytes())?;
    out.write_all(best.as_bytes())
}

/// What is said at the end about all of them.
fn closing(run: &Run, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let language = run.language(view.language, view.common_language);
    if run.canvases.len() > 1 {
        let summary = summary::Summary::of(run, summary::Order::Path);
        writeln!(out, "\n{}", summary::terminal::render(&summary, &view.style, language))?;
    }
    if view.verbose {
        for name in &run.skipped {
            let text = PASSED_OVER.with("path", name.as_str()).in_language(language);
            out.write_all(view.style.hanging(Some(Ink::Faint), view.style.glyph("– ", "- "), &text).as_bytes())?;
        }
    }
    let canvases = counted(run.canvases.len(), &CANVAS, &CANVASES);
    let mut text = String::new();
    if run.canvases.len() > 1 {
        text = format!("{}: {}", canvases.in_language(language), tally(run.counts(), language));
    }
    if !run.skipped.is_empty() {
        let skipped = counted(run.skipped.len(), &SKIPPED_ONE, &SKIPPED).in_language(language);
        text = if text.is_empty() { skipped } else { format!("{text}; {skipped}") };
    }
    if text.is_empty() { Ok(()) } else { out.write_all(view.style.hanging(None, "", &text).as_bytes()) }
}

/// `3 errors, 2 warnings, 1 piece of advice`, without what there is none of.
pub fn tally(counts: Counts, language: Language) -> String {
    let parts: Vec<String> = [
        (counts.errors, &ERROR_ONE, &ERRORS),
        (counts.warnings, &WARNING_ONE, &WARNINGS),
        (counts.advice, &ADVICE_ONE, &ADVICES),
    ]
    .into_iter()
    .filter(|(count, _, _)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many).in_language(language))
    .collect();
    if parts.is_empty() { NO_FINDINGS.in_language(language).to_owned() } else { parts.join(", ") }
}

/// The word for a severity.
pub fn severity_word(severity: Severity) -> &'static Text {
    match severity {
        Severity::Error => &ERROR,
        Severity::Warning => &WARNING,
        Severity::Advice => &ADVICE,
    }
}

fn counted(count: usize, one: &'static Text, many: &'static Text) -> Message {
    if count == 1 { one.with("count", count) } else { many.with("count", count) }
}

static ERROR: Text = Text { en: "error", pt: "erro", es: "error" };
static WARNING: Text = Text { en: "warning", pt: "aviso", es: "aviso" };
static ADVICE: Text = Text { en: "advice", pt: "sugestão", es: "sugerencia" };
static ERROR_ONE: Text = Text { en: "{count} error", pt: "{count} erro", es: "{count} error" };
static ERRORS: Text = Text { en: "{count} errors", pt: "{count} erros", es: "{count} errores" };
static WARNING_ONE: Text = Text { en: "{count} warning", pt: "{count} aviso", es: "{count} aviso" };
static WARNINGS: Text = Text { en: "{count} warnings", pt: "{count} avisos", es: "{count} avisos" };
static ADVICE_ONE: Text = Text { en: "{count} piece of advice", pt: "{count} sugestão", es: "{count} sugerencia" };
static ADVICES: Text = Text { en: "{count} pieces of advice", pt: "{count} sugestões", es: "{count} sugerencias" };
static NO_FINDINGS: Text = Text { en: "no findings", pt: "nenhum apontamento", es: "sin observaciones" };
static ALLOWED_ONE: Text = Text { en: "{count} allowed", pt: "{count} permitido", es: "{count} permitida" };
static ALLOWED: Text = Text { en: "{count} allowed", pt: "{count} permitidos", es: "{count} permitidas" };
static ALLOWED_HEAD: Text =
    Text { en: "allowed in the document", pt: "permitidos no documento", es: "permitidas en el documento" };
static HELP: Text = Text { en: "help", pt: "ajuda", es: "ayuda" };
static ASSUMING: Text = Text { en: "assuming", pt: "supondo", es: "suponiendo" };
static ALSO: Text = Text { en: "also", pt: "também", es: "también" };
static LINES: Text = Text { en: "lines {lines}", pt: "linhas {lines}", es: "líneas {lines}" };
static LINE: Text = Text { en: "line {line}", pt: "linha {line}", es: "línea {line}" };
static VERIFIED: Text =
    Text { en: "checked, and it holds", pt: "conferido, e está certo", es: "comprobado, y es correcto" };
static NOTHING_VERIFIED: Text = Text {
    en: "nothing could be verified by calculation",
    pt: "nada pôde ser conferido por cálculo",
    es: "nada se pudo comprobar con cálculos",
};
static NOT_CHECKED: Text = Text { en: "not checked", pt: "não conferido", es: "sin comprobar" };
static FOLDED: Text = Text {
    en: "{count} pieces of advice: {rules}; --verbose shows them",
    pt: "{count} sugestões: {rules}; --verbose mostra todas",
    es: "{count} sugerencias: {rules}; --verbose las muestra todas",
};
static CLEAN: Text = Text {
    en: "nothing to object to, {count} comparisons hold",
    pt: "nada a apontar, {count} comparações conferem",
    es: "nada que objetar, {count} comparaciones concuerdan",
};
static CLEAN_ONE: Text = Text {
    en: "nothing to object to, {count} comparison holds",
    pt: "nada a apontar, {count} comparação confere",
    es: "nada que objetar, {count} comparación concuerda",
};
static NOTHING_COMPARED: Text = Text {
    en: "nothing to object to, but no two of its figures could be compared",
    pt: "nada a apontar, mas não havia dois números que se pudessem comparar",
    es: "nada que objetar, pero no había dos cifras que se pudieran comparar",
};
static SCORE: Text =
    Text { en: "score {points} ({remarks})", pt: "nota {points} ({remarks})", es: "puntuación {points} ({remarks})" };
static COVERAGE: Text = Text {
    en: "{percent}% of the checks that apply could be made",
    pt: "{percent}% das verificações cabíveis puderam ser feitas",
    es: "se pudo hacer el {percent}% de las comprobaciones que aplican",
};
static UNFILLED: Text = Text {
    en: "no score (N/A): this is the template, not yet filled in",
    pt: "sem nota (N/A): este é o modelo, ainda não preenchido",
    es: "sin puntuación (N/A): esta es la plantilla, aún sin rellenar",
};
static GAINS: Text = Text { en: "what would gain the most:", pt: "o que mais renderia:", es: "lo que más sumaría:" };
static NO_SCORE: Text = Text { en: "no score (N/A)", pt: "sem nota (N/A)", es: "sin puntuación (N/A)" };
static UNLIKELY: Text = Text {
    en: "this does not look like a scalability canvas: few of its eight sections were found",
    pt: "isto não parece um canvas de escalabilidade: poucas das oito seções foram encontradas",
    es: "esto no parece un canvas de escalabilidad: se encontraron pocas de sus ocho secciones",
};
static UNPLACED: Text = Text {
    en: "titles that name no section: {titles}; a canvas.toml can say which they are (sections.costs.titles)",
    pt: "títulos que não dizem de que seção são: {titles}; um canvas.toml pode dizer (sections.costs.titles)",
    es: "títulos que no dicen de qué sección son: {titles}; un canvas.toml puede decirlo (sections.costs.titles)",
};
static PASSED_OVER: Text =
    Text { en: "{path}: not a canvas", pt: "{path}: não é um canvas", es: "{path}: no es un canvas" };
static CANVAS: Text = Text { en: "{count} canvas", pt: "{count} canvas", es: "{count} canvas" };
static CANVASES: Text = Text { en: "{count} canvases", pt: "{count} canvas", es: "{count} canvas" };
static SKIPPED_ONE: Text = Text {
    en: "1 document that is not a canvas was passed over",
    pt: "1 documento que não é um canvas foi ignorado",
    es: "se omitió 1 documento que no es un canvas",
};
static SKIPPED: Text = Text {
    en: "{count} documents that are not canvases were passed over",
    pt: "{count} documentos que não são canvas foram ignorados",
    es: "se omitieron {count} documentos que no son canvas",
};

#[cfg(test)]
mod tests;
