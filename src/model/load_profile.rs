//! How the load of one state of the system is spread over time: the volume of a day, its mean and its peak per second.

use crate::extract::vocabulary::{Word, has};
use crate::extract::{Entry, Kind, Outline, Part, SectionKind};
use crate::model::fact::Fact;
use crate::model::only;
use crate::model::scenario;
use crate::model::volumes::{Load, Volume};
use crate::quantity::{Entity, Period, Relation, Unit};
use crate::source::Span;

/// A mean rate and what belongs to it. Facts are indices of [`crate::model::Canvas::facts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadProfile {
    /// The mean per second, minute or hour.
    pub mean: usize,
    /// The volume per day or longer that it is the mean of.
    pub volume: Option<usize>,
    /// The peak of the same rate.
    pub peak: Option<usize>,
    /// How many times the mean the peak is said to be.
    pub factor: Option<usize>,
    /// Whether the document says that the load falls into some hours only.
    pub some_hours: bool,
}

/// Words for a mean.
const MEAN: &[&str] = &["media", "medio", "promedio", "mean", "average", "avg"];

/// Words for a peak.
const PEAK: &[&str] = &["pico", "peak"];

/// Words for a factor.
const FACTOR: &[&str] = &["fator", "factor", "multiplicador", "multiplier", "ratio", "razao"];

/// Stems of words that say that not every hour of a day or day of a month counts.
const HOURS: &[&str] = &[
    "hora",
    "hour",
    "comercia",
    "business",
    "uteis",
    "util",
    "habil",
    "laboral",
    "laborable",
    "working",
    "workday",
    "expediente",
    "turno",
    "shift",
    "janela",
    "window",
    "ventana",
    "fim",
    "weekend",
];

pub(in crate::model) fn read(outline: &Outline, facts: &[Fact], volumes: &[Volume]) -> Vec<LoadProfile> {
    let means: Vec<&Volume> = volumes.iter().filter(|v| is_rate(&facts[v.fact]) && v.load == Load::Mean).collect();
    let factors = factors(outline, facts);
    let mut profiles = Vec::new();
    for mean in &means {
        let own = &facts[mean.fact];
        let only_volume = |wanted: &dyn Fn(&Volume) -> bool| {
            let of_it = |v: &&Volume| wanted(v) && is_exact(&facts[v.fact]) && belong(&facts[v.fact], v, own, mean);
            only(volumes.iter().filter(of_it)).map(|v| v.fact)
        };
        let volume = only_volume(&|v| v.load != Load::Peak && facts[v.fact].quantity.per >= Some(Period::Day));
        let peak = only_volume(&|v| v.load == Load::Peak && facts[v.fact].quantity.per == own.quantity.per);
        let alone = means.iter().filter(|m| facts[m.fact].scenario == own.scenario).count() == 1;
        let factor = peak.and_then(|peak| {
            let here = |f: &&PeakFactor| match f.place {
                Place::Line => facts[f.fact].entry == facts[peak].entry,
                Place::Row(name) => outline.entries[facts[peak].entry].label.as_ref().is_some_and(|l| l.span == name),
                Place::Label => false,
            };
            let of_all = |f: &&PeakFactor| {
                let scenario = facts[f.fact].scenario;
                f.place == Place::Label && alone && (scenario.is_none() || scenario == own.scenario)
            };
            let factor = only(factors.iter().filter(here)).or_else(|| only(factors.iter().filter(of_all)));
            factor.map(|factor| factor.fact)
        });
        if (volume.is_some() || factor.is_some()) && is_exact(own) {
            let lines = [Some(mean.fact), volume].into_iter().flatten().map(|f| &outline.entries[facts[f].entry]);
            let some_hours = lines.into_iter().any(says_hours);
            profiles.push(LoadProfile { mean: mean.fact, volume, peak, factor, some_hours });
        }
    }
    profiles
}

fn is_rate(fact: &Fact) -> bool {
    matches!(fact.quantity.per, Some(Period::Second | Period::Minute | Period::Hour))
        && matches!(fact.quantity.unit, Unit::Count(_))
}

fn is_exact(fact: &Fact) -> bool {
    fact.quantity.relation == Relation::Equal && !fact.quantity.ambiguous && fact.quantity.bounds().value().is_some()
}

/// Whether both are of one state of the system and count the same: in one line or scenario, under the same nouns or,
/// for a bare "mean", under no others.
fn belong(fact: &Fact, volume: &Volume, mean: &Fact, of: &Volume) -> bool {
    let entity = |fact: &Fact| if let Unit::Count(entity) = &fact.quantity.unit { Some(entity.clone()) } else { None };
    let (one, two) = (entity(fact), entity(mean));
    let users = one.as_ref().is_some_and(Entity::is_user);
    let within = |a: &[Word], b: &[Word]| a.iter().all(|w| b.contains(w));
    let nouns = within(&volume.subject, &of.subject) || within(&of.subject, &volume.subject);
    let named = !volume.subject.is_empty() && !of.subject.is_empty();
    let together = fact.scenario == mean.scenario && fact.sections == mean.sections;
    !users && one.is_some() && together && (nouns && (one == two || named) || one == two && fact.entry == mean.entry)
}

fn says_hours(entry: &Entry) -> bool {
    let texts = [entry.label.as_ref(), entry.column.as_ref(), Some(&entry.text), entry.comment.as_ref()];
    texts.into_iter().flatten().any(|text| {
        let words = text.words();
        let hours = |w: &Word| HOURS.iter().any(|stem| w.starts_with(stem)) || is_clock(w);
        // "over 8 h"
        let some = words.windows(2).any(|pair| {
            matches!(pair[1].as_str(), "h" | "hs" | "hrs") && pair[0] != "24" && pair[0].parse::<u8>().is_ok()
        });
        // "per hour" is the unit of a rate.
        some || words.iter().enumerate().any(|(at, w)| {
            hours(w) && !at.checked_sub(1).is_some_and(|before| matches!(words[before].as_str(), "por" | "per" | "a"))
        })
    })
}

/// "8h", "22h".
fn is_clock(word: &str) -> bool {
    word.strip_suffix('h').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// "6x the mean" of a peak.
struct PeakFactor {
    fact: usize,
    place: Place,
}

/// Where a peak factor stands, and so what it is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Beside the peak.
    Line,
    /// In the name of a row of a table: of the peaks in it.
    Row(Span),
    /// Under a label or in a sentence of its own: of every scenario around it.
    Label,
}

fn factors(outline: &Outline, facts: &[Fact]) -> Vec<PeakFactor> {
    let mut found = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        if fact.quantity.unit != Unit::Factor || !fact.sections.contains(SectionKind::Volumes) || !is_exact(fact) {
            continue;
        }
        let entry = &outline.entries[fact.entry];
        let label = entry.label.as_ref().map_or("", |l| l.plain.as_str());
        if has(label, PEAK) && has(label, FACTOR) {
            found.push(PeakFactor { fact: at, place: Place::Label });
        } else if fact.part == Part::Text {
            let phrase = scenario::phrase(&entry.text.plain, fact.quantity.range.clone());
            let behind = entry.text.plain.get(fact.quantity.range.end..phrase.end).unwrap_or("");
            let peak = facts.iter().filter(|f| f.entry == fact.entry && matches!(f.quantity.unit, Unit::Count(_)));
            let is_beside = peak.count() == 1;
            if has(behind, MEAN) && has(&entry.text.plain, PEAK) {
                let place = match entry.kind {
                    Kind::Cell => Place::Row(entry.text.span),
                    _ if is_beside => Place::Line,
                    _ => Place::Label,
                };
                found.push(PeakFactor { fact: at, place });
            }
        }
    }
    found
}
