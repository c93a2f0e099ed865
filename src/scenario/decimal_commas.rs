//! Whether commas are, or may be, a file's decimal marks, as in most of Europe: `1.500` may then be one thousand five hundred.

use super::rows;

/// Why commas may be the decimal marks of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalCommas {
    /// Its cells stand between semicolons, as spreadsheets separate them where a comma is the decimal mark.
    Semicolons,
    /// Another cell has one.
    OtherCells,
    /// No cell shows a point before decimals that can be nothing else: of counts, which are whole, a point before three digits
    /// may separate thousands.
    Unsaid,
}

impl DecimalCommas {
    /// What the rows of a file's first block, the separator of its cells known, tell. `some` are the places of cells that are
    /// read, where others are not: these may hold anything.
    pub(super) fn of(text: &str, delimiter: u8, some: Option<&[usize]>) -> Option<DecimalCommas> {
        if let Some(read) = some {
            return DecimalCommas::of_cells(text, delimiter, read);
        }
        let bytes = text.as_bytes();
        // Between commas a cell with one of its own stands in quotes.
        let may_have = delimiter != b',' || memchr::memchr(b'"', bytes).is_some();
        if may_have && memchr::memchr_iter(b',', bytes).any(|at| is_decimal(bytes, at, delimiter)) {
            return Some(DecimalCommas::OtherCells);
        }
        let has_points = memchr::memchr_iter(b'.', bytes).any(|at| is_decimal(bytes, at, delimiter));
        (!has_points).then(|| DecimalCommas::unsaid(delimiter))
    }

    /// What these cells of rows tell.
    fn of_cells(text: &str, delimiter: u8, read: &[usize]) -> Option<DecimalCommas> {
        // Between the ends of a cell no byte separates cells.
        let shows = |cell: &str, mark| {
            memchr::memchr_iter(mark, cell.as_bytes()).any(|at| is_decimal(cell.as_bytes(), at, b'\n'))
        };
        let (mut commas, mut points) = (false, false);
        rows::for_each(text, delimiter, |_, cells, _| {
            for cell in read.iter().filter_map(|index| cells.get(*index)) {
                commas |= shows(cell, b',');
                points |= shows(cell, b'.');
            }
        });
        if commas { Some(DecimalCommas::OtherCells) } else { (!points).then(|| DecimalCommas::unsaid(delimiter)) }
    }

    /// Where no cell tells, what separates cells may.
    const fn unsaid(delimiter: u8) -> DecimalCommas {
        if delimiter == b';' { DecimalCommas::Semicolons } else { DecimalCommas::Unsaid }
    }

    /// The reason in words, behind "as".
    pub(super) const fn words(self) -> &'static str {
        match self {
            DecimalCommas::Semicolons => "this file's cells stand between semicolons",
            DecimalCommas::OtherCells => "other cells of this file have decimal commas",
            DecimalCommas::Unsaid => "thousandths are rare here",
        }
    }
}

/// Whether the comma or point at that byte is the only one of a cell that is a number, and can separate nothing but decimals.
fn is_decimal(bytes: &[u8], at: usize, delimiter: u8) -> bool {
    let mark = bytes[at];
    let other = if mark == b',' { b'.' } else { b',' };
    let is_part = |byte: &u8| byte.is_ascii_digit() || (*byte == other && other != delimiter);
    let start = at - bytes[..at].iter().rev().take_while(|byte| is_part(byte)).count();
    let decimals = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = at + 1 + decimals;
    if bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
        end += 1;
    }
    let before = start.checked_sub(1).map_or(b'\n', |last| bytes[last]);
    let after = bytes.get(end).copied().unwrap_or(b'\n');
    let is_end = |byte: u8| delimiter != mark && (byte == delimiter || matches!(byte, b'\n' | b'\r'));
    let is_cell = (before == b'"' && after == b'"') || (is_end(before) && is_end(after));
    // 1,500 could be a thousand and more; 1500,500 could not.
    let whole = &bytes[start..at];
    let is_no_group = decimals != 3 || whole.starts_with(b"0") || whole.len() > 3;
    is_cell && !whole.is_empty() && decimals > 0 && is_no_group
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_shows_what_commas_are() {
        let (shown, unsaid) = (Some(DecimalCommas::OtherCells), Some(DecimalCommas::Unsaid));
        for (text, delimiter, expected) in [
            ("a\t1,5\n", b'\t', shown),
            ("1,5M\ta\r\n", b'\t', shown),
            ("a\t0,125", b'\t', shown),
            ("a\t1.250,000\n", b'\t', shown),
            ("a,\"1,5\",b\n", b',', shown),
            // Points separate decimals.
            ("a,1.5,b\n", b',', None),
            ("a,1,12.25M\r\n", b',', None),
            ("a,0.125,1.500\n", b',', None),
            ("a,1234.500", b',', None),
            ("a\t1.5\n", b'\t', None),
            // A thousand and five hundred, a million, a list, two cells, a text.
            ("a\t1,500\n", b'\t', unsaid),
            ("a\t1,000,000\n", b'\t', unsaid),
            ("a\t1,5,7\n", b'\t', unsaid),
            ("a,1,5,b,\"c\"\n", b',', unsaid),
            ("\"size 1,5 b\"\t1.500\n", b'\t', unsaid),
            ("a,1.500,v1.2\n", b',', unsaid),
            ("a,1.500.000,10.0.0.1\n", b',', unsaid),
            ("a;1.500\n", b';', Some(DecimalCommas::Semicolons)),
        ] {
            assert_eq!(DecimalCommas::of(text, delimiter, None), expected, "{text:?}");
        }
    }

    #[test]
    fn cells_that_are_not_read_show_nothing() {
        let (shown, unsaid) = (Some(DecimalCommas::OtherCells), Some(DecimalCommas::Unsaid));
        for (text, delimiter, expected) in [
            ("a,1,\"3,5\"\n", b',', unsaid),
            ("a,1.5,\"3,5\"\n", b',', None),
            ("a,\"1,5\",\"3,5\"\n", b',', shown),
            ("a\t1,5\t3.5\n", b'\t', shown),
            ("a\t1\t3.5\n", b'\t', unsaid),
            ("\"of\n2,5 lines\",1.5,\"3,5\"\n", b',', None),
            ("a;1;3,5\n", b';', Some(DecimalCommas::Semicolons)),
        ] {
            assert_eq!(DecimalCommas::of(text, delimiter, Some(&[0, 1])), expected, "{text:?}");
        }
    }
}
