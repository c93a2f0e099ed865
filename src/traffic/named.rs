//! What a profile's columns say that they are: hours, days or other spans of time.

use super::beside;
use super::dates::hour_of_day;
use super::day_words;
use super::hours::{DAY_HOURS, is_hour, shortened};
use super::profile_error::{ColumnsFault, MomentFault, ProfileError};
use super::rows::Row;
use super::series_words;
use super::written::{hour, says_hour};
use crate::terms::days as days_of;

/// Words of a heading's first column by which lines are no hours, unless it says hours too.
const NO_HOURS: [&str; 12] =
    ["month", "quarter", "year", "week", "minute", "min", "second", "sec", "monat", "woche", "mois", "semaine"];

/// Those of them that say of a day, as in `day of week`, which one it is.
const WEEKS: [&str; 3] = ["week", "woche", "semaine"];

/// Words for days: their lines are hours only where the hour stands behind them.
const DAYS_NAMED: [&str; 7] = ["day", "date", "tag", "datum", "jour", "dia", "día"];

/// Words for places in an order, from 1 to 24 or more, whose lines are none of hours where no other column says these.
const RANKS: [&str; 6] = ["rank", "ranking", "rang", "top", "po", "position"];

/// Words that say that lines are hours, or when in whatever way.
const HOURS_NAMED: [&str; 12] =
    ["hour", "hr", "time", "timestamp", "datetime", "ts", "bin", "clock", "stunde", "zeit", "uhrzeit", "heure"];

/// The words of a name in small letters, alone or of several.
fn words(name: &str) -> Vec<String> {
    let word = |word: &str| word.strip_suffix('s').unwrap_or(word).to_lowercase();
    name.split(|c: char| !c.is_alphabetic()).map(word).collect()
}

/// Whether a text names a column of hours, days or other spans of time, and says none itself. Requests per hour are none.
pub(super) fn is_named_time(name: &str) -> bool {
    let says_one = name.contains(|c: char| c.is_ascii_digit()) || is_hour(name);
    let first = words(name).into_iter().find(|word| !word.is_empty()).unwrap_or_default();
    !says_one && [&HOURS_NAMED[..], &DAYS_NAMED, &NO_HOURS].into_iter().any(|known| known.contains(&first.as_str()))
}

/// Whether a text names a column of hours, or says when in whatever way.
pub(super) fn names_hours(name: &str) -> bool {
    is_named_time(name) && words(name).iter().any(|word| HOURS_NAMED.contains(&word.as_str()))
}

/// Whether a name has a word for hours, days or other spans of time.
pub(super) fn has_time(name: &str) -> bool {
    let words = words(name);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    has(&HOURS_NAMED) || has(&DAYS_NAMED) || has(&NO_HOURS)
}

/// Whether a name has a word for days.
pub(super) fn names_days(name: &str) -> bool {
    beside::is_day_of_week(name) || words(name).iter().any(|word| DAYS_NAMED.contains(&word.as_str()))
}

/// That the heading says that lines are months or minutes, or days without their hours.
pub(super) fn no_hours(heading: &Row, rows: &[Row], column: usize) -> Option<ProfileError> {
    let name = heading.cell(0).filter(|_| column > 0)?;
    if let Some(parts) = date_in_parts(heading, rows, column) {
        return Some(parts);
    }
    let words = words(name);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let numbers = || rows.iter().all(|row| row.cell(0).is_some_and(|cell| cell.parse::<u32>().is_ok()));
    let are_days = column == 1 && has(&DAYS_NAMED) && numbers();
    let are_ranks = column == 1 && has(&RANKS);
    // How long something takes; larger numbers are moments.
    let are_spans = column == 1 && numbers() && series_words::words(name).last().is_some_and(|word| word == "ms");
    // Behind the day of a week its hour may stand.
    let may_be_day = column > 1 && has(&DAYS_NAMED);
    let is_no_hour =
        |word: &String| NO_HOURS.contains(&word.as_str()) && !(may_be_day && WEEKS.contains(&word.as_str()));
    ((are_days || are_ranks || are_spans || words.iter().any(is_no_hour)) && !has(&HOURS_NAMED))
        .then(|| ProfileError::Moment(MomentFault::NoHours { line: heading.line, column: shortened(name) }))
}

/// Columns of parts of a date.
const PARTS: [&str; 9] = ["year", "month", "day", "jahr", "monat", "tag", "année", "mois", "jour"];

/// That the heading has the year, the month or the day of a date in columns of their own.
fn date_in_parts(heading: &Row, rows: &[Row], column: usize) -> Option<ProfileError> {
    let is_part = |at: usize| heading.cell(at).is_some_and(|name| PARTS.contains(&name.to_lowercase().as_str()));
    if column < 2 || !is_part(0) || !is_part(1) {
        return None;
    }
    let first = rows.first()?;
    let cell = |at: usize| first.cell(at).unwrap_or_default();
    let day =
        days_of(&format!("{}-{}-{}", cell(0), cell(1), cell(2))).into_iter().next().filter(|_| cell(0).len() == 4);
    let hour = hour(cell(3)).filter(|hour| *hour < DAY_HOURS && column > 3).unwrap_or_default();
    let write = day.map_or_else(|| "2026-09-07T00:00".to_owned(), |day| format!("{day}T{hour:02}:00"));
    Some(ProfileError::Moment(MomentFault::DateInParts { line: heading.line, write }))
}

/// That most lines are of days, with no hour in any of their cells.
pub(super) fn days(rows: &[Row], column: usize) -> Option<ProfileError> {
    let example_of = |row: &Row| {
        // Most have an hour, and no further look is needed.
        let row = Some(row).filter(|row| !row.cell(0).is_some_and(says_hour))?;
        let has_hour = (1..column).any(|at| row.cell(at).and_then(hour).is_some());
        row.cell(0).filter(|_| column > 0 && !has_hour).and_then(hour_of_day)
    };
    let (first, example) = rows.iter().find_map(|row| Some((row, example_of(row)?)))?;
    let are_most = rows.iter().filter(|row| example_of(row).is_some()).count() * 2 > rows.len();
    let cell = shortened(first.cell(0).unwrap_or_default());
    are_most.then_some(ProfileError::Moment(MomentFault::WholeDays { line: first.line, cell, example }))
}

/// That hours stand where the weights must, behind weights.
pub(super) fn behind_weights(heading: Option<&Row>, rows: &[Row], column: usize) -> Option<ProfileError> {
    let first = rows.first().filter(|_| column > 0 && rows.len() > 1)?;
    let counts = |at: usize| {
        let said = |row: &Row| row.cell(at).and_then(hour);
        let from = usize::from(said(first) == Some(1));
        let is_next = |(place, row): (usize, &Row)| {
            said(row).is_some_and(|said| said == place + from || said == place % DAY_HOURS + from)
        };
        rows.iter().enumerate().all(is_next)
    };
    // A demand of 0, 1, 2 and so on is one where it is named so, or where nothing before it could be the weights.
    let is_named = match heading.and_then(|heading| heading.cell(column)) {
        Some(name) => is_named_time(name),
        None => rows.iter().any(|row| row.cell(0) != first.cell(0)),
    };
    let has_weights =
        rows.iter().all(|row| row.cell(0).is_some_and(|cell| cell.replace(',', ".").parse::<f64>().is_ok()));
    let is_swapped = is_named && has_weights && counts(column) && !counts(0);
    is_swapped.then(|| ProfileError::Columns(ColumnsFault::Swapped { line: heading.unwrap_or(first).line }))
}

/// Whether a column holds nothing but times and dates, whether they are read here or not.
pub(super) fn are_times(rows: &[Row], at: usize) -> bool {
    let has_marks = |cell: &str| {
        let count = |mark: char| cell.matches(mark).count();
        cell.contains(|c: char| c.is_ascii_digit()) && (cell.contains([':', '/']) || count('-') > 1 || count('.') > 1)
    };
    let is_time = |cell: &str| is_hour(cell) || day_words::proposal(cell).is_some() || has_marks(cell);
    let mut cells = rows.iter().filter_map(|row| row.cell(at)).peekable();
    cells.peek().is_some() && cells.all(is_time)
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, told};

    #[test]
    fn hours_behind_weights_are_told_to_stand_before_them() {
        let expected =
            "line 1: hours stand in the last column, behind the weights; put the weights into the last column";
        let weights = |hour: usize| (hour + 5) % 24 * 3 % 7;
        for text in [
            (0..24).map(|hour| format!("{},{hour}\n", weights(hour))).collect::<String>(),
            (0..24).map(|hour| format!("{}.5,{:02}:00\n", weights(hour), hour)).collect(),
            (1..=24).map(|hour| format!("{},{hour}\n", weights(hour))).collect(),
        ] {
            for heading in ["", "weight,hour\n", "requests,Stunde\n"] {
                assert_eq!(told(read(&format!("{heading}{text}"))), expected, "{heading}{text}");
            }
        }
        // Times that are no numbers, in whatever way they are written.
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        for time in [
            (|hour| format!("{:02}:00", hour % 24)) as fn(usize) -> String,
            |hour| format!("2026-09-{:02}T{:02}:00", 7 + hour / 24, hour % 24),
            |hour| format!("{:02}.09.2026 {:02}:00", 7 + hour / 24, hour % 24),
        ] {
            let rows: String = (0..168).map(|hour| format!("{},{}\n", weights(hour), time(hour))).collect();
            assert_eq!(told(read(&format!("Requests,Time\n{rows}"))), expected);
        }
        let rows: String =
            (0..168).map(|hour| format!("{},{} {:02}:00\n", weights(hour), days[hour / 24], hour % 24)).collect();
        assert_eq!(told(read(&format!("Requests,Time\n{rows}"))), expected);
        // A demand that rises by one is named as one, or stands behind what is none.
        let rising: String = (0..24).map(|hour| format!("{},{hour}\n", weights(hour))).collect();
        assert!(!told(read(&format!("label,requests_per_hour\n{rising}"))).contains("behind the weights"));
        assert!(day_of(|hour| format!("web-1,{hour}")).is_ok());
        assert!(day_of(|hour| format!("{hour},{hour}")).is_ok());
    }

    #[test]
    fn a_heading_whose_last_column_is_a_year_is_one() {
        let rows: String = (0..24).map(|hour| format!("{hour},{}\n", hour + 7)).collect();
        assert_eq!(read(&format!("hour,2026\n{rows}")).unwrap()[0], 7.0);
        let rows: String = (0..24).map(|hour| format!("{hour},{},{}\n", hour * 3 % 7, hour * 5 % 7)).collect();
        let found = told(read(&format!("hour,2025,2026\n{rows}")));
        assert_eq!(found, "line 1: \"2025\" and \"2026\" hold numbers; keep only the one that is the demand");
        // An hour is a line.
        assert_eq!(day_of(|hour| format!("hour {hour},{hour}")).unwrap()[23], 23.0);
    }

    #[test]
    fn days_alone_are_no_hours() {
        let fault = |cell: &str, example: &str| {
            format!(
                "line 2: {cell:?} is a day, and lines must be of hours; write one for each of the 24 of a day or the 168 of a week, \
                 such as {example} (metrics have them with a period of 3600 seconds)"
            )
        };
        let rows = |day: fn(usize) -> String| (1..=30).map(|at| format!("{},{at}00\n", day(at))).collect::<String>();
        for (day, cell, example) in [
            ((|at| format!("2026-11-{at:02}")) as fn(usize) -> String, "2026-11-01", "2026-11-01T00:00"),
            (|at| format!("11/{at:02}/2026"), "2026-11-01", "2026-11-01T00:00"),
            (|at| format!("{at:02}.11.2026"), "2026-11-01", "2026-11-01T00:00"),
            (|_| "Mon".to_owned(), "Mon", "Mon 00:00"),
        ] {
            assert_eq!(told(read(&format!("date,requests\n{}", rows(day)))), fault(cell, example));
        }
    }

    #[test]
    fn months_days_and_minutes_are_no_hours() {
        for named in [
            "month",
            "Day",
            "Minute",
            "15-minute interval",
            "week_number",
            "Tag",
            "day of month",
            "rank",
            "pos",
            "bucket_ms",
        ] {
            let heading = format!("{named},requests");
            let rows: String = (1..=24).map(|at| format!("{at},{at}00\n")).collect();
            let expected = format!("line 1: {named:?} says that lines are no hours; write one line");
            assert!(told(read(&format!("{heading}\n{rows}"))).starts_with(&expected));
        }
        let rows: String = (0..24).map(|hour| format!("Mon,{hour},5\n")).collect();
        assert!(read(&format!("day,hour,requests\n{rows}")).is_ok());
        // From Tuesday on: hour 0 of the file is the 24th of the week.
        let days = ["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday"];
        let week: String = (0..168).map(|hour| format!("{},{},{hour}\n", days[hour / 24], hour % 24)).collect();
        for heading in [
            "Day of week,Hour,Requests",
            "day_of_week,hour_of_day,requests",
            "Weekday,Hour of day,Requests",
            "Day,Hour,Requests",
            "Tag der Woche,Stunde,Anfragen",
        ] {
            assert_eq!(read(&format!("{heading}\n{week}")).unwrap()[24], 0.0, "{heading}");
        }
        for named in ["hour of day", "Hour of the week", "time (min)", "hours", "Stunde des Tages", "label"] {
            let rows: String = (0..24).map(|at| format!("{at},{at}00\n")).collect();
            assert!(read(&format!("{named},requests\n{rows}")).is_ok(), "{named}");
        }
    }
}
