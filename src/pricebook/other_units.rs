//! What to do with a price that is of another unit than the one that it is read in.

/// Multiples that prices are listed for, and how many they are.
const MULTIPLES: [(&str, &str); 9] = [
    ("1m", "1,000,000"),
    ("m", "1,000,000"),
    ("mio", "1,000,000"),
    ("million", "1,000,000"),
    ("1000000", "1,000,000"),
    ("1k", "1,000"),
    ("k", "1,000"),
    ("thousand", "1,000"),
    ("1000", "1,000"),
];

/// Spans of time that prices by the second are listed for elsewhere, and how many seconds they are.
const SPANS: [(&str, &str); 6] =
    [("h", "3,600"), ("hr", "3,600"), ("hour", "3,600"), ("hours", "3,600"), ("min", "60"), ("minute", "60")];

/// How to write a price of the unit `given` in `unit`: a price of many is one of one, times as many.
pub(super) fn help(given: &str, unit: &str) -> String {
    let lower = given.to_lowercase().replace(',', "");
    let (first, last) = (lower.split([' ', '-', '_']).next(), lower.rsplit([' ', '-', '_']).next());
    let many = MULTIPLES.iter().find(|(word, _)| first == Some(word)).map(|(_, many)| many);
    let seconds = SPANS.iter().find(|(word, _)| unit.ends_with("-s") && last == Some(word)).map(|(_, many)| many);
    match many.or(seconds) {
        Some(many) => format!("it must be {unit}, with usd divided by {many}"),
        None => format!("it must be {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::help;

    #[test]
    fn a_price_of_many_is_divided_by_as_many() {
        assert_eq!(help("1M requests", "request"), "it must be request, with usd divided by 1,000,000");
        assert_eq!(help("1,000,000 requests", "request"), "it must be request, with usd divided by 1,000,000");
        assert_eq!(help("thousand", "request"), "it must be request, with usd divided by 1,000");
        assert_eq!(help("GB-hour", "GB-s"), "it must be GB-s, with usd divided by 3,600");
        assert_eq!(help("GB-month", "GB-s"), "it must be GB-s");
        assert_eq!(help("Hrs", "hour"), "it must be hour");
        assert_eq!(help("GB-hour", "hour"), "it must be hour");
    }
}
