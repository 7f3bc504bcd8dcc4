//! Load tests of Locust: waits, weighted tasks and their paths, hosts, shapes of load.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::saying::{self, Sayings, count, plain, saying};
use crate::extract::code::scan::{Code, Kind, PYTHON};

/// Whether Python is a load test of Locust, or a piece of one.
pub(in crate::extract) fn is_locust(text: &str) -> bool {
    let has = |mark: &str| text.contains(mark);
    has("HttpUser")
        || has("FastHttpUser")
        || has("LoadTestShape")
        || has("from locust")
        || has("import locust")
        || (has("@task") && has("self.client"))
        || (has("wait_time") && (has("between(") || has("constant(") || has("constant_pacing(")))
}

/// What a load test says.
pub(in crate::extract) fn read(text: &str) -> Sayings {
    let mut script = Script { code: Code::new(text, PYTHON), said: Vec::new(), depth: 0 };
    let mut i = 0;
    while i < script.code.len() {
        i = script.statement(i).max(i) + 1;
    }
    script.said
}

struct Script<'t> {
    code: Code<'t>,
    said: Sayings,
    /// 1 inside of a class of users.
    depth: usize,
}

impl Script<'_> {
    /// Reads what begins at `i`; the last token of it.
    fn statement(&mut self, i: usize) -> usize {
        let code = &self.code;
        match code.word(i) {
            "class" if code.is(i + 2, '(') => {
                let bases = code.inside(i + 2);
                let users = bases.clone().any(|b| {
                    let base = code.word(b);
                    base.ends_with("User") || matches!(base, "TaskSet" | "SequentialTaskSet" | "LoadTestShape")
                });
                self.depth = usize::from(users);
                if users {
                    let name = code.word(i + 1).to_owned();
                    self.say(0, &name, i + 1..i + 2, Some(String::new()), i + 1..i + 2);
                }
                bases.end
            }
            "between" | "constant" | "constant_pacing" | "constant_throughput" if code.is(i + 1, '(') => {
                self.wait(i);
                code_end(&self.code, i + 1)
            }
            "host" if code.is(i + 1, '=') => {
                let host = code.string(i + 2..i + 3).and_then(saying::host);
                self.say(self.depth, "target", i..i + 1, host, i + 2..i + 3);
                i + 2
            }
            "weight" if self.depth > 0 && code.is(i + 1, '=') => {
                let weight = code.number(i + 2..i + 3).map(plain);
                self.say(self.depth, "weight", i..i + 1, weight, i + 2..i + 3);
                i + 2
            }
            "stages" if code.is(i + 1, '=') && code.is(i + 2, '[') => {
                self.stages(i);
                code_end(&self.code, i + 2)
            }
            "task" if i > 0 && code.is(i - 1, '@') => self.task(i),
            _ => i,
        }
    }

    fn say(&mut self, depth: usize, label: &str, key: Range<usize>, value: Option<String>, at: Range<usize>) {
        if let Some(value) = value {
            self.said.push(saying(depth, (label, self.code.bytes(key)), (value, self.code.bytes(at))));
        }
    }

    fn wait(&mut self, i: usize) {
        let code = &self.code;
        let ends = code.split(code.inside(i + 1), &[',']);
        let numbers: Option<Vec<Decimal>> = ends.into_iter().map(|end| code.number(end)).collect();
        let (label, value) = match (code.word(i), numbers.as_deref()) {
            ("between", Some([low, high])) if low == high => ("think_time", count(*low, "s")),
            ("between", Some([low, high])) => ("think_time", format!("{}-{} s", plain(*low), plain(*high))),
            ("constant", Some([wait])) => ("think_time", count(*wait, "s")),
            ("constant_pacing", Some([pace])) => ("pacing", count(*pace, "s")),
            ("constant_throughput", Some([rate])) => ("rate_per_user", format!("{} requests/s per user", plain(*rate))),
            _ => return,
        };
        let end = code_end(code, i + 1);
        self.say(self.depth, label, i..i + 1, Some(value), i..end + 1);
    }

    /// `@task(3)` and the request of the function below it; the last token that was read.
    fn task(&mut self, i: usize) -> usize {
        let code = &self.code;
        let weighted = code.is(i + 1, '(');
        let mut at = if weighted { code_end(code, i + 1) + 1 } else { i + 1 };
        let weight = if weighted { code.number(code.inside(i + 1)) } else { Some(Decimal::ONE) };
        let mut name = None;
        let mut request = None;
        while at < code.len()
            && !(code.is(at, '@') || code.word(at) == "class" || (name.is_some() && code.word(at) == "def"))
        {
            if code.word(at) == "def" {
                name = Some(at + 1);
            } else if request.is_none() && code.word(at) == "client" && code.is(at + 1, '.') && code.is(at + 3, '(') {
                // An f-string has its letter in front.
                let text = (at + 4..at + 6).find(|&t| code.kind(t) == Some(Kind::Text));
                request = text.and_then(|t| Some((at + 2, t, code.text(t)?)));
            }
            at += 1;
        }
        let (value, place) = match (request, name) {
            (Some((method, text, path)), _) => {
                (format!("{} {path}", code.word(method).to_ascii_uppercase()), method..text + 1)
            }
            (None, Some(name)) => (code.word(name).to_owned(), name..name + 1),
            (None, None) => return at.saturating_sub(1),
        };
        self.say(self.depth, "task", i..i + 1, Some(value), place);
        if weighted {
            self.say(self.depth + 1, "weight", i..i + 1, weight.map(plain), i + 2..i + 3);
        }
        at.saturating_sub(1)
    }

    /// The stages of a shape. Their durations count from the start of the test, not of the stage.
    fn stages(&mut self, i: usize) {
        self.say(self.depth, "stages", i..i + 1, Some(String::new()), i..i + 1);
        for stage in self.code.split(self.code.inside(i + 2), &[',']) {
            if !self.code.is(stage.start, '{') {
                continue;
            }
            self.say(self.depth + 1, "stage", stage.clone(), Some(String::new()), stage.start..stage.start + 1);
            for pair in self.code.pairs(self.code.inside(stage.start)) {
                let Some(number) = self.code.number(pair.value.clone()) else { continue };
                let (label, value) = match self.code.name(pair.key) {
                    "duration" => ("until", count(number, "s")),
                    "users" => ("vus", count(number, "VUs")),
                    "spawn_rate" => ("spawn_rate", format!("{} VUs/s", plain(number))),
                    _ => continue,
                };
                self.say(self.depth + 2, label, pair.key..pair.key + 1, Some(value), pair.value.clone());
            }
        }
    }
}

/// The bracket that closes the one at `open`, or the last token.
fn code_end(code: &Code, open: usize) -> usize {
    code.closing(open).min(code.len().saturating_sub(1))
}
