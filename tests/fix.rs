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
fn a_table_with_several_columns_of_money_gets_a_total_of_each() {
    let rows = "| API | 4 | R$ 1.200/mês | R$ 2.400/mês |\n| Banco | 1 | R$ 900/mês | R$ 1.350,50/mês |";
    let text = with_costs(&format!("| Item | Réplicas | Atual | Escalado |\n|---|---|---|---|\n{rows}"));
    let wanted = ["+| Total | | R$ 2.100/mês | R$ 3.750,50/mês |"];
    assert_eq!(changes(&text, &repaired("a.md", &text).0), wanted);
    // One amount that is not exact, and nobody knows the sum.
    let vague = text.replace("R$ 1.350,50", "~R$ 1.350");
    assert_eq!(repaired("a.md", &vague).0, vague);
}

#[test]
fn the_few_numbers_of_another_notation_take_that_of_the_many() {
    let costs = "- **API**: R$ 1.200/mês\n- **Total**: R$ 1.200/mês\n- Margem de 12.5%";
    let text = with_costs(costs);
    let (new, repaired) = self::repaired("a.md", &text);
    assert_eq!(changes(&text, &new), ["-- Margem de 12.5%", "+- Margem de 12,5%"]);
    assert!(repaired.fixed.iter().any(|(_, finding)| finding.rule == "clarity/number-locale-ambiguous"));
}

#[test]
fn a_number_that_another_notation_would_change_is_left_to_a_person() {
    for odd in ["fila de 12,000 pedidos", "US$ 12.5 por mil tokens", "`espera: 12.5`", "Python 3.12"] {
        let text = with_costs(&format!("- **API**: R$ 1.200/mês\n- **Total**: R$ 1.200/mês\n- {odd}"));
        assert!(repaired("a.md", &text).0.contains(odd), "{odd}");
    }
    // Where both are as usual as the other, neither is the document's.
    let text = with_costs("- **API**: R$ 1.200/mês\n- 12.5% e 3.5% e 4.5% e 5.5% e 6.5% e 7.5% e 8.5% e 9.5%");
    assert!(repaired("a.md", &text).0.contains("12.5% e 3.5%"));
}

#[test]
fn vague_amounts_get_no_total() {
    let text = with_costs("- **API**: ~R$ 1.200/mês\n- **Banco**: R$ 900 a 1.000/mês");
    assert_eq!(repaired("a.md", &text).0, text);
}

#[test]
fn a_total_of_rows_that_do_not_all_take_part_as_they_are_written_is_left_to_a_person() {
    let table = |rows: &str| with_costs(&format!("| Item | Valor (mês) |\n|---|---|\n{rows}"));
    for text in [
        table("| Nós | 3 x R$ 90 |\n| Banco | R$ 200 |\n| Total | R$ 290 |"),
        table("| Nuvem | R$ 900 |\n| VMs | R$ 640 |\n| Discos | R$ 260 |\n| Total | R$ 1.100 |"),
        table("| Nós | R$ 90 |\n| Banco | R$ 200 |\n| Réplica (opcional) | R$ 50 |\n| Total | R$ 400 |"),
        table("| Nós | R$ 90 |\n| Banco | R$ 200 |\n| Filas | - |\n| Total | R$ 400 |"),
        table("| Nós | R$ 90 |\n| Banco | R$ 200 |\n| Total | R$ 400–500 |"),
        table("| Nós | R$ 90 |\n| Banco | R$ 200 |\n| Total AWS | R$ 400 |"),
        with_costs("- **API**: 3 x R$ 90/mês\n- **Banco**: R$ 200/mês"),
    ] {
        assert_eq!(changes(&text, &repaired("a.md", &text).0), [""; 0], "{text}");
    }
    let text = table("| Métricas | R$ 7 |\n| API | R$ 9 |\n| Fila | R$ 4 |\n| Mapas | R$ 2 |\n| Total | R$ 13 |");
    assert_eq!(changes(&text, &repaired("a.md", &text).0), ["-| Total | R$ 13 |", "+| Total | R$ 22 |"]);
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

    /// A folder with a canvas that has something to repair.
    fn broken() -> (tempfile::TempDir, std::path::PathBuf, String) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.md");
        let text = with_costs("- **API**: R$ 1.200/mês\n- **Banco**: R$ 900/mês");
        std::fs::write(&file, &text).unwrap();
        (folder, file, text)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    /// The program run by somebody whom permissions stop: they do not stop root, who runs it as nobody.
    fn stopped_by_permissions(folder: &Path) -> Option<std::process::Command> {
        std::fs::set_permissions(folder, PermissionsExt::from_mode(0o555)).unwrap();
        let probe = folder.join("probe");
        if std::fs::write(&probe, "").is_err() {
            return Some(std::process::Command::new(env!("CARGO_BIN_EXE_canvas")));
        }
        std::fs::remove_file(probe).unwrap();
        let as_nobody = || {
            let mut command = std::process::Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_canvas")]);
            command
        };
        let starts = as_nobody().arg("--version").output().is_ok_and(|output| output.status.success());
        starts.then(as_nobody)
    }

    #[test]
    fn a_file_or_folder_that_may_not_be_written_is_left_as_it_is_and_said_so() {
        for (of_folder, of_file) in [(0o555, 0o644), (0o755, 0o444), (0o777, 0o444)] {
            let (folder, file, text) = broken();
            let Some(mut command) = stopped_by_permissions(folder.path()) else { return };
            std::fs::set_permissions(&file, PermissionsExt::from_mode(of_file)).unwrap();
            std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(of_folder)).unwrap();
            let output = command.args(["--lang", "en", "fix"]).arg(&file).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{of_folder:o} {of_file:o}: {output:?}");
            assert!(String::from_utf8_lossy(&output.stderr).contains("plan.md"), "{output:?}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
            assert_eq!(names(folder.path()), ["plan.md"]);
            std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
        }
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_the_old_file_and_nothing_beside_it() {
        let (folder, file, text) = broken();
        // No file may grow beyond a block: what a full disk does, without filling one.
        let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
        let long = format!("{text}{}", "\n<!-- filling -->".repeat(200));
        std::fs::write(&file, &long).unwrap();
        let mut shell = std::process::Command::new("sh");
        let run = shell.args(["-c", script, env!("CARGO_BIN_EXE_canvas"), "--lang", "en", "fix"]).arg(&file).output();
        let output = run.unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("plan.md"), "{output:?}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), long);
        assert_eq!(names(folder.path()), ["plan.md"]);
    }

    #[test]
    fn a_link_to_a_file_in_another_folder_is_followed_there() {
        let (folder, file, _) = broken();
        let other = tempfile::tempdir().unwrap();
        symlink(&file, other.path().join("link.md")).unwrap();
        fix(&other.path().join("link.md"), &[]).code(0);
        assert!(std::fs::read_to_string(&file).unwrap().contains("- **Total**: R$ 2.100/mês\n"));
        assert_eq!(
            (names(folder.path()), names(other.path())),
            (vec!["plan.md".to_owned()], vec!["link.md".to_owned()])
        );
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
