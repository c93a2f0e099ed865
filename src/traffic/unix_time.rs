//! Lines that begin with seconds or milliseconds since 1970, as exports of monitoring have them.

use super::hours::shortened;
use super::profile_error::ProfileError;
use super::weights::Row;
use crate::terms::Stamp;

/// From 2000 to 2100, in seconds: no hour of a day or a week is as large, and milliseconds are larger than any of these.
const SECONDS: std::ops::Range<u64> = 946_684_800..4_102_444_800;

/// That lines begin with such moments, where all of them do. Which hour of the day one is differs from place to place.
pub(super) fn of(rows: &[Row], column: usize) -> Option<ProfileError> {
    let first = rows.first().filter(|_| column > 0)?;
    let moment = |row: &Row| row.cell(0).and_then(seconds);
    if !rows.iter().all(|row| moment(row).is_some()) {
        return None;
    }
    let seconds = moment(first)?;
    let date = format!("{}T{:02}:00", Stamp::of_day(seconds / 86_400).date(), seconds / 3_600 % 24);
    Some(ProfileError::UnixTime { line: first.line, cell: shortened(first.cell(0)?), date })
}

/// Seconds since 1970; of fractions of them the whole ones.
fn seconds(cell: &str) -> Option<u64> {
    let whole = cell.split_once('.').map_or(cell, |(whole, _)| whole);
    let count: u64 = whole.parse().ok()?;
    [count, count / 1_000].into_iter().find(|seconds| SECONDS.contains(seconds))
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, told};

    /// 2026-11-02T00:00Z: 56 years of 365 days, 14 leap days up to 2024 and 305 days of 2026 are 20,759 days of 86,400 s.
    #[test]
    fn unix_times_are_told_with_their_date() {
        const FIRST: usize = 20_759 * 86_400;
        let dated = |cell: &str, hour: &str| {
            format!(
                "line 1: {cell} is a Unix time, which is not read here; write the date and the hour by your users' clock, such as \
                 2026-11-02T{hour}:00 (that is it in UTC)"
            )
        };
        assert_eq!(told(day_of(|hour| format!("{},7", FIRST + hour * 3_600))), dated("1793577600", "00"));
        assert_eq!(told(day_of(|hour| format!("{}000,7", FIRST + hour * 3_600))), dated("1793577600000", "00"));
        assert_eq!(told(day_of(|hour| format!("{}.5,7", FIRST + (hour + 9) * 3_600))), dated("1793610000.5", "09"));
        // A demand of the same size is none, nor are hours.
        assert!(day_of(|hour| (FIRST + hour).to_string()).is_ok());
        assert!(day_of(|hour| format!("{hour},{}", FIRST + hour * 7)).is_ok());
    }
}
