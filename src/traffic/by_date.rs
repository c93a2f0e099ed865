//! Which hour each line is of by its date, or by the name of its day.

use super::WEEK_HOURS;
use super::hours::{DAY_HOURS, NEARLY_A_DAY, NEARLY_A_WEEK, missing, shortened};
use super::profile_error::{HoursFault, MomentFault, ProfileError};
use super::profile_note::ProfileNote;
use super::row_clock::Clock;
use super::rows::Row;
use super::weekdays::WEEKDAYS;
use super::written::{date, weekday};
use super::{day_words, finer, zone};
use std::collections::BTreeSet;

/// Whether rows begin with dates or days that are read here.
pub(super) fn are_dated(rows: &[Row], column: usize) -> bool {
    column > 0 && rows.iter().filter_map(|row| row.cell(0)).any(|label| weekday(label).is_some())
}

/// The place of each row, by the day of the week and the hour of its date.
pub(super) fn places(rows: &[Row], column: usize, faults: &mut Vec<ProfileError>) -> Vec<usize> {
    let is_day = rows.len() == DAY_HOURS || NEARLY_A_DAY.contains(&rows.len());
    let cycle = if is_day { DAY_HOURS } else { WEEK_HOURS };
    // Of many more or fewer lines their number is what is wrong.
    let is_window = finer::is_window(rows, column);
    let is_near = !is_window && (is_day || NEARLY_A_WEEK.contains(&rows.len()));
    let clock = Clock::of(rows, column);
    let mut taken: Vec<Option<u64>> = vec![None; cycle];
    let mut places = Vec::with_capacity(rows.len());
    let mut is_whole = true;
    // Of 24 lines from one day into the next the day changes once.
    let (mut last_day, mut changes) = (None, 0);
    for row in rows {
        let at = clock.at(row);
        let found = row.cell(0).and_then(weekday).and_then(|(weekday, rest)| Some((weekday, clock.hour(row, rest)?)));
        let shown = || shortened(row.cell(at).unwrap_or_default());
        let Some((weekday, hour)) = found else {
            let (cell, day) = (shown(), row.cell(at).and_then(day_words::proposal));
            faults.push(ProfileError::Moment(MomentFault::Date { line: row.line, cell, day }));
            is_whole = false;
            places.push(0);
            continue;
        };
        changes += usize::from(last_day.replace(weekday).is_some_and(|last| last != weekday));
        if is_day && !is_window && changes == 2 {
            faults.push(ProfileError::Hours(HoursFault::Days {
                line: row.line,
                cell: shortened(row.cell(0).unwrap_or_default()),
            }));
            return vec![0; rows.len()];
        }
        let place = if is_day { hour } else { weekday * DAY_HOURS + hour };
        if let (Some(before), true) = (taken[place], is_near) {
            let cell = shortened(
                &[row.cell(0), row.cell(1).filter(|_| at == 1)].into_iter().flatten().collect::<Vec<_>>().join(" "),
            );
            faults.push(ProfileError::Hours(HoursFault::Twice { line: row.line, cell, before }));
            is_whole = false;
        }
        taken[place] = taken[place].or(Some(row.line));
        places.push(place);
    }
    faults.extend(zone::fault(rows, &clock));
    if is_whole && is_near && rows.len() < cycle {
        faults.extend(missing(taken.iter().map(Option::is_some), cycle));
    }
    places
}

/// Whether all rows begin with dates.
pub(super) fn have_dates(rows: &[Row], column: usize) -> bool {
    column > 0 && !rows.is_empty() && rows.iter().all(|row| row.cell(0).is_some_and(|cell| date(cell).is_some()))
}

/// The hour of each line and its weight, from the first hour to the last; hours are those since 1970, or of the cycle where
/// not all lines have a date. `places` are those of [`places`].
pub(super) fn in_time(rows: &[Row], column: usize, places: &[usize], weights: &[f64]) -> Vec<(u64, f64)> {
    let clock = Clock::of(rows, column);
    let moments: Option<Vec<u64>> = rows.iter().filter(|_| column > 0).map(|row| clock.moment(row)).collect();
    let hours = moments
        .filter(|moments| !moments.is_empty())
        .unwrap_or_else(|| places.iter().map(|place| *place as u64).collect());
    let mut lines: Vec<(u64, f64)> = hours.into_iter().zip(weights.iter().copied()).collect();
    // Lines of one hour stand in the order of all.
    if lines.first().zip(lines.last()).is_some_and(|(first, last)| first.0 > last.0) {
        lines.reverse();
    }
    lines.sort_by_key(|(hour, _)| *hour);
    lines
}

/// The day of the week that all lines are of, or the two where they go from one into the next, where they say it.
pub(super) fn only_day(rows: &[Row], column: usize) -> Option<ProfileNote> {
    let days: Option<BTreeSet<usize>> = rows
        .iter()
        .filter(|_| column > 0)
        .map(|row| row.cell(0).and_then(weekday).map(|(weekday, _)| weekday))
        .collect();
    let mut days = days?.into_iter();
    let (first, second) = (days.next()?, days.next());
    let (from, to) = match second {
        None => (first, None),
        // Sunday, the last, comes before Monday.
        Some(second) if second == first + 6 => (second, Some(first)),
        Some(second) => (first, Some(second)),
    };
    let name = |day: usize| WEEKDAYS.get(day).copied();
    Some(ProfileNote::OneDay { from: name(from)?, to: to.and_then(name) })
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, rows_of, told};
    use super::super::weights;
    use super::*;

    #[test]
    fn dates_with_slashes_behind_the_year_are_read() {
        // 2026-09-01 is a Tuesday, a day before a week's end: its hour 0 is the 24th of the week.
        let date = |hour: usize| format!("2026/09/{:02} {:02}:00:00", 1 + hour / 24, hour % 24);
        let found = rows_of(168, |hour| format!("{},{hour}", date(hour))).unwrap();
        assert_eq!((found[24], found[23]), (0.0, 167.0));
        assert_eq!(
            weights::read(&(0..24).map(|hour| date(hour) + ",1\n").collect::<String>()).unwrap().notes,
            [ProfileNote::OneDay { from: "Tuesday", to: None }]
        );
    }

    #[test]
    fn the_hours_of_a_changed_clock_are_named() {
        // 2026-03-29, a Sunday, has no 02:00 in most of Europe; on 2026-10-25 there are two.
        let dated = |day: usize, hour: usize| format!("2026-03-{:02}T{:02}:00,1\n", day, hour);
        let spring: String = (0..168)
            .map(|hour| (23 + hour / 24, hour % 24))
            .filter(|at| *at != (29, 2))
            .map(|(day, hour)| dated(day, hour))
            .collect();
        assert_eq!(told(read(&spring)), "no line is of Sun 02:00: write one with a weight for it");
        let autumn: String = (0..168).map(|hour| dated(23 + hour / 24, hour % 24)).chain([dated(29, 2)]).collect();
        assert!(told(read(&autumn)).starts_with("line 169: \"2026-03-29T02:00\" is the same hour as line 147"));
    }

    #[test]
    fn dates_put_each_line_at_its_hour() {
        // 2026-09-09 is a Wednesday. From its noon, and from the last hour to the first.
        let hours: Vec<usize> = (0..WEEK_HOURS).collect();
        let row = |hour: &usize| {
            let (day, hour) = ((hour / DAY_HOURS + 2) % 7, hour % DAY_HOURS);
            format!("2026-09-{:02}T{hour:02}:00:00Z,{}\n", day + 7, day * DAY_HOURS + hour)
        };
        for turned in [hours.clone(), hours.iter().rev().copied().collect()] {
            let text: String = turned.iter().map(row).collect();
            let found = read(&text).unwrap();
            assert!(found.iter().enumerate().all(|(place, weight)| *weight == place as f64), "{found:?}");
        }
        let found = day_of(|hour| format!("2026-09-07 {:02}:30,{}", 23 - hour, 23 - hour)).unwrap();
        assert!(found.iter().enumerate().all(|(place, weight)| *weight == place as f64), "{found:?}");
    }

    #[test]
    fn names_of_days_put_each_line_at_its_hour() {
        let week = |row: &dyn Fn(&str, usize) -> String| {
            let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
            let rows = days.iter().flat_map(|day| (0..DAY_HOURS).map(|hour| row(day, hour) + "\n"));
            read(&rows.collect::<String>()).unwrap()
        };
        let weight = |day: &str| u8::from(day == "Sun");
        for found in [
            week(&|day, hour| format!("{day} {hour}:00,{}", weight(day))),
            week(&|day, hour| format!("{day},{hour},{}", weight(day))),
        ] {
            assert_eq!(found.iter().position(|weight| *weight > 0.0), Some(6 * DAY_HOURS));
        }
    }

    #[test]
    fn dates_that_leave_an_hour_out_are_refused() {
        let twice = told(day_of(|hour| format!("2026-09-07T{:02}:00,1", hour.min(22))));
        assert!(twice.starts_with("line 24: \"2026-09-07T22:00\" is the same hour as line 23"), "{twice}");
        // February has no 30th.
        assert!(told(day_of(|hour| format!("2026-02-30T{hour:02}:00,1"))).contains("is not a date"));
    }
}
