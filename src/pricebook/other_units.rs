//! What to do with a price that is of another unit than the one that it is read in.

use crate::units::{Dec, format};

/// What words and letters make of a number: prices are listed for millions.
const MULTIPLES: [(&str, i64); 8] = [
    ("m", 1_000_000),
    ("mio", 1_000_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("k", 1_000),
    ("thousand", 1_000),
    ("b", 1_000_000_000),
    ("billion", 1_000_000_000),
];

/// How many a word such as `10k`, `1000000` or `million` is; `None` for any other.
fn multiple(word: &str) -> Option<i64> {
    let at = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (number, letters) = word.split_at(at);
    let times = MULTIPLES.iter().find(|(known, _)| *known == letters).map(|(_, times)| *times);
    match (number, times) {
        ("", times) => times,
        (number, Some(times)) => number.parse::<i64>().ok()?.checked_mul(times),
        (number, None) => number.parse().ok().filter(|_| letters.is_empty()),
    }
    .filter(|many| *many > 1)
}

/// Sizes in KB: a GB has 1,048,576 of them.
const SIZES: [(&str, i64); 6] =
    [("kb", 1), ("mb", 1 << 10), ("mib", 1 << 10), ("gb", 1 << 20), ("gib", 1 << 20), ("tb", 1 << 30)];

/// Spans of time in ms; a month has the 730 hours that AWS's calculator gives it, and a year twelve of them.
const SPANS: [(&str, i64); 19] = [
    ("ms", 1),
    ("100ms", 100),
    ("s", 1_000),
    ("sec", 1_000),
    ("second", 1_000),
    ("seconds", 1_000),
    ("min", 60_000),
    ("minute", 60_000),
    ("h", 3_600_000),
    ("hr", 3_600_000),
    ("hrs", 3_600_000),
    ("hour", 3_600_000),
    ("hours", 3_600_000),
    ("day", 86_400_000),
    ("days", 86_400_000),
    ("mo", 2_628_000_000),
    ("month", 2_628_000_000),
    ("year", 31_536_000_000),
    ("yr", 31_536_000_000),
];

/// How to write a price of the unit `given` in `unit`: a price of many is one of one, times as many.
pub(super) fn help(given: &str, unit: &str) -> String {
    let (from, to) = factor(given, unit);
    let number = |numerator: i64, denominator: i64| {
        Dec::from_int(numerator).div(Dec::from_int(denominator)).map_or_else(String::new, format::quantity)
    };
    match from.cmp(&to) {
        std::cmp::Ordering::Equal => format!("it must be {unit}"),
        std::cmp::Ordering::Greater => format!("it must be {unit}, with usd divided by {}", number(from, to)),
        std::cmp::Ordering::Less => format!("it must be {unit}, with usd times {}", number(to, from)),
    }
}

/// How many of `unit` one of `given` is, as a fraction; one to one where they are not of a kind.
fn factor(given: &str, unit: &str) -> (i64, i64) {
    let words = |text: &str| -> Vec<String> {
        let text = text.to_lowercase().replace(',', "");
        let words = text.split([' ', '-', '_', '/', '.']).filter(|word| !word.is_empty() && *word != "per");
        words.map(str::to_owned).collect()
    };
    let (given, unit) = (words(given), words(unit));
    let (Some(first), Some(last), Some(own_first), Some(own_last)) =
        (given.first(), given.last(), unit.first(), unit.last())
    else {
        return (1, 1);
    };
    let of = |list: &[(&str, i64)], word: &str| list.iter().find(|(known, _)| *known == word).map(|(_, many)| *many);
    let between = |list: &[(&str, i64)], own: &str, other: &str| of(list, other).zip(of(list, own));
    let size = between(&SIZES, own_first, first);
    let span = between(&SPANS, own_last, last);
    // A month of storage is no million.
    let counts = of(&SIZES, own_first).is_none() && of(&SPANS, own_last).is_none();
    if counts {
        return (multiple(first).or_else(|| multiple(last)).unwrap_or(1), 1);
    }
    let (size, span) = (size.unwrap_or((1, 1)), span.unwrap_or((1, 1)));
    size.0.checked_mul(span.0).zip(size.1.checked_mul(span.1)).unwrap_or((1, 1))
}

#[cfg(test)]
mod tests {
    use super::help;

    #[test]
    fn a_price_of_many_is_divided_by_as_many() {
        for (given, unit, change) in [
            ("1M requests", "request", ", with usd divided by 1,000,000"),
            ("1,000,000 requests", "request", ", with usd divided by 1,000,000"),
            ("Mio. Anfragen", "request", ", with usd divided by 1,000,000"),
            ("10k requests", "request", ", with usd divided by 10,000"),
            ("10M requests", "request", ", with usd divided by 10,000,000"),
            ("requests/1M", "request", ", with usd divided by 1,000,000"),
            ("m", "GB-month", ""),
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
            ("euros", "request", ""),
            ("", "request", ""),
        ] {
            assert_eq!(help(given, unit), format!("it must be {unit}{change}"), "{given}");
        }
    }
}
