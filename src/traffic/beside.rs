//! Days or hours side by side, as pivot tables have them: each needs a line of its own.

use super::hours::{DAY_HOURS, shortened};
use super::profile_error::{ColumnsFault, ProfileError};
use super::rows::Row;
use super::schedule_words::{days_of, group};
use super::weekdays::WEEKDAYS;
use super::written::{date, hour, named_day, weekday};
use std::collections::BTreeSet;

/// Hours side by side that are none by chance.
const LEAST_HOURS: usize = 12;

/// Numbers side by side of which there are so many are minutes.
const HOUR_MINUTES: usize = 60;
const DAY_MINUTES: usize = 1_440;

/// What columns of days of the week are called, without signs between words.
const DAY_OF_WEEK: [&str; 10] = [
    "weekday",
    "dow",
    "isodow",
    "wday",
    "dayofweek",
    "dayname",
    "wochentag",
    "jourdelasemaine",
    "d\u{ed}adelasemana",
    "diadelasemana",
];

/// Columns in which days and dates are looked for.
const FIRST_COLUMNS: usize = 4;

/// Whether a column's name is one of days of the week.
pub(super) fn is_day_of_week(name: &str) -> bool {
    let name: String = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    DAY_OF_WEEK.contains(&name.as_str())
}

/// That the first line is a heading of days, or of hours that follow one another.
pub(super) fn fault(first: &Row) -> Option<ProfileError> {
    let cells = || (1..=first.last()).filter_map(|at| first.cell(at));
    let is_group = |cell: &str| cell.len() < 20 && group(&cell.to_lowercase()).is_some_and(|days| days != "daily");
    let is_day = |cell: &&str| weekday(cell).is_some_and(|(_, rest)| rest.is_empty()) || is_group(cell);
    // Behind days of a row without a heading stands its weight.
    let days = if cells().next_back().is_some_and(|last| is_day(&last)) { cells().filter(is_day).count() } else { 0 };
    // All cells in one other language; two may be codes of countries.
    let in_words = days < 2
        && (3..=2 * WEEKDAYS.len()).contains(&first.last())
        && !days_of(&cells().collect::<Vec<_>>().join(",").to_lowercase()).is_empty();
    let days = if in_words { first.last() } else { days };
    let said: Vec<usize> = cells().map_while(hour).collect();
    let are_hours = said.len() >= LEAST_HOURS && said.windows(2).all(|pair| pair[1] == pair[0] + 1);
    // Weights that rise by one stand behind a number or none; hours behind a word or an empty corner.
    let has_corner = first.cell(0).is_none_or(|corner| corner.starts_with(char::is_alphabetic));
    let what = match (days, are_hours && has_corner) {
        (2.., _) => "days",
        (_, true) if matches!(said.len(), HOUR_MINUTES | DAY_MINUTES) => "minutes",
        (_, true) => "hours",
        _ => return None,
    };
    let example = cells().find(|cell| days < 2 || in_words || is_day(cell)).map(shortened).unwrap_or_default();
    Some(ProfileError::Columns(ColumnsFault::SideBySide { line: first.line, what, example }))
}

/// Puts days that stand behind their hours before them, in each line.
pub(super) fn put_days_first(heading: Option<&mut Row>, rows: &mut [Row], column: usize) {
    let is_swapped = |row: &Row| {
        let is_day = row.cell(1).and_then(weekday).is_some_and(|(_, rest)| rest.is_empty());
        is_day
            && row
                .cell(0)
                .is_some_and(|cell| weekday(cell).is_none() && hour(cell).is_some_and(|hour| hour <= DAY_HOURS))
    };
    if column < 2 || rows.is_empty() || !rows.iter().all(is_swapped) {
        return;
    }
    for row in heading.into_iter().chain(rows) {
        if row.cells.len() > 1 {
            row.cells.swap(0, 1);
        }
    }
}

/// Takes a column of days of the week out beside one of dates, which say more.
pub(super) fn take_named_days(heading: Option<&mut Row>, rows: &mut [Row], column: &mut usize) {
    let is_named = |cell: &str| named_day(cell).is_some_and(|(_, rest)| rest.is_empty());
    let all = |at: usize, is: &dyn Fn(&str) -> bool| rows.iter().all(|row| row.cell(at).is_some_and(is));
    let begin = 0..(*column).min(FIRST_COLUMNS);
    // Numbers of days and names in other languages are known by their heading.
    let is_called = |at: usize| {
        let name = heading.as_ref().and_then(|heading| heading.cell(at)).unwrap_or_default();
        is_day_of_week(name)
    };
    let Some(days) = begin.clone().find(|at| is_called(*at) || all(*at, &is_named)) else { return };
    let mut others = begin.filter(|at| *at != days);
    if rows.is_empty() || !others.any(|at| all(at, &|cell| date(cell).is_some())) {
        return;
    }
    for row in heading.into_iter().chain(rows) {
        if row.cells.len() > days {
            row.cells.remove(days);
        }
    }
    *column -= 1;
}

/// Takes the columns before dates out where all lines are of one series: where no moment is there twice, or where these columns are
/// the number of each line or the same in all.
///
/// # Errors
/// [`ProfileError`] where they may tell several series apart.
pub(super) fn put_dates_first(
    heading: Option<&mut Row>,
    rows: &mut [Row],
    column: &mut usize,
) -> Result<(), ProfileError> {
    // One of midnight may have no hour.
    let are_dates = |at: usize| {
        let date = |row: &'_ Row| row.cell(at).and_then(date).map(|(_, rest)| rest.len());
        rows.iter().all(|row| date(row).is_some()) && rows.iter().any(|row| date(row).is_some_and(|rest| rest > 1))
    };
    let Some(first) = rows.first().filter(|_| !are_dates(0)) else { return Ok(()) };
    let Some(at) = (1..*column).find(|at| are_dates(*at)) else { return Ok(()) };
    let tells_nothing = |at: usize| {
        let number = |row: &Row| row.cell(at).and_then(|cell| cell.parse::<usize>().ok());
        let from = number(first).unwrap_or_default();
        rows.iter().all(|row| row.cell(at) == first.cell(at))
            || rows
                .iter()
                .enumerate()
                .all(|(place, row)| number(row).is_some_and(|said| said == from.saturating_add(place)))
    };
    let mut known = BTreeSet::new();
    let is_one_series = rows.iter().all(|row| known.insert(row.cell(at)));
    if !is_one_series && !(0..at).all(tells_nothing) {
        return Err(ProfileError::Columns(ColumnsFault::DatesBehind { line: first.line, column: at + 1 }));
    }
    for row in heading.into_iter().chain(rows) {
        row.cells.drain(..at.min(row.cells.len()));
    }
    *column -= at;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, rows_of, told};

    #[test]
    fn pivot_tables_are_told_to_have_a_line_for_each_hour() {
        let days = "hour,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n".to_owned();
        let rows: String = (0..24).map(|hour| format!("{hour},1,2,3,4,5,6,7\n")).collect();
        assert_eq!(
            told(read(&(days + &rows))),
            "line 1: days stand side by side, from \"Mon\" on; write one line for each hour, such as Mon 00:00, and its weight in \
             the next column"
        );
        for names in ["Mo,Di,Mi,Do,Fr,Sa,So", "lun,mar,mer,jeu,ven,sam,dim", "weekday,weekend"] {
            let days = names.split(',').count();
            let rows: String = (0..24).map(|hour| format!("{hour}{}\n", ",5".repeat(days))).collect();
            let first = names.split(',').next().unwrap();
            let expected = format!("line 1: days stand side by side, from {first:?} on; write one line for each hour");
            let found = told(read(&format!("hour,{names}\n{rows}")));
            assert!(found.starts_with(&expected), "{found}");
        }
        let rows: String = (0..24).map(|hour| format!("{hour},5,7\n")).collect();
        assert!(told(read(&format!("hour,FR,SA\n{rows}"))).contains("hold numbers; keep only the one"));
        let hours: String = (0..24).map(|hour| format!(",{hour:02}:00")).collect();
        let rows: String = ["Mon", "Tue", "Wed"].map(|day| format!("{day}{}\n", ",5".repeat(24))).concat();
        let found = told(read(&format!("day{hours}\n{rows}")));
        assert!(found.starts_with("line 1: hours stand side by side, from \"00:00\" on; write one line"), "{found}");
        let minutes: String = (1..=1440).map(|minute| format!(",{minute}")).collect();
        let found = told(read(&format!("function{minutes}\na{}\n", ",5".repeat(1440))));
        assert!(found.starts_with("line 1: minutes stand side by side, from \"1\" on; write one line"), "{found}");
    }

    #[test]
    fn numbers_without_an_end_are_no_hours() {
        let most = u64::MAX;
        assert!(told(read(&format!("x,{most},1,2,3,4,5,6,7,8,9,10,11\n"))).starts_with("line 1: "));
        assert!(told(read(&format!("2026-09-07 {most},web,5\n"))).starts_with("line 1: "));
        assert!(told(read(&format!("2026-09-07,{most},web,5\n"))).starts_with("line 1: "));
    }

    #[test]
    fn days_behind_their_hours_are_read() {
        let days = ["Sunday", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
        // Sorted by hour, then by day; Sunday's hours weigh 7 and those of other days 1.
        let rows: String =
            (0..168).map(|at| format!("{},{},{}\n", at / 7, days[at % 7], if at % 7 == 0 { 7 } else { 1 })).collect();
        let found = read(&format!("hour,day,requests\n{rows}")).unwrap();
        assert_eq!((found[143], found[144], found[167]), (1.0, 7.0, 7.0));
        // Hours of the week stand in order.
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let rows: String = (0..168).map(|at| format!("{at},{},{at}\n", names[at / 24])).collect();
        assert_eq!(read(&format!("hour_of_week,day,requests\n{rows}")).unwrap()[25], 25.0);
        // Numbers of days say as little as before the hours.
        for by_hour in [true, false] {
            let rows: String = (0..168)
                .map(|at| if by_hour { (at / 7, at % 7 + 1) } else { (at % 24, at / 24 + 1) })
                .map(|(hour, day)| format!("{hour},{day},1\n"))
                .collect();
            let found = told(read(&format!("hour,day,requests\n{rows}")));
            assert!(found.starts_with("line 2: days are numbers here, and 1 is a Sunday to some programs"), "{found}");
        }
    }

    #[test]
    fn names_of_days_beside_dates_are_passed_over() {
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let rows = |row: fn(&str, &str, usize) -> String| -> String {
            (0..168).map(|at| row(names[at / 24], &format!("2026-09-{:02}", 7 + at / 24), at) + "\n").collect()
        };
        for (heading, row) in [
            (
                "weekday,date,hour,n",
                (|day, date, at| format!("{day},{date},{},{at}", at % 24)) as fn(&str, &str, usize) -> String,
            ),
            ("date,weekday,hour,n", |day, date, at| format!("{date},{day},{},{at}", at % 24)),
            ("date,hour,weekday,n", |day, date, at| format!("{date},{},{day},{at}", at % 24)),
            ("hour,weekday,date,n", |day, date, at| format!("{},{day},{date},{at}", at % 24)),
            ("date,day_of_week,hour,n", |_, date, at| format!("{date},{},{},{at}", at / 24 + 1, at % 24)),
            ("Weekday,date,hour,n", |_, date, at| format!("lundi,{date},{},{at}", at % 24)),
            ("time,weekday,n", |day, date, at| format!("{date}T{:02}:00,{day},{at}", at % 24)),
        ] {
            let found = read(&format!("{heading}\n{}", rows(row))).unwrap();
            assert_eq!((found[0], found[167]), (0.0, 167.0), "{heading}");
        }
    }

    #[test]
    fn dates_behind_numbers_of_lines_or_one_series_are_read() {
        // 2026-09-09 is a Wednesday: its hour 0 is the 48th of the week.
        let date = |hour: usize| format!("2026-09-{:02} {:02}:00:00", 9 + hour / 24, hour % 24);
        for begin in [|hour: usize| hour.to_string(), |_| "checkout".to_owned(), |_| String::new()] {
            let found = rows_of(168, |hour| format!("{},{},{hour}", begin(hour), date(hour))).unwrap();
            assert_eq!((found[48], found[0]), (0.0, 120.0));
        }
        // In a column of any numbers or days, too, as long as no moment is there twice.
        for begin in
            [|hour: usize| (hour % 24).to_string(), |hour| format!("{}.5", 200 - hour), |_| "Wednesday".to_owned()]
        {
            let found = read(
                &("row,timestamp,requests\n".to_owned()
                    + &(0..168).map(|hour| format!("{},{},{hour}\n", begin(hour), date(hour))).collect::<String>()),
            )
            .unwrap();
            assert_eq!((found[48], found[0]), (0.0, 120.0));
        }
        let two = told(rows_of(168, |hour| format!("{},{},{hour}", 10 + hour / 84 * 10, date(hour % 84))));
        assert_eq!(
            two,
            "line 1: dates stand in column 2; remove the columns before them, and keep the lines of one series where there are several"
        );
    }

    #[test]
    fn weights_in_one_line_are_told_to_stand_in_lines() {
        let numbers: Vec<String> = (0..24).map(|hour| hour.to_string()).collect();
        for text in [numbers.join(","), numbers.join(";")] {
            let found = told(read(&text));
            assert!(found.contains("numbers stand in one line; write one weight a line"), "{found}");
        }
    }
}
