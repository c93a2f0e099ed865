//! Which hour each line of a profile stands for.

use super::WEEK_HOURS;
use super::profile_error::ProfileError;
use super::profile_note::ProfileNote;
use super::rows::Row;
use super::weekdays::WEEKDAYS;
use super::written::{behind_date, date, hour, hour_behind_date, weekday, zone};
use super::zone::{self, Zone};
use super::{bare_moments, by_number, day_numbers, finer};
use crate::terms::Stamp;
use std::collections::BTreeSet;

pub(super) const DAY_HOURS: usize = 24;

/// Lines of a day, and of a week, whose clock was changed, or to which something was added.
pub(super) const NEARLY_A_DAY: std::ops::RangeInclusive<usize> = 22..=26;
pub(super) const NEARLY_A_WEEK: std::ops::RangeInclusive<usize> = 160..=176;

/// The place of each row in the day or the week: by the dates or days that the rows begin with, in whatever order they stand;
/// else by their order, with which the hours that they say must agree. `column` is that of the weights.
pub(super) fn places(rows: &[Row], column: usize, delimiter: u8, faults: &mut Vec<ProfileError>) -> Vec<usize> {
    if let Some(fault) = halves(rows, column) {
        faults.push(fault);
        return (0..rows.len()).collect();
    }
    if are_dated(rows, column) {
        return by_date(rows, column, faults);
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
        let unread = labels().filter(|(_, label)| looks_like_date(label));
        faults.extend(unread.map(|(row, label)| ProfileError::Date { line: row.line, cell: shortened(label) }));
        faults.extend(unread_days(rows, column));
    }
    if let Some(places) = finer::places(rows, column) {
        return places;
    }
    in_order(rows, column, delimiter, faults);
    (0..rows.len()).collect()
}

/// That hours go from 1 to 12 alone, in a day of lines or more: AM and PM are missing.
fn halves(rows: &[Row], column: usize) -> Option<ProfileError> {
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
    are_all.then(|| ProfileError::Halves { line: first.line, cell: shown(), beside: beside() })
}

/// Whether a cell is a half of a clock of twelve hours.
pub(super) fn is_half(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m.")
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
    first.map(|row| ProfileError::Day { line: row.line, cell: shortened(row.cell(0).unwrap_or_default()) }).collect()
}

/// Whether rows begin with dates or days that are read here.
fn are_dated(rows: &[Row], column: usize) -> bool {
    column > 0 && rows.iter().filter_map(|row| row.cell(0)).any(|label| weekday(label).is_some())
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

pub(super) fn shortened(cell: &str) -> String {
    cell.chars().take(40).collect()
}

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
    fn hour(&self, row: &Row, rest: &str) -> Option<usize> {
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
        // Days before are not counted.
        let day = Stamp::parse(&date).filter(|day| *day >= Stamp::of_day(0))?;
        let days = day.days_since(Stamp::of_day(0));
        Some(days * DAY_HOURS as u64 + hour as u64)
    }
}

/// The place of each row, by the day of the week and the hour of its date.
fn by_date(rows: &[Row], column: usize, faults: &mut Vec<ProfileError>) -> Vec<usize> {
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
            faults.push(ProfileError::Date { line: row.line, cell: shown() });
            is_whole = false;
            places.push(0);
            continue;
        };
        changes += usize::from(last_day.replace(weekday).is_some_and(|last| last != weekday));
        if is_day && !is_window && changes == 2 {
            faults.push(ProfileError::Days { line: row.line, cell: shortened(row.cell(0).unwrap_or_default()) });
            return vec![0; rows.len()];
        }
        let place = if is_day { hour } else { weekday * DAY_HOURS + hour };
        if let (Some(before), true) = (taken[place], is_near) {
            let cell = shortened(
                &[row.cell(0), row.cell(1).filter(|_| at == 1)].into_iter().flatten().collect::<Vec<_>>().join(" "),
            );
            faults.push(ProfileError::Twice { line: row.line, cell, before });
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

/// An hour as a message says it: `Sun 02:00`, of a day `02:00`.
fn name_of(place: usize, is_day: bool) -> String {
    let day = WEEKDAYS[place / DAY_HOURS];
    let clock = format!("{:02}:00", place % DAY_HOURS);
    if is_day { clock } else { format!("{} {clock}", &day[..3]) }
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

/// The hours of a cycle that no line is of.
pub(super) fn missing(taken: impl Iterator<Item = bool>, cycle: usize) -> Option<ProfileError> {
    let missing = taken.enumerate().filter(|(_, taken)| !taken);
    let hours: Vec<String> = missing.map(|(place, _)| name_of(place, cycle == DAY_HOURS)).collect();
    (!hours.is_empty()).then_some(ProfileError::Missing { hours })
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

/// That rows say the hour that comes next, of the day or of the week, counted from 0 or 1.
fn in_order(rows: &[Row], column: usize, delimiter: u8, faults: &mut Vec<ProfileError>) {
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
            // Behind an hour out of order every further one would be.
            let fault = by_number::left_out(rows, at, column, delimiter);
            faults.push(fault.unwrap_or(ProfileError::Hour { line: row.line, found, expected }));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, rows_of, told};
    use super::super::weights;
    use super::*;

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

    #[test]
    fn hours_in_another_order_are_told_how_to_be_sorted() {
        let ending = told(day_of(|hour| format!("{:02}:00,7", (hour + 1) % 24)));
        assert!(
            ending.starts_with("line 24: hour 0 stands where hour 24 comes next; write 24:00 where each"),
            "{ending}"
        );
        assert!(day_of(|hour| format!("{:02}:00,7", hour + 1)).is_ok());
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
    fn what_is_meant_to_say_when_and_cannot_be_read_is_refused() {
        for label in ["Sep 09 12:00", "Ma 00:00", "9/7/2026"] {
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
    fn hours_out_of_order_are_refused() {
        assert!(day_of(|hour| format!("{hour},1.5")).is_ok());
        assert!(day_of(|hour| format!("{},1.5", hour + 1)).is_ok());
        assert!(day_of(|hour| format!("{hour:02}:00,1.5")).is_ok());
        assert!(told(day_of(|hour| format!("{},1", 23 - hour))).starts_with("line 1: hour 23 stands where hour 0"));
        assert!(told(day_of(|hour| format!("{:02}:00,1", 23 - hour))).starts_with("line 1: hour 23 stands"));
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
