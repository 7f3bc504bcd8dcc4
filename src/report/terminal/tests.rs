//! The report for a person, read as a person would.
#![allow(clippy::unwrap_used)]

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::finding::{Pass, Unchecked};
use crate::report::samples;
use crate::source::{Span, Spanned};
use crate::words::Language;

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
    let ascii = View { style: Style { unicode: false, ..Style::default() }, language: Some(Language::En), ..english };
    let text = rendered(&run, &ascii);
    assert!(text.is_ascii(), "{text}");
}

#[test]
fn nothing_is_wider_than_the_page_however_long_lines_and_words_are() {
    let long =
        format!("# Loja\n{} R$ 2.700 {}\nR$ 800 {}\nfim", "á 日".repeat(40_000), "b".repeat(40_000), "c ".repeat(300));
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
    assert!(rendered(&empty, &View { common_language: Language::Pt, ..View::default() }).contains("uma coisa pequena"));
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
fn of_very_many_places_the_rest_are_named_by_their_lines() {
    let text = "valor\n".repeat(60);
    let run = one(&text, |_| {
        let span = |line: usize| Span::new(6 * line, 6 * line + 5);
        let mut finding = Finding::new(span(0), samples::SMALL.plain());
        finding.rule = "clarity/small-thing";
        for line in 1..10 {
            finding.label(span(line), samples::SMALL.plain());
        }
        finding.places = (10..60).map(span).collect();
        vec![finding]
    });
    let text = rendered(&run, &View::default());
    assert!(text.lines().count() < 45, "{text}");
    assert!(text.contains("  também: linhas 8, 9, 10, 16, 17, 18, 19, 20, 21, 22, 23, 24, …\n"), "{text}");
}

/// Errors before warnings before advice; of one severity in the order of the text.
#[test]
fn what_matters_most_comes_first() {
    let run = one(samples::SHOP, |source| {
        let severities = [Severity::Advice, Severity::Warning, Severity::Error];
        let of = |words| severities.map(|severity| samples::finding(source, words, severity));
        let mut findings: Vec<Finding> = ["Loja", "Total", "Servidores"].into_iter().flat_map(of).collect();
        findings.sort_by_key(|f| f.span.start);
        findings
    });
    let view = View { language: Some(Language::En), ..View::default() };
    let text = rendered(&run, &view);
    let heads: Vec<&str> = text.lines().filter_map(|line| line.split_once('[').map(|(word, _)| word)).collect();
    let shown: Vec<&str> = heads.into_iter().filter(|w| matches!(*w, "error" | "warning" | "advice")).collect();
    let thrice = |word| [word; 3];
    assert_eq!(shown, [thrice("error"), thrice("warning"), thrice("advice")].concat(), "{text}");
    let errors = text.split("warning[").next().unwrap();
    let lines: Vec<usize> =
        errors.lines().filter_map(|line| line.split_once("loja.md:")?.1.split(':').next()?.parse().ok()).collect();
    assert!(lines.len() == 3 && lines.is_sorted(), "{lines:?}\n{text}");
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
    let text = rendered(&run, &View::default()).replace("\n  ", " ");
    let last = "× loja.md: 1 erro, 1 sugestão · nota 74 (C; uma coisa pequena) · \
                62% das verificações cabíveis puderam ser feitas\n";
    assert!(text.ends_with(last), "{text}");
}

#[test]
fn clean_unfilled_and_unlikely_documents_are_told_apart() {
    let mut run = one(samples::SHOP, |_| Vec::new());
    run.canvases[0].1.score.coverage = 100;
    let flat = |run: &Run| rendered(run, &View::default()).replace("\n  ", " ");
    for (held, said) in [
        (0, "mas não havia dois números que se pudessem comparar"),
        (1, "1 comparação confere"),
        (12, "12 comparações conferem"),
    ] {
        run.canvases[0].1.held = held;
        assert_eq!(flat(&run), format!("✔ loja.md: nada a apontar, {said} · nota 74 (C)\n"));
    }
    run.canvases[0].1.score.points = None;
    run.canvases[0].1.canvas.unfilled = true;
    assert!(flat(&run).contains("modelo, ainda não preenchido"));
    run.canvases[0].1.canvas.recognised = false;
    assert!(flat(&run).contains("não parece um canvas"));
    assert!(!flat(&run).contains("títulos que"));
    run.canvases[0].1.canvas.unplaced = vec![Spanned::new("Folclore".to_owned(), Span::new(0, 8))];
    assert!(flat(&run).contains("títulos que não dizem de que seção são: \"Folclore\"; um canvas.toml"));
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
    let underlined = text.lines().rfind(|line| line.contains("────────")).unwrap_or_default();
    assert!(underlined.contains("\u{1b}[31m"), "what is wrong is red: {underlined:?}");
}
