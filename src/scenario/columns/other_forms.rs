//! How to write what a cell says in another form than its column's: a range with a dash, a ratio as a percentage, a rate of
//! requests or of growth, letters for digits.

use super::{COLUMNS, Column, alone, demand, range};
use crate::scenario::draft::Draft;
use crate::scenario::made_dates::IS_DATE;
use crate::scenario::measure::in_percent;
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;
use crate::scenario::times;
use crate::terms::DASHES;
use crate::units::Dec;

/// How to write two numbers between which there is a dash, an ellipsis or a word.
pub(super) fn as_range(at: usize, cell: &str, message: &str, context: &Context<'_>) -> Option<String> {
    // Of times it stands between hours and minutes.
    let colon = (message != times::WITH_COLONS).then_some(":");
    let others = ["\u{2026}", "...", "-", " to "].into_iter().chain(colon).map(String::from);
    let separators = DASHES.into_iter().map(String::from).chain(others);
    separators.into_iter().find_map(|separator| {
        let (low, high) = cell.split_once(separator.as_str())?;
        let (low, high) = (low.trim(), high.trim());
        let (bare_low, bare_high) = (bare(&COLUMNS[at], low), bare(&COLUMNS[at], high));
        // A sign keeps a percentage below 1 from being asked about.
        let sign = if COLUMNS[at].unit == "%" && bare_high != high { "%" } else { "" };
        let written = format!("{bare_low}{sign}..{bare_high}{sign}");
        let applied = super::apply(&mut Draft::new(), at, &written, context);
        if let Some(daily) = alone::of_each_day(&COLUMNS[at], (low, high), context) {
            let as_range = || format!("; write {written} where that is a range of hours a month");
            return Some(applied.map_or(daily.clone(), |()| daily + &as_range()));
        }
        if parse_number(bare_low).is_err() || parse_number(bare_high).is_err() {
            // A colon and a unit are a time.
            return if separator == ":" { None } else { range::converted(at, &written, context) };
        }
        match applied {
            Ok(()) => Some(match COLUMNS[at].name {
                // As a group of instances that scales has them.
                "min_instances" => format!("write {low}, the fewest: the most follows from the demand"),
                "instance_count" => format!(
                    "for a group that scales between these, leave the cell empty and write {low} into a column min_instances; {written} is a \
                     fixed fleet of an unknown size"
                ),
                _ => format!("write {written} for a range"),
            }),
            // `2024-05` is no range that falls.
            Err(_) if message == IS_DATE => None,
            Err(fault) => Some(fault.help),
        }
    })
}

/// An end of a range without the sign of its column.
fn bare<'a>(column: &Column, end: &'a str) -> &'a str {
    match column.unit {
        "%" => end.trim_end_matches('%').trim_end(),
        unit if unit.starts_with("ratio") => end.trim_end_matches(MANY).trim_end(),
        _ => end,
    }
}

/// Signs for a multiple.
const MANY: [char; 3] = ['x', 'X', '\u{d7}'];

/// How many times as much a cell says that something is: `3x`, `x3` and `3:1` are three times as much.
fn factor(cell: &str) -> Option<Dec> {
    let times = cell.strip_suffix(":1").or_else(|| cell.strip_suffix(MANY)).or_else(|| cell.strip_prefix(MANY))?;
    parse_number(times).ok()
}

/// What to tell of a demand that is said as a multiple of another: its number alone would be taken for so many requests.
pub(super) fn as_demand(cell: &str) -> Option<String> {
    /// Who writes more of them counts requests.
    const MOST: Dec = Dec::from_int(1_000);
    // Of `2-3x` and `2..3x` the end is one.
    let end = cell.rsplit(|sign| sign == '-' || DASHES.contains(&sign)).next()?.rsplit("..").next()?;
    factor(end.trim()).filter(|times| *times < MOST)?;
    Some(format!("a factor is no number of requests: write the demand itself, {cell} of what it was"))
}

/// How to write a percentage where a ratio is meant.
pub(super) fn as_ratio(at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    let ratio = match factor(cell) {
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
    fn a_unit_behind_two_numbers_is_that_of_both() {
        for (column, cell, expected) in [
            ("duration_ms", "100-200 ms", "write 100..200 alone: numbers here are in ms"),
            // 0.1 s are 100 ms, 2 min 120,000; 1 GB is 1,024 MB.
            ("duration_ms", "0.1-0.5 s", "write 100..500, which is 0.1 s..0.5 s in ms"),
            ("duration_ms", "1 min to 2 min", "write 60000..120000, which is 1 min..2 min in ms"),
            ("memory_used_mb", "1-2 GB", "write 1024..2048, which is 1 GB..2 GB in MB"),
            ("cold_start_pct", "1-2 %", "write 1%..2% for a range"),
            ("cold_start_pct", "0.1%-1%", "write 0.1%..1% for a range"),
            ("burst", "2-3x", "write 2..3 for a range"),
        ] {
            assert_eq!(help(column, cell), expected, "{column} {cell}");
        }
    }

    #[test]
    fn the_bounds_of_a_group_are_its_fewest_instances() {
        assert_eq!(help("min_instances", "2-6"), "write 2, the fewest: the most follows from the demand");
        let group = help("instance_count", "2-6");
        assert!(group.contains("leave the cell empty and write 2 into a column min_instances; 2..6 is"), "{group}");
    }

    #[test]
    fn a_factor_is_no_demand() {
        let told =
            |cell: &str| format!("a factor is no number of requests: write the demand itself, {cell} of what it was");
        for cell in ["2x", "x2", "1.5\u{d7}", "3:1", "2-3x", "2..3x"] {
            assert_eq!(help("requests_per_month", cell), told(cell));
        }
        assert_eq!(help("requests_per_month", "5000x"), "write 5000 alone");
        assert_eq!(help("instance_count", "3x"), "write 3 alone");
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
