//! Load tests of k6: options, stages, scenarios, thresholds, waits, targets, checks.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::saying::{self, Sayings, count, duration, percent, plain, saying};
use crate::extract::code::scan::{C_LIKE, Code, LONGEST_CALCULATION, Pair};

/// Whether JavaScript is a load test of k6, or a piece of one.
pub(in crate::extract) fn is_k6(text: &str) -> bool {
    let has = |mark: &str| text.contains(mark);
    ["from 'k6", "from \"k6", "import 'k6", "import \"k6", "k6/http", "__VU", "__ITER"].into_iter().any(has)
        || ((has("export const options") || has("export let options")) && OPTIONS.iter().any(|key| has(key)))
        || (has("stages") && has("target:") && has("duration"))
        || (has("thresholds") && (has("http_req_") || has("p(9")))
}

/// The settings of k6 that say how much load there is.
const OPTIONS: &[&str] = &["stages", "scenarios", "thresholds", "vus", "duration", "iterations", "rps"];

/// What a load test says.
pub(in crate::extract) fn read(text: &str) -> Sayings {
    let code = Code::new(text, C_LIKE);
    let mut script = Script { requests: requests_of_an_iteration(&code), code, said: Vec::new() };
    let options = script.options_range();
    script.options(options);
    script.body();
    script.said
}

struct Script<'t> {
    code: Code<'t>,
    said: Sayings,
    /// Requests that one iteration sends, when that is plain to see.
    requests: Option<usize>,
}

/// What the target of a stage is a number of.
#[derive(Clone, Copy)]
enum Target {
    Users,
    /// Iterations in so many seconds.
    Iterations(Decimal),
}

impl Script<'_> {
    /// The inside of `options = { ... }`, or of a piece of it that stands alone.
    fn options_range(&self) -> Range<usize> {
        const TYPE: usize = 4;
        let code = &self.code;
        for i in 0..code.len() {
            if matches!(code.word(i), "options" | "default") {
                let opens = (i + 1..=i + TYPE).find(|&at| code.is(at, '{'));
                let behind_type = |at: usize| code.is(at - 1, '=') || (code.word(i) == "default" && at == i + 1);
                if let Some(at) = opens.filter(|&at| behind_type(at)) {
                    return code.inside(at);
                }
            }
        }
        if code.is(0, '{') { code.inside(0) } else { code.all() }
    }

    fn say(&mut self, depth: usize, label: &str, key: Range<usize>, value: Option<String>, at: Range<usize>) {
        if let Some(value) = value {
            self.said.push(saying(depth, (label, self.code.bytes(key)), (value, self.code.bytes(at))));
        }
    }

    /// `label: value` of a pair.
    fn say_pair(&mut self, depth: usize, label: &str, pair: &Pair, value: Option<String>) {
        self.say(depth, label, pair.key..pair.key + 1, value, pair.value.clone());
    }

    fn options(&mut self, range: Range<usize>) {
        for pair in self.code.pairs(range) {
            match self.code.name(pair.key) {
                "scenarios" => {
                    for scenario in self.mapping(&pair) {
                        self.scenario(&scenario);
                    }
                }
                "thresholds" => {
                    for metric in self.mapping(&pair) {
                        self.thresholds(&metric);
                    }
                }
                "rps" => {
                    let value = self.number(&pair).and_then(|n| saying::rate(n, "requests", Decimal::ONE));
                    self.say_pair(0, "rate", &pair, value);
                }
                _ => self.option(0, &pair, Target::Users),
            }
        }
    }

    /// What options and scenarios have in common.
    fn option(&mut self, depth: usize, pair: &Pair, target: Target) {
        let key = self.code.name(pair.key);
        let number = || self.number(pair);
        let time = || self.time(pair);
        match key {
            "vus" => self.say_pair(depth, "vus", pair, number().map(vus)),
            "startVUs" | "preAllocatedVUs" | "maxVUs" => self.say_pair(depth, key, pair, number().map(vus)),
            "duration" => self.say_pair(depth, "duration", pair, time()),
            "startTime" | "maxDuration" | "gracefulStop" => self.say_pair(depth, key, pair, time()),
            "iterations" => self.say_pair(depth, "iterations", pair, number().map(|n| count(n, "iterations"))),
            "executor" => {
                let name = self.code.string(pair.value.clone()).map(str::to_owned);
                self.say_pair(depth, "executor", pair, name);
            }
            "rate" | "startRate" => {
                let value = number().and_then(|n| self.target(n, target));
                self.say_pair(depth, key, pair, value);
            }
            "stages" => self.stages(depth, pair, target),
            _ => {}
        }
    }

    fn scenario(&mut self, scenario: &Pair) {
        let pairs = self.mapping(scenario);
        let text = |key: &str| self.code.value(&pairs, key).and_then(|p| self.code.string(p.value.clone()));
        let arrives =
            text("executor").map_or_else(|| text("timeUnit").is_some(), |executor| executor.contains("arrival-rate"));
        let every = text("timeUnit").and_then(saying::seconds).unwrap_or(Decimal::ONE);
        let target = if arrives { Target::Iterations(every) } else { Target::Users };
        let name = self.code.name(scenario.key).to_owned();
        self.say_pair(
            0,
            &name,
            &Pair { value: scenario.key..scenario.key + 1, ..scenario.clone() },
            Some(String::new()),
        );
        for pair in pairs {
            self.option(1, &pair, target);
        }
    }

    fn stages(&mut self, depth: usize, stages: &Pair, target: Target) {
        if !self.code.is(stages.value.start, '[') {
            return;
        }
        self.say_pair(
            depth,
            "stages",
            &Pair { value: stages.key..stages.key + 1, ..stages.clone() },
            Some(String::new()),
        );
        for stage in self.code.split(self.code.inside(stages.value.start), &[',']) {
            if !self.code.is(stage.start, '{') {
                continue;
            }
            self.say(depth + 1, "stage", stage.clone(), Some(String::new()), stage.start..stage.start + 1);
            for pair in self.code.pairs(self.code.inside(stage.start)) {
                match self.code.name(pair.key) {
                    "duration" => self.say_pair(depth + 2, "duration", &pair, self.time(&pair)),
                    "target" => {
                        let label = if matches!(target, Target::Users) { "vus" } else { "rate" };
                        let value = self.number(&pair).and_then(|n| self.target(n, target));
                        self.say_pair(depth + 2, label, &pair, value);
                    }
                    _ => {}
                }
            }
        }
    }

    fn target(&self, number: Decimal, target: Target) -> Option<String> {
        match target {
            Target::Users => Some(vus(number)),
            // k6 counts iterations; they are requests when each sends one.
            Target::Iterations(every) if self.requests.is_none_or(|n| n <= 1) => {
                saying::rate(number, "requests", every)
            }
            Target::Iterations(every) => saying::rate(number, "iterations", every),
        }
    }

    /// `http_req_duration: ['p(95)<500', { threshold: 'avg<200', abortOnFail: true }]`
    fn thresholds(&mut self, metric: &Pair) {
        let name = self.code.name(metric.key).to_owned();
        for i in metric.value.clone() {
            let option = self.code.is(i.wrapping_sub(1), ':') && self.code.name(i.wrapping_sub(2)) != "threshold";
            if option || i == metric.key {
                continue;
            }
            if let Some((label, value)) = self.code.text(i).and_then(|text| threshold(&name, text)) {
                self.say(0, &label, metric.key..metric.key + 1, Some(value), i..i + 1);
            }
        }
    }

    /// What the functions say: waits, hosts, checks.
    fn body(&mut self) {
        let mut hosts = BTreeSet::new();
        if let Some(requests) = self.requests.filter(|&n| n > 0)
            && let Some(first) = (0..self.code.len()).find(|&i| is_request(&self.code, i))
        {
            let value = count(Decimal::from(requests), "requests");
            self.say(0, "requests_per_iteration", first..first + 3, Some(value), first..first + 3);
        }
        for i in 0..self.code.len() {
            if self.code.word(i) == "sleep" && self.code.is(i + 1, '(') {
                let argument = self.code.inside(i + 1);
                self.say(0, "think_time", i..i + 1, wait(&self.code, argument.clone()), argument);
            } else if is_request(&self.code, i) {
                let argument = self.code.split(self.code.inside(i + 3), &[',']).into_iter().next();
                let Some(argument) = argument else { continue };
                if let Some(host) = host(&self.code, argument.clone())
                    && hosts.insert(host.clone())
                {
                    self.say(0, "target", i..i + 3, Some(host), argument);
                }
            } else if self.code.word(i) == "timings" && self.code.is(i + 1, '.') {
                self.check(i);
            }
        }
    }

    /// `r.timings.duration < 500`
    fn check(&mut self, timings: usize) {
        let code = &self.code;
        let sign = timings + 3;
        let relation = match (code.is(sign, '<'), code.is(sign + 1, '=')) {
            (true, false) => "<",
            (true, true) => "<=",
            _ => return,
        };
        let number = sign + relation.len();
        let value = code.number(number..number + 1).map(|n| format!("response time {relation} {} ms", plain(n)));
        self.say(0, "check", timings..timings + 3, value, timings..number + 1);
    }

    fn mapping(&self, pair: &Pair) -> Vec<Pair> {
        if !self.code.is(pair.value.start, '{') {
            return Vec::new();
        }
        self.code.pairs(self.code.inside(pair.value.start))
    }

    fn number(&self, pair: &Pair) -> Option<Decimal> {
        self.code.number(pair.value.clone())
    }

    fn time(&self, pair: &Pair) -> Option<String> {
        match self.code.string(pair.value.clone()) {
            Some(text) => duration(text, "ms"),
            None => self.number(pair).map(|n| count(n, "ms")),
        }
    }
}

fn vus(number: Decimal) -> String {
    count(number, "VUs")
}

/// Label and limit of a threshold: `p(95)<500` of a duration is `p95 < 500 ms`, `rate<0.1` of failures `< 10%`.
fn threshold(metric: &str, text: &str) -> Option<(String, String)> {
    let at = text.find(['<', '>', '='])?;
    let figure = text[..at].trim();
    let sign_end = at + text[at..].find(|c| !matches!(c, '<' | '>' | '=')).unwrap_or(text.len() - at);
    let sign = match &text[at..sign_end] {
        "<" => "< ",
        "<=" => "<= ",
        ">" => "> ",
        ">=" => ">= ",
        "==" | "===" => "",
        _ => return None,
    };
    let number: Decimal = text[sign_end..].trim().parse().ok()?;
    let base = metric.split('{').next().unwrap_or(metric).trim();
    let lower = base.to_ascii_lowercase();
    let about = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    if figure == "rate" && !about(&["http_reqs", "iterations", "data_"]) {
        let label = if about(&["fail", "err"]) { "error_rate" } else { base };
        return Some((label.to_owned(), format!("{sign}{}", percent(number)?)));
    }
    let timed = about(TIMES);
    let (of, unit) = if timed { ("latency ", " ms") } else { ("", "") };
    let limit = format!("{sign}{}{unit}", plain(number));
    if let Some(rank) = figure.strip_prefix("p(").and_then(|f| f.strip_suffix(')')) {
        return Some((base.to_owned(), format!("p{} {limit}", rank.trim())));
    }
    let value = match figure {
        "avg" => format!("mean {of}{limit}"),
        "med" => format!("p50 {limit}"),
        "max" | "min" => format!("{figure} {of}{limit}"),
        "rate" => format!("{sign}{}/s", count(number, noun(&lower))),
        "count" => format!("{sign}{}", count(number, noun(&lower))),
        _ => return None,
    };
    Some((base.to_owned(), value))
}

/// Parts of the names of metrics that k6 gives in milliseconds.
const TIMES: &[&str] =
    &["duration", "waiting", "latency", "time", "connecting", "receiving", "sending", "handshak", "blocked"];

fn noun(metric: &str) -> &'static str {
    match metric {
        _ if metric.contains("iteration") => "iterations",
        _ if metric.contains("err") || metric.contains("fail") => "errors",
        _ if metric.contains("data_") => "bytes",
        _ if metric.contains("req") => "requests",
        _ => "events",
    }
}

/// `http.get(`, `http.post(` ...: whether it begins at `i`.
fn is_request(code: &Code, i: usize) -> bool {
    code.word(i) == "http"
        && code.is(i + 1, '.')
        && matches!(code.word(i + 2), "get" | "post" | "put" | "patch" | "del" | "head" | "options" | "request")
        && code.is(i + 3, '(')
}

/// How many requests one iteration sends; unknown with loops, branches and batches.
fn requests_of_an_iteration(code: &Code) -> Option<usize> {
    let branches = (0..code.len())
        .any(|i| matches!(code.word(i), "for" | "while" | "if" | "switch" | "batch" | "forEach" | "setup"));
    if branches {
        return None;
    }
    Some((0..code.len()).filter(|&i| is_request(code, i)).count())
}

/// The time that `sleep` waits: `1`, `Math.random() * 3 + 1`, `randomIntBetween(1, 3)`.
fn wait(code: &Code, argument: Range<usize>) -> Option<String> {
    if argument.len() > LONGEST_CALCULATION {
        return None;
    }
    if let Some(n) = code.number(argument.clone()) {
        return Some(count(n, "s"));
    }
    let at = argument.start;
    if matches!(code.word(at), "randomIntBetween" | "uniform") && code.is(at + 1, '(') {
        let ends = code.split(code.inside(at + 1), &[',']);
        let [low, high] = ends.as_slice() else { return None };
        return Some(format!("{}-{} s", plain(code.number(low.clone())?), plain(code.number(high.clone())?)));
    }
    // `Math.random() * width + least`, and the other way round.
    let random = argument.clone().find(|&i| code.word(i) == "random" && code.is(i + 1, '('))?;
    let behind = code.closing(random + 1) + 1;
    let mut least = Decimal::ZERO;
    if code.is(at + 1, '+') {
        least = code.number(at..at + 1)?;
    }
    let mut end = behind;
    let mut width = Decimal::ONE;
    if code.is(behind, '*') {
        end = behind + 1 + code.split(behind + 1..argument.end, &['+']).first()?.len();
        width = code.number(behind + 1..end)?;
    }
    if code.is(end, '+') {
        least = least.checked_add(code.number(end + 1..argument.end)?)?;
    } else if end != argument.end {
        return None;
    }
    Some(format!("{}-{} s", plain(least), plain(least.checked_add(width)?)))
}

/// Scheme and host of the address that an argument begins with.
fn host(code: &Code, argument: Range<usize>) -> Option<String> {
    let first = code.string(argument.start..argument.start + 1)?;
    let address = match first.strip_prefix("${").and_then(|rest| rest.split_once('}')) {
        Some((name, _)) => code.constant(name.trim())?,
        None => first,
    };
    saying::host(address)
}
