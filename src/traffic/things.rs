//! Lines that begin with things, such as countries, paths and users, and say no time: 24 of them by chance are no hours of a day.

use super::day_words;
use super::hours;
use super::named;
use super::profile_error::{ColumnsFault, ProfileError};
use super::rows::Row;
use super::series_words::names_things;
use super::written::{date, weekday};
use std::collections::BTreeSet;

/// Words for what is said about an hour, which is any text.
const NOTES: [&str; 8] = ["note", "notes", "comment", "comments", "remark", "remarks", "label", "description"];

/// That the first column holds things by its heading, or names that differ from line to line below one that is not of time, where no
/// other column says when.
pub(super) fn fault(heading: Option<&Row>, rows: &[Row], column: usize) -> Option<ProfileError> {
    let heading = heading.filter(|_| column > 0)?;
    let name = heading.cell(0)?;
    let all = |at: usize, is: &dyn Fn(&str) -> bool| rows.iter().all(|row| row.cell(at).is_some_and(is));
    let is_dated = |cell: &str| date(cell).is_some() || weekday(cell).is_some() || day_words::proposal(cell).is_some();
    let says_when = |cell: &str| is_dated(cell) || (cell.contains(':') && hours::is_hour(cell));
    let has_time = (1..column).any(|at| all(at, &hours::is_hour)) || all(0, &says_when);
    if rows.is_empty() || has_time {
        return None;
    }
    // Things that come again and again may be what is said about hours in their order: open or closed.
    let differing = |most: usize| {
        let cells = |row: &'_ Row| (0..most).map(|at| row.cell(at).unwrap_or_default().to_owned()).collect::<Vec<_>>();
        rows.iter().map(cells).collect::<BTreeSet<_>>().len()
    };
    let are_things = names_things(name) && differing(1) > 1 && differing(column) * 2 > rows.len();
    let is_other = !named::has_time(name) && !NOTES.contains(&name.to_lowercase().as_str());
    let are_names = || is_other && all(0, &is_name) && differing(1) == rows.len();
    if !are_things && !are_names() {
        return None;
    }
    let first = rows.first()?;
    Some(ProfileError::Columns(ColumnsFault::Things {
        line: heading.line,
        column: hours::shortened(name),
        cell: hours::shortened(first.cell(0).unwrap_or_default()),
    }))
}

/// Whether a text is a name: letters of ours, as words for hours in other scripts are not known, and no digits that may count hours.
fn is_name(cell: &str) -> bool {
    let is_letter = |sign: char| sign.is_ascii_alphabetic();
    let may_count = |cell: &str| {
        cell.contains(|sign: char| sign.is_numeric())
            || cell.chars().all(|sign| matches!(sign.to_ascii_lowercase(), 'i' | 'v' | 'x'))
    };
    cell.chars().filter(|sign| is_letter(*sign)).count() > 1
        && cell.is_ascii()
        && !may_count(cell)
        && !hours::is_hour(cell)
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    const WORDS: [&str; 24] = [
        "Andorra", "Belgium", "Chile", "Denmark", "Egypt", "France", "Greece", "Haiti", "Italy", "Japan", "Kenya",
        "Laos", "Malta", "Nepal", "Oman", "Peru", "Qatar", "Romania", "Spain", "Togo", "Uganda", "Vietnam", "Yemen",
        "Zambia",
    ];

    fn day(heading: &str, cell: impl Fn(usize) -> String) -> String {
        let rows: String = (0..24).map(|at| format!("{},{}\n", cell(at), at * 7 % 5 + 1)).collect();
        format!("{heading},requests\n{rows}")
    }

    #[test]
    fn countries_paths_and_users_are_no_hours() {
        let word = |at: usize| WORDS[at].to_owned();
        let path = |at: usize| format!("/v1/{}", WORDS[at].to_lowercase());
        let id = |at: usize| (at + 1).to_string();
        for (text, column, cell) in [
            (day("country", word), "country", "Andorra"),
            (day("pays", word), "pays", "Andorra"),
            (day("endpoint", path), "endpoint", "/v1/andorra"),
            (day("user_id", id), "user_id", "1"),
            (day("status", |at| (200 + at).to_string()), "status", "200"),
            (day("region", |at| format!("us-east-{at}")), "region", "us-east-0"),
        ] {
            assert_eq!(
                told(read(&text)),
                format!(
                    "line 1: lines are of {column:?}, here {cell:?}, and none says its hour; export the requests of each hour, 24 of a day \
                     or 168 of a week from Monday 00:00, or keep only the column of the demand where the lines are these hours in their order"
                )
            );
        }
    }

    #[test]
    fn what_may_say_an_hour_is_read() {
        let word = |at: usize| WORDS[at].to_owned();
        for text in [
            day("t", |at| at.to_string()),
            day("\u{f3}ra", |at| at.to_string()),
            day("hour", word),
            day("note", word),
            day("id", |at| (at + 1).to_string()),
            day("slot", |at| char::from(b'a' + at as u8).to_string()),
            day("function", |_| "checkout-1".to_owned()),
            day("state", |at| if at < 8 { "closed" } else { "open" }.to_owned()),
            day("path", |at| format!("2026-09-07T{at:02}:00")),
            day("page", |at| format!("{at:02}:00")),
            (0..24).map(|at| format!("{},7\n", WORDS[at])).collect(),
        ] {
            assert!(read(&text).is_ok(), "{text}");
        }
    }
}
