//! What becomes of values whose column is named with another unit, multiple or span of time than the one that it was
//! probably meant to be.

use super::words::{is_extreme, is_mean, is_neutral};
use super::{Column, demand};
use crate::scenario::measure::{in_units, is_unit, multiple};
use crate::terms::{CURRENCIES, is_same_word};
use crate::units::{Dec, format};

/// Shares of a whole, and how many of each it is.
const SHARES: [(&str, i128); 11] = [
    ("ratio", 1),
    ("fraction", 1),
    ("pct", 100),
    ("percent", 100),
    ("percentage", 100),
    ("permille", 1_000),
    ("permil", 1_000),
    ("promille", 1_000),
    ("bps", 10_000),
    ("ppm", 1_000_000),
    ("ppb", 1_000_000_000),
];

/// Words for a share that do not say of what.
const VAGUE_SHARES: [&str; 4] = ["rate", "share", "portion", "proportion"];

/// Spans of time that are so many months; other spans are not so many of a month, whose hours can be set.
const MONTHS: [(&str, i128); 3] = [("month", 1), ("quarter", 3), ("year", 12)];

/// What a name's values are on the way into a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// The column's own.
    Same,
    /// To be changed, in words behind "each value".
    Changed(String),
}

/// What the words of a name say, held against a column.
#[derive(Default)]
struct Said<'a> {
    /// What it is about.
    core: Vec<&'a str>,
    units: Vec<&'a str>,
    multiples: Vec<i128>,
    /// How many of which span of time it is per.
    spans: Vec<(i128, &'static str)>,
}

/// What values are multiplied with and divided by.
#[derive(Clone, Copy)]
pub(super) struct Factor(i128, i128);

impl Factor {
    pub(super) const ONE: Factor = Factor(1, 1);

    /// The product with a fraction; `None` where it is too large for any use.
    pub(super) fn times(self, numerator: i128, denominator: i128) -> Option<Factor> {
        let divisor = gcd(numerator, denominator);
        let (numerator, denominator) = (numerator.checked_div(divisor)?, denominator.checked_div(divisor)?);
        Some(Factor(self.0.checked_mul(numerator)?, self.1.checked_mul(denominator)?))
    }

    /// In words behind "each value"; `None` of 1. Nothing is rounded.
    pub(super) fn words(self) -> Option<String> {
        let written = |number: i128| i64::try_from(number).ok().map(|number| format::quantity(Dec::from_int(number)));
        let Factor(times, by) = self;
        match (times.checked_rem(by)?, by.checked_rem(times)?) {
            (0, 0) => None,
            (0, _) => Some(format!("times {}", written(times / by)?)),
            (_, 0) => Some(format!("divided by {}", written(by / times)?)),
            _ => Some(format!("times {} and divided by {}", written(times)?, written(by)?)),
        }
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// What the words of a name say: units, multiples and spans of time, and the rest, which is what it is about.
fn said<'a>(words: &'a [String], column: &Column) -> Said<'a> {
    let mut said = Said::default();
    let mut rest = words;
    while let [word, after @ ..] = rest {
        rest = after;
        let word = word.as_str();
        if word == "per"
            && let Some((span, after)) = demand::span_of(rest)
        {
            said.spans.push(span);
            rest = after;
        } else if let Some(span) = demand::adverb(word).or_else(|| demand::long_span(word)) {
            said.spans.push((1, span));
        } else if is_money_of(word, column) || is_unit_of(word, column) {
            said.units.push(word);
        } else if let Some(multiple) = multiple(word) {
            said.multiples.push(multiple);
        } else if !(is_neutral(word) || is_mean(word) && takes_mean(column)) {
            said.core.push(word);
        }
    }
    said
}

/// Whether a column's values are means of what is measured; memory must hold the most.
fn takes_mean(column: &Column) -> bool {
    matches!(column.unit, "ms" | "vCPU-ms" | "KB" | "%")
}

fn is_share(word: &str) -> bool {
    SHARES.iter().any(|(share, _)| *share == word)
}

fn is_money_of(word: &str, column: &Column) -> bool {
    let is_dollar = matches!(word, "usd" | "dollar" | "dollars" | "cent" | "cents" | "cts");
    is_dollar || CURRENCIES.contains(&word) || (word == "us" && column.unit.starts_with("USD"))
}

fn is_unit_of(word: &str, column: &Column) -> bool {
    let is_own = column.name.split('_').any(|own| own == word);
    let is_vague = VAGUE_SHARES.contains(&word) && column.unit == "%";
    let is_letter = matches!(word, "k" | "m" | "g") && in_units(word, unit(column)).is_some();
    // The `min` of `min_instances` is no minute, the share of `provisioned_share_pct` not of another whole.
    let is_word = is_own && (is_vague || of_unit(word, column).is_none());
    !is_word && (is_unit(word) || is_share(word) || is_vague || is_letter)
}

/// The unit of a column's values without the span of time.
fn unit(column: &Column) -> &'static str {
    match column.unit {
        "h/month" => "h",
        "1/s" => "count",
        unit => unit,
    }
}

/// Whether a column is people's work: a day of it is not 24 hours.
fn is_work(column: &Column) -> bool {
    matches!(column.unit, "h/month" | "USD/h")
}

/// The span of time that a column's values are of.
fn span(column: &Column) -> Option<&'static str> {
    let of_unit = column.unit.split_once('/').map(|(_, time)| time);
    let mut of_name = column.name.split("_per_").skip(1).filter_map(|rest| rest.split('_').next()).map(demand::span);
    of_unit.and_then(demand::span).or_else(|| of_name.find_map(|span| span))
}

/// Whether a name is about what a column is, in whatever unit and order.
pub(super) fn is_about(words: &[String], column: &Column) -> bool {
    let own: Vec<String> = column.name.split('_').map(str::to_owned).collect();
    let (mut name, mut own) = (said(words, column).core, said(&own, column).core);
    name.sort_unstable();
    own.sort_unstable();
    name.len() == own.len() && name.iter().zip(&own).all(|(one, other)| is_same_word(one, other))
}

/// Whether a name is a word for a column, without the unit that it is written in, and another unit.
pub(super) fn converts(words: &[String], stem: &str, column: &Column) -> bool {
    let said = said(words, column);
    let has_unit = !(said.units.is_empty() && said.multiples.is_empty() && said.spans.is_empty());
    has_unit && said.core.concat() == stem
}

/// What becomes of the values of a name on the way into a column; `None` where nothing can: it is of another kind.
pub(super) fn fit(words: &[String], column: &Column) -> Option<Fit> {
    let is_own = |word: &str| column.name.split('_').any(|own| own == word);
    let is_other_statistic = |word: &String| is_extreme(word) && !is_unit(word) && !is_own(word);
    if column.is_numeric() && words.iter().any(is_other_statistic) {
        return None;
    }
    fit_of_other(words, column)
}

/// The same of a name that is known to be another word for the column, whatever words it has.
pub(super) fn fit_of_other(words: &[String], column: &Column) -> Option<Fit> {
    if !column.is_numeric() {
        return Some(Fit::Same);
    }
    let name = said(words, column);
    if name.units.len() > 1 || name.spans.len() > 1 || (column.unit == "%" && !name.multiples.is_empty()) {
        return None;
    }
    let mut factor = Factor::ONE;
    for multiple in &name.multiples {
        factor = factor.times(*multiple, 1)?;
    }
    let of_unit = name.units.first().map(|own| of_unit(own, column));
    let of_span = name.spans.first().map(|(count, own)| of_span(*count, own, column));
    let mut phrases = Vec::new();
    for change in of_unit.into_iter().chain(of_span) {
        match change? {
            Ok((times, by)) => factor = factor.times(times, by)?,
            Err(phrase) => phrases.push(phrase),
        }
    }
    let changes: Vec<String> = factor.words().into_iter().chain(phrases).collect();
    Some(if changes.is_empty() { Fit::Same } else { Fit::Changed(changes.join(", then ")) })
}

/// How many of a column's unit one of another is, or what becomes of it where no factor is fixed.
fn of_unit(own: &str, column: &Column) -> Option<Result<(i128, i128), String>> {
    if column.unit.starts_with("USD") {
        return match own {
            "usd" | "us" | "dollar" | "dollars" => Some(Ok((1, 1))),
            "cent" | "cents" | "cts" => Some(Ok((1, 100))),
            _ => CURRENCIES.contains(&own).then(|| Err("converted to US dollars".to_owned())),
        };
    }
    let whole = match column.unit {
        "%" => Some(100),
        unit if unit.starts_with("ratio") => Some(1),
        _ => None,
    };
    if let Some(whole) = whole {
        let of = SHARES.iter().find(|(share, _)| *share == own).map(|(_, of)| Ok((whole, *of)));
        return of.or_else(|| VAGUE_SHARES.contains(&own).then(|| Err("in percent".to_owned())));
    }
    // No invocation moves gigabytes: it is what all of some time do.
    if column.unit == "KB" && matches!(in_units(own, "GB"), Some((times, by)) if times >= by) {
        return None;
    }
    if is_work(column) && matches!(demand::span(own.trim_end_matches('s')), Some("day" | "week")) {
        return Some(Err("in hours of work".to_owned()));
    }
    in_units(own, unit(column)).map(Ok)
}

/// How many values a span of time of the column has where another has one, or what becomes of it where that is not fixed.
fn of_span(count: i128, own: &str, column: &Column) -> Option<Result<(i128, i128), String>> {
    let wanted = span(column)?;
    let months = |span: &str| MONTHS.iter().find(|(name, _)| *name == span).map(|(_, months)| *months);
    if column.unit == "%" && (own, count) != (wanted, 1) {
        let example = match (own, count) {
            ("quarter", 1) => ": 3 % a quarter are about 0.990 % a month",
            ("year", 1) => ": 12 % a year are about 0.949 % a month",
            _ => "",
        };
        return Some(Err(format!("as growth a month, which compounds{example}")));
    }
    if let (Some(own), Some(wanted)) = (months(own), months(wanted)) {
        return Some(Ok((wanted, own.checked_mul(count)?)));
    }
    let is_working = is_work(column) && matches!(own, "day" | "week");
    let article = if wanted == "hour" { "an" } else { "a" };
    let work = if column.unit == "USD/h" { " of work" } else { "" };
    Some(match in_units(wanted, "ms").zip(in_units(own, "ms")).filter(|_| !is_working) {
        Some(((times, by), (own_times, own_by))) => {
            Ok((times.checked_mul(own_by)?, by.checked_mul(own_times)?.checked_mul(count)?))
        }
        None => Err(format!("as that of {article} {wanted}{work}")),
    })
}
