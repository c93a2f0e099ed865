//! Clocks of twelve hours whose halves, AM and PM, are missing or stand in a column of their own.

use super::hours::{DAY_HOURS, shortened};
use super::profile_error::{MomentFault, ProfileError};
use super::row_clock::Clock;
use super::rows::Row;
use super::written::{hour, weekday};

/// That hours go from 1 to 12 alone, in a day of lines or more: AM and PM are missing.
pub(super) fn fault(rows: &[Row], column: usize) -> Option<ProfileError> {
    let first = rows.first().filter(|_| column > 0 && rows.len() >= DAY_HOURS)?;
    let clock = Clock::of(rows, column);
    let said = |row: &Row| match weekday(row.cell(0)?) {
        Some((_, rest)) => clock.hour(row, rest),
        None => row.cell(0).and_then(hour),
    };
    let mut known = [false; 13];
    for row in rows {
        *known.get_mut(said(row).filter(|hour| *hour > 0)?)? = true;
    }
    let shown = || clock.cell(first).map(shortened).unwrap_or_default();
    let next = clock.at(first) + 1;
    let have_halves = next < column && rows.iter().all(|row| row.cell(next).is_some_and(is_half));
    let beside = || first.cell(next).filter(|_| have_halves).map(str::to_owned);
    let are_all = known[1..].iter().all(|is_known| *is_known);
    are_all.then(|| ProfileError::Moment(MomentFault::Halves { line: first.line, cell: shown(), beside: beside() }))
}

/// Whether a cell is a half of a clock of twelve hours.
pub(super) fn is_half(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m.")
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, told};

    #[test]
    fn a_clock_of_twelve_hours_without_its_halves_is_told() {
        let clock = |hour: usize| format!("{:02}:00", (hour + 11) % 12 + 1);
        for date in ["2026-09-07 ", ""] {
            let found = told(day_of(|hour| format!("{date}{},7", clock(hour))));
            assert_eq!(
                found,
                format!(
                    "line 1: \"{date}12:00\": hours go from 1 to 12 here, and AM and PM are missing; export them with the times, or hours \
                     from 00 to 23"
                )
            );
        }
    }

    #[test]
    fn halves_in_the_next_column_are_told() {
        let row = |hour: usize| format!("{},{}", (hour + 11) % 12 + 1, if hour % 24 < 12 { "AM" } else { "PM" });
        let expected = "\"12\": hours go from 1 to 12 here, and AM and PM stand in the next column; write them behind the hour, such as 12 AM";
        let week: String = (0..168).map(|hour| format!("2026-09-{:02},{},7\n", 7 + hour / 24, row(hour))).collect();
        assert_eq!(told(read(&format!("date,hour,ampm,n\n{week}"))), format!("line 2: {expected}"));
        assert_eq!(told(day_of(|hour| format!("{},7", row(hour)))), format!("line 1: {expected}"));
    }
}
