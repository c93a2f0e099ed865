//! Where the heading begins, and what separates its cells: above it stand comments, and what spreadsheets make of them and
//! of blank lines.

use super::columns;
use super::number::parse_number;
use crate::terms::cells_between;

/// What may separate the cells of a table.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Where the heading begins: past blank lines, lines of empty cells and comments, those too that a spreadsheet put in quotes.
/// The end of the text where nothing else stands in it.
pub(super) fn heading_start(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let line = first_line(&bytes[at..]);
        at += if line.starts_with(b"#") || is_empty(line) {
            line.len()
        } else if let Some(comment) = quoted_comment(&bytes[at..]) {
            comment.len()
        } else {
            return at;
        };
    }
    bytes.len()
}

/// The separator between most names of columns in the heading, or that it uses most: comma, semicolon or tab. Those in quotes are text.
pub(super) fn sniff_delimiter(bytes: &[u8]) -> u8 {
    let heading = first_line(&bytes[heading_start(bytes)..]);
    let cells = |delimiter: u8| cells_between(heading, move |byte| byte == delimiter);
    let is_known = |cell: &&[u8]| {
        std::str::from_utf8(cell).is_ok_and(|cell| columns::find(cell.trim().trim_matches('"')).is_some())
    };
    let rank = |delimiter: &u8| (cells(*delimiter).filter(is_known).count(), cells(*delimiter).count());
    SEPARATORS.into_iter().rev().max_by_key(rank).unwrap_or(b',')
}

/// The first line, with its end.
fn first_line(bytes: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', bytes).map_or(bytes, |end| &bytes[..=end])
}

/// Whether a line has nothing but empty cells.
fn is_empty(line: &[u8]) -> bool {
    let is_nothing = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'"' || SEPARATORS.contains(byte);
    line.iter().all(is_nothing) && memchr::memchr_iter(b'"', line).count().is_multiple_of(2)
}

/// Cells of a quoted comment that are looked at.
const MOST_CELLS: usize = 16;

/// The row that a text begins with, where its first cell stands in quotes and begins with `#`. Commas cut a comment into
/// cells; a row of the table, or its heading, has numbers or names of columns in them.
fn quoted_comment(bytes: &[u8]) -> Option<&[u8]> {
    if !bytes.starts_with(b"\"#") {
        return None;
    }
    let mut is_quoted = false;
    let end = bytes.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        !is_quoted && *byte == b'\n'
    });
    let row = match end {
        Some(end) => &bytes[..=end],
        None if is_quoted => first_line(bytes),
        None => bytes,
    };
    let cells = cells_between(row, |byte| SEPARATORS.contains(&byte));
    let is_of_table = |cell: &&[u8]| {
        let cell = std::str::from_utf8(cell).unwrap_or_default().trim().trim_matches('"').trim();
        columns::find(cell).is_some() || parse_number(cell).is_ok()
    };
    cells.skip(1).take(MOST_CELLS).filter(is_of_table).nth(1).is_none().then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_leave_above_a_heading_is_passed_over() {
        for above in [
            "",
            "\n \n",
            "# a note\n",
            ",,,\n",
            ";;;\r\n;;;\r\n",
            "\t\t\t\n",
            "\"\",\"\"\n",
            "\"# a note, with a comma\",,,\n",
            "\"# it says \"\"no\"\"; 1\";;;\n#;;;\n",
            "\"# a note\"\"s\n second line\",,\n",
            "\"# numbers are 50M\",\" 250k or 5e6\",\" but\",,\n",
            "\"# costs 1\",\"000 USD\",\n\n,,\n",
        ] {
            let text = format!("{above}name,duration_ms\n");
            assert_eq!(&text[heading_start(text.as_bytes())..], "name,duration_ms\n", "{above}");
            assert_eq!(heading_start(above.as_bytes()), above.len(), "{above}");
        }
    }

    #[test]
    fn headings_and_rows_are_not_passed_over() {
        for text in [
            "\"# of requests\",name,duration_ms\n",
            "\"#1\",5M,120,1024\n",
            "\"\n\",b\n",
            " # indented\n",
            "\"a\",\"#\"\n",
        ] {
            assert_eq!(heading_start(text.as_bytes()), 0, "{text}");
        }
    }

    #[test]
    fn separators_in_quotes_and_comments_do_not_count() {
        assert_eq!(sniff_delimiter(b"\"# a, b, c\";;\n;;;\nname;memory_mb\n"), b';');
        assert_eq!(sniff_delimiter(b"\"name,duration_ms,memory_mb\";;\n"), b';');
        assert_eq!(sniff_delimiter(b"\"name,duration_ms,memory_mb\"\n"), b',');
        assert_eq!(sniff_delimiter(b"name,\"duration; of; all\"\n"), b',');
        // More of another one, but not between names of columns.
        assert_eq!(sniff_delimiter(b"name,memory_mb,x_a;b;c;d\n"), b',');
    }
}
