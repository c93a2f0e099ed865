//! Lines of several series below one another, as databases and monitoring export them: a mean over them is the demand of none.

use super::as_written::AsWritten;
use super::halves::is_half;
use super::hours::{self, DAY_HOURS};
use super::profile_error::{ColumnsFault, ProfileError};
use super::rows::Row;
use super::series_times::{MOST_NAMES, Times, names_of};
use super::series_words::{names_parts, names_series, names_things};
use super::written::{date, hour, weekday};
use crate::terms::days;
use std::collections::BTreeSet;

/// So many lines tell whether a column holds names.
const LOOKED_AT: usize = 1_000;

/// Columns in which moments are looked for.
const FIRST_COLUMNS: usize = 8;

/// That lines of the same moment differ in a column of names, of things' numbers, or of HTTP status codes.
pub(super) fn fault(heading: Option<&Row>, rows: &[Row], column: usize, written: &AsWritten) -> Option<ProfileError> {
    let begin = &rows[..rows.len().min(LOOKED_AT)];
    // A column of names has one in more than half of the lines: of a few wide lines no other is looked at.
    let mut widths: Vec<usize> = begin.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    let width = widths.get(widths.len().checked_sub(1)? / 2).copied()?;
    let all = |at: usize, is: fn(&str) -> bool| begin.iter().all(|row| row.cell(at).is_some_and(is));
    let time = (0..width.min(FIRST_COLUMNS))
        .find(|at| all(*at, |cell| date(cell).is_some()))
        .or_else(|| all(0, hours::is_hour).then_some(0));
    let is_own = time.is_some();
    let time = time.or_else(|| hours_behind(begin, width, column))?;
    let has_own_hour = all(time, |cell| weekday(cell).is_some_and(|(_, rest)| rest.is_empty()))
        && all(time + 1, |cell| hour(cell).is_some());
    let of = Times { heading, rows, column, written, time, behind: time + usize::from(has_own_hour) };
    let are_names = |at: &usize| {
        let cells = begin.iter().filter_map(|row| row.cell(*at));
        cells.filter(|cell| is_name(cell)).count() * 2 > begin.len()
    };
    let are_codes = |at: &usize| *at != column && all(*at, is_status);
    let others = || (0..width).filter(|at| *at < of.time || *at > of.behind);
    let name = |at: usize| heading.and_then(|heading| heading.cell(at)).unwrap_or_default();
    let are_things = |at: &usize| *at != column && names_things(name(*at));
    // Behind other columns hours are those of series where each of these has about as many lines as a day.
    let are_whole = |at: &usize| is_own || names_of(rows, *at).len() * FEWEST <= rows.len();
    let are_parts = |at: &usize| names_parts(name(*at)) && of.are_parts_of_hours(*at);
    let names = || others().filter(|at| are_names(at) || are_things(at)).filter(are_whole);
    let of_names = names().filter(|at| !are_parts(at)).find_map(|at| of.several(at));
    // Of those of other weeks the heading must say that they are names of series: they may be those of months or zones.
    let in_turn = || names().filter(|at| names_series(name(*at))).find_map(|at| of.one_after_another(at));
    of_names.or_else(in_turn).or_else(|| {
        // More of them are no codes.
        let fault = others().filter(are_codes).find_map(|at| of.several(at));
        fault.filter(
            |fault| matches!(fault, ProfileError::Columns(ColumnsFault::Series { more, .. }) if *more < MOST_NAMES * 2),
        )
    })
}

/// So many lines at least an hour's column behind another one has of each series, and so many hours: of a clock of twelve there are
/// fewer.
const FEWEST: usize = 20;

/// The column, not the first one, that has the hours of a day, with the days before it where they stand there.
fn hours_behind(begin: &[Row], width: usize, column: usize) -> Option<usize> {
    let said = |at: usize| -> Option<BTreeSet<usize>> {
        begin.iter().map(|row| row.cell(at).and_then(hour).filter(|hour| *hour <= DAY_HOURS)).collect()
    };
    let are_hours = |at: &usize| *at != column && said(*at).is_some_and(|hours| hours.len() >= FEWEST);
    let at = (1..width.min(FIRST_COLUMNS)).find(are_hours)?;
    let is_day = |row: &Row| row.cell(at - 1).and_then(weekday).is_some_and(|(_, rest)| rest.is_empty());
    Some(if begin.iter().all(is_day) { at - 1 } else { at })
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

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    /// 2026-09-07 is a Monday.
    fn week(row: impl Fn(&str, usize) -> String) -> String {
        (0..168).map(|hour| row(&format!("2026-09-{:02} {:02}:00", 7 + hour / 24, hour % 24), hour)).collect()
    }

    #[test]
    fn several_series_are_told_however_they_stand() {
        let expected = "lines of the same hour differ in \"metric\", so these are 2 series: \"Invocations\", \"Duration\"; keep only \
                        the lines of \"Invocations\", which seems to be the demand (awk -F, 'NR==1||$2==\"Invocations\"' FILE > ONE.csv)";
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
        assert_eq!(told(read(&turned([1, 0, 2]))), format!("line 3: {}", expected.replace("$2", "$1")));
        // Where the values are is not known to awk.
        let (words, _) = expected.split_once(" (awk").unwrap();
        assert_eq!(told(read(&turned([0, 2, 1]))), format!("line 3: {words}"));
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
            "line 3: lines of the same hour differ in \"path\", so these are 6 series: \"x/\", \"x/a\", \"x/b\", \"x/c\" and 2 more; \
             keep the lines of one of them (awk -F, 'NR==1||$2==\"x/\"' FILE > ONE.csv), or, where they add up, as those of functions or \
             paths do, write their sum for each hour (awk -F, \
             'NR>1&&NF>=3{k=$1;if(!(k in n))o[++c]=k;n[k]+=$3}END{for(i=1;i<=c;i++)print o[i] FS n[o[i]]}' FILE > SUM.csv)"
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
            "line 170: lines differ in \"function\", so these are 2 series: \"checkout\", \"nightly\"; keep the lines of one of them (awk \
             -F, 'NR==1||$2==\"checkout\"' FILE > ONE.csv), or, where they add up, as those of functions or paths do, write their sum for \
             each hour (awk -F, 'NR>1&&NF>=3{k=$1;if(!(k in n))o[++c]=k;n[k]+=$3}END{for(i=1;i<=c;i++)print o[i] FS n[o[i]]}' FILE > \
             SUM.csv)"
        );
        for heading in ["Time,month,n", "Time,zone,n"] {
            assert!(read(&format!("{heading}\n{rows}")).is_ok(), "{heading}");
        }
    }

    #[test]
    fn series_before_their_hours_are_no_week() {
        let names = ["get-user", "put_user", "api/pay", "send mail", "cart", "pay", "ship"];
        let lines = |names: &[&str], head: &str| -> String {
            let rows =
                names.iter().flat_map(|name| (0..24).map(move |hour| format!("{name},{hour},{}\n", hour % 5 + 2)));
            format!("{head}\n{}", rows.collect::<String>())
        };
        let found = told(read(&lines(&names, "function,hour,requests")));
        let expected = "line 26: lines of the same hour differ in \"function\", so these are 7 series: \"get-user\", \"put_user\", ";
        assert!(found.starts_with(expected), "{found}");
        assert!(found.contains("(awk -F, 'NR==1||$1==\"get-user\"' FILE > ONE.csv)"), "{found}");
        assert!(found.contains("{k=$2;if(!(k in n))o[++c]=k;n[k]+=$3}"), "{found}");
        // By the heading, by a number of them that no week has, and without a heading; of users by their numbers.
        for (names, head, count) in [
            (&["a", "b", "c", "d", "e", "f", "g"][..], "service,hour,n", 7),
            (&["checkout", "search", "login"], "wat,hour,n", 3),
            (&names, "# ours", 7),
            (&["1", "2", "3", "4", "5", "6", "7"], "user_id,hour,n", 7),
        ] {
            let found = told(read(&lines(names, head)));
            assert!(found.contains(&format!("so these are {count} series: ")), "{found}");
        }
        // Names that may be days are told as such, whatever they are, and those of one series are read.
        let found = told(read(&lines(&["a", "b", "c", "d", "e", "f", "g"], "wat,hour,n")));
        assert!(found.starts_with("line 2: \"a\" is not a day that is read here; write Mon, Tue"), "{found}");
        let days = [
            "segunda-feira",
            "ter\u{e7}a-feira",
            "quarta-feira",
            "quinta-feira",
            "sexta-feira",
            "s\u{e1}bado",
            "domingo",
        ];
        for head in ["dia,hora,n", "wat,hour,n", "# ours"] {
            assert!(read(&lines(&days, head)).is_ok(), "{head}");
        }
        assert!(read(&lines(&["get-user"], "function,hour,n")).is_ok());
    }

    #[test]
    fn files_that_awk_reads_in_another_way_are_told_no_line_of_it() {
        let rows: String =
            ["a", "b"].map(|name| (0..24).map(|hour| format!("{name},{hour},7\n")).collect::<String>()).concat();
        let plain = format!("function,hour,n\n{rows}");
        for text in [
            plain.replace('a', "\"a\""),
            plain.replace(',', ", "),
            plain.replace('a', "a'"),
            plain.replace("\nb,0", "\n# b\nb,0"),
        ] {
            let found = told(read(&text));
            assert!(found.contains("so these are 2 series") && !found.contains("awk"), "{found}");
        }
        let found = told(read(&plain.replace(',', ";")));
        assert!(found.contains("awk -F';' 'NR==1||$1==\"a\"'"), "{found}");
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
