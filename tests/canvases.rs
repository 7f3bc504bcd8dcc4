//! The shelf: filled canvases are clean, blank templates are known for what they are.

mod common;

use canvas::finding::Severity;
use canvas::words::Language;

#[test]
fn filled_canvases_have_no_errors_and_no_warnings() {
    let files = common::documents("canvases");
    assert!(files.len() >= 6, "the shelf holds {} canvases", files.len());
    for file in files {
        let (source, report) = common::check(&file);
        assert!(report.canvas.recognised, "{} is not recognised as a canvas", file.display());
        let loud: Vec<String> = report
            .outcomes
            .findings
            .iter()
            .filter(|f| f.severity >= Some(Severity::Warning))
            .map(|f| common::shown(&source, f, Language::En))
            .collect();
        assert!(loud.is_empty(), "{}:\n{}", file.display(), loud.join("\n"));
    }
}

#[test]
fn filled_canvases_have_all_eight_sections() {
    for file in common::documents("canvases") {
        let (_, report) = common::check(&file);
        for kind in canvas::model::SectionKind::ALL {
            assert!(report.canvas.section(kind).is_some(), "{}: no section {}", file.display(), kind.name());
        }
    }
}

#[test]
fn blank_templates_are_called_unfilled_and_have_no_numbers_to_be_wrong() {
    let files = common::documents("canvases/templates");
    assert_eq!(files.len(), 6);
    for file in files {
        let (source, report) = common::check(&file);
        assert!(report.canvas.unfilled, "{} passes for a filled canvas", file.display());
        assert_eq!(report.score.points, None, "{}", file.display());
        for finding in &report.outcomes.findings {
            let family = finding.rule.split('/').next().unwrap_or("");
            assert_eq!(family, "completeness", "{}", common::shown(&source, finding, Language::En));
        }
        assert!(!report.canvas.placeholders.is_empty(), "{}: no placeholder was seen", file.display());
    }
}

#[test]
fn the_language_of_every_canvas_is_recognised() {
    for (folder, name, language) in [
        ("canvases", "marketplace-pedidos.md", Language::Pt),
        ("canvases", "clinic-booking.md", Language::En),
        ("canvases", "matricula-universidad.md", Language::Es),
        ("canvases/templates", "canvas.pt.md", Language::Pt),
        ("canvases/templates", "canvas.en.yaml", Language::En),
        ("canvases/templates", "canvas.es.yaml", Language::Es),
    ] {
        let (_, report) = common::check(&std::path::Path::new(folder).join(name));
        assert_eq!(report.canvas.language, language, "{name}");
    }
}

#[test]
fn sections_may_be_single_lines() {
    let text = "# Canvas: fila de e-mails\n\nTime: Mensagens · Atualizado em 12/08/2026 · v1.3\n\nObjetivo: 1.200 rps até \
                dezembro, p95 ≤ 200 ms.\n\nVolume: 400 rps hoje, 1.200 rps no pico de 2027.\n\nInfra: 8 pods, 200 rps por \
                pod.\n\nEstratégias: mais pods com CPU acima de 65%.\n\nCustos: R$ 900/mês.\n\nRiscos: fila cheia. \
                Mitigação: 429.\n\nMonitoramento: alerta com p95 > 180 ms por 5 min.\n\nTeste de carga: k6, 1.500 rps por \
                30 min.\n";
    let (source, report) = common::check_text("terse.md", text);
    assert_eq!(report.canvas.sections_found(canvas::model::Confidence::Likely), 8);
    assert_eq!(report.canvas.language, Language::Pt);
    let found: Vec<String> = report.outcomes.findings.iter().map(|f| common::shown(&source, f, Language::En)).collect();
    assert!(found.is_empty(), "{found:#?}");
}
