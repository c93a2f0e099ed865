//! A price table's rows as cells, with the byte and the line in which each begins.

use crate::terms::{Marks, RowLocation};

/// A table's rows, its heading first; blank lines and comments are passed over.
pub(super) enum Lines<'a> {
    /// Without quotes: what a start of the program reads, and quickly.
    Plain { text: &'a str, marks: Marks<'a>, next: usize, line: u64, cells: Vec<&'a str> },
    /// With quotes, line breaks in them too. `last` is where the last row begins: its byte and its line.
    Quoted { text: &'a str, reader: Box<csv::Reader<&'a [u8]>>, record: csv::StringRecord, last: (usize, u64) },
}

/// A row's cells.
pub(super) enum Cells<'t> {
    Plain(&'t [&'t str]),
    Quoted(&'t csv::StringRecord),
}

impl<'t> Cells<'t> {
    pub(super) fn get(&self, place: usize) -> Option<&'t str> {
        match self {
            Cells::Plain(cells) => cells.get(place).copied(),
            Cells::Quoted(record) => record.get(place),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Cells::Plain(cells) => cells.len(),
            Cells::Quoted(record) => record.len(),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'t str> {
        (0..).map_while(|place| self.get(place))
    }
}

impl<'a> Lines<'a> {
    /// The rows of a text that begins with no mark of byte order.
    pub(super) fn new(text: &'a str) -> Lines<'a> {
        let bytes = text.as_bytes();
        if memchr::memchr2(b'"', b'\r', bytes).is_none() {
            return Lines::Plain { text, marks: Marks::new(bytes, b','), next: 0, line: 0, cells: Vec::new() };
        }
        let mut builder = csv::ReaderBuilder::new();
        let reader = builder.has_headers(false).comment(Some(b'#')).flexible(true).from_reader(bytes);
        Lines::Quoted { text, reader: Box::new(reader), record: csv::StringRecord::new(), last: (0, 1) }
    }

    /// Goes to the next row: the byte and the line in which it begins, or `None` at the end.
    pub(super) fn advance(&mut self) -> Option<(usize, u64)> {
        match self {
            Lines::Plain { text, marks, next, line, cells } => loop {
                let bytes = text.as_bytes();
                if *next >= bytes.len() {
                    return None;
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
                if row != end && bytes[row] != b'#' {
                    return Some((row, *line));
                }
            },
            Lines::Quoted { text, reader, record, last } => loop {
                let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
                // Rows of any width from UTF-8 in memory: there is nothing that reading one could fail on.
                if !reader.read_record(record).unwrap_or(false) {
                    return None;
                }
                *last = RowLocation::find_after(text, *last, from, b',').start();
                // What spreadsheets make of a comment with commas: its cell in quotes, and empty ones behind it.
                let is_comment = record.get(0).is_some_and(|cell| cell.starts_with('#'));
                if !is_comment || record.iter().skip(1).any(|cell| !cell.is_empty()) {
                    return Some(*last);
                }
            },
        }
    }

    /// The cells of the row that was gone to last.
    pub(super) fn cells(&self) -> Cells<'_> {
        match self {
            Lines::Plain { cells, .. } => Cells::Plain(cells),
            Lines::Quoted { record, .. } => Cells::Quoted(record),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, u64, Vec<String>)> {
        let mut lines = Lines::new(text);
        let mut rows = Vec::new();
        while let Some((byte, line)) = lines.advance() {
            rows.push((byte, line, lines.cells().iter().map(str::to_owned).collect()));
        }
        rows
    }

    #[test]
    fn both_ways_of_cutting_give_the_same_rows() {
        let text = "# note, one\n\na,b\n#x\n1,2\n\n3,4,5\n";
        let plain = rows(text);
        // Bytes: 12 + 1 before the heading; 4 for it and 3 for the comment; 4 for the row and 1 for the blank line.
        let places: Vec<_> = plain.iter().map(|(byte, line, _)| (*byte, *line)).collect();
        assert_eq!(places, [(13, 3), (20, 5), (25, 7)]);
        assert_eq!(plain[2].2, ["3", "4", "5"]);
        let quoted = rows(&text.replace("1,2", "1,\"2\""));
        assert_eq!(quoted[1].2, plain[1].2);
        assert_eq!(quoted.iter().map(|(_, line, _)| *line).collect::<Vec<_>>(), [3, 5, 7]);
    }

    #[test]
    fn comments_that_a_spreadsheet_put_in_quotes_are_none_of_the_rows() {
        let found = rows("\"# ours, of 2026\",\na,b\n\"#x, y\",\"\"\n\"#x\",1\n");
        let lines: Vec<_> = found.iter().map(|(_, line, cells)| (*line, cells[0].as_str())).collect();
        assert_eq!(lines, [(2, "a"), (4, "#x")]);
    }

    #[test]
    fn a_row_of_several_lines_begins_in_its_first() {
        let found = rows("a,b\r\n\"x\ny\",2\r\n# note\r\n3,4\r\n");
        let lines: Vec<_> = found.iter().map(|(_, line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 5]);
    }
}
