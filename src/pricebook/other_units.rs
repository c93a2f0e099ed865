//! What to do with a price that is of another unit than the one that it is read in.

use crate::terms::{COUNTS, SIZES, TIMES};
use crate::units::{Dec, format};
use std::cmp::Ordering;

/// Multiples of one letter, which count behind a number or of what is counted.
const LETTERS: [(&str, i64); 3] = [("k", 1_000), ("m", 1_000_000), ("b", 1_000_000_000)];

/// Spans in nanoseconds that are no times of a day; a month has the 730 hours that AWS's calculator gives it, and a year twelve
/// of them.
const LONG_SPANS: [(&str, i64); 8] = [
    ("mo", 2_628_000_000_000_000),
    ("month", 2_628_000_000_000_000),
    ("months", 2_628_000_000_000_000),
    ("yr", 31_536_000_000_000_000),
    ("year", 31_536_000_000_000_000),
    ("years", 31_536_000_000_000_000),
    ("hrs", 3_600_000_000_000),
    ("millis", 1_000_000),
];

/// Words that say nothing of how much is priced.
const FILLERS: [&str; 9] = ["per", "of", "a", "an", "each", "usd", "$", "lambda", "ec2"];

/// How to write a price of the unit `given` in `unit`: a price of many is one of one, times as many.
pub(super) fn help(given: &str, unit: &str) -> String {
    let (given, wanted) = (Parts::of(given), Parts::of(unit));
    let number = |more: i128, less: i128| Dec::ONE.ratio(more, less).map(format::quantity);
    let change = given.in_unit(&wanted).and_then(|(many, of)| match many.cmp(&of) {
        Ordering::Equal => (!given.is_of_another_kind(&wanted)).then(String::new),
        Ordering::Greater => number(many, of).map(|times| format!(", with usd divided by {times}")),
        Ordering::Less => number(of, many).map(|times| format!(", with usd times {times}")),
    });
    format!("it must be {unit}{}", change.unwrap_or_else(|| ": convert the price to it".to_owned()))
}

/// A unit in its parts: how many, of what size, for how long.
struct Parts {
    /// How many, as a fraction; `None` where it is none that can be counted with.
    many: Option<(i128, i128)>,
    size: Option<i64>,
    span: Option<i64>,
    /// All other words: what is priced, most likely.
    nouns: Vec<String>,
}

impl Parts {
    fn of(text: &str) -> Parts {
        let mut parts = Parts { many: Some((1, 1)), size: None, span: None, nouns: Vec::new() };
        let mut is_behind_number = false;
        for word in words(text) {
            let lower = word.to_lowercase();
            let find = |list: &[(&str, i64)]| list.iter().find(|(known, _)| *known == lower).map(|(_, many)| *many);
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            let multiple = || find(&COUNTS).filter(|many| *many > 1);
            if is_number {
                parts.many = parts.many.zip(fraction(&lower)).and_then(|(many, number)| product(many, number));
            } else if let Some(times) = is_behind_number.then(|| find(&LETTERS)).flatten().or_else(multiple) {
                parts.many = parts.many.and_then(|many| product(many, (times.into(), 1)));
            } else if let Some(span) = find(&LONG_SPANS).or_else(|| find(&TIMES)).filter(|_| parts.span.is_none()) {
                parts.span = Some(span);
            } else if let Some(size) = size(&word).filter(|_| parts.size.is_none()) {
                parts.size = Some(size);
            } else if !FILLERS.contains(&lower.as_str()) {
                parts.nouns.push(singular(&lower).to_owned());
            }
            is_behind_number = is_number;
        }
        parts
    }

    /// Whether it counts things: it has neither a size nor a span.
    fn counts(&self) -> bool {
        self.size.is_none() && self.span.is_none()
    }

    /// Whether it has a word that is none of what `unit` is of.
    fn is_of_another_kind(&self, unit: &Parts) -> bool {
        let is_counted = |noun: &str| COUNTS.iter().any(|(word, many)| *many == 1 && singular(word) == noun);
        let is_known = |noun: &String| unit.nouns.contains(noun) || (unit.counts() && is_counted(noun));
        !self.nouns.iter().all(is_known)
    }

    /// How many of `unit` one of it is, as a fraction; `None` where they are not of a kind.
    fn in_unit(&self, unit: &Parts) -> Option<(i128, i128)> {
        let mut many = self.many?;
        for (letter, times) in LETTERS {
            if unit.counts() && self.nouns.iter().any(|noun| noun == letter) {
                many = product(many, (times.into(), 1))?;
            }
        }
        for (own, wanted) in [(self.size, unit.size), (self.span, unit.span)] {
            match (own, wanted) {
                (Some(own), Some(wanted)) => many = product(many, (own.into(), wanted.into()))?,
                (None, None) => {}
                // What is stored is priced by the month; nothing else goes without saying.
                (None, Some(wanted)) if unit.size.is_some() && self.size.is_some() && wanted == LONG_SPANS[0].1 => {}
                // Of an empty cell there is nothing to convert.
                (None, Some(_)) if self.is_empty() => {}
                _ => return None,
            }
        }
        Some(many)
    }

    fn is_empty(&self) -> bool {
        self.many == Some((1, 1)) && self.counts() && self.nouns.is_empty()
    }
}

/// The words of a unit: numbers apart from what stands behind them, without separators of thousands.
fn words(text: &str) -> Vec<String> {
    let text = text.replace(',', "");
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_digit_next = rest.peek().is_some_and(char::is_ascii_digit);
        let is_point = c == '.' && before.is_ascii_digit() && is_digit_next;
        let is_end = c.is_whitespace() || matches!(c, '-' | '_' | '/' | '(' | ')') || (c == '.' && !is_point);
        let is_turn = before.is_ascii_digit() && c.is_alphabetic();
        if is_end || is_turn {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| !is_end) {
            word.push(c);
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A size in bytes, which may be one of a second: `GiBps`. Bits, written with a small b, are none.
fn size(word: &str) -> Option<i64> {
    let by_second = word.strip_suffix("ps").or_else(|| word.strip_suffix("PS"));
    if by_second.is_some_and(|size| size.ends_with('b')) {
        return None;
    }
    let size = by_second.unwrap_or(word).to_lowercase();
    SIZES.iter().find(|(known, bytes)| *known == size && (*bytes > 1 || size != "b")).map(|(_, bytes)| *bytes)
}

/// A word without the ending of several.
fn singular(word: &str) -> &str {
    match word.strip_suffix("es") {
        Some(one) if one.ends_with("ss") => one,
        _ => word.strip_suffix('s').filter(|one| one.len() > 1 && !one.ends_with('s')).unwrap_or(word),
    }
}

/// A number that is not zero, as a fraction.
fn fraction(number: &str) -> Option<(i128, i128)> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits: i128 = format!("{whole}{decimals}").parse().ok().filter(|digits| *digits > 0)?;
    Some((digits, 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?))
}

/// The product of two fractions in lowest terms.
fn product(one: (i128, i128), other: (i128, i128)) -> Option<(i128, i128)> {
    let common = |mut one: i128, mut other: i128| {
        while other != 0 {
            (one, other) = (other, one % other);
        }
        one.max(1)
    };
    let (first, second) = (common(one.0, other.1), common(other.0, one.1));
    let above = (one.0 / first).checked_mul(other.0 / second)?;
    Some((above, (one.1 / second).checked_mul(other.1 / first)?))
}

#[cfg(test)]
mod tests {
    use super::help;

    const CONVERT: &str = ": convert the price to it";

    #[test]
    fn a_price_of_many_is_divided_by_as_many() {
        for (given, unit, change) in [
            ("1M requests", "request", ", with usd divided by 1,000,000"),
            ("1,000,000 requests", "request", ", with usd divided by 1,000,000"),
            ("Mio. Anfragen", "request", ", with usd divided by 1,000,000"),
            ("10k requests", "request", ", with usd divided by 10,000"),
            ("10M requests", "request", ", with usd divided by 10,000,000"),
            ("requests/1M", "request", ", with usd divided by 1,000,000"),
            ("1.5M", "request", ", with usd divided by 1,500,000"),
            ("1 million requests", "request", ", with usd divided by 1,000,000"),
            ("m", "request", ", with usd divided by 1,000,000"),
            ("USD per million", "request", ", with usd divided by 1,000,000"),
            ("m", "GB-month", CONVERT),
            ("1M GB-s", "GB-s", ", with usd divided by 1,000,000"),
            ("million GB-s", "GB-s", ", with usd divided by 1,000,000"),
            ("10 GB", "GB", ", with usd divided by 10"),
            ("100 GB", "GB", ", with usd divided by 100"),
            ("730 hours", "load-balancer-hour", ", with usd divided by 730"),
            ("TiB", "GB", ", with usd divided by 1,024"),
            ("TiB-month", "GB-month", ", with usd divided by 1,024"),
            // 1,024 x 1,024.
            ("PB", "GB", ", with usd divided by 1,048,576"),
            ("1000 IOPS-month", "IOPS-month", ", with usd divided by 1,000"),
            ("MiBps-month", "GiBps-month", ", with usd times 1,024"),
            ("Mbps-month", "GiBps-month", CONVERT),
            // 128 MB are an eighth of a GB, and 100 ms a tenth of a second.
            ("128MB-100ms", "GB-s", ", with usd times 80"),
            ("128 MB-100 ms", "GB-s", ", with usd times 80"),
            ("Lambda-GB-Second", "GB-s", ""),
            ("100ms", "GB-s", CONVERT),
            ("GB", "GB-s", CONVERT),
            ("GB-month", "GB", CONVERT),
            ("0 GB", "GB", CONVERT),
            ("addresses per hour", "address-hour", ""),
            ("99999999999999999999999999999999999999999999 GB", "GB", CONVERT),
            ("TB", "GB-month", ", with usd divided by 1,024"),
            ("thousand", "request", ", with usd divided by 1,000"),
            ("GB-hour", "GB-s", ", with usd divided by 3,600"),
            ("GB-100ms", "GB-s", ", with usd times 10"),
            ("MB-s", "GB-s", ", with usd times 1,024"),
            ("TB", "GB", ", with usd divided by 1,024"),
            ("TB-month", "GB-month", ", with usd divided by 1,024"),
            ("GB-year", "GB-month", ", with usd divided by 12"),
            ("GB-hour", "GB-month", ", with usd times 730"),
            ("month", "load-balancer-hour", ", with usd divided by 730"),
            ("Hrs", "hour", ""),
            ("GB-s", "GB-second", ""),
            ("euros", "request", CONVERT),
            ("", "request", ""),
        ] {
            assert_eq!(help(given, unit), format!("it must be {unit}{change}"), "{given}");
        }
    }
}
