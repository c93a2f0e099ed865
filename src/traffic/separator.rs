//! What separates the cells of a profile, and lines with another separator than the others.

use super::hours;
use super::preamble;
use super::profile_error::{ProfileError, TextFault};
use super::rows::Row;
use super::written;
use crate::terms::{SEPARATORS, cells_between};

/// What stands between the cells: the sign that cuts the heading, which is the line above the first that ends in a number, into as
/// many cells as the line below it. Titles further up may have any sign, and the heading's names some that cut no line of values.
pub(super) fn delimiter(text: &str) -> u8 {
    let says = |line: &&str| !line.trim().is_empty() && !line.trim_start_matches('"').starts_with('#');
    let lines = || text.lines().filter(says).take(preamble::MOST + 1);
    let is_row = |line: &str| {
        let last = line.trim_end().rsplit(is_separator).next().unwrap_or_default();
        last.trim_matches([' ', '"']).parse::<f64>().is_ok()
    };
    let found = lines().position(is_row);
    let above = found.unwrap_or_default().saturating_sub(1);
    let heading = lines().nth(above).unwrap_or_default();
    // Behind the values may stand words in every line.
    let values = lines().nth(found.unwrap_or(1)).unwrap_or(heading);
    let count = |line: &str, sign: u8| cells_between(line.as_bytes(), |byte| byte == sign).count();
    let has = |line: &str, sign: u8| count(line, sign) > 1;
    // Empty cells at the end of a line are none of its own.
    let cells = |line: &str, sign: u8| count(line.trim_end_matches([char::from(sign), ' ', '\r']), sign);
    // Commas may separate decimals; bars in a heading with commas are part of a name, and those around a table drawn.
    let is_drawn = has(heading, b',') || heading.starts_with('|');
    let is_other = |sign: &u8| *sign != b',' && has(heading, *sign) && !(*sign == b'|' && is_drawn);
    let others = || SEPARATORS.iter().map(|(sign, _)| *sign).filter(is_other);
    let alike = others().find(|sign| has(values, *sign) && cells(heading, *sign) == cells(values, *sign));
    // A line of values with another separator than the heading is told, and one with none is a weight alone.
    let differs = || others().next().filter(|_| !has(heading, b',') && values.contains(is_separator));
    alike.or_else(differs).unwrap_or(b',')
}

fn is_separator(sign: char) -> bool {
    SEPARATORS.iter().any(|(separator, _)| char::from(*separator) == sign)
}

/// Lines between whose cells another separator stands than the one of the heading, or of the lines above them; where most lines
/// have it, the heading or those above them are the ones that differ.
pub(super) fn faults(heading: Option<&Row>, rows: &[Row], column: usize, delimiter: u8) -> Vec<ProfileError> {
    let Some(theirs) = SEPARATORS.iter().find(|(sign, _)| *sign == delimiter).map(|(_, name)| *name) else {
        return Vec::new();
    };
    let is_between = |sign: u8, row: &Row| is_row_between(sign, row, column, delimiter);
    let is_other = |sign: u8| move |row: &&Row| sign != delimiter && column > 0 && is_between(sign, row);
    let counts = SEPARATORS.iter().map(|(sign, its)| (rows.iter().filter(is_other(*sign)).count(), *sign, *its));
    let Some((count, sign, its)) = counts.filter(|(count, ..)| *count > 0).max_by_key(|(count, ..)| *count) else {
        return Vec::new();
    };
    let fault = |line, its, others, theirs| ProfileError::Text(TextFault::Separator { line, its, others, theirs });
    if count * 2 > rows.len() {
        let differ = heading.into_iter().chain(rows.iter().filter(|row| !is_between(sign, row)));
        return differ.map(|row| fault(row.line, theirs, "the other lines", its)).collect();
    }
    let others = if heading.is_some() { "the heading" } else { "the other lines" };
    rows.iter().filter(is_other(sign)).map(|row| fault(row.line, its, others, theirs)).collect()
}

/// That lines have blanks between an hour and its demand, in whichever order, and no separator: what `uniq -c` writes.
pub(super) fn blanks(rows: &[Row], column: usize) -> Option<ProfileError> {
    if column > 0 || rows.iter().filter(|row| Parts::of(row).is_some()).count() * 2 <= rows.len() {
        return None;
    }
    // Of two numbers that may both be hours those are that count up.
    let counts = |number: fn(&Parts) -> Option<usize>| {
        rows.iter()
            .enumerate()
            .all(|(place, row)| Parts::of(row).and_then(|parts| number(&parts)) == Some(place % hours::DAY_HOURS))
    };
    let (row, parts) = rows.iter().find_map(|row| Some((row, Parts::of(row)?)))?;
    let is_first = parts.demand_first && !(parts.demand_last && counts(|parts| parts.begin.parse().ok()));
    let write =
        if is_first { format!("{},{}", parts.rest, parts.first) } else { format!("{},{}", parts.begin, parts.last) };
    let cell = hours::shortened(row.cell(0).unwrap_or_default());
    Some(ProfileError::Text(TextFault::Blanks { line: row.line, cell, write: hours::shortened(&write) }))
}

/// A line that is cut at its first and at its last blank.
struct Parts<'a> {
    first: &'a str,
    rest: &'a str,
    begin: &'a str,
    last: &'a str,
    demand_first: bool,
    demand_last: bool,
}

impl<'a> Parts<'a> {
    fn of(row: &'a Row) -> Option<Parts<'a>> {
        let cell = row.cell(0).filter(|_| row.last() == 0)?;
        let ((first, rest), (begin, last)) = cell.split_once(' ').zip(cell.rsplit_once(' '))?;
        let (rest, begin) = (rest.trim(), begin.trim());
        let demand_first = is_demand(first) && written::says_hour(rest);
        let demand_last = is_demand(last) && written::says_hour(begin);
        (demand_first || demand_last).then_some(Parts { first, rest, begin, last, demand_first, demand_last })
    }
}

fn is_demand(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok()
}

/// Whether a line is a row with this separator, and none as its cells are by that of the file: its weight stands behind one.
fn is_row_between(sign: u8, row: &Row, column: usize, delimiter: u8) -> bool {
    let Some(first) = row.cell(0) else { return false };
    let cells: Vec<&str> = first.split(char::from(sign)).map(str::trim).collect();
    let has_weight = |at: usize| cells.get(at).is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    match row.last() {
        0 => has_weight(column),
        // A decimal comma cuts it once more, where commas cut and what is before it is no hour.
        _ if delimiter != b',' || written::says_hour(first) => false,
        _ => hours::is_hour(cells[0]) && cells.len() == column + 1 && cells[column].parse::<f64>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::{day_of, read, told};

    #[test]
    fn lines_with_another_separator_are_told() {
        let text = |heading: &str, row: &dyn Fn(usize) -> String| {
            told(read(&format!("{heading}\n{}", (0..24).map(|hour| row(hour) + "\n").collect::<String>())))
        };
        let at_five = |hour: usize, sign: char, other: char| format!("{hour}{}7", if hour == 5 { other } else { sign });
        assert_eq!(
            text("hour,weight", &|hour| at_five(hour, ',', ';')),
            "line 7: the line is separated with semicolons, the heading with commas; put commas between its cells"
        );
        assert_eq!(
            text("hour;weight", &|hour| at_five(hour, ';', ',')),
            "line 7: the line is separated with commas, the heading with semicolons; put semicolons between its cells"
        );
        assert_eq!(
            told(day_of(|hour| at_five(hour, ',', '\t'))),
            "line 6: the line is separated with tabs, the other lines with commas; put commas between its cells"
        );
        // 6,5 is six and a half.
        let cut = text("hour,weight", &|hour| if hour == 5 { "5;6,5".to_owned() } else { format!("{hour},7") });
        assert!(cut.starts_with("line 7: the line is separated with semicolons"), "{cut}");
        let heading = "line 1: the line is separated with commas, the other lines with semicolons; put semicolons between its cells";
        assert_eq!(text("hour,weight", &|hour| format!("{hour};7")), heading);
        assert_eq!(told(day_of(|hour| if hour == 0 { "0,7".to_owned() } else { format!("{hour};7") })), heading);
        // Where the file's own separator leaves an hour whole, other signs in it are its own.
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let rows: String = (0..168).map(|at| format!("{}, {};{at}\n", days[at / 24], at % 24)).collect();
        assert_eq!(read(&format!("hour;weight\n{rows}")).unwrap()[167], 167.0);
        for sign in [',', '|'] {
            let rows: String = (0..168).map(|at| format!("{}{sign}{};{at}\n", at / 24, at % 24)).collect();
            assert_eq!(read(&format!("hour;weight\n{rows}")).unwrap()[25], 25.0, "{sign}");
        }
        // A day with its comma in quotes is one cell.
        assert!(day_of(|hour| format!("\"Mon, {hour}:00\",7")).is_ok());
        assert_eq!(
            read(&("hour|weight\n".to_owned() + &(0..24).map(|hour| format!("{hour}|{hour}\n")).collect::<String>()))
                .unwrap()[5],
            5.0
        );
    }

    #[test]
    fn signs_in_the_names_of_a_heading_separate_nothing() {
        for heading in [
            "\"Hour; local\",requests",
            "hour (local; 24h),requests",
            "hour,Requests;total",
            "hour,requests [a;b]",
            "hour,\"requests | all\"",
        ] {
            let day = |end: &str| {
                let rows: String =
                    (0..24).map(|hour| format!("{hour},{}{end}\n", if hour == 2 { 9000 } else { 10 })).collect();
                read(&format!("{heading}{end}\n{rows}")).unwrap()
            };
            assert_eq!((day("")[1], day("")[2]), (10.0, 9000.0), "{heading}");
            assert_eq!(day(",")[2], 9000.0, "{heading}");
        }
        let rows: String = (0..24).map(|hour| format!("{hour};{hour},5\n")).collect();
        for heading in [
            "hour;\"requests, all\";",
            "hour;\"requests, all\"",
            "hour;requests (a, b)",
            "hour;requests;",
            "\"hour; local\";n",
        ] {
            assert_eq!(read(&format!("{heading}\n{rows}")).unwrap()[3], 3.5, "{heading}");
        }
        assert_eq!(read(&format!("requests; all\n{}", "3\n".repeat(24))).unwrap(), [3.0; 24]);
    }

    #[test]
    fn blanks_in_place_of_a_separator_are_told() {
        let fault = |cell: &str, write: &str| {
            format!(
                "line 1: {cell:?}: the hour and its demand are separated with blanks; put a comma between them, the demand last, as in \
                 {write}"
            )
        };
        for (row, cell, write) in [
            (
                (|hour| format!("   1000 2026-09-07T{hour:02}")) as fn(usize) -> String,
                "1000 2026-09-07T00",
                "2026-09-07T00,1000",
            ),
            (|hour| format!("2026-09-07T{hour:02}:00 100"), "2026-09-07T00:00 100", "2026-09-07T00:00,100"),
            (|hour| format!("2026-09-07 {hour:02}:00  100"), "2026-09-07 00:00  100", "2026-09-07 00:00,100"),
            (|hour| format!("{hour} 7"), "0 7", "0,7"),
            (|hour| format!("7 {hour:02}"), "7 00", "00,7"),
        ] {
            assert_eq!(told(day_of(row)), fault(cell, write));
        }
        // Lines of hours without any demand.
        assert!(!told(day_of(|hour| format!("2026-09-07 {hour:02}"))).contains("blanks"));
    }
}
