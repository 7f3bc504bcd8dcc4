//! What a `canvas.toml` can say.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};

use crate::extract::SectionKind;
use crate::extract::vocabulary::meanings::MEANINGS;
use crate::finding::Severity;

/// The configuration of `canvas`, in a file called `canvas.toml`.
///
/// The nearest such file in the folder of a canvas, or above it, holds for that canvas. Options of the command line win
/// over it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "canvas.toml")]
pub struct File {
    /// Another file that this one adds to; what is said here wins. A path relative to this file.
    pub extends: Option<String>,
    /// The run fails when a canvas scores less than this, from 0 to 100.
    #[schemars(range(max = 100))]
    pub min_score: Option<u32>,
    /// The sections that a canvas must have; all eight when this is not said.
    pub required: Option<Vec<SectionName>>,
    /// What all of a planned system may cost, with currency and period: `"R$ 15.000/mês"`.
    pub budget: Option<String>,
    /// How much findings matter, by rule or family; a rule wins over its family.
    #[serde(default)]
    pub severity: BTreeMap<String, Level>,
    /// Words of your own for the eight sections.
    #[serde(default)]
    pub sections: BTreeMap<SectionName, SectionWords>,
    /// Words of your own, by what they mean: `order = ["remessa"]`; singular and plural are one, and so are capital and
    /// small letters. They are read as the word that is known.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// What is taken for granted where a canvas does not say it.
    #[serde(default)]
    pub assumptions: AssumedFigures,
    /// Files with settings of their own. Of several that match a file the later wins.
    #[serde(default)]
    pub path: Vec<Override>,
}

/// Settings of some files.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Which files, as patterns relative to this file: `"legacy/**"`, `"*-draft.md"`.
    pub files: Vec<String>,
    /// The run fails when one of them scores less than this, from 0 to 100.
    #[schemars(range(max = 100))]
    pub min_score: Option<u32>,
    /// The sections that they must have.
    pub required: Option<Vec<SectionName>>,
    /// What all of a planned system may cost, with currency and period.
    pub budget: Option<String>,
    /// How much findings in them matter, by rule or family.
    #[serde(default)]
    pub severity: BTreeMap<String, Level>,
    /// What is taken for granted where they do not say it.
    #[serde(default)]
    pub assumptions: AssumedFigures,
}

/// Words of your own for a section.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionWords {
    /// Titles that open the section, beside those that are known: `["Orçamento de nuvem"]`.
    pub titles: Vec<String>,
}

/// What is taken for granted where a canvas does not say it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssumedFigures {
    /// Days in a month, from 28 to 31; 30 when this is not said.
    pub days_per_month: Option<Number>,
    /// How many times the mean the peak is, from 1 on; 3 when this is not said.
    pub peak_factor: Option<Number>,
    /// The share of the capacity, in percent, that is to be left at the peak, from 0 to 99; 20 when this is not said.
    pub headroom: Option<Number>,
    /// Whether facts about products may be used that a canvas does not state; true when this is not said.
    pub product_facts: Option<bool>,
}

/// How much findings of a rule matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not at all: the rule is switched off.
    Off,
    /// An improvement.
    Advice,
    /// A competent reviewer would ask for a change.
    Warning,
    /// Wrong, or a must-have that is missing.
    Error,
}

impl Level {
    /// The severity; `None` when the rule is switched off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Advice => Some(Severity::Advice),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// One of the eight sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionName {
    /// What is to be reached.
    Objective,
    /// How much is expected.
    Volumes,
    /// What it runs on.
    Infrastructure,
    /// How it grows.
    Strategies,
    /// What it costs.
    Costs,
    /// What can go wrong.
    Risks,
    /// How it is watched.
    Monitoring,
    /// How it is tried.
    LoadTest,
}

impl From<SectionName> for SectionKind {
    fn from(name: SectionName) -> SectionKind {
        match name {
            SectionName::Objective => SectionKind::Objective,
            SectionName::Volumes => SectionKind::Volumes,
            SectionName::Infrastructure => SectionKind::Infrastructure,
            SectionName::Strategies => SectionKind::Strategies,
            SectionName::Costs => SectionKind::Costs,
            SectionName::Risks => SectionKind::Risks,
            SectionName::Monitoring => SectionKind::Monitoring,
            SectionName::LoadTest => SectionKind::LoadTest,
        }
    }
}

/// A number, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(with = "f64")]
pub struct Number(pub Decimal);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        deserializer.deserialize_any(Digits)
    }
}

/// Reads a number without a detour over one that cannot hold it.
struct Digits;

impl Visitor<'_> for Digits {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Number, E> {
        Ok(Number(Decimal::from(number)))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Number, E> {
        // The shortest digits that mean this number are the ones that were typed.
        let digits = number.to_string();
        digits.parse().map(Number).map_err(|_| E::invalid_value(de::Unexpected::Float(number), &self))
    }
}

/// The JSON Schema of the file, as it is checked in.
pub fn schema() -> String {
    let mut schema = schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<File>();
    let rules = crate::rules::RULES.iter().flat_map(|rule| [rule.code, rule.name()]);
    let names: Vec<&str> = crate::rules::FAMILIES.into_iter().chain(rules).collect();
    let meanings: Vec<&str> = MEANINGS.iter().map(|meaning| meaning.name).collect();
    for (table, keys) in [
        ("/properties/severity", &names),
        ("/$defs/Override/properties/severity", &names),
        ("/properties/words", &meanings),
    ] {
        if let Some(table) = schema.pointer_mut(table).and_then(|s| s.as_object_mut()) {
            table.insert("propertyNames".to_owned(), serde_json::json!({ "enum": keys }));
        }
    }
    format!("{:#}\n", serde_json::Value::from(schema))
}
