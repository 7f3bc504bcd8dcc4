//! Repairs: a finding is gone after its repair, nothing else is touched, and a second run has nothing to do.
#![allow(clippy::unwrap_used)]

use canvas::repair::{Repaired, repair};
use canvas::rules::Settings;

const PLAN: &str = include_str!("../canvases/photo-print-shop.md");

fn repaired(name: &str, text: &str) -> (String, Repaired) {
    let repaired = repair(name, text.as_bytes(), &Settings::default(), false);
    (String::from_utf8_lossy(&repaired.bytes).into_owned(), repaired)
}

/// A canvas of its own sections, with `costs` in the one on costs.
fn with_costs(costs: &str) -> String {
    format!(
        "# Canvas de escalabilidade: Loja\n\n- **Responsável**: Time de Pedidos\n- **Data**: 2026-09-01\n- **Versão**: 1.0\n\n\
         ## 1. Objetivo\n\n- Crescer 10x até 2027-12-31, p95 abaixo de 800 ms\n\n## 2. Volumes esperados\n\n\
         - **Atual**: 1.000 pedidos/dia\n- **Escalado**: 10.000 pedidos/dia\n\n## 3. Infraestrutura\n\n- **API**: 4 réplicas\n\n\
         ## 4. Estratégias\n\n- Escala horizontal da API\n\n## 5. Custos\n\n{costs}\n\n## 6. Riscos\n\n\
         - Fila parada: mitigação com alerta e repetição\n\n## 7. Monitoramento\n\n- Alerta com p95 > 700 ms por 5 min\n\n\
         ## 8. Teste de carga\n\n- k6, 200 requisições/s por 30 min\n"
    )
}

/// The lines that differ, old and new.
fn changes(old: &str, new: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(old, new);
    let changed = diff.iter_all_changes().filter(|c| c.tag() != similar::ChangeTag::Equal);
    changed.map(|c| format!("{}{}", c.tag(), c.value().trim_end_matches(['\n', '\r']))).collect()
}

#[test]
fn a_wrong_total_is_written_in_the_notation_of_the_document() {
    let text = with_costs(
        "| Item | Valor |\n|---|---|\n| API | R$ 1.200/mês |\n| Banco | R$ 900/mês |\n| Total | R$ 2.300/mês |",
    );
    let (new, repaired) = self::repaired("a.md", &text);
    assert_eq!(changes(&text, &new), ["-| Total | R$ 2.300/mês |", "+| Total | R$ 2.100/mês |"]);
    assert_eq!(repaired.fixed.len(), 1);
}

#[test]
fn a_total_that_the_document_repeats_is_left_to_a_person() {
    let text = with_costs(
        "| Item | Valor |\n|---|---|\n| API | R$ 1.200/mês |\n| Banco | R$ 900/mês |\n| Total | R$ 2.300/mês |\n\nA diretoria aprovou R$ 2.300/mês.",
    );
    let (new, repaired) = self::repaired("a.md", &text);
    assert_eq!(new, text);
    assert_eq!(repaired.left, 1);
}

#[test]
fn a_missing_total_is_written_like_the_last_item() {
    let text = with_costs("- **API**: R$ 1.200/mês\n- **Banco**: R$ 900/mês");
    assert_eq!(changes(&text, &repaired("a.md", &text).0), ["+- **Total**: R$ 2.100/mês"]);
    let text = with_costs(
        "| Item | Fornecedor | Valor |\n|---|---|---|\n| API | A | R$ 1.200/mês |\n| Banco | B | R$ 900/mês |",
    );
    assert_eq!(changes(&text, &repaired("a.md", &text).0), ["+| Total | | R$ 2.100/mês |"]);
}

#[test]
fn vague_amounts_get_no_total() {
    let text = with_costs("- **API**: ~R$ 1.200/mês\n- **Banco**: R$ 900 a 1.000/mês");
    assert_eq!(repaired("a.md", &text).0, text);
}

#[test]
fn a_short_row_gets_its_empty_cell_where_there_is_one_place_for_it() {
    let text = with_costs(
        "| # | Serviço | Memória | Valor |\n|---|---|---|---|\n| 1 | api | 2 GB | R$ 800/mês |\n| 2 | banco | 8 GB | R$ 900/mês |\n| Total | 10 GB | R$ 1.700/mês |",
    );
    let (new, _) = repaired("a.md", &text);
    assert!(new.contains("\n| | Total | 10 GB | R$ 1.700/mês |\n"), "{:?}", changes(&text, &new));
}

#[test]
fn a_missing_section_gets_the_prompts_of_the_template_in_its_place() {
    let whole = with_costs("- **API**: R$ 1.200/mês\n- **Total**: R$ 1.200/mês");
    let start = whole.find("## 6.").unwrap();
    let end = whole.find("## 7.").unwrap();
    let text = format!("{}{}", &whole[..start], &whole[end..]);
    let (new, _) = repaired("a.md", &text);
    let (at, next) = (new.find("## 6. Riscos e mitigação\n").expect("a stub"), new.find("## 7.").unwrap());
    assert!(at < next && new[at..next].contains("_(preencher:"));
    assert_eq!(repaired("a.md", &new).0, new, "a second run changes nothing");
}

#[test]
fn line_ends_marks_and_the_end_of_the_file_are_untouched() {
    let text = with_costs("- **API**: R$ 1.200/mês\n- **Banco**: R$ 900/mês").replace('\n', "\r\n");
    let text = format!("\u{feff}{}", text.trim_end());
    let (new, repaired) = self::repaired("a.md", &text);
    assert_eq!(repaired.fixed.len(), 1);
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    assert_eq!(new.replacen("- **Total**: R$ 2.100/mês\r\n", "", 1), text);
}

#[test]
fn mojibake_becomes_what_it_was() {
    let damaged: String = PLAN_PT.bytes().map(char::from).collect();
    let (new, repaired) = self::repaired("a.md", &damaged);
    assert_eq!(new, PLAN_PT);
    assert!(repaired.fixed.iter().all(|(_, f)| f.rule == "hygiene/text-mojibake"));
}

const PLAN_PT: &str = include_str!("../canvases/marketplace-pedidos.md");

#[test]
fn what_is_no_canvas_is_left_alone() {
    let text =
        "# Receita de pão\n\n| Item | Valor |\n|---|---|\n| Farinha | R$ 8 |\n| Sal | R$ 2 |\n| Total | R$ 12 |\n";
    let (new, repaired) = self::repaired("a.md", text);
    assert_eq!(new, text);
    assert!(!repaired.recognised && repaired.fixed.is_empty());
}

#[test]
fn a_sound_canvas_is_left_alone() {
    assert_eq!(repaired("a.md", PLAN).0, PLAN);
}

#[test]
fn the_bad_examples_of_all_rules_survive_and_a_second_run_changes_nothing() {
    for rule in canvas::rules::RULES {
        for all in [false, true] {
            let once = repair("a.md", rule.bad.as_bytes(), &Settings::default(), all).bytes;
            let twice = repair("a.md", &once, &Settings::default(), all).bytes;
            assert_eq!(String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice), "{}", rule.code);
        }
    }
}

#[cfg(unix)]
mod files {
    use super::with_costs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    fn fix(path: &Path, options: &[&str]) -> assert_cmd::assert::Assert {
        assert_cmd::cargo::cargo_bin_cmd!("canvas").args(["--lang", "en", "fix"]).args(options).arg(path).assert()
    }

    #[test]
    fn a_link_is_followed_and_permissions_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("plan.md"), folder.path().join("link.md"));
        std::fs::write(&file, with_costs("- **API**: R$ 1.200/mês\n- **Banco**: R$ 900/mês")).unwrap();
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        fix(&link, &["--diff"]).code(1);
        fix(&link, &[]).code(0);
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert!(std::fs::read_to_string(&file).unwrap().contains("- **Total**: R$ 2.100/mês\n"));
        fix(&link, &["--diff"]).code(0);
    }

    #[test]
    fn what_is_no_canvas_is_said_to_be_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes.md");
        std::fs::write(&file, "# Notes\n").unwrap();
        fix(&file, &[]).code(0).stderr(predicates::str::contains("not a canvas; nothing was changed"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "# Notes\n");
    }
}
