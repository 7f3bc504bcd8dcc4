//! What was understood of a canvas, for a person: sections, quantities with their origins, sums, checks.

use std::io::{self, Write};

use crate::model::{Canvas, Fact, Status};
use crate::quantity::{Each, Period, Quantity, Statistic, Unit};
use crate::report::Report;
use crate::rules::section_name;
use crate::source::{Source, Span};
use crate::words::{Language, Text};

static SECTIONS: Text = Text { en: "Sections", pt: "Seções", es: "Secciones" };
static QUANTITIES: Text = Text { en: "Quantities", pt: "Quantidades", es: "Cantidades" };
static PASSES: Text =
    Text { en: "Checks that hold", pt: "Verificações que conferem", es: "Comprobaciones correctas" };
static UNCHECKED: Text = Text {
    en: "Checks that could not be made",
    pt: "Verificações que não puderam ser feitas",
    es: "Comprobaciones que no se pudieron hacer",
};
static FROM: Text = Text { en: "from line {line}", pt: "da linha {line}", es: "de la línea {line}" };

/// Writes what was understood, in `language`.
pub fn render(source: &Source, report: &Report, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let canvas = &report.canvas;
    let line = |span: Span| source.place(span.start).line;
    if let Some(title) = &canvas.title {
        writeln!(out, "{}", title.value)?;
    }
    writeln!(out, "\n{}", SECTIONS.in_language(language))?;
    for section in &canvas.sections {
        let status = match section.status {
            Status::Present => "",
            Status::NotApplicable => " (N/A)",
            Status::Placeholder => " (…)",
            Status::Empty => " (-)",
        };
        let name = section_name(section.kind).in_language(language);
        writeln!(out, "{:>5}  {name}: {}{status}", line(section.title.span), section.title.value)?;
    }
    writeln!(out, "\n{}", QUANTITIES.in_language(language))?;
    for fact in &canvas.facts {
        writeln!(out, "{:>5}  {}", line(fact.span), described(canvas, fact, source, language))?;
    }
    if !report.outcomes.passes.is_empty() {
        writeln!(out, "\n{}", PASSES.in_language(language))?;
        for pass in &report.outcomes.passes {
            writeln!(out, "{:>5}  {}  [{}]", line(pass.span), pass.message.in_language(language), pass.rule)?;
        }
    }
    if !report.outcomes.unchecked.is_empty() {
        writeln!(out, "\n{}", UNCHECKED.in_language(language))?;
        for unchecked in &report.outcomes.unchecked {
            writeln!(out, "       {}  [{}]", unchecked.missing.in_language(language), unchecked.rule)?;
        }
    }
    Ok(())
}

/// `1.200 R$/mês = 1200 BRL per month, costs, current (from line 12)`.
fn described(canvas: &Canvas, fact: &Fact, source: &Source, language: Language) -> String {
    let from = |span: Option<Span>| {
        let place = span.map(|s| source.place(s.start).line.to_string());
        place.map(|line| format!(" ({})", FROM.with("line", line).in_language(language))).unwrap_or_default()
    };
    let quantity = &fact.quantity;
    let mut parts = vec![format!("{} {}{}", value(quantity), unit(&quantity.unit), from(fact.origins.unit))];
    if let Some(per) = quantity.per {
        parts.push(format!("per {}{}", period(per), from(fact.origins.per)));
    }
    if let Some(Each { count, entity }) = &quantity.each {
        parts.push(format!("per {count} {entity:?}").to_lowercase());
    }
    if let Some(statistic) = quantity.statistic {
        parts.push(format!("{}{}", statistic_name(statistic), from(fact.origins.statistic)));
    }
    if quantity.approximate {
        parts.push("~".to_owned());
    }
    parts.push(format!("{:?}", fact.metric).to_lowercase());
    let sections: Vec<&str> = fact.sections.iter().map(|k| k.name()).collect();
    if !sections.is_empty() {
        parts.push(sections.join("+"));
    }
    if let Some(scenario) = fact.scenario.and_then(|i| canvas.scenarios.get(i)) {
        parts.push(format!("{:?}{}", scenario.kind, from(fact.origins.scenario)).to_lowercase());
    }
    format!("{} = {}  «{}»", fact.written.replace('\n', " "), parts.join(", "), fact.label)
}

fn value(quantity: &Quantity) -> String {
    let interval = quantity.interval;
    match (interval.low, interval.high) {
        (Some(low), Some(high)) if low == high => low.normalize().to_string(),
        (low, high) => {
            let end = |n: Option<rust_decimal::Decimal>| n.map_or("…".to_owned(), |n| n.normalize().to_string());
            format!("{}..{}", end(low), end(high))
        }
    }
}

/// The name of a unit: ISO code, SI symbol, or the noun.
pub fn unit(unit: &Unit) -> String {
    match unit {
        Unit::Bare => "(no unit)".to_owned(),
        Unit::Count(entity) => {
            format!("{entity:?}").trim_start_matches("Thing").trim_matches(['(', ')']).replace('"', "").to_lowercase()
        }
        Unit::Money(currency) => format!("{currency:?}").to_uppercase(),
        Unit::Duration(unit) => format!("{unit:?}").to_lowercase(),
        Unit::Data(data) => {
            let prefix = ["", "K", "M", "G", "T", "P"].get(data.power as usize).copied().unwrap_or("?");
            format!("{prefix}{}{}", if data.binary { "i" } else { "" }, if data.bits { "bit" } else { "B" })
        }
        Unit::Percent(_) => "%".to_owned(),
        Unit::Factor => "x".to_owned(),
        Unit::Cores => "cores".to_owned(),
    }
}

fn period(per: Period) -> String {
    format!("{per:?}").to_lowercase()
}

fn statistic_name(statistic: Statistic) -> String {
    match statistic {
        Statistic::Percentile(tenths) if tenths % 10 == 0 => format!("p{}", tenths / 10),
        Statistic::Percentile(tenths) => format!("p{}.{}", tenths / 10, tenths % 10),
        other => format!("{other:?}").to_lowercase(),
    }
}
