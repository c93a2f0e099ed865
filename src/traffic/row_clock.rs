//! [`Clock`]: where the rows of a profile say their hour, and which one it is.

use super::hours::DAY_HOURS;
use super::rows::Row;
use super::written::{behind_date, date, days_since_1970, hour, hour_behind_date, weekday, zone};
use super::zone::Zone;

/// So many lines show whether dates have hours: one of midnight that has none stands among others.
const FIRST_LINES: usize = 1_000;

/// Where rows that begin with a date or a day say their hour.
pub(super) struct Clock {
    /// The column of the weights.
    column: usize,
    /// Hours of a column of their own are counted from 1.
    from_one: bool,
    /// Dates without an hour are of midnight: others of their column have hours. R writes them so.
    is_midnight: bool,
}

impl Clock {
    pub(super) fn of(rows: &[Row], column: usize) -> Clock {
        let own_hours = || rows.iter().filter_map(|row| row.cell(1).filter(|_| column > 1).and_then(hour));
        let from_one = own_hours().any(|hour| hour == DAY_HOURS) && own_hours().all(|hour| hour > 0);
        let has_hour = |row: &Row| row.cell(0).and_then(date).is_some_and(|(_, rest)| rest.len() > 1);
        Clock { column, from_one, is_midnight: column > 0 && rows.iter().take(FIRST_LINES).any(has_hour) }
    }

    /// The cell that says a row's hour: the first, or the next where that is of the day alone.
    pub(super) fn at(&self, row: &Row) -> usize {
        let is_day = row.cell(0).and_then(weekday).is_some_and(|(_, rest)| rest.is_empty());
        usize::from(is_day && self.column > 1 && !self.is_midnight)
    }

    /// Whether hours of a column of their own are counted from 1: each is the end of its hour.
    pub(super) fn is_from_one(&self) -> bool {
        self.from_one
    }

    /// A row's hour of the day; `rest` is what stands behind its day.
    pub(super) fn hour(&self, row: &Row, rest: &str) -> Option<usize> {
        let said = match self.at(row) {
            0 if rest.is_empty() && self.is_midnight && row.cell(0).and_then(date).is_some() => 0,
            0 => hour_behind_date(rest)?,
            at => hour(row.cell(at)?)?.checked_sub(usize::from(self.from_one))?,
        };
        Some(said).filter(|hour| *hour < DAY_HOURS)
    }

    /// The text of a row's hour.
    pub(super) fn cell<'a>(&self, row: &'a Row) -> Option<&'a str> {
        row.cell(self.at(row))
    }

    /// What a row's hour ends in.
    pub(super) fn zone(&self, row: &Row) -> Option<Zone> {
        let text = self.cell(row)?;
        zone(weekday(text).map_or(text, |(_, rest)| rest))
    }

    /// The hour that a row with a date is of, counted from 1970 on.
    pub(super) fn moment(&self, row: &Row) -> Option<u64> {
        let (date, rest) = date(row.cell(0)?)?;
        let hour = self.hour(row, behind_date(rest)?)?;
        Some(days_since_1970(&date)? * DAY_HOURS as u64 + hour as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile_error::ProfileError;
    use super::super::told::{day_of, rows_of, told};

    /// That each hour has its own number as its weight.
    fn in_place(found: Result<Vec<f64>, ProfileError>) -> bool {
        found.unwrap().iter().enumerate().all(|(place, weight)| *weight == place as f64)
    }

    #[test]
    fn a_clock_of_twelve_hours_is_read() {
        let clock = |hour: usize| format!("{}:00 {}", (hour + 11) % 12 + 1, if hour < 12 { "AM" } else { "PM" });
        assert!(in_place(rows_of(24, |hour| format!("{},{hour}", clock(hour)))));
    }

    #[test]
    fn dates_may_have_their_hours_in_the_next_cell() {
        // 2026-09-07 is a Monday.
        let date = |hour: usize| format!("2026-09-{:02}", 7 + hour / 24);
        assert!(in_place(rows_of(168, |hour| format!("{},{},{hour}", date(hour), hour % 24))));
        assert!(in_place(rows_of(24, |hour| format!("{},{hour:02}:00,{hour}", date(hour)))));
        let days = ["Mon", "Tues", "Wed", "Thurs", "Fri", "Sat", "Sun"];
        assert!(in_place(rows_of(168, |hour| format!("{},{},{hour}", days[hour / 24], hour % 24 + 1))));
        let beyond = told(rows_of(24, |hour| format!("Mon,{},1", hour + 2)));
        assert!(beyond.contains("line 24: \"25\" is not a date or an hour"), "{beyond}");
    }

    #[test]
    fn a_date_alone_among_dated_hours_is_midnight() {
        let moment = |hour: usize| match hour % 24 {
            0 => format!("2026-09-{:02}", 7 + hour / 24),
            hour_of_day => format!("2026-09-{:02} {hour_of_day:02}:00:00", 7 + hour / 24),
        };
        for hours in [24, 168] {
            assert!(in_place(rows_of(hours, |hour| format!("{},{hour}", moment(hour)))), "{hours}");
            assert!(in_place(rows_of(hours, |hour| format!("{},note,{hour}", moment(hour)))), "{hours}");
            assert!(in_place(rows_of(hours, |hour| format!("{hour},{},{hour}", moment(hour)))), "{hours}");
        }
        // Among names of days nothing says what it is.
        let found =
            told(day_of(|hour| if hour == 0 { "2026-09-07,1".to_owned() } else { format!("Mon {hour:02}:00,1") }));
        assert_eq!(found, "line 1: \"2026-09-07\" is a day without its hour; write 2026-09-07T00:00");
    }
}
