//! From a profile's text to the weights of its hours.

use super::WEEK_HOURS;
use super::profile_error::ProfileError;
use crate::terms::Stamp;

const DAY_HOURS: usize = 24;

/// A line with its cells, at least one of which holds something.
struct Row {
    line: u64,
    cells: Vec<String>,
}

impl Row {
    /// The last cell that holds something: the weight.
    fn last(&self) -> (usize, &str) {
        let filled = |(at, cell): (usize, &String)| (!cell.is_empty()).then_some(at);
        let at = self.cells.iter().enumerate().rev().find_map(|(at, cell)| filled((at, cell))).unwrap_or(0);
        (at, self.cells.get(at).map_or("", String::as_str))
    }

    /// What stands before the weight, in the first cell.
    fn label(&self) -> Option<&str> {
        let first = self.cells.first().map(String::as_str)?;
        (self.last().0 > 0 && !first.is_empty()).then_some(first)
    }
}

/// The weights of 24 or 168 hours, from 0:00 or Monday 0:00.
///
/// # Errors
/// [`ProfileError`] names every line that has a fault, or what the whole lacks.
pub(super) fn read(text: &str) -> Result<Vec<f64>, ProfileError> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = delimiter(text);
    let (mut rows, mut faults) = rows(text, delimiter);
    let heading = rows.first().is_some_and(is_heading).then(|| rows.remove(0));
    let mut weights: Vec<f64> = Vec::with_capacity(rows.len());
    for row in &rows {
        match weight(row, delimiter) {
            Ok(weight) => weights.push(weight),
            Err(fault) => {
                faults.push(fault);
                // In the place of the weight that was meant, so that the hours below are counted right.
                weights.push(1.0);
            }
        }
    }
    let dated = rows.first().and_then(Row::label).is_some_and(|label| looks_like_date(label) || day(label).is_some());
    faults.extend(total(&rows, &weights));
    let places = if dated { by_date(&rows, &mut faults) } else { in_order(&rows, &mut faults) };
    match (faults.pop(), faults.is_empty()) {
        (Some(only), true) => return Err(only),
        (Some(last), false) => {
            faults.push(last);
            return Err(ProfileError::Lines(faults));
        }
        (None, _) => {}
    }
    if !matches!(weights.len(), DAY_HOURS | WEEK_HOURS) {
        return Err(beside(&rows).unwrap_or(ProfileError::Length { found: weights.len() }));
    }
    one_column(heading.as_ref(), &rows)?;
    let mut placed = vec![0.0; weights.len()];
    for (place, weight) in places.into_iter().zip(weights) {
        placed[place] = weight;
    }
    Ok(placed)
}

/// Semicolons or tabs stand between the cells where the first line that says anything has one.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or("");
    let found = [b';', b'\t'].into_iter().find(|mark| first.as_bytes().contains(mark));
    found.unwrap_or(b',')
}

/// The lines that hold something; none behind one that is not readable.
fn rows(text: &str, delimiter: u8) -> (Vec<Row>, Vec<ProfileError>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    rows.push(Row { line, cells });
                }
            }
            Err(error) => {
                return (rows, vec![ProfileError::Csv { line: error.position().map_or(0, csv::Position::line) }]);
            }
        }
    }
    (rows, Vec::new())
}

/// A heading is a first line whose last cell is a word.
fn is_heading(row: &Row) -> bool {
    let (_, last) = row.last();
    last.starts_with(char::is_alphabetic) && last.parse::<f64>().is_err()
}

/// A row's weight. A comma that separates no cells separates decimals.
fn weight(row: &Row, delimiter: u8) -> Result<f64, ProfileError> {
    let (_, cell) = row.last();
    let shown = || cell.chars().take(40).collect();
    if delimiter != b',' && is_grouped(cell) {
        return Err(ProfileError::Grouped { line: row.line, cell: shown() });
    }
    let number = number(cell, delimiter).filter(|weight| weight.is_finite() && *weight >= 0.0);
    number.ok_or_else(|| ProfileError::Weight { line: row.line, cell: shown() })
}

fn number(cell: &str, delimiter: u8) -> Option<f64> {
    let mut commas = cell.match_indices(',');
    match (commas.next(), commas.next()) {
        (Some(_), None) if delimiter != b',' && !cell.contains('.') => cell.replace(',', ".").parse().ok(),
        _ => cell.parse().ok(),
    }
}

/// `1.500`, which is one and a half or one thousand five hundred where commas are decimal marks.
fn is_grouped(cell: &str) -> bool {
    let Some((whole, group)) = cell.split_once('.') else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    group.len() == 3 && digits(group) && (1..=3).contains(&whole.len()) && digits(whole) && !whole.starts_with('0')
}

/// Whether a first cell is meant to be a date: it begins with a digit and has more digits than an hour, and no number.
fn looks_like_date(label: &str) -> bool {
    let digits = label.bytes().filter(u8::is_ascii_digit).count();
    label.starts_with(|c: char| c.is_ascii_digit()) && digits >= 6 && label.parse::<f64>().is_err()
}

/// A last line that says in words that it is the sum of those above it.
fn total(rows: &[Row], weights: &[f64]) -> Option<ProfileError> {
    let (last, above) = rows.split_last()?;
    let says_so = last.label()?.starts_with(char::is_alphabetic) && day(last.label()?).is_none();
    let sum: f64 = weights[..above.len()].iter().sum();
    let is_sum = sum > 0.0 && (weights[above.len()] - sum).abs() <= sum * 1e-6;
    (says_so && is_sum).then_some(ProfileError::Total { line: last.line })
}

/// The place of each row, by the day of the week and the hour of its date.
fn by_date(rows: &[Row], faults: &mut Vec<ProfileError>) -> Vec<usize> {
    let mut taken: Vec<Option<u64>> = vec![None; WEEK_HOURS];
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let label = row.label().unwrap_or_default();
        let cell = || label.chars().take(40).collect();
        let Some((weekday, hour)) = moment(label).or_else(|| day_and_hour(row)) else {
            faults.push(ProfileError::Date { line: row.line, cell: cell() });
            places.push(0);
            continue;
        };
        let place = if rows.len() == DAY_HOURS { hour } else { weekday * DAY_HOURS + hour };
        // Of more or fewer lines than a week has, their number is what is wrong.
        if let (Some(before), DAY_HOURS | WEEK_HOURS) = (taken[place], rows.len()) {
            faults.push(ProfileError::Twice { line: row.line, cell: cell(), before });
        }
        taken[place] = Some(row.line);
        places.push(place);
    }
    places
}

/// Day of the week and hour of `2026-09-07T00:00:00Z` or `2026-09-07 00:00`, as its clock shows them.
fn moment(label: &str) -> Option<(usize, usize)> {
    let (date, time) = label.split_at_checked("2026-09-07".len())?;
    let day = Stamp::parse(date).filter(|_| Stamp::is_date(date))?;
    let (hour, rest) = time.strip_prefix(['T', ' '])?.split_at_checked(2)?;
    let hour = hour.parse::<usize>().ok().filter(|hour| *hour < DAY_HOURS)?;
    (rest.is_empty() || rest.starts_with(':')).then(|| (day.weekday(), hour))
}

/// Day of the week and hour of `Mon 07:00`, or of `Mon` and `7` in the first two cells.
fn day_and_hour(row: &Row) -> Option<(usize, usize)> {
    let (weekday, rest) = day(row.label()?)?;
    let written = if rest.is_empty() && row.last().0 > 1 { row.cells.get(1)? } else { rest };
    Some((weekday, hour(written).filter(|hour| *hour < DAY_HOURS)?))
}

/// The day of the week that a text begins with, and what follows its name.
fn day(label: &str) -> Option<(usize, &str)> {
    let (name, rest) = label.split_at(label.find(|c: char| !c.is_alphabetic()).unwrap_or(label.len()));
    let name = name.to_lowercase();
    let weekday = DAYS.iter().position(|known| name == *known || name == known[..3])?;
    Some((weekday, rest.trim_start_matches(['.', ',', ' '])))
}

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The place of each row, which is its number; an hour in its first cell must say the same.
fn in_order(rows: &[Row], faults: &mut Vec<ProfileError>) -> Vec<usize> {
    let mut from = 0;
    for (place, row) in rows.iter().enumerate() {
        if let Err(fault) = check_hour(row, place, &mut from) {
            // Behind an hour out of order every further one would be.
            faults.push(fault);
            break;
        }
    }
    (0..rows.len()).collect()
}

/// That a row of an hour and a weight says the hour that comes next, of the day or of the week, counted from 0 or 1.
fn check_hour(row: &Row, place: usize, from: &mut usize) -> Result<(), ProfileError> {
    let Some(found) = row.label().and_then(hour) else { return Ok(()) };
    if row.cells.iter().filter(|cell| !cell.is_empty()).count() != 2 {
        return Ok(());
    }
    if place == 0 && found == 1 {
        *from = 1;
    }
    let expected = place + *from;
    let of_day = place % DAY_HOURS + *from;
    let line = row.line;
    if found == expected || found == of_day { Ok(()) } else { Err(ProfileError::Hour { line, found, expected }) }
}

/// An hour as `7`, `07:00` or `07:00-08:00`.
fn hour(label: &str) -> Option<usize> {
    let (hour, rest) = label.split_once(':').unwrap_or((label, "00"));
    rest.starts_with("00").then(|| hour.parse().ok()).flatten()
}

/// That no other column than the last may be the demand; a last column named `weight` leaves no doubt.
fn one_column(heading: Option<&Row>, rows: &[Row]) -> Result<(), ProfileError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let name = |at: usize| heading.and_then(|heading| heading.cells.get(at)).filter(|name| !name.is_empty());
    let last = first.last().0;
    if name(last).is_some_and(|name| matches!(name.to_lowercase().as_str(), "weight" | "weights")) {
        return Ok(());
    }
    let numbers = |at: usize| -> Option<Vec<f64>> {
        rows.iter().map(|row| row.cells.get(at).and_then(|cell| cell.parse().ok())).collect()
    };
    let counts = |numbers: &[f64], count: fn(usize) -> usize| {
        [0.0, 1.0]
            .iter()
            .any(|from| numbers.iter().enumerate().all(|(row, number)| *number == count(row) as f64 + from))
    };
    // Hours of the day or of the week, days of the week.
    let is_time = |numbers: &[f64]| {
        let clocks: [fn(usize) -> usize; 3] = [|row| row, |row| row % DAY_HOURS, |row| row / DAY_HOURS];
        clocks.into_iter().any(|clock| counts(numbers, clock))
    };
    let columns: Vec<String> = (0..=last)
        .filter(|at| *at == last || numbers(*at).is_some_and(|numbers| !is_time(&numbers)))
        .map(|at| name(at).map_or_else(|| format!("column {}", at + 1), |name| format!("{name:?}")))
        .collect();
    if columns.len() < 2 {
        return Ok(());
    }
    Err(ProfileError::Columns { line: heading.unwrap_or(first).line, columns })
}

/// The first line with more numbers than an hour, a day and a weight.
fn beside(rows: &[Row]) -> Option<ProfileError> {
    rows.iter().find_map(|row| {
        let found = row.cells.iter().filter(|cell| cell.parse::<f64>().is_ok()).count();
        (found > 2).then_some(ProfileError::Beside { line: row.line, found })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day of weights, the row of each hour as `row` writes it.
    fn day_of(row: impl Fn(usize) -> String) -> Result<Vec<f64>, ProfileError> {
        read(&(0..DAY_HOURS).map(|hour| row(hour) + "\n").collect::<String>())
    }

    fn told(found: Result<Vec<f64>, ProfileError>) -> String {
        found.unwrap_err().to_string()
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
    fn decimal_commas_are_read_between_semicolons_and_refused_between_commas() {
        let found = day_of(|hour| format!("{hour};{hour},25")).unwrap();
        assert_eq!((found[0], found[23]), (0.25, 23.25));
        assert_eq!(day_of(|hour| format!("{hour}\t{hour}.5")).unwrap()[3], 3.5);
        assert!(told(day_of(|_| "0,5".to_owned())).contains("line 2: hour 0"));
        // One and a half, or one thousand five hundred.
        let grouped = told(day_of(|hour| format!("{hour};1.500")));
        assert!(grouped.starts_with("line 1: \"1.500\" may be 1500 or 1,500"), "{grouped}");
        assert!(day_of(|hour| format!("{hour};0.500")).is_ok());
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
        let date = told(day_of(|hour| format!("07.09.2026 {hour:02}:00,1")));
        assert!(date.starts_with("line 1: \"07.09.2026 00:00\" is not a date that is read here"), "{date}");
        // February has no 30th.
        assert!(told(day_of(|hour| format!("2026-02-30T{hour:02}:00,1"))).contains("is not a date"));
    }

    #[test]
    fn a_second_column_of_numbers_is_not_passed_over() {
        let columns = |heading: &str| {
            let rows: String = (0..DAY_HOURS).map(|hour| format!("{hour},{},7\n", hour * 2)).collect();
            read(&format!("{heading}\n{rows}"))
        };
        assert!(told(columns("hour,Invocations,Errors")).starts_with("line 1: \"Invocations\" and \"Errors\" hold"));
        // Its name leaves no doubt; hours, days and words are no demand.
        assert_eq!(columns("hour,requests,weight").unwrap()[5], 7.0);
        assert!(day_of(|hour| format!("0,{hour},3")).is_ok());
        assert!(day_of(|hour| format!("{hour},Monday,3")).is_ok());
        assert!(told(day_of(|hour| format!("{},5", hour * 10 + 1))).contains("hour"));
    }

    #[test]
    fn a_line_of_totals_is_no_hour() {
        // 23 hours of 2 and their sum.
        let text: String = (0..23).map(|hour| format!("{hour},2\n")).collect();
        assert_eq!(read(&format!("{text}Total,46\n")), Err(ProfileError::Total { line: 24 }));
        assert!(read(&format!("{text}last,2\n")).is_ok());
    }
}
