//! Pools, connection limits, buffers and timeouts, in SQL, configuration files and the arguments of calls.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::code::saying::{Sayings, count, duration, plain, saying};
use crate::extract::code::scan::{Code, Dialect, Kind, decimal};

/// What the number of a setting is.
#[derive(Clone, Copy)]
enum Reading {
    /// So many of something.
    Count(&'static str),
    /// Bytes, with the unit that a bare number has, if it has one.
    Size(Option<&'static str>),
    /// A duration, with the unit that a bare number has.
    Time(&'static str),
}

use Reading::{Count, Size, Time};

const CONNECTIONS: Reading = Count("connections");

/// How a setting ends, without dashes and underscores, in lower case; what it is called; what its number is.
/// The first that fits counts.
const SETTINGS: &[(&str, &str, Reading)] = &[
    ("innodbbufferpoolsize", "innodb_buffer_pool_size", Size(Some("B"))),
    ("sharedbuffers", "shared_buffers", Size(None)),
    ("effectivecachesize", "effective_cache_size", Size(None)),
    ("maintenanceworkmem", "maintenance_work_mem", Size(Some("KB"))),
    ("workmem", "work_mem", Size(Some("KB"))),
    ("walbuffers", "wal_buffers", Size(None)),
    ("maxmemory", "maxmemory", Size(Some("B"))),
    ("superuserreservedconnections", "superuser_reserved_connections", CONNECTIONS),
    ("maxuserconnections", "max_user_connections", CONNECTIONS),
    ("maxdbconnections", "max_db_connections", CONNECTIONS),
    ("maxconnections", "max_connections", CONNECTIONS),
    ("maxclientconn", "max_client_conn", CONNECTIONS),
    ("maxclients", "max_connections", CONNECTIONS),
    ("reservepoolsize", "reserve_pool_size", CONNECTIONS),
    ("minpoolsize", "min_pool_size", CONNECTIONS),
    ("minimumidle", "min_pool_size", CONNECTIONS),
    ("minidle", "min_pool_size", CONNECTIONS),
    ("maxidleconns", "max_idle_connections", CONNECTIONS),
    ("defaultpoolsize", "pool_size", CONNECTIONS),
    ("maximumpoolsize", "pool_size", CONNECTIONS),
    ("maxpoolsize", "pool_size", CONNECTIONS),
    ("maxopenconns", "pool_size", CONNECTIONS),
    ("connectionlimit", "pool_size", CONNECTIONS),
    ("poolsize", "pool_size", CONNECTIONS),
    ("maxoverflow", "max_overflow", CONNECTIONS),
    ("idleintransactionsessiontimeout", "idle_in_transaction_session_timeout", Time("ms")),
    ("statementtimeout", "statement_timeout", Time("ms")),
    ("locktimeout", "lock_timeout", Time("ms")),
    ("pooltimeout", "pool_timeout", Time("s")),
    ("poolrecycle", "pool_recycle", Time("s")),
    ("querywaittimeout", "query_wait_timeout", Time("s")),
    ("connecttimeout", "connect_timeout", Time("s")),
];

/// Pools of something else than connections.
const OTHER_POOLS: &[&str] = &["thread", "worker", "process", "executor", "instance", "node"];

/// The settings in code of a dialect; `lines` when a space alone may part a setting from its value (`maxclients 100`).
pub(in crate::extract) fn read(text: &str, dialect: Dialect, lines: bool) -> Sayings {
    let code = Code::new(text, dialect);
    let mut said = Vec::new();
    for i in 0..code.len() {
        if let Some((label, reading)) = setting(code.name(i))
            && let Some(at) = value(&code, i, lines)
            && let Some((value, at)) = read_value(&code, at, reading)
        {
            said.push(saying(0, (label, code.bytes(i..i + 1)), (value, code.bytes(at))));
        } else if code.word(i).ends_with("Pool") && code.is(i + 1, '(') && code.is(i + 2, '{') {
            // `new Pool({ max: 20 })`
            let pairs = code.pairs(code.inside(i + 2));
            if let Some(pair) = code.value(&pairs, "max")
                && let Some((value, at)) = read_value(&code, pair.value.start, CONNECTIONS)
            {
                said.push(saying(0, ("pool_size", code.bytes(pair.key..pair.key + 1)), (value, code.bytes(at))));
            }
        }
    }
    said
}

fn setting(name: &str) -> Option<(&'static str, Reading)> {
    const LONGEST: usize = 100;
    if name.len() < 7 || name.len() > LONGEST || name.contains(char::is_whitespace) {
        return None;
    }
    let folded: String =
        name.rsplit('.').next()?.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    if OTHER_POOLS.iter().any(|other| folded.contains(other)) {
        return None;
    }
    SETTINGS.iter().find(|(end, _, _)| folded.ends_with(end)).map(|&(_, label, reading)| (label, reading))
}

/// Where the value of the setting at `i` begins.
fn value(code: &Code, i: usize, lines: bool) -> Option<usize> {
    if code.is(i + 1, '=') || code.is(i + 1, ':') || code.is(i + 1, '(') {
        // `pool_size: int = 20`
        let typed = code.is(i + 1, ':') && code.is(i + 3, '=');
        return Some(if typed { i + 4 } else { i + 2 });
    }
    if code.word(i + 1).eq_ignore_ascii_case("to") {
        return Some(i + 2);
    }
    (lines && code.same_line(i) && !code.touches_next(i)).then_some(i + 1)
}

/// The value that begins at `i`, and the tokens it takes up.
fn read_value(code: &Code, i: usize, reading: Reading) -> Option<(String, Range<usize>)> {
    let (text, range) = match code.kind(i)? {
        Kind::Text => (code.text(i)?.trim().to_owned(), i..i + 1),
        Kind::Number => {
            let unit = if code.touches_next(i) { code.word(i + 1) } else { "" };
            (format!("{}{unit}", code.raw(i)), i..i + 1 + usize::from(!unit.is_empty()))
        }
        _ => return None,
    };
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '_')).unwrap_or(text.len());
    let number = decimal(&text[..digits])?;
    let unit = text[digits..].trim();
    let value = match reading {
        Count(of) if unit.is_empty() => count(number, of),
        Count(_) => return None,
        Size(bare) => format!("{} {}", plain(number), size(unit).or(bare.filter(|_| unit.is_empty()))?),
        Time(bare) => time(number, unit, bare)?,
    };
    Some((value, range))
}

fn size(unit: &str) -> Option<&'static str> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "b" => "B",
        "k" | "kb" => "KB",
        "m" | "mb" => "MB",
        "g" | "gb" => "GB",
        "t" | "tb" => "TB",
        _ => return None,
    })
}

/// Zero means that there is no limit.
fn time(number: Decimal, unit: &str, bare: &str) -> Option<String> {
    if number.is_zero() { None } else { duration(&format!("{}{unit}", plain(number)), bare) }
}
