//! The report for a person: every finding with the places it rests on, then a line per canvas.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};

use crate::finding::{Finding, Severity};
use crate::report::layout::{Ink, Style, clean};
use crate::report::snippet::Snippet;
use crate::report::{Counts, Report, Run, severity, summary};
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
    /// The checks that hold, with their arithmetic.
    pub passes: bool,
}

/// More advice than this about one canvas is folded into counts.
const MOST_ADVICE: usize = 12;

/// Where the rules are explained, for links from a terminal; empty as long as the project has no public address.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Writes the report.
///
/// # Errors
/// Those of `out`.
pub fn render(run: &Run, view: &View, out: &mut dyn Write) -> io::Result<()> {
    for (source, report) in &run.canvases {
        let language = view.language.unwrap_or(report.canvas.language);
        canvas(source, report, view, language, out)?;
    }
    if view.quiet {
        return Ok(());
    }
    closing(run, view, out)
}

fn canvas(source: &Source, report: &Report, view: &View, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let fold = !view.verbose && report.counts().advice > MOST_ADVICE;
    for finding in &report.outcomes.findings {
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
        unchecked(report, &view.style, language, out)?;
    }
    verdict(source, report, &view.style, language, out)
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
        url: (!REPOSITORY.is_empty()).then(|| format!("{REPOSITORY}/blob/main/src/rules/README.md#{}", finding.rule)),
        severity,
        message: clean(&finding.message.in_language(language)),
        snippet: Snippet::new(source, finding, language, style.width),
    };
    let mut text = String::new();
    // The only error is that of writing to a string, which does not fail.
    let _ = handler(style).render_report(&mut text, &shown);
    out.write_all(text.as_bytes())?;
    // miette's own footer says "help:" in English.
    for (head, message) in [(&ASSUMING, &finding.assumption), (&HELP, &finding.help)] {
        if let Some(message) = message {
            let head = format!("  {}: ", head.in_language(language));
            let ink = Ink::Severity(Severity::Advice);
            out.write_all(style.hanging(Some(ink), &head, &message.in_language(language)).as_bytes())?;
        }
    }
    writeln!(out)
}

fn handler(style: &Style) -> GraphicalReportHandler {
    let characters = if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
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

fn folded_advice(report: &Report, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
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

fn passes(source: &Source, report: &Report, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
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

fn unchecked(report: &Report, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
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
fn verdict(source: &Source, report: &Report, style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.counts();
    let (head, ink) = match (counts.errors, counts.warnings) {
        (0, 0) => (style.glyph("✔ ", "+ "), Ink::Good),
        (0, _) => (style.glyph("⚠ ", "! "), Ink::Severity(Severity::Warning)),
        _ => (style.glyph("× ", "x "), Ink::Severity(Severity::Error)),
    };
    let mut said =
        vec![if counts.total() == 0 { CLEAN.in_language(language).to_owned() } else { tally(counts, language) }];
    match report.score.points {
        Some(points) => {
            let mut score =
                SCORE.with("points", points.to_string()).with("grade", report.score.grade).in_language(language);
            let mut remarks: Vec<String> = report.score.cap.iter().map(|cap| cap.in_language(language)).collect();
            if report.score.provisional {
                remarks.push(PROVISIONAL.in_language(language).to_owned());
            }
            if !remarks.is_empty() {
                score.push_str(&format!(" ({})", remarks.join("; ")));
            }
            said.push(score);
        }
        None if report.canvas.unfilled => said.push(UNFILLED.in_language(language).to_owned()),
        None => said.push(NO_SCORE.in_language(language).to_owned()),
    }
    if !report.canvas.recognised {
        said.push(UNLIKELY.in_language(language).to_owned());
    }
    let separator = style.glyph(" · ", "; ");
    let text = format!("{}: {}", source.name(), said.join(separator));
    out.write_all(style.hanging(Some(ink), head, &text).as_bytes())
}

/// What is said at the end about all of them.
fn closing(run: &Run, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let language = language_of_all(run, view);
    if run.canvases.len() > 1 {
        writeln!(out, "\n{}", summary::table(run, &view.style, language))?;
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

fn language_of_all(run: &Run, view: &View) -> Language {
    let mut languages = run.canvases.iter().map(|(_, report)| report.canvas.language);
    let first = languages.next().unwrap_or(view.common_language);
    let one = if languages.all(|l| l == first) { first } else { view.common_language };
    view.language.unwrap_or(one)
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
static WARNING: Text = Text { en: "warning", pt: "aviso", es: "advertencia" };
static ADVICE: Text = Text { en: "advice", pt: "sugestão", es: "sugerencia" };
static ERROR_ONE: Text = Text { en: "{count} error", pt: "{count} erro", es: "{count} error" };
static ERRORS: Text = Text { en: "{count} errors", pt: "{count} erros", es: "{count} errores" };
static WARNING_ONE: Text = Text { en: "{count} warning", pt: "{count} aviso", es: "{count} advertencia" };
static WARNINGS: Text = Text { en: "{count} warnings", pt: "{count} avisos", es: "{count} advertencias" };
static ADVICE_ONE: Text = Text { en: "{count} piece of advice", pt: "{count} sugestão", es: "{count} sugerencia" };
static ADVICES: Text = Text { en: "{count} pieces of advice", pt: "{count} sugestões", es: "{count} sugerencias" };
static NO_FINDINGS: Text = Text { en: "no findings", pt: "nenhum apontamento", es: "sin observaciones" };
static HELP: Text = Text { en: "help", pt: "ajuda", es: "ayuda" };
static ASSUMING: Text = Text { en: "assuming", pt: "supondo", es: "suponiendo" };
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
static CLEAN: Text = Text { en: "nothing to object to", pt: "nada a apontar", es: "nada que objetar" };
static SCORE: Text = Text {
    en: "score {points} of 100, grade {grade}",
    pt: "nota {points} de 100, conceito {grade}",
    es: "puntuación {points} de 100, nivel {grade}",
};
static PROVISIONAL: Text = Text { en: "provisional", pt: "provisória", es: "provisional" };
static UNFILLED: Text = Text {
    en: "no score (N/A): this is the template, not yet filled in",
    pt: "sem nota (N/A): este é o modelo, ainda não preenchido",
    es: "sin puntuación (N/A): esta es la plantilla, aún sin rellenar",
};
static NO_SCORE: Text = Text { en: "no score (N/A)", pt: "sem nota (N/A)", es: "sin puntuación (N/A)" };
static UNLIKELY: Text = Text {
    en: "this does not look like a scalability canvas: few of its eight sections were found",
    pt: "isto não parece um canvas de escalabilidade: poucas das oito seções foram encontradas",
    es: "esto no parece un canvas de escalabilidad: se encontraron pocas de sus ocho secciones",
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
#[allow(clippy::unwrap_used)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::finding::{Pass, Unchecked};
    use crate::report::samples;
    use crate::source::Span;

    fn rendered(run: &Run, view: &View) -> String {
        let mut out = Vec::new();
        render(run, view, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn one(text: &str, findings: impl Fn(&Source) -> Vec<Finding>) -> Run {
        let source = Source::new("loja.md", text.as_bytes());
        let mut report = samples::report(&Source::new("loja.md", samples::SHOP.as_bytes()), Vec::new());
        report.outcomes.findings = findings(&source);
        Run { canvases: vec![(source, report)], skipped: Vec::new() }
    }

    #[test]
    fn a_finding_shows_both_places_and_the_help_in_the_language_of_the_canvas() {
        let run = one(samples::SHOP, |source| {
            let mut finding = samples::wrong_total(source);
            finding.assuming(samples::MONTH.plain());
            vec![finding]
        });
        insta::assert_snapshot!(rendered(&run, &View::default()));
        let english = View { language: Some(Language::En), ..View::default() };
        let text = rendered(&run, &english);
        assert!(text.contains("error[arithmetic/sum-mismatch]") && text.contains("  help: write R$ 2.500\n"), "{text}");
        let ascii =
            View { style: Style { unicode: false, ..Style::default() }, language: Some(Language::En), ..english };
        let text = rendered(&run, &ascii);
        assert!(text.is_ascii(), "{text}");
    }

    #[test]
    fn nothing_is_wider_than_the_page_however_long_lines_and_words_are() {
        let long = format!(
            "# Loja\n{} R$ 2.700 {}\nR$ 800 {}\nfim",
            "á 日".repeat(40_000),
            "b".repeat(40_000),
            "c ".repeat(300)
        );
        for width in [60, 80, 100] {
            let run = one(&long, |source| {
                let mut finding = samples::finding(source, "R$ 2.700", Severity::Error);
                finding.message = samples::WRONG.with("computed", "9".repeat(400)).with("stated", "x ".repeat(200));
                finding.label(samples::at(source, "R$ 800"), samples::WRONG.with("computed", "1 ".repeat(60)));
                finding.help(samples::HELP.with("figure", "y ".repeat(200)));
                vec![finding]
            });
            let text = rendered(&run, &View { style: Style { width, ..Style::default() }, ..View::default() });
            for line in text.lines() {
                assert!(line.width() <= width, "{} columns: {line}", line.width());
            }
            assert!(text.contains("R$ 2.700") && text.contains("[loja.md:2:120002]"), "{text}");
        }
    }

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        let run = one("# Loja\u{202e}\nR$ 800 \u{1b}]0;x\u{7} R$ 2.700\r\n", |source| {
            let mut finding = samples::finding(source, "R$ 2.700", Severity::Error);
            finding.message = samples::HELP.with("figure", "\u{1b}[31m\u{202e}");
            vec![finding]
        });
        let text = rendered(&run, &View::default());
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\r']), "{text:?}");
    }

    #[test]
    fn a_span_at_the_end_or_beyond_it_or_over_many_lines_is_still_shown() {
        let lines = "linha\n".repeat(1_000);
        for (start, end) in [(6_000, 6_000), (0, 6_000), (9_000, 9_500), (3, 3), (5, 6)] {
            let run = one(&lines, |_| {
                let mut finding = Finding::new(Span::new(start, end), samples::SMALL.plain());
                finding.rule = "clarity/small-thing";
                vec![finding]
            });
            let text = rendered(&run, &View::default());
            assert!(text.contains("uma coisa pequena") && !text.contains("Failed"), "{start}: {text}");
            assert!(text.lines().count() < 15, "{start}..{end}: {text}");
        }
        let empty = one("", |_| vec![Finding::new(Span::default(), samples::SMALL.plain())]);
        assert!(rendered(&empty, &View::default()).contains("uma coisa pequena"));
    }

    #[test]
    fn places_that_overlap_are_underlined_once() {
        let run = one("total de R$ 2.700 por mês\n", |source| {
            let mut finding = samples::finding(source, "R$ 2.700", Severity::Error);
            finding.label(samples::at(source, "de R$ 2.700 por"), samples::MONTH.plain());
            vec![finding]
        });
        let text = rendered(&run, &View::default());
        assert!(text.contains("───────┬───────\n"), "{text}");
    }

    #[test]
    fn much_advice_is_folded_but_errors_never_are() {
        let run = one(samples::SHOP, |source| {
            let mut findings = vec![samples::wrong_total(source)];
            findings.extend((0..20).map(|_| samples::finding(source, "Banco", Severity::Advice)));
            findings
        });
        let text = rendered(&run, &View::default());
        assert!(text.contains("20 sugestões: clarity/small-thing (20); --verbose mostra todas"), "{text}");
        assert!(text.contains("arithmetic/sum-mismatch") && !text.contains("uma coisa pequena"), "{text}");
        let verbose = rendered(&run, &View { verbose: true, ..View::default() });
        assert_eq!(verbose.matches("uma coisa pequena").count(), 20);
    }

    #[test]
    fn quiet_shows_errors_only_and_nothing_when_there_are_none() {
        let quiet = View { quiet: true, ..View::default() };
        let both = one(samples::SHOP, |source| {
            vec![samples::wrong_total(source), samples::finding(source, "Banco", Severity::Warning)]
        });
        let text = rendered(&both, &quiet);
        assert!(text.contains("sum-mismatch") && !text.contains("small-thing") && !text.contains("nota"), "{text}");
        let warned = one(samples::SHOP, |source| vec![samples::finding(source, "Banco", Severity::Warning)]);
        assert_eq!(rendered(&warned, &quiet), "");
    }

    #[test]
    fn the_last_line_about_a_canvas_says_score_grade_cap_and_counts() {
        let mut run = one(samples::SHOP, |source| {
            vec![samples::wrong_total(source), samples::finding(source, "Banco", Severity::Advice)]
        });
        run.canvases[0].1.score.cap = Some(samples::SMALL.plain());
        run.canvases[0].1.score.provisional = true;
        let text = rendered(&run, &View::default()).replace("\n  ", " ");
        let last = "× loja.md: 1 erro, 1 sugestão · nota 74 de 100, conceito C (uma coisa pequena; provisória)\n";
        assert!(text.ends_with(last), "{text}");
    }

    #[test]
    fn clean_unfilled_and_unlikely_documents_are_told_apart() {
        let mut run = one(samples::SHOP, |_| Vec::new());
        assert_eq!(rendered(&run, &View::default()), "✔ loja.md: nada a apontar · nota 74 de 100, conceito C\n");
        let flat = |run: &Run| rendered(run, &View::default()).replace("\n  ", " ");
        run.canvases[0].1.score.points = None;
        run.canvases[0].1.canvas.unfilled = true;
        assert!(flat(&run).contains("modelo, ainda não preenchido"));
        run.canvases[0].1.canvas.recognised = false;
        assert!(flat(&run).contains("não parece um canvas"));
    }

    #[test]
    fn passes_are_listed_with_their_arithmetic_and_gaps_with_what_is_missing() {
        let mut run = one(samples::SHOP, |_| Vec::new());
        let outcomes = &mut run.canvases[0].1.outcomes;
        let (rule, span) = ("arithmetic/sum-mismatch", Span::new(102, 110));
        outcomes.passes.push(Pass { rule, span, labels: Vec::new(), message: samples::TERMS.plain() });
        outcomes.unchecked.push(Unchecked { rule, missing: samples::MONTH.plain() });
        let text = rendered(&run, &View { passes: true, verbose: true, ..View::default() });
        assert!(text.contains("  ✔ linha 7: 800 + 1.700 (arithmetic/sum-mismatch)\n"), "{text}");
        assert!(text.contains("  – mês de 30 dias (arithmetic/sum-mismatch)\n"), "{text}");
    }

    #[test]
    fn several_canvases_end_in_a_table_and_a_count() {
        let mut run = samples::run(&[Some(74), None, Some(100)]);
        run.canvases[1].1.score.grade = "N/A";
        run.skipped = vec!["notas.md".to_owned(), "LEIAME.md".to_owned()];
        insta::assert_snapshot!(rendered(&run, &View::default()));
        let verbose = rendered(&run, &View { verbose: true, ..View::default() });
        assert!(verbose.contains("– notas.md: não é um canvas\n"), "{verbose}");
        for language in Language::ALL {
            let text = rendered(&run, &View { language: Some(language), ..View::default() });
            assert!(text.lines().all(|line| line.width() <= 80), "{text}");
        }
    }

    #[test]
    fn colours_and_links_are_written_only_when_they_are_wanted() {
        let run = one(samples::SHOP, |source| vec![samples::wrong_total(source)]);
        assert!(!rendered(&run, &View::default()).contains('\u{1b}'));
        let color = View { style: Style { color: true, ..Style::default() }, ..View::default() };
        let text = rendered(&run, &color);
        assert!(text.contains("\u{1b}[31m") && !text.contains("\u{1b}]8"), "{text:?}");
    }
}
