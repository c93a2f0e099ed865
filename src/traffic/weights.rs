//! From a profile's text to the weights of its hours.

use super::WEEK_HOURS;
use super::as_written::AsWritten;
use super::hours::{self, DAY_HOURS};
use super::marks::{Marks, weight};
use super::profile_error::{HoursFault, ProfileError, TextFault};
use super::profile_note::ProfileNote;
use super::rows::{Row, is_headed, rows};
use super::{
    beside, by_date, by_number, counter, cut_hours, date_forms, day_numbers, demand_column, ends, even, finer, marks,
    named, own_columns, preamble, quotes, separator, series, things, total_line, trailing_zeros, week_start,
};

/// More lines than a year has minutes are refused, and cells that would fill memory.
const MOST_LINES: usize = 600_000;
const MOST_CELLS: usize = 2_000_000;

/// What a text says.
#[derive(Debug, PartialEq)]
pub(super) struct Weights {
    /// The weights of 24 or 168 hours, from 0:00 or Monday 0:00.
    pub(super) hours: Vec<f64>,
    /// What to tell of the file.
    pub(super) notes: Vec<ProfileNote>,
}

/// The weights of 24 or 168 hours.
///
/// # Errors
/// [`ProfileError`] names every line that has a fault, or what the whole lacks.
pub(super) fn read(text: &str) -> Result<Weights, ProfileError> {
    let text = text.trim_start_matches('\u{feff}');
    if quotes::is_array(text) {
        return Err(ProfileError::Text(TextFault::Json));
    }
    let delimiter = separator::delimiter(text);
    let count = |sign: u8| memchr::memchr_iter(sign, text.as_bytes()).count();
    if count(b'\n') > MOST_LINES || count(delimiter) > MOST_CELLS {
        return Err(ProfileError::Text(TextFault::TooMany));
    }
    let (mut rows, mut faults) = rows(text, delimiter);
    if let Some(around) = preamble::around(text, &rows) {
        return Err(around);
    }
    if let Some(unclosed) = quotes::unclosed(text, delimiter) {
        return Err(unclosed);
    }
    date_forms::unify(&mut rows);
    if let Some(drawn) = preamble::drawn(&rows) {
        return Err(drawn);
    }
    preamble::take(&mut rows)?;
    if let Some(beside) = rows.first().and_then(beside::fault) {
        return Err(beside);
    }
    let mut heading = is_headed(&rows).then(|| rows.remove(0));
    let written = AsWritten::new(text, delimiter, heading.as_ref());
    if let Some(heading) = &mut heading {
        own_columns::take_out(heading, &mut rows);
    }
    // One cell may be the same word in many lines.
    let again = heading.as_ref().filter(|heading| heading.last() > 0);
    if let Some(again) = again.and_then(|heading| rows.iter().find(|row| row.cells == heading.cells)) {
        return Err(ProfileError::Text(TextFault::HeadingAgain { line: again.line }));
    }
    // The last column, and the same one of every line: a line without a weight must not lend it its hour.
    let mut column = match &heading {
        Some(heading) => heading.last(),
        None => rows.iter().map(Row::last).max().unwrap_or(0),
    };
    if let Some(heading) = &heading {
        // Below a heading that ends in a separator a value has no name.
        let width = if heading.last() > 0 { heading.last() + 1 } else { heading.cells.len() };
        let beyond = rows.iter().map(|row| (row.line, row.last() + 1)).filter(|(_, found)| *found > width);
        faults.extend(beyond.map(|(line, found)| ProfileError::Text(TextFault::Beyond { line, found, width })));
    }
    marks::take_percent_signs(&mut rows, column);
    if let Some(blanks) = separator::blanks(&rows, column) {
        return Err(blanks);
    }
    let separated = separator::faults(heading.as_ref(), &rows, column, delimiter);
    if !separated.is_empty() {
        faults.extend(separated);
        return Err(one_of(faults));
    }
    if let Some(fault) = heading.as_ref().and_then(|heading| {
        named::no_hours(heading, &rows, column).or_else(|| day_numbers::of_dates(heading, &rows, column))
    }) {
        return Err(fault);
    }
    beside::take_named_days(heading.as_mut(), &mut rows, &mut column);
    beside::put_days_first(heading.as_mut(), &mut rows, column);
    by_number::put_hours_first(heading.as_mut(), &mut rows, column);
    by_number::part_digits(&mut rows, column);
    ends::put_start_first(heading.as_mut(), &mut rows, column);
    if let Some(several) = series::fault(heading.as_ref(), &rows, column, &written) {
        return Err(several);
    }
    if let Some(things) = things::fault(heading.as_ref(), &rows, column) {
        return Err(things);
    }
    beside::put_dates_first(heading.as_mut(), &mut rows, &mut column)?;
    if let Some(fault) = named::days(&rows, column).or_else(|| ends::fault(heading.as_ref(), &rows, column)) {
        return Err(fault);
    }
    if let Some(swapped) = named::behind_weights(heading.as_ref(), &rows, column) {
        return Err(swapped);
    }
    if let Some(beside) = demand_column::beside(&rows).filter(|_| rows.len() == 1) {
        return Err(beside);
    }
    by_number::sort(heading.as_ref(), &mut rows, column);
    let marks = Marks::of(&rows, column, delimiter);
    if let Some(total) = total_line::stands_out(&rows, column, marks) {
        return Err(total);
    }
    if let Some(gaps) = demand_column::gaps(heading.as_ref(), &rows, column, marks) {
        return Err(gaps);
    }
    let mut weights: Vec<f64> = Vec::with_capacity(rows.len());
    for row in &rows {
        match weight(row, column, marks) {
            Ok(weight) => weights.push(weight),
            Err(fault) => {
                faults.push(fault);
                // In the place of the weight that was meant, so that the hours below are counted right.
                weights.push(1.0);
            }
        }
    }
    let total = total_line::labeled(&rows, column, &weights);
    faults.extend(total.or_else(|| total_line::in_place_of_an_hour(&rows, &weights)));
    let places = hours::places(&rows, column, delimiter, &mut faults);
    if !faults.is_empty() {
        return Err(one_of(faults));
    }
    let (cycle, is_mean) = match weights.len() {
        whole @ (DAY_HOURS | WEEK_HOURS) => (whole, false),
        found => match finer::averaged(&rows, column) {
            Some(cycle) => (cycle, true),
            None => {
                let fault = demand_column::beside(&rows).or_else(|| total_line::one_too_many(&rows, &weights));
                let dated = by_date::have_dates(&rows, column);
                return Err(fault.unwrap_or(ProfileError::Hours(HoursFault::Length { found, dated })));
            }
        },
    };
    demand_column::check(heading.as_ref(), &rows, column, marks)?;
    let of_week = (cycle == WEEK_HOURS).then(|| week_start::fault(heading.as_ref(), text, &rows, column));
    if let Some(other) = of_week.flatten() {
        return Err(other);
    }
    let in_time = by_date::in_time(&rows, column, &places, &weights);
    let is_counter = counter::is_one(heading.as_ref(), &in_time, column)?;
    let mut lines = vec![0_u32; cycle];
    let mut placed = vec![0.0; cycle];
    for (place, weight) in places.into_iter().zip(weights) {
        placed[place % cycle] += weight;
        lines[place % cycle] += 1;
    }
    if let Some(missing) = hours::missing(lines.iter().map(|lines| *lines > 0), cycle) {
        return Err(missing);
    }
    let missing_steps = if is_mean { even::check(&rows, column)? } else { None };
    let hours = placed.into_iter().zip(lines).map(|(sum, lines)| sum / f64::from(lines)).collect();
    let one_day = by_date::only_day(&rows, column).filter(|_| cycle == DAY_HOURS);
    let is_counter = is_counter.then_some(ProfileNote::Counter);
    let (zeros, cut) = (trailing_zeros::note(&in_time), cut_hours::note(&rows, &in_time, cycle));
    let notes = [one_day, is_counter, zeros, cut, missing_steps].into_iter().flatten().collect();
    Ok(Weights { hours, notes })
}

/// The only fault, or all of them.
fn one_of(mut faults: Vec<ProfileError>) -> ProfileError {
    if faults.len() == 1 { faults.remove(0) } else { ProfileError::Lines(faults) }
}

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};
    use super::*;

    #[test]
    fn cells_beyond_the_heading_are_refused() {
        let text = |row: &str| {
            format!("hour,weight\n{row}\n{}", (1..24).map(|hour| format!("{hour},7\n")).collect::<String>())
        };
        assert!(told(read(&text("0,1,100"))).starts_with("line 2: 3 cells where the heading names 2; write weights"));
        assert!(read(&text("0,1,")).is_ok());
        // Behind a heading that ends in a comma as well.
        let ends = |row: &str| text(row).replace("hour,weight", "hour,weight,");
        assert!(told(read(&ends("0,1,5"))).starts_with("line 2: 3 cells where the heading names 2; write weights"));
        assert!(read(&ends("0,1,")).is_ok());
    }

    #[test]
    fn five_days_are_told_to_be_made_a_week() {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri"];
        let rows: String = (0..120).map(|at| format!("{},{},5\n", days[at / 24], at % 24)).collect();
        assert!(
            told(read(&format!("day,hour,requests\n{rows}")))
                .ends_with("add the 48 hours of Saturday and Sunday, each with 0 where there is no demand")
        );
        let weekend: String = (0..48).map(|at| format!("{},{},0\n", ["Sat", "Sun"][at / 24], at % 24)).collect();
        let found = read(&format!("day,hour,requests\n{rows}{weekend}")).unwrap();
        assert_eq!((found[119], found[120]), (5.0, 0.0));
    }

    #[test]
    fn a_file_beyond_a_year_of_minutes_is_refused() {
        assert_eq!(read(&"1\n".repeat(MOST_LINES + 1)), Err(ProfileError::Text(TextFault::TooMany)));
        assert_eq!(read(&",".repeat(MOST_CELLS + 1)), Err(ProfileError::Text(TextFault::TooMany)));
    }
}
