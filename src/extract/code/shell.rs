//! Command lines of load generators and of Kubernetes: `k6 run --vus 100`, `wrk -t12 -c400 -d30s`, `kubectl autoscale`.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::saying::{self, Sayings, count, duration, plain, saying};
use crate::extract::code::scan::{beginning, decimal};

/// What the value of an option is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Count(&'static str),
    /// A duration; the unit is that of a bare number.
    Time(&'static str),
    /// `50`, `50/1s`, `3000/m`.
    Rate(&'static str),
    Percent,
    /// `30s:100`
    Stages,
    Address,
    /// A value that says nothing here, but is no argument either.
    Skipped,
}

use Reading::{Address, Count, Percent, Rate, Skipped, Stages, Time};

/// A program with the options that say how much load there is.
struct Tool {
    program: &'static str,
    /// A word that must follow the program; empty for none.
    verb: &'static str,
    /// Whether a bare address is what it sends its requests to.
    aims: bool,
    options: &'static [(&'static [&'static str], &'static str, Reading)],
}

const VUS: Reading = Count("VUs");

const TOOLS: &[Tool] = &[
    Tool {
        program: "k6",
        verb: "run",
        aims: false,
        options: &[
            (&["--vus", "-u"], "vus", VUS),
            (&["--duration", "-d"], "duration", Time("ms")),
            (&["--iterations", "-i"], "iterations", Count("iterations")),
            (&["--stage", "-s"], "stage", Stages),
            (&["--rps"], "rate", Rate("requests")),
            (&["--env", "-e", "--out", "-o", "--tag"], "", Skipped),
        ],
    },
    Tool {
        program: "locust",
        verb: "",
        aims: false,
        options: &[
            (&["--users", "-u"], "vus", VUS),
            (&["--spawn-rate", "-r", "--hatch-rate"], "spawn_rate", Rate("VUs")),
            (&["--run-time", "-t"], "duration", Time("s")),
            (&["--host", "-H"], "target", Address),
            (&["--processes", "--expect-workers"], "workers", Count("workers")),
        ],
    },
    Tool {
        program: "wrk",
        verb: "",
        aims: true,
        options: &[
            (&["-t", "--threads"], "threads", Count("threads")),
            (&["-c", "--connections"], "connections", Count("connections")),
            (&["-d", "--duration"], "duration", Time("s")),
            (&["-R", "--rate"], "rate", Rate("requests")),
            (&["-s", "--script", "-H", "--header", "--timeout"], "", Skipped),
        ],
    },
    Tool {
        program: "wrk2",
        verb: "",
        aims: true,
        options: &[
            (&["-t", "--threads"], "threads", Count("threads")),
            (&["-c", "--connections"], "connections", Count("connections")),
            (&["-d", "--duration"], "duration", Time("s")),
            (&["-R", "--rate"], "rate", Rate("requests")),
            (&["-s", "--script", "-H", "--header", "--timeout"], "", Skipped),
        ],
    },
    Tool {
        program: "ab",
        verb: "",
        aims: true,
        options: &[
            (&["-n"], "requests", Count("requests")),
            (&["-c"], "connections", Count("connections")),
            (&["-t"], "duration", Time("s")),
            (&["-H", "-p", "-T", "-s", "-C"], "", Skipped),
        ],
    },
    Tool {
        program: "hey",
        verb: "",
        aims: true,
        options: &[
            (&["-n"], "requests", Count("requests")),
            (&["-c"], "connections", Count("connections")),
            (&["-z"], "duration", Time("s")),
            (&["-q"], "rate_per_connection", Rate("requests")),
            (&["-H", "-m", "-d", "-D", "-T", "-t", "-A"], "", Skipped),
        ],
    },
    Tool {
        program: "autocannon",
        verb: "",
        aims: true,
        options: &[
            (&["-a", "--amount"], "requests", Count("requests")),
            (&["-c", "--connections"], "connections", Count("connections")),
            (&["-d", "--duration"], "duration", Time("s")),
            (&["-R", "--overallRate"], "rate", Rate("requests")),
            (&["-p", "--pipelining", "-H", "--headers", "-m", "--method", "-b", "--body"], "", Skipped),
        ],
    },
    Tool {
        program: "vegeta",
        verb: "attack",
        aims: false,
        options: &[
            (&["-rate", "--rate"], "rate", Rate("requests")),
            (&["-duration", "--duration"], "duration", Time("s")),
            (&["-connections"], "connections", Count("connections")),
            (&["-max-workers", "-workers"], "workers", Count("workers")),
        ],
    },
    Tool {
        program: "artillery",
        verb: "quick",
        aims: true,
        options: &[(&["--count", "-c"], "vus", VUS), (&["--num", "-n"], "requests_per_user", Count("requests"))],
    },
    // `kubectl scale` is what someone does in an emergency, not what is planned.
    Tool {
        program: "kubectl",
        verb: "autoscale",
        aims: false,
        options: &[
            (&["--min"], "minReplicas", Count("replicas")),
            (&["--max"], "maxReplicas", Count("replicas")),
            (&["--cpu-percent"], "averageUtilization", Percent),
        ],
    },
];

/// What stands before a program without changing what it does.
const PREFIXES: &[&str] =
    &["sudo", "time", "nohup", "exec", "npx", "uv", "poetry", "$", ">", "%", "run", "docker", "docker-compose"];

/// Whether any line runs a program that we know.
pub(in crate::extract) fn is_load(text: &str) -> bool {
    commands(text).iter().any(|command| tool(command).is_some())
}

/// What the commands say.
pub(in crate::extract) fn read(text: &str) -> Sayings {
    let mut said = Vec::new();
    for command in commands(text) {
        if let Some((tool, at)) = tool(&command) {
            run(tool, &command[at..], &mut said);
        }
    }
    said
}

/// A word of a command, without quotes, and the bytes it takes up.
type Word = (String, Range<usize>);

/// The program of a command, and the word it stands in.
fn tool(command: &[Word]) -> Option<(&'static Tool, usize)> {
    let docker = command.iter().any(|(word, _)| word == "docker");
    let begins = |word: &str| {
        let env = word.split_once('=').is_some_and(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'));
        env || PREFIXES.contains(&word)
    };
    // An image is what runs in a container: `docker run -i grafana/k6 run - <test.js`.
    let at = if docker {
        command.iter().position(|(word, _)| TOOLS.iter().any(|t| program(word) == t.program))?
    } else {
        command.iter().position(|(word, _)| !begins(word))?
    };
    let name = program(&command[at].0);
    let verb = command.get(at + 1).map_or("", |(word, _)| word.as_str());
    TOOLS.iter().find(|t| t.program == name && (t.verb.is_empty() || t.verb == verb)).map(|t| (t, at))
}

/// `wrk` of `./bin/wrk`, `k6` of `grafana/k6:0.49`.
fn program(word: &str) -> &str {
    let last = word.rsplit('/').next().unwrap_or(word);
    last.split(':').next().unwrap_or(last)
}

fn run(tool: &Tool, words: &[Word], said: &mut Sayings) {
    let name_at = words[0].1.clone();
    let name = if tool.verb.is_empty() { tool.program.to_owned() } else { format!("{} {}", tool.program, tool.verb) };
    said.push(saying(0, (&name, name_at.clone()), (String::new(), name_at)));
    let mut i = 1;
    while let Some((word, place)) = words.get(i) {
        i += 1;
        if !word.starts_with('-') {
            if tool.aims
                && let Some(host) = saying::host(word)
            {
                said.push(saying(1, ("target", place.clone()), (host, place.clone())));
            }
            continue;
        }
        let Some((label, reading, value)) = option(tool, word) else { continue };
        let (value, value_at) = match value {
            Some(value) => (value.to_owned(), place.clone()),
            None => match words.get(i) {
                Some((next, at)) => {
                    i += 1;
                    (next.clone(), at.clone())
                }
                None => break,
            },
        };
        say(label, reading, place, &value, &value_at, said);
    }
}

/// The option a word is, with the value that is written in one with it: `--vus=10`, `-c400`.
fn option<'w>(tool: &Tool, word: &'w str) -> Option<(&'static str, Reading, Option<&'w str>)> {
    let (name, value) = match word.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (word, None),
    };
    let known = |name: &str| tool.options.iter().find(|(names, _, _)| names.contains(&name));
    if let Some(&(_, label, reading)) = known(name) {
        return Some((label, reading, value));
    }
    let (short, rest) = word.split_at_checked(2)?;
    let attached = !word.starts_with("--") && rest.starts_with(|c: char| c.is_ascii_digit());
    known(short).filter(|_| attached).map(|&(_, label, reading)| (label, reading, Some(rest)))
}

fn say(label: &str, reading: Reading, key: &Range<usize>, value: &str, at: &Range<usize>, said: &mut Sayings) {
    if reading == Stages {
        for stage in value.split(',') {
            let Some((time, target)) = stage.split_once(':') else { continue };
            if let (Some(time), Some(target)) = (duration(time, "ms"), whole_number(target)) {
                said.push(saying(1, (label, key.clone()), (String::new(), key.clone())));
                said.push(saying(2, ("duration", key.clone()), (time, at.clone())));
                said.push(saying(2, ("vus", key.clone()), (count(target, "VUs"), at.clone())));
            }
        }
        return;
    }
    let read = match reading {
        Count(of) => whole_number(value).map(|n| count(n, of)),
        Time(bare) => duration(value, bare),
        Rate(of) => match value.split_once('/') {
            Some((n, every)) if every.starts_with(|c: char| c.is_ascii_digit()) => {
                whole_number(n).zip(saying::seconds(every)).and_then(|(n, every)| saying::rate(n, of, every))
            }
            Some((n, every)) => {
                whole_number(n).zip(saying::seconds(&format!("1{every}"))).and_then(|(n, e)| saying::rate(n, of, e))
            }
            None => whole_number(value).and_then(|n| saying::rate(n, of, Decimal::ONE)),
        },
        Percent => whole_number(value).map(|n| format!("{}%", plain(n))),
        Address => saying::host(value),
        Stages | Skipped => None,
    };
    if let Some(read) = read {
        said.push(saying(1, (label, key.clone()), (read, at.clone())));
    }
}

/// A number and nothing else.
fn whole_number(text: &str) -> Option<Decimal> {
    text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '_').then(|| decimal(text)).flatten()
}

/// The commands of a script: lines joined at `\`, parted at `|`, `&&`, `;`, without comments.
fn commands(text: &str) -> Vec<Vec<Word>> {
    let text = beginning(text);
    let mut commands = Vec::new();
    let mut words: Vec<Word> = Vec::new();
    let mut word: Option<Word> = None;
    let mut quote = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if let Some(open) = quote {
            if c == open {
                quote = None;
            } else if let Some((said, _)) = &mut word {
                said.push(c);
            }
            if let Some((_, place)) = &mut word {
                place.end = end;
            }
            continue;
        }
        match c {
            '"' | '\'' if closes_in_line(&text[end..], c) => {
                quote = Some(c);
                word.get_or_insert_with(|| (String::new(), at..end)).1.end = end;
            }
            '\\' if text[end..].starts_with(['\n', '\r']) => {
                words.extend(word.take());
                while chars.next_if(|&(_, c)| matches!(c, '\n' | '\r')).is_some() {}
            }
            '#' if word.is_none() => while chars.next_if(|&(_, c)| c != '\n').is_some() {},
            '\n' | ';' | '|' | '&' => {
                words.extend(word.take());
                if !words.is_empty() {
                    commands.push(std::mem::take(&mut words));
                }
            }
            c if c.is_whitespace() => words.extend(word.take()),
            c => {
                let (said, place) = word.get_or_insert_with(|| (String::new(), at..end));
                said.push(c);
                place.end = end;
            }
        }
    }
    words.extend(word);
    if !words.is_empty() {
        commands.push(words);
    }
    commands
}

/// Whether a quote is closed before the line ends: an apostrophe opens nothing.
fn closes_in_line(rest: &str, quote: char) -> bool {
    rest.chars().take_while(|&c| c != '\n').any(|c| c == quote)
}
