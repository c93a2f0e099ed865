//! [`Row`]: the lines of a profile with their cells, and whether the first of them is a heading.

use super::profile_error::{ProfileError, TextFault};
use super::{hours, named};
use crate::terms::row_start;

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

/// The lines that hold something; none behind one that is not readable.
pub(super) fn rows(text: &str, delimiter: u8) -> (Vec<Row>, Vec<ProfileError>) {
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
                return (
                    rows,
                    vec![ProfileError::Text(TextFault::Csv { line: error.position().map_or(0, csv::Position::line) })],
                );
            }
        }
    }
}

/// Whether the first line is a heading: one whose last cell is a word, or whose first one names times: what is behind it may be a
/// year. Above lines of hours it may be anything that is no number, as `2xx`.
pub(super) fn is_headed(rows: &[Row]) -> bool {
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

#[cfg(test)]
mod tests {
    use super::super::told::{read, told};

    #[test]
    fn comments_that_a_spreadsheet_put_in_quotes_are_passed_over() {
        let day: String = (0..24).map(|hour| format!("{hour};1\n")).collect();
        assert!(
            read(&format!("# ours\n\"# busy, of May\";\nhour;weight\n{day}\"# the end, \"\"or so\"\"\";\n")).is_ok()
        );
        assert!(read(&format!("{day} # x;1\n")).is_err());
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
