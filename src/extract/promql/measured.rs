//! What one side of a comparison in PromQL measures: a quantile, a share, a rate, a count, and in which unit.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::saying::{percent, plain};
use crate::extract::code::scan::{Code, Kind};
use crate::extract::promql::{DEEPEST, LABEL_LISTS, flipped, metrics, without_parentheses};
use crate::quantity::Relation;

/// What is compared with what is measured.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract::promql) struct Limit {
    pub relation: Relation,
    pub value: Decimal,
}

impl Limit {
    /// The same said of one minus what is measured.
    fn of_the_rest(self, whole: Decimal) -> Option<Limit> {
        Some(Limit { relation: flipped(self.relation), value: whole.checked_sub(self.value)? })
    }
}

/// The limit in words, with what the tokens in `side` measure in front.
pub(in crate::extract::promql) fn in_words(
    code: &Code,
    side: Range<usize>,
    limit: Limit,
) -> Option<(Relation, String)> {
    Side { code, limit, rest: false }.read(side, 0)
}

struct Side<'c, 't> {
    code: &'c Code<'t>,
    /// The limit of what is still to be read.
    limit: Limit,
    /// Whether `1 - ...` was taken off.
    rest: bool,
}

/// How the innermost thing is made of samples.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Gauge,
    PerSecond,
    Increase,
}

/// What a share is a share of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    Errors,
    Successes,
    Hits,
    Misses,
    Used(&'static str),
    Free(&'static str),
    Other,
}

impl Side<'_, '_> {
    fn read(mut self, range: Range<usize>, depth: usize) -> Option<(Relation, String)> {
        let range = without_parentheses(self.code, range);
        if depth > DEEPEST || range.is_empty() {
            return None;
        }
        let terms = self.cut(range.clone(), &['+', '-']);
        if let [first, second] = terms.as_slice() {
            if let (Some(whole), true) = (self.code.number(first.1.clone()), second.0 == '-') {
                self.limit = self.limit.of_the_rest(whole)?;
                self.rest = !self.rest;
                return self.read(second.1.clone(), depth + 1);
            }
            if self.code.word(first.1.start) == "time" && second.0 == '-' {
                return self.say("", &plain(self.limit.value), " s");
            }
        }
        if terms.len() > 1 {
            return self.read(terms.first()?.1.clone(), depth + 1);
        }
        let mut above = Vec::new();
        let mut below = Vec::new();
        for (sign, term) in self.cut(range.clone(), &['*', '/']) {
            match (self.code.number(term.clone()), sign) {
                (Some(n), '/') => self.limit.value = self.limit.value.checked_mul(n)?,
                (Some(n), _) if n > Decimal::ZERO => self.limit.value = self.limit.value.checked_div(n)?,
                (Some(_), _) => return None,
                (None, '/') => below.push(term),
                (None, _) => above.push(term),
            }
        }
        let [above] = above.as_slice() else { return None };
        if let Some(first_below) = below.first() {
            let named =
                |range: &Range<usize>, end: &str| metrics(self.code, range.clone()).iter().any(|n| n.ends_with(end));
            if named(above, "_sum") && named(first_below, "_count") {
                let unit = unit(&self.raw(above.clone()))?;
                return self.say("mean latency", &plain(self.limit.value), unit);
            }
            // Of `(total - free) / total` the first counts.
            let inner = without_parentheses(self.code, above.clone());
            let parts = self.cut(inner, &['+', '-']);
            let subject = parts.first()?.1.clone();
            let kind = share(&self.raw(subject));
            return self.share(kind);
        }
        if *above == range { self.operand(range, depth) } else { self.read(above.clone(), depth + 1) }
    }

    /// `range` parted at signs between operands, each with the sign in front of it.
    fn cut(&self, range: Range<usize>, signs: &[char]) -> Vec<(char, Range<usize>)> {
        let mut parts = Vec::new();
        let mut start = range.start;
        let mut sign = '+';
        let mut i = range.start;
        while i < range.end {
            if let Some(Kind::Sign(c)) = self.code.kind(i)
                && signs.contains(&c)
                && i > start
            {
                parts.push((sign, start..i));
                (sign, start) = (c, i + 1);
                // Vector matching belongs to the sign.
                while LABEL_LISTS.contains(&self.code.word(start)) {
                    start = if self.code.is(start + 1, '(') { self.code.closing(start + 1) + 1 } else { start + 1 };
                }
                i = start.max(i + 1);
                continue;
            }
            i = self.code.closing(i).max(i) + 1;
        }
        parts.push((sign, start.min(range.end)..range.end));
        parts
    }

    fn operand(self, range: Range<usize>, depth: usize) -> Option<(Relation, String)> {
        let name = self.code.word(range.start);
        let mut open = range.start + 1;
        // `sum by (pod) (...)`
        if matches!(self.code.word(open), "by" | "without") {
            open = self.code.closing(open + 1) + 1;
        }
        if !self.code.is(open, '(') || open >= range.end {
            return self.sample(range, Form::Gauge);
        }
        let arguments = self.code.split(self.code.inside(open), &[',']);
        match name {
            "histogram_quantile" => {
                let rank = self.code.number(arguments.first()?.clone())?;
                let unit = unit(&self.raw(arguments.get(1)?.clone())).unwrap_or(" s");
                let rank = format!("p{}", plain(rank.checked_mul(Decimal::ONE_HUNDRED)?));
                self.say(&rank, &plain(self.limit.value), unit)
            }
            "rate" | "irate" | "deriv" => self.sample(arguments.first()?.clone(), Form::PerSecond),
            "increase" | "delta" | "idelta" => self.sample(arguments.first()?.clone(), Form::Increase),
            "sum" | "avg" | "min" | "max" | "topk" | "bottomk" | "quantile" | "avg_over_time" | "max_over_time"
            | "min_over_time" | "sum_over_time" | "last_over_time" | "quantile_over_time" | "sort" | "sort_desc" => {
                self.read(arguments.last()?.clone(), depth + 1)
            }
            "abs" | "round" | "ceil" | "floor" | "clamp_max" | "clamp_min" | "clamp" => {
                self.read(arguments.first()?.clone(), depth + 1)
            }
            "count" => self.say("", &plain(self.limit.value), ""),
            _ => None,
        }
    }

    /// The samples of one metric, by its name.
    fn sample(self, range: Range<usize>, form: Form) -> Option<(Relation, String)> {
        // `max_over_time(rate(...)[1h:])` and the like hold a call once more.
        let name = (*metrics(self.code, range.clone()).first()?).to_ascii_lowercase();
        let raw = self.raw(range);
        let value = plain(self.limit.value);
        let fraction = self.limit.value <= Decimal::ONE;
        let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        let kind = share(&raw);
        match form {
            Form::PerSecond if name.contains("cpu") && name.contains("seconds") => {
                if fraction {
                    self.share(kind)
                } else {
                    self.say("CPU", &value, " cores")
                }
            }
            Form::PerSecond if name.contains("bytes") => self.say("", &value, " B/s"),
            Form::PerSecond => self.say("", &value, &format!(" {}/s", noun(&raw).unwrap_or("events"))),
            Form::Gauge if ends(&["_percent", "_percentage", "_pct"]) => self.share_of(kind, Decimal::ONE_HUNDRED),
            Form::Gauge if fraction && ends(&SHARES) => self.share(kind),
            Form::Gauge => match unit(&raw) {
                Some(unit) => {
                    let answers = unit != " B" && ANSWERS.iter().any(|word| raw.contains(word));
                    let name = summary_rank(&raw).unwrap_or(if answers { "latency" } else { "" }.to_owned());
                    self.say(&name, &value, unit)
                }
                None => self.say("", &value, &noun(&raw).map(|n| format!(" {n}")).unwrap_or_default()),
            },
            Form::Increase => self.say("", &value, &noun(&raw).map(|n| format!(" {n}")).unwrap_or_default()),
        }
    }

    fn share_of(mut self, kind: Share, whole: Decimal) -> Option<(Relation, String)> {
        self.limit.value = self.limit.value.checked_div(whole)?;
        self.share(kind)
    }

    /// A share in its usual words: what is used, not what is free; hits, not misses.
    fn share(mut self, kind: Share) -> Option<(Relation, String)> {
        let (name, turned) = match (kind, self.rest) {
            (Share::Errors, false) => ("error rate", false),
            (Share::Errors, true) => ("availability", true),
            (Share::Successes, false) => ("availability", false),
            (Share::Successes, true) => ("error rate", true),
            (Share::Hits, _) => ("hit rate", false),
            (Share::Misses, _) => ("hit rate", true),
            (Share::Used(name), _) => (name, false),
            (Share::Free(name), _) => (name, true),
            (Share::Other, _) => ("", false),
        };
        if turned {
            self.limit = self.limit.of_the_rest(Decimal::ONE)?;
        }
        let value = percent(self.limit.value)?;
        self.say(name, &value, "")
    }

    fn say(&self, name: &str, value: &str, unit: &str) -> Option<(Relation, String)> {
        let sign = match self.limit.relation {
            Relation::More => ">",
            Relation::AtLeast => ">=",
            Relation::Less => "<",
            Relation::AtMost => "<=",
            _ => return None,
        };
        let space = if name.is_empty() { "" } else { " " };
        Some((self.limit.relation, format!("{name}{space}{sign} {value}{unit}")))
    }

    fn raw(&self, range: Range<usize>) -> String {
        range.map(|i| self.code.raw(i)).collect::<Vec<_>>().join(" ").to_ascii_lowercase()
    }
}

/// How names of gauges end that hold a fraction.
const SHARES: [&str; 7] = ["_ratio", "_rate", "_usage", "_utilization", "_utilisation", "_saturation", "_availability"];

/// Parts of the names of gauges that hold how long an answer takes.
const ANSWERS: [&str; 4] = ["latency", "response", "request", "duration"];

/// The unit that the names in `raw` end in, with a space in front.
fn unit(raw: &str) -> Option<&'static str> {
    let has = |part: &str| {
        raw.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
            .any(|word| word.split(['_', ':']).any(|p| p == part))
    };
    if has("milliseconds") || has("ms") || has("millis") {
        Some(" ms")
    } else if has("seconds") {
        Some(" s")
    } else if has("bytes") {
        Some(" B")
    } else {
        None
    }
}

/// The rank of a quantile of a summary: `{quantile="0.95"}`.
fn summary_rank(raw: &str) -> Option<String> {
    let (_, behind) = raw.split_once("quantile = \"")?;
    let rank: Decimal = behind.split('"').next()?.parse().ok()?;
    Some(format!("p{}", plain(rank.checked_mul(Decimal::ONE_HUNDRED)?)))
}

/// What the share of this metric among others is.
fn share(raw: &str) -> Share {
    let words: Vec<&str> = raw.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let any = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let status = |signs: &[&str], digit: char| signs.iter().any(|sign| raw.contains(&format!("{sign} \"{digit}")));
    let free = words.iter().any(|w| w.contains("avail") || w.contains("free") || matches!(*w, "idle" | "remaining"));
    let of = |name: &'static str| if free { Share::Free(name) } else { Share::Used(name) };
    if status(&["! ~", "! ="], '5') {
        return Share::Successes;
    }
    if status(&["= ~", "="], '5') || any(ERRORS) {
        return Share::Errors;
    }
    if any(&["hit", "hits"]) {
        return Share::Hits;
    }
    if any(&["miss", "misses"]) {
        return Share::Misses;
    }
    if any(&["cpu"]) {
        return of("CPU");
    }
    if words.iter().any(|w| w.starts_with("mem")) {
        return of("memory");
    }
    if any(&["filesystem", "disk", "volume", "storage"]) {
        return of("disk");
    }
    if any(&["pool", "connection", "connections", "backends", "activity"]) {
        return of("connection pool");
    }
    let served = any(&["success", "successes", "successful", "2xx", "availability", "uptime", "up", "ok"]);
    if status(&["= ~", "="], '2') || served { Share::Successes } else { Share::Other }
}

const ERRORS: &[&str] = &[
    "error",
    "errors",
    "fail",
    "failed",
    "failure",
    "failures",
    "5xx",
    "exception",
    "exceptions",
    "dropped",
    "rejected",
    "timeouts",
];

/// What is counted.
fn noun(raw: &str) -> Option<&'static str> {
    const NOUNS: &[(&[&str], &str)] = &[
        (ERRORS, "errors"),
        (&["restarts"], "restarts"),
        (&["messages", "message", "queue", "lag", "backlog", "ready"], "messages"),
        (&["connections", "connection", "backends"], "connections"),
        (&["sessions", "session"], "sessions"),
        (&["users", "user"], "users"),
        (&["pods", "pod"], "pods"),
        (&["replicas"], "replicas"),
        (&["jobs", "job"], "jobs"),
        (&["queries"], "queries"),
        (&["orders"], "orders"),
        (&["transactions"], "transactions"),
        (&["requests", "request"], "requests"),
    ];
    if raw.contains("= ~ \"5") {
        return Some("errors");
    }
    // The name decides, not its labels.
    let name = raw.split('{').next().unwrap_or(raw);
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    NOUNS.iter().find(|(list, _)| words.iter().any(|w| list.contains(w))).map(|&(_, noun)| noun)
}
