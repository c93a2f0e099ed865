//! [`scan_rows`]: where the rows of a text end, with what stands between quotes left alone.

/// What a scan for row ends found.
pub(crate) struct Scan {
    /// Just after the last line end that ends a row; 0 where there is none.
    pub(crate) boundary: usize,
    /// Where a quote stands that is still open at the end.
    pub(crate) open_quote: Option<usize>,
    /// Where comments begin.
    pub(crate) comments: Vec<usize>,
    /// Where text stands behind a quote that closes a cell: most likely another one was never closed, and rows are lost
    /// in the cell. The first ones.
    pub(crate) behind_quotes: Vec<usize>,
}

/// More places than are shown are not kept.
const MOST_BEHIND: usize = super::MOST_PROBLEMS;

/// Finds the last row end, with line breaks inside quotes skipped. Rows end and quotes count as for the `csv` crate.
pub(crate) fn scan_rows(bytes: &[u8], delimiter: u8) -> Scan {
    let mut found = Scan { boundary: 0, open_quote: None, comments: Vec::new(), behind_quotes: Vec::new() };
    if memchr::memchr(b'"', bytes).is_none() {
        let begins_line = |at: &usize| *at == 0 || bytes[at - 1] == b'\n';
        found.boundary = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        found.comments = memchr::memchr_iter(b'#', bytes).filter(begins_line).collect();
        return found;
    }
    let (mut opened, mut quoted) = (0, false);
    let (mut row_start, mut cell_start) = (true, true);
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if quoted {
            if byte == b'"' {
                if bytes.get(at + 1) == Some(&b'"') {
                    at += 1;
                } else {
                    quoted = false;
                    found.behind_quotes.extend(behind_quote(bytes, at + 1, delimiter));
                    found.behind_quotes.truncate(MOST_BEHIND);
                }
            }
        } else if row_start && byte == b'#' {
            // A comment: quotes in it mean nothing.
            found.comments.push(at);
            match memchr::memchr(b'\n', &bytes[at..]) {
                Some(length) => at += length - 1,
                None => break,
            }
            (row_start, cell_start) = (false, false);
        } else if byte == b'"' && cell_start {
            quoted = true;
            opened = at;
            (row_start, cell_start) = (false, false);
        } else if byte == b'\n' || byte == b'\r' {
            if byte == b'\n' {
                found.boundary = at + 1;
            }
            (row_start, cell_start) = (true, true);
        } else {
            cell_start = byte == delimiter;
            row_start = false;
        }
        at += 1;
    }
    found.open_quote = quoted.then_some(opened);
    found
}

/// Where text stands between a closing quote, before `at`, and the end of its cell; space is none.
fn behind_quote(bytes: &[u8], at: usize, delimiter: u8) -> Option<usize> {
    let is_end = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    let next = at + bytes[at..].iter().position(|byte| is_end(*byte) || !matches!(byte, b' ' | b'\t'))?;
    (!is_end(bytes[next])).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_behind_a_closing_quote_is_found() {
        let behind = |text: &str| scan_rows(text.as_bytes(), b',').behind_quotes;
        assert_eq!(behind("\"a\",\"b\" ,\"c\"\"\"\n\"d\"\r\n\"e\""), Vec::<usize>::new());
        assert_eq!(behind("\"a,1\nb,2\n\"c\",3\n"), [10]);
        assert_eq!(behind("\"a\" x,1\n\"b\"\"\"y\n"), [4, 13]);
    }

    #[test]
    fn a_quote_behind_a_lone_return_opens_a_cell() {
        // As for the csv crate, whose rows a lone return ends.
        assert_eq!(scan_rows(b"a\r\"b\nc\n", b',').open_quote, Some(2));
        assert_eq!(scan_rows(b"a\r#\"b\nc\n", b',').open_quote, None);
    }
}
