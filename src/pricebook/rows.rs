//! Reading a book's CSV tables row by row: by column name, with file and line in every fault.

use super::BookError;
use crate::terms::{Marks, nearest, trimmed};
use crate::units::Dec;

/// A table being read: its file name for messages and its columns.
pub(super) struct Table<'a> {
    file: &'a str,
    lines: Lines<'a>,
    /// For each wanted column, its place in the file.
    places: Vec<Option<usize>>,
    wanted: &'static [&'static str],
}

/// One row of a [`Table`].
pub(super) struct Row<'t> {
    file: &'t str,
    line: u64,
    cells: Cells<'t>,
    places: &'t [Option<usize>],
    wanted: &'static [&'static str],
}

impl<'a> Table<'a> {
    /// Opens a table that must have the columns `wanted`, of which those ending in `?` may be absent.
    ///
    /// # Errors
    /// A heading that lacks a column, has an unknown one, or has one twice.
    pub(super) fn open(file: &'a str, text: &'a str, wanted: &'static [&'static str]) -> Result<Table<'a>, BookError> {
        let mut lines = Lines::new(text);
        let names: Vec<&str> = wanted.iter().map(|name| name.trim_end_matches('?')).collect();
        let fault = |message: String| BookError::Row { file: file.to_owned(), line: 1, message };
        let heading = lines.next(file)?.map(|(_, cells)| cells);
        let header: Vec<&str> = heading.iter().flat_map(|cells| cells.iter()).collect();
        for (index, name) in header.iter().enumerate() {
            if !names.contains(name) {
                let hint = nearest(name, names.iter().copied());
                let hint = hint.first().map_or_else(String::new, |near| format!("; did you mean {near}?"));
                return Err(fault(format!("unknown column {name:?}{hint}")));
            }
            if header[..index].contains(name) {
                return Err(fault(format!("column {name:?} stands twice")));
            }
        }
        let places: Vec<Option<usize>> =
            names.iter().map(|name| header.iter().position(|column| column == name)).collect();
        for (place, name) in places.iter().zip(wanted) {
            if place.is_none() && !name.ends_with('?') {
                return Err(fault(format!("column {name:?} is missing")));
            }
        }
        Ok(Table { file, lines, places, wanted })
    }

    /// The next row, or `None` at the end.
    ///
    /// # Errors
    /// A row with too few or too many cells, or text that is not UTF-8.
    pub(super) fn next(&mut self) -> Result<Option<Row<'_>>, BookError> {
        let Some((line, cells)) = self.lines.next(self.file)? else { return Ok(None) };
        Ok(Some(Row { file: self.file, line, cells, places: &self.places, wanted: self.wanted }))
    }
}

/// A table's rows, its heading first; blank lines and comments are passed over.
enum Lines<'a> {
    /// Without quotes: what a start of the program reads, and quickly.
    Plain { text: &'a str, marks: Marks<'a>, next: usize, line: u64, cells: Vec<&'a str>, width: usize },
    /// With quotes, line breaks in them too.
    Quoted { text: &'a str, reader: Box<csv::Reader<&'a [u8]>>, record: csv::StringRecord },
}

/// A row's cells.
enum Cells<'t> {
    Plain(&'t [&'t str]),
    Quoted(&'t csv::StringRecord),
}

impl<'t> Cells<'t> {
    fn get(&self, place: usize) -> Option<&'t str> {
        match self {
            Cells::Plain(cells) => cells.get(place).copied(),
            Cells::Quoted(record) => record.get(place),
        }
    }

    fn iter(&self) -> impl Iterator<Item = &'t str> {
        (0..).map_while(|place| self.get(place))
    }
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Lines<'a> {
        let bytes = text.as_bytes();
        if memchr::memchr2(b'"', b'\r', bytes).is_none() && !text.starts_with('\u{feff}') {
            let marks = Marks::new(bytes, b',');
            return Lines::Plain { text, marks, next: 0, line: 0, cells: Vec::new(), width: 0 };
        }
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).comment(Some(b'#')).flexible(false);
        Lines::Quoted { text, reader: Box::new(builder.from_reader(bytes)), record: csv::StringRecord::new() }
    }

    /// The line of the next row and its cells.
    fn next(&mut self, file: &str) -> Result<Option<(u64, Cells<'_>)>, BookError> {
        match self {
            Lines::Plain { text, marks, next, line, cells, width } => loop {
                let bytes = text.as_bytes();
                if *next >= bytes.len() {
                    return Ok(None);
                }
                cells.clear();
                let (row, mut cell) = (*next, *next);
                let end = loop {
                    match marks.next() {
                        Some(at) if bytes[at] != b'\n' => {
                            cells.push(&text[cell..at]);
                            cell = at + 1;
                        }
                        end => break end.unwrap_or(bytes.len()),
                    }
                };
                cells.push(&text[cell..end]);
                (*next, *line) = (end + 1, *line + 1);
                if row == end || bytes[row] == b'#' {
                    continue;
                }
                if *width == 0 {
                    *width = cells.len();
                }
                if cells.len() != *width {
                    let message = unequal(cells.len() as u64, *width as u64);
                    return Err(BookError::Row { file: file.to_owned(), line: *line, message });
                }
                return Ok(Some((*line, Cells::Plain(cells))));
            },
            Lines::Quoted { text, reader, record } => match reader.read_record(record) {
                Ok(false) => Ok(None),
                Ok(true) => Ok(Some((line_before(text, reader.position()), Cells::Quoted(record)))),
                Err(error) => Err(csv_fault(file, &error)),
            },
        }
    }
}

impl Row<'_> {
    /// The line of the file, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The cell of the `column`-th wanted column; empty when the file has no such column.
    pub(super) fn text(&self, column: usize) -> &str {
        self.places[column].and_then(|place| self.cells.get(place)).map_or("", trimmed)
    }

    /// A cell that must not be empty.
    ///
    /// # Errors
    /// An empty cell.
    pub(super) fn required(&self, column: usize) -> Result<&str, BookError> {
        match self.text(column) {
            "" => Err(self.fault(column, "must not be empty")),
            text => Ok(text),
        }
    }

    /// A number, which must not be negative.
    ///
    /// # Errors
    /// Text that is not a plain decimal number.
    pub(super) fn number(&self, column: usize) -> Result<Dec, BookError> {
        match self.text(column).parse::<Dec>() {
            Ok(number) if !number.is_negative() => Ok(number),
            Ok(_) => Err(self.fault(column, "must not be negative")),
            Err(error) => Err(self.fault(column, &format!("{error}; write it plainly, as 0.0000166667"))),
        }
    }

    /// A number that may have a percent sign behind it.
    ///
    /// # Errors
    /// Text that is no such number.
    pub(super) fn percent(&self, column: usize) -> Result<Dec, BookError> {
        let text = self.text(column);
        match text.strip_suffix('%').map(|number| number.trim_end().parse::<Dec>()) {
            Some(Ok(number)) if !number.is_negative() => Ok(number),
            Some(_) => Err(self.fault(column, "is no percentage; write 12 or 12% for twelve percent")),
            None => self.number(column),
        }
    }

    /// A number, or `None` where the cell is empty.
    ///
    /// # Errors
    /// Text that is neither empty nor a number.
    pub(super) fn optional_number(&self, column: usize) -> Result<Option<Dec>, BookError> {
        if self.text(column).is_empty() { Ok(None) } else { self.number(column).map(Some) }
    }

    /// `true` or `false`; an empty cell is false.
    ///
    /// # Errors
    /// Any other text.
    pub(super) fn flag(&self, column: usize) -> Result<bool, BookError> {
        match self.text(column) {
            "true" => Ok(true),
            "" | "false" => Ok(false),
            _ => Err(self.fault(column, "must be true or false")),
        }
    }

    /// A date: `2026-09-19`, `2026-09` or `2026`.
    ///
    /// # Errors
    /// Any other text.
    pub(super) fn date(&self, column: usize) -> Result<&str, BookError> {
        let text = self.text(column);
        if is_date(text) { Ok(text) } else { Err(self.fault(column, "must be a date such as 2026-09-19")) }
    }

    /// A fault in one cell of this row.
    pub(super) fn fault(&self, column: usize, message: &str) -> BookError {
        let name = self.wanted[column].trim_end_matches('?');
        self.row_fault(format!("{name} {:?} {message}", self.text(column)))
    }

    /// A fault of this row as a whole.
    pub(super) fn row_fault(&self, message: String) -> BookError {
        BookError::Row { file: self.file.to_owned(), line: self.line, message }
    }
}

/// The line of the row that ends at a position: the reader's own line of a row stands before skipped comments.
fn line_before(text: &str, end: &csv::Position) -> u64 {
    let byte = usize::try_from(end.byte()).unwrap_or(usize::MAX);
    let ended = byte.checked_sub(1).and_then(|at| text.as_bytes().get(at)) == Some(&b'\n');
    end.line() - u64::from(ended)
}

/// Whether a text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize, most: u32| {
        let part = &bytes[from..to];
        let value = part.iter().fold(0, |sum, byte| sum * 10 + u32::from(byte.wrapping_sub(b'0')));
        part.iter().all(u8::is_ascii_digit) && (1..=most).contains(&value)
    };
    match bytes.len() {
        4 => number(0, 4, 9_999),
        7 => number(0, 4, 9_999) && bytes[4] == b'-' && number(5, 7, 12),
        10 => bytes[4] == b'-' && bytes[7] == b'-' && number(0, 4, 9_999) && number(5, 7, 12) && number(8, 10, 31),
        _ => false,
    }
}

fn unequal(found: u64, expected: u64) -> String {
    format!("{found} cells where the heading has {expected}")
}

fn csv_fault(file: &str, error: &csv::Error) -> BookError {
    let line = error.position().map_or(0, csv::Position::line);
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => unequal(*len, *expected_len),
        csv::ErrorKind::Utf8 { .. } => "not UTF-8 text".to_owned(),
        _ => error.to_string(),
    };
    BookError::Row { file: file.to_owned(), line, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_years_months_or_days() {
        for good in ["2026", "2026-09", "2026-09-19"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "26", "2026-13", "2026-00", "2026-9", "2026-09-32", "2026/09/19", "yesterday", "202é-09"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
