//! A block's text cut into rows and cells.

use crate::terms::{Marks, row_start, trimmed};
use std::io::Read as _;

/// Where a row begins in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) byte: usize,
    /// Line feeds before it.
    pub(super) lines: u64,
}

/// Hands out each row that has any text: where it begins; its cells without the space around them; and the cells of the
/// row handed out before it, none for the first.
pub(super) fn for_each(text: &str, delimiter: u8, each: impl FnMut(Start, &[&str], &[&str])) {
    if is_plain(text.as_bytes()) { plain(text, delimiter, each) } else { quoted(text, delimiter, each) }
}

/// Whether lines are rows and cells are what stands between separators: no quotes, and no carriage return but those of
/// line ends.
fn is_plain(bytes: &[u8]) -> bool {
    memchr::memchr(b'"', bytes).is_none()
        && memchr::memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
}

/// Most blocks: several times as fast as a reader that expects quotes everywhere.
fn plain<'t>(text: &'t str, delimiter: u8, mut each: impl FnMut(Start, &[&str], &[&str])) {
    let bytes = text.as_bytes();
    let (mut cells, mut before): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let (mut row, mut cell) = (Start { byte: 0, lines: 0 }, 0);
    let mut end_row = |cells: &mut Vec<&'t str>, row: Start, cell: usize, end: usize| {
        let end = if end > cell && bytes[end - 1] == b'\r' { end - 1 } else { end };
        cells.push(trimmed(&text[cell..end]));
        if bytes[row.byte..end].first().is_some_and(|first| *first != b'#') && !is_blank(cells) {
            each(row, cells, &before);
            std::mem::swap(cells, &mut before);
        }
        cells.clear();
    };
    for mark in Marks::new(bytes, delimiter) {
        if bytes[mark] == b'\n' {
            end_row(&mut cells, row, cell, mark);
            row = Start { byte: mark + 1, lines: row.lines + 1 };
        } else {
            cells.push(trimmed(&text[cell..mark]));
        }
        cell = mark + 1;
    }
    if row.byte < bytes.len() {
        end_row(&mut cells, row, cell, bytes.len());
    }
}

/// The cells of the first row, blank lines and comments passed over, and the byte behind it; `None` where there is none.
pub(super) fn first(text: &str, delimiter: u8) -> Option<(Vec<String>, usize)> {
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let row = line.strip_suffix('\n').unwrap_or(line);
        let row = row.strip_suffix('\r').unwrap_or(row);
        // Making a reader that knows quotes takes longer than reading a small file.
        if memchr::memchr2(b'"', b'\r', row.as_bytes()).is_some() {
            return first_quoted(text, delimiter);
        }
        from += line.len();
        if !row.is_empty() && !row.starts_with('#') {
            return Some((row.split(char::from(delimiter)).map(str::to_owned).collect(), from));
        }
    }
    None
}

fn first_quoted(text: &str, delimiter: u8) -> Option<(Vec<String>, usize)> {
    let mut reader = reader_of(delimiter).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    // The text is valid UTF-8 and rows may have any width, so nothing can fail.
    let found = reader.read_record(&mut record).unwrap_or(false);
    let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
    // A comment that no line break ends reads as one empty cell.
    let is_row = found && record.iter().any(|cell| !cell.is_empty());
    is_row.then(|| (record.iter().map(str::to_owned).collect(), end))
}

fn reader_of(delimiter: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).delimiter(delimiter).comment(Some(b'#')).flexible(true);
    builder
}

/// Blocks with quotes: line breaks and separators inside them are text.
fn quoted(text: &str, delimiter: u8, mut each: impl FnMut(Start, &[&str], &[&str])) {
    // Behind an empty line: the reader would take a mark of byte order at the beginning of a block for one of the file.
    let mut reader = reader_of(delimiter).from_reader(b"\n".chain(text.as_bytes()));
    let mut start = Start { byte: 0, lines: 0 };
    let (mut record, mut last) = (csv::StringRecord::new(), csv::StringRecord::new());
    // The text is valid UTF-8 and rows may have any width, so nothing can fail.
    while let Ok(true) = reader.read_record(&mut record) {
        let cells: Vec<&str> = record.iter().map(trimmed).collect();
        if is_blank(&cells) {
            continue;
        }
        let byte = record.position().map_or(0, csv::Position::byte).saturating_sub(1);
        // Blank lines and comments before a row are counted to it.
        let byte = row_start(text, usize::try_from(byte).unwrap_or(usize::MAX)).max(start.byte);
        let passed = &text.as_bytes()[start.byte..byte];
        start = Start { byte, lines: start.lines + memchr::memchr_iter(b'\n', passed).count() as u64 };
        let before: Vec<&str> = last.iter().map(trimmed).collect();
        each(start, &cells, &before);
        std::mem::swap(&mut record, &mut last);
    }
}

fn is_blank(cells: &[&str]) -> bool {
    cells.iter().all(|cell| cell.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows as they are handed out, by either way of cutting.
    fn rows(cut: impl Fn(&str, u8, &mut dyn FnMut(Start, &[&str], &[&str])), text: &str) -> Vec<(Start, Vec<String>)> {
        let mut all: Vec<(Start, Vec<String>)> = Vec::new();
        cut(text, b',', &mut |start, cells, before| {
            let texts = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
            assert_eq!(all.last().map_or(Vec::new(), |(_, cells)| cells.clone()), texts(before));
            all.push((start, texts(cells)));
        });
        all
    }

    #[test]
    fn comments_and_blank_rows_are_left_out() {
        let text = "# a,b\na,b\r\n\n , \r\n#\r\nc,,\r\n후보";
        let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
        let expected = [cells(&["a", "b"]), cells(&["c", "", ""]), cells(&["후보"])];
        let found: Vec<Vec<String>> =
            rows(|text, delimiter, each| for_each(text, delimiter, each), text).into_iter().map(|row| row.1).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quotes_and_lone_returns_are_not_plain() {
        assert!(is_plain(b"a,b\r\nc\n"));
        assert!(!is_plain(b"a,\"b\"\n"));
        assert!(!is_plain(b"a\rb\n"));
        assert!(!is_plain(b"a\r"));
    }

    proptest! {
        #[test]
        fn both_ways_of_finding_the_first_row_agree(text in "([a#, ;\u{c9}x]|\n|\r\n|\r|\"){0,40}") {
            let rest = |found: Option<(Vec<String>, usize)>| {
                found.filter(|(cells, _)| cells.iter().any(|cell| !cell.is_empty())).map(|(cells, end)| (cells, text[end..].trim_start_matches(['\r', '\n']).to_owned()))
            };
            prop_assert_eq!(rest(first(&text, b',')), rest(first_quoted(&text, b',')));
        }

        #[test]
        fn both_ways_of_cutting_agree(text in "([a#, \u{c9}\u{2003}\u{feff}x]|\n|\r\n){0,60}") {
            let plainly = rows(|text, delimiter, each| plain(text, delimiter, each), &text);
            let carefully = rows(|text, delimiter, each| quoted(text, delimiter, each), &text);
            prop_assert_eq!(plainly, carefully);
        }
    }
}
