//! Whole documents as busy people write them, with what a reader says each number is.

mod common;

use std::fmt::Write;
use std::path::Path;

/// `12 | R$ 11,8 | 11800 BRL/month [cost]`: the line, the number as written, what it is.
#[test]
fn documents_are_read_as_a_person_reads_them() {
    let (mut checked, mut wrong) = (0, String::new());
    for file in common::documents("tests/documents") {
        let (source, report) = common::check(&file);
        let found = common::quantities(&source, &report);
        let expected =
            Path::new("tests/documents/expected").join(file.file_name().expect("a name")).with_extension("tsv");
        let expected = std::fs::read_to_string(&expected).unwrap_or_else(|e| panic!("{}: {e}", expected.display()));
        for line in expected.lines() {
            let [number, text, reading] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}: three fields")
            };
            checked += 1;
            let number: u64 = number.parse().expect("a line");
            let here: Vec<&String> =
                found.iter().filter(|(at, q, _)| *at == number && q["text"] == text).map(|(_, _, said)| said).collect();
            if !here.iter().any(|said| *said == reading) {
                writeln!(wrong, "{}:{number} «{text}» {reading}, read as {here:?}", file.display()).expect("memory");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(checked > 400, "only {checked} quantities");
}
