//! Days of the week as numbers, as databases have them: which day is the first differs from program to program.

use super::hours::{NEARLY_A_WEEK, shortened};
use super::named;
use super::profile_error::{MomentFault, ProfileError};
use super::rows::Row;
use super::series_words;
use super::written::hour;

/// Lines of an hour in each of seven days, some of which can be missing.
const DAY_LINES: std::ops::RangeInclusive<usize> = 20..=28;

/// That one of the first two columns numbers the days of a week, with the hour in the other one or behind the number.
pub(super) fn fault(rows: &[Row], column: usize) -> Option<ProfileError> {
    let first = rows.first().filter(|_| column > 0 && NEARLY_A_WEEK.contains(&rows.len()))?;
    let beside = |row: &Row, at: usize| {
        let is_hour = |cell: &str| hour(cell).is_some() || cell.parse::<f64>().is_ok();
        row.cell(1 - at).filter(|cell| is_hour(cell)).and_then(|_| number(row.cell(at)?))
    };
    let before_hour = |row: &Row| {
        let (day, rest) = row.cell(0)?.split_once([' ', '-', '/'])?;
        hour(rest).and_then(|_| number(day))
    };
    let in_columns = || (0..2).filter(|_| column > 1).find_map(|at| week(rows, |row| beside(row, at)));
    let from = in_columns().or_else(|| week(rows, before_hour))?;
    Some(ProfileError::Moment(MomentFault::DayNumbers { line: first.line, from }))
}

/// Words of a heading for the day of a year or of a month, in numbers.
const NUMBERED: [&str; 5] = ["doy", "yday", "dom", "mday", "dayofyear"];

/// That the first column has days of a month or a year by its heading, some of them beyond those of a week, and the next one their
/// hours: which day of the week each is nobody knows.
pub(super) fn of_dates(heading: &Row, rows: &[Row], column: usize) -> Option<ProfileError> {
    let name = heading.cell(0).filter(|_| column > 1)?;
    let is_named =
        named::names_days(name) || series_words::words(name).iter().any(|word| NUMBERED.contains(&word.as_str()));
    let days: Vec<usize> = rows
        .iter()
        .map(|row| number(row.cell(0)?).filter(|_| row.cell(1).and_then(hour).is_some()))
        .collect::<Option<_>>()?;
    let highest = days.into_iter().max().filter(|_| is_named)?;
    (8..=366)
        .contains(&highest)
        .then(|| ProfileError::Moment(MomentFault::DaysOfMonth { line: heading.line, column: shortened(name) }))
}

/// The first of seven numbers, 0 or 1, where these are of as many rows each as a day has hours.
fn week(rows: &[Row], day: impl Fn(&Row) -> Option<usize>) -> Option<usize> {
    let mut lines = [0_usize; 8];
    for row in rows {
        *lines.get_mut(day(row)?)? += 1;
    }
    let is_week = |from: usize| {
        lines
            .iter()
            .enumerate()
            .all(|(day, lines)| if (from..from + 7).contains(&day) { DAY_LINES.contains(lines) } else { *lines == 0 })
    };
    (0..2).find(|from| is_week(*from))
}

/// A whole number, with a point and zeros or without.
fn number(cell: &str) -> Option<usize> {
    let (whole, decimals) = cell.split_once('.').unwrap_or((cell, ""));
    whole.parse().ok().filter(|_| decimals.bytes().all(|byte| byte == b'0'))
}

/// What is said of days as numbers that begin with 0 or with 1.
pub(super) fn told(from: usize) -> String {
    let (sunday, monday) = match from {
        0 => ("EXTRACT(DOW) in PostgreSQL and Redshift, %w of strftime", "WEEKDAY() in MySQL, weekday() in Python"),
        _ => (
            "DAYOFWEEK in MySQL, BigQuery and Spark, DATEPART in SQL Server",
            "EXTRACT(ISODOW) in PostgreSQL, day_of_week() in Athena",
        ),
    };
    format!(
        "days are numbers here, and {from} is a Sunday to some programs ({sunday}) and a Monday to others ({monday}); write Mon, Tue, \
         Wed, Thu, Fri, Sat and Sun in their place, or leave the column out where the lines begin with Monday, 00:00"
    )
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, rows_of, told};

    #[test]
    fn numbers_of_days_are_told_however_they_stand() {
        let days = |from: usize| format!("line 1: days are numbers here, and {from} is a Sunday to some programs (");
        for first in [0, 1] {
            // In order, with decimals, from another day on, behind the hour, and before it in one cell.
            for row in [
                (|day, hour| format!("{day},{hour},1")) as fn(usize, usize) -> String,
                |day, hour| format!("{day}.0,{hour},1"),
                |day, hour| format!("{hour:02}:00,{day},1"),
                |day, hour| format!("{day} {hour:02}:00,1"),
            ] {
                for turned in [0, 3] {
                    let found = told(rows_of(168, |hour| row((hour / 24 + turned) % 7 + first, hour % 24)));
                    assert!(found.starts_with(&days(first)), "{found}");
                }
            }
        }
        let short: String = (0..167).map(|hour| format!("{},{},1\n", hour / 24 + 1, hour % 24)).collect();
        assert!(told(read(&short)).starts_with(&days(1)));
        // What is to be written is read.
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
        let found = rows_of(168, |hour| format!("{},{},{}", names[hour / 24], hour % 24, hour / 24)).unwrap();
        assert_eq!((found[0], found[167]), (1.0, 0.0));
    }

    #[test]
    fn other_numbers_are_no_days() {
        assert!(rows_of(168, |hour| format!("{},{}", hour % 24, hour % 7 + 1)).is_ok());
        assert!(rows_of(168, |hour| format!("{hour},{hour}")).is_ok());
        assert!(rows_of(24, |hour| format!("0,{hour},3")).is_ok());
    }
}
