//! Times that people write in more than one part: `00:01:30`, `1h 30m`, `PT1M30S`.

use super::measure::{Measure, in_units};
use super::number::parse_number;
use super::number_fault::NumberFault;
use crate::units::Dec;

/// What is wrong with hours, minutes and seconds.
pub(super) const WITH_COLONS: &str = "is a time with colons";

/// What to do where nobody knows which unit is wanted, or which parts these are.
const ONE_NUMBER: &str = "write one number, in the unit that is expected here";

/// Longer texts are no time.
const MOST_BYTES: usize = 64;

/// The fault of a time in more than one part.
pub(super) fn fault(text: &str) -> Option<NumberFault> {
    with_colons(text).or_else(|| with_units(text))
}

/// The fault of hours, minutes and seconds: `00:01:30` or `00:01:30.5`. Of two parts nobody knows which they are.
fn with_colons(text: &str) -> Option<NumberFault> {
    let parts: Vec<&str> = text.split(':').collect();
    let digits = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let (last, first) = parts.split_last()?;
    let (seconds, decimals) = last.split_once('.').map_or((*last, ""), |(whole, rest)| (whole, rest));
    let is_time = (1..=2).contains(&first.len())
        && first.iter().chain([&seconds]).all(digits)
        && decimals.len() <= 9
        && decimals.bytes().all(|byte| byte.is_ascii_digit());
    if !is_time {
        return None;
    }
    let fault = NumberFault::new(WITH_COLONS, ONE_NUMBER);
    let [hours, minutes] = first else { return Some(fault) };
    let [hours, minutes, whole] = [*hours, *minutes, seconds].map(|part| part.parse::<u32>().unwrap_or_default());
    let number = format!("{}{}", hours * 3600 + minutes * 60 + whole, last.strip_prefix(seconds).unwrap_or_default());
    Some(NumberFault { readings: vec![in_seconds(number)], ..fault })
}

/// The fault of a time whose parts have units, each smaller than the one before: `1h 30m`, `1m30s`, and `1h30`, whose last
/// part is in the next smaller unit. After `PT`, as ISO 8601 has it, one part is enough.
fn with_units(text: &str) -> Option<NumberFault> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let lower = text.to_lowercase();
    let iso = lower.strip_prefix("pt");
    let mut rest = iso.unwrap_or(&lower);
    let (mut sum, mut parts, mut unit_before) = (Dec::ZERO, 0, "");
    while !rest.is_empty() {
        let number_ends = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, behind) = rest.split_at(number_ends);
        let behind = behind.trim_start();
        let unit_ends = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let (written, next) = behind.split_at(unit_ends);
        // `1M50` is a million and a half, as some say it, or no number at all.
        if written.is_empty() && iso.is_none() && text.contains('M') {
            return None;
        }
        let unit = match (written, unit_before) {
            ("", "h") => "min",
            ("", "min") => "s",
            ("m", _) => "min",
            (written, _) => written,
        };
        let (many, of) = in_units(unit, "ms")?;
        let is_smaller = unit_before.is_empty() || in_units(unit_before, unit).is_some_and(|(own, this)| own > this);
        if !is_smaller {
            return None;
        }
        sum = sum.add(parse_number(number).ok()?.ratio(many, of.checked_mul(1000)?)?)?;
        (parts, unit_before, rest) = (parts + 1, unit, next.trim_start());
    }
    let fault = NumberFault::new("is a time in parts", ONE_NUMBER);
    (parts > 1 || (iso.is_some() && parts > 0))
        .then(|| NumberFault { readings: vec![in_seconds(sum.to_string())], ..fault })
}

fn in_seconds(number: String) -> Measure {
    Measure { number, unit: "s".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_parts_are_told_in_the_unit_of_their_column() {
        for (cell, ms) in [
            // 90 s; 5,400 s; 1.5 s; 93,784 s.
            ("00:01:30", "90000, which is 90 s"),
            ("1m30s", "90000, which is 90 s"),
            ("1 min 30 sec", "90000, which is 90 s"),
            ("1m30", "90000, which is 90 s"),
            ("1h30", "5400000, which is 5400 s"),
            ("1h 30m", "5400000, which is 5400 s"),
            ("1 hour 30 minutes", "5400000, which is 5400 s"),
            ("PT1.5S", "1500, which is 1.5 s"),
            ("PT1M30S", "90000, which is 90 s"),
            ("1s 500ms", "1500, which is 1.5 s"),
            ("1d 2h 3m 4s", "93784000, which is 93784 s"),
        ] {
            assert_eq!(parse_number(cell).unwrap_err().help_in("ms"), format!("write {ms} in ms"), "{cell}");
        }
        // 5,400 s are one hour and a half.
        assert_eq!(parse_number("1h 30m").unwrap_err().help_in("h"), "write 1.5, which is 5400 s in h");
        assert_eq!(parse_number("1:30").unwrap_err().help_in("ms"), ONE_NUMBER);
        for cell in
            ["30s 1m", "1h 2h", "1h 30x", "1 2", "1h", "5M", "1M50", "1M 30", "1k 5", "PT", "1h..2h", "1..2h 3m"]
        {
            assert!(with_units(cell).is_none(), "{cell}");
        }
        assert!(with_units(&"9h ".repeat(100)).is_none());
    }
}
