//! Demand in a span of time that no column has.

/// The column that takes a demand, and what becomes of its values there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Demand {
    pub(super) column: &'static str,
    /// In words behind "each value"; `None` where the column is of the same time.
    pub(super) change: Option<&'static str>,
}

/// What people call requests.
const REQUESTS: [&str; 14] = [
    "calls",
    "events",
    "executions",
    "hits",
    "invocation",
    "invocations",
    "messages",
    "queries",
    "req",
    "reqs",
    "request",
    "requests",
    "transactions",
    "invokes",
];

/// Their abbreviations, with the span of time.
const SHORT: [(&str, &str); 8] = [
    ("rps", "second"),
    ("tps", "second"),
    ("qps", "second"),
    ("rpm", "minute"),
    ("tpm", "minute"),
    ("qpm", "minute"),
    ("rph", "hour"),
    ("rpd", "day"),
];

const SAME: Option<&str> = None;

/// Spans of time, with the column that takes them and what becomes of values there.
const TIMES: [(&[&str], &str, Option<&str>); 8] = [
    (&["second", "sec", "s"], "requests_per_second", SAME),
    (&["minute", "min"], "requests_per_hour", Some("times 60")),
    (&["hour", "hr", "h"], "requests_per_hour", SAME),
    (&["day", "d"], "requests_per_day", SAME),
    (&["week", "wk"], "requests_per_day", Some("divided by 7")),
    (&["month", "mo"], "requests_per_month", SAME),
    (&["quarter"], "requests_per_month", Some("divided by 3")),
    (&["year", "yr", "annum"], "requests_per_month", Some("divided by 12")),
];

/// Whether a word is a span of time and not a month.
pub(super) fn is_other_than_month(word: &str) -> bool {
    TIMES
        .iter()
        .any(|(names, column, change)| names.contains(&word) && (*column != "requests_per_month" || change.is_some()))
}

/// The name of a span of time.
pub(super) fn span(word: &str) -> Option<&'static str> {
    TIMES.iter().find(|(names, ..)| names.contains(&word)).and_then(|(names, ..)| names.first().copied())
}

/// Whether a word in small letters is one for requests.
pub(super) fn is_request(word: &str) -> bool {
    REQUESTS.contains(&word)
}

/// The demand that a name in small letters with `_` for spaces is, such as `requests_per_minute`.
pub(super) fn of_another_time(folded: &str) -> Option<Demand> {
    let short = SHORT.iter().find(|(short, _)| *short == folded).map(|(_, time)| *time);
    let long = || {
        let (requests, time) = folded.split_once("_per_").or_else(|| folded.split_once('/'))?;
        REQUESTS.contains(&requests.trim_matches('_')).then(|| time.trim_matches('_'))
    };
    let time = short.or_else(long)?;
    let (_, column, change) = TIMES.iter().find(|(names, ..)| names.contains(&time))?;
    Some(Demand { column, change: *change })
}

/// A demand in a cell that says its span of time, and its number: `3 req/s`, `10k/day`, `3 rps`.
pub(super) fn written(cell: &str) -> Option<(&str, Demand)> {
    let cell = cell.trim();
    // Letters that become others in small ones are in none of these words.
    let lower = cell.to_ascii_lowercase();
    let split = |mark: &str| lower.find(mark).map(|at| (at, &lower[at + mark.len()..]));
    if let Some((at, time)) = split("/").or_else(|| split(" per ")) {
        let found = of_another_time(&format!("requests_per_{}", time.trim()))?;
        let before = cell[..at].trim_end();
        let word = REQUESTS.iter().filter(|word| lower[..before.len()].ends_with(**word)).map(|word| word.len()).max();
        return Some((before[..before.len() - word.unwrap_or(0)].trim_end(), found));
    }
    let (short, _) = SHORT.iter().find(|(short, _)| lower.ends_with(short))?;
    Some((cell[..cell.len() - short.len()].trim_end(), of_another_time(short)?))
}
