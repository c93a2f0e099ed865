//! The words of a column's name, however they are joined, and the name whatever joins them.

use super::other_names::OTHER_NAMES;
use super::{COLUMNS, demand};
use crate::scenario::measure::{is_unit, multiple};
use crate::terms::CURRENCIES;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A name as columns are named, whatever its capitals and spaces.
pub(in crate::scenario) fn folded(name: &str) -> String {
    let name = match ligature(name) {
        Some(_) => Cow::Owned(name.nfkc().collect::<String>()),
        None => Cow::Borrowed(name),
    };
    name.trim().trim_start_matches(['@', '#']).trim_start().to_lowercase().replace([' ', '-'], "_")
}

/// A sign for several letters, as texts copied from PDFs have them.
pub(super) fn ligature(name: &str) -> Option<char> {
    name.chars().find(|letter| ('\u{fb00}'..='\u{fb06}').contains(letter))
}

/// The letters and digits of a name: `@maxMemoryUsed` and `Max Memory Used` are one.
pub(super) fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Words that change nothing of what a name says.
const NEUTRAL: [&str; 15] = [
    "in",
    "of",
    "the",
    "time",
    "size",
    "value",
    "wall",
    "clock",
    "number",
    "num",
    "est",
    "estimated",
    "expected",
    "typical",
    "approx",
];

/// Words for a mean.
const MEANS: [&str; 4] = ["avg", "average", "mean", "averaged"];

/// Words for one value of many that is not their mean.
const EXTREMES: [&str; 15] = [
    "max",
    "maximum",
    "min",
    "minimum",
    "peak",
    "highest",
    "lowest",
    "median",
    "percentile",
    "mode",
    "worst",
    "best",
    "sum",
    "slowest",
    "fastest",
];

/// Units with a capital inside, and as words of their own.
const UNITS_IN_CAPITALS: [(&str, &str); 5] =
    [("KiB", "_kib"), ("MiB", "_mib"), ("GiB", "_gib"), ("TiB", "_tib"), ("kB", "_kb")];

/// The words of a name in small letters: `durationSeconds`, `duration_s` and `Duration (s)` have two, `15min` too; `rps` has
/// three, `ramgb`, `kreq` and `kusd` two.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut before = ' ';
    // The capital of such a unit begins no word; no column has a name that long.
    let name: String = name.trim().chars().take(100).collect();
    let name = UNITS_IN_CAPITALS.iter().fold(name, |name, (unit, plain)| name.replace(unit, plain));
    for c in name.chars() {
        let digits_end = c.is_alphabetic()
            && before.is_ascii_digit()
            && parts.last().is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let begins = !before.is_alphanumeric() || (before.is_lowercase() && c.is_uppercase()) || digits_end;
        match c {
            '/' => parts.push("per".to_owned()),
            '%' => parts.push("pct".to_owned()),
            '\u{2030}' => parts.push("permille".to_owned()),
            '\u{d7}' => parts.push("x".to_owned()),
            _ if !c.is_alphanumeric() => {}
            _ if begins => parts.push(c.to_lowercase().collect()),
            _ => {
                if let Some(part) = parts.last_mut() {
                    part.extend(c.to_lowercase());
                }
            }
        }
        before = c;
    }
    parts.into_iter().flat_map(|part| parted(&part)).collect()
}

/// A word that is several.
fn parted(word: &str) -> Vec<String> {
    let owned = |parts: &[&str]| -> Vec<String> { parts.iter().map(|part| (*part).to_owned()).collect() };
    if let Some(time) = demand::short(word) {
        return owned(&["requests", "per", time]);
    }
    let is_multiplied = |rest: &str| rest == "usd" || CURRENCIES.contains(&rest) || demand::is_request(rest);
    if let Some((first, rest)) = word.split_at_checked(1)
        && multiple(first).is_some()
        && (is_multiplied(rest) || demand::short(rest).is_some())
    {
        return [owned(&[first]), parted(rest)].concat();
    }
    let is_subject = |rest: &str| {
        let first = |name: &str| name.split('_').next() == Some(rest);
        COLUMNS.iter().any(|column| first(column.name)) || OTHER_NAMES.iter().any(|(name, _)| *name == rest)
    };
    let starts = word.char_indices().skip(2).map(|(at, _)| at);
    let mut splits = starts.filter_map(|at| word.split_at_checked(at)).filter(|(_, unit)| unit.len() > 1);
    match splits.find(|(rest, unit)| is_unit(unit) && is_subject(rest)) {
        Some((rest, unit)) => owned(&[rest, unit]),
        None => owned(&[word]),
    }
}

/// Whether a word changes nothing of what a name says.
pub(super) fn is_neutral(word: &str) -> bool {
    NEUTRAL.contains(&word)
}

/// Whether a word is one for a mean.
pub(super) fn is_mean(word: &str) -> bool {
    MEANS.contains(&word)
}

/// Whether a word is one for a value of many that is not their mean: `max`, `p95`.
pub(super) fn is_extreme(word: &str) -> bool {
    let is_percentile =
        || word.strip_prefix('p').is_some_and(|of| !of.is_empty() && of.bytes().all(|b| b.is_ascii_digit()));
    EXTREMES.contains(&word) || is_percentile()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_fall_into_words_however_these_are_joined() {
        for (name, parts) in [
            ("duration_s", "duration s"),
            ("durationSeconds", "duration seconds"),
            ("MemoryGB", "memory gb"),
            ("Memory (GB)", "memory gb"),
            ("Memory (MiB)", "memory mib"),
            ("memoryGiB", "memory gib"),
            ("payload_kB", "payload kb"),
            ("ramgb", "ram gb"),
            ("req/15min", "req per 15 min"),
            ("rpm", "requests per minute"),
            ("migration_kusd", "migration k usd"),
            ("kreqs_per_day", "k reqs per day"),
            ("krps", "k requests per second"),
            ("ops_hours_ec2", "ops hours ec2"),
            ("Cold starts (%)", "cold starts pct"),
            ("", ""),
        ] {
            assert_eq!(words(name).join(" "), parts, "{name}");
        }
    }
}
