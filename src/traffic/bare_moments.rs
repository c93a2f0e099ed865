//! Lines that begin with a moment in digits alone: counted since 1970, as exports of monitoring have it, or in days, as
//! spreadsheets do, or a date, with its hour or without.

use super::hours::shortened;
use super::profile_error::{MomentFault, ProfileError};
use super::rows::Row;
use crate::terms::Stamp;

/// From 2000 to 2100, in seconds: no hour of a day or a week is as large, and milliseconds are larger than any of these.
const SECONDS: std::ops::Range<u64> = 946_684_800..4_102_444_800;

/// How many of what is counted are a second: seconds, milli-, micro- and nanoseconds.
const PER_SECOND: [u64; 4] = [1, 1_000, 1_000_000, 1_000_000_000];

/// That lines begin with such moments, where all of them do. Which hour of the day a count is differs from place to place.
pub(super) fn of(rows: &[Row], column: usize) -> Option<ProfileError> {
    let first = rows.first().filter(|_| column > 0)?;
    let cell = first.cell(0)?;
    if let Some(date) = dates(rows, column) {
        return Some(ProfileError::Moment(MomentFault::BareDate { line: first.line, cell: shortened(cell), date }));
    }
    if rows.iter().all(|row| row.cell(0).is_some_and(is_cut)) {
        return Some(ProfileError::Moment(MomentFault::CutMoment { line: first.line, cell: shortened(cell) }));
    }
    // Without a part of a day hour 0 is one as it stands.
    let has_parts = rows.iter().any(|row| row.cell(0).is_some_and(|cell| cell.contains(['.', ','])));
    let are_serials = || rows.iter().all(|row| row.cell(0).and_then(serial).is_some());
    if (has_parts || serial(cell).is_some_and(|date| date.contains('T'))) && are_serials() {
        let date = serial(cell)?;
        return Some(ProfileError::Moment(MomentFault::SerialDate { line: first.line, cell: shortened(cell), date }));
    }
    if !rows.iter().all(|row| row.cell(0).and_then(seconds).is_some()) {
        return None;
    }
    let seconds = seconds(cell)?;
    let date = written(Stamp::of_day(seconds / 86_400), seconds / 3_600 % 24);
    Some(ProfileError::Moment(MomentFault::UnixTime { line: first.line, cell: shortened(cell), date }))
}

/// Whether a spreadsheet has written a number as large as moments are with an exponent, as `1.78874E+09`.
fn is_cut(cell: &str) -> bool {
    cell.contains(['e', 'E']) && cell.replace(',', ".").parse().is_ok_and(|number: f64| number >= SECONDS.start as f64)
}

/// Seconds since 1970; of fractions of them the whole ones.
fn seconds(cell: &str) -> Option<u64> {
    let whole = cell.split_once('.').map_or(cell, |(whole, _)| whole);
    let count: u64 = whole.parse().ok()?;
    PER_SECOND.into_iter().map(|each| count / each).find(|seconds| SECONDS.contains(seconds))
}

/// From 2000 to 2100, in days of spreadsheets.
const SERIALS: std::ops::Range<f64> = 36_526.0..73_051.0;

/// The day of spreadsheets that is 1970-01-01.
const SERIAL_OF_1970: f64 = 25_569.0;

/// How to write a moment that is a number of days, or an hour that is a part of one.
fn serial(cell: &str) -> Option<String> {
    let days: f64 = cell.replace(',', ".").parse().ok()?;
    let hour = (days * 24.0).round();
    if (0.0..24.0).contains(&hour) && (days * 24.0 - hour).abs() < 0.01 {
        return Some(format!("{hour:02}:00"));
    }
    if !SERIALS.contains(&days) {
        return None;
    }
    // Few decimals fall short of the hour that is meant.
    let hours = (days - SERIAL_OF_1970) * 24.0;
    let hours = if (hours - hours.round()).abs() < 0.25 { hours.round() } else { hours.floor() } as u64;
    Some(written(Stamp::of_day(hours / 24), hours % 24))
}

/// How to write the first line's moment, where lines are dates in digits, `20261101` or `2026110100`: most of them such as
/// there are, as few counts of seconds are. One that is mistyped leaves the others what they are.
fn dates(rows: &[Row], column: usize) -> Option<String> {
    let found: Vec<String> = rows.iter().filter_map(|row| bare_date(row.cell(0)?, column > 1)).collect();
    if found.len() * 2 <= rows.len() { None } else { found.into_iter().next() }
}

/// A date, and an hour, minutes and seconds where there are some, of digits alone. `has_more` says that the hour can stand
/// in the cell behind it.
fn bare_date(cell: &str, has_more: bool) -> Option<String> {
    if !matches!(cell.len(), 8 | 10 | 12 | 14) || !cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let all = format!("{cell:0<14}");
    let stamp = Stamp::parse(&all)?;
    let is_day = cell.len() == 8 && has_more;
    Some(if is_day { stamp.date() } else { written(stamp, all.get(8..10)?.parse().ok()?) })
}

/// A date and an hour as profiles have them.
fn written(day: Stamp, hour: u64) -> String {
    format!("{}T{hour:02}:00", day.date())
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, told};

    /// 2026-11-02T00:00Z: 56 years of 365 days, 14 leap days up to 2024 and 305 days of 2026 are 20,759 days of 86,400 s.
    const FIRST: usize = 20_759 * 86_400;

    #[test]
    fn unix_times_are_told_with_their_date() {
        let dated = |cell: &str, hour: &str| {
            format!(
                "line 1: {cell} is a Unix time, which is not read here; write the date and the hour by your users' clock, such as \
                 2026-11-02T{hour}:00 (that is it in UTC)"
            )
        };
        // Seconds, milli-, micro- and nanoseconds.
        for zeros in ["", "000", "000000", "000000000"] {
            let found = day_of(|hour| format!("{}{zeros},7", FIRST + hour * 3_600));
            assert_eq!(told(found), dated(&format!("1793577600{zeros}"), "00"));
        }
        assert_eq!(told(day_of(|hour| format!("{}.5,7", FIRST + (hour + 9) * 3_600))), dated("1793610000.5", "09"));
        // A demand of the same size is none, nor are hours.
        assert!(day_of(|hour| (FIRST + hour).to_string()).is_ok());
        assert!(day_of(|hour| format!("{hour},{}", FIRST + hour * 7)).is_ok());
    }

    /// 46,328 days after 1899-12-30: 25,569 up to 1970, and 20,759 more.
    #[test]
    fn days_of_spreadsheets_are_told_with_their_date() {
        let found = told(day_of(|hour| format!("{:.9},7", 46_328.0 + hour as f64 / 24.0)));
        assert_eq!(
            found,
            "line 1: 46328.000000000 is a spreadsheet's number for a date or a time; format the column as that and export again, so \
             that it is 2026-11-02T00:00"
        );
        let found = told(day_of(|hour| format!("{:.5};7", 46_328.0 + (hour + 9) as f64 / 24.0)));
        assert!(found.starts_with("line 1: 46328.37500 is") && found.ends_with("2026-11-02T09:00"), "{found}");
        assert!(told(day_of(|hour| format!("46328,{hour},7"))).starts_with("line 1: 46328 is a spreadsheet's number"));
        let found = told(day_of(|hour| format!("{:.4},7", (hour + 1) as f64 % 24.0 / 24.0)));
        assert!(
            found.starts_with("line 1: 0.0417 is a spreadsheet's number") && found.ends_with("it is 01:00"),
            "{found}"
        );
    }

    #[test]
    fn moments_whose_digits_are_cut_off_are_told() {
        for cell in ["1.78874E+09", "1,78874E+12", "2.0261E+11"] {
            let found = told(day_of(|hour| format!("{cell};3;{}", 20 + hour * 3)));
            assert_eq!(
                found,
                format!(
                    "line 1: {cell} is a moment whose last digits a spreadsheet cut off; take the file as it was before the spreadsheet \
                     saved it"
                )
            );
        }
    }

    #[test]
    fn dates_in_digits_alone_are_no_counts() {
        let dated = |cell: &str, hour: &str| {
            format!("line 1: {cell} is a date in digits alone, which is not read here; write 2026-11-01T{hour}:00")
        };
        // A day without its hour is none of a profile's, however it is written.
        let day = told(day_of(|hour| format!("20261101,{}", hour + 7)));
        assert!(day.starts_with("line 1: \"20261101\" is a day, and lines must be of hours; write one"), "{day}");
        let found = told(day_of(|hour| format!("20261101,{hour},7")));
        assert_eq!(found, "line 1: 20261101 is a date in digits alone, which is not read here; write 2026-11-01");
        assert_eq!(told(day_of(|hour| format!("20261101{hour:02},7"))), dated("2026110100", "00"));
        assert_eq!(told(day_of(|hour| format!("20261101{:02}00,7", 23 - hour))), dated("202611012300", "23"));
        assert_eq!(told(day_of(|hour| format!("20261101{hour:02}0000,7"))), dated("20261101000000", "00"));
        // An hour 24 among them is mistyped.
        assert_eq!(told(day_of(|hour| format!("20261101{:02},7", hour + 1))), dated("2026110101", "01"));
        // A demand of the same size is none.
        assert!(day_of(|hour| format!("20261101{hour:02}")).is_ok());
    }
}
