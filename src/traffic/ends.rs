//! Moments that are the ends of their hours, by their heading: a line counts for the hour that begins at its moment.

use super::hours::shortened;
use super::profile_error::{MomentFault, ProfileError};
use super::row_clock::Clock;
use super::rows::Row;
use super::series_words::words;
use super::written::{behind_date, date};

/// Words of a heading for the end of a period, and for its beginning.
const ENDS: [&str; 8] = ["end", "ending", "ended", "until", "stop", "finish", "ende", "bis"];
const STARTS: [&str; 8] = ["start", "begin", "beginning", "starting", "started", "from", "beginn", "von"];

fn has_word(name: &str, known: &[&str]) -> bool {
    words(name).iter().any(|word| known.contains(&word.as_str()))
}

fn names_end(name: &str) -> bool {
    // Of several words `to` may be any.
    name.eq_ignore_ascii_case("to") || has_word(name, &ENDS) && !names_start(name)
}

fn names_start(name: &str) -> bool {
    has_word(name, &STARTS)
}

/// Puts the column of starts, or of moments that no name calls ends, in the place of the one of ends, where that stands before it.
pub(super) fn put_start_first(heading: Option<&mut Row>, rows: &mut [Row], column: usize) {
    let Some(heading) = heading else { return };
    let name = |at: usize| heading.cell(at).unwrap_or_default();
    let are_dates = |at: usize| rows.iter().all(|row| row.cell(at).is_some_and(|cell| date(cell).is_some()));
    let Some(end) = (0..column).find(|at| are_dates(*at)).filter(|at| names_end(name(*at))) else { return };
    let others = || (end + 1..column).filter(|at| !names_end(name(*at)) && are_dates(*at));
    let Some(start) = others().find(|at| names_start(name(*at))).or_else(|| others().next()) else { return };
    for row in std::iter::once(heading).chain(rows) {
        if row.cells.len() > start {
            row.cells.swap(end, start);
        }
    }
}

/// That the heading calls moments ends, and one of them is a full hour: what came before it would count for the next one.
pub(super) fn fault(heading: Option<&Row>, rows: &[Row], column: usize) -> Option<ProfileError> {
    let heading = heading.filter(|_| column > 0)?;
    let clock = Clock::of(rows, column);
    let first = rows.first()?;
    let at = clock.at(first);
    let name = heading.cell(at).filter(|name| names_end(name))?;
    let full = rows.iter().find(|row| row.cell(at).is_some_and(is_full_hour))?;
    // Hours from 1 to 24 are known to be ends.
    let hour = clock.moment(full).filter(|_| at == 0 || !clock.is_from_one())?;
    let cell = shortened(full.cell(at)?);
    Some(ProfileError::Moment(MomentFault::Ends {
        line: full.line,
        column: shortened(name),
        cell,
        hour: hour.saturating_sub(1),
    }))
}

/// Whether a moment has neither minutes nor seconds, as `2026-09-07T01:00:00Z`; `00:59:59` is within the hour that it ends.
fn is_full_hour(cell: &str) -> bool {
    let clock = date(cell).map_or(Some(cell), |(_, rest)| behind_date(rest)).unwrap_or_default();
    let digits = &clock[..clock.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(clock.len())];
    let minutes = digits.split_once(':').map(|(_, minutes)| minutes).or_else(|| digits.get(2..)).unwrap_or_default();
    minutes.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0')
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    /// A moment so many hours after Monday, 2026-09-07, 00:00.
    fn moment(hour: usize) -> String {
        format!("2026-09-{:02} {:02}:00", 7 + hour / 24, hour % 24)
    }

    fn week(heading: &str, row: impl Fn(usize) -> String) -> String {
        format!("{heading}\n{}", (0..168).map(|hour| format!("{},{hour}\n", row(hour))).collect::<String>())
    }

    #[test]
    fn ends_of_hours_are_told() {
        for name in ["period_end", "End Time", "hour_ending", "end", "EndTime"] {
            let found = told(read(&week(&format!("{name},requests"), |hour| moment(hour + 1))));
            assert_eq!(
                found,
                format!(
                    "line 2: {name:?} says that \"2026-09-07 01:00\" is the end of its hour, and a line counts for the hour that begins at \
                     its moment; write the beginnings, here 2026-09-07 00:00, under a heading such as time"
                )
            );
        }
        let found = told(read(&week("date,hour_ending,n", |hour| moment(hour + 1).replace(' ', ","))));
        assert!(found.starts_with("line 2: \"hour_ending\" says that \"01:00\" is the end"), "{found}");
    }

    #[test]
    fn starts_and_ends_within_an_hour_are_read() {
        for text in [
            week("end,start,requests", |hour| format!("{},{}", moment(hour + 1), moment(hour))),
            week("end_time,timestamp,requests", |hour| format!("{},{}", moment(hour + 1), moment(hour))),
            week("to,from,requests", |hour| format!("{},{}", moment(hour + 1), moment(hour))),
            week("id,End Time,Start Time,requests", |hour| format!("x,{},{}", moment(hour + 1), moment(hour))),
            week("start,end,requests", |hour| format!("{},{}", moment(hour), moment(hour + 1))),
            week("start - end,requests", |hour| format!("{} - {}", moment(hour), moment(hour + 1))),
            week("end,requests", |hour| moment(hour).replace(":00", ":59:59")),
            week("date,hour_ending,n", |hour| format!("{},{}", &moment(hour)[..10], hour % 24 + 1)),
            week("time,requests", moment),
        ] {
            let found = read(&text).unwrap();
            assert!(found.iter().enumerate().all(|(place, weight)| *weight == place as f64), "{text}");
        }
        let day: String = (1..=24).map(|hour| format!("{hour},{hour}\n")).collect();
        assert_eq!(read(&format!("hour ending,n\n{day}")).unwrap()[0], 1.0);
    }
}
