//! Where a cell stands in its file: found again from the text when a fault is reported.

use super::problem::{Excerpt, Place};

/// The place and text of a row in a block.
#[derive(Clone, Copy)]
pub(crate) struct RowLocation<'a> {
    text: &'a str,
    /// Byte where the row begins.
    start: usize,
    /// Line of the file in which it begins.
    line: u64,
    delimiter: u8,
}

/// A line longer than this is cut around the cell.
const MOST_EXCERPT_CHARS: usize = 96;

/// Where the row begins that comes at or after `byte`, past blank lines and comments.
pub(crate) fn row_start(text: &str, byte: usize) -> usize {
    let bytes = text.as_bytes();
    let mut start = byte.min(bytes.len());
    while start < bytes.len() {
        match bytes[start] {
            b'\n' | b'\r' => start += 1,
            b'#' => start = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at + 1),
            _ => break,
        }
    }
    start
}

impl<'a> RowLocation<'a> {
    /// The row that begins at byte `start` of a block, in that line of the file.
    pub(crate) fn new(text: &'a str, start: usize, line: u64, delimiter: u8) -> RowLocation<'a> {
        RowLocation { text, start, line, delimiter }
    }

    /// The row that begins at or after `byte`, past blank lines and comments.
    pub(crate) fn find(text: &'a str, first_line: u64, byte: usize, delimiter: u8) -> RowLocation<'a> {
        RowLocation::find_after(text, (0, first_line), byte, delimiter)
    }

    /// The same, where the line of an earlier byte is known: `(byte, line)`.
    pub(crate) fn find_after(text: &'a str, known: (usize, u64), byte: usize, delimiter: u8) -> RowLocation<'a> {
        let start = row_start(text, byte);
        let (from, line) = known;
        let lines = memchr::memchr_iter(b'\n', &text.as_bytes()[from.min(start)..start]).count();
        RowLocation::new(text, start, line + lines as u64, delimiter)
    }

    /// Where the row begins: its byte in the block and its line.
    pub(crate) fn start(&self) -> (usize, u64) {
        (self.start, self.line)
    }

    /// The line in which the row begins.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The place and excerpt of the row's `index`-th cell; `name` is its column's.
    pub(crate) fn cell(&self, index: usize, name: &str) -> (Place, Excerpt) {
        let (from, to) = self.bounds(index);
        let (line, column) = self.position(from);
        (Place::Cell { line, column, name: name.to_owned() }, self.excerpt(self.line_start(from), from, to))
    }

    /// The line in which the row's `index`-th cell begins, and the character of that line, both from 1.
    pub(crate) fn cell_start(&self, index: usize) -> (u64, u64) {
        self.position(self.bounds(index).0)
    }

    /// The line of a byte of the row, and the character of that line, both from 1.
    fn position(&self, at: usize) -> (u64, u64) {
        let lines_before = memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.start.min(at)..at]).count();
        let column = self.text[self.line_start(at)..at].chars().count() + 1;
        (self.line + lines_before as u64, column as u64)
    }

    /// Where the line of a byte begins.
    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The cell of the row that a byte is in, from 0, and the place and excerpt of what begins there; `names` are the
    /// columns'.
    pub(crate) fn byte(&self, at: usize, names: &[String]) -> (usize, Place, Excerpt) {
        let (index, _, to) = self.find_cell(|_, to| to > at);
        let (line, column) = self.position(at);
        let place = Place::Cell { line, column, name: names.get(index).cloned().unwrap_or_default() };
        (index, place, self.excerpt(self.line_start(at), at, to.max(at)))
    }

    /// The excerpt of the row's first line.
    pub(crate) fn row(&self) -> Excerpt {
        let end = self.text[self.start..].find('\n').map_or(self.text.len(), |at| self.start + at);
        self.excerpt(self.start, self.start, end)
    }

    /// Bytes of a cell: where it begins and ends, quotes included.
    fn bounds(&self, wanted: usize) -> (usize, usize) {
        let (_, from, to) = self.find_cell(|index, _| index == wanted);
        (from, to)
    }

    /// The text from the row's `first` cell to its `last`, as it stands.
    pub(crate) fn between(&self, first: usize, last: usize) -> &'a str {
        &self.text[self.bounds(first).0..self.bounds(last).1]
    }

    /// The first cell that is the wanted one by its number and its end, or the last: its number, begin and end.
    fn find_cell(&self, is_wanted: impl Fn(usize, usize) -> bool) -> (usize, usize, usize) {
        let bytes = self.text.as_bytes();
        let mut at = self.start;
        let mut index = 0;
        loop {
            let from = at;
            if bytes.get(at) == Some(&b'"') {
                at += 1;
                while at < bytes.len() {
                    if bytes[at] == b'"' {
                        if bytes.get(at + 1) != Some(&b'"') {
                            break;
                        }
                        at += 1;
                    }
                    at += 1;
                }
            }
            while at < bytes.len() && bytes[at] != self.delimiter && !matches!(bytes[at], b'\n' | b'\r') {
                at += 1;
            }
            if is_wanted(index, at) || at >= bytes.len() || bytes[at] != self.delimiter {
                return (index, from.min(bytes.len()), at.min(bytes.len()));
            }
            index += 1;
            at += 1;
        }
    }

    /// The line around a cell, cut where it is long.
    fn excerpt(&self, line_start: usize, from: usize, to: usize) -> Excerpt {
        let line_end = self.text[line_start..].find(['\n', '\r']).map_or(self.text.len(), |at| line_start + at);
        let (from, to) = (from.min(line_end), to.min(line_end).max(from.min(line_end)));
        let line = &self.text[line_start..line_end];
        let (cell_from, cell_to) = (from - line_start, to - line_start);
        if line.chars().count() <= MOST_EXCERPT_CHARS {
            return Excerpt { text: line.to_owned(), span: cell_from..cell_to };
        }
        let lead: String = line[..cell_from].chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
        let cell: String = line[cell_from..cell_to].chars().take(48).collect();
        let tail: String = line[cell_from + cell.len()..].chars().take(16).collect();
        let dots = |cut: bool| if cut { "…" } else { "" };
        let before = format!("{}{lead}", dots(lead.len() < cell_from));
        let after = format!("{tail}{}", dots(cell_from + cell.len() + tail.len() < line.len()));
        let span = before.len()..before.len() + cell.len();
        Excerpt { text: format!("{before}{cell}{after}"), span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, byte: usize, index: usize) -> (u64, u64, String) {
        let (place, excerpt) = RowLocation::find(text, 10, byte, b',').cell(index, "x");
        let Place::Cell { line, column, .. } = place else { panic!("no cell") };
        (line, column, excerpt.text[excerpt.span].to_owned())
    }

    #[test]
    fn cells_are_found_behind_comments_quotes_and_wide_letters() {
        let text = "# note, with commas\n\na,\"x,y\",후보,12\nb,\"two\nlines\",oops,4\n";
        assert_eq!(cell(text, 0, 0), (12, 1, "a".to_owned()));
        assert_eq!(cell(text, 0, 1), (12, 3, "\"x,y\"".to_owned()));
        assert_eq!(cell(text, 0, 3), (12, 12, "12".to_owned()));
        let second = text.find("b,").unwrap();
        assert_eq!(cell(text, second, 2), (14, 8, "oops".to_owned()));
    }

    #[test]
    fn a_cell_that_is_not_there_is_shown_at_the_end_of_its_row() {
        assert_eq!(cell("a,b\n", 0, 7), (10, 3, "b".to_owned()));
    }

    #[test]
    fn long_lines_are_cut_around_the_cell() {
        let text = format!("{},{},z\n", "a".repeat(500), "b".repeat(500));
        let (_, excerpt) = RowLocation::find(&text, 1, 0, b',').cell(1, "x");
        assert!(excerpt.text.chars().count() < 100);
        assert!(excerpt.text[excerpt.span].starts_with("bbb"));
    }
}
