//! Which hour each line of a profile stands for.

use super::profile_error::{HoursFault, MomentFault, ProfileError};
use super::rows::Row;
use super::weekdays::{WEEKDAYS, short_weekday};
use super::written::{hour, weekday};
use super::{bare_moments, by_date, coarse, day_numbers, day_words, finer, halves, in_order};
use std::collections::BTreeSet;

/// Hours of a day.
pub(super) const DAY_HOURS: usize = 24;

/// Lines of a day, and of a week, whose clock was changed, or to which something was added.
pub(super) const NEARLY_A_DAY: std::ops::RangeInclusive<usize> = 22..=26;
pub(super) const NEARLY_A_WEEK: std::ops::RangeInclusive<usize> = 160..=176;

/// The place of each row in the day or the week: by the dates or days that the rows begin with, in whatever order they stand;
/// else by their order, with which the hours that they say must agree. `column` is that of the weights.
pub(super) fn places(rows: &[Row], column: usize, delimiter: u8, faults: &mut Vec<ProfileError>) -> Vec<usize> {
    if let Some(fault) = halves::fault(rows, column) {
        faults.push(fault);
        return (0..rows.len()).collect();
    }
    if by_date::are_dated(rows, column) {
        return by_date::places(rows, column, faults);
    }
    if let Some(fault) = bare_moments::of(rows, column) {
        faults.push(fault);
        return (0..rows.len()).collect();
    }
    if let Some(fault) = day_numbers::fault(rows, column) {
        faults.push(fault);
        return (0..rows.len()).collect();
    }
    let labels = || rows.iter().filter_map(|row| row.cell(0).filter(|_| column > 0).map(|label| (row, label)));
    // The same words in every line say nothing of its hour.
    let differ = labels().any(|(_, label)| labels().next().is_some_and(|(_, first)| first != label));
    if differ {
        let unread = || labels().filter(|(_, label)| looks_like_date(label));
        let days = day_words::proposals(unread().map(|(_, label)| label));
        faults.extend(unread().zip(days).map(|((row, label), day)| {
            ProfileError::Moment(MomentFault::Date { line: row.line, cell: shortened(label), day })
        }));
        faults.extend(unread_days(rows, column));
    }
    if let Some(places) = finer::places(rows, column) {
        return places;
    }
    in_order::check(rows, column, delimiter, faults);
    (0..rows.len()).collect()
}

/// The first line of each day of a week whose days have names that are not read here, with the hour in the next cell: by
/// their order alone the week would begin with whichever day stands first.
fn unread_days(rows: &[Row], column: usize) -> Vec<ProfileError> {
    let label = |row: &'_ Row| {
        row.cell(0).map(str::to_owned).filter(|label| !label.contains(|c: char| !c.is_alphabetic() && c != '.'))
    };
    let are_days = column > 1
        && NEARLY_A_WEEK.contains(&rows.len())
        && rows.iter().all(|row| label(row).is_some() && row.cell(1).and_then(hour).is_some());
    let mut known = BTreeSet::new();
    let first = rows.iter().filter(|row| are_days && label(row).is_some_and(|label| known.insert(label)));
    let first: Vec<(u64, &str)> = first.filter_map(|row| Some((row.line, row.cell(0)?))).collect();
    let days = day_words::proposals(first.iter().map(|(_, label)| *label));
    let fault = |((line, label), day): ((u64, &str), Option<String>)| {
        ProfileError::Moment(MomentFault::Day { line, cell: shortened(label), day })
    };
    first.into_iter().zip(days).map(fault).collect()
}

/// Whether rows begin with the day alone, and say their hour in the cell behind it.
pub(super) fn stand_behind_days(rows: &[Row], column: usize) -> bool {
    let is_day = |row: &Row| row.cell(0).and_then(weekday).is_some_and(|(_, rest)| rest.is_empty());
    column > 1 && rows.iter().all(is_day)
}

/// Whether a text says an hour, or the day of one.
pub(super) fn is_hour(label: &str) -> bool {
    hour(label).is_some() || weekday(label).is_some()
}

/// Whether a first cell is meant to say when: digits with letters or with the marks of dates, and no hour.
fn looks_like_date(label: &str) -> bool {
    let has = |is: fn(char) -> bool| label.chars().any(is);
    let marked = has(char::is_alphabetic) || has(|c| matches!(c, '/' | '.' | '-' | ':'));
    has(|c| c.is_ascii_digit()) && marked && label.parse::<f64>().is_err() && hour(label).is_none()
}

/// As much of a cell as a message shows.
pub(super) fn shortened(cell: &str) -> String {
    cell.chars().take(40).collect()
}

/// An hour as a message says it: `Sun 02:00`, of a day `02:00`.
fn name_of(place: usize, is_day: bool) -> String {
    let day = WEEKDAYS[place / DAY_HOURS];
    let clock = format!("{:02}:00", place % DAY_HOURS);
    if is_day { clock } else { format!("{} {clock}", short_weekday(day)) }
}

/// The hours of a cycle that no line is of.
pub(super) fn missing(taken: impl Iterator<Item = bool>, cycle: usize) -> Option<ProfileError> {
    let taken: Vec<bool> = taken.collect();
    let missing = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    let hours: Vec<String> = missing.map(|(place, _)| name_of(place, cycle == DAY_HOURS)).collect();
    let missing = (!hours.is_empty()).then_some(ProfileError::Hours(HoursFault::Missing { hours }))?;
    Some(coarse::of_taken(&taken).unwrap_or(missing))
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, rows_of, told};
    use super::super::weights;
    use crate::traffic::ProfileNote;

    #[test]
    fn what_is_meant_to_say_when_and_cannot_be_read_is_refused() {
        for label in ["Sep 09 12:00", "Xa 00:00", "9/7/2026"] {
            let found = told(rows_of(24, |hour| format!("{}{hour},1", &label[..label.len() - 1])));
            assert!(found.contains("is not a date or an hour that is read here"), "{label}: {found}");
        }
        let found = told(day_of(|hour| format!("24-03-01 {hour:02}:00,1")));
        let expected =
            "line 1: \"24-03-01 00:00\" has a year of two digits, and one of four is needed; write 2024-03-01T00:00;";
        assert!(found.starts_with(expected), "{found}");
        // The same words in every line say nothing of the hour.
        assert!(rows_of(24, |_| "web-1,1".to_owned()).is_ok());
    }

    #[test]
    fn days_that_are_not_read_or_not_of_one_day_are_refused() {
        let german = ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"];
        let found = told(rows_of(168, |hour| format!("{},{},1", german[hour / 24], hour % 24)));
        assert!(
            found.starts_with("line 1: \"So\" is not a day that is read here; write Sun; line 25: \"Mo\""),
            "{found}"
        );
        let found = told(rows_of(24, |hour| format!("{} {hour:02}:00,1", ["Tue", "Mon"][hour % 2])));
        assert!(found.starts_with("line 3: \"Tue 02:00\" is of another day"), "{found}");
        // From Monday, 13:00 to Tuesday, 12:00: a day.
        let text: String =
            (13..37).map(|hour| format!("{} {:02}:00,1\n", ["Mon", "Tue"][hour / 24], hour % 24)).collect();
        let note = ProfileNote::OneDay { from: "Monday", to: Some("Tuesday") };
        assert_eq!(weights::read(&text).unwrap().notes, [note]);
    }

    #[test]
    fn several_lines_of_an_hour_are_averaged() {
        // 30 days from Tuesday, 2026-09-01: Tuesdays and Wednesdays five times, all others four times. Each line weighs its
        // day of the month; Tuesdays are the 1st, 8th, 15th, 22nd and 29th: mean 15; Mondays the 7th to 28th: mean 17.5.
        let line = |hour: usize| format!("2026-09-{:02} {:02}:00,{}", 1 + hour / 24, hour % 24, 1 + hour / 24);
        let found = rows_of(720, line).unwrap();
        assert_eq!((found.len(), found[0], found[24], found[47]), (168, 17.5, 15.0, 15.0));
        // Twelve lines of each hour of one day, which weigh 0 to 11: mean 5.5.
        let found = rows_of(288, |at| format!("2026-09-01T{:02}:{:02}Z,{}", at / 12, at % 12 * 5, at % 12)).unwrap();
        assert_eq!(found, vec![5.5; 24]);
        // A week in which Monday, 2026-09-07, ends an hour early.
        let short = (0..720).filter(|hour| (hour / 24 + 1) % 7 != 0 || hour % 24 != 23);
        let text: String = short.map(|hour| line(hour) + "\n").collect();
        assert_eq!(told(read(&text)), "no line is of Mon 23:00: write one with a weight for it");
        let days = told(rows_of(48, line));
        assert!(
            days.starts_with("48 weights, where 24") && days.ends_with("give those of one day, or of seven"),
            "{days}"
        );
        let undated = told(rows_of(48, |at| format!("{at}")));
        assert!(undated.contains("average them by the hour of the day"), "{undated}");
    }
}
