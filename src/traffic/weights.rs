//! From a profile's text to the weights of its hours.

use super::WEEK_HOURS;
use super::hours::{self, DAY_HOURS};
use super::profile_error::ProfileError;
use super::profile_note::ProfileNote;
use super::{
    beside, by_number, counter, cut_hours, date_forms, demand_column, ends, even, finer, named, preamble, quotes,
    separator, series, total_line, trailing_zeros, week_start,
};
use crate::terms::{row_start, thousands};

/// More lines than a year has minutes are refused, and cells that would fill memory.
const MOST_LINES: usize = 600_000;
const MOST_CELLS: usize = 2_000_000;

/// A line with its cells, at least one of which holds something.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

impl Row {
    /// A cell; none where it is empty or the line is shorter.
    pub(super) fn cell(&self, at: usize) -> Option<&str> {
        self.cells.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The last cell that holds something.
    pub(super) fn last(&self) -> usize {
        (0..self.cells.len()).rev().find(|at| self.cell(*at).is_some()).unwrap_or(0)
    }
}

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
        return Err(ProfileError::Json);
    }
    let delimiter = separator::delimiter(text);
    let count = |sign: u8| memchr::memchr_iter(sign, text.as_bytes()).count();
    if count(b'\n') > MOST_LINES || count(delimiter) > MOST_CELLS {
        return Err(ProfileError::TooMany);
    }
    let (mut rows, mut faults) = rows(text, delimiter);
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
    // One cell may be the same word in many lines.
    let again = heading.as_ref().filter(|heading| heading.last() > 0);
    if let Some(again) = again.and_then(|heading| rows.iter().find(|row| row.cells == heading.cells)) {
        return Err(ProfileError::HeadingAgain { line: again.line });
    }
    // The last column, and the same one of every line: a line without a weight must not lend it its hour.
    let mut column = match &heading {
        Some(heading) => heading.last(),
        None => rows.iter().map(Row::last).max().unwrap_or(0),
    };
    if let Some(heading) = &heading {
        let width = heading.cells.len();
        let beyond = rows.iter().map(|row| (row.line, row.last() + 1)).filter(|(_, found)| *found > width);
        faults.extend(beyond.map(|(line, found)| ProfileError::Beyond { line, found, width }));
    }
    take_percent_signs(&mut rows, column);
    if let Some(blanks) = separator::blanks(&rows, column) {
        return Err(blanks);
    }
    let separated = separator::faults(heading.as_ref(), &rows, column, delimiter);
    if !separated.is_empty() {
        faults.extend(separated);
        return Err(one_of(faults));
    }
    if let Some(fault) = heading.as_ref().and_then(|heading| named::no_hours(heading, &rows, column)) {
        return Err(fault);
    }
    beside::take_named_days(heading.as_mut(), &mut rows, &mut column);
    beside::put_days_first(heading.as_mut(), &mut rows, column);
    by_number::put_hours_first(heading.as_mut(), &mut rows, column);
    by_number::part_digits(&mut rows, column);
    ends::put_start_first(heading.as_mut(), &mut rows, column);
    if let Some(several) = series::fault(heading.as_ref(), &rows, column) {
        return Err(several);
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
                let dated = hours::have_dates(&rows, column);
                return Err(fault.unwrap_or(ProfileError::Length { found, dated }));
            }
        },
    };
    demand_column::check(heading.as_ref(), &rows, column, marks)?;
    let of_week = (cycle == WEEK_HOURS).then(|| week_start::fault(heading.as_ref(), text, &rows, column));
    if let Some(other) = of_week.flatten() {
        return Err(other);
    }
    let in_time = hours::in_time(&rows, column, &places, &weights);
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
    let one_day = hours::only_day(&rows, column).filter(|_| cycle == DAY_HOURS);
    let is_counter = is_counter.then_some(ProfileNote::Counter);
    let (zeros, cut) = (trailing_zeros::note(&in_time), cut_hours::note(&rows, &in_time, cycle));
    let notes = [one_day, is_counter, zeros, cut, missing_steps].into_iter().flatten().collect();
    Ok(Weights { hours, notes })
}

/// The only fault, or all of them.
fn one_of(mut faults: Vec<ProfileError>) -> ProfileError {
    if faults.len() == 1 { faults.remove(0) } else { ProfileError::Lines(faults) }
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
    let (mut counted, mut line) = (0, 1);
    // One record for all: a new one would be as wide as the widest line so far.
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return (rows, Vec::new()),
            Ok(true) => {
                // To the reader blank lines and comments above a row belong to it.
                let start = record.position().map_or(counted, |position| row_start(text, position.byte() as usize));
                let start = start.max(counted);
                line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..start]).count() as u64;
                counted = start;
                let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
                // Without quotes the reader passes over it: this is what spreadsheets make of a comment with commas.
                let is_comment = record.get(0).is_some_and(|cell| cell.starts_with('#'));
                if !is_comment && cells.iter().any(|cell| !cell.is_empty()) {
                    rows.push(Row { line, cells });
                }
            }
            Err(error) => {
                return (rows, vec![ProfileError::Csv { line: error.position().map_or(0, csv::Position::line) }]);
            }
        }
    }
}

/// Whether the first line is a heading: one whose last cell is a word, or whose first one names times: what is behind it may be a
/// year. Above lines of hours it may be anything that is no number, as `2xx`.
fn is_headed(rows: &[Row]) -> bool {
    let Some(row) = rows.first() else { return false };
    let last = row.cell(row.last()).unwrap_or_default();
    let is_word = last.starts_with(char::is_alphabetic) && last.parse::<f64>().is_err();
    let says_when = |row: &Row| row.cell(0).is_some_and(hours::is_hour);
    let stands_above_hours = || {
        last.contains(char::is_alphabetic)
            && row.cell(0).is_some_and(|cell| cell.starts_with(char::is_alphabetic))
            && !says_when(row)
            && rows.get(1).is_some_and(says_when)
    };
    is_word || row.last() > 0 && (row.cell(0).is_some_and(named::is_named_time) || stands_above_hours())
}

/// Takes the percent signs of weights away where all of them have one: only their proportions count.
fn take_percent_signs(rows: &mut [Row], column: usize) {
    let number = |cell: &str| {
        let number = cell.strip_suffix('%')?.trim_end();
        number.ends_with(|c: char| c.is_ascii_digit()).then(|| number.to_owned())
    };
    let Some(numbers) = rows.iter().map(|row| row.cell(column).and_then(number)).collect::<Option<Vec<_>>>() else {
        return;
    };
    for (row, number) in rows.iter_mut().zip(numbers) {
        row.cells[column] = number;
    }
}

/// What commas and points in weights are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// Commas stand between cells: there is none in a weight.
    between_cells: bool,
    /// A weight shows that commas separate decimals: `0,5`.
    decimal_commas: bool,
    /// Points separate decimals in all weights or in none: those in some, always before three digits, leave it open.
    points_in_some: bool,
}

impl Marks {
    fn of(rows: &[Row], column: usize, delimiter: u8) -> Marks {
        let between_cells = delimiter == b',';
        let cells = || rows.iter().filter_map(|row| row.cell(column)).filter(|cell| *cell != "0");
        let shows = |cell: &str| {
            cell.split_once(',').is_some_and(|(whole, decimals)| decimals.len() != 3 || whole.starts_with('0'))
        };
        let has_point = |cell: &&str| cell.contains('.');
        let points_in_some = cells().any(|cell| !cell.contains('.'))
            && cells().any(|cell| is_group(cell, '.'))
            && cells().filter(has_point).all(|cell| is_group(cell, '.'));
        Marks { between_cells, decimal_commas: !between_cells && cells().any(shows), points_in_some }
    }

    /// Why a cell may be thousands as well as decimals, where it may: `1.500`, and `1,500` where no other weight tells.
    fn leave_open(self, cell: &str) -> Option<&'static str> {
        let (point, comma) = (is_group(cell, '.'), is_group(cell, ',') && !self.decimal_commas);
        match self.between_cells {
            true => (point && self.points_in_some).then_some("other weights have neither"),
            false => (point || comma).then_some("this file's cells do not stand between commas"),
        }
    }

    pub(super) fn number(self, cell: &str) -> Option<f64> {
        let mut commas = cell.match_indices(',');
        match (commas.next(), commas.next()) {
            (Some(_), None) if !self.between_cells && !cell.contains('.') => cell.replace(',', ".").parse().ok(),
            // Two leave nothing open.
            (Some(_), Some(_)) if are_thousands(cell) => cell.replace(',', "").parse().ok(),
            _ => cell.parse().ok(),
        }
    }
}

/// Whether commas stand between the thousands of a number.
fn are_thousands(cell: &str) -> bool {
    let is_group = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = cell.split_once('.').map_or(cell, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|first| first.len() < 4 && first.bytes().all(|byte| byte.is_ascii_digit()));
    first && !whole.starts_with(',') && groups.all(is_group)
}

/// Whether a mark in a number stands where one between thousands would.
fn is_group(cell: &str, mark: char) -> bool {
    thousands(cell, mark).is_some_and(|(.., suffix)| suffix.is_empty())
}

/// A row's weight.
fn weight(row: &Row, column: usize, marks: Marks) -> Result<f64, ProfileError> {
    let cell = row.cell(column).unwrap_or_default();
    let shown = || cell.chars().take(40).collect();
    if let Some(why) = marks.leave_open(cell) {
        return Err(ProfileError::Grouped { line: row.line, cell: shown(), why });
    }
    let number = marks.number(cell).filter(|weight| weight.is_finite() && *weight >= 0.0);
    number.ok_or_else(|| ProfileError::Weight { line: row.line, cell: shown() })
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, told};
    use super::*;

    #[test]
    fn thousands_between_commas_are_read_where_there_are_two() {
        let hours = day_of(|hour| format!("{hour},\"1,2{hour:02},000\"")).unwrap();
        assert_eq!((hours[0], hours[23]), (1_200_000.0, 1_223_000.0));
        assert!(day_of(|hour| format!("{hour},\"1,2{hour:02},00\"")).is_err());
    }

    #[test]
    fn percents_are_read_where_all_weights_are_some() {
        assert_eq!(day_of(|hour| format!("{hour},{hour}.5%")).unwrap()[5], 5.5);
        assert_eq!(day_of(|hour| format!("{hour}.5 %")).unwrap()[5], 5.5);
        let german: String = (0..24).map(|hour| format!("{hour};{hour},25%\n")).collect();
        assert_eq!(read(&format!("hour;share\n{german}")).unwrap()[5], 5.25);
        let mixed = told(day_of(|hour| if hour == 5 { "5,1".to_owned() } else { format!("{hour},4.17%") }));
        assert!(mixed.starts_with("line 1: \"4.17%\" is not a weight; write 4.17; line 2"), "{mixed}");
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
    fn comments_that_a_spreadsheet_put_in_quotes_are_passed_over() {
        let day: String = (0..24).map(|hour| format!("{hour};1\n")).collect();
        assert!(
            read(&format!("# ours\n\"# busy, of May\";\nhour;weight\n{day}\"# the end, \"\"or so\"\"\";\n")).is_ok()
        );
        assert!(read(&format!("{day} # x;1\n")).is_err());
    }

    #[test]
    fn cells_beyond_the_heading_are_refused() {
        let text = |row: &str| {
            format!("hour,weight\n{row}\n{}", (1..24).map(|hour| format!("{hour},7\n")).collect::<String>())
        };
        assert!(
            told(read(&text("0,1,100"))).starts_with("line 2: 3 cells where the heading has 2; write weights without")
        );
        assert!(read(&text("0,1,")).is_ok());
    }

    #[test]
    fn decimal_commas_are_read_between_semicolons_and_refused_between_commas() {
        let found = day_of(|hour| format!("{hour};{hour},25")).unwrap();
        assert_eq!((found[0], found[23]), (0.25, 23.25));
        assert_eq!(day_of(|hour| format!("{hour}\t{hour}.5")).unwrap()[3], 3.5);
        assert!(told(day_of(|_| "0,5".to_owned())).contains("line 2: hour 0"));
        // One and a half, or one thousand five hundred.
        let grouped = told(day_of(|hour| format!("{hour};1.500")));
        assert!(grouped.starts_with("line 1: \"1.500\" may be 1500 or 1.5000"), "{grouped}");
        assert!(day_of(|hour| format!("{hour};0.500")).is_ok());
        let mixed = |other: &str| day_of(|hour| format!("{hour};{}", if hour == 5 { "1,500" } else { other }));
        assert!(told(mixed("900")).starts_with("line 6: \"1,500\" may be 1500 or 1.5000"));
        assert_eq!(mixed("0,5").unwrap()[5], 1.5);
    }

    #[test]
    fn points_in_some_weights_may_separate_thousands() {
        let mixed = |other: &str| day_of(|hour| format!("{hour},{}", if hour == 8 { "1.058" } else { other }));
        let told = told(mixed("950"));
        assert!(told.starts_with("line 9: \"1.058\" may be 1058 or 1.0580, as other weights have neither"), "{told}");
        // All the same or all a thousand times as much is one shape; other decimals show what a point is.
        assert!(mixed("2.500").is_ok() && mixed("0.950").is_ok() && mixed("0").is_ok());
        assert_eq!(mixed("950.5").unwrap()[8], 1.058);
    }

    #[test]
    fn weights_in_one_line_are_told_to_stand_in_lines() {
        let numbers: Vec<String> = (0..24).map(|hour| hour.to_string()).collect();
        for text in [numbers.join(","), numbers.join(";")] {
            let found = told(read(&text));
            assert!(found.contains("numbers stand in one line; write one weight a line"), "{found}");
        }
    }

    #[test]
    fn a_line_without_a_weight_does_not_lend_it_its_hour() {
        let gap = |row: fn(usize) -> String| {
            told(read(&format!("hour,weight,errors\n{}", (0..24).map(|hour| row(hour) + "\n").collect::<String>())))
        };
        assert_eq!(
            gap(|hour| format!("{hour},2,{}", if hour == 5 { "" } else { "1" })),
            "line 7: \"errors\" has no number, and \"weight\" has one in every line; the last column must be the demand: write 0 for an \
             hour without any, or remove \"errors\" where \"weight\" is the demand"
        );
        let short = told(day_of(|hour| if hour == 5 { "5,".to_owned() } else { format!("{hour},2") }));
        assert!(short.starts_with("line 6: there is no weight"), "{short}");
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

    #[test]
    fn a_file_beyond_a_year_of_minutes_is_refused() {
        assert_eq!(read(&"1\n".repeat(MOST_LINES + 1)), Err(ProfileError::TooMany));
        assert_eq!(read(&",".repeat(MOST_CELLS + 1)), Err(ProfileError::TooMany));
    }

    #[test]
    fn headings_are_told_from_lines() {
        let week: String =
            (0..168).map(|hour| format!("2026-09-{:02}T{:02}:00,{hour}\n", 7 + hour / 24, hour % 24)).collect();
        for heading in ["timestamp,2xx", "timestamp,200", "@timestamp,200", "wann,2xx", "time,n"] {
            assert_eq!(read(&format!("{heading}\n{week}")).unwrap()[5], 5.0, "{heading}");
        }
        let (first, second) = week.split_at(week.len() / 2);
        let (end, begin) = second.split_once('\n').unwrap();
        let again = read(&format!("time,n\n{first}{end}\ntime,n\n{begin}"));
        assert!(told(again).ends_with(" is the heading once more; remove it"));
    }
}
