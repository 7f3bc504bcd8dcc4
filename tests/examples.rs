//! Every example gives the report that stands beside it. `UPDATE=1 cargo nextest run` writes the reports anew.

mod common;

use canvas::report::Run;
use canvas::report::terminal::{self, View};
use canvas::rules::FAMILIES;

fn report(file: &std::path::Path) -> String {
    let (source, report) = common::check(file);
    let run = Run { canvases: vec![(source, report.brief(false))], ..Run::default() };
    let mut out = Vec::new();
    terminal::render(&run, &View::default(), &mut out).expect("a vector takes every byte");
    String::from_utf8(out).expect("reports are UTF-8")
}

#[test]
fn every_example_gives_the_report_beside_it() {
    let update = std::env::var_os("UPDATE").is_some_and(|v| !v.is_empty() && v != "0");
    for family in FAMILIES {
        let files = common::documents(&format!("examples/{family}"));
        assert!(!files.is_empty(), "no example for {family}");
        let mut shows_its_family = false;
        for file in files {
            let (beside, found) = (file.with_extension("txt"), report(&file));
            if update {
                std::fs::write(&beside, &found).unwrap_or_else(|e| panic!("{}: {e}", beside.display()));
                continue;
            }
            let wanted = std::fs::read_to_string(&beside).unwrap_or_default().replace("\r\n", "\n");
            assert!(wanted == found, "{} is out of date; UPDATE=1 writes it:\n{found}", beside.display());
            shows_its_family |= found.contains(&format!("[{family}/"));
        }
        assert!(update || shows_its_family, "no example shows a defect of {family}");
    }
}
