//! A price table's rows as cells, with the byte and the line in which each begins.

use crate::terms::{Marks, RowLocation};

/// What may separate a table's cells beside commas.
const OTHERS: [u8; 2] = [b';', b'\t'];

/// What separates a table's cells: a comma, unless its heading has none and has semicolons, as spreadsheets of most of Europe
/// write them, or tabs.
pub(super) fn delimiter(text: &str) -> u8 {
    let is_row = |line: &&str| !line.trim().is_empty() && !line.starts_with('#') && !line.starts_with("\"#");
    let heading = text.split('\n').find(is_row).unwrap_or_default().as_bytes();
    let has = |delimiter: &u8| memchr::memchr(*delimiter, heading).is_some();
    if has(&b',') { b',' } else { OTHERS.into_iter().find(has).unwrap_or(b',') }
}

/// A table's rows, its heading first; blank lines and comments are passed over.
pub(super) struct Lines<'a> {
    text: &'a str,
    delimiter: u8,
    way: Way<'a>,
}

/// How rows are cut.
enum Way<'a> {
    /// Without quotes: what a start of the program reads, and quickly.
    Plain { marks: Marks<'a>, next: usize, line: u64, cells: Vec<&'a str> },
    /// With quotes, line breaks in them too. `last` is where the last row begins: its byte and its line.
    Quoted { reader: Box<csv::Reader<&'a [u8]>>, record: csv::StringRecord, last: (usize, u64) },
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
        let (bytes, delimiter) = (text.as_bytes(), delimiter(text));
        let way = if memchr::memchr2(b'"', b'\r', bytes).is_none() {
            Way::Plain { marks: Marks::new(bytes, delimiter), next: 0, line: 0, cells: Vec::new() }
        } else {
            let mut builder = csv::ReaderBuilder::new();
            builder.delimiter(delimiter).has_headers(false).comment(Some(b'#')).flexible(true);
            let reader = Box::new(builder.from_reader(bytes));
            Way::Quoted { reader, record: csv::StringRecord::new(), last: (0, 1) }
        };
        Lines { text, delimiter, way }
    }

    /// What separates cells.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Goes to the next row: the byte and the line in which it begins, or `None` at the end.
    pub(super) fn advance(&mut self) -> Option<(usize, u64)> {
        let (text, delimiter) = (self.text, self.delimiter);
        match &mut self.way {
            Way::Plain { marks, next, line, cells } => loop {
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
            Way::Quoted { reader, record, last } => loop {
                let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
                // Rows of any width from UTF-8 in memory: there is nothing that reading one could fail on.
                if !reader.read_record(record).unwrap_or(false) {
                    return None;
                }
                *last = RowLocation::find_after(text, *last, from, delimiter).start();
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
        match &self.way {
            Way::Plain { cells, .. } => Cells::Plain(cells),
            Way::Quoted { record, .. } => Cells::Quoted(record),
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
    fn headings_without_commas_are_cut_at_semicolons_or_tabs() {
        let last = |text: &str| rows(text).pop().expect("a row").2;
        assert_eq!(last("# a, b\na;b\n1,5;2\n"), ["1,5", "2"]);
        assert_eq!(last("a\tb\r\n1;5\t\"2\t3\"\r\n"), ["1;5", "2\t3"]);
        assert_eq!(last("a,b;c\n1;2,3\n"), ["1;2", "3"]);
        assert_eq!(last("a\n1,2\n"), ["1", "2"]);
    }

    #[test]
    fn a_row_of_several_lines_begins_in_its_first() {
        let found = rows("a,b\r\n\"x\ny\",2\r\n# note\r\n3,4\r\n");
        let lines: Vec<_> = found.iter().map(|(_, line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 5]);
    }
}
