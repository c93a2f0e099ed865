//! Demand in a span of time or a multiple that no column has.

use super::change::Factor;
use super::words::{is_extreme, is_mean, is_neutral, words};
use crate::scenario::measure::multiple;

/// The column that takes a demand, and what becomes of its values there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Demand {
    pub(super) column: &'static str,
    /// In words behind "each value"; `None` where the column is of the same time.
    pub(super) change: Option<String>,
    /// Whether it is a mean: a peak is none.
    pub(super) is_mean: bool,
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

/// Spans of time, with the column that takes them and how many of a value there one here is.
const TIMES: [(&[&str], &str, (i128, i128)); 10] = [
    (&["microsecond", "us"], "requests_per_second", (1_000_000, 1)),
    (&["millisecond", "ms", "msec"], "requests_per_second", (1_000, 1)),
    (&["second", "sec", "s"], "requests_per_second", (1, 1)),
    (&["minute", "min"], "requests_per_hour", (60, 1)),
    (&["hour", "hr", "h"], "requests_per_hour", (1, 1)),
    (&["day", "d"], "requests_per_day", (1, 1)),
    (&["week", "wk"], "requests_per_day", (1, 7)),
    (&["month", "mo", "mth"], "requests_per_month", (1, 1)),
    (&["quarter"], "requests_per_month", (1, 3)),
    (&["year", "yr", "annum"], "requests_per_month", (1, 12)),
];

/// Words for what comes in each span of time.
const ADVERBS: [(&str, &str); 9] = [
    ("minutely", "minute"),
    ("hourly", "hour"),
    ("daily", "day"),
    ("weekly", "week"),
    ("monthly", "month"),
    ("quarterly", "quarter"),
    ("yearly", "year"),
    ("annual", "year"),
    ("annually", "year"),
];

/// The name of a span of time.
pub(super) fn span(word: &str) -> Option<&'static str> {
    TIMES.iter().find(|(names, ..)| names.contains(&word)).and_then(|(names, ..)| names.first().copied())
}

/// Whether a word in small letters is one for requests.
pub(super) fn is_request(word: &str) -> bool {
    REQUESTS.contains(&word)
}

/// The span of time of an abbreviation such as `rps`.
pub(super) fn short(word: &str) -> Option<&'static str> {
    SHORT.iter().find(|(short, _)| *short == word).map(|(_, time)| *time)
}

/// The span of time of a word such as `daily`.
pub(super) fn adverb(word: &str) -> Option<&'static str> {
    ADVERBS.iter().find(|(adverb, _)| *adverb == word).map(|(_, time)| *time)
}

/// A span of time that is no unit of any column, with or without "per".
pub(super) fn long_span(word: &str) -> Option<&'static str> {
    span(word).filter(|span| ["month", "quarter", "year"].contains(span) && word != "mo")
}

/// A span of time that requests can be of without "per": those of a second could as well be how long they take.
fn bare_span(word: &str) -> Option<&'static str> {
    span(word)
        .filter(|span| *span == word && ["minute", "hour", "day", "week", "month", "quarter", "year"].contains(span))
}

/// The span of time that words begin with, a number before it or not, and the words behind it.
pub(super) fn span_of(words: &[String]) -> Option<((i128, &'static str), &[String])> {
    let one = |word: &String| span(word).or_else(|| span(word.strip_suffix('s').filter(|one| one.len() > 1)?));
    match words {
        [count, word, rest @ ..] if count.parse::<u16>().is_ok_and(|count| count > 0) => {
            Some(((i128::from(count.parse::<u16>().ok()?), one(word)?), rest))
        }
        [word, rest @ ..] => Some(((1, one(word)?), rest)),
        [] => None,
    }
}

/// How many a multiple in digits is, and the words behind it: `1000`, `x1000`, `x 1000`, `1000s` and `000s`.
fn multiple_in_digits<'w>(word: &str, rest: &'w [String]) -> Option<(i128, &'w [String])> {
    let (digits, rest) = match (word, rest) {
        ("x" | "\u{d7}", [digits, rest @ ..]) => (digits.as_str(), rest),
        _ => (word.strip_prefix('x').unwrap_or(word), rest),
    };
    let multiple = match digits {
        "000" | "1000" => 1_000,
        "000000" | "1000000" => 1_000_000,
        _ => return None,
    };
    match rest {
        [plural, rest @ ..] if plural == "s" => Some((multiple, rest)),
        _ => Some((multiple, rest)),
    }
}

/// A span of time with its number, or the one that ends now, and the words behind it: `7d`, `last 24h`, `past week`.
fn counted_span<'w>(word: &'w str, rest: &'w [String]) -> Option<((i128, &'static str), &'w [String])> {
    let ((count, span), rest) = match word {
        "last" | "past" | "previous" | "prev" | "trailing" => span_of(rest)?,
        _ => {
            let (one, behind) = span_of(rest)?;
            let count = word.parse::<u16>().ok().filter(|count| *count > 0 && one.0 == 1)?;
            ((i128::from(count), one.1), behind)
        }
    };
    // Whole days are a day's in its own column.
    let is_days = span == "hour" && count.checked_rem(24) == Some(0);
    Some((if is_days { (count / 24, "day") } else { (count, span) }, rest))
}

/// The demand that the words of a name are, all of them, such as `requests per minute`, `million calls a day` or `requests
/// in thousands`; `None` where they say neither a span of time nor a multiple.
pub(super) fn of_words(words: &[String]) -> Option<Demand> {
    let (mut is_request, mut is_mean) = (false, true);
    let (mut spans, mut factor) = (Vec::new(), Factor::ONE);
    let mut rest = words;
    while let [word, after @ ..] = rest {
        rest = after;
        let word = word.as_str();
        if let Some((multiple, after)) = multiple_in_digits(word, rest) {
            factor = factor.times(multiple, 1)?;
            rest = after;
        } else if let Some((span, after)) = counted_span(word, rest) {
            spans.push(span);
            rest = after;
        } else if let Some(span) = adverb(word).or_else(|| bare_span(word)) {
            spans.push((1, span));
        } else if let ("per" | "a" | "an" | "each" | "every", Some((span, after))) = (word, span_of(rest)) {
            spans.push(span);
            rest = after;
        } else if word != "sum" && is_extreme(word) {
            is_mean = false;
        } else if self::is_request(word) {
            is_request = true;
        } else if let Some(multiple) = multiple(word) {
            factor = factor.times(multiple, 1)?;
        } else if !is_neutral(word) && !self::is_mean(word) && !["count", "sum", "total"].contains(&word) {
            return None;
        }
    }
    let says_multiple = factor.words().is_some();
    if !is_request || spans.len() > 1 || (spans.is_empty() && !says_multiple && is_mean) {
        return None;
    }
    let (count, span) = spans.first().copied().unwrap_or((1, "month"));
    let (_, column, (times, by)) = TIMES.iter().find(|(names, ..)| names.contains(&span))?;
    let change = factor.times(*times, by.checked_mul(count)?)?.words();
    Some(Demand { column, change, is_mean })
}

/// A demand in a cell that says its span of time, and its number: `3 req/s`, `10k/day`, `3 rps`.
pub(super) fn written(cell: &str) -> Option<(&str, Demand)> {
    let cell = cell.trim();
    // Letters that become others in small ones are in none of these words.
    let lower = cell.to_ascii_lowercase();
    let split = |mark: &str| lower.find(mark).map(|at| (at, &lower[at + mark.len()..]));
    if let Some((at, time)) = split("/").or_else(|| split(" per ")) {
        let found = of_words(&words(&format!("requests_per_{}", time.trim())))?;
        let before = cell[..at].trim_end();
        let word = REQUESTS.iter().filter(|word| lower[..before.len()].ends_with(**word)).map(|word| word.len()).max();
        return Some((before[..before.len() - word.unwrap_or(0)].trim_end(), found));
    }
    if let Some((number, adverb)) =
        cell.rsplit_once(' ').filter(|(_, last)| adverb(&last.to_ascii_lowercase()).is_some())
    {
        return Some((number.trim_end(), of_words(&words(&format!("{adverb}_requests")))?));
    }
    let (short, _) = SHORT.iter().find(|(short, _)| lower.ends_with(short))?;
    Some((cell[..cell.len() - short.len()].trim_end(), of_words(&words(short))?))
}
