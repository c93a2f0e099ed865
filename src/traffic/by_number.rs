//! Hours as numbers, each of which there is once: in any order below a heading that names them, and with some left out.

use super::WEEK_HOURS;
use super::bare_moments;
use super::hours::DAY_HOURS;
use super::named;
use super::profile_error::{HoursFault, ProfileError};
use super::rows::Row;
use super::written::{hour, weekday};

/// Puts the column that its heading calls the hour before others, which are none.
pub(super) fn put_hours_first(heading: Option<&mut Row>, rows: &mut [Row], column: usize) {
    let Some(heading) = heading else { return };
    let name = |at: usize| heading.cell(at).unwrap_or_default();
    // Words that differ may be days that are not read.
    let first = rows.first().and_then(|row| row.cell(0));
    let are_numbers = || rows.iter().all(|row| row.cell(0).is_some_and(|cell| cell.parse::<f64>().is_ok()));
    let are_the_same =
        || first.is_some_and(|cell| weekday(cell).is_none()) && rows.iter().all(|row| row.cell(0) == first);
    let are_moments = || bare_moments::of(rows, column).is_some();
    if named::is_named_time(name(0)) || !(are_numbers() || are_the_same()) || are_moments() {
        return;
    }
    let are_hours =
        |at: usize| rows.iter().all(|row| row.cell(at).and_then(hour).is_some_and(|hour| hour <= WEEK_HOURS));
    let Some(at) = (1..column).find(|at| named::names_hours(name(*at)) && are_hours(*at)) else { return };
    for row in std::iter::once(heading).chain(rows) {
        if let Some(cells) = row.cells.get_mut(..=at) {
            cells.rotate_right(1);
        }
    }
}

/// Columns in which hours stand: the first one, or the one behind a day.
const OF_HOURS: usize = 2;

/// Writes hours in four digits, `0000`, `0100` and so on, as others are, where all lines have them.
pub(super) fn part_digits(rows: &mut [Row], column: usize) {
    let is_clock = |cell: &str| {
        let number =
            |part: Option<&str>, below: u8| part.and_then(|part| part.parse().ok()).is_some_and(|n: u8| n < below);
        cell.len() == 4
            && cell.bytes().all(|byte| byte.is_ascii_digit())
            && number(cell.get(..2), 25)
            && number(cell.get(2..), 60)
    };
    // As 0100 no other number is written.
    let is_hour = |row: &Row, at: usize| {
        row.cell(at).is_some_and(|cell| cell.starts_with('0') && cell.ends_with("00") && cell != "0000")
    };
    let are_hours = |at: &usize| {
        rows.iter().all(|row| row.cell(*at).is_some_and(is_clock)) && rows.iter().any(|row| is_hour(row, *at))
    };
    let Some(at) = (0..column.min(OF_HOURS)).find(are_hours) else { return };
    for cell in rows.iter_mut().filter_map(|row| row.cells.get_mut(at)) {
        cell.insert(2, ':');
    }
}

/// Puts lines in the order of their hours, where a heading names these and each one of a day or of a week is there once.
pub(super) fn sort(heading: Option<&Row>, rows: &mut [Row], column: usize) {
    let is_named = heading.and_then(|heading| heading.cell(0)).is_some_and(named::names_hours);
    if !is_named || column == 0 || !matches!(rows.len(), DAY_HOURS | WEEK_HOURS) {
        return;
    }
    let said: Option<Vec<usize>> = rows.iter().map(|row| row.cell(0).and_then(hour)).collect();
    let Some(said) = said else { return };
    let mut sorted = said.clone();
    sorted.sort_unstable();
    let from = usize::from(sorted.first() == Some(&1));
    let is_each_once = sorted.iter().enumerate().all(|(place, hour)| *hour == place + from);
    // Hour 0 behind the last one may be the end of that.
    let ends_in_midnight = said.iter().enumerate().all(|(place, hour)| *hour == (place + 1) % said.len());
    if is_each_once && !ends_in_midnight {
        rows.sort_by_key(|row| row.cell(0).and_then(hour));
    }
}

/// That hours in the column `at` go up and leave some of a day or of a week out.
pub(super) fn left_out(rows: &[Row], at: usize, column: usize, delimiter: u8) -> Option<ProfileError> {
    let said: Vec<usize> = rows.iter().map(|row| row.cell(at).and_then(hour)).collect::<Option<_>>()?;
    let from = usize::from(said.first() == Some(&1));
    if said.iter().any(|hour| *hour > WEEK_HOURS) {
        return None;
    }
    let clock = if said.iter().any(|hour| *hour > DAY_HOURS) { WEEK_HOURS } else { DAY_HOURS };
    let cycle = if rows.len() < DAY_HOURS { DAY_HOURS } else { WEEK_HOURS };
    // The line above which hours are missing, and those.
    let mut gap: Option<&Row> = None;
    let mut hours = Vec::new();
    let mut next = 0;
    for (row, hour) in rows.iter().zip(&said) {
        let passed = (hour + clock * 2 - from - next % clock) % clock;
        if passed > 0 {
            gap.get_or_insert(row);
            hours.extend((next..next + passed).map(|place| place % clock + from));
        }
        next += passed + 1;
    }
    hours.extend((next..cycle).map(|place| place % clock + from));
    if next > cycle || hours.len() * 2 > cycle {
        return None;
    }
    let row = gap?;
    let has_minutes = row.cell(at).is_some_and(|cell| cell.contains(':'));
    let written: Vec<String> =
        hours.iter().map(|hour| if has_minutes { format!("{hour:02}:00") } else { hour.to_string() }).collect();
    let mut cells = row.cells.clone();
    cells.truncate(column + 1);
    *cells.get_mut(at)? = written.first()?.clone();
    *cells.get_mut(column)? = "0".to_owned();
    let separator = char::from(delimiter);
    let quoted = |cell: &String| match cell.contains([separator, '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let write = cells.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string());
    Some(ProfileError::Hours(HoursFault::LeftOut { line: row.line, hours: written, write }))
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    /// Lines of these hours, each of which weighs as much as its number.
    fn lines(heading: &str, hours: impl IntoIterator<Item = usize>) -> String {
        format!("{heading}\n") + &hours.into_iter().map(|hour| format!("{hour},{hour}\n")).collect::<String>()
    }

    #[test]
    fn hours_that_are_left_out_are_named() {
        let without = |hours: usize, left_out: &[usize], of: fn(usize) -> usize| {
            told(read(&lines("hour,n", (0..hours).filter(|hour| !left_out.contains(hour)).map(of))))
        };
        let fault = |line: u64, hour: &str, write: &str| {
            format!("line {line}: hour {hour} has no line; write one above this one: {write} where there was no demand")
        };
        assert_eq!(without(24, &[3], |hour| hour), fault(5, "3", "3,0"));
        assert_eq!(
            without(24, &[3, 4, 20], |hour| hour),
            "line 5: hours 3, 4, 20 have no line; write one for each in its place, the first above this one: 3,0 where there was no demand"
        );
        assert_eq!(without(24, &[3], |hour| hour + 1), fault(5, "4", "4,0"));
        assert_eq!(without(168, &[99], |hour| hour), fault(101, "99", "99,0"));
        assert_eq!(without(168, &[99], |hour| hour % 24), fault(101, "3", "3,0"));
        let clock: String = (0..24).filter(|hour| *hour != 7).map(|hour| format!("{hour:02}:00;x;1\n")).collect();
        assert_eq!(told(read(&format!("hour;note;n\n{clock}"))), fault(9, "07:00", "07:00;x;0"));
        // Hours in another order leave none out.
        assert!(without(24, &[3], |hour| (30 - hour) % 24).contains("stands where hour"));
    }

    #[test]
    fn hours_in_four_digits_are_read() {
        let day = |row: fn(usize) -> String| read(&(0..24).map(|hour| row(hour) + "\n").collect::<String>());
        for found in [
            day(|hour| format!("{hour:02}00,{hour}")),
            day(|hour| format!("2026-09-07,{hour:02}00,{hour}")),
            read(
                &(0..48).map(|half| format!("{:02}{:02},{}\n", half / 2, half % 2 * 30, half / 2)).collect::<String>(),
            ),
        ] {
            assert!(found.unwrap().iter().enumerate().all(|(place, weight)| *weight == place as f64));
        }
        // Numbers of lines, and weights.
        assert!(day(|hour| format!("{:04},{hour}", hour + 1)).is_ok());
        assert_eq!(day(|hour| format!("{hour:02}00")).unwrap()[5], 500.0);
    }

    #[test]
    fn hours_are_taken_by_their_number_where_the_heading_names_them() {
        for heading in ["hour,n", "Hour of day,n", "time,n"] {
            for turned in [(0..24).rev().collect::<Vec<_>>(), (0..24).map(|hour| (hour + 13) % 24).collect()] {
                let found = read(&lines(heading, turned)).unwrap();
                assert!(found.iter().enumerate().all(|(place, weight)| *weight == place as f64), "{heading}");
            }
        }
        assert_eq!(read(&lines("hour_of_week,n", (0..168).rev())).unwrap()[100], 100.0);
        assert_eq!(read(&lines("hour,n", (1..=24).rev())).unwrap()[0], 1.0);
        // Hour 0 behind 23 may be the end of that, and one that is there twice leaves another one out.
        assert!(told(read(&lines("hour,n", (1..24).chain([0])))).contains("write 24:00 where each"));
        assert!(read(&lines("hour,n", (0..24).rev().map(|hour| hour.max(1)))).is_err());
        assert!(read(&lines("id,n", (0..24).rev())).is_err());
    }

    #[test]
    fn the_column_that_is_called_the_hour_is_the_hour() {
        let rows: String =
            (0..24).map(|hour| format!("{},{hour},{}\n", 100 + hour * 7 % 5, 1000 + hour * 3 % 7)).collect();
        assert_eq!(
            told(read(&format!("n,hour,id\n{rows}"))),
            "line 1: \"n\" and \"id\" hold numbers; keep only the one that is the demand"
        );
        let rows: String = (0..24).map(|hour| format!("x,{},{}\n", 23 - hour, 23 - hour)).collect();
        assert_eq!(read(&format!("function,hour,n\n{rows}")).unwrap()[5], 5.0);
        // Words and numbers that may be days stay before their hours, and are told.
        for (day, expected) in
            [("9/7/2026", "\"9/7/2026\" is not a date"), ("20260907", "20260907 is a date in digits")]
        {
            let rows: String = (0..24).map(|hour| format!("{day},{hour},{}\n", hour * 3 % 7)).collect();
            let found = told(read(&format!(
                "fecha,hour,n\n{}",
                rows.replacen(day, "9/8/2026", usize::from(day.contains('/')))
            )));
            assert!(found.contains(expected), "{found}");
        }
    }
}
