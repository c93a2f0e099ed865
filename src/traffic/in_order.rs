//! Lines whose hours follow their order.

use super::hours::{DAY_HOURS, NEARLY_A_DAY, shortened};
use super::profile_error::{HoursFault, ProfileError};
use super::rows::Row;
use super::written::hour;
use super::{by_number, coarse};

/// That rows say the hour that comes next, of the day or of the week, counted from 0 or 1.
pub(super) fn check(rows: &[Row], column: usize, delimiter: u8, faults: &mut Vec<ProfileError>) {
    // Behind the number of a day stands the hour.
    let is_day = |from: usize| {
        let says = |(place, row): (usize, &Row)| {
            row.cell(0).and_then(|cell| cell.parse().ok()) == Some(place / DAY_HOURS + from)
        };
        rows.iter().enumerate().all(says)
    };
    let at = usize::from(column > 1 && (is_day(0) || is_day(1)));
    if at >= column {
        return;
    }
    let said = |row: &Row| row.cell(at).and_then(hour);
    let from = usize::from(rows.first().and_then(said) == Some(1));
    for (place, row) in rows.iter().enumerate() {
        let Some(found) = said(row) else { continue };
        let (expected, of_day) = (place + from, place % DAY_HOURS + from);
        if found != expected && found != of_day {
            // Behind all hours of a day stands one of them again.
            let again = found.checked_sub(from).filter(|_| place == DAY_HOURS && NEARLY_A_DAY.contains(&rows.len()));
            if let (Some(before), Some(cell)) = (again.and_then(|at| rows[..place].get(at)), row.cell(at)) {
                let (before, cell) = (before.line, shortened(cell));
                faults.push(ProfileError::Hours(HoursFault::Twice { line: row.line, cell, before }));
                return;
            }
            // Behind an hour out of order every further one would be.
            let above = place.checked_sub(1).and_then(|above| rows.get(above));
            let is_step = above.is_some_and(|above| said(above) == Some(found) && above.cell(at) != row.cell(at));
            let all: Option<Vec<usize>> = rows.iter().map(said).collect();
            let apart = all.and_then(|all| coarse::of_hours(all.into_iter()));
            let fault = apart.or_else(|| by_number::left_out(rows, at, column, delimiter));
            faults.push(fault.unwrap_or(ProfileError::Hours(HoursFault::Hour {
                line: row.line,
                found,
                expected,
                is_step,
            })));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, rows_of, told};

    #[test]
    fn hours_in_another_order_are_told_how_to_be_sorted() {
        let ending = told(day_of(|hour| format!("{:02}:00,7", (hour + 1) % 24)));
        assert!(
            ending.starts_with("line 24: hour 0 stands where hour 24 comes next; write 24:00 where each"),
            "{ending}"
        );
        assert!(day_of(|hour| format!("{:02}:00,7", hour + 1)).is_ok());
        let again = told(rows_of(25, |hour| format!("{},5", if hour == 24 { 7 } else { hour })));
        assert!(again.starts_with("line 25: \"7\" is the same hour as line 8; write one line for each"), "{again}");
        let mut hours: Vec<String> = (0..24).map(|hour| hour.to_string()).collect();
        hours.sort();
        let sorted = told(day_of(|hour| format!("{},7", hours[hour])));
        assert!(sorted.ends_with("; sort the lines by the hour as a number, not as a text"), "{sorted}");
    }

    #[test]
    fn hours_are_checked_whatever_else_a_line_holds() {
        let backwards = |hour: usize| format!("{},note {hour},7", 23 - hour);
        assert!(told(rows_of(24, backwards)).starts_with("line 1: hour 23 stands where hour 0"));
        assert!(told(rows_of(24, |hour| format!("{:02}:00,note,7", 23 - hour))).starts_with("line 1: hour 23"));
    }

    #[test]
    fn hours_out_of_order_are_refused() {
        assert!(day_of(|hour| format!("{hour},1.5")).is_ok());
        assert!(day_of(|hour| format!("{},1.5", hour + 1)).is_ok());
        assert!(day_of(|hour| format!("{hour:02}:00,1.5")).is_ok());
        assert!(told(day_of(|hour| format!("{},1", 23 - hour))).starts_with("line 1: hour 23 stands where hour 0"));
        assert!(told(day_of(|hour| format!("{:02}:00,1", 23 - hour))).starts_with("line 1: hour 23 stands"));
    }
}
