//! How to write what a cell says in another form than its column's: a range with a dash, a ratio as a percentage, a rate of
//! requests or of growth, letters for digits.

use super::{COLUMNS, Column, alone, demand};
use crate::scenario::draft::Draft;
use crate::scenario::made_dates::IS_DATE;
use crate::scenario::measure::in_percent;
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;
use crate::scenario::times;
use crate::terms::DASHES;

/// How to write two numbers between which there is a dash, an ellipsis or a word.
pub(super) fn as_range(at: usize, cell: &str, message: &str, context: &Context<'_>) -> Option<String> {
    // Of times it stands between hours and minutes.
    let colon = (message != times::WITH_COLONS).then_some(":");
    let others = ["\u{2026}", "...", "-", " to "].into_iter().chain(colon).map(String::from);
    let separators = DASHES.into_iter().map(String::from).chain(others);
    separators.into_iter().find_map(|separator| {
        let (low, high) = cell.split_once(separator.as_str())?;
        let (low, high) = (low.trim(), high.trim());
        let written = format!("{low}..{high}");
        let applied = super::apply(&mut Draft::new(), at, &written, context);
        if let Some(daily) = alone::of_each_day(&COLUMNS[at], (low, high), context) {
            let as_range = || format!("; write {written} where that is a range of hours a month");
            return Some(applied.map_or(daily.clone(), |()| daily + &as_range()));
        }
        parse_number(low).ok().and(parse_number(high).ok())?;
        match applied {
            Ok(()) => Some(format!("write {written} for a range")),
            // `2024-05` is no range that falls.
            Err(_) if message == IS_DATE => None,
            Err(fault) => Some(fault.help),
        }
    })
}

/// How to write a percentage where a ratio is meant.
pub(super) fn as_ratio(at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    const MANY: [char; 3] = ['x', 'X', '\u{d7}'];
    // `3x` and `3:1` are three times as much.
    let times = cell.strip_suffix(":1").or_else(|| cell.strip_suffix(MANY)).or_else(|| cell.strip_prefix(MANY));
    let ratio = match times.and_then(|times| parse_number(times).ok()) {
        Some(times) => times.to_string(),
        None => parse_number(in_percent(cell)?).ok()?.ratio(1, 100)?.to_string(),
    };
    let refused = (COLUMNS[at].set)(&mut Draft::new().workload, &ratio, context).err();
    Some(match refused {
        None => format!("write {ratio}, which is {cell}"),
        Some(fault) => format!("{cell} would be {ratio}, which {}: {}", fault.message, fault.help),
    })
}

/// How to write a percentile: `p99`, `99th`.
pub(super) fn as_percentile(at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    let before = || cell.strip_prefix(['p', 'P']);
    let number = before().or_else(|| ["th", "st", "nd", "rd"].iter().find_map(|end| cell.strip_suffix(end)))?.trim();
    parse_number(number).ok()?;
    (COLUMNS[at].set)(&mut Draft::new().workload, number, context).ok()?;
    Some(format!("write {number}"))
}

/// How to write a demand that says its span of time: `3 req/s`, `10k/day`, `3 rps`.
pub(super) fn as_rate(column: &Column, cell: &str, context: &Context<'_>) -> Option<String> {
    let (number, found) = demand::written(cell)?;
    // `12 million/month` has a multiple in words as well.
    let number = &match parse_number(number) {
        Ok(_) => number.to_owned(),
        Err(fault) => match fault.readings.as_slice() {
            [one] => one.value("count")?.to_string(),
            _ => return None,
        },
    };
    // What the other column refuses is not advised.
    if let Some(other) = super::find(found.column)
        && let Err(fault) = super::apply(&mut Draft::new(), other, number, context)
    {
        return Some(format!("{number} {}: {}, in a column {}", fault.message, fault.help, found.column));
    }
    Some(match found.change {
        None if found.column == column.name => format!("write {number} alone"),
        None => format!("write {number} in a column {}", found.column),
        Some(change) => format!("write {number} {change} in a column {}", found.column),
    })
}

/// Words for a rate of another span of time than a month.
const OTHER_TIMES: [&str; 18] = [
    "pa",
    "p.a",
    "p.a.",
    "yoy",
    "yr",
    "year",
    "annum",
    "annual",
    "annually",
    "yearly",
    "cagr",
    "qoq",
    "quarter",
    "quarterly",
    "wow",
    "week",
    "weekly",
    "daily",
];

/// Whether a cell says in words that it is a rate of another span of time than a month.
pub(super) fn says_other_time(cell: &str) -> bool {
    let mut words = cell.split(|c: char| c.is_whitespace() || c == '/' || c == '%');
    words.any(|word| OTHER_TIMES.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// The question for a number in which a letter stands where its digit does: `12O`.
pub(super) fn with_digits(cell: &str) -> Option<String> {
    let letter = cell.chars().find(|c| matches!(c, 'O' | 'o' | 'l' | 'I'))?;
    let digits = cell.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    let is_number = cell.starts_with(|c: char| c.is_ascii_digit()) && parse_number(&digits).is_ok();
    is_number.then(|| format!("did you mean {digits}? The {letter} is a letter"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;

    #[test]
    fn two_numbers_are_told_how_a_range_is_written() {
        for cell in ["8M\u{2013}20M", "8M-20M", "8M to 20M", "8M\u{2026}20M", "8M...20M", "8M \u{2014} 20M"] {
            assert_eq!(help("requests_per_month", cell), "write 8M..20M for a range", "{cell}");
        }
        assert_eq!(help("memory_used_mb", "256:512"), "write 256..512 for a range");
        assert_eq!(help("duration_ms", "1:30"), "write one number, in the unit that is expected here");
        // What is proposed is not refused in its turn.
        assert!(help("requests_per_month", "8-20M").starts_with("write 8M..20M, or 8..20000000"));
        assert!(help("requests_per_month", "20M-8M").starts_with("write low..high"));
        assert_eq!(help("memory_used_mb", "256-512"), "write 256..512 for a range");
        let sizes = help("memory_used_mb", "8M-20M");
        assert!(sizes.contains("alone: numbers here are in MB"), "{sizes}");
    }

    #[test]
    fn a_rate_goes_into_the_column_of_its_time() {
        for (cell, expected) in [
            ("3 req/s", "write 3 in a column requests_per_second"),
            ("10k/day", "write 10k in a column requests_per_day"),
            ("3 rps", "write 3 in a column requests_per_second"),
            ("20 requests per hour", "write 20 in a column requests_per_hour"),
            ("5req/min", "write 5 times 60 in a column requests_per_hour"),
            ("5M/month", "write 5M alone"),
            ("5M monthly", "write 5M alone"),
            ("300k daily", "write 300k in a column requests_per_day"),
            ("12 million/month", "write 12000000 alone"),
            ("1.2 million requests per day", "write 1200000 in a column requests_per_day"),
        ] {
            assert_eq!(help("requests_per_month", cell), expected, "{cell}");
        }
        // A half is no rate.
        assert_eq!(help("requests_per_month", "1/2"), "convert it to requests a month and write the number alone");
    }

    #[test]
    fn letters_in_place_of_digits_are_told() {
        assert_eq!(help("duration_ms", "12O"), "did you mean 120? The O is a letter");
        assert_eq!(help("ebs_gb", "3l"), "did you mean 31? The l is a letter");
        assert!(!help("requests_per_month", "Ol").contains("did you mean"));
    }

    #[test]
    fn a_percentage_is_no_ratio() {
        assert_eq!(help("duration_cv", "6%"), "write 0.06, which is 6%");
        assert_eq!(help("burst", "300%"), "write 3, which is 300%");
        assert_eq!(help("cpu_factor", "130 %"), "write 1.3, which is 130 %");
        for cell in ["3x", "3 x", "3:1", "3\u{d7}"] {
            assert_eq!(help("burst", cell), format!("write 3, which is {cell}"), "{cell}");
        }
        // A peak of half the mean is none.
        assert_eq!(help("burst", "50%"), "50% would be 0.5, which is below 1: write 1 or more");
    }

    #[test]
    fn growth_of_another_time_is_no_growth_of_a_month() {
        for cell in [
            "60% p.a.",
            "60% a year",
            "5% pa",
            "5% YoY",
            "60%/yr",
            "12 % annually",
            "CAGR 20%",
            "5% QoQ",
            "1% per week",
        ] {
            assert_eq!(
                help("growth_pct_per_month", cell),
                "convert it to % a month and write the number alone",
                "{cell}"
            );
        }
    }
}
