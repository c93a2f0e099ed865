//! Lines of several series below one another, as databases and monitoring export them: a mean over them is the demand of none.

use super::even::can_be_changed;
use super::halves::is_half;
use super::hours::{self, DAY_HOURS, shortened};
use super::profile_error::{ColumnsFault, ProfileError};
use super::rows::Row;
use super::written::{behind_date, date, hour, hour_behind_date, weekday};
use crate::terms::{Stamp, days, names_demand, no_demand};
use std::collections::{BTreeSet, HashMap};

/// So many names are shown.
const MOST_NAMES: usize = 4;

/// So many lines tell whether a column holds names.
const LOOKED_AT: usize = 1_000;

/// That lines of the same moment differ in a column of names, or of HTTP status codes.
pub(super) fn fault(heading: Option<&Row>, rows: &[Row], column: usize) -> Option<ProfileError> {
    let begin = &rows[..rows.len().min(LOOKED_AT)];
    // A column of names has one in more than half of the lines: of a few wide lines no other is looked at.
    let mut widths: Vec<usize> = begin.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    let width = widths.get(widths.len().checked_sub(1)? / 2).copied()?;
    let all = |at: usize, is: fn(&str) -> bool| begin.iter().all(|row| row.cell(at).is_some_and(is));
    let time = (0..width.min(8))
        .find(|at| all(*at, |cell| date(cell).is_some()))
        .or_else(|| all(0, hours::is_hour).then_some(0))?;
    let has_own_hour = all(time, |cell| weekday(cell).is_some_and(|(_, rest)| rest.is_empty()))
        && all(time + 1, |cell| hour(cell).is_some());
    let behind = time + usize::from(has_own_hour);
    let are_names = |at: &usize| {
        let cells = begin.iter().filter_map(|row| row.cell(*at));
        cells.filter(|cell| is_name(cell)).count() * 2 > begin.len()
    };
    let are_codes = |at: &usize| *at != column && all(*at, is_status);
    let others = || (0..width).filter(|at| *at < time || *at > behind);
    let name = |at: usize| heading.and_then(|heading| heading.cell(at)).unwrap_or_default();
    let differ = |at: usize| several(heading, rows, (time, behind), at);
    let are_parts = |at: &usize| names_parts(name(*at)) && are_parts_of_hours(rows, (time, behind), *at);
    let names = || others().filter(are_names);
    let of_names = names().filter(|at| !are_parts(at)).find_map(differ);
    // Of those of other weeks the heading must say that they are names of series: they may be those of months or zones.
    let in_turn = || names().filter(|at| names_series(name(*at))).find_map(|at| one_after_another(heading, rows, at));
    of_names.or_else(in_turn).or_else(|| {
        // More of them are no codes.
        let fault = others().filter(are_codes).find_map(differ);
        fault.filter(
            |fault| matches!(fault, ProfileError::Columns(ColumnsFault::Series { more, .. }) if *more < MOST_NAMES * 2),
        )
    })
}

/// Whether a cell names something, and no time.
fn is_name(cell: &str) -> bool {
    cell.contains(char::is_alphabetic)
        && cell.parse::<f64>().is_err()
        && !hours::is_hour(cell)
        && !is_half(cell)
        && days(cell).is_empty()
}

/// Whether a cell is one of the codes of HTTP's answers.
fn is_status(cell: &str) -> bool {
    cell.len() == 3 && cell.parse().is_ok_and(|code: u16| (100..600).contains(&code))
}

/// That lines whose moments, in the columns `time`, are the same differ in the column `at`.
fn several(heading: Option<&Row>, rows: &[Row], time: (usize, usize), at: usize) -> Option<ProfileError> {
    let moment = |row: &'_ Row| -> Option<(String, String)> {
        Some((row.cell(time.0)?.to_owned(), row.cell(time.1)?.to_owned()))
    };
    let mut known: HashMap<(String, String), &str> = HashMap::new();
    let differs = rows.iter().find(|row| {
        let (Some(moment), Some(name)) = (moment(row), row.cell(at)) else { return false };
        // An hour of a clock that is set back is there twice, with the names of two zones.
        let is_twice = hour_since_1970(&moment.0, &moment.1).is_some_and(can_be_changed);
        !is_twice && *known.entry(moment).or_insert(name) != name
    })?;
    // The days of a week in words that are not read.
    if names_of(rows, at).len() == 7 && rows.iter().all(|row| row.cell(time.0).and_then(weekday).is_none()) {
        return None;
    }
    Some(told(heading, rows, differs, at, true))
}

/// That the lines of a series follow those of another one.
fn one_after_another(heading: Option<&Row>, rows: &[Row], at: usize) -> Option<ProfileError> {
    let first = rows.iter().find_map(|row| row.cell(at))?;
    let differs = rows.iter().find(|row| row.cell(at).is_some_and(|name| name != first))?;
    Some(told(heading, rows, differs, at, false))
}

/// The names in a column, each once.
fn names_of(rows: &[Row], at: usize) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    rows.iter().filter_map(|row| row.cell(at)).filter(|name| seen.insert(*name)).collect()
}

/// What is said of lines of several series, of which `differs` is the first of another one.
fn told(heading: Option<&Row>, rows: &[Row], differs: &Row, at: usize, at_once: bool) -> ProfileError {
    let names = names_of(rows, at);
    let shown = |name: &&str| format!("{:?}", shortened(name));
    let mut demands = names.iter().filter(|name| no_demand(name).is_none());
    let demand = demands.next().filter(|name| demands.next().is_none() && names_demand(name)).map(shown);
    let column = heading.and_then(|row| row.cell(at));
    ProfileError::Columns(ColumnsFault::Series {
        line: differs.line,
        at_once,
        column: column.map_or_else(|| format!("column {}", at + 1), |name| format!("{:?}", shortened(name))),
        names: names.iter().take(MOST_NAMES).map(shown).collect(),
        more: names.len().saturating_sub(MOST_NAMES),
        demand,
    })
}

/// Words of a heading for parts of an hour.
const PARTS: [&str; 7] = ["quarter", "half", "part", "slot", "interval", "segment", "viertel"];

/// Words of a heading for series that have their own demand each.
const SERIES: [&str; 17] = [
    "function",
    "functionname",
    "lambda",
    "service",
    "metric",
    "path",
    "endpoint",
    "route",
    "url",
    "uri",
    "app",
    "application",
    "api",
    "resource",
    "queue",
    "topic",
    "series",
];

fn names_parts(name: &str) -> bool {
    has_word(name, &PARTS)
}

/// By its last word: a version of an API is none.
fn names_series(name: &str) -> bool {
    let words = name.trim_end().rsplit(|c: char| !c.is_alphanumeric());
    words.take(1).any(|word| has_word(word, &SERIES))
}

fn has_word(name: &str, known: &[&str]) -> bool {
    name.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| known.contains(&word.trim_end_matches('s')))
}

/// Whether the lines of every hour, in the columns `time`, have the same names in the same order, each once.
fn are_parts_of_hours(rows: &[Row], time: (usize, usize), at: usize) -> bool {
    let cycle = names_of(rows, at);
    let is_one_hour = |hour: &[Row]| {
        let is_same = |row: &Row| row.cell(time.0) == hour[0].cell(time.0) && row.cell(time.1) == hour[0].cell(time.1);
        hour.iter().all(is_same) && hour.iter().map(|row| row.cell(at)).eq(cycle.iter().map(|name| Some(*name)))
    };
    !cycle.is_empty() && rows.chunks(cycle.len()).all(is_one_hour)
}

/// The hour that a date is of, which says it itself or in a cell of its own.
fn hour_since_1970(day: &str, own: &str) -> Option<u64> {
    let (date, rest) = date(day)?;
    let hour = hour_behind_date(behind_date(rest)?).or_else(|| hour(own))?;
    let day = Stamp::parse(&date).filter(|day| *day >= Stamp::of_day(0))?;
    Some(day.days_since(Stamp::of_day(0)) * DAY_HOURS as u64 + hour as u64)
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    /// 2026-09-07 is a Monday.
    fn week(row: impl Fn(&str, usize) -> String) -> String {
        (0..168).map(|hour| row(&format!("2026-09-{:02} {:02}:00", 7 + hour / 24, hour % 24), hour)).collect()
    }

    #[test]
    fn several_series_are_told_however_they_stand() {
        let expected = "lines of the same hour differ in \"metric\", so these are several series: \"Invocations\", \"Duration\"; keep \
                        only the lines of \"Invocations\", which seems to be the demand";
        let one = |metric: &'static str| move |date: &str, hour: usize| format!("{date},{metric},{}\n", hour % 9 + 3);
        let stacked = week(one("Invocations")) + &week(one("Duration"));
        let mixed = week(|date, hour| one("Invocations")(date, hour) + &one("Duration")(date, hour));
        let found = told(read(&format!("time,metric,value\n{stacked}")));
        assert_eq!(found, format!("line 170: {expected}"));
        assert_eq!(told(read(&format!("time,metric,value\n{mixed}"))), format!("line 3: {expected}"));
        // The metric before the time, or behind the value.
        let turned = |order: [usize; 3]| -> String {
            let turn = |line: &str| {
                let cells: Vec<&str> = line.split(',').collect();
                order.map(|at| cells[at]).join(",") + "\n"
            };
            format!("time,metric,value\n{mixed}").lines().map(turn).collect()
        };
        for order in [[1, 0, 2], [0, 2, 1]] {
            assert_eq!(told(read(&turned(order))), format!("line 3: {expected}"));
        }
        // What is to be kept is read.
        assert!(read(&format!("time,metric,value\n{}", week(one("Invocations")))).is_ok());
    }

    #[test]
    fn series_that_may_add_up_are_told_to_be_summed() {
        let paths = ["/", "/a", "/b", "/c", "/d", "/e"];
        let rows: String =
            (0..24).flat_map(|hour| paths.map(|path| format!("{hour},x{path},{}\n", hour % 5 + 2))).collect();
        let found = told(read(&format!("hour,path,n\n{rows}")));
        assert_eq!(
            found,
            "line 3: lines of the same hour differ in \"path\", so these are several series: \"x/\", \"x/a\", \"x/b\", \"x/c\" and 2 \
             more; keep the lines of one of them, or, where they add up, as those of functions or paths do, write their sum for each hour"
        );
        let codes = week(|date, hour| format!("{date},200,{}\n{date},404,1\n", hour % 5 + 2));
        let found = told(read(&format!("time,status,n\n{codes}")));
        assert!(found.starts_with("line 3: lines of the same hour differ in \"status\""), "{found}");
    }

    #[test]
    fn series_of_other_weeks_are_told_by_their_heading() {
        let function = |name: &'static str, first: usize| -> String {
            (0..168).map(|hour| format!("2026-09-{:02} {:02}:00,{name},7\n", first + hour / 24, hour % 24)).collect()
        };
        let rows = function("checkout", 7) + &function("nightly", 14);
        assert_eq!(
            told(read(&format!("Time,function,n\n{rows}"))),
            "line 170: lines differ in \"function\", so these are several series: \"checkout\", \"nightly\"; keep the lines of one of \
             them, or, where they add up, as those of functions or paths do, write their sum for each hour"
        );
        for heading in ["Time,month,n", "Time,zone,n"] {
            assert!(read(&format!("{heading}\n{rows}")).is_ok(), "{heading}");
        }
    }

    #[test]
    fn parts_of_the_day_and_of_the_hour_are_no_series() {
        let part = |hour: usize| if hour % 24 < 6 { "night" } else { "day" };
        let rows: String = (0..168)
            .map(|hour| format!("{},2026-09-{:02},{},{hour}\n", hour % 24, 7 + hour / 24, part(hour)))
            .collect();
        assert_eq!(read(&format!("hour,date,part,requests\n{rows}")).unwrap()[167], 167.0);
        let rows: String = (0..672)
            .map(|at| format!("2026-09-{:02},{},Q{},{}\n", 7 + at / 96, at / 4 % 24, at % 4 + 1, at / 4))
            .collect();
        assert_eq!(read(&format!("date,hour,quarter,requests\n{rows}")).unwrap()[167], 167.0);
        assert!(
            told(read(&format!("date,hour,function,requests\n{rows}"))).contains("lines of the same hour differ in")
        );
    }

    #[test]
    fn notes_and_zones_are_no_series() {
        // Sunday, 2026-09-13, 02:00 is there twice: the 146th hour.
        let zones = week(|date, hour| {
            let twice = if hour == 146 { format!("{date},CEST,3\n") } else { String::new() };
            format!("{twice}{date},{},3\n", if hour < 146 { "CEST" } else { "CET" })
        });
        assert!(told(read(&zones)).contains("is the same hour as line 147"));
        let finer: String = (0..288)
            .map(|at| format!("2026-09-07 {:02}:{:02},note {at},{}\n", at / 12, at % 12 * 5, at % 12))
            .collect();
        assert!(read(&finer).is_ok());
    }
}
