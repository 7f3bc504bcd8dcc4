//! The form of what was understood, as programs see it.

use schemars::JsonSchema;
use serde::Serialize;

/// What `canvas inspect --format json` prints: what was understood of one document. Fields are only ever added;
/// `version` changes if one must go.
///
/// Lines and columns count from 1, columns in Unicode scalar values; an end column is the one behind the last
/// character. Numbers are strings of decimal digits, so that none loses a digit. Where one object names a quantity, it
/// does so by its index in `quantities`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "What canvas inspect understood")]
pub struct Understood<'a> {
    /// The version of this format.
    pub version: u32,
    /// The path of the document, with `/` between folders; characters that cannot be printed are escaped.
    pub path: &'a str,
    /// Its title; null when it has none.
    pub title: Option<&'a str>,
    /// The language it is written in.
    #[schemars(extend("enum" = ["en", "pt", "es"]))]
    pub language: &'static str,
    /// Whether it looks like a canvas.
    pub recognised: bool,
    /// Whether it is the template, unfilled.
    pub unfilled: bool,
    /// Owner, date and version.
    pub metadata: Metadata<'a>,
    /// The sections that were found, in order of appearance; the same one may come more than once.
    pub sections: Vec<Section<'a>>,
    /// The states of the system that the quantities speak of.
    pub scenarios: Vec<Scenario<'a>>,
    /// Every quantity, in the order of the document.
    pub quantities: Vec<Quantity<'a>>,
    /// What stands where a quantity is expected and could not be read.
    pub unreadable: Vec<Unreadable<'a>>,
    /// Everything that states its own total.
    pub sums: Vec<Sum<'a>>,
    /// Calculations written out: `500 × 5.2 MB = 2.6 GB`.
    pub calculations: Vec<Calculation<'a>>,
    /// The same volumes now and later.
    pub growth: Vec<Growth<'a>>,
    /// Cost items that stand side by side in one currency and period, without a total of their own.
    pub untotalled_costs: Vec<Untotalled<'a>>,
    /// Whether a total is stated somewhere in the section on costs.
    pub has_cost_total: bool,
    /// Risks, with what is to be done about them.
    pub risks: Vec<Risk<'a>>,
    /// Limits on what is measured.
    pub targets: Vec<Target<'a>>,
    /// Load tests.
    pub load_tests: Vec<LoadTest<'a>>,
    /// Tools named in the section on load tests.
    pub load_test_tools: Vec<Words<'a>>,
    /// Parts of the infrastructure.
    pub components: Vec<Component<'a>>,
    /// Things still to be filled in.
    pub placeholders: Vec<Words<'a>>,
    /// What follows from the quantities by arithmetic, without being written down.
    pub derived: Vec<Derived>,
    /// Checks that hold, with their arithmetic.
    pub passes: Vec<Verified>,
    /// Checks that could not be made, because something is not written down.
    pub unchecked: Vec<Unchecked>,
}

/// A figure that follows from others by arithmetic.
#[derive(Serialize, JsonSchema)]
pub struct Derived {
    /// Which figure.
    #[schemars(extend("enum" = [
        "mean_rate", "peak_rate", "concurrency", "virtual_users", "error_budget", "unit_cost", "replicas",
    ]))]
    pub figure: &'static str,
    /// How much it is.
    pub value: String,
    /// Of what; money is in the currency of the first quantity it follows from.
    #[schemars(extend("enum" = [
        "per_second", "requests", "virtual_users", "minutes_per_month", "money", "replicas",
    ]))]
    pub unit: &'static str,
    /// Figure and value in words, rounded.
    pub message: String,
    /// What it follows from, with the numbers as the document writes them.
    pub formula: String,
    /// What is taken for granted.
    pub assuming: Vec<String>,
    /// The state of the system it is of, as an index of `scenarios`.
    pub scenario_index: Option<usize>,
    /// The line of what it is about.
    pub line: u32,
    /// The quantities it follows from.
    pub quantities: Vec<usize>,
}

/// What stands where a quantity is expected and could not be read: as written, never guessed.
#[derive(Serialize, JsonSchema)]
pub struct Unreadable<'a> {
    /// The line it stands in.
    pub line: u32,
    /// As the document writes it.
    pub text: &'a str,
    /// The section it stands in; null outside the eight.
    pub section: Option<&'static str>,
    /// What it is about: its label, row and column, key.
    pub label: Option<&'a str>,
}

/// Words of the document and where they stand.
#[derive(Serialize, JsonSchema)]
pub struct Words<'a> {
    /// The words.
    pub text: &'a str,
    /// Their line.
    pub line: u32,
}

/// Owner, date and version; null where the document does not say.
#[derive(Serialize, JsonSchema)]
pub struct Metadata<'a> {
    /// A person or team that answers for the canvas.
    pub owner: Option<Words<'a>>,
    /// When it was written or last changed, as written.
    pub date: Option<Words<'a>>,
    /// Which version it is.
    pub version: Option<Words<'a>>,
}

/// A section.
#[derive(Serialize, JsonSchema)]
pub struct Section<'a> {
    /// Which of the eight.
    pub section: &'static str,
    /// Its title, as written.
    pub title: &'a str,
    /// The line of its title.
    pub line: u32,
    /// How sure it is that the title opens this section.
    #[schemars(extend("enum" = ["certain", "likely", "possible"]))]
    pub confidence: &'static str,
    /// What is in it.
    #[schemars(extend("enum" = ["present", "not-applicable", "placeholder", "empty"]))]
    pub status: &'static str,
}

/// A state of the system that the document gives numbers for.
#[derive(Serialize, JsonSchema)]
pub struct Scenario<'a> {
    /// The words that name it.
    pub name: &'a str,
    /// Which sort it is: as it is, a numbered phase, so many months from now or in a year, as planned, or for so many users.
    #[schemars(extend("enum" = ["current", "phase", "horizon", "scaled", "population"]))]
    pub kind: &'static str,
    /// The number of the phase; null for other sorts.
    pub phase: Option<u32>,
    /// How many months from now it is or ends, 0 at the launch; null for a year of the calendar and for other sorts.
    pub months: Option<u32>,
    /// How many users it is for, when its name says so.
    pub population: Option<Bounds>,
    /// The line that names it first.
    pub line: u32,
}

/// The values something may have.
#[derive(Serialize, JsonSchema)]
pub struct Bounds {
    /// The least; null when it is open.
    pub low: Option<String>,
    /// The greatest; null when it is open.
    pub high: Option<String>,
}

/// A number with its meaning. Every field is always there, null where nothing is known.
#[derive(Serialize, JsonSchema)]
pub struct Quantity<'a> {
    /// The line it stands in.
    pub line: u32,
    /// Its first column.
    pub column: u32,
    /// Number, unit and period as the document writes them.
    pub text: &'a str,
    /// The least value it may have, in `unit`; null when it is open.
    pub low: Option<String>,
    /// The greatest value it may have, in `unit`; null when it is open.
    pub high: Option<String>,
    /// What it is measured in. Money: `money`. Time: `nanosecond`, `microsecond`, `millisecond`, `second`, `minute`,
    /// `hour`, `day`, `week`, `month`, `year`. Data: `B`, `KB`, `MB`, `GB`, `TB`, `PB`, with an i as in `GiB` for
    /// powers of 1024, with bit as in `Gbit` for bits. `percent`, `factor` (10x), `cores` (of processors). What is
    /// counted: the name of the thing, as in `entity`. `none` for a number without a unit.
    pub unit: String,
    /// The time that a rate or a cost refers to.
    #[schemars(extend("enum" = ["second", "minute", "hour", "day", "week", "month", "quarter", "year", null]))]
    pub per: Option<&'static str>,
    /// The currency of money, in three letters; `$` when it is a dollar sign that may be any of several.
    pub currency: Option<&'static str>,
    /// Which figure of a distribution it is: `mean`, `p95`, `p99.9`, `max`, `min`, `peak`, `total`.
    pub statistic: Option<String>,
    /// The words that name the scenario it speaks of.
    pub scenario: Option<&'a str>,
    /// What is counted: `user`, `registered-user`, `daily-active-user`, `monthly-active-user`, `active-user`,
    /// `concurrent-user`, `virtual-user`, `session`, `request`, `message`, `order`, `transaction`, `query`, `event`,
    /// `interaction`, `job`, `connection`, `instance`, `replica`, `pod`, `node`, `worker`, `token`, `io-operation`, or a
    /// noun of the document's own.
    pub entity: Option<String>,
    /// The section it stands in; the first, when the title names several.
    pub section: Option<&'static str>,
    /// What it is about, as near as the document says it: a label, the header of its column, its heading.
    pub label: Option<&'a str>,
    /// The sort of the unit.
    #[schemars(extend("enum" = ["none", "count", "money", "duration", "data", "percent", "factor", "cores"]))]
    pub unit_kind: &'static str,
    /// What a percentage is of, as far as it is said beside the number.
    #[schemars(extend("enum" = ["share", "utilisation", "availability", "error-rate", "growth", "discount", "hit-rate", null]))]
    pub percent_of: Option<&'static str>,
    /// What it is per, other than time: `/user`, `per 1,000 tokens`.
    pub each: Option<Each>,
    /// What it measures.
    #[schemars(extend("enum" = ["latency", "setting", "availability", "error-rate", "utilisation", "hit-rate", "share", "growth",
        "throughput", "population", "replicas", "cost", "unit-cost", "size", "bandwidth", "cores", "count", "unknown"]))]
    pub metric: &'static str,
    /// What an amount is among others: `of-which` is a part of another; null for what is no money, and for prices of one
    /// of something.
    #[schemars(extend("enum" = ["item", "subtotal", "total", "of-which", "discount", "tax", "one-off", null]))]
    pub cost_role: Option<&'static str>,
    /// How the author bounds it; `rises` and `falls` are from one end to the other ("from 2 to 50").
    #[schemars(extend("enum" = ["equal", "less", "at-most", "more", "at-least", "range", "rises", "falls"]))]
    pub relation: &'static str,
    /// Whether it carries "~", "about" or the like.
    pub approximate: bool,
    /// Whether it is written as an increment ("+ R$ 800/mês").
    pub increment: bool,
    /// Whether its digits could be read in two ways.
    pub ambiguous: bool,
    /// One unit of the last digit that is written, in `unit`.
    pub step: String,
    /// The sort of the scenario.
    #[schemars(extend("enum" = ["current", "phase", "horizon", "scaled", "population", null]))]
    pub scenario_kind: Option<&'static str>,
    /// The scenario, as an index of `scenarios`.
    pub scenario_index: Option<usize>,
    /// All sections it stands in.
    pub sections: Vec<&'static str>,
    /// In which part of its line it stands: the label, the text, or a comment behind it.
    #[schemars(extend("enum" = ["label", "text", "comment"]))]
    pub written_place: &'static str,
    /// The line it ends in.
    pub end_line: u32,
    /// The column behind its last character.
    pub end_column: u32,
    /// The lines that the parts come from which are not written beside the number.
    pub origins: Origins,
}

/// What a quantity is per, other than time.
#[derive(Serialize, JsonSchema)]
pub struct Each {
    /// How many.
    pub count: String,
    /// Of what, named as `entity` of a quantity is; null when the document only says "each".
    pub entity: Option<String>,
}

/// The lines that parts of a quantity come from; null for what is written beside the number, or not known.
#[derive(Serialize, JsonSchema)]
pub struct Origins {
    /// The unit.
    pub unit: Option<u32>,
    /// The period.
    pub per: Option<u32>,
    /// The statistic.
    pub statistic: Option<u32>,
    /// The scenario. It has a line wherever it is known, that of the number itself included.
    pub scenario: Option<u32>,
}

/// Terms and what they are said to come to.
#[derive(Serialize, JsonSchema)]
pub struct Sum<'a> {
    /// What the document says.
    pub total: Term<'a>,
    /// What is added.
    pub terms: Vec<Term<'a>>,
    /// What the terms come to, in the unit of the total; null when it is out of range.
    pub computed: Option<Bounds>,
    /// How far terms and total may be apart, in the unit of the total.
    pub slack: Option<String>,
    /// Whether it adds up; null when that cannot be said.
    pub holds: Option<bool>,
    /// Whether it is about costs.
    pub costs: bool,
}

/// A term of a sum, or a total.
#[derive(Serialize, JsonSchema)]
pub struct Term<'a> {
    /// What it is called.
    pub label: &'a str,
    /// Its line.
    pub line: u32,
    /// Its first column.
    pub column: u32,
    /// The number as written; empty when there is none ("free").
    pub text: &'a str,
    /// The least value; null when it is open or there is none.
    pub low: Option<String>,
    /// The greatest value; null when it is open or there is none.
    pub high: Option<String>,
    /// The unit, named as that of a quantity is; null when there is no number.
    pub unit: Option<String>,
}

/// A calculation written out.
#[derive(Serialize, JsonSchema)]
pub struct Calculation<'a> {
    /// Its line.
    pub line: u32,
    /// Its first column.
    pub column: u32,
    /// All of it, as written.
    pub text: &'a str,
    /// The expression alone, as written.
    pub expression: &'a str,
    /// What it is said to come to, from left to right.
    pub results: Vec<Outcome<'a>>,
}

/// A result of a calculation.
#[derive(Serialize, JsonSchema)]
pub struct Outcome<'a> {
    /// As written.
    pub text: &'a str,
    /// Its line.
    pub line: u32,
    /// Whether the author is right; null when that cannot be said.
    pub holds: Option<bool>,
}

/// A volume now and later.
#[derive(Serialize, JsonSchema)]
pub struct Growth<'a> {
    /// What is counted: its nouns, without accents, singular, in alphabetical order.
    pub subject: Vec<&'a str>,
    /// Now, as an index of `quantities`.
    pub from: usize,
    /// Later, as an index of `quantities`; the same one for "from 2,000 to 5,000 users".
    pub to: usize,
    /// How much it is now, in its unit.
    pub before: Bounds,
    /// How much it is later, in the same unit.
    pub after: Bounds,
}

/// Cost items that nobody added up.
#[derive(Serialize, JsonSchema)]
pub struct Untotalled<'a> {
    /// The items; of a table with several columns of money, those of the first.
    pub items: Vec<Term<'a>>,
    /// What each column of them comes to, in the document's notation.
    pub sums: &'a [String],
}

/// A risk.
#[derive(Serialize, JsonSchema)]
pub struct Risk<'a> {
    /// The line of its title.
    pub line: u32,
    /// What may happen.
    pub title: &'a str,
    /// What is to be done about it; null when nothing is said.
    pub mitigation: Option<Words<'a>>,
    /// Whether it is called a risk, or stands in a table of risks.
    pub certain: bool,
}

/// A limit on what is measured.
#[derive(Serialize, JsonSchema)]
pub struct Target<'a> {
    /// What it is for: what is promised, when somebody is called, when a load test passes, when the system scales.
    #[schemars(extend("enum" = ["objective", "alert", "criterion", "trigger"]))]
    pub role: &'static str,
    /// The limit, as an index of `quantities`.
    pub quantity: usize,
    /// Its line.
    pub line: u32,
    /// The limit as written.
    pub text: &'a str,
    /// How long the measurement must hold.
    pub window: Option<Window>,
}

/// A length of time.
#[derive(Serialize, JsonSchema)]
pub struct Window {
    /// The least; null when it is open.
    pub low: Option<String>,
    /// The greatest; null when it is open.
    pub high: Option<String>,
    /// The unit of both, named as that of a quantity is.
    pub unit: String,
}

/// A load test; numbers are indices of `quantities`.
#[derive(Serialize, JsonSchema)]
pub struct LoadTest<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The line of its name.
    pub line: u32,
    /// Whether it looks for the breaking point rather than for a pass.
    pub breaks: bool,
    /// Users at one time, or virtual users.
    pub users: &'a [usize],
    /// Requests, or other things, per time.
    pub rates: &'a [usize],
    /// How long it takes.
    pub duration: Option<usize>,
    /// How long it takes to reach the load.
    pub ramp: Option<usize>,
    /// The pause of a user between two requests.
    pub think: Option<usize>,
}

/// A part of the infrastructure; numbers are indices of `quantities`.
#[derive(Serialize, JsonSchema)]
pub struct Component<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The line of its name.
    pub line: u32,
    /// How many there are of it.
    pub replicas: &'a [usize],
    /// What one of them serves per time.
    pub capacity_each: &'a [usize],
    /// Processor cores.
    pub cores: &'a [usize],
    /// Memory and storage.
    pub sizes: &'a [usize],
    /// What it serves per time, all of it.
    pub rates: &'a [usize],
    /// Connections it opens or accepts.
    pub connections: &'a [usize],
    /// All numbers about it.
    pub quantities: &'a [usize],
}

/// A check that holds.
#[derive(Serialize, JsonSchema)]
pub struct Verified {
    /// The rule that made it, `family/name`.
    pub rule: &'static str,
    /// The line that was verified.
    pub line: u32,
    /// The arithmetic.
    pub message: String,
}

/// A check that could not be made.
#[derive(Serialize, JsonSchema)]
pub struct Unchecked {
    /// The rule that would have made it, `family/name`.
    pub rule: &'static str,
    /// What is missing.
    pub message: String,
}
