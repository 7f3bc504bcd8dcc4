//! The labelled set: notations in context, with what a human reader says they are.
// The figures of the set are to be seen.
#![allow(clippy::print_stdout)]

use canvas::quantity::{
    Currency, DataUnit, Entity, Habits, Interval, PercentKind, Period, Quantity, Relation, Statistic, TimeUnit, Unit,
    parse,
};
use canvas::words::Language;

/// A quantity in the notation of the labelled set: `>=50 user`, `1..10 s p95`, `~200 BRL/month`.
fn compact(quantity: &Quantity) -> String {
    let mut out = String::new();
    if quantity.increment {
        out.push('+');
    }
    if quantity.approximate {
        out.push('~');
    }
    let Interval { low, high } = quantity.interval;
    let show = |end: Option<rust_decimal::Decimal>| end.map_or(String::new(), |d| d.normalize().to_string());
    match quantity.relation {
        Relation::Equal => out.push_str(&show(low)),
        Relation::Less => out.push_str(&format!("<{}", show(high))),
        Relation::AtMost => out.push_str(&format!("<={}", show(high))),
        Relation::More => out.push_str(&format!(">{}", show(low))),
        Relation::AtLeast => out.push_str(&format!(">={}", show(low))),
        Relation::Range => out.push_str(&format!("{}..{}", show(low), show(high))),
        Relation::FromTo => out.push_str(&format!("{}->{}", show(low), show(high))),
    }
    let unit = unit_name(&quantity.unit);
    if !unit.is_empty() {
        out.push_str(&format!(" {unit}"));
    }
    if let Some(per) = quantity.per {
        out.push_str(&format!("/{}", period_name(per)));
    }
    if let Some(each) = &quantity.each {
        out.push_str(&format!(" per {} {}", each.count.normalize(), entity_name(&each.entity)));
    }
    match quantity.statistic {
        None => {}
        Some(Statistic::Mean) => out.push_str(" mean"),
        Some(Statistic::Maximum) => out.push_str(" max"),
        Some(Statistic::Minimum) => out.push_str(" min"),
        Some(Statistic::Peak) => out.push_str(" peak"),
        Some(Statistic::Total) => out.push_str(" total"),
        Some(Statistic::Percentile(tenths)) if tenths % 10 == 0 => out.push_str(&format!(" p{}", tenths / 10)),
        Some(Statistic::Percentile(tenths)) => out.push_str(&format!(" p{}.{}", tenths / 10, tenths % 10)),
    }
    out.trim_end().to_owned()
}

fn period_name(period: Period) -> &'static str {
    match period {
        Period::Second => "s",
        Period::Minute => "min",
        Period::Hour => "h",
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Year => "year",
    }
}

fn entity_name(entity: &Entity) -> String {
    match entity {
        Entity::User => "user",
        Entity::RegisteredUser => "registered",
        Entity::DailyActiveUser => "dau",
        Entity::MonthlyActiveUser => "mau",
        Entity::ActiveUser => "active",
        Entity::ConcurrentUser => "concurrent",
        Entity::VirtualUser => "vu",
        Entity::Session => "session",
        Entity::Request => "request",
        Entity::Message => "message",
        Entity::Order => "order",
        Entity::Transaction => "transaction",
        Entity::Query => "query",
        Entity::Event => "event",
        Entity::Interaction => "interaction",
        Entity::Job => "job",
        Entity::Connection => "connection",
        Entity::Instance => "instance",
        Entity::Replica => "replica",
        Entity::Pod => "pod",
        Entity::Node => "node",
        Entity::Worker => "worker",
        Entity::Token => "token",
        Entity::Io => "io",
        Entity::Thing(name) => return name.clone(),
    }
    .to_owned()
}

fn unit_name(unit: &Unit) -> String {
    match unit {
        Unit::Bare => String::new(),
        Unit::Count(entity) => entity_name(entity),
        Unit::Money(currency) => match currency {
            Currency::Brl => "BRL",
            Currency::Usd => "USD",
            Currency::Eur => "EUR",
            Currency::Gbp => "GBP",
            Currency::Ars => "ARS",
            Currency::Mxn => "MXN",
            Currency::Cop => "COP",
            Currency::Clp => "CLP",
            Currency::Pen => "PEN",
            Currency::Dollar => "$",
        }
        .to_owned(),
        Unit::Duration(unit) => match unit {
            TimeUnit::Nanosecond => "ns",
            TimeUnit::Microsecond => "us",
            TimeUnit::Millisecond => "ms",
            TimeUnit::Second => "s",
            TimeUnit::Minute => "min",
            TimeUnit::Hour => "h",
            TimeUnit::Day => "days",
            TimeUnit::Week => "weeks",
            TimeUnit::Month => "months",
            TimeUnit::Year => "years",
        }
        .to_owned(),
        Unit::Data(DataUnit { bits, power, binary }) => {
            let prefix = ["", "K", "M", "G", "T", "P"][usize::from((*power).min(5))];
            format!("{prefix}{}{}", if *binary { "i" } else { "" }, if *bits { "bit" } else { "B" })
        }
        Unit::Percent(kind) => match kind {
            PercentKind::Unknown => "%",
            PercentKind::Share => "%share",
            PercentKind::Utilisation => "%use",
            PercentKind::Availability => "%up",
            PercentKind::ErrorRate => "%err",
            PercentKind::Growth => "%growth",
            PercentKind::Discount => "%off",
            PercentKind::HitRate => "%hit",
        }
        .to_owned(),
        Unit::Factor => "x".to_owned(),
        Unit::Cores => "cores".to_owned(),
    }
}

#[test]
fn a_reading_is_shown_compactly() {
    let habits = Habits { language: Language::Pt, decimal: None };
    let found = parse::read("p95 abaixo de 300 ms com ~2 mil usuários", habits);
    assert_eq!(found.iter().map(compact).collect::<Vec<_>>().join("; "), "<300 ms p95; ~2000 user");
}
/// What of an expectation is value and unit: no sign, bound, kind of percentage, period or statistic.
fn core(reading: &str) -> String {
    let reading = reading.trim_start_matches(['+', '~', '<', '>', '=']);
    let mut words = reading.split(' ');
    let value = words.next().unwrap_or("");
    let (value, bare_period) = value.split_once('/').unwrap_or((value, ""));
    let unit = if bare_period.is_empty() { words.next().unwrap_or("") } else { "" };
    let unit = unit.split('/').next().unwrap_or("");
    let unit =
        if ["per", "mean", "max", "min", "peak", "total"].contains(&unit) && !is_minutes(reading) { "" } else { unit };
    let unit = if unit.starts_with('%') { "%" } else { unit };
    format!("{value} {unit}")
}

/// "5 min" is minutes, "5 user min" a minimum.
fn is_minutes(reading: &str) -> bool {
    reading.split(' ').nth(1) == Some("min")
}

struct Line<'t> {
    text: &'t str,
    expected: Vec<&'t str>,
}

fn lines(set: &str) -> Vec<Line<'_>> {
    set.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(text, expected)| Line {
            text,
            expected: if expected == "-" { Vec::new() } else { expected.split("; ").collect() },
        })
        .collect()
}

#[derive(Default)]
struct Score {
    quantities: usize,
    core: usize,
    whole: usize,
    traps: usize,
    alone: usize,
}

#[test]
fn notations_are_read_as_a_person_reads_them() {
    let sets = [
        (Language::Pt, include_str!("quantities/pt.tsv")),
        (Language::En, include_str!("quantities/en.tsv")),
        (Language::Es, include_str!("quantities/es.tsv")),
    ];
    let mut score = Score::default();
    for (language, set) in sets {
        let habits = Habits { language, decimal: None };
        for line in lines(set) {
            let found: Vec<String> = parse::read(line.text, habits).iter().map(compact).collect();
            let shown = || {
                println!(
                    "{language:?}\t{}\n\tread     {}\n\texpected {}",
                    line.text,
                    found.join("; "),
                    line.expected.join("; ")
                )
            };
            if line.expected.is_empty() {
                score.traps += 1;
                score.alone += usize::from(found.is_empty());
                if !found.is_empty() {
                    shown();
                }
                continue;
            }
            score.quantities += 1;
            let core_right = found.iter().map(|f| core(f)).eq(line.expected.iter().map(|e| core(e)));
            let whole_right = found == line.expected;
            score.core += usize::from(core_right);
            score.whole += usize::from(whole_right);
            if !whole_right {
                shown();
            }
        }
    }
    let percent = |part: usize, of: usize| 100.0 * part as f64 / of as f64;
    println!("value and unit: {} of {} ({:.1}%)", score.core, score.quantities, percent(score.core, score.quantities));
    println!(
        "everything:     {} of {} ({:.1}%)",
        score.whole,
        score.quantities,
        percent(score.whole, score.quantities)
    );
    println!("traps:          {} of {} ({:.1}%)", score.alone, score.traps, percent(score.alone, score.traps));
    assert!(score.quantities + score.traps >= 600);
    assert!(percent(score.core, score.quantities) >= 98.0);
    assert!(percent(score.alone, score.traps) >= 99.0);
}

mod robustness {
    use super::*;
    use canvas::quantity::{equation, parse::implied};
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    fn read_all(text: &str) {
        for language in Language::ALL {
            for decimal in [None, Some('.'), Some(',')] {
                let habits = Habits { language, decimal };
                for quantity in parse::read(text, habits) {
                    assert!(text.get(quantity.range.clone()).is_some(), "{text:?} {quantity:?}");
                    assert!(text.get(quantity.figure.clone()).is_some(), "{text:?} {quantity:?}");
                    assert!(quantity.range.start <= quantity.figure.start && quantity.figure.end <= quantity.range.end);
                    let _ =
                        (quantity.widened(), quantity.in_period(Period::Month), quantity.under(&implied(text, habits)));
                    let _ = canvas::quantity::format(rust_decimal::Decimal::MAX, &quantity, text, habits, None);
                }
                for quantity in parse::slug(text, habits) {
                    assert!(text.get(quantity.range.clone()).is_some(), "{text:?} {quantity:?}");
                }
                for found in equation::read(text, habits) {
                    assert!(text.get(found.range.clone()).is_some());
                    let _ = (
                        found.evaluate(),
                        found.verdicts(),
                        found.results.iter().filter_map(|r| found.evaluate_like(r)).count(),
                    );
                }
            }
        }
    }

    /// Pieces that the reader gives a meaning to, so that random text reaches its corners.
    const PIECES: &[&str] = &[
        "1",
        "10",
        "100",
        "1.000",
        "1,000",
        "1.234,56",
        "0.5",
        "12.345.678",
        "2026",
        "007",
        "9999999999999999999999999999",
        " ",
        " ",
        " ",
        "\n",
        "R$",
        "$",
        "US$",
        "€",
        "%",
        "/",
        "-",
        "–",
        "→",
        "~",
        "≈",
        "<",
        ">=",
        "≤",
        "+",
        "x",
        "×",
        "*",
        "=",
        "(",
        ")",
        "[",
        "]",
        ":",
        ".",
        ",",
        "_",
        "#",
        "|",
        "k",
        "K",
        "M",
        "mil",
        "milhões",
        "de",
        "a",
        "to",
        "até",
        "entre",
        "e",
        "para",
        "por",
        "per",
        "cada",
        "usuários",
        "users",
        "simultâneos",
        "active",
        "requests",
        "RPS",
        "ms",
        "s",
        "m",
        "min",
        "GB",
        "Mi",
        "vCPU",
        "dia",
        "/mês",
        "monthly",
        "p95",
        "p(",
        "95",
        "média",
        "pico",
        "das",
        "requisições",
        "uptime",
        "Fase",
        "Python",
        "porta",
        "às",
        "h",
        "março",
        "milhares",
        "dobrar",
        "(estimado)",
        "º",
        "\u{300}",
        "\u{a0}",
        "😀",
        "e6",
        "'",
        "@",
    ];

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,60}") {
            read_all(&text);
        }

        #[test]
        fn no_jumble_of_its_own_words_makes_the_reader_panic(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
            glue in any::<bool>(),
        ) {
            read_all(&pieces.join(if glue { "" } else { " " }));
        }

        #[test]
        fn quantities_stand_in_order_and_apart(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
            let text = pieces.join(" ");
            let found = parse::read(&text, Habits::default());
            for pair in found.windows(2) {
                prop_assert!(pair[0].range.end <= pair[1].range.start, "{text:?} {pair:?}");
            }
        }
    }

    #[test]
    fn long_texts_take_time_in_proportion() {
        for unit in [
            "9",
            "1 ",
            "1.",
            "1,000 ",
            "1 - ",
            "1 + ",
            "(",
            "= 1 + ",
            "de ",
            "1 a ",
            "~",
            "p95 ",
            "a_",
            "1 users ",
            "R$",
            "* ",
            "x ",
            "1/",
            "100 000 ",
            "\n",
            "-",
            "fase 1 e ",
            "95% das ",
            "por ",
        ] {
            let short = unit.repeat(200);
            let long = unit.repeat(2_000);
            let time = |text: &str| {
                let start = Instant::now();
                let _ = (parse::read(text, Habits::default()), equation::read(text, Habits::default()));
                let _ = (parse::slug(text, Habits::default()), parse::implied(text, Habits::default()));
                start.elapsed()
            };
            let (first, second) = (time(&short), time(&long));
            // Ten times the text, and a wide margin for a busy machine; a square would be a hundred times.
            assert!(second < first * 40 + Duration::from_millis(400), "{unit:?}: {first:?} then {second:?}");
        }
    }
}
