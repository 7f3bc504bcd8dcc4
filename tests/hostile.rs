//! Inputs that want to hurt: each gets an answer in bounded time, and a finding says what was cut short.

mod common;

use std::time::{Duration, Instant};

/// Release builds take well under two seconds for ten times as much; test builds are slower.
const LONGEST: Duration = Duration::from_secs(30);

/// A stopwatch for the work of this thread: on a busy machine waiting is not counted, where the system tells it apart.
struct Watch {
    started: Instant,
    worked: Option<Duration>,
}

impl Watch {
    fn start() -> Watch {
        Watch { started: Instant::now(), worked: worked() }
    }

    fn elapsed(&self) -> Duration {
        match (self.worked, worked()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.started.elapsed(),
        }
    }
}

/// How long this thread has been on a processor, as Linux counts it.
fn worked() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The rules that speak of the form of a document, in order.
fn hygiene(name: &str, text: &str) -> Vec<&'static str> {
    let started = Watch::start();
    let (source, report) = common::check_text(name, text);
    assert!(started.elapsed() < LONGEST, "{name}: {:?} for {} bytes", started.elapsed(), text.len());
    for finding in &report.outcomes.findings {
        assert!(source.text().get(finding.span.range()).is_some(), "{}: a span outside the text", finding.rule);
    }
    report.outcomes.findings.iter().map(|f| f.rule).filter(|r| r.starts_with("hygiene/")).collect()
}

#[test]
fn a_line_of_a_megabyte_is_read_as_far_as_the_bound_and_says_so() {
    let text = "R$ 1.200 por mês e 300 req/s, 3 x 4 = 12; ".repeat(24_000);
    assert_eq!(hygiene("a.md", &text), ["hygiene/document-cut-short"]);
}

#[test]
fn many_canvases_in_one_file_are_read_as_far_as_the_bound() {
    let canvas = std::fs::read_to_string("canvases/marketplace-pedidos.md").expect("a canvas");
    assert_eq!(hygiene("a.md", &canvas.repeat(200)), ["hygiene/document-cut-short"]);
}

#[test]
fn deep_nesting_is_cut_short_and_says_so() {
    for text in [">".repeat(100_000) + " x", "- ".repeat(100_000) + "x"] {
        assert_eq!(hygiene("a.md", &text), ["hygiene/document-cut-short"], "{}", &text[..2]);
    }
    assert!(hygiene("a.yaml", &"- ".repeat(100_000)).contains(&"hygiene/document-cut-short"));
}

#[test]
fn brackets_bombs_and_control_characters_give_an_answer() {
    assert_eq!(hygiene("a.md", &"[".repeat(100_000)), ["hygiene/document-cut-short"]);
    assert!(!hygiene("a.yaml", &"{a: ".repeat(100_000)).is_empty());
    let bomb: String = ('a'..'j').map(|c| format!("{}: &{} [*{c}, *{c}, *{c}, *{c}]\n", c, c)).collect();
    hygiene("a.yaml", &bomb);
    assert_eq!(hygiene("a.md", &"\0".repeat(1_000_000)), ["hygiene/text-not-utf8"]);
}

#[test]
fn nesting_inside_code_and_of_several_kinds_of_markup_gives_an_answer() {
    let around = |open: &str, close: &str| format!("{}1{}", open.repeat(1_500), close.repeat(1_500));
    for language in ["promql", "yaml", "json", ""] {
        for (open, close) in
            [("(", ")"), ("[", "]"), ("{a: ", "}"), ("{\"a\":", "}"), ("sum(", ")"), ("- ", ""), ("-", "")]
        {
            let code = format!("```{language}\n- alert: A\n  expr: {}\n```", around(open, close));
            hygiene("a.md", &among_costs(&code));
        }
    }
    for text in
        [around("> - ", ""), around("- > 1. ", ""), around("**[", "](b)**"), around("<details><p>", "</p></details>")]
    {
        hygiene("a.md", &among_costs(&text));
    }
    let deeper: String = (0..400).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    hygiene("a.yaml", &deeper);
    hygiene("a.md", &among_costs(&format!("```yaml\n{deeper}```")));
    for expression in [around("(", ")"), around("sum(", ")"), around("-(", ")"), around("{{", "}}")] {
        hygiene(
            "a.yaml",
            &format!("canvas: 1\nmonitoring:\n  alerts:\n    - name: A\n      expression: {expression} > 1\n"),
        );
    }
}

#[test]
fn random_bytes_give_an_answer() {
    // A fixed sequence: the same bytes on every machine.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let bytes: Vec<u8> = (0..300_000)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        })
        .collect();
    let source = canvas::source::Source::new("a.md", &bytes);
    let started = Watch::start();
    let report = canvas::check(&source, &canvas::rules::Settings::default());
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
    assert!(report.outcomes.findings.iter().any(|f| f.rule == "hygiene/text-not-utf8"));
}

/// Some 4 KB of the same: what grows with the square shows, and a hundred cases share a minute.
fn long(piece: &str) -> String {
    piece.repeat(4_000 / piece.len())
}

/// A canvas that says `text` among its costs.
fn among_costs(text: &str) -> String {
    format!("# Scalability canvas\n\n## Costs\n\n{text}\n")
}

#[test]
fn aliases_and_merges_are_never_unfolded() {
    let level = |n: usize, of: &str| format!("k{}: &k{} {}\n", n + 1, n + 1, of.replace("@", &format!("*k{n}")));
    let aliases: String = (0..25).map(|n| level(n, "[@, @, @, @, @, @, @, @, @]")).collect();
    let merges: String = (0..25).map(|n| level(n, "{<<: [@, @, @, @, @, @, @, @, @]}")).collect();
    for bomb in [aliases, merges, "a: &a [*a, *a]\nb: &b\n  <<: *b\n  c: *b\n".to_owned()] {
        let bomb = format!("k0: &k0 {{x: R$ 1}}\n{bomb}");
        hygiene("a.yaml", &bomb);
        hygiene("a.yaml", &format!("canvas: 1\ncosts:\n{bomb}"));
        hygiene("a.md", &among_costs(&format!("```yaml\n{bomb}```")));
        hygiene("a.md", &format!("---\n{bomb}---\n{}", among_costs("- API: R$ 1")));
    }
}

#[test]
fn a_table_of_a_hundred_thousand_rows_is_read_as_far_as_the_bound() {
    let rows: String = (0..100_000).map(|i| format!("| row {i} | R$ {},00 | {} req/s |\n", i % 900, i % 77)).collect();
    let text = among_costs(&format!("| Item | Current | Peak |\n|---|---|---|\n{rows}"));
    assert_eq!(hygiene("a.md", &text), ["hygiene/document-cut-short"]);
}

#[test]
fn a_table_of_five_thousand_columns_is_read_as_far_as_the_bound() {
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(5_000));
    let text = among_costs(&[row("Item"), row("---"), row("R$ 1"), row("2 req/s")].concat());
    assert_eq!(hygiene("a.md", &text), ["hygiene/document-cut-short"]);
}

#[test]
fn enormous_numbers_are_no_numbers_and_hurt_nobody() {
    let nines = "9".repeat(10_000);
    let largest = "79228162514264337593543950335";
    let sums = [
        "R$ @ + R$ @ = R$ 1",
        "@ x @ = 1",
        "@ req/s x @ s = 3",
        "@% of @ users",
        "@ / 0 = @",
        "-@ to @ ms",
        "1e@ req/s",
    ];
    for number in [
        nines.as_str(),
        largest,
        "1e999999",
        "1e-999999",
        "0.0000000000000000000000000001",
        "1.e",
        "0x7fffffffffffffff",
        ".inf",
    ] {
        let lines: String = sums.iter().map(|sum| format!("- API: {}\n", sum.replace('@', number))).collect();
        let table = format!(
            "\n| Item | Value |\n|---|---|\n| A | R$ {number} |\n| B | R$ {number} |\n| Total | R$ {number} |\n"
        );
        hygiene("a.md", &among_costs(&format!("{lines}{table}")));
        hygiene(
            "a.yaml",
            &format!("canvas: 1\ncosts:\n  current:\n    a: {number}\n    b: R$ {number}/month\n    total: {number}\n"),
        );
    }
    hygiene(
        "a.md",
        &among_costs(&format!("- {} = 1\n- {} = 1", vec!["99999"; 3_000].join(" x "), vec!["1"; 5_000].join(" + "))),
    );
    hygiene("a.md", &among_costs(&format!("- {}1{} = 1", "(".repeat(5_000), ")".repeat(5_000))));
}

#[test]
fn markup_that_takes_long_elsewhere_takes_no_longer_here() {
    let ticks: String = (1..200).map(|n| "`".repeat(n) + " ").collect();
    let references: String = (0..2_000).map(|n| format!("[r{n}]: /u\n")).collect();
    let used: String = (0..2_000).map(|n| format!("[r{n}] ")).collect();
    let nested: String = (0..300).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
    for text in
        [ticks, format!("{references}\n{used}"), nested, format!("{}a{}", "[".repeat(3_000), "](b)".repeat(3_000))]
    {
        hygiene("a.md", &among_costs(&text));
    }
    for piece in [
        "![",
        "[a](",
        "[a]: ",
        "a**b_c ",
        "*a _b ",
        "**",
        "_a__",
        "<",
        "<!--",
        "<a ",
        "<![CDATA[",
        "<?",
        "<!A",
        "[x] ",
        "> ",
        "> a\n",
        "1. ",
        "a\n",
        "#",
        "# a\n",
        "|",
        "&",
        "&a;",
        "\\",
        "```\n",
        "~~a",
        "[^a]",
        "http://a.",
        "a@",
        "- - - ",
        "---\n",
        "\t",
        "<div>",
        "]",
        "[](b)",
        "{",
        "$",
        "\"",
        "'",
        "(",
        "\u{200b}",
        "e\u{301}",
        "Ã£",
        "\r",
        "<!-- canvas: allow(a) -->\n",
        "[a](#b) ",
        "a|b\n-|-\n",
    ] {
        hygiene("a.md", &among_costs(&long(piece)));
    }
    for piece in [
        "a: ", "- ", "? ", "{", "[", "'", "\"", "&a ", "*a ", "!a ", "#", "|\n", "---\n", "k: 1\n", "%a\n", "a: 1,",
        "<<: *a\n",
    ] {
        hygiene("a.yaml", &long(piece));
    }
}

#[test]
fn lines_full_of_numbers_and_words_that_mean_something_are_read_in_time() {
    for piece in [
        "1 ",
        "1.",
        "1,",
        "1x",
        "1=",
        "1+",
        "9%",
        "1-",
        "1/",
        "a ",
        "1 req/s ",
        "R$ 1 ",
        "p95 < 1 ms ",
        "per month ",
        ":",
        "a: ",
        "**a:** ",
        "a; ",
        "2026-01-01 ",
        "1 → 2 ",
        "~1 ",
        "1k ",
        "today 1 ",
        "10x from 1 to 10 ",
    ] {
        hygiene("a.md", &among_costs(&format!("- {}", long(piece))));
    }
}

#[test]
fn bytes_in_several_encodings_are_read_and_said_so() {
    let canvas = "# Canvas de escalabilidade\n\n## Custos\n\n- API: R$ 1.200/mês\n- Total: R$ 1.300/mês\n";
    let latin: Vec<u8> = canvas.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(canvas.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mixed =
        [latin.as_slice(), canvas.as_bytes(), "Ã£Ã©".as_bytes(), b"\xef\xbb\xbf", &[0xc3, 0x28, 0xf0, 0x9f]].concat();
    let odd = [wide.as_slice(), b"\x00\xd8\x00\xd8x"].concat();
    for bytes in [latin, wide, mixed, odd] {
        let source = canvas::source::Source::new("a.md", &bytes);
        let report = canvas::check(&source, &canvas::rules::Settings::default());
        let rules: Vec<&str> = report.outcomes.findings.iter().map(|finding| finding.rule).collect();
        assert!(report.canvas.facts.len() >= 2, "the numbers are read: {rules:?}");
        for finding in &report.outcomes.findings {
            assert!(source.text().get(finding.span.range()).is_some(), "{}: a span outside the text", finding.rule);
            assert!(source.disk_offset(finding.span.end) <= bytes.len(), "{}: a place outside the file", finding.rule);
        }
    }
}

#[test]
fn characters_that_nobody_sees_change_no_number_and_reach_no_terminal() {
    for hidden in ['\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{202e}', '\u{2066}', '\u{ad}', '\u{200f}'] {
        let text = among_costs(&format!(
            "<!-- canvas: allow(cost-sum{hidden}-mismatch, reason = \"{hidden}agreed\") -->\n\n- API: R$ 1{hidden}.200/month\n- DB: R$ {hidden}300/month\n- {hidden}Total: R$ 1.500/month\n"
        ));
        let (_, report) = common::check_text("a.md", &text);
        let largest = report.canvas.facts.iter().filter_map(|fact| fact.quantity.interval.value()).max();
        assert!(largest.is_none_or(|value| value <= 1_500.into()), "{hidden:?}: {largest:?}");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("plan.md");
        std::fs::write(&file, &text).expect("a file");
        let output = program().args(["check", "--lang", "en"]).arg(&file).output().expect("the program runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(!said.contains(hidden), "{hidden:?}: {said}");
    }
}

/// The program, with no more memory than a small container has, where the shell can say so.
fn program() -> std::process::Command {
    let binary = env!("CARGO_BIN_EXE_canvas");
    if cfg!(target_os = "linux") {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", "ulimit -v 1000000; exec \"$0\" \"$@\"", binary]);
        return shell;
    }
    std::process::Command::new(binary)
}

#[test]
fn memory_is_bounded_whatever_the_file_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("rows.md", "| a | R$ 1 | 2 req/s |\n".repeat(60_000)),
        ("lists.md", "- a: R$ 1\n".repeat(60_000)),
        ("nested.yaml", "{a: ".repeat(200_000)),
        ("keys.yaml", (0..40_000).map(|n| format!("k{n}: R$ {n}\n")).collect()),
        ("line.md", "R$ 1 ".repeat(200_000)),
    ];
    for (name, text) in &files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let output =
        program().args(["check", "--lang", "en"]).args(files.map(|(name, _)| folder.path().join(name))).output();
    let output = output.expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    assert!(said.contains("hygiene/document-cut-short"), "{said}");
}

#[cfg(unix)]
mod files {
    use super::program;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Output;

    const SOUND: &str = "canvases/clinic-booking.md";

    /// A folder with a sound canvas, `sound.md`, to which files may be added that want to hurt.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::copy(SOUND, folder.path().join("sound.md")).expect("a canvas");
        folder
    }

    fn check(folder: &Path, paths: &[&OsStr]) -> (Output, String, String) {
        let output = program().current_dir(folder).args(["check", "--lang", "en"]).args(paths).output();
        let output = output.expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8 whatever the names are");
        let (said, complained) = (text(&output.stdout), text(&output.stderr));
        (output, said, complained)
    }

    #[test]
    fn names_with_line_breaks_and_bytes_that_are_no_text_are_printed_harmlessly() {
        let folder = folder();
        let names: [&[u8]; 4] = [b"a\nerror: b.md", b"\xff\xfe.md", "\u{202e}dm.x.md".as_bytes(), b"\x1b[31m.md"];
        for name in names {
            std::fs::copy(SOUND, folder.path().join(OsStr::from_bytes(name))).expect("a canvas");
        }
        let (output, said, complained) = check(folder.path(), &[OsStr::new(".")]);
        assert_eq!(output.status.code(), Some(0), "{said}{complained}");
        assert!(
            said.contains("sound.md") && said.contains("a\\nerror: b.md") && said.contains("\\xFF\\xFE.md"),
            "{said}"
        );
        assert!(!said.contains("\nerror: b.md") && !said.contains(['\u{202e}', '\u{1b}']), "{said:?}");
        let json = program().current_dir(folder.path()).args(["check", ".", "--format", "json"]).output();
        serde_json::from_slice::<serde_json::Value>(&json.expect("the program runs").stdout).expect("JSON");
    }

    #[test]
    fn links_in_circles_pipes_and_folders_that_are_called_like_files_harm_no_other_file() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        symlink("loop.md", at("loop.md")).expect("a link");
        symlink(".", at("again")).expect("a link");
        symlink("nowhere.md", at("dangling.md")).expect("a link");
        std::fs::create_dir(at("x.md")).expect("a folder");
        std::fs::copy(SOUND, at("x.md/inside.md")).expect("a canvas");
        let made = std::process::Command::new("mkfifo").arg(at("pipe.md")).status().expect("mkfifo");
        assert!(made.success());
        // What is found on the way is passed over.
        let (output, said, complained) = check(folder.path(), &[OsStr::new(".")]);
        assert_eq!(output.status.code(), Some(0), "{said}{complained}");
        assert!(said.contains("sound.md") && said.contains("x.md/inside.md") && !said.contains("again/"), "{said}");
        // What is named is said to be none, and the others are checked.
        for name in ["loop.md", "dangling.md", "pipe.md"] {
            let (output, said, complained) = check(folder.path(), &[OsStr::new(name), OsStr::new("sound.md")]);
            assert_eq!(output.status.code(), Some(2), "{name}: {said}{complained}");
            assert!(complained.contains(name) && said.contains("sound.md"), "{name}: {said}{complained}");
        }
        let (output, said, _) = check(folder.path(), &[OsStr::new("x.md")]);
        assert!(output.status.code() == Some(0) && said.contains("inside.md"), "{said}");
    }

    #[test]
    fn a_canvas_a_thousand_folders_down_is_found() {
        let folder = folder();
        let deep = folder.path().join(["d"; 1_000].join("/"));
        std::fs::create_dir_all(&deep).expect("folders");
        std::fs::copy(SOUND, deep.join("deep.md")).expect("a canvas");
        // A person sees the beginning of such a path, a program all of it.
        let (output, said, complained) = check(folder.path(), &["--format", "json", "."].map(OsStr::new));
        assert_eq!(output.status.code(), Some(0), "{said}{complained}");
        assert!(said.contains("/d/d/deep.md") && said.contains("sound.md"), "{said}");
    }

    #[test]
    fn settings_and_baselines_that_want_to_hurt_are_refused_in_one_sentence() {
        let folder = folder();
        let deep = |open: &str| open.repeat(100_000);
        let settings = [
            format!("min_score = {}", deep("[")),
            format!("min_score = {}", deep("{a = ")),
            format!("[{}a]", deep("a.")),
            format!("{}a = 1", deep("a.")),
            format!("min_score = {}", deep("9")),
            "extends = \"canvas.toml\"".to_owned(),
            format!("[[path]]\nfiles = [\"{}\"]", deep("{a,")),
            format!("[[path]]\nfiles = [\"{}a\"]\nmin_scor = 1", deep("**/")),
        ];
        for text in settings {
            std::fs::write(folder.path().join("canvas.toml"), &text).expect("a file");
            let (output, said, complained) = check(folder.path(), &[OsStr::new("sound.md")]);
            assert_eq!(output.status.code(), Some(2), "{:.40}: {said}{complained:.400}", text);
            assert!(complained.starts_with("error: canvas.toml:"), "{:.40}: {complained:.400}", text);
            assert!(complained.lines().count() == 1 && complained.len() < 2_000, "{:.40}: {complained:.400}", text);
        }
        std::fs::remove_file(folder.path().join("canvas.toml")).expect("the file");
        for text in [deep("["), deep("{\"version\":"), format!("{{\"version\":{}", deep("9"))] {
            std::fs::write(folder.path().join("known.json"), &text).expect("a file");
            let options = ["--baseline", "known.json", "sound.md"].map(OsStr::new);
            let (output, said, complained) = check(folder.path(), &options);
            assert_eq!(output.status.code(), Some(2), "{said}{complained:.400}");
            assert!(complained.starts_with("error: known.json:1:"), "{complained:.400}");
        }
    }

    #[test]
    fn a_file_that_shrinks_and_grows_while_it_is_read_is_read_as_it_is_at_the_time() {
        let folder = folder();
        let file = folder.path().join("moving.md");
        let text = std::fs::read_to_string(SOUND).expect("a canvas").repeat(20);
        std::fs::write(&file, &text).expect("a file");
        let done = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let file = std::fs::OpenOptions::new().write(true).open(&file).expect("the file");
                for length in (0..).map(|n: u64| n * 977 % text.len() as u64) {
                    if done.load(std::sync::atomic::Ordering::Relaxed) {
                        break;
                    }
                    file.set_len(length).expect("another length");
                }
            });
            for _ in 0..5 {
                let (output, said, complained) =
                    check(folder.path(), &[OsStr::new("moving.md"), OsStr::new("sound.md")]);
                assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?} {complained}");
                assert!(said.contains("sound.md"), "{said}");
            }
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
    }
}
